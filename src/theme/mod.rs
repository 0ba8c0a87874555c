//! What a style means and how that looks on this terminal. A view asks [`Theme::style`] for a [`Meaning`]; a theme file
//! gives each meaning its colours and modifiers; [`Depth`] takes away what the terminal cannot show. Knows nothing of the
//! rest of the program and reads no file and no environment: texts and values come in.

pub mod colour;
pub mod depth;
mod file;
mod lineage;
pub mod load;
pub mod meaning;

use ratatui::style::Style;

pub use depth::Depth;
pub use meaning::Meaning;

/// How every meaning looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    name: String,
    styles: [Style; meaning::COUNT],
}

impl Theme {
    /// A theme from its parts: `style` is asked once for each meaning.
    pub fn new(name: &str, style: impl FnMut(Meaning) -> Style) -> Self {
        Self { name: name.to_owned(), styles: Meaning::ALL.map(style) }
    }

    /// No colours, and only the modifier that nothing else can replace: for when no file can be loaded.
    pub fn bare() -> Self {
        Self::new("kaal", bare)
    }

    /// The name that a user chooses it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How a meaning looks. Most have no background of their own: they leave that of what they are laid on.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.styles.get(meaning as usize).copied().unwrap_or_default()
    }

    /// This theme in the colours that a terminal has.
    #[must_use]
    pub fn at(&self, depth: Depth) -> Self {
        if depth == Depth::True { self.clone() } else { depth.theme(self) }
    }
}

/// How a meaning looks when no theme file says so: a chosen row has nothing but its style to show it.
fn bare(meaning: Meaning) -> Style {
    if meaning == Meaning::Selected { Style::new().reversed() } else { Style::new() }
}
