//! Between what happened and what is stored: envelopes on one side, payloads on the other, and the seal in between. The
//! only place in the program that seals or opens a record.

use super::damage::EnvelopeFault;
use super::damage::{Damage, Why};
use super::envelope::{Envelope, Recordable};
use super::fault::Fault;
use super::hash::Head;
use super::id::JournalId;
use super::scan::{Reading, StoredFrame};
use super::{Journal, crypto};

/// Appends `envelope` to its journal, which was opened before. It is durable when this returns the head after it.
pub fn append<E: Recordable>(journal: &mut dyn Journal, envelope: &Envelope<E>) -> Result<Head, Fault> {
    let id = envelope.journal;
    if !E::belongs_in(id) {
        return Err(Fault::Misplaced(id));
    }
    let plain = serde_json::to_vec(envelope).map_err(|source| Fault::Encode { id, source })?;
    let after = Head { seq: envelope.seq.saturating_sub(1), hash: envelope.previous };
    journal.append(id, after, &crypto::seal(plain))
}

/// The envelopes of journal `id` that were read, the oldest first. Where a payload is no envelope of its place, the
/// journal is damaged there; what comes after that is not to be relied on.
pub fn envelopes<E: Recordable>(id: JournalId, reading: &Reading) -> impl Iterator<Item = Result<Envelope<E>, Damage>> {
    reading.frames().map(move |frame| {
        let damage = |why| Damage { seq: frame.seq, offset: frame.offset, why: Why::Envelope(why) };
        envelope(id, &frame).map_err(damage)
    })
}

fn envelope<E: Recordable>(id: JournalId, frame: &StoredFrame<'_>) -> Result<Envelope<E>, EnvelopeFault> {
    let envelope = Envelope::decode(&crypto::open(frame.payload, frame.sealed)?)?;
    envelope.check_place(id, frame)?;
    Ok(envelope)
}
