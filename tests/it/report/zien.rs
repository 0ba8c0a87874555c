//! The documents as a reader sees them.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{
    Antwoord, BesluitStap, BesluitStatus, Bijstelling, Conclusie, Dossier, Fase, OordeelInhoud, RegelInhoud, RegelSoort,
    Sluiting,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{BesluitId, NiveauId, OverlegNr, VoorleggerId};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::projection::rij::{self, ActieRij, DossierRij, Hoofd, RegelRij};
use crisistafel::projection::zoek::Woordenboek;
use crisistafel::report::voorlegger::Welke;
use crisistafel::report::{self, Aanvraag};

use super::tafel::{EEN, Tafel, na, oordeel, regel, t, wie};
use super::vol::vol;
use super::{aanvraag, both, kader};
use crate::dossiers::start;

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

/// The minutes; the kader's hash is masked, because it changes with every word of the kader.
fn minutes(a: &Aanvraag<'_>, nr: OverlegNr) -> String {
    let hash: String = a.kader.hash.to_string().chars().take(12).collect();
    report::markdown(&report::verslag(a, nr).unwrap()).replace(&hash, "000000000000")
}

/// The rows of both dossiers.
fn rows() -> (Vec<DossierRij>, Vec<ActieRij>, Vec<RegelRij>) {
    let all =
        both().map(|(_, d, op): (_, Dossier, Tijdstip)| rij::alle(&d, op.into(), Hoofd { seq: 1, hash: String::new() }));
    let dossiers = all.iter().map(|r| r.dossier.clone()).collect();
    let acties = all.iter().flat_map(|r| r.acties.clone()).collect();
    let mut regels: Vec<RegelRij> = all.iter().flat_map(|r| r.regels.clone()).filter_map(|(_, r)| r).collect();
    regels.sort_by_key(|r| std::cmp::Reverse((r.op, r.dossier, r.regel)));
    (dossiers, acties, regels)
}

/// The first lines in which a word is found.
fn found(regels: &[RegelRij], word: &str) -> Vec<RegelRij> {
    let woorden = Woordenboek::default();
    let hit = |r: &&RegelRij| woorden.past(&woorden.vraag(word), r.tekst.as_str(), r.bron.as_str()).is_some();
    regels.iter().filter(hit).take(6).cloned().collect()
}

#[test]
fn a_dossier_is_told_in_five_seconds() {
    let k = kader();
    for (name, d, gewijzigd) in both() {
        for (suffix, met) in [("", false), ("_met", true)] {
            let toon = report::toon(&aanvraag(&d, k, met), Some(gewijzigd));
            insta::assert_snapshot!(format!("toon_{name}{suffix}"), toon.tekst());
            insta::assert_snapshot!(format!("toon_{name}{suffix}_alles"), toon.alles());
            if !met {
                insta::assert_snapshot!(format!("toon_{name}_json"), pretty(&toon));
            }
        }
    }
}

#[test]
fn lists_tell_the_most_urgent_first() {
    let (dossiers, acties, regels) = rows();
    let dossiers = report::dossiers(&dossiers, start(), true);
    insta::assert_snapshot!("dossiers", dossiers.tekst());
    insta::assert_snapshot!("dossiers_json", pretty(&dossiers));
    let alle = report::acties(&acties, start(), false, true);
    insta::assert_snapshot!("acties", alle.tekst());
    insta::assert_snapshot!("acties_json", pretty(&alle));
    insta::assert_snapshot!("acties_te_laat", report::acties(&acties, start(), true, true).tekst());
    let gezocht = Tekst::new("zender").unwrap();
    let zoek = report::zoek(&found(&regels, "zender"), true, &gezocht, start(), true);
    insta::assert_snapshot!("zoek", zoek.tekst());
    insta::assert_snapshot!("zoek_json", pretty(&zoek));
}

#[test]
fn minutes_say_what_was_decided_first_and_what_was_said_last() {
    let k = kader();
    for (name, d, _) in both() {
        for o in &d.overleggen {
            for (suffix, met) in [("", false), ("_met", true)] {
                let minutes = minutes(&aanvraag(&d, k, met), o.nr);
                insta::assert_snapshot!(format!("verslag_{name}_{}{suffix}", o.nr), minutes);
            }
        }
    }
}

