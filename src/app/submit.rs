//! Requests: sent with an id of their own, kept until they are answered (`answer`).

use chrono::TimeDelta;

use crate::app::regel::getypt;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::{Doel, Formulier};
use crate::app::state::model::{Model, Verbinding};
use crate::app::state::overleg::Invoerregel;
use crate::app::state::verzoek::{Verzoekherkomst, Verzonden};
use crate::domain::command::Command;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::invoer::Ondergrond;
use crate::domain::tijd::Tijdstip;
use crate::protocol::{self, Getypt, ToServer};

/// How long an answer may take before it is said that there is none.
const STIL_NA: TimeDelta = TimeDelta::seconds(3);

impl Model {
    /// Since when the service has not answered, where it is connected and takes too long.
    pub fn stil_sinds(&self) -> Option<Tijdstip> {
        let asked = self.verzonden.front().filter(|_| matches!(self.verbinding, Verbinding::Er))?.sinds;
        (self.nu.since(asked) >= STIL_NA).then_some(asked)
    }

    /// How long it takes until that is said, if no answer comes.
    pub fn tot_stil(&self) -> Option<TimeDelta> {
        let asked = self.verzonden.front()?.sinds;
        Some(asked.plus(STIL_NA).since(self.nu)).filter(|left| *left > TimeDelta::zero())
    }

    /// Asks the server to carry this out in the dossier that is followed.
    pub(super) fn stuur(&mut self, opdrachten: Vec<Command>, herkomst: Verzoekherkomst) -> Vec<Effect> {
        let dossier = match self.soort {
            crate::protocol::Soort::Scherm => self.deelscherm.wand.as_ref().map(|w| w.nummer),
            _ => self.replica.as_ref().map(|r| r.dossier.nummer),
        };
        self.stuur_naar(dossier, opdrachten, herkomst)
    }

    /// Asks the server for what a form makes; that which opens a dossier, or is about one that is not there yet, is sent to none.
    pub(super) fn verstuur(&mut self, f: Box<Formulier>, opdrachten: Vec<Command>) -> Vec<Effect> {
        if matches!(f.doel, Doel::NieuwDossier | Doel::Noodtoegang) {
            self.stuur_naar(None, opdrachten, Verzoekherkomst::Formulier(f))
        } else {
            self.stuur(opdrachten, Verzoekherkomst::Formulier(f))
        }
    }

    /// Asks the server to record or correct the line that was typed, under the request id that its draft has.
    pub(super) fn stuur_regel(&mut self, opdrachten: Vec<Command>, herkomst: Verzoekherkomst) -> Vec<Effect> {
        let dossier = self.replica.as_ref().map(|r| r.dossier.nummer);
        let verzoek = self.overleg.verzoek.take().unwrap_or_else(|| self.nieuw_verzoek());
        self.stuur_als(verzoek, dossier, opdrachten, herkomst)
    }

    /// The request that the line will be.
    pub(super) fn regel_verzoek(&mut self) -> RequestId {
        let verzoek = self.overleg.verzoek.unwrap_or_else(|| self.nieuw_verzoek());
        self.overleg.verzoek = Some(verzoek);
        verzoek
    }

    fn nieuw_verzoek(&mut self) -> RequestId {
        self.volgnummer += 1;
        protocol::verzoek(self.terminal, self.volgnummer)
    }

    fn stuur_naar(
        &mut self,
        dossier: Option<DossierNummer>,
        opdrachten: Vec<Command>,
        herkomst: Verzoekherkomst,
    ) -> Vec<Effect> {
        let verzoek = self.heet_al(&herkomst).unwrap_or_else(|| self.nieuw_verzoek());
        self.stuur_als(verzoek, dossier, opdrachten, herkomst)
    }

    /// The request by which what is sent is known already: a correction that waited for its reason is kept under it.
    fn heet_al(&self, herkomst: &Verzoekherkomst) -> Option<RequestId> {
        let Verzoekherkomst::Formulier(f) = herkomst else { return None };
        let Doel::Correctie { regel, getypt } = &f.doel else { return None };
        self.overleg.te_corrigeren.iter().find(|t| t.is(*regel, getypt))?.stand.verzoek
    }

