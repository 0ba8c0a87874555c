//! A terminal at which nobody is: locked by the service, whatever it says itself, and brought back by a PIN that nobody guesses.

use crisistafel::crypto::pin::Pinkosten;
use crisistafel::domain::inzage::{Inzagedaad, Pindaad, Resultaat};
use crisistafel::domain::pin::Pin;
use crisistafel::protocol::{Getypt, Soort, ToClient, ToServer};
use crisistafel::server::clerk::{Input, PeerId, Task};
use crisistafel::server::{Access, Pintaak, Tafel};

use super::desk::Desk;
use super::holds;
use super::meeting::{bijeen, feit, open, start, t, vergadering};
use super::people::People;
use super::service::Service;
use super::stranger::{about, kind};

const TABLE: &str = "
[[toegang]]
gebruiker = \"duin\"
rollen = [\"voorzitter\"]
[[toegang]]
gebruiker = \"dewit\"
rollen = [\"notulist\"]
[[toegang]]
gebruiker = \"beheer\"
rollen = [\"beheerder\"]
";

const GOED: &str = "482915";
const FOUT: &str = "730264";

fn pin(cijfers: &str) -> Pin {
    Pin::gegeven(cijfers).unwrap()
}

fn zet(oud: Option<&str>, nieuw: Option<&str>) -> ToServer {
    ToServer::ZetPin { oud: oud.map(pin), nieuw: nieuw.map(pin) }
}

fn geef(cijfers: &str) -> ToServer {
    ToServer::Ontgrendel { pin: pin(cijfers) }
}

/// The notulist with a PIN, locked, at a meeting that the chair leads.
fn tafel() -> (People, PeerId, PeerId, crisistafel::domain::ids::DossierNummer) {
    let mut p = People::new(TABLE);
    let chair = p.comes("duin", Soort::Terminal, None);
    let nummer = p.must(chair, None, open("Verzonnen"));
    for command in [bijeen(), start()] {
        p.must(chair, Some(nummer), command);
    }
    let peer = p.sits("dewit", None, nummer);
    p.says(peer, zet(None, Some(GOED)));
    (p, chair, peer, nummer)
}

/// Locks a terminal, and forgets what it was sent.
fn slot(p: &mut People, peer: PeerId) {
    p.news(peer);
    p.says(peer, ToServer::Vergrendel);
    assert_eq!(p.news(peer), [ToClient::Vergrendeld]);
}

/// Another terminal of the notulist, locked.
fn nog_een(p: &mut People) -> PeerId {
    let peer = p.comes("dewit", Soort::Terminal, None);
    slot(p, peer);
    peer
}

/// What a locked terminal is answered to this PIN.
fn probeer(p: &mut People, peer: PeerId, cijfers: &str) -> Vec<ToClient> {
    p.says(peer, geef(cijfers));
    p.news(peer)
}

/// Every message that there is, and all that happens meanwhile: nothing is sent, nothing is recorded, typed or shown to others.
#[test]
fn a_locked_terminal_is_sent_nothing_and_nothing_of_it_is_taken_but_a_pin() {
    let (mut p, chair, peer, nummer) = tafel();
    p.says(chair, ToServer::Volg { dossier: Some(nummer), sinds: None });
    p.says(peer, ToServer::Concept(Getypt::nieuw(t("f zij zag de merel"))));
    slot(&mut p, peer);
    p.news(chair);
    let drafts = p.drafts.len();
    let mut kinds = std::collections::BTreeSet::new();
    for message in about(nummer).into_iter().filter(|m| !matches!(m, ToServer::Ontgrendel { .. })) {
        kinds.insert(kind(&message));
        p.says(peer, message);
        assert_eq!((p.news(peer), p.news(chair), p.drafts.len()), (vec![], vec![], drafts));
    }
    p.play(Input::Garbled(peer, "onzin".to_owned()));
    assert_eq!(p.news(peer), []);
    // every kind but the one that opens it
    assert_eq!(kinds.len(), 14);
    p.must(chair, Some(nummer), feit("de kwikstaart"));
    p.says(chair, ToServer::Concept(Getypt::nieuw(t("f de spreeuw"))));
    p.play(Input::Notice(t("te melden")));
    p.play(Input::ReadModel(t("nog iets")));
    p.play(Input::Traced(Err("vol".to_owned())));
    assert_eq!(p.news(peer), []);
    assert_eq!(probeer(&mut p, peer, FOUT), [ToClient::NietOntgrendeld]);
    let back = probeer(&mut p, peer, GOED);
    assert!(matches!(back.first(), Some(ToClient::Ontgrendeld { mislukt: 1, sinds: Some(_) })), "{back:?}");
    // what nobody was there to be told is told now; and the dossier is asked for, as by who comes
    let told = format!("{back:?}");
    assert!(told.contains("wordt nu niet bijgehouden"), "{told}");
    assert!(!told.contains("kwikstaart"));
    p.says(peer, ToServer::Volg { dossier: Some(nummer), sinds: None });
    let news = p.news(peer);
    assert!(format!("{news:?}").contains("kwikstaart"));
    let own =
        news.iter().find_map(|m| if let ToClient::UwConcept { regel, eigen } = m { Some((regel, eigen)) } else { None });
    assert_eq!(own.map(|(r, eigen)| (r.tekst.as_str(), *eigen)), Some(("f zij zag de merel", true)));
    // the chair was there, and was told the rest
    assert!(!told.contains("te melden") && !told.contains("nog iets"));
}

/// The others see who is there: who is locked is not, and types nothing.
#[test]
fn to_the_others_it_is_as_if_it_had_gone() {
    let (mut p, chair, peer, nummer) = tafel();
    p.says(chair, ToServer::Volg { dossier: Some(nummer), sinds: None });
    p.says(peer, ToServer::Concept(Getypt::nieuw(t("f half"))));
    p.news(chair);
    slot(&mut p, peer);
    let news = p.news(chair);
    let alone = |m: &ToClient| matches!(m, ToClient::Aanwezig { terminals: 1, anderen, .. } if anderen.is_empty());
    let stopped = |m: &ToClient| matches!(m, ToClient::Concept { tekst, .. } if tekst.is_empty());
    assert!(news.iter().any(alone) && news.iter().any(stopped), "{news:?}");
}

/// Five may be wrong, on whatever terminals, also over a restart of the service; then even the right one waits.
#[test]
fn nobody_guesses_a_pin_by_trying() {
    let (mut p, _, one, _) = tafel();
    slot(&mut p, one);
    let two = nog_een(&mut p);
    for peer in [one, one, one, two] {
        assert_eq!(probeer(&mut p, peer, FOUT), [ToClient::NietOntgrendeld]);
    }
    p.again(true);
    let three = nog_een(&mut p);
    assert_eq!(probeer(&mut p, three, FOUT), [ToClient::NietOntgrendeld], "the fifth");
    assert_eq!(probeer(&mut p, three, GOED), [ToClient::NietOntgrendeld], "it waits, and does not say so");
    p.wait(1);
    p.news(three);
    assert_eq!(probeer(&mut p, three, FOUT), [ToClient::NietOntgrendeld], "the sixth: twice as long");
    p.wait(1);
    p.news(three);
    assert_eq!(probeer(&mut p, three, GOED), [ToClient::NietOntgrendeld]);
    // so many at one terminal end it, whatever they were
    let last = probeer(&mut p, three, GOED);
    assert!(matches!(last.as_slice(), [ToClient::Weg { opnieuw: false, .. }]) && p.ended.contains(&three), "{last:?}");
    // who logs in again is told, is there, and has the PIN again when it waited long enough
    let back = p.comes("dewit", Soort::Terminal, None);
    let told = format!("{:?}", p.news(back));
    assert!(told.contains("6 keer een verkeerde PIN"), "{told}");
    p.wait(1);
    slot(&mut p, back);
    let opened = probeer(&mut p, back, GOED);
    assert!(matches!(opened.first(), Some(ToClient::Ontgrendeld { mislukt: 6, sinds: Some(_) })), "{opened:?}");
    slot(&mut p, back);
    assert!(matches!(probeer(&mut p, back, GOED).first(), Some(ToClient::Ontgrendeld { mislukt: 0, sinds: None })));
}

/// Many at once, before any was found wrong; and who leaves before the answer. Each counts, and a right one among them is late.
#[test]
fn many_at_once_are_no_more_than_one_after_the_other() {
    let (mut p, ..) = tafel();
    let all: Vec<PeerId> = (0..7).map(|_| nog_een(&mut p)).collect();
    let mut asked: Vec<Pintaak> = Vec::new();
    for (peer, cijfers) in all.iter().zip([FOUT, FOUT, FOUT, FOUT, FOUT, GOED, GOED]) {
        let tasks = p.clerk.step(Input::Message(*peer, geef(cijfers), 40), p.nu);
        asked.extend(tasks.into_iter().map(|task| if let Task::Pin(taak) = task { *taak } else { panic!("{task:?}") }));
        // one at a time of a terminal
        assert!(p.clerk.step(Input::Message(*peer, geef(GOED), 40), p.nu).is_empty());
    }
    p.play(Input::Gone(all[0]));
    for taak in asked {
        p.play(Input::Pin(Box::new(taak.zoek_uit(Pinkosten::PROEF))));
    }
    for peer in all.iter().skip(1) {
        assert_eq!(p.news(*peer), [ToClient::NietOntgrendeld]);
    }
}

/// Without a PIN, with a wrong one, and while none is taken the answers are the same.
#[test]
fn whether_there_is_a_pin_no_answer_tells() {
    let answers = |heeft: bool| {
        let mut p = People::new(TABLE);
        if heeft {
            let first = p.comes("dewit", Soort::Terminal, None);
            p.says(first, zet(None, Some(GOED)));
        }
        (0..2)
            .flat_map(|_| {
                let peer = nog_een(&mut p);
                (0..6).map(|_| probeer(&mut p, peer, FOUT)).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(answers(true), answers(false));
}

#[test]
fn a_pin_is_set_with_the_old_one_and_only_once_it_is_on_disk() {
    let mut p = People::new(TABLE);
    let [one, two] = [(); 2].map(|()| p.comes("dewit", Soort::Terminal, None));
    let says = |p: &mut People, message: ToServer| {
        drop((p.news(one), p.news(two)));
        p.says(one, message);
        let (own, other) = (p.news(one), p.news(two));
        let said = own.into_iter().find_map(|m| if let ToClient::Pin { er, fout } = m { Some((er, fout)) } else { None });
        let (er, fout) = said.expect("it is answered");
        (er, fout.map(|f| f.to_string()).unwrap_or_default(), other)
    };
    let no = |(er, fout, other): (bool, String, Vec<ToClient>), is: bool, why: &str| {
        assert!(er == is && fout.contains(why) && other.is_empty(), "{why}: {er} {fout} {other:?}");
    };
    no(says(&mut p, zet(None, Some("123456"))), false, "te raden");
    no(says(&mut p, zet(None, None)), false, "u hebt geen PIN");
    p.pins_refused = true;
    no(says(&mut p, zet(None, Some(GOED))), false, "de schijf is vol");
    p.pins_refused = false;
    let told = [ToClient::Pin { er: true, fout: None }];
    let (er, fout, other) = says(&mut p, zet(None, Some(GOED)));
    assert!(er && fout.is_empty() && other == told, "{fout}");
    no(says(&mut p, zet(None, Some(FOUT))), true, "de PIN die u nu hebt");
    no(says(&mut p, zet(Some(FOUT), None)), true, "dat is niet uw PIN");
    p.pins_refused = true;
    no(says(&mut p, zet(Some(GOED), None)), true, "de schijf is vol");
    p.pins_refused = false;
    p.says(one, zet(Some(GOED), Some(FOUT)));
    let news = format!("{:?}", p.news(one));
    assert!(news.contains("1 keer een verkeerde PIN gegeven") && news.contains("er: true, fout: None"), "{news}");
    slot(&mut p, two);
    assert_eq!(probeer(&mut p, two, GOED), [ToClient::NietOntgrendeld]);
    // a PIN that is gone opens nothing any more: what is locked ends
    let (er, fout, other) = says(&mut p, zet(Some(FOUT), None));
    assert!(!er && fout.is_empty() && matches!(other.as_slice(), [ToClient::Weg { opnieuw: false, .. }]), "{other:?}");
    // a verb has none, and is not locked
    let verb = p.comes("dewit", Soort::Vraag, None);
    p.news(verb);
    p.says(verb, zet(None, Some(GOED)));
    assert!(matches!(p.news(verb).as_slice(), [ToClient::Pin { er: false, fout: Some(_) }]));
    p.says(verb, ToServer::Vergrendel);
    assert!(matches!(p.news(verb).as_slice(), [ToClient::Onbegrepen { .. }]));
}

/// Who forgot it: logging in again is the way back, and a beheerder takes the PIN away. Nobody else does.
#[test]
fn a_beheerder_takes_away_a_pin_that_was_forgotten_and_nobody_else() {
    let (mut p, chair, peer, _) = tafel();
    slot(&mut p, peer);
    let keeper = p.comes("beheer", Soort::Vraag, None);
    let wis = || ToServer::WisPin { gebruiker: t("dewit") };
    p.news(chair);
    p.says(chair, wis());
    assert!(matches!(p.news(chair).as_slice(), [ToClient::Pin { er: false, fout: Some(_) }]));
    p.traced.clear();
    p.news(keeper);
    p.says(keeper, wis());
    assert_eq!(p.news(keeper), [ToClient::Pin { er: false, fout: None }]);
    assert!(matches!(p.news(peer).as_slice(), [ToClient::Weg { opnieuw: false, .. }]));
    let traced: Vec<_> = p.traced.iter().map(|(r, _)| (r.wie.gebruiker.to_string(), r.daad.clone(), r.resultaat)).collect();
    let daad = Inzagedaad::Pin { wat: Pindaad::Wissen, van: Some(t("dewit")) };
    assert_eq!(traced, [("beheer".to_owned(), daad, Resultaat::Gegeven)]);
    p.says(keeper, wis());
    assert!(matches!(p.news(keeper).as_slice(), [ToClient::Pin { er: false, fout: Some(_) }]), "there is none");
}

/// Who lost their role meanwhile is not brought back; nor has who lost access to the dossier that any more.
#[test]
fn what_changed_meanwhile_counts_when_it_is_brought_back() {
    let (mut p, _, peer, _) = tafel();
    slot(&mut p, peer);
    let without = TABLE.replace("notulist", "raadpleger");
    p.play(Input::Table(Box::new(Access::from_table(Some(&without), 1, &Tafel::oefening(Vec::new())))));
    assert!(matches!(p.news(peer).as_slice(), [ToClient::Weg { opnieuw: false, .. }]) && p.ended.contains(&peer));
}

/// It stands nowhere: not in the trace, not in what is kept, not in what is said of it.
#[test]
fn a_pin_is_in_no_trace_and_in_nothing_that_is_kept() {
    let (mut p, _, peer, _) = tafel();
    p.says(peer, zet(Some(FOUT), Some("555444333")));
    slot(&mut p, peer);
    probeer(&mut p, peer, FOUT);
    let pins = serde_json::to_string(&p.pins).unwrap();
    let all = format!(
        "{:?} {} {pins} {:?}",
        p.traced,
        serde_json::to_string(&p.traced.iter().map(|(r, _)| r).collect::<Vec<_>>()).unwrap(),
        geef(GOED)
    );
    for cijfers in [GOED, FOUT, "555444333"] {
        assert!(!all.contains(cijfers));
    }
    let refused = p.traced.iter().filter(|(r, _)| r.resultaat == Resultaat::Geweigerd).count();
    assert_eq!(refused, 2, "each wrong one is traced");
}

/// Over a real socket: no byte of what is recorded meanwhile, and the lock holds when the service starts again.
#[test]
fn on_a_socket_a_locked_terminal_receives_no_word_and_stays_locked_over_a_restart() {
    let mut service = Service::start();
    let mut chair = service.desk(None);
    let nummer = vergadering(&mut chair, "Trapportaal");
    let (mut wire, mut link) = (service.wire(None), service.desk(None));
    let pinned = |d: &Desk| d.messages().any(|m| matches!(m, ToClient::Pin { er: true, fout: None }));
    wire.say(&zet(None, Some(GOED)));
    for desk in [&mut wire, &mut link] {
        desk.follow(nummer);
        desk.until("the PIN", pinned);
    }
    link.types("f zij zag de merel");
    let locked = |n: usize| move |d: &Desk| d.messages().filter(|m| matches!(m, ToClient::Vergrendeld)).count() == n;
    for desk in [&mut wire, &mut link] {
        desk.say(&ToServer::Vergrendel);
        desk.until("the lock", locked(1));
    }
    chair.records(nummer, vec![feit("kwikstaart")]);
    let file = std::fs::read(service.store().join("pins")).unwrap();
    assert!(!holds(&file, GOED) && !holds(&file, &super::service::me().naam));
    // the answer to a PIN comes after anything that would have come before it
    let no = |d: &Desk| d.messages().any(|m| matches!(m, ToClient::NietOntgrendeld));
    for desk in [&mut wire, &mut link] {
        desk.say(&geef(FOUT));
        desk.until("that it is wrong", no);
    }
    assert!(!wire.received("kwikstaart"));
    assert!(!format!("{:?}", link.came).contains("kwikstaart"));
    service.again();
    link.until("the lock again", locked(2));
    let mut chair = service.desk(None);
    chair.records(nummer, vec![feit("spreeuw")]);
    link.say(&geef(GOED));
    link.until("that it is open", |d| d.messages().any(|m| matches!(m, ToClient::Ontgrendeld { mislukt: 2, .. })));
    assert!(!format!("{:?}", link.came).contains("spreeuw"));
    link.follow(nummer);
    assert!(link.reads("kwikstaart") && link.reads("spreeuw"));
    assert_eq!(link.given_back(), ["f zij zag de merel"]);
}
