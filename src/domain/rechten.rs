//! Which role may do and see what. One table; the server enforces it on every command, the screens only hide by it.
//!
//! The division is our own choice, made from the roles in design/product.md: the source document names the
//! procesregisseur, the notulist and the partners (Rijswijk, section 3), not who may press which key.

#![deny(clippy::wildcard_enum_match_arm)]

use super::command::Command;
use super::refusal::Refusal;
use super::rol::Rol::{self, Deelnemer, Notulist, Procesregisseur, Scherm, Tegendenker, Voorzitter};

/// Who leads, carries or records.
pub const KERN: &[Rol] = &[Voorzitter, Procesregisseur, Notulist];
/// Who leads the meeting.
pub const VOORZITTER: &[Rol] = &[Voorzitter];
/// Who leads the meeting, or acts for the chair at the shared screen.
pub const STUUR: &[Rol] = &[Voorzitter, Scherm];
/// Who may keep the round and the items going.
pub const GANG: &[Rol] = &[Voorzitter, Notulist, Scherm];
/// Who carries the dossier.
pub const REGIE: &[Rol] = &[Voorzitter, Procesregisseur];
/// Everyone who speaks in the meeting.
pub const SPREKERS: &[Rol] = &[Voorzitter, Procesregisseur, Notulist, Deelnemer, Tegendenker];
/// Everyone who may know what is in a dossier.
const IEDEREEN: &[Rol] = &[Voorzitter, Procesregisseur, Notulist, Deelnemer, Tegendenker, Rol::Waarnemer, Rol::Raadpleger];

/// In which state of the dossier a command can be given at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staat {
    /// Also while it is not there yet.
    Altijd,
    /// Also when it is over.
    OokAfgesloten,
    /// Only while it is open.
    Open,
}

/// Who may give a command, and when.
#[derive(Clone, Copy, Debug)]
pub struct Recht {
    /// The roles that may.
    pub rollen: &'static [Rol],
    /// In which state of the dossier.
    pub staat: Staat,
}

/// The right to give this command.
pub fn recht(command: &Command) -> Recht {
    use Command as C;
    use Staat::{Altijd, OokAfgesloten, Open};
    let (rollen, staat) = match command {
        C::OpenDossier { .. } => (KERN, Altijd),
        // a dossier that is over can be reopened, its actions reported, its minutes corrected; danger is everybody's to
        // report, from the wall too
        C::Meld112 { .. } => (Rol::ALL.as_slice(), OokAfgesloten),
        C::WijzigStatus { .. } => (REGIE, OokAfgesloten),
        C::CorrigeerRegel { .. } | C::MeldActie { .. } => (KERN, OokAfgesloten),
        C::GeefOordeel { .. } | C::StelOordeelBij(_) => (SPREKERS, Open),
        C::WijzigWerktitel { .. }
        | C::BeantwoordAcuut { .. }
        | C::BenoemContactpersoon(_)
        | C::NoteerNietWeten(_)
        | C::RoepOverlegBijeen(_)
        | C::MaakAfspraken { .. }
        | C::NoteerAanwezigheid { .. }
        | C::NoteerHybride { .. }
        | C::GeefRedenOvergang { .. }
        | C::LegRegelVast { .. }
        | C::WijzigSoort { .. }
        | C::SchermRegelAf { .. }
        | C::TrekRegelIn { .. }
        | C::WijsVraagToe { .. }
        | C::BeantwoordVraag { .. }
        | C::TrekConclusie { .. }
        | C::WeegOptie { .. }
        | C::MeldVoorgelezen { .. }
        | C::VulBesluitAan { .. }
        | C::WijzigBesluitStatus(_)
        | C::NoteerDissent { .. }
        | C::BenoemVerteller { .. }
        | C::WeegFactor { .. }
        | C::NoteerUitkomst { .. }
        | C::SchetsScenario { .. }
        | C::BeantwoordCriterium { .. }
        | C::BeslisOpschaling { .. }
        | C::BepaalMoment { .. }
        | C::StelVast { .. }
        | C::BespreekVraag { .. }
        | C::VraagHerbeoordeling { .. }
        | C::VulInzetAan { .. }
        | C::WijzigInzetStatus { .. }
        | C::MeldSchending { .. }
        | C::LegTerzijde { .. }
        | C::MerkHuisverbodgrond { .. }
        | C::LegVoor { .. }
        | C::BeantwoordVoorlegger { .. }
        | C::NoteerToets { .. }
        | C::MeldVerteld { .. }
        | C::ZetKlok { .. }
        | C::StopKlok { .. }
        | C::VulActieAan { .. }
        | C::NeemTerug { .. } => (KERN, Open),
        C::SchrapNietWeten { .. } | C::GeefRegelVrij { .. } | C::GeefOptieVrij { .. } => (REGIE, Open),
        C::StartOverleg { .. }
        | C::NeemVoorzitterOver { .. }
        | C::WijzigEinde { .. }
        | C::SluitOverleg { .. }
        | C::OpenGeslotenRonde { .. }
        | C::OnthulOordelen { .. }
        | C::StelVerslagVast { .. } => (VOORZITTER, Open),
        C::NaarFase { .. } | C::Schors { .. } | C::Hervat { .. } | C::LaatOvergangVallen { .. } => (STUUR, Open),
        C::KiesPunt { .. } | C::VinkPuntAf { .. } | C::HeropenPunt { .. } | C::GeefBeurt { .. } | C::RondBeurtAf { .. } => {
            (GANG, Open)
        }
    };
    Recht { rollen, staat }
}

/// The one of `rollen` in which a command is given; a refusal names who may.
pub fn rol_voor(command: &Command, rollen: &[Rol]) -> Result<Rol, Refusal> {
    let wel = recht(command).rollen;
    rollen
        .iter()
        .find(|rol| wel.contains(rol))
        .copied()
        .ok_or_else(|| Refusal::RolMagNiet { rollen: rollen.to_vec(), wel: wel.to_vec() })
}

/// Whether one of these roles sees shielded lines, and what is being typed.
pub fn ziet_afgeschermd(rollen: &[Rol]) -> bool {
    rollen.iter().any(|rol| KERN.contains(rol))
}

/// Whether one of these roles sees dossiers at all. The wall sees a projection of one meeting, made for it; the
/// beheerder sees that dossiers are whole, not what is in them.
pub fn ziet_dossiers(rollen: &[Rol]) -> bool {
    rollen.iter().any(|rol| IEDEREEN.contains(rol))
}
