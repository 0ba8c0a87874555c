//! A journal's bytes: one header, then frames without anything between them. Whole numbers are little endian.
//!
//! Header, 32 bytes, the same layout in every version:
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 8 | magic: `89 54 41 46 45 4C 0D 0A` (`.TAFEL` and a line end, so that text conversions show) |
//! | 8 | 2 | format of the frames that follow: 1 plain, 2 sealed |
//! | 10 | 14 | the journal's id in ASCII, filled up with zeros |
//! | 24 | 8 | check: the first 8 bytes of the BLAKE3 hash of bytes 0 to 24 |
//!
//! A journal that is longer than one file goes on in a second, a third ... part. Each begins with a header that carries the
//! chain on, 76 bytes:
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 8 | magic: `89 54 44 45 45 4C 0D 0A` (`.TDEEL` and a line end) |
//! | 8 | 2 | version, as above |
//! | 10 | 14 | the journal's id, as above |
//! | 24 | 4 | number of the part; the first of these has 2 |
//! | 28 | 8 | sequence number of the last frame of the part before it |
//! | 36 | 32 | hash of that frame |
//! | 68 | 8 | check: the first 8 bytes of the BLAKE3 hash of bytes 0 to 68 |
//!
//! Frame, 57 bytes and the payload:
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 4 | marker: `FF 54 46 FE`; two of its bytes occur in no UTF-8, so in no unsealed payload |
//! | 4 | 4 | length `n` of the payload, at most [`PAYLOAD_MAX`] |
//! | 8 | 1 | flags: 0 for a plain payload (format 1), 1 for a sealed one (format 2) |
//! | 9 | 8 | sequence number; the first frame has 1 |
//! | 17 | 32 | hash of the frame before it; for the first frame, of the header |
//! | 49 | n | payload |
//! | 49 + n | 8 | check: the first 8 bytes of the BLAKE3 hash of bytes 0 to 49 + n |
//!
//! A header's or a plain frame's hash is the BLAKE3 hash of all its stored bytes, check included, so that anybody can
//! recompute it. A sealed frame's hash is that of bytes 0 to 49, of the nonce of its payload and of the hashes of the parts
//! of that (see `crypto::zegel`): anybody can recompute it too, whichever parts are still there. A sealed frame is
//! 2,048 bytes long, or the next power of two. The check finds damage in the last frame, which no later frame vouches for; it
//! keeps no attacker out. Absent: what a payload means, and what a frame means after the one before it (see `scan`).

use super::damage::Why;
use super::hash::{Hash, Head};
use super::id::JournalId;
use super::samen::samen;
use crate::crypto::{Stored, zegel};

/// The length of a file's header, in bytes.
pub const HEADER_LEN: usize = 32;
/// The most bytes that a payload may have: 8 MiB.
pub const PAYLOAD_MAX: usize = 8 << 20;
/// The bytes of a frame around its payload.
pub const OVERHEAD: usize = PAYLOAD_AT + CHECK_LEN;
/// What every frame begins with.
pub const MARKER: [u8; 4] = [0xff, b'T', b'F', 0xfe];

const MAGIC: [u8; 8] = *b"\x89TAFEL\r\n";
const PART_MAGIC: [u8; 8] = *b"\x89TDEEL\r\n";
/// The length of the header of a later part, in bytes.
pub(super) const PART_HEADER_LEN: u64 = 76;
/// The bytes of a name in a header.
const NAME_LEN: usize = 14;
const CHECK_LEN: usize = 8;
const PAYLOAD_AT: usize = 49;
/// The flag of a sealed payload.
const SEALED: u8 = 1;

/// How the frames of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indeling {
    /// Format 1: plain. Nothing writes it any more where there is a keyring.
    Leesbaar,
    /// Format 2: every frame is sealed.
    Verzegeld,
}

impl Indeling {
    /// Its number in a header.
    fn nummer(self) -> u16 {
        match self {
            Self::Leesbaar => 1,
            Self::Verzegeld => 2,
        }
    }

    /// What the header at the beginning of a file says; none where it says nothing that is known.
    pub(super) fn van(file: &[u8]) -> Option<Self> {
        let stored = file.get(MAGIC.len()..)?.first_chunk()?;
        [Self::Leesbaar, Self::Verzegeld].into_iter().find(|i| i.nummer() == u16::from_le_bytes(*stored))
    }
}

