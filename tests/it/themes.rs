//! Themes: the shipped ones are readable, honest in every depth and usable without colour; wrong ones are refused with
//! every problem at once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crisistafel::settings::BYTES_MAX;
use crisistafel::theme::colour::{self, Oklab, contrast, rgb};
use crisistafel::theme::load::{LoadedTheme, SHIPPED, ThemeError, ThemeFile, default_name, load};
use crisistafel::theme::meaning::Carrier;
use crisistafel::theme::{Depth, Meaning, Theme};
use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};

const DEPTHS: [Depth; 4] = [Depth::Mono, Depth::Sixteen, Depth::TwoFiftySix, Depth::True];

fn shipped(name: &str) -> Theme {
    load(name, &[]).unwrap_or_else(|why| panic!("{why}")).theme
}

fn all_shipped() -> impl Iterator<Item = Theme> {
    SHIPPED.iter().map(|file| shipped(file.name))
}

/// Loads one text as the user's own theme `eigen`.
fn own(text: &str) -> Result<LoadedTheme, ThemeError> {
    load("eigen", &[ThemeFile { name: "eigen", file: "eigen.toml", text }])
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The files in a folder with this ending, by name.
fn files(name: &str, ending: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = all.filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// The least contrast of the texts of a theme on the grounds that they stand on, and where.
fn least_contrast(theme: &Theme) -> (f64, String) {
    let grounds = [Meaning::Screen, Meaning::CursorLine].map(|meaning| theme.style(meaning).bg);
    let texts = Meaning::ALL.into_iter().filter(|meaning| meaning.is_text());
    let pairs = texts.flat_map(|meaning| {
        let style = theme.style(meaning);
        let fg = rgb(style.fg.unwrap()).unwrap();
        let grounds = grounds.into_iter().flatten().map(move |ground| style.bg.unwrap_or(ground));
        grounds.map(move |ground| (contrast(fg, rgb(ground).unwrap()), format!("{meaning} on {ground}")))
    });
    pairs.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap()
}

fn assert_readable(theme: &Theme, at_least: f64) {
    let (ratio, place) = least_contrast(theme);
    assert!(ratio >= at_least, "{}: {place} has {ratio:.2}, not {at_least}", theme.name());
}

#[test]
fn every_theme_file_is_shipped_and_no_other() {
    let there: Vec<_> = files("themes", "toml").iter().map(|path| stem(path)).collect();
    let mut listed: Vec<_> = SHIPPED.iter().map(|file| file.name).collect();
    listed.sort_unstable();
    assert_eq!(there, listed);
    for file in SHIPPED {
        assert_eq!(fs::read_to_string(folder(file.file)).unwrap(), file.text);
        assert_eq!(file.file, format!("themes/{}.toml", file.name));
    }
}

#[test]
fn every_shipped_theme_loads_without_warnings() {
    for file in SHIPPED {
        let loaded = load(file.name, &[]).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(loaded.warnings, [], "{}", file.name);
        assert_eq!(loaded.theme.name(), file.name);
    }
}

#[test]
fn text_is_readable_in_every_shipped_theme() {
    for (name, at_least) in [("donker", 4.5), ("licht", 4.5), ("beamer", 7.0), ("16-kleuren", 4.5)] {
        assert_readable(&shipped(name), at_least);
    }
}

#[test]
fn text_stays_readable_with_fewer_colours() {
    for name in ["donker", "licht", "beamer"] {
        assert_readable(&shipped(name).at(Depth::TwoFiftySix), 4.5);
        assert_readable(&shipped(name).at(Depth::Sixteen), 3.0);
    }
}

#[test]
fn red_is_for_danger_to_a_person_and_nothing_else() {
    for theme in all_shipped().filter(|theme| theme.name() != "mono") {
        let danger = Oklab::of(rgb(theme.style(Meaning::Danger).fg.unwrap()).unwrap());
        assert!((0.0..45.0).contains(&danger.hue()), "{}: danger is not red", theme.name());
        for meaning in Meaning::ALL.into_iter().filter(|meaning| *meaning != Meaning::Danger) {
            let style = theme.style(meaning);
            for lab in [style.fg, style.bg].into_iter().flatten().filter_map(rgb).map(Oklab::of) {
                assert!(lab.is_grey() || lab.hue_apart(danger) > 40.0, "{}: {meaning} looks red", theme.name());
            }
        }
    }
}

#[test]
fn red_stays_for_danger_with_sixteen_colours() {
    let is_red = |colour: Option<Color>| matches!(colour, Some(Color::Red | Color::LightRed));
    for theme in all_shipped().filter(|theme| theme.name() != "mono").map(|theme| theme.at(Depth::Sixteen)) {
        for meaning in Meaning::ALL {
            let style = theme.style(meaning);
            assert_eq!(is_red(style.fg), meaning == Meaning::Danger, "{}: {meaning}", theme.name());
            assert!(!is_red(style.bg), "{}: {meaning}", theme.name());
        }
    }
}

#[test]
fn without_colours_only_words_signs_and_places_have_to_tell_equal_styles_apart() {
    for theme in all_shipped().map(|theme| theme.at(Depth::Mono)) {
        for one in Meaning::ALL {
            for other in Meaning::ALL.into_iter().filter(|other| *other > one) {
                let told_otherwise = |carrier| matches!(carrier, Carrier::Word | Carrier::Sign | Carrier::Place);
                let needs_style = one.carrier() == Carrier::Style || other.carrier() == Carrier::Style;
                let told = told_otherwise(one.carrier()) || told_otherwise(other.carrier());
                let calm_only = one.carrier() == Carrier::Nothing && other.carrier() == Carrier::Nothing;
                let differ = theme.style(one) != theme.style(other);
                assert!(differ || !needs_style && (told || calm_only), "{}: {one} and {other}", theme.name());
            }
        }
    }
}

#[test]
fn what_calls_for_attention_has_weight_without_colours() {
    let calling =
        [Meaning::Danger, Meaning::Exercise, Meaning::Current, Meaning::Heading, Meaning::Refusal, Meaning::Fault];
    for theme in all_shipped().map(|theme| theme.at(Depth::Mono)) {
        for meaning in calling {
            assert!(theme.style(meaning).add_modifier.contains(Modifier::BOLD), "{}: {meaning}", theme.name());
        }
    }
}

#[test]
fn an_exercise_looks_like_nothing_else() {
    for theme in all_shipped().flat_map(|theme| DEPTHS.map(|depth| theme.at(depth))) {
        let reversed = theme.style(Meaning::Exercise).add_modifier.contains(Modifier::REVERSED);
        assert!(reversed, "{}: the banner is no banner", theme.name());
        for meaning in Meaning::ALL.into_iter().filter(|meaning| *meaning != Meaning::Exercise) {
            assert_ne!(theme.style(meaning), theme.style(Meaning::Exercise), "{}: {meaning}", theme.name());
        }
    }
}

#[test]
fn no_colour_takes_the_colours_and_leaves_the_modifiers() {
    for theme in all_shipped() {
        for meaning in Meaning::ALL {
            let bare = theme.at(Depth::Mono).style(meaning);
            assert_eq!((bare.fg, bare.bg), (None, None));
            assert_eq!(bare.add_modifier, theme.style(meaning).add_modifier);
        }
    }
}

#[test]
fn a_theme_holds_only_colours_that_its_depth_has() {
    let has = |depth: Depth, colour: Color| match colour {
        Color::Rgb(..) => depth == Depth::True,
        Color::Indexed(index) => index >= 16 && depth >= Depth::TwoFiftySix,
        _ => depth >= Depth::Sixteen,
    };
    for theme in all_shipped() {
        for depth in DEPTHS {
            let shallow = theme.at(depth);
            let colours = Meaning::ALL.into_iter().map(|m| shallow.style(m)).flat_map(|s| [s.fg, s.bg]).flatten();
            assert!(colours.into_iter().all(|colour| has(depth, colour)), "{} at {depth:?}", theme.name());
            assert_eq!(shallow.at(depth), shallow, "{} at {depth:?} is not settled", theme.name());
        }
    }
}

#[test]
fn the_depth_follows_from_what_the_terminal_says() {
    for (no_color, colorterm, term, depth) in [
        (None, Some("truecolor"), Some("xterm-256color"), Depth::True),
        (None, Some("24bit"), Some("tmux-256color"), Depth::True),
        (None, None, Some("xterm-kitty"), Depth::True),
        (None, None, Some("xterm-direct"), Depth::True),
        (None, None, Some("xterm-256color"), Depth::TwoFiftySix),
        (None, Some("yes"), Some("xterm-256color"), Depth::TwoFiftySix),
        (None, Some("truecolor"), Some("screen.xterm-256color"), Depth::TwoFiftySix),
        (None, Some("truecolor"), Some("screen"), Depth::TwoFiftySix),
        (None, Some("truecolor"), Some("linux"), Depth::Sixteen),
        (None, None, Some("xterm"), Depth::Sixteen),
        (None, None, Some("something-new"), Depth::Sixteen),
        (None, None, Some("dumb"), Depth::Mono),
        (None, None, Some("vt100"), Depth::Mono),
        (None, None, Some("xterm-m"), Depth::Mono),
        (None, None, None, Depth::Mono),
        (Some("1"), Some("truecolor"), Some("xterm-256color"), Depth::Mono),
        (Some(""), Some("truecolor"), Some("xterm-256color"), Depth::True),
    ] {
        assert_eq!(Depth::from_values(no_color, colorterm, term), depth, "{no_color:?} {colorterm:?} {term:?}");
    }
}

#[test]
fn every_depth_has_a_theme_that_was_made_for_it() {
    for depth in DEPTHS {
        let theme = shipped(default_name(depth));
        assert_eq!(theme.at(depth).name(), theme.name());
        assert!(depth > Depth::Sixteen || theme.at(depth) == theme, "{depth:?} changes its own theme");
    }
}

#[test]
fn a_hue_never_turns_into_another() {
    let on_white = |wanted| colour::nearest_16(wanted, |candidate| contrast(candidate, [255; 3]) >= 3.0);
    assert_eq!(on_white([0x7a, 0x52, 0x00]), Some(Color::DarkGray));
    assert_eq!(on_white([0x80, 0x80, 0x88]), Some(Color::DarkGray));
    assert_eq!(on_white([0xbd, 0x13, 0x13]), Some(Color::Red));
    assert_eq!(colour::nearest_16([0xe3, 0xb6, 0x55], |_| true), Some(Color::Yellow));
    assert_eq!(colour::nearest_256([0xff, 0x00, 0x00], |_| true), Some(Color::Indexed(196)));
    assert_eq!(colour::nearest_256([0x80, 0x80, 0x80], |_| true), Some(Color::Indexed(244)));
}

#[test]
fn contrast_is_that_of_wcag() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.001);
    assert!((contrast([0x77; 3], [255; 3]) - 4.478).abs() < 0.001);
    assert!((contrast([10, 20, 30], [10, 20, 30]) - 1.0).abs() < 0.001);
}

