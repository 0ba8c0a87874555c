//! Forms about what is weighed: a factor, an instrument's outcome, a scenario, a criterion, going up, the moment, a question
//! of a series, asking the acute question again.

use super::{Doel, Formulier, Gelezen, Misvuld, Veld};
use crate::app::model::Model;
use crate::app::screens::weging::{een_bron, tafel, voorstel};
use crate::domain::advies;
use crate::domain::command::Command;
use crate::domain::dossier::{
    Aanleiding, Aanzet, Antwoord, CriteriumAntwoord, Moment, Opschaling, ScenarioSoort, ScenarioVelden, Uitkomst, Vervolg,
    Weging,
};
use crate::domain::ids::{CriteriumId, FactorId, InstrumentId, OverlegNr, ReeksId, RegelId, ScenarioId};
use crate::domain::kader::{Instrument, Lijst};
use crate::domain::tekst::Tekst;

/// The answers to a factor, in the order of the choice; the digits of the board take the same ones.
const NU: [Option<Antwoord>; 4] = [None, Some(Antwoord::Ja), Some(Antwoord::Nee), Some(Antwoord::Onbekend)];
const NU_WOORDEN: [&str; 4] = ["niet besproken", "ja", "nee", "onbekend"];
/// The answers to a criterion.
const CRITERIUM: [Antwoord; 3] = [Antwoord::Onbekend, Antwoord::Ja, Antwoord::Nee];
/// Kinds of scenarios.
const SCENARIO: [ScenarioSoort; 3] = [ScenarioSoort::Waarschijnlijk, ScenarioSoort::Ergst, ScenarioSoort::Anders];
/// What makes the acute question open again.
const AANZET: [Aanzet; 5] =
    [Aanzet::NieuwIncident, Aanzet::Schending, Aanzet::Toegang, Aanzet::Vrijlating, Aanzet::EindeMaatregel];
/// What the answers beside an outcome are called; what each asks stands above them.
const BIJ: [&str; 8] = ["vraag 1", "vraag 2", "vraag 3", "vraag 4", "vraag 5", "vraag 6", "vraag 7", "vraag 8"];
/// The fields for what sets a scenario off.
const AANLEIDING: [&str; 6] = ["aanleiding", "of", "of ook", "en", "en ook", "of verder"];

type Opzet = (String, Vec<String>, Vec<Veld>);

pub(super) fn velden(doel: &Doel, m: &Model) -> Opzet {
    match doel {
        Doel::Factor(id) => factor(id, m),
        Doel::Uitkomst(id) => uitkomst(id, m),
        Doel::Scenario(id) => scenario(*id, m),
        Doel::Criterium(id) => criterium(id, m),
        Doel::Opschalen => opschalen(m),
        Doel::Moment => moment(m),
        Doel::Reeksvraag { reeks, nr } => reeksvraag(reeks, *nr, m),
        _ => herbeoordelen(m),
    }
}

fn factor(id: &FactorId, m: &Model) -> Opzet {
    let Some((d, o, kader)) = tafel(m) else { return Default::default() };
    let Some(asked) = kader.factor(id) else { return Default::default() };
    let was = o.afweging.weging(id).cloned().unwrap_or_default();
    let mut uitleg: Vec<String> =
        [&asked.vraag, &asked.uitleg].into_iter().filter(|t| !t.is_empty()).map(ToString::to_string).collect();
    uitleg.extend(advies::vorige_keer(d, o.nr, id).map(|a| format!("Vorige keer: {a}.")));
    let found = advies::voorstel(d, &o.afweging, asked);
    uitleg.extend(voorstel(d, o, asked).map(|v| format!("Voorstel: {}, uit wat is vastgelegd.", v.antwoord)));
    let mut regels = was.regels.clone();
    regels.extend(found.iter().flat_map(|v| &v.regels).filter(|r| !was.regels.contains(r)));
    let bron = if was.bron.is_empty() { een_bron(d, &regels) } else { was.bron };
    let keuze =
        |label, nu: Option<Antwoord>| Veld::keuze(label, &NU_WOORDEN, NU.iter().position(|a| *a == nu).unwrap_or(0));
    let mut velden = vec![keuze("nu", was.nu)];
    velden.extend(asked.nu_eerder.then(|| keuze("eerder", was.eerder)));
    velden.push(Veld::wie("bron", "wie zegt het", Some(&bron).filter(|b| !b.is_empty())));
    if vraagt_woorden(kader.lijsten_met(id), id) || !was.woorden.is_empty() {
        velden.push(Veld::tekst("letterlijk", "de woorden zelf: van haar, of van hem", was.woorden.as_str()));
    }
    let nummers = regels.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    velden.push(Veld::tekst("regels", "waarop het rust, bijvoorbeeld R12 R15", &nummers));
    (asked.naam.to_string(), uitleg, velden)
}

