//! Every byte from a socket is hostile: nonsense ends a connection or is refused in words, and nothing else notices.

use crisistafel::domain::ids::RequestId;
use crisistafel::protocol::frame::{self, HELLO_BYTES_MAX, PREAMBLE};
use crisistafel::protocol::{Soort, ToServer};
use serde_json::{Value, json};

use super::desk::Desk;
use super::log;
use super::meeting::{feit, vergadering};
use super::service::Service;

fn mute(service: &Service) -> Desk {
    Desk::mute(&service.config(Soort::Terminal, None))
}

fn framed(json: &Value) -> Vec<u8> {
    frame::encode(json).unwrap()
}

fn hello() -> Value {
    json!({ "hallo": { "soort": "terminal", "terminal": RequestId(7) } })
}

/// Bytes of which the length says this and the rest is that.
fn length(bytes: u32, rest: &[u8]) -> Vec<u8> {
    [&bytes.to_le_bytes()[..], rest].concat()
}

#[test]
fn who_does_not_begin_as_a_terminal_does_is_told_why_and_cut() {
    let service = Service::start();
    let mut chair = service.wire(None);
    let nummer = vergadering(&mut chair, "Gewoon door");
    let volg = json!({ "volg": { "dossier": nummer, "sinds": null } });
    for (what, bytes, why) in [
        ("another protocol", b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(), "andere versie"),
        ("another version", b"CRTAFEL\x01".to_vec(), "andere versie"),
        ("zeroes", vec![0; 64], "andere versie"),
        ("a message before hello", [&PREAMBLE[..], &framed(&volg)].concat(), "eerste bericht moet hallo zijn"),
        ("no json", [&PREAMBLE[..], &length(4, b"\xff\xff\xff\xff")].concat(), "niet begrepen"),
        ("a giant length", [&PREAMBLE[..], &length(u32::MAX, b"x")].concat(), "te lang"),
        // review F6: a megabyte is taken from nobody who did not say who they are
        ("too long for hello", [&PREAMBLE[..], &length(HELLO_BYTES_MAX + 1, b"x")].concat(), "te lang"),
        (
            "a role that is none",
            [&PREAMBLE[..], &framed(&json!({ "hallo": { "soort": "baas", "terminal": RequestId(7) } }))].concat(),
            "niet begrepen",
        ),
    ] {
        let mut desk = mute(&service);
        desk.raw(&bytes);
        desk.until("the end", Desk::is_cut);
        assert!(desk.over().is_some_and(|over| over.contains(why)), "{what}: {:?}", desk.over());
        assert!(!desk.welcomed());
    }
    chair.records(nummer, vec![feit("ongestoord")]);
}

#[test]
fn after_hello_nonsense_is_refused_and_what_follows_is_understood() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Onbegrepen");
    let understood = |desk: &mut Desk| {
        desk.records(nummer, vec![feit("begrepen")]);
    };
    for nonsense in [
        json!({ "dans": {} }),
        json!({ "volg": {} }),
        json!({ "doe": { "verzoek": "kort", "opdrachten": [] } }),
        json!({ "doe": { "verzoek": RequestId(1), "opdrachten": [{ "opdracht": "vernietig" }] } }),
        json!({ "doe": { "verzoek": RequestId(1), "opdrachten": [{ "opdracht": "meld_112", "extra": 1 }] } }),
        json!({ "concept": { "tekst": "x".repeat(7_000) } }),
        json!({ "volg": { "dossier": "../../etc/passwd", "sinds": null } }),
        json!({ "volg": { "dossier": null, "sinds": -1 } }),
        json!([]),
        json!(null),
        json!("een tekst"),
        hello(),
    ] {
        let before = desk.told().len();
        desk.raw(&framed(&nonsense));
        desk.until("that it is not understood", |d| d.told().len() > before);
        understood(&mut desk);
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    desk.raw(&length(u32::try_from(deep.len()).unwrap(), deep.as_bytes()));
    desk.raw(&length(0, b""));
    understood(&mut desk);
    assert!(!desk.is_cut());
    // bytes that are no frame end it
    desk.raw(&length(u32::MAX, b"x"));
    desk.until("the end", Desk::is_cut);
}

#[test]
fn a_connection_that_ends_in_the_middle_leaves_nothing_behind() {
    let service = Service::start();
    let mut desk = service.wire(None);
    let nummer = vergadering(&mut desk, "Halverwege");
    desk.follow(nummer);
    let whole = [
        &PREAMBLE[..],
        &framed(&hello()),
        &framed(&json!({ "volg": { "dossier": nummer, "sinds": null } })),
        &framed(
            &json!({ "doe": { "verzoek": RequestId(9), "dossier": nummer, "opdrachten": [{ "opdracht": "meld_112" }] } }),
        ),
    ]
    .concat();
    for cut in (0..whole.len()).step_by(7) {
        let mut other = mute(&service);
        other.raw(&whole[..cut]);
        other.kill();
    }
    let mut other = mute(&service);
    other.raw(&whole);
    desk.until("the whole one", |d| !d.dossier().meldingen_112.is_empty());
    other.kill();
    desk.until("that everybody is gone", |d| d.present.1 == 1);
    assert_eq!(desk.dossier().meldingen_112.len(), 1);
}

/// What is wrong with a message is said to who sent it; the log only says that something was.
#[test]
fn what_stands_in_a_message_that_is_not_understood_is_not_logged() {
    let service = Service::start();
    let mut desk = service.wire(None);
    for nonsense in [
        json!({ "putter": {} }),
        json!({ "concept": { "tekst": ["putter"] } }),
        json!({ "doe": { "verzoek": RequestId(1), "opdrachten": [{ "opdracht": "leg_regel_vast", "overleg": 1,
            "punt": "putter gezien", "regel": { "soort": "putter", "tekst": "putter" } }] } }),
    ] {
        desk.raw(&framed(&nonsense));
    }
    desk.settle();
    assert_eq!(desk.told().len(), 4);
    desk.kill();
    let mut strange = mute(&service);
    strange.raw(&[&PREAMBLE[..], &framed(&json!({ "putter": {} }))].concat());
    strange.until("the end", Desk::is_cut);
    assert!(!log::holds("putter"));
}

/// A terminal has five seconds for its hello, all of it; that it has no five seconds for every byte `server::peer` tries.
#[test]
fn who_does_not_end_its_hello_is_cut_before_it_takes_a_place_for_long() {
    let service = Service::start();
    let mut slow = mute(&service);
    let whole = [&PREAMBLE[..], &framed(&hello())].concat();
    slow.raw(&whole[..whole.len() - 1]);
    slow.until("the end", Desk::is_cut);
    assert!(!slow.welcomed());
}

#[test]
fn a_second_hello_changes_nothing() {
    let service = Service::with_table(&super::service::table_for_me(&crisistafel::domain::rol::Rol::ALL));
    let mut desk = service.wire(crisistafel::domain::rol::Rol::Raadpleger);
    desk.say(&ToServer::Hallo {
        soort: Soort::Terminal,
        terminal: RequestId(1),
        als: Some(crisistafel::domain::rol::Rol::Voorzitter),
        namens: None,
        vanaf: crisistafel::domain::inzage::Vanaf::default(),
    });
    desk.settle();
    assert!(desk.told().contains(&"een tweede hallo".to_owned()));
    let refusal = desk.refused(None, vec![super::meeting::open("Als voorzitter")]);
    assert!(refusal.to_string().starts_with("als raadpleger mag u dit niet"), "{refusal}");
}
