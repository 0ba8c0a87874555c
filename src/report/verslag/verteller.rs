//! Who tells her, and that she was told.

use super::{Verslag, deel};
use crate::domain::dossier::{Gezet, Verteller, Vertelling};
use crate::report::model::{Lijstpunt, Tekstblok, veld, veld_als};
use crate::report::tijd;

impl Verslag<'_> {
    pub(super) fn verteller(&self) -> Vec<Tekstblok> {
        let mut punten: Vec<Lijstpunt> = self.o.verteller.iter().flat_map(afgesproken).collect();
        punten.extend(self.o.verteld.iter().map(|(v, g)| self.verteld(v, g)));
        if self.o.verteller.is_some() && self.o.verteld.is_empty() {
            punten.push(veld("Verteld", "nog niet vastgelegd"));
        }
        deel("Wie vertelt het haar", punten, "Dat is niet afgesproken.")
    }

    fn verteld(&self, v: &Vertelling, g: &Gezet) -> Lijstpunt {
        let uitgelegd = if v.meldpunt_uitgelegd { "ja" } else { "nee" };
        veld("Verteld", tijd::voluit(v.op))
            .met([veld("Uitgelegd waar zij een schending meldt", uitgelegd)])
            .met(veld_als("Toelichting", &v.toelichting))
            .met([veld("Vastgelegd", self.gezet(g))])
    }
}

fn afgesproken(v: &Verteller) -> impl Iterator<Item = Lijstpunt> {
    let delen = [
        Some(veld("Wie", &v.wie)),
        veld_als("Hoe", &v.hoe),
        v.wanneer.map(|t| veld("Vóór", tijd::voluit(t))),
        veld_als("Taal of tolk", &v.taal),
        veld_als("Waar zij een schending meldt", &v.meldpunt),
    ];
    delen.into_iter().flatten()
}
