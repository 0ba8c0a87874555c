//! Meetings.

use std::collections::BTreeMap;

use super::{afweging, fill};
use crate::domain::dossier::{
    Afweging, Beurt, Bijeenroeping, Deelname, Dossier, EindeWissel, Fase, FaseWissel, Gezet, Oordeel, Optie, OptieVelden,
    Overgang, Overleg, SchermPeriode, Schorsing, Voorzitterschap, Vorm,
};
use crate::domain::event::Event;
use crate::domain::ids::{OptieId, OverlegNr};
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;

pub(super) fn evolve(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    use Event as E;
    let gezet = || Gezet { op: stamp.op, door: stamp.wie.clone() };
    if let E::OverlegBijeengeroepen { overleg, bijeenroeping } = event {
        d.overleggen.push(nieuw(*overleg, bijeenroeping, gezet()));
        return;
    }
    let Some(o) = over(event).and_then(|nr| d.overleg_mut(nr)) else { return };
    match event {
        E::OverlegGestart { kader, punt, .. } => {
            o.fase = Fase::Opening;
            o.begonnen = Some(stamp.op);
            o.kader = Some(kader.clone());
            o.huidig_punt.clone_from(punt);
            o.voorzitters.push(Voorzitterschap { wie: stamp.wie.clone(), sinds: stamp.op, reden: Tekst::default() });
        }
        E::AfsprakenGemaakt { afspraken, .. } => o.afspraken = Some(afspraken.clone()),
        E::AanwezigheidGenoteerd { deelname, .. } => aanwezig(o, deelname),
        E::VoorzitterOvergenomen { reden, .. } => {
            o.voorzitters.push(Voorzitterschap { wie: stamp.wie.clone(), sinds: stamp.op, reden: reden.clone() });
        }
        E::EindeGewijzigd { einde, reden, .. } => {
            o.eindes.push(EindeWissel { was: o.einde, reden: reden.clone(), gezet: gezet() });
            o.einde = *einde;
        }
        E::HybrideGenoteerd { reden, .. } => {
            o.bijeenroeping.vorm = Vorm::Hybride;
            o.hybride.push((reden.clone(), gezet()));
        }
        E::OordeelGegeven { oordeel, regel, bijgesteld, .. } => {
            o.oordelen.push(Oordeel {
                inhoud: oordeel.clone(),
                regel: *regel,
                bijgesteld: bijgesteld.clone(),
                gezet: gezet(),
                vervallen: false,
            });
        }
        E::ConclusieGetrokken { conclusie, .. } => o.conclusies.push((conclusie.clone(), gezet())),
        E::OptieGewogen { optie, velden, .. } => gewogen(o, *optie, velden, stamp),
        E::OptieAfgeschermd { optie, getoond, .. } => scherm(o, *optie, |x| {
            x.afgeschermd = true;
            x.getoond = getoond.map(|van| (van, stamp.op));
        }),
        E::OptieVrijgegeven { optie, reden, .. } => scherm(o, *optie, |x| {
            x.afgeschermd = false;
            x.vrijgegeven.push((reden.clone(), gezet()));
        }),
        E::AfgeschermdVoorgelezen { aantal, .. } => o.voorgelezen = Some((*aantal, gezet())),
        E::VertellerBenoemd { verteller, .. } => o.verteller = Some(verteller.clone()),
        E::Verteld { vertelling, .. } => o.verteld.push((vertelling.clone(), gezet())),
        E::VerslagVastgesteld { .. } => o.vastgesteld = Some(gezet()),
        _ => gang(o, stamp, event),
    }
}

/// How the meeting goes on: blocks, pauses, items, turns, screens.
fn gang(o: &mut Overleg, stamp: &Stamp, event: &Event) {
    use Event as E;
    let gezet = || Gezet { op: stamp.op, door: stamp.wie.clone() };
    match event {
        E::FaseGewisseld { van, naar, reden, open, punt, .. } => {
            eindig_beurt(o, stamp);
            o.fase = *naar;
            o.huidig_punt.clone_from(punt);
            o.overgang = None;
            o.wissels.push(FaseWissel { van: *van, naar: *naar, reden: reden.clone(), open: open.clone(), gezet: gezet() });
        }
        E::OvergangGevraagd { van, naar, open, .. } => {
            o.overgang = Some(Overgang { van: *van, naar: *naar, open: open.clone(), gezet: gezet() });
        }
        E::OvergangVervallen { .. } => o.overgang = None,
        E::Geschorst { reden, .. } => {
            o.schorsingen.push(Schorsing { van: stamp.op, tot: None, reden: reden.clone() });
        }
        E::Hervat { .. } => {
            if let Some(s) = o.schorsingen.last_mut() {
                s.tot = Some(stamp.op);
            }
        }
        E::OverlegGesloten { sluiting, reden, open, .. } => {
            eindig_beurt(o, stamp);
            o.wissels.push(FaseWissel {
                van: o.fase,
                naar: Fase::Gesloten,
                reden: reden.clone(),
                open: open.clone(),
                gezet: gezet(),
            });
            o.fase = Fase::Gesloten;
            o.sluiting = Some((sluiting.clone(), open.clone(), gezet()));
        }
        E::PuntGekozen { punt, .. } => o.huidig_punt = Some(punt.clone()),
        E::PuntAfgevinkt { punt, .. } => o.punten.entry(punt.clone()).or_default().klaar = Some(gezet()),
        E::PuntHeropend { punt, .. } => o.punten.entry(punt.clone()).or_default().klaar = None,
        E::BeurtGegeven { organisatie, .. } => {
            eindig_beurt(o, stamp);
            o.beurten.push(Beurt { organisatie: organisatie.clone(), van: stamp.op, tot: None });
        }
        E::BeurtAfgerond { .. } => eindig_beurt(o, stamp),
        E::SchermAan { .. } => o.schermen.push(SchermPeriode { van: stamp.op, tot: None }),
        E::SchermUit { .. } => {
            if let Some(s) = o.schermen.last_mut() {
                s.tot = Some(stamp.op);
            }
        }
        _ => afweging::evolve(o, stamp, event),
    }
}

