//! `crisistafel sleutel ...`: who can open the keyring of a store, and how that changes. No secret is taken from the command
//! line or the environment, and none is shown but a new recovery key, once.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::Args;
use super::tty::Terminal;
use super::{Context, Exit, Failed, Outcome, exercise, opener};
use crate::crypto::bos::{BosFault, Ingang, IngangFault, Openersoort, Sleutelbos};
use crate::crypto::kluis::Kluis;
use crate::crypto::opener::{Identiteit, Opener, PAPIER_TEKENS, Wachtwoord};
use crate::domain::inzage::{Inzagedaad, Sleuteldaad};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Clock;
use crate::server;

/// What the recovery key is called that replaces none.
const OP_PAPIER: &str = "op papier";

impl From<BosFault> for Failed {
    fn from(fault: BosFault) -> Self {
        let exit = match &fault {
            BosFault::Verkeerd { .. } | BosFault::OpSlot { .. } => Exit::NoConnection,
            BosFault::Toeval
            | BosFault::Ingang(IngangFault::Toeval)
            | BosFault::Teruglezen
            | BosFault::VorigBlijft(_)
            | BosFault::Onzeker(_)
            | BosFault::Io { .. } => Exit::Fault,
            BosFault::Geen
            | BosFault::Weg
            | BosFault::IsEr
            | BosFault::Vorm
            | BosFault::Beschadigd { .. }
            | BosFault::Gewijzigd { .. }
            | BosFault::Laatste
            | BosFault::Onbekend { .. }
            | BosFault::Bezet(_)
            | BosFault::Ingang(IngangFault::Naam)
            | BosFault::Vol { .. } => Exit::Refused,
        };
        Self::new(exit, fault)
    }
}

/// `sleutel maak PAD`: an identity in a file elsewhere. Nothing opens with it before it was added.
pub(super) fn make(c: &Context, args: &Args) -> Outcome {
    let path = pad(args);
    let identity = opener::maak(c, &c.places.real_store(), path)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", identity.ontvanger())?;
    let how = format!("crisistafel sleutel erbij --ontvanger {} --naam NAAM", identity.ontvanger());
    Ok(writeln!(io::stderr(), "De sleutel staat in {}. Openen doet hij pas na: {how}", opener::schoon(path))?)
}

/// `sleutel toon`: who can open it. Needs no key.
pub(super) fn show(c: &Context, args: &Args) -> Outcome {
    let bos = Sleutelbos::bekijk(&tafel(c, args)?)?;
    let mut out = io::stdout().lock();
    if args.has("oefening") {
        writeln!(out, "OEFENING: dit is geen echte tafel.")?;
    }
    let (when, who) = (bos.gewijzigd.datum_klok(), &bos.door);
    writeln!(
        out,
        "Sleutelbos, {}e uitgave, gewijzigd {when} door {who}; sleutels van {} journalen.",
        bos.generatie, bos.journalen
    )?;
    writeln!(out, "Hem openen:")?;
    for Ingang { soort, naam, ontvanger, .. } in &bos.openers.0 {
        writeln!(out, "    {:<16}{naam}\n    {:<16}{ontvanger}", soort.naam(), "")?;
    }
    if let Some(said) = bos.resten.zegt() {
        writeln!(out, "{said}.")?;
    }
    Ok(writeln!(out, "Dit zegt het bestand zelf; zeker is het pas als iemand hem opent.")?)
}

/// `sleutel erbij`: another opener.
pub(super) fn add(c: &Context, args: &Args) -> Outcome {
    let dir = tafel(c, args)?;
    let ways = [args.ontvanger.is_some(), args.has("wachtwoord"), args.has("herstelsleutel")];
    if ways.iter().filter(|way| **way).count() != 1 {
        return Err(Failed::new(Exit::Usage, "kies één opener: --ontvanger age1..., --wachtwoord of --herstelsleutel"));
    }
    let naam = args.naam.clone().or(args.has("herstelsleutel").then(|| Tekst::from(OP_PAPIER)));
    let naam = naam.ok_or_else(|| Failed::new(Exit::Usage, "geef de opener een naam: --naam NAAM"))?;
    let (mut bos, own) = open(c, args, &dir)?;
    let opener = match &args.ontvanger {
        Some(ontvanger) => Ingang::new(Openersoort::Identiteit, naam, ontvanger.clone()),
        None if args.has("wachtwoord") => Ingang::wachtwoord(naam, &kies_wachtwoord()?),
        None => Ingang::new(Openersoort::Herstel, naam, op_papier(&mut Terminal::eis()?)?.ontvanger()),
    };
    let opener = opener.map_err(BosFault::from)?;
    let said = format!("{opener} opent de sleutelbos nu ook.");
    bos.voeg_toe(opener)?;
    bewaar(c, (bos, own), &dir, (Sleuteldaad::Erbij, &said))
}

