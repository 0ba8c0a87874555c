//! The files of drafts: one each, synced, and sealed with the key of what is said in its dossier, so that it is gone when that
//! is destroyed. Absent: when they are written (`drafts`).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::draft::{Draft, DraftKey};
use super::kluis;
use super::wissen::wis;
use crate::crypto::bos::BosFault;
use crate::crypto::kluis::Kluis;
use crate::crypto::pakje;
use crate::crypto::sleutel::{Klasse, Sleutel};
use crate::domain::ids::DossierNummer;
use crate::journal::JournalId;

/// The directory of the drafts, within the store.
pub(super) const DRAFTS: &str = "concepten";
/// The end of a draft's file name.
const ENDING: &str = "concept";
/// The end of the name of one that is being written.
pub(super) const UNFINISHED: &str = "nieuw";
/// What a key is derived for.
const DOEL: &str = "crisistafel concept 1";

/// Where the drafts of a store are, and with what they are sealed; in a store from before the seal they are not.
pub struct DraftFiles {
    dir: PathBuf,
    kluis: Option<Kluis>,
}

impl DraftFiles {
    /// Those of the exercise in `dir`, with its keys.
    pub fn of(dir: &Path) -> Result<Self, BosFault> {
        Ok(Self::new(&dir.join(DRAFTS), kluis::kluis(dir, None)?))
    }

    pub(super) fn new(dir: &Path, kluis: Option<Kluis>) -> Self {
        Self { dir: dir.to_owned(), kluis }
    }

    /// Makes the directory where it lacks.
    pub(super) fn begin(&self) -> io::Result<()> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.dir)
    }

    /// Makes the file of a draft what it has to be, durable when this returns: none stands for a file that has to go.
    pub fn set(&self, key: DraftKey, draft: Option<&Draft>) -> io::Result<()> {
        let name = name(key);
        let path = self.dir.join(format!("{name}.{ENDING}"));
        let Some(draft) = draft else {
            return match fs::remove_file(&path) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
                _ => File::open(&self.dir)?.sync_all(),
            };
        };
        let plain = Zeroizing::new(serde_json::to_vec(draft)?);
        let bytes = match &self.kluis {
            Some(kluis) => pakje::verpak(&sleutel(kluis, draft.dossier)?, &name, &plain)?,
            None => plain.to_vec(),
        };
        let next = path.with_extension(UNFINISHED);
        if let Err(error) = put(&next, &bytes).and_then(|()| fs::rename(&next, &path)) {
            // what is half written is no draft
            let _ = fs::remove_file(&next);
            return Err(error);
        }
        File::open(&self.dir)?.sync_all()
    }

    /// Destroys the drafts of a dossier, whole or half written.
    pub(super) fn vernietig(&self, nummer: DossierNummer) -> io::Result<()> {
        let all: Vec<PathBuf> = self.ending(ENDING).chain(self.ending(UNFINISHED)).collect();
        let of = |p: &PathBuf| p.file_stem().and_then(|stem| nummer_in(stem.to_str()?));
        all.iter().filter(|p| of(p) == Some(nummer)).try_for_each(|p| wis(p))?;
        if self.dir.exists() { File::open(&self.dir)?.sync_all() } else { Ok(()) }
    }

    /// The drafts that an earlier service left, as [`DraftFiles::all`]. One that was being written when it was killed is newer
    /// than what stands beside it where it is whole, and else it is nothing.
    pub(super) fn left_behind(&self) -> (Vec<Draft>, usize) {
        for path in self.ending(UNFINISHED) {
            let whole = self.read(&path).is_some();
            let became = if whole { fs::rename(&path, path.with_extension(ENDING)) } else { fs::remove_file(&path) };
            if let Err(error) = became {
                tracing::warn!(%error, "what was left of a draft could not be cleaned away");
            }
        }
        self.all()
    }

    /// The drafts that there are, and how many files cannot be read: those are left where they are.
    pub fn all(&self) -> (Vec<Draft>, usize) {
        let all: Vec<Option<Draft>> = self.ending(ENDING).map(|p| self.read(&p)).collect();
        let strange = all.iter().filter(|d| d.is_none()).count();
        (all.into_iter().flatten().collect(), strange)
    }

    /// What stands in the file of this draft; fails where that cannot be told.
    pub(super) fn there(&self, key: DraftKey) -> io::Result<Option<Draft>> {
        let path = self.dir.join(format!("{}.{ENDING}", name(key)));
        if !path.try_exists()? {
            return Ok(None);
        }
        self.read(&path).map(Some).ok_or_else(|| io::Error::other("it is no draft"))
    }

    fn ending(&self, end: &'static str) -> impl Iterator<Item = PathBuf> {
        let all = fs::read_dir(&self.dir).into_iter().flatten().filter_map(|e| Some(e.ok()?.path()));
        all.filter(move |p| p.extension().is_some_and(|e| e == end))
    }

    /// The draft in a file: sealed where the store is, and of the terminal and the dossier in the file's name.
    fn read(&self, path: &Path) -> Option<Draft> {
        let bytes = Zeroizing::new(fs::read(path).ok()?);
        let Some(kluis) = &self.kluis else { return serde_json::from_slice(&bytes).ok() };
        let stem = path.file_stem()?.to_str()?;
        let nummer = nummer_in(stem)?;
        let plain = pakje::pak_uit(&sleutel(kluis, nummer).ok()?, stem, &bytes).ok()?;
        serde_json::from_slice(&plain).ok().filter(|d: &Draft| name(d.key()) == stem)
    }
}

