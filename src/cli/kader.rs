//! `crisistafel kader controleer` and `crisistafel kader toon`, and the one place that reads the folder of a kader.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::args::Args;
use super::{Context, Exit, Failed, Outcome};
use crate::domain::kader::GeldendKader;
use crate::domain::machine;
use crate::domain::tekst::Tekst;
use crate::kader::{self, tekst};

/// The longest that the files of a kader may be together, in bytes: the whole goes to every terminal.
const KADER_BYTES_MAX: usize = 2 << 20;

/// The kader that a service of this place uses.
pub(super) struct InForce {
    /// The kader.
    pub(super) geldend: GeldendKader,
    /// The municipality's own files that it was made of; the program's own stand in for the others.
    pub(super) own: Vec<String>,
}

/// Checks the folder that was named, and says what is in it or what is wrong with it.
pub(super) fn check(args: &Args) -> Outcome {
    let dir = args.map.as_deref().unwrap_or(Path::new("."));
    let files = read(dir)?.ok_or_else(|| refused(dir, "deze map is er niet; noem de map met uw kader"))?;
    if files.is_empty() {
        return Err(refused(dir, "in deze map staat geen .toml-bestand; noem de map met uw kader"));
    }
    let mut out = io::stdout().lock();
    match tekst::controleer(&files) {
        Ok(text) => Ok(write!(out, "{text}")?),
        Err(text) => {
            write!(out, "{text}")?;
            Err(refused(dir, "dit kader kan zo niet worden gebruikt"))
        }
    }
}

/// Prints the kader in force.
pub(super) fn show(c: &Context, args: &Args) -> Outcome {
    let dir = c.places.kader();
    let InForce { geldend, own } = in_force(&dir)?;
    let mut out = io::stdout().lock();
    if args.has("json") {
        let json = serde_json::to_string_pretty(&geldend).map_err(|e| Failed::new(Exit::Fault, e))?;
        return Ok(writeln!(out, "{json}")?);
    }
    if own.is_empty() {
        writeln!(out, "Het meegeleverde kader geldt. Eigen bestanden komen in {}", clean(&dir))?;
    } else {
        writeln!(out, "Eigen bestanden uit {}: {}", clean(&dir), own.join(", "))?;
    }
    let text = if args.has("alles") { tekst::toon_alles(&geldend) } else { tekst::toon(&geldend) };
    Ok(write!(out, "\n{text}")?)
}

/// The kader in force: the municipality's own files in `dir`, with the program's own for what is missing.
pub(super) fn in_force(dir: &Path) -> Result<InForce, Failed> {
    let files = read(dir)?.unwrap_or_default();
    let geldend = kader::load(&files).map_err(|problems| {
        let found = format!("dit kader klopt niet; alles: crisistafel kader controleer {}\n{problems}", clean(dir));
        refused(dir, &found)
    })?;
    Ok(InForce { geldend, own: files.into_keys().collect() })
}

/// The text of each `.toml` file in a folder, by its name; none where there is no such folder. Hidden files are left alone:
/// editors keep theirs so.
fn read(dir: &Path) -> Result<Option<BTreeMap<String, String>>, Failed> {
    let unreadable = |path: &Path, e: &io::Error| refused(path, &format!("kan niet worden gelezen: {}", machine::zegt(e)));
    let entries = match fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
            return Err(refused(dir, "dit is geen map; noem de map waarin uw bestanden staan"));
        }
        other => other.map_err(|e| unreadable(dir, &e))?,
    };
    let mut paths =
        entries.map(|e| Ok(e?.path())).collect::<io::Result<Vec<PathBuf>>>().map_err(|e| unreadable(dir, &e))?;
    paths.sort();
    let (mut files, mut room) = (BTreeMap::new(), KADER_BYTES_MAX);
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        if path.file_name().is_none_or(|raw| raw != Tekst::cut(&name).as_str()) {
            return Err(refused(&path, "in de naam van dit bestand staat een teken dat niet te zien is; noem het anders"));
        }
        let bytes = contents(&path, room)?;
        room = room.saturating_sub(bytes.len());
        files.insert(name, decoded(&path, bytes)?);
    }
    Ok(Some(files))
}

/// The bytes of a plain file, at most `room`.
fn contents(path: &Path, room: usize) -> Result<Vec<u8>, Failed> {
    let unreadable = |e: io::Error| refused(path, &format!("kan niet worden gelezen: {}", machine::zegt(&e)));
    // opening a pipe would wait for who writes to it
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(refused(path, "dit is geen gewoon bestand; haal het weg of geef het een andere naam"));
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).and_then(|f| f.take(most).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() > room {
        let most = KADER_BYTES_MAX >> 20;
        return Err(refused(path, &format!("een kader is samen hoogstens {most} MB; haal weg wat er niet in hoort")));
    }
    Ok(bytes)
}

fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String, Failed> {
    String::from_utf8(bytes).map_err(|e| {
        let before = e.as_bytes().get(..e.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.split(|b| *b == b'\n').count();
        refused(path, &format!("regel {line} is geen UTF-8; bewaar het bestand als UTF-8"))
    })
}

fn refused(path: &Path, what: &str) -> Failed {
    Failed::new(Exit::Refused, format!("{}: {what}", clean(path)))
}

/// A path without anything that a terminal would obey.
fn clean(path: &Path) -> Tekst {
    Tekst::cut(&path.display().to_string())
}
