//! Pasted text. It is somebody else's: it stays words to the letter, until somebody types a sign in it or takes the
//! proposals, of which each is shown first.

use super::invoerregel;
use super::invoerregel::{WACHTEND_MAX, is_vol};
use super::veranderd::{changed, naar_lopend};
use crate::app::regel::{mag_typen, punt};
use crate::app::state::effect::Effect;
use crate::app::state::keuze::{Keuze, KeuzeDoel};
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::overleg::Plakregel;
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::command::Command;
use crate::domain::dossier::RegelInhoud;
use crate::domain::invoer::splits::splits;
use crate::domain::invoer::{Achtergrond, Ondergrond, lees, merk, ontleed};
use crate::domain::tekst::{TooLong, regels};

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
        m.zeg(BerichtSoort::Let, "u kijkt hier mee: wat u plakte is niet overgenomen");
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
    m.lagen.push(Laag::Keuze(vraag(lines)));
    Vec::new()
}

/// What is asked of many lines.
fn vraag(lines: Vec<String>) -> Keuze {
    let shielded = lines.iter().filter(|l| merk::begint_met_afscherming(l)).count();
    let shield = if shielded > 0 { format!(" ({shielded} met ! wordt afgeschermd)") } else { String::new() };
    let marked = lines.iter().filter(|l| merk::merk(l).bytes > 0).count();
    let opties = vec![
        format!("leg {} regels letterlijk vast, als gewone notulen{shield}", lines.len()),
        format!("lees hun merken en tekens ({marked} met een merk), en laat dat eerst zien"),
        "zet ze achter elkaar in de regel".to_owned(),
        "doe niets".to_owned(),
    ];
    Keuze::new(format!("U plakt {} regels; ze staan nog niet op schijf", lines.len()), opties, KeuzeDoel::Plakken(lines))
}

/// Puts foreign text at the cursor, as words to the letter.
fn in_de_regel(m: &mut Model, text: &str) -> Vec<Effect> {
    invoerregel::wijk(m);
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

/// What was chosen for a paste of many lines. What cannot be done now is asked again: the lines stay.
pub fn geplakt(m: &mut Model, lines: Vec<String>, how: usize) -> Vec<Effect> {
    let made = match how {
        0 => lees_alle(m, &lines, vreemd).and_then(|read| leg_vast(m, &read)),
        1 => lees_alle(m, &lines, voorstel).map(|read| {
            m.lagen.push(Laag::Keuze(voorstellen(read)));
            Vec::new()
        }),
        2 => {
            // a word that stands in the line already is not joined with the first that was pasted
            let glued = m.overleg.draft.before_cursor().chars().next_back().is_some_and(|c| !c.is_whitespace());
            Ok(in_de_regel(m, &format!("{}{}", if glued { " " } else { "" }, lines.join(" "))))
        }
        _ => Ok(Vec::new()),
    };
    made.unwrap_or_else(|why| opnieuw(m, why, vraag(lines)))
}

/// Records the lines exactly as they were shown.
pub fn voorgesteld(m: &mut Model, read: Vec<Plakregel>) -> Vec<Effect> {
    leg_vast(m, &read).unwrap_or_else(|why| opnieuw(m, why, voorstellen(read)))
}

fn opnieuw(m: &mut Model, why: String, keuze: Keuze) -> Vec<Effect> {
    m.zeg(BerichtSoort::Weigering, why);
    m.lagen.push(Laag::Keuze(keuze));
    Vec::new()
}

fn geen_overleg() -> String {
    "er is nog geen overleg in dit dossier; roep er een bijeen met /bijeenroepen".to_owned()
}

type Lees = fn(&str, Achtergrond<'_>) -> Result<Plakregel, TooLong>;

fn lees_alle(m: &Model, lines: &[String], read: Lees) -> Result<Vec<Plakregel>, String> {
    let a = m.achtergrond().ok_or_else(geen_overleg)?;
    let all: Result<Vec<Plakregel>, TooLong> = lines.iter().map(|line| read(line, a)).collect();
    all.map_err(|_| "een van de regels is te lang en past ook in stukken niet; er is niets vastgelegd".to_owned())
}

/// Records lines. They make one frame: all or none.
fn leg_vast(m: &mut Model, read: &[Plakregel]) -> Result<Vec<Effect>, String> {
    let (overleg, punt) = m.overleg_nr().zip(punt(m)).ok_or_else(geen_overleg)?;
    let all: Vec<RegelInhoud> = read.iter().flat_map(|r| r.inhoud.clone()).collect();
    if is_vol(m, all.len()) {
        return Err(format!("zonder de dienst wachten er hoogstens {WACHTEND_MAX} regels; plak dit als hij er weer is"));
    }
    let command = |regel| Command::LegRegelVast { overleg, punt: punt.clone(), regel };
    let commands = all.into_iter().map(command).collect();
    let sent = read.iter().map(|r| (r.tekst.clone(), r.ondergrond.clone())).collect();
    Ok(m.stuur(commands, Verzoekherkomst::Plak(sent)))
}

/// A line to the letter: no marks and no tokens. What begins with `!` is shielded, in doubt.
fn vreemd(line: &str, a: Achtergrond<'_>) -> Result<Plakregel, TooLong> {
    let ondergrond = Ondergrond::letterlijk(line);
    let o = lees(line, &ondergrond, a);
    let inhoud = if o.te_lang.is_some() { splits(line, &o, a)? } else { vec![o.inhoud] };
    Ok(Plakregel { tekst: line.to_owned(), ondergrond, inhoud })
}

/// A line as it is read; to the letter where something of it would have to be asked.
fn voorstel(line: &str, a: Achtergrond<'_>) -> Result<Plakregel, TooLong> {
    let o = ontleed(line, a);
    let asks = o.te_lang.is_some() || o.merk.twijfel || o.kring.is_some() || o.vraag.is_some();
    if asks {
        return vreemd(line, a);
    }
    Ok(Plakregel { tekst: line.to_owned(), ondergrond: Ondergrond::default(), inhoud: vec![o.inhoud] })
}

/// Shows how each line is read, before it is recorded.
fn voorstellen(read: Vec<Plakregel>) -> Keuze {
    let words: Vec<String> = read.iter().flat_map(|r| &r.inhoud).map(in_woorden).collect();
    let first = format!("leg deze {} regels zo vast", words.len());
    let opties = std::iter::once(first).chain(words).chain(["doe niets".to_owned()]).collect();
    Keuze::new("Zo worden ze gelezen; ze staan nog niet op schijf".to_owned(), opties, KeuzeDoel::Voorstel(read))
}

/// How a line was read, in one row.
fn in_woorden(i: &RegelInhoud) -> String {
    let mut parts = vec![i.soort.naam().to_owned()];
    parts.extend(i.scherm().map(|scherm| scherm.to_string()));
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
