//! A checkpoint of a journal: three lines that stand under a document, and by which can be told later, also from paper,
//! whether a store still holds what it held then. In the form of a checkpoint of C2SP (tlog-checkpoint, without signature):
//! where it is of, how many records there were, and the hash of the last of them.
//!
//! ```text
//! crisistafel/26-K7M4
//! 12
//! V2hhdCBpcyBzZWFsZWQgc3RheXMgc2VhbGVkLCBwZXJpb2Q=
//! ```
//!
//! Who may not see everything is given that of the last closing, with a word in the place of the number.

use serde::{Deserialize, Serialize};

/// What every first line begins with.
const HERKOMST: &str = "crisistafel/";
/// What stands in the place of the number where that is not told.
const ZONDER: &str = "laatste-sluiting";
const TEKENS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Controlepunt {
    /// The name of the journal.
    pub journaal: String,
    /// How many records it had; none where that is not told.
    pub nr: Option<u64>,
    /// The hash of the last of them.
    pub hash: [u8; 32],
}

/// The three lines are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("dit is geen heel controlepunt: drie regels, met achter crisistafel/ de naam, dan het nummer, dan 44 tekens")]
pub struct GeenPunt;

/// What a dossier has of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Controlepunten {
    /// That of now; only for who sees everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nu: Option<Controlepunt>,
    /// That of the last closing, without its number; none before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sluiting: Option<Controlepunt>,
}

impl Controlepunten {
    /// The one that a document takes with it.
    pub fn voor(&self, met_afgeschermd: bool) -> Option<&Controlepunt> {
        if met_afgeschermd { self.nu.as_ref() } else { self.sluiting.as_ref() }
    }
}

impl Controlepunt {
    /// Its three lines.
    pub fn regels(&self) -> [String; 3] {
        let nr = self.nr.map_or_else(|| ZONDER.to_owned(), |nr| nr.to_string());
        [format!("{HERKOMST}{}", self.journaal), nr, in_tekens(&self.hash)]
    }

    /// The one of these three lines.
    fn van(regels: [&str; 3]) -> Result<Self, GeenPunt> {
        let [herkomst, nr, hash] = regels.map(kaal);
        let journaal = herkomst.strip_prefix(HERKOMST).filter(|naam| !naam.is_empty()).ok_or(GeenPunt)?.to_owned();
        let nr = if nr == ZONDER { None } else { Some(nr.parse().map_err(|_| GeenPunt)?) };
        let hash: String = hash.split_whitespace().collect();
        Ok(Self { journaal, nr, hash: uit_tekens(&hash).ok_or(GeenPunt)? })
    }

    /// Every one in a text, whatever stands around it, each with the number of its first line; or that three lines that begin
    /// as one are none.
    pub fn vind(tekst: &str) -> Vec<(usize, Result<Self, GeenPunt>)> {
        let regels: Vec<(usize, &str)> = (1..).zip(tekst.lines()).filter(|(_, r)| !kaal(r).is_empty()).collect();
        let all = regels.iter().enumerate().filter(|(_, (_, r))| kaal(r).starts_with(HERKOMST));
        all.map(|(at, (nr, _))| {
            let drie = [at, at + 1, at + 2].map(|i| regels.get(i).map_or("", |(_, r)| *r));
            (*nr, Self::van(drie))
        })
        .collect()
    }
}

/// A line without what quoting, lists, code and JSON put around it.
fn kaal(regel: &str) -> &str {
    regel.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '>' | '|' | '*' | '`' | '-' | '_' | '"' | ',' | '\u{feff}')
    })
}

/// Base64, as in the standard, of a hash.
fn in_tekens(hash: &[u8; 32]) -> String {
    let mut uit = String::with_capacity(44);
    for drie in hash.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|i| u32::from(drie.get(i).copied().unwrap_or_default()));
        let bits = a << 16 | b << 8 | c;
        for i in 0..4 {
            let teken = usize::try_from(bits >> (18 - 6 * i) & 63).ok().and_then(|at| TEKENS.get(at));
            uit.push(if i > drie.len() { '=' } else { teken.map_or('=', |t| char::from(*t)) });
        }
    }
    uit
}

fn uit_tekens(tekst: &str) -> Option<[u8; 32]> {
    let kaal = tekst.strip_suffix('=').filter(|t| t.len() == 43)?;
    let (mut bits, mut hoeveel, mut bytes) = (0_u32, 0, Vec::with_capacity(33));
    for teken in kaal.bytes() {
        let zes = TEKENS.iter().position(|t| *t == teken)?;
        bits = bits << 6 | u32::try_from(zes).ok()?;
        hoeveel += 6;
        if hoeveel >= 8 {
            hoeveel -= 8;
            bytes.push(u8::try_from(bits >> hoeveel & 255).ok()?);
        }
    }
    let hash: [u8; 32] = bytes.try_into().ok()?;
    // the last character says four bits too many
    (in_tekens(&hash) == tekst).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn punt(nr: Option<u64>) -> Controlepunt {
        Controlepunt { journaal: "26-K7M4".to_owned(), nr, hash: *blake3::hash(b"proef").as_bytes() }
    }

    #[test]
    fn a_checkpoint_is_found_again_whatever_stands_around_it() {
        for nr in [Some(0), Some(12), None] {
            let lines = punt(nr).regels();
            assert_eq!(lines[2].len(), 44);
            for (before, after) in [("", ""), ("> ", ""), ("    ", "  "), ("- `", "`"), ("\u{feff}", "\r"), ("  \"", "\",")]
            {
                let text = lines.each_ref().map(|l| format!("{before}{l}{after}\n\n")).concat();
                let found = Controlepunt::vind(&format!("# Verslag\n\nmeer tekst\n{text}\nDat was het."));
                assert_eq!(found, [(4, Ok(punt(nr)))], "{before:?}");
            }
            assert_eq!(serde_json::from_str::<Controlepunt>(&serde_json::to_string(&punt(nr)).unwrap()).unwrap(), punt(nr));
        }
        let both = [punt(Some(1)), punt(None)].map(|p| p.regels().join("\n")).join("\n");
        assert_eq!(Controlepunt::vind(&both), [(1, Ok(punt(Some(1)))), (4, Ok(punt(None)))]);
        assert_eq!(Controlepunt::vind("geen punt te zien"), []);
    }

    /// One letter wrong is no other hash: it is another one that is not there, or none.
    #[test]
    fn what_was_copied_wrong_is_never_taken_for_the_same() {
        let lines = punt(Some(12)).regels();
        let text = lines.join("\n");
        for (at, c) in text.char_indices() {
            let other = if c == 'A' { 'B' } else { 'A' };
            let wrong: String = text.char_indices().map(|(i, c)| if i == at { other } else { c }).collect();
            let found = Controlepunt::vind(&wrong);
            assert!(!found.iter().any(|(_, p)| *p == Ok(punt(Some(12)))), "{wrong}");
        }
        for half in ["crisistafel/26-K7M4", "crisistafel/26-K7M4\n12", "crisistafel/\n12\nx"] {
            assert_eq!(Controlepunt::vind(half), [(1, Err(GeenPunt))]);
        }
        let (half, rest) = lines[2].split_at(20);
        let spaced = format!("{}\n{}\n{half} {rest}", lines[0], lines[1]);
        assert_eq!(Controlepunt::vind(&spaced), [(1, Ok(punt(Some(12))))]);
    }
}
