//! Optimistic locking: who replaces a value that somebody changed meanwhile is refused, by every command; who saw that
//! change is not. Review A10.

use std::collections::BTreeSet;

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Fase;
use crisistafel::domain::ids::RequestId;
use crisistafel::domain::rechten;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::versie::{Basis, Versies, raakt, vervangt};
use serde_json::{Value, json};

use super::world::{World, t};

/// A world with one of everything that can be replaced: R1 fact, R2 question V1, R3 decision B1, R4 action A1, R5 measure M1.
fn full() -> World {
    let mut w = World::in_fase(Fase::Beeldvorming);
    let punt = w.kader.kader.blok(Fase::Beeldvorming).unwrap().punten[0].id.to_string();
    for (soort, tekst) in
        [("feit", "hij stond bij school"), ("onbekend", "heeft hij een wapen"), ("besluit", "wij waarschuwen de school")]
    {
        does(
            &mut w,
            &json!({ "opdracht": "leg_regel_vast", "overleg": 1, "punt": punt, "regel": { "soort": soort, "tekst": tekst } }),
        );
    }
    for (soort, tekst) in [("actie", "school bellen"), ("maatregel", "slot vervangen")] {
        does(
            &mut w,
            &json!({ "opdracht": "leg_regel_vast", "overleg": 1, "punt": punt, "regel": { "soort": soort, "tekst": tekst } }),
        );
    }
    for made in [
        json!({ "opdracht": "weeg_optie", "overleg": 1, "optie": null, "velden": { "optie": "niets doen" } }),
        json!({ "opdracht": "schets_scenario", "overleg": 1, "scenario": null, "velden": { "wat": "hij komt terug" } }),
        json!({ "opdracht": "leg_voor", "overleg": 1, "voorlegger": null, "velden": { "gevraagd": "een besluit" } }),
        json!({ "opdracht": "zet_klok", "klok": null, "velden": { "naam": "proef", "einde": "2026-11-25T10:00:00Z" } }),
        json!({ "opdracht": "meld_schending", "inzet": 1 }),
        json!({ "opdracht": "vraag_informatie", "partners": ["OM"], "uiterlijk": "2026-11-25T10:00:00Z", "grond": "ernstig_gevaar", "doel": "d" }),
        json!({ "opdracht": "meld_112" }),
        json!({ "opdracht": "noteer_melding", "velden": { "melder": "zijzelf", "tekst": "hij belt" } }),
        json!({ "opdracht": "noteer_betrokkene", "velden": { "rollen": ["kind"], "naam": "Noor" } }),
        json!({ "opdracht": "noteer_melding", "velden": { "melder": "anders", "tekst": "dicht", "afgeschermd": true } }),
    ] {
        does(&mut w, &made);
    }
    w
}

fn command(json: &Value) -> Command {
    serde_json::from_value(json.clone()).unwrap_or_else(|e| panic!("{json}: {e}"))
}

/// Somebody who may does this, whatever it is now.
fn does(w: &mut World, json: &Value) {
    let command = command(json);
    let rol = rechten::recht(&command).rollen[0];
    w.must(rol, command);
}

