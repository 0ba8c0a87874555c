//! From a request to a frame on disk, and from the frame to everybody who may know.

use super::Clerk;
use super::loaded::{Broken, Frame, Loaded};
use crate::domain::command::Command;
use crate::domain::decide::decide_all;
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rechten::{self, rol_voor};
use crate::domain::refusal::Refusal;
use crate::domain::rol::{Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::zicht::verandert_zicht;
use crate::journal::{Envelope, Fault, Head, JournalId, OrganisatieEvent, record};
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
struct Request<'a> {
    who: Identity,
    /// For a shared screen: the dossier that it shows. It acts there only.
    wall: bool,
    shows: Option<DossierNummer>,
    id: RequestId,
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
    pub(super) fn carry_out(&mut self, id: PeerId, verzoek: RequestId, dossier: Option<DossierNummer>, wat: &[Command]) {
        let Some(peer) = self.peers.get(&id) else { return };
        let wall = peer.is_wall();
        let request = Request { who: peer.who.clone(), wall, shows: peer.follows, id: verzoek, commands: wat };
        let uitkomst = match self.try_to(&request, dossier) {
            Ok((dossier, seq)) => Uitkomst::Vastgelegd { dossier, seq },
            Err(Failed::Refused(weigering)) => Uitkomst::Geweigerd { weigering },
            Err(Failed::Fault(melding)) => Uitkomst::Storing { melding },
        };
        self.hook.at("before-reply");
        match uitkomst {
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
            return Err(Failed::Fault(format!("dossier {nummer} kan alleen worden gelezen: {}", broken.why)));
        }
        let op = self.not_before(loaded);
        let decided = one_role(r.commands, &r.who.rollen).and_then(|rol| {
            let stamp = Stamp { op, wie: r.who.actor(rol), verzoek: r.id };
            let kader = self.kaders.get(loaded.dossier.actueel().and_then(|o| o.kader.as_ref()));
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

    /// The dossier that this request opens, or opened when it was sent before.
    fn new_dossier(&mut self, r: &Request<'_>) -> Result<DossierNummer, Failed> {
        let (nummer, free) = self.pick_number(r);
        if r.wall || r.who.dossiers.is_some() {
            return Err(not_there(nummer));
        }
        if free {
            self.begin(nummer)?;
        }
        Ok(nummer)
    }

    /// The number of the dossier that this request opens, and whether it is free. It follows from the request, so that a
    /// resend finds the dossier again; in the first hours of a year also one that was opened in the last of the year before.
    fn pick_number(&mut self, r: &Request<'_>) -> (DossierNummer, bool) {
        use chrono::Datelike;
        let year = self.now().lokaal().year();
        match self.look_up_number(r, year - 1) {
            (nummer, false) => (nummer, false),
            (_, true) => self.look_up_number(r, year),
        }
    }

    /// The number that this request has in a year, or would have, and whether it would.
    fn look_up_number(&mut self, r: &Request<'_>, year: i32) -> (DossierNummer, bool) {
        let mut attempt = 0u32;
        loop {
            let nummer = number(r.id, year, attempt);
            self.read_again(nummer);
            match self.load(nummer).map(|taken| taken.done(&r.who.gebruiker, r.id).is_some()) {
                None => return (nummer, true),
                Some(true) => return (nummer, false),
                Some(false) => attempt += 1,
            }
        }
    }

    /// Makes the place of a dossier that is about to be opened.
    fn begin(&mut self, nummer: DossierNummer) -> Result<(), Failed> {
        let now = self.now();
        match self.journal.open(JournalId::Dossier(nummer), now) {
            Ok(opened) => drop(self.dossiers.insert(nummer, Loaded::new(nummer, opened.reading.head()))),
            Err(fault) => return Err(self.failed(nummer, &fault)),
        }
        Ok(())
    }

    /// A dossier that was not opened after all leaves nothing behind.
    fn forget_empty(&mut self, nummer: DossierNummer) {
        if self.dossiers.get(&nummer).is_some_and(|l| l.frames.is_empty() && l.broken.is_none()) {
            self.dossiers.remove(&nummer);
        }
    }

    /// Puts a frame on disk and tells everybody.
    pub(super) fn commit(
        &mut self,
        nummer: DossierNummer,
        stamp: Stamp,
        events: Vec<Event>,
    ) -> Result<(DossierNummer, u64), Failed> {
        if events.iter().any(|e| matches!(e, Event::OverlegGestart { .. })) {
            self.kaders.keep_current().map_err(|e| Failed::Fault(format!("het kader kon niet worden bewaard: {e}")))?;
        }
        let Some(head) = self.dossiers.get(&nummer).map(|l| l.head) else { return Err(Failed::Fault(String::new())) };
        let envelope = Envelope::next(JournalId::Dossier(nummer), head, stamp, events);
        let head = match record::append(self.journal.as_mut(), &envelope) {
            Ok(head) => head,
            Err(fault) => return Err(self.failed(nummer, &fault)),
        };
        if let Some(loaded) = self.dossiers.get_mut(&nummer) {
            loaded.add(envelope.stamp, envelope.events, head);
        }
        self.indexed.insert(nummer, head.seq);
        self.spread(nummer);
        Ok((nummer, head.seq))
    }

    /// What a failed append means: nothing was acknowledged, and the dossier is read again before the next try.
    fn failed(&mut self, nummer: DossierNummer, fault: &Fault) -> Failed {
        tracing::error!(dossier = %nummer, %fault, "nothing was recorded");
        if let Some(loaded) = self.dossiers.get_mut(&nummer) {
            loaded.broken = Some(Broken::refused(fault));
        }
        Failed::Fault(format!(
            "{fault}; er is niets vastgelegd, uw tekst staat er nog; het log staat bij de tafel (dienst.log)"
        ))
    }

    /// Reads a dossier again after the disk refused; who follows it is given it anew.
    fn read_again(&mut self, nummer: DossierNummer) {
        if self.dossiers.get(&nummer).is_some_and(|l| l.broken.as_ref().is_some_and(|b| b.try_again)) {
            self.dossiers.remove(&nummer);
            if self.load(nummer).is_some() {
                let all: Vec<PeerId> = self.followers(nummer).map(|(id, _)| id).collect();
                for id in all {
                    self.give_from(id, nummer, 0);
                }
            }
        }
    }

    /// Tells everybody who may know of the last frame of a dossier.
    fn spread(&mut self, nummer: DossierNummer) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let Some(frame) = loaded.frames.last() else { return };
        let (events, op) = (&frame.events, frame.stamp.op);
        let anew = events.iter().any(verandert_zicht);
        for shielded in [true, false] {
            let one =
                ToClient::Frames { dossier: nummer, frames: vec![super::follow::seen(&loaded.dossier, frame, shielded)] };
            let Some(bytes) = encode(&one) else { continue };
            for (id, _) in self.followers(nummer).filter(|(_, p)| p.sees_shielded() == shielded && (shielded || !anew)) {
                self.tell_bytes(id, bytes.clone());
            }
        }
        let hoofd = Hoofd { seq: loaded.head.seq, hash: loaded.head.hash.to_string() };
        self.indexer.update(rij::geraakt(&loaded.dossier, events, op, hoofd));
        self.tell_overview(rij::dossier(&loaded.dossier, op));
        let marks = landmarks(nummer, frame, loaded.head);
        let stamp = frame.stamp.clone();
        if anew {
            let restricted: Vec<PeerId> =
                self.followers(nummer).filter(|(_, p)| !p.sees_shielded()).map(|(id, _)| id).collect();
            for id in restricted {
                self.give_from(id, nummer, 0);
            }
        }
        for mark in marks {
            self.remember(nummer, stamp.clone(), mark);
        }
        self.show_walls(nummer);
    }

    /// Writes in the organisation's journal what makes a shortened or missing dossier noticed.
    fn remember(&mut self, nummer: DossierNummer, stamp: Stamp, mark: OrganisatieEvent) {
        let envelope = Envelope::next(JournalId::Organisatie, self.organisation, stamp, vec![mark]);
        match record::append(self.journal.as_mut(), &envelope) {
            Ok(head) => {
                self.organisation = head;
                self.known.insert(nummer);
            }
            Err(fault) => tracing::error!(%fault, "the organisation's journal did not take a head"),
        }
    }
}

/// The number that a request picks in a year after so many that were taken.
fn number(verzoek: RequestId, year: i32, attempt: u32) -> DossierNummer {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&verzoek.0.to_le_bytes()).update(&attempt.to_le_bytes());
    DossierNummer::pick(year, hasher.finalize().as_bytes().first_chunk().map_or(0, |b| u32::from_le_bytes(*b)))
}

fn not_there(nummer: DossierNummer) -> Failed {
    Failed::Refused(Refusal::GeenDossier { nummer: Tekst::cut(&nummer.to_string()) })
}

/// What of a frame the organisation's journal has to know.
fn landmarks(nummer: DossierNummer, frame: &Frame, head: Head) -> Vec<OrganisatieEvent> {
    let mark = |event: &Event| match event {
        Event::DossierGeopend { .. } => Some(OrganisatieEvent::DossierAangemaakt { nummer }),
        Event::Geschorst { .. } | Event::OverlegGesloten { .. } | Event::VerslagVastgesteld { .. } => {
            Some(OrganisatieEvent::HeadVastgelegd { nummer, head })
        }
        _ => None,
    };
    frame.events.iter().filter_map(mark).collect()
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
