//! Reads the trace for who may look into it: what is of a dossier that is not there for them is not there either, nor what is
//! of no single one, unless all are.

use std::collections::BTreeSet;

use super::access::Ziet;
use crate::domain::controlepunt::Controlepunt;
use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::domain::inzage::{Inzagedaad, Inzageregel};
use crate::domain::scherm::Kijker;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::vouw::vouw;
use crate::journal::record::envelopes;
use crate::journal::{Found, Head, InzageEvent, Inzagedeel, Journal, JournalId};
use crate::projection::inzage::{Erbij, Opvallend, opvallend};
use crate::protocol::{InzageVraag, Opgehaald};
use crate::store::{Inzage, ReadModel, StoreFault};

/// The most readings that are given.
const RIJEN_MAX: usize = 1000;
/// The most lines of role tables in them.
const ROLLEN_MAX: usize = 20_000;

/// The readings that are asked for, and what is odd among them.
pub(super) fn lees(journal: &dyn Journal, vraag: &InzageVraag, ziet: &Ziet) -> Opgehaald {
    let mut onvolledig = false;
    let vanaf = Inzagedeel::van(vraag.sinds);
    let all = journal.list().unwrap_or_else(|_| {
        onvolledig = true;
        Vec::new()
    });
    let mut regels = Vec::new();
    let mut punt = None;
    for id in all.into_iter().filter(|id| matches!(id, JournalId::Inzage(deel) if *deel >= vanaf)) {
        let (heel, head) = lees_maand(journal, id, |regel| regels.extend(gezien(regel, vraag, ziet)));
        onvolledig |= !heel;
        punt = head.map(|head| Controlepunt { journaal: id.to_string(), nr: Some(head.seq), hash: *head.hash.as_bytes() });
    }
    // how many there are is for who sees all of them
    let punt = punt.filter(|_| ziet.tafel.is_none());
    regels.sort_by_key(|r: &Inzageregel| r.op);
    let erbij = |nummer| if vraag.dossier.is_none_or(|n| n == nummer) { wie_erbij(journal, nummer) } else { None };
    let opvallend: Vec<Opvallend> = opvallend(&regels, erbij);
    regels.retain(|r| gevraagd(r, vraag));
    let opvallend = opvallend.into_iter().filter(|o| hoort_erbij(o, vraag, &regels)).collect();
    let meer = regels.len() > RIJEN_MAX;
    let mut rijen: Vec<Inzageregel> = regels.into_iter().rev().take(RIJEN_MAX).collect();
    let mut left = ROLLEN_MAX;
    for rij in &mut rijen {
        if let Inzagedaad::Rollentabel { verschil, .. } = &mut rij.daad {
            verschil.kort_in(&mut left);
        }
    }
    Opgehaald::Inzage { rijen, meer, opvallend, onvolledig, punt }
}

/// When this account asked for access in need since then, as the trace says.
pub(super) fn in_nood(journal: &dyn Journal, gebruiker: &Tekst, sinds: Tijdstip) -> Vec<Tijdstip> {
    let vanaf = Inzagedeel::van(sinds);
    let mut all = Vec::new();
    for id in journal.list().unwrap_or_default() {
        if matches!(id, JournalId::Inzage(deel) if deel >= vanaf) {
            lees_maand(journal, id, |regel| {
                let telt = matches!(&regel.daad, Inzagedaad::Noodtoegang { uitslag, .. } if uitslag.telt());
                if telt && regel.wie.gebruiker == *gebruiker && regel.op >= sinds {
                    all.push(regel.op);
                }
            });
        }
    }
    all
}

