//! Away from the screen: a terminal at which nobody pressed a key ends, outside a meeting; nothing of a dossier stays on it.

use chrono::TimeDelta;
use crisistafel::app::model::Verbinding;
use crisistafel::app::{Effect, Msg, update};
use crisistafel::client::FromLink;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::ToServer;
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
    desk.press("nZomerlaan<enter>");
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
