//! What of a dossier may leave the server, and to whom: what stands beside an event (its audience, in `kenmerk`), asked of
//! the state as it is now.

#![deny(clippy::wildcard_enum_match_arm)]

use super::dossier::{Aanzet, Ding, Dossier, Herbeoordeling, LopendeKlok, Overleg, Teruggenomen, Voorlegger};
use super::event::Event;
use super::ids::{BesluitId, FactorId, InzetId, OptieId, OverlegNr, RegelId};
use super::kenmerk::{Gehoor, Heropening, Zichtwissel, kenmerk};
use super::rol::Stamp;
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

    /// Whether what hangs on it is kept from who may not see shielded lines.
    pub fn is_afgeschermd(self, d: &Dossier) -> bool {
        match self {
            Self::Geen => false,
            Self::Deze(regel) => d.is_afgeschermd(Some(regel)),
            Self::Onbekend => true,
        }
    }
}

/// Who may be told an event, of those who may see the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kring {
    /// Everybody.
    Iedereen,
    /// Who may see shielded lines.
    VolleSchermen,
    /// No terminal at all, whoever sits there.
    Niemand,
}

impl Kring {
    /// Whether somebody is in it who sees shielded lines, or not.
    pub fn hoort(self, ziet_afgeschermd: bool) -> bool {
        match self {
            Self::Iedereen => true,
            Self::VolleSchermen => ziet_afgeschermd,
            Self::Niemand => false,
        }
    }
}

/// Who may be told this event in the state `nu`, in which it has been applied. The state decides, not the moment: what was
/// open once and is shielded now is withheld from who connects today.
pub fn kring(nu: &Dossier, stamp: &Stamp, event: &Event) -> Kring {
    let k = kenmerk(event);
    // what was done under a shield and taken back stands nowhere any more: nobody can see that it is freed with the rest
    let verborgen = nu.teruggenomen.iter().any(|t| t.verborgen && t.is_van(stamp));
    let mits = |afgeschermd| if verborgen || afgeschermd { Kring::VolleSchermen } else { Kring::Iedereen };
    match k.gehoor {
        Gehoor::Iedereen => mits(false),
        Gehoor::VolleSchermen => Kring::VolleSchermen,
        Gehoor::AlsDing => mits(is_ding_afgeschermd(nu, &k.ding)),
        Gehoor::AlsRegel(regel) => mits(nu.is_afgeschermd(regel)),
        // an answer that was taken back is in the state no more, and what it rested on is still shielded
        Gehoor::AlsFactor(regels) => {
            mits(is_ding_afgeschermd(nu, &k.ding) || regels.iter().any(|r| nu.is_afgeschermd(Some(*r))))
        }
        // one that was taken back is in the state no more, nor is the answer that it came from; a later one that says the
        // same is another
        Gehoor::AlsAanzet(w) => {
            let deze = |h: &Herbeoordeling| heropening(h) == w && (h.gezet.op, &h.gezet.door) == (stamp.op, &stamp.wie);
            let mut all = nu.herbeoordelen.iter().chain(&nu.herbeoordeeld);
            mits(!all.any(deze) || is_heropening_afgeschermd(nu, w))
        }
        Gehoor::NaOnthulling(overleg, ronde) => {
            if is_onthuld(nu, overleg, ronde) {
                mits(false)
            } else {
                Kring::Niemand
            }
        }
    }
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
        Zichtwissel::AlsAfgeschermd => kring(nu, stamp, event) != Kring::Iedereen,
        Zichtwissel::AndersVerbonden => kan_verborgen(nu),
    }
}

/// Whether this event gives everybody what was kept from everybody.
pub fn onthult(event: &Event) -> bool {
    kenmerk(event).zicht == Zichtwissel::Onthult
}

/// Whether anything is kept from who may not see shielded lines.
pub fn heeft_afgeschermd(d: &Dossier) -> bool {
    // what was told of something shielded stays from them when that is open again
    let verteld = |o: &Overleg| o.voorgelezen.is_some() || o.wissels.iter().any(|w| !w.afgeschermd_open.is_empty());
    !d.toegang.is_empty() || d.vernietiging.is_some() || heeft_scherm(d) || d.overleggen.iter().any(verteld)
}

