//! A list of what hangs on the meetings: which one, which row of it is chosen, and what the board shows.

use crate::domain::dossier::{Antwoord, Onderwerp};
use crate::domain::ids::{
    ActieId, BesluitId, BetrokkeneId, InformatieId, InzetId, KlokNr, MeldingId, OptieId, RegelId, ScenarioId, VoorleggerId,
    VraagId,
};

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registerlijst {
    /// Decisions.
    Besluiten,
    /// Actions.
    Acties,
    /// What we do not know.
    Vragen,
    /// The lines of the meeting.
    Regels,
    /// The maatregelenregister.
    Inzetten,
    /// The clocks.
    Klokken,
    /// What is put before the burgemeester.
    Voorleggers,
    /// What has to be settled.
    Onderwerpen,
    /// The options of this meeting.
    Opties,
    /// The meldingen.
    Meldingen,
    /// Who is involved.
    Betrokkenen,
    /// Who may see the dossier.
    Toegang,
    /// What partners were asked, and what the informatiebeeld asks of itself.
    Informatiebeeld,
    /// The board of factors.
    Factoren,
    /// What instruments of others gave.
    Uitkomsten,
    /// What could happen.
    Scenarios,
    /// When the burgemeester is told or asked.
    Criteria,
    /// Series of questions.
    Reeksen,
}

impl Registerlijst {
    /// Whether it is a list of oordeelsvorming, in which one key answers.
    pub fn weegt(self) -> bool {
        matches!(self, Self::Factoren | Self::Uitkomsten | Self::Scenarios | Self::Criteria | Self::Reeksen)
    }
}

/// A row of a list, by what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rij {
    /// A decision.
    Besluit(BesluitId),
    /// An action.
    Actie(ActieId),
    /// A question.
    Vraag(VraagId),
    /// A line.
    Regel(RegelId),
    /// A factor, by its place in the kader.
    Factor(usize),
    /// An instrument, by its place in the kader.
    Instrument(usize),
    /// A scenario; none is a new one.
    Scenario(Option<ScenarioId>),
    /// A criterion, by its place in the kader.
    Criterium(usize),
    /// Whether the matter goes up.
    Opschaling,
    /// A question of a series: the series by its place in the kader, the question by its number from 1.
    Reeksvraag(usize, u32),
    /// An entry of the maatregelenregister.
    Inzet(InzetId),
    /// A clock.
    Klok(KlokNr),
    /// A page for the burgemeester.
    Voorlegger(VoorleggerId),
    /// A subject.
    Onderwerp(Onderwerp),
    /// An option of this meeting.
    Optie(OptieId),
    /// A request to a partner.
    Informatie(InformatieId),
    /// A question of the informatiebeeld: the series by its place in the kader, the question by its number from 1.
    Beeldvraag(usize, u32),
    /// A melding.
    Melding(MeldingId),
    /// A person who is involved.
    Betrokkene(BetrokkeneId),
    /// Access that was given, by its place in the order in which that was done.
    Toegang(usize),
}

/// The list's state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lijststaat {
    /// Which list.
    pub lijst: Registerlijst,
    /// The chosen row; none before somebody chose.
    pub gekozen: Option<Rij>,
}

/// Which factors the board shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Every factor of the board.
    #[default]
    Alles,
    /// What is unknown or was not discussed.
    Open,
    /// What is so.
    Ja,
    /// Every factor of the kader, also of lists that nothing called for.
    Kader,
}

impl Filter {
    /// What it shows, in words.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Alles => "alles",
            Self::Open => "onbekend en niet besproken",
            Self::Ja => "ja",
            Self::Kader => "heel het kader",
        }
    }

    pub(in crate::app) fn next(self) -> Self {
        match self {
            Self::Alles => Self::Open,
            Self::Open => Self::Ja,
            Self::Ja => Self::Kader,
            Self::Kader => Self::Alles,
        }
    }

    pub(in crate::app) fn toont(self, antwoord: Option<Antwoord>) -> bool {
        match self {
            Self::Alles | Self::Kader => true,
            Self::Open => matches!(antwoord, None | Some(Antwoord::Onbekend)),
            Self::Ja => antwoord == Some(Antwoord::Ja),
        }
    }
}
