//! A whole meeting, or some at once: terminals of every role on one service, its disk and its day, from one seed. At every
//! step what was sent is looked at; every so many steps, at every restart and at the end all of it is compared.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::ids::{DossierNummer, OverlegNr, RequestId};
use crisistafel::domain::rol::{Actor, Rol};
use crisistafel::domain::tekst::Tekst;
use crisistafel::protocol::{Basis, Getypt, Soort, Stand, ToServer};
use crisistafel::server::clerk::{Input, PeerId};
use crisistafel::server::{Account, Asked};

use super::dienst::Dienst;
use super::droog::{kader, team};
use super::mag::{Kijker, Zit};
use super::opdracht::{self, Blik, begin, opdracht};
use super::tafel::{BEPERKT, tafel};
use super::telling::Telling;
use super::terminal::{Daarna, Terminal};
use super::toeval::Toeval;
use crate::schijf::{Failure, Reached};

/// How many steps lie between two comparisons of everything.
const VERGELIJK: usize = 25;
/// How many steps a meeting is.
pub(crate) const STAPPEN: usize = 400;

/// What went wrong, and at which step. Never a text of the meeting.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mis {
    pub(crate) stap: usize,
    pub(crate) wat: String,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Zet {
    Vraag,
    Typ,
    Lees,
    Verbreek,
    Verbind,
    Volg,
    Dubbel,
    Rollen,
    Schijf,
    Bewaar,
    Herstart,
    Stop,
    Stroom,
}

/// How often each is drawn, of a thousand.
const ZETTEN: [(Zet, u32); 13] = [
    (Zet::Vraag, 700),
    (Zet::Typ, 60),
    (Zet::Lees, 60),
    (Zet::Verbreek, 15),
    (Zet::Verbind, 50),
    (Zet::Volg, 20),
    (Zet::Dubbel, 40),
    (Zet::Rollen, 4),
    (Zet::Schijf, 12),
    (Zet::Bewaar, 30),
    (Zet::Herstart, 3),
    (Zet::Stop, 3),
    (Zet::Stroom, 3),
];

pub(crate) struct Vergadering {
    pub(super) t: Toeval,
    /// The dice of the disk with the drafts, and whether it ever heals by itself.
    schijf: Toeval,
    heelt: bool,
    /// The dice of who leaves their terminal.
    weg: Toeval,
    pub(crate) dienst: Dienst,
    pub(super) terminals: Vec<Terminal>,
    peers: BTreeMap<PeerId, usize>,
    volgende: u64,
    /// Whether the raadpleger is in the table now, and to which dossier the deelnemer is kept.
    raad: bool,
    alleen: Option<DossierNummer>,
    /// How many dossiers there are to be.
    gewenst: usize,
    pub(super) telling: Telling,
    /// What each step was, in kinds and numbers.
    script: Vec<(usize, String)>,
}

/// A message as it came in, in about as many bytes.
fn bericht(peer: PeerId, message: ToServer) -> Input {
    Input::Message(peer, message, 512)
}

/// A line as it is typed.
fn getypt(tekst: Tekst, verzoek: RequestId) -> Getypt {
    let mut regel = Getypt::nieuw(tekst);
    regel.verzoek = Some(verzoek);
    regel
}

impl Vergadering {
    pub(crate) fn new(zaad: u64) -> Self {
        let mut t = Toeval::new(zaad);
        let mut schijf = Toeval::new(!zaad);
        let mut v = Self {
            heelt: schijf.kans(85),
            schijf,
            weg: Toeval::new(zaad.rotate_left(17)),
            dienst: Dienst::new(begin(&mut t), tafel(true, None)),
            terminals: Vec::new(),
            peers: BTreeMap::new(),
            volgende: 0,
            raad: true,
            alleen: None,
            gewenst: if t.kans(70) { 1 } else { 2 + t.onder(3) },
            telling: Telling::default(),
            script: Vec::new(),
            t,
        };
        v.mensen();
        v
    }

