//! The golden sealed journals: with the key beside them they load and export as they always did, without it their chains can
//! be walked, and of what was destroyed in them nothing else goes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crisistafel::crypto::bos::{Ingang, NAAM, Openersoort, Sleutelbos, Wijziger};
use crisistafel::crypto::kluis::Kluis;
use crisistafel::crypto::opener::{Identiteit, Opener};
use crisistafel::crypto::sleutel::Klasse;
use crisistafel::crypto::zegel;
use crisistafel::domain::event::Event;
use crisistafel::journal::delen::VERNIETIGD;
use crisistafel::journal::{
    Envelope, FileJournal, Head, Journal, JournalId, OrganisatieEvent, Recordable, export, record, verify,
};
use tempfile::TempDir;

use super::{at, dossier, tekst};

/// The stores: the same records as those in the open of the same kinds.
const STORES: [(&str, &str); 4] =
    [("v2", "v1"), ("v2-kader", "v1-kader"), ("v2-toegang", "v1-toegang"), ("v2-einde", "v1-einde")];
/// The key of a store, in its folder.
const SLEUTEL: &str = "sleutel.txt";

fn golden(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/journals").join(folder)
}

fn ids() -> [JournalId; 2] {
    [JournalId::Organisatie, dossier("26-K7M4")]
}

fn wie() -> Wijziger {
    Wijziger { door: tekst("proef"), nu: at(0) }
}

fn opener(dir: &Path) -> Opener {
    Opener::Identiteit(Identiteit::uit_bestand(&fs::read_to_string(dir.join(SLEUTEL)).unwrap()).unwrap())
}

fn opened(dir: &Path) -> FileJournal {
    FileJournal::new(dir).verzegeld(Some(Kluis::open(dir, opener(dir), tekst("proef")).unwrap()))
}

fn exported(journal: &FileJournal, id: JournalId) -> String {
    let mut lines = Vec::new();
    export(id, &journal.read(id).unwrap(), &mut lines).unwrap();
    String::from_utf8(lines).unwrap()
}

/// A copy of a golden store, which may be changed.
fn copied(folder: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("dossiers")).unwrap();
    for file in ids().map(JournalId::file).into_iter().chain([PathBuf::from(NAAM), PathBuf::from(SLEUTEL)]) {
        fs::copy(golden(folder).join(&file), dir.path().join(&file)).unwrap();
    }
    dir
}

#[test]
fn the_golden_sealed_journals_are_whole_and_export_byte_for_byte() {
    for (folder, _) in STORES {
        let dir = golden(folder);
        for journal in [opened(&dir), FileJournal::new(&dir)] {
            assert_eq!(journal.list().unwrap(), ids());
            for report in verify(&journal, []).unwrap() {
                assert!(report.is_whole(), "{folder} {}: {:?}", report.id, report.findings);
            }
        }
        for id in ids() {
            let lines = fs::read_to_string(dir.join(id.file()).with_extension("jsonl")).unwrap();
            assert_eq!(exported(&opened(&dir), id), lines, "{folder} {id}");
            let bytes = fs::read(dir.join(id.file())).unwrap();
            for word in ["stamp", "gebruiker", "slaapt", "De Wit"] {
                assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{folder} {id}: {word}");
            }
        }
    }
}

fn of<E: Recordable>(dir: &Path, id: JournalId, sealed: bool) -> Vec<Envelope<E>> {
    let journal = if sealed { opened(dir) } else { FileJournal::new(dir) };
    record::envelopes(id, &journal.read(id).unwrap()).map(Result::unwrap).collect()
}

/// What is sealed is what was recorded in the open: both golden stores say the same, but for the chain.
#[test]
fn a_golden_sealed_journal_has_the_records_of_the_one_in_the_open() {
    for (folder, plain) in STORES {
        let (was, is) = (of::<Event>(&golden(plain), ids()[1], false), of::<Event>(&golden(folder), ids()[1], true));
        assert!(!was.is_empty() && was.len() == is.len());
        for (was, is) in was.iter().zip(&is) {
            assert_eq!((&was.stamp, &was.events), (&is.stamp, &is.events));
        }
    }
}

