//! Away from the screen: a terminal at which nobody pressed a key ends, outside a meeting, or is locked where there is a PIN;
//! nothing of a dossier stays on it.

use chrono::TimeDelta;
use crisistafel::app::Wegstand;
use crisistafel::app::model::Verbinding;
use crisistafel::app::{Effect, Msg, update};
use crisistafel::client::FromLink;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Getypt, ToClient, ToServer};
use insta::assert_snapshot;

use super::desk::{Desk, Tafel, minute};
use super::proef::{desk_at, overview};

/// The procesregisseur in the overview, with ten minutes.
fn regie() -> Desk {
    let mut desk = desk_at(minute(44), ("duin", "Duin"), &[Rol::Procesregisseur]);
    overview(&mut desk);
    desk.model.replica = None;
    desk.model.sluit_na_min = 10;
    desk
}

/// Every minute passes, as the program sees it; gives what follows from the last.
fn wait(desk: &mut Desk, minutes: i64) -> Vec<Effect> {
    let mut effects = Vec::new();
    for _ in 0..minutes {
        desk.nu = desk.nu.plus(TimeDelta::minutes(1));
        effects = update(&mut desk.model, Msg::Tick, desk.nu);
    }
    effects
}

fn why(desk: &Desk) -> Option<&str> {
    if let Verbinding::Voorbij(why) = &desk.model.verbinding { Some(why) } else { None }
}

#[test]
fn ten_minutes_without_a_key_end_a_terminal_a_minute_after_it_was_said() {
    let mut desk = regie();
    assert_eq!(wait(&mut desk, 8), []);
    assert!(!desk.screen(80, 24).contains("sluit deze terminal"));
    assert_eq!(wait(&mut desk, 1), []);
    assert_snapshot!("weg_gewaarschuwd_80x24", desk.screen(80, 24));
    assert_snapshot!("weg_gewaarschuwd_120x36", desk.screen(120, 36));
    assert_eq!(wait(&mut desk, 1), [Effect::Quit]);
    let said = why(&desk).unwrap();
    assert!(said.contains("10 min niets getypt") && said.contains("Wat u typte is bewaard"), "{said}");
    assert!(desk.model.dossiers.is_empty() && desk.model.replica.is_none());
    for size in [(80, 24), (120, 36)] {
        let screen = desk.screen(size.0, size.1);
        assert!(!screen.contains("Proef") && !screen.contains("26-K7M4"), "{screen}");
        assert!(screen.contains("VERGRENDELD") && screen.contains("zo leest niemand mee"), "{screen}");
    }
}

#[test]
fn a_key_begins_it_anew_and_where_it_is_never_it_never_is() {
    let mut desk = regie();
    wait(&mut desk, 9);
    desk.press("<down>");
    assert_eq!(wait(&mut desk, 9), []);
    assert_eq!(why(&desk), None);
    let mut never = regie();
    never.model.sluit_na_min = 0;
    wait(&mut never, 600);
    assert_eq!(why(&never), None);
}

/// In a meeting people talk. It begins to count when that is over.
#[test]
fn not_while_a_meeting_goes_on_nor_the_shared_screen() {
    let mut desk = desk_at(minute(44), ("duin", "Duin"), &[Rol::Procesregisseur]);
    desk.model.sluit_na_min = 10;
    wait(&mut desk, 120);
    assert_eq!(why(&desk), None);
    desk.model.replica = None;
    assert_eq!(wait(&mut desk, 9), []);
    assert_eq!(wait(&mut desk, 1), [Effect::Quit]);
    let mut wall = Desk::open(Tafel::new("26-K7M4".parse().unwrap()), minute(44), ("zaal", "Zaal"), &[Rol::Scherm]);
    wall.model.sluit_na_min = 10;
    wait(&mut wall, 120);
    assert_eq!(why(&wall), None);
}

/// A form that was begun is kept nowhere: that is said.
#[test]
fn what_is_not_kept_is_named() {
    let mut desk = regie();
    desk.press("nVoorlopige titel");
    assert_eq!(wait(&mut desk, 10), [Effect::Quit]);
    let said = why(&desk).unwrap();
    assert!(said.contains("Niet bewaard: 1 begonnen formulier") && !said.contains("Voorlopige"), "{said}");
}

