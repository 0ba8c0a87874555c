//! Where what opens the keyring comes from: a file that is named, the credential that systemd hands over, the key of an
//! exercise, or a passphrase. And that no key lies beside the data.

use std::io::{self, Write};
use std::path::Path;

use zeroize::Zeroizing;

use super::args::Args;
use super::places::CREDENTIALS;
use super::tty::Terminal;
use super::{Context, Exit, Failed};
use crate::crypto::bestand::{self, BestandFault, Hoede};
use crate::crypto::bos::{BosFault, NAAM, OEFENSLEUTEL, Openersoort, Sleutelbos, Wijziger};
use crate::crypto::opener::{Identiteit, Opener, Wachtwoord};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// How often a passphrase may be typed wrong.
const KEREN: u32 = 3;
/// What our credential of systemd is called.
const CREDENTIAL: &str = "crisistafel-sleutel";

/// What this user opens the keyring in `dir` with. Asks for a passphrase only where there is one, and a terminal.
pub(super) fn vind(c: &Context, args: &Args, dir: &Path) -> Result<Opener, Failed> {
    match genoemd(c, args, dir)? {
        Ok(opener) => Ok(opener),
        Err(locked) => {
            let typed = wachtwoord(&locked, "Wachtwoord van de sleutelbos: ")?.ok_or(locked)?;
            Ok(Opener::Wachtwoord(Wachtwoord::getypt(&typed)))
        }
    }
}

/// As [`vind`]; a passphrase that is wrong is asked again.
pub(super) fn vind_die_opent(c: &Context, args: &Args, dir: &Path) -> Result<Opener, Failed> {
    die_opent(dir, vind(c, args, dir)?)
}

/// The same, for what can be done without a key as well: none where nothing opens it and nobody can be asked, or who is asked
/// types nothing.
pub(super) fn zo_mogelijk(c: &Context, args: &Args, dir: &Path) -> Result<Option<Opener>, Failed> {
    if !dir.join(NAAM).exists() {
        return Ok(None);
    }
    let typed = match genoemd(c, args, dir)? {
        Ok(opener) => return Ok(Some(opener)),
        Err(locked) => wachtwoord(&locked, "Wachtwoord van de sleutelbos (leeg: alleen de ketens nalopen): ")?,
    };
    let typed = typed.filter(|typed| !typed.is_empty());
    typed.map(|typed| die_opent(dir, Opener::Wachtwoord(Wachtwoord::getypt(&typed)))).transpose()
}

/// The passphrase, typed at the terminal; none where none opens it, or there is no terminal.
fn wachtwoord(locked: &BosFault, vraag: &str) -> Result<Option<Zeroizing<String>>, Failed> {
    let asks = matches!(locked, BosFault::OpSlot { openers } if openers.heeft(Openersoort::Wachtwoord));
    let terminal = if asks { Terminal::open() } else { None };
    terminal.map(|mut terminal| terminal.verborgen(vraag)).transpose()
}

/// This opener, tried on the keyring; a passphrase that is wrong is asked again.
fn die_opent(dir: &Path, mut opener: Opener) -> Result<Opener, Failed> {
    for left in (0..KEREN).rev() {
        match (Sleutelbos::open(dir, &opener), &opener) {
            (Ok(_), _) => break,
            (Err(fault @ BosFault::Verkeerd { .. }), Opener::Wachtwoord(_)) if left > 0 => {
                writeln!(io::stderr(), "{fault}")?;
                let typed = Terminal::eis()?.verborgen(&format!("Nog {left} keer; het wachtwoord: "))?;
                opener = Opener::Wachtwoord(Wachtwoord::getypt(&typed));
            }
            (Err(fault), _) => return Err(fault.into()),
        }
    }
    Ok(opener)
}

/// What is said of a store that was walked without its keys: what was looked at, and what was not.
pub(super) fn alleen_ketens(why: &dyn std::fmt::Display) -> String {
    format!(
        "Zonder sleutel zijn alleen de ketens nagelopen: {why}\nNiet nagelopen: of elk record opent (een keten die iemand \
         opnieuw heeft gemaakt, valt alleen daaraan op), welke dossiers er horen te zijn, en of de maanden van de inzage \
         op elkaar aansluiten."
    )
}

