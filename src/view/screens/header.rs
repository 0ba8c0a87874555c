//! What always stands on top: which dossier, exercise or not, danger, the block with its time, what is still open, until
//! when, who is here, the connection. Where there is little room the same things are said in fewer words.

use crate::app::Verzonden;
use crate::app::model::Verbinding;
use crate::app::screens::Blik;
use crate::app::screens::overleg::niet_op_schijf;
use crate::domain::dossier::{Fase, LopendeKlok, Overleg};
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::projection::klok::{self, BlokKlok};
use crate::projection::open::Telling;
use crate::projection::termijn::lopende_klokken;
use crate::theme::Meaning;
use crate::view::layout::Breadth;
use crate::view::scene::Scene;
use crate::view::text;
use crate::view::widgets::row::{Row, spread};
use crate::view::widgets::{words, zaken};

/// The word that an exercise is known by.
const OEFENING: &str = " OEFENING ";
/// The same, when it goes by another clock than that of the machine.
const OEFENING_KLOK: &str = " OEFENING · EIGEN KLOK ";

/// The word for an exercise: also that its clock is not that of the machine.
pub(crate) fn oefening(s: Scene<'_>) -> &'static str {
    if s.m.klok_verzet { OEFENING_KLOK } else { OEFENING }
}

/// The lines of the header.
pub(crate) fn rows(s: Scene<'_>, breadth: Breadth, width: usize) -> Vec<Row<'_>> {
    let mut rows = vec![identity(s, breadth, width), phase(s, breadth, width)];
    match connection(s, breadth == Breadth::Phone) {
        Some(lost) if breadth == Breadth::Phone => rows.push(lost.fit_words(width)),
        lost if breadth > Breadth::Phone => rows.push(people(s, lost.as_ref(), width)),
        _ => {}
    }
    rows
}

/// How many lines that are.
pub(crate) fn height(s: Scene<'_>, breadth: Breadth) -> usize {
    let phone = breadth == Breadth::Phone;
    2 + usize::from(!phone || connection(s, true).is_some())
}

/// The first of `rows` that fits, else the last one cut.
fn first_that_fits<'a>(mut rows: impl Iterator<Item = Row<'a>>, width: usize, last: Row<'a>) -> Row<'a> {
    rows.find(|row| row.width() <= width).unwrap_or_else(|| last.fit(width))
}

/// Which dossier and meeting, exercise, danger; until when, and the time.
fn identity(s: Scene<'_>, breadth: Breadth, width: usize) -> Row<'_> {
    /// The empty cells between the two ends, so that they are not read as one sentence.
    const APART: usize = 3;
    let (from, apart) = if breadth == Breadth::Phone { (3, 1) } else { (0, APART) };
    let row = |words: usize| {
        let time = s.say(Meaning::Accent, s.m.nu.klok()).gap(usize::from(words < 3));
        let end = planned_end(s, words);
        let right = if breadth >= Breadth::Two && !end.is_empty() { end.gap(3).append(time) } else { time };
        let left = which(s, words);
        let enough = left.width() + apart + right.width() <= width;
        if enough { spread(left, right, width) } else { left.gap(apart).append(right) }
    };
    first_that_fits((from..4).map(row), width, row(3))
}

/// That 112 was called, until somebody says what came of it.
fn called_112(s: Scene<'_>, words: usize) -> Option<String> {
    let (_, call) = s.m.dossier()?.open_112()?;
    let op = call.gezet.op.kort(s.m.nu);
    Some(match words {
        0 => format!("  112 gebeld {op}: uitkomst nog niet genoteerd"),
        1 | 2 => format!("  112 gebeld {op}: uitkomst?"),
        _ => " 112?".to_owned(),
    })
}

/// The left part, in fewer words as `words` goes up.
fn which(s: Scene<'_>, words: usize) -> Row<'_> {
    let tight = words > 2;
    let mut row = s.row().gap(usize::from(!tight));
    let Some(replica) = &s.m.replica else { return row.add(Meaning::Text, "geen dossier open") };
    row = row.add(Meaning::Accent, replica.dossier.nummer.to_string());
    if words == 0 && !replica.dossier.werktitel.is_empty() {
        row = row.add(Meaning::Muted, format!(" {}", replica.dossier.werktitel));
    }
    if let Some(o) = s.m.overleg() {
        let where_ = if tight && !o.nr.is_dossier() { format!("·{}", o.nr) } else { format!(" · {}", o.nr.waar()) };
        row = row.add(Meaning::Text, where_);
        row = if words < 2 && earlier(s, o) { row.add(Meaning::Warning, " (eerder overleg)") } else { row };
    }
    if s.m.oefening {
        let word = if tight { oefening(s).trim() } else { oefening(s) };
        row = row.gap(if tight { 1 } else { 2 }).add(Meaning::Exercise, word);
    }
    if replica.dossier.bevroren.is_some() {
        row = row.gap(if tight { 1 } else { 2 }).add(Meaning::Warning, "BEVROREN");
    }
    if !replica.bij {
        // what is not here yet says nothing about danger
        return row;
    }
    row = row.maybe(Meaning::Danger, called_112(s, words));
    if let Some(again) = words::again(&replica.dossier, s.m.nu) {
        // an answer from before it does not count any more
        let again = if tight { "ACUUT?".to_owned() } else { again };
        return row.gap(if tight { 1 } else { 2 }).add(Meaning::Danger, again);
    }
    let (what, word) = words::acuut(replica.dossier.acuut.as_ref().map(|a| a.antwoord));
    row = row.gap(if tight { 1 } else { 2 }).add(what, word);
    match &replica.dossier.acuut {
        Some(a) if words < 2 => row.add(Meaning::Muted, format!(" sinds {}", a.gezet.op.kort(s.m.nu))),
        _ => row,
    }
}

/// Whether another meeting than the one that matters now is looked at.
pub(crate) fn earlier(s: Scene<'_>, o: &Overleg) -> bool {
    !o.nr.is_dossier() && s.m.dossier().and_then(|d| d.actueel()).is_some_and(|now| now.nr != o.nr)
}

/// The planned end and what is left of it; nothing while no meeting is going on.
fn planned_end(s: Scene<'_>, words: usize) -> Row<'_> {
    let nu = s.m.nu;
    let Some(o) = s.m.overleg().filter(|o| o.fase.loopt()) else { return s.row() };
    let (what, left) = words::left(o.einde, nu);
    let word = if words < 2 { "eindtijd" } else { "tot" };
    s.say(Meaning::Muted, format!("{word} {}, ", o.einde.kort(nu))).add(what, left)
}

/// Where the meeting is, in one line.
fn phase(s: Scene<'_>, breadth: Breadth, width: usize) -> Row<'_> {
    let Some(o) = s.m.overleg() else { return waiting(s).fit(width) };
    if o.nr.is_dossier() {
        return of_dossier(s).fit(width);
    }
    if !o.fase.loopt() {
        return not_going(s, o).fit(width);
    }
    let klok = s.m.kader().map(|k| klok::blok(o, k, o.fase, s.m.nu));
    let open = s.m.nog_open().map(|open| open.telling()).unwrap_or_default();
    if breadth >= Breadth::Two {
        let bar = bar(s, o, klok, open);
        // the planned end stands on the line above it
        return if bar.width() <= width { bar } else { brief(s, o, klok, open).fit(width) };
    }
    if breadth == Breadth::One { in_brief(s, o, klok, open, width) } else { tight(s, o, klok, open, width) }
}

/// The current block and its place among the others, with the planned end.
fn in_brief<'a>(s: Scene<'a>, o: &Overleg, klok: Option<BlokKlok>, open: Telling, width: usize) -> Row<'a> {
    let left = || brief(s, o, klok, open);
    let mut rows = [0, 2].into_iter().map(|words| (left(), planned_end(s, words)));
    let both = |(left, right): (Row<'a>, Row<'a>)| {
        let fits = left.width() + right.width() + 3 <= width;
        fits.then(|| spread(left, right.gap(1), width))
    };
    rows.find_map(both).unwrap_or_else(|| left().fit(width))
}

/// The current block, which of how many it is, and what is open.
fn brief<'a>(s: Scene<'a>, o: &Overleg, klok: Option<BlokKlok>, open: Telling) -> Row<'a> {
    let at = Fase::BLOKKEN.iter().position(|f| *f == o.fase).unwrap_or(0) + 1;
    let place = s.say(Meaning::Muted, format!(" {at} van {} ", Fase::BLOKKEN.len()));
    place.append(current(s, o, klok, false)).gap(2).append(gate(s, open))
}

/// The current block in the fewest cells.
fn tight<'a>(s: Scene<'a>, o: &Overleg, klok: Option<BlokKlok>, open: Telling, width: usize) -> Row<'a> {
    current(s, o, klok, true).gap(1).append(gate(s, open)).fit(width)
}

