//! What the trace keeps of a reading: who, what, of which dossier, how it ended, from where and when. Absent: every word of a
//! dossier, and the words that were looked for.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ids::DossierNummer;
use super::rol::Rol;
use super::rollentabel::Rollenverschil;
use super::tekst::Tekst;
use super::tijd::Tijdstip;

/// What a terminal says of itself: where it stands, and what it will do with a dossier. Nobody can check it, and nothing that
/// somebody may see follows from it; who says that it copies is shown nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vanaf {
    /// Whether it came over SSH.
    #[serde(default)]
    pub ssh: bool,
    /// What it asks a dossier for.
    #[serde(default)]
    pub gebruik: Gebruik,
}

impl Vanaf {
    /// Whether it says nothing of itself.
    pub fn is_niets(&self) -> bool {
        *self == Self::default()
    }
}

/// What a dossier is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gebruik {
    /// To work in.
    #[default]
    Werk,
    /// To say how it stands.
    Tonen,
    /// To give it to another program.
    Uitvoeren,
    /// To print it.
    Afdrukken,
    /// For nothing: it copies the files of the store, and comes to say so.
    Kopieren,
}

/// At what somebody sat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Toestel {
    /// A full screen.
    Terminal,
    /// A verb that asks and leaves.
    Opdracht,
    /// The shared screen.
    Deelscherm,
    /// The machine itself, on the files of the store.
    Machine,
}

/// From where somebody looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oorsprong {
    /// At what.
    pub toestel: Toestel,
    /// Whether over SSH, as the terminal says of itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ssh: bool,
    /// The account that passed on who it was, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doorgeefluik: Option<Tekst>,
}

/// Who looked, as the server established it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lezende {
    /// The account, or the name that a gateway passed on.
    pub gebruiker: Tekst,
    /// The name in the minutes.
    pub naam: Tekst,
    /// For which organisation, where the role table or who gave access says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisatie: Option<Tekst>,
    /// In which roles; none of who was not let in.
    pub rollen: Vec<Rol>,
}

/// What a list was of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opsomming {
    /// All dossiers.
    Dossiers,
    /// Open actions.
    Acties,
    /// The overview, which goes on being told what changes.
    Overzicht,
}

/// What was done with the keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sleuteldaad {
    /// The service opened it when it started.
    Dienst,
    /// An opener was added.
    Erbij,
    /// An opener was taken away.
    Eraf,
    /// It was given another key.
    Wissel,
    /// It was opened with the recovery key.
    Herstel,
}

/// What was done with the PIN that brings an idle terminal back. The PIN itself is nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pindaad {
    /// To bring a terminal back. Kept only where it was refused: what it is given then is traced as that.
    Ontgrendelen,
    /// To choose one where there was none.
    Zetten,
    /// To choose another one.
    Wijzigen,
    /// To have none any more.
    Verwijderen,
    /// To take away that of somebody else, who forgot it.
    Wissen,
}

/// By what somebody in need looked for a dossier. The name itself is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noodweg {
    /// A number.
    Nummer,
    /// A name.
    Naam,
}

/// What came of asking for access in need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nooduitslag {
    /// There is such a dossier, and it was taken.
    Raak,
    /// There is none.
    Mis,
    /// There is more than one.
    Meer,
    /// Asked too often.
    TeVaak,
    /// Without the right.
    GeenRecht,
}

impl Nooduitslag {
    /// Whether it is one of the few times that somebody may.
    pub fn telt(self) -> bool {
        match self {
            Self::Raak | Self::Mis | Self::Meer => true,
            Self::TeVaak | Self::GeenRecht => false,
        }
    }

    /// How it ended for who asked.
    pub fn resultaat(self) -> Resultaat {
        match self {
            Self::Raak => Resultaat::Gegeven,
            Self::Mis | Self::Meer | Self::TeVaak | Self::GeenRecht => Resultaat::Geweigerd,
        }
    }
}

/// When it was seen that the role table is another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rollenvondst {
    /// None was kept before it.
    Eerste,
    /// When the service started: it was changed while none ran.
    Start,
    /// While the service ran.
    Lopend,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "daad", rename_all = "snake_case")]
pub enum Inzagedaad {
    /// To come in. Kept only where it was refused: who comes in is given nothing yet.
    Binnenkomen,
    /// To open a dossier; its changes come by themselves from then on.
    Openen,
    /// To have said how it stands.
    Tonen,
    /// To have it as data.
    Exporteren,
    /// To have its minutes, or a page, for paper.
    Afdrukken,
    /// To record. Kept only where the dossier was not there for who asked: what was recorded stands in the record.
    Vastleggen,
    /// To have a list.
    Opsommen {
        /// Of what.
        van: Opsomming,
        /// How many dossiers were in it; none where that is not one answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dossiers: Option<usize>,
    },
    /// To search. The words are not kept.
    Zoeken {
        /// The dossiers of which something was found.
        dossiers: Vec<DossierNummer>,
    },
    /// To copy the store.
    Kopieren,
    /// To put a copy of it back, which then is the store.
    Teruggezet {
        /// From when the copy is.
        van: Tijdstip,
    },
    /// To use the keys.
    Sleutelgebruik {
        /// How.
        wat: Sleuteldaad,
    },
    /// To take access in need.
    Noodtoegang {
        /// By what.
        hoe: Noodweg,
        /// What came of it.
        uitslag: Nooduitslag,
        /// Why, where that stands in no dossier.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reden: Option<Tekst>,
    },
    /// To do something with a PIN.
    Pin {
        /// What.
        wat: Pindaad,
        /// Of which account, where that is not one's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        van: Option<Tekst>,
    },
    /// To look into the trace: of one dossier, where the entry names one, else of all.
    InzageBekijken,
    /// To change who gets which role: another table than the last that was kept. Who did it nobody can tell: whoever can write
    /// in the folder of the store.
    Rollentabel {
        /// When it was seen.
        bij: Rollenvondst,
        /// What changed.
        #[serde(flatten)]
        verschil: Rollenverschil,
    },
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resultaat {
    /// It was given.
    Gegeven,
    /// It was refused, or is not there for who asked.
    Geweigerd,
}

/// One reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inzageregel {
    /// When.
    pub op: Tijdstip,
    /// Who.
    pub wie: Lezende,
    /// What.
    #[serde(flatten)]
    pub daad: Inzagedaad,
    /// Of which dossier; none where it is of no single one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<DossierNummer>,
    /// How it ended.
    pub resultaat: Resultaat,
    /// From where.
    pub oorsprong: Oorsprong,
}

