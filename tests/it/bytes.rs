//! From the bytes of a terminal to keys: however they are cut and whenever they come, no letter is lost and nothing that
//! nobody typed is a key.

use std::time::Duration;

use crisistafel::input::bytes::{Decoder, Incoming};
use proptest::prelude::*;

/// What comes in, as text: keys by their label, a paste in brackets.
fn incoming(chunks: &[&[u8]], silence: bool) -> String {
    let mut decoder = Decoder::default();
    let mut found: Vec<Incoming> = chunks.iter().flat_map(|bytes| decoder.take(bytes, Duration::ZERO)).collect();
    if silence {
        found.extend(decoder.silence());
    }
    shown(&found)
}

fn shown(found: &[Incoming]) -> String {
    let shown = |i: &Incoming| match i {
        Incoming::Key(k) => k.typed().map_or_else(|| format!("<{k}>"), |c| c.to_string()),
        Incoming::Paste(text) => format!("[{text}]"),
        Incoming::PasteOpen(letters) => format!("({letters} so far)"),
        Incoming::NotUtf8 => "!".to_owned(),
    };
    found.iter().map(shown).collect()
}

/// What comes in of bytes that came so many milliseconds after the start, the last silence included, as the reader of the
/// terminal finds it: one step before each read, for what the silence before it said.
fn over_time(reads: &[(u64, &[u8])]) -> Vec<String> {
    let mut decoder = Decoder::default();
    let mut now = Duration::ZERO;
    let mut found = Vec::new();
    for (at, bytes) in reads {
        let at = Duration::from_millis(*at);
        while let Some(wait) = decoder.waits().filter(|wait| now + *wait <= at) {
            now += wait;
            found.push(shown(&decoder.silence()));
        }
        now = at;
        found.push(shown(&decoder.take(bytes, at)));
    }
    while decoder.waits().is_some() {
        found.push(shown(&decoder.silence()));
    }
    found.retain(|said| !said.is_empty());
    found
}

/// Review A17: what a terminal answers is never typed, and a space with Shift is a space.
#[test]
fn answers_of_a_terminal_are_dropped_and_every_key_is_one_key() {
    for (bytes, typed) in [
        (&b"a\x1b]11;rgb:0000/0000/0000\x07b"[..], "ab"),
        (b"a\x1b]10;rgb:ff/ff/ff\x1b\\b", "ab"),
        (b"a\x1bP1$r0m\x1b\\b", "ab"),
        (b"a\x1b_Gi=1;OK\x1b\\b", "ab"),
        (b"a\x1b[?62;1;6cb\x1b[>0;276;0c\x1b[12;40Rc\x1b[0n\x1b[I\x1b[Od", "abcd"),
        (b"a\x1b[<0;10;10Mb\x1b[M !!c", "abc"),
        (b"a\x1b[27;2;32~b\x1b[32;2uc", "a b c"),
        (b"\x1b[27;5;103~\x1b[103;5u\x07", "<ctrl+g><ctrl+g><ctrl+g>"),
        (
            b"\x1b[A\x1bOB\x1b[1;2C\x1b[5~\x1b[6;5~\x1b[Z\t",
            "<up><down><shift+right><pageup><ctrl+pagedown><shift+tab><tab>",
        ),
        (b"\x1bOP\x1b[[B\x1b[13~\x1b[1;2S\x1b[15~\x1b[17~\x1b[24~", "<f1><f2><f3><shift+f4><f5><f6><f12>"),
        (b"\x1b[1~\x1b[4~\x1b[H\x1b[F\x1b[2~\x1b[3~", "<home><end><home><end><insert><delete>"),
        (b"\r\n\x7f\x08\x00\x1a", "<enter><ctrl+j><backspace><backspace><ctrl+space><ctrl+z>"),
        (b"\x1bx\x1b\r\x1b\x1b[A", "<alt+x><alt+enter><esc><up>"),
        (b"\x1b[97;1:3u\x1b[97u", "a"),
        ("é€👨\u{200d}👩e\u{301}".as_bytes(), "é€👨\u{200d}👩e\u{301}"),
        (b"\x1b[200~een\rtwee\x1b[A\x1b[201~b", "[een\rtwee\x1b[A]b"),
    ] {
        assert_eq!(incoming(&[bytes], true), typed, "{bytes:?}");
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(incoming(&single, true), typed, "one byte at a time: {bytes:?}");
    }
    for (bytes, typed) in [(&b"\x1b"[..], "<esc>"), (b"\x1b[", "<alt+[>"), (b"\x1bO", "<alt+O>"), (b"\x1b]", "<alt+]>")] {
        assert_eq!((incoming(&[bytes], false).as_str(), incoming(&[bytes], true).as_str()), ("", typed), "{bytes:?}");
    }
}

