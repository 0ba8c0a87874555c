//! `crisistafel doe` and `schema` as a script uses them: the built program, lines in, lines out, an exit code.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::child::{Ended, House, Running};

const OPEN: &str = "{\"opdrachten\":[{\"opdracht\":\"open_dossier\",\"werktitel\":\"Doe\"}]}\n";

fn titled(nummer: &str, titel: &str) -> String {
    let opdracht = json!({ "opdracht": "wijzig_werktitel", "werktitel": titel });
    format!("{}\n", json!({ "dossier": nummer, "opdrachten": [opdracht] }))
}

/// The lines that were said to be on disk.
fn said(ended: &Ended) -> Vec<Value> {
    ended.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{ended:?}"))).collect()
}

/// The numbers of the lines of which is said that they are on disk, in this dossier, and up to where that is with each.
fn lines(ended: &Ended, nummer: &str) -> Vec<u64> {
    let said = said(ended);
    let stands: BTreeSet<&str> = said.iter().map(|one| one["stand"].as_str().unwrap()).collect();
    assert!(stands.len() == said.len() && stands.iter().all(|s| s.len() == 16), "{ended:?}");
    assert!(said.iter().all(|one| one["dossier"] == nummer && one.as_object().unwrap().len() == 3), "{ended:?}");
    said.iter().map(|one| one["regel"].as_u64().unwrap()).collect()
}

/// A house that is served, with a dossier.
fn served() -> (House, Running, String) {
    let house = House::new();
    let service = house.service();
    let opened = house.run("doe --oefening", OPEN);
    let nummer = said(&opened)[0]["dossier"].as_str().unwrap().to_owned();
    assert_eq!(lines(&opened, &nummer), [1]);
    (house, service, nummer)
}

/// How many records a dossier has, as `controleer` counts them.
fn records(house: &House, nummer: &str) -> String {
    let checked = house.run("controleer --oefening", "");
    let line = checked.out.lines().find(|line| line.contains(nummer)).unwrap().to_owned();
    line.split(": ").nth(1).unwrap().to_owned()
}

#[test]
fn each_line_that_is_on_disk_is_said_and_empty_lines_count() {
    let (house, _service, nummer) = served();
    let input = format!("\n{}\r\n   \n{}", titled(&nummer, "een"), titled(&nummer, "twee").trim_end());
    let ended = house.run("doe --oefening", &input);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert_eq!(lines(&ended, &nummer), [2, 5]);
    assert_eq!(records(&house, &nummer), "heel, 3 records");
    let nothing = house.run("doe --oefening", "");
    assert_eq!((nothing.code, nothing.out.as_str(), nothing.err.as_str()), (Some(0), "", ""));
}

