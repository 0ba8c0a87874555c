//! A meeting on the bare rules: `decide` and `evolve`, without a service, a file or a message. What the generator makes is
//! tried here, and what may be read of it.

use std::sync::OnceLock;

use chrono::TimeDelta;
use crisistafel::domain::command::Command;
use crisistafel::domain::decide::{decide, scherm_aan, scherm_uit};
use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::kader::GeldendKader;
use crisistafel::domain::rechten::rol_voor;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

use super::geplant::{Geplant, Verzoek};
use super::opdracht::{Blik, begin, opdracht};
use super::spiegel::{Feit, Spiegel};
use super::toeval::Toeval;

/// The kader that the program brings along, read once.
pub(crate) fn kader() -> &'static GeldendKader {
    static KADER: OnceLock<GeldendKader> = OnceLock::new();
    KADER.get_or_init(|| crisistafel::kader::ingebouwd().unwrap())
}

/// Somebody of the team.
#[derive(Clone, Debug)]
pub(crate) struct Lid {
    pub(crate) wie: Actor,
    pub(crate) rollen: Vec<Rol>,
    /// How often they do something.
    vaak: u32,
    /// What they asked last.
    eigen: Vec<RequestId>,
}

/// The team: two chairs, one of whom carries the dossier too, two who record, everybody else once; and a stranger.
pub(crate) fn team() -> Vec<Lid> {
    use Rol as R;
    let lid = |naam: &str, rollen: &[Rol], vaak, organisatie: &str| {
        let organisatie = kader().kader.partner(organisatie).map(|p| p.naam.clone());
        let tekst = |t: &str| Tekst::new(t).unwrap_or_default();
        let rol = rollen.first().copied().unwrap_or(R::Waarnemer);
        let wie = Actor { gebruiker: tekst(&naam.to_lowercase()), naam: tekst(naam), rol, organisatie };
        Lid { wie, rollen: rollen.to_vec(), vaak, eigen: Vec::new() }
    };
    vec![
        lid("Duin", &[R::Voorzitter], 30, "gemeente"),
        lid("Yilmaz", &[R::Voorzitter, R::Procesregisseur], 12, "gemeente"),
        lid("Postma", &[R::Procesregisseur], 8, ""),
        lid("Wit", &[R::Notulist], 30, "gemeente"),
        lid("Vos", &[R::Notulist], 10, "Veilig Thuis"),
        lid("Kuiper", &[R::Deelnemer], 5, "politie"),
        lid("Tol", &[R::Tegendenker], 1, "gemeente"),
        lid("Meer", &[R::Waarnemer], 1, "OM"),
        lid("Raad", &[R::Raadpleger], 1, "politie"),
        lid("Beheer", &[R::Beheerder], 1, "politie"),
        // in no role table: somebody of a partner
        lid("Vreemd", &[], 0, ""),
        lid("Wand", &[R::Scherm], 5, "politie"),
    ]
}

/// How one step went.
pub(crate) struct Stap {
    pub(crate) lid: usize,
    pub(crate) command: Command,
    pub(crate) gaf: Result<Vec<Event>, Refusal>,
}

/// A meeting that is played.
pub(crate) struct Droog {
    pub(crate) d: Dossier,
    pub(crate) nu: Tijdstip,
    pub(crate) team: Vec<Lid>,
    pub(crate) spiegel: Spiegel,
    pub(crate) geplant: Geplant,
    t: Toeval,
    verzoeken: u128,
}

impl Droog {
    pub(crate) fn new(zaad: u64) -> Self {
        let mut t = Toeval::new(zaad);
        let nummer = DossierNummer::pick(2026, u32::try_from(t.onder(300_000)).unwrap_or(0));
        let (d, spiegel) = (Dossier::new(nummer), Spiegel::new(nummer));
        Self { d, nu: begin(&mut t), team: team(), spiegel, geplant: Geplant::default(), t, verzoeken: 0 }
    }

    /// Some time passes, and somebody asks something.
    pub(crate) fn stap(&mut self) -> Stap {
        self.tijd();
        if self.t.kans(2) {
            self.scherm();
        }
        let gewichten: Vec<u32> = self.team.iter().map(|l| l.vaak).collect();
        let lid = self.t.gewogen(&gewichten).unwrap_or(0);
        let l = &self.team[lid];
        let b = Blik { d: &self.d, kader: kader(), nu: self.nu, wie: &l.wie, rollen: &l.rollen, eigen: &l.eigen };
        let command = opdracht(&mut self.t, b);
        let gaf = self.vraag(lid, &command);
        Stap { lid, command, gaf }
    }

    /// Seconds, as a rule; minutes, and now and then a night.
    fn tijd(&mut self) {
        let seconden = match self.t.onder(100) {
            0 => self.t.tussen(3_600, 200_000),
            1..=15 => self.t.tussen(60, 1_200),
            16..=30 => 0,
            _ => self.t.tussen(1, 40),
        };
        self.nu = self.nu.plus(TimeDelta::seconds(seconden));
    }

    fn vraag(&mut self, lid: usize, command: &Command) -> Result<Vec<Event>, Refusal> {
        let stamp = self.stempel(lid, command);
        let van: Verzoek = (stamp.wie.gebruiker.clone(), stamp.verzoek);
        let commands = std::slice::from_ref(command);
        self.spiegel.gevraagd(van.clone());
        self.geplant.getypt(self.d.nummer, &van, commands);
        let events = decide(&self.d, kader(), &stamp, command).inspect_err(|_| self.spiegel.geweigerd(van.clone()))?;
        self.geplant.vastgelegd(&self.d, &stamp, (commands, &events));
        self.pas_toe(&stamp, &events);
        let eigen = &mut self.team[lid].eigen;
        eigen.push(stamp.verzoek);
        if eigen.len() > 12 {
            eigen.remove(0);
        }
        Ok(events)
    }

    fn stempel(&mut self, lid: usize, command: &Command) -> Stamp {
        self.verzoeken += 1;
        let l = &self.team[lid];
        let rol = rol_voor(command, &l.rollen).unwrap_or(l.wie.rol);
        Stamp { op: self.nu, wie: Actor { rol, ..l.wie.clone() }, verzoek: RequestId(self.verzoeken) }
    }

    fn pas_toe(&mut self, stamp: &Stamp, events: &[Event]) {
        for event in events {
            evolve(&mut self.d, stamp, event);
        }
        self.spiegel.bevestigd(Feit { stamp: stamp.clone(), events: events.to_vec() });
    }

    /// A shared screen comes or goes: the service itself records that.
    fn scherm(&mut self) {
        let Some(nr) = self.d.lopend().map(|o| o.nr) else { return };
        let event = scherm_aan(&self.d, nr).or_else(|| scherm_uit(&self.d, nr));
        let wand = self.team.len() - 1;
        let stamp = self.stempel(wand, &Command::Hervat { overleg: nr });
        if let Some(event) = event {
            self.pas_toe(&stamp, &[event]);
        }
    }
}
