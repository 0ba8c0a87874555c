//! Between a terminal and the service: hands everything on, and keeps every byte that the terminal was sent. What a
//! terminal writes on its screen says what it showed; only this says what it was told.

use std::fs;
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

/// The socket of the exercise, within the directory of the sockets.
const SOCKET: &str = "oefening/tafel";

/// What came by.
pub(crate) struct Wire {
    /// Where a terminal finds the store by way of this wire.
    pub(crate) place: PathBuf,
    received: Arc<Mutex<Vec<u8>>>,
}

impl Wire {
    /// Makes `place`, from which a terminal reaches the service of the store in `base` by way of this wire.
    pub(crate) fn new(place: PathBuf, base: &Path) -> Self {
        let own = place.join("aansluiting");
        fs::create_dir_all(own.join(SOCKET).parent().unwrap()).unwrap();
        let settings = format!("map = {base:?}\naansluiting = {own:?}\ndienst_blijft = true\n");
        fs::write(place.join("tafel.toml"), settings).unwrap();
        let (listener, real) = (UnixListener::bind(own.join(SOCKET)).unwrap(), base.join("aansluiting").join(SOCKET));
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        thread::spawn(move || {
            for terminal in listener.incoming().map_while(Result::ok) {
                // while nobody serves the store the terminal is sent away, and comes again
                if let Ok(service) = UnixStream::connect(&real) {
                    join(&terminal, &service, &kept).unwrap();
                }
            }
        });
        Self { place, received }
    }

    /// Every byte that came from the service.
    pub(crate) fn received(&self) -> Vec<u8> {
        self.received.lock().unwrap().clone()
    }
}

/// Hands on in both directions until one side ends.
fn join(terminal: &UnixStream, service: &UnixStream, kept: &Arc<Mutex<Vec<u8>>>) -> io::Result<()> {
    let (mut from_terminal, mut to_service) = (terminal.try_clone()?, service.try_clone()?);
    thread::spawn(move || {
        let _ = io::copy(&mut from_terminal, &mut to_service);
        let _ = to_service.shutdown(Shutdown::Both);
    });
    let (mut from_service, mut to_terminal, kept) = (service.try_clone()?, terminal.try_clone()?, Arc::clone(kept));
    thread::spawn(move || {
        let mut some = vec![0; 65536];
        loop {
            let n = from_service.read(&mut some).unwrap_or(0);
            kept.lock().unwrap().extend_from_slice(&some[..n]);
            if n == 0 || to_terminal.write_all(&some[..n]).is_err() {
                let _ = to_terminal.shutdown(Shutdown::Both);
                return;
            }
        }
    });
    Ok(())
}
