//! Access to one dossier: what it opens, that it opens nothing else, and that it ends at once.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Dossier, Toegang};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Afhandeling, Getypt, Hier, Opgehaald, Raadpleging, Soort, ToClient, ToServer};
use crisistafel::server::Asked;
use crisistafel::server::clerk::{Input, PeerId};

use super::meeting::{aanwezig, bijeen, feit, open, over_minuten, start, t};
use super::people::{People, geef, trek_in};
use super::ronde::oordeel;
use super::service::Service;

const TABLE: &str = r#"
[[toegang]]
gebruiker = "duin"
naam = "Duin"
organisatie = "gemeente"
rollen = ["voorzitter"]

[[toegang]]
gebruiker = "dewit"
naam = "De Wit"
rollen = ["notulist"]

[[toegang]]
gebruiker = "piket"
naam = "Piket"
rollen = ["raadpleger"]

[[toegang]]
gebruiker = "ooms"
naam = "Ooms"
organisatie = "OM"
rollen = ["deelnemer"]
dossiers = ["26-2222"]

[[toegang]]
gebruiker = "verhoeven"
rollen = ["raadpleger", "waarnemer"]

[[doorgeefluik]]
gebruiker = "poort"
"#;

const TERMINAL: Soort = Soort::Terminal;

/// Two dossiers, the first with a meeting that goes on, a line and a shielded one; the chair follows it.
fn tafel() -> (People, PeerId, [DossierNummer; 2]) {
    let mut p = People::new(TABLE);
    let chair = p.comes("duin", TERMINAL, None);
    let one = p.must(chair, None, open("Lentedijk"));
    let other = p.must(chair, None, open("Herfstdijk"));
    p.must(chair, Some(one), bijeen());
    p.must(chair, Some(one), start());
    p.must(chair, Some(one), feit("hij stond voor de deur"));
    p.must(chair, Some(one), shielded("zij slaapt bij haar zus"));
    p.says(chair, ToServer::VolgOverzicht);
    p.says(chair, ToServer::Volg { dossier: Some(one), sinds: None });
    p.news(chair);
    (p, chair, [one, other])
}

fn shielded(tekst: &str) -> Command {
    let mut command = feit(tekst);
    if let Command::LegRegelVast { regel, .. } = &mut command {
        regel.afgeschermd = true;
    }
    command
}

/// The dossier that these messages leave with who was sent them; none where it was taken away, or never came.
fn holds(messages: &[ToClient], nummer: DossierNummer) -> Option<Dossier> {
    let mut held = None;
    for message in messages {
        match message {
            ToClient::Opnieuw { dossier } if *dossier == nummer => held = Some(Dossier::new(nummer)),
            ToClient::Frames { dossier, frames, .. } if *dossier == nummer => {
                if let Some(d) = held.as_mut() {
                    for (stamp, event) in frames.iter().flat_map(|f| f.events.iter().map(move |e| (&f.stamp, e))) {
                        evolve(d, stamp, event);
                    }
                }
            }
            ToClient::NietDaar { dossier, .. } if *dossier == Some(nummer) => held = None,
            _ => {}
        }
    }
    held
}

fn not_there(messages: &[ToClient], nummer: DossierNummer) -> bool {
    messages.iter().any(|m| matches!(m, ToClient::NietDaar { dossier: Some(n), .. } if *n == nummer))
}

fn sent_away(messages: &[ToClient]) -> Option<String> {
    messages.iter().find_map(|m| if let ToClient::Weg { reden, .. } = m { Some(reden.clone()) } else { None })
}

fn types(text: &str) -> ToServer {
    let mut regel = Getypt::nieuw(t(text));
    regel.verzoek = Some(RequestId(9_000));
    ToServer::Concept(regel)
}

