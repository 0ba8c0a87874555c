//! The other verbs as the built program: `controleer`, `dienst`, the lookups, and how each ends.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crisistafel::journal::{Journal, JournalId, OrganisatieEvent, record};

use nix::sys::signal::Signal;

use super::child::{Ended, House, Running};

const LINES: &str = "{\"opdrachten\":[{\"opdracht\":\"open_dossier\",\"werktitel\":\"Verloren\"}]}";

/// A house with one dossier of three records, and its number. Nobody serves it.
fn written() -> (House, String) {
    let house = House::new();
    let service = house.service();
    let opened = house.run("doe --oefening", LINES);
    let said: serde_json::Value = serde_json::from_str(&opened.out).unwrap_or_else(|_| panic!("{opened:?}"));
    let nummer = said["dossier"].as_str().unwrap().to_owned();
    let line = format!("{{\"dossier\":\"{nummer}\",\"opdrachten\":[{{\"opdracht\":\"meld_112\"}}]}}\n");
    assert_eq!(house.run("doe --oefening", &line.repeat(2)).code, Some(0));
    end(service);
    (house, nummer)
}

fn end(mut service: Running) {
    service.signal(Signal::SIGTERM);
    assert_eq!(service.wait().code(), Some(0));
}

fn journal(house: &House, nummer: &str) -> PathBuf {
    house.store().join("dossiers").join(format!("{nummer}.journaal"))
}

fn check(house: &House) -> Ended {
    house.run("controleer --oefening", "")
}

#[test]
fn a_store_that_is_whole_is_said_to_be_also_while_it_is_served() {
    let (house, nummer) = written();
    // each service says that it opened the keys
    let whole = |starts: u32| {
        format!(
            "OEFENING: dit is geen echte tafel.\norganisatie: heel, 1 records\ndossier {nummer}: heel, 3 records\n\
             inzage 2026-11: heel, {starts} records\nAlles is heel: 3 journalen.\n"
        )
    };
    let lines = |ended: &Ended| {
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{ended:?}");
        ended.out.clone()
    };
    assert_eq!(lines(&check(&house)), whole(1));
    let service = house.service();
    assert_eq!(lines(&check(&house)), whole(2));
    end(service);
}

