//! What the user may not do now, in Dutch, with what to do instead. Nothing is lost by a refusal. A fault of ours is
//! another type, and never made here.

use serde::{Deserialize, Serialize};

use super::command::Command;
use super::dossier::{BesluitStatus, DossierStatus, Fase, InzetStatus};
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
    /// What was taken back changes no more.
    #[error("{stuk} is ingetrokken en verandert niet meer; noteer een nieuwe (n)")]
    StukIngetrokken { stuk: Tekst },
    /// It is no date of birth.
    #[error("'{tekst}' is geen geboortedatum; schrijf 7-3-1990, alleen het jaar, of onbekend")]
    GeenGeboortedatum { tekst: Tekst },
    /// A shield names an organisation that the kader does not know.
    #[error("'{naam}' is geen organisatie van het kader; noem een partner, of scherm af zonder organisatie erbij")]
    OnbekendeOrganisatie { naam: Tekst },
    /// Who would not see it themselves.
    #[error(
        "uw account hoort bij geen partner van het kader, dus u zou dit zelf niet zien; scherm af zonder organisatie erbij"
    )]
    ZonderOrganisatie,
    /// A shield would show something to somebody who does not see it now.
    #[error("{wat} zou zo te zien zijn voor wie dat nu niet ziet; dat is vrijgeven, met een reden (in de lijst: v)")]
    SchermRuimer { wat: Tekst },
    /// A correction names another circle than that of the line.
    #[error("{regel} is voor anderen afgeschermd dan hier staat; verander dat eerst (/regels, v)")]
    AnderScherm { regel: Tekst },
    /// The meeting answers for all who are there.
    #[error(
        "{regel} is er alleen voor enkele organisaties; een antwoord van het overleg kan er niet op rusten, laat hem weg"
    )]
    BeslotenGrond { regel: Tekst },
    /// It would name what is for other organisations than it is for itself.
    #[error(
        "{wat} is niet voor dezelfde organisaties; wat daarbij hoort, noemt u daar in een regel met dezelfde afscherming"
    )]
    AndereKring { wat: Tekst },
    /// What the meeting answered rests on it.
    #[error(
        "{regel} staat onder een antwoord van het overleg en kan niet voor enkele organisaties zijn; scherm af zonder organisatie erbij"
    )]
    OnderAntwoord { regel: Tekst },
    /// The dossier is not there, or not for this user: the answer is the same.
    #[error("er is geen dossier {nummer} waar u bij kunt; controleer het nummer")]
    GeenDossier { nummer: Tekst },
    /// Who gives or withdraws access would do that to themselves.
    #[error("over uw eigen toegang gaat een ander; vraag het de voorzitter of de procesregisseur")]
    EigenToegang,
    /// Access in need is not given.
    #[error("noodtoegang neemt iemand zelf, met /noodtoegang in het overzicht; geef gewone toegang")]
    NoodNeemtMenZelf,
    /// The role table does not give the right.
    #[error("u hebt geen recht op noodtoegang; dat staat in de rollentabel (noodtoegang = true), bij de beheerder")]
    NoodGeenRecht,
    /// It is asked alone.
    #[error("noodtoegang vraagt u los: bij geen dossier, en niet samen met iets anders")]
    NoodLos,
    /// It was taken as often as it may.
    #[error("u vroeg al {keer} keer noodtoegang in 24 uur; het kan weer vanaf {weer}, of vraag de voorzitter om toegang")]
    NoodTeVaak { keer: u32, weer: Tekst },
    /// They are let in already.
    #[error("u kunt al bij dit dossier; open het in het overzicht")]
    NoodNietNodig,
    /// Nothing was found by this number or name.
    #[error("geen dossier gevonden; dit telt mee als een van de drie keer")]
    NoodNietGevonden,
    /// The name stands in more than one.
    #[error(
        "die naam staat in meer dan een dossier: noem meer van de naam, of het nummer; dit telt mee als een van de drie keer"
    )]
    NoodNietEenduidig,
    /// The dossier is over.
    #[error("dit dossier is {status}; er kan niets bij zolang het niet is heropend (/status)")]
    DossierAfgesloten { status: DossierStatus },
    /// The dossier cannot go from one status to the other.
    #[error("een dossier gaat niet van '{van}' naar '{naar}'")]
    StatusKanNiet { van: DossierStatus, naar: DossierStatus },
    /// It was meant for the dossier between meetings.
    #[error("dit hoort in een overleg (/overleg); Tab kiest een ander soort")]
    HoortInOverleg,
    /// A line of the dossier stands at an item of the dossier, one of a meeting at one of the meeting.
    #[error("dat agendapunt hoort niet bij {waar}; kies een ander punt (/punten)")]
    PuntHoortElders { waar: Tekst },
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
    /// A request for information is in a state in which this cannot be done.
    #[error("{verzoek} is {stand}; {doe}")]
    InformatieKanNiet { verzoek: Tekst, stand: Tekst, doe: Tekst },
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
    #[error("{regel} is al zo; er is niets veranderd")]
    AlZo { regel: Tekst },
    /// A decision is too far for this.
    #[error("besluit {besluit} is {status}; dat verandert niet meer: trek het in en neem een nieuw besluit")]
    BesluitLigtVast { besluit: Tekst, status: BesluitStatus },
    /// A decision cannot go from one status to the other.
    #[error("een besluit gaat niet van {van} naar {naar}; {}", wel(&van.stappen()))]
    BesluitStapKanNiet { van: BesluitStatus, naar: BesluitStatus },
    /// A decision of a competent body needs its name, office and time.
    #[error("dit besluit is niet aan het overleg: leg vast wie het nam (naam, functie, tijd)")]
    BevoegdOntbreekt,
    /// A decision of a competent body is ended by somebody with a name or an office.
    #[error("dit besluit is niet van het overleg: leg vast door wie en wanneer het is {naar} (naam, functie, tijd)")]
    EindeDoorWie { naar: BesluitStatus },
    /// What the meeting agreed does not end in this way.
    #[error("alleen een genomen besluit van een bevoegd orgaan kan {naar} zijn; trek dit in of laat het vervallen")]
    AlleenVanOrgaan { naar: BesluitStatus },
    /// A decision would have ended before it was taken.
    #[error("het besluit is genomen op {sinds}; het kan niet eerder zijn geëindigd")]
    EindeVoorBesluit { sinds: Tekst },
    /// The conclusion goes against what is known; that takes a reason of its own.
    #[error("{waarom}; zeg erbij waarom u toch anders concludeert (waarom niet acuut)")]
    WaaromNietAcuut { waarom: Tekst },
    /// An organisation's judgement would be replaced.
    #[error("{organisatie} gaf om {om} al een ander oordeel, en dat blijft staan; stel het bij met /oordeel, met de reden")]
    OordeelBijstellen { organisatie: Tekst, om: Tekst },
    /// There is nothing to change.
    #[error("{organisatie} gaf nog geen oordeel; leg het eerst vast (/oordeel)")]
    NogGeenOordeel { organisatie: Tekst },
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
    /// The word is none of those that the kader gives.
    #[error("{veld}: kies uit {}", join(woorden))]
    KiesUit { veld: Tekst, woorden: Vec<Tekst> },
    /// The conclusion would lie below the floor of an instrument.
    #[error("{instrument} geeft minstens {niveau}; alleen een nieuwe uitkomst van {instrument} verandert dat")]
    OnderBodem { niveau: Tekst, instrument: Tekst },
    /// A closed round is open.
    #[error("er loopt al een gesloten oordeelsronde; onthul die eerst")]
    RondeAlOpen,
    /// No closed round is open.
    #[error("er loopt geen gesloten oordeelsronde")]
    GeenGeslotenRonde,
    /// A judgement was typed as a line while the round is closed.
    #[error("de oordeelsronde is gesloten: geef dit oordeel gemaskeerd, met /oordeel")]
    RondeIsGesloten,
    /// Who speaks for one organisation gave another's judgement.
    #[error("u geeft alleen het oordeel van uw eigen organisatie; dat van {organisatie} legt de notulist vast")]
    AlleenEigenOordeel { organisatie: Tekst },
    /// The body may not take this measure.
    #[error("{orgaan} is hiervoor niet bevoegd; wel: {}; kies een ander, of geef een reden", join(wel))]
    OrgaanNietBevoegd { orgaan: Tekst, wel: Vec<Tekst> },
    /// An entry of the register is over.
    #[error("{inzet} is vervallen; leg een nieuwe maatregel vast")]
    InzetVervallen { inzet: Tekst },
    /// An entry of the register holds.
    #[error("{inzet} geldt; laat die eerst vervallen, met een reden")]
    InzetGeldt { inzet: Tekst },
    /// An entry cannot go from one status to the other.
    #[error("een maatregel gaat niet van {van} naar {naar}; {}", wel(&van.stappen()))]
    InzetStapKanNiet { van: InzetStatus, naar: InzetStatus },
    /// Only a fact can be a ground for a huisverbod.
    #[error("regel {regel} is een {soort}; alleen een feit kan grond zijn voor een huisverbod")]
    AlleenEenFeit { regel: Tekst, soort: Tekst },
    /// The burgemeester answered already.
    #[error("de burgemeester heeft voorlegger {voorlegger} al beantwoord; maak een nieuwe")]
    VoorleggerBeantwoord { voorlegger: Tekst },
    /// The clock stopped.
    #[error("klok {klok} is al gestopt; zet een nieuwe")]
    KlokGestopt { klok: Tekst },
    /// The clock would run longer than the kader knows.
    #[error("volgens het kader loopt dit hoogstens tot {hoogstens}; kies een eerder einde, of geef een reden")]
    KlokTeLang { hoogstens: Tekst },
    /// It lies in the future.
    #[error("dit tijdstip ligt nog voor ons; leg het vast als het gebeurd is")]
    NogNietGebeurd,
    /// Somebody changed it since it was looked at.
    #[error(
        "{wat}: intussen gewijzigd door {door} ({om}){}; er is niets vastgelegd, wat u typte staat er nog: kijk wat er nu staat en bevestig opnieuw",
        waarde.as_ref().map(|w| format!(", nu: {w}")).unwrap_or_default()
    )]
    IntussenGewijzigd { wat: Tekst, door: Tekst, om: Tekst, waarde: Option<Tekst> },
    /// Nothing was asked, or what was asked is so already.
    #[error("er is niets veranderd: {wat}")]
    NietsVeranderd { wat: Tekst },
    /// What somebody did cannot be taken back by a key.
    #[error("dat kan niet worden teruggenomen: {waarom}; verander het zoals het nu is")]
    NietTerugTeNemen { waarom: Tekst },
    /// What is said to have happened lies ahead.
    #[error("{wat}: {moment} ligt nog voor ons (het is nu {nu}); wat gebeurd is, is geweest: kies een eerder tijdstip")]
    LigtNogVoorOns { wat: Tekst, moment: Tekst, nu: Tekst },
    /// What is due or planned lies behind.
    #[error("{wat}: {moment} is al voorbij (het is nu {nu}); kies een later tijdstip")]
    IsAlVoorbij { wat: Tekst, moment: Tekst, nu: Tekst },
    /// A dossier that goes on is not destroyed.
    #[error("een dossier dat nog loopt, wordt niet vernietigd; sluit het eerst af (/status)")]
    NogNietAfgesloten,
    /// It is kept whatever its terms say.
    #[error("dit dossier is bevroren sinds {sinds}: {reden}; zolang dat zo is, wordt er niets van vernietigd")]
    Bevroren { sinds: Tekst, reden: Tekst },
    /// Its term is not over, or nobody set one.
    #[error("{waarom}; geef de grond waarop het toch vernietigd mag worden")]
    NogTeBewaren { waarom: Tekst },
    /// Nobody proposed to destroy it, or something was recorded since.
    #[error(
        "er is geen voorstel om dit te vernietigen; er is er geen gedaan, of er is daarna nog iets vastgelegd: stel het (opnieuw) voor"
    )]
    GeenVoorstel,
    /// Who proposed it cannot agree to it.
    #[error(
        "wie de vernietiging voorstelde, keurt haar niet goed; dat doet een ander, met een eigen account en een rol in deze tafel"
    )]
    TweedePersoon,
    /// Its narrative is gone.
    #[error(
        "het verhaal van dit dossier is vernietigd op {op}; er kan niets meer bij en het kan niet worden heropend: open een nieuw dossier"
    )]
    VerhaalVernietigd { op: Tekst },
    /// Several commands were to make one frame, but not all can.
    #[error("opdracht {nummer}: {reden}")]
    Opdracht { nummer: u32, reden: Box<Refusal> },
}

