//! The one way in: a message and its moment; the one way out: effects, which somebody else carries out.

use std::ops::ControlFlow;

use super::{act, overlays, screens, weg};
use crate::app::rest::Rest;
use crate::app::state::aanzicht::Aanzicht;
use crate::app::state::blik::Blik;
use crate::app::state::effect::{Effect, Gevolg};
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Model, Verbinding};
use crate::client::FromLink;
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;
use crate::input::key::{KeyCode, KeyPress};
use crate::protocol::{Soort, ToServer};

/// What can happen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key.
    Key(KeyPress),
    /// A paste.
    Paste(String),
    /// A paste of so many letters goes on, and nothing came for a while.
    PasteOpen(usize),
    /// The terminal sent a letter that is no UTF-8.
    NoUtf8,
    /// Something on the link.
    Link(FromLink),
    /// Time passed.
    Tick,
    /// The window has this size now: columns and rows.
    Resize(u16, u16),
}

/// Takes one message.
pub fn update(m: &mut Model, msg: Msg, nu: Tijdstip) -> Vec<Effect> {
    let before = if is_letter(m, &msg) { Rest::van(m) } else { None };
    m.nu = nu;
    if is_hier(&msg) && m.weg.is_none() {
        m.hier_sinds = nu;
    }
    let tick = matches!(msg, Msg::Tick);
    let mut effects = match msg {
        // what is read is read by who is here
        Msg::Key(key) if m.weg.is_some() => weg::toets(m, key),
        Msg::Paste(_) | Msg::PasteOpen(_) | Msg::NoUtf8 if m.weg.is_some() => weg::geen_cijfers(m),
        msg => take(m, msg, nu),
    };
    effects.extend(weg::kijk(m, tick));
    effects.extend(screens::overleg::neem_over(m));
    if m.weg.is_none() {
        m.volgende_melding();
    }
    let effects = screens::overleg::meld_terzijde(m, effects);
    if before.is_none() || before != Rest::van(m) {
        m.aanzicht = Aanzicht::default();
    }
    effects
}

/// Whether this is typed, and no action.
fn is_letter(m: &Model, msg: &Msg) -> bool {
    matches!(msg, Msg::Key(key) if key.typed().is_some() && m.keymap.action(m.scopes(), *key).is_none())
}

/// Whether this is of somebody at the terminal.
fn is_hier(msg: &Msg) -> bool {
    match msg {
        Msg::Key(_) | Msg::Paste(_) | Msg::PasteOpen(_) | Msg::NoUtf8 => true,
        Msg::Link(_) | Msg::Tick | Msg::Resize(..) => false,
    }
}

fn take(m: &mut Model, msg: Msg, nu: Tijdstip) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => {
            let effects = press(m, key);
            look(m);
            zeg_geen_utf8(m);
            effects
        }
        Msg::NoUtf8 => {
            // once, and for a while: who types fast has to see it too
            m.geen_utf8.get_or_insert(GEEN_UTF8_TOETSEN);
            Vec::new()
        }
        Msg::Paste(text) => paste(m, &text),
        Msg::PasteOpen(letters) => {
            let say = format!("plakken is nog niet klaar ({letters} tekens): Ctrl+C sluit het af");
            m.zeg(BerichtSoort::Let, say);
            Vec::new()
        }
        Msg::Link(FromLink::Message(message)) => m.hoor(*message),
        Msg::Link(FromLink::Lost) => {
            if !matches!(m.verbinding, Verbinding::Kwijt(_)) {
                m.verbinding = Verbinding::Kwijt(nu);
            }
            m.slot_kwijt();
            m.pin_kwijt();
            Vec::new()
        }
        Msg::Link(FromLink::Waits(why)) => {
            m.wacht_op = Some(why);
            Vec::new()
        }
        Msg::Link(FromLink::Over(why)) => {
            m.verbinding = Verbinding::Voorbij(why);
            Vec::new()
        }
        Msg::Tick => Vec::new(),
        Msg::Resize(columns, rows) => {
            m.maat = (columns, rows);
            Vec::new()
        }
    }
}

/// What to say first on the link.
pub fn begin(m: &Model) -> Vec<Effect> {
    let volg = |dossier| Effect::Send(ToServer::Volg { dossier, sinds: None });
    match (m.soort, &m.replica) {
        (Soort::Scherm, _) => vec![volg(m.deelscherm.gevraagd)],
        (_, Some(replica)) => vec![volg(Some(replica.dossier.nummer))],
        (_, None) => screens::overzicht::vraag(),
    }
}

/// For how many keys it stands there that the terminal is not set to UTF-8.
const GEEN_UTF8_TOETSEN: u8 = 30;

