//! Earlier lines in the line again: Up, corrections, and taking a line back. What is not changed keeps what it meant.

use super::invoerregel;
use super::invoerregel::onderweg;
use super::veranderd::changed;
use crate::app::regel::mag_typen;
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::{Doel, Formulier};
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::overleg::Net;
use crate::app::state::overleg::{Invoerregel, TeCorrigeren};
use crate::app::state::verzoek::{Laatste, Verzoekherkomst};
use crate::app::terug::{neem_terug, neem_wijziging_terug};
use crate::domain::command::Command;
use crate::domain::dossier::{Gewijzigd, Regel, RegelInhoud};
use crate::domain::ids::{OverlegNr, RegelId};
use crate::domain::invoer::{Ondergrond, Ontleed};
use crate::domain::tekst::Tekst;

/// Records a correction, unless nothing was changed.
pub(super) fn corrigeer(m: &mut Model, regel: RegelId, before: Invoerregel, o: Ontleed) -> Vec<Effect> {
    let was = m.overleg.ondergrond.inhoud();
    let same = was.is_some_and(|was| *was == RegelInhoud { getypt: was.getypt.clone(), ..o.inhoud.clone() });
    let unveiled = was.is_some_and(|was| was.afgeschermd) && o.merk.afscherming == 0;
    if unveiled {
        m.zeg(BerichtSoort::Let, blijft_afgeschermd(regel));
    }
    if same {
        if !unveiled {
            m.zeg(BerichtSoort::Let, format!("{regel} is niet veranderd"));
        }
        m.overleg.basis = None;
        return ernaast(m, before);
    }
    let overleg = m.dossier().and_then(|d| d.overleg(d.regels.get(&regel)?.overleg));
    if overleg.is_some_and(|o| o.vastgesteld.is_some()) {
        let basis = m.overleg.basis.take();
        let stand = Invoerregel { correctie: Some((regel, basis.clone())), ..invoerregel::neem(m) };
        let getypt = stand.draft.text().to_owned();
        m.overleg.te_corrigeren.push(TeCorrigeren { stand, inhoud: o.inhoud });
        m.gezien = basis;
        let f = Formulier::van(Doel::Correctie { regel, getypt }, m);
        m.lagen.push(Laag::Formulier(Box::new(f)));
        invoerregel::zet(m, before, Invoerregel::default());
        return changed(m);
    }
    let text = onderweg(m);
    let command = Command::CorrigeerRegel { regel, inhoud: o.inhoud, reden: Tekst::default() };
    let basis = m.overleg.basis.take().unwrap_or_else(|| m.basis());
    let mut effects = m.stuur_regel(vec![command], Verzoekherkomst::Correctie { regel, getypt: text, basis });
    effects.extend(ernaast(m, before));
    effects
}

/// What is said where the sign of a shield is taken away from a recorded line.
pub(super) fn blijft_afgeschermd(regel: RegelId) -> String {
    format!("{regel} blijft afgeschermd; vrijgeven doet de voorzitter of de procesregisseur (/regels, x)")
}

/// What stood in the line before an earlier one was edited stands there again, as it was begun.
fn ernaast(m: &mut Model, before: Invoerregel) -> Vec<Effect> {
    invoerregel::zet(m, before, Invoerregel::default());
    let mut effects = changed(m);
    effects.extend(invoerregel::volgende(m));
    effects
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
    // a line of a meeting that was chosen among all lines is read with what that meeting knows
    let elders = (r.overleg != OverlegNr::DOSSIER && m.in_dossier()).then_some(r.overleg);
    let ondergrond = Ondergrond::van(&r.inhoud);
    m.overleg.nr = elders.or(m.overleg.nr);
    let before = match m.overleg.bewerkt.take() {
        Some((_, before)) => before,
        None => invoerregel::neem(m),
    };
    let basis = m.basis();
    let edited = Invoerregel::weer(ondergrond);
    invoerregel::zet(m, Invoerregel { correctie: Some((id, Some(basis))), ..edited }, before);
    m.blik = Blik::Overleg;
    changed(m)
}

/// Esc: stops editing an earlier line; asks once where it was changed. What was typed before stands in the line again; a
/// line that is being typed is never thrown away.
pub fn terug(m: &mut Model) -> Vec<Effect> {
    if let Some(regel) = gewijzigd(m)
        && m.overleg.net != Some(Net::Verlaten)
    {
        m.overleg.net = Some(Net::Verlaten);
        m.zeg(
            BerichtSoort::Let,
            format!("Enter legt de verbetering van {regel} vast; nog eens Esc laat hem zoals hij was"),
        );
        return Vec::new();
    }
    match m.overleg.bewerkt.take() {
        Some((_, before)) => {
            m.overleg.basis = None;
            ernaast(m, before)
        }
        None => invoerregel::volgende(m),
    }
}

