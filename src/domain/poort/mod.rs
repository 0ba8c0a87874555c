//! The gates: what is still open before a step. They warn and take a reason; they never block someone who must act.

// a new check is decided on here, and so is what any new value means to a check
#![deny(clippy::wildcard_enum_match_arm)]

mod beeld;
mod besluit;
mod oordeel;

use super::dossier::{
    Aanwezig, Aanzet, Actie, ActieStatus, Antwoord, Besluit, BesluitStatus, Dossier, Fase, Onderwerp, Overleg, Sluiting,
    Vraag,
};
use super::ids::RegelId;
use super::kader::{Controle, Kader, Poort};
use super::leemte::{self, Leemte};
use super::tekst::Tekst;
use super::tijd::Tijdstip;

/// One thing that is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPunt {
    /// Which check found it.
    pub controle: Controle,
    /// What it is, in words.
    pub tekst: Tekst,
    /// The same without words that somebody typed and without answers: what may be recorded of it and may stand on a wall,
    /// because what it speaks of can be shielded later.
    pub vast: Tekst,
    /// The line that it hangs on, where there is one: what hangs on a shielded line is not for everyone.
    pub regel: Option<RegelId>,
}

/// A meeting as it stands at a moment.
#[derive(Clone, Copy)]
pub struct Peiling<'a> {
    /// The dossier.
    pub d: &'a Dossier,
    /// The meeting.
    pub o: &'a Overleg,
    /// The kader with which it opened.
    pub kader: &'a Kader,
    /// The moment.
    pub nu: Tijdstip,
}

/// What is still open before `naar`, in the order of the kader. For closing, `sluiting` is what is about to be recorded;
/// without it nothing of it is there yet.
pub fn open_punten(stand: Peiling<'_>, naar: Fase, sluiting: Option<&Sluiting>) -> Vec<OpenPunt> {
    let Peiling { d, o, kader, nu } = stand;
    let mut open: Vec<OpenPunt> = Vec::new();
    let gates = kader.poorten.iter().filter(|p| p.naar == naar || p.controle.bij_elke_stap());
    for poort in gates {
        if poort.naar != naar && open.iter().any(|p| p.controle == poort.controle) {
            continue;
        }
        for Vondst { wat, vast, regel } in onder_een(gevonden(Blik { d, o, kader, nu, sluiting }, poort.controle)) {
            let tekst = melding(poort, &wat);
            let vast = vast.map_or_else(|| tekst.clone(), |vast| melding(poort, &vast));
            open.push(OpenPunt { controle: poort.controle, tekst, vast, regel });
        }
        if poort.controle == Controle::OrganisatieZonderOordeel && o.afweging.open_ronde().is_some() {
            let tekst: Tekst = "de gesloten ronde is nog niet onthuld".into();
            open.push(OpenPunt { controle: poort.controle, vast: tekst.clone(), tekst, regel: None });
        }
    }
    open
}

/// One line per subject: what hangs on no line of its own is named in one sentence.
fn onder_een(found: Vec<Vondst>) -> Vec<Vondst> {
    let (eigen, samen): (Vec<Vondst>, Vec<Vondst>) = found.into_iter().partition(|v| v.regel.is_some());
    let Some(eerste) = samen.first() else { return eigen };
    let vast = samen.iter().map(|v| v.vast.clone().unwrap_or_else(|| v.wat.clone()));
    let mut vaste: Vec<String> = Vec::new();
    vast.for_each(|v| {
        if !vaste.contains(&v) {
            vaste.push(v);
        }
    });
    let anders = samen.iter().any(|v| v.vast.is_some());
    let wat = opsomming(&samen.iter().map(|v| v.wat.as_str()).collect::<Vec<_>>());
    let vast = anders.then(|| opsomming(&vaste.iter().map(String::as_str).collect::<Vec<_>>()));
    let een = if samen.len() == 1 { eerste.clone() } else { Vondst { wat, vast, regel: None } };
    std::iter::once(een).chain(eigen).collect()
}

/// `politie, OM en Veilig Thuis`
fn opsomming(namen: &[&str]) -> String {
    match namen {
        [] => String::new(),
        [een] => (*een).to_owned(),
        [rest @ .., laatste] => format!("{} en {laatste}", rest.join(", ")),
    }
}

/// What a gate says of `wat`; where that is nothing, what stands around it between brackets goes too.
fn melding(poort: &Poort, wat: &str) -> Tekst {
    let melding = poort.melding.as_str();
    let melding = if wat.is_empty() { melding.replace(" ({wat})", "") } else { melding.to_owned() };
    Tekst::cut(&melding.replace("{wat}", wat))
}

/// What is open before the step that comes next.
pub fn open_voor_volgende(stand: Peiling<'_>) -> Vec<OpenPunt> {
    let naar = stand.o.fase.volgende().unwrap_or(Fase::Gesloten);
    if stand.o.fase.loopt() { open_punten(stand, naar, None) } else { Vec::new() }
}

