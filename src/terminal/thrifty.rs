//! Few bytes per key, for who sits behind a slow line. ratatui's own backend says the position, both colours, three
//! resets and 'show the cursor' again for every frame; this one remembers what the terminal already knows. Everything
//! else is ratatui's.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Attribute, Attributes, Print, SetAttribute, SetAttributes, SetBackgroundColor, SetForegroundColor};
use crossterm::terminal::{Clear, ClearType::UntilNewLine};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, IntoCrossterm, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Each modifier that a theme can use, and what the terminal calls it.
const MODIFIERS: [(Modifier, Attribute); 6] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

/// How the next character will look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// A backend that says nothing twice. What it is not sure of it forgets, and says again.
pub struct Thrifty<W: Write> {
    inner: CrosstermBackend<W>,
    at: Option<Position>,
    pen: Option<Pen>,
    shown: Option<bool>,
    columns: u16,
    /// How large the window is, where that was asked since somebody said that it changed.
    size: std::cell::Cell<Option<Size>>,
    /// What stands in each row, to draw again what a character may have run over.
    rows: BTreeMap<u16, BTreeMap<u16, Cell>>,
}

/// The size of a window, as a terminal says it: one that says 0 does not know, and has the size that all have; and of one
/// that is larger than any screen only so much is drawn.
pub(super) fn usable(said: Size) -> Size {
    const MOST: Size = Size { width: 1000, height: 500 };
    if said.width == 0 || said.height == 0 {
        return Size { width: 80, height: 24 };
    }
    Size { width: said.width.min(MOST.width), height: said.height.min(MOST.height) }
}

/// Whether terminals do not agree on how wide this is: a wide character, or one that is made of several.
fn is_unsure(symbol: &str) -> bool {
    !symbol.is_ascii() && (symbol.chars().nth(1).is_some() || symbol.width() > 1)
}

impl<W: Write> Thrifty<W> {
    /// A backend on a terminal of `columns` wide of which nothing else is known. Writes should be gathered: it flushes
    /// once per frame.
    pub fn new(writer: W, columns: u16) -> Self {
        let inner = CrosstermBackend::new(writer);
        Self { inner, at: None, pen: None, shown: None, columns, size: None.into(), rows: BTreeMap::new() }
    }

    /// The window may have another size now. To ask for it opens the terminal anew, which is not done for every key.
    pub(super) fn resized(&mut self) {
        self.size.take();
    }

    fn move_to(&mut self, to: Position) -> io::Result<()> {
        if self.at != Some(to) {
            queue!(self.inner, MoveTo(to.x, to.y))?;
            self.at = Some(to);
        }
        Ok(())
    }

    fn take_pen(&mut self, wanted: Pen) -> io::Result<()> {
        let now = match self.pen {
            Some(pen) if pen.modifier == wanted.modifier => pen,
            _ => {
                // taking one attribute away is not the same on every terminal; all away is
                queue!(self.inner, SetAttribute(Attribute::Reset))?;
                let on = MODIFIERS.into_iter().filter(|(m, _)| wanted.modifier.contains(*m)).map(|(_, a)| a);
                let on = on.fold(Attributes::default(), Attributes::with);
                if !on.is_empty() {
                    queue!(self.inner, SetAttributes(on))?;
                }
                Pen { modifier: wanted.modifier, ..PLAIN }
            }
        };
        if now.fg != wanted.fg {
            queue!(self.inner, SetForegroundColor(wanted.fg.into_crossterm()))?;
        }
        if now.bg != wanted.bg {
            queue!(self.inner, SetBackgroundColor(wanted.bg.into_crossterm()))?;
        }
        self.pen = Some(wanted);
        Ok(())
    }

    /// Keeps what a cell shows now. Whether what stands behind it has to be drawn again: there is, or was, a character of
    /// which this terminal may have another idea of how wide it is.
    fn keep(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let before = self.rows.entry(y).or_default().insert(x, cell.clone());
        is_unsure(cell.symbol()) || before.is_some_and(|b| is_unsure(b.symbol()))
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) -> io::Result<()> {
        self.move_to(Position { x, y })?;
        self.take_pen(Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier })?;
        queue!(self.inner, Print(cell.symbol()))?;
        // where the cursor is now is known where terminals agree on the width, and not after the last column
        let sure = cell.symbol().is_ascii() && x + 1 < self.columns;
        self.at = sure.then_some(Position { x: x + 1, y });
        Ok(())
    }

    /// Draws a row again from a column on, on a clean ground.
    fn again(&mut self, y: u16, from: u16) -> io::Result<()> {
        let row = self.rows.get(&y).cloned().unwrap_or_default();
        self.move_to(Position { x: from, y })?;
        self.take_pen(PLAIN)?;
        queue!(self.inner, Clear(UntilNewLine))?;
        let mut next = from;
        for (x, cell) in row.range(from..) {
            // what lies under the second half of a wide character is not shown
            if *x >= next {
                self.put(*x, y, cell)?;
                next = x.saturating_add(u16::try_from(cell.symbol().width()).unwrap_or(1).max(1));
            }
        }
        Ok(())
    }

    /// Nothing is known of the terminal any more.
    fn forget(&mut self) {
        self.at = None;
        self.pen = None;
        self.shown = None;
        self.resized();
        self.rows.clear();
    }
}

