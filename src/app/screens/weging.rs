//! The lists of oordeelsvorming: the board of factors, outcomes of instruments, scenarios, criteria, series of questions.
//! What was answered is the meeting's; here is only which rows there are, and what one key asks of the server.

use crate::app::forms::{Doel, Sleutel};
use crate::app::model::{BerichtSoort, Model};
use crate::app::overlays::{Keuze, KeuzeDoel, Laag, Lezen, Stof};
use crate::app::screens::Blik;
use crate::app::screens::register::{Lijst, Rij, Staat, form};
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::advies::{self, FactorVoorstel};
use crate::domain::command::Command;
use crate::domain::dossier::{Afweging, Antwoord, CriteriumAntwoord, Dossier, Fase, Overleg, Weging, Wie};
use crate::domain::ids::RegelId;
use crate::domain::kader::{Factor, Kader, Reeks, ReeksSoort};
use crate::domain::rechten::KERN;
use crate::domain::tekst::Tekst;
use crate::input::catalogue::Action;

/// Which factors the board shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Every factor of the board.
    #[default]
    Alles,
    /// What is unknown or was not discussed.
    Open,
    /// What is so.
    Ja,
    /// Every factor of the kader, also of lists that nothing called for.
    Kader,
}

impl Filter {
    /// What it shows, in words.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Alles => "alles",
            Self::Open => "onbekend en niet besproken",
            Self::Ja => "ja",
            Self::Kader => "heel het kader",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Alles => Self::Open,
            Self::Open => Self::Ja,
            Self::Ja => Self::Kader,
            Self::Kader => Self::Alles,
        }
    }

    fn toont(self, antwoord: Option<Antwoord>) -> bool {
        match self {
            Self::Alles | Self::Kader => true,
            Self::Open => matches!(antwoord, None | Some(Antwoord::Onbekend)),
            Self::Ja => antwoord == Some(Antwoord::Ja),
        }
    }
}

/// The dossier, the meeting and its kader, once they are here.
pub fn tafel(m: &Model) -> Option<(&Dossier, &Overleg, &Kader)> {
    Some((m.dossier()?, m.overleg()?, m.kader()?))
}

/// The rows of one of these lists.
pub fn rijen(m: &Model, lijst: Lijst) -> Vec<Rij> {
    let Some((d, o, kader)) = tafel(m) else { return Vec::new() };
    match lijst {
        Lijst::Factoren => factoren(m, d, o, kader),
        Lijst::Uitkomsten => (0..kader.instrumenten.len()).map(Rij::Instrument).collect(),
        Lijst::Scenarios => {
            let known = o.afweging.scenarios.iter().map(|s| Rij::Scenario(Some(s.id)));
            known.chain([Rij::Scenario(None)]).collect()
        }
        Lijst::Criteria => (0..kader.criteria.len()).map(Rij::Criterium).chain([Rij::Opschaling]).collect(),
        _ => reeksen(d, o, kader),
    }
}

/// The factors that the filter shows, in the order of the kader; and the one that is chosen, so that the answer to it does
/// not take it away from under the cursor.
fn factoren(m: &Model, d: &Dossier, o: &Overleg, kader: &Kader) -> Vec<Rij> {
    let chosen = match m.blik {
        Blik::Register(Staat { gekozen, .. }) => gekozen,
        _ => None,
    };
    let place = |f: &Factor| kader.factoren.iter().position(|x| x.id == f.id).map(Rij::Factor);
    let board = if m.filter == Filter::Kader { kader.factoren.iter().collect() } else { advies::bord(d, o, kader) };
    let rows = board.into_iter().filter_map(|f| Some((place(f)?, o.afweging.nu(&f.id))));
    rows.filter(|(rij, nu)| m.filter.toont(*nu) || Some(*rij) == chosen).map(|(rij, _)| rij).collect()
}

