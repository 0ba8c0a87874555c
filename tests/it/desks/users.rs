//! Two real Unix users on one machine: the store is one's, the other comes through the socket, or not at all. Needs root,
//! and so is ignored, by name, where nobody asks for it; `.ci/run` does where it is root. Who asks without being root is
//! told that it fails.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crisistafel::crypto::bos::OEFENSLEUTEL;
use crisistafel::crypto::opener::{Identiteit, Opener};
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::rol::Stamp;
use crisistafel::journal::{Journal, JournalId, record};
use crisistafel::server;
use nix::unistd::{Group, User, geteuid};

use super::child::{Ended, House, Running, program, run};

/// A machine with a store of one user, and another user beside.
struct Machine {
    house: House,
    binary: PathBuf,
    owner: User,
    guest: User,
}

/// Two accounts of this machine that are nobody's and in different groups.
fn two_users() -> (User, User) {
    assert!(geteuid().is_root(), "this needs root");
    let known = ["daemon", "bin", "games", "mail", "nobody"].iter().filter_map(|name| User::from_name(name).ok().flatten());
    let mut known = known.filter(|u| !u.uid.is_root());
    let owner = known.next().expect("an account besides root");
    let guest = known.find(|u| u.gid != owner.gid).expect("two accounts besides root");
    (owner, guest)
}

