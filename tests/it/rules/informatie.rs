//! The informatiebeeld: one command asks several partners, each has a row of its own; what is answered, that late is never
//! recorded, and that the words of an answer are for nobody who is outside of their shield.

use chrono::TimeDelta;
use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Antwoord, Beeldmelding, Dossier, Fase, Informatiemelding, Informatiesoort as S, Informatiestand, Informatieverzet,
    Informatievraag, Wie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::InformatieId;
use crisistafel::domain::kader::Controle;
use crisistafel::domain::poort::{Peiling, open_punten};
use crisistafel::domain::rechten::kijker;
use crisistafel::domain::rol::{Actor, Rol};
use crisistafel::domain::scherm::Kijker;
use crisistafel::domain::zicht::{heeft_afgeschermd, kring, openbaar, voor_opdrachtgever};
use crisistafel::projection::rij;
use crisistafel::projection::termijn::{Wat, termijnen};

use super::world::{NR, World, id, nummer, t};

const I1: InformatieId = InformatieId(1);
const I2: InformatieId = InformatieId(2);

fn ask(w: &World, partners: &[&str]) -> C {
    C::VraagInformatie(Informatievraag {
        partners: partners.iter().map(|p| t(p)).collect(),
        uiterlijk: w.nu.plus(TimeDelta::hours(4)),
        grond: id("ernstig_gevaar"),
        doel: t("Wat is bij u bekend?"),
        antwoord_aan: t("procesregie, 070 000 0000"),
    })
}

fn answer(w: &World, informatie: InformatieId, soort: S) -> Informatiemelding {
    Informatiemelding {
        informatie,
        soort,
        door: Wie::default(),
        op: w.nu,
        grond: None,
        woorden: t(""),
        kring: Vec::new(),
        open: false,
    }
}

fn moved(informatie: InformatieId, w: &World, hours: i64, opnieuw: bool, reden: &str) -> C {
    let uiterlijk = w.nu.plus(TimeDelta::hours(hours));
    C::VerzetInformatie(Informatieverzet { informatie, uiterlijk, reden: t(reden), opnieuw })
}

fn stand(w: &World, id: InformatieId) -> Informatiestand {
    w.d.informatie[&id].stand(w.nu)
}

/// A dossier in which politie and Veilig Thuis are asked.
fn asked() -> World {
    let mut w = World::opened();
    let command = ask(&w, &["pol", "vt"]);
    w.must(Rol::Procesregisseur, command);
    w
}

