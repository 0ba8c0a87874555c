//! The first screen: what somebody on duty needs at three in the night, in 60 columns and 24 lines. What does not fit is
//! named with the command that shows it; nothing is cut without a word.

use super::tekst::mark;
use super::{Deel, Maatregel, OpnieuwOpen, Toestand, Toon};
use crate::domain::dossier::InzetStatus;
use crate::domain::tijd::Tijdstip;
use crate::report::naam;
use crate::report::papier::{BREED, OEFENING, VERVOLG, gevouwen};
use crate::report::tijd;

/// The most lines: one of the screen is for the prompt that follows.
const HOOG: usize = 23;
/// The most lines of one item.
const ITEM_HOOG: usize = 2;

/// Which block gets one more item first: what holds, what is late, whom to call, what ends, who must not be told.
const VOORRANG: [usize; 5] = [2, 4, 1, 3, 0];

/// Items of one kind below a line that counts them, or behind a label of their own.
struct Blok {
    deel: Deel,
    /// What they are; none where each item has a label of its own.
    titel: Option<&'static str>,
    /// What is said when there are none.
    leeg: &'static str,
    items: Vec<Item>,
    /// How many items are shown.
    getoond: usize,
}

/// An item in lines, and whether words of it had to be left out.
struct Item {
    regels: Vec<String>,
    verkort: bool,
}

impl Item {
    /// A text `stap` steps of two cells from the edge, in so many lines at the most.
    fn new(stap: usize, tekst: &str, hoog: usize) -> Self {
        let begin = stap * 2;
        let mut regels = gevouwen(tekst, BREED - begin, BREED - VERVOLG);
        let verkort = regels.len() > hoog;
        regels.truncate(hoog);
        if verkort && let Some(last) = regels.last_mut() {
            let room = BREED - VERVOLG - 4;
            *last = gevouwen(last, room, room).into_iter().next().unwrap_or_default() + " ...";
        }
        let wit = |i| " ".repeat(if i == 0 { begin } else { VERVOLG });
        let regels = regels.iter().enumerate().map(|(i, regel)| format!("{}{regel}", wit(i))).collect();
        Self { regels, verkort }
    }
}

impl Blok {
    fn new(deel: Deel, titel: Option<&'static str>, leeg: &'static str, items: Vec<Item>) -> Self {
        // what has no line that counts it shows its first item always
        let getoond = usize::from(titel.is_none()).min(items.len());
        Self { deel, titel, leeg, items, getoond }
    }

    /// Its lines, of dossier `nummer`.
    fn regels(&self, nummer: &str) -> Vec<String> {
        let (n, getoond) = (self.items.len(), self.getoond);
        let shown = self.items.iter().take(getoond);
        let verkort = shown.clone().any(|item| item.verkort);
        let opdracht = format!("toon {nummer} {}", self.deel.naam());
        let mut regels = Vec::new();
        match self.titel {
            _ if n == 0 => regels.push(self.leeg.to_owned()),
            Some(titel) if getoond == 0 => regels.push(format!("{titel}: {n}. Zie: {opdracht}")),
            Some(titel) if getoond < n => regels.push(format!("{titel}: {n}, hier {getoond}. Alle: {opdracht}")),
            Some(titel) if verkort => regels.push(format!("{titel}: {n}. Voluit: {opdracht}")),
            Some(titel) => regels.push(format!("{titel}: {n}")),
            None => {}
        }
        regels.extend(shown.flat_map(|item| item.regels.iter().cloned()));
        match self.titel {
            None if getoond < n => regels.push(format!("  En nog {}. Alle: {opdracht}", n - getoond)),
            None if verkort => regels.push(format!("  Voluit: {opdracht}")),
            _ => {}
        }
        regels
    }
}

