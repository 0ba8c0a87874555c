//! How far each journal was when something in it was acknowledged last, in a small file beside the journals: so that a
//! journal of which the end is lost is still known to have been longer after any number of starts. It is written at most
//! once a second and when the service ends, so it may lag that much behind; it never says more than was durable.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::domain::ids::DossierNummer;
use crate::journal::{Head, JournalId};

/// The file, within the store.
const NAME: &str = "hoofden";
/// How long the file may lag behind.
const LAG: Duration = Duration::from_secs(1);

/// The file, and what is to be in it.
#[derive(Debug)]
pub(super) struct Hoofden {
    path: PathBuf,
    heads: BTreeMap<JournalId, Head>,
    /// Until when what changed may wait; none where nothing did.
    due: Option<Instant>,
}

/// What the file of the store in `dir` remembers. A line that cannot be read remembers nothing, and is counted.
pub fn remembered(dir: &Path) -> io::Result<(BTreeMap<JournalId, Head>, usize)> {
    let bytes = match fs::read(dir.join(NAME)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok((BTreeMap::new(), 0)),
        other => other?,
    };
    let text = String::from_utf8_lossy(&bytes);
    let heads: BTreeMap<_, _> = text.lines().filter_map(line).collect();
    let strange = text.lines().count() - heads.len();
    Ok((heads, strange))
}

/// Has the file remember nothing of a dossier any more.
pub(super) fn vergeet(dir: &Path, nummer: DossierNummer) -> io::Result<()> {
    let (mut heads, _) = remembered(dir)?;
    if heads.remove(&JournalId::Dossier(nummer)).is_some() { Hoofden::of(dir, heads).write_all() } else { Ok(()) }
}

fn line(line: &str) -> Option<(JournalId, Head)> {
    let mut words = line.split(' ');
    let (id, seq, hash) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    words.next().is_none().then_some((id, Head { seq, hash }))
}

impl Hoofden {
    /// Goes on from what the file of the store in `dir` remembers.
    pub(super) fn of(dir: &Path, heads: BTreeMap<JournalId, Head>) -> Self {
        Self { path: dir.join(NAME), heads, due: None }
    }

    /// Has a head in the file soon.
    pub(super) fn remember(&mut self, id: JournalId, head: Head) {
        if self.heads.insert(id, head) != Some(head) {
            self.due.get_or_insert_with(|| Instant::now() + LAG);
        }
    }

    /// How long what changed may still wait; none where nothing did.
    pub(super) fn patience(&self) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Writes what changed, where it waited long enough or the service ends. What the disk refuses is tried again with the
    /// next change: no record depends on it.
    pub(super) fn write(&mut self, ends: bool) {
        if self.patience().is_some_and(|left| ends || left.is_zero()) {
            self.due = None;
            if let Err(error) = self.write_all() {
                tracing::error!(%error, "how far the journals are could not be kept");
            }
        }
    }

    fn write_all(&self) -> io::Result<()> {
        let next = self.path.with_extension("nieuw");
        let lines = self.heads.iter().map(|(id, head)| format!("{id} {} {}\n", head.seq, head.hash));
        let text: String = lines.collect();
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&next, &self.path)?;
        File::open(self.path.parent().unwrap_or(&self.path))?.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Hash;

    #[test]
    fn what_was_remembered_reads_back_and_a_strange_line_hides_no_other() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(remembered(dir.path()).unwrap(), (BTreeMap::new(), 0));
        let nummers: [JournalId; 2] = ["26-K7M4", "2026-11"].map(|n| n.parse().unwrap());
        let mut hoofden = Hoofden::of(dir.path(), BTreeMap::new());
        for (nummer, seq) in nummers.into_iter().zip([3, 9]) {
            hoofden.remember(nummer, Head { seq, hash: Hash::of(b"proef") });
        }
        hoofden.write(true);
        assert_eq!(hoofden.patience(), None);
        let (heads, strange) = remembered(dir.path()).unwrap();
        assert_eq!((heads.get(&nummers[1]).map(|h| h.seq), heads.len(), strange), (Some(9), 2, 0));
        let text = fs::read_to_string(dir.path().join(NAME)).unwrap();
        fs::write(dir.path().join(NAME), text.replacen(" 9 ", " negen ", 1)).unwrap();
        let (heads, strange) = remembered(dir.path()).unwrap();
        assert_eq!((heads.contains_key(&nummers[0]), heads.len(), strange), (true, 1, 1));
    }
}
