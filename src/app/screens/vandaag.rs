//! What waits, in all dossiers: danger first, then what is most late. Enter opens it where it belongs.

use chrono::TimeDelta;

use super::Blik;
use crate::app::openen::open_dossier;
use crate::app::regel::mag_typen;
use crate::app::rijen::{Sprong, na_sprong};
use crate::app::state::effect::Effect;
use crate::app::state::lijst::{Lijststaat, Registerlijst, Rij};
use crate::app::state::model::Model;
pub use crate::app::state::vandaag::{Vandaagstaat, Wacht};
use crate::domain::dossier::Antwoord;
use crate::domain::ids::OverlegNr;
use crate::domain::rechten::REGIE;
use crate::domain::vouw::vouw;
use crate::projection::rij::{DossierRij, TermijnRij};
use crate::projection::termijn::Wat;

/// How far ahead is looked, in hours (our own choice).
const VOORUIT_UREN: i64 = 24;

/// The rows: danger first, then the earliest moment first; the most urgent dossier first where both are the same.
pub fn rijen(m: &Model) -> Vec<(&DossierRij, Wacht)> {
    let mut all: Vec<(&DossierRij, Wacht)> = Vec::new();
    for rij in m.dossiers.values() {
        // a call of which nobody said what came of it waits in a dossier that is over too
        if rij.gebeld.is_some() {
            all.push((rij, Wacht::Gebeld112));
        }
        if rij.status.is_afgesloten() {
            continue;
        }
        if matches!(rij.acuut, Some((Antwoord::Ja, _))) || rij.moet_opnieuw(m.nu) {
            all.push((rij, Wacht::Acuut));
        }
        let wacht = rij.klokken.iter().filter(|k| m.vandaag.alles || wacht_op_mij(m, k));
        all.extend(wacht.map(|k| (rij, Wacht::Termijn(k.clone()))));
    }
    all.sort_by(|(a, x), (b, y)| (x, a.nummer).cmp(&(y, b.nummer)));
    all
}

/// Whether this is due soon, and for who sits here: theirs, or nobody's while they record; who leads the work is waited for
/// by what is late of others too.
fn wacht_op_mij(m: &Model, k: &TermijnRij) -> bool {
    let laat = k.is_voorbij(m.nu);
    let straks = k.op <= m.nu.plus(TimeDelta::hours(VOORUIT_UREN));
    let rollen = m.ik.as_ref().map(|ik| ik.rollen.as_slice()).unwrap_or_default();
    let regie = laat && rollen.iter().any(|r| REGIE.contains(r));
    straks && (regie || is_van(m, k))
}

/// Whether this is of who sits here.
fn is_van(m: &Model, k: &TermijnRij) -> bool {
    if k.wie.is_empty() {
        return mag_typen(m);
    }
    let Some(ik) = m.ik.as_ref() else { return false };
    let wie = vouw(k.wie.as_str());
    let namen = [Some(&ik.naam), ik.organisatie.as_ref()].into_iter().flatten().map(|n| vouw(n.as_str()));
    namen.filter(|n| !n.is_empty()).any(|n| wie.contains(&n))
}

/// Which row is chosen.
pub fn gekozen(m: &Model) -> usize {
    let at = |(nummer, wacht): &(_, Wacht)| rijen(m).iter().position(|(r, w)| r.nummer == *nummer && w == wacht);
    m.vandaag.gekozen.as_ref().and_then(at).unwrap_or(0)
}

/// Goes up or down.
pub fn ga(m: &mut Model, sprong: (Sprong, bool)) {
    let rows = rijen(m);
    let next = na_sprong(m, (gekozen(m), rows.len()), sprong);
    m.vandaag.gekozen = rows.get(next).map(|(r, wacht)| (r.nummer, wacht.clone()));
}

/// Shows what waits for who sits here, or everything.
pub fn wissel(m: &mut Model) {
    m.vandaag.alles = !m.vandaag.alles;
}

/// Opens what is chosen, where it belongs.
pub fn open(m: &mut Model) -> Vec<Effect> {
    let Some((nummer, wacht)) = rijen(m).get(gekozen(m)).map(|(r, w)| (r.nummer, w.clone())) else { return Vec::new() };
    let effects = open_dossier(m, nummer);
    m.overleg.nr = None;
    if let Wacht::Termijn(TermijnRij { ding, .. }) = wacht {
        match hoort_bij(ding) {
            Plaats::Lijst(lijst, rij) => m.blik = Blik::Register(Lijststaat { lijst, gekozen: Some(rij) }),
            Plaats::Dossier => m.overleg.nr = Some(OverlegNr::DOSSIER),
            Plaats::Overleg => {}
        }
    }
    effects
}

/// Where something is seen and changed.
enum Plaats {
    Lijst(Registerlijst, Rij),
    Dossier,
    Overleg,
}

fn hoort_bij(wat: Wat) -> Plaats {
    match wat {
        Wat::Actie(id) => Plaats::Lijst(Registerlijst::Acties, Rij::Actie(id)),
        Wat::Besluit(id) => Plaats::Lijst(Registerlijst::Besluiten, Rij::Besluit(id)),
        Wat::Vraag(id) => Plaats::Lijst(Registerlijst::Vragen, Rij::Vraag(id)),
        Wat::EindeInzet(id) | Wat::Herziening(id) => Plaats::Lijst(Registerlijst::Inzetten, Rij::Inzet(id)),
        Wat::Klok(nr) => Plaats::Lijst(Registerlijst::Klokken, Rij::Klok(nr)),
        Wat::Voorlegger(id) => Plaats::Lijst(Registerlijst::Voorleggers, Rij::Voorlegger(id)),
        Wat::Informatie(id) => Plaats::Lijst(Registerlijst::Informatiebeeld, Rij::Informatie(id)),
        Wat::Noodtoegang(at) => Plaats::Lijst(Registerlijst::Toegang, Rij::Toegang(at)),
        Wat::BeginOverleg(_) | Wat::EindeOverleg(_) | Wat::Verteld(_) => Plaats::Overleg,
        Wat::VolgendeRonde => Plaats::Dossier,
    }
}
