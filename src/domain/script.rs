//! A dossier as a script of commands: fictitious dossiers for exercise and tests, which go through the same rules as
//! everything else. Its moments are relative, so that the same script can be played at any time. Absent: files, the
//! clock, and who applies it.
//!
//! The text is JSON lines in UTF-8; empty lines are skipped.
//!
//! - The first line is the head: `{"dossier":"26-K7M4","fictief":"...","over":"..."}`. `fictief` says that everything is
//!   made up; a script that does not say so is refused.
//! - Every other line is one frame: `{"op":"T-12d 10:00","wie":{...},"opdrachten":[{...}, ...]}`, who did what and when.
//!   The lines stand in the order of time.
//!
//! A moment is relative to the start instant `T`:
//!
//! - `T`: the start itself; `T+45m`, `T-10m`: that many minutes after or before it.
//! - `T-243d 21:40`, `T+0d 09:00`: that many calendar days after or before the day that the start has in Amsterdam, when
//!   the clock there shows 21:40. An hour that the clock skips is taken an hour later; of an hour that passes twice the
//!   first is taken.
//!
//! Within `opdrachten` every string that begins with `@T` is such a moment with an `@` before it.

use std::fmt;

use chrono::{NaiveTime, TimeDelta};
use serde::Deserialize;
use serde_json::Value;

use super::command::Command;
use super::ids::{DossierNummer, RequestId};
use super::rol::{Actor, Stamp};
use super::tekst::Tekst;
use super::tijd::{Tijdstip, Wandklok};

/// A script with its moments filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// The number of the dossier.
    pub dossier: DossierNummer,
    /// That everything is made up, in the words of the script.
    pub fictief: Tekst,
    /// What it is about, in a few words.
    pub over: Tekst,
    /// Its frames, the oldest first.
    pub stappen: Vec<Stap>,
}

/// One frame: all its commands or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Stap {
    /// The line of the script, the first is 1.
    pub regel: u32,
    /// When it was recorded.
    pub op: Tijdstip,
    /// Who did it.
    pub wie: Actor,
    /// What was asked.
    pub opdrachten: Vec<Command>,
}

impl Stap {
    /// The stamp of this frame, as the answer to `verzoek`.
    pub fn stempel(&self, verzoek: RequestId) -> Stamp {
        Stamp { op: self.op, wie: self.wie.clone(), verzoek }
    }
}

/// A line of a script that cannot be used. The sentence may quote the line: it is for who wrote it, not for a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptFout {
    /// The line, the first is 1.
    pub regel: u32,
    /// What is wrong.
    pub wat: Tekst,
    /// What to do.
    pub doe: &'static str,
}

impl fmt::Display for ScriptFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "regel {}: {}; {}", self.regel, self.wat, self.doe)
    }
}

impl std::error::Error for ScriptFout {}

/// The first line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kop {
    dossier: DossierNummer,
    fictief: Tekst,
    over: Tekst,
}

/// Every other line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame {
    op: String,
    wie: Actor,
    opdrachten: Vec<Value>,
}

/// The script in `tekst`, played so that its `T` is `start`; or everything that is wrong with it, never empty.
pub fn lees(tekst: &str, start: Tijdstip) -> Result<Script, Vec<ScriptFout>> {
    let mut regels = (1..).zip(tekst.lines()).filter(|(_, r)| !r.trim().is_empty());
    let (regel, eerste) = regels.next().unwrap_or((1, ""));
    let kop = lees_kop(eerste).map_err(|e| vec![e.op(regel)])?;
    let (mut stappen, mut fouten): (Vec<Stap>, Vec<ScriptFout>) = (Vec::new(), Vec::new());
    for (regel, rauw) in regels {
        match lees_stap(regel, rauw, start) {
            Ok(stap) if stappen.last().is_some_and(|vorige| vorige.op > stap.op) => {
                fouten.push(Fout::new("deze regel ligt voor de vorige", "zet de regels op volgorde van tijd").op(regel));
            }
            Ok(stap) => stappen.push(stap),
            Err(fout) => fouten.push(fout.op(regel)),
        }
    }
    let Kop { dossier, fictief, over } = kop;
    if fouten.is_empty() { Ok(Script { dossier, fictief, over, stappen }) } else { Err(fouten) }
}

