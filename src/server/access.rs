//! Who somebody is and what they may: from the socket's peer credentials and the role table, never from what a client
//! says of itself. The one exception is a gateway account, declared in the table: the name that it passes counts.

use std::collections::BTreeMap;
use std::path::Path;

use nix::unistd::{Gid, Group, Uid, User, getgrouplist};

use super::claim::Tafel;
use super::table::{self, Entry, Table, TableFault};
use crate::domain::ids::DossierNummer;
use crate::domain::inzage::{Gebruik, Vanaf};
use crate::domain::rol::{Actor, Rol};
use crate::domain::rollentabel::Rollenstand;
use crate::domain::scherm::Kijker;
use crate::domain::tekst::Tekst;
use crate::protocol::Soort;

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
    /// Whether the role table lets this user look into the trace, whatever the roles.
    pub inzage: bool,
    /// Whether it lets this user take access to a dossier in need.
    pub noodtoegang: bool,
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

/// What there is for somebody who asks something of all dossiers, and as whom they see what is shielded in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ziet {
    /// The only dossiers that the role table opens; none means all.
    pub tafel: Option<Vec<DossierNummer>>,
    /// As whom they look into those.
    pub kijker: Kijker,
    /// Dossiers to which access was given in themselves, each with as whom they look into it.
    pub gegeven: BTreeMap<DossierNummer, Kijker>,
}

impl Ziet {
    fn van_tafel(&self, nummer: DossierNummer) -> bool {
        self.tafel.as_ref().is_none_or(|own| own.contains(&nummer))
    }

    /// Whether this dossier is there.
    pub fn dossier(&self, nummer: DossierNummer) -> bool {
        self.van_tafel(nummer) || self.gegeven.contains_key(&nummer)
    }

    /// As whom they look into it.
    pub fn kijker(&self, nummer: DossierNummer) -> Kijker {
        let tafel = || if self.van_tafel(nummer) { &self.kijker } else { &Kijker::IEDEREEN };
        self.gegeven.get(&nummer).unwrap_or_else(tafel).clone()
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
    /// What it says of itself, for the trace.
    pub vanaf: Vanaf,
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
    /// Nobody speaks for another here.
    #[error(
        "--namens kan hier niet: deze tafel heeft geen rollentabel die zegt wie er namens een ander mag komen; laat het weg, of kies uw rol met --als"
    )]
    NotForOthers,
    /// The table says that this account comes for itself.
    #[error("--namens kan niet: de rollentabel noemt {0} niet als doorgeefaccount; laat het weg")]
    NoGateway(String),
    /// Who has the files of the store in hand passes nobody on, whatever the table says.
    #[error(
        "--namens kan niet: {0} is de eigenaar van deze tafel, en die komt alleen voor zichzelf, ook als doorgeefaccount; laat het weg"
    )]
    OwnerNoGateway(String),
    /// Several roles: one has to be chosen.
    #[error("u hebt meer rollen ({}); kies er een: --als {}", roles(.0), .0.first().map_or("", |r| r.naam()))]
    Choose(Vec<Rol>),
}

fn roles(rollen: &[Rol]) -> String {
    rollen.iter().map(|r| r.naam()).collect::<Vec<_>>().join(", ")
}

/// The access to one store.
#[derive(Clone, Debug)]
pub struct Access {
    owner: u32,
    tafel: Tafel,
    table: Option<Table>,
}

impl Access {
    /// Reads the role table in `dir`. Without one the store is its owner's alone.
    pub fn read(dir: &Path, owner: u32, tafel: &Tafel) -> Result<Self, TableFault> {
        Ok(Self { owner, tafel: tafel.clone(), table: table::read(dir, owner)? })
    }

    /// From the text of a role table; without one the store is its owner's alone.
    pub fn from_table(raw: Option<&str>, owner: u32, tafel: &Tafel) -> Result<Self, TableFault> {
        Ok(Self { owner, tafel: tafel.clone(), table: raw.map(table::from_text).transpose()? })
    }

    /// What the role table gives, as the trace remembers it.
    pub(super) fn stand(&self) -> Rollenstand {
        let none = || vec!["geen rollentabel: alleen de eigenaar komt binnen".to_owned()];
        Rollenstand::van(&self.table.as_ref().map_or_else(none, Table::regels))
    }

    /// Whether others than the owner may come: there is a role table.
    pub(super) fn is_shared(&self) -> bool {
        self.table.is_some()
    }

    /// Who is at the other end, in which roles.
    pub fn identify(&self, account: &Account, asked: &Asked) -> Result<Identity, Denied> {
        self.identify_with(account, asked, &|_| Vec::new())
    }

    /// The same; `given` are the roles that somebody of this name has in single dossiers, by what was recorded there. Who has
    /// any is let in, with no role of the table where that gives none.
    pub fn identify_with(
        &self,
        account: &Account,
        asked: &Asked,
        given: &dyn Fn(&str) -> Vec<Rol>,
    ) -> Result<Identity, Denied> {
        if asked.vanaf.gebruik == Gebruik::Kopieren {
            return self.keeps_files(account);
        }
        match &self.table {
            None if account.uid == self.owner && asked.namens.is_some() => Err(Denied::NotForOthers),
            None if account.uid == self.owner => Ok(self.alone(account, asked)),
            None => Err(Denied::NotOwner),
            Some(table) => self.looked_up(table, (account, asked), given),
        }
    }

