//! Reads the bytes of one journal and says what was found. Never panics, never drops a byte without saying so, and asks
//! no disk: the bytes are handed in.

use super::damage::{Damage, Found, Tail, Why};
use std::path::PathBuf;
use std::sync::Arc;

use super::frame::{self, Decoded, HEADER_LEN, Indeling, MARKER, OVERHEAD, PAYLOAD_MAX};
use super::hash::{Hash, Head};
use super::id::JournalId;
use crate::crypto::bos::Journaalsleutels;

/// What was read of a journal: the frames that are whole and follow one another, and what was found after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    start: Head,
    indeling: Indeling,
    /// The keys of the journal, where who read it had them.
    sleutels: Option<Arc<Journaalsleutels>>,
    parts: Vec<Part>,
    frames: Vec<Span>,
    found: Found,
}

/// A file of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    bytes: Vec<u8>,
    /// The head before its first frame.
    before: Head,
    /// How many bytes of it are a header that is right.
    header: usize,
    /// How many bytes there are in the parts before it.
    base: usize,
}

/// Where a frame stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    part: usize,
    offset: usize,
    end: usize,
    sealed: bool,
    previous: Hash,
    /// The head that it makes.
    head: Head,
}

/// One frame of a [`Reading`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredFrame<'a> {
    /// Its sequence number.
    pub seq: u64,
    /// Where it begins in the file, in bytes; in a journal of more parts, in these one behind another.
    pub offset: u64,
    /// The hash of the frame before it; for the first, of the header.
    pub previous: Hash,
    /// Its own hash.
    pub hash: Hash,
    /// Whether the payload is sealed.
    pub sealed: bool,
    /// The payload as it is stored.
    pub payload: &'a [u8],
}

/// How a journal stands to a head that somebody remembers of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remembered {
    /// It has that head, now or under later frames.
    Present,
    /// It does not reach that far.
    Beyond,
    /// It has another frame there.
    Differs,
}

impl Reading {
    /// What there is of a journal without a file, which will be of this format.
    pub(super) fn missing(id: JournalId, indeling: Indeling) -> Self {
        let start = frame::start(id, indeling);
        Self { start, indeling, sleutels: None, parts: Vec::new(), frames: Vec::new(), found: Found::Missing }
    }

    /// The same, with the keys of the journal.
    #[must_use]
    pub(super) fn met(self, sleutels: Option<Arc<Journaalsleutels>>) -> Self {
        Self { sleutels, ..self }
    }

    /// The keys of the journal, where who read it had them.
    pub(super) fn sleutels(&self) -> Option<&Journaalsleutels> {
        self.sleutels.as_deref()
    }

    /// Whether it is sealed and who read it had no keys: its chain can be walked, and nothing in it read.
    pub fn is_op_slot(&self) -> bool {
        self.indeling == Indeling::Verzegeld && self.sleutels.is_none() && !self.frames.is_empty()
    }

    /// Of which format it is.
    pub(super) fn indeling(&self) -> Indeling {
        self.indeling
    }

