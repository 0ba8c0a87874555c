//! The keyring on a disk: whatever stops a change, one keyring opens, the old one or the new one; and of two people at once
//! nobody's change is lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crisistafel::crypto::bestand::{self, Hoede};
use crisistafel::crypto::bos::{
    BosFault, Ingang, Kast, NAAM, NIEUW, OEFENSLEUTEL, Openersoort, Resten, Sleutelbos, VORIG, Wijziger,
};
use crisistafel::crypto::opener::{Identiteit, Opener};
use crisistafel::crypto::sleutel::Klasse;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::journal::JournalId;
use crisistafel::journal::disk::{Disk, Stat};

use crate::schijf::{Failure, FaultyDisk, MemoryDisk, Reached};

const DIR: &str = "/tafel";

fn wie(door: &'static str) -> Wijziger {
    Wijziger { door: Tekst::from(door), nu: Tijdstip::try_from("2026-11-22T13:31:00Z".to_owned()).unwrap() }
}

fn dossier(n: usize) -> JournalId {
    const LETTERS: [&str; 4] = ["26-C7D4", "26-K7M4", "26-P2QR", "26-X9Y8"];
    JournalId::Dossier(LETTERS[n].parse().unwrap())
}

/// An identity, and how the keyring knows it.
fn opener(soort: Openersoort, naam: &'static str) -> (Opener, Ingang) {
    let identity = Identiteit::nieuw();
    let ingang = Ingang::new(soort, Tekst::from(naam), identity.ontvanger()).unwrap();
    (Opener::Identiteit(identity), ingang)
}

fn begun<D: Disk>(kast: &Kast<D>) -> (Opener, Sleutelbos) {
    let (opener, ingang) = opener(Openersoort::Identiteit, "dienst");
    let bos = Sleutelbos::begin_in(kast, vec![ingang], &wie("duin")).unwrap();
    (opener, bos)
}

/// Every way in which a disk can stop somebody.
fn stops() -> impl Iterator<Item = (u64, Reached, bool)> {
    let reached = [Reached::Nothing, Reached::Half, Reached::All];
    (0..).flat_map(move |after| reached.into_iter().flat_map(move |r| [(after, r, false), (after, r, true)]))
}

/// Whether a change that is stopped at its operation `after` leaves a keyring that opens and goes on; false where it is not
/// stopped at all any more.
fn a_stopped_change_leaves_one_that_opens(after: u64, reached: Reached, power: bool) -> bool {
    let at = format!("stopped at {after}, {reached:?}, power cut: {power}");
    let disk = FaultyDisk::default();
    let kast = Kast::op(disk.clone(), Path::new(DIR));
    let (opener, mut bos) = begun(&kast);
    let id = bos.tafel_id();
    bos.maak(dossier(0)).unwrap();
    disk.fail(Failure { after, only: None, reached, lasting: power });
    let kept = bos.bewaar_in(&kast, &wie("duin"));
    let stopped = disk.heal() > 0;
    if power {
        disk.below.cut_power(reached);
    }
    let mut again = Sleutelbos::open_uit(&kast, &opener).unwrap_or_else(|e| panic!("{at}: {kept:?}: {e}"));
    assert_eq!(again.tafel_id(), id, "{at}");
    match (again.generatie(), again.van(dossier(0)).is_some()) {
        (2, true) => {}
        (1, false) => assert!(!matches!(kept, Ok(()) | Err(BosFault::VorigBlijft(_))), "{at}: said to be kept"),
        other => panic!("{at}: neither the old one nor the new one: {other:?}"),
    }
    again.maak(dossier(1)).unwrap();
    again.bewaar_in(&kast, &wie("wit")).unwrap_or_else(|e| panic!("{at}: it does not go on: {e}"));
    let last = Sleutelbos::open_uit(&kast, &opener).unwrap();
    assert!(last.van(dossier(1)).is_some() && last.resten() == Resten::default(), "{at}");
    stopped
}

