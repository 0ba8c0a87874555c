//! The informatiebeeld on the screen: asking partners, one digit for an answer, countdowns, what a partner can know.

use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide;
use crisistafel::domain::dossier::{Antwoord, Informatiesoort as S, Informatiestand};
use crisistafel::domain::ids::{InformatieId, RequestId};
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::input::script::presses;
use insta::assert_snapshot;

use super::desk::{Desk, Tafel, minute};

const I1: InformatieId = InformatieId(1);

/// The procesregisseur in a dossier that was just opened: nobody called a meeting yet.
fn desk() -> Desk {
    let mut t = Tafel::new("26-K7M4".parse().unwrap());
    let wie = Actor {
        gebruiker: "terpstra".into(),
        naam: "Terpstra".into(),
        rol: Rol::Procesregisseur,
        organisatie: Some("gemeente".into()),
    };
    let stamp = Stamp { op: minute(0), wie, verzoek: RequestId(1) };
    let command = Command::OpenDossier { werktitel: "Proef".into() };
    let events = decide(&t.dossier, &t.kader, &stamp, &command).unwrap();
    t.commit(&stamp, &events);
    Desk::open(t, minute(10), ("terpstra", "Terpstra"), &[Rol::Procesregisseur])
}

/// Asks the core team, Veilig Thuis and the reclassering.
const ASK: [&str; 7] =
    ["nv r <tab>", "binnen 4 uur", "<tab>e<tab>", "Wat is bij u bekend?", "<tab>", "procesregie", "<enter>"];

fn asked() -> Desk {
    let mut desk = desk();
    desk.press("/informatiebeeld<enter>").press(&ASK.concat());
    desk
}

fn stand(desk: &Desk, nr: u32) -> Informatiestand {
    desk.tafel.dossier.informatie[&InformatieId(nr)].stand(desk.nu)
}

#[test]
fn six_partners_are_asked_in_at_most_twelve_keys_beside_words() {
    let mut desk = desk();
    desk.press("/informatiebeeld<enter>");
    assert!(desk.screen(120, 36).contains("n nieuw"), "{}", desk.screen(120, 36));
    assert!(desk.screen(120, 36).contains("nog niet beantwoord"), "what the picture asks of itself is open");
    let mut keys = 0;
    for (nr, part) in ASK.iter().enumerate() {
        // every other part is words
        keys += if nr % 2 == 0 { presses(part).unwrap().len() } else { 0 };
        desk.press(part);
        if nr == 0 {
            desk.press("<shift+tab>");
            assert_snapshot!("informatie_vraag_120x36", desk.screen(120, 36));
            assert_snapshot!("informatie_vraag_60x24", desk.screen(60, 24));
            desk.press("<tab>");
        }
    }
    assert!(keys <= 12, "{keys}");
    let names: Vec<String> = desk.tafel.dossier.informatie.values().map(|i| i.partner.to_string()).collect();
    assert_eq!(names, ["gemeente", "politie", "CIT", "OM", "Veilig Thuis", "reclassering"]);
    assert!(desk.tafel.dossier.informatie.values().all(|i| i.uiterlijk() == Some(minute(250))));
}

#[test]
fn nobody_is_asked_by_accident_and_what_nobody_ticked_is_said() {
    let mut desk = desk();
    // every tick of the core team is taken away
    desk.press("/informatiebeeld<enter>n <right> <right> <right> <tab>morgen 12:00<tab>e<tab>Wat weet u?<enter>");
    assert!(desk.tafel.dossier.informatie.is_empty());
    assert!(desk.screen(120, 36).contains("vink nog aan: partners"), "{}", desk.screen(120, 36));
    desk.press("xq");
    assert!(desk.screen(120, 36).contains("niets begint zo"), "{}", desk.screen(120, 36));
    // what was typed is there when it is opened again
    desk.press("om <esc>n<tab>").press("<enter>");
    assert_eq!(desk.tafel.dossier.informatie.len(), 1, "{}", desk.screen(120, 36));
}

#[test]
fn one_digit_notes_what_a_partner_answers_and_a_refusal_asks_why() {
    let mut desk = asked();
    assert_snapshot!("informatiebeeld_120x36", desk.screen(120, 36));
    assert_snapshot!("informatiebeeld_60x24", desk.screen(60, 24));
    for (nr, (key, soort)) in (1..).zip([("1", S::Ontvangen), ("2", S::NietsBekend), ("3", S::Dat), ("4", S::Hoofdlijnen)])
    {
        // what was answered goes below what is awaited: the next one is first
        desk.press("<home>").press(key);
        assert_eq!(stand(&desk, nr), Informatiestand::Beantwoord(soort), "{}", desk.screen(120, 36));
    }
    desk.press("<home>5<enter>");
    assert_eq!(stand(&desk, 5), Informatiestand::Wacht, "a reason is asked");
    assert!(desk.screen(120, 36).contains("vul nog in: waarom geweigerd"), "{}", desk.screen(120, 36));
    desk.press("<esc>5beroepsgeheim<enter>");
    assert_eq!(stand(&desk, 5), Informatiestand::Beantwoord(S::Geweigerd));
    let said = desk.tafel.dossier.informatie[&InformatieId(5)].antwoord().unwrap().inhoud.clone().unwrap();
    assert_eq!((said.woorden.as_str(), said.scherm.is_some()), ("beroepsgeheim", true), "when in doubt it is shielded");
    assert_snapshot!("informatiebeeld_beantwoord_120x36", desk.screen(120, 36));
}

