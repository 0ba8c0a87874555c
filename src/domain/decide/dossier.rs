//! Rules of the dossier itself.

use super::{Context, Decision, eis, eis_nummer};
use crate::domain::dossier::{Antwoord, Contactpersoon, DossierStatus, Melding, NietWeten};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

pub(super) fn open(c: Context<'_>, werktitel: &Tekst) -> Decision {
    eis(werktitel, "een werktitel, zonder namen van personen")?;
    if c.dossier.geopend.is_some() {
        return Err(Refusal::AlZo { regel: Tekst::cut(&format!("dossier {}", c.dossier.nummer)) });
    }
    Ok(vec![Event::DossierGeopend { nummer: c.dossier.nummer, werktitel: werktitel.clone() }])
}

pub(super) fn wijzig_werktitel(werktitel: &Tekst) -> Decision {
    eis(werktitel, "een werktitel, zonder namen van personen")?;
    Ok(vec![Event::WerktitelGewijzigd { werktitel: werktitel.clone() }])
}

/// Stopping is only for a handover or when there is no threat any more (Rijswijk, 2.2); besides these a dossier can only
/// be not taken up or opened by mistake, and that is over once a meeting has started. What is not taken up went to somebody,
/// whom its meldingen name. A relapse reopens the dossier.
pub(super) fn wijzig_status(c: Context<'_>, naar: DossierStatus, reden: &Tekst) -> Decision {
    use DossierStatus as S;
    eis(reden, "de reden")?;
    let van = c.dossier.status;
    let vergaderd = c.dossier.overleggen.iter().any(|o| o.begonnen.is_some());
    let mag = match naar {
        S::NietOpgepakt | S::Abusievelijk => !vergaderd && !van.is_afgesloten(),
        S::Overleg => false,
        S::Overgedragen | S::GeenDreiging => !van.is_afgesloten() && c.dossier.lopend().is_none(),
        S::Melding | S::Informatiebeeld | S::Opvolging => true,
    };
    if van == naar || !mag {
        return Err(Refusal::StatusKanNiet { van, naar });
    }
    let zonder = |m: &Melding| m.stand.staat() && m.overgenomen.is_empty();
    if naar == S::NietOpgepakt && c.dossier.meldingen.values().any(zonder) {
        return Err(Refusal::ontbreekt("bij de melding wie het overneemt (/meldingen)"));
    }
    Ok(vec![Event::StatusGewijzigd { naar, reden: reden.clone() }])
}

pub(super) fn beantwoord_acuut(antwoord: Antwoord, toelichting: &Tekst) -> Vec<Event> {
    vec![Event::AcuutBeantwoord { antwoord, toelichting: toelichting.clone() }]
}

pub(super) fn meld_112(toelichting: &Tekst) -> Vec<Event> {
    vec![Event::Gemeld112 { toelichting: toelichting.clone() }]
}

pub(super) fn benoem_contactpersoon(p: &Contactpersoon) -> Decision {
    eis(&p.naam, "de naam van de contactpersoon")?;
    eis(&p.organisatie, "de organisatie van de contactpersoon")?;
    eis_nummer(&p.telefoon)?;
    Ok(vec![Event::ContactpersoonBenoemd { contactpersoon: p.clone() }])
}

pub(super) fn noteer_niet_weten(c: Context<'_>, n: &NietWeten) -> Decision {
    eis(&n.wie, "wie het niet mag weten")?;
    // who is noted already keeps the name that was noted first: Celik is Çelik
    let known = c.dossier.niet_weten.iter().find(|known| known.wie.same(n.wie.as_str()));
    let wie = known.map_or(&n.wie, |known| &known.wie).clone();
    Ok(vec![Event::NietWetenGenoteerd { niet_weten: NietWeten { wie, ..n.clone() } }])
}

pub(super) fn schrap_niet_weten(c: Context<'_>, wie: &Tekst, reden: &Tekst) -> Decision {
    eis(reden, "de reden")?;
    let found = c.dossier.niet_weten.iter().find(|n| n.wie.same(wie.as_str()));
    let found = found.ok_or_else(|| Refusal::bestaat_niet(wie))?;
    Ok(vec![Event::NietWetenGeschrapt { wie: found.wie.clone(), reden: reden.clone() }])
}
