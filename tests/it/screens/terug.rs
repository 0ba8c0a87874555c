//! What one key did in a list, said and taken back; and what somebody else changed under one's hands. Review A10, B5.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{BesluitVelden, InzetStatus, RegelInhoud};
use crisistafel::domain::rol::Rol;

use super::desk::Desk;

/// The notulist in a list, with the first row chosen.
fn in_list(lijst: &str) -> Desk {
    let mut desk = Desk::notulist(20);
    desk.press(&format!("/{lijst}<enter>"));
    desk
}

fn said(desk: &Desk) -> String {
    desk.model.bericht.as_ref().map(|b| b.tekst.clone()).unwrap_or_default()
}

/// The lines, and what hangs on them, in one string: to see that all is as it was.
fn state(desk: &Desk) -> String {
    let d = &desk.tafel.dossier;
    format!("{:?}{:?}{:?}{:?}{:?}", d.regels, d.besluiten, d.acties, d.inzetten, d.herbeoordelen)
}

#[test]
fn each_letter_of_the_list_of_lines_says_what_it_did_and_ctrl_z_takes_it_back() {
    for keys in ["i", "x", "o2"] {
        let mut desk = in_list("regels");
        let before = state(&desk);
        desk.press(keys);
        assert!(said(&desk).ends_with("; Ctrl+Z neemt het terug"), "{keys}: {}", said(&desk));
        assert_ne!(state(&desk), before, "{keys}");
        desk.press("<ctrl+z>");
        assert!(said(&desk).starts_with("teruggenomen: "), "{keys}: {}", said(&desk));
        assert_eq!(state(&desk), before, "{keys}");
        desk.press("<ctrl+z>");
        assert_eq!(said(&desk), "er is niets om terug te nemen");
    }
}

/// Prose that was meant for the line: each letter that acted is taken back, the last one first.
#[test]
fn a_word_typed_in_a_list_can_be_taken_back_whole() {
    let mut desk = in_list("regels");
    let before = state(&desk);
    desk.press("hi");
    assert_ne!(state(&desk), before);
    desk.press("<ctrl+z><ctrl+z>");
    assert_eq!(state(&desk), before, "{}", said(&desk));
}

#[test]
fn a_breach_asks_before_others_are_alarmed_and_can_be_taken_back() {
    let mut desk = in_list("maatregelen");
    let before = state(&desk);
    desk.press("g<enter>");
    assert_eq!(state(&desk), before, "Enter behind it says no");
    desk.press("g1");
    let breached = desk.tafel.dossier.inzetten.values().any(|i| i.status == InzetStatus::Geschonden);
    assert!(breached && said(&desk).contains("Ctrl+Z neemt het terug"), "{}", said(&desk));
    desk.press("<ctrl+z>");
    assert_eq!(state(&desk), before, "{}", said(&desk));
}

#[test]
fn what_somebody_else_built_on_it_stays_and_is_said() {
    let mut desk = in_list("regels");
    desk.press("x");
    let regel = *desk.tafel.dossier.regels.iter().rev().find(|(_, r)| r.inhoud.afgeschermd).unwrap().0;
    let inhoud = RegelInhoud { tekst: "iets anders".into(), ..desk.tafel.dossier.regels[&regel].inhoud.clone() };
    others(&mut desk, C::CorrigeerRegel { regel, inhoud, reden: "".into() });
    desk.press("<ctrl+z>");
    assert!(said(&desk).contains("intussen gewijzigd door Duin"), "{}", said(&desk));
    assert!(desk.tafel.dossier.regels[&regel].inhoud.afgeschermd);
}

/// Somebody else does this, and the terminal hears of it.
fn others(desk: &mut Desk, command: C) {
    let before = desk.tafel.frames.len();
    desk.others_do(Rol::Procesregisseur, &[command]);
    let frames = desk.tafel.since(before);
    desk.hear(frames);
}

