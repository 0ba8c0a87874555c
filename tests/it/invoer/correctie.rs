//! A correction changes only what was changed.

use crisistafel::domain::dossier::{Gebeurd, Precisie, RegelInhoud, RegelSoort, Wie};
use crisistafel::domain::invoer::naam::Bekend;
use crisistafel::domain::invoer::{Achtergrond, Ondergrond, Ontleed, Stuksoort, lees};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use proptest::prelude::*;

use super::stukken::any_line;
use super::{factors, kader, read};

/// The line of which this is the content, changed like this, a day and a half later.
fn corrected(i: &RegelInhoud, change: impl Fn(&str) -> String) -> Ontleed {
    let ondergrond = Ondergrond::van(i);
    let nu = Tijdstip::try_from("2026-11-24T08:11:00Z".to_owned()).unwrap();
    let a = Achtergrond { bekend: Bekend { kader: kader(), overleg: None, dossier: None }, inbreng: None, eigen: None, nu };
    lees(&change(ondergrond.tekst()), &ondergrond, a)
}

/// The content without what was typed, which is how it came about.
fn meaning(i: &RegelInhoud) -> RegelInhoud {
    RegelInhoud { getypt: None, ..i.clone() }
}

fn any_content() -> impl Strategy<Value = RegelInhoud> {
    let text = "[fvo!?\"] ?[a-z@#<>! ]{0,12}|\\PC{1,20}|v Dam stond erbij|hoog acuut: ja|@politie #wapen|! niets";
    let kind = prop::sample::select(RegelSoort::ALL.to_vec());
    let who = prop::option::of(
        "[A-Z][a-z]{1,6}( [a-z(]{1,5}\\)?)?"
            .prop_map(|n| Wie { naam: Tekst::new(&n).unwrap(), organisatie: "gemeente".into() }),
    );
    let when = (0_i64..4_000_000_000_000, prop::sample::select(vec![Precisie::Minuut, Precisie::Dag, Precisie::Ongeveer]));
    (kind, text, who.clone(), who, when, any::<bool>(), prop::option::of(Just(())))
        .prop_map(|(soort, text, bron, eigenaar, (ms, precisie), afgeschermd, some)| {
            let op = Tijdstip::from_millis(ms);
            let mut i = RegelInhoud::new(soort, Tekst::new(&text).unwrap());
            (i.bron, i.eigenaar, i.afgeschermd) = (bron, eigenaar, afgeschermd);
            if some.is_some() {
                (i.termijn, i.gebeurd) = (Some(op), Some(Gebeurd { op, precisie }));
                i.factoren = kader().factoren.iter().take(3).map(|f| f.id.clone()).collect();
                i.niveau = kader().niveaus.first().map(|n| n.id.clone());
                i.acuut = Some(crisistafel::domain::dossier::Antwoord::Nee);
            }
            i
        })
        .prop_filter("a line has words", |i| !i.tekst.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Review A6, A7 and A8: Up and Enter without a change is the identity, for lines of every kind, typed, twice.
    #[test]
    fn a_line_that_is_not_changed_stays_what_it_was(line in any_line()) {
        let was = meaning(&read(&line).inhoud);
        prop_assume!(!was.tekst.is_empty());
        let once = corrected(&was, str::to_owned);
        prop_assert_eq!(&meaning(&once.inhoud), &was);
        prop_assert!(once.vraag.is_none() && !once.merk.twijfel && once.onbekend.is_empty(), "{:?}", once);
        let twice = corrected(&once.inhoud, str::to_owned);
        prop_assert_eq!(&meaning(&twice.inhoud), &was);
    }

    /// The same for whatever was recorded: pasted, or by `doe`.
    #[test]
    fn so_does_whatever_was_recorded(was in any_content()) {
        let once = corrected(&was, str::to_owned);
        prop_assert_eq!(&meaning(&once.inhoud), &was);
        prop_assert_eq!(&meaning(&corrected(&once.inhoud, str::to_owned).inhoud), &was);
    }

    /// A word more in the sentence changes the sentence and nothing else. The letter is one that is part of no Dutch word:
    /// a `ż` in `<o` makes it `<zo`, a Sunday, and that is what whoever types it sees.
    #[test]
    fn only_what_was_changed_is_changed(was in any_content(), at in 0_usize..40) {
        let text = was.tekst.as_str().to_owned();
        let at = text.char_indices().map(|(at, _)| at).nth(at % text.chars().count()).unwrap_or(0);
        let with = format!("{}\u{436}{}", &text[..at], &text[at..]);
        let line = Ondergrond::van(&was).tekst().to_owned();
        let start = corrected(&was, str::to_owned).stukken.iter().find(|s| line[s.plek.clone()].contains(&text) && s.wat == Stuksoort::Tekst).map(|s| {
            s.plek.start + line[s.plek.clone()].find(&text).unwrap()
        }).unwrap();
        let replaced = |with: &str| format!("{}{with}{}", &line[..start], &line[start + text.len()..]);
        let o = corrected(&was, |_| replaced(&with));
        prop_assert_eq!(RegelInhoud { tekst: was.tekst.clone(), ..meaning(&o.inhoud) }, was.clone());
        prop_assert_eq!(&o.inhoud.tekst, &Tekst::new(&with).unwrap());
        // and in two places at once
        let with = format!("{with}, \u{436}");
        let o = corrected(&was, |_| replaced(&with));
        prop_assert_eq!(RegelInhoud { tekst: was.tekst.clone(), ..meaning(&o.inhoud) }, was);
        prop_assert_eq!(o.inhoud.tekst, Tekst::new(&with).unwrap());
    }
}

/// Review A6: twice corrected, the tokens are what they were.
#[test]
fn tokens_come_back_as_they_were_read() {
    let was = read("f Hij stond daar <gisteren 22:00 @politie #wapen").inhoud;
    let once = corrected(&was, |line| line.replace("daar", "voor de deur")).inhoud;
    let twice = corrected(&once, |line| line.replace("deur", "poort")).inhoud;
    assert_eq!(twice.tekst.as_str(), "Hij stond voor de poort");
    assert_eq!((&twice.bron, twice.gebeurd, factors_of(&twice)), (&was.bron, was.gebeurd, factors_of(&was)));
}

fn factors_of(i: &RegelInhoud) -> Vec<String> {
    i.factoren.iter().map(ToString::to_string).collect()
}

/// The cursor stands behind the tokens when a line comes back: what is typed there goes on with the sentence, of which
/// they were no words.
#[test]
fn words_typed_behind_the_tokens_of_a_recorded_line_make_no_words_of_these() {
    let was = read("v Hij wachtte op iemand. <gisteren 22:00 @buurman #wapen").inhoud;
    let o = corrected(&was, |line| format!("{line} Hij rookte."));
    assert_eq!(o.inhoud.tekst.as_str(), "Hij wachtte op iemand. Hij rookte.");
    let again = corrected(&o.inhoud, |line| format!("{line} #toegang"));
    assert_eq!(again.inhoud.tekst, o.inhoud.tekst);
    assert_eq!((&again.inhoud.bron, again.inhoud.gebeurd), (&was.bron, was.gebeurd));
    assert_eq!(factors_of(&again.inhoud), ["wapen", "toegang"]);
    // one that is typed among the words is a word, as in a new line
    let o = corrected(&was, |line| format!("{line} met #toegang erbij"));
    assert_eq!(o.inhoud.tekst.as_str(), "Hij wachtte op iemand. met toegang erbij");
}

/// Review A7: relative words come back as dates, and only the moment that is typed anew is read anew.
#[test]
fn a_moment_is_the_same_the_next_day() {
    let was = read("a Bellen >binnen 2 uur").inhoud;
    let o = corrected(&was, |line| line.replace("Bellen", "Weer bellen"));
    assert_eq!((o.inhoud.termijn, o.inhoud.tekst.as_str(), o.vraag), (was.termijn, "Weer bellen", None));
    let o = corrected(&was, |line| line.replace(">22-11-2026 16:31", ">25-11 09:00"));
    assert_eq!(o.inhoud.termijn.unwrap().datum_klok(), "wo 25-11-2026 09:00");
    let o = corrected(&was, |line| line.replace(" >22-11-2026 16:31", ""));
    assert_eq!(o.inhoud.termijn, None);
    let o = corrected(&read("a Bellen >30-11").inhoud, |line| format!("{line} tot 18:00"));
    assert_eq!((o.inhoud.termijn, o.onbekend.len()), (None, 1), "what goes on about a moment is read with it");
}

/// Review A8: what was recorded is no syntax; what is typed in it is.
#[test]
fn recorded_text_is_no_syntax_and_what_is_typed_in_it_is() {
    let was = RegelInhoud::new(RegelSoort::Notitie, "v Dam mailde @politie over #wapen".into());
    let o = corrected(&was, |line| format!("{line} gisteren"));
    assert_eq!(
        (o.inhoud.soort, o.inhoud.tekst.as_str()),
        (RegelSoort::Notitie, "v Dam mailde @politie over #wapen gisteren")
    );
    assert!(o.inhoud.bron.is_none() && o.inhoud.factoren.is_empty());
    let o = corrected(&was, |line| format!("f {line} #toegang @CIT"));
    assert_eq!((o.inhoud.soort, factors(&o)), (RegelSoort::Feit, vec!["toegang"]));
    assert_eq!(o.inhoud.tekst, was.tekst);
    let o = corrected(&was, |line| line.replacen("v Dam", "f Dam", 1));
    assert_eq!((o.inhoud.soort, o.inhoud.tekst.as_str()), (RegelSoort::Feit, "Dam mailde @politie over #wapen"));
    let was = read("f Zij zag een mes #maan").inhoud;
    let o = corrected(&was, |line| line.replacen("#maan", "#wapen", 1));
    assert_eq!((factors(&o), o.inhoud.tekst.as_str()), (vec!["wapen"], "Zij zag een mes"), "a mistyped token is mended");
    let was = read("f Hij belde @politie").inhoud;
    let o = corrected(&was, |line| line.replacen("f ", "a ", 1));
    assert_eq!((o.inhoud.soort, o.inhoud.eigenaar, o.inhoud.bron), (RegelSoort::Actie, was.bron, None));
    let o = corrected(&read("! v Hij belde").inhoud, |line| line.replacen("! ", "", 1));
    assert!(o.inhoud.afgeschermd && o.inhoud.soort == RegelSoort::Vermoeden, "a shield is not lifted by typing");
}
