//! Every command in every role, through the real server, against a table of this test's own: who changes who may do what
//! has to say so twice.

use std::collections::BTreeSet;

use crisistafel::domain::command::Command;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::rechten;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Afhandeling, Soort, ToServer};
use serde_json::{Value, json};

use super::desk::Desk;
use super::meeting::{aanwezig, bijeen, feit, naar, open, start, vergadering, vink};
use super::service::{Service, table_for_me};

/// voorzitter, procesregisseur, notulist, deelnemer, tegendenker, waarnemer, raadpleger, beheerder, scherm.
const WHO_MAY: &str = "
    open_dossier             x x x . . . . . .
    wijzig_werktitel         x x x . . . . . .
    wijzig_status            x x . . . . . . .
    beantwoord_acuut         x x x . . . . . .
    meld_112                 x x x x x x x x x
    benoem_contactpersoon    x x x . . . . . .
    noteer_niet_weten        x x x . . . . . .
    schrap_niet_weten        x x . . . . . . .
    roep_overleg_bijeen      x x x . . . . . .
    neem_noodtoegang         . . . . . . x . .
    beoordeel_noodtoegang    x x . . . . . . .
    start_overleg            x . . . . . . . .
    maak_afspraken           x x x . . . . . .
    noteer_aanwezigheid      x x x . . . . . .
    neem_voorzitter_over     x . . . . . . . .
    wijzig_einde             x . . . . . . . .
    noteer_hybride           x x x . . . . . .
    naar_fase                x . . . . . . . x
    geef_reden_overgang      x x x . . . . . .
    laat_overgang_vallen     x . . . . . . . x
    schors                   x . . . . . . . x
    hervat                   x . . . . . . . x
    sluit_overleg            x . . . . . . . .
    stel_verslag_vast        x . . . . . . . .
    kies_punt                x . x . . . . . x
    vink_punt_af             x . x . . . . . x
    heropen_punt             x . x . . . . . x
    geef_beurt               x . x . . . . . x
    rond_beurt_af            x . x . . . . . x
    leg_regel_vast           x x x . . . . . .
    corrigeer_regel          x x x . . . . . .
    wijzig_soort             x x x . . . . . .
    scherm_regel_af          x x x . . . . . .
    geef_regel_vrij          x x . . . . . . .
    trek_regel_in            x x x . . . . . .
    wijs_vraag_toe           x x x . . . . . .
    beantwoord_vraag         x x x . . . . . .
    vraag_informatie         x x x . . . . . .
    beantwoord_informatie    x x x . . . . . .
    verzet_informatie        x x x . . . . . .
    trek_informatie_in       x x x . . . . . .
    beantwoord_beeldvraag    x x x . . . . . .
    geef_oordeel             x x x x x . . . .
    stel_oordeel_bij         x x x x x . . . .
    trek_conclusie           x x x . . . . . .
    weeg_optie               x x x . . . . . .
    geef_optie_vrij          x x . . . . . . .
    meld_voorgelezen         x x x . . . . . .
    weeg_factor              x x x . . . . . .
    noteer_uitkomst          x x x . . . . . .
    open_gesloten_ronde      x . . . . . . . .
    onthul_oordelen          x . . . . . . . .
    schets_scenario          x x x . . . . . .
    beantwoord_criterium     x x x . . . . . .
    beslis_opschaling        x x x . . . . . .
    bepaal_moment            x x x . . . . . .
    stel_vast                x x x . . . . . .
    bespreek_vraag           x x x . . . . . .
    vraag_herbeoordeling     x x x . . . . . .
    vul_inzet_aan            x x x . . . . . .
    wijzig_inzet_status      x x x . . . . . .
    meld_schending           x x x . . . . . .
    leg_terzijde             x x x . . . . . .
    merk_huisverbodgrond     x x x . . . . . .
    leg_voor                 x x x . . . . . .
    beantwoord_voorlegger    x x x . . . . . .
    noteer_toets             x x x . . . . . .
    meld_verteld             x x x . . . . . .
    zet_klok                 x x x . . . . . .
    stop_klok                x x x . . . . . .
    vul_besluit_aan          x x x . . . . . .
    wijzig_besluit_status    x x x . . . . . .
    noteer_dissent           x x x . . . . . .
    benoem_verteller         x x x . . . . . .
    vul_actie_aan            x x x . . . . . .
    meld_actie               x x x . . . . . .
    geef_toegang             x x . . . . . . .
    trek_toegang_in          x x . . . . . . .
    bevries                  x x . . . . . . .
    ontdooi                  x x . . . . . . .
    stel_vernietiging_voor   x x . . . . . . .
    keur_vernietiging_goed   x x . . . . . . .
    noteer_uitkomst_112      x x x x x x x . .
    noteer_melding           x x x . . . . . .
    noteer_betrokkene        x x x . . . . . .
    geef_stuk_vrij           x x . . . . . . .
    trek_stuk_in             x x x . . . . . .
    neem_terug               x x x . . . . . .
