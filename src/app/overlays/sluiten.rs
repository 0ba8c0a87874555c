//! Closing what lies over the screen.

use crate::app::screens::overleg;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::Doel;
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Model};

/// Closes the topmost overlay; what was typed in a form is kept for the next time, but for what nobody may read. What is
/// read of a form closes with it: who presses Esc there is out, and what they type next is no answer to the form.
pub(super) fn close(m: &mut Model) -> Vec<Effect> {
    let of_form = matches!(m.lagen.as_slice(), [.., Laag::Formulier(_), Laag::Lezen(l)] if l.is_tekst());
    if of_form {
        m.lagen.pop();
    }
    let mut effects = Vec::new();
    let closed = m.lagen.pop();
    if let Some(Laag::Keuze(k)) = &closed
        && k.geplakt() > 0
    {
        m.zeg(BerichtSoort::Let, "er is niets overgenomen van wat u plakte");
    }
    if let Some(Laag::Formulier(f)) = closed {
        if let Doel::Correctie { regel, getypt } = &f.doel {
            effects = overleg::correctie_verlaten(m, *regel, getypt);
        }
        m.bewaard.retain(|old| old.doel != f.doel);
        let begun = f.is_begonnen();
        if begun && f.is_gemaskeerd(m) {
            m.zeg(BerichtSoort::Let, "gesloten ronde: wat u invulde is weg; er blijft nergens een concept staan");
        } else if begun {
            m.bewaard.push(*f);
        }
    }
    effects
}

/// Closes all of them.
pub fn sluit(m: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    while !m.lagen.is_empty() {
        effects.extend(close(m));
    }
    effects
}
