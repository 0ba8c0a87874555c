//! The fictitious dossiers hold what they promise, pass every rule whenever they are played, and hold nothing that could
//! be a real person's.

use std::path::Path;

use crisistafel::domain::advies;
use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::{
    Aanwezig, Aanzet, ActieStatus, Antwoord, Besluit, BesluitSoort, BesluitStatus, Dossier, DossierStatus, Fase,
    InzetSoort, InzetStatus, LopendeKlok, RegelSoort, VoorleggerUitslag, Vraag,
};
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{OverlegNr, RequestId};
use crisistafel::domain::rol::{Rol, Stamp};
use crisistafel::domain::script::{self, Script};
use crisistafel::domain::tijd::Tijdstip;
use serde_json::Value;

pub(crate) const BELAGING: &str = include_str!("../../fixtures/dossiers/belaging-ex-partner.jsonl");
pub(crate) const CONTROLE: &str = include_str!("../../fixtures/dossiers/dwingende-controle.jsonl");
const ALL: [(&str, &str); 2] = [("belaging-ex-partner.jsonl", BELAGING), ("dwingende-controle.jsonl", CONTROLE)];

pub(crate) fn at(raw: &str) -> Tijdstip {
    Tijdstip::try_from(raw.to_owned()).unwrap()
}

pub(crate) fn start() -> Tijdstip {
    at("2026-11-22T13:00:00Z")
}

/// The script and the dossier that it makes; a line that is refused fails the test with its number.
pub(crate) fn play(text: &str, start: Tijdstip) -> (Script, Dossier) {
    let kader = crate::geldend::ingebouwd();
    let script = script::lees(text, start).unwrap_or_else(|fouten| panic!("{fouten:#?}"));
    let mut dossier = Dossier::new(script.dossier);
    for stap in &script.stappen {
        let stempel: Stamp = stap.stempel(RequestId(u128::from(stap.regel)));
        let events = decide_all(&dossier, kader, &stempel, &stap.opdrachten)
            .unwrap_or_else(|refusal| panic!("line {} is refused: {refusal}", stap.regel));
        for event in &events {
            evolve(&mut dossier, &stempel, event);
        }
    }
    (script, dossier)
}

fn count(d: &Dossier, soort: RegelSoort) -> usize {
    d.regels.values().filter(|r| r.inhoud.soort == soort && r.ingetrokken.is_none()).count()
}

fn stands_at(d: &Dossier, status: BesluitStatus) -> Vec<&Besluit> {
    d.besluiten.values().filter(|b| b.status == status).collect()
}

/// How often somebody asked for this.
fn asked(script: &Script, what: impl Fn(&Command) -> bool) -> usize {
    script.stappen.iter().flat_map(|s| &s.opdrachten).filter(|c| what(c)).count()
}

#[test]
fn no_dossier_is_forgotten_and_a_readme_says_what_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers");
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut expected = vec!["README.md".to_owned()];
    expected.extend(ALL.map(|(name, _)| name.to_owned()));
    assert_eq!(names, expected);
    assert!(include_str!("../../fixtures/dossiers/README.md").contains("Everything in this folder is made up"));
}

#[test]
fn every_command_is_accepted_whenever_the_script_is_played() {
    for moment in [
        "2026-11-22T13:00:00Z", // a winter afternoon
        "2026-07-15T22:00:00Z", // midnight in Amsterdam, in summer
        "2026-11-22T23:00:00Z", // midnight in Amsterdam, in winter
        "2026-03-29T01:30:00Z", // the morning on which an hour is skipped
        "2026-10-25T00:30:00Z", // the hour that passes twice, the first time
        "2026-10-25T01:30:00Z", // and the second time
        "2026-04-12T08:00:00Z", // the day on which summer time began is the day of the first meeting
        "2027-01-01T00:10:00Z", // the year turns
        "2028-03-01T09:00:00Z", // after a leap day
    ] {
        for (name, text) in ALL {
            let (script, dossier) = play(text, at(moment));
            let over = script.stappen.last().unwrap().op;
            assert!(over <= at(moment), "{name} at {moment} ends after the start");
            assert_eq!(dossier.overleggen.len(), 2, "{name} at {moment}");
        }
    }
}