#[test]
fn who_is_in_no_role_table_comes_in_for_one_dossier_and_there_is_no_other() {
    let (mut p, chair, [one, other]) = tafel();
    let early = p.comes("vreemd", TERMINAL, None);
    assert!(sent_away(&p.news(early)).unwrap().contains("staat niet in de rollentabel"));
    p.must(chair, Some(one), geef("vreemd", Rol::Notulist, None));
    let stranger = p.sits("vreemd", None, one);
    let news = p.news(stranger);
    let welcome = news.iter().find_map(|m| if let ToClient::Welkom { rollen, .. } = m { Some(rollen) } else { None });
    assert_eq!(welcome, Some(&Vec::new()), "the table gives no role");
    let hier = Hier { naam: t("Naam van vreemd"), rollen: vec![Rol::Notulist], organisatie: Some(t("politie")) };
    assert!(news.iter().any(|m| matches!(m, ToClient::Bij { hier: Some(h), .. } if *h == hier)), "{news:?}");
    assert_eq!(holds(&news, one).unwrap().regels.len(), 2, "a notulist reads what is shielded");
    assert_eq!(p.finds(stranger), [one]);
    // acts there as what was given, under the name that was given
    p.must(stranger, Some(one), feit("van de vreemde"));
    let frames = p
        .sent(chair)
        .into_iter()
        .rev()
        .find_map(|m| if let ToClient::Frames { frames, .. } = m { Some(frames) } else { None });
    let by = frames.unwrap().pop();
    let wie = by.unwrap().stamp.wie;
    assert_eq!((wie.gebruiker, wie.naam, wie.rol), (t("vreemd"), t("Naam van vreemd"), Rol::Notulist));
    assert_eq!(wie.organisatie, Some(t("politie")));
    // and nowhere else
    for command in [feit("elders"), trek_in("x"), bijeen()] {
        let said = p.asks(stranger, Some(other), vec![command]);
        assert!(matches!(said, Afhandeling::Geweigerd { weigering: Refusal::GeenDossier { .. } }), "{said:?}");
    }
    assert!(matches!(
        p.asks(stranger, None, vec![open("x")]),
        Afhandeling::Geweigerd { weigering: Refusal::GeenDossier { .. } }
    ));
    p.news(stranger);
    p.says(stranger, ToServer::Volg { dossier: Some(other), sinds: None });
    assert!(not_there(&p.news(stranger), other));
    let as_chair = p.asks(stranger, Some(one), vec![geef("nog iemand", Rol::Raadpleger, None)]);
    assert!(matches!(as_chair, Afhandeling::Geweigerd { weigering: Refusal::RolMagNiet { .. } }), "{as_chair:?}");
}

#[test]
fn it_ends_by_itself_at_the_moment_that_was_said_and_the_terminal_closes_at_once() {
    let (mut p, chair, [one, _]) = tafel();
    p.must(chair, Some(one), geef("vreemd", Rol::Deelnemer, Some(30)));
    assert_eq!(p.clerk.wakes(), Some(over_minuten(15)), "nobody has it who is here; the other dossier leaves memory");
    let stranger = p.sits("vreemd", None, one);
    p.news(stranger);
    p.wait(29);
    assert_eq!(p.clerk.wakes(), Some(over_minuten(30)));
    assert_eq!(p.news(stranger), []);
    p.news(chair);
    p.wait(1);
    let news = p.news(stranger);
    assert!(not_there(&news, one) && sent_away(&news).is_some(), "{news:?}");
    let there = p.news(chair);
    assert!(there.iter().any(|m| matches!(m, ToClient::Aanwezig { anderen, .. } if anderen.is_empty())), "{there:?}");
    assert_eq!(p.clerk.wakes(), None);
    p.must(chair, Some(one), feit("daarna"));
    assert_eq!(p.news(stranger), [], "nothing more is sent");
    let again = p.comes("vreemd", TERMINAL, None);
    assert!(sent_away(&p.news(again)).is_some());
}

/// Whatever comes first at or after that moment, it is taken without that access: the clerk need not be woken for it.
#[test]
fn what_comes_after_that_moment_finds_it_ended() {
    let (mut p, chair, [one, _]) = tafel();
    p.must(chair, Some(one), geef("vreemd", Rol::Notulist, Some(30)));
    let stranger = p.sits("vreemd", None, one);
    p.news(stranger);
    p.nu = over_minuten(30);
    p.must(chair, Some(one), feit("op dat tijdstip"));
    let news = p.news(stranger);
    assert!(not_there(&news, one) && !news.iter().any(|m| matches!(m, ToClient::Frames { .. })), "{news:?}");
}

