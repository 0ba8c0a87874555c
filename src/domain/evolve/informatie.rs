//! What partners were asked and answered, and what was said of the questions of the informatiebeeld.

use crate::domain::dossier::{
    Antwoord, Beeldantwoord, Dossier, Gezet, Informatieantwoord, Informatiesoort, Informatietermijn, Informatieverzoek,
    Informatiewoorden, Wie,
};
use crate::domain::ids::{GrondId, InformatieId, ReeksId};
use crate::domain::scherm::Scherm;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

pub(super) fn met(d: &mut Dossier, id: InformatieId, doe: impl FnOnce(&mut Informatieverzoek)) {
    if let Some(i) = d.informatie.get_mut(&id) {
        doe(i);
    }
}

pub(super) fn gevraagd(
    d: &mut Dossier,
    (id, partner): (InformatieId, &Tekst),
    (uiterlijk, grond): (Tijdstip, &GrondId),
    (doel, antwoord_aan): (&Tekst, &Tekst),
    gezet: Gezet,
) {
    let nieuw = Informatieverzoek {
        id,
        partner: partner.clone(),
        grond: grond.clone(),
        doel: doel.clone(),
        antwoord_aan: antwoord_aan.clone(),
        gevraagd: vec![Informatietermijn { uiterlijk, reden: Tekst::default(), opnieuw: false, gezet }],
        antwoorden: Vec::new(),
        wacht: true,
        ingetrokken: None,
    };
    d.informatie.insert(id, nieuw);
}

pub(super) fn beantwoord(
    i: &mut Informatieverzoek,
    soort: Informatiesoort,
    (door, op): (&Wie, Tijdstip),
    grond: &GrondId,
    gezet: Gezet,
) {
    let (door, grond, uiterlijk) = (door.clone(), grond.clone(), i.uiterlijk().unwrap_or(op));
    i.antwoorden.push(Informatieantwoord { soort, door, op, uiterlijk, grond, inhoud: None, gezet });
    i.wacht = false;
}

pub(super) fn gezegd(i: &mut Informatieverzoek, nr: u32, woorden: &Tekst, scherm: Option<&Scherm>) {
    let at = usize::try_from(nr).ok().and_then(|n| n.checked_sub(1));
    if let Some(a) = at.and_then(|at| i.antwoorden.get_mut(at)) {
        a.inhoud = Some(Informatiewoorden { woorden: woorden.clone(), scherm: scherm.cloned() });
    }
}

pub(super) fn verzet(i: &mut Informatieverzoek, uiterlijk: Tijdstip, reden: &Tekst, opnieuw: bool, gezet: Gezet) {
    i.gevraagd.push(Informatietermijn { uiterlijk, reden: reden.clone(), opnieuw, gezet });
    i.wacht |= opnieuw;
}

pub(super) fn beeldvraag(
    d: &mut Dossier,
    (reeks, nr): (&ReeksId, u32),
    antwoord: Antwoord,
    (toelichting, bron): (&Tekst, &Wie),
    gezet: Gezet,
) {
    let nieuw = Beeldantwoord { antwoord, toelichting: toelichting.clone(), bron: bron.clone(), gezet };
    d.beeldvragen.entry(reeks.clone()).or_default().entry(nr).or_default().push(nieuw);
}
