//! What the program suggests and why. People decide: nothing here changes a state, and nothing here lowers a level.

use super::dossier::{Aanzet, Afweging, Antwoord, Dossier, Gezet, Herbeoordeling, Inzet, Overleg, RegelInhoud, RegelSoort};
use super::ids::{FactorId, NiveauId, OverlegNr, RegelId, VeldId};
use super::kader::{Factor, FactorSoort, Instrument, Kader, LijstSoort};
use super::tekst::Tekst;
use super::tijd::Tijdstip;

/// What the answers so far suggest about immediate danger (ZSM, annex II).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcuutVoorstel {
    /// A trigger is there or unknown, he can or may reach someone, and nobody outside is known to see it.
    Acuut {
        /// The triggers, in the order of the kader, with whether each is unknown.
        omdat: Vec<Aanwijzing>,
    },
    /// Triggers were not discussed, so nothing can be said.
    NogNiet {
        /// How many were not.
        niet_besproken: usize,
    },
    /// Every trigger was answered no, or he cannot reach her, or others see it. It is no statement that she is safe.
    GeenAanwijzing {
        /// What takes the triggers away, where that is access or sight.
        omdat: Option<FactorId>,
    },
}

/// A trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aanwijzing {
    /// A factor that is so.
    Ja(FactorId),
    /// A factor of which nobody knows: it counts on the unsafe side.
    Onbekend(FactorId),
    /// A breach that was recorded after the acute question was last answered.
    Schending,
}

impl AcuutVoorstel {
    /// The suggestion as a sentence, with why. Never that somebody is safe.
    pub fn zin(&self, kader: &Kader) -> String {
        let naam = |f: &FactorId| kader.factor(f).map_or_else(|| f.to_string(), |f| f.naam.to_string());
        match self {
            Self::Acuut { omdat } => {
                let redenen = omdat.iter().map(|a| match a {
                    Aanwijzing::Ja(f) => naam(f),
                    Aanwijzing::Onbekend(f) => format!("{} (onbekend)", naam(f)),
                    Aanwijzing::Schending => "een schending".to_owned(),
                });
                format!("acuut, want: {}", redenen.collect::<Vec<_>>().join("; "))
            }
            Self::NogNiet { niet_besproken: 1 } => "nog niet te zeggen: één aanleiding is niet besproken".to_owned(),
            Self::NogNiet { niet_besproken } => {
                format!("nog niet te zeggen: {niet_besproken} aanleidingen zijn niet besproken")
            }
            Self::GeenAanwijzing { omdat: Some(f) } => {
                let gunstig = kader.factor(f).is_some_and(|f| f.soort.ja_is_gunstig());
                let antwoord = if gunstig { Antwoord::Ja } else { Antwoord::Nee };
                format!(
                    "geen aanwijzing voor acuut gevaar, want {}: {antwoord}. Dat is niet hetzelfde als veilig.",
                    naam(f)
                )
            }
            Self::GeenAanwijzing { omdat: None } => {
                "geen aanwijzing voor acuut gevaar. Dat is niet hetzelfde als veilig.".to_owned()
            }
        }
    }
}

/// What the answers of a meeting suggest. Unknown counts on the unsafe side, for access and sight too.
pub fn acuut(d: &Dossier, o: &Overleg, kader: &Kader) -> AcuutVoorstel {
    let a = &o.afweging;
    let soort = |s: FactorSoort| kader.factoren_van(s).map(|f| &f.id).next();
    let (toegang, zicht) = (soort(FactorSoort::Toegang), soort(FactorSoort::Zicht));
    let triggers = triggers(kader);
    let mut omdat: Vec<Aanwijzing> = triggers
        .iter()
        .filter_map(|f| match a.nu(f)? {
            Antwoord::Ja => Some(Aanwijzing::Ja((*f).clone())),
            Antwoord::Onbekend => Some(Aanwijzing::Onbekend((*f).clone())),
            Antwoord::Nee => None,
        })
        .collect();
    if d.herbeoordelen.iter().any(|h| h.aanzet == Aanzet::Schending) {
        omdat.push(Aanwijzing::Schending);
    }
    // what was said of access and sight before a breach, a release or a new incident is not known any more
    let anders = d.herbeoordelen.iter().filter(|h| h.aanzet != Aanzet::Toegang).map(|h| h.gezet.op).max();
    let nog = |f: &FactorId, antwoord: Antwoord| {
        let laatste = a.wegingen.get(f).and_then(|all| all.last());
        laatste.is_some_and(|g| g.weging.nu == Some(antwoord) && anders.is_none_or(|op| g.gezet.op > op))
    };
    let weg = toegang.filter(|f| nog(f, Antwoord::Nee)).or_else(|| zicht.filter(|f| nog(f, Antwoord::Ja)));
    let niet_besproken = triggers.iter().filter(|f| a.nu(f).is_none()).count();
    match (omdat.is_empty(), weg) {
        (_, Some(f)) => AcuutVoorstel::GeenAanwijzing { omdat: Some(f.clone()) },
        (false, None) => AcuutVoorstel::Acuut { omdat },
        (true, None) if niet_besproken > 0 => AcuutVoorstel::NogNiet { niet_besproken },
        (true, None) => AcuutVoorstel::GeenAanwijzing { omdat: None },
    }
}

