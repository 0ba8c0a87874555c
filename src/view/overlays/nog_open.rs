//! What is open before the next step, each with the command that solves it; and what nobody knows. On the shared screen
//! from what the wall was given; on a full screen with what is shielded told apart.

use crate::app::oplossing::oplossing;
use crate::app::screens::Blik;
use crate::domain::dossier::Fase;
use crate::domain::kader::Controle;
use crate::domain::poort::OpenPunt;
use crate::input::catalogue::{Action, Scope};
use crate::projection::wand::Wand;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::screens::deelscherm::question;
use crate::view::screens::overleg::unknown;
use crate::view::widgets::keys::{command, key};
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The lines.
pub(super) fn rows(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    match (&s.m.blik, &s.m.deelscherm.wand) {
        (Blik::Deelscherm, Some(w)) => on_the_wall(s, w, width),
        _ => in_full(s, width),
    }
}

fn on_the_wall<'a>(s: Scene<'a>, w: &Wand, width: usize) -> Vec<Row<'a>> {
    let mut rows = vec![head(s, w.fase)];
    for p in &w.nog_open {
        let text = if p.aantal > 1 { format!("{} ({} keer)", p.tekst, p.aantal) } else { p.tekst.to_string() };
        rows.extend(point(s, &text, p.controle, width));
    }
    if w.nog_open.is_empty() {
        rows.push(s.say(Meaning::Done, "niets"));
    } else {
        let how = "Een opdracht met / typt u op een eigen terminal; een toets werkt hier.";
        rows.extend(s.flow().add(Meaning::Hint, how).rows(width));
    }
    rows.push(s.row());
    rows.push(s.say(Meaning::Heading, "NOG NIET BEKEND"));
    rows.extend(w.onbekend.iter().flat_map(|v| question(s, v, Meaning::Text, width)));
    if w.onbekend.is_empty() {
        rows.push(s.say(Meaning::Muted, "geen open vraag"));
    }
    rows
}

fn in_full(s: Scene<'_>, width: usize) -> Vec<Row<'_>> {
    let Some((o, open)) = s.m.overleg().zip(s.m.nog_open()) else { return Vec::new() };
    let all = |points: &[OpenPunt]| -> Vec<Row<'_>> {
        points.iter().flat_map(|p| point(s, p.tekst.as_str(), p.controle, width)).collect()
    };
    let mut rows = vec![head(s, o.fase)];
    rows.extend(all(&open.zichtbaar));
    if open.zichtbaar.is_empty() {
        rows.push(s.say(Meaning::Done, "niets"));
    }
    if !open.afgeschermd.is_empty() {
        rows.push(s.row());
        rows.push(s.say(Meaning::Afgeschermd, "AFGESCHERMD: NIET OP HET GEDEELDE SCHERM"));
        rows.extend(all(&open.afgeschermd));
    }
    rows.push(s.row());
    rows.extend(unknown::questions(s, width, usize::MAX));
    rows
}

fn head(s: Scene<'_>, fase: Fase) -> Row<'_> {
    s.say(Meaning::Heading, format!("NOG OPEN VÓÓR {}", words::next_step(fase).to_uppercase()))
}

/// One point, and what solves it behind it.
fn point<'a>(s: Scene<'a>, text: &str, controle: Controle, width: usize) -> Vec<Row<'a>> {
    let mut flow = s.flow().add(Meaning::Missing, text).add(Meaning::Text, "   ");
    for (nr, action) in oplossing(controle).iter().enumerate() {
        let gap = if nr > 0 { "  " } else { "" };
        flow = flow.add(Meaning::Text, gap).add(Meaning::Key, &way(s, *action));
    }
    flow.hang(s.say(Meaning::Missing, "·"), 2, width)
}

/// A key that works where one is, else the name in the menu.
fn way(s: Scene<'_>, action: Action) -> String {
    let here = (s.m.blik == Blik::Deelscherm).then(|| key(s, &[Scope::Deelscherm], action)).flatten();
    here.unwrap_or_else(|| command(action))
}
