//! A desk: a model with its keys, a table that answers it, and a screen to look at. Everything is in memory and every
//! moment is given, so that the same keys always give the same screen.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crisistafel::app::{Effect, Model, Msg, Start, begin, update};
use crisistafel::client::FromLink;
use crisistafel::domain::command::Command;
use crisistafel::domain::controlepunt::Controlepunten;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::kader::GeldendKader;
use crisistafel::domain::rechten::rol_voor;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::script;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::domain::versie::{self, Versies};
use crisistafel::input::catalogue::{Action, Scope, named};
use crisistafel::input::keymap::Keymap;
use crisistafel::input::script::presses;
use crisistafel::projection::rij;
use crisistafel::projection::wand::wand;
use crisistafel::protocol::{
    Afhandeling, Ander, Basis, Committed, Opgehaald, Raadpleging, Soort, Stand, ToClient, ToServer,
};
use crisistafel::terminal::Canvas;
use crisistafel::theme::{Depth, Theme, load};
use crisistafel::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Eight months of a fictitious dossier, up to just before its second meeting.
pub(crate) const BELAGING: &str = include_str!("../../../fixtures/dossiers/belaging-ex-partner.jsonl");
/// Another fictitious dossier, with two closed meetings.
pub(crate) const CONTROLE: &str = include_str!("../../../fixtures/dossiers/dwingende-controle.jsonl");
/// The second meeting of the first dossier, as fictitious as the rest.
pub(crate) const TWEEDE: &str = include_str!("tweede-overleg.jsonl");

pub(crate) fn at(raw: &str) -> Tijdstip {
    Tijdstip::try_from(raw.to_owned()).unwrap()
}

/// Where every script starts: a Sunday in November, 14:00 in Amsterdam.
pub(crate) fn start() -> Tijdstip {
    at("2026-11-22T13:00:00Z")
}

/// So many minutes after the start.
pub(crate) fn minute(n: i64) -> Tijdstip {
    start().plus(chrono::TimeDelta::minutes(n))
}

pub(crate) fn keymap() -> Keymap<Scope, Action> {
    let text = include_str!("../../../src/input/toetsen.toml");
    Keymap::parse("toetsen.toml", text, Scope::named, named).unwrap_or_else(|why| panic!("{why}"))
}

pub(crate) fn theme(name: &str) -> Theme {
    load::load(name, &[]).unwrap_or_else(|why| panic!("{why}")).theme.at(Depth::True)
}

/// The scripts that were played, by their text and up to when: they are the same for every test.
static PLAYED: Mutex<BTreeMap<(String, Tijdstip), Arc<Tafel>>> = Mutex::new(BTreeMap::new());

/// The server, as far as a screen can tell.
#[derive(Clone)]
pub(crate) struct Tafel {
    pub(crate) dossier: Dossier,
    pub(crate) kader: GeldendKader,
    pub(crate) frames: Vec<Committed>,
    pub(crate) versies: Versies,
}

impl Tafel {
    pub(crate) fn new(nummer: DossierNummer) -> Self {
        let kader = crate::geldend::ingebouwd().clone();
        Self { dossier: Dossier::new(nummer), kader, frames: Vec::new(), versies: Versies::default() }
    }

