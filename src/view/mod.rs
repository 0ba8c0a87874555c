//! Drawing: what a model looks like, as a pure function of it. Nothing here changes a model, reads a key or a clock, or
//! knows a colour: a view asks the theme for what a style means.
//!
//! [`draw`] is the one way in: first the screen, then what lies over it. Everything is made of lines of pieces
//! (`widgets::row`), and every width is counted in cells ([`text`]).

mod drawn;
mod kept;
mod layout;
mod overlays;
mod scene;
mod screens;
pub mod text;
mod widgets;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::model::{BerichtSoort, Verbinding};
use crate::app::screens::Blik;
use crate::app::{Model, Weg, Wegstand};
use crate::theme::{Meaning, Theme};
pub use kept::Kept;
use layout::Class;
use scene::Scene;
use screens::header;
use widgets::row::print;

/// What a frame is besides its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Where somebody types; the terminal's own cursor stands there.
    pub cursor: Option<Position>,
    /// How many pages the sheet of a shared screen has, so that its keys know which is the last; none where no sheet is shown.
    pub bladen: Option<usize>,
    /// How many rows, from the top, were left as they were.
    pub stood: u16,
}

/// Draws the model in the whole frame, and puts the terminal's own cursor where somebody types. Gives how many pages the
/// sheet of a shared screen has.
pub fn draw(frame: &mut Frame<'_>, model: &Model, theme: &Theme) -> Option<usize> {
    let drawn = draw_over(frame.buffer_mut(), model, theme, &Kept::default());
    if let Some(cursor) = drawn.cursor {
        frame.set_cursor_position(cursor);
    }
    drawn.bladen
}

/// Draws the model over the frame before it, of which is known what was kept: what a letter does not change is not drawn anew
/// for it. The cells are those that [`draw`] draws.
pub fn draw_over(buf: &mut Buffer, model: &Model, theme: &Theme, kept: &Kept) -> Drawn {
    let s = Scene { m: model, theme, kept };
    let window = buf.area;
    kept.begin((model, theme), buf);
    let area = layout::used(window);
    let (cursor, bladen) = if let Some(weg) = &s.m.weg {
        kept.all_anew(theme, buf);
        let cursor = away(s, buf, area, weg);
        kept.forget();
        (cursor, None)
    } else if let Some(class) = layout::class(area) {
        whole(s, buf, area, class)
    } else {
        kept.all_anew(theme, buf);
        too_small(s, buf, area);
        (None, None)
    };
    Drawn { cursor: cursor.filter(|at| window.contains(*at)), bladen, stood: kept.stood() }
}

/// The screen and what lies over it.
fn whole(s: Scene<'_>, buf: &mut Buffer, area: Rect, class: Class) -> (Option<Position>, Option<usize>) {
    let over = matches!(s.m.verbinding, Verbinding::Voorbij(_)) || !s.m.lagen.is_empty();
    if over || s.m.blik != Blik::Overleg {
        s.kept.all_anew(s.theme, buf);
    }
    let drawn = match &s.m.blik {
        Blik::Overzicht => screens::overzicht::draw(s, buf, area, class),
        Blik::Vandaag => screens::vandaag::draw(s, buf, area, class),
        Blik::Overleg => screens::overleg::draw(s, buf, area, class),
        Blik::Register(staat) => screens::register::draw(s, buf, area, class, *staat),
        Blik::Deelscherm => screens::deelscherm::draw(s, buf, area, class),
    };
    if over {
        s.kept.forget();
    }
    if let Verbinding::Voorbij(why) = &s.m.verbinding {
        overlays::over(s, buf, drawn.room, why);
        return (None, None);
    }
    let cursor = match s.m.lagen.last() {
        Some(laag) => {
            print(buf, drawn.footer, [overlays::footer(s, laag, usize::from(drawn.footer.width))]);
            overlays::draw(s, buf, drawn.room, laag)
        }
        None => drawn.cursor,
    };
    (cursor, drawn.bladen)
}

/// Nobody is at this terminal: nothing of any dossier stands on it. Gives where a PIN is typed.
fn away(s: Scene<'_>, buf: &mut Buffer, area: Rect, weg: &Weg) -> Option<Position> {
    let width = usize::from(area.width);
    let said = match (&s.m.verbinding, weg.stand) {
        (Verbinding::Voorbij(why), _) => why.as_str(),
        (_, Wegstand::Sluit) => "Wat hier werd ingevoerd, staat nog niet op schijf; daarna sluit deze terminal.",
        (Verbinding::Kwijt(_) | Verbinding::Zoekt, Wegstand::Wacht | Wegstand::Gevraagd) => {
            "Er is nu geen verbinding met de dienst; zodra die er weer is, kan uw PIN."
        }
        (_, Wegstand::Wacht) => "Wat hier werd ingevoerd, heeft nog geen antwoord; daarna kan uw PIN.",
        (_, Wegstand::Gevraagd) => "Even geduld: de dienst vergrendelt deze terminal.",
        (_, Wegstand::Nagekeken) => "De PIN wordt nagekeken ...",
        (_, Wegstand::Dicht) => "",
    };
    let exercise = if s.m.oefening { header::oefening(s).trim() } else { "" };
    let mut rows = vec![s.say(Meaning::Muted, s.m.nu.klok()), s.row()];
    rows.extend(s.flow().part(Meaning::Heading, "VERGRENDELD").part(Meaning::Exercise, exercise).rows(width));
    if !said.is_empty() {
        rows.extend(s.flow().add(Meaning::Text, said).rows(width));
    }
    let asks = weg.stand == Wegstand::Dicht && !matches!(s.m.verbinding, Verbinding::Voorbij(_));
    let typed = asks.then(|| {
        rows.push(s.row());
        rows.push(s.say(Meaning::Text, PIN).add(Meaning::Text, "•".repeat(weg.pin.aantal())).fit(width));
        let cell = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let x = area.x.saturating_add(cell(PIN.len() + weg.pin.aantal())).min(area.right().saturating_sub(1));
        Position { x, y: area.y.saturating_add(cell(rows.len() - 1)) }
    });
    rows.push(s.row());
    let kwijt = if weg.kwijt.is_empty() { String::new() } else { format!("Niet bewaard: {}.", weg.kwijt.join(", ")) };
    let hint = if asks { "Enter opent, Ctrl+C sluit deze terminal." } else { "" };
    let gezegd = weg.gezegd.as_deref().unwrap_or_default();
    for (what, text) in [(Meaning::Refusal, gezegd), (Meaning::Warning, &kwijt), (Meaning::Hint, hint)] {
        if !text.is_empty() {
            rows.extend(s.flow().add(what, text).rows(width));
        }
    }
    print(buf, area, rows);
    typed.filter(|at| area.contains(*at))
}

/// What asks for the PIN.
const PIN: &str = "PIN: ";

/// The window is too small for anything but a sentence.
fn too_small(s: Scene<'_>, buf: &mut Buffer, area: Rect) {
    let refused = s.m.bericht.as_ref().is_some_and(|b| b.soort == BerichtSoort::Weigering);
    let exercise = if s.m.oefening { header::oefening(s).trim() } else { "" };
    let text = s
        .flow()
        .part(Meaning::Exercise, exercise)
        .part(Meaning::Text, "Maak het venster groter; wat u typte blijft staan.")
        .part(Meaning::Refusal, if refused { "Er is niets gedaan." } else { "" });
    print(buf, area, text.rows(usize::from(area.width)));
}
