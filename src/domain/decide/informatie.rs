//! Rules of the informatiebeeld: who is asked what until when, what is answered, and what the picture asks of itself. That
//! an answer is late is never recorded.

use super::afweging::onbekend;
use super::{Context, Decision, eis, enkel};
use crate::domain::dossier::{
    Beeldmelding, Informatiemelding, Informatiesoort, Informatieverzet, Informatieverzoek, Informatievraag, Wie,
};
use crate::domain::event::Event;
use crate::domain::ids::{GrondId, InformatieId};
use crate::domain::kader::ReeksSoort;
use crate::domain::refusal::Refusal;
use crate::domain::scherm::Scherm;
use crate::domain::tekst::Tekst;

/// One request for each partner: so that each has its own answer, and its own moment where that is moved.
pub(super) fn vraag(c: Context<'_>, v: &Informatievraag) -> Decision {
    let Informatievraag { partners, uiterlijk, grond, doel, antwoord_aan } = v;
    let naam = |p: &Tekst| c.inhoud().partner(p.as_str()).map(|p| p.naam.clone()).ok_or_else(|| onbekend("partner", p));
    let partners = enkel(&partners.iter().map(naam).collect::<Result<Vec<_>, _>>()?);
    if partners.is_empty() {
        return Err(Refusal::ontbreekt("welke partners"));
    }
    eis(doel, "waarvoor en wat u vraagt")?;
    eis_grond(c, grond)?;
    let mut used: Vec<InformatieId> = c.dossier.informatie.keys().copied().collect();
    let een = |partner| {
        let informatie = InformatieId::after(&used, None);
        used.push(informatie);
        let (uiterlijk, grond) = (*uiterlijk, grond.clone());
        Event::InformatieGevraagd {
            informatie,
            partner,
            uiterlijk,
            grond,
            doel: doel.clone(),
            antwoord_aan: antwoord_aan.clone(),
        }
    };
    Ok(partners.into_iter().map(een).collect())
}

/// What was answered before stays. The words stand apart: shielded, unless it was said that they are not.
pub(super) fn beantwoord(c: Context<'_>, m: &Informatiemelding) -> Decision {
    let Informatiemelding { informatie, soort, door, op, grond, woorden, kring, open } = m;
    let i = staand(c, *informatie)?;
    if *soort == Informatiesoort::Geweigerd {
        eis(woorden, "waarom geweigerd")?;
    }
    if let Some(grond) = grond {
        eis_grond(c, grond)?;
    }
    if woorden.is_empty() && !kring.is_empty() {
        return Err(Refusal::ontbreekt("wat er geantwoord is"));
    }
    let door = if door.is_empty() {
        Wie::organisatie(i.partner.clone())
    } else {
        Wie { naam: door.naam.clone(), organisatie: c.naam(&door.organisatie) }
    };
    let grond = grond.clone().unwrap_or_else(|| i.grond.clone());
    let nr = u32::try_from(i.antwoorden.len()).unwrap_or(u32::MAX).saturating_add(1);
    let kring = c.kring(kring)?;
    let scherm = Scherm::van(!*open || !kring.is_empty(), &kring);
    let woorden = (!woorden.is_empty()).then(|| Event::InformatieInhoud {
        informatie: *informatie,
        nr,
        woorden: woorden.clone(),
        scherm,
    });
    let antwoord = Event::InformatieBeantwoord { informatie: *informatie, soort: *soort, door, op: *op, grond };
    Ok(std::iter::once(antwoord).chain(woorden).collect())
}

/// Another moment for what waits, or the same request again.
pub(super) fn verzet(c: Context<'_>, v: &Informatieverzet) -> Decision {
    let Informatieverzet { informatie, uiterlijk, reden, opnieuw } = v;
    let i = staand(c, *informatie)?;
    eis(reden, if *opnieuw { "waarom u het opnieuw vraagt" } else { "waarom de termijn verandert" })?;
    if !opnieuw && !i.wacht {
        return Err(Refusal::InformatieKanNiet {
            verzoek: Tekst::cut(&informatie.to_string()),
            stand: "beantwoord".into(),
            doe: "vraag het opnieuw als u meer wilt weten".into(),
        });
    }
    if !opnieuw && i.uiterlijk() == Some(*uiterlijk) {
        return Err(Refusal::NietsVeranderd { wat: "dat is de termijn al".into() });
    }
    let (informatie, uiterlijk, reden, opnieuw) = (*informatie, *uiterlijk, reden.clone(), *opnieuw);
    Ok(vec![Event::InformatieVerzet { informatie, uiterlijk, reden, opnieuw }])
}

pub(super) fn trek_in(c: Context<'_>, informatie: InformatieId, reden: &Tekst) -> Decision {
    staand(c, informatie)?;
    eis(reden, "waarom u het verzoek intrekt")?;
    Ok(vec![Event::InformatieIngetrokken { informatie, reden: reden.clone() }])
}

/// A question of the kader's series on the picture itself.
pub(super) fn beeldvraag(c: Context<'_>, m: &Beeldmelding) -> Decision {
    let reeks = c.inhoud().reeksen.iter().find(|r| r.id == m.reeks && r.soort == ReeksSoort::Informatiebeeld);
    let reeks = reeks.ok_or_else(|| onbekend("reeks", &m.reeks))?;
    if m.nr == 0 || usize::try_from(m.nr).map_or(true, |n| n > reeks.vragen.len()) {
        return Err(onbekend("vraag", m.nr));
    }
    let bron = Wie { naam: m.bron.naam.clone(), organisatie: c.naam(&m.bron.organisatie) };
    let (reeks, toelichting) = (m.reeks.clone(), m.toelichting.clone());
    Ok(vec![Event::BeeldvraagBeantwoord { reeks, nr: m.nr, antwoord: m.antwoord, toelichting, bron }])
}

/// The request, which was not withdrawn.
fn staand(c: Context<'_>, id: InformatieId) -> Result<&Informatieverzoek, Refusal> {
    let i = c.dossier.informatie.get(&id).ok_or_else(|| Refusal::bestaat_niet(format!("verzoek {id}")))?;
    if i.ingetrokken.is_some() {
        return Err(Refusal::InformatieKanNiet {
            verzoek: Tekst::cut(&id.to_string()),
            stand: "ingetrokken".into(),
            doe: "doe een nieuw verzoek (/informatiebeeld, n)".into(),
        });
    }
    Ok(i)
}

fn eis_grond(c: Context<'_>, grond: &GrondId) -> Result<(), Refusal> {
    if c.inhoud().grond(grond).is_some() { Ok(()) } else { Err(onbekend("grond", grond)) }
}