/// Whether a list that names the factor asks for the literal words.
fn vraagt_woorden<'a>(mut lijsten: impl Iterator<Item = &'a Lijst>, id: &FactorId) -> bool {
    lijsten.any(|l| l.items.iter().any(|i| i.factor == *id && i.letterlijke_woorden))
}

fn uitkomst(id: &InstrumentId, m: &Model) -> Opzet {
    let Some(i) = m.kader().and_then(|k| k.instrument(id)) else { return Default::default() };
    let mut uitleg = vec![format!("Zoals het is afgenomen; wij rekenen niets uit. Afnemer: {}.", i.afnemer)];
    uitleg.extend(i.velden.iter().zip(BIJ).map(|(v, naam)| format!("{naam}: {}", v.vraag)));
    let words = |uit: &[Tekst]| {
        std::iter::once("niet gezegd".to_owned()).chain(uit.iter().map(ToString::to_string)).collect::<Vec<_>>()
    };
    let keuze = |label, uit: &[Tekst]| {
        let all = words(uit);
        Veld::keuze(label, &all.iter().map(String::as_str).collect::<Vec<_>>(), 0)
    };
    let mut velden = vec![
        Veld::wie("afgenomen door", "organisatie, of naam (organisatie)", None),
        Veld::toen("wanneer", "leeg is niet bekend", None),
    ];
    velden.push(match i.uitkomsten.as_slice() {
        [] => Veld::tekst("uitkomst", "in de woorden van wie het afnam", ""),
        uit => keuze("uitkomst", uit),
    });
    velden.extend(i.velden.iter().zip(BIJ).map(|(v, naam)| keuze(naam, &v.antwoorden)));
    velden.push(Veld::tekst("toelichting", "mag leeg blijven", ""));
    (format!("Uitkomst van {}", i.naam), uitleg, velden)
}

fn scenario(id: Option<ScenarioId>, m: &Model) -> Opzet {
    let x = id.and_then(|id| m.overleg()?.afweging.scenarios.iter().find(|s| s.id == id));
    let soort = x.and_then(|x| SCENARIO.iter().position(|s| *s == x.soort)).unwrap_or(0);
    let known = x.map(|x| x.aanleidingen.as_slice()).unwrap_or_default();
    let typed = |a: &Aanleiding| match a.wanneer {
        Some(t) => format!("{} >{}", a.wat, t.lokaal().format("%d-%m-%Y %H:%M")),
        None => a.wat.to_string(),
    };
    let mut velden = vec![
        Veld::keuze("soort", &["waarschijnlijk", "ergste geval", "ander scenario"], soort),
        Veld::tekst("wat", "wat er dan gebeurt", x.map(|x| x.wat.as_str()).unwrap_or_default()),
    ];
    for (at, label) in AANLEIDING.into_iter().take((known.len() + 1).clamp(3, AANLEIDING.len())).enumerate() {
        let nu = known.get(at).map(typed).unwrap_or_default();
        velden.push(Veld::tekst(label, "zitting, vrijlating, verhuizing ... >wanneer", &nu));
    }
    let uitleg = vec!["Wat zet het in gang? Een tijd kan erachter: zitting >24-11 09:30.".to_owned()];
    (id.map_or("Nieuw scenario".to_owned(), |id| format!("Scenario {id}")), uitleg, velden)
}

fn criterium(id: &CriteriumId, m: &Model) -> Opzet {
    let k = m.kader().and_then(|k| k.criteria.iter().find(|k| k.id == *id));
    let nu = m.overleg().and_then(|o| o.afweging.criteria.get(id)).map(|(a, _)| a);
    let at = nu.and_then(|a| CRITERIUM.iter().position(|x| *x == a.antwoord)).unwrap_or(0);
    let uitleg = k.into_iter().flat_map(|k| [&k.vraag, &k.uitleg]).filter(|t| !t.is_empty()).map(ToString::to_string);
    let velden = vec![
        Veld::keuze("antwoord", &["onbekend", "ja", "nee"], at),
        Veld::tekst(
            "reden",
            "wat u ermee doet en waarom; bij nee mag het leeg",
            nu.map(|a| a.reden.as_str()).unwrap_or_default(),
        ),
    ];
    ("Naar de burgemeester?".to_owned(), uitleg.collect(), velden)
}

