//! Forms about what follows from a meeting: decisions, actions, questions, options, who tells her, a correction.

use super::keuzes::genoemd;
use super::lezen::overleg;
use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{
    ActieStatus, ActieVelden, Besluit, BesluitSoort, BesluitStap, BesluitStatus, BesluitVelden, Bevoegd, OptieKeuze,
    OptieVelden, Verteller,
};
use crate::domain::ids::{ActieId, BesluitId, OptieId, RegelId, VraagId};
use crate::domain::tekst::Tekst;

/// Whose decision it can be.
const SOORTEN: [BesluitSoort; 3] = [BesluitSoort::Afspraak, BesluitSoort::Verzoek, BesluitSoort::BevoegdOrgaan];
/// How an action can go.
const AFLOOP: [(&str, ActieStatus); 4] = [
    ("gedaan", ActieStatus::Gedaan),
    ("vervallen (omstandigheden gewijzigd)", ActieStatus::Vervallen),
    ("niet gedaan", ActieStatus::NietGedaan),
    ("weer open", ActieStatus::Open),
];

/// The kind that it has is chosen; that it has none can be chosen only while that is so.
pub(super) fn besluit(id: BesluitId, m: &Model) -> Opzet {
    let b = m.dossier().and_then(|d| d.besluiten.get(&id));
    let van = |f: fn(&Besluit) -> &Tekst| b.map(|b| f(b).as_str()).unwrap_or_default();
    let soort = b.and_then(|b| b.soort);
    let geen = soort.is_none().then(|| ("nog niet gezegd".to_owned(), None));
    let soorten = genoemd(SOORTEN).map(|(woord, s)| (woord, Some(s))).chain(geen);
    let uitleg = b.map(|b| b.besluit.to_string()).into_iter().collect();
    let velden = vec![
        Formulierveld::keuze(S::Soort, "soort", soorten, Some(&soort)),
        Formulierveld::tekst(S::Vraag, "vraag", "welke vraag dit beantwoordt", van(|b| &b.vraag)),
        Formulierveld::tekst(S::Reden, "motivering", "waarom", van(|b| &b.motivering)),
        Formulierveld::tekst(S::Door, "door", "wie mag dit besluiten", van(|b| &b.door)),
        Formulierveld::tekst(S::Grond, "grond", "op welke grond", van(|b| &b.grond)),
        Formulierveld::tekst(S::VertellenAan, "vertellen aan", "wie moet dit weten", van(|b| &b.vertellen_aan)),
        Formulierveld::tekst(S::Effectvraag, "effectvraag", "hoe weten we of het werkt", van(|b| &b.effectvraag)),
        Formulierveld::termijn(S::Termijn, "vóór", "wanneer het er moet zijn; mag leeg blijven", b.and_then(|b| b.termijn)),
    ];
    (format!("Besluit {id}"), uitleg, velden)
}

pub(super) fn vul_aan(f: &Formulier, besluit: BesluitId, m: &Model) -> Ingevuld<Command> {
    let velden = BesluitVelden {
        soort: f.keus(S::Soort)?,
        vraag: Some(f.tekst(S::Vraag)?),
        motivering: Some(f.tekst(S::Reden)?),
        door: Some(f.tekst(S::Door)?),
        grond: Some(f.tekst(S::Grond)?),
        vertellen_aan: Some(f.tekst(S::VertellenAan)?),
        effectvraag: Some(f.tekst(S::Effectvraag)?),
        termijn: f.ongewist(S::Termijn, f.moment(S::Termijn, m)?)?,
    };
    Ok(Command::VulBesluitAan { besluit, velden })
}

