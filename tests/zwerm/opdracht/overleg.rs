//! Commands that make a meeting go: from calling it to settling its minutes.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Aanwezig, Afspraken, Bijeenroeping, Deelname, Fase, Sluiting, Vorm};
use crisistafel::domain::ids::{OverlegNr, PuntId};
use crisistafel::domain::tekst::Tekst;

use super::als::leid;
use super::dossier::telefoon;
use super::greep::{Greep, NERGENS};

pub(super) fn roep_bijeen(g: &mut Greep<'_, '_>) -> C {
    let vorm = g.t.een(&[Vorm::Digitaal, Vorm::Digitaal, Vorm::Fysiek, Vorm::Fysiek, Vorm::Fysiek, Vorm::Hybride]);
    let begin = g.soms(30, Greep::geweest);
    let (door, reden, einde) = (g.wie(), g.tekst(), g.komt());
    C::RoepOverlegBijeen(Bijeenroeping { door, reden, vorm: vorm.unwrap_or(Vorm::Fysiek), begin, einde })
}

pub(super) fn start(g: &mut Greep<'_, '_>) -> C {
    C::StartOverleg { overleg: g.nr() }
}

pub(super) fn afspraken(g: &mut Greep<'_, '_>) -> C {
    let (vastleggen, delen, grond) = (g.tekst(), g.tekst(), g.ook_tekst());
    C::MaakAfspraken { overleg: g.schrijf_nr(), afspraken: Afspraken { vastleggen, delen, grond } }
}

/// Somebody new, or somebody who is there already in another way.
pub(super) fn aanwezigheid(g: &mut Greep<'_, '_>) -> C {
    let er: Vec<(Tekst, Tekst)> =
        g.overleg().iter().flat_map(|o| &o.deelnemers).map(|d| (d.organisatie.clone(), d.naam.clone())).collect();
    let weer = if g.t.kans(30) { g.t.rand(&er) } else { None };
    let (organisatie, naam) = weer.unwrap_or_else(|| (g.organisatie(), g.tekst()));
    let aanwezig = g.t.een(&[Aanwezig::Aanwezig, Aanwezig::Uitgenodigd, Aanwezig::Aanwezig, Aanwezig::Afwezig]);
    let deelname = Deelname {
        organisatie,
        naam,
        functie: g.ook_tekst(),
        mandaat: g.ook_tekst(),
        telefoon: telefoon(g),
        bereikbaar: g.ook_tekst(),
        aanwezig: if g.t.kans(8) { Aanwezig::Schriftelijk } else { aanwezig.unwrap_or(Aanwezig::Aanwezig) },
        reden: g.tekst(),
        gekomen: g.soms(15, Greep::geweest),
        gegaan: g.soms(10, Greep::geweest),
    };
    C::NoteerAanwezigheid { overleg: g.schrijf_nr(), deelname }
}

pub(super) fn neem_over(g: &mut Greep<'_, '_>) -> C {
    C::NeemVoorzitterOver { overleg: g.nr(), reden: g.tekst() }
}

pub(super) fn einde(g: &mut Greep<'_, '_>) -> C {
    C::WijzigEinde { overleg: g.nr(), einde: g.komt(), reden: g.tekst() }
}

pub(super) fn hybride(g: &mut Greep<'_, '_>) -> C {
    C::NoteerHybride { overleg: g.nr(), reden: g.tekst() }
}

/// The next step, now and then back, without its reason, from where the meeting is not, or over a block.
pub(super) fn naar_fase(g: &mut Greep<'_, '_>) -> C {
    let nu = g.overleg().map_or(Fase::Gepland, |o| o.fase);
    let alle = [Fase::Gepland, Fase::Opening, Fase::Beeldvorming, Fase::Oordeelsvorming, Fase::Besluitvorming];
    let van = if g.t.kans(5) { g.t.een(&alle).unwrap_or(nu) } else { nu };
    let naar = if g.t.kans(12) { g.t.een(&alle) } else { nu.volgende() };
    // who stands at the shared screen types nothing
    let reden = if g.is_scherm() || g.t.kans(15) { Tekst::default() } else { g.tekst() };
    C::NaarFase { overleg: g.nr(), van, naar: naar.unwrap_or(Fase::Gesloten), reden }
}

