//! Names that may stand for one thing only: ids, and what can be typed after `@` or `#`.

use std::collections::BTreeMap;

use super::lezer::{Lezer, kort};

/// The names that were met in one file, without capitals, with the byte of their owner and their own.
#[derive(Default)]
pub(super) struct Uniek {
    gezien: BTreeMap<String, (usize, usize)>,
}

impl Uniek {
    /// Takes `naam` at byte `plek` for the thing that begins at byte `eigenaar`; a problem when another thing has it.
    pub(super) fn neem(&mut self, l: &mut Lezer<'_>, naam: &str, plek: usize, eigenaar: usize) {
        let (van, daar) = *self.gezien.entry(naam.to_lowercase()).or_insert((eigenaar, plek));
        if van != eigenaar {
            let wat = format!("'{}' staat al op regel {}", kort(naam), l.regel(daar));
            l.meld(plek, &wat, "geef een van de twee een andere naam");
        }
    }
}