/// Only the steps that the record knows from where it is.
pub(super) fn status(id: BesluitId, m: &Model) -> Opzet {
    let b = m.dossier().and_then(|d| d.besluiten.get(&id));
    let uitleg = b.map(|b| format!("{} · nu {}", b.besluit, b.status)).into_iter().collect();
    let stappen = b.map(|b| b.status.stappen()).unwrap_or_default();
    if stappen.is_empty() {
        return (format!("Status van {id}"), uitleg, Vec::new());
    }
    let velden = vec![
        Formulierveld::keuze(S::Wordt, "wordt", genoemd(stappen), None),
        Formulierveld::tekst(S::Reden, "reden", "nodig bij elk einde, en als het niet getoetst is", ""),
        Formulierveld::tekst(S::Naam, "door wie", "naam van wie het nam of beëindigde, als dat niet het overleg is", ""),
        Formulierveld::tekst(S::Functie, "functie", "burgemeester, officier van justitie, rechter ...", ""),
        Formulierveld::toen(S::Wanneer, "wanneer", "wanneer dat was; leeg is nu", None),
    ];
    (format!("Status van {id}"), uitleg, velden)
}

/// Name, office and moment are of who took it; of an end there can be a moment without a name, and an office without one.
pub(super) fn wijzig_status(f: &Formulier, besluit: BesluitId, m: &Model) -> Ingevuld<Command> {
    if f.velden.is_empty() {
        return Err(Misvuld::geheel("dit verandert niet meer; leg een nieuw besluit vast"));
    }
    let naar = f.keus(S::Wordt)?;
    let (wie, functie, op) = (f.tekst(S::Naam)?, f.tekst(S::Functie)?, f.moment(S::Wanneer, m)?);
    let reden = f.tekst(S::Reden)?;
    let eindigt = BesluitStatus::is_eind(naar);
    if !eindigt && wie.is_empty() && (op.is_some() || !functie.is_empty()) {
        return Err(Misvuld::bij(S::Naam, "vul nog in: door wie; functie en tijd horen bij die naam"));
    }
    let genoemd = !wie.is_empty() || !functie.is_empty();
    let bevoegd = genoemd.then(|| Bevoegd { naam: wie, functie, op: op.unwrap_or(m.nu) });
    Ok(Command::WijzigBesluitStatus(BesluitStap { besluit, naar, reden, bevoegd, op: op.filter(|_| eindigt) }))
}

pub(super) fn dissent(id: BesluitId) -> Opzet {
    let velden = vec![
        Formulierveld::wie(S::Wie, "wie", "wie ziet het anders", None),
        Formulierveld::tekst(S::Reden, "hoe", "hoe die het ziet", ""),
    ];
    (format!("Ziet {id} anders"), Vec::new(), velden)
}

pub(super) fn noteer_dissent(f: &Formulier, besluit: BesluitId, m: &Model) -> Ingevuld<Command> {
    Ok(Command::NoteerDissent { besluit, wie: f.wie(S::Wie, m)?, tekst: f.eis(S::Reden)? })
}

pub(super) fn actie(id: ActieId, m: &Model) -> Opzet {
    let a = m.dossier().and_then(|d| d.acties.get(&id));
    let terug = a.map(|a| a.terugmelding.as_str()).unwrap_or_default();
    let velden = vec![
        Formulierveld::tekst(S::Wat, "wat", "wat er gedaan wordt", a.map(|a| a.wat.as_str()).unwrap_or_default()),
        Formulierveld::wie(S::Wie, "wie", "persoon of rol, en organisatie", a.and_then(|a| a.eigenaar.as_ref())),
        Formulierveld::termijn(S::Termijn, "vóór", "bijvoorbeeld morgen 12:00", a.and_then(|a| a.termijn)),
        Formulierveld::tekst(S::Terugmelden, "terugmelden", "hoe en aan wie", terug),
    ];
    (format!("Actie {id}"), Vec::new(), velden)
}

pub(super) fn vul_actie_aan(f: &Formulier, actie: ActieId, m: &Model) -> Ingevuld<Command> {
    let velden = ActieVelden {
        wat: Some(f.eis(S::Wat)?),
        eigenaar: f.ongewist(S::Wie, Some(f.wie(S::Wie, m)?).filter(|w| !w.is_empty()))?,
        termijn: f.ongewist(S::Termijn, f.moment(S::Termijn, m)?)?,
        terugmelding: Some(f.tekst(S::Terugmelden)?),
    };
    Ok(Command::VulActieAan { actie, velden })
}

