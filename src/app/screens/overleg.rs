//! A meeting: the line that is being typed, and what Enter makes of it. What somebody else does never moves the cursor,
//! nor the item and the contribution with which a line was begun.

use crate::app::draft::Draft;
use crate::app::forms::{Doel, Formulier};
use crate::app::model::{BerichtSoort, Model};
use crate::app::overlays::menu::OPENER;
use crate::app::overlays::{Keuze, KeuzeDoel, Laag, Menu};
use crate::app::screens::Blik;
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::command::Command;
use crate::domain::dossier::{Regel, RegelSoort};
use crate::domain::ids::{OverlegNr, PuntId, RegelId};
use crate::domain::invoer::naam::Aanvulling;
use crate::domain::invoer::termijn::Gelezen;
use crate::domain::invoer::{Ontleed, merk, ontleed};
use crate::domain::rechten;
use crate::domain::tekst::Tekst;
use crate::domain::versie::Basis;
use crate::input::key::{KeyCode, KeyPress};
use crate::protocol::ToServer;

/// The most lines that one paste records.
const PASTE_LINES_MAX: usize = 200;

/// The meeting screen's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staat {
    /// The meeting that is looked at; none for the one that matters now.
    pub nr: Option<OverlegNr>,
    /// The line.
    pub draft: Draft,
    /// The earlier line that is being edited, and what stood in the line before.
    pub bewerkt: Option<(RegelId, String)>,
    /// Up to where the record was seen when that line was taken back.
    pub basis: Option<Basis>,
    /// Whose contribution it is, where that was set by hand.
    pub inbreng: Option<Tekst>,
    /// Where the meeting was when the line was begun.
    pub begin: Option<Begin>,
    /// The line at which the minutes are held; none follows the end.
    pub anker: Option<RegelId>,
    /// The meeting to which the line took the view back.
    pub terug_in: Option<OverlegNr>,
}

/// Where the meeting was when a line was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The agenda item.
    pub punt: Option<PuntId>,
    /// Who had the floor.
    pub inbreng: Option<Tekst>,
}

impl Staat {
    /// Sets whose contribution the line is.
    pub fn zet_inbreng(&mut self, inbreng: Option<Tekst>) {
        self.inbreng = inbreng;
    }
}

/// Whether somebody types at this terminal.
pub fn mag_typen(m: &Model) -> bool {
    rechten::ziet_afgeschermd(m.rollen())
}

/// The line as it would be recorded now.
pub fn voorbeeld(m: &Model) -> Option<Ontleed> {
    Some(ontleed(m.overleg.draft.text(), m.achtergrond()?))
}

/// How a token at the cursor can go on.
pub fn aanvullingen(m: &Model) -> Vec<Aanvulling> {
    let Some((sign, begin)) = token(&m.overleg.draft) else { return Vec::new() };
    let Some(a) = m.achtergrond() else { return Vec::new() };
    let found = if sign == '@' { a.bekend.namen(&begin) } else { a.bekend.factoren(&begin) };
    let whole = found.iter().any(|f| f.tekst.to_lowercase() == begin.to_lowercase());
    if whole { Vec::new() } else { found }
}

/// The sign and the text of the token in which the cursor stands.
fn token(draft: &Draft) -> Option<(char, String)> {
    let before = draft.before_cursor();
    let at = before.rfind(['@', '#'])?;
    let (head, tail) = (before.get(..at)?, before.get(at..)?);
    let mut chars = tail.chars();
    let sign = chars.next()?;
    let starts = head.is_empty() || head.ends_with(' ');
    // a name may have spaces, but a line that goes on is no name any more
    let begin = chars.as_str();
    let open = begin.split(' ').count() <= if sign == '@' { 2 } else { 1 } && !begin.ends_with("  ");
    (starts && open && !begin.ends_with(' ')).then(|| (sign, begin.to_owned()))
}

/// Who looks at an earlier meeting while another one goes on and begins to type is taken back to that one: a line never
/// lands in a meeting that is over. Correcting an earlier line goes on where it is.
fn naar_lopend(m: &mut Model) {
    let Some(nr) = m.overleg.nr.filter(|_| m.overleg.bewerkt.is_none()) else { return };
    let Some(nu) = m.dossier().and_then(|d| d.lopend()).map(|o| o.nr).filter(|nu| *nu != nr) else { return };
    (m.overleg.nr, m.overleg.anker, m.overleg.terug_in) = (None, None, Some(nu));
    zeg_terug(m);
}

