//! The marks that make a line a fact, a suspicion, a decision.

use crate::domain::dossier::RegelSoort;
use crate::domain::kader::Kader;
use crate::domain::tekst::is_harmless;

/// Goes before any other mark: the line is shielded.
pub const AFSCHERMING: char = '!';
/// The same sign from a keyboard with wide characters.
const AFSCHERMING_BREED: char = '\u{FF01}';
/// Opens somebody's literal words.
const AANHALING: [char; 5] = ['"', '“', '„', '”', '«'];
/// Around the organisations of a shield, with those of a keyboard with wide characters.
const HAAKJES: [[char; 2]; 2] = [['(', '\u{FF08}'], [')', '\u{FF09}']];

/// Each mark with the kind of line that it makes.
pub fn merken() -> impl Iterator<Item = (char, RegelSoort)> {
    RegelSoort::ALL.into_iter().filter_map(|soort| Some((soort.merk()?, soort)))
}

/// The kind that a mark makes, small or capital.
fn van_merk(merk: char) -> Option<RegelSoort> {
    merken().find(|(c, _)| *c == merk.to_ascii_lowercase()).map(|(_, soort)| soort)
}

/// The marks at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merk {
    /// Whether the line is shielded.
    pub afgeschermd: bool,
    /// Whether the sign of a shield stands where one may have been meant and it is not shielded: that is asked, never taken as
    /// open.
    pub twijfel: bool,
    /// What it is.
    pub soort: RegelSoort,
    /// How many bytes of the line the shield takes, the spaces behind it included.
    pub afscherming: usize,
    /// Where in the line the organisations stand that the shield is for: `!(politie, OM) `.
    pub kring: Option<(usize, usize)>,
    /// How many bytes of the line all marks take, the spaces behind them included.
    pub bytes: usize,
}

impl Merk {
    /// What of the line names the organisations that the shield is for, as it was typed.
    pub fn namen(self, raw: &str) -> Option<&str> {
        self.kring.and_then(|(van, tot)| raw.get(van..tot))
    }

    /// No mark: a plain note.
    pub(super) fn geen() -> Self {
        Self { afgeschermd: false, twijfel: false, soort: RegelSoort::Notitie, afscherming: 0, kring: None, bytes: 0 }
    }
}

/// Reads the marks at the head of a line. A mark is one letter, small or capital, with a space of any kind behind it; a
/// space before it makes it an ordinary letter, but never an open line of a shielded one.
pub fn merk(raw: &str) -> Merk {
    let rest = raw.trim_start_matches(|c: char| c.is_whitespace() || !is_harmless(c));
    let spaced = raw.get(..raw.len() - rest.len()).is_some_and(|lead| lead.contains(char::is_whitespace));
    let mut found = Merk::geen();
    let Some(after) = rest.strip_prefix([AFSCHERMING, AFSCHERMING_BREED]) else {
        if let Some((kind, after)) = achteraf(rest).filter(|_| !spaced) {
            let (kring, text) = kring(raw, after).map_or((None, after), |(kring, rest)| (Some(kring), rest));
            return Merk { afgeschermd: true, kring, soort: kind, bytes: raw.len() - text.trim_start().len(), ..found };
        }
        let mut text = rest;
        if let Some((kind, behind)) = soort(rest).filter(|_| !spaced) {
            (found.soort, found.bytes, text) = (kind, raw.len() - behind.len(), behind);
        }
        // a shield that was begun in the wrong place, or was not ended
        let begonnen = text.trim_start().starts_with([AFSCHERMING, AFSCHERMING_BREED]);
        let [open, _] = HAAKJES;
        let mut pieces = text.split([AFSCHERMING, AFSCHERMING_BREED]).skip(1);
        let omringd = pieces.any(|behind| behind.starts_with(open));
        return Merk { twijfel: begonnen || omringd, ..found };
    };
    let (kring, after) = kring(raw, after).map_or((None, after), |(kring, rest)| (Some(kring), rest));
    let text = after.trim_start();
    if text.len() == after.len() && soort(after).is_none() && kring.is_none() {
        return Merk { twijfel: true, ..found };
    }
    (found.afgeschermd, found.afscherming, found.kring) = (true, raw.len() - text.len(), kring);
    let (kind, text) = soort(text).unwrap_or((RegelSoort::Notitie, text));
    Merk { soort: kind, bytes: raw.len() - text.len(), ..found }
}

