//! The kader in full: every item with its source, for who checks it.

use super::blad::Blad;
use super::bron;
use crate::domain::kader::{Duur, Eenheid, Factor, Herkomst, Kader, Klok, Maatregel, MaatregelKader, Tot};
use crate::domain::tekst::Tekst;

/// Every part with every item.
pub(super) fn volledig(k: &Kader) -> String {
    let mut blad = Blad::default();
    lijsten(&mut blad, k);
    blad.kop("Factoren");
    k.factoren.iter().for_each(|f| factor(&mut blad, k, f));
    blad.kop("Criteria voor de burgemeester");
    for c in &k.criteria {
        met_bron(&mut blad, 2, c.vraag.as_str(), &c.bron);
        blad.regel_als(4, &c.uitleg);
    }
    vragen(&mut blad, k);
    for soort in MaatregelKader::ALLE {
        blad.kop(&format!("Maatregelen: {}", soort.naam()));
        k.maatregelen.iter().filter(|m| m.kader == soort).for_each(|m| maatregel(&mut blad, k, m));
    }
    blad.kop("Partners");
    for p in &k.partners {
        met_bron(&mut blad, 2, p.naam.as_str(), &p.bron);
        blad.veld(4, "Taak", p.kerntaak.as_str());
        blad.veld(4, "Weet", p.informatiepositie.as_str());
        blad.veld(4, "Gronden", &samen(&p.gronden));
        blad.veld(4, "Bereikbaar", p.bereikbaarheid.as_str());
        blad.veld(4, "Telefoon", p.telefoon.as_str());
    }
    gronden_en_rollen(&mut blad, k);
    blad.kop("Klokken");
    k.klokken.iter().for_each(|c| klok(&mut blad, c));
    blad.kop("Bewaartermijnen");
    for t in &k.bewaren {
        let na = t.maatregel.as_ref().map(|m| format!(" na {m}")).unwrap_or_default();
        let jaren = t.jaren.map_or_else(|| "niet vastgesteld".to_owned(), |jaren| format!("{jaren} jaar"));
        met_bron(&mut blad, 2, &format!("{}{na}: {jaren}", t.wat), &t.bron);
        blad.regel_als(4, &t.uitleg);
        blad.regel_als(4, &t.te_toetsen);
    }
    if let Some(t) = &k.inzage {
        let jaren = t.jaren.map_or_else(|| "niet vastgesteld".to_owned(), |jaren| format!("{jaren} jaar"));
        met_bron(&mut blad, 2, &format!("inzage, per maand: {jaren}"), &t.bron);
        blad.regel_als(4, &t.uitleg);
        blad.regel_als(4, &t.te_toetsen);
    }
    blad.kop("Feestdagen");
    for f in &k.feestdagen {
        met_bron(&mut blad, 2, f.naam.as_str(), &f.bron);
        blad.regel(4, &f.datums.iter().map(|d| d.format("%d-%m-%Y").to_string()).collect::<Vec<_>>().join(", "));
    }
    poorten(&mut blad, k);
    blad.klaar()
}

impl Blad {
    /// A paragraph, when there is something to say.
    fn regel_als(&mut self, in_te_springen: usize, tekst: &Tekst) {
        if !tekst.is_empty() {
            self.regel(in_te_springen, tekst.as_str());
        }
    }

    /// A paragraph per text, under one label.
    fn velden(&mut self, label: &str, teksten: &[Tekst]) {
        for tekst in teksten {
            self.veld(4, label, tekst.as_str());
        }
    }
}

fn met_bron(blad: &mut Blad, in_te_springen: usize, tekst: &str, herkomst: &Herkomst) {
    blad.regel(in_te_springen, &format!("{tekst} [{}]", bron(herkomst)));
}

