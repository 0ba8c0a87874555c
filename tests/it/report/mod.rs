//! What the documents say of the fictitious dossiers, and what they never say.

mod betrokkenen;
mod geheim;
mod informatie;
mod scherm;
mod tafel;
mod toegang;
mod vijandig;
mod vol;
mod zien;

use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::kader::GeldendKader;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::report::Aanvraag;

use crate::{dossiers, geldend};

/// The first dossier, just before its second meeting, and the second, after its second.
fn both() -> [(&'static str, Dossier, Tijdstip); 2] {
    [("belaging", dossiers::BELAGING), ("controle", dossiers::CONTROLE)].map(|(name, text)| {
        let (script, dossier) = dossiers::play(text, dossiers::start());
        (name, dossier, script.stappen.last().unwrap().op)
    })
}

fn kader() -> &'static GeldendKader {
    geldend::ingebouwd()
}

fn aanvraag<'a>(dossier: &'a Dossier, kader: &'a GeldendKader, met_afgeschermd: bool) -> Aanvraag<'a> {
    Aanvraag { dossier, kader, met_afgeschermd, oefening: true, nu: dossiers::start(), controlepunt: None }
}
