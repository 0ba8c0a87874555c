//! Making a connection and saying who asks.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
use nix::unistd::geteuid;
use zeroize::Zeroizing;

use crate::domain::ids::RequestId;
use crate::domain::inzage::Vanaf;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::protocol::frame::{self, ReadFault};
use crate::protocol::{Soort, ToServer};

/// How long a write may hang before the connection is given up.
const WRITE_MAX: Duration = Duration::from_secs(10);
/// How long the server may take to greet.
const GREETING_MAX: Duration = Duration::from_secs(5);

/// Starts the service when nobody serves the store; says in words why it cannot.
pub type Revive = Arc<dyn Fn() -> Result<Revived, String> + Send + Sync>;

/// What starting the service came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revived {
    /// It listens.
    Started,
    /// The store is served already, by this process.
    Held(String),
}

/// Looks where the service says itself that it listens, beside a store of one's own; none where nobody serves that.
pub type Elsewhere = Arc<dyn Fn() -> Option<PathBuf> + Send + Sync>;

/// How to connect.
#[derive(Clone)]
pub struct LinkConfig {
    /// The server's socket.
    pub socket: PathBuf,
    /// The kind of terminal.
    pub soort: Soort,
    /// Names this terminal for its life.
    pub terminal: RequestId,
    /// The one role that it takes.
    pub als: Option<Rol>,
    /// For a gateway: who it is for.
    pub namens: Option<Tekst>,
    /// What it says of itself, for the trace.
    pub vanaf: Vanaf,
    /// How to start the service, where this terminal may.
    pub revive: Option<Revive>,
    /// Where else it may listen: it was started where the settings were others.
    pub elsewhere: Option<Elsewhere>,
    /// The account of which the service has to be; none where the settings of the machine say where it listens.
    pub host: Option<u32>,
}

/// Why there is no connection. Each but the first is a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum ConnectFault {
    /// Nobody listens now; that can change.
    #[error("er draait geen dienst voor deze tafel; start die met 'crisistafel dienst', of vraag de beheerder")]
    Passing,
    /// Somebody serves the store, and cannot be reached: it is ending, or its socket was taken away.
    #[error(
        "de dienst voor deze tafel (proces {0}) draait, maar is niet te bereiken: zijn aansluiting is weg, en hij maakt hem \
         zelf opnieuw zodra dat kan; doe dit zo nog eens, en kijk anders in dienst.log bij de tafel waarom het niet lukt"
    )]
    Unreachable(String),
    /// A service listens and does not answer.
    #[error(
        "de dienst voor deze tafel (proces {0}) draait, maar antwoordt niet: probeer het zo weer; blijft het zo, laat dan \
         proces {0} nakijken of beëindig het (kill {0}); wat vastgelegd is, is veilig"
    )]
    Silent(i32),
    /// The socket is not for this user.
    #[error("u mag niet bij deze tafel; vraag de beheerder om toegang")]
    Forbidden,
    /// Somebody else listens there.
    #[error("op {0} luistert een dienst van een ander (gebruiker {1}); meld dit aan de beheerder en typ er niets")]
    Stranger(PathBuf, u32),
    /// The service could not be started.
    #[error("{0}")]
    NotRevived(String),
    /// The other side is another version, or something else.
    #[error("{0}")]
    Version(String),
}

impl From<ReadFault> for ConnectFault {
    fn from(fault: ReadFault) -> Self {
        match fault {
            ReadFault::Version => Self::Version(fault.to_string()),
            _ => Self::Passing,
        }
    }
}

impl From<io::Error> for ConnectFault {
    fn from(_: io::Error) -> Self {
        Self::Passing
    }
}

/// Connects and says who asks; starts the service first, where nobody serves the store and this terminal may.
pub(super) fn connect(config: &LinkConfig) -> Result<UnixStream, ConnectFault> {
    let Reached { stream, socket, host } = reach(config)?;
    let peer = getsockopt(&stream, PeerCredentials).map_err(io::Error::from)?;
    if host.is_some_and(|host| host != peer.uid()) {
        return Err(ConnectFault::Stranger(socket, peer.uid()));
    }
    stream.set_write_timeout(Some(WRITE_MAX))?;
    stream.set_read_timeout(Some(GREETING_MAX))?;
    // a server that has no place says so, and closes: what it said can still be read when nothing can be written
    let _ = frame::greet(&mut &stream);
    let (soort, terminal, als, namens) = (config.soort, config.terminal, config.als, config.namens.clone());
    let _ = say(&stream, &ToServer::Hallo { soort, terminal, als, namens, vanaf: config.vanaf });
    frame::expect_greeting(&mut &stream).map_err(|fault| match fault {
        ReadFault::Io(e) if matches!(e.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
            ConnectFault::Silent(peer.pid())
        }
        other => other.into(),
    })?;
    stream.set_read_timeout(None)?;
    Ok(stream)
}

/// A service that was reached: where, and of which account it has to be.
struct Reached {
    stream: UnixStream,
    socket: PathBuf,
    host: Option<u32>,
}

/// Where it should listen, else where it says itself that it does, else where it listens once it is started.
fn reach(config: &LinkConfig) -> Result<Reached, ConnectFault> {
    let there = || {
        let stream = UnixStream::connect(&config.socket)?;
        Ok(Reached { stream, socket: config.socket.clone(), host: config.host })
    };
    // whoever wrote down where: who listens there has to be who owns the store, and that is who looks
    let elsewhere = || {
        let socket = config.elsewhere.as_ref()?()?;
        let stream = UnixStream::connect(&socket).ok()?;
        Some(Reached { stream, socket, host: Some(geteuid().as_raw()) })
    };
    let not_there = match there() {
        Ok(reached) => return Ok(reached),
        Err(e) => e,
    };
    if let Some(reached) = elsewhere() {
        return Ok(reached);
    }
    let revive = match &config.revive {
        _ if io::Error::kind(&not_there) == io::ErrorKind::PermissionDenied => return Err(ConnectFault::Forbidden),
        None => return Err(ConnectFault::Passing),
        Some(revive) => revive,
    };
    let revived = revive().map_err(ConnectFault::NotRevived)?;
    there().ok().or_else(elsewhere).ok_or(match revived {
        Revived::Started => ConnectFault::Passing,
        Revived::Held(pid) => ConnectFault::Unreachable(pid),
    })
}

/// What is said of a request that is more than the server takes at once.
pub(super) const TOO_LONG: &str = "dit is te groot om in een keer vast te leggen; er is niets vastgelegd: doe het in delen";

/// Whether a message is more than the server takes at once.
pub(super) fn is_too_long(message: &ToServer) -> bool {
    frame::encode(message).map(Zeroizing::new).is_ok_and(|bytes| bytes.len() - 4 > frame::TO_SERVER_BYTES_MAX as usize)
}

/// Sends a message.
pub(super) fn say(mut stream: &UnixStream, message: &ToServer) -> io::Result<()> {
    // a PIN may be in it
    stream.write_all(&Zeroizing::new(frame::encode(message)?))
}

/// Whether somebody listens on this socket now.
pub fn is_served(socket: &std::path::Path) -> bool {
    UnixStream::connect(socket).is_ok()
}
