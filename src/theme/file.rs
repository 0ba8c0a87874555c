//! One theme file, as it stands: what it inherits, its palette, and per meaning the names that it uses. Names of colours
//! are looked up later, when the palettes of its parents are known.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::{Color, Modifier};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::colour;
use super::meaning::Meaning;
use crate::settings::{SettingsFile, shown};

/// The text of a theme.
#[derive(Clone, Copy, Debug)]
pub struct ThemeFile<'a> {
    /// The name by which it is chosen and inherited.
    pub name: &'a str,
    /// What errors call it: a path that the user knows.
    pub file: &'a str,
    /// The TOML in it.
    pub text: &'a str,
}

/// What text can be besides coloured. Blinking is not among them: nothing blinks.
const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed_out", Modifier::CROSSED_OUT),
];

/// Something with the place where it stands, in bytes.
#[derive(Clone, Debug)]
pub(super) struct At<T> {
    pub(super) span: Range<usize>,
    pub(super) value: T,
}

/// How a file says that a meaning looks.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) fg: Option<At<String>>,
    pub(super) bg: Option<At<String>>,
    pub(super) modifiers: Modifier,
}

impl Look {
    /// The names of colours that it uses.
    pub(super) fn names(&self) -> impl Iterator<Item = &At<String>> {
        [&self.fg, &self.bg].into_iter().flatten()
    }
}

/// A file that was read, as far as it could be.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) inherits: Option<At<String>>,
    pub(super) palette: BTreeMap<String, At<Color>>,
    pub(super) looks: BTreeMap<Meaning, Look>,
}

type Name<'i> = Spanned<DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

impl File {
    /// Reads a whole file, noting what is wrong in it. None when it is no TOML.
    pub(super) fn read(reading: &mut SettingsFile<'_>) -> Option<Self> {
        let mut file = Self::default();
        for (name, value) in &reading.table()? {
            match name.get_ref().as_ref() {
                "inherits" => file.inherits = Some(text(reading, name, value).unwrap_or_else(|| nameless(value))),
                "palette" => file.palette = read_palette(reading, name, value),
                "meanings" => file.looks = read_looks(reading, name, value),
                other => reading.problem(
                    &name.span(),
                    format!("{} hoort hier niet: een thema heeft alleen inherits, [palette] en [meanings]", shown(other)),
                ),
            }
        }
        Some(file)
    }
}

/// A parent whose name cannot be read: that is told already, and no theme has an empty name.
fn nameless(value: &Value<'_>) -> At<String> {
    At { span: value.span(), value: String::new() }
}

/// The palette: names for colours.
fn read_palette(reading: &mut SettingsFile<'_>, name: &Name<'_>, value: &Value<'_>) -> BTreeMap<String, At<Color>> {
    let mut palette = BTreeMap::new();
    for (name, value) in table(reading, name, value, "{ tekst = \"white\" }").into_iter().flatten() {
        let Some(written) = text(reading, name, value) else { continue };
        let colour = colour::parse(&written.value);
        if colour.is_none() {
            let known = colour::names();
            let problem = format!("{} is geen kleur: schrijf #rrggbb of een van {known}", shown(&written.value));
            reading.problem(&written.span, problem);
        }
        // a name with a bad colour is still known, so that its users are not reported as well
        let value = colour.unwrap_or(Color::Reset);
        palette.insert(name.get_ref().to_string(), At { span: name.span(), value });
    }
    palette
}

/// The meanings: how each looks.
fn read_looks(reading: &mut SettingsFile<'_>, name: &Name<'_>, value: &Value<'_>) -> BTreeMap<Meaning, Look> {
    let mut looks = BTreeMap::new();
    for (name, value) in table(reading, name, value, "{ text = { fg = \"tekst\" } }").into_iter().flatten() {
        if let Some(meaning) = Meaning::from_name(name.get_ref()) {
            looks.insert(meaning, read_look(reading, name, value));
        } else {
            let known = Meaning::ALL.map(Meaning::name).join(", ");
            reading.problem(&name.span(), format!("{} is geen betekenis: kies uit {known}", shown(name.get_ref())));
        }
    }
    looks
}

/// One meaning: `{ fg = "naam", bg = "naam", modifiers = ["bold"] }`, each part left out at will.
fn read_look(reading: &mut SettingsFile<'_>, name: &Name<'_>, value: &Value<'_>) -> Look {
    let mut look = Look::default();
    for (name, value) in table(reading, name, value, "{ fg = \"tekst\" }").into_iter().flatten() {
        match name.get_ref().as_ref() {
            "fg" => look.fg = text(reading, name, value),
            "bg" => look.bg = text(reading, name, value),
            "modifiers" => look.modifiers = read_modifiers(reading, name, value),
            other => reading.problem(
                &name.span(),
                format!("{} hoort niet bij een betekenis: die heeft alleen fg, bg en modifiers", shown(other)),
            ),
        }
    }
    look
}

/// A list of modifiers.
fn read_modifiers(reading: &mut SettingsFile<'_>, name: &Name<'_>, value: &Value<'_>) -> Modifier {
    let mut modifiers = Modifier::empty();
    let Some(list) = value.get_ref().as_array() else {
        reading.problem(&value.span(), format!("achter {} hoort een lijst, zoals [\"bold\"]", shown(name.get_ref())));
        return modifiers;
    };
    for item in list {
        let Some(written) = text(reading, name, item) else { continue };
        if let Some((_, modifier)) = MODIFIERS.iter().find(|(known, _)| *known == written.value) {
            modifiers |= *modifier;
        } else {
            let known = MODIFIERS.map(|(known, _)| known).join(", ");
            reading.problem(&written.span, format!("{} bestaat niet: kies uit {known}", shown(&written.value)));
        }
    }
    modifiers
}

/// A value that has to be a table, such as `example`.
fn table<'t, 'i>(
    reading: &mut SettingsFile<'_>,
    name: &Name<'_>,
    value: &'t Value<'i>,
    example: &str,
) -> Option<&'t DeTable<'i>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        reading.problem(&name.span(), format!("achter {} hoort een groep, zoals {example}", shown(name.get_ref())));
    }
    table
}

/// A value that has to be text.
fn text(reading: &mut SettingsFile<'_>, name: &Name<'_>, value: &Value<'_>) -> Option<At<String>> {
    if let Some(text) = value.get_ref().as_str() {
        return Some(At { span: value.span(), value: text.to_owned() });
    }
    reading.problem(&value.span(), format!("achter {} hoort een naam tussen aanhalingstekens", shown(name.get_ref())));
    None
}
