//! Who looked at what: what is odd first, then each reading, the latest first.

use serde::Serialize;

use super::JSON_VERSIE;
use super::papier::Papier;
use super::tijd::{self, JsonMoment};
use crate::domain::controlepunt::Controlepunt;
use crate::domain::ids::DossierNummer;
use crate::domain::inzage::{Inzagedaad, Inzageregel, Resultaat};
use crate::domain::rol::Rol;
use crate::domain::rollentabel::Rollenverschil;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::projection::inzage::Opvallend;

/// Which readings were asked for, and what there is.
pub struct Naslag<'a> {
    /// Only those of this dossier.
    pub dossier: Option<DossierNummer>,
    /// Only those of somebody with this name or account.
    pub wie: Option<&'a Tekst>,
    /// Only those from this moment on.
    pub sinds: Tijdstip,
    /// The readings, the latest first.
    pub rijen: &'a [Inzageregel],
    /// Whether there were more.
    pub meer: bool,
    /// What is odd among them.
    pub opvallend: &'a [Opvallend],
    /// Whether some could not be read, or were not kept.
    pub onvolledig: bool,
    /// How far the trace is, where that is told.
    pub punt: Option<&'a Controlepunt>,
}

/// Readings. Words of `daad`, `van`, `wat`, `toestel` and `resultaat` are keys.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inzien {
    /// The version of this form.
    pub versie: u32,
    /// Whether this is an exercise.
    pub oefening: bool,
    /// The moment of asking.
    pub nu: JsonMoment,
    /// From when on was asked.
    pub sinds: JsonMoment,
    /// Of which dossier was asked; null for all.
    pub dossier: Option<DossierNummer>,
    /// Of whom was asked; null for all.
    pub wie: Option<Tekst>,
    /// Whether there are more readings than these.
    pub meer: bool,
    /// Whether some could not be read, or were not kept.
    pub onvolledig: bool,
    /// What is odd.
    pub opvallend: Vec<Opvallend>,
    /// The readings, the latest first.
    pub regels: Vec<Inzageregel>,
    /// By which `controleer --tegen` tells later whether the trace is still what it was: three lines; null where not all of it
    /// was asked.
    pub controlepunt: Option<[String; 3]>,
}

/// The readings that were asked for, at `nu`.
pub fn inzage(g: &Naslag<'_>, nu: Tijdstip, oefening: bool) -> Inzien {
    Inzien {
        versie: JSON_VERSIE,
        oefening,
        nu: nu.into(),
        sinds: g.sinds.into(),
        dossier: g.dossier,
        wie: g.wie.cloned(),
        meer: g.meer,
        onvolledig: g.onvolledig,
        opvallend: g.opvallend.to_vec(),
        regels: g.rijen.to_vec(),
        controlepunt: g.punt.map(Controlepunt::regels),
    }
}

impl Inzien {
    /// Plain text, at most 60 columns.
    pub fn tekst(&self) -> String {
        let mut p = Papier::new(self.oefening);
        let over = self.dossier.map_or("alle dossiers".to_owned(), |n| format!("dossier {n}"));
        p.veld(0, "Inzage", &format!("{over}, vanaf {}", tijd::dag(self.sinds.utc)));
        p.veld_als(0, "Alleen van", self.wie.as_ref().map_or("", Tekst::as_str));
        if self.onvolledig {
            p.regel(0, "Let op: niet alles is bijgehouden of te lezen; kijk met crisistafel controleer.");
        }
        p.aantal("Opvallend", self.opvallend.len());
        for odd in &self.opvallend {
            p.regel(1, &self.opvallend(odd));
        }
        p.aantal("Keren", self.regels.len());
        if self.meer {
            p.regel(0, "Er zijn er meer; dit zijn de laatste. Vraag minder: een nummer, --wie of --sinds.");
        }
        for r in &self.regels {
            p.wit();
            self.regel(&mut p, r);
        }
        p.controlepunt(self.controlepunt.as_ref());
        p.klaar()
    }

