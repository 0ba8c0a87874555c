//! What may be on a wall. The shared screen is not sent events with things left out: it is sent this, and only what
//! has a field here can reach it. No working title, no drafts, no protected line nor that there is one.

use serde::{Deserialize, Serialize};

use super::wandblad::{self, WandBlad, WandVraag};
use super::wandregel::regel;
use super::{open, ronde};
use crate::domain::advies::te_herbeoordelen;
use crate::domain::dossier::{Aanzet, Antwoord, Dossier, Fase, Overleg, RegelSoort};
use crate::domain::ids::{DossierNummer, OverlegNr, PuntId};
use crate::domain::kader::{AgendaPunt, Controle, Kader};
use crate::domain::poort::{Peiling, open_punten};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::voorlezen::is_klaar;
use crate::domain::zicht::openbaar;

pub use super::wandregel::WandRegel;

/// The most lines that are sent, the latest; how many there are before them is said.
const LINES_MAX: usize = 40;
/// The same where the lines are what is looked at.
const PICTURE_MAX: usize = 300;

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
    /// The answer to 'is someone in immediate danger now?'.
    pub acuut: WandAcuut,
    /// The latest open lines of this meeting, the oldest first.
    pub regels: Vec<WandRegel>,
    /// How many open lines there are before them.
    pub eerdere_regels: u32,
    /// What we do not know.
    pub onbekend: Vec<WandVraag>,
    /// What is still open before the next step, without words that somebody typed and without answers.
    pub nog_open: Vec<WandOpen>,
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

/// The acute question on the wall: the answer, when and by whom; never why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandAcuut {
    /// The latest answer; none while nobody answered.
    pub antwoord: Option<Antwoord>,
    /// When it was given.
    pub op: Option<Tijdstip>,
    /// By whom.
    pub door: Tekst,
    /// What made it open again; empty while it is not.
    pub opnieuw: Tekst,
}

/// One thing that is open before the next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandOpen {
    /// Which check found it, so that the screen knows what solves it.
    pub controle: Controle,
    /// What it is.
    pub tekst: Tekst,
    /// How many of it there are: two that the wall may not name are the same to it.
    pub aantal: u32,
}

/// The wall's view of a meeting at `nu`, with this many shared screens. It is read off the dossier without what is
/// shielded, so that nothing in it, not even a count, can follow from a shielded line. Before the start and after the end
/// nothing of the dossier stands in it.
pub fn wand(d: &Dossier, o: &Overleg, kader: &Kader, schermen: u32, nu: Tijdstip) -> Wand {
    let wacht_op_reden = wacht(Peiling { d, o, kader, nu });
    let d = &openbaar(d);
    let o = d.overleg(o.nr).unwrap_or(o);
    let klok = super::klok::blok(o, kader, o.fase, nu);
    let loopt = o.fase.loopt() && !o.is_geschorst();
    let kaal = Wand {
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
        punten: punten(d, o, kader),
        vragen: Vec::new(),
        aan_het_woord: None,
        ronde: Vec::new(),
        acuut: WandAcuut::default(),
        regels: Vec::new(),
        eerdere_regels: 0,
        onbekend: Vec::new(),
        nog_open: Vec::new(),
        blad: None,
        wacht_op_reden,
    };
    if o.fase.loopt() { met_inhoud(kaal, Peiling { d, o, kader, nu }) } else { kaal }
}

/// The same with what was made: only while the meeting is going on.
fn met_inhoud(kaal: Wand, stand: Peiling<'_>) -> Wand {
    let Peiling { d, o, kader, nu } = stand;
    let punt = o.huidig_punt.as_ref().and_then(|p| kader.punt(p)).map(|(_, p)| p);
    let blad = punt.map(|p| wandblad::blad(d, o, kader, p, nu));
    let most = if matches!(blad, Some(WandBlad::Beeld)) { PICTURE_MAX } else { LINES_MAX };
    let (regels, eerdere_regels) = regels(d, o, punt, most);
    Wand {
        vragen: punt.map(|p| p.vragen.clone()).unwrap_or_default(),
        aan_het_woord: o.aan_het_woord().cloned(),
        ronde: ronde::ronde(d, o).into_iter().filter(op_wand).map(|r| (r.organisatie.clone(), r.is_klaar())).collect(),
        acuut: acuut(d, nu),
        regels,
        eerdere_regels,
        onbekend: wandblad::vragen(d, nu),
        nog_open: nog_open(stand),
        blad,
        ..kaal
    }
}

