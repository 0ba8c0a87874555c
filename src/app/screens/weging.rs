//! The lists of oordeelsvorming: the board of factors, outcomes of instruments, scenarios, criteria, series of questions.
//! What was answered is the meeting's; here is only which rows there are, and what one key asks of the server.

use crate::app::forms::open as form;
use crate::app::rijen::weging::een_bron;
pub use crate::app::rijen::weging::{heeft_geoordeeld, rijen, spreekt, tafel};
use crate::app::state::blik::Blik;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::Doel;
use crate::app::state::keuze::{Keuze, KeuzeDoel};
use crate::app::state::laag::Laag;
use crate::app::state::lezen::{Lezen, Stof};
use crate::app::state::lijst::{Lijststaat, Registerlijst, Rij};
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::veld::Sleutel;
use crate::app::state::verzoek::Verzoekherkomst;
use crate::domain::advies::{self};
use crate::domain::command::Command;
use crate::domain::dossier::{Afweging, Antwoord, CriteriumAntwoord, Dossier, Overleg, Weging};
use crate::domain::kader::Factor;
use crate::domain::rechten::KERN;
use crate::domain::tekst::Tekst;
use crate::input::catalogue::Action;

pub use crate::app::rijen::weging::voorstel;
pub use crate::app::state::lijst::Filter;

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
    let first = rijen(m, Registerlijst::Factoren).first().copied();
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
    m.stuur(vec![Command::WeegFactor { overleg, factor: id, weging }], Verzoekherkomst::Daad(zin))
}

/// What was answered, and what speaks against it.
fn gezegd(d: &Dossier, a: &Afweging, factor: &Factor, nu: Option<Antwoord>) -> String {
    let answer = nu.map_or_else(|| "niet besproken".to_owned(), |a| a.to_string());
    let against = advies::voorstel(d, a, factor).filter(|v| nu.is_some_and(|nu| nu != Antwoord::Ja && nu != v.antwoord));
    let tail = against.map(|v| format!("; let op, {}", spreekt(&v))).unwrap_or_default();
    format!("{}: {answer}{tail}", factor.naam)
}

/// Goes to the row after this one, as the list is now; at the last row it stays.
fn volgende(m: &mut Model, rij: Rij) {
    let Blik::Register(staat) = m.blik else { return };
    let rows = crate::app::rijen::rijen(m, staat.lijst);
    let at = rows.iter().position(|r| *r == rij).map_or(0, |at| (at + 1).min(rows.len().saturating_sub(1)));
    m.blik = Blik::Register(Lijststaat { gekozen: rows.get(at).copied().or(Some(rij)), ..staat });
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

/// A no is an answer by itself; what is met or unknown needs what we do with it, and gets the form.
fn criterium(m: &mut Model, at: usize, antwoord: Antwoord) -> Vec<Effect> {
    let Some((_, o, kader)) = tafel(m) else { return Vec::new() };
    let Some(k) = kader.criteria.get(at) else { return Vec::new() };
    let (overleg, criterium) = (o.nr, k.id.clone());
    if antwoord == Antwoord::Nee {
        let antwoord = CriteriumAntwoord { antwoord, reden: Tekst::default() };
        let zin = format!("{}: nee", k.vraag);
        volgende(m, Rij::Criterium(at));
        return m.stuur(vec![Command::BeantwoordCriterium { overleg, criterium, antwoord }], Verzoekherkomst::Daad(zin));
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
    let Some(own) = m.ik_hier().and_then(|ik| ik.organisatie.as_ref()) else {
        return VanWie::Niemand("bij uw naam staat geen organisatie; geef uw oordeel aan de notulist");
    };
    match namen.iter().find(|n| n.same(own.as_str())) {
        Some(own) => VanWie::Een(own.to_string()),
        None => VanWie::Niemand("uw organisatie zit niet aan tafel; de notulist zet haar erbij met /aanwezig"),
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
