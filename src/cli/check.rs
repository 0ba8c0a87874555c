//! `crisistafel controleer`: walks all journals beside a running service, and changes nothing. With `--aanvaard` it does not
//! walk them: it records that a dossier goes on without what it lost, while no service runs.

use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::args::Args;
use super::ask::ask;
use super::{Context, Exit, Failed, Outcome, exercise, opener, tegen};
use crate::crypto::kluis::Kluis;
use crate::domain::ids::DossierNummer;
use crate::domain::inzage::Vanaf;
use crate::domain::machine;
use crate::domain::tekst::{Tekst, clean};
use crate::journal::{FileJournal, Head, JournalId, Report, verify};
use crate::protocol::Soort;
use crate::server::{self, Asked};

/// How often, and how long after one another, it is looked again at what a running service may just be writing.
const LOOKS: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(25);

/// Says of each journal whether it is whole, or broken and where.
pub(super) fn check(c: &Context, args: &Args) -> Outcome {
    let current = || exercise::current(&c.places.exercises()).map_err(|e| Failed::new(Exit::Refused, e));
    let dir = if args.has("oefening") { current()? } else { Some(c.places.real_store()) };
    let none = || Failed::new(Exit::Refused, "er is geen oefening; begin er een met 'crisistafel oefening'");
    let dir = dir.ok_or_else(none)?;
    if let Some(nummer) = args.aanvaard {
        return accept(c, args, &dir, nummer);
    }
    if args.als.is_some() {
        return Err(Failed::new(
            Exit::Usage,
            "--als hoort bij --aanvaard: nalopen doet wie de tafel heeft, in welke rol ook",
        ));
    }
    let punten = args.tegen.as_deref().map(tegen::lees).transpose()?;
    let tafel = server::look(&dir).map_err(|e| Failed::new(Exit::Refused, e))?;
    let (kluis, locked) = match server::kluis(&dir, opener::zo_mogelijk(c, args, &dir)?) {
        Ok(kluis) => (kluis, None),
        Err(fault) => (None, Some(fault)),
    };
    let journal = FileJournal::new(&dir).verzegeld(kluis.clone());
    let (heads, strange) = remembered(&dir, kluis)?;
    let reports = settled(&dir, || verify(&journal, heads.iter().copied()).map_err(|e| Failed::new(Exit::Fault, e)))?;
    let mut out = io::stdout().lock();
    if tafel.oefening {
        writeln!(out, "OEFENING: dit is geen echte tafel.")?;
    }
    for report in &reports {
        tell(&mut out, report)?;
    }
    if strange > 0 {
        writeln!(
            out,
            "onthouden hoofden: {strange} regels zijn niet te lezen; van die dossiers is niet bekend hoever ze waren"
        )?;
    }
    strangers(&mut out, &dir)?;
    if let Some(fault) = &locked {
        writeln!(out, "{}", opener::alleen_ketens(fault))?;
    }
    let bevat = match &punten {
        Some(punten) => tegen::vergelijk(&mut out, &journal, punten)?,
        None => true,
    };
    if bevat && strange == 0 && reports.iter().all(Report::is_whole) {
        let wat = if locked.is_some() { "De ketens zijn heel" } else { "Alles is heel" };
        writeln!(out, "{wat}: {} journalen.", reports.len())?;
        return Ok(());
    }
    if !bevat {
        let said = "De tafel bevat niet meer wat er was. Zet de map van de tafel veilig en zoek een kopie van na het controlepunt.";
        return Err(Failed::new(Exit::Refused, said));
    }
    Err(Failed::new(Exit::Refused, "Niet alles is heel. Zet de map van de tafel veilig voor u iets herstelt."))
}

/// What was found of a journal.
fn tell(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let name = match report.id {
        JournalId::Organisatie => report.id.to_string(),
        JournalId::Dossier(nummer) => format!("dossier {nummer}"),
        JournalId::Inzage(deel) => format!("inzage {deel}"),
    };
    if report.is_whole() {
        return writeln!(out, "{name}: heel, {} records", report.head.seq);
    }
    writeln!(out, "{name}: NIET heel; heel tot en met record {}", report.head.seq)?;
    report.findings.iter().try_for_each(|finding| writeln!(out, "    {finding}"))
}

/// What is found of all journals. While a service runs, what it may just be writing is looked at again for a while; what is
/// wrong after that is wrong.
fn settled(dir: &Path, look: impl Fn() -> Result<Vec<Report>, Failed>) -> Result<Vec<Report>, Failed> {
    let mut reports = look()?;
    for _ in 0..LOOKS {
        if !reports.iter().any(Report::may_be_under_way) || !server::is_held(dir) {
            break;
        }
        thread::park_timeout(BETWEEN);
        reports = look()?;
    }
    Ok(reports)
}