/// For each command that replaces: what somebody else does meanwhile, and what is then refused on an older basis. Where
/// only the second stands it is the same command with another value.
#[expect(clippy::too_many_lines, reason = "one table of every command that replaces")]
fn rows() -> Vec<(Value, Value)> {
    let twice = |one: Value, other: Value| (one, other);
    let o = |opdracht: &str, rest: Value| {
        let mut all = json!({ "opdracht": opdracht, "overleg": 1 });
        all.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        all
    };
    let c = |opdracht: &str, rest: Value| {
        let mut all = json!({ "opdracht": opdracht });
        all.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        all
    };
    let wie = |org: &str| json!({ "organisatie": org });
    let toegang = |rol: &str| {
        c("geef_toegang", json!({ "gebruiker": "bkuiper", "naam": "B. Kuiper", "rol": rol, "reden": "aan tafel" }))
    };
    let feit = |tekst: &str| json!({ "soort": "feit", "tekst": tekst });
    let corrigeer = c("corrigeer_regel", json!({ "regel": 1, "inhoud": feit("hij stond bij de supermarkt") }));
    vec![
        twice(c("wijzig_werktitel", json!({ "werktitel": "een" })), c("wijzig_werktitel", json!({ "werktitel": "twee" }))),
        twice(
            c("wijzig_status", json!({ "naar": "informatiebeeld", "reden": "r" })),
            c("wijzig_status", json!({ "naar": "opvolging", "reden": "r" })),
        ),
        twice(
            c("beantwoord_informatie", json!({ "informatie": 1, "soort": "ontvangen", "op": "2026-11-22T12:00:00Z" })),
            c("beantwoord_informatie", json!({ "informatie": 1, "soort": "niets_bekend", "op": "2026-11-22T12:00:00Z" })),
        ),
        twice(
            c("verzet_informatie", json!({ "informatie": 1, "uiterlijk": "2026-11-26T10:00:00Z", "reden": "r" })),
            c("verzet_informatie", json!({ "informatie": 1, "uiterlijk": "2026-11-27T10:00:00Z", "reden": "r" })),
        ),
        twice(
            c("beantwoord_beeldvraag", json!({ "reeks": "informatiebeeld", "nr": 1, "antwoord": "ja" })),
            c("beantwoord_beeldvraag", json!({ "reeks": "informatiebeeld", "nr": 1, "antwoord": "nee" })),
        ),
        twice(c("beantwoord_acuut", json!({ "antwoord": "ja" })), c("beantwoord_acuut", json!({ "antwoord": "nee" }))),
        // the acute question was opened again meanwhile: a no does not close it unseen
        twice(c("meld_schending", json!({ "inzet": 1 })), c("beantwoord_acuut", json!({ "antwoord": "nee" }))),
        twice(
            c("vraag_herbeoordeling", json!({ "aanzet": "vrijlating" })),
            o(
                "trek_conclusie",
                json!({ "conclusie": { "acuut": "nee", "niveau": "hoog", "reden": "r", "afwijking": "a" } }),
            ),
        ),
        twice(
            c("benoem_contactpersoon", json!({ "naam": "Bos", "organisatie": "Veilig Thuis" })),
            c("benoem_contactpersoon", json!({ "naam": "Kuiper", "organisatie": "politie" })),
        ),
        twice(
            c("noteer_niet_weten", json!({ "wie": "de buurman", "reden": "een" })),
            c("noteer_niet_weten", json!({ "wie": "De Buurman", "reden": "twee" })),
        ),
        twice(
            c("noteer_niet_weten", json!({ "wie": "de buurman", "reden": "een" })),
            c("schrap_niet_weten", json!({ "wie": "de buurman", "reden": "r" })),
        ),
        twice(toegang("deelnemer"), toegang("notulist")),
        twice(toegang("deelnemer"), c("trek_toegang_in", json!({ "gebruiker": "bkuiper", "reden": "r" }))),
        twice(
            o("maak_afspraken", json!({ "afspraken": { "vastleggen": "a", "delen": "b" } })),
            o("maak_afspraken", json!({ "afspraken": { "vastleggen": "a", "delen": "c" } })),
        ),
        twice(
            o(
                "noteer_aanwezigheid",
                json!({ "deelname": { "organisatie": "politie", "naam": "Kuiper", "aanwezig": "schriftelijk" } }),
            ),
            o(
                "noteer_aanwezigheid",
                json!({ "deelname": { "organisatie": "pol", "naam": "Kuiper", "aanwezig": "aanwezig", "functie": "piket" } }),
            ),
        ),
        twice(
            o("wijzig_einde", json!({ "einde": "2026-11-22T15:00:00Z", "reden": "r" })),
            o("wijzig_einde", json!({ "einde": "2026-11-22T15:30:00Z", "reden": "r" })),
        ),
        twice(o("noteer_hybride", json!({ "reden": "een" })), o("noteer_hybride", json!({ "reden": "twee" }))),
        twice(o("kies_punt", json!({ "punt": "@2" })), o("kies_punt", json!({ "punt": "@1" }))),
        twice(o("vink_punt_af", json!({ "punt": "@2" })), o("heropen_punt", json!({ "punt": "@2" }))),
        twice(
            o("geef_beurt", json!({ "organisatie": "politie" })),
            o("geef_beurt", json!({ "organisatie": "Veilig Thuis" })),
        ),
        twice(o("geef_beurt", json!({ "organisatie": "politie" })), o("rond_beurt_af", json!({}))),
        twice(corrigeer.clone(), c("corrigeer_regel", json!({ "regel": 1, "inhoud": feit("hij stond bij de bakker") }))),
        // what somebody made another kind is not made the old kind by a correction
        twice(
            c("wijzig_soort", json!({ "regel": 1, "naar": "vermoeden" })),
            c("corrigeer_regel", json!({ "regel": 1, "inhoud": feit("hij stond bij de bakker") })),
        ),
        twice(
            c("wijzig_soort", json!({ "regel": 1, "naar": "vermoeden" })),
            c("wijzig_soort", json!({ "regel": 1, "naar": "bezorgdheid" })),
        ),
        // what hangs on it lapses: so what was done to that counts
        twice(
            c("vul_actie_aan", json!({ "actie": 1, "velden": { "terugmelding": "t" } })),
            c("wijzig_soort", json!({ "regel": 4, "naar": "notitie" })),
        ),
        twice(corrigeer.clone(), c("trek_regel_in", json!({ "regel": 1 }))),
        twice(
            c("vul_actie_aan", json!({ "actie": 1, "velden": { "terugmelding": "t" } })),
            c("trek_regel_in", json!({ "regel": 4 })),
        ),
        twice(corrigeer.clone(), c("merk_huisverbodgrond", json!({ "regel": 1, "grond": true }))),
        twice(
            c("wijs_vraag_toe", json!({ "vraag": 1, "eigenaar": wie("politie"), "terug": "2026-11-23T10:00:00Z" })),
            c("wijs_vraag_toe", json!({ "vraag": 1, "eigenaar": wie("OM"), "terug": "2026-11-23T10:00:00Z" })),
        ),
        twice(
            o("geef_oordeel", json!({ "oordeel": { "organisatie": "politie", "argument": "een" } })),
            o("geef_oordeel", json!({ "oordeel": { "organisatie": "pol", "argument": "twee" } })),
        ),
        twice(
            o(
                "trek_conclusie",
                json!({ "conclusie": { "acuut": "nee", "niveau": "laag", "reden": "r", "afwijking": "a" } }),
            ),
            o(
                "trek_conclusie",
                json!({ "conclusie": { "acuut": "nee", "niveau": "hoog", "reden": "r", "afwijking": "a" } }),
            ),
        ),
        twice(
            o("weeg_optie", json!({ "optie": 1, "velden": { "voor": "een" } })),
            o("weeg_optie", json!({ "optie": 1, "velden": { "voor": "twee" } })),
        ),
        twice(
            o("weeg_factor", json!({ "factor": "toegang", "weging": { "nu": "ja" } })),
            o("weeg_factor", json!({ "factor": "toegang", "weging": { "nu": "nee" } })),
        ),
        twice(
            o(
                "noteer_uitkomst",
                json!({ "uitkomst": { "instrument": "rihg", "afnemer": wie("politie"), "uitkomst": "@een" } }),
            ),
            o("noteer_uitkomst", json!({ "uitkomst": { "instrument": "rihg", "afnemer": wie("OM"), "uitkomst": "@een" } })),
        ),
        twice(
            o("schets_scenario", json!({ "scenario": 1, "velden": { "wat": "een" } })),
            o("schets_scenario", json!({ "scenario": 1, "velden": { "wat": "twee" } })),
        ),
        twice(
            o("beantwoord_criterium", json!({ "criterium": "@crit", "antwoord": { "antwoord": "nee" } })),
            o("beantwoord_criterium", json!({ "criterium": "@crit", "antwoord": { "antwoord": "ja", "reden": "r" } })),
        ),
        twice(
            o("beslis_opschaling", json!({ "opschaling": { "opschalen": false, "reden": "een" } })),
            o("beslis_opschaling", json!({ "opschaling": { "opschalen": false, "reden": "twee" } })),
        ),
        twice(
            o("bepaal_moment", json!({ "moment": { "vervolg": "acuut", "reden": "r" } })),
            o("bepaal_moment", json!({ "moment": { "vervolg": "niet_acuut", "reden": "r" } })),
        ),
        twice(
            o("stel_vast", json!({ "onderwerp": "kindcheck", "vaststelling": { "tekst": "een" } })),
            o("stel_vast", json!({ "onderwerp": "kindcheck", "vaststelling": { "tekst": "twee" } })),
        ),
        twice(
            o("bespreek_vraag", json!({ "reeks": "@reeks", "nr": 1, "antwoord": "een" })),
            o("bespreek_vraag", json!({ "reeks": "@reeks", "nr": 1, "antwoord": "twee" })),
        ),
        twice(
            c("vul_inzet_aan", json!({ "inzet": 1, "velden": { "toezicht": "een" } })),
            c("vul_inzet_aan", json!({ "inzet": 1, "velden": { "toezicht": "twee" } })),
        ),
        // the form of an entry against a correction of its line
        twice(
            c("corrigeer_regel", json!({ "regel": 4, "inhoud": { "soort": "actie", "tekst": "beide scholen bellen" } })),
            c("vul_actie_aan", json!({ "actie": 1, "velden": { "wat": "de school bellen" } })),
        ),
        twice(
            c("meld_schending", json!({ "inzet": 1 })),
            c("wijzig_inzet_status", json!({ "inzet": 1, "naar": "opgelegd", "reden": "r" })),
        ),
        twice(
            c("meld_schending", json!({ "inzet": 1, "schending": { "bij": 1, "wat": "een" } })),
            c("meld_schending", json!({ "inzet": 1, "schending": { "bij": 1, "wat": "twee" } })),
        ),
        twice(
            o("leg_terzijde", json!({ "maatregel": "huisverbod", "reden": "een" })),
            o("leg_terzijde", json!({ "maatregel": "huisverbod", "reden": "twee" })),
        ),
        twice(
            o("leg_voor", json!({ "voorlegger": 1, "velden": { "grond": "een" } })),
            o("leg_voor", json!({ "voorlegger": 1, "velden": { "grond": "twee" } })),
        ),
        twice(
            c(
                "beantwoord_voorlegger",
                json!({ "voorlegger": 1, "antwoord": { "uitslag": "toegezegd", "naam": "een", "op": "2026-11-22T13:00:00Z" } }),
            ),
            c(
                "beantwoord_voorlegger",
                json!({ "voorlegger": 1, "antwoord": { "uitslag": "toegezegd", "naam": "twee", "op": "2026-11-22T13:00:00Z" } }),
            ),
        ),
        twice(
            c("noteer_toets", json!({ "besluit": 1, "toets": { "nodig": true, "door": "een" } })),
            c("noteer_toets", json!({ "besluit": 1, "toets": { "nodig": true, "door": "twee" } })),
        ),
        twice(
            c("zet_klok", json!({ "klok": 1, "velden": { "einde": "2026-11-26T10:00:00Z", "reden": "r" } })),
            c("zet_klok", json!({ "klok": 1, "velden": { "einde": "2026-11-27T10:00:00Z", "reden": "r" } })),
        ),
        // what stands in a dossier by itself
        twice(
            c("noteer_melding", json!({ "melding": 1, "velden": { "via": "een" } })),
            c("noteer_melding", json!({ "melding": 1, "velden": { "via": "twee" } })),
        ),
        twice(
            c("noteer_melding", json!({ "melding": 1, "velden": { "via": "een" } })),
            c("trek_stuk_in", json!({ "stuk": { "melding": 1 }, "reden": "r" })),
        ),
        twice(
            c("noteer_melding", json!({ "melding": "x1", "velden": { "via": "een" } })),
            c("geef_stuk_vrij", json!({ "stuk": { "melding": "x1" }, "reden": "r" })),
        ),
        twice(
            c("noteer_betrokkene", json!({ "betrokkene": 1, "velden": { "relatie": "een" } })),
            c("noteer_betrokkene", json!({ "betrokkene": 1, "velden": { "relatie": "twee" } })),
        ),
        twice(
            c("noteer_betrokkene", json!({ "betrokkene": 1, "geheim": { "codewoord": "een" } })),
            c("noteer_betrokkene", json!({ "betrokkene": 1, "geheim": { "codewoord": "twee" } })),
        ),
        twice(
            c("noteer_uitkomst_112", json!({ "nr": 1, "uitkomst": { "wat": "een" } })),
            c("noteer_uitkomst_112", json!({ "nr": 1, "uitkomst": { "wat": "twee" } })),
        ),
        twice(
            c("zet_klok", json!({ "klok": 1, "velden": { "einde": "2026-11-26T10:00:00Z", "reden": "r" } })),
            c("stop_klok", json!({ "klok": 1, "reden": "r" })),
        ),
        twice(
            c("vul_besluit_aan", json!({ "besluit": 1, "velden": { "motivering": "een" } })),
            c("vul_besluit_aan", json!({ "besluit": 1, "velden": { "motivering": "twee" } })),
        ),
        twice(
            c("wijzig_besluit_status", json!({ "besluit": 1, "naar": "getoetst" })),
            c("wijzig_besluit_status", json!({ "besluit": 1, "naar": "ingetrokken", "reden": "r" })),
        ),
        twice(
            o("benoem_verteller", json!({ "verteller": { "wie": wie("politie") } })),
            o("benoem_verteller", json!({ "verteller": { "wie": wie("Veilig Thuis") } })),
        ),
        twice(
            c("vul_actie_aan", json!({ "actie": 1, "velden": { "wat": "een" } })),
            c("vul_actie_aan", json!({ "actie": 1, "velden": { "wat": "twee" } })),
        ),
        twice(
            c("meld_actie", json!({ "actie": 1, "naar": "niet_gedaan", "reden": "r" })),
            c("meld_actie", json!({ "actie": 1, "naar": "gedaan" })),
        ),
    ]
}

