use chrono::NaiveDateTime;

use super::*;

fn op(wall: &str) -> Tijdstip {
    let wall = NaiveDateTime::parse_from_str(wall, "%Y-%m-%dT%H:%M").unwrap();
    match Tijdstip::op_wandklok(wall) {
        Wandklok::Een(t) => t,
        other => panic!("{other:?}"),
    }
}

/// What a row says of what is read.
fn shown(uitkomst: &Tijdkop, text: &str) -> String {
    match uitkomst {
        Tijdkop::Geen => "tekst".to_owned(),
        Tijdkop::Rest(rest) => format!("rest:{}", text.get(rest.clone()).unwrap()),
        Tijdkop::Tijd(Lezing { gelezen: Gelezen::Vraag(_), .. }) => "vraag".to_owned(),
        Tijdkop::Tijd(Lezing { gelezen: Gelezen::Een(m), eigen, .. }) => {
            let at = m.op.lokaal().format("%Y-%m-%dT%H:%M");
            let own = if eigen.is_some() { " ours" } else { "" };
            format!("{at} {:?}{own}", m.precisie)
        }
    }
}

/// Whether that is what the row asks for.
fn fits(shown: &str, must: &str) -> bool {
    if let Some(rest) = must.strip_prefix("rest:") {
        return shown == format!("rest:{rest}");
    }
    if must.starts_with("vraag") || must == "tekst" {
        return shown == must.split(':').next().unwrap();
    }
    let moment = must.split([' ', ',']).next().unwrap();
    let about = must.contains("approximate") == shown.contains("Ongeveer");
    // a day without an hour: our own hour, or a moment of which only the day is known
    let exact = moment.contains('T') || shown.contains("ours") || shown.contains("Dag");
    let ours = !must.contains("(the preview says") || shown.contains("ours");
    shown.starts_with(moment) && about && exact && ours
}

/// Review A4, A5 and A11: every row that was typed is read whole, or says what was not understood.
#[test]
fn every_way_of_typing_a_moment_is_read_as_it_is_meant() {
    let rows = include_str!("../../../../fixtures/invoer/termijnen.tsv");
    let mut wrong = Vec::new();
    let mut n = 0;
    for row in rows.lines().filter(|r| !r.starts_with('#') && !r.is_empty()) {
        let [typed, now, must] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let (kant, text) = match typed.strip_prefix('>') {
            Some(text) => (Kant::Straks, text),
            None => (Kant::Toen, typed.strip_prefix('<').unwrap()),
        };
        let got = shown(&lees(text, kant, op(now)), text);
        if !fits(&got, must) {
            wrong.push(format!("{typed} at {now}: {got}, must be {must}"));
        }
        n += 1;
    }
    assert!(wrong.is_empty(), "{} of {n}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(n >= 100, "{n} rows");
}

/// A question offers only moments on the right side of now, and each of them is read back without a question.
#[test]
fn an_answer_is_never_asked_again() {
    let rows = include_str!("../../../../fixtures/invoer/termijnen.tsv");
    for row in rows.lines().filter(|r| r.contains("\tvraag")) {
        let [typed, now, _] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let (kant, nu) = (if typed.starts_with('>') { Kant::Straks } else { Kant::Toen }, op(now));
        let Tijdkop::Tijd(Lezing { gelezen: Gelezen::Vraag(v), .. }) = lees(typed.get(1..).unwrap(), kant, nu) else {
            panic!("{row}")
        };
        for keuze in v.keuzes {
            assert!((keuze.op > nu) == (kant == Kant::Straks), "{row}: {keuze:?}");
            let again = lees(&geschreven(keuze.op), kant, nu);
            let Tijdkop::Tijd(Lezing { gelezen: Gelezen::Een(m), .. }) = again else { panic!("{row}: {again:?}") };
            assert_eq!(m.op, keuze.op, "{row}");
        }
    }
}

/// Review A11: two spaces between day and hour are as good as one, and the token is its bytes.
#[test]
fn a_token_is_as_long_as_what_was_typed() {
    let nu = op("2026-11-27T12:57");
    for (text, taken) in [
        ("morgen  12:00 bellen", "morgen  12:00"),
        ("vr\u{a0}4-12\u{2007}12:00, en dan", "vr\u{a0}4-12\u{2007}12:00"),
        ("morgen na de zitting", "morgen"),
        ("vrijdag a.s. bellen", "vrijdag a.s."),
        ("over 2 uur.", "over 2 uur"),
    ] {
        let Tijdkop::Tijd(lezing) = lees(text, Kant::Straks, nu) else { panic!("{text}") };
        assert_eq!(text.get(..lezing.bytes), Some(taken));
    }
}

#[test]
fn a_text_that_is_no_moment_as_a_whole_says_what_was_not_understood() {
    let nu = op("2026-11-27T12:57");
    let doe = |text: &str| geheel(text, Kant::Straks, nu).unwrap_err();
    assert!(doe("morgen na de zitting").starts_with("niet begrepen: na de zitting; schrijf een tijd"));
    assert!(doe("vr 12:00-13:00").starts_with("niet begrepen: -13:00;"));
    assert!(doe("ooit").starts_with("schrijf een tijd"));
    assert!(doe("31-10-2027 02:30").contains("zomertijd"));
    assert_eq!(doe("gisteren"), "die termijn is al voorbij: schrijf een andere tijd?");
}

#[test]
fn hours_across_the_change_are_real_hours_and_days_keep_the_clock() {
    let before = op("2027-03-27T23:00");
    let at = |text| geheel(text, Kant::Straks, before).unwrap().op.datum_klok();
    assert_eq!(at("binnen 6 uur"), "zo 28-03-2027 06:00");
    assert_eq!(at("over 1 dag"), "zo 28-03-2027 23:00");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(1024))]
    #[test]
    fn no_text_makes_it_fail_and_nothing_is_taken_beyond_it(
        text in "((vr|zo|morgen|van|week|half|kwart|voor|over|om|12:0|24:00|4[.-]12|-|’s|[0-9]{1,4}|\\PC| |\u{a0}){0,4} ?){0,5}"
    ) {
        for kant in [Kant::Straks, Kant::Toen] {
            match lees(&text, kant, op("2026-10-24T23:59")) {
                Tijdkop::Tijd(l) => proptest::prop_assert!(text.get(..l.bytes).is_some()),
                Tijdkop::Rest(r) => proptest::prop_assert!(text.get(r).is_some()),
                Tijdkop::Geen => {}
            }
        }
    }
}
