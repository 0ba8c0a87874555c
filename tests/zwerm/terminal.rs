//! A terminal of the swarm: what it was sent and what it makes of that, by the very replica of the program.

use std::collections::BTreeMap;

use crisistafel::client::Replica;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::protocol::frame::{self, TO_CLIENT_BYTES_MAX};
use crisistafel::protocol::{Afhandeling, Committed, Soort, Stand, ToClient, ToServer};
use crisistafel::server::clerk::PeerId;
use crisistafel::server::{Account, Asked};

/// A terminal, connected or not.
pub(crate) struct Terminal {
    /// Whose of the team.
    pub(crate) lid: usize,
    pub(crate) account: Account,
    pub(crate) asked: Asked,
    /// The account that counts, and its roles.
    pub(crate) gebruiker: Tekst,
    pub(crate) rollen: Vec<Rol>,
    pub(crate) id: RequestId,
    pub(crate) peer: Option<PeerId>,
    pub(crate) volgt: Option<DossierNummer>,
    pub(crate) replica: Option<Replica>,
    /// Reads seldom.
    pub(crate) traag: bool,
    /// What was asked and not answered, to be sent again.
    pub(crate) open: BTreeMap<RequestId, ToServer>,
    /// What was answered, to be sent again all the same.
    pub(crate) gedaan: Vec<ToServer>,
    /// The requests of it that can be taken back.
    pub(crate) eigen: Vec<RequestId>,
    pub(crate) verzoeken: u64,
}

/// What a message asks of a terminal.
pub(crate) enum Daarna {
    Niets,
    /// It has a gap, and asks everything again.
    Opnieuw(ToServer),
    /// It was answered.
    Antwoord(RequestId, Afhandeling),
    /// It was sent away.
    Weg,
}

impl Terminal {
    pub(crate) fn is_wand(&self) -> bool {
        self.asked.soort == Soort::Scherm
    }

    /// The next request of this terminal.
    pub(crate) fn verzoek(&mut self) -> RequestId {
        self.verzoeken += 1;
        RequestId((self.id.0 << 64) | u128::from(self.verzoeken))
    }

    /// What the service calls it: nobody takes a terminal of another account by its name.
    pub(crate) fn bij_de_dienst(&self) -> RequestId {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.id.0.to_le_bytes()).update(&self.account.uid.to_le_bytes());
        hasher.update(self.gebruiker.as_str().as_bytes());
        RequestId(u128::from_le_bytes(*hasher.finalize().as_bytes().first_chunk().unwrap()))
    }

    /// How far it is.
    pub(crate) fn stand(&self) -> Option<Stand> {
        self.replica.as_ref().and_then(|r| r.stand)
    }

    /// Takes a message.
    pub(crate) fn neem(&mut self, bytes: &[u8]) -> Daarna {
        // what it makes nothing of is not read
        if !LEEST.iter().any(|soort| is_soort(bytes, soort)) {
            return Daarna::Niets;
        }
        match frame::read::<ToClient>(&mut &*bytes, TO_CLIENT_BYTES_MAX).unwrap() {
            ToClient::Opnieuw { dossier } => {
                let r = self.replica.get_or_insert_with(|| Replica::new(dossier));
                if r.dossier.nummer == dossier {
                    r.again();
                } else {
                    *r = Replica::new(dossier);
                    r.again();
                }
                Daarna::Niets
            }
            ToClient::Frames { dossier, na, frames } => self.frames(dossier, na, &frames),
            ToClient::Bij { dossier, stand, kader, .. } => {
                if let Some(r) = self.replica.as_mut().filter(|r| r.dossier.nummer == dossier) {
                    r.caught_up(stand, kader);
                }
                Daarna::Niets
            }
            ToClient::Antwoord { verzoek, uitkomst } => {
                if let (Afhandeling::Vastgelegd { dossier, stand }, Some(r)) = (&uitkomst, &mut self.replica)
                    && r.dossier.nummer == *dossier
                {
                    r.is_at(*stand);
                }
                Daarna::Antwoord(verzoek, uitkomst)
            }
            ToClient::Weg { .. } => Daarna::Weg,
            ToClient::NietDaar { .. } => {
                (self.volgt, self.replica) = (None, None);
                Daarna::Niets
            }
            ToClient::Kader { .. }
            | ToClient::Welkom { .. }
            | ToClient::Vergrendeld
            | ToClient::Ontgrendeld { .. }
            | ToClient::NietOntgrendeld
            | ToClient::Pin { .. }
            | ToClient::Aanwezig { .. }
            | ToClient::Concept { .. }
            | ToClient::UwConcept { .. }
            | ToClient::NietOpSchijf { .. }
            | ToClient::Rij { .. }
            | ToClient::RijWeg { .. }
            | ToClient::Lijst { .. }
            | ToClient::GeenLijst { .. }
            | ToClient::Wand { .. }
            | ToClient::Welk { .. }
            | ToClient::WandWeigering { .. }
            | ToClient::Melding { .. }
            | ToClient::Onbegrepen { .. } => Daarna::Niets,
        }
    }

    /// It was answered: there is nothing more to send, but that somebody sends it twice.
    pub(crate) fn beantwoord(&mut self, verzoek: RequestId, uitkomst: &Afhandeling) {
        // what failed is tried again
        if matches!(uitkomst, Afhandeling::Storing { .. }) {
            return;
        }
        if let Some(message) = self.open.remove(&verzoek) {
            self.gedaan.push(message);
        }
        if matches!(uitkomst, Afhandeling::Vastgelegd { .. }) {
            self.eigen.push(verzoek);
        }
        let over = self.gedaan.len().saturating_sub(12);
        self.gedaan.drain(..over);
        let over = self.eigen.len().saturating_sub(12);
        self.eigen.drain(..over);
    }

    fn frames(&mut self, dossier: DossierNummer, na: Option<Stand>, frames: &[Committed]) -> Daarna {
        let r = self.replica.get_or_insert_with(|| Replica::new(dossier));
        if r.dossier.nummer != dossier {
            return Daarna::Niets;
        }
        if r.apply(na, frames).is_ok() {
            // what everybody may know follows each record from when it was first asked for
            let _ = r.gezien();
            return Daarna::Niets;
        }
        r.forget();
        Daarna::Opnieuw(ToServer::Volg { dossier: Some(dossier), sinds: None })
    }
}

/// The messages of which a terminal here makes something.
const LEEST: [&str; 6] = ["opnieuw", "frames", "bij", "antwoord", "weg", "niet_daar"];

/// Whether this is a message of that kind.
fn is_soort(bytes: &[u8], soort: &str) -> bool {
    let rest = bytes.get(4..).and_then(|b| b.strip_prefix(b"{\"")).and_then(|b| b.strip_prefix(soort.as_bytes()));
    rest.is_some_and(|b| b.starts_with(b"\":"))
}

/// Whether this is the kader: long, the same for everybody, and no word of a meeting in it.
pub(crate) fn is_kader(bytes: &[u8]) -> bool {
    is_soort(bytes, "kader")
}
