//! Every verb there is: the one table from which the command line, `help` and the README are made.

/// A verb.
#[derive(Debug, PartialEq, Eq)]
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
    /// The name of a verb, of one word or two, or nothing.
    Verb,
}

/// Every verb, in the order of the help.
pub static VERBS: [Verb; 17] = [
    Verb {
        name: "oefening",
        usage: "[--nieuw] [--als ROL] [--thema NAAM]",
        doc: "Opent de lopende oefening, of zet een verse klaar; --nieuw zet altijd een verse klaar.",
        options: &["nieuw", "als", "thema"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "tafel",
        usage: "[--oefening] [--als ROL] [--namens NAAM] [--thema NAAM]",
        doc: "Opent het overzicht van dossiers. Dit doet crisistafel ook zonder werkwoord.",
        options: &["oefening", "als", "namens", "thema"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "deelscherm",
        usage: "[NUMMER] [--oefening] [--thema NAAM]",
        doc: "Het gedeelde scherm: toont alleen wat op een muur mag.",
        options: &["oefening", "thema", "namens"],
        takes: Takes::MaybeNumber,
    },
    Verb {
        name: "toon",
        usage: "NUMMER [DEEL] [--alles] [--oefening] [--json] [--als ROL]",
        doc: "Zegt op één scherm hoe een dossier ervoor staat; een DEEL (maatregelen, acties, ...) of --alles zegt de rest.",
        options: &["alles", "oefening", "json", "als", "namens"],
        takes: Takes::NumberAndPart,
    },
    Verb {
        name: "acties",
        usage: "[--te-laat] [--oefening] [--json] [--als ROL]",
        doc: "Noemt de open acties, de vroegste eerst.",
        options: &["te-laat", "oefening", "json", "als", "namens"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "dossiers",
        usage: "[--oefening] [--json] [--als ROL]",
        doc: "Noemt de dossiers, de dringendste eerst.",
        options: &["oefening", "json", "als", "namens"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "zoek",
        usage: "[--oefening] [--json] [--als ROL]",
        doc: "Zoekt regels; de woorden vraagt het, of leest het van de standaardinvoer.",
        options: &["oefening", "json", "als", "namens"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "verslag",
        usage: "NUMMER [--overleg N] [--voorlegger[=L1]] [--met-afgeschermd] [--oefening] [--als ROL]",
        doc: "Drukt het verslag van een overleg af als Markdown (het laatste, of dat met --overleg), of de bladzijde voor de burgemeester.",
        options: &["overleg", "voorlegger", "met-afgeschermd", "oefening", "als", "namens"],
        takes: Takes::Number,
    },
    Verb {
        name: "doe",
        usage: "[--alles-of-niets] [--oefening] [--als ROL]",
        doc: "Voert opdrachten uit die als JSON-regels op de standaardinvoer staan.",
        options: &["alles-of-niets", "oefening", "als", "namens"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "schema",
        usage: "",
        doc: "Drukt het JSON-schema van die regels af.",
        options: &[],
        takes: Takes::Nothing,
    },
    Verb {
        name: "controleer",
        usage: "[--oefening] [--aanvaard NUMMER [--als ROL]]",
        doc: "Loopt alle journalen na en zegt per dossier of het heel is, of waar het stuk is; --aanvaard vraagt waarom, en legt vast dat een dossier verder gaat zonder wat er verloren ging.",
        options: &["oefening", "aanvaard", "als"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "kader controleer",
        usage: "PAD",
        doc: "Controleert de map met een kader en zegt per bestand en regel wat er niet klopt en wat u doet.",
        options: &[],
        takes: Takes::Folder,
    },
    Verb {
        name: "kader toon",
        usage: "[--alles] [--json]",
        doc: "Drukt het kader af dat geldt, in het kort; --alles noemt elk onderdeel met zijn bron.",
        options: &["alles", "json"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "dienst",
        usage: "[--tafel] [--oefening [--nieuw]] [--achtergrond]",
        doc: "Bedient een tafel: schrijft als enige, en luistert naar terminals.",
        options: &["tafel", "oefening", "nieuw", "achtergrond"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "ssh",
        usage: "[--namens NAAM]",
        doc: "Voor sshd als gedwongen opdracht: doet wat er achter ssh stond, of opent het overzicht.",
        options: &["namens"],
        takes: Takes::Nothing,
    },
    Verb {
        name: "help",
        usage: "[WERKWOORD]",
        doc: "Noemt de werkwoorden en de uitgangscodes, of wat één werkwoord kan; dat doet --help erachter ook.",
        options: &[],
        takes: Takes::Verb,
    },
    Verb {
        name: "versie",
        usage: "",
        doc: "Noemt de versie van het programma en van het protocol.",
        options: &[],
        takes: Takes::Nothing,
    },
];

/// The verb with this name.
pub fn named(name: &str) -> Option<&'static Verb> {
    VERBS.iter().find(|v| v.name == name)
}

/// What is done without a verb.
pub fn default() -> &'static Verb {
    &VERBS[1]
}

/// The help.
pub fn help() -> &'static Verb {
    &VERBS[15]
}

/// The version.
pub fn version() -> &'static Verb {
    &VERBS[16]
}

/// The verbs that somebody may use behind `ssh`.
pub const OVER_SSH: [&str; 11] =
    ["tafel", "oefening", "deelscherm", "toon", "acties", "dossiers", "zoek", "verslag", "kader toon", "help", "versie"];
