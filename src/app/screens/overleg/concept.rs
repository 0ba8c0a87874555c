//! What the service keeps of what is typed here, so that it survives a killed program: the line, and what waits beside it.

use super::stand::{self, Stand};
use super::{Vers, is_verzegeld, merken};
use crate::app::forms::Doel;
use crate::app::model::{BerichtSoort, Model};
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::ids::{RegelId, RequestId};
use crate::domain::tekst::Tekst;
use crate::protocol::{Correctie, Getypt, Soort, ToServer};

/// How many lines one message names: so many of the longest fit in it.
const PER_BERICHT: usize = 8;

/// What is kept of a line; none where nothing may be kept of it, or it is more than one text.
pub(in crate::app) fn getypt(m: &Model, stand: &Stand) -> Option<Getypt> {
    let text = stand.draft.text();
    if stand.verzegeld || is_verzegeld(m, text) {
        return None;
    }
    let tekst = Tekst::new(text).ok().filter(|t| !t.is_empty())?;
    let mut regel = Getypt::nieuw(tekst).op(&stand.ondergrond);
    (regel.verzoek, regel.begin) = (stand.verzoek, stand.begin.clone());
    regel.correctie = stand.correctie.as_ref().map(|(regel, basis)| Correctie { regel: *regel, basis: basis.clone() });
    Some(regel)
}

/// What is kept of the line as it stands there now, under the request that it will be.
pub(super) fn van_de_regel(m: &mut Model) -> Getypt {
    let Ok(tekst) = Tekst::new(m.overleg.draft.text()) else { return Getypt::default() };
    if tekst.is_empty() {
        return Getypt::default();
    }
    let verzoek = Some(m.regel_verzoek());
    let staat = &m.overleg;
    let mut regel = Getypt::nieuw(tekst).op(&staat.ondergrond);
    (regel.verzoek, regel.begin) = (verzoek, staat.begin.clone());
    regel.correctie = staat.bewerkt.as_ref().map(|(id, _)| Correctie { regel: *id, basis: staat.basis.clone() });
    regel
}

/// A round was closed while a judgement stood in the line: what the server kept of it goes.
pub fn verzwijg(m: &Model) -> Vec<Effect> {
    let closed = super::is_oordeel_nu(m, merken(m).soort);
    closed.then(|| Effect::Send(ToServer::Concept(Getypt::default()))).into_iter().collect()
}

/// Everything of this dossier that waits beside the line: put aside for an earlier one, come back, or without its reason.
fn wachtenden(m: &Model) -> impl Iterator<Item = &Stand> {
    let before = m.overleg.bewerkt.iter().map(|(_, before)| before);
    let corrections = m.overleg.te_corrigeren.iter().map(|t| &t.stand);
    before.chain(corrections).chain(stand::wachten(m).map(|(_, s)| s))
}

/// Each of them goes by the request that it will be.
fn geef_verzoeken(m: &mut Model) {
    let staat = &mut m.overleg;
    let before = staat.bewerkt.iter_mut().map(|(_, before)| before);
    let corrections = staat.te_corrigeren.iter_mut().map(|t| &mut t.stand);
    let (terminal, volgnummer) = (m.terminal, &mut m.volgnummer);
    for stand in before.chain(corrections).chain(&mut staat.wachtend).filter(|s| s.verzoek.is_none()) {
        *volgnummer += 1;
        stand.verzoek = Some(RequestId(terminal.0.wrapping_add(u128::from(*volgnummer))));
    }
}

