//! Rules of clocks. An end that the kader does not know can be given, with a reason; nothing starts by itself.

use super::{Context, Decision, eis};
use crate::domain::dossier::{Ding, InzetStatus, InzetVelden, KlokVelden, LopendeKlok};
use crate::domain::event::Event;
use crate::domain::ids::KlokNr;
use crate::domain::looptijd;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::ding_kring;

pub(super) fn zet(c: Context<'_>, nr: Option<KlokNr>, v: &KlokVelden) -> Decision {
    let was = nr.map(|nr| lopend(c, nr)).transpose()?;
    if let Some(i) = v.inzet.filter(|i| !c.dossier.inzetten.contains_key(i)) {
        return Err(Refusal::bestaat_niet(i));
    }
    let kring = v.inzet.map(|i| ding_kring(c.dossier, &Ding::Inzet(i))).unwrap_or_default();
    // a clock is for whom its measure is: to another measure it would take what was said of it along
    let had = was.and_then(|w| w.inzet).map(|i| ding_kring(c.dossier, &Ding::Inzet(i))).unwrap_or_default();
    if v.inzet.is_some() && was.is_some() && kring != had && (kring.is_besloten() || had.is_besloten()) {
        return Err(Refusal::AndereKring { wat: "deze klok".into() });
    }
    let klok = nr.unwrap_or_else(|| c.dossier.volgende_klok(kring.schermen().first()));
    let soort = match v.soort.as_ref().or(was.and_then(|w| w.soort.as_ref())) {
        Some(id) => Some(c.inhoud().klok(id).ok_or_else(|| super::afweging::onbekend("klok", id))?),
        None => None,
    };
    let begin = v.begin.or(was.and_then(|w| w.begin));
    let mut v = v.clone();
    // the only length that the kader knows is filled in; of several, and of an end that is given, somebody says which
    if let (None, None, Some(k), Some(b)) = (v.einde, was, soort, begin)
        && let ([duur], false) = (k.lengtes.as_slice(), k.zoals_gegeven)
    {
        v.einde = looptijd::einde_klok(k, b, *duur, c.inhoud());
    }
    let einde = v.einde.or(was.map(|w| w.einde)).ok_or_else(|| Refusal::ontbreekt("wanneer de klok afloopt"))?;
    if begin.is_some_and(|b| einde <= b) {
        return Err(Refusal::EindeVoorBegin);
    }
    let reden = v.reden.clone().unwrap_or_default();
    let hoogstens = soort.zip(begin).and_then(|(k, b)| looptijd::einde(b, k.hoogstens?, c.inhoud()));
    if let Some(grens) = hoogstens.filter(|g| einde > *g && reden.is_empty()) {
        return Err(Refusal::KlokTeLang { hoogstens: Tekst::cut(&grens.datum_klok()) });
    }
    if was.is_some_and(|w| w.einde != einde) {
        eis(&reden, "waarom de klok verandert")?;
    }
    if was.is_none() && v.naam.as_ref().is_none_or(Tekst::is_empty) {
        v.naam = Some(soort.map(|k| k.naam.clone()).ok_or_else(|| Refusal::ontbreekt("hoe de klok heet"))?);
    }
    let mut events = vec![Event::KlokGezet { klok, velden: v }];
    events.extend(maatregel_mee(c, was, einde)?);
    Ok(events)
}

/// A clock that counts down to the end of its measure takes that end along when it is set anew. Where the measure ends at
/// another moment the clock counts something else.
fn maatregel_mee(c: Context<'_>, was: Option<&LopendeKlok>, einde: Tijdstip) -> Decision {
    let Some(was) = was.filter(|w| w.einde != einde) else { return Ok(Vec::new()) };
    let i = was.inzet.and_then(|i| c.dossier.inzetten.get(&i)).filter(|i| i.status != InzetStatus::Vervallen);
    let Some(i) = i.filter(|i| i.einde == Some(was.einde)) else { return Ok(Vec::new()) };
    super::inzet::vul_aan(c, i.id, &InzetVelden { einde: Some(einde), ..InzetVelden::default() })
}

pub(super) fn stop(c: Context<'_>, nr: KlokNr, reden: &Tekst) -> Decision {
    lopend(c, nr)?;
    eis(reden, "waarom de klok stopt")?;
    Ok(vec![Event::KlokGestopt { klok: nr, reden: reden.clone() }])
}

fn lopend(c: Context<'_>, nr: KlokNr) -> Result<&LopendeKlok, Refusal> {
    let k = c.dossier.klokken.get(&nr).ok_or_else(|| Refusal::bestaat_niet(format!("klok {nr}")))?;
    if k.loopt() { Ok(k) } else { Err(Refusal::KlokGestopt { klok: Tekst::cut(&nr.to_string()) }) }
}
