//! The verbs that take the terminal: `oefening`, `tafel`, `deelscherm`.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use super::args::Args;
use super::{Context, Exit, Failed, Outcome, exercise};
use crate::app::{Model, Start};
use crate::domain::dossier::{Dossier, Fase};
use crate::domain::event::Event;
use crate::domain::evolve::evolve;
use crate::domain::ids::DossierNummer;
use crate::domain::tijd::Clock;
use crate::input::catalogue::{self, Action, Scope};
use crate::input::keymap::Keymap;
use crate::journal::{Journal, JournalId, record::envelopes};
use crate::protocol::Soort;
use crate::server;
use crate::terminal::{self, Looks, Setup};
use crate::theme::load::{self, SHIPPED, ThemeFile};
use crate::theme::{Depth, Theme};

/// The keys that the program brings along.
const KEYS: &str = include_str!("../input/toetsen.toml");
/// The longest file of a theme or of keys that is read, in bytes.
const FILE_BYTES_MAX: u64 = 64 * 1024;

/// Opens the exercise that is going on, or a fresh one.
pub(super) fn exercise(c: &Context, args: &Args) -> Outcome {
    let base = c.places.exercises();
    // nothing is ended or put in the place of another before it is sure that what takes its place can be shown
    let ready = prepare(c, args)?;
    if c.places.may_start {
        if args.has("nieuw") {
            eis_ja(&base)?;
        }
        let _turn = exercise::turn(&base).map_err(|e| Failed::new(Exit::Refused, e))?;
        let current = exercise::current(&base).map_err(|e| Failed::new(Exit::Refused, e))?;
        let stale = current.as_ref().is_none_or(|dir| args.has("nieuw") || (!server::is_held(dir) && is_over(dir)));
        if stale {
            if let Some(dir) = current {
                server::stop_holder(&dir).map_err(|e| Failed::new(Exit::Refused, e))?;
            }
            zeg("de oefening wordt klaargezet ...");
            exercise::fresh(&base, c.clock.now()).map_err(|e| Failed::new(Exit::Refused, e))?;
        }
    } else if args.has("nieuw") {
        let text =
            "op een gedeelde machine zet de beheerder een verse oefening klaar: crisistafel dienst --oefening --nieuw";
        return Err(Failed::new(Exit::Refused, text));
    }
    open(c, args, (Soort::Terminal, true), exercise::dossier(), ready)
}

/// Says what takes a while, before the screen opens.
fn zeg(what: &str) {
    // when nobody reads it there is nobody to tell
    let _ = writeln!(io::stderr(), "{what}");
}

/// Opens the overview.
pub(super) fn overview(c: &Context, args: &Args) -> Outcome {
    let ready = prepare(c, args)?;
    open(c, args, (Soort::Terminal, args.has("oefening")), None, ready)
}

/// Opens the shared screen.
pub(super) fn shared(c: &Context, args: &Args) -> Outcome {
    let ready = prepare(c, args)?;
    open(c, args, (Soort::Scherm, args.has("oefening")), args.nummer, ready)
}

/// Whether the meeting of an exercise is over, so that a fresh copy is wanted.
fn is_over(dir: &Path) -> bool {
    let dossier = exercise::dossier().and_then(|nummer| as_recorded(dir, nummer));
    dossier.is_some_and(|d| d.actueel().is_some_and(|o| o.fase == Fase::Gesloten))
}

/// A dossier of a store, as far as its journal can be read.
fn as_recorded(dir: &Path, nummer: DossierNummer) -> Option<Dossier> {
    let id = JournalId::Dossier(nummer);
    let reading = server::journaal(dir, None).ok()?.read(id).ok()?;
    let mut d = Dossier::new(nummer);
    for envelope in envelopes::<Event>(id, &reading).map_while(Result::ok) {
        for event in &envelope.events {
            evolve(&mut d, &envelope.stamp, event);
        }
    }
    Some(d)
}

/// Where a meeting goes on in the exercise of now, a fresh one ends that for everybody: asks whether that is meant.
fn eis_ja(base: &Path) -> Outcome {
    let current = exercise::current(base).map_err(|e| Failed::new(Exit::Refused, e))?;
    let Some(dir) = current else { return Ok(()) };
    let all = server::journaal(&dir, None)?.list().unwrap_or_default();
    let going_on = |id: JournalId| {
        let JournalId::Dossier(nummer) = id else { return None };
        as_recorded(&dir, nummer).and_then(|d| d.lopend().map(|o| (nummer, o.nr)))
    };
    let Some((nummer, nr)) = all.into_iter().find_map(going_on) else { return Ok(()) };
    let mut out = io::stdout();
    write!(
        out,
        "In de oefening loopt nu een overleg (dossier {nummer}, overleg {nr}). Een verse oefening beëindigt dat voor \
         iedereen die meedoet; wat er staat blijft bewaard in {}.\nTyp 'ja' en Enter voor een verse oefening: ",
        dir.display()
    )?;
    out.flush()?;
    let mut said = String::new();
    io::stdin().read_line(&mut said).map_err(|e| {
        Failed::new(Exit::Fault, format!("er kon niet worden gelezen: {}", crate::domain::machine::zegt(&e)))
    })?;
    if said.trim().to_lowercase() == "ja" {
        return Ok(());
    }
    Err(Failed::new(Exit::Refused, "er is niets veranderd; de oefening gaat door: crisistafel oefening"))
}

