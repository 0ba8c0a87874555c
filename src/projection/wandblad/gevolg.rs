//! The sheets of besluitvorming and afsluiting: decisions as they will stand in the minutes, actions, measures, who tells
//! her, what comes first.

use serde::{Deserialize, Serialize};

use super::super::termijn::lopende_klokken;
use super::super::wandregel::kort;
use crate::domain::dossier::{
    Actie, ActieStatus, BesluitSoort, BesluitStatus, Dossier, Inzet, InzetSoort, InzetStatus, LopendeKlok, Overleg,
};
use crate::domain::ids::{ActieId, BesluitId, InzetId};
use crate::domain::kader::{AgendaPunt, Kader};
use crate::domain::leemte::{self, Leemte};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::voorlezen::na_het_teruglezen;

/// An action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandActie {
    /// Its number.
    pub id: ActieId,
    /// What is done.
    pub wat: Tekst,
    /// By whom; empty when nobody was named.
    pub wie: Tekst,
    /// Before when.
    pub termijn: Option<Tijdstip>,
    /// How far it is; never why.
    pub status: ActieStatus,
    /// What it lacks, of what a wall asks.
    pub mist: Vec<Leemte>,
}

impl WandActie {
    /// Whether it should have been done by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.status == ActieStatus::Open && self.termijn.is_some_and(|t| t.is_voorbij(nu))
    }
}

/// Actions, those of this meeting first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandActies {
    /// Of this meeting, in the order in which they were named.
    pub nu: Vec<WandActie>,
    /// Open ones of earlier meetings, what is late first.
    pub eerder: Vec<WandActie>,
}

/// A decision as it will stand in the minutes, but for its motivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandBesluit {
    /// Its number.
    pub id: BesluitId,
    /// Its words.
    pub besluit: Tekst,
    /// Whose it is; empty when nobody was named.
    pub wie: Tekst,
    /// An agreement, a request or a decision of a body; none while that was not said.
    pub soort: Option<BesluitSoort>,
    /// How far it is.
    pub status: BesluitStatus,
    /// Before when, or until when.
    pub termijn: Option<Tijdstip>,
    /// Whether a legal check is awaited (true) or was done or is not needed (false); none when nobody looked at it.
    pub toets_open: Option<bool>,
    /// What it lacks, of what a wall asks.
    pub mist: Vec<Leemte>,
}

impl WandBesluit {
    /// Whether it should have been there by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.status.wacht() && self.termijn.is_some_and(|t| t.is_voorbij(nu))
    }
}

/// What keeps people safe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandInzet {
    /// Conditions, agreements and measures of this meeting that are not over.
    pub nu: Vec<WandMaatregel>,
    /// Those of earlier meetings.
    pub eerder: Vec<WandMaatregel>,
    /// The clocks that run, the first to end first.
    pub klokken: Vec<WandKlok>,
    /// Whether something was asked of the burgemeester in this meeting.
    pub voorgelegd: bool,
}

/// A condition, an agreement or a measure on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandMaatregel {
    /// Its number.
    pub id: InzetId,
    /// Which of the three it is.
    pub soort: InzetSoort,
    /// What it is.
    pub wat: Tekst,
    /// How far it is.
    pub status: InzetStatus,
    /// Until when.
    pub tot: Option<Tijdstip>,
    /// What of that it lacks.
    pub mist: Vec<Leemte>,
}

impl WandMaatregel {
    /// Whether it should have ended by now, and did not.
    pub fn is_verlopen(&self, nu: Tijdstip) -> bool {
        self.status != InzetStatus::Vervallen && self.tot.is_some_and(|t| t.is_voorbij(nu))
    }
}

/// A clock on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandKlok {
    /// What it counts: the kader's name for it, or that of its measure.
    pub naam: Tekst,
    /// When it ends.
    pub einde: Tijdstip,
}

