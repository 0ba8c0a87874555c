//! What the decisions and measures lack.

use super::{Blik, Vondst};
use crate::domain::advies;
use crate::domain::dossier::{
    Antwoord, Dossier, Inzet, InzetSoort, InzetStatus, Onderwerp, Overleg, Verteller, Voorlegger,
};
use crate::domain::ids::FactorId;
use crate::domain::kader::{Doelgroep, FactorSoort, Maatregel, Maatregeldoel};
use crate::domain::leemte::{Leemte, van_inzet};
use crate::domain::rol::Rol;
use crate::domain::voorlezen::nog_voor_te_lezen;
use crate::domain::vouw::vouw;

/// Whether the danger is acute and nothing lifts it.
pub(super) fn niet_opgeheven(b: Blik<'_>) -> bool {
    b.o.conclusie().is_some_and(|c| c.acuut == Antwoord::Ja) && !wordt_opgeheven(b)
}

/// Whether the level is the highest and there is no measure.
pub(super) fn hoog_zonder_maatregel(b: Blik<'_>) -> bool {
    let hoogst = b.kader.niveaus.last().map(|n| &n.id);
    b.o.conclusie().is_some_and(|c| Some(&c.niveau) == hoogst) && staand(b).next().is_none()
}

/// Whether a huisverbod is asked without a ground. A shielded fact does not stand on the page, so it is none there.
pub(super) fn zonder_grondfeit(d: &Dossier, o: &Overleg) -> bool {
    let leeg = |v: &Voorlegger| v.feiten_op_blad(d).next().is_none();
    d.voorleggers.values().any(|v| v.overleg == o.nr && v.huisverbod && leeg(v))
}

/// Whether later steps were decided while the acute question is open.
pub(super) fn structureel_voor_acuut(b: Blik<'_>) -> bool {
    let open = b.d.acuut.is_none() || !advies::te_herbeoordelen(b.d, b.nu).is_empty();
    let later = |m: &Maatregel| m.doel != Maatregeldoel::DirecteVeiligheid;
    open && staand(b).any(|i| i.overleg == b.o.nr && palet(b, i).is_some_and(later))
}

/// Whether there is neither a safety condition nor a safety agreement.
pub(super) fn geen_afspraken(b: Blik<'_>) -> bool {
    !staand(b).any(|i| i.soort != InzetSoort::Maatregel)
}

/// Who keeps hold of it, and is not there.
pub(super) fn zonder_regie(b: Blik<'_>) -> Vec<String> {
    let casus = b.o.afweging.vaststelling(Onderwerp::Casusregisseur).is_some();
    let rollen = [("de procesregisseur", heeft_procesregisseur(b)), ("de casusregisseur", casus)];
    rollen.into_iter().filter(|(_, er)| !er).map(|(wie, _)| wie.to_owned()).collect()
}

/// What is not looked at again: a next meeting looks at all of it.
pub(super) fn zonder_herziening(b: Blik<'_>) -> Vec<Vondst> {
    let volgende = b.sluiting.is_some_and(|s| s.volgende.is_some());
    inzetten(b, |i, _| !volgende && i.herziening.is_none())
}

/// How much was not read aloud of what may not be on a wall. It hangs on no line, so that the record of a step, which is for
/// everybody, does not name it: what was read has a record of its own.
pub(super) fn niet_voorgelezen(b: Blik<'_>) -> Vec<Vondst> {
    let aantal = nog_voor_te_lezen(b.d, b.o);
    let vondst = Vondst { wat: aantal.to_string(), vast: Some(String::new()), regel: None };
    if aantal > 0 { vec![vondst] } else { Vec::new() }
}

/// The entries of the register that lack one of these.
pub(super) fn missen(b: Blik<'_>, een: &[Leemte]) -> Vec<Vondst> {
    inzetten(b, |i, m| van_inzet(i, m).iter().any(|l| een.contains(l)))
}

/// The measures that do not go with a factor that is so.
pub(super) fn botsen(b: Blik<'_>) -> Vec<Vondst> {
    let ja = |f: &FactorId| b.o.afweging.nu(f) == Some(Antwoord::Ja);
    inzetten(b, |_, m| m.is_some_and(|m| m.botst_met.iter().any(ja)))
}

/// What is in the register and not over, of this meeting and of earlier ones.
fn staand(b: Blik<'_>) -> impl Iterator<Item = &Inzet> {
    b.d.inzetten.values().filter(|i| i.status != InzetStatus::Vervallen)
}

