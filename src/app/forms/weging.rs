//! Forms about what is weighed: a factor, an instrument's outcome, a scenario, a criterion, going up, the moment, a question
//! of a series, asking the acute question again.

use super::keuzes::{ANTWOORDEN, antwoord_of, genoemd};
use super::lezen::overleg;
use crate::app::rijen::weging::{een_bron, tafel, voorstel};
use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::advies;
use crate::domain::command::Command;
use crate::domain::dossier::{
    Aanleiding, Aanzet, Antwoord, CriteriumAntwoord, Moment, Opschaling, ScenarioSoort, ScenarioVelden, Uitkomst, Vervolg,
    Weging,
};
use crate::domain::ids::{CriteriumId, FactorId, InstrumentId, ReeksId, RegelId, ScenarioId};
use crate::domain::invoer::termijn::geschreven;
use crate::domain::kader::Lijst;
use crate::domain::tekst::Tekst;

/// Kinds of scenarios.
const SCENARIO: [ScenarioSoort; 3] = [ScenarioSoort::Waarschijnlijk, ScenarioSoort::Ergst, ScenarioSoort::Anders];
/// What makes the acute question open again.
const AANZET: [Aanzet; 5] =
    [Aanzet::NieuwIncident, Aanzet::Schending, Aanzet::Toegang, Aanzet::Vrijlating, Aanzet::EindeMaatregel];
/// What the fields for what sets a scenario off are called; from the last on, all the same.
const AANLEIDING: [&str; 6] = ["aanleiding", "of", "of ook", "en", "en ook", "of verder"];

/// The answer that stands on the board stands here.
pub(super) fn factor(id: &FactorId, m: &Model) -> Opzet {
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
    let mut velden = vec![Formulierveld::keuze(S::Nu, "nu", antwoord_of("niet besproken"), Some(&was.nu))];
    velden.extend(
        asked
            .nu_eerder
            .then(|| Formulierveld::keuze(S::Eerder, "eerder", antwoord_of("niet besproken"), Some(&was.eerder))),
    );
    velden.push(Formulierveld::wie(S::Bron, "bron", "wie zegt het", Some(&bron).filter(|b| !b.is_empty())));
    if vraagt_woorden(kader.lijsten_met(id), id) || !was.woorden.is_empty() {
        velden.push(Formulierveld::tekst(
            S::Letterlijk,
            "letterlijk",
            "de woorden zelf: van haar, of van hem",
            was.woorden.as_str(),
        ));
    }
    let nummers = regels.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    velden.push(Formulierveld::tekst(S::Regels, "regels", "waarop het rust, bijvoorbeeld R12 R15", &nummers));
    (asked.naam.to_string(), uitleg, velden)
}

/// Whether a list that names the factor asks for the literal words.
fn vraagt_woorden<'a>(mut lijsten: impl Iterator<Item = &'a Lijst>, id: &FactorId) -> bool {
    lijsten.any(|l| l.items.iter().any(|i| i.factor == *id && i.letterlijke_woorden))
}

pub(super) fn weeg_factor(f: &Formulier, id: &FactorId, m: &Model) -> Ingevuld<Command> {
    let was = m.overleg().and_then(|o| o.afweging.weging(id));
    let weging = Weging {
        nu: f.keus(S::Nu)?,
        eerder: if f.heeft(S::Eerder) { f.keus(S::Eerder)? } else { was.and_then(|w| w.eerder) },
        bron: f.wie(S::Bron, m)?,
        woorden: if f.heeft(S::Letterlijk) {
            f.tekst(S::Letterlijk)?
        } else {
            was.map(|w| w.woorden.clone()).unwrap_or_default()
        },
        regels: regels(f, m)?,
    };
    Ok(Command::WeegFactor { overleg: overleg(m), factor: id.clone(), weging })
}

