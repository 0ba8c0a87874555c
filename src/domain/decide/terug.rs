//! Rules of taking back what one key did: one's own, at once, and only while nobody built on it. That holds for a shield
//! that was put by a slip too; later it is lifted with a reason, by who may.

use super::{Context, Decision, eis};
use crate::domain::dossier::Ding;
use crate::domain::event::Event;
use crate::domain::ids::{OverlegNr, RegelId, RequestId};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

pub(super) fn neem_terug(c: Context<'_>, verzoek: RequestId, reden: &Tekst) -> Decision {
    let niet = |waarom: &'static str| Refusal::NietTerugTeNemen { waarom: waarom.into() };
    let stap = c.dossier.terug.stap(&c.stamp.wie.gebruiker, verzoek);
    let stap = stap.ok_or_else(|| niet("het is niet van u, het is al teruggenomen, of het is te lang geleden"))?;
    // what only comes along with a deed is none by itself: nothing would tell what was taken back
    if stap.daden.is_empty() {
        return Err(niet("een gevraagde herbeoordeling staat er tot de acute vraag is beantwoord"));
    }
    if !stap.is_laatste() {
        return Err(niet("er is sindsdien iets aan veranderd"));
    }
    if stap.is_genoemd() {
        return Err(niet("er wordt inmiddels naar verwezen: door een klok, een voorlegger of een maatregel"));
    }
    if c.stamp.op > stap.tot() {
        return Err(niet("het is te lang geleden"));
    }
    if stap.schending {
        eis(reden, "waarom de schending geen schending was")?;
    }
    if let Some(nr) = stap.dingen.iter().filter_map(|ding| overleg(c, ding)).find(|nr| c.schrijfbaar(*nr).is_err()) {
        return Err(Refusal::VerslagVastgesteld { overleg: nr.0 });
    }
    Ok(vec![Event::Teruggenomen { verzoek, reden: reden.clone() }])
}

/// The meeting in whose minutes a thing stands.
fn overleg(c: Context<'_>, ding: &Ding) -> Option<OverlegNr> {
    let d = c.dossier;
    let van_regel = |r: RegelId| d.regels.get(&r).map(|r| r.overleg);
    match ding {
        Ding::Regel(id) => van_regel(*id),
        Ding::Vraag(id) => d.vragen.get(id).and_then(|v| van_regel(v.regel)),
        Ding::Factor(nr, _) | Ding::Criterium(nr, _) | Ding::Oordeel(nr, _) => Some(*nr),
        // what has a register of its own can be changed also when the minutes are settled
        Ding::Besluit(_)
        | Ding::Actie(_)
        | Ding::Inzet(_)
        | Ding::Voorlegger(_)
        | Ding::Klok(_)
        | Ding::Dossier
        | Ding::NietWeten(_)
        | Ding::Overleg(_)
        | Ding::Deelname(..)
        | Ding::Punt(..)
        | Ding::Optie(..)
        | Ding::Scenario(..)
        | Ding::Onderwerp(..)
        | Ding::Reeksvraag(..)
        | Ding::Terzijde(..)
        | Ding::Uitkomst(..)
        | Ding::Informatie(_)
        | Ding::Informatiewoorden(..)
        | Ding::Beeldvraag(..)
        | Ding::Toegang(_)
        | Ding::Melding(_)
        | Ding::Betrokkene(_)
        | Ding::Geheim(_)
        | Ding::Gebeld112(_)
        | Ding::Verzoek(_) => None,
    }
}
