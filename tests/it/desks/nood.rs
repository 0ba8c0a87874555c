//! Noodtoegang: at once, by number or name, three times in a day and night; told where it has to be told, found or not, and
//! ending as any access does.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Noodbeoordeling, Noodzoek};
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::inzage::{Inzagedaad, Nooduitslag};
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Afhandeling, Soort, ToClient, ToServer};
use crisistafel::server::clerk::PeerId;

use super::meeting::{bijeen, feit, open, over_minuten, start, t};
use super::people::{People, geef, trek_in};

const TABLE: &str = r#"
[[toegang]]
gebruiker = "duin"
naam = "Duin"
rollen = ["voorzitter"]

[[toegang]]
gebruiker = "piket"
naam = "P. Iket"
organisatie = "politie"
rollen = ["raadpleger"]
dossiers = []
noodtoegang = true

[[toegang]]
gebruiker = "lezer"
rollen = ["raadpleger"]
dossiers = []

[[toegang]]
gebruiker = "beheer"
naam = "Beheer"
rollen = ["beheerder"]
noodtoegang = true

[[toegang]]
gebruiker = "regie"
rollen = ["procesregisseur"]
dossiers = []
"#;

const NIEMAND: &str = "26-2222";

/// A dossier with a meeting that goes on and a line that names somebody; the chair sits at it.
fn tafel() -> (People, PeerId, DossierNummer) {
    let mut p = People::new(TABLE);
    let chair = p.comes("duin", Soort::Terminal, None);
    let nummer = p.must(chair, None, open("Lentedijk"));
    for command in [bijeen(), start(), feit("mevrouw Zandstra belde om twee uur")] {
        p.must(chair, Some(nummer), command);
    }
    p.says(chair, ToServer::Volg { dossier: Some(nummer), sinds: None });
    p.news(chair);
    p.traced.clear();
    (p, chair, nummer)
}

fn nood(waar: Noodzoek) -> Command {
    Command::NeemNoodtoegang { waar, reden: t("zij belt en zegt dat hij buiten staat") }
}

fn op(nummer: DossierNummer) -> Command {
    nood(Noodzoek::Nummer(nummer))
}

fn naam(naam: &str) -> Command {
    nood(Noodzoek::Naam(t(naam)))
}

fn niemand() -> Command {
    op(NIEMAND.parse().unwrap())
}

fn refusal(a: Afhandeling) -> Refusal {
    match a {
        Afhandeling::Geweigerd { weigering } => weigering,
        other => panic!("not refused: {other:?}"),
    }
}

fn told(news: &[ToClient]) -> Vec<String> {
    news.iter().filter_map(|m| if let ToClient::Melding { tekst } = m { Some(tekst.to_string()) } else { None }).collect()
}

fn traced(p: &mut People) -> Vec<(Nooduitslag, Option<DossierNummer>, bool)> {
    let all = std::mem::take(&mut p.traced).into_iter();
    all.filter_map(|(r, _)| match r.daad {
        Inzagedaad::Noodtoegang { uitslag, reden, .. } => Some((uitslag, r.dossier, reden.is_some())),
        _ => None,
    })
    .collect()
}

fn follows(p: &mut People, peer: PeerId, nummer: DossierNummer) -> bool {
    p.news(peer);
    p.says(peer, ToServer::Volg { dossier: Some(nummer), sinds: None });
    p.news(peer).iter().any(|m| matches!(m, ToClient::Bij { .. }))
}

#[test]
fn who_has_the_right_reads_the_dossier_at_once_and_everybody_who_should_know_is_told() {
    let (mut p, chair, nummer) = tafel();
    let [beheer, piket] = ["beheer", "piket"].map(|naam| p.comes(naam, Soort::Terminal, None));
    assert!(!follows(&mut p, piket, nummer));
    p.news(beheer);
    assert_eq!(p.must(piket, None, op(nummer)), nummer);
    let news = p.news(chair);
    assert!(told(&news).iter().any(|m| m.contains("P. Iket (piket) nam noodtoegang tot dit dossier")), "{news:?}");
    let to_beheer = told(&p.news(beheer));
    assert!(to_beheer.iter().any(|m| m.contains("P. Iket (piket) nam noodtoegang")), "{to_beheer:?}");
    assert!(to_beheer.iter().all(|m| !m.contains(&nummer.to_string())), "which one is not for all of them: {to_beheer:?}");
    assert_eq!(traced(&mut p), [(Nooduitslag::Raak, Some(nummer), false)], "the reason stands in the dossier");
    assert!(follows(&mut p, piket, nummer));
    // reads, and no more
    let said = refusal(p.asks(piket, Some(nummer), vec![feit("ik schrijf mee")]));
    assert!(matches!(said, Refusal::RolMagNiet { .. }), "{said:?}");
    assert!(matches!(refusal(p.asks(piket, None, vec![op(nummer)])), Refusal::NoodNietNodig));
}