/// A meeting in which everything happens that the fictitious dossiers do not hold: pauses, a shared screen, an end that
/// moves, a phone call, measures, a line that is shielded after it was shown, an intended decision that is withdrawn.
fn eventful() -> Tafel {
    let mut tafel = Tafel::in_overleg();
    tafel.gebeurt(&Event::SchermAan { overleg: EEN });
    tafel.tot(Fase::Beeldvorming);
    let shown = tafel.typ("inbrengronde", regel(RegelSoort::Feit, "Zij is bij haar tante in Verzonnenveen."));
    tafel.doe(Rol::Notulist, &Command::SchermRegelAf { regel: shown, kring: Vec::new() });
    tafel.gebeurt(&Event::SchermUit { overleg: EEN });
    tafel.doe(Rol::Notulist, &Command::NoteerHybride { overleg: EEN, reden: t("De officier zit in een zitting.") });
    tafel.doe(Rol::Voorzitter, &Command::Schors { overleg: EEN, reden: t("Ooms belt met de recherche.") });
    tafel.doe(Rol::Voorzitter, &Command::Hervat { overleg: EEN });
    let later = Command::WijzigEinde { overleg: EEN, einde: na(90), reden: t("De schorsing duurde lang.") };
    tafel.doe(Rol::Voorzitter, &later);
    tafel.doe(Rol::Notulist, &Command::BeantwoordAcuut { antwoord: Antwoord::Nee, toelichting: t("Hij zit vast.") });
    tafel.tot(Fase::Oordeelsvorming);
    tafel.typ("oordeelsronde", oordeel("Hij komt vanavond vrij.", Antwoord::Ja));
    let oordeel = OordeelInhoud {
        organisatie: t("politie"),
        acuut: Some(Antwoord::Onbekend),
        niveau: None,
        argument: t("Hij blijft nog een nacht."),
    };
    let bijstelling = Bijstelling { overleg: EEN, oordeel, reden: t("De zitting is verzet.") };
    tafel.doe(Rol::Notulist, &Command::StelOordeelBij(bijstelling));
    let hoog = NiveauId::try_from("hoog".to_owned()).unwrap();
    let conclusie =
        Conclusie { acuut: Antwoord::Ja, niveau: hoog, reden: t("Vanavond kan hij vrij zijn."), afwijking: t("") };
    tafel.doe(Rol::Notulist, &Command::TrekConclusie { overleg: EEN, conclusie });
    tafel.tot(Fase::Besluitvorming);
    for (text, until, shielded) in [
        ("Contactverbod", Some(na(60 * 24 * 20)), false),
        ("Afspraak op locatie bij de tante", Some(na(60 * 24 * 3)), true),
        ("Huisverbod", Some(na(30)), false),
        ("Camera in het portiek", None, false),
    ] {
        let inhoud = RegelInhoud {
            termijn: until,
            eigenaar: Some(wie("", "politie")),
            afgeschermd: shielded,
            ..regel(RegelSoort::Maatregel, text)
        };
        tafel.typ("besluiten", inhoud);
    }
    tafel.typ("besluiten", regel(RegelSoort::Besluit, "Wij bellen hem samen op."));
    let away = Command::WijzigBesluitStatus(BesluitStap {
        besluit: BesluitId(1),
        naar: BesluitStatus::Ingetrokken,
        reden: t("Dat maakt hem alleen bozer."),
        bevoegd: None,
        op: None,
    });
    tafel.doe(Rol::Notulist, &away);
    tafel.typ("acties", regel(RegelSoort::Actie, "De tante bellen"));
    tafel
}

#[test]
fn a_meeting_that_goes_on_is_told_at_the_top() {
    let tafel = eventful();
    for (name, met) in [("toon_loopt", false), ("toon_loopt_met", true)] {
        let mut a = aanvraag(&tafel.dossier, &tafel.kader, met);
        a.nu = na(50);
        let toon = report::toon(&a, Some(na(49)));
        insta::assert_snapshot!(name, toon.tekst());
        insta::assert_snapshot!(format!("{name}_alles"), toon.alles());
    }
}

#[test]
fn pauses_screens_and_exceptions_are_in_the_minutes() {
    let mut tafel = eventful();
    tafel.tot(Fase::Afsluiting);
    let sluiting = Sluiting {
        volgende: None,
        eerder_bij: Tekst::default(),
        geen_volgende: t("Veilig Thuis neemt het over."),
        veilig: Antwoord::Onbekend,
        veilig_toelichting: Tekst::default(),
    };
    let sluit = Command::SluitOverleg { overleg: EEN, sluiting, reden: t("Er is niets meer te besluiten.") };
    tafel.doe(Rol::Voorzitter, &sluit);
    for (name, met) in [("verslag_voorbeeld", false), ("verslag_voorbeeld_met", true)] {
        insta::assert_snapshot!(name, minutes(&aanvraag(&tafel.dossier, &tafel.kader, met), EEN));
    }
}

#[test]
fn a_dossier_in_which_nothing_was_recorded_says_so_in_words() {
    let tafel = Tafel::new("Voorbeeld");
    let a = aanvraag(&tafel.dossier, &tafel.kader, false);
    insta::assert_snapshot!("toon_leeg", report::toon(&a, None).tekst());
    insta::assert_snapshot!("toon_leeg_alles", report::toon(&a, None).alles());
    let nothing = [
        report::acties(&[], a.nu, false, false).tekst(),
        report::acties(&[], a.nu, true, false).tekst(),
        report::dossiers(&[], a.nu, false).tekst(),
        report::zoek(&[], false, &t("niets"), a.nu, false).tekst(),
    ];
    insta::assert_snapshot!("leeg", nothing.join("\n"));
    assert_eq!(report::verslag(&a, OverlegNr(1)), None);
}

