//! A meeting: the line that is being typed, and what Enter makes of it. What somebody else does never moves the cursor,
//! nor the item and the contribution with which a line was begun.

mod bewerk;
mod plak;
mod vraag;

use crate::app::draft::Draft;
use crate::app::model::{BerichtSoort, Model, Verbinding};
use crate::app::overlays::menu::OPENER;
use crate::app::overlays::{Laag, Menu};
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::command::Command;
use crate::domain::dossier::{RegelInhoud, RegelSoort};
use crate::domain::ids::{OverlegNr, PuntId, RegelId, RequestId};
use crate::domain::invoer::merk::{self, Merk};
use crate::domain::invoer::naam::Aanvulling;
use crate::domain::invoer::{Ondergrond, Ontleed, lees};
use crate::domain::rechten;
use crate::domain::tekst::Tekst;
use crate::domain::versie::Basis;
use crate::domain::vouw::gelijk;
use crate::input::key::{KeyCode, KeyPress};
use crate::protocol::ToServer;

pub use bewerk::{bewerk, correctie, ongedaan, terug, vorige};
pub use plak::{geplakt, paste, voorgesteld};
pub use vraag::{Antwoord, beantwoord};

/// How many lines that wait for the server are remembered with what was settled of them.
const ONDERWEG_MAX: usize = 64;

/// The meeting screen's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staat {
    /// The meeting that is looked at; none for the one that matters now.
    pub nr: Option<OverlegNr>,
    /// The line.
    pub draft: Draft,
    /// What of the line is settled: it was recorded, or pasted, and is not read as syntax.
    pub ondergrond: Ondergrond,
    /// The earlier line that is being edited, and what stood in the line before.
    pub bewerkt: Option<(RegelId, String)>,
    /// Whether who types said that this line is open, though it begins as a shielded one.
    pub open: bool,
    /// Lines that were sent, as they stood, with what was settled of them.
    pub onderweg: Vec<(String, Ondergrond)>,
    /// A correction that waits for its reason.
    pub te_corrigeren: Option<(RegelId, String, RegelInhoud)>,
    /// Up to where the record was seen when that line was taken back.
    pub basis: Option<Basis>,
    /// Whose contribution it is, where that was set by hand.
    pub inbreng: Option<Tekst>,
    /// Where the meeting was when the line was begun.
    pub begin: Option<Begin>,
    /// The line at which the minutes are held; none follows the end.
    pub anker: Option<RegelId>,
    /// The meeting to which the line took the view back.
    pub terug_in: Option<OverlegNr>,
    /// The request that the line will be when it is entered.
    pub verzoek: Option<RequestId>,
}

/// How many lines wait in this program for a service that cannot be reached, before it takes no more.
pub const WACHTEND_MAX: usize = 50;

/// Where the meeting was when a line was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The agenda item.
    pub punt: Option<PuntId>,
    /// Who had the floor.
    pub inbreng: Option<Tekst>,
}

impl Staat {
    /// Sets whose contribution the line is.
    pub fn zet_inbreng(&mut self, inbreng: Option<Tekst>) {
        self.inbreng = inbreng;
    }
}

/// Whether somebody types at this terminal.
pub fn mag_typen(m: &Model) -> bool {
    rechten::ziet_afgeschermd(m.rollen())
}

/// The line as it would be recorded now.
pub fn voorbeeld(m: &Model) -> Option<Ontleed> {
    Some(lees(m.overleg.draft.text(), &m.overleg.ondergrond, m.achtergrond()?))
}

/// The marks at the head of the line.
fn merken(m: &Model) -> Merk {
    voorbeeld(m).map_or_else(|| merk::merk(m.overleg.draft.text()), |o| o.merk)
}

/// How a token at the cursor can go on.
pub fn aanvullingen(m: &Model) -> Vec<Aanvulling> {
    let Some((sign, begin)) = token(&m.overleg.draft) else { return Vec::new() };
    let Some(a) = m.achtergrond() else { return Vec::new() };
    let found = if sign == '@' { a.bekend.namen(&begin) } else { a.bekend.factoren(&begin) };
    let whole = found.iter().any(|f| gelijk(&f.tekst, &begin));
    if whole { Vec::new() } else { found }
}

