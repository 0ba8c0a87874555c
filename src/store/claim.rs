//! Who uses the model. sled's own lock cannot be told from other errors, so there is one of ours before it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};

use super::fault::{StoreFault, Trouble};

/// The right to use a model; ends when it is dropped, or with the process.
#[derive(Debug)]
pub(super) struct Claim {
    _slot: Flock<File>,
}

impl Claim {
    /// Takes the slot, and leaves the number of this process in it for whoever comes next.
    pub(super) fn take(slot: &Path) -> Result<Self, StoreFault> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(slot);
        match Flock::lock(file.map_err(cannot)?, FlockArg::LockExclusiveNonblock) {
            Ok(mut slot) => {
                slot.set_len(0).map_err(cannot)?;
                // who holds it is a courtesy, and must not fail on a full disk
                let _courtesy = slot.rewind().and_then(|()| write!(slot, "{}", std::process::id()));
                Ok(Self { _slot: slot })
            }
            Err((file, Errno::EWOULDBLOCK)) => Err(StoreFault::Held { by: holder(file) }),
            Err((_, other)) => Err(cannot(other.into())),
        }
    }
}

fn cannot(error: io::Error) -> StoreFault {
    StoreFault::CannotMake(Trouble::Files(error))
}

/// The process that left its number in the slot.
fn holder(slot: File) -> Option<u32> {
    let mut text = String::new();
    slot.take(16).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

/// Whether somebody holds a lock on this file. A file that is not there is held by nobody.
pub(super) fn is_held(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    matches!(Flock::lock(file, FlockArg::LockExclusiveNonblock), Err((_, Errno::EWOULDBLOCK)))
}

/// Blocks until nobody holds a lock on this file any more.
pub(super) fn wait_until_free(path: &Path) -> io::Result<()> {
    Flock::lock(File::open(path)?, FlockArg::LockExclusive).map(drop).map_err(|(_, e)| e.into())
}
