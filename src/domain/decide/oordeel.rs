//! Rules of judgement: each organisation's own, the conclusion, the options.

use super::{Context, Decision, eis};
use crate::domain::dossier::{Conclusie, OordeelInhoud, OptieVelden};
use crate::domain::event::Event;
use crate::domain::ids::{NiveauId, OptieId, OverlegNr};
use crate::domain::refusal::Refusal;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;

/// An organisation's judgement is recorded as given. Who sits at the table for an organisation speaks for that one only.
pub(super) fn geef(c: Context<'_>, nr: OverlegNr, oordeel: &OordeelInhoud) -> Decision {
    let o = c.bezig(nr)?;
    let organisatie = c.naam(&oordeel.organisatie);
    eis(&organisatie, "de organisatie")?;
    eis(&oordeel.argument, "het argument")?;
    if let Some(n) = &oordeel.niveau {
        eis_niveau(c, n)?;
    }
    if !o.deelnemers.iter().any(|d| d.organisatie.same(organisatie.as_str())) {
        return Err(Refusal::NietAanTafel { organisatie });
    }
    let eigen = c.stamp.wie.organisatie.as_ref().is_some_and(|own| c.naam(own).same(organisatie.as_str()));
    if c.stamp.wie.rol == Rol::Deelnemer && !eigen {
        return Err(Refusal::RolMagNiet { rollen: vec![Rol::Deelnemer], wel: vec![Rol::Voorzitter, Rol::Notulist] });
    }
    let oordeel = OordeelInhoud { organisatie, ..oordeel.clone() };
    Ok(vec![Event::OordeelGegeven { overleg: nr, oordeel, regel: None }])
}

pub(super) fn concludeer(c: Context<'_>, nr: OverlegNr, conclusie: &Conclusie) -> Decision {
    c.bezig(nr)?;
    eis(&conclusie.reden, "de motivering van de conclusie")?;
    eis_niveau(c, &conclusie.niveau)?;
    // the meeting's answer is the latest answer to 'is someone in immediate danger now?'
    let toelichting = Tekst::cut(&format!("conclusie van overleg {nr}"));
    Ok(vec![
        Event::ConclusieGetrokken { overleg: nr, conclusie: conclusie.clone() },
        Event::AcuutBeantwoord { antwoord: conclusie.acuut, toelichting },
    ])
}

pub(super) fn weeg(c: Context<'_>, nr: OverlegNr, optie: Option<OptieId>, velden: &OptieVelden) -> Decision {
    let o = c.bezig(nr)?;
    let id = match optie {
        Some(id) if o.opties.iter().any(|x| x.id == id) => id,
        Some(id) => return Err(Refusal::bestaat_niet(format!("optie {id}"))),
        None => {
            eis(velden.optie.as_ref().unwrap_or(&Tekst::default()), "de optie")?;
            OptieId::after(o.opties.iter().map(|x| &x.id))
        }
    };
    Ok(vec![Event::OptieGewogen { overleg: nr, optie: id, velden: velden.clone() }])
}

fn eis_niveau(c: Context<'_>, niveau: &NiveauId) -> Result<(), Refusal> {
    match c.inhoud().niveau(niveau) {
        Some(_) => Ok(()),
        None => Err(Refusal::OnbekendInKader { wat: Tekst::cut(&format!("niveau {niveau}")) }),
    }
}
