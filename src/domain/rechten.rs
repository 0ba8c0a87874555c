//! When a command can be given: by which roles, in which state of the dossier, on which side of now. One table; the server
//! enforces it on every command, the screens only hide by it. And who may see what.
//!
//! The division is our own choice, made from the roles in design/product.md: the source document names the
//! procesregisseur, the notulist and the partners (Rijswijk, section 3), not who may press which key.

#![deny(clippy::wildcard_enum_match_arm)]

use super::command::Command;
use super::dossier::{Dossier, Meldingnotitie, Uitkomstnotitie, Vernietigbaar};
use super::ids::RegelId;
use super::momenten::Momenten;
use super::refusal::Refusal;
use super::rol::Actor;
use super::rol::Rol::{self, Deelnemer, Notulist, Procesregisseur, Scherm, Tegendenker, Voorzitter};
use super::scherm::Kijker;
use super::tekst::Tekst;

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
/// Who sees to it that records and the role table are whole: told of what is wrong with them, and may accept a loss.
pub const TOEZICHT: &[Rol] = &[Procesregisseur, Rol::Beheerder];
/// Who may look into the trace by their role; the role table gives it to others by itself.
pub const INZAGE: &[Rol] = &[Procesregisseur];
/// Everyone who speaks in the meeting.
pub const SPREKERS: &[Rol] = &[Voorzitter, Procesregisseur, Notulist, Deelnemer, Tegendenker];
/// Everyone who may know what is in a dossier.
const IEDEREEN: &[Rol] = &[Voorzitter, Procesregisseur, Notulist, Deelnemer, Tegendenker, Rol::Waarnemer, Rol::Raadpleger];

/// What somebody is who took access in need.
const NOOD: &[Rol] = &[Rol::Raadpleger];

/// The roles that can be given in one dossier: who keeps the program running and the shared screen are not of a dossier.
pub const GEEFBAAR: &[Rol] = IEDEREEN;

/// In which state of the dossier a command can be given at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staat {
    /// Also while it is not there yet.
    Altijd,
    /// Also when what was said in it is destroyed: that the rest is kept or goes too.
    OokVernietigd,
    /// Also when it is over.
    OokAfgesloten,
    /// Only while it is open.
    Open,
}

/// Who may give a command, and when.
#[derive(Clone, Copy, Debug)]
pub struct Recht<'c> {
    /// The roles that may.
    pub rollen: &'static [Rol],
    /// In which state of the dossier.
    pub staat: Staat,
    /// The moments in it that have to lie on one side of now.
    pub momenten: Momenten<'c>,
}

