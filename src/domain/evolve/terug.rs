//! Taking back what one key did. Before an event that can be taken back, what it touches is kept as it was, for the last
//! records only; taking it back puts that in its place, so that the state is what it would have been, but for the
//! numbers that were given: those stay given. The record keeps both. Rules stand in `decide::terug`.

use std::collections::VecDeque;

use crate::domain::dossier::{
    Actie, Besluit, CriteriumAntwoord, Dossier, Gezet, Herbeoordeling, Inzet, Oordeel, Regel, Teruggenomen, Vraag,
};
use crate::domain::event::Event;
use crate::domain::ids::{ActieId, BesluitId, CriteriumId, FactorId, InzetId, OverlegNr, RegelId, RequestId, VraagId};
use crate::domain::rol::Stamp;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::versie::{Ding, dingen, genoemd};
use crate::domain::zicht::regel_van;

/// How many records can be taken back at most. Never fewer than there were before: what was taken back once is taken back
/// at every replay.
const STAPPEN_MAX: usize = 64;

/// Names a record in one dossier: the request that made it, of this account.
type Wat = (Tekst, RequestId);

/// The last records that can be taken back. Bookkeeping of the record, and no part of what a dossier is: two dossiers are
/// the same however they became so.
#[derive(Clone, Debug, Default)]
pub struct Terug {
    stappen: VecDeque<Stap>,
    /// The record that is being applied, and whether all of it so far can be taken back.
    nu: Option<(Wat, bool)>,
}

impl PartialEq for Terug {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A record that can be taken back.
#[derive(Clone, Debug)]
pub struct Stap {
    van: Wat,
    /// When it was recorded.
    pub gezet: Gezet,
    /// What it touched.
    pub dingen: Vec<Ding>,
    /// What it did, in words without a word of the dossier.
    pub daden: Vec<String>,
    /// Whether it reported a breach.
    pub schending: bool,
    /// The lines that it is about.
    pub regels: Vec<RegelId>,
    /// The line that was changed in place: its words, its kind or its shield.
    wijzigt: Option<RegelId>,
    voor: Vec<Voor>,
    /// Later records that touched the same and were not taken back themselves.
    later: Vec<Wat>,
    /// Later records that name what it touched, and were not taken back themselves.
    genoemd: Vec<Wat>,
}

impl Stap {
    fn nieuw(van: Wat, gezet: Gezet) -> Self {
        Self {
            van,
            gezet,
            dingen: Vec::new(),
            daden: Vec::new(),
            schending: false,
            regels: Vec::new(),
            wijzigt: None,
            voor: Vec::new(),
            later: Vec::new(),
            genoemd: Vec::new(),
        }
    }

    /// Whether what it touched is still as it left it.
    pub fn is_laatste(&self) -> bool {
        self.later.is_empty()
    }

    /// Whether something that was recorded since speaks of what it touched.
    pub fn is_genoemd(&self) -> bool {
        !self.genoemd.is_empty()
    }
}

/// A line that was changed in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gewijzigd {
    /// The line.
    pub regel: RegelId,
    /// The request that changed it.
    pub verzoek: RequestId,
    /// When.
    pub op: Tijdstip,
    /// Whether it can be taken back.
    pub kan: bool,
}

/// What something was, or how it is put back.
#[derive(Clone, Debug)]
enum Voor {
    Regel(Box<Regel>),
    Vraag(VraagId, Option<Box<Vraag>>),
    Besluit(BesluitId, Option<Box<Besluit>>),
    Actie(ActieId, Option<Box<Actie>>),
    Inzet(InzetId, Option<Box<Inzet>>),
    /// The judgements that stood in a line.
    Oordelen(RegelId, Vec<Oordeel>),
    /// A factor loses its last answer.
    Factor(OverlegNr, FactorId),
    Criterium(OverlegNr, CriteriumId, Option<(CriteriumAntwoord, Gezet)>),
    /// The acute question is not open again because of this.
    Herbeoordeling(Herbeoordeling),
}

impl Terug {
    /// The record that this account's request made, while it can be taken back.
    pub fn stap(&self, gebruiker: &Tekst, verzoek: RequestId) -> Option<&Stap> {
        self.stappen.iter().find(|s| s.van.0 == *gebruiker && s.van.1 == verzoek)
    }
}

