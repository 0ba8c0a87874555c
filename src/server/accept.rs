//! Accepting that acknowledged records of a dossier are lost: a named person does, with a reason, while no service runs.
//! It stands in the organisation's journal, and the dossier can be written again. Nothing of what is left is changed.

use std::path::Path;

use super::access::{Access, Account, Asked, Denied};
use super::claim::Claim;
use super::memory::Memory;
use super::table::TableFault;
use super::{READ_MODEL, READ_MODEL_BUSY, ServeFault, remembered_heads};
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rechten::TOEZICHT;
use crate::domain::rol::{Actor, Rol, Stamp};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Clock;
use crate::journal::{Damage, Envelope, Fault, Found, Head, Journal, JournalId, OrganisatieEvent, Remembered, record};
use crate::store::ReadModel;

/// Why a loss was not accepted. Each is a sentence for who asked; nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum AcceptFault {
    /// Nothing is lost.
    #[error("dossier {0} mist niets dat bevestigd was; er valt niets te aanvaarden")]
    Nothing(DossierNummer),
    /// There is nothing to go on from.
    #[error(
        "van dossier {0} is er geen journaal; zet een reservekopie terug: een dossier dat er niet is, gaat niet verder"
    )]
    Missing(DossierNummer),
    /// What lies behind the damage may still be there.
    #[error("het journaal van dossier {0} is {1}; dat gaat niet over door het te aanvaarden: zet een reservekopie terug")]
    Damaged(DossierNummer, Damage),
    /// No reason was given.
    #[error("zeg waarom dit kan, in een zin")]
    NoReason,
    /// Who asks is not known.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Who asks may not.
    #[error("een verlies aanvaardt de beheerder of de procesregisseur; u komt als {}", .0.iter().map(|r| r.naam()).collect::<Vec<_>>().join(", "))]
    Role(Vec<Rol>),
    /// The role table cannot be used.
    #[error("de rollentabel klopt niet: {0}")]
    Table(#[from] TableFault),
    /// The record.
    #[error(transparent)]
    Journal(#[from] Fault),
    /// What is remembered cannot be read.
    #[error(transparent)]
    Memory(#[from] ServeFault),
    /// Nor this.
    #[error("wat van de journalen is onthouden, is niet te lezen: {}", crate::domain::machine::zegt(.0))]
    Io(#[from] std::io::Error),
}

/// Records that whoever runs this accepts the loss. Gives how far the dossier is, and how far it was.
pub fn accept(
    claim: &Claim,
    journal: &mut dyn Journal,
    clock: &dyn Clock,
    asked: &Asked,
    (nummer, reden): (DossierNummer, Tekst),
) -> Result<(u64, u64), AcceptFault> {
    if reden.is_empty() {
        return Err(AcceptFault::NoReason);
    }
    let wie = person(claim, asked)?;
    let mut memory = Memory::read(journal, clock)?;
    add_remembered(&mut memory, &claim.dir)?;
    let reading = journal.read(JournalId::Dossier(nummer))?;
    match reading.found() {
        Found::Whole | Found::TornTail(_) => {}
        Found::Missing => return Err(AcceptFault::Missing(nummer)),
        Found::Damaged(damage) => return Err(AcceptFault::Damaged(nummer, damage.clone())),
    }
    let heads = memory.heads.get(&nummer).into_iter().flatten().copied();
    let verloren: Vec<Head> = heads.filter(|head| reading.remembered(*head) != Remembered::Present).collect();
    let was = verloren.iter().map(|head| head.seq).max().ok_or(AcceptFault::Nothing(nummer))?;
    let tot = reading.head();
    let stamp = Stamp { op: clock.now(), wie, verzoek: RequestId(0) };
    let event = OrganisatieEvent::VerliesAanvaard { nummer, tot, verloren, reden };
    let envelope = Envelope::next(JournalId::Organisatie, memory.organisation, stamp, vec![event]);
    record::append(journal, &envelope)?;
    Ok((tot.seq, was))
}

/// Who runs this, in the role in which that can be done.
fn person(claim: &Claim, asked: &Asked) -> Result<Actor, AcceptFault> {
    let owner = nix::unistd::geteuid().as_raw();
    let who = Access::read(&claim.dir, owner, &claim.tafel)?.identify(&Account::of(owner), asked)?;
    let may = TOEZICHT.iter().find(|rol| who.rollen.contains(rol));
    may.map(|rol| who.actor(*rol)).ok_or(AcceptFault::Role(who.rollen))
}

/// What is remembered beside the organisation's journal.
fn add_remembered(memory: &mut Memory, dir: &Path) -> std::io::Result<()> {
    for (nummer, hoofd) in ReadModel::heads_at_rest(&dir.join(READ_MODEL), &dir.join(READ_MODEL_BUSY)) {
        if let Ok(hash) = hoofd.hash.parse() {
            memory.remember(nummer, Head { seq: hoofd.seq, hash });
        }
    }
    let (heads, _) = remembered_heads(dir)?;
    memory.remember_all(&heads);
    Ok(())
}
