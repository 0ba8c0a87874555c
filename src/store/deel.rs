//! The index of the lines of one kind in a segment, in one piece, so that the length of no list tells a word by how often it
//! occurs. What it says of lines stands in blocks beside it.
//!
//! | bytes | what |
//! |---|---|
//! | 3 × 4 | how many lines, how many leaps, how long the words are |
//! | 4 each | leaps: where each sixteenth word begins |
//! | | words in order, each: how much it shares with the one before, the rest, the lines that have it |
//! | | how many blocks, and of each its length when sealed and how many lines it has |
//! | | of each line how much its number and its moment are more than those of the one before |
//!
//! Numbers of three first fields and leaps are u32, little endian; all others take seven bits a byte, the lowest first.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::fault::Trouble;
use super::row::{Indexed, schermtermen};
use crate::crypto::register::{Waarde, verzegelde_lengte};
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::{OverlegNr, RegelId};
use crate::domain::scherm::{Kijker, Kring, Scherm};
use crate::domain::tekst::Tekst;
use crate::projection::zoek::{Gezocht, Hoe, Manier, Zoekterm, Zoekvraag};

/// From how many bytes on a block takes no line more.
const BLOK_BYTES: usize = 2 * 1024;
/// How many words share a leap.
const SPRONG: usize = 16;
/// The bytes before the leaps.
const KOP: usize = 12;

/// What a block has of a line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Inhoud(pub(super) OverlegNr, pub(super) RegelSoort, pub(super) Tekst, pub(super) Tekst, pub(super) Kring);

/// A block: where it is among the blocks, and which lines are in it.
pub(super) struct Blok {
    pub(super) waar: Range<u64>,
    pub(super) regels: Range<usize>,
}

/// Of each line its number and when it was recorded, in milliseconds since 1970 (UTC).
pub(super) type Tabel = Vec<(RegelId, i64)>;

/// The plain bytes of an index, and of each block, of these lines in order.
pub(super) fn bouw(regels: &[Indexed]) -> Result<(Vec<u8>, Vec<Vec<u8>>), Trouble> {
    let blokken = in_blokken(regels).map(|hier| -> Result<_, Trouble> {
        let all: Vec<Inhoud> = hier.iter().map(Inhoud::van).collect();
        Ok((serde_json::to_vec(&all).map_err(|_| Trouble::Row)?, hier.len()))
    });
    let blokken: Vec<(Vec<u8>, usize)> = blokken.collect::<Result<_, _>>()?;
    let (sprongen, woorden) = woorden(regels);
    let mut index = Vec::new();
    for number in [regels.len(), sprongen.len(), woorden.len()].into_iter().chain(sprongen) {
        index.extend(u32::try_from(number).map_err(|_| Trouble::Row)?.to_le_bytes());
    }
    index.extend(woorden);
    zet(&mut index, blokken.len());
    for (blok, count) in &blokken {
        zet(&mut index, verzegelde_lengte(blok.len()));
        zet(&mut index, *count);
    }
    let (mut regel, mut op) = (0_u64, 0);
    for Indexed { rij, .. } in regels {
        let (open, na) = helften(rij.regel);
        zet_lang(&mut index, (open - regel) << 1 | u64::from(na != 0));
        if na != 0 {
            zet_lang(&mut index, na);
        }
        // moments nearly always go on, and never go far back
        let meer = rij.op.millis().wrapping_sub(op);
        zet_lang(&mut index, (meer.cast_unsigned() << 1) ^ (meer >> 63).cast_unsigned());
        (regel, op) = (open, rij.op.millis());
    }
    Ok((index, blokken.into_iter().map(|(blok, _)| blok).collect()))
}

/// The lines, as many together as a block takes.
fn in_blokken(regels: &[Indexed]) -> impl Iterator<Item = &[Indexed]> {
    let mut rest = regels;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let more = rest.iter().take_while(|r| {
            let room = bytes < BLOK_BYTES;
            bytes += r.rij.tekst.as_str().len() + r.rij.bron.as_str().len();
            room
        });
        let (hier, later) = rest.split_at_checked(more.count())?;
        rest = later;
        (!hier.is_empty()).then_some(hier)
    })
}

