//! The shared screen.

use crisistafel::app::{Msg, update};
use crisistafel::domain::command::Command;
use crisistafel::domain::rol::Rol;
use crisistafel::input::script::presses;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::desk::{BELAGING, Desk, Tafel, minute};

fn wall(minutes: i64, keys: &str) -> Desk {
    let mut desk = Desk::at_meeting(minutes, "scherm", "", &[Rol::Scherm]);
    desk.press(keys);
    desk
}

#[test]
fn it_shows_the_question_of_this_moment_what_was_recorded_and_what_is_missing() {
    assert_snapshot!("wall_120x36", wall(20, "").screen(120, 36));
    assert_snapshot!("wall_80x24", wall(41, "").screen(80, 24));
}

#[test]
fn blank_it_says_only_that_it_is_blank_and_how_it_comes_back() {
    let mut desk = wall(20, "b");
    let screen = desk.screen(80, 24);
    let said: Vec<&str> = screen.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(said, ["OEFENING", "Dit scherm is leeg gemaakt.", "b toont het weer", "geen cursor"]);
    desk.press("b");
    assert!(desk.screen(80, 24).contains("Inbrengronde"));
}

#[test]
fn a_step_that_waits_and_a_refusal_are_told_calmly() {
    assert_snapshot!("wall_waits_80x24", wall(20, "v").screen(80, 24));
    let screen = wall(20, "h").screen(80, 24);
    assert!(screen.contains("✗ niet gedaan · dat kan nu niet: het overleg is niet geschorst"), "{screen}");
}

#[test]
fn before_the_meeting_it_waits() {
    let mut desk = Desk::open(Tafel::play(BELAGING, minute(-5)), minute(-5), ("scherm", ""), &[Rol::Scherm]);
    assert!(desk.screen(80, 24).contains("Het overleg begint zo."));
    desk.model.deelscherm.toon(None);
    assert!(desk.screen(80, 24).contains("Er is nu geen overleg op dit scherm."));
}

