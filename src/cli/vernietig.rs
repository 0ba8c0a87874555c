//! `crisistafel vernietig ...`, `bevries` and `ontdooi`: the end of a dossier. Two people agree on it through the service;
//! it is done when that starts next.

use std::io::{self, Write};

use super::args::Args;
use super::ask::ask;
use super::{Context, Exit, Failed, Outcome};
use crate::client::{LinkConfig, Replica, Session};
use crate::domain::bewaren::Inzagebewaring;
use crate::domain::command::Command;
use crate::domain::dossier::{Vernietigbaar, Vernietigrij};
use crate::domain::ids::DossierNummer;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Clock;
use crate::protocol::{self, Afhandeling, Basis, Opgehaald, Raadpleging, Soort};
use crate::report::vernietiging;

/// A connection, and what a request is named after.
struct Gesprek {
    session: Session,
    config: LinkConfig,
}

impl Gesprek {
    fn open(c: &Context, args: &Args) -> Result<Self, Failed> {
        let config = c.link(args, Soort::Vraag, args.has("oefening"))?;
        Ok(Self { session: Session::open(&config)?, config })
    }

    fn vernietigingen(&mut self) -> Result<(Vec<Vernietigrij>, Option<Box<Inzagebewaring>>), Failed> {
        match self.session.ask(Raadpleging::Vernietigingen)? {
            Opgehaald::Vernietigingen { rijen, inzage } => Ok((rijen, inzage)),
            _ => Err(Failed::new(Exit::Fault, "de dienst gaf een onverwacht antwoord; zijn de versies gelijk?")),
        }
    }

    /// Has this recorded, on what was seen of the dossier.
    fn doe(&mut self, replica: &Replica, command: Command) -> Outcome {
        let (verzoek, nummer) = (protocol::verzoek(self.config.terminal, 1), replica.dossier.nummer);
        let basis = Some(Basis { stand: replica.stand, eigen: Vec::new() });
        match self.session.carry_out(verzoek, Some(nummer), basis, vec![command])? {
            Afhandeling::Vastgelegd { .. } => Ok(()),
            Afhandeling::Geweigerd { weigering } => Err(Failed::new(Exit::Refused, weigering)),
            Afhandeling::Storing { melding } => Err(Failed::new(Exit::Fault, melding)),
        }
    }
}

/// What is due, by which term, and what was done.
pub(super) fn lijst(c: &Context, args: &Args) -> Outcome {
    let mut g = Gesprek::open(c, args)?;
    let Opgehaald::Dossiers { rijen } = g.session.ask(Raadpleging::Dossiers)? else {
        return Err(Failed::new(Exit::Fault, "de dienst gaf een onverwacht antwoord; zijn de versies gelijk?"));
    };
    let mut dossiers = Vec::new();
    for rij in rijen {
        let replica = g.session.dossier(rij.nummer)?;
        // the terms in force, whatever a meeting once opened with
        if let Some(kader) = replica.kader(None) {
            let kader = kader.kader.clone();
            dossiers.push((replica.dossier, kader));
        }
    }
    let (gedaan, inzage) = g.vernietigingen()?;
    let text = vernietiging::lijst(&dossiers, (&gedaan, inzage.as_deref()), c.clock.now(), g.session.oefening);
    Ok(writeln!(io::stdout(), "{}", text.trim_end())?)
}

/// Proposes.
pub(super) fn vraag(c: &Context, args: &Args) -> Outcome {
    let (nummer, wat) = (nummer(args)?, klasse(args)?);
    let mut g = Gesprek::open(c, args)?;
    let replica = g.session.dossier(nummer)?;
    let grond = zin("De grond (blijft bewaard: noem niemand; leeg laten als de bewaartermijn is verstreken): ")?;
    g.doe(&replica, Command::StelVernietigingVoor { wat, grond })?;
    let hoe = format!("crisistafel vernietig akkoord {nummer} --klasse {wat}");
    Ok(writeln!(io::stdout(), "Voorgesteld: {nummer}, {} vernietigen. Een ander geeft akkoord: {hoe}", wat.voluit())?)
}

