//! Every byte of a line is a mark, a token or text, and all that is no token is recorded.

use crisistafel::domain::dossier::{Antwoord, RegelSoort};
use crisistafel::domain::ids::NiveauId;
use crisistafel::domain::invoer::naam::Bekend;
use crisistafel::domain::invoer::{
    Achtergrond, Ondergrond, Ontleed, Reden, Stuksoort, als_woorden, lees, met_afscherming, met_moment,
};
use crisistafel::domain::tekst::{CHARS_MAX, Tekst};
use crisistafel::domain::tijd::Tijdstip;
use proptest::prelude::*;

use super::{kader, named, read};

/// Lines as they are typed, with everything in them that went wrong once.
pub(super) fn any_line() -> impl Strategy<Value = String> {
    let mark = "(|! ?|!\u{a0})(|[fvzgbamol?]|[FVO])(| |\u{a0}|\t)(|hoog |laag: |niet acuut |hoog maar niet acuut: )";
    let word = "(hij|zij belde|\u{e9}\u{e9}n|v Dam|f|!|\"ja\"|@politie|@Veilig Thuis|@\"de oma\"|@jansn|@|#wapen|#toegang|#maan|#\
                |>morgen 12:00|>vr 4-12|>vr 12:00-13:00|>ooit|>4.12|>31-10-2027  02:30|>gisteren|> dan|>over 2 uur\
                |<gisteren 22:00|<vr 23:00|<vannacht|<rond 9 uur|<vandaag 23:00|[.,;:)!?-]|\\PC{1,4}|👨\u{200d}👩)";
    proptest::string::string_regex(&format!("{mark}({word}( |  |\u{a0}|\u{2007}|\t)){{0,7}}{word}?")).unwrap()
}

fn cover(o: &Ontleed, raw: &str) -> Result<(), TestCaseError> {
    let mut at = 0;
    for stuk in &o.stukken {
        prop_assert_eq!(stuk.plek.start, at, "{:?}", o.stukken);
        prop_assert!(raw.get(stuk.plek.clone()).is_some());
        at = stuk.plek.end;
    }
    prop_assert_eq!(at, raw.len());
    Ok(())
}

/// Whether the text has all these characters, in this order.
fn has_all(text: &str, wanted: &str) -> bool {
    let mut all = text.chars();
    wanted.chars().filter(|c| !c.is_whitespace()).all(|c| all.any(|t| t == c))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Review A: the ranges cover the line, and the text has every byte that is no mark and no token.
    #[test]
    fn every_byte_of_a_line_is_a_mark_a_token_or_text(line in prop_oneof![3 => any_line(), 1 => any::<String>()]) {
        let o = read(&line);
        cover(&o, &line)?;
        let text: String = o.stukken.iter().filter(|s| matches!(s.wat, Stuksoort::Tekst | Stuksoort::Onbekend)).map(|s| &line[s.plek.clone()]).collect();
        let clean = Tekst::new(&text).unwrap();
        prop_assert!(has_all(o.inhoud.tekst.as_str(), clean.as_str()), "{:?} lacks of {:?}", o.inhoud.tekst, clean);
        for s in o.stukken.iter().filter(|s| s.wat == Stuksoort::Onbekend) {
            prop_assert!(o.onbekend.iter().any(|t| t.tekst == line[s.plek.clone()]), "not named: {:?}", &line[s.plek.clone()]);
        }
        let kept = o.inhoud.getypt.clone().unwrap_or(o.inhoud.tekst.clone());
        prop_assert_eq!(kept, Tekst::new(&line).unwrap());
    }

    /// Review A1: no line that begins as a shielded one is ever open without a question.
    #[test]
    fn a_shield_in_doubt_is_a_shield_or_a_question(rest in "\\PC{0,8}", lead in "[ \u{a0}\u{200b}\t]{0,2}") {
        let raw = format!("{lead}!{rest}");
        let o = read(&raw);
        prop_assert!(o.inhoud.afgeschermd || o.merk.twijfel);
        prop_assert!(read(&met_afscherming(&raw)).inhoud.afgeschermd);
    }

    /// Review A9: foreign text has no tokens and no marks, and is recorded to the letter.
    #[test]
    fn pasted_text_is_recorded_to_the_letter(line in any_line(), before in "(f |! v |)(hij zei |)") {
        let (kader, nu) = (kader(), Tijdstip::try_from("2026-11-22T13:31:00Z".to_owned()).unwrap());
        let a = Achtergrond { bekend: Bekend { kader, overleg: None, dossier: None }, inbreng: None, eigen: None, nu };
        let o = lees(&line, &Ondergrond::letterlijk(&line), a);
        prop_assert_eq!(&o.inhoud.tekst, &Tekst::new(&line).unwrap());
        prop_assert!(o.stukken.iter().all(|s| s.wat == Stuksoort::Tekst) && o.vraag.is_none() && !o.merk.twijfel);
        prop_assert_eq!((o.inhoud.bron, o.inhoud.factoren.len(), o.inhoud.soort), (None, 0, RegelSoort::Notitie));
        // in a line that was begun by hand the marks are who typed them's, and the rest is not
        let raw = format!("{before}{line}");
        let o = lees(&raw, &Ondergrond::default().met_plak(&before, before.len(), &line), a);
        cover(&o, &raw)?;
        prop_assert_eq!(o.inhoud.soort, read(&before).inhoud.soort);
        prop_assert!(o.inhoud.bron.is_none() && o.inhoud.factoren.is_empty() && o.inhoud.gebeurd.is_none());
        prop_assert!(has_all(o.inhoud.tekst.as_str(), Tekst::new(&line).unwrap().as_str()));
    }
}

