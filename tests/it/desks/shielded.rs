//! What is shielded never reaches a terminal that may not see it: every byte that such a terminal received is searched
//! for words that were planted in shielded lines and in everything that hangs on them.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{
    ActieStatus, ActieVelden, BesluitSoort, BesluitStap, BesluitStatus, BesluitVelden, Bevoegd, Fase, RegelInhoud,
    RegelSoort, Wie,
};
use crisistafel::domain::ids::{ActieId, DossierNummer, RegelId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::protocol::{Opgehaald, Raadpleging, Soort, ToServer};

use super::desk::{Desk, gather, settle};
use super::meeting::{aanwezig, afgeschermd, feit, geef_vrij, leg_vast, naar, over_minuten, scherm_af, t, vergadering};
use super::service::{Service, table_for_me};

/// Roles that may see the dossier, and not what is shielded.
const GUESTS: [Rol; 4] = [Rol::Deelnemer, Rol::Tegendenker, Rol::Waarnemer, Rol::Raadpleger];

/// In every shielded word of these tests.
const SECRET: &str = "zwaluw";

fn secret(what: &str) -> Tekst {
    t(&format!("{SECRET} {what}"))
}

/// A shielded line of this kind, with the word in every field that takes one.
fn hidden(soort: RegelSoort, what: &str) -> RegelInhoud {
    RegelInhoud {
        afgeschermd: true,
        getypt: Some(secret(&format!("getypt {what}"))),
        inbreng: Some(t("politie")),
        bron: Some(Wie { naam: secret("bron"), organisatie: t("politie") }),
        eigenaar: Some(Wie { naam: secret("eigenaar"), organisatie: t("politie") }),
        termijn: Some(over_minuten(90)),
        ..RegelInhoud::new(soort, secret(what))
    }
}

/// A dossier with somebody at the table, in the block of judgement.
fn prepared(chair: &mut Desk) -> DossierNummer {
    let nummer = vergadering(chair, "Wat gasten niet zien");
    chair.records(nummer, vec![aanwezig("politie", "Ooms")]);
    chair.records(nummer, vec![naar(Fase::Opening, Fase::Beeldvorming)]);
    chair.records(nummer, vec![naar(Fase::Beeldvorming, Fase::Oordeelsvorming)]);
    nummer
}

/// A line of every kind, and everything that can be said of what they opened: question x1, decision x1, action x1.
fn everything_hidden(chair: &mut Desk, nummer: DossierNummer) {
    for soort in RegelSoort::ALL {
        chair.records(nummer, vec![leg_vast(hidden(soort, soort.naam()))]);
    }
    let (vraag, besluit, actie) = ("x1".parse().unwrap(), "x1".parse().unwrap(), "x1".parse().unwrap());
    let regel = RegelId::afgeschermd(0, 1);
    let fields = BesluitVelden {
        vraag: Some(secret("vraag")),
        soort: Some(BesluitSoort::Verzoek),
        motivering: Some(secret("motivering")),
        door: Some(secret("orgaan")),
        grond: Some(secret("grond")),
        vertellen_aan: Some(secret("vertellen")),
        effectvraag: Some(secret("effect")),
        termijn: None,
    };
    let wie = Wie { naam: secret("wie"), organisatie: t("politie") };
    let bevoegd = Bevoegd { naam: secret("burgemeester"), functie: secret("functie"), op: over_minuten(0) };
    let parts =
        ActieVelden { terugmelding: Some(secret("terugmelding")), wat: Some(secret("wat")), ..ActieVelden::default() };
    for command in [
        Command::WijsVraagToe { vraag, eigenaar: wie.clone(), terug: over_minuten(60) },
        Command::BeantwoordVraag { vraag, antwoord: secret("antwoord") },
        Command::VulBesluitAan { besluit, velden: fields },
        Command::NoteerDissent { besluit, wie, tekst: secret("dissent") },
        Command::WijzigBesluitStatus(BesluitStap {
            besluit,
            naar: BesluitStatus::Genomen,
            reden: secret("reden"),
            bevoegd: Some(bevoegd),
            op: None,
        }),
        Command::VulActieAan { actie, velden: parts },
        Command::MeldActie { actie, naar: ActieStatus::NietGedaan, reden: secret("niet gedaan") },
        // a note that is corrected, becomes a question, is corrected again, and is taken back
        Command::CorrigeerRegel { regel, inhoud: hidden(RegelSoort::Notitie, "correctie"), reden: secret("waarom") },
        Command::WijzigSoort { regel, naar: RegelSoort::Onbekend },
        Command::CorrigeerRegel { regel, inhoud: hidden(RegelSoort::Actie, "weer anders"), reden: secret("nog") },
        Command::TrekRegelIn { regel },
    ] {
        chair.records(nummer, vec![command]);
    }
}

/// Asks everything that can be asked.
fn ask_everything(desk: &mut Desk) -> Vec<Opgehaald> {
    let words = [SECRET, "politie", "feit"].map(|w| Raadpleging::Zoek { woorden: t(w) });
    [Raadpleging::Dossiers, Raadpleging::Acties].into_iter().chain(words).map(|vraag| desk.asks(vraag)).collect()
}

#[test]
fn no_byte_of_a_shielded_line_or_of_what_hangs_on_it_reaches_who_may_not_see_it() {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = prepared(&mut chair);
    let mut guests: Vec<Desk> = GUESTS.map(|rol| service.wire(rol)).into();
    for guest in &mut guests {
        guest.follow(nummer);
        guest.say(&ToServer::VolgOverzicht);
        guest.settle();
    }
    everything_hidden(&mut chair, nummer);
    // a gate that finds something in it records nothing of it for them
    chair.records(nummer, vec![naar(Fase::Oordeelsvorming, Fase::Besluitvorming)]);
    chair.records(nummer, vec![naar(Fase::Besluitvorming, Fase::Afsluiting)]);
    // they hear that something was recorded, and nothing of it, however they ask
    chair.records(nummer, vec![feit("een open feit")]);
    let late = GUESTS.map(|rol| service.wire(rol)).map(|mut desk| {
        desk.follow(nummer);
        desk
    });
    let verbs = GUESTS.map(|rol| Desk::socket(&service.config(Soort::Vraag, Some(rol))));
    for mut guest in guests.into_iter().chain(late).chain(verbs) {
        guest.settle();
        let found = ask_everything(&mut guest);
        assert!(!guest.received(SECRET), "{:?}", guest.messages().last());
        assert!(guest.replica.is_none() || (guest.reads("een open feit") && guest.dossier().regels.len() == 1));
        let [Opgehaald::Dossiers { rijen }, Opgehaald::Acties { rijen: acties }, Opgehaald::Regels { rijen: none, .. }, ..] =
            &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!((rijen.len(), acties.len(), none.len()), (1, 0, 0));
    }
    // and who may see it has all of it
    let mut clerk = service.wire(Rol::Notulist);
    clerk.follow(nummer);
    assert_eq!(clerk.dossier().regels.len(), RegelSoort::ALL.len() + 1);
    assert!(
        matches!(clerk.asks(Raadpleging::Zoek { woorden: t(SECRET) }), Opgehaald::Regels { rijen, .. } if rijen.len() > 5)
    );
}

#[test]
fn a_line_that_is_shielded_later_is_gone_from_who_may_not_see_it_and_comes_back_when_that_is_lifted() {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = prepared(&mut chair);
    let line = RegelInhoud { afgeschermd: false, ..hidden(RegelSoort::Actie, "actie") };
    chair.records(nummer, vec![leg_vast(line)]);
    chair.records(nummer, vec![feit("een open feit")]);
    let mut guest = service.wire(Rol::Deelnemer);
    guest.follow(nummer);
    guest.say(&ToServer::VolgOverzicht);
    settle(&mut [&mut guest]);
    assert!(guest.received(SECRET) && guest.dossier().acties.len() == 1);

    let anew = guest.anew;
    chair.records(nummer, vec![scherm_af(1)]);
    guest.until("that it is gone", |d| d.anew > anew);
    guest.settle();
    assert_eq!((guest.dossier().regels.len(), guest.dossier().acties.len()), (1, 0));
    assert!(guest.overview[&nummer].klokken.iter().all(|k| !k.wat.as_str().contains(SECRET)));
    // what is said of it now is not for the guest either
    let actie = ActieId(1);
    chair.records(nummer, vec![Command::MeldActie { actie, naar: ActieStatus::Vervallen, reden: t("kraanvogel") }]);
    let mut late = service.wire(Rol::Deelnemer);
    gather(nummer, &mut [&mut late, &mut guest]);
    ask_everything(&mut late);
    assert!(!late.received(SECRET) && !late.received("kraanvogel") && !guest.received("kraanvogel"));

    chair.records(nummer, vec![geef_vrij(1)]);
    for guest in [&mut late, &mut guest] {
        guest.until("that it is back", |d| d.replica.as_ref().is_some_and(|r| r.dossier.acties.contains_key(&actie)));
        guest.settle();
        assert!(guest.received("kraanvogel") && guest.received(SECRET));
        assert_eq!(guest.dossier().acties[&actie].status, ActieStatus::Vervallen);
    }
    chair.follow(nummer);
    assert_eq!(guest.dossier(), chair.dossier());
}

#[test]
fn a_shield_that_comes_with_a_correction_hides_the_old_text_too() {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = prepared(&mut chair);
    chair.records(nummer, vec![leg_vast(RegelInhoud { afgeschermd: false, ..hidden(RegelSoort::Feit, "feit") })]);
    let mut guest = service.wire(Rol::Raadpleger);
    guest.follow(nummer);
    let inhoud = hidden(RegelSoort::Onbekend, "afgeschermd bij de correctie");
    let anew = guest.anew;
    chair.records(nummer, vec![Command::CorrigeerRegel { regel: RegelId::open(1), inhoud, reden: t("ijsvogel") }]);
    guest.until("that it is gone", |d| d.anew > anew);
    assert!(guest.dossier().regels.is_empty() && guest.dossier().vragen.is_empty() && !guest.received("ijsvogel"));
    let mut late = service.wire(Rol::Raadpleger);
    late.follow(nummer);
    assert!(!late.received(SECRET));
}

#[test]
fn what_others_type_is_for_who_sees_shielded_lines_only() {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut clerk = service.wire(Rol::Notulist);
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Meelezen");
    let mut others: Vec<Desk> = GUESTS.iter().chain(&[Rol::Beheerder]).map(|rol| service.wire(*rol)).collect();
    for other in &mut others {
        other.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
        other.settle();
    }
    gather(nummer, &mut [&mut clerk, &mut chair]);
    clerk.types("v ooievaar");
    chair.until("what is typed", |d| d.drafts.values().any(|(_, text)| text == "v ooievaar"));
    for other in &mut others {
        other.settle();
        assert!(!other.received("ooievaar"));
    }
    let terminal = clerk.terminal;
    clerk.types("");
    chair.until("that nothing is typed", |d| d.drafts.is_empty());
    // the name under which a terminal is known to others is not the one that its requests come from
    assert!(!chair.received(&terminal.to_string()));
}

/// Lines were left in one series of numbers: who read the JSON saw a gap where a shielded one was made.
#[test]
fn who_may_not_see_shielded_lines_is_given_numbers_that_count_up_whatever_is_shielded_between() {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = prepared(&mut chair);
    let mut guest = service.wire(Rol::Deelnemer);
    guest.follow(nummer);
    let secret = |n: usize| afgeschermd(RegelSoort::ALL[n % RegelSoort::ALL.len()], "Purperreiger");
    for n in 1..=6 {
        chair.records(nummer, (0..n).map(secret).collect());
        // one record of an open line among shielded ones
        chair.records(nummer, vec![secret(2), feit(&format!("open feit {n}")), secret(3)]);
    }
    let mut late = service.wire(Rol::Deelnemer);
    late.follow(nummer);
    chair.follow(nummer);
    for desk in [&mut guest, &mut late] {
        desk.settle();
        let given: Vec<String> = desk.dossier().regels.keys().map(ToString::to_string).collect();
        assert_eq!(given, ["R1", "R2", "R3", "R4", "R5", "R6"]);
        assert!(!desk.received("x1\""), "nor is any number of the other series named");
    }
    let Opgehaald::Regels { rijen, .. } = late.asks(Raadpleging::Zoek { woorden: t("feit") }) else { panic!() };
    let found: std::collections::BTreeSet<String> = rijen.iter().map(|r| r.regel.to_string()).collect();
    assert_eq!(found.len(), 6);
    assert!(found.iter().all(|id| !id.contains('x')), "{found:?}");
    assert_eq!(chair.dossier().regels.len(), 6 + 21 + 12);
}