/// Agrees, after it was said to what.
pub(super) fn akkoord(c: &Context, args: &Args) -> Outcome {
    let (nummer, wat) = (nummer(args)?, klasse(args)?);
    let mut g = Gesprek::open(c, args)?;
    let replica = g.session.dossier(nummer)?;
    if let Some(v) = replica.dossier.vernietiging.as_ref().filter(|v| v.wat == wat) {
        let (door, op) = (&v.voorgesteld.door.naam, v.voorgesteld.op.datum_klok());
        writeln!(
            io::stderr(),
            "Dossier {nummer}: {} vernietigen.\nGrond: {}\nVoorgesteld door {door}, {op}.",
            wat.voluit(),
            v.grond
        )?;
        writeln!(io::stderr(), "Dit kan niet ongedaan worden gemaakt. Het gebeurt bij de volgende start van de dienst.")?;
        let typed = ask("Typ het nummer van het dossier om akkoord te geven: ")?;
        if typed.trim().parse::<DossierNummer>().ok() != Some(nummer) {
            return Err(Failed::new(Exit::Refused, "dat is niet het nummer; er is geen akkoord gegeven"));
        }
    }
    g.doe(&replica, Command::KeurVernietigingGoed { wat })?;
    let hoe = "Het gebeurt als de dienst opnieuw begint, tenzij er voor die tijd nog iets in het dossier wordt vastgelegd.";
    Ok(writeln!(io::stdout(), "Akkoord vastgelegd. {hoe}")?)
}

/// Prints the certificates of a dossier.
pub(super) fn bewijs(c: &Context, args: &Args) -> Outcome {
    let nummer = nummer(args)?;
    let mut g = Gesprek::open(c, args)?;
    let oefening = g.session.oefening;
    let van = |r: &&Vernietigrij| r.opdracht.nummer == nummer;
    let all: Vec<String> =
        g.vernietigingen()?.0.iter().filter(van).filter_map(|r| vernietiging::bewijs(r, oefening)).collect();
    if all.is_empty() {
        return Err(Failed::new(
            Exit::Refused,
            format!("van dossier {nummer} is er geen verklaring van vernietiging waar u bij kunt"),
        ));
    }
    Ok(write!(io::stdout(), "{}", all.join("\u{c}"))?)
}

/// What is said of a dossier that is not there, to who may know that it was destroyed.
pub(super) fn was_er(session: &mut Session, nummer: DossierNummer) -> Option<String> {
    let Ok(Opgehaald::Vernietigingen { rijen, .. }) = session.ask(Raadpleging::Vernietigingen) else { return None };
    let heel = |r: &&Vernietigrij| r.opdracht.nummer == nummer && r.opdracht.wat == Vernietigbaar::Alles;
    rijen.iter().filter(heel).find_map(vernietiging::in_een_zin)
}

/// Keeps a dossier whatever its terms say.
pub(super) fn bevries(c: &Context, args: &Args) -> Outcome {
    let mut g = Gesprek::open(c, args)?;
    let replica = g.session.dossier(nummer(args)?)?;
    let reden = zin("Waarom blijft dit bewaard? ")?;
    g.doe(&replica, Command::Bevries { reden })?;
    Ok(writeln!(
        io::stdout(),
        "Bevroren: van dossier {} wordt niets vernietigd tot iemand het ontdooit.",
        replica.dossier.nummer
    )?)
}

/// Ends that.
pub(super) fn ontdooi(c: &Context, args: &Args) -> Outcome {
    let mut g = Gesprek::open(c, args)?;
    let replica = g.session.dossier(nummer(args)?)?;
    let reden = zin("Waarom hoeft het niet langer? ")?;
    g.doe(&replica, Command::Ontdooi { reden })?;
    Ok(writeln!(io::stdout(), "Ontdooid: voor dossier {} gelden de bewaartermijnen weer.", replica.dossier.nummer)?)
}

fn zin(question: &str) -> Result<Tekst, Failed> {
    Tekst::new(&ask(question)?).map_err(|e| Failed::new(Exit::Refused, e))
}

fn nummer(args: &Args) -> Result<DossierNummer, Failed> {
    args.nummer.ok_or_else(|| Failed::new(Exit::Usage, "geef het nummer van een dossier"))
}

fn klasse(args: &Args) -> Result<Vernietigbaar, Failed> {
    args.klasse.ok_or_else(|| Failed::new(Exit::Usage, "zeg wat er vernietigd wordt: --klasse verhaal of --klasse alles"))
}
