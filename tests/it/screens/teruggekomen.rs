//! What comes back, or is put aside, while something else is being typed: neither is lost, and two lines are never joined.

use crisistafel::app::model::Verbinding;
use crisistafel::app::overlays::Laag;
use crisistafel::app::screens::overleg::WACHTEND_MAX;
use crisistafel::app::{Effect, Msg, update};
use crisistafel::client::FromLink;
use crisistafel::domain::refusal::Refusal;
use crisistafel::input::script::presses;
use crisistafel::protocol::{Afhandeling, Getypt, ToClient, ToServer};

use super::desk::Desk;

fn said(desk: &Desk) -> String {
    desk.model.bericht.as_ref().map(|b| b.tekst.clone()).unwrap_or_default()
}

fn line(desk: &Desk) -> &str {
    desk.model.overleg.draft.text()
}

/// The texts of the last lines, the oldest first.
fn texts(desk: &Desk, n: usize) -> Vec<String> {
    let all: Vec<String> = desk.tafel.dossier.regels.values().map(|r| r.inhoud.tekst.to_string()).collect();
    all[all.len() - n..].to_vec()
}

/// The server takes nothing any more; what was asked of it waits for [`refuse`].
fn silent() -> Desk {
    let mut desk = Desk::notulist(20);
    desk.online = false;
    desk
}

/// Refuses the oldest request.
fn refuse(desk: &mut Desk) {
    let verzoek = desk.model.verzonden.front().unwrap().verzoek;
    let uitkomst = Afhandeling::Geweigerd { weigering: Refusal::Geschorst };
    desk.hear(ToClient::Antwoord { verzoek, uitkomst });
}

/// What the keys send.
fn sent(desk: &mut Desk, keys: &str) -> Vec<ToServer> {
    let mut all = Vec::new();
    for key in presses(keys).unwrap() {
        let effects = update(&mut desk.model, Msg::Key(key), desk.nu);
        all.extend(effects.into_iter().filter_map(|e| if let Effect::Send(m) = e { Some(m) } else { None }));
    }
    all
}

/// A refused line waits until the line is empty, keeps its shield, and several keep their order.
#[test]
fn a_refused_line_is_never_glued_to_what_is_being_typed() {
    let mut desk = silent();
    desk.press("! adres: Kade 3<enter>").paste("f van een ander").press("<enter>v open ver");
    refuse(&mut desk);
    refuse(&mut desk);
    assert_eq!(line(&desk), "v open ver");
    assert!(desk.press("m").screen(120, 36).contains("2 regels kwamen terug; ze staan klaar"));
    desk.online = true;
    desk.model.verzonden.clear();
    desk.press("oeden<enter>");
    assert_eq!((texts(&desk, 1), line(&desk)), (vec!["open vermoeden".to_owned()], "! adres: Kade 3"));
    assert!(desk.screen(120, 36).contains("afgeschermd"));
    // who does not look and types on begins a line of their own
    desk.press("f blind verder<enter>");
    assert_eq!((texts(&desk, 1), line(&desk)), (vec!["blind verder".to_owned()], "! adres: Kade 3"));
    desk.press("<enter>");
    assert_eq!((texts(&desk, 1), line(&desk)), (vec!["adres: Kade 3".to_owned()], "f van een ander"));
    assert!(desk.tafel.dossier.regels.values().last().unwrap().inhoud.afgeschermd);
    assert!(desk.screen(120, 36).contains("geplakt: letterlijk"));
    desk.press("<enter>");
    assert_eq!((texts(&desk, 1), line(&desk)), (vec!["f van een ander".to_owned()], ""));
}

/// What waits is not put under the fingers of who holds Backspace; Esc or Enter on the empty line takes it up.
#[test]
fn a_line_that_waits_is_taken_up_on_the_empty_line() {
    for key in ["<esc>", "<enter>"] {
        let mut desk = silent();
        desk.press("f eerste<enter>n");
        refuse(&mut desk);
        desk.press("<backspace><backspace>");
        assert_eq!(line(&desk), "");
        desk.press(key);
        assert_eq!(line(&desk), "f eerste");
    }
}

