//! Walks all journals of a store and says of each whether it is whole, and if not, where it is broken. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::damage::{Damage, Found, Tail};
use super::envelope::{InzageEvent, OrganisatieEvent, Recordable};
use super::fault::Fault;
use super::frame::Indeling;
use super::hash::Head;
use super::id::JournalId;
use super::scan::{Reading, Remembered};
use super::{Journal, frame, record};
use crate::domain::dossier::Vernietigbaar;
use crate::domain::event::Event;

/// What was found of one journal.
#[derive(Debug)]
pub struct Report {
    /// The journal.
    pub id: JournalId,
    /// How far it is whole.
    pub head: Head,
    /// What is wrong with it; empty when it is whole.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong with a journal.
#[derive(Debug)]
pub enum Finding {
    /// The file cannot be read.
    Unreadable(Fault),
    /// Its last frame was not written to its end.
    TornTail(Tail),
    /// It is damaged.
    Broken(Damage),
    /// It is not there, although somebody remembers it.
    Missing,
    /// It does not reach a head that somebody remembers.
    Shorter(Head),
    /// It has another frame than one that somebody remembers: it was written anew.
    Rewritten(Head),
    /// The organisation's journal does not know this dossier: a server was stopped just after making it, or that journal
    /// was shortened.
    Unknown,
    /// It was destroyed, and lies there again.
    Vernietigd,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(fault) => fault.fmt(f),
            Self::TornTail(tail) => tail.fmt(f),
            Self::Broken(damage) => damage.fmt(f),
            Self::Missing => f.write_str("het journaal is er niet, maar het heeft bestaan"),
            Self::Shorter(head) => write!(f, "het journaal is korter dan het was: record {} is er niet meer", head.seq),
            Self::Rewritten(head) => write!(f, "het journaal is herschreven: record {} is een ander record", head.seq),
            Self::Unknown => f.write_str("het journaal van de organisatie kent dit dossier niet"),
            Self::Vernietigd => f.write_str(
                "dit dossier is vernietigd, en hier ligt weer een journaal van: een kopie die is teruggezet; haal het weg",
            ),
        }
    }
}

impl Report {
    /// Whether nothing is wrong with it.
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether what is wrong with it can be that a service is just writing: a frame of which the end is not there yet, a
    /// dossier that the organisation's journal is to be told of next, or that journal before its first record.
    pub fn may_be_under_way(&self) -> bool {
        let passing = |finding: &Finding| match finding {
            Finding::TornTail(_) | Finding::Unknown => true,
            Finding::Missing => self.id == JournalId::Organisatie,
            Finding::Unreadable(_)
            | Finding::Broken(_)
            | Finding::Shorter(_)
            | Finding::Rewritten(_)
            | Finding::Vernietigd => false,
        };
        !self.findings.is_empty() && self.findings.iter().all(passing)
    }
}

/// Reads every journal of the store, each record of it where it has the keys, in the order of [`Journal::list`], and every one that `remembered` or the
/// organisation's journal says should be there. `remembered` gives heads from elsewhere, each of which was durable once.
pub fn verify(
    journal: &dyn Journal,
    remembered: impl IntoIterator<Item = (JournalId, Head)>,
) -> Result<Vec<Report>, Fault> {
    let present: BTreeSet<JournalId> = journal.list()?.into_iter().collect();
    let mut memory: BTreeMap<JournalId, Vec<Head>> = BTreeMap::new();
    for (id, head) in remembered {
        memory.entry(id).or_default().push(head);
    }
    let dossier = |id: &JournalId| matches!(id, JournalId::Dossier(_));
    if present.iter().chain(memory.keys()).any(dossier) || present.iter().any(|id| las_dossier(journal, *id)) {
        memory.entry(JournalId::Organisatie).or_default();
    }
    let announced = Announced::read(journal);
    for (id, head) in present.iter().flat_map(|id| vervolgd(journal, *id)) {
        memory.entry(id).or_default().push(head);
    }
    for (id, head) in &announced.heads {
        memory.entry(*id).or_default().extend(head);
    }
    for (id, lost) in &announced.accepted {
        memory.entry(*id).or_default().retain(|head| !lost.contains(head));
    }
    // of what was destroyed whatever is remembered is no loss
    memory.retain(|id, _| !announced.vernietigd.contains(id));
    let all: BTreeSet<JournalId> = present.iter().chain(memory.keys()).copied().collect();
    Ok(all.into_iter().map(|id| report(journal, id, memory.get(&id), &announced)).collect())
}

/// Whether a journal of the trace says that somebody was given a dossier. Where nothing was recorded yet it has none.
fn las_dossier(journal: &dyn Journal, id: JournalId) -> bool {
    let JournalId::Inzage(_) = id else { return false };
    let Ok(reading) = journal.read(id) else { return false };
    let gelezen = |event: &InzageEvent| match event {
        InzageEvent::Ingezien { regel } => regel.gelezen().is_some(),
        InzageEvent::Vervolgd { .. } | InzageEvent::Rollentabel { .. } | InzageEvent::Gemist { .. } => false,
    };
    record::envelopes::<InzageEvent>(id, &reading).flatten().any(|envelope| envelope.events.iter().any(gelezen))
}

