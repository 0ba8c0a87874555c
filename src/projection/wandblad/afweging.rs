//! The sheets of oordeelsvorming: the board, the round of judgements, the conclusion, the options.

use serde::{Deserialize, Serialize};

use crate::domain::advies::op_het_bord;
use crate::domain::dossier::{Antwoord, Onderwerp, OordeelInhoud, Overleg, ScenarioSoort, Vervolg};
use crate::domain::ids::OptieId;
use crate::domain::kader::{AgendaPunt, Factor, Kader};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// The board. No sum of it is sent: what was answered no is not counted at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandBord {
    /// The factors that are so, in the order of the kader.
    pub ja: Vec<Tekst>,
    /// Those that are so and protect.
    pub beschermt: Vec<Tekst>,
    /// How many nobody knows.
    pub onbekend: u32,
    /// How many were not discussed.
    pub niet_besproken: u32,
}

/// A kind of scenario, and how many were sketched. What they say is for the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandScenario {
    /// The kind.
    pub soort: ScenarioSoort,
    /// How many.
    pub aantal: u32,
}

/// A series of questions of the kader. What was answered is for the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandReeks {
    /// What it is about.
    pub titel: Tekst,
    /// Each question, and whether it was discussed.
    pub vragen: Vec<(Tekst, bool)>,
}

/// Acute or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandMoment {
    /// How it goes on, and when that was said; never why.
    pub vervolg: Option<(Vervolg, Tijdstip)>,
    /// What is asked.
    pub reeks: WandReeks,
}

/// Whether the matter goes up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandOpschaling {
    /// Each criterion of the kader with its answer; never why.
    pub criteria: Vec<(Tekst, Option<Antwoord>)>,
    /// Whether it goes up, and at what time that is told.
    pub besluit: Option<(bool, Option<Tijdstip>)>,
}

/// The round of judgements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandOordelen {
    /// Whether a closed round waits to be revealed.
    pub gesloten: bool,
    /// Each organisation in the round.
    pub rijen: Vec<WandOordeel>,
}

/// An organisation in the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandOordeel {
    /// The organisation.
    pub organisatie: Tekst,
    /// Whether its judgement is in. In a closed round that is all.
    pub ontvangen: bool,
    /// Acute or not, once everybody may know.
    pub acuut: Option<Antwoord>,
    /// The name of the level, once everybody may know; empty where none was given.
    pub niveau: Tekst,
    /// What it said before, where it changed its judgement with a reason.
    pub eerder: Option<WandEerder>,
}

/// What an organisation said before it changed its judgement: what, and when it changed, never why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandEerder {
    /// Acute or not.
    pub acuut: Option<Antwoord>,
    /// The name of the level; empty where none was given.
    pub niveau: Tekst,
    /// When it was changed.
    pub bijgesteld: Tijdstip,
}

/// The conclusion; never its motivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandConclusie {
    /// Acute or not.
    pub acuut: Antwoord,
    /// The name of the level.
    pub niveau: Tekst,
    /// When.
    pub op: Tijdstip,
}

/// An option: its name, for and against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandOptie {
    /// Its number.
    pub id: OptieId,
    /// What it is.
    pub optie: Tekst,
    /// What speaks for it.
    pub voor: Tekst,
    /// What speaks against it.
    pub tegen: Tekst,
    /// Whether it was chosen, when that was said; never why.
    pub gekozen: Option<bool>,
}

pub(super) fn bord(o: &Overleg, kader: &Kader) -> WandBord {
    let a = &o.afweging;
    let mut bord = WandBord::default();
    for f in op_het_bord(a, kader) {
        match a.nu(&f.id) {
            Some(Antwoord::Ja) => bij(&mut bord, f).push(f.naam.clone()),
            Some(Antwoord::Onbekend) => bord.onbekend += 1,
            Some(Antwoord::Nee) => {}
            None => bord.niet_besproken += 1,
        }
    }
    bord
}

fn bij<'b>(bord: &'b mut WandBord, f: &Factor) -> &'b mut Vec<Tekst> {
    if f.soort.ja_is_gunstig() { &mut bord.beschermt } else { &mut bord.ja }
}