#[test]
fn what_somebody_types_is_hidden_and_kept_when_their_access_is_withdrawn_and_comes_back_with_it() {
    let (mut p, chair, [one, _]) = tafel();
    p.must(chair, Some(one), geef("piket", Rol::Notulist, None));
    let piket = p.sits("piket", None, one);
    p.says(piket, types("f half getypt"));
    let typed = |news: &[ToClient]| {
        let texts = news
            .iter()
            .filter_map(|m| if let ToClient::Concept { tekst, .. } = m { Some(tekst.to_string()) } else { None });
        texts.collect::<Vec<_>>()
    };
    assert_eq!(typed(&p.news(chair)), ["f half getypt"]);
    p.news(piket);
    p.must(chair, Some(one), trek_in("piket"));
    assert_eq!(typed(&p.news(chair)), [""], "it is no longer shown");
    assert_eq!(p.drafts.len(), 1, "and still on disk");
    // by the table they still read the dossier: without what is shielded, and without what they typed
    let news = p.news(piket);
    assert!(!not_there(&news, one) && holds(&news, one).unwrap().regels.len() == 1, "{news:?}");
    assert!(!news.iter().any(|m| matches!(m, ToClient::UwConcept { .. })));
    let bij = news.iter().find_map(|m| if let ToClient::Bij { hier, .. } = m { Some(hier.clone()) } else { None });
    assert_eq!(bij, Some(None), "they are what the welcome said");
    p.says(piket, types("f nog meer"));
    p.says(piket, ToServer::Volg { dossier: Some(one), sinds: None });
    assert!(!p.news(piket).iter().any(|m| matches!(m, ToClient::UwConcept { .. })));
    assert_eq!(typed(&p.news(chair)), [""; 0]);
    p.must(chair, Some(one), geef("piket", Rol::Notulist, None));
    let news = p.news(piket);
    let back =
        news.iter().find_map(|m| if let ToClient::UwConcept { regel, .. } = m { Some(regel.tekst.clone()) } else { None });
    assert_eq!(back, Some(t("f half getypt")), "{news:?}");
    assert_eq!(holds(&news, one).unwrap().regels.len(), 2);
}

/// Found by the swarm (seed 3057): what a terminal has from when it saw less is no beginning of what it sees now.
#[test]
fn who_was_away_when_access_changed_is_given_the_dossier_anew() {
    let (mut p, chair, [one, _]) = tafel();
    let mut piket = p.sits("piket", None, one);
    for (command, lines) in [(geef("piket", Rol::Notulist, None), 2), (trek_in("piket"), 1)] {
        let sinds = p.news(piket).iter().find_map(|m| if let ToClient::Bij { stand, .. } = m { *stand } else { None });
        assert!(sinds.is_some());
        p.play(Input::Gone(piket));
        p.must(chair, Some(one), command);
        piket = p.comes("piket", TERMINAL, None);
        p.says(piket, ToServer::Volg { dossier: Some(one), sinds });
        let held = holds(&p.sent(piket), one).expect("from the start");
        assert_eq!(held.regels.len(), lines);
    }
}

#[test]
fn a_stranger_who_was_typing_gets_it_back_only_with_access() {
    let (mut p, chair, [one, _]) = tafel();
    p.must(chair, Some(one), geef("vreemd", Rol::Notulist, None));
    let stranger = p.sits("vreemd", None, one);
    p.says(stranger, types("f half getypt"));
    p.must(chair, Some(one), trek_in("vreemd"));
    assert!(p.ended.contains(&stranger) && p.drafts.len() == 1);
    p.must(chair, Some(one), geef("vreemd", Rol::Raadpleger, None));
    let reads = p.sits("vreemd", None, one);
    assert!(!p.news(reads).iter().any(|m| matches!(m, ToClient::UwConcept { .. })), "who only reads has no line");
    p.must(chair, Some(one), geef("vreemd", Rol::Notulist, None));
    let types_again = p.sits("vreemd", None, one);
    assert!(p.news(types_again).iter().any(|m| matches!(m, ToClient::UwConcept { .. })));
}

#[test]
fn a_role_that_was_given_in_one_dossier_counts_beside_that_of_the_table_and_only_there() {
    let (mut p, chair, [one, other]) = tafel();
    for command in [bijeen(), start(), shielded("herfstgeheim")] {
        p.must(chair, Some(other), command);
    }
    p.must(chair, Some(one), geef("piket", Rol::Notulist, None));
    let piket = p.sits("piket", None, one);
    assert_eq!(p.finds(piket), sorted([one, other]));
    p.must(piket, Some(one), feit("als notulist"));
    let elsewhere = p.asks(piket, Some(other), vec![feit("als raadpleger")]);
    let Afhandeling::Geweigerd { weigering: Refusal::RolMagNiet { rollen, .. } } = elsewhere else {
        panic!("{elsewhere:?}")
    };
    assert_eq!(rollen, [Rol::Raadpleger]);
    for (words, found) in [("zus", true), ("herfstgeheim", false)] {
        p.says(piket, ToServer::Vraag { nr: 7, vraag: Raadpleging::Zoek { woorden: t(words) } });
        let rows = p.news(piket).into_iter().find_map(|m| match m {
            ToClient::Lijst { nr: 7, lijst: Opgehaald::Regels { rijen, .. }, .. } => Some(rijen.len()),
            _ => None,
        });
        assert_eq!(rows, Some(usize::from(found)), "{words}");
    }
}

