//! What the shipped kader holds: every part with its source, no restricted list, nothing that counts, and what the rules
//! look for.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use crisistafel::domain::ids::{FactorId, InstrumentId, KlokId, LijstId, MaatregelId};
use crisistafel::domain::invoer::naam::Bekend;
use crisistafel::domain::kader::{
    Duur, EIGEN, Eenheid, FactorSoort, Herkomst, Kader, Lijst, LijstSoort, Maatregel, MaatregelKader, ReeksSoort, Tot,
};
use crisistafel::domain::tekst::Tekst;
use crisistafel::kader;
use serde_json::Value;

/// The most bytes of a kader on the wire: it goes to every terminal that connects.
const JSON_BYTES_MAX: usize = 250_000;

fn shipped() -> Kader {
    crate::geldend::ingebouwd().kader.clone()
}

fn list<'k>(kader: &'k Kader, id: &str) -> &'k Lijst {
    kader.lijst(&LijstId::try_from(id.to_owned()).unwrap()).unwrap_or_else(|| panic!("no list {id}"))
}

fn measure<'k>(kader: &'k Kader, id: &str) -> &'k Maatregel {
    kader.maatregel(&MaatregelId::try_from(id.to_owned()).unwrap()).unwrap_or_else(|| panic!("no measure {id}"))
}

fn factors(list: &Lijst) -> Vec<&str> {
    list.items.iter().map(|i| i.factor.as_str()).collect()
}

/// Calls `check` with every object of the kader and the path to it.
fn objects(value: &Value, path: &str, check: &mut impl FnMut(&str, &serde_json::Map<String, Value>)) {
    match value {
        Value::Object(fields) => {
            check(path, fields);
            fields.iter().for_each(|(key, v)| objects(v, &format!("{path}.{key}"), check));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| objects(v, &format!("{path}[{i}]"), check)),
        _ => {}
    }
}

#[test]
fn every_part_says_where_it_comes_from_and_every_document_how_it_may_be_used() {
    let kader = shipped();
    let json = serde_json::to_value(&kader).unwrap();
    // a part is what has an id, a number or a gate's check; series and levels hold or are our own choice as a whole
    let own = |path: &str| path.starts_with(".niveaus") || (path.starts_with(".reeksen") && !path.contains(".vragen"));
    let mut parts = 0;
    objects(&json, "", &mut |path, fields| {
        let part = ["id", "nr", "controle", "tekst", "datums"].iter().any(|key| fields.contains_key(*key));
        if part && !own(path) {
            parts += 1;
            let source = fields.get("bron").unwrap_or_else(|| panic!("{path} has no source"));
            let document = source["document"].as_str().unwrap();
            assert!(document == EIGEN || kader.documenten.contains_key(document), "{path}: {document}");
        }
    });
    assert!(parts > 500, "{parts}");
    for (key, document) in &kader.documenten {
        assert!(!document.licentie.is_empty() && !document.datum.is_empty(), "{key}");
    }
    for list in &kader.lijsten {
        assert!(!list.versie.is_empty() && !list.licentie.is_empty() && !list.doel.is_empty(), "{}", list.id);
    }
}

#[test]
fn a_source_with_lines_of_our_copies_also_names_the_section_that_a_reader_can_find() {
    objects(&serde_json::to_value(shipped()).unwrap(), "", &mut |path, fields| {
        if fields.contains_key("regels") {
            let section = fields.get("paragraaf").and_then(Value::as_str).unwrap_or_default();
            assert!(!section.is_empty(), "{path}: {}", fields["document"]);
        }
    });
}

#[test]
fn what_rests_on_law_says_since_when_and_asks_for_a_lawyer() {
    let kader = shipped();
    let mut dated: Vec<(&str, &str)> = kader.gronden.iter().map(|g| (g.id.as_str(), g.te_toetsen.as_str())).collect();
    let by_law = |m: &&Maatregel| m.kader.rust_op_recht() || !m.te_toetsen.is_empty();
    dated.extend(kader.maatregelen.iter().filter(by_law).map(|m| (m.id.as_str(), m.te_toetsen.as_str())));
    dated.extend(kader.klokken.iter().filter(|k| !k.te_toetsen.is_empty()).map(|k| (k.id.as_str(), k.te_toetsen.as_str())));
    for (id, text) in dated {
        assert!(text.starts_with("Te toetsen door een jurist: "), "{id}: {text}");
    }
    let by_article = |text: &str| text.contains("artikel ");
    for m in kader.maatregelen.iter().filter(|m| by_article(m.grond.as_str())) {
        assert!(!m.te_toetsen.is_empty(), "{}", m.id);
    }
}

