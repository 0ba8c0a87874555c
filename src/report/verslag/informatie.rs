//! The informatiebeeld as it was when the meeting closed: who was asked what, who answered what and when.

use super::{Verslag, deel_als};
use crate::domain::dossier::{Beeldantwoord, Gezet, Informatieantwoord, Informatieverzoek};
use crate::domain::kader::Vraagregel;
use crate::report::model::{Lijstpunt, Tekstblok, bijzaak, gewoon, label, punt, veld, veld_als};
use crate::report::{naam, tijd};

impl Verslag<'_> {
    pub(super) fn informatiebeeld(&self) -> Vec<Tekstblok> {
        let d = self.a.dossier;
        let gevraagd = d.informatie.values().filter(|i| i.gevraagd.first().is_some_and(|t| self.toen(&t.gezet)));
        let mut punten: Vec<Lijstpunt> = gevraagd.map(|i| self.gevraagd(i)).collect();
        for r in &self.a.kader.kader.reeksen {
            let Some(all) = d.beeldvragen.get(&r.id) else { continue };
            let vragen = (1u32..).zip(&r.vragen);
            punten.extend(vragen.filter_map(|(nr, v)| self.beeldvraag(v, all.get(&nr)?)));
        }
        deel_als("Informatiebeeld", punten)
    }

    /// Whether it was recorded before the meeting closed.
    pub(super) fn toen(&self, g: &Gezet) -> bool {
        self.o.sluiting.as_ref().is_none_or(|(.., gesloten)| g.op <= gesloten.op)
    }

    fn gevraagd(&self, i: &Informatieverzoek) -> Lijstpunt {
        let grond = self.a.kader.kader.grond(&i.grond).map_or_else(|| i.grond.to_string(), |g| g.grond.to_string());
        let termijnen = i.gevraagd.iter().filter(|t| self.toen(&t.gezet)).enumerate().map(|(nr, t)| {
            let wat = match (nr, t.opnieuw) {
                (0, _) => "Gevraagd",
                (_, true) => "Opnieuw gevraagd",
                (_, false) => "Andere termijn",
            };
            let woorden = format!("{}, uiterlijk {}", self.gezet(&t.gezet), tijd::voluit(t.uiterlijk));
            veld(wat, woorden).met(veld_als("Reden", &t.reden))
        });
        let antwoorden: Vec<Lijstpunt> =
            i.antwoorden.iter().filter(|a| self.toen(&a.gezet)).map(|a| self.geantwoord(a)).collect();
        let geen = antwoorden.is_empty().then(|| punt([label("Nog geen antwoord")]));
        let weg = i.ingetrokken.as_ref().filter(|(_, g)| self.toen(g));
        punt([gewoon(&i.partner)])
            .met([veld("Vraag en doel", &i.doel), veld("Grond", grond)])
            .met(termijnen)
            .met(antwoorden)
            .met(geen.filter(|_| weg.is_none()))
            .met(weg.map(|(reden, g)| veld("Ingetrokken", self.gezet(g)).met([veld("Reden", reden)])))
    }

    fn geantwoord(&self, a: &Informatieantwoord) -> Lijstpunt {
        let laat = if a.was_te_laat() { ", te laat" } else { "" };
        let wie = format!("{}, {}{laat}", a.door, self.tijd(a.op));
        let woorden = a.inhoud.as_ref().map(|i| {
            let merk = i.scherm.as_ref().map(|scherm| label(scherm.to_string().to_uppercase()));
            punt(merk.into_iter().chain([gewoon(&i.woorden)]).collect::<Vec<_>>())
        });
        punt([label("Antwoord:"), gewoon(a.soort), bijzaak(wie)]).met(woorden)
    }

    fn beeldvraag(&self, v: &Vraagregel, all: &[Beeldantwoord]) -> Option<Lijstpunt> {
        let a = all.iter().rev().find(|a| self.toen(&a.gezet))?;
        let gezegd = punt([label("Antwoord:"), gewoon(naam::antwoord(a.antwoord)), bijzaak(self.gezet(&a.gezet))]);
        let gezegd = gezegd.met(veld_als("Toelichting", &a.toelichting)).met(veld_als("Wie zegt dat", &a.bron));
        Some(punt([gewoon(&v.tekst)]).met([gezegd]))
    }
}
