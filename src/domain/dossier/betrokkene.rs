//! Who is involved: the persons of a dossier, each in one or more roles, how they can be reached without harm, and what a
//! visitor has to know. A line never needs a name: it calls somebody by role and number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use std::fmt;

use super::super::ids::{BetrokkeneId, BetrokkenrolId};
use super::super::kader::{Betrokkenrol, Kader};
use super::super::scherm::{Organisatie, Scherm};
use super::super::tekst::Tekst;
use super::velden::{Onderdeel, Velden, deel, gezegd, vul};
use super::{Antwoord, Gezet, Stukstand};

/// Whether somebody needs an interpreter (Rijswijk, bijlage 2: a certified one keeps people from misunderstanding).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tolk {
    /// None is needed.
    NietNodig,
    /// A certified one.
    Gecertificeerd,
    /// One is needed, and there is no certified one: family never counts as one.
    NogNiet,
}

impl Tolk {
    /// Each, in the order in which it is asked.
    pub const ALLE: [Self; 3] = [Self::NietNodig, Self::Gecertificeerd, Self::NogNiet];
}

impl fmt::Display for Tolk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NietNodig => "niet nodig",
            Self::Gecertificeerd => "gecertificeerde tolk",
            Self::NogNiet => "nodig, nog niet geregeld",
        })
    }
}

/// The parts of what is known of a person. A part that is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BetrokkeneVelden {
    /// The roles in this dossier, by their keys in the kader, the first one first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollen: Option<Vec<BetrokkenrolId>>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naam: Option<Tekst>,
    /// Whether the name is kept out of lists and of everything that is printed; as the first role says, where nothing is
    /// said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naam_verborgen: Option<bool>,
    /// What else this person is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ook: Option<Tekst>,
    /// When born: a day (`7-3-1990`), a year, or `onbekend`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geboren: Option<Tekst>,
    /// How this person stands to the others, in words of one's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relatie: Option<Tekst>,
    /// At which number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telefoon: Option<Tekst>,
    /// Where this person lives; an address that has to be protected stands with the code word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adres: Option<Tekst>,
    /// In which language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taal: Option<Tekst>,
    /// Whether there is an interpreter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolk: Option<Tolk>,
    /// How to reach this person without harm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kanaal: Option<Tekst>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Tekst>,
    /// What never to do: call the landline, leave a message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nooit: Option<Tekst>,
    /// Who stands in where the contact person is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vervanger: Option<Tekst>,
    /// Whether there are weapons where a visitor comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wapens: Option<Antwoord>,
    /// Whether there is a dog.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hond: Option<Antwoord>,
    /// What else a visitor has to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bezoek: Option<Tekst>,
    /// Whether it is shielded: `true` shields it. The shield is lifted by a command of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub afgeschermd: Option<bool>,
    /// The organisations that it is shielded for; none, and it is per role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kring: Vec<Organisatie>,
}

#[rustfmt::skip]
impl Velden for BetrokkeneVelden {
    type Ding = Betrokkene;