/// The lines that the form names: `R12 R15`, also `12, 15`.
fn regels(f: &Formulier, m: &Model) -> Ingevuld<Vec<RegelId>> {
    let typed = f.tekst(S::Regels)?;
    let words = typed.as_str().split([' ', ',']).filter(|w| !w.is_empty());
    let known = |id: &RegelId| m.dossier().is_some_and(|d| d.regels.contains_key(id));
    let read = |w: &str| w.parse().ok().filter(known);
    let wrong =
        |w: &str| Misvuld::bij(S::Regels, format!("regel {w} is er niet; schrijf nummers als R12 R15 (/regels toont ze)"));
    let mut found: Vec<RegelId> = Vec::new();
    for word in words {
        let id = read(word).ok_or_else(|| wrong(word))?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

/// An outcome, and each answer beside it, begins at 'niet gezegd': that records nothing, and where all say so the form is
/// refused.
pub(super) fn uitkomst(id: &InstrumentId, m: &Model) -> Opzet {
    let Some(i) = m.kader().and_then(|k| k.instrument(id)) else { return Default::default() };
    let mut uitleg = vec![format!("Zoals het is afgenomen; wij rekenen niets uit. Afnemer: {}.", i.afnemer)];
    uitleg.extend((1..).zip(&i.velden).map(|(nr, v)| format!("vraag {nr}: {}", v.vraag)));
    let keuze = |sleutel, label: String, uit: &[Tekst]| {
        let niets = std::iter::once(("niet gezegd".to_owned(), None));
        let paren = niets.chain(uit.iter().map(|t| (t.to_string(), Some(t.clone()))));
        Formulierveld::keuze(sleutel, label, paren, Some(&None))
    };
    let mut velden = vec![
        Formulierveld::wie(S::Afnemer, "afgenomen door", "organisatie, of naam (organisatie)", None),
        Formulierveld::toen(S::Wanneer, "wanneer", "leeg is niet bekend", None),
    ];
    velden.push(match i.uitkomsten.as_slice() {
        [] => Formulierveld::tekst(S::Uitkomst, "uitkomst", "in de woorden van wie het afnam", ""),
        uit => keuze(S::Uitkomst, "uitkomst".to_owned(), uit),
    });
    velden.extend((1..).zip(&i.velden).map(|(nr, v)| keuze(S::VraagBij(nr), format!("vraag {nr}"), &v.antwoorden)));
    velden.push(Formulierveld::tekst(S::Toelichting, "toelichting", "mag leeg blijven", ""));
    (format!("Uitkomst van {}", i.naam), uitleg, velden)
}

pub(super) fn noteer_uitkomst(f: &Formulier, id: &InstrumentId, m: &Model) -> Ingevuld<Command> {
    let geen = || Misvuld::geheel("dit instrument staat niet in het kader van dit overleg");
    let i = m.kader().and_then(|k| k.instrument(id)).ok_or_else(geen)?;
    let uitkomst = if i.uitkomsten.is_empty() {
        f.tekst(S::Uitkomst)?
    } else {
        f.keus::<Option<Tekst>>(S::Uitkomst)?.unwrap_or_default()
    };
    let mut antwoorden = std::collections::BTreeMap::new();
    for (nr, v) in (1..).zip(&i.velden) {
        if let Some(antwoord) = f.keus::<Option<Tekst>>(S::VraagBij(nr))? {
            antwoorden.insert(v.id.clone(), antwoord);
        }
    }
    if uitkomst.is_empty() && antwoorden.is_empty() {
        return Err(Misvuld::bij(S::Uitkomst, "vul nog in: de uitkomst, of een antwoord eronder"));
    }
    f.eis(S::Afnemer)?;
    let uitkomst = Uitkomst {
        instrument: id.clone(),
        afnemer: f.wie(S::Afnemer, m)?,
        op: f.moment(S::Wanneer, m)?,
        uitkomst,
        antwoorden,
        toelichting: f.tekst(S::Toelichting)?,
    };
    Ok(Command::NoteerUitkomst { overleg: overleg(m), uitkomst })
}

/// Every aanleiding that is known has a field, and there is always room for two more.
pub(super) fn scenario(id: Option<ScenarioId>, m: &Model) -> Opzet {
    let x = id.and_then(|id| m.overleg()?.afweging.scenarios.iter().find(|s| s.id == id));
    let known = x.map(|x| x.aanleidingen.as_slice()).unwrap_or_default();
    let typed = |a: &Aanleiding| match a.wanneer {
        Some(t) => format!("{} >{}", a.wat, geschreven(t)),
        None => a.wat.to_string(),
    };
    let mut velden = vec![
        Formulierveld::keuze(S::Soort, "soort", genoemd(SCENARIO), x.map(|x| &x.soort)),
        Formulierveld::tekst(S::Wat, "wat", "wat er dan gebeurt", x.map(|x| x.wat.as_str()).unwrap_or_default()),
    ];
    for nr in 0..(known.len() + 2).max(3) {
        let nu = known.get(nr).map(typed).unwrap_or_default();
        let label = AANLEIDING.get(nr).or(AANLEIDING.last()).copied().unwrap_or_default();
        velden.push(Formulierveld::tekst(S::Aanleiding(nr), label, "zitting, vrijlating, verhuizing ... >wanneer", &nu));
    }
    let uitleg = vec!["Wat zet het in gang? Een tijd kan erachter: zitting >24-11 09:30.".to_owned()];
    (id.map_or("Nieuw scenario".to_owned(), |id| format!("Scenario {id}")), uitleg, velden)
}

pub(super) fn schets_scenario(f: &Formulier, scenario: Option<ScenarioId>, m: &Model) -> Ingevuld<Command> {
    let (soort, wat) = (Some(f.keus(S::Soort)?), Some(f.eis(S::Wat)?));
    let fields = f.velden.iter().map(|v| v.sleutel).filter(|s| matches!(s, S::Aanleiding(_)));
    let mut aanleidingen = Vec::new();
    for sleutel in fields {
        aanleidingen.extend(aanleiding(f, sleutel, m)?);
    }
    let velden = ScenarioVelden { soort, wat, aanleidingen: Some(aanleidingen) };
    Ok(Command::SchetsScenario { overleg: overleg(m), scenario, velden })
}

/// What sets it off, and when where that is said; none when the field is empty.
fn aanleiding(f: &Formulier, sleutel: S, m: &Model) -> Ingevuld<Option<Aanleiding>> {
    let typed = f.tekst(sleutel)?;
    let Some((wat, when)) = typed.as_str().rsplit_once('>') else {
        return Ok((!typed.is_empty()).then_some(Aanleiding { wat: typed, wanneer: None }));
    };
    let wanneer = super::lezen::lees_moment(when, m.nu).map_err(|doe| Misvuld::bij(sleutel, doe))?;
    let wat = Tekst::new(wat).map_err(|e| Misvuld::bij(sleutel, e.to_string()))?;
    if wat.is_empty() {
        return Err(Misvuld::bij(sleutel, "schrijf ook wat er dan is: zitting >24-11 09:30"));
    }
    Ok(Some(Aanleiding { wat, wanneer }))
}

/// The answer that was given stands there.
pub(super) fn criterium(id: &CriteriumId, m: &Model) -> Opzet {
    let k = m.kader().and_then(|k| k.criteria.iter().find(|k| k.id == *id));
    let nu = m.overleg().and_then(|o| o.afweging.criteria.get(id)).map(|(a, _)| a);
    let uitleg = k.into_iter().flat_map(|k| [&k.vraag, &k.uitleg]).filter(|t| !t.is_empty()).map(ToString::to_string);
    let velden = vec![
        Formulierveld::keuze(S::Antwoord, "antwoord", ANTWOORDEN, nu.map(|a| &a.antwoord)),
        Formulierveld::tekst(
            S::Reden,
            "reden",
            "wat u ermee doet en waarom; bij nee mag het leeg",
            nu.map(|a| a.reden.as_str()).unwrap_or_default(),
        ),
    ];
    ("Naar de burgemeester?".to_owned(), uitleg.collect(), velden)
}

pub(super) fn beantwoord_criterium(f: &Formulier, id: &CriteriumId, m: &Model) -> Ingevuld<Command> {
    let antwoord = f.keus(S::Antwoord)?;
    let reden = if antwoord == Antwoord::Nee { f.tekst(S::Reden)? } else { f.eis(S::Reden)? };
    let antwoord = CriteriumAntwoord { antwoord, reden };
    Ok(Command::BeantwoordCriterium { overleg: overleg(m), criterium: id.clone(), antwoord })
}

/// What was decided before stands there: a reason is asked anew each time.
pub(super) fn opschalen(m: &Model) -> Opzet {
    let nu = m.overleg().and_then(|o| o.afweging.opschaling.last()).map(|(x, _)| x);
    let aan = nu.map(|x| x.aan.as_str()).filter(|aan| !aan.is_empty()).unwrap_or("burgemeester");
    let velden = vec![
        Formulierveld::keuze(S::Opschalen, "opschalen", [("wel", true), ("niet", false)], nu.map(|x| x.opschalen).as_ref()),
        Formulierveld::tekst(S::Aan, "aan", "burgemeester, of een naam", aan),
        Formulierveld::termijn(S::Termijn, "hoe laat", "leeg is nu; anders bijvoorbeeld 17:00", None),
        Formulierveld::tekst(S::Reden, "reden", "waarom wel of niet", ""),
    ];
    let uitleg =
        vec!["Vanaf hier beslist of weet ook de burgemeester; het overleg blijft zelf doen wat het kan.".to_owned()];
    ("Opschalen".to_owned(), uitleg, velden)
}

/// To whom and when are of going up: what somebody wrote there of not going up is refused, not dropped.
pub(super) fn beslis_opschaling(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    let opschalen: bool = f.keus(S::Opschalen)?;
    let om = f.moment(S::Termijn, m)?;
    let opschaling = if opschalen {
        Opschaling { opschalen, aan: f.eis(S::Aan)?, om: Some(om.unwrap_or(m.nu)), reden: f.eis(S::Reden)? }
    } else {
        for sleutel in [S::Aan, S::Termijn] {
            if !f.ongemoeid(sleutel) && !f.getypt(sleutel)?.is_empty() {
                return Err(Misvuld::bij(sleutel, "dit hoort bij wel opschalen; maak dit veld leeg"));
            }
        }
        Opschaling { opschalen, aan: Tekst::default(), om: None, reden: f.eis(S::Reden)? }
    };
    Ok(Command::BeslisOpschaling { overleg: overleg(m), opschaling })
}

/// The way that was chosen before stands there: a reason is asked anew each time.
pub(super) fn moment(m: &Model) -> Opzet {
    let nu = m.overleg().and_then(|o| o.afweging.momenten.last()).map(|(x, _)| x.vervolg);
    let mut uitleg: Vec<String> =
        tafel(m).map(|(d, o, k)| format!("Voorstel: {}", advies::acuut(d, o, k, m.nu).zin(k))).into_iter().collect();
    uitleg.push("De vragen hierbij: /reeksen.".to_owned());
    let paren = [("acuut verder", Vervolg::Acuut), ("niet-acute aanpak", Vervolg::NietAcuut)];
    let velden = vec![
        Formulierveld::keuze(S::Vervolg, "vervolg", paren, nu.as_ref()),
        Formulierveld::tekst(S::Reden, "reden", "waarom acuut of niet", ""),
    ];
    ("Acuut of niet-acuut verder".to_owned(), uitleg, velden)
}

pub(super) fn bepaal_moment(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    let moment = Moment { vervolg: f.keus(S::Vervolg)?, reden: f.eis(S::Reden)? };
    Ok(Command::BepaalMoment { overleg: overleg(m), moment })
}

pub(super) fn reeksvraag(reeks: &ReeksId, nr: u32, m: &Model) -> Opzet {
    let r = m.kader().and_then(|k| k.reeksen.iter().find(|r| r.id == *reeks));
    let at = usize::try_from(nr).ok().and_then(|n| n.checked_sub(1));
    let vraag = r.zip(at).and_then(|(r, at)| r.vragen.get(at));
    let uitleg = vraag.into_iter().flat_map(|v| [&v.tekst, &v.uitleg]).filter(|t| !t.is_empty()).map(ToString::to_string);
    let nu = m.overleg().and_then(|o| o.afweging.besproken.get(reeks)?.get(&nr)).map(|(t, _)| t.as_str());
    let hulp = "wat daarop is gezegd; leeg neemt het terug";
    let velden = vec![Formulierveld::tekst(S::Besproken, "besproken", hulp, nu.unwrap_or_default())];
    (r.map(|r| r.titel.to_string()).unwrap_or_default(), uitleg.collect(), velden)
}

pub(super) fn bespreek(f: &Formulier, reeks: &ReeksId, nr: u32, m: &Model) -> Ingevuld<Command> {
    let antwoord = f.tekst(S::Besproken)?;
    Ok(Command::BespreekVraag { overleg: overleg(m), reeks: reeks.clone(), nr, antwoord })
}

pub(super) fn herbeoordelen(m: &Model) -> Opzet {
    let velden = vec![
        Formulierveld::keuze(S::Aanzet, "aanzet", genoemd(AANZET), None),
        Formulierveld::tekst(S::Toelichting, "toelichting", "in een paar woorden", ""),
    ];
    let mut uitleg = vec!["De vraag naar acuut gevaar staat weer open tot zij opnieuw is beantwoord (/acuut).".to_owned()];
    let open = m.dossier().map(|d| d.herbeoordelen.as_slice()).unwrap_or_default();
    uitleg.extend(open.iter().map(|h| format!("· staat al open: {} {}", h.aanzet, h.toelichting)));
    ("Opnieuw beoordelen".to_owned(), uitleg, velden)
}

pub(super) fn vraag_herbeoordeling(f: &Formulier, _: &Model) -> Ingevuld<Command> {
    Ok(Command::VraagHerbeoordeling { aanzet: f.keus(S::Aanzet)?, toelichting: f.tekst(S::Toelichting)? })
}
