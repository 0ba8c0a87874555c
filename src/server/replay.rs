//! The rows of a dossier for the read model, read off its journal; and how far that is, where there are many.

use crate::domain::dossier::Dossier;
use crate::domain::event::Event;
use crate::domain::evolve::evolve;
use crate::domain::ids::DossierNummer;
use crate::journal::record::envelopes;
use crate::journal::{Found, Journal, JournalId};
use crate::projection::rij::{self, Hoofd, LaatsteWijziging, Rijen};

/// The rows of a dossier as far as its journal can be read.
pub(super) fn rows(journal: &dyn Journal, nummer: DossierNummer, stopt: &dyn Fn() -> bool) -> Option<Rijen> {
    let id = JournalId::Dossier(nummer);
    let reading = journal.read(id).ok()?;
    let mut d = Dossier::new(nummer);
    let mut records = Vec::new();
    for envelope in envelopes::<Event>(id, &reading).map_while(Result::ok).take_while(|_| !stopt()) {
        for event in &envelope.events {
            evolve(&mut d, &envelope.stamp, event);
        }
        records.push((envelope.stamp, envelope.events));
    }
    let gewijzigd = LaatsteWijziging::van(&d, records.iter().map(|(stamp, events)| (stamp, events.as_slice())))?;
    let head = reading.head();
    let mut rows = rij::alle(&d, gewijzigd, Hoofd { seq: head.seq, hash: head.hash.to_string() });
    let whole = matches!(reading.found(), Found::Whole | Found::TornTail(_)) && records.len() as u64 == head.seq;
    if !whole {
        // what cannot be read may be that somebody's access was withdrawn
        rows.toegang.clear();
    }
    Some(rows)
}

/// How far filling a read model is, in quarters. Not how many dossiers there are: who hears it may see some of them only.
pub(super) fn how_far(kwart: usize) -> String {
    let ver = ["", ", een kwart is klaar", ", de helft is klaar", ", driekwart is klaar"].get(kwart).unwrap_or(&"");
    format!("de zoekindex wordt opgebouwd{ver}; zoeken en het overzicht wachten daarop, vastleggen gaat gewoon door")
}
