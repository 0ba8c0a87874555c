//! A meeting in which everything of the kader happens: weighed, decided, asked of the burgemeester, breached, told. All of it
//! is made up.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Fase, RegelInhoud, RegelSoort};
use crisistafel::domain::ids::RegelId;
use crisistafel::domain::rol::Rol;
use serde_json::{Value, json};

use super::tafel::{EEN, Tafel, na, regel};

/// A command as it comes from `crisistafel doe`.
fn command(opdracht: &str, mut velden: Value) -> Command {
    velden.as_object_mut().unwrap().insert("opdracht".into(), opdracht.into());
    serde_json::from_value(velden).unwrap_or_else(|e| panic!("{opdracht}: {e}"))
}

fn op(minuten: i64) -> Value {
    serde_json::to_value(na(minuten)).unwrap()
}

/// What is weighed and hangs on no line; `x` makes each text.
pub(super) fn weeg(tafel: &mut Tafel, x: &dyn Fn(&str) -> String) {
    let wie = json!({ "naam": x("Ooms"), "organisatie": "politie" });
    for (opdracht, velden) in [
        ("weeg_factor", json!({ "overleg": 1, "factor": "wapen", "weging": { "nu": "onbekend", "bron": wie } })),
        (
            "weeg_factor",
            json!({ "overleg": 1, "factor": "wapen", "weging": { "nu": "ja", "bron": wie, "woorden": x("Ik heb er een.") } }),
        ),
        ("weeg_factor", json!({ "overleg": 1, "factor": "toegang", "weging": { "nu": "onbekend" } })),
        ("weeg_factor", json!({ "overleg": 1, "factor": "doodsbedreiging", "weging": { "nu": "nee" } })),
        (
            "noteer_uitkomst",
            json!({ "overleg": 1, "uitkomst": { "instrument": "sash", "afnemer": wie, "op": op(-60), "uitkomst": "hoog",
            "antwoorden": { "niets_te_verliezen": "ja", "doodsangst": "onbekend" }, "toelichting": x("Twee keer afgenomen.") } }),
        ),
        (
            "schets_scenario",
            json!({ "overleg": 1, "scenario": null, "velden": { "soort": "ergst", "wat": x("Hij wacht haar op."),
            "aanleidingen": [{ "wat": x("de zitting"), "wanneer": op(2000) }] } }),
        ),
        (
            "beantwoord_criterium",
            json!({ "overleg": 1, "criterium": "levensgevaar", "antwoord": { "antwoord": "ja", "reden": x("Wij bellen haar vanavond.") } }),
        ),
        (
            "beslis_opschaling",
            json!({ "overleg": 1, "opschaling": { "opschalen": true, "aan": x("de burgemeester"), "om": op(30), "reden": x("Er is een huisverbod nodig.") } }),
        ),
        ("bepaal_moment", json!({ "overleg": 1, "moment": { "vervolg": "acuut", "reden": x("Hij is nog vrij.") } })),
        (
            "stel_vast",
            json!({ "overleg": 1, "onderwerp": "kindcheck", "vaststelling": { "antwoord": "ja", "tekst": x("Een zoon van zes."), "wie": wie } }),
        ),
        (
            "bespreek_vraag",
            json!({ "overleg": 1, "reeks": "tegendenker", "nr": 1, "antwoord": x("Dan is zij alleen thuis.") }),
        ),
        (
            "leg_terzijde",
            json!({ "overleg": 1, "maatregel": "gebiedsverbod_burgemeester", "reden": x("Er is geen onrust in de buurt.") }),
        ),
        (
            "weeg_optie",
            json!({ "overleg": 1, "optie": null, "velden": { "optie": x("Niets doen"), "niets_doen": true, "risico": x("Hij komt terug."), "keuze": { "gekozen": false, "reden": x("Te gevaarlijk.") } } }),
        ),
        (
            "benoem_verteller",
            json!({ "overleg": 1, "verteller": { "wie": wie, "hoe": x("in persoon"), "wanneer": op(300), "taal": x("Frans"), "meldpunt": x("112, daarna de wijkagent") } }),
        ),
        (
            "meld_verteld",
            json!({ "overleg": 1, "vertelling": { "op": op(1), "meldpunt_uitgelegd": true, "toelichting": x("Zij was opgelucht.") } }),
        ),
    ] {
        tafel.doe(Rol::Notulist, &command(opdracht, velden));
    }
    tafel.doe(Rol::Voorzitter, &command("open_gesloten_ronde", json!({ "overleg": 1 })));
    for (organisatie, niveau) in [("politie", "hoog"), ("gemeente", "gemiddeld")] {
        let oordeel =
            json!({ "organisatie": organisatie, "acuut": "ja", "niveau": niveau, "argument": x("Het loopt op.") });
        tafel.doe(Rol::Notulist, &command("geef_oordeel", json!({ "overleg": 1, "oordeel": oordeel })));
    }
    tafel.doe(Rol::Voorzitter, &command("onthul_oordelen", json!({ "overleg": 1 })));
    let conclusie = json!({ "acuut": "ja", "niveau": "hoog", "reden": x("De politie weet het meest.") });
    tafel.doe(Rol::Notulist, &command("trek_conclusie", json!({ "overleg": 1, "conclusie": conclusie })));
}