#[test]
fn meanings_have_names_of_their_own_and_fall_back_to_an_end() {
    let names: BTreeSet<_> = Meaning::ALL.into_iter().map(Meaning::name).collect();
    assert_eq!(names.len(), Meaning::ALL.len());
    for (index, meaning) in Meaning::ALL.into_iter().enumerate() {
        assert_eq!(meaning as usize, index, "{meaning} is out of order");
        assert_eq!(Meaning::from_name(meaning.name()), Some(meaning));
        let steps = std::iter::successors(Some(meaning), |meaning| meaning.fallback()).take(40).count();
        assert!(steps < 10, "{meaning} falls back in a circle");
    }
}

#[test]
fn an_incomplete_theme_works() {
    let empty = own("").unwrap().theme;
    assert_eq!(empty.style(Meaning::Selected), Style::new().reversed());
    assert_eq!(empty.style(Meaning::Danger), Style::new());
    assert!(Meaning::ALL.into_iter().all(|meaning| empty.style(meaning) == Theme::bare().style(meaning)));

    let text = "[palette]\na = \"white\"\nb = \"yellow\"\n[meanings]\ntext = { fg = \"a\" }\nwarning = { fg = \"b\" }\n";
    let theme = own(text).unwrap().theme;
    assert_eq!(theme.style(Meaning::Onbekend).fg, Some(Color::Yellow));
    assert_eq!(theme.style(Meaning::Maatregel).fg, Some(Color::White));
}

