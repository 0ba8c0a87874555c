//! The numbers that were given in a dossier. A number is never given twice, also when what had it was taken back: what was
//! said of the first would be read as said of the second.

use super::Dossier;
use crate::domain::event::Event;
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
    /// Keeps the number that this event gives. For `evolve`.
    pub(in crate::domain) fn onthoud(&mut self, event: &Event) {
        use Event as E;
        match event {
            E::RegelVastgelegd { regel, .. } => hoogste(&mut self.regel, *regel),
            E::VraagGesteld { vraag, .. } => hoogste(&mut self.vraag, *vraag),
            E::BesluitVoorgenomen { besluit, .. } => hoogste(&mut self.besluit, *besluit),
            E::ActieGeopend { actie, .. } => hoogste(&mut self.actie, *actie),
            E::InzetGeopend { inzet, .. } => hoogste(&mut self.inzet, *inzet),
            E::Voorgelegd { voorlegger, .. } => hoogste(&mut self.voorlegger, *voorlegger),
            E::KlokGezet { klok, .. } => hoogste(&mut self.klok, *klok),
            // meetings, options and scenarios are never taken back: the highest that is there is the highest ever
            #[rustfmt::skip]
            E::DossierGeopend { .. } | E::WerktitelGewijzigd { .. } | E::StatusGewijzigd { .. }
            | E::AcuutBeantwoord { .. } | E::Gemeld112 { .. } | E::ContactpersoonBenoemd { .. }
            | E::NietWetenGenoteerd { .. } | E::NietWetenGeschrapt { .. } | E::OverlegBijeengeroepen { .. }
            | E::OverlegGestart { .. } | E::AfsprakenGemaakt { .. } | E::AanwezigheidGenoteerd { .. }
            | E::VoorzitterOvergenomen { .. } | E::EindeGewijzigd { .. } | E::HybrideGenoteerd { .. }
            | E::FaseGewisseld { .. } | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. } | E::Geschorst { .. }
            | E::Hervat { .. } | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. } | E::PuntGekozen { .. }
            | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. } | E::BeurtGegeven { .. } | E::BeurtAfgerond { .. }
            | E::RegelGecorrigeerd { .. } | E::SoortGewijzigd { .. } | E::RegelAfgeschermd { .. }
            | E::RegelVrijgegeven { .. } | E::RegelIngetrokken { .. } | E::VraagToegewezen { .. }
            | E::VraagBeantwoord { .. } | E::VraagVervallen { .. } | E::OordeelGegeven { .. }
            | E::ConclusieGetrokken { .. } | E::OptieGewogen { .. } | E::OptieAfgeschermd { .. }
            | E::OptieVrijgegeven { .. } | E::AfgeschermdVoorgelezen { .. } | E::FactorGewogen { .. }
            | E::UitkomstGenoteerd { .. } | E::GeslotenRondeGeopend { .. } | E::OordeelOntvangen { .. }
            | E::OordeelVerzegeld { .. } | E::OordelenOnthuld { .. } | E::ScenarioGeschetst { .. }
            | E::CriteriumBeantwoord { .. } | E::OpschalingBeslist { .. } | E::MomentBepaald { .. }
            | E::Vastgesteld { .. } | E::VraagBesproken { .. } | E::HerbeoordelingGevraagd { .. }
            | E::InzetAangevuld { .. } | E::InzetStatusGewijzigd { .. } | E::SchendingGemeld { .. }
            | E::TerzijdeGelegd { .. } | E::HuisverbodgrondGemerkt { .. } | E::VoorleggerBeantwoord { .. }
            | E::ToetsGenoteerd { .. } | E::Verteld { .. } | E::KlokGestopt { .. } | E::BesluitAangevuld { .. }
            | E::BesluitStatusGewijzigd { .. } | E::DissentGenoteerd { .. } | E::VertellerBenoemd { .. }
            | E::ActieAangevuld { .. } | E::ActieGemeld { .. } | E::Teruggenomen { .. } | E::SchermAan { .. }
            | E::SchermUit { .. } => {}
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
                $id::after(self.$all.keys().chain(&self.nummering.$tot))
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
