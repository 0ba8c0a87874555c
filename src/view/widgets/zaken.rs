//! Dutch words for measures, clocks and pages for the burgemeester: what they are, and what is still missing. No places,
//! no lines.

use crate::domain::dossier::{Inzet, InzetStatus, LopendeKlok, Voorlegger};
use crate::domain::kader::{Kader, Maatregel};
use crate::domain::leemte::{self, Leemte};
use crate::domain::tijd::{Tijdstip, duur};
use crate::theme::Meaning;
use crate::view::widgets::words;

/// What the status of an entry of the register means.
pub(crate) fn of_entry(status: InzetStatus) -> Meaning {
    match status {
        InzetStatus::Geschonden => Meaning::Danger,
        InzetStatus::Opgelegd => Meaning::Text,
        InzetStatus::Voorgesteld | InzetStatus::Gevraagd => Meaning::Current,
        InzetStatus::Vervallen => Meaning::Muted,
    }
}

/// The measure of the palette that an entry is.
fn palette<'k>(i: &Inzet, kader: Option<&'k Kader>) -> Option<&'k Maatregel> {
    kader?.maatregel(i.palet.as_ref()?)
}

/// Until when an entry holds, with what that means.
pub(crate) fn until(i: &Inzet, nu: Tijdstip) -> (Meaning, String) {
    match (i.einde, i.herziening) {
        (Some(t), _) if i.is_verlopen(nu) => (Meaning::Warning, format!("was tot {}", t.kort(nu))),
        (Some(t), _) if i.status == InzetStatus::Vervallen => (Meaning::Muted, format!("was tot {}", t.kort(nu))),
        (Some(t), _) => (Meaning::Text, format!("tot {}", t.kort(nu))),
        (None, Some(t)) => (Meaning::Text, format!("herzien {}", t.kort(nu))),
        (None, None) if i.status == InzetStatus::Vervallen => (Meaning::Muted, String::new()),
        (None, None) => (Meaning::Missing, Leemte::Einde.vraag().to_owned()),
    }
}

/// How often an entry was breached.
pub(crate) fn breaches(i: &Inzet) -> Option<String> {
    (!i.schendingen.is_empty()).then(|| words::count(i.schendingen.len(), "schending", "schendingen"))
}

/// What an entry still lacks.
pub(crate) fn entry_gaps(i: &Inzet, kader: Option<&Kader>) -> Vec<Leemte> {
    leemte::van_inzet(i, palette(i, kader))
}

/// How long a clock still runs; one that ran out says so.
pub(crate) fn clock_left(k: &LopendeKlok, nu: Tijdstip) -> (Meaning, String) {
    if !k.loopt() {
        (Meaning::Muted, "gestopt".to_owned())
    } else if k.is_afgelopen(nu) {
        (Meaning::Warning, format!("afgelopen {}", k.einde.kort(nu)))
    } else {
        (Meaning::Text, format!("nog {}", duur(k.einde.since(nu))))
    }
}

/// How far a page for the burgemeester is.
pub(crate) fn page_state(v: &Voorlegger) -> (Meaning, String) {
    match &v.antwoord {
        Some((a, _)) => (Meaning::Done, a.uitslag.to_string()),
        None => (Meaning::Current, "wacht op antwoord".to_owned()),
    }
}
