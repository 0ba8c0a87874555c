//! The fields of a form. A field is found by its key, never by its place; a choice holds its words and its values together,
//! so that the two can never get out of step.

use std::borrow::Cow;

use crate::app::draft::LineEdit;
use crate::domain::dossier::{
    Aanwezig, Aanzet, ActieStatus, Antwoord, BesluitSoort, BesluitStatus, DossierStatus, Informatiesoort, InzetSoort,
    InzetStatus, Kanaal, Melder, ScenarioSoort, Tolk, Vervolg, VoorleggerUitslag, Vorm, Wie,
};
use crate::domain::ids::{BetrokkenrolId, GrondId, NiveauId};
use crate::domain::invoer::termijn::geschreven;
use crate::domain::kader::Duur;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// By which a field is found in its form. A form has each at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is what its form calls it; those with a number are one of a list")]
pub enum Sleutel {
    Aan,
    Aanleiding(usize),
    Aanwezig,
    Aanzet,
    Account,
    Acuut,
    Adres,
    Afnemer,
    Afscherming,
    Alternatieven,
    Ander,
    Antwoord,
    Begin,
    Bereikbaar,
    Besluit,
    BeschermdAdres,
    Besproken,
    Bezoek,
    Binnen,
    Bron,
    Codewoord,
    Delen,
    Door,
    Eerder,
    EerderBij,
    Effectvraag,
    Einde,
    Feiten,
    Functie,
    Geboren,
    GeenRonde,
    Gemeld,
    Gegaan,
    Gekomen,
    Gevolg,
    Gevraagd,
    Grond,
    Herziening,
    Hoe,
    Hond,
    HoortBij,
    Huisverbod,
    Kan,
    Kanaal,
    Keuze,
    Kring,
    Lengte,
    Letterlijk,
    Mandaat,
    Melder,
    Meldpunt,
    Naam,
    NaamVerborgen,
    Nadelen,
    Niveau,
    Nodig,
    Nooit,
    Nu,
    Ontvangen,
    OokBekend,
    OokRol,
    Opschalen,
    Optie,
    Orgaan,
    Organisatie,
    Partners,
    Overgenomen,
    PolitieWeet,
    Reden,
    RedenOrgaan,
    Regels,
    Relatie,
    Risico,
    Rol,
    Ronde,
    Soort,
    Status,
    Taal,
    Telefoon,
    Tegen,
    Termijn,
    Terugmelden,
    Toelichting,
    Toezicht,
    Tolk,
    Uitkomst,
    Vastleggen,
    Veilig,
    VertellenAan,
    Vervanger,
    Vervolg,
    Via,
    Voor,
    VoorWie,
    Vraag,
    VraagBij(usize),
    Wanneer,
    Wapens,
    Wat,
    Welke,
    Werktitel,
    Wie,
    Wordt,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Formulierveld {
    /// By which it is found.
    pub sleutel: Sleutel,
    /// What it is called.
    pub label: Cow<'static, str>,
    /// What stands in it while it is empty.
    pub hulp: &'static str,
    /// What is in it.
    pub invoer: Invoer,
    /// How it is read.
    pub aard: Aard,
    /// What to think of, shown while somebody is in it.
    pub uitleg: Vec<String>,
}

/// What is in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Invoer {
    /// Text.
    Tekst(Box<LineEdit>),
    /// One of these.
    Keuze {
        /// What can be chosen.
        opties: Vec<Veldoptie>,
        /// Which one; none while nothing was chosen.
        gekozen: Option<usize>,
    },
    /// Some of these, none of them or all.
    Vinkjes {
        /// What can be ticked, and whether it is.
        opties: Vec<(Veldoptie, bool)>,
        /// At which of them somebody is.
        bij: usize,
    },
}

/// Something that can be chosen: the word for it and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Veldoptie {
    /// What is shown.
    pub woord: String,
    /// What is recorded.
    pub waarde: Waarde,
}

/// How a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aard {
    /// As it stands.
    Tekst,
    /// As a moment to come.
    Termijn,
    /// As a moment that has been.
    Toen,
    /// As a moment that has been or is to come: the nearest.
    Ooit,
    /// As a person or an organisation.
    Wie,
}

/// A value that a choice can stand for.
pub trait Kies: Sized {
    /// The value of a choice.
    fn waarde(&self) -> Waarde;
    /// What a choice's value was; none where it is of another kind.
    fn uit(waarde: &Waarde) -> Option<Self>;
}

macro_rules! waarden {
    ($($naam:ident($soort:ty)),* $(,)?) => {
        /// What a choice can stand for.
        #[derive(Clone, Debug, PartialEq)]
        #[expect(missing_docs, reason = "each is the type of the same name")]
        pub enum Waarde {
            /// That nothing is said.
            Niets,
            $($naam($soort)),*
        }
        $(impl Kies for $soort {
            fn waarde(&self) -> Waarde {
                Waarde::$naam(self.clone())
            }

            fn uit(waarde: &Waarde) -> Option<Self> {
                if let Waarde::$naam(x) = waarde { Some(x.clone()) } else { None }
            }
        })*
    };
}

waarden! {
    Aanwezig(Aanwezig),
    Aanzet(Aanzet),
    ActieStatus(ActieStatus),
    Antwoord(Antwoord),
    Betrokkenrol(BetrokkenrolId),
    BesluitSoort(BesluitSoort),
    BesluitStatus(BesluitStatus),
    DossierStatus(DossierStatus),
    Duur(Duur),
    Grond(GrondId),
    Informatiesoort(Informatiesoort),
    InzetSoort(InzetSoort),
    InzetStatus(InzetStatus),
    JaNee(bool),
    Kanaal(Kanaal),
    Melder(Melder),
    Niveau(NiveauId),
    Nummer(u32),
    Rol(Rol),
    Scenario(ScenarioSoort),
    Tekst(Tekst),
    Tolk(Tolk),
    Vervolg(Vervolg),
    Vorm(Vorm),
    Uitslag(VoorleggerUitslag),
}

