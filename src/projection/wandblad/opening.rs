//! The sheets of opening and beeldvorming: who is here, what was agreed, the round, what nobody knows.

use serde::{Deserialize, Serialize};

use super::super::wandregel::kort;
use crate::domain::dossier::{Aanwezig, Dossier, Overleg, RegelSoort};
use crate::domain::ids::VraagId;
use crate::domain::leemte::{self, Leemte};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::projection::ronde::{self, Beurtstand};

/// Somebody at the table, or expected there. Who is away is not for the wall; nor are function, mandate and reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandDeelname {
    /// The organisation.
    pub organisatie: Tekst,
    /// The person.
    pub naam: Tekst,
    /// How.
    pub hoe: Aanwezig,
    /// Whether this person left already.
    pub weg: bool,
}

/// Why there is a meeting; until when goes along with every view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandAanleiding {
    /// Who called it.
    pub door: Tekst,
    /// Why.
    pub waarom: Tekst,
}

/// What was agreed about the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandAfspraken {
    /// What is recorded.
    pub vastleggen: Tekst,
    /// With whom it is shared.
    pub delen: Tekst,
    /// On which ground.
    pub grond: Tekst,
}

/// An organisation in the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandBeurt {
    /// The organisation.
    pub organisatie: Tekst,
    /// How far it is.
    pub stand: WandBeurtStand,
    /// How many lines of each kind it brought in that may be known.
    pub regels: Vec<(RegelSoort, u32)>,
}

/// How far an organisation is in the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WandBeurtStand {
    /// Not yet heard.
    NogNiet,
    /// Has the floor.
    AanHetWoord,
    /// Was heard until then.
    Ingebracht(Tijdstip),
    /// Contributes in writing.
    Schriftelijk,
}

/// An open question on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandVraag {
    /// Its number.
    pub id: VraagId,
    /// The question.
    pub vraag: Tekst,
    /// Who finds out; empty when nobody was named.
    pub wie: Tekst,
    /// When the answer is back.
    pub terug: Option<Tijdstip>,
    /// What it lacks.
    pub mist: Vec<Leemte>,
}

impl WandVraag {
    /// Whether the answer should have been back by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.terug.is_some_and(|t| t.is_voorbij(nu))
    }
}

pub(super) fn aanwezigen(o: &Overleg) -> Vec<WandDeelname> {
    let hier = o.deelnemers.iter().filter(|e| e.aanwezig != Aanwezig::Afwezig);
    hier.map(|e| WandDeelname {
        organisatie: e.organisatie.clone(),
        naam: e.naam.clone(),
        hoe: e.aanwezig,
        weg: e.gegaan.is_some(),
    })
    .collect()
}

pub(super) fn aanleiding(o: &Overleg) -> WandAanleiding {
    let b = &o.bijeenroeping;
    WandAanleiding { door: b.door.organisatie.clone(), waarom: b.reden.clone() }
}

pub(super) fn afspraken(o: &Overleg) -> Option<WandAfspraken> {
    o.afspraken.as_ref().map(|a| WandAfspraken {
        vastleggen: a.vastleggen.clone(),
        delen: a.delen.clone(),
        grond: a.grond.clone(),
    })
}

pub(super) fn ronde(d: &Dossier, o: &Overleg) -> Vec<WandBeurt> {
    let telling = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let rij = |r: ronde::RondeRij| {
        let stand = match r.stand {
            Beurtstand::NogNiet => WandBeurtStand::NogNiet,
            Beurtstand::AanHetWoord(_) => WandBeurtStand::AanHetWoord,
            Beurtstand::Ingebracht(tot) => WandBeurtStand::Ingebracht(tot),
            Beurtstand::Schriftelijk(_) => WandBeurtStand::Schriftelijk,
            Beurtstand::Afwezig(_) => return None,
        };
        let regels = r.regels.into_iter().map(|(soort, n)| (soort, telling(n))).collect();
        Some(WandBeurt { organisatie: r.organisatie, stand, regels })
    };
    ronde::ronde(d, o).into_iter().filter_map(rij).collect()
}

/// Every open question of the dossier: what is late first, then what comes back first.
pub(in crate::projection) fn vragen(d: &Dossier, nu: Tijdstip) -> Vec<WandVraag> {
    let mut all: Vec<_> = d.vragen.values().filter(|v| v.is_open()).collect();
    all.sort_by_key(|v| (!v.is_te_laat(nu), v.terug.is_none(), v.terug, v.id));
    let vraag = |v: &crate::domain::dossier::Vraag| WandVraag {
        id: v.id,
        vraag: v.vraag.clone(),
        wie: v.eigenaar.as_ref().map(kort).unwrap_or_default(),
        terug: v.terug,
        mist: leemte::van_vraag(v),
    };
    all.into_iter().map(vraag).collect()
}
