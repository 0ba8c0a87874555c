//! One walk over the line, from its marks to its last byte.

use std::ops::Range;

use super::merk::{self, Merk};
use super::naam::Naam;
use super::ondergrond::{Ondergrond, Vast, Vaste};
use super::termijn::{self, Eigen, Gelezen, Kant, Tijdkop};
use super::{Achtergrond, Betekenis, Kringfout, Navraag, Onbekend, Ontleed, Reden, Stuk, Stuksoort, oordeel};
use crate::domain::dossier::{RegelInhoud, RegelSoort, Wie};
use crate::domain::tekst::Tekst;

/// Punctuation behind a token that is none of it.
const LEESTEKENS: [char; 8] = ['.', ',', ';', ':', ')', '!', '?', ']'];

/// What a token turned out to be.
enum Gevonden {
    /// Known; up to where it goes.
    Teken(Betekenis, usize, Option<Eigen>),
    /// A moment that has to be asked.
    Vraag(termijn::Tijdvraag, Kant, usize),
    /// No token, and why.
    Onbekend(Range<usize>, Reden),
    /// Ordinary text.
    Tekst,
}

pub(super) struct Lezer<'a> {
    raw: &'a str,
    a: Achtergrond<'a>,
    vast: Vec<Vast>,
    o: Ontleed,
    /// Up to where the line is cut in pieces.
    at: usize,
    /// Where the tokens of a recorded line stand: its sentence is without them, wherever they are.
    los: Vec<Range<usize>>,
}

impl<'a> Lezer<'a> {
    pub(super) fn new(raw: &'a str, ondergrond: &Ondergrond, a: Achtergrond<'a>) -> Self {
        let vast = ondergrond.over(raw);
        let letter = vast.iter().any(|v| v.wat == Vaste::Letter);
        let inhoud = ondergrond.inhoud().map_or_else(
            || RegelInhoud { inbreng: a.inbreng.cloned(), ..RegelInhoud::new(RegelSoort::Notitie, Tekst::default()) },
            zonder_tokens,
        );
        let o = Ontleed {
            inhoud,
            merk: Merk::geen(),
            stukken: Vec::new(),
            kring: None,
            vraag: None,
            onbekend: Vec::new(),
            eigen: None,
            eigen_toen: None,
            letterlijk: letter && ondergrond.inhoud().is_none(),
            te_lang: None,
        };
        Self { raw, a, vast, o, at: 0, los: Vec::new() }
    }

    /// The line as it was read, and where in it the tokens of a recorded line stand.
    pub(super) fn lees(mut self) -> (Ontleed, Vec<Range<usize>>) {
        self.merken();
        if self.o.inhoud.soort == RegelSoort::Oordeel {
            self.kop();
        }
        let mut from = self.at;
        while let Some(start) = self.volgend_woord(from) {
            from = self.woord(start);
        }
        self.tekst_tot(self.raw.len());
        (self.o, self.los)
    }

    /// Where the next word from here begins.
    fn volgend_woord(&self, from: usize) -> Option<usize> {
        let rest = self.raw.get(from..)?;
        rest.find(|c: char| !c.is_whitespace()).map(|n| from + n)
    }

    /// The end of the word that begins here.
    fn einde(&self, start: usize) -> usize {
        let rest = self.raw.get(start..).unwrap_or_default();
        start + rest.find(char::is_whitespace).unwrap_or(rest.len())
    }

    fn stuk(&mut self, tot: usize, wat: Stuksoort) {
        if tot > self.at {
            self.o.stukken.push(Stuk { plek: self.at..tot, wat });
            self.at = tot;
        }
    }

    fn tekst_tot(&mut self, tot: usize) {
        self.stuk(tot, Stuksoort::Tekst);
    }