pub(super) fn afloop(id: ActieId) -> Opzet {
    let velden = vec![
        Formulierveld::keuze(S::Wordt, "hoe ging het", AFLOOP, None),
        Formulierveld::tekst(S::Reden, "toelichting", "nodig als het niet gedaan is", ""),
    ];
    (format!("Actie {id} afmelden"), Vec::new(), velden)
}

pub(super) fn meld_actie(f: &Formulier, actie: ActieId) -> Ingevuld<Command> {
    Ok(Command::MeldActie { actie, naar: f.keus(S::Wordt)?, reden: f.tekst(S::Reden)? })
}

pub(super) fn vraag(id: VraagId, m: &Model) -> Opzet {
    let v = m.dossier().and_then(|d| d.vragen.get(&id));
    let velden = vec![
        Formulierveld::wie(S::Wie, "wie", "wie zoekt het uit", v.and_then(|v| v.eigenaar.as_ref())),
        Formulierveld::termijn(S::Termijn, "terug", "bijvoorbeeld za 16:00", v.and_then(|v| v.terug)),
    ];
    (format!("Vraag {id}"), vraag_uitleg(id, m), velden)
}

fn vraag_uitleg(id: VraagId, m: &Model) -> Vec<String> {
    m.dossier().and_then(|d| d.vragen.get(&id)).map(|v| v.vraag.to_string()).into_iter().collect()
}

pub(super) fn wijs_vraag_toe(f: &Formulier, vraag: VraagId, m: &Model) -> Ingevuld<Command> {
    Ok(Command::WijsVraagToe { vraag, eigenaar: f.wie(S::Wie, m)?, terug: f.eis_moment(S::Termijn, m)? })
}

pub(super) fn antwoord(id: VraagId, m: &Model) -> Opzet {
    let velden = vec![Formulierveld::tekst(S::Antwoord, "antwoord", "wat nu bekend is", "")];
    (format!("Antwoord op {id}"), vraag_uitleg(id, m), velden)
}

pub(super) fn beantwoord_vraag(f: &Formulier, vraag: VraagId) -> Ingevuld<Command> {
    Ok(Command::BeantwoordVraag { vraag, antwoord: f.eis(S::Antwoord)? })
}

/// A new option is one to weigh unless somebody says that it is to do nothing: what it is stands in words below it, and
/// without those words it is refused.
pub(super) fn optie(id: Option<OptieId>, m: &Model) -> Opzet {
    let x = id.and_then(|id| m.overleg().and_then(|o| o.opties.iter().find(|x| x.id == id)));
    let van = |t: Option<&Tekst>| t.map(Tekst::as_str).unwrap_or_default().to_owned();
    let keuze = x.and_then(|x| x.keuze.as_ref());
    let nog_niet = keuze.is_none().then_some(("nog niet gekozen", None));
    let keuzes = [("gekozen", Some(true)), ("niet gekozen", Some(false))].into_iter().chain(nog_niet);
    let niets = x.is_some_and(|x| x.niets_doen);
    let scherm = x.map(|x| x.afgeschermd);
    let velden = vec![
        Formulierveld::keuze(S::Soort, "soort", [("een optie", false), ("niets doen", true)], Some(&niets)),
        Formulierveld::tekst(S::Optie, "optie", "wat zouden we kunnen doen", &van(x.map(|x| &x.optie))),
        Formulierveld::tekst(S::Voor, "voor", "wat ervoor spreekt", &van(x.map(|x| &x.voor))),
        Formulierveld::tekst(S::Tegen, "tegen", "wat ertegen spreekt", &van(x.map(|x| &x.tegen))),
        Formulierveld::tekst(S::Risico, "risico", "wat er mis kan gaan", &van(x.map(|x| &x.risico))),
        Formulierveld::keuze(S::Keuze, "keuze", keuzes, Some(&keuze.map(|k| k.gekozen))),
        Formulierveld::tekst(S::Reden, "reden", "waarom wel of niet", &van(keuze.map(|k| &k.reden))),
        Formulierveld::keuze(
            S::Afscherming,
            "gedeeld scherm",
            [("mag erop", false), ("afgeschermd", true)],
            scherm.as_ref(),
        ),
    ];
    (id.map_or("Optie wegen".to_owned(), |id| format!("Optie {id}")), Vec::new(), velden)
}

