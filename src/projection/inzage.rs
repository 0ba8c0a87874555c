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
            if let Event::ToegangGegeven { toegang } | Event::NoodtoegangGenomen { toegang } = event {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inzage::{Inzagedaad, Oorsprong, Resultaat, Toestel};

    fn at(minutes: i64) -> Tijdstip {
        Tijdstip::from_millis(1_795_352_400_000 + minutes * 60_000)
    }

    fn read(wie: &'static str, nummer: u32, minutes: i64) -> Inzageregel {
        Inzageregel {
            op: at(minutes),
            wie: Lezende {
                gebruiker: wie.into(),
                naam: Tekst::cut(&format!("Naam {wie}")),
                organisatie: None,
                rollen: vec![Rol::Raadpleger],
            },
            daad: Inzagedaad::Openen,
            dossier: Some(DossierNummer::pick(2026, nummer)),
            resultaat: Resultaat::Gegeven,
            oorsprong: Oorsprong { toestel: Toestel::Terminal, ssh: false, doorgeefluik: None },
        }
    }

    #[test]
    fn many_dossiers_within_an_hour_are_odd_and_the_same_one_often_is_not() {
        let everybody = |_| None;
        let many = |apart: i64| (0..10).map(|nr| read("veel", nr, i64::from(nr) * apart)).collect::<Vec<_>>();
        assert_eq!(opvallend(&many(7), everybody), [], "spread over more than an hour");
        let found = opvallend(&many(6), everybody);
        assert!(matches!(&found[..], [Opvallend::Veel { dossiers: 10, vanaf, .. }] if *vanaf == at(0)), "{found:?}");
        let often: Vec<_> = (0..50).map(|minutes| read("vaak", 1, minutes)).collect();
        assert_eq!(opvallend(&often, everybody), []);
        let mut later = many(7);
        later.extend((20..31).map(|nr| read("veel", nr, 500 + i64::from(nr))));
        let found = opvallend(&later, everybody);
        assert!(matches!(&found[..], [Opvallend::Veel { dossiers: 11, vanaf, .. }] if *vanaf == at(520)), "{found:?}");
    }

    #[test]
    fn who_has_no_part_in_a_dossier_is_named_and_who_has_is_not() {
        let mut erbij = Erbij::default();
        erbij.gebruikers.insert("schreef".into());
        erbij.namen.push("naam zat".into());
        let mut all = [read("schreef", 1, 0), read("zat", 1, 1), read("vreemd", 1, 2), read("vreemd", 1, 3)];
        let found = opvallend(&all, |_| Some(erbij.clone()));
        assert!(
            matches!(&found[..], [Opvallend::NietErbij { gebruiker, op, keer: 2, .. }] if gebruiker.as_str() == "vreemd" && *op == at(2)),
            "{found:?}"
        );
        assert_eq!(opvallend(&all, |_| None), [], "not known is not odd");
        all[2].resultaat = Resultaat::Geweigerd;
        all[3].wie.rollen = vec![Rol::Scherm];
        assert_eq!(opvallend(&all, |_| Some(erbij.clone())), [], "who was refused read nothing; the wall is nobody");
    }
}