/// Whatever role somebody sits in: a beheerder sees no dossier, and does see this one.
#[test]
fn by_a_name_that_stands_in_one_dossier_only_and_in_whatever_role_somebody_came() {
    let (mut p, chair, nummer) = tafel();
    let other = p.must(chair, None, open("Zandstra en de buren"));
    let beheer = p.comes("beheer", Soort::Terminal, Some(Rol::Beheerder));
    assert!(matches!(refusal(p.asks(beheer, None, vec![naam("zandstra")])), Refusal::NoodNietEenduidig));
    assert!(matches!(refusal(p.asks(beheer, None, vec![naam("zandstr")])), Refusal::NoodNietGevonden), "no guess");
    assert_eq!(p.must(beheer, None, naam("Mevrouw ZANDSTRA")), nummer);
    assert!(follows(&mut p, beheer, nummer) && !follows(&mut p, beheer, other));
    let meer = told(&p.news(chair));
    assert!(meer.iter().any(|m| m.contains("op een naam die in meer dan een dossier staat")), "{meer:?}");
    let left = [(Nooduitslag::Meer, None, true), (Nooduitslag::Mis, None, true), (Nooduitslag::Raak, Some(nummer), false)];
    assert_eq!(traced(&mut p), left);
}

#[test]
fn what_is_not_there_is_traced_told_and_counted_and_tells_no_more_than_that() {
    let (mut p, chair, _) = tafel();
    let piket = p.comes("piket", Soort::Terminal, None);
    for command in [niemand(), naam("Nergensma")] {
        assert!(matches!(refusal(p.asks(piket, None, vec![command])), Refusal::NoodNietGevonden));
    }
    assert!(told(&p.news(chair)).is_empty(), "it is of no dossier");
    let left = traced(&mut p);
    assert_eq!(left, [(Nooduitslag::Mis, Some(NIEMAND.parse().unwrap()), true), (Nooduitslag::Mis, None, true)]);
    // nobody who sees to it was there: the first who comes is told
    let beheer = p.comes("beheer", Soort::Terminal, None);
    let said = told(&p.news(beheer));
    assert!(said.iter().any(|m| m.contains(NIEMAND)) && said.iter().any(|m| m.contains("op een naam")), "{said:?}");
    let again = p.comes("beheer", Soort::Terminal, None);
    assert!(told(&p.news(again)).is_empty(), "once");
}

#[test]
fn three_in_any_day_and_night_found_or_not_also_when_the_service_starts_again() {
    let (mut p, _, nummer) = tafel();
    let mut piket = p.comes("piket", Soort::Terminal, None);
    for command in [niemand(), naam("Nergensma")] {
        assert!(matches!(refusal(p.asks(piket, None, vec![command])), Refusal::NoodNietGevonden));
        p.nu = p.nu.plus(chrono::TimeDelta::minutes(10));
    }
    p.again(true);
    piket = p.comes("piket", Soort::Terminal, None);
    p.must(piket, None, op(nummer));
    p.news(piket);
    let other = {
        let chair = p.comes("duin", Soort::Terminal, None);
        p.must(chair, None, open("Herfstdijk"))
    };
    for command in [op(other), niemand(), naam("Herfstdijk")] {
        let said = refusal(p.asks(piket, None, vec![command]));
        assert!(matches!(said, Refusal::NoodTeVaak { keer: 3, .. }), "{said:?}");
    }
    assert!(!follows(&mut p, piket, other));
    let last: Vec<Nooduitslag> = traced(&mut p).into_iter().map(|(uitslag, ..)| uitslag).collect();
    assert_eq!(last[3..], [Nooduitslag::TeVaak; 3], "{last:?}");
    // a day and a night after the first of the three
    p.nu = over_minuten(24 * 60);
    p.must(piket, None, op(other));
    assert!(matches!(refusal(p.asks(piket, None, vec![niemand()])), Refusal::NoodTeVaak { .. }));
}

