//! The state of one dossier: what replaying its events gives. Built by `evolve` only; holds no rules.

mod afweging;
mod besluit;
mod betrokkene;
mod ding;
mod fase;
mod informatie;
mod inzet;
mod klok;
mod melding;
mod nummering;
pub(in crate::domain) mod ogenblik;
mod oordeel;
mod overleg;
mod regel;
mod regelsom;
mod stuk;
mod terug;
mod toegang;
pub(in crate::domain) mod velden;
mod vernietiging;
mod voorlegger;

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::gedeeld::Gedeeld;
use super::ids::{
    ActieId, BesluitId, BetrokkeneId, DossierNummer, FactorId, InformatieId, InzetId, KlokNr, MeldingId, OverlegNr,
    ReeksId, RegelId, RequestId, VoorleggerId, VraagId,
};
use super::rol::{Actor, Stamp};
use super::scherm::{Kring, Scherm};
use super::tekst::Tekst;
use super::tijd::Tijdstip;

pub use afweging::{
    Aanleiding, Aanzet, Afweging, CriteriumAntwoord, GeslotenRonde, Gewogen, Herbeoordeling, Moment, Onderwerp, Opschaling,
    Scenario, ScenarioSoort, ScenarioVelden, Uitkomst, UitkomstGenoteerd, Vaststelling, Vervolg, Weging,
};
pub use besluit::{
    Actie, ActieStatus, ActieVelden, Besluit, BesluitEinde, BesluitSoort, BesluitStap, BesluitStatus, BesluitVelden,
    Bevoegd, Dissent, StatusWissel, Toets, Vraag,
};
pub use betrokkene::{Betrokkene, BetrokkeneVelden, Betrokkenenotitie, Geheim, GeheimVelden, Tolk};
pub use ding::{Ding, HEEL, Plek};
pub use fase::Fase;
pub use informatie::{
    Beeldantwoord, Beeldmelding, Informatieantwoord, Informatiemelding, Informatiesoort, Informatiestand,
    Informatietermijn, Informatieverzet, Informatieverzoek, Informatievraag, Informatiewoorden,
};
pub use inzet::{Inzet, InzetSoort, InzetStatus, InzetVelden, Schending};
pub use klok::{KlokVelden, LopendeKlok};
pub use melding::{Kanaal, Melder, Melding, Melding112, MeldingVelden, Meldingnotitie, Uitkomst112, Uitkomstnotitie};
pub use nummering::Nummering;
pub use oordeel::{Bijstelling, Conclusie, Oordeel, OordeelInhoud, Optie, OptieKeuze, OptieVelden, Verteller, Vertelling};
pub use overleg::{
    Aanwezig, Afspraken, Beurt, Bijeenroeping, Deelname, EindeWissel, FaseWissel, Overgang, Overleg, Punt, SchermPeriode,
    Schorsing, Sluiting, Voorzitterschap, Vorm,
};
pub use regel::{Correctie, Gebeurd, Precisie, Regel, RegelInhoud, RegelSoort, SoortWissel};
pub use regelsom::{Groep, Overlegsom, Regelsom};
pub use stuk::{Dossierstuk, Stukintrekking, Stukstand, Stukvrijgave};
pub use terug::{Gewijzigd, Terug, Terugneembaar};
pub(in crate::domain) use terug::{STAPPEN_MAX, Voor};
pub use toegang::{GegevenToegang, NOOD_UREN, Noodbeoordeling, Noodoordeel, Noodzoek, Toegang};
pub use velden::Veld;
pub use vernietiging::{
    Eindtelling, Openduur, Vernietigbaar, Vernietiging, Vernietigopdracht, Vernietigrij, Vernietigstand,
};
pub use voorlegger::{Voorlegger, VoorleggerAntwoord, VoorleggerUitslag, VoorleggerVelden};

