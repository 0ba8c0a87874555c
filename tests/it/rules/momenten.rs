//! The direction of moments, and what changes nothing. Review A5, F5.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Fase;
use crisistafel::domain::rechten;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;
use serde_json::json;

use super::world::{World, t};

/// Every command with a moment that has a side, with `MOMENT` where it stands, and on which side it may lie.
const MOMENTEN: &[(&str, &str)] = &[
    ("komt", r#"{"opdracht":"wijzig_einde","overleg":1,"einde":"MOMENT","reden":"r"}"#),
    (
        "geweest",
        r#"{"opdracht":"noteer_aanwezigheid","overleg":1,"deelname":{"organisatie":"OM","naam":"N","aanwezig":"aanwezig","gekomen":"MOMENT"}}"#,
    ),
    (
        "geweest",
        r#"{"opdracht":"noteer_aanwezigheid","overleg":1,"deelname":{"organisatie":"OM","naam":"N","aanwezig":"aanwezig","gegaan":"MOMENT"}}"#,
    ),
    (
        "komt",
        r#"{"opdracht":"leg_regel_vast","overleg":1,"punt":"PUNT","regel":{"soort":"actie","tekst":"t","termijn":"MOMENT"}}"#,
    ),
    (
        "geweest",
        r#"{"opdracht":"leg_regel_vast","overleg":1,"punt":"PUNT","regel":{"soort":"feit","tekst":"t","gebeurd":{"op":"MOMENT","precisie":"minuut"}}}"#,
    ),
    ("komt", r#"{"opdracht":"corrigeer_regel","regel":1,"inhoud":{"soort":"onbekend","tekst":"t","termijn":"MOMENT"}}"#),
    (
        "geweest",
        r#"{"opdracht":"corrigeer_regel","regel":1,"inhoud":{"soort":"onbekend","tekst":"t","gebeurd":{"op":"MOMENT","precisie":"dag"}}}"#,
    ),
    ("komt", r#"{"opdracht":"wijs_vraag_toe","vraag":1,"eigenaar":{"organisatie":"politie"},"terug":"MOMENT"}"#),
    (
        "geweest",
        r#"{"opdracht":"noteer_uitkomst","overleg":1,"uitkomst":{"instrument":"sash","afnemer":{"organisatie":"politie"},"uitkomst":"gemiddeld","op":"MOMENT"}}"#,
    ),
    ("komt", r#"{"opdracht":"vul_inzet_aan","inzet":1,"velden":{"einde":"MOMENT"}}"#),
    ("komt", r#"{"opdracht":"vul_inzet_aan","inzet":1,"velden":{"herziening":"MOMENT"}}"#),
    ("geweest", r#"{"opdracht":"meld_schending","inzet":1,"schending":{"gebeurd":{"op":"MOMENT","precisie":"minuut"}}}"#),
    ("komt", r#"{"opdracht":"leg_voor","overleg":1,"voorlegger":null,"velden":{"gevraagd":"g","uiterlijk":"MOMENT"}}"#),
    (
        "geweest",
        r#"{"opdracht":"beantwoord_voorlegger","voorlegger":1,"antwoord":{"uitslag":"toegezegd","naam":"n","op":"MOMENT"}}"#,
    ),
    (
        "geweest",
        r#"{"opdracht":"noteer_toets","besluit":1,"toets":{"nodig":true,"door":"d","uitkomst":"u","op":"MOMENT"}}"#,
    ),
    ("geweest", r#"{"opdracht":"meld_verteld","overleg":1,"vertelling":{"op":"MOMENT","meldpunt_uitgelegd":true}}"#),
    ("komt", r#"{"opdracht":"zet_klok","klok":null,"velden":{"naam":"n","einde":"MOMENT"}}"#),
    (
        "geweest",
        r#"{"opdracht":"wijzig_besluit_status","besluit":1,"naar":"genomen","reden":"r","bevoegd":{"naam":"n","functie":"f","op":"MOMENT"}}"#,
    ),
    (
        "komt",
        r#"{"opdracht":"benoem_verteller","overleg":1,"verteller":{"wie":{"organisatie":"politie"},"wanneer":"MOMENT"}}"#,
    ),
    (
        "komt",
        r#"{"opdracht":"vraag_informatie","partners":["OM"],"uiterlijk":"MOMENT","grond":"ernstig_gevaar","doel":"d"}"#,
    ),
    ("geweest", r#"{"opdracht":"beantwoord_informatie","informatie":1,"soort":"ontvangen","op":"MOMENT"}"#),
    ("komt", r#"{"opdracht":"verzet_informatie","informatie":1,"uiterlijk":"MOMENT","reden":"r"}"#),
    ("komt", r#"{"opdracht":"vul_actie_aan","actie":1,"velden":{"termijn":"MOMENT"}}"#),
];

/// R1 question V1, R2 decision B1 of a body, R3 action A1, R4 measure M1, and L1.
fn full() -> World {
    use crisistafel::domain::dossier::RegelSoort as S;
    let mut w = World::in_fase(Fase::Beeldvorming);
    for (soort, text) in
        [(S::Onbekend, "weet iemand dit"), (S::Besluit, "een besluit"), (S::Actie, "bellen"), (S::Maatregel, "slot")]
    {
        w.line(soort, text);
    }
    let straks = String::from(w.nu.plus(chrono::TimeDelta::hours(2)));
    for made in [
        json!({ "opdracht": "vraag_informatie", "partners": ["OM"], "uiterlijk": straks, "grond": "ernstig_gevaar", "doel": "d" }),
        json!({ "opdracht": "leg_voor", "overleg": 1, "voorlegger": null, "velden": { "gevraagd": "een besluit" } }),
        json!({ "opdracht": "vul_besluit_aan", "besluit": 1, "velden": { "soort": "bevoegd_orgaan" } }),
    ] {
        w.must(Rol::Notulist, serde_json::from_value(made).unwrap());
    }
    w
}

fn command(w: &World, text: &str, minutes: i64) -> Command {
    let moment = String::from(w.nu.plus(chrono::TimeDelta::minutes(minutes)));
    let punt = w.kader.kader.blok(Fase::Beeldvorming).unwrap().punten[0].id.to_string();
    serde_json::from_str(&text.replace("MOMENT", &moment).replace("PUNT", &punt)).unwrap_or_else(|e| panic!("{text}: {e}"))
}

#[test]
fn a_moment_on_the_wrong_side_of_now_is_refused_and_both_are_said() {
    for (kant, text) in MOMENTEN {
        let wrong = if *kant == "komt" { -1 } else { 1 };
        for minutes in [6, 60 * 24 * 3650] {
            let mut w = full();
            let c = command(&w, text, wrong * minutes);
            let rol = rechten::recht(&c).rollen[0];
            let refusal = w.ask(rol, c).err().unwrap_or_else(|| panic!("not refused: {text}"));
            assert!(matches!(refusal, Refusal::LigtNogVoorOns { .. } | Refusal::IsAlVoorbij { .. }), "{text}: {refusal}");
            let moment = w.nu.plus(chrono::TimeDelta::minutes(wrong * minutes)).datum_klok();
            let said = refusal.to_string();
            assert!(said.contains(&moment) && said.contains(&w.nu.datum_klok()), "{said}");
        }
        // within what clocks differ, and on the right side, it is taken
        for minutes in [wrong * 4, -wrong * 90] {
            let mut w = full();
            let c = command(&w, text, minutes);
            let rol = rechten::recht(&c).rollen[0];
            match w.ask(rol, c) {
                Ok(_) | Err(Refusal::EindeVoorBegin | Refusal::NogNietGebeurd) => {}
                Err(other) => panic!("{text} at {minutes}: {other}"),
            }
        }
    }
}

/// A correction on the next day leaves a deadline that has passed where it is.
#[test]
fn a_moment_that_stands_there_already_is_not_looked_at_again() {
    let mut w = full();
    let termijn = w.nu.plus(chrono::TimeDelta::hours(2));
    let correct = |tekst: &str| -> Command {
        serde_json::from_value(json!({ "opdracht": "corrigeer_regel", "regel": 3, "inhoud": { "soort": "actie", "tekst": tekst, "termijn": String::from(termijn) } })).unwrap()
    };
    w.must(Rol::Notulist, correct("school bellen"));
    w.wait(60 * 30);
    w.must(Rol::Notulist, correct("de school bellen"));
    let fill = json!({ "opdracht": "vul_actie_aan", "actie": 1, "velden": { "termijn": String::from(termijn), "terugmelding": "t" } });
    w.must(Rol::Notulist, serde_json::from_value(fill).unwrap());
}

/// Review F5, and a `wijzig` whose value is what it was.
#[test]
fn what_changes_nothing_is_no_record() {
    let mut w = full();
    let stamp = w.log.last().unwrap().0.clone();
    let nothing = crisistafel::domain::decide::decide_all(&w.d, &w.kader, &stamp, &[]);
    assert!(matches!(nothing, Err(Refusal::NietsVeranderd { .. })));
    let same = [
        json!({ "opdracht": "wijzig_werktitel", "werktitel": "Proef" }),
        json!({ "opdracht": "benoem_contactpersoon", "naam": "Bos", "organisatie": "Veilig Thuis" }),
        json!({ "opdracht": "vul_besluit_aan", "besluit": 1, "velden": { "motivering": "zij durft niet", "grond": "g" } }),
        json!({ "opdracht": "vul_actie_aan", "actie": 1, "velden": { "terugmelding": "t" } }),
        json!({ "opdracht": "vul_inzet_aan", "inzet": 1, "velden": { "toezicht": "politie" } }),
        json!({ "opdracht": "leg_voor", "overleg": 1, "voorlegger": 1, "velden": { "grond": "g" } }),
        json!({ "opdracht": "corrigeer_regel", "regel": 1, "inhoud": { "soort": "onbekend", "tekst": "anders" } }),
        json!({ "opdracht": "noteer_aanwezigheid", "overleg": 1, "deelname": { "organisatie": "OM", "aanwezig": "schriftelijk" } }),
        json!({ "opdracht": "stel_vast", "overleg": 1, "onderwerp": "kindcheck", "vaststelling": { "tekst": "een" } }),
    ];
    for json in same {
        let command: Command = serde_json::from_value(json.clone()).unwrap();
        let first = w.ask(Rol::Notulist, command.clone());
        assert!(first.is_ok() || json["werktitel"] == "Proef", "{json}: {first:?}");
        assert!(w.refused(Rol::Notulist, command).starts_with("er is niets veranderd"), "{json}");
    }
    // one part that is other is a change
    let other =
        json!({ "opdracht": "vul_besluit_aan", "besluit": 1, "velden": { "motivering": "zij durft niet", "grond": "h" } });
    w.must(Rol::Notulist, serde_json::from_value(other).unwrap());
    // an answer about danger is told each time
    let acuut = || Command::BeantwoordAcuut { antwoord: crisistafel::domain::dossier::Antwoord::Nee, toelichting: t("") };
    w.must(Rol::Notulist, acuut());
    w.must(Rol::Notulist, acuut());
}
