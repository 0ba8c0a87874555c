//! What may be on a wall. The shared screen is not sent events with things left out: it is sent this, and only what
//! has a field here can reach it. No working title, no drafts, no protected line nor that there is one.

use serde::{Deserialize, Serialize};

use super::ronde;
use super::wandblad::{self, WandBlad};
use crate::domain::dossier::{Dossier, Fase, Overleg, RegelSoort, Wie};
use crate::domain::ids::{DossierNummer, OverlegNr, PuntId};
use crate::domain::kader::Kader;
use crate::domain::poort::{Stand, open_voor_volgende};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::openbaar;

/// The most lines that are sent; a wall shows fewer.
const LINES_MAX: usize = 40;

/// A meeting as the wall may show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wand {
    /// The dossier's number; it reveals nothing.
    pub nummer: DossierNummer,
    /// The meeting.
    pub overleg: OverlegNr,
    /// Where it is.
    pub fase: Fase,
    /// The moment from which the current block's time counts, pauses left out; none while nothing runs. It does not
    /// move while time passes, so that a view that did not change is not sent.
    pub loopt_sinds: Option<Tijdstip>,
    /// How long the current block has taken, in seconds, while nothing runs.
    pub gebruikt_s: i64,
    /// How long the block may take, in minutes.
    pub budget_min: u32,
    /// The planned end.
    pub einde: Tijdstip,
    /// Whether the meeting pauses.
    pub geschorst: bool,
    /// Who leads.
    pub voorzitter: Tekst,
    /// How many people are at the table.
    pub aanwezigen: u32,
    /// How many shared screens show this.
    pub schermen: u32,
    /// The items of the current block.
    pub punten: Vec<WandPunt>,
    /// The questions of the current item; the first is the one of this moment.
    pub vragen: Vec<Tekst>,
    /// Who has the floor.
    pub aan_het_woord: Option<Tekst>,
    /// The round: each organisation, and whether it was heard.
    pub ronde: Vec<(Tekst, bool)>,
    /// The latest open lines of this meeting, the oldest first.
    pub regels: Vec<WandRegel>,
    /// What we do not know.
    pub onbekend: Vec<WandVraag>,
    /// What is still open before the next step, without words that somebody typed and without answers.
    pub nog_open: Vec<Tekst>,
    /// What stands at the current item, where that may be on a wall.
    pub blad: Option<WandBlad>,
    /// The block that the chair asked for and that waits for a reason.
    pub wacht_op_reden: Option<Fase>,
}

/// An agenda item on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandPunt {
    /// Its key.
    pub id: PuntId,
    /// Its title.
    pub titel: Tekst,
    /// Whether it was ticked.
    pub klaar: bool,
    /// Whether the meeting is at it.
    pub huidig: bool,
}

/// A line on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandRegel {
    /// When it was recorded.
    pub op: Tijdstip,
    /// What it is.
    pub soort: RegelSoort,
    /// What it says.
    pub tekst: Tekst,
    /// Who brought it in or will do it.
    pub wie: Tekst,
    /// When it is due.
    pub termijn: Option<Tijdstip>,
}

/// An open question on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandVraag {
    /// The question.
    pub vraag: Tekst,
    /// Who finds out; empty when nobody was named.
    pub wie: Tekst,
    /// When the answer is back.
    pub terug: Option<Tijdstip>,
}

/// The wall's view of a meeting at `nu`, with this many shared screens. It is read off the dossier without what is
/// shielded, so that nothing in it, not even a count, can follow from a shielded line.
pub fn wand(d: &Dossier, o: &Overleg, kader: &Kader, schermen: u32, nu: Tijdstip) -> Wand {
    let d = &openbaar(d);
    let o = d.overleg(o.nr).unwrap_or(o);
    let klok = super::klok::blok(o, kader, o.fase, nu);
    let loopt = o.fase.loopt() && !o.is_geschorst();
    Wand {
        nummer: d.nummer,
        overleg: o.nr,
        fase: o.fase,
        loopt_sinds: loopt.then(|| nu.plus(-klok.gebruikt)),
        gebruikt_s: if loopt { 0 } else { klok.gebruikt.num_seconds() },
        budget_min: kader.blok(o.fase).map_or(0, |b| b.minuten),
        einde: o.einde,
        geschorst: o.is_geschorst(),
        voorzitter: o.voorzitter().map(|v| v.wie.naam.clone()).unwrap_or_default(),
        aanwezigen: u32::try_from(o.deelnemers.iter().filter(|e| e.is_aan_tafel()).count()).unwrap_or(u32::MAX),
        schermen,
        punten: punten(o, kader),
        vragen: o.huidig_punt.as_ref().and_then(|p| kader.punt(p)).map(|(_, p)| p.vragen.clone()).unwrap_or_default(),
        aan_het_woord: o.aan_het_woord().cloned(),
        ronde: ronde::ronde(d, o).into_iter().filter(op_wand).map(|r| (r.organisatie.clone(), r.is_klaar())).collect(),
        regels: regels(d, o),
        onbekend: onbekend(d, o),
        nog_open: nog_open(Stand { d, o, kader, nu }),
        blad: o.huidig_punt.as_ref().and_then(|p| kader.punt(p)).and_then(|(_, p)| wandblad::blad(d, o, kader, p.werkblad)),
        wacht_op_reden: o.overgang.as_ref().map(|g| g.naar),
    }
}

/// What is still open, each thing once: two that the wall may not name are the same to it.
fn nog_open(stand: Stand<'_>) -> Vec<Tekst> {
    let mut open: Vec<Tekst> = open_voor_volgende(stand).into_iter().map(|p| p.vast).collect();
    open.dedup();
    open
}

/// Who is away is not for the wall.
fn op_wand(r: &ronde::RondeRij) -> bool {
    !matches!(r.stand, ronde::Stand::Afwezig(_))
}

fn punten(o: &Overleg, kader: &Kader) -> Vec<WandPunt> {
    let items = kader.blok(o.fase).map(|b| b.punten.as_slice()).unwrap_or_default();
    items
        .iter()
        .map(|p| WandPunt {
            id: p.id.clone(),
            titel: p.titel.clone(),
            klaar: o.is_klaar(&p.id),
            huidig: o.huidig_punt.as_ref() == Some(&p.id),
        })
        .collect()
}

fn regels(d: &Dossier, o: &Overleg) -> Vec<WandRegel> {
    // a line in which a judgement was typed is its argument: what was judged stands in the round
    let mut lines: Vec<WandRegel> = d
        .regels_van(o.nr)
        .rev()
        .filter(|r| r.inhoud.soort != RegelSoort::Oordeel)
        .take(LINES_MAX)
        .map(|r| WandRegel {
            op: r.op,
            soort: r.inhoud.soort,
            tekst: r.inhoud.tekst.clone(),
            wie: r.inhoud.eigenaar.as_ref().map(kort).or_else(|| r.inhoud.inbreng.clone()).unwrap_or_default(),
            termijn: r.inhoud.termijn,
        })
        .collect();
    lines.reverse();
    lines
}

/// A name for the wall: the organisation, or the person where there is none.
fn kort(wie: &Wie) -> Tekst {
    if wie.organisatie.is_empty() { wie.naam.clone() } else { wie.organisatie.clone() }
}

fn onbekend(d: &Dossier, o: &Overleg) -> Vec<WandVraag> {
    d.vragen
        .values()
        .filter(|v| v.overleg == o.nr && v.is_open())
        .map(|v| WandVraag {
            vraag: v.vraag.clone(),
            wie: v.eigenaar.as_ref().map(kort).unwrap_or_default(),
            terug: v.terug,
        })
        .collect()
}
