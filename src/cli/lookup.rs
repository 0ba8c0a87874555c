//! Lookups: ask, and print what `report` makes of the answer.

use std::io::{self, Write};

use chrono::TimeDelta;
use serde::Serialize;

use super::args::{Args, day};
use super::ask::ask;
use super::{Context, Exit, Failed, Outcome};
use crate::client::{Replica, Session, SessionFault};
use crate::domain::ids::{DossierNummer, OverlegNr};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::{Clock, Tijdstip};
use crate::protocol::{InzageVraag, Opgehaald, Raadpleging, Soort};
use crate::report::inzage::Naslag;
use crate::report::voorlegger::{self, Welke};
use crate::report::{self, Aanvraag};

/// How many days back who looked is told, where nobody says since when.
const INZAGE_DAGEN: i64 = 92;

/// What a lookup works with.
struct Lookup {
    session: Session,
    nu: Tijdstip,
    json: bool,
}

impl Lookup {
    fn open(c: &Context, args: &Args) -> Result<Self, Failed> {
        let session = Session::open(&c.link(args, Soort::Vraag, args.has("oefening"))?)?;
        Ok(Self { session, nu: c.clock.now(), json: args.has("json") })
    }

    fn print<T: Serialize>(&self, answer: &T, text: impl Fn(&T) -> String) -> Outcome {
        let json = || serde_json::to_string_pretty(answer).map_err(|e| Failed::new(Exit::Fault, e));
        write_out(&if self.json { json()? } else { text(answer) })?;
        if let Some(wat) = &self.session.onvolledig {
            writeln!(io::stderr(), "{wat}")?;
        }
        Ok(())
    }
}

fn write_out(text: &str) -> Outcome {
    writeln!(io::stdout(), "{}", text.trim_end())?;
    Ok(())
}

/// How a dossier stands.
pub(super) fn show(c: &Context, args: &Args) -> Outcome {
    let mut l = Lookup::open(c, args)?;
    let nummer = number(args)?;
    let replica = match l.session.dossier(nummer) {
        Err(SessionFault::NotThere(said)) => {
            let was = super::vernietig::was_er(&mut l.session, nummer).unwrap_or(said);
            return Err(Failed::new(Exit::Refused, was));
        }
        other => other?,
    };
    let asked = request(&replica, &l, None, false)?;
    let alles = args.has("alles");
    l.print(&report::toon(&asked, replica.gewijzigd), |toon| match args.deel {
        _ if alles => toon.alles(),
        Some(deel) => toon.deel(deel),
        None => toon.tekst(),
    })
}

/// Open actions.
pub(super) fn actions(c: &Context, args: &Args) -> Outcome {
    let mut l = Lookup::open(c, args)?;
    let Opgehaald::Acties { rijen } = l.session.ask(Raadpleging::Acties)? else { return Err(odd()) };
    l.print(&report::acties(&rijen, l.nu, args.has("te-laat"), l.session.oefening), report::acties::Acties::tekst)
}

/// The dossiers.
pub(super) fn dossiers(c: &Context, args: &Args) -> Outcome {
    let mut l = Lookup::open(c, args)?;
    let Opgehaald::Dossiers { rijen } = l.session.ask(Raadpleging::Dossiers)? else { return Err(odd()) };
    l.print(&report::dossiers(&rijen, l.nu, l.session.oefening), report::dossiers::Dossiers::tekst)
}

/// Lines in which words occur. The words are asked for, or come from standard input: never from the command line, where
/// others can see them.
pub(super) fn search(c: &Context, args: &Args) -> Outcome {
    let mut l = Lookup::open(c, args)?;
    let typed = ask("Zoek naar: ")?;
    let none = || Failed::new(Exit::Usage, "geef een of meer woorden om naar te zoeken");
    let woorden = Tekst::new(&typed).map_err(|e| Failed::new(Exit::Refused, e))?;
    if woorden.is_empty() {
        return Err(none());
    }
    let Opgehaald::Regels { rijen, meer } = l.session.ask(Raadpleging::Zoek { woorden: woorden.clone() })? else {
        return Err(odd());
    };
    l.print(&report::zoek(&rijen, meer, &woorden, l.nu, l.session.oefening), report::zoek::Gevonden::tekst)
}

