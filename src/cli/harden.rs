//! What every process of this program does first: files for its owner only, no core dumps, and a panic that ends the
//! process with the terminal given back and without a word of what was in it.

use std::io::Write;
use std::sync::Arc;

use nix::libc::MCL_ONFAULT;
use nix::sys::mman::{MlockAllFlags, mlockall};
use nix::sys::resource::{RLIM_INFINITY, Resource, getrlimit, setrlimit};
use nix::sys::stat::{Mode, umask};
use signal_hook::consts::SIGXFSZ;

use crate::store;
use crate::terminal;

/// How long a process that panicked may take to say so.
const LAST_WORDS_SECONDS: u32 = 5;

/// Keeps what this process knows out of swap, as far as it may: all of it where there is no limit, else what there is now, which
/// is where the keys are. With a limit, what comes later would not be had at all once that is reached.
pub(super) fn lock_memory() {
    let no_limit = getrlimit(Resource::RLIMIT_MEMLOCK).is_ok_and(|(soft, _)| soft == RLIM_INFINITY);
    // what is never touched takes no memory
    let all = MlockAllFlags::MCL_FUTURE | MlockAllFlags::from_bits_retain(MCL_ONFAULT);
    let which = if no_limit { MlockAllFlags::MCL_CURRENT | all } else { MlockAllFlags::MCL_CURRENT };
    match mlockall(which) {
        Ok(()) => tracing::info!(later = no_limit, "memory is locked"),
        Err(error) => tracing::warn!(%error, "memory is not locked, and can be in swap: see LimitMEMLOCK in the unit"),
    }
}

/// Hardens this process.
pub(super) fn harden() {
    umask(Mode::from_bits_truncate(0o077));
    // a core dump would hold dossier text; where the limit cannot be set there is none to be had either
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    #[cfg(target_os = "linux")]
    let _ = nix::sys::prctl::set_dumpable(false);
    // a write beyond the longest file that is allowed fails, as any other; the signal would end this process without a word
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    std::panic::set_hook(Box::new(|info| {
        if store::catching() {
            // sled panicked inside the store, which catches it, throws the rows away and makes them again
            return;
        }
        // whatever of the following hangs: a terminal, a log or a pipe that takes nothing
        nix::unistd::alarm::set(LAST_WORDS_SECONDS);
        terminal::leave();
        let text = terminal::printable_panic(info);
        tracing::error!(%text, "panic");
        let _ = writeln!(std::io::stderr(), "{text}");
        std::process::abort();
    }));
}
