//! Optimistic locking: who replaces a value says what of the record they had seen, and is refused where somebody else
//! changed it since. [`raakt()`] and [`vervangt()`] say per event and per command which places that is
//! about; here they meet, once, for every command from every door.

#![deny(clippy::wildcard_enum_match_arm)]

mod raakt;
mod vervangt;
mod woorden;

use std::collections::BTreeMap;

use super::command::Command;
use super::dossier::{Dossier, HEEL, Plek};
use super::event::Event;
use super::ids::RequestId;
use super::kader::Kader;
use super::refusal::Refusal;
use super::rol::Stamp;
use super::tekst::Tekst;
use super::tijd::Tijdstip;

pub use raakt::{dingen, is_nieuw, raakt};
pub use vervangt::vervangt;

/// Up to where somebody had seen the record when they began to edit, in numbers of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// The last record that they had seen.
    pub record: u64,
    /// Own requests that were under way then: whoever sent them knows what they do.
    pub eigen: Vec<RequestId>,
}

/// The last change of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wijziging {
    record: u64,
    op: Tijdstip,
    gebruiker: Tekst,
    naam: Tekst,
    verzoek: RequestId,
}

/// How many changes of a place are kept: somebody may know of the last only, and somebody else of one before it.
const BEWAARD: usize = 8;

/// The last changes of every place that was ever replaced, the latest last. What was only made has none: nobody had it before
/// them earlier.
#[derive(Clone, Debug, Default)]
pub struct Versies(BTreeMap<Plek, Vec<Wijziging>>);

impl Versies {
    /// Notes what an event of record number `record` changes; `d` is the dossier before the event.
    pub fn neem_op(&mut self, d: &Dossier, record: u64, stamp: &Stamp, event: &Event) {
        for plek in raakt(d, event) {
            let wijziging = Wijziging {
                record,
                op: stamp.op,
                gebruiker: stamp.wie.gebruiker.clone(),
                naam: stamp.wie.naam.clone(),
                verzoek: stamp.verzoek,
            };
            let all = self.0.entry(plek).or_default();
            if all.len() == BEWAARD {
                all.remove(0);
            }
            all.push(wijziging);
        }
    }

    /// Refuses where a command replaces what was changed after `basis`, in a record of which who asks is told something
    /// (`ziet`): what they cannot see does not exist. Without a basis it means 'whatever it is now'.
    pub fn toets(
        &self,
        (d, kader): (&Dossier, &Kader),
        (basis, ziet): (Option<&Basis>, impl Fn(u64) -> bool),
        stamp: &Stamp,
        wat: &[Command],
    ) -> Result<(), Refusal> {
        let Some(basis) = basis else { return Ok(()) };
        let later =
            wat.iter().flat_map(|c| vervangt(d, kader, c)).filter_map(|plek| self.later(&plek, (basis, &ziet), stamp));
        let seen = later.into_iter().find(|(plek, _)| woorden::mag_weten(d, plek, &stamp.wie));
        match seen {
            Some((plek, w)) => Err(geweigerd(d, &plek, w, stamp)),
            None => Ok(()),
        }
    }

    /// The change of this place that `basis` does not know of, and the place that it changed.
    fn later(
        &self,
        plek: &Plek,
        (basis, ziet): (&Basis, &impl Fn(u64) -> bool),
        stamp: &Stamp,
    ) -> Option<(Plek, &Wijziging)> {
        let last = |veld| Plek::new(plek.ding.clone(), veld);
        let all = if plek.veld == HEEL { last(HEEL)..=last("\u{10ffff}") } else { plek.clone()..=plek.clone() };
        let heel = (plek.veld != HEEL).then(|| self.0.get_key_value(&last(HEEL))).flatten();
        let own = |w: &Wijziging| w.gebruiker == stamp.wie.gebruiker && basis.eigen.contains(&w.verzoek);
        let each = self.0.range(all).chain(heel).flat_map(|(plek, all)| all.iter().rev().map(move |w| (plek, w)));
        let found = each.into_iter().find(|(_, w)| w.record > basis.record && !own(w) && ziet(w.record));
        found.map(|(plek, w)| (plek.clone(), w))
    }
}

/// Who changed what, to what, and when: in words that who asks may read.
fn geweigerd(d: &Dossier, plek: &Plek, w: &Wijziging, stamp: &Stamp) -> Refusal {
    let door = if w.gebruiker == stamp.wie.gebruiker { "u zelf".into() } else { w.naam.clone() };
    let waarde = woorden::waarde(d, plek);
    Refusal::IntussenGewijzigd { wat: woorden::wat(d, plek), door, om: Tekst::cut(&w.op.kort(stamp.op)), waarde }
}