#[test]
fn a_theme_of_ones_own_builds_on_a_shipped_one() {
    let loaded = own("inherits = \"licht\"\n[palette]\naccent = \"#004488\"\n[meanings]\nhint = {}\n").unwrap();
    assert_eq!(loaded.warnings, []);
    let (theme, parent) = (loaded.theme, shipped("licht"));
    assert_eq!(theme.name(), "eigen");
    assert_eq!(theme.style(Meaning::Current).fg, Some(Color::Rgb(0, 0x44, 0x88)));
    assert_eq!(theme.style(Meaning::Feit), parent.style(Meaning::Feit));
    assert_eq!(theme.style(Meaning::Hint), Style::new());
}

#[test]
fn what_is_unwise_is_a_warning() {
    let text = "inherits = \"licht\"\n[palette]\nroze = \"#ffaaaa\"\nzacht = \"#aaaaaa\"\n";
    let warnings: Vec<_> = own(text).unwrap().warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "eigen.toml, regel 3: 'roze' wordt nergens gebruikt: haal deze regel weg",
            "eigen.toml, regel 4: 'zacht' is als muted slecht leesbaar (contrast 2,2, nodig 4,5): maak het verschil met de \
         achtergrond groter",
        ]
    );
}

#[test]
fn a_theme_that_does_not_exist_is_refused_with_those_that_do() {
    let why = load("dnker", &[]).unwrap_err().to_string();
    assert_eq!(why, "'dnker' is geen thema: kies uit donker, licht, beamer, 16-kleuren, mono");
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let why = own(&"#".repeat(BYTES_MAX + 1)).unwrap_err().to_string();
    assert_eq!(why, "eigen.toml, regel 1: het bestand is groter dan 64 kB: maak het kleiner");
}

