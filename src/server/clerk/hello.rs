//! Who comes in, and who has to go because the role table changed.

use std::collections::BTreeSet;

use super::{Clerk, PEERS_MAX, PEERS_PER_USER_MAX, Peer, PeerId, Shown, Task, Waiting};
use crate::domain::ids::RequestId;
use crate::domain::inzage::{Gebruik, Inzagedaad, Resultaat};
use crate::domain::rechten;
use crate::domain::tekst::Tekst;
use crate::protocol::{Soort, ToClient};
use crate::server::access::{Access, Account, Asked, Identity};
use crate::server::outbox::encode;
use crate::server::table::TableFault;

/// What is said of a disk that can only be read.
const READ_ONLY: &str = "de schijf van deze tafel kan alleen worden gelezen: opzoeken kan, vastleggen niet";

impl Clerk {
    pub(super) fn hello(&mut self, id: PeerId, account: Account, asked: Asked, terminal: RequestId) {
        match self.admit(&account, &asked, terminal) {
            Ok((who, terminal)) => {
                tracing::info!(peer = id.0, uid = account.uid, soort = ?asked.soort, rollen = ?who.rollen, "welcome");
                self.replace_older_self(terminal);
                let peer = Peer {
                    toegang: self.given_to(&who, &asked),
                    who,
                    asked,
                    account,
                    terminal,
                    waiting: Waiting::default(),
                    garbled: false,
                    follows: None,
                    given: None,
                    overview: false,
                    unseated: false,
                    shown: Shown::Nothing,
                    unkept: BTreeSet::new(),
                    pin: super::pin::Pinstaat::default(),
                };
                self.welcome(id, peer);
            }
            Err(reden) => {
                tracing::info!(peer = id.0, uid = account.uid, "not let in");
                self.trace_kept_out(&account, &asked);
                self.send_away(id, &reden);
            }
        }
    }

    fn welcome(&mut self, id: PeerId, peer: Peer) {
        let who = &peer.who;
        let welkom = ToClient::Welkom {
            oefening: self.tafel.oefening,
            gebruiker: who.gebruiker.clone(),
            naam: who.naam.clone(),
            rollen: who.rollen.clone(),
            organisatie: who.organisatie.clone(),
            sluit_na_min: self.tafel.sluit_na_min,
            pin: peer.asked.soort == Soort::Terminal && self.pins.heeft(&who.gebruiker),
        };
        let copies = peer.asked.vanaf.gebruik == Gebruik::Kopieren;
        self.peers.insert(id, peer);
        self.reckon_ends();
        if copies {
            self.trace(id, Inzagedaad::Kopieren, None, Resultaat::Gegeven);
        }
        self.tell(id, &welkom);
        self.tell_what_waits(id);
        self.tell_of_guesses(id);
    }

    /// Tells somebody who comes, or comes back, what nobody was there to be told, and what is wrong now.
    pub(super) fn tell_what_waits(&mut self, id: PeerId) {
        let Some(peer) = self.peers.get(&id) else { return };
        let (person, keeper, looks_up) = (peer.hears(), keeps_access(peer), self.looks_up(peer));
        if person {
            for tekst in std::mem::take(&mut self.unheard) {
                self.tell(id, &ToClient::Melding { tekst });
            }
        }
        if keeper {
            for tekst in std::mem::take(&mut self.unheard_by_keepers) {
                self.tell(id, &ToClient::Melding { tekst });
            }
        }
        if let Some(tekst) = self.unheard_rows.take_if(|_| looks_up) {
            self.tell(id, &ToClient::Melding { tekst });
        }
        let read_only = self.read_only.then(|| Tekst::cut(READ_ONLY)).filter(|_| person);
        let faults = [&self.table_fault, &self.organisation_fault].map(Clone::clone).into_iter().flatten();
        let untraced = self.trace_fault.clone().filter(|_| person);
        let all: Vec<Tekst> = read_only.into_iter().chain(untraced).chain(faults.filter(|_| keeper)).collect();
        for tekst in all {
            self.tell(id, &ToClient::Melding { tekst });
        }
    }

    /// Tells the terminals of who can mend it.
    pub(super) fn tell_keepers(&mut self, tekst: Tekst) {
        let keepers: Vec<PeerId> = self.peers.iter().filter(|(_, p)| keeps_access(p)).map(|(id, _)| *id).collect();
        self.tell_each(&keepers, &ToClient::Melding { tekst });
    }

