//! `crisistafel kopie` and `crisistafel herstel`: a copy of a store, and putting it back; both say how far they are, what they
//! read back, and what is lacking.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::Args;
use super::{Context, Exit, Failed, Outcome, exercise, opener};
use crate::client::Session;
use crate::crypto::opener::Opener;
use crate::domain::inzage::Inzagedaad;
use crate::domain::tijd::Clock;
use crate::journal::{FileJournal, Head, Journal, JournalId, verify};
use crate::protocol::Soort;
use crate::server::{self, KopieFault, Kopielijst};

impl From<KopieFault> for Failed {
    fn from(fault: KopieFault) -> Self {
        let exit = match &fault {
            KopieFault::IsEr(_)
            | KopieFault::Bijeen
            | KopieFault::Onrustig
            | KopieFault::GeenKopie(_)
            | KopieFault::Claim(_) => Exit::Refused,
            KopieFault::Teruglezen(_) | KopieFault::Journal(_) | KopieFault::Io { .. } => Exit::Fault,
        };
        Self::new(exit, fault)
    }
}

/// `kopie MAP`
pub(super) fn make(c: &Context, args: &Args) -> Outcome {
    let dir = if args.has("oefening") { current(c)? } else { c.places.real_store() };
    let naar = args.map.as_deref().unwrap_or(Path::new("."));
    server::look(&dir).map_err(|e| Failed::new(Exit::Refused, e))?;
    server::is_nieuw(naar, args.sleutelbos.as_deref())?;
    let opener = opener::zo_mogelijk(c, args, &dir)?;
    in_de_inzage(&if server::is_held(&dir) {
        meld_aan_de_dienst(c, args, &dir)
    } else {
        schrijf_zelf(c, (&dir, opener.clone()), Inzagedaad::Kopieren)
    })?;
    let bos = args.sleutelbos.as_deref();
    let done = server::kopieer(&dir, naar, bos, c.clock.now(), &mut zeg_hoever("journalen gekopieerd"))?;
    let mut out = io::stdout().lock();
    if done.lijst.oefening {
        writeln!(out, "OEFENING: dit is geen echte tafel.")?;
    }
    let (count, when) = (done.lijst.hoofden.len(), done.lijst.gemaakt.datum_klok());
    writeln!(out, "Gekopieerd naar {}: {count} journalen, zoals ze waren op {when}.", opener::schoon(naar))?;
    for naam in &done.vreemd {
        writeln!(out, "niet van ons, en niet gekopieerd: {}", crate::domain::tekst::clean(naam))?;
    }
    let whole = loop_na(&mut out, naar, (&dir, opener), &done.lijst)?;
    match bos {
        Some(bos) => writeln!(out, "De sleutelbos staat in {}; bewaar die ergens anders.", opener::schoon(bos))?,
        None => writeln!(
            out,
            "De sleutelbos zit er niet bij; zonder is de kopie niet te lezen. Hij kan apart mee: --sleutelbos MAP"
        )?,
    }
    eis_heel(whole)
}

/// `herstel MAP`
pub(super) fn put_back(c: &Context, args: &Args) -> Outcome {
    let van = args.map.as_deref().unwrap_or(Path::new("."));
    let refused = |e: &dyn std::fmt::Display| Failed::new(Exit::Refused, e);
    let oefening = Kopielijst::van(van)?.oefening;
    if oefening != args.has("oefening") {
        let what = if oefening {
            "een oefening; zet haar terug met --oefening"
        } else {
            "een tafel voor echte dossiers; laat --oefening weg"
        };
        return Err(refused(&format!("dit is een kopie van {what}")));
    }
    let (base, bos) = (c.places.exercises(), args.sleutelbos.as_deref());
    let _turn = if oefening { Some(exercise::turn(&base).map_err(|e| refused(&e))?) } else { None };
    let dir = if oefening { exercise::place(&base, c.clock.now()) } else { c.places.real_store() };
    let done = server::zet_terug(van, bos, &dir, args.has("toch"), &mut zeg_hoever("bestanden teruggezet"))?;
    let mut out = io::stdout().lock();
    for pad in &done.ontbreekt {
        writeln!(out, "ontbreekt in de kopie, of is er veranderd: {}", crate::domain::tekst::clean(pad))?;
    }
    if !done.ontbreekt.is_empty() && !args.has("toch") {
        return Err(refused(
            &"de kopie is niet heel, en er is niets teruggezet; met --toch wel, zonder wat hierboven staat",
        ));
    }
    let eerder = if oefening { current(c).ok() } else { None };
    if oefening {
        exercise::make_current(&base, &dir).map_err(|e| refused(&e))?;
    }
    let when = done.lijst.gemaakt.datum_klok();
    writeln!(out, "Teruggezet in {}: de tafel zoals hij was op {when}.", opener::schoon(&dir))?;
    if let Some(eerder) = eerder.filter(|eerder| *eerder != dir) {
        writeln!(
            out,
            "De oefening van hiervoor blijft in {}; wie daar nu in zit, werkt daar verder. Wie hierna begint, opent deze",
            opener::schoon(&eerder)
        )?;
    }
    if !done.sleutelbos {
        writeln!(
            out,
            "De sleutelbos is er niet; zonder is niets te lezen. Zet hem in die map, of noem hem met --sleutelbos MAP"
        )?;
        loop_na(&mut out, &dir, (&dir, None), &done.lijst)?;
        let lacks = "De tafel staat er, maar niemand kan hem openen: de sleutelbos ontbreekt.";
        return Err(refused(&lacks));
    }
    let opener = opener::zo_mogelijk(c, args, &dir)?;
    let whole = loop_na(&mut out, &dir, (&dir, opener.clone()), &done.lijst)?;
    in_de_inzage(&schrijf_zelf(c, (&dir, opener), Inzagedaad::Teruggezet { van: done.lijst.gemaakt }))?;
    eis_heel(whole && done.ontbreekt.is_empty())
}