/// A draft that the server gives back waits as well.
#[test]
fn a_draft_that_comes_back_is_never_joined_with_what_is_typed() {
    let mut desk = Desk::notulist(20);
    desk.press("f nieuw");
    desk.hear(ToClient::UwConcept { regel: Getypt::nieuw("! oud".into()), eigen: false });
    desk.press("<enter>");
    assert_eq!((texts(&desk, 1), line(&desk)), (vec!["nieuw".to_owned()], "! oud"));
}

/// A refused correction comes back as one, behind what is typed.
#[test]
fn a_refused_correction_waits_and_is_a_correction_again() {
    let mut desk = silent();
    desk.press("<up> en meer<enter>f iets");
    refuse(&mut desk);
    assert_eq!((line(&desk), desk.model.overleg.bewerkt.is_none()), ("f iets", true));
    desk.online = true;
    let n = desk.tafel.dossier.regels.len();
    desk.press("<enter>");
    assert!(line(&desk).ends_with(" en meer") && desk.model.overleg.bewerkt.is_some(), "{}", line(&desk));
    desk.press("<enter>");
    assert_eq!(desk.tafel.dossier.regels.len(), n + 1, "no line of its own");
    assert_eq!(desk.tafel.dossier.regels.values().rev().nth(1).unwrap().correcties.len(), 1);
}

/// A judgement of a closed round that comes back is no draft that others see, also when the round is over.
#[test]
fn a_sealed_judgement_that_comes_back_is_never_a_draft() {
    let mut desk = Desk::notulist(20);
    desk.model.overleg.wachtend.push(crisistafel::app::screens::overleg::Invoerregel {
        verzegeld: true,
        draft: crisistafel::app::draft::LineEdit::new("o hoog: zwaluw"),
        ..Default::default()
    });
    let said: Vec<ToServer> = sent(&mut desk, "<esc><left>x<backspace>");
    assert_eq!(line(&desk), "o hoog: zwaluw");
    let shown = |m: &ToServer| matches!(m, ToServer::Concept(r) if !r.tekst.is_empty());
    assert!(!said.is_empty() && !said.iter().any(shown), "{said:?}");
    let entered = sent(&mut desk, "<enter>");
    assert!(entered.iter().any(|m| matches!(m, ToServer::Doe { regels, .. } if regels.is_empty())), "{entered:?}");
}

/// An answer counts for the line of which it was asked, and for no other.
#[test]
fn an_answer_to_a_question_does_not_replace_another_line() {
    for keys in ["a Bellen >4.12<enter>", "!hij weet haar adres<enter>"] {
        let mut desk = Desk::notulist(20);
        let n = desk.tafel.dossier.regels.len();
        desk.press(keys);
        desk.model.overleg.draft.replace("f heel iets anders");
        desk.press("1");
        assert_eq!((line(&desk), desk.tafel.dossier.regels.len()), ("f heel iets anders", n), "{keys}");
        assert!(said(&desk).contains("de regel is veranderd sinds de vraag"), "{}", said(&desk));
    }
}

