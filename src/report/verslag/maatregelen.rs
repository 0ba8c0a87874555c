//! The maatregelenregister of the meeting: conditions, agreements and measures; and what was considered and not chosen.

use super::{NIET_VASTGELEGD, Verslag, deel, deel_als};
use crate::domain::dossier::{Antwoord, Gezet, Inzet, InzetSoort, InzetStatus, Schending};
use crate::domain::ids::MaatregelId;
use crate::domain::kader::Doelgroep;
use crate::domain::leemte::{self, Leemte};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::report::model::{Lijstpunt, Tekstblok, bijzaak, gewoon, label, punt, veld, veld_als};
use crate::report::{naam, tijd};

impl Verslag<'_> {
    pub(super) fn maatregelen(&self) -> Vec<Tekstblok> {
        let all = || self.a.dossier.inzetten.values();
        let hier: Vec<Lijstpunt> = all().filter(|i| i.overleg == self.o.nr).map(|i| self.inzet(i)).collect();
        let eerder = all().filter(|i| i.overleg < self.o.nr && self.stond_nog(i)).map(|i| self.inzet(i)).collect();
        let mut blokken = deel("Maatregelen", hier, "Er zijn geen maatregelen vastgelegd.");
        blokken.extend(deel_als("Maatregelen van eerdere overleggen", eerder));
        blokken
    }

    /// Whether an entry of an earlier meeting was not over when this one began.
    fn stond_nog(&self, i: &Inzet) -> bool {
        let over = i.wissels.iter().rev().find(|w| w.naar == InzetStatus::Vervallen).map(|w| w.gezet.op);
        i.status != InzetStatus::Vervallen || over.is_some_and(|op| op >= self.dag())
    }

    fn inzet(&self, i: &Inzet) -> Lijstpunt {
        let m = i.palet.as_ref().and_then(|m| self.a.kader.kader.maatregel(m));
        let mist = leemte::van_inzet(i, m);
        let moet = |naam: &str, t: &Tekst, een: &[Leemte]| {
            let open = mist.iter().any(|l| een.contains(l));
            if open { Some(veld(naam, NIET_VASTGELEGD)) } else { veld_als(naam, t) }
        };
        let moment = |naam: &str, t: Option<Tijdstip>| t.map(|t| veld(naam, tijd::voluit(t)));
        let tot = moment("Tot", i.einde).or(mist.contains(&Leemte::Einde).then(|| veld("Tot", NIET_VASTGELEGD)));
        let verloop = i.wissels.iter().map(|w| self.wissel(w));
        punt(self.genummerd(i.id, i.regel, &i.wat))
            .met([veld("Soort", naam::inzetsoort(i.soort)), veld("Status", i.status).met(verloop)])
            .met(veld_als("Gericht op", i.voor.iter().map(|g| doelgroep(*g)).collect::<Vec<_>>().join(", ")))
            .met(moet("Wie beslist of doet het", &i.orgaan, &[Leemte::Orgaan, Leemte::Nakomen]))
            .met(moet("Waarom dit orgaan", &i.orgaan_reden, &[Leemte::OrgaanReden]))
            .met(moet("Grond", &i.grond, &[Leemte::Grond]))
            .met(moment("Vanaf", i.begin))
            .met(tot)
            .met(moment("Opnieuw bekijken", i.herziening))
            .met(moet("Toezicht", &i.toezicht, &[Leemte::Toezicht]))
            .met(moet("Schending melden bij", &i.meldpunt, &[Leemte::Meldpunt]))
            .met(moet("Gevolg van een schending", &i.gevolg, &[Leemte::Gevolg]))
            .met(moet("Nadelen gewogen", &i.nadelen, &[Leemte::Nadelen]))
            .met(self.verband(i))
            .met(op_moment(&i.schendingen).into_iter().map(|(s, g)| self.schending(s, g)))
    }

    /// Whether it can be, who knows it, and what it belongs to.
    fn verband(&self, i: &Inzet) -> Vec<Lijstpunt> {
        let d = self.a.dossier;
        let kan = i.kan.map(|k| veld("Kan dit hier", if k == Antwoord::Onbekend { "nog niet bekend" } else { ja_nee(k) }));
        let bekend =
            (i.soort == InzetSoort::Maatregel && i.politie_weet).then(|| veld("Agenten op straat weten het", "ja"));
        let besluit = i.besluit.and_then(|b| d.besluiten.get(&b)).map(|b| veld("Voert uit", &b.besluit));
        let hoort_bij = i.hoort_bij.iter().filter_map(|m| d.inzetten.get(m)).map(|m| veld("Hoort bij", &m.wat));
        kan.into_iter().chain(bekend).chain(besluit).chain(hoort_bij).collect()
    }

    fn schending(&self, s: &Schending, g: &Gezet) -> Lijstpunt {
        let wat = if s.wat.is_empty() { "nog niet verteld wat er gebeurde" } else { s.wat.as_str() };
        punt([label("Geschonden:"), gewoon(wat), bijzaak(format!("vastgelegd {}", self.gezet(g)))])
            .met(s.gebeurd.map(|t| veld("Gebeurd", super::regel::gebeurd(t))))
            .met(veld_als("Gemeld door", &s.melder))
    }

    /// Measures of the palette that were considered and not chosen.
    pub(super) fn terzijde(&self) -> Vec<Tekstblok> {
        let opzij = self.o.afweging.opzij.iter();
        let punten = opzij.map(|(id, (reden, g))| {
            punt([gewoon(self.maatregelnaam(id)), bijzaak(self.gezet(g))]).met([veld("Waarom niet", reden)])
        });
        deel_als("Overwogen en niet gekozen", punten.collect())
    }

    /// The name of a measure of the palette; its key where the kader does not know it.
    fn maatregelnaam(&self, id: &MaatregelId) -> String {
        self.a.kader.kader.maatregel(id).map_or_else(|| id.to_string(), |m| m.naam.to_string())
    }
}

/// Breaches in the order in which they happened; one of which nobody knows when stands where it was reported.
fn op_moment(all: &[(Schending, Gezet)]) -> Vec<&(Schending, Gezet)> {
    let mut order: Vec<_> = all.iter().collect();
    order.sort_by_key(|(s, g)| s.gebeurd.map_or(g.op, |t| t.op));
    order
}

fn ja_nee(antwoord: Antwoord) -> &'static str {
    if antwoord == Antwoord::Ja { "ja" } else { "nee" }
}

fn doelgroep(groep: Doelgroep) -> &'static str {
    match groep {
        Doelgroep::Slachtoffer => "haar",
        Doelgroep::Kinderen => "de kinderen",
        Doelgroep::Pleger => "de (vermoedelijke) pleger",
        Doelgroep::Systeem => "familie en netwerk",
    }
}
