//! Away from the screen: a terminal at which no key was pressed for a while shows nothing any more, so that nobody reads along
//! and nothing more is sent to it. Not in a meeting that goes on, nor the shared screen. With a PIN it is locked, by the service,
//! until that is given; without one it ends. What was entered and has no answer yet is waited for; what was typed is kept by the
//! service.

use chrono::TimeDelta;

use super::screens::overzicht;
use super::stop;
use crate::app::state::aanzicht::Aanzicht;
use crate::app::state::afgeleid::Afgeleid;
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::lijst::Lijststaat;
use crate::app::state::model::{BerichtSoort, Model, Verbinding, Verbonden};
use crate::app::state::overleg::Overlegstaat;
use crate::app::state::overzicht::Overzichtstaat;
use crate::app::state::pin::Pininvoer;
use crate::app::state::verzoek::Laatste;
use crate::app::state::weg::{Weg, Wegstand};
use crate::client::Replica;
use crate::domain::tijd::Tijdstip;
use crate::input::key::{KeyCode, KeyPress};
use crate::protocol::{Soort, ToServer};

/// Looks whether somebody is still here.
pub(super) fn kijk(m: &mut Model, tick: bool) -> Vec<Effect> {
    if matches!(m.verbinding, Verbinding::Voorbij(_)) {
        return Vec::new();
    }
    if let Some(stand) = m.weg.as_ref().map(|w| w.stand) {
        return match stand {
            Wegstand::Sluit if tick => sluit(m),
            Wegstand::Sluit => wis(m),
            Wegstand::Wacht => op_slot(m),
            Wegstand::Gevraagd | Wegstand::Dicht | Wegstand::Nagekeken => Vec::new(),
        };
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
        return if m.pin { vergrendel(m) } else { verlaat(m) };
    }
    if tick && stil >= na - TimeDelta::minutes(1) {
        let doet = if m.pin { "vergrendelt" } else { "sluit" };
        m.zeg(BerichtSoort::Let, format!("over een minuut {doet} deze terminal: druk op een toets"));
    }
    Vec::new()
}

/// Where this terminal is, before it is wiped.
fn weg(m: &Model, stand: Wegstand) -> Weg {
    let blik = match &m.blik {
        Blik::Register(staat) => Blik::Register(Lijststaat { lijst: staat.lijst, gekozen: None }),
        andere => andere.clone(),
    };
    let dossier = m.replica.as_ref().map(|r| r.dossier.nummer);
    Weg { stand, blik, dossier, kwijt: Vec::new(), pin: Pininvoer::default(), gezegd: None }
}

/// Without a PIN: leaves the dossier and ends.
fn verlaat(m: &mut Model) -> Vec<Effect> {
    m.weg = Some(weg(m, Wegstand::Sluit));
    let volg = m.replica.as_ref().map(|_| Effect::Send(ToServer::Volg { dossier: None, sinds: None }));
    volg.into_iter().chain(sluit(m)).collect()
}

/// With a PIN: shows nothing any more, and is locked as soon as it can be.
pub(super) fn vergrendel(m: &mut Model) -> Vec<Effect> {
    // what the disk of the service refuses the service still has, and gives back
    m.niet_op_schijf.clear();
    let weg = Weg { kwijt: stop::gaat_verloren_op_slot(m), ..weg(m, Wegstand::Wacht) };
    m.weg = Some(weg);
    wis(m);
    op_slot(m)
}

/// Locks, once everything that was asked has its answer: a locked terminal is sent none.
fn op_slot(m: &mut Model) -> Vec<Effect> {
    if !m.verzonden.is_empty() || !matches!(m.verbinding, Verbinding::Er) {
        return Vec::new();
    }
    wis(m);
    // what was typed comes back from the service, line by line
    m.overleg = Overlegstaat::default();
    if let Some(weg) = &mut m.weg {
        weg.stand = Wegstand::Gevraagd;
    }
    vec![Effect::Send(ToServer::Vergrendel)]
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
         Start crisistafel opnieuw om verder te gaan (met een PIN, /pin, kan dat voortaan hier)",
        m.sluit_na_min
    ));
    vec![Effect::Quit]
}

/// Nothing of any dossier stays here but what is not recorded.
fn wis(m: &mut Model) -> Vec<Effect> {
    m.replica = None;
    m.hier = None;
    m.dossiers.clear();
    m.verteld.clear();
    m.concepten.clear();
    m.verbonden = Verbonden::default();
    m.bericht = None;
    m.lijst_zoek.clear();
    m.overzicht = Overzichtstaat::default();
    m.lagen.clear();
    m.bewaard.clear();
    m.daden.clear();
    m.laatste = Laatste::default();
    m.gezien = None;
    m.blik = Blik::Overzicht;
    m.afgeleid = Afgeleid::default();
    m.aanzicht = Aanzicht::default();
    Vec::new()
}

/// The service says how it is with the lock.
impl Model {
    /// It keeps this terminal locked.
    pub(super) fn is_vergrendeld(&mut self) {
        if let Some(weg) = &mut self.weg {
            weg.stand = Wegstand::Dicht;
        }
    }

    /// The PIN is not taken.
    pub(super) fn niet_ontgrendeld(&mut self) {
        if let Some(weg) = &mut self.weg {
            weg.stand = Wegstand::Dicht;
            weg.gezegd = Some(NIET_ONTGRENDELD.to_owned());
        }
    }