/// Says it for as long as that line is being typed: one key must not wipe it away.
fn zeg_terug(m: &mut Model) {
    if let Some(nu) = m.overleg.terug_in {
        m.zeg(BerichtSoort::Let, format!("u bent terug in overleg {nu}, dat loopt; wat u typt komt daar"));
    }
}

/// A key that types.
pub fn typed(m: &mut Model, key: KeyPress) -> Vec<Effect> {
    if !mag_typen(m) {
        let slash = key.typed() == Some(OPENER);
        if slash {
            m.lagen.push(Laag::Menu(Menu::default()));
        }
        return Vec::new();
    }
    if m.overleg.draft.is_empty() && key.typed() == Some(OPENER) {
        m.lagen.push(Laag::Menu(Menu::default()));
        return Vec::new();
    }
    naar_lopend(m);
    let staat = &mut m.overleg;
    let mark = merk::merk(staat.draft.text()).bytes;
    if key.code() == KeyCode::Backspace && mark > 0 && staat.draft.before_cursor().len() == mark {
        let plain = merk::met_merk(staat.draft.text(), false, RegelSoort::Notitie);
        staat.draft.replace_before(&plain);
        return changed(m);
    }
    if staat.draft.press(key) { changed(m) } else { Vec::new() }
}

/// The line changed: remembers where it was begun, and tells the server what is being typed.
fn changed(m: &mut Model) -> Vec<Effect> {
    zeg_terug(m);
    if m.overleg.draft.is_empty() {
        (m.overleg.begin, m.overleg.terug_in) = (None, None);
    } else if m.overleg.begin.is_none() {
        let o = m.overleg();
        let begin =
            Begin { punt: o.and_then(|o| o.huidig_punt.clone()), inbreng: o.and_then(|o| o.aan_het_woord().cloned()) };
        m.overleg.begin = Some(begin);
    }
    let tekst = if in_gesloten_ronde(m) { Tekst::default() } else { Tekst::cut(m.overleg.draft.text()) };
    vec![Effect::Send(ToServer::Concept { tekst })]
}

/// Whether the line is a judgement while a closed round is open: nobody is shown it, nor is it kept as a draft.
pub fn in_gesloten_ronde(m: &Model) -> bool {
    let oordeel = merk::merk(m.overleg.draft.text()).soort == RegelSoort::Oordeel;
    oordeel && m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some())
}

/// A round was closed while a judgement stood in the line: what the server kept of it goes.
pub fn verzwijg(m: &Model) -> Vec<Effect> {
    let closed = in_gesloten_ronde(m);
    closed.then(|| Effect::Send(ToServer::Concept { tekst: Tekst::default() })).into_iter().collect()
}

/// Tab: completes a token, else makes the line another kind.
pub fn tab(m: &mut Model, back: bool) -> Vec<Effect> {
    if !mag_typen(m) {
        return Vec::new();
    }
    naar_lopend(m);
    if let (Some(first), false) = (aanvullingen(m).into_iter().next(), back) {
        let (_, begin) = token(&m.overleg.draft).unwrap_or(('@', String::new()));
        for _ in 0..begin.chars().count() {
            if let Some(key) = KeyPress::new(KeyCode::Backspace, false, false, false) {
                m.overleg.draft.press(key);
            }
        }
        m.overleg.draft.insert(&format!("{} ", first.tekst));
        return changed(m);
    }
    let now = merk::merk(m.overleg.draft.text());
    let at = RegelSoort::ALL.iter().position(|s| *s == now.soort).unwrap_or(0);
    let n = RegelSoort::ALL.len();
    let next = RegelSoort::ALL.get((at + if back { n - 1 } else { 1 }) % n).copied().unwrap_or(RegelSoort::Notitie);
    let text = merk::met_merk(m.overleg.draft.text(), now.afgeschermd, next);
    m.overleg.draft.replace_before(&text);
    changed(m)
}

/// Shields the line, or lifts that.
pub fn scherm(m: &mut Model) -> Vec<Effect> {
    naar_lopend(m);
    let now = merk::merk(m.overleg.draft.text());
    let text = merk::met_merk(m.overleg.draft.text(), !now.afgeschermd, now.soort);
    m.overleg.draft.replace_before(&text);
    changed(m)
}

