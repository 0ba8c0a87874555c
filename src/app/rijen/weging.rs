//! The rows of oordeelsvorming, and what is known of them: what the lines propose, who says so, who gave a judgement.

use crate::app::state::blik::Blik;
use crate::app::state::lijst::{Filter, Lijststaat, Registerlijst, Rij};
use crate::app::state::model::Model;
use crate::domain::advies::{self, FactorVoorstel};
use crate::domain::dossier::{Dossier, Fase, Overleg, Wie};
use crate::domain::ids::RegelId;
use crate::domain::kader::{Factor, Kader, Reeks, ReeksSoort};
use crate::domain::tekst::Tekst;

/// The dossier, the meeting and its kader, once they are here.
pub fn tafel(m: &Model) -> Option<(&Dossier, &Overleg, &Kader)> {
    Some((m.dossier()?, m.overleg()?, m.kader()?))
}

/// The rows of one of these lists.
pub fn rijen(m: &Model, lijst: Registerlijst) -> Vec<Rij> {
    let Some((d, o, kader)) = tafel(m) else { return Vec::new() };
    match lijst {
        Registerlijst::Factoren => factoren(m, d, o, kader),
        Registerlijst::Uitkomsten => (0..kader.instrumenten.len()).map(Rij::Instrument).collect(),
        Registerlijst::Scenarios => {
            let known = o.afweging.scenarios.iter().map(|s| Rij::Scenario(Some(s.id)));
            known.chain([Rij::Scenario(None)]).collect()
        }
        Registerlijst::Criteria => (0..kader.criteria.len()).map(Rij::Criterium).chain([Rij::Opschaling]).collect(),
        Registerlijst::Reeksen => reeksen(d, o, kader),
        Registerlijst::Besluiten
        | Registerlijst::Acties
        | Registerlijst::Vragen
        | Registerlijst::Regels
        | Registerlijst::Opties
        | Registerlijst::Inzetten
        | Registerlijst::Klokken
        | Registerlijst::Voorleggers
        | Registerlijst::Toegang
        | Registerlijst::Informatiebeeld
        | Registerlijst::Meldingen
        | Registerlijst::Betrokkenen
        | Registerlijst::Onderwerpen => Vec::new(),
    }
}

/// The factors that the filter shows, in the order of the kader; and the one that is chosen, so that the answer to it does
/// not take it away from under the cursor.
fn factoren(m: &Model, d: &Dossier, o: &Overleg, kader: &Kader) -> Vec<Rij> {
    let chosen = match m.blik {
        Blik::Register(Lijststaat { gekozen, .. }) => gekozen,
        _ => None,
    };
    let place = |f: &Factor| kader.factoren.iter().position(|x| x.id == f.id).map(Rij::Factor);
    let board = if m.filter == Filter::Kader { kader.factoren.iter().collect() } else { advies::bord(d, o, kader) };
    let rows = board.into_iter().filter_map(|f| Some((place(f)?, o.afweging.nu(&f.id))));
    rows.filter(|(rij, nu)| m.filter.toont(*nu) || Some(*rij) == chosen).map(|(rij, _)| rij).collect()
}

/// The questions of the series: those of the item first, then those of the block, then the others. Adverse effects only of
/// kinds of measures that are in the register.
fn reeksen(d: &Dossier, o: &Overleg, kader: &Kader) -> Vec<Rij> {
    let item = o.huidig_punt.as_ref().and_then(|p| kader.punt(p)).and_then(|(_, p)| p.reeks.as_ref());
    let soorten: Vec<_> = d.inzetten.values().filter_map(|i| kader.maatregel(i.palet.as_ref()?)).map(|m| m.kader).collect();
    let shown = |r: &Reeks| r.soort != ReeksSoort::Informatiebeeld && r.kader.is_none_or(|k| soorten.contains(&k));
    let mut all: Vec<(usize, &Reeks)> = kader.reeksen.iter().enumerate().filter(|(_, r)| shown(r)).collect();
    all.sort_by_key(|(_, r)| (Some(&r.id) != item, blok(r.soort) != o.fase));
    let question =
        |at: usize, r: &Reeks| (1..).zip(&r.vragen).map(move |(nr, _)| Rij::Reeksvraag(at, nr)).collect::<Vec<_>>();
    all.into_iter().flat_map(|(at, r)| question(at, r)).collect()
}

/// The block to which a series belongs (own choice).
fn blok(soort: ReeksSoort) -> Fase {
    match soort {
        ReeksSoort::Haar | ReeksSoort::Delen | ReeksSoort::Informatiebeeld => Fase::Beeldvorming,
        ReeksSoort::Moment | ReeksSoort::Herbeoordelen | ReeksSoort::Opheffen | ReeksSoort::Tegendenker => {
            Fase::Oordeelsvorming
        }
        ReeksSoort::Nadelen | ReeksSoort::Regelen => Fase::Besluitvorming,
        ReeksSoort::Principes | ReeksSoort::Kwaliteit => Fase::Afsluiting,
    }
}

/// What the lines and the narrower factors propose, while the team has not said so or otherwise since.
pub fn voorstel(d: &Dossier, o: &Overleg, factor: &Factor) -> Option<FactorVoorstel> {
    let now = o.afweging.weging(&factor.id);
    let known = |v: &FactorVoorstel| now.is_some_and(|w| w.nu.is_some() && v.regels.iter().all(|r| w.regels.contains(r)));
    let same = |v: &FactorVoorstel| now.and_then(|w| w.nu) == Some(v.antwoord);
    let silent = |v: &FactorVoorstel| known(v) && !v.regels.is_empty();
    advies::voorstel(d, &o.afweging, factor).filter(|v| !same(v) && !silent(v))
}

/// `3 regels spreken ervan: R12 R15 R17`
pub fn spreekt(v: &FactorVoorstel) -> String {
    let lines: Vec<String> = v.regels.iter().map(ToString::to_string).collect();
    match lines.len() {
        0 => "andere factoren die ja zijn spreken ervan".to_owned(),
        1 => format!("{} spreekt ervan", lines.concat()),
        _ => format!("{} spreken ervan", lines.join(" ")),
    }
}

/// Who says all of these lines; nobody where they have more than one source.
pub fn een_bron(d: &Dossier, regels: &[RegelId]) -> Wie {
    let of = |id: &RegelId| {
        let i = &d.regels.get(id)?.inhoud;
        i.bron.clone().or_else(|| i.inbreng.clone().map(Wie::organisatie))
    };
    let mut all: Vec<Wie> = regels.iter().filter_map(of).collect();
    all.dedup();
    match all.as_slice() {
        [one] => one.clone(),
        _ => Wie::default(),
    }
}

/// Whether an organisation gave its judgement: in a closed round, whether it was received.
pub fn heeft_geoordeeld(o: &Overleg, organisatie: &Tekst) -> bool {
    match o.afweging.open_ronde() {
        Some(ronde) => ronde.ontvangen.iter().any(|x| x.same(organisatie.as_str())),
        None => o.oordeel_van(organisatie.as_str()).is_some(),
    }
}