/// The questions of the series: those of the item first, then those of the block, then the others. Adverse effects only of
/// kinds of measures that are in the register.
fn reeksen(d: &Dossier, o: &Overleg, kader: &Kader) -> Vec<Rij> {
    let item = o.huidig_punt.as_ref().and_then(|p| kader.punt(p)).and_then(|(_, p)| p.reeks.as_ref());
    let soorten: Vec<_> = d.inzetten.values().filter_map(|i| kader.maatregel(i.palet.as_ref()?)).map(|m| m.kader).collect();
    let shown = |r: &Reeks| r.kader.is_none_or(|k| soorten.contains(&k));
    let mut all: Vec<(usize, &Reeks)> = kader.reeksen.iter().enumerate().filter(|(_, r)| shown(r)).collect();
    all.sort_by_key(|(_, r)| (Some(&r.id) != item, blok(r.soort) != o.fase));
    let question =
        |at: usize, r: &Reeks| (1..).zip(&r.vragen).map(move |(nr, _)| Rij::Reeksvraag(at, nr)).collect::<Vec<_>>();
    all.into_iter().flat_map(|(at, r)| question(at, r)).collect()
}

/// The block to which a series belongs (own choice).
fn blok(soort: ReeksSoort) -> Fase {
    match soort {
        ReeksSoort::Haar | ReeksSoort::Delen => Fase::Beeldvorming,
        ReeksSoort::Moment | ReeksSoort::Herbeoordelen | ReeksSoort::Opheffen | ReeksSoort::Tegendenker => {
            Fase::Oordeelsvorming
        }
        ReeksSoort::Nadelen | ReeksSoort::Regelen => Fase::Besluitvorming,
        ReeksSoort::Principes | ReeksSoort::Kwaliteit => Fase::Afsluiting,
    }
}

/// What the lines and the narrower factors propose, while the team has not said so or otherwise since.
pub fn voorstel(d: &Dossier, o: &Overleg, factor: &Factor) -> Option<FactorVoorstel> {
    let now = o.afweging.weging(&factor.id);
    let known = |v: &FactorVoorstel| now.is_some_and(|w| w.nu.is_some() && v.regels.iter().all(|r| w.regels.contains(r)));
    let same = |v: &FactorVoorstel| now.and_then(|w| w.nu) == Some(v.antwoord);
    let silent = |v: &FactorVoorstel| known(v) && !v.regels.is_empty();
    advies::voorstel(d, &o.afweging, factor).filter(|v| !same(v) && !silent(v))
}

/// Does something to the chosen row.
pub fn handle(m: &mut Model, action: Action, rij: Rij) -> Vec<Effect> {
    if action == Action::Lees {
        m.lagen.push(Laag::Lezen(Lezen::van(Stof::Rij)));
        return Vec::new();
    }
    match (action, antwoord(action), rij) {
        (Action::Vul, _, rij) => match doel(m, rij) {
            Some(doel) => form(m, doel),
            None => Vec::new(),
        },
        (Action::NeemOver, _, Rij::Factor(at)) => neem_over(m, at),
        (Action::AntwoordGeen, _, Rij::Factor(at)) => weeg(m, at, None),
        (_, Some(nu), Rij::Factor(at)) => weeg(m, at, Some(nu)),
        (_, Some(nu), Rij::Criterium(at)) => criterium(m, at, nu),
        _ => {
            m.zeg(BerichtSoort::Let, "dat kan niet met deze rij; de toetsen onderaan zeggen wat wel kan");
            Vec::new()
        }
    }
}

/// The answer that a key gives.
fn antwoord(action: Action) -> Option<Antwoord> {
    match action {
        Action::AntwoordJa => Some(Antwoord::Ja),
        Action::AntwoordNee => Some(Antwoord::Nee),
        Action::AntwoordOnbekend => Some(Antwoord::Onbekend),
        _ => None,
    }
}

/// The form of a row.
fn doel(m: &Model, rij: Rij) -> Option<Doel> {
    let kader = m.kader()?;
    Some(match rij {
        Rij::Factor(at) => Doel::Factor(kader.factoren.get(at)?.id.clone()),
        Rij::Instrument(at) => Doel::Uitkomst(kader.instrumenten.get(at)?.id.clone()),
        Rij::Scenario(id) => Doel::Scenario(id),
        Rij::Criterium(at) => Doel::Criterium(kader.criteria.get(at)?.id.clone()),
        Rij::Opschaling => Doel::Opschalen,
        Rij::Reeksvraag(at, nr) => Doel::Reeksvraag { reeks: kader.reeksen.get(at)?.id.clone(), nr },
        _ => return None,
    })
}