/// Commands as they come from a script: names with their fields.
fn commands(all: Vec<(&str, Value)>) -> Vec<Command> {
    let one = |(name, mut fields): (&str, Value)| {
        fields.as_object_mut().unwrap().insert("opdracht".into(), name.into());
        fields.as_object_mut().unwrap().insert("overleg".into(), 2.into());
        serde_json::from_value(fields).unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    all.into_iter().map(one).collect()
}

/// A command without the number of the meeting.
fn bare(name: &str, mut fields: Value) -> Command {
    fields.as_object_mut().unwrap().insert("opdracht".into(), name.into());
    serde_json::from_value(fields).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn at_the_board_it_names_what_is_so_and_counts_what_nobody_knows_or_discussed() {
    let mut desk = wall(30, "");
    let answer = |factor: &str, nu: &str| ("weeg_factor", json!({ "factor": factor, "weging": { "nu": nu } }));
    let yes =
        ["stalking", "doodsbedreiging", "recent_geweld", "verwurging", "doodsangst", "escalatie", "toegang", "jaloezie"];
    let mut all: Vec<_> = yes.into_iter().map(|f| answer(f, "ja")).collect();
    all.extend(["wapen", "middelen", "werkloos"].map(|f| answer(f, "onbekend")));
    all.extend(["geweld_zwangerschap", "gedwongen_seks"].map(|f| answer(f, "nee")));
    all.push(("kies_punt", json!({ "punt": "factoren" })));
    desk.others_do(Rol::Notulist, &commands(all));
    assert_snapshot!("wall_board_120x36", desk.screen(120, 36));
    assert_snapshot!("wall_board_80x24", desk.screen(80, 24));
    let screen = desk.screen(200, 50);
    assert!(!screen.contains('%') && !screen.contains("zwangerschap"), "{screen}");
}

#[test]
fn at_the_round_it_tells_who_is_in_and_nothing_of_what_was_said_before_the_reveal() {
    let mut desk = wall(30, "");
    desk.others_do(
        Rol::Voorzitter,
        &commands(vec![("open_gesloten_ronde", json!({})), ("kies_punt", json!({ "punt": "oordeelsronde" }))]),
    );
    let judge = |org: &str, niveau: &str| {
        (
            "geef_oordeel",
            json!({ "oordeel": { "organisatie": org, "acuut": "ja", "niveau": niveau, "argument": "Verzegelde reden." } }),
        )
    };
    desk.others_do(Rol::Notulist, &commands(vec![judge("politie", "hoog"), judge("gemeente", "gemiddeld")]));
    let sealed = desk.screen(80, 24);
    assert!(!sealed.contains("acuut ja") && !sealed.contains("Verzegelde"), "{sealed}");
    assert_snapshot!("wall_round_80x24", sealed);
    desk.others_do(Rol::Voorzitter, &commands(vec![("onthul_oordelen", json!({}))]));
    let shown = desk.screen(120, 36);
    assert!(!shown.contains("Verzegelde"), "{shown}");
    assert_snapshot!("wall_round_revealed_120x36", shown);
}

#[test]
fn at_the_measures_it_tells_what_holds_until_when() {
    let mut desk = wall(45, "");
    let einde = serde_json::to_value(minute(60 * 24 * 10)).unwrap();
    let line = |tekst: &str, palet: Value| {
        (
            "leg_regel_vast",
            json!({ "punt": "nadelen", "regel": { "soort": "maatregel", "tekst": tekst, "maatregel": palet } }),
        )
    };
    desk.others_do(
        Rol::Notulist,
        &commands(vec![
            line("Huisverbod voor tien dagen", json!("huisverbod")),
            line("Hij meldt zich elke dag om tien uur bij de wijkagent op het bureau", Value::Null),
        ]),
    );
    let first = desk.tafel.dossier.inzetten.keys().rev().nth(1).unwrap().0;
    desk.others_do(
        Rol::Notulist,
        &[
            bare("wijzig_inzet_status", json!({ "inzet": first, "naar": "opgelegd", "reden": "getekend" })),
            bare("zet_klok", json!({ "velden": { "soort": "huisverbod", "einde": einde, "inzet": first } })),
            bare("meld_schending", json!({ "inzet": first })),
            bare("leg_voor", json!({ "overleg": 2, "velden": { "gevraagd": "Vraag die niet op de muur hoort" } })),
            bare("kies_punt", json!({ "overleg": 2, "punt": "nadelen" })),
        ],
    );
    let screens = [desk.screen(80, 24), desk.screen(120, 36)];
    assert!(screens.iter().all(|s| !s.contains("niet op de muur")));
    assert_snapshot!("wall_measures_80x24", screens[0]);
    assert_snapshot!("wall_measures_120x36", screens[1]);
}

#[test]
fn nothing_stands_on_it_that_is_not_for_a_wall() {
    for minutes in [0, 9, 20, 30, 44] {
        for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
            let screen = wall(minutes, "").screen(columns, rows);
            for secret in ["Trapportaal", "afgeschermd", "zijn zus werkt", "niet weten"] {
                assert!(!screen.contains(secret), "{secret} at {minutes}\n{screen}");
            }
        }
    }
}

/// The place of the meeting as the wall knows it: the item, and how many were ticked.
fn place(desk: &Desk) -> (String, usize) {
    let w = desk.model.deelscherm.wand.as_ref().unwrap();
    let here = w.punten.iter().find(|p| p.huidig).unwrap();
    (here.id.to_string(), w.punten.iter().filter(|p| p.klaar).count())
}

fn footer(screen: &str) -> &str {
    screen.lines().rev().nth(1).unwrap()
}

/// A chair who read on with the key of the wall ticked the item, while only the arrows turned the page.
#[test]
fn the_key_that_ticks_turns_the_page_while_there_is_one_and_the_footer_says_which() {
    let mut desk = wall(20, "");
    desk.others_do(Rol::Voorzitter, &commands(vec![("kies_punt", json!({ "punt": "gedeeld_beeld" }))]));
    let before = place(&desk);
    let screen = desk.screen(80, 24);
    let (_, of) = screen.split_once("PgDn volgende bladzijde (1 van ").unwrap_or_else(|| panic!("{screen}"));
    let of: usize = of.split(')').next().unwrap().parse().unwrap();
    for at in 2..=of {
        desk.press("<pagedown>");
        let screen = desk.screen(80, 24);
        assert!(screen.contains(&format!("bladzijde {at} van {of}")), "{screen}");
        assert_eq!(place(&desk), before, "reading on ticks nothing");
    }
    let last = desk.screen(80, 24);
    assert!(footer(&last).contains("PgDn punt klaar"), "{last}");
    desk.press("<pagedown>");
    assert_ne!(place(&desk).0, before.0);
    assert_eq!(place(&desk).1, before.1 + 1);
    // the next sheet begins at its first page, and going back one page by the arrows still goes round
    let screen = desk.screen(80, 24);
    assert!(!screen.contains("bladzijde 2 van"), "{screen}");
}

/// Two keys in a burst: the second came before anybody saw the next item, and ticked it.
#[test]
fn an_item_that_nobody_saw_is_not_ticked() {
    let mut desk = wall(20, "");
    desk.screen(120, 36);
    desk.others_do(Rol::Voorzitter, &commands(vec![("kies_punt", json!({ "punt": "kinderen" }))]));
    let key = presses("<pagedown>").unwrap().remove(0);
    let effects = update(&mut desk.model, Msg::Key(key), desk.nu);
    assert!(effects.is_empty(), "{effects:?}");
    desk.screen(120, 36);
    let effects = update(&mut desk.model, Msg::Key(key), desk.nu);
    assert_eq!(effects.len(), 1, "{effects:?}");
    // and the same step again, before the answer came, alarms nobody
    desk.press("<pagedown>");
    let screen = desk.screen(120, 36);
    assert!(!screen.contains("niet gedaan"), "{screen}");
}
