//! What one key does in the informatiebeeld: it notes what a partner answers, or answers what the picture asks of itself.

use crate::app::forms::open as form;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::Doel;
use crate::app::state::lijst::Rij;
use crate::app::state::model::Model;
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::command::Command;
use crate::domain::dossier::{Antwoord, Beeldmelding, Informatiemelding, Informatiesoort, Wie};
use crate::domain::ids::{InformatieId, ReeksId};
use crate::domain::tekst::Tekst;
use crate::input::catalogue::Action;

/// Does something to a row of it; none where that cannot be done with it.
pub(super) fn doe(m: &mut Model, action: Action, rij: Rij) -> Option<Vec<Effect>> {
    let doel = match (action, rij) {
        (Action::Vul, Rij::Informatie(id)) => Doel::Informatieantwoord(id, None),
        (Action::InformatieGeweigerd, Rij::Informatie(id)) => {
            Doel::Informatieantwoord(id, Some(Informatiesoort::Geweigerd))
        }
        (Action::Wissel, Rij::Informatie(id)) => {
            let wacht = m.dossier()?.informatie.get(&id)?.is_open();
            Doel::Informatieverzet { informatie: id, opnieuw: !wacht }
        }
        (Action::TrekIn, Rij::Informatie(id)) => Doel::InformatieIntrekken(id),
        (Action::Vul, Rij::Beeldvraag(at, nr)) => Doel::Beeldvraag(reeks(m, at)?, nr),
        // what was answered is not replaced by a stray digit
        (_, Rij::Informatie(id)) if m.dossier()?.informatie.get(&id)?.antwoord().is_some() => {
            Doel::Informatieantwoord(id, Some(soort(action)?))
        }
        (_, Rij::Informatie(id)) => return Some(noteer(m, id, soort(action)?)),
        (_, Rij::Beeldvraag(at, nr)) => {
            let reeks = reeks(m, at)?;
            return Some(beantwoord(m, (reeks, nr), antwoord(action)?));
        }
        _ => return None,
    };
    Some(form(m, doel))
}

/// The kind of answer that a digit notes at once. A refusal has a reason, and is asked for it.
fn soort(action: Action) -> Option<Informatiesoort> {
    match action {
        Action::InformatieOntvangen => Some(Informatiesoort::Ontvangen),
        Action::InformatieNiets => Some(Informatiesoort::NietsBekend),
        Action::InformatieDat => Some(Informatiesoort::Dat),
        Action::InformatieHoofdlijnen => Some(Informatiesoort::Hoofdlijnen),
        _ => None,
    }
}

/// The same digits as everywhere: 1 ja, 2 nee, 3 onbekend.
fn antwoord(action: Action) -> Option<Antwoord> {
    match action {
        Action::InformatieOntvangen => Some(Antwoord::Ja),
        Action::InformatieNiets => Some(Antwoord::Nee),
        Action::InformatieDat => Some(Antwoord::Onbekend),
        _ => None,
    }
}

/// The partner answered, now; its words can be filled in.
fn noteer(m: &mut Model, informatie: InformatieId, soort: Informatiesoort) -> Vec<Effect> {
    let partner = m.dossier().and_then(|d| d.informatie.get(&informatie)).map(|i| i.partner.to_string());
    let melding = Informatiemelding {
        informatie,
        soort,
        door: Wie::default(),
        op: m.nu,
        grond: None,
        woorden: Tekst::default(),
        kring: Vec::new(),
        open: false,
    };
    let zeg = format!("{informatie} {}: {soort}", partner.unwrap_or_default());
    m.stuur(vec![Command::BeantwoordInformatie(melding)], Verzoekherkomst::Daad(zeg))
}

fn beantwoord(m: &mut Model, (reeks, nr): (ReeksId, u32), antwoord: Antwoord) -> Vec<Effect> {
    let melding = Beeldmelding { reeks, nr, antwoord, toelichting: Tekst::default(), bron: Wie::default() };
    let zeg = format!("vraag {nr} van het informatiebeeld: {antwoord}");
    m.stuur(vec![Command::BeantwoordBeeldvraag(melding)], Verzoekherkomst::Daad(zeg))
}

fn reeks(m: &Model, at: usize) -> Option<ReeksId> {
    Some(m.kader()?.reeksen.get(at)?.id.clone())
}
