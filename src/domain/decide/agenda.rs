//! Rules of the agenda's items and of the round.

use super::{Context, Decision};
use crate::domain::dossier::{Fase, Overleg};
use crate::domain::event::Event;
use crate::domain::ids::{OverlegNr, PuntId};
use crate::domain::kader::AgendaPunt;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::voorlezen::is_klaar;

pub(super) fn kies(c: Context<'_>, nr: OverlegNr, punt: &PuntId) -> Decision {
    let o = c.bezig(nr)?;
    eis_in_blok(c, o, punt)?;
    Ok(vec![Event::PuntGekozen { overleg: nr, punt: punt.clone() }])
}

/// Ticking the item at which the meeting is also goes on to the next one that is not ticked.
pub(super) fn vink_af(c: Context<'_>, nr: OverlegNr, punt: &PuntId) -> Decision {
    let o = c.bezig(nr)?;
    let p = eis_in_blok(c, o, punt)?;
    if is_klaar(c.dossier, o, p) {
        return Err(Refusal::AlZo { regel: Tekst::cut(&format!("punt {punt}")) });
    }
    let mut events = vec![Event::PuntAfgevinkt { overleg: nr, punt: punt.clone() }];
    if o.huidig_punt.as_ref() == Some(punt) {
        events.extend(volgende(c, o, punt).map(|punt| Event::PuntGekozen { overleg: nr, punt }));
    }
    Ok(events)
}

pub(super) fn heropen(c: Context<'_>, nr: OverlegNr, punt: &PuntId) -> Decision {
    let o = c.bezig(nr)?;
    if !o.is_klaar(punt) {
        return Err(Refusal::AlZo { regel: Tekst::cut(&format!("punt {punt}")) });
    }
    Ok(vec![Event::PuntHeropend { overleg: nr, punt: punt.clone() }])
}

pub(super) fn geef_beurt(c: Context<'_>, nr: OverlegNr, organisatie: &Tekst) -> Decision {
    let o = c.bezig(nr)?;
    let organisatie = c.naam(organisatie);
    if !o.deelnemers.iter().any(|d| d.organisatie.same(organisatie.as_str())) {
        return Err(Refusal::NietAanTafel { organisatie });
    }
    if o.aan_het_woord().is_some_and(|nu| nu.same(organisatie.as_str())) {
        return Err(Refusal::AlZo { regel: Tekst::cut(&format!("dat {organisatie} aan het woord is")) });
    }
    Ok(vec![Event::BeurtGegeven { overleg: nr, organisatie }])
}

pub(super) fn rond_beurt_af(c: Context<'_>, nr: OverlegNr) -> Decision {
    let o = c.bezig(nr)?;
    if o.aan_het_woord().is_none() {
        return Err(Refusal::AlZo { regel: "er is niemand aan het woord; dat".into() });
    }
    Ok(vec![Event::BeurtAfgerond { overleg: nr }])
}

fn eis_in_blok<'c>(c: Context<'c>, o: &Overleg, punt: &PuntId) -> Result<&'c AgendaPunt, Refusal> {
    match c.inhoud().punt(punt) {
        Some((fase, p)) if fase == o.fase => Ok(p),
        Some((fase, _)) => Err(Refusal::StapKanNiet { van: o.fase, naar: fase }),
        None => Err(Refusal::OnbekendInKader { wat: Tekst::cut(&format!("agendapunt {punt}")) }),
    }
}

/// The next item of the block that is not ticked: first those after `punt`, then those before it.
fn volgende(c: Context<'_>, o: &Overleg, punt: &PuntId) -> Option<PuntId> {
    let fase: Fase = o.fase;
    let punten = &c.inhoud().blok(fase)?.punten;
    let na = punten.iter().skip_while(|p| p.id != *punt).skip(1);
    na.chain(punten.iter()).find(|p| p.id != *punt && !is_klaar(c.dossier, o, p)).map(|p| p.id.clone())
}
