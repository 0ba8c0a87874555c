//! Events: what was recorded. They are past, small, and never edited or deleted; the tag is `feit`. Who and when stand
//! once per frame, in the [`Stamp`](super::rol::Stamp).

use serde::{Deserialize, Serialize};

use super::dossier::{
    Aanzet, ActieStatus, ActieVelden, Afspraken, Antwoord, BesluitStatus, BesluitVelden, BetrokkeneVelden, Bevoegd,
    Bijeenroeping, Conclusie, Contactpersoon, CriteriumAntwoord, Deelname, DossierStatus, Dossierstuk, Fase, GeheimVelden,
    Informatiesoort, InzetStatus, InzetVelden, KlokVelden, MeldingVelden, Moment, NietWeten, Onderwerp, OordeelInhoud,
    Opschaling, OptieVelden, RegelInhoud, RegelSoort, ScenarioVelden, Schending, Sluiting, Toegang, Toets, Uitkomst,
    Uitkomst112, Vaststelling, Vernietigbaar, Verteller, Vertelling, VoorleggerAntwoord, VoorleggerVelden, Weging, Wie,
};
use super::ids::{
    ActieId, BesluitId, BetrokkeneId, CriteriumId, DossierNummer, FactorId, GrondId, InformatieId, InzetId, KlokNr,
    MaatregelId, MeldingId, OptieId, OverlegNr, PuntId, ReeksId, RegelId, RequestId, ScenarioId, VoorleggerId, VraagId,
};
use super::kader::KaderHash;
use super::scherm::{Organisatie, Scherm};
use super::tekst::Tekst;
use super::tijd::Tijdstip;

