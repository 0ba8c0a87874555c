//! Lines and open questions.

use super::volgt;
use crate::domain::dossier::{Correctie, Dossier, Gezet, Regel, RegelInhoud, RegelSoort, SoortWissel, Vraag, Wie};
use crate::domain::ids::{OverlegNr, PuntId, RegelId, VraagId};
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// The line is another kind; a judgement that stood in it lapses.
pub(super) fn andere_soort(d: &mut Dossier, id: RegelId, naar: RegelSoort, gezet: Gezet) {
    oordeel_vervalt(d, id);
    met(d, id, |r| {
        r.soorten.push(SoortWissel { was: r.inhoud.soort, gezet });
        r.inhoud.soort = naar;
        // only a fact can be a ground
        r.huisverbodgrond = None;
    });
}

pub(super) fn ingetrokken(d: &mut Dossier, id: RegelId, gezet: Gezet) {
    oordeel_vervalt(d, id);
    met(d, id, |r| r.ingetrokken = Some(gezet));
}

/// A question that this line opens.
pub(super) fn gevraagd(
    d: &mut Dossier,
    (id, regel): (VraagId, RegelId),
    vraag: &Tekst,
    eigenaar: Option<&Wie>,
    terug: Option<Tijdstip>,
) {
    let Some(overleg) = d.regels.get(&regel).map(|r| r.overleg) else { return };
    let (vraag, eigenaar) = (vraag.clone(), eigenaar.cloned());
    d.vragen.insert(id, Vraag { id, regel, overleg, vraag, eigenaar, terug, antwoord: None, vervallen: false });
}

pub(super) fn nieuw(id: RegelId, (overleg, punt): (OverlegNr, &PuntId), inhoud: &RegelInhoud, stamp: &Stamp) -> Regel {
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

/// The line gets its new text; what hangs on it follows, `precies` only where it still said what the line had said.
pub(super) fn gecorrigeerd(
    d: &mut Dossier,
    id: RegelId,
    (inhoud, precies): (&RegelInhoud, bool),
    reden: &Tekst,
    gezet: Gezet,
) {
    let Some(r) = d.regels.get_mut(&id) else { return };
    let (soort, afgeschermd, kring) = (r.inhoud.soort, r.inhoud.afgeschermd, r.inhoud.kring.clone());
    let was = std::mem::replace(&mut r.inhoud, RegelInhoud { soort, afgeschermd, kring, ..inhoud.clone() });
    r.correcties.push(Correctie { was: was.tekst.clone(), reden: reden.clone(), gezet });
    if precies { volgt::precies(d, id, &was, inhoud) } else { volgt::zoals_eerder(d, id, inhoud) }
}

fn oordeel_vervalt(d: &mut Dossier, id: RegelId) {
    volgt::oordelen_in(d, id).for_each(|o| o.vervallen = true);
}

pub(super) fn met(d: &mut Dossier, id: RegelId, change: impl FnOnce(&mut Regel)) {
    if let Some(r) = d.regels.get_mut(&id) {
        change(r);
    }
}

pub(super) fn vraag_met(d: &mut Dossier, id: VraagId, change: impl FnOnce(&mut Vraag)) {
    if let Some(v) = d.vragen.get_mut(&id) {
        change(v);
    }
}
