//! A store for real dossiers: made at the terminal, opened before its service starts, and closed. Absent: the service and who
//! watches over it (`service`, `bewaker`).

use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::args::Args;
use super::sleutel::{kies_wachtwoord, op_papier};
use super::tty::Terminal;
use super::{Context, Exit, Failed, Outcome, bewaker, exercise, opener};
use crate::crypto::bos::{BosFault, Ingang, NAAM, Openersoort, Sleutelbos};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Clock;
use crate::server::{self, Tafel};

/// Sees to it that the store for real dossiers is served, where this user may start that: makes it where there is none, and
/// opens it. Only `tafel` asks anything; who looks something up is told who can open it.
pub(super) fn zorg(c: &Context, args: &Args) -> Outcome {
    let dir = c.places.real_store();
    let vraagt = vraagt(args);
    if !server::exists(&dir) {
        if !vraagt {
            let none = "op deze machine is nog geen tafel voor echte dossiers; maak er een met 'crisistafel tafel'";
            return Err(Failed::new(Exit::Refused, format!("{none}\n{}", wat_er_wel_is(c, args))));
        }
        maak(c, &dir)?;
    }
    if server::is_held(&dir) {
        return Ok(());
    }
    let opener = if vraagt {
        opener::vind_die_opent(c, args, &dir)?
    } else {
        opener::zonder_vragen(c, args, &dir).map_err(op_slot)?
    };
    bewaker::start(&opener).map_err(|why| Failed::new(Exit::NoConnection, why))
}

/// What there is besides real dossiers, and how this verb reaches it.
fn wat_er_wel_is(c: &Context, args: &Args) -> String {
    let dir = match exercise::current(&c.places.exercises()) {
        Ok(Some(dir)) => dir,
        Ok(None) => return "er is ook nog geen oefening; beginnen doet u met 'crisistafel oefening'".to_owned(),
        Err(fault) => return fault.to_string(),
    };
    let word = if server::is_held(&dir) { "er loopt wel een oefening" } else { "er staat wel een oefening klaar" };
    let number = args.nummer.map(|n| format!(" {n}")).unwrap_or_default();
    format!("{word}; daar komt u met: crisistafel {}{number} --oefening", args.verb)
}

/// On a machine where the system keeps the service running: makes the store where there is none, for the account of the
/// service, and says what comes then.
pub(super) fn zet_klaar(c: &Context, args: &Args) -> Outcome {
    let dir = c.places.real_store();
    let mine = c.places.base.metadata().is_ok_and(|m| m.uid() == nix::unistd::geteuid().as_raw());
    if !mine || server::exists(&dir) || !vraagt(args) {
        return Ok(());
    }
    maak(c, &dir)?;
    writeln!(io::stdout(), "Voeg nu de sleutel van de dienst toe en start hem; hoe, staat in crisistafel@.service.")?;
    Err(Failed::new(Exit::Done, ""))
}

/// Whether this may ask something: through sshd's forced command nothing is made and no secret is asked, with a command behind
/// it or without. Who logs in on the machine sits at a terminal of their own there, over SSH too.
fn vraagt(args: &Args) -> bool {
    args.verb == "tafel" && !args.over_ssh
}

/// Who looks something up is told how the store is opened, and by whom.
fn op_slot(failed: Failed) -> Failed {
    let how = "de tafel staat op slot; op deze machine opent u hem met: crisistafel tafel";
    if failed.exit == Exit::NoConnection { Failed::new(failed.exit, format!("{how}\n{}", failed.text)) } else { failed }
}

/// `sluit`: ends the service of a store; of one that is opened with a passphrase it has to be typed again then.
pub(super) fn close(c: &Context, args: &Args) -> Outcome {
    let dir = if args.has("oefening") {
        let none = || Failed::new(Exit::Refused, "er is geen oefening");
        exercise::current(&c.places.exercises()).map_err(|e| Failed::new(Exit::Refused, e))?.ok_or_else(none)?
    } else {
        c.places.real_store()
    };
    server::look(&dir).map_err(|e| Failed::new(Exit::Refused, e))?;
    let open = server::is_held(&dir);
    server::stop_holder(&dir).map_err(|e| Failed::new(Exit::Refused, e))?;
    Ok(writeln!(io::stdout(), "{}", if open { "De tafel is dicht." } else { "De tafel was al dicht." })?)
}

/// Makes the store, when whoever sits at the terminal wants that.
fn maak(c: &Context, dir: &Path) -> Outcome {
    if dir.join(NAAM).exists() {
        let half = "daar staat een sleutelbos zonder tafel, van een begin dat werd afgebroken of een kopie die niet heel is; \
                    zet die map ergens anders neer en begin opnieuw";
        return Err(Failed::new(Exit::Refused, format!("{}: {half}", opener::schoon(dir))));
    }
    let mut terminal = Terminal::eis()?;
    terminal.zeg(&format!(
        "Op deze machine is nog geen tafel voor echte dossiers (oefenen kan zonder: crisistafel oefening).\n\
         Hij komt in {}, en wordt verzegeld: wie hem niet kan openen, leest niets.",
        opener::schoon(dir)
    ))?;
    if !is_ja(&terminal.zichtbaar("Typ 'ja' en Enter om hem te maken: ")?) {
        return Err(Failed::new(Exit::Refused, "er is niets gemaakt"));
    }
    let eerste = kies(c, dir, &mut terminal)?;
    let papier = op_papier(&mut terminal)?;
    let herstel =
        Ingang::new(Openersoort::Herstel, Tekst::from("op papier"), papier.ontvanger()).map_err(BosFault::from)?;
    let wie = opener::wijziger(c.clock.now());
    server::prepare(dir).map_err(|e| Failed::new(Exit::Fault, e))?;
    Sleutelbos::begin(dir, vec![eerste, herstel], &wie)?;
    server::create(dir, &Tafel::echt(), &wie).map_err(|e| Failed::new(Exit::Refused, e))?;
    terminal
        .zeg("\nDe tafel is gemaakt. Wie wat mag, zegt rollen.toml in die map; zolang dat er niet is, komt alleen u erin.")
}

/// How it will be opened: a passphrase, or a key in a file elsewhere.
fn kies(c: &Context, dir: &Path, terminal: &mut Terminal) -> Result<Ingang, Failed> {
    terminal.zeg(
        "\nHoe wordt hij geopend?\n  1  met een wachtwoord, dat wordt gevraagd als de tafel opengaat\n  2  met een \
         sleutelbestand dat ergens anders ligt, zoals op een usb-stick",
    )?;
    let ingang = match terminal.zichtbaar("Kies 1 of 2: ")?.trim() {
        "1" => Ingang::wachtwoord(Tekst::from("wachtwoord"), &kies_wachtwoord()?),
        "2" => {
            let path = terminal.zichtbaar("Pad van het nieuwe sleutelbestand: ")?;
            let path = Path::new(path.trim());
            let identity = opener::maak(c, dir, path)?;
            let how = format!("Openen doet u zo: crisistafel tafel --sleutel {}", opener::schoon(path));
            terminal.zeg(&how)?;
            Ingang::new(Openersoort::Identiteit, Tekst::from("sleutelbestand"), identity.ontvanger())
        }
        _ => return Err(Failed::new(Exit::Refused, "dat is geen 1 en geen 2; er is niets gemaakt")),
    };
    Ok(ingang.map_err(BosFault::from)?)
}

fn is_ja(typed: &str) -> bool {
    typed.trim().eq_ignore_ascii_case("ja")
}