";

/// The fields of a command of each name; it need not be possible now, only be one.
#[expect(clippy::too_many_lines, reason = "one table of every command")]
fn fields(name: &str) -> Value {
    let (wie, op) = (json!({ "naam": "Ooms", "organisatie": "politie" }), "2026-11-23T10:00:00Z");
    match name {
        "open_dossier" | "wijzig_werktitel" => json!({ "werktitel": "Rol" }),
        "wijzig_status" => json!({ "naar": "informatiebeeld", "reden": "r" }),
        "beantwoord_acuut" => json!({ "antwoord": "onbekend" }),
        "meld_112" => json!({}),
        "benoem_contactpersoon" => wie,
        "geef_toegang" => json!({ "gebruiker": "g", "naam": "G", "rol": "deelnemer", "reden": "r" }),
        "neem_noodtoegang" => json!({ "waar": { "naam": "n" }, "reden": "r" }),
        "beoordeel_noodtoegang" => json!({ "gebruiker": "g", "genomen": op, "akkoord": true, "toelichting": "t" }),
        "trek_toegang_in" => json!({ "gebruiker": "g", "reden": "r" }),
        "bevries" | "ontdooi" => json!({ "reden": "r" }),
        "stel_vernietiging_voor" | "keur_vernietiging_goed" => json!({ "wat": "alles" }),
        "noteer_niet_weten" => json!({ "wie": "w" }),
        "schrap_niet_weten" => json!({ "wie": "w", "reden": "r" }),
        "roep_overleg_bijeen" => json!({ "door": wie, "reden": "r", "vorm": "fysiek", "einde": op }),
        "maak_afspraken" => json!({ "overleg": 1, "afspraken": { "vastleggen": "a", "delen": "b" } }),
        "noteer_aanwezigheid" => {
            json!({ "overleg": 1, "deelname": { "organisatie": "OM", "naam": "N", "aanwezig": "aanwezig" } })
        }
        "wijzig_einde" => json!({ "overleg": 1, "einde": op, "reden": "r" }),
        "naar_fase" => json!({ "overleg": 1, "van": "opening", "naar": "beeldvorming", "reden": "r" }),
        "neem_voorzitter_over" | "noteer_hybride" | "geef_reden_overgang" | "schors" => {
            json!({ "overleg": 1, "reden": "r" })
        }
        "start_overleg" | "laat_overgang_vallen" | "hervat" | "stel_verslag_vast" | "rond_beurt_af" => {
            json!({ "overleg": 1 })
        }
        "sluit_overleg" => json!({ "overleg": 1, "sluiting": { "veilig": "ja" }, "reden": "r" }),
        "kies_punt" | "vink_punt_af" | "heropen_punt" => json!({ "overleg": 1, "punt": "nu_in_gevaar" }),
        "geef_beurt" => json!({ "overleg": 1, "organisatie": "politie" }),
        "leg_regel_vast" => json!({ "overleg": 1, "punt": "aanleiding", "regel": { "soort": "feit", "tekst": "t" } }),
        "corrigeer_regel" => json!({ "regel": 1, "inhoud": { "soort": "feit", "tekst": "t" } }),
        "wijzig_soort" => json!({ "regel": 1, "naar": "vermoeden" }),
        "scherm_regel_af" | "trek_regel_in" => json!({ "regel": 1 }),
        "geef_regel_vrij" => json!({ "regel": 1, "reden": "r" }),
        "wijs_vraag_toe" => json!({ "vraag": 1, "eigenaar": wie, "terug": op }),
        "beantwoord_vraag" => json!({ "vraag": 1, "antwoord": "a" }),
        "vraag_informatie" => {
            json!({ "partners": ["politie"], "uiterlijk": op, "grond": "ernstig_gevaar", "doel": "d" })
        }
        "beantwoord_informatie" => json!({ "informatie": 1, "soort": "ontvangen", "op": op }),
        "verzet_informatie" => json!({ "informatie": 1, "uiterlijk": op, "reden": "r" }),
        "trek_informatie_in" => json!({ "informatie": 1, "reden": "r" }),
        "beantwoord_beeldvraag" => json!({ "reeks": "informatiebeeld", "nr": 1, "antwoord": "ja" }),
        "geef_oordeel" => json!({ "overleg": 1, "oordeel": { "organisatie": "politie", "argument": "a" } }),
        "stel_oordeel_bij" => {
            json!({ "overleg": 1, "oordeel": { "organisatie": "politie", "argument": "a" }, "reden": "r" })
        }
        "trek_conclusie" => json!({ "overleg": 1, "conclusie": { "acuut": "nee", "niveau": "hoog", "reden": "r" } }),
        "geef_optie_vrij" => json!({ "overleg": 1, "optie": 1, "reden": "r" }),
        "weeg_optie" => json!({ "overleg": 1, "velden": { "optie": "o" } }),
        "weeg_factor" => json!({ "overleg": 1, "factor": "toegang", "weging": { "nu": "ja" } }),
        "noteer_uitkomst" => {
            json!({ "overleg": 1, "uitkomst": { "instrument": "rihg", "afnemer": wie, "uitkomst": "u" } })
        }
        "meld_voorgelezen" | "open_gesloten_ronde" | "onthul_oordelen" => json!({ "overleg": 1 }),
        "schets_scenario" => json!({ "overleg": 1, "velden": { "wat": "w" } }),
        "beantwoord_criterium" => {
            json!({ "overleg": 1, "criterium": "c", "antwoord": { "antwoord": "nee" } })
        }
        "beslis_opschaling" => json!({ "overleg": 1, "opschaling": { "opschalen": false, "reden": "r" } }),
        "bepaal_moment" => json!({ "overleg": 1, "moment": { "vervolg": "acuut", "reden": "r" } }),
        "stel_vast" => json!({ "overleg": 1, "onderwerp": "kindcheck", "vaststelling": { "tekst": "t" } }),
        "bespreek_vraag" => json!({ "overleg": 1, "reeks": "r", "nr": 1, "antwoord": "a" }),
        "vraag_herbeoordeling" => json!({ "aanzet": "nieuw_incident" }),
        "vul_inzet_aan" => json!({ "inzet": 1, "velden": {} }),
        "wijzig_inzet_status" => json!({ "inzet": 1, "naar": "opgelegd" }),
        "meld_schending" => json!({ "inzet": 1 }),
        "leg_terzijde" => json!({ "overleg": 1, "maatregel": "huisverbod", "reden": "r" }),
        "merk_huisverbodgrond" => json!({ "regel": 1, "grond": true }),
        "leg_voor" => json!({ "overleg": 1, "velden": { "gevraagd": "g" } }),
        "beantwoord_voorlegger" => {
            json!({ "voorlegger": 1, "antwoord": { "uitslag": "toegezegd", "naam": "n", "op": op } })
        }
        "noteer_toets" => json!({ "besluit": 1, "toets": { "nodig": true, "door": "d" } }),
        "meld_verteld" => json!({ "overleg": 1, "vertelling": { "op": op, "meldpunt_uitgelegd": true } }),
        "zet_klok" => json!({ "velden": { "naam": "n", "einde": op } }),
        "stop_klok" => json!({ "klok": 1, "reden": "r" }),
        "vul_besluit_aan" => json!({ "besluit": 1, "velden": {} }),
        "wijzig_besluit_status" => json!({ "besluit": 1, "naar": "getoetst" }),
        "noteer_dissent" => json!({ "besluit": 1, "wie": wie, "tekst": "t" }),
        "benoem_verteller" => json!({ "overleg": 1, "verteller": { "wie": wie } }),
        "vul_actie_aan" => json!({ "actie": 1, "velden": {} }),
        "meld_actie" => json!({ "actie": 1, "naar": "gedaan" }),
        "noteer_uitkomst_112" => json!({ "nr": 1, "uitkomst": { "wat": "w" } }),
        "noteer_melding" => json!({ "velden": { "melder": "zijzelf", "tekst": "t" } }),
        "noteer_betrokkene" => json!({ "velden": { "rollen": ["vrouw"] } }),
        "geef_stuk_vrij" | "trek_stuk_in" => json!({ "stuk": { "melding": 1 }, "reden": "r" }),
        "neem_terug" => json!({ "verzoek": "0".repeat(32) }),
        other => panic!("{other} is a new command: add it here and to the table"),
    }
}

