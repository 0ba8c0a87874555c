//! Names that may stand for one thing only: ids, and what can be typed after `@` or `#`.

use std::collections::BTreeMap;

use super::lezer::Lezer;
use super::probleem::kort;
use crate::domain::vouw::vouw;

/// The names that were met, folded, each with its owner and its place. May go along from file to file.
#[derive(Default)]
pub(super) struct Uniek {
    gezien: BTreeMap<String, Plaats>,
}

/// Where a name was met.
#[derive(Clone, PartialEq, Eq)]
struct Plaats {
    bestand: String,
    /// The byte at which its owner begins.
    eigenaar: usize,
    regel: u32,
}

impl Uniek {
    /// Takes `naam` at byte `plek` for the thing that begins at byte `eigenaar`; a problem when another thing has it.
    pub(super) fn neem(&mut self, l: &mut Lezer<'_>, naam: &str, plek: usize, eigenaar: usize) {
        let hier = Plaats { bestand: l.bestand.to_owned(), eigenaar, regel: l.regel(plek) };
        let daar = self.gezien.entry(vouw(naam)).or_insert_with(|| hier.clone());
        if daar.bestand != hier.bestand {
            let wat = format!("'{}' staat al in {}, regel {}", kort(naam), daar.bestand, daar.regel);
            l.meld(plek, &wat, "geef een van de twee een andere naam");
        } else if daar.eigenaar != hier.eigenaar {
            let wat = format!("'{}' staat al op regel {}", kort(naam), daar.regel);
            l.meld(plek, &wat, "geef een van de twee een andere naam");
        }
    }
}