#[test]
fn the_lists_have_the_length_of_their_sources() {
    let kader = shipped();
    for (id, length) in [
        ("rode_vlaggen", 11),
        ("plan_rode_vlaggen", 9),
        ("bijkomende_factoren", 7),
        ("acute_onveiligheid", 10),
        ("structurele_onveiligheid", 25),
        ("stalking_vragen", 14),
        ("zeer_hoog_risico", 5),
    ] {
        let items = &list(&kader, id).items;
        assert_eq!(items.len(), length, "{id}");
        assert_eq!(items.iter().map(|i| i.nr).collect::<Vec<_>>(), (1..).take(length).collect::<Vec<_>>(), "{id}");
    }
    assert_eq!(kader.lijsten.first().unwrap().id.as_str(), "rode_vlaggen");
}

#[test]
fn the_flags_of_the_national_plan_fall_on_the_factors_of_the_factsheet() {
    let kader = shipped();
    let (eleven, nine) = (factors(list(&kader, "rode_vlaggen")), factors(list(&kader, "plan_rode_vlaggen")));
    for shared in ["gedwongen_seks", "verwurging", "geweld_zwangerschap", "stalking"] {
        assert!(eleven.contains(&shared) && nine.contains(&shared), "{shared}");
    }
    assert!(["wapen", "doodsbedreiging"].iter().all(|f| eleven.contains(f)));
    let served = |id: &str| kader.lijsten_met(&FactorId::try_from(id.to_owned()).unwrap()).count();
    assert!(served("stalking") >= 3 && served("conflict_kinderen") >= 3, "one fact serves several lists");
}

#[test]
fn the_stalking_questions_ask_for_literal_words_where_the_source_does() {
    let kader = shipped();
    let asked = list(&kader, "stalking_vragen").items.iter().filter(|i| i.letterlijke_woorden).map(|i| i.nr);
    assert_eq!(asked.collect::<Vec<_>>(), [9, 10, 14]);
    let words = list(&kader, "stalking_vragen");
    assert!(!words.letterlijk && words.licentie.as_str().contains("geen licentie en geen voorbehoud"));
}

#[test]
fn structural_unsafety_has_five_categories_now_and_earlier() {
    let kader = shipped();
    let list = list(&kader, "structurele_onveiligheid");
    let groups: BTreeSet<&str> = list.items.iter().map(|i| i.groep.as_str()).collect();
    assert_eq!(groups.len(), 5, "{groups:?}");
    for id in factors(list) {
        assert!(kader.factor(&FactorId::try_from(id.to_owned()).unwrap()).unwrap().nu_eerder, "{id}");
    }
}

#[test]
fn the_acute_rule_finds_its_triggers_and_its_two_questions() {
    let kader = shipped();
    let acute: Vec<&Lijst> = kader.lijsten.iter().filter(|l| l.soort == LijstSoort::Acuut).collect();
    assert!(acute.len() == 1 && acute[0].standaard);
    for (soort, id) in
        [(FactorSoort::Toegang, "toegang"), (FactorSoort::Zicht, "zicht_derden"), (FactorSoort::Schending, "schending")]
    {
        assert_eq!(kader.factoren_van(soort).map(|f| f.id.as_str()).collect::<Vec<_>>(), [id]);
    }
    assert!(factors(acute[0]).contains(&"schending"), "a breach is a trigger of its own");
    assert!(FactorSoort::Zicht.ja_is_gunstig() && !FactorSoort::Toegang.ja_is_gunstig());
}

#[test]
fn a_narrower_factor_leads_to_a_wider_one_and_never_round_in_a_circle() {
    let kader = shipped();
    for factor in &kader.factoren {
        let mut reached = wider(&kader, &factor.id);
        let mut next = 0;
        while let Some(id) = reached.get(next).copied() {
            assert_ne!(*id, factor.id, "{id} follows from itself");
            let further = wider(&kader, id);
            reached.extend(further.into_iter().filter(|w| !reached.contains(w)).collect::<Vec<_>>());
            next += 1;
        }
    }
    let strangled = FactorId::try_from("verwurging".to_owned()).unwrap();
    assert!(wider(&kader, &strangled).iter().any(|f| f.as_str() == "letsel"));
}

