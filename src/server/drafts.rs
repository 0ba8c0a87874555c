//! What is being typed, on disk: one small synced file per terminal and dossier. A thread of its own writes them, so that
//! nobody waits; only the latest text of each is ever written. What was entered is waited for, unless it is there already:
//! it has to be on disk before it is decided. What the disk refuses is told, and tried again.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::draft::{Draft, DraftKey, Outcomes};
use super::draft_files::DraftFiles;
use crate::protocol::Getypt;

/// How long a text may change before it is written.
const INTERVAL: Duration = Duration::from_millis(150);
/// How long it takes before what the disk refused is tried again, where nothing else is typed.
const AGAIN: Duration = Duration::from_secs(2);

/// What a file has to become: none stands for a file that has to go. The highest number is the newest.
type Change = (u64, Option<Draft>);
/// What the files of some drafts have to become.
type Changes = BTreeMap<DraftKey, Change>;

/// The changes that wait to be written.
#[derive(Default)]
struct Waiting {
    changes: Changes,
    last: u64,
    stop: bool,
}

type Shared = Arc<(Mutex<Waiting>, Condvar)>;

/// The files, and what is known to be in them.
struct Files {
    on_disk: DraftFiles,
    written: Changes,
    /// Those that the disk refuses.
    refused: BTreeSet<DraftKey>,
    /// What became of drafts that the disk refused, and was not told yet.
    news: Outcomes,
}

/// Writes drafts. Dropping it writes what still waits.
pub(super) struct Drafts {
    shared: Shared,
    files: Arc<Mutex<Files>>,
    writer: Option<JoinHandle<()>>,
}

impl Drafts {
    /// Starts writing in this directory, which is made where it lacks. `wake` is called when there is news of what was
    /// refused.
    pub(super) fn start(on_disk: DraftFiles, wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        on_disk.begin()?;
        let shared = Shared::default();
        let files = Files { on_disk, written: BTreeMap::new(), refused: BTreeSet::new(), news: Outcomes::new() };
        let files = Arc::new(Mutex::new(files));
        let (theirs, to) = (Arc::clone(&shared), Arc::clone(&files));
        let writer = thread::Builder::new().name("concepten".to_owned()).spawn(move || write(&theirs, &to, &wake))?;
        Ok(Self { shared, files, writer: Some(writer) })
    }

    /// Keeps this text, in the place of what the terminal had in that dossier.
    pub(super) fn keep(&self, draft: Draft) {
        self.put(draft.key(), Some(draft));
    }

    /// The same, on disk when this returns; and what in that dossier was let go of, or is of the same terminal, and waits to
    /// be written goes before it: it may have been this line under another name, or stand in its file and nowhere else.
    pub(super) fn keep_now(&self, draft: &Draft) {
        carry_out(&self.shared, &self.files, |waiting| {
            waiting.changes.remove(&draft.key());
            waiting.last += 1;
            let all = std::mem::take(&mut waiting.changes);
            let (mut here, mut stay): (Changes, Changes) = all.into_iter().partition(|(key, _)| key.1 == draft.dossier);
            if !here.iter().any(|(key, (_, text))| text.is_none() || key.0 == draft.terminal) {
                stay.append(&mut here);
            }
            waiting.changes = stay;
            here.insert(draft.key(), (waiting.last, Some(draft.clone())));
            here
        });
    }

    /// What became of drafts that the disk refused, since this was asked last.
    pub(super) fn news(&self) -> Outcomes {
        std::mem::take(&mut files(&self.files).news)
    }

    /// Forgets a draft.
    pub(super) fn forget(&self, key: DraftKey) {
        self.put(key, None);
    }

    fn put(&self, key: DraftKey, draft: Option<Draft>) {
        let mut waiting = lock(&self.shared);
        waiting.last += 1;
        let number = waiting.last;
        waiting.changes.insert(key, (number, draft));
        self.shared.1.notify_one();
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        lock(&self.shared).stop = true;
        self.shared.1.notify_one();
        if let Some(writer) = self.writer.take() {
            // a writer that failed has logged why
            let _ = writer.join();
        }
    }
}

