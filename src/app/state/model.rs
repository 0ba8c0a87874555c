//! All that the program knows. The views read it; only `update` changes it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::aanzicht::Aanzicht;
use super::afgeleid::{Afgeleid, Beeld};
use super::blik::Blik;
use super::formulier::Formulier;
use super::laag::Laag;
use super::lijst::Filter;
use super::menu::Staart;
use super::verzoek::{Daad, Laatste, Verzonden};
use super::weg::Weg;
use super::{deelscherm, overleg, overzicht, vandaag};
use crate::client::Replica;
use crate::domain::dossier::Overleg;
use crate::domain::ids::{DossierNummer, OverlegNr, PuntId, RequestId};
use crate::domain::invoer::Achtergrond;
use crate::domain::invoer::naam::Bekend;
use crate::domain::kader::Kader;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::{Action, Scope};
use crate::input::keymap::Keymap;
use crate::projection::open::Open;
use crate::projection::rij::DossierRij;
use crate::protocol::{self, Ander, Basis, Soort};

/// Who sits at this terminal, as the server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ik {
    /// The account.
    pub gebruiker: Tekst,
    /// The name in the minutes.
    pub naam: Tekst,
    /// The roles of this terminal.
    pub rollen: Vec<Rol>,
    /// The organisation for which this person speaks.
    pub organisatie: Option<Tekst>,
}

/// How the connection is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verbinding {
    /// Being made for the first time.
    Zoekt,
    /// There.
    Er,
    /// Lost since then, and being tried again.
    Kwijt(Tijdstip),
    /// Over, and why.
    Voorbij(String),
}

/// Something that the user has to be told, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bericht {
    /// What kind of thing it is.
    pub soort: BerichtSoort,
    /// The sentence.
    pub tekst: String,
    /// Until when it is worth telling, where nobody has to press a key for it.
    pub tot: Option<Tijdstip>,
}

/// What kind of thing the user is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BerichtSoort {
    /// It worked.
    Gelukt,
    /// It is so.
    Let,
    /// The rules do not allow it; the sentence says what to do.
    Weigering,
    /// The program failed.
    Storing,
}

/// Who else is connected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verbonden {
    /// Shared screens.
    pub schermen: u32,
    /// Terminals, shared screens and this one included.
    pub terminals: u32,
    /// The people behind the other terminals.
    pub anderen: Vec<Ander>,
}

/// How a program starts.
pub struct Start {
    /// The kind of terminal.
    pub soort: Soort,
    /// Names this terminal; request ids follow from it.
    pub terminal: RequestId,
    /// The dossier to open; none for the overview, or for the shared screen to be placed.
    pub dossier: Option<DossierNummer>,
    /// The keys.
    pub keymap: Arc<Keymap<Scope, Action>>,
    /// The names of the themes, the current one first.
    pub themas: Vec<String>,
    /// The window, in cells.
    pub maat: (u16, u16),
    /// This moment.
    pub nu: Tijdstip,
}

/// The fewest columns and rows on which the line can stand with what is read in it.
pub const MAAT_MIN: (u16, u16) = (26, 7);

