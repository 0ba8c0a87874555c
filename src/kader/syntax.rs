//! Says in Dutch why a file is no TOML. Absent: the place, which the caller knows.

/// What the parser's `melding` means, and what to do. Also for other files than those of a kader.
pub(crate) fn geen_toml(melding: &str) -> (&'static str, &'static str) {
    let heeft = |deel: &str| melding.contains(deel);
    match () {
        () if heeft("duplicate key") => ("deze sleutel staat er al", "haal een van de twee weg"),
        () if heeft("invalid basic string") || heeft("literal string") && heeft("invalid") => (
            "deze tekst is niet goed afgesloten of bevat een teken dat niet mag",
            "zet de tekst tussen \" en \" op een regel, en schrijf \\ als \\\\",
        ),
        () if heeft("must be quoted") || heeft("invalid boolean") || heeft("missing value") || heeft("with no value") => {
            ("hier ontbreekt een waarde, of een tekst staat niet tussen aanhalingstekens", "schrijf: sleutel = \"tekst\"")
        }
        () if heeft("unclosed table") || heeft("unclosed array table") => {
            ("deze kop is niet afgesloten", "sluit hem met ] of ]]")
        }
        () if heeft("unclosed array") || heeft("missing comma between array") => {
            ("deze lijst is niet afgesloten of mist een komma", "scheid met komma's en sluit met ]")
        }
        () if heeft("inline table") => {
            ("deze tabel is niet afgesloten of mist een komma", "scheid met komma's en sluit met }")
        }
        () if heeft("assignment") || heeft("extra `=`") || heeft("unexpected key or value") => {
            ("hier staat te veel of te weinig op een regel", "schrijf per regel een keer: sleutel = waarde")
        }
        () => ("dit is geen geldige TOML", "kijk of een aanhalingsteken, haakje, komma of = ontbreekt"),
    }
}
