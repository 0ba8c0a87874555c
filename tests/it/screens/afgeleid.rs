//! What a screen keeps of a meeting between two keys: a screen drawn with it is the one drawn without.

use std::collections::BTreeMap;
use std::fmt::Write;

use crisistafel::client::Replica;
use crisistafel::domain::dossier::{Dossier, Regel, RegelSoort};
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::domain::zicht::{heeft_afgeschermd, openbaar};
use crisistafel::protocol::{Committed, ToClient};
use proptest::prelude::*;

use super::desk::{BELAGING, CONTROLE, Desk, Tafel, minute};

/// What somebody does, with what stands on the screen afterwards.
const DOES: [&str; 19] = [
    "f hij stond weer bij haar werk<enter>",
    "v hij weet haar rooster @politie<enter>",
    "! zij slaapt elders<enter>",
    "! b opvang elders<enter>",
    "? wie heeft de sleutel<enter>",
    "a bellen met de school<enter>",
    "<up> en meer<enter>",
    "<up><ctrl+u>f iets anders<enter>",
    "b huisverbod vragen<enter>",
    "<f2>",
    "<f3>",
    "<f4>",
    "hij zei dat hij",
    "v @pol",
    "! en #toe",
    "<backspace><backspace>",
    "<left><left>x<end>",
    "/",
    "<esc>",
];

fn played(text: &str) -> Tafel {
    Tafel::play(text, Tijdstip::from_millis(i64::MAX))
}

/// What is kept of parts of the lines, questions and actions is what all of them say.
fn adds_up(d: &Dossier) {
    assert_eq!(d.regels.sommen().any(|som| som.afgeschermd), d.regels.values().any(|r| r.inhoud.afgeschermd));
    for o in &d.overleggen {
        let mut counted: BTreeMap<(String, Option<String>, RegelSoort), usize> = BTreeMap::new();
        for r in d.regels_van(o.nr) {
            let inbreng = r.inhoud.inbreng.as_ref().map(ToString::to_string);
            *counted.entry((r.punt.to_string(), inbreng, r.inhoud.soort)).or_default() += 1;
        }
        let mut added = BTreeMap::new();
        for groep in d.sommen_van(o.nr).flat_map(|som| &som.groepen) {
            let inbreng = groep.inbreng.as_ref().map(ToString::to_string);
            *added.entry((groep.punt.to_string(), inbreng, groep.soort)).or_default() += groep.regels;
        }
        assert_eq!(added, counted);
        let lacks =
            |r: &&Regel| r.inhoud.soort == RegelSoort::Feit && r.inhoud.bron.is_none() && r.inhoud.inbreng.is_none();
        let last: BTreeMap<_, _> = d.regels_van(o.nr).map(|r| (&r.auteur.gebruiker, &r.op)).collect();
        assert_eq!(d.sommen_van(o.nr).flat_map(|som| &som.laatste).collect::<BTreeMap<_, _>>(), last);
        let found = d.sommen_van(o.nr).flat_map(|som| &som.zonder_bron);
        assert!(found.eq(d.regels_van(o.nr).filter(lacks).map(|r| &r.id)));
    }
    for id in d.regels.keys() {
        assert!(d.acties_van(*id).eq(d.acties.values().filter(|a| a.regel == *id)));
        assert!(d.vragen_van(*id).eq(d.vragen.values().filter(|v| v.regel == *id)));
    }
}

/// What everybody may know follows event after event; made anew of the whole it is the same.
fn follows(nummer: DossierNummer, frames: &[Committed], asked: impl Fn(usize) -> bool) {
    let mut replica = Replica::new(nummer);
    replica.again();
    for (nr, frame) in frames.iter().enumerate() {
        replica.apply(replica.stand, std::slice::from_ref(frame)).unwrap();
        if asked(nr) {
            let anew = heeft_afgeschermd(&replica.dossier).then(|| openbaar(&replica.dossier));
            // not the whole dossier, where it is another
            assert!(replica.gezien() == anew.as_ref(), "after frame {}: {:?}", frame.stand, frame.events);
            [Some(&replica.dossier), replica.gezien()].into_iter().flatten().for_each(adds_up);
        }
    }
}

/// What a letter costs does not grow with what else stands on the screen: only the line is drawn for it.
#[test]
fn a_letter_draws_the_line_and_nothing_else() {
    let mut desk = Desk::notulist(20);
    let after = |desk: &mut Desk, keys: &str| {
        desk.press(keys);
        desk.model.aanzicht().clone()
    };
    let begun = after(desk.looks_twice(), "f h");
    assert!(after(&mut desk, "ij stond @pol #toe, hier") == begun);
    for keys in ["<backspace>", "<f2>", "x<enter>", "/"] {
        let before = desk.model.aanzicht().clone();
        assert!(after(&mut desk, keys) != before, "{keys}");
    }
    desk.press("<esc>f hij");
    let before = desk.model.aanzicht().clone();
    desk.wait_until(minute(21));
    assert!(after(&mut desk, "x") != before, "another minute");
}

#[test]
fn what_everybody_may_know_follows_each_record() {
    for text in [BELAGING, CONTROLE] {
        let tafel = played(text);
        follows(tafel.dossier.nummer, &tafel.frames, |_| true);
        follows(tafel.dossier.nummer, &tafel.frames, |nr| nr % 7 == 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn a_screen_is_what_it_would_be_without_what_was_kept(
        steps in proptest::collection::vec((0..DOES.len(), 0i64..3, prop::sample::select(vec![0i64, 1, 90, 6_000, 30_000])), 1..14)
    ) {
        let mut desk = Desk::notulist(20);
        desk.looks_twice().screen(120, 36);
        let (mut told, mut now) = (String::new(), 20);
        for (does, size, later) in steps {
            now += later;
            desk.wait_until(minute(now)).press(DOES[does]);
            write!(told, "{} ", DOES[does]).unwrap();
            let (columns, rows) = [(120, 36), (80, 24), (160, 50)][usize::try_from(size).unwrap()];
            let kept = desk.screen(columns, rows);
            // a kader that comes again changes nothing, and what was kept is thrown away
            desk.hear(ToClient::Kader { kader: Box::new(desk.tafel.kader.clone()) });
            prop_assert_eq!(&kept, &desk.screen(columns, rows), "{}", told);
            let replica = desk.model.replica.as_ref().unwrap();
            let anew = heeft_afgeschermd(&replica.dossier).then(|| openbaar(&replica.dossier));
            prop_assert!(replica.gezien() == anew.as_ref(), "{}", told);
        }
        let frames = desk.tafel.frames.clone();
        follows(desk.tafel.dossier.nummer, &frames, |nr| nr > frames.len() / 2);
    }
}
