//! Forms of the maatregelenregister: filling in an entry, its status, more about a breach, a measure that is not chosen.

use super::{Doel, Formulier, Gelezen, Misvuld, Veld, Voorstel, geschreven};
use crate::app::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{Antwoord, Gebeurd, Inzet, InzetSoort, InzetStatus, InzetVelden, Precisie, Schending};
use crate::domain::ids::{BesluitId, InzetId, MaatregelId, OverlegNr};
use crate::domain::kader::{Doelgroep, Kader, Maatregel, ReeksSoort};
use crate::domain::looptijd;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// The kinds, in the order of the choice.
const SOORTEN: [InzetSoort; 3] = [InzetSoort::Voorwaarde, InzetSoort::Afspraak, InzetSoort::Maatregel];
/// Whether it can be done here, in the order of the choice.
const KAN: [Option<Antwoord>; 4] = [None, Some(Antwoord::Ja), Some(Antwoord::Nee), Some(Antwoord::Onbekend)];

/// The label of the end.
pub(super) const TOT: &str = "tot";
/// The label of the reason for a body that the palette does not name.
pub(super) const REDEN_ORGAAN: &str = "reden orgaan";
const VANAF: &str = "vanaf";
const ORGAAN: &str = "orgaan";
const ANDER: &str = "een ander";
const WORDT: &str = "wordt";

type Opzet = (String, Vec<String>, Vec<Veld>);

pub(super) fn velden(doel: &Doel, m: &Model) -> Opzet {
    match doel {
        Doel::Inzet(id) => inzet(*id, m),
        Doel::InzetStatus(id) => status(*id, m),
        Doel::Schending(id) => schending(*id, m),
        Doel::Terzijde(id) => terzijde(id, m),
        _ => (String::new(), Vec::new(), Vec::new()),
    }
}

fn terzijde(id: &MaatregelId, m: &Model) -> Opzet {
    let naam = m.kader().and_then(|k| k.maatregel(id)).map(|x| x.naam.to_string()).unwrap_or_default();
    let uitleg = vec![format!("Overwogen en niet gekozen: {naam}.")];
    ("Niet gekozen".to_owned(), uitleg, vec![Veld::tekst("reden", "waarom niet", "")])
}

fn van(id: InzetId, m: &Model) -> Option<&Inzet> {
    m.dossier()?.inzetten.get(&id)
}

fn palet<'m>(i: Option<&Inzet>, m: &'m Model) -> Option<&'m Maatregel> {
    m.kader()?.maatregel(i?.palet.as_ref()?)
}

fn inzet(id: InzetId, m: &Model) -> Opzet {
    let i = van(id, m);
    let x = palet(i, m);
    let van = |f: fn(&Inzet) -> &Tekst| i.map(|i| f(i).as_str()).unwrap_or_default();
    let op = |f: fn(&Inzet) -> Option<Tijdstip>| i.and_then(f);
    let mut velden = vec![
        Veld::keuze("soort", &["voorwaarde", "afspraak", "maatregel"], at(&SOORTEN, i.map(|i| i.soort))),
        Veld::tekst("wat", "wat er geldt", van(|i| &i.wat)),
        Veld::tekst("voor wie", "haar, kinderen, pleger, netwerk", &groepen(i)),
    ];
    velden.extend(orgaan(i, x));
    velden.extend([
        Veld::tekst("grond", "op welke grond", van(|i| &i.grond)),
        Veld::ooit(VANAF, "leeg is nog niet", op(|i| i.begin)),
        Veld::termijn(TOT, "bijvoorbeeld 24-11 14:00", op(|i| i.einde)).met_uitleg(duur(x)),
        Veld::termijn("herziening", "wanneer kijken we er weer naar", op(|i| i.herziening)),
        Veld::tekst("toezicht", "wie houdt toezicht", van(|i| &i.toezicht)),
        Veld::tekst("meldpunt", "waar wordt een schending gemeld", van(|i| &i.meldpunt)),
        Veld::tekst("gevolg", "wat er dan gebeurt", van(|i| &i.gevolg)),
        Veld::tekst("nadelen", "welke, en wat we eraan doen", van(|i| &i.nadelen)).met_uitleg(nadelen(m.kader(), x)),
        Veld::keuze("kan dit hier", &["niet gezegd", "ja", "nee", "onbekend"], at(&KAN, Some(i.and_then(|i| i.kan))))
            .met_uitleg(x.map(kan).unwrap_or_default()),
        Veld::keuze("politie weet", &["nee", "ja"], usize::from(i.is_some_and(|i| i.politie_weet))),
        Veld::tekst("besluit", "bijvoorbeeld B2", &i.and_then(|i| i.besluit).map(|b| b.to_string()).unwrap_or_default()),
        Veld::tekst("hoort bij", "de voorwaarde of afspraak, bijvoorbeeld M1", &hoort_bij(i)),
    ]);
    let uitleg = x.filter(|x| !x.te_toetsen.is_empty()).map(|x| x.te_toetsen.to_string()).into_iter().collect();
    (id.to_string(), uitleg, velden)
}

