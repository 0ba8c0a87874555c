//! One owner per store: the directory, whose it is, what kind it is, and the lock that says it is being served.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};
use serde::{Deserialize, Serialize};

use crate::crypto;
use crate::crypto::bos::{BosFault, Sleutelbos, Wijziger};
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;

/// The file that says what kind of store this is.
const TAFEL: &str = "tafel.json";
/// The file that is locked while a service begins.
const BEGIN: &str = "begin";
/// The file that is locked while the store is served.
const SLOT: &str = "slot";
/// The file that says where who serves the store listens.
const LISTENS: &str = "luistert";
/// The version of the directory's layout.
const LAYOUT: u32 = 1;
/// How often the lock is tried again because somebody looks at it.
const LOOKERS_MAX: u32 = 10_000;

/// What kind of store this is. Exercise is a property of the store, not of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tafel {
    /// The version of the directory's layout.
    versie: u32,
    /// Whether everything in it is an exercise.
    pub oefening: bool,
    /// In an exercise on a machine of one's own: who plays which role.
    #[serde(default)]
    pub rolspelers: Vec<(Rol, Tekst)>,
    /// After how many minutes without a key, outside a meeting that goes on, a terminal ends; 0 for never.
    #[serde(default = "weg", skip_serializing_if = "is_weg")]
    pub sluit_na_min: u32,
}

/// How long somebody may be away from a terminal, in minutes. Own choice.
const WEG_MIN: u32 = 10;

