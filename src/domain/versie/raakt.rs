//! What each event changes of what was there: every event is named. What an event only makes is not in it.

use super::{Ding, HEEL, Plek, Veld, velden};
use crate::domain::dossier::Dossier;
use crate::domain::event::Event;
use crate::domain::ids::RequestId;
use crate::domain::vouw::vouw;

/// The places that this event replaces, in the dossier as it was before it.
pub fn raakt(d: &Dossier, event: &Event) -> Vec<Plek> {
    use Event as E;
    match event {
        E::Teruggenomen { verzoek, .. } => teruggenomen(d, *verzoek),
        E::WerktitelGewijzigd { .. } => een(Ding::Dossier, "werktitel"),
        E::StatusGewijzigd { .. } => een(Ding::Dossier, "status"),
        // who answers the acute question has to know that it was opened again meanwhile
        E::AcuutBeantwoord { .. } | E::HerbeoordelingGevraagd { .. } => een(Ding::Dossier, "acuut"),
        E::ContactpersoonBenoemd { .. } => een(Ding::Dossier, "contactpersoon"),
        E::NietWetenGenoteerd { niet_weten } => een(Ding::NietWeten(vouw(niet_weten.wie.as_str())), "reden"),
        E::NietWetenGeschrapt { wie, .. } => een(Ding::NietWeten(vouw(wie.as_str())), "reden"),
        #[rustfmt::skip]
        E::RegelVastgelegd { .. } | E::RegelGecorrigeerd { .. } | E::SoortGewijzigd { .. }
        | E::RegelAfgeschermd { .. } | E::RegelVrijgegeven { .. } | E::RegelIngetrokken { .. }
        | E::HuisverbodgrondGemerkt { .. } | E::VraagGesteld { .. } | E::VraagToegewezen { .. }
        | E::VraagBeantwoord { .. } | E::VraagVervallen { .. } => regel(event),
        E::BesluitAangevuld { besluit, velden } => elk(&Ding::Besluit(*besluit), velden::besluit(velden)),
        E::BesluitStatusGewijzigd { besluit, bevoegd, .. } => {
            let bevoegd = bevoegd.is_some().then_some("bevoegd");
            elk(&Ding::Besluit(*besluit), std::iter::once("status").chain(bevoegd))
        }
        E::DissentGenoteerd { besluit, .. } => een(Ding::Besluit(*besluit), "wie het anders ziet"),
        E::ToetsGenoteerd { besluit, .. } => een(Ding::Besluit(*besluit), "toets"),
        E::ActieAangevuld { actie, velden } => elk(&Ding::Actie(*actie), velden::actie(velden)),
        E::ActieGemeld { actie, .. } => een(Ding::Actie(*actie), "status"),
        E::InzetAangevuld { inzet, velden } => elk(&Ding::Inzet(*inzet), velden::inzet(velden)),
        E::InzetStatusGewijzigd { inzet, .. } => een(Ding::Inzet(*inzet), "status"),
        E::SchendingGemeld { inzet, schending } => {
            // more about an earlier report does not breach anything anew
            let status = schending.bij.is_none().then_some("status");
            elk(&Ding::Inzet(*inzet), std::iter::once("schending").chain(status))
        }
        E::Voorgelegd { voorlegger, velden, .. } if d.voorleggers.contains_key(voorlegger) => {
            elk(&Ding::Voorlegger(*voorlegger), velden::voorlegger(velden))
        }
        E::KlokGezet { klok, velden } if d.klokken.contains_key(klok) => elk(&Ding::Klok(*klok), velden::klok(velden)),
        E::DossierGeopend { .. }
        | E::Gemeld112 { .. }
        | E::OverlegBijeengeroepen { .. }
        | E::BesluitVoorgenomen { .. }
        | E::ActieGeopend { .. }
        | E::InzetGeopend { .. }
        | E::Voorgelegd { .. }
        | E::KlokGezet { .. } => Vec::new(),
        E::VoorleggerBeantwoord { voorlegger, .. } => een(Ding::Voorlegger(*voorlegger), "antwoord"),
        E::KlokGestopt { klok, .. } => een(Ding::Klok(*klok), "einde"),
        #[rustfmt::skip]
        E::OordeelGegeven { .. } | E::OordeelOntvangen { .. } | E::OordeelVerzegeld { .. }
        | E::ConclusieGetrokken { .. } | E::OptieGewogen { .. } | E::FactorGewogen { .. }
        | E::UitkomstGenoteerd { .. } | E::GeslotenRondeGeopend { .. } | E::OordelenOnthuld { .. }
        | E::ScenarioGeschetst { .. } | E::CriteriumBeantwoord { .. } | E::OpschalingBeslist { .. }
        | E::MomentBepaald { .. } | E::Vastgesteld { .. } | E::VraagBesproken { .. }
        | E::TerzijdeGelegd { .. } | E::OptieAfgeschermd { .. } | E::OptieVrijgegeven { .. } => weging(event),
        #[rustfmt::skip]
        E::OverlegGestart { .. } | E::AfsprakenGemaakt { .. } | E::AanwezigheidGenoteerd { .. }
        | E::VoorzitterOvergenomen { .. } | E::EindeGewijzigd { .. } | E::HybrideGenoteerd { .. }
        | E::FaseGewisseld { .. } | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. }
        | E::Geschorst { .. } | E::Hervat { .. } | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. }
        | E::PuntGekozen { .. } | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. } | E::BeurtGegeven { .. }
        | E::BeurtAfgerond { .. } | E::Verteld { .. } | E::VertellerBenoemd { .. } | E::SchermAan { .. }
        | E::SchermUit { .. } | E::AfgeschermdVoorgelezen { .. } => overleg(event),
    }
}

