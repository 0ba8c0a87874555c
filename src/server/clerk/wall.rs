//! The shared screen. It is sent a view that was made for it, and only when that changed: not even the moment of a
//! message tells that something was recorded which it may not show.

use super::{Clerk, Peer};
use crate::domain::decide::{scherm_aan, scherm_uit};
use crate::domain::dossier::{Dossier, Fase, Overleg};
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, OverlegNr, RequestId};
use crate::domain::rol::{Rol, Stamp};
use crate::projection::wand::{Wand, wand};
use crate::protocol::ToClient;
use crate::server::memory::itself;
use crate::server::peer::PeerId;

impl Clerk {
    /// Puts a shared screen at a meeting: the one that is named, else the only one that is going on.
    pub(super) fn hang(&mut self, id: PeerId, dossier: Option<DossierNummer>) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        peer.shown = None;
        peer.waiting = dossier.is_none();
        let seen = dossier.filter(|n| peer.who.may_see(*n));
        let choice = match (dossier, seen) {
            (None, _) => self.only_meeting(id),
            (Some(_), seen) => seen.filter(|n| self.load(*n).is_some()),
        };
        match choice {
            Some(nummer) => {
                if let Some(peer) = self.peers.get_mut(&id) {
                    peer.follows = Some(nummer);
                    peer.waiting = false;
                }
                self.tell_presence(nummer);
            }
            None => self.tell(id, &ToClient::Wand { wand: None }),
        }
    }

    /// The only dossier in memory with a meeting that goes on, or is called.
    fn only_meeting(&self, id: PeerId) -> Option<DossierNummer> {
        let peer = self.peers.get(&id)?;
        let seen = |n: &DossierNummer| peer.who.may_see(*n);
        let with = |fits: fn(&Dossier) -> bool| {
            let mut found = self.dossiers.iter().filter(|(n, l)| seen(n) && fits(&l.dossier)).map(|(n, _)| *n);
            found.next().filter(|_| found.next().is_none())
        };
        with(|d| d.lopend().is_some()).or_else(|| with(|d| to_show(d).is_some()))
    }

    /// Sends every shared screen of a dossier what it may show now, and those without a meeting theirs when one began.
    pub(super) fn show_walls(&mut self, nummer: DossierNummer) {
        let waiting: Vec<PeerId> = self.peers.iter().filter(|(_, p)| p.is_wall() && p.waiting).map(|(id, _)| *id).collect();
        for id in waiting {
            if self.only_meeting(id) == Some(nummer)
                && let Some(peer) = self.peers.get_mut(&id)
            {
                peer.follows = Some(nummer);
                peer.waiting = false;
            }
        }
        self.record_screens(nummer);
        let view = self.view(nummer);
        let late: Vec<PeerId> = self
            .walls(nummer)
            .filter(|(_, p)| view.is_none() || p.shown != view)
            .filter(|(_, p)| view.is_some() || p.shown.is_some())
            .map(|(id, _)| id)
            .collect();
        for id in late {
            if let Some(peer) = self.peers.get_mut(&id) {
                peer.shown.clone_from(&view);
            }
            self.tell(id, &ToClient::Wand { wand: view.clone().map(Box::new) });
        }
    }

    fn view(&self, nummer: DossierNummer) -> Option<Wand> {
        let d = &self.dossiers.get(&nummer)?.dossier;
        let o = to_show(d)?;
        let kader = self.kaders.get(o.kader.as_ref());
        Some(wand(d, o, &kader.kader, self.screens(nummer), self.now()))
    }

    /// How many shared screens show a dossier.
    pub(super) fn screens(&self, nummer: DossierNummer) -> u32 {
        u32::try_from(self.walls(nummer).count()).unwrap_or(u32::MAX)
    }

    /// Records that the last shared screen of a dossier has gone.
    pub(super) fn wall_left(&mut self, nummer: DossierNummer) {
        self.record_screens(nummer);
    }

    /// Records when a shared screen begins or ends to show a meeting, so that it can be told how long a line that is
    /// shielded afterwards could be read.
    fn record_screens(&mut self, nummer: DossierNummer) {
        let screens = self.screens(nummer);
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let d = &loaded.dossier;
        let shown: Vec<OverlegNr> = d.overleggen.iter().map(|o| o.nr).collect();
        let mut events: Vec<Event> = Vec::new();
        for nr in shown {
            let going_on = d.overleg(nr).is_some_and(|o| o.fase.loopt());
            let event = if screens > 0 && going_on { scherm_aan(d, nr) } else { scherm_uit(d, nr) };
            events.extend(event);
        }
        if events.is_empty() || loaded.broken.is_some() {
            return;
        }
        let wie = self.walls(nummer).next().map_or_else(itself, |(_, p): (PeerId, &Peer)| p.who.actor(Rol::Scherm));
        let op = loaded.frames.last().map_or(self.now(), |last| self.now().max(last.stamp.op));
        let stamp = Stamp { op, wie, verzoek: RequestId(u128::from(loaded.head.seq)) };
        // a failure is logged where it happens; the screens are recorded with the next change
        let _ = self.commit(nummer, stamp, events);
    }
}

/// The meeting that a wall shows: one that goes on, else one that is called. A closed one leaves the wall at once.
fn to_show(d: &Dossier) -> Option<&Overleg> {
    d.actueel().filter(|o| o.fase != Fase::Gesloten)
}