/// Says where, changes nothing, and the other dossiers go on.
#[test]
fn a_journal_that_was_changed_cut_or_taken_away_is_named_with_its_record() {
    let (house, nummer) = written();
    let path = journal(&house, &nummer);
    let whole = fs::read(&path).unwrap();
    let flipped = {
        let mut bytes = whole.clone();
        bytes[whole.len() / 2] ^= 1;
        bytes
    };
    let ends = frame_ends(&whole);
    let cases: [(&str, Option<Vec<u8>>, &str); 5] = [
        ("a bit was flipped", Some(flipped), "beschadigd bij record 2"),
        (
            "the last record is half there",
            Some(whole[..whole.len() - 3].to_vec()),
            "record 3 aan het einde is niet afgemaakt",
        ),
        ("it was shortened by a record", Some(whole[..ends[1]].to_vec()), "het journaal is korter dan het was: record 3"),
        ("it is empty", Some(Vec::new()), "NIET heel"),
        ("it is gone", None, "het journaal is er niet, maar het heeft bestaan"),
    ];
    for (what, bytes, said) in cases {
        match &bytes {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let checked = check(&house);
        assert_eq!(checked.code, Some(1), "{what}: {checked:?}");
        assert!(checked.out.contains(&format!("dossier {nummer}: NIET heel")), "{what}: {checked:?}");
        assert!(checked.out.contains(said), "{what}: {checked:?}");
        assert!(checked.out.contains("organisatie: heel"), "{what}: {checked:?}");
        assert_eq!(checked.err, "Niet alles is heel. Zet de map van de tafel veilig voor u iets herstelt.\n");
        assert_eq!(fs::read(&path).ok(), bytes, "{what}: it was only looked at");
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(check(&house).code, Some(0));
}

/// Where each record of a journal ends: each begins with the same four bytes.
fn frame_ends(bytes: &[u8]) -> Vec<usize> {
    let marker = [0xff, b'T', b'F', 0xfe];
    let starts = bytes.windows(4).enumerate().filter(|(_, w)| *w == marker).map(|(at, _)| at);
    starts.skip(1).chain([bytes.len()]).collect()
}

/// Review F3: a journal of which the end was cut off, or a bit flipped in its last record, keeps its dossier read-only at
/// every later start, and says which record is missing and what to do; until a named person accepts the loss, with a
/// reason, which is in the organisation's journal. Then the dossier goes on.
#[test]
fn a_loss_once_seen_stays_seen_until_somebody_accepts_it() {
    let (house, nummer) = written();
    let path = journal(&house, &nummer);
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let line = format!("{{\"dossier\":\"{nummer}\",\"opdrachten\":[{{\"opdracht\":\"meld_112\"}}]}}\n");
    for broken in [whole[..frame_ends(&whole)[1]].to_vec(), flipped] {
        fs::write(&path, &broken).unwrap();
        for _ in 0..3 {
            let service = house.service();
            let refused = house.run("doe --oefening", &line);
            assert_eq!(refused.code, Some(4), "{refused:?}");
            assert!(refused.err.contains("record 3 was bevestigd en is er niet meer"), "{refused:?}");
            assert!(refused.err.contains(&format!("--aanvaard {nummer}")), "{refused:?}");
            end(service);
        }
    }
    // why is never on the command line, where others can see it
    let accept = |reden: &str| {
        super::child::run(house.command(["controleer", "--oefening", "--aanvaard", &nummer]), &format!("{reden}\n"))
    };
    let service = house.service();
    assert!(accept("de schijf viel uit").err.contains("wordt al bediend"));
    end(service);
    assert!(accept(" ").err.contains("zeg waarom"), "{:?}", accept(" "));
    let accepted = accept("de schijf viel uit");
    assert!(accepted.code == Some(0) && accepted.out.contains("gaat nu verder na record 2"), "{accepted:?}");
    assert!(accept("nog eens").err.contains("mist niets"));
    assert_eq!(house.run("controleer --oefening --als beheerder", "").code, Some(2), "it is for accepting only");
    // what is remembered and cannot be read is no clean bill
    let heads = fs::read(house.store().join("hoofden")).unwrap();
    fs::write(house.store().join("hoofden"), [&heads[..], b"26-XXXX veel\n"].concat()).unwrap();
    let strange = check(&house);
    assert!(strange.code == Some(1) && strange.out.contains("1 regels zijn niet te lezen"), "{strange:?}");
    fs::write(house.store().join("hoofden"), heads).unwrap();
    let organisatie = crisistafel::server::journaal(&house.store(), None).unwrap().read(JournalId::Organisatie).unwrap();
    let recorded = record::envelopes::<OrganisatieEvent>(JournalId::Organisatie, &organisatie);
    let accepted = |e: &OrganisatieEvent| matches!(e, OrganisatieEvent::VerliesAanvaard { reden, .. } if reden.as_str() == "de schijf viel uit");
    assert_eq!(recorded.flat_map(|e| e.unwrap().events).filter(accepted).count(), 1);
    for _ in 0..2 {
        let service = house.service();
        let goes_on = house.run("doe --oefening", &line);
        assert_eq!(goes_on.code, Some(0), "{goes_on:?}");
        end(service);
        assert_eq!(check(&house).code, Some(0));
    }
}

#[test]
fn a_second_service_and_what_stands_in_its_way_are_refused_in_a_sentence() {
    let (house, _) = written();
    let mut service = house.service();
    let second = house.run("dienst --oefening", "");
    let pid = service.pid();
    assert_eq!((second.code, second.out.as_str()), (Some(1), ""));
    assert_eq!(
        second.err,
        format!("deze tafel wordt al bediend door proces {pid}; sluit die dienst eerst, of maak er verbinding mee\n")
    );
    // killed, it leaves its socket and its number behind: neither is in the way
    service.signal(Signal::SIGKILL);
    service.wait();
    assert!(house.socket().exists() && !house.is_served());
    end(house.service());
    assert!(!house.socket().exists());
    house.wait_until_nobody_serves();
    // a place that is too deep for a socket
    let deep = house.path().join("d".repeat(100));
    fs::write(house.path().join("tafel.toml"), format!("aansluiting = \"{}\"\n", deep.display())).unwrap();
    let refused = house.run("dienst --oefening", "");
    assert!(refused.code == Some(1) && refused.err.contains("107 is het meeste; kies een kortere map"), "{refused:?}");
    fs::remove_file(house.path().join("tafel.toml")).unwrap();
    // open to others
    fs::set_permissions(house.store(), fs::Permissions::from_mode(0o755)).unwrap();
    let refused = house.run("dienst --oefening", "");
    assert!(refused.code == Some(1) && refused.err.contains("zet ze op 700: chmod 700"), "{refused:?}");
    fs::set_permissions(house.store(), fs::Permissions::from_mode(0o700)).unwrap();
    // a role table with a mistake
    fs::write(house.store().join("rollen.toml"), "[[toegang]]\ngebruiker = 7\n").unwrap();
    fs::set_permissions(house.store().join("rollen.toml"), fs::Permissions::from_mode(0o600)).unwrap();
    let refused = house.run("dienst --oefening", "");
    assert!(refused.code == Some(1) && refused.err.starts_with("de rollentabel klopt niet: "), "{refused:?}");
}

#[test]
fn a_store_for_real_dossiers_is_made_by_who_sits_at_a_terminal_and_by_nothing_else() {
    let house = House::bare();
    for (verb, said) in [
        ("dienst", "staat geen tafel"),
        ("dossiers", "maak er een met 'crisistafel tafel'"),
        ("doe", "maak er een met 'crisistafel tafel'"),
        ("tafel", "heeft een terminal nodig"),
    ] {
        let refused = house.run(verb, "");
        assert!(matches!(refused.code, Some(1 | 2)) && refused.err.contains(said), "{verb}: {refused:?}");
    }
    let nothing = house.run("controleer", "");
    assert!(nothing.code == Some(1) && nothing.err.contains("staat geen tafel"), "{nothing:?}");
    assert!(!house.path().join("tafel").exists());
    assert!(house.run("controleer --oefening", "").err.starts_with("er is geen oefening"));
    // where it cannot be seen whether there is one that is said: it was 'there is none' for who may not look
    fs::create_dir_all(house.path().join("oefening")).unwrap();
    std::os::unix::fs::symlink("huidig", house.path().join("oefening/huidig")).unwrap();
    for verb in ["controleer --oefening", "toon 26-K7M4 --oefening", "dienst --oefening"] {
        let refused = house.run(verb, "");
        let said = format!("de oefening in {} kan niet worden gelezen: ", house.path().join("oefening").display());
        assert!(refused.code == Some(1) && refused.err.starts_with(&said), "{verb}: {refused:?}");
    }
}

/// One whole exercise, set out once: what each verb says of it, and that the real table knows nothing of it.
#[test]
fn the_lookups_tell_of_the_exercise_and_say_what_it_is() {
    let house = House::bare();
    let mut service = Running::start(house.command(["dienst", "--oefening", "--nieuw"]));
    let said = service.line().unwrap_or_default();
    assert!(said.starts_with("de dienst luistert op "), "{:?}", service.end());
    let cases = [
        ("dossiers --oefening", "", "26-K7M4"),
        ("toon 26-k7m4 --oefening", "", "Dossier 26-K7M4"),
        ("acties --oefening", "", "A8"),
        ("acties --te-laat --oefening", "", "te laat"),
        ("zoek --oefening", "cilinder\n", "26-K7M4"),
        ("verslag 26-K7M4 --overleg 1 --oefening", "", "## Besluiten"),
    ];
    for (verb, input, said) in cases {
        let ended = house.run(verb, input);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{verb}: {ended:?}");
        assert!(ended.out.contains(said) && ended.out.to_uppercase().contains("OEFENING"), "{verb}: {ended:?}");
        if verb.starts_with("verslag") {
            continue;
        }
        let json = house.run(&format!("{verb} --json"), input);
        let value: serde_json::Value = serde_json::from_str(&json.out).unwrap_or_else(|e| panic!("{verb}: {e}"));
        assert_eq!(value["oefening"], true, "{verb}");
        // the real table is another, and is not there
        let real = house.run(&verb.replace(" --oefening", ""), input);
        assert_eq!((real.code, real.out.as_str()), (Some(1), ""), "{verb}: {real:?}");
    }
    let checked = check(&house);
    assert_eq!(checked.code, Some(0), "{checked:?}");
    end(service);
}

#[test]
fn what_is_not_understood_not_there_or_without_a_terminal_ends_with_its_own_code() {
    let (house, nummer) = written();
    // a service that the system has to start, and did not
    fs::write(house.path().join("tafel.toml"), "dienst_blijft = true\n").unwrap();
    let ended = house.run("dossiers --oefening", "");
    assert!(ended.code == Some(3) && ended.err.starts_with("er draait geen dienst voor deze tafel"), "{ended:?}");
    fs::remove_file(house.path().join("tafel.toml")).unwrap();
    let service = house.service();
    let cases = [
        (2, "dans", "'dans' ken ik niet"),
        (2, "toon", "heeft het nummer van een dossier nodig"),
        (2, "toon --oefening geennummer", "een dossiernummer ziet eruit als 26-K7M4"),
        (2, "dossiers --te-laat", "dossiers kent --te-laat niet"),
        (2, "dossiers --als baas --oefening", "geen rol"),
        (2, "zoek --oefening", "geef een of meer woorden"),
        (2, "oefening --als notulist", "dit werkwoord heeft een terminal nodig"),
        (2, "deelscherm --oefening", "dit werkwoord heeft een terminal nodig"),
        (1, "toon 26-KKKK --oefening", "26-KKKK"),
        (1, "verslag NUMMER --oefening", "heeft nog geen overleg"),
        (1, "dossiers", "nog geen tafel voor echte dossiers"),
        (0, "help", "controleer"),
        (0, "versie", "protocol"),
        (0, "--help", "controleer"),
    ];
    for (code, verb, said) in cases {
        let ended = house.run(&verb.replace("NUMMER", &nummer), "");
        assert_eq!(ended.code, Some(code), "{verb}: {ended:?}");
        let (right, other) = if code == 0 { (&ended.out, &ended.err) } else { (&ended.err, &ended.out) };
        assert!(right.contains(said) && other.is_empty(), "{verb}: {ended:?}");
    }
    end(service);
}

/// On a machine of one's own a lookup starts the service itself, which ends when nobody is left.
#[test]
fn a_lookup_starts_the_service_of_an_exercise_of_ones_own_and_it_ends_by_itself() {
    let (house, nummer) = written();
    let found = house.run("dossiers --oefening", "");
    assert!(found.code == Some(0) && found.out.contains(&nummer), "{found:?}");
    house.wait_until_nobody_serves();
    assert!(!house.is_served());
    assert_eq!(check(&house).code, Some(0));
}

/// A list of which only the beginning is read is no failure.
#[test]
fn who_closes_the_pipe_is_not_told_of_a_fault() {
    let (house, _) = written();
    let service = house.service();
    let (reading, writing) = std::io::pipe().unwrap();
    drop(reading);
    let mut command = house.command(["dossiers", "--oefening"]);
    command.stdout(writing);
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    end(service);
}

/// Only an exercise has another clock than that of the machine, and nobody gets one through SSH.
#[test]
fn a_clock_of_its_own_is_for_an_exercise_alone() {
    let house = House::new();
    let with = |words: &str, clock: &str, asked: Option<&str>| {
        let mut command = house.command(words.split_whitespace());
        command.env("CRISISTAFEL_KLOK", clock);
        command.envs(asked.map(|asked| ("SSH_ORIGINAL_COMMAND", asked)));
        super::child::run(command, "")
    };
    for (words, asked) in [("dossiers", None), ("dienst", None), ("ssh", Some("dossiers --oefening"))] {
        let refused = with(words, "+86400", asked);
        let said = "CRISISTAFEL_KLOK kan alleen bij een oefening; haal hem weg\n";
        assert_eq!((refused.code, refused.err.as_str(), refused.out.as_str()), (Some(1), said, ""), "{words}");
    }
    let wrong = with("dossiers --oefening", "morgen", None);
    assert!(wrong.code == Some(2) && wrong.err.starts_with("CRISISTAFEL_KLOK is een moment zoals "), "{wrong:?}");
    let future = with("dossiers --oefening", "2126-02-03T04:05:06Z", None);
    assert!(future.code == Some(0), "{future:?}");
}

/// Review F9: of verbs that begin at the same moment one starts the service, and the others wait for it.
#[test]
fn twenty_verbs_that_begin_at_once_all_have_their_answer() {
    let (house, nummer) = written();
    let all: Vec<Running> = (0..20).map(|_| Running::start(house.command(["dossiers", "--oefening"]))).collect();
    for (n, verb) in all.into_iter().enumerate() {
        let ended = verb.end();
        assert!(ended.code == Some(0) && ended.out.contains(&nummer), "{n}: {ended:?}");
    }
    // nor does one that comes as the service ends by itself find nobody
    house.wait_until_nobody_serves();
    assert_eq!(house.run("dossiers --oefening", "").code, Some(0));
}

/// Review F8: nothing is ended or swapped before all checks passed, and nothing of it from afar.
#[test]
fn a_fresh_exercise_that_cannot_be_begun_changes_nothing() {
    let house = House::new();
    let service = house.service();
    let current = || fs::read_to_string(house.path().join("oefening/huidig")).unwrap();
    let before = current();
    let ssh = |asked: &str| {
        let mut command = house.command(["ssh"]);
        command.env("SSH_ORIGINAL_COMMAND", asked);
        super::child::run(command, "")
    };
    let cases = [
        (2, house.run("oefening --nieuw", "ja\n"), "dit werkwoord heeft een terminal nodig"),
        (1, ssh("oefening --nieuw"), "een verse oefening begint niet over ssh"),
        (1, house.run("dienst --oefening --nieuw", ""), "deze tafel wordt al bediend door proces "),
    ];
    for (code, ended, said) in cases {
        assert!(ended.code == Some(code) && ended.err.starts_with(said), "{ended:?}");
        assert!(current() == before && house.is_served(), "{said}");
    }
    end(service);
}

/// What was no text was no command, and opened the overview; what stood behind a # fell off.
#[test]
fn what_comes_over_ssh_is_taken_whole_or_not_at_all() {
    use std::os::unix::ffi::OsStrExt;
    let house = House::new();
    let service = house.service();
    let long = format!("dossiers {}--oefening", " ".repeat(1000));
    let cases: [(&[u8], &str); 7] = [
        (b"dossiers --oefening \xff", "geen leesbare tekst"),
        (b"\xff", "geen leesbare tekst"),
        (b"dossiers --oefening # en de rest", "geen #"),
        (b"dossiers --oefening\nschema", "een teken dat niet zichtbaar is"),
        ("dossiers \u{202e}--oefening".as_bytes(), "een teken dat niet zichtbaar is"),
        (b"dossiers --oefening \x1b[2J", "een teken dat niet zichtbaar is"),
        (long.as_bytes(), "te lang"),
    ];
    for (asked, said) in cases {
        let mut command = house.command(["ssh"]);
        command.env("SSH_ORIGINAL_COMMAND", std::ffi::OsStr::from_bytes(asked));
        let ended = super::child::run(command, "");
        assert!(ended.code == Some(2) && ended.err.contains(said) && ended.out.is_empty(), "{asked:?}: {ended:?}");
    }
    end(service);
}

/// Who has an exercise and no store for real dossiers is told of both ways.
#[test]
fn what_there_is_instead_of_real_dossiers_is_said() {
    let bare = House::bare().run("dossiers", "");
    assert!(bare.code == Some(1) && bare.err.contains("'crisistafel oefening'"), "{bare:?}");
    let house = House::new();
    for (words, way) in [("dossiers", "dossiers"), ("toon 26-k7m4 --json", "toon 26-K7M4")] {
        let ended = house.run(words, "");
        let said = format!("er staat wel een oefening klaar; daar komt u met: crisistafel {way} --oefening");
        assert!(ended.code == Some(1) && ended.err.lines().nth(1) == Some(said.as_str()), "{ended:?}");
    }
    let service = house.service();
    let ended = house.run("acties", "");
    assert!(ended.err.contains("er loopt wel een oefening; daar komt u met: crisistafel acties --oefening"), "{ended:?}");
    end(service);
}

/// Review B23: a name that counts for nothing is not passed over in silence.
#[test]
fn a_name_of_somebody_else_is_refused_where_it_counts_for_nothing() {
    let house = House::new();
    let service = house.service();
    for verb in ["dossiers", "acties", "doe"] {
        let ended = house.run(&format!("{verb} --oefening --namens duin"), "{}\n");
        assert!(ended.code == Some(3) && ended.err.starts_with("--namens kan hier niet: "), "{verb}: {ended:?}");
    }
    end(service);
}

/// A service that may lock no memory says so once in its log, and serves.
#[test]
fn a_service_that_may_lock_no_memory_serves_all_the_same() {
    let house = House::new();
    let meant = house.command(["dienst", "--oefening"]);
    // root is above that limit, but for what takes that away
    let without = ["/usr/bin/setpriv", "--bounding-set=-ipc_lock"];
    let without = without.into_iter().filter(|_| nix::unistd::geteuid().is_root());
    let mut command = std::process::Command::new("/bin/sh");
    command.env_clear().args(["-c", "ulimit -l 0; exec \"$@\"", "sh"]).args(without);
    command.arg(meant.get_program()).args(meant.get_args());
    command.envs(meant.get_envs().filter_map(|(k, v)| Some((k, v?))));
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut service = Running::start(command);
    service.line().expect("the service listens");
    let opened = house.run("doe --oefening", LINES);
    assert_eq!(opened.code, Some(0), "{opened:?}");
    end(service);
    let log = fs::read_to_string(house.store().join("dienst.log")).unwrap();
    assert_eq!(log.matches("memory is not locked").count(), 1, "{log}");
}

/// The requests that wait, as text and as a calendar, on standard output and in files that only their owner reads; a file
/// that is there is left as it is.
#[test]
fn requests_for_information_are_printed_and_written_and_traced_as_an_export() {
    let house = House::new();
    let service = house.service();
    let opened = house.run("doe --oefening", LINES);
    let said: serde_json::Value = serde_json::from_str(&opened.out).unwrap();
    let nummer = said["dossier"].as_str().unwrap();
    let none = house.run(&format!("verzoek {nummer} --oefening"), "");
    assert!(none.code != Some(0) && none.err.contains("wacht geen verzoek op antwoord"), "{none:?}");
    let line = serde_json::json!({ "dossier": nummer, "opdrachten": [{
        "opdracht": "vraag_informatie", "partners": ["politie", "om"], "uiterlijk": "2031-11-22T17:00:00.000Z",
        "grond": "ernstig_gevaar", "doel": "Wat is bij u bekend?", "antwoord_aan": "procesregie",
    }] });
    let asked = house.run("doe --oefening", &format!("{line}\n"));
    assert_eq!(asked.code, Some(0), "{asked:?}");
    let both = house.run(&format!("verzoek {nummer} --oefening"), "");
    assert!(both.code == Some(0) && both.out.contains("Aan: politie") && both.out.contains("Aan: OM"), "{both:?}");
    let one = house.run(&format!("verzoek {nummer} --partner officier --vorm ics --oefening"), "");
    assert!(one.out.contains("UID:I2-") && one.out.contains("\r\n") && !one.out.contains("UID:I1-"), "{one:?}");
    let wrong = house.run(&format!("verzoek {nummer} --vorm pdf --oefening"), "");
    assert!(wrong.err.contains("tekst of ics"), "{wrong:?}");
    let folder = house.path().join("uit");
    fs::create_dir(&folder).unwrap();
    let to = |more: &str| house.run(&format!("verzoek {nummer} --naar {} {more} --oefening", folder.display()), "");
    assert_eq!(to("").code, Some(0));
    let file = folder.join(format!("{nummer}-I1.txt"));
    assert!(fs::read_to_string(&file).unwrap().contains("Aan: politie"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let again = to("");
    assert!(again.code != Some(0) && again.err.contains("dat bestand is er al"), "{again:?}");
    assert_eq!(to("--vorm ics").code, Some(0));
    let trace = house.run(&format!("inzage {nummer} --oefening --json"), "");
    assert!(trace.out.contains("exporteren") && !trace.out.contains("bekend"), "{trace:?}");
    end(service);
}