/// The right to give this command.
#[expect(clippy::too_many_lines, reason = "a table in which every command is named")]
pub fn recht(command: &Command) -> Recht<'_> {
    use Command as C;
    use Momenten as M;
    use Staat::{Altijd, OokAfgesloten, OokVernietigd, Open};
    let (rollen, staat, momenten) = match command {
        C::OpenDossier { .. } => (KERN, Altijd, M::Geen),
        // what stands in a dossier by itself; what came of a call everybody who may know the dossier can tell
        C::NoteerUitkomst112(Uitkomstnotitie { uitkomst, .. }) => (IEDEREEN, OokAfgesloten, M::Uitkomst112(uitkomst)),
        C::NoteerMelding(Meldingnotitie { melding, velden }) => (KERN, Open, M::Melding(*melding, velden)),
        // a dossier that is over can be reopened, its actions reported, its minutes corrected; danger is everybody's to
        // report, from the wall too
        C::Meld112 { .. } => (Rol::ALL.as_slice(), OokAfgesloten, M::Geen),
        C::Bevries { .. }
        | C::Ontdooi { .. }
        | C::StelVernietigingVoor { wat: Vernietigbaar::Alles, .. }
        | C::KeurVernietigingGoed { wat: Vernietigbaar::Alles } => (REGIE, OokVernietigd, M::Geen),
        C::WijzigStatus { .. }
        | C::TrekToegangIn { .. }
        | C::StelVernietigingVoor { wat: Vernietigbaar::Verhaal, .. }
        | C::KeurVernietigingGoed { wat: Vernietigbaar::Verhaal }
        | C::BeoordeelNoodtoegang(_) => (REGIE, OokAfgesloten, M::Geen),
        // who may is in the role table; what is taken is this role
        C::NeemNoodtoegang { .. } => (NOOD, OokAfgesloten, M::Geen),
        C::GeefToegang(toegang) => (REGIE, OokAfgesloten, M::Toegang(toegang)),
        C::CorrigeerRegel { regel, inhoud, .. } => (KERN, OokAfgesloten, M::Regel(Some(*regel), inhoud)),
        C::MeldActie { .. } => (KERN, OokAfgesloten, M::Geen),
        C::GeefOordeel { .. } | C::StelOordeelBij(_) => (SPREKERS, Open, M::Geen),
        C::WijzigWerktitel { .. }
        | C::BeantwoordAcuut { .. }
        | C::BenoemContactpersoon(_)
        | C::NoteerNietWeten(_)
        | C::MaakAfspraken { .. }
        | C::NoteerHybride { .. }
        | C::GeefRedenOvergang { .. }
        | C::WijzigSoort { .. }
        | C::SchermRegelAf { .. }
        | C::TrekRegelIn { .. }
        | C::BeantwoordVraag { .. }
        | C::TrekConclusie { .. }
        | C::WeegOptie { .. }
        | C::MeldVoorgelezen { .. }
        | C::NoteerDissent { .. }
        | C::WeegFactor { .. }
        | C::SchetsScenario { .. }
        | C::BeantwoordCriterium { .. }
        | C::BeslisOpschaling { .. }
        | C::BepaalMoment { .. }
        | C::StelVast { .. }
        | C::BespreekVraag { .. }
        | C::VraagHerbeoordeling { .. }
        | C::WijzigInzetStatus { .. }
        | C::LegTerzijde { .. }
        | C::MerkHuisverbodgrond { .. }
        | C::StopKlok { .. }
        | C::TrekInformatieIn { .. }
        | C::BeantwoordBeeldvraag(_)
        | C::NoteerBetrokkene(_)
        | C::TrekStukIn(_)
        | C::NeemTerug { .. } => (KERN, Open, M::Geen),
        C::RoepOverlegBijeen(b) => (KERN, Open, M::Bijeen(b)),
        C::NoteerAanwezigheid { overleg, deelname } => (KERN, Open, M::Deelname(*overleg, deelname)),
        C::LegRegelVast { regel, .. } => (KERN, Open, M::Regel(None, regel)),
        C::WijsVraagToe { vraag, terug, .. } => (KERN, Open, M::Terug(*vraag, *terug)),
        C::VulBesluitAan { besluit, velden } => (KERN, Open, M::Besluit(*besluit, velden)),
        C::WijzigBesluitStatus(stap) => (KERN, Open, M::Stap(stap)),
        C::BenoemVerteller { overleg, verteller } => (KERN, Open, M::Verteller(*overleg, verteller)),
        C::NoteerUitkomst { uitkomst, .. } => (KERN, Open, M::Uitkomst(uitkomst)),
        C::VulInzetAan { inzet, velden } => (KERN, Open, M::Inzet(*inzet, velden)),
        C::MeldSchending { schending, .. } => (KERN, Open, M::Schending(schending)),
        C::LegVoor { voorlegger, velden, .. } => (KERN, Open, M::Voorlegger(*voorlegger, velden)),
        C::BeantwoordVoorlegger { antwoord, .. } => (KERN, Open, M::Antwoord(antwoord)),
        C::NoteerToets { toets, .. } => (KERN, Open, M::Toets(toets)),
        C::MeldVerteld { vertelling, .. } => (KERN, Open, M::Vertelling(vertelling)),
        C::ZetKlok { klok, velden } => (KERN, Open, M::Klok(*klok, velden)),
        // what partners are asked is the procesregisseur's; who records what they answer is whoever hears it
        C::VraagInformatie(v) => (KERN, Open, M::Informatievraag(v)),
        C::BeantwoordInformatie(m) => (KERN, Open, M::Informatiemelding(m)),
        C::VerzetInformatie(v) => (KERN, Open, M::Informatieverzet(v)),
        C::VulActieAan { actie, velden } => (KERN, Open, M::Actie(*actie, velden)),
        C::SchrapNietWeten { .. } | C::GeefRegelVrij { .. } | C::GeefOptieVrij { .. } | C::GeefStukVrij(_) => {
            (REGIE, Open, M::Geen)
        }
        C::StartOverleg { .. }
        | C::NeemVoorzitterOver { .. }
        | C::OpenGeslotenRonde { .. }
        | C::OnthulOordelen { .. }
        | C::StelVerslagVast { .. } => (VOORZITTER, Open, M::Geen),
        C::WijzigEinde { overleg, einde, .. } => (VOORZITTER, Open, M::Einde(*overleg, *einde)),
        C::SluitOverleg { sluiting, .. } => (VOORZITTER, Open, M::Sluiting(sluiting)),
        C::NaarFase { .. } | C::Schors { .. } | C::Hervat { .. } | C::LaatOvergangVallen { .. } => (STUUR, Open, M::Geen),
        C::KiesPunt { .. } | C::VinkPuntAf { .. } | C::HeropenPunt { .. } | C::GeefBeurt { .. } | C::RondBeurtAf { .. } => {
            (GANG, Open, M::Geen)
        }
    };
    Recht { rollen, staat, momenten }
}

