//! Rules of the minutes' lines. A line that is a question, a decision, an action or a judgement also opens that; when it
//! becomes something else, what it opened lapses and stays in the record.

use super::{Context, Decision, eis};
use crate::domain::dossier::{
    ActieStatus, BesluitStatus, Fase, InzetStatus, OordeelInhoud, Regel, RegelInhoud, RegelSoort, Wie,
};
use crate::domain::event::Event;
use crate::domain::ids::{OverlegNr, PuntId, RegelId};
use crate::domain::refusal::Refusal;
use crate::domain::scherm::{Organisatie, Scherm};
use crate::domain::tekst::Tekst;
use crate::domain::zicht::regel_kring;

pub(super) fn leg_vast(c: Context<'_>, nr: OverlegNr, punt: &PuntId, inhoud: &RegelInhoud) -> Decision {
    c.schrijfbaar(nr)?;
    let Some((fase, _)) = c.inhoud().punt(punt) else {
        return Err(Refusal::OnbekendInKader { wat: Tekst::cut(&format!("agendapunt {punt}")) });
    };
    if (fase == Fase::Dossier) != nr.is_dossier() {
        return Err(Refusal::PuntHoortElders { waar: Tekst::cut(&nr.waar()) });
    }
    let inhoud = nagekeken(c, inhoud)?;
    let regel = c.dossier.volgende_regel(inhoud.scherm().as_ref());
    let mut events = vec![Event::RegelVastgelegd { overleg: nr, regel, punt: punt.clone(), inhoud: inhoud.clone() }];
    events.extend(opent(c, nr, regel, &inhoud)?);
    Ok(events)
}

pub(super) fn corrigeer(c: Context<'_>, id: RegelId, inhoud: &RegelInhoud, reden: &Tekst) -> Decision {
    let r = staand(c, id)?;
    let inhoud = nagekeken(c, inhoud)?;
    if c.waar(r.overleg)?.vastgesteld.is_some() {
        if reden.is_empty() || inhoud.soort != r.inhoud.soort {
            return Err(Refusal::VerslagVastgesteld { overleg: r.overleg.0 });
        }
    } else {
        eis_besluit_los(c, id)?;
    }
    if r.inhoud.soort == RegelSoort::Oordeel && inhoud.soort == RegelSoort::Oordeel {
        super::ronde::eis_zelfde(c, r, &inhoud)?;
    }
    if r.inhoud.afgeschermd && !inhoud.kring.is_empty() && inhoud.kring != r.inhoud.kring {
        return Err(Refusal::AnderScherm { regel: tekst(id) });
    }
    let mut events = Vec::new();
    if inhoud.afgeschermd && !r.inhoud.afgeschermd {
        events.push(afgeschermd(c, r, inhoud.kring.clone())?);
    }
    if inhoud.soort != r.inhoud.soort {
        events.extend(wordt(c, r, inhoud.soort, &inhoud)?);
    }
    if inhoud.zegt_hetzelfde(&r.inhoud) && !events.is_empty() {
        // only its shield or its kind is another
        return Ok(events);
    }
    events.push(Event::RegelGecorrigeerd { regel: id, inhoud, reden: reden.clone(), precies: true });
    Ok(events)
}

pub(super) fn wijzig_soort(c: Context<'_>, id: RegelId, naar: RegelSoort) -> Decision {
    let r = staand(c, id)?;
    c.schrijfbaar(r.overleg)?;
    if r.inhoud.soort == naar {
        return Err(Refusal::SoortAlZo { regel: tekst(id), soort: naar.naam().into() });
    }
    eis_besluit_los(c, id)?;
    let inhoud = RegelInhoud { soort: naar, ..r.inhoud.clone() };
    wordt(c, r, naar, &inhoud)
}

/// A shield, or one that lets fewer see than it did: what shows something to somebody is lifting it.
pub(super) fn scherm_af(c: Context<'_>, id: RegelId, kring: &[Organisatie]) -> Decision {
    let r = bestaand(c, id)?;
    let kring = c.kring(kring)?;
    super::eis_nauwer(tekst(id), r.inhoud.scherm().as_ref(), &kring)?;
    Ok(vec![afgeschermd(c, r, kring)?])
}

