//! Taking back what one key did. Before an event that can be taken back, what it touches is kept as it was, for the last
//! records only; taking it back puts that in its place, so that the state is what it would have been, but for the
//! numbers that were given: those stay given. The record keeps both. Rules stand in `decide::terug`.

use crate::domain::dossier::{Ding, Dossier, Gezet, Herbeoordeling, STAPPEN_MAX, Teruggenomen, Terugneembaar, Voor};
use crate::domain::event::Event;
use crate::domain::ids::{RegelId, RequestId};
use crate::domain::kenmerk::{Daadwoorden, Gehoor, Heropening, Kenmerk, Terugname};
use crate::domain::rol::Stamp;
use crate::domain::scherm::Kring;
use crate::domain::tekst::Tekst;
use crate::domain::versie::{dingen, is_nieuw};
use crate::domain::voorlezen::besloten_in;
use crate::domain::zicht::{regel_kring, regel_van};

/// Keeps what this event is about to change. What is taken back itself is no step of its own.
pub(super) fn onthoud(d: &mut Dossier, stamp: &Stamp, event: &Event, k: &Kenmerk<'_>) {
    if matches!(k.ding, Ding::Verzoek(_)) {
        return;
    }
    let van = (stamp.wie.gebruiker.clone(), stamp.verzoek);
    let geraakt = dingen(d, k);
    let gezet = Gezet { op: stamp.op, door: stamp.wie.clone() };
    let bewaard = bewaar(d, &gezet, k);
    let regels = regels(d, event, k);
    let besloten = besloten_in(d, event, k).and_then(|id| d.regels.get(&id));
    let besloten = besloten.map(|r| Voor::Besloten(r.id, r.besloten, stamp.op));
    // what makes something and names nothing follows on none of them: nearly every line of a long meeting
    let volgt = !is_nieuw(d, k) || !k.noemt.is_empty();
    let t = &mut d.terug;
    for eerder in t.stappen.iter_mut().filter(|s| volgt && s.van != van) {
        eerder.volgt(&van, &geraakt, &k.noemt);
    }
    let kon = t.nu.as_ref().is_none_or(|(nu, kan)| *nu != van || *kan);
    t.nu = Some((van.clone(), kon && bewaard.is_some()));
    let Some((daad, voor)) = bewaard.filter(|_| kon) else {
        // one part that cannot be taken back, and none of it can
        t.stappen.retain(|s| s.van != van);
        return;
    };
    if t.stappen.back().is_none_or(|s| s.van != van) {
        t.stappen.push_back(Terugneembaar::nieuw(van, gezet));
        if t.stappen.len() > STAPPEN_MAX {
            t.stappen.pop_front();
        }
    }
    let Some(laatste) = t.stappen.back_mut() else { return };
    laatste.dingen.extend(geraakt);
    laatste.daden.extend(daad.map(|daad| daad.woorden(&k.ding)));
    laatste.voor.extend(voor.into_iter().chain(besloten));
    laatste.schending |= matches!(k.ding, Ding::Inzet(_)) && k.velden.contains(&"schending");
    // each once: who is not given a part of the record names the same lines
    for regel in regels {
        if !laatste.regels.contains(&regel) {
            laatste.regels.push(regel);
        }
    }
    laatste.opende |= k.maakt;
    laatste.afscherming |= k.velden.contains(&"scherm");
    laatste.wijzigt = wijzigt(k).or(laatste.wijzigt);
}

/// The line that an event changes in place.
fn wijzigt(k: &Kenmerk<'_>) -> Option<RegelId> {
    let zo = k.velden.iter().any(|veld| ["tekst", "soort"].contains(veld));
    if let Ding::Regel(regel) = k.ding { Some(regel).filter(|_| zo) } else { None }
}

/// The lines that an event speaks of.
fn regels(d: &Dossier, event: &Event, k: &Kenmerk<'_>) -> Vec<RegelId> {
    match k.gehoor {
        Gehoor::AlsFactor(regels) => regels.to_vec(),
        Gehoor::Iedereen
        | Gehoor::VolleSchermen
        | Gehoor::AlsDing
        | Gehoor::AlsRegel(_)
        | Gehoor::AlsAanzet(_)
        | Gehoor::NaOnthulling(..) => regel_van(d, event).regel().into_iter().collect(),
    }
}

