//! The verbs: one table, from which the command line, `help` and the README are made, and a file each. What they print is
//! made elsewhere; what they ask, the server decides.

mod args;
mod ask;
mod bewaker;
mod check;
mod clock;
mod context;
mod do_lines;
mod exercise;
mod harden;
mod help;
mod kader;
mod kopie;
mod log;
mod lookup;
mod opener;
mod pin;
mod places;
mod proces;
mod records;
mod screen;
mod service;
mod sleutel;
mod ssh;
mod tafel;
mod tegen;
mod tty;
mod uitgang;
mod vernietig;
mod verzoek;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use args::Args;
use context::Context;
use places::Environment;

use crate::domain::tekst::clean;
pub use uitgang::Exit;
use uitgang::Failed;

type Outcome = Result<(), Failed>;

/// The whole program: reads the command line, does what it says, and gives the exit code.
pub fn main() -> ExitCode {
    harden::harden();
    let env = Environment::read();
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let outcome = run(&env, words);
    let exit = match outcome {
        Ok(()) => Exit::Done,
        // who reads only the beginning of a list closes the pipe; that is no failure
        Err(failed) if failed.text.is_empty() => failed.exit,
        Err(failed) => {
            // when nobody reads the error there is nobody to tell
            let _ = writeln!(io::stderr(), "{}", printable(&failed.text));
            failed.exit
        }
    };
    ExitCode::from(exit.code())
}

/// A sentence that may repeat what was typed, without what a terminal would act on.
fn printable(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}

fn run(env: &Environment, words: Vec<OsString>) -> Outcome {
    let (verb, args) = args::parse(words).map_err(|fault| Failed::new(Exit::Usage, fault))?;
    match verb.run {
        Run::Alone(verb) => verb(&args),
        Run::Here(verb) => verb(&Context::of(env, &args)?, &args),
    }
}

/// A verb.
pub struct Verb {
    /// Its name: one word, or two.
    pub name: &'static str,
    /// What stands behind it in the help.
    pub usage: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// Its options, without `--`.
    pub options: &'static [&'static str],
    /// The word that may follow its name.
    pub takes: Takes,
    /// Whether somebody may use it behind `ssh`.
    over_ssh: bool,
    /// What carries it out.
    run: Run,
}

/// What carries out a verb.
enum Run {
    /// Something that needs nothing of the machine.
    Alone(fn(&Args) -> Outcome),
    /// Something that looks at this machine.
    Here(fn(&Context, &Args) -> Outcome),
}

impl PartialEq for Verb {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Verb {}

impl std::fmt::Debug for Verb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// The word that may follow a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// None.
    Nothing,
    /// The number of a dossier, or nothing.
    MaybeNumber,
    /// The number of a dossier.
    Number,
    /// The number of a dossier, and a part of what is known of it, or no part.
    NumberAndPart,
    /// The path of a folder.
    Folder,
    /// The path of a file.
    File,
    /// The name of an opener.
    Name,
    /// The name of an account.
    Account,
    /// The name of a verb, of one word or two, or nothing.
    Verb,
}

