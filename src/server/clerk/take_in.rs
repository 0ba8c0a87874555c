//! Taking in a journal that was read: the dossier is in memory from then on, and who follows it is given what they did not have.

use super::hand::Looked;
use super::loaded::{Broken, Loaded, read_off};
use super::{Clerk, Peer, PeerId, Task};
use crate::domain::ids::DossierNummer;
use crate::domain::tekst::Tekst;
use crate::journal::{Fault, Found, Head, Opened, Reading, Remembered};
use crate::projection::rij;
use crate::protocol::{Stand, ToClient};

impl Clerk {
    /// Takes in a journal that was read. Of one that was in memory already, because the disk refused something, who follows
    /// it is given what they did not have; while the disk refuses still, what is in memory stays.
    pub(super) fn take_in(&mut self, nummer: DossierNummer, opened: Result<Opened, Fault>, read: Option<Loaded>) -> Looked {
        self.not_looked_at.remove(&nummer);
        let before = self.dossiers.contains_key(&nummer);
        let mut read = match self.replay(nummer, opened, read) {
            Ok(read) => read,
            Err(nothing) => {
                self.dossiers.remove(&nummer);
                self.note_meeting(nummer);
                let changed = self.access_in(nummer);
                self.open_access(&changed);
                return nothing;
            }
        };
        // what is read on a disk that refuses may not be on it: nobody is told of a record before that is known; and what
        // is in memory may be more than what is left to read
        let less = |l: &Loaded| read.may_heal() || read.broken.is_some() && read.frames.len() < l.frames.len();
        if let Some(kept) = self.dossiers.get_mut(&nummer).filter(|l| less(l)) {
            kept.broken = read.broken.map(Broken::still_known);
            return Looked::There;
        }
        if read.broken.is_none() && !read.frames.is_empty() {
            self.remember(nummer, read.head);
        }
        let row = match self.dossiers.remove(&nummer) {
            // what was told of it before
            Some(kept) => kept.verteld,
            None => read.gewijzigd().map(|g| rij::dossier(&read.dossier, g)),
        };
        read.verteld = row;
        self.dossiers.insert(nummer, read);
        let changed = self.access_in(nummer);
        self.open_access(&changed);
        self.catch_up(nummer);
        self.note_meeting(nummer);
        self.screens_changed(nummer);
        self.show_walls(nummer);
        let Some(loaded) = self.dossiers.get(&nummer).filter(|_| before) else { return Looked::There };
        let goes_on = |p: &Peer| p.given.is_none_or(|given| loaded.missed(given, &p.kijker(nummer)).is_some());
        let behind = |p: &Peer| p.given != loaded.laatste(&p.kijker(nummer)) || !goes_on(p);
        let all = self.followers(nummer).filter(|(_, p)| behind(p)).map(|(id, p)| (id, p.given));
        let all: Vec<(PeerId, Option<Stand>)> = all.collect();
        let row = loaded.gewijzigd().map(|g| rij::dossier(&loaded.dossier, g));
        for (id, given) in all {
            self.give_from(id, nummer, given);
        }
        if let Some(row) = row {
            self.tell_overview(&row);
        }
        Looked::There
    }

    /// The dossier of a journal that was read; or that there is none.
    fn replay(
        &mut self,
        nummer: DossierNummer,
        opened: Result<Opened, Fault>,
        read: Option<Loaded>,
    ) -> Result<Loaded, Looked> {
        let opened = match opened {
            Ok(opened) => opened,
            // whether there is such a dossier cannot be told, and nobody ever heard of it
            Err(fault) if !self.known.contains(&nummer) => return Err(Looked::Unknown(super::hand::not_sure(&fault))),
            Err(fault) => {
                tracing::error!(dossier = %nummer, %fault, "a journal cannot be read");
                let mut loaded = Loaded::new(nummer, self.organisation, self.secret);
                loaded.broken = Some(Broken::refused(super::hand::bare(&fault)));
                return Ok(loaded);
            }
        };
        let reading = &opened.reading;
        if matches!(reading.found(), Found::Missing) && !self.known.contains(&nummer) {
            return Err(Looked::Free(reading.head()));
        }
        let anew = || read_off(Loaded::new(nummer, reading.head(), self.secret), reading);
        let mut loaded = read.unwrap_or_else(anew);
        if let Some(closed) = opened.closed {
            let try_again = matches!(closed, crate::journal::Closed::Disk(_));
            loaded.broken.get_or_insert(Broken { why: closed.to_string(), try_again });
        }
        self.judge(nummer, reading, &mut loaded);
        Ok(loaded)
    }

    /// Keeps that a dossier was this far, durable.
    pub(super) fn remember(&mut self, nummer: DossierNummer, head: Head) {
        if self.acknowledged.insert(nummer, head) != Some(head) {
            self.tasks.push(Task::Remember(nummer, head));
        }
    }

    /// What was found wrong with a journal, and whether it is shorter than it once was.
    fn judge(&mut self, nummer: DossierNummer, reading: &Reading, loaded: &mut Loaded) {
        match reading.found() {
            Found::Whole | Found::TornTail(_) => {}
            Found::Damaged(damage) => drop(loaded.broken.get_or_insert(Broken::damaged(damage))),
            Found::Missing => drop(loaded.broken.get_or_insert(Broken::damaged("het journaal is weg"))),
        }
        let heads = self.remembered.get(&nummer).into_iter().flatten().chain(self.acknowledged.get(&nummer));
        if let Some(why) = lost(nummer, reading, heads) {
            loaded.broken.get_or_insert(Broken::damaged(why));
        }
        if let Found::TornTail(tail) = reading.found() {
            tracing::warn!(dossier = %nummer, %tail, "a torn tail was set aside");
            let there = if loaded.broken.is_none() { "; wat was bevestigd, is er" } else { "" };
            let tekst = Tekst::cut(&format!("dossier {nummer}: {tail}{there}"));
            let concerned = self.concerned(nummer);
            self.tell_each(&concerned, &ToClient::Melding { tekst });
        }
        if let Some(Broken { why, .. }) = &loaded.broken {
            tracing::error!(dossier = %nummer, %why, "a dossier is read only");
        }
    }
}

/// In words: which records of a journal are not there, or are others, although they were acknowledged once; and what to do.
fn lost<'a>(nummer: DossierNummer, reading: &Reading, heads: impl Iterator<Item = &'a Head>) -> Option<String> {
    let (mut beyond, mut differs) = (None, None);
    for head in heads {
        match reading.remembered(*head) {
            Remembered::Present => {}
            Remembered::Beyond => beyond = beyond.max(Some(head.seq)),
            Remembered::Differs => differs = Some(differs.map_or(head.seq, |seq: u64| seq.min(head.seq))),
        }
    }
    let end = reading.head().seq;
    let what = match (differs, beyond) {
        (None, None) => return None,
        (Some(seq), _) => format!("record {seq} is een ander dan eerder is bevestigd"),
        (None, Some(last)) if last == end + 1 => format!("record {last} was bevestigd en is er niet meer"),
        (None, Some(last)) => format!("record {} tot en met {last} waren bevestigd en zijn er niet meer", end + 1),
    };
    Some(format!(
        "{what}; zet een reservekopie van het journaal terug, of aanvaard het verlies als de dienst niet draait: \
         crisistafel controleer --aanvaard {nummer}"
    ))
}