/// A frame as it is written.
pub(super) struct Encoded {
    /// All its bytes.
    pub(super) bytes: Vec<u8>,
    /// The head after it.
    pub(super) head: Head,
    /// Whether its payload is sealed.
    pub(super) sealed: bool,
}

/// A frame as it stands in a file: whole and unaltered in itself. Nothing is said of the frames around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The bits that say how the payload is stored.
    pub flags: u8,
    /// Its sequence number.
    pub seq: u64,
    /// The hash of the frame before it, as this frame says.
    pub previous: Hash,
    /// The payload as it is stored.
    pub payload: &'a [u8],
    /// Its own hash.
    pub hash: Hash,
}

impl Decoded<'_> {
    /// How many bytes of the file it takes.
    pub fn size(&self) -> usize {
        OVERHEAD + self.payload.len()
    }

    /// Whether the payload is sealed; none for flags that this version does not know.
    pub fn sealed(&self) -> Option<bool> {
        match self.flags {
            0 => Some(false),
            SEALED => Some(true),
            _ => None,
        }
    }
}

/// The header of this journal's file.
pub fn header(id: JournalId, indeling: Indeling) -> [u8; HEADER_LEN] {
    let mut header = [0; HEADER_LEN];
    let (fields, check_field) = header.split_at_mut(HEADER_LEN - CHECK_LEN);
    let values = MAGIC.into_iter().chain(indeling.nummer().to_le_bytes()).chain(id.to_string().into_bytes());
    for (field, value) in fields.iter_mut().zip(values) {
        *field = value;
    }
    check_field.copy_from_slice(&check(&blake3::hash(fields)));
    header
}

/// The header of a part of this journal, which goes on after the head `before`.
pub(super) fn part_header(id: JournalId, indeling: Indeling, part: u32, before: Head) -> Vec<u8> {
    if part == 1 {
        return header(id, indeling).to_vec();
    }
    let mut name = id.to_string().into_bytes();
    name.resize(NAME_LEN, 0);
    let mut header = PART_MAGIC.to_vec();
    header.extend(indeling.nummer().to_le_bytes());
    header.extend(name);
    header.extend(part.to_le_bytes());
    header.extend(before.seq.to_le_bytes());
    header.extend(before.hash.as_bytes());
    let check = check(&blake3::hash(&header));
    header.extend(check);
    header
}

/// Whether `file` begins with the header of this part; its length, or why not.
pub(super) fn check_part_header(
    id: JournalId,
    indeling: Indeling,
    part: u32,
    before: Head,
    file: &[u8],
) -> Result<usize, Why> {
    if part == 1 {
        return check_header(id, indeling, file).map(|()| HEADER_LEN);
    }
    let expected = part_header(id, indeling, part, before);
    let stored = file.get(..expected.len()).ok_or(Why::HeaderShort)?;
    if stored == expected { Ok(expected.len()) } else { Err(Why::PartHeader(part)) }
}

/// The head of this journal before its first frame.
pub fn start(id: JournalId, indeling: Indeling) -> Head {
    Head { seq: 0, hash: Hash::of(&header(id, indeling)) }
}

/// Whether `file` begins with the header of this journal, and if not, why not.
pub(super) fn check_header(id: JournalId, indeling: Indeling, file: &[u8]) -> Result<(), Why> {
    let stored = file.first_chunk::<HEADER_LEN>().ok_or(Why::HeaderShort)?;
    if *stored == header(id, indeling) {
        return Ok(());
    }
    let (mut fields, check_field) = stored.split_at(HEADER_LEN - CHECK_LEN);
    let intact = *check_field == check(&blake3::hash(fields));
    if take(&mut fields) != Some(MAGIC) {
        return Err(Why::NoJournal);
    }
    match take(&mut fields).map(u16::from_le_bytes) {
        Some(version) if intact && version == indeling.nummer() => Err(named(fields).map_or(Why::Header, Why::OtherFile)),
        Some(version) if intact => Err(Why::Version(version)),
        _ => Err(Why::Header),
    }
}

/// The journal of which this is the name in a header.
fn named(name: &[u8]) -> Option<JournalId> {
    std::str::from_utf8(name).ok()?.trim_end_matches('\0').parse().ok()
}