#[test]
fn a_bad_line_names_itself_and_what_is_wrong_and_what_came_before_it_stands() {
    let (house, _service, nummer) = served();
    let bad = |line: &str| line.replace("NUMMER", &nummer);
    let cases = [
        ("geen json", "dit is geen JSON (teken 1)"),
        ("{\"dossier\":\"NUMMER\"}", "het veld opdrachten ontbreekt"),
        ("{\"dossier\":\"NUMMER\",\"opdrachten\":[]}", "er staan geen opdrachten in"),
        ("{\"dossier\":\"NUMMER\",\"opdrachten\":[{\"opdracht\":\"dans\"}]}", "dans ken ik niet; wel: open_dossier"),
        ("{\"dossier\":\"NUMMER\",\"opdrachten\":[],\"haast\":1}", "het veld haast ken ik niet; wel: dossier"),
        ("{\"dossier\":\"24-1\",\"opdrachten\":[{\"opdracht\":\"meld_112\"}]}", "zie crisistafel schema"),
        ("{\"dossier\":7,\"opdrachten\":[{\"opdracht\":\"meld_112\"}]}", "verkeerde soort"),
        ("{\"dossier\":\"26-KKKK\",\"opdrachten\":[{\"opdracht\":\"meld_112\"}]}", "26-KKKK"),
        ("{\"opdrachten\":[{\"opdracht\":\"meld_112\"}]}", "het nummer van het dossier"),
        ("\u{1b}[2J\0", "dit is geen JSON"),
        ("\u{feff}{\"opdrachten\":[]}", "begint met een BOM"),
        ("{\"opdrachten\":[]}\u{1a}", "hier staat een Ctrl+Z"),
        ("{\"opdrachten\":[{\"opdracht\":\"d\\u001b[2J\\u202ens\"}]}", "d[2Jns ken ik niet"),
    ];
    for (at, (line, what)) in (2..).zip(cases) {
        let input = format!("{}{}\n{}", titled(&nummer, &format!("ervoor {at}")), bad(line), titled(&nummer, "erna"));
        let ended = house.run("doe --oefening", &input);
        assert_eq!((ended.code, said(&ended).len()), (Some(1), 1), "{ended:?}");
        assert!(ended.err.starts_with("regel 2: ") && ended.err.contains(what), "{line}: {ended:?}");
        assert!(!ended.err.contains(|c: char| c.is_control() && c != '\n'), "{ended:?}");
        assert_eq!(records(&house, &nummer), format!("heel, {at} records"), "nothing of what stands behind it");
    }
    // a line goes whole or not at all, and says which of its commands it was
    let two = json!({ "dossier": nummer, "opdrachten": [
        { "opdracht": "wijzig_werktitel", "werktitel": "half" },
        { "opdracht": "start_overleg", "overleg": 9 },
    ] });
    let ended = house.run("doe --oefening", &two.to_string());
    assert!(ended.code == Some(1) && ended.err.starts_with("regel 1: opdracht 2: "), "{ended:?}");
    assert_eq!(records(&house, &nummer), format!("heel, {} records", cases.len() + 1));
}

#[test]
fn all_or_nothing_makes_one_record_of_all_lines_or_none() {
    let (house, _service, nummer) = served();
    let three: String = ["een", "twee", "drie"].map(|titel| titled(&nummer, titel)).concat();
    let ended = house.run("doe --alles-of-niets --oefening", &three);
    assert_eq!((ended.code, lines(&ended, &nummer)), (Some(0), vec![3]));
    let refused = json!({ "dossier": nummer, "opdrachten": [{ "opdracht": "start_overleg", "overleg": 9 }] });
    let other = titled("26-KKKK", "ander");
    for (line, what) in [(refused.to_string(), "opdracht 4"), ("{".to_owned(), "geen JSON"), (other, "over een dossier")] {
        let ended = house.run("doe --alles-of-niets --oefening", &format!("{three}{line}\n"));
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{ended:?}");
        assert!(ended.err.starts_with("regel 4: ") && ended.err.contains(what), "{ended:?}");
        assert_eq!(records(&house, &nummer), "heel, 2 records");
    }
    // the first line may open the dossier that the others are about
    let opening = "{\"opdrachten\":[{\"opdracht\":\"open_dossier\",\"werktitel\":\"Nieuw\"}]}\n\
                   {\"opdrachten\":[{\"opdracht\":\"meld_112\"}]}\n";
    let ended = house.run("doe --alles-of-niets --oefening", opening);
    let opened = said(&ended)[0]["dossier"].as_str().unwrap().to_owned();
    assert_eq!((ended.code, records(&house, &opened).as_str()), (Some(0), "heel, 1 records"), "{ended:?}");
}

#[test]
fn a_line_with_a_request_id_that_is_given_again_does_nothing() {
    let (house, _service, nummer) = served();
    let opdracht = json!({ "opdracht": "wijzig_werktitel", "werktitel": "een keer" });
    let line = json!({ "dossier": nummer, "verzoek": "5".repeat(32), "opdrachten": [opdracht] }).to_string();
    let (first, again) = (house.run("doe --oefening", &line), house.run("doe --oefening", &line));
    assert_eq!((first.code, said(&first)), (Some(0), said(&again)));
    assert_eq!(records(&house, &nummer), "heel, 2 records");
}

