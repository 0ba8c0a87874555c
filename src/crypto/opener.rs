//! What opens the keyring: an identity (X25519, in the way of age), a passphrase (scrypt, in the way of age), and an identity
//! on paper. Other programs that know age read and make the same.

use std::fmt;
use std::str::FromStr;

use age::secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::sleutel::Sleutel;

/// How much work a passphrase costs: 2 to this power, about a second and 256 MB.
const WERK: u8 = 18;
/// The most work that a file may ask for: about four seconds and 1 GB.
const WERK_MAX: u8 = 20;
/// The fewest characters of a passphrase.
pub const WACHTWOORD_TEKENS_MIN: usize = 16;
/// How an identity begins when it is written.
const VOOR: &str = "AGE-SECRET-KEY-1";
/// The characters that follow.
const TEKENS: &str = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
/// How many follow.
pub const PAPIER_TEKENS: usize = 58;
/// How much longer text may become, in bytes, when it is composed or put in capitals. Room is made for it beforehand: a
/// buffer that grows leaves the secret behind where it was.
const GROWS: usize = 3;
/// How many of them stand together on paper, and how many such groups on a line.
const GROEP: usize = 4;
const GROEPEN_OP_EEN_RIJ: usize = 5;

/// The word that says what is handed over on a line.
const PER_SLEUTEL: &str = "sleutel";
const PER_WACHTWOORD: &str = "wachtwoord";

/// A key that opens what was wrapped for its [`Ontvanger`].
#[derive(Clone)]
pub struct Identiteit(age::x25519::Identity);

/// For whom something is wrapped: the public half of an [`Identiteit`].
#[derive(Clone, PartialEq, Eq)]
pub struct Ontvanger(age::x25519::Recipient);

/// A passphrase. The same characters in another composition are the same passphrase.
#[derive(Clone)]
pub struct Wachtwoord {
    woord: SecretString,
    werk: u8,
}

/// What somebody has to open the keyring with.
#[derive(Clone, Debug)]
pub enum Opener {
    /// An identity, from a file or from paper.
    Identiteit(Identiteit),
    /// A passphrase.
    Wachtwoord(Wachtwoord),
}

/// The text is no identity. What it says is never repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GeenSleutel {
    /// A file of identities has none, or several.
    #[error("in dit bestand hoort één sleutel te staan, op een regel die begint met AGE-SECRET-KEY-1")]
    Bestand,
    /// A character that no key has.
    #[error("in groep {0} staat een teken dat niet voorkomt; de letters B, I en O en het cijfer 1 zijn er niet bij")]
    Teken(usize),
    /// Too few or too many characters.
    #[error("de sleutel heeft {PAPIER_TEKENS} tekens na AGE-SECRET-KEY-1, en dit zijn er {0}")]
    Lengte(usize),
    /// The checksum is another.
    #[error("ergens is een teken verwisseld: de controle aan het einde klopt niet")]
    Controle,
}

/// The text is no recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een ontvanger begint met age1 en heeft 62 kleine letters en cijfers; 'crisistafel sleutel maak' noemt hem")]
pub struct GeenOntvanger;

/// The passphrase is too short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("een wachtwoord heeft ten minste {WACHTWOORD_TEKENS_MIN} tekens; vijf willekeurige woorden zijn goed te onthouden")]
pub struct TeKort;

impl Opener {
    /// How it is handed to a process that this one starts, over a pipe: a word that says what it is, and the secret.
    pub fn als_regel(&self) -> Zeroizing<String> {
        let (soort, geheim) = match self {
            Self::Identiteit(identity) => (PER_SLEUTEL, identity.geschreven()),
            Self::Wachtwoord(word) => (PER_WACHTWOORD, Zeroizing::new(word.woord.expose_secret().to_owned())),
        };
        let mut regel = Zeroizing::new(String::with_capacity(soort.len() + geheim.len() + 1));
        regel.extend([soort, " ", geheim.as_str()]);
        regel
    }

    /// What such a line hands over.
    pub fn van_regel(regel: &str) -> Result<Self, GeenSleutel> {
        match regel.trim_end_matches(['\r', '\n']).split_once(' ') {
            Some((PER_SLEUTEL, key)) => Identiteit::uit_bestand(key).map(Self::Identiteit),
            Some((PER_WACHTWOORD, word)) => Ok(Self::Wachtwoord(Wachtwoord::getypt(word))),
            _ => Err(GeenSleutel::Bestand),
        }
    }
}

impl Identiteit {
    /// A new one.
    pub fn nieuw() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// Its public half.
    pub fn ontvanger(&self) -> Ontvanger {
        Ontvanger(self.0.to_public())
    }

