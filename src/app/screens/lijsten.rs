//! The lists of besluitvorming: the maatregelenregister, the clocks, the pages for the burgemeester, what has to be
//! settled; and the keys of decisions and lines that belong to it.

use super::informatiebeeld;
use super::stukken;
use crate::app::forms::open as form;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::Doel;
use crate::app::state::keuze::{Keuze, KeuzeDoel};
use crate::app::state::laag::Laag;
use crate::app::state::lezen::{Lezen, Stof};
use crate::app::state::lijst::{Registerlijst, Rij};
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::command::Command;
use crate::domain::dossier::{InzetStatus, Schending};
use crate::domain::ids::{InzetId, KlokId, RegelId};
use crate::domain::rechten::REGIE;
use crate::domain::tekst::Tekst;
use crate::input::catalogue::Action;

/// Does something to a row; none where that cannot be done with it.
pub(super) fn doe(m: &mut Model, action: Action, rij: Rij) -> Option<Vec<Effect>> {
    if let Some(zin) = voorbij(m, action, rij) {
        m.zeg(BerichtSoort::Let, zin);
        return Some(Vec::new());
    }
    if let (Rij::Informatie(_) | Rij::Beeldvraag(..), false) = (rij, action == Action::Lees) {
        return informatiebeeld::doe(m, action, rij);
    }
    if let Some(done) = stukken::stuk(rij).and_then(|stuk| stukken::doe(m, action, stuk)) {
        return Some(done);
    }
    let doel = match (action, rij) {
        (Action::Vul, Rij::Inzet(id)) => Doel::Inzet(id),
        (Action::Vul, Rij::Klok(nr)) => Doel::Klok { nr: Some(nr), soort: None, inzet: None },
        (Action::Vul, Rij::Voorlegger(id)) => Doel::Voorlegger(Some(id)),
        (Action::Vul, Rij::Onderwerp(o)) => Doel::Vaststelling(o),
        (Action::Vul, Rij::Toegang(at)) => Doel::Toegang(account(m, at)),
        (Action::Wissel, Rij::Toegang(at)) => return Some(beoordeel_nood(m, at)),
        (Action::TrekIn, Rij::Toegang(at)) => Doel::ToegangIntrekken(account(m, at)?),
        (Action::Wissel, Rij::Inzet(id)) => Doel::InzetStatus(id),
        (Action::Wissel, Rij::Klok(nr)) => Doel::KlokStop(nr),
        (Action::Wissel, Rij::Voorlegger(id)) => Doel::Burgemeester(id),
        (Action::Toets, Rij::Besluit(id)) => Doel::Toets(id),
        (Action::SchendingVullen, Rij::Inzet(id)) => Doel::Schending(id),
        (Action::Schending, Rij::Inzet(id)) => return Some(geschonden(m, id)),
        (Action::Huisverbodgrond, Rij::Regel(id)) => return Some(grond(m, id)),
        (Action::Lees, Rij::Voorlegger(id)) => {
            m.lagen.push(Laag::Lezen(Lezen::van(Stof::Voorlegger(id))));
            return Some(Vec::new());
        }
        (Action::Lees, _) => {
            m.lagen.push(Laag::Lezen(Lezen::van(Stof::Rij)));
            return Some(Vec::new());
        }
        _ => return None,
    };
    Some(form(m, doel))
}

/// What is over does not change any more: what to do instead.
fn voorbij(m: &Model, action: Action, rij: Rij) -> Option<&'static str> {
    let d = m.dossier()?;
    let regel = matches!(action, Action::Soort | Action::ZetAfscherming | Action::ZetKring | Action::TrekIn);
    let schrijft = action != Action::Lees && (!regel || matches!(rij, Rij::Toegang(_) | Rij::Informatie(_)));
    let over = match rij {
        Rij::Inzet(id) => d.inzetten.get(&id)?.status == InzetStatus::Vervallen,
        Rij::Klok(nr) => !d.klokken.get(&nr)?.loopt(),
        Rij::Informatie(id) => d.informatie.get(&id)?.ingetrokken.is_some(),
        // what was taken in need is looked at afterwards
        Rij::Toegang(at) => action != Action::Wissel && !d.toegang.get(at)?.geldt(m.nu),
        Rij::Voorlegger(id) => action == Action::Vul && d.voorleggers.get(&id)?.antwoord.is_some(),
        #[rustfmt::skip]
        Rij::Besluit(_) | Rij::Actie(_) | Rij::Vraag(_) | Rij::Regel(_) | Rij::Factor(_) | Rij::Instrument(_)
        | Rij::Scenario(_) | Rij::Criterium(_) | Rij::Opschaling | Rij::Reeksvraag(..) | Rij::Onderwerp(_)
        | Rij::Optie(_) | Rij::Beeldvraag(..) | Rij::Melding(_) | Rij::Betrokkene(_) => false,
    };
    (over && schrijft).then_some("dat is voorbij en verandert niet meer; n maakt een nieuwe")
}

