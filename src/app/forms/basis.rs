//! A form that was left, or refused, is offered again on what the dossier says now: what somebody typed stays, what they
//! did not touch follows, and what changed under their hands is said.

use super::{Formulier, Invoer, Veld};
use crate::app::model::Model;

impl Formulier {
    /// This form on the fields as they are now.
    pub(super) fn herbegin(self, nu: Self) -> Self {
        let touched = nu.begin.iter().filter(|v| !self.ongemoeid(v.sleutel));
        let changed = touched.filter(|now| {
            let was = self.begin.iter().find(|v| v.sleutel == now.sleutel);
            was.is_some_and(|was| in_woorden(was) != in_woorden(now))
        });
        let gezegd: Vec<String> = changed
            .map(|v| format!("Intussen gewijzigd: {} is nu '{}'; hieronder staat wat u invulde.", v.label, in_woorden(v)))
            .collect();
        let mut f = nu.met_wat_getypt_was(&self);
        f.uitleg.extend(gezegd);
        f
    }

    /// The same form as it is offered after somebody changed what it is about.
    pub fn opnieuw(self, m: &Model) -> Self {
        let nu = Self::nieuw(self.doel.clone(), m);
        self.herbegin(nu)
    }
}

/// What is in a field, in words.
fn in_woorden(veld: &Veld) -> String {
    match &veld.invoer {
        Invoer::Tekst(draft) => draft.text().to_owned(),
        Invoer::Keuze { opties, gekozen } => {
            gekozen.and_then(|at| opties.get(at)).map(|o| o.woord.clone()).unwrap_or_default()
        }
    }
}
