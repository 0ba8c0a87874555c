//! Rules of open questions.

use super::{Context, Decision, eis};
use crate::domain::dossier::{Vraag, Wie};
use crate::domain::event::Event;
use crate::domain::ids::VraagId;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

pub(super) fn wijs_toe(c: Context<'_>, id: VraagId, eigenaar: &Wie, terug: Tijdstip) -> Decision {
    open(c, id)?;
    if eigenaar.is_empty() {
        return Err(Refusal::ontbreekt("wie het uitzoekt"));
    }
    let eigenaar = Wie { naam: eigenaar.naam.clone(), organisatie: c.naam(&eigenaar.organisatie) };
    Ok(vec![Event::VraagToegewezen { vraag: id, eigenaar, terug }])
}

pub(super) fn beantwoord(c: Context<'_>, id: VraagId, antwoord: &Tekst) -> Decision {
    open(c, id)?;
    eis(antwoord, "het antwoord")?;
    Ok(vec![Event::VraagBeantwoord { vraag: id, antwoord: antwoord.clone() }])
}

fn open(c: Context<'_>, id: VraagId) -> Result<&Vraag, Refusal> {
    let found = c.dossier.vragen.get(&id).filter(|v| v.is_open());
    found.ok_or_else(|| Refusal::bestaat_niet(format!("open vraag {id}")))
}
