//! Lines and open questions.

use crate::domain::dossier::{
    ActieStatus, BesluitStatus, Correctie, Dossier, Gezet, InzetStatus, Oordeel, Regel, RegelInhoud, SoortWissel, Vraag,
};
use crate::domain::event::Event;
use crate::domain::ids::{OverlegNr, PuntId, RegelId, VraagId};
use crate::domain::rol::Stamp;

pub(super) fn evolve(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    use Event as E;
    let gezet = || Gezet { op: stamp.op, door: stamp.wie.clone() };
    match event {
        E::RegelVastgelegd { overleg, regel, punt, inhoud } => {
            let nieuw = nieuw(*regel, *overleg, punt, inhoud, stamp);
            d.regels.insert(*regel, nieuw);
        }
        E::RegelGecorrigeerd { regel, inhoud, reden } => gecorrigeerd(d, *regel, inhoud, reden, gezet()),
        E::SoortGewijzigd { regel, naar } => {
            oordeel_vervalt(d, *regel);
            met(d, *regel, |r| {
                r.soorten.push(SoortWissel { was: r.inhoud.soort, gezet: gezet() });
                r.inhoud.soort = *naar;
                // only a fact can be a ground
                r.huisverbodgrond = None;
            });
        }
        E::RegelAfgeschermd { regel, getoond } => met(d, *regel, |r| {
            r.inhoud.afgeschermd = true;
            r.getoond = getoond.map(|sinds| (sinds, stamp.op));
        }),
        E::RegelVrijgegeven { regel, reden } => met(d, *regel, |r| {
            r.inhoud.afgeschermd = false;
            r.vrijgegeven.push((reden.clone(), gezet()));
        }),
        E::HuisverbodgrondGemerkt { regel, grond } => {
            met(d, *regel, |r| r.huisverbodgrond = grond.then(gezet));
        }
        E::RegelIngetrokken { regel } => {
            oordeel_vervalt(d, *regel);
            met(d, *regel, |r| r.ingetrokken = Some(gezet()));
        }
        E::VraagGesteld { vraag, regel, tekst, eigenaar, terug } => {
            let Some(overleg) = d.regels.get(regel).map(|r| r.overleg) else { return };
            let nieuw = Vraag {
                id: *vraag,
                regel: *regel,
                overleg,
                vraag: tekst.clone(),
                eigenaar: eigenaar.clone(),
                terug: *terug,
                antwoord: None,
                vervallen: false,
            };
            d.vragen.insert(*vraag, nieuw);
        }
        E::VraagToegewezen { vraag, eigenaar, terug } => vraag_met(d, *vraag, |v| {
            v.eigenaar = Some(eigenaar.clone());
            v.terug = Some(*terug);
        }),
        E::VraagBeantwoord { vraag, antwoord } => {
            vraag_met(d, *vraag, |v| v.antwoord = Some((antwoord.clone(), gezet())));
        }
        E::VraagVervallen { vraag } => vraag_met(d, *vraag, |v| v.vervallen = true),
        _ => {}
    }
}

fn nieuw(id: RegelId, overleg: OverlegNr, punt: &PuntId, inhoud: &RegelInhoud, stamp: &Stamp) -> Regel {
    Regel {
        id,
        overleg,
        punt: punt.clone(),
        inhoud: inhoud.clone(),
        op: stamp.op,
        auteur: stamp.wie.clone(),
        correcties: Vec::new(),
        soorten: Vec::new(),
        huisverbodgrond: None,
        ingetrokken: None,
        getoond: None,
        vrijgegeven: Vec::new(),
    }
}

/// The line gets its new text; so does what hangs on it and still can change.
fn gecorrigeerd(d: &mut Dossier, id: RegelId, inhoud: &RegelInhoud, reden: &crate::domain::tekst::Tekst, gezet: Gezet) {
    let Some(r) = d.regels.get_mut(&id) else { return };
    let (soort, afgeschermd) = (r.inhoud.soort, r.inhoud.afgeschermd);
    let was = std::mem::replace(&mut r.inhoud, RegelInhoud { soort, afgeschermd, ..inhoud.clone() });
    r.correcties.push(Correctie { was: was.tekst, reden: reden.clone(), gezet });
    for v in d.vragen.values_mut().filter(|v| v.regel == id && v.is_open()) {
        v.vraag.clone_from(&inhoud.tekst);
        v.eigenaar = inhoud.eigenaar.clone().or(v.eigenaar.take());
        v.terug = inhoud.termijn.or(v.terug);
    }
    for o in oordelen_in(d, id) {
        o.inhoud.argument.clone_from(&inhoud.tekst);
        o.inhoud.acuut = inhoud.acuut.or(o.inhoud.acuut);
        o.inhoud.niveau = inhoud.niveau.clone().or(o.inhoud.niveau.take());
    }
    for i in d.inzetten.values_mut().filter(|i| i.regel == id && i.status == InzetStatus::Voorgesteld) {
        i.wat.clone_from(&inhoud.tekst);
        i.einde = inhoud.termijn.or(i.einde);
    }
    let los = |s: BesluitStatus| matches!(s, BesluitStatus::Voorgenomen | BesluitStatus::Getoetst);
    for b in d.besluiten.values_mut().filter(|b| b.regel == id && los(b.status)) {
        b.besluit.clone_from(&inhoud.tekst);
        b.termijn = inhoud.termijn.or(b.termijn);
    }
    for a in d.acties.values_mut().filter(|a| a.regel == id && a.status == ActieStatus::Open) {
        a.wat.clone_from(&inhoud.tekst);
        a.eigenaar = inhoud.eigenaar.clone().or(a.eigenaar.take());
        a.termijn = inhoud.termijn.or(a.termijn);
    }
}

/// The judgements that stand in a line, while they still stand.
fn oordelen_in(d: &mut Dossier, id: RegelId) -> impl Iterator<Item = &mut Oordeel> {
    d.overleggen.iter_mut().flat_map(|o| o.oordelen.iter_mut()).filter(move |o| o.regel == Some(id) && !o.vervallen)
}

fn oordeel_vervalt(d: &mut Dossier, id: RegelId) {
    oordelen_in(d, id).for_each(|o| o.vervallen = true);
}

fn met(d: &mut Dossier, id: RegelId, change: impl FnOnce(&mut Regel)) {
    if let Some(r) = d.regels.get_mut(&id) {
        change(r);
    }
}

fn vraag_met(d: &mut Dossier, id: VraagId, change: impl FnOnce(&mut Vraag)) {
    if let Some(v) = d.vragen.get_mut(&id) {
        change(v);
    }
}
