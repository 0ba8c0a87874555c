//! What the program understood of the line: in words, before anything is recorded. The parts stand in one style and in a
//! fixed order, and how a token can go on stands where its meaning will come: over SSH every cell that changes is sent.

use crate::app::regel::hoort_elders;
use crate::app::screens::overleg::{aanvullingen, in_gesloten_ronde};
use crate::domain::dossier::{Precisie, RegelInhoud, RegelSoort};
use crate::domain::invoer::termijn::{Eigen, Onduidelijkheid, Tijdvraag};
use crate::domain::invoer::{Onbekend, Ontleed, Reden, merk};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::CHARS_MAX;
use crate::input::catalogue::Action;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::screens::overleg::name::is_named;
use crate::view::text;
use crate::view::widgets::keys;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of the word that says what the line is: what comes behind it stays where it is when that word changes.
const KIND: usize = 12;
/// The most cells of the name of a factor.
const FACTOR: usize = 26;
/// From this width on the preview also says whose contribution it is; where there is less the label does.
const ROOMY: usize = 70;

/// At most `height` lines of `width` cells.
pub(crate) fn rows<'a>(s: Scene<'a>, read: Option<&Ontleed>, width: usize, height: usize) -> Vec<Row<'a>> {
    let empty = s.m.overleg.draft.is_empty();
    let Some(o) = read.filter(|_| s.m.overleg().is_some() && (!empty || width >= ROOMY)) else {
        return vec![legend(s, width)];
    };
    let next = completion(s, o);
    if let (Some(next), 1) = (&next, height) {
        return vec![s.say(Meaning::Text, next.clone()).fit(width)];
    }
    let mut all = parts(s, o, width >= ROOMY, next);
    let mut rows = flowed(s, o, &all, width);
    let cut = rows.len() > height;
    if cut {
        // what was not taken is never what falls off
        all.sort_by_key(|(what, _)| !matches!(what, Meaning::Missing | Meaning::Warning | Meaning::Afgeschermd));
        rows = flowed(s, o, &all, width);
    }
    rows.truncate(height);
    let last = rows.pop().map(|row| if cut { row.fit(width - 2).add(Meaning::Muted, " …") } else { row });
    rows.into_iter().chain(last).collect()
}

/// The kind, and the parts behind it, in as many rows as they take.
fn flowed<'a>(s: Scene<'a>, o: &Ontleed, parts: &[(Meaning, String)], width: usize) -> Vec<Row<'a>> {
    let kind = s.say(words::of_kind(o.inhoud.soort), o.inhoud.soort.naam()).to(KIND);
    let mut flow = s.flow();
    for (what, part) in parts {
        let dot = if flow.is_empty() { "" } else { " · " };
        flow = flow.add(*what, dot).add(*what, part);
    }
    flow.hang(kind, KIND, width)
}

