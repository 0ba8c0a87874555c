//! What changes nothing is no record: a value that is what it was. What was said or done at a moment is told each time, also
//! when it is the same: an answer about danger or to a factor (it counts from when it was last given), a report, a
//! conclusion, where the meeting goes.

use crate::domain::dossier::{
    Actie, ActieVelden, Besluit, BesluitVelden, Dossier, Inzet, InzetVelden, KlokVelden, LopendeKlok, OptieVelden, Overleg,
    RegelInhoud, ScenarioVelden, Voorlegger, VoorleggerVelden,
};
use crate::domain::event::Event;
use crate::domain::ids::{OptieId, ScenarioId};
use crate::domain::tekst::Tekst;

/// What is so already, where that is all that these events say.
pub(super) fn alles(d: &Dossier, events: &[Event]) -> Option<Tekst> {
    let al_zo = events.iter().all(|e| is_al_zo(d, e) == Some(true));
    al_zo.then(|| "dat staat er al zo".into())
}

/// Whether a value is what it was; none where the event is no value.
fn is_al_zo(d: &Dossier, event: &Event) -> Option<bool> {
    use Event as E;
    Some(match event {
        E::WerktitelGewijzigd { werktitel } => d.werktitel == *werktitel,
        E::ContactpersoonBenoemd { contactpersoon } => d.contactpersoon.as_ref() == Some(contactpersoon),
        E::NietWetenGenoteerd { niet_weten } => d.niet_weten.contains(niet_weten),
        E::AfsprakenGemaakt { overleg, afspraken } => d.overleg(*overleg)?.afspraken.as_ref() == Some(afspraken),
        E::AanwezigheidGenoteerd { overleg, deelname } => d.overleg(*overleg)?.deelnemers.contains(deelname),
        E::EindeGewijzigd { overleg, einde, .. } => d.overleg(*overleg)?.einde == *einde,
        E::VertellerBenoemd { overleg, verteller } => d.overleg(*overleg)?.verteller.as_ref() == Some(verteller),
        E::RegelGecorrigeerd { regel, inhoud, .. } => regel_al_zo(&d.regels.get(regel)?.inhoud, inhoud),
        E::VraagToegewezen { vraag, eigenaar, terug } => {
            let v = d.vragen.get(vraag)?;
            v.eigenaar.as_ref() == Some(eigenaar) && v.terug == Some(*terug)
        }
        E::OptieGewogen { overleg, optie, velden } => optie_al_zo(d.overleg(*overleg)?, *optie, velden)?,
        E::ScenarioGeschetst { overleg, scenario, velden } => scenario_al_zo(d.overleg(*overleg)?, *scenario, velden)?,
        E::Vastgesteld { overleg, onderwerp, vaststelling } => {
            d.overleg(*overleg)?.afweging.vaststelling(*onderwerp) == Some(vaststelling)
        }
        E::VraagBesproken { overleg, reeks, nr, antwoord } => {
            let was = d.overleg(*overleg)?.afweging.besproken.get(reeks).and_then(|r| r.get(nr));
            was.map_or(antwoord.is_empty(), |(a, _)| a == antwoord)
        }
        E::TerzijdeGelegd { overleg, maatregel, reden } => {
            d.overleg(*overleg)?.afweging.opzij.get(maatregel).is_some_and(|(r, _)| r == reden)
        }
        E::InzetAangevuld { inzet, velden } => inzet_al_zo(d.inzetten.get(inzet)?, velden),
        E::Voorgelegd { voorlegger, velden, .. } => voorlegger_al_zo(d.voorleggers.get(voorlegger)?, velden),
        E::VoorleggerBeantwoord { voorlegger, antwoord } => {
            d.voorleggers.get(voorlegger)?.antwoord.as_ref().is_some_and(|(a, _)| a == antwoord)
        }
        E::KlokGezet { klok, velden } => klok_al_zo(d.klokken.get(klok)?, velden),
        E::BesluitAangevuld { besluit, velden } => besluit_al_zo(d.besluiten.get(besluit)?, velden),
        E::ToetsGenoteerd { besluit, toets } => d.besluiten.get(besluit)?.toetsen.last().is_some_and(|(t, _)| t == toets),
        E::ActieAangevuld { actie, velden } => actie_al_zo(d.acties.get(actie)?, velden),
        #[rustfmt::skip]
        E::DossierGeopend { .. } | E::StatusGewijzigd { .. } | E::AcuutBeantwoord { .. } | E::Gemeld112 { .. }
        | E::NietWetenGeschrapt { .. } | E::OverlegBijeengeroepen { .. } | E::OverlegGestart { .. }
        | E::VoorzitterOvergenomen { .. } | E::HybrideGenoteerd { .. } | E::FaseGewisseld { .. }
        | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. } | E::Geschorst { .. } | E::Hervat { .. }
        | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. } | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. }
        | E::BeurtAfgerond { .. } | E::RegelVastgelegd { .. } | E::SoortGewijzigd { .. } | E::RegelAfgeschermd { .. }
        | E::RegelVrijgegeven { .. } | E::RegelIngetrokken { .. } | E::VraagGesteld { .. } | E::VraagBeantwoord { .. }
        | E::VraagVervallen { .. } | E::OordeelGegeven { .. } | E::ConclusieGetrokken { .. }
        | E::UitkomstGenoteerd { .. } | E::GeslotenRondeGeopend { .. } | E::OordeelOntvangen { .. }
        | E::OordeelVerzegeld { .. } | E::OordelenOnthuld { .. } | E::HerbeoordelingGevraagd { .. }
        | E::InzetGeopend { .. } | E::InzetStatusGewijzigd { .. } | E::SchendingGemeld { .. }
        | E::HuisverbodgrondGemerkt { .. } | E::Verteld { .. } | E::KlokGestopt { .. } | E::BesluitVoorgenomen { .. }
        | E::BesluitStatusGewijzigd { .. } | E::DissentGenoteerd { .. } | E::ActieGeopend { .. }
        | E::FactorGewogen { .. } | E::CriteriumBeantwoord { .. } | E::OpschalingBeslist { .. } | E::MomentBepaald { .. }
        | E::OptieAfgeschermd { .. } | E::OptieVrijgegeven { .. } | E::AfgeschermdVoorgelezen { .. }
        | E::PuntGekozen { .. } | E::BeurtGegeven { .. } | E::ActieGemeld { .. } | E::Teruggenomen { .. }
        | E::SchermAan { .. } | E::SchermUit { .. } => return None,
    })
}

