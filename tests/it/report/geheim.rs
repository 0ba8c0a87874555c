//! What is shielded, and what hangs on it, is not in a document that was asked without, and nothing tells that it is left
//! out.

use std::collections::BTreeSet;

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Antwoord, Besluit, Dossier, Fase, RegelInhoud, RegelSoort};
use crisistafel::domain::ids::{ActieId, RegelId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::report;
use crisistafel::report::voorlegger::Welke;
use proptest::prelude::*;

use super::tafel::{EEN, Tafel, oordeel, regel, t};
use super::vol::{self, vol};
use super::{aanvraag, both, kader};

/// Every document of a dossier without what is shielded, as one line each.
fn documents(d: &Dossier) -> Vec<String> {
    let k = kader();
    let a = aanvraag(d, k, false);
    let toon = report::toon(&a, None);
    let mut all = vec![toon.tekst(), toon.alles(), serde_json::to_string(&toon).unwrap()];
    all.extend(d.voorleggers.keys().filter_map(|id| report::voorlegger(&a, Welke::Nummer(*id))).map(|p| p.tekst));
    for o in &d.overleggen {
        let verslag = report::verslag(&a, o.nr).unwrap();
        all.push(verslag.teksten().join("\n"));
        all.push(report::markdown(&verslag));
    }
    all.into_iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Every text that a user typed on a line and on what came from it; `van` chooses the lines.
fn typed(d: &Dossier, van: impl Fn(RegelId) -> bool) -> BTreeSet<String> {
    let mut all: Vec<String> = Vec::new();
    for r in d.regels.values().filter(|r| van(r.id)) {
        all.push(r.inhoud.tekst.to_string());
        all.extend(r.correcties.iter().flat_map(|c| [c.was.to_string(), c.reden.to_string()]));
    }
    for v in d.vragen.values().filter(|v| van(v.regel)) {
        all.push(v.vraag.to_string());
        all.extend(v.antwoord.iter().map(|(tekst, _)| tekst.to_string()));
    }
    for b in d.besluiten.values().filter(|b| van(b.regel)) {
        all.extend(of_decision(b));
    }
    for a in d.acties.values().filter(|a| van(a.regel)) {
        all.extend([a.wat.to_string(), a.terugmelding.to_string()]);
        all.extend(a.wissels.iter().map(|w| w.reden.to_string()));
    }
    for o in d.overleggen.iter().flat_map(|o| &o.oordelen).filter(|o| o.regel.is_some_and(&van)) {
        all.push(o.inhoud.argument.to_string());
    }
    // shorter ones are names of organisations and bodies, which stand everywhere
    all.into_iter().filter(|text| text.chars().count() > 25).collect()
}

fn of_decision(b: &Besluit) -> Vec<String> {
    let texts = [&b.besluit, &b.vraag, &b.motivering, &b.door, &b.grond, &b.vertellen_aan, &b.effectvraag];
    let steps = b.wissels.iter().map(|w| &w.reden).chain(b.dissent.iter().map(|x| &x.tekst));
    texts.into_iter().chain(steps).map(ToString::to_string).collect()
}

/// The numbers of what came from the lines that `van` chooses.
fn numbers(d: &Dossier, van: impl Fn(RegelId) -> bool) -> BTreeSet<String> {
    let vragen = d.vragen.values().filter(|v| van(v.regel)).map(|v| v.id.to_string());
    let besluiten = d.besluiten.values().filter(|b| van(b.regel)).map(|b| b.id.to_string());
    let acties = d.acties.values().filter(|a| van(a.regel)).map(|a| a.id.to_string());
    let inzetten = d.inzetten.values().filter(|i| van(i.regel)).map(|i| i.id.to_string());
    let regels = d.regels.keys().filter(|id| van(**id)).map(ToString::to_string);
    vragen.chain(besluiten).chain(acties).chain(inzetten).chain(regels).collect()
}

fn mentions(text: &str, numbers: &BTreeSet<String>) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| numbers.contains(word))
}

