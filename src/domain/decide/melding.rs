//! Rules of meldingen, and of what came of a call to 112. The relation limits nothing: a neighbour counts as well as a partner
//! (Rijswijk, foreword and 2.4). What falls outside the approach is told to whom it went, so that nobody drops it.

use super::stuk::{Gevraagd, eis_staat};
use super::{Context, Decision, eis};
use crate::domain::dossier::{Dossierstuk, Melding, MeldingVelden, Uitkomst112};
use crate::domain::event::Event;
use crate::domain::ids::MeldingId;
use crate::domain::rechten::KERN;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

pub(super) fn noteer_uitkomst_112(c: Context<'_>, nr: u32, uitkomst: &Uitkomst112) -> Decision {
    let er = usize::try_from(nr).is_ok_and(|nr| (1..=c.dossier.meldingen_112.len()).contains(&nr));
    if !er {
        return Err(Refusal::bestaat_niet(format!("112-melding {nr}")));
    }
    eis(&uitkomst.wat, "wat er van het bellen kwam")?;
    let gezegd = usize::try_from(nr - 1).ok().and_then(|at| c.dossier.meldingen_112.get(at)).is_some_and(|m| !m.is_open());
    if gezegd && !KERN.contains(&c.stamp.wie.rol) {
        // who only looks ends an alarm, and says nothing in the place of what was said
        return Err(Refusal::AlZo { regel: Tekst::cut(&format!("de uitkomst van 112-melding {nr}")) });
    }
    Ok(vec![Event::Uitkomst112Genoteerd { nr, uitkomst: uitkomst.clone() }])
}

/// A new melding, or more about one that is there. That nobody says when it came means now.
pub(super) fn noteer(c: Context<'_>, id: Option<MeldingId>, velden: &MeldingVelden) -> Decision {
    let was = match id {
        Some(id) => {
            eis_staat(c, Dossierstuk::Melding(id))?;
            c.dossier.meldingen.get(&id)
        }
        None => None,
    };
    eis_inhoud(was, velden)?;
    let gevraagd = Gevraagd::van(c, velden.afgeschermd, &velden.kring)?;
    let melding = id.unwrap_or_else(|| c.dossier.volgende_melding(gevraagd.scherm().as_ref()));
    let rest = MeldingVelden { afgeschermd: None, kring: Vec::new(), ..velden.clone() };
    let vrij = velden.afgeschermd == Some(false);
    let scherm = gevraagd.op(was.map(|w| &w.stand), Dossierstuk::Melding(melding), vrij)?;
    let inhoud = if was.is_some() {
        let velden = Box::new(rest.clone());
        (rest != MeldingVelden::default()).then_some(Event::MeldingAangevuld { melding, velden })
    } else {
        let velden = Box::new(MeldingVelden { ontvangen: rest.ontvangen.or(Some(c.stamp.op)), ..rest });
        Some(Event::MeldingGenoteerd { melding, velden })
    };
    Ok(inhoud.into_iter().chain(scherm).collect())
}

fn eis_inhoud(was: Option<&Melding>, velden: &MeldingVelden) -> Result<(), Refusal> {
    let leeg = Tekst::default();
    if was.is_none() && velden.melder.is_none() {
        return Err(Refusal::ontbreekt("wie meldt"));
    }
    let nu = |nu: &Option<Tekst>, was: Option<&Tekst>| nu.as_ref().or(was).unwrap_or(&leeg).clone();
    eis(&nu(&velden.tekst, was.map(|w| &w.tekst)), "wat er gemeld is")?;
    if velden.binnen.or(was.and_then(|w| w.binnen)) == Some(false) {
        eis(&nu(&velden.reden, was.map(|w| &w.reden)), "waarom dit buiten de aanpak valt")?;
        eis(&nu(&velden.overgenomen, was.map(|w| &w.overgenomen)), "wie het overneemt")?;
    }
    Ok(())
}