/// The minutes are settled: who leaves the question for a reason has the correction in the line again, with all of it.
#[test]
fn a_correction_of_settled_minutes_is_not_dropped_with_its_form() {
    let mut desk = Desk::notulist(20);
    desk.press("/regels<enter><enter>");
    desk.model.blik = crisistafel::app::screens::Blik::Overleg;
    desk.model.lagen.clear();
    let old = *desk.tafel.dossier.regels.iter().find(|(_, r)| settled(&desk, r.overleg)).unwrap().0;
    desk.press("<esc>f half");
    crisistafel::app::screens::overleg::bewerk(&mut desk.model, old);
    desk.press(" en meer<enter>");
    assert!(matches!(desk.model.lagen.last(), Some(Laag::Formulier(_))), "{}", said(&desk));
    desk.press("reden<esc>");
    assert!(line(&desk).ends_with(" en meer"), "{}", line(&desk));
    assert_eq!(desk.model.overleg.bewerkt.as_ref().map(|(id, _)| *id), Some(old));
    // refused: the form is there again, and so is the correction behind it
    desk.press("<enter>");
    desk.online = false;
    desk.press("<enter>");
    refuse(&mut desk);
    desk.press("<esc>");
    assert!(line(&desk).ends_with(" en meer"), "{}", line(&desk));
    desk.press("<esc><esc>");
    assert_eq!(line(&desk), "f half");
}

fn settled(desk: &Desk, nr: crisistafel::domain::ids::OverlegNr) -> bool {
    desk.tafel.dossier.overleg(nr).is_some_and(|o| o.vastgesteld.is_some())
}

/// What was put aside for an earlier line comes back with its paste, its item and its request.
#[test]
fn a_line_that_was_put_aside_comes_back_whole() {
    for away in ["<esc>", "<enter>", " en meer<enter>"] {
        let mut desk = Desk::notulist(20);
        desk.paste("f van een ander");
        let (begin, verzoek) = (desk.model.overleg.begin.clone(), desk.model.overleg.verzoek);
        let ondergrond = desk.model.overleg.ondergrond.clone();
        let last = *desk.tafel.dossier.regels.keys().last().unwrap();
        crisistafel::app::screens::overleg::bewerk(&mut desk.model, last);
        desk.step_to("signalen").press(away);
        let o = &desk.model.overleg;
        assert_eq!((line(&desk), &o.begin, o.verzoek), ("f van een ander", &begin, verzoek), "{away}");
        assert!(begin.is_some() && verzoek.is_some() && o.ondergrond == ondergrond, "{away}");
    }
}

/// A withdrawn line stands in the line when it was withdrawn, and not before.
#[test]
fn ctrl_z_puts_a_line_back_when_it_was_withdrawn() {
    let mut desk = Desk::notulist(20);
    desk.press("f nog een regel<enter>");
    desk.online = false;
    desk.press("<ctrl+z>");
    assert_eq!((line(&desk), said(&desk).as_str()), ("", ""));
    refuse(&mut desk);
    assert!(line(&desk).is_empty() && !said(&desk).is_empty());
    desk.online = true;
    desk.press("<ctrl+z>");
    assert!(!line(&desk).is_empty() && said(&desk).contains("is ingetrokken en staat weer in de regel"));
    let n = desk.tafel.dossier.regels.values().filter(|r| r.ingetrokken.is_none()).count();
    desk.press("<enter>");
    assert_eq!(desk.tafel.dossier.regels.values().filter(|r| r.ingetrokken.is_none()).count(), n + 1);
}

/// The connection is over: the keys of who types on do not end a program that has lines which are recorded nowhere.
#[test]
fn a_program_with_lines_that_are_recorded_nowhere_ends_with_q_alone() {
    let quits = |desk: &mut Desk, keys: &str| {
        let all: Vec<Effect> =
            presses(keys).unwrap().into_iter().flat_map(|key| update(&mut desk.model, Msg::Key(key), desk.nu)).collect();
        all.contains(&Effect::Quit)
    };
    let over = |desk: &mut Desk| {
        update(&mut desk.model, Msg::Link(FromLink::Over("de dienst is vervangen".to_owned())), desk.nu);
        assert!(matches!(desk.model.verbinding, Verbinding::Voorbij(_)));
    };
    let mut desk = silent();
    desk.press("f eerste regel<enter>").paste("tweede\nderde").press("1v half");
    over(&mut desk);
    let screen = desk.screen(120, 36);
    assert!(screen.contains("4 regels zijn niet vastgelegd") && screen.contains("q sluit af"), "{screen}");
    assert!(["eerste regel", "tweede", "derde", "v half"].iter().all(|t| screen.contains(t)), "{screen}");
    assert!(!quits(&mut desk, "<enter><esc> erbij<enter>") && quits(&mut desk, "q"));
    let mut desk = Desk::notulist(20);
    over(&mut desk);
    assert!(quits(&mut desk, "<enter>"));
}

