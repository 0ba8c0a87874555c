//! What the picture lacks.

use super::{Blik, Vondst};
use crate::domain::dossier::{Aanwezig, Antwoord, Dossier, Informatieverzoek, Onderwerp, Overleg};

/// The partner that has to know the same day (ZSM, HG-spreekuur).
const VEILIG_THUIS: &str = "Veilig Thuis";

/// Whom nobody asked for earlier reports.
pub(super) fn niet_gevraagd(o: &Overleg) -> Vec<String> {
    let gevraagd = o.afweging.vaststelling(Onderwerp::EerdereMeldingen).is_some();
    if gevraagd { Vec::new() } else { vec!["de organisaties aan tafel".to_owned()] }
}

/// The facts of which nobody said who knows them.
pub(super) fn zonder_bron(d: &Dossier, o: &Overleg) -> Vec<Vondst> {
    let feiten = d.sommen_van(o.nr).flat_map(|som| &som.zonder_bron);
    feiten.map(|id| Vondst { wat: id.to_string(), vast: None, regel: Some(*id) }).collect()
}

/// Whether it is known whether there are children; where there are, somebody spoke or will speak with them.
pub(super) fn kindcheck_klaar(o: &Overleg) -> bool {
    o.afweging.vaststelling(Onderwerp::Kindcheck).is_some_and(|v| match v.antwoord {
        Some(Antwoord::Ja) => !v.wie.is_empty(),
        antwoord => antwoord == Some(Antwoord::Nee),
    })
}

/// Core partners that are not there, and of whom nobody wrote why.
pub(super) fn zonder_reden(b: Blik<'_>) -> Vec<String> {
    let verklaard = |naam: &str| {
        b.o.deelnemers
            .iter()
            .filter(|d| d.organisatie.same(naam))
            .any(|d| matches!(d.aanwezig, Aanwezig::Aanwezig | Aanwezig::Schriftelijk) || !d.reden.is_empty())
    };
    let kern = b.kader.partners.iter().filter(|p| p.kern);
    kern.map(|p| p.naam.to_string()).filter(|naam| !verklaard(naam)).collect()
}

/// Whether Veilig Thuis was told, or sits at the table.
pub(super) fn veilig_thuis_weet(b: Blik<'_>) -> bool {
    let gemeld = b.o.afweging.vaststelling(Onderwerp::VeiligThuisIngelicht);
    let aan_tafel = |org: &str| b.kader.partner(org).is_some_and(|p| p.naam.same(VEILIG_THUIS)) || org == VEILIG_THUIS;
    gemeld.is_some_and(|v| v.antwoord == Some(Antwoord::Ja)) || b.o.organisaties().iter().any(|o| aan_tafel(o.as_str()))
}

/// The partners that were asked what they know, and did not answer; who had to answer first comes first.
pub(super) fn zonder_antwoord(d: &Dossier) -> Vec<String> {
    let mut open: Vec<&Informatieverzoek> = d.informatie.values().filter(|i| i.is_open()).collect();
    open.sort_by_key(|i| i.uiterlijk());
    let mut found: Vec<String> = Vec::new();
    for i in open {
        if !found.iter().any(|f| i.partner.same(f)) {
            found.push(i.partner.to_string());
        }
    }
    found
}
