//! What the meeting put before the burgemeester, and the answer.

use super::{NIET_VASTGELEGD, Verslag, deel_als};
use crate::domain::dossier::{Gezet, Voorlegger, VoorleggerAntwoord};
use crate::report::model::{Lijstpunt, Tekstblok, gewoon, label, punt, veld, veld_als};
use crate::report::tijd;

impl Verslag<'_> {
    pub(super) fn voorleggers(&self) -> Vec<Tekstblok> {
        let hier = self.a.dossier.voorleggers.values().filter(|v| v.overleg == self.o.nr);
        deel_als("Gevraagd aan de burgemeester", hier.map(|v| self.voorlegger(v)).collect())
    }

    fn voorlegger(&self, v: &Voorlegger) -> Lijstpunt {
        let d = self.a.dossier;
        let feiten = v.feiten_op_blad(d).map(|r| {
            let stukken = self.merk(r.id).into_iter().chain([gewoon(&r.inhoud.tekst)]);
            punt(stukken.collect::<Vec<_>>())
        });
        let feiten: Vec<Lijstpunt> = feiten.collect();
        let kop = if v.huisverbod { "Feiten die zijn gemerkt als grond voor een huisverbod:" } else { "Feiten:" };
        let of_niet =
            |t: &crate::domain::tekst::Tekst| if t.is_empty() { NIET_VASTGELEGD.to_owned() } else { t.to_string() };
        punt([gewoon(&v.gevraagd)])
            .met([veld("Uiterlijk", v.uiterlijk.map_or_else(|| NIET_VASTGELEGD.to_owned(), tijd::voluit))])
            .met([veld("Grond", of_niet(&v.grond))])
            .met([veld("Alternatieven", of_niet(&v.alternatieven)), veld("Nadelen", of_niet(&v.nadelen))])
            .met((!feiten.is_empty()).then(|| punt([label(kop)]).met(feiten)))
            .met(v.besluit.and_then(|b| d.besluiten.get(&b)).map(|b| veld("Bij besluit", &b.besluit)))
            .met([self.antwoord(v.antwoord.as_ref())])
    }

    fn antwoord(&self, antwoord: Option<&(VoorleggerAntwoord, Gezet)>) -> Lijstpunt {
        let Some((a, gezet)) = antwoord else { return veld("Antwoord van de burgemeester", "nog niet") };
        veld("Antwoord van de burgemeester", a.uitslag)
            .met(veld_als("In eigen woorden", &a.tekst))
            .met([veld("Gegeven", format!("{}, {}", a.naam, tijd::voluit(a.op))), veld("Vastgelegd", self.gezet(gezet))])
    }
}
