//! Writes a document as Markdown (CommonMark with the strikethrough of GitHub). Every text is escaped, so that nothing a
//! user typed becomes a heading, a list, a table, a link, code or HTML.

use super::model::{Document, Lijstpunt, Stijl, Tekstblok, Tekststuk};
use super::papier::OEFENING;

/// Stands at the top and at the bottom of a document with shielded lines.
const AFGESCHERMD: &str = "Met afgeschermde regels. Niet doorsturen.";

/// The document as Markdown in UTF-8, ended by a line break.
pub fn markdown(d: &Document) -> String {
    let mut delen: Vec<String> = banieren(d);
    delen.push(format!("# {}", tekst(&d.titel)));
    delen.extend(d.blokken.iter().map(blok));
    delen.extend(banieren(d).into_iter().rev());
    let mut alles = delen.join("\n\n");
    alles.push('\n');
    alles
}

fn banieren(d: &Document) -> Vec<String> {
    let banier = |wel: bool, tekst: &str| wel.then(|| format!("**{tekst}**"));
    [banier(d.oefening, OEFENING), banier(d.met_afgeschermd, AFGESCHERMD)].into_iter().flatten().collect()
}

fn blok(blok: &Tekstblok) -> String {
    match blok {
        Tekstblok::Kop(diepte, woorden) => {
            format!("{} {}", "#".repeat(usize::from(*diepte).clamp(1, 5) + 1), tekst(woorden))
        }
        Tekstblok::Alinea(stukken) => regel(stukken),
        Tekstblok::Lijst(punten) => {
            let mut regels = Vec::new();
            lijst(punten, 0, &mut regels);
            regels.join("\n")
        }
        Tekstblok::Letterlijk(regels) => regels.iter().map(|regel| format!("    {regel}")).collect::<Vec<_>>().join("\n"),
    }
}

fn lijst(punten: &[Lijstpunt], diepte: usize, into: &mut Vec<String>) {
    for p in punten {
        into.push(format!("{}- {}", "  ".repeat(diepte), regel(&p.stukken)));
        lijst(&p.onder, diepte + 1, into);
    }
}

fn regel(stukken: &[Tekststuk]) -> String {
    stukken.iter().filter(|s| !s.tekst.trim().is_empty()).map(stuk).collect::<Vec<_>>().join(" ")
}

fn stuk(s: &Tekststuk) -> String {
    let t = tekst(&s.tekst);
    match s.stijl {
        Stijl::Gewoon => t,
        Stijl::Label => format!("**{t}**"),
        Stijl::Bijzaak => format!("_{t}_"),
        Stijl::Doorgehaald => format!("~~{t}~~"),
    }
}

/// A text of which every sign means itself, on one line. Letters that run from right to left are kept from moving what
/// stands around them.
fn tekst(ruw: &str) -> String {
    let woorden: Vec<&str> = ruw.split_whitespace().collect();
    let ruw = woorden.join(" ");
    let mut uit = String::with_capacity(ruw.len() + 8);
    let aan_het_begin = begin(&ruw);
    for (at, c) in ruw.char_indices() {
        let rest = ruw.get(at..).unwrap_or_default();
        if aan_het_begin == Some(at) || is_teken(c) || begint_een_link(rest, &ruw, at) {
            uit.push('\\');
        }
        uit.push(c);
    }
    if ruw.chars().any(loopt_naar_links) { format!("\u{2068}{uit}\u{2069}") } else { uit }
}

/// Signs that mean something anywhere in a line.
fn is_teken(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | '@' | '^')
}

/// Where the sign stands that means something only because the line begins so: a list, a rule, a heading's underline.
fn begin(ruw: &str) -> Option<usize> {
    let cijfers = ruw.bytes().take_while(u8::is_ascii_digit).count();
    let dan = |n: usize| ruw.as_bytes().get(cijfers + n).copied();
    match dan(0)? {
        b'-' | b'+' | b'=' | b':' | b'%' if cijfers == 0 => Some(0),
        b'.' | b')' if cijfers > 0 && matches!(dan(1), None | Some(b' ')) => Some(cijfers),
        _ => None,
    }
}

/// Whether a bare address on the web would become a link here: at the colon of `://` or the dot of `www.`.
fn begint_een_link(rest: &str, ruw: &str, at: usize) -> bool {
    let ervoor = ruw.get(..at).unwrap_or_default();
    rest.starts_with("://") || (rest.starts_with('.') && ervoor.to_ascii_lowercase().ends_with("www"))
}

/// Whether a letter belongs to a script that runs from right to left.
fn loopt_naar_links(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
        || matches!(c, '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_markdown_comes_out_as_itself() {
        for (ruw, uit) in [
            ("# kop", "\\# kop"),
            ("- punt", "\\- punt"),
            ("+ punt", "\\+ punt"),
            ("12. punt", "12\\. punt"),
            ("1) punt", "1\\) punt"),
            ("om 12.30 uur", "om 12.30 uur"),
            ("12.30 uur", "12.30 uur"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("| a | b |", "\\| a \\| b \\|"),
            ("<b>x</b> &lt;", "\\<b\\>x\\</b\\> \\&lt;"),
            ("> citaat", "\\> citaat"),
            ("```rust", "\\`\\`\\`rust"),
            ("**vet** _schuin_ ~~weg~~", "\\*\\*vet\\*\\* \\_schuin\\_ \\~\\~weg\\~\\~"),
            ("[x](http://a.b)", "\\[x\\](http\\://a.b)"),
            ("![x](y)", "!\\[x\\](y)"),
            ("www.a.b en WWW.c", "www\\.a.b en WWW\\.c"),
            ("eind\\", "eind\\\\"),
            ("  veel   wit  ", "veel wit"),
            ("", ""),
        ] {
            assert_eq!(tekst(ruw), uit, "{ruw}");
        }
    }

    #[test]
    fn letters_that_run_from_right_to_left_are_fenced_in() {
        assert_eq!(tekst("שלום"), "\u{2068}שלום\u{2069}");
        assert_eq!(tekst("café 🙂"), "café 🙂");
    }
}
