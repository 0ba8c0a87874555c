//! Lists of what hangs on the meetings: decisions, actions, questions, lines, and those of `lijsten`. Open things first.

use crate::app::forms::{Doel, Formulier};
use crate::app::model::{BerichtSoort, Model};
use crate::app::overlays::{Keuze, KeuzeDoel, Laag};
use crate::app::screens::{Blik, lijst_zoek, weging};
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::command::Command;
use crate::domain::dossier::{ActieStatus, Dossier, Onderwerp, OptieVelden, RegelSoort};
use crate::domain::ids::{ActieId, BesluitId, InzetId, KlokNr, OptieId, RegelId, ScenarioId, VoorleggerId, VraagId};
use crate::domain::tijd::Tijdstip;
use crate::input::catalogue::Action;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lijst {
    /// Decisions.
    Besluiten,
    /// Actions.
    Acties,
    /// What we do not know.
    Vragen,
    /// The lines of the meeting.
    Regels,
    /// The maatregelenregister.
    Inzetten,
    /// The clocks.
    Klokken,
    /// What is put before the burgemeester.
    Voorleggers,
    /// What has to be settled.
    Onderwerpen,
    /// The options of this meeting.
    Opties,
    /// The board of factors.
    Factoren,
    /// What instruments of others gave.
    Uitkomsten,
    /// What could happen.
    Scenarios,
    /// When the burgemeester is told or asked.
    Criteria,
    /// Series of questions.
    Reeksen,
}

impl Lijst {
    /// Whether it is a list of oordeelsvorming, in which one key answers.
    pub fn weegt(self) -> bool {
        matches!(self, Self::Factoren | Self::Uitkomsten | Self::Scenarios | Self::Criteria | Self::Reeksen)
    }
}

/// A row of a list, by what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rij {
    /// A decision.
    Besluit(BesluitId),
    /// An action.
    Actie(ActieId),
    /// A question.
    Vraag(VraagId),
    /// A line.
    Regel(RegelId),
    /// A factor, by its place in the kader.
    Factor(usize),
    /// An instrument, by its place in the kader.
    Instrument(usize),
    /// A scenario; none is a new one.
    Scenario(Option<ScenarioId>),
    /// A criterion, by its place in the kader.
    Criterium(usize),
    /// Whether the matter goes up.
    Opschaling,
    /// A question of a series: the series by its place in the kader, the question by its number from 1.
    Reeksvraag(usize, u32),
    /// An entry of the maatregelenregister.
    Inzet(InzetId),
    /// A clock.
    Klok(KlokNr),
    /// A page for the burgemeester.
    Voorlegger(VoorleggerId),
    /// A subject.
    Onderwerp(Onderwerp),
    /// An option of this meeting.
    Optie(OptieId),
}

/// The list's state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Staat {
    /// Which list.
    pub lijst: Lijst,
    /// The chosen row; none before somebody chose.
    pub gekozen: Option<Rij>,
}

/// The rows of a list that hold what is looked for: what is open first, the earliest deadline first, then the rest, the
/// latest first.
pub fn rijen(m: &Model, lijst: Lijst) -> Vec<Rij> {
    let mut rows = alle(m, lijst);
    rows.retain(|rij| lijst_zoek::past(m, *rij, &m.lijst_zoek));
    rows
}

