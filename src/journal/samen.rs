//! The same done to each of many things, on as many threads as the machine has: what one takes does not depend on another.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// How many things a thread is worth: starting one costs as much as some hundreds of records.
const LONG: usize = 1000;

/// What `each` gives of every thing, in their order.
pub(super) fn samen<T: Sync, R: Send>(all: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(all.len() / LONG);
    if threads < 2 {
        return all.iter().map(each).collect();
    }
    let each = &each;
    thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(threads));
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || part.iter().map(each).collect::<Vec<R>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_given_in_their_order() {
        for n in [0, 1, LONG - 1, 2 * LONG, 5 * LONG + 7] {
            let all: Vec<usize> = (0..n).collect();
            assert_eq!(samen(&all, |n| n * 2), all.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
