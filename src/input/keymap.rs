//! Which key is which action, as data:
//!
//! ```toml
//! [regel]
//! "ctrl+g" = "menu"
//! "f2" = "punt-klaar"
//! ```
//!
//! A group is a scope: the place in the program where its keys count. One key is one action in a scope; there are no
//! chords, because a menu is a state of the model. Which scopes and actions exist is the caller's, and so is the order in
//! which scopes surround each other.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::key::{KeyError, KeyPress};
use crate::settings::{Problems, SettingsFile, shown};

/// One line of a keymap file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding<S, A> {
    /// Where the key counts.
    pub scope: S,
    /// The key.
    pub key: KeyPress,
    /// What it does there.
    pub action: A,
}

/// All keys, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap<S, A> {
    bindings: Vec<Binding<S, A>>,
}

impl<S: Copy + PartialEq, A: Copy + PartialEq> Keymap<S, A> {
    /// Reads a keymap. `file` is what errors call it; `scope` and `action` resolve the names in it. Gives all problems at
    /// once: bad TOML, unknown scope, unreadable key, unknown action, a key twice in one scope.
    pub fn parse(
        file: &str,
        text: &str,
        scope: impl Fn(&str) -> Option<S>,
        action: impl Fn(&str) -> Option<A>,
    ) -> Result<Self, Problems> {
        let mut reading = SettingsFile::new(file, text);
        let mut bindings = Vec::new();
        for (name, group) in in_file_order(&reading.table().unwrap_or_default()) {
            let (scope, lines) = match read_group(name, group, &scope) {
                Ok(group) => group,
                Err(problem) => {
                    reading.problem(&name.span(), problem);
                    continue;
                }
            };
            for (key, value) in in_file_order(lines) {
                match read_line(key, value, &action) {
                    Ok((key, action)) => bindings.push(Binding { scope, key, action }),
                    Err(problem) => reading.problem(&key.span(), problem),
                }
            }
        }
        let problems = reading.into_problems();
        if problems.is_empty() { Ok(Self { bindings }) } else { Err(Problems(problems)) }
    }

    /// What `key` does where `scopes` count, the innermost first: the first scope that knows the key decides.
    pub fn action(&self, scopes: &[S], key: KeyPress) -> Option<A> {
        scopes.iter().find_map(|scope| self.bindings.iter().find(|b| b.scope == *scope && b.key == key)).map(|b| b.action)
    }

    /// The keys of `action` in `scope`, in the order of the file: the first is the one to show.
    pub fn keys(&self, scope: S, action: A) -> impl Iterator<Item = KeyPress> {
        self.bindings.iter().filter(move |b| b.scope == scope && b.action == action).map(|b| b.key)
    }

    /// Every line, in the order of the file.
    pub fn bindings(&self) -> &[Binding<S, A>] {
        &self.bindings
    }
}

/// A table's entries as they stand in the file; the table itself sorts them by name.
fn in_file_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

/// A group: its scope and its lines, or what is wrong with it as a whole.
fn read_group<'t, 'i, S>(
    name: &Spanned<DeString<'_>>,
    group: &'t Spanned<DeValue<'i>>,
    scope: impl Fn(&str) -> Option<S>,
) -> Result<(S, &'t DeTable<'i>), String> {
    let name = name.get_ref();
    let Some(lines) = group.get_ref().as_table() else {
        return Err(format!("{} staat buiten een groep: zet er een [groep] boven", shown(name)));
    };
    let scope = scope(name).ok_or_else(|| format!("{} is geen groep: kies er een uit de standaardtoetsen", shown(name)))?;
    Ok((scope, lines))
}

/// One line: the key and its action, or what is wrong with them.
fn read_line<A>(
    key: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    action: impl Fn(&str) -> Option<A>,
) -> Result<(KeyPress, A), String> {
    let press = key.get_ref().parse().map_err(|why: KeyError| why.to_string())?;
    let Some(name) = value.get_ref().as_str() else {
        return Err(format!("achter {} hoort de naam van één actie, tussen aanhalingstekens", shown(key.get_ref())));
    };
    let action =
        action(name).ok_or_else(|| format!("{} is geen actie: kies er een uit de standaardtoetsen", shown(name)))?;
    Ok((press, action))
}