impl Machine {
    /// `shared` lets the guest's group reach the socket.
    fn new(shared: bool) -> Self {
        let (owner, guest) = two_users();
        let house = House::new();
        // a copy that the others can reach; made by another process, because a file that this one has open for writing
        // cannot be run by what its other threads start meanwhile
        let binary = house.path().join("crisistafel");
        assert!(Command::new("cp").arg(program()).arg(&binary).status().unwrap().success());
        if shared {
            let group = Group::from_gid(guest.gid).unwrap().unwrap().name;
            fs::write(house.path().join("tafel.toml"), format!("groep = \"{group}\"\n")).unwrap();
        }
        give(house.path(), owner.uid.as_raw());
        fs::set_permissions(house.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self { house, binary, owner, guest }
    }

    fn table(&self, table: &str) {
        let path = self.house.store().join("rollen.toml");
        fs::write(&path, table).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        chown(&path, Some(self.owner.uid.as_raw()), None).unwrap();
    }

    /// The program as this user, in the guest's group: the owner has to be in it to share a socket with it.
    fn command(&self, user: &User, args: &str) -> Command {
        let there = self.house.command(args.split_whitespace());
        let mut command = Command::new(&self.binary);
        command.args(there.get_args()).env_clear().envs(there.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        command.uid(user.uid.as_raw()).gid(self.guest.gid.as_raw());
        command
    }

    fn service(&self) -> Running {
        let mut service = Running::start(self.command(&self.owner, "dienst --oefening"));
        assert!(service.line().is_some(), "{:?}", service.end());
        service
    }

    fn owner(&self, args: &str, input: &str) -> Ended {
        run(self.command(&self.owner, args), input)
    }

    fn guest(&self, args: &str, input: &str) -> Ended {
        run(self.command(&self.guest, args), input)
    }

    /// Everything that was recorded in a dossier.
    fn record(&self, nummer: DossierNummer) -> Vec<(Stamp, Vec<Event>)> {
        let id = JournalId::Dossier(nummer);
        // the store is of another user, so its key is read by hand
        let key = fs::read_to_string(self.house.store().join(OEFENSLEUTEL)).unwrap();
        let opener = Opener::Identiteit(Identiteit::uit_bestand(&key).unwrap());
        let reading = crisistafel::server::journaal(&self.house.store(), Some(opener)).unwrap().read(id).unwrap();
        record::envelopes::<Event>(id, &reading).map(Result::unwrap).map(|e| (e.stamp, e.events)).collect()
    }
}

/// Review F21: the directory of the sockets is not reached through the link of somebody else, who could lead it elsewhere.
#[test]
#[ignore = "needs root"]
fn the_link_of_another_user_is_not_followed_to_the_socket() {
    let (other, _) = two_users();
    let house = House::new();
    let (link, elsewhere) = (house.path().join("aansluiting"), house.path().join("elders"));
    fs::DirBuilder::new().mode(0o700).create(&elsewhere).unwrap();
    for (whose, served) in [(other.uid, false), (geteuid(), true)] {
        std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
        std::os::unix::fs::lchown(&link, Some(whose.as_raw()), None).unwrap();
        let mut service = Running::start(house.command(["dienst", "--oefening"]));
        assert_eq!(service.line().is_some_and(|said| said.contains("luistert op")), served);
        if !served {
            let ended = service.end();
            assert!(ended.code == Some(1) && ended.err.contains(", niet van u: laat"), "{ended:?}");
            assert!(!elsewhere.join("oefening").exists());
        }
        fs::remove_file(&link).unwrap();
    }
}

/// Review F20: a store on a disk that can only be read is looked into as ever, and it is said that nothing is recorded.
#[test]
#[ignore = "needs root that may mount"]
fn a_disk_that_can_only_be_read_is_looked_into() {
    assert!(geteuid().is_root(), "this needs root");
    let house = House::new();
    fs::DirBuilder::new().mode(0o700).create(house.path().join("lopend")).unwrap();
    fs::write(house.path().join("tafel.toml"), format!("aansluiting = {:?}\n", house.path().join("lopend"))).unwrap();
    let open = |titel: &str| format!("{{\"opdrachten\":[{{\"opdracht\":\"open_dossier\",\"werktitel\":\"{titel}\"}}]}}\n");
    let made = house.run("doe --oefening", &open("Alleen lezen"));
    let nummer = made.out.split('"').find(|word| word.starts_with("26-")).unwrap().to_owned();
    house.wait_until_nobody_serves();
    let there = house.command(["dienst", "--oefening"]);
    let mut command = Command::new("unshare");
    // the disk can only be read for this one process
    let script = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"";
    command.args(["-m", "sh", "-c", script]).arg(house.store().parent().unwrap()).arg(program()).args(there.get_args());
    command.env_clear().envs(there.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut service = Running::start(command);
    assert!(service.line().is_some(), "{:?}", service.end());
    for (words, input, found) in [
        ("dossiers --oefening", "", "Alleen lezen"),
        (&*format!("toon {nummer} --oefening"), "", "Alleen lezen"),
        ("zoek --oefening", "lezen\n", "lezen"),
    ] {
        let said = house.run(words, input);
        assert!(said.code == Some(0) && said.out.contains(found), "{words}: {said:?}");
    }
    let said = house.run("doe --oefening", &open("Nieuw"));
    assert!(said.code != Some(0) && said.err.contains("alleen worden gelezen"), "{said:?}");
    service.signal(nix::sys::signal::Signal::SIGTERM);
    let ended = service.end();
    assert!(ended.code == Some(0) && ended.err.contains("opzoeken kan, vastleggen niet"), "{ended:?}");
    let left = fs::read_dir("/dev/shm")
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains("crisistafel-"));
    assert_eq!(left.count(), 0);
}

/// Gives a whole directory to a user.
fn give(path: &Path, uid: u32) {
    chown(path, Some(uid), None).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give(&entry.unwrap().path(), uid);
        }
    }
}

fn entry(user: &str, rollen: &[&str]) -> String {
    format!("[[toegang]]\ngebruiker = \"{user}\"\nrollen = {rollen:?}\n")
}

const OPEN: &str = "{\"opdrachten\":[{\"opdracht\":\"open_dossier\",\"werktitel\":\"Van een ander\"}]}\n";

fn number(ended: &Ended) -> DossierNummer {
    let said: serde_json::Value = serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{ended:?}"));
    said["dossier"].as_str().unwrap().parse().unwrap()
}

