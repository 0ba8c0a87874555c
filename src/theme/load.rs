//! From theme files to a theme: parents first, palettes laid over each other, every name looked up. Five themes are part
//! of the program; a user's own come in as text. All problems are told at once; what is merely unwise is a warning.

use std::collections::BTreeMap;

use ratatui::style::Style;

pub use super::file::ThemeFile;
use super::lineage::Lineage;
use super::{Depth, Meaning, Theme, bare};
use crate::settings::{Problem, Problems, shown};

/// The themes that are part of the program.
pub const SHIPPED: [ThemeFile<'static>; 5] = [
    ThemeFile { name: "donker", file: "themes/donker.toml", text: include_str!("../../themes/donker.toml") },
    ThemeFile { name: "licht", file: "themes/licht.toml", text: include_str!("../../themes/licht.toml") },
    ThemeFile { name: "beamer", file: "themes/beamer.toml", text: include_str!("../../themes/beamer.toml") },
    ThemeFile { name: "16-kleuren", file: "themes/16-kleuren.toml", text: include_str!("../../themes/16-kleuren.toml") },
    ThemeFile { name: "mono", file: "themes/mono.toml", text: include_str!("../../themes/mono.toml") },
];

/// A theme that was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedTheme {
    /// The theme, in all its colours.
    pub theme: Theme,
    /// What works but is unwise: a colour that nothing uses, text that is hard to read.
    pub warnings: Vec<Problem>,
}

/// Why there is no theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// No theme has that name.
    #[error("{} is geen thema: kies uit {known}", shown(.name))]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// The file, or one that it inherits, is wrong.
    #[error(transparent)]
    Files(#[from] Problems),
}

/// The shipped theme that suits a terminal best when nobody chose one.
pub fn default_name(depth: Depth) -> &'static str {
    match depth {
        Depth::Mono => "mono",
        Depth::Sixteen => "16-kleuren",
        Depth::TwoFiftySix | Depth::True => "donker",
    }
}

/// Loads the theme `name`, from `own` or else from [`SHIPPED`], with everything that it inherits. A meaning that no file
/// of the lineage gives falls back on the meaning closest to it, so that an incomplete theme works.
pub fn load(name: &str, own: &[ThemeFile<'_>]) -> Result<LoadedTheme, ThemeError> {
    let files: Vec<ThemeFile<'_>> = own.iter().copied().chain(SHIPPED).collect();
    let Some(first) = files.iter().copied().find(|file| file.name == name) else {
        let known = files.iter().map(|file| file.name).collect::<Vec<_>>().join(", ");
        return Err(ThemeError::Unknown { name: name.to_owned(), known });
    };
    let lineage = Lineage::read(&files, first);
    let styles = lineage.styles();
    let theme = Theme::new(name, |meaning| style_of(meaning, &styles));
    let warnings = lineage.warnings(&theme);
    let problems = lineage.into_problems();
    if problems.is_empty() { Ok(LoadedTheme { theme, warnings }) } else { Err(ThemeError::Files(Problems(problems))) }
}

/// The style of a meaning, or of the meaning closest to it that has one.
fn style_of(meaning: Meaning, styles: &BTreeMap<Meaning, Style>) -> Style {
    let closest = std::iter::successors(Some(meaning), |meaning| meaning.fallback());
    closest.into_iter().find_map(|meaning| styles.get(&meaning).copied()).unwrap_or_else(|| bare(meaning))
}