/// The things that this event touches, also what it makes: none of them is as a record before it left it.
pub fn dingen(d: &Dossier, event: &Event) -> Vec<Ding> {
    use Event as E;
    let mut all: Vec<Ding> = raakt(d, event).into_iter().map(|p| p.ding).collect();
    all.extend(match event {
        E::VraagGesteld { vraag, .. } => Some(Ding::Vraag(*vraag)),
        E::BesluitVoorgenomen { besluit, .. } => Some(Ding::Besluit(*besluit)),
        E::ActieGeopend { actie, .. } => Some(Ding::Actie(*actie)),
        E::InzetGeopend { inzet, .. } => Some(Ding::Inzet(*inzet)),
        _ => None,
    });
    if let E::RegelGecorrigeerd { regel, .. } = event {
        all.extend(super::vervangt::hangt_aan(d, *regel).into_iter().map(|p| p.ding));
    }
    // the dossier and the meeting as a whole are touched by everything
    all.retain(|ding| !matches!(ding, Ding::Dossier | Ding::Overleg(_)));
    all
}

/// The things that this event names, without a change of them: what it says of them holds only while they are there.
pub fn genoemd(event: &Event) -> Vec<Ding> {
    use Event as E;
    match event {
        E::KlokGezet { velden, .. } => velden.inzet.map(Ding::Inzet).into_iter().collect(),
        E::Voorgelegd { velden, .. } => {
            let feiten = velden.feiten.iter().flatten().map(|r| Ding::Regel(*r));
            velden.besluit.map(Ding::Besluit).into_iter().chain(feiten).collect()
        }
        E::InzetGeopend { velden, .. } | E::InzetAangevuld { velden, .. } => {
            let bij = velden.hoort_bij.iter().flatten().map(|m| Ding::Inzet(*m));
            velden.besluit.map(Ding::Besluit).into_iter().chain(bij).collect()
        }
        #[rustfmt::skip]
        E::DossierGeopend { .. } | E::WerktitelGewijzigd { .. } | E::StatusGewijzigd { .. }
        | E::AcuutBeantwoord { .. } | E::Gemeld112 { .. } | E::ContactpersoonBenoemd { .. }
        | E::NietWetenGenoteerd { .. } | E::NietWetenGeschrapt { .. } | E::OverlegBijeengeroepen { .. }
        | E::OverlegGestart { .. } | E::AfsprakenGemaakt { .. } | E::AanwezigheidGenoteerd { .. }
        | E::VoorzitterOvergenomen { .. } | E::EindeGewijzigd { .. } | E::HybrideGenoteerd { .. }
        | E::FaseGewisseld { .. } | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. } | E::Geschorst { .. }
        | E::Hervat { .. } | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. } | E::PuntGekozen { .. }
        | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. } | E::BeurtGegeven { .. } | E::BeurtAfgerond { .. }
        | E::RegelVastgelegd { .. } | E::RegelGecorrigeerd { .. } | E::SoortGewijzigd { .. }
        | E::RegelAfgeschermd { .. } | E::RegelVrijgegeven { .. } | E::RegelIngetrokken { .. }
        | E::VraagGesteld { .. } | E::VraagToegewezen { .. } | E::VraagBeantwoord { .. } | E::VraagVervallen { .. }
        | E::OordeelGegeven { .. } | E::ConclusieGetrokken { .. } | E::OptieGewogen { .. }
        | E::OptieAfgeschermd { .. } | E::OptieVrijgegeven { .. } | E::AfgeschermdVoorgelezen { .. }
        | E::FactorGewogen { .. } | E::UitkomstGenoteerd { .. } | E::GeslotenRondeGeopend { .. }
        | E::OordeelOntvangen { .. } | E::OordeelVerzegeld { .. } | E::OordelenOnthuld { .. }
        | E::ScenarioGeschetst { .. } | E::CriteriumBeantwoord { .. } | E::OpschalingBeslist { .. }
        | E::MomentBepaald { .. } | E::Vastgesteld { .. } | E::VraagBesproken { .. }
        | E::HerbeoordelingGevraagd { .. } | E::InzetStatusGewijzigd { .. } | E::SchendingGemeld { .. }
        | E::TerzijdeGelegd { .. } | E::HuisverbodgrondGemerkt { .. } | E::VoorleggerBeantwoord { .. }
        | E::ToetsGenoteerd { .. } | E::Verteld { .. } | E::KlokGestopt { .. } | E::BesluitVoorgenomen { .. }
        | E::BesluitAangevuld { .. } | E::BesluitStatusGewijzigd { .. } | E::DissentGenoteerd { .. }
        | E::VertellerBenoemd { .. } | E::ActieGeopend { .. } | E::ActieAangevuld { .. } | E::ActieGemeld { .. }
        | E::Teruggenomen { .. } | E::SchermAan { .. } | E::SchermUit { .. } => Vec::new(),
    }
}