/// All that the program knows.
pub struct Model {
    /// This moment, as of the last message.
    pub nu: Tijdstip,
    /// The window: columns and rows.
    pub maat: (u16, u16),
    /// The kind of terminal.
    pub soort: Soort,
    /// Who sits here.
    pub ik: Option<Ik>,
    /// Who that is in the dossier that is followed, where somebody was given access to it there.
    pub hier: Option<Ik>,
    /// Whether the store holds an exercise.
    pub oefening: bool,
    /// Whether this terminal goes by another clock than that of the machine.
    pub klok_verzet: bool,
    /// The connection.
    pub verbinding: Verbinding,
    /// What stands in the way of having it again, where that is known.
    pub wacht_op: Option<String>,
    /// After how many minutes without a key this terminal ends, as the service says; 0 for never.
    pub sluit_na_min: u32,
    /// When somebody was here last: a key, or a meeting that goes on.
    pub hier_sinds: Tijdstip,
    /// That nobody is, so that nothing is shown any more.
    pub weg: Option<Weg>,
    /// Whether this account has a PIN that brings a terminal back.
    pub pin: bool,
    /// Who else is connected.
    pub verbonden: Verbonden,
    /// What others are typing, by terminal.
    pub concepten: BTreeMap<RequestId, (Tekst, Tekst)>,
    /// The dossier that is followed.
    pub replica: Option<Replica>,
    /// The overview.
    pub dossiers: BTreeMap<DossierNummer, DossierRij>,
    /// Those of which a row was told on this connection: no list that was asked is newer.
    pub(in crate::app) verteld: BTreeSet<DossierNummer>,
    /// What stands on the screen.
    pub blik: Blik,
    /// The meeting's screen, kept while another one is shown.
    pub overleg: overleg::Overlegstaat,
    /// The overview's screen.
    pub overzicht: overzicht::Overzichtstaat,
    /// What waits, in all dossiers.
    pub vandaag: vandaag::Vandaagstaat,
    /// The shared screen.
    pub deelscherm: deelscherm::Deelschermstaat,
    /// Which factors the board shows.
    pub filter: Filter,
    /// What is looked for in the list on the screen; empty shows all of it.
    pub lijst_zoek: String,
    /// What lies over it, the topmost last.
    pub lagen: Vec<Laag>,
    /// Forms that were left before they were confirmed.
    pub bewaard: Vec<Formulier>,
    /// What the user has to be told.
    pub bericht: Option<Bericht>,
    /// Notices that wait until what is said now was read.
    pub(in crate::app) meldingen: VecDeque<String>,
    /// For how many keys more it is said that the terminal sends no UTF-8; none when it always did.
    pub geen_utf8: Option<u8>,
    /// What is still typed of a name that ran at its first digit.
    pub staart: Staart,
    /// The lines that are not recorded and that the service cannot keep either: its disk refuses them.
    pub niet_op_schijf: BTreeSet<RequestId>,
    /// Requests without an answer, the oldest first.
    pub verzonden: VecDeque<Verzonden>,
    /// What keys did in lists, the latest last: what can be taken back.
    pub(in crate::app) daden: Vec<Daad>,
    /// What was recorded last.
    pub(in crate::app) laatste: Laatste,
    /// What was seen when the choice opened that is being made now; else what is seen now counts.
    pub(in crate::app) gezien: Option<Basis>,
    /// The keys.
    pub keymap: Arc<Keymap<Scope, Action>>,
    /// The names of the themes, the current one first.
    pub themas: Vec<String>,
    pub(in crate::app) terminal: RequestId,
    pub(in crate::app) volgnummer: u64,
    pub(in crate::app) afgeleid: Afgeleid,
    pub(in crate::app) aanzicht: Aanzicht,
}

impl Model {
    /// The model at the start, before anything is known.
    pub fn new(s: Start) -> Self {
        let blik = match (s.soort, s.dossier) {
            (Soort::Scherm, _) => Blik::Deelscherm,
            (_, Some(_)) => Blik::Overleg,
            (_, None) => Blik::Overzicht,
        };
        Self {
            nu: s.nu,
            maat: s.maat,
            soort: s.soort,
            ik: None,
            hier: None,
            oefening: false,
            klok_verzet: false,
            verbinding: Verbinding::Zoekt,
            wacht_op: None,
            sluit_na_min: 0,
            hier_sinds: s.nu,
            weg: None,
            pin: false,
            verbonden: Verbonden::default(),
            concepten: BTreeMap::new(),
            replica: s.dossier.filter(|_| s.soort != Soort::Scherm).map(Replica::new),
            dossiers: BTreeMap::new(),
            verteld: BTreeSet::new(),
            blik,
            overleg: overleg::Overlegstaat::default(),
            overzicht: overzicht::Overzichtstaat::default(),
            vandaag: vandaag::Vandaagstaat::default(),
            deelscherm: deelscherm::Deelschermstaat::default(),
            filter: Filter::default(),
            lijst_zoek: String::new(),
            lagen: Vec::new(),
            bewaard: Vec::new(),
            bericht: None,
            meldingen: VecDeque::new(),
            geen_utf8: None,
            staart: Staart::default(),
            niet_op_schijf: BTreeSet::new(),
            verzonden: VecDeque::new(),
            daden: Vec::new(),
            laatste: Laatste::default(),
            gezien: None,
            keymap: s.keymap,
            themas: s.themas,
            terminal: s.terminal,
            volgnummer: 0,
            afgeleid: Afgeleid::default(),
            aanzicht: Aanzicht::default(),
        }
    }

