//! The search: words in, lines out, from the server's read model. The server gives only what this user may see.

use crate::app::openen::open_dossier;
use crate::app::state::effect::Effect;
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Model};
use crate::domain::tekst::Tekst;
use crate::projection::rij::RegelRij;
use crate::projection::zoek::{Waarom, Woordenboek};
use crate::protocol::{Raadpleging, ToServer};

/// Asks the server anew.
pub fn vraag(m: &mut Model) -> Vec<Effect> {
    let Some(Laag::Zoeken(z)) = m.lagen.last_mut() else { return Vec::new() };
    z.nr += 1;
    z.beantwoord = false;
    z.gekozen = 0;
    if z.is_leeg() {
        z.gevonden.clear();
        z.waarom.clear();
        z.meer = false;
        return Vec::new();
    }
    let woorden = match Tekst::new(z.woorden.text()) {
        Ok(woorden) => woorden,
        Err(te_lang) => {
            z.gevonden.clear();
            m.zeg(BerichtSoort::Let, te_lang.to_string());
            return Vec::new();
        }
    };
    vec![Effect::Send(ToServer::Vraag { nr: z.nr, vraag: Raadpleging::Zoek { woorden } })]
}

/// Opens the dossier of the chosen line.
pub fn kies(m: &mut Model) -> Vec<Effect> {
    let Some(Laag::Zoeken(z)) = m.lagen.last() else { return Vec::new() };
    match z.gevonden.get(z.gekozen).map(|r| (r.dossier, r.overleg, r.regel)) {
        Some((nummer, overleg, regel)) => {
            let effects = open_dossier(m, nummer);
            m.overleg.nr = Some(overleg);
            m.overleg.anker = Some(regel);
            effects
        }
        None => Vec::new(),
    }
}

impl Model {
    /// Takes what was found.
    pub(in crate::app) fn gevonden(&mut self, nr: u32, rijen: Vec<RegelRij>, meer: bool) {
        for laag in &mut self.lagen {
            if let Laag::Zoeken(z) = laag
                && z.nr == nr
            {
                let woorden = Woordenboek::default();
                let why = |r: &RegelRij| woorden.waarom(z.woorden.text(), r.tekst.as_str(), r.bron.as_str());
                let said = |why: Vec<Waarom>| why.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                z.waarom = rijen.iter().map(|r| why(r).map(said).unwrap_or_default()).collect();
                z.gevonden = rijen;
                z.meer = meer;
                z.beantwoord = true;
                return;
            }
        }
    }
}
