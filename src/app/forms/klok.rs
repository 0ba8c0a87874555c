//! Forms of clocks. The end is proposed and can be written over; an end that an authority gives is never computed unless
//! somebody chooses a length.

use super::{Doel, Formulier, Gelezen, Misvuld, Veld, Voorstel, geschreven};
use crate::app::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{KlokVelden, LopendeKlok};
use crate::domain::ids::{InzetId, KlokId, KlokNr};
use crate::domain::kader::{Duur, Klok};
use crate::domain::looptijd;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// The label of the end.
pub(super) const EINDE: &str = "einde";
/// The label of the reason.
pub(super) const REDEN: &str = "waarom zo";
const BEGIN: &str = "begin";
const LENGTE: &str = "lengte";
const DOOR: &str = "gegeven door";
const BIJ: &str = "hoort bij";

type Opzet = (String, Vec<String>, Vec<Veld>);

pub(super) fn velden(doel: &Doel, m: &Model) -> Opzet {
    match doel {
        Doel::Klok { nr, soort, inzet } => klok(*nr, soort.as_ref(), *inzet, m),
        Doel::KlokStop(nr) => {
            let uitleg = van(Some(*nr), m).map(|k| format!("{}, tot {}", k.naam, k.einde.datum_klok()));
            let velden = vec![Veld::tekst("reden", "waarom deze klok stopt", "")];
            (format!("Klok {nr} stoppen"), uitleg.into_iter().collect(), velden)
        }
        _ => (String::new(), Vec::new(), Vec::new()),
    }
}

fn van(nr: Option<KlokNr>, m: &Model) -> Option<&LopendeKlok> {
    m.dossier()?.klokken.get(&nr?)
}

/// The kader's clock, of a new clock or of one that runs.
fn uit_kader<'m>(was: Option<&LopendeKlok>, soort: Option<&KlokId>, m: &'m Model) -> Option<&'m Klok> {
    m.kader()?.klok(soort.or(was?.soort.as_ref())?)
}

fn klok(nr: Option<KlokNr>, soort: Option<&KlokId>, inzet: Option<InzetId>, m: &Model) -> Opzet {
    let was = van(nr, m);
    let k = match (soort, was) {
        (Some(id), _) => m.kader().and_then(|k| k.klok(id)),
        (None, was) => uit_kader(was, None, m),
    };
    let naam = was.map(|w| w.naam.as_str()).or(k.map(|k| k.naam.as_str())).unwrap_or_default();
    let mut velden = vec![Veld::tekst("naam", "hoe deze klok heet", naam)];
    let begin = match was {
        Some(w) => w.begin,
        None => begin(inzet, m).or(Some(m.nu)),
    };
    velden.push(Veld::ooit(BEGIN, "vanaf wanneer telt hij", begin));
    if let Some(k) = k.filter(|k| was.is_none() && (k.lengtes.len() > 1 || (k.zoals_gegeven && !k.lengtes.is_empty()))) {
        velden.push(lengte(k));
    }
    velden.push(Veld::termijn(EINDE, "wanneer loopt hij af", was.map(|w| w.einde)));
    let door = was.map(|w| w.gegeven_door.as_str()).unwrap_or_default();
    velden.push(Veld::tekst(DOOR, "wie gaf dit einde: OM, beschikking ...", door));
    let bij = was.and_then(|w| w.inzet).or(inzet).map(|i| i.to_string()).unwrap_or_default();
    velden.push(Veld::tekst(BIJ, "de maatregel, bijvoorbeeld M1", &bij));
    velden.push(Veld::tekst(REDEN, "als het einde verandert, of langer is dan mag", ""));
    let titel = nr.map_or("Nieuwe klok".to_owned(), |nr| format!("Klok {nr}"));
    (titel, k.map(uitleg).unwrap_or_default(), velden)
}

/// From when the measure holds that the clock belongs to.
fn begin(inzet: Option<InzetId>, m: &Model) -> Option<Tijdstip> {
    m.dossier()?.inzetten.get(&inzet?)?.begin
}

