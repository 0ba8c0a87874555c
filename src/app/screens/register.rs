//! Lists of what hangs on the meetings: decisions, actions, questions, lines, and those of `lijsten`. Open things first.

use super::{lijsten, overleg, weging};
use crate::app::forms::open as form;
use crate::app::rijen::{Sprong, na_sprong};
pub use crate::app::rijen::{gekozen, rijen};
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::Doel;
use crate::app::state::keuze::{Keuze, KeuzeDoel};
use crate::app::state::laag::Laag;
pub use crate::app::state::lijst::{Lijststaat, Registerlijst, Rij};
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::command::Command;
use crate::domain::dossier::{Dossier, OptieVelden, RegelSoort};
use crate::domain::ids::{OptieId, RegelId};
use crate::input::catalogue::Action;

/// Goes up or down.
pub fn ga(m: &mut Model, sprong: (Sprong, bool)) {
    let Blik::Register(staat) = m.blik else { return };
    let (at, _) = gekozen(m, &staat);
    let rows = rijen(m, staat.lijst);
    let next = na_sprong(m, (at, rows.len()), sprong);
    m.blik = Blik::Register(Lijststaat { gekozen: rows.get(next).copied(), ..staat });
}

/// Does something to the chosen row.
pub fn handle(m: &mut Model, action: Action) -> Vec<Effect> {
    let Blik::Register(staat) = m.blik else { return Vec::new() };
    if action == Action::NieuweRij {
        return lijsten::nieuw(m, staat.lijst);
    }
    if action == Action::Filter && staat.lijst == Registerlijst::Factoren {
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
        (Action::Vul, Rij::Regel(id)) => overleg::bewerk(m, id),
        (Action::Vul, Rij::Optie(id)) => form(m, Doel::Optie(Some(id))),
        (Action::ZetAfscherming, Rij::Optie(id)) => scherm_optie_af(m, id),
        (Action::ZetKring, Rij::Optie(id)) => form(m, Doel::OptieKring(id)),
        (Action::Wissel, Rij::Besluit(id)) => form(m, Doel::BesluitStatus(id)),
        (Action::Wissel, Rij::Actie(id)) => form(m, Doel::ActieStatus(id)),
        (Action::Wissel, Rij::Vraag(id)) => form(m, Doel::Antwoord(id)),
        (Action::Dissent, Rij::Besluit(id)) => form(m, Doel::Dissent(id)),
        (Action::Soort, _) if regel.is_some() => soort(m, regel),
        (Action::ZetAfscherming, _) if regel.is_some() => scherm_regel_af(m, regel),
        (Action::ZetKring, _) if regel.is_some() => regel.map_or_else(Vec::new, |id| form(m, Doel::Kring(id))),
        (Action::TrekIn, _) if regel.is_some() => {
            let zin = regel.map(|r| format!("{r} is ingetrokken")).unwrap_or_default();
            m.stuur(regel.map(|regel| Command::TrekRegelIn { regel }).into_iter().collect(), Verzoekherkomst::Daad(zin))
        }
        _ => lijsten::doe(m, action, rij).unwrap_or_else(|| {
            m.zeg(BerichtSoort::Let, "dat kan niet met deze rij; de toetsen onderaan zeggen wat wel kan");
            Vec::new()
        }),
    }
}

fn regel_van(d: &Dossier, rij: Rij) -> Option<RegelId> {
    match rij {
        Rij::Besluit(id) => d.besluiten.get(&id).map(|b| b.regel),
        Rij::Actie(id) => d.acties.get(&id).map(|a| a.regel),
        Rij::Vraag(id) => d.vragen.get(&id).map(|v| v.regel),
        Rij::Regel(id) => Some(id),
        Rij::Inzet(id) => d.inzetten.get(&id).map(|i| i.regel),
        // these hang on no line of their own
        #[rustfmt::skip]
        Rij::Factor(_) | Rij::Instrument(_) | Rij::Scenario(_) | Rij::Criterium(_) | Rij::Opschaling | Rij::Reeksvraag(..)
        | Rij::Klok(_) | Rij::Voorlegger(_) | Rij::Onderwerp(_) | Rij::Optie(_) | Rij::Toegang(_)
        | Rij::Informatie(_) | Rij::Beeldvraag(..) | Rij::Melding(_) | Rij::Betrokkene(_) => None,
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

fn scherm_regel_af(m: &mut Model, regel: Option<RegelId>) -> Vec<Effect> {
    let Some((id, shielded)) = regel.and_then(|id| Some((id, m.dossier()?.regels.get(&id)?.inhoud.afgeschermd))) else {
        return Vec::new();
    };
    if shielded {
        form(m, Doel::Vrijgeven(id))
    } else {
        m.stuur(
            vec![Command::SchermRegelAf { regel: id, kring: Vec::new() }],
            Verzoekherkomst::Daad(format!("{id} is afgeschermd")),
        )
    }
}

/// Shields an option at once, or asks why the shield is lifted.
fn scherm_optie_af(m: &mut Model, id: OptieId) -> Vec<Effect> {
    let found = m.overleg().and_then(|o| Some((o.nr, o.opties.iter().find(|x| x.id == id)?.afgeschermd)));
    match found {
        Some((_, true)) => form(m, Doel::OptieVrijgeven(id)),
        Some((overleg, false)) => {
            let velden = OptieVelden { afgeschermd: Some(true), ..OptieVelden::default() };
            m.stuur(vec![Command::WeegOptie { overleg, optie: Some(id), velden }], Verzoekherkomst::Stap)
        }
        None => Vec::new(),
    }
}
