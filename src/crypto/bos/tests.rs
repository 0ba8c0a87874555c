use proptest::prelude::*;

use super::*;
use crate::crypto::opener::{Identiteit, Wachtwoord};
use crate::domain::ids::DossierNummer;

fn wie() -> Wijziger {
    Wijziger { door: Tekst::from("duin"), nu: Tijdstip::from_millis(1_795_000_000_000) }
}

fn dossier(nummer: &str) -> JournalId {
    JournalId::Dossier(nummer.parse::<DossierNummer>().unwrap())
}

fn ingang(soort: Openersoort, naam: &'static str, identity: &Identiteit) -> Ingang {
    Ingang::new(soort, Tekst::from(naam), identity.ontvanger()).unwrap()
}

/// A keyring with an opener of three kinds and the keys of two journals, as bytes; and what opens it.
fn made() -> (Vec<u8>, [Opener; 3], Inhoud) {
    let (file, paper) = (Identiteit::nieuw(), Identiteit::nieuw());
    let word = Wachtwoord::gekozen("paard batterij nietje goed").unwrap().licht();
    let ingangen = vec![
        ingang(Openersoort::Identiteit, "dienst", &file),
        Ingang::wachtwoord(Tekst::from("Duin"), &word).unwrap(),
        ingang(Openersoort::Herstel, "op papier", &paper),
    ];
    let mut inhoud = Inhoud::nieuw().unwrap();
    for id in [JournalId::Organisatie, dossier("26-K7M4")] {
        inhoud.journalen.insert(id, Journaalsleutels::nieuw(id).unwrap());
    }
    inhoud.journalen.get_mut(&dossier("26-K7M4")).unwrap().vernietig(Klasse::Verhaal);
    let bos = Sleutelbos { generatie: 6, ingangen, inhoud: inhoud.clone(), bestand: vec![], resten: Resten::default() };
    let (bytes, _) = bos.geschreven(&wie()).unwrap();
    (bytes, [Opener::Identiteit(file), Opener::Wachtwoord(word), Opener::Identiteit(paper)], inhoud)
}

fn opened(bytes: &[u8], opener: &Opener) -> Result<Inhoud, Leesfout> {
    let (_, body) = vorm::lees(bytes)?.open(opener)?;
    Inhoud::van_bytes(&body).ok_or(Leesfout::Beschadigd)
}

#[test]
fn every_opener_opens_it_and_nobody_else_does() {
    let (bytes, openers, inhoud) = made();
    for opener in &openers {
        assert_eq!(opened(&bytes, opener), Ok(inhoud.clone()), "{opener:?}");
    }
    let others = [Opener::Identiteit(Identiteit::nieuw()), Opener::Wachtwoord(Wachtwoord::getypt("mis"))];
    for other in &others {
        assert_eq!(opened(&bytes, other), Err(Leesfout::Verkeerd), "{other:?}");
    }
    let keys = &inhoud.journalen[&dossier("26-K7M4")];
    assert_eq!(keys.van(Klasse::Verhaal), &Klassesleutel::Vernietigd);
    assert!(keys.van(Klasse::Besluit).sleutel().is_some() && keys.van(Klasse::Kop).sleutel().is_some());
}

#[test]
fn a_flip_of_any_byte_is_noticed() {
    let (bytes, openers, _) = made();
    let mut flipped = bytes.clone();
    for at in 0..bytes.len() {
        flipped[at] ^= 1 << (at % 8);
        assert!(opened(&flipped, &openers[0]).is_err(), "byte {at}");
        flipped[at] = bytes[at];
    }
}

/// Somebody who can write the file takes the paper away, or makes a passphrase of their own, and hopes that the next change
/// wraps the key for it.
#[test]
fn an_opener_that_was_put_in_or_taken_out_is_noticed() {
    let (bytes, openers, _) = made();
    let end = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').nth(1).unwrap().0;
    let start = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
    let above: serde_json::Value = serde_json::from_slice(&bytes[start..end]).unwrap();
    let altered = |change: fn(&mut Vec<serde_json::Value>)| {
        let mut json = above.clone();
        change(json["openers"].as_array_mut().unwrap());
        let line = serde_json::to_vec(&json).unwrap();
        [&bytes[..start], &line, &bytes[end..]].concat()
    };
    let (more, fewer, other) = (
        altered(|o| o.push(o[1].clone())),
        altered(|o| drop(o.pop())),
        altered(|o| o[2]["ontvanger"] = Identiteit::nieuw().ontvanger().to_string().into()),
    );
    for file in [more, fewer, other] {
        assert!(vorm::lees(&file).is_ok());
        assert_eq!(opened(&file, &openers[0]), Err(Leesfout::Beschadigd));
    }
}

/// Who has the right key and a damaged file is not told that the key is wrong.
#[test]
fn damage_is_told_apart_from_a_wrong_key_and_from_another_version() {
    let (bytes, openers, _) = made();
    let mut body = bytes.clone();
    *body.last_mut().unwrap() ^= 1;
    assert_eq!(opened(&body, &openers[0]), Err(Leesfout::Beschadigd));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let own = text.find("\"sleutel\":\"").unwrap() + 40;
    let mut wrapped = bytes.clone();
    wrapped[own] = if wrapped[own] == b'0' { b'1' } else { b'0' };
    assert_eq!(opened(&wrapped, &openers[0]), Err(Leesfout::Beschadigd));
    let version = bytes.iter().position(|b| *b == b'1').unwrap();
    let mut later = bytes.clone();
    later[version] = b'2';
    assert_eq!(opened(&later, &openers[0]), Err(Leesfout::Vorm));
    for cut in [0, 1, version, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(opened(&bytes[..cut], &openers[0]), Err(Leesfout::Beschadigd), "{cut}");
    }
}