/// Enter: records the line, asks which hour is meant, or corrects the line that is being edited.
pub fn bewaar(m: &mut Model) -> Vec<Effect> {
    if !mag_typen(m) || m.overleg.draft.text().trim().is_empty() {
        return Vec::new();
    }
    naar_lopend(m);
    let Some(o) = voorbeeld(m) else {
        m.zeg(BerichtSoort::Let, "er is nog geen overleg geladen; uw tekst blijft staan");
        return Vec::new();
    };
    if let Some(vraag) = &o.vraag {
        return vraag_uur(m, vraag);
    }
    leg_vast(m, o)
}

fn leg_vast(m: &mut Model, o: Ontleed) -> Vec<Effect> {
    let Some(overleg) = m.overleg_nr() else {
        m.zeg(BerichtSoort::Let, "er is nog geen overleg in dit dossier; roep er een bijeen met /bijeenroepen");
        return Vec::new();
    };
    let text = m.overleg.draft.text().to_owned();
    if let Some((regel, before)) = m.overleg.bewerkt.take() {
        return corrigeer(m, regel, text, &before, o);
    }
    let Some(punt) = punt(m) else { return Vec::new() };
    m.overleg.draft = Draft::default();
    m.overleg.begin = None;
    m.overleg.anker = None;
    let mut effects = m.stuur(vec![Command::LegRegelVast { overleg, punt, regel: o.inhoud }], Herkomst::Regel(text));
    effects.extend(changed(m));
    effects
}

/// The item at which the line was begun; else the meeting's, else the first of the agenda.
fn punt(m: &Model) -> Option<PuntId> {
    let begun = m.overleg.begin.as_ref().and_then(|b| b.punt.clone());
    let first = || m.kader()?.blokken.first()?.punten.first().map(|p| p.id.clone());
    begun.or_else(|| m.overleg()?.huidig_punt.clone()).or_else(first)
}

fn corrigeer(m: &mut Model, regel: RegelId, text: String, before: &str, o: Ontleed) -> Vec<Effect> {
    m.overleg.draft = Draft::new(before);
    m.overleg.begin = None;
    let overleg = m.dossier().and_then(|d| d.overleg(d.regels.get(&regel)?.overleg));
    if overleg.is_some_and(|o| o.vastgesteld.is_some()) {
        m.gezien = m.overleg.basis.take();
        let f = Formulier::van(Doel::Correctie { regel, getypt: text }, m);
        m.lagen.push(Laag::Formulier(Box::new(f)));
        return changed(m);
    }
    let mut inhoud = o.inhoud;
    if let Some(r) = m.dossier().and_then(|d| d.regels.get(&regel)) {
        inhoud.inbreng.clone_from(&r.inhoud.inbreng);
    }
    let basis = m.overleg.basis.take().unwrap_or_else(|| m.basis());
    let herkomst = Herkomst::Correctie { regel, getypt: text, basis };
    let mut effects = m.stuur(vec![Command::CorrigeerRegel { regel, inhoud, reden: Tekst::default() }], herkomst);
    effects.extend(changed(m));
    effects
}

/// An hour that passes twice or not at all: asks which one is meant. The line stays where it is.
fn vraag_uur(m: &mut Model, vraag: &crate::domain::invoer::Tijdvraag) -> Vec<Effect> {
    let text = m.overleg.draft.text();
    let sign = vraag.token.get(..1).unwrap_or_default();
    let with = |t: crate::domain::tijd::Tijdstip, season: &str| {
        let token = format!("{sign}{}{season}", t.lokaal().format("%d-%m-%Y %H:%M"));
        text.replace(&vraag.token, &token)
    };
    let (titel, opties, regels) = match vraag.gelezen {
        Gelezen::Twee { zomer, winter } => (
            "Die nacht gaat de klok terug: dat uur is er twee keer.",
            vec![
                format!("{} zomertijd (de eerste keer)", zomer.klok()),
                format!("{} wintertijd (een uur later)", winter.klok()),
            ],
            vec![with(zomer, "z"), with(winter, "w")],
        ),
        Gelezen::Geen { ervoor, erna } => (
            "Die nacht gaat de klok vooruit: dat uur is er niet.",
            vec![format!("{} (een uur eerder)", ervoor.klok()), format!("{} (een uur later)", erna.klok())],
            vec![with(ervoor, ""), with(erna, "")],
        ),
        Gelezen::Een(_) => return Vec::new(),
    };
    m.lagen.push(Laag::Keuze(Keuze::new(titel, opties, KeuzeDoel::Uur(regels))));
    Vec::new()
}

