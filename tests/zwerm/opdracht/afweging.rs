//! What is weighed and settled.

use std::collections::BTreeMap;

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Aanleiding, Aanzet, CriteriumAntwoord, Moment, Onderwerp, Opschaling, ScenarioSoort, ScenarioVelden, Uitkomst,
    Vaststelling, Vervolg, Weging,
};
use crisistafel::domain::ids::{FactorId, ReeksId, ScenarioId};
use crisistafel::domain::kader::FactorSoort;
use crisistafel::domain::tekst::Tekst;

use super::greep::{Greep, NERGENS};

/// A few factors get most answers, so that answers follow on answers; what is about access opens the acute question.
pub(super) fn factor(g: &mut Greep<'_, '_>) -> C {
    let toegang = g.t.kans(30);
    let zo = |s: FactorSoort| (s == FactorSoort::Toegang) == toegang;
    let all: Vec<FactorId> = g.kader().factoren.iter().filter(|f| zo(f.soort)).map(|f| f.id.clone()).collect();
    let paar = all.get(..all.len().min(4)).unwrap_or_default().to_vec();
    let uit = if g.t.kans(60) { paar } else { all };
    let factor = g.sleutel(uit.into_iter());
    let bron = g.soms(40, Greep::wie).unwrap_or_default();
    let (nu, eerder) = (g.soms(85, Greep::antwoord), g.soms(30, Greep::antwoord));
    let weging = Weging { nu, eerder, bron, woorden: g.ook_tekst(), regels: g.regels() };
    C::WeegFactor { overleg: g.nr(), factor, weging }
}

pub(super) fn uitkomst(g: &mut Greep<'_, '_>) -> C {
    let id = g.sleutel(g.kader().instrumenten.iter().map(|i| i.id.clone()));
    let i = g.kader().instrument(&id);
    let woorden = i.map(|i| i.uitkomsten.clone()).unwrap_or_default();
    let uitkomst = if woorden.is_empty() || g.t.kans(5) { g.t.tekst() } else { g.t.een(&woorden).unwrap_or_default() };
    let mut antwoorden = BTreeMap::new();
    for veld in i.iter().flat_map(|i| &i.velden) {
        if g.t.kans(50) {
            let woord =
                if veld.antwoorden.is_empty() { g.t.tekst() } else { g.t.een(&veld.antwoorden).unwrap_or_default() };
            antwoorden.insert(veld.id.clone(), woord);
        }
    }
    let (afnemer, op, toelichting) = (g.wie(), g.soms(50, Greep::geweest), g.ook_tekst());
    let uitkomst = Uitkomst { instrument: id, afnemer, op, uitkomst, antwoorden, toelichting };
    C::NoteerUitkomst { overleg: g.schrijf_nr(), uitkomst }
}

pub(super) fn scenario(g: &mut Greep<'_, '_>) -> C {
    let al: Vec<ScenarioId> = g.overleg().iter().flat_map(|o| &o.afweging.scenarios).map(|s| s.id).collect();
    let scenario = if al.is_empty() || g.t.kans(60) { None } else { Some(g.id(&al, ScenarioId(NERGENS))) };
    let soorten = [ScenarioSoort::Waarschijnlijk, ScenarioSoort::Ergst, ScenarioSoort::Anders];
    let velden = ScenarioVelden {
        soort: g.soms(60, |g| g.t.een(&soorten).unwrap_or(ScenarioSoort::Ergst)),
        wat: if scenario.is_none() { Some(g.tekst()) } else { g.deel() },
        aanleidingen: g.soms(30, |g| vec![Aanleiding { wat: g.tekst(), wanneer: g.soms(50, Greep::komt) }]),
    };
    C::SchetsScenario { overleg: g.nr(), scenario, velden }
}

pub(super) fn criterium(g: &mut Greep<'_, '_>) -> C {
    let criterium = g.sleutel(g.kader().criteria.iter().map(|c| c.id.clone()));
    C::BeantwoordCriterium {
        overleg: g.nr(),
        criterium,
        antwoord: CriteriumAntwoord { antwoord: g.antwoord(), reden: g.tekst() },
    }
}

pub(super) fn opschaling(g: &mut Greep<'_, '_>) -> C {
    let opschalen = g.t.kans(50);
    let (aan, om, reden) = (g.tekst(), g.soms(80, Greep::geweest), g.tekst());
    C::BeslisOpschaling { overleg: g.nr(), opschaling: Opschaling { opschalen, aan, om, reden } }
}

pub(super) fn moment(g: &mut Greep<'_, '_>) -> C {
    let vervolg = if g.t.kans(50) { Vervolg::Acuut } else { Vervolg::NietAcuut };
    C::BepaalMoment { overleg: g.nr(), moment: Moment { vervolg, reden: g.tekst() } }
}

pub(super) fn stel_vast(g: &mut Greep<'_, '_>) -> C {
    let onderwerp = g.t.een(&Onderwerp::ALL).unwrap_or(Onderwerp::Kindcheck);
    let wie = g.soms(50, Greep::wie).unwrap_or_default();
    let vaststelling = Vaststelling { antwoord: g.soms(60, Greep::antwoord), tekst: g.tekst(), wie };
    C::StelVast { overleg: g.schrijf_nr(), onderwerp, vaststelling }
}

/// The first and the last question of a series, and those beside them.
pub(super) fn bespreek(g: &mut Greep<'_, '_>) -> C {
    let reeks: ReeksId = g.sleutel(g.kader().reeksen.iter().map(|r| r.id.clone()));
    let vragen = g.kader().reeksen.iter().find(|r| r.id == reeks).map_or(0, |r| r.vragen.len());
    let vragen = u32::try_from(vragen).unwrap_or(0);
    let nr = if g.t.kans(6) { g.t.een(&[0, vragen + 1, u32::MAX]) } else { g.t.rand(&(1..=vragen).collect::<Vec<_>>()) };
    let antwoord = if g.t.kans(15) { Tekst::default() } else { g.tekst() };
    C::BespreekVraag { overleg: g.schrijf_nr(), reeks, nr: nr.unwrap_or(1), antwoord }
}

pub(super) fn herbeoordeling(g: &mut Greep<'_, '_>) -> C {
    let alle = [Aanzet::Toegang, Aanzet::Vrijlating, Aanzet::EindeMaatregel, Aanzet::NieuwIncident, Aanzet::Schending];
    C::VraagHerbeoordeling { aanzet: g.t.een(&alle).unwrap_or(Aanzet::Toegang), toelichting: g.ook_tekst() }
}

pub(super) fn terzijde(g: &mut Greep<'_, '_>) -> C {
    let maatregel = g.sleutel(g.kader().maatregelen.iter().map(|m| m.id.clone()));
    C::LegTerzijde { overleg: g.schrijf_nr(), maatregel, reden: g.tekst() }
}
