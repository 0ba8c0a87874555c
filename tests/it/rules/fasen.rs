//! Stepping through the blocks: gates warn and take a reason, a double press skips nothing.

use chrono::TimeDelta;
use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    ActieVelden, Antwoord, BesluitVelden, Conclusie, Fase, OordeelInhoud, OptieVelden, RegelInhoud, RegelSoort, Sluiting,
    Verteller, Wie,
};
use crisistafel::domain::ids::{ActieId, BesluitId, NiveauId, VraagId};
use crisistafel::domain::kader::Controle as P;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;

use super::world::{NR, World, absent, punt, t};

/// The gates of the first agenda, which these stories are about; `poorten.rs` goes through all of them.
const HERE: [P; 11] = [
    P::PartnerNietGehoord,
    P::VraagZonderEigenaarOfTijd,
    P::OrganisatieZonderOordeel,
    P::NietsDoenNietGewogen,
    P::BesluitZonderOrgaanOfGrond,
    P::ActieZonderEigenaarOfTermijn,
    P::NiemandVerteltHaar,
    P::NietIedereenVeilig,
    P::GeenVolgendeRonde,
    P::GeenEerderBij,
    P::BesluitZonderEffectvraag,
];

/// A meeting in this block, with these gates only.
fn in_fase(fase: Fase) -> World {
    let mut w = World::in_fase(fase);
    w.only(&HERE);
    w
}

fn step(van: Fase, naar: Fase, reden: &str) -> C {
    C::NaarFase { overleg: NR, van, naar, reden: t(reden) }
}

fn open_before(w: &mut World, naar: Fase) -> Vec<String> {
    let van = w.fase();
    match w.ask(Rol::Voorzitter, step(van, naar, "")) {
        Err(Refusal::Poort { open, .. }) => open.iter().map(ToString::to_string).collect(),
        other => panic!("no gate: {other:?}"),
    }
}

#[test]
fn a_step_names_the_block_that_it_leaves_so_a_double_press_skips_nothing() {
    let mut w = in_fase(Fase::Opening);
    w.must(Rol::Voorzitter, step(Fase::Opening, Fase::Beeldvorming, ""));
    let again = w.refused(Rol::Voorzitter, step(Fase::Opening, Fase::Beeldvorming, ""));
    assert!(again.contains("al in Beeldvorming"), "{again}");
    assert!(w.refused(Rol::Voorzitter, step(Fase::Beeldvorming, Fase::Besluitvorming, "x")).contains("niet in een keer"));
}

#[test]
fn going_back_takes_a_reason_and_is_recorded() {
    let mut w = in_fase(Fase::Oordeelsvorming);
    assert!(w.refused(Rol::Voorzitter, step(Fase::Oordeelsvorming, Fase::Beeldvorming, "")).contains("reden"));
    w.must(Rol::Voorzitter, step(Fase::Oordeelsvorming, Fase::Beeldvorming, "er is nieuwe informatie"));
    assert_eq!(w.d.overleg(NR).unwrap().wissels.last().unwrap().reden.as_str(), "er is nieuwe informatie");
}

#[test]
fn to_oordeelsvorming_every_partner_was_heard_and_every_question_has_an_owner_and_a_time() {
    let mut w = in_fase(Fase::Beeldvorming);
    w.must(Rol::Notulist, C::NoteerAanwezigheid { overleg: NR, deelname: absent("OM", "zitting") });
    w.line(RegelSoort::Onbekend, "waar slaapt hij");
    let open = open_before(&mut w, Fase::Oordeelsvorming);
    // review B24: one line per subject, and a sentence
    assert_eq!(open[0], "nog niet gehoord: politie en Veilig Thuis");
    assert!(open.len() == 2 && open[1].contains("V1"), "{open:?}");
    for org in ["politie", "Veilig Thuis"] {
        w.must(Rol::Voorzitter, C::GeefBeurt { overleg: NR, organisatie: t(org) });
    }
    let terug = w.nu.plus(TimeDelta::hours(2));
    w.must(Rol::Notulist, C::WijsVraagToe { vraag: VraagId(1), eigenaar: Wie::organisatie(t("politie")), terug });
    w.must(Rol::Voorzitter, step(Fase::Beeldvorming, Fase::Oordeelsvorming, ""));
}

