//! An exercise from before the seal is sealed before anything more is recorded in it: every journal is written anew beside the
//! old ones, read back, and takes their place; drafts too. Stopped anywhere it is the old store, or goes on where it was.
//! Absent: stores for real dossiers, which were never anything but sealed.
//!
//! The chain of a sealed journal is another, so the heads that the organisation's journal remembers become those of the same
//! records in the new ones; what is not whole is not moved, so that no loss is forgotten by it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::claim::Claim;
use super::draft_files::{DRAFTS, DraftFiles};
use super::hoofden;
use super::kluis::kluis;
use super::wissen::{overschrijf, weg};
use crate::crypto::bos::{BosFault, NAAM, Sleutelbos, Wijziger};
use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::domain::tijd::Tijdstip;
use crate::journal::{self, Envelope, FileJournal, Head, Journal, JournalId, OrganisatieEvent, Recordable, record, verify};

/// Where the new journals are made, and where they stand once they count.
const HALF: &str = "verhuizing.nieuw";
const KLAAR: &str = "verhuizing";
/// What of the old store is made anew from the journals, and goes: it is not sealed.
const GAAT: [&str; 3] = ["leesmodel", "leesmodel.bezig", "hoofden"];

/// Why an exercise is not sealed. Each is a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum VerhuisFault {
    /// Something in it is damaged, or lacking.
    #[error(
        "deze oefening is van voor de verzegeling, en is niet heel ({0}); ze blijft zoals ze is. Begin een verse: crisistafel \
         oefening --nieuw"
    )]
    NietHeel(JournalId),
    /// What was written does not read back as it was.
    #[error("het verzegelde journaal {0} leest anders terug dan het oude; er is niets veranderd")]
    Teruglezen(JournalId),
    /// The keyring.
    #[error(transparent)]
    Bos(#[from] BosFault),
    /// A journal.
    #[error(transparent)]
    Journal(#[from] journal::Fault),
    /// The disk.
    #[error("het verzegelen van de oefening mislukte: {}", crate::domain::machine::zegt(.0))]
    Io(#[from] io::Error),
}

/// Seals the claimed exercise where it is not sealed yet, or goes on with that. Gives whether it did anything.
pub fn verhuis(claim: &Claim, wie: &Wijziger) -> Result<bool, VerhuisFault> {
    let dir = claim.dir.as_path();
    let (half, klaar) = (dir.join(HALF), dir.join(KLAAR));
    let sealed = dir.join(NAAM).exists() && !half.exists();
    if claim.read_only || !claim.tafel.oefening || sealed && !klaar.exists() {
        return Ok(false);
    }
    if !klaar.exists() {
        if half.exists() {
            fs::remove_dir_all(&half)?;
        }
        fs::DirBuilder::new().mode(0o700).create(&half)?;
        sync(dir)?;
        if !dir.join(NAAM).exists() {
            Sleutelbos::begin_oefening(dir, wie)?;
        }
        schrijf(dir, &half, wie.nu)?;
        fs::rename(&half, &klaar)?;
        sync(dir)?;
    }
    neem_plaats(dir, &klaar)?;
    Ok(true)
}

/// Writes every journal of `dir` sealed in `half`.
fn schrijf(dir: &Path, half: &Path, nu: Tijdstip) -> Result<(), VerhuisFault> {
    let mut old = FileJournal::new(dir);
    let mut new = FileJournal::new(half).verzegeld(kluis(dir, None)?);
    let (remembered, _) = hoofden::remembered(dir)?;
    for report in verify(&old, remembered)? {
        if !report.is_whole() && !report.may_be_under_way() || dir.join(tweede(report.id)).exists() {
            return Err(VerhuisFault::NietHeel(report.id));
        }
    }
    let mut heads: BTreeMap<DossierNummer, Vec<Head>> = BTreeMap::new();
    for id in old.list()? {
        if let JournalId::Dossier(nummer) = id {
            let all = gelezen::<Event>(&mut old, id, nu)?;
            heads.insert(nummer, verzegeld(&mut new, id, all)?);
        }
    }
    let mut own = gelezen::<OrganisatieEvent>(&mut old, JournalId::Organisatie, nu)?;
    own.iter_mut().flat_map(|envelope| &mut envelope.events).for_each(|event| vertaal(event, &heads));
    verzegeld(&mut new, JournalId::Organisatie, own)?;
    Ok(())
}

/// The second part of a journal: an exercise of more than a gigabyte is none that is moved.
fn tweede(id: JournalId) -> PathBuf {
    id.file().with_extension("2.journaal")
}

/// What a journal says; a torn last frame is set aside, as it is when a service opens it.
fn gelezen<E: Recordable>(old: &mut FileJournal, id: JournalId, nu: Tijdstip) -> Result<Vec<Envelope<E>>, VerhuisFault> {
    let reading = old.open(id, nu)?.reading;
    record::envelopes(id, &reading).collect::<Result<_, _>>().map_err(|_| VerhuisFault::NietHeel(id))
}

/// Records these in a sealed journal, reads them back, and gives the head after each.
fn verzegeld<E: Recordable + PartialEq>(
    new: &mut FileJournal,
    id: JournalId,
    all: Vec<Envelope<E>>,
) -> Result<Vec<Head>, VerhuisFault> {
    let Some(first) = all.first() else { return Ok(Vec::new()) };
    let mut head = new.open(id, first.stamp.op)?.reading.head();
    let mut heads = Vec::new();
    let mut written = Vec::new();
    for envelope in all {
        let next = Envelope::next(id, head, envelope.stamp, envelope.events);
        head = record::append(new, &next)?;
        heads.push(head);
        written.push(next);
    }
    let reading = new.read(id)?;
    let back: Result<Vec<Envelope<E>>, _> = record::envelopes(id, &reading).collect();
    if back.is_ok_and(|back| back == written) { Ok(heads) } else { Err(VerhuisFault::Teruglezen(id)) }
}

/// The same event, of the sealed journals. A head that its journal does not have stays what it is: it was given up.
fn vertaal(event: &mut OrganisatieEvent, heads: &BTreeMap<DossierNummer, Vec<Head>>) {
    let new = |nummer: &DossierNummer, head: &mut Head| {
        let here = heads.get(nummer).and_then(|all| all.iter().find(|new| new.seq == head.seq));
        if let Some(here) = here {
            *head = *here;
        }
    };
    match event {
        // nothing was destroyed in a store that was not sealed
        OrganisatieEvent::DossierAangemaakt { nummer: _ }
        | OrganisatieEvent::VernietigingOpgedragen { .. }
        | OrganisatieEvent::VernietigingVervallen { .. }
        | OrganisatieEvent::Vernietigd { .. } => {}
        OrganisatieEvent::HeadVastgelegd { nummer, head } => new(nummer, head),
        OrganisatieEvent::VerliesAanvaard { nummer, tot, verloren: _, reden: _ } => new(nummer, tot),
    }
}

/// Puts the sealed journals in the place of the old ones, which are overwritten first, and seals the drafts. Done again from
/// wherever it was stopped, it ends the same.
fn neem_plaats(dir: &Path, klaar: &Path) -> Result<(), VerhuisFault> {
    for id in FileJournal::new(klaar).list()? {
        let (from, to) = (klaar.join(id.file()), dir.join(id.file()));
        weg(overschrijf(&to))?;
        fs::rename(&from, &to)?;
    }
    let (plain, _) = DraftFiles::new(&dir.join(DRAFTS), None).all();
    let files = DraftFiles::new(&dir.join(DRAFTS), kluis(dir, None)?);
    for draft in plain {
        files.set(draft.key(), Some(&draft))?;
    }
    for naam in GAAT {
        let path = dir.join(naam);
        match fs::metadata(&path) {
            Ok(m) if m.is_dir() => fs::remove_dir_all(&path)?,
            Ok(_) => fs::remove_file(&path)?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(e.into()),
        }
    }
    sync(&dir.join("dossiers"))?;
    sync(dir)?;
    fs::remove_dir_all(klaar)?;
    Ok(sync(dir)?)
}

fn sync(dir: &Path) -> io::Result<()> {
    match File::open(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other?.sync_all(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tekst::Tekst;
    use crate::server::draft::tests::draft;
    use crate::server::{Tafel, claim};

    fn wie() -> Wijziger {
        Wijziger { door: Tekst::from("duin"), nu: Tijdstip::from_millis(1_795_000_000_000) }
    }

    /// An exercise as it was before the seal: the golden journals in the open, and a draft.
    fn oud(dir: &Path) -> PathBuf {
        let store = dir.join("tafel");
        claim::create(&store, &Tafel::oefening(Vec::new()), &wie()).unwrap();
        for naam in [NAAM, crate::crypto::bos::OEFENSLEUTEL] {
            fs::remove_file(store.join(naam)).unwrap();
        }
        fs::create_dir(store.join("dossiers")).unwrap();
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/journals/v1");
        for id in FileJournal::new(&golden).list().unwrap() {
            fs::copy(golden.join(id.file()), store.join(id.file())).unwrap();
        }
        let files = DraftFiles::new(&store.join(DRAFTS), None);
        files.begin().unwrap();
        let mut one = draft(1, 7);
        one.dossier = "26-K7M4".parse().unwrap();
        files.set(one.key(), Some(&one)).unwrap();
        store
    }

    fn bytes_below(dir: &Path) -> Vec<u8> {
        let all = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
        all.flat_map(|p| if p.is_dir() { bytes_below(&p) } else { fs::read(p).unwrap() }).collect()
    }

    fn facts(store: &Path) -> Vec<Vec<Event>> {
        let (id, keys) = (JournalId::Dossier("26-K7M4".parse().unwrap()), kluis(store, None).unwrap());
        let reading = FileJournal::new(store).verzegeld(keys).read(id).unwrap();
        record::envelopes::<Event>(id, &reading).map(|e| e.unwrap().events).collect()
    }

    #[test]
    fn an_exercise_of_before_is_sealed_and_says_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let store = oud(dir.path());
        let was = facts(&store);
        let claim = claim::claim(&store).unwrap();
        assert!(verhuis(&claim, &wie()).unwrap());
        assert!(!verhuis(&claim, &wie()).unwrap(), "once is enough");
        assert_eq!(facts(&store), was);
        let sealed = FileJournal::new(&store).verzegeld(kluis(&store, None).unwrap());
        assert!(verify(&sealed, []).unwrap().iter().all(journal::Report::is_whole));
        let (drafts, strange) = DraftFiles::of(&store).unwrap().all();
        assert_eq!((drafts.len(), strange), (1, 0));
        let bytes = bytes_below(&store);
        for word in ["spreeuw", "slaapt bij", "werktitel", "gebruiker"] {
            assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word}");
        }
        assert!(!store.join(KLAAR).exists() && !store.join(HALF).exists());
    }

    /// Stopped while it writes it begins again, and stopped while files take their place it goes on.
    #[test]
    fn wherever_it_was_stopped_it_ends_the_same() {
        for all_written in [false, true] {
            let dir = tempfile::tempdir().unwrap();
            let store = oud(dir.path());
            let (was, half) = (facts(&store), store.join(HALF));
            fs::create_dir(&half).unwrap();
            Sleutelbos::begin_oefening(&store, &wie()).unwrap();
            if all_written {
                schrijf(&store, &half, wie().nu).unwrap();
                fs::rename(&half, store.join(KLAAR)).unwrap();
                fs::rename(store.join(KLAAR).join("organisatie.journaal"), store.join("organisatie.journaal")).unwrap();
            } else {
                fs::write(half.join("organisatie.journaal"), b"half").unwrap();
            }
            let claim = claim::claim(&store).unwrap();
            assert!(verhuis(&claim, &wie()).unwrap());
            assert_eq!(facts(&store), was, "{all_written}");
        }
    }

    #[test]
    fn what_is_not_whole_is_not_moved_and_stays_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let store = oud(dir.path());
        let path = store.join("dossiers/26-K7M4.journaal");
        let mut bytes = fs::read(&path).unwrap();
        bytes[200] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let claim = claim::claim(&store).unwrap();
        assert!(matches!(verhuis(&claim, &wie()), Err(VerhuisFault::NietHeel(JournalId::Dossier(_)))));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