/// Signs that become two when they are composed: no part of a line that is too long is left out.
#[test]
fn no_part_of_a_line_that_is_too_long_is_dropped() {
    let sign = "\u{958}";
    let mut desk = Desk::notulist(20);
    desk.paste(&format!("een\n{}", sign.repeat(9_000))).press("1");
    let letters = |r: &str| r.chars().filter(|c| *c == '\u{915}').count();
    assert_eq!(desk.tafel.dossier.regels.values().map(|r| letters(r.inhoud.tekst.as_str())).sum::<usize>(), 9_000);
}

/// Without the service a paste and a split line wait within the same bound as a line, and stay where they are beyond it.
#[test]
fn a_paste_and_a_split_line_obey_the_bound_of_what_waits() {
    let mut desk = silent();
    desk.lose_connection();
    for nr in 1..WACHTEND_MAX {
        desk.press(&format!("f {nr}<enter>"));
    }
    desk.paste("een\ntwee").press("1");
    assert!(said(&desk).contains("wachten er hoogstens"), "{}", said(&desk));
    assert!(matches!(desk.model.lagen.last(), Some(Laag::Keuze(_))), "the lines are asked about again");
    desk.press("<esc>f ").paste(&"woord ".repeat(1_500)).press("<enter>1");
    assert!(said(&desk).contains("blijft in de regel"), "{}", said(&desk));
    assert_eq!((desk.model.verzonden.len(), line(&desk).len() > 8_000), (WACHTEND_MAX - 1, true));
}

/// Pasted lines that are refused come back each by itself, in order.
#[test]
fn a_refused_paste_comes_back_line_by_line() {
    let mut desk = silent();
    desk.paste("! adres\nf tweede\nderde").press("1v open");
    refuse(&mut desk);
    assert_eq!(line(&desk), "v open");
    desk.online = true;
    for expected in ["! adres", "f tweede", "derde", ""] {
        desk.press("<enter>");
        assert_eq!(line(&desk), expected);
    }
    assert_eq!(texts(&desk, 4), ["open", "! adres", "f tweede", "derde"]);
}

/// What was shown of a paste is what is recorded, whatever became known meanwhile.
#[test]
fn a_paste_records_what_its_preview_showed() {
    let mut desk = Desk::notulist(20);
    desk.paste("a Bellen >over 2 uur\nf twee").press("2");
    let then = desk.nu;
    desk.wait_until(then.plus(chrono::TimeDelta::minutes(90))).press("1");
    let termijn = desk.tafel.dossier.regels.values().rev().nth(1).unwrap().inhoud.termijn.unwrap();
    assert!(termijn <= then.plus(chrono::TimeDelta::hours(2)), "{termijn:?}");
}

/// A line that is refused after another dossier was opened is no line of that dossier.
#[test]
fn a_refused_line_waits_for_its_own_dossier() {
    let mut desk = silent();
    desk.press("! van dit dossier<enter>");
    let (here, verzoek) = (desk.tafel.dossier.nummer, desk.model.verzonden.front().unwrap().verzoek);
    let replica = desk.model.replica.clone();
    let other = "26-9DFH".parse().unwrap();
    assert_ne!(here, other);
    desk.model.replica = Some(crisistafel::client::Replica::new(other));
    desk.hear(ToClient::Antwoord { verzoek, uitkomst: Afhandeling::Geweigerd { weigering: Refusal::Geschorst } });
    assert_eq!(line(&desk), "");
    desk.model.replica = replica;
    desk.press("<esc>");
    assert_eq!(line(&desk), "! van dit dossier");
}
