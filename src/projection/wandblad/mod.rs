//! What stands on a wall at an item: every worksheet of the agenda has a sheet of its own. As everything on a wall it is a
//! list of fields that may be there: of a factor its name where it is so; of a judgement what was answered, never why; of
//! an option its name, for and against; of a decision its words, who and until when, never its motivation. Read off a
//! dossier from which what is shielded was taken away.

mod afweging;
mod gevolg;
mod opening;

use serde::{Deserialize, Serialize};

use super::wandregel::{WandRegel, regel};
use crate::domain::dossier::{Dossier, Overleg, Regel, RegelSoort};
use crate::domain::kader::{AgendaPunt, Kader, Werkblad};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

pub use afweging::{
    WandBord, WandConclusie, WandEerder, WandMoment, WandOordeel, WandOordelen, WandOpschaling, WandOptie, WandReeks,
    WandScenario,
};
pub use gevolg::{
    WandActie, WandActies, WandBesluit, WandInzet, WandKlok, WandMaatregel, WandSluiting, WandTeruglezen, WandVerteller,
};
pub(super) use opening::vragen;
pub use opening::{WandAanleiding, WandAfspraken, WandBeurt, WandBeurtStand, WandDeelname, WandVraag};

/// What stands at an item. Lines of the meeting are no part of it: they go along with every view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WandBlad {
    /// The lines of the item, and of the meeting.
    Regels,
    /// Who called the meeting and why; then as [`WandBlad::Regels`].
    Aanleiding(WandAanleiding),
    /// What she says herself, then what she is asked.
    HaarWoorden {
        /// What was recorded of it, the latest so many, in the order in which it was.
        woorden: Vec<WandRegel>,
        /// How many there are before them.
        eerder: u32,
        /// The questions to her.
        reeks: WandReeks,
    },
    /// Is someone in danger now: the answer goes along with every view, here when 112 was called.
    Acuut {
        /// Each call to 112.
        gebeld: Vec<Tijdstip>,
    },
    /// Who is at the table.
    Aanwezigen(Vec<WandDeelname>),
    /// What is recorded and shared.
    Afspraken(Option<WandAfspraken>),
    /// Actions of earlier meetings.
    OpenActies(Vec<WandActie>),
    /// The round: whose turn it is, who brought what.
    Ronde(Vec<WandBeurt>),
    /// What nobody knows, late first.
    Vragen(Vec<WandVraag>),
    /// What was brought in, as one picture.
    Beeld,
    /// The board of factors.
    Bord(WandBord),
    /// What could happen: how many of each kind.
    Scenarios(Vec<WandScenario>),
    /// A series of questions.
    Reeks(WandReeks),
    /// Acute or not.
    Moment(WandMoment),
    /// Whether the matter goes up.
    Opschaling(WandOpschaling),
    /// Each organisation's own judgement.
    Oordelen(WandOordelen),
    /// The conclusion, when there is one.
    Conclusie(Option<WandConclusie>),
    /// The options that are weighed.
    Opties(Vec<WandOptie>),
    /// The decisions of this meeting.
    Besluiten(Vec<WandBesluit>),
    /// What keeps people safe, and until when.
    Inzet(WandInzet),
    /// The clocks, and what they belong to.
    Klokken(WandInzet),
    /// What has to be settled, and whether it was.
    Vaststellingen(Vec<(Tekst, bool)>),
    /// The actions.
    Acties(WandActies),
    /// Who tells her.
    Verteller(WandVerteller),
    /// Whether there is one fixed contact person. The name is for the table.
    Contactpersoon {
        /// Whether somebody was named.
        benoemd: bool,
    },
    /// All that is agreed to, read back aloud.
    Teruglezen(WandTeruglezen),
    /// What holds until when, and what comes first.
    Sluiting(WandSluiting),
}

