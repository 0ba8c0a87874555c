//! Lines that stand beside what is typed: entered and not decided yet, refused, or put aside. Each is a draft on disk until
//! it is recorded, or stands in its terminal's line again.

use std::collections::{BTreeMap, BTreeSet};

use super::typing::{Slot, is_full};
use super::{Clerk, PeerId, Task};
use crate::domain::command::Command;
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::invoer::merk;
use crate::protocol::{Getypt, ToClient};
use crate::server::draft::{Draft, DraftKey, Outcomes};

/// How many lines may wait beside the line of one terminal in one dossier: some pastes of the most that one takes.
const BESIDE_MAX: usize = 1000;

/// What was entered: the lines as they were typed, and what they were read as.
pub(crate) struct Entered<'a> {
    /// As they were typed; none for what is no line.
    pub regels: Vec<Getypt>,
    /// What they were read as.
    pub commands: &'a [Command],
}

impl Clerk {
    /// A draft of this terminal, if it is one that types.
    pub(super) fn draft_of(&self, id: PeerId, dossier: DossierNummer, regel: Getypt) -> Option<Draft> {
        let peer = self.peers.get(&id).filter(|p| is_full(p, dossier))?;
        let (terminal, gebruiker, rollen) = (peer.terminal, peer.who.gebruiker.clone(), peer.who.rollen.clone());
        Some(Draft { terminal, gebruiker, rollen, dossier, regel, op: self.nu, apart: false, meer: Vec::new() })
    }

    /// Has what was entered on disk as a draft before it is decided, so that whoever dies when, it is recorded or stands in
    /// the line again. Not a judgement of a closed round, of which there is no draft.
    pub(super) fn entered(&mut self, id: PeerId, verzoek: RequestId, dossier: Option<DossierNummer>, line: Entered<'_>) {
        let Entered { regels, commands } = line;
        let mut regels = regels.into_iter().filter(|r| !r.tekst.is_empty());
        let (Some(mut first), Some(dossier)) = (regels.next(), dossier) else { return };
        first.verzoek = Some(verzoek);
        let meer: Vec<Getypt> = regels.collect();
        let Some(draft) = self.draft_of(id, dossier, first) else { return };
        let recorded = self.dossiers.get(&dossier).is_none_or(|l| l.done(&draft.gebruiker, verzoek).is_some());
        if recorded || self.is_closed(dossier) && commands.iter().any(is_judgement) {
            return;
        }
        let mut draft = Draft { meer, ..draft };
        // another line is being typed already: this one was sent again, or pasted, or waited for its reason
        let typed = self.slots.get(&draft.key()).and_then(|s| s.draft.regel.verzoek);
        draft.apart = !draft.meer.is_empty() || typed.is_some_and(|other| other != verzoek);
        let lines = (draft.terminal, draft.dossier, draft.meer.clone());
        self.keep_now(draft, id);
        self.forget_lines(lines);
    }

    /// On disk before anything that follows.
    fn keep_now(&mut self, draft: Draft, id: PeerId) {
        self.tasks.push(Task::KeepNow(draft.clone()));
        let known = self.slots.get(&draft.key()).is_some_and(|s| s.known);
        self.slots.insert(draft.key(), Slot { draft, held_by: Some(id), known });
    }

    /// What was entered was recorded, and is no draft any more; or it was not, and stands beside what is typed meanwhile
    /// until the terminal has it in its line again.
    pub(super) fn settled(&mut self, id: PeerId, verzoek: RequestId, recorded: bool) {
        let Some(terminal) = self.peers.get(&id).map(|p| p.terminal) else { return };
        let of_it = |d: &&Draft| d.terminal == terminal && d.regel.verzoek == Some(verzoek);
        let all: Vec<Draft> = self.slots.values().map(|s| &s.draft).filter(of_it).cloned().collect();
        for draft in all {
            let key = draft.key();
            if !recorded && (!draft.apart || !draft.meer.is_empty()) {
                // the first one last: until the others have a file of their own, they are in its
                for line in draft.lines().into_iter().rev() {
                    self.keep_now(line, id);
                }
            }
            if recorded || key.2.is_none() {
                self.forget_draft(key);
            }
        }
    }

    /// A terminal says what waits beside its line now, and what does so no more.
    pub(super) fn put_aside(&mut self, id: PeerId, dossier: DossierNummer, erbij: Vec<Getypt>, weg: &[RequestId]) {
        // a dossier that there is: whether a round is closed in it has to be known
        let may = self.peers.get(&id).is_some_and(|p| p.may_see(dossier));
        if !(erbij.is_empty() || may && self.dossiers.contains_key(&dossier)) {
            let tekst = "wat naast uw regel wacht kon niet worden bewaard en staat niet op schijf".into();
            return self.tell(id, &ToClient::Melding { tekst });
        }
        let closed = self.is_closed(dossier);
        let named = erbij.into_iter().filter(|r| r.verzoek.is_some() && !r.tekst.is_empty());
        for regel in named.filter(|r| !(closed && merk::merk(r.tekst.as_str()).soort == RegelSoort::Oordeel)) {
            let Some(draft) = self.draft_of(id, dossier, regel) else { return };
            let draft = Draft { apart: true, ..draft };
            if !self.slots.contains_key(&draft.key()) && self.beside(&draft) >= BESIDE_MAX {
                let tekst = "er wachten te veel regels; de laatste staat nog niet op schijf: leg er eerst vast".into();
                return self.tell(id, &ToClient::Melding { tekst });
            }
            self.let_go_of(&draft, |d| d.regel.is_zelfde(&draft.regel));
            self.tasks.push(Task::Keep(draft.clone()));
            self.slots.insert(draft.key(), Slot { draft, held_by: Some(id), known: true });
        }
        let Some(terminal) = self.peers.get(&id).map(|p| p.terminal) else { return };
        for verzoek in weg {
            let key = (terminal, dossier, Some(*verzoek));
            if self.slots.get(&key).is_some_and(|s| s.known) {
                self.forget_draft(key);
            }
        }
    }

