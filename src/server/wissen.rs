//! Files that are written over before they are removed. What a disk keeps of a file that was written over is its own affair:
//! what is sealed is gone with its key.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file over with zeros, as far as the disk writes in place, and removes it.
pub(super) fn wis(path: &Path) -> io::Result<()> {
    overschrijf(path)?;
    fs::remove_file(path)
}

/// Writes a file over with zeros, as far as the disk writes in place.
pub(super) fn overschrijf(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut left = file.metadata()?.len();
    let zeros = [0; 1 << 14];
    while left > 0 {
        let len = usize::try_from(left).unwrap_or(zeros.len()).min(zeros.len());
        file.write_all(zeros.get(..len).unwrap_or_default())?;
        left -= len as u64;
    }
    file.sync_data()
}

/// The same with all that is in a folder, and the folder.
pub(super) fn wis_map(dir: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() { wis_map(&entry.path())? } else { wis(&entry.path())? }
    }
    fs::remove_dir(dir)
}

/// What is not there is as good as removed.
pub(super) fn weg(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
