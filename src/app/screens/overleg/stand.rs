//! What stands in the line, whole: put aside and taken up again as it was. Two lines are never joined: what comes back
//! while another one is being typed waits its turn.

use super::{Vers, changed, concept};
use crate::app::draft::Draft;
use crate::app::forms::Doel;
use crate::app::model::{BerichtSoort, Model, Verbinding};
use crate::app::overlays::Laag;
use crate::app::update::Effect;
use crate::domain::dossier::RegelInhoud;
use crate::domain::ids::{DossierNummer, RegelId, RequestId};
use crate::domain::invoer::Ondergrond;
use crate::domain::versie::Basis;
use crate::protocol::Begin;

/// How many lines that wait for the server are remembered with what was settled of them.
const ONDERWEG_MAX: usize = 64;

/// A line as it stood, with all that it was begun with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stand {
    /// The dossier in which it was typed.
    pub dossier: Option<DossierNummer>,
    /// The line, with its cursor.
    pub draft: Draft,
    /// What of it is settled.
    pub ondergrond: Ondergrond,
    /// Where the meeting was when it was begun.
    pub begin: Option<Begin>,
    /// The request that it will be.
    pub verzoek: Option<RequestId>,
    /// The earlier line that it corrects, and up to where the record was seen.
    pub correctie: Option<(RegelId, Option<Basis>)>,
    /// Whether it was entered as a judgement while a closed round was open: it is never shown to others as a draft.
    pub verzegeld: bool,
}

impl Stand {
    /// A line of which nothing but its text is known.
    pub(in crate::app) fn van(tekst: &str, ondergrond: Ondergrond) -> Self {
        Self { draft: Draft::new(tekst), ondergrond, ..Self::default() }
    }

    /// A recorded line, as it is typed.
    pub(super) fn weer(ondergrond: Ondergrond) -> Self {
        Self { draft: Draft::new(ondergrond.tekst()), ondergrond, ..Self::default() }
    }
}

/// A correction of settled minutes that waits for its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct TeCorrigeren {
    /// The line as it was typed.
    pub stand: Stand,
    /// What it was read as.
    pub(super) inhoud: RegelInhoud,
}

impl TeCorrigeren {
    /// Whether it is the correction of this line into this text.
    pub fn is(&self, regel: RegelId, getypt: &str) -> bool {
        self.stand.correctie.as_ref().is_some_and(|(id, _)| *id == regel) && self.stand.draft.text() == getypt
    }
}

/// Whether nothing stands in the line, nor is anything being edited in it.
pub(super) fn is_vrij(m: &Model) -> bool {
    m.overleg.bewerkt.is_none() && m.overleg.draft.text().trim().is_empty()
}

/// Takes what stands in the line out of it. An earlier line that is being edited is not taken along.
pub(super) fn neem(m: &mut Model) -> Stand {
    let dossier = m.replica.as_ref().map(|r| r.dossier.nummer);
    let staat = &mut m.overleg;
    (staat.open, staat.vers) = (false, Vers::Nee);
    Stand {
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
pub(super) fn zet(m: &mut Model, stand: Stand, before: Stand) {
    let staat = &mut m.overleg;
    (staat.draft, staat.ondergrond, staat.begin) = (stand.draft, stand.ondergrond, stand.begin);
    (staat.verzoek, staat.verzegeld, staat.open, staat.vers) = (stand.verzoek, stand.verzegeld, false, Vers::Nee);
    if let Some((regel, basis)) = stand.correctie {
        staat.bewerkt = Some((regel, before));
        staat.basis = basis;
    }
}

/// Remembers a line that is sent, so that it can come back as it was.
pub(super) fn onthoud(m: &mut Model, stand: Stand) {
    let waiting = &mut m.overleg.onderweg;
    waiting.push(stand);
    if waiting.len() > ONDERWEG_MAX {
        waiting.remove(0);
    }
}

/// The line that was sent with this text: as it stood, where that is remembered. Its request is used up.
fn verzonden(m: &mut Model, tekst: &str) -> Stand {
    let sent = &mut m.overleg.onderweg;
    let found = sent.iter().rposition(|s| s.draft.text() == tekst).map(|at| sent.remove(at));
    let stand = found.unwrap_or_else(|| Stand::van(tekst, Ondergrond::default()));
    Stand { verzoek: None, ..stand }
}

/// The lines that wait for the line of this dossier to be empty.
pub(super) fn wachten(m: &Model) -> impl Iterator<Item = (usize, &Stand)> {
    let here = m.replica.as_ref().map(|r| r.dossier.nummer);
    m.overleg.wachtend.iter().enumerate().filter(move |(_, s)| s.dossier.is_none() || s.dossier == here)
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
pub(super) fn kom_terug(m: &mut Model, stand: Stand) -> Vec<Effect> {
    m.overleg.wachtend.push(stand);
    if is_vrij(m) { volgende(m) } else { Vec::new() }
}

/// Takes up the first line that waits, where nothing stands in the line. Who types on without having looked begins a
/// line of their own ([`wijk`]).
pub(super) fn volgende(m: &mut Model) -> Vec<Effect> {
    let Some(at) = wachten(m).map(|(at, _)| at).next().filter(|_| is_vrij(m)) else { return Vec::new() };
    let stand = m.overleg.wachtend.remove(at);
    neem(m);
    zet(m, stand, Stand::default());
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
    let stand = Stand { correctie, ..neem(m) };
    m.overleg.wachtend.insert(0, stand);
}

/// The form that asks for the reason of a correction was left, or closed with the dossier: the correction, to be edited on.
fn correctie(m: &mut Model, regel: RegelId, getypt: &str) -> Stand {
    let waits = &mut m.overleg.te_corrigeren;
    if let Some(at) = waits.iter().position(|t| t.is(regel, getypt)) {
        return waits.remove(at).stand;
    }
    let nu = m.dossier().and_then(|d| d.regels.get(&regel)).map(|r| Ondergrond::van(&r.inhoud));
    Stand { correctie: Some((regel, None)), ..Stand::van(getypt, nu.unwrap_or_default()) }
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

impl Model {
    /// A line was refused: it stands in the line again, or waits until nothing is typed there.
    pub(in crate::app) fn regel_terug(&mut self, tekst: &str) -> Vec<Effect> {
        let stand = verzonden(self, tekst);
        kom_terug(self, stand)
    }

    /// Pasted lines were refused: each comes back by itself, in order.
    pub(in crate::app) fn plak_terug(&mut self, regels: Vec<(String, Ondergrond)>) -> Vec<Effect> {
        let dossier = self.replica.as_ref().map(|r| r.dossier.nummer);
        let all = regels.into_iter().map(|(tekst, o)| Stand { dossier, ..Stand::van(&tekst, o) });
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
        let stand = Stand { dossier, ..Stand::weer(ondergrond) };
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
                self.overleg.wachtend.push(Stand { dossier, ..stand });
            }
        }
        if self.verbinding != Verbinding::Er {
            // nobody else has what was typed since
            let before = self.overleg.bewerkt.take().map(|(regel, before)| {
                let line = Stand { correctie: Some((regel, self.overleg.basis.take())), ..neem(self) };
                self.overleg.wachtend.push(line);
                before
            });
            let dossier = self.replica.as_ref().map(|r| r.dossier.nummer);
            let line = before.unwrap_or_else(|| neem(self));
            if !line.draft.text().trim().is_empty() {
                self.overleg.wachtend.push(Stand { dossier, ..line });
            }
        }
        let old = std::mem::take(&mut self.overleg);
        (self.overleg.wachtend, self.overleg.onderweg) = (old.wachtend, old.onderweg);
    }
}
