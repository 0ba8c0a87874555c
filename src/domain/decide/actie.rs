//! Rules of actions. An action is never deleted; that it was not done has a reason.

use super::{Context, Decision, eis};
use crate::domain::dossier::{Actie, ActieStatus, ActieVelden};
use crate::domain::event::Event;
use crate::domain::ids::ActieId;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

pub(super) fn vul_aan(c: Context<'_>, id: ActieId, velden: &ActieVelden) -> Decision {
    if actie(c, id)?.status != ActieStatus::Open {
        return Err(Refusal::ActieAfgemeld { actie: Tekst::cut(&id.to_string()) });
    }
    if let Some(wat) = &velden.wat {
        eis(wat, "wat er gedaan wordt")?;
    }
    Ok(vec![Event::ActieAangevuld { actie: id, velden: velden.clone() }])
}

pub(super) fn meld(c: Context<'_>, id: ActieId, naar: ActieStatus, reden: &Tekst) -> Decision {
    let a = actie(c, id)?;
    if a.status == naar {
        return Err(Refusal::AlZo { regel: Tekst::cut(&format!("actie {id}")) });
    }
    if naar != ActieStatus::Gedaan {
        eis(reden, "de reden")?;
    }
    Ok(vec![Event::ActieGemeld { actie: id, naar, reden: reden.clone() }])
}

fn actie(c: Context<'_>, id: ActieId) -> Result<&Actie, Refusal> {
    c.dossier.acties.get(&id).ok_or_else(|| Refusal::bestaat_niet(format!("actie {id}")))
}
