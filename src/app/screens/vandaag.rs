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
use crate::domain::ids::{DossierNummer, OverlegNr};
use crate::domain::rechten::REGIE;
use crate::domain::vouw::vouw;
use crate::projection::rij::{DossierRij, TermijnRij};
use crate::projection::termijn::Wat;

/// How far ahead is looked, in hours (our own choice).
const VOORUIT_UREN: i64 = 24;

/// Something that waits: in which dossier, what, and when where it is due at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Wachtrij<'m> {
    /// The dossier.
    pub dossier: &'m DossierRij,
    /// What waits.
    pub wacht: Wacht,
    /// When it is due, in words and whose; none for danger.
    pub termijn: Option<&'m TermijnRij>,
}

impl Wachtrij<'_> {
    /// By which a row is known, whatever its words become.
    fn sleutel(&self) -> (DossierNummer, Wacht) {
        (self.dossier.nummer, self.wacht)
    }
}

/// The rows: danger first, then the earliest moment first.
pub fn rijen(m: &Model) -> Vec<Wachtrij<'_>> {
    let mut all: Vec<Wachtrij<'_>> = Vec::new();
    let gevaar = |dossier, wacht| Wachtrij { dossier, wacht, termijn: None };
    for rij in m.dossiers.values() {
        // a call of which nobody said what came of it waits in a dossier that is over too
        if rij.gebeld.is_some() {
            all.push(gevaar(rij, Wacht::Gebeld112));
        }
        if rij.status.is_afgesloten() {
            continue;
        }
        if matches!(rij.acuut, Some((Antwoord::Ja, _))) || rij.moet_opnieuw(m.nu) {
            all.push(gevaar(rij, Wacht::Acuut));
        }
        let wacht = rij.klokken.iter().filter(|k| m.vandaag.alles || wacht_op_mij(m, k));
        all.extend(wacht.map(|k| Wachtrij { dossier: rij, wacht: Wacht::Termijn(k.ding), termijn: Some(k) }));
    }
    // danger has no moment, and comes before what has one
    all.sort_by_key(|r| (r.termijn.map(|k| k.op), r.wacht, r.dossier.nummer));
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
    plaats(m, &rijen(m))
}

/// The same, of rows that were made already.
pub fn plaats(m: &Model, rows: &[Wachtrij<'_>]) -> usize {
    let at = |chosen| rows.iter().position(|r| r.sleutel() == chosen);
    m.vandaag.gekozen.and_then(at).unwrap_or(0)
}

/// Goes up or down.
pub fn ga(m: &mut Model, sprong: (Sprong, bool)) {
    let rows = rijen(m);
    let next = na_sprong(m, (plaats(m, &rows), rows.len()), sprong);
    m.vandaag.gekozen = rows.get(next).map(Wachtrij::sleutel);
}

/// Shows what waits for who sits here, or everything.
pub fn wissel(m: &mut Model) {
    m.vandaag.alles = !m.vandaag.alles;
}

/// Opens what is chosen, where it belongs.
pub fn open(m: &mut Model) -> Vec<Effect> {
    let Some((nummer, wacht)) = rijen(m).get(gekozen(m)).map(Wachtrij::sleutel) else { return Vec::new() };
    let effects = open_dossier(m, nummer);
    let (nr, lijst) = match wacht {
        Wacht::Gebeld112 => (Some(OverlegNr::DOSSIER), None),
        Wacht::Acuut => (None, None),
        Wacht::Termijn(ding) => match hoort_bij(ding) {
            Plaats::Lijst(lijst, rij) => (Some(OverlegNr::DOSSIER), Some((lijst, rij))),
            Plaats::Dossier => (Some(OverlegNr::DOSSIER), None),
            Plaats::Overleg => (None, None),
        },
    };
    m.overleg.nr = nr;
    if let Some((lijst, rij)) = lijst {
        m.blik = Blik::Register(Lijststaat { lijst, gekozen: Some(rij) });
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
