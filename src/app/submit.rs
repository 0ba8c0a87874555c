//! Requests: sent with an id of their own, kept until they are answered, given back to the user when they are refused.

use chrono::TimeDelta;

use super::forms::{Doel, Formulier};
use super::model::{BerichtSoort, Model, Verbinding};
use super::overlays::{Laag, Palet};
use super::screens::overleg::{Stand, getypt};
use super::screens::{Blik, register};
use super::terug::{Daad, NEEMT_TERUG};
use super::update::Effect;
use crate::domain::command::Command;
use crate::domain::dossier::{Fase, RegelInhoud};
use crate::domain::ids::{DossierNummer, InzetId, MaatregelId, RegelId, RequestId};
use crate::domain::invoer::Ondergrond;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::versie::Basis;
use crate::protocol::{Getypt, ToServer, Uitkomst};

/// What a request came from, so that nothing is lost when it is refused.
#[derive(Clone, Debug)]
pub enum Herkomst {
    /// A key.
    Toets,
    /// The line that was typed.
    Regel(String),
    /// Lines that were pasted at once, each with what of it is settled.
    Plak(Vec<(String, Ondergrond)>),
    /// The withdrawal of an own line, which is to stand in the line again.
    Intrekking {
        /// The line.
        regel: RegelId,
        /// What it said.
        inhoud: Box<RegelInhoud>,
    },
    /// The correction of a line.
    Correctie {
        /// The line.
        regel: RegelId,
        /// What was typed.
        getypt: String,
        /// Up to where the record was seen when the line was taken back.
        basis: Basis,
    },
    /// A form.
    Formulier(Box<Formulier>),
    /// One key, which did this: it is said when it was carried out, and can be taken back.
    Daad(String),
    /// The key that takes something back.
    Terug(Daad),
    /// A measure that was chosen in the palette.
    Palet {
        /// Which one.
        maatregel: MaatregelId,
        /// The palette, to come back to.
        palet: Box<Palet>,
    },
}

/// A request without an answer.
#[derive(Clone, Debug)]
pub struct Verzonden {
    /// Its id.
    pub verzoek: RequestId,
    /// What it came from.
    pub herkomst: Herkomst,
    /// When it was asked.
    pub sinds: Tijdstip,
}

/// How long an answer may take before it is said that there is none.
const STIL_NA: TimeDelta = TimeDelta::seconds(3);

