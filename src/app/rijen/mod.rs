//! The rows of the lists, read off the model: which there are, in which order, and which one is chosen.

mod besluit;
mod informatie;
mod stukken;
pub mod weging;
mod zoek;

use super::state::lijst::{Lijststaat, Registerlijst, Rij};
use crate::app::state::model::Model;
use crate::domain::dossier::ActieStatus;
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;

/// The rows of a list that hold what is looked for: what is open first, the earliest deadline first, then the rest, the
/// latest first.
pub fn rijen(m: &Model, lijst: Registerlijst) -> Vec<Rij> {
    let mut rows = alle(m, lijst);
    rows.retain(|rij| zoek::past(m, *rij, &m.lijst_zoek));
    rows
}

/// All rows of a list.
fn alle(m: &Model, lijst: Registerlijst) -> Vec<Rij> {
    let Some(d) = m.dossier() else { return Vec::new() };
    match lijst {
        Registerlijst::Besluiten => {
            let mut rows: Vec<_> = d.besluiten.values().collect();
            rows.sort_by_key(|b| (b.status.is_eind(), std::cmp::Reverse((b.overleg, b.id))));
            rows.into_iter().map(|b| Rij::Besluit(b.id)).collect()
        }
        Registerlijst::Acties => {
            let mut rows: Vec<_> = d.acties.values().collect();
            let due = |t: Option<Tijdstip>| t.map_or(i64::MAX, Tijdstip::millis);
            rows.sort_by_key(|a| (a.status != ActieStatus::Open, due(a.termijn), a.id));
            rows.into_iter().map(|a| Rij::Actie(a.id)).collect()
        }
        Registerlijst::Vragen => {
            let mut rows: Vec<_> = d.vragen.values().filter(|v| !v.vervallen).collect();
            rows.sort_by_key(|v| (!v.is_open(), v.terug.map_or(i64::MAX, Tijdstip::millis), v.id));
            rows.into_iter().map(|v| Rij::Vraag(v.id)).collect()
        }
        Registerlijst::Regels => {
            // between meetings the lines of all of them are at hand
            let nr = m.overleg_nr().filter(|nr| !nr.is_dossier());
            let lines = d.regels.values().rev().filter(|r| nr.is_none_or(|nr| r.overleg == nr));
            lines.map(|r| Rij::Regel(r.id)).collect()
        }
        Registerlijst::Opties => {
            let all = m.overleg().map(|o| o.opties.as_slice()).unwrap_or_default();
            all.iter().map(|x| Rij::Optie(x.id)).collect()
        }
        Registerlijst::Meldingen => stukken::meldingen(d),
        Registerlijst::Betrokkenen => stukken::betrokkenen(d, m.kader()),
        Registerlijst::Toegang => {
            let mut rows: Vec<_> = d.toegang.iter().enumerate().collect();
            rows.sort_by_key(|(at, t)| (!t.geldt(m.nu) && !t.wacht_op_oordeel(), std::cmp::Reverse(*at)));
            rows.into_iter().map(|(at, _)| Rij::Toegang(at)).collect()
        }
        Registerlijst::Informatiebeeld => informatie::rijen(d, m.kader()),
        Registerlijst::Inzetten | Registerlijst::Klokken | Registerlijst::Voorleggers | Registerlijst::Onderwerpen => {
            besluit::rijen(d, lijst)
        }
        Registerlijst::Factoren
        | Registerlijst::Uitkomsten
        | Registerlijst::Scenarios
        | Registerlijst::Criteria
        | Registerlijst::Reeksen => weging::rijen(m, lijst),
    }
}

/// The chosen row and where it stands.
pub fn gekozen(m: &Model, staat: &Lijststaat) -> (usize, Option<Rij>) {
    let rows = rijen(m, staat.lijst);
    let at = staat.gekozen.and_then(|g| rows.iter().position(|r| *r == g)).unwrap_or(0);
    (at, rows.get(at).copied())
}

/// How far somebody goes in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sprong {
    /// To the next row.
    Rij,
    /// About what fits on the screen.
    Blad,
    /// To the end.
    Eind,
}

/// The jump of an action, and whether it goes up.
pub fn sprong(action: Action) -> Option<(Sprong, bool)> {
    Some(match action {
        Action::Op => (Sprong::Rij, true),
        Action::Neer => (Sprong::Rij, false),
        Action::BladerOp => (Sprong::Blad, true),
        Action::BladerNeer => (Sprong::Blad, false),
        Action::NaarBegin => (Sprong::Eind, true),
        Action::NaarEinde => (Sprong::Eind, false),
        _ => return None,
    })
}

/// Where somebody is who was at row `at` of `n` rows.
pub fn na_sprong(m: &Model, (at, n): (usize, usize), (sprong, up): (Sprong, bool)) -> usize {
    let far = match sprong {
        Sprong::Rij => 1,
        Sprong::Blad => usize::from(m.maat.1 / 2).max(2),
        Sprong::Eind => n,
    };
    if up { at.saturating_sub(far) } else { (at + far).min(n.saturating_sub(1)) }
}
