//! Rules of the oordeelsronde, open or closed. In a closed round nobody follows the first speaker: what is given is kept
//! from everybody until the chair reveals all of it at once.

use super::{Context, Decision, eis};
use crate::domain::dossier::{Oordeel, OordeelInhoud, Overleg, Regel, RegelInhoud};
use crate::domain::event::Event;
use crate::domain::ids::OverlegNr;
use crate::domain::rechten;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::zicht::regel_kring;

/// An organisation's judgement is recorded as given. Who sits at the table speaks for the own organisation only; who leads,
/// carries or records writes down what others say. What an organisation said before is not replaced by it.
pub(super) fn geef(c: Context<'_>, nr: OverlegNr, oordeel: &OordeelInhoud) -> Decision {
    let oordeel = nagekeken(c, nr, oordeel)?;
    let o = c.bezig(nr)?;
    if o.afweging.open_ronde().is_some() {
        let ronde = u32::try_from(o.afweging.rondes.len()).unwrap_or(u32::MAX);
        return Ok(vec![
            Event::OordeelOntvangen { overleg: nr, organisatie: oordeel.organisatie.clone() },
            Event::OordeelVerzegeld { overleg: nr, ronde, oordeel },
        ]);
    }
    eis_niet_anders(c, nr, &oordeel)?;
    Ok(vec![Event::OordeelGegeven { overleg: nr, oordeel, regel: None, bijgesteld: None }])
}

/// A judgement that changed stands beside the one that was given, with the reason.
pub(super) fn stel_bij(c: Context<'_>, nr: OverlegNr, oordeel: &OordeelInhoud, reden: &Tekst) -> Decision {
    let oordeel = nagekeken(c, nr, oordeel)?;
    let o = c.bezig(nr)?;
    if o.afweging.open_ronde().is_some() {
        return Err(Refusal::RondeIsGesloten);
    }
    let Some(was) = eerder(c, o, &oordeel.organisatie) else {
        return Err(Refusal::NogGeenOordeel { organisatie: oordeel.organisatie });
    };
    eis(reden, "waarom het oordeel verandert")?;
    // what is shielded of the first is shielded of this one
    Ok(vec![Event::OordeelGegeven { overleg: nr, oordeel, regel: was.regel, bijgesteld: Some(reden.clone()) }])
}

/// The judgement of an organisation that counts, for who asks: to who may not see shielded lines, one in such a line is not
/// there, and no refusal tells that it is.
fn eerder<'a>(c: Context<'a>, o: &'a Overleg, organisatie: &Tekst) -> Option<&'a Oordeel> {
    let wie = rechten::kijker(&[c.stamp.wie.rol], c.stamp.wie.organisatie.as_ref());
    let open = |x: &&Oordeel| x.regel.is_none_or(|r| regel_kring(c.dossier, r).hoort(&wie));
    let van = || o.oordelen_van(organisatie.as_str()).rev().filter(open);
    van().find(|x| x.inhoud.acuut.is_some() || x.inhoud.niveau.is_some()).or_else(|| van().next())
}

/// The judgement with its organisation as the kader writes it.
fn nagekeken(c: Context<'_>, nr: OverlegNr, oordeel: &OordeelInhoud) -> Result<OordeelInhoud, Refusal> {
    let o = c.bezig(nr)?;
    let organisatie = c.naam(&oordeel.organisatie);
    eis(&organisatie, "de organisatie")?;
    eis(&oordeel.argument, "het argument")?;
    if let Some(n) = &oordeel.niveau {
        super::oordeel::eis_niveau(c, n)?;
    }
    if !o.deelnemers.iter().any(|d| d.organisatie.same(organisatie.as_str())) {
        return Err(Refusal::NietAanTafel { organisatie });
    }
    let eigen = c.stamp.wie.organisatie.as_ref().is_some_and(|own| c.naam(own).same(organisatie.as_str()));
    if !rechten::KERN.contains(&c.stamp.wie.rol) && !eigen {
        return Err(Refusal::AlleenEigenOordeel { organisatie });
    }
    Ok(OordeelInhoud { organisatie, ..oordeel.clone() })
}

/// An organisation that said acute or a level before, and now says another, changes its judgement: that takes a reason. More
/// of an argument changes nothing.
pub(super) fn eis_niet_anders(c: Context<'_>, nr: OverlegNr, nieuw: &OordeelInhoud) -> Result<(), Refusal> {
    let Some(was) = eerder(c, c.overleg(nr)?, &nieuw.organisatie) else { return Ok(()) };
    let acuut = nieuw.acuut.is_some() && nieuw.acuut != was.inhoud.acuut && was.inhoud.acuut.is_some();
    let niveau = nieuw.niveau.is_some() && nieuw.niveau != was.inhoud.niveau && was.inhoud.niveau.is_some();
    if acuut || niveau { Err(gaf_al(was)) } else { Ok(()) }
}

/// A line in which a judgement stands is corrected in its words: what was judged changes by a judgement of its own.
pub(super) fn eis_zelfde(c: Context<'_>, r: &Regel, inhoud: &RegelInhoud) -> Result<(), Refusal> {
    let was = c.overleg(r.overleg)?.oordelen.iter().find(|o| o.staat_in(r.id) && !o.vervallen);
    let acuut = inhoud.acuut.is_some() && inhoud.acuut != r.inhoud.acuut && r.inhoud.acuut.is_some();
    let niveau = inhoud.niveau.is_some() && inhoud.niveau != r.inhoud.niveau && r.inhoud.niveau.is_some();
    match was {
        Some(was) if acuut || niveau => Err(gaf_al(was)),
        Some(_) | None => Ok(()),
    }
}

fn gaf_al(was: &Oordeel) -> Refusal {
    Refusal::OordeelBijstellen { organisatie: was.inhoud.organisatie.clone(), om: Tekst::cut(&was.gezet.op.klok()) }
}

pub(super) fn open(c: Context<'_>, nr: OverlegNr) -> Decision {
    let o = c.bezig(nr)?;
    c.eis_voorzitter(o)?;
    if o.afweging.open_ronde().is_some() {
        return Err(Refusal::RondeAlOpen);
    }
    Ok(vec![Event::GeslotenRondeGeopend { overleg: nr }])
}

/// Also when the meeting is over: what people gave is never lost because nobody revealed it in time.
pub(super) fn onthul(c: Context<'_>, nr: OverlegNr) -> Decision {
    let o = c.overleg(nr)?;
    c.eis_voorzitter(o)?;
    if o.afweging.open_ronde().is_none() {
        return Err(Refusal::GeenGeslotenRonde);
    }
    Ok(vec![Event::OordelenOnthuld { overleg: nr }])
}
