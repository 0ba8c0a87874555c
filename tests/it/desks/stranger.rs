//! A dossier that one may not see does not exist. Every message and every verb of somebody who may not see it is answered as
//! it is where there is no such dossier: byte for byte, but for the number that was asked.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crisistafel::domain::command::Command;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Basis, Getypt, InzageVraag, Raadpleging, Soort, Stand, ToServer};
use crisistafel::server::clerk::PeerId;
use nix::sys::signal::Signal;

use super::child::House;
use super::meeting::{bijeen, feit, open, start, t};
use super::people::{People, geef, trek_in};
use super::{commands, roles};

/// The number of a dossier that is not there.
fn nowhere() -> DossierNummer {
    DossierNummer::pick(2026, 654_321)
}

/// Which message this is. A new one does not compile until it stands here, and the test below fails until [`about`] asks it.
pub(super) fn kind(message: &ToServer) -> usize {
    match message {
        ToServer::Hallo { .. } => 0,
        ToServer::Volg { .. } => 1,
        ToServer::VolgOverzicht => 2,
        ToServer::Doe { .. } => 3,
        ToServer::Concept(_) => 4,
        ToServer::Terzijde { .. } => 5,
        ToServer::Vraag { vraag: Raadpleging::Dossiers, .. } => 6,
        ToServer::Vraag { vraag: Raadpleging::Acties, .. } => 7,
        ToServer::Vraag { vraag: Raadpleging::Zoek { .. }, .. } => 8,
        ToServer::Vraag { vraag: Raadpleging::Inzage(_), .. } => 9,
        ToServer::Vraag { vraag: Raadpleging::Vernietigingen, .. } => 10,
        ToServer::Vergrendel => 11,
        ToServer::Ontgrendel { .. } => 12,
        ToServer::ZetPin { .. } => 13,
        ToServer::WisPin { .. } => 14,
    }
}
const KINDS: usize = 15;

/// Everything that somebody can say about a dossier, each kind at least once.
pub(super) fn about(n: DossierNummer) -> Vec<ToServer> {
    let getypt = |text: &str, nr| {
        let mut regel = Getypt::nieuw(t(text));
        regel.verzoek = Some(RequestId(nr));
        regel
    };
    let doe = |nr: u128, dossier, basis: Option<Stand>, opdrachten: Vec<Command>| ToServer::Doe {
        verzoek: RequestId(nr),
        dossier,
        basis: basis.map(|stand| Basis { stand: Some(stand), eigen: Vec::new() }),
        regels: opdrachten
            .iter()
            .filter(|c| matches!(c, Command::LegRegelVast { .. }))
            .map(|_| getypt("f x", nr))
            .collect(),
        opdrachten,
    };
    let vraag = |nr, vraag| ToServer::Vraag { nr, vraag };
    let zoek = |nr, woorden: &str| vraag(nr, Raadpleging::Zoek { woorden: t(woorden) });
    let mut all = vec![
        ToServer::Hallo {
            soort: Soort::Terminal,
            terminal: RequestId(1),
            als: None,
            namens: None,
            vanaf: crisistafel::domain::inzage::Vanaf::default(),
        },
        ToServer::VolgOverzicht,
        ToServer::Volg { dossier: Some(n), sinds: None },
        ToServer::Volg { dossier: Some(n), sinds: Some(Stand(7)) },
        ToServer::Concept(getypt("f half", 500)),
        ToServer::Terzijde { dossier: n, erbij: vec![getypt("f opzij", 501)], weg: Vec::new() },
        ToServer::Terzijde { dossier: n, erbij: Vec::new(), weg: vec![RequestId(501)] },
        vraag(1, Raadpleging::Dossiers),
        vraag(2, Raadpleging::Acties),
        vraag(5, Raadpleging::Vernietigingen),
        zoek(3, "deur"),
        zoek(4, "zus"),
        zoek(5, &n.to_string()),
        vraag(
            6,
            Raadpleging::Inzage(InzageVraag { dossier: Some(n), wie: None, sinds: super::meeting::over_minuten(-60) }),
        ),
    ];
    let each = commands().zip(1000..).map(|(name, nr)| (roles::command(name), nr));
    for (command, nr) in each.filter(|(c, _)| !matches!(c, Command::OpenDossier { .. })) {
        all.push(doe(nr, Some(n), None, vec![command.clone()]));
        all.push(doe(nr, Some(n), None, vec![command.clone()]));
        all.push(doe(nr + 500, Some(n), Some(Stand(3)), vec![command.clone(), command]));
    }
    all.push(doe(3000, None, None, vec![open("nieuw")]));
    all.push(doe(3001, Some(n), None, Vec::new()));
    all.push(ToServer::Volg { dossier: None, sinds: None });
    let pin = || crisistafel::domain::pin::Pin::gegeven("482915").unwrap();
    all.push(ToServer::ZetPin { oud: None, nieuw: Some(pin()) });
    all.push(ToServer::WisPin { gebruiker: t("dewit") });
    all.push(ToServer::Ontgrendel { pin: pin() });
    all.push(ToServer::Vergrendel);
    // and once more, as one that is locked
    all.push(ToServer::Volg { dossier: Some(n), sinds: None });
    all
}

