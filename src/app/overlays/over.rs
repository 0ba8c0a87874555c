//! About a partner or a role: what it is there for, what it can know, on which ground it may share, how it is reached. The
//! one that the screen is about is chosen when it opens; nothing is recorded here.

use crate::app::rijen;
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::{Doel, Formulier};
use crate::app::state::laag::Laag;
use crate::app::state::lijst::Rij;
use crate::app::state::model::Model;
pub use crate::app::state::over::{Eerst, Over};
use crate::app::state::veld::{Invoer, Sleutel};
use crate::domain::dossier::{Dossier, Wie};
use crate::domain::kader::{Kader, Partner, RolTaak};
use crate::domain::tekst::Tekst;
use crate::domain::vouw::vouw;
use crate::input::catalogue::Action;

/// A row: who it is about.
#[derive(Clone, Copy, Debug)]
pub enum OverRij<'k> {
    /// A partner of the kader.
    Partner(&'k Partner),
    /// A role in or around a meeting.
    Rol(&'k RolTaak),
}

impl Over {
    /// As it opens here: with the partner that the field, the row or the round is about.
    pub fn hier(m: &Model) -> Self {
        let rows = rijen(m);
        let named = |text: &String| rows.iter().position(|r| r.is_genoemd(text));
        let gekozen = genoemd(m).iter().find_map(named).unwrap_or(0);
        Self { gekozen, vanaf: 0, eerst: eerst(m) }
    }

    /// A row up or down, of `n`; what is told of it starts at the top.
    fn ga(&mut self, up: bool, n: usize) {
        self.gekozen = if up { self.gekozen.saturating_sub(1) } else { (self.gekozen + 1).min(n.saturating_sub(1)) };
        self.vanaf = 0;
    }

    /// So many lines on, or back; the view stops at the end.
    fn blader(&mut self, back: bool, lines: usize) {
        self.vanaf = if back { self.vanaf.saturating_sub(lines) } else { self.vanaf + lines };
    }
}

/// An action while it is open; none when it is not about it. The key that opened it closes it.
pub fn handle(m: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let n = rijen(m).len();
    // a third of the window: never more than what is shown of it
    let page = usize::from(m.maat.1 / 3).max(1);
    let Some(Laag::Over(over)) = m.lagen.last_mut() else { return None };
    match action {
        Action::Op | Action::Neer => over.ga(action == Action::Op, n),
        Action::BladerOp | Action::BladerNeer => over.blader(action == Action::BladerOp, page),
        Action::Kies | Action::Partners => {
            m.lagen.pop();
        }
        _ => return None,
    }
    Some(Vec::new())
}

impl OverRij<'_> {
    /// Its name.
    pub fn naam(&self) -> &Tekst {
        match self {
            Self::Partner(p) => &p.naam,
            Self::Rol(r) => &r.naam,
        }
    }

    /// Whether a text speaks of it by one of its names, as whole words.
    fn is_genoemd(&self, text: &str) -> bool {
        let ook: &[Tekst] = match self {
            Self::Partner(p) => &p.ook,
            Self::Rol(_) => &[],
        };
        let text = vouw(text);
        std::iter::once(self.naam()).chain(ook).any(|naam| staat_in(&text, &vouw(naam.as_str())))
    }
}

/// Whether `naam` stands in `text` with no letter or digit beside it.
fn staat_in(text: &str, naam: &str) -> bool {
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let alone = |at: usize| {
        let (before, after) = (text.get(..at), text.get(at + naam.len()..));
        before.is_some_and(|t| free(t.chars().next_back())) && after.is_some_and(|t| free(t.chars().next()))
    };
    !naam.is_empty() && text.match_indices(naam).any(|(at, _)| alone(at))
}

/// The partners, those of this meeting first and in its order, then the roles.
pub fn rijen(m: &Model) -> Vec<OverRij<'_>> {
    let Some(kader) = m.kader() else { return Vec::new() };
    let partners = kader.partners.iter();
    let mut here: Vec<&Partner> = aan_tafel(m, kader);
    here.extend(partners.filter(|p| !aan_tafel(m, kader).iter().any(|h| h.naam == p.naam)).collect::<Vec<_>>());
    here.into_iter().map(OverRij::Partner).chain(kader.rollen.iter().map(OverRij::Rol)).collect()
}

/// The partners of the attendance list, in its order.
fn aan_tafel<'m>(m: &'m Model, kader: &'m Kader) -> Vec<&'m Partner> {
    let mut found: Vec<&Partner> = Vec::new();
    for d in m.overleg().map(|o| o.deelnemers.as_slice()).unwrap_or_default() {
        if let Some(p) = kader.partner(d.organisatie.as_str()).filter(|p| !found.iter().any(|f| f.naam == p.naam)) {
            found.push(p);
        }
    }
    found
}

