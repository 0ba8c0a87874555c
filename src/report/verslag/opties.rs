//! The options that were weighed, and which was chosen.

use super::{NIET_VASTGELEGD, Verslag, deel};
use crate::domain::dossier::Optie;
use crate::report::model::{Lijstpunt, Tekstblok, bijzaak, gewoon, label, punt, veld, veld_als};

impl Verslag<'_> {
    pub(super) fn opties(&self) -> Vec<Tekstblok> {
        let punten = self.o.opties.iter().map(optie).collect();
        deel("Gewogen opties", punten, "Er zijn geen opties vastgelegd.")
    }
}

fn optie(x: &Optie) -> Lijstpunt {
    let niets = (x.niets_doen && !x.optie.same("niets doen")).then(|| bijzaak("niets doen"));
    let keuze = match &x.keuze {
        None => veld("Keuze", NIET_VASTGELEGD),
        Some(k) if k.gekozen => veld("Keuze", "gekozen").met(veld_als("Waarom", &k.reden)),
        Some(k) => veld("Keuze", "niet gekozen").met(veld_als("Waarom niet", &k.reden)),
    };
    let scherm = x.scherm().map(|scherm| label(scherm.to_string().to_uppercase()));
    punt(scherm.into_iter().chain([gewoon(&x.optie)]).chain(niets).collect::<Vec<_>>())
        .met(veld_als("Voor", &x.voor))
        .met(veld_als("Tegen", &x.tegen))
        .met(veld_als("Risico", &x.risico))
        .met([keuze])
}
