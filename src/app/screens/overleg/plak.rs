//! Pasted text. It is somebody else's: it stays words to the letter, until somebody types a sign in it or takes the
//! proposals, of which each is shown first.

use super::{bewaar_onderweg, changed, mag_typen, naar_lopend, punt};
use crate::app::model::{BerichtSoort, Model};
use crate::app::overlays::{Keuze, KeuzeDoel, Laag};
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::command::Command;
use crate::domain::dossier::RegelInhoud;
use crate::domain::invoer::splits::splits;
use crate::domain::invoer::{Achtergrond, Ondergrond, lees, merk, ontleed};
use crate::domain::tekst::regels;

/// The most lines that one paste records.
const PASTE_LINES_MAX: usize = 200;
/// The most characters of a paste.
const PASTE_CHARS_MAX: usize = 120_000;
/// How many words of a line stand in its proposal.
const WORDS_SHOWN: usize = 8;

/// A paste: one line goes into the line, many lines are asked about once. What is too much is refused, and nothing of it
/// is taken.
pub fn paste(m: &mut Model, text: &str) -> Vec<Effect> {
    if !mag_typen(m) {
        return Vec::new();
    }
    naar_lopend(m);
    let chars = text.chars().count();
    let lines: Vec<String> = regels(text).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    let say = if chars > PASTE_CHARS_MAX {
        Some(format!("dat zijn {chars} tekens, en er is niets overgenomen; plak er hoogstens {PASTE_CHARS_MAX} tegelijk"))
    } else {
        let many = lines.len() > PASTE_LINES_MAX;
        many.then(|| format!("dat zijn {} regels; plak er hoogstens {PASTE_LINES_MAX} tegelijk", lines.len()))
    };
    if let Some(say) = say {
        m.zeg(BerichtSoort::Let, say);
        return Vec::new();
    }
    if lines.len() <= 1 {
        return in_de_regel(m, lines.first().map_or("", String::as_str));
    }
    let shielded = lines.iter().filter(|l| merk::begint_met_scherm(l)).count();
    let shield = if shielded > 0 { format!(" ({shielded} met ! wordt afgeschermd)") } else { String::new() };
    let marked = lines.iter().filter(|l| merk::merk(l).bytes > 0).count();
    let opties = vec![
        format!("leg {} regels letterlijk vast, als gewone notulen{shield}", lines.len()),
        format!("lees hun merken en tekens ({marked} met een merk), en laat dat eerst zien"),
        "zet ze achter elkaar in de regel".to_owned(),
        "doe niets".to_owned(),
    ];
    let keuze = Keuze::new(format!("U plakt {} regels", lines.len()), opties, KeuzeDoel::Plakken(lines));
    m.lagen.push(Laag::Keuze(keuze));
    Vec::new()
}

/// Puts foreign text at the cursor, as words to the letter.
fn in_de_regel(m: &mut Model, text: &str) -> Vec<Effect> {
    let staat = &mut m.overleg;
    let (before, at) = (staat.draft.text().to_owned(), staat.draft.before_cursor().len());
    staat.open = false;
    staat.draft.insert(text);
    let after = staat.draft.text();
    let end = after.len().saturating_sub(before.len() - at);
    if let Some(pasted) = after.get(at..end).filter(|p| !p.is_empty()) {
        staat.ondergrond = staat.ondergrond.met_plak(&before, at, pasted);
    }
    changed(m)
}

/// What was chosen for a paste of many lines.
pub fn geplakt(m: &mut Model, lines: &[String], how: usize) -> Vec<Effect> {
    match how {
        0 => leg_vast(m, lines, vreemd),
        1 => {
            toon_voorstellen(m, lines);
            Vec::new()
        }
        2 => in_de_regel(m, &lines.join(" ")),
        _ => Vec::new(),
    }
}

/// Records the lines as they were proposed.
pub fn voorgesteld(m: &mut Model, lines: &[String]) -> Vec<Effect> {
    leg_vast(m, lines, voorstel)
}

/// Records lines. They make one frame: all or none.
fn leg_vast(m: &mut Model, lines: &[String], read: impl Fn(&str, Achtergrond<'_>) -> Vec<RegelInhoud>) -> Vec<Effect> {
    let (Some(overleg), Some(punt), Some(a)) = (m.overleg_nr(), punt(m), m.achtergrond()) else {
        m.zeg(BerichtSoort::Let, "er is nog geen overleg in dit dossier; roep er een bijeen met /bijeenroepen");
        return Vec::new();
    };
    let command = |regel| Command::LegRegelVast { overleg, punt: punt.clone(), regel };
    let commands = lines.iter().flat_map(|line| read(line, a)).map(command).collect();
    let text = lines.join(" ");
    bewaar_onderweg(m, text.clone(), Ondergrond::letterlijk(&text));
    m.stuur(commands, Herkomst::Regel(text))
}

/// A line to the letter: no marks and no tokens. What begins with `!` is shielded, in doubt.
fn vreemd(line: &str, a: Achtergrond<'_>) -> Vec<RegelInhoud> {
    let o = lees(line, &Ondergrond::letterlijk(line), a);
    if o.te_lang.is_some() { splits(line, &o, a) } else { vec![o.inhoud] }
}

/// A line as it is read; to the letter where something of it would have to be asked.
fn voorstel(line: &str, a: Achtergrond<'_>) -> Vec<RegelInhoud> {
    let o = ontleed(line, a);
    let asks = o.te_lang.is_some() || o.merk.twijfel || o.vraag.is_some();
    if asks { vreemd(line, a) } else { vec![o.inhoud] }
}

/// Shows how each line is read, before it is recorded.
fn toon_voorstellen(m: &mut Model, lines: &[String]) {
    let Some(a) = m.achtergrond() else { return };
    let read: Vec<String> = lines.iter().flat_map(|line| voorstel(line, a)).map(|i| in_woorden(&i)).collect();
    let first = format!("leg deze {} regels zo vast", read.len());
    let opties = std::iter::once(first).chain(read).chain(["doe niets".to_owned()]).collect();
    let keuze = Keuze::new("Zo worden ze gelezen".to_owned(), opties, KeuzeDoel::Voorstel(lines.to_vec()));
    m.lagen.push(Laag::Keuze(keuze));
}

/// How a line was read, in one row.
fn in_woorden(i: &RegelInhoud) -> String {
    let mut parts = vec![i.soort.naam().to_owned()];
    parts.extend(i.afgeschermd.then(|| "afgeschermd".to_owned()));
    parts.extend(i.acuut.map(|a| format!("acuut: {a}")));
    parts.extend(i.niveau.as_ref().map(|n| format!("niveau: {n}")));
    parts.extend(i.eigenaar.as_ref().map(|w| format!("eigenaar {w}")));
    parts.extend(i.bron.as_ref().map(|w| format!("bron {w}")));
    parts.extend(i.termijn.map(|t| format!("vóór {}", t.datum_klok())));
    parts.extend(i.gebeurd.map(|g| format!("gebeurd {}", g.op.datum_klok())));
    parts.extend(i.factoren.iter().map(|f| format!("#{f}")));
    let words: Vec<&str> = i.tekst.as_str().split_whitespace().collect();
    let more = if words.len() > WORDS_SHOWN { " ..." } else { "" };
    let text = words.into_iter().take(WORDS_SHOWN).collect::<Vec<_>>().join(" ");
    format!("{}: {text}{more}", parts.join(" · "))
}