impl Verzonden {
    /// How many lines it records.
    pub fn regels(&self) -> usize {
        match &self.herkomst {
            Herkomst::Regel(_) | Herkomst::Correctie { .. } => 1,
            Herkomst::Plak(lines) => lines.len(),
            Herkomst::Toets
            | Herkomst::Intrekking { .. }
            | Herkomst::Formulier(_)
            | Herkomst::Daad(_)
            | Herkomst::Terug(_)
            | Herkomst::Palet { .. } => 0,
        }
    }
}

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
    pub(super) fn stuur(&mut self, opdrachten: Vec<Command>, herkomst: Herkomst) -> Vec<Effect> {
        let dossier = match self.soort {
            crate::protocol::Soort::Scherm => self.deelscherm.wand.as_ref().map(|w| w.nummer),
            _ => self.replica.as_ref().map(|r| r.dossier.nummer),
        };
        self.stuur_naar(dossier, opdrachten, herkomst)
    }

    /// Asks the server to open a dossier.
    pub(super) fn stuur_nieuw(&mut self, opdrachten: Vec<Command>, herkomst: Herkomst) -> Vec<Effect> {
        self.stuur_naar(None, opdrachten, herkomst)
    }

    /// Asks the server to record or correct the line that was typed, under the request id that its draft has.
    pub(super) fn stuur_regel(&mut self, opdrachten: Vec<Command>, herkomst: Herkomst) -> Vec<Effect> {
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
        RequestId(self.terminal.0.wrapping_add(u128::from(self.volgnummer)))
    }

    fn stuur_naar(&mut self, dossier: Option<DossierNummer>, opdrachten: Vec<Command>, herkomst: Herkomst) -> Vec<Effect> {
        let verzoek = self.heet_al(&herkomst).unwrap_or_else(|| self.nieuw_verzoek());
        self.stuur_als(verzoek, dossier, opdrachten, herkomst)
    }

    /// The request by which what is sent is known already: a correction that waited for its reason is kept under it.
    fn heet_al(&self, herkomst: &Herkomst) -> Option<RequestId> {
        let Herkomst::Formulier(f) = herkomst else { return None };
        let Doel::Correctie { regel, getypt } = &f.doel else { return None };
        self.overleg.te_corrigeren.iter().find(|t| t.is(*regel, getypt))?.stand.verzoek
    }

    fn stuur_als(
        &mut self,
        verzoek: RequestId,
        dossier: Option<DossierNummer>,
        opdrachten: Vec<Command>,
        herkomst: Herkomst,
    ) -> Vec<Effect> {
        let basis = dossier.map(|_| match &herkomst {
            Herkomst::Formulier(f) => f.basis.clone(),
            Herkomst::Correctie { basis, .. } => basis.clone(),
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
    fn als_getypt(&mut self, herkomst: &Herkomst) -> Vec<Getypt> {
        let sent = |text: &str| self.overleg.onderweg.iter().rev().find(|s| s.draft.text() == text).cloned();
        match herkomst {
            Herkomst::Regel(text) => sent(text).and_then(|s| getypt(self, &s)).into_iter().collect(),
            Herkomst::Correctie { regel, getypt: text, basis } => {
                let correctie = Some((*regel, Some(basis.clone())));
                sent(text).and_then(|s| getypt(self, &Stand { correctie, ..s })).into_iter().collect()
            }
            Herkomst::Formulier(f) => match &f.doel {
                Doel::Correctie { regel, getypt: text } => {
                    let waits = self.overleg.te_corrigeren.iter().find(|t| t.is(*regel, text));
                    waits.and_then(|t| getypt(self, &t.stand)).into_iter().collect()
                }
                _ => Vec::new(),
            },
            Herkomst::Plak(lines) => {
                let stand = |(text, o): &(String, Ondergrond)| Stand::van(text, o.clone());
                let all = lines.iter().map(stand).map(|s| Stand { verzoek: Some(self.nieuw_verzoek()), ..s });
                all.collect::<Vec<_>>().iter().filter_map(|s| getypt(self, s)).collect()
            }
            Herkomst::Intrekking { .. }
            | Herkomst::Toets
            | Herkomst::Daad(_)
            | Herkomst::Terug(_)
            | Herkomst::Palet { .. } => Vec::new(),
        }
    }

    /// Takes the answer to a request.
    pub(super) fn beantwoord(&mut self, verzoek: RequestId, uitkomst: Uitkomst) -> Vec<Effect> {
        let Some(at) = self.verzonden.iter().position(|v| v.verzoek == verzoek) else { return Vec::new() };
        let Some(Verzonden { herkomst, .. }) = self.verzonden.remove(at) else { return Vec::new() };
        if !matches!(uitkomst, Uitkomst::Vastgelegd { .. }) {
            self.vergeet_daad(verzoek);
        }
        match uitkomst {
            Uitkomst::Vastgelegd { dossier, .. } => self.gelukt(dossier, verzoek, &herkomst),
            Uitkomst::Geweigerd { weigering: niets @ Refusal::NietsVeranderd { .. } }
                if !matches!(herkomst, Herkomst::Regel(_) | Herkomst::Plak(_)) =>
            {
                // it stands there as it was meant: nothing to give back
                self.zeg(BerichtSoort::Let, niets.to_string());
                Vec::new()
            }
            Uitkomst::Geweigerd { weigering } => {
                // a form is one thing to who fills it in, of however many commands it is made
                let weigering = match weigering {
                    Refusal::Opdracht { reden, .. } if matches!(herkomst, Herkomst::Formulier(_)) => *reden,
                    other => other,
                };
                self.zeg(BerichtSoort::Weigering, weigering.to_string());
                self.geef_terug(herkomst, Some(&weigering))
            }
            Uitkomst::Storing { melding } => {
                self.zeg(BerichtSoort::Storing, melding);
                self.geef_terug(herkomst, None)
            }
        }
    }

    fn gelukt(&mut self, dossier: DossierNummer, verzoek: RequestId, herkomst: &Herkomst) -> Vec<Effect> {
        match herkomst {
            Herkomst::Formulier(f) if f.doel == Doel::NieuwDossier => self.open_dossier(dossier),
            Herkomst::Formulier(f) => {
                let terug = if self.kan_terug(verzoek) { format!("; {NEEMT_TERUG}") } else { String::new() };
                self.zeg(BerichtSoort::Gelukt, format!("{}: vastgelegd om {}{terug}", f.titel, self.nu.klok()));
                if let Doel::InzetStatus(id) = f.doel {
                    self.bied_klok_aan(id);
                }
                if let Doel::Correctie { regel, getypt } = &f.doel {
                    self.overleg.te_corrigeren.retain(|t| !t.is(*regel, getypt));
                }
                Vec::new()
            }
            Herkomst::Daad(zin) => {
                self.zeg(BerichtSoort::Gelukt, format!("{zin}; {NEEMT_TERUG}"));
                Vec::new()
            }
            Herkomst::Terug(daad) => {
                self.zeg(BerichtSoort::Gelukt, format!("teruggenomen: {}", daad.zin));
                Vec::new()
            }
            Herkomst::Palet { maatregel, .. } => {
                self.in_register(maatregel);
                Vec::new()
            }
            Herkomst::Correctie { regel, .. } => {
                self.zeg_wat_niet_volgde(*regel);
                Vec::new()
            }
            Herkomst::Intrekking { regel, inhoud } => self.ingetrokken_terug(*regel, inhoud),
            Herkomst::Regel(_) | Herkomst::Plak(_) | Herkomst::Toets => Vec::new(),
        }
    }

    /// A measure of the palette is in the register: chooses it there, unless somebody went on to something else.
    fn in_register(&mut self, maatregel: &MaatregelId) {
        let all = self.dossier().into_iter().flat_map(|d| d.inzetten.values().rev());
        let Some(id) = all.filter(|i| i.palet.as_ref() == Some(maatregel)).map(|i| i.id).next() else { return };
        let lijst = register::Lijst::Inzetten;
        if matches!(self.blik, Blik::Register(s) if s.lijst == lijst) {
            self.blik = Blik::Register(register::Staat { lijst, gekozen: Some(register::Rij::Inzet(id)) });
        }
        self.zeg(BerichtSoort::Gelukt, format!("{id} staat in het register om {}", self.nu.klok()));
    }

    /// A measure holds now: proposes the clock that the palette names, where none runs for it. Only where the measure was
    /// moved: nothing opens over a line that somebody types meanwhile.
    fn bied_klok_aan(&mut self, id: InzetId) {
        let Some(i) = self.dossier().and_then(|d| d.inzetten.get(&id)).filter(|i| i.status.geldt()) else { return };
        let palet = i.palet.as_ref().and_then(|x| self.kader()?.maatregel(x));
        let Some(soort) = palet.and_then(|x| x.klok.clone()) else { return };
        let runs = self.dossier().is_some_and(|d| d.klokken.values().any(|k| k.inzet == Some(id) && k.loopt()));
        let there = matches!(self.blik, Blik::Register(s) if s.lijst == register::Lijst::Inzetten);
        if !runs && there && self.lagen.is_empty() {
            let f = Formulier::van(Doel::Klok { nr: None, soort: Some(soort), inzet: Some(id) }, self);
            self.lagen.push(Laag::Formulier(Box::new(f)));
        }
    }

    /// Gives what was refused back: a form opens again, a line returns to the line.
    fn geef_terug(&mut self, herkomst: Herkomst, weigering: Option<&Refusal>) -> Vec<Effect> {
        match herkomst {
            Herkomst::Formulier(mut f) => {
                if let Doel::Correctie { regel, getypt } = &f.doel {
                    // its request is used up
                    let waits = self.overleg.te_corrigeren.iter_mut().filter(|t| t.is(*regel, getypt));
                    waits.for_each(|t| t.stand.verzoek = None);
                }
                if let Some(Refusal::IntussenGewijzigd { .. }) = weigering {
                    f = Box::new(f.opnieuw(self));
                }
                f.fout = self.bericht.take().map(|b| b.tekst);
                if let Some(Refusal::Poort { open, .. }) = weigering {
                    // what is open stands above the fields, and needs to be said once
                    f.open_punten(open);
                    f.fout = None;
                }
                if let Some(sleutel) = weigering.and_then(|w| f.veld_bij(w)) {
                    f.ga_naar(sleutel);
                }
                self.lagen.push(Laag::Formulier(f));
                Vec::new()
            }
            Herkomst::Regel(tekst) => self.regel_terug(&tekst),
            Herkomst::Correctie { regel, getypt, .. } => self.correctie_terug(regel, &getypt),
            Herkomst::Palet { palet, .. } => {
                if self.lagen.is_empty() {
                    self.blik = Blik::Overleg;
                    self.lagen.push(Laag::Palet(*palet));
                }
                Vec::new()
            }
            Herkomst::Plak(regels) => self.plak_terug(regels),
            Herkomst::Daad(_) | Herkomst::Terug(_) | Herkomst::Intrekking { .. } => Vec::new(),
            Herkomst::Toets => {
                if let Some(Refusal::Poort { naar, open }) = weigering {
                    self.vraag_reden(*naar, open);
                }
                Vec::new()
            }
        }
    }

    /// A step needs a reason: asks for it.
    fn vraag_reden(&mut self, naar: Fase, open: &[Tekst]) {
        let Some(van) = self.overleg().map(|o| o.fase) else { return };
        let mut f = Formulier::van(Doel::NaarFase { van, naar }, self);
        f.open_punten(open);
        self.bericht = None;
        self.lagen.push(Laag::Formulier(Box::new(f)));
    }

    /// What this terminal has seen of the record now. What it asked itself and has no answer to counts as seen: who asked
    /// it knows.
    pub(super) fn basis(&self) -> Basis {
        let record = self.replica.as_ref().map_or(0, |r| r.seq);
        Basis { record, eigen: self.verzonden.iter().map(|v| v.verzoek).collect() }
    }

    /// The requests of this terminal since this one, it included; the last ones, where there are many.
    pub(super) fn eigen_sinds(&self, verzoek: RequestId) -> Vec<RequestId> {
        /// More than this was never done between an act and its undoing.
        const MAX: u64 = 64;
        let from = u64::try_from(verzoek.0.wrapping_sub(self.terminal.0)).unwrap_or(self.volgnummer);
        let from = from.max(self.volgnummer.saturating_sub(MAX));
        (from..=self.volgnummer).map(|nr| RequestId(self.terminal.0.wrapping_add(u128::from(nr)))).collect()
    }

    /// How many lines and forms wait for the server.
    pub fn onbeantwoord(&self) -> usize {
        self.verzonden.len()
    }

    /// What waits for the server, each line of a paste counted.
    pub(super) fn wachtende_regels(&self) -> usize {
        let each = self.verzonden.iter().map(|v| if let Herkomst::Plak(all) = &v.herkomst { all.len() } else { 1 });
        each.sum()
    }

    /// What of this terminal is not recorded: what the server did not answer, what came back, what stands in the line.
    pub fn niet_vastgelegd(&self) -> Vec<&str> {
        let mut all = Vec::new();
        for Verzonden { herkomst, .. } in &self.verzonden {
            match herkomst {
                Herkomst::Regel(text) | Herkomst::Correctie { getypt: text, .. } => all.push(text.as_str()),
                Herkomst::Plak(lines) => all.extend(lines.iter().map(|(text, _)| text.as_str())),
                Herkomst::Formulier(f) => all.push(&f.titel),
                Herkomst::Toets
                | Herkomst::Intrekking { .. }
                | Herkomst::Daad(_)
                | Herkomst::Terug(_)
                | Herkomst::Palet { .. } => {}
            }
        }
        let staat = &self.overleg;
        let before = staat.bewerkt.iter().map(|(_, before)| before);
        let corrections = staat.te_corrigeren.iter().map(|t| &t.stand);
        all.extend(staat.wachtend.iter().chain(before).chain(corrections).map(|s| s.draft.text()));
        all.push(staat.draft.text());
        all.retain(|t| !t.trim().is_empty());
        all
    }
}