/// Names what lies between the journals and is none: it was not looked at. Copies that a program that synchronises folders
/// makes when both sides changed are such files.
fn strangers(out: &mut impl Write, dir: &Path) -> io::Result<()> {
    for folder in ["dossiers", "inzage"] {
        let entries = std::fs::read_dir(dir.join(folder)).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| !is_ours(name));
        names.sort();
        for name in &names {
            let name = clean(name);
            writeln!(out, "{folder}/{name}: geen journaal van deze tafel, niet nagelopen; kijk waar het vandaan komt")?;
        }
    }
    Ok(())
}

/// Whether a journal's folder has such a file: a journal, one that is being made, or a tail that was set aside.
fn is_ours(name: &str) -> bool {
    let head = |(head, _): (&str, &str)| head.parse::<JournalId>().is_ok();
    let made = name.strip_suffix(".nieuw").unwrap_or(name);
    JournalId::from_file_name(made).is_some() || name.split_once(".staart-").is_some_and(head)
}

/// Records that who runs this accepts what a dossier lost.
fn accept(c: &Context, args: &Args, dir: &Path, nummer: DossierNummer) -> Outcome {
    let opener = if args.has("oefening") { None } else { Some(opener::vind(c, args, dir)?) };
    let claim = server::claim(dir).map_err(|e| Failed::new(Exit::Refused, e))?;
    let asked = Asked { soort: Soort::Vraag, als: args.als, namens: None, vanaf: Vanaf::default() };
    let reden = Tekst::new(&ask("Waarom kan dat? In een zin, die wordt vastgelegd: ")?);
    let what = (nummer, reden.map_err(|e| Failed::new(Exit::Refused, e))?);
    let kluis = server::kluis(dir, opener)?;
    let mut journal = FileJournal::new(dir).verzegeld(kluis.clone());
    let (tot, was) = server::accept(&claim, (&mut journal, kluis), c.clock.as_ref(), &asked, what)
        .map_err(|e| Failed::new(Exit::Refused, e))?;
    writeln!(
        io::stdout(),
        "Vastgelegd: dossier {nummer} ging tot record {was} en gaat nu verder na record {tot}. Wat ertussen stond, is er niet meer."
    )?;
    Ok(())
}

/// The heads that the store remembers beside its journals, those of the read model only while no service has it open; and
/// how many of them cannot be read.
fn remembered(dir: &Path, kluis: Option<Kluis>) -> Result<(Vec<(JournalId, Head)>, usize), Failed> {
    let unreadable =
        |e| Failed::new(Exit::Fault, format!("de onthouden hoofden zijn niet te lezen: {}", machine::zegt(&e)));
    let (kept, strange) = server::remembered_heads(dir).map_err(unreadable)?;
    let heads = server::hoofden_in_rust(dir, kluis);
    let head = |seq, hash: &str| Some(Head { seq, hash: hash.parse().ok()? });
    let indexed = heads.into_iter().filter_map(|(n, h)| Some((JournalId::Dossier(n), head(h.seq, &h.hash)?)));
    Ok((kept.into_iter().chain(indexed).collect(), strange))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::journal::{Finding, Indeling, frame};

    /// How often it is looked, where each look finds one of these and the last one goes on.
    fn looks(dir: &Path, found: &[fn() -> Vec<Finding>]) -> (usize, bool) {
        let looks = Cell::new(0);
        let reports = settled(dir, || {
            let findings = found.get(looks.get()).or(found.last()).map(|f| f()).unwrap_or_default();
            looks.set(looks.get() + 1);
            let id = JournalId::Dossier("26-K7M4".parse().unwrap());
            Ok(vec![Report { id, head: frame::start(id, Indeling::Leesbaar), findings }])
        });
        (looks.get(), reports.unwrap_or_else(|_| Vec::new()).iter().all(Report::is_whole))
    }

    /// Beside a running service a dossier that had just been made was 'niet heel': the organisation's journal is told of it
    /// after who made it was answered.
    #[test]
    fn what_a_running_service_is_just_writing_is_looked_at_again_and_what_is_wrong_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let store = dir.path().join("tafel");
        let wie = crate::cli::opener::wijziger(crate::domain::tijd::Tijdstip::from_millis(1_795_000_000_000));
        server::create(&store, &server::Tafel::oefening(Vec::new()), &wie).unwrap();
        let passing: [fn() -> Vec<Finding>; 3] = [|| vec![Finding::Unknown], || vec![Finding::Unknown], Vec::new];
        assert_eq!(looks(&store, &passing), (1, false), "nobody is writing");
        let _held = server::claim(&store).unwrap();
        assert_eq!(looks(&store, &passing), (3, true));
        let wrong: [fn() -> Vec<Finding>; 2] = [|| vec![Finding::Unknown, Finding::Missing], Vec::new];
        assert_eq!(looks(&store, &wrong), (1, false));
    }
}