/// What was entered while the service cannot be reached is only here: the screen is empty, the keys do nothing, and it ends
/// when that is recorded.
#[test]
fn what_was_entered_and_is_nowhere_else_is_waited_for_on_an_empty_screen() {
    let mut desk = regie();
    desk.press("n2<tab>2<tab><tab>1<tab>Hij staat er weer<tab>1<tab>Zomerlaan<enter>");
    assert_eq!(desk.model.verzonden.len(), 1);
    desk.lose_connection();
    let effects = wait(&mut desk, 10);
    assert!(!effects.contains(&Effect::Quit), "{effects:?}");
    assert_snapshot!("weg_wacht_80x24", desk.screen(80, 24));
    assert_snapshot!("weg_wacht_120x36", desk.screen(120, 36));
    desk.press("q<esc><enter>");
    assert!(why(&desk).is_none() && desk.screen(80, 24).contains("VERGRENDELD"));
    desk.welcome(&[Rol::Procesregisseur]);
    assert_eq!(wait(&mut desk, 1), [], "it is not answered yet");
    desk.model.verzonden.clear();
    assert_eq!(wait(&mut desk, 1), [Effect::Quit]);
}

/// Who sits in a dossier leaves it before the terminal ends: nothing more is sent to it.
#[test]
fn a_dossier_is_left_first() {
    let mut desk = desk_at(minute(44), ("duin", "Duin"), &[Rol::Procesregisseur]);
    let sluit = desk.tafel.dossier.nummer;
    assert!(desk.model.replica.as_ref().is_some_and(|r| r.dossier.nummer == sluit));
    desk.model.sluit_na_min = 10;
    // the meeting is not there any more, the dossier is
    desk.model.replica = Some(crisistafel::client::Replica::new(sluit));
    let effects = wait(&mut desk, 10);
    assert_eq!(effects, [Effect::Send(ToServer::Volg { dossier: None, sinds: None }), Effect::Quit]);
    assert!(update(&mut desk.model, Msg::Link(FromLink::Lost), desk.nu).is_empty());
}

/// The same with a PIN, at a dossier whose meeting is over.
fn met_pin() -> Desk {
    let mut desk = desk_at(minute(44), ("duin", "Duin"), &[Rol::Procesregisseur, Rol::Voorzitter]);
    (desk.model.pin, desk.model.sluit_na_min) = (true, 10);
    desk
}

fn stand(desk: &Desk) -> Option<Wegstand> {
    desk.model.weg.as_ref().map(|w| w.stand)
}

/// Nothing of the dossier of these tests stands on the screen, nor on the terminal.
fn is_leeg(desk: &mut Desk) {
    for (columns, rows) in [(120, 36), (80, 24), (40, 10), (20, 5)] {
        let screen = desk.screen(columns, rows);
        for word in ["Proef", "K7M4", "Duin", "huisverbod", "politie", "merel", "esluit", "gistratie"] {
            assert!(!screen.contains(word), "{word}: {screen}");
        }
        assert!(screen.contains("VERGRENDELD") && screen.contains("OEFENING"), "{screen}");
    }
    let m = &desk.model;
    assert!(m.replica.is_none() && m.dossiers.is_empty() && m.lagen.is_empty() && m.overleg.draft.is_empty());
}

/// With a PIN a terminal at which nobody is does not end: it asks for the PIN, and is where it was.
#[test]
fn with_a_pin_it_is_locked_and_comes_back_where_it_was() {
    let mut desk = met_pin();
    desk.press("f zij zag de merel").press("/vergrendel<enter>");
    assert_eq!(stand(&desk), None, "a line that is typed is no menu");
    desk.press("<ctrl+u>");
    desk.press("/acties<enter>");
    desk.press("/vergrendel<enter>");
    assert_eq!(stand(&desk), Some(Wegstand::Gevraagd));
    is_leeg(&mut desk);
    desk.hear(ToClient::Vergrendeld);
    is_leeg(&mut desk);
    assert_snapshot!("slot_leeg_80x24", desk.screen(80, 24));
    assert_snapshot!("slot_leeg_120x36", desk.screen(120, 36));
    desk.press("4829");
    assert!(!desk.screen(80, 24).contains("4829"));
    desk.press("15<backspace>6");
    assert_snapshot!("slot_getypt_80x24", desk.screen(80, 24));
    desk.press("<enter>");
    assert_eq!(stand(&desk), Some(Wegstand::Nagekeken));
    desk.hear(ToClient::NietOntgrendeld);
    assert_snapshot!("slot_fout_80x24", desk.screen(80, 24));
    assert_snapshot!("slot_fout_120x36", desk.screen(120, 36));
    is_leeg(&mut desk);
    desk.press("x");
    assert!(desk.screen(80, 24).contains("6 tot 32 cijfers"));
    desk.paste("zij belde om twee uur");
    let screen = desk.screen(80, 24);
    assert!(
        screen.contains("Plakken kan hier niet") && !screen.contains("belde"),
        "a paste is not dropped unsaid: {screen}"
    );
    desk.press("482915<enter>");
    desk.hear(ToClient::Ontgrendeld { mislukt: 2, sinds: Some(minute(40)) });
    assert_eq!(stand(&desk), None);
    let screen = desk.screen(120, 36);
    assert!(screen.contains("2 mislukte pogingen sinds"), "{screen}");
    assert_snapshot!("slot_terug_80x24", desk.screen(80, 24));
    // the actions, as it was; and what was being typed comes from the service
    desk.press("<esc>");
    let regel = Getypt::nieuw("f zij zag de merel".into());
    desk.hear(ToClient::UwConcept { regel, eigen: true });
    assert!(desk.screen(80, 24).contains("zij zag de merel"));
}