#[test]
fn a_change_that_is_stopped_anywhere_leaves_the_old_keyring_or_the_new_one() {
    let points =
        stops().take_while(|(after, reached, power)| a_stopped_change_leaves_one_that_opens(*after, *reached, *power));
    assert!(points.count() > 60);
}

#[test]
fn a_beginning_that_is_stopped_anywhere_leaves_a_keyring_or_none_and_can_begin_again() {
    for (after, reached, power) in stops() {
        let disk = FaultyDisk::default();
        let kast = Kast::op(disk.clone(), Path::new(DIR));
        let (opener, ingang) = opener(Openersoort::Identiteit, "dienst");
        disk.fail(Failure { after, only: None, reached, lasting: power });
        let begun = Sleutelbos::begin_in(&kast, vec![ingang.clone()], &wie("duin"));
        let stopped = disk.heal() > 0;
        if power {
            disk.below.cut_power(reached);
        }
        match Sleutelbos::open_uit(&kast, &opener) {
            Ok(there) => assert_eq!(there.generatie(), 1),
            Err(BosFault::Geen) => {
                assert!(begun.is_err());
                Sleutelbos::begin_in(&kast, vec![ingang], &wie("duin")).unwrap();
            }
            Err(other) => panic!("stopped at {after}, {reached:?}, power cut: {power}: {other}"),
        }
        if !stopped {
            return;
        }
    }
}

/// A disk that gives something else back than what was written, once.
struct Liar {
    below: MemoryDisk,
    /// How many readings are right before it lies.
    honest: AtomicUsize,
}

impl Disk for Liar {
    type File = <MemoryDisk as Disk>::File;

    fn read(&self, path: &Path, max: u64) -> io::Result<Vec<u8>> {
        let mut bytes = self.below.read(path, max)?;
        if self.honest.fetch_sub(1, Ordering::Relaxed) == 0 {
            *bytes.last_mut().unwrap() ^= 1;
        }
        Ok(bytes)
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.below.list(dir)
    }
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.below.stat(path)
    }
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.below.make_dir(dir)
    }
    fn create(&self, path: &Path) -> io::Result<Self::File> {
        self.below.create(path)
    }
    fn open(&self, path: &Path) -> io::Result<Self::File> {
        self.below.open(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.below.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.below.remove(path)
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.below.sync_dir(dir)
    }
}

/// The old one does not go before the new one was read back, from beside its place and from its place.
#[test]
fn what_reads_back_differently_does_not_replace_what_there_was() {
    let disk = MemoryDisk::default();
    let kast = Kast::op(disk.clone(), Path::new(DIR));
    let (opener, first) = begun(&kast);
    drop(first);
    let mut told = Vec::new();
    for honest in 0.. {
        let mut bos = Sleutelbos::open_uit(&kast, &opener).unwrap();
        let was = bos.generatie();
        let liar = Kast::op(Liar { below: disk.clone(), honest: AtomicUsize::new(honest) }, Path::new(DIR));
        let kept = bos.bewaar_in(&liar, &wie("duin"));
        let now = Sleutelbos::open_uit(&kast, &opener).unwrap();
        if kept.is_ok() {
            assert_eq!(now.generatie(), was + 1);
            break;
        }
        assert_eq!((now.generatie(), now.resten()), (was, Resten::default()), "lied at {honest}: {kept:?}");
        told.push(kept.unwrap_err());
    }
    // at first the file seems to be another one; then what is kept of it, the new one, and the new one in its place
    let told: Vec<bool> = told.iter().map(|fault| matches!(fault, BosFault::Teruglezen)).collect();
    assert_eq!(told, [false, true, true, true]);
}