/// One dossier as it stands after a number of events.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dossier {
    /// Its number.
    pub nummer: DossierNummer,
    /// When and by whom it was opened; nothing else counts before that.
    pub geopend: Option<Gezet>,
    /// What the team calls it; never a name of a person.
    pub werktitel: Tekst,
    /// Where it is in its life.
    pub status: DossierStatus,
    /// Since when it is over; none while it is open.
    pub afgesloten: Option<Tijdstip>,
    /// Why it is kept whatever its terms say, since when and by whom.
    pub bevroren: Option<(Tekst, Gezet)>,
    /// That it is to be destroyed, or its narrative.
    pub vernietiging: Option<Vernietiging>,
    /// The latest answer to 'is someone in immediate danger now?'.
    pub acuut: Option<AcuutAntwoord>,
    /// Every answer to it, the oldest first: the minutes of a meeting tell what was answered then.
    pub acuut_antwoorden: Vec<AcuutAntwoord>,
    /// Each time that 112 was called.
    pub meldingen_112: Vec<Melding112>,
    /// The one fixed contact person for the woman and for the organisations.
    pub contactpersoon: Option<Contactpersoon>,
    /// Who must not know of this dossier.
    pub niet_weten: Vec<NietWeten>,
    /// The meldingen.
    pub meldingen: BTreeMap<MeldingId, Melding>,
    /// Who is involved.
    pub betrokkenen: BTreeMap<BetrokkeneId, Betrokkene>,
    /// The dossier between its meetings, as a meeting that never ends and that nobody attends: its lines and its agenda are
    /// shown and written as those of a meeting. None before it was opened.
    #[serde(skip)]
    pub zelf: Option<Box<Overleg>>,
    /// Its meetings, in the order in which they were called.
    pub overleggen: Vec<Overleg>,
    /// Every line of every meeting.
    pub regels: Gedeeld<RegelId, Regel>,
    /// What we do not know.
    pub vragen: Gedeeld<VraagId, Vraag>,
    /// Decisions of all meetings.
    pub besluiten: BTreeMap<BesluitId, Besluit>,
    /// Actions of all meetings.
    pub acties: Gedeeld<ActieId, Actie>,
    /// Outcomes of instruments, the oldest first.
    pub uitkomsten: Vec<UitkomstGenoteerd>,
    /// What made the acute question open again since it was last answered.
    pub herbeoordelen: Vec<Herbeoordeling>,
    /// What did so before, and was answered: the minutes tell what was suggested then.
    pub herbeoordeeld: Vec<Herbeoordeling>,
    /// The maatregelenregister.
    pub inzetten: BTreeMap<InzetId, Inzet>,
    /// What was put before the burgemeester.
    pub voorleggers: BTreeMap<VoorleggerId, Voorlegger>,
    /// The clocks.
    pub klokken: BTreeMap<KlokNr, LopendeKlok>,
    /// What partners were asked.
    pub informatie: BTreeMap<InformatieId, Informatieverzoek>,
    /// What was said of the questions that the informatiebeeld has of itself, by series and number, the oldest first.
    pub beeldvragen: BTreeMap<ReeksId, BTreeMap<u32, Vec<Beeldantwoord>>>,
    /// Who was given access to it beside the role table, the oldest first.
    pub toegang: Vec<GegevenToegang>,
    /// What was done by a slip and taken back at once.
    pub teruggenomen: Vec<Teruggenomen>,
    /// What can be taken back now.
    #[serde(skip)]
    pub terug: Terug,
    /// Which numbers were given.
    #[serde(skip)]
    pub nummering: Nummering,
}

/// That something was done by a slip and taken back at once. It is told as that, and is no part of what was said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Teruggenomen {
    /// What had been done, in numbers and kinds.
    pub wat: Tekst,
    /// When that was.
    pub toen: Tijdstip,
    /// The lines that it was about: it is shielded with them.
    pub regels: Vec<RegelId>,
    /// The factors that it answered, each in its meeting: it is shielded with what is answered to them.
    #[serde(skip)]
    pub factoren: Vec<(OverlegNr, FactorId)>,
    /// What it was done under, or to: who could not see that then never sees that it was taken back, also when the lines
    /// are open now.
    pub verborgen: Kring,
    /// Whether it had made something: a question, a decision, an action or a measure.
    pub opende: bool,
    /// The request that had done it.
    pub verzoek: RequestId,
    /// Why it was taken back, where that was said.
    pub reden: Tekst,
    /// When and by whom it was taken back.
    pub gezet: Gezet,
}