/// Each wrong theme stands beside the exact text that it must give; nothing in the folder is left untried.
#[test]
fn wrong_themes_are_refused_with_every_problem_at_once() {
    let paths = files("fixtures/themes-fout", "toml");
    let read: Vec<_> = paths.iter().map(|path| (stem(path), fs::read_to_string(path).unwrap())).collect();
    let names: Vec<_> = read.iter().map(|(name, _)| format!("{name}.toml")).collect();
    let own: Vec<_> = read.iter().zip(&names).map(|((name, text), file)| ThemeFile { name, file, text }).collect();
    for (name, _) in &read {
        let expected = fs::read_to_string(folder("fixtures/themes-fout").join(format!("{name}.verwacht")));
        let got = load(name, &own).unwrap_err().to_string();
        assert_eq!(got, expected.unwrap_or_default().trim_end(), "{name}");
    }
    let expectations: Vec<_> = files("fixtures/themes-fout", "verwacht").iter().map(|path| stem(path)).collect();
    assert_eq!(expectations, read.into_iter().map(|(name, _)| name).collect::<Vec<_>>());
}

proptest! {
    #[test]
    fn a_written_colour_is_read_back(red: u8, green: u8, blue: u8) {
        let written = format!("#{red:02x}{green:02X}{blue:02x}");
        prop_assert_eq!(colour::parse(&written), Some(Color::Rgb(red, green, blue)));
    }

    #[test]
    fn any_colour_finds_one_in_every_depth(red: u8, green: u8, blue: u8) {
        let text = Style::new().fg(Color::Rgb(red, green, blue)).bg(Color::Rgb(blue, red, green));
        let theme = Theme::new("proef", |meaning| if meaning == Meaning::Text { text } else { Style::new() });
        for depth in [Depth::Sixteen, Depth::TwoFiftySix] {
            let (before, after) = (theme.style(Meaning::Text), theme.at(depth).style(Meaning::Text));
            let ratio = |style: Style| contrast(rgb(style.fg.unwrap()).unwrap(), rgb(style.bg.unwrap()).unwrap());
            prop_assert!(ratio(after) >= ratio(before).min(3.0), "{depth:?}: {} to {}", ratio(before), ratio(after));
        }
    }

    #[test]
    fn hostile_text_gives_problems_and_never_a_panic(text in "(\\[palette\\]|\\[meanings\\]|inherits|text|fg|[\\[\\]\"'=.#a-f{},\n\u{1b}\\\\]){0,40}") {
        if let Err(why) = own(&text) {
            prop_assert!(!why.to_string().replace('\n', "").contains(char::is_control));
        }
    }
}
