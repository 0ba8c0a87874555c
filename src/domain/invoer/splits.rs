//! A line that is too long, as numbered lines: nothing of it is cut off.

use super::Ontleed;
use super::merk::kop;
use super::ondergrond::Ondergrond;
use super::{Achtergrond, lees};
use crate::domain::dossier::{RegelInhoud, RegelSoort};
use crate::domain::tekst::{CHARS_MAX, Tekst, TooLong, clean};

/// The most characters of a part: there is room for its number and its marks.
const DEEL_MAX: usize = CHARS_MAX - 40;

/// The parts of a line that is too long, each numbered `(1/3)`, in order. The first is what the line is; the others are
/// of the same kind where that opens nothing of its own, and shielded where the line is. Nothing where the line fits; an
/// error where a part does not, so that none is left out.
pub fn splits(raw: &str, o: &Ontleed, a: Achtergrond<'_>) -> Result<Vec<RegelInhoud>, TooLong> {
    if o.te_lang.is_none() {
        return Ok(Vec::new());
    }
    // composed before it is cut: there are signs that become two
    let body = clean(raw.get(o.merk.bytes..).unwrap_or_default());
    let parts = delen(&body);
    let n = parts.len();
    let opens = matches!(
        o.inhoud.soort,
        RegelSoort::Onbekend | RegelSoort::Besluit | RegelSoort::Actie | RegelSoort::Maatregel | RegelSoort::Oordeel
    );
    let line = |(nr, text): (usize, &str)| {
        let soort = if opens && nr > 0 { RegelSoort::Notitie } else { o.inhoud.soort };
        let tekst = Tekst::new(&format!("({}/{n}) {}", nr + 1, text.trim()))?;
        Ok(RegelInhoud { soort, tekst, getypt: None, ..if opens && nr > 0 { bare(o, a) } else { o.inhoud.clone() } })
    };
    parts.into_iter().enumerate().map(line).collect()
}

fn bare(o: &Ontleed, a: Achtergrond<'_>) -> RegelInhoud {
    let head = kop(o.inhoud.afgeschermd, None, RegelSoort::Notitie);
    let (afgeschermd, kring) = (o.inhoud.afgeschermd, o.inhoud.kring.clone());
    RegelInhoud { afgeschermd, kring, ..lees(&head, &Ondergrond::default(), a).inhoud }
}

/// The text in parts that fit, cut at a space where there is one.
fn delen(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((end, _)) = rest.char_indices().nth(DEEL_MAX) {
        let head = rest.get(..end).unwrap_or_default();
        let sentence = head.rfind(". ").map(|at| at + 1).filter(|at| *at > end / 2);
        let space = head.rfind(char::is_whitespace).filter(|at| *at > 0);
        let (part, behind) = rest.split_at_checked(sentence.or(space).unwrap_or(end)).unwrap_or((rest, ""));
        parts.push(part);
        rest = behind;
    }
    parts.push(rest);
    parts.retain(|p| !p.trim().is_empty());
    parts
}
