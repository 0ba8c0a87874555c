//! One owner per store, one listener per socket; everything that stands in the way is said in a sentence.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crisistafel::server::{self, SocketPlace, Tafel};

use super::service::Service;

fn refused(service: &mut Service) -> String {
    service.try_up().unwrap_err().to_string()
}

#[test]
fn a_store_that_is_served_is_nobody_elses() {
    let service = Service::start();
    assert!(server::is_held(&service.store()));
    let said = server::claim(&service.store()).unwrap_err().to_string();
    let pid = std::process::id();
    assert_eq!(
        said,
        format!("deze tafel wordt al bediend door proces {pid}; sluit die dienst eerst, of maak er verbinding mee")
    );
    assert!(service.desk(None).welcomed());
}

/// Whoever looks whether a store is served must not look like somebody who serves it.
#[test]
fn looking_whether_a_store_is_served_never_keeps_anybody_from_serving_it() {
    let service = Service::idle();
    let (dir, over) = (service.store(), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !over.load(Ordering::SeqCst) {
                    server::is_held(&dir);
                }
            });
        }
        let claims: Vec<_> = (0..300).map(|_| server::claim(&dir).map(drop)).collect();
        over.store(true, Ordering::SeqCst);
        assert_eq!(claims.into_iter().filter_map(Result::err).map(|e| e.to_string()).next(), None);
    });
    assert!(!server::is_held(&dir));
}

#[test]
fn nobody_is_stopped_where_nobody_serves_whatever_number_was_left_behind() {
    let service = Service::idle();
    // our own number, as if it had been given out again
    fs::write(service.store().join("slot"), std::process::id().to_string()).unwrap();
    server::stop_holder(&service.store()).unwrap();
}

/// 0 and less are no process but whole groups of them, this one too.
#[test]
fn no_other_process_is_stopped_whatever_stands_in_the_place_of_the_holders_number() {
    let service = Service::start();
    for number in ["0", "-1", "1", "", "veel"] {
        fs::write(service.store().join("slot"), number).unwrap();
        let said = server::stop_holder(&service.store()).unwrap_err().to_string();
        assert!(said.starts_with("deze tafel wordt al bediend"), "{said}");
    }
    assert!(service.desk(None).welcomed());
}

#[test]
fn a_socket_that_was_left_behind_is_cleared_away() {
    let mut service = Service::start();
    let socket = service.socket();
    service.down();
    assert!(!socket.exists());
    drop(UnixListener::bind(&socket).unwrap());
    assert!(socket.exists());
    service.up();
    assert!(service.desk(None).welcomed());
}

#[test]
fn a_service_whose_socket_was_taken_away_still_ends() {
    let mut service = Service::start();
    let desk = service.desk(None);
    fs::remove_file(service.socket()).unwrap();
    let socket = service.socket();
    super::child::within(move || {
        service.down();
        drop(service);
    });
    assert!(!socket.exists() && desk.welcomed());
}

#[test]
fn what_stands_in_the_place_of_the_socket_is_named() {
    let mut service = Service::start();
    let socket = service.socket();
    service.down();
    let listener = UnixListener::bind(&socket).unwrap();
    let path = socket.display();
    assert_eq!(
        refused(&mut service),
        format!("op {path} luistert al een dienst; maak er verbinding mee, of sluit die dienst eerst")
    );
    drop(listener);
    fs::remove_file(&socket).unwrap();
    let elsewhere = service.dir().join("elders");
    let _elsewhere = UnixListener::bind(&elsewhere).unwrap();
    let no_socket = format!("op {path} staat iets dat geen aansluiting is; haal het weg of kies een andere map");
    let put: [&dyn Fn(&PathBuf); 3] =
        [&|p| fs::write(p, "").unwrap(), &|p| fs::create_dir(p).unwrap(), &|p| symlink(&elsewhere, p).unwrap()];
    for put in put {
        put(&socket);
        assert_eq!(refused(&mut service), no_socket);
        assert!(socket.symlink_metadata().is_ok(), "what is not ours is left alone");
        let _ = fs::remove_file(&socket).or_else(|_| fs::remove_dir(&socket));
    }
    service.up();
}

#[test]
fn a_path_that_is_too_long_is_said_and_the_longest_that_fits_works() {
    let mut service = Service::idle();
    let place = |service: &Service, bytes: usize| {
        let dir = service.dir().join("s");
        let rest = bytes - dir.as_os_str().len() - 1;
        SocketPlace { path: dir.join("x".repeat(rest)), group: None }
    };
    let long = place(&service, 108);
    let claim = server::claim(&service.store()).unwrap();
    let said = service.try_serve(claim, long.clone()).unwrap_err().to_string();
    let path = long.path.display();
    assert_eq!(
        said,
        format!("het pad naar de aansluiting is 108 bytes lang, en 107 is het meeste; kies een kortere map: {path}")
    );
    let claim = server::claim(&service.store()).unwrap();
    let fits = place(&service, 107);
    service.try_serve(claim, fits).unwrap();
}