/// What is wrong with a line, and what to do; the caller knows which line.
struct Fout(Tekst, &'static str);

impl Fout {
    fn new(wat: &str, doe: &'static str) -> Self {
        Self(Tekst::cut(wat), doe)
    }

    fn op(self, regel: u32) -> ScriptFout {
        ScriptFout { regel, wat: self.0, doe: self.1 }
    }
}

fn lees_kop(rauw: &str) -> Result<Kop, Fout> {
    const DOE: &str = "begin met {\"dossier\":\"26-K7M4\",\"fictief\":\"...\",\"over\":\"...\"}";
    let kop: Kop = serde_json::from_str(rauw).map_err(|e| Fout::new(&format!("de eerste regel is geen kop ({e})"), DOE))?;
    if kop.fictief.is_empty() {
        return Err(Fout::new("de kop zegt niet dat alles verzonnen is", "vul in bij \"fictief\""));
    }
    Ok(kop)
}

fn lees_stap(regel: u32, rauw: &str, start: Tijdstip) -> Result<Stap, Fout> {
    const DOE: &str = "schrijf {\"op\":\"T-1d 10:00\",\"wie\":{...},\"opdrachten\":[...]}";
    let frame: Frame = serde_json::from_str(rauw).map_err(|e| Fout::new(&format!("dit is geen stap ({e})"), DOE))?;
    if frame.opdrachten.is_empty() {
        return Err(Fout::new("deze stap heeft geen opdrachten", "zet er minstens een in \"opdrachten\""));
    }
    let op = moment(&frame.op, start)?;
    let opdrachten = (1..).zip(frame.opdrachten).map(|(nr, ruw)| opdracht(nr, ruw, start));
    Ok(Stap { regel, op, wie: frame.wie, opdrachten: opdrachten.collect::<Result<_, _>>()? })
}

fn opdracht(nr: u32, mut rauw: Value, start: Tijdstip) -> Result<Command, Fout> {
    vul_in(&mut rauw, start)?;
    let doe = "vergelijk de opdracht met het schema van de opdrachten";
    serde_json::from_value(rauw).map_err(|e| Fout::new(&format!("opdracht {nr} is er geen ({e})"), doe))
}

/// Fills in the moments of a command, however deep.
fn vul_in(waarde: &mut Value, start: Tijdstip) -> Result<(), Fout> {
    match waarde {
        Value::String(tekst) => {
            if let Some(rauw) = tekst.strip_prefix('@').filter(|rauw| rauw.starts_with('T')) {
                *tekst = String::from(moment(rauw, start)?);
            }
        }
        Value::Array(lijst) => lijst.iter_mut().try_for_each(|w| vul_in(w, start))?,
        Value::Object(velden) => velden.values_mut().try_for_each(|w| vul_in(w, start))?,
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(())
}

/// The moment that `rauw` names when the script starts at `start`.
fn moment(rauw: &str, start: Tijdstip) -> Result<Tijdstip, Fout> {
    gelezen(rauw, start).ok_or_else(|| {
        Fout::new(&format!("'{rauw}' is geen moment"), "schrijf T, T+45m, T-10m, T-243d 21:40 of T+0d 09:00")
    })
}

fn gelezen(rauw: &str, start: Tijdstip) -> Option<Tijdstip> {
    let rest = rauw.strip_prefix('T')?;
    if rest.is_empty() {
        return Some(start);
    }
    let (teken, rest) = rest.strip_prefix('-').map(|r| (-1, r)).or_else(|| rest.strip_prefix('+').map(|r| (1, r)))?;
    if let Some(minuten) = rest.strip_suffix('m') {
        return Some(start.plus(TimeDelta::try_minutes(teken * cijfers(minuten, 1..=6)?)?));
    }
    let (dagen, klok) = rest.split_once("d ")?;
    let dag = start.lokaal().date_naive().checked_add_signed(TimeDelta::try_days(teken * cijfers(dagen, 1..=5)?)?)?;
    let (uur, minuut) = klok.split_once(':')?;
    let (uur, minuut) = (cijfers(uur, 2..=2)?, cijfers(minuut, 2..=2)?);
    let tijd = NaiveTime::from_hms_opt(u32::try_from(uur).ok()?, u32::try_from(minuut).ok()?, 0)?;
    Some(match Tijdstip::op_wandklok(dag.and_time(tijd)) {
        Wandklok::Een(t) | Wandklok::Twee { zomer: t, .. } | Wandklok::Geen { erna: t, .. } => t,
    })
}

/// A number of so many digits.
fn cijfers(rauw: &str, aantal: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let goed = aantal.contains(&rauw.len()) && rauw.bytes().all(|b| b.is_ascii_digit());
    if goed { rauw.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOP: &str = r#"{"dossier":"26-K7M4","fictief":"Verzonnen.","over":"toets"}"#;

    fn at(raw: &str) -> Tijdstip {
        Tijdstip::try_from(raw.to_owned()).unwrap()
    }

    fn stap(op: &str, opdracht: &str) -> String {
        format!(r#"{{"op":"{op}","wie":{{"gebruiker":"a","naam":"A","rol":"notulist"}},"opdrachten":[{opdracht}]}}"#)
    }

    fn fouten(tekst: &str) -> Vec<String> {
        lees(tekst, at("2026-11-22T13:00:00Z")).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_moment_is_minutes_from_the_start_or_days_and_a_clock_of_amsterdam() {
        let start = at("2026-11-22T13:00:30Z");
        for (rauw, moment) in [
            ("T", "2026-11-22T13:00:30Z"),
            ("T+45m", "2026-11-22T13:45:30Z"),
            ("T-90m", "2026-11-22T11:30:30Z"),
            ("T+0d 09:00", "2026-11-22T08:00:00Z"),
            ("T-0d 09:00", "2026-11-22T08:00:00Z"),
            ("T-1d 21:40", "2026-11-21T20:40:00Z"),
            ("T-60d 21:40", "2026-09-23T19:40:00Z"),
            ("T+7d 00:00", "2026-11-28T23:00:00Z"),
        ] {
            assert_eq!(gelezen(rauw, start), Some(at(moment)), "{rauw}");
        }
    }

    #[test]
    fn the_day_is_that_of_amsterdam_and_not_of_utc() {
        assert_eq!(gelezen("T-1d 10:00", at("2026-11-21T23:30:00Z")), Some(at("2026-11-21T09:00:00Z")));
    }

    #[test]
    fn of_a_skipped_hour_the_later_is_taken_and_of_a_doubled_hour_the_first() {
        assert_eq!(gelezen("T-1d 02:30", at("2026-03-30T10:00:00Z")), Some(at("2026-03-29T01:30:00Z")));
        assert_eq!(gelezen("T-1d 02:30", at("2026-10-26T10:00:00Z")), Some(at("2026-10-25T00:30:00Z")));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        let start = at("2026-11-22T13:00:00Z");
        for rauw in ["", "t", "T45m", "T+m", "T+4u", "T-1d", "T-1d 9:00", "T-1d 24:00", "T-1d 10:60", "T+-1m", "T+1234567m"]
        {
            assert_eq!(gelezen(rauw, start), None, "{rauw}");
        }
    }

    #[test]
    fn moments_within_a_command_are_filled_in_and_other_texts_stay() {
        let opdracht = r#"{"opdracht":"wijs_vraag_toe","vraag":1,"eigenaar":{"naam":"@politie"},"terug":"@T+30m"}"#;
        let script = lees(&format!("{KOP}\n\n{}\n", stap("T", opdracht)), at("2026-11-22T13:00:00Z")).unwrap();
        let [Stap { regel: 3, opdrachten, .. }] = script.stappen.as_slice() else { panic!("{script:?}") };
        let [Command::WijsVraagToe { eigenaar, terug, .. }] = opdrachten.as_slice() else { panic!("{opdrachten:?}") };
        assert_eq!((eigenaar.naam.as_str(), *terug), ("@politie", at("2026-11-22T13:30:00Z")));
    }

    #[test]
    fn every_bad_line_is_named_with_what_to_do() {
        let goed = r#"{"opdracht":"meld_112"}"#;
        let regels = [
            KOP.to_owned(),
            stap("T-5m", goed),
            stap("T-10m", goed),
            stap("gisteren", goed),
            stap("T", ""),
            stap("T", r#"{"opdracht":"bel_112"}"#),
            stap("T", r#"{"opdracht":"wijzig_einde","overleg":1,"einde":"@T+1u","reden":"x"}"#),
            "{".to_owned(),
        ];
        let gezegd = fouten(&regels.join("\n"));
        let verwacht = [
            "regel 3: deze regel ligt voor de vorige; zet de regels op volgorde van tijd",
            "regel 4: 'gisteren' is geen moment; schrijf T, T+45m",
            "regel 5: deze stap heeft geen opdrachten; zet er",
            "regel 6: opdracht 1 is er geen (unknown variant",
            "regel 7: 'T+1u' is geen moment; schrijf T, T+45m",
            "regel 8: dit is geen stap (",
        ];
        assert_eq!(gezegd.len(), verwacht.len(), "{gezegd:#?}");
        for (gezegd, verwacht) in gezegd.iter().zip(verwacht) {
            assert!(gezegd.starts_with(verwacht), "{gezegd}");
        }
    }

    #[test]
    fn a_script_that_does_not_say_it_is_fictitious_is_refused() {
        assert!(fouten("").concat().starts_with("regel 1: de eerste regel is geen kop"));
        assert!(fouten(r#"{"dossier":"26-K7M4","over":"x"}"#).concat().contains("fictief"));
        let leeg = fouten(r#"{"dossier":"26-K7M4","fictief":" ","over":"x"}"#);
        assert_eq!(leeg, ["regel 1: de kop zegt niet dat alles verzonnen is; vul in bij \"fictief\""]);
    }
}
