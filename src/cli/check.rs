//! `crisistafel controleer`: walks all journals beside a running service, and changes nothing.

use std::io::{self, Write};

use super::args::Args;
use super::{Context, Exit, Failed, Outcome, exercise};
use crate::journal::{FileJournal, Head, JournalId, verify};
use crate::server;
use crate::store::ReadModel;

/// Says of each journal whether it is whole, or broken and where.
pub(super) fn check(c: &Context, args: &Args) -> Outcome {
    let dir = if args.has("oefening") { exercise::current(&c.places.exercises()) } else { Some(c.places.real_store()) };
    let none = || Failed::new(Exit::Refused, "er is geen oefening; begin er een met 'crisistafel oefening'");
    let dir = dir.ok_or_else(none)?;
    let tafel = server::look(&dir).map_err(|e| Failed::new(Exit::Refused, e))?;
    let journal = FileJournal::new(&dir);
    let reports = verify(&journal, remembered(&dir)).map_err(|e| Failed::new(Exit::Fault, e))?;
    let mut out = io::stdout().lock();
    if tafel.oefening {
        writeln!(out, "OEFENING: dit is geen echte tafel.")?;
    }
    for report in &reports {
        let name =
            if report.id == JournalId::Organisatie { "organisatie".to_owned() } else { format!("dossier {}", report.id) };
        match report.findings.as_slice() {
            [] => writeln!(out, "{name}: heel, {} records", report.head.seq)?,
            findings => {
                writeln!(out, "{name}: NIET heel; heel tot en met record {}", report.head.seq)?;
                for finding in findings {
                    writeln!(out, "    {finding}")?;
                }
            }
        }
    }
    if reports.iter().all(crate::journal::Report::is_whole) {
        writeln!(out, "Alles is heel: {} journalen.", reports.len())?;
        return Ok(());
    }
    Err(Failed::new(Exit::Refused, "Niet alles is heel. Zet de map van de tafel veilig voor u iets herstelt."))
}

/// The heads that the read model remembers; none while a service has it open, for then the service watches.
fn remembered(dir: &std::path::Path) -> Vec<(JournalId, Head)> {
    let heads = ReadModel::heads_at_rest(&dir.join(server::READ_MODEL), &dir.join(server::READ_MODEL_BUSY));
    let head = |seq, hash: &str| Some(Head { seq, hash: hash.parse().ok()? });
    heads.into_iter().filter_map(|(n, h)| Some((JournalId::Dossier(n), head(h.seq, &h.hash)?))).collect()
}
