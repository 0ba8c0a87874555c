//! Events: what was recorded. They are past, small, and never edited or deleted; the tag is `feit`. Who and when stand
//! once per frame, in the [`Stamp`](super::rol::Stamp).

use serde::{Deserialize, Serialize};

use super::dossier::{
    ActieStatus, ActieVelden, Afspraken, Antwoord, BesluitStatus, BesluitVelden, Bevoegd, Bijeenroeping, Conclusie,
    Contactpersoon, Deelname, DossierStatus, Fase, NietWeten, OordeelInhoud, OptieVelden, RegelInhoud, RegelSoort,
    Sluiting, Verteller, Wie,
};
use super::ids::{ActieId, BesluitId, DossierNummer, OptieId, OverlegNr, PuntId, RegelId, VraagId};
use super::kader::KaderHash;
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
    RegelGecorrigeerd { regel: RegelId, inhoud: RegelInhoud, reden: Tekst },
    /// A line is another kind.
    SoortGewijzigd { regel: RegelId, naar: RegelSoort },
    /// A line is shielded; `getoond` tells from when it could be read on a shared screen.
    RegelAfgeschermd { regel: RegelId, getoond: Option<Tijdstip> },
    /// A line is open to all again.
    RegelVrijgegeven { regel: RegelId, reden: Tekst },
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
    OordeelGegeven { overleg: OverlegNr, oordeel: OordeelInhoud, regel: Option<RegelId> },
    /// The meeting concluded.
    ConclusieGetrokken { overleg: OverlegNr, conclusie: Conclusie },
    /// An option was weighed.
    OptieGewogen { overleg: OverlegNr, optie: OptieId, velden: OptieVelden },
    /// A decision is intended.
    BesluitVoorgenomen { besluit: BesluitId, regel: RegelId, tekst: Tekst, door: Tekst },
    /// Parts of it were filled in.
    BesluitAangevuld { besluit: BesluitId, velden: BesluitVelden },
    /// It has another status.
    BesluitStatusGewijzigd { besluit: BesluitId, naar: BesluitStatus, reden: Tekst, bevoegd: Option<Bevoegd> },
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
    /// A shared screen shows this meeting.
    SchermAan { overleg: OverlegNr },
    /// No shared screen shows it any more.
    SchermUit { overleg: OverlegNr },
}