#[test]
fn a_slip_of_a_digit_is_taken_back() {
    let mut desk = asked();
    desk.press("<home>2");
    assert_eq!(stand(&desk, 1), Informatiestand::Beantwoord(S::NietsBekend));
    desk.press("<ctrl+z>");
    assert_eq!(stand(&desk, 1), Informatiestand::Wacht, "{}", desk.screen(120, 36));
}

#[test]
fn what_is_late_is_said_first_and_is_moved_asked_again_or_withdrawn_with_a_reason() {
    let mut desk = asked();
    // the reclassering has longer
    desk.press("<home><down><down><down><down><down>s").press(&"<backspace>".repeat(20));
    desk.press("morgen 12:00<tab>zij zoeken nog<enter>");
    assert_eq!(stand(&desk, 6), Informatiestand::Wacht, "{}", desk.screen(120, 36));
    desk.wait_until(minute(260));
    assert_eq!((stand(&desk, 1), stand(&desk, 6)), (Informatiestand::TeLaat, Informatiestand::Wacht));
    let screen = desk.screen(120, 36);
    assert_eq!(screen.matches("te laat sinds").count(), 5, "not the one that has longer: {screen}");
    assert_snapshot!("informatiebeeld_te_laat_120x36", screen);
    desk.press("<home>1<home>");
    // answered late: asked again
    desk.press("<down><down><down><down><down>s");
    assert!(desk.screen(120, 36).contains("opnieuw vragen"), "{}", desk.screen(120, 36));
    desk.press("morgen 9:00<tab>ook van vorig jaar<enter>");
    assert_eq!(stand(&desk, 1), Informatiestand::Wacht);
    desk.press("<home>iniet meer nodig<enter>");
    assert_eq!(stand(&desk, 2), Informatiestand::Ingetrokken, "{}", desk.screen(120, 36));
}

#[test]
fn what_the_picture_asks_of_itself_is_answered_by_a_digit_too() {
    let mut desk = desk();
    desk.press("/informatiebeeld<enter><home>1<down>3");
    let all = desk.tafel.dossier.beeldvragen.values().next().unwrap();
    let last = |nr: u32| all.get(&nr).and_then(|a| a.last()).map(|a| a.antwoord);
    assert_eq!((last(1), last(2), last(3)), (Some(Antwoord::Ja), Some(Antwoord::Onbekend), None));
    desk.press("5");
    assert!(desk.screen(120, 36).contains("dat kan niet met deze rij"), "{}", desk.screen(120, 36));
    desk.press("<enter>");
    assert!(desk.screen(120, 36).contains("Lopen er trajecten bij anderen?"), "{}", desk.screen(120, 36));
}

/// The dossier's own agenda has it as an item: how far each is, and Enter on the empty line opens the list.
#[test]
fn its_item_of_the_dossier_says_how_far_it_is_and_opens_the_list() {
    let mut desk = desk();
    desk.press("<f3><f3>");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("Zijn zij bekend bij Veilig Thuis?") && screen.contains("nog niet beantwoord"), "{screen}");
    desk.press("<enter>").press(&ASK.concat()).press("<home>1<esc>").wait_until(minute(255));
    let screen = desk.screen(120, 36);
    assert!(screen.contains("1 van 6 geantwoord") && screen.contains("5 te laat"), "{screen}");
    assert_snapshot!("informatiebeeld_blad_120x36", screen);
    assert_snapshot!("informatiebeeld_blad_80x24", desk.screen(80, 24));
    desk.press("<enter>");
    assert!(desk.screen(120, 36).contains("▌Informatiebeeld▐"), "{}", desk.screen(120, 36));
}

/// What it can know and on which ground it may share stands beside the request.
#[test]
fn all_that_is_known_of_a_request_is_read_in_one_place() {
    let mut desk = asked();
    desk.press("<home><enter><tab>twee meldingen<tab>Kuiper (politie)<tab><tab><tab><tab>politie<enter>");
    let screen = desk.screen(120, 50);
    let said = desk.tafel.dossier.informatie[&I1].antwoord();
    assert!(said.is_none(), "no kind of answer was chosen: {screen}");
    desk.press("1<enter>");
    let a = desk.tafel.dossier.informatie[&I1].antwoord().unwrap();
    let scherm = a.inhoud.as_ref().unwrap().scherm.as_ref().unwrap().to_string();
    assert_eq!(
        (a.soort, a.door.to_string().as_str(), scherm.as_str()),
        (S::Ontvangen, "Kuiper (politie)", "alleen gemeente en politie")
    );
    desk.press("<home><down><down><down><down><down>l");
    assert_snapshot!("informatie_lees_100x50", desk.screen(100, 50));
}