/// What stands at an item, of a dossier without what is shielded.
pub(super) fn blad(d: &Dossier, o: &Overleg, kader: &Kader, punt: &AgendaPunt, nu: Tijdstip) -> WandBlad {
    match punt.werkblad {
        Werkblad::Regels if punt.id.as_str() == AANLEIDING => WandBlad::Aanleiding(opening::aanleiding(o)),
        // what belongs to the dossier has no sheet on a wall: its lines stand there as those of any item
        Werkblad::Regels
        | Werkblad::Melding
        | Werkblad::Betrokkenen
        | Werkblad::Informatiebeeld
        | Werkblad::Intake
        | Werkblad::Relaas
        | Werkblad::Overleggen
        | Werkblad::Opvolging
        | Werkblad::Afronding => WandBlad::Regels,
        Werkblad::Aanwezigen => WandBlad::Aanwezigen(opening::aanwezigen(o)),
        Werkblad::Afspraken => WandBlad::Afspraken(opening::afspraken(o)),
        Werkblad::AcuteToets => WandBlad::Acuut {
            gebeld: d.meldingen_112.iter().map(|m| m.gezet.op).filter(|op| o.begonnen <= Some(*op)).collect(),
        },
        Werkblad::OpenActies => WandBlad::OpenActies(gevolg::vorige_keer(d, o, nu)),
        Werkblad::Inbrengronde => WandBlad::Ronde(opening::ronde(d, o)),
        Werkblad::Vragen => WandBlad::Vragen(vragen(d, nu)),
        Werkblad::Beeld => WandBlad::Beeld,
        Werkblad::Afweging => WandBlad::Bord(afweging::bord(o, kader)),
        Werkblad::Scenarios => WandBlad::Scenarios(afweging::scenarios(o)),
        Werkblad::Reeks if punt.id.as_str() == HAAR_WOORDEN => {
            let (woorden, eerder) = haar_woorden(d, o, punt);
            WandBlad::HaarWoorden { woorden, eerder, reeks: afweging::reeks(o, kader, punt) }
        }
        Werkblad::Reeks => WandBlad::Reeks(afweging::reeks(o, kader, punt)),
        Werkblad::Moment => WandBlad::Moment(afweging::moment(o, kader, punt)),
        Werkblad::Opschaling => WandBlad::Opschaling(afweging::opschaling(o, kader)),
        Werkblad::Oordeelsronde => WandBlad::Oordelen(afweging::oordelen(o, kader)),
        Werkblad::Conclusie => WandBlad::Conclusie(afweging::conclusie(o, kader)),
        Werkblad::Opties => WandBlad::Opties(afweging::opties(o)),
        Werkblad::Besluiten => WandBlad::Besluiten(gevolg::besluiten(d, o)),
        Werkblad::Maatregelen | Werkblad::Voorlegger => WandBlad::Inzet(gevolg::inzet(d, o, kader)),
        Werkblad::Klokken => WandBlad::Klokken(gevolg::inzet(d, o, kader)),
        Werkblad::Vaststellingen => WandBlad::Vaststellingen(afweging::vaststellingen(o)),
        Werkblad::Acties => WandBlad::Acties(gevolg::acties(d, o, nu)),
        Werkblad::Verteller => WandBlad::Verteller(gevolg::verteller(o)),
        Werkblad::Contactpersoon => WandBlad::Contactpersoon { benoemd: d.contactpersoon.is_some() },
        Werkblad::Teruglezen => WandBlad::Teruglezen(gevolg::teruglezen(d, o, kader, punt)),
        Werkblad::Sluiting => WandBlad::Sluiting(gevolg::sluiting(d, o, kader, nu)),
    }
}

/// The item at which is said why there is a meeting: its key in the agenda, which has no sheet of its own for it.
pub const AANLEIDING: &str = "aanleiding";
/// The item at which she speaks.
pub const HAAR_WOORDEN: &str = "haar_woorden";

/// The most lines that are sent, the latest.
const LINES_MAX: usize = 300;

/// Words to the letter, wherever in the meeting they were recorded, and what else was recorded at this item: each once,
/// the oldest first; and how many there are before those that are sent.
fn haar_woorden(d: &Dossier, o: &Overleg, punt: &AgendaPunt) -> (Vec<WandRegel>, u32) {
    let of_her = |r: &&Regel| r.inhoud.soort == RegelSoort::Letterlijk || r.punt == punt.id;
    let all = d.regels_van(o.nr).filter(|r| r.inhoud.soort != RegelSoort::Oordeel).filter(of_her);
    let mut all: Vec<&Regel> = all.collect();
    all.sort_by_key(|r| (r.op, r.id));
    let first = all.len().saturating_sub(LINES_MAX);
    let all = all.split_off(first);
    (all.into_iter().map(|r| regel(r, Some(punt))).collect(), u32::try_from(first).unwrap_or(u32::MAX))
}