/// Review A15: bytes that are no UTF-8 are read as Windows-1252, and what stands around them stays.
#[test]
fn letters_that_are_no_utf_8_are_said_and_nothing_around_them_is_lost() {
    assert_eq!(incoming(&[b"caf\xe9+ en \x80 5"], true), "caf!é+ en !€ 5");
    assert_eq!(incoming(&[b"caf\xe9"], false), "caf", "the rest of a letter can still come");
    assert_eq!(incoming(&[b"caf\xe9"], true), "caf!é");
    assert_eq!(incoming(&[b"\x1b[200~caf\xe9 en caf\xc3\xa9\x1b[201~"], true), "[café en café]");
}

/// An answer that never ends does not take what is typed afterwards.
#[test]
fn an_answer_without_an_end_is_dropped_after_a_while() {
    let mut decoder = Decoder::default();
    assert!(decoder.take(b"\x1b]11;rgb", Duration::ZERO).is_empty());
    assert!(decoder.silence().is_empty());
    assert_eq!(shown(&decoder.take(b"a", Duration::from_secs(2))), "a");
    // who types on and on behind it is heard after a second
    let mut decoder = Decoder::default();
    let reads = [(0, &b"\x1b]11;rgb"[..]), (600, b"v"), (1200, b"o"), (1300, b"o"), (1400, b"r")];
    let found: Vec<_> = reads.iter().flat_map(|(at, bytes)| decoder.take(bytes, Duration::from_millis(*at))).collect();
    assert_eq!(shown(&found), "or");
}

/// A paste without its end swallowed every key, Esc and Ctrl+C included, for ever and without a word.
#[test]
fn a_paste_without_its_end_is_said_and_ctrl_c_ends_it_with_what_there_is() {
    let begin = (0, &b"\x1b[200~/stop\rHij belde"[..]);
    assert_eq!(over_time(&[begin, (100, b" weer\x1b"), (5000, b"\x03")]), ["(21 so far)", "[/stop\rHij belde weer]"]);
    assert_eq!(over_time(&[begin, (200, b"\x03"), (300, b"f\x03")]), ["[/stop\rHij belde]", "f<ctrl+c>"], "in a hurry");
    let said_again = ["(15 so far)", "(18 so far)", "[/stop\rHij beldeabc]", "d"];
    assert_eq!(over_time(&[begin, (2000, b"abc"), (4000, b"\x03"), (4001, b"d")]), said_again);
    // the end that comes late all the same says nothing, and one that comes in time is the end
    let late = [(0, begin.1), (5000, &b"\x03"[..]), (5100, b"\x1b[201~"), (5200, b"a")];
    assert_eq!(over_time(&late), ["(15 so far)", "[/stop\rHij belde]", "a"]);
    let in_time = [(0, begin.1), (5000, &b" weer\x1b[201~"[..]), (5100, b"\x03")];
    assert_eq!(over_time(&in_time), ["(15 so far)", "[/stop\rHij belde weer]", "<ctrl+c>"]);
    // a Ctrl+C among pasted letters is a letter that the door cleans
    assert_eq!(over_time(&[(0, b"\x1b[200~a\x03b"), (100, b"c\x03d\x1b[201~")]), ["[a\u{3}bc\u{3}d]"]);
}

/// What came from a terminal that puts no brackets around it was recorded as typed syntax, and a /stop in it ended the
/// program.
#[test]
fn much_text_of_many_lines_in_one_read_is_a_paste() {
    let text = format!("Van: politie\r{}\r/stop\r", "hij stond er weer ".repeat(9));
    let pasted = format!("[{text}]");
    assert_eq!(over_time(&[(0, text.as_bytes())]).concat(), pasted);
    // it goes on in the next reads, until nothing comes for a while or a key does
    let (head, tail) = text.split_at(170);
    assert_eq!(over_time(&[(0, head.as_bytes()), (20, tail.as_bytes()), (500, b"f")]), [pasted.clone(), "f".to_owned()]);
    assert_eq!(over_time(&[(0, text.as_bytes()), (20, b"\x1b[A")]), [format!("{pasted}<up>")]);
    // what hands do: one long line with Enter behind it, short lines, keys among the letters
    let line = format!("{}\r", "hij stond er weer ".repeat(20));
    assert!(over_time(&[(0, line.as_bytes())]).concat().ends_with("weer <enter>"));
    assert_eq!(over_time(&[(0, b"f een\rf twee\r")]), ["f een<enter>f twee<enter>"]);
    let keys = format!("{line}\x1b[Af twee\r");
    assert!(over_time(&[(0, keys.as_bytes())]).concat().ends_with("<enter><up>f twee<enter>"));
}

