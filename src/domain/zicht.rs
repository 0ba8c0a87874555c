//! What of a dossier may leave the server, per event: everything, or only to who may see shielded lines.

use super::dossier::{Aanzet, Dossier, Herbeoordeling, LopendeKlok, Voorlegger};
use super::event::Event;
use super::ids::{FactorId, InzetId, OptieId, OverlegNr, RegelId};
use super::tekst::Tekst;

/// Whether this event speaks of something that is shielded in the state `nu`, in which the event has been applied. The
/// state decides, not the moment: what was open once and is shielded now is withheld from who connects today.
pub fn is_afgeschermd(nu: &Dossier, event: &Event) -> bool {
    match event {
        // an answer that was taken back is in the state no more, and what it rested on is still shielded
        Event::FactorGewogen { overleg, factor, weging } => {
            is_factor_afgeschermd(nu, *overleg, factor) || weging.regels.iter().any(|r| nu.is_afgeschermd(Some(*r)))
        }
        Event::OptieGewogen { overleg, optie, .. }
        | Event::OptieAfgeschermd { overleg, optie, .. }
        | Event::OptieVrijgegeven { overleg, optie, .. } => is_optie_afgeschermd(nu, *overleg, *optie),
        // that something was read aloud tells that there is something
        Event::AfgeschermdVoorgelezen { .. } => true,
        Event::HerbeoordelingGevraagd { aanzet, toelichting, regel, factor } => {
            is_aanzet_afgeschermd(nu, *aanzet, toelichting, *regel, factor.as_ref())
        }
        _ => nu.is_afgeschermd(regel_van(nu, event)),
    }
}

/// Whether this event may reach no terminal at all, whoever sits there: a judgement of a closed round before the reveal.
pub fn is_verzegeld(nu: &Dossier, event: &Event) -> bool {
    let Event::OordeelVerzegeld { overleg, ronde, .. } = event else { return false };
    let rondes = nu.overleg(*overleg).map(|o| o.afweging.rondes.as_slice()).unwrap_or_default();
    let onthuld = usize::try_from(*ronde).ok().and_then(|n| rondes.get(n.checked_sub(1)?)).and_then(|r| r.onthuld.as_ref());
    onthuld.is_none()
}

/// Whether this event changes what may be seen of events before it, so that a replica that may not see shielded lines
/// has to be given anew.
pub fn verandert_zicht(nu: &Dossier, event: &Event) -> bool {
    match event {
        // what was taken back can be a shield, or an answer that rested on a shielded line
        Event::RegelAfgeschermd { .. }
        | Event::RegelVrijgegeven { .. }
        | Event::OptieAfgeschermd { .. }
        | Event::OptieVrijgegeven { .. }
        | Event::Teruggenomen { .. } => true,
        // the answer that rests on a shielded line takes the earlier answers to the factor with it: one of them alone
        // would say something else than the meeting said
        Event::FactorGewogen { .. } => is_afgeschermd(nu, event),
        // what it hangs on is another now: its earlier events go with it, out of sight or back into it
        Event::KlokGezet { velden, .. } => velden.inzet.is_some() && heeft_afgeschermd(nu),
        Event::Voorgelegd { velden, .. } => (velden.feiten.is_some() || velden.besluit.is_some()) && heeft_afgeschermd(nu),
        _ => onthult(event),
    }
}

/// Whether this event gives everybody what was kept from everybody.
pub fn onthult(event: &Event) -> bool {
    matches!(event, Event::OordelenOnthuld { .. })
}

/// Whether anything is shielded at all.
pub fn heeft_afgeschermd(d: &Dossier) -> bool {
    let opties = || d.overleggen.iter().flat_map(|o| &o.opties).any(|x| x.afgeschermd);
    d.regels.values().any(|r| r.inhoud.afgeschermd) || opties()
}

/// Whether an option is shielded.
fn is_optie_afgeschermd(d: &Dossier, nr: OverlegNr, optie: OptieId) -> bool {
    d.overleg(nr).into_iter().flat_map(|o| &o.opties).any(|x| x.id == optie && x.afgeschermd)
}

/// Whether an answer to a factor rests on a shielded line, in this meeting.
fn is_factor_afgeschermd(d: &Dossier, nr: OverlegNr, factor: &FactorId) -> bool {
    let all = d.overleg(nr).and_then(|o| o.afweging.wegingen.get(factor));
    all.into_iter().flatten().flat_map(|g| &g.weging.regels).any(|r| d.is_afgeschermd(Some(*r)))
}

/// Whether what opened the acute question again is shielded: its line, or an answer to the factor that did. Records of before
/// the factor was named tell of an answer by a change of access without a word: any shielded answer may be that one.
fn is_aanzet_afgeschermd(
    d: &Dossier,
    aanzet: Aanzet,
    toelichting: &Tekst,
    regel: Option<RegelId>,
    factor: Option<&(OverlegNr, FactorId)>,
) -> bool {
    let ongenoemd = factor.is_none() && regel.is_none() && aanzet == Aanzet::Toegang && toelichting.is_empty();
    let mogelijk = || {
        let answers = d.overleggen.iter().flat_map(|o| o.afweging.wegingen.keys().map(|f| (o.nr, f)));
        ongenoemd && answers.into_iter().any(|(nr, f)| is_factor_afgeschermd(d, nr, f))
    };
    d.is_afgeschermd(regel) || factor.is_some_and(|(nr, f)| is_factor_afgeschermd(d, *nr, f)) || mogelijk()
}

