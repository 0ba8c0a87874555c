//! What is still missing: what has to be settled before the next step, and what nobody knows yet.

use crate::domain::dossier::Vraag;
use crate::domain::leemte;
use crate::domain::poort::OpenPunt;
use crate::input::catalogue::Action;
use crate::projection::open::Open;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::flow::Flow;
use crate::view::widgets::part::part;
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// What is open before the next step, in words, in at most `height` lines; nothing when nothing is. What does not fit is
/// counted as the header counts it.
pub(crate) fn open(s: Scene<'_>, width: usize, height: usize) -> Vec<Row<'_>> {
    let Some((o, open)) = s.m.overleg().zip(s.m.nog_open()) else { return Vec::new() };
    let Open { zichtbaar, afgeschermd } = &*open;
    let title = format!("NOG OPEN VÓÓR {}", words::next_step(o.fase).to_uppercase());
    let kop = s.row().gap(1).add(Meaning::Heading, title).fit(width);
    let entry = |(point, shielded): (&OpenPunt, bool)| {
        let text = s.flow().add(Meaning::Afgeschermd, if shielded { "afgeschermd: " } else { "" });
        let text = text.add(Meaning::Missing, point.tekst.as_str());
        (text.hang(s.row().gap(1).add(Meaning::Missing, "·"), 3, width), 1)
    };
    let all = zichtbaar.iter().map(|p| (p, false)).chain(afgeschermd.iter().map(|p| (p, true)));
    part(s, kop, all.map(entry).collect(), usize::MAX, (width, height), (("open", "open"), Action::NogOpen, 1))
}

/// What we do not know, the first to come back on top, with who finds out, in at most `height` lines.
pub(crate) fn questions(s: Scene<'_>, width: usize, height: usize) -> Vec<Row<'_>> {
    let kop = s.row().gap(1).add(Meaning::Heading, "NOG NIET BEKEND");
    let open = sorted(s);
    if open.is_empty() {
        let hint = "Hier staat wat niemand weet: begin een regel met een vraagteken en een spatie.";
        let hint = s.flow().add(Meaning::Hint, hint).hang(s.row(), 1, width);
        return std::iter::once(kop).chain(hint).take(height).collect();
    }
    let entry = |v: &Vraag| {
        let mut rows = s.flow().add(Meaning::Text, v.vraag.as_str()).hang(s.row(), 1, width);
        rows.extend(who_and_when(s, v).hang(s.row(), 3, width));
        (rows, 1)
    };
    let all = open.into_iter().map(entry).collect();
    part(s, kop, all, usize::MAX, (width, height), (("vraag", "vragen"), Action::Vragen, 1))
}

/// The open questions, the first to come back on top.
pub(crate) fn sorted(s: Scene<'_>) -> Vec<&Vraag> {
    let mut open: Vec<_> = s.m.dossier().into_iter().flat_map(|d| d.vragen.values()).filter(|v| v.is_open()).collect();
    open.sort_by_key(|v| (v.terug.is_none(), v.terug, v.id));
    open
}

/// Who finds out and when it is back, or what of that is still missing.
pub(crate) fn who_and_when<'a>(s: Scene<'a>, v: &Vraag) -> Flow<'a> {
    let nu = s.m.nu;
    let mut flow = s.flow();
    if let Some(wie) = &v.eigenaar {
        flow = flow.part(Meaning::Muted, words::short(wie));
    }
    if let Some(terug) = v.terug {
        let late = v.is_te_laat(nu);
        let word = if late { format!("te laat sinds {}", terug.kort(nu)) } else { format!("terug {}", terug.kort(nu)) };
        flow = flow.part(if late { Meaning::Warning } else { Meaning::Muted }, &word);
    }
    words::gaps(flow, &leemte::van_vraag(v))
}