    /// The frames, the oldest first.
    pub fn frames(&self) -> impl DoubleEndedIterator<Item = StoredFrame<'_>> + ExactSizeIterator {
        self.frames.iter().map(|span| StoredFrame {
            seq: span.head.seq,
            offset: self.parts.get(span.part).map_or(0, |p| p.base + span.offset) as u64,
            previous: span.previous,
            hash: span.head.hash,
            sealed: span.sealed,
            payload: self.of(span).and_then(frame::payload).unwrap_or_default(),
        })
    }

    fn of(&self, span: &Span) -> Option<&[u8]> {
        self.parts.get(span.part)?.bytes.get(span.offset..span.end)
    }

    /// The last frame of the last part, if it has one.
    fn last_of_part(&self) -> Option<&Span> {
        self.frames.last().filter(|span| span.part + 1 == self.parts.len())
    }

    /// The number of the last part, and the head before it; the first where there is none.
    pub(super) fn last_part(&self) -> (u32, Head) {
        let number = u32::try_from(self.parts.len()).unwrap_or(u32::MAX).max(1);
        (number, self.parts.last().map_or(self.start, |part| part.before))
    }

    /// The head of the frames that are whole.
    pub fn head(&self) -> Head {
        self.frames.last().map_or(self.start, |last| last.head)
    }

    /// What was found after them.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// How this journal stands to a head that was remembered of it.
    pub fn remembered(&self, head: Head) -> Remembered {
        let hash = match usize::try_from(head.seq) {
            Ok(0) => Some(self.start.hash),
            Ok(seq) => self.frames.get(seq - 1).map(|span| span.head.hash),
            Err(_) => None,
        };
        match hash {
            None => Remembered::Beyond,
            Some(hash) if hash == head.hash => Remembered::Present,
            Some(_) => Remembered::Differs,
        }
    }

    /// Whether it has this head.
    pub(super) fn has(&self, head: Head) -> bool {
        self.remembered(head) == Remembered::Present
    }

    /// Whether the last whole frame is sealed.
    pub(super) fn is_sealed(&self) -> bool {
        self.frames.last().is_some_and(|last| last.sealed)
    }

    /// How many bytes of the last part are accounted for.
    pub(super) fn whole_len(&self) -> usize {
        let header = self.parts.last().map_or(0, |part| part.header);
        self.last_of_part().map_or(header, |last| last.end)
    }

    /// How many bytes the last part has; none where there is no file.
    pub(super) fn last_len(&self) -> Option<u64> {
        self.parts.last().map(|part| part.bytes.len() as u64)
    }

    /// The last thing of the last part that is whole, a frame or the header: where it begins in it, and its bytes.
    pub(super) fn last_piece(&self) -> (u64, &[u8]) {
        let offset = self.last_of_part().map_or(0, |last| last.offset);
        let bytes = self.parts.last().and_then(|part| part.bytes.get(offset..self.whole_len()));
        (offset as u64, bytes.unwrap_or_default())
    }

    /// What stands in the last part after the last whole frame.
    pub(super) fn tail(&self) -> &[u8] {
        self.parts.last().and_then(|part| part.bytes.get(self.whole_len()..)).unwrap_or_default()
    }

    /// The files of journal `id` as they are to be copied: by their path within the store, up to the last whole frame; of a
    /// journal that is damaged all bytes, so that nothing is thrown away.
    pub fn files(&self, id: JournalId) -> impl Iterator<Item = (PathBuf, &[u8])> {
        let damaged = matches!(self.found, Found::Damaged(_));
        let whole = if damaged { usize::MAX } else { self.whole_len() };
        let last = self.parts.len();
        (1..).zip(&self.parts).map(move |(nr, part)| {
            let end = if nr == last { whole.min(part.bytes.len()) } else { part.bytes.len() };
            let number = u32::try_from(nr).unwrap_or(u32::MAX);
            (id.part(number), part.bytes.get(..end).unwrap_or_default())
        })
    }

    /// Every byte of the last part.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.parts.pop().map(|part| part.bytes).unwrap_or_default()
    }

    /// Notes that the torn tail is in another file now.
    pub(super) fn tail_moved_to(&mut self, file: String) {
        let whole = self.whole_len();
        if let Some(part) = self.parts.last_mut() {
            part.bytes.truncate(whole);
        }
        if let Found::TornTail(tail) = &mut self.found {
            tail.moved_to = Some(file);
        }
    }
}

/// Reads the bytes of the only file of journal `id`.
pub fn scan(id: JournalId, bytes: Vec<u8>) -> Reading {
    scan_parts(id, None, vec![bytes], None)
}

/// Reads the parts of journal `id` from the first on, or from another that goes on after a head. `missing` is a part that is
/// not there although a later one is.
pub(super) fn scan_parts(id: JournalId, from: Option<(u32, Head)>, files: Vec<Vec<u8>>, missing: Option<u32>) -> Reading {
    let indeling = files.first().and_then(|file| Indeling::van(file)).unwrap_or(Indeling::Leesbaar);
    let (first, start) = from.unwrap_or((1, frame::start(id, indeling)));
    let sealed = indeling == Indeling::Verzegeld;
    let mut chain = Chain { head: start, sealed, part: 0, base: 0, offset: 0, frames: Vec::new() };
    let mut parts: Vec<Part> = Vec::new();
    let mut found = Found::Whole;
    for (number, bytes) in (first..).zip(files) {
        if let Found::TornTail(_) = found {
            found = chain.damaged(Why::PartTorn);
        }
        if found != Found::Whole {
            break;
        }
        (chain.part, chain.base, chain.offset) = (parts.len(), parts.last().map_or(0, |p| p.base + p.bytes.len()), 0);
        let before = chain.head;
        let checked = frame::check_part_header(id, indeling, number, before, &bytes);
        let header = *checked.as_ref().unwrap_or(&HEADER_LEN.min(bytes.len()));
        found = match checked {
            Ok(header) => {
                chain.offset = header;
                chain.follow(&bytes)
            }
            Err(why) if number == 1 => Found::Damaged(Damage { seq: 0, offset: 0, why }),
            Err(why) => chain.damaged(why),
        };
        parts.push(Part { bytes, before, header, base: chain.base });
    }
    if let (Some(number), Found::Whole | Found::TornTail(_)) = (missing, &found) {
        found = chain.damaged(Why::PartMissing(number));
    }
    Reading { start, indeling, sleutels: None, parts, frames: chain.frames, found }
}

