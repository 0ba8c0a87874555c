//! Rules of decisions. Most measures are not the team's to take: a decision that was taken by a competent body is
//! recorded with name, office and time.

use super::{Context, Decision, eis, inzet};
use crate::domain::dossier::{
    Besluit, BesluitSoort, BesluitStap, BesluitStatus, BesluitVelden, Inzet, Toets, Verteller, Vertelling, Wie,
};
use crate::domain::event::Event;
use crate::domain::ids::{BesluitId, OverlegNr};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

pub(super) fn vul_aan(c: Context<'_>, id: BesluitId, velden: &BesluitVelden) -> Decision {
    let b = besluit(c, id)?;
    let nieuw_soort = velden.soort.is_some_and(|s| b.soort.is_some_and(|was| was != s));
    let nieuw_orgaan = velden.door.as_ref().is_some_and(|d| !b.door.is_empty() && *d != b.door);
    if b.status.is_eind() || (b.status == BesluitStatus::Genomen && (nieuw_soort || nieuw_orgaan)) {
        return Err(Refusal::BesluitLigtVast { besluit: Tekst::cut(&id.to_string()), status: b.status });
    }
    Ok(vec![Event::BesluitAangevuld { besluit: id, velden: velden.clone() }])
}

pub(super) fn wijzig_status(c: Context<'_>, stap: &BesluitStap) -> Decision {
    use BesluitStatus as S;
    let id = stap.besluit;
    let b = besluit(c, id)?;
    let naar = stap.naar;
    if !b.status.mag_naar(naar) {
        return Err(Refusal::BesluitStapKanNiet { van: b.status, naar });
    }
    if stap.bevoegd.as_ref().is_some_and(|w| w.op > c.stamp.op) {
        return Err(Refusal::NogNietGebeurd);
    }
    match naar {
        S::Voorgenomen | S::Getoetst => {}
        S::Genomen => eis_genomen(b, stap)?,
        S::Geweigerd | S::Ingetrokken | S::Vervallen | S::Vernietigd | S::VanRechtswege => return eindigt(c, b, stap),
    }
    let (reden, bevoegd) = (stap.reden.clone(), stap.bevoegd.clone());
    Ok(vec![Event::BesluitStatusGewijzigd { besluit: id, naar, reden, bevoegd, op: None }])
}

fn eis_genomen(b: &Besluit, stap: &BesluitStap) -> Result<(), Refusal> {
    let soort = b
        .soort
        .ok_or_else(|| Refusal::ontbreekt("wat voor besluit dit is: afspraak, verzoek of van een bevoegd orgaan"))?;
    // that no check is needed was said by somebody too
    let niet_nodig = b.toetsen.last().is_some_and(|(t, _)| !t.nodig);
    if b.status == BesluitStatus::Voorgenomen && stap.reden.is_empty() && !niet_nodig {
        return Err(Refusal::NietGetoetst);
    }
    if soort != BesluitSoort::Afspraak {
        let wie = stap.bevoegd.as_ref().ok_or(Refusal::BevoegdOntbreekt)?;
        eis(&wie.naam, "de naam van wie het besluit nam")?;
        eis(&wie.functie, "de functie van wie het besluit nam")?;
    }
    Ok(())
}