#[test]
fn one_command_asks_each_partner_by_a_row_of_its_own_until_one_moment() {
    let mut w = World::opened();
    let command = ask(&w, &["gemeente", "pol", "CIT", "om", "politie", "parnassia"]);
    let events = w.must(Rol::Procesregisseur, command);
    // by any name, each once, as the kader writes it
    let names: Vec<_> = w.d.informatie.values().map(|i| (i.id.to_string(), i.partner.to_string())).collect();
    let expected = [("I1", "gemeente"), ("I2", "politie"), ("I3", "CIT"), ("I4", "OM"), ("I5", "politie Parnassia-team")];
    assert_eq!(names, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(events.len(), 5);
    assert!(w.d.informatie.values().all(|i| i.uiterlijk() == Some(w.nu.plus(TimeDelta::hours(4))) && i.is_open()));
    // numbers go on
    let command = ask(&w, &["politie"]);
    w.must(Rol::Procesregisseur, command);
    assert!(w.d.informatie.contains_key(&InformatieId(6)));
}

#[test]
fn who_is_no_partner_or_a_ground_that_is_none_or_nothing_to_ask_is_refused() {
    let mut w = World::opened();
    let command = |change: fn(&mut Informatievraag)| {
        let C::VraagInformatie(mut v) = ask(&World::opened(), &["politie"]) else { panic!() };
        change(&mut v);
        C::VraagInformatie(v)
    };
    for (change, said) in [
        (command(|v| v.partners = vec![t("politie"), t("de buurman")]), "de buurman"),
        (command(|v| v.partners = Vec::new()), "welke partners"),
        (command(|v| v.grond = id("nergens")), "nergens"),
        (command(|v| v.doel = t("")), "waarvoor en wat u vraagt"),
    ] {
        let why = w.refused(Rol::Procesregisseur, change);
        assert!(why.contains(said), "{why}");
    }
    let command = ask(&w, &["politie"]);
    assert!(w.ask(Rol::Deelnemer, command).is_err());
}

#[test]
fn every_kind_of_answer_is_recorded_with_who_when_and_ground_and_only_a_refusal_needs_a_reason() {
    let mut w = asked();
    for soort in S::ALLE {
        let plain = answer(&w, I1, soort);
        if soort == S::Geweigerd {
            let why = w.refused(Rol::Notulist, C::BeantwoordInformatie(plain.clone()));
            assert!(why.contains("waarom geweigerd"), "{why}");
        }
        let said = Informatiemelding { woorden: t("de officier gaat daarover"), ..plain };
        w.must(Rol::Notulist, C::BeantwoordInformatie(said));
        assert_eq!(stand(&w, I1), Informatiestand::Beantwoord(soort));
        w.wait(1);
    }
    let i = &w.d.informatie[&I1];
    assert_eq!(i.antwoorden.len(), 5, "what was answered before stays");
    let first = &i.antwoorden[0];
    assert_eq!((first.door.to_string().as_str(), first.grond.as_str()), ("politie", "ernstig_gevaar"));
    assert!(matches!(stand(&w, I2), Informatiestand::Wacht), "the other partner is asked still");
    let own = Informatiemelding {
        door: Wie { naam: t("Bos"), organisatie: t("vt") },
        grond: Some(id("vt_partners")),
        ..answer(&w, I2, S::Hoofdlijnen)
    };
    w.must(Rol::Notulist, C::BeantwoordInformatie(own));
    let a = w.d.informatie[&I2].antwoord().unwrap();
    assert_eq!((a.door.to_string().as_str(), a.grond.as_str()), ("Bos (Veilig Thuis)", "vt_partners"));
}

/// It follows from the moment, for who waits and for what came after it.
#[test]
fn late_is_never_recorded_and_follows_from_when() {
    let mut w = asked();
    w.wait(239);
    assert_eq!(stand(&w, I1), Informatiestand::Wacht);
    w.wait(2);
    assert_eq!((stand(&w, I1), stand(&w, I2)), (Informatiestand::TeLaat, Informatiestand::TeLaat));
    let command = C::BeantwoordInformatie(answer(&w, I1, S::NietsBekend));
    w.must(Rol::Notulist, command);
    let early = Informatiemelding { op: w.nu.plus(TimeDelta::hours(-1)), ..answer(&w, I2, S::Dat) };
    w.must(Rol::Notulist, C::BeantwoordInformatie(early));
    let late = |id| w.d.informatie[&id].antwoord().unwrap().was_te_laat();
    assert!(late(I1) && !late(I2), "what came in time and was written down later is not late");
    let json = serde_json::to_string(&w.log.iter().map(|(_, e)| e).collect::<Vec<_>>()).unwrap();
    assert!(!json.contains("laat"), "{json}");
}

#[test]
fn a_moment_is_moved_with_a_reason_and_what_was_answered_is_asked_again() {
    let mut w = asked();
    let refused = |w: &mut World, command: C, said: &str| {
        let why = w.refused(Rol::Procesregisseur, command);
        assert!(why.contains(said), "{why}");
    };
    let command = moved(I1, &w, 8, false, "");
    refused(&mut w, command, "waarom de termijn verandert");
    let command = moved(I1, &w, 4, false, "iets");
    refused(&mut w, command, "dat is de termijn al");
    let command = moved(I1, &w, 8, false, "zij zoeken nog");
    w.must(Rol::Procesregisseur, command);
    assert_eq!(w.d.informatie[&I1].uiterlijk(), Some(w.nu.plus(TimeDelta::hours(8))));
    let command = C::BeantwoordInformatie(answer(&w, I1, S::Ontvangen));
    w.must(Rol::Notulist, command);
    let command = moved(I1, &w, 9, false, "iets");
    refused(&mut w, command, "I1 is beantwoord; vraag het opnieuw");
    let command = moved(I1, &w, 9, true, "ook van vorig jaar");
    w.must(Rol::Procesregisseur, command);
    assert_eq!(stand(&w, I1), Informatiestand::Wacht);
    assert_eq!(w.d.informatie[&I1].antwoorden.len(), 1);
    w.must(Rol::Procesregisseur, C::TrekInformatieIn { informatie: I1, reden: t("verkeerde organisatie") });
    assert_eq!(stand(&w, I1), Informatiestand::Ingetrokken);
    let command = C::BeantwoordInformatie(answer(&w, I1, S::Ontvangen));
    refused(&mut w, command, "I1 is ingetrokken; doe een nieuw verzoek");
}

#[test]
fn what_is_awaited_stands_among_the_moments_and_what_is_not_does_not() {
    let mut w = asked();
    let due = |w: &World| {
        let all = termijnen(&w.d).into_iter().filter_map(|x| if let Wat::Informatie(id) = x.wat { Some(id) } else { None });
        all.collect::<Vec<_>>()
    };
    assert_eq!(due(&w), [I1, I2]);
    let command = moved(I1, &w, 8, false, "zij zoeken nog");
    w.must(Rol::Procesregisseur, command);
    assert_eq!(due(&w), [I2, I1], "the first that is due first");
    assert!(rij::klokken(&w.d).iter().any(|r| r.wat.as_str() == "antwoord op I2 Veilig Thuis"
        && r.wie.as_str() == "Veilig Thuis"
        && r.kring.is_iedereen()));
    let command = C::BeantwoordInformatie(answer(&w, I2, S::NietsBekend));
    w.must(Rol::Notulist, command);
    w.must(Rol::Procesregisseur, C::TrekInformatieIn { informatie: I1, reden: t("niet meer nodig") });
    assert_eq!(due(&w), []);
}

/// The words of an answer are kept from who is not in their circle as if they had never been said; that the partner answered
/// is not.
#[test]
fn the_words_of_an_answer_are_shielded_unless_it_is_said_that_they_are_not() {
    let cases: [(fn(&mut Informatiemelding), [bool; 4]); 3] = [
        // who leads or records; politie at the table; Veilig Thuis at the table; the wall and paper
        (|_| {}, [true, false, false, false]),
        (|m| m.kring = vec!["politie".into()], [true, true, false, false]),
        (|m| m.open = true, [true, true, true, true]),
    ];
    for (change, expected) in cases {
        let mut w = asked();
        let mut m = Informatiemelding { woorden: t("bekend van eerdere meldingen"), ..answer(&w, I1, S::Ontvangen) };
        change(&mut m);
        let wie = Actor { organisatie: Some(t("gemeente")), ..World::actor(Rol::Notulist) };
        w.ask_as(wie, C::BeantwoordInformatie(m)).unwrap();
        let kijkers = [
            kijker(&[Rol::Notulist], Some(&t("gemeente"))),
            kijker(&[Rol::Deelnemer], Some(&t("politie"))),
            kijker(&[Rol::Deelnemer], Some(&t("Veilig Thuis"))),
            Kijker::IEDEREEN,
        ];
        let reads = kijkers.clone().map(|k| {
            let copy = copy(&w, &k);
            let a = copy.informatie[&I1].antwoord().unwrap().clone();
            assert_eq!(a.soort, S::Ontvangen, "that it answered is for everybody");
            a.inhoud.is_some()
        });
        assert_eq!(reads, expected);
        // as who decides and who prints have it
        for (k, reads) in kijkers.iter().zip(expected) {
            let seen = voor_opdrachtgever(&w.d, k).informatie[&I1].antwoord().unwrap().inhoud.is_some();
            assert!(!reads || seen, "{k:?}");
        }
        assert_eq!(openbaar(&w.d).informatie[&I1].antwoord().unwrap().inhoud.is_some(), expected[3]);
        assert_eq!(heeft_afgeschermd(&w.d), !expected[3]);
    }
}

/// The dossier as it is sent to who looks.
fn copy(w: &World, k: &Kijker) -> Dossier {
    let mut d = Dossier::new(nummer());
    for (stamp, event) in w.log.iter().filter(|(stamp, event)| kring(&w.d, stamp, event).hoort(k)) {
        evolve(&mut d, stamp, event);
    }
    d
}

/// A digit that was a slip: it is as if it had not been. What was said in words stays said.
#[test]
fn an_answer_without_words_is_taken_back_by_a_key_and_one_with_words_is_not() {
    let mut w = asked();
    let command = C::BeantwoordInformatie(answer(&w, I1, S::NietsBekend));
    w.must(Rol::Notulist, command);
    let verzoek = w.log.last().unwrap().0.verzoek;
    w.must(Rol::Notulist, C::NeemTerug { verzoek, reden: t("") });
    assert_eq!(stand(&w, I1), Informatiestand::Wacht);
    assert!(w.d.informatie[&I1].antwoorden.is_empty());
    let said = Informatiemelding { woorden: t("weinig"), ..answer(&w, I1, S::Ontvangen) };
    w.must(Rol::Notulist, C::BeantwoordInformatie(said));
    let verzoek = w.log.last().unwrap().0.verzoek;
    w.refused(Rol::Notulist, C::NeemTerug { verzoek, reden: t("") });
}

#[test]
fn what_the_picture_asks_of_itself_is_open_until_somebody_knows_and_can_be_answered_anew() {
    let mut w = World::opened();
    let say = |nr, antwoord| {
        C::BeantwoordBeeldvraag(Beeldmelding {
            reeks: id("informatiebeeld"),
            nr,
            antwoord,
            toelichting: t(""),
            bron: Wie::organisatie(t("vt")),
        })
    };
    w.must(Rol::Notulist, say(1, Antwoord::Onbekend));
    w.must(Rol::Notulist, say(1, Antwoord::Ja));
    let all = &w.d.beeldvragen[&id("informatiebeeld")][&1];
    assert_eq!((all.len(), all[1].antwoord, all[1].bron.to_string().as_str()), (2, Antwoord::Ja, "Veilig Thuis"));
    for nr in [0, 4] {
        assert!(w.refused(Rol::Notulist, say(nr, Antwoord::Ja)).contains(&format!("vraag {nr}")));
    }
    // a series of the meeting is asked there
    let C::BeantwoordBeeldvraag(other) = say(1, Antwoord::Ja) else { panic!() };
    let other = Beeldmelding { reeks: id("delen"), ..other };
    assert!(w.refused(Rol::Notulist, C::BeantwoordBeeldvraag(other)).contains("reeks delen"));
}

#[test]
fn from_the_opening_of_a_meeting_on_is_said_which_partners_have_not_answered() {
    let mut w = World::started();
    w.only(&[Controle::InformatieNietBeantwoord]);
    let found = |w: &World| {
        let o = w.d.overleg(NR).unwrap();
        let stand = Peiling { d: &w.d, o, kader: &w.kader.kader, nu: w.nu };
        open_punten(stand, Fase::Beeldvorming, None).into_iter().map(|p| p.tekst.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found(&w), Vec::<String>::new());
    for partners in [&["politie", "OM"][..], &["politie"]] {
        let command = ask(&w, partners);
        w.must(Rol::Procesregisseur, command);
    }
    assert_eq!(found(&w), ["gevraagd wat zij weten, en nog geen antwoord: politie en OM"]);
    // who has to answer first comes first
    let command = moved(I2, &w, 1, false, "de zitting is vanmiddag");
    w.must(Rol::Procesregisseur, command);
    assert_eq!(found(&w), ["gevraagd wat zij weten, en nog geen antwoord: OM en politie"]);
    let command = C::BeantwoordInformatie(answer(&w, I2, S::NietsBekend));
    w.must(Rol::Notulist, command);
    assert_eq!(found(&w), ["gevraagd wat zij weten, en nog geen antwoord: politie"]);
}

/// Nothing of a request hangs on a line: it is told in one event each, and says no more than was asked.
#[test]
fn the_events_say_what_was_asked_and_the_words_stand_apart() {
    let mut w = asked();
    let said = Informatiemelding { woorden: t("geheim"), ..answer(&w, I1, S::Ontvangen) };
    let events = w.must(Rol::Notulist, C::BeantwoordInformatie(said));
    assert!(matches!(events.as_slice(), [Event::InformatieBeantwoord { .. }, Event::InformatieInhoud { nr: 1, .. }]));
    assert!(!serde_json::to_string(&events[0]).unwrap().contains("geheim"));
}
