//! The keys of what stands in a dossier by itself, in no line of a meeting: each row is a piece.

use crate::app::forms::{open as form, scherm_af};
use crate::app::state::effect::Effect;
use crate::app::state::formulier::Doel;
use crate::app::state::lijst::Rij;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::dossier::Dossierstuk;
use crate::domain::rechten::REGIE;
use crate::input::catalogue::Action;

/// The piece of a row.
pub(super) fn stuk(rij: Rij) -> Option<Dossierstuk> {
    match rij {
        Rij::Melding(id) => Some(Dossierstuk::Melding(id)),
        Rij::Betrokkene(id) => Some(Dossierstuk::Betrokkene(id)),
        #[rustfmt::skip]
        Rij::Besluit(_) | Rij::Actie(_) | Rij::Vraag(_) | Rij::Regel(_) | Rij::Factor(_) | Rij::Instrument(_)
        | Rij::Scenario(_) | Rij::Criterium(_) | Rij::Opschaling | Rij::Reeksvraag(..) | Rij::Inzet(_) | Rij::Klok(_)
        | Rij::Voorlegger(_) | Rij::Onderwerp(_) | Rij::Optie(_) | Rij::Toegang(_) | Rij::Informatie(_)
        | Rij::Beeldvraag(..) => None,
    }
}

/// Does something to a piece; none where that cannot be done with it.
pub(super) fn doe(m: &mut Model, action: Action, stuk: Dossierstuk) -> Option<Vec<Effect>> {
    let stand = m.dossier().and_then(|d| d.stuk(stuk));
    let (staat, dicht) = stand.map(|s| (s.staat(), s.scherm().is_some()))?;
    let doel = match action {
        Action::Vul | Action::TrekIn | Action::Wissel if !staat => {
            m.zeg(BerichtSoort::Let, format!("{stuk} is ingetrokken en verandert niet meer; n maakt een nieuwe"));
            return Some(Vec::new());
        }
        Action::Vul => vul(stuk),
        Action::Wissel => match stuk {
            Dossierstuk::Betrokkene(id) => Doel::VeiligContact(id),
            Dossierstuk::Melding(_) => return None,
        },
        Action::TrekIn => Doel::StukIntrekken(stuk),
        Action::ZetKring => Doel::StukKring(stuk),
        Action::ZetAfscherming if dicht && !m.rollen().iter().any(|rol| REGIE.contains(rol)) => {
            m.zeg(BerichtSoort::Let, "vrijgeven doet de voorzitter of de procesregisseur");
            return Some(Vec::new());
        }
        Action::ZetAfscherming if dicht => Doel::StukVrij(stuk),
        Action::ZetAfscherming => return Some(m.stuur(vec![scherm_af(stuk, Vec::new())], Verzoekherkomst::Stap)),
        _ => return None,
    };
    Some(form(m, doel))
}

/// The form in which a piece is filled in.
fn vul(stuk: Dossierstuk) -> Doel {
    match stuk {
        Dossierstuk::Melding(id) => Doel::Melding(Some(id)),
        Dossierstuk::Betrokkene(id) => Doel::Betrokkene(Some(id)),
    }
}

/// What came of the last call to 112 of which that was not said; else more about the last one.
pub(in crate::app) fn na_112(m: &mut Model) -> Vec<Effect> {
    let Some(nr) = m.dossier().and_then(|d| d.open_112()).map(|(nr, _)| nr) else {
        let gebeld = m.dossier().is_some_and(|d| !d.meldingen_112.is_empty());
        let say = if gebeld {
            "van elke keer dat 112 is gebeld, is de uitkomst genoteerd"
        } else {
            "in dit dossier is nog geen 112 gebeld; dat legt /112 vast"
        };
        m.zeg(BerichtSoort::Let, say);
        return Vec::new();
    };
    form(m, Doel::Uitkomst112(nr))
}