/// Where each sixteenth word begins, and the words, each with the places of its lines.
fn woorden(regels: &[Indexed]) -> (Vec<usize>, Vec<u8>) {
    let mut all: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (plek, regel) in regels.iter().enumerate() {
        for term in &regel.termen {
            all.entry(term).or_default().push(plek);
        }
    }
    let (mut sprongen, mut bytes, mut before) = (Vec::new(), Vec::new(), &[] as &[u8]);
    for (n, (term, plekken)) in all.into_iter().enumerate() {
        let term = term.as_bytes();
        let mut shared = term.iter().zip(before).take_while(|(a, b)| a == b).count();
        if n.is_multiple_of(SPRONG) {
            sprongen.push(bytes.len());
            shared = 0;
        }
        let rest = term.get(shared..).unwrap_or_default();
        let (mut list, mut vorige) = (Vec::new(), 0);
        for plek in plekken {
            zet(&mut list, plek - vorige);
            vorige = plek;
        }
        zet(&mut bytes, shared);
        zet(&mut bytes, rest.len());
        bytes.extend(rest);
        zet(&mut bytes, list.len());
        bytes.extend(list);
        before = term;
    }
    (sprongen, bytes)
}

impl Inhoud {
    pub(super) fn van(Indexed { rij, .. }: &Indexed) -> Self {
        Self(rij.overleg, rij.soort, rij.tekst.clone(), rij.bron.clone(), rij.kring.clone())
    }
}

/// The open line that a line comes after, or is, and its number after that: zero where it is open.
fn helften(regel: RegelId) -> (u64, u64) {
    let both = u64::from_be_bytes(regel.to_be_bytes());
    (both >> 32, both & u64::from(u32::MAX))
}

fn zet(bytes: &mut Vec<u8>, number: usize) {
    zet_lang(bytes, number as u64);
}

fn zet_lang(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        let [low, ..] = number.to_le_bytes();
        bytes.push(low | 0x80);
        number >>= 7;
    }
    let [low, ..] = number.to_le_bytes();
    bytes.push(low);
}

/// Takes from the front what [`zet`] put there.
struct Lezer<'a>(&'a [u8]);

impl<'a> Lezer<'a> {
    fn lang(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.0.split_off_first()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn getal(&mut self) -> Option<usize> {
        usize::try_from(self.lang()?).ok()
    }

    fn stuk(&mut self, length: usize) -> Option<&'a [u8]> {
        self.0.split_off(..length)
    }
}

/// An index that was opened. What it says may be no index at all: then every question has no answer.
pub(super) struct Deel {
    bytes: Waarde,
    regels: usize,
    sprongen: Range<usize>,
    woorden: Range<usize>,
}

impl Deel {
    pub(super) fn new(bytes: Waarde) -> Option<Self> {
        let (fields, _) = bytes.get(..KOP)?.as_chunks::<4>();
        let mut fields = fields.iter().filter_map(|four| usize::try_from(u32::from_le_bytes(*four)).ok());
        let (regels, sprongen, woorden) = (fields.next()?, fields.next()?, fields.next()?);
        let sprongen = KOP..KOP.checked_add(sprongen.checked_mul(4)?)?;
        let woorden = sprongen.end..sprongen.end.checked_add(woorden)?;
        // what is not there has no lines either
        (woorden.end <= bytes.len() && regels <= bytes.len()).then_some(Self { bytes, regels, sprongen, woorden })
    }

    /// How long it is.
    pub(super) fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The places of the lines that somebody sees, of those that are shielded.
    pub(super) fn zichtbaar(&self, wie: &Kijker) -> Option<BTreeSet<usize>> {
        if *wie == Kijker::Programma {
            return Some((0..self.regels).collect());
        }
        let mut all = BTreeSet::new();
        let rol = wie.is_vol().then(|| Scherm::Rol);
        let eigen = wie.kringlid().map(|own| Scherm::Organisaties(vec![own.into()]));
        for word in rol.iter().chain(&eigen).flat_map(schermtermen) {
            self.met(&Zoekterm::Precies(word), |plek| {
                all.insert(plek);
                Some(())
            })?;
        }
        Some(all)
    }

