//! What the service keeps of what is typed here, so that it survives a killed program: the line, and what waits beside it.

use crate::app::regel::getypt;
use crate::app::regel::in_gesloten_ronde;
use crate::app::regel::is_oordeel_nu;
use crate::app::regel::merken;
use crate::app::state::effect::Effect;
use crate::app::state::model::Model;
use crate::app::state::overleg::Invoerregel;
use crate::app::state::verzoek::Verzonden;
use crate::domain::ids::RequestId;
use crate::domain::tekst::Tekst;
use crate::protocol::{BegonnenCorrectie, Getypt, Soort, ToServer, verzoek};

/// How many lines one message names: so many of the longest fit in it.
const PER_BERICHT: usize = 8;

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
    regel.correctie = staat.bewerkt.as_ref().map(|(id, _)| BegonnenCorrectie { regel: *id, basis: staat.basis.clone() });
    regel
}

/// A round was closed while a judgement stood in the line: what the server kept of it goes.
pub fn verzwijg(m: &Model) -> Vec<Effect> {
    let closed = is_oordeel_nu(m, merken(m).soort);
    closed.then(|| Effect::Send(ToServer::Concept(Getypt::default()))).into_iter().collect()
}

/// Everything of this dossier that waits beside the line: put aside for an earlier one, come back, or without its reason.
pub(super) fn wachtenden(m: &Model) -> impl Iterator<Item = &Invoerregel> {
    let before = m.overleg.bewerkt.iter().map(|(_, before)| before);
    let corrections = m.overleg.te_corrigeren.iter().map(|t| &t.stand);
    before.chain(corrections).chain(wachten(m).map(|(_, s)| s))
}

/// Each of them goes by the request that it will be.
fn geef_verzoeken(m: &mut Model) {
    let staat = &mut m.overleg;
    let before = staat.bewerkt.iter_mut().map(|(_, before)| before);
    let corrections = staat.te_corrigeren.iter_mut().map(|t| &mut t.stand);
    let (terminal, volgnummer) = (m.terminal, &mut m.volgnummer);
    for stand in before.chain(corrections).chain(&mut staat.wachtend).filter(|s| s.verzoek.is_none()) {
        *volgnummer += 1;
        stand.verzoek = Some(verzoek(terminal, *volgnummer));
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
    let only = |s: &&Invoerregel| getypt(m, s).is_none() || is_geweigerd(m, s.verzoek);
    wachtenden(m).filter(|s| !s.draft.text().trim().is_empty()).filter(only).count()
}

/// Whether the service said of this line that its disk refuses it.
fn is_geweigerd(m: &Model, verzoek: Option<RequestId>) -> bool {
    verzoek.is_some_and(|v| m.niet_op_schijf.contains(&v))
}

/// How many lines are kept nowhere but here while the service is there: judgements of a closed round, what is too much
/// for one line, and what its disk refuses.
pub(in crate::app) fn alleen_hier(m: &Model) -> usize {
    let staat = &m.overleg;
    let text = staat.draft.text();
    let line = staat.verzegeld || in_gesloten_ronde(m) || Tekst::new(text).is_err() || is_geweigerd(m, staat.verzoek);
    let sent = m.verzonden.iter().filter(|v| is_geweigerd(m, Some(v.verzoek))).map(Verzonden::regels);
    let early = staat.vooraf.iter().filter(|r| !r.tekst.trim().is_empty()).count();
    early + sent.sum::<usize>() + wachten_alleen_hier(m) + usize::from(line && !text.trim().is_empty())
}

/// Of how many lines the service said that its disk refuses them: whether the line that is typed is one, and the others.
pub fn niet_op_schijf(m: &Model) -> (bool, usize) {
    let line = !m.overleg.draft.is_empty() && is_geweigerd(m, m.overleg.verzoek);
    (line, m.niet_op_schijf.len().saturating_sub(usize::from(line)))
}

/// Whether nothing stands in the line, nor is anything being edited in it.
pub(super) fn is_vrij(m: &Model) -> bool {
    m.overleg.bewerkt.is_none() && m.overleg.draft.text().trim().is_empty()
}

/// The lines that wait for the line of this dossier to be empty.
pub(super) fn wachten(m: &Model) -> impl Iterator<Item = (usize, &Invoerregel)> {
    let here = m.replica.as_ref().map(|r| r.dossier.nummer);
    m.overleg.wachtend.iter().enumerate().filter(move |(_, s)| s.dossier.is_none() || s.dossier == here)
}
