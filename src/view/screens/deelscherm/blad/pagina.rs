//! Pages: parts and entries divided over as many pages as they need. Nothing is left out.

use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;

/// A part of a sheet.
#[derive(Clone, Debug)]
pub(crate) struct Bladdeel<'a> {
    /// What it is; said again where it goes on.
    pub(crate) kop: String,
    /// Its entries; the lines of one stay together where they can.
    pub(crate) stukken: Vec<Vec<Row<'a>>>,
    /// Whether an empty line stands between two entries.
    pub(crate) ruim: bool,
}

impl<'a> Bladdeel<'a> {
    /// A part with entries close together.
    pub(crate) fn nieuw(kop: impl Into<String>, stukken: Vec<Vec<Row<'a>>>) -> Self {
        Self { kop: kop.into(), stukken, ruim: false }
    }

    /// The same with air between the entries.
    pub(crate) fn ruim(self) -> Self {
        Self { ruim: true, ..self }
    }
}

/// The lines of one page.
pub(crate) type Pagina<'a> = Vec<Row<'a>>;

/// The pages of `height` lines; none where there is nothing. `airy` gives air between parts and entries.
pub(crate) fn paginas<'a>(s: Scene<'a>, delen: Vec<Bladdeel<'a>>, height: usize, airy: bool) -> Vec<Pagina<'a>> {
    let mut p = Zetter { s, height: height.max(2), klaar: Vec::new(), blad: Vec::new() };
    for deel in delen.into_iter().filter(|d| !d.stukken.is_empty()) {
        p.deel(deel, airy);
    }
    p.sluit();
    p.klaar
}

struct Zetter<'a> {
    s: Scene<'a>,
    height: usize,
    klaar: Vec<Pagina<'a>>,
    blad: Pagina<'a>,
}

impl<'a> Zetter<'a> {
    fn deel(&mut self, deel: Bladdeel<'a>, airy: bool) {
        let lucht = usize::from(airy && deel.ruim);
        let mut vers = true;
        for (nr, stuk) in deel.stukken.into_iter().enumerate() {
            let boven = match (vers, self.blad.is_empty()) {
                // a heading, with an empty line above it where something stands there
                (true, leeg) => usize::from(!leeg) + usize::from(!deel.kop.is_empty()),
                (false, _) => lucht,
            };
            if !self.blad.is_empty() && self.blad.len() + boven + stuk.len() > self.height {
                self.sluit();
                vers = true;
            }
            if vers {
                self.kop(&deel.kop, nr > 0);
                vers = false;
            } else {
                self.lucht(lucht);
            }
            self.stuk(stuk, &deel.kop);
        }
    }

    fn kop(&mut self, kop: &str, vervolg: bool) {
        if !self.blad.is_empty() {
            self.lucht(1);
        }
        if !kop.is_empty() {
            let row = self.s.say(Meaning::Heading, kop.to_owned());
            self.blad.push(if vervolg { row.add(Meaning::Muted, " (vervolg)") } else { row });
        }
    }

    /// The lines of an entry; one that is longer than a page goes on at the next.
    fn stuk(&mut self, stuk: Vec<Row<'a>>, kop: &str) {
        for row in stuk {
            if self.blad.len() >= self.height {
                self.sluit();
                self.kop(kop, true);
            }
            self.blad.push(row);
        }
    }

    fn lucht(&mut self, n: usize) {
        self.blad.extend((0..n).map(|_| self.s.row()));
    }

    fn sluit(&mut self) {
        if !self.blad.is_empty() {
            self.klaar.push(std::mem::take(&mut self.blad));
        }
    }
}
