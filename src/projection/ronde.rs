//! The round of contributions: who had a turn, who has it, what each brought in.

use crate::domain::dossier::{Aanwezig, Dossier, Overleg, RegelSoort};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// How far an organisation is in the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beurtstand {
    /// Not yet heard.
    NogNiet,
    /// Has the floor since then.
    AanHetWoord(Tijdstip),
    /// Was heard; its turn ended then.
    Ingebracht(Tijdstip),
    /// Away, contributes in writing, for this reason.
    Schriftelijk(Tekst),
    /// Away for this reason.
    Afwezig(Tekst),
}

/// One row of the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RondeRij {
    /// The organisation.
    pub organisatie: Tekst,
    /// How far it is.
    pub stand: Beurtstand,
    /// How many lines of each kind it brought in, in the order of the kinds, zero counts left out.
    pub regels: Vec<(RegelSoort, usize)>,
}

impl RondeRij {
    /// Whether nothing is expected any more.
    pub fn is_klaar(&self) -> bool {
        !matches!(self.stand, Beurtstand::NogNiet | Beurtstand::AanHetWoord(_))
    }
}

/// The round, in the order of the attendance list; organisations that are away stand where they are.
pub fn ronde(d: &Dossier, o: &Overleg) -> Vec<RondeRij> {
    let mut orgs: Vec<&Tekst> = Vec::new();
    for deelname in &o.deelnemers {
        if !orgs.iter().any(|org| org.same(deelname.organisatie.as_str())) {
            orgs.push(&deelname.organisatie);
        }
    }
    let counts = tellingen(d, o, &orgs);
    let row = |(org, counts): (&&Tekst, [usize; RegelSoort::ALL.len()])| RondeRij {
        organisatie: (*org).clone(),
        stand: stand(o, org),
        regels: RegelSoort::ALL.into_iter().zip(counts).filter(|(_, n)| *n > 0).collect(),
    };
    orgs.iter().zip(counts).map(row).collect()
}

/// How far an organisation is: its turn, or how it takes part without one.
fn stand(o: &Overleg, org: &Tekst) -> Beurtstand {
    let same = || o.deelnemers.iter().filter(|e| e.organisatie.same(org.as_str()));
    let away = |how: Aanwezig| same().find(|e| e.aanwezig == how).map(|e| e.reden.clone());
    let here = same().any(|e| matches!(e.aanwezig, Aanwezig::Aanwezig | Aanwezig::Uitgenodigd));
    let turn = o.beurten.iter().rev().find(|b| b.organisatie.same(org.as_str()));
    match (turn, away(Aanwezig::Schriftelijk), away(Aanwezig::Afwezig)) {
        (Some(b), ..) => b.tot.map_or(Beurtstand::AanHetWoord(b.van), Beurtstand::Ingebracht),
        (None, Some(reden), _) if !here => Beurtstand::Schriftelijk(reden),
        (None, _, Some(reden)) if !here => Beurtstand::Afwezig(reden),
        _ => Beurtstand::NogNiet,
    }
}

/// How many lines of each kind each of `orgs` brought in.
fn tellingen(d: &Dossier, o: &Overleg, orgs: &[&Tekst]) -> Vec<[usize; RegelSoort::ALL.len()]> {
    let mut counts = vec![[0; RegelSoort::ALL.len()]; orgs.len()];
    for groep in d.sommen_van(o.nr).flat_map(|som| &som.groepen) {
        let Some(inbreng) = &groep.inbreng else { continue };
        let at = orgs.iter().position(|org| *org == inbreng || org.same(inbreng.as_str()));
        let kind = RegelSoort::ALL.iter().position(|soort| *soort == groep.soort);
        if let Some(n) = at.and_then(|at| counts.get_mut(at)).zip(kind).and_then(|(row, kind)| row.get_mut(kind)) {
            *n += groep.regels;
        }
    }
    counts
}