/// The shield is lifted, or is for others from now on.
pub(super) fn geef_vrij(c: Context<'_>, id: RegelId, reden: &Tekst, scherm: Option<&Scherm>) -> Decision {
    let r = bestaand(c, id)?;
    eis(reden, "de reden")?;
    let scherm = c.ander_scherm(tekst(id), r.inhoud.scherm().as_ref(), scherm)?;
    if scherm.as_ref().is_some_and(|scherm| !scherm.organisaties().is_empty()) {
        eis_geen_grond(c, id)?;
    }
    if regel_kring(c.dossier, id).is_besloten() || scherm.as_ref().is_some_and(|s| !s.organisaties().is_empty()) {
        super::inzet::eis_geen_banden(c, id)?;
    }
    Ok(vec![Event::RegelVrijgegeven { regel: id, reden: reden.clone(), scherm }])
}

pub(super) fn trek_in(c: Context<'_>, id: RegelId) -> Decision {
    let r = staand(c, id)?;
    c.schrijfbaar(r.overleg)?;
    eis_besluit_los(c, id)?;
    let mut events = vervalt(c, id, "regel ingetrokken");
    events.push(Event::RegelIngetrokken { regel: id });
    Ok(events)
}

fn tekst(id: RegelId) -> Tekst {
    Tekst::cut(&id.to_string())
}

fn bestaand(c: Context<'_>, id: RegelId) -> Result<&Regel, Refusal> {
    c.dossier.regels.get(&id).ok_or_else(|| Refusal::bestaat_niet(format!("regel {id}")))
}

fn staand(c: Context<'_>, id: RegelId) -> Result<&Regel, Refusal> {
    let r = bestaand(c, id)?;
    if r.ingetrokken.is_some() { Err(Refusal::RegelIngetrokken { regel: tekst(id) }) } else { Ok(r) }
}

/// A decision that was taken, and a measure that holds, do not change through their line.
fn eis_besluit_los(c: Context<'_>, id: RegelId) -> Result<(), Refusal> {
    if let Some(i) = c.dossier.inzetten.values().find(|i| i.regel == id && i.status.geldt()) {
        return Err(Refusal::InzetGeldt { inzet: Tekst::cut(&i.id.to_string()) });
    }
    match c.dossier.besluiten.values().find(|b| b.regel == id && b.status == BesluitStatus::Genomen) {
        Some(b) => Err(Refusal::BesluitLigtVast { besluit: Tekst::cut(&b.id.to_string()), status: b.status }),
        None => Ok(()),
    }
}

/// The line with names as the kader writes them; refused where the kader does not know a key.
fn nagekeken(c: Context<'_>, inhoud: &RegelInhoud) -> Result<RegelInhoud, Refusal> {
    eis(&inhoud.tekst, "de tekst van de regel")?;
    if let Some(f) = inhoud.factoren.iter().find(|f| c.inhoud().factor(f).is_none()) {
        return Err(Refusal::OnbekendInKader { wat: Tekst::cut(&format!("factor {f}")) });
    }
    if let Some(n) = inhoud.niveau.as_ref().filter(|n| c.inhoud().niveau(n).is_none()) {
        return Err(Refusal::OnbekendInKader { wat: Tekst::cut(&format!("niveau {n}")) });
    }
    if let Some(m) = inhoud.maatregel.as_ref().filter(|m| c.inhoud().maatregel(m).is_none()) {
        return Err(Refusal::OnbekendInKader { wat: Tekst::cut(&format!("maatregel {m}")) });
    }
    let wie = |w: &Wie| Wie { naam: w.naam.clone(), organisatie: c.naam(&w.organisatie) };
    let kring = c.kring(&inhoud.kring)?;
    Ok(RegelInhoud {
        afgeschermd: inhoud.afgeschermd || !kring.is_empty(),
        kring,
        inbreng: inhoud.inbreng.as_ref().map(|i| c.naam(i)),
        bron: inhoud.bron.as_ref().map(wie),
        eigenaar: inhoud.eigenaar.as_ref().map(wie),
        ..inhoud.clone()
    })
}

/// The shield, with from when the line could be read on a shared screen.
fn afgeschermd(c: Context<'_>, r: &Regel, kring: Vec<Organisatie>) -> Result<Event, Refusal> {
    if !kring.is_empty() {
        eis_geen_grond(c, r.id)?;
        super::inzet::eis_geen_banden(c, r.id)?;
    }
    let getoond = c.dossier.overleg(r.overleg).and_then(|o| o.op_scherm_sinds(r.op));
    Ok(Event::RegelAfgeschermd { regel: r.id, getoond, kring })
}

/// No answer of the meeting rests on it: that would be gone for who is not in the circle, and they would answer it once more
/// beside it.
fn eis_geen_grond(c: Context<'_>, regel: RegelId) -> Result<(), Refusal> {
    let antwoorden = c.dossier.overleggen.iter().flat_map(|o| o.afweging.wegingen.values().flatten());
    let mut regels = antwoorden.flat_map(|g| &g.weging.regels);
    if regels.any(|r| *r == regel) { Err(Refusal::OnderAntwoord { regel: tekst(regel) }) } else { Ok(()) }
}