    fn delen<'a>(&self, was: Option<&'a Betrokkene>) -> Vec<Onderdeel<'a>> {
        let Self {
            rollen, naam, naam_verborgen, ook, geboren, relatie, telefoon, adres, taal, tolk, kanaal, moment, nooit,
            vervanger, wapens, hond, bezoek, afgeschermd, kring,
        } = self;
        let gegeven = afgeschermd.is_some() || !kring.is_empty();
        let scherm = gegeven.then(|| Scherm::van(*afgeschermd == Some(true), kring));
        vec![
            deel("rollen", rollen.as_ref(), was.map(|w| &w.rollen)),
            // a name is not repeated where it may be hidden
            deel("naam", naam.as_ref(), was.map(|w| &w.naam)),
            deel("naam verborgen", naam_verborgen.as_ref(), was.map(|w| &w.naam_verborgen)),
            deel("ook bekend als", ook.as_ref(), was.map(|w| &w.ook)),
            deel("geboren", geboren.as_ref(), was.map(|w| &w.geboren)),
            gezegd("relatie", relatie.as_ref(), was.map(|w| &w.relatie)),
            gezegd("telefoon", telefoon.as_ref(), was.map(|w| &w.telefoon)),
            gezegd("adres", adres.as_ref(), was.map(|w| &w.adres)),
            gezegd("taal", taal.as_ref(), was.map(|w| &w.taal)),
            gezegd("tolk", tolk.as_ref(), was.and_then(|w| w.tolk.as_ref())),
            gezegd("veilig kanaal", kanaal.as_ref(), was.map(|w| &w.kanaal)),
            gezegd("veilig moment", moment.as_ref(), was.map(|w| &w.moment)),
            gezegd("wat nooit", nooit.as_ref(), was.map(|w| &w.nooit)),
            gezegd("vervanger", vervanger.as_ref(), was.map(|w| &w.vervanger)),
            gezegd("wapens", wapens.as_ref(), was.and_then(|w| w.wapens.as_ref())),
            gezegd("hond", hond.as_ref(), was.and_then(|w| w.hond.as_ref())),
            gezegd("bij bezoek", bezoek.as_ref(), was.map(|w| &w.bezoek)),
            deel("scherm", scherm.as_ref(), was.map(|w| w.stand.scherm()).as_ref()),
        ]
    }
}

/// What of a person is always shielded, whatever the rest is: for who leads, carries or records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GeheimVelden {
    /// The word by which somebody who calls is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codewoord: Option<Tekst>,
    /// An address that nobody else may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adres: Option<Tekst>,
}

impl Velden for GeheimVelden {
    type Ding = Geheim;

    fn delen<'a>(&self, was: Option<&'a Geheim>) -> Vec<Onderdeel<'a>> {
        let Self { codewoord, adres } = self;
        vec![
            deel("codewoord", codewoord.as_ref(), was.map(|w| &w.codewoord)),
            deel("beschermd adres", adres.as_ref(), was.map(|w| &w.adres)),
        ]
    }
}

/// What somebody says of who is involved: of somebody new, or more about one who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Betrokkenenotitie {
    /// The person who is there; none for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub betrokkene: Option<BetrokkeneId>,
    /// What is known.
    #[serde(default)]
    pub velden: Box<BetrokkeneVelden>,
    /// What of it is always shielded.
    #[serde(default)]
    pub geheim: GeheimVelden,
}

/// What of a person is always shielded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Geheim {
    /// The word by which somebody who calls is known.
    pub codewoord: Tekst,
    /// An address that nobody else may know.
    pub adres: Tekst,
}

impl Geheim {
    /// Fills in what is given.
    pub(in crate::domain) fn vul(&mut self, v: &GeheimVelden) {
        let GeheimVelden { codewoord, adres } = v;
        vul(&mut self.codewoord, codewoord.as_ref());
        vul(&mut self.adres, adres.as_ref());
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.codewoord.is_empty() && self.adres.is_empty()
    }
}

/// A person in a dossier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Betrokkene {
    /// The number.
    pub id: BetrokkeneId,
    /// The roles in this dossier, the first one first.
    pub rollen: Vec<BetrokkenrolId>,
    /// The name.
    pub naam: Tekst,
    /// Whether it is kept out of lists and of everything that is printed.
    pub naam_verborgen: bool,
    /// What else this person is called.
    pub ook: Tekst,
    /// When born: a day, a year, or `onbekend`.
    pub geboren: Tekst,
    /// How this person stands to the others.
    pub relatie: Tekst,
    /// At which number.
    pub telefoon: Tekst,
    /// Where this person lives.
    pub adres: Tekst,
    /// In which language.
    pub taal: Tekst,
    /// Whether there is an interpreter.
    pub tolk: Option<Tolk>,
    /// How to reach this person without harm.
    pub kanaal: Tekst,
    /// When.
    pub moment: Tekst,
    /// What never to do.
    pub nooit: Tekst,
    /// Who stands in where the contact person is not there.
    pub vervanger: Tekst,
    /// Whether there are weapons where a visitor comes; what nobody said is not no.
    pub wapens: Option<Antwoord>,
    /// Whether there is a dog.
    pub hond: Option<Antwoord>,
    /// What else a visitor has to know.
    pub bezoek: Tekst,
    /// What is always shielded.
    pub geheim: Geheim,
    /// The shield of the rest, and whether it still counts.
    pub stand: Stukstand,
}

