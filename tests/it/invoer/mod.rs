//! The notulist's line, read against the embedded kader and a meeting with people in it.

mod correctie;
mod stukken;

use crisistafel::domain::dossier::{Antwoord, Precisie, RegelSoort};
use crisistafel::domain::ids::NiveauId;
use crisistafel::domain::invoer::naam::Bekend;
use crisistafel::domain::invoer::{Achtergrond, Ontleed, ontleed};
use crisistafel::domain::kader::Kader;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

fn kader() -> &'static Kader {
    &crate::geldend::ingebouwd().kader
}

/// Reads a line on Sunday 22 November 2026 at 14:31, while reclassering has the floor.
fn read(line: &str) -> Ontleed {
    let (kader, inbreng) = (kader(), Tekst::new("reclassering").unwrap());
    let nu = Tijdstip::try_from("2026-11-22T13:31:00Z".to_owned()).unwrap();
    ontleed(
        line,
        Achtergrond { bekend: Bekend { kader, overleg: None, dossier: None }, inbreng: Some(&inbreng), eigen: None, nu },
    )
}

/// What looks like a token and is none.
fn named(o: &Ontleed) -> Vec<&str> {
    o.onbekend.iter().map(|t| t.tekst.as_str()).collect()
}

fn factors(o: &Ontleed) -> Vec<&str> {
    o.inhoud.factoren.iter().map(crisistafel::domain::ids::FactorId::as_str).collect()
}

#[test]
fn the_line_of_the_mock_up_reads_as_it_is_drawn() {
    let o = read("v Hij heeft haar werkrooster gezien #toegang");
    assert_eq!((o.inhoud.soort, o.inhoud.tekst.as_str()), (RegelSoort::Vermoeden, "Hij heeft haar werkrooster gezien"));
    assert_eq!((o.inhoud.inbreng.as_ref().unwrap().as_str(), factors(&o)), ("reclassering", vec!["toegang"]));
    assert_eq!(o.inhoud.getypt.as_ref().unwrap().as_str(), "v Hij heeft haar werkrooster gezien #toegang", "kept as typed");
}

#[test]
fn a_token_at_the_end_is_lifted_out_and_one_inside_stays_as_a_word() {
    let o = read("f Zij belde @politie om hulp #stalking @buurvrouw");
    assert_eq!(o.inhoud.tekst.as_str(), "Zij belde politie om hulp");
    assert_eq!(o.inhoud.bron.as_ref().unwrap().to_string(), "buurvrouw", "the last one named knows it");
    assert_eq!(factors(&o), ["stalking"]);
}

#[test]
fn at_names_who_knows_a_fact_and_who_does_an_action() {
    let source = read("f gezien bij de school @buurvrouw");
    assert_eq!((source.inhoud.bron.unwrap().to_string().as_str(), source.inhoud.eigenaar), ("buurvrouw", None));
    let owner = read("a slot vervangen @woco >morgen 12:00");
    assert_eq!((owner.inhoud.eigenaar.unwrap().to_string().as_str(), owner.inhoud.bron), ("woningcorporatie", None));
    assert_eq!(owner.inhoud.termijn.unwrap().datum_klok(), "ma 23-11-2026 12:00");
    assert_eq!(owner.inhoud.tekst.as_str(), "slot vervangen");
}

#[test]
fn names_of_several_words_and_names_in_quotes_are_taken_whole() {
    let o = read("a rapport opvragen @Veilig Thuis >vr");
    assert_eq!(
        (o.inhoud.eigenaar.unwrap().to_string().as_str(), o.inhoud.tekst.as_str()),
        ("Veilig Thuis", "rapport opvragen")
    );
    let o = read("f hij stond er weer @\"de oma van het meisje\" <gisteren 22:00");
    assert_eq!(
        (o.inhoud.bron.unwrap().to_string().as_str(), o.inhoud.tekst.as_str()),
        ("de oma van het meisje", "hij stond er weer")
    );
    assert_eq!(o.inhoud.gebeurd.unwrap().precisie, Precisie::Minuut);
}

#[test]
fn what_does_not_resolve_stays_text_and_is_named() {
    let o = read("f Hij mailde @jansn over #maan en > dan 3 > 2");
    assert_eq!(o.inhoud.tekst.as_str(), "Hij mailde @jansn over #maan en > dan 3 > 2");
    assert_eq!(named(&o), ["@jansn", "#maan"]);
    assert!(o.inhoud.termijn.is_none() && o.inhoud.factoren.is_empty());
    let o = read("a bellen >ooit");
    assert_eq!((o.inhoud.tekst.as_str(), named(&o)), ("bellen >ooit", vec![">ooit"]));
}

#[test]
fn a_deadline_on_a_fact_is_no_deadline() {
    let o = read("f hij komt vrij >morgen");
    assert_eq!((o.inhoud.termijn, o.inhoud.tekst.as_str()), (None, "hij komt vrij >morgen"));
    assert_eq!(named(&o), [">morgen"], "and it is said");
}

#[test]
fn the_night_in_which_the_clock_goes_back_asks_and_a_letter_answers() {
    let o = read("a bellen >25-10-2027 12:00");
    assert!(o.vraag.is_none());
    let o = read("a bellen >31-10-2027 02:30");
    assert_eq!(o.vraag.unwrap().plek, 9..26);
    assert!(o.inhoud.termijn.is_none());
    let o = read("a bellen >31-10-2027 02:30w");
    assert_eq!(o.inhoud.termijn.unwrap().datum_klok(), "zo 31-10-2027 02:30 wintertijd");
    assert!(o.vraag.is_none());
}

#[test]
fn a_judgement_gives_its_level_and_whether_it_is_acute_at_its_head() {
    for (line, acuut, niveau, text) in [
        ("o hoog acuut: hij heeft een wapen", Some(Antwoord::Ja), Some("hoog"), "hij heeft een wapen"),
        ("o niet acuut, laag er is zicht op", Some(Antwoord::Nee), Some("laag"), "er is zicht op"),
        ("o wij maken ons zorgen", None, None, "wij maken ons zorgen"),
        ("o hoog", None, Some("hoog"), "hoog"),
    ] {
        let i = read(line).inhoud;
        assert_eq!((i.acuut, i.niveau.as_ref().map(NiveauId::as_str), i.tekst.as_str()), (acuut, niveau, text), "{line}");
    }
}

#[test]
fn a_line_of_nothing_but_tokens_keeps_its_words() {
    let o = read("f @politie #wapen");
    assert_eq!(o.inhoud.tekst.as_str(), "politie wapen");
}

#[test]
fn completions_offer_what_begins_so() {
    let kader = kader();
    let bekend = Bekend { kader, overleg: None, dossier: None };
    let first = |begin: &str| bekend.namen(begin).first().map(|a| a.tekst.clone());
    assert_eq!(first("vei").as_deref(), Some("Veilig Thuis"), "before the municipality, which is also 'veiligheid'");
    assert_eq!(first("procesr").as_deref(), Some("gemeente"), "by another name");
    assert_eq!(first("buurv").as_deref(), Some("buurvrouw"));
    assert_eq!(bekend.factoren("verwurg").first().unwrap().tekst, "verwurging");
    assert!(bekend.namen("xq").is_empty());
}
