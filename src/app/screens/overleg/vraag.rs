//! What is asked before a line is recorded. Every question has an answer that takes nothing, and is asked once.

use super::{WACHTEND_MAX, bewaar, changed, is_vol, leg_vast, onderweg, punt, stand, voorbeeld};
use crate::app::model::{BerichtSoort, Model};
use crate::app::overlays::{Keuze, KeuzeDoel, Laag};
use crate::app::submit::Herkomst;
use crate::app::update::Effect;
use crate::domain::command::Command;
use crate::domain::invoer::splits::splits;
use crate::domain::invoer::termijn::{Tijdvraag, Waarom};
use crate::domain::invoer::{Ontleed, als_woorden, met_moment, met_scherm};
use crate::domain::tekst::CHARS_MAX;

/// What an answer does.
#[derive(Clone, Debug, PartialEq)]
pub enum Antwoord {
    /// The line becomes this, and is recorded.
    Regel(String),
    /// The line is open, though it begins as a shielded one.
    Open,
    /// A line that is too long becomes numbered lines.
    Splits,
    /// The line stays where it is.
    Laat,
}

/// Asks what has to be asked of this line first. False when there is nothing.
pub(super) fn stel(m: &mut Model, o: &Ontleed) -> bool {
    let text = m.overleg.draft.text();
    let keuze = if let Some(n) = o.te_lang {
        te_lang(m, o, n)
    } else if o.merk.twijfel && !m.overleg.open {
        scherm(text)
    } else if let Some(vraag) = &o.vraag {
        tijd(text, &vraag.plek, &vraag.vraag)
    } else {
        return false;
    };
    m.lagen.push(Laag::Keuze(keuze));
    true
}

fn keuze(regel: &str, titel: String, opties: Vec<(String, Antwoord)>) -> Keuze {
    let (opties, antwoorden) = opties.into_iter().unzip();
    Keuze::new(titel, opties, KeuzeDoel::Uur { regel: regel.to_owned(), antwoorden })
}

fn scherm(text: &str) -> Keuze {
    let opties = vec![
        ("scherm hem af".to_owned(), Antwoord::Regel(met_scherm(text))),
        ("leg hem open vast, met het uitroepteken".to_owned(), Antwoord::Open),
        ("ik pas hem aan".to_owned(), Antwoord::Laat),
    ];
    keuze(text, "De regel begint met ! en is niet afgeschermd.".to_owned(), opties)
}

fn te_lang(m: &Model, o: &Ontleed, n: usize) -> Keuze {
    let text = m.overleg.draft.text();
    let parts = m.achtergrond().map_or(0, |a| splits(text, o, a).map_or(0, |parts| parts.len()));
    let split = m.overleg.bewerkt.is_none() && parts > 1;
    let option = split.then(|| (format!("splits hem in {parts} genummerde regels"), Antwoord::Splits));
    let opties = option.into_iter().chain([("laat hem staan; ik maak hem korter".to_owned(), Antwoord::Laat)]).collect();
    keuze(text, format!("Deze regel heeft {n} tekens; er passen er {CHARS_MAX} in een regel."), opties)
}

fn tijd(text: &str, plek: &std::ops::Range<usize>, v: &Tijdvraag) -> Keuze {
    let what = |nr: usize| match (v.waarom, nr) {
        (Waarom::Twee, 0) => " zomertijd (de eerste keer)",
        (Waarom::Twee, _) => " wintertijd (een uur later)",
        (Waarom::Geen, 0) => " (een uur eerder)",
        (Waarom::Geen, _) => " (een uur later)",
        _ => "",
    };
    let with = |(nr, m): (usize, &crate::domain::invoer::termijn::Moment)| {
        let label = match v.waarom {
            Waarom::Twee | Waarom::Geen => format!("{}{}", m.op.lokaal().format("%H:%M"), what(nr)),
            Waarom::Voorbij
            | Waarom::NogKomen
            | Waarom::DatumOfUur
            | Waarom::DagKloptNiet
            | Waarom::NachtOfMiddag
            | Waarom::BestaatNiet => m.op.datum_klok(),
        };
        (label, Antwoord::Regel(met_moment(text, plek.clone(), (*m).into())))
    };
    let mut opties: Vec<(String, Antwoord)> = v.keuzes.iter().enumerate().map(with).collect();
    opties.push((
        "het is geen tijd: laat het als woorden staan".to_owned(),
        Antwoord::Regel(als_woorden(text, plek.clone())),
    ));
    opties.push(("ik pas de regel aan".to_owned(), Antwoord::Laat));
    let titel = match v.waarom {
        Waarom::BestaatNiet => {
            let said = text.get(plek.clone()).unwrap_or_default().trim_start_matches(['>', '<']);
            format!("'{said}' bestaat niet.")
        }
        _ => v.waarom.zin().to_owned(),
    };
    keuze(text, titel, opties)
}

/// An answer was given to what was asked of the line `gevraagd`. Where another line stands there now, it is no answer to
/// that one: that is asked what has to be asked of it.
pub fn beantwoord(m: &mut Model, gevraagd: &str, antwoord: &Antwoord) -> Vec<Effect> {
    if m.overleg.draft.text() != gevraagd {
        m.zeg(BerichtSoort::Let, "de regel is veranderd sinds de vraag; er is niets vastgelegd");
        if let Some(o) = voorbeeld(m) {
            stel(m, &o);
        }
        return Vec::new();
    }
    match antwoord {
        Antwoord::Regel(text) => {
            m.overleg.draft.replace(text);
            bewaar(m)
        }
        Antwoord::Open => {
            m.overleg.open = true;
            bewaar(m)
        }
        Antwoord::Splits => gesplitst(m),
        Antwoord::Laat => Vec::new(),
    }
}

/// Somebody types on though something was asked of the line: what they typed begins a line of its own, and the one that
/// was asked about waits with its question.
pub fn typ_verder(m: &mut Model, typed: &str) -> Vec<Effect> {
    stand::leg_terzijde(m);
    m.overleg.draft.insert(typed);
    let effects = changed(m);
    m.zeg(
        BerichtSoort::Let,
        "dat is geen antwoord op de vraag en begint een nieuwe regel; de vorige wacht tot die leeg is",
    );
    effects
}

/// Records a line that is too long as numbered lines, all or none.
fn gesplitst(m: &mut Model) -> Vec<Effect> {
    let (Some(o), Some(overleg), Some(punt), Some(a)) = (voorbeeld(m), m.overleg_nr(), punt(m), m.achtergrond()) else {
        return Vec::new();
    };
    let Ok(parts) = splits(m.overleg.draft.text(), &o, a) else {
        m.zeg(BerichtSoort::Weigering, "de regel past ook in stukken niet; maak hem korter");
        return Vec::new();
    };
    if parts.is_empty() {
        return leg_vast(m, o);
    }
    if is_vol(m, parts.len()) {
        let say = format!("zonder de dienst wachten er hoogstens {WACHTEND_MAX} regels; deze blijft in de regel staan");
        m.zeg(BerichtSoort::Weigering, say);
        return Vec::new();
    }
    let command = |regel| Command::LegRegelVast { overleg, punt: punt.clone(), regel };
    let commands = parts.into_iter().map(command).collect();
    let text = onderweg(m);
    m.overleg.anker = None;
    let mut effects = m.stuur_regel(commands, Herkomst::Regel(text));
    effects.extend(changed(m));
    effects.extend(stand::volgende(m));
    effects
}
