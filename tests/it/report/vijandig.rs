//! Whatever a user types stays text: in its own place, within 60 columns, without becoming structure.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{
    ActieStatus, ActieVelden, Antwoord, BesluitVelden, Contactpersoon, Dossier, Fase, NietWeten, OptieVelden, RegelInhoud,
    RegelSoort, Verteller,
};
use crisistafel::domain::ids::{ActieId, BesluitId, RegelId, VraagId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::projection::rij::{self, Hoofd};
use crisistafel::report::{self, Aanvraag, markdown};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::tafel::{EEN, Tafel, na, regel, t};
use super::vol;
use super::{aanvraag, both};
use crate::dossiers::start;

/// A dossier in which every text that a user can give is this one.
fn full_of(text: &str) -> Tafel {
    let x = t(text);
    let who = || crisistafel::domain::dossier::Wie { naam: x.clone(), organisatie: x.clone() };
    let mut tafel = Tafel::new(text);
    let antwoord = Command::BeantwoordAcuut { antwoord: Antwoord::Onbekend, toelichting: x.clone() };
    tafel.doe(Rol::Notulist, &antwoord);
    tafel.doe(Rol::Notulist, &Command::Meld112 { toelichting: x.clone() });
    let contact = Contactpersoon {
        naam: x.clone(),
        organisatie: x.clone(),
        bereikbaar: x.clone(),
        telefoon: Tekst::cut(&format!("112 {x}")),
    };
    tafel.doe(Rol::Notulist, &Command::BenoemContactpersoon(contact));
    tafel.doe(Rol::Notulist, &Command::NoteerNietWeten(NietWeten { wie: x.clone(), reden: x.clone() }));
    tafel.begin(&x);
    tafel.tot(Fase::Beeldvorming);
    for soort in RegelSoort::ALL {
        let inhoud = RegelInhoud {
            inbreng: Some(x.clone()),
            bron: Some(who()),
            eigenaar: Some(who()),
            termijn: Some(na(30)),
            ..regel(soort, text)
        };
        let id = tafel.typ("inbrengronde", inhoud.clone());
        let inhoud = RegelInhoud { termijn: Some(na(31)), ..inhoud };
        let correctie = Command::CorrigeerRegel { regel: id, inhoud, reden: x.clone() };
        tafel.doe(Rol::Notulist, &correctie);
    }
    tafel.doe(Rol::Notulist, &Command::TrekRegelIn { regel: RegelId::open(1) });
    tafel.doe(Rol::Notulist, &Command::BeantwoordVraag { vraag: VraagId(1), antwoord: x.clone() });
    decide_and_act(&mut tafel, &x);
    tafel.tot(Fase::Oordeelsvorming);
    vol::weeg(&mut tafel, &|_| text.to_owned());
    vol::leg_vast(&mut tafel, "escalatie", &|_| text.to_owned());
    tafel
}

fn decide_and_act(tafel: &mut Tafel, x: &Tekst) {
    let velden = BesluitVelden {
        vraag: Some(x.clone()),
        motivering: Some(x.clone()),
        door: Some(x.clone()),
        grond: Some(x.clone()),
        vertellen_aan: Some(x.clone()),
        effectvraag: Some(x.clone()),
        soort: None,
        termijn: None,
    };
    tafel.doe(Rol::Notulist, &Command::VulBesluitAan { besluit: BesluitId(1), velden });
    let wie = crisistafel::domain::dossier::Wie::organisatie(x.clone());
    let dissent = Command::NoteerDissent { besluit: BesluitId(1), wie: wie.clone(), tekst: x.clone() };
    tafel.doe(Rol::Notulist, &dissent);
    let velden = ActieVelden { terugmelding: Some(x.clone()), ..ActieVelden::default() };
    tafel.doe(Rol::Notulist, &Command::VulActieAan { actie: ActieId(1), velden });
    let niet = Command::MeldActie { actie: ActieId(1), naar: ActieStatus::NietGedaan, reden: x.clone() };
    tafel.doe(Rol::Notulist, &niet);
    let open = Command::MeldActie { actie: ActieId(1), naar: ActieStatus::Open, reden: x.clone() };
    tafel.doe(Rol::Notulist, &open);
    let some = || Some(x.clone());
    let velden = OptieVelden {
        optie: some(),
        voor: some(),
        tegen: some(),
        risico: some(),
        niets_doen: Some(true),
        ..OptieVelden::default()
    };
    tafel.doe(Rol::Notulist, &Command::WeegOptie { overleg: EEN, optie: None, velden });
    let verteller = Verteller { wie, hoe: x.clone(), wanneer: Some(na(400)), taal: x.clone(), meldpunt: x.clone() };
    tafel.doe(Rol::Notulist, &Command::BenoemVerteller { overleg: EEN, verteller });
    tafel.doe(Rol::Voorzitter, &Command::Schors { overleg: EEN, reden: x.clone() });
    tafel.doe(Rol::Voorzitter, &Command::Hervat { overleg: EEN });
}

/// Every text report of a dossier.
fn reports(d: &Dossier, a: &Aanvraag<'_>) -> Vec<String> {
    let rijen = rij::alle(d, start().into(), Hoofd { seq: 1, hash: String::new() });
    let regels: Vec<_> = rijen.regels.into_iter().filter_map(|(_, r)| r).collect();
    vec![
        report::toon(a, Some(a.nu)).tekst(),
        report::toon(a, Some(a.nu)).alles(),
        report::acties(&rijen.acties, a.nu, false, a.oefening).tekst(),
        report::acties(&rijen.acties, a.nu, true, a.oefening).tekst(),
        report::dossiers(std::slice::from_ref(&rijen.dossier), a.nu, a.oefening).tekst(),
        report::zoek(&regels, true, &d.werktitel, a.nu, a.oefening).tekst(),
    ]
}

/// Cells as a terminal draws them.
fn cells(line: &str) -> usize {
    line.graphemes(true).map(|g| if g.contains(char::is_control) { 0 } else { g.width() }).sum()
}

fn fit(reports: &[String]) {
    for line in reports.iter().flat_map(|report| report.lines()) {
        assert!(cells(line) <= 60, "{} cells: {line}", cells(line));
        assert_eq!(line.trim_end(), line, "space at the end");
    }
}

#[test]
fn every_line_of_the_text_reports_fits_60_columns() {
    for (_, d, _) in both() {
        let k = super::kader();
        for met in [false, true] {
            fit(&reports(&d, &aanvraag(&d, k, met)));
        }
    }
}

const HOSTILE: [&str; 10] = [
    "# kop *vet* _schuin_ ~~weg~~ `code` ``` <b onclick=x>html</b> <!-- -->",
    "| a | b | --- [x](http://voorbeeld) ![y](z) www.voorbeeld <https://voorbeeld>",
    "- [ ] taak",
    "> citaat &lt;script&gt; &#42;",
    "1. een 2) twee",
    "=== --- *** ___",
    "\\",
    "Zij 👩‍👩‍👧‍👦 schreef 会議 en 🇳🇱🇧🇪 en é",
    "שלום 14:00 مرحبا (politie)",
    "{#id} {{ x }} $x$ @politie #wapen ^a^ ~b~",
];

#[test]
fn hostile_texts_stay_within_60_columns_wherever_they_stand() {
    let long = ["x".repeat(5_000), "会".repeat(2_500), "woord ".repeat(800)];
    for text in HOSTILE.iter().map(|s| (*s).to_owned()).chain(long) {
        let tafel = full_of(&text);
        fit(&reports(&tafel.dossier, &aanvraag(&tafel.dossier, &tafel.kader, true)));
    }
}

#[test]
fn no_text_of_a_user_begins_a_line_where_a_label_can_stand() {
    // every word looks like a label, so that whatever is broken off looks like one
    let tafel = full_of(&"Vals: ".repeat(60));
    for report in reports(&tafel.dossier, &aanvraag(&tafel.dossier, &tafel.kader, true)) {
        for line in report.lines().filter(|l| l.trim_start().starts_with("Vals:")) {
            assert!(line.starts_with("      "), "{line}\n{report}");
        }
    }
}

/// The line with an `x` for each sign that is escaped; the others are ours.
fn bare(line: &str) -> String {
    let mut left = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            chars.next();
            left.push('x');
        } else {
            left.push(c);
        }
    }
    left
}

