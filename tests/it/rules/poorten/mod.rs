//! Every gate: found while something lacks, gone when it is there, and of what hangs on a shielded line it tells nobody
//! who may not see it.

mod gevallen;

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    ActieVelden, Antwoord, BesluitVelden, Fase, InzetStatus, InzetVelden, Onderwerp, OordeelInhoud, RegelSoort, Sluiting,
    Toets, Uitkomst, Vaststelling, Verteller, Wie,
};
use crisistafel::domain::ids::{ActieId, BesluitId, InzetId, RegelId};
use crisistafel::domain::kader::Controle as P;
use crisistafel::domain::poort::{OpenPunt, Peiling, open_punten};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::zicht::openbaar;

use super::world::{NR, World, id, t};

use gevallen::cases;

/// Stands in every line that these stories type.
const WORD: &str = "zilverreiger";

/// A meeting in which something lacks, and what is about to be recorded when it closes.
struct Story {
    w: World,
    sluiting: Sluiting,
}

/// A check, what makes it find something, and what makes it find nothing.
type Case = (P, fn(&mut Story), fn(&mut Story));

impl Story {
    fn new() -> Self {
        let sluiting = Sluiting {
            volgende: None,
            eerder_bij: t(""),
            geen_volgende: t(""),
            veilig: Antwoord::Onbekend,
            veilig_toelichting: t(""),
        };
        Self { w: World::started(), sluiting }
    }

    fn asks(&mut self, command: C) {
        self.w.must(Rol::Voorzitter, command);
    }

    fn line(&mut self, soort: RegelSoort) {
        self.w.line(soort, WORD);
    }

    fn measure(&mut self, palet: Option<&str>) -> InzetId {
        self.w.measure(palet, WORD)
    }

    fn fill(&mut self, velden: InzetVelden) {
        self.asks(C::VulInzetAan { inzet: InzetId(1), velden: Box::new(velden) });
    }

    fn holds(&mut self) {
        self.asks(C::WijzigInzetStatus { inzet: InzetId(1), naar: InzetStatus::Opgelegd, reden: t("") });
    }

    fn lapses(&mut self) {
        self.asks(C::WijzigInzetStatus { inzet: InzetId(1), naar: InzetStatus::Vervallen, reden: t("toch niet") });
    }

    /// An answer that rests on a line of its own.
    fn weigh(&mut self, factor: &str, nu: Antwoord) {
        self.line(RegelSoort::Notitie);
        let last = *self.w.d.regels.keys().last().unwrap();
        self.w.weigh(factor, Some(nu), &[last]);
    }

    fn settle(&mut self, onderwerp: Onderwerp, antwoord: Option<Antwoord>, wie: &str) {
        let vaststelling = Vaststelling { antwoord, tekst: t("besproken"), wie: Wie::organisatie(t(wie)) };
        self.asks(C::StelVast { overleg: NR, onderwerp, vaststelling });
    }

    fn judges(&mut self, org: &str) {
        let oordeel = OordeelInhoud { organisatie: t(org), acuut: None, niveau: None, argument: t("zie het beeld") };
        self.asks(C::GeefOordeel { overleg: NR, oordeel });
    }

    fn decision(&mut self, velden: BesluitVelden) {
        self.asks(C::VulBesluitAan { besluit: BesluitId(1), velden });
    }

    fn check(&mut self, uitkomst: &str) {
        let op = Some(self.w.nu).filter(|_| !uitkomst.is_empty());
        let toets = Toets { nodig: true, door: t("jurist"), uitkomst: t(uitkomst), op };
        self.asks(C::NoteerToets { besluit: BesluitId(1), toets });
    }

    fn tells(&mut self, meldpunt: &str, taal: &str) {
        let wanneer = Some(self.w.nu).filter(|_| !taal.is_empty());
        let wie = Wie::organisatie(t("CIT"));
        let verteller = Verteller { wie, hoe: t("bellen"), wanneer, taal: t(taal), meldpunt: t(meldpunt) };
        self.asks(C::BenoemVerteller { overleg: NR, verteller });
    }

