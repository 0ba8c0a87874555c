//! Keys and actions in the topmost overlay.

use super::sluiten::close;
use super::{keuze, menu, over, palet, pin, zoeken};
use crate::app::state::effect::{Effect, Gevolg};
use crate::app::state::laag::Laag;
use crate::app::state::lezen::Lezen;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::veld::Invoer;
use crate::input::catalogue::Action;
use crate::input::key::{KeyCode, KeyPress};

/// Puts a paste where text is typed; where none is, that is said.
pub fn paste(m: &mut Model, text: &str) {
    let typed = m.lagen.last_mut().is_some_and(|laag| matches!(laag, Laag::Formulier(_)) || laag.draft().is_some());
    if !typed {
        m.zeg(BerichtSoort::Let, "er is niets geplakt: hier kan geen tekst staan; Esc gaat terug naar de regel");
        return;
    }
    met_voorstel(m, |laag| {
        if let Laag::Formulier(f) = laag
            && f.is_keuze()
        {
            return f.kies_woord(text);
        }
        let Some(draft) = laag.draft() else { return false };
        draft.insert(text);
        true
    });
    palet::gefilterd(m);
}

/// Changes the topmost overlay, which says whether something changed. In a form, what is proposed from other fields goes
/// along as long as nobody wrote something else.
fn met_voorstel(m: &mut Model, change: impl FnOnce(&mut Laag) -> bool) -> bool {
    let voorstel = |m: &Model| match m.lagen.last() {
        Some(Laag::Formulier(f)) => f.voorstel(m),
        _ => None,
    };
    let was = voorstel(m);
    let changed = m.lagen.last_mut().is_some_and(change);
    if !changed {
        return false;
    }
    let now = voorstel(m);
    if let Some(Laag::Formulier(f)) = m.lagen.last_mut() {
        f.geraakt = true;
        f.volg(was.as_ref(), now.as_ref());
    }
    true
}

/// A key that means nothing here by itself: text.
pub fn typed(m: &mut Model, key: KeyPress) -> Gevolg {
    let Some(laag) = m.lagen.last_mut() else { return Gevolg::default() };
    if let Laag::Pin(p) = laag {
        pin::typ(p, key);
        return Gevolg::default();
    }
    let empty = laag.draft().is_some_and(|d| d.is_empty());
    if matches!(laag, Laag::Menu(_)) && empty && key.code() == KeyCode::Backspace {
        m.lagen.pop();
        return Gevolg::default();
    }
    let changed = met_voorstel(m, |laag| laag.draft().is_some_and(|d| d.press(key)));
    match m.lagen.last() {
        Some(Laag::Menu(_)) if changed => menu::filtered(m),
        Some(Laag::Zoeken(_)) if changed => zoeken::vraag(m).into(),
        Some(Laag::Keuze(_)) => keuze::letter(m, key),
        Some(Laag::Formulier(_)) => {
            on_choice(m, key);
            Gevolg::default()
        }
        Some(Laag::Palet(_)) if changed => {
            palet::gefilterd(m);
            Gevolg::default()
        }
        _ => Gevolg::default(),
    }
}

