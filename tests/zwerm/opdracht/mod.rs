//! Commands, made up from the state: mostly such that they can be given now, so that a meeting gets on, and a share that
//! cannot. [`opdracht`] draws a kind from the table in `soort`, whose maker looks at the dossier for what is there.
//!
//! Edges that are drawn more often than people would: the first and the last thing there is; a line that was corrected
//! before (a correction of a correction); a line that other people wrote; the shield of what was open, and taking that
//! shield back at once; a correction that shields; a factor answered on a shielded line; a judgement in a closed round, the
//! judgement after it, and the reveal after the end; taking back what was taken back; what another did; what is too long
//! ago; an earlier meeting, one that was settled, one that is not there; the longest text, an empty one, one of many signs;
//! moments of now, of five minutes ago (the last that may still 'come'), in the doubled and in the skipped hour of the
//! summer time, in a leap year; a role that may not; a step that is none.

mod afweging;
mod als;
mod besluit;
mod dossier;
mod greep;
mod informatie;
mod inzet;
mod oordeel;
mod overleg;
mod regel;
mod soort;
mod stuk;
mod verder;

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::ids::RequestId;
use crisistafel::domain::kader::GeldendKader;
use crisistafel::domain::rol::{Actor, Rol};
use crisistafel::domain::tijd::Tijdstip;

use super::toeval::Toeval;
pub(crate) use dossier::nood;
pub(crate) use greep::begin;
use greep::{Fout, Greep};
pub(crate) use soort::Soort;

/// What who asks has before them.
#[derive(Clone, Copy)]
pub(crate) struct Blik<'a> {
    /// The dossier as they see it, or as it is.
    pub(crate) d: &'a Dossier,
    /// The kader.
    pub(crate) kader: &'a GeldendKader,
    /// The moment.
    pub(crate) nu: Tijdstip,
    /// Who asks; the role in it does not matter.
    pub(crate) wie: &'a Actor,
    /// The roles of their terminal.
    pub(crate) rollen: &'a [Rol],
    /// Their own last requests, the latest last.
    pub(crate) eigen: &'a [RequestId],
}

/// How many in a hundred are drawn without a look at state or role.
const ZOMAAR: usize = 7;
/// How many in a hundred have something wrong in them.
const FOUT: usize = 9;

/// A command that this person could give now, or could try to.
pub(crate) fn opdracht(t: &mut Toeval, b: Blik<'_>) -> Command {
    let zomaar = t.kans(ZOMAAR);
    let gewicht = |s: &Soort| match zomaar {
        true => 1,
        false if s.mag(b.rollen) && s.past(b) => s.gewicht(),
        false => 0,
    };
    let gewichten: Vec<u32> = Soort::ALLE.iter().map(gewicht).collect();
    let soort = t.gewogen(&gewichten).and_then(|at| Soort::ALLE.get(at)).copied().unwrap_or(Soort::Meld112);
    let fout = if t.kans(FOUT) { t.een(&Fout::ALLE) } else { None };
    soort.maak(&mut Greep::new(t, b, fout))
}
