//! Forms of the maatregelenregister: filling in an entry, its status, more about a breach, a measure that is not chosen.

use super::keuzes::{antwoord_zolang, genoemd};
use super::lezen::overleg;
use crate::app::state::formulier::{Doel, Formulier, Ingevuld, Misvuld, Opzet, Voorstel};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{Gebeurd, Inzet, InzetSoort, InzetStatus, InzetVelden, Precisie, Schending};
use crate::domain::ids::{InzetId, MaatregelId};
use crate::domain::invoer::termijn::geschreven;
use crate::domain::kader::{Doelgroep, Kader, Maatregel, ReeksSoort};
use crate::domain::looptijd;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::vouw::vouw;

/// The kinds.
const SOORTEN: [InzetSoort; 3] = [InzetSoort::Voorwaarde, InzetSoort::Afspraak, InzetSoort::Maatregel];

pub(super) fn terzijde(id: &MaatregelId, m: &Model) -> Opzet {
    let naam = m.kader().and_then(|k| k.maatregel(id)).map(|x| x.naam.to_string()).unwrap_or_default();
    let uitleg = vec![format!("Overwogen en niet gekozen: {naam}.")];
    ("Niet gekozen".to_owned(), uitleg, vec![Formulierveld::tekst(S::Reden, "reden", "waarom niet", "")])
}

pub(super) fn leg_terzijde(f: &Formulier, id: &MaatregelId, m: &Model) -> Ingevuld<Command> {
    Ok(Command::LegTerzijde { overleg: overleg(m), maatregel: id.clone(), reden: f.eis(S::Reden)? })
}

fn van(id: InzetId, m: &Model) -> Option<&Inzet> {
    m.dossier()?.inzetten.get(&id)
}

fn palet<'m>(i: Option<&Inzet>, m: &'m Model) -> Option<&'m Maatregel> {
    m.kader()?.maatregel(i?.palet.as_ref()?)
}

/// What is recorded of the entry stands in every field.
pub(super) fn inzet(id: InzetId, m: &Model) -> Opzet {
    let i = van(id, m);
    let x = palet(i, m);
    let van = |f: fn(&Inzet) -> &Tekst| i.map(|i| f(i).as_str()).unwrap_or_default();
    let op = |f: fn(&Inzet) -> Option<Tijdstip>| i.and_then(f);
    let besluit = i.and_then(|i| i.besluit).map(|b| b.to_string()).unwrap_or_default();
    let nu = (i.map(|i| i.soort), i.and_then(|i| i.kan), i.is_some_and(|i| i.politie_weet));
    let mut velden = vec![
        Formulierveld::keuze(S::Soort, "soort", genoemd(SOORTEN), nu.0.as_ref()),
        Formulierveld::tekst(S::Wat, "wat", "wat er geldt", van(|i| &i.wat)),
        Formulierveld::tekst(S::VoorWie, "voor wie", "haar, kinderen, pleger, netwerk", &groepen(i)),
    ];
    velden.extend(orgaan(i, x));
    velden.extend([
        Formulierveld::tekst(S::Grond, "grond", "op welke grond", van(|i| &i.grond)),
        Formulierveld::ooit(S::Begin, "vanaf", "leeg is nog niet", op(|i| i.begin)),
        Formulierveld::termijn(S::Einde, "tot", "bijvoorbeeld 24-11 14:00", op(|i| i.einde)).met_uitleg(duur(x)),
        Formulierveld::termijn(S::Herziening, "herziening", "wanneer kijken we er weer naar", op(|i| i.herziening)),
        Formulierveld::tekst(S::Toezicht, "toezicht", "wie houdt toezicht", van(|i| &i.toezicht)),
        Formulierveld::tekst(S::Meldpunt, "meldpunt", "waar wordt een schending gemeld", van(|i| &i.meldpunt)),
        Formulierveld::tekst(S::Gevolg, "gevolg", "wat er dan gebeurt", van(|i| &i.gevolg)),
        Formulierveld::tekst(S::Nadelen, "nadelen", "welke, en wat we eraan doen", van(|i| &i.nadelen))
            .met_uitleg(nadelen(m.kader(), x)),
        Formulierveld::keuze(S::Kan, "kan dit hier", antwoord_zolang("niet gezegd", nu.1), Some(&nu.1))
            .met_uitleg(x.map(kan).unwrap_or_default()),
        Formulierveld::keuze(S::PolitieWeet, "politie weet", [("nee", false), ("ja", true)], Some(&nu.2)),
        Formulierveld::tekst(S::Besluit, "besluit", "bijvoorbeeld B2", &besluit),
        Formulierveld::tekst(S::HoortBij, "hoort bij", "de voorwaarde of afspraak, bijvoorbeeld M1", &hoort_bij(i)),
    ]);
    let uitleg = x.filter(|x| !x.te_toetsen.is_empty()).map(|x| x.te_toetsen.to_string()).into_iter().collect();
    (id.to_string(), uitleg, velden)
}