    /// The connection is lost: a PIN that was looked at is given anew, and the service is told again.
    pub(super) fn slot_kwijt(&mut self) {
        if let Some(weg) = self.weg.as_mut().filter(|w| matches!(w.stand, Wegstand::Dicht | Wegstand::Nagekeken)) {
            weg.stand = Wegstand::Gevraagd;
            weg.pin.leeg();
        }
    }

    /// It is opened: this terminal is where it was, and asks for all of it.
    pub(super) fn ontgrendeld(&mut self, mislukt: u32, sinds: Option<Tijdstip>) -> Vec<Effect> {
        let Some(weg) = self.weg.take() else { return Vec::new() };
        self.hier_sinds = self.nu;
        let pogingen = match (mislukt, sinds) {
            (0, _) | (_, None) => None,
            (1, Some(op)) => Some(format!("1 mislukte poging, {}", op.kort(self.nu))),
            (n, Some(op)) => Some(format!("{n} mislukte pogingen sinds {}", op.kort(self.nu))),
        };
        let kwijt = (!weg.kwijt.is_empty()).then(|| format!("niet bewaard: {}", weg.kwijt.join(", ")));
        let zegt: Vec<String> = pogingen.into_iter().chain(kwijt).collect();
        if !zegt.is_empty() {
            self.meld(&format!("ontgrendeld; {}", zegt.join("; ")));
        }
        let Some(nummer) = weg.dossier else { return overzicht::vraag() };
        (self.blik, self.replica) = (weg.blik, Some(Replica::new(nummer)));
        let volg = Effect::Send(ToServer::Volg { dossier: Some(nummer), sinds: None });
        let overzicht = if self.blik.is_van_alle() { overzicht::vraag() } else { Vec::new() };
        std::iter::once(volg).chain(overzicht).collect()
    }
}

/// The same whether the PIN is wrong, there is none, or none is taken now.
const NIET_ONTGRENDELD: &str = "Dat is niet uw PIN, of er waren er vijf verkeerd: dan telt er 1 minuut geen, daarna telkens twee \
                                keer zo lang (hoogstens 4 uur). Opnieuw inloggen kan ook: sluit met Ctrl+C en start \
                                crisistafel. Een beheerder wist een PIN die u vergat.";

/// A key at a terminal at which nobody was: a PIN, or leaving. Nothing else that keys do counts.
pub(super) fn toets(m: &mut Model, key: KeyPress) -> Vec<Effect> {
    let voorbij = matches!(m.verbinding, Verbinding::Voorbij(_));
    let Some(weg) = m.weg.as_mut() else { return Vec::new() };
    match (key.code(), key.ctrl()) {
        // not while something that was entered has no answer yet
        (KeyCode::Char('c'), true) if voorbij || !matches!(weg.stand, Wegstand::Sluit | Wegstand::Wacht) => {
            return vec![Effect::Quit];
        }
        (KeyCode::Enter | KeyCode::Esc | KeyCode::Char('q'), false) if voorbij => return vec![Effect::Quit],
        (KeyCode::Char('l'), true) => return vec![Effect::Redraw],
        _ if voorbij || weg.stand != Wegstand::Dicht => return Vec::new(),
        (KeyCode::Enter, false) => return geef(m),
        (KeyCode::Backspace, _) => weg.pin.terug(),
        (KeyCode::Esc, _) | (KeyCode::Char('u'), true) => weg.pin.leeg(),
        _ => match key.typed() {
            Some(c) if !weg.pin.typ(c) => {
                weg.gezegd = Some("Een PIN is 6 tot 32 cijfers.".to_owned());
                return Vec::new();
            }
            Some(_) => {}
            None => return Vec::new(),
        },
    }
    weg.gezegd = None;
    Vec::new()
}

/// Something else than keys came, as a paste: it is no PIN, nothing of it is taken over, and that is said.
pub(super) fn geen_cijfers(m: &mut Model) -> Vec<Effect> {
    if let Some(weg) = m.weg.as_mut().filter(|w| w.stand == Wegstand::Dicht) {
        weg.gezegd = Some("Plakken kan hier niet, en er is niets van overgenomen: typ uw PIN.".to_owned());
    }
    Vec::new()
}

/// Has the PIN looked at, once it can be one and somebody is there to do so.
fn geef(m: &mut Model) -> Vec<Effect> {
    let er = matches!(m.verbinding, Verbinding::Er);
    let Some(weg) = m.weg.as_mut() else { return Vec::new() };
    let pin = weg.pin.pin();
    match pin {
        _ if weg.pin.aantal() == 0 => Vec::new(),
        Err(_) => {
            weg.gezegd = Some("Een PIN is 6 tot 32 cijfers.".to_owned());
            Vec::new()
        }
        Ok(_) if !er => {
            weg.gezegd = Some("Er is nu geen verbinding met de dienst; die wordt hersteld.".to_owned());
            Vec::new()
        }
        Ok(pin) => {
            weg.pin.leeg();
            (weg.stand, weg.gezegd) = (Wegstand::Nagekeken, None);
            vec![Effect::Send(ToServer::Ontgrendel { pin })]
        }
    }
}