    /// How many lines wait beside that of the terminal of this draft.
    fn beside(&self, draft: &Draft) -> usize {
        let all = self.slots.values().map(|s| &s.draft).filter(|d| d.apart);
        all.filter(|d| (d.terminal, d.dossier) == (draft.terminal, draft.dossier)).count()
    }

    /// What was kept for the terminal of this draft without its having asked for it, and what it has itself now.
    pub(super) fn let_go_of(&mut self, draft: &Draft, is_it: impl Fn(&Draft) -> bool) {
        let (place, verzoek) = ((draft.terminal, draft.dossier), draft.regel.verzoek);
        let beside = self.slots.values().filter(|s| (s.draft.terminal, s.draft.dossier) == place && s.draft.apart);
        // of a line that it put aside itself it says when it is gone: another one may say the same
        let own = |d: &Draft| verzoek.is_some() && d.regel.verzoek == verzoek;
        let gone = beside.filter(|s| own(&s.draft) || !s.known && is_it(&s.draft));
        for key in gone.map(|s| s.draft.key()).collect::<Vec<_>>() {
            self.forget_draft(key);
        }
    }

    pub(super) fn forget_draft(&mut self, key: DraftKey) {
        let slot = self.slots.remove(&key);
        self.tasks.push(Task::Forget(key));
        self.forget_lines((key.0, key.1, slot.map(|s| s.draft.meer).unwrap_or_default()));
    }

    /// The lines of one paste are kept together: what was kept of each by itself goes.
    fn forget_lines(&mut self, (terminal, dossier, lines): (RequestId, DossierNummer, Vec<Getypt>)) {
        for verzoek in lines.into_iter().filter_map(|r| r.verzoek) {
            if self.slots.contains_key(&(terminal, dossier, Some(verzoek))) {
                self.forget_draft((terminal, dossier, Some(verzoek)));
            }
        }
    }

    /// The disk refused drafts, or took them after all.
    pub(super) fn drafts_kept(&mut self, outcomes: Outcomes) {
        for (key, kept) in outcomes {
            if kept {
                self.unkept.remove(&key);
            } else {
                self.unkept.insert(key);
            }
        }
    }

    /// Whether lines are kept that the disk refuses.
    pub fn has_unkept(&self) -> bool {
        self.unkept.iter().any(|key| self.slots.contains_key(key))
    }

    /// Tells each terminal which of its lines are not on disk, where that is not as it was told.
    pub(super) fn tell_unkept(&mut self) {
        if self.unkept.is_empty() && self.peers.values().all(|p| p.unkept.is_empty()) {
            return;
        }
        let mut now: BTreeMap<RequestId, BTreeSet<RequestId>> = BTreeMap::new();
        for draft in self.unkept.iter().filter_map(|key| self.slots.get(key)).map(|s| &s.draft) {
            now.entry(draft.terminal).or_default().extend(draft.requests());
        }
        let mut told = Vec::new();
        for (id, peer) in self.peers.iter_mut().filter(|(_, p)| !p.is_wall() && !p.pin.dicht) {
            let theirs = now.get(&peer.terminal).cloned().unwrap_or_default();
            if peer.unkept != theirs {
                told.push((*id, theirs.iter().copied().collect()));
                peer.unkept = theirs;
            }
        }
        for (id, regels) in told {
            self.tell(id, &ToClient::NietOpSchijf { regels });
        }
    }

    /// Drafts of what was recorded after all: the server was killed before it could let go of them. Of what was pasted and
    /// was not, each line is one by itself.
    pub(super) fn forget_recorded(&mut self, nummer: DossierNummer) {
        let Some(loaded) = self.dossiers.get(&nummer) else { return };
        let drafts = self.slots.values().map(|s| &s.draft).filter(|d| d.dossier == nummer);
        let recorded = |d: &&Draft| d.regel.verzoek.is_some_and(|v| loaded.done(&d.gebruiker, v).is_some());
        for key in drafts.filter(recorded).map(Draft::key).collect::<Vec<_>>() {
            self.forget_draft(key);
        }
        let many = |s: &&Slot| s.draft.dossier == nummer && !s.draft.meer.is_empty() && s.held_by.is_none();
        for draft in self.slots.values().filter(many).map(|s| s.draft.clone()).collect::<Vec<_>>() {
            for line in draft.lines().into_iter().rev() {
                self.tasks.push(Task::KeepNow(line.clone()));
                self.slots.insert(line.key(), Slot { draft: line, held_by: None, known: false });
            }
        }
    }
}

/// The drafts that an earlier server left behind. One that was on its way to stand beside another is there once.
pub(super) fn slots(left_behind: Vec<Draft>) -> BTreeMap<DraftKey, Slot> {
    let apart: BTreeSet<_> = left_behind.iter().filter(|d| d.apart).map(Draft::key).collect();
    let twice = |d: &Draft| !d.apart && apart.contains(&(d.terminal, d.dossier, d.regel.verzoek));
    let all = left_behind.into_iter().filter(|d| !twice(d));
    all.map(|d| (d.key(), Slot { draft: d, held_by: None, known: false })).collect()
}

/// Whether a line is a judgement.
fn is_judgement(command: &Command) -> bool {
    let line = if let Command::LegRegelVast { regel, .. } = command { Some(regel) } else { None };
    let inhoud = if let Command::CorrigeerRegel { inhoud, .. } = command { Some(inhoud) } else { line };
    inhoud.is_some_and(|i| i.soort == RegelSoort::Oordeel)
}