/// Texts in which the one that this is about may be named, the nearest first: the field in which is typed, what the form or
/// the chosen row is about, who has the floor.
fn genoemd(m: &Model) -> Vec<String> {
    let mut texts = Vec::new();
    if let Some(Laag::Formulier(f)) = m.lagen.last() {
        texts.extend(getypt(m, f));
        texts.extend(m.dossier().into_iter().flat_map(|d| van_doel(d, &f.doel)));
        let contact = m.dossier().and_then(|d| d.contactpersoon.as_ref()).filter(|_| eerst(m) == Eerst::Bereik);
        texts.extend(contact.map(|c| c.organisatie.to_string()));
    }
    if let (Blik::Register(staat), Some(d)) = (&m.blik, m.dossier()) {
        texts.extend(rijen::gekozen(m, staat).1.into_iter().flat_map(|rij| van_rij(d, rij)));
    }
    texts.extend(m.inbreng().map(ToString::to_string));
    texts
}

/// What stands in the field; nothing of what nobody may read.
fn getypt(m: &Model, f: &Formulier) -> Option<String> {
    if f.is_gemaskeerd(m) {
        return None;
    }
    match &f.velden.get(f.actief)?.invoer {
        Invoer::Tekst(draft) => Some(draft.text().to_owned()),
        Invoer::Keuze { opties, gekozen } => opties.get((*gekozen)?).map(|o| o.woord.clone()),
        Invoer::Vinkjes { opties, bij } => opties.get(*bij).map(|(o, _)| o.woord.clone()),
    }
}

fn wie(wie: Option<&Wie>) -> Vec<String> {
    wie.map(|w| vec![w.organisatie.to_string(), w.naam.to_string()]).unwrap_or_default()
}

/// Whom a form is about.
fn van_doel(d: &Dossier, doel: &Doel) -> Vec<String> {
    match doel {
        Doel::Aanwezig { organisatie, .. } | Doel::Oordeel { organisatie } => vec![organisatie.clone()],
        Doel::Besluit(id) | Doel::BesluitStatus(id) | Doel::Toets(id) => van_rij(d, Rij::Besluit(*id)),
        Doel::Actie(id) | Doel::ActieStatus(id) => van_rij(d, Rij::Actie(*id)),
        Doel::Vraag(id) | Doel::Antwoord(id) => van_rij(d, Rij::Vraag(*id)),
        Doel::Informatieantwoord(id, _) => van_rij(d, Rij::Informatie(*id)),
        Doel::Inzet(id) | Doel::InzetStatus(id) | Doel::Schending(id) => van_rij(d, Rij::Inzet(*id)),
        _ => Vec::new(),
    }
}

/// Whom a row of a list is about: the body of a decision, the owner of an action.
fn van_rij(d: &Dossier, rij: Rij) -> Vec<String> {
    match rij {
        Rij::Besluit(id) => d.besluiten.get(&id).map(|b| vec![b.door.to_string()]).unwrap_or_default(),
        Rij::Actie(id) => wie(d.acties.get(&id).and_then(|a| a.eigenaar.as_ref())),
        Rij::Vraag(id) => wie(d.vragen.get(&id).and_then(|v| v.eigenaar.as_ref())),
        Rij::Regel(id) => {
            let i = d.regels.get(&id).map(|r| &r.inhoud);
            let inbreng = i.and_then(|i| i.inbreng.as_ref()).map(ToString::to_string);
            wie(i.and_then(|i| i.bron.as_ref())).into_iter().chain(inbreng).collect()
        }
        Rij::Inzet(id) => d.inzetten.get(&id).map(|i| vec![i.orgaan.to_string()]).unwrap_or_default(),
        Rij::Informatie(id) => d.informatie.get(&id).map(|i| vec![i.partner.to_string()]).unwrap_or_default(),
        Rij::Voorlegger(_) | Rij::Opschaling | Rij::Criterium(_) => vec!["burgemeester".to_owned()],
        Rij::Factor(_)
        | Rij::Beeldvraag(..)
        | Rij::Instrument(_)
        | Rij::Scenario(_)
        | Rij::Reeksvraag(..)
        | Rij::Klok(_)
        | Rij::Onderwerp(_)
        | Rij::Optie(_)
        | Rij::Melding(_)
        | Rij::Betrokkene(_)
        | Rij::Toegang(_) => Vec::new(),
    }
}

/// What is asked where it is opened.
fn eerst(m: &Model) -> Eerst {
    let Some(Laag::Formulier(f)) = m.lagen.last() else {
        return if matches!(m.blik, Blik::Register(_)) { Eerst::Bereik } else { bij_punt(m) };
    };
    match &f.doel {
        Doel::Bel112 | Doel::Acuut | Doel::Contact | Doel::Verteld | Doel::Vertelt => Eerst::Bereik,
        _ if f.velden.get(f.actief).is_some_and(|v| v.sleutel == Sleutel::Grond) => Eerst::Grond,
        _ => Eerst::Taak,
    }
}

/// At the items on sharing it is the ground that is asked for.
fn bij_punt(m: &Model) -> Eerst {
    let punt = m.punt();
    if punt.is_some_and(|p| ["grond", "delen", "afspraken"].contains(&p.as_str())) { Eerst::Grond } else { Eerst::Taak }
}
