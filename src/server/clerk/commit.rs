//! From a request to a frame that can be appended, and from the frame to everybody who may know.

use std::collections::BTreeMap;

use super::follow::{Sight, seen};
use super::hand::{Answer, Asker, Ended, Failed, Pending, Work, not_there};
use super::loaded::Loaded;
use super::{Clerk, PeerId, Task};
use crate::domain::command::Command;
use crate::domain::decide::decide_all;
use crate::domain::dossier::{Vernietigbaar, Vernietigrij};
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rechten::{self, Staat, kijker, rol_voor_alle};
use crate::domain::refusal::Refusal;
use crate::domain::rol::Stamp;
use crate::domain::scherm::Kijker;
use crate::domain::tekst::Tekst;
use crate::domain::versie;
use crate::projection::rij::{self, Hoofd};
use crate::protocol::{Afhandeling, Basis, Committed, Stand, ToClient};
use crate::server::access::Identity;

/// A request as it came in.
pub(super) struct Request<'a> {
    pub(super) peer: PeerId,
    who: Identity,
    pub(super) id: RequestId,
    basis: Option<&'a Basis>,
    commands: &'a [Command],
}

/// What a request comes to.
enum Tried {
    /// It was carried out before.
    Done(DossierNummer, u64),
    /// This is to be appended.
    Decided(DossierNummer, Stamp, Vec<Event>),
}

/// Whether these commands open a dossier.
pub(super) fn opens(commands: &[Command]) -> bool {
    matches!(commands.first(), Some(Command::OpenDossier { .. }))
}

impl Clerk {
    /// Decides a request; what comes of it is appended as one frame, and answered.
    pub(super) fn carry_out(
        &mut self,
        id: PeerId,
        (verzoek, dossier, within): (RequestId, Option<DossierNummer>, Result<(), Failed>),
        basis: Option<&Basis>,
        opdrachten: Vec<Command>,
    ) {
        let Some(peer) = self.peers.get(&id) else { return };
        let wall = peer.is_wall();
        let who = dossier.map_or_else(|| peer.who.clone(), |nummer| peer.who_in(nummer));
        let request = Request { peer: id, who, id: verzoek, basis, commands: &opdrachten };
        let tried = within.and_then(|()| self.try_to(&request, dossier));
        let answer = Answer(Some(Asker { peer: id, verzoek, wall, opdrachten }));
        match tried {
            Ok(Tried::Decided(nummer, stamp, events)) => self.commit(Pending { nummer, stamp, events, answer }),
            Ok(Tried::Done(nummer, seq)) => self.finish(answer, Ok((nummer, seq))),
            Err(failed) => self.finish(answer, Err(failed)),
        }
    }

    /// Tells who asked how it ended.
    pub(super) fn finish(&mut self, answer: Answer, ended: Ended) {
        let Some(Asker { peer, verzoek, wall, opdrachten }) = answer.0 else { return };
        let uitkomst = match ended {
            Ok((dossier, seq)) => Afhandeling::Vastgelegd { dossier, stand: self.has(peer, dossier, seq) },
            Err(Failed::Refused(weigering)) => Afhandeling::Geweigerd { weigering },
            Err(Failed::Fault(melding)) => Afhandeling::Storing { melding },
        };
        self.settled(peer, verzoek, matches!(uitkomst, Afhandeling::Vastgelegd { .. }));
        self.tasks.push(Task::Point("before-reply"));
        match (uitkomst, wall) {
            (uitkomst, false) => self.tell(peer, &ToClient::Antwoord { verzoek, uitkomst }),
            // a step that was asked for twice was taken once, and the wall shows that it was
            (Afhandeling::Geweigerd { weigering }, true) if weigering.is_al_zo(&opdrachten) => {}
            (Afhandeling::Geweigerd { weigering }, true) => {
                // a wall is told what it may know: that it cannot be done now, not what it would be about
                self.tell(peer, &ToClient::WandWeigering { melding: for_wall(&weigering) });
            }
            (Afhandeling::Storing { .. }, true) => {
                let melding = "dat is niet vastgelegd: de dienst heeft een storing; kijk op een eigen terminal".into();
                self.tell(peer, &ToClient::WandWeigering { melding });
            }
            (Afhandeling::Vastgelegd { .. }, true) => {}
        }
        self.tasks.push(Task::Point("after-reply"));
    }

