//! Commands: what somebody asks the clerk to record, from the screen, `doe` or an import. The JSON Schema comes from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::dossier::{
    Aanzet, ActieStatus, ActieVelden, Afspraken, Antwoord, Beeldmelding, BesluitStap, BesluitVelden, Betrokkenenotitie,
    Bijeenroeping, Bijstelling, Conclusie, Contactpersoon, CriteriumAntwoord, Deelname, DossierStatus, Fase,
    Informatiemelding, Informatieverzet, Informatievraag, InzetStatus, InzetVelden, KlokVelden, Meldingnotitie, Moment,
    NietWeten, Noodbeoordeling, Noodzoek, Onderwerp, OordeelInhoud, Opschaling, OptieVelden, RegelInhoud, RegelSoort,
    ScenarioVelden, Schending, Sluiting, Stukintrekking, Stukvrijgave, Toegang, Toets, Uitkomst, Uitkomstnotitie,
    Vaststelling, Vernietigbaar, Verteller, Vertelling, VoorleggerAntwoord, VoorleggerVelden, Weging, Wie,
};
use super::ids::{
    ActieId, BesluitId, CriteriumId, FactorId, InformatieId, InzetId, KlokNr, MaatregelId, OptieId, OverlegNr, PuntId,
    ReeksId, RegelId, RequestId, ScenarioId, VoorleggerId, VraagId,
};
use super::scherm::{Organisatie, Scherm};
use super::tekst::Tekst;
use super::tijd::Tijdstip;

