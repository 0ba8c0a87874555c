//! The role table at work: what does not exist for somebody is nowhere, and a table that changes counts at once.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crisistafel::domain::dossier::RegelSoort;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::inzage::{Inzagedaad, Rollenvondst};
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::journal::{InzageEvent, Journal, JournalId, record};
use crisistafel::protocol::{Opgehaald, Raadpleging, Soort, ToClient, ToServer};
use crisistafel::server;

use super::desk::{Desk, settle};
use super::log;
use super::meeting::{feit, open, soort, t, vergadering};
use super::service::{Service, me, table_for_me};

/// An entry for the account of this test.
fn entry(rol: Rol, dossiers: Option<&[DossierNummer]>) -> String {
    let own = dossiers.map(|d| format!("dossiers = {:?}\n", d.iter().map(ToString::to_string).collect::<Vec<_>>()));
    format!("[[toegang]]\ngebruiker = \"{}\"\nrollen = [\"{rol}\"]\n{}", me().naam, own.unwrap_or_default())
}

#[test]
fn a_dossier_without_access_does_not_exist() {
    let service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Procesregisseur]));
    let mut chair = service.wire(Rol::Voorzitter);
    let (own, other) = (vergadering(&mut chair, "Eigen"), vergadering(&mut chair, "kwikstaart"));
    chair.records(other, vec![soort(RegelSoort::Actie, "kwikstaart zoeken"), feit("kwikstaart gezien")]);
    chair.records(own, vec![feit("grasmus gezien"), soort(RegelSoort::Actie, "grasmus zoeken")]);
    let table = entry(Rol::Voorzitter, None) + &entry(Rol::Procesregisseur, Some(&[own]));
    service.set_table(&table);
    let mut desk = service.wire(Rol::Procesregisseur);
    desk.say(&ToServer::VolgOverzicht);
    // a number that does not exist at all gets the same answer, but for the number
    let nowhere: DossierNummer = "26-2222".parse().unwrap();
    let follow = |desk: &mut Desk, nummer: DossierNummer| {
        let before = desk.told().len();
        desk.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
        desk.until("a word", |d| d.told().len() > before);
        desk.told().pop().unwrap().replace(&nummer.to_string(), "N")
    };
    assert_eq!(follow(&mut desk, other), follow(&mut desk, nowhere));
    for nummer in [other, nowhere] {
        let refusal = desk.refused(nummer, vec![feit("kan niet")]);
        assert_eq!(refusal, Refusal::GeenDossier { nummer: t(&nummer.to_string()) });
    }
    // who has only some dossiers makes no new ones
    assert!(matches!(desk.refused(None, vec![open("Nieuw")]), Refusal::GeenDossier { .. }));
    assert!(
        matches!(desk.asks(Raadpleging::Dossiers), Opgehaald::Dossiers { rijen } if rijen.len() == 1 && rijen[0].nummer == own)
    );
    assert!(matches!(desk.asks(Raadpleging::Acties), Opgehaald::Acties { rijen } if rijen.len() == 1));
    for (word, lines) in [("kwikstaart", 0), ("grasmus", 2), ("gezien", 1)] {
        assert!(
            matches!(desk.asks(Raadpleging::Zoek { woorden: t(word) }), Opgehaald::Regels { rijen, meer: false } if rijen.len() == lines)
        );
    }
    // what happens in it is not told either
    chair.records(other, vec![feit("weer een kwikstaart")]);
    chair.records(own, vec![feit("weer een grasmus")]);
    desk.until("the own row", |d| d.overview.contains_key(&own));
    desk.settle();
    assert_eq!(desk.overview.len(), 1);
    assert!(!desk.received("kwikstaart"));
    let numbers = desk.came.iter().filter(|f| format!("{f:?}").contains(&format!("{other:?}"))).count();
    assert_eq!(numbers, 1, "the number was only ever said back where it was asked for");
}