/// The next filter, also where this one shows nothing; the cursor goes to the first row of what it shows.
pub(super) fn filter(m: &mut Model) -> Vec<Effect> {
    m.filter = m.filter.next();
    if let Blik::Register(staat) = &mut m.blik {
        staat.gekozen = None;
    }
    // the first row is chosen as if somebody went there: an answer does not take it away
    let first = rijen(m, Lijst::Factoren).first().copied();
    if let Blik::Register(staat) = &mut m.blik {
        staat.gekozen = first;
    }
    m.zeg(BerichtSoort::Let, format!("u ziet: {}", m.filter.naam()));
    Vec::new()
}

fn neem_over(m: &mut Model, at: usize) -> Vec<Effect> {
    // also what the team answered otherwise: it stands on the row
    let found = tafel(m).and_then(|(d, o, kader)| {
        let factor = kader.factoren.get(at)?;
        Some((advies::voorstel(d, &o.afweging, factor)?, o.afweging.nu(&factor.id)))
    });
    match found {
        Some((v, nu)) if nu == Some(v.antwoord) => m.zeg(BerichtSoort::Let, "het antwoord is al wat de regels zeggen"),
        Some((v, _)) => return weeg(m, at, Some(v.antwoord)),
        None => m.zeg(BerichtSoort::Let, "er is geen voorstel: geen regel spreekt van deze factor"),
    }
    Vec::new()
}

/// Answers a factor and goes to the next row: an answer is one key. The same answer again records nothing.
fn weeg(m: &mut Model, at: usize, nu: Option<Antwoord>) -> Vec<Effect> {
    let Some((d, o, kader)) = tafel(m) else { return Vec::new() };
    let Some(factor) = kader.factoren.get(at) else { return Vec::new() };
    let was = o.afweging.weging(&factor.id).cloned().unwrap_or_default();
    let weging = nu.map_or_else(Weging::default, |nu| beantwoord(d, o, factor, &was, nu));
    let (overleg, id) = (o.nr, factor.id.clone());
    let zin = gezegd(d, &o.afweging, factor, nu);
    volgende(m, Rij::Factor(at));
    if weging == was {
        m.zeg(BerichtSoort::Let, zin);
        return Vec::new();
    }
    m.stuur(vec![Command::WeegFactor { overleg, factor: id, weging }], Herkomst::Daad(zin))
}

/// What was answered, and what speaks against it.
fn gezegd(d: &Dossier, a: &Afweging, factor: &Factor, nu: Option<Antwoord>) -> String {
    let answer = nu.map_or_else(|| "niet besproken".to_owned(), |a| a.to_string());
    let against = advies::voorstel(d, a, factor).filter(|v| nu.is_some_and(|nu| nu != Antwoord::Ja && nu != v.antwoord));
    let tail = against.map(|v| format!("; let op, {}", spreekt(&v))).unwrap_or_default();
    format!("{}: {answer}{tail}", factor.naam)
}

/// `3 regels spreken ervan: R12 R15 R17`
pub fn spreekt(v: &FactorVoorstel) -> String {
    let lines: Vec<String> = v.regels.iter().map(ToString::to_string).collect();
    match lines.len() {
        0 => "andere factoren die ja zijn spreken ervan".to_owned(),
        1 => format!("{} spreekt ervan", lines.concat()),
        _ => format!("{} spreken ervan", lines.join(" ")),
    }
}

/// Goes to the row after this one, as the list is now; at the last row it stays.
fn volgende(m: &mut Model, rij: Rij) {
    let Blik::Register(staat) = m.blik else { return };
    let rows = super::register::rijen(m, staat.lijst);
    let at = rows.iter().position(|r| *r == rij).map_or(0, |at| (at + 1).min(rows.len().saturating_sub(1)));
    m.blik = Blik::Register(Staat { gekozen: rows.get(at).copied().or(Some(rij)), ..staat });
}

/// What was known of a factor with this answer, and the lines that speak of it linked. Where the answer follows from those
/// lines and they have one source, that is who says so.
fn beantwoord(d: &Dossier, o: &Overleg, factor: &Factor, was: &Weging, nu: Antwoord) -> Weging {
    let voorstel = advies::voorstel(d, &o.afweging, factor);
    let mut regels = was.regels.clone();
    let lines = voorstel.iter().flat_map(|v| &v.regels);
    regels.extend(lines.filter(|r| !was.regels.contains(r)));
    let volgt = voorstel.as_ref().is_some_and(|v| v.antwoord == nu);
    let bron = if volgt && was.bron.is_empty() { een_bron(d, &regels) } else { was.bron.clone() };
    Weging { nu: Some(nu), bron, regels, ..was.clone() }
}