impl Terug {
    /// The last line that this account changed in place, and the record that did it; whether that can be taken back now.
    pub fn laatst_gewijzigd(&self, gebruiker: &Tekst, nu: Tijdstip) -> Option<Gewijzigd> {
        let stap = self.stappen.iter().rev().find(|s| s.van.0 == *gebruiker && s.wijzigt.is_some())?;
        let kan = stap.is_laatste() && !stap.is_genoemd() && nu <= tot(stap.gezet.op);
        Some(Gewijzigd { regel: stap.wijzigt?, verzoek: stap.van.1, op: stap.gezet.op, kan })
    }

    /// The record that a request made, whoever asked it.
    pub fn van(&self, verzoek: RequestId) -> Option<&Stap> {
        self.stappen.iter().find(|s| s.van.1 == verzoek)
    }
}

/// Keeps what this event is about to change.
pub(super) fn onthoud(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    let van = (stamp.wie.gebruiker.clone(), stamp.verzoek);
    let geraakt = dingen(d, event);
    let gezet = Gezet { op: stamp.op, door: stamp.wie.clone() };
    let bewaard = voor(d, &gezet, event);
    let (daad, regels) = (daad(event), regels(d, event));
    let t = &mut d.terug;
    let raakt = |s: &Stap| !geraakt.is_empty() && s.dingen.iter().any(|x| geraakt.contains(x));
    for eerder in t.stappen.iter_mut().filter(|s| s.van != van && raakt(s)) {
        if !eerder.later.contains(&van) {
            eerder.later.push(van.clone());
        }
    }
    let namen = genoemd(event);
    let noemt = |s: &Stap| !namen.is_empty() && s.dingen.iter().any(|x| namen.contains(x));
    for eerder in t.stappen.iter_mut().filter(|s| s.van != van && noemt(s)) {
        if !eerder.genoemd.contains(&van) {
            eerder.genoemd.push(van.clone());
        }
    }
    let kon = t.nu.as_ref().is_none_or(|(nu, kan)| *nu != van || *kan);
    t.nu = Some((van.clone(), kon && bewaard.is_some()));
    let Some(bewaard) = bewaard.filter(|_| kon) else {
        // one part that cannot be taken back, and none of it can
        t.stappen.retain(|s| s.van != van);
        return;
    };
    if t.stappen.back().is_none_or(|s| s.van != van) {
        t.stappen.push_back(Stap::nieuw(van, gezet));
        if t.stappen.len() > STAPPEN_MAX {
            t.stappen.pop_front();
        }
    }
    let Some(laatste) = t.stappen.back_mut() else { return };
    laatste.dingen.extend(geraakt);
    laatste.daden.extend(daad);
    laatste.voor.extend(bewaard);
    laatste.schending |= matches!(event, Event::SchendingGemeld { .. });
    laatste.regels.extend(regels);
    laatste.wijzigt = wijzigt(event).or(laatste.wijzigt);
}

/// The line that an event changes in place.
fn wijzigt(event: &Event) -> Option<RegelId> {
    match event {
        Event::RegelGecorrigeerd { regel, .. }
        | Event::SoortGewijzigd { regel, .. }
        | Event::RegelAfgeschermd { regel, .. } => Some(*regel),
        _ => None,
    }
}

/// A line, and all that hangs on it and follows its words.
fn met_aanhang(d: &Dossier, id: RegelId) -> Vec<Voor> {
    let vragen = d.vragen.values().filter(|x| x.regel == id).map(|x| Voor::Vraag(x.id, Some(Box::new(x.clone()))));
    let besluiten = d.besluiten.values().filter(|x| x.regel == id);
    let besluiten = besluiten.map(|x| Voor::Besluit(x.id, Some(Box::new(x.clone()))));
    let acties = d.acties.values().filter(|x| x.regel == id).map(|x| Voor::Actie(x.id, Some(Box::new(x.clone()))));
    let inzetten = d.inzetten.values().filter(|x| x.regel == id).map(|x| Voor::Inzet(x.id, Some(Box::new(x.clone()))));
    let regel = d.regels.get(&id).map(|r| Voor::Regel(Box::new(r.clone())));
    regel.into_iter().chain([oordelen(d, id)]).chain(vragen).chain(besluiten).chain(acties).chain(inzetten).collect()
}

/// The lines that an event speaks of.
fn regels(d: &Dossier, event: &Event) -> Vec<RegelId> {
    match event {
        Event::FactorGewogen { weging, .. } => weging.regels.clone(),
        other => regel_van(d, other).regel().into_iter().collect(),
    }
}