#[test]
fn who_loses_a_role_is_sent_away_at_the_next_message_and_hears_nothing_more() {
    let service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Notulist, Rol::Raadpleger]));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Ontslag");
    let (mut clerk, mut verb) =
        (service.wire(Rol::Notulist), Desk::socket(&service.config(Soort::Vraag, Some(Rol::Notulist))));
    let mut wall = Desk::socket(&service.config(Soort::Terminal, Some(Rol::Raadpleger)));
    for desk in [&mut chair, &mut clerk, &mut verb, &mut wall] {
        desk.follow(nummer);
    }
    // a comment changes nothing for anybody
    service.set_table(&format!("# met dank\n{}", table_for_me(&[Rol::Voorzitter, Rol::Notulist, Rol::Raadpleger])));
    settle(&mut [&mut chair, &mut clerk, &mut verb, &mut wall]);
    service.set_table(&table_for_me(&[Rol::Voorzitter, Rol::Raadpleger]));
    // nobody connects: what the chair records next is not for the clerk any more
    chair.records(nummer, vec![feit("zonder notulist")]);
    for away in [&mut clerk, &mut verb] {
        away.until("that it is over", Desk::is_cut);
        assert_eq!(away.over().as_deref(), Some("uw rollen zijn gewijzigd; start opnieuw"));
        assert!(!away.received("zonder notulist"));
    }
    wall.until("the line", |d| d.reads("zonder notulist"));
    let mut back = Desk::socket(&service.config(Soort::Terminal, Some(Rol::Notulist)));
    assert!(back.over().unwrap().contains("geeft u de rol notulist niet"));
    back.until("the end", Desk::is_cut);
}

#[test]
fn who_lost_a_role_cannot_use_it_once_more() {
    let service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Notulist]));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Niet nog eens");
    let mut clerk = service.wire(Rol::Notulist);
    clerk.follow(nummer);
    service.set_table(&table_for_me(&[Rol::Voorzitter]));
    clerk.ask_for(nummer, vec![feit("nog gauw")]);
    clerk.until("that it is over", Desk::is_cut);
    chair.follow(nummer);
    assert!(!chair.reads("nog gauw"));
}

#[test]
fn a_table_that_cannot_be_used_changes_nothing_while_the_service_runs_and_keeps_it_from_starting() {
    let mut service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Notulist]));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Kapotte tabel");
    chair.follow(nummer);
    let path = service.store().join("rollen.toml");
    for broken in ["[[toegang]]\ngebruiker = 3\n", "geen toml"] {
        service.set_table(broken);
        assert!(service.wire(Rol::Notulist).welcomed());
        chair.records(nummer, vec![feit("gaat gewoon door")]);
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    chair.records(nummer, vec![feit("nog steeds")]);
    assert!(chair.hears_nothing() && !chair.is_cut());
    assert!(log::holds("the one before it stays in force"));
    service.down();
    let said = service.try_up().unwrap_err().to_string();
    assert!(said.starts_with("de rollentabel klopt niet: ") && said.contains("rollen.toml"), "{said}");
    service.set_table(&table_for_me(&[Rol::Voorzitter]));
    service.up();
    // without a table the store is the owner's alone again
    fs::remove_file(path).unwrap();
    assert!(service.wire(None).welcomed());
}

#[test]
fn the_name_in_the_minutes_is_that_of_the_table() {
    let table = format!(
        "[[toegang]]\ngebruiker = \"{}\"\nnaam = \"Duin\"\norganisatie = \"gemeente\"\nrollen = [\"voorzitter\"]\n",
        me().naam
    );
    let service = Service::with_table(&table);
    // one role: it need not be named
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Naam");
    desk.follow(nummer);
    let chair = &desk.dossier().overleggen[0].voorzitters[0].wie;
    assert_eq!((chair.naam.as_str(), chair.organisatie.as_ref().map(Tekst::as_str)), ("Duin", Some("gemeente")));
    let welcome = desk.messages().find(|m| matches!(m, ToClient::Welkom { .. }));
    assert!(
        matches!(welcome, Some(ToClient::Welkom { naam, rollen, .. }) if naam.as_str() == "Duin" && *rollen == [Rol::Voorzitter])
    );
}