    /// The secret, as age writes it on a line.
    pub fn geschreven(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// The secret in rows of groups that can be copied by hand. How it begins is the same for all and left out.
    pub fn op_papier(&self) -> Vec<Zeroizing<String>> {
        let written = self.geschreven();
        let mut letters = Zeroizing::new(Vec::with_capacity(written.len()));
        letters.extend(written.chars().skip(VOOR.len()));
        let row = |row: &[char]| {
            let mut text = Zeroizing::new(String::with_capacity(2 * GROEP * GROEPEN_OP_EEN_RIJ));
            for (n, group) in row.chunks(GROEP).enumerate() {
                text.extend((n > 0).then_some(' ').into_iter().chain(group.iter().copied()));
            }
            text
        };
        letters.chunks(GROEP * GROEPEN_OP_EEN_RIJ).map(row).collect()
    }

    /// What was typed from paper: in groups or not, in capitals or not, with how it begins or without.
    pub fn van_papier(typed: &str) -> Result<Self, GeenSleutel> {
        let mut all = Zeroizing::new(String::with_capacity(GROWS * typed.len()));
        all.extend(typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase));
        let rest = all.strip_prefix(VOOR).unwrap_or(&all);
        if let Some(strange) = rest.chars().position(|c| !TEKENS.contains(c)) {
            return Err(GeenSleutel::Teken(strange / GROEP + 1));
        }
        if rest.len() != PAPIER_TEKENS {
            return Err(GeenSleutel::Lengte(rest.len()));
        }
        let whole = Zeroizing::new(format!("{VOOR}{rest}"));
        whole.parse().map(Self).map_err(|_| GeenSleutel::Controle)
    }

    /// The one in the text of a file of identities; what begins with `#` is a remark.
    pub fn uit_bestand(text: &str) -> Result<Self, GeenSleutel> {
        let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        match (lines.next(), lines.next()) {
            (Some(line), None) => line.parse().map(Self).map_err(|_| GeenSleutel::Bestand),
            _ => Err(GeenSleutel::Bestand),
        }
    }

    /// What was wrapped for it; none when it was for another, or is damaged.
    fn pak_uit(&self, wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        age::decrypt(&self.0, wrapped).ok().map(Zeroizing::new)
    }
}

impl Ontvanger {
    /// Wraps bytes for it; none when the machine fails.
    pub(super) fn pak_in(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        age::encrypt(&self.0, bytes).ok()
    }
}

impl Wachtwoord {
    /// One that was typed to open something.
    pub fn getypt(typed: &str) -> Self {
        let mut composed = Zeroizing::new(String::with_capacity(GROWS * typed.len()));
        composed.extend(typed.nfc());
        Self { woord: SecretString::from(composed.as_str()), werk: WERK }
    }

    /// One that somebody chooses.
    pub fn gekozen(typed: &str) -> Result<Self, TeKort> {
        let chosen = Self::getypt(typed);
        let enough = chosen.woord.expose_secret().chars().count() >= WACHTWOORD_TEKENS_MIN;
        enough.then_some(chosen).ok_or(TeKort)
    }

    /// Wraps an identity in it; none when the machine fails.
    pub(super) fn pak_in(&self, identity: &Identiteit) -> Option<Vec<u8>> {
        let mut recipient = age::scrypt::Recipient::new(self.woord.clone());
        recipient.set_work_factor(self.werk);
        age::encrypt(&recipient, identity.geschreven().as_bytes()).ok()
    }

    /// The identity that was wrapped in it.
    fn pak_uit(&self, wrapped: &[u8]) -> Option<Identiteit> {
        let mut identity = age::scrypt::Identity::new(self.woord.clone());
        identity.set_max_work_factor(WERK_MAX);
        let plain = Zeroizing::new(age::decrypt(&identity, wrapped).ok()?);
        std::str::from_utf8(&plain).ok()?.parse().ok().map(Identiteit)
    }

    /// The same with hardly any work, so that a test does not take seconds.
    #[cfg(test)]
    pub(super) fn licht(self) -> Self {
        Self { werk: 4, ..self }
    }
}

impl Opener {
    /// The key that was wrapped for an identity; of a passphrase that identity is itself wrapped in `geheim`.
    pub(super) fn open(&self, geheim: Option<&[u8]>, wrapped: &[u8]) -> Option<Sleutel> {
        let plain = match (self, geheim) {
            (Self::Identiteit(identity), _) => identity.pak_uit(wrapped)?,
            (Self::Wachtwoord(word), Some(geheim)) => word.pak_uit(geheim)?.pak_uit(wrapped)?,
            (Self::Wachtwoord(_), None) => return None,
        };
        Sleutel::van_bytes(&plain)
    }
}

