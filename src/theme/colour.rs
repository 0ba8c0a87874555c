//! Colours as numbers: names and hexadecimal, how readable one is on another (WCAG 2), how alike two look (Oklab), and
//! the nearest one that a poorer terminal has. No styles and no meanings.

use std::sync::LazyLock;

use ratatui::style::Color;

/// Red, green and blue, 0 to 255 (sRGB).
pub type Rgb = [u8; 3];

/// The sixteen colours that every colour terminal has: the name in a theme file, the colour, and what it looks like. Each
/// terminal has its own sixteen; these are PuTTY's, close to those of the Linux console.
const SIXTEEN: [(&str, Color, Rgb); 16] = [
    ("black", Color::Black, [0x00, 0x00, 0x00]),
    ("red", Color::Red, [0xbb, 0x00, 0x00]),
    ("green", Color::Green, [0x00, 0xbb, 0x00]),
    ("yellow", Color::Yellow, [0xbb, 0xbb, 0x00]),
    ("blue", Color::Blue, [0x00, 0x00, 0xbb]),
    ("magenta", Color::Magenta, [0xbb, 0x00, 0xbb]),
    ("cyan", Color::Cyan, [0x00, 0xbb, 0xbb]),
    ("gray", Color::Gray, [0xbb, 0xbb, 0xbb]),
    ("dark-gray", Color::DarkGray, [0x55, 0x55, 0x55]),
    ("light-red", Color::LightRed, [0xff, 0x55, 0x55]),
    ("light-green", Color::LightGreen, [0x55, 0xff, 0x55]),
    ("light-yellow", Color::LightYellow, [0xff, 0xff, 0x55]),
    ("light-blue", Color::LightBlue, [0x55, 0x55, 0xff]),
    ("light-magenta", Color::LightMagenta, [0xff, 0x55, 0xff]),
    ("light-cyan", Color::LightCyan, [0x55, 0xff, 0xff]),
    ("white", Color::White, [0xff, 0xff, 0xff]),
];

/// The terminal's own colour, whatever that is.
const DEFAULT: &str = "default";

/// The six steps of a channel in the 256-colour cube.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Below this Oklab chroma a colour counts as a grey.
const GREY_CHROMA_MAX: f64 = 0.04;

/// The colour that a theme file writes: `#rrggbb`, one of the sixteen names, or `default`.
pub fn parse(text: &str) -> Option<Color> {
    if let Some(digits) = text.strip_prefix('#') {
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6 && !digits.starts_with('+'))?;
        let [_, red, green, blue] = number.to_be_bytes();
        return Some(Color::Rgb(red, green, blue));
    }
    if text == DEFAULT {
        return Some(Color::Reset);
    }
    SIXTEEN.iter().find(|(name, _, _)| *name == text).map(|(_, colour, _)| *colour)
}

/// All names of colours, for an error text.
pub fn names() -> String {
    SIXTEEN.map(|(name, _, _)| name).join(", ") + ", " + DEFAULT
}

/// What a colour looks like; None for the terminal's own colour, which nobody knows.
pub fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index) => indexed(index),
        named => SIXTEEN.iter().find(|(_, sixteen, _)| *sixteen == named).map(|(_, _, rgb)| *rgb),
    }
}

/// What a colour of the 256 looks like: the sixteen, a cube of six steps a side, 24 greys.
fn indexed(index: u8) -> Option<Rgb> {
    let step = |n: u8| CUBE.get(usize::from(n % 6)).copied();
    match index {
        0..16 => SIXTEEN.get(usize::from(index)).map(|(_, _, rgb)| *rgb),
        16..232 => Some([step((index - 16) / 36)?, step((index - 16) / 6)?, step(index - 16)?]),
        232.. => Some([8 + (index - 232) * 10; 3]),
    }
}

