//! A choice between a few things.

use crate::app::state::effect::{Effect, Gevolg};
use crate::app::state::formulier::Doel;
use crate::app::state::keuze::{KeuzeDoel, Opkomst};
use crate::app::state::laag::Laag;
use crate::app::state::menu::OPENER;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::verzoek::Verzoekherkomst;
use crate::app::{forms, screens};
use crate::domain::command::Command;
use crate::domain::ids::OverlegNr;
use crate::domain::tekst::Tekst;
use crate::input::catalogue::Action;
use crate::input::key::KeyPress;

/// Letters go to the choice that begins with them; a digit chooses that row. What begins no choice is never lost: where a
/// line was asked about it begins the next line, else it is said.
pub fn letter(m: &mut Model, key: KeyPress) -> Gevolg {
    let Some(Laag::Keuze(k)) = m.lagen.last_mut() else { return Gevolg::default() };
    let Some(c) = key.typed() else { return Gevolg::default() };
    let digit = c.to_digit(10).and_then(|d| usize::try_from(d).ok()).filter(|d| (1..=k.opties.len()).contains(d));
    if let Some(nr) = digit.filter(|_| k.getypt.is_empty()) {
        k.gekozen = Some(nr - 1);
        return kies(m);
    }
    k.getypt.push(c);
    if let Some(found) = k.begint_met(&k.getypt) {
        k.gekozen = Some(found);
        return Gevolg::default();
    }
    let typed = std::mem::take(&mut k.getypt);
    if matches!(k.doel, KeuzeDoel::Uur { .. }) {
        m.lagen.pop();
        // what begins a command is one, whatever was asked, 112 most of all; the line stays as it is
        if typed == OPENER.to_string() {
            return Gevolg::dan(Action::Menu);
        }
        return screens::overleg::typ_verder(m, &typed).into();
    }
    if let Some(found) = k.begint_met(c.encode_utf8(&mut [0; 4])) {
        (k.gekozen, k.getypt) = (Some(found), c.to_string());
        return Gevolg::default();
    }
    m.zeg(BerichtSoort::Let, format!("geen keuze begint met '{typed}'; kies met een cijfer of een pijl, Esc gaat terug"));
    Gevolg::default()
}

/// Does what was chosen; where nothing was, nothing.
pub fn kies(m: &mut Model) -> Gevolg {
    let Some(Laag::Keuze(k)) = m.lagen.last() else { return Gevolg::default() };
    let read = matches!(k.doel, KeuzeDoel::Voorstel(_));
    let last = k.opties.len().saturating_sub(1);
    let Some(at) = k.gekozen.filter(|&at| !read || at == 0 || at == last) else {
        let say = if read { "kies de eerste rij om ze zo vast te leggen, of de laatste" } else { "kies eerst" };
        m.zeg(BerichtSoort::Let, format!("{say}: een cijfer, een pijl of de eerste letters; Esc gaat terug"));
        return Gevolg::default();
    };
    let Some(Laag::Keuze(k)) = m.lagen.pop() else { return Gevolg::default() };
    m.gezien = k.basis;
    match (k.doel, at) {
        (KeuzeDoel::Verder(..), 0) => Gevolg::dan(Action::Verder),
        (doel, at) => doe(m, doel, at).into(),
    }
}

