//! The role table of the swarm, as it is written and as it changes.

use crisistafel::domain::ids::DossierNummer;
use crisistafel::server::{Access, Tafel};

use super::droog::team;

/// The number of the owner of the store, who is nobody of the team.
const EIGENAAR: u32 = 1;
/// Who may come to have access to one dossier only.
pub(super) const BEPERKT: &str = "kuiper";

/// The role table: with the raadpleger or without, and with the deelnemer in one dossier only.
pub(super) fn tafel(raad: bool, alleen: Option<DossierNummer>) -> Access {
    let mut toml = String::from("[[doorgeefluik]]\ngebruiker = \"poort\"\n");
    for lid in team() {
        let naam = lid.wie.gebruiker.as_str();
        if lid.rollen.is_empty() || naam == "raad" && !raad {
            continue;
        }
        let rollen: Vec<String> = lid.rollen.iter().map(|r| format!("\"{}\"", r.naam())).collect();
        let org = lid.wie.organisatie.as_ref().map(|o| format!("organisatie = \"{o}\"\n")).unwrap_or_default();
        let alleen = alleen.filter(|_| naam == BEPERKT).map(|n| format!("dossiers = [\"{n}\"]\n")).unwrap_or_default();
        let regels = [
            format!("[[toegang]]\ngebruiker = \"{naam}\"\nnaam = \"{}\"\n{org}{alleen}", lid.wie.naam),
            format!("rollen = [{}]\nnoodtoegang = true\n", rollen.join(", ")),
        ];
        toml.push_str(&regels.concat());
    }
    Access::from_table(Some(&toml), EIGENAAR, &Tafel::oefening(Vec::new())).unwrap()
}
