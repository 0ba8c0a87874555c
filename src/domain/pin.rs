//! A personal PIN: digits that bring an idle terminal back. It is never shown, logged or recorded, and wiped from memory where
//! it stood. Absent: how it is hashed (`crypto::pin`) and how often somebody may try (`server::pins`).

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// The fewest digits of a PIN.
pub const CIJFERS_MIN: usize = 6;
/// The most.
pub const CIJFERS_MAX: usize = 32;

/// A PIN, or what somebody gave as one: 6 to 32 digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(Zeroizing<String>);

/// Why this is no PIN, or none that somebody may choose. Each is a sentence for the user; none says what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Pinfout {
    /// Too few or too many, or something else than digits.
    #[error("een PIN is {CIJFERS_MIN} tot {CIJFERS_MAX} cijfers")]
    Vorm,
    /// Easily guessed, and by what.
    #[error("deze PIN is te raden: {0}; kies een andere")]
    TeRaden(&'static str),
}

impl Pin {
    /// What somebody gives as their PIN.
    pub fn gegeven(tekst: &str) -> Result<Self, Pinfout> {
        let is_pin = (CIJFERS_MIN..=CIJFERS_MAX).contains(&tekst.len()) && tekst.bytes().all(|b| b.is_ascii_digit());
        if is_pin { Ok(Self(Zeroizing::new(tekst.to_owned()))) } else { Err(Pinfout::Vorm) }
    }

    /// Whether somebody may choose it.
    pub fn mag(&self) -> Result<(), Pinfout> {
        te_raden(self.0.as_bytes()).map_or(Ok(()), |hoe| Err(Pinfout::TeRaden(hoe)))
    }

    /// The digits, for the hash.
    pub fn cijfers(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin")
    }
}

impl Serialize for Pin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Pin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // not as a text: what is said of a number in its place would have its digits
        deserializer.deserialize_any(Cijfers)
    }
}

/// Reads one from the wire, without a copy of it that stays.
struct Cijfers;

impl Visitor<'_> for Cijfers {
    type Value = Pin;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("een PIN")
    }

    fn visit_str<E: de::Error>(self, tekst: &str) -> Result<Pin, E> {
        Pin::gegeven(tekst).map_err(|_| E::custom("geen PIN"))
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Pin, E> {
        Err(E::custom("geen PIN"))
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Pin, E> {
        Err(E::custom("geen PIN"))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Pin, E> {
        Err(E::custom("geen PIN"))
    }
}

/// What is seen on a keypad, or known by heart, that the rules do not catch.
const GEWOON: [&[u8]; 10] =
    [b"147258", b"258147", b"147852", b"159357", b"159753", b"357159", b"789456", b"741852", b"963852", b"314159"];

/// By what it is easily guessed; none where it is not. Own choice of what is: what is tried first by who stands there.
fn te_raden(pin: &[u8]) -> Option<&'static str> {
    let cijfers: Vec<u8> = pin.iter().map(|b| b.saturating_sub(b'0')).collect();
    let verschillend = (0..10).filter(|c| cijfers.contains(c)).count();
    let stap = |w: &[u8]| if let [a, b] = w { (10 + b - a) % 10 } else { 0 };
    let mut stappen = cijfers.windows(2).map(stap);
    let eerste = stappen.next();
    let rij = stappen.all(|s| Some(s) == eerste);
    let blok = |n: usize| cijfers.len().is_multiple_of(n) && cijfers.chunks(n).all(|b| Some(b) == cijfers.get(..n));
    let keert_om = cijfers.iter().eq(cijfers.iter().rev());
    let paren = cijfers.len().is_multiple_of(2) && cijfers.chunks(2).all(|b| b.first() == b.last());
    match () {
        () if verschillend == 1 => Some("het is steeds hetzelfde cijfer"),
        () if rij => Some("het is een rij"),
        () if verschillend == 2 => Some("er staan maar twee verschillende cijfers in"),
        () if (2..=cijfers.len() / 2).any(blok) => Some("het is een herhaling"),
        () if keert_om => Some("het leest achteruit hetzelfde"),
        () if paren => Some("het zijn alleen dubbele cijfers"),
        () if GEWOON.contains(&pin) => Some("het is een patroon op de toetsen"),
        () if is_datum(&cijfers) => Some("het is een datum"),
        () => None,
    }
}

/// Whether it is a day as it is written: with the day or the year first, the year in two or four digits.
fn is_datum(cijfers: &[u8]) -> bool {
    let getal = |deel: &[u8]| deel.iter().fold(0_u32, |n, c| n * 10 + u32::from(*c));
    let dag = |d: &[u8], m: &[u8]| (1..=31).contains(&getal(d)) && (1..=12).contains(&getal(m));
    let jaar = |j: &[u8]| (1900..=2099).contains(&getal(j));
    match cijfers {
        [d1, d2, m1, m2, _, _] if dag(&[*d1, *d2], &[*m1, *m2]) => true,
        [_, _, m1, m2, d1, d2] => dag(&[*d1, *d2], &[*m1, *m2]),
        [d1, d2, m1, m2, j @ ..] if j.len() == 4 && jaar(j) && dag(&[*d1, *d2], &[*m1, *m2]) => true,
        [j1, j2, j3, j4, m1, m2, d1, d2] => jaar(&[*j1, *j2, *j3, *j4]) && dag(&[*d1, *d2], &[*m1, *m2]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_to_thirty_two_digits_are_a_pin() {
        for good in ["000000", "482915", "48291548291548291548291548291548"] {
            assert!(Pin::gegeven(good).is_ok(), "{good}");
        }
        for bad in
            ["", "48291", "482915482915482915482915482915481", "48291a", " 482915", "４８２９１５", "-482915", "48291\u{0}"]
        {
            assert_eq!(Pin::gegeven(bad), Err(Pinfout::Vorm), "{bad}");
        }
    }

    #[test]
    fn what_is_tried_first_may_not_be_chosen_and_is_named_without_the_digits() {
        for (pin, by) in [
            ("111111", "hetzelfde cijfer"),
            ("123456", "een rij"),
            ("987654", "een rij"),
            ("890123", "een rij"),
            ("135791", "een rij"),
            ("112112", "twee verschillende"),
            ("482482", "herhaling"),
            ("48294829", "herhaling"),
            ("482284", "achteruit"),
            ("448822", "dubbele cijfers"),
            ("147258", "patroon"),
            ("310184", "datum"),
            ("840131", "datum"),
            ("31011984", "datum"),
            ("19840131", "datum"),
        ] {
            let said = Pin::gegeven(pin).unwrap().mag().unwrap_err().to_string();
            assert!(said.contains(by) && !said.contains(pin), "{pin}: {said}");
        }
        for good in ["482915", "730264", "4829154"] {
            assert_eq!(Pin::gegeven(good).unwrap().mag(), Ok(()), "{good}");
        }
    }

    #[test]
    fn it_says_nothing_of_itself_and_reads_back_from_the_wire() {
        let pin = Pin::gegeven("482915").unwrap();
        assert_eq!(format!("{pin:?}"), "Pin");
        assert_eq!(serde_json::from_str::<Pin>(&serde_json::to_string(&pin).unwrap()).unwrap(), pin);
        for bad in ["\"4829\"", "482915", "-482915", "482915.5", "\"48291x\"", "null", "[\"482915\"]"] {
            let said = serde_json::from_str::<Pin>(bad).unwrap_err().to_string();
            assert!(!said.contains("4829"), "{said}");
        }
    }
}
