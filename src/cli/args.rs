//! The command line, read against the table of verbs. What is said about it is ours, and Dutch.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use lexopt::prelude::{Long, Short, Value};

use super::{Takes, VERBS, Verb, default, named};
use crate::crypto::opener::{GeenOntvanger, Ontvanger};
use crate::domain::dossier::Vernietigbaar;
use crate::domain::ids::{DossierNummer, VoorleggerId};
use crate::domain::invoer::termijn::{self, Gelezen, Kant, Lezing, Tijdkop};
use crate::domain::inzage::Gebruik;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::{Tijdstip, Wandklok};
use crate::report::toon::Deel;

/// What a number looks like, with every character that there is in one.
const NUMMER_HINT: &str = "een dossiernummer ziet eruit als 26-K7M4: het jaar, een streepje en vier tekens uit \
    2 3 4 6 7 8 9 C D F G H J K M N P Q R T V W X Y";

/// What was asked for on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Args {
    /// The verb.
    pub verb: &'static str,
    /// The dossier, for verbs that take one.
    pub nummer: Option<DossierNummer>,
    /// The part of what is known of the dossier, for the verb that takes one.
    pub deel: Option<Deel>,
    /// The folder or the file, for verbs that take one.
    pub map: Option<PathBuf>,
    /// The verb of which the help is asked.
    pub over: Option<&'static Verb>,
    /// Options that are there or not: `oefening`, `nieuw`, `json`, `te-laat` ...
    flags: BTreeSet<&'static str>,
    /// `--als ROL`
    pub als: Option<Rol>,
    /// `--namens NAAM`
    pub namens: Option<Tekst>,
    /// `--thema NAAM`
    pub thema: Option<String>,
    /// `--klasse verhaal`
    pub klasse: Option<Vernietigbaar>,
    /// `--aanvaard NUMMER`
    pub aanvaard: Option<DossierNummer>,
    /// `--tegen BESTAND`
    pub tegen: Option<PathBuf>,
    /// `--overleg NUMMER`
    pub overleg: Option<u32>,
    /// `--naam NAAM`, or the name of an opener, for the verb that takes one
    pub naam: Option<Tekst>,
    /// `--wie NAAM`
    pub wie: Option<Tekst>,
    /// `--sinds DAG`: as it was typed; which day that is depends on today
    pub sinds: Option<String>,
    /// Whether it came behind `ssh`, which the command line cannot say
    pub over_ssh: bool,
    /// `--sleutel PAD`
    pub sleutel: Option<PathBuf>,
    /// `--sleutelbos PAD`
    pub sleutelbos: Option<PathBuf>,
    /// `--ontvanger age1...`
    pub ontvanger: Option<Ontvanger>,
    /// `--voorlegger=L2`; `has("voorlegger")` tells whether a page is asked for at all
    pub voorlegger: Option<VoorleggerId>,
}

