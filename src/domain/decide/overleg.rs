//! Rules of a meeting as a whole.

use super::{Context, Decision, eis, eis_nummer};
use crate::domain::dossier::{Aanwezig, Afspraken, Bijeenroeping, Deelname, Dossier, DossierStatus, Fase, Vorm};
use crate::domain::event::Event;
use crate::domain::ids::OverlegNr;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// Any party may call a meeting (Rijswijk, 2.2); it is digital or physical, never hybrid by plan (Rijswijk, 2.6 and 3.3).
pub(super) fn roep_bijeen(c: Context<'_>, b: &Bijeenroeping) -> Decision {
    if b.door.is_empty() {
        return Err(Refusal::ontbreekt("wie het overleg bijeenroept"));
    }
    eis(&b.reden, "de reden van het overleg")?;
    if b.vorm == Vorm::Hybride {
        return Err(Refusal::HybrideNietPlannen);
    }
    if b.einde <= b.begin.unwrap_or(c.stamp.op) {
        return Err(Refusal::EindeVoorBegin);
    }
    if let Some(o) = c.dossier.overleggen.iter().find(|o| o.fase != Fase::Gesloten) {
        return Err(Refusal::OverlegLoopt { overleg: o.nr.0 });
    }
    let overleg = OverlegNr::after(c.dossier.overleggen.iter().map(|o| &o.nr), None);
    Ok(vec![Event::OverlegBijeengeroepen { overleg, bijeenroeping: b.clone() }])
}

pub(super) fn start(c: Context<'_>, nr: OverlegNr) -> Decision {
    let o = c.overleg(nr)?;
    if o.fase != Fase::Gepland {
        return Err(Refusal::AndereFase { fase: o.fase });
    }
    let punt = c.inhoud().blok(Fase::Opening).and_then(|b| b.punten.first()).map(|p| p.id.clone());
    let mut events = vec![Event::OverlegGestart { overleg: nr, kader: c.kader.hash.clone(), punt }];
    if c.dossier.status != DossierStatus::Overleg {
        events.push(Event::StatusGewijzigd { naar: DossierStatus::Overleg, reden: "overleg gestart".into() });
    }
    Ok(events)
}

pub(super) fn maak_afspraken(c: Context<'_>, nr: OverlegNr, afspraken: &Afspraken) -> Decision {
    c.beschrijfbaar(nr)?;
    eis(&afspraken.vastleggen, "wat wordt vastgelegd")?;
    eis(&afspraken.delen, "met wie het wordt gedeeld")?;
    Ok(vec![Event::AfsprakenGemaakt { overleg: nr, afspraken: afspraken.clone() }])
}

/// Who stays away says which weighty reason (Rijswijk, 2.2).
pub(super) fn noteer_aanwezigheid(c: Context<'_>, nr: OverlegNr, deelname: &Deelname) -> Decision {
    c.beschrijfbaar(nr)?;
    eis(&deelname.organisatie, "de organisatie")?;
    if deelname.aanwezig == Aanwezig::Afwezig {
        eis(&deelname.reden, "de zwaarwegende reden van afwezigheid")?;
    }
    if deelname.aanwezig == Aanwezig::Aanwezig {
        eis(&deelname.naam, "de naam van wie aan tafel zit")?;
    }
    eis_nummer(&deelname.telefoon)?;
    let organisatie = c.naam(&deelname.organisatie);
    Ok(vec![Event::AanwezigheidGenoteerd { overleg: nr, deelname: Deelname { organisatie, ..deelname.clone() } }])
}

pub(super) fn neem_voorzitter_over(c: Context<'_>, nr: OverlegNr, reden: &Tekst) -> Decision {
    let o = c.lopend(nr)?;
    eis(reden, "de reden waarom u het voorzitterschap overneemt")?;
    if o.voorzitter().is_some_and(|v| v.wie.same_person(&c.stamp.wie)) {
        return Err(Refusal::AlZo { regel: "u zit deze vergadering voor; dat".into() });
    }
    Ok(vec![Event::VoorzitterOvergenomen { overleg: nr, reden: reden.clone() }])
}

pub(super) fn wijzig_einde(c: Context<'_>, nr: OverlegNr, einde: Tijdstip, reden: &Tekst) -> Decision {
    let o = c.overleg(nr)?;
    c.eis_voorzitter(o)?;
    eis(reden, "de reden")?;
    if o.fase == Fase::Gesloten {
        return Err(Refusal::OverlegLooptNiet { overleg: nr.0, fase: o.fase });
    }
    if einde <= c.stamp.op {
        return Err(Refusal::EindeVoorBegin);
    }
    Ok(vec![Event::EindeGewijzigd { overleg: nr, einde, reden: reden.clone() }])
}

pub(super) fn noteer_hybride(c: Context<'_>, nr: OverlegNr, reden: &Tekst) -> Decision {
    c.lopend(nr)?;
    eis(reden, "waarom iemand er toch bij belt")?;
    Ok(vec![Event::HybrideGenoteerd { overleg: nr, reden: reden.clone() }])
}

pub(super) fn stel_verslag_vast(c: Context<'_>, nr: OverlegNr) -> Decision {
    let o = c.overleg(nr)?;
    if o.fase != Fase::Gesloten {
        return Err(Refusal::EerstSluiten);
    }
    if o.vastgesteld.is_some() {
        return Err(Refusal::VerslagVastgesteld { overleg: nr.0 });
    }
    c.eis_voorzitter(o)?;
    Ok(vec![Event::VerslagVastgesteld { overleg: nr }])
}

/// What is recorded when the first shared screen shows the meeting that is going on; the server itself asks this.
pub fn scherm_aan(d: &Dossier, nr: OverlegNr) -> Option<Event> {
    let o = d.overleg(nr)?;
    let aan = o.schermen.last().is_some_and(|s| s.tot.is_none());
    (o.fase.loopt() && !aan).then_some(Event::SchermAan { overleg: nr })
}

/// What is recorded when the last one is gone.
pub fn scherm_uit(d: &Dossier, nr: OverlegNr) -> Option<Event> {
    let aan = d.overleg(nr)?.schermen.last().is_some_and(|s| s.tot.is_none());
    aan.then_some(Event::SchermUit { overleg: nr })
}
