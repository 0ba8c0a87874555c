//! The role table of a store as its owner writes it, and what is wrong with one that cannot be used. What follows from it
//! for somebody who connects is `access`.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::domain::ids::DossierNummer;
use crate::domain::rol::{NotARole, Rol};
use crate::domain::tekst::Tekst;
use crate::kader::geen_toml;

/// Its file, within the store.
const ROLLEN: &str = "rollen.toml";
/// The longest table that is read, in bytes.
const BYTES_MAX: u64 = 1 << 20;

/// Who gets which roles.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(default)]
    toegang: Vec<Spanned<Entry>>,
    #[serde(default)]
    doorgeefluik: Vec<Gateway>,
}

/// What a user gets, or everybody in a group.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    gebruiker: Option<String>,
    groep: Option<String>,
    /// The name in the minutes.
    pub naam: Option<Tekst>,
    /// The organisation.
    pub organisatie: Option<Tekst>,
    /// The roles.
    pub rollen: Vec<Rol>,
    /// The only dossiers in which they count; none means all.
    dossiers: Option<Vec<DossierNummer>>,
    /// Whether it lets look into the trace.
    #[serde(default)]
    pub inzage: bool,
    /// Whether it lets take access to a dossier in need.
    #[serde(default)]
    pub noodtoegang: bool,
}

/// An account that only passes on who somebody is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Gateway {
    gebruiker: String,
}

/// Why the role table cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TableFault {
    /// It could not be read.
    #[error("{path}: kon niet worden gelezen: {}", crate::domain::machine::zegt(.source))]
    Io {
        /// The file.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// Others can write it.
    #[error("{0}: mag alleen door de eigenaar van de tafel geschreven worden: chmod 600 {0}")]
    Writable(PathBuf),
    /// It is not right.
    #[error("{path}: {what}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line.
        what: String,
    },
}

/// By what a file is known to be the same as before: device, number, length, and when it last changed.
pub(super) type Mark = (u64, u64, u64, (i64, i64), (i64, i64));

/// The table's file as it is now, without reading it; none where there is none.
pub(super) fn mark(dir: &Path) -> Option<Mark> {
    let m = fs::symlink_metadata(dir.join(ROLLEN)).ok()?;
    Some((m.dev(), m.ino(), m.len(), (m.mtime(), m.mtime_nsec()), (m.ctime(), m.ctime_nsec())))
}

/// Reads the table in `dir`, the store of `owner`; none where there is none.
pub(super) fn read(dir: &Path, owner: u32) -> Result<Option<Table>, TableFault> {
    let path = dir.join(ROLLEN);
    let meta = match fs::symlink_metadata(&path) {
        Ok(meta) => meta,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(TableFault::Io { path, source }),
    };
    let wrong = |what: &str| Err(TableFault::Wrong { path: path.clone(), what: what.to_owned() });
    if !meta.is_file() {
        return wrong("dit is geen gewoon bestand; zet er een bestand neer");
    }
    if meta.mode() & 0o022 != 0 || meta.uid() != owner {
        return Err(TableFault::Writable(path));
    }
    if meta.len() > BYTES_MAX {
        return wrong("te groot voor een rollentabel");
    }
    match fs::read_to_string(&path) {
        Ok(raw) => parse(&raw).map(Some).map_err(|what| TableFault::Wrong { path, what }),
        Err(source) => Err(TableFault::Io { path, source }),
    }
}

/// The table that this text is.
pub(super) fn from_text(raw: &str) -> Result<Table, TableFault> {
    parse(raw).map_err(|what| TableFault::Wrong { path: PathBuf::from(ROLLEN), what })
}

impl Table {
    /// What counts for somebody with this name, in these groups.
    pub(super) fn entries(&self, name: &str, groups: &[String]) -> Vec<&Entry> {
        self.toegang.iter().map(Spanned::get_ref).filter(|e| e.is_for(name, groups)).collect()
    }

    /// What it gives, in its order, a line for each thing: two that give the same have the same lines, whatever else is written
    /// in them.
    pub(super) fn regels(&self) -> Vec<String> {
        let gateways = self.doorgeefluik.iter().map(|g| format!("{}: geeft door wie iemand is", g.gebruiker));
        self.toegang.iter().flat_map(|e| e.get_ref().regels()).chain(gateways).collect()
    }

