//! A store for real dossiers from its making to the end of a dossier, at terminals: everybody at the real program, the
//! colleague and the second person under accounts of their own where root allows that. Elsewhere the colleague is the same
//! account in a role that sees no dossier, and one person cannot agree to what they proposed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::unistd::{Group, User, geteuid};
use tempfile::TempDir;

use super::sleutel::WORD;
use super::tafel::made;
use super::terminal::{Terminal, size};

/// Starts a program as another account.
const SETPRIV: &str = "/usr/bin/setpriv";
/// Words that stand in the dossier, and nowhere else: its title, a line, a shielded line, a decision.
const PLANTED: [&str; 4] = ["Plantreiger", "plantmerel", "plantkauw", "plantwulp"];

#[test]
fn from_an_empty_machine_to_a_dossier_that_is_destroyed() {
    let mut v = Verhaal::of_a_new_store();
    v.a_meeting_is_held_with_a_shielded_line_and_a_decision();
    v.who_has_no_access_learns_nothing();
    v.access_in_need_is_taken_and_the_chair_sees_it();
    v.the_trace_has_both();
    let elsewhere = v.a_copy_made_meanwhile_is_put_back_elsewhere_and_is_whole();
    v.the_meeting_is_closed();
    v.two_people_agree_and_it_is_gone();
    v.no_planted_word_is_anywhere(&elsewhere);
}

/// An account besides that of the store.
struct Ander {
    user: User,
    /// The program, where that account can reach it.
    program: PathBuf,
}

struct Verhaal {
    /// Who has no access, and who carries dossiers; none where that takes accounts of their own.
    ander: Option<[Ander; 2]>,
    chair: Terminal,
    notulist: Terminal,
    nummer: String,
    home: TempDir,
}

/// Two accounts of this machine in one group, where this process may act as them.
fn others(home: &Path) -> Option<[Ander; 2]> {
    let setpriv = Path::new(SETPRIV).exists();
    let known = ["daemon", "bin", "games", "mail", "nobody"].iter().filter_map(|name| User::from_name(name).ok()?);
    let mut known = known.filter(|_| geteuid().is_root() && setpriv).take(2);
    let users = [known.next()?, known.next()?];
    let program = home.join("crisistafel");
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_crisistafel")).arg(&program).status().unwrap().success());
    Some(users.map(|user| Ander { user, program: program.clone() }))
}

impl Ander {
    /// These words for a program that takes them, with the account to be and the group that reaches the socket.
    fn command(&self, group: u32, words: &[&str]) -> Vec<String> {
        let as_them = ["--reuid".to_owned(), self.user.uid.to_string(), "--regid".to_owned(), group.to_string()];
        let program = ["--clear-groups".to_owned(), self.program.display().to_string()];
        as_them.into_iter().chain(program).chain(words.iter().map(|w| (*w).to_owned())).collect()
    }
}

