//! Between what happened and what is stored: envelopes on one side, payloads on the other, and the seal in between. The
//! only place in the program that seals or opens a record.

use std::borrow::Cow;

use super::Journal;
use super::damage::EnvelopeFault;
use super::damage::{Damage, Why};
use super::delen::{self, Delen};
use super::envelope::{Envelope, Recordable};
use super::fault::Fault;
use super::frame::{OVERHEAD, PAYLOAD_MAX};
use super::hash::Head;
use super::id::JournalId;
use super::samen::samen;
use super::scan::{Reading, StoredFrame};
use crate::crypto::Stored;
use crate::crypto::bos::Journaalsleutels;
use crate::crypto::zegel::{self, Plaats, ZegelFault};

/// Appends `envelope` to its journal, which was opened before. It is durable when this returns the head after it.
pub fn append<E: Recordable>(journal: &mut dyn Journal, envelope: &Envelope<E>) -> Result<Head, Fault> {
    let id = envelope.journal;
    if !E::belongs_in(id) {
        return Err(Fault::Misplaced(id));
    }
    let after = Head { seq: envelope.seq.saturating_sub(1), hash: envelope.previous };
    let stored = match journal.sleutels(id, envelope.stamp.op)? {
        None => {
            Stored { bytes: serde_json::to_vec(envelope).map_err(|source| Fault::Encode { id, source })?, sealed: false }
        }
        Some(sleutels) => verzegeld(&sleutels, envelope)?,
    };
    journal.append(id, after, &stored)
}

fn verzegeld<E: Recordable>(sleutels: &Journaalsleutels, envelope: &Envelope<E>) -> Result<Stored, Fault> {
    let id = envelope.journal;
    let delen = Delen::snijd(envelope).map_err(|source| Fault::Encode { id, source })?;
    let parten = [delen.verhaal.as_deref().unwrap_or_default(), &delen.besluit, delen.kop.as_deref().unwrap_or_default()];
    let naam = id.to_string();
    let plaats = Plaats { journaal: &naam, seq: envelope.seq, vorige: envelope.previous.as_bytes() };
    match zegel::verzegel(sleutels, plaats, parten, (OVERHEAD, PAYLOAD_MAX)) {
        Ok(bytes) => Ok(Stored { bytes, sealed: true }),
        Err(ZegelFault::TeLang) => Err(Fault::TooLong(id)),
        Err(why) => Err(Fault::Verzegel { id, why }),
    }
}

/// The envelopes of journal `id` that were read, the oldest first. Where a payload is no envelope of its place, the
/// journal is damaged there; what comes after that is not to be relied on.
pub fn envelopes<E: Recordable>(
    id: JournalId,
    reading: &Reading,
) -> impl DoubleEndedIterator<Item = Result<Envelope<E>, Damage>> {
    reading.frames().map(move |frame| read_one(id, reading, &frame))
}

/// The same, all of them: those of a long journal are opened on several threads, as each opens by itself.
pub fn all_envelopes<E: Recordable + Send>(id: JournalId, reading: &Reading) -> Vec<Result<Envelope<E>, Damage>> {
    let frames: Vec<StoredFrame<'_>> = reading.frames().collect();
    samen(&frames, |frame| read_one(id, reading, frame))
}

fn read_one<E: Recordable>(id: JournalId, reading: &Reading, frame: &StoredFrame<'_>) -> Result<Envelope<E>, Damage> {
    let damage = |why| Damage { seq: frame.seq, offset: frame.offset, why: Why::Envelope(why) };
    envelope(id, reading, frame).map_err(damage)
}

fn envelope<E: Recordable>(
    id: JournalId,
    reading: &Reading,
    frame: &StoredFrame<'_>,
) -> Result<Envelope<E>, EnvelopeFault> {
    let envelope = Envelope::decode(&plain(id, reading, frame)?)?;
    envelope.check_place(id, frame)?;
    Ok(envelope)
}

/// The JSON of a record, opened with the keys of who read the journal. In the place of what was destroyed stands a word that
/// says so.
pub(super) fn plain<'f>(id: JournalId, reading: &Reading, frame: &StoredFrame<'f>) -> Result<Cow<'f, [u8]>, EnvelopeFault> {
    if !frame.sealed {
        return Ok(Cow::Borrowed(frame.payload));
    }
    let sleutels = reading.sleutels().ok_or(EnvelopeFault::Sealed)?;
    let naam = id.to_string();
    let plaats = Plaats { journaal: &naam, seq: frame.seq, vorige: frame.previous.as_bytes() };
    let geopend = zegel::open(sleutels, plaats, frame.payload, OVERHEAD)?;
    let [verhaal, besluit, kop] = geopend.parten();
    Ok(Cow::Owned(delen::voeg(verhaal, besluit.ok_or(EnvelopeFault::Vernietigd)?, kop)?))
}
