//! Rules of the maatregelenregister. A body that may not take a measure can be chosen, with a reason: people know more than
//! a list. A breach opens the acute question again.

use super::afweging::herbeoordeling;
use super::{Context, Decision, eis, enkel};
use crate::domain::dossier::{Aanzet, Ding, Inzet, InzetSoort, InzetStatus, InzetVelden, RegelInhoud, Schending, Wie};
use crate::domain::event::Event;
use crate::domain::ids::{BesluitId, InzetId, RegelId};
use crate::domain::kader::Maatregel;
use crate::domain::looptijd;
use crate::domain::refusal::Refusal;
use crate::domain::scherm::Kring;
use crate::domain::tekst::Tekst;
use crate::domain::zicht::ding_kring;

/// What a line with a measure opens, filled in from the palette where one of its measures was chosen.
pub(super) fn open(c: Context<'_>, inzet: InzetId, regel: RegelId, i: &RegelInhoud) -> Result<Event, Refusal> {
    let orgaan = i.eigenaar.as_ref().map(Wie::to_string).map(|w| Tekst::cut(&w));
    let mut velden = InzetVelden { wat: Some(i.tekst.clone()), orgaan, einde: i.termijn, ..InzetVelden::default() };
    if let Some(id) = &i.maatregel {
        let m = c.inhoud().maatregel(id).ok_or_else(|| super::afweging::onbekend("maatregel", id))?;
        uit_palet(c, m, &mut velden);
    }
    Ok(Event::InzetGeopend { inzet, regel, velden: Box::new(velden) })
}

/// What the palette gives, where nobody said otherwise. The end is a proposal from today.
fn uit_palet(c: Context<'_>, m: &Maatregel, v: &mut InzetVelden) {
    v.palet = Some(m.id.clone());
    v.soort = Some(InzetSoort::Maatregel);
    v.voor = Some(m.voor.clone());
    v.grond = Some(m.grond.clone());
    if let (None, [een]) = (&v.orgaan, m.bevoegd.as_slice()) {
        v.orgaan = Some(een.clone());
    }
    v.einde = v.einde.or_else(|| looptijd::einde(c.stamp.op, m.duur?, c.inhoud()));
}

pub(super) fn vul_aan(c: Context<'_>, id: InzetId, velden: &InzetVelden) -> Decision {
    let i = inzet(c, id)?;
    if i.status == InzetStatus::Vervallen {
        return Err(Refusal::InzetVervallen { inzet: tekst(id) });
    }
    let palet = velden.palet.as_ref().or(i.palet.as_ref());
    let maatregel = match palet {
        Some(m) => Some(c.inhoud().maatregel(m).ok_or_else(|| super::afweging::onbekend("maatregel", m))?),
        None => None,
    };
    let orgaan = velden.orgaan.as_ref().unwrap_or(&i.orgaan);
    let reden = velden.orgaan_reden.as_ref().unwrap_or(&i.orgaan_reden);
    if let Some(m) = maatregel
        && (velden.orgaan.is_some() || velden.palet.is_some())
        && !m.is_bevoegd(orgaan)
        && reden.is_empty()
    {
        return Err(Refusal::OrgaanNietBevoegd { orgaan: orgaan.clone(), wel: m.bevoegd.clone() });
    }
    eis_verwijzingen(c, id, velden)?;
    let (begin, einde) = (velden.begin.or(i.begin), velden.einde.or(i.einde));
    if begin.zip(einde).is_some_and(|(b, e)| e <= b) {
        return Err(Refusal::EindeVoorBegin);
    }
    let hoort_bij = velden.hoort_bij.as_deref().map(enkel);
    let mut events =
        vec![Event::InzetAangevuld { inzet: id, velden: Box::new(InzetVelden { hoort_bij, ..velden.clone() }) }];
    if i.status.geldt() && houdt_op(c, i, velden) {
        events.push(herbeoordeling(Aanzet::EindeMaatregel, &tekst(id), Some(i.regel)));
    }
    Ok(events)
}

/// Whether an entry that holds turns out to hold no more: its beginning is still to come, or it is another measure than was
/// thought. Who answered the acute question since could not know it.
fn houdt_op(c: Context<'_>, i: &Inzet, velden: &InzetVelden) -> bool {
    let nog_niet = velden.begin.is_some_and(|op| op > c.stamp.op) && i.begin.is_none_or(|op| op <= c.stamp.op);
    let anders = velden.palet.is_some() && i.palet.is_some() && velden.palet != i.palet;
    nog_niet || anders
}

