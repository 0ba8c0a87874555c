//! What a field is understood as.

use super::klok;
use super::lezen::{lees, lees_wie};
use crate::app::state::formulier::Formulier;
use crate::app::state::model::Model;
use crate::app::state::veld::{Aard, Formulierveld, Invoer, Sleutel};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

impl Formulier {
    /// What a field is understood as, to show beside it; empty when there is nothing to add.
    pub fn begrepen(&self, veld: &Formulierveld, m: &Model) -> String {
        let Invoer::Tekst(draft) = &veld.invoer else { return String::new() };
        if draft.is_empty() {
            return if veld.sleutel == Sleutel::Einde { klok::waarom_leeg(self, m) } else { String::new() };
        }
        match veld.aard {
            Aard::Termijn | Aard::Toen | Aard::Ooit => getoond(lees(veld.aard, draft.text(), m.nu)),
            Aard::Wie => {
                let wie = Tekst::new(draft.text()).and_then(|t| lees_wie(&t, m));
                let wie = wie.map_or_else(|e| e.to_string(), |w| w.to_string());
                if wie == draft.text() { String::new() } else { wie }
            }
            Aard::Tekst => String::new(),
        }
    }
}

fn getoond(gelezen: Result<Option<Tijdstip>, String>) -> String {
    match gelezen {
        Ok(Some(t)) => t.datum_klok(),
        Ok(None) => String::new(),
        Err(doe) => doe,
    }
}