fn is_plain_markdown(text: &str, document: &report::model::Document) {
    use report::model::Tekstblok;
    let headings = text.lines().filter(|l| l.starts_with('#')).count();
    let expected = document.blokken.iter().filter(|b| matches!(b, Tekstblok::Kop(..))).count() + 1;
    assert_eq!(headings, expected, "headings");
    for line in text.lines() {
        let left = bare(line);
        let inside = left.trim_start_matches('#').trim_start().trim_start_matches("- ");
        assert!(!inside.contains(['`', '<', '>', '[', ']', '|', '{', '}', '&', '$', '#', '@', '^']), "{line}");
        assert!(!inside.contains("://") && !inside.to_lowercase().contains("www."), "{line}");
        for marker in ["**", "~~", "_"] {
            assert_eq!(inside.matches(marker).count() % 2, 0, "{marker} in {line}");
        }
        assert!(!inside.replace("**", "").replace("~~", "").contains(['*', '~']), "{line}");
        assert!(!inside.starts_with(['-', '+', '=']), "{line}");
    }
}

#[test]
fn hostile_texts_come_out_of_markdown_as_text() {
    for text in HOSTILE {
        let tafel = full_of(text);
        let document = report::verslag(&aanvraag(&tafel.dossier, &tafel.kader, true), EEN).unwrap();
        is_plain_markdown(&markdown::markdown(&document), &document);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_stays_text(raw in "[ -~]{1,40}|\\PC{1,20}") {
        let text = Tekst::new(&raw).unwrap();
        prop_assume!(!text.is_empty());
        let tafel = full_of(text.as_str());
        let a = aanvraag(&tafel.dossier, &tafel.kader, true);
        fit(&reports(&tafel.dossier, &a));
        let document = report::verslag(&a, EEN).unwrap();
        is_plain_markdown(&report::markdown(&document), &document);
    }
}
