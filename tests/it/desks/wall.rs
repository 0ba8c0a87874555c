//! The shared screen: what may be on a wall reaches it, nothing else does, and not even the moment of a message tells that
//! something else was recorded.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Antwoord, Contactpersoon, Deelname, Fase, NietWeten, RegelInhoud, RegelSoort};
use crisistafel::domain::ids::{DossierNummer, OverlegNr};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Clock;
use crisistafel::projection::wand::Wand;
use crisistafel::projection::wandblad::WandBlad;
use crisistafel::protocol::{Raadpleging, Soort, ToClient, ToServer};
use serde_json::{Value, json};

use super::desk::Desk;
use super::meeting::{
    O1, aanwezig, afgeschermd, bijeen, feit, geef_vrij, leg_vast, naar, open, over_minuten, scherm_af, soort, start, t,
    vergadering, vink,
};
use super::service::Service;

/// A wall that shows this dossier, once it got a view.
fn hang(service: &Service, nummer: DossierNummer) -> Desk {
    let mut wall = service.wall();
    wall.say(&ToServer::Volg { dossier: Some(nummer), sinds: None });
    wall.until("a view", |d| d.views().last().is_some_and(Option::is_some));
    wall.settle();
    wall
}

fn view(wall: &Desk) -> &Wand {
    wall.views().last().copied().flatten().expect("the wall shows a meeting")
}

fn shows(wall: &Desk, text: &str) -> bool {
    view(wall).regels.iter().any(|r| r.tekst.as_str() == text)
}

/// Everything about a dossier that is not for a wall, each with a word of its own.
fn confidential(desk: &mut Desk, nummer: DossierNummer) -> Vec<&'static str> {
    let leeg = Tekst::default;
    let Command::NoteerAanwezigheid { deelname, .. } = aanwezig("politie", "Ooms") else { panic!() };
    let deelname = Deelname {
        mandaat: t("plantmandaat"),
        functie: t("plantfunctie"),
        reden: t("plantreden"),
        telefoon: t("0612 plantpiket"),
        bereikbaar: t("planturen"),
        ..deelname
    };
    for command in [
        Command::WijzigWerktitel { werktitel: t("plantwerktitel") },
        Command::BenoemContactpersoon(Contactpersoon {
            naam: t("plantcontact"),
            organisatie: t("plantcontactvan"),
            bereikbaar: t("plantbereikbaar"),
            telefoon: t("0612 plantcontactnummer"),
        }),
        Command::NoteerNietWeten(NietWeten { wie: t("plantnietweten"), reden: t("plantwaarom") }),
        Command::NoteerAanwezigheid { overleg: O1, deelname },
        Command::NoteerHybride { overleg: O1, reden: t("planthybride") },
        Command::Meld112 { toelichting: t("plantdringend") },
        Command::BeantwoordAcuut { antwoord: Antwoord::Ja, toelichting: t("plantacuut") },
        Command::WijzigEinde { overleg: O1, einde: over_minuten(300), reden: t("plantlater") },
        afgeschermd(RegelSoort::Feit, "plantafgeschermd"),
        leg_vast(RegelInhoud { getypt: Some(t("plantgetypt")), ..RegelInhoud::new(RegelSoort::Feit, t("op de muur")) }),
    ] {
        desk.records(nummer, vec![command]);
    }
    let _ = leeg;
    vec![
        "plantwerktitel",
        "plantcontact",
        "plantcontactvan",
        "plantbereikbaar",
        "plantnietweten",
        "plantwaarom",
        "plantmandaat",
        "plantfunctie",
        "plantreden",
        "planthybride",
        "plantdringend",
        "plantacuut",
        "plantlater",
        "plantafgeschermd",
        "plantgetypt",
    ]
}