    /// Tells them, or the first of them who comes.
    pub(super) fn tell_keepers_once(&mut self, tekst: Tekst) {
        if !self.peers.values().any(keeps_access) {
            self.unheard_by_keepers.insert(tekst.clone());
        }
        self.tell_keepers(tekst);
    }

    /// Who this is and what its terminal is called here, or why it is not let in. Where there is a role table nobody
    /// may take the places of the others; a terminal that comes back takes its own.
    fn admit(&self, account: &Account, asked: &Asked, terminal: RequestId) -> Result<(Identity, RequestId), String> {
        let who = self.identify(account, asked).map_err(|denied| self.not_let_in(&denied))?;
        let terminal = scoped(terminal, account.uid, &who);
        let others = || self.peers.values().filter(|p| p.terminal != terminal);
        let own = others().filter(|p| p.account.uid == account.uid && p.who.gebruiker == who.gebruiker).count();
        let own_max = if self.access.is_shared() { PEERS_PER_USER_MAX } else { PEERS_MAX };
        if others().count() >= PEERS_MAX || own >= own_max {
            return Err("er zijn te veel terminals verbonden; sluit er een".to_owned());
        }
        Ok((who, terminal))
    }

    /// A terminal that comes back before its old connection was seen to end takes its place.
    fn replace_older_self(&mut self, terminal: RequestId) {
        let old = self.peers.iter().find(|(_, p)| p.terminal == terminal).map(|(id, _)| *id);
        if let Some(old) = old {
            self.tasks.push(Task::Cut(old));
            self.gone(old);
        }
    }

    /// Takes over a role table that changed; who lost a role is sent away, before anything else is done. One that cannot
    /// be used changes nothing, and is named to who can mend it, for as long as it is so.
    pub(super) fn new_table(&mut self, table: Result<Access, TableFault>) {
        let fault = match table {
            Ok(access) => {
                self.access = access;
                self.table_fault = None;
                return self.send_changed_away();
            }
            Err(fault) => fault,
        };
        tracing::error!(%fault, "the role table cannot be used; the one before it stays in force");
        let said =
            format!("de rollentabel klopt niet: {fault}; wie er al toegang had heeft die nog, ook wie u er net uit haalde");
        let tekst = Tekst::cut(&said);
        self.table_fault = Some(tekst.clone());
        self.tell_keepers(tekst);
    }

    /// Who may do what, as is in force.
    pub(in crate::server) fn access(&self) -> &Access {
        &self.access
    }

    /// Whether there is any dossier.
    pub(in crate::server) fn knows_any(&self) -> bool {
        !self.known.is_empty()
    }

    fn send_changed_away(&mut self) {
        let changed = |p: &Peer| self.identify(&p.account, &p.asked).as_ref() != Ok(&p.who);
        let away: Vec<PeerId> = self.peers.iter().filter(|(_, p)| changed(p)).map(|(id, _)| *id).collect();
        for id in away {
            self.roles_changed(id);
        }
    }

    /// Sends away somebody who has other roles now, or none.
    pub(super) fn roles_changed(&mut self, id: PeerId) {
        self.send_away(id, "uw rollen zijn gewijzigd; start opnieuw");
        self.gone(id);
    }

    /// Says why and ends the connection, once that is written.
    pub(super) fn send_away(&mut self, id: PeerId, reden: &str) {
        if let Some(bytes) = encode(&ToClient::Weg { reden: reden.to_owned(), opnieuw: false }) {
            self.tasks.push(Task::Send(id, bytes));
        }
        if !self.peers.contains_key(&id) {
            self.tasks.push(Task::End(id));
        }
    }
}

/// Whether this is a terminal of a person who can mend the role table, or leads a process that rests on it.
fn keeps_access(peer: &Peer) -> bool {
    peer.hears() && peer.who.rollen.iter().any(|rol| rechten::TOEZICHT.contains(rol))
}

/// The name of a terminal within the server. Nobody can take the name of somebody else's terminal, and with it the
/// connection or what is being typed there; and the ids of its requests do not follow from what others are told.
fn scoped(terminal: RequestId, uid: u32, who: &Identity) -> RequestId {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&terminal.0.to_le_bytes()).update(&uid.to_le_bytes()).update(who.gebruiker.as_str().as_bytes());
    RequestId(hasher.finalize().as_bytes().first_chunk().map_or(terminal.0, |b| u128::from_le_bytes(*b)))
}
