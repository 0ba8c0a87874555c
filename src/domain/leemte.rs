//! What an entry of the maatregelenregister still lacks: decided here once, for the screens that ask and the gates that warn.

use super::dossier::{Antwoord, Inzet, InzetSoort, InzetStatus};
use super::kader::{Doelgroep, Maatregel, MaatregelKader};

/// Something that an entry lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leemte {
    /// The body that decides, or who keeps to it.
    Orgaan,
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
}

impl Leemte {
    /// What is asked.
    pub fn vraag(self, soort: InzetSoort) -> &'static str {
        match self {
            Self::Orgaan if soort == InzetSoort::Maatregel => "wie besluit hierover?",
            Self::Orgaan => "wie houdt zich eraan?",
            Self::OrgaanReden => "waarom dit orgaan?",
            Self::Kan => "kan dit hier?",
            Self::Grond => "op welke grond?",
            Self::Einde => "tot wanneer?",
            Self::Toezicht => "wie houdt toezicht?",
            Self::Meldpunt => "waar wordt een schending gemeld?",
            Self::Gevolg => "wat gebeurt er dan?",
            Self::Nadelen => "welke nadelen?",
            Self::PolitieWeet => "weet de politie op straat dit?",
        }
    }
}

/// What an entry lacks, `m` being the measure of the palette that it is, in the order in which it is asked. What is over
/// lacks nothing any more.
pub fn leemten(i: &Inzet, m: Option<&Maatregel>) -> Vec<Leemte> {
    if i.status == InzetStatus::Vervallen {
        return Vec::new();
    }
    let verkeerd = m.is_some_and(|m| !m.is_bevoegd(&i.orgaan)) && i.orgaan_reden.is_empty();
    let vraagt = m.is_some_and(|m| !m.vraagt.is_empty()) && i.kan != Some(Antwoord::Ja);
    let open = [
        (Leemte::Orgaan, i.orgaan.is_empty()),
        (Leemte::OrgaanReden, verkeerd),
        (Leemte::Kan, vraagt),
        (Leemte::Grond, i.soort == InzetSoort::Maatregel && i.grond.is_empty()),
        (Leemte::Einde, i.einde.is_none() && i.herziening.is_none()),
        (Leemte::Toezicht, i.toezicht.is_empty()),
        (Leemte::Meldpunt, i.meldpunt.is_empty()),
        (Leemte::Gevolg, i.gevolg.is_empty()),
        (Leemte::Nadelen, i.nadelen.is_empty()),
        (Leemte::PolitieWeet, i.status.geldt() && m.is_some_and(is_verbod) && !i.politie_weet),
    ];
    open.into_iter().filter(|(_, open)| *open).map(|(leemte, _)| leemte).collect()
}

/// Whether the police can meet it on the street: what is imposed on him under administrative, criminal or civil law. Where she
/// is sheltered is no such thing.
fn is_verbod(m: &Maatregel) -> bool {
    matches!(m.kader, MaatregelKader::Bestuursrecht | MaatregelKader::Strafrecht | MaatregelKader::Civielrecht)
        && m.voor.contains(&Doelgroep::Pleger)
}