pub(super) fn reden_overgang(g: &mut Greep<'_, '_>) -> C {
    C::GeefRedenOvergang { overleg: g.nr(), reden: g.tekst() }
}

pub(super) fn laat_vallen(g: &mut Greep<'_, '_>) -> C {
    C::LaatOvergangVallen { overleg: g.nr() }
}

pub(super) fn schors(g: &mut Greep<'_, '_>) -> C {
    C::Schors { overleg: g.nr(), reden: g.tekst() }
}

pub(super) fn hervat(g: &mut Greep<'_, '_>) -> C {
    C::Hervat { overleg: g.nr() }
}

pub(super) fn sluit(g: &mut Greep<'_, '_>) -> C {
    let volgende = g.soms(60, Greep::komt);
    let sluiting = Sluiting {
        volgende,
        eerder_bij: g.ook_tekst(),
        geen_volgende: if volgende.is_some() { Tekst::default() } else { g.ook_tekst() },
        veilig: g.antwoord(),
        veilig_toelichting: g.ook_tekst(),
    };
    let reden = if g.t.kans(15) { Tekst::default() } else { g.tekst() };
    C::SluitOverleg { overleg: g.nr(), sluiting, reden }
}

pub(super) fn stel_vast(g: &mut Greep<'_, '_>) -> C {
    let b = g.b;
    let wacht =
        |o: &&crisistafel::domain::dossier::Overleg| o.fase == Fase::Gesloten && o.vastgesteld.is_none() && leid(b, o);
    let all: Vec<OverlegNr> = b.d.overleggen.iter().filter(wacht).map(|o| o.nr).collect();
    C::StelVerslagVast { overleg: g.id(&all, OverlegNr(NERGENS)) }
}

/// The items of the block in which the meeting is.
fn punten(g: &Greep<'_, '_>, zo: impl Fn(&PuntId) -> bool) -> Vec<PuntId> {
    let blok = g.overleg().and_then(|o| g.kader().blok(o.fase));
    blok.iter().flat_map(|b| &b.punten).map(|p| p.id.clone()).filter(zo).collect()
}

pub(super) fn kies_punt(g: &mut Greep<'_, '_>) -> C {
    let all = punten(g, |_| true);
    C::KiesPunt { overleg: g.nr(), punt: g.sleutel(all.into_iter()) }
}

/// The item where the meeting is rather than another.
pub(super) fn vink_af(g: &mut Greep<'_, '_>) -> C {
    let o = g.overleg();
    let huidig = o.and_then(|o| o.huidig_punt.clone()).filter(|_| g.t.kans(50));
    let open = punten(g, |p| o.is_none_or(|o| !o.is_klaar(p)));
    let punt = huidig.unwrap_or_else(|| g.sleutel(open.into_iter()));
    C::VinkPuntAf { overleg: g.nr(), punt }
}

pub(super) fn heropen(g: &mut Greep<'_, '_>) -> C {
    let klaar: Vec<PuntId> =
        g.overleg().iter().flat_map(|o| &o.punten).filter(|(_, p)| p.klaar.is_some()).map(|(id, _)| id.clone()).collect();
    C::HeropenPunt { overleg: g.nr(), punt: g.sleutel(klaar.into_iter()) }
}

pub(super) fn geef_beurt(g: &mut Greep<'_, '_>) -> C {
    C::GeefBeurt { overleg: g.nr(), organisatie: g.aan_tafel() }
}

pub(super) fn rond_af(g: &mut Greep<'_, '_>) -> C {
    C::RondBeurtAf { overleg: g.nr() }
}