/// What has to be kept before an event, and what it did in words; none where it cannot be taken back by one key.
fn bewaar<'e>(d: &Dossier, gezet: &Gezet, k: &Kenmerk<'e>) -> Option<(Option<Daadwoorden<'e>>, Vec<Voor>)> {
    Some(match k.terug {
        Terugname::Nee => return None,
        Terugname::Ding(daad) => (Some(daad), ding(d, &k.ding)?),
        Terugname::MetOordelen(regel, daad) => {
            let mut all = ding(d, &k.ding)?;
            all.push(oordelen(d, regel));
            (Some(daad), all)
        }
        Terugname::MetAanhang(regel, daad) => (Some(daad), met_aanhang(d, regel)),
        Terugname::Mee => (None, ding(d, &k.ding)?),
        Terugname::MeeOordelen(regel) => (None, vec![oordelen(d, regel)]),
        Terugname::MeeAanzet(Heropening { aanzet, toelichting, regel, factor }) => {
            let (toelichting, factor, gezet) = (toelichting.clone(), factor.cloned(), gezet.clone());
            (None, vec![Voor::Herbeoordeling(Herbeoordeling { aanzet, toelichting, regel, factor, gezet })])
        }
    })
}

/// A thing as it is, to be put back; none for what is never put back.
fn ding(d: &Dossier, ding: &Ding) -> Option<Vec<Voor>> {
    Some(match ding {
        Ding::Regel(id) => d.regels.get(id).map(|r| Voor::Regel(Box::new(r.clone()))).into_iter().collect(),
        Ding::Vraag(id) => vec![Voor::Vraag(*id, d.vragen.get(id).cloned().map(Box::new))],
        Ding::Besluit(id) => vec![Voor::Besluit(*id, d.besluiten.get(id).cloned().map(Box::new))],
        Ding::Actie(id) => vec![Voor::Actie(*id, d.acties.get(id).cloned().map(Box::new))],
        Ding::Inzet(id) => vec![Voor::Inzet(*id, d.inzetten.get(id).cloned().map(Box::new))],
        Ding::Factor(nr, factor) => vec![Voor::Factor(*nr, factor.clone())],
        Ding::Criterium(nr, criterium) => {
            let was = d.overleg(*nr).and_then(|o| o.afweging.criteria.get(criterium)).cloned();
            vec![Voor::Criterium(*nr, criterium.clone(), was)]
        }
        Ding::Informatie(id) => d.informatie.get(id).map(|i| Voor::Informatie(Box::new(i.clone()))).into_iter().collect(),
        Ding::Beeldvraag(reeks, nr) => vec![Voor::Beeldvraag(reeks.clone(), *nr)],
        Ding::Dossier
        | Ding::NietWeten(_)
        | Ding::Overleg(_)
        | Ding::Deelname(..)
        | Ding::Punt(..)
        | Ding::Optie(..)
        | Ding::Scenario(..)
        | Ding::Informatiewoorden(..)
        | Ding::Voorlegger(_)
        | Ding::Klok(_)
        | Ding::Onderwerp(..)
        | Ding::Reeksvraag(..)
        | Ding::Terzijde(..)
        | Ding::Uitkomst(..)
        | Ding::Oordeel(..)
        | Ding::Toegang(_)
        | Ding::Melding(_)
        | Ding::Betrokkene(_)
        | Ding::Geheim(_)
        | Ding::Gebeld112(_)
        | Ding::Verzoek(_) => return None,
    })
}

/// A line, and all that hangs on it and follows its words.
fn met_aanhang(d: &Dossier, id: RegelId) -> Vec<Voor> {
    let vragen = d.vragen_van(id).map(|x| Ding::Vraag(x.id));
    let besluiten = d.besluiten.values().filter(|x| x.regel == id).map(|x| Ding::Besluit(x.id));
    let acties = d.acties_van(id).map(|x| Ding::Actie(x.id));
    let inzetten = d.inzetten.values().filter(|x| x.regel == id).map(|x| Ding::Inzet(x.id));
    let all = std::iter::once(Ding::Regel(id)).chain(vragen).chain(besluiten).chain(acties).chain(inzetten);
    all.filter_map(|x| ding(d, &x)).flatten().chain([oordelen(d, id)]).collect()
}

