//! Lengths of time on the calendar of Europe/Amsterdam: when a clock ends. Proposed, never filled in by itself.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::kader::{Duur, Eenheid, Feestdag, Kader, Klok, Tot};
use super::tijd::{Tijdstip, Wandklok};

/// When a length of time that begins at `begin` ends. Hours are hours that pass, also when summer time begins or ends; all
/// else is counted on the calendar and ends at the same hour on the wall clock, or at the end of the day. Nothing where
/// the calendar ends, or where working days are counted beyond the years whose holidays the kader gives.
pub fn einde(begin: Tijdstip, duur: Duur, kader: &Kader) -> Option<Tijdstip> {
    let lokaal = begin.lokaal();
    let dag = match duur.eenheid {
        Eenheid::Uren => return Some(begin.plus(TimeDelta::hours(i64::from(duur.aantal)))),
        Eenheid::Dagen => lokaal.date_naive().checked_add_days(Days::new(u64::from(duur.aantal)))?,
        Eenheid::Weken => lokaal.date_naive().checked_add_days(Days::new(u64::from(duur.aantal) * 7))?,
        Eenheid::Maanden => lokaal.date_naive().checked_add_months(Months::new(duur.aantal))?,
        Eenheid::Jaren => lokaal.date_naive().checked_add_months(Months::new(duur.aantal.checked_mul(12)?))?,
        Eenheid::Werkdagen => na_werkdagen(lokaal.date_naive(), duur.aantal, kader)?,
    };
    Some(op_dag(dag, duur.tot, lokaal.time()))
}

/// When this clock ends, counted from `begin` with its `duur`: on a working day where it moves.
pub fn einde_klok(klok: &Klok, begin: Tijdstip, duur: Duur, kader: &Kader) -> Option<Tijdstip> {
    let op = einde(begin, duur, kader)?;
    if !klok.schuift {
        return Some(op);
    }
    let mut dag = op.lokaal().date_naive();
    while !is_werkdag(dag, kader, true)? {
        dag = dag.succ_opt()?;
    }
    Some(op_dag(dag, duur.tot, op.lokaal().time()))
}

fn na_werkdagen(van: NaiveDate, aantal: u32, kader: &Kader) -> Option<NaiveDate> {
    let mut dag = van;
    for _ in 0..aantal {
        dag = dag.succ_opt()?;
        while !is_werkdag(dag, kader, false)? {
            dag = dag.succ_opt()?;
        }
    }
    Some(dag)
}

/// Whether people work on this day. For a term of law also days that the law puts on a par with a holiday are none.
/// Nothing outside the years whose holidays are given.
fn is_werkdag(dag: NaiveDate, kader: &Kader, wettelijk: bool) -> Option<bool> {
    let vrij = |f: &&Feestdag| wettelijk || !f.gelijkgesteld;
    let dagen = || kader.feestdagen.iter().filter(vrij).flat_map(|f| &f.datums);
    if !dagen().any(|d| d.year() == dag.year()) {
        return None;
    }
    let weekeinde = matches!(dag.weekday(), Weekday::Sat | Weekday::Sun);
    Some(!weekeinde && !dagen().any(|d| *d == dag))
}

/// The moment on `dag` at which it ends. An hour that the clock skips becomes the one after it; of an hour that passes twice
/// it is the first: too early is the safe side.
fn op_dag(dag: NaiveDate, tot: Tot, uur: NaiveTime) -> Tijdstip {
    let tijd = match tot {
        Tot::HetUur => uur,
        Tot::EindeDag => NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default(),
    };
    match Tijdstip::op_wandklok(dag.and_time(tijd)) {
        Wandklok::Een(op) | Wandklok::Twee { zomer: op, .. } | Wandklok::Geen { erna: op, .. } => op,
    }
}
