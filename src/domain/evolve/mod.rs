//! What an event does to the state. Holds no rules and never fails: what it does not find it skips, because a replica
//! may not have been given it. Every event is named, with all its fields: who adds one says here what it does.

#![deny(clippy::wildcard_enum_match_arm)]

mod afweging;
mod besluit;
mod informatie;
mod inzet;
mod overleg;
mod regel;
mod stuk;
mod terug;
mod volgt;

use super::dossier::{
    AcuutAntwoord, Betrokkene, Dossier, GegevenToegang, Gezet, Herbeoordeling, Melding, Melding112, Noodoordeel,
    UitkomstGenoteerd, Vernietiging,
};
use super::event::Event;
use super::kenmerk::kenmerk;
use super::rechten::opdrachtgever;
use super::rol::Stamp;
use super::scherm::{Organisatie, Scherm};
use super::tekst::Tekst;
use super::voorlezen::{besloten_in, opnieuw_te_lezen};
use super::zicht::aanzet_kring;

/// Applies one event of a frame with this stamp.
pub fn evolve(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    let k = kenmerk(event);
    terug::onthoud(d, stamp, event, &k);
    d.nummering.onthoud(&k.ding);
    pas_toe(d, stamp, event);
    if !k.velden.contains(&"vernietiging") {
        // who agreed to destroy it agreed to what they saw
        d.vernietiging = None;
    }
    if let Some(id) = besloten_in(d, event, &k) {
        regel::met(d, id, |r| r.besloten = Some(stamp.op));
    }
    for nr in opnieuw_te_lezen(d, event, &k) {
        overleg::met(d, nr, |o| o.voorgelezen = None);
    }
}

