//! A request for information as it is sent to a partner: plain text, and the moment for a calendar. It has of the dossier its
//! number and what somebody typed as purpose, and nothing else: no title, no line, no name, no word of another answer. The
//! calendar has not even the purpose: many people read along in one.

use super::papier::{OEFENING, Papier};
use super::{Aanvraag, tijd};
use crate::domain::dossier::Informatieverzoek;
use crate::domain::tijd::Tijdstip;

/// The cells of a line: A4 with a margin, and a mail.
const BREED: usize = 72;
/// The most bytes of a line of a calendar, without its end (RFC 5545, 3.1).
const ICS_BYTES: usize = 75;

/// How it can be answered (own choice, after what the sources know: see `Informatiesoort`).
const ANTWOORDEN: [&str; 5] = [
    "1. wat u weet;",
    "2. dat u niets weet;",
    "3. alleen dát er bij u iets loopt, en wie de contactpersoon is;",
    "4. op hoofdlijnen, als u de inhoud niet mag delen;",
    "5. dat u niet deelt, met de reden.",
];

/// The requests that wait for an answer, as they are sent.
pub fn te_versturen<'a>(a: &Aanvraag<'a>) -> Vec<&'a Informatieverzoek> {
    a.dossier.informatie.values().filter(|i| i.is_open()).collect()
}

/// The request to one partner.
pub fn tekst(a: &Aanvraag<'_>, i: &Informatieverzoek) -> String {
    let mut p = Papier::breed(a.oefening, BREED);
    p.regel(0, &format!("Verzoek om informatie {}, dossier {}", i.id, a.dossier.nummer));
    p.wit();
    p.veld(0, "Aan", i.partner.as_str());
    let gevraagd = i.gevraagd.last();
    p.veld_als(0, "Gevraagd", &gevraagd.map(|t| tijd::voluit(t.gezet.op)).unwrap_or_default());
    p.veld_als(0, "Antwoord uiterlijk", &gevraagd.map(|t| tijd::voluit(t.uiterlijk)).unwrap_or_default());
    p.veld(0, "Antwoord aan", if i.antwoord_aan.is_empty() { "de procesregisseur" } else { i.antwoord_aan.as_str() });
    p.wit();
    p.veld(0, "Vraag en doel", i.doel.as_str());
    // what more is asked, where it is asked again; why a moment was moved is the team's own
    if let Some(t) = i.gevraagd.iter().rev().find(|t| t.opnieuw) {
        p.veld(0, "Opnieuw gevraagd", t.reden.as_str());
    }
    p.regel(0, "Over wie het gaat, hoort u langs een beveiligde weg als dat hier niet staat.");
    p.wit();
    match a.kader.kader.grond(&i.grond) {
        Some(g) => {
            p.veld(0, "Grond", g.grond.as_str());
            p.veld_als(1, "Voorwaarden", g.voorwaarden.as_str());
            p.veld_als(1, "Let op", g.te_toetsen.as_str());
        }
        None => p.veld(0, "Grond", i.grond.as_str()),
    }
    p.wit();
    p.regel(0, "U kunt antwoorden met:");
    for antwoord in ANTWOORDEN {
        p.regel(1, antwoord);
    }
    p.regel(0, "Deel niet meer dan nodig is, en noem de grond waarop u deelt.");
    p.klaar()
}

/// The moments of these requests as a calendar (RFC 5545), every moment in UTC. Of one that was moved the later replaces the
/// earlier.
pub fn agenda(a: &Aanvraag<'_>, verzoeken: &[&Informatieverzoek]) -> String {
    let mut ics = Ics::default();
    for regel in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Crisistafel//Informatieverzoek//NL", "METHOD:PUBLISH"] {
        ics.regel(regel);
    }
    for i in verzoeken {
        let Some(uiterlijk) = i.uiterlijk() else { continue };
        let nummer = a.dossier.nummer;
        ics.regel("BEGIN:VEVENT");
        ics.regel(&format!("UID:{}-{nummer}@crisistafel", i.id));
        ics.regel(&format!("DTSTAMP:{}", utc(a.nu)));
        ics.regel(&format!("SEQUENCE:{}", i.gevraagd.len().saturating_sub(1)));
        ics.regel(&format!("DTSTART:{}", utc(uiterlijk)));
        ics.tekst("SUMMARY", &titel(a, i));
        let aan = if i.antwoord_aan.is_empty() { "de procesregisseur" } else { i.antwoord_aan.as_str() };
        ics.tekst("DESCRIPTION", &format!("Antwoord uiterlijk {}.\nAntwoord aan: {aan}", tijd::voluit(uiterlijk)));
        ics.regel("TRANSP:TRANSPARENT");
        ics.regel("CLASS:CONFIDENTIAL");
        ics.regel("END:VEVENT");
    }
    ics.regel("END:VCALENDAR");
    ics.0
}

fn titel(a: &Aanvraag<'_>, i: &Informatieverzoek) -> String {
    let oefening = if a.oefening { format!("{OEFENING} ") } else { String::new() };
    format!("{oefening}{}: antwoord op verzoek {}, dossier {}", i.partner, i.id, a.dossier.nummer)
}

/// `20261122T130000Z`
fn utc(t: Tijdstip) -> String {
    t.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// A calendar that grows by lines.
#[derive(Default)]
struct Ics(String);

impl Ics {
    /// A text, with what means something else in a calendar escaped (RFC 5545, 3.3.11).
    fn tekst(&mut self, naam: &str, tekst: &str) {
        let mut regel = format!("{naam}:");
        for c in tekst.chars() {
            match c {
                '\\' | ';' | ',' => regel.extend(['\\', c]),
                '\n' => regel.push_str("\\n"),
                c if c.is_control() => {}
                c => regel.push(c),
            }
        }
        self.regel(&regel);
    }

    /// A line, folded so that none is longer than it may be and no letter is broken.
    fn regel(&mut self, regel: &str) {
        let mut bytes = 0;
        for c in regel.chars() {
            if bytes + c.len_utf8() > ICS_BYTES {
                self.0.push_str("\r\n ");
                bytes = 1;
            }
            self.0.push(c);
            bytes += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
