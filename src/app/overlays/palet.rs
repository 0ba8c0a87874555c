//! The palette: every measure of the kader, found by typing. Choosing one records a line; what is being typed in the line
//! itself stays where it is.

use std::collections::BTreeSet;

use crate::app::available::available;
use crate::app::forms;
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::Doel;
use crate::app::state::laag::Laag;
use crate::app::state::lijst::{Lijststaat, Registerlijst, Rij};
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::command::Command;
use crate::domain::dossier::{Antwoord, InzetStatus, RegelInhoud, RegelSoort};
use crate::domain::ids::{FactorId, InzetId, MaatregelId};
use crate::domain::kader::{Maatregel, MaatregelKader};
use crate::domain::vouw::vouw;
use crate::input::catalogue::Action;

/// A measure in the palette, seen from what is known.
#[derive(Clone, Debug)]
pub struct PaletRij<'k> {
    /// The measure.
    pub maatregel: &'k Maatregel,
    /// The factors answered yes with which it is offered first.
    pub past: Vec<&'k FactorId>,
    /// The factors answered yes with which it does not go.
    pub botst: Vec<&'k FactorId>,
}

/// The measures that fit what was typed: those that go with what is known first, then by frame.
pub fn rijen<'m>(m: &'m Model, zoek: &str) -> Vec<PaletRij<'m>> {
    let Some(kader) = m.kader() else { return Vec::new() };
    let words: Vec<String> = zoek.split_whitespace().map(vouw).collect();
    let ja: BTreeSet<&FactorId> = bekend_ja(m).collect();
    let with = |all: &'m [FactorId]| all.iter().filter(|f| ja.contains(f)).collect::<Vec<_>>();
    let row = |x: &'m Maatregel| PaletRij { maatregel: x, past: with(&x.past_bij), botst: with(&x.botst_met) };
    let mut rows: Vec<PaletRij<'m>> = kader.maatregelen.iter().filter(|x| fits(x, &words)).map(row).collect();
    let frame = |k: MaatregelKader| MaatregelKader::ALLE.iter().position(|x| *x == k);
    rows.sort_by_key(|r| (r.past.is_empty(), frame(r.maatregel.kader)));
    rows
}

/// The factors that were answered yes in this meeting.
fn bekend_ja(m: &Model) -> impl Iterator<Item = &FactorId> {
    let all = m.overleg().into_iter().flat_map(|o| &o.afweging.wegingen);
    let is_ja = |w: &crate::domain::dossier::Gewogen| w.weging.nu == Some(Antwoord::Ja);
    all.filter(move |(_, answers)| answers.last().is_some_and(is_ja)).map(|(factor, _)| factor)
}

/// Whether every word stands in the name, another name, the frame or a body.
fn fits(x: &Maatregel, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut all = format!("{}\n{}", x.naam, x.kader.naam());
    for other in x.ook.iter().chain(&x.bevoegd) {
        all.push('\n');
        all.push_str(other.as_str());
    }
    let all = vouw(&all);
    words.iter().all(|w| all.contains(w.as_str()))
}

/// The entry of the register that came from a measure, while it is not over.
pub fn in_register(m: &Model, id: &MaatregelId) -> Option<InzetId> {
    let all = m.dossier().into_iter().flat_map(|d| d.inzetten.values());
    all.filter(|i| i.status != InzetStatus::Vervallen).find(|i| i.palet.as_ref() == Some(id)).map(|i| i.id)
}

/// What was typed changed: from the top again.
pub fn gefilterd(m: &mut Model) {
    if let Some(Laag::Palet(p)) = m.lagen.last_mut() {
        (p.gekozen, p.vanaf) = (0, 0);
    }
}

/// Moves the choice, not past the end.
pub fn ga(m: &mut Model, up: bool) {
    let Some(Laag::Palet(p)) = m.lagen.last() else { return };
    let last = rijen(m, p.zoek.text()).len().saturating_sub(1);
    if let Some(Laag::Palet(p)) = m.lagen.last_mut() {
        p.ga(up);
        p.gekozen = p.gekozen.min(last);
    }
}

fn gekozen(m: &Model) -> Option<&Maatregel> {
    let Some(Laag::Palet(p)) = m.lagen.last() else { return None };
    rijen(m, p.zoek.text()).get(p.gekozen).map(|r| r.maatregel)
}

/// Whether this terminal may choose; says why not where it may not.
fn mag(m: &mut Model) -> bool {
    let can = available(m, Action::Terzijde);
    if let Err(why) = &can {
        m.zeg(BerichtSoort::Weigering, format!("dat kan nu niet: {why}"));
    }
    can.is_ok()
}

/// Records the measure as a line at the item where the meeting is, and goes to the register.
pub fn kies(m: &mut Model) -> Vec<Effect> {
    if !mag(m) {
        return Vec::new();
    }
    let Some((id, naam)) = gekozen(m).map(|x| (x.id.clone(), x.naam.clone())) else {
        m.zeg(BerichtSoort::Let, "er is geen maatregel die zo heet; typ een vrije maatregel als regel: m wat");
        return Vec::new();
    };
    if let Some(er) = in_register(m, &id) {
        m.lagen.pop();
        m.lijst_zoek.clear();
        toon(m, er);
        m.zeg(BerichtSoort::Let, format!("die staat al in het register, als {er}; hier is hij"));
        return Vec::new();
    }
    let first = || m.kader()?.blokken.first()?.punten.first().map(|p| p.id.clone());
    let o = m.overleg();
    let Some((overleg, punt)) = o.and_then(|o| Some((o.nr, o.huidig_punt.clone().or_else(first)?))) else {
        return Vec::new();
    };
    let mut regel = RegelInhoud::new(RegelSoort::Maatregel, naam);
    regel.inbreng = o.and_then(|o| o.aan_het_woord().cloned());
    regel.maatregel = Some(id.clone());
    let inzet = m.dossier().map_or(InzetId(1), |d| d.volgende_inzet(None));
    let Some(Laag::Palet(palet)) = m.lagen.pop() else { return Vec::new() };
    m.lijst_zoek.clear();
    toon(m, inzet);
    m.stuur(
        vec![Command::LegRegelVast { overleg, punt, regel }],
        Verzoekherkomst::Palet { maatregel: id, palet: Box::new(palet) },
    )
}

/// Goes to an entry of the register.
fn toon(m: &mut Model, inzet: InzetId) {
    let gekozen = Some(Rij::Inzet(inzet));
    m.blik = Blik::Register(Lijststaat { lijst: Registerlijst::Inzetten, gekozen });
}

/// Asks why the measure is not chosen.
pub fn terzijde(m: &mut Model) -> Vec<Effect> {
    if !mag(m) {
        return Vec::new();
    }
    if let Some(id) = gekozen(m).map(|x| x.id.clone()) {
        return forms::open(m, Doel::Terzijde(id));
    }
    Vec::new()
}