/// The end of a decision (own choice of words, after how decisions of a body end): each with its moment, and by whom. What
/// the meeting agreed it ends itself; what a body took is withdrawn by that body, annulled by who judges it, or ends by law.
/// Measures that rest on it end with it, which opens the acute question again.
fn eindigt(c: Context<'_>, b: &Besluit, stap: &BesluitStap) -> Decision {
    use BesluitStatus as S;
    let BesluitStap { naar, reden, bevoegd, op, .. } = stap;
    let (naar, op) = (*naar, *op);
    let genomen = b.status == S::Genomen;
    let van_orgaan = genomen && b.soort.is_some_and(|s| s != BesluitSoort::Afspraak);
    if naar != S::VanRechtswege {
        eis(reden, "de reden")?;
    }
    if matches!(naar, S::Vernietigd | S::VanRechtswege) && !van_orgaan {
        return Err(Refusal::AlleenVanOrgaan { naar });
    }
    if van_orgaan && matches!(naar, S::Ingetrokken | S::Vernietigd) {
        let wie = bevoegd.as_ref().ok_or(Refusal::EindeDoorWie { naar })?;
        eis(&wie.functie, "de functie van wie het besluit beëindigde")?;
    }
    let termijn = b.termijn.filter(|_| naar == S::VanRechtswege);
    if naar == S::VanRechtswege {
        op.or(termijn).ok_or_else(|| Refusal::ontbreekt("wanneer het besluit van rechtswege eindigde"))?;
    }
    let op = op.or(bevoegd.as_ref().map(|w| w.op)).or(termijn).unwrap_or(c.stamp.op);
    if op > c.stamp.op {
        return Err(Refusal::NogNietGebeurd);
    }
    if let Some(sinds) = b.genomen_op().filter(|sinds| genomen && op < *sinds) {
        return Err(Refusal::EindeVoorBesluit { sinds: Tekst::cut(&sinds.datum_klok()) });
    }
    let (reden, bevoegd) = (reden.clone(), bevoegd.clone());
    let mut events = vec![Event::BesluitStatusGewijzigd { besluit: b.id, naar, reden, bevoegd, op: Some(op) }];
    let rust_hierop = |i: &&Inzet| genomen && i.besluit == Some(b.id) && i.status.geldt();
    for i in c.dossier.inzetten.values().filter(rust_hierop) {
        events.extend(inzet::vervalt(i, &Tekst::cut(&format!("besluit {} is {naar}", b.id))));
    }
    Ok(events)
}

pub(super) fn noteer_dissent(c: Context<'_>, id: BesluitId, wie: &Wie, tekst: &Tekst) -> Decision {
    besluit(c, id)?;
    if wie.is_empty() {
        return Err(Refusal::ontbreekt("wie het anders ziet"));
    }
    eis(tekst, "hoe die het ziet")?;
    let wie = Wie { naam: wie.naam.clone(), organisatie: c.naam(&wie.organisatie) };
    Ok(vec![Event::DissentGenoteerd { besluit: id, wie, tekst: tekst.clone() }])
}

pub(super) fn benoem_verteller(c: Context<'_>, nr: OverlegNr, verteller: &Verteller) -> Decision {
    c.beschrijfbaar(nr)?;
    if verteller.wie.is_empty() {
        return Err(Refusal::ontbreekt("wie het haar vertelt"));
    }
    Ok(vec![Event::VertellerBenoemd { overleg: nr, verteller: verteller.clone() }])
}

/// A check that is needed names who does it; one that is not needed, who says so. Its outcome is what makes a decision
/// checked: that is no second step.
pub(super) fn noteer_toets(c: Context<'_>, id: BesluitId, toets: &Toets) -> Decision {
    let b = besluit(c, id)?;
    eis(&toets.door, if toets.nodig { "wie toetst" } else { "wie zegt dat toetsen niet nodig is" })?;
    if !toets.uitkomst.is_empty() {
        toets.op.ok_or_else(|| Refusal::ontbreekt("wanneer de toets klaar was"))?;
    }
    let mut events = vec![Event::ToetsGenoteerd { besluit: id, toets: toets.clone() }];
    if toets.nodig && !toets.is_open() && b.status == BesluitStatus::Voorgenomen {
        let reden = Tekst::cut(&format!("toets door {}", toets.door));
        events.push(Event::BesluitStatusGewijzigd {
            besluit: id,
            naar: BesluitStatus::Getoetst,
            reden,
            bevoegd: None,
            op: None,
        });
    }
    Ok(events)
}

pub(super) fn meld_verteld(c: Context<'_>, nr: OverlegNr, vertelling: &Vertelling) -> Decision {
    c.overleg(nr)?;
    if vertelling.op > c.stamp.op {
        return Err(Refusal::NogNietGebeurd);
    }
    Ok(vec![Event::Verteld { overleg: nr, vertelling: vertelling.clone() }])
}

fn besluit(c: Context<'_>, id: BesluitId) -> Result<&Besluit, Refusal> {
    c.dossier.besluiten.get(&id).ok_or_else(|| Refusal::bestaat_niet(format!("besluit {id}")))
}
