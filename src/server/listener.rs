//! The socket: where it may stand, that nobody else listens there, and a thread that takes connections.

use std::fs;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use nix::sys::socket::{Shutdown, getsockopt, shutdown, sockopt::PeerCredentials};

use super::access::Account;
use super::clerk::ToClerk;
use super::peer::{self, FromPeer, PeerId};

/// How many connections may be open, those that have not said hello yet included.
const CONNECTIONS_MAX: usize = 128;
/// How long nothing is taken after taking failed.
const PAUSE: Duration = Duration::from_millis(100);
/// The longest path that a Unix socket can have, in bytes.
const PATH_BYTES_MAX: usize = 107;

/// Where the socket stands, and who may reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketPlace {
    /// Its path.
    pub path: PathBuf,
    /// The group whose members may connect, by number; none when only the owner may.
    pub group: Option<u32>,
}

/// Why nobody can connect. Each is a sentence for the person who started the service.
#[derive(Debug, thiserror::Error)]
pub enum ListenFault {
    /// The path is too long for a socket.
    #[error(
        "het pad naar de aansluiting is {bytes} bytes lang, en {PATH_BYTES_MAX} is het meeste; kies een kortere map: {path}"
    )]
    TooLong {
        /// The path.
        path: PathBuf,
        /// Its length.
        bytes: usize,
    },
    /// Somebody listens there.
    #[error("op {0} luistert al een dienst; maak er verbinding mee, of sluit die dienst eerst")]
    InUse(PathBuf),
    /// Something else stands there.
    #[error("op {0} staat iets dat geen aansluiting is; haal het weg of kies een andere map")]
    NoSocket(PathBuf),
    /// The directory is another user's, or open to others.
    #[error("de map {path} is niet van u of staat open voor anderen; maak hem van u alleen: chmod 700 {path}")]
    Directory {
        /// The directory.
        path: PathBuf,
    },
    /// The machine refused.
    #[error("luisteren op {path} mislukte: {source}")]
    Io {
        /// The path.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
}

/// A socket that takes connections until this is dropped.
pub(super) struct Listening {
    path: PathBuf,
    listener: Arc<UnixListener>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Listens, and hands what connections say to the clerk.
pub(super) fn listen(place: &SocketPlace, clerk: SyncSender<ToClerk>) -> Result<Listening, ListenFault> {
    let path = place.path.clone();
    let io = |source| ListenFault::Io { path: path.clone(), source };
    let bytes = path.as_os_str().len();
    if bytes > PATH_BYTES_MAX {
        return Err(ListenFault::TooLong { path, bytes });
    }
    make_directory(&path, place.group).map_err(|fault| fault.unwrap_or_else(io))?;
    clear_stale(&path)?;
    let listener = Arc::new(UnixListener::bind(&path).map_err(io)?);
    let mode = if place.group.is_some() { 0o660 } else { 0o600 };
    if let Some(gid) = place.group {
        std::os::unix::fs::chown(&path, None, Some(gid)).map_err(io)?;
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).map_err(io)?;
    let over = Arc::new(AtomicBool::new(false));
    let (stop, theirs) = (Arc::clone(&over), Arc::clone(&listener));
    let run = move || take(&theirs, &clerk, &stop);
    let thread = thread::Builder::new().name("aansluiting".to_owned()).spawn(run).map_err(io)?;
    Ok(Listening { path, listener, over, thread: Some(thread) })
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // wakes the thread, which then sees that it is over; connecting would not, where the socket's file was removed
        let _ = shutdown(self.listener.as_raw_fd(), Shutdown::Both);
        let _ = fs::remove_file(&self.path);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The directory of the socket: ours, and closed to others unless a group may reach it.
fn make_directory(path: &Path, group: Option<u32>) -> Result<(), Result<ListenFault, io::Error>> {
    let Some(dir) = path.parent() else { return Ok(()) };
    if !dir.exists() {
        let mode = if group.is_some() { 0o710 } else { 0o700 };
        fs::DirBuilder::new().recursive(true).mode(mode).create(dir).map_err(Err)?;
        if group.is_some() {
            std::os::unix::fs::chown(dir, None, group).map_err(Err)?;
        }
    }
    let meta = fs::symlink_metadata(dir).map_err(Err)?;
    let shut = if group.is_some() { 0o027 } else { 0o077 };
    let ours = meta.is_dir() && meta.uid() == nix::unistd::geteuid().as_raw() && meta.mode() & shut == 0;
    if ours { Ok(()) } else { Err(Ok(ListenFault::Directory { path: dir.to_owned() })) }
}

/// Removes a socket that a server left behind when it was killed. The store's lock is ours already, so nobody serves it.
fn clear_stale(path: &Path) -> Result<(), ListenFault> {
    match fs::symlink_metadata(path) {
        Err(_) => Ok(()),
        Ok(meta) if !meta.file_type().is_socket() => Err(ListenFault::NoSocket(path.to_owned())),
        Ok(_) if UnixStream::connect(path).is_ok() => Err(ListenFault::InUse(path.to_owned())),
        Ok(_) => fs::remove_file(path).map_err(|source| ListenFault::Io { path: path.to_owned(), source }),
    }
}

fn take(listener: &UnixListener, clerk: &SyncSender<ToClerk>, over: &AtomicBool) {
    let open = Arc::new(AtomicUsize::new(0));
    for (id, stream) in (1..).map(PeerId).zip(listener.incoming()) {
        if over.load(Ordering::SeqCst) {
            return;
        }
        let place = Place::take(&open);
        match stream {
            Ok(stream) if place.nr < CONNECTIONS_MAX => run(id, stream, place, clerk.clone()),
            Ok(_) => tracing::warn!("a connection was not taken: there are too many"),
            Err(error) => {
                tracing::error!(%error, "a connection could not be taken");
                // out of file descriptors, most likely: a moment for others to let go of theirs
                thread::park_timeout(PAUSE);
            }
        }
    }
}

/// Runs a connection in a thread of its own.
fn run(id: PeerId, stream: UnixStream, place: Place, clerk: SyncSender<ToClerk>) {
    let spawned = thread::Builder::new().name("terminal-in".to_owned()).spawn(move || {
        let tell = |from: FromPeer| clerk.send(ToClerk::Peer(id, from)).is_ok();
        admit(&stream, tell);
        drop(place);
    });
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for a connection");
    }
}

/// A place among the connections, given back when it is dropped.
struct Place {
    open: Arc<AtomicUsize>,
    nr: usize,
}

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Self {
        Self { open: Arc::clone(open), nr: open.fetch_add(1, Ordering::SeqCst) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Establishes who is at the other end, then runs the connection.
fn admit(stream: &UnixStream, tell: impl Fn(FromPeer) -> bool) {
    match getsockopt(stream, PeerCredentials) {
        Ok(cred) => peer::run(stream, Account::of(cred.uid()), tell),
        Err(error) => tracing::error!(%error, "a connection without credentials was not taken"),
    }
}