    /// The places of the lines in which every word is found, in order, and how.
    pub(super) fn zoek(&self, vraag: &Zoekvraag) -> Option<Vec<(usize, Hoe)>> {
        let mut found: Option<Vec<Option<Hoe>>> = None;
        for word in &vraag.woorden {
            let mut also = vec![None; self.regels];
            let (exact, others): (Vec<&Manier>, _) = word.manieren.iter().partition(|m| exact(m).is_some());
            if exact.len() > SPRONG {
                self.in_een_gang(&exact, &mut also)?;
            } else {
                exact.into_iter().try_for_each(|manier| self.op_een_manier(manier, &mut also))?;
            }
            others.into_iter().try_for_each(|manier| self.op_een_manier(manier, &mut also))?;
            if let Some(found) = &found {
                also.iter_mut().zip(found).for_each(|(hoe, other)| *hoe = hoe.zip(*other).map(|(a, b)| a.max(b)));
            }
            if also.iter().all(Option::is_none) {
                return Some(Vec::new());
            }
            found = Some(also);
        }
        let found = found.unwrap_or_default().into_iter().enumerate();
        Some(found.filter_map(|(plek, hoe)| Some((plek, hoe?))).collect())
    }

    /// The same for many ways of one exact word each: all words are passed once, rather than each looked for.
    fn in_een_gang(&self, manieren: &[&Manier], found: &mut [Option<Hoe>]) -> Option<()> {
        let mut all: Vec<(&str, Hoe)> = manieren.iter().filter_map(|m| Some((exact(m)?, m.hoe))).collect();
        all.sort_unstable();
        let mut rest = all.into_iter().peekable();
        self.vanaf(b"", |word, plekken| {
            while rest.next_if(|(next, _)| next.as_bytes() < word).is_some() {}
            while let Some((_, hoe)) = rest.next_if(|(next, _)| next.as_bytes() == word) {
                op_plekken(plekken, |plek| noteer(found, plek, hoe))?;
            }
            Some(rest.peek().is_some())
        })
    }

    /// Adds the lines that have a word in this way, each in the most literal.
    fn op_een_manier(&self, manier: &Manier, found: &mut [Option<Hoe>]) -> Option<()> {
        if let [term] = manier.termen.as_slice() {
            return self.met(term, |plek| noteer(found, plek, manier.hoe));
        }
        let mut alle: Option<BTreeSet<usize>> = None;
        for term in &manier.termen {
            let mut also = BTreeSet::new();
            self.met(term, |plek| {
                if alle.as_ref().is_none_or(|alle| alle.contains(&plek)) {
                    also.insert(plek);
                }
                Some(())
            })?;
            if also.is_empty() {
                return Some(());
            }
            alle = Some(also);
        }
        alle.unwrap_or_default().into_iter().try_for_each(|plek| noteer(found, plek, manier.hoe))
    }

    /// Gives the place of each line that has this term; of one by whose end is looked perhaps more than once.
    fn met(&self, term: &Zoekterm, mut doe: impl FnMut(usize) -> Option<()>) -> Option<()> {
        let (word, only) = match term {
            Zoekterm::Precies(word) => (word, true),
            Zoekterm::Begin(word) | Zoekterm::Eind(word) => (word, false),
        };
        self.vanaf(word.as_bytes(), |found, plekken| {
            if !found.starts_with(word.as_bytes()) {
                return Some(false);
            }
            if term.is(std::str::from_utf8(found).ok()?) {
                op_plekken(plekken, &mut doe)?;
            }
            Some(!only)
        })
    }

