//! What the answers suggest about immediate danger, and what makes that question open again.

use crate::domain::dossier::{Aanzet, Antwoord, Dossier, Gezet, Herbeoordeling, Inzet, InzetStatus, Overleg};
use crate::domain::ids::{FactorId, InzetId};
use crate::domain::kader::{Factor, FactorSoort, Kader, LijstSoort};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// What the answers so far suggest about immediate danger (ZSM, annex II).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcuutVoorstel {
    /// A trigger is there or unknown, and nothing is known that takes it away.
    Acuut {
        /// The triggers, in the order of the kader, with whether each is unknown.
        omdat: Vec<Aanwijzing>,
        /// Whether one half of what would lift it is there: others see it, or a plan holds. It takes both.
        half: bool,
    },
    /// Triggers were not discussed, so nothing can be said.
    NogNiet {
        /// How many were not.
        niet_besproken: usize,
    },
    /// Nothing suggests it. It is no statement that she is safe.
    GeenAanwijzing {
        /// What takes the triggers away.
        omdat: Opgeheven,
    },
}

/// Why nothing suggests immediate danger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opgeheven {
    /// Every trigger was answered no.
    GeenAanleiding,
    /// He cannot reach her or another: access was answered no.
    GeenToegang(FactorId),
    /// A plan for safety holds and others see what goes on, for as long as it does.
    Plan {
        /// The entry of the register.
        plan: InzetId,
        /// Until when it holds, where it has an end.
        tot: Option<Tijdstip>,
        /// The factor that says that others see it.
        zicht: FactorId,
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
            Self::Acuut { omdat, half } => {
                let redenen = omdat.iter().map(|a| match a {
                    Aanwijzing::Ja(f) => naam(f),
                    Aanwijzing::Onbekend(f) => format!("{} (onbekend)", naam(f)),
                    Aanwijzing::Schending => "een schending".to_owned(),
                });
                let tenzij = if *half { ", tenzij er een plan is én zicht door derden" } else { "" };
                format!("acuut{tenzij}, want: {}", redenen.collect::<Vec<_>>().join("; "))
            }
            Self::NogNiet { niet_besproken: 1 } => "nog niet te zeggen: één aanleiding is niet besproken".to_owned(),
            Self::NogNiet { niet_besproken } => {
                format!("nog niet te zeggen: {niet_besproken} aanleidingen zijn niet besproken")
            }
            Self::GeenAanwijzing { omdat } => {
                let waarom = match omdat {
                    Opgeheven::GeenAanleiding => String::new(),
                    Opgeheven::GeenToegang(f) => format!(", want {}: nee", naam(f)),
                    Opgeheven::Plan { plan, tot, zicht } => {
                        let tot = tot.map(|tot| format!(", tot {}", tot.datum_klok())).unwrap_or_default();
                        format!(", zolang het plan loopt ({plan}{tot}) en {}: ja", naam(zicht))
                    }
                };
                format!("geen aanwijzing voor acuut gevaar{waarom}. Dat is niet hetzelfde als veilig.")
            }
        }
    }
}

