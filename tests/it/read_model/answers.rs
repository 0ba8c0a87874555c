//! What was written is found, and only by who may see it.

use crisistafel::domain::dossier::ActieStatus;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::scherm::{Kijker, Kring};
use crisistafel::domain::tekst::Tekst;
use crisistafel::projection::rij::RegelRij;
use crisistafel::store::Inzage;

use super::rows::{OVERAL, actie, dossier, nummer, regel, rijen};
use super::{ALLES, OPEN, Plaats, alles, nr, nummers, verwacht, zoek};

#[test]
fn everything_that_was_written_is_there_before_and_after_a_close() {
    let plaats = Plaats::new();
    let all = [dossier(1, 250), dossier(2, 1), dossier(3, 60)];
    let model = plaats.with(&all);
    assert_eq!(alles(&model), verwacht(&all));
    model.close().unwrap();
    assert!(!plaats.marker().exists());
    let model = plaats.whole();
    assert!(plaats.marker().exists());
    assert_eq!(alles(&model), verwacht(&all));
}

#[test]
fn a_touched_row_is_written_and_the_rest_of_the_dossier_stays() {
    let plaats = Plaats::new();
    let mut all = dossier(1, 20);
    let model = plaats.with(std::slice::from_ref(&all));
    let new = regel(nummer(1), 21, "verslagregel over een nieuw werkrooster", 900);
    let touched = rijen(nummer(1), vec![new]);
    model.write(&touched).unwrap();
    all.regels.extend(touched.regels);
    all.hoofd = touched.hoofd;
    assert_eq!(alles(&model), verwacht(&[all]));
}

#[test]
fn a_line_is_found_by_the_beginning_or_the_stem_of_every_word_and_by_who_knows_it() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let known = RegelRij { bron: Tekst::from("buurvrouw Jansen"), ..regel(nr, 3, "hij stond bij de deur", 3) };
    let lines = vec![regel(nr, 1, "Het besluit: café gemeden", 1), regel(nr, 2, "twee besluiten over CAFÉS", 2), known];
    let model = plaats.with(&[rijen(nr, lines)]);
    for (vraag, found) in [
        ("besluiten", vec![2, 1]),
        ("caf", vec![2, 1]),
        ("CAFÉ besl", vec![2, 1]),
        ("besluit gemeden", vec![1]),
        ("gemeden twee", vec![]),
        ("sluit", vec![]),
        ("jansen deur", vec![3]),
        ("26", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(nummers(&model, vraag), found, "{vraag}");
    }
}

/// Review H5: whether a word is in few lines or in many, and whichever is typed first, the same lines are found.
#[test]
fn rare_and_common_words_together_find_what_has_all_of_them() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let text = |n: u32| {
        let half = if n.is_multiple_of(2) { " drempel" } else { "" };
        let rare = if n.is_multiple_of(500) { " kruidenrek" } else { "" };
        format!("sleutel{half}{rare}")
    };
    let model = plaats.with(&[rijen(nr, (1..=2400).map(|n| regel(nr, n, &text(n), n)).collect())]);
    for (vraag, found) in [
        ("kruidenrek sleutel", 4),
        ("sleutel drempel kruidenrek", 4),
        ("drempel sleutel", 1200),
        ("sleutel", 2400),
        ("kruidenrek stoel", 0),
    ] {
        assert_eq!(nummers(&model, vraag).len(), found, "{vraag}");
    }
}

#[test]
fn the_latest_line_comes_first_over_all_dossiers_and_the_limit_says_whether_there_are_more() {
    let plaats = Plaats::new();
    let of = |n, op: &[u32]| {
        rijen(nummer(n), (1..).zip(op).map(|(id, op)| regel(nummer(n), id, "sleutel gevonden", *op)).collect())
    };
    let model = plaats.with(&[of(1, &[5, 30]), of(2, &[20, 10])]);
    let found = zoek(&model, "sleutel", 3, ALLES);
    let places: Vec<(DossierNummer, u32)> = found.regels.iter().map(|r| (r.dossier, nr(r))).collect();
    assert_eq!(places, [(nummer(1), 2), (nummer(2), 1), (nummer(2), 2)]);
    assert!(found.meer);
    assert!(!zoek(&model, "sleutel", 4, ALLES).meer);
    assert!(zoek(&model, "sleutel", 0, ALLES).meer);
}

#[test]
fn a_dossier_without_access_does_not_exist_in_any_answer() {
    let plaats = Plaats::new();
    let (own, other) = (dossier(1, 30), dossier(2, 300));
    let model = plaats.with(&[own.clone(), other]);
    let alone = Plaats::new();
    let only = alone.with(&[own]);
    let mag = |nr: &DossierNummer| *nr == nummer(1);
    for wie in [Kijker::IEDEREEN, Kijker::VOL] {
        let kijker = |_: &DossierNummer| wie.clone();
        let inzage = Inzage { dossier: &mag, kijker: &kijker };
        assert_eq!(model.dossiers(inzage).unwrap(), only.dossiers(inzage).unwrap());
        assert_eq!(model.acties(inzage).unwrap(), only.acties(inzage).unwrap());
        for limit in [0, 1, 5, 27, 30, 31] {
            assert_eq!(zoek(&model, OVERAL, limit, inzage), zoek(&only, OVERAL, limit, inzage), "{limit}");
        }
    }
}

#[test]
fn what_is_shielded_has_no_influence_on_the_answers_of_who_may_not_see_it() {
    let plaats = Plaats::new();
    let mut all = dossier(1, 30);
    let mut secret = actie(nummer(1), 7, 70);
    secret.kring = Kring::vol();
    all.acties.push(secret);
    let model = plaats.with(&[all]);
    let open = OPEN;
    let found = zoek(&model, OVERAL, 27, open);
    assert_eq!((found.regels.len(), found.meer), (27, false));
    assert!(found.regels.iter().all(|r| r.kring.is_iedereen()));
    assert!(zoek(&model, "nr10", 5, open).regels.is_empty());
    assert_eq!(nummers(&model, "nr10"), [10]);
    assert_eq!((model.acties(open).unwrap().len(), model.acties(ALLES).unwrap().len()), (1, 2));
    let clocks = |inzage| model.dossiers(inzage).unwrap()[0].klokken.len();
    assert_eq!((clocks(open), clocks(ALLES)), (1, 2));
}

#[test]
fn an_action_that_is_over_is_not_among_the_open_ones() {
    let plaats = Plaats::new();
    let mut all = dossier(1, 200);
    let model = plaats.with(std::slice::from_ref(&all));
    assert_eq!(model.acties(ALLES).unwrap(), all.acties);
    all.acties[0].status = ActieStatus::Gedaan;
    model.write(&all).unwrap();
    assert_eq!(model.acties(ALLES).unwrap(), all.acties[1..]);
}
