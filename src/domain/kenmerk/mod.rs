//! What is to be known of each event besides what it does: what it speaks of, which parts of that it replaces, whether the
//! same again is a record, for whom it is, and whether one key takes it back. One table in which every event is named, with
//! no default: who adds an event decides here.

#![deny(clippy::wildcard_enum_match_arm)]

mod rij;

use super::dossier::velden::Velden;
use super::dossier::{ActieStatus, Besluit, Ding, Dossier, InzetStatus, InzetVelden, Overleg, Veld, Voorlegger, Vraag};
use super::event::Event;
use super::ids::OverlegNr;
use super::tekst::Tekst;
use super::vouw::vouw;

pub use rij::{Daadwoorden, Gehoor, Herhaling, Heropening, Kenmerk, Terugname, Woorden, Zichtwissel};
use rij::{telt, waarde};

/// Everything of this event.
#[expect(clippy::too_many_lines, reason = "a table in which every event is named")]
pub fn kenmerk(event: &Event) -> Kenmerk<'_> {
    use Event as E;
    use Gehoor::{AlsAanzet, AlsDing, AlsFactor, AlsRegel, Iedereen, NaOnthulling, VolleSchermen};
    use Kenmerk as K;
    use Terugname::{Ding as Terug, Mee, MeeAanzet, MeeOordelen, MetAanhang, MetOordelen};
    let dossier = |delen| K::new(Ding::Dossier, delen, Iedereen);
    let overleg = |nr: &OverlegNr, delen| K::new(Ding::Overleg(*nr), delen, Iedereen);
    let oordeel = |nr: &OverlegNr, organisatie: &Tekst, delen, gehoor| {
        K::new(Ding::Oordeel(*nr, vouw(organisatie.as_str())), delen, gehoor)
    };
    match event {
        // the dossier
        E::DossierGeopend { .. } | E::Gemeld112 { .. } => dossier(telt([])),
        E::WerktitelGewijzigd { werktitel } => dossier(waarde(["werktitel"], |d| d.werktitel == *werktitel)),
        E::StatusGewijzigd { .. } => dossier(telt(["status"])),
        E::AcuutBeantwoord { .. } => dossier(telt(["acuut"])),
        E::ContactpersoonBenoemd { contactpersoon: c } => {
            dossier(waarde(["contactpersoon"], |d| d.contactpersoon.as_ref() == Some(c)))
        }
        E::NietWetenGenoteerd { niet_weten: n } => {
            K::new(Ding::NietWeten(vouw(n.wie.as_str())), waarde(["reden"], |d| d.niet_weten.contains(n)), Iedereen)
        }
        E::NietWetenGeschrapt { wie, .. } => K::new(Ding::NietWeten(vouw(wie.as_str())), telt(["reden"]), Iedereen),
        // who answers the acute question has to know that it was opened again meanwhile
        E::HerbeoordelingGevraagd { aanzet, toelichting, regel, factor } => {
            let waarom = Heropening { aanzet: *aanzet, toelichting, regel: *regel, factor: factor.as_ref() };
            K::new(Ding::Dossier, telt(["acuut"]), AlsAanzet(waarom)).terug(MeeAanzet(waarom))
        }
        // who is let in is for who leads, carries or records
        E::ToegangGegeven { toegang } => {
            let al_zo = |d: &Dossier| d.toegang_van(toegang.gebruiker.as_str()).is_some_and(|t| t.toegang == *toegang);
            K::new(Ding::Toegang(toegang.gebruiker.to_string()), waarde(["toegang"], al_zo), VolleSchermen)
        }
        E::NoodtoegangGenomen { toegang } => {
            K::new(Ding::Toegang(toegang.gebruiker.to_string()), telt(["toegang"]), VolleSchermen)
        }
        E::NoodtoegangBeoordeeld { gebruiker, .. } => {
            K::new(Ding::Toegang(gebruiker.to_string()), telt(["beoordeling"]), VolleSchermen)
        }
        E::ToegangIngetrokken { gebruiker, .. } => {
            K::new(Ding::Toegang(gebruiker.to_string()), telt(["toegang"]), VolleSchermen)
        }
        E::Bevroren { .. } | E::Ontdooid { .. } => dossier(telt(["bevriezing"])),
        // who proposed to destroy it is for who leads, carries or records
        E::VernietigingVoorgesteld { .. } | E::VernietigingGoedgekeurd { .. } => {
            K::new(Ding::Dossier, telt(["vernietiging"]), VolleSchermen)
        }
        // what was taken back can be a shield, or an answer that rested on a shielded line
        E::Teruggenomen { verzoek, .. } => K::new(Ding::Verzoek(*verzoek), telt([]), AlsDing).zicht(Zichtwissel::Wisselt),
        // what stands in a dossier by itself
        E::Uitkomst112Genoteerd { nr, .. } => K::new(Ding::Gebeld112(*nr), telt(["uitkomst"]), Iedereen),
        E::MeldingGenoteerd { melding, .. } => K::new(Ding::Melding(*melding), telt([]), AlsDing).maakt(),
        E::MeldingAangevuld { melding, velden } => {
            let al_zo = |d: &Dossier| d.meldingen.get(melding).is_some_and(|m| velden.al_zo(m));
            K::new(Ding::Melding(*melding), waarde(velden.gegeven(), al_zo), AlsDing)
        }
        E::BetrokkeneGenoteerd { betrokkene, .. } => K::new(Ding::Betrokkene(*betrokkene), telt([]), AlsDing).maakt(),
        E::BetrokkeneAangevuld { betrokkene, velden } => {
            let al_zo = |d: &Dossier| d.betrokkenen.get(betrokkene).is_some_and(|b| velden.al_zo(b));
            K::new(Ding::Betrokkene(*betrokkene), waarde(velden.gegeven(), al_zo), AlsDing)
        }
        E::GeheimGenoteerd { betrokkene, geheim } => {
            let al_zo = |d: &Dossier| d.betrokkenen.get(betrokkene).is_some_and(|b| geheim.al_zo(&b.geheim));
            K::new(Ding::Geheim(*betrokkene), waarde(geheim.gegeven(), al_zo), AlsDing)
        }
        E::StukAfgeschermd { stuk, .. } | E::StukVrijgegeven { stuk, .. } => {
            K::new(stuk.ding(), telt(["scherm"]), AlsDing).zicht(Zichtwissel::Wisselt)
        }
        E::StukIngetrokken { stuk, .. } => K::new(stuk.ding(), telt(["intrekking"]), AlsDing),
        // the meeting
        E::OverlegBijeengeroepen { overleg: nr, .. }
        | E::Geschorst { overleg: nr, .. }
        | E::Hervat { overleg: nr }
        | E::VerslagVastgesteld { overleg: nr }
        | E::GeslotenRondeGeopend { overleg: nr }
        | E::Verteld { overleg: nr, .. }
        | E::SchermAan { overleg: nr }
        | E::SchermUit { overleg: nr } => overleg(nr, telt([])),
        E::OverlegGestart { overleg: nr, .. } | E::PuntGekozen { overleg: nr, .. } => overleg(nr, telt(["agendapunt"])),
        E::AfsprakenGemaakt { overleg: nr, afspraken: a } => {
            overleg(nr, waarde(["afspraken"], in_overleg(nr, |o| o.afspraken.as_ref() == Some(a))))
        }
        E::AanwezigheidGenoteerd { overleg: nr, deelname } => {
            let (organisatie, naam) = (vouw(deelname.organisatie.as_str()), vouw(deelname.naam.as_str()));
            let al_zo = in_overleg(nr, |o| o.deelnemers.contains(deelname));
            K::new(Ding::Deelname(*nr, organisatie, naam), waarde(["aanwezigheid"], al_zo), Iedereen)
        }
        E::VoorzitterOvergenomen { overleg: nr, .. } => overleg(nr, telt(["voorzitter"])),
        E::EindeGewijzigd { overleg: nr, einde, .. } => {
            overleg(nr, waarde(["eindtijd"], in_overleg(nr, |o| o.einde == *einde)))
        }
        E::HybrideGenoteerd { overleg: nr, .. } => overleg(nr, telt(["vorm"])),
        E::FaseGewisseld { overleg: nr, .. } => overleg(nr, telt(["stap", "agendapunt", "beurt"])),
        E::OvergangGevraagd { overleg: nr, .. } | E::OvergangVervallen { overleg: nr } => overleg(nr, telt(["stap"])),
        E::OverlegGesloten { overleg: nr, .. } => overleg(nr, telt(["stap", "beurt"])),
        E::PuntAfgevinkt { overleg: nr, punt } | E::PuntHeropend { overleg: nr, punt } => {
            K::new(Ding::Punt(*nr, punt.clone()), telt(["vinkje"]), Iedereen)
        }
        E::BeurtGegeven { overleg: nr, .. } | E::BeurtAfgerond { overleg: nr } => overleg(nr, telt(["beurt"])),
        E::VertellerBenoemd { overleg: nr, verteller: v } => {
            overleg(nr, waarde(["wie het haar vertelt"], in_overleg(nr, |o| o.verteller.as_ref() == Some(v))))
        }
        // that something was read aloud, or is still open, tells that there is something
        E::AfgeschermdVoorgelezen { overleg: nr, .. } | E::AfgeschermdNogOpen { overleg: nr, .. } => {
            K::new(Ding::Overleg(*nr), telt([]), VolleSchermen)
        }
        // lines and questions
        E::RegelVastgelegd { regel, .. } => K::new(Ding::Regel(*regel), telt([]), AlsDing).maakt(),
        E::RegelGecorrigeerd { regel, inhoud, .. } => {
            let al_zo = |d: &Dossier| d.regels.get(regel).is_some_and(|r| inhoud.zegt_hetzelfde(&r.inhoud));
            K::new(Ding::Regel(*regel), waarde(["tekst"], al_zo), AlsDing)
                .woorden(Woorden::Anders)
                .terug(MetAanhang(*regel, Daadwoorden::na(" gecorrigeerd")))
        }
        E::SoortGewijzigd { regel, naar } => {
            let daad = Daadwoorden::na(" werd ").waarde(naar);
            K::new(Ding::Regel(*regel), telt(["soort", "grond"]), AlsDing).terug(MetOordelen(*regel, daad))
        }
        E::RegelAfgeschermd { regel, .. } => K::new(Ding::Regel(*regel), telt(["scherm"]), AlsDing)
            .zicht(Zichtwissel::Wisselt)
            .woorden(Woorden::Verborgen)
            .terug(Terug(Daadwoorden::na(" afgeschermd"))),
        E::RegelVrijgegeven { regel, .. } => {
            K::new(Ding::Regel(*regel), telt(["scherm"]), AlsDing).zicht(Zichtwissel::Wisselt)
        }
        E::RegelIngetrokken { regel } => K::new(Ding::Regel(*regel), telt(["intrekking"]), AlsDing)
            .terug(MetOordelen(*regel, Daadwoorden::na(" ingetrokken"))),
        E::HuisverbodgrondGemerkt { regel, grond } => {
            let daad = if *grond {
                Daadwoorden::na(" gemerkt als grond voor een huisverbod")
            } else {
                Daadwoorden::na(" niet meer gemerkt als grond")
            };
            K::new(Ding::Regel(*regel), telt(["grond"]), AlsDing).terug(Terug(daad))
        }
        E::VraagGesteld { vraag, regel, .. } => {
            K::new(Ding::Vraag(*vraag), telt([]), AlsRegel(Some(*regel))).maakt().terug(Mee)
        }
        E::VraagToegewezen { vraag, eigenaar, terug } => {
            let zo = move |v: &Vraag| v.eigenaar.as_ref() == Some(eigenaar) && v.terug == Some(*terug);
            let al_zo = move |d: &Dossier| d.vragen.get(vraag).is_some_and(zo);
            K::new(Ding::Vraag(*vraag), waarde(["eigenaar"], al_zo), AlsDing).terug(Terug(Daadwoorden::na(" toegewezen")))
        }
        E::VraagBeantwoord { vraag, .. } => {
            K::new(Ding::Vraag(*vraag), telt(["antwoord"]), AlsDing).terug(Terug(Daadwoorden::na(" beantwoord")))
        }
        E::VraagVervallen { vraag } => K::new(Ding::Vraag(*vraag), telt(["antwoord"]), AlsDing).terug(Mee),
        // what is weighed
        E::OordeelGegeven { overleg: nr, oordeel: o, regel, bijgesteld } => {
            let terug = regel.filter(|_| bijgesteld.is_none()).map_or(Terugname::Nee, MeeOordelen);
            oordeel(nr, &o.organisatie, telt(["oordeel"]), AlsRegel(*regel)).terug(terug)
        }
        E::OordeelOntvangen { overleg: nr, organisatie } => oordeel(nr, organisatie, telt(["oordeel"]), Iedereen),
        E::OordeelVerzegeld { overleg: nr, ronde, oordeel: o } => {
            oordeel(nr, &o.organisatie, telt([]), NaOnthulling(*nr, *ronde))
        }
        E::OordelenOnthuld { overleg: nr } => overleg(nr, telt([])).zicht(Zichtwissel::Onthult),
        E::ConclusieGetrokken { overleg: nr, .. } => overleg(nr, telt(["conclusie"])),
        E::OptieGewogen { overleg: nr, optie, velden } => {
            let al_zo = in_overleg(nr, |o| o.opties.iter().any(|x| x.id == *optie && velden.al_zo(x)));
            K::new(Ding::Optie(*nr, *optie), waarde(velden.gegeven(), al_zo), AlsDing).woorden(Woorden::Anders)
        }
        E::OptieAfgeschermd { overleg: nr, optie, .. } => K::new(Ding::Optie(*nr, *optie), telt(["scherm"]), AlsDing)
            .zicht(Zichtwissel::Wisselt)
            .woorden(Woorden::Verborgen),
        E::OptieVrijgegeven { overleg: nr, optie, .. } => {
            K::new(Ding::Optie(*nr, *optie), telt(["scherm"]), AlsDing).zicht(Zichtwissel::Wisselt)
        }
        // the answer that rests on a shielded line takes the earlier answers to the factor with it: one of them alone would
        // say something else than the meeting said
        E::FactorGewogen { overleg: nr, factor, weging } => {
            K::new(Ding::Factor(*nr, factor.clone()), telt(["weging"]), AlsFactor(&weging.regels))
                .zicht(Zichtwissel::AlsAfgeschermd)
                .terug(Terug(Daadwoorden::voor("antwoord op ")))
        }
        E::UitkomstGenoteerd { overleg: nr, uitkomst } => {
            K::new(Ding::Uitkomst(*nr, uitkomst.instrument.clone()), telt(["uitkomst"]), Iedereen)
        }
        E::ScenarioGeschetst { overleg: nr, scenario, velden } => {
            let al_zo = in_overleg(nr, |o| o.afweging.scenarios.iter().any(|s| s.id == *scenario && velden.al_zo(s)));
            K::new(Ding::Scenario(*nr, *scenario), waarde(velden.gegeven(), al_zo), Iedereen)
        }
        E::CriteriumBeantwoord { overleg: nr, criterium, .. } => {
            K::new(Ding::Criterium(*nr, criterium.clone()), telt(["antwoord"]), Iedereen)
                .terug(Terug(Daadwoorden::voor("antwoord op ")))
        }
        E::OpschalingBeslist { overleg: nr, .. } => overleg(nr, telt(["opschaling"])),
        E::MomentBepaald { overleg: nr, .. } => overleg(nr, telt(["acuut of niet"])),
        E::Vastgesteld { overleg: nr, onderwerp, vaststelling: v } => {
            let al_zo = in_overleg(nr, |o| o.afweging.vaststelling(*onderwerp) == Some(v));
            K::new(Ding::Onderwerp(*nr, *onderwerp), waarde(["vaststelling"], al_zo), Iedereen)
        }
        E::VraagBesproken { overleg: nr, reeks, nr: vraag, antwoord } => {
            let al_zo = in_overleg(nr, move |o| {
                let was = o.afweging.besproken.get(reeks).and_then(|r| r.get(vraag));
                was.map_or(antwoord.is_empty(), |(a, _)| a == antwoord)
            });
            K::new(Ding::Reeksvraag(*nr, reeks.clone(), *vraag), waarde(["antwoord"], al_zo), Iedereen)
        }
        E::TerzijdeGelegd { overleg: nr, maatregel, reden } => {
            let al_zo = in_overleg(nr, move |o| o.afweging.opzij.get(maatregel).is_some_and(|(r, _)| r == reden));
            K::new(Ding::Terzijde(*nr, maatregel.clone()), waarde(["reden"], al_zo), Iedereen)
        }
        // decisions and actions
        E::BesluitVoorgenomen { besluit, regel, .. } => {
            K::new(Ding::Besluit(*besluit), telt([]), AlsRegel(Some(*regel))).maakt().woorden(Woorden::Anders).terug(Mee)
        }
        E::BesluitAangevuld { besluit, velden } => {
            let al_zo = |d: &Dossier| d.besluiten.get(besluit).is_some_and(|b| velden.al_zo(b));
            K::new(Ding::Besluit(*besluit), waarde(velden.gegeven(), al_zo), AlsDing)
                .woorden(Woorden::Anders)
                .terug(Terug(Daadwoorden::na(" aangevuld")))
        }
        E::BesluitStatusGewijzigd { besluit, naar, bevoegd, .. } => {
            let velden: &[Veld] = if bevoegd.is_some() { &["status", "bevoegd"] } else { &["status"] };
            let woorden = eindigt(naar.is_eind());
            K::new(Ding::Besluit(*besluit), telt(velden), AlsDing)
                .woorden(woorden)
                .terug(Terug(Daadwoorden::na(" ").waarde(naar)))
        }
        E::DissentGenoteerd { besluit, .. } => K::new(Ding::Besluit(*besluit), telt(["wie het anders ziet"]), AlsDing)
            .terug(Terug(Daadwoorden::voor("afwijkende mening bij "))),
        E::ToetsGenoteerd { besluit, toets } => {
            let last = move |b: &Besluit| b.toetsen.last().is_some_and(|(t, _)| t == toets);
            let al_zo = move |d: &Dossier| d.besluiten.get(besluit).is_some_and(last);
            K::new(Ding::Besluit(*besluit), waarde(["toets"], al_zo), AlsDing).terug(Terug(Daadwoorden::voor("toets van ")))
        }
        E::ActieGeopend { actie, regel, .. } => {
            K::new(Ding::Actie(*actie), telt([]), AlsRegel(Some(*regel))).maakt().woorden(Woorden::Anders).terug(Mee)
        }
        E::ActieAangevuld { actie, velden } => {
            let al_zo = |d: &Dossier| d.acties.get(actie).is_some_and(|a| velden.al_zo(a));
            K::new(Ding::Actie(*actie), waarde(velden.gegeven(), al_zo), AlsDing)
                .woorden(Woorden::Anders)
                .terug(Terug(Daadwoorden::na(" aangevuld")))
        }
        E::ActieGemeld { actie, naar, .. } => {
            let woorden = eindigt(*naar == ActieStatus::Vervallen);
            K::new(Ding::Actie(*actie), telt(["status"]), AlsDing)
                .woorden(woorden)
                .terug(Terug(Daadwoorden::na(" ").waarde(naar)))
        }
        // the register, pages for the burgemeester, clocks
        E::InzetGeopend { inzet, regel, velden } => {
            let made = K::new(Ding::Inzet(*inzet), telt([]), AlsRegel(Some(*regel))).maakt();
            made.noemt(genoemd(velden)).woorden(Woorden::Anders).terug(Mee)
        }
        E::InzetAangevuld { inzet, velden } => {
            let al_zo = |d: &Dossier| d.inzetten.get(inzet).is_some_and(|i| velden.al_zo(i));
            K::new(Ding::Inzet(*inzet), waarde(velden.gegeven(), al_zo), AlsDing)
                .noemt(genoemd(velden))
                .woorden(Woorden::Anders)
                .terug(Terug(Daadwoorden::na(" aangevuld")))
        }
        E::InzetStatusGewijzigd { inzet, naar, .. } => {
            let woorden = eindigt(*naar == InzetStatus::Vervallen);
            K::new(Ding::Inzet(*inzet), telt(["status"]), AlsDing)
                .woorden(woorden)
                .terug(Terug(Daadwoorden::na(" ").waarde(naar)))
        }
        E::SchendingGemeld { inzet, schending } => {
            // more about an earlier report does not breach anything anew
            let velden: &[Veld] = if schending.bij.is_some() { &["schending"] } else { &["schending", "status"] };
            K::new(Ding::Inzet(*inzet), telt(velden), AlsDing).terug(Terug(Daadwoorden {
                voor: "schending van ",
                na: " gemeld",
                waarde: None,
            }))
        }
        E::Voorgelegd { voorlegger, velden, .. } => {
            let besluit = velden.besluit.map(Ding::Besluit);
            let noemt = besluit.into_iter().chain(velden.feiten.iter().flatten().map(|r| Ding::Regel(*r)));
            let anders = velden.feiten.is_some() || velden.besluit.is_some();
            let al_zo = |d: &Dossier| d.voorleggers.get(voorlegger).is_some_and(|v| velden.al_zo(v));
            K::new(Ding::Voorlegger(*voorlegger), waarde(velden.gegeven(), al_zo), AlsDing)
                .maakt()
                .noemt(noemt.collect())
                .zicht(verbonden(anders))
        }
        E::VoorleggerBeantwoord { voorlegger, antwoord } => {
            let zo = move |v: &Voorlegger| v.antwoord.as_ref().is_some_and(|(a, _)| a == antwoord);
            let al_zo = move |d: &Dossier| d.voorleggers.get(voorlegger).is_some_and(zo);
            K::new(Ding::Voorlegger(*voorlegger), waarde(["antwoord"], al_zo), AlsDing)
        }
        E::KlokGezet { klok, velden } => {
            let al_zo = |d: &Dossier| d.klokken.get(klok).is_some_and(|k| velden.zegt_niets_nieuws(k));
            K::new(Ding::Klok(*klok), waarde(velden.gegeven(), al_zo), AlsDing)
                .maakt()
                .noemt(velden.inzet.map(Ding::Inzet).into_iter().collect())
                .zicht(verbonden(velden.inzet.is_some()))
        }
        // what partners are asked and answer; their words stand apart, behind a shield of their own
        E::InformatieGevraagd { informatie, .. } => K::new(Ding::Informatie(*informatie), telt([]), Iedereen).maakt(),
        E::InformatieBeantwoord { informatie, .. } => K::new(Ding::Informatie(*informatie), telt(["antwoord"]), Iedereen)
            .terug(Terug(Daadwoorden::voor("antwoord op "))),
        E::InformatieInhoud { informatie, nr, .. } => K::new(Ding::Informatiewoorden(*informatie, *nr), telt([]), AlsDing),
        E::InformatieVerzet { informatie, .. } => K::new(Ding::Informatie(*informatie), telt(["termijn"]), Iedereen),
        E::InformatieIngetrokken { informatie, .. } => {
            K::new(Ding::Informatie(*informatie), telt(["intrekking"]), Iedereen)
        }
        E::BeeldvraagBeantwoord { reeks, nr, .. } => {
            K::new(Ding::Beeldvraag(reeks.clone(), *nr), telt(["antwoord"]), Iedereen)
                .terug(Terug(Daadwoorden::voor("antwoord op ")))
        }
        E::KlokGestopt { klok, .. } => K::new(Ding::Klok(*klok), telt(["einde"]), AlsDing),
    }
}

/// Whether it is so in this meeting.
fn in_overleg(nr: &OverlegNr, zo: impl Fn(&Overleg) -> bool) -> impl Fn(&Dossier) -> bool {
    let nr = *nr;
    move |d| d.overleg(nr).is_some_and(&zo)
}

/// What an entry of the register names.
fn genoemd(velden: &InzetVelden) -> Vec<Ding> {
    let bij = velden.hoort_bij.iter().flatten().map(|m| Ding::Inzet(*m));
    velden.besluit.map(Ding::Besluit).into_iter().chain(bij).collect()
}

/// Whether what was decided stands no longer.
fn eindigt(eindigt: bool) -> Woorden {
    if eindigt { Woorden::Eindigen } else { Woorden::Blijven }
}

/// Whether it says anew on what it hangs: its earlier events go with it, out of sight or back into it.
fn verbonden(anders: bool) -> Zichtwissel {
    if anders { Zichtwissel::AndersVerbonden } else { Zichtwissel::Blijft }
}
