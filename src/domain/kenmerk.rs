//! What is to be known of each event besides what it does: what it speaks of, which parts of that it replaces, for whom it
//! is, and whether one key takes it back. One table in which every event is named, with no default: who adds an event
//! decides here.

#![deny(clippy::wildcard_enum_match_arm)]

use std::fmt;

use super::dossier::{Aanzet, ActieStatus, Ding, InzetStatus, InzetVelden, Veld, velden};
use super::event::Event;
use super::ids::{FactorId, OverlegNr, RegelId};
use super::tekst::Tekst;
use super::vouw::vouw;

/// The row of one event.
#[derive(Clone, Debug)]
pub struct Kenmerk<'e> {
    /// The thing that it speaks of.
    pub ding: Ding,
    /// Whether it makes that thing, where it is not there yet.
    pub maakt: bool,
    /// The parts of it that it replaces; where it makes the thing it replaces none.
    pub velden: Vec<Veld>,
    /// Other things that it names without a change of them: what it says holds only while they are there.
    pub noemt: Vec<Ding>,
    /// For whom it is.
    pub gehoor: Gehoor<'e>,
    /// What it does to what was for whom before it.
    pub zicht: Zichtwissel,
    /// What it does to the words on which a meeting decides.
    pub woorden: Woorden,
    /// How one key takes it back.
    pub terug: Terugname<'e>,
}

/// For whom an event is (its audience). The state in which it is asked decides, see `zicht::kring`: what was open once and
/// is shielded now is withheld from who connects today.
#[derive(Clone, Copy, Debug)]
pub enum Gehoor<'e> {
    /// For everybody who may see the dossier.
    Iedereen,
    /// For who may see shielded lines.
    VolleSchermen,
    /// For who may see the thing that it speaks of.
    AlsDing,
    /// For who may see this line; without a line for everybody.
    AlsRegel(Option<RegelId>),
    /// For who may see all answers to this factor, and these lines.
    AlsFactor(&'e [RegelId]),
    /// For who may see what opened the acute question again.
    AlsAanzet(Aanleiding<'e>),
    /// For nobody at all before the judgements of this round, from 1, are revealed; then for everybody.
    NaOnthulling(OverlegNr, u32),
}

/// Why the acute question was opened again.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the event")]
pub struct Aanleiding<'e> {
    pub aanzet: Aanzet,
    pub toelichting: &'e Tekst,
    pub regel: Option<RegelId>,
    pub factor: Option<&'e (OverlegNr, FactorId)>,
}

/// What an event does to the audience of events before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zichtwissel {
    /// Nothing.
    Blijft,
    /// It changes for who may not see shielded lines.
    Wisselt,
    /// Likewise, where it is shielded itself: it takes the earlier ones with it.
    AlsAfgeschermd,
    /// It says on what an earlier one hangs: that matters where something is or was shielded.
    AndersVerbonden,
    /// What was for nobody is for everybody.
    Onthult,
}

/// What an event does to the words on which a meeting decides: what was read back before is read back again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woorden {
    /// They stay. That something was carried out, or taken, changes none.
    Blijven,
    /// They are made or changed.
    Anders,
    /// They stand no longer.
    Eindigen,
    /// They are on no wall any more.
    Verborgen,
}

/// How what one key did is taken back.
#[derive(Clone, Copy, Debug)]
pub enum Terugname<'e> {
    /// Not by a key: shields that are lifted and steps of the meeting are set right by an act of their own, with its reason.
    Nee,
    /// The thing is put back as it was.
    Ding(Daad<'e>),
    /// Likewise, and so are the judgements that stand in this line.
    MetOordelen(RegelId, Daad<'e>),
    /// Likewise, and so is all that hangs on this line and follows its words.
    MetAanhang(RegelId, Daad<'e>),
    /// It comes along with what does say what it did; the thing is put back as it was.
    Mee,
    /// Likewise: the judgements that stand in this line are put back.
    MeeOordelen(RegelId),
    /// Likewise: the acute question is not open again because of this.
    MeeAanzet(Aanleiding<'e>),
}

/// What was done to the thing, as the minutes may tell it: numbers and kinds only.
#[derive(Clone, Copy)]
pub struct Daad<'e> {
    voor: &'static str,
    na: &'static str,
    waarde: Option<&'e dyn fmt::Display>,
}

impl<'e> Daad<'e> {
    /// The thing, then these words.
    fn na(na: &'static str) -> Self {
        Self { voor: "", na, waarde: None }
    }

    /// These words, then the thing.
    fn voor(voor: &'static str) -> Self {
        Self { voor, na: "", waarde: None }
    }

    fn waarde(self, waarde: &'e dyn fmt::Display) -> Self {
        Self { waarde: Some(waarde), ..self }
    }

    /// In words.
    pub(super) fn woorden(self, ding: &Ding) -> String {
        let Self { voor, na, waarde } = self;
        waarde.map_or_else(|| format!("{voor}{ding}{na}"), |w| format!("{voor}{ding}{na}{w}"))
    }
}

impl fmt::Debug for Daad<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}…{}", self.voor, self.na)
    }
}