#[test]
fn a_gate_never_blocks_someone_who_must_act_and_keeps_what_was_open_with_the_reason() {
    let mut w = in_fase(Fase::Beeldvorming);
    w.must(Rol::Voorzitter, step(Fase::Beeldvorming, Fase::Oordeelsvorming, "hij is onderweg naar haar"));
    let wissel = w.d.overleg(NR).unwrap().wissels.last().unwrap();
    assert_eq!((wissel.reden.as_str(), wissel.open.len()), ("hij is onderweg naar haar", 1));
}

#[test]
fn to_besluitvorming_each_organisation_judged_and_doing_nothing_was_weighed() {
    let mut w = in_fase(Fase::Oordeelsvorming);
    assert_eq!(open_before(&mut w, Fase::Besluitvorming).len(), 2);
    for org in ["politie", "Veilig Thuis"] {
        let oordeel =
            OordeelInhoud { organisatie: t(org), acuut: Some(Antwoord::Ja), niveau: None, argument: t("toegang") };
        w.must(Rol::Notulist, C::GeefOordeel { overleg: NR, oordeel });
    }
    let velden = OptieVelden { optie: Some(t("niets doen")), niets_doen: Some(true), ..OptieVelden::default() };
    w.must(Rol::Notulist, C::WeegOptie { overleg: NR, optie: None, velden });
    w.must(Rol::Voorzitter, step(Fase::Oordeelsvorming, Fase::Besluitvorming, ""));
}

#[test]
fn to_afsluiting_decisions_have_a_body_and_a_ground_actions_an_owner_and_a_deadline_and_somebody_tells_her() {
    let mut w = in_fase(Fase::Besluitvorming);
    w.line(RegelSoort::Besluit, "huisverbod vragen");
    w.line(RegelSoort::Actie, "slot vervangen");
    let open = open_before(&mut w, Fase::Afsluiting);
    assert_eq!(open.len(), 3, "{open:?}");
    assert!(open[0].contains("B1") && open[1].contains("A1"), "{open:?}");
    let velden = BesluitVelden { door: Some(t("burgemeester")), grond: Some(t("Wth")), ..BesluitVelden::default() };
    w.must(Rol::Notulist, C::VulBesluitAan { besluit: BesluitId(1), velden });
    let velden = ActieVelden {
        eigenaar: Some(Wie::organisatie(t("woningcorporatie"))),
        termijn: Some(w.nu.plus(TimeDelta::hours(3))),
        ..ActieVelden::default()
    };
    w.must(Rol::Notulist, C::VulActieAan { actie: ActieId(1), velden });
    let verteller =
        Verteller { wie: Wie::organisatie(t("Arosa")), hoe: t("bellen"), wanneer: None, taal: t(""), meldpunt: t("") };
    w.must(Rol::Notulist, C::BenoemVerteller { overleg: NR, verteller });
    w.must(Rol::Voorzitter, step(Fase::Besluitvorming, Fase::Afsluiting, ""));
}

#[test]
fn closing_asks_the_next_round_its_triggers_safety_and_the_effect_of_each_decision() {
    let mut w = in_fase(Fase::Afsluiting);
    w.line(RegelSoort::Besluit, "huisverbod vragen");
    let sluiting = Sluiting {
        volgende: None,
        eerder_bij: t(""),
        geen_volgende: t(""),
        veilig: Antwoord::Onbekend,
        veilig_toelichting: t(""),
    };
    let close =
        |sluiting: &Sluiting, reden: &str| C::SluitOverleg { overleg: NR, sluiting: sluiting.clone(), reden: t(reden) };
    let Err(Refusal::Poort { open, .. }) = w.ask(Rol::Voorzitter, close(&sluiting, "")) else { panic!("no gate") };
    assert_eq!(open.len(), 3, "next round, safety, effect: {open:?}");
    let velden = BesluitVelden { effectvraag: Some(t("blijft hij weg?")), ..BesluitVelden::default() };
    w.must(Rol::Notulist, C::VulBesluitAan { besluit: BesluitId(1), velden });
    let volgende = Some(w.nu.plus(TimeDelta::days(2)));
    let sluiting = Sluiting { volgende, veilig: Antwoord::Ja, ..sluiting };
    let Err(Refusal::Poort { open, .. }) = w.ask(Rol::Voorzitter, close(&sluiting, "")) else { panic!("no gate") };
    assert_eq!(open.len(), 1, "a next round without triggers: {open:?}");
    let sluiting = Sluiting { eerder_bij: t("hij zoekt contact"), ..sluiting };
    w.must(Rol::Voorzitter, close(&sluiting, ""));
    assert_eq!(w.fase(), Fase::Gesloten);
}

