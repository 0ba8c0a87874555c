//! The plain model that the record is held against: what was acknowledged, in order, and what each of those who look
//! should have of it. Slow on purpose, and never sees a file, a message or a queue.

use std::collections::{BTreeMap, BTreeSet};

use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::rol::Stamp;
use crisistafel::domain::zicht::kring;
use crisistafel::journal::record::envelopes;
use crisistafel::journal::{JournalId, Reading};
use serde_json::Value;

use super::geplant::Verzoek;

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Feit {
    pub(crate) stamp: Stamp,
    pub(crate) events: Vec<Event>,
}

impl Feit {
    /// Those that were read of a journal, up to the first that makes no sense.
    pub(super) fn gelezen(id: JournalId, reading: &Reading) -> Vec<Self> {
        let all = envelopes::<Event>(id, reading).map_while(Result::ok);
        all.map(|e| Self { stamp: e.stamp, events: e.events }).collect()
    }

    /// Whose request it answers.
    pub(crate) fn van(&self) -> Verzoek {
        (self.stamp.wie.gebruiker.clone(), self.stamp.verzoek)
    }
}

/// What is known of a request by who only hears answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// Asked; no answer came.
    Gevraagd,
    /// Said to be recorded.
    Bevestigd,
    /// Refused.
    Geweigerd,
}

/// The model of one dossier.
#[derive(Clone, Debug)]
pub(crate) struct Spiegel {
    nummer: DossierNummer,
    /// What was acknowledged, in order.
    feiten: Vec<Feit>,
    standen: BTreeMap<Verzoek, Stand>,
}

impl Spiegel {
    pub(crate) fn new(nummer: DossierNummer) -> Self {
        Self { nummer, feiten: Vec::new(), standen: BTreeMap::new() }
    }

    /// Every record, in order.
    pub(crate) fn feiten(&self) -> &[Feit] {
        &self.feiten
    }

    /// Somebody asked. Asking again what was recorded changes nothing; what was refused may be allowed now.
    pub(crate) fn gevraagd(&mut self, van: Verzoek) {
        let stand = self.standen.entry(van).or_insert(Stand::Gevraagd);
        if *stand == Stand::Geweigerd {
            *stand = Stand::Gevraagd;
        }
    }

    /// They were told no, if they asked that here.
    pub(crate) fn geweigerd_als_gevraagd(&mut self, van: &Verzoek) {
        if let Some(stand) = self.standen.get_mut(van) {
            *stand = Stand::Geweigerd;
        }
    }

    /// They were told no.
    pub(crate) fn geweigerd(&mut self, van: Verzoek) {
        self.standen.insert(van, Stand::Geweigerd);
    }

    /// They were told that it is recorded. Said twice of one request it is one record.
    pub(crate) fn bevestigd(&mut self, feit: Feit) {
        if self.standen.insert(feit.van(), Stand::Bevestigd) != Some(Stand::Bevestigd) {
            self.feiten.push(feit);
        }
    }

    /// Whether a journal has what was acknowledged, each once and in order, and besides that nothing but what was asked
    /// and got no answer, each at most once. Says in a few words where it does not.
    pub(crate) fn klopt(&self, journaal: &[Feit]) -> Result<(), String> {
        let mut seen = BTreeSet::new();
        let mut te_komen = self.feiten.iter().enumerate().peekable();
        for (at, feit) in journaal.iter().enumerate() {
            let van = feit.van();
            if !seen.insert(van.clone()) {
                let eerder = journaal.iter().position(|f| f.van() == van).unwrap_or_default();
                return Err(format!("record {at} answers a request of {} that record {eerder} answers", van.0));
            }
            if let Some((n, _)) = te_komen.peek().filter(|(_, f)| f.van() == van) {
                if self.feiten.get(*n) != Some(feit) {
                    return Err(format!("record {at} is not as it was acknowledged"));
                }
                te_komen.next();
                continue;
            }
            match self.standen.get(&van) {
                Some(Stand::Gevraagd) => {}
                Some(Stand::Bevestigd) => return Err(format!("record {at} is not in the order of the answers")),
                Some(Stand::Geweigerd) => return Err(format!("record {at} was refused")),
                // the program's own, such as a shared screen that came or went
                None if is_eigen(feit) => {}
                None => return Err(format!("record {at} was asked by nobody")),
            }
        }
        te_komen.next().map_or(Ok(()), |(n, _)| Err(format!("acknowledged record {n} is gone")))
    }

