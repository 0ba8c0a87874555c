//! What holds at every size: nothing breaks, an exercise is an exercise, the cursor stands on the screen, columns stay
//! in line whatever is written in them.

use crisistafel::app::{Msg, update};
use crisistafel::domain::rol::Rol;
use ratatui::buffer::Buffer;

use super::desk::{BELAGING, Desk, Tafel, lines, minute, more_rows, theme};

const COLUMNS: [u16; 16] = [1, 2, 7, 20, 26, 31, 40, 63, 64, 80, 109, 110, 121, 170, 200, 220];
const ROWS: [u16; 13] = [1, 2, 3, 6, 7, 10, 15, 16, 24, 29, 30, 36, 60];

fn scenes() -> Vec<(&'static str, Desk)> {
    let mut all = Vec::new();
    for keys in [
        "v Hij heeft haar werkrooster gezien #toegang @jansn, en dat is langer dan een regel van tachtig tekens lang is",
        "<ctrl+g>",
        "/zoek<enter>school",
        "/help<enter>",
        "/aanwezig<enter>1",
        "/punten<enter>",
        "/besluiten<enter>",
        "/regels<enter>",
    ] {
        let mut desk = Desk::notulist(20);
        desk.press(keys);
        all.push((keys, desk));
    }
    for minutes in [1, 30, 41] {
        all.push(("a later block", Desk::notulist(minutes)));
    }
    all.push(("wall", Desk::at_meeting(20, "scherm", "", &[Rol::Scherm])));
    let mut overview = Desk::notulist(20);
    overview.press("/overzicht<enter>");
    overview.model.dossiers = more_rows();
    all.push(("overview", overview));
    let mut lost = Desk::notulist(20);
    lost.lose_connection();
    all.push(("lost", lost));
    all.push(("called", Desk::open(Tafel::play(BELAGING, minute(-5)), minute(-5), ("duin", "Duin"), &[Rol::Voorzitter])));
    all
}