/// Who tells her and when; not how or where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandVerteller {
    /// Who; empty while nobody was named.
    pub wie: Tekst,
    /// Before when.
    pub wanneer: Option<Tijdstip>,
    /// When she was told.
    pub verteld: Option<Tijdstip>,
}

impl WandVerteller {
    /// Whether she should have been told by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.verteld.is_none() && self.wanneer.is_some_and(|t| t.is_voorbij(nu))
    }
}

/// All that is agreed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandTeruglezen {
    /// When it was read back, and what is new or other since; none while that is nothing.
    pub opnieuw: Option<(Tijdstip, Vec<Tekst>)>,
    /// The decisions of this meeting.
    pub besluiten: Vec<WandBesluit>,
    /// The actions of this meeting.
    pub acties: Vec<WandActie>,
    /// The measures of this meeting.
    pub maatregelen: Vec<WandMaatregel>,
    /// Who tells her.
    pub verteller: WandVerteller,
}

/// What holds until when, and what comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandSluiting {
    /// What holds, the first to end first.
    pub maatregelen: Vec<WandMaatregel>,
    /// The clocks that run, the first to end first.
    pub klokken: Vec<WandKlok>,
    /// Every open action, the first deadline first.
    pub acties: Vec<WandActie>,
    /// Who tells her.
    pub verteller: WandVerteller,
}

/// What of it is asked on a wall.
fn gevraagd(mist: Vec<Leemte>, op_de_muur: &[Leemte]) -> Vec<Leemte> {
    mist.into_iter().filter(|l| op_de_muur.contains(l)).collect()
}

fn actie(a: &Actie) -> WandActie {
    WandActie {
        id: a.id,
        wat: a.wat.clone(),
        wie: a.eigenaar.as_ref().map(kort).unwrap_or_default(),
        termijn: a.termijn,
        status: a.status,
        mist: leemte::van_actie(a),
    }
}

/// What is open first, of that what is late, then by deadline.
fn op_termijn(all: impl Iterator<Item = WandActie>, nu: Tijdstip) -> Vec<WandActie> {
    let mut rows: Vec<WandActie> = all.collect();
    rows.sort_by_key(|a| (a.status != ActieStatus::Open, !a.is_te_laat(nu), a.termijn.is_none(), a.termijn, a.id));
    rows
}

/// The actions of earlier meetings that are open, and those that were reported in this one.
pub(super) fn vorige_keer(d: &Dossier, o: &Overleg, nu: Tijdstip) -> Vec<WandActie> {
    let eerder = d.acties.values().filter(|a| a.overleg < o.nr);
    let nu_gemeld = |a: &Actie| a.wissels.last().is_some_and(|w| o.begonnen.is_some_and(|b| w.gezet.op >= b));
    op_termijn(eerder.filter(|a| a.status == ActieStatus::Open || nu_gemeld(a)).map(actie), nu)
}

pub(super) fn acties(d: &Dossier, o: &Overleg, nu: Tijdstip) -> WandActies {
    let eerder = d.acties.values().filter(|a| a.overleg < o.nr && a.status == ActieStatus::Open);
    WandActies { nu: acties_van(d, o), eerder: op_termijn(eerder.map(actie), nu) }
}

fn acties_van(d: &Dossier, o: &Overleg) -> Vec<WandActie> {
    d.acties.values().filter(|a| a.overleg == o.nr && a.status != ActieStatus::Vervallen).map(actie).collect()
}

/// The decisions of this meeting, those that were taken back left out as the minutes leave them out of what stands.
pub(super) fn besluiten(d: &Dossier, o: &Overleg) -> Vec<WandBesluit> {
    let hier = d.besluiten.values().filter(|b| b.overleg == o.nr && b.status != BesluitStatus::Ingetrokken);
    hier.map(|b| WandBesluit {
        id: b.id,
        besluit: b.besluit.clone(),
        wie: b.door.clone(),
        soort: b.soort,
        status: b.status,
        termijn: b.termijn,
        toets_open: b.toetsen.last().map(|(t, _)| t.is_open()),
        mist: gevraagd(leemte::van_besluit(b), &[Leemte::Soort, Leemte::Bevoegd]),
    })
    .collect()
}