/// The line that is being edited, where it does not say any more what it says in the record.
fn gewijzigd(m: &Model) -> Option<RegelId> {
    let (id, _) = m.overleg.bewerkt.as_ref()?;
    let stands = m.dossier()?.regels.get(id)?;
    (m.overleg.draft.text() != Invoerregel::weer(Ondergrond::van(&stands.inhoud)).draft.text()).then_some(*id)
}

/// Empties the line at once. Of a correction only its words: it stays one. Undo puts it back.
pub fn wis(m: &mut Model) -> Vec<Effect> {
    if m.overleg.draft.is_empty() {
        return Vec::new();
    }
    if m.overleg.bewerkt.is_some() {
        let draft = std::mem::take(&mut m.overleg.draft);
        m.overleg.gewist = Some(Invoerregel { draft, ..Invoerregel::default() });
        m.zeg(BerichtSoort::Let, "leeg; Ctrl+Z zet de woorden terug, Esc laat de regel zoals hij was");
    } else {
        m.overleg.gewist = Some(invoerregel::neem(m));
        m.zeg(BerichtSoort::Let, "de regel is leeg; Ctrl+Z zet hem terug");
    }
    changed(m)
}

/// The last thing was a change of an own line: that is taken back, and the line says again what it said.
fn wijziging_terug(m: &mut Model, w: Gewijzigd) -> Vec<Effect> {
    let regel = w.regel;
    if w.kan {
        return neem_wijziging_terug(m, w.verzoek, format!("de wijziging van {regel}; hij luidt weer als daarvoor"));
    }
    let say =
        format!("de wijziging van {regel} kan niet meer terug; pijl omhoog haalt de regel op, i in /regels trekt hem in");
    m.zeg(BerichtSoort::Let, say);
    Vec::new()
}

/// Undo: takes typing back; on an empty line takes the own last line of this minute's work back into the line.
pub fn ongedaan(m: &mut Model) -> Vec<Effect> {
    if let Some(was) = m.overleg.gewist.take().filter(|_| m.overleg.draft.is_empty()) {
        if m.overleg.bewerkt.is_some() {
            m.overleg.draft = was.draft;
        } else {
            invoerregel::zet(m, was, Invoerregel::default());
        }
        return changed(m);
    }
    if !m.overleg.draft.is_empty() || m.overleg.bewerkt.is_some() {
        m.overleg.draft.undo();
        m.overleg.net = Some(Net::Teruggezet);
        return changed(m);
    }
    if m.overleg.net == Some(Net::Teruggezet) {
        m.zeg(BerichtSoort::Let, "de regel is leeg; uw laatste regel neemt Ctrl+Z pas terug na een andere toets");
        return Vec::new();
    }
    match &m.laatste {
        Laatste::Daad if m.heeft_daden() => return neem_terug(m),
        Laatste::Regel | Laatste::Daad => {}
        Laatste::Formulier(titel) => {
            let say = format!("dit neemt Ctrl+Z niet terug: {titel}; ↑ haalt uw laatste regel op");
            m.zeg(BerichtSoort::Let, say);
            return Vec::new();
        }
    }
    let own = |r: &&Regel| m.ik.as_ref().is_some_and(|ik| ik.gebruiker == r.auteur.gebruiker);
    let nr = m.overleg_nr();
    let last = m.dossier().zip(nr).and_then(|(d, nr)| d.regels_van(nr).rev().find(own).cloned());
    let Some(r) = last else {
        m.zeg(BerichtSoort::Let, "er is geen eigen regel om terug te nemen");
        return Vec::new();
    };
    let changed = m.dossier().zip(m.ik.as_ref()).and_then(|(d, ik)| d.terug.laatst_gewijzigd(&ik.gebruiker, m.nu));
    if let Some(w) = changed.filter(|w| w.op >= r.op && (w.kan || w.regel == r.id)) {
        return wijziging_terug(m, w);
    }
    // it stands in the line again when it was withdrawn: before that, Enter would record it twice
    let herkomst = Verzoekherkomst::Intrekking { regel: r.id, inhoud: Box::new(r.inhoud) };
    m.stuur(vec![Command::TrekRegelIn { regel: r.id }], herkomst)
}
