//! `kopie` and `herstel` as the built program: a copy made while it is served is whole, tells nothing without the keyring, is
//! put back and works on; and what of it is lacking is said.

use std::fs;
use std::path::{Path, PathBuf};

use crisistafel::crypto::bos::OEFENSLEUTEL;
use crisistafel::domain::dossier::RegelSoort;
use crisistafel::domain::event::Event;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::journal::{Envelope, FileJournal, Head, Journal, JournalId, OrganisatieEvent, Recordable, record, verify};
use crisistafel::protocol::Soort;
use crisistafel::server;
use nix::sys::signal::Signal;

use super::child::{Ended, House};
use super::desk::Desk;
use super::meeting::{soort, vergadering};

/// A house that is served, in which something was said, with a place for a copy and one for its keyring.
struct Scene {
    house: House,
    out: tempfile::TempDir,
    nummer: String,
}

impl Scene {
    fn new() -> Self {
        let house = House::new();
        let mut service = house.service();
        let mut desk = Desk::link(house.config(Soort::Terminal, 1));
        let nummer = vergadering(&mut desk, "Plantkwikstaart");
        desk.follow(nummer);
        desk.records(nummer, vec![soort(RegelSoort::Feit, "plantroerdomp")]);
        let scene = Self { house, out: tempfile::tempdir().unwrap(), nummer: nummer.to_string() };
        let copied = scene.copy();
        assert!(copied.code == Some(0) && copied.out.contains("elk record is geopend en klopt"), "{copied:?}");
        // what is recorded later is not in it
        desk.records(nummer, vec![soort(RegelSoort::Feit, "plantlater")]);
        service.signal(Signal::SIGTERM);
        service.wait();
        scene
    }

    fn kopie(&self) -> PathBuf {
        self.out.path().join("kopie")
    }

    fn bos(&self) -> PathBuf {
        self.out.path().join("bos")
    }

    fn copy(&self) -> Ended {
        self.house.run(&format!("kopie {} --sleutelbos {} --oefening", self.kopie().display(), self.bos().display()), "")
    }

    fn put_back(&self, more: &str) -> Ended {
        self.house.run(&format!("herstel {} --oefening {more}", self.kopie().display()), "")
    }

    fn lines(&self) -> String {
        let shown = self.house.run(&format!("verslag {} --oefening", self.nummer), "");
        assert_eq!(shown.code, Some(0), "{shown:?}");
        self.house.wait_until_nobody_serves();
        shown.out
    }
}

fn bytes_below(dir: &Path) -> Vec<u8> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { bytes_below(&p) } else { fs::read(p).unwrap() }).collect()
}

#[test]
fn a_copy_made_while_it_is_served_tells_nothing_and_is_put_back_as_it_was() {
    let scene = Scene::new();
    let bytes = bytes_below(&scene.kopie());
    for word in ["kwikstaart", "roerdomp", "AGE-SECRET"] {
        assert!(!super::holds(&bytes, word), "{word}");
    }
    assert!(scene.bos().join("sleutelbos").exists() && !scene.kopie().join("sleutelbos").exists());
    let again = scene.copy();
    assert!(again.code == Some(1) && again.err.contains("is er al"), "{again:?}");
    assert!(scene.lines().contains("plantlater"));
    let back = scene.put_back(&format!("--sleutelbos {}", scene.bos().display()));
    assert!(back.code == Some(0) && back.out.contains("elk record is geopend en klopt"), "{back:?}");
    // who was in the exercise of before went on in it, and found nothing of that at the next start: nobody had said so
    assert!(back.out.contains("De oefening van hiervoor blijft in") && back.out.contains("opent deze"), "{back:?}");
    let lines = scene.lines();
    assert!(lines.contains("plantroerdomp") && !lines.contains("plantlater"), "{lines}");
}

#[test]
fn what_is_lacking_or_changed_in_a_copy_is_said_and_put_back_only_when_asked() {
    let scene = Scene::new();
    let (journal, kader) = (format!("dossiers/{}.journaal", scene.nummer), "organisatie.journaal");
    let mut bytes = fs::read(scene.kopie().join(&journal)).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(scene.kopie().join(&journal), bytes).unwrap();
    fs::remove_file(scene.kopie().join(kader)).unwrap();
    let bos = format!("--sleutelbos {}", scene.bos().display());
    let back = scene.put_back(&bos);
    assert!(back.code == Some(1) && back.err.contains("er is niets teruggezet"), "{back:?}");
    for gone in [journal.as_str(), kader] {
        assert!(back.out.contains(gone), "{back:?}");
    }
    let back = scene.put_back(&format!("{bos} --toch"));
    assert!(back.code == Some(1) && back.out.contains("Teruggezet in"), "{back:?}");
}

