//! Loads and checks the method's content: agenda, gates, partners, factors, lists, measures, clocks. PURE: it is given the texts of files;
//! reading a folder is the caller's. The types live in `crate::domain::kader`, because meetings record the kader that
//! they opened with.

mod agenda;
mod betrokkenen;
mod bewaard;
mod bewaren;
mod factoren;
mod gronden;
mod instrumenten;
mod keuze;
mod klokken;
mod kop;
mod lader;
mod lezer;
mod lijst;
mod maatregelen;
mod partners;
mod poorten;
mod probleem;
mod samenhang;
mod syntax;
pub mod tekst;
mod uniek;
mod velden;
mod verwijzing;
mod vragen;

use std::collections::BTreeMap;

use lader::Lader;

use crate::domain::kader::{GeldendKader, Kader};

pub use bewaard::{BewaardFout, hash, naar_json, uit_json};
pub use probleem::{Probleem, Problemen};
pub(crate) use syntax::geen_toml;

const KADER: &str = "kader.toml";
const AGENDA: &str = "agenda.toml";
const DOSSIER: &str = "dossier.toml";
const POORTEN: &str = "poorten.toml";
const PARTNERS: &str = "partners.toml";
const FACTOREN: &str = "factoren.toml";
const NIVEAUS: &str = "niveaus.toml";
const INSTRUMENTEN: &str = "instrumenten.toml";
const VRAGEN: &str = "vragen.toml";
const MAATREGELEN: &str = "maatregelen.toml";
const GRONDEN: &str = "gronden.toml";
const KLOKKEN: &str = "klokken.toml";
const BEWAREN: &str = "bewaren.toml";
const BETROKKENEN: &str = "betrokkenen.toml";

/// The files of a kader, by name, with the text that the program brings along. Files of lists stand in the order in which
/// their lists are shown; a municipality may add its own under a name like theirs.
pub const BESTANDEN: [(&str, &str); 18] = [
    (KADER, include_str!("../../fixtures/kader/kader.toml")),
    (AGENDA, include_str!("../../fixtures/kader/agenda.toml")),
    (DOSSIER, include_str!("../../fixtures/kader/dossier.toml")),
    (POORTEN, include_str!("../../fixtures/kader/poorten.toml")),
    (PARTNERS, include_str!("../../fixtures/kader/partners.toml")),
    (FACTOREN, include_str!("../../fixtures/kader/factoren.toml")),
    (NIVEAUS, include_str!("../../fixtures/kader/niveaus.toml")),
    ("lijst-rode-vlaggen.toml", include_str!("../../fixtures/kader/lijst-rode-vlaggen.toml")),
    ("lijst-veiligheid.toml", include_str!("../../fixtures/kader/lijst-veiligheid.toml")),
    ("lijst-patroon.toml", include_str!("../../fixtures/kader/lijst-patroon.toml")),
    ("lijst-stalking.toml", include_str!("../../fixtures/kader/lijst-stalking.toml")),
    (INSTRUMENTEN, include_str!("../../fixtures/kader/instrumenten.toml")),
    (VRAGEN, include_str!("../../fixtures/kader/vragen.toml")),
    (MAATREGELEN, include_str!("../../fixtures/kader/maatregelen.toml")),
    (GRONDEN, include_str!("../../fixtures/kader/gronden.toml")),
    (KLOKKEN, include_str!("../../fixtures/kader/klokken.toml")),
    (BEWAREN, include_str!("../../fixtures/kader/bewaren.toml")),
    (BETROKKENEN, include_str!("../../fixtures/kader/betrokkenen.toml")),
];

/// The kader that the program brings along: a generic model.
pub fn ingebouwd() -> Result<GeldendKader, Problemen> {
    load(&BTreeMap::new())
}

/// The kader of these files: `bestanden` holds the text of each by its name without folder. A file that is not given is
/// taken from what the program brings along, with the documents that it refers to; so a municipality can replace one
/// file, or all. Files named `lijst-....toml` that the program does not bring along are added: lists of the municipality's
/// own, or under a licence that it holds. The error names everything that is wrong, not only the first thing.
pub fn load(bestanden: &BTreeMap<String, String>) -> Result<GeldendKader, Problemen> {
    let mut lader = Lader::new(bestanden);
    let kader = lader.kader();
    match (kader, lader.problemen.is_empty()) {
        (Some(kader), true) => geldend(kader),
        _ => Err(Problemen::new(lader.problemen)),
    }
}

/// The kader with its hash.
fn geldend(kader: Kader) -> Result<GeldendKader, Problemen> {
    let Ok(json) = naar_json(&kader) else {
        let doe = "meld dit: het is een fout in het programma";
        return Err(Problemen::new(vec![Probleem::new(KADER, None, "het kader laat zich niet bewaren", doe)]));
    };
    Ok(GeldendKader { hash: hash(&json), kader })
}
