//! The socket: where it may stand, that nobody else listens there, and a thread that takes connections.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
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
/// How often it is looked whether the socket is still there.
const LOOK: Duration = Duration::from_secs(1);
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
    /// The directory is open to others.
    #[error("de map {path} staat open voor anderen, of is geen map; maak hem van u alleen: chmod 700 {path}")]
    Directory {
        /// The directory.
        path: PathBuf,
    },
    /// The directory is another user's.
    #[error(
        "{path} is van gebruiker {owner}, niet van u: laat gebruiker {owner} of de beheerder hem weghalen, of kies een andere \
         map (XDG_RUNTIME_DIR, of aansluiting in tafel.toml)"
    )]
    NotMine {
        /// The directory.
        path: PathBuf,
        /// Its owner's number.
        owner: u32,
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

/// What the threads that take connections share.
struct Taking {
    /// Where connections say what they hear, what was written to them, and what of them is in hand.
    clerk: (SyncSender<ToClerk>, Written, Inbox),
    open: Open,
    /// How many connections there were.
    peers: AtomicU64,
    over: AtomicBool,
}

/// A socket that takes connections, and a thread that does.
struct Ear {
    listener: UnixListener,
    thread: JoinHandle<()>,
}

/// A place where connections are taken until this is dropped. A socket that somebody takes away is made again.
pub(super) struct Listening {
    taking: Arc<Taking>,
    keeper: Option<JoinHandle<()>>,
}

/// Listens, and hands what connections say to the clerk.
pub(super) fn listen(place: &SocketPlace, clerk: SyncSender<ToClerk>, written: Written) -> Result<Listening, ListenFault> {
    let taking = Taking {
        clerk: (clerk, written, Inbox::default()),
        open: Open::default(),
        peers: AtomicU64::new(1),
        over: AtomicBool::new(false),
    };
    let taking = Arc::new(taking);
    let ear = Ear::at(place, &taking)?;
    let (kept, shared) = (place.clone(), Arc::clone(&taking));
    let keeping = thread::Builder::new().name("aansluiting-blijft".to_owned()).spawn(move || keep(ear, &kept, &shared));
    let keeper = keeping.map_err(|source| ListenFault::Io { path: place.path.clone(), source })?;
    Ok(Listening { taking, keeper: Some(keeper) })
}

impl Ear {
    /// Listens, and takes what comes in a thread of its own.
    fn at(place: &SocketPlace, taking: &Arc<Taking>) -> Result<Self, ListenFault> {
        let listener = bind(place)?;
        let io = |source| ListenFault::Io { path: place.path.clone(), source };
        let (ear, shared) = (listener.try_clone().map_err(io)?, Arc::clone(taking));
        let thread =
            thread::Builder::new().name("aansluiting".to_owned()).spawn(move || take(&ear, &shared)).map_err(io)?;
        Ok(Self { listener, thread })
    }

    /// Takes no more.
    fn close(self) {
        // wakes the thread; also when the socket is no longer there to connect to
        let _ = shutdown(self.listener.as_raw_fd(), Shutdown::Both);
        let _ = self.thread.join();
    }
}

/// Looks until it is over whether the socket is still where it was. One that was taken away, as a machine does with what
/// lies in a folder for who is logged in, is made again; in the place of what somebody else put there nothing is.
fn keep(mut ear: Ear, place: &SocketPlace, taking: &Arc<Taking>) {
    let mut said = false;
    while !taking.over.load(Ordering::SeqCst) {
        thread::park_timeout(LOOK);
        let gone = fs::symlink_metadata(&place.path).is_err();
        if !gone || taking.over.load(Ordering::SeqCst) {
            continue;
        }
        match Ear::at(place, taking) {
            Ok(new) => {
                tracing::warn!("the socket was taken away and is there again");
                std::mem::replace(&mut ear, new).close();
                said = false;
            }
            Err(error) if !said => {
                tracing::error!(%error, "the socket was taken away, and cannot be made again yet");
                said = true;
            }
            Err(_) => {}
        }
    }
    let _ = fs::remove_file(&place.path);
    ear.close();
}

/// The socket, where it may stand and for who may reach it.
fn bind(place: &SocketPlace) -> Result<UnixListener, ListenFault> {
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
    Ok(listener)
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.taking.over.store(true, Ordering::SeqCst);
        if let Some(keeper) = self.keeper.take() {
            keeper.thread().unpark();
            let _ = keeper.join();
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
        let owner = fs::symlink_metadata(above).map_err(Err)?.uid();
        return Err(Ok(ListenFault::NotMine { path: above.to_owned(), owner }));
    }
    for dir in [above, dir] {
        make_one(dir, group).map_err(Err)?;
    }
    let meta = fs::symlink_metadata(dir).map_err(Err)?;
    let shut = if group.is_some() { 0o027 } else { 0o077 };
    if meta.uid() != me {
        return Err(Ok(ListenFault::NotMine { path: dir.to_owned(), owner: meta.uid() }));
    }
    if !meta.is_dir() || meta.mode() & shut != 0 {
        return Err(Ok(ListenFault::Directory { path: dir.to_owned() }));
    }
    let meta = fs::metadata(above).map_err(Err)?;
    let sticky = meta.mode() & 0o1000 != 0;
    if ![0, me].contains(&meta.uid()) {
        return Err(Ok(ListenFault::NotMine { path: above.to_owned(), owner: meta.uid() }));
    }
    if meta.mode() & 0o022 != 0 && !sticky {
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

fn take(listener: &UnixListener, taking: &Taking) {
    for stream in listener.incoming() {
        if taking.over.load(Ordering::SeqCst) {
            return;
        }
        // a socket that was closed for another one
        if stream.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::InvalidInput) {
            return;
        }
        let id = PeerId(taking.peers.fetch_add(1, Ordering::SeqCst));
        if let Err(error) = stream.and_then(|stream| admit(id, stream, taking)) {
            tracing::error!(%error, "a connection could not be taken");
            // out of file descriptors, most likely: a moment for others to let go of theirs
            thread::park_timeout(PAUSE);
        }
    }
}

/// Establishes who is at the other end, then runs the connection in a thread of its own.
fn admit(id: PeerId, stream: UnixStream, taking: &Taking) -> io::Result<()> {
    let uid = getsockopt(&stream, PeerCredentials)?.uid();
    let Some(place) = Place::take(&taking.open, uid) else {
        tracing::warn!(uid, "a connection was not taken: there are too many");
        peer::turn_away(&stream, "er zijn te veel verbindingen met de tafel; sluit er een, of wacht even");
        return Ok(());
    };
    let (clerk, written, inbox) = taking.clerk.clone();
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