/// The meeting that an event is about.
fn over(event: &Event) -> Option<OverlegNr> {
    use Event as E;
    match event {
        E::OverlegGestart { overleg, .. }
        | E::AfsprakenGemaakt { overleg, .. }
        | E::AanwezigheidGenoteerd { overleg, .. }
        | E::VoorzitterOvergenomen { overleg, .. }
        | E::EindeGewijzigd { overleg, .. }
        | E::HybrideGenoteerd { overleg, .. }
        | E::FaseGewisseld { overleg, .. }
        | E::OvergangGevraagd { overleg, .. }
        | E::OvergangVervallen { overleg }
        | E::Geschorst { overleg, .. }
        | E::Hervat { overleg }
        | E::OverlegGesloten { overleg, .. }
        | E::VerslagVastgesteld { overleg }
        | E::PuntGekozen { overleg, .. }
        | E::PuntAfgevinkt { overleg, .. }
        | E::PuntHeropend { overleg, .. }
        | E::BeurtGegeven { overleg, .. }
        | E::BeurtAfgerond { overleg }
        | E::OordeelGegeven { overleg, .. }
        | E::ConclusieGetrokken { overleg, .. }
        | E::OptieGewogen { overleg, .. }
        | E::OptieAfgeschermd { overleg, .. }
        | E::OptieVrijgegeven { overleg, .. }
        | E::AfgeschermdVoorgelezen { overleg, .. }
        | E::VertellerBenoemd { overleg, .. }
        | E::Verteld { overleg, .. }
        | E::FactorGewogen { overleg, .. }
        | E::GeslotenRondeGeopend { overleg }
        | E::OordeelOntvangen { overleg, .. }
        | E::OordeelVerzegeld { overleg, .. }
        | E::OordelenOnthuld { overleg }
        | E::ScenarioGeschetst { overleg, .. }
        | E::CriteriumBeantwoord { overleg, .. }
        | E::OpschalingBeslist { overleg, .. }
        | E::MomentBepaald { overleg, .. }
        | E::Vastgesteld { overleg, .. }
        | E::VraagBesproken { overleg, .. }
        | E::TerzijdeGelegd { overleg, .. }
        | E::SchermAan { overleg }
        | E::SchermUit { overleg } => Some(*overleg),
        _ => None,
    }
}

fn nieuw(nr: OverlegNr, b: &Bijeenroeping, geroepen: Gezet) -> Overleg {
    Overleg {
        nr,
        bijeenroeping: b.clone(),
        geroepen,
        fase: Fase::Gepland,
        begonnen: None,
        einde: b.einde,
        eindes: Vec::new(),
        hybride: Vec::new(),
        kader: None,
        voorzitters: Vec::new(),
        afspraken: None,
        deelnemers: Vec::new(),
        wissels: Vec::new(),
        overgang: None,
        schorsingen: Vec::new(),
        punten: BTreeMap::new(),
        huidig_punt: None,
        beurten: Vec::new(),
        oordelen: Vec::new(),
        conclusies: Vec::new(),
        opties: Vec::new(),
        afweging: Afweging::default(),
        verteller: None,
        verteld: Vec::new(),
        schermen: Vec::new(),
        sluiting: None,
        voorgelezen: None,
        vastgesteld: None,
    }
}

fn aanwezig(o: &mut Overleg, deelname: &Deelname) {
    match o.deelnemers.iter_mut().find(|d| d.same(deelname)) {
        Some(d) => d.clone_from(deelname),
        None => o.deelnemers.push(deelname.clone()),
    }
}

fn scherm(o: &mut Overleg, id: OptieId, doe: impl FnOnce(&mut Optie)) {
    if let Some(x) = o.opties.iter_mut().find(|x| x.id == id) {
        doe(x);
    }
}

fn gewogen(o: &mut Overleg, id: OptieId, v: &OptieVelden, stamp: &Stamp) {
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
            op: stamp.op,
            afgeschermd: false,
            getoond: None,
            vrijgegeven: Vec::new(),
        });
    }
    if let Some(x) = o.opties.iter_mut().find(|x| x.id == id) {
        fill(&mut x.optie, v.optie.as_ref());
        fill(&mut x.voor, v.voor.as_ref());
        fill(&mut x.tegen, v.tegen.as_ref());
        fill(&mut x.risico, v.risico.as_ref());
        x.niets_doen = v.niets_doen.unwrap_or(x.niets_doen);
        x.keuze = v.keuze.clone().or(x.keuze.take());
    }
}

fn eindig_beurt(o: &mut Overleg, stamp: &Stamp) {
    for b in o.beurten.iter_mut().filter(|b| b.tot.is_none()) {
        b.tot = Some(stamp.op);
    }
}