    /// Three to twelve terminals: a chair and somebody who records in any case, a wall as a rule, and others.
    fn mensen(&mut self) {
        let alle = team();
        let extra = self.t.onder(10);
        let mut wie: Vec<usize> = vec![0, 3, alle.len() - 1];
        wie.extend((0..extra).map(|_| self.t.onder(alle.len())));
        if self.t.kans(70) {
            wie.extend([alle.len() - 2].repeat(1 + self.t.onder(2)));
        }
        for (n, lid) in wie.into_iter().enumerate() {
            let l = &alle[lid];
            let rol = self.t.een(&l.rollen);
            let scherm = rol == Some(Rol::Scherm);
            let soort = if scherm { Soort::Scherm } else { Soort::Terminal };
            let door = !scherm && self.t.kans(15);
            // who has one role, or none, need not name it
            let als = rol.filter(|_| l.rollen.len() > 1 || scherm || self.t.kans(50));
            let naam = l.wie.gebruiker.as_str().to_owned();
            let account = if door { "poort".to_owned() } else { naam };
            let uid = if door { 99 } else { 1000 + u32::try_from(lid).unwrap() };
            self.terminals.push(Terminal {
                lid,
                account: Account { uid, naam: account, groepen: Vec::new() },
                asked: Asked {
                    soort,
                    als,
                    namens: door.then(|| l.wie.gebruiker.clone()),
                    vanaf: crisistafel::domain::inzage::Vanaf::default(),
                },
                gebruiker: l.wie.gebruiker.clone(),
                rollen: rol.into_iter().collect(),
                id: RequestId(u128::try_from(n).unwrap() + 1),
                peer: None,
                volgt: None,
                replica: None,
                traag: self.t.kans(10),
                open: BTreeMap::new(),
                gedaan: Vec::new(),
                eigen: Vec::new(),
                verzoeken: 0,
            });
        }
    }

    /// What happened, counted.
    pub(crate) fn telling(&self) -> Telling {
        let g = &self.dienst.getuige;
        let [bevestigd, geweigerd, storingen] = g.uitkomsten;
        Telling { bevestigd, geweigerd, storingen, bytes: g.bytes, ..self.telling }
    }

    /// What each step was, in kinds and numbers: never a text.
    pub(crate) fn script(&self) -> &[(usize, String)] {
        &self.script
    }

    /// Says what this step was.
    pub(super) fn noem(&mut self, wat: impl std::fmt::Display) {
        if let Some((_, al)) = self.script.last_mut() {
            al.push(' ');
            al.push_str(&wat.to_string());
        }
    }

    /// Plays so many steps but those that are left out.
    pub(crate) fn speel(&mut self, stappen: usize, weg: &BTreeSet<usize>) -> Result<(), Mis> {
        for stap in 0..stappen {
            let (mut eigen, schijf, van_slot) = (self.t.tak(), self.schijf.tak(), self.weg.tak());
            if weg.contains(&stap) {
                continue;
            }
            let mis = |wat| Mis { stap, wat };
            std::mem::swap(&mut self.t, &mut eigen);
            let gedaan = self.stap(stap, schijf, van_slot);
            std::mem::swap(&mut self.t, &mut eigen);
            gedaan.map_err(mis)?;
            self.telling.stappen += 1;
            if stap % VERGELIJK == VERGELIJK - 1 {
                self.vergelijk().map_err(mis)?;
            }
        }
        let mis = |wat| Mis { stap: stappen, wat };
        self.vergelijk().map_err(mis)?;
        // the disk takes what it refused, and that is said too
        self.dienst.concepten.heel();
        self.dienst.bewaar();
        self.is_gezegd().map_err(mis)?;
        self.herstart(Some(Reached::Nothing)).map_err(mis)?;
        self.vergelijk().map_err(mis)
    }