/// An action in the topmost overlay; none when it is not about the overlay.
pub fn handle(m: &mut Model, action: Action) -> Option<Gevolg> {
    let laag = m.lagen.last_mut()?;
    let none = Some(Gevolg::default());
    match (laag, action) {
        (_, Action::Terug) => Some(close(m).into()),
        (Laag::Menu(_), Action::Op | Action::Neer) => {
            menu::ga(m, action == Action::Op);
            none
        }
        (Laag::Menu(_), Action::Kies) => Some(menu::kies(m)),
        (Laag::Formulier(f), Action::VolgendVeld | Action::VorigVeld) => {
            f.ga(action == Action::VorigVeld);
            none
        }
        (Laag::Formulier(f), Action::BladerOp | Action::BladerNeer) => {
            let alles = Lezen::tekst(f.titel.clone(), f.uitleg.clone());
            m.lagen.push(Laag::Lezen(alles));
            none
        }
        (Laag::Formulier(_), Action::KeuzeLinks | Action::KeuzeRechts) => {
            sideways(m, action == Action::KeuzeLinks);
            none
        }
        (Laag::Pin(p), Action::VolgendVeld | Action::VorigVeld) => {
            p.ga(action == Action::VorigVeld);
            none
        }
        (Laag::Pin(_), Action::Bevestig) => Some(pin::bevestig(m).into()),
        (Laag::Pin(_), Action::BladerOp | Action::BladerNeer | Action::KeuzeLinks | Action::KeuzeRechts) => none,
        (Laag::Formulier(_), Action::Bevestig) => Some(confirm(m).into()),
        (Laag::Keuze(k), Action::Op | Action::Neer) => {
            k.ga(action == Action::Op);
            none
        }
        (Laag::Keuze(_), Action::Kies) => Some(keuze::kies(m)),
        (Laag::Zoeken(z), Action::Op | Action::Neer) => {
            z.ga(action == Action::Op);
            none
        }
        (Laag::Zoeken(_), Action::Kies) => Some(zoeken::kies(m).into()),
        (Laag::Lezen(l), Action::Op | Action::BladerOp) => {
            l.blader(action == Action::BladerOp, true);
            none
        }
        (Laag::Lezen(l), Action::Neer | Action::BladerNeer) => {
            l.blader(action == Action::BladerNeer, false);
            none
        }
        (Laag::Lezen(_), Action::Kies) => {
            m.lagen.pop();
            none
        }
        (Laag::Palet(_), Action::Op | Action::Neer) => {
            palet::ga(m, action == Action::Op);
            none
        }
        (Laag::Palet(p), Action::BladerOp | Action::BladerNeer) => {
            p.blader(action == Action::BladerOp);
            none
        }
        (Laag::Palet(_), Action::Kies) => Some(palet::kies(m).into()),
        (Laag::Palet(_), Action::Terzijde) => Some(palet::terzijde(m).into()),
        (Laag::Over(_), _) => over::handle(m, action).map(Gevolg::from),
        _ => None,
    }
}

/// A key on a choice of a form: a digit or letters take one, and what fits none is said; what is proposed goes along.
fn on_choice(m: &mut Model, key: KeyPress) {
    let Some(c) = key.typed() else { return };
    met_voorstel(m, |laag| match laag {
        Laag::Formulier(f) if f.is_vinkjes() => f.typ_vinkje(c),
        Laag::Formulier(f) => f.is_keuze() && f.typ_keuze(c),
        _ => false,
    });
}

/// Left and right: another choice, or the cursor in a text.
fn sideways(m: &mut Model, left: bool) {
    let masked = matches!(m.lagen.last(), Some(Laag::Formulier(f)) if f.is_gemaskeerd(m));
    met_voorstel(m, |laag| {
        let Laag::Formulier(f) = laag else { return false };
        match f.veld_mut().map(|v| &mut v.invoer) {
            // what cannot be seen cannot be stepped through
            Some(Invoer::Keuze { .. }) if masked => false,
            Some(Invoer::Keuze { .. }) => f.schuif(left),
            Some(Invoer::Vinkjes { .. }) => {
                f.schuif_vinkje(left);
                false
            }
            Some(Invoer::Tekst(draft)) => {
                let code = if left { KeyCode::Left } else { KeyCode::Right };
                KeyPress::new(code, false, false, false).map(|key| draft.press(key));
                false
            }
            None => false,
        }
    });
}

/// Confirms a form: asks the server, or goes to the field that cannot be read.
fn confirm(m: &mut Model) -> Vec<Effect> {
    let Some(Laag::Formulier(f)) = m.lagen.last() else { return Vec::new() };
    match f.opdrachten(m) {
        Ok(opdrachten) => {
            let Some(Laag::Formulier(f)) = m.lagen.pop() else { return Vec::new() };
            m.bewaard.retain(|old| old.doel != f.doel);
            if opdrachten.is_empty() {
                m.zeg(BerichtSoort::Let, "er is niets veranderd");
                return Vec::new();
            }
            m.verstuur(f, opdrachten)
        }
        Err(misvuld) => {
            if let Some(Laag::Formulier(f)) = m.lagen.last_mut() {
                f.wijs_aan(misvuld);
            }
            Vec::new()
        }
    }
}
