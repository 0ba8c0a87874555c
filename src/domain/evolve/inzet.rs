//! The maatregelenregister, what is put before the burgemeester, and clocks.

use super::fill;
use crate::domain::dossier::{
    Dossier, Gezet, Inzet, InzetSoort, InzetStatus, InzetVelden, KlokVelden, LopendeKlok, Schending, StatusWissel,
    Voorlegger, VoorleggerAntwoord, VoorleggerVelden,
};
use crate::domain::ids::{InzetId, KlokNr, OverlegNr, RegelId, VoorleggerId};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// An entry of the register that this line opens.
pub(super) fn geopend(d: &mut Dossier, (id, regel): (InzetId, RegelId), velden: &InzetVelden, gezet: &Gezet) {
    let Some(overleg) = d.regels.get(&regel).map(|r| r.overleg) else { return };
    let mut nieuw = leeg(id, regel, overleg, gezet.op);
    vul(&mut nieuw, velden, gezet);
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

fn leeg(id: InzetId, regel: RegelId, overleg: OverlegNr, op: Tijdstip) -> Inzet {
    Inzet {
        id,
        regel,
        overleg,
        soort: InzetSoort::default(),
        palet: None,
        wat: Tekst::default(),
        voor: Vec::new(),
        orgaan: Tekst::default(),
        orgaan_reden: Tekst::default(),
        grond: Tekst::default(),
        begin: None,
        einde: None,
        eindes: Vec::new(),
        herziening: None,
        toezicht: Tekst::default(),
        meldpunt: Tekst::default(),
        gevolg: Tekst::default(),
        nadelen: Tekst::default(),
        kan: None,
        politie_weet: false,
        besluit: None,
        hoort_bij: Vec::new(),
        status: InzetStatus::Voorgesteld,
        wissels: Vec::new(),
        schendingen: Vec::new(),
        op,
    }
}

pub(super) fn vul(i: &mut Inzet, v: &InzetVelden, gezet: &Gezet) {
    fill(&mut i.soort, v.soort.as_ref());
    fill(&mut i.wat, v.wat.as_ref());
    fill(&mut i.voor, v.voor.as_ref());
    fill(&mut i.orgaan, v.orgaan.as_ref());
    fill(&mut i.orgaan_reden, v.orgaan_reden.as_ref());
    fill(&mut i.grond, v.grond.as_ref());
    fill(&mut i.toezicht, v.toezicht.as_ref());
    fill(&mut i.meldpunt, v.meldpunt.as_ref());
    fill(&mut i.gevolg, v.gevolg.as_ref());
    fill(&mut i.nadelen, v.nadelen.as_ref());
    fill(&mut i.politie_weet, v.politie_weet.as_ref());
    fill(&mut i.hoort_bij, v.hoort_bij.as_ref());
    i.palet = v.palet.clone().or(i.palet.take());
    i.begin = v.begin.or(i.begin);
    i.eindes.extend(v.einde.filter(|op| Some(*op) != i.einde).map(|op| (op, gezet.clone())));
    i.einde = v.einde.or(i.einde);
    i.herziening = v.herziening.or(i.herziening);
    i.kan = v.kan.or(i.kan);
    i.besluit = v.besluit.or(i.besluit);
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
    fill(&mut v.gevraagd, velden.gevraagd.as_ref());
    fill(&mut v.grond, velden.grond.as_ref());
    fill(&mut v.alternatieven, velden.alternatieven.as_ref());
    fill(&mut v.nadelen, velden.nadelen.as_ref());
    fill(&mut v.huisverbod, velden.huisverbod.as_ref());
    fill(&mut v.feiten, velden.feiten.as_ref());
    v.uiterlijk = velden.uiterlijk.or(v.uiterlijk);
    v.besluit = velden.besluit.or(v.besluit);
}

pub(super) fn klok_gezet(d: &mut Dossier, nr: KlokNr, v: &KlokVelden, gezet: Gezet) {
    let was = d.klokken.get(&nr).map(|k| k.einde);
    let Some(einde) = v.einde.or(was) else { return };
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
    fill(&mut k.naam, v.naam.as_ref());
    fill(&mut k.gegeven_door, v.gegeven_door.as_ref());
    k.soort = v.soort.clone().or(k.soort.take());
    k.begin = v.begin.or(k.begin);
    k.inzet = v.inzet.or(k.inzet);
    k.einde = einde;
    k.gezet.push((einde, v.reden.clone().unwrap_or_default(), gezet));
}
