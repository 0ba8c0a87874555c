//! What was answered to what was asked of a line before it is recorded.

use super::invoerregel::{self, WACHTEND_MAX, is_vol, onderweg};
use super::vastleggen::bewaar;
use super::vastleggen::leg_vast;
use super::veranderd::changed;
use super::vraag::stel;
use crate::app::regel::{punt, voorbeeld};
use crate::app::state::effect::Effect;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::overleg::Navraagantwoord;
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::command::Command;
use crate::domain::invoer::splits::splits;

/// An answer was given to what was asked of the line `gevraagd`. Where another line stands there now, it is no answer to
/// that one: that is asked what has to be asked of it.
pub fn beantwoord(m: &mut Model, gevraagd: &str, antwoord: &Navraagantwoord) -> Vec<Effect> {
    if m.overleg.draft.text() != gevraagd {
        m.zeg(BerichtSoort::Let, "de regel is veranderd sinds de vraag; er is niets vastgelegd");
        if let Some(o) = voorbeeld(m) {
            stel(m, &o);
        }
        return Vec::new();
    }
    match antwoord {
        Navraagantwoord::Regel(text) => {
            m.overleg.draft.replace(text);
            bewaar(m)
        }
        Navraagantwoord::Open => {
            m.overleg.open = true;
            bewaar(m)
        }
        Navraagantwoord::Splits => gesplitst(m),
        Navraagantwoord::Laat => Vec::new(),
    }
}

/// Somebody types on though something was asked of the line: what they typed begins a line of its own, and the one that
/// was asked about waits with its question.
pub fn typ_verder(m: &mut Model, typed: &str) -> Vec<Effect> {
    invoerregel::leg_terzijde(m);
    m.overleg.draft.insert(typed);
    let effects = changed(m);
    m.zeg(
        BerichtSoort::Let,
        "dat is geen antwoord op de vraag en begint een nieuwe regel; de vorige wacht tot die leeg is",
    );
    effects
}

/// Records a line that is too long as numbered lines, all or none.
fn gesplitst(m: &mut Model) -> Vec<Effect> {
    let (Some(o), Some(overleg), Some(punt), Some(a)) = (voorbeeld(m), m.overleg_nr(), punt(m), m.achtergrond()) else {
        return Vec::new();
    };
    let Ok(parts) = splits(m.overleg.draft.text(), &o, a) else {
        m.zeg(BerichtSoort::Weigering, "de regel past ook in stukken niet; maak hem korter");
        return Vec::new();
    };
    if parts.is_empty() {
        return leg_vast(m, o);
    }
    if is_vol(m, parts.len()) {
        let say = format!("zonder de dienst wachten er hoogstens {WACHTEND_MAX} regels; deze blijft in de regel staan");
        m.zeg(BerichtSoort::Weigering, say);
        return Vec::new();
    }
    let command = |regel| Command::LegRegelVast { overleg, punt: punt.clone(), regel };
    let commands = parts.into_iter().map(command).collect();
    let text = onderweg(m);
    m.overleg.anker = None;
    let mut effects = m.stuur_regel(commands, Verzoekherkomst::Regel(text));
    effects.extend(changed(m));
    effects.extend(invoerregel::volgende(m));
    effects
}
