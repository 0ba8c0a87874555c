//! Where everything lies, and the one place that reads the environment: `CRISISTAFEL_DIR`, then
//! `/etc/crisistafel/tafel.toml` (sshd passes no environment), then the directories of the user.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use nix::unistd::{Group, geteuid};
use serde::Deserialize;

use crate::server::SocketPlace;

/// The settings of a shared machine.
const ETC: &str = "/etc/crisistafel/tafel.toml";
/// The same file, within `CRISISTAFEL_DIR`.
const OWN: &str = "tafel.toml";
/// The name of every socket, in a directory of its own.
const SOCKET: &str = "tafel";

/// Where sshd puts what stood behind `ssh`; it is not there when nothing did.
pub(super) const COMMAND: &str = "SSH_ORIGINAL_COMMAND";
/// Where systemd puts what a service is given.
pub(super) const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// The environment as it was at the start: only what this program looks at.
#[derive(Clone, Debug, Default)]
pub(super) struct Environment(BTreeMap<&'static str, OsString>);

/// Every variable that this program looks at.
const VARIABLES: [&str; 13] = [
    "CRISISTAFEL_DIR",
    super::clock::VARIABLE,
    "CRISISTAFEL_STOP_BIJ",
    COMMAND,
    "SSH_CONNECTION",
    CREDENTIALS,
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
    "HOME",
    "NO_COLOR",
    "COLORTERM",
    "TERM",
];

impl Environment {
    /// Reads it, once.
    #[expect(clippy::disallowed_methods, reason = "this is the one reader")]
    pub(super) fn read() -> Self {
        Self(VARIABLES.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))).collect())
    }

    /// A variable as it is.
    pub(super) fn raw(&self, name: &str) -> Option<&OsString> {
        self.0.get(name)
    }

    /// A variable as text; none when it is empty or no text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().filter(|v| !v.is_empty())
    }

    /// A variable as a path; none when it does not begin at the root.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.get(name).filter(|v| !v.is_empty()).map(PathBuf::from).filter(|p| p.is_absolute())
    }
}

/// What a settings file can say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// Where the stores lie.
    map: Option<PathBuf>,
    /// Where the sockets stand.
    aansluiting: Option<PathBuf>,
    /// Whose members may connect.
    groep: Option<String>,
    /// Whether the service is started by the system and stays.
    #[serde(default)]
    dienst_blijft: bool,
    /// The file, elsewhere, with the key of the store for real dossiers.
    sleutel: Option<PathBuf>,
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// The directory in which the stores lie.
    pub base: PathBuf,
    /// The directory in which the sockets stand.
    pub sockets: PathBuf,
    /// The group whose members may connect.
    pub group: Option<u32>,
    /// Whether a terminal may start the service.
    pub may_start: bool,
    /// The account of which the service has to be: on a machine of one's own one's own, elsewhere whoever it is.
    pub host: Option<u32>,
    /// Where the user's own themes and keys lie.
    pub config: Option<PathBuf>,
    /// The file with the key of the store for real dossiers, where the settings name one.
    pub sleutel: Option<PathBuf>,
}

/// Why it is not clear where things lie. Each is a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub(super) enum PlaceFault {
    /// Nothing says where.
    #[error("ik weet niet waar de tafel staat: zet CRISISTAFEL_DIR of HOME op een map")]
    Nowhere,
    /// The directory is relative.
    #[error("CRISISTAFEL_DIR moet een volledig pad zijn, dat met / begint")]
    Relative,
    /// The settings are wrong.
    #[error("{path}: {what}")]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

impl Places {
    /// Finds them.
    pub(super) fn find(env: &Environment) -> Result<Self, PlaceFault> {
        Self::find_with(env, Path::new(ETC))
    }

    /// As [`Places::find`], with the settings of the machine in `etc`.
    pub(super) fn find_with(env: &Environment, etc: &Path) -> Result<Self, PlaceFault> {
        let config = env.path("XDG_CONFIG_HOME").or(env.path("HOME").map(|h| h.join(".config")));
        let config = config.map(|c| c.join("crisistafel"));
        if env.text("CRISISTAFEL_DIR").is_some() {
            let base = env.path("CRISISTAFEL_DIR").ok_or(PlaceFault::Relative)?;
            let settings = read(&base.join(OWN))?.unwrap_or_default();
            let sockets = base.join("aansluiting");
            let defaults = Self { base, sockets, group: None, may_start: true, host: None, config, sleutel: None };
            return defaults.with(settings, &PathBuf::from(OWN));
        }
        if let Some(settings) = read(etc)? {
            let defaults = Self {
                base: PathBuf::from("/var/lib/crisistafel"),
                sockets: PathBuf::from("/run/crisistafel"),
                group: None,
                may_start: true,
                host: None,
                config,
                sleutel: None,
            };
            return defaults.with(settings, etc);
        }
        let data = env.path("XDG_DATA_HOME").or(env.path("HOME").map(|h| h.join(".local/share")));
        let base = data.ok_or(PlaceFault::Nowhere)?.join("crisistafel");
        let run = env.path("XDG_RUNTIME_DIR").map(|r| r.join("crisistafel"));
        let me = geteuid().as_raw();
        let sockets = run.unwrap_or_else(|| PathBuf::from(format!("/tmp/crisistafel-{me}")));
        Ok(Self { base, sockets, group: None, may_start: true, host: Some(me), config, sleutel: None })
    }

    fn with(self, s: Settings, file: &Path) -> Result<Self, PlaceFault> {
        let group = match &s.groep {
            None => None,
            Some(name) => {
                let found = Group::from_name(name).ok().flatten().map(|g| g.gid.as_raw());
                let what = format!("er is geen groep {name} op deze machine; maak hem aan of noem een andere");
                Some(found.ok_or_else(|| PlaceFault::Settings { path: file.to_owned(), what })?)
            }
        };
        Ok(Self {
            base: s.map.unwrap_or(self.base),
            sockets: s.aansluiting.unwrap_or(self.sockets),
            group,
            may_start: !s.dienst_blijft,
            host: self.host,
            config: self.config,
            sleutel: s.sleutel,
        })
    }

    /// The socket of the store for real dossiers, or of the exercise.
    pub(super) fn socket(&self, oefening: bool) -> SocketPlace {
        let name = if oefening { "oefening" } else { "tafel" };
        SocketPlace { path: self.sockets.join(name).join(SOCKET), group: self.group }
    }

    /// The directory of the store for real dossiers.
    pub(super) fn real_store(&self) -> PathBuf {
        self.base.join("tafel")
    }

    /// The directory in which exercises lie, each in a store of its own.
    pub(super) fn exercises(&self) -> PathBuf {
        self.base.join("oefening")
    }

    /// The directory of the municipality's own kader.
    pub(super) fn kader(&self) -> PathBuf {
        self.base.join("kader")
    }
}

/// The settings in a file; none when there is no file.
fn read(path: &Path) -> Result<Option<Settings>, PlaceFault> {
    let wrong = |what: String| PlaceFault::Settings { path: path.to_owned(), what };
    match fs::read_to_string(path) {
        Ok(raw) => toml::from_str(&raw).map(Some).map_err(|e| wrong(e.message().to_owned())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(wrong(format!("kon niet worden gelezen ({})", crate::domain::machine::zegt(&e)))),
    }
}