/// How many frames are decoded at once: more than that waits for what a file made to fill memory turns out to be.
const AT_ONCE: usize = 1 << 14;

/// The frames so far.
struct Chain {
    head: Head,
    /// Whether its frames are sealed, as the header says.
    sealed: bool,
    part: usize,
    /// How many bytes there are in the parts before.
    base: usize,
    /// Where the next frame begins in this part.
    offset: usize,
    frames: Vec<Span>,
}

impl Chain {
    /// Takes up frame after frame, and says what is found where that ends.
    fn follow(&mut self, bytes: &[u8]) -> Found {
        loop {
            let rest = bytes.get(self.offset..).unwrap_or_default();
            if rest.is_empty() {
                return Found::Whole;
            }
            let frames = frame::decode_some(rest, AT_ONCE);
            if frames.is_empty() {
                return self.end(rest);
            }
            for frame in frames {
                if let Err(why) = self.link(&frame) {
                    return self.damaged(why);
                }
            }
        }
    }

    /// Takes up a frame that is whole, where it follows the one before it.
    fn link(&mut self, frame: &Decoded<'_>) -> Result<(), Why> {
        let seq = self.next();
        let sealed = frame.sealed().ok_or(Why::Flags(frame.flags))?;
        if frame.seq != seq {
            return Err(Why::Sequence(frame.seq));
        }
        if frame.previous != self.head.hash {
            return Err(Why::Previous);
        }
        if self.sealed != sealed {
            return Err(if sealed { Why::Flags(frame.flags) } else { Why::Unsealed });
        }
        let (end, head) = (self.offset + frame.size(), Head { seq, hash: frame.hash });
        self.frames.push(Span { part: self.part, offset: self.offset, end, sealed, previous: frame.previous, head });
        (self.head, self.offset) = (head, end);
        Ok(())
    }

    /// What it means that no whole frame begins here: the last frame was torn, or the file is damaged. A frame is
    /// written only when the one before it is durable, so anything that shows a later frame shows damage.
    fn end(&self, rest: &[u8]) -> Found {
        let more_follows = rest.len() > PAYLOAD_MAX + OVERHEAD
            || frame::claimed_len(rest, self.head).is_some_and(|len| len < rest.len())
            || later_frame(rest);
        if more_follows {
            return self.damaged(Why::Unreadable);
        }
        Found::TornTail(Tail { seq: self.next(), bytes: rest.len() as u64, moved_to: None })
    }

    fn next(&self) -> u64 {
        self.head.seq.saturating_add(1)
    }

    fn damaged(&self, why: Why) -> Found {
        Found::Damaged(Damage { seq: self.next(), offset: (self.base + self.offset) as u64, why })
    }
}

/// The most bytes that are hashed in search of a later frame. Only a file made to waste time comes near it.
const SEARCH_BYTES_MAX: usize = 8 * (PAYLOAD_MAX + OVERHEAD);

/// Whether a whole frame begins somewhere after the first byte. Where the search would take too long the answer is yes:
/// damage keeps every byte in its place.
fn later_frame(rest: &[u8]) -> bool {
    let mut budget = SEARCH_BYTES_MAX;
    let candidates = rest.windows(MARKER.len()).enumerate().skip(1).filter(|(_, w)| **w == MARKER);
    for (at, _) in candidates {
        let candidate = rest.get(at..).unwrap_or_default();
        if frame::decode(candidate).is_some() {
            return true;
        }
        match budget.checked_sub(candidate.len()) {
            Some(left) => budget = left,
            None => return true,
        }
    }
    false
}
