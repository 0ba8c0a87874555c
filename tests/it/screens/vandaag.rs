//! What waits, in all dossiers: whose it is, what comes first, and where it opens.

use crisistafel::app::screens::Blik;
use crisistafel::app::screens::register::Registerlijst;
use crisistafel::app::screens::vandaag::{Wacht, Wachtrij};
use crisistafel::domain::command::Command;
use crisistafel::domain::rol::Rol;
use crisistafel::projection::termijn::Wat;
use insta::assert_snapshot;

use super::desk::{BELAGING, Desk, Tafel, minute};

fn vandaag(rollen: &[Rol], naam: (&'static str, &'static str)) -> Desk {
    let tafel = Tafel::play(BELAGING, minute(0));
    let mut desk = Desk::open(tafel, minute(0), naam, rollen);
    desk.press("/vandaag<enter>");
    desk
}

#[test]
fn who_leads_the_work_sees_what_is_late_of_others_too_and_the_most_late_first() {
    let mut desk = vandaag(&[Rol::Procesregisseur], ("vanes", "Van Es"));
    assert_snapshot!("vandaag_120x36", desk.screen(120, 36));
    assert_snapshot!("vandaag_80x24", desk.screen(80, 24));
    assert_snapshot!("vandaag_alles_120x36", desk.press("f").screen(120, 36));
    assert_snapshot!("vandaag_40x10", desk.screen(40, 10));
}

#[test]
fn enter_opens_what_waits_where_it_belongs() {
    let mut desk = vandaag(&[Rol::Procesregisseur], ("vanes", "Van Es"));
    desk.press("f");
    let rows = crisistafel::app::screens::vandaag::rijen(&desk.model);
    let at = rows.iter().position(|r| matches!(r.wacht, Wacht::Termijn(Wat::Actie(_)))).unwrap();
    for _ in 0..at {
        desk.press("<down>");
    }
    desk.press("<enter>");
    assert!(matches!(desk.model.blik, Blik::Register(s) if s.lijst == Registerlijst::Acties && s.gekozen.is_some()));
}

/// A call to 112 waits before anything else until somebody says what came of it, whoever called.
#[test]
fn a_call_to_112_stands_first_until_its_outcome_is_known() {
    let mut desk = Desk::open(Tafel::play(BELAGING, minute(0)), minute(0), ("vanes", "Van Es"), &[Rol::Procesregisseur]);
    desk.ask(Command::Meld112 { toelichting: "hij staat er".into() });
    desk.press("/vandaag<enter>");
    let rows = crisistafel::app::screens::vandaag::rijen(&desk.model);
    assert_eq!(rows[0].wacht, Wacht::Gebeld112);
    assert!(desk.screen(80, 24).contains("uitkomst nog niet genoteerd"), "{}", desk.screen(80, 24));
}

#[test]
fn a_partner_sees_what_is_theirs() {
    let desk = vandaag(&[Rol::Deelnemer], ("kuiper", "Kuiper"));
    let rows = crisistafel::app::screens::vandaag::rijen(&desk.model);
    let van = |r: &Wachtrij<'_>| r.termijn.map(|k| k.wie.to_string()).unwrap_or_default();
    assert!(rows.iter().filter(|r| r.termijn.is_some()).all(|r| van(r).contains("gemeente")), "{rows:?}");
}