    fn action(&mut self, eigenaar: Wie) {
        let velden = ActieVelden { eigenaar: Some(eigenaar), termijn: Some(self.w.nu), ..ActieVelden::default() };
        self.asks(C::VulActieAan { actie: ActieId(1), velden });
    }

    /// What a check finds now, in a dossier that is this one or a part of it.
    fn found_in(&self, d: &crisistafel::domain::dossier::Dossier, check: P) -> Vec<OpenPunt> {
        let k = &self.w.kader.kader;
        let poort = k.poorten.iter().find(|p| p.controle == check).unwrap();
        let all = open_punten(
            Peiling { d, o: d.overleg(NR).unwrap(), kader: k, nu: self.w.nu },
            poort.naar,
            Some(&self.sluiting),
        );
        all.into_iter().filter(|p| p.controle == check).collect()
    }

    fn found(&self, check: P) -> Vec<OpenPunt> {
        self.found_in(&self.w.d, check)
    }
}

#[test]
fn every_gate_is_found_while_something_lacks_and_gone_when_it_is_there() {
    for (check, lacking, there) in cases() {
        let mut s = Story::new();
        lacking(&mut s);
        assert!(!s.found(*check).is_empty(), "{check:?} was not found");
        there(&mut s);
        let left = s.found(*check);
        assert!(left.is_empty(), "{check:?} is still found: {left:?}");
    }
}

#[test]
fn no_gate_of_the_kader_is_forgotten_here() {
    let told: std::collections::BTreeSet<P> = cases().map(|(check, ..)| *check).collect();
    let all: std::collections::BTreeSet<P> = World::empty().kader.kader.poorten.iter().map(|p| p.controle).collect();
    assert_eq!(told, all);
}

#[test]
fn no_gate_tells_who_may_not_see_it_of_a_shielded_line_nor_does_the_record_of_a_step() {
    for (check, lacking, _) in cases() {
        let mut s = Story::new();
        lacking(&mut s);
        for regel in s.w.d.regels.keys().copied().collect::<Vec<_>>() {
            s.asks(C::SchermRegelAf { regel, kring: Vec::new() });
        }
        let seen = openbaar(&s.w.d);
        assert!(seen.regels.is_empty());
        for p in s.found_in(&seen, *check) {
            assert!(p.regel.is_none() && !p.tekst.as_str().contains(WORD), "{check:?}: {}", p.tekst);
        }
        for p in s.found(*check) {
            assert!(!p.vast.as_str().contains(WORD), "{check:?}: {}", p.vast);
        }
        s.w.only(&[*check]);
        while s.w.fase() < Fase::Afsluiting {
            let (van, naar) = (s.w.fase(), s.w.fase().volgende().unwrap());
            s.asks(C::NaarFase { overleg: NR, van, naar, reden: t("wij gaan door") });
        }
        s.asks(C::SluitOverleg { overleg: NR, sluiting: s.sluiting.clone(), reden: t("wij stoppen") });
        let steps = &s.w.d.overleg(NR).unwrap().wissels;
        assert!(steps.iter().flat_map(|w| &w.open).all(|o| !o.as_str().contains(WORD)), "{check:?}: {steps:?}");
    }
}