/// The block that waits for a reason: no longer when nothing is open any more, and the step can be taken.
fn wacht(stand: Peiling<'_>) -> Option<Fase> {
    let naar = stand.o.overgang.as_ref().filter(|g| g.van == stand.o.fase)?.naar;
    let terug = naar < stand.o.fase;
    (terug || !open_punten(stand, naar, None).is_empty()).then_some(naar)
}

fn acuut(d: &Dossier, nu: Tijdstip) -> WandAcuut {
    let weer = te_herbeoordelen(d, nu);
    let schending = weer.iter().rev().find(|h| h.aanzet == Aanzet::Schending);
    let opnieuw = schending.or(weer.last()).map(|h| match h.aanzet {
        // the number of what was breached or ended says which; what somebody typed without a line is no number, and can be
        // shielded by nobody
        Aanzet::Schending | Aanzet::EindeMaatregel if h.regel.is_some() && !h.toelichting.is_empty() => {
            format!("{} {}", h.aanzet, h.toelichting)
        }
        aanzet => aanzet.to_string(),
    });
    let a = d.acuut.as_ref();
    WandAcuut {
        antwoord: a.map(|a| a.antwoord),
        op: a.map(|a| a.gezet.op),
        door: a.map(|a| a.gezet.door.naam.clone()).unwrap_or_default(),
        opnieuw: Tekst::cut(&opnieuw.unwrap_or_default()),
    }
}

/// What is still open, each thing once with how often: two that the wall may not name are the same to it.
fn nog_open(stand: Peiling<'_>) -> Vec<WandOpen> {
    let mut open: Vec<WandOpen> = Vec::new();
    for p in open::open(stand, None).zichtbaar {
        match open.iter_mut().find(|w| w.controle == p.controle && w.tekst == p.vast) {
            Some(same) => same.aantal += 1,
            None => open.push(WandOpen { controle: p.controle, tekst: p.vast, aantal: 1 }),
        }
    }
    open
}

/// Who is away is not for the wall.
fn op_wand(r: &ronde::RondeRij) -> bool {
    !matches!(r.stand, ronde::Beurtstand::Afwezig(_))
}

fn punten(d: &Dossier, o: &Overleg, kader: &Kader) -> Vec<WandPunt> {
    let items = kader.blok(o.fase).map(|b| b.punten.as_slice()).unwrap_or_default();
    items
        .iter()
        .map(|p| WandPunt {
            id: p.id.clone(),
            titel: p.titel.clone(),
            klaar: is_klaar(d, o, p),
            huidig: o.huidig_punt.as_ref() == Some(&p.id),
        })
        .collect()
}

/// The latest lines, and how many there are before them. A judgement is none of them: its words are the argument.
fn regels(d: &Dossier, o: &Overleg, punt: Option<&AgendaPunt>, most: usize) -> (Vec<WandRegel>, u32) {
    let open = d.regels_van(o.nr).filter(|r| r.inhoud.soort != RegelSoort::Oordeel);
    let mut lines: Vec<WandRegel> = open.rev().take(most).map(|r| regel(r, punt)).collect();
    lines.reverse();
    let groepen = d.sommen_van(o.nr).flat_map(|som| &som.groepen).filter(|g| g.soort != RegelSoort::Oordeel);
    let eerder = groepen.map(|g| g.regels).sum::<usize>().saturating_sub(lines.len());
    (lines, u32::try_from(eerder).unwrap_or(u32::MAX))
}
