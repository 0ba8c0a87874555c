//! The parts in which the whole is told: all of them, the most urgent first, or one.

use super::Toon;
use crate::domain::vouw::vouw;
use crate::report::papier::Papier;

/// A part of what is known of a dossier, that can be asked for alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deel {
    /// How acute it is, what opened that again, and the last call to 112.
    Acuut,
    /// Whom to call, who must not know, who tells her.
    Mensen,
    /// Measures, agreements and conditions.
    Maatregelen,
    /// What is late.
    Laat,
    /// Clocks, and what comes next.
    Klokken,
    /// Open actions.
    Acties,
    /// Open questions, and what partners were asked.
    Vragen,
    /// Decisions, pages for the burgemeester, the escalation.
    Besluiten,
    /// What was concluded.
    Oordeel,
    /// The meetings.
    Overleggen,
}

impl Deel {
    /// Every part, in the order of the whole.
    pub const ALLE: [Self; 10] = [
        Self::Acuut,
        Self::Mensen,
        Self::Maatregelen,
        Self::Laat,
        Self::Klokken,
        Self::Acties,
        Self::Vragen,
        Self::Besluiten,
        Self::Oordeel,
        Self::Overleggen,
    ];

    /// The word that is typed for it.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Acuut => "acuut",
            Self::Mensen => "mensen",
            Self::Maatregelen => "maatregelen",
            Self::Laat => "laat",
            Self::Klokken => "klokken",
            Self::Acties => "acties",
            Self::Vragen => "vragen",
            Self::Besluiten => "besluiten",
            Self::Oordeel => "oordeel",
            Self::Overleggen => "overleggen",
        }
    }

    /// The part that is called so.
    pub fn lees(woord: &str) -> Option<Self> {
        let woord = vouw(woord.trim());
        Self::ALLE.into_iter().find(|deel| deel.naam() == woord)
    }
}

impl Toon {
    /// Everything as plain text, at most 60 columns.
    pub fn alles(&self) -> String {
        let mut p = self.begin();
        for deel in Deel::ALLE {
            self.vertel(&mut p, deel);
        }
        p.controlepunt(self.controlepunt.as_ref());
        self.slot(p)
    }

    /// One part of it.
    pub fn deel(&self, deel: Deel) -> String {
        let mut p = self.begin();
        self.vertel(&mut p, deel);
        self.slot(p)
    }

    fn begin(&self) -> Papier {
        let mut p = Papier::new(self.oefening);
        p.regel(0, &format!("Dossier {}, {}", self.dossier, self.werktitel));
        p.veld(0, "Status", &self.status.to_string());
        if let Some(b) = &self.bevroren {
            p.veld(0, "Bevroren", &format!("{}. {}", self.geleden(b.op.utc), b.reden));
        }
        p.veld(0, "Nu", &self.nu.lokaal);
        p
    }

    fn slot(&self, mut p: Papier) -> String {
        p.wit();
        let gewijzigd = self.gewijzigd.as_ref().map_or_else(|| "niet bekend".to_owned(), |t| self.geleden(t.utc));
        p.veld(0, "Laatste wijziging", &gewijzigd);
        p.klaar()
    }

    fn vertel(&self, p: &mut Papier, deel: Deel) {
        match deel {
            Deel::Acuut => {
                self.acuut(p);
                self.melding(p);
            }
            Deel::Mensen => {
                self.contact(p);
                self.niet_weten(p);
                self.betrokkenen(p);
                self.verteller(p);
                self.toegang(p);
            }
            Deel::Maatregelen => self.maatregelen(p),
            Deel::Laat => self.te_laat(p),
            Deel::Klokken => {
                self.klokken(p);
                self.momenten(p);
            }
            Deel::Acties => self.alle_acties(p),
            Deel::Vragen => {
                self.vragen(p);
                self.informatie(p);
            }
            Deel::Besluiten => {
                self.besluiten(p);
                self.voorleggers(p);
                self.opschaling(p);
            }
            Deel::Oordeel => self.conclusie(p),
            Deel::Overleggen => {
                self.volgend(p);
                self.overleggen(p);
            }
        }
    }
}
