//! The socket: where it may stand, that nobody else listens there, and a thread that takes connections.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use nix::sys::socket::{Shutdown, getsockopt, shutdown, sockopt::PeerCredentials};

use super::access::Account;
use super::clerk::PeerId;
use super::driver::ToClerk;
use super::inbox::Inbox;
use super::outbox::Written;
use super::peer;

/// How many connections may be open, those that have not said hello yet included.
const CONNECTIONS_MAX: usize = 128;
/// How many of those one account may have, so that it cannot keep the others out.
const CONNECTIONS_PER_ACCOUNT_MAX: usize = 80;
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
    #[error("luisteren op {path} mislukte: {}", crate::domain::machine::zegt(.source))]
    Io {
        /// The path.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
}

/// Where connections say what they hear, what was written to them, and what of them is in hand.
type ToThem = (SyncSender<ToClerk>, Written, Inbox);

/// A socket that takes connections until this is dropped.
pub(super) struct Listening {
    path: PathBuf,
    listener: UnixListener,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Listens, and hands what connections say to the clerk.
pub(super) fn listen(place: &SocketPlace, clerk: SyncSender<ToClerk>, written: Written) -> Result<Listening, ListenFault> {
    let path = place.path.clone();
    let io = |source| ListenFault::Io { path: path.clone(), source };
    let bytes = path.as_os_str().len();
    if bytes > PATH_BYTES_MAX {
        return Err(ListenFault::TooLong { path, bytes });
    }
    make_directory(&path, place.group).map_err(|fault| fault.unwrap_or_else(io))?;
    clear_stale(&path)?;
    let listener = UnixListener::bind(&path).map_err(io)?;
    let mode = if place.group.is_some() { 0o660 } else { 0o600 };
    if let Some(gid) = place.group {
        std::os::unix::fs::chown(&path, None, Some(gid)).map_err(io)?;
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).map_err(io)?;
    let over = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&over);
    let taking = listener.try_clone().map_err(io)?;
    let run = move || take(&taking, &(clerk, written, Inbox::default()), &stop);
    let thread = thread::Builder::new().name("aansluiting".to_owned()).spawn(run).map_err(io)?;
    Ok(Listening { path, listener, over, thread: Some(thread) })
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // wakes the thread, which then sees that it is over; also when the socket is no longer there to connect to
        let _ = shutdown(self.listener.as_raw_fd(), Shutdown::Both);
        let _ = fs::remove_file(&self.path);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The directory of the socket: ours, and closed to others unless a group may reach it. The one above it is nobody
/// else's either, who could put another directory in its place.
fn make_directory(path: &Path, group: Option<u32>) -> Result<(), Result<ListenFault, io::Error>> {
    let Some(dir) = path.parent() else { return Ok(()) };
    let Some(above) = dir.parent() else { return Ok(()) };
    let me = nix::unistd::geteuid().as_raw();
    if fs::symlink_metadata(above).is_ok_and(|link| link.is_symlink() && ![0, me].contains(&link.uid())) {
        return Err(Ok(ListenFault::Directory { path: above.to_owned() }));
    }
    for dir in [above, dir] {
        make_one(dir, group).map_err(Err)?;
    }
    let meta = fs::symlink_metadata(dir).map_err(Err)?;
    let shut = if group.is_some() { 0o027 } else { 0o077 };
    if !meta.is_dir() || meta.uid() != me || meta.mode() & shut != 0 {
        return Err(Ok(ListenFault::Directory { path: dir.to_owned() }));
    }
    let meta = fs::metadata(above).map_err(Err)?;
    let sticky = meta.mode() & 0o1000 != 0;
    if ![0, me].contains(&meta.uid()) || (meta.mode() & 0o022 != 0 && !sticky) {
        return Err(Ok(ListenFault::Directory { path: above.to_owned() }));
    }
    Ok(())
}

/// Makes a directory where there is none, for its owner and the group. One that is there is left as it is.
fn make_one(dir: &Path, group: Option<u32>) -> io::Result<()> {
    if dir.exists() {
        return Ok(());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    if group.is_some() {
        std::os::unix::fs::chown(dir, None, group)?;
        // said once more: the mask of this program takes the group's right away
        fs::set_permissions(dir, fs::Permissions::from_mode(0o710))?;
    }
    Ok(())
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

fn take(listener: &UnixListener, clerk: &ToThem, over: &AtomicBool) {
    let open = Open::default();
    for (id, stream) in (1..).map(PeerId).zip(listener.incoming()) {
        if over.load(Ordering::SeqCst) {
            return;
        }
        if let Err(error) = stream.and_then(|stream| admit(id, stream, &open, clerk)) {
            tracing::error!(%error, "a connection could not be taken");
            // out of file descriptors, most likely: a moment for others to let go of theirs
            thread::park_timeout(PAUSE);
        }
    }
}

/// Establishes who is at the other end, then runs the connection in a thread of its own.
fn admit(id: PeerId, stream: UnixStream, open: &Open, clerk: &ToThem) -> io::Result<()> {
    let uid = getsockopt(&stream, PeerCredentials)?.uid();
    let Some(place) = Place::take(open, uid) else {
        tracing::warn!(uid, "a connection was not taken: there are too many");
        peer::turn_away(&stream, "er zijn te veel verbindingen met de tafel; sluit er een, of wacht even");
        return Ok(());
    };
    let (clerk, written, inbox) = clerk.clone();
    let spawned = thread::Builder::new().name("terminal-in".to_owned()).spawn(move || {
        peer::run((id, &stream), Account::of(uid), (written, &inbox), |from| clerk.send(ToClerk::Peer(id, from)).is_ok());
        drop(place);
    });
    spawned.map(drop)
}

/// How many connections each account has open.
type Open = Arc<Mutex<BTreeMap<u32, usize>>>;

/// A place among the connections, given back when it is dropped.
struct Place {
    open: Open,
    uid: u32,
}

impl Place {
    fn take(open: &Open, uid: u32) -> Option<Self> {
        let mut counts = open.lock().unwrap_or_else(PoisonError::into_inner);
        let own = counts.get(&uid).copied().unwrap_or_default();
        if counts.values().sum::<usize>() >= CONNECTIONS_MAX || own >= CONNECTIONS_PER_ACCOUNT_MAX {
            return None;
        }
        counts.insert(uid, own + 1);
        Some(Self { open: Arc::clone(open), uid })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = counts.get_mut(&self.uid) {
            *own = own.saturating_sub(1);
        }
        counts.retain(|_, own| *own > 0);
    }
}