impl FromStr for Ontvanger {
    type Err = GeenOntvanger;

    fn from_str(raw: &str) -> Result<Self, GeenOntvanger> {
        raw.parse().map(Self).map_err(|_| GeenOntvanger)
    }
}

impl fmt::Display for Ontvanger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Ontvanger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Identiteit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identiteit")
    }
}

impl fmt::Debug for Wachtwoord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wachtwoord")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a passphrase stands in wipes itself: a string in its place does not compile here.
    #[test]
    fn a_passphrase_and_what_is_handed_over_of_it_are_wiped_when_they_are_dropped() {
        fn is_wiped(_: &impl zeroize::ZeroizeOnDrop) {}
        let word = Wachtwoord::getypt("paard batterij nietje");
        is_wiped(&word.woord);
        is_wiped(&Opener::Wachtwoord(word).als_regel());
        is_wiped(&Identiteit::nieuw().geschreven());
    }

    #[test]
    fn an_identity_comes_back_from_its_file_and_from_paper() {
        let made = Identiteit::nieuw();
        let file = format!("# een opmerking\n\n{}\n", made.geschreven().as_str());
        assert_eq!(Identiteit::uit_bestand(&file).unwrap().ontvanger(), made.ontvanger());
        let rows = made.op_papier();
        assert_eq!(rows.iter().map(|r| r.split(' ').count()).collect::<Vec<_>>(), [5, 5, 5]);
        let typed: String = rows.iter().flat_map(|r| [r.to_lowercase(), "\n".to_owned()]).collect();
        assert_eq!(Identiteit::van_papier(&typed).unwrap().ontvanger(), made.ontvanger());
        assert_eq!(Identiteit::van_papier(&made.geschreven()).unwrap().ontvanger(), made.ontvanger());
        assert!(format!("{made:?}{:?}", Wachtwoord::getypt("geheim")) == "IdentiteitWachtwoord");
    }

    #[test]
    fn what_was_copied_wrongly_is_told_without_repeating_it() {
        let made = Identiteit::nieuw();
        let rows: Vec<String> = made.op_papier().iter().map(|r| r.to_string()).collect();
        let paper = rows.join(" ");
        let fault = |text: &str| Identiteit::van_papier(text).unwrap_err();
        let mut letters: Vec<char> = paper.chars().collect();
        letters[11] = 'O';
        assert_eq!(fault(&letters.iter().collect::<String>()), GeenSleutel::Teken(3));
        assert_eq!(fault(paper.strip_suffix(|_| true).unwrap()), GeenSleutel::Lengte(57));
        assert_eq!(fault(&format!("{paper}Q")), GeenSleutel::Lengte(59));
        let at = 7;
        letters = paper.chars().collect();
        letters[at] = if letters[at] == 'Q' { 'P' } else { 'Q' };
        assert_eq!(fault(&letters.iter().collect::<String>()), GeenSleutel::Controle);
        for file in ["", "# niets", "AGE-SECRET-KEY-1QQ", &format!("{0}\n{0}", made.geschreven().as_str())] {
            assert_eq!(Identiteit::uit_bestand(file).unwrap_err(), GeenSleutel::Bestand, "{file}");
        }
        assert!("age1qq".parse::<Ontvanger>().is_err());
        assert_eq!(made.ontvanger().to_string().parse(), Ok(made.ontvanger()));
    }

    #[test]
    fn a_passphrase_is_the_same_however_its_accents_were_typed_and_is_not_short() {
        let made = Identiteit::nieuw();
        let word = Wachtwoord::gekozen("één goed wachtwoord").unwrap().licht();
        let wrapped = word.pak_in(&made).unwrap();
        let apart = Wachtwoord::getypt("e\u{301}e\u{301}n goed wachtwoord");
        assert_eq!(apart.pak_uit(&wrapped).unwrap().ontvanger(), made.ontvanger());
        assert!(Wachtwoord::getypt("een ander wachtwoord").pak_uit(&wrapped).is_none());
        assert_eq!(Wachtwoord::gekozen("vijftien tekens").unwrap_err(), TeKort);
    }

    /// A file that asks for more work than the machine has would keep the program for hours.
    #[test]
    fn more_work_than_is_sensible_is_not_done() {
        let made = Identiteit::nieuw();
        let wrapped = Wachtwoord::getypt("x").licht().pak_in(&made).unwrap();
        let at = wrapped.windows(3).position(|w| w == b" 4\n").unwrap();
        let mut hostile = wrapped[..at].to_vec();
        hostile.extend(b" 40\n");
        hostile.extend(&wrapped[at + 3..]);
        assert!(Wachtwoord::getypt("x").pak_uit(&hostile).is_none());
    }
}
