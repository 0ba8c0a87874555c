//! Forms about what follows from a meeting: decisions, actions, questions, options, who tells her, a correction.

use super::{Doel, Formulier, Gelezen, Misvuld, Veld};
use crate::app::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{
    ActieStatus, ActieVelden, Besluit, BesluitSoort, BesluitStatus, BesluitVelden, Bevoegd, OptieKeuze, OptieVelden,
    Verteller, Wie,
};
use crate::domain::ids::{ActieId, BesluitId, OptieId, OverlegNr, VraagId};
use crate::domain::tekst::Tekst;

/// Whose decision it can be, in the order of the choice.
const SOORTEN: [Option<BesluitSoort>; 4] =
    [None, Some(BesluitSoort::Afspraak), Some(BesluitSoort::Verzoek), Some(BesluitSoort::BevoegdOrgaan)];
/// Where a decision can go, in the order of the choice.
const STANDEN: [BesluitStatus; 4] =
    [BesluitStatus::Getoetst, BesluitStatus::Genomen, BesluitStatus::Geweigerd, BesluitStatus::Ingetrokken];
/// How an action can go, in the order of the choice.
const AFLOOP: [ActieStatus; 4] = [ActieStatus::Gedaan, ActieStatus::Vervallen, ActieStatus::NietGedaan, ActieStatus::Open];

type Opzet = (String, Vec<String>, Vec<Veld>);

pub(super) fn velden(doel: &Doel, m: &Model) -> Opzet {
    match doel {
        Doel::Besluit(id) => besluit(*id, m),
        Doel::BesluitStatus(id) => status(*id, m),
        Doel::Dissent(id) => {
            let velden = vec![Veld::wie("wie", "wie ziet het anders", None), Veld::tekst("hoe", "hoe die het ziet", "")];
            (format!("Ziet {id} anders"), Vec::new(), velden)
        }
        Doel::Actie(id) => actie(*id, m),
        Doel::ActieStatus(id) => {
            let hoe = ["gedaan", "vervallen (omstandigheden gewijzigd)", "niet gedaan", "weer open"];
            let velden =
                vec![Veld::keuze("hoe ging het", &hoe, 0), Veld::tekst("toelichting", "nodig als het niet gedaan is", "")];
            (format!("Actie {id} afmelden"), Vec::new(), velden)
        }
        Doel::Vraag(id) => vraag(*id, m),
        Doel::Antwoord(id) => {
            let velden = vec![Veld::tekst("antwoord", "wat nu bekend is", "")];
            (format!("Antwoord op {id}"), vraag(*id, m).1, velden)
        }
        Doel::Optie(id) => optie(*id, m),
        Doel::Correctie { regel, getypt } => {
            let uitleg =
                vec!["Het verslag is vastgesteld: de oude tekst blijft staan.".to_owned(), format!("Wordt: {getypt}")];
            (format!("Regel {regel} corrigeren"), uitleg, vec![Veld::tekst("reden", "waarom", "")])
        }
        _ => verteller(m),
    }
}

fn status(id: BesluitId, m: &Model) -> Opzet {
    let b = m.dossier().and_then(|d| d.besluiten.get(&id));
    let uitleg = b.map(|b| format!("{} · nu {}", b.besluit, b.status)).into_iter().collect();
    let velden = vec![
        Veld::keuze("wordt", &["getoetst", "genomen", "geweigerd", "ingetrokken"], 0),
        Veld::tekst("reden", "nodig bij geweigerd, ingetrokken of niet getoetst", ""),
        Veld::tekst("genomen door", "naam, als het niet aan het overleg is", ""),
        Veld::tekst("functie", "burgemeester, officier van justitie ...", ""),
        Veld::toen("wanneer", "leeg is nu", None),
    ];
    (format!("Status van {id}"), uitleg, velden)
}

fn actie(id: ActieId, m: &Model) -> Opzet {
    let a = m.dossier().and_then(|d| d.acties.get(&id));
    let velden = vec![
        Veld::tekst("wat", "wat er gedaan wordt", a.map(|a| a.wat.as_str()).unwrap_or_default()),
        Veld::wie("wie", "persoon of rol, en organisatie", a.and_then(|a| a.eigenaar.as_ref())),
        Veld::termijn("vóór", "bijvoorbeeld morgen 12:00", a.and_then(|a| a.termijn)),
        Veld::tekst("terugmelden", "hoe en aan wie", a.map(|a| a.terugmelding.as_str()).unwrap_or_default()),
    ];
    (format!("Actie {id}"), Vec::new(), velden)
}