/// What is wrong with the command line. A sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ArgFault {
    /// There is no such verb.
    #[error("'{0}' ken ik niet; 'crisistafel help' noemt wat er kan")]
    Verb(String),
    /// The verb has no such option.
    #[error("{verb} kent {option} niet; 'crisistafel help' noemt wat er kan")]
    Option {
        /// The verb.
        verb: &'static str,
        /// The option, as it was given.
        option: String,
    },
    /// An option needs a value.
    #[error("{option} heeft iets nodig: {what}")]
    Value {
        /// The option.
        option: &'static str,
        /// What.
        what: String,
    },
    /// The verb takes no such word.
    #[error("{verb} neemt geen '{word}' aan; {hint}")]
    Word {
        /// The verb.
        verb: &'static str,
        /// The word; for a search it is not repeated.
        word: String,
        /// What to do instead.
        hint: &'static str,
    },
    /// The role of the shared screen is had by a verb of its own.
    #[error(
        "--als neemt geen 'scherm' aan: het gedeelde scherm opent u met 'crisistafel deelscherm{}'",
        if *oefening { " --oefening" } else { "" }
    )]
    Wall {
        /// Whether that of the exercise is meant.
        oefening: bool,
    },
    /// There is no such part of what is known of a dossier.
    #[error("een deel '{word}' is er niet; kies uit: {}, of --alles", Deel::ALLE.map(Deel::naam).join(", "))]
    Part {
        /// The word.
        word: String,
    },
    /// The verb needs a dossier.
    #[error("{0} heeft het nummer van een dossier nodig, bijvoorbeeld: crisistafel {0} 26-K7M4")]
    NoNumber(&'static str),
    /// The verb needs a folder.
    #[error("{0} heeft een map nodig, bijvoorbeeld: crisistafel {0} ./kader")]
    NoFolder(&'static str),
    /// The verb needs a file.
    #[error("{0} heeft het pad van een nieuw bestand nodig, bijvoorbeeld: crisistafel {0} /media/usb/crisistafel.sleutel")]
    NoFile(&'static str),
    /// The verb needs the name of an opener.
    #[error("{0} heeft de naam van een opener nodig; crisistafel sleutel toon noemt ze")]
    NoName(&'static str),
    /// The verb needs the name of an account.
    #[error("{0} heeft de naam van een account nodig, bijvoorbeeld: crisistafel {0} dewit")]
    NoAccount(&'static str),
    /// The verb has a second word.
    #[error("'{first}' alleen is niet genoeg; kies uit: {choices}")]
    Half {
        /// The first word.
        first: String,
        /// The verbs that begin with it.
        choices: String,
    },
}

/// Reads a command line without the name of the program.
pub(super) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<(&'static Verb, Args), ArgFault> {
    let mut parser = lexopt::Parser::from_args(words);
    let mut args = Args::default();
    let verb = match parser.next() {
        Ok(None) => default(),
        Ok(Some(Value(word))) => {
            let word = word.to_string_lossy().into_owned();
            named(&word).map_or_else(|| of_two_words(word, &mut parser), Ok)?
        }
        Ok(Some(Long("help") | Short('h'))) => help(),
        Ok(Some(Long("version") | Short('V'))) => named("versie").unwrap_or(help()),
        Ok(Some(other)) => return Err(ArgFault::Verb(shown(&other))),
        Err(_) => return Err(ArgFault::Verb(String::new())),
    };
    args.verb = verb.name;
    while let Ok(Some(arg)) = parser.next() {
        match arg {
            Value(word) if verb.takes == Takes::Verb && args.over.is_none() => {
                let word = word.to_string_lossy().into_owned();
                args.over = Some(named(&word).map_or_else(|| of_two_words(word, &mut parser), Ok)?);
            }
            Value(word) => args.word(verb, word)?,
            Long("help") | Short('h') => return Ok(args.help_of(verb)),
            Long(name) => {
                let known = verb.options.iter().find(|o| **o == name).copied();
                let option = known.ok_or_else(|| ArgFault::Option { verb: verb.name, option: format!("--{name}") })?;
                args.option(option, &mut parser)?;
            }
            other @ Short(_) => return Err(ArgFault::Option { verb: verb.name, option: shown(&other) }),
        }
    }
    if args.als == Some(Rol::Scherm) {
        return Err(ArgFault::Wall { oefening: verb.name == "oefening" || args.has("oefening") });
    }
    match verb.takes {
        Takes::Number | Takes::NumberAndPart if args.nummer.is_none() => Err(ArgFault::NoNumber(verb.name)),
        Takes::Folder if args.map.is_none() => Err(ArgFault::NoFolder(verb.name)),
        Takes::File if args.map.is_none() => Err(ArgFault::NoFile(verb.name)),
        Takes::Name if args.naam.is_none() => Err(ArgFault::NoName(verb.name)),
        Takes::Account if args.naam.is_none() => Err(ArgFault::NoAccount(verb.name)),
        _ => Ok((verb, args)),
    }
}

/// The verb that says what there is.
fn help() -> &'static Verb {
    named("help").unwrap_or(default())
}

/// The verb that begins with `first` and goes on with the next word: `kader toon`.
fn of_two_words(first: String, parser: &mut lexopt::Parser) -> Result<&'static Verb, ArgFault> {
    let start = format!("{first} ");
    let family: Vec<&Verb> = VERBS.iter().filter(|v| v.name.starts_with(&start)).collect();
    if family.is_empty() {
        return Err(ArgFault::Verb(first));
    }
    let second = match parser.next() {
        Ok(Some(Value(word))) => word.to_string_lossy().into_owned(),
        _ => String::new(),
    };
    let choices = family.iter().map(|v| format!("crisistafel {} {}", v.name, v.usage)).collect::<Vec<_>>().join(", ");
    named(&format!("{start}{second}")).ok_or(ArgFault::Half { first, choices })
}

fn shown(arg: &lexopt::Arg<'_>) -> String {
    match arg {
        Long(name) => format!("--{name}"),
        Short(c) => format!("-{c}"),
        Value(word) => word.to_string_lossy().into_owned(),
    }
}

impl Args {
    /// Whether this option was given.
    pub(super) fn has(&self, flag: &str) -> bool {
        self.flags.contains(flag)
    }

    /// What this verb asks a dossier for, as the trace tells it.
    pub(super) fn gebruik(&self) -> Gebruik {
        match self.verb {
            "verslag" => Gebruik::Afdrukken,
            "toon" if self.has("json") => Gebruik::Uitvoeren,
            "toon" => Gebruik::Tonen,
            "kopie" => Gebruik::Kopieren,
            _ => Gebruik::Werk,
        }
    }

    /// The help of this verb is asked, whatever else was.
    fn help_of(self, verb: &'static Verb) -> (&'static Verb, Self) {
        let help = help();
        let over = if verb.name == help.name { self.over } else { Some(verb) };
        (help, Self { verb: help.name, over, ..Self::default() })
    }

    fn word(&mut self, verb: &'static Verb, word: OsString) -> Result<(), ArgFault> {
        if matches!(verb.takes, Takes::Folder | Takes::File) && self.map.is_none() {
            self.map = Some(word.into());
            return Ok(());
        }
        let word = word.to_string_lossy().into_owned();
        if matches!(verb.takes, Takes::Name | Takes::Account) && self.naam.is_none() {
            self.naam = Some(name("naam", &word)?);
            return Ok(());
        }
        if matches!(verb.takes, Takes::Number | Takes::NumberAndPart | Takes::MaybeNumber) && self.nummer.is_none() {
            let wrong = |_| ArgFault::Word { verb: verb.name, word: word.clone(), hint: NUMMER_HINT };
            self.nummer = Some(word.parse().map_err(wrong)?);
            return Ok(());
        }
        if verb.takes == Takes::NumberAndPart && self.deel.is_none() {
            self.deel = Some(Deel::lees(&word).ok_or(ArgFault::Part { word })?);
            return Ok(());
        }
        let (word, hint) = if verb.name == "zoek" {
            (
                "...".to_owned(),
                "typ de woorden na de vraag, of geef ze op de standaardinvoer: wat op de opdrachtregel staat, is voor anderen te zien",
            )
        } else {
            (word, "'crisistafel help' noemt wat er kan")
        };
        Err(ArgFault::Word { verb: verb.name, word, hint })
    }

    fn option(&mut self, option: &'static str, parser: &mut lexopt::Parser) -> Result<(), ArgFault> {
        let mut value = |what: &str| {
            let missing = |_| ArgFault::Value { option, what: what.to_owned() };
            parser.value().map(|v| v.to_string_lossy().into_owned()).map_err(missing)
        };
        match option {
            "als" => {
                let rol = value("een rol")?
                    .parse()
                    .map_err(|e: crate::domain::rol::NotARole| ArgFault::Value { option, what: e.to_string() })?;
                self.als = Some(rol);
            }
            "namens" => self.namens = Some(name(option, &value("een naam")?)?),
            "wie" => self.wie = Some(name(option, &value("een naam of account")?)?),
            "sinds" => self.sinds = Some(value(DAG_HINT)?),
            "naam" => self.naam = Some(name(option, &value("een naam")?)?),
            "sleutel" => {
                let missing = |_| ArgFault::Value { option, what: "het pad van een sleutelbestand".to_owned() };
                self.sleutel = Some(parser.value().map_err(missing)?.into());
            }
            "sleutelbos" => {
                let missing = |_| ArgFault::Value { option, what: "het pad van een map".to_owned() };
                self.sleutelbos = Some(parser.value().map_err(missing)?.into());
            }
            "ontvanger" => {
                let wrong = |e: GeenOntvanger| ArgFault::Value { option, what: e.to_string() };
                self.ontvanger = Some(value("een ontvanger: age1...")?.parse().map_err(wrong)?);
            }
            "aanvaard" => {
                let wrong = |_| ArgFault::Value { option, what: NUMMER_HINT.to_owned() };
                self.aanvaard = Some(value("het nummer van een dossier")?.parse().map_err(wrong)?);
            }
            "klasse" => {
                let word = value("verhaal of alles")?;
                let known = Vernietigbaar::ALLE.into_iter().find(|w| w.naam() == word.to_lowercase());
                let wrong = || ArgFault::Value { option, what: "verhaal of alles".to_owned() };
                self.klasse = Some(known.ok_or_else(wrong)?);
            }
            "tegen" => {
                let missing = |_| ArgFault::Value { option, what: "een bestand met een controlepunt, of -".to_owned() };
                self.tegen = Some(parser.value().map_err(missing)?.into());
            }
            "thema" => self.thema = Some(value("de naam van een thema")?),
            "overleg" => {
                let wrong = |_| ArgFault::Value { option, what: "het nummer van een overleg".to_owned() };
                self.overleg = Some(value("het nummer van een overleg")?.parse().map_err(wrong)?);
            }
            "voorlegger" => {
                self.flags.insert(option);
                self.voorlegger = parser.optional_value().map(|v| page(&v.to_string_lossy())).transpose()?;
            }
            flag => drop(self.flags.insert(flag)),
        }
        Ok(())
    }
}

/// What a day looks like.
const DAG_HINT: &str = "een dag, zoals vandaag, gisteren, maandag, 24-11 of 22-11-2026";

/// The moment at which a day begins: a date, or the words for a day that was, as at a line.
pub(super) fn day(word: &str, nu: Tijdstip) -> Result<Tijdstip, ArgFault> {
    let wrong = || ArgFault::Value { option: "sinds", what: DAG_HINT.to_owned() };
    let read = |form| NaiveDate::parse_from_str(word, form).ok();
    let date = read("%d-%m-%Y").or_else(|| read("%Y-%m-%d"));
    let day = date.or_else(|| named_day(word.trim(), nu)).ok_or_else(wrong)?;
    Ok(match Tijdstip::op_wandklok(day.and_hms_opt(0, 0, 0).ok_or_else(wrong)?) {
        Wandklok::Een(t) | Wandklok::Twee { zomer: t, .. } | Wandklok::Geen { erna: t, .. } => t,
    })
}

/// The day that these words name, as a whole and without a question. Today is not over: as something that happened it
/// would be asked about.
fn named_day(word: &str, nu: Tijdstip) -> Option<NaiveDate> {
    if word.eq_ignore_ascii_case("vandaag") {
        return Some(nu.lokaal().date_naive());
    }
    match termijn::lees(word, Kant::Toen, nu) {
        Tijdkop::Tijd(Lezing { gelezen: Gelezen::Een(m), bytes, .. }) if bytes == word.len() => {
            Some(m.op.lokaal().date_naive())
        }
        Tijdkop::Tijd(_) | Tijdkop::Rest(_) | Tijdkop::Geen => None,
    }
}

/// A name that was given.
fn name(option: &'static str, word: &str) -> Result<Tekst, ArgFault> {
    Tekst::new(word).map_err(|e| ArgFault::Value { option, what: e.to_string() })
}

/// The number of a page for the burgemeester: `L2`, `2`.
fn page(word: &str) -> Result<VoorleggerId, ArgFault> {
    let wrong = |_| ArgFault::Value {
        option: "voorlegger",
        what: "het nummer van een voorlegger, zoals --voorlegger=L2".to_owned(),
    };
    word.parse().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Result<(&'static str, Args), ArgFault> {
        parse(text.split_whitespace().map(OsString::from)).map(|(v, a)| (v.name, a))
    }

    #[test]
    fn a_verb_takes_its_own_options_and_no_others() {
        let (verb, args) = line("toon 26-k7m4 --oefening --json").unwrap();
        assert_eq!(
            (verb, args.nummer.map(|n| n.to_string()).as_deref(), args.has("json")),
            ("toon", Some("26-K7M4"), true)
        );
        assert_eq!(
            line("toon --te-laat 26-K7M4").unwrap_err().to_string(),
            "toon kent --te-laat niet; 'crisistafel help' noemt wat er kan"
        );
        assert_eq!(line("toon"), Err(ArgFault::NoNumber("toon")));
        assert!(line("").unwrap().0 == default().name);
        assert!(matches!(line("dans"), Err(ArgFault::Verb(_))));
        assert!(line("oefening --als baas").unwrap_err().to_string().contains("geen rol"));
    }

    /// Who asked for the role of the shared screen at a terminal of their own waited for a dossier that never came.
    #[test]
    fn the_role_of_the_shared_screen_is_refused_with_the_verb_that_opens_it() {
        for (text, said) in [
            ("oefening --als scherm", "'crisistafel deelscherm --oefening'"),
            ("tafel --als scherm --oefening", "'crisistafel deelscherm --oefening'"),
            ("toon 26-K7M4 --als Scherm", "'crisistafel deelscherm'"),
        ] {
            let fault = line(text).unwrap_err().to_string();
            assert!(fault.ends_with(said) && fault.starts_with("--als neemt geen 'scherm' aan"), "{text}: {fault}");
        }
        for verb in VERBS.iter().filter(|v| v.options.contains(&"als")) {
            let number = if matches!(verb.takes, Takes::Number | Takes::NumberAndPart) { " 26-K7M4" } else { "" };
            let asked = line(&format!("{}{number} --als scherm", verb.name));
            assert!(matches!(asked, Err(ArgFault::Wall { .. })), "{}", verb.name);
        }
        assert!(line("deelscherm --oefening").is_ok());
    }

    #[test]
    fn the_help_of_one_verb_is_asked_behind_it_or_before_it() {
        let over = |text: &str| line(text).map(|(verb, args)| (verb, args.over.map(|v| v.name)));
        for (text, name) in [
            ("oefening --help", "oefening"),
            ("help oefening", "oefening"),
            ("toon -h", "toon"),
            ("verslag 26-K7M4 --overleg 1 --help", "verslag"),
            ("kader toon --help", "kader toon"),
            ("help kader toon", "kader toon"),
        ] {
            assert_eq!(over(text), Ok(("help", Some(name))), "{text}");
        }
        for text in ["help", "--help", "help --help"] {
            assert_eq!(over(text), Ok(("help", None)), "{text}");
        }
        assert!(matches!(over("help dans"), Err(ArgFault::Verb(_))));
    }

    /// Review C and B21: a part by its name, and what there is where the word is none.
    #[test]
    fn a_part_of_a_dossier_is_asked_for_by_name_and_what_there_is_is_said() {
        let part = |text: &str| line(text).map(|(_, a)| a.deel);
        assert_eq!(part("toon 26-K7M4").unwrap(), None);
        for deel in Deel::ALLE {
            assert_eq!(part(&format!("toon 26-K7M4 {}", deel.naam().to_uppercase())).unwrap(), Some(deel));
        }
        let fault = part("toon 26-K7M4 maatregel").unwrap_err().to_string();
        assert!(Deel::ALLE.iter().all(|deel| fault.contains(deel.naam())) && fault.contains("--alles"), "{fault}");
        assert!(matches!(part("toon 26-K7M4 acties vragen"), Err(ArgFault::Word { .. })));
        assert!(matches!(part("verslag 26-K7M4 acties"), Err(ArgFault::Word { .. })));
        let fault = part("toon 26-ABCD").unwrap_err().to_string();
        assert!(fault.contains("vier tekens uit 2 3 4 6 7 8 9 C D F G H J K M N P Q R T V W X Y"), "{fault}");
        for c in NUMMER_HINT.split(" uit ").nth(1).unwrap().split(' ') {
            assert!(format!("26-{}", c.repeat(4)).parse::<DossierNummer>().is_ok(), "{c}");
        }
    }

    #[test]
    fn a_page_for_the_burgemeester_is_asked_for_with_its_number_or_without() {
        let asked = |text: &str| line(text).map(|(_, a)| (a.has("voorlegger"), a.voorlegger));
        assert_eq!(asked("verslag 26-K7M4").unwrap(), (false, None));
        assert_eq!(asked("verslag 26-K7M4 --voorlegger").unwrap(), (true, None));
        assert_eq!(asked("verslag --voorlegger 26-K7M4").unwrap(), (true, None));
        assert_eq!(asked("verslag 26-K7M4 --voorlegger=L2").unwrap(), (true, Some(VoorleggerId(2))));
        assert_eq!(asked("verslag 26-K7M4 --voorlegger=L-x1").unwrap().1.unwrap().to_string(), "L-x1");
        assert!(asked("verslag 26-K7M4 --voorlegger=twee").unwrap_err().to_string().contains("--voorlegger=L2"));
    }

    #[test]
    fn a_verb_of_two_words_takes_a_folder_and_says_what_lacks() {
        let (verb, args) = line("kader controleer ./ons-kader").unwrap();
        assert_eq!((verb, args.map), ("kader controleer", Some(PathBuf::from("./ons-kader"))));
        assert_eq!(line("kader toon --json").unwrap().0, "kader toon");
        assert_eq!(line("kader controleer"), Err(ArgFault::NoFolder("kader controleer")));
        let half = "'kader' alleen is niet genoeg; kies uit: \
                    crisistafel kader controleer PAD, crisistafel kader toon [--alles] [--json]";
        for said in ["kader", "kader dans", "kader --json"] {
            assert_eq!(line(said).unwrap_err().to_string(), half);
        }
        assert!(matches!(line("kader controleer een twee"), Err(ArgFault::Word { .. })));
    }

    #[test]
    fn words_to_search_for_are_refused_on_the_command_line_and_not_repeated() {
        let fault = line("zoek geheim").unwrap_err().to_string();
        assert!(fault.contains("standaardinvoer") && !fault.contains("geheim"), "{fault}");
    }
}