#[test]
fn what_an_interrupted_change_left_is_not_read_is_told_and_goes() {
    let house = tempfile::tempdir().unwrap();
    let dir = house.path();
    let (opener, ingang) = opener(Openersoort::Identiteit, "dienst");
    Sleutelbos::begin(dir, vec![ingang], &wie("duin")).unwrap();
    let old = fs::read(dir.join(NAAM)).unwrap();
    Sleutelbos::open(dir, &opener).unwrap().bewaar(dir, &wie("duin")).unwrap();
    fs::write(dir.join(NIEUW), &old[..40]).unwrap();
    fs::write(dir.join(VORIG), &old).unwrap();
    let mut bos = Sleutelbos::open(dir, &opener).unwrap();
    assert_eq!((bos.generatie(), bos.resten()), (2, Resten { nieuw: true, vorig: true }));
    let said = bos.resten().zegt().unwrap();
    assert!(said.contains(NIEUW) && said.contains(VORIG) && said.contains("telt niet"), "{said}");
    bos.ruim_op(dir).unwrap();
    assert!(bos.resten().zegt().is_none() && !dir.join(NIEUW).exists() && !dir.join(VORIG).exists());
}

#[test]
fn of_two_who_change_it_at_once_the_second_hears_who_was_first_and_nothing_is_lost() {
    let house = tempfile::tempdir().unwrap();
    let dir = house.path();
    let (opener, ingang) = opener(Openersoort::Identiteit, "dienst");
    let mut first = Sleutelbos::begin(dir, vec![ingang], &wie("duin")).unwrap();
    let mut second = Sleutelbos::open(dir, &opener).unwrap();
    first.maak(dossier(0)).unwrap();
    first.bewaar(dir, &wie("verhoeven")).unwrap();
    second.maak(dossier(1)).unwrap();
    let refused = second.bewaar(dir, &wie("wit")).unwrap_err().to_string();
    assert!(refused.contains("verhoeven") && refused.contains("14:31") && refused.contains("niet bewaard"), "{refused}");
    let mut again = Sleutelbos::open(dir, &opener).unwrap();
    again.maak(dossier(1)).unwrap();
    again.bewaar(dir, &wie("wit")).unwrap();
    assert_eq!(Sleutelbos::open(dir, &opener).unwrap().journalen().count(), 2);
}

