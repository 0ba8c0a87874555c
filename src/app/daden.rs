//! What one key did in a list is remembered, so that a key can take it back (`terug`).

use super::state::formulier::Doel;
use super::state::model::Model;
use super::state::verzoek::{Daad, Laatste, Verzoekherkomst};
use crate::domain::command::Command;
use crate::domain::ids::{DossierNummer, RequestId};

/// How many acts are remembered.
const DADEN_MAX: usize = 32;

/// Whether what this form makes can be taken back by a key.
#[rustfmt::skip]
fn is_klein(doel: &Doel) -> bool {
    match doel {
        Doel::BesluitStatus(_)
        | Doel::Dissent(_)
        | Doel::ActieStatus(_)
        | Doel::Vraag(_)
        | Doel::Antwoord(_)
        | Doel::Factor(_)
        | Doel::Criterium(_)
        | Doel::InzetStatus(_)
        | Doel::Schending(_)
        | Doel::Toets(_)
        | Doel::Besluit(_)
        | Doel::Actie(_)
        | Doel::Beeldvraag(..)
        | Doel::Inzet(_) => true,
        Doel::NieuwDossier | Doel::Werktitel | Doel::Status | Doel::Acuut | Doel::Bel112 | Doel::Contact
        | Doel::NietWeten | Doel::Toegang(_) | Doel::ToegangIntrekken(_) | Doel::Noodtoegang
        | Doel::NoodBeoordelen(..) | Doel::Bijeenroepen | Doel::Afspraken | Doel::Aanwezig { .. } | Doel::Overnemen
        | Doel::Eindtijd | Doel::Hybride | Doel::Schors | Doel::NaarFase { .. } | Doel::RedenOvergang
        | Doel::Sluiten | Doel::Oordeel { .. } | Doel::Conclusie | Doel::Optie(_) | Doel::Vertelt
        | Doel::Vrijgeven(_) | Doel::OptieVrijgeven(_) | Doel::Kring(_) | Doel::OptieKring(_)
        | Doel::Correctie { .. } | Doel::Uitkomst(_) | Doel::Scenario(_) | Doel::Opschalen | Doel::Moment
        | Doel::Reeksvraag { .. } | Doel::Herbeoordelen | Doel::Terzijde(_) | Doel::Klok { .. } | Doel::KlokStop(_)
        | Doel::Voorlegger(_) | Doel::Burgemeester(_) | Doel::Verteld | Doel::Informatievraag
        | Doel::Informatieantwoord(..) | Doel::Informatieverzet { .. } | Doel::InformatieIntrekken(_)
        | Doel::Vaststelling(_) | Doel::Melding(_) | Doel::Betrokkene(_) | Doel::VeiligContact(_)
        | Doel::Uitkomst112(_) | Doel::StukVrij(_) | Doel::StukKring(_) | Doel::StukIntrekken(_) => false,
    }
}

/// What a request with this origin makes the last thing; none where it is no thing of its own.
fn laatste(herkomst: &Verzoekherkomst) -> Option<Laatste> {
    Some(match herkomst {
        Verzoekherkomst::Daad(_) => Laatste::Daad,
        Verzoekherkomst::Formulier(f) if is_klein(&f.doel) => Laatste::Daad,
        Verzoekherkomst::Formulier(f) => Laatste::Formulier(f.titel.clone()),
        Verzoekherkomst::Regel(_)
        | Verzoekherkomst::Plak(_)
        | Verzoekherkomst::Correctie { .. }
        | Verzoekherkomst::Palet { .. } => Laatste::Regel,
        // ticking an item or giving the floor is gone back on by the same kind of key
        Verzoekherkomst::Stap | Verzoekherkomst::Intrekking { .. } | Verzoekherkomst::Terug(_) => return None,
    })
}

impl Model {
    /// Remembers what this request does, where a key can take it back.
    pub(super) fn onthoud_daad(
        &mut self,
        (verzoek, dossier): (RequestId, Option<DossierNummer>),
        opdrachten: &[Command],
        herkomst: &Verzoekherkomst,
    ) {
        if opdrachten.iter().any(|c| matches!(c, Command::LegRegelVast { .. })) {
            // what was typed is corrected or withdrawn as a line
            self.laatste = Laatste::Regel;
            return;
        }
        if let Some(laatste) = laatste(herkomst) {
            self.laatste = laatste;
        }
        let zin = match herkomst {
            Verzoekherkomst::Daad(zin) => zin.clone(),
            Verzoekherkomst::Formulier(f) if is_klein(&f.doel) => f.titel.clone(),
            Verzoekherkomst::Formulier(_)
            | Verzoekherkomst::Stap
            | Verzoekherkomst::Regel(_)
            | Verzoekherkomst::Plak(_)
            | Verzoekherkomst::Intrekking { .. }
            | Verzoekherkomst::Correctie { .. }
            | Verzoekherkomst::Terug(_)
            | Verzoekherkomst::Palet { .. } => return,
        };
        let Some(dossier) = dossier else { return };
        let stand = self.basis().stand;
        self.daden.push(Daad { verzoek, dossier, stand, zin });
        if self.daden.len() > DADEN_MAX {
            self.daden.remove(0);
        }
    }

    /// Whether anything that one key did in this dossier can be taken back.
    pub(super) fn heeft_daden(&self) -> bool {
        let nummer = self.replica.as_ref().map(|r| r.dossier.nummer);
        self.daden.iter().any(|d| Some(d.dossier) == nummer)
    }

    /// Whether a key can take this request back.
    pub(super) fn kan_terug(&self, verzoek: RequestId) -> bool {
        self.daden.iter().any(|d| d.verzoek == verzoek)
    }

    /// A request was refused: there is nothing to take back.
    pub(super) fn vergeet_daad(&mut self, verzoek: RequestId) {
        self.daden.retain(|d| d.verzoek != verzoek);
    }
}