/// The body: one of those that the palette names, or another with the reason.
fn orgaan(i: Option<&Inzet>, x: Option<&Maatregel>) -> Vec<Formulierveld> {
    let nu = i.map(|i| i.orgaan.as_str()).unwrap_or_default();
    let Some(x) = x else {
        return vec![Formulierveld::tekst(S::Orgaan, "orgaan", "wie besluit hierover, of houdt zich eraan", nu)];
    };
    let bekend = x.bevoegd.iter().find(|b| b.same(nu)).cloned();
    let ander = if bekend.is_none() { nu } else { "" };
    // a body of one's own is 'een ander', with its name in the field below
    let gekozen = if ander.is_empty() { Some(Some(bekend.unwrap_or_default())) } else { Some(None) };
    let paren = std::iter::once(("niet gezegd".to_owned(), Some(Tekst::default())))
        .chain(x.bevoegd.iter().map(|b| (b.to_string(), Some(b.clone()))))
        .chain([("een ander".to_owned(), None)]);
    vec![
        Formulierveld::keuze(S::Orgaan, "orgaan", paren, gekozen.as_ref()),
        Formulierveld::tekst(S::Ander, "een ander", "welk orgaan, als u 'een ander' koos", ander),
        Formulierveld::tekst(
            S::RedenOrgaan,
            "reden orgaan",
            "waarom een ander",
            i.map(|i| i.orgaan_reden.as_str()).unwrap_or_default(),
        ),
    ]
}

fn groepen(i: Option<&Inzet>) -> String {
    let all: Vec<&str> = i.iter().flat_map(|i| &i.voor).map(|g| g.naam()).collect();
    all.join(", ")
}

fn hoort_bij(i: Option<&Inzet>) -> String {
    let all: Vec<String> = i.iter().flat_map(|i| &i.hoort_bij).map(ToString::to_string).collect();
    all.join(" ")
}

/// How long it usually lasts.
fn duur(x: Option<&Maatregel>) -> Vec<String> {
    let Some(x) = x else { return Vec::new() };
    let usual = x.duur.map(|d| format!("meestal {d}"));
    let most = x.hoogstens.map(|d| format!("hoogstens {d}"));
    let longer = Some(x.verlenging.to_string()).filter(|t| !t.is_empty());
    usual.into_iter().chain(most).chain(longer).collect()
}

/// What the palette and the kader ask about adverse effects of this kind of measure.
fn nadelen(kader: Option<&Kader>, x: Option<&Maatregel>) -> Vec<String> {
    let own = x.iter().flat_map(|x| x.nadelen.iter().map(ToString::to_string));
    let frame = x.map(|x| x.kader);
    let series = kader.into_iter().flat_map(|k| &k.reeksen).filter(|r| r.soort == ReeksSoort::Nadelen);
    let fits = series.filter(|r| r.kader.is_none() || r.kader == frame);
    own.chain(fits.flat_map(|r| r.vragen.iter().map(|v| v.tekst.to_string()))).collect()
}

/// What has to be so before it can be done.
fn kan(x: &Maatregel) -> Vec<String> {
    x.vraagt.iter().chain(&x.grenzen).map(ToString::to_string).collect()
}

