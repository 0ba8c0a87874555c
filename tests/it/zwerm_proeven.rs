//! The swarm's own parts, tried on the bare rules: that what is made up really walks through a meeting, and that nothing
//! that is given to somebody holds a word that they may not read.

use std::collections::{BTreeMap, BTreeSet};

use crisistafel::domain::dossier::{Dossier, Fase};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::RegelId;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::zicht::openbaar;
use crisistafel::projection::wand::wand;

use super::zwerm::droog::{Droog, Stap, kader};
use super::zwerm::geplant::{json, woorden_in};
use super::zwerm::mag::{Kijker, Zit};
use super::zwerm::opdracht::Soort;
use super::zwerm::spiegel::{Spiegel, verschil};
use super::zwerm::toeval::Toeval;
use super::zwerm::vergadering::{self, Vergadering};

/// How many meetings are played in a test, and how many steps each has.
const ZADEN: u64 = 90;
const STAPPEN: usize = 300;

/// Plays a meeting; `kijk` looks after each step.
fn speel(zaad: u64, stappen: usize, mut kijk: impl FnMut(&Droog, usize, &Stap)) -> Droog {
    let mut w = Droog::new(zaad);
    for n in 0..stappen {
        let stap = w.stap();
        kijk(&w, n, &stap);
    }
    w
}

#[test]
fn one_seed_is_one_meeting() {
    let log = |zaad| speel(zaad, 120, |_, _, _| {}).spiegel.feiten().to_vec();
    assert_eq!(log(7), log(7));
    assert_ne!(log(7), log(8));
    let mut t = Toeval::new(1);
    assert_eq!([t.getal(), t.getal()], [0x910A_2DEC_8902_5CC1, 0xBEEB_8DA1_658E_EC67], "as published");
    assert_ne!(t.tak().getal(), t.tak().getal());
}

/// How the swarm spends its steps.
#[derive(Default)]
struct Telling {
    aangenomen: Vec<usize>,
    wel: BTreeSet<Soort>,
    niet: BTreeSet<Soort>,
    fasen: BTreeSet<Fase>,
    vastgesteld: usize,
    overleggen: usize,
}

impl Telling {
    fn speel(&mut self, zaad: u64) {
        let mut aantal = 0;
        let w = speel(zaad, STAPPEN, |w, _, stap| {
            let soort = Soort::van(&stap.command);
            let gegeven = stap.gaf.is_ok();
            aantal += usize::from(gegeven);
            if gegeven {
                self.wel.insert(soort)
            } else {
                self.niet.insert(soort)
            };
            self.fasen.extend(w.d.actueel().map(|o| o.fase));
        });
        self.aangenomen.push(aantal);
        self.vastgesteld += w.d.overleggen.iter().filter(|o| o.vastgesteld.is_some()).count();
        self.overleggen += w.d.overleggen.len();
    }
}

#[test]
fn meetings_get_on_and_every_command_is_given_and_refused() {
    let mut t = Telling::default();
    (0..ZADEN).for_each(|zaad| t.speel(zaad));
    t.aangenomen.sort_unstable();
    let midden = t.aangenomen[t.aangenomen.len() / 2];
    assert!(midden >= 200, "the median of accepted commands is {midden}");
    let mist = |seen: &BTreeSet<Soort>| Soort::ALLE.iter().filter(|s| !seen.contains(s)).copied().collect::<Vec<_>>();
    assert_eq!(mist(&t.wel), [], "never accepted");
    assert_eq!(mist(&t.niet), [], "never refused");
    assert_eq!(t.fasen.len(), 7, "{:?}", t.fasen);
    let zaden = t.aangenomen.len();
    assert!(t.vastgesteld * 2 > zaden && t.overleggen > zaden, "{} {}", t.vastgesteld, t.overleggen);
}

#[test]
fn what_is_stored_gives_the_same_dossier() {
    for zaad in 0..ZADEN / 3 {
        let w = speel(zaad, STAPPEN, |_, _, _| {});
        let mut d = Dossier::new(w.d.nummer);
        for feit in w.spiegel.feiten() {
            for event in &feit.events {
                let weer: Event = serde_json::from_slice(&serde_json::to_vec(event).unwrap()).unwrap();
                assert_eq!(weer, *event, "seed {zaad}");
                evolve(&mut d, &feit.stamp, &weer);
            }
        }
        assert_eq!(verschil(&w.d, &d), None, "seed {zaad}");
        assert_eq!(verschil(&w.d, &w.spiegel.waarheid()), None, "seed {zaad}");
    }
}

/// Somebody at the table who leads nothing.
fn tafel() -> Kijker {
    Kijker::met(Tekst::new("raad").unwrap(), &[Rol::Raadpleger])
}