/// `sleutel eraf NAAM`: an opener less.
pub(super) fn remove(c: &Context, args: &Args) -> Outcome {
    let dir = tafel(c, args)?;
    let naam = args.naam.clone().unwrap_or_default();
    let (mut bos, own) = open(c, args, &dir)?;
    let gone = bos.haal_weg(&naam)?;
    let copies = "Een oude kopie van de sleutelbos opent hij nog: vernietig die.";
    bewaar(c, (bos, own), &dir, (Sleuteldaad::Eraf, &format!("{gone} opent de sleutelbos niet meer. {copies}")))
}

/// `sleutel wissel`: the keyring with another key, for the same openers.
pub(super) fn rekey(c: &Context, args: &Args) -> Outcome {
    let dir = tafel(c, args)?;
    let opened = open(c, args, &dir)?;
    bewaar(
        c,
        opened,
        &dir,
        (
            Sleuteldaad::Wissel,
            "De sleutelbos heeft een andere sleutel, en dezelfde openers; de dossiers houden hun eigen sleutels.",
        ),
    )
}

/// `sleutel herstel PAD`: opens it with the recovery key, and makes another of that and a new identity.
pub(super) fn recover(c: &Context, args: &Args) -> Outcome {
    let dir = tafel(c, args)?;
    let path = pad(args);
    Sleutelbos::bekijk(&dir)?;
    let naam = args.naam.clone().ok_or_else(|| Failed::new(Exit::Usage, "geef de nieuwe sleutel een naam: --naam NAAM"))?;
    let mut terminal = Terminal::eis()?;
    let typed = typ_over(&mut terminal)?;
    let mut bos = Sleutelbos::open(&dir, &Opener::Identiteit(typed.clone()))?;
    let identity = opener::maak(c, &dir, path)?;
    let added = ingang(Openersoort::Identiteit, naam, &identity).and_then(|new| Ok(bos.voeg_toe(new)?));
    if let Err(failed) = added.and_then(|()| vervang_papier(&mut bos, &typed, &mut terminal)) {
        // nothing opens with it, and the next attempt makes it again
        let _ = std::fs::remove_file(path);
        return Err(failed);
    }
    let said =
        format!("Hersteld: {} opent de sleutelbos, en de nieuwe herstelsleutel; de oude niet meer.", opener::schoon(path));
    bewaar(c, (bos, Opener::Identiteit(typed)), &dir, (Sleuteldaad::Herstel, &said))
}

/// Puts a new recovery key in the place of the one that was used.
fn vervang_papier(bos: &mut Sleutelbos, used: &Identiteit, terminal: &mut Terminal) -> Outcome {
    let old = bos.openers().iter().find(|i| i.ontvanger == used.ontvanger()).map(|i| i.naam.clone());
    if let Some(old) = &old {
        bos.haal_weg(old)?;
    }
    let new = op_papier(terminal)?;
    Ok(bos.voeg_toe(ingang(Openersoort::Herstel, old.unwrap_or(Tekst::from(OP_PAPIER)), &new)?)?)
}

fn ingang(soort: Openersoort, naam: Tekst, identity: &Identiteit) -> Result<Ingang, Failed> {
    Ok(Ingang::new(soort, naam, identity.ontvanger()).map_err(BosFault::from)?)
}

