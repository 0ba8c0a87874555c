//! `help` and `versie`.

use std::io::{self, Write};

use super::verbs::VERBS;
use super::{Exit, Outcome};
use crate::protocol::frame::PREAMBLE;

/// Names the verbs and the exit codes.
pub(super) fn help() -> Outcome {
    let mut out = io::stdout().lock();
    writeln!(out, "crisistafel - crisisoverleg in de terminal\n")?;
    for verb in &VERBS {
        writeln!(out, "crisistafel {} {}", verb.name, verb.usage)?;
        writeln!(out, "    {}", verb.doc)?;
    }
    writeln!(out, "\nMet --oefening gaat het over de oefening, die naast de echte tafel staat.")?;
    writeln!(out, "In het scherm: / of Ctrl+G voor het menu, /help voor de toetsen, /112 bij nood.\n")?;
    writeln!(out, "Uitgangscodes:")?;
    for (_, code, meaning) in Exit::ALL {
        writeln!(out, "    {code}  {meaning}")?;
    }
    Ok(())
}

/// Names the version.
pub(super) fn version() -> Outcome {
    let protocol = PREAMBLE.last().copied().unwrap_or_default();
    writeln!(io::stdout(), "crisistafel {}, protocol {protocol}", env!("CARGO_PKG_VERSION"))?;
    Ok(())
}
