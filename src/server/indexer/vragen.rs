//! Questions to the read model: how each is answered, and what of that is known to the thread that writes it.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use crate::domain::dossier::Noodzoek;
use crate::domain::ids::DossierNummer;
use crate::domain::tekst::Tekst;
use crate::journal::Journal;
use crate::protocol::{Opgehaald, Raadpleging, ToClient};
use crate::server::clerk::{Answered, Noodantwoord, Noodvraag, Question};
use crate::server::inbox::InHand;
use crate::server::naslag;
use crate::server::outbox::encode;
use crate::store::{Inzage, ReadModel, StoreFault};

/// What is said to who asks when there is no answer.
const NO_ANSWER: &str = "zoeken en het overzicht werken nu niet; probeer het zo nog eens (het vastleggen gaat gewoon door)";
/// The most lines that a search gives.
const FOUND_MAX: usize = 200;

/// A question, and the place of its message.
pub(crate) struct Inquiry {
    /// The question.
    pub question: Question,
    /// Kept until it is answered: who floods waits for itself, and no change is crowded out of the queue.
    pub _place: Option<InHand>,
}

/// A question, and how often it was asked before.
pub(super) struct Open {
    pub(super) asked: Inquiry,
    pub(super) again: u8,
}

/// Sends an answer to who asked.
pub(crate) type Answer = Arc<dyn Fn(Question, Answered) + Send + Sync>;

/// What all of these threads know.
#[derive(Default)]
pub(super) struct Shared {
    /// Dossiers of which a change did not fit in the queue. No other change of them waits behind it.
    pub(super) achter: Mutex<BTreeSet<DossierNummer>>,
    /// Dossiers that are not in the model yet, or whose segment is damaged.
    pub(super) vullen: Mutex<BTreeSet<DossierNummer>>,
    pub(super) model: RwLock<Option<ReadModel>>,
    /// Questions that found no model, or damage.
    pub(super) mislukt: Mutex<Vec<(Open, Option<StoreFault>)>>,
    /// Reads the trace, and journals for it.
    pub(super) naslag: Mutex<Option<Box<dyn Journal>>>,
    /// The service stops: a fill is not gone on with.
    pub(super) stopt: AtomicBool,
}

impl Shared {
    pub(super) fn achter(&self) -> MutexGuard<'_, BTreeSet<DossierNummer>> {
        self.achter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn vullen(&self) -> MutexGuard<'_, BTreeSet<DossierNummer>> {
        self.vullen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn mislukt(&self) -> MutexGuard<'_, Vec<(Open, Option<StoreFault>)>> {
        self.mislukt.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn model(&self) -> RwLockReadGuard<'_, Option<ReadModel>> {
        self.model.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts another model in its place, when nobody reads in this one any more.
    pub(super) fn put(&self, model: Option<ReadModel>) -> Option<ReadModel> {
        std::mem::replace(&mut *self.model.write().unwrap_or_else(PoisonError::into_inner), model)
    }

    pub(super) fn stopt(&self) -> bool {
        self.stopt.load(Ordering::SeqCst)
    }

    /// How many of the dossiers that are there for who asks are not in the model yet.
    pub(super) fn ontbreekt(&self, question: &Question) -> usize {
        self.vullen().iter().filter(|n| question.ziet.dossier(**n)).count()
    }

    /// How often somebody asked for access in need, and which dossiers have that number or name; that is not known while not
    /// all of them are in the model.
    pub(super) fn in_need(&self, journal: &dyn Journal, q: &Noodvraag) -> Noodantwoord {
        let eerder = naslag::in_nood(journal, &q.gebruiker, q.sinds);
        let gevonden = match &q.waar {
            Noodzoek::Nummer(nummer) => Some(vec![*nummer]),
            Noodzoek::Naam(_) if !self.vullen().is_empty() => None,
            Noodzoek::Naam(naam) => self.model().as_ref().and_then(|model| naslag::op_naam(model, naam.as_str()).ok()),
        };
        Noodantwoord { eerder, gevonden }
    }

    /// The answer to a question, and what to say where it cannot be whole.
    fn lijst(&self, asked: &Question) -> Result<(Opgehaald, Option<Tekst>), Option<StoreFault>> {
        let ziet = &asked.ziet;
        let (dossier, kijker) = (|n: &DossierNummer| ziet.dossier(*n), |n: &DossierNummer| ziet.kijker(*n));
        let inzage = Inzage { dossier: &dossier, kijker: &kijker };
        // looked at first: what is filled in meanwhile is not said to be there
        let vullen = self.vullen().clone();
        let model = self.model();
        let model = model.as_ref().ok_or(None)?;
        let heel = |n: &DossierNummer| dossier(n) && !vullen.contains(n);
        let (is, ontbreekt) = (model.aantal(&heel), vullen.iter().filter(|n| dossier(n)).count());
        let (wat, lijst) = match &asked.vraag {
            // the clerk knows them
            vraag @ Raadpleging::Vernietigingen => return Ok((vraag.niets(), None)),
            Raadpleging::Inzage(vraag) => {
                let journal = self.naslag.lock().unwrap_or_else(PoisonError::into_inner);
                return journal.as_ref().map(|journal| (naslag::lees(journal.as_ref(), vraag, ziet), None)).ok_or(None);
            }
            Raadpleging::Dossiers => ("toont", model.dossiers(inzage).map(|rijen| Opgehaald::Dossiers { rijen })),
            Raadpleging::Acties => ("toont de acties van", model.acties(inzage).map(|rijen| Opgehaald::Acties { rijen })),
            Raadpleging::Zoek { woorden } => {
                let found = model.zoek(&model.vraag(woorden.as_str()), FOUND_MAX, Inzage { dossier: &heel, ..inzage });
                ("zoekt in", found.map(|g| Opgehaald::Regels { rijen: g.regels, meer: g.meer }))
            }
        };
        let all = is + ontbreekt;
        let nog = format!("niet heel: {wat} {is} van {all} dossiers; de zoekindex wordt nog opgebouwd");
        Ok((lijst?, (ontbreekt > 0).then(|| Tekst::cut(&nog))))
    }
}

/// Says how a question ended; without an answer, that there is none.
pub(super) fn reply(q: &Question, lijst: Option<(Opgehaald, Option<Tekst>)>, answer: &Answer) {
    let nr = q.nr;
    let given = lijst.and_then(|(lijst, onvolledig)| {
        let dossiers = Some(lijst.dossiers());
        Some(Answered { bytes: encode(&ToClient::Lijst { nr, lijst, onvolledig })?, dossiers })
    });
    if let Some(given) = given.or_else(|| none(nr)) {
        answer(q.clone(), given);
    }
}

/// That there is no answer.
pub(super) fn none(nr: u32) -> Option<Answered> {
    let bytes = encode(&ToClient::GeenLijst { nr, melding: NO_ANSWER.into() })?;
    Some(Answered { bytes, dossiers: None })
}

/// What the threads beside it do with a question. One that finds no model, or damage, is asked again when that was made good.
pub(super) fn answers(
    shared: Arc<Shared>,
    answer: Answer,
    wake: impl Fn() + Clone + Send + 'static,
) -> impl Fn(Open) + Clone + Send + 'static {
    move |open: Open| {
        let done = if shared.stopt() { Err(None) } else { shared.lijst(&open.asked.question) };
        match done {
            Ok(lijst) => reply(&open.asked.question, Some(lijst), &answer),
            Err(_) if shared.stopt() => reply(&open.asked.question, None, &answer),
            Err(fault) => {
                shared.mislukt().push((open, fault));
                wake();
            }
        }
    }
}