/// Which text belongs to which class was decided when it was sealed, and holds for good.
#[test]
fn of_what_was_destroyed_in_a_golden_journal_the_rest_stays() {
    for (folder, _) in STORES {
        let mut left = BTreeMap::new();
        // a skeleton goes with the whole dossier only
        for klasse in [Klasse::Verhaal, Klasse::Kop] {
            let dir = copied(folder);
            let mut bos = Sleutelbos::open(dir.path(), &opener(dir.path())).unwrap();
            assert!(bos.vernietig(ids()[1], &[klasse]));
            bos.bewaar(dir.path(), &wie()).unwrap();
            let journal = opened(dir.path());
            assert!(verify(&journal, []).unwrap().iter().all(|report| report.findings.is_empty()), "{folder}");
            let reading = journal.read(ids()[1]).unwrap();
            let all: Vec<_> = record::envelopes::<Event>(ids()[1], &reading).collect();
            left.insert(klasse, all.into_iter().filter_map(Result::ok).collect::<Vec<_>>());
        }
        let whole = of::<Event>(&golden(folder), ids()[1], true);
        assert_eq!(left[&Klasse::Kop].len(), whole.len());
        for (was, is) in whole.iter().zip(&left[&Klasse::Kop]) {
            assert_eq!((&was.events, is.stamp.wie.naam.as_str()), (&is.events, VERNIETIGD));
        }
        let without = &left[&Klasse::Verhaal];
        assert!(without.len() == whole.len() && without.iter().zip(&whole).all(|(is, was)| is.stamp == was.stamp));
        assert!(without.iter().zip(&whole).any(|(is, was)| is.events != was.events), "{folder}");
    }
}

/// What is sealed today is in frames of one length. For a new format, or new kinds of events, these are the files to add.
#[test]
fn golden_sealed_stores_are_made_of_those_in_the_open() {
    for (folder, plain) in STORES {
        let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("journals").join(folder);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("dossiers")).unwrap();
        let identity = Identiteit::nieuw();
        let remark = "# verzonnen, van een verzonnen tafel: alleen voor de toetsen";
        fs::write(dir.join(SLEUTEL), format!("{remark}\n{}\n", *identity.geschreven())).unwrap();
        let ingang = Ingang::new(Openersoort::Identiteit, tekst("proef"), identity.ontvanger());
        Sleutelbos::begin(&dir, vec![ingang.unwrap()], &wie()).unwrap();
        let mut journal = opened(&dir);
        let heads = sealed(&mut journal, ids()[1], of::<Event>(&golden(plain), ids()[1], false));
        let mut own = of::<OrganisatieEvent>(&golden(plain), JournalId::Organisatie, false);
        for event in own.iter_mut().flat_map(|envelope| &mut envelope.events) {
            match event {
                OrganisatieEvent::HeadVastgelegd { head, .. } => {
                    *head = *heads.iter().find(|sealed| sealed.seq == head.seq).unwrap();
                }
                OrganisatieEvent::DossierAangemaakt { .. }
                | OrganisatieEvent::VernietigingOpgedragen { .. }
                | OrganisatieEvent::VernietigingVervallen { .. }
                | OrganisatieEvent::Vernietigd { .. } => {}
                OrganisatieEvent::VerliesAanvaard { .. } => panic!("no golden store has one"),
            }
        }
        sealed(&mut journal, JournalId::Organisatie, own);
        for id in ids() {
            fs::write(dir.join(id.file()).with_extension("jsonl"), exported(&opened(&dir), id)).unwrap();
            // those of before had shorter frames, or as long
            let frames = journal.read(id).unwrap().frames().count() as u64;
            let size = |dir: &Path| fs::metadata(dir.join(id.file())).unwrap().len();
            assert_eq!(size(&dir), 32 + frames * zegel::FRAME_MIN as u64, "{folder} {id}");
            assert!(size(&dir) >= size(&golden(folder)), "{folder} {id}");
        }
    }
}

/// Records these, and gives the head after each.
fn sealed<E: Recordable>(journal: &mut FileJournal, id: JournalId, all: Vec<Envelope<E>>) -> Vec<Head> {
    let mut head = journal.open(id, at(0)).unwrap().reading.head();
    let next = |envelope: Envelope<E>| {
        head = record::append(journal, &Envelope::next(id, head, envelope.stamp, envelope.events)).unwrap();
        head
    };
    all.into_iter().map(next).collect()
}
