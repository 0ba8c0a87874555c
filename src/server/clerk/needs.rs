//! Which journal has to be read before something that came can be taken: one at a time, until there is none. Nothing was
//! done yet when that is asked, so that what came can wait as it is.

use super::{Clerk, Input, Peer, PeerId};
use crate::domain::ids::{DossierNummer, RequestId};
use crate::protocol::ToServer;

impl Clerk {
    /// The dossier whose journal has to be read first.
    pub(super) fn needs(&self, input: &Input) -> Option<DossierNummer> {
        if let Input::InNeed(question, answer) = input {
            let [nummer] = answer.gevonden.as_deref()? else { return None };
            return self.refused_or_unread(*nummer).filter(|_| self.peers.contains_key(&question.peer));
        }
        let Input::Message(id, message, bytes) = input else { return None };
        let peer = self.peers.get(id).filter(|p| !p.pin.dicht && self.may_ask(*id, message, *bytes))?;
        match message {
            ToServer::Volg { dossier: Some(nummer), .. } => {
                self.refused_or_unread(*nummer).filter(|n| Self::exists_for(peer, *n))
            }
            ToServer::Volg { dossier: None, .. } if peer.is_wall() => {
                self.not_looked_at.iter().find_map(|n| self.unread(*n))
            }
            ToServer::Doe { dossier: Some(nummer), .. } => {
                self.refused_or_unread(*nummer).filter(|n| Self::touches(peer, *n))
            }
            ToServer::Doe { dossier: None, verzoek, opdrachten, .. } if super::commit::opens(opdrachten) => {
                self.needs_to_open(*id, *verzoek)
            }
            ToServer::Terzijde { dossier, erbij, .. } if !erbij.is_empty() => {
                self.unread(*dossier).filter(|n| peer.may_see(*n))
            }
            ToServer::Hallo { .. }
            | ToServer::Volg { dossier: None, .. }
            | ToServer::VolgOverzicht
            | ToServer::Doe { dossier: None, .. }
            | ToServer::Concept(_)
            | ToServer::Terzijde { .. }
            | ToServer::Vergrendel
            | ToServer::Ontgrendel { .. }
            | ToServer::ZetPin { .. }
            | ToServer::WisPin { .. }
            | ToServer::Vraag { .. } => None,
        }
    }

    /// Whether this dossier can be followed by this peer; a wall sees none, and yet shows one.
    fn exists_for(peer: &Peer, nummer: DossierNummer) -> bool {
        if peer.is_wall() { peer.who.may_see(nummer) } else { peer.may_see(nummer) }
    }

    /// Whether it can act in this dossier; a wall does in the one that it shows.
    pub(super) fn touches(peer: &Peer, nummer: DossierNummer) -> bool {
        if peer.is_wall() { peer.follows == Some(nummer) } else { peer.may_see(nummer) }
    }

    /// A dossier that is neither in memory nor was looked for.
    fn unread(&self, nummer: DossierNummer) -> Option<DossierNummer> {
        Some(nummer).filter(|n| !self.dossiers.contains_key(n) && !self.looked.contains_key(n))
    }

    /// The same, or one that the disk refused: it is tried again for each request and for who comes to see it.
    fn refused_or_unread(&self, nummer: DossierNummer) -> Option<DossierNummer> {
        let refused = |n: &DossierNummer| self.dossiers.get(n).is_some_and(super::loaded::Loaded::may_heal);
        self.unread(nummer).or(Some(nummer).filter(|n| refused(n) && !self.looked.contains_key(n)))
    }

    /// A number that this request may have opened, and of which that has to be known.
    fn needs_to_open(&self, id: PeerId, verzoek: RequestId) -> Option<DossierNummer> {
        let peer = self.peers.get(&id).filter(|p| !p.is_wall() && p.who.dossiers.is_none())?;
        self.numbers(peer, verzoek).find_map(|n| self.refused_or_unread(n))
    }
}