#[test]
fn without_the_right_with_something_else_or_of_a_dossier_nothing_is_looked_for() {
    let (mut p, chair, nummer) = tafel();
    let [lezer, piket] = ["lezer", "piket"].map(|naam| p.comes(naam, Soort::Terminal, None));
    for asked in [op(nummer), niemand(), naam("Zandstra")] {
        assert!(matches!(refusal(p.asks(lezer, None, vec![asked])), Refusal::NoodGeenRecht));
    }
    assert!(traced(&mut p).iter().all(|(uitslag, ..)| *uitslag == Nooduitslag::GeenRecht));
    let zonder = Command::NeemNoodtoegang { waar: Noodzoek::Nummer(nummer), reden: t(" ") };
    assert!(matches!(refusal(p.asks(piket, None, vec![zonder])), Refusal::Ontbreekt { .. }));
    for (dossier, all) in
        [(Some(nummer), vec![op(nummer)]), (None, vec![op(nummer), niemand()]), (None, vec![open("x"), op(nummer)])]
    {
        assert!(matches!(refusal(p.asks(piket, dossier, all)), Refusal::NoodLos));
    }
    // who leads sees all of them already
    assert!(matches!(refusal(p.asks(chair, None, vec![op(nummer)])), Refusal::NoodGeenRecht));
    assert!(!follows(&mut p, piket, nummer));
}

/// As what was given: at its moment, withdrawn, or found not right, the terminal is sent away from it at once.
#[test]
fn it_ends_at_once_by_itself_withdrawn_or_not_right() {
    let toelichting = || t("had hier niets te zoeken");
    for how in 0..3 {
        let (mut p, chair, nummer) = tafel();
        let piket = p.comes("piket", Soort::Terminal, None);
        let genomen = p.nu;
        p.must(piket, None, op(nummer));
        assert!(follows(&mut p, piket, nummer));
        p.says(piket, ToServer::VolgOverzicht);
        p.news(piket);
        let met =
            |news: &[ToClient]| news.iter().any(|m| matches!(m, ToClient::Aanwezig { anderen, .. } if !anderen.is_empty()));
        p.news(chair);
        match how {
            0 => {
                assert_eq!(p.clerk.wakes(), Some(genomen.plus(chrono::TimeDelta::hours(24))));
                p.wait(24 * 60 - 1);
                assert_eq!(p.news(piket), []);
                p.wait(1);
            }
            1 => drop(p.must(chair, Some(nummer), Command::TrekToegangIn { gebruiker: t("piket"), reden: t("klaar") })),
            _ => {
                let (gebruiker, toelichting) = (t("piket"), toelichting());
                let niet =
                    Command::BeoordeelNoodtoegang(Noodbeoordeling { gebruiker, genomen, akkoord: false, toelichting });
                p.must(chair, Some(nummer), niet);
            }
        }
        let news = p.news(piket);
        assert!(
            news.iter().any(|m| matches!(m, ToClient::NietDaar { dossier: Some(n), .. } if *n == nummer)),
            "{how} {news:?}"
        );
        assert!(news.iter().any(|m| matches!(m, ToClient::RijWeg { nummer: n } if *n == nummer)), "{how} {news:?}");
        assert!(!met(&p.news(chair)), "nor does anybody see them there");
        assert!(!follows(&mut p, piket, nummer));
    }
}

/// The answer got lost, the access was withdrawn, and the terminal asks again what it thinks was not heard: that gave the
/// access a second time.
#[test]
fn what_is_asked_again_gives_no_access_again() {
    let (mut p, chair, nummer) = tafel();
    let piket = p.comes("piket", Soort::Terminal, None);
    let verzoek = crisistafel::domain::ids::RequestId(41);
    let asked = ToServer::Doe { verzoek, dossier: None, basis: None, opdrachten: vec![op(nummer)], regels: Vec::new() };
    p.says(piket, asked.clone());
    assert!(follows(&mut p, piket, nummer));
    p.must(chair, Some(nummer), trek_in("piket"));
    p.says(piket, asked);
    assert!(!follows(&mut p, piket, nummer));
    // who asks anew, with words of today, is another matter
    assert_eq!(p.must(piket, None, op(nummer)), nummer);
}

/// A procesregisseur of other dossiers is told that it was taken, and not where.
#[test]
fn given_access_in_its_place_stays_when_the_day_is_over() {
    let (mut p, chair, nummer) = tafel();
    let [regie, piket] = ["regie", "piket"].map(|naam| p.comes(naam, Soort::Terminal, None));
    p.must(piket, None, op(nummer));
    assert!(told(&p.news(regie)).iter().all(|m| !m.contains(&nummer.to_string())));
    p.must(chair, Some(nummer), geef("piket", Rol::Raadpleger, None));
    p.wait(25 * 60);
    assert!(follows(&mut p, piket, nummer));
}
