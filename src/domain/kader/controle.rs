//! The gates: what is checked before a step. They warn and take a reason. Absent: what a check finds, see `domain::poort`.

use serde::{Deserialize, Serialize};

use super::super::dossier::Fase;
use super::super::tekst::Tekst;
use super::Herkomst;

/// A check before a step: it warns and takes a reason, it never blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poort {
    /// The block that is entered; `gesloten` for closing the meeting.
    pub naar: Fase,
    /// What is checked.
    pub controle: Controle,
    /// What is said for each thing found; `{wat}` is that thing.
    pub melding: Tekst,
    /// Where it comes from.
    pub bron: Herkomst,
}

/// The checks that a gate can make. Kept kaders name them, so a name never changes and never goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Controle {
    /// A partner at the table has not had its turn.
    PartnerNietGehoord,
    /// An open question without somebody who finds out, or without a time.
    VraagZonderEigenaarOfTijd,
    /// An organisation has not given its judgement.
    OrganisatieZonderOordeel,
    /// The option of doing nothing was not weighed.
    NietsDoenNietGewogen,
    /// A decision without competent body or without ground.
    BesluitZonderOrgaanOfGrond,
    /// An action without owner or without deadline.
    ActieZonderEigenaarOfTermijn,
    /// Nobody was named who tells her.
    NiemandVerteltHaar,
    /// No next round, and no reason for none.
    GeenVolgendeRonde,
    /// A next round without triggers for an earlier one.
    GeenEerderBij,
    /// Not everyone is known to be safe until the next step.
    NietIedereenVeilig,
    /// A decision without the question how we shall know whether it works.
    BesluitZonderEffectvraag,
    /// A core partner is not there, and no reason is recorded. Finds partners.
    KernpartnerZonderReden,
    /// The interest of the meeting or the ground for sharing is not recorded.
    BelangNietVastgelegd,
    /// An organisation was not asked for earlier reports. Finds organisations.
    EerdereMeldingenNietGevraagd,
    /// A fact does not say who knows it. Finds lines.
    FeitZonderBron,
    /// It is not recorded that Veilig Thuis was told.
    VtMeldingOntbreekt,
    /// It is not known whether there are children, or who spoke with them.
    KindcheckOpen,
    /// A factor of a list that is on the board was not discussed. Finds lists with a count.
    FactorNietBesproken,
    /// The meeting has no conclusion.
    ConclusieOntbreekt,
    /// The acute rule suggests danger and the conclusion says otherwise. Finds the reason of the suggestion.
    ConclusieWijktAfVanVoorstel,
    /// The level lies below the floor that an instrument gives. Finds instruments.
    ConclusieOnderBodem,
    /// Access changed, someone came free, a ban ended or something new happened, and nobody judged again. Finds events.
    NietHerbeoordeeld,
    /// A breach was recorded after the acute question was last answered. Finds measures.
    SchendingNietGewogen,
    /// An instrument that is expected with what is known was not recorded. Finds instruments.
    InstrumentOntbreekt,
    /// A pattern of control is seen and the conclusion is not acute.
    IntiemeTerreurNietAcuut,
    /// An escalation criterion has no answer. Finds criteria.
    CriteriumZonderAntwoord,
    /// Going on acutely or not was not weighed, or has no reason.
    MomentNietGewogen,
    /// Nobody asked what happens if stepping in, or not stepping in, is a mistake.
    VergissingNietGewogen,
    /// The danger is acute and nothing that was decided lifts it.
    AcuutZonderOpheffing,
    /// The level is the highest and no measure was decided.
    HoogZonderMaatregel,
    /// What a measure asks for is not known, or is not so. Finds measures.
    MaatregelVraagtNog,
    /// A measure does not go with a factor that is answered yes. Finds measures.
    MaatregelBotst,
    /// A measure that has to be considered was neither chosen nor set aside with a reason. Finds measures.
    OverwegingOntbreekt,
    /// A measure was laid with a body that may not take it. Finds measures.
    OrgaanNietBevoegd,
    /// A measure has no end and no moment at which it is looked at again. Finds measures.
    MaatregelZonderEinde,
    /// A huisverbod is asked and no fact is marked as a ground for it.
    HuisverbodZonderGrondfeit,
    /// The adverse effects of a measure were not considered. Finds measures.
    NadelenNietGewogen,
    /// A legal check is needed and has no outcome. Finds decisions.
    JuridischeToetsOpen,
    /// A ban was imposed and the police on the street do not know it. Finds measures.
    MaatregelNietBekendBijPolitie,
    /// A condition lacks a supervisor, a place to report a breach, or a consequence. Finds conditions.
    VoorwaardeZonderToezicht,
    /// Later steps were decided while the acute question is still open.
    StructureelVoorAcuut,
    /// There is no measure for the woman, the children or the pleger. Finds whom.
    GroepZonderPlan,
    /// It is not agreed who speaks with whom first, which evidence depends on.
    GesprekNietAfgestemd,
    /// It is agreed who tells her, but not all of how, when and in which language. Finds what lacks.
    VertellenOnvolledig,
    /// She is not told where and how to report a breach.
    MeldpuntNietUitgelegd,
    /// There is no fixed contact person for her and for the organisations.
    GeenVasteContactpersoon,
    /// There is no procesregisseur or no casusregisseur. Finds roles.
    GeenRegie,
    /// A partner with a task has no contact person. Finds partners.
    PartnerZonderContactpersoon,
    /// There is no safety condition or agreement at all.
    GeenVeiligheidsafspraken,
    /// Nothing was agreed to be done, and no reason given.
    GeenActie,
    /// A measure or condition has no moment at which it is looked at again. Finds measures.
    MaatregelZonderHerziening,
    /// What may not be on a wall was not read aloud. Finds how much.
    AfgeschermdNietVoorgelezen,
    /// A partner was asked what it knows and has not answered. Finds partners.
    InformatieNietBeantwoord,
}

impl Controle {
    /// Whether it is checked at every step, wherever the kader puts its gate: while the acute question is open again, or what
    /// was answered since the conclusion goes against it, nobody goes on without a word.
    pub fn bij_elke_stap(self) -> bool {
        matches!(self, Self::NietHerbeoordeeld | Self::SchendingNietGewogen | Self::ConclusieWijktAfVanVoorstel)
    }
}
