//! Writing rows and segments. A call that fails halfway leaves the model unusable, so none of it needs a transaction; who
//! reads meanwhile reads what there was.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use sled::Db;

use super::fault::{StoreFault, Trouble};
use super::model::ReadModel;
use super::query::in_draden;
use super::row::{Actierijen, Dossierrij, Indexed, Kind, Stempel, naam, seal};
use super::wijzer::{Laatste, acties_van};
use crate::domain::dossier::ActieStatus;
use crate::domain::ids::{ActieId, DossierNummer, RegelId};
use crate::projection::rij::{ActieRij, Rijen};

/// How many lines are worth a thread of their own, to find their terms.
const TERMEN_MIN: usize = 128;

impl ReadModel {
    /// Writes the rows of one dossier that a commit touched; rows that are not among them stay as they are, but where these
    /// are all that there are. Not durable before the model is closed.
    pub fn write(&self, rijen: &Rijen) -> Result<(), StoreFault> {
        let was = self.laatste(rijen.dossier.nummer).filter(|_| !rijen.alle);
        self.run(|db| self.put(db, rijen, was))
    }

    /// Writes all rows of a dossier in the place of those that were there.
    pub fn replace(&self, rijen: &Rijen) -> Result<(), StoreFault> {
        self.run(|db| self.put(db, rijen, None))
    }

    /// Removes all rows of a dossier, and its segment; none is fine too. sled's files keep old bytes, sealed, until the model
    /// is made again.
    pub fn forget(&self, nummer: DossierNummer) -> Result<(), StoreFault> {
        self.run(|db| {
            let mut written = self.schrijft.lock().unwrap_or_else(PoisonError::into_inner);
            let mut wijzer = self.wijzer.write().unwrap_or_else(PoisonError::into_inner);
            for kind in [Kind::Dossier, Kind::Acties] {
                db.remove(naam(&self.sleutels, kind, nummer))?;
            }
            written.remove(&nummer);
            self.geheugen.vergeet(nummer);
            match wijzer.remove(&nummer).and_then(|laatste| laatste.segment) {
                Some(segment) => self.segmenten.weg(nummer, segment).map_err(Trouble::from),
                None => Ok(()),
            }
        })
    }

    fn laatste(&self, nummer: DossierNummer) -> Option<Laatste> {
        self.wijzer().get(&nummer).copied()
    }

    /// Writes these rows beside those that there were.
    fn put(&self, db: &Db, rijen: &Rijen, was: Option<Laatste>) -> Result<(), Trouble> {
        let nummer = rijen.dossier.nummer;
        let mut written = self.schrijft.lock().unwrap_or_else(PoisonError::into_inner);
        let segment = self.segment(rijen, was.and_then(|w| w.segment))?;
        let acties = self.acties_na(db, rijen, was)?;
        let row = Dossierrij {
            versie: self.volgende(),
            acties: acties.as_ref().map(|a| a.versie),
            segment,
            hoofd: rijen.hoofd.clone(),
            toegang: rijen.toegang.clone(),
            rij: rijen.dossier.clone(),
        };
        let (of_dossier, of_acties) =
            (naam(&self.sleutels, Kind::Dossier, nummer), naam(&self.sleutels, Kind::Acties, nummer));
        let sealed = seal(&self.sleutels, &of_dossier, &row)?;
        let before = self.laatste(nummer);
        let mut wijzer = self.wijzer.write().unwrap_or_else(PoisonError::into_inner);
        db.insert(of_dossier, sealed)?;
        match acties {
            Some(acties) if before.and_then(|b| b.acties) != Some(acties.versie) => {
                db.insert(of_acties, seal(&self.sleutels, &of_acties, &acties)?)?;
            }
            None if before.is_some_and(|b| b.acties.is_some()) => drop(db.remove(of_acties)?),
            Some(_) | None => {}
        }
        wijzer.insert(nummer, Laatste { versie: row.versie, acties: row.acties, segment });
        written.insert(nummer);
        let old = before.and_then(|b| b.segment).filter(|old| segment.is_none_or(|new| new.keer != old.keer));
        Ok(old.map_or(Ok(()), |old| self.segmenten.weg(nummer, old))?)
    }

    /// The segment with these lines in it.
    fn segment(&self, rijen: &Rijen, was: Option<Stempel>) -> Result<Option<Stempel>, Trouble> {
        let nummer = rijen.dossier.nummer;
        let new = in_draden(&rijen.regels, TERMEN_MIN, |part| {
            let mut termen = self.woorden.van_vele();
            part.iter().map(|(id, r)| (*id, r.clone().map(|r| Indexed::new(r, &mut termen)))).collect::<Vec<_>>()
        });
        let new: Vec<(RegelId, Option<Indexed>)> = new.into_iter().flatten().collect();
        match was {
            Some(was) if new.is_empty() => Ok(Some(was)),
            Some(was) => self.segmenten.wijzig(nummer, was, &new, self.volgende()).map(Some),
            None => {
                // the last of each
                let all: BTreeMap<RegelId, Option<Indexed>> = new.into_iter().collect();
                let all: Vec<Indexed> = all.into_values().flatten().collect();
                (!all.is_empty()).then(|| self.segmenten.schrijf(nummer, self.volgende(), all)).transpose()
            }
        }
    }

    /// The open actions with these among them; none where there are none.
    fn acties_na(&self, db: &Db, rijen: &Rijen, was: Option<Laatste>) -> Result<Option<Actierijen>, Trouble> {
        let known = match was.and_then(|w| w.acties) {
            Some(versie) => acties_van(db, &self.sleutels, rijen.dossier.nummer, versie)?,
            None => Actierijen::default(),
        };
        let mut all: BTreeMap<ActieId, ActieRij> = known.rijen.iter().map(|a| (a.actie, a.clone())).collect();
        for actie in &rijen.acties {
            all.insert(actie.actie, actie.clone());
        }
        for weg in &rijen.acties_weg {
            all.remove(weg);
        }
        let open: Vec<ActieRij> = all.into_values().filter(|a| a.status == ActieStatus::Open).collect();
        if open == known.rijen {
            return Ok(Some(known).filter(|k| !k.rijen.is_empty()));
        }
        Ok((!open.is_empty()).then(|| Actierijen { versie: self.volgende(), rijen: open }))
    }
}