/// The whole bar: what was, where we are, what comes.
fn bar<'a>(s: Scene<'a>, o: &Overleg, klok: Option<BlokKlok>, open: Telling) -> Row<'a> {
    let mut row = s.row().gap(1);
    for fase in Fase::BLOKKEN {
        row = match fase.cmp(&o.fase) {
            std::cmp::Ordering::Less => row.add(Meaning::Done, format!("✓ {fase}")).gap(2),
            std::cmp::Ordering::Greater => row.add(Meaning::Muted, fase.naam()).gap(2),
            std::cmp::Ordering::Equal => {
                let gate = gate(s, open);
                let gap = if gate.is_empty() { 0 } else { 2 };
                row.append(current(s, o, klok, false)).gap(2).append(gate).gap(gap)
            }
        };
    }
    row
}

/// The current block between bars, with its time; a pause takes the place of the time.
fn current<'a>(s: Scene<'a>, o: &Overleg, klok: Option<BlokKlok>, short: bool) -> Row<'a> {
    let row = s.say(Meaning::Current, format!("▌{}", o.fase.naam())).gap(if short { 1 } else { 2 });
    let row = match (o.schorsingen.last().filter(|x| x.tot.is_none()), klok) {
        (Some(pause), _) if short => row.add(Meaning::Warning, format!("GESCHORST {}", pause.van.klok())),
        (Some(pause), _) => row.add(Meaning::Warning, format!("GESCHORST sinds {}", pause.van.kort(s.m.nu))),
        (None, Some(klok)) => {
            let over = klok.gebruikt - klok.budget;
            let what = if klok.is_over() { Meaning::Warning } else { Meaning::Current };
            let words = if short { words::block_time_short(klok) } else { words::block_time(klok) };
            let over = (klok.is_over() && !short).then(|| format!(", {} te lang", over.num_minutes().max(1)));
            row.add(what, words).maybe(what, over)
        }
        (None, None) => row,
    };
    row.add(Meaning::Current, "▐")
}