/// Whether something lifts the danger: he is kept away or arrested, or there is a plan for safety now and others see what
/// goes on (ZSM, annex II, lines 1201-1203). Seen by nobody, a plan alone does not; what ended or is breached does not either.
fn wordt_opgeheven(b: Blik<'_>) -> bool {
    let gezien = b.kader.factoren_van(FactorSoort::Zicht).any(|f| b.o.afweging.nu(&f.id) == Some(Antwoord::Ja));
    let plan = |i: &Inzet| {
        i.soort != InzetSoort::Maatregel || palet(b, i).is_some_and(|m| m.doel == Maatregeldoel::DirecteVeiligheid)
    };
    let loopt = |i: &&Inzet| i.status != InzetStatus::Geschonden && i.einde.is_none_or(|op| b.nu < op);
    staand(b).filter(loopt).any(|i| palet(b, i).is_some_and(|m| m.heft_acuut_op) || (gezien && plan(i)))
}

/// The measure of the palette that an entry is.
fn palet<'a>(b: Blik<'a>, i: &Inzet) -> Option<&'a Maatregel> {
    i.palet.as_ref().and_then(|m| b.kader.maatregel(m))
}

/// The entries of this meeting, and those that still hold, for which it is so.
fn inzetten(b: Blik<'_>, zo: impl Fn(&Inzet, Option<&Maatregel>) -> bool) -> Vec<Vondst> {
    staand(b)
        .filter(|i| (i.overleg == b.o.nr || i.status.geldt()) && zo(i, palet(b, i)))
        .map(|i| Vondst { wat: format!("{} {}", i.id, i.wat), vast: Some(i.id.to_string()), regel: Some(i.regel) })
        .collect()
}

/// Measures that have to be considered with what is known, and were neither chosen nor set aside.
pub(super) fn niet_overwogen(b: Blik<'_>) -> Vec<String> {
    let a = &b.o.afweging;
    let past = |m: &Maatregel| m.past_bij.is_empty() || m.past_bij.iter().any(|f| a.nu(f) == Some(Antwoord::Ja));
    let gekozen = |m: &Maatregel| staand(b).any(|i| i.palet.as_ref() == Some(&m.id));
    let open = b.kader.maatregelen.iter().filter(|m| m.altijd_overwegen && past(m));
    open.filter(|m| !gekozen(m) && !a.opzij.contains_key(&m.id)).map(|m| m.naam.to_string()).collect()
}

/// Whether there is a procesregisseur: one opened the dossier, or somebody is invited in that function.
fn heeft_procesregisseur(b: Blik<'_>) -> bool {
    let geopend = b.d.geopend.as_ref().is_some_and(|g| g.door.rol == Rol::Procesregisseur);
    geopend || b.o.deelnemers.iter().any(|p| vouw(p.functie.as_str()).contains("procesregisseur"))
}

/// For whom there is neither a measure nor a plan. Children count unless the kindcheck says that there are none.
pub(super) fn zonder_plan(b: Blik<'_>) -> Vec<String> {
    let a = &b.o.afweging;
    let maatregel = |g: Doelgroep| staand(b).any(|i| i.voor.contains(&g));
    let plan = |onderwerp| a.vaststelling(onderwerp).is_some();
    let geen_kinderen = a.vaststelling(Onderwerp::Kindcheck).is_some_and(|v| v.antwoord == Some(Antwoord::Nee));
    let blijvers = plan(Onderwerp::PlanBlijvers);
    [
        ("haar", blijvers || maatregel(Doelgroep::Slachtoffer)),
        ("de kinderen", blijvers || geen_kinderen || maatregel(Doelgroep::Kinderen)),
        ("de pleger", plan(Onderwerp::PlanPleger) || maatregel(Doelgroep::Pleger)),
    ]
    .into_iter()
    .filter(|(_, er)| !er)
    .map(|(wie, _)| wie.to_owned())
    .collect()
}

/// What is not agreed of how she is told.
pub(super) fn ontbreekt(v: &Verteller) -> Vec<String> {
    let delen = [("hoe", v.hoe.is_empty()), ("wanneer", v.wanneer.is_none()), ("in welke taal", v.taal.is_empty())];
    delen.into_iter().filter(|(_, mist)| *mist).map(|(wat, _)| wat.to_owned()).collect()
}

/// Organisations with an open action of this meeting of which no person is known. They were typed in the action: what is
/// recorded is its number.
pub(super) fn zonder_persoon(b: Blik<'_>) -> Vec<Vondst> {
    let persoon = |org: &str| b.o.deelnemers.iter().any(|d| d.organisatie.same(org) && !d.naam.is_empty());
    let mut found: Vec<Vondst> = Vec::new();
    for a in b.d.acties.values().filter(|a| a.overleg == b.o.nr && a.status == crate::domain::dossier::ActieStatus::Open) {
        let Some(w) = a.eigenaar.as_ref().filter(|w| w.naam.is_empty() && !w.organisatie.is_empty()) else { continue };
        if !persoon(w.organisatie.as_str()) && !found.iter().any(|f| w.organisatie.same(&f.wat)) {
            let wat = w.organisatie.to_string();
            found.push(Vondst { wat, vast: Some(a.id.to_string()), regel: Some(a.regel) });
        }
    }
    found
}
