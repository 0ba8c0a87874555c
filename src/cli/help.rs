//! `help` and `versie`.

use std::io::{self, Write};

use super::args::Args;
use super::{Exit, Outcome, VERBS, Verb};
use crate::protocol::frame::PREAMBLE;

/// What each option does, for the help of one verb.
const OPTIONS: [(&str, &str); 30] = [
    ("oefening", "over de oefening, die naast de echte tafel staat"),
    ("nieuw", "zet een verse oefening klaar; wat er in de vorige staat blijft bewaard"),
    ("als", "ROL: de ene rol die deze terminal neemt, zoals voorzitter of notulist"),
    (
        "aanvaard",
        "NUMMER: dit dossier gaat verder zonder wat er verloren ging; vraagt waarom, alleen als de dienst niet draait",
    ),
    (
        "tegen",
        "BESTAND: een verslag, of een tekst met controlepunten (- leest de standaardinvoer); zegt of de tafel ze nog bevat",
    ),
    ("namens", "NAAM: voor een doorgeefluik: voor wie er gevraagd wordt"),
    ("thema", "NAAM: donker, licht, beamer, 16-kleuren, mono, of een thema van uzelf"),
    ("alles", "zegt alles, en niet alleen wat op één scherm past"),
    ("json", "als gegevens, voor een ander programma"),
    ("te-laat", "alleen wat te laat is"),
    ("overleg", "N: het nummer van een overleg; zonder is het het laatste waarin iets staat"),
    ("voorlegger", "de bladzijde voor de burgemeester: de laatste, of die met het nummer: --voorlegger=L1"),
    ("met-afgeschermd", "met wat afgeschermd is, voor wie dat mag zien"),
    ("wie", "NAAM: alleen van wie zo heet, of wie dit account heeft"),
    ("sinds", "DAG: alleen vanaf die dag, zoals vandaag, maandag, 24-11 of 22-11-2026; zonder is het de laatste 92 dagen"),
    ("alles-of-niets", "alle regels samen worden één vastlegging, of er wordt niets vastgelegd"),
    ("ontvanger", "age1...: voor wie de sleutelbos ook opengaat; 'crisistafel sleutel maak' noemt hem"),
    ("wachtwoord", "een wachtwoord, dat op de terminal gevraagd wordt"),
    ("herstelsleutel", "een sleutel voor op papier, die één keer op de terminal getoond wordt"),
    ("naam", "NAAM: hoe de opener heet"),
    ("sleutel", "PAD: het sleutelbestand om mee te openen; zonder dat wordt het wachtwoord gevraagd"),
    ("sleutelbos", "MAP: waar de sleutelbos apart naartoe gaat, of vandaan komt"),
    ("klasse", "verhaal of alles: alleen wat er gezegd en geschreven is, of het hele dossier"),
    ("toch", "ook als de kopie niet heel is: zonder wat eraan ontbreekt"),
    ("partner", "NAAM: alleen het verzoek aan deze partner"),
    ("vorm", "tekst of ics: een brief, of de termijn voor een agenda"),
    ("naar", "PAD: een bestand dat er nog niet is, of een map: een bestand per partner"),
    ("bewaker", "houdt de dienst in de lucht met wat er op de invoer staat; dit gebruikt het programma zelf"),
    ("opener-op-invoer", "leest van de invoer wat de sleutelbos opent; dit gebruikt het programma zelf"),
    ("achtergrond", "laat de terminal los en eindigt met de laatste verbinding"),
];

/// Names the verbs and the exit codes, or what one verb can do.
pub(super) fn help(args: &Args) -> Outcome {
    let mut out = io::stdout().lock();
    if let Some(verb) = args.over {
        writeln!(out, "{}", of(verb).trim_end())?;
        return Ok(());
    }
    writeln!(out, "crisistafel - crisisoverleg in de terminal\n")?;
    for verb in &VERBS {
        writeln!(out, "crisistafel {} {}", verb.name, verb.usage)?;
        writeln!(out, "    {}", verb.doc)?;
    }
    writeln!(out, "\nMet --oefening gaat het over de oefening, die naast de echte tafel staat.")?;
    writeln!(out, "In het scherm: / of Ctrl+G voor het menu, /help voor de toetsen, /112 bij nood.\n")?;
    writeln!(out, "Uitgangscodes:")?;
    for (_, code, meaning) in Exit::ALL {
        writeln!(out, "    {code}  {meaning}")?;
    }
    Ok(())
}

/// What one verb can do.
fn of(verb: &Verb) -> String {
    let head = format!("crisistafel {} {}", verb.name, verb.usage);
    let does = |option: &&str| OPTIONS.iter().find(|(name, _)| name == option);
    let options = verb.options.iter().filter_map(does).map(|(name, does)| format!("    --{name}  {does}\n"));
    std::iter::once(format!("{}\n    {}\n", head.trim_end(), verb.doc)).chain(options).collect()
}

/// Names the version.
pub(super) fn version(_: &Args) -> Outcome {
    let protocol = PREAMBLE.last().copied().unwrap_or_default();
    writeln!(io::stdout(), "crisistafel {}, protocol {protocol}", env!("CARGO_PKG_VERSION"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_of_a_verb_says_what_each_of_its_options_does() {
        for verb in &VERBS {
            let text = of(verb);
            assert!(text.contains(verb.doc), "{text}");
            // the service is always that of a table
            for option in verb.options.iter().filter(|o| **o != "tafel") {
                assert!(text.contains(&format!("--{option}  ")), "{}: --{option}", verb.name);
            }
        }
    }
}