/// Says that the terminal is not set to UTF-8, where nothing else is said.
fn zeg_geen_utf8(m: &mut Model) {
    let Some(left) = m.geen_utf8.filter(|left| *left > 0 && m.bericht.is_none()) else { return };
    m.geen_utf8 = Some(left - 1);
    let say = "deze terminal stuurt geen UTF-8: letters met accenten zijn gelezen als Windows-1252; kijk ze na en zet de \
               terminal op UTF-8";
    m.zeg(BerichtSoort::Let, say);
}

/// A choice that this key opened is made on what is on the screen now, whenever it is made.
fn look(m: &mut Model) {
    m.gezien = None;
    let nu = m.basis();
    if let Some(Laag::Keuze(k)) = m.lagen.last_mut() {
        k.basis.get_or_insert(nu);
    }
}

fn press(m: &mut Model, key: KeyPress) -> Vec<Effect> {
    m.bericht = None;
    if let Verbinding::Voorbij(_) = m.verbinding {
        // nothing can be done any more but leave; not with a key of who types on, while something here is recorded nowhere
        let leave = match key.code() {
            KeyCode::Char('q') => !key.ctrl(),
            KeyCode::Enter | KeyCode::Esc => m.niet_vastgelegd().is_empty(),
            _ => false,
        };
        return if leave { vec![Effect::Quit] } else { Vec::new() };
    }
    if key.ctrl() && key.code() == KeyCode::Char('c') {
        m.zeg(BerichtSoort::Let, "Ctrl+C sluit niet af; afsluiten doet u met /stop");
        return Vec::new();
    }
    match overlays::menu::maakt_af(m, key) {
        ControlFlow::Break(()) => return Vec::new(),
        ControlFlow::Continue(Some(text)) => overlays::paste(m, text),
        ControlFlow::Continue(None) => {}
    }
    if m.lagen.is_empty() && screens::overleg::wordt_geopend(m) && screens::overleg::bewaar_toets(m, key) {
        return Vec::new();
    }
    let before = m.lagen.last().is_some_and(Laag::takes_text);
    let action = m.keymap.action(m.scopes(), key);
    if m.is_te_klein() && !mag_te_klein(m, key, action) {
        m.zeg(BerichtSoort::Weigering, "er is niets gedaan: maak eerst het venster groter");
        return Vec::new();
    }
    if !matches!(action, Some(Action::Ongedaan | Action::Terug)) {
        m.overleg.net = None;
    }
    let gevolg = match action {
        // a letter that means something in a list is a letter where text is typed
        Some(_) if before && key.typed().is_some() => overlays::typed(m, key),
        Some(action) => act::act(m, action),
        None if m.lagen.last().is_some() => overlays::typed(m, key),
        None => match m.blik {
            Blik::Overleg => screens::overleg::typed(m, key).into(),
            Blik::Deelscherm => screens::deelscherm::typed(m, key).into(),
            Blik::Overzicht | Blik::Vandaag | Blik::Register(_) => Gevolg::default(),
        },
    };
    voer_uit(m, gevolg)
}

/// Whether a key counts in a window that is too small to see what it would do: what is typed in the line, and leaving.
fn mag_te_klein(m: &Model, key: KeyPress, action: Option<Action>) -> bool {
    let types = key.typed().is_some() || matches!(key.code(), KeyCode::Backspace | KeyCode::Delete);
    match action {
        Some(Action::Stop) => m.lagen.is_empty(),
        Some(_) => false,
        None => types && m.lagen.is_empty() && m.blik == Blik::Overleg,
    }
}

/// Does what has to be done next, until nothing has.
fn voer_uit(m: &mut Model, gevolg: Gevolg) -> Vec<Effect> {
    let Gevolg { mut effects, mut dan } = gevolg;
    while let Some(action) = dan {
        let next = act::run(m, action);
        effects.extend(next.effects);
        dan = next.dan;
    }
    effects
}

fn paste(m: &mut Model, text: &str) -> Vec<Effect> {
    m.bericht = None;
    match (m.lagen.is_empty(), &m.blik) {
        (false, _) => {
            overlays::paste(m, text);
            Vec::new()
        }
        (true, Blik::Overleg) if screens::overleg::wordt_geopend(m) => {
            screens::overleg::bewaar_plak(m, text);
            Vec::new()
        }
        (true, Blik::Overleg) => screens::overleg::paste(m, text),
        (true, Blik::Overzicht | Blik::Vandaag | Blik::Register(_) | Blik::Deelscherm) => {
            m.zeg(BerichtSoort::Let, "hier wordt niets getypt: wat u plakte is niet overgenomen");
            Vec::new()
        }
    }
}