/// Whether a line or an option is shielded at all.
fn heeft_scherm(d: &Dossier) -> bool {
    let opties = || d.overleggen.iter().flat_map(|o| &o.opties).any(|x| x.afgeschermd);
    d.regels.sommen().any(|som| som.afgeschermd) || opties()
}

/// Whether something can be kept from who may not see shielded lines: a shield, or what was taken back and is still named.
fn kan_verborgen(d: &Dossier) -> bool {
    heeft_scherm(d) || !d.teruggenomen.is_empty()
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

/// Whether what was taken back answered a factor of which another answer rests on a shielded line.
fn is_antwoord_afgeschermd(d: &Dossier, t: &Teruggenomen) -> bool {
    t.factoren.iter().any(|(nr, factor)| is_factor_afgeschermd(d, *nr, factor))
}

/// Whether what opened the acute question again is shielded: its line, or an answer to the factor that did. Records of before
/// the factor was named tell of an answer by a change of access without a word: any shielded answer may be that one.
fn is_heropening_afgeschermd(d: &Dossier, w: Heropening<'_>) -> bool {
    let Heropening { aanzet, toelichting, regel, factor } = w;
    let ongenoemd = factor.is_none() && regel.is_none() && aanzet == Aanzet::Toegang && toelichting.is_empty();
    let mogelijk = || {
        let answers = d.overleggen.iter().flat_map(|o| o.afweging.wegingen.keys().map(|f| (o.nr, f)));
        ongenoemd && answers.into_iter().any(|(nr, f)| is_factor_afgeschermd(d, nr, f))
    };
    d.is_afgeschermd(regel) || factor.is_some_and(|(nr, f)| is_factor_afgeschermd(d, *nr, f)) || mogelijk()
}

fn heropening(h: &Herbeoordeling) -> Heropening<'_> {
    let Herbeoordeling { aanzet, toelichting, regel, factor, gezet: _ } = h;
    Heropening { aanzet: *aanzet, toelichting, regel: *regel, factor: factor.as_ref() }
}

/// Whether what opened the acute question again may be told to everyone.
pub fn is_open_aanzet(d: &Dossier, h: &Herbeoordeling) -> bool {
    !is_heropening_afgeschermd(d, heropening(h))
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
    seen.teruggenomen.retain(|t| !t.verborgen && !is_antwoord_afgeschermd(d, t) && t.regels.iter().copied().all(open));
    seen.toegang.clear();
    seen.vernietiging = None;
    seen.terug = super::dossier::Terug::default();
    seen.nummering = super::dossier::Nummering::default();
    seen.klokken.retain(|_, k| !klok_lijn(d, k).is_afgeschermd(d));
    seen.voorleggers.retain(|_, v| !voorlegger_lijn(d, v).is_afgeschermd(d));
    for o in &mut seen.overleggen {
        o.opties.retain(|x| !x.afgeschermd);
        o.voorgelezen = None;
        o.wissels.iter_mut().for_each(|w| w.afgeschermd_open.clear());
        o.oordelen.retain(|oordeel| oordeel.regel.is_none_or(open));
        let nr = o.nr;
        o.afweging.wegingen.retain(|f, _| !is_factor_afgeschermd(d, nr, f));
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
        | Ding::Uitkomst(..) => Lijn::Geen,
    }
}

/// Whether a thing is kept from who may not see shielded lines: by its own shield, or by that of what it hangs on.
pub fn is_ding_afgeschermd(d: &Dossier, ding: &Ding) -> bool {
    match ding {
        Ding::Optie(nr, optie) => is_optie_afgeschermd(d, *nr, *optie),
        Ding::Factor(nr, factor) => is_factor_afgeschermd(d, *nr, factor),
        Ding::Verzoek(verzoek) => {
            let verborgen = |t: &Teruggenomen| t.verborgen || is_antwoord_afgeschermd(d, t);
            let een = d.teruggenomen.iter().any(|t| t.verzoek == *verzoek && verborgen(t));
            een || lijn(d, ding).is_afgeschermd(d)
        }
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
        | Ding::Voorlegger(_)
        | Ding::Klok(_)
        | Ding::Criterium(..)
        | Ding::Onderwerp(..)
        | Ding::Reeksvraag(..)
        | Ding::Terzijde(..)
        | Ding::Uitkomst(..)
        | Ding::Toegang(_)
        | Ding::Oordeel(..) => lijn(d, ding).is_afgeschermd(d),
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