/// Makes files what they have to be; what could not be done is tried again, unless something newer takes its place. The files
/// are held first, so that nothing is on its way to them that somebody who takes what waits does not see. Gives whether
/// something is left.
fn carry_out(shared: &Shared, to: &Mutex<Files>, take: impl FnOnce(&mut Waiting) -> Changes) -> bool {
    let mut files = files(to);
    let changes = take(&mut lock(shared));
    let left = files.change_all(changes);
    let something = !left.is_empty();
    let mut waiting = lock(shared);
    for (key, change) in left {
        waiting.changes.entry(key).or_insert(change);
    }
    if something {
        shared.1.notify_one();
    }
    something
}

fn lock(shared: &Shared) -> MutexGuard<'_, Waiting> {
    shared.0.lock().unwrap_or_else(PoisonError::into_inner)
}

fn files(files: &Mutex<Files>) -> MutexGuard<'_, Files> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Files {
    /// Makes each of these what it has to be, and gives back what could not be: what stands in a file and moves to another is
    /// in the new one before it leaves the old one, whether a newer text takes its place there or none.
    fn change_all(&mut self, changes: Changes) -> Changes {
        // what goes beside the typed line before what is typed now, and both before what goes
        let rank = |(key, (_, text)): &(DraftKey, Change)| if text.is_none() { 2 } else { u8::from(key.2.is_none()) };
        let mut todo: VecDeque<(DraftKey, Change)> = changes.into_iter().collect();
        todo.make_contiguous().sort_by_key(rank);
        let (mut left, mut put_off) = (Changes::new(), 0);
        while let Some((key, change)) = todo.pop_front() {
            let here = |(other, _): &(&DraftKey, &Change)| other.1 == key.1 && **other != key;
            let refused = left.iter().filter(here).filter_map(|(_, (_, text))| text.as_ref());
            let waits = todo.iter().map(|(key, change)| (key, change)).filter(here).filter_map(|(_, (_, t))| t.as_ref());
            if self.is_all_of(&key, &change, refused) {
                put_off = 0;
                self.refuses(key, change, &mut left);
            } else if put_off < todo.len() && self.is_all_of(&key, &change, waits) {
                put_off += 1;
                todo.push_back((key, change));
            } else {
                put_off = 0;
                self.change_one(key, change, &mut left);
            }
        }
        left
    }

    /// Whether what stands in this file, and would not after this change, may be all that there is on disk of one of these.
    fn is_all_of<'a>(&self, key: &DraftKey, (_, new): &Change, mut texts: impl Iterator<Item = &'a Draft>) -> bool {
        let unknown = if self.written.contains_key(key) { Ok(None) } else { self.on_disk.there(*key) };
        // where it cannot be told what stands there, it may be
        let Ok(read) = unknown else { return texts.next().is_some() };
        let old = self.written.get(key).map_or(read.as_ref(), |(_, old)| old.as_ref());
        let gone = |line: &&Getypt| !new.as_ref().is_some_and(|new| new.has(line));
        let gone: Vec<&Getypt> = old.into_iter().flat_map(Draft::each).filter(gone).collect();
        !gone.is_empty() && texts.any(|text| gone.iter().any(|line| text.has(line)))
    }

    fn change_one(&mut self, key: DraftKey, change: Change, left: &mut Changes) {
        match self.change(key, change.clone()) {
            Ok(()) if self.refused.remove(&key) => drop(self.news.insert(key, true)),
            Ok(()) => {}
            Err(error) => {
                if self.refused.insert(key) {
                    tracing::error!(%error, "a draft could not be written or removed; it is tried again");
                }
                self.refuses(key, change, left);
            }
        }
    }

    /// It waits, and that is told where it is a text.
    fn refuses(&mut self, key: DraftKey, change: Change, left: &mut Changes) {
        if change.1.is_some() {
            self.refused.insert(key);
            self.news.insert(key, false);
        }
        left.insert(key, change);
    }

    /// Makes a file what it has to be, unless something newer stands in it, or the same.
    fn change(&mut self, key: DraftKey, (number, draft): Change) -> io::Result<()> {
        let known = self.written.get(&key);
        if known.is_some_and(|(newer, _)| *newer > number) {
            return Ok(());
        }
        let same = match (known, &draft) {
            (Some((_, Some(old))), Some(new)) => old.same(new),
            (Some((_, None)), None) => true,
            _ => false,
        };
        if !same {
            // until it is known what became of it, nothing is known of it
            self.written.remove(&key);
            self.on_disk.set(key, draft.as_ref())?;
        }
        self.written.insert(key, (number, draft));
        Ok(())
    }
}

