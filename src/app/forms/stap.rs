//! Forms that mostly ask one thing: why.

use super::keuzes::ANTWOORDEN;
use super::lezen::overleg;
use crate::app::state::formulier::{Formulier, Ingevuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{Fase, Sluiting};
use crate::domain::ids::{OptieId, RegelId};

/// A form that asks only why.
fn waarom(titel: &str, uitleg: &str, hulp: &'static str) -> Opzet {
    let uitleg = if uitleg.is_empty() { Vec::new() } else { vec![uitleg.to_owned()] };
    (titel.to_owned(), uitleg, vec![Formulierveld::tekst(S::Reden, "reden", hulp, "")])
}

pub(super) fn overnemen(_: &Model) -> Opzet {
    waarom("Voorzitterschap overnemen", "Dit komt met uw naam en de reden in het verslag.", "waarom")
}

pub(super) fn neem_over(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    Ok(Command::NeemVoorzitterOver { overleg: overleg(m), reden: f.eis(S::Reden)? })
}

pub(super) fn eindtijd(_: &Model) -> Opzet {
    let velden = vec![
        Formulierveld::termijn(S::Einde, "eindtijd", "bijvoorbeeld 15:30", None),
        Formulierveld::tekst(S::Reden, "reden", "waarom", ""),
    ];
    ("Eindtijd verzetten".to_owned(), Vec::new(), velden)
}

pub(super) fn verzet_einde(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    Ok(Command::WijzigEinde { overleg: overleg(m), einde: f.eis_moment(S::Einde, m)?, reden: f.eis(S::Reden)? })
}

pub(super) fn hybride(_: &Model) -> Opzet {
    let uitleg = "Een hybride overleg is een uitzondering: niet iedereen hoort en ziet hetzelfde.";
    waarom("Toch hybride", uitleg, "wie belt er bij, en waarom")
}

pub(super) fn noteer_hybride(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    Ok(Command::NoteerHybride { overleg: overleg(m), reden: f.eis(S::Reden)? })
}

pub(super) fn schorsen(_: &Model) -> Opzet {
    waarom("Overleg schorsen", "", "waarom, en tot hoe laat ongeveer")
}

pub(super) fn schors(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    Ok(Command::Schors { overleg: overleg(m), reden: f.eis(S::Reden)? })
}

pub(super) fn naar_fase(van: Fase, naar: Fase) -> Opzet {
    let titel = if naar < van { "Terug naar een eerder blok" } else { "Verder, terwijl nog iets openstaat" };
    waarom(titel, "", "waarom")
}

pub(super) fn ga_naar_fase(f: &Formulier, van: Fase, naar: Fase, m: &Model) -> Ingevuld<Command> {
    Ok(Command::NaarFase { overleg: overleg(m), van, naar, reden: f.eis(S::Reden)? })
}

/// The step that the shared screen asked for.
pub(super) fn overgang(m: &Model) -> Opzet {
    let gevraagd = m.overleg().and_then(|o| o.overgang.as_ref());
    let titel = gevraagd.map_or("Reden geven".to_owned(), |g| format!("De voorzitter wil naar {}", g.naar));
    let mut uitleg: Vec<String> = gevraagd.iter().flat_map(|g| g.open.iter()).map(|t| format!("· {t}")).collect();
    uitleg.push("De voorzitter kan de stap laten vallen: /nietverder".to_owned());
    (titel, uitleg, vec![Formulierveld::tekst(S::Reden, "reden", "waarom toch verder", "")])
}

pub(super) fn geef_reden(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    Ok(Command::GeefRedenOvergang { overleg: overleg(m), reden: f.eis(S::Reden)? })
}

pub(super) fn vrijgeven(_: RegelId) -> Opzet {
    waarom("Regel vrijgeven", "De regel wordt weer zichtbaar voor iedereen, ook op het scherm.", "waarom")
}

pub(super) fn geef_vrij(f: &Formulier, regel: RegelId) -> Ingevuld<Command> {
    Ok(Command::GeefRegelVrij { regel, reden: f.eis(S::Reden)?, scherm: None })
}

pub(super) fn optie_vrijgeven(_: OptieId) -> Opzet {
    waarom("Optie vrijgeven", "De optie wordt weer zichtbaar voor iedereen, ook op het scherm.", "waarom")
}

pub(super) fn geef_optie_vrij(f: &Formulier, optie: OptieId, m: &Model) -> Ingevuld<Command> {
    Ok(Command::GeefOptieVrij { overleg: overleg(m), optie, reden: f.eis(S::Reden)?, scherm: None })
}

pub(super) fn sluiten(_: &Model) -> Opzet {
    let velden = vec![
        Formulierveld::keuze(S::Veilig, "iedereen veilig", ANTWOORDEN, None),
        Formulierveld::tekst(S::Toelichting, "toelichting", "waarom wel of niet", ""),
        Formulierveld::termijn(S::Ronde, "volgende ronde", "bijvoorbeeld di 10:00", None),
        Formulierveld::tekst(S::EerderBij, "eerder bij", "wat roept ons eerder bijeen", ""),
        Formulierveld::tekst(S::GeenRonde, "of: geen ronde", "waarom er geen volgende ronde is", ""),
        Formulierveld::tekst(S::Reden, "reden", "alleen als nog iets openstaat", ""),
    ];
    ("Overleg sluiten".to_owned(), vec!["Is iedereen veilig tot de volgende stap?".to_owned()], velden)
}

pub(super) fn sluit(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    let sluiting = Sluiting {
        volgende: f.moment(S::Ronde, m)?,
        eerder_bij: f.tekst(S::EerderBij)?,
        geen_volgende: f.tekst(S::GeenRonde)?,
        veilig: f.keus(S::Veilig)?,
        veilig_toelichting: f.tekst(S::Toelichting)?,
    };
    Ok(Command::SluitOverleg { overleg: overleg(m), sluiting, reden: f.tekst(S::Reden)? })
}
