//! What the server says.

use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Ik, Model, Verbinding, Verbonden};
use crate::client::Replica;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::tekst::Tekst;
use crate::protocol::{Committed, Hier, Opgehaald, Soort, Stand, ToClient, ToServer};

impl Model {
    /// Takes a message of the server.
    pub(super) fn hoor(&mut self, message: ToClient) -> Vec<Effect> {
        match message {
            ToClient::Welkom { oefening, gebruiker, naam, rollen, organisatie, sluit_na_min, pin } => {
                (self.sluit_na_min, self.pin) = (sluit_na_min, pin);
                self.verbinding = Verbinding::Er;
                // what waited is asked again now
                let nu = self.nu;
                self.verzonden.iter_mut().for_each(|v| v.sinds = nu);
                self.wacht_op = None;
                self.oefening = oefening;
                self.concepten.clear();
                self.verteld.clear();
                self.niet_op_schijf.clear();
                self.ik = Some(Ik { gebruiker, naam, rollen, organisatie });
                // what was there before the connection was lost may be there no more
                return if self.dossiers.is_empty() { Vec::new() } else { super::screens::overzicht::vraag() };
            }
            ToClient::Kader { kader } => self.met_replica(|r| r.keep(*kader)),
            ToClient::Opnieuw { dossier } => self.met_dossier(dossier, Replica::again),
            ToClient::Frames { dossier, na, frames } => return self.frames(dossier, na, &frames),
            ToClient::Bij { dossier, stand, kader, hier, punten: _ } => {
                self.hier_ben_ik(dossier, hier);
                self.met_dossier(dossier, |r| r.caught_up(stand, kader));
            }
            ToClient::Antwoord { verzoek, uitkomst } => return self.beantwoord(verzoek, uitkomst),
            ToClient::Aanwezig { schermen, terminals, anderen } => {
                self.verbonden = Verbonden { schermen, terminals, anderen };
            }
            ToClient::Concept { naam, terminal, tekst } => self.concept(naam, terminal, tekst),
            ToClient::UwConcept { regel, .. } => return self.concept_terug(&regel),
            ToClient::NietOpSchijf { regels } => self.niet_op_schijf = regels.into_iter().collect(),
            ToClient::Rij { rij } => {
                self.verteld.insert(rij.nummer);
                self.dossiers.insert(rij.nummer, *rij);
            }
            ToClient::RijWeg { nummer } => {
                self.dossiers.remove(&nummer);
                self.verteld.remove(&nummer);
                self.vergeet_gevonden(nummer);
            }
            ToClient::Lijst { nr, lijst, onvolledig } => {
                self.lijst(nr, lijst);
                if let Some(tekst) = onvolledig {
                    self.zeg(BerichtSoort::Let, tekst.as_str());
                }
            }
            ToClient::Wand { wand } => self.deelscherm.toon(wand.map(|w| *w)),
            ToClient::Welk { dossiers } => self.deelscherm.vraag(dossiers),
            ToClient::WandWeigering { melding } => self.zeg(BerichtSoort::Weigering, melding.as_str()),
            ToClient::GeenLijst { melding, .. } => self.zeg(BerichtSoort::Storing, melding.as_str()),
            ToClient::Melding { tekst } => self.meld(tekst.as_str()),
            ToClient::NietDaar { dossier, tekst } => return self.niet_daar(dossier, tekst.as_str()),
            ToClient::Onbegrepen { wat } => {
                self.zeg(
                    BerichtSoort::Storing,
                    format!("de dienst begreep een bericht niet: {wat}; zijn de versies gelijk?"),
                );
            }
            ToClient::Vergrendeld => self.is_vergrendeld(),
            ToClient::Ontgrendeld { mislukt, sinds } => return self.ontgrendeld(mislukt, sinds),
            ToClient::NietOntgrendeld => self.niet_ontgrendeld(),
            ToClient::Pin { er, fout } => self.pin_is(er, fout.as_ref()),
            ToClient::Weg { reden, .. } => self.zeg(BerichtSoort::Let, reden),
        }
        Vec::new()
    }

