//! Commands about decisions.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    BesluitSoort, BesluitStap, BesluitStatus, BesluitVelden, Bevoegd, Toets, Verteller, Vertelling,
};

use super::greep::Greep;

fn soort(g: &mut Greep<'_, '_>) -> BesluitSoort {
    let alle = [BesluitSoort::Afspraak, BesluitSoort::Verzoek, BesluitSoort::BevoegdOrgaan];
    g.t.een(&alle).unwrap_or(BesluitSoort::Afspraak)
}

pub(super) fn vul_aan(g: &mut Greep<'_, '_>) -> C {
    let besluit = g.besluit(|b| !b.status.is_eind());
    let weet = g.b.d.besluiten.get(&besluit).is_some_and(|b| b.soort.is_some());
    let velden = BesluitVelden {
        vraag: g.deel(),
        soort: g.soms(if weet { 5 } else { 80 }, soort),
        motivering: g.deel(),
        door: g.deel(),
        grond: g.deel(),
        vertellen_aan: g.deel(),
        effectvraag: Some(g.t.tekst()),
        termijn: g.soms(30, Greep::komt),
    };
    C::VulBesluitAan { besluit, velden }
}

/// A step that there is; ends of what a body took with who ended it, and when.
pub(super) fn status(g: &mut Greep<'_, '_>) -> C {
    let besluit = g.besluit(|b| !b.status.is_eind());
    let b = g.b.d.besluiten.get(&besluit);
    let stappen = b.map(|b| b.status.stappen()).unwrap_or_default();
    let alle = if g.t.kans(8) { BesluitStatus::ALL.to_vec() } else { stappen };
    let vaak = alle.contains(&BesluitStatus::Genomen) && g.t.kans(50);
    let naar = if vaak { Some(BesluitStatus::Genomen) } else { g.t.een(&alle) };
    let na = b.and_then(crisistafel::domain::dossier::Besluit::genomen_op);
    let nu = g.b.nu;
    let bevoegd =
        g.soms(85, |g| Bevoegd { naam: g.tekst(), functie: g.tekst(), op: na.map_or_else(|| g.geweest(), |_| nu) });
    let op = g.soms(40, |g| na.map_or_else(|| g.geweest(), |_| nu));
    let naar = naar.unwrap_or(BesluitStatus::Genomen);
    C::WijzigBesluitStatus(BesluitStap { besluit, naar, reden: g.tekst(), bevoegd, op })
}

pub(super) fn dissent(g: &mut Greep<'_, '_>) -> C {
    let besluit = g.besluit(|_| true);
    C::NoteerDissent { besluit, wie: g.wie(), tekst: g.tekst() }
}

pub(super) fn toets(g: &mut Greep<'_, '_>) -> C {
    let besluit = g.besluit(|b| !b.status.is_eind());
    let (nodig, door, uitkomst) = (g.t.kans(70), g.tekst(), g.ook_tekst());
    let op = if uitkomst.is_empty() { None } else { Some(g.geweest()) };
    C::NoteerToets { besluit, toets: Toets { nodig, door, uitkomst, op } }
}

pub(super) fn verteller(g: &mut Greep<'_, '_>) -> C {
    let verteller = Verteller {
        wie: g.wie(),
        hoe: g.ook_tekst(),
        wanneer: g.soms(50, Greep::komt),
        taal: g.ook_tekst(),
        meldpunt: g.ook_tekst(),
    };
    C::BenoemVerteller { overleg: g.schrijf_nr(), verteller }
}

pub(super) fn verteld(g: &mut Greep<'_, '_>) -> C {
    let (op, meldpunt_uitgelegd, toelichting) = (g.geweest(), g.t.kans(50), g.ook_tekst());
    C::MeldVerteld { overleg: g.schrijf_nr(), vertelling: Vertelling { op, meldpunt_uitgelegd, toelichting } }
}
