//! Rules of the oordeelsronde, open or closed. In a closed round nobody follows the first speaker: what is given is kept
//! from everybody until the chair reveals all of it at once.

use super::{Context, Decision, eis};
use crate::domain::dossier::OordeelInhoud;
use crate::domain::event::Event;
use crate::domain::ids::OverlegNr;
use crate::domain::rechten;
use crate::domain::refusal::Refusal;

/// An organisation's judgement is recorded as given. Who sits at the table speaks for the own organisation only; who leads,
/// carries or records writes down what others say.
pub(super) fn geef(c: Context<'_>, nr: OverlegNr, oordeel: &OordeelInhoud) -> Decision {
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
    let oordeel = OordeelInhoud { organisatie: organisatie.clone(), ..oordeel.clone() };
    if o.afweging.open_ronde().is_some() {
        let ronde = u32::try_from(o.afweging.rondes.len()).unwrap_or(u32::MAX);
        return Ok(vec![
            Event::OordeelOntvangen { overleg: nr, organisatie },
            Event::OordeelVerzegeld { overleg: nr, ronde, oordeel },
        ]);
    }
    Ok(vec![Event::OordeelGegeven { overleg: nr, oordeel, regel: None }])
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
