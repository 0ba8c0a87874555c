//! A terminal that is left in a meeting, at the real program: what is recorded meanwhile is in no byte of its output.

use std::collections::BTreeSet;

use tempfile::TempDir;

use super::terminal::{Terminal, size};

#[test]
fn a_locked_terminal_puts_out_no_word_and_its_pin_brings_the_meeting_back() {
    let home = TempDir::new().unwrap();
    let sit = |name, als, window| Terminal::start(name, home.path(), &["oefening", "--als", als], window);
    let mut chair = sit("chair", "voorzitter", size(120, 36));
    chair.until(&["▌Gepland▐"]);
    let mut notulist = sit("notulist", "notulist", size(80, 24));
    notulist.until(&["▌Gepland▐"]);
    chair.press("/start<enter>").until(&["▌Opening"]);
    notulist.until(&["▌Opening"]);
    notulist.press("/pin<enter>").until(&["Een PIN kiezen"]).press("482915<enter>482915<enter>").until(&["uw PIN staat"]);
    notulist.press("half getypt<ctrl+g>vergrendel<enter>").until(&["VERGRENDELD", "PIN:"]);
    notulist.forbid(&["kwikstaart", "482915"]);
    chair.press("f de kwikstaart<enter>").until(&["kwikstaart"]);
    notulist.press("730264<enter>").until(&["Dat is niet uw PIN"]);
    let screen = notulist.with_screen(vt100::Screen::contents);
    assert!(!["Trapportaal", "26-", "De Wit", "half"].iter().any(|word| screen.contains(word)), "{screen}");
    assert_eq!(notulist.betrayed(), BTreeSet::new());
    notulist.press("482915<enter>").until(&["kwikstaart", "half getypt", "▌Opening"]);
    // what its line says comes first
    notulist.press("<right>").until(&["1 mislukte poging"]);
}
