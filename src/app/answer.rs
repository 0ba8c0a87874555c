//! The answers to requests: what was refused is given back to the user.

use super::openen::open_dossier;
use super::state::lijst::{Lijststaat, Registerlijst, Rij};
use super::terug::NEEMT_TERUG;
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::{Doel, Formulier};
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::verzoek::{Verzoekherkomst, Verzonden};
use crate::domain::dossier::Fase;
use crate::domain::ids::{DossierNummer, InzetId, MaatregelId, RequestId};
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::protocol::Afhandeling;

impl Model {
    /// Takes the answer to a request.
    pub(super) fn beantwoord(&mut self, verzoek: RequestId, uitkomst: Afhandeling) -> Vec<Effect> {
        if let Afhandeling::Vastgelegd { dossier, stand } = &uitkomst {
            self.met_dossier(*dossier, |r| r.is_at(*stand));
        }
        let Some(at) = self.verzonden.iter().position(|v| v.verzoek == verzoek) else { return Vec::new() };
        let Some(Verzonden { herkomst, .. }) = self.verzonden.remove(at) else { return Vec::new() };
        if !matches!(uitkomst, Afhandeling::Vastgelegd { .. }) {
            self.vergeet_daad(verzoek);
        }
        match uitkomst {
            Afhandeling::Vastgelegd { dossier, .. } => self.gelukt(dossier, verzoek, &herkomst),
            Afhandeling::Geweigerd { weigering: niets @ Refusal::NietsVeranderd { .. } }
                if !matches!(herkomst, Verzoekherkomst::Regel(_) | Verzoekherkomst::Plak(_)) =>
            {
                // it stands there as it was meant: nothing to give back
                self.zeg(BerichtSoort::Let, niets.to_string());
                Vec::new()
            }
            Afhandeling::Geweigerd { weigering } => {
                // a form is one thing to who fills it in, of however many commands it is made
                let weigering = match weigering {
                    Refusal::Opdracht { reden, .. } if matches!(herkomst, Verzoekherkomst::Formulier(_)) => *reden,
                    other => other,
                };
                self.zeg(BerichtSoort::Weigering, weigering.to_string());
                self.geef_terug(herkomst, Some(&weigering))
            }
            Afhandeling::Storing { melding } => {
                self.zeg(BerichtSoort::Storing, melding);
                self.geef_terug(herkomst, None)
            }
        }
    }

    fn gelukt(&mut self, dossier: DossierNummer, verzoek: RequestId, herkomst: &Verzoekherkomst) -> Vec<Effect> {
        match herkomst {
            Verzoekherkomst::Formulier(f) if matches!(f.doel, Doel::NieuwDossier | Doel::Noodtoegang) => {
                open_dossier(self, dossier)
            }
            Verzoekherkomst::Formulier(f) => {
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
            Verzoekherkomst::Daad(zin) => {
                self.zeg(BerichtSoort::Gelukt, format!("{zin}; {NEEMT_TERUG}"));
                Vec::new()
            }
            Verzoekherkomst::Terug(daad) => {
                self.zeg(BerichtSoort::Gelukt, format!("teruggenomen: {}", daad.zin));
                Vec::new()
            }
            Verzoekherkomst::Palet { maatregel, .. } => {
                self.in_register(maatregel);
                Vec::new()
            }
            Verzoekherkomst::Correctie { regel, .. } => {
                self.zeg_wat_niet_volgde(*regel);
                Vec::new()
            }
            Verzoekherkomst::Intrekking { regel, inhoud } => self.ingetrokken_terug(*regel, inhoud),
            Verzoekherkomst::Regel(_) | Verzoekherkomst::Plak(_) | Verzoekherkomst::Stap => Vec::new(),
        }
    }

    /// A measure of the palette is in the register: chooses it there, unless somebody went on to something else.
    fn in_register(&mut self, maatregel: &MaatregelId) {
        let all = self.dossier().into_iter().flat_map(|d| d.inzetten.values().rev());
        let Some(id) = all.filter(|i| i.palet.as_ref() == Some(maatregel)).map(|i| i.id).next() else { return };
        let lijst = Registerlijst::Inzetten;
        if matches!(self.blik, Blik::Register(s) if s.lijst == lijst) {
            self.blik = Blik::Register(Lijststaat { lijst, gekozen: Some(Rij::Inzet(id)) });
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
        let there = matches!(self.blik, Blik::Register(s) if s.lijst == Registerlijst::Inzetten);
        if !runs && there && self.lagen.is_empty() {
            let f = Formulier::van(Doel::Klok { nr: None, soort: Some(soort), inzet: Some(id) }, self);
            self.lagen.push(Laag::Formulier(Box::new(f)));
        }
    }

    /// Gives what was refused back: a form opens again, a line returns to the line.
    fn geef_terug(&mut self, herkomst: Verzoekherkomst, weigering: Option<&Refusal>) -> Vec<Effect> {
        match herkomst {
            Verzoekherkomst::Formulier(mut f) => {
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
            Verzoekherkomst::Regel(tekst) => self.regel_terug(&tekst),
            Verzoekherkomst::Correctie { regel, getypt, .. } => self.correctie_terug(regel, &getypt),
            Verzoekherkomst::Palet { palet, .. } => {
                if self.lagen.is_empty() {
                    self.blik = Blik::Overleg;
                    self.lagen.push(Laag::Palet(*palet));
                }
                Vec::new()
            }
            Verzoekherkomst::Plak(regels) => self.plak_terug(regels),
            Verzoekherkomst::Daad(_) | Verzoekherkomst::Terug(_) | Verzoekherkomst::Intrekking { .. } => Vec::new(),
            Verzoekherkomst::Stap => {
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
}
