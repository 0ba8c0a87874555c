//! Making a connection and saying who asks.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};

use crate::domain::ids::RequestId;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::protocol::frame::{self, ReadFault};
use crate::protocol::{Soort, ToServer};

/// How long a write may hang before the connection is given up.
const WRITE_MAX: Duration = Duration::from_secs(10);
/// How long the server may take to greet.
const GREETING_MAX: Duration = Duration::from_secs(10);

/// Starts the service when nobody serves the store; says in words why it cannot.
pub type Revive = Arc<dyn Fn() -> Result<(), String> + Send + Sync>;

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
    /// How to start the service, where this terminal may.
    pub revive: Option<Revive>,
    /// The account of which the service has to be; none where the settings of the machine say where it listens.
    pub host: Option<u32>,
}

/// Why there is no connection. Each but the first is a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum ConnectFault {
    /// Nobody listens now; that can change.
    #[error("er draait geen dienst voor deze tafel; start die met 'crisistafel dienst', of vraag de beheerder")]
    Passing,
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
    let stream = match (UnixStream::connect(&config.socket), &config.revive) {
        (Ok(stream), _) => stream,
        (Err(e), _) if e.kind() == io::ErrorKind::PermissionDenied => return Err(ConnectFault::Forbidden),
        (Err(_), Some(revive)) => {
            revive().map_err(ConnectFault::NotRevived)?;
            UnixStream::connect(&config.socket)?
        }
        (Err(_), None) => return Err(ConnectFault::Passing),
    };
    let uid = getsockopt(&stream, PeerCredentials).map_err(io::Error::from)?.uid();
    if config.host.is_some_and(|host| host != uid) {
        return Err(ConnectFault::Stranger(config.socket.clone(), uid));
    }
    stream.set_write_timeout(Some(WRITE_MAX))?;
    stream.set_read_timeout(Some(GREETING_MAX))?;
    // a server that has no place says so, and closes: what it said can still be read when nothing can be written
    let _ = frame::greet(&mut &stream);
    let (soort, terminal, als, namens) = (config.soort, config.terminal, config.als, config.namens.clone());
    let _ = say(&stream, &ToServer::Hallo { soort, terminal, als, namens });
    frame::expect_greeting(&mut &stream)?;
    stream.set_read_timeout(None)?;
    Ok(stream)
}

/// What is said of a request that is more than the server takes at once.
pub(super) const TOO_LONG: &str = "dit is te groot om in een keer vast te leggen; er is niets vastgelegd: doe het in delen";

/// Whether a message is more than the server takes at once.
pub(super) fn is_too_long(message: &ToServer) -> bool {
    frame::encode(message).is_ok_and(|bytes| bytes.len() - 4 > frame::TO_SERVER_BYTES_MAX as usize)
}

/// Sends a message.
pub(super) fn say(mut stream: &UnixStream, message: &ToServer) -> io::Result<()> {
    stream.write_all(&frame::encode(message)?)
}

/// Whether somebody listens on this socket now.
pub fn is_served(socket: &std::path::Path) -> bool {
    UnixStream::connect(socket).is_ok()
}
