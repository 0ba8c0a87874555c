//! Forms about a meeting: calling it, who is there, what is agreed, what organisations make of it.

use super::keuzes::{ANTWOORDEN, antwoord_of, genoemd, niveaus};
use super::lezen::overleg;
use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::Aard;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::advies;
use crate::domain::command::Command;
use crate::domain::dossier::{Aanwezig, Afspraken, Bijeenroeping, Bijstelling, Conclusie, Deelname, OordeelInhoud, Vorm};
use crate::domain::tekst::Tekst;

/// How people can take part.
const WIJZEN: [Aanwezig; 4] = [Aanwezig::Aanwezig, Aanwezig::Afwezig, Aanwezig::Schriftelijk, Aanwezig::Uitgenodigd];

pub(super) fn bijeenroepen(_: &Model) -> Opzet {
    (
        "Overleg bijeenroepen".to_owned(),
        vec!["Elke partij mag een overleg bijeenroepen. Digitaal of fysiek, niet hybride.".to_owned()],
        vec![
            Formulierveld::wie(S::Door, "door", "wie roept bijeen", None),
            Formulierveld::tekst(S::Reden, "reden", "waarom nu; komt op het gedeelde scherm", ""),
            Formulierveld::keuze(S::Soort, "vorm", genoemd([Vorm::Digitaal, Vorm::Fysiek]), None),
            Formulierveld::termijn(S::Begin, "begin", "leeg is nu", None),
            Formulierveld::termijn(S::Einde, "eindtijd", "bijvoorbeeld 15:15", None),
        ],
    )
}

pub(super) fn roep_bijeen(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    Ok(Command::RoepOverlegBijeen(Bijeenroeping {
        door: f.wie(S::Door, m)?,
        reden: f.eis(S::Reden)?,
        vorm: f.keus(S::Soort)?,
        begin: f.moment(S::Begin, m)?,
        einde: f.eis_moment(S::Einde, m)?,
    }))
}

pub(super) fn afspraken(m: &Model) -> Opzet {
    let nu = m.overleg().and_then(|o| o.afspraken.as_ref());
    let van = |f: fn(&Afspraken) -> &str| nu.map(f).unwrap_or_default();
    let velden = vec![
        Formulierveld::tekst(S::Vastleggen, "vastleggen", "wat wordt vastgelegd", van(|a| a.vastleggen.as_str())),
        Formulierveld::tekst(S::Delen, "delen", "met wie wordt het gedeeld", van(|a| a.delen.as_str())),
        Formulierveld::tekst(S::Grond, "grond", "op welke grond", van(|a| a.grond.as_str())),
    ];
    ("Afspraken over vastleggen en delen".to_owned(), Vec::new(), velden)
}

pub(super) fn maak_afspraken(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    let afspraken = Afspraken { vastleggen: f.eis(S::Vastleggen)?, delen: f.eis(S::Delen)?, grond: f.tekst(S::Grond)? };
    Ok(Command::MaakAfspraken { overleg: overleg(m), afspraken })
}

/// How somebody takes part is asked first. What was recorded of it stands there; an invitation says nothing yet.
pub(super) fn aanwezig(m: &Model, organisatie: &str, naam: &str) -> Opzet {
    let deelnemers = m.overleg().map(|o| o.deelnemers.as_slice()).unwrap_or_default();
    let nu = deelnemers.iter().find(|d| d.organisatie.same(organisatie) && d.naam.as_str() == naam);
    let van = |f: fn(&Deelname) -> &str| nu.map(f).unwrap_or_default();
    let wijze = nu.map(|d| d.aanwezig).filter(|w| *w != Aanwezig::Uitgenodigd);
    let velden = vec![
        Formulierveld::keuze(S::Aanwezig, "aanwezig", genoemd(WIJZEN), wijze.as_ref()),
        namens(organisatie, "namens wie"),
        Formulierveld::tekst(S::Naam, "naam", "wie", van(|d| d.naam.as_str())),
        Formulierveld::tekst(S::Functie, "functie", "", van(|d| d.functie.as_str())),
        Formulierveld::tekst(S::Mandaat, "mandaat", "wat mag hij of zij toezeggen", van(|d| d.mandaat.as_str())),
        Formulierveld::tekst(S::Reden, "reden", "de zwaarwegende reden van afwezigheid", van(|d| d.reden.as_str())),
        Formulierveld::tekst(S::Telefoon, "telefoon", "nooit op het gedeelde scherm", van(|d| d.telefoon.as_str())),
        Formulierveld::tekst(
            S::Bereikbaar,
            "bereikbaar",
            "wanneer dat nummer wordt beantwoord",
            van(|d| d.bereikbaar.as_str()),
        ),
        Formulierveld::toen(S::Gekomen, "gekomen", "leeg: vanaf het begin; of nu", nu.and_then(|d| d.gekomen)),
        Formulierveld::toen(S::Gegaan, "gegaan", "leeg: blijft; of nu", nu.and_then(|d| d.gegaan)),
    ];
    ("Aanwezigheid".to_owned(), Vec::new(), velden)
}

