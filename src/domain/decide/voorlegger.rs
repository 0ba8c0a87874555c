//! Rules of what is put before the burgemeester. A huisverbod may rest only on facts that are marked as a ground for it.

use super::{Context, Decision, eis, enkel};
use crate::domain::dossier::{RegelSoort, Voorlegger, VoorleggerAntwoord, VoorleggerUitslag, VoorleggerVelden};
use crate::domain::event::Event;
use crate::domain::ids::{OverlegNr, RegelId, VoorleggerId};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

pub(super) fn leg_voor(c: Context<'_>, nr: OverlegNr, id: Option<VoorleggerId>, velden: &VoorleggerVelden) -> Decision {
    c.beschrijfbaar(nr)?;
    if id.is_none() {
        eis(velden.gevraagd.as_ref().unwrap_or(&Tekst::default()), "wat u de burgemeester vraagt")?;
    }
    let voorlegger = id.unwrap_or_else(|| VoorleggerId::after(c.dossier.voorleggers.keys()));
    if id.is_some() && bestaand(c, voorlegger)?.antwoord.is_some() {
        return Err(Refusal::VoorleggerBeantwoord { voorlegger: tekst(voorlegger) });
    }
    if let Some(r) = velden.feiten.iter().flatten().find(|r| !c.dossier.regels.contains_key(r)) {
        return Err(Refusal::bestaat_niet(format!("regel {r}")));
    }
    if let Some(b) = velden.besluit.filter(|b| !c.dossier.besluiten.contains_key(b)) {
        return Err(Refusal::bestaat_niet(format!("besluit {b}")));
    }
    let feiten = velden.feiten.as_deref().map(enkel);
    Ok(vec![Event::Voorgelegd { overleg: nr, voorlegger, velden: VoorleggerVelden { feiten, ..velden.clone() } }])
}

pub(super) fn beantwoord(c: Context<'_>, id: VoorleggerId, antwoord: &VoorleggerAntwoord) -> Decision {
    bestaand(c, id)?;
    eis(&antwoord.naam, "de naam van wie antwoordde")?;
    if antwoord.uitslag != VoorleggerUitslag::Toegezegd {
        eis(&antwoord.tekst, "wat de burgemeester antwoordde")?;
    }
    Ok(vec![Event::VoorleggerBeantwoord { voorlegger: id, antwoord: antwoord.clone() }])
}

pub(super) fn merk(c: Context<'_>, id: RegelId, grond: bool) -> Decision {
    let r = c.dossier.regels.get(&id).ok_or_else(|| Refusal::bestaat_niet(format!("regel {id}")))?;
    let naam = Tekst::cut(&id.to_string());
    if r.ingetrokken.is_some() {
        return Err(Refusal::RegelIngetrokken { regel: naam });
    }
    if grond && r.inhoud.soort != RegelSoort::Feit {
        return Err(Refusal::AlleenEenFeit { regel: naam, soort: r.inhoud.soort.naam().into() });
    }
    if r.huisverbodgrond.is_some() == grond {
        return Err(Refusal::AlZo { regel: naam });
    }
    Ok(vec![Event::HuisverbodgrondGemerkt { regel: id, grond }])
}

fn bestaand(c: Context<'_>, id: VoorleggerId) -> Result<&Voorlegger, Refusal> {
    c.dossier.voorleggers.get(&id).ok_or_else(|| Refusal::bestaat_niet(format!("voorlegger {id}")))
}

fn tekst(id: VoorleggerId) -> Tekst {
    Tekst::cut(&id.to_string())
}
