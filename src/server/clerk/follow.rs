//! Following a dossier: what there is, then every frame as it comes; each as this terminal may see it.

use std::collections::BTreeMap;

use super::loaded::{Frame, Loaded};
use super::{Clerk, Peer, PeerId, Spoor};
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::scherm::Kijker;
use crate::domain::tekst::Tekst;
use crate::domain::zicht::kring;
use crate::projection::rij::DossierRij;
use crate::protocol::{Ander, Committed, Stand, ToClient};
use crate::server::outbox::{Encoded, encode, encode_short};

/// How many frames go into one message: a long dossier is a few messages, not one huge one or thousands.
const FRAMES_PER_MESSAGE: usize = 500;

/// How somebody sees a frame.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sight {
    /// Who looks.
    pub kijker: Kijker,
    /// Whether they know its request by its id: it is their own. Whoever sees all that there is now may not see all of
    /// what comes.
    pub request: bool,
}

impl Sight {
    /// That of a terminal, of a frame of this account.
    pub(super) fn of(peer: &Peer, nummer: DossierNummer, author: &Tekst) -> Self {
        Self { kijker: peer.kijker(nummer), request: peer.who.gebruiker == *author }
    }
}

/// A frame as somebody may see it, given the state now; none where they may see nothing of it.
pub(super) fn seen(loaded: &Loaded, frame: &Frame, sight: &Sight) -> Option<Committed> {
    let open = |event: &&Event| kring(&loaded.dossier, &frame.stamp, event).hoort(&sight.kijker);
    let events: Vec<Event> = frame.events.iter().filter(open).cloned().collect();
    let mut one = Committed { stand: loaded.stand(frame, &sight.kijker), stamp: frame.stamp.clone(), events };
    if !sight.request {
        let named = |verzoek: &mut RequestId| *verzoek = loaded.vreemd(&frame.stamp.wie.gebruiker, *verzoek);
        named(&mut one.stamp.verzoek);
        for event in &mut one.events {
            if let Event::Teruggenomen { verzoek, .. } = event {
                named(verzoek);
            }
        }
    }
    (!one.events.is_empty()).then_some(one)
}

/// The messages with these frames, after what is there already.
struct Parts {
    dossier: DossierNummer,
    /// Up to where who reads them has it by then.
    na: Option<Stand>,
    messages: Vec<Encoded>,
}

impl Parts {
    /// The message with these frames; as many as it takes where that is too long.
    fn add(&mut self, frames: Vec<Committed>) {
        let Some(last) = frames.last().map(|f| f.stand) else { return };
        let mut one = ToClient::Frames { dossier: self.dossier, na: self.na, frames };
        if let Some(bytes) = encode_short(&one) {
            self.na = Some(last);
            return self.messages.push(bytes);
        }
        if let ToClient::Frames { frames, .. } = &mut one
            && frames.len() > 1
        {
            let rest = frames.split_off(frames.len() / 2);
            self.add(std::mem::take(frames));
            self.add(rest);
        }
    }
}