/// All that a record touched changes when it is taken back.
fn teruggenomen(d: &Dossier, verzoek: RequestId) -> Vec<Plek> {
    let stap = d.terug.van(verzoek);
    stap.into_iter().flat_map(|s| &s.dingen).map(|ding| Plek::new(ding.clone(), HEEL)).collect()
}

fn een(ding: Ding, veld: Veld) -> Vec<Plek> {
    vec![Plek::new(ding, veld)]
}

fn elk(ding: &Ding, velden: impl IntoIterator<Item = Veld>) -> Vec<Plek> {
    velden.into_iter().map(|veld| Plek::new(ding.clone(), veld)).collect()
}

/// Lines and questions.
fn regel(event: &Event) -> Vec<Plek> {
    use Event as E;
    match event {
        E::RegelGecorrigeerd { regel, .. } => een(Ding::Regel(*regel), "tekst"),
        E::SoortGewijzigd { regel, .. } => elk(&Ding::Regel(*regel), ["soort", "grond"]),
        E::RegelAfgeschermd { regel, .. } | E::RegelVrijgegeven { regel, .. } => een(Ding::Regel(*regel), "scherm"),
        E::RegelIngetrokken { regel } => een(Ding::Regel(*regel), "intrekking"),
        E::HuisverbodgrondGemerkt { regel, .. } => een(Ding::Regel(*regel), "grond"),
        E::VraagToegewezen { vraag, .. } => een(Ding::Vraag(*vraag), "eigenaar"),
        E::VraagBeantwoord { vraag, .. } | E::VraagVervallen { vraag } => een(Ding::Vraag(*vraag), "antwoord"),
        _ => Vec::new(),
    }
}