/// The same, for who is not asked anything.
pub(super) fn zonder_vragen(c: &Context, args: &Args, dir: &Path) -> Result<Opener, Failed> {
    Ok(genoemd(c, args, dir)??)
}

/// The opener that lies somewhere: in the file that is named on the command line or in the settings, with systemd, or beside
/// an exercise. Where there is none, who can open it.
fn genoemd(c: &Context, args: &Args, dir: &Path) -> Result<Result<Opener, BosFault>, Failed> {
    if let Some(path) = args.sleutel.as_ref().or(c.places.sleutel.as_ref().filter(|_| !args.has("oefening"))) {
        buiten(c, dir, path)?;
        return lees(path, Hoede::Eigen).map(Ok);
    }
    if let Some(path) = c.env.path(CREDENTIALS).map(|d| d.join(CREDENTIAL)).filter(|p| p.exists()) {
        return lees(&path, Hoede::Systeem).map(Ok);
    }
    let openers = Sleutelbos::bekijk(dir)?.openers;
    let beside = dir.join(OEFENSLEUTEL);
    if args.has("oefening") && openers.heeft(Openersoort::Oefening) && beside.exists() {
        return lees(&beside, Hoede::Eigen).map(Ok);
    }
    Ok(Err(BosFault::OpSlot { openers }))
}

fn lees(path: &Path, hoede: Hoede) -> Result<Opener, Failed> {
    bestand::lees(path, hoede).map(Opener::Identiteit).map_err(|fault| geweigerd(path, &fault))
}

/// Makes a new identity in a file that does not lie beside the data.
pub(super) fn maak(c: &Context, dir: &Path, path: &Path) -> Result<Identiteit, Failed> {
    buiten(c, dir, path)?;
    let identity = Identiteit::nieuw();
    let remark = format!("sleutel van Crisistafel, gemaakt {}\nwie dit bestand heeft, leest wat ermee verzegeld is", nu(c));
    bestand::schrijf(path, &identity, &remark).map_err(|fault| geweigerd(path, &fault))?;
    Ok(identity)
}

fn nu(c: &Context) -> String {
    use crate::domain::tijd::Clock;
    c.clock.now().datum_klok()
}

/// That a file does not lie within what it protects: a copy or a thief would have both.
fn buiten(c: &Context, dir: &Path, path: &Path) -> Result<(), Failed> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // a link leads to where the key really lies
    let real = path.canonicalize().or_else(|_| folder.canonicalize());
    let real = real.map_err(|e| geweigerd(path, &BestandFault::Io("vinden van de map", e)))?;
    let data = [c.places.base.as_path(), dir].into_iter().filter_map(|d| d.canonicalize().ok());
    if data.into_iter().any(|data| real.starts_with(data)) {
        let why = "een sleutel die bij de gegevens ligt, beschermt ze niet; leg hem in een andere map, liefst op een andere schijf";
        return Err(Failed::new(Exit::Refused, format!("{}: {why}", schoon(path))));
    }
    Ok(())
}

fn geweigerd(path: &Path, fault: &BestandFault) -> Failed {
    Failed::new(Exit::Refused, format!("{}: {fault}", schoon(path)))
}

/// A path without anything that a terminal would obey.
pub(super) fn schoon(path: &Path) -> String {
    crate::domain::tekst::clean(&path.display().to_string())
}

/// Who changes a keyring now.
pub(super) fn wijziger(nu: Tijdstip) -> Wijziger {
    Wijziger { door: account(), nu }
}

/// The account of who does this.
fn account() -> Tekst {
    let uid = nix::unistd::geteuid();
    let user = nix::unistd::User::from_uid(uid).ok().flatten();
    let name = user.map_or_else(|| format!("gebruiker {uid}"), |user| user.name);
    Tekst::new(&name).unwrap_or_default()
}
