//! What of a dossier may leave the server, per event: everything, or only to who may see shielded lines.

use super::dossier::{Aanzet, Dossier, Herbeoordeling, LopendeKlok, Voorlegger};
use super::event::Event;
use super::ids::{BesluitId, FactorId, InzetId, OptieId, OverlegNr, RegelId};
use super::tekst::Tekst;

/// What line something hangs on. That it hangs on none is told apart from that nobody knows: what it names is not in the
/// state (any more), so that its shield cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lijn {
    /// It hangs on no line.
    Geen,
    /// It hangs on this one.
    Deze(RegelId),
    /// What it hangs on is gone: it counts as shielded.
    Onbekend,
}

impl Lijn {
    /// The line of something that is in the state, or is not any more.
    fn van(gevonden: Option<RegelId>) -> Self {
        gevonden.map_or(Self::Onbekend, Self::Deze)
    }

    /// The line, where there is one and it is known.
    pub fn regel(self) -> Option<RegelId> {
        match self {
            Self::Deze(regel) => Some(regel),
            Self::Geen | Self::Onbekend => None,
        }
    }

    /// Whether what hangs on it is kept from who may not see shielded lines.
    pub fn is_afgeschermd(self, d: &Dossier) -> bool {
        match self {
            Self::Geen => false,
            Self::Deze(regel) => d.is_afgeschermd(Some(regel)),
            Self::Onbekend => true,
        }
    }
}

