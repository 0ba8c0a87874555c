//! The sheets of besluitvorming and afsluiting: decisions as they will stand in the minutes, actions, measures, who tells
//! her, what comes first.

use super::{Bladdeel, leeg};
use crate::domain::dossier::{ActieStatus, InzetStatus};
use crate::domain::leemte::Leemte;
use crate::domain::tekst::Tekst;
use crate::projection::wand::Wand;
use crate::projection::wandblad::{
    WandActie, WandActies, WandBesluit, WandInzet, WandKlok, WandMaatregel, WandSluiting, WandTeruglezen, WandVerteller,
};
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The cells of a number before its words.
const ID: usize = 5;

/// The decisions of this meeting.
pub(super) fn besluiten<'a>(s: Scene<'a>, all: &[WandBesluit], width: usize) -> Bladdeel<'a> {
    let mut rows: Vec<_> = all.iter().map(|b| decision(s, b, width)).collect();
    if rows.is_empty() {
        rows.push(leeg(s, "Nog geen besluit vastgelegd.", width));
    }
    Bladdeel::nieuw("BESLUITEN", rows).ruim()
}

/// A decision: its words; under them how far it is, whose it is, until when, whether it was checked.
fn decision<'a>(s: Scene<'a>, b: &WandBesluit, width: usize) -> Vec<Row<'a>> {
    let what = if b.status.is_eind() { Meaning::Muted } else { Meaning::Accent };
    let mut rows = s.flow().add(what, b.besluit.as_str()).hang(number(s, Meaning::Besluit, &b.id.to_string()), ID, width);
    let mut flow = s.flow().part(words::of_decision(b.status), &b.status.to_string());
    flow = match b.soort {
        Some(soort) => flow.part(Meaning::Text, &soort.to_string()),
        None if b.mist.contains(&Leemte::Soort) => flow.part(Meaning::Missing, "afspraak, verzoek of besluit?"),
        None => flow,
    };
    let who = b.mist.contains(&Leemte::Bevoegd);
    flow = if who { flow.part(Meaning::Missing, "wie?") } else { flow.part(Meaning::Text, b.wie.as_str()) };
    if let Some(t) = b.termijn {
        let (what, word) = words::due(t, b.is_te_laat(s.m.nu), s.m.nu);
        flow = flow.part(what, &word);
    }
    flow = match b.toets_open {
        Some(true) => flow.part(Meaning::Missing, "juridische toets nog niet terug"),
        Some(false) => flow.part(Meaning::Done, "toets klaar of niet nodig"),
        None => flow,
    };
    rows.extend(flow.hang(s.row(), ID, width));
    rows
}

fn number<'a>(s: Scene<'a>, what: Meaning, id: &str) -> Row<'a> {
    s.row().cell(what, id, ID - 1).gap(1)
}

/// Open actions of earlier meetings, what is late first; then what was reported in this meeting.
pub(super) fn vorige_keer<'a>(s: Scene<'a>, all: &[WandActie], width: usize) -> Vec<Bladdeel<'a>> {
    let of = |open: bool| {
        let found = all.iter().filter(move |a| (a.status == ActieStatus::Open) == open);
        found.map(|a| action(s, a, if open { Meaning::Accent } else { Meaning::Muted }, width)).collect::<Vec<_>>()
    };
    let mut open = of(true);
    if open.is_empty() {
        open.push(leeg(s, "Van eerdere overleggen staat niets open.", width));
    }
    vec![Bladdeel::nieuw("NOG OPEN VAN VORIGE KEER", open), Bladdeel::nieuw("NU AFGEMELD", of(false))]
}

/// The actions of this meeting, then what is still open from before.
pub(super) fn acties<'a>(s: Scene<'a>, a: &WandActies, width: usize) -> Vec<Bladdeel<'a>> {
    let before = a.eerder.iter().map(|x| action(s, x, Meaning::Text, width)).collect();
    vec![van_nu(s, &a.nu, width), Bladdeel::nieuw("NOG OPEN VAN VORIGE KEER", before)]
}

