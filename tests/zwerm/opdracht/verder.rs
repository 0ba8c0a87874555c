//! Open questions, actions, clocks, pages for the burgemeester, and what is taken back.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    ActieStatus, ActieVelden, KlokVelden, LopendeKlok, VoorleggerAntwoord, VoorleggerUitslag, VoorleggerVelden, Vraag,
};
use crisistafel::domain::ids::{ActieId, KlokNr, RequestId, VoorleggerId};
use crisistafel::domain::tekst::Tekst;

use super::greep::{Greep, NERGENS};

pub(super) fn wijs_toe(g: &mut Greep<'_, '_>) -> C {
    C::WijsVraagToe { vraag: g.vraag(Vraag::is_open), eigenaar: g.wie(), terug: g.komt() }
}

pub(super) fn beantwoord_vraag(g: &mut Greep<'_, '_>) -> C {
    C::BeantwoordVraag { vraag: g.vraag(Vraag::is_open), antwoord: g.tekst() }
}

fn actie(g: &mut Greep<'_, '_>, zo: impl Fn(ActieStatus) -> bool) -> ActieId {
    let all: Vec<ActieId> = g.b.d.acties.values().filter(|a| zo(a.status)).map(|a| a.id).collect();
    g.id(&all, ActieId(NERGENS))
}

pub(super) fn vul_actie(g: &mut Greep<'_, '_>) -> C {
    let velden = ActieVelden {
        wat: g.soms(30, Greep::tekst),
        eigenaar: g.soms(30, Greep::wie),
        termijn: g.soms(30, Greep::komt),
        terugmelding: Some(g.t.tekst()),
    };
    C::VulActieAan { actie: actie(g, |s| s == ActieStatus::Open), velden }
}

pub(super) fn meld_actie(g: &mut Greep<'_, '_>) -> C {
    let actie = actie(g, |_| true);
    let nu = g.b.d.acties.get(&actie).map(|a| a.status);
    let alle = [ActieStatus::Gedaan, ActieStatus::Open, ActieStatus::Vervallen, ActieStatus::NietGedaan];
    let andere: Vec<ActieStatus> = alle.into_iter().filter(|s| Some(*s) != nu).collect();
    let naar = if g.t.kans(95) { g.t.rand(&andere) } else { nu };
    C::MeldActie { actie, naar: naar.unwrap_or(ActieStatus::Gedaan), reden: g.tekst() }
}

/// A clock of the kader or one of its own, on a measure or not; or another end for one that runs.
pub(super) fn zet_klok(g: &mut Greep<'_, '_>) -> C {
    let lopend: Vec<KlokNr> = g.b.d.klokken.values().filter(|k| k.loopt()).map(|k| k.nr).collect();
    let klok = if lopend.is_empty() || g.t.kans(60) { None } else { Some(g.id(&lopend, KlokNr(NERGENS))) };
    let inzet = if g.b.d.inzetten.is_empty() { None } else { g.soms(50, |g| g.inzet(|_| true)) };
    let velden = KlokVelden {
        soort: g.soms(40, |g| g.sleutel(g.kader().klokken.iter().map(|k| k.id.clone()))),
        naam: if klok.is_none() { Some(g.tekst()) } else { g.deel() },
        begin: g.soms(30, Greep::geweest),
        einde: g.soms(if klok.is_none() { 90 } else { 60 }, Greep::komt),
        gegeven_door: g.deel(),
        inzet,
        reden: g.soms(85, Greep::tekst),
    };
    C::ZetKlok { klok, velden }
}

pub(super) fn stop_klok(g: &mut Greep<'_, '_>) -> C {
    let lopend: Vec<KlokNr> = g.b.d.klokken.values().filter(|k| LopendeKlok::loopt(k)).map(|k| k.nr).collect();
    C::StopKlok { klok: g.id(&lopend, KlokNr(NERGENS)), reden: g.tekst() }
}

/// Facts and a decision that are shielded, or not, or not all of them.
pub(super) fn leg_voor(g: &mut Greep<'_, '_>) -> C {
    let open: Vec<VoorleggerId> = g.b.d.voorleggers.values().filter(|v| v.antwoord.is_none()).map(|v| v.id).collect();
    let voorlegger = if open.is_empty() || g.t.kans(60) { None } else { Some(g.id(&open, VoorleggerId(NERGENS))) };
    let velden = VoorleggerVelden {
        gevraagd: if voorlegger.is_none() { Some(g.tekst()) } else { g.deel() },
        uiterlijk: g.soms(40, Greep::komt),
        grond: g.deel(),
        alternatieven: g.deel(),
        nadelen: g.deel(),
        huisverbod: g.soms(40, |g| g.t.kans(50)),
        feiten: if g.b.d.regels.is_empty() { None } else { g.soms(40, Greep::regels) },
        besluit: if g.b.d.besluiten.is_empty() { None } else { g.soms(50, |g| g.besluit(|_| true)) },
    };
    C::LegVoor { overleg: g.schrijf_nr(), voorlegger, velden }
}

pub(super) fn beantwoord_voorlegger(g: &mut Greep<'_, '_>) -> C {
    let open: Vec<VoorleggerId> = g.b.d.voorleggers.values().filter(|v| v.antwoord.is_none()).map(|v| v.id).collect();
    let alle = [VoorleggerUitslag::Toegezegd, VoorleggerUitslag::Afgewezen, VoorleggerUitslag::Anders];
    let uitslag = g.t.een(&alle).unwrap_or(VoorleggerUitslag::Anders);
    let nu = g.b.nu;
    let op = if g.t.kans(50) { nu } else { g.geweest() };
    let tekst = if g.t.kans(10) { Tekst::default() } else { g.tekst() };
    let antwoord = VoorleggerAntwoord { uitslag, tekst, naam: g.tekst(), op };
    C::BeantwoordVoorlegger { voorlegger: g.id(&open, VoorleggerId(NERGENS)), antwoord }
}

/// What can be taken back, the latest rather than an earlier one; now and then what cannot: what was taken back already,
/// what others built on, what nobody asked.
pub(super) fn neem_terug(g: &mut Greep<'_, '_>) -> C {
    let d = g.b.d;
    let kan = |v: &RequestId| d.terug.stap(&g.b.wie.gebruiker, *v).is_some_and(|s| s.is_laatste() && !s.is_genoemd());
    let wel: Vec<RequestId> = g.b.eigen.iter().copied().filter(kan).collect();
    let eigen = g.b.eigen.to_vec();
    let all = if wel.is_empty() || g.t.kans(8) { eigen } else { wel };
    C::NeemTerug { verzoek: g.id(&all, RequestId(u128::MAX)), reden: g.tekst() }
}
