//! Rules of weighing: factors, outcomes, scenarios, criteria, the moment, what is settled. The program suggests; what is
//! answered here is what people said.

use super::{Context, Decision, eis, enkel};
use crate::domain::advies;
use crate::domain::dossier::{
    Aanzet, CriteriumAntwoord, Moment, Onderwerp, Opschaling, ScenarioVelden, Uitkomst, Vaststelling, Weging, Wie,
};
use crate::domain::event::Event;
use crate::domain::ids::{CriteriumId, FactorId, MaatregelId, OverlegNr, ReeksId, RegelId, ScenarioId};
use crate::domain::kader::FactorSoort;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::zicht::regel_kring;

/// An answer to a factor. That access changed makes the acute question open again.
pub(super) fn weeg_factor(c: Context<'_>, nr: OverlegNr, id: &FactorId, weging: &Weging) -> Decision {
    let o = c.bezig(nr)?;
    let factor = c.inhoud().factor(id).ok_or_else(|| onbekend("factor", id))?;
    if let Some(r) = weging.regels.iter().find(|r| !c.dossier.regels.contains_key(r)) {
        return Err(Refusal::bestaat_niet(format!("regel {r}")));
    }
    if let Some(r) = weging.regels.iter().find(|r| regel_kring(c.dossier, **r).is_besloten()) {
        return Err(Refusal::BeslotenGrond { regel: Tekst::cut(&r.to_string()) });
    }
    let bron = Wie { naam: weging.bron.naam.clone(), organisatie: c.naam(&weging.bron.organisatie) };
    let eerder = weging.eerder.filter(|_| factor.nu_eerder);
    let was = o.afweging.nu(id).or_else(|| advies::vorige_keer(c.dossier, nr, id));
    let nieuw = Weging { eerder, bron, regels: enkel(&weging.regels), ..weging.clone() };
    let mut events = vec![Event::FactorGewogen { overleg: nr, factor: id.clone(), weging: nieuw }];
    let veranderd = matches!((was, weging.nu), (Some(was), Some(nu)) if was != nu);
    if factor.soort == FactorSoort::Toegang && veranderd {
        // a shielded line under this answer or an earlier one shields the reason with it
        let eerder = o.afweging.wegingen.get(id).into_iter().flatten().flat_map(|g| &g.weging.regels);
        let afgeschermd = weging.regels.iter().chain(eerder).find(|r| c.dossier.is_afgeschermd(Some(**r)));
        let regel = afgeschermd.or(weging.regels.first());
        // and so does one under a later answer: what is told of the factor is told of this
        events.push(Event::HerbeoordelingGevraagd {
            aanzet: Aanzet::Toegang,
            toelichting: Tekst::default(),
            regel: regel.copied(),
            factor: Some((nr, id.clone())),
        });
    }
    Ok(events)
}

pub(super) fn herbeoordeling(aanzet: Aanzet, toelichting: &Tekst, regel: Option<RegelId>) -> Event {
    Event::HerbeoordelingGevraagd { aanzet, toelichting: toelichting.clone(), regel, factor: None }
}

pub(super) fn noteer_uitkomst(c: Context<'_>, nr: OverlegNr, u: &Uitkomst) -> Decision {
    c.beschrijfbaar(nr)?;
    let instrument = c.inhoud().instrument(&u.instrument).ok_or_else(|| onbekend("instrument", &u.instrument))?;
    if u.afnemer.is_empty() {
        return Err(Refusal::ontbreekt("wie het instrument afnam"));
    }
    if u.uitkomst.is_empty() && u.antwoorden.is_empty() {
        return Err(Refusal::ontbreekt("de uitkomst"));
    }
    let woord = |t: &Tekst, uit: &[Tekst]| uit.is_empty() || uit.iter().any(|w| w.same(t.as_str()));
    if !u.uitkomst.is_empty() && !woord(&u.uitkomst, &instrument.uitkomsten) {
        return Err(Refusal::KiesUit { veld: instrument.naam.clone(), woorden: instrument.uitkomsten.clone() });
    }
    for (id, antwoord) in &u.antwoorden {
        let veld = instrument.velden.iter().find(|v| v.id == *id).ok_or_else(|| onbekend("antwoord", id))?;
        if !woord(antwoord, &veld.antwoorden) {
            return Err(Refusal::KiesUit { veld: veld.vraag.clone(), woorden: veld.antwoorden.clone() });
        }
    }
    let afnemer = Wie { naam: u.afnemer.naam.clone(), organisatie: c.naam(&u.afnemer.organisatie) };
    Ok(vec![Event::UitkomstGenoteerd { overleg: nr, uitkomst: Uitkomst { afnemer, ..u.clone() } }])
}