impl Dossier {
    /// The state before the first event.
    pub fn new(nummer: DossierNummer) -> Self {
        Self {
            nummer,
            geopend: None,
            werktitel: Tekst::default(),
            status: DossierStatus::Melding,
            afgesloten: None,
            bevroren: None,
            vernietiging: None,
            acuut: None,
            acuut_antwoorden: Vec::new(),
            meldingen_112: Vec::new(),
            contactpersoon: None,
            niet_weten: Vec::new(),
            meldingen: BTreeMap::new(),
            betrokkenen: BTreeMap::new(),
            zelf: None,
            overleggen: Vec::new(),
            regels: Gedeeld::default(),
            vragen: Gedeeld::default(),
            besluiten: BTreeMap::new(),
            acties: Gedeeld::default(),
            uitkomsten: Vec::new(),
            herbeoordelen: Vec::new(),
            herbeoordeeld: Vec::new(),
            inzetten: BTreeMap::new(),
            voorleggers: BTreeMap::new(),
            klokken: BTreeMap::new(),
            informatie: BTreeMap::new(),
            beeldvragen: BTreeMap::new(),
            toegang: Vec::new(),
            teruggenomen: Vec::new(),
            terug: Terug::default(),
            nummering: Nummering::default(),
        }
    }

    /// The meeting with this number, or the dossier itself.
    pub fn overleg(&self, nr: OverlegNr) -> Option<&Overleg> {
        if nr.is_dossier() { self.zelf.as_deref() } else { self.overleggen.iter().find(|o| o.nr == nr) }
    }

    /// The same, to change. For `evolve`.
    pub(super) fn overleg_mut(&mut self, nr: OverlegNr) -> Option<&mut Overleg> {
        if nr.is_dossier() { self.zelf.as_deref_mut() } else { self.overleggen.iter_mut().find(|o| o.nr == nr) }
    }

    /// The meeting that is going on, if any: started and not closed.
    pub fn lopend(&self) -> Option<&Overleg> {
        self.overleggen.iter().find(|o| o.fase.loopt())
    }

    /// The meeting that a terminal should open: the one going on, else the next one called, else the last one.
    pub fn actueel(&self) -> Option<&Overleg> {
        self.lopend().or_else(|| self.overleggen.iter().find(|o| o.fase == Fase::Gepland)).or(self.overleggen.last())
    }

    /// The last call to 112 of which nobody said what came of it, and its number from 1.
    pub fn open_112(&self) -> Option<(u32, &Melding112)> {
        (1..).zip(&self.meldingen_112).find(|(_, m)| m.is_open())
    }

    /// The lines of one meeting that still stand, in the order in which they were recorded.
    pub fn regels_van(&self, nr: OverlegNr) -> impl DoubleEndedIterator<Item = &Regel> {
        self.regels.values().filter(move |r| r.overleg == nr && r.ingetrokken.is_none())
    }

    /// The shield of this line.
    pub fn scherm(&self, regel: RegelId) -> Option<Scherm> {
        self.regels.get(&regel).map_or(Some(Scherm::Rol), |r| r.inhoud.scherm())
    }

    /// Whether what came from this line is shielded; a line that is not there counts as that.
    pub fn is_afgeschermd(&self, regel: Option<RegelId>) -> bool {
        regel.is_some_and(|id| self.regels.get(&id).is_none_or(|r| r.inhoud.afgeschermd))
    }
}