/// What stands between here and the next block.
fn gate(s: Scene<'_>, open: Telling) -> Row<'_> {
    match open {
        Telling { zichtbaar: 0, afgeschermd: 0 } => s.row(),
        Telling { zichtbaar, afgeschermd: 0 } => s.say(Meaning::Missing, format!("nog {zichtbaar} open")),
        Telling { zichtbaar, afgeschermd } => {
            s.say(Meaning::Missing, format!("nog {zichtbaar} open, en {afgeschermd} afgeschermd"))
        }
    }
}

/// A meeting that has not begun, or is over.
fn not_going<'a>(s: Scene<'a>, o: &Overleg) -> Row<'a> {
    let row = s.row().gap(1);
    match (o.fase, o.bijeenroeping.begin, &o.vastgesteld) {
        (Fase::Gepland, Some(begin), _) => {
            row.add(Meaning::Current, "▌Gepland▐").gap(2).add(Meaning::Text, format!("begint {}", begin.kort(s.m.nu)))
        }
        (Fase::Gepland, None, _) => row.add(Meaning::Current, "▌Gepland▐").gap(2).add(Meaning::Text, "kan beginnen"),
        (_, _, Some(v)) => {
            let when = format!("verslag vastgesteld {}", v.op.kort(s.m.nu));
            row.add(Meaning::Current, "▌Gesloten▐").gap(2).add(Meaning::Done, when)
        }
        _ => row.add(Meaning::Current, "▌Gesloten▐").gap(2).add(Meaning::Missing, "verslag nog niet vastgesteld"),
    }
}

