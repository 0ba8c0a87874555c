//! Destroying what two people agreed to: the keys leave the keyring, what they sealed leaves the disk, and a certificate
//! stands in the organisation's journal. It is done when a service starts, before anybody is let in: this process never
//! held a word of what it destroys, and nothing of it is being read, typed or recorded meanwhile.
//!
//! Until the keys are gone nothing happened, and what was recorded since the agreement ends it. From then on it is finished,
//! at this start or at the next: each step may be done twice, and the certificate is the last.

use std::fs::{self, File};
use std::path::Path;

use super::draft_files::DraftFiles;
use super::hook::Hook;
use super::memory::{Memory, itself};
use super::wissen::{weg, wis_map};
use super::{READ_MODEL, READ_MODEL_BUSY, ServeFault, hoofden};
use crate::crypto::kluis::Kluis;
use crate::crypto::sleutel::Klasse;
use crate::domain::dossier::{Vernietigbaar, Vernietigopdracht, Vernietigstand};
use crate::domain::ids::RequestId;
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::journal::{Envelope, Found, Journal, JournalId, OrganisatieEvent, record};

/// The point before anything is destroyed.
pub const VOOR: &str = "einde-voor";
/// The point at which the keys are gone.
pub const SLEUTELS: &str = "einde-sleutels";
/// The point at which the journal is gone.
pub const JOURNAAL: &str = "einde-journaal";
/// The point at which drafts and rows are gone, and the certificate is still to come.
pub const RESTEN: &str = "einde-resten";
/// The point at which it is all done.
pub const BEWIJS: &str = "einde-bewijs";

/// What was agreed is not done, and why.
enum Niet {
    /// It cannot be done any more.
    Vervallen(String),
    /// It cannot be done now; the next start tries again.
    Nog(String),
}

/// What destroying works on.
pub struct Tafelinhoud<'a> {
    /// The store.
    pub dir: &'a Path,
    /// Its journals.
    pub journal: &'a mut dyn Journal,
    /// Its keys; none where it is from before the seal.
    pub kluis: Option<&'a Kluis>,
    /// The time.
    pub nu: Tijdstip,
    /// Told of each step.
    pub hook: &'a dyn Hook,
}

/// Does what was agreed and was not done yet. Gives what is to be told of that.
pub fn voltooi(mut t: Tafelinhoud<'_>, memory: &mut Memory) -> Result<Vec<String>, ServeFault> {
    let open = memory.vernietigingen.iter().filter(|r| r.stand == Vernietigstand::Opgedragen);
    let opdrachten: Vec<Vernietigopdracht> = open.map(|r| r.opdracht.clone()).collect();
    let mut said = Vec::new();
    for opdracht in opdrachten {
        let (nummer, record) = (opdracht.nummer, opdracht.record);
        match t.voer_uit(&opdracht) {
            Ok(()) => {
                t.noteer(memory, OrganisatieEvent::Vernietigd { opdracht: Box::new(opdracht) })?;
                t.hook.at(BEWIJS);
            }
            Err(Niet::Vervallen(why)) => {
                said.push(format!("de vernietiging van dossier {nummer} gaat niet door: {why}"));
                t.noteer(memory, OrganisatieEvent::VernietigingVervallen { nummer, record, reden: Tekst::cut(&why) })?;
            }
            Err(Niet::Nog(why)) => {
                said.push(format!(
                    "de vernietiging van dossier {nummer} is nog niet af: {why}; de volgende start probeert het opnieuw"
                ));
            }
        }
    }
    Ok(said)
}

/// What failed, to be tried again.
fn nog(what: &str, why: &dyn std::fmt::Display) -> Niet {
    Niet::Nog(format!("{what}: {why}"))
}

impl Tafelinhoud<'_> {
    fn voer_uit(&mut self, o: &Vernietigopdracht) -> Result<(), Niet> {
        let id = JournalId::Dossier(o.nummer);
        let kluis = self.kluis.ok_or_else(|| Niet::Vervallen("deze tafel is niet verzegeld".to_owned()))?;
        let klassen = klassen(o.wat);
        self.hook.at(VOOR);
        match kluis.is_vernietigd(id, klassen) {
            None => return Err(Niet::Vervallen("het journaal van dit dossier is niet verzegeld".to_owned())),
            Some(false) => self.eis_ongewijzigd(id, o)?,
            Some(true) => {}
        }
        kluis.vernietig(id, klassen, self.nu).map_err(|e| nog("de sleutelbos", &e))?;
        self.hook.at(SLEUTELS);
        if o.wat == Vernietigbaar::Alles {
            self.journal.vernietig(id).map_err(|e| nog("het journaal", &e))?;
            hoofden::vergeet(self.dir, o.nummer).map_err(|e| nog("de onthouden hoofden", &e))?;
        }
        self.hook.at(JOURNAAL);
        DraftFiles::new(&self.dir.join(super::draft_files::DRAFTS), None)
            .vernietig(o.nummer)
            .map_err(|e| nog("de concepten", &e))?;
        // rows of others are made again from their journals: no page of what was found in this one may be left
        wis_map(&self.dir.join(READ_MODEL)).map_err(|e| nog("het leesmodel", &e))?;
        weg(fs::remove_file(self.dir.join(READ_MODEL_BUSY))).map_err(|e| nog("het leesmodel", &e))?;
        File::open(self.dir).and_then(|dir| dir.sync_all()).map_err(|e| nog("de tafel", &e))?;
        self.hook.at(RESTEN);
        Ok(())
    }

    /// The record ends with the agreement: what was agreed to be destroyed is what is there.
    fn eis_ongewijzigd(&self, id: JournalId, o: &Vernietigopdracht) -> Result<(), Niet> {
        let reading = self.journal.read(id).map_err(|e| Niet::Nog(e.to_string()))?;
        let head = reading.head();
        match reading.found() {
            Found::Whole | Found::TornTail(_)
                if (head.seq, head.hash.to_string().as_str()) == (o.record, o.hash.as_str()) =>
            {
                Ok(())
            }
            Found::Whole | Found::TornTail(_) if head.seq > o.record => {
                Err(Niet::Vervallen("er is na het akkoord nog iets in vastgelegd; stel het opnieuw voor".to_owned()))
            }
            Found::Whole | Found::TornTail(_) => Err(Niet::Nog(
                "het journaal is korter dan het was, of een ander; kijk met crisistafel controleer".to_owned(),
            )),
            Found::Missing => Err(Niet::Nog("het journaal is er niet; kijk met crisistafel controleer".to_owned())),
            Found::Damaged(damage) => Err(Niet::Nog(format!("het journaal is {damage}; zet een reservekopie terug"))),
        }
    }

    /// Records what became of it.
    fn noteer(&mut self, memory: &mut Memory, event: OrganisatieEvent) -> Result<(), ServeFault> {
        let stamp = Stamp { op: self.nu, wie: itself(), verzoek: RequestId(0) };
        memory.note(self.nu, &event);
        let envelope = Envelope::next(JournalId::Organisatie, memory.organisation, stamp, vec![event]);
        memory.organisation = record::append(self.journal, &envelope)?;
        Ok(())
    }
}

/// The keys that go. Decisions go with the whole only.
fn klassen(wat: Vernietigbaar) -> &'static [Klasse] {
    match wat {
        Vernietigbaar::Verhaal => &[Klasse::Verhaal],
        Vernietigbaar::Alles => &Klasse::ALL,
    }
}