#[test]
fn many_who_change_it_at_once_all_get_their_turn() {
    let house = tempfile::tempdir().unwrap();
    let dir = house.path();
    let (opener, ingang) = opener(Openersoort::Identiteit, "dienst");
    Sleutelbos::begin(dir, vec![ingang], &wie("duin")).unwrap();
    thread::scope(|all| {
        for n in 0..4 {
            let opener = &opener;
            all.spawn(move || {
                loop {
                    let mut bos = Sleutelbos::open(dir, opener).unwrap();
                    bos.maak(dossier(n)).unwrap();
                    match bos.bewaar(dir, &wie("duin")) {
                        Ok(()) => return,
                        Err(BosFault::Gewijzigd { .. }) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
    });
    let bos = Sleutelbos::open(dir, &opener).unwrap();
    assert_eq!((bos.journalen().count(), bos.generatie()), (4, 5));
}

/// Every change re-keys: what opened the old file opens nothing of the new one.
#[test]
fn a_change_gives_it_another_key_and_an_opener_that_went_opens_it_no_more() {
    let house = tempfile::tempdir().unwrap();
    let dir = house.path();
    let (one, first) = opener(Openersoort::Identiteit, "dienst");
    let (paper, second) = opener(Openersoort::Herstel, "op papier");
    let mut bos = Sleutelbos::begin(dir, vec![first, second], &wie("duin")).unwrap();
    let keys = (bos.spoor().clone(), bos.leesmodel().clone(), bos.concepten().clone());
    bos.maak(JournalId::Organisatie).unwrap();
    let own = bos.van(JournalId::Organisatie).unwrap().clone();
    let before = fs::read(dir.join(NAAM)).unwrap();
    bos.haal_weg(&Tekst::from("dienst")).unwrap();
    bos.bewaar(dir, &wie("duin")).unwrap();
    let after = fs::read(dir.join(NAAM)).unwrap();
    let body = &before[before.len() - 64..];
    assert!(!after.windows(16).any(|piece| body.windows(16).any(|old| old == piece)), "the body is sealed anew");
    let refused = Sleutelbos::open(dir, &one).unwrap_err();
    assert!(refused.is_gesloten(), "{refused}");
    let bos = Sleutelbos::open(dir, &paper).unwrap();
    assert_eq!(bos.van(JournalId::Organisatie), Some(&own));
    assert_eq!((bos.spoor().clone(), bos.leesmodel().clone(), bos.concepten().clone()), keys);
    assert!(Klasse::ALL.iter().all(|k| own.van(*k).sleutel().is_some()));
}

#[test]
fn who_lost_the_key_hears_who_can_open_it_and_that_the_paper_does() {
    let house = tempfile::tempdir().unwrap();
    let dir = house.path();
    let (_, first) = opener(Openersoort::Identiteit, "dienst");
    let (_, second) = opener(Openersoort::Herstel, "kluis");
    let mut bos = Sleutelbos::begin(dir, vec![first, second], &wie("duin")).unwrap();
    let lost = Opener::Identiteit(Identiteit::nieuw());
    let said = Sleutelbos::open(dir, &lost).unwrap_err().to_string();
    for word in ["sleutelbestand 'dienst'", "herstelsleutel 'kluis'", "crisistafel sleutel herstel"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    bos.haal_weg(&Tekst::from("kluis")).unwrap();
    bos.bewaar(dir, &wie("duin")).unwrap();
    let said = Sleutelbos::open(dir, &lost).unwrap_err().to_string();
    assert!(said.contains("Een herstelsleutel op papier is er niet"), "{said}");
}

#[test]
fn a_damaged_or_lost_file_says_so_and_names_the_one_from_before() {
    let house = tempfile::tempdir().unwrap();
    let dir = house.path();
    let (opener, ingang) = opener(Openersoort::Identiteit, "dienst");
    let told = || (Sleutelbos::open(dir, &opener).unwrap_err().to_string(), Sleutelbos::bekijk(dir).map(|_| ()));
    assert!(told().0.contains("niet verzegeld"));
    Sleutelbos::begin(dir, vec![ingang.clone()], &wie("duin")).unwrap();
    assert!(matches!(Sleutelbos::begin(dir, vec![ingang.clone()], &wie("duin")), Err(BosFault::IsEr)));
    let whole = fs::read(dir.join(NAAM)).unwrap();
    fs::write(dir.join(NAAM), &whole[..whole.len() / 2]).unwrap();
    let (said, seen) = told();
    assert!(said.contains("beschadigd of niet af") && said.contains("Zet een kopie terug") && seen.is_err(), "{said}");
    fs::write(dir.join(VORIG), &whole).unwrap();
    assert!(told().0.contains(VORIG));
    fs::remove_file(dir.join(NAAM)).unwrap();
    let (said, _) = told();
    assert!(said.contains("weg") && said.contains(VORIG), "{said}");
    // a new one would lose every key
    assert!(matches!(Sleutelbos::begin(dir, vec![ingang], &wie("duin")), Err(BosFault::Weg)));
    fs::rename(dir.join(VORIG), dir.join(NAAM)).unwrap();
    assert_eq!(Sleutelbos::open(dir, &opener).unwrap().generatie(), 1);
}

#[test]
fn the_key_of_an_exercise_lies_beside_it_and_says_so() {
    let house = tempfile::tempdir().unwrap();
    let dir = house.path();
    Sleutelbos::begin_oefening(dir, &wie("duin")).unwrap();
    let path: PathBuf = dir.join(OEFENSLEUTEL);
    assert!(fs::read_to_string(&path).unwrap().starts_with("# ALLEEN VOOR OEFENINGEN"));
    let opener = Opener::Identiteit(bestand::lees(&path, Hoede::Eigen).unwrap());
    assert_eq!(Sleutelbos::open(dir, &opener).unwrap().openers()[0].soort, Openersoort::Oefening);
    assert!(matches!(Sleutelbos::begin_oefening(dir, &wie("duin")), Err(BosFault::IsEr)));
    // one that was stopped before it had a keyring goes on with the key that it had made
    fs::remove_file(dir.join(NAAM)).unwrap();
    Sleutelbos::begin_oefening(dir, &wie("duin")).unwrap();
    assert!(Sleutelbos::open(dir, &opener).is_ok());
}
