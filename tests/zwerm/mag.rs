//! Who may read a planted word: the rule of the product, said once more and plainly, by nothing of `domain::zicht`.
//!
//! - Who has no access to the dossier, and the beheerder, read no word of it.
//! - Who leads, carries or records reads all of it, but for what was given in a closed round that is not revealed, and what
//!   is for organisations of which theirs is none.
//! - What is for organisations **now** is read by who is of one of them, whatever they are at the table; of the gemeente
//!   only by who leads, carries or records. Of which it cannot be found any more for whom it is, is read by who leads,
//!   carries or records and reads all of the dossier.
//! - Everybody else at the table, and the raadpleger, read what is not shielded **now**: a line, and what hangs on it
//!   (question, decision, action, measure, the clock of a measure, the page on a decision or with a shielded fact); an
//!   option and the words of a partner by their own shield; an answer to a factor while no answer to it rests on a shielded line. What cannot be found
//!   counts as shielded. What was taken back under a shield, or with one, they never read.
//! - Who was given a role in one dossier reads there what that role reads, until the moment that was said or until it is
//!   withdrawn; who came in a role, only where it is that one. Who took it in need reads as a raadpleger, in whatever role
//!   they came. Why somebody is let in or not is for who leads, carries or
//!   records.
//! - The wall shows of that only what stands in [`WAND`].
//! - What is only typed, or was refused, is read by who typed it and by who may see shielded lines; of a judgement by
//!   nobody else. A line that begins as one for organisations only by those of them who are of one.

use crisistafel::domain::dossier::{Dossier, Overleg};
use crisistafel::domain::ids::{DossierNummer, InzetId, OverlegNr, RegelId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::scherm::{self, Organisatie};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

use super::geplant::{Geplant, Plaats, Woord, is_oordeel};

/// How much somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zit {
    /// Leads, carries or records.
    Kern,
    /// At the table, or looks things up.
    Tafel,
    /// The shared screen of this meeting.
    Wand(OverlegNr),
    /// Sees no dossiers.
    Buiten,
}

/// Somebody who is sent bytes.
#[derive(Clone, Debug)]
pub(crate) struct Kijker {
    /// The account.
    pub(crate) gebruiker: Tekst,
    pub(crate) zit: Zit,
    /// The only dossiers that are there for them; none means all.
    pub(crate) dossiers: Option<Vec<DossierNummer>>,
    /// The role in which they came, where they named one.
    pub(crate) als: Option<Rol>,
    /// The organisation of the account.
    pub(crate) organisatie: Option<Tekst>,
}

/// A role that somebody was given in one dossier, and until when; whether they took it in need, and of which organisation
/// they are said to be.
pub(crate) type Gegeven = (Rol, Option<Tijdstip>, bool, Tekst);

/// What something is behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Schild {
    /// For who leads, carries or records.
    Rol,
    /// For these organisations.
    Organisaties(Vec<String>),
    /// Nobody can find any more for whom.
    Weg,
}

impl Kijker {
    /// Somebody with these roles.
    pub(crate) fn met(gebruiker: Tekst, rollen: &[Rol]) -> Self {
        let heeft = |rol: &[Rol]| rollen.iter().any(|r| rol.contains(r));
        let zit = if heeft(&[Rol::Voorzitter, Rol::Procesregisseur, Rol::Notulist]) {
            Zit::Kern
        } else if heeft(&[Rol::Deelnemer, Rol::Tegendenker, Rol::Waarnemer, Rol::Raadpleger]) {
            Zit::Tafel
        } else {
            Zit::Buiten
        };
        Self { gebruiker, zit, dossiers: None, als: None, organisatie: None }
    }

    /// The same, of this organisation.
    pub(crate) fn van(self, organisatie: Option<&Tekst>) -> Self {
        Self { organisatie: organisatie.cloned(), ..self }
    }

