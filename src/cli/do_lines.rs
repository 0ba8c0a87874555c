//! `crisistafel doe` and `crisistafel schema`: commands as JSON lines, through the same server and rules as a screen.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::args::Args;
use super::records::Records;
use super::{Context, Exit, Failed, Outcome};
use crate::client::{LinkConfig, Session, SessionFault};
use crate::domain::command::Command;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::refusal::Refusal;
use crate::protocol::{self, Afhandeling, Basis, Soort, Stand};

/// One line: commands that are carried out together or not at all.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Line {
    /// The dossier; left out only to open a new one.
    #[serde(default)]
    dossier: Option<DossierNummer>,
    /// Names the request, so that sending the line again does nothing: 32 hexadecimal digits. Made where it is left out.
    #[serde(default)]
    verzoek: Option<RequestId>,
    /// Up to where the sender had seen the dossier: the `stand` of a line that was carried out. What was changed after it is
    /// not replaced: that is refused. Left out, it means 'whatever it is now'.
    #[serde(default)]
    basis: Option<Stand>,
    /// The commands, in order.
    opdrachten: Vec<Command>,
}

/// What is printed for a line that was carried out.
#[derive(Debug, Serialize)]
struct Done {
    /// The line, the first is 1; with `--alles-of-niets` the last one.
    regel: u32,
    /// The dossier.
    dossier: DossierNummer,
    /// Up to where the dossier is with it. It is on disk.
    stand: Stand,
}

/// Prints the JSON Schema of a line.
pub(super) fn schema(_: &Args) -> Outcome {
    let schema = schemars::schema_for!(Line);
    let json = serde_json::to_string_pretty(&schema).map_err(|e| Failed::new(Exit::Fault, e))?;
    writeln!(io::stdout(), "{json}")?;
    Ok(())
}

/// Carries out the lines on standard input.
pub(super) fn carry_out(c: &Context, args: &Args) -> Outcome {
    let config = c.link(args, Soort::Vraag, args.has("oefening"))?;
    let mut session = Session::open(&config)?;
    let mut out = io::stdout().lock();
    if args.has("alles-of-niets") {
        let lines = lines().collect::<Result<Vec<_>, _>>()?;
        return all_or_nothing(&mut session, &config, lines, &mut out);
    }
    for line in lines() {
        let (regel, line) = line?;
        let verzoek = line.verzoek.unwrap_or(derived(&config, regel));
        let ended = session
            .carry_out(verzoek, line.dossier, line.basis.map(seen), line.opdrachten)
            .map_err(|fault| at_line(regel, fault))?;
        report(&mut out, regel, ended, |_| regel)?;
    }
    Ok(())
}

/// Makes one frame of all lines. They are about one dossier, or the first one opens it.
fn all_or_nothing(session: &mut Session, config: &LinkConfig, lines: Vec<(u32, Line)>, out: &mut impl Write) -> Outcome {
    let Some((first, last)) = lines.first().zip(lines.last()).map(|(f, l)| (f.1.clone(), l.0)) else { return Ok(()) };
    let mut commands = Vec::new();
    // which line each command stands in
    let mut origin = Vec::new();
    for (regel, line) in lines {
        if line.dossier != first.dossier {
            let text =
                format!("regel {regel}: met --alles-of-niets gaan alle regels over een dossier: {}", named(first.dossier));
            return Err(Failed::new(Exit::Refused, text));
        }
        if line.basis != first.basis {
            let text = format!("regel {regel}: met --alles-of-niets hebben alle regels dezelfde basis, of geen");
            return Err(Failed::new(Exit::Refused, text));
        }
        origin.extend(line.opdrachten.iter().map(|_| regel));
        commands.extend(line.opdrachten);
    }
    let verzoek = first.verzoek.unwrap_or(derived(config, 0));
    let ended =
        session.carry_out(verzoek, first.dossier, first.basis.map(seen), commands).map_err(|fault| at_line(last, fault))?;
    report(out, last, ended, |command| origin.get(command).copied().unwrap_or(last))
}

/// What a line says that its sender had seen.
fn seen(stand: Stand) -> Basis {
    Basis { stand: Some(stand), eigen: Vec::new() }
}

/// A fault that is about what stands in the line names it.
fn at_line(regel: u32, fault: SessionFault) -> Failed {
    match fault {
        SessionFault::TooLong => Failed::new(Exit::Refused, format!("regel {regel}: {fault}")),
        other => other.into(),
    }
}

