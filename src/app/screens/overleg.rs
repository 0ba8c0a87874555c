//! A meeting: the line that is being typed, and what Enter makes of it. What somebody else does never moves the cursor,
//! nor the item and the contribution with which a line was begun.

mod bewerk;
mod concept;
mod plak;
mod stand;
mod vraag;

use crate::app::draft::Draft;
use crate::app::model::{BerichtSoort, Model, Verbinding};
use crate::app::overlays::menu::OPENER;
use crate::app::overlays::{Laag, Menu};
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::command::Command;
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::{OverlegNr, PuntId, RegelId, RequestId};
use crate::domain::invoer::merk::{self, Merk};
use crate::domain::invoer::naam::Aanvulling;
use crate::domain::invoer::{Ondergrond, Ontleed, lees};
use crate::domain::rechten;
use crate::domain::tekst::Tekst;
use crate::domain::versie::Basis;
use crate::domain::vouw::gelijk;
use crate::input::key::{KeyCode, KeyPress};
use crate::protocol::{Begin, Getypt, ToServer};

pub use bewerk::{Net, bewerk, correctie, ongedaan, terug, vorige, wis};
pub use concept::verzwijg;
pub(in crate::app) use concept::{alleen_hier, getypt, meld_terzijde};
pub use plak::{Plakregel, geplakt, paste, voorgesteld};
pub use stand::{Stand, TeCorrigeren, correctie_verlaten, wacht};
pub use vraag::{Antwoord, beantwoord, typ_verder};

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
    pub bewerkt: Option<(RegelId, Stand)>,
    /// Whether who types said that this line is open, though it begins as a shielded one.
    pub open: bool,
    /// Lines that were sent, as they stood, with what was settled of them.
    pub onderweg: Vec<Stand>,
    /// Lines that came back while something else was being typed, in order.
    pub wachtend: Vec<Stand>,
    /// What the server was told that waits beside the line.
    pub gemeld: Vec<Getypt>,
    /// Whether the line came back, and nobody did anything in it yet.
    pub vers: Vers,
    /// The line that was emptied at once; undo puts it back.
    pub gewist: Option<Stand>,
    /// What the key before this one did to what is typed, where the same key once more does something else.
    pub net: Option<Net>,
    /// Whether the line was entered as a judgement while a closed round was open.
    pub verzegeld: bool,
    /// Corrections that wait for their reason.
    pub te_corrigeren: Vec<TeCorrigeren>,
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

/// What is known of a line in which nobody did anything yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vers {
    /// Nothing: somebody typed in it.
    #[default]
    Nee,
    /// It came back just now: who types on has not looked, and begins a line of their own.
    Kwam,
    /// It was being typed before the program was lost, and is typed on.
    Hersteld,
}

/// How many lines wait in this program for a service that cannot be reached, before it takes no more.
pub const WACHTEND_MAX: usize = 50;

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
    if key.typed().is_some() {
        stand::wijk(m);
    }
    // what begins a command is no text of a line that nobody touched since it came back
    if (m.overleg.draft.is_empty() || m.overleg.vers == Vers::Hersteld) && key.typed() == Some(OPENER) {
        m.lagen.push(Laag::Menu(Menu::default()));
        return Vec::new();
    }
    naar_lopend(m);
    let mark = merken(m);
    let staat = &mut m.overleg;
    (staat.open, staat.vers) = (false, Vers::Nee);
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
        let o = m.overleg();
        let begin =
            Begin { punt: o.and_then(|o| o.huidig_punt.clone()), inbreng: o.and_then(|o| o.aan_het_woord().cloned()) };
        m.overleg.begin = Some(begin);
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

/// Tab: completes a token, else makes the line another kind.
pub fn tab(m: &mut Model, back: bool) -> Vec<Effect> {
    if !mag_typen(m) {
        return Vec::new();
    }
    naar_lopend(m);
    if let (Some(first), false) = (aanvullingen(m).into_iter().next(), back) {
        let (_, begin) = token(&m.overleg.draft).unwrap_or(('@', String::new()));
        m.overleg.draft.delete_back(begin.chars().count());
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
        let pasted = || "geplakte tekst die met ! begint is afgeschermd; haal het teken weg om hem open vast te leggen";
        let recorded = m.overleg.bewerkt.as_ref().map(|(regel, _)| bewerk::blijft_afgeschermd(*regel));
        m.zeg(BerichtSoort::Let, recorded.unwrap_or_else(|| pasted().to_owned()));
    }
    changed(m)
}

/// Enter: records the line, asks which hour is meant, or corrects the line that is being edited.
pub fn bewaar(m: &mut Model) -> Vec<Effect> {
    if !mag_typen(m) {
        return Vec::new();
    }
    if m.overleg.draft.text().trim().is_empty() {
        return leeg(m);
    }
    if is_vol(m, 1) {
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
    if let Some(alleen) = merk::alleen(m.overleg.draft.text()).filter(|_| !o.letterlijk) {
        let say = format!("er staat alleen {alleen}; typ erachter wat u wilt vastleggen");
        m.zeg(BerichtSoort::Let, say);
        return Vec::new();
    }
    if vraag::stel(m, &o) { Vec::new() } else { leg_vast(m, o) }
}

/// Enter on a line in which nothing stands: spaces go, or the mark that is typed next would have a space before it and
/// be none.
fn leeg(m: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if m.overleg.bewerkt.is_none() && !m.overleg.draft.is_empty() {
        m.overleg.draft.replace("");
        effects = changed(m);
    }
    effects.extend(stand::volgende(m));
    effects
}

/// Whether so many lines more are too many to wait for a service that cannot be reached.
fn is_vol(m: &Model, more: usize) -> bool {
    !matches!(m.verbinding, Verbinding::Er) && m.wachtende_regels() + more > WACHTEND_MAX
}

fn leg_vast(m: &mut Model, o: Ontleed) -> Vec<Effect> {
    let Some(overleg) = m.overleg_nr() else {
        m.zeg(BerichtSoort::Let, "er is nog geen overleg in dit dossier; roep er een bijeen met /bijeenroepen");
        return Vec::new();
    };
    if let Some((regel, before)) = m.overleg.bewerkt.take() {
        return bewerk::corrigeer(m, regel, before, o);
    }
    let Some(punt) = punt(m) else { return Vec::new() };
    let text = onderweg(m);
    m.overleg.anker = None;
    let mut effects = m.stuur_regel(vec![Command::LegRegelVast { overleg, punt, regel: o.inhoud }], Herkomst::Regel(text));
    effects.extend(changed(m));
    effects.extend(stand::volgende(m));
    effects
}

/// The text of the line, which is sent now. When it is refused it comes back as it was.
fn onderweg(m: &mut Model) -> String {
    let (soort, sealed) = (merken(m).soort, m.overleg.verzegeld);
    let verzegeld = sealed || is_oordeel_nu(m, soort);
    let verzoek = m.overleg.verzoek;
    let stand = Stand { verzegeld, ..stand::neem(m) };
    // the request is the line's until it is sent
    m.overleg.verzoek = verzoek;
    let text = stand.draft.text().to_owned();
    stand::onthoud(m, stand);
    text
}

/// The item at which the line was begun; else the meeting's, else the first of the agenda.
fn punt(m: &Model) -> Option<PuntId> {
    let begun = m.overleg.begin.as_ref().and_then(|b| b.punt.clone());
    let first = || m.kader()?.blokken.first()?.punten.first().map(|p| p.id.clone());
    begun.or_else(|| m.overleg()?.huidig_punt.clone()).or_else(first)
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
