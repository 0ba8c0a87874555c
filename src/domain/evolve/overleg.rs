//! Meetings.

use std::collections::BTreeMap;

use crate::domain::dossier::{
    Afweging, Beurt, Bijeenroeping, Deelname, Dossier, EindeWissel, Fase, FaseWissel, Gezet, Overgang, Overleg,
    SchermPeriode, Schorsing, Sluiting, Voorzitterschap, Vorm, Wie,
};
use crate::domain::ids::{OverlegNr, PuntId};
use crate::domain::kader::KaderHash;
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// Changes this meeting.
pub(super) fn met(d: &mut Dossier, nr: OverlegNr, change: impl FnOnce(&mut Overleg)) {
    if let Some(o) = d.overleg_mut(nr) {
        change(o);
    }
}

pub(super) fn gestart(o: &mut Overleg, kader: &KaderHash, punt: Option<&PuntId>, stamp: &Stamp) {
    o.fase = Fase::Opening;
    o.begonnen = Some(stamp.op);
    o.kader = Some(kader.clone());
    o.huidig_punt = punt.cloned();
    voorgezeten(o, stamp, Tekst::default());
}

pub(super) fn voorgezeten(o: &mut Overleg, stamp: &Stamp, reden: Tekst) {
    o.voorzitters.push(Voorzitterschap { wie: stamp.wie.clone(), sinds: stamp.op, reden });
}

pub(super) fn verzet(o: &mut Overleg, einde: Tijdstip, reden: &Tekst, gezet: Gezet) {
    o.eindes.push(EindeWissel { was: o.einde, reden: reden.clone(), gezet });
    o.einde = einde;
}

pub(super) fn hybride(o: &mut Overleg, reden: &Tekst, gezet: Gezet) {
    o.bijeenroeping.vorm = Vorm::Hybride;
    o.hybride.push((reden.clone(), gezet));
}

/// The meeting is in another block; why, and what was open.
pub(super) fn gewisseld(o: &mut Overleg, (van, naar): (Fase, Fase), (reden, open): (&Tekst, &[Tekst]), gezet: Gezet) {
    eindig_beurt(o, gezet.op);
    o.fase = naar;
    o.wissels.push(FaseWissel {
        van,
        naar,
        reden: reden.clone(),
        open: open.to_vec(),
        afgeschermd_open: Vec::new(),
        gezet,
    });
}

/// What else was open at the last step.
pub(super) fn ook_open(o: &mut Overleg, open: &[Tekst]) {
    if let Some(wissel) = o.wissels.last_mut() {
        wissel.afgeschermd_open = open.to_vec();
    }
}

pub(super) fn overgang((van, naar): (Fase, Fase), open: &[Tekst], gezet: Gezet) -> Overgang {
    Overgang { van, naar, open: open.to_vec(), gezet }
}

pub(super) fn geschorst(o: &mut Overleg, op: Tijdstip, reden: &Tekst) {
    o.schorsingen.push(Schorsing { van: op, tot: None, reden: reden.clone() });
}

pub(super) fn hervat(o: &mut Overleg, op: Tijdstip) {
    if let Some(s) = o.schorsingen.last_mut() {
        s.tot = Some(op);
    }
}

pub(super) fn gesloten(o: &mut Overleg, sluiting: &Sluiting, waarom: (&Tekst, &[Tekst]), gezet: &Gezet) {
    gewisseld(o, (o.fase, Fase::Gesloten), waarom, gezet.clone());
    o.sluiting = Some((sluiting.clone(), waarom.1.to_vec(), gezet.clone()));
}

pub(super) fn beurt(o: &mut Overleg, organisatie: &Tekst, op: Tijdstip) {
    eindig_beurt(o, op);
    o.beurten.push(Beurt { organisatie: organisatie.clone(), van: op, tot: None });
}

pub(super) fn eindig_beurt(o: &mut Overleg, op: Tijdstip) {
    for b in o.beurten.iter_mut().filter(|b| b.tot.is_none()) {
        b.tot = Some(op);
    }
}

pub(super) fn scherm_aan(o: &mut Overleg, op: Tijdstip) {
    o.schermen.push(SchermPeriode { van: op, tot: None });
}

pub(super) fn scherm_uit(o: &mut Overleg, op: Tijdstip) {
    if let Some(s) = o.schermen.last_mut() {
        s.tot = Some(op);
    }
}

/// The dossier itself, since it was opened.
pub(super) fn dossier(geopend: Gezet) -> Overleg {
    let nooit = Bijeenroeping {
        door: Wie::default(),
        reden: Tekst::default(),
        vorm: Vorm::Digitaal,
        begin: None,
        einde: geopend.op,
    };
    Overleg { fase: Fase::Dossier, ..nieuw(OverlegNr::DOSSIER, &nooit, geopend) }
}

pub(super) fn nieuw(nr: OverlegNr, b: &Bijeenroeping, geroepen: Gezet) -> Overleg {
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

pub(super) fn aanwezig(o: &mut Overleg, deelname: &Deelname) {
    match o.deelnemers.iter_mut().find(|d| d.same(deelname)) {
        Some(d) => d.clone_from(deelname),
        None => o.deelnemers.push(deelname.clone()),
    }
}