/// The hour was chosen: the line says so, and is recorded.
pub fn met_uur(m: &mut Model, regel: &str) -> Vec<Effect> {
    m.overleg.draft.replace(regel);
    bewaar(m)
}

/// Up: on an empty line the own last line comes back to be edited; while editing, the one before it.
pub fn vorige(m: &mut Model) -> Vec<Effect> {
    if !mag_typen(m) || !(m.overleg.draft.is_empty() || m.overleg.bewerkt.is_some()) {
        return Vec::new();
    }
    let from = m.overleg.bewerkt.as_ref().map(|(id, _)| *id);
    let own = |r: &&Regel| m.ik.as_ref().is_some_and(|ik| ik.gebruiker == r.auteur.gebruiker);
    let nr = m.overleg_nr();
    let found = m
        .dossier()
        .zip(nr)
        .and_then(|(d, nr)| d.regels_van(nr).rev().filter(own).find(|r| from.is_none_or(|from| r.id < from)).map(|r| r.id));
    match found {
        Some(id) => bewerk(m, id),
        None => Vec::new(),
    }
}

/// Takes an earlier line into the line, to edit it.
pub fn bewerk(m: &mut Model, id: RegelId) -> Vec<Effect> {
    let Some(r) = m.dossier().and_then(|d| d.regels.get(&id)).filter(|r| r.ingetrokken.is_none()) else {
        m.zeg(BerichtSoort::Let, "die regel is ingetrokken; leg een nieuwe vast");
        return Vec::new();
    };
    let i = &r.inhoud;
    let text = i.getypt.as_ref().filter(|_| r.correcties.is_empty()).unwrap_or(&i.tekst);
    let text = merk::met_merk(text.as_str(), i.afgeschermd, i.soort);
    let before = match m.overleg.bewerkt.take() {
        Some((_, before)) => before,
        None => m.overleg.draft.text().to_owned(),
    };
    m.overleg.draft = Draft::new(&text);
    m.overleg.bewerkt = Some((id, before));
    m.overleg.basis = Some(m.basis());
    m.blik = Blik::Overleg;
    changed(m)
}

/// Esc: stops editing an earlier line. What was typed before stands in the line again; a line that is being typed is
/// never thrown away.
pub fn terug(m: &mut Model) -> Vec<Effect> {
    match m.overleg.bewerkt.take() {
        Some((_, before)) => {
            m.overleg.draft = Draft::new(&before);
            changed(m)
        }
        None => Vec::new(),
    }
}

/// Undo: takes typing back; on an empty line takes the own last line of this minute's work back into the line.
pub fn ongedaan(m: &mut Model) -> Vec<Effect> {
    if !m.overleg.draft.is_empty() {
        m.overleg.draft.undo();
        return changed(m);
    }
    let own = |r: &&Regel| m.ik.as_ref().is_some_and(|ik| ik.gebruiker == r.auteur.gebruiker);
    let nr = m.overleg_nr();
    let last = m.dossier().zip(nr).and_then(|(d, nr)| d.regels_van(nr).rev().find(own).cloned());
    let Some(r) = last else {
        m.zeg(BerichtSoort::Let, "er is geen eigen regel om terug te nemen");
        return Vec::new();
    };
    let effects = m.stuur(vec![Command::TrekRegelIn { regel: r.id }], Herkomst::Toets);
    let text = r.inhoud.getypt.unwrap_or(r.inhoud.tekst);
    m.overleg.draft = Draft::new(&merk::met_merk(text.as_str(), r.inhoud.afgeschermd, r.inhoud.soort));
    m.zeg(BerichtSoort::Let, format!("{} is ingetrokken en staat weer in de regel", r.id));
    effects.into_iter().chain(changed(m)).collect()
}