/// The frame that stores `stored` after `after`. None when the payload is longer than [`PAYLOAD_MAX`].
pub(super) fn encode(after: Head, stored: &Stored) -> Option<Encoded> {
    let length = u32::try_from(stored.bytes.len()).ok().filter(|_| stored.bytes.len() <= PAYLOAD_MAX)?;
    let seq = after.seq.checked_add(1)?;
    let mut bytes = Vec::with_capacity(OVERHEAD + stored.bytes.len());
    bytes.extend(MARKER);
    bytes.extend(length.to_le_bytes());
    bytes.push(if stored.sealed { SEALED } else { 0 });
    bytes.extend(seq.to_le_bytes());
    bytes.extend(after.hash.as_bytes());
    bytes.extend(&stored.bytes);
    let (check, hash) = seals(&bytes, stored.sealed)?;
    bytes.extend(check);
    Some(Encoded { bytes, head: Head { seq, hash }, sealed: stored.sealed })
}

/// The frame at the beginning of `bytes`. None when they end inside it, or when it is no frame or not what was written.
pub fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    let fields = Fields::read(bytes)?;
    let (body, rest) = bytes.split_at_checked(PAYLOAD_AT + fields.length)?;
    let (check, hash) = seals(body, fields.flags == SEALED)?;
    if *rest.first_chunk::<CHECK_LEN>()? != check {
        return None;
    }
    let payload = body.get(PAYLOAD_AT..)?;
    Some(Decoded { flags: fields.flags, seq: fields.seq, previous: fields.previous, payload, hash })
}

/// The frames at the beginning of `bytes`, at most so many, up to where [`decode`] gives none: each by itself says where the
/// next begins.
pub(super) fn decode_some(bytes: &[u8], max: usize) -> Vec<Decoded<'_>> {
    let mut rest = bytes;
    let next = || {
        let (frame, after) = rest.split_at_checked(OVERHEAD + Fields::read(rest)?.length)?;
        rest = after;
        Some(frame)
    };
    let frames: Vec<&[u8]> = std::iter::from_fn(next).take(max).collect();
    samen(&frames, |frame| decode(frame)).into_iter().map_while(|frame| frame).collect()
}

/// The payload among all the bytes of a frame that was decoded before.
pub(super) fn payload(frame: &[u8]) -> Option<&[u8]> {
    frame.get(PAYLOAD_AT..frame.len().checked_sub(CHECK_LEN)?)
}

/// The length that the frame at the beginning of `bytes` claims, where its fields are those of the frame after `after`;
/// its check may fail. A frame that was torn while it was written ends at the end of the file or beyond it.
pub(super) fn claimed_len(bytes: &[u8], after: Head) -> Option<usize> {
    let fields = Fields::read(bytes)?;
    let follows = after.seq.checked_add(1) == Some(fields.seq) && fields.previous == after.hash;
    follows.then_some(OVERHEAD + fields.length)
}

/// What stands before a payload.
struct Fields {
    length: usize,
    flags: u8,
    seq: u64,
    previous: Hash,
}

impl Fields {
    fn read(mut bytes: &[u8]) -> Option<Self> {
        if take(&mut bytes)? != MARKER {
            return None;
        }
        let length = usize::try_from(u32::from_le_bytes(take(&mut bytes)?)).ok().filter(|&n| n <= PAYLOAD_MAX)?;
        let [flags] = take(&mut bytes)?;
        let seq = u64::from_le_bytes(take(&mut bytes)?);
        let previous = Hash::from_bytes(take(&mut bytes)?);
        Some(Self { length, flags, seq, previous })
    }
}

/// The next `N` bytes; none when there are not so many.
fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*taken)
}

/// The check over a frame's bytes before it, and its hash. None where a payload that is said to be sealed has no such form.
fn seals(body: &[u8], sealed: bool) -> Option<([u8; CHECK_LEN], Hash)> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(body);
    let check = check(&hasher.finalize());
    if sealed {
        let (fields, payload) = body.split_at_checked(PAYLOAD_AT)?;
        hasher = blake3::Hasher::new();
        hasher.update(fields).update(&zegel::ketting(payload, OVERHEAD)?);
    } else {
        // one hasher, so that the payload is read once
        hasher.update(&check);
    }
    Some((check, Hash::from_bytes(*hasher.finalize().as_bytes())))
}

fn check(hash: &blake3::Hash) -> [u8; CHECK_LEN] {
    hash.as_bytes().first_chunk().copied().unwrap_or_default()
}
