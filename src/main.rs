//! Crisistafel: the verbs stand in `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    crisistafel::cli::main()
}