/// What a screen needs of this terminal, this user's files and the command line.
struct Ready {
    looks: Looks,
    themas: Vec<String>,
    keymap: Keymap<Scope, Action>,
}

/// Everything that can be wrong before anything is done.
fn prepare(c: &Context, args: &Args) -> Result<Ready, Failed> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let text = "dit werkwoord heeft een terminal nodig; over ssh: ssh -t. Zonder terminal kunt u toon, acties, dossiers en zoek gebruiken";
        return Err(Failed::new(Exit::Usage, text));
    }
    if c.env.text("TERM").is_none_or(|term| term == "dumb") {
        let text = "deze terminal kan geen schermen tekenen (TERM is leeg of 'dumb'); open een gewone terminal, of zeg welke \
                    het is: TERM=xterm-256color crisistafel ... Hier kunt u toon, acties, dossiers en zoek gebruiken";
        return Err(Failed::new(Exit::Usage, text));
    }
    let (looks, themas) = looks(c, args)?;
    Ok(Ready { looks, themas, keymap: keys(c)? })
}

fn open(
    c: &Context,
    args: &Args,
    (soort, oefening): (Soort, bool),
    dossier: Option<DossierNummer>,
    ready: Ready,
) -> Outcome {
    let Ready { looks, themas, keymap } = ready;
    let link = c.link(args, soort, oefening)?;
    // the link starts the service where none runs; the first frame does not wait for it, and says what stands in the way
    let start = Start {
        soort,
        terminal: link.terminal,
        dossier,
        keymap: Arc::new(keymap),
        themas,
        maat: (80, 24),
        nu: c.clock.now(),
    };
    let mut model = Model::new(start);
    model.klok_verzet = c.clock.is_moved();
    model.deelscherm.gevraagd = dossier.filter(|_| soort == Soort::Scherm);
    let setup = Setup { model, link, clock: Arc::clone(&c.clock) as Arc<dyn Clock>, looks };
    match terminal::run(setup).map_err(|e| Failed::new(Exit::Fault, e))? {
        Some(why) => Err(Failed::new(Exit::NoConnection, why)),
        None => Ok(()),
    }
}

/// The keys: the user's own file whole, else those that the program brings along.
fn keys(c: &Context) -> Result<Keymap<Scope, Action>, Failed> {
    let own = c.places.config.as_ref().map(|dir| dir.join("toetsen.toml"));
    let own = own.and_then(|path| Some((path.display().to_string(), small_file(&path)?)));
    let (name, text) = own.as_ref().map_or(("toetsen.toml", KEYS), |(name, text)| (name.as_str(), text.as_str()));
    Keymap::parse(name, text, Scope::named, catalogue::named).map_err(|problems| Failed::new(Exit::Refused, problems))
}

/// The themes for the colours of this terminal, the first one chosen; and their names.
fn looks(c: &Context, args: &Args) -> Result<(Looks, Vec<String>), Failed> {
    let depth = Depth::from_values(c.env.text("NO_COLOR"), c.env.text("COLORTERM"), c.env.text("TERM"));
    let own = own_themes(c);
    let first = args.thema.clone().unwrap_or_else(|| load::default_name(depth).to_owned());
    let theme = load_theme(&first, &own, depth).map_err(|e| Failed::new(Exit::Refused, e))?;
    let mut names: Vec<String> = own.iter().map(|(name, ..)| name.clone()).collect();
    names.extend(SHIPPED.iter().map(|t| t.name.to_owned()));
    names.dedup();
    let at = names.iter().position(|n| *n == first).unwrap_or(0);
    names.rotate_left(at);
    Ok((Looks { theme, named: Box::new(move |name: &str| load_theme(name, &own, depth).ok()) }, names))
}

/// Themes of the user's own: name, path, text.
type OwnTheme = (String, String, String);

fn own_themes(c: &Context) -> Vec<OwnTheme> {
    let Some(dir) = c.places.config.as_ref().map(|dir| dir.join("themes")) else { return Vec::new() };
    let files = fs::read_dir(dir).into_iter().flatten().filter_map(|e| Some(e.ok()?.path()));
    let mut own: Vec<OwnTheme> = files
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .filter_map(|p| Some((p.file_stem()?.to_str()?.to_owned(), p.display().to_string(), small_file(&p)?)))
        .collect();
    own.sort();
    own
}

fn load_theme(name: &str, own: &[OwnTheme], depth: Depth) -> Result<Theme, load::ThemeError> {
    let own: Vec<ThemeFile<'_>> = own.iter().map(|(name, file, text)| ThemeFile { name, file, text }).collect();
    load::load(name, &own).map(|loaded| loaded.theme.at(depth))
}

/// The text of a small file; none when there is none, or it is no small text.
fn small_file(path: &Path) -> Option<String> {
    fs::metadata(path).ok().filter(|m| m.is_file() && m.len() <= FILE_BYTES_MAX)?;
    fs::read_to_string(path).ok()
}