fn opschalen(m: &Model) -> Opzet {
    let nu = m.overleg().and_then(|o| o.afweging.opschaling.last()).map(|(x, _)| x);
    let velden = vec![
        Veld::keuze("opschalen", &["wel", "niet"], usize::from(nu.is_some_and(|x| !x.opschalen))),
        Veld::tekst("aan", "burgemeester, of een naam", nu.map_or("burgemeester", |x| x.aan.as_str())),
        Veld::termijn("hoe laat", "leeg is nu; anders bijvoorbeeld 17:00", None),
        Veld::tekst("reden", "waarom wel of niet", ""),
    ];
    let uitleg =
        vec!["Vanaf hier beslist of weet ook de burgemeester; het overleg blijft zelf doen wat het kan.".to_owned()];
    ("Opschalen".to_owned(), uitleg, velden)
}

fn moment(m: &Model) -> Opzet {
    let nu = m.overleg().and_then(|o| o.afweging.momenten.last()).map(|(x, _)| x.vervolg);
    let mut uitleg: Vec<String> =
        tafel(m).map(|(d, o, k)| format!("Voorstel: {}", advies::acuut(d, o, k, m.nu).zin(k))).into_iter().collect();
    uitleg.push("De vragen hierbij: /reeksen.".to_owned());
    let velden = vec![
        Veld::keuze("vervolg", &["acuut verder", "niet-acute aanpak"], usize::from(nu == Some(Vervolg::NietAcuut))),
        Veld::tekst("reden", "waarom acuut of niet", ""),
    ];
    ("Acuut of niet-acuut verder".to_owned(), uitleg, velden)
}

fn reeksvraag(reeks: &ReeksId, nr: u32, m: &Model) -> Opzet {
    let r = m.kader().and_then(|k| k.reeksen.iter().find(|r| r.id == *reeks));
    let at = usize::try_from(nr).ok().and_then(|n| n.checked_sub(1));
    let vraag = r.zip(at).and_then(|(r, at)| r.vragen.get(at));
    let uitleg = vraag.into_iter().flat_map(|v| [&v.tekst, &v.uitleg]).filter(|t| !t.is_empty()).map(ToString::to_string);
    let nu = m.overleg().and_then(|o| o.afweging.besproken.get(reeks)?.get(&nr)).map(|(t, _)| t.as_str());
    let velden = vec![Veld::tekst("besproken", "wat daarop is gezegd; leeg neemt het terug", nu.unwrap_or_default())];
    (r.map(|r| r.titel.to_string()).unwrap_or_default(), uitleg.collect(), velden)
}

fn herbeoordelen(m: &Model) -> Opzet {
    let woorden: Vec<String> = AANZET.iter().map(ToString::to_string).collect();
    let velden = vec![
        Veld::keuze("aanzet", &woorden.iter().map(String::as_str).collect::<Vec<_>>(), 0),
        Veld::tekst("toelichting", "in een paar woorden", ""),
    ];
    let mut uitleg = vec!["De vraag naar acuut gevaar staat weer open tot zij opnieuw is beantwoord (/acuut).".to_owned()];
    let open = m.dossier().map(|d| d.herbeoordelen.as_slice()).unwrap_or_default();
    uitleg.extend(open.iter().map(|h| format!("· staat al open: {} {}", h.aanzet, h.toelichting)));
    ("Opnieuw beoordelen".to_owned(), uitleg, velden)
}

pub(super) fn opdracht(f: &Formulier, m: &Model) -> Gelezen<Command> {
    let overleg = m.overleg_nr().unwrap_or(OverlegNr(0));
    Ok(match &f.doel {
        Doel::Factor(id) => Command::WeegFactor { overleg, factor: id.clone(), weging: weging(f, id, m)? },
        Doel::Uitkomst(id) => Command::NoteerUitkomst { overleg, uitkomst: gegeven(f, id, m)? },
        Doel::Scenario(id) => Command::SchetsScenario { overleg, scenario: *id, velden: geschetst(f, m)? },
        Doel::Criterium(id) => {
            let antwoord = CRITERIUM.get(f.keus(0)).copied().unwrap_or(Antwoord::Onbekend);
            let reden = if antwoord == Antwoord::Nee { f.tekst(1)? } else { f.eis(1)? };
            Command::BeantwoordCriterium { overleg, criterium: id.clone(), antwoord: CriteriumAntwoord { antwoord, reden } }
        }
        Doel::Opschalen => {
            let opschalen = f.keus(0) == 0;
            let aan = if opschalen { f.eis(1)? } else { Tekst::default() };
            let om = opschalen.then_some(f.moment(2, m.nu)?.unwrap_or(m.nu));
            Command::BeslisOpschaling { overleg, opschaling: Opschaling { opschalen, aan, om, reden: f.eis(3)? } }
        }
        Doel::Moment => {
            let vervolg = if f.keus(0) == 0 { Vervolg::Acuut } else { Vervolg::NietAcuut };
            Command::BepaalMoment { overleg, moment: Moment { vervolg, reden: f.eis(1)? } }
        }
        Doel::Reeksvraag { reeks, nr } => {
            Command::BespreekVraag { overleg, reeks: reeks.clone(), nr: *nr, antwoord: f.tekst(0)? }
        }
        _ => {
            let aanzet = AANZET.get(f.keus(0)).copied().unwrap_or(Aanzet::NieuwIncident);
            Command::VraagHerbeoordeling { aanzet, toelichting: f.tekst(1)? }
        }
    })
}

