//! What lines add up to. Kept beside each part of them (`gedeeld`), so that a line more is not all of them counted again.

use std::collections::BTreeMap;

use super::super::gedeeld::Optelbaar;
use super::super::ids::{OverlegNr, PuntId, RegelId};
use super::super::scherm::Organisatie;
use super::super::tekst::Tekst;
use super::super::tijd::Tijdstip;
use super::{Dossier, Regel, RegelSoort};

/// What some lines add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Regelsom {
    /// Whether one of them is shielded, those that were taken back included.
    pub afgeschermd: bool,
    /// The circles of those that are shielded for organisations, each once.
    pub kringen: Vec<Vec<Organisatie>>,
    overleggen: BTreeMap<OverlegNr, Overlegsom>,
}

/// What those of one meeting add up to that still stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlegsom {
    /// How many there are of each sort.
    pub groepen: Vec<Groep>,
    /// Facts of which nobody is named who knows them.
    pub zonder_bron: Vec<RegelId>,
    /// When each account recorded its last one.
    pub laatste: BTreeMap<Tekst, Tijdstip>,
}

/// Lines of one kind, at one item, brought in by one organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Groep {
    /// The agenda item at which they were typed.
    pub punt: PuntId,
    /// The organisation whose turn it was.
    pub inbreng: Option<Tekst>,
    /// What they are.
    pub soort: RegelSoort,
    /// How many there are.
    pub regels: usize,
}

impl Regelsom {
    /// How many of them still stand and are of such a kind.
    pub fn aantal(&self, zo: impl Fn(RegelSoort) -> bool) -> usize {
        let groepen = self.overleggen.values().flat_map(|o| &o.groepen);
        groepen.filter(|g| zo(g.soort)).map(|g| g.regels).sum()
    }

    /// Whether one of them that still stands was recorded in this meeting.
    pub fn is_van(&self, nr: OverlegNr) -> bool {
        self.overleggen.contains_key(&nr)
    }
}

impl Optelbaar for Regel {
    type Som = Regelsom;

    fn som<'a>(all: impl Iterator<Item = &'a Self>) -> Regelsom {
        let mut som = Regelsom::default();
        for r in all {
            som.afgeschermd |= r.inhoud.afgeschermd;
            if !r.inhoud.kring.is_empty() && !som.kringen.contains(&r.inhoud.kring) {
                som.kringen.push(r.inhoud.kring.clone());
            }
            if r.ingetrokken.is_none() {
                som.overleggen.entry(r.overleg).or_default().tel(r);
            }
        }
        som
    }

    /// Whether it is shielded.
    fn valt_op(&self) -> bool {
        self.inhoud.afgeschermd || !self.inhoud.kring.is_empty()
    }
}

impl Overlegsom {
    fn tel(&mut self, r: &Regel) {
        let (inbreng, soort) = (&r.inhoud.inbreng, r.inhoud.soort);
        let same = |g: &&mut Groep| g.soort == soort && g.punt == r.punt && g.inbreng == *inbreng;
        match self.groepen.iter_mut().find(same) {
            Some(groep) => groep.regels += 1,
            None => self.groepen.push(Groep { punt: r.punt.clone(), inbreng: inbreng.clone(), soort, regels: 1 }),
        }
        if let Some(laatste) = self.laatste.get_mut(&r.auteur.gebruiker) {
            *laatste = r.op;
        } else {
            self.laatste.insert(r.auteur.gebruiker.clone(), r.op);
        }
        if soort == RegelSoort::Feit && r.inhoud.bron.is_none() && inbreng.is_none() {
            self.zonder_bron.push(r.id);
        }
    }
}

impl Dossier {
    /// What the lines of one meeting add up to that still stand, part by part, in their order.
    pub fn sommen_van(&self, nr: OverlegNr) -> impl Iterator<Item = &Overlegsom> {
        self.regels.sommen().filter_map(move |som| som.overleggen.get(&nr))
    }
}
