//! A form that was left, or refused, is offered again on what the dossier says now: what somebody typed stays, what they
//! did not touch follows, and what changed under their hands is said.

use super::{Formulier, Invoer, Veld};
use crate::app::model::Model;

impl Formulier {
    /// This form on the fields as they are now.
    pub(super) fn herbegin(self, nu: Self) -> Self {
        let same = |one: &[Veld], other: &[Veld]| {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.label == b.label)
        };
        if !same(&self.velden, &self.begin) || !same(&self.begin, &nu.begin) {
            // another form by now: what was typed stays as it was typed, on what was seen then
            return Self { titel: nu.titel, gesloten: nu.gesloten, ..self };
        }
        let mut uitleg = nu.uitleg;
        let mut velden = Vec::new();
        for ((own, was), now) in self.velden.into_iter().zip(self.begin).zip(&nu.begin) {
            let touched = own.invoer != was.invoer;
            if touched && now.invoer != was.invoer {
                uitleg.push(format!(
                    "Intussen gewijzigd: {} is nu '{}'; hieronder staat wat u invulde.",
                    now.label,
                    in_woorden(now)
                ));
            }
            velden.push(if touched { own } else { now.clone() });
        }
        Self { velden, uitleg, actief: self.actief, geraakt: self.geraakt, ..nu }
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
        Invoer::Keuze { opties, gekozen } => opties.get(*gekozen).cloned().unwrap_or_default(),
    }
}
