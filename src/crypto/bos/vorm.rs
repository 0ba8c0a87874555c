//! The bytes of the keyring's file: a line that says what it is, a line of JSON with the openers, and the sealed body. The
//! body is bound to both lines, so that nothing in the file can be changed, left out or put in unseen.

use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::ingang::{Ingang, Openersoort};
use crate::crypto::opener::Opener;
use crate::crypto::sleutel::Sleutel;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// The first line. What follows on it is for who opens the file in an editor.
const EERSTE: &str = "Sleutelbos van Crisistafel, vorm 1. Niet wijzigen: een gewijzigde sleutelbos gaat niet meer open en maakt alles onleesbaar.\n";
/// How the first line of every version begins.
const ELKE_VORM: &str = "Sleutelbos van Crisistafel, vorm ";
/// The longest file, in bytes.
pub(super) const BYTES_MAX: u64 = 16 << 20;
/// The longest second line, in bytes.
const OPSCHRIFT_BYTES_MAX: usize = 256 << 10;
/// The most openers.
pub(super) const OPENERS_MAX: usize = 32;
/// The length of a nonce, in bytes.
const NONCE: usize = 24;
/// The length of what the cipher adds, in bytes.
const TAG: usize = 16;

/// What stands above the body, for everybody to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opschrift {
    pub(super) generatie: u64,
    pub(super) gewijzigd: Tijdstip,
    pub(super) door: Tekst,
    pub(super) journalen: usize,
    openers: Vec<Rij>,
}

/// An opener, with the keyring's key wrapped for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rij {
    soort: Openersoort,
    naam: Tekst,
    ontvanger: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    geheim: Option<Hex>,
    sleutel: Hex,
}

/// Bytes, written as hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Hex(Vec<u8>);

/// A file that was read, and not opened.
#[derive(Clone, Debug)]
pub(super) struct Gelezen<'b> {
    pub(super) opschrift: Opschrift,
    pub(super) ingangen: Vec<Ingang>,
    /// Both lines.
    above: &'b [u8],
    nonce: &'b [u8],
    sealed: &'b [u8],
}

/// Why a file does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leesfout {
    /// It is of another version.
    Vorm,
    /// It is not what was written.
    Beschadigd,
    /// The key is not of this keyring.
    Verkeerd,
}

/// What is written above the body.
pub(super) struct Boven<'i> {
    pub(super) generatie: u64,
    pub(super) gewijzigd: Tijdstip,
    pub(super) door: &'i Tekst,
    pub(super) journalen: usize,
    pub(super) ingangen: &'i [Ingang],
}

/// The bytes of a keyring: `body` sealed with `key`, and `key` wrapped for each opener. None when the machine fails.
pub(super) fn schrijf(boven: &Boven<'_>, key: &Sleutel, mut body: Zeroizing<Vec<u8>>) -> Option<Vec<u8>> {
    let row = |i: &Ingang| {
        let sleutel = Hex(i.ontvanger.pak_in(key.bytes())?);
        let geheim = i.geheim.clone().map(Hex);
        Some(Rij { soort: i.soort, naam: i.naam.clone(), ontvanger: i.ontvanger.to_string(), geheim, sleutel })
    };
    let openers = boven.ingangen.iter().map(row).collect::<Option<_>>()?;
    let Boven { generatie, gewijzigd, journalen, .. } = *boven;
    let opschrift = Opschrift { generatie, gewijzigd, door: boven.door.clone(), journalen, openers };
    let mut file = EERSTE.as_bytes().to_vec();
    file.extend(serde_json::to_vec(&opschrift).ok()?);
    file.push(b'\n');
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).ok()?;
    // in one go, so that nothing of the body stays behind where a shorter buffer was
    let mut sealed = Zeroizing::new(Vec::with_capacity(body.len() + TAG));
    sealed.append(&mut body);
    cipher(key).encrypt_in_place(XNonce::from_slice(&nonce), &file, &mut *sealed).ok()?;
    file.extend(nonce);
    file.extend_from_slice(&sealed);
    Some(file)
}

