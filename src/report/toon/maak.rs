//! Reads the answer off the dossier.

use chrono::TimeDelta;

use super::{
    Actie, Acuut, Besluit, Conclusie, Contact, Gebeurtenis, Maatregel, Melding, NietWeten, Toestand, Toon, Verteller,
    VolgendOverleg, Vraag,
};
use crate::domain::dossier::{self, ActieStatus, BesluitStatus, Fase, Overleg, RegelSoort, Wie};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::report::{Aanvraag, JSON_VERSIE, naam};

/// After so long an answer to 'is someone in immediate danger now?' has to be asked again (our own choice).
const ANTWOORD_HOUDBAAR: TimeDelta = TimeDelta::hours(24);
/// The most moments that are told: who is on duty needs the next ones, the rest stands with its own subject.
const MOMENTEN_MAX: usize = 3;

/// The dossier as it stands, last changed at `gewijzigd`.
pub fn toon(a: &Aanvraag<'_>, gewijzigd: Option<Tijdstip>) -> Toon {
    let d = a.dossier;
    Toon {
        versie: JSON_VERSIE,
        oefening: a.oefening,
        dossier: d.nummer,
        werktitel: d.werktitel.clone(),
        status: d.status,
        nu: a.nu.into(),
        acuut: d.acuut.as_ref().map(|x| acuut(a, x)),
        melding_112: d.meldingen_112.last().map(melding),
        conclusie: conclusie(a),
        zonder_conclusie: begonnen(a).last().filter(|o| o.conclusie().is_none()).map(|o| o.nr),
        contactpersoon: d.contactpersoon.as_ref().map(contact),
        niet_weten: d.niet_weten.iter().map(|n| NietWeten { wie: n.wie.clone(), reden: n.reden.clone() }).collect(),
        maatregelen: maatregelen(a),
        besluiten: besluiten(a, |s| s == BesluitStatus::Genomen),
        besluiten_in_wacht: besluiten(a, |s| matches!(s, BesluitStatus::Voorgenomen | BesluitStatus::Getoetst)),
        acties: acties(a),
        vragen: vragen(a),
        momenten: momenten(a),
        volgend_overleg: volgend(a),
        verteller: d.overleggen.iter().rev().find_map(verteller),
        gewijzigd: gewijzigd.map(Into::into),
    }
}

/// The meetings that began, in order.
fn begonnen<'a>(a: &Aanvraag<'a>) -> impl DoubleEndedIterator<Item = &'a Overleg> {
    a.dossier.overleggen.iter().filter(|o| o.begonnen.is_some())
}

fn acuut(a: &Aanvraag<'_>, x: &dossier::AcuutAntwoord) -> Acuut {
    let conclusies = begonnen(a).rev().find_map(|o| o.conclusies.last());
    let later = conclusies.filter(|(c, gezet)| gezet.op > x.gezet.op && c.acuut != x.antwoord);
    Acuut {
        antwoord: x.antwoord,
        toelichting: x.toelichting.clone(),
        door: naam::wie_en_rol(&x.gezet.door),
        op: x.gezet.op.into(),
        verouderd: a.nu.since(x.gezet.op) > ANTWOORD_HOUDBAAR,
        latere_conclusie: later.map(|(c, _)| c.acuut),
    }
}

fn melding(m: &dossier::Melding112) -> Melding {
    Melding { toelichting: m.toelichting.clone(), door: naam::wie(&m.gezet.door), op: m.gezet.op.into() }
}

fn contact(c: &dossier::Contactpersoon) -> Contact {
    Contact { naam: c.naam.clone(), organisatie: c.organisatie.clone(), bereikbaar: c.bereikbaar.clone() }
}

fn conclusie(a: &Aanvraag<'_>) -> Option<Conclusie> {
    let (o, (c, gezet)) = begonnen(a).rev().find_map(|o| Some((o, o.conclusies.last()?)))?;
    let sluiting = o.sluiting.as_ref().map(|(s, ..)| s);
    Some(Conclusie {
        overleg: o.nr,
        op: gezet.op.into(),
        acuut: c.acuut,
        niveau: a.niveau(&c.niveau),
        reden: c.reden.clone(),
        veilig: sluiting.map(|s| s.veilig),
        veilig_toelichting: sluiting.map(|s| s.veilig_toelichting.clone()).unwrap_or_default(),
        verslag_vastgesteld: o.vastgesteld.is_some(),
    })
}

fn maatregelen(a: &Aanvraag<'_>) -> Vec<Maatregel> {
    let staand = |r: &&dossier::Regel| r.inhoud.soort == RegelSoort::Maatregel && r.ingetrokken.is_none() && a.ziet(r.id);
    let mut all: Vec<(Option<Tijdstip>, Maatregel)> = a
        .dossier
        .regels
        .values()
        .filter(staand)
        .map(|r| {
            let tot = r.inhoud.termijn;
            let maatregel = Maatregel {
                regel: r.id,
                overleg: r.overleg,
                maatregel: r.inhoud.tekst.clone(),
                wie: genoemd(r.inhoud.eigenaar.as_ref()),
                tot: tot.map(Into::into),
                verlopen: tot.is_some_and(|t| t < a.nu),
                afgeschermd: a.afgeschermd(r.id),
            };
            (tot, maatregel)
        })
        .collect();
    all.sort_by_key(|(tot, m)| (m.verlopen, tot.is_none(), *tot));
    all.into_iter().map(|(_, m)| m).collect()
}

