//! Forms of who may see the dossier: giving access, and withdrawing it.

use crate::app::state::formulier::{Formulier, Ingevuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{GegevenToegang, Toegang};
use crate::domain::rechten::GEEFBAAR;
use crate::domain::tekst::Tekst;

fn van<'m>(gebruiker: &Tekst, m: &'m Model) -> Option<&'m GegevenToegang> {
    m.dossier()?.toegang_van(gebruiker.as_str())
}

/// For somebody new, or for who has access already: then it stands there as it is, and is replaced.
pub(super) fn toegang(gebruiker: Option<&Tekst>, m: &Model) -> Opzet {
    let was = gebruiker.and_then(|g| van(g, m)).map(|t| &t.toegang);
    let nu = |f: fn(&Toegang) -> &Tekst| was.map(|t| f(t).as_str()).unwrap_or_default();
    let velden = vec![
        Formulierveld::tekst(S::Account, "account", "de aanmeldnaam, precies zo geschreven", nu(|t| &t.gebruiker)),
        Formulierveld::tekst(S::Naam, "naam", "zoals die in het verslag komt", nu(|t| &t.naam)),
        Formulierveld::tekst(S::Organisatie, "organisatie", "voor wie deze persoon spreekt", nu(|t| &t.organisatie)),
        Formulierveld::keuze(S::Rol, "rol", GEEFBAAR.iter().map(|r| (r.naam(), *r)), was.map(|t| &t.rol)),
        Formulierveld::termijn(S::Einde, "tot", "leeg: tot iemand het intrekt", was.and_then(|t| t.tot)),
        Formulierveld::tekst(S::Reden, "waarom", "", ""),
    ];
    let uitleg =
        vec!["Alleen in dit dossier, naast wat de rollentabel geeft; vanzelf voorbij op het tijdstip bij tot.".to_owned()];
    ("Toegang geven".to_owned(), uitleg, velden)
}

pub(super) fn geef(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    Ok(Command::GeefToegang(Toegang {
        gebruiker: f.eis(S::Account)?,
        naam: f.eis(S::Naam)?,
        organisatie: f.organisatie(S::Organisatie, m)?,
        rol: f.keus(S::Rol)?,
        tot: f.moment(S::Einde, m)?,
        reden: f.eis(S::Reden)?,
    }))
}

pub(super) fn intrekken(gebruiker: &Tekst, m: &Model) -> Opzet {
    let nu =
        van(gebruiker, m).map(|t| format!("{} ({}) kan dan meteen niet meer bij dit dossier.", t.toegang.naam, gebruiker));
    let velden = vec![Formulierveld::tekst(S::Reden, "waarom", "waarom deze toegang eindigt", "")];
    ("Toegang intrekken".to_owned(), nu.into_iter().collect(), velden)
}

pub(super) fn trek_in(f: &Formulier, gebruiker: &Tekst) -> Ingevuld<Command> {
    Ok(Command::TrekToegangIn { gebruiker: gebruiker.clone(), reden: f.eis(S::Reden)? })
}