    /// Up to where who asked has a dossier, now that their request is record `seq` of it: who follows it was sent all of it
    /// that is for them.
    fn has(&mut self, peer: PeerId, nummer: DossierNummer, seq: u64) -> Stand {
        let Some(loaded) = self.dossiers.get(&nummer) else { return Stand(0) };
        let kijker = self.peers.get(&peer).map_or(Kijker::IEDEREEN, |p| p.kijker(nummer));
        let own = || loaded.frames.iter().rev().find(|f| f.seq == seq).map(|f| loaded.stand(f, &kijker));
        match self.peers.get_mut(&peer).filter(|p| p.follows == Some(nummer) && !p.is_wall()) {
            Some(peer) => {
                peer.given = loaded.laatste(&kijker);
                peer.given
            }
            None => own(),
        }
        .unwrap_or(Stand(0))
    }

    fn try_to(&mut self, r: &Request<'_>, dossier: Option<DossierNummer>) -> Result<Tried, Failed> {
        let nummer = match dossier {
            Some(nummer) => self.existing(r, nummer)?,
            None if opens(r.commands) => self.new_dossier(r)?,
            None => return Err(Refusal::Ontbreekt { veld: "het nummer van het dossier".into() }.into()),
        };
        let Some(loaded) = self.dossiers.get(&nummer) else { return Err(not_there(nummer)) };
        // on a disk that refuses, the last record that was read may not be on it
        if let Some(seq) = loaded.done(&r.who.gebruiker, r.id).filter(|_| !loaded.may_heal()) {
            return Ok(Tried::Done(nummer, seq));
        }
        if let Some(broken) = &loaded.broken {
            let why = &broken.why;
            let text = format!(
                "dossier {nummer} kan nu alleen worden gelezen: {why}; er is niets vastgelegd, uw tekst staat er nog"
            );
            return Err(Failed::Fault(text));
        }
        self.eis_niet_vernietigd(nummer, r.commands)?;
        let op = self.not_before(loaded);
        let decided = rol_voor_alle(r.commands, &r.who.rollen).and_then(|rol| {
            let stamp = Stamp { op, wie: r.who.actor(rol), verzoek: r.id };
            let geldend = r.commands.iter().any(|c| rechten::volgt_geldend_kader(&loaded.dossier, c));
            let van_overleg = loaded.dossier.actueel().filter(|_| !geldend);
            let kader = self.kaders.get(van_overleg.and_then(|o| o.kader.as_ref()));
            let basis = r.basis.map(|b| in_the_record(loaded, b, &r.who));
            let kijker = kijker(&[rol], stamp.wie.organisatie.as_ref());
            let ziet = |record| loaded.ziet_record(record, &kijker);
            loaded.versies.toets((&loaded.dossier, &kader.kader), (basis.as_ref(), ziet), &stamp, r.commands)?;
            Ok((decide_all(&loaded.dossier, &kader, &stamp, r.commands)?, stamp))
        });
        match decided {
            Ok((events, stamp)) => Ok(Tried::Decided(nummer, stamp, events)),
            Err(refusal) => {
                self.forget_empty(nummer);
                Err(refusal.into())
            }
        }
    }

    /// Where the narrative was destroyed, only that the rest stays or goes can be recorded.
    fn eis_niet_vernietigd(&self, nummer: DossierNummer, commands: &[Command]) -> Result<(), Refusal> {
        let Some(op) = Vernietigrij::toen(&self.vernietigingen, nummer, Vernietigbaar::Verhaal) else { return Ok(()) };
        let kan = |c: &Command| rechten::recht(c).staat == Staat::OokVernietigd;
        let weigering = || Refusal::VerhaalVernietigd { op: Tekst::cut(&op.datum()) };
        if commands.iter().all(kan) { Ok(()) } else { Err(weigering()) }
    }

    /// A dossier that is there for who asks, in memory.
    fn existing(&self, r: &Request<'_>, nummer: DossierNummer) -> Result<DossierNummer, Failed> {
        let touches = self.peers.get(&r.peer).is_some_and(|p| Self::touches(p, nummer));
        Some(nummer).filter(|n| touches && self.dossiers.contains_key(n)).ok_or_else(|| not_there(nummer))
    }