#[test]
#[ignore = "needs root"]
fn another_user_is_let_in_by_the_table_and_by_a_group_and_acts_under_the_own_name() {
    let m = Machine::new(true);
    let (guest, owner) = (m.guest.name.clone(), m.owner.name.clone());
    m.table(&(entry(&guest, &["notulist", "raadpleger"]) + &entry(&owner, &["voorzitter"])));
    let _service = m.service();
    let opened = m.guest("doe --oefening --als notulist", OPEN);
    let nummer = number(&opened);
    let (stamp, _) = &m.record(nummer)[0];
    assert_eq!((stamp.wie.gebruiker.as_str(), stamp.wie.rol.naam()), (guest.as_str(), "notulist"));
    // a group gives the same, and a role that was not given is not had
    let group = Group::from_gid(m.guest.gid).unwrap().unwrap().name;
    m.table(&format!("[[toegang]]\ngroep = \"{group}\"\nrollen = [\"raadpleger\"]\n"));
    let said = m.guest("doe --oefening --als notulist", OPEN);
    assert_eq!(said.code, Some(3), "{said:?}");
    assert!(said.err.contains("geeft u de rol notulist niet; wel: raadpleger"), "{said:?}");
    let said = m.guest("doe --oefening", OPEN);
    assert!(said.code == Some(1) && said.err.contains("als raadpleger mag u dit niet"), "{said:?}");
}

#[test]
#[ignore = "needs root"]
fn another_user_who_is_not_in_the_table_is_sent_away_whatever_name_it_passes() {
    let m = Machine::new(true);
    let _service = m.service();
    let said = m.guest("doe --oefening", OPEN);
    assert_eq!(said.code, Some(3));
    assert!(said.err.contains("deze tafel is van iemand anders"), "{said:?}");
    m.table(&entry(&m.owner.name, &["notulist"]));
    for args in ["doe --oefening", &format!("doe --oefening --namens {}", m.owner.name)] {
        let said = m.guest(args, OPEN);
        assert_eq!(said.code, Some(3), "{said:?}");
        assert!(said.err.contains(&format!("{} staat niet in de rollentabel", m.guest.name)), "{said:?}");
    }
}

#[test]
#[ignore = "needs root"]
fn a_gateway_passes_on_who_somebody_is_and_the_owner_of_the_store_does_not() {
    let m = Machine::new(true);
    let gateways = [&m.guest, &m.owner].map(|u| format!("[[doorgeefluik]]\ngebruiker = \"{}\"\n", u.name)).concat();
    m.table(&(entry("duin", &["notulist"]) + &entry(&m.owner.name, &["notulist"]) + &gateways));
    let _service = m.service();
    let by = |ended: &Ended| m.record(number(ended))[0].0.wie.gebruiker.to_string();
    assert_eq!(by(&m.guest("doe --oefening --namens duin", OPEN)), "duin");
    let said = m.owner("doe --oefening --namens duin", OPEN);
    assert!(said.code == Some(3) && said.err.starts_with("--namens kan niet"), "{said:?}");
    assert_eq!(by(&m.owner("doe --oefening", OPEN)), m.owner.name);
    for args in ["doe --oefening", "doe --oefening --namens jansen", &format!("doe --oefening --namens {}", m.guest.name)] {
        let said = m.guest(args, OPEN);
        assert!(said.code == Some(3) && said.err.contains("staat niet in de rollentabel"), "{said:?}");
    }
    // what stands behind ssh cannot name somebody itself
    let mut command = m.command(&m.guest, "ssh --namens jansen");
    command.env("SSH_ORIGINAL_COMMAND", "dossiers --oefening --namens duin");
    let said = run(command, "");
    assert!(said.code == Some(2) && said.err.contains("gedwongen opdracht"), "{said:?}");
}