#[test]
fn a_line_that_is_too_long_is_refused_before_it_is_read_to_its_end() {
    let (house, _service, nummer) = served();
    let ended = house.run("doe --oefening", &format!("{}\n", "x".repeat(9 << 20)));
    assert!(ended.code == Some(1) && ended.err.starts_with("regel 1: "), "{:?}", ended.err);
    assert!(ended.err.len() < 200, "it is not repeated");
    assert_eq!(records(&house, &nummer), "heel, 1 records");
}

/// Every command that the fictitious dossiers use, and every one in the program's own table, is one of the schema.
#[test]
fn the_schema_is_one_of_json_and_names_every_command_with_its_fields() {
    let house = House::bare();
    let ended = house.run("schema", "");
    assert_eq!(ended.code, Some(0));
    let schema: Value = serde_json::from_str(&ended.out).unwrap();
    assert!(schema["$schema"].as_str().unwrap().starts_with("https://json-schema.org/"));
    assert_eq!((&schema["additionalProperties"], &schema["required"]), (&json!(false), &json!(["opdrachten"])));
    let kinds = schema["$defs"]["Command"]["oneOf"].as_array().unwrap();
    let named: BTreeSet<&str> = kinds.iter().map(|k| k["properties"]["opdracht"]["const"].as_str().unwrap()).collect();
    assert_eq!(named, super::roles::names().collect());
    for kind in kinds {
        let (known, needed) = (kind["properties"].as_object().unwrap(), kind["required"].as_array().unwrap());
        assert!(needed.iter().all(|n| known.contains_key(n.as_str().unwrap())), "{kind}");
    }
    // whatever it refers to is in it
    for name in ended.out.split("\"#/$defs/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(schema["$defs"][name].is_object(), "{name} is not in it");
    }
}

#[test]
fn where_there_is_no_exercise_a_script_is_told_so() {
    let house = House::bare();
    let ended = house.run("doe --oefening", OPEN);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert_eq!(ended.err, "er is geen oefening; begin er een met 'crisistafel oefening'\n");
}

/// A copy that a program for synchronising made beside a journal was 'all is whole', without a word.
#[test]
fn what_lies_between_the_journals_and_is_none_is_named() {
    let (house, mut service, nummer) = served();
    service.signal(nix::sys::signal::Signal::SIGTERM);
    service.wait();
    let strange = house.store().join(format!("dossiers/{nummer}.sync-conflict-20261128-101500-ABCDEFG.journaal"));
    std::fs::write(&strange, "een kopie").unwrap();
    std::fs::write(house.store().join(format!("dossiers/{nummer}.staart-20261128T101500000Z")), "een staart").unwrap();
    let checked = house.run("controleer --oefening", "");
    let name = strange.file_name().unwrap().to_str().unwrap();
    assert!(checked.out.contains(&format!("dossiers/{name}: geen journaal van deze tafel")), "{checked:?}");
    assert!(!checked.out.contains(".staart-") && checked.out.contains("Alles is heel"), "{checked:?}");
}

/// A meeting was begun where the sockets stand in one place, and looked up from where they stand in another: it was said that
/// the service had to be killed.
#[test]
fn a_service_that_listens_elsewhere_is_found_by_what_it_says_beside_its_store() {
    let house = House::new();
    let settings = |name: &str| {
        let at = house.path().join(name);
        std::fs::write(house.path().join("tafel.toml"), format!("aansluiting = \"{}\"\n", at.display())).unwrap();
        at
    };
    let one = settings("een");
    let _service = house.service();
    assert!(one.join("oefening/tafel").exists());
    let two = settings("twee");
    let found = house.run("dossiers --oefening", "");
    assert_eq!((found.code, found.err.as_str()), (Some(0), ""), "{found:?}");
    assert!(!two.exists());
    // where the store is open to others anybody could have said so
    std::fs::set_permissions(house.store(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    assert_eq!(house.run("dossiers --oefening", "").code, Some(3));
}