/// The factors that follow at once from this one.
fn wider<'k>(kader: &'k Kader, id: &FactorId) -> Vec<&'k FactorId> {
    kader.factoren.iter().filter(|f| f.volgt_uit.contains(id)).map(|f| &f.id).collect()
}

#[test]
fn every_factor_is_asked_for_by_a_list_and_answers_to_each_of_its_names() {
    let kader = shipped();
    let bekend = Bekend { kader: &kader, overleg: None, dossier: None };
    for f in &kader.factoren {
        assert!(kader.lijsten_met(&f.id).next().is_some() || f.soort == FactorSoort::Overig, "{} is in no list", f.id);
        assert!(f.vraag.as_str().ends_with('?'), "{} has no question", f.id);
        for name in f.ook.iter().chain([&f.naam]).map(Tekst::as_str).chain([f.id.as_str()]) {
            assert_eq!(bekend.factor(name).as_ref(), Some(&f.id), "#{name}");
        }
    }
}

#[test]
fn restricted_lists_are_not_shipped_and_their_outcomes_can_be_recorded() {
    let kader = shipped();
    for id in ["sash", "dash", "s_dash", "danger_assessment", "sara"] {
        let instrument = kader.instrument(&InstrumentId::try_from(id.to_owned()).unwrap()).unwrap();
        assert!(instrument.afgeschermd && instrument.licentie.as_str().starts_with("Niet meegeleverd"), "{id}");
        let name = instrument.naam.as_str().to_lowercase();
        assert!(kader.lijsten.iter().all(|l| !l.titel.as_str().to_lowercase().contains(&name)), "{id}");
    }
    assert!(kader.lijsten.iter().all(|l| l.toestemming.is_empty()), "no list of ours needs a permission");
    for id in ["rihg", "b_safer", "vt_veiligheidsbeoordeling", "individuele_beoordeling"] {
        assert!(kader.instrument(&InstrumentId::try_from(id.to_owned()).unwrap()).is_some(), "{id}");
    }
}

#[test]
fn the_two_alarm_answers_of_the_politie_put_the_highest_level_under_the_conclusion() {
    let kader = shipped();
    let sash = kader.instrument(&InstrumentId::try_from("sash".to_owned()).unwrap()).unwrap();
    assert_eq!((sash.velden.len(), sash.afnemer.as_str()), (2, "politie"));
    for veld in &sash.velden {
        let floor = veld.bodem.as_ref().unwrap();
        assert_eq!((floor.bij.as_str(), &floor.niveau), ("ja", &kader.niveaus.last().unwrap().id));
    }
}

#[test]
fn nothing_in_the_kader_counts_or_weighs() {
    let json = serde_json::to_value(shipped()).unwrap();
    objects(&json, "", &mut |path, fields| {
        for (key, value) in fields {
            assert!(!value.is_number() || ["minuten", "nr", "aantal", "jaren"].contains(&key.as_str()), "{path}.{key}");
            let names = ["score", "gewicht", "drempel", "punten_totaal", "weging"];
            assert!(!names.contains(&key.as_str()), "{path}.{key}");
        }
    });
}

#[test]
fn the_palette_has_every_frame_and_every_measure_its_limits_or_cautions_where_the_sources_warn() {
    let kader = shipped();
    assert!(kader.maatregelen.len() >= 80, "{}", kader.maatregelen.len());
    for frame in MaatregelKader::ALLE {
        assert!(kader.maatregelen.iter().any(|m| m.kader == frame), "{}", frame.naam());
    }
    let huisverbod = measure(&kader, "huisverbod");
    assert!(huisverbod.vraagt.iter().any(|v| v.as_str() == "Woont of verblijft hij op dit adres?"));
    assert!(huisverbod.nadelen.iter().any(|n| n.as_str().contains("uit de hand")));
    assert!(measure(&kader, "gebiedsverbod_burgemeester").grenzen.iter().any(|g| g.as_str().contains("openbare orde")));
    assert!(measure(&kader, "crisismaatregel").grenzen.iter().any(|g| g.as_str().contains("waar de persoon is")));
    for id in ["huisverbod", "gebiedsverbod_burgemeester", "crisismaatregel", "tijdelijk_onderdak", "extra_handhaving"] {
        assert!(measure(&kader, id).bevoegd.iter().any(|b| b.as_str() == "burgemeester"), "{id}");
    }
}