    fn stuur_als(
        &mut self,
        verzoek: RequestId,
        dossier: Option<DossierNummer>,
        opdrachten: Vec<Command>,
        herkomst: Verzoekherkomst,
    ) -> Vec<Effect> {
        let basis = dossier.map(|_| match &herkomst {
            Verzoekherkomst::Formulier(f) => f.basis.clone(),
            Verzoekherkomst::Correctie { basis, .. } => basis.clone(),
            _ => self.gezien.clone().unwrap_or_else(|| self.basis()),
        });
        let basis = basis.filter(|_| self.soort != crate::protocol::Soort::Scherm);
        let regels = self.als_getypt(&herkomst);
        if self.soort != crate::protocol::Soort::Scherm {
            self.onthoud_daad((verzoek, dossier), &opdrachten, &herkomst);
            self.verzonden.push_back(Verzonden { verzoek, herkomst, sinds: self.nu });
        }
        vec![Effect::Send(ToServer::Doe { verzoek, dossier, basis, opdrachten, regels })]
    }

    /// The lines that a request is about, as they were typed: until it is recorded they are kept. A judgement of a closed
    /// round is kept nowhere before it is recorded; nor is what does not fit in one line.
    fn als_getypt(&mut self, herkomst: &Verzoekherkomst) -> Vec<Getypt> {
        let sent = |text: &str| self.overleg.onderweg.iter().rev().find(|s| s.draft.text() == text).cloned();
        match herkomst {
            Verzoekherkomst::Regel(text) => sent(text).and_then(|s| getypt(self, &s)).into_iter().collect(),
            Verzoekherkomst::Correctie { regel, getypt: text, basis } => {
                let correctie = Some((*regel, Some(basis.clone())));
                sent(text).and_then(|s| getypt(self, &Invoerregel { correctie, ..s })).into_iter().collect()
            }
            Verzoekherkomst::Formulier(f) => match &f.doel {
                Doel::Correctie { regel, getypt: text } => {
                    let waits = self.overleg.te_corrigeren.iter().find(|t| t.is(*regel, text));
                    waits.and_then(|t| getypt(self, &t.stand)).into_iter().collect()
                }
                _ => Vec::new(),
            },
            Verzoekherkomst::Plak(lines) => {
                let stand = |(text, o): &(String, Ondergrond)| Invoerregel::van(text, o.clone());
                let all = lines.iter().map(stand).map(|s| Invoerregel { verzoek: Some(self.nieuw_verzoek()), ..s });
                all.collect::<Vec<_>>().iter().filter_map(|s| getypt(self, s)).collect()
            }
            Verzoekherkomst::Intrekking { .. }
            | Verzoekherkomst::Stap
            | Verzoekherkomst::Daad(_)
            | Verzoekherkomst::Terug(_)
            | Verzoekherkomst::Palet { .. } => Vec::new(),
        }
    }

    /// How many lines and forms wait for the server.
    pub fn onbeantwoord(&self) -> usize {
        self.verzonden.len()
    }

    /// What waits for the server, each line of a paste counted.
    pub(super) fn wachtende_regels(&self) -> usize {
        let each = self.verzonden.iter().map(|v| if let Verzoekherkomst::Plak(all) = &v.herkomst { all.len() } else { 1 });
        each.sum()
    }

    /// What of this terminal is not recorded: what the server did not answer, what came back, what stands in the line.
    pub fn niet_vastgelegd(&self) -> Vec<&str> {
        let mut all = Vec::new();
        for Verzonden { herkomst, .. } in &self.verzonden {
            match herkomst {
                Verzoekherkomst::Regel(text) | Verzoekherkomst::Correctie { getypt: text, .. } => all.push(text.as_str()),
                Verzoekherkomst::Plak(lines) => all.extend(lines.iter().map(|(text, _)| text.as_str())),
                Verzoekherkomst::Formulier(f) => all.push(&f.titel),
                Verzoekherkomst::Stap
                | Verzoekherkomst::Intrekking { .. }
                | Verzoekherkomst::Daad(_)
                | Verzoekherkomst::Terug(_)
                | Verzoekherkomst::Palet { .. } => {}
            }
        }
        let staat = &self.overleg;
        let before = staat.bewerkt.iter().map(|(_, before)| before);
        let corrections = staat.te_corrigeren.iter().map(|t| &t.stand);
        all.extend(staat.wachtend.iter().chain(before).chain(corrections).map(|s| s.draft.text()));
        all.push(staat.draft.text());
        all.extend(staat.vooraf.iter().map(|r| r.tekst.as_str()));
        all.retain(|t| !t.trim().is_empty());
        all
    }
}