/// An organisation, filled in where it is known.
fn namens(organisatie: &str, hulp: &'static str) -> Formulierveld {
    Formulierveld { aard: Aard::Wie, ..Formulierveld::tekst(S::Organisatie, "organisatie", hulp, organisatie) }
}

pub(super) fn noteer_aanwezig(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    let deelname = Deelname {
        organisatie: f.organisatie(S::Organisatie, m)?,
        naam: f.tekst(S::Naam)?,
        functie: f.tekst(S::Functie)?,
        mandaat: f.tekst(S::Mandaat)?,
        aanwezig: f.keus(S::Aanwezig)?,
        reden: f.tekst(S::Reden)?,
        telefoon: f.tekst(S::Telefoon)?,
        bereikbaar: f.tekst(S::Bereikbaar)?,
        gekomen: f.moment(S::Gekomen, m)?,
        gegaan: f.moment(S::Gegaan, m)?,
    };
    Ok(Command::NoteerAanwezigheid { overleg: overleg(m), deelname })
}

pub(super) fn oordeel(m: &Model, organisatie: &str) -> Opzet {
    let zonder = niveaus(m).into_iter().map(|(naam, id)| (naam, Some(id))).chain([("niet gezegd".to_owned(), None)]);
    let mut velden = vec![
        namens(organisatie, "van wie is dit oordeel"),
        Formulierveld::keuze(S::Acuut, "acuut", antwoord_of("niet gezegd"), None),
        Formulierveld::keuze(S::Niveau, "niveau", zonder, None),
        Formulierveld::tekst(S::Reden, "argument", "waarom", ""),
    ];
    if m.overleg().is_some_and(|o| o.afweging.open_ronde().is_none() && !o.oordelen.is_empty()) {
        velden.push(Formulierveld::tekst(
            S::Ander,
            "bijgesteld",
            "waarom het anders is dan eerder; bij een eerste oordeel leeg",
            "",
        ));
    }
    let titel = if organisatie.is_empty() { "Oordeel".to_owned() } else { format!("Oordeel van {organisatie}") };
    (titel, oordeel_uitleg(m), velden)
}

fn oordeel_uitleg(m: &Model) -> Vec<String> {
    if m.overleg().is_none_or(|o| o.afweging.open_ronde().is_none()) {
        return vec!["Zoals gegeven; wie het anders ziet, blijft zichtbaar.".to_owned()];
    }
    vec![
        "Gesloten ronde: wat u invult is niet te lezen en wordt nergens als concept bewaard.".to_owned(),
        "Kies met een cijfer. De anderen zien alleen dat het is ontvangen, tot de voorzitter onthult.".to_owned(),
    ]
}

pub(super) fn geef_oordeel(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    let oordeel = OordeelInhoud {
        organisatie: f.organisatie(S::Organisatie, m)?,
        acuut: f.keus(S::Acuut)?,
        niveau: f.keus(S::Niveau)?,
        argument: f.eis(S::Reden)?,
    };
    let overleg = overleg(m);
    let reden = if f.heeft(S::Ander) { f.tekst(S::Ander)? } else { Tekst::default() };
    if reden.is_empty() {
        return Ok(Command::GeefOordeel { overleg, oordeel });
    }
    Ok(Command::StelOordeelBij(Bijstelling { overleg, oordeel, reden }))
}

pub(super) fn conclusie(m: &Model) -> Opzet {
    let velden = vec![
        Formulierveld::keuze(S::Acuut, "acuut", ANTWOORDEN, None),
        Formulierveld::keuze(S::Niveau, "niveau", niveaus(m), None),
        Formulierveld::tekst(S::Reden, "motivering", "waarom", ""),
        Formulierveld::tekst(S::Ander, "waarom niet acuut", "nodig bij voorstel acuut of bij dwang; anders leeg", ""),
    ];
    ("Conclusie van het overleg".to_owned(), conclusie_uitleg(m), velden)
}

/// What the answers suggest and where the floor lies, each with why. People decide.
fn conclusie_uitleg(m: &Model) -> Vec<String> {
    let mut uitleg = vec!["Geen score: acuut of niet, het niveau, en waarom.".to_owned()];
    let Some(((d, o), kader)) = m.dossier().zip(m.overleg()).zip(m.kader()) else { return uitleg };
    uitleg.push(format!("Voorstel: {}", advies::acuut(d, o, kader, m.nu).zin(kader)));
    uitleg.extend(advies::ondergrens(d, kader).map(|g| {
        let naam = &g.instrument.naam;
        format!("Ondergrens: {}. Alleen een nieuwe uitkomst van {naam} verandert dat.", g.zin(kader))
    }));
    uitleg
}

pub(super) fn trek_conclusie(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    if niveaus(m).is_empty() {
        return Err(Misvuld::bij(S::Niveau, "het kader heeft geen niveaus; laad een ander kader"));
    }
    let (acuut, niveau) = (f.keus(S::Acuut)?, f.keus(S::Niveau)?);
    let conclusie = Conclusie { acuut, niveau, reden: f.eis(S::Reden)?, afwijking: f.tekst(S::Ander)? };
    Ok(Command::TrekConclusie { overleg: overleg(m), conclusie })
}