fn besluiten(a: &Aanvraag<'_>, met: impl Fn(BesluitStatus) -> bool) -> Vec<Besluit> {
    let besluiten = a.dossier.besluiten.values().filter(|b| met(b.status) && a.ziet(b.regel));
    besluiten
        .map(|b| Besluit {
            besluit: b.id,
            overleg: b.overleg,
            tekst: b.besluit.clone(),
            soort: b.soort,
            status: b.status,
            door: b.bevoegd.as_ref().map_or_else(|| b.door.to_string(), naam::bevoegd),
            op: b.bevoegd.as_ref().map(|w| w.op).or_else(|| Some(b.wissels.last()?.gezet.op)).map(Into::into),
            afgeschermd: a.afgeschermd(b.regel),
        })
        .collect()
}

fn acties(a: &Aanvraag<'_>) -> Vec<Actie> {
    let mut open: Vec<&dossier::Actie> =
        a.dossier.acties.values().filter(|x| x.status == ActieStatus::Open && a.ziet(x.regel)).collect();
    open.sort_by_key(|x| (x.termijn.is_none(), x.termijn));
    open.into_iter()
        .map(|x| Actie {
            actie: x.id,
            wat: x.wat.clone(),
            wie: genoemd(x.eigenaar.as_ref()),
            termijn: x.termijn.map(Into::into),
            te_laat: x.is_te_laat(a.nu),
            terugmelding: x.terugmelding.clone(),
            afgeschermd: a.afgeschermd(x.regel),
        })
        .collect()
}

fn vragen(a: &Aanvraag<'_>) -> Vec<Vraag> {
    let mut open: Vec<&dossier::Vraag> = a.dossier.vragen.values().filter(|v| v.is_open() && a.ziet(v.regel)).collect();
    open.sort_by_key(|v| (v.terug.is_none(), v.terug));
    open.into_iter()
        .map(|v| Vraag {
            vraag: v.id,
            tekst: v.vraag.clone(),
            wie: genoemd(v.eigenaar.as_ref()),
            terug: v.terug.map(Into::into),
            te_laat: v.terug.is_some_and(|t| t < a.nu),
            afgeschermd: a.afgeschermd(v.regel),
        })
        .collect()
}

/// What comes next. Each thing is told in full elsewhere, so a few words are enough here.
fn momenten(a: &Aanvraag<'_>) -> Vec<Gebeurtenis> {
    let d = a.dossier;
    let mut all: Vec<(Tijdstip, String)> = Vec::new();
    let mut add = |op: Option<Tijdstip>, wat: String| all.extend(op.filter(|op| *op >= a.nu).map(|op| (op, wat)));
    for x in d.acties.values().filter(|x| x.status == ActieStatus::Open && a.ziet(x.regel)) {
        add(x.termijn, format!("actie {} moet klaar zijn", x.id));
    }
    for v in d.vragen.values().filter(|v| v.is_open() && a.ziet(v.regel)) {
        add(v.terug, format!("antwoord op vraag {} moet er zijn", v.id));
    }
    for m in maatregelen(a) {
        add(m.tot.map(|t| t.utc), format!("een maatregel uit overleg {} eindigt", m.overleg));
    }
    match volgend(a) {
        VolgendOverleg { toestand: Toestand::Loopt, overleg: Some(nr), einde, .. } => {
            add(einde.map(|t| t.utc), format!("overleg {nr} moet klaar zijn"));
        }
        VolgendOverleg { overleg: Some(nr), begin, .. } => add(begin.map(|t| t.utc), format!("overleg {nr} begint")),
        VolgendOverleg { begin, .. } => add(begin.map(|t| t.utc), "de volgende ronde".to_owned()),
    }
    add(d.overleggen.last().and_then(|o| o.verteller.as_ref()?.wanneer), "zij moet zijn ingelicht".to_owned());
    all.sort();
    all.into_iter().take(MOMENTEN_MAX).map(|(op, wat)| Gebeurtenis { op: op.into(), wat }).collect()
}

fn volgend(a: &Aanvraag<'_>) -> VolgendOverleg {
    let gesloten = a.dossier.overleggen.iter().rev().find_map(|o| o.sluiting.as_ref()).map(|(s, ..)| s);
    let eerder_bij = gesloten.map(|s| s.eerder_bij.clone()).unwrap_or_default();
    if let Some(o) = a.dossier.actueel().filter(|o| o.fase != Fase::Gesloten) {
        return bijeengeroepen(o, eerder_bij);
    }
    let op = gesloten.and_then(|s| s.volgende);
    VolgendOverleg {
        toestand: if op.is_some() { Toestand::Afgesproken } else { Toestand::Geen },
        overleg: None,
        fase: None,
        begin: op.map(Into::into),
        einde: None,
        door: String::new(),
        reden: gesloten.map(|s| s.geen_volgende.clone()).unwrap_or_default(),
        vorm: String::new(),
        eerder_bij,
    }
}

fn bijeengeroepen(o: &Overleg, eerder_bij: Tekst) -> VolgendOverleg {
    let loopt = o.fase.loopt();
    VolgendOverleg {
        toestand: if loopt { Toestand::Loopt } else { Toestand::Bijeengeroepen },
        overleg: Some(o.nr),
        fase: loopt.then_some(o.fase),
        begin: o.begonnen.or(o.bijeenroeping.begin).map(Into::into),
        einde: Some(o.einde.into()),
        door: o.bijeenroeping.door.to_string(),
        reden: o.bijeenroeping.reden.clone(),
        vorm: o.bijeenroeping.vorm.to_string(),
        eerder_bij,
    }
}

fn verteller(o: &Overleg) -> Option<Verteller> {
    let v = o.verteller.as_ref()?;
    Some(Verteller { overleg: o.nr, wie: v.wie.to_string(), hoe: v.hoe.clone(), voor: v.wanneer.map(Into::into) })
}

/// The name of who was named; none where nobody was.
fn genoemd(wie: Option<&Wie>) -> Option<String> {
    wie.filter(|w| !w.is_empty()).map(ToString::to_string)
}