/// Review A10: the line is being edited again, on what it says now; nothing that was typed is lost.
#[test]
fn a_correction_of_what_somebody_else_corrected_is_refused_and_stands_in_the_line_again() {
    let mut desk = Desk::notulist(20);
    desk.press("<up>");
    let (regel, _) = desk.model.overleg.bewerkt.clone().unwrap();
    let inhoud = RegelInhoud { tekst: "wat Duin ervan maakte".into(), ..desk.tafel.dossier.regels[&regel].inhoud.clone() };
    others(&mut desk, C::CorrigeerRegel { regel, inhoud, reden: "".into() });
    desk.press(" en meer<enter>");
    assert!(said(&desk).contains("intussen gewijzigd door Duin"), "{}", said(&desk));
    assert!(said(&desk).contains("nu: wat Duin ervan maakte"), "{}", said(&desk));
    assert_eq!(desk.tafel.dossier.regels[&regel].inhoud.tekst.as_str(), "wat Duin ervan maakte");
    assert_eq!(desk.model.overleg.bewerkt.as_ref().map(|(id, _)| *id), Some(regel));
    assert!(desk.model.overleg.draft.text().ends_with(" en meer"));
    // whoever looked may
    desk.press("<enter>");
    assert!(desk.tafel.dossier.regels[&regel].inhoud.tekst.as_str().ends_with(" en meer"), "{}", said(&desk));
    assert!(desk.model.overleg.draft.is_empty() && desk.model.overleg.bewerkt.is_none());
}

/// Up, then something of one's own meanwhile: what this terminal did itself counts too, unless it was seen.
#[test]
fn a_shield_that_came_meanwhile_stays_over_a_correction() {
    let mut desk = Desk::notulist(20);
    desk.press("<up>");
    let (regel, _) = desk.model.overleg.bewerkt.clone().unwrap();
    others(&mut desk, C::SchermRegelAf { regel, kring: Vec::new() });
    desk.press(" en meer<enter>");
    let r = &desk.tafel.dossier.regels[&regel];
    assert!(r.inhoud.afgeschermd && r.inhoud.tekst.as_str().ends_with(" en meer"), "{}", said(&desk));
}

#[test]
fn a_form_that_somebody_was_ahead_of_is_offered_again_on_what_stands_there_now() {
    let mut desk = in_list("besluiten");
    desk.press("<enter>");
    let open = desk.tafel.dossier.besluiten.values().filter(|b| !b.status.is_eind());
    let besluit = open.max_by_key(|b| (b.overleg, b.id)).unwrap().id;
    let motivering = Some("zo vindt Duin".into());
    others(&mut desk, C::VulBesluitAan { besluit, velden: BesluitVelden { motivering, ..BesluitVelden::default() } });
    let screen = desk.screen(120, 36);
    assert!(screen.contains("motivering"), "{screen}");
    while !desk.screen(120, 36).contains("mijn motivering") {
        desk.press("<tab>");
        let label = match desk.model.lagen.last() {
            Some(crisistafel::app::overlays::Laag::Formulier(f)) => f.velden[f.actief].label.clone().into_owned(),
            other => panic!("{other:?}"),
        };
        if label == "motivering" {
            desk.press("mijn motivering");
        }
    }
    desk.press("<enter>");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("intussen gewijzigd door Duin") && screen.contains("mijn motivering"), "{screen}");
    assert!(screen.contains("zo vindt Duin"), "{screen}");
    desk.press("<enter>");
    assert!(desk.tafel.dossier.besluiten[&besluit].motivering.as_str().ends_with("mijn motivering"), "{}", said(&desk));
}

/// A factor answered, and at once otherwise, before the server answered: the second is not refused for the first.
#[test]
fn an_answer_and_the_next_one_before_the_server_said_anything() {
    let mut desk = in_list("bord");
    desk.press("<down>1");
    let factor = desk.tafel.frames.last().unwrap().clone();
    assert!(format!("{factor:?}").contains("FactorGewogen"), "{factor:?}");
    assert!(said(&desk).ends_with("Ctrl+Z neemt het terug"), "{}", said(&desk));
    desk.press("<up>2");
    assert!(said(&desk).contains(": nee"), "{}", said(&desk));
}
