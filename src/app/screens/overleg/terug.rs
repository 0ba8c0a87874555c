//! What comes back to the line: what was refused, withdrawn, or typed before the program was lost; and what is left waiting
//! when another dossier is opened.

use super::concept::{is_vrij, wachten, wachtenden};
use super::invoerregel::{kom_terug, neem, volgende, zet};
use super::veranderd::changed;
use super::vooraf;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::Doel;
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Model, Verbinding};
use crate::app::state::overleg::{Invoerregel, Vers};
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::dossier::RegelInhoud;
use crate::domain::ids::RegelId;
use crate::domain::invoer::Ondergrond;
use crate::protocol::Getypt;

/// The line that was sent with this text: as it stood, where that is remembered. Its request is used up.
fn verzonden(m: &mut Model, tekst: &str) -> Invoerregel {
    let sent = &mut m.overleg.onderweg;
    let found = sent.iter().rposition(|s| s.draft.text() == tekst).map(|at| sent.remove(at));
    let stand = found.unwrap_or_else(|| Invoerregel::van(tekst, Ondergrond::default()));
    Invoerregel { verzoek: None, ..stand }
}

/// The form that asks for the reason of a correction was left, or closed with the dossier: the correction, to be edited on.
fn correctie(m: &mut Model, regel: RegelId, getypt: &str) -> Invoerregel {
    let waits = &mut m.overleg.te_corrigeren;
    if let Some(at) = waits.iter().position(|t| t.is(regel, getypt)) {
        return waits.remove(at).stand;
    }
    let nu = m.dossier().and_then(|d| d.regels.get(&regel)).map(|r| Ondergrond::van(&r.inhoud));
    Invoerregel { correctie: Some((regel, None)), ..Invoerregel::van(getypt, nu.unwrap_or_default()) }
}

/// The form that asks for the reason of a correction was left: the correction stands in the line again, as before Enter.
pub fn correctie_verlaten(m: &mut Model, regel: RegelId, getypt: &str) -> Vec<Effect> {
    let stand = correctie(m, regel, getypt);
    if m.overleg.bewerkt.is_some() {
        return kom_terug(m, stand);
    }
    let before = neem(m);
    zet(m, stand, before);
    changed(m)
}

/// Whether this terminal has this line: typed, waiting, or sent and not answered.
fn heeft(m: &Model, tekst: &str, regel: Option<RegelId>) -> bool {
    let staat = &m.overleg;
    let line = (staat.draft.text(), staat.bewerkt.as_ref().map(|(id, _)| *id));
    let beside = wachtenden(m).map(|s| (s.draft.text(), s.correctie.as_ref().map(|(id, _)| *id)));
    let sent = m.verzonden.iter().filter_map(|v| match &v.herkomst {
        Verzoekherkomst::Regel(text) => Some((text.as_str(), None)),
        Verzoekherkomst::Correctie { regel, getypt, .. } => Some((getypt.as_str(), Some(*regel))),
        Verzoekherkomst::Formulier(f) => match &f.doel {
            Doel::Correctie { regel, getypt } => Some((getypt.as_str(), Some(*regel))),
            _ => None,
        },
        _ => None,
    });
    let pasted =
        m.verzonden.iter().filter_map(|v| if let Verzoekherkomst::Plak(all) = &v.herkomst { Some(all) } else { None });
    let pasted = pasted.flatten().map(|(text, _)| (text.as_str(), None));
    std::iter::once(line).chain(beside).chain(sent).chain(pasted).any(|(t, r)| t.trim() == tekst && r == regel)
}

impl Model {
    /// A line was refused: it stands in the line again, or waits until nothing is typed there.
    pub(in crate::app) fn regel_terug(&mut self, tekst: &str) -> Vec<Effect> {
        let stand = verzonden(self, tekst);
        kom_terug(self, stand)
    }

    /// Pasted lines were refused: each comes back by itself, in order.
    pub(in crate::app) fn plak_terug(&mut self, regels: Vec<(String, Ondergrond)>) -> Vec<Effect> {
        let dossier = self.replica.as_ref().map(|r| r.dossier.nummer);
        let all = regels.into_iter().map(|(tekst, o)| Invoerregel { dossier, ..Invoerregel::van(&tekst, o) });
        self.overleg.wachtend.extend(all);
        volgende(self)
    }