/// The keys of the kader that a row leaves to it.
fn filled(w: &World, json: &Value) -> Command {
    let k = &w.kader.kader;
    let punten = &k.blok(Fase::Beeldvorming).unwrap().punten;
    let rihg = k.instrumenten.iter().find(|i| i.id.as_str() == "rihg").unwrap();
    let text = json
        .to_string()
        .replace("@1", punten[0].id.as_str())
        .replace("@2", punten[1].id.as_str())
        .replace("@crit", k.criteria[0].id.as_str())
        .replace("@reeks", k.reeksen[0].id.as_str())
        .replace("@een", rihg.uitkomsten.first().map_or("u", |u| u.as_str()));
    command(&serde_json::from_str(&text).unwrap())
}

/// Somebody in the first role that may, other than who carries out the rest of the test where the role leaves it.
fn actor(command: &Command, naam: &'static str) -> Actor {
    let rol = rechten::recht(command).rollen[0];
    let leads = rechten::recht(command).rollen == rechten::VOORZITTER;
    if leads { World::actor(rol) } else { Actor { gebruiker: naam.into(), naam: naam.into(), rol, organisatie: None } }
}

/// What the server does: the check, the rules, and the notes of what changed.
fn carry_out(w: &mut World, v: &mut Versies, wie: Actor, basis: Option<&Basis>, command: &Command) -> Result<(), Refusal> {
    let verzoek = RequestId(u128::try_from(w.log.len()).unwrap() + (1 << 40));
    let stamp = Stamp { op: w.nu, wie: wie.clone(), verzoek };
    v.toets((&w.d, &w.kader.kader), (basis, |_| true), &stamp, std::slice::from_ref(command))?;
    let before = w.d.clone();
    let record = seq(w) + 1;
    let events = w.ask_as(wie, command.clone())?;
    let mut d = before;
    for event in &events {
        let (stamp, _) = w.log.last().unwrap();
        v.neem_op(&d, record, stamp, event);
        crisistafel::domain::evolve::evolve(&mut d, stamp, event);
    }
    Ok(())
}

