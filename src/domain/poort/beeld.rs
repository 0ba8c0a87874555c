//! What the picture lacks.

use super::{Blik, Vondst, een_als, genoemd};
use crate::domain::dossier::{Aanwezig, Antwoord, Onderwerp, Vaststelling};
use crate::domain::kader::Controle;

/// The partner that has to know the same day (ZSM, HG-spreekuur).
const VEILIG_THUIS: &str = "Veilig Thuis";

pub(super) fn gevonden(b: Blik<'_>, controle: Controle) -> Vec<Vondst> {
    let Blik { d, o, .. } = b;
    match controle {
        Controle::KernpartnerZonderReden => genoemd(zonder_reden(b)),
        Controle::BelangNietVastgelegd => een_als(o.afspraken.as_ref().is_none_or(|a| a.grond.is_empty())),
        Controle::EerdereMeldingenNietGevraagd => {
            let wat = "de organisaties aan tafel".to_owned();
            genoemd(if o.afweging.vaststelling(Onderwerp::EerdereMeldingen).is_none() { vec![wat] } else { Vec::new() })
        }
        Controle::FeitZonderBron => d
            .sommen_van(o.nr)
            .flat_map(|som| &som.zonder_bron)
            .map(|id| Vondst { wat: id.to_string(), vast: None, regel: Some(*id) })
            .collect(),
        Controle::VtMeldingOntbreekt => een_als(!(veilig_thuis_weet(b))),
        Controle::KindcheckOpen => {
            // where there are children, somebody spoke or will speak with them
            let klaar = |v: &Vaststelling| match v.antwoord {
                Some(Antwoord::Ja) => !v.wie.is_empty(),
                antwoord => antwoord == Some(Antwoord::Nee),
            };
            een_als(!o.afweging.vaststelling(Onderwerp::Kindcheck).is_some_and(klaar))
        }
        _ => Vec::new(),
    }
}

/// Core partners that are not there, and of whom nobody wrote why.
fn zonder_reden(b: Blik<'_>) -> Vec<String> {
    let verklaard = |naam: &str| {
        b.o.deelnemers
            .iter()
            .filter(|d| d.organisatie.same(naam))
            .any(|d| matches!(d.aanwezig, Aanwezig::Aanwezig | Aanwezig::Schriftelijk) || !d.reden.is_empty())
    };
    let kern = b.kader.partners.iter().filter(|p| p.kern);
    kern.map(|p| p.naam.to_string()).filter(|naam| !verklaard(naam)).collect()
}

fn veilig_thuis_weet(b: Blik<'_>) -> bool {
    let gemeld = b.o.afweging.vaststelling(Onderwerp::VeiligThuisIngelicht);
    let aan_tafel = |org: &str| b.kader.partner(org).is_some_and(|p| p.naam.same(VEILIG_THUIS)) || org == VEILIG_THUIS;
    gemeld.is_some_and(|v| v.antwoord == Some(Antwoord::Ja)) || b.o.organisaties().iter().any(|o| aan_tafel(o.as_str()))
}
