//! From a request to a frame on disk, and from the frame to everybody who may know.

use super::Clerk;
use super::marks::landmarks;
use crate::domain::command::Command;
use crate::domain::decide::decide_all;
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::machine;
use crate::domain::rechten::{self, rol_voor};
use crate::domain::refusal::Refusal;
use crate::domain::rol::{Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::versie::Basis;
use crate::domain::zicht::{onthult, verandert_zicht};
use crate::journal::{Envelope, JournalId, record};
use crate::projection::rij::{self, Hoofd};
use crate::protocol::{ToClient, Uitkomst};
use crate::server::access::Identity;
use crate::server::outbox::encode;
use crate::server::peer::PeerId;

/// How a request that gave no frame ended.
pub(super) enum Failed {
    /// The rules do not allow it.
    Refused(Refusal),
    /// The program or the machine failed.
    Fault(String),
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A request as it came in.
pub(super) struct Request<'a> {
    pub(super) who: Identity,
    /// For a shared screen: the dossier that it shows. It acts there only.
    pub(super) wall: bool,
    shows: Option<DossierNummer>,
    pub(super) id: RequestId,
    basis: Option<&'a Basis>,
    commands: &'a [Command],
}

impl Request<'_> {
    fn opens(&self) -> bool {
        matches!(self.commands.first(), Some(Command::OpenDossier { .. }))
    }

    /// Whether this dossier exists for who asks.
    fn may_touch(&self, nummer: DossierNummer) -> bool {
        if self.wall {
            return self.shows == Some(nummer);
        }
        rechten::ziet_dossiers(&self.who.rollen) && self.who.may_see(nummer)
    }
}

impl Clerk {
    /// Carries out a request as one frame, and answers it.
    pub(super) fn carry_out(
        &mut self,
        id: PeerId,
        (verzoek, dossier): (RequestId, Option<DossierNummer>),
        basis: Option<&Basis>,
        wat: &[Command],
    ) {
        let Some(peer) = self.peers.get(&id) else { return };
        let wall = peer.is_wall();
        let request = Request { who: peer.who.clone(), wall, shows: peer.follows, id: verzoek, basis, commands: wat };
        let uitkomst = match self.try_to(&request, dossier) {
            Ok((dossier, seq)) => Uitkomst::Vastgelegd { dossier, seq },
            Err(Failed::Refused(weigering)) => Uitkomst::Geweigerd { weigering },
            Err(Failed::Fault(melding)) => Uitkomst::Storing { melding },
        };
        self.settled(id, verzoek, matches!(uitkomst, Uitkomst::Vastgelegd { .. }));
        self.hook.at("before-reply");
        match uitkomst {
            // a step that was asked for twice was taken once, and the wall shows that it was
            Uitkomst::Geweigerd { weigering } if wall && weigering.is_al_zo(wat) => {}
            Uitkomst::Geweigerd { weigering } if wall => {
                // a wall is told what it may know: that it cannot be done now, not what it would be about
                self.tell(id, &ToClient::WandWeigering { melding: for_wall(&weigering) });
            }
            Uitkomst::Storing { .. } if wall => {
                let melding = "dat is niet vastgelegd: de dienst heeft een storing; kijk op een eigen terminal".into();
                self.tell(id, &ToClient::WandWeigering { melding });
            }
            _ if wall => {}
            uitkomst => self.tell(id, &ToClient::Antwoord { verzoek, uitkomst }),
        }
        self.hook.at("after-reply");
    }

    fn try_to(&mut self, r: &Request<'_>, dossier: Option<DossierNummer>) -> Result<(DossierNummer, u64), Failed> {
        let nummer = match dossier {
            Some(nummer) => self.existing(r, nummer)?,
            None if r.opens() => self.new_dossier(r)?,
            None => return Err(Refusal::Ontbreekt { veld: "het nummer van het dossier".into() }.into()),
        };
        let Some(loaded) = self.dossiers.get(&nummer) else { return Err(not_there(nummer)) };
        if let Some(seq) = loaded.done(&r.who.gebruiker, r.id) {
            return Ok((nummer, seq));
        }
        if let Some(broken) = &loaded.broken {
            let why = &broken.why;
            let text = format!(
                "dossier {nummer} kan nu alleen worden gelezen: {why}; er is niets vastgelegd, uw tekst staat er nog"
            );
            return Err(Failed::Fault(text));
        }
        let op = self.not_before(loaded);
        let decided = one_role(r.commands, &r.who.rollen).and_then(|rol| {
            let stamp = Stamp { op, wie: r.who.actor(rol), verzoek: r.id };
            let kader = self.kaders.get(loaded.dossier.actueel().and_then(|o| o.kader.as_ref()));
            loaded.versies.toets((&loaded.dossier, &kader.kader), r.basis, &stamp, r.commands)?;
            Ok((decide_all(&loaded.dossier, &kader, &stamp, r.commands)?, stamp))
        });
        match decided {
            Ok((events, stamp)) => self.commit(nummer, stamp, events),
            Err(refusal) => {
                self.forget_empty(nummer);
                Err(refusal.into())
            }
        }
    }

