//! Forms about a meeting: calling it, who is there, what is agreed, what organisations make of it.

use super::{Doel, Formulier, Gelezen, Misvuld, Veld};
use crate::app::model::Model;
use crate::domain::advies;
use crate::domain::command::Command;
use crate::domain::dossier::{Aanwezig, Afspraken, Antwoord, Bijeenroeping, Conclusie, Deelname, OordeelInhoud, Vorm};
use crate::domain::ids::{NiveauId, OverlegNr};
use crate::domain::tekst::Tekst;

/// How people can take part, in the order of the choice.
const WIJZEN: [Aanwezig; 4] = [Aanwezig::Aanwezig, Aanwezig::Afwezig, Aanwezig::Schriftelijk, Aanwezig::Uitgenodigd];
/// The answers of a judgement, in the order of the choice.
const ACUUT: [Option<Antwoord>; 4] = [None, Some(Antwoord::Ja), Some(Antwoord::Nee), Some(Antwoord::Onbekend)];

type Opzet = (String, Vec<String>, Vec<Veld>);

pub(super) fn velden(doel: &Doel, m: &Model) -> Opzet {
    match doel {
        Doel::Bijeenroepen => (
            "Overleg bijeenroepen".to_owned(),
            vec!["Elke partij mag een overleg bijeenroepen. Digitaal of fysiek, niet hybride.".to_owned()],
            vec![
                Veld::wie("door", "wie roept bijeen", None),
                Veld::tekst("reden", "waarom nu", ""),
                Veld::keuze("vorm", &["digitaal", "fysiek"], 0),
                Veld::termijn("begin", "leeg is nu", None),
                Veld::termijn("eindtijd", "bijvoorbeeld 15:15", None),
            ],
        ),
        Doel::Afspraken => {
            let nu = m.overleg().and_then(|o| o.afspraken.as_ref());
            let van = |f: fn(&Afspraken) -> &str| nu.map(f).unwrap_or_default();
            let velden = vec![
                Veld::tekst("vastleggen", "wat wordt vastgelegd", van(|a| a.vastleggen.as_str())),
                Veld::tekst("delen", "met wie wordt het gedeeld", van(|a| a.delen.as_str())),
                Veld::tekst("grond", "op welke grond", van(|a| a.grond.as_str())),
            ];
            ("Afspraken over vastleggen en delen".to_owned(), Vec::new(), velden)
        }
        Doel::Aanwezig { organisatie, naam } => aanwezig(m, organisatie, naam),
        Doel::Oordeel { organisatie } => (
            if organisatie.is_empty() { "Oordeel".to_owned() } else { format!("Oordeel van {organisatie}") },
            oordeel_uitleg(m),
            vec![
                Veld::wie("organisatie", "van wie is dit oordeel", Some(&van_org(organisatie))),
                Veld::keuze("acuut", &["niet gezegd", "ja", "nee", "onbekend"], 0),
                Veld::keuze("niveau", &niveaus(m, true), 0),
                Veld::tekst("argument", "waarom", ""),
            ],
        ),
        _ => (
            "Conclusie van het overleg".to_owned(),
            conclusie_uitleg(m),
            vec![
                Veld::keuze("acuut", &["onbekend", "ja", "nee"], 0),
                Veld::keuze("niveau", &niveaus(m, false), 0),
                Veld::tekst("motivering", "waarom", ""),
            ],
        ),
    }
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

/// What the answers suggest and where the floor lies, each with why. People decide.
fn conclusie_uitleg(m: &Model) -> Vec<String> {
    let mut uitleg = vec!["Geen score: acuut of niet, het niveau, en waarom.".to_owned()];
    let Some(((d, o), kader)) = m.dossier().zip(m.overleg()).zip(m.kader()) else { return uitleg };
    uitleg.push(format!("Voorstel: {}", advies::acuut(d, o, kader).zin(kader)));
    uitleg.extend(advies::ondergrens(d, kader).map(|g| {
        let naam = &g.instrument.naam;
        format!("Ondergrens: {}. Alleen een nieuwe uitkomst van {naam} verandert dat.", g.zin(kader))
    }));
    uitleg
}

fn aanwezig(m: &Model, organisatie: &str, naam: &str) -> Opzet {
    let deelnemers = m.overleg().map(|o| o.deelnemers.as_slice()).unwrap_or_default();
    let nu = deelnemers.iter().find(|d| d.organisatie.same(organisatie) && d.naam.as_str() == naam);
    let van = |f: fn(&Deelname) -> &str| nu.map(f).unwrap_or_default();
    let wijze = nu.and_then(|d| WIJZEN.iter().position(|w| *w == d.aanwezig)).filter(|w| *w != 3).unwrap_or(0);
    let velden = vec![
        Veld::wie("organisatie", "namens wie", Some(&van_org(organisatie))),
        Veld::tekst("naam", "wie", van(|d| d.naam.as_str())),
        Veld::tekst("functie", "", van(|d| d.functie.as_str())),
        Veld::tekst("mandaat", "wat mag hij of zij toezeggen", van(|d| d.mandaat.as_str())),
        Veld::keuze("aanwezig", &["aanwezig", "afwezig", "schriftelijk", "uitgenodigd"], wijze),
        Veld::tekst("reden", "de zwaarwegende reden van afwezigheid", van(|d| d.reden.as_str())),
        Veld::toen("gekomen", "leeg: vanaf het begin; of nu", nu.and_then(|d| d.gekomen)),
        Veld::toen("gegaan", "leeg: blijft; of nu", nu.and_then(|d| d.gegaan)),
    ];
    ("Aanwezigheid".to_owned(), Vec::new(), velden)
}

fn van_org(organisatie: &str) -> crate::domain::dossier::Wie {
    crate::domain::dossier::Wie::organisatie(Tekst::cut(organisatie))
}

/// The names of the levels, with a first choice of none where that is possible.
fn niveaus(m: &Model, ook_geen: bool) -> Vec<&str> {
    let names = m.kader().into_iter().flat_map(|k| k.niveaus.iter().map(|n| n.naam.as_str()));
    ook_geen.then_some("niet gezegd").into_iter().chain(names).collect()
}

fn niveau(f: &Formulier, veld: usize, m: &Model, ook_geen: bool) -> Option<NiveauId> {
    let at = f.keus(veld).checked_sub(usize::from(ook_geen))?;
    m.kader()?.niveaus.get(at).map(|n| n.id.clone())
}

pub(super) fn opdracht(f: &Formulier, m: &Model) -> Gelezen<Command> {
    let overleg = m.overleg_nr().unwrap_or(OverlegNr(0));
    Ok(match &f.doel {
        Doel::Bijeenroepen => {
            let vorm = if f.keus(2) == 0 { Vorm::Digitaal } else { Vorm::Fysiek };
            let einde = f.moment(4, m.nu)?.ok_or(Misvuld { veld: 4, doe: "vul nog in: eindtijd".to_owned() })?;
            let (door, reden, begin) = (f.wie(0, m)?, f.eis(1)?, f.moment(3, m.nu)?);
            Command::RoepOverlegBijeen(Bijeenroeping { door, reden, vorm, begin, einde })
        }
        Doel::Afspraken => {
            let afspraken = Afspraken { vastleggen: f.eis(0)?, delen: f.eis(1)?, grond: f.tekst(2)? };
            Command::MaakAfspraken { overleg, afspraken }
        }
        Doel::Aanwezig { .. } => Command::NoteerAanwezigheid { overleg, deelname: deelname(f, m)? },
        Doel::Oordeel { .. } => {
            let wie = f.wie(0, m)?;
            let organisatie = if wie.organisatie.is_empty() { wie.naam } else { wie.organisatie };
            let acuut = ACUUT.get(f.keus(1)).copied().flatten();
            let oordeel = OordeelInhoud { organisatie, acuut, niveau: niveau(f, 2, m, true), argument: f.eis(3)? };
            Command::GeefOordeel { overleg, oordeel }
        }
        _ => {
            let acuut =
                [Antwoord::Onbekend, Antwoord::Ja, Antwoord::Nee].get(f.keus(0)).copied().unwrap_or(Antwoord::Onbekend);
            let geen = Misvuld { veld: 1, doe: "het kader heeft geen niveaus; laad een ander kader".to_owned() };
            let niveau = niveau(f, 1, m, false).ok_or(geen)?;
            Command::TrekConclusie { overleg, conclusie: Conclusie { acuut, niveau, reden: f.eis(2)? } }
        }
    })
}

fn deelname(f: &Formulier, m: &Model) -> Gelezen<Deelname> {
    let wie = f.wie(0, m)?;
    Ok(Deelname {
        telefoon: Tekst::default(),
        bereikbaar: Tekst::default(),
        organisatie: if wie.organisatie.is_empty() { wie.naam } else { wie.organisatie },
        naam: f.tekst(1)?,
        functie: f.tekst(2)?,
        mandaat: f.tekst(3)?,
        aanwezig: WIJZEN.get(f.keus(4)).copied().unwrap_or(Aanwezig::Uitgenodigd),
        reden: f.tekst(5)?,
        gekomen: f.toen(6, m.nu)?,
        gegaan: f.toen(7, m.nu)?,
    })
}