impl<'e> Kenmerk<'e> {
    fn new(ding: Ding, velden: impl Into<Vec<Veld>>, gehoor: Gehoor<'e>) -> Self {
        let (noemt, zicht, woorden, terug) = (Vec::new(), Zichtwissel::Blijft, Woorden::Blijven, Terugname::Nee);
        Self { ding, maakt: false, velden: velden.into(), noemt, gehoor, zicht, woorden, terug }
    }

    /// It makes the thing.
    fn maakt(self) -> Self {
        Self { maakt: true, ..self }
    }

    fn noemt(self, noemt: Vec<Ding>) -> Self {
        Self { noemt, ..self }
    }

    fn zicht(self, zicht: Zichtwissel) -> Self {
        Self { zicht, ..self }
    }

    fn woorden(self, woorden: Woorden) -> Self {
        Self { woorden, ..self }
    }

    fn terug(self, terug: Terugname<'e>) -> Self {
        Self { terug, ..self }
    }
}

/// Everything of this event.
#[expect(clippy::too_many_lines, reason = "a table in which every event is named")]
pub fn kenmerk(event: &Event) -> Kenmerk<'_> {
    use Event as E;
    use Gehoor::{AlsAanzet, AlsDing, AlsFactor, AlsRegel, Iedereen, NaOnthulling, VolleSchermen};
    use Kenmerk as K;
    use Terugname::{Ding as Terug, Mee, MeeAanzet, MeeOordelen, MetAanhang, MetOordelen};
    let dossier = |velden: &[Veld]| K::new(Ding::Dossier, velden, Iedereen);
    let overleg = |nr: &OverlegNr, velden: &[Veld]| K::new(Ding::Overleg(*nr), velden, Iedereen);
    let oordeel = |nr: &OverlegNr, organisatie: &Tekst, velden: &[Veld], gehoor| {
        K::new(Ding::Oordeel(*nr, vouw(organisatie.as_str())), velden, gehoor)
    };
    match event {
        // the dossier
        E::DossierGeopend { .. } | E::Gemeld112 { .. } => dossier(&[]),
        E::WerktitelGewijzigd { .. } => dossier(&["werktitel"]),
        E::StatusGewijzigd { .. } => dossier(&["status"]),
        E::AcuutBeantwoord { .. } => dossier(&["acuut"]),
        E::ContactpersoonBenoemd { .. } => dossier(&["contactpersoon"]),
        E::NietWetenGenoteerd { niet_weten } => K::new(Ding::NietWeten(vouw(niet_weten.wie.as_str())), ["reden"], Iedereen),
        E::NietWetenGeschrapt { wie, .. } => K::new(Ding::NietWeten(vouw(wie.as_str())), ["reden"], Iedereen),
        // who answers the acute question has to know that it was opened again meanwhile
        E::HerbeoordelingGevraagd { aanzet, toelichting, regel, factor } => {
            let waarom = Aanleiding { aanzet: *aanzet, toelichting, regel: *regel, factor: factor.as_ref() };
            K::new(Ding::Dossier, ["acuut"], AlsAanzet(waarom)).terug(MeeAanzet(waarom))
        }
        // what was taken back can be a shield, or an answer that rested on a shielded line
        E::Teruggenomen { verzoek, .. } => K::new(Ding::Verzoek(*verzoek), [], AlsDing).zicht(Zichtwissel::Wisselt),
        // the meeting
        E::OverlegBijeengeroepen { overleg: nr, .. }
        | E::Geschorst { overleg: nr, .. }
        | E::Hervat { overleg: nr }
        | E::VerslagVastgesteld { overleg: nr }
        | E::GeslotenRondeGeopend { overleg: nr }
        | E::Verteld { overleg: nr, .. }
        | E::SchermAan { overleg: nr }
        | E::SchermUit { overleg: nr } => overleg(nr, &[]),
        E::OverlegGestart { overleg: nr, .. } | E::PuntGekozen { overleg: nr, .. } => overleg(nr, &["agendapunt"]),
        E::AfsprakenGemaakt { overleg: nr, .. } => overleg(nr, &["afspraken"]),
        E::AanwezigheidGenoteerd { overleg: nr, deelname } => {
            let (organisatie, naam) = (vouw(deelname.organisatie.as_str()), vouw(deelname.naam.as_str()));
            K::new(Ding::Deelname(*nr, organisatie, naam), ["aanwezigheid"], Iedereen)
        }
        E::VoorzitterOvergenomen { overleg: nr, .. } => overleg(nr, &["voorzitter"]),
        E::EindeGewijzigd { overleg: nr, .. } => overleg(nr, &["eindtijd"]),
        E::HybrideGenoteerd { overleg: nr, .. } => overleg(nr, &["vorm"]),
        E::FaseGewisseld { overleg: nr, .. } => overleg(nr, &["stap", "agendapunt", "beurt"]),
        E::OvergangGevraagd { overleg: nr, .. } | E::OvergangVervallen { overleg: nr } => overleg(nr, &["stap"]),
        E::OverlegGesloten { overleg: nr, .. } => overleg(nr, &["stap", "beurt"]),
        E::PuntAfgevinkt { overleg: nr, punt } | E::PuntHeropend { overleg: nr, punt } => {
            K::new(Ding::Punt(*nr, punt.clone()), ["vinkje"], Iedereen)
        }
        E::BeurtGegeven { overleg: nr, .. } | E::BeurtAfgerond { overleg: nr } => overleg(nr, &["beurt"]),
        E::VertellerBenoemd { overleg: nr, .. } => overleg(nr, &["wie het haar vertelt"]),
        // that something was read aloud tells that there is something
        E::AfgeschermdVoorgelezen { overleg: nr, .. } => K::new(Ding::Overleg(*nr), [], VolleSchermen),
        // lines and questions
        E::RegelVastgelegd { regel, .. } => K::new(Ding::Regel(*regel), [], AlsDing).maakt(),
        E::RegelGecorrigeerd { regel, .. } => K::new(Ding::Regel(*regel), ["tekst"], AlsDing)
            .woorden(Woorden::Anders)
            .terug(MetAanhang(*regel, Daad::na(" gecorrigeerd"))),
        E::SoortGewijzigd { regel, naar } => {
            let daad = Daad::na(" werd ").waarde(naar);
            K::new(Ding::Regel(*regel), ["soort", "grond"], AlsDing).terug(MetOordelen(*regel, daad))
        }
        E::RegelAfgeschermd { regel, .. } => K::new(Ding::Regel(*regel), ["scherm"], AlsDing)
            .zicht(Zichtwissel::Wisselt)
            .woorden(Woorden::Verborgen)
            .terug(Terug(Daad::na(" afgeschermd"))),
        E::RegelVrijgegeven { regel, .. } => K::new(Ding::Regel(*regel), ["scherm"], AlsDing).zicht(Zichtwissel::Wisselt),
        E::RegelIngetrokken { regel } => {
            K::new(Ding::Regel(*regel), ["intrekking"], AlsDing).terug(MetOordelen(*regel, Daad::na(" ingetrokken")))
        }
        E::HuisverbodgrondGemerkt { regel, grond } => {
            let daad = if *grond {
                Daad::na(" gemerkt als grond voor een huisverbod")
            } else {
                Daad::na(" niet meer gemerkt als grond")
            };
            K::new(Ding::Regel(*regel), ["grond"], AlsDing).terug(Terug(daad))
        }
        E::VraagGesteld { vraag, regel, .. } => K::new(Ding::Vraag(*vraag), [], AlsRegel(Some(*regel))).maakt().terug(Mee),
        E::VraagToegewezen { vraag, .. } => {
            K::new(Ding::Vraag(*vraag), ["eigenaar"], AlsDing).terug(Terug(Daad::na(" toegewezen")))
        }
        E::VraagBeantwoord { vraag, .. } => {
            K::new(Ding::Vraag(*vraag), ["antwoord"], AlsDing).terug(Terug(Daad::na(" beantwoord")))
        }
        E::VraagVervallen { vraag } => K::new(Ding::Vraag(*vraag), ["antwoord"], AlsDing).terug(Mee),
        // what is weighed
        E::OordeelGegeven { overleg: nr, oordeel: o, regel, bijgesteld } => {
            let terug = regel.filter(|_| bijgesteld.is_none()).map_or(Terugname::Nee, MeeOordelen);
            oordeel(nr, &o.organisatie, &["oordeel"], AlsRegel(*regel)).terug(terug)
        }
        E::OordeelOntvangen { overleg: nr, organisatie } => oordeel(nr, organisatie, &["oordeel"], Iedereen),
        E::OordeelVerzegeld { overleg: nr, ronde, oordeel: o } => {
            oordeel(nr, &o.organisatie, &[], NaOnthulling(*nr, *ronde))
        }
        E::OordelenOnthuld { overleg: nr } => overleg(nr, &[]).zicht(Zichtwissel::Onthult),
        E::ConclusieGetrokken { overleg: nr, .. } => overleg(nr, &["conclusie"]),
        E::OptieGewogen { overleg: nr, optie, velden } => {
            K::new(Ding::Optie(*nr, *optie), velden::optie(velden), AlsDing).woorden(Woorden::Anders)
        }
        E::OptieAfgeschermd { overleg: nr, optie, .. } => {
            K::new(Ding::Optie(*nr, *optie), ["scherm"], AlsDing).zicht(Zichtwissel::Wisselt).woorden(Woorden::Verborgen)
        }
        E::OptieVrijgegeven { overleg: nr, optie, .. } => {
            K::new(Ding::Optie(*nr, *optie), ["scherm"], AlsDing).zicht(Zichtwissel::Wisselt)
        }
        // the answer that rests on a shielded line takes the earlier answers to the factor with it: one of them alone would
        // say something else than the meeting said
        E::FactorGewogen { overleg: nr, factor, weging } => {
            K::new(Ding::Factor(*nr, factor.clone()), ["weging"], AlsFactor(&weging.regels))
                .zicht(Zichtwissel::AlsAfgeschermd)
                .terug(Terug(Daad::voor("antwoord op ")))
        }
        E::UitkomstGenoteerd { overleg: nr, uitkomst } => {
            K::new(Ding::Uitkomst(*nr, uitkomst.instrument.clone()), ["uitkomst"], Iedereen)
        }
        E::ScenarioGeschetst { overleg: nr, scenario, velden } => {
            K::new(Ding::Scenario(*nr, *scenario), velden::scenario(velden), Iedereen)
        }
        E::CriteriumBeantwoord { overleg: nr, criterium, .. } => {
            K::new(Ding::Criterium(*nr, criterium.clone()), ["antwoord"], Iedereen).terug(Terug(Daad::voor("antwoord op ")))
        }
        E::OpschalingBeslist { overleg: nr, .. } => overleg(nr, &["opschaling"]),
        E::MomentBepaald { overleg: nr, .. } => overleg(nr, &["acuut of niet"]),
        E::Vastgesteld { overleg: nr, onderwerp, .. } => {
            K::new(Ding::Onderwerp(*nr, *onderwerp), ["vaststelling"], Iedereen)
        }
        E::VraagBesproken { overleg: nr, reeks, nr: vraag, .. } => {
            K::new(Ding::Reeksvraag(*nr, reeks.clone(), *vraag), ["antwoord"], Iedereen)
        }
        E::TerzijdeGelegd { overleg: nr, maatregel, .. } => {
            K::new(Ding::Terzijde(*nr, maatregel.clone()), ["reden"], Iedereen)
        }
        // decisions and actions
        E::BesluitVoorgenomen { besluit, regel, .. } => {
            K::new(Ding::Besluit(*besluit), [], AlsRegel(Some(*regel))).maakt().woorden(Woorden::Anders).terug(Mee)
        }
        E::BesluitAangevuld { besluit, velden } => K::new(Ding::Besluit(*besluit), velden::besluit(velden), AlsDing)
            .woorden(Woorden::Anders)
            .terug(Terug(Daad::na(" aangevuld"))),
        E::BesluitStatusGewijzigd { besluit, naar, bevoegd, .. } => {
            let velden: &[Veld] = if bevoegd.is_some() { &["status", "bevoegd"] } else { &["status"] };
            let woorden = eindigt(naar.is_eind());
            K::new(Ding::Besluit(*besluit), velden, AlsDing).woorden(woorden).terug(Terug(Daad::na(" ").waarde(naar)))
        }
        E::DissentGenoteerd { besluit, .. } => K::new(Ding::Besluit(*besluit), ["wie het anders ziet"], AlsDing)
            .terug(Terug(Daad::voor("afwijkende mening bij "))),
        E::ToetsGenoteerd { besluit, .. } => {
            K::new(Ding::Besluit(*besluit), ["toets"], AlsDing).terug(Terug(Daad::voor("toets van ")))
        }
        E::ActieGeopend { actie, regel, .. } => {
            K::new(Ding::Actie(*actie), [], AlsRegel(Some(*regel))).maakt().woorden(Woorden::Anders).terug(Mee)
        }
        E::ActieAangevuld { actie, velden } => K::new(Ding::Actie(*actie), velden::actie(velden), AlsDing)
            .woorden(Woorden::Anders)
            .terug(Terug(Daad::na(" aangevuld"))),
        E::ActieGemeld { actie, naar, .. } => {
            let woorden = eindigt(*naar == ActieStatus::Vervallen);
            K::new(Ding::Actie(*actie), ["status"], AlsDing).woorden(woorden).terug(Terug(Daad::na(" ").waarde(naar)))
        }
        // the register, pages for the burgemeester, clocks
        E::InzetGeopend { inzet, regel, velden } => {
            let made = K::new(Ding::Inzet(*inzet), [], AlsRegel(Some(*regel))).maakt();
            made.noemt(genoemd(velden)).woorden(Woorden::Anders).terug(Mee)
        }
        E::InzetAangevuld { inzet, velden } => K::new(Ding::Inzet(*inzet), velden::inzet(velden), AlsDing)
            .noemt(genoemd(velden))
            .woorden(Woorden::Anders)
            .terug(Terug(Daad::na(" aangevuld"))),
        E::InzetStatusGewijzigd { inzet, naar, .. } => {
            let woorden = eindigt(*naar == InzetStatus::Vervallen);
            K::new(Ding::Inzet(*inzet), ["status"], AlsDing).woorden(woorden).terug(Terug(Daad::na(" ").waarde(naar)))
        }
        E::SchendingGemeld { inzet, schending } => {
            // more about an earlier report does not breach anything anew
            let velden: &[Veld] = if schending.bij.is_some() { &["schending"] } else { &["schending", "status"] };
            K::new(Ding::Inzet(*inzet), velden, AlsDing).terug(Terug(Daad {
                voor: "schending van ",
                na: " gemeld",
                waarde: None,
            }))
        }
        E::Voorgelegd { voorlegger, velden, .. } => {
            let besluit = velden.besluit.map(Ding::Besluit);
            let noemt = besluit.into_iter().chain(velden.feiten.iter().flatten().map(|r| Ding::Regel(*r)));
            let anders = velden.feiten.is_some() || velden.besluit.is_some();
            K::new(Ding::Voorlegger(*voorlegger), velden::voorlegger(velden), AlsDing)
                .maakt()
                .noemt(noemt.collect())
                .zicht(verbonden(anders))
        }
        E::VoorleggerBeantwoord { voorlegger, .. } => K::new(Ding::Voorlegger(*voorlegger), ["antwoord"], AlsDing),
        E::KlokGezet { klok, velden } => K::new(Ding::Klok(*klok), velden::klok(velden), AlsDing)
            .maakt()
            .noemt(velden.inzet.map(Ding::Inzet).into_iter().collect())
            .zicht(verbonden(velden.inzet.is_some())),
        E::KlokGestopt { klok, .. } => K::new(Ding::Klok(*klok), ["einde"], AlsDing),
    }
}

/// What an entry of the register names.
fn genoemd(velden: &InzetVelden) -> Vec<Ding> {
    let bij = velden.hoort_bij.iter().flatten().map(|m| Ding::Inzet(*m));
    velden.besluit.map(Ding::Besluit).into_iter().chain(bij).collect()
}

/// Whether what was decided stands no longer.
fn eindigt(eindigt: bool) -> Woorden {
    if eindigt { Woorden::Eindigen } else { Woorden::Blijven }
}

/// Whether it says anew on what it hangs: its earlier events go with it, out of sight or back into it.
fn verbonden(anders: bool) -> Zichtwissel {
    if anders { Zichtwissel::AndersVerbonden } else { Zichtwissel::Blijft }
}
