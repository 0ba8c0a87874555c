//! Taking back what one key did in a list. Every such act is said on the status line with the key that takes it back; the
//! record keeps both, and the server decides whether it still can.

use crate::app::state::effect::Effect;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::verzoek::{Daad, Verzoekherkomst};
use crate::domain::command::Command;
use crate::domain::ids::RequestId;
use crate::domain::tekst::Tekst;
use crate::protocol::Basis;

/// What is said behind an act.
pub(super) const NEEMT_TERUG: &str = "Ctrl+Z neemt het terug";

/// Ctrl+Z on the empty line after an own line was corrected: takes that back, and not the line.
pub(super) fn neem_wijziging_terug(m: &mut Model, verzoek: RequestId, zin: String) -> Vec<Effect> {
    let Some(dossier) = m.replica.as_ref().map(|r| r.dossier.nummer) else { return Vec::new() };
    let daad = Daad { verzoek, dossier, stand: m.basis().stand, zin };
    m.vergeet_daad(verzoek);
    let reden = Tekst::from("vergissing, meteen teruggenomen");
    m.stuur(vec![Command::NeemTerug { verzoek, reden }], Verzoekherkomst::Terug(daad))
}

/// Ctrl+Z in a list: takes back the last thing that a key did in this dossier.
pub(super) fn neem_terug(m: &mut Model) -> Vec<Effect> {
    let nummer = m.replica.as_ref().map(|r| r.dossier.nummer);
    let Some(at) = m.daden.iter().rposition(|d| Some(d.dossier) == nummer) else {
        m.zeg(BerichtSoort::Let, "er is niets om terug te nemen");
        return Vec::new();
    };
    let daad = m.daden.remove(at);
    let reden = Tekst::from("vergissing, meteen teruggenomen");
    // all that this terminal asked since is its own; whether it touched the same, the server knows
    let eigen = m.eigen_sinds(daad.verzoek);
    let basis = Basis { stand: daad.stand, eigen };
    m.gezien = Some(basis);
    m.stuur(vec![Command::NeemTerug { verzoek: daad.verzoek, reden }], Verzoekherkomst::Terug(daad))
}