/// What makes the acute question open again at `nu`: what was recorded since it was answered, and each measure that stands
/// as in force while its end has passed since then.
pub fn te_herbeoordelen(d: &Dossier, nu: Tijdstip) -> Vec<Herbeoordeling> {
    let gezien = d.acuut.as_ref().map(|a| a.gezet.op);
    let voorbij = |i: &Inzet| {
        let op = i.einde.filter(|op| i.status.geldt() && *op <= nu && gezien.is_none_or(|g| g < *op))?;
        let door = i.wissels.last().map(|w| &w.gezet).or(i.schendingen.last().map(|(_, gezet)| gezet))?.door.clone();
        let toelichting = Tekst::cut(&i.id.to_string());
        Some(Herbeoordeling {
            aanzet: Aanzet::EindeMaatregel,
            toelichting,
            regel: Some(i.regel),
            gezet: Gezet { op, door },
        })
    };
    d.herbeoordelen.iter().cloned().chain(d.inzetten.values().filter_map(voorbij)).collect()
}

/// The factors that trigger: those of the acute lists but access and sight, and the breach.
fn triggers(kader: &Kader) -> Vec<&FactorId> {
    let voorwaarde = |f: &&FactorId| {
        kader
            .factor(f)
            .is_some_and(|f| !matches!(f.soort, FactorSoort::Toegang | FactorSoort::Zicht | FactorSoort::Beschermend))
    };
    let lijsten = kader.lijsten.iter().filter(|l| l.soort == LijstSoort::Acuut);
    let mut found: Vec<&FactorId> = lijsten.flat_map(|l| l.items.iter().map(|i| &i.factor)).filter(voorwaarde).collect();
    found.extend(kader.factoren_van(FactorSoort::Schending).map(|f| &f.id));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|f| seen.insert(*f));
    found
}

/// A floor under the meeting's conclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ondergrens<'k> {
    /// The level below which it does not go.
    pub niveau: &'k NiveauId,
    /// The instrument that gave it.
    pub instrument: &'k Instrument,
    /// The answer that did.
    pub veld: &'k VeldId,
}

impl Ondergrens<'_> {
    /// The floor as a sentence, with why.
    pub fn zin(&self, kader: &Kader) -> String {
        let niveau = kader.niveau(self.niveau).map_or_else(|| self.niveau.to_string(), |n| n.naam.to_string());
        let veld = self.instrument.velden.iter().find(|v| v.id == *self.veld);
        let bij = veld.map(|v| format!(" ({}: {})", v.vraag, v.bodem.as_ref().map_or("", |b| b.bij.as_str())));
        format!("minstens {niveau}, door {}{}", self.instrument.naam, bij.unwrap_or_default())
    }
}

/// The highest floor that the latest answers of each instrument give. Only a new answer lifts it: an outcome that leaves the
/// question open says nothing of it.
pub fn ondergrens<'k>(d: &Dossier, kader: &'k Kader) -> Option<Ondergrens<'k>> {
    let rang = |n: &NiveauId| kader.niveaus.iter().position(|x| x.id == *n);
    let van = |instrument: &'k Instrument| {
        let van_dit = || d.uitkomsten.iter().rev().map(|u| &u.uitkomst).filter(|u| u.instrument == instrument.id);
        let raakt = instrument.velden.iter().filter_map(|v| {
            let bodem = v.bodem.as_ref()?;
            let gaf = van_dit().find_map(|u| u.antwoorden.get(&v.id))?;
            gaf.same(bodem.bij.as_str()).then_some(Ondergrens { niveau: &bodem.niveau, instrument, veld: &v.id })
        });
        raakt.max_by_key(|g| rang(g.niveau))
    };
    kader.instrumenten.iter().filter_map(van).max_by_key(|g| rang(g.niveau))
}