impl Teruggenomen {
    /// Whether this is the record that was taken back: that of this request, by the account that took it back, which is the
    /// only one that can.
    pub fn is_van(&self, stamp: &Stamp) -> bool {
        self.verzoek == stamp.verzoek && self.gezet.door.gebruiker == stamp.wie.gebruiker
    }
}

/// That something was done: when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gezet {
    /// When it was recorded.
    pub op: Tijdstip,
    /// By whom.
    pub door: Actor,
}

/// A question's answer in which 'unknown' is an answer of its own, never a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Antwoord {
    /// Yes.
    Ja,
    /// No.
    Nee,
    /// Not known: counts as unsafe.
    Onbekend,
}

impl fmt::Display for Antwoord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ja => "ja",
            Self::Nee => "nee",
            Self::Onbekend => "onbekend",
        })
    }
}

/// Where a dossier is in its life (our own list, after design/product.md 'The life of a dossier').
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DossierStatus {
    /// A report came in.
    Melding,
    /// Partners are asked what they know.
    Informatiebeeld,
    /// A meeting is called or going on.
    Overleg,
    /// Measures and actions are being carried out.
    Opvolging,
    /// Handed over to a casusregisseur, who accepted.
    Overgedragen,
    /// Closed: there is no threat any more.
    GeenDreiging,
    /// Not taken up; referred.
    NietOpgepakt,
    /// Opened by mistake.
    Abusievelijk,
}

impl DossierStatus {
    /// Whether the dossier is over.
    pub fn is_afgesloten(self) -> bool {
        matches!(self, Self::Overgedragen | Self::GeenDreiging | Self::NietOpgepakt | Self::Abusievelijk)
    }
}

impl fmt::Display for DossierStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Melding => "melding",
            Self::Informatiebeeld => "informatiebeeld",
            Self::Overleg => "overleg",
            Self::Opvolging => "opvolging",
            Self::Overgedragen => "overgedragen",
            Self::GeenDreiging => "gesloten: geen dreiging meer",
            Self::NietOpgepakt => "niet opgepakt",
            Self::Abusievelijk => "abusievelijk geopend",
        })
    }
}

/// The answer to 'is someone in immediate danger now?', with who gave it and when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AcuutAntwoord {
    /// The answer.
    pub antwoord: Antwoord,
    /// In a few words, why.
    pub toelichting: Tekst,
    /// When and by whom.
    pub gezet: Gezet,
}

/// The one person whom the woman and the organisations can always ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contactpersoon {
    /// The person's name.
    pub naam: Tekst,
    /// Whose person it is.
    pub organisatie: Tekst,
    /// How and when to reach.
    #[serde(default)]
    pub bereikbaar: Tekst,
    /// At which number. Never on the wall.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub telefoon: Tekst,
}

impl Contactpersoon {
    /// At which number and when, as far as that is known: `06-12345678, op werkdagen`.
    pub fn bereik(&self) -> String {
        let known = [&self.telefoon, &self.bereikbaar].into_iter().filter(|t| !t.is_empty());
        known.map(Tekst::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Somebody who must not know of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NietWeten {
    /// The person or group.
    pub wie: Tekst,
    /// Why.
    #[serde(default)]
    pub reden: Tekst,
}

/// A person, an organisation, or a person of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wie {
    /// A person or a role: 'Jansen', 'buurvrouw', 'piketambtenaar'.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub naam: Tekst,
    /// The organisation as the kader calls it.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub organisatie: Tekst,
}

impl Wie {
    /// An organisation as a whole.
    pub fn organisatie(naam: Tekst) -> Self {
        Self { naam: Tekst::default(), organisatie: naam }
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.naam.is_empty() && self.organisatie.is_empty()
    }
}

impl fmt::Display for Wie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.naam.is_empty(), self.organisatie.is_empty()) {
            (false, false) => f.pad(&format!("{} ({})", self.naam, self.organisatie)),
            (false, true) => f.pad(self.naam.as_str()),
            _ => f.pad(self.organisatie.as_str()),
        }
    }
}