fn doe(m: &mut Model, doel: KeuzeDoel, at: usize) -> Vec<Effect> {
    let nr = m.overleg_nr();
    match (doel, nr) {
        (KeuzeDoel::Punt(punten), Some(overleg)) if overleg.is_dossier() => {
            if let Some((punt, _)) = punten.into_iter().nth(at) {
                screens::dossier::kies(m, punt);
            }
            Vec::new()
        }
        (KeuzeDoel::Punt(punten), Some(overleg)) => match punten.get(at).cloned() {
            Some((punt, true)) => {
                let open = vec![Command::HeropenPunt { overleg, punt: punt.clone() }, Command::KiesPunt { overleg, punt }];
                m.stuur(open, Verzoekherkomst::Stap)
            }
            Some((punt, false)) => m.stuur(vec![Command::KiesPunt { overleg, punt }], Verzoekherkomst::Stap),
            None => Vec::new(),
        },
        (KeuzeDoel::Beurt(namen), Some(overleg)) => match namen.get(at).cloned() {
            Some(organisatie) => m.stuur(vec![Command::GeefBeurt { overleg, organisatie }], Verzoekherkomst::Stap),
            None => Vec::new(),
        },
        (KeuzeDoel::Inbreng(namen), _) => {
            m.overleg.zet_inbreng(namen.get(at).cloned().flatten());
            Vec::new()
        }
        (KeuzeDoel::Terug(van, fasen), _) => match fasen.get(at) {
            Some(naar) => forms::open(m, Doel::NaarFase { van, naar: *naar }),
            None => Vec::new(),
        },
        (KeuzeDoel::Soort(regel, soorten), _) => match soorten.get(at) {
            Some(naar) => {
                let zin = format!("{regel} is nu: {naar}");
                m.stuur(vec![Command::WijzigSoort { regel, naar: *naar }], Verzoekherkomst::Daad(zin))
            }
            None => Vec::new(),
        },
        (KeuzeDoel::Aanwezig(wie), Some(overleg)) => aanwezig(m, overleg, wie.get(at).cloned()),
        (KeuzeDoel::Vaststellen, Some(overleg)) if at == 1 => {
            m.stuur(vec![Command::StelVerslagVast { overleg }], Verzoekherkomst::Stap)
        }
        (KeuzeDoel::Oordeel(namen), _) => {
            let organisatie = namen.get(at).map(ToString::to_string).unwrap_or_default();
            forms::open(m, Doel::Oordeel { organisatie })
        }
        (KeuzeDoel::Uur { regel, antwoorden }, _) => match antwoorden.get(at) {
            Some(antwoord) => screens::overleg::beantwoord(m, &regel, antwoord),
            None => Vec::new(),
        },
        (KeuzeDoel::Voorstel(regels), _) if at == 0 => screens::overleg::voorgesteld(m, regels),
        (KeuzeDoel::Plakken(regels), _) => screens::overleg::geplakt(m, regels, at),
        (KeuzeDoel::Schending(inzet), _) if at == 0 => screens::lijsten::meld_schending(m, inzet),
        (KeuzeDoel::Gebeld112, _) if at == 0 => {
            m.stuur(vec![Command::Meld112 { toelichting: Tekst::default() }], Verzoekherkomst::Stap)
        }
        (KeuzeDoel::Pauze(overleg, redenen), _) => match redenen.get(at).cloned() {
            Some(reden) => m.stuur(vec![Command::Schors { overleg, reden }], Verzoekherkomst::Stap),
            None => Vec::new(),
        },
        (KeuzeDoel::Onthul, Some(overleg)) if at == 0 => {
            m.stuur(vec![Command::OnthulOordelen { overleg }], Verzoekherkomst::Stap)
        }
        (KeuzeDoel::Stop, _) if at == 1 => vec![Effect::Quit],
        (KeuzeDoel::Klok(soorten), _) => {
            let soort = soorten.get(at).cloned().flatten();
            forms::open(m, Doel::Klok { nr: None, soort, inzet: None })
        }
        _ => Vec::new(),
    }
}

/// Records everybody at once, or asks how one takes part.
fn aanwezig(m: &mut Model, overleg: OverlegNr, wie: Option<Opkomst>) -> Vec<Effect> {
    match wie {
        Some(Opkomst::Een(organisatie, naam)) => {
            let doel = Doel::Aanwezig { organisatie: organisatie.to_string(), naam: naam.to_string() };
            forms::open(m, doel)
        }
        Some(Opkomst::Samen(all, zin)) => {
            let note = |deelname| Command::NoteerAanwezigheid { overleg, deelname };
            m.zeg(BerichtSoort::Let, zin);
            m.stuur(all.into_iter().map(note).collect(), Verzoekherkomst::Stap)
        }
        None => Vec::new(),
    }
}
