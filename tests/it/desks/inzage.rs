//! The trace: who looked at what. Every message and every verb leaves what it should, before its answer, and nothing else; what
//! was refused too; never a word of a dossier. And a trace, or a dossier, that is not what it was is found.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crisistafel::domain::ids::RequestId;
use crisistafel::domain::inzage::{Gebruik, Inzagedaad, Opsomming, Resultaat, Rollenvondst, Toestel, Vanaf};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::rollentabel::Rollenverschil;
use crisistafel::domain::tekst::Tekst;
use crisistafel::journal::{Found, InzageEvent, Journal, JournalId, Remembered, record, verify};
use crisistafel::protocol::{Getypt, InzageVraag, Raadpleging, Soort, ToServer};
use crisistafel::report::inzage::Naslag;
use crisistafel::server::clerk::{Input, Spoor, spoor};
use crisistafel::server::{self, Account, Asked};
use nix::sys::signal::Signal;

use super::child::{House, Running};
use super::meeting::{bijeen, feit, open, over_minuten, start, t};
use super::people::{People, geef};

const TABLE: &str = "
[[toegang]]
gebruiker = \"duin\"
rollen = [\"voorzitter\"]
[[toegang]]
gebruiker = \"regie\"
rollen = [\"procesregisseur\"]
[[toegang]]
gebruiker = \"fg\"
rollen = [\"beheerder\"]
inzage = true
[[toegang]]
gebruiker = \"beheer\"
rollen = [\"beheerder\"]
[[toegang]]
gebruiker = \"zaal\"
rollen = [\"scherm\"]
[[toegang]]
gebruiker = \"lezer\"
rollen = [\"raadpleger\"]
dossiers = []
[[doorgeefluik]]
gebruiker = \"luik\"
";

fn asked(soort: Soort, gebruik: Gebruik) -> Asked {
    Asked { soort, als: None, namens: None, vanaf: Vanaf { ssh: false, gebruik } }
}

fn volg(dossier: Option<crisistafel::domain::ids::DossierNummer>) -> ToServer {
    ToServer::Volg { dossier, sinds: None }
}

fn vraag(vraag: Raadpleging) -> ToServer {
    ToServer::Vraag { nr: 1, vraag }
}

fn inzage_van(dossier: Option<crisistafel::domain::ids::DossierNummer>) -> Raadpleging {
    Raadpleging::Inzage(InzageVraag { dossier, wie: None, sinds: over_minuten(-60) })
}

/// What was traced since this was asked last, and that no byte of its answer had left by then.
fn traced(p: &mut People, before: usize) -> Vec<(String, Resultaat)> {
    let all = std::mem::take(&mut p.traced);
    assert!(all.iter().all(|(_, sent)| *sent == before), "traced behind its answer: {all:?}");
    all.into_iter().map(|(r, _)| (format!("{} {:?}", r.daad, r.dossier.is_some()), r.resultaat)).collect()
}

fn sent(p: &People) -> usize {
    p.bytes.values().map(Vec::len).sum()
}

/// Every message of somebody who may: what it leaves in the trace, once, and before anything of its answer is sent.
#[test]
fn every_message_leaves_what_it_should_before_its_answer() {
    use Resultaat::{Gegeven, Geweigerd};
    let mut p = People::new(TABLE);
    let chair = p.comes("duin", Soort::Terminal, None);
    let nummer = p.must(chair, None, open("Verborgen"));
    for command in [bijeen(), start(), feit("hij stond voor de deur")] {
        p.must(chair, Some(nummer), command);
    }
    assert_eq!(traced(&mut p, 0), [], "what is recorded stands in the record");
    let getypt = Getypt::nieuw(t("f half"));
    let opzij = ToServer::Terzijde { dossier: nummer, erbij: Vec::new(), weg: vec![RequestId(1)] };
    let pin = |cijfers: &str| crisistafel::domain::pin::Pin::gegeven(cijfers).unwrap();
    let zet = |oud: Option<&str>, nieuw: Option<&str>| ToServer::ZetPin { oud: oud.map(&pin), nieuw: nieuw.map(&pin) };
    let cases: [(&str, ToServer, Option<(&str, Resultaat)>); 19] = [
        ("the dossier", volg(Some(nummer)), Some(("openen true", Gegeven))),
        ("again", volg(Some(nummer)), None),
        ("what is typed", ToServer::Concept(getypt), None),
        ("what is put aside", opzij, None),
        ("the overview", ToServer::VolgOverzicht, Some(("overzicht volgen false", Gegeven))),
        ("again", ToServer::VolgOverzicht, None),
        ("all dossiers", vraag(Raadpleging::Dossiers), Some(("lijst van dossiers false", Gegeven))),
        ("all actions", vraag(Raadpleging::Acties), Some(("lijst van acties false", Gegeven))),
        ("a search", vraag(Raadpleging::Zoek { woorden: t("deur") }), Some(("zoeken false", Gegeven))),
        ("the trace", vraag(inzage_van(None)), Some(("inzage bekijken false", Geweigerd))),
        ("no dossier: who leaves", volg(None), None),
        ("and back", volg(Some(nummer)), Some(("openen true", Gegeven))),
        ("a PIN", zet(None, Some("482915")), Some(("PIN zetten false", Gegeven))),
        ("a wrong one", zet(Some("482916"), Some("730264")), Some(("PIN wijzigen false", Geweigerd))),
        ("another one", zet(Some("482915"), Some("730264")), Some(("PIN wijzigen false", Gegeven))),
        (
            "that of somebody else",
            ToServer::WisPin { gebruiker: t("regie") },
            Some(("PIN van een ander wissen false", Geweigerd)),
        ),
        ("a lock", ToServer::Vergrendel, None),
        (
            "a guess",
            ToServer::Ontgrendel { pin: pin("482915") },
            Some(("terminal ontgrendelen met een PIN false", Geweigerd)),
        ),
        ("and open", ToServer::Ontgrendel { pin: pin("730264") }, None),
    ];
    for (what, message, leaves) in cases {
        p.bytes.clear();
        p.says(chair, message);
        let leaves: Vec<_> = leaves.into_iter().map(|(daad, hoe)| (daad.to_owned(), hoe)).collect();
        assert_eq!(traced(&mut p, 0), leaves, "{what}");
    }
    let before = sent(&p);
    p.says(chair, volg(Some(nummer)));
    assert_eq!(traced(&mut p, before), [("openen true".to_owned(), Gegeven)], "it is opened again");
    p.must(chair, Some(nummer), feit("en nog eens"));
    assert_eq!(p.traced, [], "and a frame that comes by itself is of what was opened");
    for (peer, mag) in [("regie", true), ("fg", true), ("beheer", false)] {
        let peer = p.comes(peer, Soort::Vraag, None);
        let before = sent(&p);
        p.says(peer, vraag(inzage_van(Some(nummer))));
        let hoe = if mag { Gegeven } else { Geweigerd };
        assert_eq!(traced(&mut p, before), [(format!("inzage bekijken {mag}"), hoe)]);
    }
}

/// Who has the files of the store in hand says that they copy them, and is shown nothing; who says so and has not, is refused.
#[test]
fn who_says_that_they_copy_the_store_is_traced_and_shown_nothing() {
    use Resultaat::{Gegeven, Geweigerd};
    let mut p = People::new(TABLE);
    let chair = p.comes("duin", Soort::Terminal, None);
    let nummer = p.must(chair, None, open("Verborgen"));
    let copies = || asked(Soort::Vraag, Gebruik::Kopieren);
    let other = p.comes_as("duin", copies());
    assert!(p.ended.contains(&other), "the account of the chair is not that of the store");
    let root = Account { uid: 0, naam: "root".into(), groepen: Vec::new() };
    let keeper = crisistafel::server::clerk::PeerId(900);
    p.play(Input::Hello { peer: keeper, account: root, asked: copies(), terminal: RequestId(900) });
    for message in [volg(Some(nummer)), vraag(Raadpleging::Dossiers), ToServer::VolgOverzicht, vraag(inzage_van(None))] {
        p.says(keeper, message);
    }
    let told = String::from_utf8_lossy(&p.bytes[&keeper]).into_owned();
    assert!(!told.contains("Verborgen") && !told.contains("\"frames\""), "{told}");
    let kept: Vec<_> = p.traced.drain(..).map(|(r, _)| (r.daad, r.resultaat, r.wie.gebruiker.to_string())).collect();
    assert_eq!(kept[0], (Inzagedaad::Binnenkomen, Geweigerd, "duin".to_owned()));
    assert_eq!(kept[1], (Inzagedaad::Kopieren, Gegeven, "root".to_owned()));
    assert!(
        kept[2..].iter().all(|(daad, hoe, _)| {
            *hoe == Geweigerd || matches!(daad, Inzagedaad::Opsommen { dossiers: Some(0) | None, .. })
        }),
        "{kept:?}"
    );
}

/// What a verb does with a dossier is what its terminal says; everything else is what the service sees.
#[test]
fn what_is_traced_of_a_message_follows_from_it_alone() {
    let one = |soort, gebruik| spoor(&volg(Some("26-K7M4".parse().unwrap())), &asked(soort, gebruik));
    for (soort, gebruik, daad) in [
        (Soort::Terminal, Gebruik::Afdrukken, Inzagedaad::Openen),
        (Soort::Scherm, Gebruik::Uitvoeren, Inzagedaad::Openen),
        (Soort::Vraag, Gebruik::Werk, Inzagedaad::Openen),
        (Soort::Vraag, Gebruik::Tonen, Inzagedaad::Tonen),
        (Soort::Vraag, Gebruik::Uitvoeren, Inzagedaad::Exporteren),
        (Soort::Vraag, Gebruik::Afdrukken, Inzagedaad::Afdrukken),
    ] {
        assert_eq!(one(soort, gebruik), Spoor::Altijd(daad));
    }
    // who leaves is given nothing; the shared screen leaves it to the service which dossier it shows
    assert!(matches!(spoor(&volg(None), &asked(Soort::Terminal, Gebruik::Werk)), Spoor::Niets(_)));
    assert_eq!(spoor(&volg(None), &asked(Soort::Scherm, Gebruik::Werk)), Spoor::Altijd(Inzagedaad::Openen));
    let hello =
        ToServer::Hallo { soort: Soort::Vraag, terminal: RequestId(1), als: None, namens: None, vanaf: Vanaf::default() };
    assert!(matches!(spoor(&hello, &asked(Soort::Vraag, Gebruik::Werk)), Spoor::Niets(_)));
}

/// What a stranger tries: the same is kept whether the dossier is there or not; who is not let in; and nobody fills the disk.
#[test]
fn what_is_refused_is_traced_and_nobody_fills_the_disk_by_knocking() {
    let mut p = People::new(TABLE);
    let chair = p.comes("duin", Soort::Terminal, None);
    let nummer = p.must(chair, None, open("Verborgen"));
    let nowhere = crisistafel::domain::ids::DossierNummer::pick(2026, 654_321);
    let lezer = p.comes("lezer", Soort::Vraag, None);
    for asked_for in [nummer, nowhere] {
        p.says(lezer, volg(Some(asked_for)));
        p.asks(lezer, Some(asked_for), vec![feit("x")]);
        let kept: Vec<_> = p.traced.drain(..).map(|(r, _)| (r.daad, r.dossier, r.resultaat)).collect();
        let both = [Inzagedaad::Openen, Inzagedaad::Vastleggen];
        assert_eq!(kept, both.map(|daad| (daad, Some(asked_for), Resultaat::Geweigerd)));
    }
    for (account, namens, gebruiker, luik) in
        [("kijker", None, "kijker", None), ("luik", Some("vreemd"), "vreemd", Some("luik"))]
    {
        let namens = namens.map(t);
        p.comes_as(account, Asked { namens, ..asked(Soort::Terminal, Gebruik::Werk) });
        let (kept, _) = p.traced.pop().expect("it is traced");
        assert_eq!((kept.daad, kept.resultaat, kept.wie.rollen.len()), (Inzagedaad::Binnenkomen, Resultaat::Geweigerd, 0));
        let vanaf = kept.oorsprong;
        assert_eq!((kept.wie.gebruiker.as_str(), vanaf.toestel), (gebruiker, Toestel::Terminal));
        assert_eq!(vanaf.doorgeefluik.as_ref().map(crisistafel::domain::tekst::Tekst::as_str), luik);
    }
    for _ in 0..500 {
        p.comes("kijker", Soort::Terminal, None);
    }
    let knocked = p.traced.len();
    assert!((20..100).contains(&knocked), "{knocked}");
    p.wait(1);
    p.comes("kijker", Soort::Terminal, None);
    assert_eq!(p.traced.len(), knocked + 1, "later it is traced again");
}

/// The shared screen opens a dossier once, also when it is put there by itself; who is let in has the role of that dossier.
#[test]
fn the_wall_opens_a_dossier_once_and_everybody_stands_there_as_who_they_are() {
    let mut p = People::new(TABLE);
    let wall = p.comes("zaal", Soort::Scherm, None);
    p.says(wall, volg(None));
    let chair = p.comes("duin", Soort::Terminal, None);
    let nummer = p.must(chair, None, open("Op de muur"));
    for command in [bijeen(), start(), feit("een"), feit("twee"), geef("piket", Rol::Notulist, None)] {
        p.must(chair, Some(nummer), command);
    }
    let kept: Vec<_> = p.traced.drain(..).map(|(r, _)| (r.daad, r.dossier, r.oorsprong.toestel)).collect();
    assert_eq!(kept, [(Inzagedaad::Openen, Some(nummer), Toestel::Deelscherm)]);
    let piket = p.comes("piket", Soort::Vraag, None);
    p.says(piket, volg(Some(nummer)));
    let (kept, _) = p.traced.pop().unwrap();
    let organisatie = kept.wie.organisatie.as_ref().map(Tekst::as_str);
    assert_eq!((kept.wie.naam.as_str(), organisatie), ("Naam van piket", Some("politie")));
    assert_eq!(kept.wie.rollen, vec![Rol::Notulist]);
}

/// The trace said who, and not for whom: NEN 7513 asks for both.
#[test]
fn for_which_organisation_somebody_reads_stands_in_the_trace() {
    let mut p = People::new(&TABLE.replace("gebruiker = \"duin\"\n", "gebruiker = \"duin\"\norganisatie = \"gemeente\"\n"));
    let chair = p.comes("duin", Soort::Terminal, None);
    p.says(chair, ToServer::VolgOverzicht);
    let (kept, _) = p.traced.pop().unwrap();
    assert_eq!(kept.wie.organisatie.as_ref().map(Tekst::as_str), Some("gemeente"));
    let (older, whole) = (r#"{"gebruiker":"duin","naam":"Duin","rollen":[]}"#, serde_json::to_string(&kept.wie).unwrap());
    assert!(whole.contains(r#""organisatie":"gemeente""#), "{whole}");
    let older: crisistafel::domain::inzage::Lezende = serde_json::from_str(older).unwrap();
    assert_eq!(older.organisatie, None, "what was traced before is read");
    let said = tekst(&[kept]);
    assert!(said.contains("Wie: duin, voorzitter, gemeente"), "{said}");
}

/// Readings as they are printed.
fn tekst(rijen: &[crisistafel::domain::inzage::Inzageregel]) -> String {
    let naslag = Naslag {
        dossier: None,
        wie: None,
        sinds: over_minuten(-60),
        rijen,
        meer: false,
        opvallend: &[],
        onvolledig: false,
        punt: None,
    };
    let tekst = crisistafel::report::inzage::inzage(&naslag, over_minuten(1), false).tekst();
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_changed_in_the_role_table_is_printed_line_by_line() {
    let verschil = Rollenverschil {
        erbij: vec![t("indringer, voorzitter: in alle dossiers")],
        eraf: vec![t("piket, raadpleger: in 26-K7M4")],
        meer: 3,
        te_lang: true,
    };
    let (kept, mut p) = (Inzagedaad::Rollentabel { bij: Rollenvondst::Start, verschil }, People::new(TABLE));
    let chair = p.comes("duin", Soort::Terminal, None);
    p.says(chair, ToServer::VolgOverzicht);
    let (mut regel, _) = p.traced.pop().unwrap();
    regel.daad = kept;
    assert_eq!(
        serde_json::from_str::<crisistafel::domain::inzage::Inzageregel>(&serde_json::to_string(&regel).unwrap()).unwrap(),
        regel
    );
    let said = tekst(&[regel]);
    for words in [
        "rollentabel gewijzigd, gezien bij de start",
        "Erbij: indringer, voorzitter: in alle dossiers",
        "Eraf: piket, raadpleger: in 26-K7M4",
        "En nog 3 regels",
        "te lang om geheel bij te houden",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

/// What stands in the trace of a store, by who has its keys.
fn regels(store: &Path) -> Vec<crisistafel::domain::inzage::Inzageregel> {
    let journal = server::journaal(store, None).unwrap();
    let months = journal.list().unwrap().into_iter().filter(|id| matches!(id, JournalId::Inzage(_)));
    let mut all = Vec::new();
    for id in months {
        let reading = journal.read(id).unwrap();
        for envelope in record::envelopes::<InzageEvent>(id, &reading) {
            all.extend(envelope.unwrap().events.into_iter().filter_map(|e| match e {
                InzageEvent::Ingezien { regel } => Some(regel),
                InzageEvent::Vervolgd { .. } | InzageEvent::Rollentabel { .. } | InzageEvent::Gemist { .. } => None,
            }));
        }
    }
    all
}

fn month(store: &Path) -> PathBuf {
    let mut found = fs::read_dir(store.join("inzage")).unwrap();
    let path = found.next().unwrap().unwrap().path();
    assert!(found.next().is_none(), "one month");
    path
}

/// The store of the exercise that was set out.
fn kast(house: &House) -> PathBuf {
    let base = house.path().join("oefening");
    base.join(fs::read_to_string(base.join("huidig")).unwrap().trim())
}

/// Sets out the exercise with its two dossiers.
fn exercise() -> (House, Running) {
    let house = House::bare();
    let mut service = Running::start(house.command(["dienst", "--oefening", "--nieuw"]));
    assert!(service.line().unwrap_or_default().starts_with("de dienst luistert op "), "{:?}", service.end());
    (house, service)
}

fn end(mut service: Running) {
    service.signal(Signal::SIGTERM);
    assert_eq!(service.wait().code(), Some(0));
}

/// Every verb that looks something up, each as what it is; the words that were looked for and the words of the dossier are
/// nowhere in it; and a service that is killed takes none of it with it.
#[test]
fn every_verb_is_traced_without_a_word_of_a_dossier_and_a_kill_takes_nothing() {
    let (house, mut service) = exercise();
    let nummer = "26-K7M4";
    let verbs = [
        (format!("toon {nummer}"), "", Inzagedaad::Tonen),
        (format!("toon {nummer} --json"), "", Inzagedaad::Exporteren),
        (format!("verslag {nummer} --overleg 1"), "", Inzagedaad::Afdrukken),
        ("acties".to_owned(), "", Inzagedaad::Opsommen { van: Opsomming::Acties, dossiers: Some(2) }),
        ("dossiers".to_owned(), "", Inzagedaad::Opsommen { van: Opsomming::Dossiers, dossiers: Some(2) }),
        ("zoek".to_owned(), "cilinder\n", Inzagedaad::Zoeken { dossiers: vec![nummer.parse().unwrap()] }),
        ("zoek".to_owned(), "xyzplantwoord\n", Inzagedaad::Zoeken { dossiers: Vec::new() }),
        ("inzage".to_owned(), "", Inzagedaad::InzageBekijken),
    ];
    for (verb, input, _) in &verbs {
        let ended = house.run(&format!("{verb} --oefening"), input);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{verb}: {ended:?}");
    }
    let looked = house.run(&format!("inzage {nummer} --oefening --json"), "");
    service.signal(Signal::SIGKILL);
    service.wait();
    let store = kast(&house);
    let kept = regels(&store);
    let daden: Vec<_> = kept.iter().map(|r| r.daad.clone()).collect();
    assert!(matches!(daden[0], Inzagedaad::Sleutelgebruik { .. }), "the service opened the keys: {daden:?}");
    let expected = verbs.iter().map(|(.., daad)| daad.clone()).chain([Inzagedaad::InzageBekijken]);
    assert_eq!(daden[1..], expected.collect::<Vec<_>>());
    assert_eq!(kept.last().unwrap().dossier, nummer.parse().ok(), "of which dossier was looked");
    let me = server::Account::of(nix::unistd::geteuid().as_raw()).naam;
    assert!(kept.iter().all(|r| r.wie.gebruiker.as_str() == me && r.resultaat == Resultaat::Gegeven));
    // to who has the keys it says no word of a dossier, and to who has not it says nothing
    let said = format!("{kept:?}");
    assert!(!said.contains("plantwoord") && !said.contains("ilinder"), "{said}");
    let bytes = fs::read(month(&store)).unwrap();
    assert!(!super::holds(&bytes, &me) && !super::holds(&bytes, nummer));
    // what somebody was told who asked for one dossier, just before
    let told: serde_json::Value = serde_json::from_str(&looked.out).unwrap();
    let daden: Vec<&str> = told["regels"].as_array().unwrap().iter().map(|r| r["daad"].as_str().unwrap()).collect();
    assert_eq!(daden, ["zoeken", "afdrukken", "exporteren", "tonen"], "the latest first");
    assert_eq!(told["opvallend"][0]["wat"], "niet_erbij", "{told}");
    let text = house.run(&format!("inzage {nummer} --oefening --wie niemand"), "");
    assert!(text.code == Some(0) && text.out.contains("Opvallend: geen.") && text.out.contains("Keren: geen."), "{text:?}");
}

/// Any byte of the trace, a record at its end, a whole month: each is found.
#[test]
fn a_trace_that_is_not_what_it_was_is_found() {
    let (house, service) = exercise();
    for _ in 0..3 {
        assert_eq!(house.run("toon 26-K7M4 --oefening", "").code, Some(0));
    }
    end(service);
    let (store, path) = (kast(&house), month(&kast(&house)));
    let whole = fs::read(&path).unwrap();
    let journal = server::journaal(&store, None).unwrap();
    let (heads, _) = server::remembered_heads(&store).unwrap();
    let is_whole = || verify(&journal, heads.clone()).unwrap().iter().all(crisistafel::journal::Report::is_whole);
    assert!(is_whole());
    let id: JournalId = "2026-11".parse().unwrap();
    let flipped = |at: usize| {
        let mut torn = whole.clone();
        torn[at] ^= 1;
        fs::write(&path, torn).unwrap();
    };
    for at in 0..whole.len() {
        flipped(at);
        // as `verify` looks at one journal
        let reading = journal.read(id).unwrap();
        let opens = || record::envelopes::<InzageEvent>(id, &reading).all(|e| e.is_ok());
        let there = reading.remembered(heads[&id]) == Remembered::Present;
        assert!(*reading.found() != Found::Whole || !there || !opens(), "byte {at}");
    }
    for at in [3, whole.len() / 2, whole.len() - 1] {
        flipped(at);
        assert!(!is_whole(), "byte {at}");
    }
    let last = whole.windows(4).rposition(|w| w == [0xff, b'T', b'F', 0xfe]).unwrap();
    for (what, left) in [("its last record", &whole[..last]), ("all of it", &whole[..32])] {
        fs::write(&path, left).unwrap();
        assert!(!is_whole(), "{what}");
    }
    fs::remove_file(&path).unwrap();
    let gone = house.run("controleer --oefening", "");
    assert!(gone.code == Some(1) && gone.out.contains("inzage 2026-11: NIET heel"), "{gone:?}");
    // the next service does not write over what is missing: it goes on beside it, and the loss stays seen
    end(house.service());
    let later = house.run("controleer --oefening", "");
    assert!(later.out.contains("inzage 2026-11-2: heel") && later.out.contains("inzage 2026-11: NIET heel"), "{later:?}");
    fs::write(&path, &whole).unwrap();
    assert_eq!(house.run("controleer --oefening", "").code, Some(0));
}

/// A place that takes nothing: reading goes on, who sits at a full screen is told, and what waited is there when it heals.
#[test]
fn where_the_trace_cannot_be_written_reading_goes_on_and_is_said_not_to_be_traced() {
    let (house, service) = exercise();
    end(service);
    let (store, aside) = (kast(&house), house.path().join("opzij"));
    fs::rename(store.join("inzage"), &aside).unwrap();
    fs::write(store.join("inzage"), "geen map").unwrap();
    let service = house.service();
    let mut desk = super::desk::Desk::socket(&house.config(Soort::Terminal, 1));
    desk.follow("26-K7M4".parse().unwrap());
    assert!(desk.told().iter().any(|t| t.contains("wie er leest, wordt nu niet bijgehouden")), "{:?}", desk.told());
    fs::remove_file(store.join("inzage")).unwrap();
    fs::rename(&aside, store.join("inzage")).unwrap();
    desk.until("that it is traced again", |d| d.told().iter().any(|t| t.contains("wordt weer bijgehouden")));
    drop(desk);
    end(service);
    let kept = regels(&store);
    assert_eq!(kept.iter().filter(|r| r.daad == Inzagedaad::Openen).count(), 1, "{kept:?}");
    let log = fs::read_to_string(store.join("dienst.log")).unwrap();
    assert!(log.contains("readings are not traced"), "{log}");
    assert_eq!(house.run("controleer --oefening", "").code, Some(0));
}

/// A right of its own: by the role, or by the table; and who is kept to some dossiers sees only what is of those.
#[test]
fn who_may_look_into_the_trace_is_decided_by_the_table() {
    let (house, service) = exercise();
    for nummer in ["26-K7M4", "26-P3X9"] {
        house.run(&format!("toon {nummer} --oefening"), "");
    }
    let me = server::Account::of(nix::unistd::geteuid().as_raw()).naam;
    let path = kast(&house).join("rollen.toml");
    let looks = |rol: &str, meer: &str| {
        fs::write(&path, format!("[[toegang]]\ngebruiker = \"{me}\"\nrollen = [\"{rol}\"]\n{meer}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        house.run("inzage --oefening", "")
    };
    for rol in ["voorzitter", "notulist", "raadpleger", "beheerder"] {
        let ended = looks(rol, "");
        assert!(ended.code == Some(1) && ended.err.contains("u mag de inzage niet bekijken"), "{rol}: {ended:?}");
    }
    for (rol, meer) in [("procesregisseur", ""), ("beheerder", "inzage = true"), ("raadpleger", "inzage = true")] {
        let ended = looks(rol, meer);
        assert!(ended.code == Some(0) && ended.out.contains("inzage bekijken, geweigerd"), "{rol}: {ended:?}");
        assert!(ended.out.contains("crisistafel/2026-11"), "{rol}: {ended:?}");
    }
    let only = looks("procesregisseur", "dossiers = [\"26-K7M4\"]");
    assert_eq!(only.code, Some(0), "{only:?}");
    assert!(only.out.contains("26-K7M4") && !only.out.contains("26-P3X9"), "{only:?}");
    for of_all in ["inzage bekijken", "lijst van", "sleutelbos", "crisistafel/2026-11"] {
        assert!(!only.out.contains(of_all), "{of_all}: {only:?}");
    }
    end(service);
}

/// Minutes on paper say later whether the store was put back: after it grew they still fit, after a rollback they do not.
#[test]
fn a_checkpoint_on_paper_fits_a_store_that_grew_and_none_that_was_put_back() {
    let (house, service) = exercise();
    let nummer = "26-K7M4";
    let seen = house.run(&format!("verslag {nummer} --overleg 1 --oefening"), "").out;
    let all = house.run(&format!("verslag {nummer} --overleg 1 --met-afgeschermd --oefening"), "").out;
    assert!(seen.contains("crisistafel/26-K7M4\n    laatste-sluiting\n"), "no number tells how much there is: {seen}");
    assert!(!all.contains("laatste-sluiting"), "{all}");
    assert!(house.run(&format!("toon {nummer} --alles --oefening"), "").out.contains("  laatste-sluiting\n"));
    end(service);
    let path = kast(&house).join("dossiers").join(format!("{nummer}.journaal"));
    let (early, heads) = (fs::read(&path).unwrap(), kast(&house).join("hoofden"));
    let service = house.service();
    let line = format!("{{\"dossier\":\"{nummer}\",\"opdrachten\":[{{\"opdracht\":\"meld_112\"}}]}}\n");
    assert_eq!(house.run("doe --oefening", &line).code, Some(0));
    let late = house.run(&format!("verslag {nummer} --overleg 1 --met-afgeschermd --oefening"), "").out;
    end(service);
    let check = |paper: &str| house.run("controleer --oefening --tegen -", paper);
    for paper in [&seen, &all, &late] {
        let ended = check(paper);
        assert!(ended.code == Some(0) && ended.out.contains("staat er nog"), "{ended:?}");
    }
    // whoever puts it back takes care that nothing beside it remembers
    fs::write(&path, &early).unwrap();
    fs::remove_file(&heads).unwrap();
    fs::remove_dir_all(kast(&house).join("leesmodel")).unwrap();
    assert_eq!(house.run("controleer --oefening", "").code, Some(0), "by itself it looks whole");
    assert_eq!(check(&all).code, Some(0), "what is older fits");
    let ended = check(&late);
    assert!(ended.code == Some(1) && ended.out.contains("NIET: het journaal is teruggezet of ingekort"), "{ended:?}");
    assert!(ended.err.contains("bevat niet meer wat er was"), "{ended:?}");
    let file = house.path().join("verslag.md");
    fs::write(&file, format!("{seen}\n{late}")).unwrap();
    let both = house.run(&format!("controleer --oefening --tegen {}", file.display()), "");
    assert!(both.code == Some(1) && both.out.contains("laatste sluiting: staat er nog"), "{both:?}");
    for (what, paper, said) in [
        ("nothing", "geen woord", "er staat geen controlepunt in"),
        ("half a one", "crisistafel/26-K7M4\n12\n", "geen heel controlepunt"),
        ("no journal", "crisistafel/\u{1b}[31mx\n12\nV2hhdCBpcyBzZWFsZWQgc3RheXMgc2VhbGVkLCBwZXJpb2Q=\n", "NIET: "),
    ] {
        let ended = check(paper);
        assert_eq!(ended.code, Some(1), "{what}: {ended:?}");
        assert!(ended.out.contains(said) || ended.err.contains(said), "{what}: {ended:?}");
        assert!(!ended.out.contains('\u{1b}') && !ended.err.contains('\u{1b}'), "{what}");
    }
}

/// A store that was made, opened and closed before anything was recorded in it was 'niet heel': there is a trace, and no journal
/// of the organisation yet. Where the trace says that a dossier was read there has to be one.
#[test]
fn a_store_in_which_nothing_was_recorded_yet_is_whole_and_one_of_which_all_is_gone_is_not() {
    let house = House::new();
    end(house.service());
    let checked = house.run("controleer --oefening", "");
    assert!(checked.code == Some(0) && checked.out.contains("Alles is heel"), "{checked:?}");
    let (house, service) = exercise();
    assert_eq!(house.run("toon 26-K7M4 --oefening", "").code, Some(0));
    end(service);
    let store = kast(&house);
    fs::remove_dir_all(store.join("dossiers")).unwrap();
    for gone in ["organisatie.journaal", "hoofden"] {
        fs::remove_file(store.join(gone)).unwrap();
    }
    let checked = house.run("controleer --oefening", "");
    assert!(checked.code == Some(1) && checked.out.contains("organisatie: NIET heel"), "{checked:?}");
}
