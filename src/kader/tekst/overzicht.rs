//! The kader in brief.

use std::collections::BTreeMap;

use super::blad::Blad;
use super::{bron_voluit, document, telt};
use crate::domain::kader::{EIGEN, GeldendKader, Herkomst, Kader, Lijst, MaatregelKader};
use crate::kader::{BESTANDEN, ingebouwd};

/// That the files are a kader, and what is in it.
pub(super) fn goedgekeurd(geldend: &GeldendKader, bestanden: &BTreeMap<String, String>) -> String {
    let mut blad = Blad::default();
    let eigen: Vec<&str> = bestanden.keys().map(String::as_str).collect();
    let onze = BESTANDEN.iter().map(|(naam, _)| *naam).filter(|naam| !bestanden.contains_key(*naam));
    blad.regel(0, "Dit kader klopt.");
    blad.regel(0, "");
    titel(&mut blad, geldend);
    blad.veld(0, "Uw bestanden", if eigen.is_empty() { "geen".to_owned() } else { eigen.join(", ") }.as_str());
    blad.veld(0, "Meegeleverd", &onze.collect::<Vec<_>>().join(", "));
    blad.regel(0, "");
    onderdelen(&mut blad, &geldend.kader);
    voorbehoud(&mut blad, &geldend.kader);
    blad.klaar()
}

/// Lists, parts, what is generic, and the documents.
pub(super) fn overzicht(geldend: &GeldendKader) -> String {
    let kader = &geldend.kader;
    let mut blad = Blad::default();
    titel(&mut blad, geldend);
    blad.regel(0, kader.toelichting.as_str());
    blad.kop("Wat erin zit");
    onderdelen(&mut blad, kader);
    blad.kop("Lijsten");
    for lijst in &kader.lijsten {
        een_lijst(&mut blad, kader, lijst);
    }
    blad.kop("Instrumenten");
    blad.regel(0, "Alleen wie het afnam, wanneer en de uitkomst. De vragen zitten er niet in.");
    for i in &kader.instrumenten {
        blad.regel(2, &format!("{} ({})", i.naam, i.afnemer));
        blad.veld(4, "Uitkomst", &woorden(i.uitkomsten.iter().map(ToString::to_string)));
        blad.veld(4, "Licentie", i.licentie.as_str());
        blad.veld(4, "Bron", &bron_voluit(kader, &i.bron));
    }
    voorbehoud(&mut blad, kader);
    blad.kop("Bronnen");
    for (sleutel, d) in &kader.documenten {
        blad.veld(2, sleutel, &document(d));
        blad.regel(4, d.licentie.as_str());
    }
    blad.klaar()
}

fn titel(blad: &mut Blad, geldend: &GeldendKader) {
    blad.veld(0, "Kader", geldend.kader.naam.as_str());
    blad.veld(0, "Versie", geldend.kader.versie.as_str());
    blad.veld(0, "Kenmerk", &geldend.hash.to_string());
}

fn onderdelen(blad: &mut Blad, k: &Kader) {
    let punten = k.blokken.iter().map(|b| b.punten.len()).sum();
    let items = k.lijsten.iter().map(|l| l.items.len()).sum();
    let vragen: usize = k.reeksen.iter().map(|r| r.vragen.len()).sum();
    blad.veld(2, "Agenda", &telt(punten, "punt", "punten"));
    blad.veld(2, "Poorten", &k.poorten.len().to_string());
    blad.veld(2, "Factoren", &k.factoren.len().to_string());
    blad.veld(2, "Lijsten", &format!("{}, samen {}", k.lijsten.len(), telt(items, "punt", "punten")));
    blad.veld(2, "Niveaus", &woorden(k.niveaus.iter().map(|n| n.naam.to_string())));
    blad.veld(2, "Instrumenten", &k.instrumenten.len().to_string());
    blad.veld(2, "Criteria voor de burgemeester", &k.criteria.len().to_string());
    blad.veld(2, "Vragen en herinneringen", &format!("{vragen} in {}", telt(k.reeksen.len(), "reeks", "reeksen")));
    let per_kader = MaatregelKader::ALLE.map(|soort| {
        let aantal = k.maatregelen.iter().filter(|m| m.kader == soort).count();
        format!("{} {aantal}", soort.naam())
    });
    blad.veld(2, "Maatregelen", &format!("{}: {}", k.maatregelen.len(), per_kader.join(", ")));
    blad.veld(2, "Partners", &k.partners.len().to_string());
    blad.veld(2, "Gronden om te delen", &k.gronden.len().to_string());
    blad.veld(2, "Rollen", &k.rollen.len().to_string());
    blad.veld(2, "Rollen van betrokkenen", &k.betrokkenrollen.len().to_string());
    let jaar = k.feestdagen.iter().flat_map(|f| &f.datums).max().map(|d| d.format("%Y").to_string());
    let termijnen = || k.bewaren.iter().map(|t| t.jaren).chain(k.inzage.iter().map(|t| t.jaren));
    let vast = termijnen().flatten().count();
    blad.veld(2, "Bewaartermijnen", &format!("{vast} van {} vastgesteld", termijnen().count()));
    blad.veld(2, "Klokken", &format!("{}; feestdagen tot en met {}", k.klokken.len(), jaar.as_deref().unwrap_or("geen")));
}

