//! A bit that flips at rest, while nothing runs: on a copy of the disk, so that the meeting itself goes on untouched. What
//! was acknowledged is then not what is read, and a service that starts on it must see that and add nothing.

use std::path::{Path, PathBuf};

use crisistafel::domain::command::Command;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::journal::disk::Disk;
use crisistafel::journal::{FileJournal, Found, Head, Journal, JournalId};
use crisistafel::protocol::frame::TO_CLIENT_BYTES_MAX;
use crisistafel::protocol::{Afhandeling, Soort, ToClient, ToServer, frame};
use crisistafel::server::clerk::{Input, PeerId};
use crisistafel::server::{Account, Asked};

use super::dienst::{Dienst, wortel};
use super::spiegel::Feit;
use super::tafel::tafel;
use super::toeval::Toeval;
use crate::schijf::{FaultyDisk, MemoryDisk};

/// Who tries to record something.
const SCHRIJVER: &str = "wit";
const PEER: PeerId = PeerId(1);

impl Dienst {
    /// Flips one bit of one journal in a copy of what is durable, and looks whether that is seen; what was wrong, where it is
    /// not. Gives whether there was anything to flip.
    pub(super) fn rot(&self, t: &mut Toeval) -> Result<bool, String> {
        let nummers: Vec<DossierNummer> = self.getuige.waarheid.keys().copied().collect();
        let Some(nummer) = t.een(&nummers) else { return Ok(false) };
        let disk = self.disk.below.copy();
        let was = gelezen(&disk, nummer);
        // a tail that was torn before is no record
        let Some((Found::Whole, al, head)) = was else { return Ok(false) };
        let Some(pad) = journaal(&disk, nummer) else { return Ok(false) };
        let lengte = disk.read(&pad, u64::MAX).map_or(0, |b| b.len());
        let (plek, bit) = (t.onder(lengte), t.onder(8));
        disk.flip(&pad, plek, bit);
        let waar = format!("bit {bit} of byte {plek} of {lengte}");
        match gelezen(&disk, nummer) {
            Some((Found::Whole, ..)) => return Err(format!("a journal is whole after a flip of {waar}")),
            Some((_, over, _)) if !al.starts_with(&over) || over.len() >= al.len() => {
                return Err(format!("after a flip of {waar} something else is read than was recorded"));
            }
            Some(_) | None => {}
        }
        if self.neemt_aan(disk, (nummer, head)) {
            return Err(format!("something was recorded behind a flip of {waar}"));
        }
        Ok(true)
    }

    /// Whether a service that starts on this disk, and remembers this head, records something.
    pub(crate) fn neemt_aan(&self, below: MemoryDisk, hoofd: (DossierNummer, Head)) -> bool {
        let disk = FaultyDisk::over(below);
        let mut ander = Self::op(disk, self.nu(), tafel(true, None), &[hoofd]);
        let account = Account { uid: 1003, naam: SCHRIJVER.to_owned(), groepen: Vec::new() };
        let asked = Asked {
            soort: Soort::Terminal,
            als: Some(Rol::Notulist),
            namens: None,
            vanaf: crisistafel::domain::inzage::Vanaf::default(),
        };
        ander.speel(Input::Hello { peer: PEER, account, asked, terminal: RequestId(1) });
        let command = Command::Meld112 { toelichting: Tekst::from("proef") };
        let verzoek = RequestId(u128::MAX);
        let doe =
            ToServer::Doe { verzoek, dossier: Some(hoofd.0), basis: None, opdrachten: vec![command], regels: Vec::new() };
        ander.speel(Input::Message(PEER, ToServer::Volg { dossier: Some(hoofd.0), sinds: None }, 64));
        ander.speel(Input::Message(PEER, doe, 64));
        let all = ander.lees(PEER, usize::MAX);
        all.iter().any(|bytes| {
            let read = frame::read::<ToClient>(&mut &**bytes, TO_CLIENT_BYTES_MAX);
            matches!(read, Ok(ToClient::Antwoord { uitkomst: Afhandeling::Vastgelegd { .. }, .. }))
        })
    }

    /// How far a dossier's journal is, where it is whole.
    pub(crate) fn hoofd(&self, nummer: DossierNummer) -> Option<Head> {
        gelezen(&self.disk.below, nummer).filter(|(found, ..)| *found == Found::Whole).map(|(_, _, head)| head)
    }
}

/// What of a journal can be read, and how far that is; none where it cannot be opened at all.
fn gelezen(disk: &MemoryDisk, nummer: DossierNummer) -> Option<(Found, Vec<Feit>, Head)> {
    let id = JournalId::Dossier(nummer);
    let reading = FileJournal::on(disk.clone(), wortel()).read(id).ok()?;
    let all = Feit::gelezen(id, &reading);
    Some((reading.found().clone(), all, reading.head()))
}

/// The file of a dossier's journal.
fn journaal(disk: &MemoryDisk, nummer: DossierNummer) -> Option<PathBuf> {
    let naam = format!("{nummer}.journaal");
    disk.files().into_iter().find(|pad| pad.file_name().is_some_and(|n| Path::new(n) == Path::new(&naam)))
}