/// The sign and the text of the token in which the cursor stands.
fn token(draft: &Draft) -> Option<(char, String)> {
    let before = draft.before_cursor();
    let at = before.rfind(['@', '#'])?;
    let (head, tail) = (before.get(..at)?, before.get(at..)?);
    let mut chars = tail.chars();
    let sign = chars.next()?;
    let starts = head.is_empty() || head.ends_with(' ');
    // a name may have spaces, but a line that goes on is no name any more
    let begin = chars.as_str();
    let open = begin.split(' ').count() <= if sign == '@' { 2 } else { 1 } && !begin.ends_with("  ");
    (starts && open && !begin.ends_with(' ')).then(|| (sign, begin.to_owned()))
}

/// Who looks at an earlier meeting while another one goes on and begins to type is taken back to that one: a line never
/// lands in a meeting that is over. Correcting an earlier line goes on where it is.
fn naar_lopend(m: &mut Model) {
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

/// A key that types.
pub fn typed(m: &mut Model, key: KeyPress) -> Vec<Effect> {
    if !mag_typen(m) {
        let slash = key.typed() == Some(OPENER);
        if slash {
            m.lagen.push(Laag::Menu(Menu::default()));
        }
        return Vec::new();
    }
    if m.overleg.draft.is_empty() && key.typed() == Some(OPENER) {
        m.lagen.push(Laag::Menu(Menu::default()));
        return Vec::new();
    }
    naar_lopend(m);
    let mark = merken(m);
    let staat = &mut m.overleg;
    staat.open = false;
    if key.code() == KeyCode::Backspace && mark.bytes > 0 && staat.draft.before_cursor().len() == mark.bytes {
        let plain = merk::met_merk(staat.draft.text(), mark, false, RegelSoort::Notitie);
        staat.draft.replace_before(&plain);
        return changed(m);
    }
    if staat.draft.press(key) { changed(m) } else { Vec::new() }
}

/// The line changed: remembers where it was begun, and tells the server what is being typed.
fn changed(m: &mut Model) -> Vec<Effect> {
    zeg_terug(m);
    if m.overleg.draft.is_empty() {
        (m.overleg.begin, m.overleg.terug_in, m.overleg.open) = (None, None, false);
        if m.overleg.bewerkt.is_none() {
            m.overleg.ondergrond = Ondergrond::default();
        }
    } else if m.overleg.begin.is_none() {
        let o = m.overleg();
        let begin =
            Begin { punt: o.and_then(|o| o.huidig_punt.clone()), inbreng: o.and_then(|o| o.aan_het_woord().cloned()) };
        m.overleg.begin = Some(begin);
    }
    if in_gesloten_ronde(m) {
        return vec![Effect::Send(ToServer::Concept { tekst: Tekst::default(), verzoek: None })];
    }
    // a text that is too long is no draft: the preview says that it is not on disk
    let Ok(tekst) = Tekst::new(m.overleg.draft.text()) else { return Vec::new() };
    let verzoek = (!tekst.is_empty()).then(|| m.regel_verzoek());
    if m.overleg.draft.is_empty() {
        m.overleg.verzoek = None;
    }
    vec![Effect::Send(ToServer::Concept { tekst, verzoek })]
}

/// Whether the line is a judgement while a closed round is open: nobody is shown it, nor is it kept as a draft.
pub fn in_gesloten_ronde(m: &Model) -> bool {
    is_oordeel_nu(m, merken(m).soort)
}

/// Whether a line that says this is a judgement while a closed round is open.
pub fn is_verzegeld(m: &Model, tekst: &str) -> bool {
    is_oordeel_nu(m, merk::merk(tekst).soort)
}

fn is_oordeel_nu(m: &Model, soort: RegelSoort) -> bool {
    let oordeel = soort == RegelSoort::Oordeel;
    oordeel && m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some())
}

/// A round was closed while a judgement stood in the line: what the server kept of it goes.
pub fn verzwijg(m: &Model) -> Vec<Effect> {
    let closed = in_gesloten_ronde(m);
    let nothing = ToServer::Concept { tekst: Tekst::default(), verzoek: None };
    closed.then_some(Effect::Send(nothing)).into_iter().collect()
}

