//! A kader as it is kept: canonical JSON, named by its hash. Absent: where it is kept.

use crate::domain::kader::{GeldendKader, Kader, KaderHash};

/// What was kept is not the kader that was asked for. A fault of ours or of the disk, never the user's.
#[derive(Debug, thiserror::Error)]
pub enum BewaardFout {
    /// The bytes have another hash than the one under which they were kept.
    #[error("the stored kader has hash {gevonden} and not {gevraagd}")]
    AndereInhoud {
        /// The hash that was asked for.
        gevraagd: KaderHash,
        /// The hash of what was found.
        gevonden: KaderHash,
    },
    /// The bytes are no kader.
    #[error("the stored kader cannot be decoded")]
    Onleesbaar(#[from] serde_json::Error),
}

/// The canonical JSON of a kader, to keep under its hash: UTF-8, no spaces, keys in alphabetical order.
pub fn naar_json(kader: &Kader) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&serde_json::to_value(kader)?)
}

/// The name of what was kept: BLAKE3 over exactly these bytes.
pub fn hash(json: &[u8]) -> KaderHash {
    KaderHash::from(*blake3::hash(json).as_bytes())
}

/// The kader that was kept under `gevraagd`. The hash is checked over the bytes as they were kept, so that a kader of an
/// earlier version of the program keeps its name.
pub fn uit_json(gevraagd: &KaderHash, json: &[u8]) -> Result<GeldendKader, BewaardFout> {
    let gevonden = hash(json);
    if gevonden != *gevraagd {
        return Err(BewaardFout::AndereInhoud { gevraagd: gevraagd.clone(), gevonden });
    }
    Ok(GeldendKader { hash: gevonden, kader: serde_json::from_slice(json)? })
}