/// Who says all of these lines; nobody where they have more than one source.
pub fn een_bron(d: &Dossier, regels: &[RegelId]) -> Wie {
    let of = |id: &RegelId| {
        let i = &d.regels.get(id)?.inhoud;
        i.bron.clone().or_else(|| i.inbreng.clone().map(Wie::organisatie))
    };
    let mut all: Vec<Wie> = regels.iter().filter_map(of).collect();
    all.dedup();
    match all.as_slice() {
        [one] => one.clone(),
        _ => Wie::default(),
    }
}

/// A no is an answer by itself; what is met or unknown needs what we do with it, and gets the form.
fn criterium(m: &mut Model, at: usize, antwoord: Antwoord) -> Vec<Effect> {
    let Some((_, o, kader)) = tafel(m) else { return Vec::new() };
    let Some(k) = kader.criteria.get(at) else { return Vec::new() };
    let (overleg, criterium) = (o.nr, k.id.clone());
    if antwoord == Antwoord::Nee {
        let antwoord = CriteriumAntwoord { antwoord, reden: Tekst::default() };
        let zin = format!("{}: nee", k.vraag);
        volgende(m, Rij::Criterium(at));
        return m.stuur(vec![Command::BeantwoordCriterium { overleg, criterium, antwoord }], Herkomst::Daad(zin));
    }
    let effects = form(m, Doel::Criterium(criterium));
    if let Some(Laag::Formulier(f)) = m.lagen.last_mut() {
        f.neem(Sleutel::Antwoord, &antwoord);
        f.ga(false);
    }
    effects
}

/// Whose judgement somebody at this terminal gives.
pub enum VanWie {
    /// This organisation's.
    Een(String),
    /// One of these.
    Kies(Keuze),
    /// Nobody's, and why.
    Niemand(&'static str),
}

/// Whose judgement is given: the own organisation's, for who sits at the table for one; else a choice. Who may give none is
/// told so before anything is typed: in a closed round it would be typed blind.
pub fn oordeel_van_wie(m: &Model) -> VanWie {
    let o = m.overleg();
    let namen: Vec<Tekst> = o.map(|o| o.organisaties().into_iter().cloned().collect()).unwrap_or_default();
    if m.rollen().iter().any(|r| KERN.contains(r)) {
        let given = |n: &Tekst| o.is_some_and(|o| heeft_geoordeeld(o, n));
        let words = namen.iter().map(|n| format!("{} {n}", if given(n) { "✓" } else { "·" })).collect();
        return VanWie::Kies(Keuze::new("Het oordeel van wie?", words, KeuzeDoel::Oordeel(namen)));
    }
    let Some(own) = m.ik.as_ref().and_then(|ik| ik.organisatie.as_ref()) else {
        return VanWie::Niemand("bij uw naam staat geen organisatie; geef uw oordeel aan de notulist");
    };
    match namen.iter().find(|n| n.same(own.as_str())) {
        Some(own) => VanWie::Een(own.to_string()),
        None => VanWie::Niemand("uw organisatie zit niet aan tafel; de notulist zet haar erbij met /aanwezig"),
    }
}

/// Whether an organisation gave its judgement: in a closed round, whether it was received.
pub fn heeft_geoordeeld(o: &Overleg, organisatie: &Tekst) -> bool {
    match o.afweging.open_ronde() {
        Some(ronde) => ronde.ontvangen.iter().any(|x| x.same(organisatie.as_str())),
        None => o.oordeel_van(organisatie.as_str()).is_some(),
    }
}

/// What was shown cannot be hidden again: asks once.
pub fn onthul(m: &Model) -> Keuze {
    let o = m.overleg();
    let all: Vec<&Tekst> = o.map(Overleg::organisaties).unwrap_or_default();
    let missing: Vec<&str> =
        all.into_iter().filter(|n| o.is_some_and(|o| !heeft_geoordeeld(o, n))).map(Tekst::as_str).collect();
    let wie =
        if missing.is_empty() { "alle zijn ontvangen".to_owned() } else { format!("nog niet: {}", missing.join(", ")) };
    let opties = vec![format!("toon nu alle oordelen ({wie})"), "nog niet".to_owned()];
    let mut keuze = Keuze::new("De gesloten ronde onthullen?", opties, KeuzeDoel::Onthul);
    keuze.gekozen = (!missing.is_empty()).then_some(1);
    keuze
}
