//! What each event changes of what was there. What an event only makes is not in it.

use super::vervangt::hangt_aan;
use crate::domain::dossier::{Ding, Dossier, HEEL, Plek};
use crate::domain::event::Event;
use crate::domain::kenmerk::{Kenmerk, kenmerk};

/// The places that this event replaces, in the dossier as it was before it.
pub fn raakt(d: &Dossier, event: &Event) -> Vec<Plek> {
    raakt_als(d, &kenmerk(event))
}

/// The same, of an event of which this is known.
fn raakt_als(d: &Dossier, k: &Kenmerk<'_>) -> Vec<Plek> {
    if let Ding::Verzoek(verzoek) = k.ding {
        // all that a record touched changes when it is taken back
        return d.terug.dingen_van(verzoek).map(|ding| Plek::new(ding.clone(), HEEL)).collect();
    }
    let nieuw = is_nieuw(d, k);
    k.velden.iter().filter(|_| !nieuw).map(|veld| Plek::new(k.ding.clone(), veld)).collect()
}

/// Whether an event makes what it speaks of. No record before it can have touched that: a number is never given twice.
pub fn is_nieuw(d: &Dossier, k: &Kenmerk<'_>) -> bool {
    k.maakt && !is_er(d, &k.ding)
}

/// The things that an event touches of which this is known, also what it makes: none of them is as a record before it left
/// it.
pub fn dingen(d: &Dossier, k: &Kenmerk<'_>) -> Vec<Ding> {
    let mut all: Vec<Ding> = raakt_als(d, k).into_iter().map(|p| p.ding).collect();
    all.extend(k.maakt.then(|| k.ding.clone()));
    if let (Ding::Regel(regel), ["tekst"]) = (&k.ding, k.velden.as_slice()) {
        all.extend(hangt_aan(d, *regel).into_iter().map(|p| p.ding));
    }
    // the dossier and the meeting as a whole are touched by everything
    all.retain(|ding| !matches!(ding, Ding::Dossier | Ding::Overleg(_)));
    all
}

/// Whether a thing that an event makes was there already.
fn is_er(d: &Dossier, ding: &Ding) -> bool {
    match ding {
        Ding::Regel(id) => d.regels.contains_key(id),
        Ding::Vraag(id) => d.vragen.contains_key(id),
        Ding::Besluit(id) => d.besluiten.contains_key(id),
        Ding::Actie(id) => d.acties.contains_key(id),
        Ding::Inzet(id) => d.inzetten.contains_key(id),
        Ding::Voorlegger(id) => d.voorleggers.contains_key(id),
        Ding::Klok(nr) => d.klokken.contains_key(nr),
        Ding::Informatie(id) => d.informatie.contains_key(id),
        Ding::Melding(id) => d.meldingen.contains_key(id),
        Ding::Betrokkene(id) => d.betrokkenen.contains_key(id),
        Ding::Dossier
        | Ding::NietWeten(_)
        | Ding::Overleg(_)
        | Ding::Deelname(..)
        | Ding::Punt(..)
        | Ding::Optie(..)
        | Ding::Scenario(..)
        | Ding::Factor(..)
        | Ding::Criterium(..)
        | Ding::Onderwerp(..)
        | Ding::Reeksvraag(..)
        | Ding::Terzijde(..)
        | Ding::Uitkomst(..)
        | Ding::Oordeel(..)
        | Ding::Informatiewoorden(..)
        | Ding::Beeldvraag(..)
        | Ding::Toegang(_)
        | Ding::Gebeld112(_)
        | Ding::Geheim(_)
        | Ding::Verzoek(_) => true,
    }
}
