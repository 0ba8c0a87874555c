//! What of the meeting's screen a letter does not change: all but the line in which it is typed. Each field of the model is
//! named here, so that a new one does not compile until somebody decides whether such a key can change it.

use super::state::blik::Blik;
use super::state::menu::Staart;
use super::state::model::Model;
use super::state::overleg::{Net, Overlegstaat, Vers};
use crate::domain::ids::{OverlegNr, RegelId};
use crate::domain::tekst::Tekst;
use crate::protocol::Begin;

/// What a letter in the line can change besides it, and the moment as a screen shows it.
#[derive(Debug, PartialEq)]
pub(super) struct Rest {
    minuut: i64,
    stil: bool,
    gezegd: (Option<u8>, usize),
    onderweg: (usize, u64),
    overleg: Overleg,
}

/// The same, of the meeting's own state.
#[derive(Debug, PartialEq)]
struct Overleg {
    welk: (Option<OverlegNr>, Option<OverlegNr>, Option<RegelId>),
    bewerkt: Option<RegelId>,
    begin: Option<Begin>,
    inbreng: Option<Tekst>,
    lijnen: [usize; 4],
    vlaggen: (bool, bool, bool, Vers, Option<Net>),
}

impl Rest {
    /// None where something else than the line is on top, or something is said that a key takes away.
    pub(super) fn van(m: &Model) -> Option<Self> {
        let stil = m.stil_sinds().is_some();
        let Model {
            nu,
            blik,
            lagen,
            bericht,
            meldingen,
            geen_utf8,
            staart,
            verzonden,
            gezien,
            overleg,
            volgnummer,
            // changed by what is heard, by the window and by keys that do something: none of them is a letter
            maat: _,
            soort: _,
            ik: _,
            hier: _,
            oefening: _,
            klok_verzet: _,
            verbinding: _,
            wacht_op: _,
            verbonden: _,
            niet_op_schijf: _,
            concepten: _,
            replica: _,
            dossiers: _,
            verteld: _,
            overzicht: _,
            vandaag: _,
            deelscherm: _,
            filter: _,
            lijst_zoek: _,
            bewaard: _,
            daden: _,
            laatste: _,
            keymap: _,
            themas: _,
            terminal: _,
            afgeleid: _,
            aanzicht: _,
            sluit_na_min: _,
            hier_sinds: _,
            weg: _,
            pin: _,
        } = m;
        let plain = *blik == Blik::Overleg && lagen.is_empty() && bericht.is_none() && gezien.is_none();
        (plain && *staart == Staart::default()).then(|| Self {
            minuut: nu.millis().div_euclid(60_000),
            stil,
            gezegd: (*geen_utf8, meldingen.len()),
            onderweg: (verzonden.len(), *volgnummer),
            overleg: Overleg::van(overleg),
        })
    }
}

impl Overleg {
    fn van(staat: &Overlegstaat) -> Self {
        let Overlegstaat {
            nr,
            dossierpunt: _,
            // the line, and what of it is settled; its request stands nowhere
            draft: _,
            ondergrond: _,
            verzoek: _,
            basis: _,
            vooraf: _,
            bewerkt,
            open,
            onderweg,
            wachtend,
            gemeld,
            vers,
            gewist,
            net,
            verzegeld,
            te_corrigeren,
            inbreng,
            begin,
            anker,
            terug_in,
        } = staat;
        Self {
            welk: (*nr, *terug_in, *anker),
            bewerkt: bewerkt.as_ref().map(|(id, _)| *id),
            begin: begin.clone(),
            inbreng: inbreng.clone(),
            lijnen: [onderweg.len(), wachtend.len(), gemeld.len(), te_corrigeren.len()],
            vlaggen: (*open, *verzegeld, gewist.is_some(), *vers, *net),
        }
    }
}