/// What a check looks at.
#[derive(Clone, Copy)]
struct Blik<'a> {
    d: &'a Dossier,
    o: &'a Overleg,
    kader: &'a Kader,
    nu: Tijdstip,
    sluiting: Option<&'a Sluiting>,
}

/// A thing that a check finds: its name for the message, its name in the record where that is another, and the line that it
/// hangs on.
#[derive(Clone)]
struct Vondst {
    wat: String,
    vast: Option<String>,
    regel: Option<RegelId>,
}

/// What each check finds. A new one does not compile until somebody says here what it looks at.
fn gevonden(b: Blik<'_>, controle: Controle) -> Vec<Vondst> {
    let Blik { d, o, .. } = b;
    match controle {
        Controle::PartnerNietGehoord => genoemd(niet_gehoord(o)),
        Controle::VraagZonderEigenaarOfTijd => vragen(d, o, |v| !leemte::van_vraag(v).is_empty()),
        Controle::OrganisatieZonderOordeel => genoemd(oordeel::zonder_oordeel(o, aan_tafel(o))),
        Controle::NietsDoenNietGewogen => een_als(!o.opties.iter().any(|optie| optie.niets_doen)),
        Controle::BesluitZonderOrgaanOfGrond => besluiten(d, o, |b| mist(b, &[Leemte::Bevoegd, Leemte::Grond])),
        Controle::ActieZonderEigenaarOfTermijn => acties(d, o, |a| !leemte::van_actie(a).is_empty()),
        Controle::NiemandVerteltHaar => een_als(o.verteller.is_none()),
        Controle::GeenVolgendeRonde => bij_sluiten(b, |s| s.volgende.is_none() && s.geen_volgende.is_empty()),
        Controle::GeenEerderBij => bij_sluiten(b, |s| s.volgende.is_some() && s.eerder_bij.is_empty()),
        Controle::NietIedereenVeilig => bij_sluiten(b, |s| s.veilig != Antwoord::Ja),
        Controle::BesluitZonderEffectvraag => besluiten(d, o, |b| mist(b, &[Leemte::Effectvraag])),
        Controle::KernpartnerZonderReden => genoemd(beeld::zonder_reden(b)),
        Controle::BelangNietVastgelegd => een_als(o.afspraken.as_ref().is_none_or(|a| a.grond.is_empty())),
        Controle::EerdereMeldingenNietGevraagd => genoemd(beeld::niet_gevraagd(o)),
        Controle::FeitZonderBron => beeld::zonder_bron(d, o),
        Controle::VtMeldingOntbreekt => een_als(!beeld::veilig_thuis_weet(b)),
        Controle::KindcheckOpen => een_als(!beeld::kindcheck_klaar(o)),
        Controle::FactorNietBesproken => genoemd(oordeel::niet_besproken(b)),
        Controle::ConclusieOntbreekt => een_als(o.conclusies.is_empty()),
        Controle::ConclusieWijktAfVanVoorstel => oordeel::wijkt_af(b),
        Controle::ConclusieOnderBodem => genoemd(oordeel::onder_bodem(b)),
        Controle::NietHerbeoordeeld => oordeel::herbeoordelen(b, |aanzet| aanzet != Aanzet::Schending),
        Controle::SchendingNietGewogen => oordeel::herbeoordelen(b, |aanzet| aanzet == Aanzet::Schending),
        Controle::InstrumentOntbreekt => oordeel::instrumenten(b),
        Controle::IntiemeTerreurNietAcuut => een_als(oordeel::dwang_niet_acuut(b)),
        Controle::CriteriumZonderAntwoord => genoemd(oordeel::criteria_open(b)),
        Controle::MomentNietGewogen => een_als(o.afweging.momenten.is_empty()),
        Controle::VergissingNietGewogen => een_als(o.afweging.vaststelling(Onderwerp::Vergissing).is_none()),
        Controle::AcuutZonderOpheffing => een_als(besluit::niet_opgeheven(b)),
        Controle::HoogZonderMaatregel => een_als(besluit::hoog_zonder_maatregel(b)),
        Controle::MaatregelVraagtNog => besluit::missen(b, &[Leemte::Kan]),
        Controle::MaatregelBotst => besluit::botsen(b),
        Controle::OverwegingOntbreekt => zonder_naam(besluit::niet_overwogen(b), "een maatregel om te overwegen"),
        Controle::OrgaanNietBevoegd => besluit::missen(b, &[Leemte::OrgaanReden]),
        Controle::MaatregelZonderEinde => besluit::missen(b, &[Leemte::Einde]),
        Controle::HuisverbodZonderGrondfeit => een_als(besluit::zonder_grondfeit(d, o)),
        Controle::NadelenNietGewogen => besluit::missen(b, &[Leemte::Nadelen]),
        Controle::JuridischeToetsOpen => besluiten(d, o, |b| b.toetsen.last().is_some_and(|(t, _)| t.is_open())),
        Controle::MaatregelNietBekendBijPolitie => besluit::missen(b, &[Leemte::PolitieWeet]),
        Controle::VoorwaardeZonderToezicht => besluit::missen(b, &[Leemte::Toezicht, Leemte::Meldpunt, Leemte::Gevolg]),
        Controle::StructureelVoorAcuut => een_als(besluit::structureel_voor_acuut(b)),
        Controle::GroepZonderPlan => genoemd(besluit::zonder_plan(b)),
        Controle::GesprekNietAfgestemd => een_als(o.afweging.vaststelling(Onderwerp::Gespreksvolgorde).is_none()),
        Controle::VertellenOnvolledig => genoemd(o.verteller.as_ref().map(besluit::ontbreekt).unwrap_or_default()),
        Controle::MeldpuntNietUitgelegd => een_als(o.verteller.as_ref().is_some_and(|v| v.meldpunt.is_empty())),
        Controle::GeenVasteContactpersoon => een_als(d.contactpersoon.is_none()),
        Controle::GeenRegie => genoemd(besluit::zonder_regie(b)),
        Controle::PartnerZonderContactpersoon => besluit::zonder_persoon(b),
        Controle::GeenVeiligheidsafspraken => een_als(besluit::geen_afspraken(b)),
        Controle::GeenActie => een_als(acties(d, o, |a| a.status != ActieStatus::Vervallen).is_empty()),
        Controle::MaatregelZonderHerziening => besluit::zonder_herziening(b),
        Controle::AfgeschermdNietVoorgelezen => besluit::niet_voorgelezen(b),
        Controle::InformatieNietBeantwoord => genoemd(beeld::zonder_antwoord(d)),
    }
}