/// Each kind, also the one of which there is none: the worst case is asked for.
pub(super) fn scenarios(o: &Overleg) -> Vec<WandScenario> {
    let kinds = [ScenarioSoort::Waarschijnlijk, ScenarioSoort::Ergst, ScenarioSoort::Anders];
    let aantal = |soort| o.afweging.scenarios.iter().filter(|s| s.soort == soort).count();
    kinds.map(|soort| WandScenario { soort, aantal: u32::try_from(aantal(soort)).unwrap_or(u32::MAX) }).into()
}

pub(super) fn reeks(o: &Overleg, kader: &Kader, punt: &AgendaPunt) -> WandReeks {
    let Some(r) = punt.reeks.as_ref().and_then(|id| kader.reeksen.iter().find(|r| r.id == *id)) else {
        return WandReeks::default();
    };
    let gezegd = o.afweging.besproken.get(&r.id);
    let besproken = |nr: u32| gezegd.is_some_and(|g| g.contains_key(&nr));
    let vragen = (1u32..).zip(&r.vragen).map(|(nr, v)| (v.tekst.clone(), besproken(nr))).collect();
    WandReeks { titel: r.titel.clone(), vragen }
}

pub(super) fn moment(o: &Overleg, kader: &Kader, punt: &AgendaPunt) -> WandMoment {
    let vervolg = o.afweging.momenten.last().map(|(m, gezet)| (m.vervolg, gezet.op));
    WandMoment { vervolg, reeks: reeks(o, kader, punt) }
}

pub(super) fn opschaling(o: &Overleg, kader: &Kader) -> WandOpschaling {
    let a = &o.afweging;
    let criteria = kader.criteria.iter().map(|c| (c.vraag.clone(), a.criteria.get(&c.id).map(|(x, _)| x.antwoord)));
    WandOpschaling {
        criteria: criteria.collect(),
        besluit: a.opschaling.last().map(|(x, _)| (x.opschalen, x.om.filter(|_| x.opschalen))),
    }
}

/// While a round is closed nothing of any judgement is sent, of an earlier round neither: it would say who changed.
pub(super) fn oordelen(o: &Overleg, kader: &Kader) -> WandOordelen {
    let ronde = o.afweging.open_ronde();
    let rij = |organisatie: &Tekst| {
        let gegeven = o.oordeel_van(organisatie.as_str()).filter(|_| ronde.is_none()).map(|x| &x.inhoud);
        let ontvangen = ronde.map_or(gegeven.is_some(), |r| r.ontvangen.iter().any(|x| x.same(organisatie.as_str())));
        let niveau =
            |x: &OordeelInhoud| x.niveau.as_ref().and_then(|n| kader.niveau(n)).map(|n| n.naam.clone()).unwrap_or_default();
        let was = o.eerder_oordeel_van(organisatie.as_str()).zip(o.oordeel_van(organisatie.as_str()));
        let eerder = was.filter(|_| ronde.is_none()).map(|(was, nu)| WandEerder {
            acuut: was.inhoud.acuut,
            niveau: niveau(&was.inhoud),
            bijgesteld: nu.gezet.op,
        });
        WandOordeel {
            organisatie: organisatie.clone(),
            ontvangen,
            acuut: gegeven.and_then(|x| x.acuut),
            niveau: gegeven.map(niveau).unwrap_or_default(),
            eerder,
        }
    };
    WandOordelen { gesloten: ronde.is_some(), rijen: o.organisaties().into_iter().map(rij).collect() }
}

pub(super) fn conclusie(o: &Overleg, kader: &Kader) -> Option<WandConclusie> {
    o.conclusies.last().map(|(c, gezet)| WandConclusie {
        acuut: c.acuut,
        niveau: kader.niveau(&c.niveau).map(|n| n.naam.clone()).unwrap_or_default(),
        op: gezet.op,
    })
}

pub(super) fn opties(o: &Overleg) -> Vec<WandOptie> {
    let optie = |x: &crate::domain::dossier::Optie| WandOptie {
        id: x.id,
        optie: x.optie.clone(),
        voor: x.voor.clone(),
        tegen: x.tegen.clone(),
        gekozen: x.keuze.as_ref().map(|k| k.gekozen),
    };
    o.opties.iter().map(optie).collect()
}

/// Each subject by its name, and whether it was settled; what was settled is for the table.
pub(super) fn vaststellingen(o: &Overleg) -> Vec<(Tekst, bool)> {
    let alle = Onderwerp::ALL.into_iter();
    alle.map(|x| (Tekst::cut(x.naam()), o.afweging.vaststelling(x).is_some())).collect()
}
