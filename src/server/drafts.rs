//! What is being typed, on disk: one small synced file per terminal and dossier. A thread of its own writes them, so that
//! nobody waits; only the latest text of each is ever written. What was entered is waited for, unless it is there already:
//! it has to be on disk before it is decided.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::crypto;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::protocol::Getypt;

/// How long a text may change before it is written.
const INTERVAL: Duration = Duration::from_millis(150);
/// The end of a draft's file name.
const ENDING: &str = "concept";

/// What somebody was typing, and where it belongs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The terminal.
    pub terminal: RequestId,
    /// The account.
    pub gebruiker: Tekst,
    /// The roles of the terminal.
    pub rollen: Vec<Rol>,
    /// The dossier.
    pub dossier: DossierNummer,
    /// The line so far, with the request that it is, or will be when it is entered.
    #[serde(flatten)]
    pub regel: Getypt,
    /// When it was last touched.
    pub op: Tijdstip,
    /// Whether it stands beside what the terminal types now: it was put aside, or entered and not recorded.
    #[serde(default)]
    pub apart: bool,
    /// The further lines of the same request: they were pasted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meer: Vec<Getypt>,
}

/// Names a draft: each terminal has one line in each dossier, and beside it what was put aside, or entered and not
/// recorded.
pub type DraftKey = (RequestId, DossierNummer, Option<RequestId>);

impl Draft {
    /// Its name.
    pub fn key(&self) -> DraftKey {
        (self.terminal, self.dossier, self.regel.verzoek.filter(|_| self.apart))
    }

    /// Each of its lines as a draft of its own, beside what is typed.
    pub(super) fn lines(&self) -> Vec<Self> {
        let all = std::iter::once(&self.regel).chain(&self.meer).cloned();
        all.map(|regel| Self { regel, apart: true, meer: Vec::new(), ..self.clone() }).collect()
    }

    /// Whether a file with the other one says the same.
    fn same(&self, other: &Self) -> bool {
        (&self.regel, &self.meer) == (&other.regel, &other.meer)
    }
}

/// What a file has to become: none stands for a file that has to go. The highest number is the newest.
type Change = (u64, Option<Draft>);

/// The changes that wait to be written.
#[derive(Default)]
struct Waiting {
    changes: BTreeMap<DraftKey, Change>,
    last: u64,
    stop: bool,
}

type Shared = Arc<(Mutex<Waiting>, Condvar)>;

/// The files, and what is known to be in them.
struct Files {
    dir: PathBuf,
    written: BTreeMap<DraftKey, Change>,
}

/// Writes drafts. Dropping it writes what still waits.
pub(super) struct Drafts {
    shared: Shared,
    files: Arc<Mutex<Files>>,
    writer: Option<JoinHandle<()>>,
}

impl Drafts {
    /// Starts writing in `dir`, which is made where it lacks.
    pub(super) fn start(dir: &Path) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let shared = Shared::default();
        let files = Arc::new(Mutex::new(Files { dir: dir.to_owned(), written: BTreeMap::new() }));
        let (theirs, to) = (Arc::clone(&shared), Arc::clone(&files));
        let writer = thread::Builder::new().name("concepten".to_owned()).spawn(move || write(&theirs, &to))?;
        Ok(Self { shared, files, writer: Some(writer) })
    }

    /// Keeps this text, in the place of what the terminal had in that dossier.
    pub(super) fn keep(&self, draft: Draft) {
        self.put(draft.key(), Some(draft));
    }

    /// The same, on disk when this returns; and what was let go of in that dossier is gone from it. It may have been this
    /// line, under the name of another terminal; or another line, that moves to a file which waits to be written.
    pub(super) fn keep_now(&self, draft: &Draft) -> io::Result<()> {
        let (number, here) = {
            let mut waiting = lock(&self.shared);
            waiting.changes.remove(&draft.key());
            waiting.last += 1;
            let all = std::mem::take(&mut waiting.changes);
            let lets_go = all.iter().any(|(key, (_, text))| key.1 == draft.dossier && text.is_none());
            let (here, stay): (Vec<_>, Vec<_>) = all.into_iter().partition(|(key, _)| lets_go && key.1 == draft.dossier);
            waiting.changes.extend(stay);
            (waiting.last, here)
        };
        let mut files = files(&self.files);
        files.change(draft.key(), (number, Some(draft.clone())))?;
        in_order(here).try_for_each(|(key, change)| files.change(key, change))
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

/// The drafts that an earlier server left in `dir`; a file that cannot be read is left where it is.
pub(super) fn left_behind(dir: &Path) -> Vec<Draft> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let files = entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == ENDING));
    files.filter_map(|p| serde_json::from_slice(&crypto::open(&fs::read(p).ok()?, crypto::CAN_SEAL).ok()?).ok()).collect()
}

