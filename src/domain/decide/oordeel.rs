//! Rules of the conclusion and of the options. Each organisation's own judgement is in `ronde`.

use super::{Context, Decision, eis};
use crate::domain::advies;
use crate::domain::dossier::{Conclusie, Optie, OptieVelden, Overleg};
use crate::domain::event::Event;
use crate::domain::ids::{NiveauId, OptieId, OverlegNr};
use crate::domain::refusal::Refusal;
use crate::domain::scherm::{Organisatie, Scherm};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::voorlezen::voor_te_lezen;

/// The level may lie below no floor that an instrument gives; above it the meeting is free. Against what is known it concludes
/// with a reason.
pub(super) fn concludeer(c: Context<'_>, nr: OverlegNr, conclusie: &Conclusie) -> Decision {
    let o = c.bezig(nr)?;
    eis(&conclusie.reden, "de motivering van de conclusie")?;
    eis_niveau(c, &conclusie.niveau)?;
    if let Some(grens) = advies::ondergrens(c.dossier, c.inhoud())
        && advies::ligt_onder(c.inhoud(), &conclusie.niveau, grens.niveau)
    {
        let naam = c.inhoud().niveau(grens.niveau).map_or_else(Tekst::default, |n| n.naam.clone());
        return Err(Refusal::OnderBodem { niveau: naam, instrument: grens.instrument.naam.clone() });
    }
    if conclusie.afwijking.is_empty()
        && let Some(waarom) = advies::tegen_het_voorstel(c.dossier, o, c.inhoud(), c.stamp.op, conclusie.acuut)
    {
        return Err(Refusal::WaaromNietAcuut { waarom: Tekst::cut(&waarom) });
    }
    // the meeting's answer is the latest answer to 'is someone in immediate danger now?'
    let toelichting = Tekst::cut(&format!("conclusie van overleg {nr}"));
    Ok(vec![
        Event::ConclusieGetrokken { overleg: nr, conclusie: conclusie.clone() },
        Event::AcuutBeantwoord { antwoord: conclusie.acuut, toelichting },
    ])
}

/// An option, and whether it is shielded. To shield one is possible also after the meeting, as with a line.
pub(super) fn weeg(c: Context<'_>, nr: OverlegNr, optie: Option<OptieId>, velden: &OptieVelden) -> Decision {
    let kring = c.kring(&velden.kring)?;
    let schermt = velden.afgeschermd == Some(true) || !kring.is_empty();
    let rest = OptieVelden { afgeschermd: None, kring: Vec::new(), ..velden.clone() };
    if let Some(id) = optie.filter(|_| schermt && rest == OptieVelden::default()) {
        let (o, x) = bestaande(c, nr, id)?;
        c.eis_nauwer(Tekst::cut(&id.to_string()), x.scherm().as_ref(), &kring)?;
        return Ok(vec![afgeschermd(o, id, x.op, kring)]);
    }
    let o = c.bezig(nr)?;
    let bekend = optie.map(|id| bestaande(c, nr, id)).transpose()?.map(|(_, x)| x);
    if velden.afgeschermd == Some(false) && bekend.is_some_and(|x| x.afgeschermd) {
        return Err(Refusal::ontbreekt("de reden om deze optie vrij te geven"));
    }
    if bekend.is_none() {
        eis(velden.optie.as_ref().unwrap_or(&Tekst::default()), "de optie")?;
    }
    if velden.keuze.as_ref().is_some_and(|k| !k.gekozen && k.reden.is_empty()) {
        return Err(Refusal::ontbreekt("waarom deze optie niet is gekozen"));
    }
    let scherm = Scherm::van(schermt, &kring);
    let nieuw = || OptieId::after(o.opties.iter().map(|x| &x.id), scherm.as_ref());
    let id = bekend.map_or_else(nieuw, |x| x.id);
    let mut events = vec![Event::OptieGewogen { overleg: nr, optie: id, velden: rest }];
    if schermt && !bekend.is_some_and(|x| x.afgeschermd) {
        events.push(match bekend {
            Some(x) => afgeschermd(o, id, x.op, kring),
            // nobody could read it yet
            None => Event::OptieAfgeschermd { overleg: nr, optie: id, getoond: None, kring },
        });
    }
    Ok(events)
}

pub(super) fn geef_vrij(
    c: Context<'_>,
    (nr, id): (OverlegNr, OptieId),
    reden: &Tekst,
    scherm: Option<&Scherm>,
) -> Decision {
    let (_, x) = bestaande(c, nr, id)?;
    eis(reden, "de reden")?;
    let scherm = c.ander_scherm(Tekst::cut(&id.to_string()), x.scherm().as_ref(), scherm)?;
    Ok(vec![Event::OptieVrijgegeven { overleg: nr, optie: id, reden: reden.clone(), scherm }])
}

/// That what may not be on a wall was read aloud: how much it was, and nothing of what it says.
pub(super) fn meld_voorgelezen(c: Context<'_>, nr: OverlegNr) -> Decision {
    let o = c.bezig(nr)?;
    match voor_te_lezen(c.dossier, o).aantal() {
        0 => Err(Refusal::bestaat_niet("iets dat afgeschermd is en voorgelezen moet worden")),
        aantal => Ok(vec![Event::AfgeschermdVoorgelezen { overleg: nr, aantal }]),
    }
}

fn bestaande(c: Context<'_>, nr: OverlegNr, id: OptieId) -> Result<(&Overleg, &Optie), Refusal> {
    let o = c.overleg(nr)?;
    let found = o.opties.iter().find(|x| x.id == id).map(|x| (o, x));
    found.ok_or_else(|| Refusal::bestaat_niet(format!("optie {id}")))
}

/// The shield, with from when the option could be read on a shared screen.
fn afgeschermd(o: &Overleg, optie: OptieId, sinds: Tijdstip, kring: Vec<Organisatie>) -> Event {
    Event::OptieAfgeschermd { overleg: o.nr, optie, getoond: o.op_scherm_sinds(sinds), kring }
}

pub(super) fn eis_niveau(c: Context<'_>, niveau: &NiveauId) -> Result<(), Refusal> {
    match c.inhoud().niveau(niveau) {
        Some(_) => Ok(()),
        None => Err(Refusal::OnbekendInKader { wat: Tekst::cut(&format!("niveau {niveau}")) }),
    }
}
