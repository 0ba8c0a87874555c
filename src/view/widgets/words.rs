//! Dutch words for what the domain knows: numbers, moments, people, what is still missing. No places, no lines.

use crate::domain::advies::te_herbeoordelen;
use crate::domain::dossier::{
    Aanzet, AcuutAntwoord, Antwoord, Besluit, BesluitStatus, Dossier, Fase, Gebeurd, RegelSoort, Toets, Wie,
};
use crate::domain::leemte::Leemte;
use crate::domain::tijd::{Tijdstip, duur};
use crate::projection::klok::BlokKlok;
use crate::theme::Meaning;
use crate::view::widgets::flow::Flow;

/// `1 scherm`, `3 schermen`
pub(crate) fn count(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

/// That what was decided was read back, and these are new or other since.
pub(crate) fn read_again<T: AsRef<str>>(op: Tijdstip, later: &[T]) -> String {
    let later: Vec<&str> = later.iter().map(AsRef::as_ref).collect();
    format!("LEES OPNIEUW VOOR: na het teruglezen van {} nieuw of anders: {}", op.klok(), later.join(", "))
}

/// What the mark of a line of this kind means.
pub(crate) fn of_kind(soort: RegelSoort) -> Meaning {
    match soort {
        RegelSoort::Notitie => Meaning::Muted,
        RegelSoort::Feit => Meaning::Feit,
        RegelSoort::Vermoeden => Meaning::Vermoeden,
        RegelSoort::Bezorgdheid => Meaning::Bezorgdheid,
        RegelSoort::Gevoel => Meaning::Gevoel,
        RegelSoort::Onbekend => Meaning::Onbekend,
        RegelSoort::Besluit => Meaning::Besluit,
        RegelSoort::Actie => Meaning::Actie,
        RegelSoort::Maatregel => Meaning::Maatregel,
        RegelSoort::Oordeel => Meaning::Oordeel,
        RegelSoort::Letterlijk => Meaning::Letterlijk,
    }
}

/// What the text of a line of this kind means: her own words and suspicions look like what they are, the rest is text.
pub(crate) fn of_text(soort: RegelSoort) -> Meaning {
    match soort {
        RegelSoort::Vermoeden | RegelSoort::Gevoel | RegelSoort::Letterlijk => of_kind(soort),
        RegelSoort::Notitie
        | RegelSoort::Feit
        | RegelSoort::Bezorgdheid
        | RegelSoort::Onbekend
        | RegelSoort::Besluit
        | RegelSoort::Actie
        | RegelSoort::Maatregel
        | RegelSoort::Oordeel => Meaning::Text,
    }
}

/// A number of lines of a kind: `4 feiten`, `1 vermoeden`.
pub(crate) fn kinds(soort: RegelSoort, n: usize) -> String {
    let (one, more) = match soort {
        RegelSoort::Notitie => ("notitie", "notities"),
        RegelSoort::Feit => ("feit", "feiten"),
        RegelSoort::Vermoeden => ("vermoeden", "vermoedens"),
        RegelSoort::Bezorgdheid => ("bezorgdheid", "bezorgdheden"),
        RegelSoort::Gevoel => ("gevoel", "gevoelens"),
        RegelSoort::Onbekend => ("open vraag", "open vragen"),
        RegelSoort::Besluit => ("besluit", "besluiten"),
        RegelSoort::Actie => ("actie", "acties"),
        RegelSoort::Maatregel => ("maatregel", "maatregelen"),
        RegelSoort::Oordeel => ("oordeel", "oordelen"),
        RegelSoort::Letterlijk => ("letterlijk", "letterlijk"),
    };
    count(n, one, more)
}

/// What an answer to 'is someone in immediate danger?' means: no is no reason for rest, unknown is no no.
pub(crate) fn of_answer(antwoord: Antwoord) -> Meaning {
    match antwoord {
        Antwoord::Ja => Meaning::Danger,
        Antwoord::Nee => Meaning::Text,
        Antwoord::Onbekend => Meaning::Onbekend,
    }
}

/// `acuut: ja`, with what that means.
pub(crate) fn acuut(acuut: Option<Antwoord>) -> (Meaning, String) {
    match acuut {
        Some(antwoord) => (of_answer(antwoord), format!("acuut: {antwoord}")),
        None => (Meaning::Onbekend, "acuut: niet gevraagd".to_owned()),
    }
}

/// `ACUUT? opnieuw: schending M2`: what made the acute question open again, a breach before anything else, else the latest;
/// none while it is not open.
pub(crate) fn again(d: &Dossier, nu: Tijdstip) -> Option<String> {
    let all = te_herbeoordelen(d, nu);
    let breach = all.iter().rev().find(|h| h.aanzet == Aanzet::Schending);
    let h = breach.or(all.last())?;
    let what = match (h.aanzet, h.toelichting.is_empty()) {
        // the number of what was breached says which
        (Aanzet::Schending | Aanzet::EindeMaatregel, false) => format!("{} {}", h.aanzet, h.toelichting),
        _ => h.aanzet.to_string(),
    };
    Some(format!("ACUUT? opnieuw: {what}"))
}

/// By whom and when an answer was given.
pub(crate) fn given(a: &AcuutAntwoord, nu: Tijdstip) -> String {
    format!("{}, door {} ({})", a.gezet.op.kort(nu), a.gezet.door.naam, a.gezet.door.rol)
}

/// A name for where there is little room: the organisation, or the person where there is none.
pub(crate) fn short(wie: &Wie) -> &str {
    if wie.organisatie.is_empty() { wie.naam.as_str() } else { wie.organisatie.as_str() }
}

/// When something happened, as exactly as it is known.
pub(crate) fn happened(g: Gebeurd, nu: Tijdstip) -> String {
    g.woorden(Tijdstip::datum, |op| op.kort(nu))
}

/// The time that a block took and may take: `18 van 20 min`.
pub(crate) fn block_time(klok: BlokKlok) -> String {
    format!("{} van {} min", klok.gebruikt.num_minutes().max(0), klok.budget.num_minutes())
}

/// The same in the fewest cells: `18/20 min`.
pub(crate) fn block_time_short(klok: BlokKlok) -> String {
    format!("{}/{} min", klok.gebruikt.num_minutes().max(0), klok.budget.num_minutes())
}

/// How long until the planned end, or how long after it.
pub(crate) fn left(einde: Tijdstip, nu: Tijdstip) -> (Meaning, String) {
    let rest = einde.since(nu);
    if einde.is_voorbij(nu) {
        (Meaning::Warning, format!("{} voorbij", duur(rest)))
    } else {
        (Meaning::Text, format!("nog {}", duur(rest)))
    }
}

/// Where a step from `fase` goes, as a word behind 'vóór'.
pub(crate) fn next_step(fase: Fase) -> &'static str {
    match fase.volgende() {
        Some(naar) => naar.naam(),
        None => "sluiten",
    }
}

