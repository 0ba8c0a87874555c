//! What a decision, an action, a question, a page for the burgemeester, an entry of the maatregelenregister still lacks:
//! decided here once, for the screens that ask, the wall, and the gates that warn.

use serde::{Deserialize, Serialize};

use super::dossier::{Actie, ActieStatus, Antwoord, Besluit, Inzet, InzetSoort, InzetStatus, Voorlegger, Vraag};
use super::kader::{Doelgroep, Maatregel, MaatregelKader};

/// Something that is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leemte {
    /// The body that decides on a measure.
    Orgaan,
    /// Who keeps to a condition or an agreement.
    Nakomen,
    /// Why a body that may not take it.
    OrgaanReden,
    /// Whether what the measure asks for is so.
    Kan,
    /// The ground of a measure.
    Grond,
    /// Until when, or when it is looked at again (Samen Acuut, step 4).
    Einde,
    /// Who supervises (ZSM, step 4 and annex VII: of conditions, agreements and measures alike).
    Toezicht,
    /// Where a breach is reported.
    Meldpunt,
    /// What happens then.
    Gevolg,
    /// The adverse effects that were considered.
    Nadelen,
    /// Whether the police on the street know of a ban that holds (Stop femicide!, part B, 3.1).
    PolitieWeet,
    /// Whose decision it is: of the meeting, or of a body.
    Soort,
    /// Who may take a decision.
    Bevoegd,
    /// Why it is decided.
    Motivering,
    /// Who has to know of it.
    VertellenAan,
    /// How we see whether it works.
    Effectvraag,
    /// Who does an action.
    Eigenaar,
    /// Before when.
    Termijn,
    /// Who finds out a question.
    Zoeker,
    /// When the answer is back.
    Terug,
    /// By when the burgemeester has to answer.
    Uiterlijk,
    /// What else could be done.
    Alternatieven,
    /// The facts on the page.
    Feiten,
    /// The facts that are a ground for a huisverbod.
    Grondfeiten,
}

impl Leemte {
    /// What is asked.
    pub fn vraag(self) -> &'static str {
        match self {
            Self::Orgaan => "wie besluit hierover?",
            Self::Nakomen => "wie houdt zich eraan?",
            Self::OrgaanReden => "waarom dit orgaan?",
            Self::Kan => "kan dit hier?",
            Self::Grond => "op welke grond?",
            Self::Einde => "tot wanneer?",
            Self::Toezicht => "wie houdt toezicht?",
            Self::Meldpunt => "waar wordt een schending gemeld?",
            Self::Gevolg => "wat gebeurt er dan?",
            Self::Nadelen => "welke nadelen?",
            Self::PolitieWeet => "weet de politie op straat dit?",
            Self::Soort => "afspraak, verzoek of besluit van een orgaan?",
            Self::Bevoegd => "wie is bevoegd?",
            Self::Motivering => "waarom?",
            Self::VertellenAan => "wie moet dit weten?",
            Self::Effectvraag => "hoe zien we of het werkt?",
            Self::Eigenaar => "wie doet het?",
            Self::Termijn => "vóór wanneer?",
            Self::Zoeker => "wie zoekt het uit?",
            Self::Terug => "wanneer terug?",
            Self::Uiterlijk => "uiterlijk wanneer?",
            Self::Alternatieven => "wat kan er anders?",
            Self::Feiten => "welke feiten?",
            Self::Grondfeiten => "welke feiten zijn grond voor het huisverbod?",
        }
    }
}

/// Those that are open, in their order.
fn open<const N: usize>(leemten: [(Leemte, bool); N]) -> Vec<Leemte> {
    leemten.into_iter().filter(|(_, open)| *open).map(|(leemte, _)| leemte).collect()
}

/// What a decision lacks. One that ended lacks nothing any more.
pub fn van_besluit(b: &Besluit) -> Vec<Leemte> {
    if b.status.is_eind() {
        return Vec::new();
    }
    open([
        (Leemte::Soort, b.soort.is_none()),
        (Leemte::Bevoegd, b.door.is_empty()),
        (Leemte::Grond, b.grond.is_empty()),
        (Leemte::Motivering, b.motivering.is_empty()),
        (Leemte::VertellenAan, b.vertellen_aan.is_empty()),
        (Leemte::Effectvraag, b.effectvraag.is_empty()),
    ])
}

/// What an action lacks while it is open.
pub fn van_actie(a: &Actie) -> Vec<Leemte> {
    let loopt = a.status == ActieStatus::Open;
    open([(Leemte::Eigenaar, loopt && a.eigenaar.is_none()), (Leemte::Termijn, loopt && a.termijn.is_none())])
}

/// What a question lacks while it is open.
pub fn van_vraag(v: &Vraag) -> Vec<Leemte> {
    let is_open = v.is_open();
    open([(Leemte::Zoeker, is_open && v.eigenaar.is_none()), (Leemte::Terug, is_open && v.terug.is_none())])
}

/// What a page for the burgemeester lacks until it was answered, with so many facts on it.
pub fn van_voorlegger(v: &Voorlegger, feiten: usize) -> Vec<Leemte> {
    if v.antwoord.is_some() {
        return Vec::new();
    }
    open([
        (Leemte::Uiterlijk, v.uiterlijk.is_none()),
        (Leemte::Grond, v.grond.is_empty()),
        (Leemte::Alternatieven, v.alternatieven.is_empty()),
        (Leemte::Nadelen, v.nadelen.is_empty()),
        (if v.huisverbod { Leemte::Grondfeiten } else { Leemte::Feiten }, feiten == 0),
    ])
}

/// What an entry of the register lacks, `m` being the measure of the palette that it is, in the order in which it is asked. What is over
/// lacks nothing any more.
pub fn van_inzet(i: &Inzet, m: Option<&Maatregel>) -> Vec<Leemte> {
    if i.status == InzetStatus::Vervallen {
        return Vec::new();
    }
    let verkeerd = m.is_some_and(|m| !m.is_bevoegd(&i.orgaan)) && i.orgaan_reden.is_empty();
    let vraagt = m.is_some_and(|m| !m.vraagt.is_empty()) && i.kan != Some(Antwoord::Ja);
    let orgaan = if i.soort == InzetSoort::Maatregel { Leemte::Orgaan } else { Leemte::Nakomen };
    open([
        (orgaan, i.orgaan.is_empty()),
        (Leemte::OrgaanReden, verkeerd),
        (Leemte::Kan, vraagt),
        (Leemte::Grond, i.soort == InzetSoort::Maatregel && i.grond.is_empty()),
        (Leemte::Einde, i.einde.is_none() && i.herziening.is_none()),
        (Leemte::Toezicht, i.toezicht.is_empty()),
        (Leemte::Meldpunt, i.meldpunt.is_empty()),
        (Leemte::Gevolg, i.gevolg.is_empty()),
        (Leemte::Nadelen, i.nadelen.is_empty()),
        (Leemte::PolitieWeet, i.status.geldt() && m.is_some_and(is_verbod) && !i.politie_weet),
    ])
}

/// Whether the police can meet it on the street: what is imposed on him under administrative, criminal or civil law. Where she
/// is sheltered is no such thing.
fn is_verbod(m: &Maatregel) -> bool {
    matches!(m.kader, MaatregelKader::Bestuursrecht | MaatregelKader::Strafrecht | MaatregelKader::Civielrecht)
        && m.voor.contains(&Doelgroep::Pleger)
}
