//! One press of a key, in the one form that a terminal can tell apart. `Ctrl+I` and Tab reach a program as the same
//! byte, a capital already carries its shift: [`KeyPress::new`] folds such twins together, so that two presses are the
//! same key exactly when they are equal. What a key does is not here.

use std::fmt;
use std::str::FromStr;

use crate::settings::shown;

/// The highest F-key that a terminal can send.
const F_MAX: u8 = 24;

/// A key, without what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character as it would be typed: `a`, `A`, `/`, a space.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab together, which terminals send as a key of its own.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// The keys that have a name: the key, its name in a file, its name on the screen.
const NAMED: [(KeyCode, &str, &str); 15] = [
    (KeyCode::Char(' '), "space", "Spatie"),
    (KeyCode::Enter, "enter", "Enter"),
    (KeyCode::Esc, "esc", "Esc"),
    (KeyCode::Tab, "tab", "Tab"),
    (KeyCode::Backspace, "backspace", "Backspace"),
    (KeyCode::Delete, "delete", "Del"),
    (KeyCode::Insert, "insert", "Ins"),
    (KeyCode::Up, "up", "↑"),
    (KeyCode::Down, "down", "↓"),
    (KeyCode::Left, "left", "←"),
    (KeyCode::Right, "right", "→"),
    (KeyCode::Home, "home", "Home"),
    (KeyCode::End, "end", "End"),
    (KeyCode::PageUp, "pageup", "PgUp"),
    (KeyCode::PageDown, "pagedown", "PgDn"),
];

/// A key with what is held down with it. `Display` gives the form of a keymap file (`ctrl+g`, `shift+tab`, `f2`), which
/// [`FromStr`] reads back; [`KeyPress::label`] gives the form of the screen (`Ctrl+G`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPress {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl KeyPress {
    /// The press as a terminal can tell it apart. None when it is no key: a control character, or an F-key outside 1 to
    /// 24.
    pub fn new(code: KeyCode, ctrl: bool, alt: bool, shift: bool) -> Option<Self> {
        match code {
            KeyCode::Char(c) if c.is_control() => None,
            KeyCode::F(n) if n == 0 || n > F_MAX => None,
            KeyCode::Char(c) if ctrl => Some(Self::with_ctrl(c, alt)),
            KeyCode::Char(c) => {
                let c = if shift { single(c.to_uppercase()).unwrap_or(c) } else { c };
                Some(Self { code: KeyCode::Char(c), ctrl, alt, shift: false })
            }
            KeyCode::Tab if shift => Some(Self { code: KeyCode::BackTab, ctrl, alt, shift: false }),
            KeyCode::BackTab => Some(Self { code, ctrl, alt, shift: false }),
            _ => Some(Self { code, ctrl, alt, shift }),
        }
    }

    /// A character with Ctrl: capitals do not exist there, and four of them are the byte of another key.
    fn with_ctrl(c: char, alt: bool) -> Self {
        let c = single(c.to_lowercase()).unwrap_or(c);
        let (code, ctrl) = match c {
            'i' => (KeyCode::Tab, false),
            'm' => (KeyCode::Enter, false),
            '[' => (KeyCode::Esc, false),
            'h' => (KeyCode::Backspace, false),
            _ => (KeyCode::Char(c), true),
        };
        Self { code, ctrl, alt, shift: false }
    }

    /// The key itself.
    pub fn code(self) -> KeyCode {
        self.code
    }

    /// Whether Ctrl is held down.
    pub fn ctrl(self) -> bool {
        self.ctrl
    }

    /// Whether Alt is held down.
    pub fn alt(self) -> bool {
        self.alt
    }

    /// Whether Shift is held down. Never for a character or Shift+Tab: these carry it themselves.
    pub fn shift(self) -> bool {
        self.shift
    }

    /// The character that this press types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The form for the screen: `Ctrl+G`, `F2`, `PgUp`, `a`.
    pub fn label(self) -> String {
        let held = [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.holds_shift(), "Shift+")];
        let held: String = held.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
        match (self.code, named(self.code)) {
            (_, Some((_, _, name))) => held + name,
            (KeyCode::Char(c), _) if self.ctrl => held + &c.to_uppercase().to_string(),
            (KeyCode::Char(c), _) => held + &c.to_string(),
            (KeyCode::F(n), _) => format!("{held}F{n}"),
            _ => held,
        }
    }

    /// Whether Shift is written before the key.
    fn holds_shift(self) -> bool {
        self.shift || self.code == KeyCode::BackTab
    }
}

impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [(self.ctrl, "ctrl+"), (self.alt, "alt+"), (self.holds_shift(), "shift+")] {
            f.write_str(if on { name } else { "" })?;
        }
        match (self.code, named(self.code)) {
            (_, Some((_, name, _))) => f.write_str(name),
            (KeyCode::Char(c), _) => write!(f, "{c}"),
            (KeyCode::F(n), _) => write!(f, "f{n}"),
            _ => Ok(()),
        }
    }
}

/// A key's row in [`NAMED`]; Shift+Tab is named as the Tab in it.
fn named(code: KeyCode) -> Option<&'static (KeyCode, &'static str, &'static str)> {
    let code = if code == KeyCode::BackTab { KeyCode::Tab } else { code };
    NAMED.iter().find(|(named, _, _)| *named == code)
}

/// The only item, if there is exactly one: some letters have no single capital.
fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

/// Why a text is not a key. The sentence says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// There is nothing.
    #[error("hier staat geen toets: schrijf bijvoorbeeld ctrl+g, f2 of enter")]
    Empty,
    /// No such key.
    #[error("{} is geen toets: schrijf één teken, f1 tot en met f{F_MAX}, of een van {}", shown(.0), key_names())]
    Unknown(String),
    /// No such thing to hold down.
    #[error("{} kan niet voor een toets staan: gebruik ctrl, alt of shift", shown(.0))]
    UnknownHeld(String),
    /// The key exists, but is written in another way, or cannot be told apart from another key.
    #[error("{0} is voor een terminal dezelfde toets als {1}: schrijf {1}", shown(.written), shown(&.canonical.to_string()))]
    Twin {
        /// As it was written.
        written: String,
        /// The same key as it has to be written.
        canonical: KeyPress,
    },
}

/// All names of keys, for an error text.
fn key_names() -> String {
    NAMED.map(|(_, name, _)| name).join(", ")
}

impl FromStr for KeyPress {
    type Err = KeyError;

    /// Reads the form that `Display` writes, and no other: each key can be written in one way only.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (held, key) = match text.strip_suffix("++") {
            _ if text == "+" => ("", "+"),
            Some(held) => (held, "+"),
            None => text.rsplit_once('+').unwrap_or(("", text)),
        };
        if key.is_empty() {
            return Err(KeyError::Empty);
        }
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        for name in held.split('+').filter(|_| !held.is_empty()) {
            match name.to_lowercase().as_str() {
                "ctrl" => ctrl = true,
                "alt" => alt = true,
                "shift" => shift = true,
                _ => return Err(KeyError::UnknownHeld(name.to_owned())),
            }
        }
        let unknown = || KeyError::Unknown(text.to_owned());
        let press = Self::new(code(key).ok_or_else(unknown)?, ctrl, alt, shift).ok_or_else(unknown)?;
        if press.to_string() == text {
            Ok(press)
        } else {
            Err(KeyError::Twin { written: text.to_owned(), canonical: press })
        }
    }
}

/// The key of one name, whatever its capitals.
fn code(name: &str) -> Option<KeyCode> {
    if let Some(c) = single(name.chars()) {
        return Some(KeyCode::Char(c));
    }
    let name = name.to_lowercase();
    if let Some((code, _, _)) = NAMED.iter().find(|(_, named, _)| *named == name) {
        return Some(*code);
    }
    name.strip_prefix('f').and_then(|number| number.parse().ok()).map(KeyCode::F)
}