/// Access per dossier, with two real users: before and after a stop, and after the read model was lost.
#[test]
#[ignore = "needs root"]
fn somebody_in_no_table_comes_in_for_the_dossier_that_they_were_given_and_for_no_other() {
    let m = Machine::new(true);
    m.table(&entry(&m.owner.name, &["voorzitter"]));
    let mut service = m.service();
    let [one, other] = [(); 2].map(|()| number(&m.owner("doe --oefening", OPEN)));
    let asks = |nummer: DossierNummer, opdracht: &str| {
        format!("{{\"dossier\":\"{nummer}\",\"opdrachten\":[{{\"opdracht\":{opdracht}}}]}}\n")
    };
    let guest = &m.guest.name;
    let out = || m.guest(&format!("toon {one} --oefening"), "");
    assert!(out().code == Some(3) && out().err.contains("staat niet in de rollentabel"));
    let geef =
        format!("\"geef_toegang\",\"gebruiker\":\"{guest}\",\"naam\":\"G. Ast\",\"rol\":\"notulist\",\"reden\":\"r\"");
    assert_eq!(m.owner("doe --oefening", &asks(one, &geef)).code, Some(0));
    for how in ["as it is given", "after a stop", "after the read model was lost"] {
        if how != "as it is given" {
            service.signal(nix::sys::signal::Signal::SIGTERM);
            service.wait();
            if how.contains("lost") {
                fs::remove_dir_all(m.house.store().join(server::READ_MODEL)).unwrap();
            }
            service = m.service();
        }
        // while it is filled again nobody is let in by it, and is told to try again
        let mut said = out();
        while said.err.contains("probeer het zo nog eens") {
            said = out();
        }
        assert!(said.code == Some(0) && said.out.contains(&one.to_string()), "{how}: {said:?}");
        let all = m.guest("dossiers --oefening", "");
        assert!(all.out.contains(&one.to_string()) && !all.out.contains(&other.to_string()), "{how}: {all:?}");
        let hidden = m.guest(&format!("toon {other} --oefening"), "");
        assert!(hidden.code == Some(1) && hidden.err.contains("waar u bij kunt"), "{how}: {hidden:?}");
        let said = m.guest("doe --oefening", &asks(one, &format!("\"wijzig_werktitel\",\"werktitel\":\"{how}\"")));
        assert_eq!(said.code, Some(0), "{how}: {said:?}");
    }
    let wie = m.record(one).last().unwrap().0.wie.clone();
    assert_eq!((wie.gebruiker.as_str(), wie.naam.as_str(), wie.rol.naam()), (guest.as_str(), "G. Ast", "notulist"));
    let weg = format!("\"trek_toegang_in\",\"gebruiker\":\"{guest}\",\"reden\":\"r\"");
    assert_eq!(m.owner("doe --oefening", &asks(one, &weg)).code, Some(0));
    assert!(out().code == Some(3) && out().err.contains("staat niet in de rollentabel"));
}

/// Request ids are seen by everybody who follows the dossier.
#[test]
#[ignore = "needs root"]
fn a_request_id_that_another_user_used_first_does_not_swallow_a_line() {
    let m = Machine::new(true);
    m.table(&(entry(&m.guest.name, &["deelnemer"]) + &entry(&m.owner.name, &["notulist"])));
    let _service = m.service();
    let nummer = number(&m.owner("doe --oefening", OPEN));
    let verzoek = "000000000000000000000000000000aa";
    let line = |opdracht: &str| {
        format!("{{\"dossier\":\"{nummer}\",\"verzoek\":\"{verzoek}\",\"opdrachten\":[{{\"opdracht\":{opdracht}}}]}}\n")
    };
    let stolen = m.guest("doe --oefening", &line("\"meld_112\""));
    let honest = m.owner("doe --oefening", &line("\"wijzig_werktitel\",\"werktitel\":\"Toch vastgelegd\""));
    assert_eq!((stolen.code, honest.code), (Some(0), Some(0)), "{honest:?}");
    let titles = m.record(nummer).into_iter().flat_map(|(_, events)| events);
    assert_eq!(titles.filter(|e| matches!(e, Event::WerktitelGewijzigd { .. })).count(), 1);
}

