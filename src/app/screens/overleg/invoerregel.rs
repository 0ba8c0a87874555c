//! What stands in the line, whole: put aside and taken up again as it was. Two lines are never joined: what comes back
//! while another one is being typed waits its turn.

use super::concept::{self, is_vrij, wachten};
use super::veranderd::changed;
use crate::app::regel::{is_oordeel_nu, merken};
use crate::app::state::effect::Effect;
use crate::app::state::model::{BerichtSoort, Model, Verbinding};
use crate::app::state::overleg::{Invoerregel, Vers};

/// How many lines that wait for the server are remembered with what was settled of them.
const ONDERWEG_MAX: usize = 64;

/// Takes what stands in the line out of it. An earlier line that is being edited is not taken along.
pub(super) fn neem(m: &mut Model) -> Invoerregel {
    let dossier = m.replica.as_ref().map(|r| r.dossier.nummer);
    let staat = &mut m.overleg;
    (staat.open, staat.vers) = (false, Vers::Nee);
    Invoerregel {
        dossier,
        draft: std::mem::take(&mut staat.draft),
        ondergrond: std::mem::take(&mut staat.ondergrond),
        begin: staat.begin.take(),
        verzoek: staat.verzoek.take(),
        correctie: None,
        verzegeld: std::mem::take(&mut staat.verzegeld),
    }
}

/// Puts this in the line, in the place of what stands there. What it corrects is edited again; `before` waits behind that.
pub(super) fn zet(m: &mut Model, stand: Invoerregel, before: Invoerregel) {
    let staat = &mut m.overleg;
    (staat.draft, staat.ondergrond, staat.begin) = (stand.draft, stand.ondergrond, stand.begin);
    (staat.verzoek, staat.verzegeld, staat.open, staat.vers) = (stand.verzoek, stand.verzegeld, false, Vers::Nee);
    if let Some((regel, basis)) = stand.correctie {
        staat.bewerkt = Some((regel, before));
        staat.basis = basis;
    }
}

/// Remembers a line that is sent, so that it can come back as it was.
pub(super) fn onthoud(m: &mut Model, stand: Invoerregel) {
    let waiting = &mut m.overleg.onderweg;
    waiting.push(stand);
    if waiting.len() > ONDERWEG_MAX {
        waiting.remove(0);
    }
}

/// What is said as long as lines wait.
pub fn wacht(m: &Model) -> Option<String> {
    let n = wachten(m).count();
    let (came, it) = if n == 1 { ("1 regel kwam", "hij staat") } else { ("regels kwamen", "ze staan") };
    let count = if n == 1 { String::new() } else { format!("{n} ") };
    let only = if concept::wachten_alleen_hier(m) > 0 { "; nog niet alles staat op schijf" } else { "" };
    (n > 0).then(|| format!("{count}{came} terug; {it} klaar zodra de regel leeg is (Esc of Enter haalt hem op){only}"))
}

/// A line comes back: into the line where nothing stands there and nothing waits before it, else behind what waits.
pub(super) fn kom_terug(m: &mut Model, stand: Invoerregel) -> Vec<Effect> {
    m.overleg.wachtend.push(stand);
    if is_vrij(m) { volgende(m) } else { Vec::new() }
}

/// Takes up the first line that waits, where nothing stands in the line. Who types on without having looked begins a
/// line of their own ([`wijk`]).
pub(super) fn volgende(m: &mut Model) -> Vec<Effect> {
    let Some(at) = wachten(m).map(|(at, _)| at).next().filter(|_| is_vrij(m)) else { return Vec::new() };
    let stand = m.overleg.wachtend.remove(at);
    neem(m);
    zet(m, stand, Invoerregel::default());
    let effects = changed(m);
    m.overleg.vers = Vers::Kwam;
    if m.bericht.is_none() {
        let say = "deze regel kwam terug: Enter legt hem vast, een pijl gaat erin verder; wie typt begint een nieuwe";
        m.zeg(BerichtSoort::Let, say);
    }
    effects
}

/// Somebody types while a line that came back was just put in the line: it waits again, before the others.
pub(super) fn wijk(m: &mut Model) {
    if m.overleg.vers == Vers::Kwam {
        leg_terzijde(m);
    }
}

/// What stands in the line waits until the line is empty, before the others that do.
pub(super) fn leg_terzijde(m: &mut Model) {
    let correctie = m.overleg.bewerkt.take().map(|(regel, _)| (regel, m.overleg.basis.take()));
    let stand = Invoerregel { correctie, ..neem(m) };
    m.overleg.wachtend.insert(0, stand);
}

/// How many lines wait in this program for a service that cannot be reached, before it takes no more.
pub const WACHTEND_MAX: usize = 50;

/// Whether so many lines more are too many to wait for a service that cannot be reached.
pub(super) fn is_vol(m: &Model, more: usize) -> bool {
    !matches!(m.verbinding, Verbinding::Er) && m.wachtende_regels() + more > WACHTEND_MAX
}

/// The text of the line, which is sent now. When it is refused it comes back as it was.
pub(super) fn onderweg(m: &mut Model) -> String {
    let (soort, sealed) = (merken(m).soort, m.overleg.verzegeld);
    let verzegeld = sealed || is_oordeel_nu(m, soort);
    let verzoek = m.overleg.verzoek;
    let stand = Invoerregel { verzegeld, ..neem(m) };
    // the request is the line's until it is sent
    m.overleg.verzoek = verzoek;
    let text = stand.draft.text().to_owned();
    onthoud(m, stand);
    text
}
