//! The marks that make a line a fact, a suspicion, a decision.

use crate::domain::dossier::RegelSoort;

/// Goes before any other mark: the line is shielded.
pub const AFSCHERMING: char = '!';

/// Each mark with the kind of line that it makes.
pub const MERKEN: [(char, RegelSoort); 10] = [
    ('f', RegelSoort::Feit),
    ('v', RegelSoort::Vermoeden),
    ('z', RegelSoort::Bezorgdheid),
    ('g', RegelSoort::Gevoel),
    ('?', RegelSoort::Onbekend),
    ('b', RegelSoort::Besluit),
    ('a', RegelSoort::Actie),
    ('m', RegelSoort::Maatregel),
    ('o', RegelSoort::Oordeel),
    ('l', RegelSoort::Letterlijk),
];

/// The marks at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merk {
    /// Whether the line is shielded.
    pub afgeschermd: bool,
    /// What it is.
    pub soort: RegelSoort,
    /// How many bytes of the line the marks take, the space behind them included.
    pub bytes: usize,
}

/// Reads the marks at the head of a line. A mark is one letter with a space behind it.
pub fn merk(raw: &str) -> Merk {
    let mut found = Merk { afgeschermd: false, soort: RegelSoort::Notitie, bytes: 0 };
    let mut rest = raw;
    if let Some(after) = rest.strip_prefix(AFSCHERMING) {
        let open = after.strip_prefix(' ');
        if open.is_some() || soort(after).is_some() {
            found.afgeschermd = true;
            rest = open.unwrap_or(after);
        }
    }
    if let Some((kind, after)) = soort(rest) {
        found.soort = kind;
        rest = after;
    }
    found.bytes = raw.len() - rest.len();
    found
}

/// The mark of a kind; a plain note has none.
pub fn teken(soort: RegelSoort) -> Option<char> {
    MERKEN.iter().find(|(_, s)| *s == soort).map(|(c, _)| *c)
}

/// The line with these marks at its head in the place of those that it has.
pub fn met_merk(raw: &str, afgeschermd: bool, soort: RegelSoort) -> String {
    let text = raw.get(merk(raw).bytes..).unwrap_or(raw);
    let shield = if afgeschermd { "! " } else { "" };
    match teken(soort) {
        Some(c) => format!("{shield}{c} {text}"),
        None => format!("{shield}{text}"),
    }
}

fn soort(raw: &str) -> Option<(RegelSoort, &str)> {
    let mut chars = raw.chars();
    let (mark, space) = (chars.next()?, chars.next()?);
    let (_, kind) = MERKEN.iter().find(|(c, _)| *c == mark)?;
    (space == ' ').then_some((*kind, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_makes_its_kind_and_the_shield_goes_before_it() {
        for (c, kind) in MERKEN {
            assert_eq!(merk(&format!("{c} hij")), Merk { afgeschermd: false, soort: kind, bytes: 2 });
            assert_eq!(merk(&format!("! {c} hij")), Merk { afgeschermd: true, soort: kind, bytes: 4 });
            assert_eq!(merk(&format!("!{c} hij")), Merk { afgeschermd: true, soort: kind, bytes: 3 });
        }
        assert_eq!(merk("! adres"), Merk { afgeschermd: true, soort: RegelSoort::Notitie, bytes: 2 });
    }

    #[test]
    fn a_word_is_no_mark() {
        for plain in ["feit", "", "f", "!", "!!", "F hij", "!hij kwam", "1 f", "é f"] {
            assert_eq!(merk(plain).bytes, 0, "{plain}");
        }
    }

    #[test]
    fn a_mark_is_replaced_and_the_text_stays() {
        assert_eq!(met_merk("v hij", false, RegelSoort::Feit), "f hij");
        assert_eq!(met_merk("hij", true, RegelSoort::Actie), "! a hij");
        assert_eq!(met_merk("! a hij", false, RegelSoort::Notitie), "hij");
    }
}