/// The lengths of a clock; an end that is given goes before them.
fn lengte(k: &Klok) -> Veld {
    let mut words: Vec<String> = k.lengtes.iter().map(ToString::to_string).collect();
    if k.zoals_gegeven {
        words.insert(0, "zoals gegeven".to_owned());
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Veld::keuze(LENGTE, &words, 0)
}

fn uitleg(k: &Klok) -> Vec<String> {
    let begint = format!("Begint bij: {}.", k.begint_bij);
    let meer = [&k.uitleg, &k.te_toetsen].into_iter().filter(|t| !t.is_empty()).map(ToString::to_string);
    std::iter::once(begint).chain(meer).collect()
}

/// The length that was chosen, or the only one; none for an end that is given.
fn gekozen_lengte(f: &Formulier, k: &Klok) -> Option<Duur> {
    let at = f.keus(f.nr(LENGTE));
    let at = if k.zoals_gegeven { at.checked_sub(1)? } else { at };
    k.lengtes.get(at).copied()
}

/// The kader's clock of a form for a new one.
fn nieuwe<'m>(f: &Formulier, m: &'m Model) -> Option<&'m Klok> {
    let Doel::Klok { nr: None, soort: Some(id), .. } = &f.doel else { return None };
    m.kader()?.klok(id)
}

/// The end, from the beginning and the length.
pub(super) fn voorstel(f: &Formulier, m: &Model) -> Option<Voorstel> {
    let k = nieuwe(f, m)?;
    let begin = gelezen_begin(f, m).ok()??;
    let einde = looptijd::einde_klok(k, begin, gekozen_lengte(f, k)?, m.kader()?)?;
    Some((f.nr(EINDE), geschreven(einde)))
}

/// Why no end is proposed.
pub(super) fn waarom_leeg(f: &Formulier, m: &Model) -> String {
    let Some(k) = nieuwe(f, m) else { return String::new() };
    let begin = gelezen_begin(f, m).ok().flatten();
    match (begin, gekozen_lengte(f, k)) {
        (_, None) if k.zoals_gegeven => "neem het einde over zoals het is gegeven",
        (_, None) => "het kader kent geen lengte: vul het einde in",
        (None, _) => "vul eerst het begin in",
        (Some(_), Some(_)) => "geen voorstel: de feestdagen van dat jaar zijn niet bekend",
    }
    .to_owned()
}

fn gelezen_begin(f: &Formulier, m: &Model) -> Gelezen<Option<Tijdstip>> {
    f.ooit(f.nr(BEGIN), m.nu)
}

pub(super) fn opdracht(f: &Formulier, m: &Model) -> Gelezen<Command> {
    let Doel::Klok { nr, soort, .. } = &f.doel else {
        let klok = if let Doel::KlokStop(nr) = f.doel { nr } else { KlokNr(0) };
        return Ok(Command::StopKlok { klok, reden: f.eis(0)? });
    };
    let was = van(*nr, m);
    let gewijzigd = |label: &str, was: Option<Tijdstip>, nu: Option<Tijdstip>| match (was, nu) {
        // what stands in the form is to the minute
        (Some(was), Some(_)) if f.bij(label).is_ok_and(|t| t.as_str() == geschreven(was)) => None,
        (_, nu) => nu,
    };
    let einde = f.moment_bij(EINDE, m.nu)?;
    if einde.is_none() {
        return Err(Misvuld { veld: f.nr(EINDE), doe: "vul nog in: einde".to_owned() });
    }
    let k = nieuwe(f, m);
    let gegeven = k.is_some_and(|k| k.zoals_gegeven);
    let door = if gegeven { f.eis(f.nr(DOOR))? } else { f.bij(DOOR)? };
    let velden = KlokVelden {
        soort: soort.clone(),
        naam: Some(f.eis(f.nr("naam"))?),
        begin: gewijzigd(BEGIN, was.and_then(|w| w.begin), gelezen_begin(f, m)?),
        einde: gewijzigd(EINDE, was.map(|w| w.einde), einde),
        gegeven_door: Some(door),
        inzet: f.nummers(BIJ, 'M')?.first().map(|nr| InzetId(*nr)),
        reden: Some(f.bij(REDEN)?).filter(|r: &Tekst| !r.is_empty()),
    };
    Ok(Command::ZetKlok { klok: *nr, velden })
}