/// How many events there are: as good a record number as any.
fn seq(w: &World) -> u64 {
    u64::try_from(w.log.len()).unwrap()
}

fn seen(record: u64) -> Basis {
    Basis { record, eigen: Vec::new() }
}

#[test]
fn every_command_that_replaces_is_refused_on_an_older_basis_and_passes_on_a_fresh_one_or_without() {
    for (first, second) in rows() {
        for fresh in [false, true] {
            let (mut w, mut v) = (full(), Versies::default());
            let (first, second) = (filled(&w, &first), filled(&w, &second));
            let basis = seq(&w);
            carry_out(&mut w, &mut v, actor(&first, "Ander"), None, &first).unwrap_or_else(|r| panic!("{first:?}: {r}"));
            let before = w.d.clone();
            let mine = actor(&second, "Ik");
            match carry_out(&mut w, &mut v, mine.clone(), Some(&seen(basis)), &second) {
                Err(Refusal::IntussenGewijzigd { door, .. }) => {
                    assert!(["Ander", "u zelf"].contains(&door.as_str()), "{door}");
                }
                other => panic!("{second:?} after {first:?}: {other:?}"),
            }
            assert_eq!(w.d, before, "a refusal changes nothing");
            let basis = fresh.then(|| seen(seq(&w)));
            carry_out(&mut w, &mut v, mine, basis.as_ref(), &second)
                .unwrap_or_else(|r| panic!("{second:?} after {first:?}: {r}"));
        }
    }
}

