//! What the keyring holds: the store's own keys, and those of each journal; and the bytes that it is sealed as.

use std::collections::BTreeMap;
use std::io;

use zeroize::Zeroizing;

use crate::crypto::sleutel::{Klasse, SLEUTEL_BYTES, Sleutel};
use crate::journal::JournalId;

/// The most journals.
pub(super) const JOURNALEN_MAX: usize = 100_000;
/// How long the id of a store is, in bytes.
pub const TAFEL_BYTES: usize = 16;
/// The longest that one journal takes, in bytes.
const JOURNAAL_BYTES_MAX: usize = 1 + u8::MAX as usize + Klasse::ALL.len() * (1 + SLEUTEL_BYTES);

/// The key of a class of a journal, or that it is gone for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Klassesleutel {
    /// It is there.
    Aanwezig(Sleutel),
    /// It was destroyed: nobody can read what it sealed.
    Vernietigd,
}

impl Klassesleutel {
    /// The key, where it is there.
    pub fn sleutel(&self) -> Option<&Sleutel> {
        match self {
            Self::Aanwezig(key) => Some(key),
            Self::Vernietigd => None,
        }
    }
}

/// The keys of one journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journaalsleutels {
    id: JournalId,
    verhaal: Klassesleutel,
    besluit: Klassesleutel,
    kop: Klassesleutel,
}

impl Journaalsleutels {
    pub(in crate::crypto) fn nieuw(id: JournalId) -> io::Result<Self> {
        let key = || Sleutel::nieuw().map(Klassesleutel::Aanwezig);
        Ok(Self { id, verhaal: key()?, besluit: key()?, kop: key()? })
    }

    /// Those of a journal of the trace: they follow from the key of the trace, so that a new month changes no keyring.
    pub(in crate::crypto) fn van_spoor(id: JournalId, spoor: &Sleutel) -> Self {
        let key = |klasse: Klasse| {
            Klassesleutel::Aanwezig(spoor.afgeleid(&format!("crisistafel inzage {id} {}", klasse.naam()), 0))
        };
        Self { id, verhaal: key(Klasse::Verhaal), besluit: key(Klasse::Besluit), kop: key(Klasse::Kop) }
    }

    /// Of which journal they are.
    pub fn id(&self) -> JournalId {
        self.id
    }

    /// The key of a class.
    pub fn van(&self, klasse: Klasse) -> &Klassesleutel {
        match klasse {
            Klasse::Verhaal => &self.verhaal,
            Klasse::Besluit => &self.besluit,
            Klasse::Kop => &self.kop,
        }
    }

    pub(super) fn vernietig(&mut self, klasse: Klasse) {
        let gone = Klassesleutel::Vernietigd;
        match klasse {
            Klasse::Verhaal => self.verhaal = gone,
            Klasse::Besluit => self.besluit = gone,
            Klasse::Kop => self.kop = gone,
        }
    }
}

/// All keys of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inhoud {
    pub(super) tafel: [u8; TAFEL_BYTES],
    pub(super) leesmodel: Sleutel,
    pub(super) concepten: Sleutel,
    pub(super) spoor: Sleutel,
    pub(super) journalen: BTreeMap<JournalId, Journaalsleutels>,
}

impl Inhoud {
    pub(super) fn nieuw() -> io::Result<Self> {
        let mut tafel = [0; TAFEL_BYTES];
        getrandom::fill(&mut tafel).map_err(io::Error::other)?;
        let key = Sleutel::nieuw;
        Ok(Self { tafel, leesmodel: key()?, concepten: key()?, spoor: key()?, journalen: BTreeMap::new() })
    }

    /// The bytes: the id, the store's three keys, and per journal the length of its name, its name, and per class one
    /// byte that says whether there is a key, and the key.
    pub(super) fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let own = [&self.leesmodel, &self.concepten, &self.spoor];
        // enough from the beginning: a buffer that grows leaves its keys behind
        let most = TAFEL_BYTES + own.len() * SLEUTEL_BYTES + self.journalen.len() * JOURNAAL_BYTES_MAX;
        let mut bytes = Zeroizing::new(Vec::with_capacity(most));
        bytes.extend(self.tafel);
        for key in own {
            bytes.extend_from_slice(key.bytes());
        }
        for keys in self.journalen.values() {
            let name = keys.id.to_string();
            bytes.push(u8::try_from(name.len()).unwrap_or_default());
            bytes.extend(name.as_bytes());
            for klasse in Klasse::ALL {
                let key = keys.van(klasse).sleutel();
                bytes.push(u8::from(key.is_some()));
                bytes.extend_from_slice(key.map_or(&[], |key| key.bytes()));
            }
        }
        bytes
    }

    /// What these bytes say; none when they are not what [`Inhoud::bytes`] makes.
    pub(super) fn van_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let tafel = *rest.split_off(..TAFEL_BYTES)?.first_chunk()?;
        let (leesmodel, concepten, spoor) = (sleutel(&mut rest)?, sleutel(&mut rest)?, sleutel(&mut rest)?);
        let mut journalen = BTreeMap::new();
        while !rest.is_empty() {
            let length = usize::from(*rest.split_off_first()?);
            let name = std::str::from_utf8(rest.split_off(..length)?).ok()?;
            let id: JournalId = name.parse().ok().filter(|id: &JournalId| id.to_string() == name)?;
            let after = journalen.last_key_value().is_none_or(|(last, _)| *last < id);
            let mut class = || klassesleutel(&mut rest);
            let keys = Journaalsleutels { id, verhaal: class()?, besluit: class()?, kop: class()? };
            journalen.insert(id, keys);
            if !after || journalen.len() > JOURNALEN_MAX {
                return None;
            }
        }
        Some(Self { tafel, leesmodel, concepten, spoor, journalen })
    }
}

fn sleutel(rest: &mut &[u8]) -> Option<Sleutel> {
    Sleutel::van_bytes(rest.split_off(..SLEUTEL_BYTES)?)
}

fn klassesleutel(rest: &mut &[u8]) -> Option<Klassesleutel> {
    match rest.split_off_first()? {
        0 => Some(Klassesleutel::Vernietigd),
        1 => sleutel(rest).map(Klassesleutel::Aanwezig),
        _ => None,
    }
}