impl<W: Write> Backend for Thrifty<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut unsure: BTreeMap<u16, u16> = BTreeMap::new();
        for (x, y, cell) in content {
            if self.keep(x, y, cell) {
                unsure.entry(y).or_insert(x);
            }
            if !unsure.contains_key(&y) {
                self.put(x, y, cell)?;
            }
        }
        unsure.into_iter().try_for_each(|(y, from)| self.again(y, from))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(false) != Some(false) {
            queue!(self.inner, Hide)?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(true) != Some(true) {
            queue!(self.inner, Show)?;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // never asked of the terminal: its answer would come among the keys, which somebody else reads
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.move_to(position.into())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        // what is cleared takes the colour of the pen; a terminal of another size is cleared first
        self.forget();
        if let Ok(size) = self.size() {
            self.columns = size.width;
        }
        self.take_pen(PLAIN)?;
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        if let Some(size) = self.size.get() {
            return Ok(size);
        }
        let size = usable(self.inner.size()?);
        self.size.set(Some(size));
        Ok(size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Style, Stylize};
    use ratatui::text::{Line, Span};
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;

    /// What a terminal shows after these frames, drawn by this backend, and how many bytes it took.
    fn shown(frames: &[Line<'static>]) -> (vt100::Parser, usize) {
        let mut bytes = Vec::new();
        let area = ratatui::layout::Rect::new(0, 0, 20, 2);
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        {
            let mut terminal = Terminal::with_options(Thrifty::new(&mut bytes, 20), options).unwrap();
            for line in frames {
                terminal
                    .draw(|f| {
                        f.render_widget(line.clone(), f.area());
                        f.set_cursor_position((1, 1));
                    })
                    .unwrap();
            }
        }
        let size = |n| std::num::NonZero::new(n).unwrap();
        let mut screen = vt100::Parser::new(size(2), size(20), 0);
        screen.process(&bytes);
        (screen, bytes.len())
    }

    #[test]
    fn a_window_that_says_nothing_or_too_much_is_drawn_all_the_same() {
        let size = |width, height| Size { width, height };
        for (said, drawn) in [
            (size(0, 24), size(80, 24)),
            (size(1, 1), size(1, 1)),
            (size(300, 90), size(300, 90)),
            (size(u16::MAX, u16::MAX), size(1000, 500)),
        ] {
            assert_eq!(usable(said), drawn);
        }
    }

    #[test]
    fn colours_attributes_wide_characters_and_the_last_column_come_out_right() {
        let first = Line::from(vec!["ab".bold(), "漢c".red(), " d".reversed()]);
        let second = Line::from(vec!["aX".bold(), "漢e".red(), Span::styled(" d2345678901234", Style::new().underlined())]);
        let (screen, _) = shown(&[first, second]);
        let s = screen.screen();
        assert_eq!(s.contents().lines().next().unwrap(), "aX漢e d2345678901234");
        assert!(s.cell(0, 0).unwrap().bold() && !s.cell(0, 4).unwrap().bold());
        assert_eq!(s.cell(0, 4).unwrap().fgcolor(), vt100::Color::Idx(1));
        assert!(s.cell(0, 6).unwrap().underline() && !s.cell(0, 6).unwrap().inverse());
        assert_eq!(s.cursor_position(), (1, 1));
    }

    /// Review B26: a terminal that draws a character of several parts wider or narrower than it is counted.
    #[test]
    fn what_stands_behind_a_character_of_unsure_width_is_drawn_again() {
        let emoji = ["\u{1F469}\u{200D}\u{2695}\u{FE0F}", "\u{2764}\u{FE0F}", "\u{1F1F3}\u{1F1F1}"];
        for symbol in emoji {
            // the letters behind it are the same in every frame, so nobody but the backend draws them again
            let frames = ["12abcdef".to_owned(), format!("{symbol}abcdef"), "34abcdef".to_owned()];
            for n in 2..=frames.len() {
                let lines: Vec<Line> = frames.iter().take(n).cloned().map(Line::from).collect();
                let (screen, _) = shown(&lines);
                let row = screen.screen().contents();
                let last = row.lines().next().unwrap();
                assert!(last.ends_with("abcdef"), "{symbol:?} {n}: {last:?}");
                assert_eq!(last == "34abcdef", n == 3, "{symbol:?}: {last:?}");
            }
        }
    }

    /// Review B1: the terminal's answer would come among the keys.
    #[test]
    fn a_whole_screen_is_drawn_again_without_asking_the_terminal_anything() {
        let mut bytes = Vec::new();
        let options = TerminalOptions { viewport: Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 20, 2)) };
        {
            let mut terminal = Terminal::with_options(Thrifty::new(&mut bytes, 20), options).unwrap();
            for _ in 0..2 {
                terminal.draw(|f| f.render_widget(Line::from("gelijk"), f.area())).unwrap();
                terminal.clear().unwrap();
            }
        }
        let sent = String::from_utf8(bytes).unwrap();
        assert_eq!((sent.matches("gelijk").count(), sent.contains("\u{1b}[6n")), (2, false), "{sent:?}");
    }

    #[test]
    fn a_frame_that_is_the_same_says_nothing() {
        let line = Line::from("gelijk");
        let (_, one) = shown(std::slice::from_ref(&line));
        let (_, ten) = shown(&vec![line; 10]);
        assert_eq!(one, ten);
    }
}
