//! Lines in which words were found, and why where that is not literal.

use serde::Serialize;

use super::papier::Papier;
use super::tijd::{self, JsonMoment};
use super::{JSON_VERSIE, naam};
use crate::domain::dossier::RegelSoort;
use crate::domain::ids::{DossierNummer, OverlegNr, RegelId};
use crate::domain::scherm::Kring;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::projection::rij::RegelRij;
use crate::projection::zoek::{Waarom, Woordenboek};

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gevonden {
    /// The version of this form.
    pub versie: u32,
    /// Whether this is an exercise.
    pub oefening: bool,
    /// The moment of asking.
    pub nu: JsonMoment,
    /// The words that were looked for.
    pub gezocht: Tekst,
    /// Whether there are more lines than these.
    pub meer: bool,
    /// The lines: those that say the words literally first, of these and of the others the latest first.
    pub regels: Vec<Regel>,
}

/// One line. The kind is written as in the commands of `crisistafel schema`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Regel {
    /// The dossier.
    pub dossier: DossierNummer,
    /// The meeting.
    pub overleg: OverlegNr,
    /// The line, as commands take it.
    pub regel: RegelId,
    /// What it is.
    pub soort: RegelSoort,
    /// What it says.
    pub tekst: Tekst,
    /// Who knows it; null when nobody was named.
    pub bron: Option<Tekst>,
    /// When it was recorded.
    pub vastgelegd: JsonMoment,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
    /// For whom it is, for the page.
    #[serde(skip)]
    pub kring: Kring,
    /// Why it was found, for each word that it does not say literally: `hoe` is `nummer`, `ander_woord`, `klank` or
    /// `getypt`.
    pub waarom: Vec<Waarom>,
}

/// The lines of `rijen`, as they come: those that say the words literally first, then the latest. `meer` says that there are others.
pub fn zoek(rijen: &[RegelRij], meer: bool, gezocht: &Tekst, nu: Tijdstip, oefening: bool) -> Gevonden {
    let woorden = Woordenboek::default();
    let waarom = |r: &RegelRij| woorden.waarom(gezocht.as_str(), r.tekst.as_str(), r.bron.as_str()).unwrap_or_default();
    let regels = rijen.iter().map(|r| Regel {
        dossier: r.dossier,
        overleg: r.overleg,
        regel: r.regel,
        soort: r.soort,
        tekst: r.tekst.clone(),
        bron: Some(r.bron.clone()).filter(|b| !b.is_empty()),
        vastgelegd: r.op.into(),
        afgeschermd: r.kring.is_dicht(),
        kring: r.kring.clone(),
        waarom: waarom(r),
    });
    Gevonden { versie: JSON_VERSIE, oefening, nu: nu.into(), gezocht: gezocht.clone(), meer, regels: regels.collect() }
}

impl Gevonden {
    /// Plain text, at most 60 columns.
    pub fn tekst(&self) -> String {
        let mut p = Papier::new(self.oefening);
        p.veld(0, "Gezocht", self.gezocht.as_str());
        match (self.regels.len(), self.meer) {
            (0, _) => p.regel(0, "Niets gevonden. Probeer minder of andere woorden."),
            (1, false) => p.regel(0, "Gevonden: 1 regel."),
            (n, false) => p.regel(0, &format!("Gevonden: {n} regels; wat letterlijk klopt en nieuw is eerst.")),
            (n, true) => {
                p.regel(0, &format!("Gevonden: meer dan {n} regels. Dit zijn de nieuwste."));
                p.regel(0, "Zoek met meer woorden om er minder te krijgen.");
            }
        }
        for r in &self.regels {
            p.wit();
            self.regel(&mut p, r);
        }
        p.klaar()
    }

    /// The line itself first, then where it stands.
    fn regel(&self, p: &mut Papier, r: &Regel) {
        let mark = if r.afgeschermd { format!("{}, ", r.kring) } else { String::new() };
        p.veld(0, &format!("{mark}{}", naam::soort(r.soort)), r.tekst.as_str());
        for w in &r.waarom {
            p.veld(1, &format!("Gevonden, {}", w.hoe.naam()), &w.gevonden);
        }
        p.veld_als(1, "Bron", r.bron.as_ref().map_or("", Tekst::as_str));
        p.veld(1, "Dossier", &format!("{}, {}", r.dossier, r.overleg.waar()));
        p.veld(1, "Vastgelegd", &tijd::met_afstand(r.vastgelegd.utc, self.nu.utc));
    }
}