fn maatregel(i: &Inzet) -> WandMaatregel {
    // the end does not depend on which measure of the palette it is
    let mist = gevraagd(leemte::van_inzet(i, None), &[Leemte::Einde]);
    WandMaatregel { id: i.id, soort: i.soort, wat: i.wat.clone(), status: i.status, tot: i.einde, mist }
}

/// What is not over, what was breached first.
fn staand(d: &Dossier) -> Vec<&Inzet> {
    let mut all: Vec<&Inzet> = d.inzetten.values().filter(|i| i.status != InzetStatus::Vervallen).collect();
    all.sort_by_key(|i| (i.status != InzetStatus::Geschonden, i.id));
    all
}

pub(super) fn inzet(d: &Dossier, o: &Overleg, kader: &Kader) -> WandInzet {
    let (nu, eerder): (Vec<&Inzet>, Vec<&Inzet>) = staand(d).into_iter().partition(|i| i.overleg == o.nr);
    WandInzet {
        nu: nu.into_iter().map(maatregel).collect(),
        eerder: eerder.into_iter().map(maatregel).collect(),
        klokken: klokken(d, kader),
        voorgelegd: d.voorleggers.values().any(|v| v.overleg == o.nr),
    }
}

/// A clock that somebody named by hand stands there by its measure, or not at all: its name is for the table only.
fn klokken(d: &Dossier, kader: &Kader) -> Vec<WandKlok> {
    let naam = |k: &LopendeKlok| {
        let soort = k.soort.as_ref().and_then(|s| kader.klok(s)).map(|s| s.naam.clone());
        soort.or_else(|| k.inzet.and_then(|i| d.inzetten.get(&i)).map(|i| i.wat.clone()))
    };
    let lopend = lopende_klokken(d).into_iter();
    let mut all: Vec<WandKlok> = lopend.filter_map(|k| Some(WandKlok { naam: naam(k)?, einde: k.einde })).collect();
    all.sort_by(|a, b| (a.einde, a.naam.as_str()).cmp(&(b.einde, b.naam.as_str())));
    all
}

pub(super) fn verteller(o: &Overleg) -> WandVerteller {
    let v = o.verteller.as_ref();
    WandVerteller {
        wie: v.map(|v| Tekst::cut(&v.wie.to_string())).unwrap_or_default(),
        wanneer: v.and_then(|v| v.wanneer),
        verteld: o.verteld.last().map(|(v, _)| v.op),
    }
}

pub(super) fn teruglezen(d: &Dossier, o: &Overleg, kader: &Kader, punt: &AgendaPunt) -> WandTeruglezen {
    let later = na_het_teruglezen(d, o, punt);
    WandTeruglezen {
        opnieuw: later.map(|(op, wat)| (op, wat.iter().map(|id| Tekst::cut(id)).collect())),
        besluiten: besluiten(d, o),
        acties: acties_van(d, o),
        maatregelen: inzet(d, o, kader).nu,
        verteller: verteller(o),
    }
}

pub(super) fn sluiting(d: &Dossier, o: &Overleg, kader: &Kader, nu: Tijdstip) -> WandSluiting {
    let mut holds: Vec<&Inzet> = d.inzetten.values().filter(|i| i.status.geldt()).collect();
    holds.sort_by_key(|i| (i.einde.is_none(), i.einde, i.id));
    let open = d.acties.values().filter(|a| a.status == ActieStatus::Open);
    WandSluiting {
        maatregelen: holds.into_iter().map(maatregel).collect(),
        klokken: klokken(d, kader),
        acties: op_termijn(open.map(actie), nu),
        verteller: verteller(o),
    }
}