    /// Gives each word that does not come before `begin`, with its lines, until that says that it is enough.
    fn vanaf(&self, begin: &[u8], mut doe: impl FnMut(&[u8], &[u8]) -> Option<bool>) -> Option<()> {
        let woorden = self.bytes.get(self.woorden.clone())?;
        let (sprongen, _) = self.bytes.get(self.sprongen.clone())?.as_chunks::<4>();
        let at = |leap: &[u8; 4]| usize::try_from(u32::from_le_bytes(*leap)).ok();
        let first = |leap: &[u8; 4]| {
            let mut here = Lezer(woorden.get(at(leap)?..)?);
            here.getal()?;
            let length = here.getal()?;
            here.stuk(length)
        };
        let leap = sprongen.partition_point(|leap| first(leap).is_some_and(|word| word < begin)).saturating_sub(1);
        let Some(leap) = sprongen.get(leap) else { return Some(()) };
        let (mut rest, mut word) = (Lezer(woorden.get(at(leap)?..)?), Vec::new());
        while !rest.0.is_empty() {
            word.truncate(rest.getal()?);
            let length = rest.getal()?;
            word.extend(rest.stuk(length)?);
            let length = rest.getal()?;
            let plekken = rest.stuk(length)?;
            if word.as_slice() >= begin && !doe(&word, plekken)? {
                break;
            }
        }
        Some(())
    }

    /// The terms of each line, in the order of its place.
    pub(super) fn termen(&self) -> Option<Vec<Vec<String>>> {
        let mut all = vec![Vec::new(); self.regels];
        self.vanaf(b"", |word, plekken| {
            let word = std::str::from_utf8(word).ok()?;
            op_plekken(plekken, |plek| {
                all.get_mut(plek)?.push(word.to_owned());
                Some(())
            })?;
            Some(true)
        })?;
        Some(all)
    }

    /// The blocks, and the lines.
    pub(super) fn regels(&self) -> Option<(Vec<Blok>, Tabel)> {
        let mut rest = Lezer(self.bytes.get(self.woorden.end..)?);
        let (mut blokken, mut bytes, mut regels) = (Vec::new(), 0_u64, 0_usize);
        for _ in 0..rest.getal()? {
            let (from, first) = (bytes, regels);
            bytes = bytes.checked_add(rest.lang()?)?;
            regels = regels.checked_add(rest.getal()?)?;
            blokken.push(Blok { waar: from..bytes, regels: first..regels });
        }
        let (mut all, mut regel, mut op) = (Vec::with_capacity(self.regels), 0_u64, 0_i64);
        for _ in 0..self.regels {
            let verder = rest.lang()?;
            regel = regel.checked_add(verder >> 1).filter(|regel| u32::try_from(*regel).is_ok())?;
            let na = if verder & 1 == 1 { u64::from(u32::try_from(rest.lang()?).ok()?) } else { 0 };
            let more = rest.lang()?;
            op = op.wrapping_add((more >> 1).cast_signed() ^ -(more & 1).cast_signed());
            all.push((RegelId::from_be_bytes((regel << 32 | na).to_be_bytes()), op));
        }
        Some((blokken, all))
    }
}

/// The one exact word that this way looks for; none where it is another way.
fn exact(manier: &Manier) -> Option<&str> {
    match manier.termen.as_slice() {
        [Zoekterm::Precies(word)] => Some(word),
        _ => None,
    }
}

/// Gives each place of a list.
fn op_plekken(list: &[u8], mut doe: impl FnMut(usize) -> Option<()>) -> Option<()> {
    let (mut list, mut plek) = (Lezer(list), 0_usize);
    while !list.0.is_empty() {
        plek = plek.checked_add(list.getal()?)?;
        doe(plek)?;
    }
    Some(())
}

/// That a line has a word in this way, unless it has it in a more literal one.
fn noteer(found: &mut [Option<Hoe>], plek: usize, hoe: Hoe) -> Option<()> {
    let known = found.get_mut(plek)?;
    *known = Some(known.map_or(hoe, |other| other.min(hoe)));
    Some(())
}

/// How a line with these terms has every word; none where it does not.
pub(super) fn heeft(vraag: &Zoekvraag, termen: &[String]) -> Option<Hoe> {
    let has = |term: &Zoekterm| termen.iter().any(|of_line| term.is(of_line));
    let best = |word: &Gezocht| {
        word.manieren.iter().filter(|m| !m.termen.is_empty() && m.termen.iter().all(has)).map(|m| m.hoe).min()
    };
    let all: Option<Vec<Hoe>> = vraag.woorden.iter().map(best).collect();
    all?.into_iter().max()
}
