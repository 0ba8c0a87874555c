//! Measures through the real service: what a screen relies on after it chose one.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{InzetStatus, KlokVelden, RegelInhoud, RegelSoort, Schending};
use crisistafel::domain::ids::InzetId;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::ToClient;

use super::desk::{Desk, settle};
use super::meeting::{leg_vast, over_minuten, t, vergadering};
use super::service::{Service, table_for_me};

#[test]
fn who_chose_a_measure_has_it_in_the_register_before_the_answer_and_a_guest_sees_its_clock_until_it_is_shielded() {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let mut guest = service.wire(Rol::Raadpleger);
    let nummer = vergadering(&mut chair, "Maatregelen");
    chair.follow(nummer);
    guest.follow(nummer);
    let mut regel = RegelInhoud::new(RegelSoort::Maatregel, t("Tijdelijk huisverbod"));
    regel.maatregel = Some("huisverbod".to_owned().try_into().unwrap());
    chair.records(nummer, vec![leg_vast(regel)]);
    let place = |of: fn(&ToClient) -> bool| chair.messages().collect::<Vec<_>>().iter().rposition(|m| of(m));
    assert!(place(|m| matches!(m, ToClient::Frames { .. })) < place(|m| matches!(m, ToClient::Antwoord { .. })));
    let inzet = InzetId(1);
    settle(&mut [&mut chair]);
    assert!(!chair.dossier().inzetten[&inzet].grond.is_empty(), "filled in from the palette");
    chair.records(nummer, vec![Command::WijzigInzetStatus { inzet, naar: InzetStatus::Opgelegd, reden: t("") }]);
    let velden = KlokVelden {
        naam: Some(t("huisverbod")),
        begin: Some(over_minuten(0)),
        einde: Some(over_minuten(600)),
        inzet: Some(inzet),
        ..KlokVelden::default()
    };
    chair.records(nummer, vec![Command::ZetKlok { klok: None, velden }]);
    chair.records(nummer, vec![Command::MeldSchending { inzet, schending: Schending::default() }]);
    settle(&mut [&mut chair, &mut guest]);
    let status = |d: &Desk| d.replica.as_ref().and_then(|r| Some(r.dossier.inzetten.get(&inzet)?.status));
    guest.until("the breach", |d| status(d) == Some(InzetStatus::Geschonden));
    assert_eq!(guest.dossier().klokken.len(), 1);
    assert_eq!(guest.dossier().inzetten[&inzet].status, InzetStatus::Geschonden);
    let regel = chair.dossier().inzetten[&inzet].regel;
    let anew = guest.anew;
    chair.records(nummer, vec![Command::SchermRegelAf { regel, kring: Vec::new() }]);
    guest.until("that it is gone", |d| d.anew > anew);
    settle(&mut [&mut chair, &mut guest]);
    assert!(guest.dossier().klokken.is_empty() && guest.dossier().inzetten.is_empty());
    assert_eq!(chair.dossier().klokken.len(), 1);
}