#[test]
fn a_socket_directory_that_others_can_change_is_not_used() {
    let mut service = Service::start();
    let dir = service.socket().parent().unwrap().to_owned();
    service.down();
    let mode = |path: &PathBuf, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    for wrong in [0o777, 0o750, 0o707] {
        mode(&dir, wrong);
        let said = format!(
            "de map {0} staat open voor anderen, of is geen map; maak hem van u alleen: chmod 700 {0}",
            dir.display()
        );
        assert_eq!(refused(&mut service), said);
    }
    mode(&dir, 0o700);
    // nor one that others can put another in the place of
    let above = service.dir().to_owned();
    mode(&above, 0o777);
    assert!(refused(&mut service).starts_with(&format!("de map {} staat open", above.display())));
    // unless, as in /tmp, everybody keeps to what is theirs
    mode(&above, 0o1777);
    service.up();
    service.down();
    mode(&above, 0o700);
    // a link in its place is not followed
    fs::rename(&dir, service.dir().join("t")).unwrap();
    symlink(service.dir().join("t"), &dir).unwrap();
    assert!(refused(&mut service).starts_with("de map "));
    // of somebody else's is said what can work: no chmod of ours
    fs::remove_file(&dir).unwrap();
    fs::rename(service.dir().join("t"), &dir).unwrap();
    if std::os::unix::fs::chown(&dir, Some(65_534), None).is_ok() {
        let said = refused(&mut service);
        let path = dir.display();
        assert!(
            said.starts_with(&format!("{path} is van gebruiker 65534, niet van u")) && !said.contains("chmod"),
            "{said}"
        );
        assert!(said.contains("XDG_RUNTIME_DIR"), "{said}");
    }
}

#[test]
fn a_store_that_is_not_as_it_has_to_be_is_not_opened() {
    let service = Service::idle();
    let (store, tafel) = (service.store(), service.store().join("tafel.json"));
    let path = store.display();
    let claim = || server::claim(&store).unwrap_err().to_string();
    for mode in [0o750, 0o705, 0o777] {
        fs::set_permissions(&store, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(claim(), format!("{path} staat open voor anderen (rechten {mode:o}); zet ze op 700: chmod 700 {path}"));
    }
    fs::set_permissions(&store, fs::Permissions::from_mode(0o700)).unwrap();
    let other = format!("{path} is door een andere versie van crisistafel gemaakt; gebruik die versie, of een nieuwere");
    for content in
        ["{\"versie\":2,\"oefening\":true}", "{}", "", "geen json", "{\"versie\":1,\"oefening\":true,\"nieuw\":1}"]
    {
        fs::write(&tafel, content).unwrap();
        assert_eq!(claim(), other, "{content}");
    }
    fs::remove_file(&tafel).unwrap();
    assert_eq!(
        claim(),
        format!(
            "in {path} staat geen tafel; maak er een met 'crisistafel tafel', of om te oefenen met 'crisistafel oefening'"
        )
    );
    fs::remove_dir_all(&store).unwrap();
    assert_eq!(
        claim(),
        format!(
            "in {path} staat geen tafel; maak er een met 'crisistafel tafel', of om te oefenen met 'crisistafel oefening'"
        )
    );
}

#[test]
fn a_store_for_real_dossiers_without_a_keyring_is_neither_made_nor_opened() {
    let service = Service::idle();
    let real = service.dir().join("echt");
    let wie = crisistafel::crypto::bos::Wijziger {
        door: "proef".into(),
        nu: crisistafel::domain::tijd::Tijdstip::from_millis(0),
    };
    let said = server::create(&real, &Tafel::echt(), &wie).unwrap_err().to_string();
    assert!(said.contains("heeft geen sleutelbos"), "{said}");
    assert!(!server::exists(&real), "nothing was made");
    // made by hand
    fs::write(real.join("tafel.json"), "{\"versie\":1,\"oefening\":false}").unwrap();
    assert_eq!(server::claim(&real).unwrap_err().to_string(), said);
    // an exercise that was declared real has its key beside it, and is not opened with that
    fs::write(service.store().join("tafel.json"), "{\"versie\":1,\"oefening\":false}").unwrap();
    let locked = server::kluis(&service.store(), None).unwrap_err().to_string();
    assert!(locked.contains("op slot"), "{locked}");
}
