//! The segment of a dossier: its lines, in one sealed file. Written whole, then changed at its end until there are many
//! changes; then written whole again under another name, so that who reads meanwhile reads on in what there was.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::PathBuf;

use super::deel::{self, Blok, Deel, Inhoud};
use super::fault::Trouble;
use super::row::{Indexed, ROW_FORMAT, Stempel};
use crate::crypto::register::{self, Registersleutels, Waarde};
use crate::crypto::sleutel::Sleutel;
use crate::domain::ids::{DossierNummer, RegelId};
use crate::domain::tijd::Tijdstip;
use crate::projection::rij::RegelRij;

/// The bytes that say how long a change is.
const LENGTE: usize = 4;

/// The lines that everybody may see who may see the dossier, or the shielded ones: apart, so that who may not see these never
/// passes by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Zicht {
    Open,
    Afgeschermd,
}

impl Zicht {
    pub(super) const ALL: [Self; 2] = [Self::Open, Self::Afgeschermd];

    pub(super) fn van(regel: &RegelRij) -> Self {
        if regel.kring.is_dicht() { Self::Afgeschermd } else { Self::Open }
    }
}

/// Lines that changed: what each says now; none for one that is not, or not any more, among those of this sight.
pub(super) type Wijzigingen = BTreeMap<RegelId, Option<Indexed>>;

/// The segments of a model.
#[derive(Debug)]
pub(super) struct Segmenten {
    pub(super) dir: PathBuf,
    pub(super) sleutels: Registersleutels,
}