/// Words in a row, with commas.
fn join<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Which steps there are instead.
fn wel<T: ToString>(stappen: &[T]) -> String {
    if stappen.is_empty() {
        "dat verandert niet meer, begin een nieuw".to_owned()
    } else {
        format!("wel naar {}", join(stappen))
    }
}

impl Refusal {
    /// Whether what was asked is so already, as after a key that was pressed twice: nothing has to be said of it.
    pub fn is_al_zo(&self, gevraagd: &[Command]) -> bool {
        match self {
            Self::AlZo { .. } | Self::NietsVeranderd { .. } | Self::GeenOvergang => true,
            Self::NietGeschorst => gevraagd.iter().any(|c| matches!(c, Command::Hervat { .. })),
            Self::AndereFase { fase } => {
                gevraagd.iter().any(|c| matches!(c, Command::NaarFase { naar, .. } if naar == fase))
            }
            _ => false,
        }
    }

    /// That a text has to be filled in.
    pub(crate) fn ontbreekt(veld: &'static str) -> Self {
        Self::Ontbreekt { veld: veld.into() }
    }

    /// That a thing is not there.
    pub(super) fn bestaat_niet(wat: impl std::fmt::Display) -> Self {
        Self::BestaatNiet { wat: Tekst::cut(&format!("{wat}")) }
    }
}
