//! What of a dossier may leave the server, and to whom: what stands beside an event (its audience, in `kenmerk`), asked of
//! the state as it is now.

#![deny(clippy::wildcard_enum_match_arm)]

use std::borrow::Cow;

use super::dossier::{
    Aanzet, Ding, Dossier, Dossierstuk, Geheim, Herbeoordeling, LopendeKlok, Overleg, Teruggenomen, Voorlegger,
};
use super::event::Event;
use super::ids::{BesluitId, FactorId, InformatieId, InzetId, OptieId, OverlegNr, RegelId};
use super::kenmerk::{Gehoor, Heropening, Zichtwissel, kenmerk};
use super::rol::Stamp;
use super::scherm::{Kijker, Kring, Scherm};
use super::vouw::vouw;

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

    /// For whom what hangs on it is.
    pub fn kring(self, d: &Dossier) -> Kring {
        match self {
            Self::Geen => Kring::IEDEREEN,
            Self::Deze(regel) => regel_kring(d, regel),
            Self::Onbekend => onbekend(d),
        }
    }

    /// Whether that is not everybody.
    pub fn is_afgeschermd(self, d: &Dossier) -> bool {
        self.kring(d).is_dicht()
    }
}

/// For whom this event is in the state `nu`, in which it has been applied. The state decides, not the moment: what was open
/// once and is shielded now is withheld from who connects today.
pub fn kring(nu: &Dossier, stamp: &Stamp, event: &Event) -> Kring {
    let k = kenmerk(event);
    // what was done under a shield and taken back stands nowhere any more: nobody can see that it is freed with the rest
    let verborgen = nu.teruggenomen.iter().filter(|t| t.is_van(stamp)).map(|t| t.verborgen.clone()).collect::<Kring>();
    verborgen.en(match k.gehoor {
        Gehoor::Iedereen => Kring::IEDEREEN,
        Gehoor::VolleSchermen => Kring::vol(),
        Gehoor::AlsDing => ding_kring(nu, &k.ding),
        Gehoor::AlsRegel(regel) => regel.map_or(Kring::IEDEREEN, |r| regel_kring(nu, r)),
        // an answer that was taken back is in the state no more, and what it rested on is still shielded
        Gehoor::AlsFactor(regels) => ding_kring(nu, &k.ding).en(regels.iter().map(|r| regel_kring(nu, *r)).collect()),
        // one that was taken back is in the state no more, nor is the answer that it came from; a later one that says the
        // same is another
        Gehoor::AlsAanzet(w) => {
            let deze = |h: &Herbeoordeling| heropening(h) == w && (h.gezet.op, &h.gezet.door) == (stamp.op, &stamp.wie);
            let weg = !nu.herbeoordelen.iter().chain(&nu.herbeoordeeld).any(deze);
            let kring = heropening_kring(nu, w);
            if weg { kring.en(onbekend(nu)) } else { kring }
        }
        Gehoor::NaOnthulling(overleg, ronde) => {
            if is_onthuld(nu, overleg, ronde) {
                Kring::IEDEREEN
            } else {
                Kring::niemand()
            }
        }
    })
}

/// Whether the judgements of this closed round, from 1, are revealed.
fn is_onthuld(d: &Dossier, overleg: OverlegNr, ronde: u32) -> bool {
    let rondes = d.overleg(overleg).map(|o| o.afweging.rondes.as_slice()).unwrap_or_default();
    let deze = usize::try_from(ronde).ok().and_then(|n| rondes.get(n.checked_sub(1)?));
    deze.is_some_and(|r| r.onthuld.is_some())
}

/// Whether this event changes what may be seen of events before it, so that a replica that may not see shielded lines
/// has to be given anew.
pub fn verandert_zicht(nu: &Dossier, stamp: &Stamp, event: &Event) -> bool {
    match kenmerk(event).zicht {
        Zichtwissel::Blijft => false,
        Zichtwissel::Wisselt | Zichtwissel::Onthult => true,
        Zichtwissel::AlsAfgeschermd => kring(nu, stamp, event).is_dicht(),
        Zichtwissel::AndersVerbonden => kan_verborgen(nu),
    }
}