/// What a line is called that is nothing but its marks, whether the space behind them was typed or not; none for a line
/// that says something.
pub fn alleen(raw: &str) -> Option<String> {
    let line = format!("{} ", raw.trim());
    let found = merk(&line);
    let shield = found.afgeschermd.then(|| "afgeschermd".to_owned());
    let kind = match found.soort {
        RegelSoort::Notitie => None,
        other => Some(other.to_string()),
    };
    let words: Vec<String> = shield.into_iter().chain(kind).collect();
    (found.bytes == line.len() && !words.is_empty()).then(|| format!("het merk '{}'", words.join(" ")))
}

/// Whether a line begins with the sign of a shield, whatever stands before or behind it.
pub fn begint_met_afscherming(raw: &str) -> bool {
    let rest = raw.trim_start_matches(|c: char| c.is_whitespace() || !is_harmless(c));
    rest.starts_with([AFSCHERMING, AFSCHERMING_BREED])
}

/// The line with these marks at its head in the place of those that it has; a shield that stays is for whom it was.
pub fn met_merk(raw: &str, was: Merk, afgeschermd: bool, soort: RegelSoort) -> String {
    let text = raw.get(was.bytes..).unwrap_or(raw);
    format!("{}{text}", kop(afgeschermd, was.namen(raw), soort))
}

/// The names of organisations in a row, as somebody types them; a partner whose name has 'en' in it is one.
pub fn namen<'a>(rij: &'a str, kader: &Kader) -> Vec<&'a str> {
    let mut all = Vec::new();
    for naam in rij.split([',', ';', '+', '&', '\u{FF0C}']) {
        match naam.split_once(" en ").filter(|_| kader.partner(naam.trim()).is_none()) {
            Some((een, ander)) => all.extend([een, ander]),
            None => all.push(naam),
        }
    }
    all
}

/// The line with a shield per role in the place of one for organisations.
pub fn zonder_kring(raw: &str) -> String {
    let was = merk(raw);
    met_merk(raw, Merk { kring: None, ..was }, true, was.soort)
}

/// These marks as they stand before a text, with the organisations that the shield is for.
pub(super) fn kop(afgeschermd: bool, kring: Option<&str>, soort: RegelSoort) -> String {
    let shield = match kring {
        _ if !afgeschermd => String::new(),
        Some(kring) => format!("!({kring}) "),
        None => "! ".to_owned(),
    };
    soort.merk().map_or_else(|| shield.clone(), |c| format!("{shield}{c} "))
}

/// What stands between brackets at once behind the sign of a shield, in bytes of the line, and what comes after it. Nothing
/// between them names nobody, and is no circle.
fn kring<'a>(raw: &str, after: &'a str) -> Option<((usize, usize), &'a str)> {
    let [open, dicht] = HAAKJES;
    let binnen = after.strip_prefix(open)?;
    let (namen, rest) = binnen.split_once(dicht).filter(|(namen, _)| !namen.trim().is_empty())?;
    let begin = raw.len() - binnen.len();
    Some(((begin, begin + namen.len()), rest))
}

/// A mark with the sign of a shield behind it instead of before it, `b! ` or `b ! `: shielded all the same.
fn achteraf(raw: &str) -> Option<(RegelSoort, &str)> {
    let mut chars = raw.chars();
    let mark = chars.next()?;
    let kind = van_merk(mark)?;
    let after = chars.as_str().trim_start().strip_prefix([AFSCHERMING, AFSCHERMING_BREED])?;
    let text = after.trim_start();
    (text.len() < after.len() || kring(raw, after).is_some()).then_some((kind, text))
}