/// Everything that can have happened to a dossier. The fields mean what they mean in the command of the same subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "feit", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is documented at the command that it comes from")]
pub enum Event {
    /// The dossier exists.
    DossierGeopend { nummer: DossierNummer, werktitel: Tekst },
    /// It has another title.
    WerktitelGewijzigd { werktitel: Tekst },
    /// It has another status.
    StatusGewijzigd { naar: DossierStatus, reden: Tekst },
    /// Somebody said whether there is immediate danger.
    AcuutBeantwoord { antwoord: Antwoord, toelichting: Tekst },
    /// 112 was called.
    #[serde(rename = "gemeld_112")]
    Gemeld112 { toelichting: Tekst },
    /// There is a fixed contact person.
    ContactpersoonBenoemd { contactpersoon: Contactpersoon },
    /// Somebody must not know.
    NietWetenGenoteerd { niet_weten: NietWeten },
    /// Somebody is off that list.
    NietWetenGeschrapt { wie: Tekst, reden: Tekst },
    /// A meeting was called.
    OverlegBijeengeroepen { overleg: OverlegNr, bijeenroeping: Bijeenroeping },
    /// It started, with this kader.
    OverlegGestart { overleg: OverlegNr, kader: KaderHash, punt: Option<PuntId> },
    /// What is recorded and shared is agreed.
    AfsprakenGemaakt { overleg: OverlegNr, afspraken: Afspraken },
    /// Somebody takes part, or does not.
    AanwezigheidGenoteerd { overleg: OverlegNr, deelname: Deelname },
    /// The author of this frame leads now.
    VoorzitterOvergenomen { overleg: OverlegNr, reden: Tekst },
    /// The planned end moved.
    EindeGewijzigd { overleg: OverlegNr, einde: Tijdstip, reden: Tekst },
    /// The meeting became hybrid.
    HybrideGenoteerd { overleg: OverlegNr, reden: Tekst },
    /// The meeting is in another block.
    FaseGewisseld { overleg: OverlegNr, van: Fase, naar: Fase, reden: Tekst, open: Vec<Tekst>, punt: Option<PuntId> },
    /// The shared screen asked for a step that needs a reason.
    OvergangGevraagd { overleg: OverlegNr, van: Fase, naar: Fase, open: Vec<Tekst> },
    /// That step was dropped.
    OvergangVervallen { overleg: OverlegNr },
    /// The meeting pauses.
    Geschorst { overleg: OverlegNr, reden: Tekst },
    /// It goes on.
    Hervat { overleg: OverlegNr },
    /// It is over.
    OverlegGesloten { overleg: OverlegNr, sluiting: Sluiting, reden: Tekst, open: Vec<Tekst> },
    /// The minutes are settled.
    VerslagVastgesteld { overleg: OverlegNr },
    /// The meeting is at this item.
    PuntGekozen { overleg: OverlegNr, punt: PuntId },
    /// The item is ticked.
    PuntAfgevinkt { overleg: OverlegNr, punt: PuntId },
    /// The tick is gone.
    PuntHeropend { overleg: OverlegNr, punt: PuntId },
    /// An organisation has the floor.
    BeurtGegeven { overleg: OverlegNr, organisatie: Tekst },
    /// Nobody has the floor.
    BeurtAfgerond { overleg: OverlegNr },
    /// A line stands in the minutes.
    RegelVastgelegd { overleg: OverlegNr, regel: RegelId, punt: PuntId, inhoud: RegelInhoud },
    /// A line was corrected; its kind and its shield are changed by events of their own.
    /// `precies` tells that what hangs on the line followed only where it still said what the line had said; earlier
    /// records did otherwise.
    RegelGecorrigeerd {
        regel: RegelId,
        inhoud: RegelInhoud,
        reden: Tekst,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        precies: bool,
    },
    /// A line is another kind.
    SoortGewijzigd { regel: RegelId, naar: RegelSoort },
    /// A line is shielded, or its circle is another; `getoond` tells from when it could be read on a shared screen. Without
    /// organisations it is per role.
    RegelAfgeschermd {
        regel: RegelId,
        getoond: Option<Tijdstip>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kring: Vec<Organisatie>,
    },
    /// A line is open to all again, or is for others than it was.
    RegelVrijgegeven {
        regel: RegelId,
        reden: Tekst,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scherm: Option<Scherm>,
    },
    /// A line was taken back.
    RegelIngetrokken { regel: RegelId },
    /// A question is open.
    VraagGesteld { vraag: VraagId, regel: RegelId, tekst: Tekst, eigenaar: Option<Wie>, terug: Option<Tijdstip> },
    /// Somebody finds it out.
    VraagToegewezen { vraag: VraagId, eigenaar: Wie, terug: Tijdstip },
    /// It is answered.
    VraagBeantwoord { vraag: VraagId, antwoord: Tekst },
    /// It is no question any more.
    VraagVervallen { vraag: VraagId },
    /// An organisation gave its judgement.
    OordeelGegeven {
        overleg: OverlegNr,
        oordeel: OordeelInhoud,
        regel: Option<RegelId>,
        /// Why it is another than the organisation gave before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bijgesteld: Option<Tekst>,
    },
    /// The meeting concluded.
    ConclusieGetrokken { overleg: OverlegNr, conclusie: Conclusie },
    /// An option was weighed.
    OptieGewogen { overleg: OverlegNr, optie: OptieId, velden: OptieVelden },
    /// An option is shielded; `getoond` tells from when it could be read on a shared screen.
    OptieAfgeschermd {
        overleg: OverlegNr,
        optie: OptieId,
        getoond: Option<Tijdstip>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kring: Vec<Organisatie>,
    },
    /// An option is open to all again, or is for others than it was.
    OptieVrijgegeven {
        overleg: OverlegNr,
        optie: OptieId,
        reden: Tekst,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scherm: Option<Scherm>,
    },
    /// So many shielded decisions, actions, measures and options were read aloud. Their number, not a word of them.
    AfgeschermdVoorgelezen { overleg: OverlegNr, aantal: u32 },
    /// What was still open at the step that was just made and follows from something shielded: numbers, no words.
    AfgeschermdNogOpen { overleg: OverlegNr, open: Vec<Tekst> },
    /// A factor was answered.
    FactorGewogen { overleg: OverlegNr, factor: FactorId, weging: Weging },
    /// The outcome of an instrument is known.
    UitkomstGenoteerd { overleg: OverlegNr, uitkomst: Uitkomst },
    /// A closed round is open.
    GeslotenRondeGeopend { overleg: OverlegNr },
    /// A judgement was received in the closed round.
    OordeelOntvangen { overleg: OverlegNr, organisatie: Tekst },
    /// That judgement, given in the closed round with this number from 1: leaves the server for nobody before the reveal.
    OordeelVerzegeld { overleg: OverlegNr, ronde: u32, oordeel: OordeelInhoud },
    /// The judgements of the closed round are for everyone.
    OordelenOnthuld { overleg: OverlegNr },
    /// A scenario was sketched.
    ScenarioGeschetst { overleg: OverlegNr, scenario: ScenarioId, velden: ScenarioVelden },
    /// A criterion was answered.
    CriteriumBeantwoord { overleg: OverlegNr, criterium: CriteriumId, antwoord: CriteriumAntwoord },
    /// Going up or not was decided.
    OpschalingBeslist { overleg: OverlegNr, opschaling: Opschaling },
    /// Acute or not was weighed.
    MomentBepaald { overleg: OverlegNr, moment: Moment },
    /// A subject was settled.
    Vastgesteld { overleg: OverlegNr, onderwerp: Onderwerp, vaststelling: Vaststelling },
    /// A question of a series was answered.
    VraagBesproken { overleg: OverlegNr, reeks: ReeksId, nr: u32, antwoord: Tekst },
    /// The acute question is open again.
    HerbeoordelingGevraagd {
        aanzet: Aanzet,
        toelichting: Tekst,
        regel: Option<RegelId>,
        /// The factor whose answer did, in which meeting: what is told of it is told of this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        factor: Option<(OverlegNr, FactorId)>,
    },
    /// Something is in the maatregelenregister.
    InzetGeopend { inzet: InzetId, regel: RegelId, velden: Box<InzetVelden> },
    /// Parts of it were filled in.
    InzetAangevuld { inzet: InzetId, velden: Box<InzetVelden> },
    /// It has another status.
    InzetStatusGewijzigd { inzet: InzetId, naar: InzetStatus, reden: Tekst },
    /// It was breached.
    SchendingGemeld { inzet: InzetId, schending: Schending },
    /// A measure was considered and not chosen.
    TerzijdeGelegd { overleg: OverlegNr, maatregel: MaatregelId, reden: Tekst },
    /// A fact is a ground for a huisverbod, or is not any more.
    HuisverbodgrondGemerkt { regel: RegelId, grond: bool },
    /// There is a page for the burgemeester, or it changed.
    Voorgelegd { overleg: OverlegNr, voorlegger: VoorleggerId, velden: VoorleggerVelden },
    /// The burgemeester answered.
    VoorleggerBeantwoord { voorlegger: VoorleggerId, antwoord: VoorleggerAntwoord },
    /// A decision was checked, or a check was asked.
    ToetsGenoteerd { besluit: BesluitId, toets: Toets },
    /// She was told.
    Verteld { overleg: OverlegNr, vertelling: Vertelling },
    /// A clock is set.
    KlokGezet { klok: KlokNr, velden: KlokVelden },
    /// A clock stopped.
    KlokGestopt { klok: KlokNr, reden: Tekst },
    /// A decision is intended.
    BesluitVoorgenomen {
        besluit: BesluitId,
        regel: RegelId,
        tekst: Tekst,
        door: Tekst,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        termijn: Option<Tijdstip>,
    },
    /// Parts of it were filled in.
    BesluitAangevuld { besluit: BesluitId, velden: BesluitVelden },
    /// It has another status.
    BesluitStatusGewijzigd {
        besluit: BesluitId,
        naar: BesluitStatus,
        reden: Tekst,
        bevoegd: Option<Bevoegd>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        op: Option<Tijdstip>,
    },
    /// Somebody sees it differently.
    DissentGenoteerd { besluit: BesluitId, wie: Wie, tekst: Tekst },
    /// Somebody tells her.
    VertellerBenoemd { overleg: OverlegNr, verteller: Verteller },
    /// There is an action.
    ActieGeopend { actie: ActieId, regel: RegelId, wat: Tekst, eigenaar: Option<Wie>, termijn: Option<Tijdstip> },
    /// Parts of it were filled in.
    ActieAangevuld { actie: ActieId, velden: ActieVelden },
    /// It went this way.
    ActieGemeld { actie: ActieId, naar: ActieStatus, reden: Tekst },
    /// A partner is asked what it knows.
    InformatieGevraagd {
        informatie: InformatieId,
        partner: Tekst,
        uiterlijk: Tijdstip,
        grond: GrondId,
        doel: Tekst,
        antwoord_aan: Tekst,
    },
    /// It answered.
    InformatieBeantwoord { informatie: InformatieId, soort: Informatiesoort, door: Wie, op: Tijdstip, grond: GrondId },
    /// The words of the answer with this number, from 1, and what they are behind.
    InformatieInhoud { informatie: InformatieId, nr: u32, woorden: Tekst, scherm: Option<Scherm> },
    /// It has until another moment, or is asked again.
    InformatieVerzet { informatie: InformatieId, uiterlijk: Tijdstip, reden: Tekst, opnieuw: bool },
    /// It is asked no more.
    InformatieIngetrokken { informatie: InformatieId, reden: Tekst },
    /// A question that the informatiebeeld has of itself was answered.
    BeeldvraagBeantwoord { reeks: ReeksId, nr: u32, antwoord: Antwoord, toelichting: Tekst, bron: Wie },
    /// An account may see this dossier, in this role, beside what the role table says.
    ToegangGegeven { toegang: Toegang },
    /// It may no more.
    ToegangIngetrokken { gebruiker: Tekst, reden: Tekst },
    /// An account took access in need: it sees this dossier until that moment.
    NoodtoegangGenomen { toegang: Toegang },
    /// A second person looked at that.
    NoodtoegangBeoordeeld { gebruiker: Tekst, genomen: Tijdstip, akkoord: bool, toelichting: Tekst },
    /// It is kept whatever its terms say.
    Bevroren { reden: Tekst },
    /// Its terms count again.
    Ontdooid { reden: Tekst },
    /// Somebody wants it destroyed, or its narrative.
    VernietigingVoorgesteld { wat: Vernietigbaar, grond: Tekst },
    /// A second person agreed to that.
    VernietigingGoedgekeurd { wat: Vernietigbaar },
    // what stands in a dossier by itself, in no line of a meeting
    /// What came of a call to 112, by its number from 1, is known.
    #[serde(rename = "uitkomst_112_genoteerd")]
    Uitkomst112Genoteerd { nr: u32, uitkomst: Uitkomst112 },
    /// There is a melding.
    MeldingGenoteerd { melding: MeldingId, velden: Box<MeldingVelden> },
    /// Parts of it were filled in.
    MeldingAangevuld { melding: MeldingId, velden: Box<MeldingVelden> },
    /// Somebody is involved.
    BetrokkeneGenoteerd { betrokkene: BetrokkeneId, velden: Box<BetrokkeneVelden> },
    /// Parts of what is known of a person were filled in.
    BetrokkeneAangevuld { betrokkene: BetrokkeneId, velden: Box<BetrokkeneVelden> },
    /// Parts of what of a person is always shielded were filled in.
    GeheimGenoteerd { betrokkene: BetrokkeneId, geheim: GeheimVelden },
    /// A piece is shielded, or its circle is another; without organisations it is per role.
    StukAfgeschermd {
        stuk: Dossierstuk,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kring: Vec<Organisatie>,
    },
    /// A piece is open to all again, or is for others than it was.
    StukVrijgegeven {
        stuk: Dossierstuk,
        reden: Tekst,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scherm: Option<Scherm>,
    },
    /// A piece was taken back; it stays in the record.
    StukIngetrokken { stuk: Dossierstuk, reden: Tekst },
    /// What the author's request did was taken back: it is as if it had not been.
    Teruggenomen { verzoek: RequestId, reden: Tekst },
    /// A shared screen shows this meeting.
    SchermAan { overleg: OverlegNr },
    /// No shared screen shows it any more.
    SchermUit { overleg: OverlegNr },
}