#[test]
fn no_mediation_or_joint_talk_goes_with_stalking_and_monitoring_is_always_considered() {
    let kader = shipped();
    let stalking = FactorId::try_from("stalking".to_owned()).unwrap();
    for id in ["mediation", "gezamenlijk_gesprek", "relatietherapie"] {
        assert!(measure(&kader, id).botst_met.contains(&stalking), "{id}");
    }
    let always = kader.maatregelen.iter().filter(|m| m.altijd_overwegen);
    assert!(always.clone().all(|m| m.past_bij.contains(&stalking)));
    assert_eq!(always.map(|m| m.id.as_str()).collect::<Vec<_>>(), ["dut", "elektronische_monitoring", "zvh"]);
    let lifting = kader.maatregelen.iter().filter(|m| m.heft_acuut_op).map(|m| m.id.as_str());
    assert_eq!(lifting.collect::<Vec<_>>(), ["weghouden", "aanhouding"], "the third way is a plan with sight of others");
}

#[test]
fn the_clocks_have_the_lengths_of_the_law_and_of_the_sources() {
    let kader = shipped();
    let klok = |id: &str| kader.klok(&KlokId::try_from(id.to_owned()).unwrap()).unwrap_or_else(|| panic!("{id}"));
    let duur = |aantal, eenheid, tot| Duur { aantal, eenheid, tot };
    let huisverbod = klok("huisverbod");
    assert_eq!(huisverbod.lengtes, [duur(10, Eenheid::Dagen, Tot::HetUur)]);
    assert_eq!(huisverbod.hoogstens, Some(duur(28, Eenheid::Dagen, Tot::HetUur)));
    let arrest = klok("aanhouding");
    assert!(arrest.zoals_gegeven);
    assert_eq!(
        arrest.lengtes.iter().map(|d| (d.aantal, d.eenheid)).collect::<Vec<_>>(),
        [(6, Eenheid::Uren), (9, Eenheid::Uren)]
    );
    assert_eq!(klok("samen_op").lengtes, [duur(24, Eenheid::Uren, Tot::HetUur)]);
    assert_eq!(klok("vt_beoordeling").lengtes, [duur(5, Eenheid::Werkdagen, Tot::EindeDag)]);
    assert_eq!(klok("herhaalvenster").lengtes, [duur(12, Eenheid::Maanden, Tot::EindeDag)]);
    let measure = klok("crisismaatregel");
    assert_eq!(measure.lengtes, [duur(3, Eenheid::Dagen, Tot::HetUur)]);
    assert!(measure.zoals_gegeven && !measure.schuift, "who is held is never thought to be held longer than is sure");
    for m in kader.maatregelen.iter().filter(|m| m.duur.is_some()) {
        let clock = klok(m.klok.as_ref().unwrap_or_else(|| panic!("{} starts no clock", m.id)).as_str());
        assert!(clock.lengtes.contains(&m.duur.unwrap()), "{} and its clock disagree", m.id);
    }
}

/// Easter Sunday by the Gregorian rule (Meeus, Jones and Butcher).
fn easter(year: i32) -> NaiveDate {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let skipped = century / 4 + (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - skipped + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = 7 * ((golden + 11 * moon + 22 * sunday) / 451);
    let day = moon + sunday - late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(day / 31).unwrap(), u32::try_from(day % 31 + 1).unwrap()).unwrap()
}

