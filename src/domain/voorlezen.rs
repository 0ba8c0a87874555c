//! What has to be read aloud when decisions are read back, because it may not be on a wall. PURE.

use super::dossier::{Actie, ActieStatus, Besluit, Dossier, Inzet, InzetStatus, Optie, Overleg};
use super::ids::RegelId;
use super::tijd::Tijdstip;

/// The shielded things of one meeting on which it decides.
#[derive(Clone, Debug, Default)]
pub struct VoorTeLezen<'a> {
    /// Decisions that stand.
    pub besluiten: Vec<&'a Besluit>,
    /// Actions that did not lapse.
    pub acties: Vec<&'a Actie>,
    /// Measures, conditions and agreements that did not lapse.
    pub inzetten: Vec<&'a Inzet>,
    /// Options.
    pub opties: Vec<&'a Optie>,
}

/// What is shielded in this meeting and has to be heard before it is agreed.
pub fn voor_te_lezen<'a>(d: &'a Dossier, o: &'a Overleg) -> VoorTeLezen<'a> {
    let hier = |overleg, regel| overleg == o.nr && d.is_afgeschermd(Some(regel));
    VoorTeLezen {
        besluiten: d.besluiten.values().filter(|b| hier(b.overleg, b.regel) && !b.status.is_eind()).collect(),
        acties: d.acties.values().filter(|a| hier(a.overleg, a.regel) && a.status != ActieStatus::Vervallen).collect(),
        inzetten: d.inzetten.values().filter(|i| hier(i.overleg, i.regel) && i.status != InzetStatus::Vervallen).collect(),
        opties: o.opties.iter().filter(|x| x.afgeschermd).collect(),
    }
}

impl VoorTeLezen<'_> {
    /// How many things.
    pub fn aantal(&self) -> u32 {
        let all = self.besluiten.len() + self.acties.len() + self.inzetten.len() + self.opties.len();
        u32::try_from(all).unwrap_or(u32::MAX)
    }

    /// The lines that they hang on; an option hangs on none.
    pub fn regels(&self) -> impl Iterator<Item = RegelId> {
        let (b, a, i) = (self.besluiten.iter(), self.acties.iter(), self.inzetten.iter());
        b.map(|b| b.regel).chain(a.map(|a| a.regel)).chain(i.map(|i| i.regel))
    }
}

/// How many things still have to be read aloud: all of them when there are other ones than were read, or when one was
/// named or corrected since.
pub fn nog_voor_te_lezen(d: &Dossier, o: &Overleg) -> u32 {
    let alles = voor_te_lezen(d, o);
    let gewijzigd = |op: Tijdstip| {
        let regel = |id: RegelId| {
            d.regels.get(&id).is_some_and(|r| r.op > op || r.correcties.last().is_some_and(|c| c.gezet.op > op))
        };
        alles.regels().any(regel) || alles.opties.iter().any(|x| x.op > op)
    };
    let gelezen = o.voorgelezen.as_ref().is_some_and(|(n, g)| *n == alles.aantal() && !gewijzigd(g.op));
    if gelezen { 0 } else { alles.aantal() }
}