/// One key, and one that says yes: others are alarmed at once. What happened can be told later.
fn geschonden(m: &mut Model, inzet: InzetId) -> Vec<Effect> {
    let wat = m.dossier().and_then(|d| d.inzetten.get(&inzet)).map(|i| i.wat.to_string()).unwrap_or_default();
    let opties = vec![format!("ja, {inzet} is geschonden: {wat}"), "nee, terug".to_owned()];
    let titel = "Schending vastleggen? De acute vraag gaat open, en anderen zien het";
    let mut keuze = Keuze::new(titel, opties, KeuzeDoel::Schending(inzet));
    keuze.gekozen = Some(1);
    m.lagen.push(Laag::Keuze(keuze));
    Vec::new()
}

/// It was breached: recorded at once.
pub(in crate::app) fn meld_schending(m: &mut Model, inzet: InzetId) -> Vec<Effect> {
    let meld = Command::MeldSchending { inzet, schending: Schending::default() };
    // with what takes it back behind it, it fits 80 columns; that the acute question is open stands at the top
    let zeg = format!("{inzet} geschonden: /acuut, meer: /schending");
    m.stuur(vec![meld], Verzoekherkomst::Daad(zeg))
}

/// Marks a fact as a ground for a huisverbod, or takes that mark away.
fn grond(m: &mut Model, regel: RegelId) -> Vec<Effect> {
    let is = m.dossier().and_then(|d| d.regels.get(&regel)).is_some_and(|r| r.huisverbodgrond.is_some());
    let zeg = if is { "geen grond voor een huisverbod meer" } else { "grond voor een huisverbod" };
    m.stuur(vec![Command::MerkHuisverbodgrond { regel, grond: !is }], Verzoekherkomst::Daad(format!("{regel} is {zeg}")))
}

/// The action that makes a new row of this list, where that is one of its own.
pub(in crate::app) fn maakt_nieuw(lijst: Registerlijst) -> Option<Action> {
    match lijst {
        Registerlijst::Inzetten => Some(Action::Palet),
        Registerlijst::Opties => Some(Action::Optie),
        _ => None,
    }
}

/// A new row, in the lists in which one is made so.
pub(super) fn nieuw(m: &mut Model, lijst: Registerlijst) -> Vec<Effect> {
    match lijst {
        Registerlijst::Klokken => welke_klok(m),
        Registerlijst::Voorleggers => form(m, Doel::Voorlegger(None)),
        Registerlijst::Toegang => geef_toegang(m),
        Registerlijst::Informatiebeeld => form(m, Doel::Informatievraag),
        Registerlijst::Meldingen => form(m, Doel::Melding(None)),
        Registerlijst::Betrokkenen => form(m, Doel::Betrokkene(None)),
        _ => {
            m.zeg(BerichtSoort::Let, "een nieuwe rij begint hier met een regel: typ die in het overleg");
            Vec::new()
        }
    }
}

/// Looks at access that was taken in need: by who may, and not by who took it.
fn beoordeel_nood(m: &mut Model, at: usize) -> Vec<Effect> {
    let Some(t) = m.dossier().and_then(|d| d.toegang.get(at)) else { return Vec::new() };
    let doel = Doel::NoodBeoordelen(t.toegang.gebruiker.clone(), t.gezet.op);
    let (nood, open) = (t.toegang.nood, t.wacht_op_oordeel());
    let niet = match (nood, open, m.rollen().iter().any(|rol| REGIE.contains(rol))) {
        (false, ..) => "dit is gewone toegang: daar is niets aan te beoordelen",
        (true, false, _) => "die noodtoegang is al beoordeeld; l toont wat er gezegd is",
        (true, true, false) => "noodtoegang beoordeelt de voorzitter of de procesregisseur",
        (true, true, true) => return form(m, doel),
    };
    m.zeg(BerichtSoort::Let, niet);
    Vec::new()
}

/// The account of an access that was given.
fn account(m: &Model, at: usize) -> Option<Tekst> {
    Some(m.dossier()?.toegang.get(at)?.toegang.gebruiker.clone())
}

/// Somebody new; who may not give access is told before anything is typed.
fn geef_toegang(m: &mut Model) -> Vec<Effect> {
    if m.rollen().iter().any(|rol| REGIE.contains(rol)) {
        return form(m, Doel::Toegang(None));
    }
    m.zeg(BerichtSoort::Let, "toegang geven doet de voorzitter of de procesregisseur");
    Vec::new()
}

/// Which clock: one of the kader, or one of one's own.
fn welke_klok(m: &mut Model) -> Vec<Effect> {
    let kader = m.kader().map(|k| k.klokken.as_slice()).unwrap_or_default();
    let mut soorten: Vec<Option<KlokId>> = kader.iter().map(|k| Some(k.id.clone())).collect();
    let mut namen: Vec<String> = kader.iter().map(|k| k.naam.to_string()).collect();
    soorten.insert(0, None);
    namen.insert(0, "een eigen klok".to_owned());
    m.lagen.push(Laag::Keuze(Keuze::new("Welke klok?", namen, KeuzeDoel::Klok(soorten))));
    Vec::new()
}