fn sorted(mut all: [DossierNummer; 2]) -> [DossierNummer; 2] {
    all.sort_unstable();
    all
}

/// Who comes as something has what was given as that: `--als` never gives more than somebody asked for.
#[test]
fn who_names_a_role_has_what_was_given_in_that_role() {
    let (mut p, chair, [one, other]) = tafel();
    p.must(chair, Some(one), geef("piket", Rol::Notulist, None));
    let reads = p.sits("piket", Some(Rol::Raadpleger), one);
    assert_eq!(holds(&p.news(reads), one).unwrap().regels.len(), 1, "as raadpleger");
    let writes = p.comes("piket", TERMINAL, Some(Rol::Notulist));
    assert_eq!(p.finds(writes), [one], "as notulist there is one dossier");
    let neither = p.comes("piket", TERMINAL, Some(Rol::Voorzitter));
    assert!(sent_away(&p.news(neither)).unwrap().contains("wel: raadpleger, notulist"));
    let wall = p.comes("piket", Soort::Scherm, None);
    assert!(sent_away(&p.news(wall)).is_some());
    // the table keeps somebody to one dossier, and another one is given
    p.must(chair, Some(other), geef("ooms", Rol::Deelnemer, None));
    let ooms = p.comes("ooms", TERMINAL, None);
    assert_eq!(p.finds(ooms), [other]);
}

#[test]
fn a_name_that_a_gateway_passes_is_let_in_and_the_gateway_itself_is_not() {
    let (mut p, chair, [one, _]) = tafel();
    p.must(chair, Some(one), geef("bkuiper", Rol::Raadpleger, None));
    p.must(chair, Some(one), geef("poort", Rol::Raadpleger, None));
    let asked = |namens: Option<&str>| Asked {
        soort: TERMINAL,
        als: None,
        namens: namens.map(t),
        vanaf: crisistafel::domain::inzage::Vanaf::default(),
    };
    let passed = p.comes_as("poort", asked(Some("bkuiper")));
    assert_eq!(p.finds(passed), [one]);
    for (account, namens) in [("poort", None), ("vreemd", Some("bkuiper")), ("piket", Some("bkuiper"))] {
        let said = p.comes_as(account, asked(namens));
        assert!(sent_away(&p.news(said)).is_some(), "{account} {namens:?}");
    }
}

#[test]
fn an_answer_that_was_under_way_when_access_ended_is_made_anew() {
    let (mut p, chair, [one, other]) = tafel();
    p.must(chair, Some(one), geef("ooms", Rol::Deelnemer, None));
    p.must(chair, Some(other), geef("ooms", Rol::Deelnemer, None));
    let ooms = p.comes("ooms", TERMINAL, None);
    p.held = Some(Vec::new());
    p.says(ooms, ToServer::Vraag { nr: 3, vraag: Raadpleging::Dossiers });
    let question = p.held.take().unwrap().remove(0);
    let answer = p.answer(question);
    p.must(chair, Some(one), trek_in("ooms"));
    p.news(ooms);
    p.play(answer);
    let rows = p.news(ooms).into_iter().find_map(|m| match m {
        ToClient::Lijst { nr: 3, lijst: Opgehaald::Dossiers { rijen }, .. } => Some(rijen),
        _ => None,
    });
    assert_eq!(rows.unwrap().iter().map(|r| r.nummer).collect::<Vec<_>>(), [other]);
}

#[test]
fn the_overview_gains_a_row_when_access_is_given_and_loses_it_when_that_ends() {
    let (mut p, chair, [one, other]) = tafel();
    p.must(chair, Some(other), geef("ooms", Rol::Deelnemer, None));
    let ooms = p.comes("ooms", TERMINAL, None);
    p.says(ooms, ToServer::VolgOverzicht);
    p.news(ooms);
    p.must(chair, Some(one), geef("ooms", Rol::Deelnemer, Some(60)));
    let news = p.news(ooms);
    assert!(matches!(&news[..], [ToClient::Rij { rij }] if rij.nummer == one), "{news:?}");
    p.wait(60);
    assert_eq!(p.news(ooms), [ToClient::RijWeg { nummer: one }]);
    p.must(chair, Some(one), feit("daarna"));
    assert_eq!(p.news(ooms), []);
}