/// What hangs on lines: a fact with a factor, a measure with a clock and a breach, a decision with a check and a page for
/// the burgemeester. Gives the lines.
pub(super) fn leg_vast(tafel: &mut Tafel, factor: &str, x: &dyn Fn(&str) -> String) -> Vec<RegelId> {
    let line = |soort, tekst: &str| regel(soort, &x(tekst));
    let feit = tafel.typ("inbrengronde", line(RegelSoort::Feit, "Hij sloeg haar gisteren op de trap."));
    let verbod = RegelInhoud {
        maatregel: Some(serde_json::from_value(json!("huisverbod")).unwrap()),
        ..line(RegelSoort::Maatregel, "Huisverbod voor tien dagen")
    };
    let maatregel = tafel.typ("besluiten", verbod);
    let besluit = tafel.typ("besluiten", line(RegelSoort::Besluit, "Wij vragen om een huisverbod."));
    let d = &tafel.dossier;
    let (inzet, nr) = (d.inzetten.keys().last().unwrap().0, d.besluiten.keys().last().unwrap().0);
    let page = d.voorleggers.len() + 1;
    let velden = json!({ "toezicht": x("de wijkagent"), "meldpunt": x("112"), "gevolg": x("aanhouding"), "nadelen": x("Hij wordt boos."),
        "einde": op(14_400), "herziening": op(7_200), "orgaan_reden": x("Zo is het afgesproken."), "grond": x("artikel 2 Wth"), "kan": "ja" });
    for (opdracht, velden) in [
        ("merk_huisverbodgrond", json!({ "regel": feit, "grond": true })),
        (
            "weeg_factor",
            json!({ "overleg": 1, "factor": factor, "weging": { "nu": "ja", "regels": [feit], "woorden": x("Hij zei dat hij terugkomt.") } }),
        ),
        ("vul_inzet_aan", json!({ "inzet": inzet, "velden": velden })),
        ("wijzig_inzet_status", json!({ "inzet": inzet, "naar": "opgelegd", "reden": x("De burgemeester tekende.") })),
        (
            "zet_klok",
            json!({ "klok": null, "velden": { "naam": x("huisverbod dag tien"), "einde": op(14_400), "gegeven_door": x("beschikking"), "inzet": inzet } }),
        ),
        (
            "meld_schending",
            json!({ "inzet": inzet, "schending": { "wat": x("Hij stond voor de deur."), "melder": x("de buurvrouw") } }),
        ),
        (
            "noteer_toets",
            json!({ "besluit": nr, "toets": { "nodig": true, "door": x("de jurist"), "uitkomst": x("Het kan."), "op": op(2) } }),
        ),
        (
            "leg_voor",
            json!({ "overleg": 1, "voorlegger": null, "velden": { "gevraagd": x("Een huisverbod voor tien dagen"), "uiterlijk": op(120),
            "grond": x("artikel 2 Wth"), "alternatieven": x("Een contactverbod."), "nadelen": x("Hij raakt zijn bed kwijt."), "huisverbod": true, "besluit": nr } }),
        ),
        (
            "beantwoord_voorlegger",
            json!({ "voorlegger": page, "antwoord": { "uitslag": "anders", "tekst": x("Eerst met hem praten."), "naam": x("Van Dam"), "op": op(3) } }),
        ),
    ] {
        tafel.doe(Rol::Notulist, &command(opdracht, velden));
    }
    vec![feit, maatregel, besluit]
}

/// How many minutes [`leg_vast`] takes.
pub(super) const MINUTEN: usize = 12;

/// The whole meeting, at the block of decisions.
pub(super) fn vol(x: &dyn Fn(&str) -> String) -> Tafel {
    let mut tafel = Tafel::in_overleg();
    tafel.tot(Fase::Oordeelsvorming);
    weeg(&mut tafel, x);
    tafel.tot(Fase::Besluitvorming);
    leg_vast(&mut tafel, "escalatie", x);
    let deadline = RegelInhoud { termijn: Some(na(45)), ..regel(RegelSoort::Actie, &x("De sloten vervangen")) };
    tafel.typ("acties", deadline);
    assert_eq!(tafel.dossier.overleg(EEN).unwrap().fase, Fase::Besluitvorming);
    tafel
}
