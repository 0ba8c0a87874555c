//! The numbers that were given in a dossier. What is shielded when it is made is numbered apart: a gap in the numbers that
//! everybody may know means that something was taken back or shielded later, never that there is something. A number is
//! never given twice, also when what had it was taken back: what was said of the first would be read as said of the second.

#![deny(clippy::wildcard_enum_match_arm)]

use super::{Ding, Dossier};
use crate::domain::gedeeld::Nummer;
use crate::domain::ids::{AFGESCHERMD, ActieId, BesluitId, InzetId, KlokNr, RegelId, VoorleggerId, VraagId};

/// The highest number of each series that was ever given. Bookkeeping of the record, as what can be taken back is: two
/// dossiers are the same however they became so.
#[derive(Clone, Debug, Default)]
pub struct Nummering {
    /// One for both: a shielded line is numbered from the open one before it.
    regel: Option<RegelId>,
    vraag: Hoogste<VraagId>,
    besluit: Hoogste<BesluitId>,
    actie: Hoogste<ActieId>,
    inzet: Hoogste<InzetId>,
    voorlegger: Hoogste<VoorleggerId>,
    klok: Hoogste<KlokNr>,
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
            Ding::Regel(id) => self.regel = self.regel.max(Some(*id)),
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
            | Ding::Toegang(_)
            | Ding::Verzoek(_) => {}
        }
    }
}

/// The highest that was given of the series that everybody knows, and of what was shielded when it was made.
#[derive(Clone, Copy, Debug)]
struct Hoogste<T> {
    open: Option<T>,
    afgeschermd: Option<T>,
}

impl<T> Default for Hoogste<T> {
    fn default() -> Self {
        Self { open: None, afgeschermd: None }
    }
}

fn hoogste<T: Nummer>(tot: &mut Hoogste<T>, gegeven: T) {
    let tot = if gegeven.nummer() >= AFGESCHERMD { &mut tot.afgeschermd } else { &mut tot.open };
    *tot = (*tot).max(Some(gegeven));
}

/// The number that the next of a series gets.
macro_rules! volgende {
    ($($(#[$doc:meta])* $name:ident: $id:ident = $all:ident, $tot:ident;)*) => {
        impl Dossier {$(
            $(#[$doc])*
            pub fn $name(&self, afgeschermd: bool) -> $id {
                let (reeks, ooit) = ($id::reeks(afgeschermd), &self.nummering.$tot);
                let gegeven = if afgeschermd { ooit.afgeschermd } else { ooit.open };
                let last = self.$all.range(reeks.clone()).next_back().map(|(id, _)| *id);
                match last.max(gegeven) {
                    None => *reeks.start(),
                    Some(id) if id < *reeks.end() => $id(id.0 + 1),
                    Some(_) => $id::after(self.$all.keys().chain(&gegeven), afgeschermd),
                }
            }
        )*}
    };
}

impl Dossier {
    /// The number of the next line: the one after the last that was given; where a record that is not ours took the very
    /// last, the first that is free.
    pub fn volgende_regel(&self, afgeschermd: bool) -> RegelId {
        let gegeven = self.nummering.regel;
        let last = self.regels.keys().next_back().copied().max(gegeven).unwrap_or_default();
        let free = |id: &RegelId| !self.regels.contains_key(id) && Some(*id) != gegeven;
        let reeks = |from: RegelId| std::iter::successors(from.volgende(afgeschermd), move |id| id.volgende(afgeschermd));
        reeks(last).chain(reeks(last.begin(afgeschermd))).find(free).unwrap_or(last)
    }
}

volgende! {
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
