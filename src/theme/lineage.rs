//! A theme file with everything that it inherits, as one: the child's palette over its parents', the child's meanings
//! over its parents'. A parent's meaning uses the child's colours, so that a light variant is only a palette.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ratatui::style::{Color, Style};

use super::colour::{contrast, rgb};
use super::file::{At, File, Look, ThemeFile};
use super::{Meaning, Theme};
use crate::settings::{Problem, SettingsFile, shown};

/// The least contrast at which text counts as readable (WCAG 2, level AA).
const CONTRAST_MIN: f64 = 4.5;

/// One file of the lineage.
struct Member<'a> {
    reading: SettingsFile<'a>,
    file: File,
}

/// Something with the member that says it.
#[derive(Clone)]
struct Of<T> {
    member: usize,
    value: T,
}

/// The files, child first, and what they say together.
pub(super) struct Lineage<'a> {
    members: Vec<Member<'a>>,
    palette: BTreeMap<String, Of<At<Color>>>,
    looks: BTreeMap<Meaning, Of<Look>>,
    /// Whether every file could be read, up to the oldest parent.
    whole: bool,
}

impl<'a> Lineage<'a> {
    /// Reads `first` and its parents out of `files`, noting what is wrong in each.
    pub(super) fn read(files: &[ThemeFile<'a>], first: ThemeFile<'a>) -> Self {
        let mut lineage = Self { members: Vec::new(), palette: BTreeMap::new(), looks: BTreeMap::new(), whole: true };
        let mut names = Vec::new();
        let mut next = Some(first);
        while let Some(theme_file) = next {
            names.push(theme_file.name);
            let mut reading = SettingsFile::new(theme_file.file, theme_file.text);
            let file = File::read(&mut reading);
            lineage.whole &= file.is_some();
            let file = file.unwrap_or_default();
            next = None;
            if let Some(parent) = &file.inherits {
                match parent_of(&parent.value, files, &names) {
                    Ok(found) => next = Some(found),
                    Err(problem) => {
                        reading.problem(&parent.span, problem);
                        lineage.whole = false;
                    }
                }
            }
            lineage.members.push(Member { reading, file });
        }
        lineage.merge();
        lineage.check_names();
        lineage
    }

    /// Lays the members over each other, the oldest first.
    fn merge(&mut self) {
        for (member, Member { file, .. }) in self.members.iter().enumerate().rev() {
            for (name, value) in &file.palette {
                self.palette.insert(name.clone(), Of { member, value: value.clone() });
            }
            for (meaning, value) in &file.looks {
                self.looks.insert(*meaning, Of { member, value: value.clone() });
            }
        }
    }

    /// Notes each colour that a meaning names and no palette has. Without all files nobody can tell.
    fn check_names(&mut self) {
        let known = self.palette.keys().map(|known| shown(known)).collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { known } else { format!(", of kies uit {known}") };
        for of in self.looks.values().filter(|_| self.whole) {
            let Some(member) = self.members.get_mut(of.member) else { continue };
            for name in of.value.names().filter(|name| !self.palette.contains_key(&name.value)) {
                let problem = format!("{} staat niet in [palette]: geef de kleur daar een naam{known}", shown(&name.value));
                member.reading.problem(&name.span, problem);
            }
        }
    }

    /// The style of every meaning that is given.
    pub(super) fn styles(&self) -> BTreeMap<Meaning, Style> {
        let colour = |name: &Option<At<String>>| Some(self.palette.get(&name.as_ref()?.value)?.value.value);
        let style =
            |look: &Look| Style { fg: colour(&look.fg), bg: colour(&look.bg), ..Style::new() }.add_modifier(look.modifiers);
        self.looks.iter().map(|(meaning, of)| (*meaning, style(&of.value))).collect()
    }

    /// What is unwise in the theme that came of it.
    pub(super) fn warnings(&self, theme: &Theme) -> Vec<Problem> {
        let mut warnings: Vec<Problem> = self.unused().chain(self.unreadable(theme)).collect();
        warnings.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        warnings.dedup_by(|one, other| (&one.file, one.line) == (&other.file, other.line));
        warnings
    }

    /// Colours of the child that no meaning uses.
    fn unused(&self) -> impl Iterator<Item = Problem> {
        let used: BTreeSet<&String> = self.looks.values().flat_map(|of| of.value.names()).map(|name| &name.value).collect();
        let unused = self.palette.iter().filter(move |(name, of)| of.member == 0 && !used.contains(name));
        unused.filter_map(|(name, of)| {
            self.problem(of.member, &of.value.span, format!("{} wordt nergens gebruikt: haal deze regel weg", shown(name)))
        })
    }

    /// Colours of text that are too close to their background.
    fn unreadable(&self, theme: &Theme) -> impl Iterator<Item = Problem> {
        let screen = theme.style(Meaning::Screen).bg;
        self.looks.iter().filter(|(meaning, _)| meaning.is_text()).filter_map(move |(meaning, of)| {
            let style = theme.style(*meaning);
            let ratio = contrast(rgb(style.fg?)?, rgb(style.bg.or(screen)?)?);
            let name = &of.value.fg.as_ref()?.value;
            let of = self.palette.get(name).filter(|_| ratio < CONTRAST_MIN)?;
            self.problem(of.member, &of.value.span, unreadable(name, *meaning, ratio))
        })
    }

    /// A problem in one of the members.
    fn problem(&self, member: usize, span: &Range<usize>, text: String) -> Option<Problem> {
        self.members.get(member).map(|member| member.reading.at(span, text))
    }

    /// All that was wrong, the child's first.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.members.into_iter().flat_map(|member| member.reading.into_problems()).collect()
    }
}

/// The file of a parent called `name`, or the sentence that says why there is none. `names` are those read so far.
fn parent_of<'a>(name: &str, files: &[ThemeFile<'a>], names: &[&str]) -> Result<ThemeFile<'a>, String> {
    if names.contains(&name) {
        let circle = names.iter().copied().chain([name]).map(shown).collect::<Vec<_>>().join(" → ");
        return Err(format!("dit thema erft van zichzelf ({circle}): haal één regel met inherits weg"));
    }
    let known = || files.iter().map(|file| file.name).filter(|known| !names.contains(known)).collect::<Vec<_>>().join(", ");
    files
        .iter()
        .copied()
        .find(|file| file.name == name)
        .ok_or_else(|| format!("{} is geen thema: kies uit {}", shown(name), known()))
}

/// The sentence about a text colour that is too close to its background.
fn unreadable(name: &str, meaning: Meaning, ratio: f64) -> String {
    let ratio = format!("{ratio:.1}").replace('.', ",");
    let name = shown(name);
    format!(
        "{name} is als {meaning} slecht leesbaar (contrast {ratio}, nodig 4,5): maak het verschil met de achtergrond groter"
    )
}
