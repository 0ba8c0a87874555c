//! The shared screen. It is sent a view that was made for it, and only when that changed: not even the moment of a
//! message tells that something was recorded which it may not show.

use super::hand::{Answer, Pending};
use super::{Clerk, Peer, PeerId, Shown, Spoor};
use crate::domain::decide::{scherm_aan, scherm_uit};
use crate::domain::dossier::{Dossier, Fase, Overleg};
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, OverlegNr};
use crate::domain::inzage::Inzagedaad;
use crate::domain::rol::{Rol, Stamp};
use crate::projection::wand::{Wand, wand};
use crate::protocol::ToClient;
use crate::server::memory::itself;

impl Clerk {
    /// Puts a shared screen at a meeting: the one that is named, else the only one that is going on.
    pub(super) fn hang(
        &mut self,
        id: PeerId,
        dossier: Option<DossierNummer>,
        (left, spoor): (Option<DossierNummer>, Spoor),
    ) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        peer.shown = Shown::Nothing;
        peer.unseated = dossier.is_none();
        let seen = dossier.filter(|n| peer.who.may_see(*n));
        let choice = match (dossier, seen) {
            (None, _) => self.only_meeting(id),
            (Some(_), seen) => seen.filter(|n| self.dossiers.contains_key(n)),
        };
        match choice {
            Some(nummer) => {
                self.sits_at(id, nummer, (left != Some(nummer)).then_some(spoor));
                self.tell_presence(nummer);
            }
            None if dossier.is_none() => self.ask_which(id),
            None => {
                self.trace_refused(id, spoor, dossier);
                self.show(id, None);
            }
        }
    }

    /// Says to a shared screen that was put nowhere that no meeting goes on; or asks which one it should show. By their
    /// numbers: whoever sees the wall sees the question.
    fn ask_which(&mut self, id: PeerId) {
        let found = self.meetings_for(id);
        if found.len() < 2 {
            let nothing = Shown::View(None);
            if self.peers.get(&id).is_some_and(|p| p.shown != nothing) {
                self.show(id, None);
            }
            return;
        }
        let which = Shown::Which(found.clone());
        if let Some(peer) = self.peers.get_mut(&id).filter(|p| p.shown != which) {
            peer.shown = which;
            self.tell(id, &ToClient::Welk { dossiers: found });
        }
    }

    /// Sends a shared screen a view that it does not have yet.
    fn show(&mut self, id: PeerId, view: Option<Box<Wand>>) {
        if let Some(peer) = self.peers.get_mut(&id) {
            peer.shown = Shown::View(view.clone());
            self.tell(id, &ToClient::Wand { wand: view });
        }
    }

    /// The only dossier with a meeting that goes on; where none does, the only one with a meeting that was called.
    pub(super) fn only_meeting(&self, id: PeerId) -> Option<DossierNummer> {
        let mut found = self.meetings_for(id);
        found.pop().filter(|_| found.is_empty())
    }

    /// The dossiers with a meeting that goes on; where none does, those with a meeting that was called.
    fn meetings_for(&self, id: PeerId) -> Vec<DossierNummer> {
        let Some(peer) = self.peers.get(&id) else { return Vec::new() };
        let seen = |going_on: bool| {
            let all = self.meetings.iter().filter(move |(n, fase)| peer.who.may_see(**n) && fase.loopt() == going_on);
            all.map(|(n, _)| *n)
        };
        if seen(true).next().is_some() { seen(true).collect() } else { seen(false).collect() }
    }

    /// Remembers whether a dossier has a meeting that a wall could show, also when it is in memory no more.
    pub(super) fn note_meeting(&mut self, nummer: DossierNummer) {
        if self.reading.contains_key(&nummer) && !self.dossiers.contains_key(&nummer) {
            return;
        }
        match self.dossiers.get(&nummer).and_then(|l| to_show(&l.dossier)).map(|o| o.fase) {
            Some(fase) => drop(self.meetings.insert(nummer, fase)),
            None => drop(self.meetings.remove(&nummer)),
        }
    }

    /// Puts the shared screens that wait for a meeting at one, where there is only one; gives the dossiers.
    fn seat_waiting(&mut self) -> Vec<DossierNummer> {
        let waiting: Vec<PeerId> =
            self.peers.iter().filter(|(_, p)| p.is_wall() && p.unseated).map(|(id, _)| *id).collect();
        let mut seated = Vec::new();
        for id in waiting {
            let Some(nummer) = self.only_meeting(id) else {
                self.ask_which(id);
                continue;
            };
            self.sits_at(id, nummer, Some(Spoor::Altijd(Inzagedaad::Openen)));
            if !self.dossiers.contains_key(&nummer) {
                // what it shows comes when that is read
                self.begin_read(nummer);
            }
            seated.push(nummer);
        }
        seated
    }

    /// Sends every shared screen of a dossier what it may show now, and those without a meeting theirs when one began.
    pub(super) fn show_walls(&mut self, nummer: DossierNummer) {
        self.note_meeting(nummer);
        for seated in self.seat_waiting() {
            self.tell_presence(seated);
        }
        self.screens_changed(nummer);
        if self.screens(nummer) == 0 || self.reading.contains_key(&nummer) && !self.dossiers.contains_key(&nummer) {
            return;
        }
        let view = self.view(nummer).map(Box::new);
        let shown = Shown::View(view.clone());
        let late: Vec<PeerId> = self.walls(nummer).filter(|(_, p)| p.shown != shown).map(|(id, _)| id).collect();
        for id in late {
            self.show(id, view.clone());
        }
    }

    fn view(&self, nummer: DossierNummer) -> Option<Wand> {
        let loaded = self.dossiers.get(&nummer)?;
        let o = to_show(&loaded.dossier)?;
        let kader = self.kaders.get(o.kader.as_ref());
        Some(wand(&loaded.dossier, o, &kader.kader, self.screens(nummer), self.not_before(loaded)))
    }

    /// How many shared screens show a dossier.
    pub(super) fn screens(&self, nummer: DossierNummer) -> u32 {
        u32::try_from(self.walls(nummer).count()).unwrap_or(u32::MAX)
    }

    /// Records when a shared screen begins or ends to show a meeting, so that it can be told how long a line that is
    /// shielded afterwards could be read.
    pub(super) fn record_screens(&mut self, nummer: DossierNummer) {
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
        let op = self.not_before(loaded);
        let stamp = Stamp { op, wie, verzoek: loaded.eigen_verzoek() };
        // a failure is logged where it happens; the screens are recorded with the next change
        self.commit(Pending { nummer, stamp, events, answer: Answer::NOBODY });
    }
}

/// The meeting that a wall shows: one that goes on, else one that is called. A closed one leaves the wall at once.
fn to_show(d: &Dossier) -> Option<&Overleg> {
    d.actueel().filter(|o| o.fase != Fase::Gesloten)
}