    fn met_replica(&mut self, change: impl FnOnce(&mut Replica)) {
        if let Some(replica) = &mut self.replica {
            change(replica);
        }
    }

    pub(super) fn met_dossier(&mut self, nummer: DossierNummer, change: impl FnOnce(&mut Replica)) {
        if let Some(replica) = self.replica.as_mut().filter(|r| r.dossier.nummer == nummer) {
            change(replica);
        }
    }

    /// Keeps who this is in a dossier.
    fn hier_ben_ik(&mut self, nummer: DossierNummer, hier: Option<Hier>) {
        if self.replica.as_ref().is_some_and(|r| r.dossier.nummer == nummer) {
            let gebruiker = self.ik.as_ref().map(|ik| ik.gebruiker.clone()).unwrap_or_default();
            self.hier = hier.map(|Hier { naam, rollen, organisatie }| Ik { gebruiker, naam, rollen, organisatie });
        }
    }

    /// A dossier is not there, or not any more: nothing of it stays on the screen. What was typed in it the service keeps.
    fn niet_daar(&mut self, dossier: Option<DossierNummer>, waarom: &str) -> Vec<Effect> {
        super::screens::overleg::niet_daar(self, waarom);
        let here = self.replica.as_ref().is_some_and(|r| Some(r.dossier.nummer) == dossier);
        if !here || self.soort != Soort::Terminal {
            return Vec::new();
        }
        self.verlaat_regel();
        (self.replica, self.hier) = (None, None);
        self.verbonden = Verbonden::default();
        self.concepten.clear();
        self.bewaard.clear();
        self.daden.clear();
        self.lijst_zoek.clear();
        self.blik = Blik::Overzicht;
        super::screens::overzicht::vraag()
    }

    /// Of what a search found nothing stays of a dossier that is not there any more.
    fn vergeet_gevonden(&mut self, nummer: DossierNummer) {
        for laag in &mut self.lagen {
            if let Laag::Zoeken(z) = laag {
                let stays: Vec<bool> = z.gevonden.iter().map(|r| r.dossier != nummer).collect();
                let mut kept = stays.iter();
                z.waarom.retain(|_| kept.next().copied().unwrap_or(true));
                z.gevonden.retain(|r| r.dossier != nummer);
                z.gekozen = z.gekozen.min(z.gevonden.len().saturating_sub(1));
            }
        }
    }

    /// Applies frames; after a gap everything is asked again.
    fn frames(&mut self, nummer: DossierNummer, na: Option<Stand>, frames: &[Committed]) -> Vec<Effect> {
        let Some(replica) = self.replica.as_mut().filter(|r| r.dossier.nummer == nummer) else { return Vec::new() };
        if replica.apply(na, frames).is_ok() {
            return super::screens::overleg::verzwijg(self);
        }
        replica.forget();
        vec![Effect::Send(ToServer::Volg { dossier: Some(nummer), sinds: None })]
    }

    fn concept(&mut self, naam: Tekst, terminal: RequestId, tekst: Tekst) {
        if tekst.is_empty() {
            self.concepten.remove(&terminal);
        } else {
            self.concepten.insert(terminal, (naam, tekst));
        }
    }

    fn lijst(&mut self, nr: u32, lijst: Opgehaald) {
        match lijst {
            Opgehaald::Dossiers { rijen } => {
                let mut known = std::mem::take(&mut self.dossiers);
                // what changed while the answer was made was told already
                known.retain(|nummer, _| self.verteld.contains(nummer));
                self.dossiers = rijen.into_iter().map(|r| (r.nummer, r)).chain(known).collect();
            }
            Opgehaald::Regels { rijen, meer } => self.gevonden(nr, rijen, meer),
            Opgehaald::Acties { .. } | Opgehaald::Inzage { .. } | Opgehaald::Vernietigingen { .. } => {}
        }
    }
}