/// Only the steps that the record knows from where it is.
pub(super) fn status(id: InzetId, m: &Model) -> Opzet {
    let Some(i) = van(id, m) else { return (format!("Status van {id}"), Vec::new(), Vec::new()) };
    let (titel, uitleg) = (format!("Status van {id}"), vec![format!("{} · nu {}", i.wat, i.status)]);
    let stappen = i.status.stappen();
    if stappen.is_empty() {
        return (titel, uitleg, Vec::new());
    }
    let mut velden = vec![Formulierveld::keuze(S::Wordt, "wordt", genoemd(stappen), None)];
    if !i.status.geldt() {
        // the end that was proposed when it was typed counts from then: it is proposed anew from when it holds
        let einde = i.einde.filter(|e| Some(*e) != verwacht(i.op, palet(Some(i), m), m));
        velden.push(Formulierveld::ooit(S::Begin, "vanaf", "leeg is nu; alleen als het geldt", Some(m.nu)));
        velden.push(Formulierveld::termijn(S::Einde, "tot", "alleen als het geldt", einde));
    }
    velden.push(Formulierveld::tekst(S::Reden, "reden", "nodig bij vervallen en na een schending", ""));
    (titel, uitleg, velden)
}

/// From when and until when are of a measure that holds: what somebody wrote there of another is refused, not dropped.
pub(super) fn wijzig_status(f: &Formulier, inzet: InzetId, m: &Model) -> Ingevuld<Vec<Command>> {
    if f.velden.is_empty() {
        return Err(Misvuld::geheel("dit verandert niet meer; leg een nieuwe maatregel vast"));
    }
    let naar: InzetStatus = f.keus(S::Wordt)?;
    let wissel = Command::WijzigInzetStatus { inzet, naar, reden: f.tekst(S::Reden)? };
    if !f.heeft(S::Begin) {
        return Ok(vec![wissel]);
    }
    if naar == InzetStatus::Opgelegd {
        let begin = Some(f.moment(S::Begin, m)?.unwrap_or(m.nu));
        let velden = InzetVelden { begin, einde: f.moment(S::Einde, m)?, ..InzetVelden::default() };
        return Ok(vec![Command::VulInzetAan { inzet, velden: Box::new(velden) }, wissel]);
    }
    let proposed = voorstel(f, m).map(|(_, tekst)| tekst);
    for sleutel in [S::Begin, S::Einde] {
        let typed = f.getypt(sleutel)?;
        let eigen = !f.ongemoeid(sleutel) && !typed.is_empty() && proposed.as_deref() != Some(typed);
        if eigen {
            return Err(Misvuld::bij(sleutel, "dit wordt alleen vastgelegd als het geldt; maak dit veld leeg"));
        }
    }
    Ok(vec![wissel])
}

/// The end that the palette proposes.
fn verwacht(begin: Tijdstip, x: Option<&Maatregel>, m: &Model) -> Option<Tijdstip> {
    looptijd::einde(begin, x?.duur?, m.kader()?)
}

/// The end of a measure of the palette, from when it holds.
pub(super) fn voorstel(f: &Formulier, m: &Model) -> Option<Voorstel> {
    let (Doel::Inzet(id) | Doel::InzetStatus(id)) = f.doel else { return None };
    let i = van(id, m)?;
    let begin = f.moment(S::Begin, m).ok()?.or(matches!(f.doel, Doel::Inzet(_)).then_some(i.op))?;
    let einde = verwacht(begin, palet(Some(i), m), m)?;
    Some((S::Einde, geschreven(einde)))
}

/// The breach that was recorded with one key and not yet described is the one that is meant; where all are described,
/// somebody has to say which.
pub(super) fn schending(id: InzetId, m: &Model) -> Opzet {
    let eerder = van(id, m).map(|i| i.schendingen.as_slice()).unwrap_or_default();
    let mut paren = vec![("een nieuwe schending".to_owned(), None)];
    paren.extend((1_u32..).zip(eerder).map(|(nr, (s, gezet))| {
        let wat = if s.wat.is_empty() { "" } else { ", al beschreven" };
        (format!("nr {nr}, gemeld {}{wat}", gezet.op.kort(m.nu)), Some(nr))
    }));
    let kaal = (1_u32..).zip(eerder).last().filter(|(_, (s, _))| s.is_kaal()).map(|(nr, _)| Some(nr));
    let bedoeld = if eerder.is_empty() { Some(None) } else { kaal };
    let velden = vec![
        Formulierveld::keuze(S::Welke, "welke", paren, bedoeld.as_ref()),
        Formulierveld::tekst(S::Wat, "wat", "wat er gebeurde", ""),
        Formulierveld::toen(S::Wanneer, "wanneer", "bijvoorbeeld 14:10 of gisteren 22:00", None),
        Formulierveld::tekst(S::Door, "gemeld door", "wie het meldde", ""),
    ];
    let uitleg = van(id, m).map(|i| i.wat.to_string()).into_iter().collect();
    (format!("Schending van {id}"), uitleg, velden)
}