/// Whether a given part is what it was; a part that is not given is.
fn al<T: PartialEq>(nu: Option<&T>, was: &T) -> bool {
    nu.is_none_or(|nu| nu == was)
}

/// The same, of what may not be there.
fn al_er<T: PartialEq>(nu: Option<&T>, was: Option<&T>) -> bool {
    nu.is_none() || nu == was
}

fn besluit_al_zo(b: &Besluit, v: &BesluitVelden) -> bool {
    let BesluitVelden { vraag, soort, motivering, door, grond, vertellen_aan, effectvraag, termijn } = v;
    al(vraag.as_ref(), &b.vraag)
        && al_er(soort.as_ref(), b.soort.as_ref())
        && al(motivering.as_ref(), &b.motivering)
        && al(door.as_ref(), &b.door)
        && al(grond.as_ref(), &b.grond)
        && al(vertellen_aan.as_ref(), &b.vertellen_aan)
        && al(effectvraag.as_ref(), &b.effectvraag)
        && al_er(termijn.as_ref(), b.termijn.as_ref())
}

fn actie_al_zo(a: &Actie, v: &ActieVelden) -> bool {
    let ActieVelden { wat, eigenaar, termijn, terugmelding } = v;
    al(wat.as_ref(), &a.wat)
        && al_er(eigenaar.as_ref(), a.eigenaar.as_ref())
        && al_er(termijn.as_ref(), a.termijn.as_ref())
        && al(terugmelding.as_ref(), &a.terugmelding)
}

/// Whether a line says what it said. Its kind and its shield have events of their own; what was typed has other marks
/// then, and is no other text.
pub(super) fn regel_al_zo(was: &RegelInhoud, nu: &RegelInhoud) -> bool {
    let RegelInhoud { soort, getypt, afgeschermd, .. } = was.clone();
    RegelInhoud { soort, getypt, afgeschermd, ..nu.clone() } == *was
}