/// After anything that happened: tells the server what waits beside the line, where that changed. What is put aside is there
/// before another line takes its place, and goes when it stands in the line again.
pub(in crate::app) fn meld_terzijde(m: &mut Model, effects: Vec<Effect>) -> Vec<Effect> {
    let Some(dossier) = m.replica.as_ref().filter(|_| m.soort == Soort::Terminal).map(|r| r.dossier.nummer) else {
        return effects;
    };
    if wachtenden(m).next().is_none() && m.overleg.gemeld.is_empty() {
        return effects;
    }
    geef_verzoeken(m);
    let now: Vec<Getypt> = wachtenden(m).filter_map(|s| getypt(m, s)).collect();
    let was = std::mem::replace(&mut m.overleg.gemeld, now.clone());
    let weg: Vec<RequestId> =
        was.iter().filter_map(|w| w.verzoek.filter(|v| !now.iter().any(|n| n.verzoek == Some(*v)))).collect();
    let erbij: Vec<Getypt> = now.into_iter().filter(|n| !was.contains(n)).collect();
    let send = |erbij, weg| Effect::Send(ToServer::Terzijde { dossier, erbij, weg });
    let mut all: Vec<Effect> = erbij.chunks(PER_BERICHT).map(|some| send(some.to_vec(), Vec::new())).collect();
    all.extend(effects);
    all.extend((!weg.is_empty()).then(|| send(Vec::new(), weg)));
    all
}

/// How many of the lines that wait are kept nowhere but here.
pub(super) fn wachten_alleen_hier(m: &Model) -> usize {
    wachtenden(m).filter(|s| !s.draft.text().trim().is_empty() && getypt(m, s).is_none()).count()
}

/// How many lines are kept nowhere but here while the service is there: judgements of a closed round, and what is too much
/// for one line.
pub(in crate::app) fn alleen_hier(m: &Model) -> usize {
    let staat = &m.overleg;
    let text = staat.draft.text();
    let line = staat.verzegeld || super::in_gesloten_ronde(m) || Tekst::new(text).is_err();
    wachten_alleen_hier(m) + usize::from(line && !text.trim().is_empty())
}

/// Whether this terminal has this line: typed, waiting, or sent and not answered.
fn heeft(m: &Model, tekst: &str, regel: Option<RegelId>) -> bool {
    let staat = &m.overleg;
    let line = (staat.draft.text(), staat.bewerkt.as_ref().map(|(id, _)| *id));
    let beside = wachtenden(m).map(|s| (s.draft.text(), s.correctie.as_ref().map(|(id, _)| *id)));
    let sent = m.verzonden.iter().filter_map(|v| match &v.herkomst {
        Herkomst::Regel(text) => Some((text.as_str(), None)),
        Herkomst::Correctie { regel, getypt, .. } => Some((getypt.as_str(), Some(*regel))),
        Herkomst::Formulier(f) => match &f.doel {
            Doel::Correctie { regel, getypt } => Some((getypt.as_str(), Some(*regel))),
            _ => None,
        },
        _ => None,
    });
    let pasted = m.verzonden.iter().filter_map(|v| if let Herkomst::Plak(all) = &v.herkomst { Some(all) } else { None });
    let pasted = pasted.flatten().map(|(text, _)| (text.as_str(), None));
    std::iter::once(line).chain(beside).chain(sent).chain(pasted).any(|(t, r)| t.trim() == tekst && r == regel)
}

impl Model {
    /// What was typed here before the connection or the program was lost: the same line, with all that it was begun with.
    pub(in crate::app) fn concept_terug(&mut self, regel: &Getypt) -> Vec<Effect> {
        let correctie = regel.correctie.as_ref().map(|c| (c.regel, c.basis.clone()));
        let tekst = regel.tekst.as_str();
        if tekst.is_empty() || heeft(self, tekst, correctie.as_ref().map(|(id, _)| *id)) {
            return Vec::new();
        }
        let dossier = self.replica.as_ref().map(|r| r.dossier.nummer);
        let direct = stand::is_vrij(self) && stand::wachten(self).next().is_none();
        let what = correctie.as_ref().map_or_else(|| "uw concept".to_owned(), |(id, _)| format!("uw correctie van {id}"));
        let begin = regel.begin.clone();
        let stand = Stand { dossier, begin, correctie, ..Stand::van(tekst, regel.ondergrond()) };
        if direct {
            let say = format!("{what} staat weer in de regel: typ verder, Enter legt vast, Ctrl+U maakt de regel leeg");
            self.zeg(BerichtSoort::Let, say);
        }
        let effects = stand::kom_terug(self, stand);
        // a line that was only half typed is typed on
        if direct {
            self.overleg.vers = Vers::Hersteld;
        }
        effects
    }
}
