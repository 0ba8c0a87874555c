//! Reads the gates: what is checked before a step, and how it is said.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm};
use crate::domain::dossier::Fase;
use crate::domain::kader::{Controle, Poort};
use crate::domain::tekst::Tekst;

/// The blocks that are entered through a gate; `gesloten` is closing.
const NAAR: [Fase; 5] = [Fase::Beeldvorming, Fase::Oordeelsvorming, Fase::Besluitvorming, Fase::Afsluiting, Fase::Gesloten];

/// What stands in a message for the thing that was found.
const WAT: &str = "{wat}";

const POORTEN: Vorm = Vorm { naam: "het bestand met poorten", kop: "", sleutels: &["poorten"] };
const POORT: Vorm = Vorm { naam: "een poort", kop: "[[poorten]]", sleutels: &["naar", "controle", "melding", "bron"] };

/// The gates of `poorten.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Vec<Poort>> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &POORTEN);
    let mut gezien = Vec::new();
    let poorten = l.tabellen(t, "poorten", &POORT)?;
    let gelezen: Vec<_> = poorten.into_iter().map(|t| poort(l, t, &mut gezien)).collect();
    gelezen.into_iter().collect()
}

fn poort(l: &mut Lezer<'_>, t: Tabel<'_>, gezien: &mut Vec<(Fase, Controle)>) -> Option<Poort> {
    let naar = l.fase(t, "naar", &NAAR);
    let controle = l.keuze::<Controle>(t, "controle");
    let melding = l.tekst(t, "melding");
    let bron = l.herkomst(t);
    let (naar, controle, melding) = (naar?, controle?, melding?);
    let paar = (*naar.get_ref(), *controle.get_ref());
    if gezien.contains(&paar) {
        l.meld(controle.span().start, "deze controle staat al bij deze stap", "haal een van de twee weg");
    }
    gezien.push(paar);
    if over_de_sluiting(paar.1) && paar.0 != Fase::Gesloten {
        let doe = "zet haar bij naar = \"gesloten\"";
        l.meld(naar.span().start, "deze controle kan alleen bij het sluiten van het overleg", doe);
    }
    eis_wat(l, &melding, paar.1);
    Some(Poort { naar: paar.0, controle: paar.1, melding: melding.into_inner(), bron: bron? })
}

/// A message names what was found exactly when the check finds something with a name.
fn eis_wat(l: &mut Lezer<'_>, melding: &Spanned<Tekst>, controle: Controle) {
    let plek = melding.span().start;
    match (noemt_iets(controle), melding.get_ref().as_str().contains(WAT)) {
        (true, false) => l.meld(plek, "deze melding zegt niet waar het om gaat", "zet {wat} in de zin"),
        (false, true) => l.meld(plek, "bij deze controle valt voor {wat} niets in te vullen", "haal {wat} uit de zin"),
        _ => {}
    }
}

/// Whether what the check looks at is only known when the meeting is closed.
fn over_de_sluiting(controle: Controle) -> bool {
    matches!(controle, Controle::GeenVolgendeRonde | Controle::GeenEerderBij | Controle::NietIedereenVeilig)
}

/// Whether the check finds things that have a name or a number.
fn noemt_iets(controle: Controle) -> bool {
    !matches!(
        controle,
        Controle::NietsDoenNietGewogen
            | Controle::NiemandVerteltHaar
            | Controle::GeenVolgendeRonde
            | Controle::GeenEerderBij
            | Controle::NietIedereenVeilig
            | Controle::BelangNietVastgelegd
            | Controle::VtMeldingOntbreekt
            | Controle::KindcheckOpen
            | Controle::ConclusieOntbreekt
            | Controle::IntiemeTerreurNietAcuut
            | Controle::MomentNietGewogen
            | Controle::VergissingNietGewogen
            | Controle::AcuutZonderOpheffing
            | Controle::HoogZonderMaatregel
            | Controle::HuisverbodZonderGrondfeit
            | Controle::StructureelVoorAcuut
            | Controle::GesprekNietAfgestemd
            | Controle::MeldpuntNietUitgelegd
            | Controle::GeenVasteContactpersoon
            | Controle::GeenVeiligheidsafspraken
            | Controle::GeenActie
    )
}