/// Whether this event gives everybody what was kept from everybody.
pub fn onthult(event: &Event) -> bool {
    kenmerk(event).zicht == Zichtwissel::Onthult
}

/// For whom what came from this line is; of one that is not there nobody knows.
pub fn regel_kring(d: &Dossier, regel: RegelId) -> Kring {
    d.regels.get(&regel).map_or_else(|| onbekend(d), |r| r.inhoud.scherm().into())
}

/// For whom an option is; of one that is not there nobody knows.
fn optie_kring(d: &Dossier, nr: OverlegNr, optie: OptieId) -> Kring {
    let er = d.overleg(nr).and_then(|o| o.opties.iter().find(|x| x.id == optie));
    er.map_or_else(|| onbekend(d), |x| x.scherm().into())
}

/// For whom the words of an answer of a partner are; of those that are not there nobody knows.
fn woorden_kring(d: &Dossier, id: InformatieId, nr: u32) -> Kring {
    let at = usize::try_from(nr).ok().and_then(|n| n.checked_sub(1));
    let er = at.and_then(|at| d.informatie.get(&id)?.antwoorden.get(at)?.inhoud.as_ref());
    er.map_or_else(|| onbekend(d), |i| i.scherm.clone().into())
}

/// What the words of partners are behind.
fn schermen_van_woorden(d: &Dossier) -> impl Iterator<Item = &Scherm> {
    d.informatie.values().flat_map(|i| &i.antwoorden).filter_map(|a| a.inhoud.as_ref()?.scherm.as_ref())
}

/// For whom a piece is; of one that is not there nobody knows.
pub fn stuk_kring(d: &Dossier, stuk: Dossierstuk) -> Kring {
    d.stuk(stuk).map_or_else(|| onbekend(d), |s| s.scherm().into())
}

/// For whom that is of which nobody knows any more what it hung on: for who sees all that there is in the dossier.
fn onbekend(d: &Dossier) -> Kring {
    Kring::vol().en(kringen(d))
}

/// Who sees all that is shielded for organisations in a dossier, as it is now and as it was where that was taken back.
pub fn kringen(d: &Dossier) -> Kring {
    let regels = d.regels.opvallende().flat_map(|som| &som.kringen);
    let opties = d.overleggen.iter().flat_map(|o| &o.opties).map(|x| &x.kring);
    let woorden = schermen_van_woorden(d).filter(|s| !s.organisaties().is_empty()).map(|s| Kring::from(Some(s.clone())));
    let stukken = d.stukken().map(|s| &s.kring);
    let nu: Kring =
        regels.chain(opties).chain(stukken).map(|kring| Kring::from(Scherm::van(false, kring))).chain(woorden).collect();
    let toen = d.teruggenomen.iter().filter(|t| t.verborgen.is_besloten()).map(|t| t.verborgen.clone());
    toen.fold(nu, Kring::en)
}

/// Whether anything is kept from who may not see shielded lines.
pub fn heeft_afgeschermd(d: &Dossier) -> bool {
    // what was told of something shielded stays from them when that is open again
    let verteld = |o: &Overleg| o.voorgelezen.is_some() || o.wissels.iter().any(|w| !w.afgeschermd_open.is_empty());
    let geheim = d.betrokkenen.values().any(|b| !b.geheim.is_empty());
    !d.toegang.is_empty() || d.vernietiging.is_some() || geheim || heeft_scherm(d) || d.overleggen.iter().any(verteld)
}

/// Whether a line, an option, a piece or what a partner said is shielded at all.
fn heeft_scherm(d: &Dossier) -> bool {
    let opties = || d.overleggen.iter().flat_map(|o| &o.opties).any(|x| x.afgeschermd);
    d.regels.opvallende().any(|som| som.afgeschermd)
        || opties()
        || schermen_van_woorden(d).next().is_some()
        || d.stukken().any(|s| s.scherm().is_some())
}

