//! Forms of who may see the dossier: giving access and withdrawing it, taking it in need, and looking at that afterwards.

use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{GegevenToegang, NOOD_UREN, Noodbeoordeling, Noodzoek, Toegang};
use crate::domain::ids::DossierNummer;
use crate::domain::rechten::GEEFBAAR;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

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
        nood: false,
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

pub(super) fn in_nood(_: &Model) -> Opzet {
    let uitleg = vec![
        format!("U kunt het dossier meteen lezen, {NOOD_UREN} uur lang; vastleggen niet."),
        "Hoogstens drie keer in 24 uur; wat er niet is telt mee.".to_owned(),
        "Wie dat dossier leidt ziet het meteen, en een ander beoordeelt het achteraf.".to_owned(),
    ];
    let velden = vec![
        Formulierveld::tekst(S::Welke, "dossier", "het nummer (26-K7M4), of een naam die erin staat", ""),
        Formulierveld::tekst(S::Reden, "waarom", "wat er nu aan de hand is", ""),
    ];
    ("Noodtoegang".to_owned(), uitleg, velden)
}

pub(super) fn neem_in_nood(f: &Formulier, _: &Model) -> Ingevuld<Command> {
    let welke = f.eis(S::Welke)?;
    let waar = match welke.as_str().trim().to_uppercase().parse::<DossierNummer>() {
        Ok(nummer) => Noodzoek::Nummer(nummer),
        // a number that was mistyped is not looked for as a name: that would be one of the three
        Err(_) if welke.as_str().contains(|c: char| c.is_ascii_digit()) => {
            return Err(Misvuld::bij(
                S::Welke,
                "dat is geen nummer en geen naam; een nummer is als 26-K7M4, een naam is zonder cijfers",
            ));
        }
        Err(_) => Noodzoek::Naam(welke),
    };
    Ok(Command::NeemNoodtoegang { waar, reden: f.eis(S::Reden)? })
}

pub(super) fn beoordelen(gebruiker: &Tekst, genomen: Tijdstip, m: &Model) -> Opzet {
    let van = m.dossier().and_then(|d| d.noodtoegang(gebruiker, genomen));
    let uitleg = van.map(|t| {
        let x = &t.toegang;
        vec![
            format!("{} ({}) nam die {}: {}", x.naam, x.gebruiker, t.gezet.op.datum_klok(), x.reden),
            "Bij niet akkoord eindigt die toegang meteen, als hij nog loopt.".to_owned(),
        ]
    });
    let velden = vec![
        Formulierveld::keuze(S::Antwoord, "oordeel", [("akkoord", true), ("niet akkoord", false)], None),
        Formulierveld::tekst(S::Toelichting, "toelichting", "waarom wel of niet, en wat er volgt", ""),
    ];
    ("Noodtoegang beoordelen".to_owned(), uitleg.unwrap_or_default(), velden)
}

pub(super) fn beoordeel(f: &Formulier, gebruiker: &Tekst, genomen: Tijdstip) -> Ingevuld<Command> {
    let (akkoord, toelichting) = (f.keus(S::Antwoord)?, f.eis(S::Toelichting)?);
    Ok(Command::BeoordeelNoodtoegang(Noodbeoordeling { gebruiker: gebruiker.clone(), genomen, akkoord, toelichting }))
}
