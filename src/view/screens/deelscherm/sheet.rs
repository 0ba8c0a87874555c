//! The lower part of the shared screen: the sheet of the item, page by page, with what is still missing beside it or under
//! it where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::blad::{self, Bladdeel, paginas};
use super::missing::{self, Most};
use crate::input::catalogue::Action;
use crate::projection::wand::Wand;
use crate::theme::Meaning;
use crate::view::layout::{self, Breadth, Class, Height};
use crate::view::scene::Scene;
use crate::view::widgets::keys;
use crate::view::widgets::row::{print, spread};

/// The rows that lines under a sheet take at least, with what stands above them; with fewer they are left out.
const LINES_MIN: usize = 3;

/// Draws it in `area`, and gives how many pages there are.
pub(crate) fn draw(s: Scene<'_>, buf: &mut Buffer, area: Rect, w: &Wand, class: Class) -> usize {
    if !w.fase.loopt() || area.height == 0 {
        return 1;
    }
    let mut rest = area;
    let beside = class.breadth >= Breadth::Two && !blad::neemt_alles(w);
    if beside {
        let side = layout::right(&mut rest, area.width * 3 / 8, 4);
        let most = Most { open: if class.height == Height::Tall { 4 } else { 2 }, vragen: usize::MAX };
        print(buf, side, missing::rows(s, w, most, usize::from(side.width), usize::from(side.height)));
    }
    let (width, airy) = (usize::from(rest.width), class.height == Height::Tall);
    let delen = blad::delen(s, w, width);
    let height = one_page(s, &delen, airy);
    let room = usize::from(rest.height);
    if !beside && class.height > Height::Low && height < room {
        // under the sheet only where the sheet needs no page for it
        let vragen = usize::from(!blad::neemt_alles(w));
        let below = missing::rows(s, w, Most { open: 2, vragen }, width, room - height - 1);
        if !below.is_empty() && height + 1 + below.len() <= room {
            print(buf, layout::bottom(&mut rest, below.len()), below);
            layout::bottom(&mut rest, 1);
        }
    }
    pages(s, buf, rest, delen, w, airy)
}

/// How many rows the sheet takes when it is not divided.
fn one_page<'a>(s: Scene<'a>, delen: &[Bladdeel<'a>], airy: bool) -> usize {
    paginas(s, delen.to_vec(), usize::MAX, airy).first().map_or(0, Vec::len)
}

/// The page that is looked at; where there are more, which it is and how the others are seen.
fn pages<'a>(s: Scene<'a>, buf: &mut Buffer, area: Rect, delen: Vec<Bladdeel<'a>>, w: &Wand, airy: bool) -> usize {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let whole = paginas(s, delen.clone(), height, airy);
    if whole.len() < 2 {
        let page = whole.into_iter().next().unwrap_or_default();
        let left = height.saturating_sub(page.len() + 1);
        let taken = page.len();
        print(buf, area, page);
        under(s, buf, layout::below(area, taken + 1), w, left);
        return 1;
    }
    let pages = paginas(s, delen, height.saturating_sub(1), airy);
    let at = s.m.deelscherm.bladzijde(pages.len());
    let of = pages.len();
    let mut rest = area;
    let foot = layout::bottom(&mut rest, 1);
    print(buf, rest, pages.into_iter().nth(at).unwrap_or_default());
    let how = s.row().add(Meaning::Key, keys::way(s, Action::BladerNeer)).add(Meaning::Hint, " volgende  ");
    let how = how.add(Meaning::Key, keys::way(s, Action::BladerOp)).add(Meaning::Hint, " vorige");
    let which = s.say(Meaning::Current, format!("bladzijde {} van {of}", at + 1));
    let both = which.width() + how.width() + 2 <= width;
    print(buf, foot, [if both { spread(which, how, width) } else { which.fit(width) }]);
    of
}

/// The latest lines of the meeting, where the sheet does not show them and there is room for a few.
fn under(s: Scene<'_>, buf: &mut Buffer, area: Rect, w: &Wand, left: usize) {
    if blad::toont_regels(w) || left <= LINES_MIN || w.regels.is_empty() {
        return;
    }
    print(buf, area, blad::lines(s, w, usize::from(area.width), left));
}
