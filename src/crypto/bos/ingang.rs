//! An opener as the keyring knows it: what kind it is, what it is called, and for whom the keyring's key is wrapped. Its
//! secret is not there, so every opener can be wrapped anew without it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::crypto::opener::{Identiteit, Ontvanger, Wachtwoord};
use crate::domain::tekst::Tekst;

/// The longest name of an opener, in characters.
pub const NAAM_TEKENS_MAX: usize = 60;

/// What kind of opener it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Openersoort {
    /// An identity in a file that lies elsewhere.
    Identiteit,
    /// A passphrase that somebody knows.
    Wachtwoord,
    /// An identity that was printed once, on paper.
    Herstel,
    /// An identity that lies beside the data, of an exercise.
    Oefening,
}

impl Openersoort {
    /// What it is called.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Identiteit => "sleutelbestand",
            Self::Wachtwoord => "wachtwoord",
            Self::Herstel => "herstelsleutel",
            Self::Oefening => "oefensleutel",
        }
    }
}

/// Why it is no opener.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IngangFault {
    /// Its name is too short or too long.
    #[error("een opener heeft een naam van 1 tot {NAAM_TEKENS_MAX} tekens")]
    Naam,
    /// The machine gives no random numbers.
    #[error("de machine geeft geen toevalsgetallen; start haar opnieuw")]
    Toeval,
}

/// An opener of a keyring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingang {
    /// What kind it is.
    pub soort: Openersoort,
    /// What it is called; no two of a keyring are called the same.
    pub naam: Tekst,
    /// For whom the keyring's key is wrapped.
    pub ontvanger: Ontvanger,
    /// Of a passphrase: the identity of that recipient, wrapped in it.
    pub(super) geheim: Option<Vec<u8>>,
}

impl Ingang {
    /// An opener of which the identity is somewhere else.
    pub fn new(soort: Openersoort, naam: Tekst, ontvanger: Ontvanger) -> Result<Self, IngangFault> {
        if naam.is_empty() || naam.as_str().chars().count() > NAAM_TEKENS_MAX {
            return Err(IngangFault::Naam);
        }
        Ok(Self { soort, naam, ontvanger, geheim: None })
    }

    /// A passphrase. It opens an identity of its own, which nobody else has; that costs a second.
    pub fn wachtwoord(naam: Tekst, word: &Wachtwoord) -> Result<Self, IngangFault> {
        let identity = Identiteit::nieuw();
        let geheim = Some(word.pak_in(&identity).ok_or(IngangFault::Toeval)?);
        Ok(Self { geheim, ..Self::new(Openersoort::Wachtwoord, naam, identity.ontvanger())? })
    }
}

impl fmt::Display for Ingang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} '{}'", self.soort.naam(), self.naam)
    }
}

/// Openers in a sentence: `sleutelbestand 'dienst', wachtwoord 'Duin'`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Openerlijst(pub Vec<Ingang>);

impl fmt::Display for Openerlijst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
    }
}

impl Openerlijst {
    /// Whether there is one of this kind.
    pub fn heeft(&self, soort: Openersoort) -> bool {
        self.0.iter().any(|i| i.soort == soort)
    }

    /// What to do for who has none of them.
    pub(super) fn raad(&self) -> &'static str {
        if self.heeft(Openersoort::Herstel) {
            "Is er geen meer, dan opent de herstelsleutel op papier hem: crisistafel sleutel herstel"
        } else {
            "Een herstelsleutel op papier is er niet: zonder een van deze gaat hij niet open"
        }
    }
}
