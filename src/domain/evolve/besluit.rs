//! Decisions and actions.

use super::fill;
use crate::domain::dossier::{
    Actie, ActieStatus, ActieVelden, Besluit, BesluitEinde, BesluitStatus, BesluitVelden, Dissent, Dossier, Gezet,
    StatusWissel,
};
use crate::domain::event::Event;
use crate::domain::ids::{ActieId, BesluitId};
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;

pub(super) fn evolve(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    use Event as E;
    let gezet = || Gezet { op: stamp.op, door: stamp.wie.clone() };
    match event {
        E::BesluitVoorgenomen { besluit, regel, tekst, door, termijn } => {
            let Some(overleg) = d.regels.get(regel).map(|r| r.overleg) else { return };
            let nieuw = Besluit {
                id: *besluit,
                regel: *regel,
                overleg,
                besluit: tekst.clone(),
                vraag: Tekst::default(),
                soort: None,
                status: BesluitStatus::Voorgenomen,
                motivering: Tekst::default(),
                door: door.clone(),
                grond: Tekst::default(),
                vertellen_aan: Tekst::default(),
                effectvraag: Tekst::default(),
                termijn: *termijn,
                bevoegd: None,
                dissent: Vec::new(),
                toetsen: Vec::new(),
                wissels: Vec::new(),
                einde: None,
                op: stamp.op,
            };
            d.besluiten.insert(*besluit, nieuw);
        }
        E::BesluitAangevuld { besluit, velden } => besluit_met(d, *besluit, |b| vul_besluit(b, velden)),
        E::BesluitStatusGewijzigd { besluit, naar, reden, bevoegd, op } => besluit_met(d, *besluit, |b| {
            b.status = *naar;
            if naar.is_eind() {
                // who ended it is not who took it
                let op = op.or(bevoegd.as_ref().map(|w| w.op)).unwrap_or(stamp.op);
                b.einde = Some(BesluitEinde { op, bevoegd: bevoegd.clone(), gezet: gezet() });
            } else if bevoegd.is_some() {
                b.bevoegd.clone_from(bevoegd);
            }
            b.wissels.push(StatusWissel { naar: *naar, reden: reden.clone(), gezet: gezet() });
        }),
        E::DissentGenoteerd { besluit, wie, tekst } => besluit_met(d, *besluit, |b| {
            b.dissent.push(Dissent { wie: wie.clone(), tekst: tekst.clone(), gezet: gezet() });
        }),
        E::ToetsGenoteerd { besluit, toets } => besluit_met(d, *besluit, |b| b.toetsen.push((toets.clone(), gezet()))),
        E::ActieGeopend { actie, regel, wat, eigenaar, termijn } => {
            let Some(overleg) = d.regels.get(regel).map(|r| r.overleg) else { return };
            let nieuw = Actie {
                id: *actie,
                regel: *regel,
                overleg,
                wat: wat.clone(),
                eigenaar: eigenaar.clone(),
                termijn: *termijn,
                terugmelding: Tekst::default(),
                status: ActieStatus::Open,
                wissels: Vec::new(),
                op: stamp.op,
            };
            d.acties.insert(*actie, nieuw);
        }
        E::ActieAangevuld { actie, velden } => actie_met(d, *actie, |a| vul_actie(a, velden)),
        E::ActieGemeld { actie, naar, reden } => actie_met(d, *actie, |a| {
            a.status = *naar;
            a.wissels.push(StatusWissel { naar: *naar, reden: reden.clone(), gezet: gezet() });
        }),
        _ => {}
    }
}

fn vul_besluit(b: &mut Besluit, v: &BesluitVelden) {
    fill(&mut b.vraag, v.vraag.as_ref());
    fill(&mut b.motivering, v.motivering.as_ref());
    fill(&mut b.door, v.door.as_ref());
    fill(&mut b.grond, v.grond.as_ref());
    fill(&mut b.vertellen_aan, v.vertellen_aan.as_ref());
    fill(&mut b.effectvraag, v.effectvraag.as_ref());
    b.soort = v.soort.or(b.soort);
    b.termijn = v.termijn.or(b.termijn);
}

fn vul_actie(a: &mut Actie, v: &ActieVelden) {
    fill(&mut a.wat, v.wat.as_ref());
    fill(&mut a.terugmelding, v.terugmelding.as_ref());
    a.eigenaar = v.eigenaar.clone().or(a.eigenaar.take());
    a.termijn = v.termijn.or(a.termijn);
}

fn besluit_met(d: &mut Dossier, id: BesluitId, change: impl FnOnce(&mut Besluit)) {
    if let Some(b) = d.besluiten.get_mut(&id) {
        change(b);
    }
}

fn actie_met(d: &mut Dossier, id: ActieId, change: impl FnOnce(&mut Actie)) {
    if let Some(a) = d.acties.get_mut(&id) {
        change(a);
    }
}