/// Whether something can be kept from who may not see shielded lines: a shield, or what was taken back and is still named.
fn kan_verborgen(d: &Dossier) -> bool {
    heeft_scherm(d) || !d.teruggenomen.is_empty()
}

/// For whom the answers to a factor are in this meeting: for who sees all lines that one of them rests on.
fn factor_kring(d: &Dossier, nr: OverlegNr, factor: &FactorId) -> Kring {
    let all = d.overleg(nr).and_then(|o| o.afweging.wegingen.get(factor));
    all.into_iter().flatten().flat_map(|g| &g.weging.regels).map(|r| regel_kring(d, *r)).collect()
}

/// For whom it is that something was taken back: for who could see it then, and sees now what it was about and what answers
/// the factors that it answered.
fn terug_kring(d: &Dossier, t: &Teruggenomen) -> Kring {
    let antwoorden = t.factoren.iter().map(|(nr, factor)| factor_kring(d, *nr, factor));
    let regels = t.regels.iter().map(|r| regel_kring(d, *r));
    antwoorden.chain(regels).fold(t.verborgen.clone(), Kring::en)
}

/// For whom it is that the acute question was opened again: for who sees its line, and all answers to the factor that did.
/// Records of before the factor was named tell of an answer by a change of access without a word: any shielded answer may be
/// that one.
fn heropening_kring(d: &Dossier, w: Heropening<'_>) -> Kring {
    let Heropening { aanzet, toelichting, regel, factor } = w;
    let ongenoemd = factor.is_none() && regel.is_none() && aanzet == Aanzet::Toegang && toelichting.is_empty();
    let answers = d.overleggen.iter().flat_map(|o| o.afweging.wegingen.keys().map(|f| (o.nr, f)));
    let mogelijk = answers.filter(|_| ongenoemd).map(|(nr, f)| factor_kring(d, nr, f));
    let genoemd = factor.map(|(nr, f)| factor_kring(d, *nr, f));
    regel.map(|r| regel_kring(d, r)).into_iter().chain(genoemd).chain(mogelijk).collect()
}

fn heropening(h: &Herbeoordeling) -> Heropening<'_> {
    let Herbeoordeling { aanzet, toelichting, regel, factor, gezet: _ } = h;
    Heropening { aanzet: *aanzet, toelichting, regel: *regel, factor: factor.as_ref() }
}

/// For whom it is what opened the acute question again.
pub fn aanzet_kring(d: &Dossier, h: &Herbeoordeling) -> Kring {
    heropening_kring(d, heropening(h))
}

/// The dossier without its shielded lines and what hangs on them: what it would be if they had never been recorded.
#[must_use]
pub fn openbaar(d: &Dossier) -> Dossier {
    let mut seen = gezien_door(d, &Kijker::IEDEREEN);
    seen.terug = super::dossier::Terug::default();
    seen.nummering = super::dossier::Nummering::default();
    seen
}

/// The dossier as who gives a command knows it: without what is for organisations that are not theirs.
pub fn voor_opdrachtgever<'d>(d: &'d Dossier, wie: &Kijker) -> Cow<'d, Dossier> {
    if kringen(d).hoort(wie) { Cow::Borrowed(d) } else { Cow::Owned(gezien_door(d, wie)) }
}