impl Clerk {
    pub(super) fn follow(&mut self, id: PeerId, (dossier, sinds): (Option<DossierNummer>, Option<Stand>), spoor: Spoor) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        let left = peer.follows.take();
        if let Some(left) = left {
            if Some(left) != dossier {
                self.left_typing(id, left);
            }
            self.screens_changed(left);
            self.tell_presence(left);
        }
        if self.peers.get(&id).is_some_and(Peer::is_wall) {
            return self.hang(id, dossier, (left, spoor));
        }
        let may = dossier.filter(|n| self.peers.get(&id).is_some_and(|p| p.may_see(*n)));
        let Some(nummer) = may.filter(|n| self.dossiers.contains_key(n)) else {
            self.trace_refused(id, spoor, dossier);
            return self.not_there(id, dossier);
        };
        self.sits_at(id, nummer, (left != Some(nummer)).then_some(spoor));
        self.give_from(id, nummer, sinds);
        self.give_back_typing(id, nummer, sinds.is_none());
        self.show_others_typing(id, nummer);
        self.tell_presence(nummer);
    }

    /// Puts a terminal at a dossier, which is traced where it did not sit there already.
    pub(super) fn sits_at(&mut self, id: PeerId, nummer: DossierNummer, spoor: Option<Spoor>) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        peer.follows = Some(nummer);
        peer.unseated = false;
        if let Some(spoor) = spoor {
            self.traced(id, spoor, Some(nummer));
        }
    }

    /// Says that a dossier is not there: the same whether there is none, or none for this terminal.
    pub(super) fn not_there(&mut self, id: PeerId, dossier: Option<DossierNummer>) {
        let nummer = dossier.map(|n| n.to_string()).unwrap_or_default();
        let refusal = crate::domain::refusal::Refusal::GeenDossier { nummer: Tekst::cut(&nummer) };
        self.tell(id, &ToClient::NietDaar { dossier, tekst: Tekst::cut(&refusal.to_string()) });
    }

    /// Gives a terminal the kaders, the frames after `sinds` and where that ends. From nothing, or where it cannot go on from
    /// there, it has to forget what it had.
    pub(super) fn give_from(&mut self, id: PeerId, nummer: DossierNummer, sinds: Option<Stand>) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(peer) = self.peers.get_mut(&id) else { return };
        let (kijker, own, hier) = (peer.kijker(nummer), peer.who.gebruiker.clone(), peer.hier(nummer));
        let goes_on = sinds.and_then(|sinds| loaded.missed(sinds, &kijker));
        let (laatste, punten) = (loaded.laatste(&kijker), loaded.punten(&kijker));
        peer.given = laatste;
        let used: Vec<_> = loaded.dossier.overleggen.iter().filter_map(|o| o.kader.clone()).collect();
        let mut messages = self.kaders.messages(&used);
        if goes_on.is_none() {
            messages.extend(encode(&ToClient::Opnieuw { dossier: nummer }));
        }
        let mut parts = Parts { dossier: nummer, na: goes_on.and(sinds), messages };
        let [eigen, vreemd] = [true, false].map(|request| Sight { kijker: kijker.clone(), request });
        for some in goes_on.unwrap_or(&loaded.frames).chunks(FRAMES_PER_MESSAGE) {
            let one = |f: &Frame| seen(loaded, f, if f.stamp.wie.gebruiker == own { &eigen } else { &vreemd });
            parts.add(some.iter().filter_map(one).collect());
        }
        let mut messages = parts.messages;
        let all = ToClient::Bij { dossier: nummer, stand: laatste, kader: self.kaders.current_hash(), hier, punten };
        let broken = loaded.broken.as_ref().map(|broken| {
            let tekst = Tekst::cut(&format!("dossier {nummer} kan alleen worden gelezen: {}", broken.why));
            ToClient::Melding { tekst }
        });
        messages.extend([all].into_iter().chain(broken).filter_map(|m| encode(&m)));
        for bytes in messages {
            self.tell_bytes(id, bytes);
        }
    }

    pub(super) fn follow_overview(&mut self, id: PeerId, spoor: Spoor) {
        if let Some(peer) = self.peers.get_mut(&id).filter(|p| !p.is_wall() && !p.overview) {
            peer.overview = true;
            self.traced(id, spoor, None);
        }
    }

    /// Tells who follows the overview that a row changed.
    pub(super) fn tell_overview(&mut self, rij: DossierRij) {
        let nummer = rij.nummer;
        let verteld = self.dossiers.get_mut(&nummer).and_then(|l| l.verteld.replace(rij.clone()));
        let theirs = self.peers.iter().filter(|(_, p)| p.overview && p.may_see(nummer));
        let mut per_kijker: BTreeMap<Kijker, Vec<PeerId>> = BTreeMap::new();
        theirs.for_each(|(id, p)| per_kijker.entry(p.kijker(nummer)).or_default().push(*id));
        for (kijker, ids) in per_kijker {
            let nu = rij.clone().voor(&kijker);
            // who is not told what changed is not told that something did
            if verteld.clone().map(|was| was.voor(&kijker)).as_ref() != Some(&nu) {
                self.tell_each(&ids, &ToClient::Rij { rij: Box::new(nu) });
            }
        }
    }

    /// Tells everybody who follows a dossier who else does.
    pub(super) fn tell_presence(&mut self, nummer: DossierNummer) {
        let schermen = self.screens(nummer);
        let here: Vec<(PeerId, Ander)> = self
            .followers(nummer)
            .filter(|(_, p)| p.asked.soort == crate::protocol::Soort::Terminal)
            .map(|(id, p)| (id, p.who_in(nummer)))
            .map(|(id, who)| (id, Ander { naam: who.naam, rollen: who.rollen }))
            .collect();
        let terminals = u32::try_from(here.len()).unwrap_or(u32::MAX).saturating_add(schermen);
        for (id, _) in &here {
            let anderen = here.iter().filter(|(other, _)| other != id).map(|(_, a)| a.clone()).collect();
            self.tell(*id, &ToClient::Aanwezig { schermen, terminals, anderen });
        }
        self.show_walls(nummer);
    }
}
