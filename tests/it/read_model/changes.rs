//! Rows that changed or went leave nothing behind.

use crisistafel::domain::ids::RegelId;
use crisistafel::domain::scherm::Kring;
use crisistafel::projection::rij::Rijen;

use super::rows::{actie, dossier, nummer, regel, rijen};
use super::{ALLES, OPEN, Plaats, alles, nummers, verwacht, zoek};

/// How many rows sled has, and how many segments there are.
fn left(plaats: &Plaats) -> (usize, usize) {
    let db = sled::open(plaats.dir().join("sled")).unwrap();
    (db.len(), std::fs::read_dir(plaats.dir().join("segmenten")).unwrap().count())
}

#[test]
fn a_line_that_changed_is_found_by_its_new_words_only() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let model = plaats.with(&[rijen(nr, vec![regel(nr, 1, "hij belde de school", 1)])]);
    model.write(&rijen(nr, vec![regel(nr, 1, "hij belde haar broer", 1)])).unwrap();
    assert_eq!(nummers(&model, "school"), [0; 0]);
    assert_eq!(nummers(&model, "broer"), [1]);
    assert_eq!(nummers(&model, "belde"), [1]);
}

#[test]
fn a_line_that_was_taken_back_is_not_found_any_more() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let model = plaats.with(&[rijen(nr, vec![regel(nr, 1, "sleutel weg", 1), regel(nr, 2, "sleutel terug", 2)])]);
    let gone = Rijen { regels: vec![(RegelId::open(1), None), (RegelId::open(99), None)], ..rijen(nr, Vec::new()) };
    model.write(&gone).unwrap();
    assert_eq!(nummers(&model, "sleutel"), [2]);
    assert_eq!(nummers(&model, "weg"), [0; 0]);
}

#[test]
fn a_line_that_is_shielded_afterwards_is_hidden_at_once() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let mut line = regel(nr, 1, "haar nieuwe adres", 1);
    let model = plaats.with(&[rijen(nr, vec![line.clone()])]);
    line.kring = Kring::vol();
    model.write(&rijen(nr, vec![line])).unwrap();
    assert!(zoek(&model, "adres", 9, OPEN).regels.is_empty());
    assert_eq!(nummers(&model, "adres"), [1]);
}

#[test]
fn a_replaced_dossier_keeps_nothing_of_what_it_was() {
    let plaats = Plaats::new();
    let model = plaats.with(&[dossier(1, 120), dossier(2, 10)]);
    let now = dossier(1, 7);
    model.replace(&now).unwrap();
    assert_eq!(alles(&model), verwacht(&[now, dossier(2, 10)]));
}

/// Seed 1010937 of the swarm: of a record whose append was in doubt and turned out to be there all rows were written beside
/// the old ones, so that an action that it had taken back stood in the lookup for good.
#[test]
fn all_rows_of_a_dossier_leave_nothing_that_is_not_among_them() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let was = Rijen { acties: vec![actie(nr, 1, 5)], ..rijen(nr, vec![regel(nr, 1, "sleutel weg", 1)]) };
    let model = plaats.with(&[was]);
    let now = Rijen { alle: true, ..rijen(nr, vec![regel(nr, 2, "sleutel terug", 2)]) };
    model.write(&now).unwrap();
    assert_eq!((nummers(&model, "sleutel"), alles(&model).1), (vec![2], vec![]));
}

#[test]
fn a_forgotten_dossier_leaves_no_row_and_no_segment() {
    let plaats = Plaats::new();
    let model = plaats.with(&[dossier(1, 120), dossier(2, 10)]);
    model.forget(nummer(1)).unwrap();
    model.forget(nummer(5)).unwrap();
    assert_eq!(alles(&model), verwacht(&[dossier(2, 10)]));
    model.forget(nummer(2)).unwrap();
    model.close().unwrap();
    assert_eq!(left(&plaats), (0, 0));
}

#[test]
fn after_many_changes_the_rows_and_the_index_are_those_of_a_model_made_afresh() {
    let (changed, fresh) = (Plaats::new(), Plaats::new());
    let model = changed.with(&[dossier(1, 40), dossier(2, 40)]);
    for step in 0..200_u32 {
        let (nr, id) = (nummer(step % 2 + 1), step * 7 % 40 + 1);
        let text =
            format!("verslagregel stap{} over {}", step % 13, ["school", "de kinderen", "het gevaar"][step as usize % 3]);
        let mut line = regel(nr, id, &text, step);
        line.kring = if step % 5 == 0 { Kring::vol() } else { Kring::IEDEREEN };
        let line = (step % 4 != 0).then_some(line);
        model.write(&Rijen { regels: vec![(RegelId::open(id), line)], ..rijen(nr, Vec::new()) }).unwrap();
    }
    let now: Vec<Rijen> = [1, 2].map(|n| of_model(&model, n)).into();
    model.close().unwrap();
    let (model, made) = (changed.whole(), fresh.with(&now));
    assert_eq!(alles(&model), alles(&made));
    for word in ["school", "kind", "gevaar", "stap7", "stap1 school", "poltie", "verslagregel"] {
        assert_eq!(zoek(&model, word, usize::MAX, ALLES), zoek(&made, word, usize::MAX, ALLES), "{word}");
    }
    model.close().unwrap();
    made.close().unwrap();
    assert_eq!(left(&changed), left(&fresh));
}

/// Changes stand at the end of a segment until there are many; then it is written anew, and the old one goes.
#[test]
fn a_segment_does_not_grow_by_its_changes() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let model = plaats.with(&[dossier(1, 40)]);
    for step in 0..600 {
        model.write(&rijen(nr, vec![regel(nr, step % 40 + 1, &format!("sleutel stap{step}"), step)])).unwrap();
    }
    assert_eq!(nummers(&model, "sleutel").len(), 40);
    assert_eq!((nummers(&model, "stap599"), nummers(&model, "stap20")), (vec![40], vec![]));
    model.close().unwrap();
    let files: Vec<_> = std::fs::read_dir(plaats.dir().join("segmenten")).unwrap().map(|f| f.unwrap()).collect();
    assert_eq!(files.len(), 1);
    assert!(files[0].metadata().unwrap().len() < 64 * 1024);
}

/// The rows of a dossier as the model has them.
fn of_model(model: &crisistafel::store::ReadModel, n: u32) -> Rijen {
    let (dossiers, acties, hoofden, lines) = alles(model);
    let nr = nummer(n);
    Rijen {
        alle: false,
        hoofd: hoofden.into_iter().find(|(of, _)| *of == nr).unwrap().1,
        dossier: dossiers.into_iter().find(|d| d.nummer == nr).unwrap(),
        toegang: model.toegang().unwrap().into_iter().find(|(of, _)| *of == nr).unwrap().1,
        acties: acties.into_iter().filter(|a| a.dossier == nr).collect(),
        acties_weg: Vec::new(),
        regels: lines.into_iter().filter(|r| r.dossier == nr).map(|r| (r.regel, Some(r))).collect(),
    }
}