/// Whether what opened the acute question again may be told to everyone.
pub fn is_open_aanzet(d: &Dossier, h: &Herbeoordeling) -> bool {
    !is_aanzet_afgeschermd(d, h.aanzet, &h.toelichting, h.regel, h.factor.as_ref())
}

/// The dossier without its shielded lines and what hangs on them: what it would be if they had never been recorded.
#[must_use]
pub fn openbaar(d: &Dossier) -> Dossier {
    let open = |regel: RegelId| !d.is_afgeschermd(Some(regel));
    let mut seen = d.clone();
    seen.regels.retain(|id, _| open(*id));
    seen.vragen.retain(|_, v| open(v.regel));
    seen.besluiten.retain(|_, b| open(b.regel));
    seen.acties.retain(|_, a| open(a.regel));
    seen.inzetten.retain(|_, i| open(i.regel));
    for i in seen.inzetten.values_mut() {
        i.hoort_bij.retain(|m| inzet_regel(d, *m).is_some_and(open));
        i.besluit = i.besluit.filter(|b| d.besluiten.get(b).is_some_and(|b| open(b.regel)));
    }
    seen.herbeoordelen.retain(|h| is_open_aanzet(d, h));
    seen.herbeoordeeld.retain(|h| is_open_aanzet(d, h));
    seen.teruggenomen.retain(|t| t.regels.iter().copied().all(open));
    seen.terug = super::evolve::Terug::default();
    seen.klokken.retain(|_, k| klok_regel(d, k).is_none_or(open));
    seen.voorleggers.retain(|_, v| voorlegger_regel(d, v).is_none_or(open));
    for o in &mut seen.overleggen {
        o.opties.retain(|x| !x.afgeschermd);
        o.voorgelezen = None;
        o.oordelen.retain(|oordeel| oordeel.regel.is_none_or(open));
        let nr = o.nr;
        o.afweging.wegingen.retain(|f, _| !is_factor_afgeschermd(d, nr, f));
    }
    seen
}

/// The line that an event speaks of, directly or through what the line opened.
pub fn regel_van(d: &Dossier, event: &Event) -> Option<RegelId> {
    use Event as E;
    match event {
        E::RegelVastgelegd { regel, .. }
        | E::RegelGecorrigeerd { regel, .. }
        | E::SoortGewijzigd { regel, .. }
        | E::RegelAfgeschermd { regel, .. }
        | E::RegelVrijgegeven { regel, .. }
        | E::RegelIngetrokken { regel }
        | E::VraagGesteld { regel, .. }
        | E::BesluitVoorgenomen { regel, .. }
        | E::HuisverbodgrondGemerkt { regel, .. }
        | E::InzetGeopend { regel, .. }
        | E::ActieGeopend { regel, .. } => Some(*regel),
        E::OordeelGegeven { regel, .. } | E::HerbeoordelingGevraagd { regel, .. } => *regel,
        E::InzetAangevuld { inzet, .. } | E::InzetStatusGewijzigd { inzet, .. } | E::SchendingGemeld { inzet, .. } => {
            inzet_regel(d, *inzet)
        }
        E::KlokGezet { klok, .. } | E::KlokGestopt { klok, .. } => d.klokken.get(klok).and_then(|k| klok_regel(d, k)),
        E::Voorgelegd { voorlegger, .. } | E::VoorleggerBeantwoord { voorlegger, .. } => {
            d.voorleggers.get(voorlegger).and_then(|v| voorlegger_regel(d, v))
        }
        E::VraagToegewezen { vraag, .. } | E::VraagBeantwoord { vraag, .. } | E::VraagVervallen { vraag } => {
            d.vragen.get(vraag).map(|v| v.regel)
        }
        E::BesluitAangevuld { besluit, .. }
        | E::BesluitStatusGewijzigd { besluit, .. }
        | E::ToetsGenoteerd { besluit, .. }
        | E::DissentGenoteerd { besluit, .. } => d.besluiten.get(besluit).map(|b| b.regel),
        E::Teruggenomen { verzoek, .. } => {
            let regels = d.teruggenomen.iter().filter(|t| t.verzoek == *verzoek).flat_map(|t| &t.regels).copied();
            regels.clone().find(|r| d.is_afgeschermd(Some(*r))).or(regels.last())
        }
        E::ActieAangevuld { actie, .. } | E::ActieGemeld { actie, .. } => d.acties.get(actie).map(|a| a.regel),
        _ => None,
    }
}

fn inzet_regel(d: &Dossier, inzet: InzetId) -> Option<RegelId> {
    d.inzetten.get(&inzet).map(|i| i.regel)
}

/// The line that a clock hangs on: that of its measure.
pub fn klok_regel(d: &Dossier, klok: &LopendeKlok) -> Option<RegelId> {
    klok.inzet.and_then(|i| inzet_regel(d, i))
}

/// The line that a page for the burgemeester hangs on: that of its decision, or a shielded fact on it.
pub fn voorlegger_regel(d: &Dossier, v: &Voorlegger) -> Option<RegelId> {
    let besluit = v.besluit.and_then(|b| d.besluiten.get(&b)).map(|b| b.regel);
    v.feiten.iter().copied().chain(besluit).find(|r| d.is_afgeschermd(Some(*r))).or(besluit)
}