/// Whether it is so of the closing; while nothing of that is there, it is.
fn bij_sluiten(b: Blik<'_>, zo: impl Fn(&Sluiting) -> bool) -> Vec<Vondst> {
    een_als(b.sluiting.is_none_or(zo))
}

/// One finding without a name, when it is so.
fn een_als(gevonden: bool) -> Vec<Vondst> {
    gevonden.then(|| Vondst { wat: String::new(), vast: None, regel: None }).into_iter().collect()
}

fn genoemd(namen: Vec<String>) -> Vec<Vondst> {
    namen.into_iter().map(|wat| Vondst { wat, vast: None, regel: None }).collect()
}

/// The same, of names that follow from an answer: the record says once that there is such a thing, and not which.
fn zonder_naam(namen: Vec<String>, vast: &'static str) -> Vec<Vondst> {
    namen.into_iter().map(|wat| Vondst { wat, vast: Some(vast.to_owned()), regel: None }).collect()
}

/// Who was asked or sits at the table, and had no turn. A contribution in writing counts as a turn.
fn niet_gehoord(o: &Overleg) -> Vec<String> {
    let schriftelijk =
        |org: &str| o.deelnemers.iter().any(|d| d.aanwezig == Aanwezig::Schriftelijk && d.organisatie.same(org));
    organisaties(o, |a| matches!(a, Aanwezig::Aanwezig | Aanwezig::Uitgenodigd))
        .into_iter()
        .filter(|org| !o.beurten.iter().any(|b| b.organisatie.same(org)) && !schriftelijk(org))
        .collect()
}

/// The organisations that are or were at the table.
fn aan_tafel(o: &Overleg) -> Vec<String> {
    organisaties(o, |a| a == Aanwezig::Aanwezig)
}

/// The organisations of who takes part in this way, each once, in the order in which they came.
fn organisaties(o: &Overleg, zo: impl Fn(Aanwezig) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for d in o.deelnemers.iter().filter(|d| zo(d.aanwezig)) {
        if !found.iter().any(|f| d.organisatie.same(f)) {
            found.push(d.organisatie.to_string());
        }
    }
    found
}

/// The questions of this meeting of which it is so.
fn vragen(d: &Dossier, o: &Overleg, zo: impl Fn(&Vraag) -> bool) -> Vec<Vondst> {
    let deze = d.vragen.values().filter(|v| v.overleg == o.nr && zo(v));
    deze.map(|v| Vondst { wat: v.id.to_string(), vast: None, regel: Some(v.regel) }).collect()
}

/// The actions of this meeting of which it is so.
fn acties(d: &Dossier, o: &Overleg, zo: impl Fn(&Actie) -> bool) -> Vec<Vondst> {
    let deze = d.acties.values().filter(|a| a.overleg == o.nr && zo(a));
    deze.map(|a| Vondst { wat: a.id.to_string(), vast: None, regel: Some(a.regel) }).collect()
}

/// Whether a decision lacks one of these.
fn mist(b: &Besluit, een: &[Leemte]) -> bool {
    leemte::van_besluit(b).iter().any(|l| een.contains(l))
}

/// The decisions of this meeting that stand and lack something.
fn besluiten(d: &Dossier, o: &Overleg, mist: impl Fn(&Besluit) -> bool) -> Vec<Vondst> {
    d.besluiten
        .values()
        .filter(|b| b.overleg == o.nr && b.status != BesluitStatus::Ingetrokken && mist(b))
        .map(|b| Vondst { wat: b.id.to_string(), vast: None, regel: Some(b.regel) })
        .collect()
}