#[test]
fn the_shared_screen_steps_but_types_nothing_so_the_notulist_is_asked_for_the_reason() {
    let mut w = in_fase(Fase::Beeldvorming);
    w.must(Rol::Scherm, step(Fase::Beeldvorming, Fase::Oordeelsvorming, "deze reden telt niet"));
    assert_eq!(w.fase(), Fase::Beeldvorming);
    let asked = w.d.overleg(NR).unwrap().overgang.clone().unwrap();
    assert_eq!((asked.naar, asked.open.len()), (Fase::Oordeelsvorming, 1));
    assert!(w.refused(Rol::Notulist, C::GeefRedenOvergang { overleg: NR, reden: t("") }).contains("reden"));
    w.must(Rol::Notulist, C::GeefRedenOvergang { overleg: NR, reden: t("de rest komt schriftelijk") });
    assert_eq!(w.fase(), Fase::Oordeelsvorming);
    assert!(w.d.overleg(NR).unwrap().overgang.is_none());
    assert!(w.refused(Rol::Notulist, C::GeefRedenOvergang { overleg: NR, reden: t("x") }).contains("wacht geen stap"));
    w.must(Rol::Scherm, step(Fase::Oordeelsvorming, Fase::Besluitvorming, ""));
    w.must(Rol::Scherm, C::LaatOvergangVallen { overleg: NR });
    assert!(w.d.overleg(NR).unwrap().overgang.is_none());
}

#[test]
fn while_the_meeting_pauses_it_does_not_step_but_the_notulist_still_writes() {
    let mut w = in_fase(Fase::Beeldvorming);
    assert!(w.refused(Rol::Voorzitter, C::Hervat { overleg: NR }).contains("niet geschorst"));
    w.must(Rol::Voorzitter, C::Schors { overleg: NR, reden: t("telefoon van de piket") });
    assert!(w.refused(Rol::Voorzitter, step(Fase::Beeldvorming, Fase::Oordeelsvorming, "x")).contains("geschorst"));
    w.line(RegelSoort::Feit, "de piket belt");
    w.wait(7);
    w.must(Rol::Scherm, C::Hervat { overleg: NR });
    let s = &w.d.overleg(NR).unwrap().schorsingen[0];
    assert_eq!(s.tot.unwrap().since(s.van), TimeDelta::minutes(7));
}

#[test]
fn ticking_the_current_item_goes_on_to_the_next_open_one_and_only_items_of_the_block_count() {
    let mut w = in_fase(Fase::Beeldvorming);
    let items: Vec<_> = w.kader.kader.blok(Fase::Beeldvorming).unwrap().punten.iter().map(|p| p.id.clone()).collect();
    let tick = |i: usize| C::VinkPuntAf { overleg: NR, punt: items[i].clone() };
    w.must(Rol::Scherm, tick(1));
    w.must(Rol::Scherm, tick(0));
    let o = w.d.overleg(NR).unwrap();
    assert_eq!(o.huidig_punt.as_ref(), Some(&items[2]), "the ticked second item is passed over");
    assert!(w.refused(Rol::Notulist, tick(0)).contains("is al zo"));
    let other = C::KiesPunt { overleg: NR, punt: punt("aanwezigen") };
    assert!(w.refused(Rol::Notulist, other).contains("niet in een keer naar Opening"));
    w.must(Rol::Notulist, C::HeropenPunt { overleg: NR, punt: items[0].clone() });
    assert!(!w.d.overleg(NR).unwrap().is_klaar(&items[0]));
}

