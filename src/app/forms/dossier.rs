//! Forms about the dossier itself.

use super::{Doel, Formulier, Gelezen, Veld};
use crate::app::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{Antwoord, Contactpersoon, DossierStatus, NietWeten};

/// The answers, in the order of the choice.
const ANTWOORDEN: [Antwoord; 3] = [Antwoord::Onbekend, Antwoord::Ja, Antwoord::Nee];
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

type Opzet = (String, Vec<String>, Vec<Veld>);

pub(super) fn velden(doel: &Doel, m: &Model) -> Opzet {
    let d = m.dossier();
    match doel {
        Doel::NieuwDossier => (
            "Nieuw dossier".to_owned(),
            vec!["Eerst: is er nu iemand in direct gevaar? Dan 112, daarna verder.".to_owned()],
            vec![Veld::tekst("werktitel", "zonder namen van personen", "")],
        ),
        Doel::Werktitel => {
            let nu = d.map(|d| d.werktitel.as_str()).unwrap_or_default();
            ("Werktitel".to_owned(), Vec::new(), vec![Veld::tekst("werktitel", "zonder namen van personen", nu)])
        }
        Doel::Status => {
            let namen: Vec<String> = STATUSSEN.iter().map(ToString::to_string).collect();
            let namen: Vec<&str> = namen.iter().map(String::as_str).collect();
            let velden = vec![Veld::keuze("status", &namen, 0), Veld::tekst("reden", "waarom", "")];
            ("Status van het dossier".to_owned(), Vec::new(), velden)
        }
        Doel::Acuut => (
            "Is er nu direct gevaar?".to_owned(),
            vec!["Bij ja: eerst 112 (/112). Onbekend telt als onveilig.".to_owned()],
            vec![
                Veld::keuze("antwoord", &["onbekend", "ja", "nee"], 0),
                Veld::tekst("toelichting", "in een paar woorden", ""),
            ],
        ),
        Doel::Bel112 => (
            "112".to_owned(),
            vec![
                "Bel nu 112. Zeg waar, wat er gebeurt en dat het om dreiging gaat.".to_owned(),
                "Enter legt vast dat er is gebeld, door wie en hoe laat.".to_owned(),
            ],
            vec![Veld::tekst("wat is gezegd", "mag leeg blijven", "")],
        ),
        Doel::Contact => {
            let nu = d.and_then(|d| d.contactpersoon.as_ref());
            let van = |f: fn(&Contactpersoon) -> &str| nu.map(f).unwrap_or_default();
            let velden = vec![
                Veld::tekst("naam", "één vaste persoon", van(|c| c.naam.as_str())),
                Veld::tekst("organisatie", "", van(|c| c.organisatie.as_str())),
                Veld::tekst("bereikbaar", "hoe en wanneer", van(|c| c.bereikbaar.as_str())),
                Veld::tekst("telefoon", "nooit op het gedeelde scherm", van(|c| c.telefoon.as_str())),
            ];
            ("Vaste contactpersoon".to_owned(), Vec::new(), velden)
        }
        _ => {
            let nu = d.map(|d| d.niet_weten.iter().map(|n| format!("· {}", n.wie)).collect()).unwrap_or_default();
            let velden = vec![Veld::tekst("wie", "persoon of kring", ""), Veld::tekst("reden", "mag leeg blijven", "")];
            ("Wie mag hier niet van weten".to_owned(), nu, velden)
        }
    }
}

pub(super) fn opdracht(f: &Formulier, _m: &Model) -> Gelezen<Command> {
    Ok(match &f.doel {
        Doel::NieuwDossier => Command::OpenDossier { werktitel: f.eis(0)? },
        Doel::Werktitel => Command::WijzigWerktitel { werktitel: f.eis(0)? },
        Doel::Status => {
            let naar = STATUSSEN.get(f.keus(0)).copied().unwrap_or(DossierStatus::Opvolging);
            Command::WijzigStatus { naar, reden: f.eis(1)? }
        }
        Doel::Acuut => {
            let antwoord = ANTWOORDEN.get(f.keus(0)).copied().unwrap_or(Antwoord::Onbekend);
            Command::BeantwoordAcuut { antwoord, toelichting: f.tekst(1)? }
        }
        Doel::Bel112 => Command::Meld112 { toelichting: f.tekst(0)? },
        Doel::Contact => {
            let (naam, organisatie, bereikbaar) = (f.eis(0)?, f.eis(1)?, f.tekst(2)?);
            Command::BenoemContactpersoon(Contactpersoon { naam, organisatie, bereikbaar, telefoon: f.tekst(3)? })
        }
        _ => Command::NoteerNietWeten(NietWeten { wie: f.eis(0)?, reden: f.tekst(1)? }),
    })
}
