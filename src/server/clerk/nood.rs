//! Noodtoegang: somebody to whom the role table gives that right takes access to one dossier in need, at once. How often is
//! counted before it is looked whether the dossier is there, and that and what was looked for go the same way whether it is
//! there or not: beside the clerk, then by its journal. What is found is recorded in the dossier; what is not is in the trace,
//! and told to who sees to the role table.

use chrono::TimeDelta;

use super::hand::{Answer, Asker, Failed, Pending};
use super::loaded::Loaded;
use super::{Clerk, Noodantwoord, Noodvraag, PeerId, Task};
use crate::domain::command::Command;
use crate::domain::decide::decide;
use crate::domain::dossier::Noodzoek;
use crate::domain::event::Event;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::inzage::{Inzagedaad, Nooduitslag, Noodweg};
use crate::domain::refusal::Refusal;
use crate::domain::rol::{Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::protocol::{Soort, ToClient};

/// How often somebody may ask, found or not, in so many hours. Own choice: a night on duty.
const KEER: usize = 3;
/// Any 24 hours, not a day of the calendar: at midnight nothing begins anew.
const UREN: i64 = 24;

/// What a question for access in need is answered with later.
impl Noodvraag {
    fn answer(&self) -> Answer {
        let opdrachten = vec![Command::NeemNoodtoegang { waar: self.waar.clone(), reden: self.reden.clone() }];
        Answer(Some(Asker { peer: self.peer, verzoek: self.verzoek, wall: false, opdrachten }))
    }

    /// What is traced of it. The reason stands in the dossier, where there is one.
    fn daad(&self, uitslag: Nooduitslag) -> Inzagedaad {
        let hoe = match self.waar {
            Noodzoek::Nummer(_) => Noodweg::Nummer,
            Noodzoek::Naam(_) => Noodweg::Naam,
        };
        let reden = (uitslag != Nooduitslag::Raak).then(|| self.reden.clone());
        Inzagedaad::Noodtoegang { hoe, uitslag, reden }
    }

    fn nummer(&self) -> Option<DossierNummer> {
        match self.waar {
            Noodzoek::Nummer(nummer) => Some(nummer),
            Noodzoek::Naam(_) => None,
        }
    }
}

/// Whether access in need is asked for, alone or among other things.
pub(super) fn is_asked(opdrachten: &[Command]) -> bool {
    opdrachten.iter().any(|c| matches!(c, Command::NeemNoodtoegang { .. }))
}

/// The dossier that is asked for by its number.
pub(super) fn named(opdrachten: &[Command]) -> Option<DossierNummer> {
    opdrachten.iter().find_map(|c| match c {
        Command::NeemNoodtoegang { waar: Noodzoek::Nummer(nummer), .. } => Some(*nummer),
        _ => None,
    })
}

/// When it was asked as often as it may: how often, and when it can be again.
fn too_often(all: &[Tijdstip]) -> Option<(usize, Tijdstip)> {
    let mut latest = all.to_vec();
    latest.sort_unstable();
    let ends = latest.iter().rev().nth(KEER - 1)?.plus(TimeDelta::hours(UREN));
    Some((all.len(), ends))
}

impl Clerk {
    /// Somebody asks for access in need: what has to be known for that is asked for, the same for each.
    pub(super) fn ask_in_need(
        &mut self,
        peer: PeerId,
        (verzoek, dossier, within): (RequestId, Option<DossierNummer>, bool),
        opdrachten: &[Command],
    ) {
        let Some(p) = self.peers.get(&peer) else { return };
        let (wall, gebruiker) = (p.is_wall(), p.who.gebruiker.clone());
        let answer = Answer(Some(Asker { peer, verzoek, wall, opdrachten: opdrachten.to_vec() }));
        if !within {
            return self.finish(answer, Err(super::rate::too_much()));
        }
        let [Command::NeemNoodtoegang { waar, reden }] = opdrachten else {
            return self.finish(answer, Err(Refusal::NoodLos.into()));
        };
        if dossier.is_some() || wall {
            return self.finish(answer, Err(Refusal::NoodLos.into()));
        }
        let (waar, reden, sinds) = (waar.clone(), reden.clone(), self.nu.plus(TimeDelta::hours(-UREN)));
        let q = Noodvraag { peer, verzoek, gebruiker, sinds, waar, reden };
        match self.may_ask_in_need(&q) {
            Ok(None) => self.tasks.push(Task::AskInNeed(Box::new(q))),
            Ok(Some(done)) => self.finish(answer, Ok(done)),
            Err(refusal) => self.finish(answer, Err(refusal.into())),
        }
    }

    /// Whether it may be asked at all; where it was asked before and given, what it was.
    fn may_ask_in_need(&mut self, q: &Noodvraag) -> Result<Option<(DossierNummer, u64)>, Refusal> {
        let Some(p) = self.peers.get(&q.peer) else { return Err(Refusal::NoodGeenRecht) };
        let (recht, ziet) = (p.who.noodtoegang, q.nummer().filter(|n| p.may_see(*n)));
        if let Some(done) = ziet.and_then(|n| self.done_in_need(q, n)) {
            return Ok(Some(done));
        }
        if !recht {
            if self.may_note_refusal(&q.gebruiker) {
                self.trace_in_need(q, Nooduitslag::GeenRecht, q.nummer());
            }
            return Err(Refusal::NoodGeenRecht);
        }
        if ziet.is_some() {
            return Err(Refusal::NoodNietNodig);
        }
        if q.reden.is_empty() {
            return Err(Refusal::ontbreekt("de reden"));
        }
        match &q.waar {
            Noodzoek::Naam(naam) if naam.is_empty() => Err(Refusal::ontbreekt("het nummer of de naam")),
            Noodzoek::Naam(_) | Noodzoek::Nummer(_) => Ok(None),
        }
    }

    /// What had to be known is known.
    pub(super) fn need_answered(&mut self, q: &Noodvraag, a: Noodantwoord) {
        let Some(p) = self.peers.get(&q.peer) else { return };
        let Some(gevonden) = a.gevonden else {
            let text = "zoeken op naam kan nu niet; neem het nummer, of probeer het zo nog eens (dit telt niet mee)";
            return self.finish(q.answer(), Err(Failed::Fault(text.to_owned())));
        };
        let one = if let [nummer] = gevonden.as_slice() { Some(*nummer) } else { None };
        if one.is_some_and(|n| p.may_see(n)) {
            return self.finish(q.answer(), Err(Refusal::NoodNietNodig.into()));
        }
        let ended = match self.counts(q, a.eerder) {
            Err(refusal) => {
                self.refused_in_need(q, Nooduitslag::TeVaak, &[]);
                Err(refusal.into())
            }
            Ok(()) if gevonden.len() > 1 => {
                self.refused_in_need(q, Nooduitslag::Meer, &gevonden);
                Err(Refusal::NoodNietEenduidig.into())
            }
            // asked again because no answer came, and the access that it gave was ended since: it gives none a second time
            Ok(()) => match one.and_then(|n| self.done_in_need(q, n)) {
                Some(done) => return self.finish(q.answer(), Ok(done)),
                None => self.take_in_need(q, one),
            },
        };
        match ended {
            Ok(pending) => self.commit(pending),
            Err(failed) => self.finish(q.answer(), Err(failed)),
        }
    }

    /// The record of this request, where it was carried out. On a disk that refuses, the last that was read may not be on it.
    fn done_in_need(&self, q: &Noodvraag, nummer: DossierNummer) -> Option<(DossierNummer, u64)> {
        let loaded = self.dossiers.get(&nummer).filter(|l| !l.may_heal())?;
        Some((nummer, loaded.done(&q.gebruiker, q.verzoek)?))
    }

    /// Counts that somebody asked; not where that is too often. What was before this process is in the trace: it is taken over
    /// once, so that what the disk refuses to trace is counted as well.
    fn counts(&mut self, q: &Noodvraag, eerder: Vec<Tijdstip>) -> Result<(), Refusal> {
        let nu = self.nu;
        let all = self.in_need.entry(q.gebruiker.clone()).or_insert(eerder);
        all.retain(|at| at.plus(TimeDelta::hours(UREN)) > nu);
        if let Some((keer, weer)) = too_often(all) {
            let keer = u32::try_from(keer).unwrap_or(u32::MAX);
            return Err(Refusal::NoodTeVaak { keer, weer: Tekst::cut(&weer.datum_klok()) });
        }
        all.push(nu);
        Ok(())
    }

    /// What is recorded where the dossier is there.
    fn take_in_need(&mut self, q: &Noodvraag, one: Option<DossierNummer>) -> Result<Pending, Failed> {
        let there = one.and_then(|n| Some((n, self.dossiers.get(&n)?)));
        let Some((nummer, loaded)) = there.filter(|(_, l)| is_there(l)) else {
            self.refused_in_need(q, Nooduitslag::Mis, &[]);
            return Err(Refusal::NoodNietGevonden.into());
        };
        let broken = loaded.broken.as_ref().map(|b| {
            let why = &b.why;
            Failed::Fault(format!("er kan nu geen noodtoegang worden vastgelegd, en dus niet gegeven: {why}"))
        });
        let op = self.not_before(loaded);
        let decided = self.peers.get(&q.peer).map(|p| {
            let stamp = Stamp { op, wie: p.who.actor(Rol::Raadpleger), verzoek: q.verzoek };
            let kader = self.kaders.get(loaded.dossier.actueel().and_then(|o| o.kader.as_ref()));
            let command = Command::NeemNoodtoegang { waar: q.waar.clone(), reden: q.reden.clone() };
            decide(&loaded.dossier, &kader, &stamp, &command).map(|events| (stamp, events))
        });
        self.trace_in_need(q, Nooduitslag::Raak, Some(nummer));
        match (broken, decided) {
            (Some(broken), _) => Err(broken),
            (None, Some(Ok((stamp, events)))) => Ok(Pending { nummer, stamp, events, answer: q.answer() }),
            (None, Some(Err(refusal))) => Err(refusal.into()),
            (None, None) => Err(Refusal::NoodNietGevonden.into()),
        }
    }

    fn trace_in_need(&mut self, q: &Noodvraag, uitslag: Nooduitslag, dossier: Option<DossierNummer>) {
        self.trace(q.peer, q.daad(uitslag), dossier, uitslag.resultaat());
    }

    /// What was not given is in the trace, and told to who sees to the role table; in the dossiers that it is about too.
    fn refused_in_need(&mut self, q: &Noodvraag, uitslag: Nooduitslag, about: &[DossierNummer]) {
        let first = !matches!(uitslag, Nooduitslag::TeVaak) || self.may_note_refusal(&q.gebruiker);
        if !first {
            return;
        }
        self.trace_in_need(q, uitslag, q.nummer());
        let Some(naam) = self.peers.get(&q.peer).map(|p| p.who.naam.clone()) else { return };
        let wat = match (uitslag, q.nummer()) {
            (Nooduitslag::TeVaak, _) => "vroeg te vaak noodtoegang, en kreeg die niet".to_owned(),
            (Nooduitslag::Meer, _) => "vroeg noodtoegang op een naam die in meer dan een dossier staat".to_owned(),
            (_, Some(nummer)) => format!("vroeg noodtoegang tot {nummer}; dat dossier is er niet"),
            (_, None) => "vroeg noodtoegang op een naam; die staat in geen dossier".to_owned(),
        };
        let tekst = Tekst::cut(&format!("{naam} ({}) {wat} (inzage)", q.gebruiker));
        self.tell_keepers_once(tekst.clone());
        for nummer in about.iter().copied().chain(q.nummer()) {
            self.tell_full_screens(nummer, q.peer, &tekst);
        }
    }

    /// Tells the full screens of a dossier that somebody took access to it in need, and who sees to the role table that
    /// somebody did; which dossier is not for all of those.
    pub(super) fn tell_taken(&mut self, asker: Option<PeerId>, nummer: DossierNummer) {
        let last = self.dossiers.get(&nummer).and_then(|l| l.frames.last());
        let taken =
            last.and_then(|f| f.events.iter().find_map(taken_in_need).map(|t| (t.naam.clone(), t.gebruiker.clone())));
        let Some((naam, gebruiker)) = taken else { return };
        let tekst = format!("{naam} ({gebruiker}) nam noodtoegang tot dit dossier: een ander beoordeelt dat, in /toegang");
        let except = asker.unwrap_or(PeerId(u64::MAX));
        self.tell_full_screens(nummer, except, &Tekst::cut(&tekst));
        self.tell_keepers_once(Tekst::cut(&format!("{naam} ({gebruiker}) nam noodtoegang tot een dossier (inzage)")));
    }

    fn tell_full_screens(&mut self, nummer: DossierNummer, except: PeerId, tekst: &Tekst) {
        let full = |p: &super::Peer| p.asked.soort == Soort::Terminal && p.sees_shielded(nummer);
        let all: Vec<PeerId> =
            self.followers(nummer).filter(|(id, p)| *id != except && full(p)).map(|(id, _)| id).collect();
        self.tell_each(&all, &ToClient::Melding { tekst: tekst.clone() });
    }
}

fn taken_in_need(event: &Event) -> Option<&crate::domain::dossier::Toegang> {
    if let Event::NoodtoegangGenomen { toegang } = event { Some(toegang) } else { None }
}

/// Whether this is a dossier, also where its journal cannot be read now.
fn is_there(loaded: &Loaded) -> bool {
    loaded.dossier.geopend.is_some() || loaded.broken.is_some()
}
