//! What is remembered of the journals, so that one that was shortened, replaced or lost is noticed: which dossiers there
//! are and how far they were, from the organisation's journal and from the read model.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;

use super::ServeFault;
use crate::domain::dossier::{Fase, Toegang, Vernietigbaar, Vernietigopdracht, Vernietigrij, Vernietigstand};
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rol::{Actor, Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::{Clock, Tijdstip};
use crate::journal::record::{self, envelopes};
use crate::journal::{Closed, Envelope, Head, Inzagedeel, Journal, JournalId, OrganisatieEvent};
use crate::store::{Inzage, ModelState, ReadModel, Reason};

/// What is remembered.
pub struct Memory {
    /// The dossiers that there are.
    pub known: BTreeSet<DossierNummer>,
    /// The heads that each dossier once had.
    pub heads: BTreeMap<DossierNummer, Vec<Head>>,
    /// The heads of which somebody accepted that they are lost: whoever remembers them, they count no more.
    accepted: BTreeMap<DossierNummer, Vec<Head>>,
    /// Whether the read model has rows of records that are lost.
    stale: bool,
    /// How far the read model is in each dossier.
    pub indexed: BTreeMap<DossierNummer, u64>,
    /// The dossiers that may have a meeting which is called or goes on.
    pub meetings: BTreeSet<DossierNummer>,
    /// Who was given access to which dossier, as the read model has it, and up to which record.
    pub toegang: BTreeMap<DossierNummer, (u64, Vec<Toegang>)>,
    /// What was agreed to be destroyed, the oldest first, and how far it is.
    pub vernietigingen: Vec<Vernietigrij>,
    /// The journals of the trace that there were at the start.
    pub inzage: Vec<Inzagedeel>,
    /// The end of the organisation's journal.
    pub organisation: Head,
}

impl Memory {
    /// Reads the organisation's journal. A dossier that it does not know, because the program was stopped between the
    /// two, is added.
    pub fn read(journal: &mut dyn Journal, clock: &dyn Clock) -> Result<Self, ServeFault> {
        let id = JournalId::Organisatie;
        let opened = journal.open(id, clock.now())?;
        let read_only = matches!(&opened.closed, Some(Closed::Disk(e)) if e.kind() == ErrorKind::ReadOnlyFilesystem);
        if let Some(closed) = opened.closed.filter(|_| !read_only) {
            return Err(ServeFault::Organisation(closed.to_string()));
        }
        let organisation = opened.reading.head();
        let mut memory = Self {
            known: BTreeSet::new(),
            heads: BTreeMap::new(),
            accepted: BTreeMap::new(),
            stale: false,
            indexed: BTreeMap::new(),
            meetings: BTreeSet::new(),
            toegang: BTreeMap::new(),
            vernietigingen: Vec::new(),
            inzage: Vec::new(),
            organisation,
        };
        for envelope in envelopes::<OrganisatieEvent>(id, &opened.reading) {
            let Envelope { stamp, events, .. } = envelope.map_err(|d| ServeFault::Organisation(d.to_string()))?;
            for event in &events {
                memory.note(stamp.op, event);
            }
        }
        memory.add_unknown(journal, clock, read_only)?;
        Ok(memory)
    }

    /// Takes over what was recorded at `op`.
    pub(super) fn note(&mut self, op: Tijdstip, event: &OrganisatieEvent) {
        match event {
            OrganisatieEvent::DossierAangemaakt { nummer } => drop(self.known.insert(*nummer)),
            OrganisatieEvent::HeadVastgelegd { nummer, head } => self.remember(*nummer, *head),
            OrganisatieEvent::VerliesAanvaard { nummer, tot, verloren, reden: _ } => {
                self.accepted.entry(*nummer).or_default().extend(verloren);
                self.heads.entry(*nummer).or_default().retain(|head| !verloren.contains(head));
                self.remember(*nummer, *tot);
            }
            OrganisatieEvent::VernietigingOpgedragen { opdracht } => {
                let opdracht = Vernietigopdracht::clone(opdracht);
                self.vernietigingen.push(Vernietigrij { opdracht, stand: Vernietigstand::Opgedragen });
            }
            OrganisatieEvent::VernietigingVervallen { nummer, record, reden } => {
                self.wordt((*nummer, *record), &Vernietigstand::Vervallen { reden: reden.clone() });
            }
            OrganisatieEvent::Vernietigd { opdracht } => {
                self.wordt((opdracht.nummer, opdracht.record), &Vernietigstand::Uitgevoerd { op });
                if opdracht.wat == Vernietigbaar::Alles {
                    self.known.remove(&opdracht.nummer);
                    self.heads.remove(&opdracht.nummer);
                }
            }
        }
    }

    /// What was to be done to a dossier is done, or is not to be done any more.
    fn wordt(&mut self, deze: (DossierNummer, u64), stand: &Vernietigstand) {
        let open =
            |r: &&mut Vernietigrij| (r.opdracht.nummer, r.opdracht.record) == deze && r.stand == Vernietigstand::Opgedragen;
        self.vernietigingen.iter_mut().filter(open).for_each(|r| r.stand = stand.clone());
    }

    /// Whether a dossier was destroyed as a whole: whatever is remembered of it is no loss, and what lies there is not it.
    fn is_vernietigd(&self, nummer: DossierNummer) -> bool {
        Vernietigrij::toen(&self.vernietigingen, nummer, Vernietigbaar::Alles).is_some()
    }

    /// Adds a head that a dossier had, unless somebody accepted that it is lost.
    pub(super) fn remember(&mut self, nummer: DossierNummer, head: Head) {
        if !self.is_accepted(nummer, head) && !self.is_vernietigd(nummer) {
            self.heads.entry(nummer).or_default().push(head);
        }
    }

    /// Adds what is remembered of dossiers beside the journals.
    pub(super) fn remember_all(&mut self, heads: &BTreeMap<JournalId, Head>) {
        for (id, head) in heads {
            if let JournalId::Dossier(nummer) = id {
                self.remember(*nummer, *head);
            }
        }
    }

    fn is_accepted(&self, nummer: DossierNummer, head: Head) -> bool {
        self.accepted.get(&nummer).is_some_and(|lost| lost.contains(&head))
    }

    fn add_unknown(&mut self, journal: &mut dyn Journal, clock: &dyn Clock, read_only: bool) -> Result<(), ServeFault> {
        for id in journal.list()? {
            let nummer = match id {
                JournalId::Dossier(nummer) => nummer,
                JournalId::Inzage(deel) => {
                    self.inzage.push(deel);
                    continue;
                }
                JournalId::Organisatie => continue,
            };
            if !self.known.contains(&nummer) && !self.is_vernietigd(nummer) {
                let stamp = Stamp { op: clock.now(), wie: itself(), verzoek: RequestId(0) };
                let event = OrganisatieEvent::DossierAangemaakt { nummer };
                self.note(stamp.op, &event);
                if read_only {
                    continue;
                }
                let envelope = Envelope::next(JournalId::Organisatie, self.organisation, stamp, vec![event]);
                self.organisation = record::append(journal, &envelope)?;
            }
        }
        Ok(())
    }

    /// Adds what the read model remembers. What it does not know of has to be looked at.
    pub(super) fn add(&mut self, model: &ReadModel) {
        self.meetings.clone_from(&self.known);
        for rij in model.dossiers(Inzage::ALLES).unwrap_or_default() {
            if rij.overleg.is_none_or(|(_, fase)| fase == Fase::Gesloten) {
                self.meetings.remove(&rij.nummer);
            }
        }
        for (nummer, hoofd) in model.hoofden().unwrap_or_default() {
            if self.is_vernietigd(nummer) {
                self.stale = true;
                continue;
            }
            self.indexed.insert(nummer, hoofd.seq);
            if let Ok(hash) = hoofd.hash.parse() {
                let head = Head { seq: hoofd.seq, hash };
                self.stale |= self.is_accepted(nummer, head);
                self.remember(nummer, head);
            }
        }
        for (nummer, toegang) in model.toegang().unwrap_or_default() {
            if let Some(seq) = self.indexed.get(&nummer) {
                self.toegang.insert(nummer, (*seq, toegang));
            }
        }
    }

    /// A read model that misses a dossier, or has what somebody accepted to be lost, is filled again, however whole it is.
    pub(super) fn judge(&self, opened: ModelState) -> ModelState {
        let misses = self.known.iter().any(|n| !self.indexed.contains_key(n));
        if (misses || self.stale) && matches!(opened, ModelState::Whole) {
            ModelState::Rebuild(Reason::NotClosed)
        } else {
            opened
        }
    }
}

/// The program, where nobody asked for what is recorded.
pub(super) fn itself() -> Actor {
    let naam: Tekst = "crisistafel".into();
    Actor { gebruiker: naam.clone(), naam, rol: Rol::Beheerder, organisatie: None }
}
