//! A search finds what a plain look at every line finds, for whoever asks, whatever was changed before.

use std::sync::atomic::{AtomicBool, Ordering};

use crisistafel::domain::ids::{DossierNummer, RegelId};
use crisistafel::domain::scherm::{Kijker, Kring, Scherm};
use crisistafel::domain::tekst::Tekst;
use crisistafel::projection::rij::{RegelRij, Rijen};
use crisistafel::projection::zoek::{Hoe, Woordenboek, Zoekvraag};
use crisistafel::store::{Gevonden, Inzage, ReadModel};
use proptest::prelude::*;
use proptest::sample::select;

use super::rows::{nummer, regel, rijen};
use super::{ALLES, Plaats};

const WOORDEN: [&str; 16] = [
    "sleutel",
    "sleutels",
    "Jansen",
    "Janssen",
    "huisverbod",
    "huis",
    "verbod",
    "bedreigde",
    "de",
    "ex-partner",
    "politie",
    "0612345678",
    "buurvrouw",
    "school",
    "AB",
    "verhuizen",
];
const VRAGEN: [&str; 18] = [
    "sleutel",
    "jansen",
    "huis verbod",
    "huisverbod",
    "bedreigen",
    "de",
    "expartner",
    "poltie",
    "12345678",
    "school huis",
    "sleutel jansen de",
    "verbod",
    "bestaatniet",
    "AB",
    "verhuisd",
    "buren",
    "huisverbot",
    "politie sleutels",
];

