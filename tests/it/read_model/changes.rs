//! Rows that changed or went leave nothing behind.

use crisistafel::domain::ids::RegelId;
use crisistafel::projection::rij::Rijen;
use crisistafel::store::Inzage;

use super::rows::{dossier, nummer, regel, rijen};
use super::{ALLES, Plaats, alles, nummers, verwacht, zoek};

/// Every key and value, as sled has them.
fn raw(plaats: &Plaats) -> Vec<(sled::IVec, sled::IVec)> {
    let db = sled::open(plaats.dir().join("sled")).unwrap();
    db.iter().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_line_that_changed_is_found_by_its_new_words_only() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let mut model = plaats.with(&[rijen(nr, vec![regel(nr, 1, "hij belde de school", 1)])]);
    model.write(&rijen(nr, vec![regel(nr, 1, "hij belde haar broer", 1)])).unwrap();
    assert_eq!(nummers(&model, "school"), [0; 0]);
    assert_eq!(nummers(&model, "broer"), [1]);
    assert_eq!(nummers(&model, "belde"), [1]);
}

#[test]
fn a_line_that_was_taken_back_is_not_found_any_more() {
    let plaats = Plaats::new();
    let nr = nummer(1);
    let mut model = plaats.with(&[rijen(nr, vec![regel(nr, 1, "sleutel weg", 1), regel(nr, 2, "sleutel terug", 2)])]);
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
    let mut model = plaats.with(&[rijen(nr, vec![line.clone()])]);
    line.afgeschermd = true;
    model.write(&rijen(nr, vec![line])).unwrap();
    assert!(zoek(&model, "adres", 9, Inzage { afgeschermd: None, ..ALLES }).regels.is_empty());
    assert_eq!(nummers(&model, "adres"), [1]);
}

#[test]
fn a_replaced_dossier_keeps_nothing_of_what_it_was() {
    let plaats = Plaats::new();
    let mut model = plaats.with(&[dossier(1, 120), dossier(2, 10)]);
    let now = dossier(1, 7);
    model.replace(&now).unwrap();
    assert_eq!(alles(&model), verwacht(&[now, dossier(2, 10)]));
}

#[test]
fn a_forgotten_dossier_leaves_no_row_and_no_term() {
    let plaats = Plaats::new();
    let mut model = plaats.with(&[dossier(1, 120), dossier(2, 10)]);
    model.forget(nummer(1)).unwrap();
    model.forget(nummer(5)).unwrap();
    assert_eq!(alles(&model), verwacht(&[dossier(2, 10)]));
    model.forget(nummer(2)).unwrap();
    model.close().unwrap();
    assert_eq!(raw(&plaats), []);
}

#[test]
fn after_many_changes_the_rows_and_the_index_are_those_of_a_model_made_afresh() {
    let (changed, fresh) = (Plaats::new(), Plaats::new());
    let mut model = changed.with(&[dossier(1, 40), dossier(2, 40)]);
    for step in 0..200_u32 {
        let (nr, id) = (nummer(step % 2 + 1), step * 7 % 40 + 1);
        let text =
            format!("verslagregel stap{} over {}", step % 13, ["school", "de kinderen", "het gevaar"][step as usize % 3]);
        let mut line = regel(nr, id, &text, step);
        line.afgeschermd = step % 5 == 0;
        let line = (step % 4 != 0).then_some(line);
        model.write(&Rijen { regels: vec![(RegelId::open(id), line)], ..rijen(nr, Vec::new()) }).unwrap();
    }
    let now: Vec<Rijen> = [1, 2].map(|n| of_model(&model, n)).into();
    model.close().unwrap();
    fresh.with(&now).close().unwrap();
    assert_eq!(raw(&changed), raw(&fresh));
}

/// The rows of a dossier as the model has them.
fn of_model(model: &crisistafel::store::ReadModel, n: u32) -> Rijen {
    let (dossiers, acties, hoofden, lines) = alles(model);
    let nr = nummer(n);
    Rijen {
        hoofd: hoofden.into_iter().find(|(of, _)| *of == nr).unwrap().1,
        dossier: dossiers.into_iter().find(|d| d.nummer == nr).unwrap(),
        toegang: model.toegang().unwrap().into_iter().find(|(of, _)| *of == nr).unwrap().1,
        acties: acties.into_iter().filter(|a| a.dossier == nr).collect(),
        acties_weg: Vec::new(),
        regels: lines.into_iter().filter(|r| r.dossier == nr).map(|r| (r.regel, Some(r))).collect(),
    }
}