impl Toon {
    /// The first screen: plain text, at most 60 columns and 23 lines.
    pub fn tekst(&self) -> String {
        let nummer = self.dossier.to_string();
        let top = self.kop();
        let mut blokken = [self.niet_vertellen(), self.bellen(), self.gelden(), self.loopt_af(), self.is_te_laat()];
        let onder = self.verder(&nummer);
        let hoog =
            |blokken: &[Blok]| top.len() + onder.len() + blokken.iter().map(|b| b.regels(&nummer).len()).sum::<usize>();
        // one more item of each in turn, as long as there is room
        let mut more = true;
        while more {
            more = false;
            for at in VOORRANG {
                let add = |blokken: &mut [Blok], by: isize| {
                    if let Some(b) = blokken.get_mut(at) {
                        b.getoond = b.getoond.saturating_add_signed(by).min(b.items.len());
                    }
                };
                let before = blokken.get(at).map_or(0, |b| b.getoond);
                add(&mut blokken, 1);
                if hoog(&blokken) > HOOG {
                    add(&mut blokken, -1);
                } else if blokken.get(at).is_some_and(|b| b.getoond > before) {
                    more = true;
                }
            }
        }
        let parts: Vec<Vec<String>> =
            std::iter::once(top).chain(blokken.iter().map(|b| b.regels(&nummer))).chain([onder]).collect();
        // what room is left makes it easier to read
        let mut spare = HOOG.saturating_sub(parts.iter().map(Vec::len).sum());
        let mut text = String::new();
        for (i, part) in parts.iter().enumerate() {
            if i > 0 && spare > 0 {
                text.push('\n');
                spare -= 1;
            }
            for line in part {
                text.extend([line.as_str(), "\n"]);
            }
        }
        text
    }

    /// What it is, and how acute: never left out.
    fn kop(&self) -> Vec<String> {
        let mut regels = Vec::new();
        let mut add = |stap, tekst: &str, hoog| regels.extend(Item::new(stap, tekst, hoog).regels);
        if self.oefening {
            add(0, OEFENING, 1);
        }
        add(0, &format!("Dossier {}, {}", self.dossier, self.werktitel), 1);
        add(0, &format!("{}. Status: {}", self.nu.lokaal, self.status), 1);
        if let Some(b) = &self.bevroren {
            add(0, &format!("BEVROREN sinds {}: {}", self.kort(b.op.utc), b.reden), 1);
        }
        if let Some(op) = &self.open_112 {
            add(0, &format!("112 GEBELD {}: uitkomst nog niet genoteerd", self.kort(op.utc)), ITEM_HOOG);
        }
        if let Some(o) = self.opnieuw_open.first() {
            add(0, &format!("ACUTE VRAAG OPNIEUW OPEN sinds {}", self.kort(o.op.utc)), 1);
            add(1, &self.waarom_open(o), ITEM_HOOG);
        }
        match &self.acuut {
            None => add(0, "Acuut gevaar: nog niet gevraagd. Dat telt als onveilig.", 1),
            Some(a) => {
                let oud = if a.verouderd { " Oud: vraag het na." } else { "" };
                let antwoord = naam::laatste_antwoord(a.antwoord);
                add(0, &format!("Acuut gevaar: {antwoord} Gegeven {}.{oud}", self.kort(a.op.utc)), ITEM_HOOG);
                if let Some(later) = a.latere_conclusie {
                    add(1, &format!("Let op: een overleg concludeerde daarna: acuut {later}."), 1);
                }
            }
        }
        if let (Toestand::Loopt, Some(nr)) = (self.volgend_overleg.toestand, self.volgend_overleg.overleg) {
            add(0, &format!("Overleg {nr} loopt nu. Is er nu gevaar, bel dan 112."), 1);
        } else {
            add(0, "Is er nu gevaar, bel dan 112.", 1);
        }
        regels
    }

