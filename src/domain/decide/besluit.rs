//! Rules of decisions. Most measures are not the team's to take: a decision that was taken by a competent body is
//! recorded with name, office and time.

use super::{Context, Decision, eis};
use crate::domain::dossier::{
    Besluit, BesluitSoort, BesluitStatus, BesluitVelden, Bevoegd, Toets, Verteller, Vertelling, Wie,
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

pub(super) fn wijzig_status(
    c: Context<'_>,
    id: BesluitId,
    naar: BesluitStatus,
    reden: &Tekst,
    bevoegd: Option<&Bevoegd>,
) -> Decision {
    use BesluitStatus as S;
    let b = besluit(c, id)?;
    if !b.status.mag_naar(naar) {
        return Err(Refusal::BesluitStapKanNiet { van: b.status, naar });
    }
    if matches!(naar, S::Geweigerd | S::Ingetrokken) {
        eis(reden, "de reden")?;
    }
    if naar == S::Genomen {
        let soort = b
            .soort
            .ok_or_else(|| Refusal::ontbreekt("wat voor besluit dit is: afspraak, verzoek of van een bevoegd orgaan"))?;
        if b.status == S::Voorgenomen && reden.is_empty() {
            return Err(Refusal::NietGetoetst);
        }
        if soort != BesluitSoort::Afspraak {
            let wie = bevoegd.ok_or(Refusal::BevoegdOntbreekt)?;
            eis(&wie.naam, "de naam van wie het besluit nam")?;
            eis(&wie.functie, "de functie van wie het besluit nam")?;
        }
    }
    Ok(vec![Event::BesluitStatusGewijzigd { besluit: id, naar, reden: reden.clone(), bevoegd: bevoegd.cloned() }])
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

/// A check that is needed names who does it; one that is not needed, who says so.
pub(super) fn noteer_toets(c: Context<'_>, id: BesluitId, toets: &Toets) -> Decision {
    besluit(c, id)?;
    eis(&toets.door, if toets.nodig { "wie toetst" } else { "wie zegt dat toetsen niet nodig is" })?;
    if !toets.uitkomst.is_empty() {
        toets.op.ok_or_else(|| Refusal::ontbreekt("wanneer de toets klaar was"))?;
    }
    Ok(vec![Event::ToetsGenoteerd { besluit: id, toets: toets.clone() }])
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