impl Segmenten {
    /// Makes the directory where it is missing, for its owner only.
    pub(super) fn make_dir(&self) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.dir)
    }

    fn file(&self, nummer: DossierNummer, keer: u64) -> PathBuf {
        let name = u128::from_le_bytes(self.sleutels.naam("segment", nummer, keer));
        self.dir.join(format!("{name:032x}"))
    }

    /// Writes a segment whole.
    pub(super) fn schrijf(&self, nummer: DossierNummer, keer: u64, mut regels: Vec<Indexed>) -> Result<Stempel, Trouble> {
        regels.sort_by(Indexed::volgorde);
        let (dicht, open) = regels.into_iter().partition(|r| r.rij.kring.is_dicht());
        let plek = Plek { sleutel: self.sleutels.segment(nummer), nummer, keer };
        let (mut indexen, mut blokken, mut index, mut eerste) = (Vec::new(), Vec::new(), [0; 2], 0);
        for ((zicht, regels), lengte) in Zicht::ALL.into_iter().zip([open, dicht]).zip(&mut index) {
            let regels: Vec<Indexed> = regels;
            let (own, plain) = deel::bouw(&regels)?;
            eerste = if zicht == Zicht::Open { 0 } else { blokken.len() as u64 };
            for (nr, blok) in plain.into_iter().enumerate() {
                blokken.extend(plek.verzegel(zicht, Wat::Blok, nr as u64, &blok)?);
            }
            let own = plek.verzegel(zicht, Wat::Index, 0, &own)?;
            *lengte = own.len() as u64;
            indexen.extend(own);
        }
        let geheel = (indexen.len() + blokken.len()) as u64;
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(self.file(nummer, keer))?;
        file.write_all(&indexen)?;
        file.write_all(&blokken)?;
        Ok(Stempel { keer, index, blokken: eerste, geheel, wijzigingen: 0, tot: geheel })
    }

    /// Adds changes of lines. Where there are many by now it is written whole, as `keer`.
    pub(super) fn wijzig(
        &self,
        nummer: DossierNummer,
        was: Stempel,
        nieuw: &[(RegelId, Option<Indexed>)],
        keer: u64,
    ) -> Result<Stempel, Trouble> {
        let lengte = nieuw.iter().filter_map(|(_, regel)| regel.as_ref()).map(|r| r.rij.tekst.as_str().len() as u64);
        if was.is_vol(lengte.sum()) {
            let all = self.open(nummer, was).and_then(|segment| segment.alles()).map_err(|e| van(nummer, e))?;
            let mut all: BTreeMap<RegelId, Indexed> = all.into_iter().map(|r| (r.rij.regel, r)).collect();
            for (id, regel) in nieuw {
                match regel.clone() {
                    Some(regel) => all.insert(*id, regel),
                    None => all.remove(id),
                };
            }
            return self.schrijf(nummer, keer, all.into_values().collect());
        }
        let plek = Plek { sleutel: self.sleutels.segment(nummer), nummer, keer: was.keer };
        let mut bytes = Vec::new();
        for zicht in Zicht::ALL {
            let hier = |r: &&Indexed| Zicht::van(&r.rij) == zicht;
            let own: Vec<_> = nieuw.iter().map(|(id, regel)| (id, regel.as_ref().filter(hier))).collect();
            let plain = serde_json::to_vec(&own).map_err(|_| Trouble::Row)?;
            let sealed = plek.verzegel(zicht, Wat::Wijziging, was.wijzigingen, &plain)?;
            bytes.extend(u32::try_from(sealed.len()).map_err(|_| Trouble::Row)?.to_le_bytes());
            bytes.extend(sealed);
        }
        let file = OpenOptions::new().write(true).open(self.file(nummer, was.keer));
        file.and_then(|file| file.write_all_at(&bytes, was.tot)).map_err(|e| van(nummer, e.into()))?;
        let now = Stempel { wijzigingen: was.wijzigingen + 1, tot: was.tot + bytes.len() as u64, ..was };
        Ok(now)
    }

    /// Opens a segment. Which that is by this name was said in a sealed row.
    pub(super) fn open(&self, nummer: DossierNummer, stempel: Stempel) -> Result<Segment, Trouble> {
        let file = File::open(self.file(nummer, stempel.keer))?;
        Ok(Segment { file, plek: Plek { sleutel: self.sleutels.segment(nummer), nummer, keer: stempel.keer }, stempel })
    }

    /// Removes a segment; one that is not there is fine too.
    pub(super) fn weg(&self, nummer: DossierNummer, stempel: Stempel) -> io::Result<()> {
        match fs::remove_file(self.file(nummer, stempel.keer)) {
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Has a segment on disk for good.
    pub(super) fn sync(&self, nummer: DossierNummer, stempel: Stempel) -> io::Result<()> {
        File::open(self.file(nummer, stempel.keer))?.sync_all()
    }
}

/// Of which dossier it was.
fn van(nummer: DossierNummer, trouble: Trouble) -> Trouble {
    match trouble {
        // a disk that takes nothing is no damage
        Trouble::Files(e) if e.kind() != ErrorKind::NotFound && e.kind() != ErrorKind::UnexpectedEof => Trouble::Files(e),
        _ => Trouble::Segment(nummer),
    }
}

/// What of a segment is sealed by itself.
#[derive(Clone, Copy, Debug)]
enum Wat {
    Index,
    Blok,
    Wijziging,
}

/// Where the parts of a segment belong.
struct Plek {
    sleutel: Sleutel,
    nummer: DossierNummer,
    keer: u64,
}

impl Plek {
    fn gebonden(&self, zicht: Zicht, wat: Wat, nr: u64) -> Vec<u8> {
        format!("crisistafel segment {ROW_FORMAT} {} {} {zicht:?} {wat:?} {nr}", self.nummer, self.keer).into_bytes()
    }

    fn verzegel(&self, zicht: Zicht, wat: Wat, nr: u64, plain: &[u8]) -> Result<Vec<u8>, Trouble> {
        register::verzegel(&self.sleutel, &self.gebonden(zicht, wat, nr), plain).map_err(|_| Trouble::Row)
    }
}

/// A segment as it was when it was opened, whatever happens to it meanwhile.
pub(super) struct Segment {
    file: File,
    plek: Plek,
    stempel: Stempel,
}

/// What there is of one sight.
pub(super) struct Deelzicht {
    pub(super) index: Deel,
    pub(super) gewijzigd: Wijzigingen,
}

impl Deelzicht {
    /// About how many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        let of = |r: &Indexed| r.rij.tekst.as_str().len() + r.termen.iter().map(|t| t.len() + 24).sum::<usize>() + 200;
        self.index.bytes() + self.gewijzigd.values().flatten().map(of).sum::<usize>()
    }
}

impl Segment {
    /// What there is of a sight.
    pub(super) fn deel(&self, zicht: Zicht) -> Result<Deelzicht, Trouble> {
        let [eerste, tweede] = self.stempel.index;
        let (at, length) = if zicht == Zicht::Open { (0, eerste) } else { (eerste, tweede) };
        let index = self.deel_van((at, length), zicht, Wat::Index, 0)?;
        Ok(Deelzicht { index: Deel::new(index).ok_or(Trouble::Row)?, gewijzigd: self.gewijzigd(zicht)? })
    }

    fn deel_van(&self, (at, length): (u64, u64), zicht: Zicht, wat: Wat, nr: u64) -> Result<Waarde, Trouble> {
        let bytes = self.lees(at, length)?;
        register::open(&self.plek.sleutel, &self.plek.gebonden(zicht, wat, nr), bytes).map_err(|_| Trouble::Corruption)
    }

