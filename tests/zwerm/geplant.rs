//! Planted words. Every text of a made-up command has a word of its own in it; here is kept where each was typed, and what
//! became of that. Who may read it is for `mag` to say.

use std::collections::BTreeMap;

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Betrokkenenotitie, Dossier, Dossierstuk, Meldingnotitie, Stukintrekking, Stukvrijgave};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{
    ActieId, BesluitId, BetrokkeneId, DossierNummer, FactorId, InformatieId, InzetId, KlokNr, MeldingId, OptieId,
    OverlegNr, RegelId, RequestId, VoorleggerId, VraagId,
};
use crisistafel::domain::rol::Stamp;
use crisistafel::domain::tekst::Tekst;
use serde_json::Value;

use super::mag::{Schild, schilden};
use super::toeval::{MERK, WOORD_NA_MERK};

/// An account's request.
pub(crate) type Verzoek = (Tekst, RequestId);

/// On what a word hangs: by the rule of the product each is shielded with that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plaats {
    /// It is typed, or was refused: it is in no record.
    Getypt,
    /// It is typed in a line that begins as one for these organisations.
    GetyptVoor(Vec<String>),
    /// The dossier, or a meeting: nothing that can be shielded.
    Open,
    Regel(RegelId),
    Vraag(VraagId),
    Besluit(BesluitId),
    Actie(ActieId),
    Inzet(InzetId),
    Klok(KlokNr),
    Voorlegger(VoorleggerId),
    Optie(OverlegNr, OptieId),
    /// The words of an answer of a partner.
    Informatie(InformatieId, u32),
    Melding(MeldingId),
    Betrokkene(BetrokkeneId),
    /// What of a person is always shielded.
    Geheim(BetrokkeneId),
    /// An answer to a factor, and the lines on which that one rested.
    Factor(OverlegNr, FactorId, Vec<RegelId>),
    /// A judgement in the closed round with this number.
    Ronde(OverlegNr, u32),
    /// Why something was taken back.
    Terug(Verzoek),
    /// Why somebody is let in, or not any more.
    Toegang,
}

/// A planted word.
#[derive(Clone, Debug)]
pub(crate) struct Woord {
    pub(crate) dossier: DossierNummer,
    /// The command and the part of it: `leg_regel_vast.regel.tekst`.
    pub(crate) veld: String,
    /// The request in which it was typed first.
    pub(crate) van: Verzoek,
    pub(crate) plaats: Plaats,
}

/// What became of a request that was recorded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Daad {
    /// The lines that it was about when it was recorded.
    pub(crate) regels: Vec<RegelId>,
    /// The answers to factors that it gave.
    pub(crate) antwoorden: Vec<Plaats>,
    /// Whether it put a shield.
    scherm: bool,
    /// Under what, or with what, it was taken back: then it stands nowhere that is open, for good.
    pub(crate) verborgen: Vec<Schild>,
}

/// Every planted word of a meeting.
#[derive(Clone, Debug, Default)]
pub(crate) struct Geplant {
    pub(crate) woorden: BTreeMap<String, Woord>,
    pub(crate) daden: BTreeMap<Verzoek, Daad>,
}

impl Geplant {
    /// Commands were typed: by this account, in this request.
    pub(crate) fn getypt(&mut self, dossier: DossierNummer, van: &Verzoek, commands: &[Command]) {
        for command in commands {
            for (veld, woord) in velden(command) {
                let nieuw = || Woord { dossier, veld, van: van.clone(), plaats: Plaats::Getypt };
                self.woorden.entry(woord).or_insert_with(nieuw);
            }
        }
    }

    /// A text was typed, that is no command yet; by somebody of this organisation.
    pub(crate) fn los(&mut self, dossier: DossierNummer, van: &Verzoek, tekst: &str, eigen: Option<&Tekst>) {
        let namen = tekst.strip_prefix("!(").and_then(|t| t.split_once(')')).map(|(namen, _)| namen.split(", "));
        let namen: Option<Vec<String>> = namen.map(|n| n.chain(eigen.map(Tekst::as_str)).map(str::to_owned).collect());
        let plaats = namen.map_or(Plaats::Getypt, Plaats::GetyptVoor);
        for woord in woorden_in(tekst) {
            let plaats = plaats.clone();
            let nieuw = || Woord { dossier, veld: "getypt".to_owned(), van: van.clone(), plaats };
            self.woorden.entry(woord.to_owned()).or_insert_with(nieuw);
        }
    }