    /// Why the acute question is open again; what does not fit is named.
    fn waarom_open(&self, o: &OpnieuwOpen) -> String {
        let wat = if o.wat.is_empty() { String::new() } else { format!(": {}", o.wat) };
        let more = match self.opnieuw_open.len() - 1 {
            0 => String::new(),
            n => format!(" (en {n} meer)"),
        };
        let whole = format!("{}{}{wat}", mark(o.afgeschermd), o.aanzet);
        if more.is_empty() && !Item::new(1, &whole, ITEM_HOOG).verkort {
            return whole;
        }
        format!("{}{}{more}. Zie: toon {} {}", mark(o.afgeschermd), o.aanzet, self.dossier, Deel::Acuut.naam())
    }

    /// The names in a row. What does not fit is counted, before anything else is left out.
    fn niet_vertellen(&self) -> Blok {
        let leeg = "Niet vertellen aan: niemand vastgelegd.";
        let rij = |n: usize| {
            let names: Vec<&str> = self.niet_weten.iter().take(n).map(|x| x.wie.as_str()).collect();
            Item::new(0, &format!("NIET VERTELLEN AAN: {}", names.join("; ")), ITEM_HOOG)
        };
        let n = self.niet_weten.len();
        let fits = (1..=n).rev().find(|k| !rij(*k).verkort).unwrap_or(1);
        let mut items: Vec<Item> = if n == 0 { Vec::new() } else { vec![rij(fits)] };
        // the others are never shown one by one here: two lines are their share
        let others = n.saturating_sub(fits);
        if others > 0
            && let Some(item) = items.first_mut()
        {
            item.regels.push(format!("  En nog {others}. Alle: toon {} {}", self.dossier, Deel::Mensen.naam()));
            item.verkort = false;
        }
        Blok::new(Deel::Mensen, None, leeg, items)
    }

    /// The contact person, then who else has a number.
    fn bellen(&self) -> Blok {
        let nummer = |t: &str| if t.is_empty() { "geen nummer vastgelegd".to_owned() } else { t.to_owned() };
        let uren = |t: &str| if t.is_empty() { String::new() } else { format!(" ({t})") };
        let vast = self.contactpersoon.as_ref().map(|c| {
            format!("Bel: {} ({}), {}{}", c.naam, c.organisatie, nummer(c.telefoon.as_str()), uren(c.bereikbaar.as_str()))
        });
        let vast = vast.unwrap_or_else(|| "Vaste contactpersoon: nog niemand.".to_owned());
        let ander =
            self.telefoons.iter().map(|b| format!("Of: {}, {}{}", b.wie(), b.telefoon, uren(b.bereikbaar.as_str())));
        let items = std::iter::once(vast).chain(ander).map(|tekst| Item::new(0, &tekst, ITEM_HOOG)).collect();
        Blok::new(Deel::Mensen, None, "", items)
    }

    fn gelden(&self) -> Blok {
        let geldt = self.maatregelen.iter().filter(|m| !m.verlopen);
        let items = geldt.map(|m| Item::new(1, &self.maatregel_kort(m), ITEM_HOOG)).collect();
        Blok::new(Deel::Maatregelen, Some("Maatregelen"), "Maatregelen die gelden: geen.", items)
    }

    fn maatregel_kort(&self, m: &Maatregel) -> String {
        let tot = m.tot.as_ref().map_or_else(|| "zonder eindtijd".to_owned(), |t| format!("tot {}", self.kort(t.utc)));
        let geschonden = if m.status == InzetStatus::Geschonden { "GESCHONDEN, " } else { "" };
        format!("{}. {}{geschonden}{tot}: {}", m.inzet, mark(m.afgeschermd), m.maatregel)
    }