    fn lees(&self, at: u64, length: u64) -> Result<Vec<u8>, Trouble> {
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| Trouble::Row)?];
        self.file.read_exact_at(&mut bytes, at)?;
        Ok(bytes)
    }

    /// What changed since it was written, the last of each line.
    fn gewijzigd(&self, zicht: Zicht) -> Result<Wijzigingen, Trouble> {
        let mut all = Wijzigingen::new();
        let bytes = self.lees(self.stempel.geheel, self.stempel.tot - self.stempel.geheel)?;
        let mut rest = bytes.as_slice();
        for nr in 0..self.stempel.wijzigingen {
            for of in Zicht::ALL {
                let length = rest.split_off(..LENGTE).and_then(<[u8]>::first_chunk).ok_or(Trouble::Corruption)?;
                let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Trouble::Corruption)?;
                let sealed = rest.split_off(..length).ok_or(Trouble::Corruption)?;
                if of == zicht {
                    let bound = self.plek.gebonden(zicht, Wat::Wijziging, nr);
                    let plain =
                        register::open(&self.plek.sleutel, &bound, sealed.to_vec()).map_err(|_| Trouble::Corruption)?;
                    let own: Vec<(RegelId, Option<Indexed>)> = serde_json::from_slice(&plain).map_err(|_| Trouble::Row)?;
                    all.extend(own);
                }
            }
        }
        Ok(all)
    }

    /// The lines of these numbers, as far as they are there.
    pub(super) fn regels(&self, zicht: Zicht, deel: &Deelzicht, ids: &[RegelId]) -> Result<Vec<RegelRij>, Trouble> {
        let (blokken, tabel) = deel.index.regels().ok_or(Trouble::Row)?;
        let mut open: BTreeMap<usize, Vec<Inhoud>> = BTreeMap::new();
        let mut found = Vec::new();
        for id in ids {
            if let Some(changed) = deel.gewijzigd.get(id) {
                found.extend(changed.as_ref().map(|r| r.rij.clone()));
                continue;
            }
            let Ok(plek) = tabel.binary_search_by_key(id, |(id, _)| *id) else { continue };
            let nr = blokken.partition_point(|blok| blok.regels.end <= plek);
            let blok = blokken.get(nr).ok_or(Trouble::Row)?;
            let here = match open.entry(nr) {
                Entry::Occupied(here) => here.into_mut(),
                Entry::Vacant(there) => there.insert(self.blok(zicht, nr, blok)?),
            };
            let inhoud = here.get(plek - blok.regels.start).ok_or(Trouble::Row)?;
            let op = tabel.get(plek).map(|(_, op)| *op).ok_or(Trouble::Row)?;
            found.push(self.rij((*id, op), inhoud));
        }
        Ok(found)
    }

    fn blok(&self, zicht: Zicht, nr: usize, blok: &Blok) -> Result<Vec<Inhoud>, Trouble> {
        let [eerste, tweede] = self.stempel.index;
        let begin = eerste + tweede + if zicht == Zicht::Open { 0 } else { self.stempel.blokken };
        let plain =
            self.deel_van((begin + blok.waar.start, blok.waar.end - blok.waar.start), zicht, Wat::Blok, nr as u64)?;
        serde_json::from_slice(&plain).map_err(|_| Trouble::Row)
    }

    fn rij(&self, (regel, op): (RegelId, i64), Inhoud(overleg, soort, tekst, bron, kring): &Inhoud) -> RegelRij {
        RegelRij {
            dossier: self.plek.nummer,
            overleg: *overleg,
            regel,
            soort: *soort,
            tekst: tekst.clone(),
            bron: bron.clone(),
            op: Tijdstip::from_millis(op),
            kring: kring.clone(),
        }
    }

    /// Every line, with its terms.
    fn alles(&self) -> Result<Vec<Indexed>, Trouble> {
        let mut all = Vec::new();
        for zicht in Zicht::ALL {
            let deel = self.deel(zicht)?;
            let (_, tabel) = deel.index.regels().ok_or(Trouble::Row)?;
            let termen = deel.index.termen().ok_or(Trouble::Row)?;
            let (stays, termen): (Vec<RegelId>, Vec<Vec<String>>) =
                tabel.iter().map(|(id, _)| *id).zip(termen).filter(|(id, _)| !deel.gewijzigd.contains_key(id)).unzip();
            let rijen = self.regels(zicht, &deel, &stays)?;
            all.extend(rijen.into_iter().zip(termen).map(|(rij, termen)| Indexed { rij, termen }));
            all.extend(deel.gewijzigd.into_values().flatten());
        }
        Ok(all)
    }
}
