//! The dossier between its meetings: walking its agenda, and what an item opens.

use super::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::model::Model;
use crate::domain::dossier::Fase;
use crate::domain::ids::{OverlegNr, PuntId};
use crate::domain::kader::Werkblad;
use crate::input::catalogue::Action;

/// Goes to the dossier itself; what is being typed stays.
pub fn naar_dossier(m: &mut Model) -> Vec<Effect> {
    (m.overleg.nr, m.overleg.anker, m.blik) = (Some(OverlegNr::DOSSIER), None, Blik::Overleg);
    Vec::new()
}

/// Goes to the meeting that matters now.
pub fn naar_overleg(m: &mut Model) -> Vec<Effect> {
    (m.overleg.nr, m.overleg.anker, m.blik) = (None, None, Blik::Overleg);
    Vec::new()
}

/// Goes to the next item, or the one before, round the end.
pub fn loop_langs(m: &mut Model, terug: bool) -> Vec<Effect> {
    let punten: Vec<PuntId> = m.kader().map_or(&[][..], |k| k.punten(Fase::Dossier)).iter().map(|p| p.id.clone()).collect();
    let at = m.punt().and_then(|p| punten.iter().position(|id| id == p)).unwrap_or(0);
    let step = if terug { punten.len().saturating_sub(1) } else { 1 };
    m.overleg.dossierpunt = punten.get((at + step) % punten.len().max(1)).cloned();
    Vec::new()
}

/// Goes to this item.
pub fn kies(m: &mut Model, punt: PuntId) {
    m.overleg.dossierpunt = Some(punt);
}

/// What an Enter with nothing to record opens at the item of the dossier; none elsewhere.
pub fn opent(m: &Model) -> Option<Action> {
    let punt = m.punt().filter(|_| m.in_dossier())?;
    let (_, punt) = m.kader()?.punt(punt)?;
    match punt.werkblad {
        Werkblad::Melding => Some(Action::Meldingen),
        Werkblad::Betrokkenen => Some(Action::Betrokkenen),
        Werkblad::Informatiebeeld => Some(Action::Informatiebeeld),
        Werkblad::Intake | Werkblad::Relaas => Some(Action::Regels),
        Werkblad::Overleggen => Some(Action::NaarOverleg),
        Werkblad::Opvolging => Some(Action::Acties),
        Werkblad::Afronding => Some(Action::Status),
        Werkblad::Regels
        | Werkblad::Aanwezigen
        | Werkblad::Afspraken
        | Werkblad::AcuteToets
        | Werkblad::OpenActies
        | Werkblad::Inbrengronde
        | Werkblad::Vragen
        | Werkblad::Afweging
        | Werkblad::Scenarios
        | Werkblad::Reeks
        | Werkblad::Moment
        | Werkblad::Opschaling
        | Werkblad::Oordeelsronde
        | Werkblad::Conclusie
        | Werkblad::Opties
        | Werkblad::Besluiten
        | Werkblad::Maatregelen
        | Werkblad::Voorlegger
        | Werkblad::Vaststellingen
        | Werkblad::Klokken
        | Werkblad::Acties
        | Werkblad::Verteller
        | Werkblad::Beeld
        | Werkblad::Contactpersoon
        | Werkblad::Teruglezen
        | Werkblad::Sluiting => None,
    }
}