pub(super) fn command(name: &str) -> Command {
    let mut json = fields(name);
    json["opdracht"] = name.into();
    serde_json::from_value(json).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The table: each command with the roles that may give it.
pub(super) fn table() -> Vec<(&'static str, Vec<Rol>)> {
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap();
        let marks: Vec<&str> = words.collect();
        assert_eq!(marks.len(), Rol::ALL.len(), "{name}");
        (name, Rol::ALL.into_iter().zip(marks).filter(|(_, m)| *m == "x").map(|(r, _)| r).collect())
    };
    WHO_MAY.trim().lines().map(row).collect()
}

/// The name of every command.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    table().into_iter().map(|(name, _)| name)
}

#[test]
fn the_table_has_every_command_and_the_program_has_the_same_table() {
    let schema = serde_json::to_value(schemars::schema_for!(Command)).unwrap();
    let kinds = schema["oneOf"].as_array().unwrap().iter();
    let all: BTreeSet<&str> = kinds.map(|k| k["properties"]["opdracht"]["const"].as_str().unwrap()).collect();
    assert_eq!(table().iter().map(|(name, _)| *name).collect::<BTreeSet<_>>(), all);
    for (name, may) in table() {
        assert_eq!(
            rechten::recht(&command(name)).rollen.iter().copied().collect::<BTreeSet<_>>(),
            may.into_iter().collect(),
            "{name}"
        );
    }
}