#[test]
fn without_its_keyring_a_copy_is_walked_and_said_to_be_unreadable() {
    let scene = Scene::new();
    let back = scene.put_back("");
    assert!(back.out.contains("De sleutelbos is er niet") && back.out.contains("alleen de ketens"), "{back:?}");
    assert!(back.code == Some(1) && back.err.contains("niemand kan hem openen"), "a store that nobody can open: {back:?}");
    let together = format!("kopie {0}/n --sleutelbos {0}/n/bos --oefening", scene.out.path().display());
    let refused = scene.house.run(&together, "");
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(!scene.out.path().join("n").exists(), "nothing was made");
    assert!(scene.bos().join(OEFENSLEUTEL).exists(), "an exercise has its key with its keyring");
    let none = scene.house.run(&format!("herstel {} --oefening", scene.bos().display()), "");
    assert!(none.code == Some(1) && none.err.contains("is geen kopie van Crisistafel"), "{none:?}");
}

/// What a copy and a restore leave in the trace of the store that is looked at now: each once, with who did it.
fn in_de_inzage(scene: &Scene) -> Vec<(String, String)> {
    let told = scene.house.run("inzage --oefening --json", "");
    scene.house.wait_until_nobody_serves();
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap_or_else(|e| panic!("{e}: {told:?}"));
    let word = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let all = told["regels"].as_array().unwrap().iter().map(|r| (word(&r["daad"]), word(&r["wie"]["gebruiker"])));
    all.filter(|(daad, _)| ["kopieren", "teruggezet"].contains(&daad.as_str())).collect()
}

/// A copy is everything at once, and left no line.
#[test]
fn a_copy_and_a_restore_are_traced_with_or_without_a_service() {
    let scene = Scene::new();
    let me = server::Account::of(nix::unistd::geteuid().as_raw()).naam;
    let daad = |what: &str| (what.to_owned(), me.clone());
    // the first was made while it was served
    assert_eq!(in_de_inzage(&scene), [daad("kopieren")]);
    assert_eq!(scene.copy().code, Some(1), "it is there already, and nothing was read");
    fs::remove_dir_all(scene.bos()).unwrap();
    fs::remove_dir_all(scene.kopie()).unwrap();
    let again = scene.copy();
    assert!(again.code == Some(0) && again.err.is_empty(), "{again:?}");
    assert_eq!(in_de_inzage(&scene), [daad("kopieren"), daad("kopieren")]);
    let back = scene.put_back(&format!("--sleutelbos {}", scene.bos().display()));
    assert!(back.code == Some(0) && back.err.is_empty(), "{back:?}");
    assert_eq!(in_de_inzage(&scene), [daad("teruggezet"), daad("kopieren"), daad("kopieren")]);
    let text = scene.house.run("inzage --oefening", "");
    assert!(text.out.contains("terugzetten uit een kopie") && text.out.contains("Kopie van:"), "{text:?}");
    assert!(!text.out.contains(&scene.out.path().display().to_string()), "where it went is not kept");
}

/// A dossier came while the others were copied, and the organisation's journal told meanwhile how far one of these was: its
/// copy, made before, was shorter than that.
#[test]
fn what_is_recorded_in_the_middle_of_a_copy_leaves_it_whole() {
    let scene = Scene::new();
    let (store, copy) = (scene.house.store(), scene.out.path().join("twee"));
    let mut journal = server::journaal(&store, None).unwrap();
    let (old, new): (DossierNummer, DossierNummer) = (scene.nummer.parse().unwrap(), "25-K7M4".parse().unwrap());
    let nu = crisistafel::domain::tijd::Tijdstip::from_millis(1_795_000_000_000);
    let mut grows = |done: usize, all: usize| {
        if done < all || journal.list().unwrap().contains(&JournalId::Dossier(new)) {
            return;
        }
        for (nummer, event) in [
            (old, Event::WerktitelGewijzigd { werktitel: "Anders".into() }),
            (new, Event::DossierGeopend { nummer: new, werktitel: "Erbij".into() }),
        ] {
            let id = JournalId::Dossier(nummer);
            let head = recorded(&mut journal, id, event);
            for event in [OrganisatieEvent::DossierAangemaakt { nummer }, OrganisatieEvent::HeadVastgelegd { nummer, head }]
            {
                recorded(&mut journal, JournalId::Organisatie, event);
            }
        }
    };
    server::kopieer(&store, &copy, None, nu, &mut grows).unwrap();
    let copied = FileJournal::new(&copy).verzegeld(server::kluis(&store, None).unwrap());
    assert!(copied.list().unwrap().contains(&JournalId::Dossier(new)));
    for report in verify(&copied, []).unwrap() {
        assert!(report.is_whole(), "{}: {:?}", report.id, report.findings);
    }
}

