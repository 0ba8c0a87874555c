//! Who is involved, and how somebody is reached without harm: for who calls at night. A name that is hidden stands in no
//! document, nor does a code word or a protected address, also where what is shielded is asked for.

use serde::Serialize;

use super::Toon;
use crate::domain::dossier::{self, Tolk};
use crate::domain::ids::BetrokkeneId;
use crate::domain::tekst::Tekst;
use crate::report::Aanvraag;
use crate::report::papier::Papier;

/// A person in a dossier. Empty is what was not recorded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Persoon {
    /// The number.
    pub betrokkene: BetrokkeneId,
    /// By role and number.
    pub aanduiding: String,
    /// The name; null where it is hidden or not known.
    pub naam: Option<Tekst>,
    /// How this person stands to the others.
    pub relatie: Tekst,
    /// When contact is safe.
    pub veilig_moment: Tekst,
    /// By which road.
    pub kanaal: Tekst,
    /// What never to do.
    pub nooit: Tekst,
    /// Who stands in for the contact person.
    pub vervanger: Tekst,
    /// At which number.
    pub telefoon: Tekst,
    /// In which language.
    pub taal: Tekst,
    /// Whether there is an interpreter; null while nobody said.
    pub tolk: Option<Tolk>,
    /// What a visitor is warned of: also what is not known.
    pub bij_bezoek: Vec<String>,
    /// Only for who may see shielded lines.
    pub afgeschermd: bool,
}

/// Those who still count, in the order of their numbers.
pub(super) fn betrokkenen(a: &Aanvraag<'_>) -> Vec<Persoon> {
    a.dossier.betrokkenen.values().filter(|b| b.stand.staat()).map(|b| een(a, b)).collect()
}

fn een(a: &Aanvraag<'_>, b: &dossier::Betrokkene) -> Persoon {
    let bezoek = Some(b.bezoek.to_string()).filter(|t| !t.is_empty());
    Persoon {
        betrokkene: b.id,
        aanduiding: b.aanduiding(Some(&a.kader.kader)),
        naam: b.open_naam().cloned(),
        relatie: b.relatie.clone(),
        veilig_moment: b.moment.clone(),
        kanaal: b.kanaal.clone(),
        nooit: b.nooit.clone(),
        vervanger: b.vervanger.clone(),
        telefoon: b.telefoon.clone(),
        taal: b.taal.clone(),
        tolk: b.tolk,
        bij_bezoek: b.waarschuwingen().into_iter().map(str::to_owned).chain(bezoek).collect(),
        afgeschermd: b.stand.scherm().is_some(),
    }
}

impl Toon {
    pub(super) fn betrokkenen(&self, p: &mut Papier) {
        if self.betrokkenen.is_empty() {
            return;
        }
        p.wit();
        p.aantal("Betrokkenen", self.betrokkenen.len());
        for b in &self.betrokkenen {
            let mark = if b.afgeschermd { "afgeschermd, " } else { "" };
            p.veld(1, &format!("{mark}{}", b.aanduiding), b.naam.as_ref().map_or("naam niet hier", Tekst::as_str));
            p.veld_als(2, "Relatie", b.relatie.as_str());
            p.veld_als(2, "Veilig moment", b.veilig_moment.as_str());
            p.veld_als(2, "Langs welke weg", b.kanaal.as_str());
            p.veld_als(2, "Nooit", b.nooit.as_str());
            p.veld_als(2, "Telefoon", b.telefoon.as_str());
            p.veld_als(2, "Vervanger", b.vervanger.as_str());
            let tolk = b.tolk.map(|t| t.to_string());
            let taal: Vec<&str> =
                [b.taal.as_str(), tolk.as_deref().unwrap_or_default()].into_iter().filter(|t| !t.is_empty()).collect();
            p.veld_als(2, "Taal", &taal.join(", "));
            p.veld_als(2, "Bij bezoek", &b.bij_bezoek.join(", "));
        }
    }
}