    /// What a script does up to this moment, played once and copied.
    pub(crate) fn play(text: &str, until: Tijdstip) -> Self {
        let key = (text.to_owned(), until);
        let known = PLAYED.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let tafel = known.unwrap_or_else(|| {
            let tafel = Arc::new(Self::plays(text, until));
            PLAYED.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&tafel));
            tafel
        });
        Self::clone(&tafel)
    }

    /// Plays what a script does up to this moment.
    fn plays(text: &str, until: Tijdstip) -> Self {
        let script = script::lees(text, start()).unwrap_or_else(|fouten| panic!("{fouten:#?}"));
        let mut tafel = Self::new(script.dossier);
        for stap in script.stappen.iter().filter(|s| s.op <= until) {
            let stamp = stap.stempel(RequestId(u128::from(stap.regel)));
            let events = decide_all(&tafel.dossier, &tafel.kader, &stamp, &stap.opdrachten)
                .unwrap_or_else(|refusal| panic!("line {} is refused: {refusal}", stap.regel));
            tafel.commit(&stamp, &events);
        }
        tafel
    }

    pub(crate) fn commit(&mut self, stamp: &Stamp, events: &[Event]) {
        let seq = u64::try_from(self.frames.len()).unwrap() + 1;
        for event in events {
            self.versies.neem_op(&self.dossier, seq, stamp, event);
            evolve(&mut self.dossier, stamp, event);
        }
        self.frames.push(Committed { stand: Stand(seq), stamp: stamp.clone(), events: events.to_vec() });
    }

    /// What a terminal is sent that has `sinds` frames.
    pub(crate) fn since(&self, sinds: usize) -> ToClient {
        let na = sinds.checked_sub(1).map(|at| self.frames[at].stand);
        ToClient::Frames { dossier: self.dossier.nummer, na, frames: self.frames.iter().skip(sinds).cloned().collect() }
    }

    fn row(&self) -> rij::DossierRij {
        rij::dossier(&self.dossier, self.frames.last().map_or(start(), |f| f.stamp.op).into())
    }
}

/// A terminal with somebody behind it.
pub(crate) struct Desk {
    pub(crate) model: Model,
    pub(crate) tafel: Tafel,
    pub(crate) nu: Tijdstip,
    /// Whether the server answers; while it does not, what is sent waits.
    pub(crate) online: bool,
    who: Actor,
    /// The window, where it is looked at twice.
    twice: Option<Canvas<TestBackend>>,
}

impl Desk {
    /// The notulist at the second meeting, so many minutes after its start.
    pub(crate) fn notulist(minutes: i64) -> Self {
        Self::at_meeting(minutes, "dewit", "De Wit", &[Rol::Notulist])
    }

    /// Somebody in these roles at the second meeting.
    pub(crate) fn at_meeting(minutes: i64, gebruiker: &'static str, naam: &'static str, rollen: &[Rol]) -> Self {
        let tafel = Tafel::play(&format!("{BELAGING}\n{TWEEDE}"), minute(minutes));
        Self::open(tafel, minute(minutes), (gebruiker, naam), rollen)
    }

    /// Somebody who opens the table's dossier.
    pub(crate) fn open(
        tafel: Tafel,
        nu: Tijdstip,
        (gebruiker, naam): (&'static str, &'static str),
        rollen: &[Rol],
    ) -> Self {
        let soort = if rollen == [Rol::Scherm] { Soort::Scherm } else { Soort::Terminal };
        let dossier = (soort == Soort::Terminal).then_some(tafel.dossier.nummer);
        let mut desk = Self::cold(tafel, nu, soort, dossier, (gebruiker, naam), rollen);
        desk.welcome(rollen);
        desk.arrives();
        desk
    }

    /// What the terminal asks for first is answered.
    pub(crate) fn arrives(&mut self) {
        let effects = begin(&self.model);
        self.carry_out(effects);
    }

    /// A terminal to which nobody has said anything yet.
    pub(crate) fn cold(
        tafel: Tafel,
        nu: Tijdstip,
        soort: Soort,
        dossier: Option<DossierNummer>,
        (gebruiker, naam): (&'static str, &'static str),
        rollen: &[Rol],
    ) -> Self {
        let themes: Vec<String> = load::SHIPPED.iter().map(|f| f.name.to_owned()).collect();
        let model = Model::new(Start {
            soort,
            terminal: RequestId(1 << 64),
            dossier,
            keymap: Arc::new(keymap()),
            themas: themes,
            maat: (120, 36),
            nu,
        });
        let rol = rollen.first().copied().unwrap_or(Rol::Raadpleger);
        let who = Actor { gebruiker: gebruiker.into(), naam: naam.into(), rol, organisatie: Some("gemeente".into()) };
        Self { model, tafel, nu, online: true, who, twice: None }
    }

