//! Keys that type in the line, complete it, or make it another kind; and going through the minutes.

use super::bewerk::blijft_afgeschermd;
use super::invoerregel;
use super::veranderd::{changed, naar_lopend};
use crate::app::draft::LineEdit;
use crate::app::regel::{mag_typen, merken};
use crate::app::state::effect::Effect;
use crate::app::state::laag::Laag;
use crate::app::state::menu::{Menu, OPENER};
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::overleg::Vers;
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::RegelId;
use crate::domain::invoer::merk;
use crate::domain::invoer::naam::Aanvulling;
use crate::domain::vouw::gelijk;
use crate::input::key::{KeyCode, KeyPress};

/// How a token at the cursor can go on.
pub fn aanvullingen(m: &Model) -> Vec<Aanvulling> {
    let Some((sign, begin)) = token(&m.overleg.draft) else { return Vec::new() };
    let Some(a) = m.achtergrond() else { return Vec::new() };
    let found = if sign == '@' { a.bekend.namen(&begin) } else { a.bekend.factoren(&begin) };
    let whole = found.iter().any(|f| gelijk(&f.tekst, &begin));
    if whole { Vec::new() } else { found }
}

/// The sign and the text of the token in which the cursor stands.
fn token(draft: &LineEdit) -> Option<(char, String)> {
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
        invoerregel::wijk(m);
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
pub fn scherm_af(m: &mut Model) -> Vec<Effect> {
    naar_lopend(m);
    let now = merken(m);
    let text = merk::met_merk(m.overleg.draft.text(), now, !now.afgeschermd, now.soort);
    let namen = now.namen(m.overleg.draft.text()).map(str::to_owned);
    m.overleg.draft.replace_before(&text);
    if let Some(namen) = namen.filter(|_| !merken(m).afgeschermd) {
        m.zeg(BerichtSoort::Let, format!("deze regel is niet meer alleen voor {namen}: iedereen ziet hem"));
    }
    if now.afgeschermd && merken(m).afgeschermd {
        let pasted = || "geplakte tekst die met ! begint is afgeschermd; haal het teken weg om hem open vast te leggen";
        let recorded = m.overleg.bewerkt.as_ref().map(|(regel, _)| blijft_afgeschermd(*regel));
        m.zeg(BerichtSoort::Let, recorded.unwrap_or_else(|| pasted().to_owned()));
    }
    changed(m)
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
