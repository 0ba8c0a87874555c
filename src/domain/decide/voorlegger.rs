//! Rules of what is put before the burgemeester. A huisverbod may rest only on facts that are marked as a ground for it.

use super::{Context, Decision, eis, enkel};
use crate::domain::dossier::{
    Besluit, BesluitSoort, BesluitStatus, BesluitVelden, Bevoegd, Ding, RegelSoort, Voorlegger, VoorleggerAntwoord,
    VoorleggerUitslag, VoorleggerVelden,
};
use crate::domain::event::Event;
use crate::domain::ids::{OverlegNr, RegelId, VoorleggerId};
use crate::domain::refusal::Refusal;
use crate::domain::scherm::Kring;
use crate::domain::tekst::Tekst;
use crate::domain::zicht::ding_kring;

/// Who answers a page.
const BURGEMEESTER: &str = "burgemeester";

pub(super) fn leg_voor(c: Context<'_>, nr: OverlegNr, id: Option<VoorleggerId>, velden: &VoorleggerVelden) -> Decision {
    c.beschrijfbaar(nr)?;
    if id.is_none() {
        eis(velden.gevraagd.as_ref().unwrap_or(&Tekst::default()), "wat u de burgemeester vraagt")?;
    }
    if let Some(v) = id.map(|id| bestaand(c, id)).transpose()?.filter(|v| v.antwoord.is_some()) {
        return Err(Refusal::VoorleggerBeantwoord { voorlegger: tekst(v.id) });
    }
    if let Some(r) = velden.feiten.iter().flatten().find(|r| !c.dossier.regels.contains_key(r)) {
        return Err(Refusal::bestaat_niet(format!("regel {r}")));
    }
    if let Some(b) = velden.besluit.filter(|b| !c.dossier.besluiten.contains_key(b)) {
        return Err(Refusal::bestaat_niet(format!("besluit {b}")));
    }
    let feiten = velden.feiten.as_deref().map(enkel);
    let waarop = velden.besluit.map(Ding::Besluit).into_iter().chain(feiten.iter().flatten().map(|r| Ding::Regel(*r)));
    let kring: Kring = waarop.map(|ding| ding_kring(c.dossier, &ding)).collect();
    // one that is for several circles is numbered with what the narrowest of their names makes it
    let voorlegger = id.unwrap_or_else(|| c.dossier.volgende_voorlegger(kring.schermen().last()));
    Ok(vec![Event::Voorgelegd { overleg: nr, voorlegger, velden: VoorleggerVelden { feiten, ..velden.clone() } }])
}

/// The answer is the burgemeester's decision on what the page asks: the decision that waits for it moves with it, if it still
/// waits. An answer that is neither yes nor no moves nothing: what was decided then is a decision of its own.
pub(super) fn beantwoord(c: Context<'_>, id: VoorleggerId, antwoord: &VoorleggerAntwoord) -> Decision {
    let v = bestaand(c, id)?;
    eis(&antwoord.naam, "de naam van wie antwoordde")?;
    if antwoord.uitslag != VoorleggerUitslag::Toegezegd {
        eis(&antwoord.tekst, "wat de burgemeester antwoordde")?;
    }
    if antwoord.op > c.stamp.op {
        return Err(Refusal::NogNietGebeurd);
    }
    let mut events = vec![Event::VoorleggerBeantwoord { voorlegger: id, antwoord: antwoord.clone() }];
    let wacht = v.besluit.and_then(|b| c.dossier.besluiten.get(&b)).filter(|b| b.status.wacht());
    events.extend(wacht.map(|b| beslist(b, v, antwoord)).unwrap_or_default());
    Ok(events)
}

/// What an answer makes of the decision that waits for it. A page with facts is shielded with each of those, now or later,
/// and the decision is not: so it takes over no words of such a page, and not its number. Who decided is of the decision.
fn beslist(b: &Besluit, v: &Voorlegger, antwoord: &VoorleggerAntwoord) -> Vec<Event> {
    let (naar, woord) = match antwoord.uitslag {
        VoorleggerUitslag::Toegezegd => (BesluitStatus::Genomen, "toegezegd"),
        VoorleggerUitslag::Afgewezen => (BesluitStatus::Geweigerd, "afgewezen"),
        VoorleggerUitslag::Anders => return Vec::new(),
    };
    let reden = match (v.feiten.is_empty(), antwoord.tekst.is_empty()) {
        (true, false) => antwoord.tekst.clone(),
        (true, true) => Tekst::cut(&format!("{woord} op voorlegger {}", v.id)),
        (false, _) => Tekst::cut(&format!("{woord} door de burgemeester")),
    };
    let bevoegd = Bevoegd { naam: antwoord.naam.clone(), functie: BURGEMEESTER.into(), op: antwoord.op };
    let soort = b.soort.is_none().then_some(BesluitSoort::BevoegdOrgaan);
    let velden = soort.map(|soort| BesluitVelden { soort: Some(soort), ..BesluitVelden::default() });
    let gezegd = velden.map(|velden| Event::BesluitAangevuld { besluit: b.id, velden });
    let stap = Event::BesluitStatusGewijzigd { besluit: b.id, naar, reden, bevoegd: Some(bevoegd), op: None };
    gezegd.into_iter().chain([stap]).collect()
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