    pub(crate) fn welcome(&mut self, rollen: &[Rol]) {
        let (gebruiker, naam) = (self.who.gebruiker.clone(), self.who.naam.clone());
        let organisatie = self.who.organisatie.clone();
        self.hear(ToClient::Welkom {
            oefening: true,
            gebruiker,
            naam,
            rollen: rollen.to_vec(),
            organisatie,
            sluit_na_min: 0,
            pin: self.model.pin,
        });
        if self.model.soort == Soort::Terminal {
            self.hear(ToClient::Kader { kader: Box::new(self.tafel.kader.clone()) });
            let duin = Ander { naam: "Duin".into(), rollen: vec![Rol::Voorzitter] };
            let wit = Ander { naam: "De Wit".into(), rollen: vec![Rol::Notulist] };
            let anderen = [duin, wit].into_iter().filter(|a| a.naam != self.who.naam).collect();
            self.hear(ToClient::Aanwezig { schermen: 1, terminals: 3, anderen });
        }
    }

    /// The server says something.
    pub(crate) fn hear(&mut self, message: ToClient) {
        let effects = update(&mut self.model, Msg::Link(FromLink::Message(Box::new(message))), self.nu);
        self.carry_out(effects);
    }

    pub(crate) fn lose_connection(&mut self) {
        self.online = false;
        update(&mut self.model, Msg::Link(FromLink::Lost), self.nu);
    }