/// What an earlier meeting than `nr` answered last; nothing where none discussed it.
pub fn vorige_keer(d: &Dossier, nr: OverlegNr, factor: &FactorId) -> Option<Antwoord> {
    d.overleggen.iter().rev().filter(|o| o.nr < nr).find_map(|o| o.afweging.nu(factor))
}

/// Whether `niveau` lies below the floor.
pub fn ligt_onder(kader: &Kader, niveau: &NiveauId, grens: &NiveauId) -> bool {
    let rang = |n: &NiveauId| kader.niveaus.iter().position(|x| x.id == *n);
    rang(niveau) < rang(grens)
}

/// An answer that follows from what was recorded: proposed, never filled in by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorVoorstel {
    /// The lines that are tagged with the factor.
    pub regels: Vec<RegelId>,
    /// The narrower factors that were answered yes.
    pub volgt_uit: Vec<FactorId>,
    /// Unknown where only suspicions, worries and questions speak of it; else yes.
    pub antwoord: Antwoord,
}

/// What the lines and narrower factors propose for a factor; nothing where they are silent. Never a no.
pub fn voorstel(d: &Dossier, a: &Afweging, factor: &Factor) -> Option<FactorVoorstel> {
    let genoemd = |i: &RegelInhoud| i.factoren.contains(&factor.id);
    let lines: Vec<_> = d.regels.values().filter(|r| r.ingetrokken.is_none() && genoemd(&r.inhoud)).collect();
    let volgt_uit: Vec<FactorId> = factor.volgt_uit.iter().filter(|f| a.nu(f) == Some(Antwoord::Ja)).cloned().collect();
    if lines.is_empty() && volgt_uit.is_empty() {
        return None;
    }
    let vast = |s: RegelSoort| matches!(s, RegelSoort::Feit | RegelSoort::Letterlijk);
    let zeker = !volgt_uit.is_empty() || lines.iter().any(|r| vast(r.inhoud.soort));
    let antwoord = if zeker { Antwoord::Ja } else { Antwoord::Onbekend };
    Some(FactorVoorstel { regels: lines.iter().map(|r| r.id).collect(), volgt_uit, antwoord })
}

/// What the lines and narrower factors say against the answer that was given: it is no and they speak of it, or unknown and
/// a fact says yes.
pub fn tegenspraak(d: &Dossier, a: &Afweging, factor: &Factor) -> Option<FactorVoorstel> {
    let nu = a.nu(&factor.id)?;
    voorstel(d, a, factor).filter(|v| nu != Antwoord::Ja && nu != v.antwoord)
}

/// The factors of the board of a meeting: those of [`op_het_bord`], and those of which a line speaks, so that nothing that was
/// recorded under a factor waits where nobody looks.
pub fn bord<'k>(d: &Dossier, o: &Overleg, kader: &'k Kader) -> Vec<&'k Factor> {
    let board = op_het_bord(&o.afweging, kader);
    let lines = d.regels.values().filter(|r| r.ingetrokken.is_none());
    let named: std::collections::BTreeSet<&FactorId> = lines.flat_map(|r| &r.inhoud.factoren).collect();
    kader.factoren.iter().filter(|f| named.contains(&f.id) || board.iter().any(|b| b.id == f.id)).collect()
}

/// The factors of the board, each once, in the order of the kader: those of the lists that are on it from the start, and of
/// the lists that an answer calls for. A kader without lists has all its factors on the board.
pub fn op_het_bord<'k>(a: &Afweging, kader: &'k Kader) -> Vec<&'k Factor> {
    if kader.lijsten.is_empty() {
        return kader.factoren.iter().collect();
    }
    let ja = |f: &FactorId| a.nu(f) == Some(Antwoord::Ja);
    let lijsten: Vec<_> = kader.lijsten.iter().filter(|l| l.standaard || l.bij.iter().any(ja)).collect();
    let gevraagd = |f: &Factor| lijsten.iter().any(|l| l.items.iter().any(|i| i.factor == f.id));
    kader.factoren.iter().filter(|f| gevraagd(f) || a.wegingen.contains_key(&f.id)).collect()
}
