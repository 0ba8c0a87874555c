//! Away from the screen: a terminal at which no key was pressed for a while shows nothing any more and ends, so that nobody
//! reads along and nothing more is sent to it. Not in a meeting that goes on, nor the shared screen. What was entered and is
//! not recorded yet is waited for; what was typed is kept as it is when a connection is lost.

use chrono::TimeDelta;

use super::stop;
use crate::app::state::aanzicht::Aanzicht;
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::model::{BerichtSoort, Model, Verbinding, Verbonden};
use crate::app::state::overzicht::Overzichtstaat;
use crate::protocol::{Soort, ToServer};

/// Looks whether somebody is still here.
pub(super) fn kijk(m: &mut Model, tick: bool) -> Vec<Effect> {
    if matches!(m.verbinding, Verbinding::Voorbij(_)) {
        return Vec::new();
    }
    if m.weg.is_some() {
        return if tick { sluit(m) } else { wis(m) };
    }
    if m.sluit_na_min == 0 || m.soort != Soort::Terminal {
        return Vec::new();
    }
    let loopt = m.overleg().is_some_and(|o| o.fase.loopt());
    if loopt || m.nu < m.hier_sinds {
        // also where the clock was set back
        m.hier_sinds = m.nu;
        return Vec::new();
    }
    let na = TimeDelta::minutes(i64::from(m.sluit_na_min));
    let stil = m.nu.since(m.hier_sinds);
    if stil >= na {
        m.weg = Some(m.nu);
        let verlaat = m.replica.as_ref().map(|_| Effect::Send(ToServer::Volg { dossier: None, sinds: None }));
        return verlaat.into_iter().chain(sluit(m)).collect();
    }
    if tick && stil >= na - TimeDelta::minutes(1) {
        m.zeg(BerichtSoort::Let, "over een minuut sluit deze terminal: druk op een toets");
    }
    Vec::new()
}

/// Ends, unless something that was entered is nowhere but here.
fn sluit(m: &mut Model) -> Vec<Effect> {
    let kwijt = stop::gaat_verloren(m);
    wis(m);
    let wacht = !m.verzonden.is_empty() || !m.niet_op_schijf.is_empty();
    if wacht || !matches!(m.verbinding, Verbinding::Er) {
        return Vec::new();
    }
    let kwijt = if kwijt.is_empty() {
        "Wat u typte is bewaard.".to_owned()
    } else {
        format!("Niet bewaard: {}.", kwijt.join(", "))
    };
    m.verbinding = Verbinding::Voorbij(format!(
        "er werd {} min niets getypt en er liep geen overleg, dus deze terminal is gesloten: zo leest niemand mee. {kwijt} \
         Start crisistafel opnieuw om verder te gaan",
        m.sluit_na_min
    ));
    vec![Effect::Quit]
}

/// Nothing of any dossier stays here but what is not recorded.
fn wis(m: &mut Model) -> Vec<Effect> {
    m.replica = None;
    m.hier = None;
    m.dossiers.clear();
    m.concepten.clear();
    m.verbonden = Verbonden::default();
    m.bericht = None;
    m.lijst_zoek.clear();
    m.overzicht = Overzichtstaat::default();
    m.lagen.clear();
    m.bewaard.clear();
    m.blik = Blik::Overzicht;
    m.aanzicht = Aanzicht::default();
    Vec::new()
}
