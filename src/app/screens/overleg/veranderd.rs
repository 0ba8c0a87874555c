//! The line changed: where it was begun is remembered, and the server is told what is being typed.

use super::concept;
use crate::app::regel::in_gesloten_ronde;
use crate::app::state::effect::Effect;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::overleg::Vers;
use crate::domain::ids::OverlegNr;
use crate::domain::invoer::Ondergrond;
use crate::domain::tekst::Tekst;
use crate::protocol::{Begin, Getypt, ToServer};

/// Who looks at an earlier meeting while another one goes on and begins to type is taken back to that one: a line never
/// lands in a meeting that is over. Correcting an earlier line goes on where it is.
pub(super) fn naar_lopend(m: &mut Model) {
    let Some(nr) = m.overleg.nr.filter(|_| m.overleg.bewerkt.is_none()) else { return };
    let Some(nu) = m.dossier().and_then(|d| d.lopend()).map(|o| o.nr).filter(|nu| *nu != nr) else { return };
    (m.overleg.nr, m.overleg.anker, m.overleg.terug_in) = (None, None, Some(nu));
    zeg_terug(m);
}

/// Says it for as long as that line is being typed: one key must not wipe it away.
fn zeg_terug(m: &mut Model) {
    if let Some(nu) = m.overleg.terug_in {
        m.zeg(BerichtSoort::Let, format!("u bent terug in overleg {nu}, dat loopt; wat u typt komt daar"));
    }
}

/// The line changed: remembers where it was begun, and tells the server what is being typed.
pub(super) fn changed(m: &mut Model) -> Vec<Effect> {
    zeg_terug(m);
    m.overleg.vers = Vers::Nee;
    if !m.overleg.draft.is_empty() {
        m.overleg.gewist = None;
    }
    if m.overleg.draft.is_empty() {
        (m.overleg.begin, m.overleg.terug_in, m.overleg.open) = (None, None, false);
        m.overleg.verzegeld = false;
        if m.overleg.bewerkt.is_none() {
            m.overleg.ondergrond = Ondergrond::default();
        }
    } else if m.overleg.begin.is_none() {
        let begin = Begin { punt: m.punt().cloned(), inbreng: m.overleg().and_then(|o| o.aan_het_woord().cloned()) };
        m.overleg.begin = Some(begin);
        if m.in_dossier() {
            // a meeting that somebody calls meanwhile does not take the line away
            m.overleg.nr = Some(OverlegNr::DOSSIER);
        }
    }
    if m.overleg.verzegeld || in_gesloten_ronde(m) {
        return vec![Effect::Send(ToServer::Concept(Getypt::default()))];
    }
    if m.overleg.draft.is_empty() {
        m.overleg.verzoek = None;
    }
    // a text that is too long is no draft: the preview says that it is not on disk
    if Tekst::new(m.overleg.draft.text()).is_err() {
        return Vec::new();
    }
    vec![Effect::Send(ToServer::Concept(concept::van_de_regel(m)))]
}