pub(super) fn weeg_optie(f: &Formulier, optie: Option<OptieId>, m: &Model) -> Ingevuld<Command> {
    let niets: bool = f.keus(S::Soort)?;
    let naam = if niets && f.tekst(S::Optie)?.is_empty() { "niets doen".into() } else { f.eis(S::Optie)? };
    let afgeschermd: bool = f.keus(S::Afscherming)?;
    let (gekozen, reden) = (f.keus::<Option<bool>>(S::Keuze)?, f.tekst(S::Reden)?);
    if gekozen.is_none() && !reden.is_empty() {
        return Err(Misvuld::bij(S::Keuze, "kies gekozen of niet gekozen: de reden hoort daarbij"));
    }
    let velden = OptieVelden {
        optie: Some(naam),
        voor: Some(f.tekst(S::Voor)?),
        tegen: Some(f.tekst(S::Tegen)?),
        risico: Some(f.tekst(S::Risico)?),
        niets_doen: Some(niets),
        keuze: gekozen.map(|gekozen| OptieKeuze { gekozen, reden }),
        afgeschermd: Some(afgeschermd),
        // for whom it is shielded is another key's
        kring: optie
            .and_then(|id| m.overleg()?.opties.iter().find(|x| x.id == id))
            .filter(|_| afgeschermd)
            .map(|x| x.kring.clone())
            .unwrap_or_default(),
    };
    Ok(Command::WeegOptie { overleg: overleg(m), optie, velden })
}

pub(super) fn correctie(regel: RegelId, getypt: &str) -> Opzet {
    let uitleg = vec!["Het verslag is vastgesteld: de oude tekst blijft staan.".to_owned(), format!("Wordt: {getypt}")];
    (format!("Regel {regel} corrigeren"), uitleg, vec![Formulierveld::tekst(S::Reden, "reden", "waarom", "")])
}

pub(super) fn corrigeer(f: &Formulier, regel: RegelId, getypt: &str, m: &Model) -> Ingevuld<Command> {
    let geen = || Misvuld::geheel("het overleg is nog niet geladen; probeer het zo weer");
    let inhoud = crate::app::regel::correctie(m, regel, getypt).ok_or_else(geen)?;
    Ok(Command::CorrigeerRegel { regel, inhoud, reden: f.eis(S::Reden)? })
}

pub(super) fn verteller(m: &Model) -> Opzet {
    let v = m.overleg().and_then(|o| o.verteller.as_ref());
    let van = |f: fn(&Verteller) -> &Tekst| v.map(|v| f(v).as_str()).unwrap_or_default();
    let velden = vec![
        Formulierveld::wie(S::Wie, "wie", "wie vertelt het haar", v.map(|v| &v.wie)),
        Formulierveld::tekst(S::Hoe, "hoe", "bellen, op bezoek, met wie erbij", van(|v| &v.hoe)),
        Formulierveld::termijn(S::Termijn, "vóór", "bijvoorbeeld vandaag 17:00", v.and_then(|v| v.wanneer)),
        Formulierveld::tekst(S::Taal, "taal", "haar taal, of welke tolk", van(|v| &v.taal)),
        Formulierveld::tekst(S::Meldpunt, "meldpunt", "waar zij een schending meldt", van(|v| &v.meldpunt)),
    ];
    ("Wie vertelt het haar".to_owned(), Vec::new(), velden)
}

pub(super) fn benoem_verteller(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    let verteller = Verteller {
        wie: f.wie(S::Wie, m)?,
        hoe: f.tekst(S::Hoe)?,
        wanneer: f.moment(S::Termijn, m)?,
        taal: f.tekst(S::Taal)?,
        meldpunt: f.tekst(S::Meldpunt)?,
    };
    Ok(Command::BenoemVerteller { overleg: overleg(m), verteller })
}