/// The dossiers in which this name stands: all its words in one line, or in the title, to the letter but for accents and
/// capitals. What only sounds like it opens nothing.
pub fn op_naam(model: &ReadModel, naam: &str) -> Result<Vec<DossierNummer>, StoreFault> {
    let gevraagd = losse_woorden(naam);
    let heeft = |text: &str| {
        let all = losse_woorden(text);
        gevraagd.iter().all(|w| all.contains(w))
    };
    // what is for organisations opens nothing to others
    let alles = Inzage { dossier: &|_| true, kijker: &|_| Kijker::VOL };
    let regels = model.zoek(&model.vraag(naam), usize::MAX, alles)?.regels;
    let regels = regels.iter().filter(|r| heeft(r.tekst.as_str())).map(|r| r.dossier);
    let titels = model.dossiers(alles)?;
    let titels = titels.iter().filter(|d| heeft(d.werktitel.as_str())).map(|d| d.nummer);
    let all: BTreeSet<DossierNummer> = regels.chain(titels).collect();
    Ok(if gevraagd.is_empty() { Vec::new() } else { all.into_iter().collect() })
}

fn losse_woorden(text: &str) -> BTreeSet<String> {
    vouw(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Hands out every reading of a journal; gives whether that was all that there was, and how far it is.
fn lees_maand(journal: &dyn Journal, id: JournalId, mut neem: impl FnMut(Inzageregel)) -> (bool, Option<Head>) {
    let Ok(reading) = journal.read(id) else { return (false, None) };
    let mut heel = matches!(reading.found(), Found::Whole | Found::TornTail(_));
    for envelope in envelopes::<InzageEvent>(id, &reading) {
        let Ok(envelope) = envelope else { return (false, None) };
        for event in envelope.events {
            match event {
                InzageEvent::Ingezien { regel } => neem(regel),
                InzageEvent::Gemist { .. } => heel = false,
                InzageEvent::Vervolgd { .. } | InzageEvent::Rollentabel { .. } => {}
            }
        }
    }
    (heel, Some(reading.head()))
}

/// A reading as it is there for who asks.
fn gezien(mut regel: Inzageregel, vraag: &InzageVraag, ziet: &Ziet) -> Option<Inzageregel> {
    let alles = ziet.tafel.is_none();
    if let Inzagedaad::Zoeken { dossiers } = &mut regel.daad {
        dossiers.retain(|n| ziet.dossier(*n));
        if dossiers.is_empty() && !alles {
            return None;
        }
    } else if !regel.dossier.map_or(alles, |n| ziet.dossier(n)) {
        return None;
    }
    (regel.op >= vraag.sinds).then_some(regel)
}

fn gevraagd(regel: &Inzageregel, vraag: &InzageVraag) -> bool {
    let over = vraag.dossier.is_none_or(|n| regel.gaat_over(n));
    over && is_van(vraag, &regel.wie.gebruiker, &regel.wie.naam)
}

fn is_van(vraag: &InzageVraag, gebruiker: &Tekst, naam: &Tekst) -> bool {
    vraag.wie.as_ref().is_none_or(|wie| wie == gebruiker || naam.same(wie.as_str()))
}

/// Whether something odd is about what was asked.
fn hoort_erbij(odd: &Opvallend, vraag: &InzageVraag, regels: &[Inzageregel]) -> bool {
    match odd {
        Opvallend::NietErbij { gebruiker, naam, .. } => is_van(vraag, gebruiker, naam),
        Opvallend::Veel { gebruiker, naam, .. } => {
            is_van(vraag, gebruiker, naam) && regels.iter().any(|r| r.wie.gebruiker == *gebruiker)
        }
    }
}

/// Who has a part in a dossier; none where its journal cannot be read.
fn wie_erbij(journal: &dyn Journal, nummer: DossierNummer) -> Option<Erbij> {
    let id = JournalId::Dossier(nummer);
    let reading = journal.read(id).ok()?;
    let mut erbij = Erbij::default();
    for envelope in envelopes::<Event>(id, &reading) {
        let envelope = envelope.ok()?;
        erbij.neem_op(&envelope.stamp, &envelope.events);
    }
    Some(erbij)
}
