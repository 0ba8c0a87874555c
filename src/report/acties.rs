//! Open actions of every dossier that the user may see: what is late first.

use serde::Serialize;

use super::JSON_VERSIE;
use super::papier::Papier;
use super::tijd::{self, JsonMoment};
use crate::domain::dossier::ActieStatus;
use crate::domain::ids::{ActieId, DossierNummer};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::projection::rij::ActieRij;

/// Open actions, the earliest deadline first, those without one last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Acties {
    /// The version of this form.
    pub versie: u32,
    /// Whether this is an exercise.
    pub oefening: bool,
    /// The moment of asking.
    pub nu: JsonMoment,
    /// Whether only what is late was asked.
    pub alleen_te_laat: bool,
    /// The actions.
    pub acties: Vec<Actie>,
}

/// One open action.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actie {
    /// The dossier.
    pub dossier: DossierNummer,
    /// Its number within the dossier, as commands take it.
    pub actie: ActieId,
    /// What is to be done.
    pub wat: Tekst,
    /// Who does it; null when nobody was named.
    pub wie: Option<Tekst>,
    /// Before when.
    pub termijn: Option<JsonMoment>,
    /// Whether that is past.
    pub te_laat: bool,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// The open ones of `rijen` at `nu`; with `alleen_te_laat` those whose deadline is past.
pub fn acties(rijen: &[ActieRij], nu: Tijdstip, alleen_te_laat: bool, oefening: bool) -> Acties {
    let mut open: Vec<&ActieRij> =
        rijen.iter().filter(|r| r.status == ActieStatus::Open && (!alleen_te_laat || r.is_te_laat(nu))).collect();
    open.sort_by_key(|r| (r.termijn.is_none(), r.termijn, r.dossier, r.actie));
    let acties = open.into_iter().map(|r| Actie {
        dossier: r.dossier,
        actie: r.actie,
        wat: r.wat.clone(),
        wie: Some(r.wie.clone()).filter(|w| !w.is_empty()),
        termijn: r.termijn.map(Into::into),
        te_laat: r.is_te_laat(nu),
        afgeschermd: r.kring.is_dicht(),
    });
    Acties { versie: JSON_VERSIE, oefening, nu: nu.into(), alleen_te_laat, acties: acties.collect() }
}

impl Acties {
    /// Plain text, at most 60 columns.
    pub fn tekst(&self) -> String {
        let mut p = Papier::new(self.oefening);
        p.veld(0, "Open acties", &self.nu.lokaal);
        p.wit();
        let (laat, later): (Vec<_>, Vec<_>) = self.acties.iter().partition(|a| a.te_laat);
        self.groep(&mut p, "Te laat", &laat);
        if !self.alleen_te_laat {
            p.wit();
            let (met, zonder): (Vec<&Actie>, Vec<_>) = later.into_iter().partition(|a| a.termijn.is_some());
            self.groep(&mut p, "Nog te doen", &met);
            p.wit();
            self.groep(&mut p, "Zonder afgesproken tijd", &zonder);
        }
        p.klaar()
    }

    fn groep(&self, p: &mut Papier, label: &str, acties: &[&Actie]) {
        p.aantal(label, acties.len());
        for a in acties {
            let mark = if a.afgeschermd { "Afgeschermd. " } else { "" };
            p.regel(1, &format!("{} {}. {mark}{}", a.dossier, a.actie, a.wat));
            p.veld(2, "Wie", a.wie.as_ref().map_or("nog niemand", Tekst::as_str));
            p.veld_als(2, "Klaar vóór", &a.termijn.as_ref().map(|t| self.termijn(t)).unwrap_or_default());
        }
    }

    fn termijn(&self, t: &JsonMoment) -> String {
        tijd::termijn(t.utc, self.nu.utc)
    }
}
