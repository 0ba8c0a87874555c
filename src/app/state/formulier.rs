//! A form as a value: what it is for, its fields, and what somebody did in it.

use super::veld::{Formulierveld, Sleutel};
use crate::domain::dossier::{Dossierstuk, Fase, Informatiesoort, Onderwerp};
use crate::domain::ids::{
    ActieId, BesluitId, BetrokkeneId, CriteriumId, FactorId, InformatieId, InstrumentId, InzetId, KlokId, KlokNr,
    MaatregelId, MeldingId, OptieId, ReeksId, RegelId, ScenarioId, VoorleggerId, VraagId,
};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::protocol::Basis;

/// What a form makes when it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a command of the same name, with what it is about")]
pub enum Doel {
    NieuwDossier,
    Werktitel,
    Status,
    Acuut,
    Bel112,
    Contact,
    NietWeten,
    /// Of an account that has it already, or of a new one.
    Toegang(Option<Tekst>),
    ToegangIntrekken(Tekst),
    /// Take access in need.
    Noodtoegang,
    /// What this account took in need at that moment.
    NoodBeoordelen(Tekst, Tijdstip),
    Bijeenroepen,
    Afspraken,
    Aanwezig {
        organisatie: String,
        naam: String,
    },
    Overnemen,
    Eindtijd,
    Hybride,
    Schors,
    NaarFase {
        van: Fase,
        naar: Fase,
    },
    RedenOvergang,
    Sluiten,
    Oordeel {
        organisatie: String,
    },
    Conclusie,
    Optie(Option<OptieId>),
    Vertelt,
    Besluit(BesluitId),
    BesluitStatus(BesluitId),
    Dissent(BesluitId),
    Actie(ActieId),
    ActieStatus(ActieId),
    Vraag(VraagId),
    Antwoord(VraagId),
    Vrijgeven(RegelId),
    /// Lift the shield of an option.
    OptieVrijgeven(OptieId),
    /// Say for which organisations a line is.
    Kring(RegelId),
    /// The same of an option.
    OptieKring(OptieId),
    Correctie {
        regel: RegelId,
        getypt: String,
    },
    Factor(FactorId),
    Uitkomst(InstrumentId),
    Scenario(Option<ScenarioId>),
    Criterium(CriteriumId),
    Opschalen,
    Moment,
    Reeksvraag {
        reeks: ReeksId,
        nr: u32,
    },
    Herbeoordelen,
    Terzijde(MaatregelId),
    Inzet(InzetId),
    InzetStatus(InzetId),
    Schending(InzetId),
    Klok {
        nr: Option<KlokNr>,
        soort: Option<KlokId>,
        inzet: Option<InzetId>,
    },
    KlokStop(KlokNr),
    Voorlegger(Option<VoorleggerId>),
    Burgemeester(VoorleggerId),
    Toets(BesluitId),
    Verteld,
    Vaststelling(Onderwerp),
    Informatievraag,
    /// What a partner answers; of one kind, where a key said which.
    Informatieantwoord(InformatieId, Option<Informatiesoort>),
    Informatieverzet {
        informatie: InformatieId,
        opnieuw: bool,
    },
    InformatieIntrekken(InformatieId),
    Beeldvraag(ReeksId, u32),
    // what stands in a dossier by itself
    Melding(Option<MeldingId>),
    Betrokkene(Option<BetrokkeneId>),
    VeiligContact(BetrokkeneId),
    /// Of this call, from 1.
    Uitkomst112(u32),
    StukVrij(Dossierstuk),
    StukKring(Dossierstuk),
    StukIntrekken(Dossierstuk),
}

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub struct Formulier {
    /// What it makes.
    pub doel: Doel,
    /// Its title.
    pub titel: String,
    /// What the user has to know, in lines.
    pub uitleg: Vec<String>,
    /// Its fields.
    pub velden: Vec<Formulierveld>,
    /// The fields as they were when it was opened.
    pub(in crate::app) begin: Vec<Formulierveld>,
    /// Up to where the record was seen then.
    pub(in crate::app) basis: Basis,
    /// The field in which is typed.
    pub actief: usize,
    /// What is wrong with it.
    pub fout: Option<String>,
    /// It was begun in a closed round: it is masked, and nothing of it is kept.
    pub gesloten: bool,
    /// Whether somebody changed something in it.
    pub geraakt: bool,
    /// The letters that were typed in a row on a choice.
    pub(in crate::app) letters: String,
}

/// A form that cannot be read: at which field, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misvuld {
    /// The field; none where it is about the whole form.
    pub veld: Option<Sleutel>,
    /// What to do.
    pub doe: String,
}

impl Misvuld {
    pub(in crate::app) fn bij(sleutel: Sleutel, doe: impl Into<String>) -> Self {
        Self { veld: Some(sleutel), doe: doe.into() }
    }

    pub(in crate::app) fn geheel(doe: impl Into<String>) -> Self {
        Self { veld: None, doe: doe.into() }
    }
}

/// What is read of a form, or where that cannot be done.
pub(in crate::app) type Ingevuld<T> = Result<T, Misvuld>;

/// What follows from other fields: for which field, and as what it would be written.
pub type Voorstel = (Sleutel, String);

/// What a form begins with: its title, what the user has to know, its fields.
pub(in crate::app) type Opzet = (String, Vec<String>, Vec<Formulierveld>);