    /// As the program calls them.
    pub(crate) fn zicht(&self) -> scherm::Kijker {
        scherm::Kijker::Iemand { vol: self.zit == Zit::Kern, organisatie: self.organisatie.clone() }
    }

    fn is_van(&self, all: &[String]) -> bool {
        let eigen = self.organisatie.as_ref().map(|o| o.to_string().to_lowercase());
        let telt = |own: &String| self.zit == Zit::Kern || own != "gemeente";
        eigen.filter(telt).is_some_and(|own| all.iter().any(|o| o.to_lowercase() == own))
    }

    /// The same person in one dossier, now.
    pub(crate) fn in_dossier(&self, nummer: DossierNummer, gegeven: Option<&Gegeven>, nu: Tijdstip) -> Self {
        let van_tafel = self.dossiers.as_ref().is_none_or(|all| all.contains(&nummer));
        let tafel = if van_tafel { self.zit } else { Zit::Buiten };
        let geldt = |(rol, tot, nood, _): &&Gegeven| {
            tot.is_none_or(|tot| nu < tot) && (*nood || self.als.is_none_or(|als| als == *rol))
        };
        let gegeven = gegeven.filter(geldt);
        let hier = gegeven.map(|(rol, ..)| Self::met(Tekst::default(), &[*rol]).zit);
        let gezegd = gegeven.map(|(.., organisatie)| organisatie.clone()).filter(|o| !o.is_empty());
        let zit = match (tafel, hier) {
            (Zit::Wand(nr), _) => Zit::Wand(nr),
            (Zit::Kern, _) | (_, Some(Zit::Kern)) => Zit::Kern,
            (Zit::Tafel, _) | (_, Some(Zit::Tafel)) => Zit::Tafel,
            (Zit::Buiten, _) => Zit::Buiten,
        };
        let organisatie = self.organisatie.clone().or(gezegd);
        Self { zit, dossiers: None, organisatie, ..self.clone() }
    }
}

/// The parts of commands whose words may stand on a wall. Not in it: titles, motivations and reasons of any kind, her
/// file, numbers to call, who must not know, arguments, outcomes, what the burgemeester is asked.
const WAND: &[&str] = &[
    "roep_overleg_bijeen.door.naam",
    "roep_overleg_bijeen.door.organisatie",
    "roep_overleg_bijeen.reden",
    "maak_afspraken.afspraken.vastleggen",
    "maak_afspraken.afspraken.delen",
    "maak_afspraken.afspraken.grond",
    "noteer_aanwezigheid.deelname.organisatie",
    "noteer_aanwezigheid.deelname.naam",
    "noteer_aanwezigheid.deelname.functie",
    "leg_regel_vast.regel.tekst",
    "leg_regel_vast.regel.inbreng",
    "leg_regel_vast.regel.bron.naam",
    "leg_regel_vast.regel.bron.organisatie",
    "leg_regel_vast.regel.eigenaar.naam",
    "leg_regel_vast.regel.eigenaar.organisatie",
    "corrigeer_regel.inhoud.tekst",
    "corrigeer_regel.inhoud.inbreng",
    "corrigeer_regel.inhoud.bron.naam",
    "corrigeer_regel.inhoud.bron.organisatie",
    "corrigeer_regel.inhoud.eigenaar.naam",
    "corrigeer_regel.inhoud.eigenaar.organisatie",
    "wijs_vraag_toe.eigenaar.naam",
    "wijs_vraag_toe.eigenaar.organisatie",
    "vul_besluit_aan.velden.door",
    "vul_actie_aan.velden.wat",
    "vul_actie_aan.velden.eigenaar.naam",
    "vul_actie_aan.velden.eigenaar.organisatie",
    "vul_inzet_aan.velden.wat",
    "weeg_optie.velden.optie",
    "weeg_optie.velden.voor",
    "weeg_optie.velden.tegen",
    "benoem_verteller.verteller.wie.naam",
    "benoem_verteller.verteller.wie.organisatie",
];

