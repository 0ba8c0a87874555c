//! Rules of the end of a dossier: who may have it destroyed, when, and what stops that.

use super::{Context, Decision, eis};
use crate::domain::bewaren::{self, Bewaarstand, bewaarstand};
use crate::domain::dossier::{Gezet, Vernietigbaar};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

/// After a death or a grave injury somebody will want to know what was known.
pub(super) fn bevries(c: Context<'_>, reden: &Tekst) -> Decision {
    eis(reden, "de reden")?;
    match &c.dossier.bevroren {
        Some(_) => Err(Refusal::NietsVeranderd { wat: "dit dossier is al bevroren".into() }),
        None => Ok(vec![Event::Bevroren { reden: reden.clone() }]),
    }
}

pub(super) fn ontdooi(c: Context<'_>, reden: &Tekst) -> Decision {
    eis(reden, "de reden")?;
    match &c.dossier.bevroren {
        None => Err(Refusal::NietsVeranderd { wat: "dit dossier is niet bevroren".into() }),
        Some(_) => Ok(vec![Event::Ontdooid { reden: reden.clone() }]),
    }
}

/// Where the term is over that is the ground; else somebody gives one.
pub(super) fn stel_voor(c: Context<'_>, wat: Vernietigbaar, grond: &Tekst) -> Decision {
    eis_vernietigbaar(c)?;
    let termijn = bewaarstand(c.dossier, c.inhoud(), wat, c.stamp.op);
    let grond = match termijn {
        _ if !grond.is_empty() => grond.clone(),
        Some((termijn, Bewaarstand::Verstreken(sinds))) => bewaren::grond(termijn, c.inhoud(), sinds),
        Some((_, Bewaarstand::Loopt(tot))) => {
            let waarom = format!("de bewaartermijn van '{wat}' loopt tot {}", tot.datum());
            return Err(Refusal::NogTeBewaren { waarom: Tekst::cut(&waarom) });
        }
        Some((_, Bewaarstand::NietVastgesteld | Bewaarstand::Open)) | None => {
            let waarom = format!("voor '{wat}' is geen bewaartermijn vastgesteld");
            return Err(Refusal::NogTeBewaren { waarom: Tekst::cut(&waarom) });
        }
    };
    Ok(vec![Event::VernietigingVoorgesteld { wat, grond }])
}

/// A second person, by their account: who plays two roles is one person.
pub(super) fn keur_goed(c: Context<'_>, wat: Vernietigbaar) -> Decision {
    eis_vernietigbaar(c)?;
    let voorstel = c.dossier.vernietiging.as_ref().filter(|v| v.wat == wat).ok_or(Refusal::GeenVoorstel)?;
    if voorstel.voorgesteld.door.gebruiker == c.stamp.wie.gebruiker {
        return Err(Refusal::TweedePersoon);
    }
    Ok(vec![Event::VernietigingGoedgekeurd { wat }])
}

fn eis_vernietigbaar(c: Context<'_>) -> Result<(), Refusal> {
    if let Some((reden, Gezet { op, .. })) = &c.dossier.bevroren {
        return Err(Refusal::Bevroren { sinds: Tekst::cut(&op.datum()), reden: reden.clone() });
    }
    if c.dossier.afgesloten.is_none() { Err(Refusal::NogNietAfgesloten) } else { Ok(()) }
}