/// Before any dossier is in memory: by what the read model has; where that has to be made again first, nobody is let in by it,
/// and is told why.
#[test]
fn who_was_let_in_is_known_before_a_dossier_is_read_and_else_nobody_is() {
    let (mut p, chair, [one, _]) = tafel();
    p.must(chair, Some(one), geef("vreemd", Rol::Raadpleger, None));
    p.must(chair, Some(one), geef("weg", Rol::Raadpleger, None));
    p.must(chair, Some(one), trek_in("weg"));
    p.again(true);
    let stranger = p.comes("vreemd", TERMINAL, None);
    assert_eq!(p.finds(stranger), [one]);
    let withdrawn = p.comes("weg", TERMINAL, None);
    assert!(sent_away(&p.news(withdrawn)).is_some_and(|why| !why.contains("nagelezen")));
    p.again(false);
    let early = p.comes("vreemd", TERMINAL, None);
    let why = sent_away(&p.news(early)).unwrap();
    assert!(why.contains("wordt nog nagelezen: probeer het zo nog eens"), "{why}");
    // as the read model is filled the clerk is told, and when the dossier is read that is what counts
    p.play(Input::Access(one, 7, vec![given("zoals het was")]));
    let was = p.comes("zoals het was", TERMINAL, None);
    assert_eq!(p.finds(was), [one]);
    let chair = p.comes("duin", TERMINAL, None);
    p.says(chair, ToServer::Volg { dossier: Some(one), sinds: None });
    assert!(p.ended.contains(&was));
    let late = p.comes("vreemd", TERMINAL, None);
    assert_eq!(p.finds(late), [one]);
}

/// What was read off fewer records than there once were may lack that somebody's access was withdrawn.
#[test]
fn by_a_record_that_was_shortened_nobody_is_let_in() {
    let (mut p, chair, [one, other]) = tafel();
    // how far it is then is remembered
    p.must(chair, Some(one), Command::Schors { overleg: super::meeting::O1, reden: t("pauze") });
    for (seq, let_in) in [(5, false), (6, true)] {
        p.again(false);
        p.play(Input::Access(other, 1, Vec::new()));
        p.play(Input::Access(one, seq, vec![given("vreemd")]));
        let stranger = p.comes("vreemd", TERMINAL, None);
        let away = sent_away(&p.news(stranger));
        assert_eq!(away.is_none(), let_in, "{seq} {away:?}");
        assert!(away.is_none_or(|why| !why.contains("nagelezen")), "nothing more is to come");
    }
}

fn given(gebruiker: &str) -> Toegang {
    let (gebruiker, naam, organisatie, reden) = (t(gebruiker), t("G. Ast"), t(""), t("r"));
    Toegang { gebruiker, naam, organisatie, rol: Rol::Raadpleger, tot: None, reden, nood: false }
}

/// The owner of a store without a role table lets somebody in who cannot come in: it is recorded, and that is said.
#[test]
fn where_nobody_but_the_owner_comes_in_who_gives_access_is_told_so() {
    let service = Service::start();
    let mut desk = service.wire(Rol::Voorzitter);
    let (nummer, _) = desk.records(None, vec![open("Alleen")]);
    desk.records(nummer, vec![geef("vreemd", Rol::Raadpleger, None)]);
    desk.settle();
    let told = desk.told();
    assert!(told.iter().any(|text| text.contains("geen rollentabel: zo kan alleen de eigenaar erbij")), "{told:?}");
}

#[test]
fn who_may_see_a_dossier_is_told_to_full_screens_only() {
    let (mut p, chair, [one, _]) = tafel();
    let [writes, reads] = [("dewit", None), ("piket", None)].map(|(naam, als)| p.sits(naam, als, one));
    p.news(writes);
    p.news(reads);
    p.must(chair, Some(one), geef("vreemd", Rol::Raadpleger, None));
    let told = |news: &[ToClient]| {
        let all = news.iter().filter_map(|m| if let ToClient::Frames { frames, .. } = m { Some(frames) } else { None });
        all.flatten().flat_map(|f| &f.events).any(|e| matches!(e, Event::ToegangGegeven { .. }))
    };
    assert!(told(&p.news(writes)));
    assert_eq!(p.news(reads), [], "not even that something was recorded");
}

