//! What stands on a wall at an item of oordeels- and besluitvorming. As everything on a wall it is a list of fields that may
//! be there: of a factor its name where it is so; of a judgement what was answered, never why; of a measure what it is and
//! until when. Read off a dossier from which what is shielded was taken away.

use serde::{Deserialize, Serialize};

use crate::domain::advies::op_het_bord;
use crate::domain::dossier::{Antwoord, Dossier, InzetSoort, InzetStatus, OordeelInhoud, Overleg};
use crate::domain::ids::InzetId;
use crate::domain::kader::{Factor, Kader, Werkblad};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// What stands at an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WandBlad {
    /// The board of factors.
    Bord(WandBord),
    /// Each organisation's own judgement.
    Oordelen(WandOordelen),
    /// What keeps people safe, and until when.
    Inzet(WandInzet),
}

/// The board. No sum of it is sent: what was answered no is not counted at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandBord {
    /// The factors that are so, in the order of the kader.
    pub ja: Vec<Tekst>,
    /// Those that are so and protect.
    pub beschermt: Vec<Tekst>,
    /// How many nobody knows.
    pub onbekend: u32,
    /// How many were not discussed.
    pub niet_besproken: u32,
}

/// The round of judgements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandOordelen {
    /// Whether a closed round waits to be revealed.
    pub gesloten: bool,
    /// Each organisation in the round.
    pub rijen: Vec<WandOordeel>,
}

/// An organisation in the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandOordeel {
    /// The organisation.
    pub organisatie: Tekst,
    /// Whether its judgement is in. In a closed round that is all.
    pub ontvangen: bool,
    /// Acute or not, once everybody may know.
    pub acuut: Option<Antwoord>,
    /// The name of the level, once everybody may know; empty where none was given.
    pub niveau: Tekst,
    /// What it said before, where it changed its judgement with a reason.
    pub eerder: Option<WandEerder>,
}

/// What an organisation said before it changed its judgement: what, and when it changed, never why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandEerder {
    /// Acute or not.
    pub acuut: Option<Antwoord>,
    /// The name of the level; empty where none was given.
    pub niveau: Tekst,
    /// When it was changed.
    pub bijgesteld: Tijdstip,
}

/// What keeps people safe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandInzet {
    /// Conditions, agreements and measures that are not over.
    pub maatregelen: Vec<WandMaatregel>,
    /// The clocks that run, the first to end first.
    pub klokken: Vec<WandKlok>,
    /// Whether something was asked of the burgemeester in this meeting.
    pub voorgelegd: bool,
}

/// A condition, an agreement or a measure on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandMaatregel {
    /// Its number.
    pub id: InzetId,
    /// Which of the three it is.
    pub soort: InzetSoort,
    /// What it is.
    pub wat: Tekst,
    /// How far it is.
    pub status: InzetStatus,
    /// Until when.
    pub tot: Option<Tijdstip>,
}

/// A clock on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WandKlok {
    /// What it counts: the kader's name for it, or that of its measure.
    pub naam: Tekst,
    /// When it ends.
    pub einde: Tijdstip,
}

/// What stands at an item with this work sheet, of a dossier without what is shielded.
pub(super) fn blad(d: &Dossier, o: &Overleg, kader: &Kader, werkblad: Werkblad) -> Option<WandBlad> {
    match werkblad {
        Werkblad::Afweging => Some(WandBlad::Bord(bord(o, kader))),
        Werkblad::Oordeelsronde => Some(WandBlad::Oordelen(oordelen(o, kader))),
        Werkblad::Maatregelen | Werkblad::Voorlegger | Werkblad::Klokken => Some(WandBlad::Inzet(inzet(d, o, kader))),
        Werkblad::Besluiten => Some(inzet(d, o, kader)).filter(|i| *i != WandInzet::default()).map(WandBlad::Inzet),
        _ => None,
    }
}

fn bord(o: &Overleg, kader: &Kader) -> WandBord {
    let a = &o.afweging;
    let mut bord = WandBord::default();
    for f in op_het_bord(a, kader) {
        match a.nu(&f.id) {
            Some(Antwoord::Ja) => bij(&mut bord, f).push(f.naam.clone()),
            Some(Antwoord::Onbekend) => bord.onbekend += 1,
            Some(Antwoord::Nee) => {}
            None => bord.niet_besproken += 1,
        }
    }
    bord
}

fn bij<'b>(bord: &'b mut WandBord, f: &Factor) -> &'b mut Vec<Tekst> {
    if f.soort.ja_is_gunstig() { &mut bord.beschermt } else { &mut bord.ja }
}

/// While a round is closed nothing of any judgement is sent, of an earlier round neither: it would say who changed.
fn oordelen(o: &Overleg, kader: &Kader) -> WandOordelen {
    let ronde = o.afweging.open_ronde();
    let rij = |organisatie: &Tekst| {
        let gegeven = o.oordeel_van(organisatie.as_str()).filter(|_| ronde.is_none()).map(|x| &x.inhoud);
        let ontvangen = ronde.map_or(gegeven.is_some(), |r| r.ontvangen.iter().any(|x| x.same(organisatie.as_str())));
        let niveau =
            |x: &OordeelInhoud| x.niveau.as_ref().and_then(|n| kader.niveau(n)).map(|n| n.naam.clone()).unwrap_or_default();
        let was = o.eerder_oordeel_van(organisatie.as_str()).zip(o.oordeel_van(organisatie.as_str()));
        let eerder = was.filter(|_| ronde.is_none()).map(|(was, nu)| WandEerder {
            acuut: was.inhoud.acuut,
            niveau: niveau(&was.inhoud),
            bijgesteld: nu.gezet.op,
        });
        WandOordeel {
            organisatie: organisatie.clone(),
            ontvangen,
            acuut: gegeven.and_then(|x| x.acuut),
            niveau: gegeven.map(niveau).unwrap_or_default(),
            eerder,
        }
    };
    WandOordelen { gesloten: ronde.is_some(), rijen: o.organisaties().into_iter().map(rij).collect() }
}

fn inzet(d: &Dossier, o: &Overleg, kader: &Kader) -> WandInzet {
    let staand = d.inzetten.values().filter(|i| i.status != InzetStatus::Vervallen);
    let maatregel = |i: &crate::domain::dossier::Inzet| WandMaatregel {
        id: i.id,
        soort: i.soort,
        wat: i.wat.clone(),
        status: i.status,
        tot: i.einde,
    };
    WandInzet {
        maatregelen: staand.map(maatregel).collect(),
        klokken: klokken(d, kader),
        voorgelegd: d.voorleggers.values().any(|v| v.overleg == o.nr),
    }
}

/// A clock that somebody named by hand stands there by its measure, or not at all: its name is for the table only.
fn klokken(d: &Dossier, kader: &Kader) -> Vec<WandKlok> {
    let naam = |k: &crate::domain::dossier::LopendeKlok| {
        let soort = k.soort.as_ref().and_then(|s| kader.klok(s)).map(|s| s.naam.clone());
        soort.or_else(|| k.inzet.and_then(|i| d.inzetten.get(&i)).map(|i| i.wat.clone()))
    };
    let lopend = d.klokken.values().filter(|k| k.loopt());
    let mut all: Vec<WandKlok> = lopend.filter_map(|k| Some(WandKlok { naam: naam(k)?, einde: k.einde })).collect();
    all.sort_by(|a, b| (a.einde, a.naam.as_str()).cmp(&(b.einde, b.naam.as_str())));
    all
}