/// The dossier as if the shielded lines had never been typed.
fn never_typed(d: &Dossier) -> Dossier {
    let mut bare = d.clone();
    let away = |id: RegelId| d.is_afgeschermd(Some(id));
    let numbers = numbers(d, away);
    bare.regels.retain(|id, _| !away(*id));
    bare.vragen.retain(|_, v| !away(v.regel));
    bare.besluiten.retain(|_, b| !away(b.regel));
    bare.acties.retain(|_, a| !away(a.regel));
    bare.inzetten.retain(|_, i| !away(i.regel));
    bare.herbeoordelen.retain(|h| !h.regel.is_some_and(away));
    bare.klokken.retain(|_, k| k.inzet.is_none_or(|i| bare.inzetten.contains_key(&i)));
    let besluiten = &bare.besluiten;
    bare.voorleggers
        .retain(|_, v| v.besluit.is_none_or(|b| besluiten.contains_key(&b)) && !v.feiten.iter().any(|r| away(*r)));
    for o in &mut bare.overleggen {
        o.oordelen.retain(|x| !x.regel.is_some_and(away));
        o.afweging.wegingen.retain(|_, all| !all.iter().flat_map(|g| &g.weging.regels).any(|r| away(*r)));
        o.wissels.iter_mut().for_each(|w| w.open.retain(|text| !mentions(text.as_str(), &numbers)));
    }
    bare
}

fn nothing_leaks(d: &Dossier) {
    let secret = typed(d, |id| d.is_afgeschermd(Some(id)));
    let open = typed(d, |id| !d.is_afgeschermd(Some(id)));
    let documents = documents(d);
    for text in secret.difference(&open).filter(|text| !open.iter().any(|o| o.contains(text.as_str()))) {
        assert!(documents.iter().all(|document| !document.contains(text.as_str())), "{text}");
    }
    assert_eq!(documents, self::documents(&never_typed(d)), "something tells that a line was left out");
}

#[test]
fn nothing_that_is_shielded_in_the_fictitious_dossiers_is_told() {
    for (name, d, _) in both() {
        let shielded = typed(&d, |id| d.is_afgeschermd(Some(id)));
        assert!(shielded.len() >= 4, "{name}");
        nothing_leaks(&d);
    }
}