    /// A dossier that is there for who asks, in memory. One that the disk refused is read again.
    fn existing(&mut self, r: &Request<'_>, nummer: DossierNummer) -> Result<DossierNummer, Failed> {
        if !r.may_touch(nummer) {
            return Err(not_there(nummer));
        }
        self.read_again(nummer);
        self.load(nummer).map(|_| nummer).ok_or_else(|| not_there(nummer))
    }

    /// Puts a frame on disk and tells everybody.
    pub(super) fn commit(
        &mut self,
        nummer: DossierNummer,
        stamp: Stamp,
        events: Vec<Event>,
    ) -> Result<(DossierNummer, u64), Failed> {
        if events.iter().any(|e| matches!(e, Event::OverlegGestart { .. })) {
            self.kaders
                .keep_current()
                .map_err(|e| Failed::Fault(format!("het kader kon niet worden bewaard: {}", machine::zegt(&e))))?;
        }
        let Some(head) = self.dossiers.get(&nummer).map(|l| l.head) else { return Err(Failed::Fault(String::new())) };
        let envelope = Envelope::next(JournalId::Dossier(nummer), head, stamp, events);
        let head = match record::append(self.journal.as_mut(), &envelope) {
            Ok(head) => head,
            Err(fault) => return self.not_appended(nummer, &envelope.stamp, &fault),
        };
        if let Some(loaded) = self.dossiers.get_mut(&nummer) {
            loaded.add(envelope.stamp, envelope.events, head);
        }
        self.indexed.insert(nummer, head.seq);
        self.spread(nummer);
        Ok((nummer, head.seq))
    }

    /// Tells everybody who may know of the last frame of a dossier.
    fn spread(&mut self, nummer: DossierNummer) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(frame) = loaded.frames.last() else { return };
        let revealed = frame.events.iter().any(onthult);
        let anew = revealed || frame.events.iter().any(|e| verandert_zicht(&loaded.dossier, &frame.stamp, e));
        for shielded in [true, false] {
            let one =
                ToClient::Frames { dossier: nummer, frames: vec![super::follow::seen(&loaded.dossier, frame, shielded)] };
            let Some(bytes) = encode(&one) else { continue };
            for (id, _) in
                self.followers(nummer).filter(|(_, p)| p.sees_shielded() == shielded && !(revealed || anew && !shielded))
            {
                self.tell_bytes(id, bytes.clone());
            }
        }
        if anew {
            let again: Vec<PeerId> =
                self.followers(nummer).filter(|(_, p)| revealed || !p.sees_shielded()).map(|(id, _)| id).collect();
            for id in again {
                self.give_from(id, nummer, 0);
            }
        }
        self.echo(nummer);
    }

    /// What else follows from the last frame of a dossier: rows, the organisation's journal, shared screens.
    pub(super) fn echo(&mut self, nummer: DossierNummer) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(frame) = loaded.frames.last() else { return };
        let (stamp, op) = (frame.stamp.clone(), frame.stamp.op);
        let hoofd = Hoofd { seq: loaded.head.seq, hash: loaded.head.hash.to_string() };
        let marks = landmarks(nummer, frame, loaded.head);
        self.indexer.update(rij::geraakt(&loaded.dossier, &frame.events, op, hoofd));
        self.tell_overview(rij::dossier(&loaded.dossier, op));
        for mark in marks {
            self.known.insert(nummer);
            self.marks.push_back((stamp.clone(), mark));
        }
        self.write_marks();
        self.show_walls(nummer);
    }
}

pub(super) fn not_there(nummer: DossierNummer) -> Failed {
    Failed::Refused(Refusal::GeenDossier { nummer: Tekst::cut(&nummer.to_string()) })
}

/// The one role in which all commands can be given.
fn one_role(wat: &[Command], rollen: &[Rol]) -> Result<Rol, Refusal> {
    let all = rollen.iter().find(|rol| wat.iter().all(|c| rol_voor(c, &[**rol]).is_ok()));
    match (all, wat.first()) {
        (Some(rol), _) => Ok(*rol),
        (None, Some(_)) => {
            let refused = wat.iter().find_map(|c| rol_voor(c, rollen).err());
            Err(refused.unwrap_or(Refusal::RolMagNiet { rollen: rollen.to_vec(), wel: Vec::new() }))
        }
        (None, None) => Err(Refusal::Ontbreekt { veld: "een opdracht".into() }),
    }
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
