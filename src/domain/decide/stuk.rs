//! Rules of pieces that stand in a dossier by themselves: their shield, and taking one back.

use super::{Context, Decision, eis, eis_nauwer};
use crate::domain::dossier::{Dossierstuk, Stukstand};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::scherm::{Organisatie, Scherm};
use crate::domain::tekst::Tekst;

/// A shield that somebody asks for: whether there is one, and for which organisations.
#[derive(Debug)]
pub(super) struct Gevraagd {
    schermt: bool,
    kring: Vec<Organisatie>,
}

impl Gevraagd {
    /// What the parts of a piece say of it.
    pub(super) fn van(c: Context<'_>, afgeschermd: Option<bool>, kring: &[Organisatie]) -> Result<Self, Refusal> {
        let kring = c.kring(kring)?;
        Ok(Self { schermt: afgeschermd == Some(true) || !kring.is_empty(), kring })
    }

    /// The shield of a new piece: its number is of that series.
    pub(super) fn scherm(&self) -> Option<Scherm> {
        Scherm::van(self.schermt, &self.kring)
    }

    /// What shields a piece that is made now, or one that is there; none where nothing was asked. A shield is added by the
    /// parts of a piece, never lifted, and of one that is shielded already it is for fewer.
    pub(super) fn op(self, was: Option<&Stukstand>, stuk: Dossierstuk, vrij: bool) -> Result<Option<Event>, Refusal> {
        if vrij && was.is_some_and(|w| w.scherm().is_some()) {
            return Err(Refusal::ontbreekt("de reden om dit vrij te geven"));
        }
        if !self.schermt || was.is_some_and(|w| w.scherm() == self.scherm()) {
            return Ok(None);
        }
        if let Some(w) = was {
            eis_nauwer(tekst(stuk), w.scherm().as_ref(), &self.kring)?;
        }
        Ok(Some(Event::StukAfgeschermd { stuk, kring: self.kring }))
    }
}

pub(super) fn geef_vrij(c: Context<'_>, stuk: Dossierstuk, reden: &Tekst, scherm: Option<&Scherm>) -> Decision {
    let was = stand(c, stuk)?.scherm();
    eis(reden, "de reden")?;
    let scherm = c.ander_scherm(tekst(stuk), was.as_ref(), scherm)?;
    Ok(vec![Event::StukVrijgegeven { stuk, reden: reden.clone(), scherm }])
}

pub(super) fn trek_in(c: Context<'_>, stuk: Dossierstuk, reden: &Tekst) -> Decision {
    eis_staat(c, stuk)?;
    eis(reden, "de reden")?;
    Ok(vec![Event::StukIngetrokken { stuk, reden: reden.clone() }])
}

/// A piece that was taken back changes no more.
pub(super) fn eis_staat(c: Context<'_>, stuk: Dossierstuk) -> Result<&Stukstand, Refusal> {
    let stand = stand(c, stuk)?;
    if stand.staat() { Ok(stand) } else { Err(Refusal::StukIngetrokken { stuk: tekst(stuk) }) }
}

fn stand(c: Context<'_>, stuk: Dossierstuk) -> Result<&Stukstand, Refusal> {
    c.dossier.stuk(stuk).ok_or_else(|| Refusal::bestaat_niet(stuk))
}

fn tekst(stuk: Dossierstuk) -> Tekst {
    Tekst::cut(&stuk.to_string())
}