fn write(shared: &Shared, to: &Mutex<Files>, wake: &dyn Fn()) {
    // up to where was heard what the disk refused
    let mut refused = None;
    loop {
        let mut waiting = lock(shared);
        if let Some(last) = refused {
            let nothing_new = |w: &mut Waiting| !w.stop && w.last == last;
            let (now, _) = shared.1.wait_timeout_while(waiting, AGAIN, nothing_new).unwrap_or_else(PoisonError::into_inner);
            waiting = now;
        }
        while waiting.changes.is_empty() && !waiting.stop {
            waiting = shared.1.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if !waiting.stop {
            // gather what is typed in a short while into one write; stopping ends the wait
            let still = |w: &mut Waiting| !w.stop;
            let (now, _) = shared.1.wait_timeout_while(waiting, INTERVAL, still).unwrap_or_else(PoisonError::into_inner);
            waiting = now;
        }
        drop(waiting);
        let (mut stop, mut last) = (false, 0);
        let left = carry_out(shared, to, |waiting| {
            (stop, last) = (waiting.stop, waiting.last);
            std::mem::take(&mut waiting.changes)
        });
        let news = !files(to).news.is_empty();
        refused = left.then_some(last);
        if news {
            wake();
        }
        if stop {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::draft::tests::draft;
    use super::super::draft_files::UNFINISHED;
    use super::*;
    use crate::domain::ids::RequestId;

    fn in_dir(dir: &Path) -> DraftFiles {
        DraftFiles::new(dir, None)
    }

    fn left_behind(dir: &Path) -> Vec<Draft> {
        in_dir(dir).left_behind().0
    }

    /// Found by the swarm: a terminal took over what an earlier one had been typing, the next line was entered at once, and
    /// the program was killed before it wrote the draft under its new name: its old file was gone already.
    #[test]
    fn a_draft_that_moves_is_in_its_new_file_before_it_leaves_the_old_one() {
        let dir = tempfile::tempdir().unwrap();
        let drafts = Drafts::start(in_dir(dir.path()), || {}).unwrap();
        drafts.keep_now(&draft(1, 7));
        drafts.keep(draft(2, 7));
        drafts.forget(draft(1, 7).key());
        drafts.keep_now(&draft(2, 8));
        let found: Vec<DraftKey> = left_behind(dir.path()).iter().map(Draft::key).collect();
        assert!(found.contains(&draft(2, 7).key()) && found.contains(&draft(2, 8).key()), "{} of 2", found.len());
    }

    /// A line was entered and refused, and its file beside the typed line could not be made: the next thing that was typed
    /// took the place of the typed line, where all that there was on disk of the refused one stood.
    #[test]
    fn what_is_typed_next_takes_no_place_in_which_all_of_a_refused_line_stands() {
        for at_once in [false, true] {
            let dir = tempfile::tempdir().unwrap();
            let (told, hears) = std::sync::mpsc::sync_channel(64);
            let drafts = Drafts::start(in_dir(dir.path()), move || {
                let _ = told.send(());
            })
            .unwrap();
            let typed = |verzoek, text: &'static str| {
                let mut draft = Draft { apart: false, ..draft(1, verzoek) };
                draft.regel.tekst = text.into();
                draft
            };
            let refused = typed(7, "geweigerd");
            let beside = Draft { apart: true, ..refused.clone() };
            drafts.keep_now(&refused);
            let name = format!("{}-{}-{}.{UNFINISHED}", RequestId(1), beside.dossier, RequestId(7));
            fs::create_dir(dir.path().join(&name)).unwrap();
            drafts.keep_now(&beside);
            drafts.forget(refused.key());
            let next = typed(8, "volgende");
            if at_once {
                drafts.keep_now(&next);
            } else {
                drafts.keep(next.clone());
            }
            let mut news = drafts.news();
            while news.get(&next.key()) != Some(&false) {
                hears.recv_timeout(Duration::from_secs(20)).unwrap();
                news.extend(drafts.news());
            }
            let texts = || in_dir(dir.path()).all().0.into_iter().map(|d| d.regel.tekst.to_string());
            assert_eq!(texts().collect::<Vec<_>>(), ["geweigerd"], "at once: {at_once}");
            fs::remove_dir(dir.path().join(&name)).unwrap();
            let mut healed = Outcomes::new();
            while healed.len() < 2 {
                hears.recv_timeout(Duration::from_secs(20)).unwrap();
                healed.extend(drafts.news().into_iter().filter(|(_, kept)| *kept));
            }
            assert_eq!(texts().collect::<BTreeSet<_>>(), BTreeSet::from(["geweigerd".into(), "volgende".into()]));
        }
    }

    /// A disk that refuses: it is told of each draft, nothing of it is forgotten, what there is on disk stays until its
    /// new place is, and when the disk takes it again that is told too.
    #[test]
    fn what_the_disk_refuses_is_told_and_tried_again_and_takes_away_nothing() {
        let at = tempfile::tempdir().unwrap();
        let (dir, away) = (at.path().join("concepten"), at.path().join("weg"));
        let (told, hears) = std::sync::mpsc::sync_channel(64);
        let drafts = Drafts::start(in_dir(&dir), move || {
            let _ = told.send(());
        })
        .unwrap();
        drafts.keep_now(&draft(1, 7));
        assert_eq!(drafts.news(), Outcomes::new());
        // its new name is refused, so its old one stays
        fs::create_dir(dir.join(format!("{}-{}-{}.{UNFINISHED}", RequestId(2), draft(2, 7).dossier, RequestId(7))))
            .unwrap();
        drafts.keep(draft(2, 7));
        drafts.forget(draft(1, 7).key());
        hears.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(drafts.news(), Outcomes::from([(draft(2, 7).key(), false)]));
        assert_eq!(left_behind(&dir).iter().map(Draft::key).collect::<Vec<_>>(), [draft(1, 7).key()]);
        // nor is what was entered at once forgotten
        fs::rename(&dir, &away).unwrap();
        drafts.keep_now(&draft(2, 8));
        assert_eq!(drafts.news().get(&draft(2, 8).key()), Some(&false));
        fs::rename(&away, &dir).unwrap();
        for left in fs::read_dir(&dir).unwrap().filter_map(|e| e.ok()?.path().canonicalize().ok()).filter(|p| p.is_dir()) {
            fs::remove_dir(left).unwrap();
        }
        let mut healed = Outcomes::new();
        while healed.len() < 2 {
            hears.recv_timeout(Duration::from_secs(20)).unwrap();
            healed.extend(drafts.news().into_iter().filter(|(_, kept)| *kept));
        }
        let found: BTreeSet<DraftKey> = left_behind(&dir).iter().map(Draft::key).collect();
        assert_eq!(found, BTreeSet::from([draft(2, 7).key(), draft(2, 8).key()]));
    }
}
