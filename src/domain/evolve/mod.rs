//! What an event does to the state. Holds no rules and never fails: what it does not find it skips, because a replica
//! may not have been given it.

mod afweging;
mod besluit;
mod inzet;
mod overleg;
mod regel;
pub(in crate::domain) mod terug;
mod volgt;

use super::dossier::{AcuutAntwoord, Dossier, Gezet, Herbeoordeling, Melding112, UitkomstGenoteerd};
use super::event::Event;
use super::rol::Stamp;
use super::voorlezen::{besloten_in, opnieuw_te_lezen};

pub use terug::{Stap, Terug};

/// Applies one event of a frame with this stamp.
pub fn evolve(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    pas_toe(d, stamp, event);
    if let Some(id) = besloten_in(d, event)
        && let Some(regel) = d.regels.get_mut(&id)
    {
        regel.besloten = Some(stamp.op);
    }
    for nr in opnieuw_te_lezen(d, event) {
        if let Some(o) = d.overleg_mut(nr) {
            o.voorgelezen = None;
        }
    }
}

fn pas_toe(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    use Event as E;
    if let E::Teruggenomen { verzoek, reden } = event {
        return terug::herstel(d, stamp, *verzoek, reden);
    }
    terug::onthoud(d, stamp, event);
    d.nummering.onthoud(event);
    let gezet = || Gezet { op: stamp.op, door: stamp.wie.clone() };
    match event {
        E::DossierGeopend { nummer, werktitel } => {
            d.nummer = *nummer;
            d.geopend = Some(gezet());
            d.werktitel = werktitel.clone();
        }
        E::WerktitelGewijzigd { werktitel } => d.werktitel = werktitel.clone(),
        E::StatusGewijzigd { naar, .. } => d.status = *naar,
        E::AcuutBeantwoord { antwoord, toelichting } => {
            let nieuw = AcuutAntwoord { antwoord: *antwoord, toelichting: toelichting.clone(), gezet: gezet() };
            d.acuut_antwoorden.push(nieuw.clone());
            d.acuut = Some(nieuw);
            d.herbeoordeeld.append(&mut d.herbeoordelen);
        }
        E::Gemeld112 { toelichting } => {
            d.meldingen_112.push(Melding112 { toelichting: toelichting.clone(), gezet: gezet() });
        }
        E::ContactpersoonBenoemd { contactpersoon } => d.contactpersoon = Some(contactpersoon.clone()),
        E::NietWetenGenoteerd { niet_weten } => {
            d.niet_weten.retain(|n| n.wie != niet_weten.wie);
            d.niet_weten.push(niet_weten.clone());
        }
        E::NietWetenGeschrapt { wie, .. } => d.niet_weten.retain(|n| n.wie != *wie),
        E::UitkomstGenoteerd { overleg, uitkomst } => {
            let nieuw = UitkomstGenoteerd { overleg: *overleg, uitkomst: uitkomst.clone(), gezet: gezet() };
            d.uitkomsten.push(nieuw);
        }
        E::HerbeoordelingGevraagd { aanzet, toelichting, regel, factor } => {
            let (aanzet, toelichting, factor) = (*aanzet, toelichting.clone(), factor.clone());
            d.herbeoordelen.push(Herbeoordeling { aanzet, toelichting, regel: *regel, factor, gezet: gezet() });
        }
        E::RegelVastgelegd { .. }
        | E::RegelGecorrigeerd { .. }
        | E::SoortGewijzigd { .. }
        | E::RegelAfgeschermd { .. }
        | E::RegelVrijgegeven { .. }
        | E::RegelIngetrokken { .. }
        | E::HuisverbodgrondGemerkt { .. }
        | E::VraagGesteld { .. }
        | E::VraagToegewezen { .. }
        | E::VraagBeantwoord { .. }
        | E::VraagVervallen { .. } => regel::evolve(d, stamp, event),
        E::BesluitVoorgenomen { .. }
        | E::BesluitAangevuld { .. }
        | E::BesluitStatusGewijzigd { .. }
        | E::DissentGenoteerd { .. }
        | E::ToetsGenoteerd { .. }
        | E::ActieGeopend { .. }
        | E::ActieAangevuld { .. }
        | E::ActieGemeld { .. } => besluit::evolve(d, stamp, event),
        E::InzetGeopend { .. }
        | E::InzetAangevuld { .. }
        | E::InzetStatusGewijzigd { .. }
        | E::SchendingGemeld { .. }
        | E::Voorgelegd { .. }
        | E::VoorleggerBeantwoord { .. }
        | E::KlokGezet { .. }
        | E::KlokGestopt { .. } => inzet::evolve(d, stamp, event),
        _ => overleg::evolve(d, stamp, event),
    }
}

/// Fills in what is given and leaves the rest.
fn fill<T: Clone>(field: &mut T, given: Option<&T>) {
    if let Some(value) = given {
        field.clone_from(value);
    }
}
