//! Forms that mostly ask one thing: why.

use super::{Doel, Formulier, Gelezen, Misvuld, Veld};
use crate::app::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{Antwoord, Sluiting};
use crate::domain::ids::OverlegNr;

type Opzet = (String, Vec<String>, Vec<Veld>);

pub(super) fn velden(doel: &Doel, m: &Model) -> Opzet {
    let reden = |hulp| vec![Veld::tekst("reden", hulp, "")];
    let (titel, uitleg, velden) = match doel {
        Doel::Overnemen => {
            ("Voorzitterschap overnemen", "Dit komt met uw naam en de reden in het verslag.", reden("waarom"))
        }
        Doel::Eindtijd => {
            let velden = vec![Veld::termijn("eindtijd", "bijvoorbeeld 15:30", None), Veld::tekst("reden", "waarom", "")];
            ("Eindtijd verzetten", "", velden)
        }
        Doel::Hybride => (
            "Toch hybride",
            "Een hybride overleg is een uitzondering: niet iedereen hoort en ziet hetzelfde.",
            reden("wie belt er bij, en waarom"),
        ),
        Doel::Schors => ("Overleg schorsen", "", reden("waarom, en tot hoe laat ongeveer")),
        Doel::NaarFase { naar, van } if naar < van => ("Terug naar een eerder blok", "", reden("waarom")),
        Doel::NaarFase { .. } => ("Verder, terwijl nog iets openstaat", "", reden("waarom")),
        Doel::RedenOvergang => return overgang(m),
        Doel::Vrijgeven(_) => {
            ("Regel vrijgeven", "De regel wordt weer zichtbaar voor iedereen, ook op het scherm.", reden("waarom"))
        }
        Doel::OptieVrijgeven(_) => {
            ("Optie vrijgeven", "De optie wordt weer zichtbaar voor iedereen, ook op het scherm.", reden("waarom"))
        }
        _ => ("Overleg sluiten", "Is iedereen veilig tot de volgende stap?", sluiten()),
    };
    let uitleg = if uitleg.is_empty() { Vec::new() } else { vec![uitleg.to_owned()] };
    (titel.to_owned(), uitleg, velden)
}

/// The step that the shared screen asked for.
fn overgang(m: &Model) -> Opzet {
    let gevraagd = m.overleg().and_then(|o| o.overgang.as_ref());
    let titel = gevraagd.map_or("Reden geven".to_owned(), |g| format!("De voorzitter wil naar {}", g.naar));
    let mut uitleg: Vec<String> = gevraagd.iter().flat_map(|g| g.open.iter()).map(|t| format!("· {t}")).collect();
    uitleg.push("De voorzitter kan de stap laten vallen: /nietverder".to_owned());
    (titel, uitleg, vec![Veld::tekst("reden", "waarom toch verder", "")])
}

fn sluiten() -> Vec<Veld> {
    vec![
        Veld::keuze("iedereen veilig", &["onbekend", "ja", "nee"], 0),
        Veld::tekst("toelichting", "waarom wel of niet", ""),
        Veld::termijn("volgende ronde", "bijvoorbeeld di 10:00", None),
        Veld::tekst("eerder bij", "wat roept ons eerder bijeen", ""),
        Veld::tekst("of: geen ronde", "waarom er geen volgende ronde is", ""),
        Veld::tekst("reden", "alleen als nog iets openstaat", ""),
    ]
}

pub(super) fn opdracht(f: &Formulier, m: &Model) -> Gelezen<Command> {
    let overleg = m.overleg_nr().unwrap_or(OverlegNr(0));
    Ok(match &f.doel {
        Doel::Overnemen => Command::NeemVoorzitterOver { overleg, reden: f.eis(0)? },
        Doel::Eindtijd => {
            let einde = f.moment(0, m.nu)?.ok_or(Misvuld { veld: 0, doe: "vul nog in: eindtijd".to_owned() })?;
            Command::WijzigEinde { overleg, einde, reden: f.eis(1)? }
        }
        Doel::Hybride => Command::NoteerHybride { overleg, reden: f.eis(0)? },
        Doel::Schors => Command::Schors { overleg, reden: f.eis(0)? },
        Doel::NaarFase { van, naar } => Command::NaarFase { overleg, van: *van, naar: *naar, reden: f.eis(0)? },
        Doel::RedenOvergang => Command::GeefRedenOvergang { overleg, reden: f.eis(0)? },
        Doel::Vrijgeven(regel) => Command::GeefRegelVrij { regel: *regel, reden: f.eis(0)? },
        Doel::OptieVrijgeven(optie) => Command::GeefOptieVrij { overleg, optie: *optie, reden: f.eis(0)? },
        _ => {
            let veilig = [Antwoord::Onbekend, Antwoord::Ja, Antwoord::Nee].get(f.keus(0)).copied();
            let sluiting = Sluiting {
                volgende: f.moment(2, m.nu)?,
                eerder_bij: f.tekst(3)?,
                geen_volgende: f.tekst(4)?,
                veilig: veilig.unwrap_or(Antwoord::Onbekend),
                veilig_toelichting: f.tekst(1)?,
            };
            Command::SluitOverleg { overleg, sluiting, reden: f.tekst(5)? }
        }
    })
}
