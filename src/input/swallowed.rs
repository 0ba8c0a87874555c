//! The keys that never reach the program in some place where people sit. Such a key may be a short cut; it is never the
//! only way to anything. This module does not know the actions: the catalogue's test does the counting.

use super::key::{KeyCode, KeyPress};

/// Who takes a key away.
struct Swallowed {
    code: KeyCode,
    ctrl: bool,
    shift: bool,
    by: &'static str,
}

/// Ctrl with a key, taken by `by`.
const fn ctrl(code: KeyCode, by: &'static str) -> Swallowed {
    Swallowed { code, ctrl: true, shift: false, by }
}

/// Shift with a key, taken by `by`.
const fn shift(code: KeyCode, by: &'static str) -> Swallowed {
    Swallowed { code, ctrl: false, shift: true, by }
}

/// Everything with Alt and every F-key go too, see [`swallowed_by`].
const SWALLOWED: [Swallowed; 15] = [
    ctrl(KeyCode::Char('w'), "a browser closes its tab"),
    ctrl(KeyCode::Char('n'), "a browser opens a window"),
    ctrl(KeyCode::Char('t'), "a browser opens a tab"),
    ctrl(KeyCode::Char('b'), "tmux' prefix"),
    ctrl(KeyCode::Char('a'), "screen's prefix"),
    ctrl(KeyCode::Char('s'), "flow control stops the output"),
    ctrl(KeyCode::Char('q'), "flow control; some browsers quit"),
    ctrl(KeyCode::Char('v'), "Windows Terminal pastes"),
    ctrl(KeyCode::Tab, "browsers and Windows Terminal change tabs; other terminals send a plain Tab"),
    ctrl(KeyCode::BackTab, "browsers and Windows Terminal change tabs"),
    ctrl(KeyCode::PageUp, "PuTTY scrolls a line; browsers change tabs"),
    ctrl(KeyCode::PageDown, "PuTTY scrolls a line; browsers change tabs"),
    shift(KeyCode::PageUp, "PuTTY and many others scroll a page"),
    shift(KeyCode::PageDown, "PuTTY and many others scroll a page"),
    shift(KeyCode::Insert, "PuTTY and many others paste"),
];

/// Who takes this key away somewhere, for a test's message; None when it arrives everywhere.
pub fn swallowed_by(press: KeyPress) -> Option<&'static str> {
    if press.alt() {
        return Some("macOS types a sign, Windows Terminal and web clients use it themselves");
    }
    match press.code() {
        KeyCode::F(1 | 3 | 5 | 6 | 10..=12) => Some("a browser or desktop uses it; a phone has no F-keys"),
        KeyCode::F(_) => Some("a phone has no F-keys"),
        code => {
            let same = |s: &&Swallowed| (s.code, s.ctrl, s.shift) == (code, press.ctrl(), press.shift());
            SWALLOWED.iter().find(same).map(|swallowed| swallowed.by)
        }
    }
}

/// Whether the key does not arrive everywhere.
pub fn is_swallowed(press: KeyPress) -> bool {
    swallowed_by(press).is_some()
}