impl<T: Kies> Kies for Option<T> {
    fn waarde(&self) -> Waarde {
        self.as_ref().map_or(Waarde::Niets, Kies::waarde)
    }

    fn uit(waarde: &Waarde) -> Option<Self> {
        if *waarde == Waarde::Niets { Some(None) } else { T::uit(waarde).map(Some) }
    }
}

impl Formulierveld {
    pub(in crate::app) fn tekst(
        sleutel: Sleutel,
        label: impl Into<Cow<'static, str>>,
        hulp: &'static str,
        nu: &str,
    ) -> Self {
        let invoer = Invoer::Tekst(Box::new(LineEdit::new(nu)));
        Self { sleutel, label: label.into(), hulp, invoer, aard: Aard::Tekst, uitleg: Vec::new() }
    }

    pub(in crate::app) fn termijn(sleutel: Sleutel, label: &'static str, hulp: &'static str, nu: Option<Tijdstip>) -> Self {
        Self { aard: Aard::Termijn, ..Self::tekst(sleutel, label, hulp, &nu.map(geschreven).unwrap_or_default()) }
    }

    pub(in crate::app) fn toen(sleutel: Sleutel, label: &'static str, hulp: &'static str, nu: Option<Tijdstip>) -> Self {
        Self { aard: Aard::Toen, ..Self::termijn(sleutel, label, hulp, nu) }
    }

    pub(in crate::app) fn ooit(sleutel: Sleutel, label: &'static str, hulp: &'static str, nu: Option<Tijdstip>) -> Self {
        Self { aard: Aard::Ooit, ..Self::termijn(sleutel, label, hulp, nu) }
    }

    pub(in crate::app) fn wie(sleutel: Sleutel, label: &'static str, hulp: &'static str, nu: Option<&Wie>) -> Self {
        let tekst = nu.map(ToString::to_string).unwrap_or_default();
        Self { aard: Aard::Wie, ..Self::tekst(sleutel, label, hulp, &tekst) }
    }

    /// A choice between words that each stand for a value. Nothing is chosen, but for what holds now (`nu`): nobody may
    /// confirm by accident what nobody chose.
    pub(in crate::app) fn keuze<T: Kies, W: Into<String>>(
        sleutel: Sleutel,
        label: impl Into<Cow<'static, str>>,
        paren: impl IntoIterator<Item = (W, T)>,
        nu: Option<&T>,
    ) -> Self {
        let opties: Vec<Veldoptie> =
            paren.into_iter().map(|(woord, x)| Veldoptie { woord: woord.into(), waarde: x.waarde() }).collect();
        let gekozen = nu.map(Kies::waarde).and_then(|nu| opties.iter().position(|o| o.waarde == nu));
        let invoer = Invoer::Keuze { opties, gekozen };
        Self { sleutel, label: label.into(), hulp: "", invoer, aard: Aard::Tekst, uitleg: Vec::new() }
    }

    /// Words of which any number can be ticked, each with whether it is at first.
    pub(in crate::app) fn vinkjes<T: Kies>(
        sleutel: Sleutel,
        label: &'static str,
        all: impl IntoIterator<Item = (String, T, bool)>,
    ) -> Self {
        let optie = |(woord, x, aan): (String, T, bool)| (Veldoptie { woord, waarde: x.waarde() }, aan);
        let invoer = Invoer::Vinkjes { opties: all.into_iter().map(optie).collect(), bij: 0 };
        Self { sleutel, label: label.into(), hulp: "", invoer, aard: Aard::Tekst, uitleg: Vec::new() }
    }

    pub(in crate::app) fn met_uitleg(self, uitleg: Vec<String>) -> Self {
        Self { uitleg, ..self }
    }

    /// Whether the same is in it, wherever the cursor stands.
    pub(in crate::app) fn zegt_hetzelfde(&self, ander: &Self) -> bool {
        match (&self.invoer, &ander.invoer) {
            (Invoer::Tekst(a), Invoer::Tekst(b)) => a.text() == b.text(),
            (Invoer::Keuze { .. }, Invoer::Keuze { .. }) => self.waarde() == ander.waarde(),
            (Invoer::Vinkjes { opties: a, .. }, Invoer::Vinkjes { opties: b, .. }) => a == b,
            _ => false,
        }
    }

    /// The value of what was chosen.
    pub(in crate::app) fn waarde(&self) -> Option<&Waarde> {
        let Invoer::Keuze { opties, gekozen } = &self.invoer else { return None };
        Some(&opties.get((*gekozen)?)?.waarde)
    }

    /// Ticks what is ticked there, and no more, as far as it can be ticked here.
    pub(in crate::app) fn neem_vinkjes(&mut self, daar: &[(Veldoptie, bool)]) {
        let Invoer::Vinkjes { opties, .. } = &mut self.invoer else { return };
        for (optie, aan) in opties {
            *aan = daar.iter().any(|(o, aan)| *aan && o.waarde == optie.waarde);
        }
    }

    /// Takes the choice with this value; false where there is none.
    pub(in crate::app) fn neem(&mut self, waarde: &Waarde) -> bool {
        let Invoer::Keuze { opties, gekozen } = &mut self.invoer else { return false };
        let found = opties.iter().position(|o| o.waarde == *waarde);
        *gekozen = found.or(*gekozen);
        found.is_some()
    }
}
