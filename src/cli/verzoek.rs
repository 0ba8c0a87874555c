//! `crisistafel verzoek`: the requests for information that wait for an answer, as they are sent. It is traced as an export.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::args::Args;
use super::{Context, Exit, Failed, Outcome, opener};
use crate::client::Session;
use crate::domain::dossier::Informatieverzoek;
use crate::domain::machine;
use crate::domain::tijd::Clock;
use crate::protocol::Soort;
use crate::report::{Aanvraag, verzoek};

/// `verzoek NUMMER`
pub(super) fn send(c: &Context, args: &Args) -> Outcome {
    let refused = |why: String| Failed::new(Exit::Refused, why);
    let mut session = Session::open(&c.link(args, Soort::Vraag, args.has("oefening"))?)?;
    let nummer = args.nummer.ok_or_else(|| Failed::new(Exit::Usage, "geef het nummer van een dossier"))?;
    let replica = session.dossier(nummer)?;
    let kader = replica.kader(replica.dossier.actueel());
    let kader = kader.ok_or_else(|| Failed::new(Exit::Fault, "het kader van dit dossier is er niet"))?;
    let (dossier, oefening, nu) = (&replica.dossier, session.oefening, c.clock.now());
    let a = Aanvraag { dossier, kader, met_afgeschermd: false, oefening, nu, controlepunt: None };
    let mut all = verzoek::te_versturen(&a);
    if all.is_empty() {
        return Err(refused(format!(
            "in dossier {nummer} wacht geen verzoek op antwoord; vragen doet u met /informatiebeeld"
        )));
    }
    if let Some(gezocht) = &args.partner {
        let known = kader.kader.partner(gezocht.as_str()).map_or(gezocht, |p| &p.naam);
        all.retain(|i| i.partner.same(known.as_str()));
        if all.is_empty() {
            return Err(refused(format!("aan '{gezocht}' staat geen verzoek open; laat --partner weg voor alle")));
        }
    }
    match &args.naar {
        None => Ok(io::stdout().write_all(written(&a, &all, args.ics).as_bytes())?),
        Some(map) if map.is_dir() => all.iter().try_for_each(|i| {
            let naam = format!("{nummer}-{}.{}", i.id, if args.ics { "ics" } else { "txt" });
            save(&map.join(naam), &written(&a, &[*i], args.ics))
        }),
        Some(bestand) if all.len() == 1 || args.ics => save(bestand, &written(&a, &all, args.ics)),
        Some(_) => Err(refused(format!(
            "er staan {} verzoeken open, en elke partner krijgt het zijne: noem een map die er is, of één --partner",
            all.len()
        ))),
    }
}

/// These requests in one text: as letters, each on a page of its own, or as one calendar.
fn written(a: &Aanvraag<'_>, all: &[&Informatieverzoek], ics: bool) -> String {
    if ics {
        return verzoek::agenda(a, all);
    }
    all.iter().map(|i| verzoek::tekst(a, i)).collect::<Vec<_>>().join("\u{c}\n")
}

/// A new file, for its owner only: what is there already is left as it is.
fn save(bestand: &Path, tekst: &str) -> Outcome {
    let at: PathBuf = bestand.to_owned();
    let refused = |e: io::Error| {
        let why = match e.kind() {
            io::ErrorKind::AlreadyExists => "dat bestand is er al; noem een ander".to_owned(),
            _ => format!("dat bestand kan niet worden geschreven: {}", machine::zegt(&e)),
        };
        Failed::new(Exit::Refused, format!("{}: {why}", opener::schoon(&at)))
    };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&at).map_err(refused)?;
    file.write_all(tekst.as_bytes()).map_err(refused)?;
    writeln!(io::stdout(), "geschreven: {}", opener::schoon(&at))?;
    Ok(())
}
