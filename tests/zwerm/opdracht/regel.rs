//! Commands about lines of the minutes.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Regel, RegelInhoud, RegelSoort};
use crisistafel::domain::ids::OverlegNr;
use crisistafel::domain::tekst::Tekst;

use super::als::{is_los, staat};
use super::greep::Greep;
use super::oordeel::zoals_eerder;

/// A line of any kind, with any of its tokens; one in five is shielded at once.
pub(super) fn inhoud(g: &mut Greep<'_, '_>, soort: RegelSoort) -> RegelInhoud {
    let oordeel = soort == RegelSoort::Oordeel;
    let (acuut, niveau, organisatie) = if oordeel { zoals_eerder(g) } else { (None, None, Tekst::default()) };
    let wie = crisistafel::domain::dossier::Wie::organisatie(organisatie.clone());
    RegelInhoud {
        soort,
        tekst: g.tekst(),
        getypt: g.soms(10, |g| g.t.tekst()),
        inbreng: if oordeel { Some(organisatie) } else { g.soms(15, Greep::organisatie) },
        bron: if oordeel { Some(wie) } else { g.soms(25, Greep::wie) },
        eigenaar: g.soms(if soort.heeft_eigenaar() { 60 } else { 5 }, Greep::wie),
        termijn: g.soms(if soort.heeft_eigenaar() { 50 } else { 5 }, Greep::komt),
        gebeurd: g.soms(10, Greep::gebeurd),
        factoren: g.soms(10, |g| vec![g.sleutel(g.kader().factoren.iter().map(|f| f.id.clone()))]).unwrap_or_default(),
        acuut,
        niveau,
        maatregel: g.soms(if soort == RegelSoort::Maatregel { 60 } else { 2 }, |g| {
            g.sleutel(g.kader().maatregelen.iter().map(|m| m.id.clone()))
        }),
        afgeschermd: g.t.kans(20),
        kring: g.soms(12, Greep::kring).unwrap_or_default(),
    }
}

/// What opens something is typed more often than a note.
pub(super) fn leg_vast(g: &mut Greep<'_, '_>) -> C {
    use RegelSoort as S;
    let vaak = [S::Feit, S::Onbekend, S::Besluit, S::Actie, S::Maatregel];
    let soort = if g.t.kans(60) { g.t.een(&vaak) } else { g.t.een(&S::ALL) }.unwrap_or(S::Notitie);
    let gesloten = g.overleg().is_some_and(|o| o.afweging.open_ronde().is_some());
    let soort = if soort == S::Oordeel && gesloten && g.t.kans(70) { S::Vermoeden } else { soort };
    let hier = g.overleg().and_then(|o| o.huidig_punt.clone()).filter(|_| g.t.kans(70));
    let punt = hier.unwrap_or_else(|| g.punt());
    let regel = inhoud(g, soort);
    if g.t.kans(15) {
        // between meetings; now and then at an item of a meeting
        let eigen = g.kader().dossier.iter().map(|p| p.id.clone()).collect::<Vec<_>>();
        let punt = if g.t.kans(6) { punt } else { g.sleutel(eigen.into_iter()) };
        return C::LegRegelVast { overleg: OverlegNr::DOSSIER, punt, regel };
    }
    C::LegRegelVast { overleg: g.schrijf_nr(), punt, regel }
}

/// Other words, the same words, another kind, a shield beside it; of settled minutes with a reason.
pub(super) fn corrigeer(g: &mut Greep<'_, '_>) -> C {
    let b = g.b;
    let vast = g.t.kans(10);
    let regel = g.regel(|r| if vast { staat(r) } else { is_los(b, r) });
    let was = b.d.regels.get(&regel).map(|r| r.inhoud.clone());
    let mut nieuw = was.unwrap_or_else(|| RegelInhoud::new(RegelSoort::Feit, Tekst::default()));
    if !g.t.kans(8) {
        nieuw.tekst = g.tekst();
    }
    if g.t.kans(10) {
        nieuw.soort = g.t.een(&RegelSoort::ALL).unwrap_or(nieuw.soort);
    }
    if g.t.kans(15) {
        nieuw = RegelInhoud { acuut: nieuw.acuut, niveau: nieuw.niveau, ..inhoud(g, nieuw.soort) };
    }
    nieuw.afgeschermd |= g.t.kans(15);
    if g.t.kans(5) {
        nieuw.kring = g.kring();
    }
    C::CorrigeerRegel { regel, inhoud: nieuw, reden: if vast { g.tekst() } else { g.ook_tekst() } }
}

pub(super) fn soort(g: &mut Greep<'_, '_>) -> C {
    let b = g.b;
    let regel = g.regel(|r| is_los(b, r));
    C::WijzigSoort { regel, naar: g.t.een(&RegelSoort::ALL).unwrap_or(RegelSoort::Feit) }
}

/// What was open, also of minutes that were settled and of lines that were taken back.
pub(super) fn scherm_af(g: &mut Greep<'_, '_>) -> C {
    let nauwer = g.t.kans(25);
    let regel = g.regel(|r| nauwer || !r.inhoud.afgeschermd);
    C::SchermRegelAf { regel, kring: g.kring() }
}

pub(super) fn geef_vrij(g: &mut Greep<'_, '_>) -> C {
    C::GeefRegelVrij { regel: g.regel(|r| r.inhoud.afgeschermd), reden: g.tekst(), scherm: g.ander_scherm() }
}

pub(super) fn trek_in(g: &mut Greep<'_, '_>) -> C {
    let b = g.b;
    C::TrekRegelIn { regel: g.regel(|r| is_los(b, r)) }
}

pub(super) fn grond(g: &mut Greep<'_, '_>) -> C {
    let feit = |r: &Regel| staat(r) && r.inhoud.soort == RegelSoort::Feit;
    let regel = g.regel(feit);
    let al = g.b.d.regels.get(&regel).is_some_and(|r| r.huisverbodgrond.is_some());
    C::MerkHuisverbodgrond { regel, grond: if g.t.kans(90) { !al } else { al } }
}
