//! `kader controleer` and `kader toon`, by the real program: what they print, where, and with which exit code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crisistafel::domain::kader::GeldendKader;
use crisistafel::kader;

/// A directory for the program, with a folder for the municipality's own kader.
struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("kader")).unwrap();
        Self { dir }
    }

    fn kader(&self) -> PathBuf {
        self.dir.path().join("kader")
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.kader().join(name), content).unwrap();
    }

    fn run(&self, words: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
        command.env_clear().envs(crate::shifted::environment()).env("CRISISTAFEL_DIR", self.dir.path()).args(words);
        Said::of(&command.output().unwrap())
    }

    fn check(&self, folder: &Path) -> Said {
        self.run(&["kader", "controleer", folder.to_str().unwrap()])
    }
}

/// What the program said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

fn levels() -> String {
    let (_, text) = kader::BESTANDEN.iter().find(|(n, _)| *n == "niveaus.toml").unwrap();
    text.replace("\"laag\"", "\"beperkt\"")
}

#[test]
fn a_good_folder_is_told_what_is_its_own_and_ends_with_zero() {
    let place = Place::new();
    place.write("niveaus.toml", levels());
    place.write(".agenda.toml.swp", "not ours");
    place.write(".agenda.toml", "an editor's");
    place.write("leesmij.txt", "not ours");
    let said = place.check(&place.kader());
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(
        said.out.starts_with("Dit kader klopt.\n") && said.out.contains("Uw bestanden: niveaus.toml\n"),
        "{}",
        said.out
    );
}

#[test]
fn a_bad_folder_is_told_file_line_and_remedy_and_ends_with_one() {
    let place = Place::new();
    place.write("niveaus.toml", "[[niveaus]]\nid = \"hoog\"\n");
    let said = place.check(&place.kader());
    assert_eq!(said.code, Some(1));
    let one = "niveaus.toml, regel 1\n  Wat: een niveau mist 'naam'\n  Doe: voeg toe: naam = \"...\"\n";
    assert!(said.out.starts_with("Dit kader klopt niet: 2 problemen.\n") && said.out.contains(one), "{}", said.out);
    assert!(said.err.ends_with("dit kader kan zo niet worden gebruikt\n"), "{}", said.err);
}

#[test]
fn the_shipped_folder_can_be_copied_and_checked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/kader");
    let said = Place::new().check(&folder);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
}

#[test]
fn what_is_no_folder_of_a_kader_is_refused_with_what_to_do() {
    let place = Place::new();
    let missing = place.check(&place.kader().join("weg"));
    assert!(missing.code == Some(1) && missing.err.contains("deze map is er niet"), "{}", missing.err);
    let empty = place.check(&place.kader());
    assert!(empty.code == Some(1) && empty.err.contains("geen .toml-bestand"), "{}", empty.err);
    place.write("niveaus.toml", levels());
    let file = place.check(&place.kader().join("niveaus.toml"));
    assert!(file.code == Some(1) && file.err.contains("dit is geen map"), "{}", file.err);
    assert!([missing, empty, file].iter().all(|s| s.out.is_empty()));
}

