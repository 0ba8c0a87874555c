//! The end of a dossier: what two people agreed on is destroyed at the next start, whatever stops that, and nothing of it is
//! left but what a certificate says.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::path::{Path, PathBuf};

use crisistafel::crypto::kluis::Kluis;
use crisistafel::crypto::sleutel::Klasse;
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{
    Dossier, DossierStatus, Eindtelling, Gezet, Vernietigbaar, Vernietigopdracht, Vernietigrij, Vernietigstand,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::journal::delen::VERNIETIGD;
use crisistafel::journal::{
    Envelope, FileJournal, Finding, Head, Journal, JournalId, OrganisatieEvent, Recordable, record, verify,
};
use crisistafel::protocol::{Afhandeling, Getypt, Opgehaald, Raadpleging, Soort, ToServer};
use crisistafel::report::{self, Aanvraag, vernietiging};
use crisistafel::server::einde::{BEWIJS, JOURNAAL, RESTEN, SLEUTELS, Tafelinhoud, VOOR, voltooi};
use crisistafel::server::{self, Draft, DraftFiles, Hook, Memory, NoHook};

use super::child::House;
use super::desk::Desk;
use super::meeting::{bijeen, feit, open, t};
use super::people::People;
use super::service::{BEGIN_MS, Service, TestClock, kader};

/// The one that is destroyed, and two that stay; each with a word of its own.
const DOSSIERS: [(&str, &str); 3] = [("26-K7M4", "spreeuw"), ("26-2222", "merel"), ("26-3333", "kauw")];

fn nummer(n: usize) -> DossierNummer {
    DOSSIERS[n].0.parse().unwrap()
}

fn id(n: usize) -> JournalId {
    JournalId::Dossier(nummer(n))
}

fn nu() -> Tijdstip {
    Tijdstip::from_millis(BEGIN_MS)
}

fn stamp(naam: &str) -> Stamp {
    let wie = Actor { gebruiker: t(naam), naam: t(naam), rol: Rol::Procesregisseur, organisatie: None };
    Stamp { op: nu(), wie, verzoek: RequestId(0) }
}

/// The keys and the journals of a store, opened anew.
fn geopend(dir: &Path) -> (Kluis, FileJournal) {
    let kluis = server::kluis(dir, None).unwrap().unwrap();
    let journal = FileJournal::new(dir).verzegeld(Some(kluis.clone()));
    (kluis, journal)
}

fn leg_vast<E: Recordable>(journal: &mut FileJournal, id: JournalId, naam: &str, events: Vec<E>) -> Head {
    let head = journal.open(id, nu()).unwrap().reading.head();
    record::append(journal, &Envelope::next(id, head, stamp(naam), events)).unwrap()
}

fn regel(word: &str) -> Event {
    Event::AcuutBeantwoord { antwoord: crisistafel::domain::dossier::Antwoord::Nee, toelichting: t(word) }
}

/// A dossier that is over, of which this was agreed; and that the organisation's journal knows it.
fn vul(journal: &mut FileJournal, n: usize, wat: Option<Vernietigbaar>) {
    let (nummer, word) = (nummer(n), DOSSIERS[n].1);
    let first = vec![Event::DossierGeopend { nummer, werktitel: t(word) }, regel(word)];
    leg_vast(journal, id(n), if n == 0 { "fitis" } else { "duin" }, first);
    let over = Event::StatusGewijzigd { naar: DossierStatus::GeenDreiging, reden: t(word) };
    let head = leg_vast(journal, id(n), "duin", vec![over]);
    let org = JournalId::Organisatie;
    leg_vast(journal, org, "duin", vec![OrganisatieEvent::DossierAangemaakt { nummer }]);
    leg_vast(journal, org, "duin", vec![OrganisatieEvent::HeadVastgelegd { nummer, head }]);
    if let Some(wat) = wat {
        spreek_af(journal, nummer, wat);
    }
}

/// Two people agree on the end of a dossier.
fn spreek_af(journal: &mut FileJournal, nummer: DossierNummer, wat: Vernietigbaar) {
    let id = JournalId::Dossier(nummer);
    leg_vast(journal, id, "duin", vec![Event::VernietigingVoorgesteld { wat, grond: t("besluit 12") }]);
    let head = leg_vast(journal, id, "maas", vec![Event::VernietigingGoedgekeurd { wat }]);
    let gezet = |naam: &str| Gezet { op: nu(), door: stamp(naam).wie };
    let telling = Eindtelling::van(&gelezen_van(journal, nummer));
    let (voorgesteld, akkoord, hash) = (gezet("duin"), gezet("maas"), t(&head.hash.to_string()));
    let opdracht =
        Vernietigopdracht { nummer, wat, grond: t("besluit 12"), voorgesteld, akkoord, record: head.seq, hash, telling };
    let org = JournalId::Organisatie;
    leg_vast(journal, org, "maas", vec![OrganisatieEvent::VernietigingOpgedragen { opdracht: Box::new(opdracht) }]);
}

fn concept(n: usize) -> Draft {
    let mut regel = Getypt::nieuw(t(DOSSIERS[n].1));
    regel.verzoek = Some(RequestId(7));
    let (gebruiker, rollen) = (t("duin"), vec![Rol::Notulist]);
    let terminal = RequestId(n as u128 + 1);
    Draft { terminal, gebruiker, rollen, dossier: nummer(n), regel, op: nu(), apart: true, meer: Vec::new() }
}

/// A store with the three, drafts of two, and heads that are remembered; of the first this was agreed.
fn tafel(wat: Vernietigbaar) -> Service {
    let service = Service::idle();
    let dir = service.store();
    let (_, mut journal) = geopend(&dir);
    vul(&mut journal, 0, Some(wat));
    vul(&mut journal, 1, None);
    vul(&mut journal, 2, None);
    let line = |n| {
        let head = journal.read(id(n)).unwrap().head();
        format!("{} {} {}\n", nummer(n), head.seq, head.hash)
    };
    let heads = [0, 1, 2].map(line).concat();
    fs::write(dir.join("hoofden"), heads).unwrap();
    fs::create_dir_all(dir.join("concepten")).unwrap();
    for n in [0, 1] {
        DraftFiles::of(&dir).unwrap().set(concept(n).key(), Some(&concept(n))).unwrap();
    }
    // what an interrupted write left
    fs::write(dir.join("dossiers/26-K7M4.journaal.nieuw"), b"half").unwrap();
    fs::write(dir.join("dossiers/26-K7M4.staart-20261122T130000000Z"), b"staart").unwrap();
    service
}

/// The dossier as its journal tells it.
fn gelezen(journal: &FileJournal, n: usize) -> Dossier {
    gelezen_van(journal, nummer(n))
}

fn gelezen_van(journal: &FileJournal, nummer: DossierNummer) -> Dossier {
    let id = JournalId::Dossier(nummer);
    let reading = journal.read(id).unwrap();
    let mut d = Dossier::new(nummer);
    for envelope in record::envelopes::<Event>(id, &reading) {
        let envelope = envelope.unwrap();
        envelope.events.iter().for_each(|event| evolve(&mut d, &envelope.stamp, event));
    }
    d
}

fn voer_uit(dir: &Path, hook: &dyn Hook) -> (Vec<String>, Vec<Vernietigrij>) {
    let (kluis, mut journal) = geopend(dir);
    let mut memory = Memory::read(&mut journal, TestClock::begun().as_ref()).unwrap();
    let inhoud = Tafelinhoud { dir, journal: &mut journal, kluis: Some(&kluis), nu: nu(), hook };
    let said = voltooi(inhoud, &mut memory).unwrap();
    (said, memory.vernietigingen)
}

/// Every file below a folder.
fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn copied(from: &Path, to: &Path) {
    for path in files(from) {
        let there = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(there.parent().unwrap()).unwrap();
        fs::copy(&path, there).unwrap();
    }
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
}

fn vernietigingen(list: Opgehaald) -> Vec<Vernietigrij> {
    let Opgehaald::Vernietigingen { rijen, .. } = list else { panic!("{list:?}") };
    rijen
}

#[test]
fn of_three_dossiers_the_one_that_was_destroyed_is_in_no_byte_of_the_store() {
    let mut service = tafel(Vernietigbaar::Alles);
    let (dir, was) = (service.store(), service.dir().join("oude kopie"));
    copied(&dir, &was);
    let old = geopend(&was).1.read(id(0)).unwrap().head();
    service.up();
    let mut desk = service.wire(None);
    let Opgehaald::Dossiers { rijen } = desk.asks(Raadpleging::Dossiers) else { panic!() };
    assert_eq!(rijen.iter().map(|r| r.nummer).collect::<Vec<_>>(), [nummer(1), nummer(2)]);
    for (word, lines) in [("spreeuw", 0), ("merel", 0)] {
        let Opgehaald::Regels { rijen, .. } = desk.asks(Raadpleging::Zoek { woorden: t(word) }) else { panic!() };
        assert_eq!(rijen.len(), lines, "{word}");
    }
    let said = desk.refused(nummer(0), vec![feit("kan niet")]).to_string();
    assert!(said.contains("er is geen dossier 26-K7M4 waar u bij kunt"), "{said}");
    let done = vernietigingen(desk.asks(Raadpleging::Vernietigingen));
    assert!(done.len() == 1 && done[0].uitgevoerd().is_some(), "{done:?}");
    desk.kill();
    service.down();
    // no word of it, nor its number in a name: that stands, sealed, in the organisation's journal and nowhere else
    for path in files(&dir) {
        let name = path.strip_prefix(&dir).unwrap().display().to_string();
        let bytes = fs::read(&path).unwrap();
        let heeft = |word: &str| bytes.windows(word.len()).any(|w| w == word.as_bytes());
        assert!(!name.contains("26-K7M4") && !heeft("spreeuw") && !heeft("fitis") && !heeft("26-K7M4"), "{name}");
    }
    let (kluis, journal) = geopend(&dir);
    assert_eq!(kluis.is_vernietigd(id(0), &Klasse::ALL), Some(true));
    assert_eq!([1, 2].map(|n| gelezen(&journal, n).werktitel.to_string()), ["merel", "kauw"]);
    assert_eq!(DraftFiles::of(&dir).unwrap().all(), (vec![concept(1)], 0));
    // whoever remembers it: no loss
    let reports = verify(&journal, [(id(0), old)]).unwrap();
    assert!(reports.iter().all(|r| r.is_whole() && r.id != id(0)), "{reports:?}");
    // put back, its journal opens with no key of today, and is said to be there; the old copy as a whole still opens
    fs::copy(was.join(id(0).file()), dir.join(id(0).file())).unwrap();
    let again = record::envelopes::<Event>(id(0), &geopend(&dir).1.read(id(0)).unwrap()).next().unwrap();
    assert!(again.unwrap_err().to_string().contains("vernietigd"));
    let reports = verify(&geopend(&dir).1, []).unwrap();
    let it = reports.iter().find(|r| r.id == id(0)).unwrap();
    assert!(matches!(it.findings.as_slice(), [Finding::Vernietigd]), "{it:?}");
    assert_eq!(gelezen(&geopend(&was).1, 0).werktitel, t("spreeuw"));
}

/// Stops the program at a point.
struct StopsAt(&'static str);

impl Hook for StopsAt {
    fn at(&self, point: &'static str) {
        if point == self.0 {
            panic_any("as the test asked");
        }
    }
}

#[test]
fn whoever_stops_it_where_it_is_as_it_was_or_the_next_start_ends_it() {
    for wat in Vernietigbaar::ALLE {
        for point in [VOOR, SLEUTELS, JOURNAAL, RESTEN, BEWIJS] {
            let service = tafel(wat);
            let dir = service.store();
            let stopped = catch_unwind(AssertUnwindSafe(|| voer_uit(&dir, &StopsAt(point))));
            assert!(stopped.is_err(), "{wat} {point}");
            let gone = geopend(&dir).0.is_vernietigd(id(0), &[Klasse::Verhaal]);
            assert_eq!(gone, Some(point != VOOR), "{wat} {point}");
            if point == VOOR {
                assert_eq!(gelezen(&geopend(&dir).1, 0).werktitel, t("spreeuw"));
            }
            let (said, rijen) = voer_uit(&dir, &NoHook);
            assert_eq!(said, Vec::<String>::new(), "{wat} {point}");
            assert!(rijen.len() == 1 && rijen[0].uitgevoerd() == Some(nu()), "{wat} {point}: {rijen:?}");
            assert_eq!(DraftFiles::of(&dir).unwrap().all(), (vec![concept(1)], 0), "{wat} {point}");
            let left = files(&dir.join("dossiers")).iter().filter(|p| p.display().to_string().contains("26-K7M4")).count();
            assert_eq!(left == 0, wat == Vernietigbaar::Alles, "{wat} {point}");
            let reading = geopend(&dir).1.read(JournalId::Organisatie).unwrap();
            let all =
                record::envelopes::<OrganisatieEvent>(JournalId::Organisatie, &reading).flat_map(|e| e.unwrap().events);
            assert_eq!(all.filter(|e| matches!(e, OrganisatieEvent::Vernietigd { .. })).count(), 1, "{wat} {point}");
            // and once more changes nothing
            assert_eq!(voer_uit(&dir, &StopsAt(VOOR)).1, rijen);
        }
    }
}

/// The number that this request is given; none where it is refused. The same request picks the same numbers in the same order.
fn opent(desk: &mut Desk, verzoek: u128) -> Option<DossierNummer> {
    let (verzoek, opdrachten) = (RequestId(verzoek), vec![open("spreeuw")]);
    desk.say(&ToServer::Doe { verzoek, dossier: None, basis: None, opdrachten, regels: Vec::new() });
    match desk.answer(verzoek) {
        Afhandeling::Vastgelegd { dossier, .. } => Some(dossier),
        Afhandeling::Geweigerd { .. } | Afhandeling::Storing { .. } => None,
    }
}

/// A request that picks a number that was given finds it taken: while it is there, when it was destroyed, after every restart,
/// with its journal gone, and also when nothing says any more why that is gone.
#[test]
fn a_number_is_never_given_again() {
    for (n, wat) in [Some(Vernietigbaar::Alles), Some(Vernietigbaar::Verhaal), None].into_iter().enumerate() {
        let mut service = Service::start();
        let dir = service.store();
        let mut desk = service.wire(None);
        let first = opent(&mut desk, 4242).unwrap();
        assert_eq!(opent(&mut desk, 4242), Some(first), "it is the same request");
        desk.kill();
        service.down();
        if let Some(wat) = wat {
            spreek_af(&mut geopend(&dir).1, first, wat);
        }
        service.up();
        let mut given = vec![first];
        for journal_gone in [false, true, true] {
            service.down();
            if journal_gone {
                let _ = fs::remove_file(dir.join(JournalId::Dossier(first).file()));
            }
            service.up();
            let mut desk = service.wire(None);
            let next = opent(&mut desk, 4242);
            let resent = n > 0 && !journal_gone;
            assert!(resent || next != Some(first), "{wat:?}, journal gone: {journal_gone}");
            given.extend(next);
            // whoever else asks, with whatever request
            let from = 10_000 * given.len() as u128;
            given.extend((from..from + 40).filter_map(|verzoek| opent(&mut desk, verzoek)));
            desk.kill();
        }
        let again = given.iter().skip(1).filter(|nummer| **nummer == first).count();
        assert!(again <= usize::from(n > 0), "{wat:?}: {given:?}");
        service.down();
        let rows = voer_uit(&dir, &NoHook).1;
        assert_eq!(rows.iter().filter(|r| r.uitgevoerd().is_some()).count(), usize::from(wat.is_some()), "{wat:?}");
    }
}

/// Who agreed did not see it: that it was frozen, above all.
#[test]
fn what_was_recorded_after_the_agreement_stops_it() {
    for event in [Event::Bevroren { reden: t("onderzoek") }, regel("toch weer")] {
        let service = tafel(Vernietigbaar::Alles);
        let dir = service.store();
        leg_vast(&mut geopend(&dir).1, id(0), "duin", vec![event]);
        let (said, rijen) = voer_uit(&dir, &NoHook);
        assert!(said.len() == 1 && said[0].contains("26-K7M4 gaat niet door: er is na het akkoord nog iets"), "{said:?}");
        assert!(matches!(rijen[0].stand, Vernietigstand::Vervallen { .. }), "{rijen:?}");
        assert_eq!(gelezen(&geopend(&dir).1, 0).werktitel, t("spreeuw"));
        assert_eq!(voer_uit(&dir, &StopsAt(VOOR)).0, Vec::<String>::new(), "it is not tried again");
    }
}

#[test]
fn where_the_journal_is_not_there_nothing_is_said_to_be_destroyed() {
    let service = tafel(Vernietigbaar::Alles);
    let dir = service.store();
    let away = service.dir().join("weg");
    fs::rename(dir.join(id(0).file()), &away).unwrap();
    let (said, rijen) = voer_uit(&dir, &NoHook);
    assert!(said[0].contains("nog niet af: het journaal is er niet") && rijen[0].stand == Vernietigstand::Opgedragen);
    fs::rename(&away, dir.join(id(0).file())).unwrap();
    assert!(voer_uit(&dir, &NoHook).1[0].uitgevoerd().is_some());
}

#[test]
fn a_dossier_without_its_narrative_is_whole_says_so_everywhere_and_takes_only_its_end() {
    let mut service = tafel(Vernietigbaar::Verhaal);
    let dir = service.store();
    service.up();
    let mut desk = service.wire(None);
    desk.follow(nummer(0));
    assert_eq!(desk.dossier().werktitel, t(VERNIETIGD));
    let asked = Aanvraag {
        dossier: desk.dossier(),
        kader: &kader(),
        met_afgeschermd: true,
        oefening: true,
        nu: nu(),
        controlepunt: None,
    };
    let toon = report::toon(&asked, None).alles();
    assert!(toon.contains(VERNIETIGD) && !toon.contains("spreeuw") && toon.contains("geen dreiging"), "{toon}");
    for command in [
        bijeen(),
        Command::WijzigStatus { naar: DossierStatus::Opvolging, reden: t("r") },
        Command::StelVernietigingVoor { wat: Vernietigbaar::Verhaal, grond: t("nog eens") },
    ] {
        let said = desk.refused(nummer(0), vec![command]).to_string();
        assert!(said.contains("het verhaal van dit dossier is vernietigd op zo 22-11-2026"), "{said}");
    }
    desk.records(nummer(0), vec![Command::Bevries { reden: t("onderzoek") }]);
    desk.records(nummer(0), vec![Command::Ontdooi { reden: t("klaar") }]);
    let rest = Command::StelVernietigingVoor { wat: Vernietigbaar::Alles, grond: t("besluit 13") };
    desk.records(nummer(0), vec![rest]);
    desk.kill();
    service.down();
    let journal = geopend(&dir).1;
    let reports = verify(&journal, []).unwrap();
    assert!(reports.iter().all(crisistafel::journal::Report::is_whole), "{reports:?}");
    let d = gelezen(&journal, 0);
    assert_eq!((d.werktitel, d.vernietiging.unwrap().grond), (t(VERNIETIGD), t("besluit 13")));
}

const TABLE: &str = r#"
[[toegang]]
gebruiker = "duin"
naam = "Duin"
rollen = ["voorzitter"]

[[toegang]]
gebruiker = "maas"
naam = "Maas"
rollen = ["procesregisseur"]

[[toegang]]
gebruiker = "dewit"
rollen = ["notulist"]

[[toegang]]
gebruiker = "beheer"
rollen = ["beheerder"]

[[toegang]]
gebruiker = "elders"
rollen = ["procesregisseur"]
dossiers = ["26-2222"]
"#;

/// What two people agreed on stands in the organisation's journal with both, and is told to who carries dossiers or keeps
/// the store, and to nobody else.
#[test]
fn two_people_agree_through_the_service_and_who_may_know_is_told() {
    let mut p = People::new(TABLE);
    let [duin, maas, dewit, beheer, elders] =
        ["duin", "maas", "dewit", "beheer", "elders"].map(|who| p.comes(who, Soort::Vraag, None));
    let dossier = p.must(duin, None, open("Lentedijk"));
    p.must(duin, Some(dossier), Command::WijzigStatus { naar: DossierStatus::GeenDreiging, reden: t("rust") });
    let wat = Vernietigbaar::Alles;
    p.must(duin, Some(dossier), Command::StelVernietigingVoor { wat, grond: t("besluit 12") });
    let zelf = p.asks(duin, Some(dossier), vec![Command::KeurVernietigingGoed { wat }]);
    assert!(matches!(zelf, Afhandeling::Geweigerd { .. }), "{zelf:?}");
    p.must(maas, Some(dossier), Command::KeurVernietigingGoed { wat });
    let mut asks = |who| {
        p.news(who);
        p.says(who, crisistafel::protocol::ToServer::Vraag { nr: 1, vraag: Raadpleging::Vernietigingen });
        let list = p.news(who).into_iter().find_map(|m| match m {
            crisistafel::protocol::ToClient::Lijst { lijst, .. } => Some(lijst),
            _ => None,
        });
        vernietigingen(list.unwrap())
    };
    let rijen = asks(beheer);
    let [Vernietigrij { opdracht: o, stand: Vernietigstand::Opgedragen }] = rijen.as_slice() else { panic!("{rijen:?}") };
    assert_eq!((o.nummer, o.voorgesteld.door.naam.as_str(), o.akkoord.door.naam.as_str()), (dossier, "Duin", "Maas"));
    assert_eq!((o.record, o.grond.as_str()), (4, "besluit 12"));
    assert_eq!(o.telling.unwrap().overleggen, 0);
    assert_eq!([duin, maas].map(&mut asks).map(|all| all.len()), [1, 1]);
    assert_eq!([dewit, elders].map(asks), [Vec::new(), Vec::new()]);
}

#[test]
fn a_certificate_says_what_on_which_ground_by_whom_and_what_still_opens() {
    let service = tafel(Vernietigbaar::Alles);
    let (_, rijen) = voer_uit(&service.store(), &NoHook);
    let page = vernietiging::bewijs(&rijen[0], true).unwrap();
    insta::assert_snapshot!(page.replace(rijen[0].opdracht.hash.as_str(), "HASH"));
    let open = Vernietigrij { stand: Vernietigstand::Opgedragen, ..rijen[0].clone() };
    assert_eq!(vernietiging::bewijs(&open, true), None);
    let said = vernietiging::in_een_zin(&rijen[0]).unwrap();
    assert_eq!(
        said,
        "Dossier 26-K7M4: vernietigd op 22 november 2026. Grond: besluit 12. Voorgesteld door duin, akkoord maas."
    );
}

/// One account is one person, whatever roles it plays; and the certificate is printed when the service was started again.
#[test]
fn the_verbs_say_what_is_due_refuse_one_person_and_print_what_was_done() {
    let house = House::new();
    let (kluis, mut journal) = geopend(&house.store());
    vul(&mut journal, 0, Some(Vernietigbaar::Alles));
    vul(&mut journal, 1, None);
    drop((kluis, journal));
    let mut service = house.service();
    let run = |args: &str, input: &str| {
        let ended = house.run(&format!("{args} --oefening"), input);
        (ended.code, ended.out + &ended.err)
    };
    let says = |args: &str, input: &str, code: i32, word: &str| {
        let (ended, said) = run(args, input);
        assert!(ended == Some(code) && said.contains(word), "{args}: {ended:?} {said}");
    };
    says("vernietig lijst", "", 0, "geen termijn vastgesteld, dus niet aan de beurt");
    says("vernietig lijst", "", 0, "26-K7M4, alles: vernietigd");
    says("vernietig lijst", "", 0, "AAN DE BEURT: geen maand");
    // who asks is traced, so there is a month: it is counted without a restart
    says("vernietig lijst", "", 0, "1 van 1 maanden");
    says("vernietig vraag 26-2222 --klasse alles", "\n", 1, "geef de grond waarop het toch vernietigd mag worden");
    says("vernietig vraag 26-2222 --klasse besluit", "\n", 2, "verhaal of alles");
    says("vernietig vraag 26-2222 --klasse alles --als voorzitter", "besluit 14\n", 0, "Een ander geeft akkoord");
    says("vernietig akkoord 26-2222 --klasse alles --als procesregisseur", "26-3333\n", 1, "dat is niet het nummer");
    says("vernietig akkoord 26-2222 --klasse alles --als procesregisseur", "26-2222\n", 1, "dat doet een ander");
    says("bevries 26-2222", "onderzoek\n", 0, "wordt niets vernietigd");
    says("toon 26-2222", "", 0, "BEVROREN sinds");
    says("vernietig vraag 26-2222 --klasse alles --als voorzitter", "besluit 14\n", 1, "bevroren sinds");
    says("ontdooi 26-2222", "klaar\n", 0, "gelden de bewaartermijnen weer");
    says("toon 26-K7M4", "", 1, "Dossier 26-K7M4: vernietigd op 22 november 2026. Grond: besluit 12.");
    says("toon 26-K7M4 --als notulist", "", 1, "er is geen dossier 26-K7M4 waar u bij kunt");
    says("vernietig bewijs 26-K7M4", "", 0, "VERKLARING VAN VERNIETIGING");
    says("vernietig bewijs 26-2222", "", 1, "is er geen verklaring");
    says("controleer", "", 0, "Alles is heel: 3 journalen.");
    service.signal(nix::sys::signal::Signal::SIGTERM);
    assert_eq!(service.wait().code(), Some(0));
}