pub(super) fn schets(c: Context<'_>, nr: OverlegNr, id: Option<ScenarioId>, velden: &ScenarioVelden) -> Decision {
    let o = c.bezig(nr)?;
    let alle = &o.afweging.scenarios;
    let scenario = match id {
        Some(id) if alle.iter().any(|s| s.id == id) => id,
        Some(id) => return Err(Refusal::bestaat_niet(format!("scenario {id}"))),
        None => {
            eis(velden.wat.as_ref().unwrap_or(&Tekst::default()), "wat er gebeurt")?;
            ScenarioId::after(alle.iter().map(|s| &s.id), None)
        }
    };
    Ok(vec![Event::ScenarioGeschetst { overleg: nr, scenario, velden: velden.clone() }])
}

/// A criterion that is met, or of which nobody knows, is answered with what we do with it.
pub(super) fn beantwoord_criterium(c: Context<'_>, nr: OverlegNr, id: &CriteriumId, a: &CriteriumAntwoord) -> Decision {
    use crate::domain::dossier::Antwoord;
    c.bezig(nr)?;
    if !c.inhoud().criteria.iter().any(|k| k.id == *id) {
        return Err(onbekend("criterium", id));
    }
    if a.antwoord != Antwoord::Nee {
        eis(&a.reden, "wat u ermee doet en waarom")?;
    }
    Ok(vec![Event::CriteriumBeantwoord { overleg: nr, criterium: id.clone(), antwoord: a.clone() }])
}

pub(super) fn beslis_opschaling(c: Context<'_>, nr: OverlegNr, o: &Opschaling) -> Decision {
    c.bezig(nr)?;
    eis(&o.reden, "waarom wel of niet opgeschaald wordt")?;
    if o.opschalen {
        eis(&o.aan, "naar wie u opschaalt")?;
        o.om.ok_or_else(|| Refusal::ontbreekt("hoe laat u opschaalt"))?;
    }
    Ok(vec![Event::OpschalingBeslist { overleg: nr, opschaling: o.clone() }])
}

pub(super) fn bepaal_moment(c: Context<'_>, nr: OverlegNr, moment: &Moment) -> Decision {
    c.bezig(nr)?;
    eis(&moment.reden, "waarom acuut of niet")?;
    Ok(vec![Event::MomentBepaald { overleg: nr, moment: moment.clone() }])
}

pub(super) fn stel_vast(c: Context<'_>, nr: OverlegNr, onderwerp: Onderwerp, v: &Vaststelling) -> Decision {
    c.beschrijfbaar(nr)?;
    eis(&v.tekst, "wat er is vastgesteld")?;
    let wie = Wie { naam: v.wie.naam.clone(), organisatie: c.naam(&v.wie.organisatie) };
    Ok(vec![Event::Vastgesteld { overleg: nr, onderwerp, vaststelling: Vaststelling { wie, ..v.clone() } }])
}

pub(super) fn bespreek(c: Context<'_>, nr: OverlegNr, reeks: &ReeksId, vraag: u32, antwoord: &Tekst) -> Decision {
    c.beschrijfbaar(nr)?;
    let gevonden = c.inhoud().reeksen.iter().find(|r| r.id == *reeks).ok_or_else(|| onbekend("reeks", reeks))?;
    if vraag == 0 || usize::try_from(vraag).map_or(true, |n| n > gevonden.vragen.len()) {
        return Err(onbekend("vraag", vraag));
    }
    Ok(vec![Event::VraagBesproken { overleg: nr, reeks: reeks.clone(), nr: vraag, antwoord: antwoord.clone() }])
}

pub(super) fn leg_terzijde(c: Context<'_>, nr: OverlegNr, id: &MaatregelId, reden: &Tekst) -> Decision {
    c.beschrijfbaar(nr)?;
    if c.inhoud().maatregel(id).is_none() {
        return Err(onbekend("maatregel", id));
    }
    eis(reden, "waarom niet")?;
    Ok(vec![Event::TerzijdeGelegd { overleg: nr, maatregel: id.clone(), reden: reden.clone() }])
}

pub(super) fn onbekend(wat: &str, id: impl std::fmt::Display) -> Refusal {
    Refusal::OnbekendInKader { wat: Tekst::cut(&format!("{wat} {id}")) }
}
