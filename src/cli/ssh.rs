//! `crisistafel ssh`: what sshd runs as a forced command. What stood behind `ssh` is split as a shell would, and read
//! against the verbs that may be used from afar; with nothing behind it the overview opens.

use std::ffi::OsString;

use super::args::{self, Args};
use super::places::COMMAND;
use super::{Context, Exit, Failed, Outcome, Run, VERBS};
use crate::domain::tekst::is_harmless;

/// The longest command that is read, in bytes.
const BYTES_MAX: usize = 1000;

/// What stood behind `ssh`. What is not taken whole is refused: a shell's comment would fall off, and what is no text would
/// be no command at all, which opens the overview.
fn original(c: &Context) -> Result<&str, Failed> {
    let refused = |why: &str| Err(Failed::new(Exit::Usage, why));
    let Some(asked) = c.env.raw(COMMAND).filter(|asked| !asked.is_empty()) else { return Ok("tafel") };
    match asked.to_str() {
        None => refused("de opdracht is geen leesbare tekst (UTF-8)"),
        Some(asked) if asked.len() > BYTES_MAX => refused("de opdracht is te lang"),
        Some(asked) if !asked.chars().all(is_harmless) => refused("in de opdracht staat een teken dat niet zichtbaar is"),
        Some(asked) if asked.contains('#') => refused("de opdracht mag geen # hebben"),
        Some(asked) => Ok(asked),
    }
}

/// Does what was asked over SSH.
pub(super) fn ssh(c: &Context, own: &Args) -> Outcome {
    let asked = original(c)?;
    let words =
        shlex::split(asked).ok_or_else(|| Failed::new(Exit::Usage, "de opdracht heeft een aanhalingsteken te weinig"))?;
    let words = words.iter().map(String::as_str);
    let words: Vec<OsString> = words.skip_while(|w| *w == "crisistafel").map(OsString::from).collect();
    let (verb, mut args) = args::parse(words).map_err(|fault| Failed::new(Exit::Usage, fault))?;
    if !verb.over_ssh {
        let those: Vec<&str> = VERBS.iter().filter(|v| v.over_ssh).map(|v| v.name).collect();
        let text = format!("{} kan niet over ssh; wel: {}", verb.name, those.join(", "));
        return Err(Failed::new(Exit::Refused, text));
    }
    if args.has("nieuw") {
        let text = "een verse oefening begint niet over ssh; doe dat op de machine zelf: crisistafel oefening --nieuw";
        return Err(Failed::new(Exit::Refused, text));
    }
    if args.sleutel.is_some() {
        return Err(Failed::new(Exit::Refused, "--sleutel kan niet over ssh; de tafel wordt geopend op de machine zelf"));
    }
    if args.namens.is_some() {
        return Err(Failed::new(Exit::Usage, "--namens staat in de gedwongen opdracht van sshd, niet erachter"));
    }
    // the name comes from sshd's forced command, and counts only for an account that the role table calls a gateway
    args.namens.clone_from(&own.namens);
    args.over_ssh = true;
    match verb.run {
        Run::Alone(verb) => verb(&args),
        Run::Here(verb) => verb(c, &args),
    }
}
