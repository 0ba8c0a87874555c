//! The box of what lies over a screen: the only frames that are drawn, because there text lies over text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

use crate::theme::Meaning;
use crate::view::layout::inset;
use crate::view::scene::Scene;
use crate::view::widgets::row::print;

/// Draws an empty box with a title in `area`; gives what is inside it.
pub(crate) fn panel(s: Scene<'_>, buf: &mut Buffer, area: Rect, title: &str) -> Rect {
    let area = area.intersection(buf.area);
    Clear.render(area, buf);
    buf.set_style(area, s.style(Meaning::Screen));
    let block = Block::bordered().border_style(s.style(Meaning::Rule));
    let inner = block.inner(area);
    block.render(area, buf);
    let head = Rect { height: area.height.min(1), ..inset(area, 2) };
    let width = usize::from(head.width);
    print(buf, head, [s.say(Meaning::Accent, format!(" {title} ")).fit(width)]);
    inset(inner, 1)
}

/// A box of this size against the bottom of `area`, at its left. It takes the whole width where little would be left
/// beside it: ends of sentences are in the way.
pub(crate) fn at_bottom(area: Rect, width: u16, height: u16) -> Rect {
    /// What beside a box is little.
    const LITTLE: u16 = 50;
    let width = if area.width < width + LITTLE { area.width } else { width };
    let height = height.min(area.height);
    Rect { x: area.x, y: area.y + area.height - height, width, height }
}