    fn opvallend(&self, odd: &Opvallend) -> String {
        let op = |t| tijd::kort(t, self.nu.utc);
        match odd {
            Opvallend::NietErbij { gebruiker, naam, dossier, op: eerst, keer } => {
                let vaak = if *keer > 1 { format!(" ({keer} keer)") } else { String::new() };
                let wie = persoon(gebruiker, naam);
                format!("{wie} las {dossier} en zat in geen overleg ervan, voor het eerst {}{vaak}", op(*eerst))
            }
            Opvallend::Veel { gebruiker, naam, dossiers, vanaf } => {
                format!("{} las {dossiers} dossiers in een uur, vanaf {}", persoon(gebruiker, naam), op(*vanaf))
            }
        }
    }

    fn regel(&self, p: &mut Papier, r: &Inzageregel) {
        let geweigerd = if r.resultaat == Resultaat::Geweigerd { ", geweigerd" } else { "" };
        p.veld(0, &tijd::kort(r.op, self.nu.utc), &format!("{}{geweigerd}", r.daad));
        let rollen = r.wie.rollen.iter().map(|rol: &Rol| rol.naam()).collect::<Vec<_>>().join(", ");
        let als = match r.wie.rollen.len() {
            0 => String::new(),
            // whose the store is has all but that of the shared screen
            n if n + 1 >= Rol::ALL.len() => ", in elke rol".to_owned(),
            _ => format!(", {rollen}"),
        };
        let van = r.wie.organisatie.as_ref().map_or_else(String::new, |organisatie| format!(", {organisatie}"));
        p.veld(1, "Wie", &format!("{}{als}{van}", persoon(&r.wie.gebruiker, &r.wie.naam)));
        p.veld_als(1, "Dossier", &r.dossier.map(|n| n.to_string()).unwrap_or_default());
        match &r.daad {
            Inzagedaad::Zoeken { dossiers } => {
                let all = dossiers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                p.veld(1, "Gevonden in", if all.is_empty() { "geen dossier" } else { &all });
            }
            Inzagedaad::Rollentabel { verschil, .. } => rollentabel(p, verschil),
            Inzagedaad::Noodtoegang { reden: Some(reden), .. } => p.veld(1, "Waarom", reden.as_str()),
            Inzagedaad::Opsommen { dossiers: Some(n), .. } => p.veld(1, "Dossiers erin", &n.to_string()),
            Inzagedaad::Pin { van: Some(van), .. } => p.veld(1, "Van", van.as_str()),
            Inzagedaad::Teruggezet { van } => p.veld(1, "Kopie van", &tijd::kort(*van, self.nu.utc)),
            Inzagedaad::Pin { van: None, .. }
            | Inzagedaad::Opsommen { dossiers: None, .. }
            | Inzagedaad::Binnenkomen
            | Inzagedaad::Openen
            | Inzagedaad::Tonen
            | Inzagedaad::Exporteren
            | Inzagedaad::Afdrukken
            | Inzagedaad::Vastleggen
            | Inzagedaad::Noodtoegang { reden: None, .. }
            | Inzagedaad::Kopieren
            | Inzagedaad::Sleutelgebruik { .. }
            | Inzagedaad::InzageBekijken => {}
        }
        p.veld(1, "Vanaf", &r.oorsprong.to_string());
    }
}

/// What came and went, a line each.
fn rollentabel(p: &mut Papier, v: &Rollenverschil) {
    for (label, all) in [("Erbij", &v.erbij), ("Eraf", &v.eraf)] {
        for regel in all {
            p.veld(1, label, regel.as_str());
        }
    }
    if v.erbij.is_empty() && v.eraf.is_empty() {
        p.regel(1, "Alleen de volgorde is anders, of wat hier niet wordt genoemd.");
    }
    if v.meer > 0 {
        p.regel(1, &format!("En nog {} regels die hier niet staan.", v.meer));
    }
    if v.te_lang {
        p.regel(1, "De tabel is te lang om geheel bij te houden: er kan meer zijn veranderd.");
    }
}

/// The name, with the account where that is another.
fn persoon(gebruiker: &Tekst, naam: &Tekst) -> String {
    if gebruiker == naam { naam.to_string() } else { format!("{naam} ({gebruiker})") }
}