/// What is asked of the service, in order: nothing before what was entered has its answer, nor without a connection.
#[test]
fn it_is_locked_by_the_service_once_everything_has_its_answer() {
    let mut desk = regie();
    desk.model.pin = true;
    assert_eq!(wait(&mut desk, 8), []);
    assert_eq!(wait(&mut desk, 1), []);
    assert!(desk.screen(80, 24).contains("over een minuut vergrendelt deze terminal"));
    assert_eq!(wait(&mut desk, 1), [Effect::Send(ToServer::Vergrendel)]);
    assert_eq!(wait(&mut desk, 60), [], "once");
    let mut desk = regie();
    desk.model.pin = true;
    desk.press("n2<tab>2<tab><tab>1<tab>Hij staat er weer<tab>1<tab>Zomerlaan<enter>");
    assert_eq!(wait(&mut desk, 10), []);
    assert_eq!(stand(&desk), Some(Wegstand::Wacht));
    // nothing was sent: the desk of these tests is not online, and the terminal does not know that yet
    assert!(desk.screen(80, 24).contains("heeft nog geen antwoord") && !desk.screen(80, 24).contains("PIN:"));
    let leave = crisistafel::input::script::presses("<ctrl+c>").unwrap().remove(0);
    assert_eq!(update(&mut desk.model, Msg::Key(leave), desk.nu), [], "what was entered is only here");
    desk.lose_connection();
    assert!(desk.screen(80, 24).contains("geen verbinding met de dienst"));
    assert_eq!(wait(&mut desk, 10), []);
    desk.model.verzonden.clear();
    assert_eq!(wait(&mut desk, 10), []);
    desk.online = true;
    desk.welcome(&[Rol::Procesregisseur]);
    assert_eq!(stand(&desk), Some(Wegstand::Gevraagd));
    desk.hear(ToClient::Vergrendeld);
    // lost while a PIN is looked at: it is asked anew once the service has the lock again
    desk.press("482915<enter>").lose_connection();
    assert_eq!(stand(&desk), Some(Wegstand::Gevraagd));
    desk.hear(ToClient::Vergrendeld);
    assert_eq!(stand(&desk), Some(Wegstand::Dicht));
    desk.press("482915<enter>");
    assert!(desk.screen(80, 24).contains("geen verbinding"));
}

/// Not a key that does anything elsewhere counts, and no paste; Ctrl+C leaves.
#[test]
fn a_locked_terminal_takes_a_pin_and_nothing_else() {
    let mut desk = met_pin();
    desk.press("/vergrendel<enter>");
    desk.hear(ToClient::Vergrendeld);
    let before = desk.screen(80, 24);
    for key in ["<f2>", "<f9>", "<ctrl+f>", "<ctrl+g>", "<tab>", "<up>", "<pagedown>", "<ctrl+p>", "<esc>", "<enter>"] {
        desk.press(key);
        assert_eq!(desk.screen(80, 24), before, "{key}");
    }
    desk.paste("482915");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("Plakken kan hier niet") && !screen.contains("482915"), "{screen}");
    desk.press("7<backspace>");
    assert_eq!(desk.screen(80, 24), before, "nothing of it was taken over");
    let key = crisistafel::input::script::presses("<ctrl+c>").unwrap().remove(0);
    assert_eq!(update(&mut desk.model, Msg::Key(key), desk.nu), [Effect::Quit]);
}