impl Geplant {
    /// Whether this word may be in what `wie` is sent, of a dossier that is as `d` now. A word that nobody typed may not.
    pub(crate) fn mag(&self, woord: &str, wie: &Kijker, d: &Dossier) -> bool {
        let Some(w) = self.woorden.get(woord).filter(|w| w.dossier == d.nummer) else { return false };
        let er = wie.dossiers.as_ref().is_none_or(|all| all.contains(&w.dossier));
        match (&w.plaats, wie.zit) {
            (_, Zit::Buiten) => false,
            _ if !er => false,
            (Plaats::Getypt | Plaats::GetyptVoor(_), Zit::Wand(_)) => false,
            (Plaats::Getypt, zit) => w.van.0 == wie.gebruiker || (zit == Zit::Kern && !is_oordeel(&w.veld)),
            (Plaats::GetyptVoor(all), zit) => w.van.0 == wie.gebruiker || (zit == Zit::Kern && wie.is_van(all)),
            (Plaats::Ronde(nr, ronde), _) if !onthuld(d, *nr, *ronde) => false,
            (_, Zit::Kern | Zit::Tafel) => self.achter(w, d).iter().all(|schild| self.ziet(wie, schild, d)),
            (_, Zit::Wand(nr)) => {
                let loopt = d.overleg(nr).is_some_and(|o| o.fase.loopt());
                loopt && WAND.contains(&w.veld.as_str()) && self.achter(w, d).is_empty()
            }
        }
    }

    /// What a word is behind now.
    fn achter(&self, w: &Woord, d: &Dossier) -> Vec<Schild> {
        let toen = |van| self.daden.get(van).map_or_else(|| vec![Schild::Weg], |daad| daad.verborgen.clone());
        let mut all = toen(&w.van);
        match &w.plaats {
            Plaats::Terug(van) => {
                all.extend(toen(van));
                let daad = self.daden.get(van);
                all.extend(daad.into_iter().flat_map(|x| &x.regels).flat_map(|r| schilden(d, &Plaats::Regel(*r))));
                all.extend(daad.into_iter().flat_map(|x| &x.antwoorden).flat_map(|p| schilden(d, p)));
            }
            plaats => all.extend(schilden(d, plaats)),
        }
        all
    }

    fn ziet(&self, wie: &Kijker, schild: &Schild, d: &Dossier) -> bool {
        match schild {
            Schild::Rol => wie.zit == Zit::Kern,
            Schild::Organisaties(all) => wie.is_van(all),
            Schild::Weg => {
                let regels = d.regels.values().map(|r| &r.inhoud.kring);
                let opties = d.overleggen.iter().flat_map(|o| &o.opties).map(|x| &x.kring);
                let woorden = d.informatie.values().flat_map(|i| &i.antwoorden).filter_map(|a| a.inhoud.as_ref());
                let woorden = woorden.filter_map(|i| i.scherm.as_ref()).filter_map(|s| match s {
                    scherm::Scherm::Organisaties(all) => Some(all),
                    scherm::Scherm::Rol | scherm::Scherm::Niemand => None,
                });
                let meldingen = d.meldingen.values().map(|m| &m.stand.kring);
                let personen = d.betrokkenen.values().map(|b| &b.stand.kring);
                let nu =
                    regels.chain(opties).chain(meldingen).chain(personen).chain(woorden).filter(|kring| !kring.is_empty());
                let toen = self.daden.values().flat_map(|daad| &daad.verborgen);
                let toen = toen.filter_map(|s| if let Schild::Organisaties(all) = s { Some(all.clone()) } else { None });
                let mut kringen = nu.map(|kring| kring.iter().map(ToString::to_string).collect()).chain(toen);
                wie.zit == Zit::Kern && kringen.all(|kring: Vec<String>| wie.is_van(&kring))
            }
        }
    }
}

