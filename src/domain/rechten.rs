//! Which role may do and see what. One table; the server enforces it on every command, the screens only hide by it.
//!
//! The division is our own choice, made from the roles in design/product.md: the source document names the
//! procesregisseur, the notulist and the partners (Rijswijk, section 3), not who may press which key.

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

/// The roles that may give a command.
pub fn mag(command: &Command) -> &'static [Rol] {
    use Command as C;
    match command {
        // danger is everybody's to report, from the wall too
        C::Meld112 { .. } => &Rol::ALL,
        C::GeefOordeel { .. } | C::StelOordeelBij(_) => SPREKERS,
        C::OpenDossier { .. }
        | C::WijzigWerktitel { .. }
        | C::BeantwoordAcuut { .. }
        | C::BenoemContactpersoon(_)
        | C::NoteerNietWeten(_)
        | C::RoepOverlegBijeen(_)
        | C::MaakAfspraken { .. }
        | C::NoteerAanwezigheid { .. }
        | C::NoteerHybride { .. }
        | C::GeefRedenOvergang { .. }
        | C::LegRegelVast { .. }
        | C::CorrigeerRegel { .. }
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
        | C::MeldActie { .. }
        | C::NeemTerug { .. } => KERN,
        C::WijzigStatus { .. } | C::SchrapNietWeten { .. } | C::GeefRegelVrij { .. } | C::GeefOptieVrij { .. } => REGIE,
        C::StartOverleg { .. }
        | C::NeemVoorzitterOver { .. }
        | C::WijzigEinde { .. }
        | C::SluitOverleg { .. }
        | C::OpenGeslotenRonde { .. }
        | C::OnthulOordelen { .. }
        | C::StelVerslagVast { .. } => VOORZITTER,
        C::NaarFase { .. } | C::Schors { .. } | C::Hervat { .. } | C::LaatOvergangVallen { .. } => STUUR,
        C::KiesPunt { .. } | C::VinkPuntAf { .. } | C::HeropenPunt { .. } | C::GeefBeurt { .. } | C::RondBeurtAf { .. } => {
            GANG
        }
    }
}

/// The one of `rollen` in which a command is given; a refusal names who may.
pub fn rol_voor(command: &Command, rollen: &[Rol]) -> Result<Rol, Refusal> {
    let wel = mag(command);
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
