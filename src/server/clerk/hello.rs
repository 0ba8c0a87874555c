//! Who comes in.

use super::{Clerk, PEERS_MAX, PEERS_PER_USER_MAX, Peer, Shown};
use crate::domain::ids::RequestId;
use crate::protocol::{Soort, ToClient};
use crate::server::access::{Access, Account, Asked, Identity};
use crate::server::outbox::{Outbox, encode};
use crate::server::peer::PeerId;
use crate::server::table;

impl Clerk {
    pub(super) fn hello(&mut self, id: PeerId, account: Account, asked: Asked, terminal: RequestId, outbox: Outbox) {
        self.reread_access();
        match self.admit(&account, &asked, terminal) {
            Ok((who, terminal)) => {
                tracing::info!(peer = id.0, uid = account.uid, soort = ?asked.soort, rollen = ?who.rollen, "welcome");
                let welkom = ToClient::Welkom {
                    oefening: self.tafel.oefening,
                    gebruiker: who.gebruiker.clone(),
                    naam: who.naam.clone(),
                    rollen: who.rollen.clone(),
                    organisatie: who.organisatie.clone(),
                };
                let uid = account.uid;
                self.replace_older_self(terminal);
                let peer = Peer {
                    who,
                    uid,
                    asked,
                    account,
                    terminal,
                    outbox: outbox.into(),
                    garbled: false,
                    follows: None,
                    overview: false,
                    waiting: false,
                    shown: Shown::Nothing,
                };
                let person = peer.asked.soort == Soort::Terminal;
                self.peers.insert(id, peer);
                self.tell(id, &welkom);
                if person {
                    for tekst in std::mem::take(&mut self.unheard) {
                        self.tell(id, &ToClient::Melding { tekst });
                    }
                }
            }
            Err(reden) => {
                tracing::info!(peer = id.0, uid = account.uid, "not let in");
                send_away(&outbox, &reden);
            }
        }
    }

    /// Who this is and what its terminal is called here, or why it is not let in. Where there is a role table nobody
    /// may take the places of the others; a terminal that comes back takes its own.
    fn admit(&self, account: &Account, asked: &Asked, terminal: RequestId) -> Result<(Identity, RequestId), String> {
        let who = self.access.identify(account, asked).map_err(|denied| denied.to_string())?;
        let terminal = scoped(terminal, account.uid, &who);
        let others = || self.peers.values().filter(|p| p.terminal != terminal);
        let own = others().filter(|p| p.uid == account.uid && p.who.gebruiker == who.gebruiker).count();
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
            if let Some(peer) = self.peers.get(&old) {
                peer.outbox.cut();
            }
            self.gone(old);
        }
    }

    /// Takes over a role table that changed since the last message; who lost a role is sent away, before anything else
    /// is done. A table that cannot be used changes nothing.
    pub(super) fn reread_access(&mut self) {
        let mark = table::mark(&self.dir);
        if mark == self.table_mark {
            return;
        }
        self.table_mark = mark;
        self.access = match Access::read(&self.dir, self.owner, &self.tafel) {
            Ok(read) => read,
            Err(fault) => {
                tracing::error!(%fault, "the role table cannot be used; the one before it stays in force");
                return;
            }
        };
        let changed = |p: &Peer| self.access.identify(&p.account, &p.asked).as_ref() != Ok(&p.who);
        let away: Vec<PeerId> = self.peers.iter().filter(|(_, p)| changed(p)).map(|(id, _)| *id).collect();
        for id in away {
            if let Some(peer) = self.peers.get(&id) {
                send_away(&peer.outbox, "uw rollen zijn gewijzigd; start opnieuw");
            }
            self.gone(id);
        }
    }
}

/// The name of a terminal within the server. Nobody can take the name of somebody else's terminal, and with it the
/// connection or what is being typed there; and the ids of its requests do not follow from what others are told.
fn scoped(terminal: RequestId, uid: u32, who: &Identity) -> RequestId {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&terminal.0.to_le_bytes()).update(&uid.to_le_bytes()).update(who.gebruiker.as_str().as_bytes());
    RequestId(hasher.finalize().as_bytes().first_chunk().map_or(terminal.0, |b| u128::from_le_bytes(*b)))
}

/// Says why and ends the connection. The writer sends what is in line before it sees that nothing will follow.
fn send_away(outbox: &Outbox, reden: &str) {
    if let Some(bytes) = encode(&ToClient::Weg { reden: reden.to_owned(), opnieuw: false }) {
        outbox.send(bytes);
    }
}
