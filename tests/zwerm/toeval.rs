//! The dice: SplitMix64 (Steele, Lea and Flood, 2014). A dozen lines of our own and no crate, so that a seed in an issue
//! is the same meeting after any update.

use crisistafel::domain::tekst::{CHARS_MAX, Tekst};

/// The letters and figures of a planted word after its mark. No `z`, so that the mark is nowhere in it.
const LETTERS: &[u8] = b"0123456789abcdefghijkmnpqrstuvwxy";
/// How every planted word begins: no word of Dutch, of the kader or of the program has it.
pub(crate) const MERK: &str = "zq";
/// How many signs follow the mark.
pub(crate) const WOORD_NA_MERK: usize = 8;
/// What stands beside a planted word, so that texts look like texts.
const VULSEL: [&str; 12] = ["hij", "stond", "weer", "voor", "de", "deur", "zij", "belde", "'s", "nachts", "een", "é"];

/// A row of numbers that one seed gives.
#[derive(Clone, Debug)]
pub(crate) struct Toeval {
    staat: u64,
}

impl Toeval {
    /// The row of this seed.
    pub(crate) fn new(zaad: u64) -> Self {
        Self { staat: zaad }
    }

    /// A row of its own, for a part of the meeting that must not shift when another part changes.
    pub(crate) fn tak(&mut self) -> Self {
        Self::new(self.getal())
    }

    /// The next number.
    pub(crate) fn getal(&mut self) -> u64 {
        self.staat = self.staat.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.staat ^ (self.staat >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 where there is none.
    pub(crate) fn onder(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.getal() % n).unwrap_or(0)
    }

    /// A number from `van` up to and with `tot`.
    pub(crate) fn tussen(&mut self, van: i64, tot: i64) -> i64 {
        let breedte = usize::try_from(tot.saturating_sub(van)).unwrap_or(0);
        van + i64::try_from(self.onder(breedte + 1)).unwrap_or(0)
    }

    /// So many times in a hundred.
    pub(crate) fn kans(&mut self, procent: usize) -> bool {
        self.onder(100) < procent
    }

    /// One of these.
    pub(crate) fn een<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.onder(all.len())).cloned()
    }

    /// One of these, the first and the last more often than those between: what goes wrong goes wrong at an edge.
    pub(crate) fn rand<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        match self.onder(10) {
            0 => all.first().cloned(),
            1..=3 => all.last().cloned(),
            _ => self.een(all),
        }
    }

    /// Which of these weights is drawn; none where all are nothing.
    pub(crate) fn gewogen(&mut self, gewichten: &[u32]) -> Option<usize> {
        let som: usize = gewichten.iter().map(|g| usize::try_from(*g).unwrap_or(0)).sum();
        let mut over = self.onder(som);
        gewichten.iter().position(|g| {
            let g = usize::try_from(*g).unwrap_or(0);
            let hier = over < g;
            over = over.saturating_sub(g);
            hier
        })
    }

    /// A word that is nowhere else.
    pub(crate) fn woord(&mut self) -> String {
        let mut rest = self.getal();
        let mut woord = MERK.to_owned();
        for _ in 0..WOORD_NA_MERK {
            let n = u64::try_from(LETTERS.len()).unwrap_or(1);
            woord.push(LETTERS.get(usize::try_from(rest % n).unwrap_or(0)).map_or('x', |b| char::from(*b)));
            rest /= n;
        }
        woord
    }

    /// A text with a planted word in front. Edges: the longest text there may be, accents in two parts and signs of
    /// several, quotes and backslashes, nothing but the word.
    pub(crate) fn tekst(&mut self) -> Tekst {
        let woord = self.woord();
        let tekst = match self.onder(120) {
            0 => woord.clone() + &" lang".repeat(CHARS_MAX).chars().take(CHARS_MAX - woord.len()).collect::<String>(),
            1 => format!("{woord} cafe\u{301} 👨\u{200d}👩 Łukasz d’Hondt"),
            2 => format!("{woord} \"zei\" \\n {{}} <b> \u{1b}[31m"),
            3..=40 => woord,
            _ => (0..=self.onder(5)).fold(woord, |t, _| t + " " + VULSEL.get(self.onder(VULSEL.len())).unwrap_or(&"en")),
        };
        Tekst::new(&tekst).unwrap_or_default()
    }
}
