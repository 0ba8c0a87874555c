//! What is odd among readings: a dossier that somebody read who was in none of its meetings and recorded nothing in it, and
//! somebody who read many in an hour. It says what to ask about, never that something is wrong.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::domain::inzage::{Inzageregel, Lezende};
use crate::domain::rol::{Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// From how many dossiers on within an hour it is odd. Own choice: a team has a few at a time.
pub const VEEL: usize = 10;

/// Something odd.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wat", rename_all = "snake_case")]
pub enum Opvallend {
    /// A dossier was read by somebody who has no part in it.
    NietErbij {
        /// The account.
        gebruiker: Tekst,
        /// The name in the minutes.
        naam: Tekst,
        /// The dossier.
        dossier: DossierNummer,
        /// When for the first time.
        op: Tijdstip,
        /// How often.
        keer: usize,
    },
    /// Somebody read many dossiers in an hour.
    Veel {
        /// The account.
        gebruiker: Tekst,
        /// The name in the minutes.
        naam: Tekst,
        /// How many, in the hour with the most.
        dossiers: usize,
        /// When that hour began.
        vanaf: Tijdstip,
    },
}

/// Who has a part in a dossier: the accounts that recorded in it or were let in, and the names at its tables.
#[derive(Clone, Debug, Default)]
pub struct Erbij {
    gebruikers: BTreeSet<Tekst>,
    namen: Vec<Tekst>,
}

impl Erbij {
    /// Takes in a record.
    pub fn neem_op(&mut self, stamp: &Stamp, events: &[Event]) {
        self.gebruikers.insert(stamp.wie.gebruiker.clone());
        for event in events {
            if let Event::AanwezigheidGenoteerd { deelname, .. } = event {
                self.namen.extend(Some(deelname.naam.clone()).filter(|naam| !naam.is_empty()));
            }
            if let Event::ToegangGegeven { toegang } = event {
                self.gebruikers.insert(toegang.gebruiker.clone());
            }
        }
    }

    fn heeft(&self, wie: &Lezende) -> bool {
        self.gebruikers.contains(&wie.gebruiker) || self.namen.iter().any(|naam| naam.same(wie.naam.as_str()))
    }
}

/// What is odd among these readings. `erbij` says who has a part in a dossier; none where that is not known.
pub fn opvallend(regels: &[Inzageregel], erbij: impl Fn(DossierNummer) -> Option<Erbij>) -> Vec<Opvallend> {
    let mut gelezen: BTreeMap<Tekst, Vec<(&Inzageregel, DossierNummer)>> = BTreeMap::new();
    // the shared screen is nobody
    for regel in regels.iter().filter(|r| r.wie.rollen != [Rol::Scherm]) {
        if let Some(nummer) = regel.gelezen() {
            gelezen.entry(regel.wie.gebruiker.clone()).or_default().push((regel, nummer));
        }
    }
    let veel = gelezen.values_mut().filter_map(|all| {
        all.sort_by_key(|(r, _)| r.op);
        veel(all)
    });
    let mut found: Vec<Opvallend> = veel.collect();
    let nummers: BTreeSet<DossierNummer> = gelezen.values().flatten().map(|(_, n)| *n).collect();
    for nummer in nummers {
        let Some(erbij) = erbij(nummer) else { continue };
        found.extend(gelezen.values().filter_map(|all| niet_erbij(all, nummer, &erbij)));
    }
    found
}

/// The hour in which somebody read the most dossiers, where those are many.
fn veel(all: &[(&Inzageregel, DossierNummer)]) -> Option<Opvallend> {
    let mut binnen: BTreeMap<DossierNummer, usize> = BTreeMap::new();
    let mut meeste: Option<(usize, &Inzageregel)> = None;
    let mut eerder = all.iter().peekable();
    for (regel, nummer) in all {
        *binnen.entry(*nummer).or_default() += 1;
        while let Some((_, weg)) = eerder.next_if(|(oud, _)| regel.op.since(oud.op) >= TimeDelta::hours(1)) {
            let over = binnen.get_mut(weg).map_or(0, |n| {
                *n = n.saturating_sub(1);
                *n
            });
            if over == 0 {
                binnen.remove(weg);
            }
        }
        if let Some((eerste, _)) = eerder.peek().filter(|_| meeste.is_none_or(|(n, _)| binnen.len() > n)) {
            meeste = Some((binnen.len(), eerste));
        }
    }
    let (dossiers, eerste) = meeste.filter(|(n, _)| *n >= VEEL)?;
    let Lezende { gebruiker, naam, .. } = eerste.wie.clone();
    Some(Opvallend::Veel { gebruiker, naam, dossiers, vanaf: eerste.op })
}

/// Whether somebody read this dossier without a part in it.
fn niet_erbij(all: &[(&Inzageregel, DossierNummer)], dossier: DossierNummer, erbij: &Erbij) -> Option<Opvallend> {
    let vreemd: Vec<&Inzageregel> =
        all.iter().filter(|(r, n)| *n == dossier && !erbij.heeft(&r.wie)).map(|(r, _)| *r).collect();
    let eerste = vreemd.first()?;
    let Lezende { gebruiker, naam, .. } = eerste.wie.clone();
    Some(Opvallend::NietErbij { gebruiker, naam, dossier, op: eerste.op, keer: vreemd.len() })
}