fn named(dossier: Option<DossierNummer>) -> String {
    dossier.map_or_else(|| "het dossier dat de eerste regel opent".to_owned(), |n| n.to_string())
}

/// The request id of a line that names none: new for each run.
fn derived(config: &LinkConfig, regel: u32) -> RequestId {
    protocol::verzoek(config.terminal, 1 + u64::from(regel))
}

/// Prints that a line is on disk, or says which line was not and why. `line_of` knows in which line a command stands.
fn report(out: &mut impl Write, regel: u32, ended: Afhandeling, line_of: impl Fn(usize) -> u32) -> Outcome {
    match ended {
        Afhandeling::Vastgelegd { dossier, stand } => {
            let done = Done { regel, dossier, stand };
            let json = serde_json::to_string(&done).map_err(|e| Failed::new(Exit::Fault, e))?;
            writeln!(out, "{json}")?;
            out.flush()?;
            Ok(())
        }
        Afhandeling::Geweigerd { weigering: Refusal::Opdracht { nummer, reden } } => {
            let at = usize::try_from(nummer).unwrap_or(1).saturating_sub(1);
            Err(Failed::new(Exit::Refused, format!("regel {}: opdracht {nummer}: {reden}", line_of(at))))
        }
        Afhandeling::Geweigerd { weigering } => {
            Err(Failed::new(Exit::Refused, format!("regel {}: {weigering}", line_of(0))))
        }
        Afhandeling::Storing { melding } => Err(Failed::new(Exit::Fault, format!("regel {regel}: {melding}"))),
    }
}

/// The lines of standard input with their numbers; empty lines are skipped.
fn lines() -> impl Iterator<Item = Result<(u32, Line), Failed>> {
    Records::new(io::stdin().lock()).map(|record| record.and_then(|(nr, text)| read_line(nr, &text)))
}

fn read_line(nr: u32, raw: &str) -> Result<(u32, Line), Failed> {
    match serde_json::from_str::<Line>(raw) {
        Ok(line) if line.opdrachten.is_empty() => {
            Err(Failed::new(Exit::Refused, format!("regel {nr}: er staan geen opdrachten in; zie crisistafel schema")))
        }
        Ok(line) => Ok((nr, line)),
        Err(_) if raw.trim_start().starts_with('\u{feff}') => {
            let why = "deze regel begint met een BOM, een onzichtbaar teken dat alleen vooraan mag: zijn er bestanden achter \
                       elkaar gezet? haal het weg";
            Err(Failed::new(Exit::Refused, format!("regel {nr}: {why}")))
        }
        Err(_) if raw.contains('\u{1a}') => {
            let why =
                "hier staat een Ctrl+Z, het einde van een bestand van MS-DOS, en er komt nog iets achter; haal het weg";
            Err(Failed::new(Exit::Refused, format!("regel {nr}: {why}")))
        }
        Err(e) => Err(Failed::new(Exit::Refused, format!("regel {nr}: {}", in_dutch(&e)))),
    }
}

/// What is wrong with a line, in Dutch where the reader's words are known.
fn in_dutch(e: &serde_json::Error) -> String {
    let text = e.to_string();
    let quoted = text.split('`').nth(1).unwrap_or_default();
    let rest = text.split_once(", expected ").map(|(_, r)| r.split(" at line").next().unwrap_or_default());
    let known = rest.map(|r| format!("; wel: {}", r.trim_start_matches("one of ").replace('`', ""))).unwrap_or_default();
    let what = if text.starts_with("missing field") {
        format!("het veld {quoted} ontbreekt")
    } else if text.starts_with("unknown field") {
        format!("het veld {quoted} ken ik niet{known}")
    } else if text.starts_with("unknown variant") {
        format!("{quoted} ken ik niet{known}")
    } else if e.is_syntax() || e.is_eof() {
        "dit is geen JSON".to_owned()
    } else {
        // our own types explain themselves in Dutch; the rest is a value of the wrong kind
        let own = text.split(" at line").next().unwrap_or_default();
        if own.starts_with("invalid type") { "een waarde is van de verkeerde soort".to_owned() } else { own.to_owned() }
    };
    format!("{what} (teken {}); zie crisistafel schema", e.column())
}