    fn stap(&mut self, stap: usize, mut schijf: Toeval, van_slot: Toeval) -> Result<(), String> {
        self.tijd();
        let gewichten: Vec<u32> = ZETTEN.iter().map(|(_, g)| *g).collect();
        let zet = if stap < 4 { Zet::Verbind } else { ZETTEN[self.t.gewogen(&gewichten).unwrap_or(0)].0 };
        self.script.push((stap, format!("{zet:?}")));
        self.leest_laat(&mut schijf);
        self.conceptschijf(schijf);
        self.op_slot(van_slot);
        match zet {
            Zet::Vraag => self.vraag(),
            Zet::Typ => self.typ(),
            Zet::Lees => self.lees_alles(true),
            Zet::Verbreek => self.verbreek(),
            Zet::Verbind => self.verbind(),
            Zet::Volg => self.volg(),
            Zet::Dubbel => self.dubbel(),
            Zet::Rollen => self.rollen(),
            Zet::Schijf => self.schijf(),
            Zet::Bewaar => self.dienst.bewaar(),
            Zet::Herstart => {
                // who waits for a dossier is heard first
                self.dienst.geef_gelezen();
                self.dienst.speel(Input::End);
                self.dienst.bewaar();
                self.herstart(None)?;
            }
            Zet::Stop => self.stop_onderweg(None)?,
            Zet::Stroom => {
                let bereikt = self.t.een(&[Reached::Nothing, Reached::Half, Reached::All]).unwrap_or(Reached::Nothing);
                self.stop_onderweg(Some(bereikt))?;
            }
        }
        let vreemd = |v: &Self| v.terminals.iter().filter(|x| x.rollen.is_empty() && x.stand().is_some()).count();
        let had = vreemd(self);
        self.lees_alles(false);
        let heeft = vreemd(self);
        self.telling.vreemd += usize::from(heeft > 0);
        self.telling.ontzegd += had.saturating_sub(heeft);
        self.is_gezegd()?;
        self.dienst.getuige.mis.take().map_or(Ok(()), Err)
    }

    fn tijd(&mut self) {
        let seconden = match self.t.onder(200) {
            0 => self.t.tussen(3_600, 200_000),
            // the machine's clock is set back
            1 => -self.t.tussen(1, 7_200),
            2..=30 => self.t.tussen(60, 1_200),
            31..=60 => 0,
            _ => self.t.tussen(1, 40),
        };
        let by = TimeDelta::seconds(seconden);
        {
            let mut nu = self.dienst.klok.0.lock().unwrap();
            *nu = nu.plus(by);
        }
        if seconden < 0 {
            self.dienst.speel(Input::ClockJumped(by));
        }
    }

    /// The roles of a terminal in a dossier: those that it came with, and what it was given there.
    fn rollen_in(&self, x: &Terminal, nummer: DossierNummer) -> Vec<Rol> {
        let gegeven = self.dienst.getuige.gegeven(nummer, &x.gebruiker).map(|(rol, ..)| *rol);
        let gegeven = gegeven.filter(|rol| x.asked.als.is_none() && !x.rollen.contains(rol));
        x.rollen.iter().copied().chain(gegeven).collect()
    }

    /// A terminal that is connected and follows something, of those that may act.
    fn een_terminal(&mut self) -> Option<usize> {
        let vaak = |l: usize| [30_u32, 12, 8, 30, 10, 5, 1, 1, 1, 1, 8, 5].get(l).copied().unwrap_or(1);
        let gewicht = |x: &Terminal| if x.peer.is_some() { vaak(x.lid) } else { 0 };
        let gewichten: Vec<u32> = self.terminals.iter().map(gewicht).collect();
        self.t.gewogen(&gewichten)
    }

    fn vraag(&mut self) {
        let Some(at) = self.een_terminal() else { return self.verbind() };
        if self.t.kans(3) {
            return self.nood(at);
        }
        let genoeg = self.dienst.getuige.waarheid.len() >= self.gewenst;
        let Some(nummer) = self.terminals[at].volgt else {
            if !genoeg {
                self.open_dossier(at);
            }
            return self.volg_iets(at);
        };
        let leeg = Dossier::new(nummer);
        let x = &self.terminals[at];
        // what a wall does is done by its keys, which know no dossier
        let ziet = x.replica.as_ref().filter(|r| r.dossier.nummer == nummer).map_or(&leeg, |r| &r.dossier);
        let d = if x.is_wand() { self.dienst.getuige.waarheid.get(&nummer).unwrap_or(&leeg) } else { ziet };
        let rollen = self.rollen_in(x, nummer);
        let wie = Actor { rol: rollen.first().copied().unwrap_or(Rol::Waarnemer), ..team()[x.lid].wie.clone() };
        let b = Blik { d, kader: kader(), nu: self.dienst.nu(), wie: &wie, rollen: &rollen, eigen: &x.eigen };
        let mut commands = vec![opdracht(&mut self.t, b)];
        if self.t.kans(4) {
            commands.push(opdracht(&mut self.t, b));
        }
        let basis = (self.t.kans(40) && !x.is_wand()).then(|| Basis { stand: x.stand(), eigen: Vec::new() });
        let open = matches!(commands[0], Command::OpenDossier { .. } | Command::NeemNoodtoegang { .. });
        self.doe(at, (!open).then_some(nummer), basis, &commands);
    }

