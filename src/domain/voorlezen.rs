//! What is read aloud when decisions are read back: what may not be on a wall has to be, and what changes after it has to be
//! read again. PURE.

#![deny(clippy::wildcard_enum_match_arm)]

use super::dossier::{Actie, ActieStatus, Besluit, Ding, Dossier, Inzet, InzetStatus, Optie, Overleg};
use super::event::Event;
use super::ids::{OverlegNr, RegelId};
use super::kader::{AgendaPunt, Werkblad};
use super::kenmerk::{Kenmerk, Woorden};
use super::scherm::{Kring, Scherm};
use super::tijd::Tijdstip;
use super::zicht::{ding_kring, regel_kring, regel_van};

/// The shielded things of one meeting on which it decides. Not what is for organisations: that is not for all who sit there.
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
    let hier = |overleg, regel| overleg == o.nr && is_per_rol(d, regel);
    VoorTeLezen {
        besluiten: d.besluiten.values().filter(|b| hier(b.overleg, b.regel) && !b.status.is_eind()).collect(),
        acties: d.acties.values().filter(|a| hier(a.overleg, a.regel) && a.status != ActieStatus::Vervallen).collect(),
        inzetten: d.inzetten.values().filter(|i| hier(i.overleg, i.regel) && i.status != InzetStatus::Vervallen).collect(),
        opties: o.opties.iter().filter(|x| x.scherm() == Some(Scherm::Rol)).collect(),
    }
}

/// Whether a line is shielded per role.
fn is_per_rol(d: &Dossier, regel: RegelId) -> bool {
    regel_kring(d, regel) == Kring::vol()
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

/// How many things still have to be read aloud: all of them while they were not, or when one changed since.
pub fn nog_voor_te_lezen(d: &Dossier, o: &Overleg) -> u32 {
    let aantal = voor_te_lezen(d, o).aantal();
    let gelezen = o.voorgelezen.as_ref().is_some_and(|(n, _)| *n == aantal);
    if gelezen { 0 } else { aantal }
}

/// The meetings in which has to be read aloud anew because of this event, which has been applied: what was read is not what
/// stands there now.
pub(super) fn opnieuw_te_lezen(d: &Dossier, event: &Event, k: &Kenmerk<'_>) -> Vec<OverlegNr> {
    let anders = matches!(k.woorden, Woorden::Anders | Woorden::Verborgen);
    if let Ding::Optie(overleg, optie) = k.ding {
        let hier = anders && ding_kring(d, &Ding::Optie(overleg, optie)) == Kring::vol();
        return hier.then_some(overleg).into_iter().collect();
    }
    if let Ding::Verzoek(_) = k.ding {
        // also what is gone now was read
        let afgeschermd = teruggenomen(d, &k.ding).filter(|r| is_per_rol(d, *r));
        return afgeschermd.filter_map(|r| d.regels.get(&r)).map(|r| r.overleg).collect();
    }
    let Some(regel) = regel_van(d, event).regel().filter(|r| anders && is_per_rol(d, *r)) else {
        return Vec::new();
    };
    let hier = d.regels.get(&regel).and_then(|r| d.overleg(r.overleg));
    hier.filter(|o| voor_te_lezen(d, o).regels().any(|r| r == regel)).map(|o| o.nr).into_iter().collect()
}

/// The lines that were about what was taken back.
fn teruggenomen<'a>(d: &'a Dossier, ding: &Ding) -> impl Iterator<Item = RegelId> + 'a {
    let verzoek = if let Ding::Verzoek(verzoek) = ding { Some(*verzoek) } else { None };
    d.teruggenomen.iter().filter(move |t| Some(t.verzoek) == verzoek).flat_map(|t| t.regels.iter().copied())
}

/// The line of a decision, an action or a measure whose words this event made or changed, or that it ended, while its
/// meeting goes on: what is filled in afterwards was never to be read back.
pub(super) fn besloten_in(d: &Dossier, event: &Event, k: &Kenmerk<'_>) -> Option<RegelId> {
    let anders = match k.woorden {
        Woorden::Anders | Woorden::Eindigen => regel_van(d, event).regel(),
        Woorden::Blijven | Woorden::Verborgen => None,
    };
    anders.filter(|regel| d.regels.get(regel).and_then(|r| d.overleg(r.overleg)).is_some_and(|o| o.fase.loopt()))
}

/// What everybody may know that was decided or changed after the meeting read everything back, and since when that is: it
/// has to be read again. Nothing while it was not read. What is shielded has its own check, and opens nothing that a wall
/// shows.
pub fn na_het_teruglezen(d: &Dossier, o: &Overleg, punt: &AgendaPunt) -> Option<(Tijdstip, Vec<String>)> {
    let gelezen =
        o.punten.get(&punt.id).and_then(|p| p.klaar.as_ref()).filter(|_| punt.werkblad == Werkblad::Teruglezen)?;
    // what was read, and taken back since
    let weg = |regel: RegelId| {
        d.teruggenomen.iter().any(|t| t.toen <= gelezen.op && t.gezet.op > gelezen.op && t.regels.contains(&regel))
    };
    let later = |overleg: OverlegNr, regel: RegelId| {
        let open = d.regels.get(&regel).filter(|r| overleg == o.nr && !r.inhoud.afgeschermd);
        open.is_some_and(|r| r.besloten.is_some_and(|op| op > gelezen.op) || weg(regel))
    };
    let besluiten = d.besluiten.values().filter(|b| later(b.overleg, b.regel)).map(|b| b.id.to_string());
    let acties = d.acties.values().filter(|a| later(a.overleg, a.regel)).map(|a| a.id.to_string());
    let inzetten = d.inzetten.values().filter(|i| later(i.overleg, i.regel)).map(|i| i.id.to_string());
    // what was read and is no decision, action or measure any more is named by its line
    let gone =
        d.teruggenomen.iter().filter(|t| t.verborgen.is_iedereen() && t.toen <= gelezen.op && t.gezet.op > gelezen.op);
    let hier = |r: &RegelId| d.regels.get(r).is_some_and(|r| r.overleg == o.nr && !r.inhoud.afgeschermd);
    let opent = |r: &RegelId| {
        let of = |regel: RegelId| regel == *r;
        d.besluiten.values().any(|b| of(b.regel))
            || d.acties.values().any(|a| of(a.regel))
            || d.inzetten.values().any(|i| of(i.regel))
    };
    let gone = gone.filter(|t| t.opende).flat_map(|t| &t.regels).filter(|r| hier(r) && !opent(r)).map(ToString::to_string);
    let alles: Vec<String> = besluiten.chain(acties).chain(inzetten).chain(gone).collect();
    (!alles.is_empty()).then_some((gelezen.op, alles))
}

/// Whether an item is done: it was ticked, and what was read back is what stands there now.
pub fn is_klaar(d: &Dossier, o: &Overleg, punt: &AgendaPunt) -> bool {
    o.is_klaar(&punt.id) && na_het_teruglezen(d, o, punt).is_none()
}