    /// Presses the keys of a script.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in presses(keys).unwrap_or_else(|why| panic!("{keys}: {why}")) {
            if self.model.soort == Soort::Scherm {
                // a key is pressed by somebody who saw the screen
                let (columns, rows) = self.model.maat;
                self.draw(columns, rows, &theme("mono"));
            }
            let effects = update(&mut self.model, Msg::Key(key), self.nu);
            self.carry_out(effects);
            self.look_twice();
        }
        self
    }

    /// From now on the screen is drawn after each key with what was kept of the one before it, and without.
    pub(crate) fn looks_twice(&mut self) -> &mut Self {
        self.twice = Some(Canvas::new(TestBackend::new(120, 36)).unwrap());
        self
    }

    fn look_twice(&mut self) {
        let Some(window) = &mut self.twice else { return };
        let ((columns, rows), theme) = (self.model.maat, theme("mono"));
        window.backend_mut().resize(columns, rows);
        window.draw(&self.model, &theme).unwrap();
        let mut anew = Canvas::new(TestBackend::new(columns, rows)).unwrap();
        anew.draw(&self.model, &theme).unwrap();
        let [with, without] = [window, &mut anew].map(Canvas::backend_mut);
        let [shown, drawn] = [&with, &without].map(|b| lines(b.buffer()).join("\n"));
        assert!(with.buffer() == without.buffer(), "{shown}\n\nand without what was kept:\n\n{drawn}");
        assert_eq!(with.cursor_position(), without.cursor_position(), "{shown}");
    }

    /// Somebody asks the server for this at another terminal.
    pub(crate) fn ask(&mut self, command: Command) -> &mut Self {
        self.carry(RequestId(self.tafel.frames.len() as u128 + (7 << 64)), None, &[command]);
        self
    }

    /// The meeting goes to this item.
    pub(crate) fn step_to(&mut self, punt: &str) -> &mut Self {
        let overleg = self.tafel.dossier.actueel().unwrap().nr;
        self.ask(Command::KiesPunt { overleg, punt: punt.to_owned().try_into().unwrap() })
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        let effects = update(&mut self.model, Msg::Paste(text.to_owned()), self.nu);
        self.carry_out(effects);
        self
    }

    /// What others did in the meantime arrives.
    pub(crate) fn catch_up(&mut self, later: &Tafel) {
        let known = self.tafel.frames.len();
        self.hear(later.since(known));
    }

    /// Other keys.
    pub(crate) fn use_keys(&mut self, text: &str) {
        let keys = Keymap::parse("eigen.toml", text, Scope::named, named).unwrap_or_else(|why| panic!("{why}"));
        self.model.keymap = Arc::new(keys);
    }

    /// Time passes.
    pub(crate) fn wait_until(&mut self, nu: Tijdstip) -> &mut Self {
        self.nu = nu;
        update(&mut self.model, Msg::Tick, nu);
        self
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(message) if self.online => self.answer(message),
                Effect::Send(_) | Effect::Theme(_) | Effect::Redraw | Effect::Quit => {}
            }
        }
    }

    fn answer(&mut self, message: ToServer) {
        match message {
            ToServer::Volg { .. } if self.model.soort == Soort::Scherm => self.show_wall(),
            ToServer::Volg { sinds, .. } => {
                let nummer = self.tafel.dossier.nummer;
                if sinds.is_none() {
                    self.hear(ToClient::Opnieuw { dossier: nummer });
                }
                self.hear(self.tafel.since(sinds.map_or(0, |s| usize::try_from(s.0).unwrap())));
                let stand = self.tafel.frames.last().map(|f| f.stand);
                self.hear(ToClient::Bij {
                    dossier: nummer,
                    stand,
                    kader: self.tafel.kader.hash.clone(),
                    hier: None,
                    punten: Controlepunten::default(),
                });
            }
            ToServer::Doe { verzoek, basis, opdrachten, .. } => self.carry(verzoek, basis.as_ref(), &opdrachten),
            ToServer::Vraag { nr, vraag } => self.answer_question(nr, &vraag),
            // what the service makes of a lock and a PIN the test says
            ToServer::Vergrendel
            | ToServer::Ontgrendel { .. }
            | ToServer::ZetPin { .. }
            | ToServer::WisPin { .. }
            | ToServer::Hallo { .. }
            | ToServer::VolgOverzicht
            | ToServer::Concept(_)
            | ToServer::Terzijde { .. } => {}
        }
    }

    fn carry(&mut self, verzoek: RequestId, basis: Option<&Basis>, opdrachten: &[Command]) {
        let rollen = self.model.rollen().to_vec();
        let rol = rollen.iter().copied().find(|r| opdrachten.iter().all(|c| rol_voor(c, &[*r]).is_ok()));
        let stamp = Stamp { op: self.nu, wie: Actor { rol: rol.unwrap_or(self.who.rol), ..self.who.clone() }, verzoek };
        let before = self.tafel.frames.len();
        let t = &self.tafel;
        let basis = basis.map(|b| versie::Basis { record: b.stand.map_or(0, |s| s.0), eigen: b.eigen.clone() });
        let fresh = t.versies.toets((&t.dossier, &t.kader.kader), (basis.as_ref(), |_| true), &stamp, opdrachten);
        let uitkomst = match fresh.and_then(|()| decide_all(&t.dossier, &t.kader, &stamp, opdrachten)) {
            Ok(events) => {
                self.tafel.commit(&stamp, &events);
                let stand = Stand(u64::try_from(self.tafel.frames.len()).unwrap());
                Afhandeling::Vastgelegd { dossier: self.tafel.dossier.nummer, stand }
            }
            Err(weigering) => Afhandeling::Geweigerd { weigering },
        };
        match (self.model.soort, uitkomst) {
            (Soort::Scherm, Afhandeling::Geweigerd { weigering }) if weigering.is_al_zo(opdrachten) => {}
            (Soort::Scherm, Afhandeling::Geweigerd { weigering }) => {
                self.hear(ToClient::WandWeigering { melding: Tekst::cut(&weigering.to_string()) });
            }
            (Soort::Scherm, _) => self.show_wall(),
            (_, uitkomst) => {
                self.hear(self.tafel.since(before));
                self.hear(ToClient::Antwoord { verzoek, uitkomst });
            }
        }
    }

    fn show_wall(&mut self) {
        let d = &self.tafel.dossier;
        let wand = d.actueel().map(|o| Box::new(wand(d, o, &self.tafel.kader.kader, 1, self.nu)));
        self.hear(ToClient::Wand { wand });
    }

    /// The chair of the second meeting does something in this role; a wall is shown what came of it.
    pub(crate) fn others_do(&mut self, rol: Rol, opdrachten: &[Command]) {
        let wie = Actor { gebruiker: "duin".into(), naam: "Duin".into(), rol, organisatie: Some("gemeente".into()) };
        let stamp = Stamp { op: self.nu, wie, verzoek: RequestId(7) };
        let events = decide_all(&self.tafel.dossier, &self.tafel.kader, &stamp, opdrachten)
            .unwrap_or_else(|refusal| panic!("{refusal}"));
        self.tafel.commit(&stamp, &events);
        if self.model.soort == Soort::Scherm {
            self.show_wall();
        }
    }

    fn answer_question(&mut self, nr: u32, vraag: &Raadpleging) {
        let lijst = match vraag {
            Raadpleging::Dossiers => {
                let other = Tafel::play(CONTROLE, start()).row();
                Opgehaald::Dossiers { rijen: vec![self.tafel.row(), other] }
            }
            Raadpleging::Acties | Raadpleging::Inzage(_) | Raadpleging::Vernietigingen => return,
            Raadpleging::Zoek { woorden } => {
                let word = woorden.as_str().to_lowercase();
                let d = &self.tafel.dossier;
                let rows = d.regels.keys().rev().filter_map(|id| rij::regel(d, *id));
                let found: Vec<_> = rows.filter(|r| r.tekst.as_str().to_lowercase().contains(&word)).collect();
                Opgehaald::Regels { meer: found.len() > 12, rijen: found.into_iter().take(12).collect() }
            }
        };
        self.hear(ToClient::Lijst { nr, lijst, onvolledig: None });
    }

    /// The cells of the screen at this size, and where the cursor stands.
    pub(crate) fn draw(&mut self, columns: u16, rows: u16, theme: &Theme) -> (Buffer, Option<Position>) {
        update(&mut self.model, Msg::Resize(columns, rows), self.nu);
        let (buffer, cursor, bladen) = draw_all(&self.model, columns, rows, theme);
        self.model.deelscherm.getoond(bladen);
        (buffer, cursor)
    }

    /// The screen as text, with where the cursor stands under it.
    pub(crate) fn screen(&mut self, columns: u16, rows: u16) -> String {
        let (buffer, cursor) = self.draw(columns, rows, &theme("mono"));
        let cursor = cursor.map_or("geen cursor".to_owned(), |p| format!("cursor {},{}", p.x, p.y));
        format!("{}\n{cursor}", lines(&buffer).join("\n"))
    }
}