/// The table above has every command that replaces: each that the program says replaces something in the full world.
#[test]
fn no_replacing_command_is_missing_from_the_table() {
    let w = full();
    let name = |c: &Command| serde_json::to_value(c).unwrap()["opdracht"].as_str().unwrap().to_owned();
    let all: Vec<Command> = rows().iter().flat_map(|(a, b)| [filled(&w, a), filled(&w, b)]).collect();
    let replacing: BTreeSet<String> =
        all.iter().filter(|c| !vervangt(&w.d, &w.kader.kader, c).is_empty()).map(name).collect();
    let tested: BTreeSet<String> = rows().iter().map(|(_, b)| name(&filled(&w, b))).collect();
    // each of these is refused by the rules themselves in any other state than it is meant for, or has a test of its own
    let elsewhere = [
        "open_dossier",
        "meld_112",
        "roep_overleg_bijeen",
        "start_overleg",
        "naar_fase",
        "schors",
        "hervat",
        "sluit_overleg",
        "stel_verslag_vast",
        "leg_regel_vast",
        "open_gesloten_ronde",
        "onthul_oordelen",
        "vraag_herbeoordeling",
        "meld_verteld",
        "noteer_dissent",
        "neem_voorzitter_over",
        "geef_reden_overgang",
        "laat_overgang_vallen",
        "scherm_regel_af",
        "geef_regel_vrij",
        "geef_optie_vrij",
        "meld_voorgelezen",
        "beantwoord_vraag",
        "stel_oordeel_bij",
        "neem_terug",
        "heropen_punt",
        "vink_punt_af",
        "neem_noodtoegang",
        "beoordeel_noodtoegang",
        "bevries",
        "ontdooi",
        "stel_vernietiging_voor",
        "keur_vernietiging_goed",
        "vraag_informatie",
        "trek_informatie_in",
    ];
    assert!(replacing.is_subset(&tested.union(&elsewhere.map(str::to_owned).into()).cloned().collect()));
    let missing: Vec<&str> = crate::desks::commands().filter(|n| !tested.contains(*n) && !elsewhere.contains(n)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// What an event changes of what was there, the command that gave it says that it replaces: else a change could be lost
/// under one that nobody checked. But for what is only added to, and what a rule by itself takes along.
#[test]
fn what_an_event_changes_its_command_says_to_replace() {
    for (first, second) in rows() {
        for json in [first, second] {
            let mut w = full();
            let command = filled(&w, &json);
            let says = vervangt(&w.d, &w.kader.kader, &command);
            let before = w.d.clone();
            let Ok(events) = w.ask_as(actor(&command, "Ik"), command.clone()) else { continue };
            let adds = ["meld_schending", "vraag_herbeoordeling"];
            let name = serde_json::to_value(&command).unwrap()["opdracht"].as_str().unwrap().to_owned();
            if adds.contains(&name.as_str()) {
                continue;
            }
            for plek in events.iter().flat_map(|e| raakt(&before, e)) {
                let named = says.iter().any(|p| p.ding == plek.ding && (p.veld == plek.veld || p.veld.is_empty()));
                // a change of access opens the acute question; ticking an item goes on; another kind is no ground any more
                let along = ["acuut", "agendapunt", "grond", "intrekking"].contains(&plek.veld);
                assert!(named || along, "{command:?} changes {plek:?} and does not say so");
            }
        }
    }
}

#[test]
fn two_who_change_different_parts_of_one_decision_do_not_hinder_each_other() {
    let (mut w, mut v) = (full(), Versies::default());
    let basis = seq(&w);
    let part = |veld: &str| command(&json!({ "opdracht": "vul_besluit_aan", "besluit": 1, "velden": { veld: "x" } }));
    carry_out(&mut w, &mut v, actor(&part("motivering"), "Ander"), Some(&seen(basis)), &part("motivering")).unwrap();
    carry_out(&mut w, &mut v, actor(&part("grond"), "Ik"), Some(&seen(basis)), &part("grond")).unwrap();
}

#[test]
fn the_refusal_says_who_changed_what_to_what_and_when() {
    let (mut w, mut v) = (full(), Versies::default());
    let basis = seq(&w);
    let set =
        |text: &str| command(&json!({ "opdracht": "vul_besluit_aan", "besluit": 1, "velden": { "motivering": text } }));
    carry_out(&mut w, &mut v, actor(&set("x"), "Ander"), None, &set("zij durft niet")).unwrap();
    w.wait(3);
    let refusal =
        carry_out(&mut w, &mut v, actor(&set("x"), "Ik"), Some(&seen(basis)), &set("iets anders")).unwrap_err().to_string();
    assert!(
        refusal.starts_with("motivering van B1: intussen gewijzigd door Ander (14:00), nu: zij durft niet"),
        "{refusal}"
    );
}

/// A form that is sent while an own request is under way is not refused for that request; what somebody else did between
/// them still is.
#[test]
fn own_requests_under_way_do_not_count_and_those_of_others_do() {
    let weeg = |nu: &str| {
        command(&json!({ "opdracht": "weeg_factor", "overleg": 1, "factor": "toegang", "weging": { "nu": nu } }))
    };
    let (mut w, mut v) = (full(), Versies::default());
    let ik = actor(&weeg("ja"), "Ik");
    let basis = seq(&w);
    carry_out(&mut w, &mut v, ik.clone(), Some(&seen(basis)), &weeg("ja")).unwrap();
    let own = w.log.last().unwrap().0.verzoek;
    let chained = Some(Basis { record: basis, eigen: vec![own] });
    assert!(
        carry_out(&mut w, &mut v, ik.clone(), Some(&seen(basis)), &weeg("nee")).is_err(),
        "an own change that was not known counts"
    );
    carry_out(&mut w, &mut v, ik.clone(), chained.as_ref(), &weeg("nee")).unwrap();
    carry_out(&mut w, &mut v, actor(&weeg("ja"), "Ander"), None, &weeg("onbekend")).unwrap();
    assert!(carry_out(&mut w, &mut v, ik, chained.as_ref(), &weeg("ja")).is_err());
}

/// A shield that was added meanwhile is never lifted by a correction, nor freed by who did not see the line as it is.
#[test]
fn a_shield_added_meanwhile_stays() {
    let (mut w, mut v) = (full(), Versies::default());
    let basis = seq(&w);
    let shield = command(&json!({ "opdracht": "scherm_regel_af", "regel": 1 }));
    let free = command(&json!({ "opdracht": "geef_regel_vrij", "regel": 1, "reden": "r" }));
    let correct =
        command(&json!({ "opdracht": "corrigeer_regel", "regel": 1, "inhoud": { "soort": "feit", "tekst": "anders" } }));
    carry_out(&mut w, &mut v, actor(&shield, "Ander"), None, &shield).unwrap();
    carry_out(&mut w, &mut v, actor(&correct, "Ik"), Some(&seen(basis)), &correct).unwrap();
    assert!(w.d.regels.values().next().unwrap().inhoud.afgeschermd);
    let refused = carry_out(&mut w, &mut v, actor(&free, "Ik"), Some(&seen(basis)), &free);
    assert!(matches!(refused, Err(Refusal::IntussenGewijzigd { .. })), "{refused:?}");
    let refused = carry_out(&mut w, &mut v, actor(&shield, "Ik"), Some(&seen(basis)), &shield);
    assert!(matches!(refused, Err(Refusal::IntussenGewijzigd { .. })), "{refused:?}");
}

/// Who may not see shielded lines is not told of a judgement that stands in one.
#[test]
fn what_is_shielded_for_who_asks_is_not_there_in_a_refusal() {
    let (mut w, mut v) = (full(), Versies::default());
    let basis = seq(&w);
    let punt = w.kader.kader.blok(Fase::Beeldvorming).unwrap().punten[0].id.to_string();
    let line = command(&json!({ "opdracht": "leg_regel_vast", "overleg": 1, "punt": punt, "regel": {
        "soort": "oordeel", "tekst": "geheim", "bron": { "organisatie": "politie" }, "afgeschermd": true } }));
    carry_out(&mut w, &mut v, actor(&line, "Ander"), None, &line).unwrap();
    let own = command(
        &json!({ "opdracht": "geef_oordeel", "overleg": 1, "oordeel": { "organisatie": "politie", "argument": "open" } }),
    );
    let deelnemer = World::actor(Rol::Deelnemer);
    carry_out(&mut w, &mut v, deelnemer, Some(&seen(basis)), &own).unwrap();
    assert_eq!(w.d.overleg(super::world::NR).unwrap().oordeel_van("politie").unwrap().inhoud.argument, t("open"));
}
