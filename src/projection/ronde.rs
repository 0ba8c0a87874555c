//! The round of contributions: who had a turn, who has it, what each brought in.

use crate::domain::dossier::{Aanwezig, Dossier, Overleg, RegelSoort};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// How far an organisation is in the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
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
    pub stand: Stand,
    /// How many lines of each kind it brought in, in the order of the kinds, zero counts left out.
    pub regels: Vec<(RegelSoort, usize)>,
}

impl RondeRij {
    /// Whether nothing is expected any more.
    pub fn is_klaar(&self) -> bool {
        !matches!(self.stand, Stand::NogNiet | Stand::AanHetWoord(_))
    }
}

/// The round, in the order of the attendance list; organisations that are away stand where they are.
pub fn ronde(d: &Dossier, o: &Overleg) -> Vec<RondeRij> {
    let mut rows: Vec<RondeRij> = Vec::new();
    for deelname in &o.deelnemers {
        let org = &deelname.organisatie;
        if rows.iter().any(|r| r.organisatie.same(org.as_str())) {
            continue;
        }
        let same = || o.deelnemers.iter().filter(|e| e.organisatie.same(org.as_str()));
        let away = |how: Aanwezig| same().find(|e| e.aanwezig == how).map(|e| e.reden.clone());
        let here = same().any(|e| matches!(e.aanwezig, Aanwezig::Aanwezig | Aanwezig::Uitgenodigd));
        let turn = o.beurten.iter().rev().find(|b| b.organisatie.same(org.as_str()));
        let stand = match (turn, away(Aanwezig::Schriftelijk), away(Aanwezig::Afwezig)) {
            (Some(b), ..) => b.tot.map_or(Stand::AanHetWoord(b.van), Stand::Ingebracht),
            (None, Some(reden), _) if !here => Stand::Schriftelijk(reden),
            (None, _, Some(reden)) if !here => Stand::Afwezig(reden),
            _ => Stand::NogNiet,
        };
        rows.push(RondeRij { organisatie: org.clone(), stand, regels: tellingen(d, o, org) });
    }
    rows
}

fn tellingen(d: &Dossier, o: &Overleg, org: &Tekst) -> Vec<(RegelSoort, usize)> {
    let count = |soort| {
        d.regels_van(o.nr)
            .filter(|r| r.inhoud.soort == soort && r.inhoud.inbreng.as_ref().is_some_and(|i| i.same(org.as_str())))
            .count()
    };
    RegelSoort::ALL.into_iter().map(|soort| (soort, count(soort))).filter(|(_, n)| *n > 0).collect()
}
