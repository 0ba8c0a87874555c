//! The tests may themselves run under a shifted clock (`.ci/run` does that): then so does every program that they start,
//! whatever else is taken out of its environment.

use std::ffi::OsString;

/// What a program has to find in its environment to see the day that the tests see.
#[expect(clippy::disallowed_methods, reason = "what shifts the clock of the tests comes with their own environment")]
pub(crate) fn environment() -> Vec<(OsString, OsString)> {
    let of_the_clock = |name: &OsString| {
        let name = name.to_string_lossy();
        name == "LD_PRELOAD" || name.starts_with("FAKETIME")
    };
    let shifted = std::env::var_os("FAKETIME").is_some();
    std::env::vars_os().filter(|(name, _)| shifted && of_the_clock(name)).collect()
}
