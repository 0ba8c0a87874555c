//! Whatever happens to the files: the model is whole or it is made again, and nobody's rows are thrown away while they
//! are in use.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crisistafel::crypto::register::Registersleutels;
use crisistafel::projection::rij::Rijen;
use crisistafel::projection::zoek::Woordenboek;
use crisistafel::store::{Inzage, ModelState, ReadModel, Reason, StoreFault};
use nix::fcntl::{Flock, FlockArg};
use nix::sys::resource::{Resource, getrlimit, setrlimit};

use super::rows::{OVERAL, dossier, nummer, regel, rijen};
use super::{ALLES, Plaats, alles, verwacht};

/// A closed model, kept so that every damage starts from the same files.
struct Gaaf {
    plaats: Plaats,
    rijen: Vec<Rijen>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Gaaf {
    fn new() -> Self {
        let (plaats, rijen) = (Plaats::new(), vec![dossier(1, 25), dossier(2, 5)]);
        plaats.with(&rijen).close().unwrap();
        let dirs = [plaats.dir(), plaats.dir().join("sled"), plaats.dir().join("segmenten")];
        let files = dirs.iter().flat_map(|dir| fs::read_dir(dir).unwrap()).map(|entry| entry.unwrap().path());
        let files = files.filter(|path| path.is_file() && !path.ends_with("slot"));
        let files = files.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        Self { plaats, rijen, files }
    }

    /// So many places, spread over all bytes of all files: which file, and where in it.
    fn places(&self, count: usize) -> Vec<(usize, usize)> {
        let total: usize = self.files.iter().map(|(_, bytes)| bytes.len()).sum();
        let place = |n: usize| {
            let mut at = total * n / count;
            let which = self.files.iter().position(|(_, bytes)| {
                let here = at < bytes.len();
                at -= if here { 0 } else { bytes.len() };
                here
            });
            (which.unwrap(), at)
        };
        (0..count).map(place).collect()
    }

    /// Puts the closed model back, does `damage` to it, opens it, and makes it again, or the dossier that is damaged: in the
    /// end every row is there. Gives how many dossiers were.
    fn check(&self, damage: impl FnOnce()) -> (ModelState, usize) {
        fs::remove_dir_all(self.plaats.dir().join("sled")).unwrap();
        fs::create_dir_all(self.plaats.dir().join("sled/blobs")).unwrap();
        let _ = fs::remove_dir_all(self.plaats.dir().join("segmenten"));
        fs::create_dir_all(self.plaats.dir().join("segmenten")).unwrap();
        self.files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
        damage();
        let (model, how) = self.plaats.open().unwrap();
        if let ModelState::Rebuild(_) = how {
            assert_eq!(alles(&model), verwacht(&[]));
            self.rijen.iter().for_each(|rijen| model.replace(rijen).unwrap());
        }
        let mut mended = 0;
        for broken in model.beschadigd() {
            mended += 1;
            let found = model.zoek(&Woordenboek::default().vraag(OVERAL), 9, ALLES);
            assert!(matches!(found, Err(StoreFault::Segment(_))), "{found:?}");
            self.rijen.iter().filter(|r| r.dossier.nummer == broken).for_each(|rijen| model.replace(rijen).unwrap());
        }
        // and what is only read to show a line
        while let Err(StoreFault::Segment(broken)) = model.zoek(&Woordenboek::default().vraag(OVERAL), usize::MAX, ALLES) {
            mended += 1;
            self.rijen.iter().filter(|r| r.dossier.nummer == broken).for_each(|rijen| model.replace(rijen).unwrap());
        }
        assert_eq!(alles(&model), verwacht(&self.rijen));
        model.close().unwrap();
        (how, mended)
    }
}

fn rebuilt((how, _): &(ModelState, usize)) -> bool {
    matches!(how, ModelState::Rebuild(Reason::Damaged | Reason::OtherVersion))
}

/// The damage was noticed: the model was made again, or the dossier to which the file belongs.
fn noticed(path: &Path, how: &(ModelState, usize)) -> bool {
    let segment = path.parent().unwrap().ends_with("segmenten");
    if segment { matches!(how, (ModelState::Whole, 1)) } else { rebuilt(how) }
}

#[test]
fn without_damage_the_model_is_whole() {
    let gaaf = Gaaf::new();
    assert!(matches!(gaaf.check(|| ()), (ModelState::Whole, 0)));
}

#[test]
fn one_flipped_bit_anywhere_is_noticed() {
    let gaaf = Gaaf::new();
    let mut places = gaaf.places(100);
    // the small files would hardly be hit
    places.extend((0..gaaf.files.len()).flat_map(|file| (0..5).map(move |n| (file, n))));
    for (n, (file, at)) in places.into_iter().enumerate() {
        let (path, bytes) = &gaaf.files[file];
        let how = gaaf.check(|| {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1 << (n % 8);
            fs::write(path, bytes).unwrap();
        });
        assert!(noticed(path, &how), "{path:?} {at}: {how:?}");
    }
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_noticed() {
    let gaaf = Gaaf::new();
    for (file, at) in gaaf.places(100) {
        let (path, bytes) = &gaaf.files[file];
        let how = gaaf.check(|| fs::write(path, &bytes[..at]).unwrap());
        assert!(noticed(path, &how), "{path:?} {at}: {how:?}");
    }
}

#[test]
fn a_file_that_is_missing_or_empty_or_too_many_is_noticed() {
    let gaaf = Gaaf::new();
    for (path, _) in &gaaf.files {
        assert!(noticed(path, &gaaf.check(|| fs::remove_file(path).unwrap())), "{path:?}");
        assert!(noticed(path, &gaaf.check(|| drop(File::create(path).unwrap()))), "{path:?}");
    }
    let sled = gaaf.plaats.dir().join("sled");
    assert!(rebuilt(&gaaf.check(|| fs::write(sled.join("snap.FFFF"), "x").unwrap())));
    assert!(rebuilt(&gaaf.check(|| fs::remove_dir_all(&sled).unwrap())));
    let all_gone = gaaf.check(|| fs::remove_dir_all(gaaf.plaats.dir()).unwrap());
    assert!(matches!(all_gone, (ModelState::Rebuild(Reason::New), _)));
}

#[test]
fn rows_of_another_format_are_made_again_and_so_is_a_model_that_was_not_closed() {
    let gaaf = Gaaf::new();
    let contents = gaaf.plaats.dir().join("inhoud");
    let text = fs::read_to_string(&contents).unwrap();
    let (title, hashes) = text.split_once('\n').unwrap();
    let how = gaaf.check(|| fs::write(&contents, format!("{title}0\n{hashes}")).unwrap());
    assert!(matches!(how, (ModelState::Rebuild(Reason::OtherVersion), _)));
    let how = gaaf.check(|| fs::write(gaaf.plaats.marker(), "").unwrap());
    assert!(matches!(how, (ModelState::Rebuild(Reason::NotClosed), _)));
    let how = gaaf.check(|| drop(gaaf.plaats.open().unwrap()));
    assert!(matches!(how, (ModelState::Rebuild(Reason::NotClosed), _)));
}

/// A model of another store, or of this one before its keys were others, is no model.
#[test]
fn files_that_were_not_marked_with_this_key_are_not_given_to_sled() {
    let gaaf = Gaaf::new();
    let contents = gaaf.plaats.dir().join("inhoud");
    let text = fs::read_to_string(&contents).unwrap();
    let (hashes, mark) = text.trim_end().rsplit_once('\n').unwrap();
    let other = mark.replace(['0', '1', '2', '3'], "f");
    let how = gaaf.check(|| fs::write(&contents, format!("{hashes}\n{other}\n")).unwrap());
    assert!(rebuilt(&how), "{how:?}");
}

#[test]
fn damage_while_the_model_is_open_is_a_fault_of_that_dossier_and_it_is_made_again() {
    let plaats = Plaats::new();
    let all = [dossier(1, 400), dossier(2, 10)];
    plaats.with(&all).close().unwrap();
    let model = plaats.whole();
    let vraag = Woordenboek::default().vraag(OVERAL);
    let length = |p: &PathBuf| fs::metadata(p).unwrap().len();
    let segments = fs::read_dir(plaats.dir().join("segmenten")).unwrap().map(|f| f.unwrap().path());
    let longest = segments.max_by_key(length).unwrap();
    OpenOptions::new().write(true).open(longest).unwrap().set_len(0).unwrap();
    let broken = nummer(1);
    assert!(matches!(model.zoek(&vraag, 9, ALLES), Err(StoreFault::Segment(nr)) if nr == broken));
    model.write(&rijen(broken, vec![regel(broken, 1, "iets", 1)])).unwrap();
    assert_eq!(model.beschadigd(), [broken]);
    let other = Inzage { dossier: &|n| *n != broken, ..ALLES };
    assert_eq!(model.zoek(&vraag, 99, other).unwrap().regels.len(), 10);
    model.replace(&all[0]).unwrap();
    assert_eq!(alles(&model), verwacht(&all));
    model.close().unwrap();
    plaats.whole();
}

#[test]
fn a_model_in_use_is_not_touched_and_the_second_hears_who_holds_it() {
    let plaats = Plaats::new();
    let all = [dossier(1, 10)];
    let model = plaats.with(&all);
    let fault = plaats.open().unwrap_err();
    assert!(matches!(fault, StoreFault::Held { by: Some(pid) } if pid == std::process::id()));
    assert!(fault.to_string().contains(&format!("proces {}", std::process::id())));
    assert_eq!(alles(&model), verwacht(&all));
    model.close().unwrap();
    plaats.whole();
}

#[test]
fn files_that_sled_holds_are_not_thrown_away_though_the_slot_is_free() {
    let plaats = Plaats::new();
    plaats.with(&[dossier(1, 10)]).close().unwrap();
    let db = File::open(plaats.dir().join("sled/db")).unwrap();
    let held = Flock::lock(db, FlockArg::LockExclusiveNonblock).unwrap();
    fs::remove_file(plaats.dir().join("slot")).unwrap();
    fs::write(plaats.marker(), "").unwrap();
    assert!(matches!(plaats.open(), Err(StoreFault::Held { by: None })));
    fs::remove_file(plaats.marker()).unwrap();
    drop(held);
    plaats.whole();
}

#[test]
fn a_place_where_nothing_can_be_made_is_a_fault() {
    let plaats = Plaats::new();
    fs::write(plaats.dir(), "a file in the way").unwrap();
    assert!(matches!(plaats.open(), Err(StoreFault::CannotMake(_))));
}

#[test]
fn a_process_killed_while_it_writes_leaves_a_model_that_is_made_again() {
    let plaats = Plaats::new();
    let mut child = start_child("child_that_writes_until_it_is_killed", &plaats);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.find(|line| line.as_ref().unwrap().contains("wrote 5")).unwrap().unwrap();
    assert!(matches!(plaats.open(), Err(StoreFault::Held { by: Some(pid) }) if pid == child.id()));
    child.kill().unwrap();
    child.wait().unwrap();
    let (model, how) = plaats.open().unwrap();
    assert!(matches!(how, ModelState::Rebuild(Reason::NotClosed)));
    assert_eq!(alles(&model), verwacht(&[]));
}

#[test]
fn a_full_disk_is_a_fault_and_with_room_again_the_model_is_made_again() {
    let plaats = Plaats::new();
    let mut child = start_child("child_on_a_full_disk", &plaats);
    assert!(child.wait().unwrap().success());
    let model = plaats.whole();
    assert_eq!(alles(&model), verwacht(&[dossier(1, 10)]));
}

/// Runs one of the tests below in a process of its own, which reads from its standard input where the model is.
fn start_child(name: &str, plaats: &Plaats) -> std::process::Child {
    let name = format!("read_model::damage::{name}");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([name.as_str(), "--exact", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", plaats.0.path().display()).unwrap();
    child
}

/// Where the model of the parent is; none when there is no parent.
fn given() -> Option<(PathBuf, PathBuf)> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let at = PathBuf::from(line.trim());
    (!line.trim().is_empty()).then(|| (at.join("leesmodel"), at.join("leesmodel.bezig")))
}

#[test]
#[ignore = "started by a_process_killed_while_it_writes_leaves_a_model_that_is_made_again"]
fn child_that_writes_until_it_is_killed() {
    let Some((dir, marker)) = given() else { return };
    let (model, _) = ReadModel::open(&dir, &marker, &Registersleutels::van(None)).unwrap();
    for n in 1.. {
        model.replace(&dossier(n % 9 + 1, 20)).unwrap();
        println!("wrote {n}");
    }
}

#[test]
#[ignore = "started by a_full_disk_is_a_fault_and_with_room_again_the_model_is_made_again"]
fn child_on_a_full_disk() {
    let Some((dir, marker)) = given() else { return };
    // the limit sends a signal too, which would end the process
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()).unwrap();
    let (_, hard) = getrlimit(Resource::RLIMIT_FSIZE).unwrap();
    let (model, _) = ReadModel::open(&dir, &marker, &Registersleutels::van(None)).unwrap();
    setrlimit(Resource::RLIMIT_FSIZE, 2 << 20, hard).unwrap();
    let fault = (1..1000).find_map(|n| model.replace(&dossier(n, 50)).err());
    assert!(matches!(fault, Some(StoreFault::Failed(_))), "{fault:?}");
    assert!(matches!(model.forget(nummer(1)), Err(StoreFault::Unusable)));
    drop(model);
    setrlimit(Resource::RLIMIT_FSIZE, hard, hard).unwrap();
    let (model, how) = ReadModel::open(&dir, &marker, &Registersleutels::van(None)).unwrap();
    assert!(matches!(how, ModelState::Rebuild(Reason::NotClosed)));
    model.replace(&dossier(1, 10)).unwrap();
    model.close().unwrap();
}