/// The cells, where the cursor stands, and how many pages the sheet of a wall has.
fn draw_all(model: &Model, columns: u16, rows: u16, theme: &Theme) -> (Buffer, Option<Position>, Option<usize>) {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let (mut area, mut bladen) = (None, None);
    terminal
        .draw(|frame| {
            bladen = view::draw(frame, model, theme);
            area = Some(frame.buffer_mut().clone());
        })
        .unwrap();
    let shown = terminal.backend().cursor_visible().then(|| terminal.backend().cursor_position());
    (area.unwrap(), shown, bladen)
}

/// The rows of a buffer; a wide character takes the cell behind it along.
pub(crate) fn lines(buffer: &Buffer) -> Vec<String> {
    let row = |y: u16| {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(view::text::width(symbol).max(1)).unwrap();
        }
        line.trim_end().to_owned()
    };
    (0..buffer.area.height).map(row).collect()
}

/// Other dossiers for the overview, each made from a script played to another moment.
pub(crate) fn more_rows() -> BTreeMap<DossierNummer, rij::DossierRij> {
    let meeting = Tafel::play(&format!("{BELAGING}\n{TWEEDE}"), minute(20)).row();
    let closed = Tafel::play(CONTROLE, start()).row();
    let number = |raw: &str| raw.parse::<DossierNummer>().unwrap();
    let mut acute = Tafel::play(BELAGING, at("2026-11-17T20:20:00Z")).row();
    (acute.nummer, acute.werktitel) = (number("26-9DFH"), "Waterkant".into());
    let mut quiet = Tafel::play(BELAGING, at("2026-11-06T16:20:00Z")).row();
    (quiet.nummer, quiet.werktitel) = (number("26-M2VX"), "Kleine brug".into());
    [meeting, closed, acute, quiet].into_iter().map(|r| (r.nummer, r)).collect()
}