    /// Who has the files of the store in hand, whatever the table says: nothing of a dossier is there for them here.
    fn keeps_files(&self, account: &Account) -> Result<Identity, Denied> {
        if account.uid != self.owner && account.uid != 0 {
            return Err(Denied::NotOwner);
        }
        let naam = Tekst::cut(&account.naam);
        let (gebruiker, rollen, dossiers) = (naam.clone(), Vec::new(), Some(Vec::new()));
        Ok(Identity { gebruiker, naam, organisatie: None, rollen, dossiers, inzage: false, noodtoegang: false })
    }

    /// What the table gives to somebody who asks for this.
    fn looked_up(
        &self,
        table: &Table,
        (account, asked): (&Account, &Asked),
        given: &dyn Fn(&str) -> Vec<Rol>,
    ) -> Result<Identity, Denied> {
        let (name, groups) = self.person(table, account, asked)?;
        let entries = table.entries(name, groups);
        let given = given(name);
        if entries.is_empty() && given.is_empty() {
            return Err(Denied::Unknown(name.to_owned()));
        }
        if asked.namens.is_some() && !self.passes_on(table, account) {
            let owner = table.is_gateway(&account.naam);
            let why = if owner { Denied::OwnerNoGateway } else { Denied::NoGateway };
            return Err(why(account.naam.clone()));
        }
        let rollen = chosen(&entries, asked, &given)?;
        // what somebody has in one role is not had in another
        let giving: Vec<&Entry> = entries.into_iter().filter(|e| e.gives_one_of(&rollen)).collect();
        Ok(Identity {
            gebruiker: Tekst::cut(name),
            naam: giving.iter().find_map(|e| e.naam.clone()).unwrap_or_else(|| Tekst::cut(name)),
            organisatie: giving.iter().find_map(|e| e.organisatie.clone()),
            dossiers: table::dossiers(&giving),
            inzage: giving.iter().any(|e| e.inzage),
            noodtoegang: giving.iter().any(|e| e.noodtoegang),
            rollen,
        })
    }

    /// The name and the groups that count: the account's own, or those that a gateway passes on. The owner of the store
    /// is never a gateway.
    fn person<'a>(&self, t: &Table, account: &'a Account, asked: &'a Asked) -> Result<(&'a str, &'a [String]), Denied> {
        if !self.passes_on(t, account) {
            return Ok((&account.naam, &account.groepen));
        }
        let namens = asked.namens.as_ref().ok_or_else(|| Denied::Unknown(account.naam.clone()))?;
        Ok((namens.as_str(), &[]))
    }

    /// Whether an account only passes on who somebody is.
    fn passes_on(&self, t: &Table, account: &Account) -> bool {
        account.uid != self.owner && t.is_gateway(&account.naam)
    }

    /// The owner of a store without a table has every role.
    fn alone(&self, account: &Account, asked: &Asked) -> Identity {
        let rol = wanted(asked);
        let speler = self.tafel.rolspelers.iter().find(|(r, _)| Some(*r) == rol).map(|(_, naam)| naam.clone());
        let all = || Rol::ALL.into_iter().filter(|r| *r != Rol::Scherm).collect();
        Identity {
            gebruiker: Tekst::cut(&account.naam),
            naam: speler.unwrap_or_else(|| Tekst::cut(&account.naam)),
            organisatie: None,
            rollen: rol.map_or_else(all, |rol| vec![rol]),
            dossiers: None,
            inzage: false,
            noodtoegang: false,
        }
    }
}

/// The one role that a terminal asks for; a shared screen is a shared screen.
fn wanted(asked: &Asked) -> Option<Rol> {
    if asked.soort == Soort::Scherm { Some(Rol::Scherm) } else { asked.als }
}

/// The roles that the terminal takes of those that the table gives; `elsewhere` are those of single dossiers.
fn chosen(entries: &[&Entry], asked: &Asked, elsewhere: &[Rol]) -> Result<Vec<Rol>, Denied> {
    let mut given: Vec<Rol> = entries.iter().flat_map(|e| e.rollen.iter().copied()).collect();
    given.sort_unstable();
    given.dedup();
    if let Some(als) = wanted(asked) {
        if given.contains(&als) {
            return Ok(vec![als]);
        }
        given.extend(elsewhere);
        return if elsewhere.contains(&als) { Ok(Vec::new()) } else { Err(Denied::NotGiven { als, wel: given }) };
    }
    given.retain(|r| *r != Rol::Scherm);
    let in_role = |rol: &Rol| entries.iter().filter(|e| e.gives_one_of(&[*rol])).copied().collect::<Vec<_>>();
    let everywhere_the_same = given.windows(2).all(|two| {
        let [one, other] = [two.first(), two.last()].map(|rol| rol.map(in_role).map(|e| table::dossiers(&e)));
        one == other
    });
    // a verb may use what it has, unless that would carry one role into the dossiers of another
    if given.len() > 1 && (asked.soort == Soort::Terminal || !everywhere_the_same) {
        return Err(Denied::Choose(given));
    }
    Ok(given)
}