/// The body: one of those that the palette names, or another with the reason.
fn orgaan(i: Option<&Inzet>, x: Option<&Maatregel>) -> Vec<Veld> {
    let nu = i.map(|i| i.orgaan.as_str()).unwrap_or_default();
    let Some(x) = x else { return vec![Veld::tekst(ORGAAN, "wie besluit hierover, of houdt zich eraan", nu)] };
    let bekend = x.bevoegd.iter().position(|b| b.same(nu));
    let gekozen = bekend.map_or(if nu.is_empty() { 0 } else { x.bevoegd.len() + 1 }, |at| at + 1);
    let opties: Vec<&str> =
        std::iter::once("niet gezegd").chain(x.bevoegd.iter().map(Tekst::as_str)).chain([ANDER]).collect();
    let ander = if bekend.is_none() { nu } else { "" };
    vec![
        Veld::keuze(ORGAAN, &opties, gekozen),
        Veld::tekst(ANDER, "welk orgaan, als u 'een ander' koos", ander),
        Veld::tekst(REDEN_ORGAAN, "waarom een ander", i.map(|i| i.orgaan_reden.as_str()).unwrap_or_default()),
    ]
}

fn at<T: PartialEq>(all: &[T], nu: Option<T>) -> usize {
    nu.and_then(|nu| all.iter().position(|x| *x == nu)).unwrap_or(0)
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

fn status(id: InzetId, m: &Model) -> Opzet {
    let Some(i) = van(id, m) else { return (format!("Status van {id}"), Vec::new(), Vec::new()) };
    let words: Vec<String> = i.status.stappen().iter().map(ToString::to_string).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut velden = vec![Veld::keuze(WORDT, &words, 0)];
    if !i.status.geldt() {
        // the end that was proposed when it was typed counts from then: it is proposed anew from when it holds
        let einde = i.einde.filter(|e| Some(*e) != verwacht(i.op, palet(Some(i), m), m));
        velden.push(Veld::ooit(VANAF, "leeg is nu; alleen als het geldt", Some(m.nu)));
        velden.push(Veld::termijn(TOT, "alleen als het geldt", einde));
    }
    velden.push(Veld::tekst("reden", "nodig bij vervallen en na een schending", ""));
    (format!("Status van {id}"), vec![format!("{} · nu {}", i.wat, i.status)], velden)
}

/// The end that the palette proposes.
fn verwacht(begin: Tijdstip, x: Option<&Maatregel>, m: &Model) -> Option<Tijdstip> {
    looptijd::einde(begin, x?.duur?, m.kader()?)
}

/// The end of a measure of the palette, from when it holds.
pub(super) fn voorstel(f: &Formulier, m: &Model) -> Option<Voorstel> {
    let (Doel::Inzet(id) | Doel::InzetStatus(id)) = f.doel else { return None };
    let i = van(id, m)?;
    let begin = f.ooit(f.nr(VANAF), m.nu).ok()?.or(matches!(f.doel, Doel::Inzet(_)).then_some(i.op))?;
    let einde = verwacht(begin, palet(Some(i), m), m)?;
    Some((f.nr(TOT), geschreven(einde))).filter(|(veld, _)| *veld < f.velden.len())
}

fn schending(id: InzetId, m: &Model) -> Opzet {
    let eerder = van(id, m).map(|i| i.schendingen.as_slice()).unwrap_or_default();
    let mut opties = vec!["een nieuwe schending".to_owned()];
    opties.extend((1..).zip(eerder).map(|(nr, (s, gezet))| {
        let wat = if s.wat.is_empty() { "" } else { ", al beschreven" };
        format!("nr {nr}, gemeld {}{wat}", gezet.op.kort(m.nu))
    }));
    let opties: Vec<&str> = opties.iter().map(String::as_str).collect();
    let laatste = if eerder.last().is_some_and(|(s, _)| s.is_kaal()) { eerder.len() } else { 0 };
    let velden = vec![
        Veld::keuze("welke", &opties, laatste),
        Veld::tekst("wat", "wat er gebeurde", ""),
        Veld::toen("wanneer", "bijvoorbeeld 14:10 of gisteren 22:00", None),
        Veld::tekst("gemeld door", "wie het meldde", ""),
    ];
    let uitleg = van(id, m).map(|i| i.wat.to_string()).into_iter().collect();
    (format!("Schending van {id}"), uitleg, velden)
}

pub(super) fn opdrachten(f: &Formulier, m: &Model) -> Gelezen<Vec<Command>> {
    Ok(match &f.doel {
        Doel::Inzet(id) => vec![Command::VulInzetAan { inzet: *id, velden: Box::new(inzet_velden(f, *id, m)?) }],
        Doel::InzetStatus(id) => status_opdrachten(f, *id, m)?,
        Doel::Schending(id) => {
            let gebeurd = f.toen(2, m.nu)?.map(|op| Gebeurd { op, precisie: Precisie::Minuut });
            let bij = u32::try_from(f.keus(0)).ok().filter(|nr| *nr > 0);
            let wat = if bij.is_some() { f.eis(1)? } else { f.tekst(1)? };
            vec![Command::MeldSchending { inzet: *id, schending: Schending { bij, wat, gebeurd, melder: f.tekst(3)? } }]
        }
        Doel::Terzijde(id) => {
            let overleg = m.overleg_nr().unwrap_or(OverlegNr(0));
            vec![Command::LegTerzijde { overleg, maatregel: id.clone(), reden: f.eis(0)? }]
        }
        _ => Vec::new(),
    })
}

fn inzet_velden(f: &Formulier, id: InzetId, m: &Model) -> Gelezen<InzetVelden> {
    let i = van(id, m);
    let besluit = f.nummers("besluit", 'B')?.first().map(|nr| BesluitId(*nr));
    Ok(InzetVelden {
        soort: SOORTEN.get(f.keus(0)).copied(),
        palet: None,
        wat: Some(f.eis(f.nr("wat"))?),
        voor: Some(gelezen_groepen(f)?),
        orgaan: Some(gelezen_orgaan(f, palet(i, m))?),
        orgaan_reden: Some(f.bij(REDEN_ORGAAN)?),
        grond: Some(f.bij("grond")?),
        begin: ongewist(f, VANAF, i.and_then(|i| i.begin), f.ooit(f.nr(VANAF), m.nu)?)?,
        einde: ongewist(f, TOT, i.and_then(|i| i.einde), f.moment_bij(TOT, m.nu)?)?,
        herziening: ongewist(f, "herziening", i.and_then(|i| i.herziening), f.moment_bij("herziening", m.nu)?)?,
        toezicht: Some(f.bij("toezicht")?),
        meldpunt: Some(f.bij("meldpunt")?),
        gevolg: Some(f.bij("gevolg")?),
        nadelen: Some(f.bij("nadelen")?),
        kan: KAN.get(f.keus(f.nr("kan dit hier"))).copied().flatten(),
        politie_weet: Some(f.keus(f.nr("politie weet")) == 1),
        besluit,
        hoort_bij: Some(f.nummers("hoort bij", 'M')?.into_iter().map(InzetId).collect()),
    })
}

/// The record cannot forget a moment: an empty field would seem to.
fn ongewist(f: &Formulier, label: &str, was: Option<Tijdstip>, nu: Option<Tijdstip>) -> Gelezen<Option<Tijdstip>> {
    match (was, nu) {
        (Some(was), Some(nu)) if geschreven(was) == geschreven(nu) => Ok(None),
        (Some(_), None) => {
            Err(Misvuld { veld: f.nr(label), doe: "leegmaken kan niet; schrijf een ander tijdstip".to_owned() })
        }
        (_, nu) => Ok(nu),
    }
}

fn gelezen_orgaan(f: &Formulier, x: Option<&Maatregel>) -> Gelezen<Tekst> {
    let Some(x) = x else { return f.bij(ORGAAN) };
    let ander = f.bij(ANDER)?;
    match f.keus(f.nr(ORGAAN)) {
        k if k > x.bevoegd.len() => f.eis(f.nr(ANDER)),
        _ if !ander.is_empty() => {
            let doe = "kies bij orgaan 'een ander', of maak dit veld leeg".to_owned();
            Err(Misvuld { veld: f.nr(ANDER), doe })
        }
        k => Ok(k.checked_sub(1).and_then(|k| x.bevoegd.get(k)).cloned().unwrap_or_default()),
    }
}

fn gelezen_groepen(f: &Formulier) -> Gelezen<Vec<Doelgroep>> {
    let veld = f.nr("voor wie");
    let tekst = f.tekst(veld)?.as_str().to_lowercase();
    let words = tekst.split([' ', ',']).filter(|w| !w.is_empty() && *w != "en" && *w != "de");
    let groep = |w: &str| match w {
        "haar" | "zij" | "slachtoffer" | "vrouw" => Ok(Doelgroep::Slachtoffer),
        "kinderen" | "kind" => Ok(Doelgroep::Kinderen),
        "pleger" | "hem" | "hij" => Ok(Doelgroep::Pleger),
        "netwerk" | "systeem" | "gezin" | "familie" => Ok(Doelgroep::Systeem),
        _ => Err(Misvuld { veld, doe: "kies uit: haar, kinderen, pleger, netwerk".to_owned() }),
    };
    words.map(groep).collect()
}

fn status_opdrachten(f: &Formulier, inzet: InzetId, m: &Model) -> Gelezen<Vec<Command>> {
    let van = van(inzet, m).map_or(InzetStatus::Voorgesteld, |i| i.status);
    let geen = Misvuld { veld: 0, doe: "dit verandert niet meer; leg een nieuwe maatregel vast".to_owned() };
    let naar = van.stappen().get(f.keus(0)).copied().ok_or(geen)?;
    let wissel = Command::WijzigInzetStatus { inzet, naar, reden: f.bij("reden")? };
    if naar != InzetStatus::Opgelegd || van.geldt() {
        return Ok(vec![wissel]);
    }
    let begin = Some(f.ooit(f.nr(VANAF), m.nu)?.unwrap_or(m.nu));
    let velden = InzetVelden { begin, einde: f.moment_bij(TOT, m.nu)?, ..InzetVelden::default() };
    Ok(vec![Command::VulInzetAan { inzet, velden: Box::new(velden) }, wissel])
}