fn van_nu<'a>(s: Scene<'a>, all: &[WandActie], width: usize) -> Bladdeel<'a> {
    let mut rows: Vec<_> = all.iter().map(|x| action(s, x, Meaning::Accent, width)).collect();
    if rows.is_empty() {
        rows.push(leeg(s, "Nog geen actie vastgelegd.", width));
    }
    Bladdeel::nieuw("ACTIES", rows)
}

/// An action: what; who, before when, or how it ended.
fn action<'a>(s: Scene<'a>, a: &WandActie, what: Meaning, width: usize) -> Vec<Row<'a>> {
    let flow = s.flow().add(what, a.wat.as_str()).add(Meaning::Text, "   ");
    let mut tail = s.flow();
    if a.status != ActieStatus::Open {
        tail = tail.part(Meaning::Done, &a.status.to_string());
    }
    let who = a.mist.contains(&Leemte::Eigenaar);
    tail = if who { tail.part(Meaning::Missing, "wie?") } else { tail.part(Meaning::Actie, a.wie.as_str()) };
    tail = match (a.status, a.termijn) {
        (ActieStatus::Open, Some(t)) => {
            let (what, word) = words::due(t, a.is_te_laat(s.m.nu), s.m.nu);
            tail.part(what, &word)
        }
        (ActieStatus::Open, None) => tail.part(Meaning::Missing, Leemte::Termijn.vraag()),
        (ActieStatus::Gedaan | ActieStatus::Vervallen | ActieStatus::NietGedaan, _) => tail,
    };
    tail.behind(flow).hang(number(s, Meaning::Actie, &a.id.to_string()), ID, width)
}

fn van_dit_overleg<'a>(s: Scene<'a>, all: &[WandMaatregel], width: usize) -> Bladdeel<'a> {
    let mut rows: Vec<_> = all.iter().map(|m| measure(s, m, Meaning::Accent, width)).collect();
    if rows.is_empty() {
        rows.push(leeg(s, "Nog geen maatregel in dit overleg.", width));
    }
    Bladdeel::nieuw("MAATREGELEN", rows)
}

/// Measures of this meeting, the clocks, what already held.
pub(super) fn inzet<'a>(s: Scene<'a>, i: &WandInzet, width: usize) -> Vec<Bladdeel<'a>> {
    vec![van_dit_overleg(s, &i.nu, width), burgemeester(s, i, width), klokken(s, &i.klokken, width), eerder(s, i, width)]
}

/// The clocks, then what they belong to.
pub(super) fn klokken_eerst<'a>(s: Scene<'a>, i: &WandInzet, width: usize) -> Vec<Bladdeel<'a>> {
    vec![klokken(s, &i.klokken, width), van_dit_overleg(s, &i.nu, width), burgemeester(s, i, width), eerder(s, i, width)]
}

fn burgemeester<'a>(s: Scene<'a>, i: &WandInzet, width: usize) -> Bladdeel<'a> {
    let text = "Er ligt een vraag bij de burgemeester.";
    let rows = i.voorgelegd.then(|| s.flow().add(Meaning::Accent, text).rows(width)).into_iter().collect();
    Bladdeel::nieuw("BURGEMEESTER", rows)
}

fn eerder<'a>(s: Scene<'a>, i: &WandInzet, width: usize) -> Bladdeel<'a> {
    Bladdeel::nieuw("LIEP AL", i.eerder.iter().map(|m| measure(s, m, Meaning::Text, width)).collect())
}

fn klokken<'a>(s: Scene<'a>, all: &[WandKlok], width: usize) -> Bladdeel<'a> {
    Bladdeel::nieuw("KLOKKEN", all.iter().map(|k| clock(s, k, width)).collect())
}