/// A form that was begun is kept nowhere: that is said on the empty screen and once more when it is brought back.
#[test]
fn what_cannot_be_kept_is_said_at_the_lock_and_after_it() {
    let mut desk = regie();
    desk.model.pin = true;
    desk.press("nVoorlopige titel");
    assert_eq!(wait(&mut desk, 10), [Effect::Send(ToServer::Vergrendel)]);
    desk.hear(ToClient::Vergrendeld);
    let screen = desk.screen(80, 24);
    assert!(screen.contains("Niet bewaard: 1 begonnen formulier") && !screen.contains("Voorlopige"), "{screen}");
    desk.press("482915<enter>");
    desk.hear(ToClient::Ontgrendeld { mislukt: 0, sinds: None });
    assert!(desk.screen(80, 24).contains("ontgrendeld; niet bewaard: 1 begonnen formulier"));
}

/// The service ends it: the reason stands on the empty screen.
#[test]
fn a_locked_terminal_that_the_service_ends_says_why() {
    let mut desk = met_pin();
    desk.press("/vergrendel<enter>");
    desk.hear(ToClient::Vergrendeld);
    update(&mut desk.model, Msg::Link(FromLink::Over("er is te vaak een verkeerde PIN gegeven".to_owned())), desk.nu);
    let screen = desk.screen(80, 24);
    assert!(screen.contains("te vaak een verkeerde PIN") && !screen.contains("PIN:"), "{screen}");
    is_leeg(&mut desk);
    let key = crisistafel::input::script::presses("q").unwrap().remove(0);
    assert_eq!(update(&mut desk.model, Msg::Key(key), desk.nu), [Effect::Quit]);
}

/// Without one it is said how to have it.
#[test]
fn without_a_pin_nothing_is_locked_at_once() {
    let mut desk = met_pin();
    desk.model.pin = false;
    desk.press("/vergrendel<enter>");
    assert!(stand(&desk).is_none() && desk.screen(80, 24).contains("zet er een met /pin"), "{}", desk.screen(80, 24));
}

/// Choosing a PIN: typed twice, never shown, refused in words where it can be guessed.
#[test]
fn a_pin_is_chosen_in_the_program_typed_twice_and_never_shown() {
    let mut desk = met_pin();
    desk.model.pin = false;
    desk.press("/pin<enter>");
    assert_snapshot!("pin_leeg_80x24", desk.screen(80, 24));
    assert_snapshot!("pin_leeg_120x36", desk.screen(120, 36));
    desk.press("123456<enter>123456<enter>");
    assert_snapshot!("pin_te_raden_80x24", desk.screen(80, 24));
    desk.press("482915<enter>482916<enter>");
    assert!(desk.screen(80, 24).contains("twee keer hetzelfde"));
    desk.press("4829<enter>4829<enter>");
    assert!(desk.screen(80, 24).contains("een PIN is 6 tot 32 cijfers"));
    desk.press("482915<tab>482915");
    let screen = desk.screen(80, 24);
    assert!(!screen.contains("482915") && screen.matches("••••••").count() == 2, "{screen}");
    desk.press("<enter>");
    assert!(desk.screen(80, 24).contains("wordt bewaard"));
    desk.hear(ToClient::Pin { er: true, fout: None });
    assert!(desk.model.lagen.is_empty() && desk.screen(80, 24).contains("uw PIN staat"));
    // another one asks for this one first; what the service refuses stands in the form
    desk.press("/pin<enter>");
    assert!(desk.screen(80, 24).contains("de PIN van nu"));
    desk.press("730264<enter>482617<enter>482617<enter>");
    desk.hear(ToClient::Pin { er: true, fout: Some("dat is niet uw PIN".into()) });
    assert_snapshot!("pin_geweigerd_80x24", desk.screen(80, 24));
    desk.press("<esc>/pinweg<enter>482915<enter>");
    desk.hear(ToClient::Pin { er: false, fout: None });
    assert!(!desk.model.pin && desk.screen(80, 24).contains("uw PIN is weg"), "{}", desk.screen(80, 24));
    desk.press("/pinweg<enter>");
    assert!(desk.screen(80, 24).contains("u hebt geen PIN"));
}