#[test]
fn a_turn_goes_to_who_is_on_the_list_and_ends_the_one_before_it() {
    let mut w = in_fase(Fase::Beeldvorming);
    let give = |org: &str| C::GeefBeurt { overleg: NR, organisatie: t(org) };
    assert!(w.refused(Rol::Notulist, give("GGD")).contains("presentielijst"));
    w.must(Rol::Notulist, give("pol"));
    w.must(Rol::Notulist, give("vt"));
    let o = w.d.overleg(NR).unwrap();
    assert!(o.is_gehoord("politie") && !o.is_gehoord("Veilig Thuis"));
    assert_eq!(o.aan_het_woord().unwrap().as_str(), "Veilig Thuis");
    w.must(Rol::Voorzitter, C::RondBeurtAf { overleg: NR });
    assert!(w.d.overleg(NR).unwrap().aan_het_woord().is_none());
}

#[test]
fn who_sits_here_for_an_organisation_judges_for_that_one_only() {
    let mut w = in_fase(Fase::Oordeelsvorming);
    let judge = |org: &str| {
        let oordeel = OordeelInhoud { organisatie: t(org), acuut: None, niveau: None, argument: t("zie de meldingen") };
        C::GeefOordeel { overleg: NR, oordeel }
    };
    w.must(Rol::Deelnemer, judge("wijkagent"));
    assert!(w.refused(Rol::Deelnemer, judge("Veilig Thuis")).contains("Veilig Thuis"));
    assert!(w.refused(Rol::Notulist, judge("GGD")).contains("presentielijst"));
}

#[test]
fn the_conclusion_needs_a_reason_and_a_level_of_the_kader() {
    let mut w = in_fase(Fase::Oordeelsvorming);
    let conclude = |niveau: &str, reden: &str| {
        let niveau = NiveauId::try_from(niveau.to_owned()).unwrap();
        C::TrekConclusie {
            overleg: NR,
            conclusie: Conclusie { acuut: Antwoord::Ja, niveau, reden: t(reden), afwijking: t("") },
        }
    };
    assert!(w.refused(Rol::Voorzitter, conclude("extreem", "x")).contains("kent geen niveau extreem"));
    assert!(w.refused(Rol::Voorzitter, conclude("hoog", "")).contains("motivering"));
    w.must(Rol::Voorzitter, conclude("hoog", "toegang en een wapen"));
    w.must(Rol::Voorzitter, conclude("gemiddeld", "het wapen is ingenomen"));
    let o = w.d.overleg(NR).unwrap();
    assert_eq!((o.conclusies.len(), o.conclusie().unwrap().niveau.as_str()), (2, "gemiddeld"));
}

#[test]
fn settled_minutes_are_only_corrected_with_a_reason() {
    let mut w = in_fase(Fase::Afsluiting);
    w.line(RegelSoort::Feit, "zij is gebeld");
    assert!(w.refused(Rol::Voorzitter, C::StelVerslagVast { overleg: NR }).contains("sluit het overleg eerst"));
    let sluiting = Sluiting {
        volgende: None,
        eerder_bij: t(""),
        geen_volgende: t("overgedragen"),
        veilig: Antwoord::Ja,
        veilig_toelichting: t(""),
    };
    w.must(Rol::Voorzitter, C::SluitOverleg { overleg: NR, sluiting, reden: t("proef") });
    w.line(RegelSoort::Notitie, "nagekomen");
    w.must(Rol::Voorzitter, C::StelVerslagVast { overleg: NR });
    let inhoud = RegelInhoud::new(RegelSoort::Feit, t("zij is twee keer gebeld"));
    let correct = |reden: &str| C::CorrigeerRegel {
        regel: crisistafel::domain::ids::RegelId::open(1),
        inhoud: inhoud.clone(),
        reden: t(reden),
    };
    assert!(w.refused(Rol::Notulist, correct("")).contains("vastgesteld"));
    w.must(Rol::Notulist, correct("verkeerd gehoord"));
    let regel = C::LegRegelVast { overleg: NR, punt: punt("inbrengronde"), regel: inhoud.clone() };
    assert!(w.refused(Rol::Notulist, regel).contains("vastgesteld"));
}