#[test]
fn no_byte_of_what_is_not_for_a_wall_reaches_it() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "plantoudetitel");
    desk.follow(nummer);
    let other = vergadering(&mut desk, "plantanderdossier");
    desk.records(other, vec![feit("plantandereregel")]);
    let mut early = hang(&service, nummer);
    let mut planted = confidential(&mut desk, nummer);
    desk.types("plantconcept");
    let mut late = hang(&service, nummer);
    planted.extend(["plantoudetitel", "plantanderdossier", "plantandereregel", "plantconcept"]);
    for wall in [&mut early, &mut late] {
        // it may ask what it likes
        wall.say(&ToServer::VolgOverzicht);
        for vraag in [Raadpleging::Dossiers, Raadpleging::Acties, Raadpleging::Zoek { woorden: t("plantafgeschermd") }] {
            wall.say(&ToServer::Vraag { nr: 1, vraag });
        }
        wall.types("plantvandemuur");
        wall.settle();
        assert!(shows(wall, "op de muur"));
        let found: Vec<_> = planted.iter().filter(|word| wall.received(word)).collect();
        assert!(found.is_empty(), "{found:?}");
        let only = wall
            .messages()
            .all(|m| matches!(m, ToClient::Welkom { .. } | ToClient::Wand { .. } | ToClient::Onbegrepen { .. }));
        assert!(only && !wall.received(&other.to_string()), "{:?}", wall.came);
    }
    assert!(desk.drafts.is_empty() && !desk.received("plantvandemuur"));
}

/// A command as it comes from a script, with `plant` words wherever a text is not for a wall.
fn scripted(opdracht: &str, mut velden: serde_json::Value) -> Command {
    velden.as_object_mut().unwrap().insert("opdracht".into(), opdracht.into());
    serde_json::from_value(velden).unwrap_or_else(|e| panic!("{opdracht}: {e}"))
}

/// What is weighed, with a planted word in every text that somebody types.
fn weighed() -> Vec<Command> {
    let op = serde_json::to_value(over_minuten(600)).unwrap();
    let wie = json!({ "naam": "plantbron", "organisatie": "politie" });
    let weging = json!({ "nu": "ja", "bron": wie, "woorden": "plantwoorden" });
    vec![
        scripted("weeg_factor", json!({ "overleg": 1, "factor": "wapen", "weging": weging })),
        scripted("weeg_factor", json!({ "overleg": 1, "factor": "toegang", "weging": { "nu": "onbekend" } })),
        scripted(
            "weeg_factor",
            json!({ "overleg": 1, "factor": "verwurging", "weging": { "nu": "ja", "regels": ["0x1"] } }),
        ),
        scripted(
            "noteer_uitkomst",
            json!({ "overleg": 1, "uitkomst": { "instrument": "sash", "afnemer": wie, "uitkomst": "hoog", "toelichting": "plantsash" } }),
        ),
        scripted(
            "schets_scenario",
            json!({ "overleg": 1, "velden": { "wat": "plantscenario", "aanleidingen": [{ "wat": "plantaanleiding", "wanneer": op }] } }),
        ),
        scripted(
            "beantwoord_criterium",
            json!({ "overleg": 1, "criterium": "levensgevaar", "antwoord": { "antwoord": "ja", "reden": "plantcriterium" } }),
        ),
        scripted(
            "beslis_opschaling",
            json!({ "overleg": 1, "opschaling": { "opschalen": true, "aan": "plantburgemeester", "om": op, "reden": "plantopschalen" } }),
        ),
        scripted("bepaal_moment", json!({ "overleg": 1, "moment": { "vervolg": "acuut", "reden": "plantmoment" } })),
        scripted(
            "stel_vast",
            json!({ "overleg": 1, "onderwerp": "kindcheck", "vaststelling": { "antwoord": "onbekend", "tekst": "plantkind", "wie": wie } }),
        ),
        scripted("bespreek_vraag", json!({ "overleg": 1, "reeks": "tegendenker", "nr": 1, "antwoord": "planttegen" })),
        scripted("vraag_herbeoordeling", json!({ "aanzet": "nieuw_incident", "toelichting": "plantincident" })),
        scripted(
            "leg_terzijde",
            json!({ "overleg": 1, "maatregel": "gebiedsverbod_burgemeester", "reden": "plantterzijde" }),
        ),
        scripted(
            "weeg_optie",
            json!({ "overleg": 1, "velden": { "optie": "Opvang elders", "voor": "rust", "risico": "plantrisico",
                "keuze": { "gekozen": false, "reden": "plantkeuze" } } }),
        ),
        scripted(
            "weeg_optie",
            json!({ "overleg": 1, "velden": { "optie": "plantoptie", "voor": "plantvoor", "afgeschermd": true } }),
        ),
        scripted(
            "trek_conclusie",
            json!({ "overleg": 1, "conclusie": { "acuut": "nee", "niveau": "hoog", "reden": "plantconclusie", "afwijking": "plantafwijking" } }),
        ),
    ]
}