/// The field with this label; one that is not there reads as empty.
fn veld(f: &Formulier, label: &str) -> usize {
    f.velden.iter().position(|v| v.label == label).unwrap_or(usize::MAX)
}

fn weging(f: &Formulier, id: &FactorId, m: &Model) -> Gelezen<Weging> {
    let keus = |label| NU.get(f.keus(veld(f, label))).copied().flatten();
    let was = m.overleg().and_then(|o| o.afweging.weging(id)).map(|w| w.woorden.clone()).unwrap_or_default();
    let woorden = veld(f, "letterlijk");
    Ok(Weging {
        nu: keus("nu"),
        eerder: keus("eerder"),
        bron: f.wie(veld(f, "bron"), m)?,
        woorden: if woorden == usize::MAX { was } else { f.tekst(woorden)? },
        regels: regels(f, veld(f, "regels"), m)?,
    })
}

/// The lines that a field names: `R12 R15`, also `12, 15`.
fn regels(f: &Formulier, veld: usize, m: &Model) -> Gelezen<Vec<RegelId>> {
    let typed = f.tekst(veld)?;
    let words = typed.as_str().split([' ', ',']).filter(|w| !w.is_empty());
    let known = |id: &RegelId| m.dossier().is_some_and(|d| d.regels.contains_key(id));
    let read = |w: &str| w.trim_start_matches(['R', 'r']).parse().ok().map(RegelId).filter(known);
    let wrong =
        |w: &str| Misvuld { veld, doe: format!("regel {w} is er niet; schrijf nummers als R12 R15 (/regels toont ze)") };
    let mut found: Vec<RegelId> = Vec::new();
    for word in words {
        let id = read(word).ok_or_else(|| wrong(word))?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

fn gegeven(f: &Formulier, id: &InstrumentId, m: &Model) -> Gelezen<Uitkomst> {
    let geen = Misvuld { veld: 0, doe: "dit instrument staat niet in het kader van dit overleg".to_owned() };
    let i: &Instrument = m.kader().and_then(|k| k.instrument(id)).ok_or(geen)?;
    let taken = |veld: usize, uit: &[Tekst]| f.keus(veld).checked_sub(1).and_then(|at| uit.get(at)).cloned();
    let uitkomst = if i.uitkomsten.is_empty() { f.tekst(2)? } else { taken(2, &i.uitkomsten).unwrap_or_default() };
    let bij = i.velden.iter().zip(BIJ).filter_map(|(v, naam)| Some((v.id.clone(), taken(veld(f, naam), &v.antwoorden)?)));
    let antwoorden: std::collections::BTreeMap<_, _> = bij.collect();
    if uitkomst.is_empty() && antwoorden.is_empty() {
        return Err(Misvuld { veld: 2, doe: "vul nog in: de uitkomst, of een antwoord eronder".to_owned() });
    }
    f.eis(0)?;
    Ok(Uitkomst {
        instrument: id.clone(),
        afnemer: f.wie(0, m)?,
        op: f.toen(1, m.nu)?,
        uitkomst,
        antwoorden,
        toelichting: f.tekst(veld(f, "toelichting"))?,
    })
}

fn geschetst(f: &Formulier, m: &Model) -> Gelezen<ScenarioVelden> {
    let wat = f.eis(1)?;
    let mut aanleidingen = Vec::new();
    for nr in 2..f.velden.len() {
        let typed = f.tekst(nr)?;
        let (wat, when) = typed.as_str().split_once('>').unwrap_or((typed.as_str(), ""));
        let wanneer = super::lezen::lees_moment(when, m.nu).map_err(|doe| Misvuld { veld: nr, doe })?;
        if !wat.trim().is_empty() {
            aanleidingen.push(Aanleiding { wat: Tekst::cut(wat.trim()), wanneer });
        }
    }
    let soort = SCENARIO.get(f.keus(0)).copied();
    Ok(ScenarioVelden { soort, wat: Some(wat), aanleidingen: Some(aanleidingen) })
}