/// Every verb, in the order of the help.
pub static VERBS: [Verb; 35] = [
    Verb {
        name: "oefening",
        usage: "[--nieuw] [--als ROL] [--thema NAAM]",
        doc: "Opent de lopende oefening, of zet een verse klaar; --nieuw zet altijd een verse klaar.",
        options: &["nieuw", "als", "thema"],
        takes: Takes::Nothing,
        over_ssh: true,
        run: Run::Here(screen::exercise),
    },
    Verb {
        name: "tafel",
        usage: "[--oefening] [--als ROL] [--namens NAAM] [--thema NAAM] [--sleutel PAD]",
        doc: "Opent het overzicht van dossiers. Dit doet crisistafel ook zonder werkwoord. Is er nog geen tafel voor echte dossiers, dan vraagt het of die gemaakt moet worden; staat hij op slot, dan vraagt het wat hem opent.",
        options: &["oefening", "als", "namens", "thema", "sleutel"],
        takes: Takes::Nothing,
        over_ssh: true,
        run: Run::Here(screen::overview),
    },
    Verb {
        name: "deelscherm",
        usage: "[NUMMER] [--oefening] [--thema NAAM]",
        doc: "Het gedeelde scherm: toont alleen wat op een muur mag.",
        options: &["oefening", "thema", "namens"],
        takes: Takes::MaybeNumber,
        over_ssh: true,
        run: Run::Here(screen::shared),
    },
    Verb {
        name: "toon",
        usage: "NUMMER [DEEL] [--alles] [--oefening] [--json] [--als ROL]",
        doc: "Zegt op één scherm hoe een dossier ervoor staat; een DEEL (maatregelen, acties, ...) of --alles zegt de rest.",
        options: &["alles", "oefening", "json", "als", "namens"],
        takes: Takes::NumberAndPart,
        over_ssh: true,
        run: Run::Here(lookup::show),
    },
    Verb {
        name: "acties",
        usage: "[--te-laat] [--oefening] [--json] [--als ROL]",
        doc: "Noemt de open acties, de vroegste eerst.",
        options: &["te-laat", "oefening", "json", "als", "namens"],
        takes: Takes::Nothing,
        over_ssh: true,
        run: Run::Here(lookup::actions),
    },
    Verb {
        name: "dossiers",
        usage: "[--oefening] [--json] [--als ROL]",
        doc: "Noemt de dossiers, de dringendste eerst.",
        options: &["oefening", "json", "als", "namens"],
        takes: Takes::Nothing,
        over_ssh: true,
        run: Run::Here(lookup::dossiers),
    },
    Verb {
        name: "zoek",
        usage: "[--oefening] [--json] [--als ROL]",
        doc: "Zoekt regels; de woorden vraagt het, of leest het van de standaardinvoer.",
        options: &["oefening", "json", "als", "namens"],
        takes: Takes::Nothing,
        over_ssh: true,
        run: Run::Here(lookup::search),
    },
    Verb {
        name: "verslag",
        usage: "NUMMER [--overleg N] [--voorlegger[=L1]] [--met-afgeschermd] [--oefening] [--als ROL]",
        doc: "Drukt het verslag van een overleg af als Markdown (het laatste, of dat met --overleg), of de bladzijde voor de burgemeester.",
        options: &["overleg", "voorlegger", "met-afgeschermd", "oefening", "als", "namens"],
        takes: Takes::Number,
        over_ssh: true,
        run: Run::Here(lookup::minutes),
    },
    Verb {
        name: "verzoek",
        usage: "NUMMER [--partner NAAM] [--vorm tekst|ics] [--naar PAD] [--oefening] [--als ROL]",
        doc: "Drukt de informatieverzoeken af die op antwoord wachten, om te versturen, of hun termijn voor een agenda; met --naar in een bestand, of in een map een bestand per partner.",
        options: &["partner", "vorm", "naar", "oefening", "als", "namens"],
        takes: Takes::Number,
        over_ssh: false,
        run: Run::Here(verzoek::send),
    },
    Verb {
        name: "inzage",
        usage: "[NUMMER] [--wie NAAM] [--sinds DAG] [--oefening] [--json] [--als ROL]",
        doc: "Zegt wie wat las, wanneer en vanaf waar, met wat opvalt eerst; voor wie dat mag, en dat kijken staat er zelf ook in.",
        options: &["wie", "sinds", "oefening", "json", "als", "namens"],
        takes: Takes::MaybeNumber,
        over_ssh: true,
        run: Run::Here(lookup::trace),
    },
    Verb {
        name: "doe",
        usage: "[--alles-of-niets] [--oefening] [--als ROL]",
        doc: "Voert opdrachten uit die als JSON-regels op de standaardinvoer staan.",
        options: &["alles-of-niets", "oefening", "als", "namens"],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Here(do_lines::carry_out),
    },
    Verb {
        name: "schema",
        usage: "",
        doc: "Drukt het JSON-schema van die regels af.",
        options: &[],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Alone(do_lines::schema),
    },
    Verb {
        name: "controleer",
        usage: "[--oefening] [--sleutel PAD] [--tegen BESTAND] [--aanvaard NUMMER [--als ROL]]",
        doc: "Loopt alle journalen na en zegt per dossier of het heel is, of waar het stuk is; --tegen vergelijkt met de controlepunten in een verslag; --aanvaard vraagt waarom, en legt vast dat een dossier verder gaat zonder wat er verloren ging.",
        options: &["oefening", "sleutel", "tegen", "aanvaard", "als"],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Here(check::check),
    },
    Verb {
        name: "vernietig lijst",
        usage: "[--oefening] [--als ROL]",
        doc: "Noemt van elk afgesloten dossier wat aan de beurt is om te vernietigen, volgens welke termijn en bron, en waarvoor er geen is; wat er vernietigd is; en welke maanden van de inzage aan de beurt zijn, voor wie die mag bekijken.",
        options: &["oefening", "als", "namens"],
        takes: Takes::Nothing,
        over_ssh: true,
        run: Run::Here(vernietig::lijst),
    },
    Verb {
        name: "vernietig vraag",
        usage: "NUMMER --klasse verhaal|alles [--oefening] [--als ROL]",
        doc: "Stelt voor om het verhaal of het hele dossier te vernietigen; de grond vraagt het, of die is de verstreken termijn.",
        options: &["klasse", "oefening", "als", "namens"],
        takes: Takes::Number,
        over_ssh: true,
        run: Run::Here(vernietig::vraag),
    },
    Verb {
        name: "vernietig akkoord",
        usage: "NUMMER --klasse verhaal|alles [--oefening] [--als ROL]",
        doc: "Geeft als tweede persoon akkoord op wat een ander voorstelde; het gebeurt als de dienst opnieuw begint.",
        options: &["klasse", "oefening", "als", "namens"],
        takes: Takes::Number,
        over_ssh: true,
        run: Run::Here(vernietig::akkoord),
    },
    Verb {
        name: "vernietig bewijs",
        usage: "NUMMER [--oefening] [--als ROL]",
        doc: "Drukt de verklaring van vernietiging af, met een regel voor de handtekening.",
        options: &["oefening", "als", "namens"],
        takes: Takes::Number,
        over_ssh: true,
        run: Run::Here(vernietig::bewijs),
    },
    Verb {
        name: "bevries",
        usage: "NUMMER [--oefening] [--als ROL]",
        doc: "Bewaart een dossier wat de termijnen ook zeggen, na een overlijden of zwaar letsel; de reden vraagt het.",
        options: &["oefening", "als", "namens"],
        takes: Takes::Number,
        over_ssh: true,
        run: Run::Here(vernietig::bevries),
    },
    Verb {
        name: "ontdooi",
        usage: "NUMMER [--oefening] [--als ROL]",
        doc: "Laat de bewaartermijnen weer gelden; de reden vraagt het.",
        options: &["oefening", "als", "namens"],
        takes: Takes::Number,
        over_ssh: true,
        run: Run::Here(vernietig::ontdooi),
    },
    Verb {
        name: "kader controleer",
        usage: "PAD",
        doc: "Controleert de map met een kader en zegt per bestand en regel wat er niet klopt en wat u doet.",
        options: &[],
        takes: Takes::Folder,
        over_ssh: false,
        run: Run::Alone(kader::check),
    },
    Verb {
        name: "kader toon",
        usage: "[--alles] [--json]",
        doc: "Drukt het kader af dat geldt, in het kort; --alles noemt elk onderdeel met zijn bron.",
        options: &["alles", "json"],
        takes: Takes::Nothing,
        over_ssh: true,
        run: Run::Here(kader::show),
    },
    Verb {
        name: "sleutel maak",
        usage: "PAD",
        doc: "Maakt een sleutelbestand op een plek buiten de tafel, en noemt alleen zijn ontvanger.",
        options: &[],
        takes: Takes::File,
        over_ssh: false,
        run: Run::Here(sleutel::make),
    },
    Verb {
        name: "sleutel toon",
        usage: "[--oefening]",
        doc: "Zegt wie de sleutelbos kan openen en wie hem het laatst wijzigde; daar is geen sleutel voor nodig.",
        options: &["oefening"],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Here(sleutel::show),
    },
    Verb {
        name: "sleutel erbij",
        usage: "--ontvanger age1... of --wachtwoord of --herstelsleutel [--naam NAAM] [--sleutel PAD] [--oefening]",
        doc: "Voegt een opener toe; een wachtwoord en een herstelsleutel gaan alleen over de terminal.",
        options: &["ontvanger", "wachtwoord", "herstelsleutel", "naam", "sleutel", "oefening"],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Here(sleutel::add),
    },
    Verb {
        name: "sleutel eraf",
        usage: "NAAM [--sleutel PAD] [--oefening]",
        doc: "Haalt een opener weg; de laatste blijft.",
        options: &["sleutel", "oefening"],
        takes: Takes::Name,
        over_ssh: false,
        run: Run::Here(sleutel::remove),
    },
    Verb {
        name: "sleutel wissel",
        usage: "[--sleutel PAD] [--oefening]",
        doc: "Geeft de sleutelbos een andere sleutel, voor dezelfde openers.",
        options: &["sleutel", "oefening"],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Here(sleutel::rekey),
    },
    Verb {
        name: "sleutel herstel",
        usage: "PAD --naam NAAM [--oefening]",
        doc: "Opent de sleutelbos met de herstelsleutel op papier, maakt daar een nieuwe van, en een nieuw sleutelbestand.",
        options: &["naam", "oefening"],
        takes: Takes::File,
        over_ssh: false,
        run: Run::Here(sleutel::recover),
    },
    Verb {
        name: "pin wis",
        usage: "ACCOUNT [--oefening] [--als ROL]",
        doc: "Haalt de PIN weg van iemand die hem vergat; alleen een beheerder. Wie zijn account heeft, kiest in het programma een andere.",
        options: &["oefening", "als", "namens"],
        takes: Takes::Account,
        over_ssh: true,
        run: Run::Here(pin::wis),
    },
    Verb {
        name: "kopie",
        usage: "MAP [--sleutelbos MAP] [--sleutel PAD] [--oefening]",
        doc: "Maakt in een nieuwe map een kopie van een tafel, ook terwijl er wordt vergaderd, en leest haar terug. Verzegeld, en zonder sleutelbos: die komt alleen met --sleutelbos, in een andere nieuwe map.",
        options: &["sleutelbos", "sleutel", "oefening"],
        takes: Takes::Folder,
        over_ssh: false,
        run: Run::Here(kopie::make),
    },
    Verb {
        name: "herstel",
        usage: "MAP --sleutelbos MAP [--sleutel PAD] [--oefening] [--toch]",
        doc: "Zet een kopie terug als tafel, waar er nog geen is, loopt haar na en zegt wat er ontbreekt; met --toch ook als de kopie niet heel is.",
        options: &["sleutelbos", "sleutel", "oefening", "toch"],
        takes: Takes::Folder,
        over_ssh: false,
        run: Run::Here(kopie::put_back),
    },
    Verb {
        name: "sluit",
        usage: "[--oefening]",
        doc: "Beëindigt de dienst van een tafel. Wat is vastgelegd, staat er; een tafel met een wachtwoord staat dan weer op slot.",
        options: &["oefening"],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Here(tafel::close),
    },
    Verb {
        name: "dienst",
        usage: "[--tafel [--sleutel PAD]] [--oefening [--nieuw]] [--achtergrond] [--bewaker] [--opener-op-invoer]",
        doc: "Bedient een tafel: schrijft als enige, en luistert naar terminals. De laatste twee gebruikt het programma zelf, om een tafel die aan een terminal is geopend open te houden.",
        options: &["tafel", "sleutel", "oefening", "nieuw", "achtergrond", "bewaker", "opener-op-invoer"],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Here(service::serve),
    },
    Verb {
        name: "ssh",
        usage: "[--namens NAAM]",
        doc: "Voor sshd als gedwongen opdracht: doet wat er achter ssh stond, of opent het overzicht.",
        options: &["namens"],
        takes: Takes::Nothing,
        over_ssh: false,
        run: Run::Here(ssh::ssh),
    },
    Verb {
        name: "help",
        usage: "[WERKWOORD]",
        doc: "Noemt de werkwoorden en de uitgangscodes, of wat één werkwoord kan; dat doet --help erachter ook.",
        options: &[],
        takes: Takes::Verb,
        over_ssh: true,
        run: Run::Alone(help::help),
    },
    Verb {
        name: "versie",
        usage: "",
        doc: "Noemt de versie van het programma en van het protocol.",
        options: &[],
        takes: Takes::Nothing,
        over_ssh: true,
        run: Run::Alone(help::version),
    },
];

/// The verb with this name.
fn named(name: &str) -> Option<&'static Verb> {
    VERBS.iter().find(|v| v.name == name)
}

/// What is done without a verb.
fn default() -> &'static Verb {
    named("tafel").unwrap_or(&VERBS[0])
}