fn vraag(id: VraagId, m: &Model) -> Opzet {
    let v = m.dossier().and_then(|d| d.vragen.get(&id));
    let velden = vec![
        Veld::wie("wie", "wie zoekt het uit", v.and_then(|v| v.eigenaar.as_ref())),
        Veld::termijn("terug", "bijvoorbeeld za 16:00", v.and_then(|v| v.terug)),
    ];
    (format!("Vraag {id}"), v.map(|v| v.vraag.to_string()).into_iter().collect(), velden)
}

fn verteller(m: &Model) -> Opzet {
    let v = m.overleg().and_then(|o| o.verteller.as_ref());
    let velden = vec![
        Veld::wie("wie", "wie vertelt het haar", v.map(|v| &v.wie)),
        Veld::tekst("hoe", "bellen, op bezoek, met wie erbij", v.map(|v| v.hoe.as_str()).unwrap_or_default()),
        Veld::termijn("vóór", "bijvoorbeeld vandaag 17:00", v.and_then(|v| v.wanneer)),
        Veld::tekst("taal", "haar taal, of welke tolk", v.map(|v| v.taal.as_str()).unwrap_or_default()),
        Veld::tekst("meldpunt", "waar zij een schending meldt", v.map(|v| v.meldpunt.as_str()).unwrap_or_default()),
    ];
    ("Wie vertelt het haar".to_owned(), Vec::new(), velden)
}

fn besluit(id: BesluitId, m: &Model) -> Opzet {
    let b = m.dossier().and_then(|d| d.besluiten.get(&id));
    let van = |f: fn(&Besluit) -> &Tekst| b.map(|b| f(b).as_str()).unwrap_or_default();
    let soort = b.and_then(|b| SOORTEN.iter().position(|s| *s == b.soort)).unwrap_or(0);
    let uitleg = b.map(|b| b.besluit.to_string()).into_iter().collect();
    let velden = vec![
        Veld::keuze(
            "soort",
            &["nog niet gezegd", "afspraak van het overleg", "verzoek aan bevoegd orgaan", "besluit van bevoegd orgaan"],
            soort,
        ),
        Veld::tekst("vraag", "welke vraag dit beantwoordt", van(|b| &b.vraag)),
        Veld::tekst("motivering", "waarom", van(|b| &b.motivering)),
        Veld::tekst("door", "wie mag dit besluiten", van(|b| &b.door)),
        Veld::tekst("grond", "op welke grond", van(|b| &b.grond)),
        Veld::tekst("vertellen aan", "wie moet dit weten", van(|b| &b.vertellen_aan)),
        Veld::tekst("effectvraag", "hoe weten we of het werkt", van(|b| &b.effectvraag)),
    ];
    (format!("Besluit {id}"), uitleg, velden)
}

fn optie(id: Option<OptieId>, m: &Model) -> Opzet {
    let x = id.and_then(|id| m.overleg().and_then(|o| o.opties.iter().find(|x| x.id == id)));
    let van = |t: Option<&Tekst>| t.map(Tekst::as_str).unwrap_or_default().to_owned();
    let keuze = x.and_then(|x| x.keuze.as_ref()).map_or(0, |k| if k.gekozen { 1 } else { 2 });
    let velden = vec![
        Veld::keuze("soort", &["een optie", "niets doen"], usize::from(x.is_some_and(|x| x.niets_doen))),
        Veld::tekst("optie", "wat zouden we kunnen doen", &van(x.map(|x| &x.optie))),
        Veld::tekst("voor", "wat ervoor spreekt", &van(x.map(|x| &x.voor))),
        Veld::tekst("tegen", "wat ertegen spreekt", &van(x.map(|x| &x.tegen))),
        Veld::tekst("risico", "wat er mis kan gaan", &van(x.map(|x| &x.risico))),
        Veld::keuze("keuze", &["nog niet gekozen", "gekozen", "niet gekozen"], keuze),
        Veld::tekst("reden", "waarom wel of niet", &van(x.and_then(|x| x.keuze.as_ref()).map(|k| &k.reden))),
    ];
    (id.map_or("Optie wegen".to_owned(), |id| format!("Optie {id}")), Vec::new(), velden)
}

