//! How many colours a terminal shows, and a theme in that many. Colours are taken away here and nowhere else: crossterm
//! 0.29, left to honour NO_COLOR itself, resets bold and reverse along with the colours and the selected row vanishes.
//! Nothing here reads the environment: its values come in.

use ratatui::style::{Color, Style};

use super::Theme;
use super::colour::{Rgb, contrast, nearest_16, nearest_256, rgb};
use super::meaning::Meaning;

/// How many colours a terminal shows, fewest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None, or none wanted; bold, reverse and underline still work.
    Mono,
    /// The sixteen that have a name.
    Sixteen,
    /// The sixteen and 240 fixed ones.
    TwoFiftySix,
    /// Every colour.
    True,
}

/// Terminals that show every colour and say so in TERM alone, which is all that ssh passes on.
const TRUE_TERMS: [&str; 6] = ["alacritty", "foot", "wezterm", "xterm-ghostty", "xterm-kitty", "contour"];

/// Terminals that have no colours.
const MONO_TERMS: [&str; 6] = ["", "dumb", "unknown", "vt100", "vt102", "vt220"];

impl Depth {
    /// The depth that the values of NO_COLOR, COLORTERM and TERM ask for; None is a variable that is not set. An empty
    /// NO_COLOR asks for nothing.
    pub fn from_values(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default().to_ascii_lowercase();
        let says_true = matches!(colorterm, Some("truecolor" | "24bit"));
        if no_color.is_some_and(|value| !value.is_empty()) || MONO_TERMS.contains(&term.as_str()) || term.ends_with("-m") {
            Self::Mono
        } else if term == "linux" {
            Self::Sixteen
        } else if term == "screen" || term.starts_with("screen-") || term.starts_with("screen.") {
            // GNU screen misreads true colour as other attributes, whatever COLORTERM the terminal around it left behind
            Self::TwoFiftySix
        } else if says_true || term.ends_with("direct") || TRUE_TERMS.iter().any(|known| term.starts_with(known)) {
            Self::True
        } else if term.contains("256col") {
            Self::TwoFiftySix
        } else {
            Self::Sixteen
        }
    }

    /// The least contrast that a colour keeps when it is replaced, if it had that much. With sixteen colours the terminal
    /// decides what they look like, so that more cannot be promised.
    fn contrast_min(self) -> f64 {
        if self == Self::Sixteen { 3.0 } else { 4.5 }
    }

    /// The nearest colour that this depth has and that `fits` accepts.
    fn nearest(self, wanted: Rgb, fits: impl Fn(Rgb) -> bool) -> Option<Color> {
        if self == Self::Sixteen { nearest_16(wanted, fits) } else { nearest_256(wanted, fits) }
    }

    /// Whether this depth has the colour as it is.
    fn has(self, colour: Color) -> bool {
        match colour {
            Color::Rgb(..) => self == Self::True,
            Color::Indexed(16..) => self >= Self::TwoFiftySix,
            _ => self >= Self::Sixteen,
        }
    }

    /// A background in this depth.
    fn ground(self, colour: Color) -> Color {
        let nearest = || self.nearest(rgb(colour)?, |_| true);
        if self.has(colour) { colour } else { nearest().unwrap_or(Color::Reset) }
    }

    /// A text colour in this depth: the nearest that is as readable on `ground` as the original was on `ground_before`,
    /// or at least enough.
    fn text(self, colour: Color, ground_before: Option<Color>, ground: Option<Color>) -> Color {
        let (Some(wanted), false) = (rgb(colour), self.has(colour)) else {
            return colour;
        };
        let before = ground_before.and_then(rgb).map_or(0.0, |before| contrast(wanted, before));
        let enough = before.min(self.contrast_min());
        let fits = |candidate| ground.and_then(rgb).is_none_or(|ground| contrast(candidate, ground) >= enough);
        self.nearest(wanted, fits).unwrap_or(Color::Reset)
    }

    /// One style of a theme whose screen has the background `screen`.
    fn style(self, style: Style, screen: Option<Color>) -> Style {
        if self == Self::Mono {
            return Style { fg: None, bg: None, ..style };
        }
        // sixteen colours have no shade close to the screen's: a background of its own would drown the text laid on it
        let shade_only = self == Self::Sixteen && style.fg.is_none();
        let bg = style.bg.filter(|bg| self.has(*bg) || !shade_only).map(|bg| self.ground(bg));
        let (ground_before, ground) = (style.bg.or(screen), bg.or(screen.map(|screen| self.ground(screen))));
        Style { fg: style.fg.map(|fg| self.text(fg, ground_before, ground)), bg, ..style }
    }

    /// The whole theme in this depth: colours replaced by the nearest, readable on their background and never of another
    /// hue with sixteen colours; modifiers kept.
    pub(super) fn theme(self, theme: &Theme) -> Theme {
        let screen = theme.style(Meaning::Screen).bg;
        Theme::new(theme.name(), |meaning| self.style(theme.style(meaning), screen))
    }
}