/// What hangs on the entry, the decision and the page with these numbers.
fn hung_on(nr: &Value) -> Vec<Command> {
    let op = serde_json::to_value(over_minuten(600)).unwrap();
    let velden = json!({ "toezicht": "planttoezicht", "meldpunt": "plantmeldpunt", "gevolg": "plantgevolg", "nadelen": "plantnadelen",
        "orgaan": "plantorgaan", "grond": "plantgrond", "einde": op });
    let klok = json!({ "naam": "plantklok", "einde": op, "gegeven_door": "plantbeschikking", "reden": "plantklokreden", "inzet": nr });
    let page = json!({ "gevraagd": "plantgevraagd", "uiterlijk": op, "grond": "plantwth", "alternatieven": "plantanders",
        "nadelen": "planttegens", "huisverbod": true, "besluit": nr });
    let antwoord = json!({ "uitslag": "anders", "tekst": "plantantwoord", "naam": "plantvandam", "op": serde_json::to_value(over_minuten(0)).unwrap() });
    let toets = json!({ "nodig": true, "door": "plantjurist" });
    vec![
        scripted("vul_inzet_aan", json!({ "inzet": nr, "velden": velden })),
        scripted("wijzig_inzet_status", json!({ "inzet": nr, "naar": "opgelegd", "reden": "plantopgelegd" })),
        scripted("zet_klok", json!({ "velden": klok })),
        scripted(
            "meld_schending",
            json!({ "inzet": nr, "schending": { "wat": "plantschending", "melder": "plantmelder" } }),
        ),
        scripted("noteer_toets", json!({ "besluit": nr, "toets": toets })),
        scripted("leg_voor", json!({ "overleg": 1, "velden": page })),
        scripted("beantwoord_voorlegger", json!({ "voorlegger": nr, "antwoord": antwoord })),
    ]
}

/// The item of the current block.
fn kies(id: &str) -> Command {
    Command::KiesPunt { overleg: O1, punt: super::meeting::punt(id) }
}

/// What the wall shows at an item.
fn at_item(desk: &mut Desk, wall: &mut Desk, nummer: DossierNummer, id: &str) -> WandBlad {
    desk.records(nummer, vec![kies(id)]);
    wall.until("the item", |d| view(d).punten.iter().any(|p| p.huidig && p.id.as_str() == id));
    view(wall).blad.clone().unwrap_or_else(|| panic!("{id} has nothing for a wall"))
}