#[test]
fn each_dossier_holds_what_a_notulist_writes() {
    for (name, text) in ALL {
        let (_, d) = play(text, start());
        assert!(count(&d, RegelSoort::Feit) + count(&d, RegelSoort::Vermoeden) >= 40, "{name}");
        for (soort, minstens) in [
            (RegelSoort::Feit, 30),
            (RegelSoort::Vermoeden, 8),
            (RegelSoort::Bezorgdheid, 3),
            (RegelSoort::Gevoel, 2),
            (RegelSoort::Onbekend, 4),
            (RegelSoort::Letterlijk, 4),
            (RegelSoort::Oordeel, 3),
            (RegelSoort::Besluit, 4),
            (RegelSoort::Actie, 6),
        ] {
            assert!(count(&d, soort) >= minstens, "{name}: {soort} {}", count(&d, soort));
        }
        let protected = d.regels.values().filter(|r| r.inhoud.afgeschermd).count();
        assert!(protected >= 4, "{name}: {protected}");
        let sourced = d.regels.values().filter(|r| r.inhoud.bron.is_some()).count();
        let moments = d.regels.values().filter(|r| r.inhoud.gebeurd.is_some()).count();
        let factors = d.regels.values().filter(|r| !r.inhoud.factoren.is_empty()).count();
        assert!(sourced >= 25 && moments >= 30 && factors >= 30, "{name}: {sourced} {moments} {factors}");
    }
}

#[test]
fn each_dossier_holds_decisions_and_actions_of_every_outcome() {
    for (name, text) in ALL {
        let (_, d) = play(text, start());
        for status in [BesluitStatus::Genomen, BesluitStatus::Geweigerd, BesluitStatus::Ingetrokken] {
            assert!(!stands_at(&d, status).is_empty(), "{name}: {status}");
        }
        for soort in [BesluitSoort::Afspraak, BesluitSoort::Verzoek, BesluitSoort::BevoegdOrgaan] {
            assert!(d.besluiten.values().any(|b| b.soort == Some(soort)), "{name}: {soort}");
        }
        let complete = |b: &&Besluit| {
            [&b.vraag, &b.motivering, &b.door, &b.grond, &b.effectvraag].iter().all(|t| !t.is_empty()) && b.soort.is_some()
        };
        assert!(d.besluiten.values().filter(|b| b.status != BesluitStatus::Ingetrokken).all(|b| complete(&b)), "{name}");
        assert!(d.besluiten.values().any(|b| b.bevoegd.is_some()), "{name}");
        assert!(d.besluiten.values().any(|b| !b.dissent.is_empty()), "{name}");
        for status in [ActieStatus::Open, ActieStatus::Gedaan, ActieStatus::Vervallen, ActieStatus::NietGedaan] {
            assert!(d.acties.values().any(|a| a.status == status), "{name}: {status}");
        }
        assert!(d.acties.values().any(|a| a.is_te_laat(start())), "{name}");
        assert!(d.acties.values().any(|a| a.status == ActieStatus::Open && !a.is_te_laat(start())), "{name}");
    }
}

#[test]
fn each_dossier_holds_attendance_contact_and_questions() {
    for (name, text) in ALL {
        let (script, d) = play(text, start());
        let first = d.overleg(OverlegNr(1)).unwrap();
        let all = || d.overleggen.iter().flat_map(|o| &o.deelnemers);
        assert!(first.deelnemers.iter().any(|p| p.is_aan_tafel() && !p.mandaat.is_empty()), "{name}");
        assert!(all().any(|p| p.aanwezig == Aanwezig::Afwezig && !p.reden.is_empty()), "{name}");
        assert!(all().any(|p| p.aanwezig == Aanwezig::Schriftelijk), "{name}");
        assert!(d.contactpersoon.is_some() && d.niet_weten.len() >= 3, "{name}");
        assert!(d.vragen.values().any(Vraag::is_open) && d.vragen.values().any(|v| v.antwoord.is_some()), "{name}");
        assert!(!d.meldingen_112.is_empty(), "{name}");
        assert!(first.afspraken.is_some() && first.verteller.is_some() && first.conclusie().is_some(), "{name}");
        assert!(first.opties.iter().any(|o| o.niets_doen), "{name}");
        assert!(asked(&script, |c| matches!(c, Command::CorrigeerRegel { .. })) >= 1, "{name}");
        assert!(asked(&script, |c| matches!(c, Command::GeefOordeel { .. })) >= 2, "{name}");
    }
}