/// What has to be kept before this event; none where it cannot be taken back by one key. Every event is named, so that a
/// new one has to say which it is.
fn voor(d: &Dossier, gezet: &Gezet, event: &Event) -> Option<Vec<Voor>> {
    use Event as E;
    let regel = |id: &RegelId| d.regels.get(id).map(|r| Voor::Regel(Box::new(r.clone())));
    Some(match event {
        E::SoortGewijzigd { regel: id, .. } | E::RegelIngetrokken { regel: id } => {
            regel(id).into_iter().chain([oordelen(d, *id)]).collect()
        }
        E::RegelGecorrigeerd { regel: id, .. } => met_aanhang(d, *id),
        E::RegelAfgeschermd { regel: id, .. } | E::HuisverbodgrondGemerkt { regel: id, .. } => {
            regel(id).into_iter().collect()
        }
        E::OordeelGegeven { regel: Some(id), bijgesteld: None, .. } => vec![oordelen(d, *id)],
        E::VraagGesteld { vraag, .. }
        | E::VraagVervallen { vraag }
        | E::VraagToegewezen { vraag, .. }
        | E::VraagBeantwoord { vraag, .. } => vec![Voor::Vraag(*vraag, d.vragen.get(vraag).cloned().map(Box::new))],
        E::BesluitVoorgenomen { besluit, .. }
        | E::BesluitAangevuld { besluit, .. }
        | E::BesluitStatusGewijzigd { besluit, .. }
        | E::DissentGenoteerd { besluit, .. }
        | E::ToetsGenoteerd { besluit, .. } => {
            vec![Voor::Besluit(*besluit, d.besluiten.get(besluit).cloned().map(Box::new))]
        }
        E::ActieGeopend { actie, .. } | E::ActieAangevuld { actie, .. } | E::ActieGemeld { actie, .. } => {
            vec![Voor::Actie(*actie, d.acties.get(actie).cloned().map(Box::new))]
        }
        E::InzetGeopend { inzet, .. }
        | E::InzetAangevuld { inzet, .. }
        | E::InzetStatusGewijzigd { inzet, .. }
        | E::SchendingGemeld { inzet, .. } => {
            vec![Voor::Inzet(*inzet, d.inzetten.get(inzet).cloned().map(Box::new))]
        }
        E::FactorGewogen { overleg, factor, .. } => vec![Voor::Factor(*overleg, factor.clone())],
        E::CriteriumBeantwoord { overleg, criterium, .. } => {
            let was = d.overleg(*overleg).and_then(|o| o.afweging.criteria.get(criterium)).cloned();
            vec![Voor::Criterium(*overleg, criterium.clone(), was)]
        }
        E::HerbeoordelingGevraagd { aanzet, toelichting, regel, factor } => {
            let (toelichting, factor, gezet) = (toelichting.clone(), factor.clone(), gezet.clone());
            vec![Voor::Herbeoordeling(Herbeoordeling { aanzet: *aanzet, toelichting, regel: *regel, factor, gezet })]
        }
        // shields that are lifted and steps of the meeting are set right by an act of their own, with its reason
        #[rustfmt::skip]
        E::DossierGeopend { .. } | E::WerktitelGewijzigd { .. } | E::StatusGewijzigd { .. }
        | E::AcuutBeantwoord { .. } | E::Gemeld112 { .. } | E::ContactpersoonBenoemd { .. }
        | E::NietWetenGenoteerd { .. } | E::NietWetenGeschrapt { .. } | E::OverlegBijeengeroepen { .. }
        | E::OverlegGestart { .. } | E::AfsprakenGemaakt { .. } | E::AanwezigheidGenoteerd { .. }
        | E::VoorzitterOvergenomen { .. } | E::EindeGewijzigd { .. } | E::HybrideGenoteerd { .. }
        | E::FaseGewisseld { .. } | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. } | E::Geschorst { .. }
        | E::Hervat { .. } | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. } | E::PuntGekozen { .. }
        | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. } | E::BeurtGegeven { .. } | E::BeurtAfgerond { .. }
        | E::RegelVastgelegd { .. } | E::RegelVrijgegeven { .. }
        | E::OordeelGegeven { .. } | E::ConclusieGetrokken { .. } | E::OptieGewogen { .. }
        | E::OptieAfgeschermd { .. } | E::OptieVrijgegeven { .. } | E::AfgeschermdVoorgelezen { .. }
        | E::UitkomstGenoteerd { .. } | E::GeslotenRondeGeopend { .. } | E::OordeelOntvangen { .. }
        | E::OordeelVerzegeld { .. } | E::OordelenOnthuld { .. } | E::ScenarioGeschetst { .. }
        | E::OpschalingBeslist { .. } | E::MomentBepaald { .. } | E::Vastgesteld { .. } | E::VraagBesproken { .. }
        | E::TerzijdeGelegd { .. } | E::Voorgelegd { .. } | E::VoorleggerBeantwoord { .. } | E::Verteld { .. }
        | E::KlokGezet { .. } | E::KlokGestopt { .. } | E::VertellerBenoemd { .. } | E::Teruggenomen { .. }
        | E::SchermAan { .. } | E::SchermUit { .. } => return None,
    })
}

