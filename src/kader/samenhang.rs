//! What only all files together can tell: that a restricted list says who allowed its use, and that the acute rule has the
//! questions that it needs.

use super::lijst::Gelezen;
use super::probleem::Probleem;
use super::{FACTOREN, probleem::kort};
use crate::domain::kader::{Factor, FactorSoort, Instrument, LijstSoort};
use crate::domain::vouw::vouw;

/// Lists that bear the name of a restricted instrument and do not say who allowed their use.
pub(super) fn afgeschermd(lijsten: &[Gelezen], instrumenten: &[Instrument]) -> Vec<Probleem> {
    let zonder = lijsten.iter().filter(|l| l.lijst.toestemming.is_empty());
    zonder
        .filter_map(|gelezen| {
            let lijst = &gelezen.lijst;
            let naam = [woorden(lijst.id.as_str()), woorden(lijst.titel.as_str())];
            let heet = |i: &&Instrument| namen(i).any(|n| naam.iter().any(|l| l.contains(&n)));
            let instrument = instrumenten.iter().filter(|i| i.afgeschermd).find(heet)?;
            let wat = format!("'{}' is een afgeschermde lijst", kort(instrument.naam.as_str()));
            let doe = "leg alleen de uitkomst vast, of voeg toe: toestemming = \"van wie, wanneer, waarvoor\"";
            Some(Probleem::new(&gelezen.bestand, Some(gelezen.regel), &wat, doe))
        })
        .collect()
}

fn namen(instrument: &Instrument) -> impl Iterator<Item = String> {
    std::iter::once(&instrument.naam).chain(&instrument.ook).map(|n| woorden(n.as_str()))
}

/// A text as its words, small, each between spaces, so that a name is only found as whole words.
fn woorden(tekst: &str) -> String {
    let klein = vouw(tekst);
    let delen: Vec<&str> = klein.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    format!(" {} ", delen.join(" "))
}

/// The kinds of which a kader has one factor at most, because a rule asks for it.
const ENKEL: [(FactorSoort, &str); 3] =
    [(FactorSoort::Toegang, "toegang"), (FactorSoort::Zicht, "zicht"), (FactorSoort::Schending, "schending")];

/// More than one factor of a kind that a rule asks for.
pub(super) fn enkel(factoren: &[&Factor]) -> Vec<Probleem> {
    let van = |soort| factoren.iter().filter(move |f| f.soort == soort).map(|f| f.id.as_str());
    let dubbel = ENKEL.into_iter().filter(|(soort, _)| van(*soort).count() > 1);
    dubbel
        .map(|(soort, naam)| {
            let wat =
                format!("er is meer dan een factor van soort '{naam}': {}", van(soort).collect::<Vec<_>>().join(", "));
            Probleem::new(FACTOREN, None, &wat, "laat er een over en geef de andere een andere soort")
        })
        .collect()
}

/// A list of acute triggers without the questions of access and sight, which its rule needs.
pub(super) fn acute_regel(factoren: &[&Factor], lijsten: &[Gelezen]) -> Vec<Probleem> {
    let Some(acuut) = lijsten.iter().find(|l| l.lijst.soort == LijstSoort::Acuut) else { return Vec::new() };
    let mist = ENKEL.into_iter().take(2).filter(|(soort, _)| !factoren.iter().any(|f| f.soort == *soort));
    mist.map(|(_, naam)| {
        let wat = format!("de acute lijst vraagt een factor van soort '{naam}', en die is er niet");
        let doe = format!("geef een factor in {FACTOREN}: soort = \"{naam}\"");
        Probleem::new(&acuut.bestand, Some(acuut.regel), &wat, &doe)
    })
    .collect()
}