/// A paste: one line goes into the line, many lines are asked about once.
pub fn paste(m: &mut Model, text: &str) -> Vec<Effect> {
    if !mag_typen(m) {
        return Vec::new();
    }
    naar_lopend(m);
    let lines: Vec<String> = text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    if lines.len() <= 1 {
        m.overleg.draft.insert(lines.first().map_or("", String::as_str));
        return changed(m);
    }
    if lines.len() > PASTE_LINES_MAX {
        let say = format!("dat zijn {} regels; plak er hoogstens {PASTE_LINES_MAX} tegelijk", lines.len());
        m.zeg(BerichtSoort::Let, say);
        return Vec::new();
    }
    let marked = lines.iter().filter(|l| merk::merk(l).bytes > 0).count();
    let opties = vec![
        format!("leg {} regels vast, met hun merken ({marked} hebben er een)", lines.len()),
        "leg ze vast als gewone notulen".to_owned(),
        "zet ze achter elkaar in de regel".to_owned(),
        "doe niets".to_owned(),
    ];
    let keuze = Keuze::new(format!("U plakt {} regels", lines.len()), opties, KeuzeDoel::Plakken(lines));
    m.lagen.push(Laag::Keuze(keuze));
    Vec::new()
}

/// What was chosen for a paste of many lines. They make one frame: all or none.
pub fn geplakt(m: &mut Model, lines: &[String], how: usize) -> Vec<Effect> {
    match how {
        0 | 1 => {
            let (Some(overleg), Some(punt), Some(a)) = (m.overleg_nr(), punt(m), m.achtergrond()) else {
                return Vec::new();
            };
            let read = |line: &String| {
                let plain = format!(" {line}");
                let o = ontleed(if how == 0 { line } else { &plain }, a);
                Command::LegRegelVast { overleg, punt: punt.clone(), regel: o.inhoud }
            };
            let opdrachten = lines.iter().map(read).collect();
            m.stuur(opdrachten, Herkomst::Regel(lines.join(" ")))
        }
        2 => {
            m.overleg.draft.insert(&lines.join(" "));
            changed(m)
        }
        _ => Vec::new(),
    }
}

impl Model {
    /// A line was refused: it stands in the line again, or waits behind Ctrl+Z's message when something new is typed.
    pub(in crate::app) fn regel_terug(&mut self, tekst: &str) -> Vec<Effect> {
        if self.overleg.draft.is_empty() {
            self.overleg.draft = Draft::new(tekst);
        } else {
            self.overleg.draft.replace_before(&format!("{} {tekst}", self.overleg.draft.text()));
        }
        changed(self)
    }

    /// A correction was refused: it is being edited again, on the line as it is now. What was typed since waits behind it.
    pub(in crate::app) fn correctie_terug(&mut self, regel: RegelId, getypt: &str) -> Vec<Effect> {
        let staat = &self.overleg;
        let typed = staat.draft.text();
        let since = match &staat.bewerkt {
            // another line was taken back meanwhile: what was typed of it is not lost
            Some((_, before)) => format!("{before} {typed}").trim().to_owned(),
            None => typed.to_owned(),
        };
        self.overleg.draft = Draft::new(getypt);
        self.overleg.bewerkt = Some((regel, since));
        self.overleg.basis = Some(self.basis());
        changed(self)
    }

    /// What was typed here before the connection or the program was lost. It goes before what was typed since; while an
    /// earlier line is edited, into the line that waits behind that.
    pub(in crate::app) fn concept_terug(&mut self, tekst: &str) -> Vec<Effect> {
        let staat = &mut self.overleg;
        let since = staat.bewerkt.as_ref().map_or(staat.draft.text(), |(_, before)| before).trim();
        if tekst.is_empty() || since == tekst {
            return Vec::new();
        }
        let both = if since.is_empty() { tekst.to_owned() } else { format!("{tekst} {since}") };
        match &mut staat.bewerkt {
            Some((_, before)) => *before = both,
            None => staat.draft.replace_before(&both),
        }
        self.zeg(BerichtSoort::Let, "uw concept staat weer in de regel");
        changed(self)
    }
}

/// A page back or forth in the minutes; at the end they follow again.
pub fn blader(m: &mut Model, back: bool) {
    /// How many lines a page is.
    const PAGE: usize = 8;
    let Some((d, nr)) = m.dossier().zip(m.overleg_nr()) else { return };
    let ids: Vec<RegelId> = d.regels_van(nr).map(|r| r.id).collect();
    let last = ids.len().saturating_sub(1);
    let at = m.overleg.anker.and_then(|a| ids.iter().position(|id| *id >= a)).unwrap_or(last);
    let next = if back { at.saturating_sub(PAGE) } else { at + PAGE };
    m.overleg.anker = if next >= last { None } else { ids.get(next).copied() };
}
