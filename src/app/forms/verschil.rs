//! What somebody changed in a form. Only that is sent: what stood in it when it was opened may be somebody else's by now.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::command::Command;
use crate::domain::dossier::{Betrokkenenotitie, Meldingnotitie};

/// The commands of a form with only what is not as it was at its opening; none for what did not change at all.
pub(super) fn alleen_wat_anders_is(nu: Vec<Command>, begin: &[Command]) -> Vec<Command> {
    let mut was = begin.iter();
    nu.into_iter().filter_map(|command| versmald(command, was.next())).collect()
}

/// Commands that fill in parts of something that is there; any other stays as it is.
fn versmald(nu: Command, was: Option<&Command>) -> Option<Command> {
    use Command as C;
    Some(match (nu, was) {
        (C::VulBesluitAan { besluit, velden }, Some(C::VulBesluitAan { velden: was, .. })) => {
            C::VulBesluitAan { besluit, velden: zonder(&velden, was)? }
        }
        (C::VulActieAan { actie, velden }, Some(C::VulActieAan { velden: was, .. })) => {
            C::VulActieAan { actie, velden: zonder(&velden, was)? }
        }
        (C::VulInzetAan { inzet, velden }, Some(C::VulInzetAan { velden: was, .. })) => {
            C::VulInzetAan { inzet, velden: zonder(&velden, was)? }
        }
        (C::WeegOptie { overleg, optie: Some(id), velden }, Some(C::WeegOptie { velden: was, .. })) => {
            C::WeegOptie { overleg, optie: Some(id), velden: zonder(&velden, was)? }
        }
        (C::SchetsScenario { overleg, scenario: Some(id), velden }, Some(C::SchetsScenario { velden: was, .. })) => {
            C::SchetsScenario { overleg, scenario: Some(id), velden: zonder(&velden, was)? }
        }
        (C::LegVoor { overleg, voorlegger: Some(id), velden }, Some(C::LegVoor { velden: was, .. })) => {
            C::LegVoor { overleg, voorlegger: Some(id), velden: zonder(&velden, was)? }
        }
        (
            C::NoteerMelding(Meldingnotitie { melding: Some(id), velden }),
            Some(C::NoteerMelding(Meldingnotitie { velden: was, .. })),
        ) => C::NoteerMelding(Meldingnotitie { melding: Some(id), velden: zonder(&velden, was)? }),
        (
            C::NoteerBetrokkene(Betrokkenenotitie { betrokkene: Some(id), velden, geheim }),
            Some(C::NoteerBetrokkene(Betrokkenenotitie { velden: was, geheim: was_geheim, .. })),
        ) => {
            // of two parts one may be as it was
            let (velden, geheim) = (zonder(&velden, was), zonder(&geheim, was_geheim));
            if velden.is_none() && geheim.is_none() {
                return None;
            }
            let (velden, geheim) = (velden.unwrap_or_default(), geheim.unwrap_or_default());
            C::NoteerBetrokkene(Betrokkenenotitie { betrokkene: Some(id), velden, geheim })
        }
        (C::ZetKlok { klok: Some(nr), velden }, Some(C::ZetKlok { velden: was, .. })) => {
            C::ZetKlok { klok: Some(nr), velden: zonder(&velden, was)? }
        }
        (nu, _) => nu,
    })
}

/// The parts of `nu` that differ from `was`; nothing where none does.
fn zonder<T: Serialize + DeserializeOwned + Clone>(nu: &T, was: &T) -> Option<T> {
    let (Ok(Value::Object(mut parts)), Ok(Value::Object(was))) = (serde_json::to_value(nu), serde_json::to_value(was))
    else {
        return Some(nu.clone());
    };
    parts.retain(|part, value| was.get(part) != Some(value));
    if parts.is_empty() { None } else { Some(serde_json::from_value(Value::Object(parts)).unwrap_or_else(|_| nu.clone())) }
}
