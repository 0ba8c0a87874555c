//! The numbers that were given in a dossier. A number is never given twice, also when what had it was taken back: what was
//! said of the first would be read as said of the second.

#![deny(clippy::wildcard_enum_match_arm)]

use super::{Ding, Dossier};
use crate::domain::ids::{ActieId, BesluitId, InzetId, KlokNr, RegelId, VoorleggerId, VraagId};

/// The highest number of each series that was ever given. Bookkeeping of the record, as what can be taken back is: two
/// dossiers are the same however they became so.
#[derive(Clone, Debug, Default)]
pub struct Nummering {
    regel: Option<RegelId>,
    vraag: Option<VraagId>,
    besluit: Option<BesluitId>,
    actie: Option<ActieId>,
    inzet: Option<InzetId>,
    voorlegger: Option<VoorleggerId>,
    klok: Option<KlokNr>,
}

impl PartialEq for Nummering {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Nummering {
    /// Keeps the number of a thing that an event speaks of. For `evolve`.
    pub(in crate::domain) fn onthoud(&mut self, ding: &Ding) {
        match ding {
            Ding::Regel(id) => hoogste(&mut self.regel, *id),
            Ding::Vraag(id) => hoogste(&mut self.vraag, *id),
            Ding::Besluit(id) => hoogste(&mut self.besluit, *id),
            Ding::Actie(id) => hoogste(&mut self.actie, *id),
            Ding::Inzet(id) => hoogste(&mut self.inzet, *id),
            Ding::Voorlegger(id) => hoogste(&mut self.voorlegger, *id),
            Ding::Klok(nr) => hoogste(&mut self.klok, *nr),
            // meetings, options and scenarios are never taken back: the highest that is there is the highest ever
            Ding::Dossier
            | Ding::NietWeten(_)
            | Ding::Overleg(_)
            | Ding::Deelname(..)
            | Ding::Punt(..)
            | Ding::Optie(..)
            | Ding::Scenario(..)
            | Ding::Factor(..)
            | Ding::Criterium(..)
            | Ding::Onderwerp(..)
            | Ding::Reeksvraag(..)
            | Ding::Terzijde(..)
            | Ding::Uitkomst(..)
            | Ding::Oordeel(..)
            | Ding::Verzoek(_) => {}
        }
    }
}

fn hoogste<T: Ord + Copy>(tot: &mut Option<T>, gegeven: T) {
    *tot = (*tot).max(Some(gegeven));
}

/// The number that the next of a series gets.
macro_rules! volgende {
    ($($(#[$doc:meta])* $name:ident: $id:ident = $all:ident, $tot:ident;)*) => {
        impl Dossier {$(
            $(#[$doc])*
            pub fn $name(&self) -> $id {
                let last = self.$all.keys().next_back().copied().max(self.nummering.$tot);
                match last.map_or(Some(1), |id| id.0.checked_add(1)) {
                    Some(next) => $id(next),
                    None => $id::after(self.$all.keys().chain(&self.nummering.$tot)),
                }
            }
        )*}
    };
}

volgende! {
    /// The number of the next line.
    volgende_regel: RegelId = regels, regel;
    /// The number of the next question.
    volgende_vraag: VraagId = vragen, vraag;
    /// The number of the next decision.
    volgend_besluit: BesluitId = besluiten, besluit;
    /// The number of the next action.
    volgende_actie: ActieId = acties, actie;
    /// The number of the next entry of the register.
    volgende_inzet: InzetId = inzetten, inzet;
    /// The number of the next page for the burgemeester.
    volgende_voorlegger: VoorleggerId = voorleggers, voorlegger;
    /// The number of the next clock.
    volgende_klok: KlokNr = klokken, klok;
}