    /// They are recorded as these events, on a dossier that is `voor` before them.
    pub(crate) fn vastgelegd(&mut self, voor: &Dossier, stamp: &Stamp, frame: (&[Command], &[Event])) {
        let (commands, events) = frame;
        let van = (stamp.wie.gebruiker.clone(), stamp.verzoek);
        self.getypt(voor.nummer, &van, commands);
        let mut daad = Daad { scherm: zet_scherm(events), ..Daad::default() };
        for command in commands {
            let hier = plaats(command, events, stamp);
            if !is_zonder_gevolg(command, events) {
                daad.regels.extend(regels(voor, &hier));
            }
            daad.antwoorden.extend(matches!(hier, Plaats::Factor(..)).then(|| hier.clone()));
            for (_, woord) in velden(command) {
                if let Some(w) = self.woorden.get_mut(&woord).filter(|w| w.plaats == Plaats::Getypt) {
                    let hiervan = if commands.len() > 1 { met(events, &woord) } else { events.to_vec() };
                    let hier = plaats(command, &hiervan, stamp);
                    w.plaats = beslisser(&hiervan, &w.veld).unwrap_or_else(|| gevonden(&hiervan, &woord, &hier));
                }
            }
            if let Command::NeemTerug { verzoek, .. } = command {
                self.teruggenomen(&tot(voor, stamp, events, *verzoek), &(van.0.clone(), *verzoek));
            }
        }
        self.daden.insert(van, daad);
    }

    fn teruggenomen(&mut self, voor: &Dossier, van: &Verzoek) {
        if let Some(daad) = self.daden.get_mut(van) {
            daad.verborgen = daad.regels.iter().flat_map(|r| schilden(voor, &Plaats::Regel(*r))).collect();
            if daad.scherm && daad.verborgen.is_empty() {
                daad.verborgen.push(Schild::Rol);
            }
        }
    }
}

/// The dossier as it is where this request is taken back: what came before that in the same frame was done.
fn tot(voor: &Dossier, stamp: &Stamp, events: &[Event], terug: RequestId) -> Dossier {
    let eerder = events.iter().take_while(|e| !matches!(e, Event::Teruggenomen { verzoek, .. } if *verzoek == terug));
    let mut d = voor.clone();
    eerder.for_each(|event| evolve(&mut d, stamp, event));
    d
}

/// Whether a correction changed nothing: then the request did nothing to that line.
fn is_zonder_gevolg(command: &Command, events: &[Event]) -> bool {
    let Command::CorrigeerRegel { regel, .. } = command else { return false };
    let noemt = format!("\"regel\":{}", json(regel));
    !events.iter().any(|e| json(e).contains(&noemt))
}

/// Those of several events in which this word stands; all, where it stands in none. Two commands of a kind make two things
/// of a kind, and a word hangs on its own.
fn met(events: &[Event], woord: &str) -> Vec<Event> {
    let all: Vec<Event> = events.iter().filter(|e| woorden_in(&json(e)).any(|w| w == woord)).cloned().collect();
    if all.is_empty() { events.to_vec() } else { all }
}

fn zet_scherm(events: &[Event]) -> bool {
    events.iter().any(|e| matches!(e, Event::RegelAfgeschermd { .. } | Event::OptieAfgeschermd { .. }))
}

/// Who answered a page is who took the decision that waited for it: that name is told with the decision.
fn beslisser(events: &[Event], veld: &str) -> Option<Plaats> {
    let besluit = events.iter().find_map(|e| match e {
        Event::BesluitStatusGewijzigd { besluit, .. } => Some(Plaats::Besluit(*besluit)),
        _ => None,
    });
    // what of a person is always shielded is typed beside the rest
    let geheim = events.iter().find_map(|e| match e {
        Event::GeheimGenoteerd { betrokkene, .. } => Some(Plaats::Geheim(*betrokkene)),
        _ => None,
    });
    let geheim = geheim.filter(|_| veld.starts_with("noteer_betrokkene.geheim."));
    besluit.filter(|_| veld == "beantwoord_voorlegger.antwoord.naam").or(geheim)
}

/// Several commands can make one frame, each a line or an option: which of those has this word.
fn gevonden(events: &[Event], woord: &str, hier: &Plaats) -> Plaats {
    let heeft = |t: &Tekst| t.as_str().contains(woord);
    let regel = events.iter().find_map(|e| match e {
        Event::RegelVastgelegd { regel, inhoud, .. } if woorden_in(&json(inhoud)).any(|w| w == woord) => Some(*regel),
        _ => None,
    });
    let optie = events.iter().find_map(|e| match e {
        Event::OptieGewogen { overleg, optie, velden } if velden.optie.as_ref().is_some_and(heeft) => {
            Some((*overleg, *optie))
        }
        _ => None,
    });
    let informatie = events.iter().find_map(|e| match e {
        Event::InformatieInhoud { informatie, nr, woorden, .. } if heeft(woorden) => Some((*informatie, *nr)),
        _ => None,
    });
    if let Some((informatie, nr)) = informatie {
        return Plaats::Informatie(informatie, nr);
    }
    match (regel, optie) {
        (Some(regel), _) => Plaats::Regel(regel),
        (None, Some((nr, optie))) => Plaats::Optie(nr, optie),
        (None, None) => hier.clone(),
    }
}

