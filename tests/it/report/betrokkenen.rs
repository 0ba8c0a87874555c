//! Who is involved stands in the lookup and in the minutes by role and number; a hidden name and a code word in neither.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{
    Antwoord, BetrokkeneVelden, Betrokkenenotitie, GeheimVelden, Uitkomst112, Uitkomstnotitie,
};
use crisistafel::domain::rol::Rol;
use crisistafel::report;

use super::tafel::{EEN, Tafel, t};

fn tafel() -> Tafel {
    let mut tafel = Tafel::in_overleg();
    let rol = |rol: &str| Some(vec![rol.to_owned().try_into().unwrap()]);
    let zij = BetrokkeneVelden {
        rollen: rol("vrouw"),
        naam: Some(t("Sanne Verhulst")),
        moment: Some(t("werkdagen 9:00 tot 12:00")),
        nooit: Some(t("geen voicemail")),
        wapens: Some(Antwoord::Onbekend),
        ..BetrokkeneVelden::default()
    };
    let geheim = GeheimVelden { codewoord: Some(t("blauwe fiets")), adres: Some(t("Zomerlaan 3")) };
    let kind = BetrokkeneVelden { rollen: rol("kind"), naam: Some(t("Noor")), ..BetrokkeneVelden::default() };
    let dicht = BetrokkeneVelden {
        rollen: rol("melder"),
        naam: Some(t("Joke")),
        afgeschermd: Some(true),
        ..BetrokkeneVelden::default()
    };
    for (velden, geheim) in [(zij, geheim), (kind, GeheimVelden::default()), (dicht, GeheimVelden::default())] {
        let noteer = Command::NoteerBetrokkene(Betrokkenenotitie { betrokkene: None, velden: Box::new(velden), geheim });
        tafel.doe(Rol::Notulist, &noteer);
    }
    tafel
}

#[test]
fn who_calls_at_night_reads_when_contact_is_safe_and_no_document_has_a_hidden_name_or_a_code_word() {
    let tafel = tafel();
    for met in [false, true] {
        let asked = super::aanvraag(&tafel.dossier, &tafel.kader, met);
        let toon = report::toon(&asked, None);
        let people = toon.deel(report::toon::Deel::Mensen);
        for told in ["vrouw P1: Sanne Verhulst", "werkdagen 9:00 tot 12:00", "geen voicemail", "wapens onbekend", "kind P2"]
        {
            assert!(people.contains(told), "{told}\n{people}");
        }
        let minutes = report::markdown(&report::verslag(&asked, EEN).unwrap());
        for told in ["vrouw P1:** Sanne Verhulst", "kind P2:** naam niet hier"] {
            assert!(minutes.contains(told), "{told}\n{minutes}");
        }
        let json = serde_json::to_string(&toon).unwrap();
        for text in [people, toon.alles(), json, minutes] {
            for word in ["Noor", "blauwe fiets", "Zomerlaan"] {
                assert!(!text.contains(word), "{word}\n{text}");
            }
            assert_eq!(text.contains("Joke"), met, "{text}");
        }
    }
}

/// Who is on duty reads that 112 was called before anything else, until somebody says what came of it.
#[test]
fn the_first_screen_of_the_lookup_says_that_nobody_said_what_came_of_112() {
    let mut tafel = Tafel::in_overleg();
    tafel.doe(Rol::Notulist, &Command::Meld112 { toelichting: t("hij staat er") });
    let toon = |tafel: &Tafel| {
        let text = report::toon(&super::aanvraag(&tafel.dossier, &tafel.kader, false), None).tekst();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(toon(&tafel).contains("112 GEBELD zondag 22 november 14:06: uitkomst nog niet genoteerd"), "{}", toon(&tafel));
    let uitkomst = Uitkomst112 { wat: t("hij is meegenomen"), door: t("politie"), op: None };
    tafel.doe(Rol::Notulist, &Command::NoteerUitkomst112(Uitkomstnotitie { nr: 1, uitkomst }));
    assert!(!toon(&tafel).contains("112 GEBELD"), "{}", toon(&tafel));
}
