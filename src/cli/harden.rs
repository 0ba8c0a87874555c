//! What every process of this program does first: files for its owner only, no core dumps, and a panic that ends the
//! process with the terminal given back and without a word of what was in it.

use std::io::Write;
use std::sync::Arc;

use nix::sys::resource::{Resource, setrlimit};
use nix::sys::stat::{Mode, umask};
use signal_hook::consts::SIGXFSZ;

use crate::store;
use crate::terminal;

/// How long a process that panicked may take to say so.
const LAST_WORDS_SECONDS: u32 = 5;

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
