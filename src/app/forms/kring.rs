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
use crate::domain::tekst::Tekst;

pub(super) fn opzet(titel: String, nu: Option<&Scherm>) -> Opzet {
    let stand = nu.map_or_else(|| "open".to_owned(), ToString::to_string);
    let mut uitleg = vec![format!(
        "Nu: {stand}. Uw eigen organisatie hoort er altijd bij; van de gemeente wie leidt, regisseert of notuleert."
    )];
    let names: Vec<&str> = nu.map(Scherm::organisaties).unwrap_or_default().iter().map(Organisatie::as_str).collect();
    let voor = "politie, OM (leeg: wie leidt, regisseert of notuleert)";
    let mut velden = vec![Formulierveld::tekst(S::Kring, "alleen voor", voor, &names.join(", "))];
    // of what is open nobody sees more than now
    if nu.is_some() {
        uitleg.push(
            "Wie het zo te zien geeft aan wie het nu niet ziet, zegt waarom; dat doet wie leidt of regisseert.".to_owned(),
        );
        velden.push(Formulierveld::tekst(S::Reden, "reden", "waarom ook voor anderen dan nu", ""));
    }
    (titel, uitleg, velden)
}

/// The reason, where there is one to give: with it, or where others see it so, it is lifting the shield and putting another.
pub(super) fn waarom(f: &Formulier, nu: Option<&Scherm>, wordt: &Scherm) -> Ingevuld<Option<Tekst>> {
    match nu {
        None => Ok(None),
        Some(_) if wordt.is_binnen(nu) && f.tekst(S::Reden)?.is_empty() => Ok(None),
        Some(_) => Ok(Some(f.eis(S::Reden)?)),
    }
}

/// The circle that was filled in, and the shield that it makes: with a reason where that shows it to others.
pub(super) fn wordt(f: &Formulier, m: &Model) -> Ingevuld<(Vec<Organisatie>, Scherm)> {
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
    Ok(match waarom(f, m.dossier().and_then(|d| d.scherm(regel)).as_ref(), &scherm)? {
        Some(reden) => Command::GeefRegelVrij { regel, reden, scherm: Some(scherm) },
        None => Command::SchermRegelAf { regel, kring },
    })
}

fn gewogen(m: &Model, id: OptieId) -> Option<&Optie> {
    m.overleg().and_then(|o| o.opties.iter().find(|x| x.id == id))
}

pub(super) fn optie(id: OptieId, m: &Model) -> Opzet {
    opzet(format!("Voor wie is optie {id}"), gewogen(m, id).and_then(Optie::scherm).as_ref())
}

pub(super) fn zet_optie(f: &Formulier, id: OptieId, m: &Model) -> Ingevuld<Command> {
    let (kring, scherm) = wordt(f, m)?;
    if let Some(reden) = waarom(f, gewogen(m, id).and_then(Optie::scherm).as_ref(), &scherm)? {
        return Ok(Command::GeefOptieVrij { overleg: overleg(m), optie: id, reden, scherm: Some(scherm) });
    }
    let velden = OptieVelden { afgeschermd: Some(true), kring, ..OptieVelden::default() };
    Ok(Command::WeegOptie { overleg: overleg(m), optie: Some(id), velden })
}