    /// Whether this account only passes on who somebody is.
    pub(super) fn is_gateway(&self, name: &str) -> bool {
        self.doorgeefluik.iter().any(|g| g.gebruiker == name)
    }
}

impl Entry {
    fn is_for(&self, name: &str, groups: &[String]) -> bool {
        self.gebruiker.as_deref() == Some(name) || self.groep.as_ref().is_some_and(|g| groups.contains(g))
    }

    /// What it gives, of each role by itself: what somebody has in one is not had in another.
    fn regels(&self) -> Vec<String> {
        let groep = self.groep.as_ref().map(|groep| format!("groep {groep}"));
        let wie = self.gebruiker.clone().or(groep).unwrap_or_default();
        let mut wat: Vec<String> = match self.dossiers.as_deref() {
            None => vec!["in alle dossiers".to_owned()],
            Some([]) => vec!["in geen dossier".to_owned()],
            Some(own) => own.iter().collect::<BTreeSet<_>>().iter().map(|nummer| format!("in {nummer}")).collect(),
        };
        let rechten = [(self.inzage, "inzage"), (self.noodtoegang, "noodtoegang")];
        wat.extend(rechten.into_iter().filter(|(heeft, _)| *heeft).map(|(_, recht)| format!("heeft {recht}")));
        wat.extend(self.naam.iter().map(|naam| format!("heet {naam}")));
        wat.extend(self.organisatie.iter().map(|organisatie| format!("van {organisatie}")));
        let rollen: BTreeSet<Rol> = self.rollen.iter().copied().collect();
        rollen
            .iter()
            .flat_map(|rol| wat.iter().map(move |wat| (rol, wat)))
            .map(|(rol, wat)| format!("{wie}, {rol}: {wat}"))
            .collect()
    }

    /// Whether it gives one of these roles.
    pub(super) fn gives_one_of(&self, rollen: &[Rol]) -> bool {
        self.rollen.iter().any(|rol| rollen.contains(rol))
    }
}

/// The only dossiers that these entries open together, in order; none means all.
pub(super) fn dossiers(entries: &[&Entry]) -> Option<Vec<DossierNummer>> {
    let mut own = Vec::new();
    for entry in entries {
        own.extend(entry.dossiers.as_ref()?);
    }
    own.sort_unstable();
    own.dedup();
    Some(own)
}

/// The table, or what is wrong with it and where.
fn parse(raw: &str) -> Result<Table, String> {
    let at = |begin: usize| format!("regel {}", 1 + raw.bytes().take(begin).filter(|b| *b == b'\n').count());
    let table: Table =
        toml::from_str(raw).map_err(|e| format!("{}: {}", at(e.span().map_or(0, |s| s.start)), in_dutch(e.message())))?;
    for entry in &table.toegang {
        let wrong = |what: &str| Err(format!("{}: {what}", at(entry.span().start)));
        let e = entry.get_ref();
        if e.gebruiker.is_some() == e.groep.is_some() {
            return wrong("noem of een gebruiker, of een groep");
        }
        if e.rollen.is_empty() {
            return wrong("geef minstens een rol");
        }
    }
    Ok(table)
}

/// What the reader of the file says, in Dutch.
fn in_dutch(message: &str) -> String {
    let named = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("unknown variant") {
        return NotARole(named.to_owned()).to_string();
    }
    if message.starts_with("unknown field") {
        return format!(
            "'{named}' ken ik hier niet; wel: gebruiker of groep, naam, organisatie, rollen, dossiers, inzage, noodtoegang"
        );
    }
    if message.starts_with("missing field") {
        return format!("'{named}' ontbreekt");
    }
    if message.starts_with("invalid type") {
        return "hier staat iets van een andere soort; schrijf tekst tussen \" en \", en een lijst tussen [ en ]"
            .to_owned();
    }
    // our own types explain themselves
    if message.starts_with("een dossiernummer") || message.starts_with("de tekst is langer") {
        return message.to_owned();
    }
    let (wat, doe) = geen_toml(message);
    format!("{wat}; {doe}")
}