#[test]
fn of_what_is_weighed_and_decided_the_wall_gets_names_and_ends_and_not_one_word_of_why() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "plantoudetitel");
    desk.records(nummer, vec![aanwezig("politie", "Ooms")]);
    let mut wall = hang(&service, nummer);
    // R0x1 is shielded, and the answer that rests on it
    desk.records(nummer, vec![afgeschermd(RegelSoort::Feit, "plantafgeschermd")]);
    desk.records(nummer, vec![naar(Fase::Opening, Fase::Beeldvorming)]);
    desk.records(nummer, vec![naar(Fase::Beeldvorming, Fase::Oordeelsvorming)]);
    for command in weighed() {
        desk.records(nummer, vec![command]);
    }
    let WandBlad::Bord(bord) = at_item(&mut desk, &mut wall, nummer, "factoren") else { panic!("no board") };
    assert_eq!(bord.ja, [t("Wapenbezit of gebruik van wapens")]);
    assert!(bord.onbekend == 1 && bord.niet_besproken > 20, "{bord:?}");

    desk.records(nummer, vec![scripted("open_gesloten_ronde", json!({ "overleg": 1 }))]);
    let oordeel = json!({ "organisatie": "politie", "acuut": "ja", "niveau": "hoog", "argument": "plantargument" });
    desk.records(nummer, vec![scripted("geef_oordeel", json!({ "overleg": 1, "oordeel": oordeel }))]);
    let WandBlad::Oordelen(o) = at_item(&mut desk, &mut wall, nummer, "oordeelsronde") else { panic!("no round") };
    assert!(o.gesloten && o.rijen.len() == 1 && o.rijen[0].ontvangen);
    assert_eq!((o.rijen[0].acuut, o.rijen[0].niveau.as_str()), (None, ""), "sealed");
    desk.records(nummer, vec![scripted("onthul_oordelen", json!({ "overleg": 1 }))]);
    wall.until("the reveal", |d| matches!(&view(d).blad, Some(WandBlad::Oordelen(o)) if !o.gesloten));
    let Some(WandBlad::Oordelen(o)) = &view(&wall).blad else { panic!() };
    assert_eq!((o.rijen[0].acuut, o.rijen[0].niveau.as_str()), (Some(Antwoord::Ja), "hoog"));

    desk.records(nummer, vec![naar(Fase::Oordeelsvorming, Fase::Besluitvorming)]);
    desk.records(
        nummer,
        vec![soort(RegelSoort::Maatregel, "Contactverbod"), soort(RegelSoort::Besluit, "Wij bellen haar.")],
    );
    desk.records(
        nummer,
        vec![afgeschermd(RegelSoort::Maatregel, "plantmaatregel"), afgeschermd(RegelSoort::Besluit, "plantbesluit")],
    );
    for command in [hung_on(&json!(1)), hung_on(&json!("x1"))].concat() {
        desk.records(nummer, vec![command]);
    }
    let WandBlad::Inzet(i) = at_item(&mut desk, &mut wall, nummer, "nadelen") else { panic!("no measures") };
    let shown: Vec<_> = i.nu.iter().map(|m| (m.wat.as_str(), m.tot)).collect();
    assert_eq!(shown, [("Contactverbod", Some(over_minuten(600)))]);
    let clocks: Vec<_> = i.klokken.iter().map(|k| (k.naam.as_str(), k.einde)).collect();
    assert_eq!((clocks, i.voorgelegd), (vec![("Contactverbod", over_minuten(600))], true));
    let WandBlad::Opties(opties) = at_item(&mut desk, &mut wall, nummer, "opties_wegen") else { panic!("no options") };
    let shown: Vec<_> = opties.iter().map(|x| (x.optie.as_str(), x.voor.as_str(), x.gekozen)).collect();
    assert_eq!(shown, [("Opvang elders", "rust", Some(false))]);
    for id in ["besluiten", "teruglezen"] {
        let besluiten = match at_item(&mut desk, &mut wall, nummer, id) {
            WandBlad::Besluiten(all) => all,
            WandBlad::Teruglezen(t) => t.besluiten,
            other => panic!("no decisions at {id}: {other:?}"),
        };
        assert_eq!(besluiten.iter().map(|b| b.besluit.as_str()).collect::<Vec<_>>(), ["Wij bellen haar."]);
    }
    desk.records(
        nummer,
        vec![scripted(
            "trek_conclusie",
            json!({ "overleg": 1, "conclusie":
        { "acuut": "nee", "niveau": "hoog", "reden": "plantconclusie", "afwijking": "plantafwijking" } }),
        )],
    );
    desk.records(nummer, vec![naar(Fase::Besluitvorming, Fase::Afsluiting)]);
    wall.until("the end", |d| view(d).fase == Fase::Afsluiting);
    wall.settle();
    assert!(!wall.received("plant"), "{:?}", wall.messages().find(|m| format!("{m:?}").contains("plant")));
    assert!(!wall.received("verwurging"), "the answer that rests on a shielded line");
}

#[test]
fn when_only_something_shielded_is_recorded_not_one_message_reaches_the_wall() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Stil");
    desk.records(nummer, vec![aanwezig("politie", "Ooms")]);
    for (van, next) in Fase::BLOKKEN.into_iter().zip(Fase::BLOKKEN.into_iter().skip(1)) {
        let mut wall = hang(&service, nummer);
        // that the one of the block before is gone is told too
        wall.until("that it is the only one", |d| view(d).schermen == 1);
        let before = wall.messages().count();
        for soort in RegelSoort::ALL {
            let from_police =
                RegelInhoud { afgeschermd: true, inbreng: Some(t("politie")), ..RegelInhoud::new(soort, t("stil")) };
            desk.records(nummer, vec![leg_vast(from_police)]);
        }
        // the clock of the machine is set back, as it may be
        service.clock.advance(-600_000);
        desk.records(nummer, vec![afgeschermd(RegelSoort::Notitie, "stil")]);
        service.clock.advance(600_000);
        wall.settle();
        assert_eq!(wall.messages().count() - before, 1, "in {van}: {:?}", wall.messages().last());
        desk.records(nummer, vec![naar(van, next)]);
        wall.until("the next block", |d| view(d).fase == next);
    }
}