#[test]
fn the_holidays_are_those_of_the_law_for_every_year_that_is_given() {
    let kader = shipped();
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let mut expected = BTreeSet::new();
    for year in 2026..=2030 {
        assert_eq!(easter(year).weekday(), Weekday::Sun);
        let after = |days| easter(year).checked_add_days(Days::new(days)).unwrap();
        let king = day(year, 4, 27);
        let king = if king.weekday() == Weekday::Sun { day(year, 4, 26) } else { king };
        expected.extend([after(1), after(39), after(50), king]);
        expected.extend([day(year, 1, 1), day(year, 5, 5), day(year, 12, 25), day(year, 12, 26)]);
    }
    let given =
        |equal: bool| kader.feestdagen.iter().filter(move |f| f.gelijkgesteld == equal).flat_map(|f| f.datums.clone());
    assert_eq!(given(false).collect::<BTreeSet<_>>(), expected);
    let fridays: Vec<NaiveDate> = given(true).collect();
    assert!((2026..=2030).all(|y| fridays.contains(&easter(y).checked_sub_days(Days::new(2)).unwrap())), "Good Friday");
    assert!(fridays.iter().all(|d| d.weekday() == Weekday::Fri && !expected.contains(d)));
}

#[test]
fn the_grounds_that_the_source_leaves_in_doubt_are_marked() {
    let kader = shipped();
    let doubt: Vec<&str> =
        kader.gronden.iter().filter(|g| g.te_toetsen.as_str().contains("Na te gaan")).map(|g| g.id.as_str()).collect();
    assert_eq!(doubt, ["politie_partners", "reclassering_partners"]);
    assert!(kader.partners.iter().all(|p| !p.kerntaak.is_empty() && !p.gronden.is_empty() && !p.bereikbaarheid.is_empty()));
}

#[test]
fn the_questions_of_every_moment_are_there_and_the_sixth_principle_says_where_it_stands() {
    let kader = shipped();
    for soort in [
        ReeksSoort::Moment,
        ReeksSoort::Herbeoordelen,
        ReeksSoort::Opheffen,
        ReeksSoort::Tegendenker,
        ReeksSoort::Nadelen,
        ReeksSoort::Regelen,
        ReeksSoort::Delen,
        ReeksSoort::Informatiebeeld,
        ReeksSoort::Haar,
        ReeksSoort::Principes,
        ReeksSoort::Kwaliteit,
    ] {
        assert!(kader.reeksen.iter().any(|r| r.soort == soort), "{soort:?}");
    }
    for frame in MaatregelKader::ALLE {
        assert!(kader.reeksen.iter().any(|r| r.kader == Some(frame)), "adverse effects of {}", frame.naam());
    }
    let principles = kader.reeksen.iter().find(|r| r.soort == ReeksSoort::Principes).unwrap();
    let sixth = &principles.vragen[5];
    assert!(sixth.tekst.as_str() == "Blijven leren." && sixth.uitleg.as_str().contains("alleen in paragraaf 3.3"));
    assert!(kader.criteria.len() >= 8 && kader.criteria.iter().all(|c| c.vraag.as_str().ends_with('?')));
}

#[test]
fn the_words_are_those_of_the_field() {
    let json = serde_json::to_value(shipped()).unwrap();
    let mut texts = Vec::new();
    objects(&json, "", &mut |path, fields| {
        texts.extend(fields.values().filter_map(Value::as_str).map(|t| (path.to_owned(), t.to_lowercase())));
    });
    for (path, text) in texts {
        for forbidden in ["familiedrama", "crime passionel", "relatieprobleem", "dader", "www."] {
            assert!(!text.contains(forbidden), "{path}: {text}");
        }
    }
}

#[test]
fn a_kader_is_small_enough_to_be_sent_to_every_terminal() {
    let bytes = kader::naar_json(&shipped()).unwrap().len();
    assert!(bytes <= JSON_BYTES_MAX, "{bytes}");
}

#[test]
fn our_own_choices_are_few_and_known() {
    let kader = shipped();
    let own = |h: &Herkomst| h.document == EIGEN;
    assert!(kader.criteria.iter().filter(|c| own(&c.bron)).count() >= 5, "the criteria are a generic model");
    assert!(kader.factoren.iter().filter(|f| own(&f.bron)).count() <= 1);
    let measures: Vec<&str> = kader.maatregelen.iter().filter(|m| own(&m.bron)).map(|m| m.id.as_str()).collect();
    let ours = ["wapens_controleren", "spoedvoorziening_wmo", "opvang_elders", "opvang_kind", "sloten_woning"];
    assert_eq!(measures, [&ours[..], &["digitale_veiligheid"]].concat());
}
