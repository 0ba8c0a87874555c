//! The minutes of one meeting: decisions first, then measures, options, what was asked of the burgemeester, actions, who
//! tells her, clocks, how it goes on; then the judgement with what it rests on, the picture, and the log in the order of
//! time. Absent: what a page looks like, and any sum of factors.
//!
//! Without shielded lines nothing tells that there are any: no placeholder, no count, and no numbers with one missing.
//! Numbers of decisions, measures, actions and questions stand there only where a text in the minutes refers to them.

mod afweging;
mod beeld;
mod besluiten;
mod informatie;
mod klokken;
mod kop;
mod logboek;
mod maatregelen;
mod oordeel;
mod opschaling;
mod opties;
mod regel;
mod sluiting;
mod verteller;
mod voorlegger;
mod voorstel;

use std::collections::BTreeSet;
use std::fmt::Display;

use super::model::{Document, Lijstpunt, Tekstblok, Tekststuk, gewoon, label};
use super::{Aanvraag, tijd};
use crate::domain::dossier::Overleg;
use crate::domain::ids::{OverlegNr, RegelId};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// What stands where something could have been recorded and was not.
const NIET_VASTGELEGD: &str = "niet vastgelegd";

/// The minutes of meeting `nr`; none where the dossier has no such meeting. A meeting that goes on has minutes too.
pub fn verslag(a: &Aanvraag<'_>, nr: OverlegNr) -> Option<Document> {
    let dossier = a.te_vertellen();
    let a = &Aanvraag { dossier: &dossier, ..*a };
    let o = a.dossier.overleg(nr)?;
    let zonder_nummers = Verslag { a, o, genoemd: BTreeSet::new() };
    if a.met_afgeschermd {
        return Some(zonder_nummers.document().met_controlepunt(a.controlepunt));
    }
    let genoemd = zonder_nummers.document().teksten().into_iter().flat_map(nummers).map(ToOwned::to_owned).collect();
    Some(Verslag { a, o, genoemd }.document().met_controlepunt(a.controlepunt))
}

/// The words of a text that look like the number of a decision, a measure, an action, a question or a line.
fn nummers(tekst: &str) -> impl Iterator<Item = &str> {
    fn is_nummer(woord: &&str) -> bool {
        let rest = woord.strip_prefix(['A', 'B', 'M', 'R', 'V']).unwrap_or_default();
        let cijfers = |deel: &str| !deel.is_empty() && deel.bytes().all(|b| b.is_ascii_digit());
        cijfers(rest.strip_prefix("-x").unwrap_or(rest))
            || woord.parse::<RegelId>().is_ok_and(|id| id.to_string() == *woord)
    }
    let woorden = tekst.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    // 'B2-B4' is two of them, 'B-x2' one
    woorden.flat_map(|w| w.split(if is_nummer(&w) { ' ' } else { '-' })).filter(is_nummer)
}

/// Minutes in the making.
struct Verslag<'a> {
    a: &'a Aanvraag<'a>,
    o: &'a Overleg,
    /// The numbers to which a text refers.
    genoemd: BTreeSet<String>,
}

impl Verslag<'_> {
    fn document(&self) -> Document {
        let delen = [
            self.kop(),
            self.aanwezigen(),
            self.afspraken(),
            self.besluiten(),
            self.maatregelen(),
            self.terzijde(),
            self.opties(),
            self.voorleggers(),
            self.acties(),
            self.verteller(),
            self.klokken(),
            self.sluiting(),
            self.conclusies(),
            self.oordelen(),
            self.factoren(),
            self.uitkomsten(),
            self.scenarios(),
            self.criteria(),
            self.momenten(),
            self.vaststellingen(),
            self.reeksen(),
            self.informatiebeeld(),
            self.beeld(),
            self.logboek(),
        ];
        let blokken = delen.into_iter().flatten().collect();
        let titel = format!("Verslag van overleg {}, dossier {}", self.o.nr, self.a.dossier.nummer);
        Document { oefening: self.a.oefening, met_afgeschermd: self.a.met_afgeschermd, titel, blokken }
    }

    /// The number of a decision, measure, action or question, where it may stand.
    fn nummer(&self, id: impl Display) -> Option<String> {
        let id = id.to_string();
        (self.a.met_afgeschermd || self.genoemd.contains(&id)).then_some(id)
    }

    /// An item that begins with its number and with its mark, where it has them.
    fn genummerd(&self, id: impl Display, regel: RegelId, tekst: &Tekst) -> Vec<Tekststuk> {
        let nummer = self.nummer(id).map(|n| label(format!("{n}.")));
        nummer.into_iter().chain(self.merk(regel)).chain([gewoon(tekst)]).collect()
    }

    /// Stands before what is shielded.
    fn merk(&self, regel: RegelId) -> Option<Tekststuk> {
        self.a.dossier.scherm(regel).map(|scherm| label(scherm.to_string().to_uppercase()))
    }

    /// What was still open, without what speaks of things that are not in these minutes.
    fn open(&self, teksten: &[Tekst]) -> Vec<String> {
        let erin = |t: &&Tekst| self.a.met_afgeschermd || nummers(t.as_str()).all(|n| self.kent(n));
        teksten.iter().filter(erin).map(ToString::to_string).collect()
    }

    /// Whether this is the number of something that is in the dossier as it may be told.
    fn kent(&self, nummer: &str) -> bool {
        let d = self.a.dossier;
        let is = |id: &dyn Display| id.to_string() == nummer;
        d.vragen.keys().any(|id| is(id))
            || d.besluiten.keys().any(|id| is(id))
            || d.acties.keys().any(|id| is(id))
            || d.inzetten.keys().any(|id| is(id))
            || d.regels.keys().any(|id| is(id))
    }

    /// The day of the meeting.
    fn dag(&self) -> Tijdstip {
        self.o.begonnen.or(self.o.bijeenroeping.begin).unwrap_or(self.o.geroepen.op)
    }

    /// `10:41` on the day of the meeting, else `9 november 2026 10:41`.
    fn tijd(&self, t: Tijdstip) -> String {
        if tijd::datum(t) == tijd::datum(self.dag()) { t.klok() } else { format!("{} {}", tijd::datum(t), t.klok()) }
    }
}

/// A section; where it is empty it says so.
fn deel(kop: &str, punten: Vec<Lijstpunt>, leeg: &str) -> Vec<Tekstblok> {
    let inhoud = if punten.is_empty() { Tekstblok::Alinea(vec![gewoon(leeg)]) } else { Tekstblok::Lijst(punten) };
    vec![Tekstblok::Kop(1, kop.to_owned()), inhoud]
}

/// A section that is only there where there is something in it.
fn deel_als(kop: &str, punten: Vec<Lijstpunt>) -> Vec<Tekstblok> {
    if punten.is_empty() { Vec::new() } else { deel(kop, punten, "") }
}
