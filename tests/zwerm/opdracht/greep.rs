//! What a maker of commands takes hold of: the dice, the state, and what has to be wrong this time. Every part that a
//! command needs is taken here, so that each can be the wrong one.

use std::fmt::Debug;

use chrono::TimeDelta;
use crisistafel::domain::dossier::{Antwoord, Besluit, Gebeurd, Inzet, Overleg, Precisie, Regel, Vraag, Wie};
use crisistafel::domain::ids::{BesluitId, InzetId, NiveauId, OverlegNr, PuntId, RegelId, VraagId};
use crisistafel::domain::kader::Kader;
use crisistafel::domain::rechten::KERN;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::{Organisatie, Scherm};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

use super::super::toeval::Toeval;
use super::Blik;

/// What is wrong with a command. The first part that can be wrong in this way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fout {
    /// A text that has to be there is not.
    Leeg,
    /// A number or key that is not there.
    Onbekend,
    /// A moment on the wrong side of now.
    Moment,
}

impl Fout {
    pub(super) const ALLE: [Self; 3] = [Self::Leeg, Self::Onbekend, Self::Moment];
}

/// The number of a thing that is nowhere.
pub(super) const NERGENS: u32 = 4_000;
/// The nights in which the clock is moved, and a day that most years lack.
const NACHTEN: [&str; 5] = [
    "2026-10-25T00:30:00Z",
    "2026-10-25T01:30:00Z",
    "2027-03-28T01:00:00Z",
    "2028-02-29T11:00:00Z",
    "2026-12-31T23:30:00Z",
];

pub(super) struct Greep<'t, 'a> {
    pub(super) t: &'t mut Toeval,
    pub(super) b: Blik<'a>,
    fout: Option<Fout>,
}

impl<'t, 'a> Greep<'t, 'a> {
    pub(super) fn new(t: &'t mut Toeval, b: Blik<'a>, fout: Option<Fout>) -> Self {
        Self { t, b, fout }
    }

    /// Whether this part is the wrong one.
    fn nu_fout(&mut self, fout: Fout) -> bool {
        let hier = self.fout == Some(fout);
        if hier {
            self.fout = None;
        }
        hier
    }