/// A change of a line: which, its words, what it is behind; no words: it is taken back.
type Wijziging = (u32, u32, Vec<&'static str>, u8);

fn wijziging() -> impl Strategy<Value = Wijziging> {
    (1..4_u32, 1..40_u32, prop::collection::vec(select(&WOORDEN[..]), 0..6), 0..6_u8)
}

/// Nothing, the roles, or organisations.
fn kring(n: u8) -> Kring {
    let voor = |all: &[&str]| Some(Scherm::Organisaties(all.iter().map(|o| (*o).into()).collect())).into();
    match n {
        0..3 => Kring::IEDEREEN,
        3 => Kring::vol(),
        4 => voor(&["gemeente", "politie"]),
        _ => voor(&["Veilig Thuis"]),
    }
}

fn van(vol: bool, organisatie: &'static str) -> Kijker {
    Kijker::Iemand { vol, organisatie: Some(Tekst::from(organisatie)) }
}

/// The lines that are there, by looking at each.
fn plain(lines: &[RegelRij], woorden: &Woordenboek, typed: &str, inzage: Inzage<'_>, limit: usize) -> Gevonden {
    let sees = |r: &&RegelRij| r.kring.hoort(&(inzage.kijker)(&r.dossier));
    let there: Vec<&RegelRij> = lines.iter().filter(|r| (inzage.dossier)(&r.dossier)).filter(sees).collect();
    let vraag = woorden.vraag(typed);
    let mut found = sorted(&there, woorden, &vraag);
    if found.is_empty() {
        let wide = woorden.ruimer(&vraag);
        found = sorted(&there, woorden, &wide);
        found.truncate(1000);
        found.retain(|r| woorden.past(&wide, r.tekst.as_str(), r.bron.as_str()).is_some());
    }
    let meer = found.len() > limit;
    found.truncate(limit);
    Gevonden { regels: found, meer }
}

fn sorted(lines: &[&RegelRij], woorden: &Woordenboek, vraag: &Zoekvraag) -> Vec<RegelRij> {
    let hoe = |r: &RegelRij| -> Option<Hoe> {
        let mut terms = woorden.termen(r.tekst.as_str());
        terms.extend(woorden.termen(r.bron.as_str()));
        let each = vraag.woorden.iter().map(|word| {
            let has = |m: &&crisistafel::projection::zoek::Manier| {
                !m.termen.is_empty() && m.termen.iter().all(|t| terms.iter().any(|of| t.is(of)))
            };
            word.manieren.iter().filter(has).map(|m| m.hoe).min()
        });
        each.collect::<Option<Vec<Hoe>>>()?.into_iter().max()
    };
    let mut found: Vec<(Hoe, &RegelRij)> = lines.iter().filter_map(|r| Some((hoe(r)?, *r))).collect();
    found.sort_by_key(|(hoe, r)| (*hoe != Hoe::Letterlijk, std::cmp::Reverse((r.op, r.dossier, r.regel))));
    found.into_iter().map(|(_, r)| r.clone()).collect()
}

/// Carries out a change in the model and in the list.
fn doe(model: &ReadModel, lines: &mut Vec<RegelRij>, (n, id, words, achter): &Wijziging, op: u32) {
    // what is shielded has a number between those of the open lines
    let at = (u64::from(*id) << 32 | u64::from(*achter > 2)).to_be_bytes();
    let (nr, id) = (nummer(*n), RegelId::from_be_bytes(at));
    lines.retain(|r| (r.dossier, r.regel) != (nr, id));
    let (text, bron) = (words.join(" "), words.first().copied().unwrap_or_default());
    let line = RegelRij { bron: Tekst::from(bron), kring: kring(*achter), regel: id, ..regel(nr, 1, &text, op) };
    let line = (!words.is_empty()).then_some(line);
    lines.extend(line.clone());
    model.write(&Rijen { regels: vec![(id, line)], ..rijen(nr, Vec::new()) }).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn a_search_finds_what_a_look_at_every_line_finds(
        first in prop::collection::vec(wijziging(), 0..60), later in prop::collection::vec(wijziging(), 0..60),
    ) {
        let (plaats, woorden, mut lines) = (Plaats::new(), Woordenboek::default(), Vec::new());
        let (model, _) = plaats.open().unwrap();
        for (op, change) in (1..).zip(&first) {
            doe(&model, &mut lines, change, op % 7);
        }
        model.close().unwrap();
        let model = plaats.whole();
        for (op, change) in (60..).zip(&later) {
            doe(&model, &mut lines, change, op);
        }
        let (one, two) = (nummer(1), nummer(2));
        let own = |n: &DossierNummer| *n != two;
        let in_one = |n: &DossierNummer| if *n == one { Kijker::VOL } else { Kijker::IEDEREEN };
        let sights = [
            ALLES,
            Inzage { kijker: &|_| Kijker::IEDEREEN, ..ALLES },
            Inzage { dossier: &own, kijker: &in_one },
            Inzage { dossier: &|_| false, ..ALLES },
            Inzage { kijker: &|_| Kijker::VOL, ..ALLES },
            Inzage { kijker: &|_| van(true, "gemeente"), ..ALLES },
            Inzage { kijker: &|_| van(false, "gemeente"), ..ALLES },
            Inzage { kijker: &|_| van(false, "politie"), ..ALLES },
            Inzage { kijker: &|_| van(true, "Veilig Thuis"), ..ALLES },
        ];
        for typed in VRAGEN {
            for (nr, inzage) in sights.into_iter().enumerate() {
                let limit = if nr == 0 { 3 } else { usize::MAX };
                let found = model.zoek(&woorden.vraag(typed), limit, inzage).unwrap();
                prop_assert_eq!(&found, &plain(&lines, &woorden, typed, inzage, limit), "{} {}", typed, nr);
                prop_assert!(nr != 3 || found == Gevonden::default());
            }
        }
    }
}

/// Who searches meanwhile finds a line in what it said before or says now, and never a dossier that is damaged.
#[test]
fn a_search_while_lines_change_finds_them_as_they_were_or_are() {
    let plaats = Plaats::new();
    let model = plaats.with(&[rijen(nummer(1), (1..=30).map(|n| regel(nummer(1), n, "sleutel eerst", n)).collect())]);
    let vraag = model.vraag("sleutel");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (model, vraag, done) = (&model, &vraag, &done);
        let reads = scope.spawn(move || {
            let mut times = 0;
            while !done.load(Ordering::SeqCst) || times == 0 {
                assert_eq!(model.zoek(vraag, usize::MAX, ALLES).unwrap().regels.len(), 30);
                assert_eq!(model.dossiers(ALLES).unwrap().len(), 1);
                times += 1;
            }
        });
        for step in 0..300_u32 {
            let line = regel(nummer(1), step % 30 + 1, &format!("sleutel stap{step}"), step % 30 + 1);
            model.write(&rijen(nummer(1), vec![line])).unwrap();
        }
        done.store(true, Ordering::SeqCst);
        reads.join().unwrap();
    });
}