/// Reads a file without opening it: nothing that it says is certain before that.
pub(super) fn lees(bytes: &[u8]) -> Result<Gelezen<'_>, Leesfout> {
    let Some(rest) = bytes.strip_prefix(EERSTE.as_bytes()) else { return Err(vreemd(bytes)) };
    let end = rest.iter().take(OPSCHRIFT_BYTES_MAX).position(|b| *b == b'\n').ok_or(Leesfout::Beschadigd)?;
    let (above, below) = bytes.split_at_checked(EERSTE.len() + end + 1).ok_or(Leesfout::Beschadigd)?;
    let (nonce, sealed) = below.split_at_checked(NONCE).ok_or(Leesfout::Beschadigd)?;
    let line = rest.get(..end).ok_or(Leesfout::Beschadigd)?;
    let opschrift: Opschrift = serde_json::from_slice(line).map_err(|_| Leesfout::Beschadigd)?;
    if opschrift.openers.len() > OPENERS_MAX {
        return Err(Leesfout::Beschadigd);
    }
    let ingangen = opschrift.openers.iter().map(Rij::ingang).collect::<Option<_>>().ok_or(Leesfout::Beschadigd)?;
    Ok(Gelezen { opschrift, ingangen, above, nonce, sealed })
}

/// What a file is that does not begin as ours.
fn vreemd(bytes: &[u8]) -> Leesfout {
    let version = bytes.strip_prefix(ELKE_VORM.as_bytes()).unwrap_or_default();
    let digits = version.iter().take_while(|b| b.is_ascii_digit()).count();
    let other = digits > 0 && version.get(..digits) != Some(b"1") && version.get(digits) == Some(&b'.');
    if other { Leesfout::Vorm } else { Leesfout::Beschadigd }
}

impl Gelezen<'_> {
    /// Opens it. The body comes out only where every byte of the file is as it was written.
    pub(super) fn open(&self, opener: &Opener) -> Result<(Sleutel, Zeroizing<Vec<u8>>), Leesfout> {
        let key = self.sleutel(opener).ok_or_else(|| self.waarom(opener))?;
        Ok((key.clone(), self.inhoud(&key)?))
    }

    /// The body, with the keyring's own key.
    pub(super) fn inhoud(&self, key: &Sleutel) -> Result<Zeroizing<Vec<u8>>, Leesfout> {
        let mut body = Zeroizing::new(self.sealed.to_vec());
        let opened = cipher(key).decrypt_in_place(XNonce::from_slice(self.nonce), self.above, &mut *body);
        opened.map(|()| body).map_err(|_| Leesfout::Beschadigd)
    }

    fn sleutel(&self, opener: &Opener) -> Option<Sleutel> {
        let geheim = |r: &Rij| r.geheim.clone().map(|g| g.0);
        self.opschrift.openers.iter().find_map(|r| opener.open(geheim(r).as_deref(), &r.sleutel.0))
    }

    /// Why no key came out: the file names this opener and is damaged, or does not know it.
    fn waarom(&self, opener: &Opener) -> Leesfout {
        let named = |identity: &crate::crypto::opener::Identiteit| {
            let own = identity.ontvanger();
            self.ingangen.iter().any(|i| i.ontvanger == own)
        };
        match opener {
            Opener::Identiteit(identity) if named(identity) => Leesfout::Beschadigd,
            Opener::Identiteit(_) | Opener::Wachtwoord(_) => Leesfout::Verkeerd,
        }
    }
}

impl Rij {
    fn ingang(&self) -> Option<Ingang> {
        let ontvanger = self.ontvanger.parse().ok()?;
        Some(Ingang {
            geheim: self.geheim.clone().map(|g| g.0),
            ..Ingang::new(self.soort, self.naam.clone(), ontvanger).ok()?
        })
    }
}

fn cipher(key: &Sleutel) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

impl From<Hex> for String {
    fn from(bytes: Hex) -> Self {
        const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let digit = |n: u8| DIGITS.get(usize::from(n)).copied().unwrap_or_default();
        bytes.0.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
    }
}

impl TryFrom<String> for Hex {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        let digit = |c: u8| match c {
            b'0'..=b'9' => Some(c - b'0'),
            b'a'..=b'f' => Some(c - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = raw.as_bytes().as_chunks::<2>();
        let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect::<Option<_>>();
        bytes.filter(|_| rest.is_empty()).map(Self).ok_or("no hexadecimal digits")
    }
}
