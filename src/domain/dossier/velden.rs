//! The parts that a command or an event of several parts gives. Each struct is taken apart whole: who adds a part names
//! it here.

use super::{ActieVelden, BesluitVelden, InzetVelden, KlokVelden, OptieVelden, ScenarioVelden, Veld, VoorleggerVelden};

/// The words of what is given.
fn gegeven<const N: usize>(parts: [(Veld, bool); N]) -> Vec<Veld> {
    parts.into_iter().filter(|(_, given)| *given).map(|(veld, _)| veld).collect()
}

pub(in crate::domain) fn besluit(v: &BesluitVelden) -> Vec<Veld> {
    let BesluitVelden { vraag, soort, motivering, door, grond, vertellen_aan, effectvraag, termijn } = v;
    gegeven([
        ("vraag", vraag.is_some()),
        ("soort", soort.is_some()),
        ("motivering", motivering.is_some()),
        ("door", door.is_some()),
        ("grond", grond.is_some()),
        ("vertellen aan", vertellen_aan.is_some()),
        ("effectvraag", effectvraag.is_some()),
        ("termijn", termijn.is_some()),
    ])
}

pub(in crate::domain) fn actie(v: &ActieVelden) -> Vec<Veld> {
    let ActieVelden { wat, eigenaar, termijn, terugmelding } = v;
    gegeven([
        ("tekst", wat.is_some()),
        ("eigenaar", eigenaar.is_some()),
        ("termijn", termijn.is_some()),
        ("terugmelding", terugmelding.is_some()),
    ])
}

pub(in crate::domain) fn inzet(v: &InzetVelden) -> Vec<Veld> {
    let InzetVelden {
        soort,
        palet,
        wat,
        voor,
        orgaan,
        orgaan_reden,
        grond,
        begin,
        einde,
        herziening,
        toezicht,
        meldpunt,
        gevolg,
        nadelen,
        kan,
        politie_weet,
        besluit,
        hoort_bij,
    } = v;
    gegeven([
        ("soort", soort.is_some()),
        ("palet", palet.is_some()),
        ("tekst", wat.is_some()),
        ("voor wie", voor.is_some()),
        ("orgaan", orgaan.is_some()),
        ("reden voor dit orgaan", orgaan_reden.is_some()),
        ("grond", grond.is_some()),
        ("begin", begin.is_some()),
        ("einde", einde.is_some()),
        ("herziening", herziening.is_some()),
        ("toezicht", toezicht.is_some()),
        ("meldpunt", meldpunt.is_some()),
        ("gevolg", gevolg.is_some()),
        ("nadelen", nadelen.is_some()),
        ("kan het", kan.is_some()),
        ("politie weet het", politie_weet.is_some()),
        ("besluit", besluit.is_some()),
        ("hoort bij", hoort_bij.is_some()),
    ])
}

pub(in crate::domain) fn optie(v: &OptieVelden) -> Vec<Veld> {
    let OptieVelden { optie, voor, tegen, risico, niets_doen, keuze, afgeschermd } = v;
    gegeven([
        ("tekst", optie.is_some()),
        ("voor", voor.is_some()),
        ("tegen", tegen.is_some()),
        ("risico", risico.is_some()),
        ("niets doen", niets_doen.is_some()),
        ("keuze", keuze.is_some()),
        ("scherm", afgeschermd.is_some()),
    ])
}

pub(in crate::domain) fn scenario(v: &ScenarioVelden) -> Vec<Veld> {
    let ScenarioVelden { soort, wat, aanleidingen } = v;
    gegeven([("soort", soort.is_some()), ("tekst", wat.is_some()), ("aanleidingen", aanleidingen.is_some())])
}

pub(in crate::domain) fn voorlegger(v: &VoorleggerVelden) -> Vec<Veld> {
    let VoorleggerVelden { gevraagd, uiterlijk, grond, alternatieven, nadelen, huisverbod, feiten, besluit } = v;
    gegeven([
        ("tekst", gevraagd.is_some()),
        ("uiterlijk", uiterlijk.is_some()),
        ("grond", grond.is_some()),
        ("alternatieven", alternatieven.is_some()),
        ("nadelen", nadelen.is_some()),
        ("huisverbod", huisverbod.is_some()),
        ("feiten", feiten.is_some()),
        ("besluit", besluit.is_some()),
    ])
}

/// The reason is of the change itself, and replaces nothing.
pub(in crate::domain) fn klok(v: &KlokVelden) -> Vec<Veld> {
    let KlokVelden { soort, naam, begin, einde, gegeven_door, inzet, reden: _ } = v;
    gegeven([
        ("soort", soort.is_some()),
        ("naam", naam.is_some()),
        ("begin", begin.is_some()),
        ("einde", einde.is_some()),
        ("gegeven door", gegeven_door.is_some()),
        ("maatregel", inzet.is_some()),
    ])
}