fn lock(shared: &Shared) -> MutexGuard<'_, Waiting> {
    shared.0.lock().unwrap_or_else(PoisonError::into_inner)
}

fn files(files: &Mutex<Files>) -> MutexGuard<'_, Files> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Files {
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
            store(&self.dir, key, draft.as_ref())?;
        }
        self.written.insert(key, (number, draft));
        Ok(())
    }
}

/// The order in which files are changed: a text that moves to another file is in the new one before it leaves the old one.
fn in_order(changes: impl IntoIterator<Item = (DraftKey, Change)>) -> impl Iterator<Item = (DraftKey, Change)> {
    let (texts, gone): (Vec<_>, Vec<_>) = changes.into_iter().partition(|(_, (_, draft))| draft.is_some());
    texts.into_iter().chain(gone)
}

fn write(shared: &Shared, to: &Mutex<Files>) {
    loop {
        let mut waiting = lock(shared);
        while waiting.changes.is_empty() && !waiting.stop {
            waiting = shared.1.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if !waiting.stop {
            // gather what is typed in a short while into one write; stopping ends the wait
            let still = |w: &mut Waiting| !w.stop;
            let (now, _) = shared.1.wait_timeout_while(waiting, INTERVAL, still).unwrap_or_else(PoisonError::into_inner);
            waiting = now;
        }
        let (changes, stop) = (std::mem::take(&mut waiting.changes), waiting.stop);
        drop(waiting);
        for (key, change) in in_order(changes) {
            if let Err(error) = files(to).change(key, change) {
                tracing::error!(%error, "a draft could not be written");
            }
        }
        if stop {
            return;
        }
    }
}

fn store(dir: &Path, (terminal, dossier, verzoek): DraftKey, draft: Option<&Draft>) -> io::Result<()> {
    let apart = verzoek.map(|verzoek| format!("-{verzoek}")).unwrap_or_default();
    let path = dir.join(format!("{terminal}-{dossier}{apart}.{ENDING}"));
    let Some(draft) = draft else {
        return match fs::remove_file(&path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => File::open(dir)?.sync_all(),
        };
    };
    let sealed = crypto::seal(serde_json::to_vec(draft)?);
    let next: PathBuf = path.with_extension("nieuw");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next)?;
    file.write_all(&sealed.bytes)?;
    file.sync_all()?;
    fs::rename(&next, &path)?;
    File::open(dir)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(terminal: u128, verzoek: u128) -> Draft {
        let mut regel = Getypt::default();
        regel.verzoek = Some(RequestId(verzoek));
        Draft {
            terminal: RequestId(terminal),
            gebruiker: "vos".into(),
            rollen: Vec::new(),
            dossier: "26-K7M4".parse().unwrap(),
            regel,
            op: Tijdstip::from_millis(0),
            apart: true,
            meer: Vec::new(),
        }
    }

    /// Found by the swarm: a line that was entered and not recorded moves to the terminal that came back; another line is
    /// entered at once, and the program is killed. The old file was gone, and the new one not there yet.
    #[test]
    fn a_line_that_moves_to_another_terminal_is_never_in_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let drafts = Drafts::start(dir.path()).unwrap();
        drafts.keep_now(&draft(1, 7)).unwrap();
        drafts.keep(draft(2, 7));
        drafts.forget(draft(1, 7).key());
        drafts.keep_now(&draft(3, 8)).unwrap();
        let mut there: Vec<DraftKey> = left_behind(dir.path()).iter().map(Draft::key).collect();
        there.sort_unstable();
        assert_eq!(there, [draft(2, 7).key(), draft(3, 8).key()]);
    }
}