/// What the answers of a meeting suggest at `nu`. Two lines of the ZSM's annex II decide what takes a trigger away, and
/// where they differ the safer one is kept:
///
/// - 'Acute onveiligheid bestaat in de hiervoor genoemde gevallen, als verdachte toegang heeft tot het (toekomstige)
///   slachtoffer of derden en er geen zicht is op de situatie door derden' (lines 1011-1013): without access there is none.
/// - 'Er is een plan – al dan niet inclusief strafrechtelijke interventies – ter waarborging van de directe veiligheid én er
///   is zicht op de veiligheid door derden' (lines 1201-1203): sight alone lifts nothing. It takes a plan too, and lasts as
///   long as the plan does; when that ends or is breached the question is open again ([`te_herbeoordelen`]).
///
/// Unknown and not discussed count on the unsafe side, for access and sight too.
pub fn acuut(d: &Dossier, o: &Overleg, kader: &Kader, nu: Tijdstip) -> AcuutVoorstel {
    let afweging = &o.afweging;
    let triggers = triggers(kader);
    let opnieuw = te_herbeoordelen(d, nu);
    let mut omdat: Vec<Aanwijzing> = triggers
        .iter()
        .filter_map(|f| match afweging.nu(f)? {
            Antwoord::Ja => Some(Aanwijzing::Ja((*f).clone())),
            Antwoord::Onbekend => Some(Aanwijzing::Onbekend((*f).clone())),
            Antwoord::Nee => None,
        })
        .collect();
    if opnieuw.iter().any(|h| h.aanzet == Aanzet::Schending) {
        omdat.push(Aanwijzing::Schending);
    }
    // what was said of access and sight before a breach, a release, an end or a new incident is not known any more
    let anders = opnieuw.iter().filter(|h| h.aanzet != Aanzet::Toegang).map(|h| h.gezet.op).max();
    let nog = |soort: FactorSoort, antwoord: Antwoord| {
        kader.factoren_van(soort).map(|f| &f.id).find(|f| {
            let laatste = afweging.wegingen.get(*f).and_then(|all| all.last());
            laatste.is_some_and(|g| g.weging.nu == Some(antwoord) && anders.is_none_or(|op| g.gezet.op > op))
        })
    };
    let zicht = nog(FactorSoort::Zicht, Antwoord::Ja);
    let plan = geldend_plan(d, kader, nu);
    let opgeheven = match (nog(FactorSoort::Toegang, Antwoord::Nee), zicht, plan) {
        (Some(f), ..) => Some(Opgeheven::GeenToegang(f.clone())),
        (None, Some(f), Some(i)) => Some(Opgeheven::Plan { plan: i.id, tot: i.einde, zicht: f.clone() }),
        (None, Some(_), None) | (None, None, Some(_) | None) => None,
    };
    let niet_besproken = triggers.iter().filter(|f| afweging.nu(f).is_none()).count();
    match (omdat.is_empty(), opgeheven) {
        (_, Some(omdat)) => AcuutVoorstel::GeenAanwijzing { omdat },
        (false, None) => AcuutVoorstel::Acuut { omdat, half: zicht.is_some() || plan.is_some() },
        (true, None) if niet_besproken > 0 => AcuutVoorstel::NogNiet { niet_besproken },
        (true, None) => AcuutVoorstel::GeenAanwijzing { omdat: Opgeheven::GeenAanleiding },
    }
}

/// What a conclusion with this answer goes against, in words; nothing where it goes against nothing. Whoever concludes so says
/// why: it passes nowhere without a word.
pub fn tegen_het_voorstel(d: &Dossier, o: &Overleg, kader: &Kader, nu: Tijdstip, acuut: Antwoord) -> Option<String> {
    let voorstel = self::acuut(d, o, kader, nu);
    if acuut != Antwoord::Ja && matches!(voorstel, AcuutVoorstel::Acuut { .. }) {
        return Some(format!("het voorstel is {}", voorstel.zin(kader)));
    }
    let dwang = acuut == Antwoord::Nee && patroon_van_dwang(o, kader);
    dwang.then(|| "een patroon van dwang oogt vaak niet acuut".to_owned())
}

/// Whether intieme terreur may lie under it. 'Juist bij meldingen waar mogelijk intieme terreur aan ten grondslag ligt, lijkt
/// er vaak niet direct sprake van acute onveiligheid' (Stop femicide!, part B, 2.2, lines 2182-2183): so the pattern itself
/// counts when it is so and, because of 'mogelijk', when nobody knows; a part of it (the kind `dwang`) when it is so.
pub fn patroon_van_dwang(o: &Overleg, kader: &Kader) -> bool {
    let telt = |f: &Factor| match o.afweging.nu(&f.id) {
        Some(Antwoord::Ja) => f.patroon || f.soort == FactorSoort::Dwang,
        Some(Antwoord::Onbekend) => f.patroon,
        Some(Antwoord::Nee) | None => false,
    };
    kader.factoren.iter().any(telt)
}

/// The plan for safety that holds at `nu`, of several the one that holds longest. One that was only proposed or asked, that
/// has not begun, ended or is breached holds nobody safe.
pub fn geldend_plan<'d>(d: &'d Dossier, kader: &Kader, nu: Tijdstip) -> Option<&'d Inzet> {
    let is_plan = |i: &Inzet| i.palet.as_ref().and_then(|m| kader.maatregel(m)).is_some_and(|m| m.plan);
    let loopt = |i: &Inzet| i.begin.is_none_or(|op| op <= nu) && i.einde.is_none_or(|op| nu < op);
    let geldt = d.inzetten.values().filter(|i| i.status == InzetStatus::Opgelegd && is_plan(i) && loopt(i));
    geldt.max_by_key(|i| i.einde.map_or(i64::MAX, Tijdstip::millis))
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
            factor: None,
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
