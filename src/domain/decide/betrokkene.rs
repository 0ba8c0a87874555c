//! Rules of who is involved. A role is one of the kader; a date of birth is a day, a year, or that it is not known.

use chrono::{Datelike, NaiveDate};

use super::stuk::{Gevraagd, eis_staat};
use super::{Context, Decision, eis_nummer, enkel};
use crate::domain::dossier::velden::Velden;
use crate::domain::dossier::{Betrokkene, BetrokkeneVelden, Dossierstuk, GeheimVelden};
use crate::domain::event::Event;
use crate::domain::ids::{BetrokkeneId, BetrokkenrolId};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

/// Nobody alive was born before it.
const GEBOREN_VANAF: i32 = 1900;
/// That it is not known.
const ONBEKEND: &str = "onbekend";

/// A new person, or more about one who is there; what is always shielded is an event of its own.
pub(super) fn noteer(
    c: Context<'_>,
    id: Option<BetrokkeneId>,
    velden: &BetrokkeneVelden,
    geheim: &GeheimVelden,
) -> Decision {
    let was = match id {
        Some(id) => {
            eis_staat(c, Dossierstuk::Betrokkene(id))?;
            c.dossier.betrokkenen.get(&id)
        }
        None => None,
    };
    let gevraagd = Gevraagd::van(c, velden.afgeschermd, &velden.kring)?;
    let betrokkene = id.unwrap_or_else(|| c.dossier.volgende_betrokkene(gevraagd.scherm().as_ref()));
    let stuk = Dossierstuk::Betrokkene(betrokkene);
    let scherm = gevraagd.op(was.map(|w| &w.stand), stuk, velden.afgeschermd == Some(false))?;
    let rest = gelezen(c, was, velden)?;
    let inhoud = match was {
        None => Some(Event::BetrokkeneGenoteerd { betrokkene, velden: Box::new(rest) }),
        Some(_) if rest == BetrokkeneVelden::default() => None,
        Some(_) => Some(Event::BetrokkeneAangevuld { betrokkene, velden: Box::new(rest) }),
    };
    let geheim = (!geheim.gegeven().is_empty()).then(|| Event::GeheimGenoteerd { betrokkene, geheim: geheim.clone() });
    Ok(inhoud.into_iter().chain(scherm).chain(geheim).collect())
}

/// What is recorded of it: each role once, the date of birth in one way of writing, a name hidden as its role says.
fn gelezen(c: Context<'_>, was: Option<&Betrokkene>, velden: &BetrokkeneVelden) -> Result<BetrokkeneVelden, Refusal> {
    let rollen = velden.rollen.as_deref().map(enkel);
    if was.is_none() && rollen.is_none() || rollen.as_ref().is_some_and(Vec::is_empty) {
        return Err(Refusal::ontbreekt("welke rol deze persoon heeft"));
    }
    rollen.iter().flatten().try_for_each(|rol| eis_rol(c, rol))?;
    velden.telefoon.as_ref().map_or(Ok(()), eis_nummer)?;
    let geboren = velden.geboren.as_ref().map(|tekst| geboren(c, tekst)).transpose()?;
    // also where a role comes that hides it
    let nieuw = |rol: &&BetrokkenrolId| was.is_none_or(|w| !w.rollen.contains(rol));
    let mut erbij = rollen.iter().flatten().filter(nieuw).filter_map(|rol| c.inhoud().betrokkenrol(rol));
    let verborgen = erbij.any(|rol| rol.verborgen);
    let naam_verborgen = velden.naam_verborgen.or_else(|| verborgen.then_some(true));
    let (afgeschermd, kring) = (None, Vec::new());
    Ok(BetrokkeneVelden { rollen, naam_verborgen, geboren, afgeschermd, kring, ..velden.clone() })
}

/// A role that the kader knows; a kader of before there were any takes each.
fn eis_rol(c: Context<'_>, rol: &BetrokkenrolId) -> Result<(), Refusal> {
    if c.inhoud().betrokkenrollen.is_empty() || c.inhoud().betrokkenrol(rol).is_some() {
        return Ok(());
    }
    Err(super::afweging::onbekend("rol", rol))
}

/// A day, a year, `onbekend`, or nothing.
fn geboren(c: Context<'_>, tekst: &Tekst) -> Result<Tekst, Refusal> {
    let raw = tekst.as_str().trim();
    if raw.is_empty() || raw.eq_ignore_ascii_case(ONBEKEND) {
        return Ok(Tekst::cut(&raw.to_lowercase()));
    }
    let fout = || Refusal::GeenGeboortedatum { tekst: tekst.clone() };
    let nu = c.stamp.op.lokaal().date_naive();
    let delen: Option<Vec<i32>> = raw.split(['-', '/', '.', ' ']).map(|deel| deel.parse().ok()).collect();
    let dag = match delen.ok_or_else(fout)?.as_slice() {
        [jaar] if (GEBOREN_VANAF..=nu.year()).contains(jaar) => return Ok(Tekst::cut(&jaar.to_string())),
        [dag, maand, jaar] => {
            let deel = |n: &i32| u32::try_from(*n).ok();
            deel(maand).zip(deel(dag)).and_then(|(m, d)| NaiveDate::from_ymd_opt(*jaar, m, d))
        }
        _ => None,
    };
    let dag = dag.filter(|dag| dag.year() >= GEBOREN_VANAF && *dag <= nu).ok_or_else(fout)?;
    Ok(Tekst::cut(&dag.format("%d-%m-%Y").to_string()))
}