/// Who looked at what.
pub(super) fn trace(c: &Context, args: &Args) -> Outcome {
    // before anybody is asked: which day it is, is ours to read
    let sinds = args.sinds.as_deref().map(|word| day(word, c.clock.now())).transpose();
    let sinds = sinds.map_err(|e| Failed::new(Exit::Usage, e))?;
    let mut l = Lookup::open(c, args)?;
    let sinds = sinds.unwrap_or_else(|| l.nu.plus(TimeDelta::days(-INZAGE_DAGEN)));
    let (dossier, wie) = (args.nummer, args.wie.clone());
    let asked = Raadpleging::Inzage(InzageVraag { dossier, wie: wie.clone(), sinds });
    let Opgehaald::Inzage { rijen, meer, opvallend, onvolledig, punt } = l.session.ask(asked)? else { return Err(odd()) };
    let punt = punt.as_ref();
    let found = Naslag { dossier, wie: wie.as_ref(), sinds, rijen: &rijen, meer, opvallend: &opvallend, onvolledig, punt };
    l.print(&report::inzage(&found, l.nu, l.session.oefening), report::inzage::Inzien::tekst)
}

/// The minutes of a meeting.
pub(super) fn minutes(c: &Context, args: &Args) -> Outcome {
    let mut l = Lookup::open(c, args)?;
    let nummer = number(args)?;
    let replica = l.session.dossier(nummer)?;
    if args.has("voorlegger") {
        return page(&replica, &l, args);
    }
    let d = &replica.dossier;
    let told = |nr: OverlegNr| d.regels_van(nr).next().is_some();
    let last = d.overleggen.iter().rev().find(|o| o.begonnen.is_some() || told(o.nr)).map(|o| o.nr);
    let nr = args.overleg.map(OverlegNr).or(last);
    let none = || Failed::new(Exit::Refused, format!("dossier {nummer} heeft nog geen overleg waarvan een verslag is"));
    let asked = request(&replica, &l, nr, args.has("met-afgeschermd"))?;
    // the dossier itself is no meeting
    let document = report::verslag(&asked, nr.ok_or_else(none)?).filter(|_| nr != Some(OverlegNr::DOSSIER));
    let unknown =
        || Failed::new(Exit::Refused, "dat overleg bestaat niet in dit dossier; laat --overleg weg voor het laatste");
    write_out(&report::markdown(&document.ok_or_else(unknown)?))?;
    if let (None, Some(nr), true) = (args.overleg, nr, d.overleggen.len() > 1) {
        let hoeveel = d.overleggen.len();
        writeln!(io::stderr(), "dit is het verslag van overleg {nr}; er zijn er {hoeveel}, een ander met --overleg N")?;
    }
    Ok(())
}

/// The page for the burgemeester. What has to be known of it that does not belong on paper goes to standard error.
fn page(replica: &Replica, l: &Lookup, args: &Args) -> Outcome {
    let welke = match (args.voorlegger, args.overleg) {
        (Some(nr), _) => Welke::Nummer(nr),
        (None, Some(nr)) => Welke::Van(OverlegNr(nr)),
        (None, None) => Welke::Laatste,
    };
    let met = args.has("met-afgeschermd");
    // chosen among all that this user may see: leaving out what is shielded never prints another page in its place
    let v = voorlegger::gekozen(&replica.dossier, welke);
    let (nr, welke) = (v.map(|v| v.overleg), v.map_or(welke, |v| Welke::Nummer(v.id)));
    let all = report::voorlegger(&request(replica, l, nr, true)?, welke);
    let page = if met { all.clone() } else { report::voorlegger(&request(replica, l, nr, false)?, welke) };
    let hint = "er zijn afgeschermde regels bij; zet er --met-afgeschermd achter";
    let Some(page) = page else {
        let none = "er is nog geen voorlegger; maak er een in het overleg";
        return Err(Failed::new(Exit::Refused, if all.is_some() { hint } else { none }));
    };
    if all.is_some_and(|all| all.feiten != page.feiten) {
        writeln!(io::stderr(), "let op: {hint}")?;
    }
    if !page.past {
        writeln!(io::stderr(), "let op: dit past niet op één bladzijde; maak de teksten korter")?;
    }
    write_out(&page.tekst)
}

/// What a document is made of. The replica holds only what this user may see.
fn request<'a>(
    replica: &'a Replica,
    l: &Lookup,
    nr: Option<OverlegNr>,
    met_afgeschermd: bool,
) -> Result<Aanvraag<'a>, Failed> {
    let overleg = nr.and_then(|nr| replica.dossier.overleg(nr)).or_else(|| replica.dossier.actueel());
    let kader = replica.kader(overleg).ok_or_else(odd)?;
    let (oefening, nu, controlepunt) = (l.session.oefening, l.nu, replica.punten.voor(met_afgeschermd));
    Ok(Aanvraag { dossier: &replica.dossier, kader, met_afgeschermd, oefening, nu, controlepunt })
}

fn number(args: &Args) -> Result<DossierNummer, Failed> {
    args.nummer.ok_or_else(|| Failed::new(Exit::Usage, "geef het nummer van een dossier"))
}

/// The server answered another question than the one that was asked.
fn odd() -> Failed {
    Failed::new(Exit::Fault, "de dienst gaf een onverwacht antwoord; zijn de versies gelijk?")
}