fn samen<T: ToString>(dingen: &[T]) -> String {
    dingen.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn lijsten(blad: &mut Blad, k: &Kader) {
    for l in &k.lijsten {
        blad.kop(&format!("Lijst: {}", l.titel));
        blad.regel(0, l.doel.as_str());
        blad.regel_als(0, &l.toelichting);
        let mut groep = &Tekst::default();
        for i in &l.items {
            if i.groep != *groep {
                groep = &i.groep;
                blad.veld(2, "Groep", groep.as_str());
            }
            met_bron(blad, 2, &format!("{}. {}", i.nr, i.tekst), &i.bron);
            blad.veld(5, "factor", i.factor.as_str());
        }
    }
}

fn factor(blad: &mut Blad, k: &Kader, f: &Factor) {
    met_bron(blad, 2, &format!("{} ({})", f.naam, f.id), &f.bron);
    blad.veld(4, "Vraag", f.vraag.as_str());
    blad.veld(4, "Uitleg", f.uitleg.as_str());
    blad.veld(4, "Volgt uit", &samen(&f.volgt_uit));
    let lijsten: Vec<String> = k.lijsten_met(&f.id).map(|l| l.id.to_string()).collect();
    blad.veld(4, "In", &lijsten.join(", "));
}

fn vragen(blad: &mut Blad, k: &Kader) {
    for r in &k.reeksen {
        blad.kop(&format!("Vragen: {}", r.titel));
        blad.regel_als(0, &r.toelichting);
        for v in &r.vragen {
            met_bron(blad, 2, v.tekst.as_str(), &v.bron);
            blad.regel_als(4, &v.uitleg);
        }
    }
}

fn maatregel(blad: &mut Blad, k: &Kader, m: &Maatregel) {
    met_bron(blad, 2, &format!("{} ({})", m.naam, m.id), &m.bron);
    blad.veld(4, "Bevoegd", &samen(&m.bevoegd));
    blad.veld(4, "Grond", m.grond.as_str());
    blad.veld(4, "Duur", &m.duur.map(duur).unwrap_or_default());
    blad.veld(4, "Hoogstens", &m.hoogstens.map(duur).unwrap_or_default());
    blad.veld(4, "Verlengen", m.verlenging.as_str());
    let klok = m.klok.as_ref().and_then(|id| k.klok(id));
    blad.veld(4, "Klok", klok.map_or("", |c| c.naam.as_str()));
    blad.velden("Eerst nagaan", &m.vraagt);
    blad.velden("Grens", &m.grenzen);
    blad.velden("Let op", &m.let_op);
    blad.velden("Nadeel", &m.nadelen);
    blad.veld(4, "Past niet bij", &samen(&m.botst_met));
    blad.veld(4, if m.altijd_overwegen { "Altijd overwegen bij" } else { "Past bij" }, &samen(&m.past_bij));
    blad.regel_als(4, &m.te_toetsen);
}

fn gronden_en_rollen(blad: &mut Blad, k: &Kader) {
    blad.kop("Gronden om te delen");
    for g in &k.gronden {
        met_bron(blad, 2, &format!("{} aan {} ({})", g.wie, g.aan, g.id), &g.bron);
        blad.veld(4, "Doel", g.doel.as_str());
        blad.veld(4, "Voorwaarden", g.voorwaarden.as_str());
        blad.veld(4, "Grond", g.grond.as_str());
        blad.regel(4, g.te_toetsen.as_str());
    }
    blad.kop("Rollen");
    for r in &k.rollen {
        met_bron(blad, 2, &format!("{}: {}", r.naam, r.taak), &r.bron);
    }
    blad.kop("Rollen van betrokkenen");
    for r in &k.betrokkenrollen {
        let verborgen = if r.verborgen { ", naam verborgen" } else { "" };
        met_bron(blad, 2, &format!("{} ({}{verborgen})", r.naam, r.aanduiding), &r.bron);
        blad.regel_als(4, &r.uitleg);
    }
}

fn klok(blad: &mut Blad, c: &Klok) {
    met_bron(blad, 2, c.naam.as_str(), &c.bron);
    let lengtes: Vec<String> = c.lengtes.iter().copied().map(duur).collect();
    blad.veld(4, "Lengte", &lengtes.join(" of "));
    blad.veld(4, "Hoogstens", &c.hoogstens.map(duur).unwrap_or_default());
    blad.veld(4, "Begint bij", c.begint_bij.as_str());
    if c.zoals_gegeven {
        blad.regel(4, "Het einde is zoals opgegeven; het programma rekent het niet ongevraagd uit.");
    }
    if c.schuift {
        blad.regel(4, "Eindigt het op een zaterdag, zondag of feestdag, dan op de eerste werkdag erna.");
    }
    blad.regel_als(4, &c.uitleg);
    blad.regel_als(4, &c.te_toetsen);
}

fn duur(d: Duur) -> String {
    let tot = match (d.eenheid, d.tot) {
        (Eenheid::Uren, _) => "",
        (_, Tot::HetUur) => ", tot op het uur",
        (_, Tot::EindeDag) => ", tot het einde van die dag",
    };
    format!("{d}{tot}")
}

fn poorten(blad: &mut Blad, k: &Kader) {
    blad.kop("Poorten");
    for p in &k.poorten {
        met_bron(blad, 2, &format!("naar {}: {}", p.naar.naam().to_lowercase(), p.melding), &p.bron);
    }
}