/// For who may see no dossier a store with dossiers is as one without: they are answered at once, also while a lost read
/// model is being filled, and how that goes is told to the others.
#[test]
fn who_may_see_no_dossier_hears_nothing_of_the_read_model() {
    let beheer = format!("{TABLE}\n[[toegang]]\ngebruiker = \"beheer\"\nrollen = [\"beheerder\"]\n");
    let asks = |p: &mut People, wie: PeerId| {
        for (nr, vraag) in
            [Raadpleging::Dossiers, Raadpleging::Acties, Raadpleging::Zoek { woorden: t("deur") }].into_iter().enumerate()
        {
            p.says(wie, ToServer::Vraag { nr: u32::try_from(nr).unwrap(), vraag });
        }
        p.news(wie)
    };
    let mut empty = People::new(&beheer);
    let nobody = empty.comes("beheer", TERMINAL, None);
    let expected = asks(&mut empty, nobody);
    assert_eq!(expected.iter().filter(|m| matches!(m, ToClient::Lijst { .. })).count(), 3);

    let mut p = People::new(&beheer);
    let chair = p.comes("duin", TERMINAL, None);
    p.must(chair, None, open("Lentedijk"));
    // no answer comes now; and one of these may see a dossier that is not there
    p.held = Some(Vec::new());
    let keeper = p.comes("beheer", TERMINAL, None);
    assert_eq!(asks(&mut p, keeper), expected);
    let ooms = p.comes("ooms", TERMINAL, None);
    assert_eq!(asks(&mut p, ooms).iter().filter(|m| matches!(m, ToClient::Lijst { .. })).count(), 3);
    let lists = |all: &[ToClient]| all.iter().filter(|m| matches!(m, ToClient::Lijst { .. })).count();
    assert_eq!(lists(&asks(&mut p, chair)), 0, "who may see one waits");

    let says = |all: &[ToClient]| all.iter().any(|m| matches!(m, ToClient::Melding { tekst } if tekst.as_str() == "half"));
    p.play(Input::ReadModel(t("half")));
    let heard = [chair, keeper, ooms].map(|wie| says(&p.news(wie)));
    assert_eq!(heard, [true, false, false]);
    // nor does who comes later, where nobody was there who may
    p.play(Input::Gone(chair));
    p.play(Input::ReadModel(t("half")));
    let (keeper, chair) = (p.comes("beheer", TERMINAL, None), p.comes("duin", TERMINAL, None));
    assert_eq!([keeper, chair].map(|wie| says(&p.news(wie))), [false, true]);
}

/// The ids of one terminal count up: who could see those of others could count what they are not given.
#[test]
fn everybody_knows_the_requests_of_others_by_other_names() {
    let (mut p, chair, [one, _]) = tafel();
    p.must(chair, Some(one), geef("kuiper", Rol::Deelnemer, None));
    p.must(chair, Some(one), aanwezig("politie", "Kuiper"));
    let (wit, kuiper) = (p.sits("dewit", None, one), p.sits("kuiper", None, one));
    p.must(chair, Some(one), feit("hij belde aan"));
    p.must(kuiper, Some(one), oordeel("politie"));
    let names = |all: &[ToClient]| -> Vec<(String, RequestId)> {
        let frames = all.iter().filter_map(|m| if let ToClient::Frames { frames, .. } = m { Some(frames) } else { None });
        frames.flatten().map(|f| (f.stamp.wie.gebruiker.to_string(), f.stamp.verzoek)).collect()
    };
    let of = |all: &[(String, RequestId)], wie: &str| -> Vec<RequestId> {
        all.iter().filter(|(naam, _)| naam == wie).map(|(_, verzoek)| *verzoek).collect()
    };
    let (sees, sees_not) = (names(&p.sent(wit)), names(&p.sent(kuiper)));
    let (ids, theirs) = (of(&sees, "duin"), of(&sees_not, "duin"));
    // the shielded line and who was let in are not for everybody, and nothing tells that they are there
    assert_eq!((ids.len(), theirs.len()), (8, 6));
    assert!(ids.iter().chain(&theirs).all(|name| name.0 > 1 << 64), "{ids:?} {theirs:?}");
    // one's own are what they are, and the names are the same at the next look
    assert!(of(&sees_not, "kuiper").iter().all(|own| own.0 < 1 << 64) && of(&sees, "kuiper")[0].0 > 1 << 64);
    let again = p.sits("kuiper", None, one);
    assert_eq!(names(&p.sent(again)), sees_not);
    assert_eq!(names(&p.sent(chair)).last(), sees.last());
}
