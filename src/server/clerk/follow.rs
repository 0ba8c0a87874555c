//! Following a dossier: what there is, then every frame as it comes; each as this terminal may see it.

use super::loaded::{Frame, Loaded};
use super::{Clerk, Peer, PeerId};
use crate::domain::dossier::Dossier;
use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::domain::tekst::Tekst;
use crate::domain::zicht::{kring, onthult, verandert_zicht};
use crate::projection::rij::DossierRij;
use crate::protocol::{Ander, Committed, ToClient, Zicht};
use crate::server::outbox::{Encoded, encode, encode_short};

/// How many frames go into one message: a long dossier is a few messages, not one huge one or thousands.
const FRAMES_PER_MESSAGE: usize = 500;

/// A frame as somebody may see it, given the state now.
pub(super) fn seen(now: &Dossier, frame: &Frame, shielded: bool) -> Committed {
    let inhoud = frame.events.iter().map(|event| {
        let given = kring(now, &frame.stamp, event).hoort(shielded);
        if given { Zicht::Open(Box::new(event.clone())) } else { Zicht::Achtergehouden }
    });
    Committed { seq: frame.seq, stamp: frame.stamp.clone(), inhoud: inhoud.collect() }
}

/// Whether a terminal that has everything up to `sinds` can go on from there. Not one that claims more than there is: it
/// has seen what is lost here. Nor one that missed that what it had, or was not given, is seen differently now.
fn goes_on(loaded: &Loaded, sinds: u64, shielded: bool) -> bool {
    let mut missed = loaded.frames.iter().skip_while(|f| f.seq <= sinds);
    let anew = |f: &Frame, event: &Event| {
        if shielded { onthult(event) } else { verandert_zicht(&loaded.dossier, &f.stamp, event) }
    };
    sinds <= loaded.head.seq && !missed.any(|f| f.events.iter().any(|e| anew(f, e)))
}

/// The message with these frames; as many as it takes where that is too long.
fn in_parts(dossier: DossierNummer, frames: Vec<Committed>, messages: &mut Vec<Encoded>) {
    let mut one = ToClient::Frames { dossier, frames };
    if let Some(bytes) = encode_short(&one) {
        return messages.push(bytes);
    }
    if let ToClient::Frames { frames, .. } = &mut one
        && frames.len() > 1
    {
        let rest = frames.split_off(frames.len() / 2);
        in_parts(dossier, std::mem::take(frames), messages);
        in_parts(dossier, rest, messages);
    }
}

impl Clerk {
    pub(super) fn follow(&mut self, id: PeerId, dossier: Option<DossierNummer>, sinds: u64) {
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
            return self.hang(id, dossier);
        }
        let may = dossier.filter(|n| self.peers.get(&id).is_some_and(|p| p.may_see(*n)));
        let Some(nummer) = may.filter(|n| self.dossiers.contains_key(n)) else {
            let nummer = dossier.map(|n| n.to_string()).unwrap_or_default();
            let refusal = crate::domain::refusal::Refusal::GeenDossier { nummer: Tekst::cut(&nummer) };
            return self.tell(id, &ToClient::NietDaar { tekst: Tekst::cut(&refusal.to_string()) });
        };
        if let Some(peer) = self.peers.get_mut(&id) {
            peer.follows = Some(nummer);
        }
        self.give_from(id, nummer, sinds);
        self.give_back_typing(id, nummer, sinds == 0);
        self.show_others_typing(id, nummer);
        self.tell_presence(nummer);
    }

    /// Gives a terminal the kaders, the frames after `sinds` and where that ends. From 0 it has to forget what it had.
    pub(super) fn give_from(&mut self, id: PeerId, nummer: DossierNummer, sinds: u64) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(peer) = self.peers.get(&id) else { return };
        let shielded = peer.sees_shielded();
        let sinds = if goes_on(loaded, sinds, shielded) { sinds } else { 0 };
        let used: Vec<_> = loaded.dossier.overleggen.iter().filter_map(|o| o.kader.clone()).collect();
        let anew = (sinds == 0).then_some(ToClient::Opnieuw { dossier: nummer });
        let mut messages = self.kaders.messages(&used);
        messages.extend(anew.and_then(|m| encode(&m)));
        let after: Vec<&Frame> = loaded.frames.iter().skip_while(|f| f.seq <= sinds).collect();
        for some in after.chunks(FRAMES_PER_MESSAGE) {
            in_parts(nummer, some.iter().map(|f| seen(&loaded.dossier, f, shielded)).collect(), &mut messages);
        }
        let all = ToClient::Bij { dossier: nummer, seq: loaded.head.seq, kader: self.kaders.current_hash() };
        let broken = loaded.broken.as_ref().map(|broken| {
            let tekst = Tekst::cut(&format!("dossier {nummer} kan alleen worden gelezen: {}", broken.why));
            ToClient::Melding { tekst }
        });
        messages.extend([all].into_iter().chain(broken).filter_map(|m| encode(&m)));
        for bytes in messages {
            self.tell_bytes(id, bytes);
        }
    }

    pub(super) fn follow_overview(&mut self, id: PeerId) {
        if let Some(peer) = self.peers.get_mut(&id).filter(|p| !p.is_wall()) {
            peer.overview = true;
        }
    }

    /// Tells who follows the overview that a row changed.
    pub(super) fn tell_overview(&mut self, rij: DossierRij) {
        let nummer = rij.nummer;
        for (shielded, rij) in [(false, rij.clone().openbaar()), (true, rij)] {
            let theirs = |p: &Peer| p.overview && p.may_see(nummer) && p.sees_shielded() == shielded;
            let ids: Vec<PeerId> = self.peers.iter().filter(|(_, p)| theirs(p)).map(|(id, _)| *id).collect();
            self.tell_each(&ids, &ToClient::Rij { rij: Box::new(rij) });
        }
    }

    /// Tells everybody who follows a dossier who else does.
    pub(super) fn tell_presence(&mut self, nummer: DossierNummer) {
        let schermen = self.screens(nummer);
        let here: Vec<(PeerId, Ander)> = self
            .followers(nummer)
            .filter(|(_, p)| p.asked.soort == crate::protocol::Soort::Terminal)
            .map(|(id, p)| (id, Ander { naam: p.who.naam.clone(), rollen: p.who.rollen.clone() }))
            .collect();
        let terminals = u32::try_from(here.len()).unwrap_or(u32::MAX).saturating_add(schermen);
        for (id, _) in &here {
            let anderen = here.iter().filter(|(other, _)| other != id).map(|(_, a)| a.clone()).collect();
            self.tell(*id, &ToClient::Aanwezig { schermen, terminals, anderen });
        }
        self.show_walls(nummer);
    }
}
