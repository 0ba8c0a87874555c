//! What only this store knows: random bytes that are made once. The numbers of new dossiers follow from it, so that they
//! tell nothing about the dossiers that there are; and from the request, so that one that is sent again finds its dossier.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The file, within the store.
const NAME: &str = "nummers.geheim";

/// The secret of the store in `dir`, made where there is none.
pub(super) fn of(dir: &Path) -> io::Result<[u8; 32]> {
    let path = dir.join(NAME);
    match fs::read(&path) {
        Ok(bytes) if bytes.len() == 32 => return Ok(bytes.first_chunk().copied().unwrap_or_default()),
        Ok(_) => tracing::error!("the secret of the numbers is damaged; a new one is made"),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(e) => return Err(e),
    }
    let mut made = [0; 32];
    getrandom::fill(&mut made).map_err(io::Error::other)?;
    let next = path.with_extension("nieuw");
    let mut file = match OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&next) {
        // no dossier is opened there
        Err(e) if e.kind() == io::ErrorKind::ReadOnlyFilesystem => return Ok(made),
        other => other?,
    };
    file.write_all(&made)?;
    file.sync_all()?;
    fs::rename(&next, &path)?;
    File::open(dir)?.sync_all()?;
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_and_is_another_in_each_store() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let made = of(one.path()).unwrap();
        assert_eq!(of(one.path()).unwrap(), made);
        assert!(of(other.path()).unwrap() != made && made != [0; 32]);
        // a damaged one is replaced
        fs::write(one.path().join(NAME), "kort").unwrap();
        let again = of(one.path()).unwrap();
        assert!(again != made && of(one.path()).unwrap() == again);
    }
}