/// Review A14.
#[test]
fn a_judgement_is_read_whole_in_any_order() {
    use Antwoord::{Ja, Nee};
    for (line, acuut, niveau, text) in [
        ("o hoog maar niet acuut: hij dreigt", Some(Nee), Some("hoog"), "hij dreigt"),
        ("o niet acuut en hoog: hij dreigt", Some(Nee), Some("hoog"), "hij dreigt"),
        ("O Hoog, Acuut: hij dreigt", Some(Ja), Some("hoog"), "hij dreigt"),
        ("o\u{a0}hoog\u{a0}niet acuut hij dreigt", Some(Nee), Some("hoog"), "hij dreigt"),
        ("o acuut: nee", Some(Nee), None, "acuut: nee"),
        ("o acuut nee, laag: hij is weg", Some(Nee), Some("laag"), "hij is weg"),
        ("o hoog acuut", Some(Ja), Some("hoog"), "hoog acuut"),
    ] {
        let i = read(line).inhoud;
        assert_eq!((i.acuut, i.niveau.as_ref().map(NiveauId::as_str), i.tekst.as_str()), (acuut, niveau, text), "{line}");
    }
    for (line, left) in [
        ("o niet hoog: hij is weg", "niet hoog:"),
        ("o hoog eigenlijk niet acuut: hij dreigt", "eigenlijk niet acuut"),
        ("o hoog laag: hij dreigt", "laag:"),
        // a letter twice: the judgement was recorded without whether it is acute, and nothing said so
        ("o hoog accuut: hij dreigt", "accuut:"),
    ] {
        let o = read(line);
        assert!(
            o.onbekend.iter().any(|t| t.reden == Reden::Oordeel && left.starts_with(t.tekst.trim_end_matches(':'))
                || t.tekst.starts_with(left)),
            "{line}: {:?}",
            o.onbekend
        );
        assert!(o.inhoud.tekst.as_str().contains(left.trim_end_matches(':')), "{line}: {}", o.inhoud.tekst);
    }
}

/// Review A4 and A5: a moment is taken whole or not at all, and what was not understood is named.
#[test]
fn half_a_moment_is_never_taken() {
    let o = read("a Bellen @politie >vr 12:00-13:00 over het slot");
    assert_eq!((o.inhoud.termijn, o.inhoud.tekst.as_str()), (None, "Bellen politie >vr 12:00-13:00 over het slot"));
    assert_eq!(o.onbekend[0].reden, Reden::Rest("-13:00".to_owned()));
    let o = read("a Bellen >morgen na de zitting");
    assert_eq!(o.inhoud.termijn.unwrap().datum_klok(), "ma 23-11-2026 17:00");
    assert!(o.eigen.is_some() && o.inhoud.tekst.as_str() == "Bellen morgen na de zitting");
    let o = read("f Hij belde @politie, toen @buurvrouw. #wapen.");
    assert_eq!(o.inhoud.tekst.as_str(), "Hij belde politie, toen buurvrouw..");
    assert_eq!(o.inhoud.bron.as_ref().unwrap().to_string(), "buurvrouw");
    assert_eq!(named(&o), ["@politie"], "in whose place the last one counts");
}

