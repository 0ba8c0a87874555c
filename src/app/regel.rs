//! The line that is being typed, read: what it would be recorded as, where, and what may be kept of it.

use crate::app::state::model::Model;
use crate::app::state::overleg::Invoerregel;
use crate::domain::dossier::{Fase, RegelInhoud, RegelSoort};
use crate::domain::ids::{PuntId, RegelId};
use crate::domain::invoer::merk::{self, Merk};
use crate::domain::invoer::{Ondergrond, Ontleed, lees};
use crate::domain::rechten;
use crate::domain::tekst::Tekst;
use crate::protocol::{BegonnenCorrectie, Getypt};

/// Whether somebody types at this terminal.
pub fn mag_typen(m: &Model) -> bool {
    rechten::ziet_afgeschermd(m.rollen())
}

/// The line as it would be recorded now.
pub fn voorbeeld(m: &Model) -> Option<Ontleed> {
    Some(lees(m.overleg.draft.text(), &m.overleg.ondergrond, m.achtergrond()?))
}

/// The marks at the head of the line.
pub fn merken(m: &Model) -> Merk {
    voorbeeld(m).map_or_else(|| merk::merk(m.overleg.draft.text()), |o| o.merk)
}

/// Whether a line of this kind would be refused where the line in hand goes: in the dossier itself nothing is decided.
pub fn hoort_elders(m: &Model, soort: RegelSoort) -> bool {
    let van_regel = |id: &RegelId| m.dossier().and_then(|d| d.regels.get(id)).is_some_and(|r| r.overleg.is_dossier());
    let tussen = m.overleg.bewerkt.as_ref().map_or_else(|| m.in_dossier(), |(id, _)| van_regel(id));
    tussen && soort.hoort_in_overleg()
}

/// Whether the line is a judgement while a closed round is open: nobody is shown it, nor is it kept as a draft.
pub fn in_gesloten_ronde(m: &Model) -> bool {
    is_oordeel_nu(m, merken(m).soort)
}

/// Whether a line that says this is a judgement while a closed round is open.
pub fn is_verzegeld(m: &Model, tekst: &str) -> bool {
    is_oordeel_nu(m, merk::merk(tekst).soort)
}

/// Whether a line of this kind is a judgement while a closed round is open.
pub fn is_oordeel_nu(m: &Model, soort: RegelSoort) -> bool {
    let oordeel = soort == RegelSoort::Oordeel;
    oordeel && m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some())
}

/// The item at which the line was begun, where that is one of what is on the screen; else the meeting's, else the first of
/// the agenda.
pub fn punt(m: &Model) -> Option<PuntId> {
    let hier = |punt: &PuntId| m.kader()?.punt(punt).map(|(fase, _)| (fase == Fase::Dossier) == m.in_dossier());
    let begun = m.overleg.begin.as_ref().and_then(|b| b.punt.clone()).filter(|punt| hier(punt).unwrap_or(true));
    let first = || m.kader()?.blokken.first()?.punten.first().map(|p| p.id.clone());
    begun.or_else(|| m.punt().cloned()).or_else(first)
}

/// What a correction that waited for its reason says.
pub fn correctie(m: &Model, regel: RegelId, getypt: &str) -> Option<RegelInhoud> {
    if let Some(waits) = m.overleg.te_corrigeren.iter().find(|t| t.is(regel, getypt)) {
        return Some(waits.inhoud.clone());
    }
    let ondergrond = Ondergrond::van(&m.dossier()?.regels.get(&regel)?.inhoud);
    Some(lees(getypt, &ondergrond, m.achtergrond()?).inhoud)
}

/// What is kept of a line; none where nothing may be kept of it, or it is more than one text.
pub fn getypt(m: &Model, stand: &Invoerregel) -> Option<Getypt> {
    let text = stand.draft.text();
    if stand.verzegeld || is_verzegeld(m, text) {
        return None;
    }
    let tekst = Tekst::new(text).ok().filter(|t| !t.is_empty())?;
    let mut regel = Getypt::nieuw(tekst).op(&stand.ondergrond);
    (regel.verzoek, regel.begin) = (stand.verzoek, stand.begin.clone());
    regel.correctie =
        stand.correctie.as_ref().map(|(regel, basis)| BegonnenCorrectie { regel: *regel, basis: basis.clone() });
    Some(regel)
}