/// All rows of a list.
fn alle(m: &Model, lijst: Lijst) -> Vec<Rij> {
    let Some(d) = m.dossier() else { return Vec::new() };
    match lijst {
        Lijst::Besluiten => {
            let mut rows: Vec<_> = d.besluiten.values().collect();
            rows.sort_by_key(|b| (b.status.is_eind(), std::cmp::Reverse((b.overleg, b.id))));
            rows.into_iter().map(|b| Rij::Besluit(b.id)).collect()
        }
        Lijst::Acties => {
            let mut rows: Vec<_> = d.acties.values().collect();
            let due = |t: Option<Tijdstip>| t.map_or(i64::MAX, Tijdstip::millis);
            rows.sort_by_key(|a| (a.status != ActieStatus::Open, due(a.termijn), a.id));
            rows.into_iter().map(|a| Rij::Actie(a.id)).collect()
        }
        Lijst::Vragen => {
            let mut rows: Vec<_> = d.vragen.values().filter(|v| !v.vervallen).collect();
            rows.sort_by_key(|v| (!v.is_open(), v.terug.map_or(i64::MAX, Tijdstip::millis), v.id));
            rows.into_iter().map(|v| Rij::Vraag(v.id)).collect()
        }
        Lijst::Regels => {
            let nr = m.overleg_nr();
            let lines = d.regels.values().rev().filter(|r| Some(r.overleg) == nr);
            lines.map(|r| Rij::Regel(r.id)).collect()
        }
        Lijst::Opties => {
            let all = m.overleg().map(|o| o.opties.as_slice()).unwrap_or_default();
            all.iter().map(|x| Rij::Optie(x.id)).collect()
        }
        Lijst::Inzetten | Lijst::Klokken | Lijst::Voorleggers | Lijst::Onderwerpen => super::lijsten::rijen(d, lijst),
        _ => weging::rijen(m, lijst),
    }
}

/// The chosen row and where it stands.
pub fn gekozen(m: &Model, staat: &Staat) -> (usize, Option<Rij>) {
    let rows = rijen(m, staat.lijst);
    let at = staat.gekozen.and_then(|g| rows.iter().position(|r| *r == g)).unwrap_or(0);
    (at, rows.get(at).copied())
}

/// How far somebody goes in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sprong {
    /// To the next row.
    Rij,
    /// About what fits on the screen.
    Blad,
    /// To the end.
    Eind,
}

/// The jump of an action, and whether it goes up.
pub fn sprong(action: Action) -> Option<(Sprong, bool)> {
    Some(match action {
        Action::Op => (Sprong::Rij, true),
        Action::Neer => (Sprong::Rij, false),
        Action::BladerOp => (Sprong::Blad, true),
        Action::BladerNeer => (Sprong::Blad, false),
        Action::NaarBegin => (Sprong::Eind, true),
        Action::NaarEinde => (Sprong::Eind, false),
        _ => return None,
    })
}

/// Where somebody is who was at row `at` of `n` rows.
pub fn na_sprong(m: &Model, (at, n): (usize, usize), (sprong, up): (Sprong, bool)) -> usize {
    let far = match sprong {
        Sprong::Rij => 1,
        Sprong::Blad => usize::from(m.maat.1 / 2).max(2),
        Sprong::Eind => n,
    };
    if up { at.saturating_sub(far) } else { (at + far).min(n.saturating_sub(1)) }
}

/// Goes up or down.
pub fn ga(m: &mut Model, sprong: (Sprong, bool)) {
    let Blik::Register(staat) = m.blik else { return };
    let (at, _) = gekozen(m, &staat);
    let rows = rijen(m, staat.lijst);
    let next = na_sprong(m, (at, rows.len()), sprong);
    m.blik = Blik::Register(Staat { gekozen: rows.get(next).copied(), ..staat });
}