/// What the trace has of the role table: when each change was seen, and what came and went.
fn tabellen(service: &Service) -> Vec<(Rollenvondst, Vec<String>, Vec<String>)> {
    let journal = server::journaal(&service.store(), None).unwrap();
    let mut all = Vec::new();
    for id in journal.list().unwrap().into_iter().filter(|id| matches!(id, JournalId::Inzage(_))) {
        let reading = journal.read(id).unwrap();
        for envelope in record::envelopes::<InzageEvent>(id, &reading) {
            all.extend(envelope.unwrap().events.into_iter().filter_map(|event| match event {
                InzageEvent::Ingezien { regel } => match regel.daad {
                    Inzagedaad::Rollentabel { bij, verschil } => Some((bij, verschil)),
                    _ => None,
                },
                _ => None,
            }));
        }
    }
    let texts = |all: &[Tekst]| all.iter().map(ToString::to_string).collect();
    all.iter().map(|(bij, v)| (*bij, texts(&v.erbij), texts(&v.eraf))).collect()
}

/// Who changed the role table, and when, was recorded nowhere; least of all where it was put in a copy before that was put
/// back. Now every change is traced, also one that was made while no service ran, and that one is told to who keeps the table.
#[test]
fn a_role_table_that_changed_is_traced_and_who_keeps_it_is_told_once_of_what_changed_unseen() {
    let me = me().naam;
    let own = table_for_me(&[Rol::Beheerder, Rol::Raadpleger]);
    let piket = "[[toegang]]\ngroep = \"piket\"\norganisatie = \"politie\"\nrollen = [\"deelnemer\"]\ndossiers = []\n";
    let noodlijn = "[[toegang]]\ngebruiker = \"indringer\"\nrollen = [\"voorzitter\"]\nnoodtoegang = true\n";
    let mut service = Service::with_table(&own);
    let whole = vec![format!("{me}, beheerder: in alle dossiers"), format!("{me}, raadpleger: in alle dossiers")];
    let mut seen = vec![(Rollenvondst::Eerste, whole, vec![])];
    let told = |service: &Service, rol: Rol| {
        let mut desk = service.wire(rol);
        desk.settle();
        desk.told().iter().filter(|said| said.contains("de rollentabel is")).cloned().collect::<Vec<_>>()
    };
    assert!(told(&service, Rol::Beheerder).is_empty(), "the first one of an empty store");
    // while it runs: traced when it counts; other words in the file are no change
    service.set_table(&format!("# met dank\n{own}{piket}"));
    assert!(told(&service, Rol::Beheerder).is_empty(), "whoever changes it knows");
    service.again();
    let groep =
        vec!["groep piket, deelnemer: in geen dossier".to_owned(), "groep piket, deelnemer: van politie".to_owned()];
    seen.push((Rollenvondst::Lopend, groep.clone(), vec![]));
    assert!(told(&service, Rol::Beheerder).is_empty(), "a start with the same table");
    // unseen
    service.down();
    service.set_table(&format!("{own}{noodlijn}"));
    service.up();
    assert!(told(&service, Rol::Raadpleger).is_empty(), "it is not theirs to know");
    let said = told(&service, Rol::Beheerder);
    assert!(said.len() == 1 && said[0].contains("terwijl de dienst niet liep (2 regels erbij, 2 regels eraf)"), "{said:?}");
    assert!(told(&service, Rol::Beheerder).is_empty(), "once");
    service.down();
    let erbij = ["indringer, voorzitter: heeft noodtoegang", "indringer, voorzitter: in alle dossiers"];
    seen.push((Rollenvondst::Start, erbij.map(str::to_owned).to_vec(), groep));
    assert_eq!(tabellen(&service), seen);
}

/// In a store that has dossiers a trace that never heard of a role table was left behind by an older program, or by who took the
/// trace away.
#[test]
fn a_role_table_that_was_never_traced_where_there_are_dossiers_is_told() {
    let mut service = Service::with_table(&table_for_me(&[Rol::Voorzitter, Rol::Beheerder]));
    vergadering(&mut service.wire(Rol::Voorzitter), "Al bezig");
    service.down();
    fs::remove_dir_all(service.store().join("inzage")).unwrap();
    service.up();
    let mut desk = service.wire(Rol::Beheerder);
    desk.settle();
    let said: Vec<String> = desk.told().into_iter().filter(|said| said.contains("is niet eerder bijgehouden")).collect();
    assert_eq!(said.len(), 1, "{said:?}");
}
