//! Reads the answer off the dossier.

use chrono::TimeDelta;

use super::{
    Actie, Acuut, Besluit, Bevroren, Conclusie, Contact, Gebeurtenis, Klok, Maatregel, Melding, NietWeten, OpnieuwOpen,
    Toestand, Toon, Verteld, Verteller, VolgendOverleg, Vraag,
};
use super::{erbij, informatie};
use crate::domain::advies::te_herbeoordelen;
use crate::domain::controlepunt::Controlepunt;
use crate::domain::dossier::{self, ActieStatus, BesluitStatus, Fase, InzetStatus, Overleg, Wie};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::{aanzet_kring, klok_lijn};
use crate::projection::termijn::{Wat, lopende_klokken, termijnen};
use crate::report::{Aanvraag, JSON_VERSIE, naam};

/// After so long an answer to 'is someone in immediate danger now?' has to be asked again (our own choice).
const ANTWOORD_HOUDBAAR: TimeDelta = TimeDelta::hours(24);
/// The most moments that are told: who is on duty needs the next ones, the rest stands with its own subject.
const MOMENTEN_MAX: usize = 4;

/// The dossier as it stands, last changed at `gewijzigd`.
pub fn toon(a: &Aanvraag<'_>, gewijzigd: Option<Tijdstip>) -> Toon {
    let d = &*a.te_vertellen();
    let a = &Aanvraag { dossier: d, ..*a };
    Toon {
        versie: JSON_VERSIE,
        oefening: a.oefening,
        dossier: d.nummer,
        werktitel: d.werktitel.clone(),
        status: d.status,
        bevroren: d.bevroren.as_ref().map(|(reden, gezet)| Bevroren { reden: reden.clone(), op: gezet.op.into() }),
        nu: a.nu.into(),
        acuut: d.acuut.as_ref().map(|x| acuut(a, x)),
        opnieuw_open: te_herbeoordelen(d, a.nu).iter().map(|h| opnieuw_open(a, h)).collect(),
        melding_112: d.meldingen_112.last().map(melding),
        open_112: d.open_112().map(|(_, m)| m.gezet.op.into()),
        conclusie: conclusie(a),
        zonder_conclusie: begonnen(a).last().filter(|o| o.conclusie().is_none()).map(|o| o.nr),
        contactpersoon: d.contactpersoon.as_ref().map(contact),
        telefoons: erbij::telefoons(a),
        niet_weten: d.niet_weten.iter().map(|n| NietWeten { wie: n.wie.clone(), reden: n.reden.clone() }).collect(),
        betrokkenen: super::betrokkenen::betrokkenen(a),
        toegang: super::toegang::toegelaten(d, a.nu),
        maatregelen: maatregelen(a, InzetStatus::geldt),
        maatregelen_in_wacht: maatregelen(a, |s| matches!(s, InzetStatus::Voorgesteld | InzetStatus::Gevraagd)),
        klokken: klokken(a),
        besluiten: besluiten(a, |b| b.status == BesluitStatus::Genomen),
        besluiten_in_wacht: besluiten(a, |b| b.status.wacht()),
        besluiten_geeindigd: geeindigd(a),
        voorleggers: erbij::voorleggers(a),
        opschaling: erbij::opschaling(a),
        acties: acties(a),
        vragen: vragen(a),
        informatiebeeld: informatie::gevraagd(a),
        beeldvragen: informatie::beeldvragen(a),
        momenten: momenten(a),
        overleggen: erbij::overleggen(a),
        volgend_overleg: volgend(a),
        verteller: d.overleggen.iter().rev().find_map(verteller),
        gewijzigd: gewijzigd.map(Into::into),
        controlepunt: a.controlepunt.map(Controlepunt::regels),
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

/// Why the acute question is open again. What was typed of a breach is the number of the measure, which is named here.
fn opnieuw_open(a: &Aanvraag<'_>, h: &dossier::Herbeoordeling) -> OpnieuwOpen {
    let inzet = h.regel.and_then(|r| a.dossier.inzetten.values().find(|i| i.regel == r));
    OpnieuwOpen {
        aanzet: h.aanzet,
        wat: inzet.map_or_else(|| h.toelichting.clone(), |i| i.wat.clone()),
        inzet: inzet.map(|i| i.id),
        op: h.gezet.op.into(),
        afgeschermd: aanzet_kring(a.dossier, h).is_dicht(),
    }
}

fn melding(m: &dossier::Melding112) -> Melding {
    let uitkomst = m.uitkomsten.last().map(|(u, _)| u.wat.clone());
    Melding { toelichting: m.toelichting.clone(), uitkomst, door: naam::wie(&m.gezet.door), op: m.gezet.op.into() }
}

fn contact(c: &dossier::Contactpersoon) -> Contact {
    Contact {
        naam: c.naam.clone(),
        organisatie: c.organisatie.clone(),
        telefoon: c.telefoon.clone(),
        bereikbaar: c.bereikbaar.clone(),
    }
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

/// The entries of the register with such a status: the first to end first, those that should have ended last.
fn maatregelen(a: &Aanvraag<'_>, met: impl Fn(InzetStatus) -> bool) -> Vec<Maatregel> {
    let mut all: Vec<&dossier::Inzet> = a.dossier.inzetten.values().filter(|i| met(i.status)).collect();
    all.sort_by_key(|i| (i.is_verlopen(a.nu), i.einde.is_none(), i.einde));
    let maatregel = |i: &dossier::Inzet| Maatregel {
        inzet: i.id,
        regel: i.regel,
        overleg: i.overleg,
        soort: i.soort,
        status: i.status,
        maatregel: i.wat.clone(),
        wie: Some(i.orgaan.to_string()).filter(|w| !w.is_empty()),
        toezicht: i.toezicht.clone(),
        meldpunt: i.meldpunt.clone(),
        gevolg: i.gevolg.clone(),
        vanaf: i.begin.map(Into::into),
        tot: i.einde.map(Into::into),
        verlopen: i.is_verlopen(a.nu),
        herziening: i.herziening.map(Into::into),
        geschonden: i.schendingen.iter().map(|(s, g)| s.gebeurd.as_ref().map_or(g.op, |x| x.op)).max().map(Into::into),
        afgeschermd: a.afgeschermd(i.regel),
    };
    all.into_iter().map(maatregel).collect()
}

/// The clocks that run, the first to end first.
fn klokken(a: &Aanvraag<'_>) -> Vec<Klok> {
    let d = a.dossier;
    let klok = |k: &dossier::LopendeKlok| Klok {
        klok: k.nr,
        naam: k.naam.clone(),
        einde: k.einde.into(),
        afgelopen: k.is_afgelopen(a.nu),
        gegeven_door: k.gegeven_door.clone(),
        inzet: k.inzet,
        afgeschermd: klok_lijn(d, k).is_afgeschermd(d),
    };
    lopende_klokken(d).into_iter().map(klok).collect()
}

/// What was decided and holds no more: who is on duty must not act on it.
fn geeindigd(a: &Aanvraag<'_>) -> Vec<Besluit> {
    let mut all = besluiten(a, |b| b.status.is_eind() && b.genomen_op().is_some());
    all.reverse();
    all
}

fn besluiten(a: &Aanvraag<'_>, met: impl Fn(&dossier::Besluit) -> bool) -> Vec<Besluit> {
    let besluiten = a.dossier.besluiten.values().filter(|b| met(b));
    besluiten
        .map(|b| Besluit {
            besluit: b.id,
            overleg: b.overleg,
            tekst: b.besluit.clone(),
            soort: b.soort,
            status: b.status,
            door: b.bevoegd.as_ref().map_or_else(|| b.door.to_string(), naam::bevoegd),
            op: b.bevoegd.as_ref().map(|w| w.op).or_else(|| Some(b.wissels.last()?.gezet.op)).map(Into::into),
            anders: erbij::anders(b),
            voor: b.termijn.map(Into::into),
            geeindigd: b.einde.as_ref().map(|e| e.op.into()),
            geeindigd_door: b.beeindigd_door().unwrap_or_default(),
            afgeschermd: a.afgeschermd(b.regel),
        })
        .collect()
}

fn acties(a: &Aanvraag<'_>) -> Vec<Actie> {
    let mut open: Vec<&dossier::Actie> = a.dossier.acties.values().filter(|x| x.status == ActieStatus::Open).collect();
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
    let mut open: Vec<&dossier::Vraag> = a.dossier.vragen.values().filter(|v| v.is_open()).collect();
    open.sort_by_key(|v| (v.terug.is_none(), v.terug));
    open.into_iter()
        .map(|v| Vraag {
            vraag: v.id,
            tekst: v.vraag.clone(),
            wie: genoemd(v.eigenaar.as_ref()),
            terug: v.terug.map(Into::into),
            te_laat: v.is_te_laat(a.nu),
            afgeschermd: a.afgeschermd(v.regel),
        })
        .collect()
}

/// What comes next. Each thing is told in full elsewhere, so a few words are enough here.
fn momenten(a: &Aanvraag<'_>) -> Vec<Gebeurtenis> {
    let next = termijnen(a.dossier).into_iter().filter(|t| !t.op.is_voorbij(a.nu));
    next.take(MOMENTEN_MAX).map(|t| Gebeurtenis { op: t.op.into(), wat: moment(t.wat) }).collect()
}

fn moment(wat: Wat) -> String {
    match wat {
        Wat::Actie(id) => format!("actie {id} moet klaar zijn"),
        Wat::Besluit(id) => format!("besluit {id} moet er zijn"),
        Wat::Vraag(id) => format!("antwoord op vraag {id} moet er zijn"),
        Wat::EindeInzet(id) => format!("maatregel {id} eindigt"),
        Wat::Herziening(id) => format!("maatregel {id} wordt opnieuw bekeken"),
        Wat::Klok(nr) => format!("klok {nr} loopt af"),
        Wat::Voorlegger(_) => "antwoord van de burgemeester moet er zijn".to_owned(),
        Wat::Informatie(id) => format!("antwoord op informatieverzoek {id} moet er zijn"),
        Wat::BeginOverleg(nr) => format!("overleg {nr} begint"),
        Wat::EindeOverleg(nr) => format!("overleg {nr} moet klaar zijn"),
        Wat::VolgendeRonde => "de volgende ronde".to_owned(),
        Wat::Verteld(_) => "zij moet zijn ingelicht".to_owned(),
        Wat::Noodtoegang(_) => "noodtoegang moet beoordeeld zijn door een ander (/toegang)".to_owned(),
    }
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
    let verteld = o.verteld.last().map(|(v, _)| Verteld {
        op: v.op.into(),
        meldpunt_uitgelegd: v.meldpunt_uitgelegd,
        toelichting: v.toelichting.clone(),
    });
    Some(Verteller {
        overleg: o.nr,
        wie: v.wie.to_string(),
        hoe: v.hoe.clone(),
        taal: v.taal.clone(),
        meldpunt: v.meldpunt.clone(),
        voor: v.wanneer.map(Into::into),
        verteld,
    })
}

/// The name of who was named; none where nobody was.
fn genoemd(wie: Option<&Wie>) -> Option<String> {
    wie.filter(|w| !w.is_empty()).map(ToString::to_string)
}
