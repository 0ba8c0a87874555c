//! Judgements, open and closed, the conclusion, the options.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Antwoord, Bijstelling, Conclusie, OordeelInhoud, OptieKeuze, OptieVelden, Overleg};
use crisistafel::domain::ids::{NiveauId, OptieId, OverlegNr};
use crisistafel::domain::tekst::Tekst;

use super::greep::{Greep, NERGENS};

/// What an organisation at the table could say without changing what it said before.
pub(super) fn zoals_eerder(g: &mut Greep<'_, '_>) -> (Option<Antwoord>, Option<NiveauId>, Tekst) {
    let organisatie = g.aan_tafel();
    let eerder = g.overleg().and_then(|o| o.oordeel_van(organisatie.as_str())).map(|o| o.inhoud.clone());
    match eerder {
        Some(was) if !g.t.kans(15) => (was.acuut, was.niveau, organisatie),
        _ => (g.soms(70, Greep::antwoord), g.soms(70, Greep::niveau), organisatie),
    }
}

pub(super) fn geef(g: &mut Greep<'_, '_>) -> C {
    let (acuut, niveau, organisatie) = zoals_eerder(g);
    let oordeel = OordeelInhoud { organisatie, acuut, niveau, argument: g.tekst() };
    C::GeefOordeel { overleg: g.nr(), oordeel }
}

pub(super) fn stel_bij(g: &mut Greep<'_, '_>) -> C {
    let er = g.overleg().into_iter().flat_map(|o| &o.oordelen).filter(|o| !o.vervallen);
    let all: Vec<Tekst> = er.map(|o| o.inhoud.organisatie.clone()).collect();
    let nergens = g.aan_tafel();
    let organisatie = if g.b.wie.organisatie.is_some() { nergens } else { g.id(&all, nergens) };
    let (acuut, niveau) = (g.soms(70, Greep::antwoord), g.soms(70, Greep::niveau));
    let oordeel = OordeelInhoud { organisatie, acuut, niveau, argument: g.tekst() };
    C::StelOordeelBij(Bijstelling { overleg: g.nr(), oordeel, reden: g.tekst() })
}

pub(super) fn concludeer(g: &mut Greep<'_, '_>) -> C {
    let afwijking = if g.t.kans(60) { g.t.tekst() } else { Tekst::default() };
    let hoogst = g.kader().niveaus.last().map(|n| n.id.clone()).filter(|_| g.t.kans(60));
    let niveau = hoogst.unwrap_or_else(|| g.niveau());
    let conclusie = Conclusie { acuut: g.antwoord(), niveau, reden: g.tekst(), afwijking };
    C::TrekConclusie { overleg: g.nr(), conclusie }
}

/// A meeting and an option of it of which this is so.
fn optie(g: &mut Greep<'_, '_>, zo: impl Fn(bool) -> bool) -> (OverlegNr, OptieId) {
    let van = |o: &Overleg| {
        let nr = o.nr;
        o.opties.iter().filter(|x| zo(x.afgeschermd)).map(|x| (nr, x.id)).collect::<Vec<_>>()
    };
    let all: Vec<(OverlegNr, OptieId)> = g.b.d.overleggen.iter().flat_map(van).collect();
    g.id(&all, (OverlegNr(1), OptieId(NERGENS)))
}

/// A new one, more about one that is there, or only its shield: that can be put after the meeting too.
pub(super) fn weeg_optie(g: &mut Greep<'_, '_>) -> C {
    if g.t.kans(25) {
        let (overleg, id) = optie(g, |afgeschermd| !afgeschermd);
        let velden = OptieVelden { afgeschermd: Some(true), kring: g.kring(), ..OptieVelden::default() };
        return C::WeegOptie { overleg, optie: Some(id), velden };
    }
    let hier: Vec<OptieId> = g.overleg().iter().flat_map(|o| &o.opties).map(|x| x.id).collect();
    let nieuw = hier.is_empty() || g.t.kans(50);
    let keuze = g.soms(30, |g| OptieKeuze { gekozen: g.t.kans(50), reden: g.tekst() });
    let velden = OptieVelden {
        optie: if nieuw { Some(g.tekst()) } else { g.deel() },
        voor: g.deel(),
        tegen: g.deel(),
        risico: g.deel(),
        niets_doen: g.soms(10, |g| g.t.kans(50)),
        keuze,
        afgeschermd: g.soms(25, |g| g.t.kans(80)),
        kring: g.soms(10, Greep::kring).unwrap_or_default(),
    };
    C::WeegOptie { overleg: g.nr(), optie: if nieuw { None } else { Some(g.id(&hier, OptieId(NERGENS))) }, velden }
}

pub(super) fn optie_vrij(g: &mut Greep<'_, '_>) -> C {
    let (overleg, optie) = optie(g, |afgeschermd| afgeschermd);
    C::GeefOptieVrij { overleg, optie, reden: g.tekst(), scherm: g.ander_scherm() }
}

pub(super) fn voorgelezen(g: &mut Greep<'_, '_>) -> C {
    C::MeldVoorgelezen { overleg: g.nr() }
}

pub(super) fn open_ronde(g: &mut Greep<'_, '_>) -> C {
    C::OpenGeslotenRonde { overleg: g.nr() }
}

/// Also of a meeting that ended with its round closed.
pub(super) fn onthul(g: &mut Greep<'_, '_>) -> C {
    let dicht = |o: &&Overleg| o.afweging.open_ronde().is_some();
    let all: Vec<OverlegNr> = g.b.d.overleggen.iter().filter(dicht).map(|o| o.nr).collect();
    let nu = g.nr();
    C::OnthulOordelen { overleg: g.id(&all, nu) }
}