fn measure<'a>(s: Scene<'a>, m: &WandMaatregel, words: Meaning, width: usize) -> Vec<Row<'a>> {
    let what = if m.status == InzetStatus::Geschonden { Meaning::Danger } else { Meaning::Muted };
    let (over, until) = match m.tot {
        Some(_) if m.is_verlopen(s.m.nu) => (Meaning::Warning, "eindtijd voorbij".to_owned()),
        Some(t) => (Meaning::Muted, format!("tot {}", t.kort(s.m.nu))),
        None => (Meaning::Missing, m.mist.first().map_or("", |l| l.vraag()).to_owned()),
    };
    let flow = s.flow().part(words, m.wat.as_str()).part(what, &format!("{}: {}", m.soort, m.status));
    flow.part(over, &until).hang(number(s, Meaning::Maatregel, &m.id.to_string()), ID, width)
}

fn clock<'a>(s: Scene<'a>, k: &WandKlok, width: usize) -> Vec<Row<'a>> {
    let (what, left) = words::left(k.einde, s.m.nu);
    let flow = s.flow().part(Meaning::Text, k.naam.as_str()).part(Meaning::Muted, &k.einde.kort(s.m.nu));
    flow.part(what, &left).hang(s.say(Meaning::Muted, "·"), 2, width)
}

/// Who tells her and when; whether she was told.
pub(super) fn verteller<'a>(s: Scene<'a>, v: &WandVerteller, width: usize) -> Bladdeel<'a> {
    let flow = if v.wie.is_empty() {
        s.flow().add(Meaning::Missing, "Wie vertelt het haar?")
    } else {
        s.flow().part(Meaning::Accent, v.wie.as_str())
    };
    let flow = match (v.verteld, v.wanneer) {
        (Some(t), _) => flow.part(Meaning::Done, &format!("verteld {}", t.kort(s.m.nu))),
        (None, Some(t)) => {
            let (what, word) = words::due(t, v.is_te_laat(s.m.nu), s.m.nu);
            flow.part(what, &word)
        }
        (None, None) => flow.part(Meaning::Missing, "vóór wanneer?"),
    };
    Bladdeel::nieuw("WIE VERTELT HET HAAR", vec![flow.rows(width)])
}

/// All that is agreed to: one look, or one page after the other.
pub(super) fn teruglezen<'a>(s: Scene<'a>, t: &WandTeruglezen, width: usize) -> Vec<Bladdeel<'a>> {
    let again = t.opnieuw.iter().map(|(op, wat)| {
        let wat: Vec<&str> = wat.iter().map(Tekst::as_str).collect();
        s.flow().add(Meaning::Warning, &words::read_again(*op, &wat)).rows(width)
    });
    vec![
        Bladdeel::nieuw("", again.collect()),
        besluiten(s, &t.besluiten, width),
        van_nu(s, &t.acties, width),
        van_dit_overleg(s, &t.maatregelen, width),
        verteller(s, &t.verteller, width),
    ]
}

/// Acute or not, who tells her, what ends first, what is done first. The next round is said when the meeting is closed.
pub(super) fn sluiting<'a>(s: Scene<'a>, w: &Wand, x: &WandSluiting, width: usize) -> Vec<Bladdeel<'a>> {
    let (what, word) = words::acuut(w.acuut.antwoord);
    let again = if w.acuut.opnieuw.is_empty() { String::new() } else { format!("opnieuw: {}", w.acuut.opnieuw) };
    let safe = s.flow().part(what, &word).part(Meaning::Danger, &again).rows(width);
    let ends = x.maatregelen.iter().map(|m| measure(s, m, Meaning::Text, width)).collect();
    let next = "Veilig tot wanneer, en wanneer de volgende ronde: dat wordt bij het sluiten vastgelegd.";
    vec![
        Bladdeel::nieuw("VEILIG TOT DE VOLGENDE STAP?", vec![safe, leeg(s, next, width)]),
        Bladdeel::nieuw("EERST TE DOEN", x.acties.iter().map(|a| action(s, a, Meaning::Accent, width)).collect()),
        verteller(s, &x.verteller, width),
        klokken(s, &x.klokken, width),
        Bladdeel::nieuw("WAT GELDT", ends),
    ]
}