fn oordelen(d: &Dossier, id: RegelId) -> Voor {
    let all = d.overleggen.iter().flat_map(|o| &o.oordelen).filter(|o| o.staat_in(id));
    Voor::Oordelen(id, all.cloned().collect())
}

/// What an event did, as the minutes may tell it: numbers and kinds only.
fn daad(event: &Event) -> Option<String> {
    use Event as E;
    Some(match event {
        E::SoortGewijzigd { regel, naar } => format!("{regel} werd {naar}"),
        E::RegelIngetrokken { regel } => format!("{regel} ingetrokken"),
        E::RegelGecorrigeerd { regel, .. } => format!("{regel} gecorrigeerd"),
        E::RegelAfgeschermd { regel, .. } => format!("{regel} afgeschermd"),
        E::HuisverbodgrondGemerkt { regel, grond: true } => format!("{regel} gemerkt als grond voor een huisverbod"),
        E::HuisverbodgrondGemerkt { regel, grond: false } => format!("{regel} niet meer gemerkt als grond"),
        E::VraagToegewezen { vraag, .. } => format!("{vraag} toegewezen"),
        E::VraagBeantwoord { vraag, .. } => format!("{vraag} beantwoord"),
        E::BesluitStatusGewijzigd { besluit, naar, .. } => format!("{besluit} {naar}"),
        E::BesluitAangevuld { besluit, .. } => format!("{besluit} aangevuld"),
        E::ActieAangevuld { actie, .. } => format!("{actie} aangevuld"),
        E::InzetAangevuld { inzet, .. } => format!("{inzet} aangevuld"),
        E::DissentGenoteerd { besluit, .. } => format!("afwijkende mening bij {besluit}"),
        E::ToetsGenoteerd { besluit, .. } => format!("toets van {besluit}"),
        E::ActieGemeld { actie, naar, .. } => format!("{actie} {naar}"),
        E::InzetStatusGewijzigd { inzet, naar, .. } => format!("{inzet} {naar}"),
        E::SchendingGemeld { inzet, .. } => format!("schending van {inzet} gemeld"),
        E::FactorGewogen { factor, .. } => format!("antwoord op factor {factor}"),
        E::CriteriumBeantwoord { criterium, .. } => format!("antwoord op criterium {criterium}"),
        // what only comes along with one of these says nothing of its own, and the rest cannot be taken back
        #[rustfmt::skip]
        E::VraagGesteld { .. } | E::VraagVervallen { .. } | E::BesluitVoorgenomen { .. } | E::ActieGeopend { .. }
        | E::InzetGeopend { .. } | E::HerbeoordelingGevraagd { .. }
        | E::DossierGeopend { .. } | E::WerktitelGewijzigd { .. } | E::StatusGewijzigd { .. }
        | E::AcuutBeantwoord { .. } | E::Gemeld112 { .. } | E::ContactpersoonBenoemd { .. }
        | E::NietWetenGenoteerd { .. } | E::NietWetenGeschrapt { .. } | E::OverlegBijeengeroepen { .. }
        | E::OverlegGestart { .. } | E::AfsprakenGemaakt { .. } | E::AanwezigheidGenoteerd { .. }
        | E::VoorzitterOvergenomen { .. } | E::EindeGewijzigd { .. } | E::HybrideGenoteerd { .. }
        | E::FaseGewisseld { .. } | E::OvergangGevraagd { .. } | E::OvergangVervallen { .. } | E::Geschorst { .. }
        | E::Hervat { .. } | E::OverlegGesloten { .. } | E::VerslagVastgesteld { .. } | E::PuntGekozen { .. }
        | E::PuntAfgevinkt { .. } | E::PuntHeropend { .. } | E::BeurtGegeven { .. } | E::BeurtAfgerond { .. }
        | E::RegelVastgelegd { .. } | E::RegelVrijgegeven { .. }
        | E::OordeelGegeven { .. } | E::ConclusieGetrokken { .. } | E::OptieGewogen { .. }
        | E::OptieAfgeschermd { .. } | E::OptieVrijgegeven { .. } | E::AfgeschermdVoorgelezen { .. }
        | E::UitkomstGenoteerd { .. } | E::GeslotenRondeGeopend { .. } | E::OordeelOntvangen { .. }
        | E::OordeelVerzegeld { .. } | E::OordelenOnthuld { .. } | E::ScenarioGeschetst { .. }
        | E::OpschalingBeslist { .. } | E::MomentBepaald { .. } | E::Vastgesteld { .. } | E::VraagBesproken { .. }
        | E::TerzijdeGelegd { .. } | E::Voorgelegd { .. } | E::VoorleggerBeantwoord { .. } | E::Verteld { .. }
        | E::KlokGezet { .. } | E::KlokGestopt { .. } | E::VertellerBenoemd { .. } | E::Teruggenomen { .. }
        | E::SchermAan { .. } | E::SchermUit { .. } => return None,
    })
}

