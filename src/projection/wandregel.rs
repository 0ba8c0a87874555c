//! A line as it may stand on the wall.

use serde::{Deserialize, Serialize};

use crate::domain::dossier::{Regel, RegelSoort, Wie};
use crate::domain::kader::AgendaPunt;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// A line on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandRegel {
    /// When it was recorded.
    pub op: Tijdstip,
    /// What it is.
    pub soort: RegelSoort,
    /// What it says.
    pub tekst: Tekst,
    /// Who does it, else whose it is: the source where one was given, else who brought it in.
    pub wie: Tekst,
    /// When it is due.
    pub termijn: Option<Tijdstip>,
    /// Whether it was recorded at the item where the meeting is.
    pub hier: bool,
}

/// A line, as somebody at `punt` sees it.
pub(super) fn regel(r: &Regel, punt: Option<&AgendaPunt>) -> WandRegel {
    let i = &r.inhoud;
    let bron = i.eigenaar.as_ref().or(i.bron.as_ref()).map(kort);
    WandRegel {
        op: r.op,
        soort: i.soort,
        tekst: i.tekst.clone(),
        wie: bron.or_else(|| i.inbreng.clone()).unwrap_or_default(),
        termijn: i.termijn,
        hier: punt.is_some_and(|p| p.id == r.punt),
    }
}

/// A name for the wall: the organisation, or the person where there is none.
pub(super) fn kort(wie: &Wie) -> Tekst {
    if wie.organisatie.is_empty() { wie.naam.clone() } else { wie.organisatie.clone() }
}