/// Whether the kader in force counts for this command, and not that of the meeting that matters now: how long something is
/// kept, what stands in a dossier by itself, and what there is to do between its meetings.
#[rustfmt::skip]
pub fn volgt_geldend_kader(d: &Dossier, command: &Command) -> bool {
    use Command as C;
    let tussen = |regel: &RegelId| d.regels.get(regel).is_some_and(|r| r.overleg.is_dossier());
    match command {
        C::StelVernietigingVoor { .. } | C::NoteerMelding(_) | C::NoteerBetrokkene(_) | C::VraagInformatie(_)
        | C::BeantwoordInformatie(_) | C::VerzetInformatie(_) | C::BeantwoordBeeldvraag(_) => true,
        C::LegRegelVast { overleg, .. } => overleg.is_dossier(),
        C::CorrigeerRegel { regel, .. } | C::WijzigSoort { regel, .. } => tussen(regel),
        C::OpenDossier { .. } | C::WijzigWerktitel { .. } | C::WijzigStatus { .. } | C::BeantwoordAcuut { .. }
        | C::Meld112 { .. } | C::BenoemContactpersoon(_) | C::NoteerNietWeten(_) | C::SchrapNietWeten { .. }
        | C::RoepOverlegBijeen(_) | C::StartOverleg { .. } | C::MaakAfspraken { .. } | C::NoteerAanwezigheid { .. }
        | C::NeemVoorzitterOver { .. } | C::WijzigEinde { .. } | C::NoteerHybride { .. } | C::NaarFase { .. }
        | C::GeefRedenOvergang { .. } | C::LaatOvergangVallen { .. } | C::Schors { .. } | C::Hervat { .. }
        | C::SluitOverleg { .. } | C::StelVerslagVast { .. } | C::KiesPunt { .. } | C::VinkPuntAf { .. }
        | C::HeropenPunt { .. } | C::GeefBeurt { .. } | C::RondBeurtAf { .. } | C::SchermRegelAf { .. }
        | C::GeefRegelVrij { .. } | C::TrekRegelIn { .. } | C::WijsVraagToe { .. } | C::BeantwoordVraag { .. }
        | C::GeefOordeel { .. } | C::StelOordeelBij(_) | C::TrekConclusie { .. } | C::WeegOptie { .. }
        | C::GeefOptieVrij { .. } | C::MeldVoorgelezen { .. } | C::VulBesluitAan { .. } | C::WijzigBesluitStatus(_)
        | C::NoteerDissent { .. } | C::BenoemVerteller { .. } | C::VulActieAan { .. } | C::MeldActie { .. }
        | C::WeegFactor { .. } | C::NoteerUitkomst { .. } | C::OpenGeslotenRonde { .. } | C::OnthulOordelen { .. }
        | C::SchetsScenario { .. } | C::BeantwoordCriterium { .. } | C::BeslisOpschaling { .. } | C::BepaalMoment { .. }
        | C::StelVast { .. } | C::BespreekVraag { .. } | C::VraagHerbeoordeling { .. } | C::VulInzetAan { .. }
        | C::WijzigInzetStatus { .. } | C::MeldSchending { .. } | C::LegTerzijde { .. } | C::MerkHuisverbodgrond { .. }
        | C::LegVoor { .. } | C::BeantwoordVoorlegger { .. } | C::NoteerToets { .. } | C::MeldVerteld { .. }
        | C::ZetKlok { .. } | C::StopKlok { .. } | C::GeefToegang(_) | C::TrekToegangIn { .. }
        | C::NeemNoodtoegang { .. } | C::BeoordeelNoodtoegang(_) | C::Bevries { .. } | C::Ontdooi { .. }
        | C::KeurVernietigingGoed { .. } | C::TrekInformatieIn { .. } | C::NoteerUitkomst112(_) | C::GeefStukVrij(_)
        | C::TrekStukIn(_) | C::NeemTerug { .. } => false,
    }
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

/// The one of `rollen` in which all these commands are given; a refusal is that of the first that cannot be.
pub fn rol_voor_alle(commands: &[Command], rollen: &[Rol]) -> Result<Rol, Refusal> {
    if commands.is_empty() {
        return Err(Refusal::ontbreekt("een opdracht"));
    }
    let mag = |rol: &Rol| commands.iter().all(|c| recht(c).rollen.contains(rol));
    match (rollen.iter().find(|rol| mag(rol)), commands.iter().find_map(|c| rol_voor(c, rollen).err())) {
        (Some(rol), _) => Ok(*rol),
        (None, Some(refused)) => Err(refused),
        // each can be given in a role, but all of them in none
        (None, None) => {
            let wel = Rol::ALL.into_iter().filter(mag).collect();
            Err(Refusal::RolMagNiet { rollen: rollen.to_vec(), wel })
        }
    }
}

/// Whether one of these roles sees shielded lines, and what is being typed.
pub fn ziet_afgeschermd(rollen: &[Rol]) -> bool {
    rollen.iter().any(|rol| KERN.contains(rol))
}

/// Who looks, with these roles, of this organisation. Of who sees no dossiers the organisation counts for nothing.
pub fn kijker(rollen: &[Rol], organisatie: Option<&Tekst>) -> Kijker {
    let organisatie = organisatie.filter(|_| ziet_dossiers(rollen)).cloned();
    Kijker::Iemand { vol: ziet_afgeschermd(rollen), organisatie }
}

/// Who looks where a command is given: what is shielded per role is there in every role, as who may give it is decided by
/// the command; what is for organisations is there for who is of one.
pub fn opdrachtgever(wie: &Actor) -> Kijker {
    Kijker::Iemand { vol: true, organisatie: wie.organisatie.clone().filter(|_| ziet_dossiers(&[wie.rol])) }
}

/// Whether one of these roles may look into the trace.
pub fn ziet_inzage(rollen: &[Rol]) -> bool {
    rollen.iter().any(|rol| INZAGE.contains(rol))
}

/// Whether one of these roles sees dossiers at all. The wall sees a projection of one meeting, made for it; the
/// beheerder sees that dossiers are whole, not what is in them.
pub fn ziet_dossiers(rollen: &[Rol]) -> bool {
    rollen.iter().any(|rol| IEDEREEN.contains(rol))
}