/// Over a slow line the rest of a key came after its Esc, and was typed; that of a paste was recorded as syntax.
#[test]
fn a_key_that_came_in_two_pieces_is_no_text() {
    for (wait, given) in [(80, &["<left>"][..]), (700, &["<esc>", "<left>"])] {
        assert_eq!(over_time(&[(0, b"\x1b"), (wait, b"[D")]), given, "{wait}");
    }
    assert_eq!(over_time(&[(0, b"\x1b"), (400, b"OQ\x1b[3~")]), ["<esc>", "<f2><delete>"]);
    assert_eq!(over_time(&[(0, b"\x1b"), (60, b"[200~/stop\r\x1b[201~")]), ["[/stop\r]"]);
    assert_eq!(over_time(&[(0, b"\x1b"), (900, b"[200~/stop\r"), (950, b"f\x1b[201~")]), ["<esc>", "[/stop\rf]"]);
    assert_eq!(over_time(&[(0, b"\x1b["), (900, b"D")]), ["<left>"]);
    assert_eq!(over_time(&[(0, b"\x1b[1;"), (900, b"2D")]), ["<shift+left>"]);
    // who presses Esc and types is typing, and so is who comes later
    assert_eq!(over_time(&[(0, b"\x1b"), (200, b"["), (300, b"D")]), ["<esc>", "[", "D"]);
    assert_eq!(over_time(&[(0, b"\x1b"), (200, b"[Dit] stond er")]), ["<esc>", "[Dit] stond er"]);
    assert_eq!(over_time(&[(0, b"\x1b"), (200, b"Op straat")]), ["<esc>", "Op straat"]);
    assert_eq!(over_time(&[(0, b"\x1b"), (3000, b"[D")]), ["<esc>", "[D"]);
}

/// A letter that was cut in two became two others, and the terminal was said to send no UTF-8.
#[test]
fn half_a_letter_waits_for_its_other_half() {
    assert_eq!(over_time(&[(0, b"caf\xc3"), (50, b"\xa9")]), ["caf", "é"]);
    let person: Vec<(u64, &[u8])> = "👩".as_bytes().chunks(1).zip(0..).map(|(b, n)| (n * 900, b)).collect();
    assert_eq!(over_time(&person), ["👩"]);
    assert_eq!(over_time(&[(0, b"caf\xc3"), (3000, b"a")]), ["caf", "!Ã", "a"]);
}

/// Esc and text that came together lost a letter, which was taken for a key with Alt.
#[test]
fn esc_and_more_than_one_letter_is_esc_and_text() {
    for (bytes, typed) in [
        ("\x1bhij belde", "<esc>hij belde"),
        ("\x1bOp straat", "<esc>Op straat"),
        ("\x1bPiet belde", "<esc>Piet belde"),
        ("\x1béén", "<esc>één"),
        ("\x1bh", "<alt+h>"),
        ("\x1bé", "<alt+é>"),
        ("\x1bh\x1bi\r", "<alt+h><alt+i><enter>"),
    ] {
        assert_eq!(incoming(&[bytes.as_bytes()], true), typed, "{bytes:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reading_fail_however_they_are_cut(bytes in prop::collection::vec(any::<u8>(), 0..60), cut in 1_usize..8) {
        let mut decoder = Decoder::default();
        for (chunk, n) in bytes.chunks(cut).zip(0..) {
            decoder.take(chunk, Duration::from_millis(n * 150));
        }
        decoder.silence();
        prop_assert_eq!(decoder.waits(), None);
    }
}

/// A keypad of which the digits did nothing, without a word.
#[test]
fn the_keys_of_a_keypad_type_what_stands_on_them() {
    for (bytes, typed) in [
        (&b"\x1bOp\x1bOq\x1bOy\x1bOn\x1bOl\x1bOm\x1bOk\x1bOj\x1bOo\x1bOX\x1bOM"[..], "019.,-+*/=<enter>"),
        (b"1\x1bOu2", "152"),
        (b"\x1b[57399u\x1b[57408u\x1b[57409u\x1b[57410u\x1b[57411u\x1b[57412u\x1b[57413u\x1b[57414u", "09./*-+<enter>"),
        (b"\x1b[57415u\x1b[57416u\x1b[57417u\x1b[57420u\x1b[57426u\x1b[57399;1:3u", "=,<left><down><delete>"),
        (b"\x1b[57404;5u", "<ctrl+5>"),
    ] {
        assert_eq!(incoming(&[bytes], true), typed, "{}", bytes.escape_ascii());
    }
    // a word that begins so behind an Esc is a word
    assert_eq!(over_time(&[(0, b"\x1b"), (500, b"Op")]), ["<esc>", "Op"]);
}
