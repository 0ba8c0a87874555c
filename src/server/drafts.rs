//! What is being typed, on disk: one small synced file per terminal. A thread of its own writes them, so that nobody
//! waits; only the latest text of each is ever written.

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

/// How long a text may change before it is written.
const INTERVAL: Duration = Duration::from_millis(150);
/// The end of a draft's file name.
const ENDING: &str = "concept";

/// What somebody was typing, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The terminal.
    pub terminal: RequestId,
    /// The account.
    pub gebruiker: Tekst,
    /// The roles of the terminal.
    pub rollen: Vec<Rol>,
    /// The dossier.
    pub dossier: DossierNummer,
    /// The line so far.
    pub tekst: Tekst,
    /// When it was last touched.
    pub op: Tijdstip,
}

/// Names a draft: each terminal has one line in each dossier.
pub(super) type DraftKey = (RequestId, DossierNummer);

impl Draft {
    /// Its name.
    pub(super) fn key(&self) -> DraftKey {
        (self.terminal, self.dossier)
    }
}

/// The texts that wait to be written: none stands for a file that has to go.
#[derive(Default)]
struct Waiting {
    texts: BTreeMap<DraftKey, Option<Draft>>,
    stop: bool,
}

type Shared = Arc<(Mutex<Waiting>, Condvar)>;

/// Writes drafts. Dropping it writes what still waits.
pub(super) struct Drafts {
    shared: Shared,
    writer: Option<JoinHandle<()>>,
}

impl Drafts {
    /// Starts writing in `dir`, which is made where it lacks.
    pub(super) fn start(dir: &Path) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let shared = Shared::default();
        let (theirs, dir) = (Arc::clone(&shared), dir.to_owned());
        let writer = thread::Builder::new().name("concepten".to_owned()).spawn(move || write(&theirs, &dir))?;
        Ok(Self { shared, writer: Some(writer) })
    }

    /// Keeps this text, in the place of what the terminal had in that dossier.
    pub(super) fn keep(&self, draft: Draft) {
        self.put(draft.key(), Some(draft));
    }

    /// Forgets a draft.
    pub(super) fn forget(&self, key: DraftKey) {
        self.put(key, None);
    }

    fn put(&self, key: DraftKey, draft: Option<Draft>) {
        lock(&self.shared).texts.insert(key, draft);
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

fn write(shared: &Shared, dir: &Path) {
    loop {
        let mut waiting = lock(shared);
        while waiting.texts.is_empty() && !waiting.stop {
            waiting = shared.1.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if !waiting.stop {
            // gather what is typed in a short while into one write; stopping ends the wait
            let still = |w: &mut Waiting| !w.stop;
            let (now, _) = shared.1.wait_timeout_while(waiting, INTERVAL, still).unwrap_or_else(PoisonError::into_inner);
            waiting = now;
        }
        let (texts, stop) = (std::mem::take(&mut waiting.texts), waiting.stop);
        drop(waiting);
        for (key, draft) in texts {
            if let Err(error) = store(dir, key, draft.as_ref()) {
                tracing::error!(%error, "a draft could not be written");
            }
        }
        if stop {
            return;
        }
    }
}

fn store(dir: &Path, (terminal, dossier): DraftKey, draft: Option<&Draft>) -> io::Result<()> {
    let path = dir.join(format!("{terminal}-{dossier}.{ENDING}"));
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
