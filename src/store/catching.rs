//! sled panics where others return an error. Here that is caught, and the process-wide panic hook can ask whether it is.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread would be caught by the store now, so that the process can go on. A hook to which this
/// says yes must not print the panic's message either: sled puts keys and values in it. It says no on sled's own
/// threads: nobody catches their panics, and whoever waits for them would wait for ever.
pub fn catching() -> bool {
    CATCHING.get()
}

/// What `call` returns; none when it panicked.
pub(super) fn caught<T>(call: impl FnOnce() -> T) -> Option<T> {
    let outer = CATCHING.replace(true);
    let done = catch_unwind(AssertUnwindSafe(call));
    CATCHING.set(outer);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_and_the_hook_can_tell_only_while_it_is() {
        assert!(!catching());
        let inside = Cell::new(false);
        let done: Option<()> = caught(|| {
            inside.set(catching());
            panic!("fictitious");
        });
        assert_eq!(done, None);
        assert!(inside.get());
        assert!(!catching());
    }

    #[test]
    fn a_call_within_a_call_does_not_end_the_outer_one() {
        let outer_still = caught(|| {
            caught(|| ());
            catching()
        });
        assert_eq!(outer_still, Some(true));
    }
}
