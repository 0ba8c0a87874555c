//! An attacker's review of what is shielded and what is taken back: review of the rules, points 1 to 7.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::{
    Aanzet, ActieVelden, Antwoord, BesluitVelden, Bijstelling, Dossier, Fase, InzetVelden, KlokVelden, OordeelInhoud,
    OptieVelden, RegelInhoud, RegelSoort, VoorleggerVelden, Wie,
};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{BesluitId, InzetId, RegelId, RequestId};
use crisistafel::domain::poort::{Peiling, open_punten};
use crisistafel::domain::rol::{Rol, Stamp};
use crisistafel::domain::scherm::{Kijker, Kring};
use crisistafel::domain::versie::{Basis, Versies};
use crisistafel::domain::voorlezen::nog_voor_te_lezen;
use crisistafel::domain::zicht::{kring, openbaar};
use crisistafel::projection::rij;
use crisistafel::projection::wand::wand;
use crisistafel::report::{self, Aanvraag};

use super::world::{NR, World, punt, t, x1};

const WORD: &str = "zilverreiger";

fn shielded(soort: RegelSoort) -> C {
    let regel = RegelInhoud { afgeschermd: true, ..RegelInhoud::new(soort, t(WORD)) };
    C::LegRegelVast { overleg: NR, punt: punt("besluiten"), regel }
}

/// The first line, shielded when it was made.
const R0X1: RegelId = RegelId::afgeschermd(0, 1);

/// R0x1 is a shielded fact.
fn world() -> World {
    let mut w = World::in_fase(Fase::Besluitvorming);
    w.must(Rol::Notulist, shielded(RegelSoort::Feit));
    w
}

fn stamp(w: &World, verzoek: u128) -> Stamp {
    Stamp { op: w.nu, wie: World::actor(Rol::Notulist), verzoek: RequestId(verzoek) }
}

/// One record of several commands.
fn record(w: &mut World, verzoek: u128, commands: &[C]) {
    let stamp = stamp(w, verzoek);
    for event in decide_all(&w.d, &w.kader, &stamp, commands).unwrap() {
        evolve(&mut w.d, &stamp, &event);
        w.log.push((stamp.clone(), event));
    }
}

fn kind(naar: RegelSoort) -> C {
    C::WijzigSoort { regel: R0X1, naar }
}

/// What opens something on the shielded line, and says more of it, in one record.
fn openings() -> Vec<Vec<C>> {
    let vraag = C::BeantwoordVraag { vraag: x1(), antwoord: t(WORD) };
    let velden = BesluitVelden { motivering: Some(t(WORD)), ..BesluitVelden::default() };
    let besluit = C::VulBesluitAan { besluit: x1(), velden };
    let dissent = C::NoteerDissent { besluit: x1(), wie: Wie::organisatie(t("politie")), tekst: t(WORD) };
    let velden = ActieVelden { terugmelding: Some(t(WORD)), ..ActieVelden::default() };
    let actie = C::VulActieAan { actie: x1(), velden };
    let velden = Box::new(InzetVelden { gevolg: Some(t(WORD)), ..InzetVelden::default() });
    let inzet = C::VulInzetAan { inzet: x1(), velden };
    vec![
        vec![kind(RegelSoort::Onbekend), vraag],
        vec![kind(RegelSoort::Besluit), besluit, dissent],
        vec![kind(RegelSoort::Actie), actie],
        vec![kind(RegelSoort::Maatregel), inzet],
    ]
}

/// All that who may not see shielded lines is given.
fn open_to_all(w: &World) -> String {
    let o = w.d.overleg(NR).unwrap();
    let a =
        Aanvraag { dossier: &w.d, kader: &w.kader, nu: w.nu, met_afgeschermd: false, oefening: false, controlepunt: None };
    let mut all = vec![
        serde_json::to_string(&wand(&w.d, o, &w.kader.kader, 1, w.nu)).unwrap(),
        serde_json::to_string(&openbaar(&w.d)).unwrap(),
        serde_json::to_string(&rij::dossier(&w.d, w.nu.into()).voor(&Kijker::IEDEREEN)).unwrap(),
        serde_json::to_string(&report::toon(&a, None)).unwrap(),
        report::verslag(&a, NR).unwrap().teksten().join("\n"),
    ];
    let events = w.log.iter().filter(|(s, e)| kring(&w.d, s, e) != Kring::vol()).map(|(_, e)| e);
    all.extend(events.map(|e| serde_json::to_string(e).unwrap()));
    all.join("\n")
}

fn withheld(w: &World) -> Vec<usize> {
    (0..w.log.len()).filter(|at| kring(&w.d, &w.log[*at].0, &w.log[*at].1) == Kring::vol()).collect()
}

