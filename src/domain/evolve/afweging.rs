//! What was weighed in a meeting.

use super::fill;
use crate::domain::dossier::{GeslotenRonde, Gewogen, Gezet, Oordeel, Overleg, Scenario, ScenarioSoort, ScenarioVelden};
use crate::domain::event::Event;
use crate::domain::ids::ScenarioId;
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;

pub(super) fn evolve(o: &mut Overleg, stamp: &Stamp, event: &Event) {
    use Event as E;
    let gezet = Gezet { op: stamp.op, door: stamp.wie.clone() };
    let a = &mut o.afweging;
    match event {
        E::FactorGewogen { factor, weging, .. } => {
            a.wegingen.entry(factor.clone()).or_default().push(Gewogen { weging: weging.clone(), gezet });
        }
        E::ScenarioGeschetst { scenario, velden, .. } => geschetst(&mut a.scenarios, *scenario, velden),
        E::CriteriumBeantwoord { criterium, antwoord, .. } => {
            a.criteria.insert(criterium.clone(), (antwoord.clone(), gezet));
        }
        E::OpschalingBeslist { opschaling, .. } => a.opschaling.push((opschaling.clone(), gezet)),
        E::MomentBepaald { moment, .. } => a.momenten.push((moment.clone(), gezet)),
        E::Vastgesteld { onderwerp, vaststelling, .. } => {
            a.vaststellingen.entry(*onderwerp).or_default().push((vaststelling.clone(), gezet));
        }
        E::VraagBesproken { reeks, nr, antwoord, .. } => {
            let reeks = a.besproken.entry(reeks.clone()).or_default();
            if antwoord.is_empty() {
                reeks.remove(nr);
            } else {
                reeks.insert(*nr, (antwoord.clone(), gezet));
            }
        }
        E::TerzijdeGelegd { maatregel, reden, .. } => {
            a.opzij.insert(maatregel.clone(), (reden.clone(), gezet));
        }
        _ => ronde(o, gezet, event),
    }
}

/// The closed round. A later judgement of the same organisation takes the place of its earlier one while it is closed.
fn ronde(o: &mut Overleg, gezet: Gezet, event: &Event) {
    use Event as E;
    let a = &mut o.afweging;
    if matches!(event, E::GeslotenRondeGeopend { .. }) {
        let nieuw = GeslotenRonde { geopend: gezet, ontvangen: Vec::new(), oordelen: Vec::new(), onthuld: None };
        return a.rondes.push(nieuw);
    }
    let Some(ronde) = a.rondes.last_mut().filter(|r| r.onthuld.is_none()) else { return };
    match event {
        E::OordeelOntvangen { organisatie, .. } => {
            ronde.ontvangen.retain(|r| !r.same(organisatie.as_str()));
            ronde.ontvangen.push(organisatie.clone());
        }
        E::OordeelVerzegeld { oordeel, .. } => {
            ronde.oordelen.retain(|r| !r.inhoud.organisatie.same(oordeel.organisatie.as_str()));
            let inhoud = oordeel.clone();
            ronde.oordelen.push(Oordeel { inhoud, regel: None, bijgesteld: None, gezet, vervallen: false });
        }
        E::OordelenOnthuld { .. } => {
            ronde.onthuld = Some(gezet);
            let gegeven = std::mem::take(&mut ronde.oordelen);
            o.oordelen.extend(gegeven);
        }
        _ => {}
    }
}

fn geschetst(scenarios: &mut Vec<Scenario>, id: ScenarioId, v: &ScenarioVelden) {
    if !scenarios.iter().any(|s| s.id == id) {
        let soort = ScenarioSoort::Anders;
        scenarios.push(Scenario { id, soort, wat: Tekst::default(), aanleidingen: Vec::new() });
    }
    if let Some(s) = scenarios.iter_mut().find(|s| s.id == id) {
        fill(&mut s.soort, v.soort.as_ref());
        fill(&mut s.wat, v.wat.as_ref());
        fill(&mut s.aanleidingen, v.aanleidingen.as_ref());
    }
}
