//! Whether the matter goes up, which way it goes on, what was settled, and the answers to series of questions.

use super::{Verslag, deel, deel_als};
use crate::domain::dossier::{CriteriumAntwoord, Gezet, Moment, Onderwerp, Opschaling, Vaststelling};
use crate::domain::kader::Reeks;
use crate::report::model::{Lijstpunt, Tekstblok, bijzaak, gewoon, label, punt, veld, veld_als};
use crate::report::tijd;

impl Verslag<'_> {
    /// The criteria for going to the burgemeester, each with its answer, and what was decided.
    pub(super) fn criteria(&self) -> Vec<Tekstblok> {
        let a = &self.o.afweging;
        let mut punten: Vec<Lijstpunt> = Vec::new();
        if let Some(((o, g), eerder)) = a.opschaling.split_last() {
            punten.push(
                self.opschaling(o, g).met(eerder.iter().map(|(o, g)| punt([label("Eerder")]).met([self.opschaling(o, g)]))),
            );
        }
        let mut open: Vec<String> = Vec::new();
        for k in &self.a.kader.kader.criteria {
            match a.criteria.get(&k.id) {
                Some((antwoord, g)) => punten.push(self.criterium(k.vraag.as_str(), antwoord, g)),
                None => open.push(k.vraag.to_string()),
            }
        }
        if !a.criteria.is_empty() {
            let open: Vec<Lijstpunt> = open.into_iter().map(|vraag| punt([gewoon(vraag)])).collect();
            punten.extend((!open.is_empty()).then(|| punt([label("Niet beantwoord:")]).met(open)));
        }
        deel("Naar de burgemeester", punten, "Of dit naar de burgemeester moet, is niet vastgelegd.")
    }

    fn criterium(&self, vraag: &str, a: &CriteriumAntwoord, g: &Gezet) -> Lijstpunt {
        punt([gewoon(vraag), label(a.antwoord), bijzaak(self.gezet(g))]).met(veld_als("Wat wij ermee doen", &a.reden))
    }

    fn opschaling(&self, o: &Opschaling, g: &Gezet) -> Lijstpunt {
        veld("Opschalen", if o.opschalen { "ja" } else { "nee" })
            .met(veld_als("Naar", &o.aan))
            .met(o.om.map(|t| veld("Hoe laat", tijd::voluit(t))))
            .met([veld("Waarom", &o.reden), veld("Vastgelegd", self.gezet(g))])
    }

    /// Acute or not, and why.
    pub(super) fn momenten(&self) -> Vec<Tekstblok> {
        let mut punten: Vec<Lijstpunt> = Vec::new();
        if let Some(((m, g), eerder)) = self.o.afweging.momenten.split_last() {
            punten.extend(self.moment(m, g));
            punten.extend(eerder.iter().rev().map(|(m, g)| punt([label("Eerder")]).met(self.moment(m, g))));
        }
        deel("Acuut of niet-acuut", punten, "Dat is niet vastgelegd.")
    }

    fn moment(&self, m: &Moment, g: &Gezet) -> [Lijstpunt; 3] {
        [veld("Hoe verder", m.vervolg), veld("Waarom", &m.reden), veld("Vastgelegd", self.gezet(g))]
    }

    /// What was settled, subject by subject.
    pub(super) fn vaststellingen(&self) -> Vec<Tekstblok> {
        let all = &self.o.afweging.vaststellingen;
        let van = |onderwerp: &Onderwerp| all.get(onderwerp).and_then(|v| v.split_last());
        let gedaan = Onderwerp::ALL.iter().filter_map(|o| {
            let ((v, g), eerder) = van(o)?;
            let eerder = eerder.iter().map(|(v, g)| punt([label("Eerder")]).met([self.vaststelling("Was", v, g)]));
            Some(self.vaststelling(o.naam(), v, g).met(eerder))
        });
        deel("Vastgesteld", gedaan.collect(), "Er is niets apart vastgesteld.")
    }

    fn vaststelling(&self, kop: &str, v: &Vaststelling, g: &Gezet) -> Lijstpunt {
        let antwoord = v.antwoord.map(|a| gewoon(format!("{a}.")));
        let stukken =
            [label(format!("{kop}:"))].into_iter().chain(antwoord).chain([gewoon(&v.tekst), bijzaak(self.gezet(g))]);
        punt(stukken.collect::<Vec<_>>()).met(veld_als("Wie", &v.wie))
    }

    /// The series of which a question was answered.
    pub(super) fn reeksen(&self) -> Vec<Tekstblok> {
        let reeksen = self.a.kader.kader.reeksen.iter().filter_map(|r| self.reeks(r));
        deel_als("Besproken vragen", reeksen.collect())
    }

    fn reeks(&self, r: &Reeks) -> Option<Lijstpunt> {
        let antwoorden = self.o.afweging.besproken.get(&r.id).filter(|all| !all.is_empty())?;
        let vraag = |nr: u32| usize::try_from(nr).ok().and_then(|n| r.vragen.get(n.checked_sub(1)?));
        let punten = antwoorden.iter().map(|(nr, (antwoord, g))| {
            let vraag = vraag(*nr).map_or_else(|| format!("vraag {nr}"), |v| v.tekst.to_string());
            punt([gewoon(vraag)]).met([punt([label("Antwoord:"), gewoon(antwoord), bijzaak(self.gezet(g))])])
        });
        Some(punt([label(&r.titel)]).met(punten))
    }
}