#[test]
fn each_dossier_holds_what_a_team_weighs_and_decides() {
    for (name, text) in ALL {
        let (_, d) = play(text, start());
        let a = &d.overleg(OverlegNr(1)).unwrap().afweging;
        let answers = || a.wegingen.values().filter_map(|all| all.last());
        let said = |antwoord| answers().filter(|g| g.weging.nu == Some(antwoord)).count();
        assert!(said(Antwoord::Ja) >= 15 && said(Antwoord::Nee) >= 3 && said(Antwoord::Onbekend) >= 4, "{name}");
        assert!(answers().any(|g| !g.weging.woorden.is_empty()), "{name}: literal words");
        assert!(answers().filter(|g| !g.weging.regels.is_empty()).count() >= 12, "{name}: linked lines");
        assert!(answers().all(|g| !g.weging.bron.is_empty()), "{name}: who says so");
        assert!(a.scenarios.len() == 2 && a.scenarios.iter().all(|s| !s.aanleidingen.is_empty()), "{name}");
        assert!(a.criteria.len() >= 7 && !a.opschaling.is_empty() && !a.momenten.is_empty(), "{name}");
        assert!(a.opzij.len() >= 3 && a.vaststellingen.len() >= 6 && !a.besproken.is_empty(), "{name}");
        for soort in [InzetSoort::Voorwaarde, InzetSoort::Afspraak, InzetSoort::Maatregel] {
            assert!(d.inzetten.values().any(|i| i.soort == soort), "{name}: {soort}");
        }
        for status in [InzetStatus::Opgelegd, InzetStatus::Vervallen, InzetStatus::Geschonden] {
            assert!(d.inzetten.values().any(|i| i.status == status), "{name}: {status}");
        }
        assert!(d.inzetten.values().any(|i| d.is_afgeschermd(Some(i.regel))), "{name}: a shielded entry");
        assert!(d.inzetten.values().any(|i| !i.hoort_bij.is_empty() && i.besluit.is_some()), "{name}");
        assert!(d.besluiten.values().any(|b| b.toetsen.len() == 2), "{name}: a check that was asked and came back");
        assert!(d.klokken.values().any(LopendeKlok::loopt) && d.klokken.values().any(|k| !k.loopt()), "{name}");
        assert!(d.overleg(OverlegNr(1)).unwrap().verteld.iter().all(|(v, _)| v.meldpunt_uitgelegd), "{name}");
    }
}

#[test]
fn one_dossier_stands_on_a_floor_and_the_other_does_not() {
    let kader = &crate::geldend::ingebouwd().kader;
    let (one, other) = (play(BELAGING, start()).1, play(CONTROLE, start()).1);
    let grens = advies::ondergrens(&one, kader).unwrap();
    assert_eq!((grens.instrument.id.as_str(), grens.niveau.as_str()), ("sash", "hoog"));
    assert!(other.uitkomsten.iter().any(|u| u.uitkomst.instrument.as_str() == "sash"));
    assert!(advies::ondergrens(&other, kader).is_none());
}

#[test]
fn the_first_dossier_begins_its_second_meeting_with_the_acute_question_open() {
    let (_, d) = play(BELAGING, start());
    let [h] = d.herbeoordelen.as_slice() else { panic!("{:?}", d.herbeoordelen) };
    assert_eq!(h.aanzet, Aanzet::Schending);
    assert!(d.voorleggers.is_empty());
}

