//! The end of dossiers, on paper: what is due, what was agreed, and the certificate. Nothing in it tells what was in a dossier.

use super::naam;
use super::papier::Papier;
use super::tijd;
use crate::domain::bewaren::{Bewaarstand, Inzagebewaring, bewaarstand, in_woorden};
use crate::domain::dossier::{Dossier, Eindtelling, Gezet, Vernietigbaar, Vernietigrij, Vernietigstand};
use crate::domain::kader::Kader;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// How many cells a line of a certificate has.
const BLAD: usize = 76;

/// What is due, what has no term, what is agreed and what was done. `dossiers` are those that the user may see; of the trace
/// stands there what is due of it where that is told.
pub fn lijst(
    dossiers: &[(Dossier, Kader)],
    (rijen, inzage): (&[Vernietigrij], Option<&Inzagebewaring>),
    nu: Tijdstip,
    oefening: bool,
) -> String {
    let mut p = Papier::new(oefening);
    p.regel(0, &format!("Bewaren en vernietigen, {}", tijd::voluit(nu)));
    let (open, over): (Vec<_>, Vec<_>) = dossiers.iter().partition(|(d, _)| d.afgesloten.is_none());
    p.wit();
    p.aantal("Afgesloten dossiers waar u bij kunt", over.len());
    p.aantal("Dossiers die nog lopen, en dus blijven", open.len());
    for (d, kader) in over {
        p.wit();
        een_dossier(&mut p, d, kader, rijen, nu);
    }
    gedaan(&mut p, rijen, nu);
    if let Some(inzage) = inzage {
        een_inzage(&mut p, inzage);
    }
    p.klaar()
}

/// What is due of the trace.
fn een_inzage(p: &mut Papier, inzage: &Inzagebewaring) {
    p.wit();
    p.regel(0, "Inzage: wie wat las, per maand");
    p.veld(1, "Termijn", inzage.termijn.as_str());
    let zegt = match inzage.aan_de_beurt.as_slice() {
        [] => "geen maand".to_owned(),
        all => all.iter().map(Tekst::as_str).collect::<Vec<_>>().join(", "),
    };
    p.veld(1, "AAN DE BEURT", &zegt);
    p.veld(1, "Blijft", &format!("{} van {} maanden", inzage.overige, inzage.overige + inzage.aan_de_beurt.len()));
    if !inzage.aan_de_beurt.is_empty() {
        p.regel(1, "Een maand vernietigen kan het programma nog niet.");
    }
}

fn een_dossier(p: &mut Papier, d: &Dossier, kader: &Kader, rijen: &[Vernietigrij], nu: Tijdstip) {
    p.regel(0, &format!("Dossier {}, {}", d.nummer, d.status));
    if let Some((reden, gezet)) = &d.bevroren {
        p.regel(1, &format!("Bevroren sinds {}: {reden}. Er wordt niets van vernietigd.", tijd::kort(gezet.op, nu)));
    }
    for wat in Vernietigbaar::ALLE {
        if let Some(op) = Vernietigrij::toen(rijen, d.nummer, wat) {
            p.veld(1, wat.naam(), &format!("vernietigd op {}", tijd::datum(op)));
            continue;
        }
        let Some((termijn, stand)) = bewaarstand(d, kader, wat, nu) else {
            p.veld(1, wat.naam(), "het kader heeft geen termijn");
            continue;
        };
        let zegt = match stand {
            Bewaarstand::Open => "het dossier loopt nog".to_owned(),
            Bewaarstand::NietVastgesteld => "geen termijn vastgesteld, dus niet aan de beurt".to_owned(),
            Bewaarstand::Loopt(tot) => format!("bewaren tot en met {}", tijd::datum(tot)),
            Bewaarstand::Verstreken(sinds) => format!("AAN DE BEURT, termijn verstreken op {}", tijd::datum(sinds)),
        };
        p.veld(1, wat.naam(), &zegt);
        p.veld(2, "Termijn", &in_woorden(termijn, kader));
    }
    if let Some(v) = &d.vernietiging {
        let hoe = if v.akkoord.is_some() {
            "akkoord; gebeurt bij de volgende start van de dienst"
        } else {
            "wacht op akkoord van een ander"
        };
        p.regel(1, &format!("Voorgesteld: {} vernietigen, door {}: {hoe}.", v.wat, naam::wie(&v.voorgesteld.door)));
    }
}