fn weg() -> u32 {
    WEG_MIN
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it so")]
fn is_weg(minuten: &u32) -> bool {
    *minuten == WEG_MIN
}

impl Tafel {
    /// A store for exercises.
    pub fn oefening(rolspelers: Vec<(Rol, Tekst)>) -> Self {
        Self { versie: LAYOUT, oefening: true, rolspelers, sluit_na_min: WEG_MIN }
    }

    /// A store for real dossiers.
    pub fn echt() -> Self {
        Self { versie: LAYOUT, oefening: false, rolspelers: Vec::new(), sluit_na_min: WEG_MIN }
    }
}

/// Why a store cannot be served. Each is a sentence for the person who started it.
#[derive(Debug, thiserror::Error)]
pub enum ClaimFault {
    /// A store for real dossiers without a keyring.
    #[error(
        "de tafel in {0} heeft geen sleutelbos, en zonder verzegeling hoort er niets echts in; zet een kopie ervan terug"
    )]
    NoSeal(PathBuf),
    /// There is nothing there.
    #[error("in {0} staat geen tafel; maak er een met 'crisistafel tafel', of om te oefenen met 'crisistafel oefening'")]
    NotThere(PathBuf),
    /// It is another user's.
    #[error("{path} is van gebruiker {owner}, niet van u ({me}); alleen de eigenaar mag er een dienst op starten")]
    NotMine {
        /// The directory.
        path: PathBuf,
        /// Its owner's number.
        owner: u32,
        /// The number of who asks.
        me: u32,
    },
    /// Others can look into it.
    #[error("{path} staat open voor anderen (rechten {mode:o}); zet ze op 700: chmod 700 {path}")]
    Open {
        /// The directory.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// It is being served.
    #[error("deze tafel wordt al bediend door proces {pid}; sluit die dienst eerst, of maak er verbinding mee")]
    Held {
        /// The process that holds the lock, as it wrote it down.
        pid: String,
    },
    /// Its layout is another version's.
    #[error("{0} is door een andere versie van crisistafel gemaakt; gebruik die versie, of een nieuwere")]
    Version(PathBuf),
    /// Its keyring could not be made.
    #[error(transparent)]
    Bos(#[from] BosFault),
    /// The disk failed.
    #[error("{what} {path} mislukte: {}", crate::domain::machine::zegt(.source))]
    Io {
        /// What was tried.
        what: &'static str,
        /// On what.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
}

/// A store that is ours until this is dropped.
#[derive(Debug)]
pub struct Claim {
    /// The directory.
    pub dir: PathBuf,
    /// What kind it is.
    pub tafel: Tafel,
    /// Whether the disk can only be read: lookups are answered, nothing is recorded.
    pub read_only: bool,
    _lock: Flock<File>,
}

/// Makes the directory of a store, without a store in it yet.
pub fn prepare(dir: &Path) -> Result<(), ClaimFault> {
    let io = |source| ClaimFault::Io { what: "aanmaken van", path: dir.to_owned(), source };
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(io)
}

/// Makes a store directory of this kind, in the name of `wie`; what is recorded in it is sealed. An exercise gets a keyring
/// with a key beside it; one for real dossiers needs a keyring that is there already.
pub fn create(dir: &Path, tafel: &Tafel, wie: &Wijziger) -> Result<(), ClaimFault> {
    let io = |source| ClaimFault::Io { what: "aanmaken van", path: dir.to_owned(), source };
    prepare(dir)?;
    if tafel.oefening && !dir.join(crypto::bos::NAAM).exists() {
        Sleutelbos::begin_oefening(dir, wie)?;
    }
    eis_sleutelbos(dir, tafel)?;
    let json = serde_json::to_vec_pretty(tafel).map_err(io::Error::from).map_err(io)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(dir.join(TAFEL)).map_err(io)?;
    file.write_all(&json).and_then(|()| file.sync_all()).map_err(io)?;
    let mut names = [Some(dir), dir.parent()].into_iter().flatten();
    names.try_for_each(|d| File::open(d)?.sync_all()).map_err(io)
}

/// Real dossiers are sealed, or there are none.
fn eis_sleutelbos(dir: &Path, tafel: &Tafel) -> Result<(), ClaimFault> {
    let sealed = tafel.oefening || dir.join(crypto::bos::NAAM).exists();
    if sealed { Ok(()) } else { Err(ClaimFault::NoSeal(dir.to_owned())) }
}

/// Whether a store stands in `dir`.
pub fn exists(dir: &Path) -> bool {
    dir.join(TAFEL).is_file()
}

/// Waits for the turn to begin serving the store in `dir`, and keeps it until the value is dropped: who comes second finds
/// a service that listens, or none.
pub fn begin(dir: &Path) -> Result<Flock<File>, ClaimFault> {
    look(dir)?;
    let path = dir.join(BEGIN);
    let io = |source| ClaimFault::Io { what: "openen van", path: path.clone(), source };
    Flock::lock(to_lock(&path).map_err(io)?, FlockArg::LockExclusive).map_err(|(_, errno)| io(errno.into()))
}

/// A file that is only there to be locked. On a disk that can only be read it is opened as it is, and where it is not there
/// its directory stands for it.
fn to_lock(path: &Path) -> io::Result<File> {
    match OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path) {
        Err(e) if e.kind() == io::ErrorKind::ReadOnlyFilesystem => {
            File::open(path).or_else(|_| File::open(path.parent().unwrap_or(path)))
        }
        other => other,
    }
}

/// Takes the store in `dir` for this process.
pub fn claim(dir: &Path) -> Result<Claim, ClaimFault> {
    let tafel = look(dir)?;
    eis_sleutelbos(dir, &tafel)?;
    let mut lock = lock(dir)?;
    let io = |source| ClaimFault::Io { what: "schrijven van", path: dir.join(SLOT), source };
    let read_only = is_read_only(dir);
    if !read_only {
        lock.set_len(0).and_then(|()| lock.rewind()).and_then(|()| write!(lock, "{}", std::process::id())).map_err(io)?;
    }
    Ok(Claim { dir: dir.to_owned(), tafel, read_only, _lock: lock })
}

/// The lock of who serves the store in `dir`. Somebody who only looks whether it is served is in the way for a moment.
fn lock(dir: &Path) -> Result<Flock<File>, ClaimFault> {
    let path = dir.join(SLOT);
    let io = |source| ClaimFault::Io { what: "openen van", path: path.clone(), source };
    let mut tries = 0..LOOKERS_MAX;
    loop {
        let mut file = match Flock::lock(to_lock(&path).map_err(io)?, FlockArg::LockExclusiveNonblock) {
            Ok(lock) => return Ok(lock),
            Err((file, Errno::EWOULDBLOCK)) => file,
            Err((_, errno)) => return Err(io(errno.into())),
        };
        if is_held(dir) || tries.next().is_none() {
            let mut pid = String::new();
            file.read_to_string(&mut pid).map_err(io)?;
            return Err(ClaimFault::Held { pid });
        }
        std::thread::yield_now();
    }
}

/// Whether the store in `dir` is on a disk that can only be read.
fn is_read_only(dir: &Path) -> bool {
    nix::sys::statvfs::statvfs(dir).is_ok_and(|disk| disk.flags().contains(nix::sys::statvfs::FsFlags::ST_RDONLY))
}

/// What kind of store stands in `dir`, and that it is ours to open.
pub fn look(dir: &Path) -> Result<Tafel, ClaimFault> {
    let io = |path: &Path, source| ClaimFault::Io { what: "lezen van", path: path.to_owned(), source };
    let meta = match fs::metadata(dir) {
        Ok(meta) => meta,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(ClaimFault::NotThere(dir.to_owned())),
        Err(source) => return Err(io(dir, source)),
    };
    let me = nix::unistd::geteuid().as_raw();
    if meta.uid() != me {
        return Err(ClaimFault::NotMine { path: dir.to_owned(), owner: meta.uid(), me });
    }
    if meta.mode() & 0o077 != 0 {
        return Err(ClaimFault::Open { path: dir.to_owned(), mode: meta.mode() & 0o777 });
    }
    let path = dir.join(TAFEL);
    let raw = match fs::read(&path) {
        Ok(raw) => raw,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(ClaimFault::NotThere(dir.to_owned())),
        Err(source) => return Err(io(&path, source)),
    };
    match serde_json::from_slice::<Tafel>(&raw) {
        Ok(tafel) if tafel.versie == LAYOUT => Ok(tafel),
        _ => Err(ClaimFault::Version(dir.to_owned())),
    }
}

impl Claim {
    /// Says beside the store where it is served, for those who would look elsewhere.
    pub(super) fn listens_at(&self, socket: &Path) -> io::Result<()> {
        if self.read_only {
            return Ok(());
        }
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(self.dir.join(LISTENS))?;
        file.write_all(socket.as_os_str().as_encoded_bytes())
    }
}

/// Where who serves the store in `dir` listens, as it said itself: none where nobody does, or where the store is not one's
/// own and closed to others, so that anybody could have written it.
pub fn listens_at(dir: &Path) -> Option<PathBuf> {
    look(dir).ok().filter(|_| is_held(dir))?;
    let said = fs::read(dir.join(LISTENS)).ok()?;
    Some(PathBuf::from(OsString::from_vec(said))).filter(|path| path.is_absolute())
}

/// Whether somebody serves the store in `dir` now.
pub fn is_held(dir: &Path) -> bool {
    let Ok(file) = File::open(dir.join(SLOT)) else { return false };
    matches!(Flock::lock(file, FlockArg::LockSharedNonblock), Err((_, Errno::EWOULDBLOCK)))
}

/// Asks who serves the store in `dir` to end, and waits until that is done.
pub fn stop_holder(dir: &Path) -> Result<(), ClaimFault> {
    if !is_held(dir) {
        return Ok(());
    }
    let path = dir.join(SLOT);
    let io = |source| ClaimFault::Io { what: "openen van", path: path.clone(), source };
    let pid = fs::read_to_string(&path).map_err(io)?;
    // 0 and less would be whole groups of processes; and who has just begun has not written its number yet
    let Some(one) = pid.trim().parse().ok().filter(|pid| *pid > 1) else { return Err(ClaimFault::Held { pid }) };
    // a process that ended by itself meanwhile is just as good
    let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(one), nix::sys::signal::Signal::SIGTERM);
    let file = File::open(&path).map_err(io)?;
    Flock::lock(file, FlockArg::LockExclusive).map(drop).map_err(|(_, errno)| io(errno.into()))
}