/// Where the texts of a command belong. Every command is named: who adds one says here what it speaks of.
#[expect(clippy::too_many_lines, reason = "a table in which every command is named")]
fn plaats(command: &Command, events: &[Event], stamp: &Stamp) -> Plaats {
    use Command as C;
    match command {
        C::LegRegelVast { .. } => nieuwe(events, |e| match e {
            Event::RegelVastgelegd { regel, .. } => Some(Plaats::Regel(*regel)),
            _ => None,
        }),
        C::CorrigeerRegel { regel, .. }
        | C::WijzigSoort { regel, .. }
        | C::SchermRegelAf { regel, .. }
        | C::GeefRegelVrij { regel, .. }
        | C::TrekRegelIn { regel }
        | C::MerkHuisverbodgrond { regel, .. } => Plaats::Regel(*regel),
        C::WijsVraagToe { vraag, .. } | C::BeantwoordVraag { vraag, .. } => Plaats::Vraag(*vraag),
        C::GeefOordeel { .. } | C::StelOordeelBij(_) => nieuwe(events, |e| match e {
            Event::OordeelVerzegeld { overleg, ronde, .. } => Some(Plaats::Ronde(*overleg, *ronde)),
            Event::OordeelGegeven { regel, .. } => Some(regel.map_or(Plaats::Open, Plaats::Regel)),
            _ => None,
        }),
        C::WeegOptie { overleg, optie: Some(optie), .. } | C::GeefOptieVrij { overleg, optie, .. } => {
            Plaats::Optie(*overleg, *optie)
        }
        C::WeegOptie { .. } => nieuwe(events, |e| match e {
            Event::OptieGewogen { overleg, optie, .. } => Some(Plaats::Optie(*overleg, *optie)),
            _ => None,
        }),
        C::WeegFactor { overleg, factor, weging } => Plaats::Factor(*overleg, factor.clone(), weging.regels.clone()),
        C::VulInzetAan { inzet, .. } | C::WijzigInzetStatus { inzet, .. } | C::MeldSchending { inzet, .. } => {
            Plaats::Inzet(*inzet)
        }
        C::LegVoor { .. } => nieuwe(events, |e| match e {
            Event::Voorgelegd { voorlegger, .. } => Some(Plaats::Voorlegger(*voorlegger)),
            _ => None,
        }),
        C::BeantwoordVoorlegger { voorlegger, .. } => Plaats::Voorlegger(*voorlegger),
        C::NoteerToets { besluit, .. } | C::VulBesluitAan { besluit, .. } | C::NoteerDissent { besluit, .. } => {
            Plaats::Besluit(*besluit)
        }
        C::WijzigBesluitStatus(gevraagd) => Plaats::Besluit(gevraagd.besluit),
        C::ZetKlok { .. } => nieuwe(events, |e| match e {
            Event::KlokGezet { klok, .. } => Some(Plaats::Klok(*klok)),
            _ => None,
        }),
        C::NoteerMelding(Meldingnotitie { melding: Some(id), .. }) => Plaats::Melding(*id),
        C::NoteerMelding(_) => nieuwe(events, |e| match e {
            Event::MeldingGenoteerd { melding, .. } => Some(Plaats::Melding(*melding)),
            _ => None,
        }),
        C::NoteerBetrokkene(Betrokkenenotitie { betrokkene: Some(id), .. }) => Plaats::Betrokkene(*id),
        C::NoteerBetrokkene(_) => nieuwe(events, |e| match e {
            Event::BetrokkeneGenoteerd { betrokkene, .. } => Some(Plaats::Betrokkene(*betrokkene)),
            _ => None,
        }),
        C::GeefStukVrij(Stukvrijgave { stuk, .. }) | C::TrekStukIn(Stukintrekking { stuk, .. }) => match stuk {
            Dossierstuk::Melding(id) => Plaats::Melding(*id),
            Dossierstuk::Betrokkene(id) => Plaats::Betrokkene(*id),
        },
        C::StopKlok { klok, .. } => Plaats::Klok(*klok),
        C::VulActieAan { actie, .. } | C::MeldActie { actie, .. } => Plaats::Actie(*actie),
        // as who was let in: for who leads, carries or records
        C::GeefToegang(_)
        | C::TrekToegangIn { .. }
        | C::NeemNoodtoegang { .. }
        | C::BeoordeelNoodtoegang(_)
        | C::StelVernietigingVoor { .. }
        | C::KeurVernietigingGoed { .. } => Plaats::Toegang,
        C::NeemTerug { verzoek, .. } => Plaats::Terug((stamp.wie.gebruiker.clone(), *verzoek)),
        #[rustfmt::skip]
        C::OpenDossier { .. } | C::WijzigWerktitel { .. } | C::WijzigStatus { .. } | C::BeantwoordAcuut { .. }
        | C::Meld112 { .. } | C::BenoemContactpersoon(_) | C::NoteerNietWeten(_) | C::SchrapNietWeten { .. }
        | C::RoepOverlegBijeen(_) | C::StartOverleg { .. } | C::MaakAfspraken { .. } | C::NoteerAanwezigheid { .. }
        | C::NeemVoorzitterOver { .. } | C::WijzigEinde { .. } | C::NoteerHybride { .. } | C::NaarFase { .. }
        | C::GeefRedenOvergang { .. } | C::LaatOvergangVallen { .. } | C::Schors { .. } | C::Hervat { .. }
        | C::SluitOverleg { .. } | C::StelVerslagVast { .. } | C::KiesPunt { .. } | C::VinkPuntAf { .. }
        | C::HeropenPunt { .. } | C::GeefBeurt { .. } | C::RondBeurtAf { .. } | C::TrekConclusie { .. }
        | C::MeldVoorgelezen { .. } | C::NoteerUitkomst { .. } | C::OpenGeslotenRonde { .. }
        | C::OnthulOordelen { .. } | C::SchetsScenario { .. } | C::BeantwoordCriterium { .. }
        | C::BeslisOpschaling { .. } | C::BepaalMoment { .. } | C::StelVast { .. } | C::BespreekVraag { .. }
        | C::VraagHerbeoordeling { .. } | C::LegTerzijde { .. } | C::MeldVerteld { .. }
        | C::VraagInformatie(_) | C::BeantwoordInformatie(_) | C::VerzetInformatie(_) | C::TrekInformatieIn { .. }
        | C::BeantwoordBeeldvraag(_)
        | C::NoteerUitkomst112(_) | C::BenoemVerteller { .. } | C::Bevries { .. } | C::Ontdooi { .. } => Plaats::Open,
    }
}