#[test]
fn every_kind_of_message_is_asked() {
    let mut asked = about(nowhere()).iter().map(kind).collect::<Vec<_>>();
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked, (0..KINDS).collect::<Vec<_>>());
}

/// Who may not see the dossier: kept to another one, in three ways; or to none.
const STRANGERS: [(&str, Soort, Option<Rol>); 6] = [
    ("lezer", Soort::Terminal, None),
    ("schrijver", Soort::Terminal, None),
    ("vreemd", Soort::Terminal, None),
    ("beheer", Soort::Terminal, None),
    ("vreemd", Soort::Vraag, None),
    ("zaal", Soort::Scherm, None),
];

fn table(own: DossierNummer) -> String {
    let row =
        |naam: &str, rol: &str, only: &str| format!("[[toegang]]\ngebruiker = \"{naam}\"\nrollen = [\"{rol}\"]\n{only}\n");
    let only = format!("dossiers = [\"{own}\"]");
    [
        row("duin", "voorzitter", ""),
        row("dewit", "notulist", ""),
        row("beheer", "beheerder", ""),
        row("lezer", "raadpleger", &only),
        row("schrijver", "notulist", &only),
        row("zaal", "scherm", &only),
    ]
    .concat()
}

/// A table with two dossiers: one of the strangers, and one that they may not see, with a meeting, lines, an action and
/// somebody who was let in once and is not any more.
fn tafel() -> (People, PeerId, DossierNummer, DossierNummer) {
    // the numbers follow from the requests, so that the table can name one before it is there
    let own = {
        let mut p = People::new(&table(nowhere()));
        let chair = p.comes("duin", Soort::Terminal, None);
        p.must(chair, None, open("Eigen"))
    };
    let mut p = People::new(&table(own));
    let chair = p.comes("duin", Soort::Terminal, None);
    assert_eq!(p.must(chair, None, open("Eigen")), own);
    let hidden = p.must(chair, None, open("Verborgen"));
    p.must(chair, Some(own), geef("vreemd", Rol::Notulist, None));
    for command in [bijeen(), start(), feit("hij stond voor de deur"), feit("zij slaapt bij haar zus")] {
        p.must(chair, Some(hidden), command);
    }
    p.must(chair, Some(hidden), geef("vreemd", Rol::Notulist, None));
    p.must(chair, Some(hidden), trek_in("vreemd"));
    (p, chair, own, hidden)
}

/// What a stranger is sent who says all that about a dossier, message by message, without the number that was asked.
fn told(stranger: (&str, Soort, Option<Rol>), existing: bool, loaded: bool) -> Vec<(usize, String)> {
    let (mut p, _, own, hidden) = tafel();
    p.again(true);
    if loaded {
        let writes = p.sits("dewit", None, hidden);
        p.says(writes, ToServer::Concept(Getypt::nieuw(t("f wordt getypt"))));
    } else {
        p.comes("dewit", Soort::Terminal, None);
    }
    let (naam, soort, als) = stranger;
    let peer = p.comes(naam, soort, als);
    assert!(!p.ended.contains(&peer), "{naam} is let in");
    p.says(peer, ToServer::Volg { dossier: Some(own), sinds: None });
    p.bytes.remove(&peer);
    let n = if existing { hidden } else { nowhere() };
    let mut all = Vec::new();
    for (at, message) in about(n).into_iter().enumerate() {
        p.says(peer, message);
        let bytes = p.bytes.remove(&peer).unwrap_or_default();
        all.push((at, String::from_utf8_lossy(&bytes).replace(&n.to_string(), "26-....")));
    }
    all
}