#[test]
fn an_answer_that_is_shielded_is_not_named_in_the_record_of_a_step() {
    let mut s = Story::new();
    s.w.only(&[P::ConclusieWijktAfVanVoorstel]);
    for (van, naar) in [(Fase::Opening, Fase::Beeldvorming), (Fase::Beeldvorming, Fase::Oordeelsvorming)] {
        s.asks(C::NaarFase { overleg: NR, van, naar, reden: t("") });
    }
    s.w.conclude(Antwoord::Nee, "laag");
    s.w.wait(1);
    s.weigh("vuurwapen", Antwoord::Onbekend);
    s.asks(C::SchermRegelAf { regel: RegelId::open(1), kring: Vec::new() });
    let name = s.w.kader.kader.factor(&id("vuurwapen")).unwrap().naam.to_string();
    assert!(s.found(P::ConclusieWijktAfVanVoorstel)[0].tekst.as_str().contains(&name), "the chair reads why");
    assert!(s.found_in(&openbaar(&s.w.d), P::ConclusieWijktAfVanVoorstel).is_empty());
    let step =
        |reden: &str| C::NaarFase { overleg: NR, van: Fase::Oordeelsvorming, naar: Fase::Besluitvorming, reden: t(reden) };
    assert!(s.w.refused(Rol::Voorzitter, step("")).contains(&name));
    s.asks(step("Veilig Thuis ziet haar vanavond"));
    let open = &s.w.d.overleg(NR).unwrap().wissels.last().unwrap().open;
    assert!(open.iter().all(|o| !o.as_str().contains(&name)), "{open:?}");
}

#[test]
fn in_a_closed_round_that_was_not_revealed_the_gate_says_so() {
    let mut s = Story::new();
    s.asks(C::OpenGeslotenRonde { overleg: NR });
    for organisatie in ["politie", "Veilig Thuis"] {
        s.judges(organisatie);
    }
    let found = s.found(P::OrganisatieZonderOordeel);
    assert!(found.len() == 1 && found[0].tekst.as_str().contains("nog niet onthuld"), "{found:?}");
    s.asks(C::OnthulOordelen { overleg: NR });
    assert!(s.found(P::OrganisatieZonderOordeel).is_empty());
}

#[test]
fn an_outcome_of_another_instrument_is_not_the_one_that_is_expected() {
    let mut s = Story::new();
    s.weigh("stalking", Antwoord::Ja);
    let uitkomst = Uitkomst {
        instrument: id("rihg"),
        afnemer: Wie::organisatie(t("politie")),
        op: None,
        uitkomst: t("aanleiding voor een huisverbod"),
        antwoorden: std::collections::BTreeMap::new(),
        toelichting: t(""),
    };
    s.asks(C::NoteerUitkomst { overleg: NR, uitkomst });
    assert!(s.found(P::InstrumentOntbreekt)[0].tekst.as_str().contains("SASH"));
}

/// Review B8: the acute question stood open again at the opening, and no gate said so.
#[test]
fn while_the_acute_question_is_open_again_every_step_says_so() {
    for fase in Fase::BLOKKEN {
        let mut w = World::in_fase(fase);
        w.only(&[P::NietHerbeoordeeld]);
        let naar = fase.volgende().unwrap_or(Fase::Gesloten);
        let open = |w: &World| {
            let o = w.d.overleg(NR).unwrap();
            open_punten(Peiling { d: &w.d, o, kader: &w.kader.kader, nu: w.nu }, naar, None)
        };
        assert!(open(&w).is_empty(), "{fase}");
        w.must(
            Rol::Notulist,
            C::VraagHerbeoordeling { aanzet: crisistafel::domain::dossier::Aanzet::Vrijlating, toelichting: t("") },
        );
        assert_eq!(open(&w).len(), 1, "{fase}, once");
        w.acute(Antwoord::Nee);
        assert!(open(&w).is_empty(), "{fase}, answered");
    }
}

/// Review B24: ten criteria were ten lines, and the closed round stood between brackets in somebody's sentence.
#[test]
fn a_gate_is_a_sentence_and_one_line_per_subject() {
    let mut s = Story::new();
    let open = s.found(P::CriteriumZonderAntwoord);
    assert!(open.len() == 1 && open[0].tekst.as_str().contains("van de"), "{open:?}");
    s.asks(C::OpenGeslotenRonde { overleg: NR });
    let open: Vec<String> = s.found(P::OrganisatieZonderOordeel).iter().map(|p| p.tekst.to_string()).collect();
    assert_eq!(open, ["nog geen oordeel van politie en Veilig Thuis", "de gesloten ronde is nog niet onthuld"]);
}
