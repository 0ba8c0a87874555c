//! Whatever bytes come: reading a message gives it, or says what is wrong, and never takes more than it may.

use std::io::{self, Read};

use crisistafel::domain::ids::RequestId;
use crisistafel::domain::tekst::Tekst;
use crisistafel::protocol::frame::{self, PREAMBLE, ReadFault, TO_SERVER_BYTES_MAX};
use crisistafel::protocol::{Getypt, Stand, ToClient, ToServer};
use proptest::collection::vec;
use proptest::prelude::*;

/// Gives its bytes in pieces of these lengths, as a socket may.
struct Pieces<'a> {
    rest: &'a [u8],
    lengths: Vec<usize>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let piece = self.lengths.pop().unwrap_or(usize::MAX).min(into.len());
        self.rest.read(&mut into[..piece])
    }
}

fn message() -> impl Strategy<Value = ToServer> {
    let text = any::<String>().prop_map(|s| Tekst::cut(&s));
    prop_oneof![
        text.prop_map(|tekst| ToServer::Concept(Getypt::nieuw(tekst))),
        any::<Option<u64>>().prop_map(|s| ToServer::Volg { dossier: None, sinds: s.map(Stand) }),
        any::<u128>().prop_map(|id| ToServer::Doe {
            verzoek: RequestId(id),
            dossier: None,
            basis: None,
            opdrachten: Vec::new(),
            regels: Vec::new()
        }),
        Just(ToServer::VolgOverzicht),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn messages_read_back_as_they_were_sent_in_whatever_pieces_they_come(
        messages in vec(message(), 1..6),
        lengths in vec(1usize..40, 0..60),
    ) {
        let bytes: Vec<u8> = messages.iter().flat_map(|m| frame::encode(m).unwrap()).collect();
        let mut coming = Pieces { rest: &bytes, lengths };
        for message in messages {
            prop_assert_eq!(frame::read::<ToServer>(&mut coming, TO_SERVER_BYTES_MAX).unwrap(), message);
        }
        prop_assert!(matches!(frame::read::<ToServer>(&mut coming, TO_SERVER_BYTES_MAX), Err(ReadFault::Gone)));
    }

    #[test]
    fn any_bytes_are_a_message_or_a_fault_and_reading_goes_on_only_behind_a_whole_frame(
        bytes in vec(any::<u8>(), 0..300),
        max in 0u32..400,
    ) {
        let mut rest = &bytes[..];
        let before = rest.len();
        match frame::read::<ToServer>(&mut rest, max) {
            Ok(_) | Err(ReadFault::Unknown(_)) => {
                let length = u32::from_le_bytes(*bytes.first_chunk().unwrap());
                prop_assert!(length <= max);
                prop_assert_eq!(before - rest.len(), 4 + length as usize);
            }
            Err(ReadFault::TooLong { bytes: claimed, max: most }) => prop_assert!(claimed > most && before - rest.len() == 4),
            Err(ReadFault::Gone) => prop_assert!(rest.is_empty()),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn one_changed_byte_never_panics_and_never_becomes_a_longer_message(
        message in message(),
        at in any::<prop::sample::Index>(),
        flip in 1u8..,
    ) {
        let mut bytes = frame::encode(&message).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        let _ = frame::read::<ToServer>(&mut &bytes[..], TO_SERVER_BYTES_MAX);
        let _ = frame::read::<ToClient>(&mut &bytes[..], TO_SERVER_BYTES_MAX);
    }

    /// The fault is shown to who sent the message and may come into a log: it does not quote a sentence.
    #[test]
    fn a_fault_quotes_no_text(words in vec("[a-z]{12}", 2..5), field in 0usize..4) {
        let text = words.join(" ");
        let json = match field {
            0 => serde_json::json!({ text: {} }),
            1 => serde_json::json!({ "concept": { "tekst": [text] } }),
            2 => serde_json::json!({ "volg": { "dossier": text, "sinds": 0 } }),
            _ => serde_json::json!({ "doe": { "verzoek": text, "opdrachten": [] } }),
        };
        let bytes = frame::encode(&json).unwrap();
        let fault = frame::read::<ToServer>(&mut &bytes[..], TO_SERVER_BYTES_MAX).unwrap_err().to_string();
        prop_assert!(words.iter().all(|word| !fault.contains(word)), "{}", fault);
    }

    #[test]
    fn nothing_but_the_greeting_is_taken_for_it(bytes in vec(any::<u8>(), 0..20)) {
        let greeted = frame::expect_greeting(&mut &bytes[..]).is_ok();
        prop_assert_eq!(greeted, bytes.starts_with(&PREAMBLE));
    }
}

/// A length alone reserves nothing: a claim of four gigabytes costs who makes it a closed connection.
#[test]
fn a_claimed_length_is_not_believed_before_the_bytes_are_there() {
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.0 += into.len() as u64;
            into.fill(0xff);
            Ok(into.len())
        }
    }
    let mut endless = Endless(0);
    assert!(matches!(frame::read::<ToServer>(&mut endless, TO_SERVER_BYTES_MAX), Err(ReadFault::TooLong { .. })));
    assert_eq!(endless.0, 4);
}