#[test]
fn a_line_that_is_shielded_later_leaves_the_wall_at_once_and_the_record_says_since_when_it_could_be_read() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Eraf");
    desk.follow(nummer);
    let asked = service.clock.now();
    desk.records(nummer, vec![feit("te veel gezegd")]);
    // nobody could read it yet
    let hung = service.clock.now();
    let (mut one, mut two) = (hang(&service, nummer), hang(&service, nummer));
    assert!(shows(&one, "te veel gezegd") && shows(&two, "te veel gezegd"));
    desk.records(nummer, vec![scherm_af(1)]);
    for wall in [&mut one, &mut two] {
        wall.until("that it is gone", |d| !shows(d, "te veel gezegd"));
    }
    desk.settle();
    let line = &desk.dossier().regels[&crisistafel::domain::ids::RegelId::open(1)];
    let (since, until) = line.getoond.expect("it was shown");
    assert!(line.op > asked && since > hung && until > since, "{since:?} {until:?}");
    // lifted: it is back; shielded while no wall was there: nobody read it
    desk.records(nummer, vec![geef_vrij(1)]);
    one.until("that it is back", |d| shows(d, "te veel gezegd"));
    one.kill();
    two.kill();
    desk.until("that the walls are gone", |d| d.dossier().overleggen[0].schermen.iter().all(|s| s.tot.is_some()));
    desk.records(nummer, vec![feit("niemand las dit")]);
    desk.records(nummer, vec![scherm_af(2)]);
    desk.settle();
    assert_eq!(desk.dossier().regels[&crisistafel::domain::ids::RegelId::open(2)].getoond, None);
}

#[test]
fn a_wall_that_hangs_before_the_meeting_shows_it_when_it_is_called_and_nothing_when_it_is_over() {
    let service = Service::start();
    let mut wall = service.wall();
    wall.say(&ToServer::Volg { dossier: None, sinds: None });
    wall.until("that there is nothing", |d| d.views().last() == Some(&None));
    let mut desk = service.wire(None);
    let (nummer, _) = desk.records(None, vec![open("Eerst de muur")]);
    desk.records(nummer, vec![bijeen()]);
    wall.until("the meeting that was called", |d| d.views().last().is_some_and(Option::is_some));
    assert_eq!((view(&wall).nummer, view(&wall).fase), (nummer, Fase::Gepland));
    desk.records(nummer, vec![start()]);
    wall.until("the opening", |d| view(d).fase == Fase::Opening);
    for (van, next) in Fase::BLOKKEN.into_iter().zip(Fase::BLOKKEN.into_iter().skip(1)) {
        desk.records(nummer, vec![naar(van, next)]);
    }
    let sluiting = serde_json::from_value(serde_json::json!({ "veilig": "onbekend" })).unwrap();
    desk.records(nummer, vec![Command::SluitOverleg { overleg: O1, sluiting, reden: t("het is laat") }]);
    wall.until("that it is over", |d| d.views().last() == Some(&None));
}

#[test]
fn a_wall_that_was_told_nothing_does_not_choose_between_two_meetings_not_even_after_a_restart() {
    let mut service = Service::start();
    let mut desk = service.wire(None);
    let (one, two) = (vergadering(&mut desk, "Eerste kamer"), vergadering(&mut desk, "Tweede kamer"));
    let ask = |service: &Service| {
        let mut wall = service.wall();
        wall.say(&ToServer::Volg { dossier: None, sinds: None });
        wall.settle();
        wall
    };
    let mut both = [one, two];
    both.sort_unstable();
    assert_eq!(ask(&service).which(), Some(&both[..]));
    // only one of the two has been looked at since
    service.again();
    let mut desk = service.wire(None);
    desk.follow(one);
    let mut wall = ask(&service);
    assert_eq!(wall.which(), Some(&both[..]));
    desk.records(one, vec![feit("in de eerste kamer")]);
    wall.settle();
    assert!(!wall.received("in de eerste kamer"));
    // one of them is over: the other is the only one
    close(&mut desk, two);
    wall.until("the only meeting", |d| d.views().last().is_some_and(Option::is_some));
    assert_eq!(view(&wall).nummer, one);
}