/// Everything that can be asked. Names are imperative; the tag is `opdracht`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "opdracht", rename_all = "snake_case", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "`overleg`, `punt` and `regel` are the meeting, the item and the line, wherever they stand without a word"
)]
pub enum Command {
    /// Opens a new dossier.
    OpenDossier {
        /// What the team calls it; never a name of a person.
        werktitel: Tekst,
    },
    /// Gives the dossier another working title.
    WijzigWerktitel {
        /// The new title.
        werktitel: Tekst,
    },
    /// Moves the dossier to another status.
    WijzigStatus {
        /// The new status.
        naar: DossierStatus,
        reden: Tekst,
    },
    /// Answers 'is someone in immediate danger now?'.
    BeantwoordAcuut {
        /// The answer.
        antwoord: Antwoord,
        /// In a few words, why.
        #[serde(default)]
        toelichting: Tekst,
    },
    /// Records that 112 was called.
    #[serde(rename = "meld_112")]
    Meld112 {
        /// What was said or asked.
        #[serde(default)]
        toelichting: Tekst,
    },
    /// Names the one fixed contact person.
    BenoemContactpersoon(Contactpersoon),
    /// Records who must not know.
    NoteerNietWeten(NietWeten),
    /// Takes somebody off that list.
    SchrapNietWeten {
        /// The person or group, as it was recorded.
        wie: Tekst,
        reden: Tekst,
    },
    /// Calls a meeting.
    RoepOverlegBijeen(Bijeenroeping),
    /// Starts a meeting that was called; who starts it as voorzitter leads it.
    StartOverleg { overleg: OverlegNr },
    /// Records what is recorded and shared.
    MaakAfspraken {
        overleg: OverlegNr,
        /// What was agreed.
        afspraken: Afspraken,
    },
    /// Records whether and how somebody takes part; replaces what was recorded for the same person.
    NoteerAanwezigheid {
        overleg: OverlegNr,
        /// Who, and how.
        deelname: Deelname,
    },
    /// Takes over as chair.
    NeemVoorzitterOver { overleg: OverlegNr, reden: Tekst },
    /// Moves the planned end.
    WijzigEinde {
        overleg: OverlegNr,
        /// The new end.
        einde: Tijdstip,
        reden: Tekst,
    },
    /// Records that the meeting became hybrid after all: an exception, with its reason.
    NoteerHybride {
        overleg: OverlegNr,
        /// Why somebody had to phone in.
        reden: Tekst,
    },
    /// Steps to another block.
    NaarFase {
        overleg: OverlegNr,
        /// The block that is left, so that a double press skips nothing.
        van: Fase,
        /// The block that is entered.
        naar: Fase,
        /// Why, where something is still open or the step goes back.
        #[serde(default)]
        reden: Tekst,
    },
    /// Gives the reason for a step that was asked for at the shared screen.
    GeefRedenOvergang {
        overleg: OverlegNr,
        /// The reason.
        reden: Tekst,
    },
    /// Drops a step that was asked for at the shared screen.
    LaatOvergangVallen { overleg: OverlegNr },
    /// Pauses the meeting.
    Schors { overleg: OverlegNr, reden: Tekst },
    /// Goes on after a pause.
    Hervat { overleg: OverlegNr },
    /// Closes the meeting.
    SluitOverleg {
        overleg: OverlegNr,
        /// Safe until when, next round.
        sluiting: Sluiting,
        /// Why it is closed while something is still open.
        #[serde(default)]
        reden: Tekst,
    },
    /// Settles the minutes: after this they are only corrected by appending.
    StelVerslagVast { overleg: OverlegNr },
    /// Goes to an agenda item of the current block.
    KiesPunt { overleg: OverlegNr, punt: PuntId },
    /// Ticks an agenda item.
    VinkPuntAf { overleg: OverlegNr, punt: PuntId },
    /// Takes the tick away.
    HeropenPunt { overleg: OverlegNr, punt: PuntId },
    /// Gives an organisation the floor; who had it is through.
    GeefBeurt {
        overleg: OverlegNr,
        /// The organisation.
        organisatie: Tekst,
    },
    /// Ends the turn of who has the floor.
    RondBeurtAf { overleg: OverlegNr },
    /// Records a line of the minutes.
    LegRegelVast {
        overleg: OverlegNr,
        /// The agenda item.
        punt: PuntId,
        /// What it says.
        regel: RegelInhoud,
    },
    /// Corrects a line; the old text stays in the record. A shield is added by this, never lifted.
    CorrigeerRegel {
        /// The line.
        regel: RegelId,
        /// What it says now.
        inhoud: RegelInhoud,
        /// Why; needed once the minutes are settled.
        #[serde(default)]
        reden: Tekst,
    },
    /// Makes a line another kind; text and time stay.
    WijzigSoort {
        regel: RegelId,
        /// The new kind.
        naar: RegelSoort,
    },
    /// Shields a line: from now on only for who may see shielded lines, or for the organisations that are named. Of a line
    /// that is shielded already, for fewer.
    SchermRegelAf {
        /// The line.
        regel: RegelId,
        /// The organisations; none, and it is per role.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kring: Vec<Organisatie>,
    },
    /// Lifts the shield from a line, or puts another one in its place that shows it to others.
    GeefRegelVrij {
        /// The line.
        regel: RegelId,
        reden: Tekst,
        /// The shield that it has from now on; none, and it is for everybody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scherm: Option<Scherm>,
    },
    /// Takes a line back; it stays in the record, struck through.
    TrekRegelIn { regel: RegelId },
    /// Says who finds out an open question, and when that is back.
    WijsVraagToe {
        /// The question.
        vraag: VraagId,
        /// Who finds out.
        eigenaar: Wie,
        /// When the answer is back.
        terug: Tijdstip,
    },
    /// Answers an open question.
    BeantwoordVraag {
        /// The question.
        vraag: VraagId,
        /// The answer.
        antwoord: Tekst,
    },
    /// Records what an organisation makes of it.
    GeefOordeel {
        overleg: OverlegNr,
        /// What it says.
        oordeel: OordeelInhoud,
    },
    /// Records that an organisation makes something else of it than it said before: beside what it said, with the reason.
    StelOordeelBij(Bijstelling),
    /// Records the meeting's conclusion.
    TrekConclusie {
        overleg: OverlegNr,
        /// The conclusion.
        conclusie: Conclusie,
    },
    /// Weighs an option: a new one, or more about one that is there.
    WeegOptie {
        overleg: OverlegNr,
        /// The option that is there; none for a new one.
        optie: Option<OptieId>,
        /// What is said of it.
        velden: OptieVelden,
    },
    /// Lifts the shield from an option, or puts another one in its place that shows it to others.
    GeefOptieVrij {
        overleg: OverlegNr,
        /// The option.
        optie: OptieId,
        reden: Tekst,
        /// The shield that it has from now on; none, and it is for everybody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scherm: Option<Scherm>,
    },
    /// Says that what may not be on a wall was read aloud.
    MeldVoorgelezen { overleg: OverlegNr },
    /// Answers a factor.
    WeegFactor {
        overleg: OverlegNr,
        /// The factor.
        factor: FactorId,
        /// What is known of it.
        weging: Weging,
    },
    /// Records the outcome of an instrument that somebody took.
    NoteerUitkomst {
        overleg: OverlegNr,
        /// What came out.
        uitkomst: Uitkomst,
    },
    /// Opens a closed round: from now on judgements are received and not shown, until they are revealed all at once.
    OpenGeslotenRonde { overleg: OverlegNr },
    /// Reveals the judgements of the closed round.
    OnthulOordelen { overleg: OverlegNr },
    /// Sketches what could happen: a new scenario, or more about one that is there.
    SchetsScenario {
        overleg: OverlegNr,
        /// The scenario that is there; none for a new one.
        scenario: Option<ScenarioId>,
        /// What is said of it.
        velden: ScenarioVelden,
    },
    /// Answers a criterion for going to the burgemeester.
    BeantwoordCriterium {
        overleg: OverlegNr,
        /// The criterion.
        criterium: CriteriumId,
        /// Met or not, and what we do with it.
        antwoord: CriteriumAntwoord,
    },
    /// Records whether the matter goes up.
    BeslisOpschaling {
        overleg: OverlegNr,
        /// Up or not, to whom, when, why.
        opschaling: Opschaling,
    },
    /// Records which way the meeting goes on: acute or not.
    BepaalMoment {
        overleg: OverlegNr,
        /// Which way, and why.
        moment: Moment,
    },
    /// Settles a subject.
    StelVast {
        overleg: OverlegNr,
        /// The subject.
        onderwerp: Onderwerp,
        /// What was settled.
        vaststelling: Vaststelling,
    },
    /// Answers a question of a series.
    BespreekVraag {
        overleg: OverlegNr,
        /// The series.
        reeks: ReeksId,
        /// The question's number in it, from 1.
        nr: u32,
        /// What was said; empty takes it back.
        antwoord: Tekst,
    },
    /// Makes the acute question open again.
    VraagHerbeoordeling {
        /// What makes it so.
        aanzet: Aanzet,
        /// In a few words.
        #[serde(default)]
        toelichting: Tekst,
    },
    /// Fills in parts of an entry of the maatregelenregister.
    VulInzetAan {
        /// The entry.
        inzet: InzetId,
        /// The parts.
        velden: Box<InzetVelden>,
    },
    /// Moves an entry of the maatregelenregister to another status.
    WijzigInzetStatus {
        /// The entry.
        inzet: InzetId,
        /// The new status.
        naar: InzetStatus,
        /// Why, or by whom.
        #[serde(default)]
        reden: Tekst,
    },
    /// Records a breach of a condition, agreement or measure.
    MeldSchending {
        /// The entry.
        inzet: InzetId,
        /// What happened.
        #[serde(default)]
        schending: Schending,
    },
    /// Records that a measure of the palette was considered and not chosen.
    LegTerzijde {
        overleg: OverlegNr,
        /// The measure.
        maatregel: MaatregelId,
        /// Why not.
        reden: Tekst,
    },
    /// Marks a fact as a ground for a huisverbod, or takes that mark away.
    MerkHuisverbodgrond {
        /// The line.
        regel: RegelId,
        /// Whether it is one.
        grond: bool,
    },
    /// Makes a page for the burgemeester, or changes one.
    LegVoor {
        overleg: OverlegNr,
        /// The page that is there; none for a new one.
        voorlegger: Option<VoorleggerId>,
        /// What is on it.
        velden: VoorleggerVelden,
    },
    /// Records the burgemeester's answer.
    BeantwoordVoorlegger {
        /// The page.
        voorlegger: VoorleggerId,
        /// The answer.
        antwoord: VoorleggerAntwoord,
    },
    /// Records a legal check of a decision.
    NoteerToets {
        /// The decision.
        besluit: BesluitId,
        /// Needed, by whom, outcome.
        toets: Toets,
    },
    /// Records that she was told.
    MeldVerteld {
        overleg: OverlegNr,
        /// When, and what was explained.
        vertelling: Vertelling,
    },
    /// Sets a clock: a new one, or another end for one that is there.
    ZetKlok {
        /// The clock that is there; none for a new one.
        klok: Option<KlokNr>,
        /// What it counts.
        velden: KlokVelden,
    },
    /// Stops a clock.
    StopKlok {
        /// The clock.
        klok: KlokNr,
        reden: Tekst,
    },
    /// Fills in parts of a decision.
    VulBesluitAan {
        /// The decision.
        besluit: BesluitId,
        /// The parts.
        velden: BesluitVelden,
    },
    /// Moves a decision to another status.
    WijzigBesluitStatus(BesluitStap),
    /// Records that somebody sees a decision differently.
    NoteerDissent {
        /// The decision.
        besluit: BesluitId,
        /// Who.
        wie: Wie,
        /// What they say.
        tekst: Tekst,
    },
    /// Names who tells the woman.
    BenoemVerteller {
        overleg: OverlegNr,
        /// Who, how, before when.
        verteller: Verteller,
    },
    /// Fills in parts of an action.
    VulActieAan {
        /// The action.
        actie: ActieId,
        /// The parts.
        velden: ActieVelden,
    },
    /// Says how an action went.
    MeldActie {
        /// The action.
        actie: ActieId,
        /// The new status.
        naar: ActieStatus,
        /// Why, or what came of it.
        #[serde(default)]
        reden: Tekst,
    },
    /// Asks partners what they know, all until one moment: each has a request of its own.
    VraagInformatie(Informatievraag),
    /// Records what a partner answers.
    BeantwoordInformatie(Informatiemelding),
    /// Moves the moment of a request, or asks it again.
    VerzetInformatie(Informatieverzet),
    /// Withdraws a request.
    TrekInformatieIn { informatie: InformatieId, reden: Tekst },
    /// Answers a question that the informatiebeeld has of itself.
    BeantwoordBeeldvraag(Beeldmelding),
    /// Gives an account access to this dossier, in one role; takes the place of what it was given before.
    GeefToegang(Toegang),
    /// Withdraws it: terminals of that account on this dossier close at once.
    TrekToegangIn {
        /// The account, to the letter.
        gebruiker: Tekst,
        reden: Tekst,
    },
    /// Takes access to one dossier in need, at once and for a day: for who the role table gives that right. It is asked alone,
    /// and of no dossier.
    NeemNoodtoegang { waar: Noodzoek, reden: Tekst },
    /// Says of access that somebody else took in need whether that was right; where not, it ends.
    BeoordeelNoodtoegang(Noodbeoordeling),
    /// Keeps the dossier, whatever its terms say: after a death or a grave injury.
    Bevries { reden: Tekst },
    /// Ends that.
    Ontdooi { reden: Tekst },
    /// Proposes to destroy the dossier, or its narrative. Whatever else is recorded after it ends the proposal.
    StelVernietigingVoor {
        wat: Vernietigbaar,
        /// On which ground; where the term is over that is it. It is kept: no names in it.
        #[serde(default)]
        grond: Tekst,
    },
    /// Agrees to that, as another person than who proposed it.
    KeurVernietigingGoed {
        /// What was proposed.
        wat: Vernietigbaar,
    },
    // what stands in a dossier by itself, in no line of a meeting
    /// Records what came of a call to 112.
    #[serde(rename = "noteer_uitkomst_112")]
    NoteerUitkomst112(Uitkomstnotitie),
    /// Records a melding: a new one, or more about one that is there.
    NoteerMelding(Meldingnotitie),
    /// Records a person who is involved: a new one, or more about one who is there.
    NoteerBetrokkene(Betrokkenenotitie),
    /// Lifts the shield from a piece, or puts another one in its place that shows it to others.
    GeefStukVrij(Stukvrijgave),
    /// Takes a piece back; it stays in the record.
    TrekStukIn(Stukintrekking),
    /// Takes back what an own request did by one key, as long as nobody built on it.
    NeemTerug {
        /// The request.
        verzoek: RequestId,
        /// Why; needed for a breach.
        #[serde(default)]
        reden: Tekst,
    },
}
