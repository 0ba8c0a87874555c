//! The numbers that were given in a dossier. What is shielded when it is made is numbered apart: a gap in the numbers that
//! everybody may know means that something was taken back or shielded later, never that there is something. A number is
//! never given twice, also when what had it was taken back: what was said of the first would be read as said of the second.

#![deny(clippy::wildcard_enum_match_arm)]

use std::collections::BTreeMap;

use super::{Ding, Dossier};
use crate::domain::gedeeld::Nummer;
use crate::domain::ids::{
    AFGESCHERMD, ActieId, BesluitId, BetrokkeneId, InzetId, KlokNr, MeldingId, RegelId, VoorleggerId, VraagId,
};
use crate::domain::scherm::Scherm;

/// The highest number of each series that was ever given. Bookkeeping of the record, as what can be taken back is: two
/// dossiers are the same however they became so.
#[derive(Clone, Debug, Default)]
pub struct Nummering {
    /// A shielded line is numbered from the open one before it.
    regel: BTreeMap<u32, RegelId>,
    vraag: Hoogste<VraagId>,
    besluit: Hoogste<BesluitId>,
    actie: Hoogste<ActieId>,
    inzet: Hoogste<InzetId>,
    voorlegger: Hoogste<VoorleggerId>,
    klok: Hoogste<KlokNr>,
    melding: Hoogste<MeldingId>,
    betrokkene: Hoogste<BetrokkeneId>,
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
            Ding::Regel(id) => {
                let last = self.regel.entry(id.reeksnummer()).or_default();
                *last = (*last).max(*id);
            }
            Ding::Vraag(id) => hoogste(&mut self.vraag, *id),
            Ding::Besluit(id) => hoogste(&mut self.besluit, *id),
            Ding::Actie(id) => hoogste(&mut self.actie, *id),
            Ding::Inzet(id) => hoogste(&mut self.inzet, *id),
            Ding::Voorlegger(id) => hoogste(&mut self.voorlegger, *id),
            Ding::Klok(nr) => hoogste(&mut self.klok, *nr),
            Ding::Melding(id) => hoogste(&mut self.melding, *id),
            Ding::Betrokkene(id) | Ding::Geheim(id) => hoogste(&mut self.betrokkene, *id),
            // meetings, options, scenarios and requests for information are never taken back: the highest that is there is the highest ever
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
            | Ding::Informatie(_)
            | Ding::Informatiewoorden(..)
            | Ding::Beeldvraag(..)
            | Ding::Toegang(_)
            | Ding::Gebeld112(_)
            | Ding::Verzoek(_) => {}
        }
    }
}

/// The highest that was given: of the series that everybody knows, and of each of what was shielded when it was made.
type Hoogste<T> = BTreeMap<Option<u32>, T>;

fn hoogste<T: Nummer>(tot: &mut Hoogste<T>, gegeven: T) {
    let last = tot.entry(gegeven.nummer().checked_sub(AFGESCHERMD).map(Scherm::reeks_met)).or_insert(gegeven);
    *last = (*last).max(gegeven);
}

/// The number that the next of a series gets.
macro_rules! volgende {
    ($($(#[$doc:meta])* $name:ident: $id:ident = $all:ident, $tot:ident;)*) => {
        impl Dossier {$(
            $(#[$doc])*
            pub fn $name(&self, scherm: Option<&Scherm>) -> $id {
                let (reeks, ooit) = ($id::reeks_van(scherm), &self.nummering.$tot);
                let gegeven = ooit.values().filter(|id| reeks.contains(id)).max().copied();
                let last = self.$all.range(reeks.clone()).next_back().map(|(id, _)| *id);
                match last.max(gegeven) {
                    None => *reeks.start(),
                    Some(id) if id < *reeks.end() => $id(id.0 + 1),
                    Some(_) => $id::after(self.$all.keys().chain(ooit.values()), scherm),
                }
            }
        )*}
    };
}

impl Dossier {
    /// The number of the next line: the one after the last that was given; where a record that is not ours took the very
    /// last, the first that is free.
    pub fn volgende_regel(&self, scherm: Option<&Scherm>) -> RegelId {
        let ooit = || self.nummering.regel.values().copied();
        let laatste = ooit().chain(self.regels.keys().next_back().copied()).max().unwrap_or_default();
        let free = |id: &RegelId| !self.regels.contains_key(id) && !ooit().any(|gegeven| gegeven == *id);
        let dicht = scherm.is_some();
        let verder = |from: RegelId| std::iter::successors(from.volgende(dicht), move |id| id.volgende(dicht));
        let (begin, eind) = scherm.map_or_else(Default::default, |scherm| laatste.reeks(scherm));
        let hier = |id: &RegelId| begin < *id && *id <= eind;
        let er = self.regels.range(begin..=eind).next_back().map(|(id, _)| *id);
        let last = if dicht { ooit().chain(er).filter(hier).max().unwrap_or(begin) } else { laatste };
        verder(last).chain(verder(begin)).find(free).unwrap_or(last)
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
    /// The number of the next melding.
    volgende_melding: MeldingId = meldingen, melding;
    /// The number of the next person.
    volgende_betrokkene: BetrokkeneId = betrokkenen, betrokkene;
}
