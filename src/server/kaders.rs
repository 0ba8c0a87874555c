//! The kaders of a store: the one in force, and each that a meeting opened with, kept under its hash.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::outbox::{Encoded, encode};

use crate::domain::kader::{GeldendKader, KaderHash};
use crate::domain::tekst::Tekst;
use crate::kader;
use crate::protocol::ToClient;

/// The folder of kept kaders, within the store.
const DIR: &str = "kaders";

/// The kaders of a store.
#[derive(Clone)]
pub struct Kaders {
    current: Arc<GeldendKader>,
    kept: BTreeMap<KaderHash, Arc<GeldendKader>>,
    /// The message with each that was sent: it is long, and the same for everybody.
    messages: Arc<Mutex<BTreeMap<KaderHash, Encoded>>>,
}

impl Kaders {
    /// Only this one, which is in force.
    pub fn only(current: GeldendKader) -> Self {
        Self { current: Arc::new(current), kept: BTreeMap::new(), messages: Arc::default() }
    }

    /// Reads the kept kaders of the store in `dir`; `current` is in force. One that cannot be read is reported in the
    /// log and missing: its meetings are shown with the one in force.
    pub(super) fn read(dir: &Path, current: GeldendKader) -> Self {
        let mut kaders = Self::only(current);
        for path in fs::read_dir(dir.join(DIR)).into_iter().flatten().filter_map(|e| Some(e.ok()?.path())) {
            match kept_in(&path) {
                Some(Ok(kader)) => drop(kaders.kept.insert(kader.hash.clone(), Arc::new(kader))),
                Some(Err(error)) => tracing::error!(%error, "a kept kader cannot be read"),
                None => {}
            }
        }
        kaders
    }

    /// The kader with this hash; the one in force where there is none.
    pub(super) fn get(&self, hash: Option<&KaderHash>) -> Arc<GeldendKader> {
        hash.and_then(|h| self.kept.get(h)).map_or_else(|| Arc::clone(&self.current), Arc::clone)
    }

    /// An organisation as the one in force writes it; a name that it does not know stays as it is.
    pub(super) fn organisatie(&self, naam: Tekst) -> Tekst {
        self.current.kader.partner(naam.as_str()).map_or(naam, |p| p.naam.clone())
    }

    /// The hash of the one in force.
    pub(super) fn current_hash(&self) -> KaderHash {
        self.current.hash.clone()
    }

    /// The messages with the one in force and those of `used`, each once.
    pub(super) fn messages(&self, used: &[KaderHash]) -> Vec<Encoded> {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = Vec::new();
        for kader in self.all_of(used) {
            let made = messages.get(&kader.hash).cloned();
            let made = made.or_else(|| encode(&ToClient::Kader { kader: Box::new((*kader).clone()) }));
            if let Some(bytes) = made {
                messages.insert(kader.hash.clone(), Encoded::clone(&bytes));
                all.push(bytes);
            }
        }
        all
    }

    /// The one in force and those of `used`, each once.
    fn all_of(&self, used: &[KaderHash]) -> Vec<Arc<GeldendKader>> {
        let mut all = vec![Arc::clone(&self.current)];
        for kader in used.iter().filter_map(|h| self.kept.get(h)) {
            if !all.iter().any(|k| k.hash == kader.hash) {
                all.push(Arc::clone(kader));
            }
        }
        all
    }

    /// The one in force, where it is not kept yet.
    pub(super) fn to_keep(&self) -> Option<Arc<GeldendKader>> {
        Some(Arc::clone(&self.current)).filter(|k| !self.kept.contains_key(&k.hash))
    }

    /// The one in force is kept, durably.
    pub(super) fn kept_current(&mut self) {
        self.kept.insert(self.current.hash.clone(), Arc::clone(&self.current));
    }
}

/// Keeps a kader in the store in `dir`, because a meeting opens with it. Durable when this returns.
pub(super) fn keep(store: &Path, kader: &GeldendKader) -> io::Result<()> {
    let dir = store.join(DIR);
    let path = dir.join(format!("{}.json", kader.hash));
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&dir)?;
    let next = dir.join("nieuw");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next)?;
    file.write_all(&kader::naar_json(&kader.kader)?)?;
    file.sync_all()?;
    fs::rename(&next, &path)?;
    File::open(&dir)?.sync_all()?;
    File::open(store)?.sync_all()
}

/// The kader in a file that is named after its hash; none for another file.
fn kept_in(path: &Path) -> Option<Result<GeldendKader, String>> {
    let hash = KaderHash::try_from(path.file_stem()?.to_str()?.to_owned()).ok()?;
    let read = fs::read(path).map_err(|e| crate::domain::machine::zegt(&e));
    Some(read.and_then(|json| kader::uit_json(&hash, &json).map_err(|e| e.to_string())))
}