    /// Somebody takes access in need to any of the dossiers.
    fn nood(&mut self, at: usize) {
        let er: Vec<DossierNummer> = self.dienst.getuige.waarheid.keys().copied().collect();
        if let Some(nummer) = self.t.een(&er) {
            self.doe(at, None, None, &[opdracht::nood(nummer)]);
        }
    }

    fn open_dossier(&mut self, at: usize) {
        let d = Dossier::new(DossierNummer::pick(2026, 1));
        let x = &self.terminals[at];
        let wie = team()[x.lid].wie.clone();
        let b = Blik { d: &d, kader: kader(), nu: self.dienst.nu(), wie: &wie, rollen: &x.rollen, eigen: &[] };
        for _ in 0..20 {
            let c = opdracht(&mut self.t, b);
            if matches!(c, Command::OpenDossier { .. }) {
                return self.doe(at, None, None, &[c]);
            }
        }
    }

    /// Sends a request; as a line, where it is one.
    fn doe(&mut self, at: usize, dossier: Option<DossierNummer>, basis: Option<Basis>, opdrachten: &[Command]) {
        let soorten: Vec<String> = opdrachten.iter().map(|c| format!("{:?}", opdracht::Soort::van(c))).collect();
        self.noem(format!("{} by {:?}", soorten.join("+"), self.terminals[at].rollen));
        let x = &mut self.terminals[at];
        let verzoek = x.verzoek();
        let regel =
            |c: &Command| if let Command::LegRegelVast { regel, .. } = c { Some(regel.tekst.clone()) } else { None };
        let lijnen: Option<Vec<Tekst>> = opdrachten.iter().map(regel).collect();
        let lijn = |t: Tekst| getypt(t, verzoek);
        let regels = lijnen.filter(|l| l.len() == 1).into_iter().flatten().map(lijn).collect();
        let van = (x.gebruiker.clone(), verzoek);
        let message = ToServer::Doe { verzoek, dossier, basis, opdrachten: opdrachten.to_vec(), regels };
        x.open.insert(verzoek, message.clone());
        let peer = x.peer;
        self.dienst.getuige.gevraagd(dossier, &van, opdrachten);
        self.telling.gevraagd += 1;
        if let Some(peer) = peer {
            self.dienst.speel(bericht(peer, message));
        }
    }

    fn typ(&mut self) {
        let Some(at) = self.een_terminal() else { return };
        let Some(nummer) = self.terminals[at].volgt else { return };
        let tekst = if self.t.kans(20) { Tekst::default() } else { self.t.tekst() };
        // now and then as one for organisations, one of which may be nowhere
        let voor = ["!(politie) ", "!(Veilig Thuis, OM) ", "!(nergens) "];
        let voor = self.t.een(&voor).filter(|_| !tekst.is_empty() && self.t.kans(30)).unwrap_or_default();
        let tekst = Tekst::cut(&format!("{voor}{tekst}"));
        let x = &mut self.terminals[at];
        let verzoek = x.verzoek();
        let van = (x.gebruiker.clone(), verzoek);
        let peer = x.peer;
        let eigen = peer.and_then(|peer| self.dienst.getuige.spreekt_voor(peer, nummer));
        self.dienst.getuige.geplant.los(nummer, &van, tekst.as_str(), eigen.as_ref());
        if let Some(peer) = peer {
            let regel = getypt(tekst, verzoek);
            self.dienst.speel(bericht(peer, ToServer::Concept(regel)));
        }
    }

    fn verbreek(&mut self) {
        let met: Vec<usize> = (0..self.terminals.len()).filter(|at| self.terminals[*at].peer.is_some()).collect();
        if let Some(at) = self.t.een(&met) {
            let gezien = self.t.kans(70);
            self.los(at, gezien);
        }
    }