    /// The marks: those that are settled, else those that are typed. Foreign text has none; but what begins with the
    /// sign of a shield is shielded, in doubt. A recorded line that is shielded stays so: that is not lifted by typing.
    fn merken(&mut self) {
        let shielded = self.o.inhoud.afgeschermd;
        let settled = self.vast.iter().find_map(|v| match v.wat {
            Vaste::Merk { afgeschermd, afscherming, soort } => {
                Some(Merk { afgeschermd, twijfel: false, soort, afscherming, kring: None, bytes: v.plek.end })
            }
            Vaste::Teken(_) | Vaste::Letter => None,
        });
        let letters = self.vast.iter().filter(|v| v.wat == Vaste::Letter).map(|v| v.plek.start);
        let letter = letters.min().unwrap_or(self.raw.len());
        // a mark that is typed in the place of a letter has the space behind that
        let space = self.raw.get(letter..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let letter = if letter > 0 { letter + space } else { letter };
        let mark = settled.unwrap_or_else(|| {
            let typed = merk::merk(self.raw.get(..letter).unwrap_or_default());
            let foreign = letter < self.raw.len() && self.raw.get(..letter).is_some_and(|h| h.trim().is_empty());
            let doubt = foreign && merk::begint_met_afscherming(self.raw);
            Merk { afgeschermd: typed.afgeschermd || doubt, twijfel: typed.twijfel && !doubt, ..typed }
        });
        let mark = Merk { afgeschermd: mark.afgeschermd || shielded, twijfel: mark.twijfel && !shielded, ..mark };
        (self.o.merk, self.o.inhoud.soort, self.o.inhoud.afgeschermd) = (mark, mark.soort, mark.afgeschermd);
        if let Some(namen) = mark.namen(self.raw) {
            self.kring(namen, shielded);
        }
        self.stuk(mark.afscherming, Stuksoort::Afscherming);
        self.stuk(mark.bytes, Stuksoort::Merk);
    }

    /// For whom the shield is. That of a recorded line stays as it is.
    fn kring(&mut self, namen: &str, staat: bool) {
        let kader = self.a.bekend.kader;
        let zonder = self.a.eigen.is_none_or(|own| kader.partner(own.as_str()).is_none());
        match kader.kring(&merk::namen(namen, kader), self.a.eigen) {
            Err(naam) => self.o.kring = Some(Kringfout::Onbekend(naam)),
            Ok(kring) if staat => self.o.kring = (kring != self.o.inhoud.kring).then_some(Kringfout::Anders),
            Ok(_) if zonder => self.o.kring = Some(Kringfout::Zonder),
            Ok(kring) => self.o.inhoud.kring = kring,
        }
    }

    /// The head of a judgement, up to where something is settled.
    fn kop(&mut self) {
        let from = self.at;
        let open = self.vast.iter().map(|v| v.plek.start).find(|s| *s >= from).unwrap_or(self.raw.len());
        let text = self.raw.get(from..open).unwrap_or_default();
        let kop = oordeel::lees(text, self.a.bekend.kader);
        for (plek, what) in kop.delen {
            self.tekst_tot(from + plek.start);
            self.geldt(&what, None);
            self.stuk(from + plek.end, Stuksoort::Teken(what));
        }
        if let Some(rest) = kop.rest.and_then(|r| text.get(r)) {
            self.o.onbekend.push(Onbekend { tekst: rest.to_owned(), reden: Reden::Oordeel });
        }
    }

    /// Reads the word that begins here; gives where to go on.
    fn woord(&mut self, start: usize) -> usize {
        let settled = self.vast.iter().find(|v| v.plek.contains(&start)).cloned();
        match settled.map(|v| (v.wat, v.plek)) {
            Some((Vaste::Teken(what), plek)) => {
                self.tekst_tot(start);
                if self.past(&what) {
                    self.los.push(plek.clone());
                    self.teken(plek.end, what, None);
                } else {
                    self.onbekend(plek.clone(), Reden::HoortNiet);
                }
                return plek.end;
            }
            Some(_) if self.is_letterlijk(start) => return self.einde(start),
            Some(_) | None => {}
        }
        match self.token(start) {
            Gevonden::Teken(what, end, eigen) => {
                self.tekst_tot(start);
                self.teken(end, what, eigen);
                end
            }
            Gevonden::Vraag(vraag, kant, end) => {
                self.tekst_tot(start);
                self.later(&Betekenis::Vraag(kant));
                if self.o.vraag.is_none() {
                    self.o.vraag = Some(Navraag { plek: start..end, vraag });
                }
                self.stuk(end, Stuksoort::Teken(Betekenis::Vraag(kant)));
                end
            }
            Gevonden::Onbekend(plek, reden) => {
                self.tekst_tot(start);
                let end = plek.end;
                self.onbekend(plek, reden);
                end
            }
            Gevonden::Tekst => self.einde(start),
        }
    }

    /// Whether every letter of the word that begins here was settled: who types in it makes it a word of their own.
    fn is_letterlijk(&self, start: usize) -> bool {
        let end = self.kaal(start);
        let mut at = start;
        while let Some(v) = self.vast.iter().find(|v| v.wat == Vaste::Letter && v.plek.start <= at && at < v.plek.end) {
            at = v.plek.end;
            if at >= end {
                return true;
            }
        }
        false
    }

    fn onbekend(&mut self, plek: Range<usize>, reden: Reden) {
        let tekst = self.raw.get(plek.clone()).unwrap_or_default().to_owned();
        self.o.onbekend.push(Onbekend { tekst, reden });
        self.stuk(plek.end, Stuksoort::Onbekend);
    }

    fn teken(&mut self, end: usize, what: Betekenis, eigen: Option<Eigen>) {
        self.later(&what);
        self.geldt(&what, eigen);
        self.stuk(end, Stuksoort::Teken(what));
    }

    /// An earlier token in whose place this one counts stays as words, and is named.
    fn later(&mut self, what: &Betekenis) {
        for stuk in &mut self.o.stukken {
            if matches!(&stuk.wat, Stuksoort::Teken(earlier) if earlier.botst(what)) {
                stuk.wat = Stuksoort::Woord;
                let tekst = self.raw.get(stuk.plek.clone()).unwrap_or_default().to_owned();
                self.o.onbekend.push(Onbekend { tekst, reden: Reden::Later });
                if self.o.vraag.as_ref().is_some_and(|v| v.plek == stuk.plek) {
                    self.o.vraag = None;
                }
            }
        }
    }

    /// Whether a line of this kind can have it.
    fn past(&self, what: &Betekenis) -> bool {
        let soort = self.o.inhoud.soort;
        match what {
            Betekenis::Termijn(_) => soort.heeft_eigenaar(),
            Betekenis::Gebeurd(_) => soort != RegelSoort::Actie,
            Betekenis::Niveau(_) | Betekenis::Acuut(_) => soort == RegelSoort::Oordeel,
            Betekenis::Wie(_) | Betekenis::Factor(_) | Betekenis::Vraag(_) => true,
        }
    }

    /// Puts what a token means in the content.
    fn geldt(&mut self, what: &Betekenis, eigen: Option<Eigen>) {
        let i = &mut self.o.inhoud;
        match what {
            Betekenis::Wie(wie) if i.soort.heeft_eigenaar() => i.eigenaar = Some(wie.clone()),
            Betekenis::Wie(wie) => i.bron = Some(wie.clone()),
            Betekenis::Factor(id) if i.factoren.contains(id) => {}
            Betekenis::Factor(id) => i.factoren.push(id.clone()),
            Betekenis::Termijn(t) => (i.termijn, self.o.eigen) = (Some(*t), eigen),
            Betekenis::Gebeurd(g) => (i.gebeurd, self.o.eigen_toen) = (Some(*g), eigen),
            Betekenis::Niveau(id) => i.niveau = Some(id.clone()),
            Betekenis::Acuut(a) => i.acuut = Some(*a),
            Betekenis::Vraag(Kant::Straks) => i.termijn = None,
            Betekenis::Vraag(Kant::Toen) => i.gebeurd = None,
        }
    }

    /// What the word that begins here is.
    fn token(&self, start: usize) -> Gevonden {
        let mut signs = self.raw.get(start..).unwrap_or_default().chars();
        let sign = signs.next();
        // what is settled behind it is no part of it, unless it is words
        let tokens = self.vast.iter().filter(|v| matches!(v.wat, Vaste::Teken(_))).map(|v| v.plek.start);
        let stop = tokens.filter(|s| *s > start).min().unwrap_or(self.raw.len());
        let text = self.raw.get(start + 1..stop).unwrap_or_default();
        if !matches!(sign, Some('@' | '#' | '>' | '<')) || !text.starts_with(|c: char| !c.is_whitespace()) {
            return Gevonden::Tekst;
        }
        let soort = self.o.inhoud.soort;
        match sign {
            Some('@') => self.wie(start, text),
            Some('#') => self.factor(start, text),
            Some('>') => self.moment(start, text, Kant::Straks, soort.heeft_eigenaar()),
            _ => self.moment(start, text, Kant::Toen, soort != RegelSoort::Actie),
        }
    }

    fn wie(&self, start: usize, text: &str) -> Gevonden {
        let head = start + 1;
        if let Some(quoted) = text.strip_prefix(['"', '“', '„']) {
            let opened = text.len() - quoted.len();
            let close = quoted.find(['"', '”', '“']);
            let naam = close.and_then(|at| quoted.get(..at)).and_then(|q| Tekst::new(q).ok()).filter(|n| !n.is_empty());
            if let (Some(naam), Some((at, sign))) =
                (naam, close.and_then(|at| Some((at, quoted.get(at..)?.chars().next()?))))
            {
                let wie = Wie { naam, organisatie: Tekst::default() };
                return Gevonden::Teken(Betekenis::Wie(wie), head + opened + at + sign.len_utf8(), None);
            }
        }
        match self.a.bekend.naam(text) {
            Naam::Een(wie, bytes) => Gevonden::Teken(Betekenis::Wie(wie), head + bytes, None),
            Naam::Meer(names) => Gevonden::Onbekend(start..self.kaal(start), Reden::Meer(names)),
            Naam::Geen => Gevonden::Onbekend(start..self.kaal(start), Reden::NietBekend),
        }
    }

    fn factor(&self, start: usize, text: &str) -> Gevonden {
        let end = self.kaal(start).max(start + 1);
        let word = text.split(char::is_whitespace).next().unwrap_or_default();
        match (self.a.bekend.factor(word), self.raw.get(start + 1..end)) {
            (Some(id), _) => Gevonden::Teken(Betekenis::Factor(id), end, None),
            (None, Some(bare)) if !bare.is_empty() => Gevonden::Onbekend(start..end, Reden::NietBekend),
            (None, _) => Gevonden::Tekst,
        }
    }

    fn moment(&self, start: usize, text: &str, kant: Kant, hoort: bool) -> Gevonden {
        let head = start + 1;
        let lezing = match termijn::lees(text, kant, self.a.nu) {
            Tijdkop::Geen if hoort => return Gevonden::Onbekend(start..self.kaal(start), Reden::NietBekend),
            Tijdkop::Geen => return Gevonden::Tekst,
            Tijdkop::Rest(rest) if hoort => {
                let said = text.get(rest.clone()).unwrap_or_default().to_owned();
                return Gevonden::Onbekend(start..head + rest.end, Reden::Rest(said));
            }
            Tijdkop::Rest(rest) => return Gevonden::Onbekend(start..head + rest.end, Reden::HoortNiet),
            Tijdkop::Tijd(lezing) => lezing,
        };
        let end = head + lezing.bytes;
        match (lezing.gelezen, kant) {
            _ if !hoort => Gevonden::Onbekend(start..end, Reden::HoortNiet),
            (Gelezen::Een(m), Kant::Straks) => Gevonden::Teken(Betekenis::Termijn(m.op), end, lezing.eigen),
            (Gelezen::Een(m), Kant::Toen) => Gevonden::Teken(Betekenis::Gebeurd(m.into()), end, lezing.eigen),
            (Gelezen::Vraag(vraag), kant) => Gevonden::Vraag(vraag, kant, end),
        }
    }

    /// The end of the word that begins here, without the punctuation behind it.
    fn kaal(&self, start: usize) -> usize {
        let word = self.raw.get(start..self.einde(start)).unwrap_or_default();
        let bare = word.trim_end_matches(LEESTEKENS);
        start + if bare.is_empty() { word.len() } else { bare.len() }
    }
}

/// What was recorded, without what its tokens said: these stand in the line, and say it again.
fn zonder_tokens(i: &RegelInhoud) -> RegelInhoud {
    let owner = i.soort.heeft_eigenaar();
    let judgement = i.soort == RegelSoort::Oordeel;
    RegelInhoud {
        bron: i.bron.clone().filter(|_| owner),
        eigenaar: i.eigenaar.clone().filter(|_| !owner),
        termijn: i.termijn.filter(|_| !owner),
        gebeurd: i.gebeurd.filter(|_| i.soort == RegelSoort::Actie),
        acuut: i.acuut.filter(|_| !judgement),
        niveau: i.niveau.clone().filter(|_| !judgement),
        factoren: Vec::new(),
        ..i.clone()
    }
}