#[test]
fn the_second_dossier_has_a_closed_round_that_was_revealed_and_an_answer_of_the_burgemeester() {
    let (_, d) = play(CONTROLE, start());
    let rondes = &d.overleg(OverlegNr(2)).unwrap().afweging.rondes;
    assert!(rondes.len() == 1 && rondes[0].onthuld.is_some() && rondes[0].ontvangen.len() == 6);
    let v = d.voorleggers.values().next().unwrap();
    assert!(v.huisverbod && v.antwoord.as_ref().is_some_and(|(a, _)| a.uitslag == VoorleggerUitslag::Afgewezen));
    assert_eq!(d.regels.values().filter(|r| r.huisverbodgrond.is_some()).count(), 3);
}

#[test]
fn the_first_dossier_ends_just_before_its_second_meeting() {
    let (script, d) = play(BELAGING, start());
    assert_eq!(d.nummer.to_string(), "26-K7M4");
    assert_eq!(d.status, DossierStatus::Opvolging);
    assert_eq!(d.acuut.as_ref().unwrap().antwoord, Antwoord::Onbekend);
    let first = d.overleg(OverlegNr(1)).unwrap();
    assert!(first.fase == Fase::Gesloten && first.vastgesteld.is_some());
    assert!(first.wissels.iter().any(|w| w.naar < w.van && !w.reden.is_empty()), "a step back");
    let second = d.overleg(OverlegNr(2)).unwrap();
    assert_eq!(second.fase, Fase::Gepland);
    assert_eq!(second.bijeenroeping.begin, Some(start()));
    assert_eq!(second.einde, at("2026-11-22T14:00:00Z"));
    let invited = |a: Aanwezig| second.deelnemers.iter().filter(|p| p.aanwezig == a).count();
    assert_eq!((invited(Aanwezig::Uitgenodigd), invited(Aanwezig::Schriftelijk)), (6, 1));
    let since = script.stappen.iter().flat_map(|s| &s.opdrachten).filter_map(|c| match c {
        Command::LegRegelVast { regel, .. } => regel.gebeurd.map(|g| g.op),
        _ => None,
    });
    let eight_months_ago = at("2026-03-24T20:40:00Z");
    assert!(since.into_iter().any(|op| op == eight_months_ago), "T-243d 21:40");
}

#[test]
fn the_first_dossier_names_meldingen_at_four_organisations() {
    let (_, d) = play(BELAGING, start());
    for org in ["politie", "Veilig Thuis", "woningcorporatie", "wijkteam"] {
        let known = d.regels.values().any(|r| {
            r.inhoud.inbreng.as_ref().is_some_and(|i| i.same(org))
                || r.inhoud.bron.as_ref().is_some_and(|b| b.organisatie.same(org))
        });
        assert!(known, "{org}");
    }
}

#[test]
fn the_second_dossier_has_two_closed_meetings_and_one_settled_record() {
    let (_, d) = play(CONTROLE, start());
    assert_eq!(d.nummer.to_string(), "26-P3X9");
    assert!(d.overleggen.iter().all(|o| o.fase == Fase::Gesloten));
    assert_eq!(d.overleggen.iter().filter(|o| o.vastgesteld.is_some()).count(), 1);
    let first = d.overleg(OverlegNr(1)).unwrap();
    assert_eq!(first.voorzitters.len(), 2, "the chair was taken over");
    assert!(!first.voorzitters[1].reden.is_empty());
    assert_eq!(d.regels.values().filter(|r| r.ingetrokken.is_some()).count(), 1);
    assert_eq!(d.regels.values().filter(|r| !r.soorten.is_empty()).count(), 1);
    assert!(d.meldingen_112.iter().any(|m| m.gezet.door.rol == Rol::Raadpleger));
}

