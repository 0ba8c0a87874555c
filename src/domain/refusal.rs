//! What the user may not do now, in Dutch, with what to do instead. Nothing is lost by a refusal. A fault of ours is
//! another type, and never made here.

use serde::{Deserialize, Serialize};

use super::dossier::{BesluitStatus, DossierStatus, Fase};
use super::rol::Rol;
use super::tekst::Tekst;

/// Why a command was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "weigering", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the sentence says what each field is")]
pub enum Refusal {
    /// The role may not do this.
    #[error("als {} mag u dit niet; wie het wel mag: {}", join(rollen), join(wel))]
    RolMagNiet { rollen: Vec<Rol>, wel: Vec<Rol> },
    /// Somebody else leads the meeting.
    #[error("{voorzitter} zit deze vergadering voor; neem eerst het voorzitterschap over (/overnemen) en zeg waarom")]
    NietDeVoorzitter { voorzitter: Tekst },
    /// A text is needed.
    #[error("vul eerst in: {veld}")]
    Ontbreekt { veld: Tekst },
    /// There is no such thing in this dossier.
    #[error("{wat} bestaat niet in dit dossier; kies een andere")]
    BestaatNiet { wat: Tekst },
    /// The dossier is not there, or not for this user: the answer is the same.
    #[error("er is geen dossier {nummer} waar u bij kunt; controleer het nummer")]
    GeenDossier { nummer: Tekst },
    /// The dossier is over.
    #[error("dit dossier is {status}; er kan niets meer bij")]
    DossierAfgesloten { status: DossierStatus },
    /// The dossier cannot go from one status to the other.
    #[error("een dossier gaat niet van '{van}' naar '{naar}'")]
    StatusKanNiet { van: DossierStatus, naar: DossierStatus },
    /// A meeting is going on.
    #[error("overleg {overleg} loopt nog; sluit dat eerst")]
    OverlegLoopt { overleg: u32 },
    /// The meeting is not going on.
    #[error("overleg {overleg} loopt niet (het is {fase}); dit kan alleen tijdens het overleg")]
    OverlegLooptNiet { overleg: u32, fase: Fase },
    /// The meeting pauses.
    #[error("het overleg is geschorst; hervat het eerst (/hervat)")]
    Geschorst,
    /// The meeting does not pause.
    #[error("het overleg is niet geschorst")]
    NietGeschorst,
    /// The meeting is in another block than the command thought.
    #[error("het overleg is al in {fase}; er is niets overgeslagen")]
    AndereFase { fase: Fase },
    /// That step does not exist.
    #[error("van {van} gaat het niet in een keer naar {naar}")]
    StapKanNiet { van: Fase, naar: Fase },
    /// Something is still open; the step can be made with a reason.
    #[error("nog open: {}; geef een reden om toch verder te gaan", join(open))]
    Poort { naar: Fase, open: Vec<Tekst> },
    /// Going back needs a reason.
    #[error("teruggaan kan; geef daarvoor een reden")]
    TerugZonderReden,
    /// No step waits for a reason.
    #[error("er wacht geen stap op een reden")]
    GeenOvergang,
    /// A hybrid meeting cannot be planned.
    #[error(
        "een hybride overleg kan niet worden gepland: kies digitaal of fysiek; moet iemand er toch bij bellen, noteer dat dan tijdens het overleg (/hybride) met de reden"
    )]
    HybrideNietPlannen,
    /// The end lies before the beginning.
    #[error("de eindtijd ligt voor het begin of in het verleden; kies een latere tijd")]
    EindeVoorBegin,
    /// The minutes are settled.
    #[error("het verslag van overleg {overleg} is vastgesteld; u kunt alleen nog een regel corrigeren, met een reden")]
    VerslagVastgesteld { overleg: u32 },
    /// The minutes cannot be settled yet.
    #[error("sluit het overleg eerst; daarna kan het verslag worden vastgesteld")]
    EerstSluiten,
    /// The line was taken back.
    #[error("regel {regel} is ingetrokken; leg een nieuwe regel vast")]
    RegelIngetrokken { regel: Tekst },
    /// The line is that kind already.
    #[error("regel {regel} is al een {soort}")]
    SoortAlZo { regel: Tekst, soort: Tekst },
    /// The line is shielded already, or is not shielded.
    #[error("{regel} is al zo")]
    AlZo { regel: Tekst },
    /// A decision is too far for this.
    #[error("besluit {besluit} is {status}; dat verandert niet meer: trek het in en neem een nieuw besluit")]
    BesluitLigtVast { besluit: Tekst, status: BesluitStatus },
    /// A decision cannot go from one status to the other.
    #[error("een besluit gaat niet van {van} naar {naar}")]
    BesluitStapKanNiet { van: BesluitStatus, naar: BesluitStatus },
    /// A decision of a competent body needs its name, office and time.
    #[error("dit besluit is niet aan het overleg: leg vast wie het nam (naam, functie, tijd)")]
    BevoegdOntbreekt,
    /// That a decision goes ahead unchecked needs a reason.
    #[error("het besluit is nog niet getoetst; toets het eerst, of geef een reden waarom dat niet is gebeurd")]
    NietGetoetst,
    /// An action that is over cannot be filled in.
    #[error("actie {actie} is al afgemeld; open een nieuwe actie")]
    ActieAfgemeld { actie: Tekst },
    /// The organisation does not take part.
    #[error("{organisatie} staat niet op de presentielijst; noteer eerst wie er is (/aanwezig)")]
    NietAanTafel { organisatie: Tekst },
    /// The kader does not know it.
    #[error("het kader kent geen {wat}")]
    OnbekendInKader { wat: Tekst },
    /// Several commands were to make one frame, but not all can.
    #[error("opdracht {nummer}: {reden}")]
    Opdracht { nummer: u32, reden: Box<Refusal> },
}

/// Words in a row, with commas.
fn join<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl Refusal {
    /// That a text has to be filled in.
    pub(super) fn ontbreekt(veld: &'static str) -> Self {
        Self::Ontbreekt { veld: veld.into() }
    }

    /// That a thing is not there.
    pub(super) fn bestaat_niet(wat: impl std::fmt::Display) -> Self {
        Self::BestaatNiet { wat: Tekst::cut(&format!("{wat}")) }
    }
}