    /// Whether the window is too small to see what would be recorded.
    pub fn is_te_klein(&self) -> bool {
        self.maat.0 < MAAT_MIN.0 || self.maat.1 < MAAT_MIN.1
    }

    /// Who sits here, in the dossier on the screen.
    pub fn ik_hier(&self) -> Option<&Ik> {
        self.hier.as_ref().filter(|_| self.replica.is_some() && !self.blik.is_van_alle()).or(self.ik.as_ref())
    }

    /// The roles of this terminal: in the dossier on the screen, or in none.
    pub fn rollen(&self) -> &[Rol] {
        self.ik_hier().map(|ik| ik.rollen.as_slice()).unwrap_or_default()
    }

    /// The meeting on the screen: the one going on, else the next, else the last, else the dossier itself.
    pub fn overleg(&self) -> Option<&Overleg> {
        let dossier = &self.replica.as_ref()?.dossier;
        let gekozen = self.overleg.nr.and_then(|nr| dossier.overleg(nr));
        gekozen.or_else(|| dossier.actueel()).or_else(|| dossier.overleg(OverlegNr::DOSSIER))
    }

    /// Whether that is the dossier itself, between its meetings.
    pub fn in_dossier(&self) -> bool {
        self.overleg().is_some_and(|o| o.nr.is_dossier())
    }

    /// The agenda item on the screen: where the meeting is; of the dossier itself, where this terminal is.
    pub fn punt(&self) -> Option<&PuntId> {
        let o = self.overleg()?;
        if !o.nr.is_dossier() {
            return o.huidig_punt.as_ref();
        }
        let mut punten = self.kader()?.punten(o.fase).iter().map(|p| &p.id);
        let gekozen = self.overleg.dossierpunt.as_ref();
        punten.clone().find(|id| Some(*id) == gekozen).or_else(|| punten.next())
    }

    /// The number of that meeting.
    pub fn overleg_nr(&self) -> Option<OverlegNr> {
        self.overleg().map(|o| o.nr)
    }

    /// The kader of that meeting.
    pub fn kader(&self) -> Option<&Kader> {
        self.replica.as_ref()?.kader(self.overleg()).map(|k| &k.kader)
    }

    /// What is open before the next step of that meeting; none while there is none.
    pub fn nog_open(&self) -> Option<Arc<Open>> {
        let replica = self.replica.as_ref().filter(|_| self.dossier().is_some())?;
        Some(self.afgeleid.open(replica, self.overleg()?, self.kader()?, self.nu))
    }

    /// What follows from the lines of that meeting.
    pub fn beeld(&self) -> Option<Arc<Beeld>> {
        let replica = self.replica.as_ref().filter(|_| self.dossier().is_some())?;
        Some(self.afgeleid.beeld(replica, self.overleg()?))
    }

    /// Names what stands on the screen besides the line in which is typed.
    pub fn aanzicht(&self) -> &Aanzicht {
        &self.aanzicht
    }

    /// The dossier that is followed, once everything of it is here.
    pub fn dossier(&self) -> Option<&crate::domain::dossier::Dossier> {
        self.replica.as_ref().filter(|r| r.bij || r.stand.is_some()).map(|r| &r.dossier)
    }

