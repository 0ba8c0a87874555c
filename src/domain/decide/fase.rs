//! Rules of stepping through the blocks. Gates warn and take a reason; going back takes a reason; a step names the block
//! that it leaves.

use super::{Context, Decision, eis};
use crate::domain::dossier::{DossierStatus, Fase, Overleg, Sluiting};
use crate::domain::event::Event;
use crate::domain::ids::{OverlegNr, PuntId};
use crate::domain::poort::{OpenPunt, Peiling, open_punten};
use crate::domain::refusal::Refusal;
use crate::domain::rol::Rol;
use crate::domain::scherm::{Kijker, Scherm};
use crate::domain::tekst::Tekst;
use crate::domain::voorlezen::is_klaar;
use crate::domain::zicht::{openbaar, voor_opdrachtgever};

pub(super) fn naar_fase(c: Context<'_>, nr: OverlegNr, (van, naar): (Fase, Fase), reden: &Tekst) -> Decision {
    let o = c.bezig(nr)?;
    c.eis_voorzitter(o)?;
    if o.fase != van {
        return Err(Refusal::AndereFase { fase: o.fase });
    }
    let terug = naar < van && naar.loopt();
    if !terug && van.volgende() != Some(naar) {
        return Err(Refusal::StapKanNiet { van, naar });
    }
    let open = if terug { Open::default() } else { Open::voor(c, o, naar, None) };
    if c.stamp.wie.rol == Rol::Scherm && (terug || !open.gezegd.is_empty()) {
        return Ok(vec![Event::OvergangGevraagd { overleg: nr, van, naar, open: open.vast }]);
    }
    if reden.is_empty() && terug {
        return Err(Refusal::TerugZonderReden);
    }
    if reden.is_empty() && !open.gezegd.is_empty() {
        return Err(Refusal::Poort { naar, open: open.gezegd });
    }
    Ok(gewisseld(c, o, naar, reden, open))
}

pub(super) fn geef_reden(c: Context<'_>, nr: OverlegNr, reden: &Tekst) -> Decision {
    let o = c.bezig(nr)?;
    eis(reden, "de reden")?;
    let gevraagd = o.overgang.as_ref().filter(|g| g.van == o.fase).ok_or(Refusal::GeenOvergang)?;
    let open = if gevraagd.naar < o.fase { Open::default() } else { Open::voor(c, o, gevraagd.naar, None) };
    Ok(gewisseld(c, o, gevraagd.naar, reden, open))
}

pub(super) fn laat_vallen(c: Context<'_>, nr: OverlegNr) -> Decision {
    let o = c.lopend(nr)?;
    c.eis_voorzitter(o)?;
    if o.overgang.is_none() {
        return Err(Refusal::GeenOvergang);
    }
    Ok(vec![Event::OvergangVervallen { overleg: nr }])
}

pub(super) fn schors(c: Context<'_>, nr: OverlegNr, reden: &Tekst) -> Decision {
    let o = c.bezig(nr)?;
    c.eis_voorzitter(o)?;
    eis(reden, "de reden van de schorsing")?;
    Ok(vec![Event::Geschorst { overleg: nr, reden: reden.clone() }])
}

pub(super) fn hervat(c: Context<'_>, nr: OverlegNr) -> Decision {
    let o = c.lopend(nr)?;
    c.eis_voorzitter(o)?;
    if !o.is_geschorst() {
        return Err(Refusal::NietGeschorst);
    }
    Ok(vec![Event::Hervat { overleg: nr }])
}