/// Every text of a script that a person would read.
fn texts(text: &str) -> Vec<(usize, String)> {
    fn walk(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::String(s) if s.starts_with("@T") => {}
            Value::String(s) => into.push(s.clone()),
            Value::Array(items) => items.iter().for_each(|v| walk(v, into)),
            Value::Object(fields) => fields.values().for_each(|v| walk(v, into)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (nr, line) in (1..).zip(text.lines()) {
        let value: Value = serde_json::from_str(line).unwrap();
        let mut strings = Vec::new();
        for key in ["opdrachten", "over", "fictief"] {
            value.get(key).into_iter().for_each(|v| walk(v, &mut strings));
        }
        found.extend(strings.into_iter().map(|s| (nr, s)));
    }
    found
}

/// What in a text looks like a phone number, mail, address on the web, postal code, number plate or date.
fn looks_real(text: &str) -> Option<&'static str> {
    let chars: Vec<char> = text.chars().collect();
    let digits = text.split(|c: char| !(c.is_ascii_digit() || " -.+()".contains(c)));
    if digits.into_iter().any(|run| run.chars().filter(char::is_ascii_digit).count() >= 7) {
        return Some("a long number");
    }
    if text.contains('@') || text.contains("www.") || text.contains("http") {
        return Some("a mail address or a place on the web");
    }
    let postal = |w: &[char]| match w {
        [digits @ .., ' ', a, b] | [digits @ .., a, b] if digits.len() == 4 => {
            digits.iter().all(char::is_ascii_digit) && a.is_ascii_uppercase() && b.is_ascii_uppercase()
        }
        _ => false,
    };
    if chars.windows(6).any(postal) || chars.windows(7).any(postal) {
        return Some("a postal code");
    }
    let plate = |w: &str| {
        let parts: Vec<&str> = w.split('-').collect();
        parts.len() == 3
            && parts.concat().len() == 6
            && parts.concat().chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    if text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).any(plate) {
        return Some("a number plate or a date");
    }
    None
}

/// Months and days of the week: the script is relative, so its prose must be too.
const DATED: &str = "januari februari maart april mei juni juli augustus september oktober november december \
                     maandag dinsdag woensdag donderdag vrijdag zaterdag zondag";

#[test]
fn nothing_in_a_dossier_looks_like_a_real_persons_data() {
    for (name, text) in ALL {
        for (nr, said) in texts(text) {
            assert_eq!(looks_real(&said), None, "{name}, line {nr}: {said}");
            let lower = said.to_lowercase();
            let mut words = lower.split(|c: char| !c.is_alphabetic());
            assert!(!words.any(|w| !w.is_empty() && DATED.split(' ').any(|d| d == w)), "{name}, line {nr}: {said}");
            let year = lower.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && n != "2015");
            assert!(!year, "{name}, line {nr}: {said}");
            for forbidden in ["familiedrama", "crime passionel", "relatieprobleem"] {
                assert!(!lower.contains(forbidden), "{name}, line {nr}: {said}");
            }
        }
    }
}

#[test]
fn the_eye_for_real_data_sees_what_it_should() {
    for (text, real) in [
        ("bel 06 12 34 56 78", true),
        ("bel 070-1234567", true),
        ("mail naar iemand@voorbeeld", true),
        ("Straat 1, 1234 AB Plaats", true),
        ("Straat 1, 1234AB", true),
        ("auto 12-ABC-3", true),
        ("op 21-11-2026", true),
        ("hij belde in een nacht 41 keer, 380 berichten", false),
        ("dossier 26-K7M4, art. 509hh Sv, om 21:40", false),
    ] {
        assert_eq!(looks_real(text).is_some(), real, "{text}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_script_is_refused_or_read_and_never_panics(from in 0usize..70_000, len in 0usize..40, put in ".{0,8}") {
        let mut chars: Vec<char> = BELAGING.chars().collect();
        let from = from.min(chars.len());
        let to = (from + len).min(chars.len());
        chars.splice(from..to, put.chars());
        let text: String = chars.into_iter().collect();
        if let Err(fouten) = script::lees(&text, start()) {
            proptest::prop_assert!(!fouten.is_empty());
        }
    }
}