/// Review A11: the answer replaces the bytes that were asked about, and is not asked again.
#[test]
fn a_question_about_a_moment_is_answered_once() {
    let raw = "a Bellen om >31-10-2027  02:30 over >31-10-2027";
    let o = read("a Bellen >31-10-2027  02:30");
    let v = o.vraag.unwrap();
    let answered = met_moment("a Bellen >31-10-2027  02:30", v.plek.clone(), v.vraag.keuzes[1].into());
    let o = read(&answered);
    assert_eq!((answered.as_str(), o.vraag), ("a Bellen >31-10-2027 02:30w", None));
    let words = als_woorden("a Bellen >31-10-2027  02:30", v.plek);
    assert_eq!((words.as_str(), read(&words).inhoud.termijn), ("a Bellen 31-10-2027  02:30", None));
    assert!(read(raw).vraag.is_none(), "the last moment counts, and is clear");
}

/// Review A3: too long is not cut.
#[test]
fn a_line_that_is_too_long_says_so_and_loses_nothing() {
    let long = format!("f {}@politie", "Hij stond weer voor de deur. ".repeat(500));
    let o = read(&long);
    assert_eq!(o.te_lang, Some(long.chars().count()));
    let (kader, nu) = (kader(), Tijdstip::try_from("2026-11-22T13:31:00Z".to_owned()).unwrap());
    let a = Achtergrond { bekend: Bekend { kader, overleg: None, dossier: None }, inbreng: None, eigen: None, nu };
    let parts = crisistafel::domain::invoer::splits::splits(&long, &o, a).unwrap();
    assert_eq!(parts.len(), 3);
    let all: String = parts.iter().map(|p| p.tekst.as_str()).collect();
    assert!(has_all(&all, &long[2..]) && parts.iter().all(|p| p.soort == RegelSoort::Feit && p.bron.is_some()));
    assert!(
        parts.iter().all(|p| p.tekst.as_str().chars().count() <= CHARS_MAX)
            && parts[1].tekst.as_str().starts_with("(2/3) ")
    );
    let fits = format!("f {}", "x".repeat(CHARS_MAX - 2));
    assert_eq!(read(&fits).te_lang, None);
}

/// Review A19: names as they are typed, and by their first words where these say one.
#[test]
fn a_name_is_known_by_its_first_words_when_they_say_one() {
    let mut kader = kader().clone();
    for (partner, naam) in kader.partners.iter_mut().zip([
        "Steunpunt Rijswijk",
        "Çelik",
        "d’Hondt",
        "Işık",
        "Łukasz",
        "Huis Noord",
        "Huis Zuid",
    ]) {
        partner.naam = Tekst::new(naam).unwrap();
        partner.ook.clear();
    }
    let nu = Tijdstip::try_from("2026-11-22T13:31:00Z".to_owned()).unwrap();
    let a = Achtergrond { bekend: Bekend { kader: &kader, overleg: None, dossier: None }, inbreng: None, eigen: None, nu };
    for (typed, meant) in [
        ("@Steunpunt", "Steunpunt Rijswijk"),
        ("@steunpunt rijswijk", "Steunpunt Rijswijk"),
        ("@celik", "Çelik"),
        ("@d'hondt", "d’Hondt"),
        ("@isik", "Işık"),
        ("@lukasz.", "Łukasz"),
        ("@huis zuid", "Huis Zuid"),
    ] {
        let o = lees(&format!("f gehoord {typed}"), &Ondergrond::default(), a);
        assert_eq!(o.inhoud.bron.map(|w| w.to_string()).as_deref(), Some(meant), "{typed}: {:?}", o.onbekend);
    }
    let o = lees("f gehoord @huis", &Ondergrond::default(), a);
    assert_eq!(
        (o.inhoud.bron, &o.onbekend[0].reden),
        (None, &Reden::Meer(vec!["Huis Noord".to_owned(), "Huis Zuid".to_owned()]))
    );
}

/// A draft on disk outlives the words of the code: what a version before called so is still called so.
#[test]
fn what_is_settled_of_a_line_is_written_as_before() {
    let settled = serde_json::to_value(Ondergrond::van(&read("! f hij belde").inhoud)).unwrap();
    assert_eq!(settled["vast"][0]["wat"]["merk"]["scherm"], 2, "{settled}");
}
