//! The read model of a sealed store: nothing of a dossier stands in any of its files, and none of them can stand for another.

use std::fs;
use std::path::{Path, PathBuf};

use crisistafel::crypto::bos::Wijziger;
use crisistafel::crypto::register::Registersleutels;
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::projection::rij::Rijen;
use crisistafel::server::{self, Tafel};
use crisistafel::store::{ModelState, ReadModel, Reason, StoreFault};

use super::rows::{OVERAL, actie, dossier, nummer, regel, rijen};
use super::{ALLES, Plaats, alles, verwacht, zoek};

/// Words of a dossier that stand in its rows, its lines and its terms.
const GEPLANT: [&str; 6] = ["wilgenhof", "zutphen", "roerdomp", "ijsvogel", "grutto", "kwartelkoning"];

/// The keys of a new exercise store.
fn sleutels(dir: &Path) -> Registersleutels {
    let wie = Wijziger { door: Tekst::from("proef"), nu: Tijdstip::from_millis(0) };
    let tafel = dir.join("tafel");
    server::create(&tafel, &Tafel::oefening(Vec::new()), &wie).unwrap();
    Registersleutels::van(server::kluis(&tafel, None).unwrap())
}

/// A place for the model of a sealed store.
fn plaats() -> Plaats {
    let dir = tempfile::tempdir().unwrap();
    let keys = sleutels(dir.path());
    Plaats(dir, keys)
}

/// A dossier with the planted words everywhere.
fn geplant() -> Rijen {
    let nr = nummer(1);
    let mut hidden = regel(nr, 2, "Kwartelkoning gezien", 2);
    hidden.kring = Kring::vol();
    let mut all = rijen(nr, vec![regel(nr, 1, "Zij woont nu in de Wilgenhof te Zutphen", 1), hidden]);
    all.dossier.werktitel = Tekst::from("Roerdomp");
    all.dossier.contactpersoon = Tekst::from("IJsvogel");
    let mut own = actie(nr, 1, 10);
    own.wie = Tekst::from("Grutto");
    all.acties = vec![own];
    all
}

/// Every file below a folder.
fn files_below(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Which of these words stand in these bytes, in any case, from the front or from the end.
fn in_bytes(bytes: &[u8], words: &[&str]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let turned = |w: &str| w.chars().rev().collect::<String>();
    words.iter().flat_map(|w| [(*w).to_owned(), turned(w)]).filter(|w| text.contains(w)).collect()
}

#[test]
fn no_word_and_no_number_of_a_dossier_stands_in_any_file() {
    let plaats = plaats();
    let model = plaats.with(&[geplant(), dossier(2, 300)]);
    let nr = nummer(1);
    for n in 3..200 {
        let line = regel(nr, n, &format!("roerdomp {n} bij de Wilgenhof"), n);
        model.write(&rijen(nr, vec![line])).unwrap();
    }
    assert_eq!(zoek(&model, "wilgenhof", 999, ALLES).regels.len(), 198);
    let open = files_below(&plaats.dir());
    let (number, other) = (nr.to_string().to_lowercase(), nummer(2).to_string().to_lowercase());
    let secret: Vec<&str> = GEPLANT.into_iter().chain([OVERAL, number.as_str(), other.as_str()]).collect();
    let check = |files: Vec<PathBuf>| {
        for path in files {
            assert_eq!(in_bytes(&fs::read(&path).unwrap(), &secret), Vec::<String>::new(), "{path:?}");
            assert_eq!(in_bytes(path.as_os_str().as_encoded_bytes(), &secret), Vec::<String>::new(), "{path:?}");
        }
    };
    check(open);
    model.close().unwrap();
    let closed = files_below(plaats.0.path());
    assert!(closed.iter().any(|p| p.parent().unwrap().ends_with("segmenten")));
    check(closed);
    // and it is found that it would be
    assert_eq!(in_bytes(b"in de WILGENHOF", &secret), ["wilgenhof"]);
}

/// A model is of its keys: with others it is thrown away, and nothing of it is answered.
#[test]
fn with_other_keys_a_model_is_made_again() {
    let plaats = plaats();
    plaats.with(&[geplant()]).close().unwrap();
    let other = tempfile::tempdir().unwrap();
    for keys in [sleutels(other.path()), Registersleutels::van(None)] {
        assert!(ReadModel::heads_at_rest(&plaats.dir(), &plaats.marker(), &keys).is_empty());
    }
    assert_eq!(ReadModel::heads_at_rest(&plaats.dir(), &plaats.marker(), &plaats.1).len(), 1);
    let (model, how) = ReadModel::open(&plaats.dir(), &plaats.marker(), &Registersleutels::van(None)).unwrap();
    assert!(matches!(how, ModelState::Rebuild(Reason::Damaged)), "{how:?}");
    assert_eq!(alles(&model), verwacht(&[]));
}

/// The segments of a model, the shortest first.
fn segments(plaats: &Plaats) -> Vec<PathBuf> {
    let mut all = files_below(&plaats.dir().join("segmenten"));
    all.sort_by_key(|p| fs::metadata(p).unwrap().len());
    all
}

#[test]
fn a_segment_of_another_dossier_or_of_before_is_refused() {
    let plaats = plaats();
    let all = [dossier(1, 20), dossier(2, 300)];
    let model = plaats.with(&all);
    let files = segments(&plaats);
    let [small, large] = files.as_slice() else { panic!() };
    let (small_bytes, large_bytes) = (fs::read(small).unwrap(), fs::read(large).unwrap());
    let vraag = model.vraag(OVERAL);
    // the other's
    fs::write(small, &large_bytes).unwrap();
    assert!(matches!(model.zoek(&vraag, 9, ALLES), Err(StoreFault::Segment(nr)) if nr == nummer(1)));
    // its own, with a change that was taken from it again
    fs::write(small, &small_bytes).unwrap();
    assert_eq!(zoek(&model, OVERAL, 999, ALLES).regels.len(), 320);
    model.write(&rijen(nummer(1), vec![regel(nummer(1), 20, "weg hiermee", 60)])).unwrap();
    assert_eq!(zoek(&model, OVERAL, 999, ALLES).regels.len(), 319);
    fs::write(small, &small_bytes).unwrap();
    model.laat_los();
    assert!(matches!(model.zoek(&vraag, 9, ALLES), Err(StoreFault::Segment(nr)) if nr == nummer(1)));
    // the whole of before in the place of the whole of now
    model.replace(&dossier(1, 21)).unwrap();
    let now = segments(&plaats).into_iter().find(|p| p != small && p != large).unwrap();
    fs::write(&now, &small_bytes).unwrap();
    assert_eq!(model.beschadigd(), [nummer(1)]);
}

#[test]
fn a_model_that_is_dropped_and_filled_again_never_takes_what_was_before() {
    let plaats = plaats();
    plaats.with(&[dossier(1, 20)]).close().unwrap();
    let before: Vec<(PathBuf, Vec<u8>)> =
        segments(&plaats).into_iter().map(|p| (p.clone(), fs::read(p).unwrap())).collect();
    fs::write(plaats.marker(), "").unwrap();
    let (model, _) = plaats.open().unwrap();
    assert_eq!(segments(&plaats), Vec::<PathBuf>::new());
    model.replace(&dossier(1, 21)).unwrap();
    let now = segments(&plaats);
    assert!(now.len() == 1 && now[0] != before[0].0);
    fs::write(&now[0], &before[0].1).unwrap();
    assert_eq!(model.beschadigd(), [nummer(1)]);
}