fn een_lijst(blad: &mut Blad, kader: &Kader, l: &Lijst) {
    let woorden = if l.letterlijk { "letterlijk" } else { "in eigen woorden" };
    blad.regel(2, &format!("{} ({})", l.titel, l.id));
    blad.regel(4, &format!("{}, {woorden}. Versie: {}.", telt(l.items.len(), "punt", "punten"), l.versie));
    blad.veld(4, "Licentie", l.licentie.as_str());
    blad.veld(4, "Toestemming", l.toestemming.as_str());
    blad.veld(4, "Bron", &bron_voluit(kader, &l.bron));
}

/// What is generic, and what has to be checked by others.
fn voorbehoud(blad: &mut Blad, k: &Kader) {
    blad.kop("Voorbehoud");
    blad.regel(
        2,
        &format!("{} van de {} onderdelen hebben geen bron: eigen keuze, generiek.", eigen(k), bronnen(k).count()),
    );
    generiek(blad, k);
    let maatregelen = k.maatregelen.iter().filter(|m| !m.te_toetsen.is_empty()).count();
    let klokken = k.klokken.iter().filter(|c| !c.te_toetsen.is_empty()).count();
    let getoetst = format!("{maatregelen} maatregelen, {} gronden, {klokken} klokken", k.gronden.len());
    blad.veld(2, "Te toetsen door een jurist", &getoetst);
}

/// The parts that are generic as the program brings them along, and were not replaced.
fn generiek(blad: &mut Blad, k: &Kader) {
    let Ok(onze) = ingebouwd() else { return };
    for (ongewijzigd, wat, waarom) in [
        (k.blokken == onze.kader.blokken, "Agenda", "generiek: de BOB-agenda van het voorbeeld is niet bewaard"),
        (k.criteria == onze.kader.criteria, "Criteria voor de burgemeester", "generiek; vervang ze door uw eigen"),
        (k.partners == onze.kader.partners, "Informatiepositie en bereikbaarheid", "generiek; vul ze zelf in"),
        (
            k.maatregelen == onze.kader.maatregelen,
            "Maatregelen",
            "aandachtspunten, nadelen en vragen zijn deels eigen keuze; de bron geldt voor de maatregel en het recht",
        ),
        (k.niveaus == onze.kader.niveaus, "Niveaus", "eigen keuze; geen enkele bron geeft niveaus of grenzen"),
    ] {
        if ongewijzigd {
            blad.veld(2, wat, waarom);
        }
    }
}

/// Where every part of the kader comes from.
fn bronnen(k: &Kader) -> impl Iterator<Item = &Herkomst> {
    let agenda = k.blokken.iter().flat_map(|b| &b.punten).map(|p| &p.bron);
    let poorten = k.poorten.iter().map(|p| &p.bron);
    let lijsten = k.lijsten.iter().flat_map(|l| l.items.iter().map(|i| &i.bron).chain([&l.bron]));
    let vragen = k.reeksen.iter().flat_map(|r| &r.vragen).map(|v| &v.bron);
    let partners = k.partners.iter().map(|p| &p.bron).chain(k.rollen.iter().map(|r| &r.bron));
    let velden = k.instrumenten.iter().flat_map(|i| i.velden.iter().map(|v| &v.bron).chain([&i.bron]));
    let klokken = k.klokken.iter().map(|c| &c.bron).chain(k.feestdagen.iter().map(|f| &f.bron));
    let klokken = klokken.chain(k.bewaren.iter().map(|t| &t.bron)).chain(k.inzage.iter().map(|t| &t.bron));
    let klokken = klokken.chain(k.betrokkenrollen.iter().map(|r| &r.bron));
    agenda
        .chain(poorten)
        .chain(k.factoren.iter().map(|f| &f.bron))
        .chain(lijsten)
        .chain(velden)
        .chain(k.criteria.iter().map(|c| &c.bron))
        .chain(vragen)
        .chain(k.maatregelen.iter().map(|m| &m.bron))
        .chain(partners)
        .chain(k.gronden.iter().map(|g| &g.bron))
        .chain(klokken)
}

fn eigen(k: &Kader) -> usize {
    bronnen(k).filter(|b| b.document == EIGEN).count()
}

fn woorden(namen: impl Iterator<Item = String>) -> String {
    namen.collect::<Vec<_>>().join(", ")
}
