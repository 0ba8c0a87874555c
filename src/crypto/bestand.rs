//! The file of an identity: for its owner only, made once, never overwritten. That it does not lie beside the data is seen to
//! where somebody names it (`cli::sleutel`).

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use nix::fcntl::OFlag;
use zeroize::Zeroizing;

use super::opener::{GeenSleutel, Identiteit};
use crate::domain::machine;

/// The longest file of an identity, in bytes.
const BYTES_MAX: u64 = 16 << 10;

/// Why a file gives no identity, or was not made. Each goes on a sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub enum BestandFault {
    /// There is a file already.
    #[error("dit bestand is er al, en wordt niet overschreven; kies een andere naam")]
    IsEr,
    /// Others may read it.
    #[error("dit sleutelbestand is ook voor anderen te lezen (rechten {0:o}); zet ze op 600: chmod 600")]
    Open(u32),
    /// It is somebody else's.
    #[error("dit sleutelbestand is van gebruiker {0}, niet van u")]
    VanEenAnder(u32),
    /// It is no plain file, or a very long one.
    #[error("dit is geen sleutelbestand")]
    Anders,
    /// There is no identity in it.
    #[error(transparent)]
    Geen(#[from] GeenSleutel),
    /// The disk failed.
    #[error("{} mislukte: {}", .0, machine::zegt(.1))]
    Io(&'static str, io::Error),
}

/// Who vouches for a file of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hoede {
    /// Nobody: it has to be of who asks, and for nobody else to read.
    Eigen,
    /// The system that put it there for this process, as systemd does with its credentials.
    Systeem,
}

/// Writes an identity to a file that is not there yet, durably; `remark` stands above it.
pub fn schrijf(path: &Path, identity: &Identiteit, remark: &str) -> Result<(), BestandFault> {
    let io = |e| BestandFault::Io("schrijven", e);
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Err(BestandFault::IsEr),
        other => other.map_err(io)?,
    };
    let remark: String = remark.lines().flat_map(|line| ["# ", line, "\n"]).collect();
    let secret = identity.geschreven();
    let head = format!("{remark}# ontvanger: {}\n", identity.ontvanger());
    let parts = [head.as_bytes(), secret.as_bytes(), b"\n"];
    let written = parts.into_iter().try_for_each(|part| file.write_all(part));
    written.and_then(|()| file.sync_all()).map_err(io)?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|f| f.sync_all()).map_err(io)
}

/// Reads the identity in a file.
pub fn lees(path: &Path, hoede: Hoede) -> Result<Identiteit, BestandFault> {
    let io = |e| BestandFault::Io("lezen", e);
    // opening a pipe would wait for who writes to it
    let file = OpenOptions::new().read(true).custom_flags(OFlag::O_NONBLOCK.bits()).open(path).map_err(io)?;
    let meta = file.metadata().map_err(io)?;
    if !meta.is_file() || meta.len() > BYTES_MAX {
        return Err(BestandFault::Anders);
    }
    if hoede == Hoede::Eigen {
        if meta.uid() != nix::unistd::geteuid().as_raw() {
            return Err(BestandFault::VanEenAnder(meta.uid()));
        }
        if meta.mode() & 0o077 != 0 {
            return Err(BestandFault::Open(meta.mode() & 0o777));
        }
    }
    // long enough from the beginning: a buffer that grows leaves the key behind
    let mut text = Zeroizing::new(String::with_capacity(usize::try_from(BYTES_MAX).unwrap_or_default()));
    file.take(BYTES_MAX).read_to_string(&mut text).map_err(io)?;
    Ok(Identiteit::uit_bestand(&text)?)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_is_for_its_owner_only_and_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sleutel");
        let made = Identiteit::nieuw();
        schrijf(&path, &made, "een\ntwee").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert!(fs::read_to_string(&path).unwrap().starts_with("# een\n# twee\n# ontvanger: age1"));
        assert_eq!(lees(&path, Hoede::Eigen).unwrap().ontvanger(), made.ontvanger());
        assert!(matches!(schrijf(&path, &Identiteit::nieuw(), ""), Err(BestandFault::IsEr)));
        fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        assert!(matches!(lees(&path, Hoede::Eigen), Err(BestandFault::Open(0o640))));
        assert_eq!(lees(&path, Hoede::Systeem).unwrap().ontvanger(), made.ontvanger());
    }

    #[test]
    fn what_is_no_file_of_an_identity_is_said_to_be_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sleutel");
        assert!(matches!(lees(dir.path(), Hoede::Eigen), Err(BestandFault::Anders)));
        assert!(matches!(lees(&path, Hoede::Eigen), Err(BestandFault::Io("lezen", _))));
        nix::unistd::mkfifo(&path, nix::sys::stat::Mode::S_IRWXU).unwrap();
        assert!(matches!(lees(&path, Hoede::Eigen), Err(BestandFault::Anders)));
        fs::remove_file(&path).unwrap();
        fs::write(&path, "geen sleutel").unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
        assert!(matches!(lees(&path, Hoede::Eigen), Err(BestandFault::Geen(GeenSleutel::Bestand))));
    }
}
