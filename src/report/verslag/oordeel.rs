//! What the organisations and the meeting made of it.

use super::{Verslag, deel};
use crate::domain::dossier::{Antwoord, Conclusie, GeslotenRonde, Gezet, Oordeel, RegelSoort};
use crate::domain::ids::NiveauId;
use crate::domain::tekst::Tekst;
use crate::report::model::{Lijstpunt, Tekstblok, bijzaak, gewoon, label, punt, veld, veld_als};
use crate::report::naam;

/// A judgement as it stands: what was typed in a line follows that line when it is corrected.
struct Gegeven<'a> {
    organisatie: &'a Tekst,
    acuut: Option<Antwoord>,
    niveau: Option<&'a NiveauId>,
    argument: &'a Tekst,
    oordeel: &'a Oordeel,
}

impl Verslag<'_> {
    /// Each judgement as it was given, a later one beside the earlier one.
    pub(super) fn oordelen(&self) -> Vec<Tekstblok> {
        let gegeven = self.gegeven();
        let oordelen = gegeven.iter().enumerate().map(|(i, g)| {
            let later = gegeven.iter().skip(i + 1).any(|h| h.organisatie.same(g.organisatie.as_str()));
            self.oordeel(g, later)
        });
        let rondes = self.o.afweging.rondes.iter().map(|r| self.ronde(r));
        deel("Oordeel per organisatie", oordelen.chain(rondes).collect(), "Er zijn geen oordelen vastgelegd.")
    }

    /// A closed round: when it was opened and revealed. What was received stands among the judgements, once it is revealed.
    fn ronde(&self, r: &GeslotenRonde) -> Lijstpunt {
        let onthuld = r.onthuld.as_ref().map_or_else(|| "nog niet".to_owned(), |g| self.gezet(g));
        let namen: Vec<String> = r.ontvangen.iter().map(ToString::to_string).collect();
        let namen = if namen.is_empty() { "niemand".to_owned() } else { namen.join("; ") };
        punt([label("Gesloten ronde")]).met([
            veld("Geopend", self.gezet(&r.geopend)),
            veld("Ontvangen van", namen),
            veld("Onthuld", onthuld),
        ])
    }

    /// The judgements that stand: not those whose line was taken back or became something else.
    fn gegeven(&self) -> Vec<Gegeven<'_>> {
        self.o.oordelen.iter().filter_map(|o| self.staand_oordeel(o)).collect()
    }

    fn staand_oordeel<'o>(&'o self, o: &'o Oordeel) -> Option<Gegeven<'o>> {
        let i = &o.inhoud;
        let zoals_gegeven = Gegeven {
            organisatie: &i.organisatie,
            acuut: i.acuut,
            niveau: i.niveau.as_ref(),
            argument: &i.argument,
            oordeel: o,
        };
        let Some(id) = o.in_regel() else { return Some(zoals_gegeven) };
        let r = self.a.dossier.regels.get(&id)?;
        let staat = r.ingetrokken.is_none() && r.inhoud.soort == RegelSoort::Oordeel;
        staat.then_some(Gegeven {
            acuut: r.inhoud.acuut,
            niveau: r.inhoud.niveau.as_ref(),
            argument: &r.inhoud.tekst,
            ..zoals_gegeven
        })
    }

    fn oordeel(&self, g: &Gegeven<'_>, later: bool) -> Lijstpunt {
        let merk = g.oordeel.regel.and_then(|id| self.merk(id));
        let waarde = self.waarde(g.acuut, g.niveau);
        let bijgesteld = g.oordeel.bijgesteld.as_ref();
        let eerder = later.then(|| label("Later gewijzigd."));
        let nu = bijgesteld.map(|_| label(format!("Bijgesteld, {}.", g.oordeel.gezet.op.klok())));
        let op = bijzaak(self.tijd(g.oordeel.gezet.op));
        let kop =
            merk.into_iter().chain([gewoon(format!("{}: {waarde}", g.organisatie))]).chain(nu).chain(eerder).chain([op]);
        let waarom = bijgesteld.map(|reden| veld("Waarom bijgesteld", reden));
        punt(kop.collect::<Vec<_>>()).met([veld("Argument", g.argument)]).met(waarom)
    }

    /// `acuut ja, niveau hoog`
    fn waarde(&self, acuut: Option<Antwoord>, niveau: Option<&NiveauId>) -> String {
        let acuut = acuut.map_or_else(|| "acuut niet gezegd".to_owned(), |a| format!("acuut {a}"));
        let niveau = niveau.map_or_else(|| "niveau niet gezegd".to_owned(), |n| format!("niveau {}", self.a.niveau(n)));
        format!("{acuut}, {niveau}")
    }

    /// The conclusion that holds, then those before it.
    pub(super) fn conclusies(&self) -> Vec<Tekstblok> {
        let mut punten: Vec<Lijstpunt> = Vec::new();
        let mut conclusies = self.o.conclusies.iter().rev();
        if let Some((c, gezet)) = conclusies.next() {
            punten.extend(self.conclusie(c, gezet));
            punten.extend(self.voorstel(gezet.op));
            punten.extend(self.anders(c));
        }
        punten.extend(conclusies.map(|(c, gezet)| punt([label("Eerdere conclusie")]).met(self.conclusie(c, gezet))));
        deel("Conclusie van het overleg", punten, "Er is geen conclusie vastgelegd.")
    }

    fn conclusie(&self, c: &Conclusie, gezet: &Gezet) -> Vec<Lijstpunt> {
        let waarom =
            [veld("Acuut", naam::antwoord(c.acuut)), veld("Niveau", self.a.niveau(&c.niveau)), veld("Waarom", &c.reden)];
        let anders = veld_als("Waarom niet acuut", &c.afwijking);
        waarom.into_iter().chain(anders).chain([veld("Vastgelegd", self.gezet(gezet))]).collect()
    }

    /// The organisations whose last judgement is another than the conclusion.
    fn anders(&self, c: &Conclusie) -> Option<Lijstpunt> {
        let gegeven = self.gegeven();
        let laatste = gegeven
            .iter()
            .enumerate()
            .filter(|(i, g)| !gegeven.iter().skip(i + 1).any(|h| h.organisatie.same(g.organisatie.as_str())));
        let anders = laatste
            .map(|(_, g)| g)
            .filter(|g| g.acuut.is_some_and(|a| a != c.acuut) || g.niveau.is_some_and(|n| *n != c.niveau));
        let anders: Vec<Lijstpunt> =
            anders.map(|g| punt([gewoon(format!("{}: {}", g.organisatie, self.waarde(g.acuut, g.niveau)))])).collect();
        (!anders.is_empty()).then(|| punt([label("Ziet het anders:")]).met(anders))
    }
}