/// Tab: completes a token, else makes the line another kind.
pub fn tab(m: &mut Model, back: bool) -> Vec<Effect> {
    if !mag_typen(m) {
        return Vec::new();
    }
    naar_lopend(m);
    if let (Some(first), false) = (aanvullingen(m).into_iter().next(), back) {
        let (_, begin) = token(&m.overleg.draft).unwrap_or(('@', String::new()));
        for _ in 0..begin.chars().count() {
            if let Some(key) = KeyPress::new(KeyCode::Backspace, false, false, false) {
                m.overleg.draft.press(key);
            }
        }
        m.overleg.draft.insert(&format!("{} ", first.tekst));
        return changed(m);
    }
    let now = merken(m);
    let at = RegelSoort::ALL.iter().position(|s| *s == now.soort).unwrap_or(0);
    let n = RegelSoort::ALL.len();
    for step in 1..n {
        let next =
            RegelSoort::ALL.get((at + if back { n - step } else { step }) % n).copied().unwrap_or(RegelSoort::Notitie);
        let text = merk::met_merk(m.overleg.draft.text(), merken(m), now.afgeschermd, next);
        m.overleg.draft.replace_before(&text);
        // a kind that the words themselves make of it again is passed over
        if merken(m).soort == next {
            break;
        }
    }
    changed(m)
}

/// Shields the line, or lifts that.
pub fn scherm(m: &mut Model) -> Vec<Effect> {
    naar_lopend(m);
    let now = merken(m);
    let text = merk::met_merk(m.overleg.draft.text(), now, !now.afgeschermd, now.soort);
    m.overleg.draft.replace_before(&text);
    if now.afgeschermd && merken(m).afgeschermd {
        m.zeg(
            BerichtSoort::Let,
            "geplakte tekst die met ! begint is afgeschermd; haal het teken weg om hem open vast te leggen",
        );
    }
    changed(m)
}

/// Enter: records the line, asks which hour is meant, or corrects the line that is being edited.
pub fn bewaar(m: &mut Model) -> Vec<Effect> {
    if !mag_typen(m) || m.overleg.draft.text().trim().is_empty() {
        return Vec::new();
    }
    if !matches!(m.verbinding, Verbinding::Er) && m.onbeantwoord() >= WACHTEND_MAX {
        let tekst =
            format!("er wachten al {WACHTEND_MAX} regels op de dienst; deze blijft in de regel staan tot die er weer is");
        m.zeg(BerichtSoort::Weigering, tekst);
        return Vec::new();
    }
    naar_lopend(m);
    let Some(o) = voorbeeld(m) else {
        m.zeg(BerichtSoort::Let, "er is nog geen overleg geladen; uw tekst blijft staan");
        return Vec::new();
    };
    if vraag::stel(m, &o) { Vec::new() } else { leg_vast(m, o) }
}

fn leg_vast(m: &mut Model, o: Ontleed) -> Vec<Effect> {
    let Some(overleg) = m.overleg_nr() else {
        m.zeg(BerichtSoort::Let, "er is nog geen overleg in dit dossier; roep er een bijeen met /bijeenroepen");
        return Vec::new();
    };
    if let Some((regel, before)) = m.overleg.bewerkt.take() {
        return bewerk::corrigeer(m, regel, &before, o);
    }
    let Some(punt) = punt(m) else { return Vec::new() };
    let text = onderweg(m);
    m.overleg.draft = Draft::default();
    m.overleg.begin = None;
    m.overleg.anker = None;
    let mut effects = m.stuur_regel(vec![Command::LegRegelVast { overleg, punt, regel: o.inhoud }], Herkomst::Regel(text));
    effects.extend(changed(m));
    effects
}

/// The text of the line, which is sent now. When it is refused it comes back as it was.
fn onderweg(m: &mut Model) -> String {
    let text = m.overleg.draft.text().to_owned();
    let ondergrond = std::mem::take(&mut m.overleg.ondergrond);
    bewaar_onderweg(m, text.clone(), ondergrond);
    text
}

fn bewaar_onderweg(m: &mut Model, text: String, ondergrond: Ondergrond) {
    let waiting = &mut m.overleg.onderweg;
    waiting.push((text, ondergrond));
    if waiting.len() > ONDERWEG_MAX {
        waiting.remove(0);
    }
}