/// How readable one colour is on the other: 1 for equal, 21 for black on white (WCAG 2).
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of WCAG 2, 0 to 1.
fn luminance(rgb: Rgb) -> f64 {
    let [red, green, blue] = rgb.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A channel of sRGB as an amount of light, 0 to 1.
fn linear(channel: u8) -> f64 {
    /// Of every value: a theme is fitted to a terminal at each start, colour by colour.
    static LIGHT: LazyLock<Vec<f64>> = LazyLock::new(|| {
        let light = |value: f64| if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        (0..=u8::MAX).map(|channel| light(f64::from(channel) / 255.0)).collect()
    });
    LIGHT.get(usize::from(channel)).copied().unwrap_or_default()
}

/// A colour as the eye sees it: lightness, green to red, blue to yellow.
#[derive(Clone, Copy, Debug)]
pub struct Oklab {
    lightness: f64,
    green_red: f64,
    blue_yellow: f64,
}

impl Oklab {
    /// From sRGB, with the matrices of Oklab's publication.
    pub fn of(rgb: Rgb) -> Self {
        let [red, green, blue] = rgb.map(linear);
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        Self {
            lightness: 0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
            green_red: 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
            blue_yellow: 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short,
        }
    }

    /// How different two colours look; 0 for equal, 1 from black to white.
    pub fn distance(self, other: Self) -> f64 {
        let squares = (self.lightness - other.lightness).powi(2)
            + (self.green_red - other.green_red).powi(2)
            + (self.blue_yellow - other.blue_yellow).powi(2);
        squares.sqrt()
    }

    /// Whether it looks grey.
    pub fn is_grey(self) -> bool {
        self.green_red.hypot(self.blue_yellow) < GREY_CHROMA_MAX
    }

    /// The hue in degrees, 0 to 360: red lies near 29. Means nothing for a grey.
    pub fn hue(self) -> f64 {
        self.blue_yellow.atan2(self.green_red).to_degrees().rem_euclid(360.0)
    }

    /// How far two hues lie apart, 0 to 180 degrees.
    pub fn hue_apart(self, other: Self) -> f64 {
        let apart = (self.hue() - other.hue()).abs();
        apart.min(360.0 - apart)
    }
}

/// The most alike of the 240 fixed colours, 16 to 255, among those that `fits` accepts. Colours 0 to 15 are left out:
/// each terminal paints them in its own way.
pub fn nearest_256(wanted: Rgb, fits: impl Fn(Rgb) -> bool) -> Option<Color> {
    static FIXED: LazyLock<Vec<Candidate>> = LazyLock::new(|| {
        let rgb = |index| Some((Color::Indexed(index), indexed(index)?));
        (16..=255).filter_map(rgb).map(|(colour, rgb)| (colour, rgb, Oklab::of(rgb))).collect()
    });
    nearest(wanted, FIXED.iter().copied().filter(|(_, rgb, _)| fits(*rgb)))
}

/// A colour that can be taken: what it is, and how the eye sees it.
type Candidate = (Color, Rgb, Oklab);

/// The most alike of the sixteen among those that `fits` accepts, without ever turning one hue into another: a grey
/// stays a grey, amber on white becomes black and not red.
pub fn nearest_16(wanted: Rgb, fits: impl Fn(Rgb) -> bool) -> Option<Color> {
    let lab = Oklab::of(wanted);
    let all = || SIXTEEN.iter().map(|(_, colour, rgb)| (*colour, *rgb, Oklab::of(*rgb)));
    let fitting = || all().filter(|(_, rgb, _)| fits(*rgb));
    let coloured = closest_hue(lab)
        .filter(|_| !lab.is_grey())
        .and_then(|hue| nearest(wanted, fitting().filter(|(_, _, lab)| closest_hue(*lab) == Some(hue) && !lab.is_grey())));
    coloured.or_else(|| nearest(wanted, fitting().filter(|(_, _, lab)| lab.is_grey())))
}

/// Which of the six hues of the sixteen is closest, as the dark one of its pair.
fn closest_hue(lab: Oklab) -> Option<Color> {
    let hues = SIXTEEN.iter().skip(1).take(6);
    hues.map(|(_, colour, rgb)| (*colour, lab.hue_apart(Oklab::of(*rgb))))
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(colour, _)| colour)
}

/// The most alike candidate.
fn nearest(wanted: Rgb, candidates: impl Iterator<Item = Candidate>) -> Option<Color> {
    let wanted = Oklab::of(wanted);
    candidates
        .map(|(colour, _, lab)| (colour, wanted.distance(lab)))
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(colour, _)| colour)
}
