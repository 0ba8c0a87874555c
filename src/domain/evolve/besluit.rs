//! Decisions and actions.

use crate::domain::dossier::velden::vul as vul_veld;
use crate::domain::dossier::{
    Actie, ActieStatus, ActieVelden, Besluit, BesluitEinde, BesluitStatus, BesluitVelden, Bevoegd, Dissent, Dossier, Gezet,
    StatusWissel, Wie,
};
use crate::domain::ids::{ActieId, BesluitId, RegelId};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// A decision that this line intends; its words and by whom.
pub(super) fn voorgenomen(
    d: &mut Dossier,
    (id, regel): (BesluitId, RegelId),
    (tekst, door): (&Tekst, &Tekst),
    termijn: Option<Tijdstip>,
    op: Tijdstip,
) {
    let Some(overleg) = d.regels.get(&regel).map(|r| r.overleg) else { return };
    let nieuw = Besluit {
        id,
        regel,
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
        termijn,
        bevoegd: None,
        dissent: Vec::new(),
        toetsen: Vec::new(),
        wissels: Vec::new(),
        einde: None,
        op,
    };
    d.besluiten.insert(id, nieuw);
}

/// Its status is another, from `op` where that was another moment than when it was recorded.
pub(super) fn gewijzigd(
    b: &mut Besluit,
    (naar, reden): (BesluitStatus, &Tekst),
    bevoegd: Option<&Bevoegd>,
    op: Option<Tijdstip>,
    gezet: &Gezet,
) {
    b.status = naar;
    if naar.is_eind() {
        // who ended it is not who took it
        let op = op.or(bevoegd.map(|w| w.op)).unwrap_or(gezet.op);
        b.einde = Some(BesluitEinde { op, bevoegd: bevoegd.cloned(), gezet: gezet.clone() });
    } else if bevoegd.is_some() {
        b.bevoegd = bevoegd.cloned();
    }
    b.wissels.push(StatusWissel { naar, reden: reden.clone(), gezet: gezet.clone() });
}

pub(super) fn dissent(wie: &Wie, tekst: &Tekst, gezet: Gezet) -> Dissent {
    Dissent { wie: wie.clone(), tekst: tekst.clone(), gezet }
}

/// An action that this line opens.
pub(super) fn actie(
    d: &mut Dossier,
    (id, regel): (ActieId, RegelId),
    wat: &Tekst,
    (eigenaar, termijn): (Option<&Wie>, Option<Tijdstip>),
    op: Tijdstip,
) {
    let Some(overleg) = d.regels.get(&regel).map(|r| r.overleg) else { return };
    let nieuw = Actie {
        id,
        regel,
        overleg,
        wat: wat.clone(),
        eigenaar: eigenaar.cloned(),
        termijn,
        terugmelding: Tekst::default(),
        status: ActieStatus::Open,
        wissels: Vec::new(),
        op,
    };
    d.acties.insert(id, nieuw);
}

pub(super) fn gemeld(a: &mut Actie, naar: ActieStatus, reden: &Tekst, gezet: Gezet) {
    a.status = naar;
    a.wissels.push(StatusWissel { naar, reden: reden.clone(), gezet });
}

pub(super) fn vul(b: &mut Besluit, v: &BesluitVelden) {
    let BesluitVelden { vraag, soort, motivering, door, grond, vertellen_aan, effectvraag, termijn } = v;
    vul_veld(&mut b.vraag, vraag.as_ref());
    vul_veld(&mut b.motivering, motivering.as_ref());
    vul_veld(&mut b.door, door.as_ref());
    vul_veld(&mut b.grond, grond.as_ref());
    vul_veld(&mut b.vertellen_aan, vertellen_aan.as_ref());
    vul_veld(&mut b.effectvraag, effectvraag.as_ref());
    b.soort = soort.or(b.soort);
    b.termijn = termijn.or(b.termijn);
}

pub(super) fn vul_actie(a: &mut Actie, v: &ActieVelden) {
    let ActieVelden { wat, eigenaar, termijn, terugmelding } = v;
    vul_veld(&mut a.wat, wat.as_ref());
    vul_veld(&mut a.terugmelding, terugmelding.as_ref());
    a.eigenaar = eigenaar.clone().or(a.eigenaar.take());
    a.termijn = termijn.or(a.termijn);
}

pub(super) fn met(d: &mut Dossier, id: BesluitId, change: impl FnOnce(&mut Besluit)) {
    if let Some(b) = d.besluiten.get_mut(&id) {
        change(b);
    }
}

pub(super) fn actie_met(d: &mut Dossier, id: ActieId, change: impl FnOnce(&mut Actie)) {
    if let Some(a) = d.acties.get_mut(&id) {
        change(a);
    }
}