    pub(super) fn kader(&self) -> &'a Kader {
        &self.b.kader.kader
    }

    /// A text that has to be there.
    pub(super) fn tekst(&mut self) -> Tekst {
        if self.nu_fout(Fout::Leeg) { Tekst::default() } else { self.t.tekst() }
    }

    /// A text that may be there.
    pub(super) fn ook_tekst(&mut self) -> Tekst {
        if self.t.kans(50) { self.t.tekst() } else { Tekst::default() }
    }

    /// What a part can be set to: not given, given, emptied.
    pub(super) fn deel(&mut self) -> Option<Tekst> {
        match self.t.onder(10) {
            0..=5 => None,
            6 => Some(Tekst::default()),
            _ => Some(self.t.tekst()),
        }
    }

    /// Something that may be given.
    pub(super) fn soms<T>(&mut self, procent: usize, maak: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.t.kans(procent) { Some(maak(self)) } else { None }
    }

    /// One of these keys or numbers; where there is none, or it has to be wrong, the one that is nowhere.
    pub(super) fn id<T: Clone>(&mut self, all: &[T], nergens: T) -> T {
        if self.nu_fout(Fout::Onbekend) { nergens } else { self.t.rand(all).unwrap_or(nergens) }
    }

    /// A key of the kader.
    pub(super) fn sleutel<T: Clone + TryFrom<String, Error: Debug>>(&mut self, all: impl Iterator<Item = T>) -> T {
        self.id(&all.collect::<Vec<T>>(), T::try_from("nergens".to_owned()).unwrap())
    }

    /// A moment that is still to come.
    pub(super) fn komt(&mut self) -> Tijdstip {
        let nu = self.b.nu;
        if self.nu_fout(Fout::Moment) {
            return nu.plus(-TimeDelta::minutes(self.t.tussen(6, 90_000)));
        }
        match self.t.onder(12) {
            0 => nu.plus(-TimeDelta::minutes(5)),
            1 => nu.plus(TimeDelta::milliseconds(1)),
            2 => nacht(self.t).filter(|n| *n > nu).unwrap_or(nu.plus(TimeDelta::hours(1))),
            3..=6 => nu.plus(TimeDelta::minutes(self.t.tussen(1, 90))),
            _ => nu.plus(TimeDelta::hours(self.t.tussen(1, 900))),
        }
    }

    /// A moment that has been.
    pub(super) fn geweest(&mut self) -> Tijdstip {
        let nu = self.b.nu;
        if self.nu_fout(Fout::Moment) {
            return nu.plus(TimeDelta::minutes(self.t.tussen(6, 90_000)));
        }
        match self.t.onder(12) {
            0 => nu,
            1 => nacht(self.t).filter(|n| *n <= nu).unwrap_or(nu),
            2 => Tijdstip::from_millis(i64::MIN),
            _ => nu.plus(-TimeDelta::minutes(self.t.tussen(0, 4_000))),
        }
    }

    pub(super) fn gebeurd(&mut self) -> Gebeurd {
        let precisie = self.t.een(&[Precisie::Minuut, Precisie::Dag, Precisie::Ongeveer]).unwrap_or(Precisie::Dag);
        Gebeurd { op: self.geweest(), precisie }
    }

    pub(super) fn antwoord(&mut self) -> Antwoord {
        self.t.een(&[Antwoord::Ja, Antwoord::Nee, Antwoord::Onbekend]).unwrap_or(Antwoord::Onbekend)
    }

    pub(super) fn niveau(&mut self) -> NiveauId {
        self.sleutel(self.kader().niveaus.iter().map(|n| n.id.clone()))
    }

    pub(super) fn punt(&mut self) -> PuntId {
        self.sleutel(self.kader().blokken.iter().flat_map(|b| &b.punten).map(|p| p.id.clone()))
    }

    /// The meeting that is meant; now and then an earlier one, or one that is not there.
    pub(super) fn nr(&mut self) -> OverlegNr {
        let all: Vec<OverlegNr> = self.b.d.overleggen.iter().map(|o| o.nr).collect();
        let nu = self.b.d.actueel().map(|o| o.nr);
        match nu.filter(|_| !self.t.kans(4)) {
            Some(nu) if !self.nu_fout(Fout::Onbekend) => nu,
            _ => self.id(&all, OverlegNr(NERGENS)),
        }
    }

    /// A meeting of which the minutes can be written, where there is one.
    pub(super) fn schrijf_nr(&mut self) -> OverlegNr {
        let open: Vec<OverlegNr> = self.b.d.overleggen.iter().filter(|o| o.vastgesteld.is_none()).map(|o| o.nr).collect();
        if open.is_empty() { self.nr() } else { self.id(&open, OverlegNr(NERGENS)) }
    }

    pub(super) fn overleg(&self) -> Option<&'a Overleg> {
        self.b.d.actueel()
    }

    /// An organisation of the kader, by any of its names; now and then one that nobody knows.
    pub(super) fn organisatie(&mut self) -> Tekst {
        let een = self.t.rand(&self.kader().partners);
        match een {
            Some(_) if self.t.kans(6) => self.t.tekst(),
            Some(p) if self.t.kans(20) => self.t.een(&p.ook).unwrap_or(p.naam),
            Some(p) => p.naam,
            None => self.t.tekst(),
        }
    }

    /// An organisation that takes part; whoever asks for one organisation speaks for that.
    pub(super) fn aan_tafel(&mut self) -> Tekst {
        let eigen = self.b.wie.organisatie.as_ref().filter(|_| !self.b.rollen.iter().any(|rol| KERN.contains(rol)));
        if let (Some(eigen), false) = (eigen, self.t.kans(10)) {
            return eigen.clone();
        }
        let all: Vec<Tekst> = self.overleg().iter().flat_map(|o| &o.deelnemers).map(|d| d.organisatie.clone()).collect();
        if all.is_empty() || self.nu_fout(Fout::Onbekend) { self.t.tekst() } else { self.t.rand(&all).unwrap_or_default() }
    }

    /// The organisations that a shield is for, by any of their names; often none.
    pub(super) fn kring(&mut self) -> Vec<Organisatie> {
        if !self.t.kans(45) {
            return Vec::new();
        }
        let een = |g: &mut Self| match g.t.een(&["politie", "Veilig Thuis", "OM", "gemeente", "pol"]) {
            Some(naam) if !g.t.kans(3) => naam.into(),
            _ => "nergens".into(),
        };
        (0..=self.t.onder(2)).map(|_| een(self)).collect()
    }

    /// Another shield in the place of one, or none.
    pub(super) fn ander_scherm(&mut self) -> Option<Scherm> {
        let kring = self.kring();
        match self.t.onder(3) {
            0 => None,
            1 if !kring.is_empty() => Some(Scherm::Organisaties(kring)),
            _ => self.soms(50, |_| Scherm::Rol),
        }
    }

    /// Somebody, or an organisation, or both.
    pub(super) fn wie(&mut self) -> Wie {
        if self.nu_fout(Fout::Leeg) {
            return Wie::default();
        }
        match self.t.onder(3) {
            0 => Wie { naam: self.t.tekst(), organisatie: Tekst::default() },
            1 => Wie::organisatie(self.organisatie()),
            _ => Wie { naam: self.t.tekst(), organisatie: self.organisatie() },
        }
    }

    /// A line of which this is so: one that was corrected before rather than another.
    pub(super) fn regel(&mut self, zo: impl Fn(&Regel) -> bool) -> RegelId {
        let all: Vec<RegelId> = self.b.d.regels.values().filter(|r| zo(r)).map(|r| r.id).collect();
        let weer: Vec<RegelId> =
            self.b.d.regels.values().filter(|r| zo(r) && !r.correcties.is_empty()).map(|r| r.id).collect();
        if !weer.is_empty() && self.t.kans(30) {
            return self.id(&weer, RegelId::open(NERGENS));
        }
        self.id(&all, RegelId::open(NERGENS))
    }

    /// Some lines, shielded ones rather than others.
    pub(super) fn regels(&mut self) -> Vec<RegelId> {
        let aantal = self.t.onder(4);
        let liever = self.t.kans(40) && self.b.d.regels.values().any(|r| r.inhoud.afgeschermd);
        (0..aantal).map(|_| self.regel(|r| !liever || r.inhoud.afgeschermd)).collect()
    }

    pub(super) fn vraag(&mut self, zo: impl Fn(&Vraag) -> bool) -> VraagId {
        let all: Vec<VraagId> = self.b.d.vragen.values().filter(|v| zo(v)).map(|v| v.id).collect();
        self.id(&all, VraagId(NERGENS))
    }

    pub(super) fn besluit(&mut self, zo: impl Fn(&Besluit) -> bool) -> BesluitId {
        let all: Vec<BesluitId> = self.b.d.besluiten.values().filter(|b| zo(b)).map(|b| b.id).collect();
        self.id(&all, BesluitId(NERGENS))
    }

    pub(super) fn inzet(&mut self, zo: impl Fn(&Inzet) -> bool) -> InzetId {
        let all: Vec<InzetId> = self.b.d.inzetten.values().filter(|i| zo(i)).map(|i| i.id).collect();
        self.id(&all, InzetId(NERGENS))
    }

    pub(super) fn is_scherm(&self) -> bool {
        self.b.rollen.contains(&Rol::Scherm)
    }
}

fn nacht(t: &mut Toeval) -> Option<Tijdstip> {
    t.een(&NACHTEN).and_then(|n| Tijdstip::try_from(n.to_owned()).ok())
}

/// A moment at which a meeting begins: an ordinary one, or one of the nights.
pub(crate) fn begin(t: &mut Toeval) -> Tijdstip {
    let gewoon = Tijdstip::from_millis(1_795_354_264_123).plus(TimeDelta::minutes(t.tussen(0, 500_000)));
    if t.kans(75) { gewoon } else { nacht(t).map_or(gewoon, |n| n.plus(-TimeDelta::minutes(t.tussen(0, 90)))) }
}