/// Until when an action or an answer is awaited, with what that means: what is late says so.
pub(crate) fn due(op: Tijdstip, late: bool, nu: Tijdstip) -> (Meaning, String) {
    if late {
        (Meaning::Warning, format!("te laat sinds {}", op.kort(nu)))
    } else {
        (Meaning::Text, format!("vóór {}", op.kort(nu)))
    }
}

/// Before when a decision has to be there, with what that means; how it ended, when and by whom, once it did.
pub(crate) fn decision_term(b: &Besluit, nu: Tijdstip) -> Option<(Meaning, String)> {
    if let Some(einde) = &b.einde {
        let door = b.beeindigd_door().unwrap_or_default();
        return Some((Meaning::Muted, format!("{} {}, door {door}", b.status, einde.op.kort(nu))));
    }
    let op = b.termijn?;
    Some(match (b.status.wacht(), b.is_te_laat(nu)) {
        (true, late) => due(op, late, nu),
        (false, _) => (Meaning::Muted, format!("vóór {}", op.kort(nu))),
    })
}

/// What something still lacks, as questions.
pub(crate) fn gaps<'a>(flow: Flow<'a>, mist: &[Leemte]) -> Flow<'a> {
    mist.iter().fold(flow, |flow, l| flow.part(Meaning::Missing, l.vraag()))
}

/// How far the legal check of a decision is.
pub(crate) fn check(t: &Toets) -> (Meaning, String) {
    if t.is_open() {
        (Meaning::Missing, format!("toets door {} nog niet klaar", t.door))
    } else if t.nodig {
        (Meaning::Text, format!("getoetst door {}: {}", t.door, t.uitkomst))
    } else {
        (Meaning::Muted, format!("toets niet nodig volgens {}", t.door))
    }
}

/// What the status of a decision means.
pub(crate) fn of_decision(status: BesluitStatus) -> Meaning {
    match status {
        BesluitStatus::Genomen => Meaning::Done,
        BesluitStatus::Geweigerd
        | BesluitStatus::Ingetrokken
        | BesluitStatus::Vervallen
        | BesluitStatus::Vernietigd
        | BesluitStatus::VanRechtswege => Meaning::Muted,
        BesluitStatus::Voorgenomen | BesluitStatus::Getoetst => Meaning::Current,
    }
}