/// The marks that are used most; or how a meeting is called, while there is none.
pub(crate) fn legend(s: Scene<'_>, width: usize) -> Row<'_> {
    if s.m.overleg().is_none() && s.m.replica.as_ref().is_none_or(|r| !r.bij) {
        return s.say(Meaning::Hint, "bezig met openen ...").fit(width);
    }
    if s.m.overleg().is_none() {
        let text = format!("nog geen overleg: {} roept er een bijeen", keys::command(Action::Bijeenroepen));
        return s.say(Meaning::Hint, text).fit(width);
    }
    let more = s.say(Meaning::Hint, "meer: ").add(Meaning::Key, keys::command(Action::Help));
    let mut row = s.row();
    let marks = if s.m.in_dossier() { "fv?al" } else { "fv?ab" };
    for (mark, kind) in merk::merken().filter(|(c, _)| marks.contains(*c)) {
        let name = if mark == '?' { "niet bekend" } else { kind.naam() };
        let piece = s.say(Meaning::Key, mark.to_string()).gap(1).add(Meaning::Hint, name).gap(2);
        if row.width() + piece.width() + more.width() <= width {
            row = row.append(piece);
        }
    }
    row.append(more).fit(width)
}

/// What will be recorded, part by part; what is not yet certain comes last.
fn parts(s: Scene<'_>, o: &Ontleed, roomy: bool, next: Option<String>) -> Vec<(Meaning, String)> {
    let i = &o.inhoud;
    let (edits, draft) = (s.m.overleg.bewerkt.is_some(), s.m.overleg.draft.text());
    let mut parts: Vec<(Meaning, String)> = editing(s).into_iter().collect();
    if let Some(scherm) = i.scherm() {
        parts.push((Meaning::Afgeschermd, scherm.to_string()));
    }
    parts.extend(hoort_elders(s.m, i.soort).then(|| (Meaning::Warning, Refusal::HoortInOverleg.to_string())));
    parts.extend(o.kring.as_ref().map(|fout| (Meaning::Warning, fout.zin())));
    let inbreng = i
        .inbreng
        .as_ref()
        .filter(|org| (roomy || !is_named(s, org.as_str())) && !edits)
        .map(|org| format!("inbreng {org}"));
    parts.extend(inbreng.map(|text| (Meaning::Muted, text)));
    parts.extend(o.te_lang.map(|n| (Meaning::Warning, too_long(s, n))));
    parts.extend(doubt(s, o).map(|text| (Meaning::Warning, text)));
    parts.extend(
        o.vraag.as_ref().map(|v| (Meaning::Warning, asked(s, &v.vraag, draft.get(v.plek.clone()).unwrap_or_default()))),
    );
    parts.extend(tokens(s, o).into_iter().map(|text| (Meaning::Text, text)));
    parts.extend(next.map(|text| (Meaning::Text, text)));
    parts.extend(o.letterlijk.then(|| (Meaning::Muted, "geplakt: letterlijk".to_owned())));
    let closed =
        in_gesloten_ronde(s.m).then(|| format!("gesloten ronde: niet hier, maar met {}", keys::command(Action::Oordeel)));
    parts.extend(closed.map(|text| (Meaning::Warning, text)));
    parts.extend(unknown(s, o).map(|text| (Meaning::Missing, text)));
    parts
}

/// What the tokens mean, in the order in which they were typed, so that the next one comes behind the others.
fn tokens(s: Scene<'_>, o: &Ontleed) -> Vec<String> {
    let raw = s.m.overleg.draft.text();
    let known = o.tokens().filter(|(_, known)| *known);
    let mut signs: Vec<char> =
        known.filter_map(|(at, _)| raw.get(at)?.chars().next()).filter(|c| "@><#".contains(*c)).collect();
    signs.extend(['@', '>', '<', '#']);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(o.inhoud.acuut.map(|a| format!("acuut: {a}")));
    let niveau = o.inhoud.niveau.as_ref().and_then(|id| s.m.kader()?.niveau(id));
    parts.extend(niveau.map(|n| format!("niveau: {}", n.naam)));
    for (nr, sign) in signs.iter().enumerate() {
        if !signs.iter().take(nr).any(|earlier| earlier == sign) {
            parts.extend(token(s, o, *sign));
        }
    }
    parts
}

/// What the tokens with this sign mean: who knows or does it, when, what it bears on.
fn token(s: Scene<'_>, o: &Ontleed, sign: char) -> Option<String> {
    let i: &RegelInhoud = &o.inhoud;
    match sign {
        '@' => match (&i.eigenaar, &i.bron) {
            (Some(wie), _) => Some(format!("eigenaar {wie}")),
            (None, bron) => bron.as_ref().map(|wie| format!("bron {wie}")),
        },
        '>' => {
            let word = if i.soort == RegelSoort::Onbekend { "terug" } else { "vóór" };
            i.termijn.map(|t| format!("{word} {}{}", t.datum_klok(), own(o.eigen)))
        }
        '<' => i.gebeurd.map(|g| match g.precisie {
            Precisie::Minuut => format!("gebeurd {}", g.op.datum_klok()),
            Precisie::Ongeveer => format!("gebeurd ongeveer {}{}", g.op.datum_klok(), own(o.eigen_toen)),
            Precisie::Dag => format!("gebeurd {}", g.op.datum()),
        }),
        _ => {
            let factors = i.factoren.iter().filter_map(|id| s.m.kader()?.factor(id));
            let names: Vec<_> = factors.map(|f| text::cut(f.naam.as_str(), FACTOR)).collect();
            (!names.is_empty()).then(|| format!("factor: {}", names.join(", ")))
        }
    }
}

/// That an earlier line is being edited, and how to stop.
fn editing(s: Scene<'_>) -> Option<(Meaning, String)> {
    let (id, _) = s.m.overleg.bewerkt.as_ref()?;
    let when = s.m.dossier().and_then(|d| d.regels.get(id)).map(|r| format!(" van {}", r.op.kort(s.m.nu)));
    let way = keys::way(s, Action::Terug);
    Some((Meaning::Warning, format!("u wijzigt {id}{}; {way} laat hem zoals hij was", when.unwrap_or_default())))
}

/// What of a moment was not typed, and is our own choice.
fn own(eigen: Option<Eigen>) -> String {
    eigen.map(|e| format!(" ({})", e.zin())).unwrap_or_default()
}

/// Tokens that are not known and why; not the one that is being typed while it can still go on.
fn unknown(s: Scene<'_>, o: &Ontleed) -> Option<String> {
    let typed = s.m.overleg.draft.before_cursor();
    let busy = !aanvullingen(s.m).is_empty();
    let shown = |t: &&Onbekend| !(busy && t.reden == Reden::NietBekend && typed.ends_with(t.tekst.as_str()));
    let (plain, other): (Vec<&Onbekend>, Vec<&Onbekend>) =
        o.onbekend.iter().filter(shown).partition(|t| t.reden == Reden::NietBekend);
    let names: Vec<&str> = plain.iter().map(|t| t.tekst.as_str()).collect();
    let mut parts: Vec<String> = other.iter().map(|t| why(o, t)).collect();
    if !names.is_empty() {
        parts.push(format!("niet bekend, blijft tekst: {}", names.join(" ")));
    }
    if parts.is_empty() { None } else { Some(parts.join(" · ")) }
}

/// Why something that looks like a token is none.
fn why(o: &Ontleed, t: &Onbekend) -> String {
    match &t.reden {
        Reden::NietBekend => format!("niet bekend, blijft tekst: {}", t.tekst),
        Reden::Meer(names) => format!("{} blijft tekst: dat kan zijn {}", t.tekst, names.join(" of ")),
        Reden::Rest(rest) => format!("niet begrepen: {rest}; {} blijft tekst", t.tekst),
        Reden::HoortNiet => {
            let word = if o.inhoud.soort == RegelSoort::Onbekend { "zo'n regel" } else { o.inhoud.soort.naam() };
            let what = if t.tekst.starts_with('<') { "moment" } else { "termijn" };
            format!("{} blijft tekst: {word} heeft geen {what}", t.tekst)
        }
        Reden::Later => format!("{} blijft tekst: de laatste telt", t.tekst),
        Reden::Oordeel => format!("niet begrepen, blijft tekst: {}", t.tekst),
    }
}

/// A line that begins with the sign of a shield and is not shielded.
fn doubt(s: Scene<'_>, o: &Ontleed) -> Option<String> {
    let bewaar = keys::way(s, Action::Bewaar);
    o.merk.twijfel.then(|| format!("heeft een ! en is niet afgeschermd; {bewaar} vraagt het"))
}

/// A line that is too long: what happens with it, and that it is no draft.
fn too_long(s: Scene<'_>, n: usize) -> String {
    let bewaar = keys::way(s, Action::Bewaar);
    format!("te lang: {n} tekens, er passen er {CHARS_MAX} in; {bewaar} vraagt wat ermee moet; staat nog niet op schijf")
}

/// A moment that has to be asked.
fn asked(s: Scene<'_>, vraag: &Tijdvraag, said: &str) -> String {
    let bewaar = keys::way(s, Action::Bewaar);
    let hour = vraag.keuzes.first().map(|m| m.op.lokaal().format("%H:%M").to_string()).unwrap_or_default();
    match vraag.waarom {
        Onduidelijkheid::Twee => format!("{hour} is er die nacht twee keer; {bewaar} vraagt welke"),
        Onduidelijkheid::BestaatNiet => {
            format!("{} bestaat niet; {bewaar} vraagt wat u bedoelt", said.trim_start_matches(['>', '<']))
        }
        Onduidelijkheid::Geen => format!("dat uur is er die nacht niet; {bewaar} vraagt welk uur u bedoelt"),
        Onduidelijkheid::Voorbij
        | Onduidelijkheid::NogKomen
        | Onduidelijkheid::DatumOfUur
        | Onduidelijkheid::DagKloptNiet
        | Onduidelijkheid::NachtOfMiddag => {
            format!("{}; {bewaar} vraagt wat u bedoelt", vraag.waarom.zin().trim_end_matches('.').to_lowercase())
        }
    }
}

/// How the token at the cursor can go on, while it is not known as it stands.
fn completion(s: Scene<'_>, o: &Ontleed) -> Option<String> {
    let cursor = s.m.overleg.draft.before_cursor().len();
    if o.tokens().any(|(at, known)| known && at.end == cursor) {
        return None;
    }
    let first = aanvullingen(s.m).into_iter().next()?;
    Some(format!("{} vult aan: {}", keys::way(s, Action::AnderSoort), first.tekst))
}