pub(super) fn meld_schending(f: &Formulier, inzet: InzetId, m: &Model) -> Ingevuld<Command> {
    let gebeurd = f.moment(S::Wanneer, m)?.map(|op| Gebeurd { op, precisie: Precisie::Minuut });
    let bij: Option<u32> = f.keus(S::Welke)?;
    let wat = if bij.is_some() { f.eis(S::Wat)? } else { f.tekst(S::Wat)? };
    Ok(Command::MeldSchending { inzet, schending: Schending { bij, wat, gebeurd, melder: f.tekst(S::Door)? } })
}

pub(super) fn vul_aan(f: &Formulier, inzet: InzetId, m: &Model) -> Ingevuld<Command> {
    let moment = |sleutel: S| -> Ingevuld<Option<Tijdstip>> {
        let t = f.ongewist(sleutel, f.moment(sleutel, m)?)?;
        // what stands in the form is to the minute
        Ok(t.filter(|_| !f.ongemoeid(sleutel)))
    };
    let velden = InzetVelden {
        soort: Some(f.keus(S::Soort)?),
        palet: None,
        wat: Some(f.eis(S::Wat)?),
        voor: Some(gelezen_groepen(f)?),
        orgaan: Some(gelezen_orgaan(f)?),
        orgaan_reden: if f.heeft(S::RedenOrgaan) { Some(f.tekst(S::RedenOrgaan)?) } else { None },
        grond: Some(f.tekst(S::Grond)?),
        begin: moment(S::Begin)?,
        einde: moment(S::Einde)?,
        herziening: moment(S::Herziening)?,
        toezicht: Some(f.tekst(S::Toezicht)?),
        meldpunt: Some(f.tekst(S::Meldpunt)?),
        gevolg: Some(f.tekst(S::Gevolg)?),
        nadelen: Some(f.tekst(S::Nadelen)?),
        kan: f.keus(S::Kan)?,
        politie_weet: Some(f.keus(S::PolitieWeet)?),
        besluit: f.nummer(S::Besluit, 'B')?,
        hoort_bij: Some(f.nummers(S::HoortBij, 'M')?),
    };
    Ok(Command::VulInzetAan { inzet, velden: Box::new(velden) })
}

/// The body that was chosen, or the other one that was named.
fn gelezen_orgaan(f: &Formulier) -> Ingevuld<Tekst> {
    if !f.heeft(S::Ander) {
        return f.tekst(S::Orgaan);
    }
    let ander = f.tekst(S::Ander)?;
    match f.keus::<Option<Tekst>>(S::Orgaan)? {
        None => f.eis(S::Ander),
        Some(_) if !ander.is_empty() => Err(Misvuld::bij(S::Ander, "kies bij orgaan 'een ander', of maak dit veld leeg")),
        Some(orgaan) => Ok(orgaan),
    }
}

fn gelezen_groepen(f: &Formulier) -> Ingevuld<Vec<Doelgroep>> {
    let tekst = vouw(f.tekst(S::VoorWie)?.as_str());
    let words = tekst.split([' ', ',']).filter(|w| !w.is_empty() && *w != "en" && *w != "de");
    let groep = |w: &str| match w {
        "haar" | "zij" | "slachtoffer" | "vrouw" => Ok(Doelgroep::Slachtoffer),
        "kinderen" | "kind" => Ok(Doelgroep::Kinderen),
        "pleger" | "hem" | "hij" => Ok(Doelgroep::Pleger),
        "netwerk" | "systeem" | "gezin" | "familie" => Ok(Doelgroep::Systeem),
        _ => Err(Misvuld::bij(S::VoorWie, "kies uit: haar, kinderen, pleger, netwerk")),
    };
    words.map(groep).collect()
}