    /// Against what a line, or a name or a moment in a form, is read.
    pub fn achtergrond(&self) -> Option<Achtergrond<'_>> {
        let bekend = Bekend { kader: self.kader()?, overleg: self.overleg(), dossier: self.dossier() };
        Some(Achtergrond { bekend, inbreng: self.inbreng(), eigen: self.organisatie(), nu: self.nu })
    }

    /// The organisation of who sits here, in the dossier on the screen.
    pub fn organisatie(&self) -> Option<&Tekst> {
        self.ik_hier().and_then(|ik| ik.organisatie.as_ref())
    }

    /// Whose contribution the line is: what was set by hand, else who had the floor when the line was begun.
    pub fn inbreng(&self) -> Option<&Tekst> {
        let staat = &self.overleg;
        staat.inbreng.as_ref().or(match &staat.begin {
            Some(begin) => begin.inbreng.as_ref(),
            None => self.overleg().and_then(Overleg::aan_het_woord),
        })
    }

    /// Tells the user something.
    pub fn zeg(&mut self, soort: BerichtSoort, tekst: impl Into<String>) {
        if let Some(notice) = self.bericht.take().filter(|b| b.tot.is_some()) {
            self.meldingen.push_front(notice.tekst);
        }
        self.bericht = Some(Bericht { soort, tekst: tekst.into(), tot: None });
    }

    /// Tells something that passes, once nothing else is said.
    pub(in crate::app) fn meld(&mut self, tekst: &str) {
        self.meldingen.push_back(tekst.to_owned());
        self.volgende_melding();
    }

    /// What was said is over, by a key or by its time: the next notice, where one waits. Who only looks presses no key.
    pub(in crate::app) fn volgende_melding(&mut self) {
        /// For how long it stands there.
        const SECONDEN: i64 = 30;
        if self.bericht.as_ref().and_then(|b| b.tot).is_some_and(|tot| tot <= self.nu) {
            self.bericht = None;
        }
        if self.bericht.is_none()
            && let Some(tekst) = self.meldingen.pop_front()
        {
            let tot = Some(self.nu.plus(chrono::TimeDelta::seconds(SECONDEN)));
            self.bericht = Some(Bericht { soort: BerichtSoort::Let, tekst, tot });
        }
    }

    /// What this terminal has seen of the record now. What it asked itself and has no answer to counts as seen: who asked
    /// it knows.
    pub(in crate::app) fn basis(&self) -> Basis {
        let stand = self.replica.as_ref().and_then(|r| r.stand);
        Basis { stand, eigen: self.verzonden.iter().map(|v| v.verzoek).collect() }
    }

    /// The requests of this terminal since this one, it included; the last ones, where there are many.
    pub(in crate::app) fn eigen_sinds(&self, verzoek: RequestId) -> Vec<RequestId> {
        /// More than this was never done between an act and its undoing.
        const MAX: u64 = 64;
        let last = self.volgnummer.saturating_sub(MAX)..=self.volgnummer;
        let mut last: Vec<RequestId> = last.map(|nr| protocol::verzoek(self.terminal, nr)).collect();
        let from = last.iter().position(|own| *own == verzoek).unwrap_or(0);
        last.split_off(from)
    }

    /// The scope of the screen, whatever lies over it.
    pub fn blik_scope(&self) -> Scope {
        self.blik.scope()
    }

    /// The scopes in which a key counts now, the innermost first.
    pub fn scopes(&self) -> &'static [Scope] {
        self.lagen.last().map_or(self.blik_scopes(), Laag::scopes)
    }

    /// The scopes of the screen, whatever lies over it, the innermost first.
    pub fn blik_scopes(&self) -> &'static [Scope] {
        if self.blik == Blik::Overleg && self.in_dossier() { DOSSIER } else { self.blik.scopes() }
    }
}

/// The scopes of the dossier itself, which stands in the frame of a meeting.
const DOSSIER: &[Scope] = &[Scope::Dossier, Scope::Overleg, Scope::Overal];