/// What was weighed.
fn weging(event: &Event) -> Vec<Plek> {
    use Event as E;
    match event {
        E::OordeelGegeven { overleg, oordeel, .. } => {
            een(Ding::Oordeel(*overleg, vouw(oordeel.organisatie.as_str())), "oordeel")
        }
        E::OordeelOntvangen { overleg, organisatie } => een(Ding::Oordeel(*overleg, vouw(organisatie.as_str())), "oordeel"),
        E::ConclusieGetrokken { overleg, .. } => een(Ding::Overleg(*overleg), "conclusie"),
        E::OptieGewogen { overleg, optie, velden } => elk(&Ding::Optie(*overleg, *optie), velden::optie(velden)),
        E::OptieAfgeschermd { overleg, optie, .. } | E::OptieVrijgegeven { overleg, optie, .. } => {
            een(Ding::Optie(*overleg, *optie), "scherm")
        }
        E::FactorGewogen { overleg, factor, .. } => een(Ding::Factor(*overleg, factor.clone()), "weging"),
        E::UitkomstGenoteerd { overleg, uitkomst } => {
            een(Ding::Uitkomst(*overleg, uitkomst.instrument.clone()), "uitkomst")
        }
        E::ScenarioGeschetst { overleg, scenario, velden } => {
            elk(&Ding::Scenario(*overleg, *scenario), velden::scenario(velden))
        }
        E::CriteriumBeantwoord { overleg, criterium, .. } => een(Ding::Criterium(*overleg, criterium.clone()), "antwoord"),
        E::OpschalingBeslist { overleg, .. } => een(Ding::Overleg(*overleg), "opschaling"),
        E::MomentBepaald { overleg, .. } => een(Ding::Overleg(*overleg), "acuut of niet"),
        E::Vastgesteld { overleg, onderwerp, .. } => een(Ding::Onderwerp(*overleg, *onderwerp), "vaststelling"),
        E::VraagBesproken { overleg, reeks, nr, .. } => een(Ding::Reeksvraag(*overleg, reeks.clone(), *nr), "antwoord"),
        E::TerzijdeGelegd { overleg, maatregel, .. } => een(Ding::Terzijde(*overleg, maatregel.clone()), "reden"),
        _ => Vec::new(),
    }
}

/// The meeting itself.
fn overleg(event: &Event) -> Vec<Plek> {
    use Event as E;
    match event {
        E::AfsprakenGemaakt { overleg, .. } => een(Ding::Overleg(*overleg), "afspraken"),
        E::AanwezigheidGenoteerd { overleg, deelname } => {
            een(Ding::Deelname(*overleg, vouw(deelname.organisatie.as_str()), vouw(deelname.naam.as_str())), "aanwezigheid")
        }
        E::VoorzitterOvergenomen { overleg, .. } => een(Ding::Overleg(*overleg), "voorzitter"),
        E::EindeGewijzigd { overleg, .. } => een(Ding::Overleg(*overleg), "eindtijd"),
        E::HybrideGenoteerd { overleg, .. } => een(Ding::Overleg(*overleg), "vorm"),
        E::FaseGewisseld { overleg, .. } => elk(&Ding::Overleg(*overleg), ["stap", "agendapunt", "beurt"]),
        E::OverlegGesloten { overleg, .. } => elk(&Ding::Overleg(*overleg), ["stap", "beurt"]),
        E::OvergangGevraagd { overleg, .. } | E::OvergangVervallen { overleg } => een(Ding::Overleg(*overleg), "stap"),
        E::PuntGekozen { overleg, .. } | E::OverlegGestart { overleg, .. } => een(Ding::Overleg(*overleg), "agendapunt"),
        E::PuntAfgevinkt { overleg, punt } | E::PuntHeropend { overleg, punt } => {
            een(Ding::Punt(*overleg, punt.clone()), "vinkje")
        }
        E::BeurtGegeven { overleg, .. } | E::BeurtAfgerond { overleg } => een(Ding::Overleg(*overleg), "beurt"),
        E::VertellerBenoemd { overleg, .. } => een(Ding::Overleg(*overleg), "wie het haar vertelt"),
        _ => Vec::new(),
    }
}
