//! What every process of this program does first: files for its owner only, no core dumps, and a panic that ends the
//! process with the terminal given back and without a word of what was in it.

use std::io::Write;

use nix::sys::resource::{Resource, setrlimit};
use nix::sys::stat::{Mode, umask};

use crate::store;
use crate::terminal;

/// Hardens this process.
pub(super) fn harden() {
    umask(Mode::from_bits_truncate(0o077));
    // a core dump would hold dossier text; where the limit cannot be set there is none to be had either
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    #[cfg(target_os = "linux")]
    let _ = nix::sys::prctl::set_dumpable(false);
    std::panic::set_hook(Box::new(|info| {
        if store::catching() {
            // sled panicked inside the store, which catches it, throws the rows away and makes them again
            return;
        }
        terminal::leave();
        let text = terminal::printable_panic(info);
        tracing::error!(%text, "panic");
        let _ = writeln!(std::io::stderr(), "{text}");
        std::process::abort();
    }));
}
