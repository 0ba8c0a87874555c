//! What of a dossier may leave the server, per event: everything, or only to who may see shielded lines.

use super::dossier::Dossier;
use super::event::Event;
use super::ids::RegelId;

/// Whether this event speaks of a line that is shielded in the state `nu`, in which the event has been applied. The
/// state decides, not the moment: what was open once and is shielded now is withheld from who connects today.
pub fn is_afgeschermd(nu: &Dossier, event: &Event) -> bool {
    nu.is_afgeschermd(regel_van(nu, event))
}

/// Whether this event changes what may be seen of events before it, so that a replica that may not see shielded lines
/// has to be given anew.
pub fn verandert_zicht(event: &Event) -> bool {
    matches!(event, Event::RegelAfgeschermd { .. } | Event::RegelVrijgegeven { .. })
}

/// The dossier without its shielded lines and what hangs on them: what it would be if they had never been recorded.
#[must_use]
pub fn openbaar(d: &Dossier) -> Dossier {
    let open = |regel: RegelId| !d.is_afgeschermd(Some(regel));
    let mut seen = d.clone();
    seen.regels.retain(|id, _| open(*id));
    seen.vragen.retain(|_, v| open(v.regel));
    seen.besluiten.retain(|_, b| open(b.regel));
    seen.acties.retain(|_, a| open(a.regel));
    for o in &mut seen.overleggen {
        o.oordelen.retain(|oordeel| oordeel.regel.is_none_or(open));
    }
    seen
}

/// The line that an event speaks of, directly or through what the line opened.
pub fn regel_van(d: &Dossier, event: &Event) -> Option<RegelId> {
    use Event as E;
    match event {
        E::RegelVastgelegd { regel, .. }
        | E::RegelGecorrigeerd { regel, .. }
        | E::SoortGewijzigd { regel, .. }
        | E::RegelAfgeschermd { regel, .. }
        | E::RegelVrijgegeven { regel, .. }
        | E::RegelIngetrokken { regel }
        | E::VraagGesteld { regel, .. }
        | E::BesluitVoorgenomen { regel, .. }
        | E::ActieGeopend { regel, .. } => Some(*regel),
        E::OordeelGegeven { regel, .. } => *regel,
        E::VraagToegewezen { vraag, .. } | E::VraagBeantwoord { vraag, .. } | E::VraagVervallen { vraag } => {
            d.vragen.get(vraag).map(|v| v.regel)
        }
        E::BesluitAangevuld { besluit, .. }
        | E::BesluitStatusGewijzigd { besluit, .. }
        | E::DissentGenoteerd { besluit, .. } => d.besluiten.get(besluit).map(|b| b.regel),
        E::ActieAangevuld { actie, .. } | E::ActieGemeld { actie, .. } => d.acties.get(actie).map(|a| a.regel),
        _ => None,
    }
}
