//! What was weighed in a meeting.

use crate::domain::dossier::velden::vul;
use crate::domain::dossier::{
    Afweging, Dossier, GeslotenRonde, Gewogen, Gezet, Oordeel, OordeelInhoud, Optie, OptieVelden, Overleg, Scenario,
    ScenarioSoort, ScenarioVelden, Weging,
};
use crate::domain::ids::{FactorId, OptieId, OverlegNr, ReeksId, RegelId, ScenarioId};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// Changes what this meeting weighed.
pub(super) fn met(d: &mut Dossier, nr: OverlegNr, change: impl FnOnce(&mut Afweging)) {
    super::overleg::met(d, nr, |o| change(&mut o.afweging));
}

pub(super) fn gewogen(a: &mut Afweging, factor: &FactorId, weging: &Weging, gezet: Gezet) {
    a.wegingen.entry(factor.clone()).or_default().push(Gewogen { weging: weging.clone(), gezet });
}

/// An empty answer takes the answer away.
pub(super) fn besproken(a: &mut Afweging, (reeks, nr): (&ReeksId, u32), antwoord: &Tekst, gezet: Gezet) {
    let reeks = a.besproken.entry(reeks.clone()).or_default();
    if antwoord.is_empty() {
        reeks.remove(&nr);
    } else {
        reeks.insert(nr, (antwoord.clone(), gezet));
    }
}

pub(super) fn oordeel(inhoud: &OordeelInhoud, regel: Option<RegelId>, bijgesteld: Option<&Tekst>, gezet: Gezet) -> Oordeel {
    Oordeel { inhoud: inhoud.clone(), regel, bijgesteld: bijgesteld.cloned(), gezet, vervallen: false }
}

pub(super) fn ronde_open(a: &mut Afweging, geopend: Gezet) {
    a.rondes.push(GeslotenRonde { geopend, ontvangen: Vec::new(), oordelen: Vec::new(), onthuld: None });
}

/// Changes the closed round that is not revealed.
pub(super) fn ronde_met(d: &mut Dossier, nr: OverlegNr, change: impl FnOnce(&mut GeslotenRonde)) {
    met(d, nr, |a| {
        if let Some(ronde) = a.rondes.last_mut().filter(|r| r.onthuld.is_none()) {
            change(ronde);
        }
    });
}

/// A later judgement of the same organisation takes the place of its earlier one while the round is closed.
pub(super) fn ontvangen(ronde: &mut GeslotenRonde, organisatie: &Tekst) {
    ronde.ontvangen.retain(|r| !r.same(organisatie.as_str()));
    ronde.ontvangen.push(organisatie.clone());
}

/// Likewise.
pub(super) fn verzegeld(ronde: &mut GeslotenRonde, inhoud: &OordeelInhoud, gezet: Gezet) {
    ronde.oordelen.retain(|r| !r.inhoud.organisatie.same(inhoud.organisatie.as_str()));
    ronde.oordelen.push(oordeel(inhoud, None, None, gezet));
}

/// What was given in the closed round is given.
pub(super) fn onthuld(o: &mut Overleg, gezet: Gezet) {
    let Some(ronde) = o.afweging.rondes.last_mut().filter(|r| r.onthuld.is_none()) else { return };
    ronde.onthuld = Some(gezet);
    o.oordelen.extend(std::mem::take(&mut ronde.oordelen));
}

/// Changes this option.
pub(super) fn optie_met(d: &mut Dossier, nr: OverlegNr, id: OptieId, change: impl FnOnce(&mut Optie)) {
    super::overleg::met(d, nr, |o| {
        if let Some(x) = o.opties.iter_mut().find(|x| x.id == id) {
            change(x);
        }
    });
}

pub(super) fn optie(o: &mut Overleg, id: OptieId, v: &OptieVelden, op: Tijdstip) {
    if !o.opties.iter().any(|x| x.id == id) {
        let leeg = Tekst::default;
        o.opties.push(Optie {
            id,
            optie: leeg(),
            voor: leeg(),
            tegen: leeg(),
            risico: leeg(),
            niets_doen: false,
            keuze: None,
            op,
            afgeschermd: false,
            kring: Vec::new(),
            getoond: None,
            vrijgegeven: Vec::new(),
        });
    }
    // a shield is an event of its own
    let OptieVelden { optie, voor, tegen, risico, niets_doen, keuze, afgeschermd: _, kring: _ } = v;
    if let Some(x) = o.opties.iter_mut().find(|x| x.id == id) {
        vul(&mut x.optie, optie.as_ref());
        vul(&mut x.voor, voor.as_ref());
        vul(&mut x.tegen, tegen.as_ref());
        vul(&mut x.risico, risico.as_ref());
        x.niets_doen = niets_doen.unwrap_or(x.niets_doen);
        x.keuze = keuze.clone().or(x.keuze.take());
    }
}

pub(super) fn geschetst(scenarios: &mut Vec<Scenario>, id: ScenarioId, v: &ScenarioVelden) {
    if !scenarios.iter().any(|s| s.id == id) {
        let soort = ScenarioSoort::Anders;
        scenarios.push(Scenario { id, soort, wat: Tekst::default(), aanleidingen: Vec::new() });
    }
    let ScenarioVelden { soort, wat, aanleidingen } = v;
    if let Some(s) = scenarios.iter_mut().find(|s| s.id == id) {
        vul(&mut s.soort, soort.as_ref());
        vul(&mut s.wat, wat.as_ref());
        vul(&mut s.aanleidingen, aanleidingen.as_ref());
    }
}