fn nieuwe(events: &[Event], van: impl Fn(&Event) -> Option<Plaats>) -> Plaats {
    events.iter().find_map(van).unwrap_or(Plaats::Open)
}

/// The lines on which something hangs in this state.
fn regels(d: &Dossier, plaats: &Plaats) -> Vec<RegelId> {
    match plaats {
        Plaats::Regel(r) => vec![*r],
        Plaats::Vraag(id) => d.vragen.get(id).map(|x| x.regel).into_iter().collect(),
        Plaats::Besluit(id) => d.besluiten.get(id).map(|x| x.regel).into_iter().collect(),
        Plaats::Actie(id) => d.acties.get(id).map(|x| x.regel).into_iter().collect(),
        Plaats::Inzet(id) => d.inzetten.get(id).map(|x| x.regel).into_iter().collect(),
        Plaats::Factor(_, _, regels) => regels.clone(),
        // none of these is taken back by a key
        #[rustfmt::skip]
        Plaats::Klok(_) | Plaats::Voorlegger(_) | Plaats::Optie(..) | Plaats::Ronde(..) | Plaats::Informatie(..) | Plaats::Melding(_) | Plaats::Betrokkene(_) | Plaats::Geheim(_)
        | Plaats::Getypt | Plaats::GetyptVoor(_) | Plaats::Open | Plaats::Terug(_) | Plaats::Toegang => Vec::new(),
    }
}

/// Whether a judgement was typed: of a closed round not even its draft is shown to anybody.
pub(crate) fn is_oordeel(veld: &str) -> bool {
    veld.starts_with("geef_oordeel.") || veld.starts_with("stel_oordeel_bij.")
}

/// The planted words of a command, each with the part in which it stands.
pub(crate) fn velden(command: &Command) -> Vec<(String, String)> {
    let value = serde_json::to_value(command).unwrap();
    let naam = value.get("opdracht").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut found = Vec::new();
    loop_door(&value, &naam, &mut found);
    found
}

fn loop_door(value: &Value, pad: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(tekst) => found.extend(woorden_in(tekst).map(|w| (pad.to_owned(), w.to_owned()))),
        Value::Array(all) => all.iter().for_each(|v| loop_door(v, pad, found)),
        Value::Object(all) => all.iter().for_each(|(k, v)| loop_door(v, &format!("{pad}.{k}"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The planted words in these bytes as text: on the wire, in a file, on a screen.
pub(crate) fn woorden_in(tekst: &str) -> impl Iterator<Item = &str> {
    let heel = |(at, _): (usize, &str)| tekst.get(at..at + MERK.len() + WOORD_NA_MERK);
    tekst.match_indices(MERK).filter_map(heel)
}

/// As it is written.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
