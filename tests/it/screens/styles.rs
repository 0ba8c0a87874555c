//! What a style means on a screen, independent of any theme: each meaning is one letter.

use crisistafel::theme::{Meaning, Theme};
use insta::assert_snapshot;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

use super::desk::{Desk, lines, more_rows, theme};

const LETTERS: &[u8; 31] = b"-tmHACdDWMhkrScfvzgoBaMRljEPsXF";

/// A theme in which each meaning has a colour of its own: backgrounds for what is laid under or over text.
fn meanings() -> Theme {
    Theme::new("betekenis", |meaning| {
        let colour = Color::Indexed(u8::try_from(meaning as usize).unwrap() + 1);
        match meaning {
            Meaning::Screen => Style::new(),
            Meaning::CursorLine | Meaning::Selected => Style::new().bg(colour),
            _ => Style::new().fg(colour),
        }
    })
}

fn meaning_of(colour: Color) -> Option<Meaning> {
    match colour {
        Color::Indexed(n) => Meaning::ALL.get(usize::from(n) - 1).copied(),
        _ => None,
    }
}

fn letter(cell: &Cell) -> char {
    let of = |m: Meaning| char::from(*LETTERS.get(m as usize).unwrap());
    match (meaning_of(cell.bg), cell.symbol()) {
        (Some(Meaning::Selected), _) => of(Meaning::Selected),
        (Some(ground), " ") => of(ground),
        (None, " ") => ' ',
        (_, _) => meaning_of(cell.fg).map_or('?', of),
    }
}

/// The meaning of every cell, a line of letters under each line of text.
fn shown(desk: &mut Desk, columns: u16, rows: u16) -> String {
    let (buffer, _) = desk.draw(columns, rows, &meanings());
    let text = lines(&buffer);
    let letters = |y: usize| -> String {
        (0..columns).map(|x| letter(&buffer[(x, u16::try_from(y).unwrap())])).collect::<String>().trim_end().to_owned()
    };
    let pairs = text.iter().enumerate().filter(|(_, line)| !line.is_empty());
    pairs.map(|(y, line)| format!("{line}\n{}", letters(y))).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_meeting_with_a_line_in_progress() {
    let mut desk = Desk::notulist(20);
    desk.press("! v Hij weet waar zij is #toegang @jansn");
    assert_snapshot!("styles_meeting_80x24", shown(&mut desk, 80, 24));
}

#[test]
fn the_judgements_of_the_organisations() {
    assert_snapshot!("styles_judgements_80x24", shown(&mut Desk::notulist(30), 80, 24));
}

#[test]
fn the_overview() {
    let mut desk = Desk::notulist(20);
    desk.press("/overzicht<enter>");
    desk.model.dossiers = more_rows();
    desk.press("<down>");
    assert_snapshot!("styles_overview_80x24", shown(&mut desk, 80, 24));
}

/// The rows on which every cell between the margins is reversed.
fn reversed(buffer: &Buffer) -> Vec<u16> {
    let on = |x: u16, y: u16| buffer[(x, y)].modifier.contains(Modifier::REVERSED);
    (0..buffer.area.height).filter(|y| (10..buffer.area.width - 10).all(|x| on(x, *y))).collect()
}

#[test]
fn without_colours_the_chosen_row_still_stands_out() {
    let screens =
        [("/", 1), ("/acties<enter>", 3), ("/overzicht<enter>", 1), ("/punten<enter>", 1), ("/zoek<enter>school", 2)];
    for (keys, lines_of_one) in screens {
        let mut desk = Desk::notulist(20);
        desk.press(keys);
        let (buffer, _) = desk.draw(80, 24, &theme("mono"));
        let chosen = reversed(&buffer);
        assert_eq!(chosen.len(), lines_of_one, "{keys}: {chosen:?}");
        assert!(lines(&buffer)[usize::from(chosen[0])].contains('▸'), "{keys}: and has its sign");
    }
}

#[test]
fn a_known_token_and_an_unknown_one_differ_in_more_than_colour() {
    let mut desk = Desk::notulist(20);
    desk.press("f Hij zag het @politie @jansn");
    for name in ["donker", "licht", "beamer", "16-kleuren", "mono"] {
        let (buffer, _) = desk.draw(120, 36, &theme(name));
        let all = lines(&buffer);
        let y = all.iter().position(|l| l.contains("@jansn") && l.contains("▏")).unwrap();
        let style_at = |word: &str| {
            let before = all[y].split(word).next().unwrap();
            let x = u16::try_from(crisistafel::view::text::width(before)).unwrap();
            buffer[(x, u16::try_from(y).unwrap())].modifier
        };
        assert_ne!(style_at("@politie"), style_at("@jansn"), "{name}");
    }
}