/// Records this behind what there is.
fn recorded<E: Recordable>(journal: &mut FileJournal, id: JournalId, event: E) -> Head {
    let nu = crisistafel::domain::tijd::Tijdstip::from_millis(1_795_000_000_000);
    let head = journal.open(id, nu).unwrap().reading.head();
    let wie = Actor { gebruiker: "dewit".into(), naam: "De Wit".into(), rol: Rol::Notulist, organisatie: None };
    let stamp = Stamp { op: nu, wie, verzoek: RequestId(u128::from(head.seq)) };
    record::append(journal, &Envelope::next(id, head, stamp, vec![event])).unwrap()
}

/// After a restore that was interrupted every next one was refused for what it had left.
#[test]
fn what_an_interrupted_restore_left_is_in_nobodys_way() {
    let scene = Scene::new();
    let dir = scene.out.path().join("terug");
    fs::create_dir(dir.with_extension("herstel")).unwrap();
    fs::write(dir.with_extension("herstel").join("tafel.json"), "half").unwrap();
    let done = server::zet_terug(&scene.kopie(), Some(&scene.bos()), &dir, false, &mut |_, _| {}).unwrap();
    assert!(done.ontbreekt.is_empty() && done.sleutelbos && server::exists(&dir));
    assert!(!dir.with_extension("herstel").exists());
}

/// A copy said of the log that the service itself had set aside that it is 'niet van ons': it knew another name of it.
#[test]
fn nothing_that_the_program_makes_in_a_store_is_called_strange_by_a_copy() {
    let scene = Scene::new();
    for ours in [server::LOG, server::LOG_OUD] {
        fs::write(scene.house.store().join(ours), "een regel\n").unwrap();
    }
    fs::write(scene.house.store().join("van-een-ander"), "x").unwrap();
    let again = scene.house.run(&format!("kopie {}/nog --oefening", scene.out.path().display()), "");
    let strange: Vec<&str> =
        again.out.lines().filter_map(|l| l.strip_prefix("niet van ons, en niet gekopieerd: ")).collect();
    assert!(again.code == Some(0) && strange == ["van-een-ander"], "{again:?}");
    assert!(!scene.out.path().join("nog").join(server::LOG_OUD).exists());
}

/// A list that leads out of its copy would have files read, and written, anywhere.
#[test]
fn a_copy_of_which_the_list_leads_elsewhere_is_not_put_back() {
    let scene = Scene::new();
    let (list, away) = (scene.kopie().join("kopie.json"), scene.out.path().join("weg"));
    fs::write(&away, "buiten de kopie").unwrap();
    let honest: serde_json::Value = serde_json::from_slice(&fs::read(&list).unwrap()).unwrap();
    let absolute = away.display().to_string();
    for path in ["../weg", absolute.as_str(), "dossiers/../../weg", "..", ".", "", "dossiers//x", "./weg", "dossiers/"] {
        let mut json = honest.clone();
        let bestand = serde_json::json!({ "bytes": 15, "blake3": blake3::hash(b"buiten de kopie").to_hex().to_string() });
        json["bestanden"][path] = bestand;
        fs::write(&list, serde_json::to_vec(&json).unwrap()).unwrap();
        let back = scene.put_back(&format!("--sleutelbos {} --toch", scene.bos().display()));
        assert!(back.code == Some(1) && back.err.contains("is geen kopie van Crisistafel"), "{path}: {back:?}");
    }
    fs::write(&list, serde_json::to_vec(&honest).unwrap()).unwrap();
    let back = scene.put_back(&format!("--sleutelbos {}", scene.bos().display()));
    assert_eq!(back.code, Some(0), "{back:?}");
}