/// Between meetings: where the dossier is in its life, and the meeting that matters now.
fn of_dossier(s: Scene<'_>) -> Row<'_> {
    let Some(d) = s.m.dossier() else { return waiting(s) };
    let row = s.say(Meaning::Current, format!(" ▌Dossier  {}▐", d.status)).gap(2);
    let Some(o) = d.actueel() else { return row.add(Meaning::Muted, "nog geen overleg") };
    let (what, word) = match (o.fase, o.bijeenroeping.begin) {
        (fase, _) if fase.loopt() => (Meaning::Current, format!("overleg {} is bezig: {fase}", o.nr)),
        (Fase::Gepland, Some(begin)) => (Meaning::Text, format!("overleg {} begint {}", o.nr, begin.kort(s.m.nu))),
        (Fase::Gepland, None) => (Meaning::Text, format!("overleg {} kan beginnen", o.nr)),
        _ if o.vastgesteld.is_none() => (Meaning::Missing, format!("verslag van overleg {} nog niet vastgesteld", o.nr)),
        _ => (Meaning::Muted, format!("overleg {} is geweest", o.nr)),
    };
    row.add(what, word)
}

/// The dossier is not here yet.
fn waiting(s: Scene<'_>) -> Row<'_> {
    s.row().gap(1).add(Meaning::Muted, if s.m.replica.is_some() { "het dossier wordt opgehaald ..." } else { "" })
}

/// How many words there are room for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    Few,
    Some,
    All,
}

/// Who is here; or that nobody can know, because the connection is lost. At the right the clock that runs out first. Both
/// stay: the words become fewer.
fn people<'a>(s: Scene<'a>, lost: Option<&Row<'a>>, width: usize) -> Row<'a> {
    use Words::{All, Few, Some as Less};
    let left = |words: Words| match lost {
        Some(lost) => s.row().gap(1).append(lost.clone()),
        None => dot(who(s, words)).append(screens(s, words)),
    };
    let steps = [(All, All), (All, Less), (Less, Less), (Less, Few), (Few, Less), (Few, Few)];
    // no name is cut: what is not a name goes first
    let fewer = || match lost {
        Some(_) => left(Few),
        None => [who(s, Few), chair(s)].into_iter().find(|row| row.width() <= width).unwrap_or_else(|| chair(s)),
    };
    let both = |(people, time): (Words, Words)| {
        let (left, right) = (left(people), clock(s, time));
        let gap = if right.is_empty() { 0 } else { 4 };
        (left.width() + right.width() + gap <= width).then(|| spread(left, right.gap(1), width))
    };
    steps.into_iter().find_map(both).unwrap_or_else(|| fewer().fit_words(width))
}

/// Who leads, and nothing else.
fn chair(s: Scene<'_>) -> Row<'_> {
    let lead = s.m.overleg().and_then(Overleg::voorzitter).map(|v| format!("vz {}", v.wie.naam));
    s.row().gap(1).maybe(Meaning::Muted, lead)
}

/// The clock that runs out first, and how many ran out already; nothing where none runs.
fn clock(s: Scene<'_>, words: Words) -> Row<'_> {
    // the most cells of a clock's name; a longer one is not cut: then its number stands there
    let cells = match words {
        Words::All => 36,
        Words::Some => 16,
        Words::Few => 0,
    };
    let nu = s.m.nu;
    let Some(d) = s.m.dossier() else { return s.row() };
    let running = lopende_klokken(d);
    let past = running.iter().filter(|k| k.is_afgelopen(nu)).count();
    let next = running.iter().find(|k| !k.is_afgelopen(nu));
    let name = |k: &LopendeKlok| {
        if text::width(k.naam.as_str()) <= cells { k.naam.to_string() } else { format!("klok {}", k.nr) }
    };
    let row = match (next, past) {
        (Some(k), _) => {
            let (what, left) = zaken::clock_left(k, nu);
            s.say(Meaning::Muted, name(k)).gap(1).add(what, left)
        }
        (None, 1) => running.iter().fold(s.row(), |row, k| row.add(Meaning::Warning, format!("{} afgelopen", name(k)))),
        (None, _) => s.row(),
    };
    let some = past > usize::from(next.is_none() && past == 1);
    let past = some.then(|| words::count(past, "klok afgelopen", "klokken afgelopen"));
    if let (Words::Few, Some(past)) = (words, &past) {
        // what ran out is more urgent than what comes
        return s.say(Meaning::Warning, past.clone());
    }
    let row = if past.is_some() && !row.is_empty() { row.add(Meaning::Muted, " · ") } else { row };
    row.maybe(Meaning::Warning, past)
}

/// Who leads, who types, how many people are at the table.
fn who(s: Scene<'_>, words: Words) -> Row<'_> {
    let mut row = s.row().gap(1);
    if let Some(o) = s.m.overleg().filter(|o| !o.nr.is_dossier()) {
        let (lead, type_) = if words == Words::Few { ("vz", "not") } else { ("voorzitter", "notulist") };
        row = match o.voorzitter() {
            Some(v) => row.add(Meaning::Muted, format!("{lead} {}", v.wie.naam)),
            None => row.add(Meaning::Muted, format!("geen {lead}")),
        };
        let who = notulist(s).map(|n| (Meaning::Muted, format!("{type_} {n}")));
        let (what, word) = who.unwrap_or((Meaning::Missing, format!("geen {type_}")));
        row = dot(row).add(what, word);
        let here = o.deelnemers.iter().filter(|d| d.is_aan_tafel()).count();
        let here = match words {
            Words::Few => format!("{here} aan tafel"),
            _ => words::count(here, "mens aan tafel", "mensen aan tafel"),
        };
        row = if o.fase.loopt() { dot(row).add(Meaning::Muted, here) } else { row };
    }
    row
}

/// Something comes behind this.
fn dot(row: Row<'_>) -> Row<'_> {
    if row.width() > 1 { row.add(Meaning::Muted, " · ") } else { row }
}

/// How many terminals are connected to this dossier, and how many of them are shared.
fn screens(s: Scene<'_>, words: Words) -> Row<'_> {
    if s.m.replica.is_none() {
        return s.row();
    }
    let all = usize::try_from(s.m.verbonden.terminals).unwrap_or(usize::MAX);
    if words < Words::All {
        return s.say(Meaning::Muted, words::count(all, "scherm", "schermen"));
    }
    let shared = s.m.verbonden.schermen;
    let all = words::count(all, "scherm verbonden", "schermen verbonden");
    s.say(Meaning::Muted, all).maybe(Meaning::Muted, (shared > 0).then(|| format!(", {shared} gedeeld")))
}

/// Who types the minutes: this terminal or another that is connected.
fn notulist(s: Scene<'_>) -> Option<&Tekst> {
    let own = s.m.ik_hier().into_iter().map(|ik| (&ik.naam, &ik.rollen));
    let others = s.m.verbonden.anderen.iter().map(|a| (&a.naam, &a.rollen));
    own.chain(others).find(|(_, rollen)| rollen.contains(&Rol::Notulist)).map(|(naam, _)| naam)
}

/// That the service does not answer, and what is not known of what was entered; none while it does.
fn stil(s: Scene<'_>, short: bool) -> Option<String> {
    let sinds = s.m.stil_sinds()?.klok();
    let lines: usize = s.m.verzonden.iter().map(Verzonden::regels).sum();
    let of = match lines {
        0 => "wat u deed is niet bekend of het".to_owned(),
        1 => "1 regel is niet bekend of die".to_owned(),
        n => format!("{n} regels is niet bekend of ze"),
    };
    let stand = if lines > 1 { "staan" } else { "staat" };
    Some(if short {
        format!("de dienst antwoordt niet sinds {sinds}")
    } else {
        format!("de dienst antwoordt niet ({sinds}): van {of} op schijf {stand}")
    })
}

/// That the disk of the service refuses to keep what is typed, and of how much; none while it does not.
fn refused(s: Scene<'_>, short: bool) -> Option<String> {
    let (line, others) = niet_op_schijf(s.m);
    let rest = words::count(others, "regel staat", "regels staan");
    let what = match (line, others) {
        (false, 0) => return None,
        (true, 0) => "wat u typt staat niet op schijf".to_owned(),
        (false, _) => format!("{rest} niet op schijf"),
        (true, _) if short => format!("{} niet op schijf", words::count(others + 1, "regel staat", "regels staan")),
        (true, _) => format!("wat u typt en nog {} niet op schijf", words::count(others, "regel staan", "regels staan")),
    };
    Some(if short { what } else { format!("{what}: de schijf van de dienst weigert; sluit niet af") })
}

/// That the connection is not there, and what that means; none while it is.
pub(crate) fn connection(s: Scene<'_>, short: bool) -> Option<Row<'_>> {
    let text = match &s.m.verbinding {
        Verbinding::Er => stil(s, short).or_else(|| refused(s, short))?,
        Verbinding::Zoekt => "verbinding wordt gemaakt ...".to_owned(),
        Verbinding::Kwijt(_) if s.m.ik.is_none() && s.m.wacht_op.is_some() => {
            format!("{}; wordt opnieuw geprobeerd", s.m.wacht_op.as_deref().unwrap_or_default())
        }
        Verbinding::Kwijt(_) if s.m.ik.is_none() => "er draait geen dienst voor deze tafel; vraag de beheerder".to_owned(),
        Verbinding::Kwijt(sinds) if short => format!("geen verbinding sinds {}; wacht", sinds.klok()),
        Verbinding::Kwijt(sinds) => {
            let (sinds, why) = (sinds.klok(), s.m.wacht_op.as_ref().map(|why| format!(" ({why})")).unwrap_or_default());
            let typed = if s.m.blik == Blik::Deelscherm { "" } else { ": wat u typt staat nog niet op schijf" };
            format!("geen verbinding ({sinds}), wordt hersteld{typed}{why}")
        }
        Verbinding::Voorbij(_) => "de verbinding is voorbij".to_owned(),
    };
    Some(s.say(Meaning::Warning, text))
}
