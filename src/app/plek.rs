//! Where a meeting is, for who steps through it: on a terminal from the record, on the shared screen from what it was given.

use super::state::model::Model;
use crate::domain::dossier::Fase;
use crate::domain::ids::{OverlegNr, PuntId};
use crate::domain::tekst::Tekst;
use crate::domain::voorlezen::is_klaar;
use crate::protocol::Soort;

/// Where a meeting is, as this terminal knows it: from the record, or from what the wall was given.
pub(super) struct Plek {
    pub(super) overleg: OverlegNr,
    pub(super) fase: Fase,
    pub(super) huidig: Option<PuntId>,
    /// The items of the block, each with whether it was ticked.
    pub(super) punten: Vec<(PuntId, bool)>,
    /// The organisations of the round, each with whether it was heard.
    pub(super) ronde: Vec<(Tekst, bool)>,
    pub(super) aan_het_woord: Option<Tekst>,
}

pub(super) fn plek(m: &Model) -> Option<Plek> {
    if let (Soort::Scherm, Some(w)) = (m.soort, &m.deelscherm.wand) {
        return Some(Plek {
            overleg: w.overleg,
            fase: w.fase,
            huidig: w.punten.iter().find(|p| p.huidig).map(|p| p.id.clone()),
            punten: w.punten.iter().map(|p| (p.id.clone(), p.klaar)).collect(),
            ronde: w.ronde.clone(),
            aan_het_woord: w.aan_het_woord.clone(),
        });
    }
    let (d, o, beeld) = (m.dossier()?, m.overleg()?, m.beeld()?);
    let items = m.kader()?.punten(o.fase);
    Some(Plek {
        overleg: o.nr,
        fase: o.fase,
        huidig: m.punt().cloned(),
        punten: items.iter().map(|p| (p.id.clone(), is_klaar(d, o, p))).collect(),
        ronde: beeld.ronde.iter().map(|r| (r.organisatie.clone(), r.is_klaar())).collect(),
        aan_het_woord: o.aan_het_woord().cloned(),
    })
}

/// The block that comes next, where every item of this one was ticked.
pub fn blok_klaar(m: &Model) -> Option<Fase> {
    let p = plek(m)?;
    let klaar = !p.punten.is_empty() && p.punten.iter().all(|(_, klaar)| *klaar);
    p.fase.volgende().filter(|naar| klaar && p.fase.loopt() && naar.loopt())
}

/// The first organisation after the one that has the floor that was not heard.
pub(super) fn next_turn(p: &Plek) -> Option<Tekst> {
    let speaking = |org: &Tekst| p.aan_het_woord.as_ref() == Some(org);
    let at = p.ronde.iter().position(|(org, _)| speaking(org)).map_or(0, |at| at + 1);
    let order = p.ronde.iter().skip(at).chain(p.ronde.iter().take(at));
    order.filter(|(org, heard)| !heard && !speaking(org)).map(|(org, _)| org.clone()).next()
}