#[test]
fn no_size_breaks_any_screen_and_each_says_that_it_is_an_exercise() {
    let mono = theme("mono");
    for (name, mut desk) in scenes() {
        for columns in COLUMNS {
            for rows in ROWS {
                let (buffer, cursor) = desk.draw(columns, rows, &mono);
                assert!(cursor.is_none_or(|p| p.x < columns && p.y < rows), "{name} at {columns}x{rows}: {cursor:?}");
                if columns >= 26 && rows >= 7 {
                    let shown = lines(&buffer).join("\n");
                    assert!(shown.contains("OEFENING"), "{name} at {columns}x{rows}\n{shown}");
                }
            }
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_so_in_one_sentence() {
    let mut desk = Desk::notulist(20);
    let screen = desk.screen(20, 6);
    let said: Vec<&str> = screen.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(said.join(" "), "OEFENING · Maak het venster groter; wat u typte blijft staan. geen cursor");
}

/// A terminal that said that it has no columns recorded unseen what was typed in it.
#[test]
fn nothing_is_recorded_that_a_window_is_too_small_to_show_and_the_line_stays() {
    for (columns, rows) in [(20, 6), (25, 36), (120, 6), (1, 1)] {
        let mut desk = Desk::notulist(20);
        let before = desk.tafel.frames.len();
        desk.press("v Hij kwam");
        desk.screen(columns, rows);
        update(&mut desk.model, Msg::Resize(columns, rows), desk.nu);
        desk.press(" weer<enter><f2><ctrl+g>");
        assert_eq!(desk.tafel.frames.len(), before, "{columns}x{rows}");
        assert_eq!((desk.model.overleg.draft.text(), desk.model.lagen.len()), ("v Hij kwam weer", 0));
        if columns == 20 {
            let screen = desk.screen(columns, rows);
            assert!(screen.contains("niets gedaan"), "{screen}");
        }
        update(&mut desk.model, Msg::Resize(80, 24), desk.nu);
        desk.press("<enter>");
        assert_eq!(desk.tafel.frames.len(), before + 1);
    }
}

#[test]
fn a_real_dossier_is_no_exercise() {
    let mut desk = Desk::notulist(20);
    desk.model.oefening = false;
    for (columns, rows) in [(40, 10), (80, 24), (120, 36)] {
        assert!(!desk.screen(columns, rows).contains("OEFENING"));
    }
}

/// The first column from `from` on in which something stands, on this row.
fn first_cell(buffer: &Buffer, y: u16, from: u16) -> Option<u16> {
    (from..buffer.area.width).find(|x| buffer[(*x, y)].symbol() != " ")
}

#[test]
fn wide_signs_accents_and_emoji_keep_the_columns_in_line() {
    let mut desk = Desk::notulist(20);
    for text in ["日本語のメモ 日本", "cafe\u{301} e\u{301}e\u{301}n", "👨‍👩‍👧 kwam mee 🚓", "gewoon", "ﷺ en ﷽"]
    {
        desk.press("f ").paste(text).press("<enter>");
    }
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let (buffer, _) = desk.draw(columns, rows, &theme("mono"));
        let all = lines(&buffer);
        let of = |word: &str| u16::try_from(all.iter().rposition(|l| l.contains(word)).unwrap()).unwrap();
        let rows_of_text: Vec<u16> = ["日本", "café", "kwam mee", "gewoon"].map(of).to_vec();
        // the kind stands in a column of its own, the text behind it
        let before = all[usize::from(rows_of_text[3])].split("feit").next().unwrap();
        let text = u16::try_from(crisistafel::view::text::width(before)).unwrap() + 13;
        let kinds: Vec<_> = rows_of_text.iter().map(|y| first_cell(&buffer, *y, text - 13)).collect();
        let begins: Vec<_> = rows_of_text.iter().map(|y| first_cell(&buffer, *y, text - 9)).collect();
        assert!(kinds.iter().all(|x| *x == kinds[3]), "{columns}x{rows}: {kinds:?}\n{}", all.join("\n"));
        assert!(begins.iter().all(|x| *x == Some(text)), "{columns}x{rows}: {begins:?}\n{}", all.join("\n"));
    }
}

#[test]
fn the_cursor_stands_behind_wide_signs() {
    let mut desk = Desk::notulist(20);
    let (_, empty) = desk.draw(120, 36, &theme("mono"));
    desk.paste("日本 e\u{301}👨‍👩‍👧");
    let (_, behind) = desk.draw(120, 36, &theme("mono"));
    assert_eq!(behind.unwrap().x - empty.unwrap().x, 4 + 1 + 1 + 2);
}

/// The names of who is at the table, of organisations and dossiers, and of clocks.
fn names(desk: &Desk) -> Vec<String> {
    let d = &desk.tafel.dossier;
    let people = d.overleggen.iter().flat_map(|o| &o.deelnemers);
    let mut all: Vec<String> =
        people.flat_map(|e| [e.organisatie.to_string(), e.naam.to_string()]).chain([d.werktitel.to_string()]).collect();
    all.extend(d.klokken.values().map(|k| k.naam.to_string()));
    all.extend(desk.model.dossiers.values().map(|r| r.werktitel.to_string()));
    all.retain(|name| name.chars().count() > 3);
    all
}

/// `woningcorpo…` is the name of nobody: where there is no room for a name it goes on under it, or another column goes.
#[test]
fn no_name_is_cut_at_any_size() {
    for (scene, mut desk) in scenes() {
        for (columns, rows) in [(40, 10), (80, 24), (100, 30), (120, 36), (200, 50)] {
            let screen = desk.screen(columns, rows);
            for line in screen.lines() {
                for (at, _) in line.match_indices('…') {
                    let before = line[..at].trim_end();
                    let cut = |name: &String| {
                        (4..name.chars().count()).any(|n| before.ends_with(&name.chars().take(n).collect::<String>()))
                    };
                    let name = names(&desk).into_iter().find(|n| cut(n));
                    assert!(name.is_none(), "{scene} at {columns}x{rows}: {name:?}\n{line}\n{screen}");
                }
            }
        }
    }
}

/// What is left until the planned end stood on two lines of the header where the bar did not fit.
#[test]
fn the_header_says_once_how_long_is_left() {
    for columns in 40..=200 {
        let screen = Desk::notulist(41).screen(columns, 36);
        let header: Vec<&str> = screen.lines().take(3).collect();
        assert!(header.join(" ").matches("nog 19 min").count() <= 1, "{columns}: {header:#?}");
    }
}
