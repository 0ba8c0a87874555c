//! What is being typed, on disk: one small synced file per terminal and dossier. A thread of its own writes them, so that
//! nobody waits; only the latest text of each is ever written. What was entered is waited for, unless it is there already:
//! it has to be on disk before it is decided. What the disk refuses is told, and tried again.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::draft::{Draft, DraftKey, Outcomes};
use super::draft_files::DraftFiles;

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

    /// The same, on disk when this returns; and what was let go of in that dossier is gone from it: it may have been this
    /// line, under the name of another terminal. What it may have become, and waits to be written, is written before.
    pub(super) fn keep_now(&self, draft: &Draft) {
        let (number, here) = {
            let mut waiting = lock(&self.shared);
            waiting.changes.remove(&draft.key());
            waiting.last += 1;
            let all = std::mem::take(&mut waiting.changes);
            let (here, stay): (Changes, Changes) = all.into_iter().partition(|(key, _)| key.1 == draft.dossier);
            let (here, stay) = if here.values().any(|(_, text)| text.is_none()) {
                (here, stay)
            } else {
                (Changes::new(), stay.into_iter().chain(here).collect())
            };
            waiting.changes.extend(stay);
            (waiting.last, here)
        };
        let mut changes = here;
        changes.insert(draft.key(), (number, Some(draft.clone())));
        let left = files(&self.files).change_all(changes);
        wait_on(&self.shared, left);
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

/// What could not be done is tried again, unless something newer takes its place.
fn wait_on(shared: &Shared, left: Changes) {
    if left.is_empty() {
        return;
    }
    let mut waiting = lock(shared);
    for (key, change) in left {
        waiting.changes.entry(key).or_insert(change);
    }
    shared.1.notify_one();
}

fn lock(shared: &Shared) -> MutexGuard<'_, Waiting> {
    shared.0.lock().unwrap_or_else(PoisonError::into_inner)
}

fn files(files: &Mutex<Files>) -> MutexGuard<'_, Files> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Files {
    /// Makes each of these what it has to be, and gives back what could not be: a text that moves to another file is in
    /// the new one before it leaves the old one.
    fn change_all(&mut self, changes: Changes) -> Changes {
        let (texts, gone): (Changes, Changes) = changes.into_iter().partition(|(_, (_, draft))| draft.is_some());
        let mut left = self.change_each(texts);
        let (stay, gone): (Changes, Changes) = gone.into_iter().partition(|(key, _)| self.may_be_all_of(key, &left));
        left.extend(stay);
        left.extend(self.change_each(gone));
        left
    }

    /// Whether what stands in this file may be all that there is on disk of a text that was refused.
    fn may_be_all_of(&self, key: &DraftKey, refused: &Changes) -> bool {
        let here = |(other, _): &(&DraftKey, &Change)| other.1 == key.1;
        let mut texts = refused.iter().filter(here).filter_map(|(_, (_, draft))| draft.as_ref());
        match self.written.get(key) {
            Some((_, Some(old))) => texts.any(|new| new.shares(old)),
            Some((_, None)) => false,
            None => texts.next().is_some(),
        }
    }

    fn change_each(&mut self, changes: Changes) -> Changes {
        let mut left = Changes::new();
        for (key, change) in changes {
            let is_text = change.1.is_some();
            match self.change(key, change.clone()) {
                Ok(()) if self.refused.remove(&key) => drop(self.news.insert(key, true)),
                Ok(()) => {}
                Err(error) => {
                    if self.refused.insert(key) {
                        tracing::error!(%error, "a draft could not be written or removed; it is tried again");
                    }
                    if is_text {
                        self.news.insert(key, false);
                    }
                    left.insert(key, change);
                }
            }
        }
        left
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
        let (changes, stop, last) = (std::mem::take(&mut waiting.changes), waiting.stop, waiting.last);
        drop(waiting);
        let (left, news) = {
            let mut files = files(to);
            (files.change_all(changes), !files.news.is_empty())
        };
        refused = (!left.is_empty()).then_some(last);
        wait_on(shared, left);
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
