//! Opening a dossier: its number, and that the same request never opens two.

use chrono::Datelike;

use super::commit::Request;
use super::hand::{Failed, Looked, not_there};
use super::loaded::Loaded;
use super::{Clerk, Peer};
use crate::domain::ids::{DossierNummer, RequestId};

/// How many numbers a request may try in one year.
const ATTEMPTS_MAX: u32 = 10_000;

/// The number that a request picks in a year after so many that were taken. The terminal chooses the request's id, and
/// must not learn from the number whether another one was taken: that takes what only this store knows.
fn number(secret: &[u8; 32], verzoek: RequestId, year: i32, attempt: u32) -> DossierNummer {
    let mut hasher = blake3::Hasher::new_keyed(secret);
    hasher.update(&verzoek.0.to_le_bytes()).update(&attempt.to_le_bytes());
    DossierNummer::pick(year, hasher.finalize().as_bytes().first_chunk().map_or(0, |b| u32::from_le_bytes(*b)))
}

/// What a number is to a request.
enum Taken {
    /// Another dossier has it.
    ByAnother,
    /// This very request opened it before.
    ByIt,
    /// It cannot be told now, and why.
    Untold(String),
    /// Nobody has it, or it was not looked for yet.
    No,
}

impl Clerk {
    /// The numbers that decide what this request opens, in order, up to the first that was not looked for. They follow
    /// from the request, so that a resend finds its dossier again; in the first hours of a year also one that was opened
    /// in the last of the year before, and where the clock was set back over new year one of the year after.
    pub(super) fn numbers<'a>(&'a self, peer: &'a Peer, verzoek: RequestId) -> impl Iterator<Item = DossierNummer> + 'a {
        let year = self.nu.lokaal().year();
        [year - 1, year + 1, year].into_iter().flat_map(move |year| {
            let mut over = false;
            let all = (0..ATTEMPTS_MAX).map(move |attempt| number(&self.secret, verzoek, year, attempt));
            all.take_while(move |n| {
                !std::mem::replace(&mut over, !matches!(self.taken(*n, peer, verzoek), Taken::ByAnother))
            })
        })
    }

    fn taken(&self, nummer: DossierNummer, peer: &Peer, verzoek: RequestId) -> Taken {
        match self.dossiers.get(&nummer) {
            // a number is never given twice
            None if self.vernietigingen.iter().any(|r| r.opdracht.nummer == nummer) => Taken::ByAnother,
            None => Taken::No,
            Some(l) if l.done(&peer.who.gebruiker, verzoek).is_some() => Taken::ByIt,
            Some(l) => match l.broken.as_ref().filter(|b| b.try_again) {
                Some(broken) => Taken::Untold(broken.why.clone()),
                None => Taken::ByAnother,
            },
        }
    }

    /// The dossier that this request opens, or opened when it was sent before.
    pub(super) fn new_dossier(&mut self, r: &Request<'_>) -> Result<DossierNummer, Failed> {
        let year = self.nu.lokaal().year();
        let Some(peer) = self.peers.get(&r.peer).filter(|p| !p.is_wall() && p.who.dossiers.is_none()) else {
            // whatever it would have been, without a look at what there is
            return Err(not_there(number(&self.secret, r.id, year, 0)));
        };
        let mut free = None;
        for nummer in self.numbers(peer, r.id) {
            match self.taken(nummer, peer, r.id) {
                Taken::ByIt => return Ok(nummer),
                Taken::Untold(why) => {
                    return Err(Failed::Fault(format!("{why}; er is geen dossier geopend: probeer het later opnieuw")));
                }
                Taken::ByAnother => {}
                Taken::No => free = Some(nummer),
            }
        }
        match free.map(|nummer| (nummer, self.found(r.peer, nummer))) {
            Some((nummer, Some(Looked::Free(head)))) => {
                let loaded = Loaded::new(nummer, *head, self.secret);
                self.dossiers.insert(nummer, loaded);
                Ok(nummer)
            }
            Some((_, Some(Looked::Unknown(why)))) => Err(Failed::Fault(why.clone())),
            Some((_, Some(Looked::There) | None)) | None => {
                Err(Failed::Fault("er is nu geen nummer vrij voor een nieuw dossier: probeer het opnieuw".to_owned()))
            }
        }
    }

    /// A dossier that was not opened after all leaves nothing behind.
    pub(super) fn forget_empty(&mut self, nummer: DossierNummer) {
        if self.dossiers.get(&nummer).is_some_and(|l| l.frames.is_empty() && l.broken.is_none()) {
            self.dossiers.remove(&nummer);
        }
    }
}
