//! What waits, in all dossiers: whose it is, what comes first, and where it opens.

use crisistafel::app::screens::Blik;
use crisistafel::app::screens::register::Registerlijst;
use crisistafel::domain::rol::Rol;
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
    let at = rows.iter().position(|(_, w)| format!("{w:?}").contains("Actie(")).unwrap();
    for _ in 0..at {
        desk.press("<down>");
    }
    desk.press("<enter>");
    assert!(matches!(desk.model.blik, Blik::Register(s) if s.lijst == Registerlijst::Acties && s.gekozen.is_some()));
}

#[test]
fn a_partner_sees_what_is_theirs() {
    let desk = vandaag(&[Rol::Deelnemer], ("kuiper", "Kuiper"));
    let rows = crisistafel::app::screens::vandaag::rijen(&desk.model);
    assert!(rows.iter().all(|(_, w)| !format!("{w:?}").contains("wie: Tekst(\"politie")), "{rows:?}");
}
