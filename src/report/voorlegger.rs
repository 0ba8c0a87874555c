//! The page for the burgemeester, to be printed: what is asked, by when, on which ground, what else could be done, what
//! speaks against it, and the facts. Where a huisverbod is asked only facts that are marked as a ground for it stand there,
//! and nothing of what the meeting made of them.

use super::papier::Papier;
use super::{Aanvraag, tijd};
use crate::domain::dossier::{Conclusie, Dossier, Gebeurd, Overleg, Regel, RegelSoort, Voorlegger};
use crate::domain::ids::{OverlegNr, VoorleggerId};
use crate::domain::tekst::Tekst;
use crate::report::naam;

/// The cells of a line of the page: A4 with a margin, ten letters to the inch.
const BREED: usize = 72;
/// The lines of a page.
const REGELS_MAX: usize = 60;
/// What stands where something should have been filled in.
const INVULLEN: &str = "niet ingevuld";
/// Where somebody writes with a pen.
const PEN: &str = "..............................";

/// Which page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Welke {
    /// The last one of the dossier.
    Laatste,
    /// The last one of this meeting.
    Van(OverlegNr),
    /// The one with this number.
    Nummer(VoorleggerId),
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bladzijde {
    /// Plain text, lines of at most 72 cells, ended by a line break.
    pub tekst: String,
    /// Whether it fits on one sheet of paper.
    pub past: bool,
    /// How many facts stand on it.
    pub feiten: usize,
}

/// The page that is asked for, in a dossier.
pub fn gekozen(d: &Dossier, welke: Welke) -> Option<&Voorlegger> {
    let mut all = d.voorleggers.values().rev();
    match welke {
        Welke::Laatste => all.next(),
        Welke::Van(nr) => all.find(|v| v.overleg == nr),
        Welke::Nummer(id) => d.voorleggers.get(&id),
    }
}

/// The page that is asked for; none where there is no such page in the dossier as it may be told.
pub fn voorlegger(a: &Aanvraag<'_>, welke: Welke) -> Option<Bladzijde> {
    let dossier = a.te_vertellen();
    let a = &Aanvraag { dossier: &dossier, ..*a };
    let v = gekozen(&dossier, welke)?;
    let mut p = Papier::breed(a.oefening, BREED);
    kop(&mut p, a, v);
    gevraagd(&mut p, a, v);
    feitenblok(&mut p, a, v);
    antwoord(&mut p, a, v);
    let tekst = p.klaar();
    let past = tekst.lines().count() <= REGELS_MAX;
    Some(Bladzijde { tekst, past, feiten: v.feiten_op_blad(&dossier).count() })
}

fn kop(p: &mut Papier, a: &Aanvraag<'_>, v: &Voorlegger) {
    p.regel(0, "VOORLEGGER AAN DE BURGEMEESTER");
    p.regel(0, "Vertrouwelijk. Alleen voor de burgemeester en wie u daarvoor aanwijst.");
    if a.met_afgeschermd {
        p.regel(0, "Met afgeschermde regels. Niet doorsturen.");
    }
    p.veld(0, "Dossier", &format!("{}, overleg {}, voorlegger {}", a.dossier.nummer, v.overleg, v.id));
    p.veld(0, "Gemaakt", &tijd::voluit(v.op));
    p.veld(0, "Afgedrukt", &tijd::voluit(a.nu));
    p.wit();
}

fn gevraagd(p: &mut Papier, a: &Aanvraag<'_>, v: &Voorlegger) {
    let of_niet = |t: &Tekst| if t.is_empty() { INVULLEN.to_owned() } else { t.to_string() };
    p.veld(0, "Wij vragen u", &of_niet(&v.gevraagd));
    p.veld(0, "Uiterlijk", &v.uiterlijk.map_or_else(|| INVULLEN.to_owned(), |t| tijd::met_afstand(t, a.nu)));
    p.veld(0, "Grond", &of_niet(&v.grond));
    if let Some(b) = v.besluit.and_then(|b| a.dossier.besluiten.get(&b)) {
        p.veld(0, "Dit hoort bij het besluit", &format!("{} ({})", b.besluit.as_str().trim_end_matches('.'), b.status));
    }
    p.wit();
    p.veld(0, "Wat ook kan", &of_niet(&v.alternatieven));
    p.veld(0, "Wat ertegen pleit", &of_niet(&v.nadelen));
    if !v.huisverbod {
        conclusie(p, a, v);
    }
    p.wit();
}

/// What the meeting made of it: not where only facts may stand.
fn conclusie(p: &mut Papier, a: &Aanvraag<'_>, v: &Voorlegger) {
    let Some(c) = a.dossier.overleg(v.overleg).and_then(Overleg::conclusie) else { return };
    let Conclusie { acuut, niveau, reden, afwijking: _ } = c;
    p.veld(0, "Het overleg vindt", &format!("acuut {acuut}, niveau {}. {reden}", a.niveau(niveau)));
}

fn feitenblok(p: &mut Papier, a: &Aanvraag<'_>, v: &Voorlegger) {
    let feiten: Vec<&Regel> = v.feiten_op_blad(a.dossier).collect();
    let kop = if v.huisverbod { "Feiten, gemerkt als grond voor een huisverbod" } else { "Feiten" };
    p.aantal(kop, feiten.len());
    if v.huisverbod && feiten.is_empty() {
        p.regel(1, "Zonder zo'n feit kan een huisverbod niet. Merk eerst een feit.");
    }
    for (nr, r) in (1..).zip(feiten) {
        feit(p, a, nr, r);
    }
    p.wit();
}

/// A fact with who knows it and when it happened. What is no fact says so first.
fn feit(p: &mut Papier, a: &Aanvraag<'_>, nr: usize, r: &Regel) {
    let i = &r.inhoud;
    let merk = if a.afgeschermd(r.id) { "Afgeschermd. " } else { "" };
    let soort = if i.soort == RegelSoort::Feit { String::new() } else { format!("({}) ", naam::soort(i.soort)) };
    p.regel(1, &format!("{nr}. {merk}{soort}{}", i.tekst));
    let bron = i.bron.as_ref().filter(|b| !b.is_empty()).map(ToString::to_string);
    let bron = bron.or_else(|| i.inbreng.as_ref().map(ToString::to_string));
    p.veld(2, "Bron", bron.as_deref().unwrap_or("niet vastgelegd"));
    p.veld_als(2, "Gebeurd", &i.gebeurd.map(gebeurd).unwrap_or_default());
}

fn gebeurd(g: Gebeurd) -> String {
    g.woorden(tijd::dag, tijd::voluit)
}

/// The answer that was recorded, or the place where it is written.
fn antwoord(p: &mut Papier, a: &Aanvraag<'_>, v: &Voorlegger) {
    let Some((x, gezet)) = &v.antwoord else {
        p.regel(0, "Antwoord van de burgemeester: nog niet gegeven.");
        for veld in ["Toegezegd, afgewezen of anders", "Waarom", "Naam", "Datum en tijd", "Handtekening"] {
            p.wit();
            p.veld(1, veld, PEN);
        }
        return;
    };
    p.veld(0, "Antwoord van de burgemeester", &x.uitslag.to_string());
    p.veld_als(1, "In eigen woorden", x.tekst.as_str());
    p.veld(1, "Gegeven door", x.naam.as_str());
    p.veld(1, "Gegeven op", &tijd::voluit(x.op));
    p.veld(1, "Vastgelegd", &format!("{}, door {}", tijd::kort(gezet.op, a.nu), naam::wie(&gezet.door)));
}