pub(super) fn opdracht(f: &Formulier, m: &Model) -> Gelezen<Command> {
    let overleg = m.overleg_nr().unwrap_or(OverlegNr(0));
    Ok(match &f.doel {
        Doel::Besluit(id) => Command::VulBesluitAan { besluit: *id, velden: besluit_velden(f)? },
        Doel::BesluitStatus(id) => besluit_status(f, *id, m)?,
        Doel::Dissent(id) => Command::NoteerDissent { besluit: *id, wie: f.wie(0, m)?, tekst: f.eis(1)? },
        Doel::Actie(id) => {
            let wie = f.wie(1, m)?;
            let velden = ActieVelden {
                wat: Some(f.eis(0)?),
                eigenaar: Some(wie).filter(|w| !w.is_empty()),
                termijn: f.moment(2, m.nu)?,
                terugmelding: Some(f.tekst(3)?),
            };
            Command::VulActieAan { actie: *id, velden }
        }
        Doel::ActieStatus(id) => {
            let naar = AFLOOP.get(f.keus(0)).copied().unwrap_or(ActieStatus::Gedaan);
            Command::MeldActie { actie: *id, naar, reden: f.tekst(1)? }
        }
        Doel::Vraag(id) => {
            let terug =
                f.moment(1, m.nu)?.ok_or(Misvuld { veld: 1, doe: "vul nog in: wanneer het terug is".to_owned() })?;
            Command::WijsVraagToe { vraag: *id, eigenaar: f.wie(0, m)?, terug }
        }
        Doel::Antwoord(id) => Command::BeantwoordVraag { vraag: *id, antwoord: f.eis(0)? },
        Doel::Optie(id) => {
            let niets = f.keus(0) == 1;
            let naam = if niets && f.tekst(1)?.is_empty() { "niets doen".into() } else { f.eis(1)? };
            let velden = OptieVelden {
                optie: Some(naam),
                voor: Some(f.tekst(2)?),
                tegen: Some(f.tekst(3)?),
                risico: Some(f.tekst(4)?),
                niets_doen: Some(niets),
                keuze: match f.keus(5) {
                    0 => None,
                    k => Some(OptieKeuze { gekozen: k == 1, reden: f.tekst(6)? }),
                },
            };
            Command::WeegOptie { overleg, optie: *id, velden }
        }
        Doel::Correctie { regel, getypt } => {
            let geen = Misvuld { veld: 0, doe: "het overleg is nog niet geladen; probeer het zo weer".to_owned() };
            let inhoud = crate::app::screens::overleg::correctie(m, *regel, getypt).ok_or(geen)?;
            Command::CorrigeerRegel { regel: *regel, inhoud, reden: f.eis(0)? }
        }
        _ => {
            let wie: Wie = f.wie(0, m)?;
            let (hoe, wanneer) = (f.tekst(1)?, f.moment(2, m.nu)?);
            let verteller = Verteller { wie, hoe, wanneer, taal: f.tekst(3)?, meldpunt: f.tekst(4)? };
            Command::BenoemVerteller { overleg, verteller }
        }
    })
}

fn besluit_velden(f: &Formulier) -> Gelezen<BesluitVelden> {
    Ok(BesluitVelden {
        soort: SOORTEN.get(f.keus(0)).copied().flatten(),
        vraag: Some(f.tekst(1)?),
        motivering: Some(f.tekst(2)?),
        door: Some(f.tekst(3)?),
        grond: Some(f.tekst(4)?),
        vertellen_aan: Some(f.tekst(5)?),
        effectvraag: Some(f.tekst(6)?),
    })
}

fn besluit_status(f: &Formulier, besluit: BesluitId, m: &Model) -> Gelezen<Command> {
    let naar = STANDEN.get(f.keus(0)).copied().unwrap_or(BesluitStatus::Getoetst);
    let (wie, functie) = (f.tekst(2)?, f.tekst(3)?);
    let bevoegd = (!wie.is_empty()).then_some(Bevoegd { naam: wie, functie, op: m.nu });
    Ok(Command::WijzigBesluitStatus { besluit, naar, reden: f.tekst(1)?, bevoegd })
}