impl Betrokkene {
    /// Somebody of whom nothing is known yet.
    pub(in crate::domain) fn leeg(id: BetrokkeneId, gezet: Gezet) -> Self {
        Self {
            id,
            rollen: Vec::new(),
            naam: Tekst::default(),
            naam_verborgen: false,
            ook: Tekst::default(),
            geboren: Tekst::default(),
            relatie: Tekst::default(),
            telefoon: Tekst::default(),
            adres: Tekst::default(),
            taal: Tekst::default(),
            tolk: None,
            kanaal: Tekst::default(),
            moment: Tekst::default(),
            nooit: Tekst::default(),
            vervanger: Tekst::default(),
            wapens: None,
            hond: None,
            bezoek: Tekst::default(),
            geheim: Geheim::default(),
            stand: Stukstand::nieuw(gezet),
        }
    }

    /// Fills in what is given, and leaves the rest. A shield is an event of its own.
    #[rustfmt::skip]
    pub(in crate::domain) fn vul(&mut self, v: &BetrokkeneVelden) {
        let BetrokkeneVelden {
            rollen, naam, naam_verborgen, ook, geboren, relatie, telefoon, adres, taal, tolk, kanaal, moment, nooit,
            vervanger, wapens, hond, bezoek, afgeschermd: _, kring: _,
        } = v;
        vul(&mut self.rollen, rollen.as_ref());
        vul(&mut self.naam, naam.as_ref());
        vul(&mut self.naam_verborgen, naam_verborgen.as_ref());
        vul(&mut self.ook, ook.as_ref());
        vul(&mut self.geboren, geboren.as_ref());
        vul(&mut self.relatie, relatie.as_ref());
        vul(&mut self.telefoon, telefoon.as_ref());
        vul(&mut self.adres, adres.as_ref());
        vul(&mut self.taal, taal.as_ref());
        vul(&mut self.kanaal, kanaal.as_ref());
        vul(&mut self.moment, moment.as_ref());
        vul(&mut self.nooit, nooit.as_ref());
        vul(&mut self.vervanger, vervanger.as_ref());
        vul(&mut self.bezoek, bezoek.as_ref());
        self.tolk = tolk.or(self.tolk);
        self.wapens = wapens.or(self.wapens);
        self.hond = hond.or(self.hond);
    }

    /// The first role, as the kader knows it.
    pub fn rol<'k>(&self, kader: Option<&'k Kader>) -> Option<&'k Betrokkenrol> {
        kader?.betrokkenrol(self.rollen.first()?)
    }

    /// By role and number, without a name: `kind P3`. What a line calls somebody, on a wall too. The number is the person's
    /// own, so that it is the same for who sees fewer of them.
    pub fn aanduiding(&self, kader: Option<&Kader>) -> String {
        let rol = self.rol(kader).map(|r| r.aanduiding.to_string());
        let rol = rol.or_else(|| self.rollen.first().map(|r| r.as_str().replace('_', " ")));
        format!("{} {}", rol.as_deref().unwrap_or("persoon"), self.id)
    }

    /// The name, where it may stand in lists and on paper; none where it is hidden or not known.
    pub fn open_naam(&self) -> Option<&Tekst> {
        Some(&self.naam).filter(|n| !self.naam_verborgen && !n.is_empty())
    }

    /// What a visitor is warned of, in words.
    pub fn waarschuwingen(&self) -> Vec<&'static str> {
        let vlag = |a: Option<Antwoord>, ja, onbekend| match a {
            Some(Antwoord::Ja) => Some(ja),
            Some(Antwoord::Onbekend) => Some(onbekend),
            Some(Antwoord::Nee) | None => None,
        };
        let (wapens, hond) = (vlag(self.wapens, "wapens", "wapens onbekend"), vlag(self.hond, "hond", "hond onbekend"));
        wapens.into_iter().chain(hond).collect()
    }
}