    /// Tells these terminals, of those that follow it, of the last frame of a dossier: each what it may know.
    pub(super) fn spread(&mut self, nummer: DossierNummer, whom: impl Fn(PeerId) -> bool) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(frame) = loaded.frames.last() else { return };
        let author = &frame.stamp.wie.gebruiker;
        let mut per_sight: BTreeMap<Sight, Vec<(PeerId, Option<Stand>)>> = BTreeMap::new();
        for (id, p) in self.followers(nummer).filter(|(id, _)| whom(*id)) {
            per_sight.entry(Sight::of(p, nummer, author)).or_default().push((id, p.given));
        }
        let how = |(sight, theirs): (Sight, Vec<_>)| {
            let anew = frame.events.iter().any(|e| loaded.anew(frame, e, &sight.kijker));
            let one = if anew { None } else { seen(loaded, frame, &sight) };
            (theirs, anew, one)
        };
        for (theirs, anew, one) in per_sight.into_iter().map(how).collect::<Vec<_>>() {
            match one {
                _ if anew => theirs.iter().for_each(|(id, _)| self.give_from(*id, nummer, None)),
                Some(one) => self.give_one(nummer, &theirs, one),
                // nobody is told that there is something
                None => {}
            }
        }
    }

    /// Gives each of these terminals a frame, after what they were given. Nearly always that is the same for all.
    fn give_one(&mut self, nummer: DossierNummer, theirs: &[(PeerId, Option<Stand>)], one: Committed) {
        let mut after: BTreeMap<Option<Stand>, Vec<PeerId>> = BTreeMap::new();
        for (id, given) in theirs {
            after.entry(*given).or_default().push(*id);
        }
        let stand = one.stand;
        let mut message = ToClient::Frames { dossier: nummer, na: None, frames: vec![one] };
        for (given, ids) in after {
            if let ToClient::Frames { na, .. } = &mut message {
                *na = given;
            }
            for id in &ids {
                if let Some(peer) = self.peers.get_mut(id) {
                    peer.given = Some(stand);
                }
            }
            self.tell_each(&ids, &message);
        }
    }

    /// What else follows from the last frame of a dossier: rows, the organisation's journal, shared screens.
    pub(super) fn echo(&mut self, nummer: DossierNummer) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(frame) = loaded.frames.last() else { return };
        let Some(gewijzigd) = loaded.gewijzigd() else { return };
        let hoofd = Hoofd { seq: loaded.head.seq, hash: loaded.head.hash.to_string() };
        let rows = rij::geraakt(&loaded.dossier, loaded.touched(frame).into_iter(), gewijzigd, hoofd);
        let row = rows.dossier.clone();
        self.tasks.push(Task::Index(Box::new(rows)));
        self.tell_overview(&row);
        self.mark(nummer);
        self.show_walls(nummer);
    }

    /// A shared screen began or ended to show a dossier, or may have.
    pub(super) fn screens_changed(&mut self, nummer: DossierNummer) {
        self.later(Work::Screens(nummer));
    }
}

/// What somebody had seen, in numbers of the record. What is not in it counts as nothing.
fn in_the_record(loaded: &Loaded, basis: &Basis, who: &Identity) -> versie::Basis {
    let kijker = kijker(&who.rollen, who.organisatie.as_ref());
    let record = basis.stand.and_then(|stand| loaded.seq(stand, &kijker)).unwrap_or(0);
    let ongezien = loaded.ongezien(&who.gebruiker, record, &kijker);
    versie::Basis { record, eigen: basis.eigen.iter().copied().chain(ongezien).collect() }
}

/// What a wall may be told of a refusal.
fn for_wall(weigering: &Refusal) -> Tekst {
    match weigering {
        Refusal::AndereFase { .. } | Refusal::Geschorst | Refusal::NietGeschorst | Refusal::StapKanNiet { .. } => {
            Tekst::cut(&weigering.to_string())
        }
        _ => "dat kan nu niet vanaf het gedeelde scherm; gebruik een eigen terminal".into(),
    }
}