/// Does something to the chosen row.
pub fn handle(m: &mut Model, action: Action) -> Vec<Effect> {
    let Blik::Register(staat) = m.blik else { return Vec::new() };
    if action == Action::NieuweRij {
        return super::lijsten::nieuw(m, staat.lijst);
    }
    if action == Action::Filter && staat.lijst == Lijst::Factoren {
        return weging::filter(m);
    }
    let (_, Some(rij)) = gekozen(m, &staat) else { return Vec::new() };
    if staat.gekozen.is_some_and(|g| g != rij) {
        // no key ever works on another row than the one that was chosen
        m.zeg(BerichtSoort::Let, "de gekozen rij is er nog niet, of niet meer; kies een rij");
        return Vec::new();
    }
    if staat.lijst.weegt() {
        return weging::handle(m, action, rij);
    }
    let Some(d) = m.dossier() else { return Vec::new() };
    let regel = regel_van(d, rij);
    match (action, rij) {
        (Action::Vul, Rij::Besluit(id)) => form(m, Doel::Besluit(id)),
        (Action::Vul, Rij::Actie(id)) => form(m, Doel::Actie(id)),
        (Action::Vul, Rij::Vraag(id)) => form(m, Doel::Vraag(id)),
        (Action::Vul, Rij::Regel(id)) => super::overleg::bewerk(m, id),
        (Action::Vul, Rij::Optie(id)) => form(m, Doel::Optie(Some(id))),
        (Action::ZetScherm, Rij::Optie(id)) => scherm_optie(m, id),
        (Action::Wissel, Rij::Besluit(id)) => form(m, Doel::BesluitStatus(id)),
        (Action::Wissel, Rij::Actie(id)) => form(m, Doel::ActieStatus(id)),
        (Action::Wissel, Rij::Vraag(id)) => form(m, Doel::Antwoord(id)),
        (Action::Dissent, Rij::Besluit(id)) => form(m, Doel::Dissent(id)),
        (Action::Soort, _) if regel.is_some() => soort(m, regel),
        (Action::ZetScherm, _) if regel.is_some() => scherm(m, regel),
        (Action::TrekIn, _) if regel.is_some() => {
            let zin = regel.map(|r| format!("{r} is ingetrokken")).unwrap_or_default();
            m.stuur(regel.map(|regel| Command::TrekRegelIn { regel }).into_iter().collect(), Herkomst::Daad(zin))
        }
        _ => super::lijsten::doe(m, action, rij).unwrap_or_else(|| {
            m.zeg(BerichtSoort::Let, "dat kan niet met deze rij; de toetsen onderaan zeggen wat wel kan");
            Vec::new()
        }),
    }
}

pub(super) fn form(m: &mut Model, doel: Doel) -> Vec<Effect> {
    let f = Formulier::van(doel, m);
    m.lagen.push(Laag::Formulier(Box::new(f)));
    Vec::new()
}

fn regel_van(d: &Dossier, rij: Rij) -> Option<RegelId> {
    match rij {
        Rij::Besluit(id) => d.besluiten.get(&id).map(|b| b.regel),
        Rij::Actie(id) => d.acties.get(&id).map(|a| a.regel),
        Rij::Vraag(id) => d.vragen.get(&id).map(|v| v.regel),
        Rij::Regel(id) => Some(id),
        Rij::Inzet(id) => d.inzetten.get(&id).map(|i| i.regel),
        _ => None,
    }
}

fn soort(m: &mut Model, regel: Option<RegelId>) -> Vec<Effect> {
    let Some((id, now)) = regel.and_then(|id| Some((id, m.dossier()?.regels.get(&id)?.inhoud.soort))) else {
        return Vec::new();
    };
    let kinds: Vec<RegelSoort> = RegelSoort::ALL.into_iter().filter(|s| *s != now).collect();
    let words =
        kinds.iter().map(|s| if *s == RegelSoort::Onbekend { "? (wat we niet weten)".to_owned() } else { s.to_string() });
    let keuze = Keuze::new(format!("{id} is nu: {now}; wordt:"), words.collect(), KeuzeDoel::Soort(id, kinds));
    m.lagen.push(Laag::Keuze(keuze));
    Vec::new()
}

fn scherm(m: &mut Model, regel: Option<RegelId>) -> Vec<Effect> {
    let Some((id, shielded)) = regel.and_then(|id| Some((id, m.dossier()?.regels.get(&id)?.inhoud.afgeschermd))) else {
        return Vec::new();
    };
    if shielded {
        form(m, Doel::Vrijgeven(id))
    } else {
        m.stuur(vec![Command::SchermRegelAf { regel: id }], Herkomst::Daad(format!("{id} is afgeschermd")))
    }
}

/// Shields an option at once, or asks why the shield is lifted.
fn scherm_optie(m: &mut Model, id: OptieId) -> Vec<Effect> {
    let found = m.overleg().and_then(|o| Some((o.nr, o.opties.iter().find(|x| x.id == id)?.afgeschermd)));
    match found {
        Some((_, true)) => form(m, Doel::OptieVrijgeven(id)),
        Some((overleg, false)) => {
            let velden = OptieVelden { afgeschermd: Some(true), ..OptieVelden::default() };
            m.stuur(vec![Command::WeegOptie { overleg, optie: Some(id), velden }], Herkomst::Toets)
        }
        None => Vec::new(),
    }
}
