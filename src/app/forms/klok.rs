//! Forms of clocks. The end is proposed and can be written over; an end that an authority gives is never computed unless
//! somebody chooses a length.

use crate::app::state::formulier::{Doel, Formulier, Ingevuld, Opzet, Voorstel};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{KlokVelden, LopendeKlok};
use crate::domain::ids::{InzetId, KlokId, KlokNr};
use crate::domain::invoer::termijn::geschreven;
use crate::domain::kader::{Duur, Klok};
use crate::domain::looptijd;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

pub(super) fn stoppen(nr: KlokNr, m: &Model) -> Opzet {
    let uitleg = van(Some(nr), m).map(|k| format!("{}, tot {}", k.naam, k.einde.datum_klok()));
    let velden = vec![Formulierveld::tekst(S::Reden, "reden", "waarom deze klok stopt", "")];
    (format!("Klok {nr} stoppen"), uitleg.into_iter().collect(), velden)
}

pub(super) fn stop(f: &Formulier, klok: KlokNr) -> Ingevuld<Command> {
    Ok(Command::StopKlok { klok, reden: f.eis(S::Reden)? })
}

fn van(nr: Option<KlokNr>, m: &Model) -> Option<&LopendeKlok> {
    m.dossier()?.klokken.get(&nr?)
}

/// The kader's clock, of a new clock or of one that runs.
fn uit_kader<'m>(was: Option<&LopendeKlok>, soort: Option<&KlokId>, m: &'m Model) -> Option<&'m Klok> {
    m.kader()?.klok(soort.or(was?.soort.as_ref())?)
}

pub(super) fn klok(nr: Option<KlokNr>, soort: Option<&KlokId>, inzet: Option<InzetId>, m: &Model) -> Opzet {
    let was = van(nr, m);
    let k = match (soort, was) {
        (Some(id), _) => m.kader().and_then(|k| k.klok(id)),
        (None, was) => uit_kader(was, None, m),
    };
    let naam = was.map(|w| w.naam.as_str()).or(k.map(|k| k.naam.as_str())).unwrap_or_default();
    let mut velden = vec![Formulierveld::tekst(S::Naam, "naam", "hoe deze klok heet", naam)];
    let begin = match was {
        Some(w) => w.begin,
        None => begin(inzet, m).or(Some(m.nu)),
    };
    velden.push(Formulierveld::ooit(S::Begin, "begin", "vanaf wanneer telt hij", begin));
    if let Some(k) = k.filter(|k| was.is_none() && (k.lengtes.len() > 1 || (k.zoals_gegeven && !k.lengtes.is_empty()))) {
        velden.push(lengte(k));
    }
    velden.push(Formulierveld::termijn(S::Einde, "einde", "wanneer loopt hij af", was.map(|w| w.einde)));
    let door = was.map(|w| w.gegeven_door.as_str()).unwrap_or_default();
    velden.push(Formulierveld::tekst(S::Door, "gegeven door", "wie gaf dit einde: OM, beschikking ...", door));
    let bij = was.and_then(|w| w.inzet).or(inzet).map(|i| i.to_string()).unwrap_or_default();
    velden.push(Formulierveld::tekst(S::HoortBij, "hoort bij", "de maatregel, bijvoorbeeld M1", &bij));
    velden.push(Formulierveld::tekst(S::Reden, "waarom zo", "als het einde verandert, of langer is dan mag", ""));
    let titel = nr.map_or("Nieuwe klok".to_owned(), |nr| format!("Klok {nr}"));
    (titel, k.map(uitleg).unwrap_or_default(), velden)
}

/// From when the measure holds that the clock belongs to.
fn begin(inzet: Option<InzetId>, m: &Model) -> Option<Tijdstip> {
    m.dossier()?.inzetten.get(&inzet?)?.begin
}

/// The lengths of a clock. Where the end is given nothing is computed until somebody chooses a length; where there are
/// several, nothing is before that either.
fn lengte(k: &Klok) -> Formulierveld {
    let gegeven = k.zoals_gegeven.then(|| ("zoals gegeven".to_owned(), None));
    let paren = gegeven.into_iter().chain(k.lengtes.iter().map(|d| (d.to_string(), Some(*d))));
    Formulierveld::keuze(S::Lengte, "lengte", paren, k.zoals_gegeven.then_some(&None))
}

fn uitleg(k: &Klok) -> Vec<String> {
    let begint = format!("Begint bij: {}.", k.begint_bij);
    let meer = [&k.uitleg, &k.te_toetsen].into_iter().filter(|t| !t.is_empty()).map(ToString::to_string);
    std::iter::once(begint).chain(meer).collect()
}

/// The length that was chosen, or the only one; none for an end that is given, or while nothing was chosen.
fn gekozen_lengte(f: &Formulier, k: &Klok) -> Option<Duur> {
    if f.heeft(S::Lengte) {
        return f.keus_als_er::<Option<Duur>>(S::Lengte).flatten();
    }
    k.lengtes.first().copied().filter(|_| !k.zoals_gegeven)
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
    Some((S::Einde, geschreven(einde)))
}

/// Why no end is proposed.
pub(super) fn waarom_leeg(f: &Formulier, m: &Model) -> String {
    let Some(k) = nieuwe(f, m) else { return String::new() };
    let begin = gelezen_begin(f, m).ok().flatten();
    match (begin, gekozen_lengte(f, k)) {
        (_, None) if k.zoals_gegeven => "neem het einde over zoals het is gegeven",
        (_, None) if f.heeft(S::Lengte) => "kies een lengte, of vul het einde in",
        (_, None) => "het kader kent geen lengte: vul het einde in",
        (None, _) => "vul eerst het begin in",
        (Some(_), Some(_)) => "geen voorstel: de feestdagen van dat jaar zijn niet bekend",
    }
    .to_owned()
}

fn gelezen_begin(f: &Formulier, m: &Model) -> Ingevuld<Option<Tijdstip>> {
    f.moment(S::Begin, m)
}

/// Of a clock that runs, a moment that nobody touched stays as it is: what stands in the form is to the minute.
pub(super) fn zet(f: &Formulier, nr: Option<KlokNr>, soort: Option<&KlokId>, m: &Model) -> Ingevuld<Command> {
    let anders = |sleutel: S, t: Option<Tijdstip>| t.filter(|_| nr.is_none() || !f.ongemoeid(sleutel));
    // the end follows from the beginning: what is wrong there is said first
    let begin = f.ongewist(S::Begin, gelezen_begin(f, m)?)?;
    let einde = f.eis_moment(S::Einde, m)?;
    let gegeven = nieuwe(f, m).is_some_and(|k| k.zoals_gegeven);
    let door = if gegeven { f.eis(S::Door)? } else { f.tekst(S::Door)? };
    let velden = KlokVelden {
        soort: soort.cloned(),
        naam: Some(f.eis(S::Naam)?),
        begin: anders(S::Begin, begin),
        einde: anders(S::Einde, Some(einde)),
        gegeven_door: Some(door),
        inzet: f.nummer(S::HoortBij, 'M')?,
        reden: Some(f.tekst(S::Reden)?).filter(|r: &Tekst| !r.is_empty()),
    };
    Ok(Command::ZetKlok { klok: nr, velden })
}