#[test]
#[ignore = "needs root"]
fn without_a_group_the_socket_is_out_of_reach_and_the_store_always_is() {
    let m = Machine::new(false);
    m.table(&entry(&m.guest.name, &["notulist"]));
    let _service = m.service();
    let said = m.guest("doe --oefening", OPEN);
    assert_eq!(said.code, Some(3));
    assert_eq!(said.err, "u mag niet bij deze tafel; vraag de beheerder om toegang\n");
    for (args, code) in [("dienst --oefening", 1), ("controleer --oefening", 1), ("oefening", 2)] {
        let said = m.guest(args, "");
        assert!(said.code == Some(code) && !said.err.is_empty() && !said.err.contains("panic"), "{args}: {said:?}");
    }
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(m.house.store()), 0o700);
    assert_eq!(mode(m.house.socket()), 0o600);
    assert_eq!(mode(m.house.socket().parent().unwrap().to_owned()), 0o700);
}

#[test]
#[ignore = "needs root"]
fn a_shared_socket_is_for_its_group_and_no_further() {
    let m = Machine::new(true);
    let _service = m.service();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let socket = m.house.socket();
    let (dir, above) = (socket.parent().unwrap(), socket.parent().unwrap().parent().unwrap());
    assert_eq!((mode(&socket), mode(dir), mode(above)), (0o660, 0o710, 0o710));
    // somebody outside the group
    let mut command = m.command(&m.guest, "doe --oefening");
    command.gid(m.owner.gid.as_raw());
    let said = run(command, OPEN);
    assert_eq!((said.code, said.err.as_str()), (Some(3), "u mag niet bij deze tafel; vraag de beheerder om toegang\n"));
}

#[test]
#[ignore = "needs root"]
fn a_store_or_a_socket_directory_of_somebody_else_is_not_used() {
    let m = Machine::new(false);
    let said = server::claim(&m.house.store()).unwrap_err().to_string();
    let store = m.house.store();
    let owner = m.owner.uid;
    assert_eq!(
        said,
        format!(
            "{} is van gebruiker {owner}, niet van u (0); alleen de eigenaar mag er een dienst op starten",
            store.display()
        )
    );
    // somebody made the directory of the socket first, to stand between
    let sockets = m.house.path().join("aansluiting");
    for made in [sockets.clone(), sockets.join("oefening")] {
        fs::create_dir_all(&made).unwrap();
        give(&sockets, m.owner.uid.as_raw());
        chown(&made, Some(m.guest.uid.as_raw()), None).unwrap();
        if made == sockets {
            fs::set_permissions(&made, fs::Permissions::from_mode(0o777)).unwrap();
        }
        let said = m.owner("dienst --oefening", "");
        assert!(said.code == Some(1) && said.err.contains(&format!("{} is van gebruiker", made.display())), "{said:?}");
        fs::remove_dir_all(&sockets).unwrap();
    }
}

/// On a machine of one's own the service is one's own: somebody else who listens in its place is not spoken to.
#[test]
#[ignore = "needs root"]
fn a_service_of_somebody_else_in_the_place_of_ones_own_is_not_spoken_to() {
    let m = Machine::new(false);
    let run_dir = m.house.path().join("run");
    let place = run_dir.join("crisistafel/oefening");
    fs::create_dir_all(&place).unwrap();
    fs::set_permissions(&place, fs::Permissions::from_mode(0o777)).unwrap();
    let listener = std::os::unix::net::UnixListener::bind(place.join("tafel")).unwrap();
    fs::set_permissions(place.join("tafel"), fs::Permissions::from_mode(0o777)).unwrap();
    let mut command = m.command(&m.guest, "doe --oefening");
    command.env_clear().env("XDG_RUNTIME_DIR", &run_dir).env("HOME", m.house.path());
    let said = run(command, OPEN);
    assert!(said.code == Some(3) && said.err.contains("dienst van een ander (gebruiker 0)"), "{said:?}");
    let (mut stream, _) = listener.accept().unwrap();
    let mut heard = Vec::new();
    std::io::Read::read_to_end(&mut stream, &mut heard).unwrap();
    assert!(heard.is_empty(), "nothing was said to it");
}

#[test]
#[ignore = "needs root"]
fn not_even_the_account_of_the_service_looks_into_its_process() {
    super::crash::is_closed(Machine::new(false).service().pid());
}