/// Review B19: where two meetings go on the wall asks which one, by their numbers alone, and a digit chooses.
#[test]
fn a_wall_asks_which_of_two_meetings_it_should_show() {
    use super::program::Program;
    let service = Service::start();
    let mut desk = service.wire(None);
    let mut all = [vergadering(&mut desk, "Geheime naam"), vergadering(&mut desk, "Andere naam")];
    all.sort_unstable();
    let config = service.config(crisistafel::protocol::Soort::Scherm, None);
    let mut wall = Program::on(config, None, service.clock.clone());
    wall.until("the question", |m| m.deelscherm.keuze == all);
    // a third one that begins is one more to choose from
    let mut all = [all[0], all[1], vergadering(&mut desk, "Derde naam")];
    all.sort_unstable();
    wall.until("the question again", |m| m.deelscherm.keuze == all);
    let told = format!("{:?}", wall.desk.came);
    assert!(["Geheime", "Andere", "Derde"].iter().all(|name| !told.contains(name)), "{told}");
    wall.press("9x0");
    assert_eq!(wall.model.deelscherm.keuze, all);
    wall.press("2");
    wall.until("the meeting", |m| m.deelscherm.wand.as_ref().is_some_and(|w| w.nummer == all[1]));
    assert!(wall.model.deelscherm.keuze.is_empty());
}

fn close(desk: &mut Desk, nummer: DossierNummer) {
    let mut all: Vec<Command> =
        Fase::BLOKKEN.into_iter().zip(Fase::BLOKKEN.into_iter().skip(1)).map(|(van, next)| naar(van, next)).collect();
    let sluiting = serde_json::from_value(serde_json::json!({ "veilig": "onbekend" })).unwrap();
    all.push(Command::SluitOverleg { overleg: OverlegNr(1), sluiting, reden: t("klaar") });
    desk.records(nummer, all);
}

#[test]
fn from_the_wall_the_chair_steps_and_ticks_in_the_dossier_that_it_shows_and_nowhere_else() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let (here, there) = (vergadering(&mut desk, "Hier"), vergadering(&mut desk, "Daar"));
    desk.follow(here);
    let mut wall = hang(&service, here);
    wall.ask_for(here, vec![vink("nu_in_gevaar")]);
    wall.until("the tick", |d| view(d).punten.iter().any(|p| p.klaar));
    // the same again, as of a key that was pressed twice, is harmless and says nothing
    let told = wall.told().len();
    wall.ask_for(here, vec![vink("nu_in_gevaar")]);
    wall.settle();
    assert_eq!(wall.told().into_iter().skip(told).filter(|t| !t.contains("onbekend_")).count(), 0);
    // a gate wants a reason, and nothing is typed on a wall: somebody else is asked
    wall.ask_for(here, vec![Command::NaarFase { overleg: O1, van: Fase::Opening, naar: Fase::Beeldvorming, reden: t("") }]);
    wall.until("a step or a question", |d| view(d).fase == Fase::Beeldvorming || view(d).wacht_op_reden.is_some());
    let before = wall.told().len();
    for (dossier, command) in [
        (Some(there), vink("nu_in_gevaar")),
        (Some(here), soort(RegelSoort::Feit, "van de muur")),
        (Some(here), scherm_af(1)),
        (None, open("Van de muur")),
    ] {
        wall.ask_for(dossier, vec![command]);
        wall.settle();
    }
    let refused: Vec<String> = wall.told().into_iter().skip(before).filter(|t| !t.contains("onbekend_")).collect();
    assert_eq!(refused, vec!["dat kan nu niet vanaf het gedeelde scherm; gebruik een eigen terminal"; 4]);
    desk.settle();
    assert!(!desk.reads("van de muur"));
    let mut there_desk = service.wire(None);
    there_desk.follow(there);
    let frames = there_desk
        .messages()
        .filter_map(|m| if let ToClient::Frames { frames, .. } = m { Some(frames.len()) } else { None });
    assert_eq!(frames.sum::<usize>(), 2);
}