/// Review 1: what was filled in on a thing whose opening was taken back was open to everybody.
#[test]
fn what_was_withheld_stays_withheld_when_its_opening_is_taken_back() {
    for (at, commands) in openings().into_iter().enumerate() {
        let mut w = world();
        record(&mut w, 900, &commands);
        let before = withheld(&w);
        assert!(before.len() > commands.len() && !open_to_all(&w).contains(WORD), "{at}");
        record(&mut w, 901, &[C::NeemTerug { verzoek: RequestId(900), reden: t("") }]);
        let after = withheld(&w);
        assert!(before.iter().all(|x| after.contains(x)), "{at}: {before:?} {after:?}");
        assert!(!open_to_all(&w).contains(WORD), "{at}: {}", open_to_all(&w));
    }
}

fn clock() -> C {
    let einde = Some(super::world::at("2026-11-25T10:00:00Z"));
    let velden = KlokVelden { naam: Some(t(WORD)), einde, inzet: Some(x1()), ..KlokVelden::default() };
    C::ZetKlok { klok: None, velden }
}

fn page(besluit: Option<BesluitId>, feiten: Option<Vec<RegelId>>) -> C {
    let velden = VoorleggerVelden { gevraagd: Some(t(WORD)), besluit, feiten, ..VoorleggerVelden::default() };
    C::LegVoor { overleg: NR, voorlegger: None, velden }
}

/// Review 1: a clock or a page that hangs on what is gone was open, also in records that have it so.
#[test]
fn a_clock_and_a_page_that_hang_on_what_is_gone_are_shielded() {
    for (naar, hangs) in [(RegelSoort::Maatregel, clock()), (RegelSoort::Besluit, page(Some(x1()), None))] {
        let mut w = world();
        record(&mut w, 900, &[kind(naar)]);
        record(&mut w, 901, &[hangs]);
        let before = withheld(&w);
        // as it was recorded before it was refused
        let (stamp, event) = (stamp(&w, 902), Event::Teruggenomen { verzoek: RequestId(900), reden: t("") });
        evolve(&mut w.d, &stamp, &event);
        w.log.push((stamp, event));
        assert!(w.d.besluiten.is_empty() && w.d.inzetten.is_empty());
        let after = withheld(&w);
        assert!(before.iter().all(|x| after.contains(x)), "{before:?} {after:?}");
        assert!(!open_to_all(&w).contains(WORD), "{}", open_to_all(&w));
    }
}

/// Review 2: what is named by a clock, a page or another entry is not taken back under it.
#[test]
fn an_opening_is_not_taken_back_once_something_names_it() {
    let bij = |velden| C::VulInzetAan { inzet: InzetId(1), velden: Box::new(velden) };
    let cases = [
        (RegelSoort::Maatregel, C::ZetKlok { klok: None, velden: hangs_on(x1()) }),
        (RegelSoort::Besluit, page(Some(x1()), None)),
        (RegelSoort::Besluit, bij(InzetVelden { besluit: Some(x1()), ..InzetVelden::default() })),
        (RegelSoort::Maatregel, bij(InzetVelden { hoort_bij: Some(vec![x1()]), ..InzetVelden::default() })),
    ];
    for (naar, names) in cases {
        let mut w = world();
        w.measure(None, "een andere maatregel");
        record(&mut w, 900, &[kind(naar)]);
        w.must(Rol::Notulist, names);
        let said = w.refused(Rol::Notulist, C::NeemTerug { verzoek: RequestId(900), reden: t("") });
        assert!(said.contains("naar verwezen"), "{said}");
    }
    let mut w = world();
    record(&mut w, 900, &[C::MerkHuisverbodgrond { regel: R0X1, grond: true }]);
    w.must(Rol::Notulist, page(None, Some(vec![R0X1])));
    let said = w.refused(Rol::Notulist, C::NeemTerug { verzoek: RequestId(900), reden: t("") });
    assert!(said.contains("naar verwezen"), "{said}");
}

fn hangs_on(inzet: InzetId) -> KlokVelden {
    let einde = Some(super::world::at("2026-11-25T10:00:00Z"));
    KlokVelden { naam: Some(t("proef")), einde, inzet: Some(inzet), ..KlokVelden::default() }
}

/// Review 3: the number of what was taken back was given again, also after a replay.
#[test]
fn a_number_is_never_given_twice() {
    for soort in [RegelSoort::Onbekend, RegelSoort::Besluit, RegelSoort::Actie, RegelSoort::Maatregel] {
        let mut w = world();
        record(&mut w, 900, &[kind(soort)]);
        record(&mut w, 901, &[C::NeemTerug { verzoek: RequestId(900), reden: t("") }]);
        let mut again = Dossier::new(w.d.nummer);
        w.log.iter().for_each(|(stamp, event)| evolve(&mut again, stamp, event));
        w.d = again;
        record(&mut w, 902, &[kind(soort)]);
        let d = &w.d;
        let all = (d.vragen.keys().map(ToString::to_string))
            .chain(d.besluiten.keys().map(ToString::to_string))
            .chain(d.acties.keys().map(ToString::to_string))
            .chain(d.inzetten.keys().map(ToString::to_string));
        let all: Vec<String> = all.collect();
        assert!(matches!(&all[..], [one] if one.ends_with("-x2")), "{soort}: {all:?}");
    }
}

