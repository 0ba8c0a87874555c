//! The informatiebeeld on paper, and the requests as they are sent: who was asked what, who answered; and of the dossier no
//! more than is needed.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Informatiemelding, Informatiesoort as S, Informatieverzet, Informatievraag, RegelSoort, Wie,
};
use crisistafel::domain::ids::InformatieId;
use crisistafel::domain::rol::Rol;
use crisistafel::report::{self, Aanvraag, verzoek};

use super::tafel::{EEN, Tafel, na, regel, t};

/// Stands in what the politie said behind a shield.
const SECRET: &str = "zilverreiger";

/// Politie and reclassering were asked; the politie answered, in words that are shielded.
fn tafel() -> Tafel {
    let mut tafel = Tafel::in_overleg();
    tafel.doe(
        Rol::Procesregisseur,
        &C::VraagInformatie(Informatievraag {
            partners: vec![t("politie"), t("reclassering")],
            uiterlijk: na(240),
            grond: "ernstig_gevaar".to_owned().try_into().unwrap(),
            doel: t("Is er iets bekend; denk aan \\ toezicht, voorwaarden; en meldingen"),
            antwoord_aan: t("procesregie; 070, 000 0000"),
        }),
    );
    tafel.typ("inbrengronde", regel(RegelSoort::Feit, "De buurvrouw belde"));
    tafel.doe(
        Rol::Notulist,
        &C::BeantwoordInformatie(Informatiemelding {
            informatie: InformatieId(1),
            soort: S::Hoofdlijnen,
            door: Wie { naam: t("Ooms"), organisatie: t("politie") },
            op: na(6),
            grond: None,
            woorden: t(SECRET),
            kring: Vec::new(),
            open: false,
        }),
    );
    tafel
}

fn asked(tafel: &Tafel, met_afgeschermd: bool) -> Aanvraag<'_> {
    Aanvraag { nu: na(300), ..super::aanvraag(&tafel.dossier, &tafel.kader, met_afgeschermd) }
}

#[test]
fn toon_says_who_was_asked_and_who_answered_what_and_when() {
    let tafel = tafel();
    let toon = report::toon(&asked(&tafel, false), None);
    insta::assert_snapshot!("informatie_toon", toon.deel(report::toon::Deel::Vragen));
    assert!(
        toon.deel(report::toon::Deel::Laat).contains("I2. antwoord van reclassering"),
        "{}",
        toon.deel(report::toon::Deel::Laat)
    );
    assert!(!toon.alles().contains(SECRET) && !serde_json::to_string(&toon).unwrap().contains(SECRET));
    let all = report::toon(&asked(&tafel, true), None);
    assert!(all.alles().contains(&format!("Afgeschermd. {SECRET}")));
}

#[test]
fn minutes_have_the_picture_and_its_words_only_where_what_is_shielded_was_asked() {
    let tafel = tafel();
    let minutes = |met| report::markdown(&report::verslag(&asked(&tafel, met), EEN).unwrap());
    let all = minutes(true);
    let begin = all.find("## Informatiebeeld").unwrap_or_else(|| panic!("{all}"));
    let part = all[begin..].split("\n## ").next().unwrap();
    insta::assert_snapshot!("informatie_verslag", part);
    assert!(part.contains(SECRET) && !minutes(false).contains(SECRET));
}

#[test]
fn a_request_says_what_is_asked_until_when_and_where_to_and_nothing_else_of_the_dossier() {
    let tafel = tafel();
    let a = asked(&tafel, true);
    let open = verzoek::te_versturen(&a);
    assert_eq!(open.iter().map(|i| i.id.to_string()).collect::<Vec<_>>(), ["I2"], "who answered is sent nothing");
    let text = verzoek::tekst(&a, open[0]);
    insta::assert_snapshot!("informatie_verzoek", text);
    for never in [SECRET, "Voorbeeld", "buurvrouw", "Ooms", "Terpstra", "politie"] {
        assert!(!text.contains(never), "{never}: {text}");
    }
}

/// What more is asked goes along; why a moment was moved is the team's own.
#[test]
fn a_request_that_is_made_again_says_what_more_is_asked() {
    let mut tafel = tafel();
    for (id, opnieuw, reden) in [(1, true, "ook van vorig jaar"), (1, false, "Ooms is ziek"), (2, false, "Ooms is ziek")] {
        let (informatie, uiterlijk) = (InformatieId(id), na(600 + i64::from(id) + i64::from(opnieuw)));
        tafel.doe(
            Rol::Procesregisseur,
            &C::VerzetInformatie(Informatieverzet { informatie, uiterlijk, reden: t(reden), opnieuw }),
        );
    }
    let a = asked(&tafel, true);
    let all: Vec<String> = verzoek::te_versturen(&a).into_iter().map(|i| verzoek::tekst(&a, i)).collect();
    assert_eq!(all.len(), 2);
    assert!(all[0].contains("Opnieuw gevraagd: ook van vorig jaar") && !all[1].contains("Opnieuw"));
    assert!(all.iter().all(|text| !text.contains("Ooms")), "{all:?}");
}

/// RFC 5545: every line ends in CRLF and has at most 75 bytes, what is special is escaped, moments are in UTC, and of a
/// moment that was moved the later one counts.
#[test]
fn the_moment_is_a_calendar_as_the_standard_writes_it() {
    let mut tafel = tafel();
    tafel.doe(
        Rol::Procesregisseur,
        &C::VerzetInformatie(Informatieverzet {
            informatie: InformatieId(2),
            uiterlijk: na(600),
            reden: t("zij zoeken nog"),
            opnieuw: false,
        }),
    );
    let a = asked(&tafel, true);
    let ics = verzoek::agenda(&a, &verzoek::te_versturen(&a));
    assert!(ics.ends_with("END:VCALENDAR\r\n") && ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(ics.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{ics}");
    let unfolded = ics.replace("\r\n ", "");
    for line in [
        "UID:I2-26-K7M4@crisistafel",
        "DTSTAMP:20261122T180000Z",
        "SEQUENCE:1",
        "DTSTART:20261122T230000Z",
        "SUMMARY:OEFENING. Dit is geen echte zaak. reclassering: antwoord op verzoek I2\\, dossier 26-K7M4",
        "DESCRIPTION:Antwoord uiterlijk maandag 23 november 2026 00:00.\\nAntwoord aan: procesregie\\; 070\\, 000 0000",
    ] {
        assert!(unfolded.split("\r\n").any(|l| l == line), "{line}\n{unfolded}");
    }
    // who looks in a calendar reads not even what was asked
    for never in [SECRET, "toezicht", "Voorbeeld", "buurvrouw", "Terpstra"] {
        assert!(!unfolded.contains(never), "{never}");
    }
}

/// A letter is never broken by a fold.
#[test]
fn a_long_name_of_wide_letters_is_folded_between_letters() {
    let mut tafel = Tafel::in_overleg();
    tafel.doe(
        Rol::Procesregisseur,
        &C::VraagInformatie(Informatievraag {
            partners: vec![t("OM")],
            uiterlijk: na(240),
            grond: "ernstig_gevaar".to_owned().try_into().unwrap(),
            doel: t("wat weet u?"),
            antwoord_aan: t(&"bureau é会".repeat(20)),
        }),
    );
    let a = asked(&tafel, false);
    let ics = verzoek::agenda(&a, &verzoek::te_versturen(&a));
    assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
    assert!(ics.replace("\r\n ", "").contains(&"bureau é会".repeat(20)));
}