fn name((terminal, dossier, verzoek): DraftKey) -> String {
    let apart = verzoek.map(|verzoek| format!("-{verzoek}")).unwrap_or_default();
    format!("{terminal}-{dossier}{apart}")
}

/// The dossier in the name of a draft.
fn nummer_in(stem: &str) -> Option<DossierNummer> {
    stem.split('-').skip(1).take(2).collect::<Vec<_>>().join("-").parse().ok()
}

/// The key of the drafts of a dossier.
fn sleutel(kluis: &Kluis, nummer: DossierNummer) -> io::Result<Sleutel> {
    let keys = kluis.sleutels(JournalId::Dossier(nummer));
    let key = keys.as_ref().and_then(|keys| keys.van(Klasse::Verhaal).sleutel());
    Ok(key.ok_or_else(|| io::Error::other("the dossier has no key"))?.afgeleid(DOEL, 0))
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::super::draft::tests::draft;
    use super::*;
    use crate::domain::tekst::Tekst;
    use crate::domain::tijd::Tijdstip;

    /// What a killed program left half written is no draft, and what it wrote whole is the newest.
    #[test]
    fn what_was_half_written_is_cleaned_away_and_what_was_whole_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("half.nieuw"), b"").unwrap();
        fs::write(dir.path().join("heel.nieuw"), serde_json::to_vec(&draft(1, 7)).unwrap()).unwrap();
        assert_eq!(DraftFiles::new(dir.path(), None).left_behind(), (vec![draft(1, 7)], 0));
        let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["heel.concept"]);
    }

    /// A store with a keyring, and a key for the dossier of [`draft`].
    fn sealed(store: &Path) -> (DraftFiles, Kluis) {
        let wie = crate::crypto::bos::Wijziger { door: Tekst::from("duin"), nu: Tijdstip::from_millis(0) };
        super::super::claim::create(store, &super::super::Tafel::oefening(Vec::new()), &wie).unwrap();
        let kluis = super::super::kluis(store, None).unwrap().unwrap();
        kluis.om_te_schrijven(JournalId::Dossier(draft(1, 7).dossier), wie.nu).unwrap();
        let files = DraftFiles::new(&store.join("concepten"), Some(kluis.clone()));
        files.begin().unwrap();
        (files, kluis)
    }

    #[test]
    fn a_draft_is_sealed_and_opens_in_its_own_place_only() {
        let dir = tempfile::tempdir().unwrap();
        let (files, _) = sealed(&dir.path().join("tafel"));
        let one = draft(1, 7);
        files.set(one.key(), Some(&one)).unwrap();
        assert_eq!(files.left_behind(), (vec![one.clone()], 0));
        let path = files.dir.join(format!("{}.{ENDING}", name(one.key())));
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(7).any(|w| w == b"spreeuw") && bytes.len() == 512, "{}", bytes.len());
        // it is kept, and said, and never taken for what it is not: elsewhere, changed, or in the open
        let elsewhere = files.dir.join(format!("{}.{ENDING}", name(draft(2, 7).key())));
        fs::rename(&path, &elsewhere).unwrap();
        assert_eq!(files.left_behind(), (Vec::new(), 1));
        fs::write(&path, serde_json::to_vec(&one).unwrap()).unwrap();
        assert_eq!(files.left_behind(), (Vec::new(), 2));
        assert!(path.exists() && elsewhere.exists());
        files.set(one.key(), None).unwrap();
        fs::rename(&elsewhere, &path).unwrap();
        assert_eq!(files.left_behind(), (vec![one], 0));
    }
}
