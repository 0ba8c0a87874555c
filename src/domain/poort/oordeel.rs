//! What the judgement lacks.

use super::{Blik, Vondst, zonder_naam};
use crate::domain::advies::{self, Aanwijzing, AcuutVoorstel};
use crate::domain::dossier::{Aanzet, Antwoord, Dossier, Herbeoordeling, Overleg};
use crate::domain::ids::FactorId;

/// The instrument whose floor the conclusion lies below.
pub(super) fn onder_bodem(b: Blik<'_>) -> Vec<String> {
    let ligt_onder = |niveau| b.o.conclusie().is_some_and(|c| advies::ligt_onder(b.kader, &c.niveau, niveau));
    let grens = advies::ondergrens(b.d, b.kader).filter(|g| ligt_onder(g.niveau));
    grens.map(|g| g.instrument.naam.to_string()).into_iter().collect()
}

/// The instruments that are expected with what is known, and of which no outcome was recorded.
pub(super) fn instrumenten(b: Blik<'_>) -> Vec<Vondst> {
    let ja = |f: &FactorId| b.o.afweging.nu(f) == Some(Antwoord::Ja);
    let verwacht = b.kader.instrumenten.iter().filter(|i| i.verwacht_bij.iter().any(ja));
    let ontbreekt = verwacht.filter(|i| !b.d.uitkomsten.iter().any(|u| u.uitkomst.instrument == i.id));
    zonder_naam(ontbreekt.map(|i| i.naam.to_string()).collect(), "een instrument dat hier verwacht wordt")
}

/// Whether a pattern of control is seen, and the conclusion is not acute and does not say why.
pub(super) fn dwang_niet_acuut(b: Blik<'_>) -> bool {
    let nee = b.o.conclusie().is_some_and(|c| c.acuut == Antwoord::Nee);
    nee && advies::patroon_van_dwang(b.o, b.kader) && !is_verklaard(b.o)
}

/// How many of the criteria for escalating have no answer.
pub(super) fn criteria_open(b: Blik<'_>) -> Vec<String> {
    let alle = &b.kader.criteria;
    let open = alle.iter().filter(|k| !b.o.afweging.criteria.contains_key(&k.id)).count();
    (open > 0).then(|| format!("{open} van de {} criteria voor opschalen", alle.len())).into_iter().collect()
}

/// Whether the conclusion said why it is not acute, and nothing was answered since.
fn is_verklaard(o: &Overleg) -> bool {
    let Some((c, gezet)) = o.conclusies.last() else { return false };
    let later = o.afweging.wegingen.values().flatten().any(|g| g.gezet.op > gezet.op);
    !c.afwijking.is_empty() && !later
}

/// Organisations at the table that gave no judgement; in a closed round, whose judgement was not received.
pub(super) fn zonder_oordeel(o: &Overleg, aan_tafel: Vec<String>) -> Vec<String> {
    let ronde = o.afweging.open_ronde();
    let ontvangen = |org: &str| ronde.is_some_and(|r| r.ontvangen.iter().any(|x| x.same(org)));
    aan_tafel.into_iter().filter(|org| o.oordeel_van(org).is_none() && !ontvangen(org)).collect()
}

/// The lists on the board of which factors were not discussed, with how many.
pub(super) fn niet_besproken(b: Blik<'_>) -> Vec<String> {
    let a = &b.o.afweging;
    let ja = |f: &FactorId| a.nu(f) == Some(Antwoord::Ja);
    let op_bord = b.kader.lijsten.iter().filter(|l| l.standaard || l.bij.iter().any(ja));
    op_bord
        .filter_map(|l| {
            let open = l.items.iter().filter(|i| a.nu(&i.factor).is_none()).count();
            (open > 0).then(|| format!("{} ({open} van {})", l.titel, l.items.len()))
        })
        .collect()
}

/// Why the rule suggests acute danger where the meeting concluded otherwise.
pub(super) fn wijkt_af(b: Blik<'_>) -> Vec<Vondst> {
    let niet_acuut = b.o.conclusie().is_some_and(|c| c.acuut != Antwoord::Ja);
    let AcuutVoorstel::Acuut { omdat, .. } = advies::acuut(b.d, b.o, b.kader, b.nu) else { return Vec::new() };
    let naam = |f| b.kader.factor(f).map_or_else(String::new, |f| f.naam.to_string());
    let redenen = omdat.iter().map(|a| match a {
        Aanwijzing::Ja(f) => naam(f),
        Aanwijzing::Onbekend(f) => format!("{}: onbekend", naam(f)),
        Aanwijzing::Schending => "schending".to_owned(),
    });
    let wat = redenen.collect::<Vec<_>>().join(", ");
    let vondst = Vondst { wat, vast: Some(String::new()), regel: None };
    (niet_acuut && !is_verklaard(b.o)).then_some(vondst).into_iter().collect()
}

/// What was breached, by its number in the register; what somebody typed of it is not repeated.
fn geschonden(d: &Dossier, h: &Herbeoordeling) -> String {
    let op_regel = || d.inzetten.values().filter(|i| h.regel == Some(i.regel)).map(|i| i.id.to_string());
    let genoemd = op_regel().find(|nr| *nr == h.toelichting.as_str()).or_else(|| op_regel().next());
    genoemd.unwrap_or_else(|| "een maatregel".to_owned())
}

/// What opened the acute question again and was not judged since.
pub(super) fn herbeoordelen(b: Blik<'_>, deze: impl Fn(Aanzet) -> bool) -> Vec<Vondst> {
    let over = advies::te_herbeoordelen(b.d, b.nu).into_iter().filter(|h| deze(h.aanzet));
    let found = over.map(|h| match h.aanzet {
        Aanzet::Schending => Vondst { wat: geschonden(b.d, &h), vast: None, regel: h.regel },
        aanzet @ (Aanzet::Toegang | Aanzet::Vrijlating | Aanzet::EindeMaatregel | Aanzet::NieuwIncident) => {
            let open = h.regel.is_some() && !b.d.is_afgeschermd(h.regel) && !h.toelichting.is_empty();
            let wat = if open { format!("{aanzet} ({})", h.toelichting) } else { aanzet.to_string() };
            Vondst { wat, vast: Some(aanzet.to_string()), regel: h.regel }
        }
    });
    let mut found: Vec<Vondst> = found.collect();
    found.dedup_by(|a, b| a.wat == b.wat && a.regel == b.regel);
    found
}
