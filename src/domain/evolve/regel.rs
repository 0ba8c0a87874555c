//! Lines and open questions.

use super::volgt;
use crate::domain::dossier::{Correctie, Dossier, Gezet, Oordeel, Regel, RegelInhoud, SoortWissel, Vraag};
use crate::domain::event::Event;
use crate::domain::ids::{OverlegNr, PuntId, RegelId, VraagId};
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;

pub(super) fn evolve(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    use Event as E;
    let gezet = || Gezet { op: stamp.op, door: stamp.wie.clone() };
    match event {
        E::RegelVastgelegd { overleg, regel, punt, inhoud } => {
            let nieuw = nieuw(*regel, *overleg, punt, inhoud, stamp);
            d.regels.insert(*regel, nieuw);
        }
        E::RegelGecorrigeerd { regel, inhoud, reden, precies } => {
            let Some(was) = gecorrigeerd(d, *regel, inhoud, reden, gezet()) else { return };
            if *precies { volgt::precies(d, *regel, &was, inhoud) } else { volgt::zoals_eerder(d, *regel, inhoud) }
        }
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
        besloten: None,
    }
}

/// The line gets its new text; gives what it said before.
fn gecorrigeerd(d: &mut Dossier, id: RegelId, inhoud: &RegelInhoud, reden: &Tekst, gezet: Gezet) -> Option<RegelInhoud> {
    let r = d.regels.get_mut(&id)?;
    let (soort, afgeschermd) = (r.inhoud.soort, r.inhoud.afgeschermd);
    let was = std::mem::replace(&mut r.inhoud, RegelInhoud { soort, afgeschermd, ..inhoud.clone() });
    r.correcties.push(Correctie { was: was.tekst.clone(), reden: reden.clone(), gezet });
    Some(was)
}

/// The judgements that stand in a line, while they still stand.
pub(super) fn oordelen_in(d: &mut Dossier, id: RegelId) -> impl Iterator<Item = &mut Oordeel> {
    d.overleggen.iter_mut().flat_map(|o| o.oordelen.iter_mut()).filter(move |o| o.staat_in(id) && !o.vervallen)
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
