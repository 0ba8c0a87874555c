//! How people and answers are called in documents.

use crate::domain::dossier::{Antwoord, Bevoegd, InzetSoort, RegelSoort, Wie};
use crate::domain::rol::Actor;
use crate::domain::tekst::Tekst;

/// `Terpstra (gemeente)`
pub(super) fn wie(actor: &Actor) -> String {
    match &actor.organisatie {
        Some(org) if !org.is_empty() => format!("{} ({org})", actor.naam),
        _ => actor.naam.to_string(),
    }
}

/// `Terpstra (gemeente), procesregisseur`
pub(super) fn wie_en_rol(actor: &Actor) -> String {
    format!("{}, {}", wie(actor), actor.rol)
}

/// `Ooms (politie), wijkagent`; `politie` where nobody is named.
pub(super) fn met_functie(naam: &Tekst, organisatie: &Tekst, functie: &Tekst) -> String {
    let wie = Wie { naam: naam.clone(), organisatie: organisatie.clone() };
    if functie.is_empty() { wie.to_string() } else { format!("{wie}, {functie}") }
}

/// `Lindeman, officier van justitie`
pub(super) fn bevoegd(b: &Bevoegd) -> String {
    format!("{}, {}", b.naam, b.functie)
}

/// The answer as a sentence in which 'unknown' is never a reassurance.
pub(super) fn antwoord(antwoord: Antwoord) -> &'static str {
    match antwoord {
        Antwoord::Ja => "ja.",
        Antwoord::Nee => "nee.",
        Antwoord::Onbekend => "onbekend. Dat telt als onveilig.",
    }
}

/// The same for the answer that holds now: a no is what somebody said, not that it is safe.
pub(super) fn laatste_antwoord(laatste: Antwoord) -> &'static str {
    if laatste == Antwoord::Nee { "nee, volgens het laatste antwoord." } else { antwoord(laatste) }
}

/// The kind of a line as a word: a question mark alone is not heard.
pub(super) fn soort(soort: RegelSoort) -> &'static str {
    if soort == RegelSoort::Onbekend { "niet bekend" } else { soort.naam() }
}

/// What an entry of the register is, as the field calls it.
pub(super) fn inzetsoort(soort: InzetSoort) -> &'static str {
    match soort {
        InzetSoort::Voorwaarde => "veiligheidsvoorwaarde",
        InzetSoort::Afspraak => "veiligheidsafspraak",
        InzetSoort::Maatregel => "veiligheidsmaatregel",
    }
}