fn onthuld(d: &Dossier, nr: OverlegNr, ronde: u32) -> bool {
    let at = usize::try_from(ronde).unwrap_or(0).checked_sub(1);
    d.overleg(nr).zip(at).and_then(|(o, at)| o.afweging.rondes.get(at)).is_some_and(|r| r.onthuld.is_some())
}

/// What something that is so shielded is behind.
fn schild(afgeschermd: bool, kring: &[Organisatie]) -> Vec<Schild> {
    match (afgeschermd, kring) {
        (_, [_, ..]) => vec![Schild::Organisaties(kring.iter().map(ToString::to_string).collect())],
        (true, []) => vec![Schild::Rol],
        (false, []) => Vec::new(),
    }
}

/// What is said here is behind, in this state.
pub(crate) fn schilden(d: &Dossier, plaats: &Plaats) -> Vec<Schild> {
    let weg = || vec![Schild::Weg];
    let regel = |r: Option<RegelId>| {
        let er = r.and_then(|r| d.regels.get(&r));
        er.map_or_else(weg, |r| schild(r.inhoud.afgeschermd, &r.inhoud.kring))
    };
    let inzet = |i: &InzetId| regel(d.inzetten.get(i).map(|i| i.regel));
    let besluit = |b| regel(d.besluiten.get(b).map(|b| b.regel));
    match plaats {
        Plaats::Getypt | Plaats::GetyptVoor(_) | Plaats::Toegang => vec![Schild::Rol],
        Plaats::Open | Plaats::Ronde(..) | Plaats::Terug(_) => Vec::new(),
        Plaats::Regel(r) => regel(Some(*r)),
        Plaats::Vraag(v) => regel(d.vragen.get(v).map(|v| v.regel)),
        Plaats::Besluit(b) => besluit(b),
        Plaats::Melding(m) => d.meldingen.get(m).map_or_else(weg, |m| schild(m.stand.afgeschermd, &m.stand.kring)),
        Plaats::Betrokkene(b) => d.betrokkenen.get(b).map_or_else(weg, |b| schild(b.stand.afgeschermd, &b.stand.kring)),
        Plaats::Geheim(b) => {
            let rest = schilden(d, &Plaats::Betrokkene(*b));
            rest.into_iter().chain([Schild::Rol]).collect()
        }
        Plaats::Actie(a) => regel(d.acties.get(a).map(|a| a.regel)),
        Plaats::Inzet(i) => inzet(i),
        Plaats::Klok(k) => d.klokken.get(k).map_or_else(weg, |k| k.inzet.as_ref().map(inzet).unwrap_or_default()),
        Plaats::Voorlegger(v) => d.voorleggers.get(v).map_or_else(weg, |v| {
            let feiten = v.feiten.iter().flat_map(|r| regel(Some(*r)));
            v.besluit.as_ref().map(besluit).unwrap_or_default().into_iter().chain(feiten).collect()
        }),
        Plaats::Optie(nr, optie) => {
            let all = d.overleg(*nr).map(|o: &Overleg| o.opties.as_slice()).unwrap_or_default();
            all.iter().find(|x| x.id == *optie).map_or_else(weg, |x| schild(x.afgeschermd, &x.kring))
        }
        Plaats::Informatie(id, nr) => {
            let at = usize::try_from(*nr).unwrap_or(0).checked_sub(1);
            let er = d.informatie.get(id).zip(at).and_then(|(i, at)| i.antwoorden.get(at)?.inhoud.as_ref());
            er.map_or_else(weg, |i| i.scherm.as_ref().map_or_else(Vec::new, |s| schild(true, s.organisaties())))
        }
        Plaats::Factor(nr, factor, regels) => {
            let all = d.overleg(*nr).and_then(|o| o.afweging.wegingen.get(factor));
            let ook = all.into_iter().flatten().flat_map(|g| &g.weging.regels);
            ook.chain(regels).flat_map(|r| regel(Some(*r))).collect()
        }
    }
}