    /// Takes over what a journal holds that [`Self::klopt`]: what got no answer and turned out to be recorded.
    pub(crate) fn neem_over(&mut self, journaal: &[Feit]) {
        self.feiten = journaal.to_vec();
        for feit in journaal {
            self.standen.insert(feit.van(), Stand::Bevestigd);
        }
    }

    /// The dossier as it is.
    pub(crate) fn waarheid(&self) -> Dossier {
        speel_alles(self.nummer, &self.feiten)
    }

    /// What somebody has of each record, asked of the state now: each event, or nothing in its place.
    pub(crate) fn gezien(&self, nu: &Dossier, ziet_afgeschermd: bool) -> Vec<Vec<Option<&Event>>> {
        let een = |f: &'_ Feit, e: &'_ Event| kring(nu, &f.stamp, e).hoort(ziet_afgeschermd);
        self.feiten.iter().map(|f| f.events.iter().map(|e| Some(e).filter(|e| een(f, e))).collect()).collect()
    }

    /// The dossier as who sees this much has it.
    pub(crate) fn kopie(&self, nu: &Dossier, ziet_afgeschermd: bool) -> Dossier {
        let gezien = self.gezien(nu, ziet_afgeschermd);
        let paren = self.feiten.iter().zip(&gezien);
        speel(self.nummer, paren.flat_map(|(f, all)| all.iter().flatten().map(move |e| (&f.stamp, *e))))
    }
}

/// Whether only the program itself records this.
fn is_eigen(feit: &Feit) -> bool {
    feit.events.iter().all(|e| matches!(e, Event::SchermAan { .. } | Event::SchermUit { .. }))
}

/// The dossier that is `d` now, of which these are the records, as who sees this much has it.
pub(crate) fn kopie(d: &Dossier, feiten: &[Feit], ziet_afgeschermd: bool) -> Dossier {
    let all = feiten.iter().flat_map(|f| f.events.iter().map(move |e| (&f.stamp, e)));
    speel(d.nummer, all.filter(|(stamp, e)| kring(d, stamp, e).hoort(ziet_afgeschermd)))
}

/// The dossier that these records make.
pub(crate) fn speel_alles(nummer: DossierNummer, feiten: &[Feit]) -> Dossier {
    speel(nummer, feiten.iter().flat_map(|f| f.events.iter().map(move |e| (&f.stamp, e))))
}

fn speel<'e>(nummer: DossierNummer, all: impl Iterator<Item = (&'e Stamp, &'e Event)>) -> Dossier {
    let mut d = Dossier::new(nummer);
    all.for_each(|(stamp, event)| evolve(&mut d, stamp, event));
    d
}

/// Where two dossiers differ first, in keys and numbers: never what stands there.
pub(crate) fn verschil(verwacht: &Dossier, er: &Dossier) -> Option<String> {
    if verwacht == er {
        return None;
    }
    let json = |d: &Dossier| serde_json::to_value(d).unwrap_or(Value::Null);
    let plek = eerste(&json(verwacht), &json(er), "dossier".to_owned());
    Some(plek.unwrap_or_else(|| "dossier: something that is not written".to_owned()))
}

fn eerste(een: &Value, ander: &Value, pad: String) -> Option<String> {
    match (een, ander) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            keys.into_iter().find_map(|k| {
                let (a, b) = (a.get(k).unwrap_or(&Value::Null), b.get(k).unwrap_or(&Value::Null));
                eerste(a, b, format!("{pad}.{k}"))
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            (0..).zip(a.iter().zip(b)).find_map(|(n, (a, b)): (u32, _)| eerste(a, b, format!("{pad}[{n}]")))
        }
        (Value::Array(a), Value::Array(b)) => Some(format!("{pad}: {} and {} of them", a.len(), b.len())),
        _ => (een != ander).then_some(pad),
    }
}
