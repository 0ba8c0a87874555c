//! What can be taken back of a dossier's last records, and how it was before them. `evolve::terug` fills it and uses it.

use std::collections::VecDeque;

use super::super::ids::{
    ActieId, BesluitId, CriteriumId, FactorId, InzetId, OverlegNr, ReeksId, RegelId, RequestId, VraagId,
};
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::{
    Actie, Besluit, CriteriumAntwoord, Ding, Gezet, Herbeoordeling, Informatieverzoek, Inzet, Oordeel, Regel, Vraag,
};

/// How many records can be taken back at most. Never fewer than there were before: what was taken back once is taken back
/// at every replay.
pub(in crate::domain) const STAPPEN_MAX: usize = 64;
/// How long a record can be taken back, in minutes: what was a slip is seen at once (own choice). After that it is changed
/// as anything else, with its reason.
const MINUTEN: i64 = 15;

/// Names a record in one dossier: the request that made it, of this account.
pub(in crate::domain) type Verzoeksleutel = (Tekst, RequestId);

/// The last records that can be taken back. Bookkeeping of the record, and no part of what a dossier is: two dossiers are
/// the same however they became so.
#[derive(Clone, Debug, Default)]
pub struct Terug {
    pub(in crate::domain) stappen: VecDeque<Terugneembaar>,
    /// The record that is being applied, and whether all of it so far can be taken back.
    pub(in crate::domain) nu: Option<(Verzoeksleutel, bool)>,
}

impl PartialEq for Terug {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A record that can be taken back.
#[derive(Clone, Debug)]
pub struct Terugneembaar {
    pub(in crate::domain) van: Verzoeksleutel,
    /// When it was recorded.
    pub gezet: Gezet,
    /// What it touched.
    pub dingen: Vec<Ding>,
    /// What it did, in words without a word of the dossier.
    pub daden: Vec<String>,
    /// Whether it reported a breach.
    pub schending: bool,
    /// The lines that it is about.
    pub regels: Vec<RegelId>,
    /// Whether it made something.
    pub(in crate::domain) opende: bool,
    /// Whether it touched a shield.
    pub(in crate::domain) afscherming: bool,
    /// The line that was changed in place: its words or its kind.
    pub(in crate::domain) wijzigt: Option<RegelId>,
    pub(in crate::domain) voor: Vec<Voor>,
    /// Later records that touched the same and were not taken back themselves.
    pub(in crate::domain) later: Vec<Verzoeksleutel>,
    /// Later records that name what it touched, and were not taken back themselves.
    pub(in crate::domain) genoemd: Vec<Verzoeksleutel>,
}

impl Terugneembaar {
    pub(in crate::domain) fn nieuw(van: Verzoeksleutel, gezet: Gezet) -> Self {
        Self {
            van,
            gezet,
            dingen: Vec::new(),
            daden: Vec::new(),
            schending: false,
            regels: Vec::new(),
            opende: false,
            afscherming: false,
            wijzigt: None,
            voor: Vec::new(),
            later: Vec::new(),
            genoemd: Vec::new(),
        }
    }

    /// Notes that a later record touched the same, or names what it touched.
    pub(in crate::domain) fn volgt(&mut self, later: &Verzoeksleutel, geraakt: &[Ding], namen: &[Ding]) {
        let deelt = |all: &[Ding]| !all.is_empty() && self.dingen.iter().any(|x| all.contains(x));
        let (raakt, noemt) = (deelt(geraakt), deelt(namen));
        if raakt && !self.later.contains(later) {
            self.later.push(later.clone());
        }
        if noemt && !self.genoemd.contains(later) {
            self.genoemd.push(later.clone());
        }
    }

    /// Until when it can be taken back.
    pub fn tot(&self) -> Tijdstip {
        self.gezet.op.plus(chrono::TimeDelta::minutes(MINUTEN))
    }

    /// Whether what it touched is still as it left it.
    pub fn is_laatste(&self) -> bool {
        self.later.is_empty()
    }

    /// Whether something that was recorded since speaks of what it touched.
    pub fn is_genoemd(&self) -> bool {
        !self.genoemd.is_empty()
    }
}

/// A line that was changed in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gewijzigd {
    /// The line.
    pub regel: RegelId,
    /// The request that changed it.
    pub verzoek: RequestId,
    /// When.
    pub op: Tijdstip,
    /// Whether it can be taken back.
    pub kan: bool,
}

/// What something was, or how it is put back.
#[derive(Clone, Debug)]
pub(in crate::domain) enum Voor {
    Regel(Box<Regel>),
    Vraag(VraagId, Option<Box<Vraag>>),
    Besluit(BesluitId, Option<Box<Besluit>>),
    Actie(ActieId, Option<Box<Actie>>),
    Inzet(InzetId, Option<Box<Inzet>>),
    /// When the words of what a line opened had changed last, before this record did at that moment.
    Besloten(RegelId, Option<Tijdstip>, Tijdstip),
    /// The judgements that stood in a line.
    Oordelen(RegelId, Vec<Oordeel>),
    /// A factor loses its last answer.
    Factor(OverlegNr, FactorId),
    Criterium(OverlegNr, CriteriumId, Option<(CriteriumAntwoord, Gezet)>),
    /// The acute question is not open again because of this.
    Herbeoordeling(Herbeoordeling),
    Informatie(Box<Informatieverzoek>),
    /// A question of the informatiebeeld loses its last answer.
    Beeldvraag(ReeksId, u32),
}

impl Terug {
    /// The record that this account's request made, while it can be taken back.
    pub fn stap(&self, gebruiker: &Tekst, verzoek: RequestId) -> Option<&Terugneembaar> {
        self.stappen.iter().find(|s| s.van.0 == *gebruiker && s.van.1 == verzoek)
    }

    /// The last line that this account changed in place, and the record that did it; whether that can be taken back now.
    pub fn laatst_gewijzigd(&self, gebruiker: &Tekst, nu: Tijdstip) -> Option<Gewijzigd> {
        let stap = self.stappen.iter().rev().find(|s| s.van.0 == *gebruiker && s.wijzigt.is_some())?;
        // a shield is not lifted by a key that says nothing of it
        let kan = !stap.afscherming && stap.is_laatste() && !stap.is_genoemd() && nu <= stap.tot();
        Some(Gewijzigd { regel: stap.wijzigt?, verzoek: stap.van.1, op: stap.gezet.op, kan })
    }

    /// The things that a request touched, whoever asked it, while it can be taken back.
    pub fn dingen_van(&self, verzoek: RequestId) -> impl Iterator<Item = &Ding> {
        self.stappen.iter().find(|s| s.van.1 == verzoek).into_iter().flat_map(|s| &s.dingen)
    }
}
