//! What the program suggests and why. People decide: nothing here changes a state, and nothing here lowers a level.

mod acuut;

use super::dossier::{Afweging, Antwoord, Dossier, Overleg, RegelInhoud, RegelSoort};
use super::ids::{FactorId, NiveauId, OverlegNr, RegelId, VeldId};
use super::kader::{Factor, Instrument, Kader};

pub use acuut::{
    Aanwijzing, AcuutVoorstel, Opgeheven, acuut, geldend_plan, patroon_van_dwang, te_herbeoordelen, tegen_het_voorstel,
};

/// A floor under the meeting's conclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ondergrens<'k> {
    /// The level below which it does not go.
    pub niveau: &'k NiveauId,
    /// The instrument that gave it.
    pub instrument: &'k Instrument,
    /// The answer that did.
    pub veld: &'k VeldId,
}

impl Ondergrens<'_> {
    /// The floor as a sentence, with why.
    pub fn zin(&self, kader: &Kader) -> String {
        let niveau = kader.niveau(self.niveau).map_or_else(|| self.niveau.to_string(), |n| n.naam.to_string());
        let veld = self.instrument.velden.iter().find(|v| v.id == *self.veld);
        let bij = veld.map(|v| format!(" ({}: {})", v.vraag, v.bodem.as_ref().map_or("", |b| b.bij.as_str())));
        format!("minstens {niveau}, door {}{}", self.instrument.naam, bij.unwrap_or_default())
    }
}

/// The highest floor that the latest answers of each instrument give. Only a new answer lifts it: an outcome that leaves the
/// question open says nothing of it.
pub fn ondergrens<'k>(d: &Dossier, kader: &'k Kader) -> Option<Ondergrens<'k>> {
    let rang = |n: &NiveauId| kader.niveaus.iter().position(|x| x.id == *n);
    let van = |instrument: &'k Instrument| {
        let van_dit = || d.uitkomsten.iter().rev().map(|u| &u.uitkomst).filter(|u| u.instrument == instrument.id);
        let raakt = instrument.velden.iter().filter_map(|v| {
            let bodem = v.bodem.as_ref()?;
            let gaf = van_dit().find_map(|u| u.antwoorden.get(&v.id))?;
            gaf.same(bodem.bij.as_str()).then_some(Ondergrens { niveau: &bodem.niveau, instrument, veld: &v.id })
        });
        raakt.max_by_key(|g| rang(g.niveau))
    };
    kader.instrumenten.iter().filter_map(van).max_by_key(|g| rang(g.niveau))
}

/// What an earlier meeting than `nr` answered last; nothing where none discussed it.
pub fn vorige_keer(d: &Dossier, nr: OverlegNr, factor: &FactorId) -> Option<Antwoord> {
    d.overleggen.iter().rev().filter(|o| o.nr < nr).find_map(|o| o.afweging.nu(factor))
}

/// Whether `niveau` lies below the floor.
pub fn ligt_onder(kader: &Kader, niveau: &NiveauId, grens: &NiveauId) -> bool {
    let rang = |n: &NiveauId| kader.niveaus.iter().position(|x| x.id == *n);
    rang(niveau) < rang(grens)
}

/// An answer that follows from what was recorded: proposed, never filled in by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorVoorstel {
    /// The lines that are tagged with the factor.
    pub regels: Vec<RegelId>,
    /// The narrower factors that were answered yes.
    pub volgt_uit: Vec<FactorId>,
    /// Unknown where only suspicions, worries and questions speak of it; else yes.
    pub antwoord: Antwoord,
}

/// What the lines and narrower factors propose for a factor; nothing where they are silent. Never a no.
pub fn voorstel(d: &Dossier, a: &Afweging, factor: &Factor) -> Option<FactorVoorstel> {
    let genoemd = |i: &RegelInhoud| i.factoren.contains(&factor.id);
    let lines: Vec<_> = d.regels.values().filter(|r| r.ingetrokken.is_none() && genoemd(&r.inhoud)).collect();
    let volgt_uit: Vec<FactorId> = factor.volgt_uit.iter().filter(|f| a.nu(f) == Some(Antwoord::Ja)).cloned().collect();
    if lines.is_empty() && volgt_uit.is_empty() {
        return None;
    }
    let vast = |s: RegelSoort| matches!(s, RegelSoort::Feit | RegelSoort::Letterlijk);
    let zeker = !volgt_uit.is_empty() || lines.iter().any(|r| vast(r.inhoud.soort));
    let antwoord = if zeker { Antwoord::Ja } else { Antwoord::Onbekend };
    // what is for organisations proposes to who sees it, and an answer of the meeting does not rest on it
    let regels = lines.iter().filter(|r| r.inhoud.kring.is_empty()).map(|r| r.id).collect();
    Some(FactorVoorstel { regels, volgt_uit, antwoord })
}

/// What the lines and narrower factors say against the answer that was given: it is no and they speak of it, or unknown and
/// a fact says yes.
pub fn tegenspraak(d: &Dossier, a: &Afweging, factor: &Factor) -> Option<FactorVoorstel> {
    let nu = a.nu(&factor.id)?;
    voorstel(d, a, factor).filter(|v| nu != Antwoord::Ja && nu != v.antwoord)
}

/// The factors of the board of a meeting: those of [`op_het_bord`], and those of which a line speaks, so that nothing that was
/// recorded under a factor waits where nobody looks.
pub fn bord<'k>(d: &Dossier, o: &Overleg, kader: &'k Kader) -> Vec<&'k Factor> {
    let board = op_het_bord(&o.afweging, kader);
    let lines = d.regels.values().filter(|r| r.ingetrokken.is_none());
    let named: std::collections::BTreeSet<&FactorId> = lines.flat_map(|r| &r.inhoud.factoren).collect();
    kader.factoren.iter().filter(|f| named.contains(&f.id) || board.iter().any(|b| b.id == f.id)).collect()
}

/// The factors of the board, each once, in the order of the kader: those of the lists that are on it from the start, and of
/// the lists that an answer calls for. A kader without lists has all its factors on the board.
pub fn op_het_bord<'k>(a: &Afweging, kader: &'k Kader) -> Vec<&'k Factor> {
    if kader.lijsten.is_empty() {
        return kader.factoren.iter().collect();
    }
    let ja = |f: &FactorId| a.nu(f) == Some(Antwoord::Ja);
    let lijsten: Vec<_> = kader.lijsten.iter().filter(|l| l.standaard || l.bij.iter().any(ja)).collect();
    let gevraagd = |f: &Factor| lijsten.iter().any(|l| l.items.iter().any(|i| i.factor == f.id));
    kader.factoren.iter().filter(|f| gevraagd(f) || a.wegingen.contains_key(&f.id)).collect()
}