/// A service with a meeting that goes on, in which the account of this test has every role, one per terminal.
fn service() -> (Service, Desk, DossierNummer) {
    let service = Service::with_table(&table_for_me(&Rol::ALL));
    let mut chair = service.wire(Rol::Voorzitter);
    let nummer = vergadering(&mut chair, "Wie mag wat");
    chair.records(nummer, vec![aanwezig("politie", "Ooms"), feit("een")]);
    (service, chair, nummer)
}

#[test]
fn the_server_refuses_every_role_every_command_that_the_table_does_not_give_it() {
    let (service, mut chair, nummer) = service();
    chair.follow(nummer);
    for rol in Rol::ALL {
        // nobody asks for all of that at once
        service.clock.advance(10 * 60_000);
        let mut desk = service.wire(rol);
        for (name, may) in table().into_iter().filter(|(_, may)| !may.contains(&rol)) {
            let before = chair.stand();
            let dossier = (name != "open_dossier").then_some(nummer);
            let refusal = desk.refused(dossier, vec![command(name)]);
            let unseen = matches!(rol, Rol::Beheerder | Rol::Scherm);
            match refusal {
                Refusal::RolMagNiet { rollen, wel } => assert_eq!((rollen, wel), (vec![rol], may), "{rol}: {name}"),
                // this right is the table's, of no role
                Refusal::NoodLos if name == "neem_noodtoegang" => {}
                // for these there is no dossier at all
                Refusal::GeenDossier { .. } if unseen && dossier.is_some() => {}
                other => panic!("{rol}: {name}: {other}"),
            }
            chair.settle();
            assert_eq!(chair.stand(), before, "{rol}: {name} left a trace");
        }
    }
}

#[test]
fn the_server_takes_from_every_role_every_command_that_the_table_gives_it() {
    let (service, _chair, nummer) = service();
    // not the wall and not the beheerder: for their terminals there is no dossier
    for rol in Rol::ALL.into_iter().filter(|r| !matches!(r, Rol::Scherm | Rol::Beheerder)) {
        let mut desk = service.wire(rol);
        // the meeting is closed and opened in between: what is refused is refused for another reason than the role
        for (name, _) in table().into_iter().filter(|(_, may)| may.contains(&rol)) {
            let dossier = (name != "open_dossier").then_some(nummer);
            let role_only = match desk.try_to(dossier, vec![command(name)]) {
                Afhandeling::Vastgelegd { .. } => false,
                Afhandeling::Geweigerd { weigering } => {
                    assert!(!weigering.to_string().contains("deze opdracht"), "nobody decides {name}");
                    matches!(weigering, Refusal::RolMagNiet { .. } | Refusal::GeenDossier { .. })
                }
                Afhandeling::Storing { melding } => panic!("{melding}"),
            };
            // who sits for no organisation speaks for none
            assert!(!role_only || (rol == Rol::Deelnemer && name == "geef_oordeel"), "{rol}: {name}");
        }
    }
}