impl Inzageregel {
    /// Whether something of this dossier was given, or asked for.
    pub fn gaat_over(&self, nummer: DossierNummer) -> bool {
        let gevonden = matches!(&self.daad, Inzagedaad::Zoeken { dossiers } if dossiers.contains(&nummer));
        self.dossier == Some(nummer) || gevonden
    }

    /// The dossier that was read in full, where one was.
    pub fn gelezen(&self) -> Option<DossierNummer> {
        use Inzagedaad as D;
        match &self.daad {
            D::Openen | D::Tonen | D::Exporteren | D::Afdrukken if self.resultaat == Resultaat::Gegeven => self.dossier,
            D::Openen
            | D::Tonen
            | D::Exporteren
            | D::Afdrukken
            | D::Binnenkomen
            | D::Vastleggen
            | D::Opsommen { .. }
            | D::Zoeken { .. }
            | D::Kopieren
            | D::Teruggezet { .. }
            | D::Sleutelgebruik { .. }
            | D::Pin { .. }
            | D::InzageBekijken
            | D::Rollentabel { .. }
            | D::Noodtoegang { .. } => None,
        }
    }
}

impl fmt::Display for Inzagedaad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let woord = match self {
            Self::Binnenkomen => "binnenkomen",
            Self::Openen => "openen",
            Self::Tonen => "tonen",
            Self::Exporteren => "als gegevens opvragen",
            Self::Afdrukken => "afdrukken",
            Self::Vastleggen => "vastleggen",
            Self::Opsommen { van: Opsomming::Dossiers, .. } => "lijst van dossiers",
            Self::Opsommen { van: Opsomming::Acties, .. } => "lijst van acties",
            Self::Opsommen { van: Opsomming::Overzicht, .. } => "overzicht volgen",
            Self::Zoeken { .. } => "zoeken",
            Self::Sleutelgebruik { wat: Sleuteldaad::Dienst } => "sleutelbos openen voor de dienst",
            Self::Sleutelgebruik { wat: Sleuteldaad::Erbij } => "opener van de sleutelbos erbij",
            Self::Sleutelgebruik { wat: Sleuteldaad::Eraf } => "opener van de sleutelbos eraf",
            Self::Sleutelgebruik { wat: Sleuteldaad::Wissel } => "sleutelbos een andere sleutel geven",
            Self::Sleutelgebruik { wat: Sleuteldaad::Herstel } => "sleutelbos openen met de herstelsleutel",
            Self::Pin { wat: Pindaad::Ontgrendelen, .. } => "terminal ontgrendelen met een PIN",
            Self::Pin { wat: Pindaad::Zetten, .. } => "PIN zetten",
            Self::Pin { wat: Pindaad::Wijzigen, .. } => "PIN wijzigen",
            Self::Pin { wat: Pindaad::Verwijderen, .. } => "PIN weghalen",
            Self::Pin { wat: Pindaad::Wissen, .. } => "PIN van een ander wissen",
            Self::Kopieren => "de hele tafel kopiëren",
            Self::Teruggezet { .. } => "de tafel terugzetten uit een kopie",
            Self::InzageBekijken => "inzage bekijken",
            Self::Rollentabel { bij: Rollenvondst::Eerste, .. } => "rollentabel, voor het eerst bijgehouden",
            Self::Rollentabel { bij: Rollenvondst::Start, .. } => {
                "rollentabel gewijzigd, gezien bij de start van de dienst"
            }
            Self::Rollentabel { bij: Rollenvondst::Lopend, .. } => "rollentabel gewijzigd",
            Self::Noodtoegang { uitslag: Nooduitslag::Raak, .. } => "noodtoegang nemen",
            Self::Noodtoegang { uitslag: Nooduitslag::Mis, .. } => "noodtoegang nemen: geen dossier gevonden",
            Self::Noodtoegang { uitslag: Nooduitslag::Meer, .. } => "noodtoegang nemen: meer dan een dossier gevonden",
            Self::Noodtoegang { uitslag: Nooduitslag::TeVaak, .. } => "noodtoegang nemen: te vaak",
            Self::Noodtoegang { uitslag: Nooduitslag::GeenRecht, .. } => "noodtoegang nemen: geen recht",
        };
        f.pad(woord)
    }
}

impl fmt::Display for Oorsprong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.toestel {
            Toestel::Terminal => "terminal",
            Toestel::Opdracht => "opdracht",
            Toestel::Deelscherm => "gedeeld scherm",
            Toestel::Machine => "op de machine zelf",
        })?;
        if self.ssh {
            f.write_str(", over SSH")?;
        }
        self.doorgeefluik.as_ref().map_or(Ok(()), |account| write!(f, ", doorgegeven door {account}"))
    }
}