#[test]
fn who_may_see_it_finds_it_marked() {
    let k = kader();
    for (_, d, _) in both() {
        for o in &d.overleggen {
            let markdown = report::markdown(&report::verslag(&aanvraag(&d, k, true), o.nr).unwrap());
            let shielded = d.regels.values().filter(|r| r.overleg == o.nr && r.inhoud.afgeschermd);
            for r in shielded {
                let told = markdown.lines().any(|l| l.contains("**AFGESCHERMD**") && l.contains(r.inhoud.tekst.as_str()));
                assert!(told, "{}", r.inhoud.tekst);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_line_is_shielded_nothing_of_it_is_told(
        which in 0usize..2,
        lines in prop::collection::vec(any::<prop::sample::Index>(), 1..12),
    ) {
        let [first, second] = both();
        let mut d = if which == 0 { first.1 } else { second.1 };
        let ids: Vec<RegelId> = d.regels.keys().copied().collect();
        for line in lines {
            d.regels.get_mut(&ids[line.index(ids.len())]).unwrap().inhoud.afgeschermd = true;
        }
        nothing_leaks(&d);
    }
}

/// The same meeting with and without a shielded line of this kind in its middle.
fn with_and_without(secret: RegelInhoud) -> (Dossier, Dossier) {
    let played = |secret: Option<RegelInhoud>| {
        let mut tafel = Tafel::in_overleg();
        tafel.tot(Fase::Beeldvorming);
        let line = |soort, tekst| RegelInhoud { termijn: None, ..regel(soort, tekst) };
        tafel.typ("inbrengronde", line(RegelSoort::Onbekend, "Waar is hij?"));
        tafel.typ("besluiten", line(RegelSoort::Besluit, "De politie houdt toezicht."));
        tafel.typ("acties", line(RegelSoort::Actie, "Buren spreken"));
        match secret {
            Some(inhoud) => drop(tafel.typ("inbrengronde", RegelInhoud { afgeschermd: true, ..inhoud })),
            None => tafel.wacht(),
        }
        tafel.typ("inbrengronde", line(RegelSoort::Onbekend, "Heeft hij een auto?"));
        tafel.typ("besluiten", line(RegelSoort::Besluit, "Er komt een noodknop."));
        tafel.typ("acties", line(RegelSoort::Actie, "Sloten vervangen"));
        tafel.typ("oordeelsronde", oordeel("Het blijft spannend.", Antwoord::Onbekend));
        tafel.dossier
    };
    (played(Some(secret)), played(None))
}

#[test]
fn minutes_without_a_shielded_line_are_those_of_a_meeting_in_which_nobody_typed_it() {
    let k = kader();
    for soort in RegelSoort::ALL {
        let (with, without) = with_and_without(regel(soort, "Zij slaapt in een huis dat niet bestaat."));
        let minutes = [with, without].map(|d| report::markdown(&report::verslag(&aanvraag(&d, k, false), EEN).unwrap()));
        assert_eq!(minutes[0], minutes[1], "{soort}");
    }
}

#[test]
fn a_number_stands_where_a_text_refers_to_it_and_nowhere_else() {
    let k = kader();
    let mut tafel = Tafel::in_overleg();
    tafel.typ("besluiten", regel(RegelSoort::Besluit, "De politie houdt toezicht."));
    tafel.typ("besluiten", regel(RegelSoort::Besluit, "Er komt een noodknop."));
    tafel.typ("teruglezen", regel(RegelSoort::Notitie, "Akkoord, op bezwaar tegen B2 na."));
    let minutes = report::markdown(&report::verslag(&aanvraag(&tafel.dossier, k, false), EEN).unwrap());
    assert!(minutes.contains("### De politie houdt toezicht.\n"), "{minutes}");
    assert!(minutes.contains("### B2. Er komt een noodknop.\n"), "{minutes}");
}

#[test]
fn what_was_open_at_a_gate_is_told_without_what_hangs_on_a_shielded_line() {
    let k = kader();
    let mut tafel = Tafel::in_overleg();
    tafel.tot(Fase::Beeldvorming);
    tafel.typ("inbrengronde", regel(RegelSoort::Onbekend, "Waar is hij?"));
    let secret = RegelInhoud { afgeschermd: true, ..regel(RegelSoort::Onbekend, "Is het huis veilig?") };
    tafel.typ("inbrengronde", secret);
    // a fact of which nobody is named who knows it
    let feit = RegelInhoud::new(RegelSoort::Feit, t("Hij was bij haar werk."));
    tafel.typ("inbrengronde", feit.clone());
    tafel.typ("inbrengronde", RegelInhoud { afgeschermd: true, ..feit });
    tafel.tot(Fase::Oordeelsvorming);
    let stap = tafel.dossier.overleg(EEN).unwrap().wissels.last().unwrap().clone();
    // everybody is told of the step: the number of what is shielded is in a record of its own
    assert!(!stap.open.iter().any(|text| text.as_str().contains("x1")), "{:?}", stap.open);
    let open: Vec<Tekst> = stap.open.into_iter().chain(stap.afgeschermd_open).collect();
    let of = |number: &str| open.iter().find(|text| mentions(text.as_str(), &BTreeSet::from([number.to_owned()]))).unwrap();
    let minutes = |met| report::markdown(&report::verslag(&aanvraag(&tafel.dossier, k, met), EEN).unwrap());
    for [told, withheld] in [[of("V1"), of("V-x1")], [of("R2"), of("R2x1")]] {
        assert!(minutes(false).contains(told.as_str()) && !minutes(false).contains(withheld.as_str()));
        assert!(minutes(true).contains(told.as_str()) && minutes(true).contains(withheld.as_str()));
    }
}

#[test]
fn what_a_replica_never_got_is_not_named_by_a_gate() {
    let k = kader();
    let mut tafel = Tafel::in_overleg();
    tafel.tot(Fase::Besluitvorming);
    let secret = RegelInhoud { afgeschermd: true, ..regel(RegelSoort::Actie, "Sleutel van het huis ophalen") };
    let id = tafel.typ("acties", secret);
    tafel.tot(Fase::Afsluiting);
    tafel.dossier.regels.remove(&id);
    tafel.dossier.acties.remove(&ActieId(1));
    let minutes = report::markdown(&report::verslag(&aanvraag(&tafel.dossier, k, false), EEN).unwrap());
    assert!(!minutes.contains("A1"), "{minutes}");
}

#[test]
fn a_correction_of_a_shielded_line_is_shielded_too() {
    let mut tafel = Tafel::in_overleg();
    let id = tafel.typ("inbrengronde", regel(RegelSoort::Actie, "Haar ophalen bij de verzonnen boerderij"));
    let inhoud = regel(RegelSoort::Actie, "Haar ophalen bij de verzonnen molen, achterom");
    tafel.doe(
        Rol::Notulist,
        &Command::CorrigeerRegel { regel: id, inhoud, reden: t("Het was de molen, niet de boerderij.") },
    );
    tafel.doe(Rol::Notulist, &Command::SchermRegelAf { regel: id, kring: Vec::new() });
    nothing_leaks(&tafel.dossier);
}

const PLANT: &str = "zwaluw";

fn open(text: &str) -> String {
    text.to_owned()
}

/// The meeting in which everything happens, and after it a second measure, decision and page; once shielded and full of a
/// planted word, once never recorded.
fn with_and_without_measures() -> (Dossier, Dossier) {
    let played = |secret: bool| {
        let mut tafel = vol(&open);
        if secret {
            let lines = vol::leg_vast(&mut tafel, "stalking", &|text| format!("{PLANT} {text}"));
            for regel in lines {
                tafel.doe(Rol::Notulist, &Command::SchermRegelAf { regel, kring: Vec::new() });
            }
        } else {
            (0..vol::MINUTEN + 3).for_each(|_| tafel.wacht());
        }
        tafel.tot(Fase::Afsluiting);
        tafel.dossier
    };
    (played(true), played(false))
}

#[test]
fn measures_pages_clocks_and_answers_on_shielded_lines_are_not_told_and_nothing_tells_that_they_are_there() {
    let (with, without) = with_and_without_measures();
    let documents = documents(&with);
    assert!(documents.iter().all(|text| !text.contains(PLANT)), "{documents:#?}");
    // and who may see it has all of it
    let k = kader();
    let all = report::markdown(&report::verslag(&aanvraag(&with, k, true), EEN).unwrap());
    assert!(all.contains(PLANT) && all.contains("**AFGESCHERMD**"));
    assert_eq!(documents, self::documents(&without), "something tells that there is more");
}

#[test]
fn whatever_line_of_the_full_meeting_is_shielded_nothing_of_it_is_told() {
    let full = vol(&open).dossier;
    for id in full.regels.keys() {
        let mut d = full.clone();
        d.regels.get_mut(id).unwrap().inhoud.afgeschermd = true;
        nothing_leaks(&d);
    }
}

#[test]
fn a_judgement_of_a_closed_round_is_in_no_document_before_the_reveal() {
    let mut tafel = Tafel::in_overleg();
    tafel.tot(Fase::Oordeelsvorming);
    tafel.doe(Rol::Voorzitter, &Command::OpenGeslotenRonde { overleg: EEN });
    let oordeel = serde_json::from_value(serde_json::json!({
        "organisatie": "politie", "acuut": "ja", "niveau": "hoog", "argument": PLANT
    }));
    tafel.doe(Rol::Notulist, &Command::GeefOordeel { overleg: EEN, oordeel: oordeel.unwrap() });
    let k = kader();
    for met in [false, true] {
        let a = aanvraag(&tafel.dossier, k, met);
        let minutes = report::markdown(&report::verslag(&a, EEN).unwrap());
        let toon = serde_json::to_string(&report::toon(&a, None)).unwrap();
        assert!(!minutes.contains(PLANT) && !toon.contains(PLANT));
        assert!(minutes.contains("**Ontvangen van:** politie") && minutes.contains("**Onthuld:** nog niet"), "{minutes}");
        assert!(!minutes.contains("acuut ja"), "{minutes}");
    }
    tafel.doe(Rol::Voorzitter, &Command::OnthulOordelen { overleg: EEN });
    let minutes = report::markdown(&report::verslag(&aanvraag(&tafel.dossier, k, false), EEN).unwrap());
    assert!(minutes.contains(PLANT));
}

#[test]
fn what_a_gate_records_has_no_word_of_a_line_and_no_answer() {
    let (with, _) = with_and_without_measures();
    let open: Vec<String> = with.overleggen[0].wissels.iter().flat_map(|w| &w.open).map(ToString::to_string).collect();
    let text = open.join("\n");
    assert!(open.iter().any(|t| t.starts_with("M1:") || t.starts_with("M2:")), "{text}");
    assert!(!text.contains(PLANT) && !text.contains("Huisverbod voor tien dagen"), "{text}");
}
