//! The one folding under which texts are compared: in search, behind `@` and `#`, for names and for duplicates. Who types
//! `celik`, `d'hondt` or `lukasz` means Çelik, d’Hondt and Łukasz.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters that do not decompose (NFKD), each with the plain letters that people type for it. Small letters only: what is
/// folded was made small first.
const LETTERS: [(char, &str); 13] = [
    ('ł', "l"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ı', "i"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ŋ', "n"),
    ('ĸ', "k"),
];

/// Folds a text: small letters, without accents (NFKD), strokes and ligatures as plain letters, every apostrophe as `'`,
/// every hyphen and dash as `-`, every space of Unicode as a plain one. Folding twice is folding once.
///
/// ```
/// use crisistafel::domain::vouw::vouw;
/// assert_eq!(vouw("Łukasz d’Hondt — Ĳssel"), "lukasz d'hondt - ijssel");
/// ```
pub fn vouw(text: &str) -> String {
    if text.is_ascii() {
        let small = text.to_ascii_lowercase();
        let plain = small.chars().all(|c| sign(c) == c);
        return if plain { small } else { small.chars().map(sign).collect() };
    }
    let plain = text.chars().map(sign).nfkd().filter(|c| !unseen(*c)).flat_map(char::to_lowercase).map(sign);
    let mut folded = String::with_capacity(text.len());
    for c in plain.filter(|c| !unseen(*c)) {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, typed)) => folded.push_str(typed),
            None => folded.push(c),
        }
    }
    folded
}

/// Whether two texts are the same under the folding.
pub fn gelijk(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        // sign by sign, as the folding does it: names are compared at every key
        let letter = |c: char| sign(c).to_ascii_lowercase();
        return one.len() == other.len() && one.chars().map(letter).eq(other.chars().map(letter));
    }
    vouw(one) == vouw(other)
}

/// Accents, and characters that show nothing: they hide no text from a search.
fn unseen(c: char) -> bool {
    is_combining_mark(c) || is_invisible(c)
}

/// Signs of which there are many, as the one that a keyboard has. Before NFKD, which takes some of them apart, and after
/// it, which makes some.
fn sign(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02B9}' | '\u{02BC}' | '\u{2032}' | '\u{00B4}' | '`' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Characters that are a part of other signs, or fill space, and by themselves show nothing.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}'
        | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_found_as_they_are_typed() {
        for (recorded, typed) in [
            ("Çelik", "celik"),
            ("d’Hondt", "d'hondt"),
            ("Işık", "isik"),
            ("İpek", "ipek"),
            ("Łukasz Wójcik", "lukasz wojcik"),
            ("Jørgen Sørensen", "jorgen sorensen"),
            ("Đorđe", "dorde"),
            ("Weiß", "weiss"),
            ("WEIẞ", "weiss"),
            ("Æbelø", "aebelo"),
            ("Ĳsbrand", "ijsbrand"),
            ("ﬁets", "fiets"),
            ("van\u{a0}Dam", "van dam"),
            ("cafe\u{301}", "café"),
            ("mes\u{200d}sen", "messen"),
            ("van\u{3164} Dam", "van dam"),
        ] {
            assert!(gelijk(recorded, typed), "{recorded}: {} and {}", vouw(recorded), vouw(typed));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = vouw(&text);
            prop_assert!(gelijk(&text, &once));
            prop_assert_eq!(vouw(&once), once);
        }

        #[test]
        fn two_texts_are_the_same_where_their_foldings_are(one in "[aA`' \u{2019}é-]{0,3}", other in "[aA`' \u{2019}é-]{0,3}") {
            prop_assert_eq!(gelijk(&one, &other), vouw(&one) == vouw(&other));
        }
    }
}
