//! Who somebody is and what they may: from the socket's peer credentials and the role table, never from what a client
//! says of itself. The one exception is a gateway account, declared in the table: the name that it passes counts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use nix::unistd::{Gid, Group, Uid, User, getgrouplist};
use serde::Deserialize;

use super::claim::Tafel;
use crate::domain::ids::DossierNummer;
use crate::domain::rol::{Actor, Rol};
use crate::domain::tekst::Tekst;
use crate::protocol::Soort;

/// The role table of a store.
pub(super) const ROLLEN: &str = "rollen.toml";

/// Somebody at the other end of a socket, as established.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The account.
    pub gebruiker: Tekst,
    /// The name in the minutes.
    pub naam: Tekst,
    /// The organisation.
    pub organisatie: Option<Tekst>,
    /// The roles of this terminal.
    pub rollen: Vec<Rol>,
    /// The only dossiers that exist for this user; none means all.
    pub dossiers: Option<Vec<DossierNummer>>,
}

impl Identity {
    /// The same person, acting in this role.
    pub fn actor(&self, rol: Rol) -> Actor {
        Actor { gebruiker: self.gebruiker.clone(), naam: self.naam.clone(), rol, organisatie: self.organisatie.clone() }
    }

    /// Whether this dossier exists for this user.
    pub fn may_see(&self, nummer: DossierNummer) -> bool {
        self.dossiers.as_ref().is_none_or(|own| own.contains(&nummer))
    }
}

/// The account at the other end of a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub uid: u32,
    /// Its name; the number where the machine knows no name.
    pub naam: String,
    /// The names of its groups.
    pub groepen: Vec<String>,
}

impl Account {
    /// Looks up an account by its number.
    pub fn of(uid: u32) -> Self {
        let Ok(Some(user)) = User::from_uid(Uid::from_raw(uid)) else {
            return Self { uid, naam: uid.to_string(), groepen: Vec::new() };
        };
        let name = std::ffi::CString::new(user.name.clone()).unwrap_or_default();
        let gids: Vec<Gid> = getgrouplist(&name, user.gid).unwrap_or_default();
        let groepen = gids.into_iter().filter_map(|gid| Group::from_gid(gid).ok().flatten()).map(|g| g.name).collect();
        Self { uid, naam: user.name, groepen }
    }
}

/// What a terminal asks to be.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The kind of terminal.
    pub soort: Soort,
    /// The one role that it takes.
    pub als: Option<Rol>,
    /// The name that a gateway passes on.
    pub namens: Option<Tekst>,
}

/// Why nobody is let in. A sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Not in the table.
    #[error("{0} staat niet in de rollentabel van deze tafel; vraag de beheerder om toegang")]
    Unknown(String),
    /// The store is somebody's own.
    #[error("deze tafel is van iemand anders; alleen de eigenaar kan erbij")]
    NotOwner,
    /// The role is not given.
    #[error("de rollentabel geeft u de rol {als} niet; wel: {}", roles(wel))]
    NotGiven {
        /// The role that was asked.
        als: Rol,
        /// The roles that are given.
        wel: Vec<Rol>,
    },
    /// Several roles: one has to be chosen.
    #[error("u hebt meer rollen ({}); kies er een: --als {}", roles(.0), .0.first().map_or("", |r| r.naam()))]
    Choose(Vec<Rol>),
}

fn roles(rollen: &[Rol]) -> String {
    rollen.iter().map(|r| r.naam()).collect::<Vec<_>>().join(", ")
}

/// The role table as it stands in the store.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    toegang: Vec<Entry>,
    #[serde(default)]
    doorgeefluik: Vec<Gateway>,
}

/// Who gets which roles: a user, or everybody in a group.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    gebruiker: Option<String>,
    groep: Option<String>,
    naam: Option<Tekst>,
    organisatie: Option<Tekst>,
    rollen: Vec<Rol>,
    dossiers: Option<Vec<DossierNummer>>,
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
    #[error("{path} kon niet worden gelezen: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// Others can write it.
    #[error("{0} mag alleen door de eigenaar van de tafel geschreven worden: chmod 600 {0}")]
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

/// The access to one store.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    owner: u32,
    tafel: Tafel,
    table: Option<Table>,
}