    /// The connection of a terminal is over; the service sees that, or not yet.
    fn los(&mut self, at: usize, gezien: bool) {
        let Some(peer) = self.terminals[at].peer.take() else { return };
        if gezien {
            self.peers.remove(&peer);
            self.dienst.lijnen.remove(&peer);
            self.dienst.speel(Input::Gone(peer));
        }
    }

    fn verbind(&mut self) {
        let zonder: Vec<usize> = (0..self.terminals.len()).filter(|at| self.terminals[*at].peer.is_none()).collect();
        let Some(at) = self.t.een(&zonder) else { return };
        self.volgende += 1;
        let peer = PeerId(self.volgende);
        let x = &mut self.terminals[at];
        x.peer = Some(peer);
        self.peers.insert(peer, at);
        // who has no row in the table is of no organisation by it
        let in_tabel = self.raad || x.gebruiker.as_str() != "raad";
        let organisatie = team()[x.lid].wie.organisatie.clone().filter(|_| in_tabel);
        let kijker = Kijker::met(x.gebruiker.clone(), &x.rollen).van(organisatie.as_ref());
        let zit = if x.is_wand() { Zit::Wand(OverlegNr(0)) } else { kijker.zit };
        let dossiers = self.alleen.filter(|_| x.gebruiker.as_str() == BEPERKT).map(|n| vec![n]);
        let kijker = Kijker { zit, dossiers, als: x.asked.als, ..kijker };
        self.dienst.getuige.kijkers.insert(peer, kijker);
        let hello = Input::Hello { peer, account: x.account.clone(), asked: x.asked.clone(), terminal: x.id };
        self.dienst.speel(hello);
        self.telling.herverbonden += 1;
        self.volg_iets(at);
        let opnieuw: Vec<ToServer> = self.terminals[at].open.values().cloned().collect();
        for message in opnieuw {
            self.zend(at, message);
        }
    }

    pub(super) fn zend(&mut self, at: usize, message: ToServer) {
        let x = &self.terminals[at];
        let Some(peer) = x.peer else { return };
        if let ToServer::Doe { verzoek, dossier, opdrachten, .. } = &message {
            self.dienst.getuige.gevraagd(*dossier, &(x.gebruiker.clone(), *verzoek), opdrachten);
        }
        self.dienst.speel(bericht(peer, message));
    }

    /// Follows what it followed, from where it is, from the start, from nowhere or from beyond the end; else something.
    pub(super) fn volg_iets(&mut self, at: usize) {
        let er: Vec<DossierNummer> = self.dienst.getuige.waarheid.keys().copied().collect();
        let was = self.terminals[at].volgt.filter(|_| self.t.kans(95));
        let nummer = was.or_else(|| self.t.een(&er));
        let x = &mut self.terminals[at];
        let zelfde = nummer.is_some() && x.replica.as_ref().is_some_and(|r| Some(r.dossier.nummer) == nummer);
        if !zelfde {
            x.replica = None;
        }
        let sinds = match self.t.onder(12) {
            0 => None,
            1 => Some(Stand(self.t.getal())),
            _ => x.stand(),
        };
        x.volgt = nummer;
        let dossier = nummer.filter(|_| !(x.is_wand() && self.t.kans(40)));
        if nummer.is_some() || x.is_wand() {
            self.zend(at, ToServer::Volg { dossier, sinds });
            self.zend(at, ToServer::VolgOverzicht);
        }
    }

    fn volg(&mut self) {
        if let Some(at) = self.een_terminal() {
            if self.t.kans(30) {
                self.terminals[at].volgt = None;
            }
            self.volg_iets(at);
        }
    }

    /// Something is sent once more that was answered already.
    fn dubbel(&mut self) {
        let Some(at) = self.een_terminal() else { return };
        if let Some(message) = self.t.rand(&self.terminals[at].gedaan) {
            self.telling.dubbel += 1;
            self.zend(at, message);
        }
    }