/// Closing is the last gate: next round or the reason for none, safe until then, the effect question of each decision.
pub(super) fn sluit(c: Context<'_>, nr: OverlegNr, sluiting: &Sluiting, reden: &Tekst) -> Decision {
    let o = c.bezig(nr)?;
    c.eis_voorzitter(o)?;
    if o.fase != Fase::Afsluiting {
        return Err(Refusal::StapKanNiet { van: o.fase, naar: Fase::Gesloten });
    }
    if sluiting.volgende.is_some_and(|t| t <= c.stamp.op) {
        return Err(Refusal::EindeVoorBegin);
    }
    let open = Open::voor(c, o, Fase::Gesloten, Some(sluiting));
    if reden.is_empty() && !open.gezegd.is_empty() {
        return Err(Refusal::Poort { naar: Fase::Gesloten, open: open.gezegd });
    }
    let ook = open.afgeschermd(nr);
    let gesloten =
        Event::OverlegGesloten { overleg: nr, sluiting: sluiting.clone(), reden: reden.clone(), open: open.vast };
    let status = Event::StatusGewijzigd { naar: DossierStatus::Opvolging, reden: "overleg gesloten".into() };
    Ok([gesloten, status].into_iter().chain(ook).collect())
}

/// The step, and what was open at it.
fn gewisseld(c: Context<'_>, o: &Overleg, naar: Fase, reden: &Tekst, open: Open) -> Vec<Event> {
    let (reden, punt, ook) = (reden.clone(), eerste_punt(c, o, naar), open.afgeschermd(o.nr));
    let stap = Event::FaseGewisseld { overleg: o.nr, van: o.fase, naar, reden, open: open.vast, punt };
    [stap].into_iter().chain(ook).collect()
}

/// The first item of a block that is not ticked, else its first.
fn eerste_punt(c: Context<'_>, o: &Overleg, fase: Fase) -> Option<PuntId> {
    let punten = &c.inhoud().blok(fase)?.punten;
    punten.iter().find(|p| !is_klaar(c.dossier, o, p)).or(punten.first()).map(|p| p.id.clone())
}

/// What is open before a step.
#[derive(Default)]
struct Open {
    /// As it is said to the chair.
    gezegd: Vec<Tekst>,
    /// As it is recorded. A step is told to everybody: so no words of a line stand in it, which can be shielded later, and
    /// nothing that follows from what is shielded.
    vast: Vec<Tekst>,
    /// What follows from that, for who may see it; numbers and no words either, because it is kept as long as the step.
    verborgen: Vec<Tekst>,
}

impl Open {
    fn voor(c: Context<'_>, o: &Overleg, naar: Fase, sluiting: Option<&Sluiting>) -> Self {
        let (kader, nu) = (c.inhoud(), c.stamp.op);
        let alles = open_punten(Peiling { d: c.dossier, o, kader, nu }, naar, sluiting);
        let seen = openbaar(c.dossier);
        let gezien =
            seen.overleg(o.nr).map(|o| open_punten(Peiling { d: &seen, o, kader, nu }, naar, sluiting)).unwrap_or_default();
        // what is for organisations makes nothing open or closed for everybody else: else the record would tell of it
        let rol = voor_opdrachtgever(c.dossier, &Kijker::Iemand { vol: true, organisatie: None });
        let per_rol_open =
            rol.overleg(o.nr).map(|o| open_punten(Peiling { d: &rol, o, kader, nu }, naar, sluiting)).unwrap_or_default();
        let ook_echt = |p: &&OpenPunt| per_rol_open.iter().any(|q| q.controle == p.controle);
        let mut vast: Vec<Tekst> = gezien.iter().filter(ook_echt).map(|p| p.vast.clone()).collect();
        vast.dedup();
        // what is for organisations is said to who sees it, and stands in no step: that is kept for everybody else too
        let per_rol = |p: &&OpenPunt| p.regel.is_some_and(|r| c.dossier.scherm(r) == Some(Scherm::Rol));
        let afgeschermd = per_rol_open.iter().filter(per_rol).map(|p| p.vast.clone());
        let mut verborgen: Vec<Tekst> = afgeschermd.filter(|t| !vast.contains(t)).collect();
        verborgen.dedup();
        Self { vast, verborgen, gezegd: alles.into_iter().map(|p| p.tekst).collect() }
    }

    /// The event for who may see what is shielded, where there is anything of it.
    fn afgeschermd(&self, overleg: OverlegNr) -> Option<Event> {
        (!self.verborgen.is_empty()).then(|| Event::AfgeschermdNogOpen { overleg, open: self.verborgen.clone() })
    }
}