/// Puts back what a record changed.
pub(super) fn herstel(d: &mut Dossier, stamp: &Stamp, verzoek: RequestId, reden: &Tekst) {
    let van = (stamp.wie.gebruiker.clone(), verzoek);
    let Some(at) = d.terug.stappen.iter().position(|s| s.van == van) else { return };
    let Some(record) = d.terug.stappen.remove(at) else { return };
    for eerder in &mut d.terug.stappen {
        eerder.later.retain(|l| *l != van);
        eerder.genoemd.retain(|l| *l != van);
    }
    for was in record.voor.into_iter().rev() {
        zet_terug(d, was);
    }
    d.teruggenomen.push(Teruggenomen {
        wat: Tekst::cut(&record.daden.join(", ")),
        toen: record.gezet.op,
        regels: record.regels,
        verzoek,
        reden: reden.clone(),
        gezet: Gezet { op: stamp.op, door: stamp.wie.clone() },
    });
}

fn zet_terug(d: &mut Dossier, was: Voor) {
    match was {
        Voor::Regel(r) => drop(d.regels.insert(r.id, *r)),
        Voor::Vraag(id, was) => weer(&mut d.vragen, id, was),
        Voor::Besluit(id, was) => weer(&mut d.besluiten, id, was),
        Voor::Actie(id, was) => weer(&mut d.acties, id, was),
        Voor::Inzet(id, was) => weer(&mut d.inzetten, id, was),
        Voor::Oordelen(id, was) => {
            for o in &mut d.overleggen {
                o.oordelen.retain(|x| !x.staat_in(id) || was.iter().any(|w| w.gezet == x.gezet));
                for x in o.oordelen.iter_mut().filter(|x| x.staat_in(id)) {
                    if let Some(w) = was.iter().find(|w| w.gezet == x.gezet) {
                        x.clone_from(w);
                    }
                }
            }
        }
        Voor::Factor(nr, factor) => {
            let Some(a) = d.overleg_mut(nr).map(|o| &mut o.afweging) else { return };
            let leeg = a.wegingen.get_mut(&factor).is_some_and(|all| {
                all.pop();
                all.is_empty()
            });
            if leeg {
                a.wegingen.remove(&factor);
            }
        }
        Voor::Criterium(nr, id, was) => {
            let Some(a) = d.overleg_mut(nr).map(|o| &mut o.afweging) else { return };
            weer(&mut a.criteria, id, was.map(Box::new));
        }
        Voor::Herbeoordeling(h) => d.herbeoordelen.retain(|x| *x != h),
    }
}

fn weer<K: Ord, V>(all: &mut std::collections::BTreeMap<K, V>, id: K, was: Option<Box<V>>) {
    match was {
        Some(v) => drop(all.insert(id, *v)),
        None => drop(all.remove(&id)),
    }
}

/// Until when a record of this moment can be taken back.
pub(in crate::domain) fn tot(op: Tijdstip) -> Tijdstip {
    /// What was a slip is seen at once (own choice); after that it is changed as anything else, with its reason.
    const MINUTEN: i64 = 15;
    op.plus(chrono::TimeDelta::minutes(MINUTEN))
}