/// How a program ended, with what it said on either stream.
fn ended(mut command: Command, base: &Path, input: &str) -> (Option<i32>, String) {
    command.env_clear().envs(crate::shifted::environment()).env("CRISISTAFEL_DIR", base);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // who does not read it has ended, and what it said tells why
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
    let out = child.wait_with_output().unwrap();
    (out.status.code(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
}

/// Opens what asks for the passphrase.
fn unlocked(name: &'static str, base: &Path, words: &[&str]) -> Terminal {
    let mut t = Terminal::start(name, base, words, size(100, 30));
    t.until(&["Wachtwoord van de sleutelbos"]).press(WORD).press("<enter>");
    t
}

impl Verhaal {
    fn of_a_new_store() -> Self {
        let home = tempfile::Builder::new().prefix("ct").tempdir().unwrap();
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let base = home.path();
        let ander = others(base);
        if let Some([een, _]) = &ander {
            let group = Group::from_gid(een.user.gid).unwrap().unwrap().name;
            fs::write(base.join("tafel.toml"), format!("groep = \"{group}\"\n")).unwrap();
        }
        let mut first = made(base);
        first.press("n").until(&["Nieuw dossier"]).press("2<tab>2<tab><tab>1<tab>Hij staat er weer<tab>1<tab>Plantreiger");
        first.press("<enter>").until(&["Plantreiger", "nog geen overleg"]);
        let shown = first.with_screen(vt100::Screen::contents);
        let is_number = |w: &&str| w.len() == 7 && w.as_bytes()[2] == b'-';
        let nummer = shown.split_whitespace().find(is_number).unwrap_or_else(|| panic!("{shown}")).to_owned();
        assert!(first.press("/stop<enter>").leave().success());
        table(base, ander.as_ref());
        let sits = |name, rol| {
            let mut t = Terminal::start(name, base, &["tafel", "--als", rol], size(100, 30));
            t.until(&["1 dossier", "Plantreiger"]).press("<enter>").until(&[&nummer, "Plantreiger", "nog geen overleg"]);
            t
        };
        let (chair, notulist) = (sits("chair", "voorzitter"), sits("notulist", "notulist"));
        Self { ander, chair, notulist, nummer, home }
    }

    fn base(&self) -> &Path {
        self.home.path()
    }

    /// What a verb prints for the account of the store, in this role.
    fn me(&self, words: &str, input: &str) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
        command.args(words.split_whitespace());
        ended(command, self.base(), input)
    }

    /// The same for one of the others.
    fn ander(&self, which: usize, words: &str, input: &str) -> (Option<i32>, String) {
        let words: Vec<&str> = words.split_whitespace().collect();
        let Some(all) = &self.ander else {
            return self.me(&format!("{} --als raadpleger", words.join(" ")), input);
        };
        let mut command = Command::new(&all[which].program);
        command.args(words).uid(all[which].user.uid.as_raw()).gid(all[0].user.gid.as_raw());
        ended(command, self.base(), input)
    }

    /// The colleague at a terminal.
    fn collega(&self) -> Terminal {
        let Some([een, _]) = &self.ander else {
            return Terminal::start("colleague", self.base(), &["tafel", "--als", "raadpleger"], size(100, 30));
        };
        let words = een.command(een.user.gid.as_raw(), &["tafel"]);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Terminal::start_other("colleague", SETPRIV.as_ref(), self.base(), &words, size(100, 30), &[])
    }

    fn line(&mut self, typed: &str, seen: &str) {
        self.notulist.press(typed).press("<enter>");
        self.chair.until(&[seen]);
    }

    fn a_meeting_is_held_with_a_shielded_line_and_a_decision(&mut self) {
        let roep = "/bijeenroepen<enter>Ooms (politie)<tab>drie meldingen<tab>2<tab><tab>over 2 uur<enter>";
        self.chair.press(roep).until(&["▌Gepland▐"]).press("/start<enter>").until(&["▌Opening"]);
        self.notulist.until(&["▌Opening"]);
        self.line("f Buurvrouw plantmerel belde om twee uur.", "plantmerel");
        self.line("! z De sleutel ligt bij plantkauw.", "plantkauw");
        self.line("b De sloten worden vervangen door plantwulp. @politie >morgen 12:00", "plantwulp");
    }

    /// The same words, for a number that nobody has.
    fn who_has_no_access_learns_nothing(&self) {
        let nobody = format!("{}-KKKK", &self.nummer[..2]);
        let verbs = ["toon N", "toon N --alles", "toon N --json", "verslag N", "verslag N --voorlegger", "inzage N"];
        let more = ["dossiers", "acties", "vernietig bewijs N", "vernietig lijst"];
        for verb in verbs.iter().chain(&more) {
            let asks = |nummer: &str| {
                let (code, said) = self.ander(0, &verb.replace('N', nummer), "");
                (code, said.replace(nummer, "N"))
            };
            let (code, said) = asks(&self.nummer);
            let told = |word: &&&str| said.to_lowercase().contains(&word.to_lowercase());
            assert_eq!(PLANTED.iter().find(told), None, "{verb}: {said}");
            // a minute may have passed between the two
            let same = (code, said.clone()) == asks(&nobody) || asks(&self.nummer) == asks(&nobody);
            assert!(same, "{verb}: {code:?} {said}");
        }
        for word in PLANTED {
            let (code, said) = self.ander(0, "zoek", &format!("{word}\n"));
            assert_eq!((code, said), {
                let (code, said) = self.ander(0, "zoek", "plantniets\n");
                (code, said.replace("plantniets", word))
            });
        }
    }

    fn access_in_need_is_taken_and_the_chair_sees_it(&mut self) {
        let mut collega = self.collega();
        collega.forbid(&["plantkauw"]);
        collega.until(&["0 dossiers"]);
        collega.press(&format!("/noodtoegang<enter>{}<tab>zij belt: hij staat buiten<enter>", self.nummer));
        self.chair.until(&["nam noodtoegang"]);
        collega.until(&["Plantreiger"]);
        if collega.with_screen(|s| !s.contents().contains("plantmerel")) {
            collega.press("<enter>");
        }
        collega.until(&["plantmerel"]);
        self.line("f En plantmerel belde nog eens.", "nog eens");
        collega.until(&["nog eens"]);
        assert!(collega.press("/stop<enter>").leave().success());
        assert!(collega.betrayed().is_empty(), "{:?}", collega.betrayed());
    }

    fn the_trace_has_both(&self) {
        let (code, told) = self.me(&format!("inzage {} --als voorzitter", self.nummer), "");
        for said in ["noodtoegang nemen", "tonen, geweigerd", "openen", "B. Kuiper"] {
            assert!(code == Some(0) && told.contains(said), "{said}: {told}");
        }
        assert!(PLANTED.iter().all(|word| !told.contains(word)), "{told}");
    }

    /// A copy, while people type; put back in another house, where it is opened with the passphrase.
    fn a_copy_made_meanwhile_is_put_back_elsewhere_and_is_whole(&mut self) -> TempDir {
        self.notulist.press("f Half getypt").until(&["▏f Half getypt"]);
        let elsewhere = TempDir::new().unwrap();
        let (kopie, bos) = (elsewhere.path().join("kopie"), elsewhere.path().join("bos"));
        let (code, said) = self.me(&format!("kopie {} --sleutelbos {}", kopie.display(), bos.display()), "");
        assert!(code == Some(0) && said.contains("Gekopieerd naar") && !said.contains("Let op"), "{said}");
        let (_, told) = self.me("inzage --als voorzitter", "");
        assert!(told.contains("de hele tafel kopiëren"), "{told}");
        self.line(" en toch.", "Half getypt en toch");
        let there = elsewhere.path().join("huis");
        fs::create_dir(&there).unwrap();
        let words = ["herstel", kopie.to_str().unwrap(), "--sleutelbos", bos.to_str().unwrap()];
        let mut back = unlocked("herstel", &there, &words);
        back.until(&["elk record is geopend en klopt"]);
        assert!(back.leave().success());
        let at_it = |verb: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_crisistafel"));
            command.arg(verb);
            ended(command, &there, "")
        };
        let (code, said) = at_it("controleer");
        assert!(code == Some(0) && said.contains("De ketens zijn heel"), "{said}");
        let mut checks = unlocked("controleer", &there, &["controleer"]);
        checks.until(&["Alles is heel"]);
        assert!(checks.leave().success());
        let mut looks = unlocked("elsewhere", &there, &["tafel", "--als", "voorzitter"]);
        looks.until(&["1 dossier", "Plantreiger"]).press("<enter>").until(&["plantmerel", "plantkauw"]);
        assert!(looks.press("/stop<enter>").leave().success());
        assert_eq!(at_it("sluit").0, Some(0));
        elsewhere
    }

    fn the_meeting_is_closed(&mut self) {
        for block in ["Beeldvorming", "Oordeelsvorming", "Besluitvorming", "Afsluiting"] {
            self.chair.press("/verder<enter>").until(&["U kunt verder met een reden"]).press("Er is haast.<enter>");
            self.chair.until(&[&format!("▌{block}")]);
        }
        self.chair.press("/sluiten<enter>").until(&["Is iedereen veilig tot de volgende stap?"]);
        self.chair.press("1<tab><tab>morgen 17:00<tab>als hij opduikt<tab><tab>Alles is gezegd.<enter>");
        self.chair.until(&["▌Gesloten▐"]);
        self.chair.press("/status<enter>5<tab>Het is rustig.<enter>").until(&["Status van het dossier: vastgelegd om"]);
    }

    fn two_people_agree_and_it_is_gone(&mut self) {
        let nummer = self.nummer.clone();
        let vraag = format!("vernietig vraag {nummer} --klasse alles");
        let akkoord = format!("vernietig akkoord {nummer} --klasse alles");
        let (code, said) = self.me(&format!("{vraag} --als voorzitter"), "besluit 12\n");
        assert!(code == Some(0) && said.contains("Een ander geeft akkoord"), "{said}");
        let (code, said) = self.me(&format!("{akkoord} --als voorzitter"), &format!("{nummer}\n"));
        assert!(code == Some(1) && said.contains("dat doet een ander"), "{said}");
        let agreed = self.ander.is_some();
        if agreed {
            let (code, said) = self.ander(1, &akkoord, &format!("{nummer}\n"));
            assert!(code == Some(0), "{said}");
        }
        for terminal in [&mut self.notulist, &mut self.chair] {
            assert!(terminal.press("/stop<enter>").leave().success());
        }
        assert_eq!(self.me("sluit", "").0, Some(0));
        let mut again = unlocked("again", self.base(), &["tafel", "--als", "voorzitter"]);
        again.until(&[if agreed { "0 dossiers" } else { "1 dossier" }]);
        assert!(again.press("/stop<enter>").leave().success());
        if agreed {
            let (code, said) = self.me(&format!("vernietig bewijs {nummer} --als voorzitter"), "");
            assert!(
                code == Some(0) && said.contains("VERKLARING VAN VERNIETIGING") && said.contains("besluit 12"),
                "{said}"
            );
            let (code, said) = self.me("zoek --als voorzitter", "plantmerel\n");
            assert!(code == Some(0) && !said.contains(&nummer), "{said}");
            let journal = self.base().join(format!("tafel/dossiers/{nummer}.journaal"));
            assert!(!journal.exists());
            self.who_has_no_access_learns_nothing();
        }
        assert_eq!(self.me("sluit", "").0, Some(0));
    }

    /// Neither in the store nor beside it, nor in a copy without what opens it.
    fn no_planted_word_is_anywhere(&self, elsewhere: &TempDir) {
        for dir in [self.base(), elsewhere.path()] {
            for path in files(dir).into_iter().filter(|path| !path.ends_with("crisistafel")) {
                let bytes = fs::read(&path).unwrap();
                let has = |word: &&&str| path.display().to_string().contains(**word) || holds(&bytes, word);
                assert_eq!(PLANTED.iter().find(has), None, "{}", path.display());
            }
        }
    }
}