#[test]
fn no_message_tells_whether_a_dossier_is_there_that_one_may_not_see() {
    for stranger in STRANGERS {
        for loaded in [false, true] {
            let (there, not) = (told(stranger, true, loaded), told(stranger, false, loaded));
            for (a, b) in there.iter().zip(&not) {
                assert_eq!(a, b, "{stranger:?}, loaded: {loaded}, message {}", kind(&about(nowhere())[a.0]));
            }
            assert!(there.iter().map(|(_, text)| text.len()).sum::<usize>() > 1000, "something was answered");
        }
    }
}

/// And whatever others do in it, nothing is sent: no row, no presence, no moment.
#[test]
fn what_happens_in_a_dossier_that_one_may_not_see_sends_nothing() {
    for (naam, soort, als) in STRANGERS {
        let (mut p, chair, own, hidden) = tafel();
        let peer = p.comes(naam, soort, als);
        p.says(peer, ToServer::VolgOverzicht);
        p.says(peer, ToServer::Volg { dossier: Some(own), sinds: None });
        p.bytes.remove(&peer);
        let writes = p.sits("dewit", None, hidden);
        p.says(chair, ToServer::Volg { dossier: Some(hidden), sinds: None });
        p.says(writes, ToServer::Concept(Getypt::nieuw(t("f wordt getypt"))));
        for name in commands() {
            if name != "open_dossier" {
                p.asks(chair, Some(hidden), vec![roles::command(name)]);
            }
        }
        p.wait(60);
        assert_eq!(p.bytes.remove(&peer), None, "{naam}");
    }
}

/// Who was never let in is told the same, whether they ask for a dossier that is there or not, and after access ended as
/// before it was given.
#[test]
fn who_is_not_let_in_is_told_the_same_before_and_after() {
    let (mut p, chair, own, _) = tafel();
    let asks = |p: &mut People| {
        let peer = p.comes("kijker", Soort::Terminal, None);
        p.bytes.remove(&peer)
    };
    let before = asks(&mut p);
    p.must(chair, Some(own), geef("kijker", Rol::Raadpleger, Some(30)));
    assert_ne!(asks(&mut p), before);
    p.wait(30);
    assert_eq!(asks(&mut p), before);
}

/// How each verb is run by somebody who may not see dossier `n`; none where it knows of no dossiers of others.
fn verb(name: &str, n: &str) -> Vec<(String, String)> {
    let doe = format!("{{\"dossier\":\"{n}\",\"opdrachten\":[{{\"opdracht\":\"meld_112\"}}]}}\n");
    let run = |args: &str| vec![(format!("{args} --oefening"), String::new())];
    match name {
        "toon" => [run(&format!("toon {n}")), run(&format!("toon {n} --json")), run(&format!("toon {n} mensen"))].concat(),
        "verslag" => [
            run(&format!("verslag {n}")),
            run(&format!("verslag {n} --voorlegger")),
            run(&format!("verslag {n} --met-afgeschermd --overleg 1")),
        ]
        .concat(),
        "acties" => [run("acties"), run("acties --json"), run("acties --te-laat")].concat(),
        "dossiers" => [run("dossiers"), run("dossiers --json")].concat(),
        "zoek" => ["deur\n".to_owned(), format!("{n}\n")].map(|words| ("zoek --oefening".to_owned(), words)).into(),
        "verzoek" => [run(&format!("verzoek {n}")), run(&format!("verzoek {n} --partner politie --vorm ics"))].concat(),
        "inzage" => [run("inzage"), run(&format!("inzage {n}")), run(&format!("inzage {n} --json --wie duin"))].concat(),
        "doe" => [("doe", &doe), ("doe --alles-of-niets", &doe)]
            .map(|(a, input)| (format!("{a} --oefening"), input.clone()))
            .into(),
        // without a number it is for who may read the store's own files
        "controleer" => vec![(format!("controleer --oefening --aanvaard {n}"), "het is zo\n".to_owned())],
        // it says of how many journals there are keys, to who may read the store's own files; never of which
        "sleutel" => ["toon", "wissel"].map(|what| run(&format!("sleutel {what}"))).concat(),
        "pin" => run("pin wis dewit"),
        "vernietig" => {
            let what = ["lijst".to_owned(), format!("vraag {n} --klasse alles"), format!("akkoord {n} --klasse alles")];
            let asked = what.into_iter().chain([format!("bewijs {n}")]);
            asked.map(|what| (format!("vernietig {what} --oefening"), format!("{n}\n"))).collect()
        }
        "bevries" | "ontdooi" => vec![(format!("{name} {n} --oefening"), "het is zo\n".to_owned())],
        // over SSH the same verbs; a terminal, a wall and the service are the messages above; the rest knows of no dossier
        // a copy is made by who may read the files of the store, and an empty folder tells nothing; closing is of the whole service
        "kopie" | "herstel" | "sluit" | "ssh" | "oefening" | "tafel" | "deelscherm" | "dienst" | "schema" | "kader"
        | "help" | "versie" => Vec::new(),
        other => panic!("{other}: say here what it tells of a dossier that one may not see"),
    }
}

