//! The maatregelenregister, what is put before the burgemeester, and clocks.

use crate::domain::dossier::velden::vul;
use crate::domain::dossier::{
    Dossier, Gezet, Inzet, InzetStatus, InzetVelden, KlokVelden, LopendeKlok, Schending, StatusWissel, Voorlegger,
    VoorleggerAntwoord, VoorleggerVelden,
};
use crate::domain::ids::{InzetId, KlokNr, OverlegNr, RegelId, VoorleggerId};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// An entry of the register that this line opens.
pub(super) fn geopend(d: &mut Dossier, (id, regel): (InzetId, RegelId), velden: &InzetVelden, gezet: &Gezet) {
    let Some(overleg) = d.regels.get(&regel).map(|r| r.overleg) else { return };
    let mut nieuw = Inzet::leeg(id, regel, overleg, gezet.op);
    nieuw.vul(velden, gezet);
    d.inzetten.insert(id, nieuw);
}

/// Its status is another; who imposes it without saying from when, imposes it now.
pub(super) fn gewijzigd(i: &mut Inzet, naar: InzetStatus, reden: &Tekst, gezet: Gezet) {
    if naar == InzetStatus::Opgelegd {
        i.begin = i.begin.or(Some(gezet.op));
    }
    i.status = naar;
    i.wissels.push(StatusWissel { naar, reden: reden.clone(), gezet });
}

pub(super) fn beantwoord(d: &mut Dossier, id: VoorleggerId, antwoord: &VoorleggerAntwoord, gezet: Gezet) {
    if let Some(v) = d.voorleggers.get_mut(&id) {
        v.antwoord = Some((antwoord.clone(), gezet));
    }
}

pub(super) fn klok_gestopt(d: &mut Dossier, nr: KlokNr, reden: &Tekst, gezet: Gezet) {
    if let Some(k) = d.klokken.get_mut(&nr) {
        k.gestopt = Some((reden.clone(), gezet));
    }
}

/// A new breach, or more about one that was reported before: that breaches nothing anew.
pub(super) fn geschonden(i: &mut Inzet, s: &Schending, gezet: Gezet) {
    let eerder = s.bij.and_then(|nr| usize::try_from(nr).ok()?.checked_sub(1)).and_then(|at| i.schendingen.get_mut(at));
    if let Some((eerder, _)) = eerder {
        eerder.vul_aan(s);
        return;
    }
    // what was only proposed or asked binds nobody yet: the report stands, and it does not say that it was in force
    if i.status.geldt() {
        i.status = InzetStatus::Geschonden;
    }
    i.schendingen.push((Schending { bij: None, ..s.clone() }, gezet));
}

pub(super) fn met(d: &mut Dossier, id: InzetId, change: impl FnOnce(&mut Inzet)) {
    if let Some(i) = d.inzetten.get_mut(&id) {
        change(i);
    }
}

pub(super) fn voorgelegd(d: &mut Dossier, overleg: OverlegNr, id: VoorleggerId, velden: &VoorleggerVelden, op: Tijdstip) {
    let v = d.voorleggers.entry(id).or_insert_with(|| Voorlegger {
        id,
        overleg,
        gevraagd: Tekst::default(),
        uiterlijk: None,
        grond: Tekst::default(),
        alternatieven: Tekst::default(),
        nadelen: Tekst::default(),
        huisverbod: false,
        feiten: Vec::new(),
        besluit: None,
        antwoord: None,
        op,
    });
    let VoorleggerVelden { gevraagd, uiterlijk, grond, alternatieven, nadelen, huisverbod, feiten, besluit } = velden;
    vul(&mut v.gevraagd, gevraagd.as_ref());
    vul(&mut v.grond, grond.as_ref());
    vul(&mut v.alternatieven, alternatieven.as_ref());
    vul(&mut v.nadelen, nadelen.as_ref());
    vul(&mut v.huisverbod, huisverbod.as_ref());
    vul(&mut v.feiten, feiten.as_ref());
    v.uiterlijk = uiterlijk.or(v.uiterlijk);
    v.besluit = besluit.or(v.besluit);
}

pub(super) fn klok_gezet(d: &mut Dossier, nr: KlokNr, v: &KlokVelden, gezet: Gezet) {
    let KlokVelden { soort, naam, begin, einde, gegeven_door, inzet, reden } = v;
    let was = d.klokken.get(&nr).map(|k| k.einde);
    let Some(einde) = einde.or(was) else { return };
    let k = d.klokken.entry(nr).or_insert_with(|| LopendeKlok {
        nr,
        soort: None,
        naam: Tekst::default(),
        begin: None,
        einde,
        gegeven_door: Tekst::default(),
        inzet: None,
        gezet: Vec::new(),
        gestopt: None,
    });
    vul(&mut k.naam, naam.as_ref());
    vul(&mut k.gegeven_door, gegeven_door.as_ref());
    k.soort = soort.clone().or(k.soort.take());
    k.begin = begin.or(k.begin);
    k.inzet = inzet.or(k.inzet);
    k.einde = einde;
    k.gezet.push((einde, reden.clone().unwrap_or_default(), gezet));
}