#[test]
fn files_that_cannot_be_text_of_a_kader_are_named_and_nothing_hangs() {
    let place = Place::new();
    place.write("agenda.toml", b"# een\n# twee \xff\n");
    let said = place.check(&place.kader());
    assert!(said.code == Some(1) && said.err.contains("agenda.toml: regel 2 is geen UTF-8"), "{}", said.err);
    place.write("agenda.toml", vec![b'#'; (2 << 20) + 1]);
    let said = place.check(&place.kader());
    assert!(said.code == Some(1) && said.err.contains("samen hoogstens 2 MB"), "{}", said.err);
    fs::remove_file(place.kader().join("agenda.toml")).unwrap();
    nix::unistd::mkfifo(&place.kader().join("agenda.toml"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let said = place.check(&place.kader());
    assert!(said.code == Some(1) && said.err.contains("geen gewoon bestand"), "{}", said.err);
}

/// Review F21: a name with what a terminal obeys, or with what nobody sees, is refused and printed nowhere.
#[test]
fn a_name_that_a_terminal_would_obey_is_refused_and_not_printed() {
    use std::os::unix::ffi::OsStrExt;
    for name in ["lijst-\u{1b}]0;weg\u{7}.toml", "lijst-a\u{202e}b.toml", "lijst-a\u{200b}.toml", "lijst-a\nb.toml"] {
        let place = Place::new();
        place.write(name, "");
        for said in [place.check(&place.kader()), place.run(&["kader", "toon"])] {
            assert!(said.code == Some(1) && said.err.contains("noem het anders"), "{name:?}: {}", said.err);
            let printed = format!("{}{}", said.out, said.err);
            assert!(printed.lines().flat_map(str::chars).all(crisistafel::domain::tekst::is_harmless), "{printed:?}");
        }
    }
    let place = Place::new();
    place.write("lijst-x.toml", "");
    fs::rename(place.kader().join("lijst-x.toml"), place.kader().join(std::ffi::OsStr::from_bytes(b"lijst-\xff.toml")))
        .unwrap();
    assert!(place.check(&place.kader()).err.contains("noem het anders"));
}

#[test]
fn without_own_files_the_shipped_kader_is_in_force() {
    let place = Place::new();
    let said = place.run(&["kader", "toon"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(said.out.starts_with("Het meegeleverde kader geldt."), "{}", said.out);
    assert!(said.out.contains(&kader::ingebouwd().unwrap().hash.to_string()));
    fs::remove_dir(place.kader()).unwrap();
    assert_eq!(place.run(&["kader", "toon"]).code, Some(0));
}

#[test]
fn own_files_are_in_force_and_the_json_is_the_kader_with_its_hash() {
    let place = Place::new();
    place.write("niveaus.toml", levels());
    let said = place.run(&["kader", "toon", "--json"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let read: GeldendKader = serde_json::from_str(&said.out).unwrap();
    assert_eq!(read.kader.niveaus[0].id.as_str(), "beperkt");
    assert_eq!(kader::hash(&kader::naar_json(&read.kader).unwrap()), read.hash);
    let text = place.run(&["kader", "toon"]).out;
    assert!(text.lines().next().unwrap().ends_with(": niveaus.toml"), "{text}");
}

#[test]
fn the_whole_kader_is_longer_than_the_brief_one_and_holds_it() {
    let place = Place::new();
    let (brief, whole) = (place.run(&["kader", "toon"]), place.run(&["kader", "toon", "--alles"]));
    assert!(whole.out.starts_with(&brief.out) && whole.out.len() > 5 * brief.out.len());
}

#[test]
fn a_bad_kader_is_not_shown_and_the_verb_that_explains_it_is_named() {
    let place = Place::new();
    place.write("niveaus.toml", "niveaus = 3\n");
    let said = place.run(&["kader", "toon"]);
    assert_eq!((said.code, said.out.as_str()), (Some(1), ""));
    assert!(
        said.err.contains("crisistafel kader controleer ") && said.err.contains("niveaus.toml, regel 1: "),
        "{}",
        said.err
    );
}

#[test]
fn over_ssh_the_kader_is_shown_and_no_folder_is_read() {
    let place = Place::new();
    let over_ssh = |asked: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
        command
            .env_clear()
            .envs(crate::shifted::environment())
            .env("CRISISTAFEL_DIR", place.dir.path())
            .env("SSH_ORIGINAL_COMMAND", asked)
            .arg("ssh");
        Said::of(&command.output().unwrap())
    };
    assert_eq!(over_ssh("kader toon").out, place.run(&["kader", "toon"]).out);
    let said = over_ssh("kader controleer /etc");
    assert!(said.code == Some(1) && said.err.starts_with("kader controleer kan niet over ssh"), "{}", said.err);
}

#[test]
fn the_command_line_is_told_what_lacks() {
    let place = Place::new();
    for words in [&["kader"][..], &["kader", "dans"], &["kader", "controleer"], &["kader", "toon", "--oefening"]] {
        let said = place.run(words);
        assert!(said.code == Some(2) && said.out.is_empty() && !said.err.is_empty(), "{words:?}: {}", said.err);
    }
}