fn eis_verwijzingen(c: Context<'_>, id: InzetId, velden: &InzetVelden) -> Result<(), Refusal> {
    if let Some(b) = velden.besluit.filter(|b| !c.dossier.besluiten.contains_key(b)) {
        return Err(Refusal::bestaat_niet(format!("besluit {b}")));
    }
    if let Some(m) = velden.hoort_bij.iter().flatten().find(|m| **m == id || !c.dossier.inzetten.contains_key(m)) {
        return Err(Refusal::bestaat_niet(m));
    }
    let eigen = ding_kring(c.dossier, &Ding::Inzet(id));
    let inzetten = velden.hoort_bij.iter().flatten().map(|m| (Ding::Inzet(*m), tekst(*m)));
    let besluit = velden.besluit.map(|b| (Ding::Besluit(b), Tekst::cut(&b.to_string())));
    eis_zelfde_kring(c, &eigen, inzetten.chain(besluit))
}

/// What is for organisations is named by what is for the same only: who sees the other would see its number, and putting
/// another in its place would take it away unseen.
fn eis_zelfde_kring(
    c: Context<'_>,
    eigen: &Kring,
    mut genoemd: impl Iterator<Item = (Ding, Tekst)>,
) -> Result<(), Refusal> {
    let anders = |(ding, _): &(Ding, Tekst)| {
        let kring = ding_kring(c.dossier, ding);
        kring.is_besloten() && kring != *eigen
    };
    genoemd.find(anders).map_or(Ok(()), |(_, wat)| Err(Refusal::AndereKring { wat }))
}

/// Nothing of this line names, or is named by, what is for organisations: for that it is something else when its own shield
/// changes.
pub(super) fn eis_geen_banden(c: Context<'_>, regel: RegelId) -> Result<(), Refusal> {
    let van = |i: &InzetId| c.dossier.inzetten.get(i).is_some_and(|i| i.regel == regel);
    let besluit = |b: &BesluitId| c.dossier.besluiten.get(b).is_some_and(|b| b.regel == regel);
    let genoemd = |i: &&Inzet| i.hoort_bij.iter().any(van) || i.besluit.as_ref().is_some_and(besluit);
    let noemt = |i: &&Inzet| i.regel == regel && (!i.hoort_bij.is_empty() || i.besluit.is_some());
    match c.dossier.inzetten.values().find(|i| genoemd(i) || noemt(i)) {
        Some(i) => Err(Refusal::AndereKring { wat: tekst(i.id) }),
        None => Ok(()),
    }
}

/// A measure that ends while it may have been what kept people safe opens the acute question again.
pub(super) fn wijzig_status(c: Context<'_>, id: InzetId, naar: InzetStatus, reden: &Tekst) -> Decision {
    let i = inzet(c, id)?;
    if !i.status.mag_naar(naar) {
        return Err(Refusal::InzetStapKanNiet { van: i.status, naar });
    }
    if naar == InzetStatus::Vervallen || i.status == InzetStatus::Geschonden {
        eis(reden, "de reden")?;
    }
    if naar == InzetStatus::Vervallen && i.status.geldt() {
        return Ok(vervalt(i, reden));
    }
    Ok(vec![Event::InzetStatusGewijzigd { inzet: id, naar, reden: reden.clone() }])
}

/// The end of a measure that held.
pub(super) fn vervalt(i: &Inzet, reden: &Tekst) -> Vec<Event> {
    vec![
        Event::InzetStatusGewijzigd { inzet: i.id, naar: InzetStatus::Vervallen, reden: reden.clone() },
        herbeoordeling(Aanzet::EindeMaatregel, &tekst(i.id), Some(i.regel)),
    ]
}

/// One key is enough: what happened can be told later, by a report that names the first. That one opens nothing again. Of
/// what was only proposed or asked a breach is recorded too, and opens the acute question: he did what the team feared. The
/// entry stays what it was, because nobody was bound by it yet.
pub(super) fn meld_schending(c: Context<'_>, id: InzetId, schending: &Schending) -> Decision {
    let i = inzet(c, id)?;
    if let Some(nr) = schending.bij {
        let er = usize::try_from(nr).is_ok_and(|nr| (1..=i.schendingen.len()).contains(&nr));
        if !er {
            return Err(Refusal::bestaat_niet(format!("schending {nr} van {id}")));
        }
        return Ok(vec![Event::SchendingGemeld { inzet: id, schending: schending.clone() }]);
    }
    if i.status == InzetStatus::Vervallen {
        return Err(Refusal::InzetVervallen { inzet: tekst(id) });
    }
    Ok(vec![
        Event::SchendingGemeld { inzet: id, schending: schending.clone() },
        herbeoordeling(Aanzet::Schending, &tekst(id), Some(i.regel)),
    ])
}

fn inzet(c: Context<'_>, id: InzetId) -> Result<&Inzet, Refusal> {
    c.dossier.inzetten.get(&id).ok_or_else(|| Refusal::bestaat_niet(id))
}

fn tekst(id: InzetId) -> Tekst {
    Tekst::cut(&id.to_string())
}