/// Whether this event speaks of something that is shielded in the state `nu`, in which the event has been applied. The
/// state decides, not the moment: what was open once and is shielded now is withheld from who connects today.
pub fn is_afgeschermd(nu: &Dossier, event: &Event) -> bool {
    use Event as E;
    match event {
        // an answer that was taken back is in the state no more, and what it rested on is still shielded
        E::FactorGewogen { overleg, factor, weging } => {
            is_factor_afgeschermd(nu, *overleg, factor) || weging.regels.iter().any(|r| nu.is_afgeschermd(Some(*r)))
        }
        E::OptieGewogen { overleg, optie, .. }
        | E::OptieAfgeschermd { overleg, optie, .. }
        | E::OptieVrijgegeven { overleg, optie, .. } => is_optie_afgeschermd(nu, *overleg, *optie),
        // that something was read aloud tells that there is something
        E::AfgeschermdVoorgelezen { .. } => true,
        E::HerbeoordelingGevraagd { aanzet, toelichting, regel, factor } => {
            // one that was taken back is in the state no more, nor is the answer that it came from
            let staat =
                nu.herbeoordelen.iter().chain(&nu.herbeoordeeld).any(|h| {
                    h.aanzet == *aanzet && h.toelichting == *toelichting && h.regel == *regel && h.factor == *factor
                });
            !staat || is_aanzet_afgeschermd(nu, *aanzet, toelichting, *regel, factor.as_ref())
        }
        #[rustfmt::skip]
        E::DossierGeopend { .. } | E::WerktitelGewijzigd { .. } | E::StatusGewijzigd { .. }
        | E::AcuutBeantwoord { .. } | E::Gemeld112 { .. } | E::ContactpersoonBenoemd { .. }
        | E::NietWetenGenoteerd { .. } | E::NietWetenGeschrapt { .. } | E::OverlegBijeengeroepen { .. }
        | E::OverlegGestart { .. } | E::AfsprakenGemaakt { .. } | E::AanwezigheidGenoteerd { .. }
        | E::VoorzitterOvergenomen { .. } | E::EindeGewijzigd { .. } | E::HybrideGenoteerd { .. }
        | E::FaseGewisseld { .. } | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. } | E::Geschorst { .. }
        | E::Hervat { .. } | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. } | E::PuntGekozen { .. }
        | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. } | E::BeurtGegeven { .. } | E::BeurtAfgerond { .. }
        | E::RegelVastgelegd { .. } | E::RegelGecorrigeerd { .. } | E::SoortGewijzigd { .. }
        | E::RegelAfgeschermd { .. } | E::RegelVrijgegeven { .. } | E::RegelIngetrokken { .. }
        | E::VraagGesteld { .. } | E::VraagToegewezen { .. } | E::VraagBeantwoord { .. } | E::VraagVervallen { .. }
        | E::OordeelGegeven { .. } | E::ConclusieGetrokken { .. } | E::UitkomstGenoteerd { .. }
        | E::GeslotenRondeGeopend { .. } | E::OordeelOntvangen { .. } | E::OordeelVerzegeld { .. }
        | E::OordelenOnthuld { .. } | E::ScenarioGeschetst { .. } | E::CriteriumBeantwoord { .. }
        | E::OpschalingBeslist { .. } | E::MomentBepaald { .. } | E::Vastgesteld { .. } | E::VraagBesproken { .. }
        | E::InzetGeopend { .. } | E::InzetAangevuld { .. } | E::InzetStatusGewijzigd { .. }
        | E::SchendingGemeld { .. } | E::TerzijdeGelegd { .. } | E::HuisverbodgrondGemerkt { .. }
        | E::Voorgelegd { .. } | E::VoorleggerBeantwoord { .. } | E::ToetsGenoteerd { .. } | E::Verteld { .. }
        | E::KlokGezet { .. } | E::KlokGestopt { .. } | E::BesluitVoorgenomen { .. } | E::BesluitAangevuld { .. }
        | E::BesluitStatusGewijzigd { .. } | E::DissentGenoteerd { .. } | E::VertellerBenoemd { .. }
        | E::ActieGeopend { .. } | E::ActieAangevuld { .. } | E::ActieGemeld { .. } | E::Teruggenomen { .. }
        | E::SchermAan { .. } | E::SchermUit { .. } => regel_van(nu, event).is_afgeschermd(nu),
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
    use Event as E;
    match event {
        // what was taken back can be a shield, or an answer that rested on a shielded line
        E::RegelAfgeschermd { .. }
        | E::RegelVrijgegeven { .. }
        | E::OptieAfgeschermd { .. }
        | E::OptieVrijgegeven { .. }
        | E::OordelenOnthuld { .. }
        | E::Teruggenomen { .. } => true,
        // the answer that rests on a shielded line takes the earlier answers to the factor with it: one of them alone
        // would say something else than the meeting said
        E::FactorGewogen { .. } => is_afgeschermd(nu, event),
        // what it hangs on is another now: its earlier events go with it, out of sight or back into it
        E::KlokGezet { velden, .. } => velden.inzet.is_some() && kan_verborgen(nu),
        E::Voorgelegd { velden, .. } => (velden.feiten.is_some() || velden.besluit.is_some()) && kan_verborgen(nu),
        #[rustfmt::skip]
        E::DossierGeopend { .. } | E::WerktitelGewijzigd { .. } | E::StatusGewijzigd { .. }
        | E::AcuutBeantwoord { .. } | E::Gemeld112 { .. } | E::ContactpersoonBenoemd { .. }
        | E::NietWetenGenoteerd { .. } | E::NietWetenGeschrapt { .. } | E::OverlegBijeengeroepen { .. }
        | E::OverlegGestart { .. } | E::AfsprakenGemaakt { .. } | E::AanwezigheidGenoteerd { .. }
        | E::VoorzitterOvergenomen { .. } | E::EindeGewijzigd { .. } | E::HybrideGenoteerd { .. }
        | E::FaseGewisseld { .. } | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. } | E::Geschorst { .. }
        | E::Hervat { .. } | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. } | E::PuntGekozen { .. }
        | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. } | E::BeurtGegeven { .. } | E::BeurtAfgerond { .. }
        | E::RegelVastgelegd { .. } | E::RegelGecorrigeerd { .. } | E::SoortGewijzigd { .. }
        | E::RegelIngetrokken { .. } | E::VraagGesteld { .. } | E::VraagToegewezen { .. } | E::VraagBeantwoord { .. }
        | E::VraagVervallen { .. } | E::OordeelGegeven { .. } | E::ConclusieGetrokken { .. } | E::OptieGewogen { .. }
        | E::AfgeschermdVoorgelezen { .. } | E::UitkomstGenoteerd { .. } | E::GeslotenRondeGeopend { .. }
        | E::OordeelOntvangen { .. } | E::OordeelVerzegeld { .. } | E::ScenarioGeschetst { .. }
        | E::CriteriumBeantwoord { .. } | E::OpschalingBeslist { .. } | E::MomentBepaald { .. }
        | E::Vastgesteld { .. } | E::VraagBesproken { .. } | E::HerbeoordelingGevraagd { .. }
        | E::InzetGeopend { .. } | E::InzetAangevuld { .. } | E::InzetStatusGewijzigd { .. }
        | E::SchendingGemeld { .. } | E::TerzijdeGelegd { .. } | E::HuisverbodgrondGemerkt { .. }
        | E::VoorleggerBeantwoord { .. } | E::ToetsGenoteerd { .. } | E::Verteld { .. } | E::KlokGestopt { .. }
        | E::BesluitVoorgenomen { .. } | E::BesluitAangevuld { .. } | E::BesluitStatusGewijzigd { .. }
        | E::DissentGenoteerd { .. } | E::VertellerBenoemd { .. } | E::ActieGeopend { .. }
        | E::ActieAangevuld { .. } | E::ActieGemeld { .. } | E::SchermAan { .. } | E::SchermUit { .. } => false,
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