#[test]
fn an_exercise_says_so_at_the_top_and_at_the_bottom_and_a_real_dossier_never_does() {
    let (dossiers, acties, regels) = rows();
    let k = kader();
    let [(_, d, op), _] = both();
    for oefening in [true, false] {
        let mut a = aanvraag(&d, k, false);
        a.oefening = oefening;
        let toon = report::toon(&a, Some(op));
        let (dossiers, acties) =
            (report::dossiers(&dossiers, a.nu, oefening), report::acties(&acties, a.nu, true, oefening));
        let zoek = report::zoek(&regels, false, &t("zender"), a.nu, oefening);
        let verslag = report::markdown(&report::verslag(&a, EEN).unwrap());
        for text in [toon.tekst(), toon.alles(), dossiers.tekst(), acties.tekst(), zoek.tekst(), verslag] {
            let [first, last] = [text.lines().next().unwrap(), text.lines().last().unwrap()];
            assert_eq!((first.contains("OEFENING"), last.contains("OEFENING")), (oefening, oefening), "{text}");
            assert_eq!(text.matches("OEFENING").count(), if oefening { 2 } else { 0 });
        }
        for json in [pretty(&toon), pretty(&dossiers), pretty(&acties), pretty(&zoek)] {
            assert!(json.contains(&format!("\"oefening\": {oefening}")), "{json}");
        }
    }
}

/// The meeting in which everything of the kader happens.
fn full() -> Tafel {
    vol(&ToOwned::to_owned)
}

#[test]
fn what_was_weighed_and_decided_is_in_the_minutes_and_in_the_answer() {
    let tafel = full();
    let mut a = aanvraag(&tafel.dossier, &tafel.kader, false);
    a.nu = na(50);
    insta::assert_snapshot!("verslag_kader", minutes(&a, EEN));
    let toon = report::toon(&a, Some(na(49)));
    insta::assert_snapshot!("toon_kader", toon.tekst());
    insta::assert_snapshot!("toon_kader_alles", toon.alles());
    insta::assert_snapshot!("toon_kader_json", pretty(&toon));
}

#[test]
fn the_page_for_the_burgemeester_fits_on_paper_and_has_for_a_huisverbod_only_marked_facts() {
    let mut tafel = full();
    tafel.typ("inbrengronde", regel(RegelSoort::Feit, "Een feit zonder merk."));
    let suspicion = tafel.typ("inbrengronde", regel(RegelSoort::Vermoeden, "Hij heeft een sleutel."));
    let page = |tafel: &Tafel, welke| {
        let mut a = aanvraag(&tafel.dossier, &tafel.kader, false);
        a.nu = na(50);
        report::voorlegger(&a, welke)
    };
    let answered = page(&tafel, Welke::Laatste).unwrap();
    insta::assert_snapshot!("voorlegger_beantwoord", answered.tekst);
    assert!(answered.past && !answered.tekst.contains("Een feit zonder merk."));
    assert!(!answered.tekst.contains("De politie weet het meest."), "what the meeting made of it is no fact");
    let velden = serde_json::from_value(serde_json::json!({
        "gevraagd": "Cameratoezicht in de straat", "feiten": [suspicion], "grond": "artikel 151c Gemeentewet"
    }));
    tafel.doe(Rol::Notulist, &Command::LegVoor { overleg: EEN, voorlegger: None, velden: velden.unwrap() });
    let asked = page(&tafel, Welke::Van(EEN)).unwrap();
    insta::assert_snapshot!("voorlegger_gevraagd", asked.tekst);
    assert!(asked.past && asked.tekst.contains("(vermoeden) Hij heeft een sleutel."));
    assert_eq!(page(&tafel, Welke::Nummer(VoorleggerId(1))).map(|p| p.feiten), Some(1));
    assert_eq!(page(&tafel, Welke::Nummer(VoorleggerId(3))), None);
    assert!(asked.tekst.lines().all(|l| l.chars().count() <= 72));
}

/// Breaches stood in the order in which they were reported, and a conclusion had a row that said `-`.
#[test]
fn breaches_stand_in_the_order_in_which_they_happened_and_no_row_says_nothing() {
    let mut several = 0;
    for (name, d, _) in both() {
        let shown = minutes(&aanvraag(&d, kader(), true), EEN);
        assert!(!shown.contains("\\-\n"), "{name}\n{shown}");
        for inzet in d.inzetten.values().filter(|i| i.overleg == EEN && i.schendingen.len() > 1) {
            let mut order: Vec<_> = inzet.schendingen.iter().collect();
            order.sort_by_key(|(s, g)| s.gebeurd.map_or(g.op, |t| t.op));
            let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text}\n{shown}"));
            let places: Vec<usize> = order.iter().map(|(s, _)| at(s.wat.as_str())).collect();
            assert!(places.is_sorted(), "{name} {}: {places:?}", inzet.id);
            several += 1;
        }
    }
    assert!(several > 0);
}
