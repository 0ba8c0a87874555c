//! What is being typed: seen by the others who may see it, kept for who lost the connection or the program.

use std::collections::{BTreeMap, BTreeSet};

use super::{Clerk, Peer};
use crate::domain::command::Command;
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::invoer::merk;
use crate::domain::tekst::Tekst;
use crate::protocol::{Soort, ToClient};
use crate::server::drafts::{Draft, DraftKey};
use crate::server::outbox::encode;
use crate::server::peer::PeerId;

/// How many drafts of terminals that have gone are kept.
const LEFT_BEHIND_MAX: usize = 64;

/// What one terminal was typing.
pub(crate) struct Slot {
    /// The text and where it belongs.
    pub draft: Draft,
    /// The connection that types it; none when the terminal is gone.
    pub held_by: Option<PeerId>,
}

/// A line that was entered: as it was typed, and what it was read as.
pub(crate) struct Entered<'a> {
    /// As it was typed; none for what is no line.
    pub regel: Option<Tekst>,
    /// What it was read as.
    pub commands: &'a [Command],
}

impl Clerk {
    /// Keeps what a terminal types and shows it to the others.
    pub(super) fn typed(&mut self, id: PeerId, tekst: Tekst, verzoek: Option<RequestId>) {
        let now = self.now();
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p)) else { return };
        let (Some(dossier), terminal, naam) = (peer.follows, peer.terminal, peer.who.naam.clone()) else { return };
        if tekst.is_empty() {
            self.forget_draft((terminal, dossier, None));
        } else {
            let (gebruiker, rollen) = (peer.who.gebruiker.clone(), peer.who.rollen.clone());
            let draft =
                Draft { terminal, gebruiker, rollen, dossier, tekst: tekst.clone(), op: now, verzoek, apart: false };
            self.drafts.keep(draft.clone());
            self.slots.insert(draft.key(), Slot { draft, held_by: Some(id) });
        }
        // what could not be recorded stands in the line again; and nothing stands beside it while judgements are closed
        let closed = self.is_closed(dossier);
        let sealed = |d: &Draft| closed && merk::merk(d.tekst.as_str()).soort == RegelSoort::Oordeel;
        let back = |d: &Draft| tekst == d.tekst || (tekst.is_empty() && sealed(d));
        let theirs = self.slots.values().map(|s| &s.draft).filter(|d| (d.terminal, d.dossier) == (terminal, dossier));
        for key in theirs.filter(|d| d.apart && back(d)).map(Draft::key).collect::<Vec<_>>() {
            self.forget_draft(key);
        }
        self.show_typing(&naam, id, dossier, terminal, tekst);
    }

    fn forget_draft(&mut self, key: DraftKey) {
        self.slots.remove(&key);
        self.drafts.forget(key);
    }

    /// Whether judgements are being given that nobody may see yet.
    fn is_closed(&self, nummer: DossierNummer) -> bool {
        let meeting = self.dossiers.get(&nummer).and_then(|l| l.dossier.lopend());
        meeting.is_some_and(|o| o.afweging.open_ronde().is_some())
    }

    /// Has a line that was entered on disk as a draft before it is decided, so that whoever dies when, it is recorded or
    /// stands in the line again. Not a judgement of a closed round, of which there is no draft.
    pub(super) fn entered(&mut self, id: PeerId, verzoek: RequestId, dossier: Option<DossierNummer>, line: Entered<'_>) {
        let Entered { regel, commands } = line;
        let (Some(tekst), Some(dossier)) = (regel.filter(|r| !r.is_empty()), dossier) else { return };
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p) && p.may_see(dossier)) else { return };
        let (terminal, gebruiker, rollen) = (peer.terminal, peer.who.gebruiker.clone(), peer.who.rollen.clone());
        let recorded = self.load(dossier).is_none_or(|l| l.done(&gebruiker, verzoek).is_some());
        if recorded || self.is_closed(dossier) && commands.iter().any(is_judgement) {
            return;
        }
        let op = self.now();
        let mut draft = Draft { terminal, gebruiker, rollen, dossier, tekst, op, verzoek: Some(verzoek), apart: false };
        // another line is being typed already: this one was sent again
        let typed = self.slots.get(&draft.key()).and_then(|s| s.draft.verzoek);
        draft.apart = typed.is_some_and(|other| other != verzoek);
        if let Err(error) = self.drafts.keep_now(&draft) {
            // what is recorded is safe without it, and what is not recorded the terminal still has
            tracing::error!(%error, "what was entered could not be kept as a draft");
        }
        self.slots.insert(draft.key(), Slot { draft, held_by: Some(id) });
    }

    /// What was entered was recorded, and is no draft any more; or it was not, and stands beside what is typed meanwhile
    /// until the terminal has it in its line again.
    pub(super) fn settled(&mut self, id: PeerId, verzoek: RequestId, recorded: bool) {
        let Some(terminal) = self.peers.get(&id).map(|p| p.terminal) else { return };
        let of_it = |d: &&Draft| d.terminal == terminal && d.verzoek == Some(verzoek);
        let all: Vec<Draft> = self.slots.values().map(|s| &s.draft).filter(of_it).cloned().collect();
        for draft in all {
            let key = draft.key();
            if !recorded && !draft.apart {
                let apart = Draft { apart: true, ..draft };
                if let Err(error) = self.drafts.keep_now(&apart) {
                    tracing::error!(%error, "what was refused could not be kept as a draft");
                }
                self.slots.insert(apart.key(), Slot { draft: apart, held_by: Some(id) });
            }
            if recorded || key.2.is_none() {
                self.forget_draft(key);
            }
        }
    }

    /// Gives a terminal back what it was typing in this dossier; to a `new` one, what an earlier one of the same user and
    /// roles was typing. One that only lost its connection has a line of its own, in which nothing else belongs.
    pub(super) fn give_back_typing(&mut self, id: PeerId, nummer: DossierNummer, new: bool) {
        self.forget_recorded(nummer);
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p)) else { return };
        let (terminal, who, naam) = (peer.terminal, &peer.who, peer.who.naam.clone());
        let theirs = |s: &&Slot| {
            let d = &s.draft;
            new && s.held_by.is_none() && d.dossier == nummer && d.gebruiker == who.gebruiker && d.rollen == who.rollen
        };
        let own = self.slots.get(&(terminal, nummer, None)).map(|s| vec![s.draft.clone()]);
        let left = || {
            let last = self.slots.values().filter(theirs).max_by_key(|s| s.draft.op)?.draft.terminal;
            let all = self.slots.values().filter(theirs).filter(|s| s.draft.terminal == last);
            Some(all.map(|s| s.draft.clone()).collect())
        };
        let Some(mut found) = own.or_else(left) else { return };
        // what was being typed first; then what waits for the line to be empty, in the order in which it was entered
        found.sort_by_key(|d| (d.apart, d.op));
        let mut first = true;
        for mut draft in found {
            let old = draft.key();
            draft.terminal = terminal;
            // beside what the terminal types already, until it has it in its line
            let first = std::mem::take(&mut first);
            draft.apart = !first || old.0 != terminal && draft.verzoek.is_some();
            let (tekst, eigen) = (draft.tekst.clone(), old == draft.key());
            self.drafts.keep(draft.clone());
            if !eigen {
                self.forget_draft(old);
            }
            self.slots.insert(draft.key(), Slot { draft, held_by: Some(id) });
            self.tell(id, &ToClient::UwConcept { tekst: tekst.clone(), eigen });
            self.show_typing(&naam, id, nummer, terminal, tekst);
        }
    }

    /// Drafts of what was recorded after all: the server was killed before it could let go of them.
    fn forget_recorded(&mut self, nummer: DossierNummer) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let drafts = self.slots.values().map(|s| &s.draft).filter(|d| d.dossier == nummer);
        let recorded = |d: &&Draft| d.verzoek.is_some_and(|v| loaded.done(&d.gebruiker, v).is_some());
        for key in drafts.filter(recorded).map(Draft::key).collect::<Vec<_>>() {
            self.forget_draft(key);
        }
    }

    /// Shows a terminal that came what others are typing here.
    pub(super) fn show_others_typing(&self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get(&id).filter(|p| is_full(p)) else { return };
        for Slot { draft, held_by } in self.slots.values().filter(|s| s.draft.dossier == nummer) {
            let other = held_by.filter(|other| *other != id).and_then(|other| self.peers.get(&other));
            if let Some(other) = other.filter(|other| other.follows == peer.follows) {
                let (naam, tekst) = (other.who.naam.clone(), draft.tekst.clone());
                self.tell(id, &ToClient::Concept { naam, terminal: draft.terminal, tekst });
            }
        }
    }

    /// Tells the others that a terminal types no more in a dossier that it leaves; the text stays, for when it is back.
    pub(super) fn left_typing(&self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get(&id) else { return };
        if self.slots.contains_key(&(peer.terminal, nummer, None)) {
            self.show_typing(&peer.who.naam, id, nummer, peer.terminal, Tekst::default());
        }
    }

    /// Lets go of what a terminal typed when its connection ends; the text stays.
    pub(super) fn stopped_typing(&mut self, id: PeerId, peer: &Peer) {
        let mut left: Vec<DossierNummer> = Vec::new();
        for slot in self.slots.values_mut().filter(|s| s.held_by == Some(id)) {
            slot.held_by = None;
            left.push(slot.draft.dossier);
        }
        for dossier in left {
            self.show_typing(&peer.who.naam, id, dossier, peer.terminal, Tekst::default());
        }
        let orphans = self.slots.values().filter(|s| s.held_by.is_none());
        let mut orphans: Vec<_> = orphans.map(|s| (s.draft.op, s.draft.key())).collect();
        orphans.sort_unstable();
        for (_, key) in orphans.iter().rev().skip(LEFT_BEHIND_MAX) {
            self.forget_draft(*key);
        }
    }

    /// What is being typed may turn out to be shielded: only who sees shielded lines is shown it.
    fn show_typing(&self, naam: &Tekst, id: PeerId, nummer: DossierNummer, terminal: RequestId, tekst: Tekst) {
        let Some(bytes) = encode(&ToClient::Concept { naam: naam.clone(), terminal, tekst }) else { return };
        for (other, _) in self.followers(nummer).filter(|(other, p)| *other != id && is_full(p)) {
            self.tell_bytes(other, bytes.clone());
        }
    }
}

/// The drafts that an earlier server left behind. One that was on its way to stand beside another is there once.
pub(super) fn slots(left_behind: Vec<Draft>) -> BTreeMap<DraftKey, Slot> {
    let apart: BTreeSet<_> = left_behind.iter().filter(|d| d.apart).map(Draft::key).collect();
    let twice = |d: &Draft| !d.apart && apart.contains(&(d.terminal, d.dossier, d.verzoek));
    left_behind.into_iter().filter(|d| !twice(d)).map(|d| (d.key(), Slot { draft: d, held_by: None })).collect()
}

/// Whether a line is a judgement.
fn is_judgement(command: &Command) -> bool {
    let line = if let Command::LegRegelVast { regel, .. } = command { Some(regel) } else { None };
    let inhoud = if let Command::CorrigeerRegel { inhoud, .. } = command { Some(inhoud) } else { line };
    inhoud.is_some_and(|i| i.soort == RegelSoort::Oordeel)
}

/// Whether this is a terminal of a person who may see everything: who types, and reads what others type.
fn is_full(peer: &Peer) -> bool {
    peer.sees_shielded() && peer.asked.soort == Soort::Terminal
}
