//! Every dossier that the user may see: the most urgent first, and why it is.

use serde::Serialize;

use super::papier::Papier;
use super::tijd::{self, JsonMoment};
use super::{JSON_VERSIE, naam};
use crate::domain::dossier::{Antwoord, DossierStatus, Fase};
use crate::domain::ids::{DossierNummer, OverlegNr};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::projection::rij::{DossierRij, TermijnRij};

/// Dossiers, the most urgent first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dossiers {
    /// The version of this form.
    pub versie: u32,
    /// Whether this is an exercise.
    pub oefening: bool,
    /// The moment of asking.
    pub nu: JsonMoment,
    /// The dossiers.
    pub dossiers: Vec<Dossier>,
}

/// One dossier. Keys are written as in the commands of `crisistafel schema`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dossier {
    /// Its number.
    pub dossier: DossierNummer,
    /// What the team calls it.
    pub werktitel: Tekst,
    /// Where it is in its life.
    pub status: DossierStatus,
    /// When 112 was called last, while nobody said what came of it; null where there is no such call.
    pub open_112: Option<JsonMoment>,
    /// The latest answer to 'is someone in immediate danger now?'; null when nobody answered it.
    pub acuut: Option<Acuut>,
    /// Whether that question is open again, so that the answer does not count any more.
    pub opnieuw_open: bool,
    /// The meeting that matters now.
    pub overleg: Option<Overleg>,
    /// How many actions are late.
    pub acties_te_laat: usize,
    /// What comes next.
    pub volgende: Option<Volgende>,
    /// The fixed contact person with how to reach; null when there is none.
    pub contactpersoon: Option<Tekst>,
    /// When it last changed.
    pub gewijzigd: JsonMoment,
}

/// The latest answer to 'is someone in immediate danger now?'.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Acuut {
    /// The answer; `onbekend` counts as unsafe.
    pub antwoord: Antwoord,
    /// When it was given.
    pub op: JsonMoment,
}

/// A meeting, and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Overleg {
    /// Its number within the dossier.
    pub overleg: OverlegNr,
    /// The block.
    pub fase: Fase,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Volgende {
    /// When.
    pub op: JsonMoment,
    /// What, in a few words.
    pub wat: Tekst,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// The dossiers of `rijen` at `nu`.
pub fn dossiers(rijen: &[DossierRij], nu: Tijdstip, oefening: bool) -> Dossiers {
    let mut all: Vec<&DossierRij> = rijen.iter().collect();
    all.sort_by_key(|r| {
        let (rang, klok) = r.urgentie(nu);
        (rang, klok.is_none(), klok, r.nummer)
    });
    let dossiers = all.into_iter().map(|r| dossier(r, nu)).collect();
    Dossiers { versie: JSON_VERSIE, oefening, nu: nu.into(), dossiers }
}

fn dossier(r: &DossierRij, nu: Tijdstip) -> Dossier {
    let volgende = |k: &TermijnRij| Volgende { op: k.op.into(), wat: k.wat.clone(), afgeschermd: k.kring.is_dicht() };
    Dossier {
        dossier: r.nummer,
        werktitel: r.werktitel.clone(),
        status: r.status,
        open_112: r.gebeld.map(Into::into),
        acuut: r.acuut.map(|(antwoord, op)| Acuut { antwoord, op: op.into() }),
        opnieuw_open: r.moet_opnieuw(nu),
        overleg: r.overleg.map(|(overleg, fase)| Overleg { overleg, fase }),
        acties_te_laat: r.te_laat(nu),
        volgende: r.volgende(nu).map(volgende),
        contactpersoon: Some(r.contactpersoon.clone()).filter(|c| !c.is_empty()),
        gewijzigd: r.gewijzigd.into(),
    }
}

impl Dossiers {
    /// Plain text, at most 60 columns.
    pub fn tekst(&self) -> String {
        let mut p = Papier::new(self.oefening);
        p.veld(0, "Dossiers", &self.nu.lokaal);
        if self.dossiers.is_empty() {
            p.wit();
            p.regel(0, "Er is geen dossier waar u bij kunt.");
        }
        for d in &self.dossiers {
            p.wit();
            self.dossier(&mut p, d);
        }
        p.klaar()
    }

    /// What makes a dossier urgent stands first: danger, a meeting that goes on, what is late.
    fn dossier(&self, p: &mut Papier, d: &Dossier) {
        p.regel(0, &format!("{}, {}", d.dossier, d.werktitel));
        if let Some(op) = &d.open_112 {
            p.veld(1, "112 gebeld, uitkomst nog niet genoteerd", &self.geleden(op));
        }
        match &d.acuut {
            _ if d.status.is_afgesloten() => {}
            None => p.regel(1, "Acuut gevaar: nog niet gevraagd. Dat telt als onveilig."),
            Some(a) => {
                p.veld(1, "Acuut gevaar", naam::laatste_antwoord(a.antwoord));
                p.veld(2, "Gegeven", &self.geleden(&a.op));
            }
        }
        if d.opnieuw_open && !d.status.is_afgesloten() {
            p.regel(2, "Die vraag staat weer open: beoordeel opnieuw.");
        }
        match d.overleg {
            Some(o) if o.fase.loopt() => p.regel(1, &format!("Overleg {} loopt nu. Onderdeel: {}", o.overleg, o.fase)),
            _ => p.veld(1, "Status", &d.status.to_string()),
        }
        p.veld(1, "Acties te laat", &if d.acties_te_laat == 0 { "geen".to_owned() } else { d.acties_te_laat.to_string() });
        match &d.volgende {
            None => p.regel(1, "Wat er aankomt: niets met een tijd."),
            Some(v) => {
                let mark = if v.afgeschermd { "afgeschermd, " } else { "" };
                p.veld(1, "Wat er aankomt", &format!("{mark}{}", v.wat));
                p.veld(2, "Wanneer", &self.geleden(&v.op));
            }
        }
        p.veld(1, "Contactpersoon", d.contactpersoon.as_ref().map_or("nog niemand", Tekst::as_str));
        p.veld(1, "Gewijzigd", &self.geleden(&d.gewijzigd));
    }

    fn geleden(&self, t: &JsonMoment) -> String {
        tijd::met_afstand(t.utc, self.nu.utc)
    }
}