/// Who can read the files needs nobody's leave: where it is not traced, it goes on, and that is said.
fn in_de_inzage(traced: &Result<(), String>) -> io::Result<()> {
    traced.as_ref().or_else(|why| writeln!(io::stderr(), "Let op: dit staat niet in de inzage: {why}").map(|()| &()))?;
    Ok(())
}

/// Has the service trace that its store is copied.
fn meld_aan_de_dienst(c: &Context, args: &Args, dir: &Path) -> Result<(), String> {
    let mut link = c.link_to(args, Soort::Vraag, args.has("oefening")).map_err(|failed| failed.text)?;
    link.socket = server::listens_at(dir).unwrap_or(link.socket);
    (link.als, link.namens, link.revive, link.elsewhere) = (None, None, None, None);
    Session::open(&link).map(drop).map_err(|fault| fault.to_string())
}

/// Traces this in a store that nobody serves.
fn schrijf_zelf(c: &Context, (dir, opener): (&Path, Option<Opener>), daad: Inzagedaad) -> Result<(), String> {
    let kluis = server::kluis(dir, opener).map_err(|fault| fault.to_string())?;
    let kluis = kluis.ok_or("deze tafel is van vóór het zegel")?;
    let claim = server::claim(dir).map_err(|fault| fault.to_string())?;
    server::trace_here(&claim, kluis, daad, c.clock.now())
}

/// Walks the journals in `waar`, with the keys of the store in `dir` where they can be had: says what is not whole, and of
/// which journals there are keys and no records.
fn loop_na(
    out: &mut impl Write,
    waar: &Path,
    (dir, opener): (&Path, Option<Opener>),
    lijst: &Kopielijst,
) -> Result<bool, Failed> {
    let (kluis, locked) = match server::kluis(dir, opener) {
        Ok(kluis) => (kluis, None),
        Err(fault) => (None, Some(fault.to_string())),
    };
    let sealed = |id: &JournalId| FileJournal::new(waar).read(*id).is_ok_and(|reading| reading.is_op_slot());
    let without = || "er is geen sleutelbos".to_owned();
    let locked = locked.or((kluis.is_none() && lijst.hoofden.keys().any(sealed)).then(without));
    let journal = FileJournal::new(waar).verzegeld(kluis.clone());
    let heads = lijst.hoofden.iter().filter(|(_, head)| head.seq > 0).map(|(id, head): (&JournalId, &Head)| (*id, *head));
    let reports = verify(&journal, heads).map_err(|e| Failed::new(Exit::Fault, e))?;
    let mut whole = true;
    for report in reports.iter().filter(|report| !report.is_whole()) {
        whole = false;
        writeln!(out, "{}: niet heel, tot en met record {}", report.id, report.head.seq)?;
        report.findings.iter().try_for_each(|finding| writeln!(out, "    {finding}"))?;
    }
    let keyed = kluis.map(|kluis| kluis.journalen()).unwrap_or_default();
    for id in keyed.iter().filter(|id| !lijst.hoofden.contains_key(id)) {
        writeln!(out, "{id}: er is een sleutel van, en geen record; de kopie is van voor het eerste")?;
    }
    match locked {
        Some(fault) => writeln!(out, "{}", opener::alleen_ketens(&fault))?,
        None if whole => writeln!(out, "Nagelopen: elk record is geopend en klopt.")?,
        None => {}
    }
    Ok(whole)
}

fn eis_heel(whole: bool) -> Outcome {
    if whole { Ok(()) } else { Err(Failed::new(Exit::Refused, "Niet alles is heel; wat ontbreekt, staat hierboven.")) }
}

fn current(c: &Context) -> Result<PathBuf, Failed> {
    let none = || Failed::new(Exit::Refused, "er is geen oefening; begin er een met 'crisistafel oefening'");
    exercise::current(&c.places.exercises()).map_err(|e| Failed::new(Exit::Refused, e))?.ok_or_else(none)
}

/// Says how far it is, on a terminal, each time that a part more is done.
fn zeg_hoever(what: &'static str) -> impl FnMut(usize, usize) {
    const PARTS: usize = 20;
    let shows = io::stderr().is_terminal();
    move |done, all| {
        let step = all.div_ceil(PARTS).max(1);
        if shows && all > 1 && (done % step == 0 || done == all) {
            // when nobody reads it there is nobody to tell
            let _ = writeln!(io::stderr(), "{done} van {all} {what}");
        }
    }
}