/// Keeps what changed, and says so; and what is lacking.
fn bewaar(c: &Context, (mut bos, own): (Sleutelbos, Opener), dir: &Path, (wat, said): (Sleuteldaad, &str)) -> Outcome {
    let wie = opener::wijziger(c.clock.now());
    bos.bewaar(dir, &wie)?;
    writeln!(io::stdout(), "{said}")?;
    let herstel = bos.openers().iter().any(|i| i.soort == Openersoort::Herstel);
    let kluis = Kluis::van(bos, dir, own, wie.door);
    let claim = server::claim(dir).map_err(|fault| fault.to_string());
    if let Err(why) =
        claim.and_then(|claim| server::trace_here(&claim, kluis, Inzagedaad::Sleutelgebruik { wat }, c.clock.now()))
    {
        writeln!(io::stderr(), "Let op: dat de sleutelbos is gebruikt, staat niet in de inzage: {why}")?;
    }
    if !herstel {
        let how = "maak er een: crisistafel sleutel erbij --herstelsleutel";
        writeln!(
            io::stderr(),
            "Let op: er is geen herstelsleutel op papier. Raakt elke opener kwijt, dan is alles onleesbaar; {how}"
        )?;
    }
    Ok(())
}

fn open(c: &Context, args: &Args, dir: &Path) -> Result<(Sleutelbos, Opener), Failed> {
    // that there is none is said before anything is asked
    Sleutelbos::bekijk(dir)?;
    let own = opener::vind(c, args, dir)?;
    let bos = Sleutelbos::open(dir, &own)?;
    if let Some(said) = bos.resten().zegt() {
        writeln!(io::stderr(), "{said}.")?;
    }
    Ok((bos, own))
}

/// The store that is meant.
fn tafel(c: &Context, args: &Args) -> Result<PathBuf, Failed> {
    let none = || Failed::new(Exit::Refused, "er is geen oefening; begin er een met 'crisistafel oefening'");
    let dir = if args.has("oefening") {
        exercise::current(&c.places.exercises()).map_err(|e| Failed::new(Exit::Refused, e))?
    } else {
        Some(c.places.real_store())
    };
    let dir = dir.ok_or_else(none)?;
    server::look(&dir).map_err(|e| Failed::new(Exit::Refused, e))?;
    Ok(dir)
}

fn pad(args: &Args) -> &Path {
    args.map.as_deref().unwrap_or(Path::new("."))
}

/// A passphrase, typed twice.
pub(super) fn kies_wachtwoord() -> Result<Wachtwoord, Failed> {
    let mut terminal = Terminal::eis()?;
    let typed = terminal.verborgen("Nieuw wachtwoord: ")?;
    let word = Wachtwoord::gekozen(&typed).map_err(|e| Failed::new(Exit::Refused, e))?;
    if *typed != *terminal.verborgen("Nog eens: ")? {
        return Err(Failed::new(Exit::Refused, "de twee wachtwoorden zijn niet hetzelfde; er is niets gewijzigd"));
    }
    Ok(word)
}

/// A new recovery key: shown once, and used only when somebody says that it stands on paper.
pub(super) fn op_papier(terminal: &mut Terminal) -> Result<Identiteit, Failed> {
    let identity = Identiteit::nieuw();
    let rows = identity.op_papier();
    terminal.zeg("\nDe herstelsleutel. Hij wordt maar één keer getoond; schrijf hem over en bewaar hem in een kluis:\n")?;
    for row in &rows {
        terminal.zeg(&format!("    {}", row.as_str()))?;
    }
    let last = rows.last().and_then(|row| row.rsplit(' ').next()).unwrap_or_default();
    let typed = terminal.zichtbaar("\nStaat hij op papier? Typ de laatste groep over: ")?;
    if typed.trim().eq_ignore_ascii_case(last) {
        return Ok(identity);
    }
    Err(Failed::new(Exit::Refused, "dat is niet de laatste groep; deze herstelsleutel telt niet, en er is niets gewijzigd"))
}

/// The recovery key, typed from paper: row by row, or in one go.
fn typ_over(terminal: &mut Terminal) -> Result<Identiteit, Failed> {
    terminal.zeg("Typ de herstelsleutel over van papier, rij voor rij.")?;
    let mut typed = zeroize::Zeroizing::new(String::with_capacity(4096));
    let enough = |typed: &str| typed.chars().filter(|c| !c.is_whitespace()).count() >= PAPIER_TEKENS;
    for row in 1..=3 {
        let line = terminal.zichtbaar(&format!("rij {row}: "))?;
        typed.push_str(&line);
        typed.push(' ');
        if line.trim().is_empty() || enough(&typed) {
            break;
        }
    }
    Identiteit::van_papier(&typed).map_err(|e| Failed::new(Exit::Refused, e))
}