/// Another kind: what the old kind opened lapses, what the new kind needs is opened.
fn wordt(c: Context<'_>, r: &Regel, naar: RegelSoort, inhoud: &RegelInhoud) -> Decision {
    let mut events = vervalt(c, r.id, "regel kreeg een andere soort");
    events.push(Event::SoortGewijzigd { regel: r.id, naar });
    events.extend(opent(c, r.overleg, r.id, inhoud)?);
    Ok(events)
}

/// What a line of this kind opens. What is decided and judged is decided and judged in a meeting.
fn opent(c: Context<'_>, overleg: OverlegNr, regel: RegelId, i: &RegelInhoud) -> Decision {
    if i.soort.hoort_in_overleg() {
        c.overleg(overleg)?;
    }
    let (tekst, eigenaar) = (i.tekst.clone(), i.eigenaar.clone());
    let scherm = c.dossier.regels.get(&regel).and_then(|r| r.inhoud.scherm()).or_else(|| i.scherm());
    let scherm = scherm.as_ref();
    Ok(match i.soort {
        RegelSoort::Onbekend => {
            let vraag = c.dossier.volgende_vraag(scherm);
            vec![Event::VraagGesteld { vraag, regel, tekst, eigenaar, terug: i.termijn }]
        }
        RegelSoort::Besluit => {
            let besluit = c.dossier.volgend_besluit(scherm);
            let door = Tekst::cut(&eigenaar.map(|w| w.to_string()).unwrap_or_default());
            vec![Event::BesluitVoorgenomen { besluit, regel, tekst, door, termijn: i.termijn }]
        }
        RegelSoort::Actie => {
            let actie = c.dossier.volgende_actie(scherm);
            vec![Event::ActieGeopend { actie, regel, wat: tekst, eigenaar, termijn: i.termijn }]
        }
        RegelSoort::Maatregel => vec![super::inzet::open(c, c.dossier.volgende_inzet(scherm), regel, i)?],
        RegelSoort::Oordeel => {
            if c.overleg(overleg)?.afweging.open_ronde().is_some() {
                return Err(Refusal::RondeIsGesloten);
            }
            let genoemd = i.bron.as_ref().map(|b| b.organisatie.clone()).filter(|o| !o.is_empty());
            let organisatie = genoemd
                .or_else(|| i.inbreng.clone())
                .ok_or_else(|| Refusal::ontbreekt("van welke organisatie dit oordeel is (@organisatie)"))?;
            let oordeel = OordeelInhoud { organisatie, acuut: i.acuut, niveau: i.niveau.clone(), argument: tekst };
            super::ronde::eis_niet_anders(c, overleg, &oordeel)?;
            vec![Event::OordeelGegeven { overleg, oordeel, regel: Some(regel), bijgesteld: None }]
        }
        RegelSoort::Notitie
        | RegelSoort::Feit
        | RegelSoort::Vermoeden
        | RegelSoort::Bezorgdheid
        | RegelSoort::Gevoel
        | RegelSoort::Letterlijk => Vec::new(),
    })
}

/// What lapses when a line is no longer what it was.
fn vervalt(c: Context<'_>, regel: RegelId, reden: &'static str) -> Vec<Event> {
    let d = c.dossier;
    let vragen = d.vragen_van(regel).filter(|v| v.is_open());
    let besluiten = d.besluiten.values().filter(|b| b.regel == regel && !b.status.is_eind());
    let acties = d.acties_van(regel).filter(|a| a.status == ActieStatus::Open);
    let inzetten = d.inzetten.values().filter(|i| i.regel == regel && i.status != InzetStatus::Vervallen);
    let mut events: Vec<Event> = vragen.map(|v| Event::VraagVervallen { vraag: v.id }).collect();
    events.extend(besluiten.map(|b| Event::BesluitStatusGewijzigd {
        besluit: b.id,
        naar: BesluitStatus::Ingetrokken,
        reden: reden.into(),
        bevoegd: None,
        op: None,
    }));
    events.extend(acties.map(|a| Event::ActieGemeld { actie: a.id, naar: ActieStatus::Vervallen, reden: reden.into() }));
    events.extend(inzetten.map(|i| Event::InzetStatusGewijzigd {
        inzet: i.id,
        naar: InzetStatus::Vervallen,
        reden: reden.into(),
    }));
    events
}
