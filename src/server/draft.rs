//! A draft: what somebody was typing in a dossier, or entered and not recorded. Absent: when it is written (`drafts`), and its
//! file (`draft_files`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::protocol::Getypt;

/// What somebody was typing, and where it belongs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The terminal.
    pub terminal: RequestId,
    /// The account.
    pub gebruiker: Tekst,
    /// The roles of the terminal.
    pub rollen: Vec<Rol>,
    /// The dossier.
    pub dossier: DossierNummer,
    /// The line so far, with the request that it is, or will be when it is entered.
    #[serde(flatten)]
    pub regel: Getypt,
    /// When it was last touched.
    pub op: Tijdstip,
    /// Whether it stands beside what the terminal types now: it was put aside, or entered and not recorded.
    #[serde(default)]
    pub apart: bool,
    /// The further lines of the same request: they were pasted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meer: Vec<Getypt>,
}

/// Names a draft: each terminal has one line in each dossier, and beside it what was put aside, or entered and not
/// recorded.
pub type DraftKey = (RequestId, DossierNummer, Option<RequestId>);

/// Whether each of these drafts is as it should be on disk now.
pub type Outcomes = BTreeMap<DraftKey, bool>;

impl Draft {
    /// Its name.
    pub fn key(&self) -> DraftKey {
        (self.terminal, self.dossier, self.regel.verzoek.filter(|_| self.apart))
    }

    /// Each of its lines as a draft of its own, beside what is typed.
    pub(super) fn lines(&self) -> Vec<Self> {
        self.each().cloned().map(|regel| Self { regel, apart: true, meer: Vec::new(), ..self.clone() }).collect()
    }

    /// The requests that its lines will be.
    pub(super) fn requests(&self) -> impl Iterator<Item = RequestId> {
        self.each().filter_map(|r| r.verzoek)
    }

    /// Each of its lines, as it was typed.
    pub(super) fn each(&self) -> impl Iterator<Item = &Getypt> {
        std::iter::once(&self.regel).chain(&self.meer)
    }

    /// Whether this is one of its lines.
    pub(super) fn has(&self, line: &Getypt) -> bool {
        self.each().any(|r| r.is_zelfde(line) || r.verzoek.is_some() && r.verzoek == line.verzoek)
    }

    /// Whether a file with the other one says the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        (&self.regel, &self.meer) == (&other.regel, &other.meer)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::server) fn draft(terminal: u128, verzoek: u128) -> Draft {
        let mut regel = Getypt::nieuw("spreeuw".into());
        regel.verzoek = Some(RequestId(verzoek));
        Draft {
            terminal: RequestId(terminal),
            gebruiker: "bakker".into(),
            rollen: vec![Rol::Notulist],
            dossier: DossierNummer::pick(2026, 1),
            regel,
            op: Tijdstip::from_millis(0),
            apart: true,
            meer: Vec::new(),
        }
    }
}