/// The dossier without what is not for who looks, and what hangs on that.
fn gezien_door(d: &Dossier, wie: &Kijker) -> Dossier {
    let open = |regel: RegelId| regel_kring(d, regel).hoort(wie);
    let mut seen = d.clone();
    seen.regels.retain(|id, _| open(*id));
    seen.vragen.retain(|_, v| open(v.regel));
    seen.besluiten.retain(|_, b| open(b.regel));
    seen.acties.retain(|_, a| open(a.regel));
    seen.inzetten.retain(|_, i| open(i.regel));
    for i in seen.inzetten.values_mut() {
        i.hoort_bij.retain(|m| inzet_lijn(d, *m).kring(d).hoort(wie));
        i.besluit = i.besluit.filter(|b| d.besluiten.get(b).is_some_and(|b| open(b.regel)));
    }
    seen.herbeoordelen.retain(|h| aanzet_kring(d, h).hoort(wie));
    seen.herbeoordeeld.retain(|h| aanzet_kring(d, h).hoort(wie));
    seen.teruggenomen.retain(|t| terug_kring(d, t).hoort(wie));
    seen.klokken.retain(|_, k| klok_lijn(d, k).kring(d).hoort(wie));
    seen.voorleggers.retain(|_, v| voorlegger_kring(d, v).hoort(wie));
    for a in seen.informatie.values_mut().flat_map(|i| &mut i.antwoorden) {
        a.inhoud = a.inhoud.take().filter(|i| Kring::from(i.scherm.clone()).hoort(wie));
    }
    seen.meldingen.retain(|id, _| stuk_kring(d, Dossierstuk::Melding(*id)).hoort(wie));
    seen.betrokkenen.retain(|id, _| stuk_kring(d, Dossierstuk::Betrokkene(*id)).hoort(wie));
    for o in &mut seen.overleggen {
        o.opties.retain(|x| Kring::from(x.scherm()).hoort(wie));
        o.oordelen.retain(|oordeel| oordeel.regel.is_none_or(open));
        let nr = o.nr;
        o.afweging.wegingen.retain(|f, _| factor_kring(d, nr, f).hoort(wie));
    }
    if !wie.is_vol() {
        seen.toegang.clear();
        seen.betrokkenen.values_mut().for_each(|b| b.geheim = Geheim::default());
        seen.vernietiging = None;
        for o in &mut seen.overleggen {
            o.voorgelezen = None;
            o.wissels.iter_mut().for_each(|w| w.afgeschermd_open.clear());
        }
    }
    seen
}

/// The line that an event speaks of, directly or through what the line opened. Options and answers to factors ask their own
/// shield.
pub fn regel_van(d: &Dossier, event: &Event) -> Lijn {
    let k = kenmerk(event);
    match k.gehoor {
        Gehoor::AlsDing => lijn(d, &k.ding),
        Gehoor::AlsRegel(regel) | Gehoor::AlsAanzet(Heropening { regel, .. }) => regel.map_or(Lijn::Geen, Lijn::Deze),
        Gehoor::Iedereen | Gehoor::VolleSchermen | Gehoor::AlsFactor(_) | Gehoor::NaOnthulling(..) => Lijn::Geen,
    }
}

