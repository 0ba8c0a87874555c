//! The folder with drafts, as the writer of drafts (`server/drafts.rs`) keeps it, on a disk of its own that can refuse: some
//! writes, or all of them until it heals. What it holds outlives the program and the power.

use std::collections::{BTreeMap, BTreeSet};

use crisistafel::domain::ids::RequestId;
use crisistafel::protocol::Getypt;
use crisistafel::server::{Draft, DraftKey, Outcomes};

use super::geplant::Verzoek;

/// What files have to become: nothing stands for one that has to go.
type Anders = BTreeMap<DraftKey, Option<Draft>>;

/// The drafts, and what waits to be written.
#[derive(Default)]
pub(crate) struct Concepten {
    /// Those that are on disk.
    er: BTreeMap<DraftKey, Draft>,
    straks: Anders,
    /// Those that the disk refused and did not take since.
    geweigerd: BTreeSet<DraftKey>,
    /// Those of which it refused a text: that a file could not go is no news.
    teksten: BTreeSet<DraftKey>,
    /// What became of them, and was not told yet.
    nieuws: Outcomes,
    /// How many writes the disk still refuses.
    weigert: usize,
}

impl Concepten {
    /// The disk refuses so many writes from now on; `usize::MAX` is until it heals.
    pub(crate) fn weiger(&mut self, keren: usize) {
        self.weigert = keren;
    }

    pub(crate) fn heel(&mut self) {
        self.weigert = 0;
    }

    pub(crate) fn is_heel(&self) -> bool {
        self.weigert == 0
    }

    /// Those that are on disk.
    pub(crate) fn op_schijf(&self) -> impl Iterator<Item = &Draft> {
        self.er.values()
    }

    /// What the disk refused and waits to be written.
    pub(crate) fn geweigerd(&self) -> impl Iterator<Item = &Draft> {
        self.wachtend().filter(|d| self.teksten.contains(&d.key()))
    }

    /// The lines of this terminal of which that is so.
    pub(crate) fn onbewaard(&self, terminal: RequestId) -> BTreeSet<RequestId> {
        self.geweigerd().filter(|d| d.terminal == terminal).flat_map(verzoeken).collect()
    }

    /// What waits to be written.
    pub(crate) fn wachtend(&self) -> impl Iterator<Item = &Draft> {
        self.straks.values().flatten()
    }

    pub(super) fn straks(&mut self, key: DraftKey, draft: Option<Draft>) {
        self.straks.insert(key, draft);
    }

    /// Before anything else: where some were let go of in that dossier, or are of the same terminal, so is what they may have
    /// become, or stand in. Gives what was written.
    pub(super) fn nu(&mut self, draft: Draft) -> Vec<Draft> {
        self.straks.remove(&draft.key());
        let mut alle = Anders::new();
        let samen =
            |(key, d): (&DraftKey, &Option<Draft>)| key.1 == draft.dossier && (d.is_none() || key.0 == draft.terminal);
        if self.straks.iter().any(samen) {
            let alles = std::mem::take(&mut self.straks);
            (alle, self.straks) = alles.into_iter().partition(|(key, _)| key.1 == draft.dossier);
        }
        alle.insert(draft.key(), Some(draft));
        self.schrijf(alle)
    }

    /// All that waits is written.
    pub(super) fn alles(&mut self) -> Vec<Draft> {
        let alle = std::mem::take(&mut self.straks);
        self.schrijf(alle)
    }

    /// What became of those that were refused, since this was asked last.
    pub(super) fn nieuws(&mut self) -> Outcomes {
        std::mem::take(&mut self.nieuws)
    }

    /// The program stopped: what waited is gone.
    pub(super) fn herstart(&mut self) {
        self.straks.clear();
        self.geweigerd.clear();
        self.teksten.clear();
        self.nieuws.clear();
    }

    /// A text is in its new file before it leaves its old one, or another takes its place there; and what is refused is tried
    /// again unless something newer takes its place.
    fn schrijf(&mut self, alle: Anders) -> Vec<Draft> {
        let (teksten, weg): (Anders, Anders) = alle.into_iter().partition(|(_, draft)| draft.is_some());
        let (mut geschreven, mut over) = (Vec::new(), Anders::new());
        let mut teksten: Vec<(DraftKey, Draft)> =
            teksten.into_iter().filter_map(|(key, draft)| Some((key, draft?))).collect();
        teksten.sort_by_key(|(key, _)| key.2.is_none());
        for (key, draft) in teksten {
            let zelfde = self.er.get(&key).is_some_and(|er| (&er.regel, &er.meer) == (&draft.regel, &draft.meer));
            let enige = self.is_enige(key, Some(&draft), &over);
            if enige {
                self.geweigerd.insert(key);
            }
            if !enige && self.lukt(key, zelfde) {
                self.er.insert(key, draft.clone());
                geschreven.push(draft);
            } else {
                self.teksten.insert(key);
                self.nieuws.insert(key, false);
                over.insert(key, Some(draft));
            }
        }
        for key in weg.into_keys() {
            if !self.is_enige(key, None, &over) && self.lukt(key, !self.er.contains_key(&key)) {
                self.er.remove(&key);
            } else {
                over.insert(key, None);
            }
        }
        for (key, draft) in over {
            self.straks.entry(key).or_insert(draft);
        }
        geschreven
    }

    /// Whether what is on disk there, and would not be any more, is of one that was refused.
    fn is_enige(&self, key: DraftKey, nieuw: Option<&Draft>, geweigerd: &Anders) -> bool {
        let er = self.er.get(&key).into_iter().flat_map(regels);
        let weg: Vec<&Getypt> = er.filter(|r| !nieuw.is_some_and(|nieuw| heeft(nieuw, r))).collect();
        let mut hier =
            geweigerd.iter().filter(|(ander, _)| ander.1 == key.1 && **ander != key).filter_map(|(_, d)| d.as_ref());
        hier.any(|d| weg.iter().any(|r| heeft(d, r)))
    }

    /// Whether the disk makes a file what it has to be; of one that is so already nothing is asked of it.
    fn lukt(&mut self, key: DraftKey, al_zo: bool) -> bool {
        if self.weigert > 0 && (!al_zo || self.geweigerd.contains(&key)) {
            self.weigert -= usize::from(self.weigert != usize::MAX);
            self.geweigerd.insert(key);
            return false;
        }
        self.teksten.remove(&key);
        if self.geweigerd.remove(&key) {
            self.nieuws.insert(key, true);
        }
        true
    }
}

fn regels(d: &Draft) -> impl Iterator<Item = &Getypt> {
    std::iter::once(&d.regel).chain(&d.meer)
}

fn verzoeken(d: &Draft) -> impl Iterator<Item = RequestId> {
    regels(d).filter_map(|r| r.verzoek)
}

/// Whose lines these are.
pub(super) fn van(d: &Draft) -> impl Iterator<Item = Verzoek> {
    verzoeken(d).map(|verzoek| (d.gebruiker.clone(), verzoek))
}

/// Whether this is one of the lines of a draft.
fn heeft(d: &Draft, regel: &Getypt) -> bool {
    regels(d).any(|o| o.is_zelfde(regel) || o.verzoek.is_some() && o.verzoek == regel.verzoek)
}