#[test]
fn the_beheerder_keeps_the_program_running_and_sees_no_dossier_not_even_to_report_112_in_it() {
    let (service, _chair, nummer) = service();
    let mut desk = service.wire(Rol::Beheerder);
    let refusal = desk.refused(nummer, vec![command("meld_112")]);
    assert!(matches!(refusal, Refusal::GeenDossier { .. }));
    desk.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
    desk.say(&ToServer::VolgOverzicht);
    desk.settle();
    assert!(desk.replica.is_none() && desk.overview.is_empty());
}

/// A real shared screen, which acts for the chair in the dossier that it shows. Each step leaves a meeting in which the
/// next one can be done.
#[test]
fn the_wall_gives_exactly_the_commands_that_the_table_gives_a_screen() {
    let (service, mut chair, nummer) = service();
    chair.follow(nummer);
    let mut wall = service.wall();
    wall.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
    wall.until("a view", |d| d.views().last().is_some_and(Option::is_some));
    let mut tried = BTreeSet::new();
    let may: Vec<&str> = table().iter().filter(|(_, may)| may.contains(&Rol::Scherm)).map(|(n, _)| *n).collect();
    let mut try_from_the_wall = |chair: &mut Desk, name: &'static str| {
        chair.settle();
        let before = chair.stand();
        wall.ask_for((name != "open_dossier").then_some(nummer), vec![command(name)]);
        wall.settle();
        chair.settle();
        assert_eq!(chair.stand() != before, may.contains(&name), "{name}");
        tried.insert(name);
    };
    for name in ["meld_112", "vink_punt_af", "heropen_punt", "kies_punt", "geef_beurt", "rond_beurt_af"] {
        try_from_the_wall(&mut chair, name);
    }
    try_from_the_wall(&mut chair, "schors");
    try_from_the_wall(&mut chair, "hervat");
    // a step with something open waits for a reason
    chair.records(nummer, vec![vink("aanwezigen")]);
    try_from_the_wall(&mut chair, "naar_fase");
    chair.records(nummer, vec![command("geef_reden_overgang")]);
    chair.records(
        nummer,
        vec![naar(chair.dossier().overleggen[0].fase, crisistafel::domain::dossier::Fase::Oordeelsvorming)],
    );
    for (name, _) in table().into_iter().filter(|(_, may)| !may.contains(&Rol::Scherm)) {
        try_from_the_wall(&mut chair, name);
    }
    let mut waits = fields("naar_fase");
    waits["opdracht"] = "naar_fase".into();
    (waits["van"], waits["naar"]) = ("oordeelsvorming".into(), "besluitvorming".into());
    wall_asks(&service, nummer, &serde_json::from_value(waits).unwrap());
    try_from_the_wall(&mut chair, "laat_overgang_vallen");
    assert_eq!(tried.len(), table().len());
}

fn wall_asks(service: &Service, nummer: DossierNummer, command: &Command) {
    let mut wall = service.wall();
    wall.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
    wall.ask_for(nummer, vec![command.clone()]);
    wall.settle();
}

#[test]
fn a_screens_role_on_a_persons_terminal_is_no_way_into_a_dossier_nor_a_persons_role_on_a_wall() {
    let (service, _chair, nummer) = service();
    let mut desk = service.wire(Rol::Scherm);
    let refusal = desk.refused(nummer, vec![command("vink_punt_af")]);
    assert!(matches!(refusal, Refusal::GeenDossier { .. }));
    // a wall is a wall, whatever role it names
    let mut wall = Desk::socket(&service.config(Soort::Scherm, Some(Rol::Voorzitter)));
    wall.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
    wall.ask_for(nummer, vec![command("leg_regel_vast")]);
    wall.settle();
    assert!(wall.told().iter().any(|t| t.contains("gedeelde scherm")));
}

#[test]
fn in_one_frame_every_command_has_to_be_the_roles() {
    let (service, mut chair, nummer) = service();
    chair.follow(nummer);
    let seq = chair.stand();
    let mut clerk = service.wire(Rol::Notulist);
    for both in [vec![feit("mag"), start()], vec![start(), feit("mag")], vec![feit("mag"), open("x"), bijeen()]] {
        clerk.refused(nummer, both);
    }
    chair.settle();
    assert_eq!(chair.stand(), seq);
}
