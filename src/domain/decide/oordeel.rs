//! Rules of the conclusion and of the options. Each organisation's own judgement is in `ronde`.

use super::{Context, Decision, eis};
use crate::domain::advies;
use crate::domain::dossier::{Conclusie, OptieVelden};
use crate::domain::event::Event;
use crate::domain::ids::{NiveauId, OptieId, OverlegNr};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

/// The level may lie below no floor that an instrument gives; above it the meeting is free. Against what is known it concludes
/// with a reason.
pub(super) fn concludeer(c: Context<'_>, nr: OverlegNr, conclusie: &Conclusie) -> Decision {
    let o = c.bezig(nr)?;
    eis(&conclusie.reden, "de motivering van de conclusie")?;
    eis_niveau(c, &conclusie.niveau)?;
    if let Some(grens) = advies::ondergrens(c.dossier, c.inhoud())
        && advies::ligt_onder(c.inhoud(), &conclusie.niveau, grens.niveau)
    {
        let naam = c.inhoud().niveau(grens.niveau).map_or_else(Tekst::default, |n| n.naam.clone());
        return Err(Refusal::OnderBodem { niveau: naam, instrument: grens.instrument.naam.clone() });
    }
    if conclusie.afwijking.is_empty()
        && let Some(waarom) = advies::tegen_het_voorstel(c.dossier, o, c.inhoud(), c.stamp.op, conclusie.acuut)
    {
        return Err(Refusal::WaaromNietAcuut { waarom: Tekst::cut(&waarom) });
    }
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
    if velden.keuze.as_ref().is_some_and(|k| !k.gekozen && k.reden.is_empty()) {
        return Err(Refusal::ontbreekt("waarom deze optie niet is gekozen"));
    }
    Ok(vec![Event::OptieGewogen { overleg: nr, optie: id, velden: velden.clone() }])
}

pub(super) fn eis_niveau(c: Context<'_>, niveau: &NiveauId) -> Result<(), Refusal> {
    match c.inhoud().niveau(niveau) {
        Some(_) => Ok(()),
        None => Err(Refusal::OnbekendInKader { wat: Tekst::cut(&format!("niveau {niveau}")) }),
    }
}
