//! Between meetings: what can be recorded in the dossier itself, and what belongs in a meeting.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Afspraken, Antwoord, Conclusie, Fase, RegelInhoud, RegelSoort as S};
use crisistafel::domain::ids::{ActieId, OverlegNr, RegelId, VraagId};
use crisistafel::domain::rol::Rol;
use crisistafel::projection::relaas::relaas;

use super::world::{NR, World, id, punt, t};

const DOSSIER: OverlegNr = OverlegNr::DOSSIER;

fn line(overleg: OverlegNr, at: &str, soort: S, text: &str) -> C {
    C::LegRegelVast { overleg, punt: punt(at), regel: RegelInhoud::new(soort, t(text)) }
}

/// product.md, 'The life of a dossier': `f`, `?`, `a` and `l` work between meetings too.
#[test]
fn facts_questions_actions_and_her_words_are_recorded_without_a_meeting() {
    let mut w = World::opened();
    w.must(Rol::Notulist, line(DOSSIER, "relaas", S::Feit, "hij stond bij de school"));
    w.must(Rol::Notulist, line(DOSSIER, "informatiebeeld", S::Onbekend, "waar slaapt hij"));
    w.must(Rol::Notulist, line(DOSSIER, "opvolging", S::Actie, "slot vervangen"));
    w.must(Rol::Notulist, line(DOSSIER, "intake", S::Letterlijk, "ik durf niet naar huis"));
    assert_eq!((w.d.vragen[&VraagId(1)].overleg, w.d.acties[&ActieId(1)].overleg), (DOSSIER, DOSSIER));
    assert_eq!((w.d.regels_van(DOSSIER).count(), w.d.overleggen.len(), w.d.actueel()), (4, 0, None));
    let first = RegelId::open(1);
    let words = RegelInhoud::new(S::Feit, t("hij stond bij de opvang"));
    w.must(Rol::Notulist, C::CorrigeerRegel { regel: first, inhoud: words, reden: t("") });
    assert_eq!(relaas(&w.d).iter().map(|r| r.inhoud.tekst.as_str()).collect::<Vec<_>>(), ["hij stond bij de opvang"]);
    w.must(Rol::Notulist, C::TrekRegelIn { regel: first });
    assert!(relaas(&w.d).is_empty());
}

#[test]
fn what_the_team_decides_or_judges_belongs_in_a_meeting_also_when_a_line_becomes_that() {
    let mut w = World::opened();
    for soort in S::ALL.into_iter().filter(|s| s.hoort_in_overleg()) {
        let said = w.refused(Rol::Notulist, line(DOSSIER, "opvolging", soort, "hij gaat weg"));
        assert!(said.contains("hoort in een overleg") && said.contains("/overleg"), "{said}");
    }
    w.must(Rol::Notulist, line(DOSSIER, "opvolging", S::Notitie, "hij gaat weg"));
    let other = C::WijzigSoort { regel: RegelId::open(1), naar: S::Besluit };
    assert!(w.refused(Rol::Notulist, other).contains("hoort in een overleg"));
}

#[test]
fn a_line_stands_at_an_item_of_where_it_is_recorded() {
    let mut w = World::in_fase(Fase::Beeldvorming);
    let said = w.refused(Rol::Notulist, line(DOSSIER, "inbrengronde", S::Feit, "hij belde"));
    assert!(said.contains("hoort niet bij het dossier"), "{said}");
    let said = w.refused(Rol::Notulist, line(NR, "relaas", S::Feit, "hij belde"));
    assert!(said.contains("hoort niet bij overleg 1"), "{said}");
    w.must(Rol::Notulist, line(DOSSIER, "relaas", S::Feit, "hij belde"));
    assert_eq!(w.d.regels_van(NR).count(), 0, "the minutes of the meeting have nothing of it");
}

#[test]
fn the_dossier_itself_is_no_meeting_that_can_be_held() {
    let mut w = World::opened();
    let afspraken = Afspraken { vastleggen: t("alles"), delen: t("niemand"), grond: t("") };
    let conclusie = Conclusie { acuut: Antwoord::Nee, niveau: id("laag"), reden: t("x"), afwijking: t("") };
    let overleg = DOSSIER;
    for (rol, command) in [
        (Rol::Voorzitter, C::StartOverleg { overleg }),
        (Rol::Notulist, C::MaakAfspraken { overleg, afspraken }),
        (Rol::Voorzitter, C::NaarFase { overleg, van: Fase::Dossier, naar: Fase::Opening, reden: t("x") }),
        (Rol::Voorzitter, C::KiesPunt { overleg, punt: punt("relaas") }),
        (Rol::Voorzitter, C::VinkPuntAf { overleg, punt: punt("relaas") }),
        (Rol::Notulist, C::TrekConclusie { overleg, conclusie }),
        (Rol::Voorzitter, C::StelVerslagVast { overleg }),
    ] {
        let said = w.refused(rol, command);
        assert!(said.contains("hoort in een overleg"), "{said}");
    }
}
