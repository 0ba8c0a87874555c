//! The read model: what it answers, what a change leaves behind, and that no damage gets past it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod answers;
mod changes;
mod damage;
mod rows;
mod scan;
mod verzegeld;
mod vinden;

use std::path::PathBuf;

use crisistafel::crypto::register::Registersleutels;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::scherm::Kijker;
use crisistafel::projection::rij::{ActieRij, DossierRij, Hoofd, RegelRij, Rijen};
use crisistafel::projection::zoek::Woordenboek;
use crisistafel::store::{Gevonden, Inzage, ModelState, ReadModel, StoreFault};

/// Who may see everything.
const ALLES: Inzage<'_> = Inzage::ALLES;
/// All dossiers, for who sees what everybody may see in them.
const OPEN: Inzage<'_> = Inzage { dossier: &|_| true, kijker: &|_| Kijker::IEDEREEN };

/// A place for one model, gone with it.
struct Plaats(tempfile::TempDir, Registersleutels);

impl Plaats {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap(), Registersleutels::van(None))
    }

    fn dir(&self) -> PathBuf {
        self.0.path().join("leesmodel")
    }

    fn marker(&self) -> PathBuf {
        self.0.path().join("leesmodel.bezig")
    }

    fn open(&self) -> Result<(ReadModel, ModelState), StoreFault> {
        ReadModel::open(&self.dir(), &self.marker(), &self.1)
    }

    /// A model with these rows, open.
    fn with(&self, all: &[Rijen]) -> ReadModel {
        let (model, _) = self.open().unwrap();
        for rijen in all {
            model.replace(rijen).unwrap();
        }
        model
    }

    /// The model that was closed here before, which must be whole.
    fn whole(&self) -> ReadModel {
        let (model, how) = self.open().unwrap();
        assert!(matches!(how, ModelState::Whole), "{how:?}");
        model
    }
}

/// The lines in which all words of `vraag` are found.
fn zoek(model: &ReadModel, vraag: &str, limit: usize, inzage: Inzage<'_>) -> Gevonden {
    model.zoek(&Woordenboek::default().vraag(vraag), limit, inzage).unwrap()
}

/// The number of an open line.
fn nr(r: &RegelRij) -> u32 {
    serde_json::from_value(serde_json::json!(r.regel)).unwrap()
}

/// The numbers of all lines in which the words of `vraag` are found, the latest first.
fn nummers(model: &ReadModel, vraag: &str) -> Vec<u32> {
    zoek(model, vraag, usize::MAX, ALLES).regels.iter().map(nr).collect()
}

/// Every row of a model.
type Alles = (Vec<DossierRij>, Vec<ActieRij>, Vec<(DossierNummer, Hoofd)>, Vec<RegelRij>);

fn alles(model: &ReadModel) -> Alles {
    let lines = zoek(model, rows::OVERAL, usize::MAX, ALLES).regels;
    (model.dossiers(ALLES).unwrap(), model.acties(ALLES).unwrap(), model.hoofden().unwrap(), lines)
}

/// What [`alles`] must return when these dossiers are in it.
fn verwacht(all: &[Rijen]) -> Alles {
    let mut all = all.to_vec();
    all.sort_by_key(|r| r.dossier.nummer);
    let mut lines: Vec<RegelRij> = all.iter().flat_map(|r| r.regels.iter().filter_map(|(_, rij)| rij.clone())).collect();
    lines.sort_by_key(|r| std::cmp::Reverse((r.op, r.dossier, r.regel)));
    (
        all.iter().map(|r| r.dossier.clone()).collect(),
        all.iter().flat_map(|r| r.acties.clone()).collect(),
        all.iter().map(|r| (r.dossier.nummer, r.hoofd.clone())).collect(),
        lines,
    )
}