/// Whether something can be kept from who may not see shielded lines: a shield, or what was taken back and is still named.
fn kan_verborgen(d: &Dossier) -> bool {
    heeft_afgeschermd(d) || !d.teruggenomen.is_empty()
}

/// Whether an option is shielded; one that is not there counts as that.
pub fn is_optie_afgeschermd(d: &Dossier, nr: OverlegNr, optie: OptieId) -> bool {
    d.overleg(nr).and_then(|o| o.opties.iter().find(|x| x.id == optie)).is_none_or(|x| x.afgeschermd)
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
        i.hoort_bij.retain(|m| !inzet_lijn(d, *m).is_afgeschermd(d));
        i.besluit = i.besluit.filter(|b| d.besluiten.get(b).is_some_and(|b| open(b.regel)));
    }
    seen.herbeoordelen.retain(|h| is_open_aanzet(d, h));
    seen.herbeoordeeld.retain(|h| is_open_aanzet(d, h));
    seen.teruggenomen.retain(|t| t.regels.iter().copied().all(open));
    seen.terug = super::evolve::Terug::default();
    seen.nummering = super::dossier::Nummering::default();
    seen.klokken.retain(|_, k| !klok_lijn(d, k).is_afgeschermd(d));
    seen.voorleggers.retain(|_, v| !voorlegger_lijn(d, v).is_afgeschermd(d));
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
pub fn regel_van(d: &Dossier, event: &Event) -> Lijn {
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
        | E::ActieGeopend { regel, .. } => Lijn::Deze(*regel),
        E::OordeelGegeven { regel, .. } | E::HerbeoordelingGevraagd { regel, .. } => regel.map_or(Lijn::Geen, Lijn::Deze),
        E::InzetAangevuld { inzet, .. } | E::InzetStatusGewijzigd { inzet, .. } | E::SchendingGemeld { inzet, .. } => {
            inzet_lijn(d, *inzet)
        }
        E::KlokGezet { klok, .. } | E::KlokGestopt { klok, .. } => {
            d.klokken.get(klok).map_or(Lijn::Onbekend, |k| klok_lijn(d, k))
        }
        E::Voorgelegd { voorlegger, .. } | E::VoorleggerBeantwoord { voorlegger, .. } => {
            d.voorleggers.get(voorlegger).map_or(Lijn::Onbekend, |v| voorlegger_lijn(d, v))
        }
        E::VraagToegewezen { vraag, .. } | E::VraagBeantwoord { vraag, .. } | E::VraagVervallen { vraag } => {
            Lijn::van(d.vragen.get(vraag).map(|v| v.regel))
        }
        E::BesluitAangevuld { besluit, .. }
        | E::BesluitStatusGewijzigd { besluit, .. }
        | E::ToetsGenoteerd { besluit, .. }
        | E::DissentGenoteerd { besluit, .. } => besluit_lijn(d, *besluit),
        E::Teruggenomen { verzoek, .. } => {
            let Some(t) = d.teruggenomen.iter().find(|t| t.verzoek == *verzoek) else { return Lijn::Onbekend };
            let afgeschermd = t.regels.iter().find(|r| d.is_afgeschermd(Some(**r)));
            afgeschermd.or(t.regels.last()).map_or(Lijn::Geen, |r| Lijn::Deze(*r))
        }
        E::ActieAangevuld { actie, .. } | E::ActieGemeld { actie, .. } => Lijn::van(d.acties.get(actie).map(|a| a.regel)),
        // options and answers to factors ask their own shield; the rest is of the dossier and of the meeting
        #[rustfmt::skip]
        E::DossierGeopend { .. } | E::WerktitelGewijzigd { .. } | E::StatusGewijzigd { .. }
        | E::AcuutBeantwoord { .. } | E::Gemeld112 { .. } | E::ContactpersoonBenoemd { .. }
        | E::NietWetenGenoteerd { .. } | E::NietWetenGeschrapt { .. } | E::OverlegBijeengeroepen { .. }
        | E::OverlegGestart { .. } | E::AfsprakenGemaakt { .. } | E::AanwezigheidGenoteerd { .. }
        | E::VoorzitterOvergenomen { .. } | E::EindeGewijzigd { .. } | E::HybrideGenoteerd { .. }
        | E::FaseGewisseld { .. } | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. } | E::Geschorst { .. }
        | E::Hervat { .. } | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. } | E::PuntGekozen { .. }
        | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. } | E::BeurtGegeven { .. } | E::BeurtAfgerond { .. }
        | E::ConclusieGetrokken { .. } | E::OptieGewogen { .. } | E::OptieAfgeschermd { .. }
        | E::OptieVrijgegeven { .. } | E::AfgeschermdVoorgelezen { .. } | E::FactorGewogen { .. }
        | E::UitkomstGenoteerd { .. } | E::GeslotenRondeGeopend { .. } | E::OordeelOntvangen { .. }
        | E::OordeelVerzegeld { .. } | E::OordelenOnthuld { .. } | E::ScenarioGeschetst { .. }
        | E::CriteriumBeantwoord { .. } | E::OpschalingBeslist { .. } | E::MomentBepaald { .. }
        | E::Vastgesteld { .. } | E::VraagBesproken { .. } | E::TerzijdeGelegd { .. } | E::Verteld { .. }
        | E::VertellerBenoemd { .. } | E::SchermAan { .. } | E::SchermUit { .. } => Lijn::Geen,
    }
}

fn inzet_lijn(d: &Dossier, inzet: InzetId) -> Lijn {
    Lijn::van(d.inzetten.get(&inzet).map(|i| i.regel))
}

fn besluit_lijn(d: &Dossier, besluit: BesluitId) -> Lijn {
    Lijn::van(d.besluiten.get(&besluit).map(|b| b.regel))
}

/// The line that a clock hangs on: that of its measure.
pub fn klok_lijn(d: &Dossier, klok: &LopendeKlok) -> Lijn {
    klok.inzet.map_or(Lijn::Geen, |i| inzet_lijn(d, i))
}

/// The line that a page for the burgemeester hangs on: that of its decision, or a shielded fact on it.
pub fn voorlegger_lijn(d: &Dossier, v: &Voorlegger) -> Lijn {
    let besluit = v.besluit.map_or(Lijn::Geen, |b| besluit_lijn(d, b));
    v.feiten.iter().map(|r| Lijn::Deze(*r)).chain([besluit]).find(|l| l.is_afgeschermd(d)).unwrap_or(besluit)
}