/// What a journal of the trace says of the one before it.
fn vervolgd(journal: &dyn Journal, id: JournalId) -> Vec<(JournalId, Head)> {
    let JournalId::Inzage(_) = id else { return Vec::new() };
    let Ok(reading) = journal.read(id) else { return Vec::new() };
    let first = record::envelopes::<InzageEvent>(id, &reading).next().and_then(Result::ok);
    let said = first.into_iter().flat_map(|envelope| envelope.events).filter_map(|event| match event {
        InzageEvent::Vervolgd { na, head } => Some((na, head)),
        InzageEvent::Ingezien { .. } | InzageEvent::Rollentabel { .. } | InzageEvent::Gemist { .. } => None,
    });
    said.collect()
}

/// What the organisation's journal says of the dossiers.
struct Announced {
    /// The dossiers that it names, with the heads that they had.
    heads: Vec<(JournalId, Option<Head>)>,
    /// The heads of which somebody accepted that they are lost.
    accepted: Vec<(JournalId, Vec<Head>)>,
    /// The dossiers that were destroyed.
    vernietigd: BTreeSet<JournalId>,
    /// Whether it is whole, so that a dossier that it does not name is strange.
    complete: bool,
}

impl Announced {
    fn read(journal: &dyn Journal) -> Self {
        let mut all = Self { heads: Vec::new(), accepted: Vec::new(), vernietigd: BTreeSet::new(), complete: false };
        let Ok(reading) = journal.read(JournalId::Organisatie) else { return all };
        if reading.is_op_slot() {
            return all;
        }
        all.complete = *reading.found() == Found::Whole;
        for envelope in record::envelopes::<OrganisatieEvent>(JournalId::Organisatie, &reading) {
            match envelope {
                Ok(envelope) => envelope.events.iter().for_each(|event| all.note(event)),
                Err(_) => all.complete = false,
            }
        }
        all
    }

    fn note(&mut self, event: &OrganisatieEvent) {
        match event {
            OrganisatieEvent::DossierAangemaakt { nummer } => self.heads.push((JournalId::Dossier(*nummer), None)),
            OrganisatieEvent::HeadVastgelegd { nummer, head } => {
                self.heads.push((JournalId::Dossier(*nummer), Some(*head)));
            }
            OrganisatieEvent::VerliesAanvaard { nummer, tot, verloren, reden: _ } => {
                self.accepted.push((JournalId::Dossier(*nummer), verloren.clone()));
                self.heads.push((JournalId::Dossier(*nummer), Some(*tot)));
            }
            OrganisatieEvent::Vernietigd { opdracht } if opdracht.wat == Vernietigbaar::Alles => {
                self.vernietigd.insert(JournalId::Dossier(opdracht.nummer));
            }
            OrganisatieEvent::VernietigingOpgedragen { .. }
            | OrganisatieEvent::VernietigingVervallen { .. }
            | OrganisatieEvent::Vernietigd { .. } => {}
        }
    }

    /// Whether it should have named this dossier, and does not.
    fn misses(&self, id: JournalId) -> bool {
        let named = || self.heads.iter().any(|(known, _)| *known == id);
        self.complete && matches!(id, JournalId::Dossier(_)) && !named()
    }
}

fn report(journal: &dyn Journal, id: JournalId, heads: Option<&Vec<Head>>, announced: &Announced) -> Report {
    if announced.vernietigd.contains(&id) {
        return Report { id, head: frame::start(id, Indeling::Leesbaar), findings: vec![Finding::Vernietigd] };
    }
    let reading = match journal.read(id) {
        Ok(reading) => reading,
        Err(fault) => {
            return Report { id, head: frame::start(id, Indeling::Leesbaar), findings: vec![Finding::Unreadable(fault)] };
        }
    };
    let mut findings = match id {
        JournalId::Organisatie => inside::<OrganisatieEvent>(id, &reading),
        JournalId::Dossier(_) => inside::<Event>(id, &reading),
        JournalId::Inzage(_) => inside::<InzageEvent>(id, &reading),
    };
    findings.extend(forgotten(&reading, heads.map_or(&[], Vec::as_slice)));
    if announced.misses(id) {
        findings.push(Finding::Unknown);
    }
    Report { id, head: reading.head(), findings }
}

/// What is wrong with a journal by itself.
fn inside<E: Recordable>(id: JournalId, reading: &Reading) -> Vec<Finding> {
    let mut opens = record::envelopes::<E>(id, reading).filter(|_| !reading.is_op_slot());
    let unread = opens.find_map(Result::err).map(Finding::Broken);
    let after = match reading.found() {
        Found::Whole => None,
        Found::Missing => Some(Finding::Missing),
        Found::TornTail(tail) => Some(Finding::TornTail(tail.clone())),
        Found::Damaged(damage) => Some(Finding::Broken(damage.clone())),
    };
    unread.into_iter().chain(after).collect()
}

/// What is remembered of a journal and is not there: the farthest head that it does not reach, and the first that is
/// another. In a damaged journal what lies beyond the damage may still stand there.
fn forgotten(reading: &Reading, heads: &[Head]) -> Vec<Finding> {
    let that = |what| heads.iter().copied().filter(move |head| reading.remembered(*head) == what);
    let shorter = that(Remembered::Beyond).max_by_key(|head| head.seq).map(Finding::Shorter);
    let rewritten = that(Remembered::Differs).min_by_key(|head| head.seq).map(Finding::Rewritten);
    match reading.found() {
        Found::Missing => Vec::new(),
        Found::Damaged(_) => rewritten.into_iter().collect(),
        Found::Whole | Found::TornTail(_) => shorter.into_iter().chain(rewritten).collect(),
    }
}