    /// Somebody gets a role, or loses it.
    fn rollen(&mut self) {
        if self.t.kans(50) {
            self.raad = !self.raad;
        } else {
            self.alleen = self.dienst.getuige.waarheid.keys().next().copied().filter(|_| self.alleen.is_none());
        }
        self.telling.rollen += 1;
        self.dienst.speel(Input::Table(Box::new(Ok(tafel(self.raad, self.alleen)))));
    }

    fn schijf(&mut self) {
        if self.t.kans(40) {
            self.dienst.disk.heal();
            return self.noem("heals");
        }
        self.telling.schijf += 1;
        let only = ["write", "sync", "sync_dir", "create", "open", "rename", "read", "truncate"];
        let only = if self.t.kans(50) { self.t.een(&only) } else { None };
        let reached = self.t.een(&[Reached::Nothing, Reached::Half, Reached::All]).unwrap_or(Reached::Nothing);
        let after = u64::try_from(self.t.onder(9)).unwrap_or(0);
        let failure = Failure { after, only, reached, lasting: self.t.kans(30) };
        self.noem(format!("{failure:?}"));
        self.dienst.disk.fail(failure);
    }

    /// What is read of a journal reaches the service at once, or after some of what comes meanwhile.
    fn leest_laat(&mut self, t: &mut Toeval) {
        self.dienst.laat = if t.kans(30) { t.onder(6) } else { 0 };
    }

    /// The disk with the drafts refuses some writes, or all until it heals; what it refused is tried again by itself.
    fn conceptschijf(&mut self, mut t: Toeval) {
        let concepten = &mut self.dienst.concepten;
        let (heel, kans) = (concepten.is_heel(), t.onder(100));
        if heel && kans < 4 {
            let keren = if t.kans(50) { 1 + t.onder(3) } else { usize::MAX };
            concepten.weiger(keren);
            self.telling.conceptschijf += 1;
            self.noem(format!("(drafts: {keren} refused)"));
        } else if !heel && self.heelt && kans < 6 {
            concepten.heel();
            self.noem("(drafts: heals)");
        }
        if self.dienst.concepten.geweigerd().next().is_some() {
            self.telling.onbewaard += 1;
            if t.kans(25) {
                self.dienst.bewaar();
            }
        }
    }

    /// The program is killed, or the power goes, in the middle of something.
    fn stop_onderweg(&mut self, stroom: Option<Reached>) -> Result<(), String> {
        self.dienst.stopt_na = Some(self.t.onder(7));
        self.vraag();
        self.herstart(stroom)
    }

    fn herstart(&mut self, stroom: Option<Reached>) -> Result<(), String> {
        self.telling.herstarts += 1;
        self.telling.herlezen += std::mem::take(&mut self.dienst.herlezen);
        self.telling.stroom += usize::from(stroom.is_some());
        self.dienst.herstart(stroom, tafel(self.raad, self.alleen));
        // dice of its own: what is looked at on a copy is no part of the meeting
        let geworpen = u64::try_from(self.script.len()).unwrap_or(0);
        self.telling.rot += usize::from(self.dienst.rot(&mut Toeval::new(geworpen))?);
        self.terminals.iter_mut().for_each(|x| x.peer = None);
        self.peers.clear();
        self.dienst.getuige.mis.take().map_or(Ok(()), Err)?;
        self.regels_zijn_er()
    }

    /// Everybody who reads takes what waits for them, until nothing comes of it any more.
    pub(super) fn lees_alles(&mut self, allen: bool) {
        for at in 0..self.terminals.len() {
            if !allen && self.terminals[at].traag && !self.t.kans(15) {
                continue;
            }
            while self.lees(at) {}
        }
    }

    /// Whether anything was taken.
    fn lees(&mut self, at: usize) -> bool {
        let Some(peer) = self.terminals[at].peer else { return false };
        let alles = self.dienst.lees(peer, usize::MAX);
        for bytes in &alles {
            match self.terminals[at].neem(bytes) {
                Daarna::Niets => {}
                Daarna::Opnieuw(message) => self.zend(at, message),
                Daarna::Antwoord(verzoek, uitkomst) => self.terminals[at].beantwoord(verzoek, &uitkomst),
                Daarna::Weg => {
                    self.los(at, true);
                    return false;
                }
            }
        }
        if self.dienst.weg.contains(&peer) {
            self.los(at, true);
        }
        !alles.is_empty()
    }
}
