//! Rows as bytes. The format has a number: another number, and every row is made again.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fault::Trouble;
use crate::projection::rij::RegelRij;
use crate::projection::zoek::Woordenboek;

/// The format of keys and values, and of the terms in them. Raise it with every change of any of these.
pub(super) const ROW_FORMAT: u32 = 7;

/// A line with the terms under which it stands in the index, so that these can be removed whatever made them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Indexed {
    pub(super) rij: RegelRij,
    pub(super) termen: Vec<String>,
}

impl Indexed {
    /// The line under the words of what it says and of who knows it.
    pub(super) fn new(rij: RegelRij, woorden: &Woordenboek) -> Self {
        let mut termen = woorden.termen(rij.tekst.as_str());
        termen.extend(woorden.termen(rij.bron.as_str()));
        termen.sort();
        termen.dedup();
        Self { rij, termen }
    }

    /// What stands in the index beside each of its terms.
    pub(super) fn hit(&self) -> [u8; 9] {
        let mut value = [0; 9];
        if let Some((op, afgeschermd)) = value.split_first_chunk_mut::<8>() {
            *op = self.rij.op.millis().to_be_bytes();
            afgeschermd.fill(u8::from(self.rij.afgeschermd));
        }
        value
    }
}

/// When the line of a term was recorded, in milliseconds since 1970 (UTC), and whether it is shielded.
pub(super) fn hit(value: &[u8]) -> Result<(i64, bool), Trouble> {
    let (op, rest) = value.split_first_chunk::<8>().ok_or(Trouble::Row)?;
    match rest {
        [0] => Ok((i64::from_be_bytes(*op), false)),
        [1] => Ok((i64::from_be_bytes(*op), true)),
        _ => Err(Trouble::Row),
    }
}

/// A row as it is stored. The seal goes here.
pub(super) fn to_bytes<T: Serialize>(row: &T) -> Result<Vec<u8>, Trouble> {
    serde_json::to_vec(row).map_err(|_| Trouble::Row)
}

/// A row as it was. The seal is opened here.
pub(super) fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Trouble> {
    serde_json::from_slice(bytes).map_err(|_| Trouble::Row)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails when rows are written otherwise than before: then raise [`ROW_FORMAT`], and take over the new text here.
    #[test]
    fn a_row_looks_as_its_format_number_says() {
        let json = r#"{"dossier":"26-K7M4","overleg":2,"regel":9,"soort":"feit","tekst":"Café-bezoeken gezien",
            "bron":"de buurvrouw","op":"2026-11-22T13:31:04.123Z","afgeschermd":true}"#;
        let rij: RegelRij = serde_json::from_str(json).unwrap();
        let row = Indexed::new(rij, &Woordenboek::default());
        let text = String::from_utf8(to_bytes(&row).unwrap()).unwrap();
        assert_eq!(ROW_FORMAT, 7);
        assert_eq!(
            text,
            r#"{"rij":{"dossier":"26-K7M4","overleg":2,"regel":9,"soort":"feit","tekst":"Café-bezoeken gezien","bron":"de buurvrouw","op":"2026-11-22T13:31:04.123Z","afgeschermd":true},"termen":["<nekeozeb","<nekeozebefac","<wuorvruub","bezoek","bezoeken","buurvrouw","caf","cafe","cafebezoek","cafebezoeken","de","gezien","zien","~kAfE","~kAfbskn"]}"#
        );
        assert_eq!(from_bytes::<Indexed>(text.as_bytes()).unwrap(), row);
        assert_eq!(hit(&row.hit()).unwrap(), (row.rij.op.millis(), true));
    }
}