/// The words of a text that somebody may not read, each with where it was typed.
fn gelekt(w: &Droog, tekst: &str, wie: &Kijker) -> Vec<String> {
    let fout = woorden_in(tekst).filter(|woord| !w.geplant.mag(woord, wie, &w.d));
    let waar = |woord: &str| w.geplant.woorden.get(woord).map(|x| format!("{} {:?} by {:?}", x.veld, x.plaats, x.van.1));
    let all: BTreeSet<String> = fout.map(|woord| waar(woord).unwrap_or_else(|| format!("{woord}: unknown"))).collect();
    all.into_iter().collect()
}

/// What the words of each event are: read once, because looking comes back to them.
#[derive(Default)]
struct Woorden(Vec<Vec<String>>);

impl Woorden {
    fn bij(&mut self, w: &Droog) {
        for feit in w.spiegel.feiten().iter().skip(self.0.len()) {
            self.0.push(feit.events.iter().map(|e| woorden_in(&json(e)).collect::<Vec<_>>().join(" ")).collect());
        }
    }

    /// All that somebody has who connects now.
    fn gegeven(&self, w: &Droog, wie: &Kijker) -> String {
        let gezien = w.spiegel.gezien(&w.d, &wie.zicht());
        let paren = self.0.iter().flatten().zip(gezien.iter().flatten());
        paren.filter(|(_, seen)| seen.is_some()).map(|(woorden, _)| woorden.as_str()).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn nobody_is_given_a_word_that_they_may_not_read() {
    let (raad, kern) = (tafel(), Kijker::met(Tekst::new("wit").unwrap(), &[Rol::Notulist]));
    let organisaties = ["gemeente", "politie", "Veilig Thuis", "OM"].map(|naam| Tekst::new(naam).unwrap());
    let van = |wie: &Kijker| organisaties.clone().map(|o| wie.clone().van(Some(&o))).into_iter().chain([wie.clone()]);
    let kijkers: Vec<Kijker> = van(&raad).chain(van(&kern)).collect();
    let (mut verborgen, mut besloten) = (0, 0);
    for zaad in 0..ZADEN {
        let mut woorden = Woorden::default();
        let w = speel(zaad, STAPPEN, |w, n, stap| {
            if let Err(refusal) = &stap.gaf {
                let lid = &w.team[stap.lid];
                let wie = Kijker::met(lid.wie.gebruiker.clone(), &lid.rollen).van(lid.wie.organisatie.as_ref());
                let eigen = json(&stap.command);
                let weigering = json(refusal);
                let ander = woorden_in(&weigering).filter(|x| !eigen.contains(x)).collect::<Vec<_>>().join(" ");
                assert_eq!(gelekt(w, &ander, &wie), [""; 0], "seed {zaad} step {n}: refusal");
            }
            if n % 10 == 9 {
                woorden.bij(w);
                // each of them in turn: reading all that somebody has is slow
                for wie in kijkers.iter().cycle().skip(n / 10 * 3 % kijkers.len()).take(3) {
                    assert_eq!(gelekt(w, &woorden.gegeven(w, wie), wie), [""; 0], "seed {zaad} step {n} {wie:?}");
                }
            }
            if let (0, Some(o)) = (n % 5, w.d.actueel()) {
                let kijker = Kijker { zit: Zit::Wand(o.nr), ..Kijker::met(Tekst::default(), &[]) };
                let er = json(&wand(&w.d, o, &kader().kader, 1, w.nu));
                assert_eq!(gelekt(w, &er, &kijker), [""; 0], "seed {zaad} step {n}: wall");
            }
        });
        woorden.bij(&w);
        let alles: BTreeSet<&str> = woorden.0.iter().flatten().flat_map(|t| woorden_in(t)).collect();
        let voor = |wie: &Kijker| alles.iter().filter(|x| w.geplant.mag(x, wie, &w.d)).count();
        // naming a partner is what lets its people see, and keeps others away
        besloten += voor(&kijkers[1]).abs_diff(voor(&raad)) + voor(&kijkers[5]).abs_diff(voor(&kijkers[7]));
        verborgen += alles.iter().filter(|x| !w.geplant.mag(x, &raad, &w.d)).count();
        let buiten = Kijker { zit: Zit::Buiten, ..raad.clone() };
        let elders = Kijker { dossiers: Some(Vec::new()), ..kern.clone() };
        assert!(!alles.iter().any(|x| w.geplant.mag(x, &buiten, &w.d) || w.geplant.mag(x, &elders, &w.d)));
    }
    assert!(verborgen > 4_000, "there was something to hide: {verborgen}");
    assert!(besloten > 100, "there was something for organisations: {besloten}");
}

/// What who may not see shielded lines has, made of the records that they are given, is the dossier without what is
/// shielded.
#[test]
fn a_replica_is_the_filtered_truth() {
    for zaad in 0..ZADEN / 3 {
        speel(zaad, STAPPEN, |w, n, _| {
            if n % 25 == 24 {
                let kopie = w.spiegel.kopie(&w.d, &scherm::Kijker::IEDEREEN);
                assert_eq!(verschil(&openbaar(&zonder_verzegeld(&w.d)), &openbaar(&kopie)), None, "seed {zaad} step {n}");
                let vol = w.spiegel.kopie(&w.d, &scherm::Kijker::Programma);
                assert_eq!(verschil(&zonder_verzegeld(&w.d), &vol), None, "seed {zaad} step {n}");
            }
        });
    }
}

/// Whatever is shielded between them, taken back or refused: lines that were open when they were made count up without a gap,
/// and by number is by the order of making.
#[test]
fn the_numbers_of_open_lines_tell_nothing() {
    let mut apart = 0;
    for zaad in 0..ZADEN {
        let w = speel(zaad, STAPPEN, |_, _, _| {});
        let gemaakt = w.spiegel.feiten().iter().flat_map(|feit| &feit.events).filter_map(|event| match event {
            Event::RegelVastgelegd { regel, inhoud, .. } => Some((*regel, inhoud.afgeschermd)),
            _ => None,
        });
        let gemaakt: Vec<(RegelId, bool)> = gemaakt.collect();
        let reeks = |(id, _): &(RegelId, bool)| id.to_be_bytes()[4..6] == [0, 0];
        let zonder_kring: Vec<_> = gemaakt.iter().filter(|een| reeks(een)).collect();
        assert!(zonder_kring.is_sorted_by(|een, ander| een.0 < ander.0), "seed {zaad}: {gemaakt:?}");
        let open: Vec<RegelId> = gemaakt.iter().filter(|(_, afgeschermd)| !afgeschermd).map(|(id, _)| *id).collect();
        assert!(open.iter().copied().eq((1..).map(RegelId::open).take(open.len())), "seed {zaad}: {gemaakt:?}");
        apart += gemaakt.iter().filter(|(_, afgeschermd)| *afgeschermd).count();
    }
    assert!(apart > 300, "there were shielded lines: {apart}");
}

/// The dossier as who may see all of it has it: what a closed round received is with nobody before the reveal.
fn zonder_verzegeld(d: &Dossier) -> Dossier {
    let mut d = d.clone();
    let rondes = d.overleggen.iter_mut().flat_map(|o| &mut o.afweging.rondes);
    rondes.filter(|r| r.onthuld.is_none()).for_each(|r| r.oordelen.clear());
    d
}

#[test]
fn the_model_sees_what_is_lost_doubled_moved_and_made_up() {
    let w = speel(3, 60, |_, _, _| {});
    let goed = w.spiegel.feiten().to_vec();
    assert_eq!(w.spiegel.klopt(&goed), Ok(()));
    let fout = |maak: &dyn Fn(&mut Vec<super::zwerm::spiegel::Feit>)| {
        let mut journaal = goed.clone();
        maak(&mut journaal);
        w.spiegel.klopt(&journaal).unwrap_err()
    };
    assert!(fout(&|j| drop(j.remove(4))).contains("order"));
    assert!(fout(&|j| drop(j.pop())).contains("gone"));
    assert!(fout(&|j| j.push(goed[2].clone())).contains("that record"));
    assert!(fout(&|j| j.swap(3, 4)).contains("order"));
    assert!(fout(&|j| j[5].events.clear()).contains("not as"));
    assert!(fout(&|j| j[5].stamp.verzoek.0 += 10_000).contains("nobody"));
    let geweigerd = crisistafel::domain::ids::RequestId(9_999);
    let mut spiegel = w.spiegel.clone();
    let mut feit = goed[6].clone();
    feit.stamp.verzoek = geweigerd;
    spiegel.gevraagd(feit.van());
    let meer: Vec<_> = goed.iter().chain([&feit]).cloned().collect();
    assert_eq!(spiegel.klopt(&meer), Ok(()), "asked, recorded, and the answer was lost");
    spiegel.geweigerd(feit.van());
    assert!(spiegel.klopt(&meer).unwrap_err().contains("refused"));
    spiegel.neem_over(&meer);
    assert_eq!(spiegel.klopt(&meer), Ok(()));
    spiegel.bevestigd(feit);
    assert_eq!(spiegel.feiten().len(), meer.len(), "said twice it is one record");
    assert_eq!(Spiegel::new(w.d.nummer).klopt(&[]), Ok(()));
}

#[test]
fn a_difference_is_named_without_a_word_of_it() {
    let w = speel(5, 150, |_, _, _| {});
    let mut anders = w.d.clone();
    anders.werktitel = Tekst::new("geheim").unwrap();
    assert_eq!(verschil(&w.d, &anders), Some("dossier.werktitel".to_owned()));
    anders = w.d.clone();
    anders.overleggen.clear();
    let tekst = verschil(&w.d, &anders).unwrap();
    assert!(tekst.starts_with("dossier.overleggen: "), "{tekst}");
}

/// What each command costs is for the bench; here only that no kind is all there is.
#[test]
fn no_kind_of_command_crowds_out_the_others() {
    let mut telling: BTreeMap<Soort, usize> = BTreeMap::new();
    for zaad in 0..20 {
        speel(zaad, STAPPEN, |_, _, stap| *telling.entry(Soort::van(&stap.command)).or_default() += 1);
    }
    let alle: usize = telling.values().sum();
    let meest = telling.values().max().copied().unwrap_or(0);
    assert!(meest * 3 < alle, "{meest} of {alle}");
}

/// Plays whole meetings on a whole service, each from a seed; `cargo bench --bench zwerm` plays as many as one wants. Gives
/// what happened in them together.
fn houdt_stand(zaden: impl IntoIterator<Item = u64>, stappen: usize) -> super::zwerm::telling::Telling {
    let mut samen = super::zwerm::telling::Telling::default();
    for zaad in zaden {
        let mut v = Vergadering::new(zaad);
        let gespeeld = v.speel(stappen, &BTreeSet::new());
        assert_eq!(gespeeld, Ok(()), "seed {zaad}: {:?} in {:?}", v.script().last(), v.telling());
        samen.erbij(&v.telling());
    }
    samen
}

#[test]
fn whole_meetings_keep_their_promises() {
    let t = houdt_stand(1000..1016, vergadering::STAPPEN);
    // it really happened
    let often = [t.bevestigd, t.geweigerd, t.herverbonden, t.dubbel, t.bytes, t.onbewaard];
    let seldom =
        [t.storingen, t.herstarts, t.stroom, t.schijf, t.rollen, t.rot, t.vreemd, t.ontzegd, t.conceptschijf, t.herlezen];
    assert!(often.iter().all(|n| *n > 100) && seldom.iter().all(|n| *n > 2), "{t:?}");
    assert!(t.sloten > 50 && t.ontsloten > 20, "{t:?}");
}

/// Many that are short: most of what can go wrong does so when a meeting begins, and it is another each time.
#[test]
fn hundreds_of_short_meetings_keep_theirs() {
    houdt_stand(3000..3400, 30);
}

/// What makes a flipped bit refused is the flip.
#[test]
fn a_service_goes_on_behind_a_journal_that_is_whole() {
    let mut v = Vergadering::new(7);
    assert_eq!(v.speel(120, &BTreeSet::new()), Ok(()));
    let nummer = v.dienst.dossiers()[0];
    let hoofd = v.dienst.hoofd(nummer).unwrap();
    let disk = v.dienst.disk.below.copy();
    assert!(v.dienst.neemt_aan(disk, (nummer, hoofd)));
    // and not where it is remembered to have been longer
    let verder = crisistafel::journal::Head { seq: hoofd.seq + 1, ..hoofd };
    assert!(!v.dienst.neemt_aan(v.dienst.disk.below.copy(), (nummer, verder)));
}

#[test]
fn so_do_others() {
    houdt_stand(2000..2012, vergadering::STAPPEN);
}

/// Seeds that found something: a row of the lookup that outlived its undoing, a draft that was between two files when the
/// program was killed, a record that was acknowledged on a disk that may not have had it, a measure that named a shielded
/// decision in what the chair's screen takes for what everybody may know, a follower of a dossier that the disk refused who
/// stayed behind, a new look at the acute question that was taken back and came back with a later one that said the same; a
/// terminal that was away while it came to see more, and went on from what it had; a dossier that was read though its folder was never synced, and was gone after a power cut (the witness's own fault: it
/// forgot to look for those that are gone); somebody who withdrew their own access and was gone before they were told that
/// it is recorded; access in need that was asked again after it was withdrawn, and given again.
#[test]
fn what_the_swarm_found_is_not_found_again() {
    houdt_stand(
        [
            5, 14, 28, 41, 52, 87, 212, 323, 388, 408, 993, 3_057, 107_959, 108_852, 200_311, 408_644, 501_143, 602_475,
            602_621,
        ],
        vergadering::STAPPEN,
    );
}