    /// A correction was refused: it is edited again, on the line as it is now.
    pub(in crate::app) fn correctie_terug(&mut self, regel: RegelId, getypt: &str) -> Vec<Effect> {
        let mut stand = verzonden(self, getypt);
        let nu = self.dossier().and_then(|d| d.regels.get(&regel)).map(|r| r.inhoud.clone());
        if stand.ondergrond.inhoud() != nu.as_ref() {
            stand.ondergrond = nu.map(|i| Ondergrond::van(&i)).unwrap_or_default();
        }
        let basis = self.basis();
        stand.correctie = Some((regel, Some(basis)));
        kom_terug(self, stand)
    }

    /// An own line was withdrawn: it stands in the line again, to be recorded otherwise.
    pub(in crate::app) fn ingetrokken_terug(&mut self, regel: RegelId, inhoud: &RegelInhoud) -> Vec<Effect> {
        let ondergrond = Ondergrond::van(inhoud);
        let here = if is_vrij(self) { "staat weer in de regel" } else { "staat klaar zodra de regel leeg is" };
        self.zeg(BerichtSoort::Let, format!("{regel} is ingetrokken en {here}"));
        let dossier = self.replica.as_ref().map(|r| r.dossier.nummer);
        let stand = Invoerregel { dossier, ..Invoerregel::weer(ondergrond) };
        let effects = kom_terug(self, stand);
        // who asked for it is looking at it
        self.overleg.vers = Vers::Nee;
        effects
    }

    /// Another dossier is opened: what waits for this one goes on waiting, and so does a correction whose reason was asked.
    pub(in crate::app) fn verlaat_regel(&mut self) {
        let forms: Vec<Doel> =
            self.lagen.drain(..).filter_map(|l| if let Laag::Formulier(f) = l { Some(f.doel) } else { None }).collect();
        for doel in forms {
            if let Doel::Correctie { regel, getypt } = doel {
                let stand = correctie(self, regel, &getypt);
                let dossier = stand.dossier.or(self.replica.as_ref().map(|r| r.dossier.nummer));
                self.overleg.wachtend.push(Invoerregel { dossier, ..stand });
            }
        }
        vooraf::verlaat(self);
        if self.verbinding != Verbinding::Er {
            // nobody else has what was typed since
            let before = self.overleg.bewerkt.take().map(|(regel, before)| {
                let line = Invoerregel { correctie: Some((regel, self.overleg.basis.take())), ..neem(self) };
                self.overleg.wachtend.push(line);
                before
            });
            let dossier = self.replica.as_ref().map(|r| r.dossier.nummer);
            let line = before.unwrap_or_else(|| neem(self));
            if !line.draft.text().trim().is_empty() {
                self.overleg.wachtend.push(Invoerregel { dossier, ..line });
            }
        }
        let old = std::mem::take(&mut self.overleg);
        (self.overleg.wachtend, self.overleg.onderweg) = (old.wachtend, old.onderweg);
    }

    /// What was typed here before the connection or the program was lost: the same line, with all that it was begun with.
    pub(in crate::app) fn concept_terug(&mut self, regel: &Getypt) -> Vec<Effect> {
        let correctie = regel.correctie.as_ref().map(|c| (c.regel, c.basis.clone()));
        let tekst = regel.tekst.as_str();
        if tekst.is_empty() || heeft(self, tekst, correctie.as_ref().map(|(id, _)| *id)) {
            return Vec::new();
        }
        let dossier = self.replica.as_ref().map(|r| r.dossier.nummer);
        let direct = is_vrij(self) && wachten(self).next().is_none();
        let what = correctie.as_ref().map_or_else(|| "uw concept".to_owned(), |(id, _)| format!("uw correctie van {id}"));
        let begin = regel.begin.clone();
        let stand = Invoerregel { dossier, begin, correctie, ..Invoerregel::van(tekst, regel.ondergrond()) };
        if direct {
            let say = format!("{what} staat weer in de regel: typ verder, Enter legt vast, Ctrl+U maakt de regel leeg");
            self.zeg(BerichtSoort::Let, say);
        }
        let effects = kom_terug(self, stand);
        // a line that was only half typed is typed on
        if direct {
            self.overleg.vers = Vers::Hersteld;
        }
        effects
    }
}
