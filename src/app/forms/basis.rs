//! A form that was left, or refused, is offered again on what the dossier says now: what somebody typed stays, what they
//! did not touch follows, and what changed under their hands is said.

use crate::app::state::formulier::Formulier;
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Invoer};

impl Formulier {
    /// What was typed in `eerder` stays; what nobody touched there is as it is now.
    pub(super) fn met_wat_getypt_was(mut self, eerder: &Self) -> Self {
        for veld in eerder.velden.iter().filter(|v| !eerder.ongemoeid(v.sleutel)) {
            let was = eerder.begin.iter().find(|v| v.sleutel == veld.sleutel);
            let Some(nu) = self.velden.iter_mut().find(|v| v.sleutel == veld.sleutel) else {
                // one of a list that has become shorter: what was typed is not lost
                self.velden.push(veld.clone());
                continue;
            };
            if was.is_some_and(|was| !was.zegt_hetzelfde(nu)) {
                let (label, zegt) = (&nu.label, in_woorden(nu));
                let zin = format!("Intussen gewijzigd: {label} is nu '{zegt}'; hieronder staat wat u invulde.");
                self.uitleg.push(zin);
            }
            match (&veld.invoer, veld.waarde()) {
                (Invoer::Tekst(_), _) => nu.invoer = veld.invoer.clone(),
                (Invoer::Vinkjes { opties, .. }, _) => nu.neem_vinkjes(opties),
                (Invoer::Keuze { .. }, Some(waarde)) => {
                    nu.neem(waarde);
                }
                (Invoer::Keuze { .. }, None) => {}
            }
        }
        self.geraakt = eerder.geraakt;
        if let Some(veld) = eerder.velden.get(eerder.actief) {
            self.ga_naar(veld.sleutel);
        }
        self
    }

    /// The same form as it is offered after somebody changed what it is about.
    #[must_use]
    pub fn opnieuw(self, m: &Model) -> Self {
        Self::nieuw(self.doel.clone(), m).met_wat_getypt_was(&self)
    }
}

/// What is in a field, in words.
fn in_woorden(veld: &Formulierveld) -> String {
    match &veld.invoer {
        Invoer::Tekst(draft) => draft.text().to_owned(),
        Invoer::Keuze { opties, gekozen } => {
            gekozen.and_then(|at| opties.get(at)).map(|o| o.woord.clone()).unwrap_or_default()
        }
        Invoer::Vinkjes { opties, .. } => {
            let aan: Vec<&str> = opties.iter().filter(|(_, aan)| *aan).map(|(o, _)| o.woord.as_str()).collect();
            aan.join(", ")
        }
    }
}
