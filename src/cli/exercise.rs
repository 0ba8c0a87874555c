//! Exercises: each copy is a store of its own beside the real one, filled from a fictitious dossier through the same
//! rules as everything else.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::fcntl::{Flock, FlockArg};
use nix::unistd::{User, geteuid};

use crate::domain::ids::DossierNummer;
use crate::domain::rol::Rol;
use crate::domain::script::{self, Script};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::kader;
use crate::server::{self, Tafel};

/// The dossier in which is exercised, just before its second meeting; then the one to look things up in.
const SCRIPTS: [&str; 2] = [
    include_str!("../../fixtures/dossiers/belaging-ex-partner.jsonl"),
    include_str!("../../fixtures/dossiers/dwingende-controle.jsonl"),
];
/// The file that names the current copy.
const CURRENT: &str = "huidig";
/// The file that is locked while somebody looks which copy is current and makes another.
const TURN: &str = "beurt";
/// Who plays which role on a machine of one's own.
const PLAYERS: [(Rol, &str); 7] = [
    (Rol::Voorzitter, "Duin"),
    (Rol::Procesregisseur, "Verhoeven"),
    (Rol::Notulist, "De Wit"),
    (Rol::Deelnemer, "Kuiper"),
    (Rol::Tegendenker, "Bos"),
    (Rol::Raadpleger, "Piket"),
    (Rol::Scherm, "gedeeld scherm"),
];

/// Why there is no exercise. Each is a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExerciseFault {
    /// The disk refused.
    #[error("de oefening kon niet worden klaargezet in {path}: {}{}", crate::domain::machine::zegt(.source), of_another(.path))]
    Io {
        /// Where.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// It is not known whether there is one.
    #[error("de oefening in {path} kan niet worden gelezen: {}{}", crate::domain::machine::zegt(.source), of_another(.path))]
    Unreadable {
        /// Where.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// The store could not be made.
    #[error(transparent)]
    Claim(#[from] server::ClaimFault),
    /// The fictitious dossier does not fit the rules: a fault of ours.
    #[error("het oefendossier klopt niet: {0}")]
    Script(String),
}

/// The dossier in which is exercised.
pub(super) fn dossier() -> Option<DossierNummer> {
    let first = SCRIPTS.first()?.lines().next()?;
    let head: serde_json::Value = serde_json::from_str(first).ok()?;
    head.get("dossier")?.as_str()?.parse().ok()
}

/// Waits for the turn to look which copy is current and make another, and keeps it until the value is dropped: of
/// terminals that begin at the same moment the first makes a copy, and the others join it.
pub(super) fn turn(base: &Path) -> Result<Flock<File>, ExerciseFault> {
    let io = |source| ExerciseFault::Io { path: base.to_owned(), source };
    fs::DirBuilder::new().recursive(true).mode(0o700).create(base).map_err(io)?;
    let file = match OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(base.join(TURN)) {
        // nobody makes a copy there; the one that there is can be looked into
        Err(e) if e.kind() == io::ErrorKind::ReadOnlyFilesystem => File::open(base).map_err(io)?,
        other => other.map_err(io)?,
    };
    Flock::lock(file, FlockArg::LockExclusive).map_err(|(_, errno)| io(errno.into()))
}

/// Whose a folder is, where it is somebody else's; of one that cannot be looked at, whose the one above it is.
fn of_another(path: &Path) -> String {
    let found = path.ancestors().find_map(|p| Some((p, fs::metadata(p).ok()?.uid())));
    let Some((path, uid)) = found.filter(|(_, uid)| *uid != geteuid().as_raw()) else { return String::new() };
    let name = User::from_uid(uid.into()).ok().flatten().map_or_else(|| format!("gebruiker {uid}"), |user| user.name);
    format!(
        "; {} is van {name}, en u bent een ander: vraag die, of kies met CRISISTAFEL_DIR een map van uzelf",
        path.display()
    )
}

/// The store of the current copy, if there is one.
pub(super) fn current(base: &Path) -> Result<Option<PathBuf>, ExerciseFault> {
    let unreadable = |path: &Path, source| ExerciseFault::Unreadable { path: path.to_owned(), source };
    let name = match fs::read_to_string(base.join(CURRENT)) {
        Ok(name) => name,
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => return Ok(None),
        Err(source) => return Err(unreadable(base, source)),
    };
    let name = name.trim();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Ok(None);
    }
    let dir = base.join(name);
    match fs::read_dir(&dir) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(unreadable(&dir, source)),
        _ => Ok(Some(dir).filter(|dir| server::exists(dir))),
    }
}

/// Where an exercise that begins at `nu` is to stand: nothing does yet. Only in one's [`turn`].
pub(super) fn place(base: &Path, nu: Tijdstip) -> PathBuf {
    let mut dir = base.join(nu.lokaal().format("%Y%m%d-%H%M%S").to_string());
    for again in 2.. {
        if !dir.exists() {
            break;
        }
        dir = base.join(format!("{}-{again}", nu.lokaal().format("%Y%m%d-%H%M%S")));
    }
    dir
}

/// Makes a fresh copy, which begins at `nu`, and makes it the current one. Gives its store. Only in one's [`turn`].
pub(super) fn fresh(base: &Path, nu: Tijdstip) -> Result<PathBuf, ExerciseFault> {
    let dir = place(base, nu);
    let players = PLAYERS.iter().map(|(rol, naam)| (*rol, Tekst::from(*naam))).collect();
    server::create(&dir, &Tafel::oefening(players), &super::opener::wijziger(nu))?;
    let kader = kader::ingebouwd().map_err(|e| ExerciseFault::Script(e.to_string()))?;
    for script in SCRIPTS {
        let script = read(script, nu)?;
        server::import(&dir, &kader, &script).map_err(|e| ExerciseFault::Script(e.to_string()))?;
    }
    make_current(base, &dir)?;
    Ok(dir)
}

/// Makes this exercise the current one. Only in one's [`turn`].
pub(super) fn make_current(base: &Path, dir: &Path) -> Result<(), ExerciseFault> {
    let io = |source| ExerciseFault::Io { path: base.to_owned(), source };
    point_to(base, dir.file_name().unwrap_or_default().as_encoded_bytes()).map_err(io)
}

/// Makes the copy with this name the current one. Durable when this returns: a power cut must not hide what was recorded
/// in it.
fn point_to(base: &Path, name: &[u8]) -> io::Result<()> {
    let next = base.join("huidig.nieuw");
    let mut file = File::create(&next)?;
    file.write_all(name)?;
    file.sync_all()?;
    fs::rename(&next, base.join(CURRENT))?;
    File::open(base)?.sync_all()?;
    base.parent().map_or(Ok(()), |above| File::open(above)?.sync_all())
}

fn read(script: &str, nu: Tijdstip) -> Result<Script, ExerciseFault> {
    script::lees(script, nu)
        .map_err(|faults| ExerciseFault::Script(faults.first().map(ToString::to_string).unwrap_or_default()))
}