impl Access {
    /// Reads the role table in `dir`. Without one the store is its owner's alone.
    pub fn read(dir: &Path, owner: u32, tafel: &Tafel) -> Result<Self, TableFault> {
        let path = dir.join(ROLLEN);
        let raw = match fs::read_to_string(&path) {
            Ok(raw) => raw,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { owner, tafel: tafel.clone(), table: None });
            }
            Err(source) => return Err(TableFault::Io { path, source }),
        };
        if writable_by_others(&path, owner) {
            return Err(TableFault::Writable(path));
        }
        let table = parse(&raw).map_err(|what| TableFault::Wrong { path, what })?;
        Ok(Self { owner, tafel: tafel.clone(), table: Some(table) })
    }

    /// Who is at the other end, in which roles.
    pub fn identify(&self, account: &Account, asked: &Asked) -> Result<Identity, Denied> {
        let mut who = match &self.table {
            None if account.uid == self.owner => self.alone(account, asked),
            None => return Err(Denied::NotOwner),
            Some(table) => table.look_up(account, asked, self.owner)?,
        };
        who.rollen = self.chosen(&who.rollen, asked)?;
        Ok(who)
    }

    /// The owner of a store without a table has every role.
    fn alone(&self, account: &Account, asked: &Asked) -> Identity {
        let rol = if asked.soort == Soort::Scherm { Some(Rol::Scherm) } else { asked.als };
        let speler = self.tafel.rolspelers.iter().find(|(r, _)| Some(*r) == rol).map(|(_, naam)| naam.clone());
        Identity {
            gebruiker: Tekst::cut(&account.naam),
            naam: speler.unwrap_or_else(|| Tekst::cut(&account.naam)),
            organisatie: None,
            rollen: Rol::ALL.to_vec(),
            dossiers: None,
        }
    }

    /// The roles that the terminal takes of those that are given.
    fn chosen(&self, given: &[Rol], asked: &Asked) -> Result<Vec<Rol>, Denied> {
        let wanted = if asked.soort == Soort::Scherm { Some(Rol::Scherm) } else { asked.als };
        if let Some(als) = wanted {
            return if given.contains(&als) { Ok(vec![als]) } else { Err(Denied::NotGiven { als, wel: given.to_vec() }) };
        }
        let own: Vec<Rol> = given.iter().copied().filter(|r| *r != Rol::Scherm).collect();
        if own.len() > 1 && self.table.is_some() && asked.soort == Soort::Terminal {
            return Err(Denied::Choose(own));
        }
        Ok(own)
    }
}

impl Table {
    fn look_up(&self, account: &Account, asked: &Asked, owner: u32) -> Result<Identity, Denied> {
        let gateway = account.uid != owner && self.doorgeefluik.iter().any(|g| g.gebruiker == account.naam);
        let (name, groups): (String, &[String]) = match (&asked.namens, gateway) {
            (Some(namens), true) => (namens.to_string(), &[]),
            (None, true) => return Err(Denied::Unknown(account.naam.clone())),
            (_, false) => (account.naam.clone(), &account.groepen),
        };
        let mine = |e: &&Entry| e.gebruiker.as_ref() == Some(&name) || e.groep.as_ref().is_some_and(|g| groups.contains(g));
        let entries: Vec<&Entry> = self.toegang.iter().filter(mine).collect();
        if entries.is_empty() {
            return Err(Denied::Unknown(name));
        }
        let mut rollen: Vec<Rol> = entries.iter().flat_map(|e| e.rollen.iter().copied()).collect();
        rollen.sort_unstable();
        rollen.dedup();
        let naam = entries.iter().find_map(|e| e.naam.clone()).unwrap_or_else(|| Tekst::cut(&name));
        let all = entries.iter().any(|e| e.dossiers.is_none());
        let own = entries.iter().flat_map(|e| e.dossiers.iter().flatten().copied()).collect();
        Ok(Identity {
            gebruiker: Tekst::cut(&name),
            naam,
            organisatie: entries.iter().find_map(|e| e.organisatie.clone()),
            rollen,
            dossiers: (!all).then_some(own),
        })
    }
}

fn writable_by_others(path: &Path, owner: u32) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|m| m.mode() & 0o022 != 0 || m.uid() != owner)
}

/// The table, or what is wrong with it and where.
fn parse(raw: &str) -> Result<Table, String> {
    let table: Table = toml::from_str(raw).map_err(|e| {
        let line = e.span().map_or(1, |s| raw.get(..s.start).unwrap_or_default().lines().count().max(1));
        format!("regel {line}: {}", e.message())
    })?;
    for (nr, e) in (1..).zip(&table.toegang) {
        if e.gebruiker.is_some() == e.groep.is_some() {
            return Err(format!("toegang {nr}: noem of een gebruiker, of een groep"));
        }
        if e.rollen.is_empty() {
            return Err(format!("toegang {nr}: geef minstens een rol"));
        }
    }
    Ok(table)
}