/// Review 4: a changed judgement stood open beside the shielded one, and a refusal told that there was one.
#[test]
fn a_changed_judgement_is_shielded_with_the_first_and_no_refusal_tells_of_it() {
    let mut w = World::in_fase(Fase::Oordeelsvorming);
    let regel = RegelInhoud {
        afgeschermd: true,
        bron: Some(Wie::organisatie(t("politie"))),
        acuut: Some(Antwoord::Ja),
        ..RegelInhoud::new(RegelSoort::Oordeel, t(WORD))
    };
    w.must(Rol::Notulist, C::LegRegelVast { overleg: NR, punt: punt("oordeelsronde"), regel });
    let oordeel = OordeelInhoud { organisatie: t("politie"), acuut: Some(Antwoord::Nee), niveau: None, argument: t(WORD) };
    let change = C::StelOordeelBij(Bijstelling { overleg: NR, oordeel: oordeel.clone(), reden: t(WORD) });
    assert!(w.refused(Rol::Deelnemer, change.clone()).contains("nog geen oordeel"));
    w.must(Rol::Notulist, change);
    assert!(!open_to_all(&w).contains(WORD), "{}", open_to_all(&w));
    // the line is taken back, and what was changed after it stands
    assert!(w.d.overleg(NR).unwrap().oordelen[1].in_regel().is_none());
    w.must(Rol::Deelnemer, C::GeefOordeel { overleg: NR, oordeel: OordeelInhoud { argument: t("open"), ..oordeel } });
}

/// Review 5: what somebody typed stood on the wall and in the record of the gate.
#[test]
fn what_is_typed_of_a_new_look_stands_on_no_wall_and_in_no_gate() {
    for aanzet in [Aanzet::Schending, Aanzet::EindeMaatregel, Aanzet::Vrijlating, Aanzet::NieuwIncident] {
        let mut w = World::in_fase(Fase::Oordeelsvorming);
        w.acute(Antwoord::Nee);
        w.must(Rol::Notulist, C::VraagHerbeoordeling { aanzet, toelichting: t(WORD) });
        let o = w.d.overleg(NR).unwrap();
        let seen = wand(&w.d, o, &w.kader.kader, 1, w.nu);
        assert!(!seen.acuut.opnieuw.is_empty());
        assert!(!serde_json::to_string(&seen).unwrap().contains(WORD), "{aanzet}: {seen:?}");
        for naar in [Fase::Besluitvorming, Fase::Afsluiting, Fase::Gesloten] {
            let open = open_punten(Peiling { d: &w.d, o, kader: &w.kader.kader, nu: w.nu }, naar, None);
            assert!(open.iter().all(|p| !p.tekst.as_str().contains(WORD) && !p.vast.as_str().contains(WORD)), "{open:?}");
        }
        let (van, naar) = (Fase::Oordeelsvorming, Fase::Besluitvorming);
        let step = w.must(Rol::Voorzitter, C::NaarFase { overleg: NR, van, naar, reden: t("verder") });
        assert!(!serde_json::to_string(&step).unwrap().contains(WORD));
    }
}

/// Review 6: what was read aloud counted as read after it was taken back.
#[test]
fn what_was_read_aloud_is_read_again_when_it_is_taken_back() {
    let mut w = world();
    w.must(Rol::Notulist, shielded(RegelSoort::Actie));
    let velden = ActieVelden { wat: Some(t("iets anders")), ..ActieVelden::default() };
    record(&mut w, 900, &[C::VulActieAan { actie: x1(), velden }]);
    w.must(Rol::Voorzitter, C::MeldVoorgelezen { overleg: NR });
    assert_eq!(nog_voor_te_lezen(&w.d, w.d.overleg(NR).unwrap()), 0);
    record(&mut w, 901, &[C::NeemTerug { verzoek: RequestId(900), reden: t("") }]);
    assert_eq!(nog_voor_te_lezen(&w.d, w.d.overleg(NR).unwrap()), 1);
}

/// Review 7: a conflict told what a shielded option is.
#[test]
fn a_conflict_over_a_shielded_option_is_told_to_who_may_see_it_only() {
    let mut w = world();
    let voor = |text: &str, afgeschermd| OptieVelden { optie: Some(t(text)), afgeschermd, ..OptieVelden::default() };
    w.must(Rol::Notulist, C::WeegOptie { overleg: NR, optie: None, velden: voor("eerst", Some(true)) });
    let change = |text: &str| C::WeegOptie { overleg: NR, optie: Some(x1()), velden: voor(text, None) };
    let mut versies = Versies::default();
    let stamp = stamp(&w, 900);
    for event in w.must(Rol::Voorzitter, change(WORD)) {
        versies.neem_op(&w.d, 9, &stamp, &event);
    }
    let basis = Basis { record: 8, eigen: Vec::new() };
    let asks = |rol| {
        let stamp = Stamp { wie: World::actor(rol), verzoek: RequestId(901), ..stamp.clone() };
        versies.toets((&w.d, &w.kader.kader), (Some(&basis), |_| true), &stamp, &[change("anders")])
    };
    assert!(asks(Rol::Voorzitter).unwrap_err().to_string().contains(WORD));
    assert!(asks(Rol::Deelnemer).is_ok());
}
