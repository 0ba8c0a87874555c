//! For which organisations a line or an option is.

use super::lezen::overleg;
use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{Optie, OptieVelden};
use crate::domain::ids::{OptieId, RegelId};
use crate::domain::invoer::merk;
use crate::domain::scherm::{Organisatie, Scherm};

fn opzet(titel: String, nu: Option<&Scherm>) -> Opzet {
    let stand = nu.map_or_else(|| "open".to_owned(), ToString::to_string);
    let uitleg = vec![
        format!("Nu: {stand}. Uw eigen organisatie hoort er altijd bij; van de gemeente wie leidt, regisseert of notuleert."),
        "Een reden is alleen nodig als iemand het zo te zien krijgt die het nu niet ziet.".to_owned(),
    ];
    let names: Vec<&str> = nu.map(Scherm::organisaties).unwrap_or_default().iter().map(Organisatie::as_str).collect();
    let voor = "politie, OM (leeg: wie leidt, regisseert of notuleert)";
    let velden = vec![
        Formulierveld::tekst(S::Kring, "alleen voor", voor, &names.join(", ")),
        Formulierveld::tekst(S::Reden, "reden", "waarom ook voor anderen dan nu", ""),
    ];
    (titel, uitleg, velden)
}

/// The circle that was filled in, and the shield that it makes: with a reason where that shows it to others.
fn wordt(f: &Formulier, m: &Model) -> Ingevuld<(Vec<Organisatie>, Scherm)> {
    let kader = m.kader().ok_or_else(|| Misvuld::geheel("het overleg is nog niet geladen; probeer het zo weer"))?;
    let tekst = f.tekst(S::Kring)?;
    let namen = if tekst.is_empty() { Vec::new() } else { merk::namen(tekst.as_str(), kader) };
    let fout = |naam: String| Misvuld::bij(S::Kring, format!("'{naam}' is geen organisatie van het kader"));
    let kring = kader.kring(&namen, m.organisatie()).map_err(fout)?;
    let scherm = if kring.is_empty() { Scherm::Rol } else { Scherm::Organisaties(kring.clone()) };
    Ok((kring, scherm))
}

pub(super) fn regel(id: RegelId, m: &Model) -> Opzet {
    opzet(format!("Voor wie is {id}"), m.dossier().and_then(|d| d.scherm(id)).as_ref())
}

pub(super) fn zet(f: &Formulier, regel: RegelId, m: &Model) -> Ingevuld<Command> {
    let (kring, scherm) = wordt(f, m)?;
    if scherm.is_binnen(m.dossier().and_then(|d| d.scherm(regel)).as_ref()) {
        return Ok(Command::SchermRegelAf { regel, kring });
    }
    Ok(Command::GeefRegelVrij { regel, reden: f.eis(S::Reden)?, scherm: Some(scherm) })
}

fn gewogen(m: &Model, id: OptieId) -> Option<&Optie> {
    m.overleg().and_then(|o| o.opties.iter().find(|x| x.id == id))
}

pub(super) fn optie(id: OptieId, m: &Model) -> Opzet {
    opzet(format!("Voor wie is optie {id}"), gewogen(m, id).and_then(Optie::scherm).as_ref())
}

pub(super) fn zet_optie(f: &Formulier, id: OptieId, m: &Model) -> Ingevuld<Command> {
    let (kring, scherm) = wordt(f, m)?;
    if scherm.is_binnen(gewogen(m, id).and_then(Optie::scherm).as_ref()) {
        let velden = OptieVelden { afgeschermd: Some(true), kring, ..OptieVelden::default() };
        return Ok(Command::WeegOptie { overleg: overleg(m), optie: Some(id), velden });
    }
    Ok(Command::GeefOptieVrij { overleg: overleg(m), optie: id, reden: f.eis(S::Reden)?, scherm: Some(scherm) })
}