fn oordelen(d: &Dossier, id: RegelId) -> Voor {
    let all = d.overleggen.iter().flat_map(|o| &o.oordelen).filter(|o| o.staat_in(id));
    Voor::Oordelen(id, all.cloned().collect())
}

/// Puts back what a record changed.
pub(super) fn herstel(d: &mut Dossier, stamp: &Stamp, verzoek: RequestId, reden: &Tekst) {
    let van = (stamp.wie.gebruiker.clone(), verzoek);
    let Some(at) = d.terug.stappen.iter().position(|s| s.van == van) else { return };
    let Some(record) = d.terug.stappen.remove(at) else { return };
    for eerder in &mut d.terug.stappen {
        eerder.later.retain(|l| *l != van);
        eerder.genoemd.retain(|l| *l != van);
    }
    // as it was before it is put back: that there was a circle is for who was in it
    let verborgen: Kring = record.regels.iter().map(|r| regel_kring(d, *r)).collect();
    let verborgen = if record.afscherming && verborgen.is_iedereen() { Kring::vol() } else { verborgen };
    for was in record.voor.into_iter().rev() {
        zet_terug(d, was);
    }
    let factor = |ding: &Ding| if let Ding::Factor(nr, factor) = ding { Some((*nr, factor.clone())) } else { None };
    d.teruggenomen.push(Teruggenomen {
        wat: Tekst::cut(&record.daden.join(", ")),
        toen: record.gezet.op,
        regels: record.regels,
        factoren: record.dingen.iter().filter_map(factor).collect(),
        verborgen,
        opende: record.opende,
        verzoek,
        reden: reden.clone(),
        gezet: Gezet { op: stamp.op, door: stamp.wie.clone() },
    });
}

fn zet_terug(d: &mut Dossier, was: Voor) {
    match was {
        Voor::Regel(mut r) => {
            // what hangs on it can have changed since: when that was is put back by itself
            r.besloten = d.regels.get(&r.id).map_or(r.besloten, |nu| nu.besloten);
            d.regels.insert(r.id, *r);
        }
        Voor::Vraag(id, Some(was)) => drop(d.vragen.insert(id, *was)),
        Voor::Vraag(id, None) => drop(d.vragen.remove(&id)),
        Voor::Besluit(id, was) => weer(&mut d.besluiten, id, was),
        Voor::Actie(id, Some(was)) => drop(d.acties.insert(id, *was)),
        Voor::Actie(id, None) => drop(d.acties.remove(&id)),
        Voor::Inzet(id, was) => weer(&mut d.inzetten, id, was),
        // where something else on the line changed since, that counts
        Voor::Besloten(id, was, toen) => super::regel::met(d, id, |r| {
            if r.besloten == Some(toen) {
                r.besloten = was;
            }
        }),
        Voor::Oordelen(id, was) => {
            for o in &mut d.overleggen {
                o.oordelen.retain(|x| !x.staat_in(id) || was.iter().any(|w| w.gezet == x.gezet));
                for x in o.oordelen.iter_mut().filter(|x| x.staat_in(id)) {
                    if let Some(w) = was.iter().find(|w| w.gezet == x.gezet) {
                        x.clone_from(w);
                    }
                }
            }
        }
        Voor::Factor(nr, factor) => {
            let Some(a) = d.overleg_mut(nr).map(|o| &mut o.afweging) else { return };
            let leeg = a.wegingen.get_mut(&factor).is_some_and(|all| {
                all.pop();
                all.is_empty()
            });
            if leeg {
                a.wegingen.remove(&factor);
            }
        }
        Voor::Criterium(nr, id, was) => {
            let Some(a) = d.overleg_mut(nr).map(|o| &mut o.afweging) else { return };
            weer(&mut a.criteria, id, was.map(Box::new));
        }
        Voor::Herbeoordeling(h) => d.herbeoordelen.retain(|x| *x != h),
        Voor::Informatie(i) => drop(d.informatie.insert(i.id, *i)),
        Voor::Beeldvraag(reeks, nr) => {
            if let Some(all) = d.beeldvragen.get_mut(&reeks).and_then(|r| r.get_mut(&nr)) {
                all.pop();
            }
        }
    }
}

fn weer<K: Ord, V>(all: &mut std::collections::BTreeMap<K, V>, id: K, was: Option<Box<V>>) {
    match was {
        Some(v) => drop(all.insert(id, *v)),
        None => drop(all.remove(&id)),
    }
}
