//! Forms about the dossier itself.

use super::keuzes::{ANTWOORDEN, genoemd};
use crate::app::state::formulier::{Formulier, Ingevuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{Contactpersoon, DossierStatus, NietWeten};

/// The statuses that can be chosen.
const STATUSSEN: [DossierStatus; 7] = [
    DossierStatus::Opvolging,
    DossierStatus::Informatiebeeld,
    DossierStatus::Melding,
    DossierStatus::Overgedragen,
    DossierStatus::GeenDreiging,
    DossierStatus::NietOpgepakt,
    DossierStatus::Abusievelijk,
];

pub(super) fn werktitel(m: &Model) -> Opzet {
    let nu = m.dossier().map(|d| d.werktitel.as_str()).unwrap_or_default();
    let velden = vec![Formulierveld::tekst(S::Werktitel, "werktitel", "zonder namen van personen", nu)];
    ("Werktitel".to_owned(), Vec::new(), velden)
}

pub(super) fn wijzig_werktitel(f: &Formulier, _: &Model) -> Ingevuld<Command> {
    Ok(Command::WijzigWerktitel { werktitel: f.eis(S::Werktitel)? })
}

pub(super) fn status(_: &Model) -> Opzet {
    let velden = vec![
        Formulierveld::keuze(S::Status, "status", genoemd(STATUSSEN), None),
        Formulierveld::tekst(S::Reden, "reden", "waarom", ""),
    ];
    ("Status van het dossier".to_owned(), Vec::new(), velden)
}

pub(super) fn wijzig_status(f: &Formulier, _: &Model) -> Ingevuld<Command> {
    Ok(Command::WijzigStatus { naar: f.keus(S::Status)?, reden: f.eis(S::Reden)? })
}

pub(super) fn acuut(_: &Model) -> Opzet {
    (
        "Is er nu direct gevaar?".to_owned(),
        vec!["Bij ja: eerst 112 (/112). Onbekend telt als onveilig.".to_owned()],
        vec![
            Formulierveld::keuze(S::Antwoord, "antwoord", ANTWOORDEN, None),
            Formulierveld::tekst(S::Toelichting, "toelichting", "in een paar woorden", ""),
        ],
    )
}

pub(super) fn beantwoord_acuut(f: &Formulier, _: &Model) -> Ingevuld<Command> {
    Ok(Command::BeantwoordAcuut { antwoord: f.keus(S::Antwoord)?, toelichting: f.tekst(S::Toelichting)? })
}

pub(super) fn bel_112(_: &Model) -> Opzet {
    (
        "112".to_owned(),
        vec![
            "Bel nu 112. Zeg waar, wat er gebeurt en dat het om dreiging gaat.".to_owned(),
            "Enter legt vast dat er is gebeld, door wie en hoe laat.".to_owned(),
        ],
        vec![Formulierveld::tekst(S::Toelichting, "wat is gezegd", "mag leeg blijven", "")],
    )
}

pub(super) fn meld_112(f: &Formulier, _: &Model) -> Ingevuld<Command> {
    Ok(Command::Meld112 { toelichting: f.tekst(S::Toelichting)? })
}

pub(super) fn contact(m: &Model) -> Opzet {
    let nu = m.dossier().and_then(|d| d.contactpersoon.as_ref());
    let van = |f: fn(&Contactpersoon) -> &str| nu.map(f).unwrap_or_default();
    let velden = vec![
        Formulierveld::tekst(S::Naam, "naam", "één vaste persoon", van(|c| c.naam.as_str())),
        Formulierveld::tekst(S::Organisatie, "organisatie", "", van(|c| c.organisatie.as_str())),
        Formulierveld::tekst(S::Telefoon, "telefoon", "nooit op het gedeelde scherm", van(|c| c.telefoon.as_str())),
        Formulierveld::tekst(S::Bereikbaar, "bereikbaar", "hoe en wanneer", van(|c| c.bereikbaar.as_str())),
    ];
    ("Vaste contactpersoon".to_owned(), Vec::new(), velden)
}

pub(super) fn benoem_contact(f: &Formulier, _: &Model) -> Ingevuld<Command> {
    let (naam, organisatie) = (f.eis(S::Naam)?, f.eis(S::Organisatie)?);
    let (bereikbaar, telefoon) = (f.tekst(S::Bereikbaar)?, f.tekst(S::Telefoon)?);
    Ok(Command::BenoemContactpersoon(Contactpersoon { naam, organisatie, bereikbaar, telefoon }))
}

pub(super) fn niet_weten(m: &Model) -> Opzet {
    let nu = m.dossier().map(|d| d.niet_weten.iter().map(|n| format!("· {}", n.wie)).collect()).unwrap_or_default();
    let velden = vec![
        Formulierveld::tekst(S::Wie, "wie", "persoon of kring", ""),
        Formulierveld::tekst(S::Reden, "reden", "mag leeg blijven", ""),
    ];
    ("Wie mag hier niet van weten".to_owned(), nu, velden)
}

pub(super) fn noteer_niet_weten(f: &Formulier, _: &Model) -> Ingevuld<Command> {
    Ok(Command::NoteerNietWeten(NietWeten { wie: f.eis(S::Wie)?, reden: f.tekst(S::Reden)? }))
}