#[test]
fn nothing_that_is_printed_tells_a_secret() {
    let (bytes, openers, inhoud) = made();
    let file = String::from_utf8_lossy(&bytes).into_owned();
    let Opener::Identiteit(identity) = &openers[0] else { panic!("the first is an identity") };
    let shown = format!("{openers:?}{inhoud:?}{file}");
    for secret in [identity.geschreven().as_str(), "AGE-SECRET", "paard"] {
        assert!(!shown.contains(secret));
    }
}

#[test]
fn an_opener_has_a_name_of_its_own_and_the_last_one_stays() {
    let one = Identiteit::nieuw();
    let mut bos = Sleutelbos {
        generatie: 1,
        ingangen: vec![ingang(Openersoort::Identiteit, "dienst", &one)],
        inhoud: Inhoud::nieuw().unwrap(),
        bestand: vec![],
        resten: Resten::default(),
    };
    let naam = Tekst::from("dienst");
    assert!(matches!(bos.haal_weg(&naam), Err(BosFault::Laatste)));
    let again =
        [ingang(Openersoort::Herstel, "Dienst", &Identiteit::nieuw()), ingang(Openersoort::Herstel, "op papier", &one)];
    for same in again {
        assert!(matches!(bos.voeg_toe(same), Err(BosFault::Bezet(_))));
    }
    bos.voeg_toe(ingang(Openersoort::Herstel, "op papier", &Identiteit::nieuw())).unwrap();
    assert!(matches!(bos.haal_weg(&Tekst::from("piet")), Err(BosFault::Onbekend { .. })));
    assert_eq!(bos.haal_weg(&naam).unwrap().naam, naam);
    let long = Tekst::new(&"x".repeat(NAAM_TEKENS_MAX + 1)).unwrap();
    for wrong in [Tekst::from(""), long] {
        assert!(matches!(Ingang::new(Openersoort::Herstel, wrong, one.ontvanger()), Err(IngangFault::Naam)));
    }
}

#[test]
fn a_journal_gets_its_keys_once_and_never_again_after_they_were_destroyed() {
    let (_, _, inhoud) = made();
    let mut bos = Sleutelbos { generatie: 1, ingangen: vec![], inhoud, bestand: vec![], resten: Resten::default() };
    let (known, new) = (dossier("26-K7M4"), dossier("26-C7D4"));
    assert!(!bos.maak(known).unwrap() && bos.van(known).unwrap().van(Klasse::Verhaal).sleutel().is_none());
    assert!(bos.van(new).is_none() && !bos.vernietig(new, &Klasse::ALL));
    assert!(bos.maak(new).unwrap() && bos.vernietig(new, &[Klasse::Kop]));
    let left: Vec<bool> = Klasse::ALL.iter().map(|k| bos.van(new).unwrap().van(*k).sleutel().is_some()).collect();
    assert_eq!(left, [true, true, false]);
    assert_eq!(Inhoud::van_bytes(&bos.inhoud.bytes()), Some(bos.inhoud));
}

proptest! {
    /// Whatever a file holds: an error, never a panic, and never something else than what was written.
    #[test]
    fn hostile_bytes_never_open(
        at in 0_usize..4096, bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0_usize..200, keep in any::<bool>(),
    ) {
        let (whole, openers, inhoud) = made();
        let (head, tail) = whole.split_at(at % whole.len());
        let hostile = [if keep { head } else { &[] }, &bytes, tail.get(cut..).unwrap_or_default()].concat();
        match opened(&hostile, &openers[0]) {
            Ok(read) => prop_assert!(hostile == whole && read == inhoud),
            Err(_) => prop_assert!(hostile != whole),
        }
    }

    #[test]
    fn a_body_that_says_nonsense_is_no_body(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Some(read) = Inhoud::van_bytes(&bytes) {
            prop_assert_eq!(&*read.bytes(), &bytes);
        }
    }
}

/// The file of version 1 as it was made once, of made-up keys: it has to open in twenty years.
#[test]
fn the_keyring_of_this_version_opens_for_ever() {
    const SECRET: &str = include_str!("../../../fixtures/sleutelbos/sleutel.txt");
    let bytes = include_bytes!("../../../fixtures/sleutelbos/vorm-1");
    let read = opened(bytes, &Opener::Identiteit(Identiteit::uit_bestand(SECRET).unwrap())).unwrap();
    let names: Vec<String> = read.journalen.keys().map(ToString::to_string).collect();
    assert_eq!(names, ["organisatie", "26-K7M4"]);
    assert_eq!(read.journalen[&dossier("26-K7M4")].van(Klasse::Verhaal), &Klassesleutel::Vernietigd);
    assert_eq!(
        blake3::hash(&read.bytes()).to_hex().as_str(),
        "aca441e62947cba3cdec173861d6f70e9ebf933b5d1740ca8b5a4de100cad0d1"
    );
}