/// The kind of a mark at the head of this text, and what stands behind it. Who opens with quotation marks quotes: these
/// stay in the text, unless a space behind them makes them a mark like `l`.
fn soort(raw: &str) -> Option<(RegelSoort, &str)> {
    let mut chars = raw.chars();
    let mark = chars.next()?;
    let after = chars.as_str();
    let text = after.trim_start();
    let spaced = text.len() < after.len();
    if AANHALING.contains(&mark) {
        return Some((RegelSoort::Letterlijk, if spaced { text } else { raw }));
    }
    spaced.then_some((van_merk(mark)?, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> (bool, RegelSoort, usize) {
        let m = merk(raw);
        (m.afgeschermd, m.soort, m.bytes)
    }

    /// Review A1: any space of Unicode behind a mark, and a capital is the mark too.
    #[test]
    fn each_mark_makes_its_kind_and_the_shield_goes_before_it() {
        for space in [" ", "\u{a0}", "\t", "\u{2007}", "\u{202f}", "\u{3000}", "\u{2003}"] {
            let n = space.len();
            for (c, kind) in merken().flat_map(|(c, k)| [(c, k), (c.to_ascii_uppercase(), k)]) {
                assert_eq!(read(&format!("{c}{space}hij")), (false, kind, 1 + n), "{c}{space:?}");
                assert_eq!(read(&format!("!{space}{c}{space}hij")), (true, kind, 2 + 2 * n), "{c}{space:?}");
                assert_eq!(read(&format!("!{c}{space}hij")), (true, kind, 2 + n), "{c}{space:?}");
            }
            assert_eq!(read(&format!("!{space}adres")), (true, RegelSoort::Notitie, 1 + n), "{space:?}");
            assert_eq!(read(&format!("{space}! adres")), (true, RegelSoort::Notitie, n + 2), "{space:?}");
        }
    }

    #[test]
    fn a_word_is_no_mark() {
        for plain in ["feit", "", "f", "1 f", "é f", " f hij", "ff hij"] {
            assert_eq!((merk(plain).bytes, merk(plain).twijfel), (0, false), "{plain}");
        }
    }

    /// Review A1: what begins with `!` is shielded, or asked.
    #[test]
    fn a_shield_in_doubt_is_never_open() {
        for doubt in ["!", "!!", "!hij kwam", "!! f hij", "\u{200b}!hij", " !hij"] {
            assert!(merk(doubt).twijfel && !merk(doubt).afgeschermd, "{doubt}");
        }
        for shielded in ["! hij", "！ hij", "\u{feff}! hij", "!f hij", "! F hij"] {
            assert!(merk(shielded).afgeschermd, "{shielded}");
        }
    }

    /// Review A18.
    #[test]
    fn quotation_marks_at_the_head_are_somebodys_literal_words() {
        assert_eq!(read("\"ik kom\" zei hij"), (false, RegelSoort::Letterlijk, 0));
        assert_eq!(read("\" ik kom"), (false, RegelSoort::Letterlijk, 2));
        assert_eq!(read("! „ik kom”"), (true, RegelSoort::Letterlijk, 2));
    }

    #[test]
    fn a_mark_is_replaced_and_the_text_stays() {
        let with = |raw: &str, shield, kind| met_merk(raw, merk(raw), shield, kind);
        assert_eq!(with("v hij", false, RegelSoort::Feit), "f hij");
        assert_eq!(with("hij", true, RegelSoort::Actie), "! a hij");
        assert_eq!(with("! a hij", false, RegelSoort::Notitie), "hij");
        assert_eq!(with("!(politie, OM) hij", true, RegelSoort::Actie), "!(politie, OM) a hij");
        assert_eq!(with("!(politie) a hij", false, RegelSoort::Notitie), "hij");
        assert_eq!(zonder_kring("!(politie) a hij"), "! a hij");
    }

    #[test]
    fn a_shield_names_who_it_is_for_between_brackets_at_once_behind_it() {
        for (raw, namen, kind, text) in [
            ("!(politie) hij", "politie", RegelSoort::Notitie, "hij"),
            ("!(politie, Veilig Thuis)f hij", "politie, Veilig Thuis", RegelSoort::Feit, "hij"),
            ("！（OM） a hij", "OM", RegelSoort::Actie, "hij"),
            ("b !(OM) hij", "OM", RegelSoort::Besluit, "hij"),
            ("b!(OM)hij", "OM", RegelSoort::Besluit, "hij"),
        ] {
            let m = merk(raw);
            assert_eq!((m.afgeschermd, m.namen(raw), m.soort), (true, Some(namen), kind), "{raw}");
            assert_eq!(raw.get(m.bytes..), Some(text), "{raw}");
        }
        for raw in ["!( politie hij", "!() hij", "!(hij"] {
            assert!(merk(raw).twijfel, "{raw}");
        }
        // with a space before it the bracket is the line's own
        assert_eq!((merk("! (hij) kwam").kring, read("! (hij) kwam")), (None, (true, RegelSoort::Notitie, 2)));
    }
}