/// The line that a thing hangs on: it is shielded with it.
pub fn lijn(d: &Dossier, ding: &Ding) -> Lijn {
    match ding {
        Ding::Regel(id) => Lijn::Deze(*id),
        Ding::Vraag(id) => Lijn::van(d.vragen.get(id).map(|v| v.regel)),
        Ding::Besluit(id) => besluit_lijn(d, *id),
        Ding::Actie(id) => Lijn::van(d.acties.get(id).map(|a| a.regel)),
        Ding::Inzet(id) => inzet_lijn(d, *id),
        Ding::Oordeel(nr, organisatie) => {
            let mut all = d.overleg(*nr).into_iter().flat_map(|o| o.oordelen.iter().rev());
            let laatste = all.find(|o| vouw(o.inhoud.organisatie.as_str()) == *organisatie);
            laatste.and_then(|o| o.regel).map_or(Lijn::Geen, Lijn::Deze)
        }
        Ding::Klok(nr) => d.klokken.get(nr).map_or(Lijn::Onbekend, |k| klok_lijn(d, k)),
        Ding::Voorlegger(id) => d.voorleggers.get(id).map_or(Lijn::Onbekend, |v| voorlegger_lijn(d, v)),
        // who may see a dossier is for who leads, carries or records
        Ding::Toegang(_) => Lijn::Onbekend,
        Ding::Verzoek(verzoek) => {
            let Some(t) = d.teruggenomen.iter().find(|t| t.verzoek == *verzoek) else { return Lijn::Onbekend };
            let afgeschermd = t.regels.iter().find(|r| d.is_afgeschermd(Some(**r)));
            afgeschermd.or(t.regels.last()).map_or(Lijn::Geen, |r| Lijn::Deze(*r))
        }
        Ding::Dossier
        | Ding::NietWeten(_)
        | Ding::Overleg(_)
        | Ding::Deelname(..)
        | Ding::Punt(..)
        | Ding::Optie(..)
        | Ding::Scenario(..)
        | Ding::Factor(..)
        | Ding::Criterium(..)
        | Ding::Onderwerp(..)
        | Ding::Reeksvraag(..)
        | Ding::Terzijde(..)
        | Ding::Uitkomst(..)
        | Ding::Informatie(_)
        | Ding::Informatiewoorden(..)
        | Ding::Beeldvraag(..)
        | Ding::Gebeld112(_)
        // these have a shield of their own
        | Ding::Melding(_)
        | Ding::Betrokkene(_)
        | Ding::Geheim(_) => Lijn::Geen,
    }
}

/// Whether a thing is kept from somebody.
pub fn is_ding_afgeschermd(d: &Dossier, ding: &Ding) -> bool {
    ding_kring(d, ding).is_dicht()
}

/// For whom a thing is: by its own shield, or by those of what it hangs on.
pub fn ding_kring(d: &Dossier, ding: &Ding) -> Kring {
    match ding {
        Ding::Optie(nr, optie) => optie_kring(d, *nr, *optie),
        Ding::Factor(nr, factor) => factor_kring(d, *nr, factor),
        Ding::Voorlegger(id) => d.voorleggers.get(id).map_or_else(|| onbekend(d), |v| voorlegger_kring(d, v)),
        Ding::Informatiewoorden(id, nr) => woorden_kring(d, *id, *nr),
        Ding::Verzoek(verzoek) => {
            let deze = d.teruggenomen.iter().filter(|t| t.verzoek == *verzoek).map(|t| terug_kring(d, t));
            deze.fold(lijn(d, ding).kring(d), Kring::en)
        }
        // who may see a dossier is for who leads, carries or records
        Ding::Toegang(_) => Kring::vol(),
        Ding::Melding(id) => stuk_kring(d, Dossierstuk::Melding(*id)),
        Ding::Betrokkene(id) => stuk_kring(d, Dossierstuk::Betrokkene(*id)),
        // whatever the rest of the person is
        Ding::Geheim(id) => stuk_kring(d, Dossierstuk::Betrokkene(*id)).en(Kring::vol()),
        Ding::Dossier
        | Ding::NietWeten(_)
        | Ding::Overleg(_)
        | Ding::Deelname(..)
        | Ding::Punt(..)
        | Ding::Regel(_)
        | Ding::Vraag(_)
        | Ding::Besluit(_)
        | Ding::Actie(_)
        | Ding::Inzet(_)
        | Ding::Scenario(..)
        | Ding::Klok(_)
        | Ding::Criterium(..)
        | Ding::Onderwerp(..)
        | Ding::Reeksvraag(..)
        | Ding::Terzijde(..)
        | Ding::Uitkomst(..)
        | Ding::Informatie(_)
        | Ding::Beeldvraag(..)
        | Ding::Gebeld112(_)
        | Ding::Oordeel(..) => lijn(d, ding).kring(d),
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

/// For whom that page is: for who sees its decision and every fact on it.
pub fn voorlegger_kring(d: &Dossier, v: &Voorlegger) -> Kring {
    let besluit = v.besluit.map(|b| besluit_lijn(d, b).kring(d));
    v.feiten.iter().map(|r| regel_kring(d, *r)).chain(besluit).collect()
}