/// The item at which the line was begun; else the meeting's, else the first of the agenda.
fn punt(m: &Model) -> Option<PuntId> {
    let begun = m.overleg.begin.as_ref().and_then(|b| b.punt.clone());
    let first = || m.kader()?.blokken.first()?.punten.first().map(|p| p.id.clone());
    begun.or_else(|| m.overleg()?.huidig_punt.clone()).or_else(first)
}

impl Model {
    /// A line was refused: it stands in the line again, or waits behind Ctrl+Z's message when something new is typed.
    pub(in crate::app) fn regel_terug(&mut self, tekst: &str) -> Vec<Effect> {
        let staat = &mut self.overleg;
        let sent = staat.onderweg.iter().rposition(|(text, ..)| text == tekst).map(|at| staat.onderweg.remove(at));
        if staat.draft.is_empty() {
            staat.draft = Draft::new(tekst);
            staat.ondergrond = sent.map(|(_, ondergrond)| ondergrond).unwrap_or_default();
        } else {
            let before = format!("{} ", staat.draft.text());
            staat.draft.replace_before(&format!("{before}{tekst}"));
            // what was foreign text stays that
            if sent.is_some_and(|(_, ondergrond)| ondergrond.is_vreemd()) {
                staat.ondergrond = staat.ondergrond.met_plak(&before, before.len(), tekst);
            }
        }
        changed(self)
    }

    /// A correction was refused: it is being edited again, on the line as it is now. What was typed since waits behind it.
    pub(in crate::app) fn correctie_terug(&mut self, regel: RegelId, getypt: &str) -> Vec<Effect> {
        let staat = &self.overleg;
        let typed = staat.draft.text();
        let since = match &staat.bewerkt {
            // another line was taken back meanwhile: what was typed of it is not lost
            Some((_, before)) => format!("{before} {typed}").trim().to_owned(),
            None => typed.to_owned(),
        };
        let nu = self.dossier().and_then(|d| d.regels.get(&regel)).map(|r| r.inhoud.clone());
        let sent = self.overleg.onderweg.iter().rposition(|(text, _)| text == getypt);
        let sent = sent.map(|at| self.overleg.onderweg.remove(at).1).filter(|o| o.inhoud() == nu.as_ref());
        self.overleg.draft = Draft::new(getypt);
        self.overleg.ondergrond = sent.or(nu.map(|i| Ondergrond::van(&i))).unwrap_or_default();
        self.overleg.bewerkt = Some((regel, since));
        self.overleg.basis = Some(self.basis());
        changed(self)
    }

    /// What was typed here before the connection or the program was lost. It goes before what was typed since; while an
    /// earlier line is edited, into the line that waits behind that.
    pub(in crate::app) fn concept_terug(&mut self, tekst: &str) -> Vec<Effect> {
        let staat = &mut self.overleg;
        let since = staat.bewerkt.as_ref().map_or(staat.draft.text(), |(_, before)| before).trim();
        if tekst.is_empty() || since == tekst {
            return Vec::new();
        }
        let both = if since.is_empty() { tekst.to_owned() } else { format!("{tekst} {since}") };
        match &mut staat.bewerkt {
            Some((_, before)) => *before = both,
            None => staat.draft.replace_before(&both),
        }
        self.zeg(BerichtSoort::Let, "uw concept staat weer in de regel");
        changed(self)
    }
}

/// A page back or forth in the minutes; at the end they follow again.
pub fn blader(m: &mut Model, back: bool) {
    /// How many lines a page is.
    const PAGE: usize = 8;
    let Some((d, nr)) = m.dossier().zip(m.overleg_nr()) else { return };
    let ids: Vec<RegelId> = d.regels_van(nr).map(|r| r.id).collect();
    let last = ids.len().saturating_sub(1);
    let at = m.overleg.anker.and_then(|a| ids.iter().position(|id| *id >= a)).unwrap_or(last);
    let next = if back { at.saturating_sub(PAGE) } else { at + PAGE };
    m.overleg.anker = if next >= last { None } else { ids.get(next).copied() };
}