#[test]
fn no_verb_tells_whether_a_dossier_is_there_that_one_may_not_see() {
    let house = House::new();
    let service = house.service();
    let made = |titel: &str| {
        let line = format!("{{\"opdrachten\":[{{\"opdracht\":\"open_dossier\",\"werktitel\":\"{titel}\"}}]}}\n");
        let out = house.run("doe --oefening", &line).out;
        out.split('"').find(|word| word.starts_with("26-")).unwrap_or_else(|| panic!("{out}")).to_owned()
    };
    let (own, hidden) = (made("Eigen"), made("de deur"));
    let me = crisistafel::server::Account::of(nix::unistd::geteuid().as_raw()).naam;
    let table = house.store().join("rollen.toml");
    let verbs: Vec<String> = {
        let help = house.run("help", "").out;
        let named = help.lines().filter_map(|l| l.strip_prefix("crisistafel ")).filter_map(|l| l.split_whitespace().next());
        let mut named: Vec<String> =
            named.filter(|w| w.chars().all(|c| c.is_ascii_lowercase())).map(str::to_owned).collect();
        named.dedup();
        named
    };
    assert!(verbs.len() >= 14, "{verbs:?}");
    for rol in ["raadpleger", "notulist", "beheerder", "procesregisseur"] {
        fs::write(&table, format!("[[toegang]]\ngebruiker = \"{me}\"\nrollen = [\"{rol}\"]\ndossiers = [\"{own}\"]\n"))
            .unwrap();
        fs::set_permissions(&table, fs::Permissions::from_mode(0o600)).unwrap();
        for name in &verbs {
            let (there, not) = (verb(name, &hidden), verb(name, &nowhere().to_string()));
            for ((args, input), (other_args, other_input)) in there.into_iter().zip(not) {
                let a = house.run(&args, &input);
                let b = house.run(&other_args, &other_input);
                // when it was asked stands in it too
                let still = |text: &str| {
                    text.lines()
                        .filter(|l| !l.contains("\"utc\"") && !l.contains("\"lokaal\""))
                        .collect::<Vec<_>>()
                        .join("\n")
                };
                let seen = |text: &str, n: &str| still(&text.replace(n, "26-...."));
                let (a, b) = (
                    (a.code, seen(&a.out, &hidden), seen(&a.err, &hidden)),
                    (b.code, seen(&b.out, &nowhere().to_string()), seen(&b.err, &nowhere().to_string())),
                );
                assert_eq!(a, b, "{rol}: {args}");
                assert!(!a.1.contains("de deur"), "{rol}: {args}");
            }
        }
    }
    let mut service = service;
    service.signal(Signal::SIGTERM);
    assert_eq!(service.wait().code(), Some(0));
}