fn optie_al_zo(o: &Overleg, id: OptieId, v: &OptieVelden) -> Option<bool> {
    let o = o.opties.iter().find(|o| o.id == id)?;
    let OptieVelden { optie, voor, tegen, risico, niets_doen, keuze, afgeschermd } = v;
    let al_zo = al(optie.as_ref(), &o.optie)
        && al(voor.as_ref(), &o.voor)
        && al(tegen.as_ref(), &o.tegen)
        && al(risico.as_ref(), &o.risico)
        && al(niets_doen.as_ref(), &o.niets_doen)
        && al_er(keuze.as_ref(), o.keuze.as_ref())
        && al(afgeschermd.as_ref(), &o.afgeschermd);
    Some(al_zo)
}

fn scenario_al_zo(o: &Overleg, id: ScenarioId, v: &ScenarioVelden) -> Option<bool> {
    let s = o.afweging.scenarios.iter().find(|s| s.id == id)?;
    let ScenarioVelden { soort, wat, aanleidingen } = v;
    let al_zo = al(soort.as_ref(), &s.soort) && al(wat.as_ref(), &s.wat) && al(aanleidingen.as_ref(), &s.aanleidingen);
    Some(al_zo)
}

fn inzet_al_zo(i: &Inzet, v: &InzetVelden) -> bool {
    let InzetVelden { soort, palet, wat, voor, orgaan, orgaan_reden, grond, begin, einde, herziening, .. } = v;
    let InzetVelden { toezicht, meldpunt, gevolg, nadelen, kan, politie_weet, besluit, hoort_bij, .. } = v;
    al(soort.as_ref(), &i.soort)
        && al_er(palet.as_ref(), i.palet.as_ref())
        && al(wat.as_ref(), &i.wat)
        && al(voor.as_ref(), &i.voor)
        && al(orgaan.as_ref(), &i.orgaan)
        && al(orgaan_reden.as_ref(), &i.orgaan_reden)
        && al(grond.as_ref(), &i.grond)
        && al_er(begin.as_ref(), i.begin.as_ref())
        && al_er(einde.as_ref(), i.einde.as_ref())
        && al_er(herziening.as_ref(), i.herziening.as_ref())
        && al(toezicht.as_ref(), &i.toezicht)
        && al(meldpunt.as_ref(), &i.meldpunt)
        && al(gevolg.as_ref(), &i.gevolg)
        && al(nadelen.as_ref(), &i.nadelen)
        && al_er(kan.as_ref(), i.kan.as_ref())
        && al(politie_weet.as_ref(), &i.politie_weet)
        && al_er(besluit.as_ref(), i.besluit.as_ref())
        && al(hoort_bij.as_ref(), &i.hoort_bij)
}

fn voorlegger_al_zo(x: &Voorlegger, v: &VoorleggerVelden) -> bool {
    let VoorleggerVelden { gevraagd, uiterlijk, grond, alternatieven, nadelen, huisverbod, feiten, besluit } = v;
    al(gevraagd.as_ref(), &x.gevraagd)
        && al_er(uiterlijk.as_ref(), x.uiterlijk.as_ref())
        && al(grond.as_ref(), &x.grond)
        && al(alternatieven.as_ref(), &x.alternatieven)
        && al(nadelen.as_ref(), &x.nadelen)
        && al(huisverbod.as_ref(), &x.huisverbod)
        && al(feiten.as_ref(), &x.feiten)
        && al_er(besluit.as_ref(), x.besluit.as_ref())
}

/// A reason alone is a remark on a clock that stays as it is.
fn klok_al_zo(k: &LopendeKlok, v: &KlokVelden) -> bool {
    let KlokVelden { soort, naam, begin, einde, gegeven_door, inzet, reden } = v;
    al_er(soort.as_ref(), k.soort.as_ref())
        && al(naam.as_ref(), &k.naam)
        && al_er(begin.as_ref(), k.begin.as_ref())
        && al(einde.as_ref(), &k.einde)
        && al(gegeven_door.as_ref(), &k.gegeven_door)
        && al_er(inzet.as_ref(), k.inzet.as_ref())
        && reden.as_ref().is_none_or(Tekst::is_empty)
}