#[expect(clippy::too_many_lines, reason = "a table in which every event is named")]
fn pas_toe(d: &mut Dossier, stamp: &Stamp, event: &Event) {
    use Event as E;
    use afweging::met as afweging_met;
    use overleg::met;
    let op = stamp.op;
    let gezet = || Gezet { op, door: stamp.wie.clone() };
    match event {
        // the dossier
        E::DossierGeopend { nummer, werktitel } => {
            d.nummer = *nummer;
            d.geopend = Some(gezet());
            d.werktitel = werktitel.clone();
            d.zelf = Some(Box::new(overleg::dossier(gezet())));
        }
        E::WerktitelGewijzigd { werktitel } => d.werktitel = werktitel.clone(),
        E::StatusGewijzigd { naar, reden: _ } => {
            d.status = *naar;
            d.afgesloten = naar.is_afgesloten().then_some(op);
        }
        E::AcuutBeantwoord { antwoord, toelichting } => {
            let nieuw = AcuutAntwoord { antwoord: *antwoord, toelichting: toelichting.clone(), gezet: gezet() };
            d.acuut_antwoorden.push(nieuw.clone());
            d.acuut = Some(nieuw);
            // who answers settles what they know of: what opened it for others stays open for them
            let wie = opdrachtgever(&stamp.wie);
            let open = std::mem::take(&mut d.herbeoordelen);
            let (gezien, verborgen) = open.into_iter().partition(|h| aanzet_kring(d, h).hoort(&wie));
            d.herbeoordelen = verborgen;
            d.herbeoordeeld.extend::<Vec<_>>(gezien);
        }
        E::Gemeld112 { toelichting } => {
            let (toelichting, uitkomsten) = (toelichting.clone(), Vec::new());
            d.meldingen_112.push(Melding112 { toelichting, gezet: gezet(), uitkomsten });
        }
        E::ContactpersoonBenoemd { contactpersoon } => d.contactpersoon = Some(contactpersoon.clone()),
        E::NietWetenGenoteerd { niet_weten } => {
            d.niet_weten.retain(|n| n.wie != niet_weten.wie);
            d.niet_weten.push(niet_weten.clone());
        }
        E::NietWetenGeschrapt { wie, reden: _ } => d.niet_weten.retain(|n| n.wie != *wie),
        E::UitkomstGenoteerd { overleg, uitkomst } => {
            let nieuw = UitkomstGenoteerd { overleg: *overleg, uitkomst: uitkomst.clone(), gezet: gezet() };
            d.uitkomsten.push(nieuw);
        }
        E::HerbeoordelingGevraagd { aanzet, toelichting, regel, factor } => {
            let (aanzet, toelichting, factor) = (*aanzet, toelichting.clone(), factor.clone());
            d.herbeoordelen.push(Herbeoordeling { aanzet, toelichting, regel: *regel, factor, gezet: gezet() });
        }
        E::ToegangGegeven { toegang } | E::NoodtoegangGenomen { toegang } => {
            einde_toegang(d, &toegang.gebruiker, &Tekst::default(), &gezet());
            let (toegang, gezet) = (toegang.clone(), gezet());
            d.toegang.push(GegevenToegang { toegang, gezet, ingetrokken: None, beoordeeld: None });
        }
        E::NoodtoegangBeoordeeld { gebruiker, genomen, akkoord, toelichting } => {
            let oordeel = Noodoordeel { akkoord: *akkoord, toelichting: toelichting.clone(), gezet: gezet() };
            let theirs = d.toegang.iter_mut().filter(|t| t.is_nood_van(gebruiker, *genomen));
            theirs.for_each(|t| t.beoordeeld = Some(oordeel.clone()));
        }
        E::ToegangIngetrokken { gebruiker, reden } => einde_toegang(d, gebruiker, reden, &gezet()),
        E::Bevroren { reden } => d.bevroren = Some((reden.clone(), gezet())),
        E::Ontdooid { reden: _ } => d.bevroren = None,
        E::VernietigingVoorgesteld { wat, grond } => {
            let (wat, grond) = (*wat, grond.clone());
            d.vernietiging = Some(Vernietiging { wat, grond, voorgesteld: gezet(), akkoord: None });
        }
        E::VernietigingGoedgekeurd { wat } => {
            if let Some(v) = d.vernietiging.as_mut().filter(|v| v.wat == *wat) {
                v.akkoord = Some(gezet());
            }
        }
        E::Teruggenomen { verzoek, reden } => terug::herstel(d, stamp, *verzoek, reden),
        // what stands in a dossier by itself
        E::Uitkomst112Genoteerd { nr, uitkomst } => stuk::uitkomst_112(d, *nr, uitkomst, gezet()),
        E::MeldingGenoteerd { melding, velden } => {
            d.meldingen.entry(*melding).or_insert_with(|| Melding::leeg(*melding, gezet())).vul(velden);
        }
        E::MeldingAangevuld { melding, velden } => drop(d.meldingen.get_mut(melding).map(|m| m.vul(velden))),
        E::BetrokkeneGenoteerd { betrokkene, velden } => {
            d.betrokkenen.entry(*betrokkene).or_insert_with(|| Betrokkene::leeg(*betrokkene, gezet())).vul(velden);
        }
        E::BetrokkeneAangevuld { betrokkene, velden } => stuk::persoon(d, *betrokkene, |b| b.vul(velden)),
        E::GeheimGenoteerd { betrokkene, geheim } => stuk::persoon(d, *betrokkene, |b| b.geheim.vul(geheim)),
        E::StukAfgeschermd { stuk, kring } => stuk::met(d, *stuk, |s| (s.afgeschermd, s.kring) = (true, kring.clone())),
        E::StukVrijgegeven { stuk, reden, scherm } => stuk::met(d, *stuk, |s| {
            (s.afgeschermd, s.kring) = (scherm.is_some(), organisaties(scherm.as_ref()).to_vec());
            s.vrijgegeven.push((reden.clone(), gezet()));
        }),
        E::StukIngetrokken { stuk, reden } => stuk::met(d, *stuk, |s| s.ingetrokken = Some((reden.clone(), gezet()))),
        // the meeting
        E::OverlegBijeengeroepen { overleg, bijeenroeping } => {
            d.overleggen.push(overleg::nieuw(*overleg, bijeenroeping, gezet()));
        }
        E::OverlegGestart { overleg, kader, punt } => {
            met(d, *overleg, |o| overleg::gestart(o, kader, punt.as_ref(), stamp));
        }
        E::AfsprakenGemaakt { overleg, afspraken } => met(d, *overleg, |o| o.afspraken = Some(afspraken.clone())),
        E::AanwezigheidGenoteerd { overleg, deelname } => met(d, *overleg, |o| overleg::aanwezig(o, deelname)),
        E::VoorzitterOvergenomen { overleg, reden } => met(d, *overleg, |o| overleg::voorgezeten(o, stamp, reden.clone())),
        E::EindeGewijzigd { overleg, einde, reden } => {
            met(d, *overleg, |o| overleg::verzet(o, *einde, reden, gezet()));
        }
        E::HybrideGenoteerd { overleg, reden } => met(d, *overleg, |o| overleg::hybride(o, reden, gezet())),
        E::FaseGewisseld { overleg, van, naar, reden, open, punt } => met(d, *overleg, |o| {
            overleg::gewisseld(o, (*van, *naar), (reden, open), gezet());
            o.huidig_punt.clone_from(punt);
            o.overgang = None;
        }),
        E::OvergangGevraagd { overleg, van, naar, open } => met(d, *overleg, |o| {
            o.overgang = Some(overleg::overgang((*van, *naar), open, gezet()));
        }),
        E::OvergangVervallen { overleg } => met(d, *overleg, |o| o.overgang = None),
        E::Geschorst { overleg, reden } => met(d, *overleg, |o| overleg::geschorst(o, op, reden)),
        E::Hervat { overleg } => met(d, *overleg, |o| overleg::hervat(o, op)),
        E::OverlegGesloten { overleg, sluiting, reden, open } => {
            met(d, *overleg, |o| overleg::gesloten(o, sluiting, (reden, open), &gezet()));
        }
        E::VerslagVastgesteld { overleg } => met(d, *overleg, |o| o.vastgesteld = Some(gezet())),
        E::PuntGekozen { overleg, punt } => met(d, *overleg, |o| o.huidig_punt = Some(punt.clone())),
        E::PuntAfgevinkt { overleg, punt } => {
            met(d, *overleg, |o| o.punten.entry(punt.clone()).or_default().klaar = Some(gezet()));
        }
        E::PuntHeropend { overleg, punt } => met(d, *overleg, |o| o.punten.entry(punt.clone()).or_default().klaar = None),
        E::BeurtGegeven { overleg, organisatie } => met(d, *overleg, |o| overleg::beurt(o, organisatie, op)),
        E::BeurtAfgerond { overleg } => met(d, *overleg, |o| overleg::eindig_beurt(o, op)),
        E::VertellerBenoemd { overleg, verteller } => met(d, *overleg, |o| o.verteller = Some(verteller.clone())),
        E::Verteld { overleg, vertelling } => met(d, *overleg, |o| o.verteld.push((vertelling.clone(), gezet()))),
        E::AfgeschermdVoorgelezen { overleg, aantal } => met(d, *overleg, |o| o.voorgelezen = Some((*aantal, gezet()))),
        E::AfgeschermdNogOpen { overleg, open } => met(d, *overleg, |o| overleg::ook_open(o, open)),
        E::SchermAan { overleg } => met(d, *overleg, |o| overleg::scherm_aan(o, op)),
        E::SchermUit { overleg } => met(d, *overleg, |o| overleg::scherm_uit(o, op)),
        // lines and questions
        E::RegelVastgelegd { overleg, regel, punt, inhoud } => {
            d.regels.insert(*regel, regel::nieuw(*regel, (*overleg, punt), inhoud, stamp));
        }
        E::RegelGecorrigeerd { regel, inhoud, reden, precies } => {
            regel::gecorrigeerd(d, *regel, (inhoud, *precies), reden, gezet());
        }
        E::SoortGewijzigd { regel, naar } => regel::andere_soort(d, *regel, *naar, gezet()),
        E::RegelAfgeschermd { regel, getoond, kring } => regel::met(d, *regel, |r| {
            // of one whose circle is another only what was said when it was shielded first
            if !r.inhoud.afgeschermd {
                r.getoond = getoond.map(|sinds| (sinds, op));
            }
            r.inhoud.zet_scherm(true, kring);
        }),
        E::RegelVrijgegeven { regel, reden, scherm } => regel::met(d, *regel, |r| {
            r.inhoud.zet_scherm(scherm.is_some(), organisaties(scherm.as_ref()));
            r.vrijgegeven.push((reden.clone(), gezet()));
        }),
        E::RegelIngetrokken { regel } => regel::ingetrokken(d, *regel, gezet()),
        E::HuisverbodgrondGemerkt { regel, grond } => {
            regel::met(d, *regel, |r| r.huisverbodgrond = grond.then(gezet));
        }
        E::VraagGesteld { vraag, regel, tekst, eigenaar, terug } => {
            regel::gevraagd(d, (*vraag, *regel), tekst, eigenaar.as_ref(), *terug);
        }
        E::VraagToegewezen { vraag, eigenaar, terug } => regel::vraag_met(d, *vraag, |v| {
            v.eigenaar = Some(eigenaar.clone());
            v.terug = Some(*terug);
        }),
        E::VraagBeantwoord { vraag, antwoord } => {
            regel::vraag_met(d, *vraag, |v| v.antwoord = Some((antwoord.clone(), gezet())));
        }
        E::VraagVervallen { vraag } => regel::vraag_met(d, *vraag, |v| v.vervallen = true),
        // what is weighed
        E::OordeelGegeven { overleg, oordeel, regel, bijgesteld } => {
            let nieuw = afweging::oordeel(oordeel, *regel, bijgesteld.as_ref(), gezet());
            met(d, *overleg, |o| o.oordelen.push(nieuw));
        }
        E::ConclusieGetrokken { overleg, conclusie } => {
            met(d, *overleg, |o| o.conclusies.push((conclusie.clone(), gezet())));
        }
        E::OptieGewogen { overleg, optie, velden } => met(d, *overleg, |o| afweging::optie(o, *optie, velden, op)),
        E::OptieAfgeschermd { overleg, optie, getoond, kring } => afweging::optie_met(d, *overleg, *optie, |x| {
            if !x.afgeschermd {
                x.getoond = getoond.map(|van| (van, op));
            }
            (x.afgeschermd, x.kring) = (true, kring.clone());
        }),
        E::OptieVrijgegeven { overleg, optie, reden, scherm } => afweging::optie_met(d, *overleg, *optie, |x| {
            (x.afgeschermd, x.kring) = (scherm.is_some(), organisaties(scherm.as_ref()).to_vec());
            x.vrijgegeven.push((reden.clone(), gezet()));
        }),
        E::FactorGewogen { overleg, factor, weging } => {
            afweging_met(d, *overleg, |a| afweging::gewogen(a, factor, weging, gezet()));
        }
        E::GeslotenRondeGeopend { overleg } => afweging_met(d, *overleg, |a| afweging::ronde_open(a, gezet())),
        E::OordeelOntvangen { overleg, organisatie } => {
            afweging::ronde_met(d, *overleg, |r| afweging::ontvangen(r, organisatie));
        }
        E::OordeelVerzegeld { overleg, ronde: _, oordeel } => {
            afweging::ronde_met(d, *overleg, |r| afweging::verzegeld(r, oordeel, gezet()));
        }
        E::OordelenOnthuld { overleg } => met(d, *overleg, |o| afweging::onthuld(o, gezet())),
        E::ScenarioGeschetst { overleg, scenario, velden } => {
            afweging_met(d, *overleg, |a| afweging::geschetst(&mut a.scenarios, *scenario, velden));
        }
        E::CriteriumBeantwoord { overleg, criterium, antwoord } => {
            afweging_met(d, *overleg, |a| drop(a.criteria.insert(criterium.clone(), (antwoord.clone(), gezet()))));
        }
        E::OpschalingBeslist { overleg, opschaling } => {
            afweging_met(d, *overleg, |a| a.opschaling.push((opschaling.clone(), gezet())));
        }
        E::MomentBepaald { overleg, moment } => {
            afweging_met(d, *overleg, |a| a.momenten.push((moment.clone(), gezet())));
        }
        E::Vastgesteld { overleg, onderwerp, vaststelling } => afweging_met(d, *overleg, |a| {
            a.vaststellingen.entry(*onderwerp).or_default().push((vaststelling.clone(), gezet()));
        }),
        E::VraagBesproken { overleg, reeks, nr, antwoord } => {
            afweging_met(d, *overleg, |a| afweging::besproken(a, (reeks, *nr), antwoord, gezet()));
        }
        E::TerzijdeGelegd { overleg, maatregel, reden } => {
            afweging_met(d, *overleg, |a| drop(a.opzij.insert(maatregel.clone(), (reden.clone(), gezet()))));
        }
        // decisions and actions
        E::BesluitVoorgenomen { besluit, regel, tekst, door, termijn } => {
            besluit::voorgenomen(d, (*besluit, *regel), (tekst, door), *termijn, op);
        }
        E::BesluitAangevuld { besluit, velden } => besluit::met(d, *besluit, |b| besluit::vul(b, velden)),
        E::BesluitStatusGewijzigd { besluit, naar, reden, bevoegd, op } => {
            besluit::met(d, *besluit, |b| besluit::gewijzigd(b, (*naar, reden), bevoegd.as_ref(), *op, &gezet()));
        }
        E::DissentGenoteerd { besluit, wie, tekst } => besluit::met(d, *besluit, |b| {
            b.dissent.push(besluit::dissent(wie, tekst, gezet()));
        }),
        E::ToetsGenoteerd { besluit, toets } => {
            besluit::met(d, *besluit, |b| b.toetsen.push((toets.clone(), gezet())));
        }
        E::ActieGeopend { actie, regel, wat, eigenaar, termijn } => {
            besluit::actie(d, (*actie, *regel), wat, (eigenaar.as_ref(), *termijn), op);
        }
        E::ActieAangevuld { actie, velden } => besluit::actie_met(d, *actie, |a| besluit::vul_actie(a, velden)),
        E::ActieGemeld { actie, naar, reden } => {
            besluit::actie_met(d, *actie, |a| besluit::gemeld(a, *naar, reden, gezet()));
        }
        // the register, pages for the burgemeester, clocks
        E::InzetGeopend { inzet, regel, velden } => inzet::geopend(d, (*inzet, *regel), velden, &gezet()),
        E::InzetAangevuld { inzet, velden } => inzet::met(d, *inzet, |i| i.vul(velden, &gezet())),
        E::InzetStatusGewijzigd { inzet, naar, reden } => {
            inzet::met(d, *inzet, |i| inzet::gewijzigd(i, *naar, reden, gezet()));
        }
        E::SchendingGemeld { inzet, schending } => inzet::met(d, *inzet, |i| inzet::geschonden(i, schending, gezet())),
        E::Voorgelegd { overleg, voorlegger, velden } => inzet::voorgelegd(d, *overleg, *voorlegger, velden, op),
        E::VoorleggerBeantwoord { voorlegger, antwoord } => inzet::beantwoord(d, *voorlegger, antwoord, gezet()),
        E::KlokGezet { klok, velden } => inzet::klok_gezet(d, *klok, velden, gezet()),
        E::KlokGestopt { klok, reden } => inzet::klok_gestopt(d, *klok, reden, gezet()),
        // the informatiebeeld
        E::InformatieGevraagd { informatie, partner, uiterlijk, grond, doel, antwoord_aan } => {
            informatie::gevraagd(d, (*informatie, partner), (*uiterlijk, grond), (doel, antwoord_aan), gezet());
        }
        E::InformatieBeantwoord { informatie, soort, door, op, grond } => {
            informatie::met(d, *informatie, |i| informatie::beantwoord(i, *soort, (door, *op), grond, gezet()));
        }
        E::InformatieInhoud { informatie, nr, woorden, scherm } => {
            informatie::met(d, *informatie, |i| informatie::gezegd(i, *nr, woorden, scherm.as_ref()));
        }
        E::InformatieVerzet { informatie, uiterlijk, reden, opnieuw } => {
            informatie::met(d, *informatie, |i| informatie::verzet(i, *uiterlijk, reden, *opnieuw, gezet()));
        }
        E::InformatieIngetrokken { informatie, reden } => {
            informatie::met(d, *informatie, |i| i.ingetrokken = Some((reden.clone(), gezet())));
        }
        E::BeeldvraagBeantwoord { reeks, nr, antwoord, toelichting, bron } => {
            informatie::beeldvraag(d, (reeks, *nr), *antwoord, (toelichting, bron), gezet());
        }
    }
}

/// What this account was given ends, if it did not yet.
fn einde_toegang(d: &mut Dossier, gebruiker: &Tekst, reden: &Tekst, gezet: &Gezet) {
    let theirs = d.toegang.iter_mut().filter(|t| t.ingetrokken.is_none() && t.toegang.gebruiker == *gebruiker);
    theirs.for_each(|t| t.ingetrokken = Some((reden.clone(), gezet.clone())));
}

fn organisaties(scherm: Option<&Scherm>) -> &[Organisatie] {
    scherm.map(Scherm::organisaties).unwrap_or_default()
}
