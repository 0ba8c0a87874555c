//! What is asked for in these tests. All of it is made up.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Aanwezig, Bijeenroeping, Deelname, Fase, RegelInhoud, RegelSoort, Vorm, Wie};
use crisistafel::domain::ids::{DossierNummer, OverlegNr, PuntId, RegelId};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

use super::desk::Desk;
use super::service::BEGIN_MS;

/// The only meeting of a dossier in these tests.
pub(super) const O1: OverlegNr = OverlegNr(1);

/// A text.
pub(super) fn t(text: &str) -> Tekst {
    Tekst::new(text).unwrap()
}

/// So many minutes after the beginning of the test.
pub(super) fn over_minuten(minuten: i64) -> Tijdstip {
    Tijdstip::from_millis(BEGIN_MS + minuten * 60_000)
}

/// An agenda item of the embedded kader.
pub(super) fn punt(id: &str) -> PuntId {
    PuntId::try_from(id.to_owned()).unwrap()
}

/// Opens a dossier.
pub(super) fn open(werktitel: &str) -> Command {
    Command::OpenDossier { werktitel: t(werktitel) }
}

/// Calls a meeting.
pub(super) fn bijeen() -> Command {
    Command::RoepOverlegBijeen(Bijeenroeping {
        door: Wie { naam: t("Ooms"), organisatie: t("politie") },
        reden: t("meldingen bij drie organisaties"),
        vorm: Vorm::Fysiek,
        begin: None,
        einde: over_minuten(24 * 60),
    })
}

/// Starts the meeting.
pub(super) fn start() -> Command {
    Command::StartOverleg { overleg: O1 }
}

/// Somebody sits at the table.
pub(super) fn aanwezig(organisatie: &str, naam: &str) -> Command {
    let leeg = Tekst::default;
    let deelname = Deelname {
        organisatie: t(organisatie),
        naam: t(naam),
        functie: leeg(),
        mandaat: leeg(),
        aanwezig: Aanwezig::Aanwezig,
        reden: leeg(),
        telefoon: leeg(),
        bereikbaar: leeg(),
        gekomen: None,
        gegaan: None,
    };
    Command::NoteerAanwezigheid { overleg: O1, deelname }
}

/// Steps to the next block, whatever is open.
pub(super) fn naar(van: Fase, naar: Fase) -> Command {
    Command::NaarFase { overleg: O1, van, naar, reden: t("de tijd dringt") }
}

/// A line of this kind.
pub(super) fn soort(soort: RegelSoort, tekst: &str) -> Command {
    leg_vast(RegelInhoud::new(soort, t(tekst)))
}

/// A fact.
pub(super) fn feit(tekst: &str) -> Command {
    soort(RegelSoort::Feit, tekst)
}

/// A shielded line of this kind.
pub(super) fn afgeschermd(soort: RegelSoort, tekst: &str) -> Command {
    leg_vast(RegelInhoud { afgeschermd: true, ..RegelInhoud::new(soort, t(tekst)) })
}

/// Records a line.
pub(super) fn leg_vast(regel: RegelInhoud) -> Command {
    Command::LegRegelVast { overleg: O1, punt: punt("aanleiding"), regel }
}

/// Shields a line.
pub(super) fn scherm_af(regel: u32) -> Command {
    Command::SchermRegelAf { regel: RegelId::open(regel), kring: Vec::new() }
}

/// Lifts the shield of a line.
pub(super) fn geef_vrij(regel: u32) -> Command {
    Command::GeefRegelVrij { regel: RegelId::open(regel), reden: t("het is bekend geworden"), scherm: None }
}

/// Ticks an item of the opening.
pub(super) fn vink(id: &str) -> Command {
    Command::VinkPuntAf { overleg: O1, punt: punt(id) }
}

/// A dossier with a meeting that goes on, with nobody at the table yet. Five records: two frames.
pub(super) fn vergadering(desk: &mut Desk, werktitel: &str) -> DossierNummer {
    let (nummer, _) = desk.records(None, vec![open(werktitel), bijeen()]);
    desk.records(nummer, vec![start()]);
    nummer
}
