//! Numbers in any notation: telephone numbers, number plates and postcodes as one term each.

use super::brok::Brok;

/// The most pieces that a telephone number is written in: `+31 (0) 6 12 34 56 78`.
const PIECES_MAX: usize = 8;

/// The telephone number that these pieces begin with, as `0612345678` (abroad `4930123456`), and how many pieces it takes.
pub(super) fn telefoon(of: &[Brok]) -> Option<(String, usize)> {
    let plus = of.first()?.voor.ends_with('+');
    let mut cijfers = String::new();
    let mut abroad = None;
    for (n, b) in of.iter().take(PIECES_MAX).enumerate() {
        let between = |c: char| matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}' | '\u{2011}' | '\u{2013}');
        if !b.cijfers() || (n > 0 && (b.voor.chars().count() > 3 || !b.voor.chars().all(between))) {
            break;
        }
        cijfers.push_str(&b.woord);
        if let Some(number) = binnenlands(plus, n == 0, &cijfers) {
            return Some((number, n + 1));
        }
        if plus && !cijfers.starts_with("31") && (8..=15).contains(&cijfers.len()) {
            abroad = Some((cijfers.clone(), n + 1));
        }
    }
    abroad
}

/// A whole Dutch number as people type it within the country.
fn binnenlands(plus: bool, alone: bool, cijfers: &str) -> Option<String> {
    let with_zero = |rest: &str| {
        let rest = rest.strip_prefix('0').unwrap_or(rest);
        (rest.len() == 9 && !rest.starts_with('0')).then(|| format!("0{rest}"))
    };
    if let Some(rest) = cijfers.strip_prefix("0031") {
        return with_zero(rest);
    }
    if let Some(rest) = cijfers.strip_prefix("31").filter(|_| plus || (alone && cijfers.len() == 11)) {
        return with_zero(rest);
    }
    (!plus && cijfers.len() == 10 && cijfers.starts_with('0') && !cijfers.starts_with("00")).then(|| cijfers.to_owned())
}

/// A number plate in three pieces or a postcode in two, written as one, and how many pieces it takes. `schreeuwt` says
/// that its letters must be capitals, as in a text, where three short words are no plate.
pub(super) fn kenteken(of: &[Brok], schreeuwt: bool) -> Option<(String, usize)> {
    let apart = |of: &[Brok]| {
        let one = of.iter().skip(1).all(|b| matches!(b.voor.as_str(), " " | "-"));
        let pure = of.iter().all(|b| b.cijfers() || b.letters());
        let loud = !schreeuwt || of.iter().all(|b| !b.ruw.contains(char::is_lowercase));
        let both = of.iter().any(Brok::cijfers) && of.iter().any(Brok::letters);
        (one && pure && loud && both).then(|| of.iter().map(|b| b.woord.as_str()).collect::<String>())
    };
    let plate = of.get(..3).filter(|of| of.iter().all(|b| b.woord.len() <= 3)).and_then(apart).filter(|p| p.len() == 6);
    let postcode = || {
        let two = of.get(..2).filter(|of| of.iter().map(|b| b.woord.len()).eq([4, 2]))?;
        apart(two).filter(|_| two.first().is_some_and(Brok::cijfers))
    };
    plate.map(|p| (p, 3)).or_else(|| Some((postcode()?, 2)))
}