/// Who may what: the account of the store leads and records; the colleague sees no dossier and may take access in need.
fn table(base: &Path, ander: Option<&[Ander; 2]>) {
    let me = User::from_uid(geteuid()).unwrap().unwrap().name;
    let [collega, tweede] = ander.map_or([me.clone(), "niemand".into()], |a| [0, 1].map(|n| a[n].user.name.clone()));
    let row = |user: &str, naam: &str, rol: &str, more: &str| {
        format!("[[toegang]]\ngebruiker = \"{user}\"\nnaam = \"{naam}\"\nrollen = [\"{rol}\"]\n{more}\n")
    };
    let table = [
        row(&me, "Duin", "voorzitter", "inzage = true"),
        row(&me, "De Wit", "notulist", ""),
        row(&collega, "B. Kuiper", "raadpleger", "dossiers = []\nnoodtoegang = true"),
        row(&tweede, "Maas", "procesregisseur", ""),
    ];
    let path = base.join("tafel/rollen.toml");
    fs::write(&path, table.concat()).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()))
}

/// Every file below a folder.
fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap());
    entries
        .flat_map(|e| match e.file_type().unwrap() {
            kind if kind.is_dir() => files(&e.path()),
            kind if kind.is_file() => vec![e.path()],
            _ => Vec::new(),
        })
        .collect()
}