#[test]
fn people_are_told_how_many_walls_there_are_and_a_wall_is_told_of_nobody() {
    let service = Service::start();
    let (mut desk, mut other) = (service.wire(None), service.wire(None));
    let nummer = vergadering(&mut desk, "Geteld");
    desk.follow(nummer);
    let (one, _two) = (hang(&service, nummer), hang(&service, nummer));
    other.follow(nummer);
    desk.until("two walls and two people", |d| d.present.0 == 2 && d.present.1 == 4 && d.present.2.len() == 1);
    assert_eq!(view(&one).schermen, 1);
    one.kill();
    desk.until("one wall less", |d| d.present.0 == 1 && d.present.1 == 3);
    assert!(Desk::socket(&service.config(Soort::Vraag, None)).welcomed());
}

/// Review B2: an option that is shielded later leaves the wall at once, as a line does.
#[test]
fn an_option_that_is_shielded_later_leaves_the_wall_at_once() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Optie eraf");
    desk.records(nummer, vec![naar(Fase::Opening, Fase::Beeldvorming)]);
    desk.records(nummer, vec![naar(Fase::Beeldvorming, Fase::Oordeelsvorming)]);
    let optie = json!({ "overleg": 1, "velden": { "optie": "naar haar zus" } });
    desk.records(nummer, vec![scripted("weeg_optie", optie)]);
    let mut wall = hang(&service, nummer);
    let WandBlad::Opties(all) = at_item(&mut desk, &mut wall, nummer, "opties") else { panic!("no options") };
    assert_eq!(all.len(), 1);
    let shield = json!({ "overleg": 1, "optie": 1, "velden": { "afgeschermd": true } });
    desk.records(nummer, vec![scripted("weeg_optie", shield)]);
    wall.until("that it is gone", |d| view(d).blad == Some(WandBlad::Opties(Vec::new())));
    desk.follow(nummer);
    assert!(desk.dossier().overleggen[0].opties[0].getoond.is_some(), "the record says since when it could be read");
}

/// Review B4: nothing of a dossier stands on the wall before the start. Review B3: the source is shown, not the turn.
/// Review A13: the words of a judgement are its argument, however they were typed.
#[test]
fn nothing_stands_there_before_the_start_and_then_the_source_and_no_argument() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let (nummer, _) = desk.records(None, vec![open("Vooraf")]);
    desk.records(nummer, vec![bijeen()]);
    desk.records(nummer, vec![soort(RegelSoort::Letterlijk, "vooraf letterlijk")]);
    desk.records(nummer, vec![soort(RegelSoort::Onbekend, "vooraf gevraagd")]);
    let mut wall = hang(&service, nummer);
    assert!(!wall.received("vooraf"), "{:?}", view(&wall));
    desk.records(nummer, vec![start()]);
    wall.until("the opening", |d| view(d).fase == Fase::Opening);
    desk.records(nummer, vec![aanwezig("politie", "Ooms"), aanwezig("CIT", "Bakhuis")]);
    let from = RegelInhoud {
        inbreng: Some(t("politie")),
        bron: Some(crisistafel::domain::dossier::Wie::organisatie(t("CIT"))),
        ..RegelInhoud::new(RegelSoort::Feit, t("zij belde"))
    };
    desk.records(nummer, vec![leg_vast(from)]);
    let judged = RegelInhoud {
        inbreng: Some(t("politie")),
        acuut: Some(Antwoord::Ja),
        ..RegelInhoud::new(RegelSoort::Oordeel, t("plantargument"))
    };
    desk.records(nummer, vec![leg_vast(judged)]);
    wall.until("the line", |d| shows(d, "zij belde"));
    wall.settle();
    let line = view(&wall).regels.iter().find(|r| r.tekst.as_str() == "zij belde").unwrap();
    assert_eq!(line.wie.as_str(), "CIT");
    assert!(!wall.received("plantargument"));
}
