//! Enter: what it makes of the line that was typed.

use super::invoerregel::{self, WACHTEND_MAX, is_vol, onderweg};
use super::veranderd::{changed, naar_lopend};
use super::{bewerk, vraag};
use crate::app::regel::{hoort_elders, mag_typen, punt, voorbeeld};
use crate::app::state::effect::Effect;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::command::Command;
use crate::domain::invoer::{Ontleed, merk};
use crate::domain::refusal::Refusal;

/// Enter: records the line, asks which hour is meant, or corrects the line that is being edited.
pub fn bewaar(m: &mut Model) -> Vec<Effect> {
    if !mag_typen(m) {
        return Vec::new();
    }
    if m.overleg.draft.text().trim().is_empty() {
        return leeg(m);
    }
    if is_vol(m, 1) {
        let tekst =
            format!("er wachten al {WACHTEND_MAX} regels op de dienst; deze blijft in de regel staan tot die er weer is");
        m.zeg(BerichtSoort::Weigering, tekst);
        return Vec::new();
    }
    naar_lopend(m);
    let Some(o) = voorbeeld(m) else {
        m.zeg(BerichtSoort::Let, "het dossier wordt nog geopend; uw tekst blijft staan");
        return Vec::new();
    };
    if let Some(alleen) = merk::alleen(m.overleg.draft.text()).filter(|_| !o.letterlijk) {
        let say = format!("er staat alleen {alleen}; typ erachter wat u wilt vastleggen");
        m.zeg(BerichtSoort::Let, say);
        return Vec::new();
    }
    if hoort_elders(m, o.inhoud.soort) {
        m.zeg(BerichtSoort::Weigering, Refusal::HoortInOverleg.to_string());
        return Vec::new();
    }
    if vraag::stel(m, &o) { Vec::new() } else { leg_vast(m, o) }
}

/// Enter on a line in which nothing stands: spaces go, or the mark that is typed next would have a space before it and
/// be none.
fn leeg(m: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if m.overleg.bewerkt.is_none() && !m.overleg.draft.is_empty() {
        m.overleg.draft.replace("");
        effects = changed(m);
    }
    effects.extend(invoerregel::volgende(m));
    effects
}

/// Whether Enter has nothing to record: it opens what belongs to the item of the dossier then.
pub fn is_leeg(m: &Model) -> bool {
    m.overleg.bewerkt.is_none() && m.overleg.draft.text().trim().is_empty() && m.overleg.wachtend.is_empty()
}

pub(super) fn leg_vast(m: &mut Model, o: Ontleed) -> Vec<Effect> {
    let Some(overleg) = m.overleg_nr() else {
        m.zeg(BerichtSoort::Let, "er is nog geen overleg in dit dossier; roep er een bijeen met /bijeenroepen");
        return Vec::new();
    };
    if let Some((regel, before)) = m.overleg.bewerkt.take() {
        return bewerk::corrigeer(m, regel, before, o);
    }
    let Some(punt) = punt(m) else { return Vec::new() };
    let text = onderweg(m);
    m.overleg.anker = None;
    let mut effects =
        m.stuur_regel(vec![Command::LegRegelVast { overleg, punt, regel: o.inhoud }], Verzoekherkomst::Regel(text));
    effects.extend(changed(m));
    effects.extend(invoerregel::volgende(m));
    effects
}