/// What was agreed and done, with what is kept to evaluate by.
fn gedaan(p: &mut Papier, rijen: &[Vernietigrij], nu: Tijdstip) {
    p.wit();
    p.aantal("Akkoord gegeven", rijen.len());
    for Vernietigrij { opdracht: o, stand } in rijen {
        let zegt = match stand {
            Vernietigstand::Opgedragen => "wacht op de volgende start van de dienst".to_owned(),
            Vernietigstand::Vervallen { reden } => format!("gaat niet door: {reden}"),
            Vernietigstand::Uitgevoerd { op } => format!("vernietigd {}", tijd::kort(*op, nu)),
        };
        p.regel(1, &format!("{}, {}: {zegt}", o.nummer, o.wat));
        if let (Some(t), Vernietigstand::Uitgevoerd { .. }) = (&o.telling, stand) {
            p.regel(2, &telling(t));
        }
    }
}

fn telling(t: &Eindtelling) -> String {
    let overleggen = if t.overleggen == 1 { "1 overleg".to_owned() } else { format!("{} overleggen", t.overleggen) };
    format!("Geopend in {}, {overleggen}, {} open, {}.", t.jaar, t.open, t.status)
}

/// What was destroyed, in one sentence, for who asks for the dossier.
pub fn in_een_zin(rij: &Vernietigrij) -> Option<String> {
    let (o, op) = (&rij.opdracht, rij.uitgevoerd()?);
    Some(format!(
        "Dossier {}: vernietigd op {}. Grond: {}. Voorgesteld door {}, akkoord {}.",
        o.nummer,
        tijd::datum(op),
        o.grond,
        naam::wie(&o.voorgesteld.door),
        naam::wie(&o.akkoord.door)
    ))
}

/// The certificate of what was destroyed of a dossier: one page, with a line to sign on. None where nothing was.
pub fn bewijs(rij: &Vernietigrij, oefening: bool) -> Option<String> {
    let (o, op) = (&rij.opdracht, rij.uitgevoerd()?);
    let mut p = Papier::breed(oefening, BLAD);
    let gezet = |g: &Gezet| format!("{}, {}", naam::wie_en_rol(&g.door), tijd::voluit(g.op));
    p.regel(0, "VERKLARING VAN VERNIETIGING");
    p.wit();
    p.veld(0, "Dossier", &o.nummer.to_string());
    p.veld(0, "Vernietigd", o.wat.voluit());
    p.veld(0, "Op", &tijd::voluit(op));
    p.veld(0, "Grond", o.grond.as_str());
    p.veld(0, "Voorgesteld door", &gezet(&o.voorgesteld));
    p.veld(0, "Akkoord van", &gezet(&o.akkoord));
    p.wit();
    p.veld(0, "Laatste record", &format!("nummer {}, {}", o.record, o.hash));
    if let Some(t) = &o.telling {
        p.veld(0, "Wat geteld blijft", &telling(t));
    }
    p.wit();
    p.regel(0, "Hoe: de sleutels zijn uit de sleutelbos gehaald, die een andere sleutel kreeg; wat ermee verzegeld was, opent niet meer. \
        Van een heel dossier zijn de bestanden daarna overschreven en verwijderd, en in beide gevallen de concepten en de zoekindex.");
    p.regel(0, "Niet vernietigd: kopieën buiten deze tafel. Een oude reservekopie opent nog met een oude sleutelbos en een opener van toen, \
        tot ook die weg zijn. Wat is afgedrukt of doorgegeven, is van wie het kreeg.");
    p.wit();
    p.regel(0, "Gezien, naam en functie: ______________________________________");
    p.wit();
    p.regel(0, "Datum en handtekening:    ______________________________________");
    Some(p.klaar())
}