    /// What ends first, with what else does so later.
    fn loopt_af(&self) -> Blok {
        let mut all: Vec<(Tijdstip, String)> = Vec::new();
        let klokken = self.klokken.iter().filter(|k| !k.afgelopen);
        all.extend(klokken.map(|k| (k.einde.utc, format!("{}{} {}", mark(k.afgeschermd), k.klok, k.naam))));
        let geldt = self.maatregelen.iter().filter(|m| !m.verlopen);
        all.extend(
            geldt.filter_map(|m| Some((m.tot.as_ref()?.utc, format!("{}maatregel {}", mark(m.afgeschermd), m.inzet)))),
        );
        let gevraagd = self.voorleggers.iter().filter(|v| v.uitslag.is_none() && !v.te_laat);
        all.extend(
            gevraagd.filter_map(|v| Some((v.uiterlijk.as_ref()?.utc, format!("antwoord burgemeester {}", v.voorlegger)))),
        );
        all.sort();
        let item = |(i, (op, wat)): (usize, (Tijdstip, String))| {
            let label = if i == 0 { "Loopt het eerst af" } else { "Daarna" };
            Item::new(0, &format!("{label}: {wat}, {}", tijd::met_afstand(op, self.nu.utc)), ITEM_HOOG)
        };
        let items = all.into_iter().enumerate().map(item).collect();
        Blok::new(Deel::Klokken, None, "Er loopt niets af met een tijd.", items)
    }

    fn is_te_laat(&self) -> Blok {
        let items = self.laat().into_iter().map(|(_, wat)| Item::new(1, &wat, ITEM_HOOG)).collect();
        Blok::new(Deel::Laat, Some("TE LAAT"), "Te laat: niets.", items)
    }

    /// What is late, the longest first: a moment, and what was to be there by then.
    pub(super) fn laat(&self) -> Vec<(Tijdstip, String)> {
        let mut all = Vec::new();
        let mut add = |op: Tijdstip, wat: String| all.push((op, format!("{wat}, {}", tijd::termijn(op, self.nu.utc))));
        for x in self.acties.iter().filter(|x| x.te_laat) {
            let wie = x.wie.as_deref().unwrap_or("nog niemand");
            let wat = format!("{}. {}{} ({wie})", x.actie, mark(x.afgeschermd), x.wat);
            x.termijn.iter().for_each(|t| add(t.utc, wat.clone()));
        }
        for v in self.vragen.iter().filter(|v| v.te_laat) {
            let wie = v.wie.as_deref().unwrap_or("nog niemand");
            let wat = format!("{}. {}{} ({wie})", v.vraag, mark(v.afgeschermd), v.tekst);
            v.terug.iter().for_each(|t| add(t.utc, wat.clone()));
        }
        for k in self.klokken.iter().filter(|k| k.afgelopen) {
            add(k.einde.utc, format!("{}. {}{} liep af", k.klok, mark(k.afgeschermd), k.naam));
        }
        for m in self.maatregelen.iter().filter(|m| m.verlopen) {
            m.tot.iter().for_each(|t| add(t.utc, format!("{}. {}{} eindigde", m.inzet, mark(m.afgeschermd), m.maatregel)));
        }
        for v in self.voorleggers.iter().filter(|v| v.te_laat) {
            v.uiterlijk.iter().for_each(|t| add(t.utc, format!("{}. antwoord van de burgemeester", v.voorlegger)));
        }
        for i in self.informatiebeeld.iter().filter(|i| i.te_laat) {
            add(i.uiterlijk.utc, format!("{}. antwoord van {}", i.informatie, i.partner));
        }
        all.sort();
        all
    }

    /// How to see the rest: never left out.
    fn verder(&self, nummer: &str) -> Vec<String> {
        let delen: Vec<&str> = Deel::ALLE.into_iter().map(Deel::naam).collect();
        let mut regels = Item::new(0, &format!("Meer met toon {nummer}: --alles {}", delen.join(" ")), ITEM_HOOG).regels;
        if self.oefening {
            regels.push(OEFENING.to_owned());
        }
        regels
    }

    fn kort(&self, t: Tijdstip) -> String {
        tijd::kort(t, self.nu.utc)
    }
}
