//! Carries out an action. Each is a few lines: the rules are the server's, the typing is the screens'.

use super::available::available;
use super::forms::open as form;
use super::plek::{Plek, blok_klaar, next_turn, plek};
use super::screens::weging::VanWie;
use super::screens::{aanwezig, dossier, lijsten, overleg, overzicht, register, stukken, vandaag, weging};
use super::{overlays, rijen};
use crate::app::state::blik::Blik;
use crate::app::state::effect::{Effect, Gevolg};
use crate::app::state::formulier::Doel;
use crate::app::state::keuze::{Keuze, KeuzeDoel};
use crate::app::state::laag::Laag;
use crate::app::state::lezen::{Lezen, Stof};
use crate::app::state::lijst::{Lijststaat, Registerlijst};
use crate::app::state::menu::Menu;
use crate::app::state::model::{BerichtSoort, Model};
use crate::app::state::over::Over;
use crate::app::state::palet::Palet;
use crate::app::state::verzoek::Verzoekherkomst;
use crate::app::state::zoeken::Zoeken;
use crate::domain::advies::te_herbeoordelen;
use crate::domain::command::Command;
use crate::domain::dossier::Fase;
use crate::domain::ids::OverlegNr;
use crate::domain::kader::Werkblad;
use crate::domain::tekst::Tekst;
use crate::input::catalogue::{Action, Scope, entry};
use crate::projection::wandblad::WandBlad;
use crate::protocol::Soort;

/// A key with this meaning was pressed.
pub fn act(m: &mut Model, action: Action) -> Gevolg {
    overlays::handle(m, action).unwrap_or_else(|| run(m, action))
}

/// Does it, if it can be done now; else says why not.
pub fn run(m: &mut Model, action: Action) -> Gevolg {
    if let Err(why) = available(m, action) {
        m.zeg(BerichtSoort::Weigering, format!("dat kan nu niet: {why}"));
        return Gevolg::default();
    }
    match staat_voor(m, action) {
        Some(other) => Gevolg::dan(other),
        None => doe(m, action).into(),
    }
}

/// The action that this one is here: a new row is made as that list makes one; an item is ticked from the last page of its
/// sheet only, and never from one that was not shown yet.
fn staat_voor(m: &Model, action: Action) -> Option<Action> {
    match (action, &m.blik) {
        (Action::NieuweRij, Blik::Register(staat)) => lijsten::maakt_nieuw(staat.lijst),
        (Action::Bewaar, Blik::Overleg) if overleg::is_leeg(m) => dossier::opent(m),
        (Action::LeesVerder, Blik::Overleg | Blik::Register(_) | Blik::Deelscherm) => {
            let last = m.deelscherm.is_getoond() && !m.deelscherm.volgende_bladzijde();
            last.then_some(Action::PuntKlaar)
        }
        _ => None,
    }
}

fn doe(m: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Menu => open(m, Laag::Menu(Menu::default())),
        Action::Help => open(m, Laag::Lezen(Lezen::van(Stof::Hulp))),
        Action::Zoek => open(m, Laag::Zoeken(Zoeken::default())),
        Action::Bel112 => bel_112(m),
        Action::Terug => back(m),
        Action::Stop => super::stop::stop(m),
        Action::Pin | Action::PinWeg => overlays::pin::open(m, action == Action::PinWeg),
        Action::Vergrendel => super::weg::vergrendel(m),
        Action::Thema => theme(m),
        Action::Ververs => vec![Effect::Redraw],
        Action::Leeg => {
            m.deelscherm.leeg = !m.deelscherm.leeg;
            Vec::new()
        }
        Action::Overzicht => {
            m.blik = Blik::Overzicht;
            overzicht::vraag()
        }
        Action::Vandaag => {
            m.blik = Blik::Vandaag;
            overzicht::vraag()
        }
        Action::NaarDossier => dossier::naar_dossier(m),
        Action::NaarOverleg => dossier::naar_overleg(m),
        Action::Besluiten => list(m, Registerlijst::Besluiten),
        Action::Acties => list(m, Registerlijst::Acties),
        Action::Vragen => list(m, Registerlijst::Vragen),
        Action::Regels => list(m, Registerlijst::Regels),
        Action::Bord => list(m, Registerlijst::Factoren),
        Action::Uitkomsten => list(m, Registerlijst::Uitkomsten),
        Action::Scenarios => list(m, Registerlijst::Scenarios),
        Action::Criteria => list(m, Registerlijst::Criteria),
        Action::Reeksen => list(m, Registerlijst::Reeksen),
        Action::Partners => {
            let over = Over::hier(m);
            open(m, Laag::Over(over))
        }
        Action::Palet => open(m, Laag::Palet(Palet::default())),
        Action::Maatregelen => list(m, Registerlijst::Inzetten),
        Action::Klokken => list(m, Registerlijst::Klokken),
        Action::Voorlegger => list(m, Registerlijst::Voorleggers),
        Action::Onderwerpen => list(m, Registerlijst::Onderwerpen),
        Action::Opties => list(m, Registerlijst::Opties),
        Action::Toegang => list(m, Registerlijst::Toegang),
        Action::Informatiebeeld => list(m, Registerlijst::Informatiebeeld),
        Action::Meldingen => list(m, Registerlijst::Meldingen),
        Action::Betrokkenen => list(m, Registerlijst::Betrokkenen),
        Action::Uitkomst112 => stukken::na_112(m),
        Action::Blad => open(m, Laag::Lezen(Lezen::van(Stof::Blad))),
        Action::NogOpen => open(m, Laag::Lezen(Lezen::van(Stof::NogOpen))),
        Action::SchendingVullen => schending(m),
        _ => match m.blik {
            Blik::Overzicht => in_overview(m, action),
            Blik::Vandaag => in_today(m, action),
            Blik::Register(_) => in_register(m, action),
            Blik::Overleg | Blik::Deelscherm => in_meeting(m, action),
        },
    }
}

fn open(m: &mut Model, laag: Laag) -> Vec<Effect> {
    m.lagen.push(laag);
    Vec::new()
}

fn list(m: &mut Model, lijst: Registerlijst) -> Vec<Effect> {
    m.lijst_zoek.clear();
    m.blik = Blik::Register(Lijststaat { lijst, gekozen: None });
    Vec::new()
}

/// More about a breach: of the chosen measure, or of one that has to be chosen first.
fn schending(m: &mut Model) -> Vec<Effect> {
    if matches!(m.blik, Blik::Register(Lijststaat { lijst: Registerlijst::Inzetten, .. })) {
        return register::handle(m, Action::SchendingVullen);
    }
    m.zeg(BerichtSoort::Let, "kies de maatregel; g legt een schending vast, /schending vult die aan");
    list(m, Registerlijst::Inzetten)
}

fn back(m: &mut Model) -> Vec<Effect> {
    match m.blik {
        Blik::Overleg => een_omhoog(m),
        Blik::Register(_) => {
            // what is looked for goes first, then the list
            if m.lijst_zoek.is_empty() {
                m.blik = Blik::Overleg;
            }
            m.lijst_zoek.clear();
            Vec::new()
        }
        Blik::Overzicht | Blik::Vandaag if m.replica.is_some() => {
            m.blik = Blik::Overleg;
            Vec::new()
        }
        Blik::Overzicht | Blik::Vandaag | Blik::Deelscherm => Vec::new(),
    }
}

/// Esc in a meeting or in the dossier: what is being edited first; then one level up, but never out of a meeting that goes
/// on.
fn een_omhoog(m: &mut Model) -> Vec<Effect> {
    if m.overleg.bewerkt.is_some() || !m.overleg.wachtend.is_empty() {
        return overleg::terug(m);
    }
    match m.overleg().map(|o| (o.nr.is_dossier(), o.fase.loopt())) {
        Some((true, _)) => {
            m.blik = Blik::Vandaag;
            overzicht::vraag()
        }
        Some((false, false)) => dossier::naar_dossier(m),
        Some((false, true)) | None => overleg::terug(m),
    }
}

fn theme(m: &mut Model) -> Vec<Effect> {
    if !m.themas.is_empty() {
        m.themas.rotate_left(1);
    }
    m.themas.first().map(|name| Effect::Theme(name.clone())).into_iter().collect()
}

fn in_overview(m: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(sprong) = rijen::sprong(action) {
        overzicht::ga(m, sprong);
        return Vec::new();
    }
    match action {
        Action::Open => return overzicht::open(m),
        Action::NieuwDossier => return form(m, Doel::NieuwDossier),
        Action::Noodtoegang => return form(m, Doel::Noodtoegang),
        _ => {}
    }
    Vec::new()
}

fn in_today(m: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(sprong) = rijen::sprong(action) {
        vandaag::ga(m, sprong);
        return Vec::new();
    }
    match action {
        Action::Open => return vandaag::open(m),
        Action::AllesWatWacht => vandaag::wissel(m),
        _ => return in_overview(m, action),
    }
    Vec::new()
}

fn in_register(m: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(sprong) = rijen::sprong(action) {
        register::ga(m, sprong);
        return Vec::new();
    }
    match action {
        Action::Ongedaan => super::terug::neem_terug(m),
        Action::Vul
        | Action::Wissel
        | Action::Dissent
        | Action::Soort
        | Action::ZetAfscherming
        | Action::ZetKring
        | Action::TrekIn
        | Action::Schending
        | Action::NieuweRij
        | Action::Huisverbodgrond
        | Action::Toets => register::handle(m, action),
        _ if entry(action).is_some_and(|e| e.scopes.iter().any(|s| OP_EEN_RIJ.contains(s))) => register::handle(m, action),
        _ => in_meeting(m, action),
    }
}

/// The places in which one key answers the chosen row.
const OP_EEN_RIJ: [Scope; 2] = [Scope::Weging, Scope::Informatiebeeld];

/// Typing and looking; the rest is about the meeting.
fn in_meeting(m: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Bewaar => overleg::bewaar(m),
        Action::AnderSoort | Action::VorigSoort => overleg::tab(m, action == Action::VorigSoort),
        Action::Afschermen => overleg::scherm_af(m),
        Action::VorigeRegel => overleg::vorige(m),
        Action::Ongedaan => overleg::ongedaan(m),
        Action::WisRegel => overleg::wis(m),
        Action::BladerOp | Action::BladerNeer if m.blik == Blik::Deelscherm => {
            m.deelscherm.blader(action == Action::BladerOp);
            Vec::new()
        }
        Action::LeesVerder => {
            if m.deelscherm.volgende_bladzijde() {
                m.deelscherm.blader(false);
            }
            Vec::new()
        }
        Action::Schors if m.blik == Blik::Deelscherm => pauze(m),
        Action::BladerOp | Action::BladerNeer => {
            overleg::blader(m, action == Action::BladerOp);
            Vec::new()
        }
        Action::NaarEinde => {
            // a search can have led to an earlier meeting
            (m.overleg.anker, m.overleg.nr) = (None, None);
            Vec::new()
        }
        _ => match form_of(action) {
            Some(doel) => form(m, doel),
            None => step(m, action),
        },
    }
}

/// From the wall, on which nothing is typed: a pause takes one of a few reasons.
fn pauze(m: &mut Model) -> Vec<Effect> {
    let Some(overleg) = m.deelscherm.wand.as_ref().map(|w| w.overleg) else { return Vec::new() };
    let redenen = PAUZES.iter().map(|&reden| Tekst::from(reden)).collect();
    let words = PAUZES.iter().map(|&reden| reden.to_owned()).collect();
    open(m, Laag::Keuze(Keuze::new("Waarom een pauze?", words, KeuzeDoel::Pauze(overleg, redenen))))
}

/// Why a meeting pauses, as it is chosen on the wall (our own choice).
const PAUZES: [&str; 4] =
    ["korte pauze", "wachten op informatie", "iemand belt met de eigen organisatie", "eerst handelen: er is nu gevaar"];

/// Actions that open a form.
fn form_of(action: Action) -> Option<Doel> {
    Some(match action {
        Action::RedenGeven => Doel::RedenOvergang,
        Action::Schors => Doel::Schors,
        Action::Sluiten => Doel::Sluiten,
        Action::Overnemen => Doel::Overnemen,
        Action::Eindtijd => Doel::Eindtijd,
        Action::Hybride => Doel::Hybride,
        Action::Bijeenroepen => Doel::Bijeenroepen,
        Action::Afspraken => Doel::Afspraken,
        Action::Acuut => Doel::Acuut,
        Action::Contact => Doel::Contact,
        Action::NietWeten => Doel::NietWeten,
        Action::Conclusie => Doel::Conclusie,
        Action::Optie => Doel::Optie(None),
        Action::Vertelt => Doel::Vertelt,
        Action::Werktitel => Doel::Werktitel,
        Action::Status => Doel::Status,
        Action::Moment => Doel::Moment,
        Action::Opschalen => Doel::Opschalen,
        Action::Herbeoordelen => Doel::Herbeoordelen,
        Action::Verteld => Doel::Verteld,
        _ => return None,
    })
}

/// Steps of the meeting.
fn step(m: &mut Model, action: Action) -> Vec<Effect> {
    let Some(p) = plek(m) else { return Vec::new() };
    let overleg = p.overleg;
    let command = match action {
        Action::Start => Command::StartOverleg { overleg },
        Action::Hervat => Command::Hervat { overleg },
        Action::NietVerder => Command::LaatOvergangVallen { overleg },
        Action::BeurtKlaar => Command::RondBeurtAf { overleg },
        Action::GeslotenRonde => {
            m.zeg(BerichtSoort::Let, GESLOTEN_RONDE);
            Command::OpenGeslotenRonde { overleg }
        }
        Action::Voorgelezen => Command::MeldVoorgelezen { overleg },
        Action::Verder => match p.fase.volgende() {
            Some(naar) => Command::NaarFase { overleg, van: p.fase, naar, reden: Tekst::default() },
            None => return Vec::new(),
        },
        Action::PuntKlaar if acuut_is_open(m, &p) => return eerst_acuut(m),
        Action::PuntKlaar => match p.huidig.clone().filter(|h| !p.punten.iter().any(|(id, klaar)| id == h && *klaar)) {
            Some(punt) => Command::VinkPuntAf { overleg, punt },
            None => match blok_klaar(m) {
                Some(naar) => return open(m, Laag::Keuze(volgend_blok(p.fase, naar))),
                None => return next_item(m, &p),
            },
        },
        Action::VolgendPunt | Action::VorigPunt if overleg.is_dossier() => {
            return dossier::loop_langs(m, action == Action::VorigPunt);
        }
        Action::VolgendPunt => return next_item(m, &p),
        Action::VolgendeBeurt => match next_turn(&p) {
            Some(organisatie) => Command::GeefBeurt { overleg, organisatie },
            None if p.aan_het_woord.is_some() => Command::RondBeurtAf { overleg },
            None => {
                m.zeg(BerichtSoort::Let, "iedereen is aan het woord geweest");
                return Vec::new();
            }
        },
        _ => return choice(m, action, &p),
    };
    m.stuur(vec![command], Verzoekherkomst::Stap)
}

/// How a closed round goes.
const GESLOTEN_RONDE: &str = "gesloten ronde: /oordeel, gemaskeerd; niemand ziet er een vóór /onthul";

/// Whether the meeting is at the acute question, and nobody answered it, or it is open again.
fn acuut_is_open(m: &Model, p: &Plek) -> bool {
    if let (Soort::Scherm, Some(w)) = (m.soort, &m.deelscherm.wand) {
        let here = matches!(w.blad, Some(WandBlad::Acuut { .. }));
        return here && (w.acuut.antwoord.is_none() || !w.acuut.opnieuw.is_empty());
    }
    let punt = p.huidig.as_ref().and_then(|id| m.kader()?.punt(id));
    let here = punt.is_some_and(|(_, punt)| punt.werkblad == Werkblad::AcuteToets);
    here && m.dossier().is_some_and(|d| d.acuut.is_none() || !te_herbeoordelen(d, m.nu).is_empty())
}

/// The acute question is not ticked without an answer: it is asked, or it is said where that is done.
fn eerst_acuut(m: &mut Model) -> Vec<Effect> {
    if m.soort == Soort::Scherm {
        m.zeg(
            BerichtSoort::Let,
            "eerst de acute vraag, met /acuut op een eigen terminal; zonder afvinken verder: volgend punt",
        );
        return Vec::new();
    }
    m.zeg(BerichtSoort::Let, "eerst de acute vraag; zonder afvinken verder: /volgend");
    if available(m, Action::Acuut).is_ok() { form(m, Doel::Acuut) } else { Vec::new() }
}

/// Every item is ticked: offers the next block.
fn volgend_blok(van: Fase, naar: Fase) -> Keuze {
    let opties = vec![format!("ja, naar {naar}"), format!("nee, nog in {van}")];
    Keuze::new(format!("{van} is klaar: naar het volgende blok?"), opties, KeuzeDoel::Verder(van, naar))
}

/// The item after the current one, round the end of the block.
fn next_item(m: &mut Model, p: &Plek) -> Vec<Effect> {
    let at = p.huidig.as_ref().and_then(|h| p.punten.iter().position(|(id, _)| id == h));
    let next = at.map_or(0, |at| (at + 1) % p.punten.len().max(1));
    match p.punten.get(next).cloned() {
        Some((punt, _)) => m.stuur(vec![Command::KiesPunt { overleg: p.overleg, punt }], Verzoekherkomst::Stap),
        None => Vec::new(),
    }
}

/// Actions that open a choice.
fn choice(m: &mut Model, action: Action, p: &Plek) -> Vec<Effect> {
    let keuze = match action {
        Action::Punten => {
            let titles = p.punten.iter().map(|(id, klaar)| {
                let titel = m.kader().and_then(|k| k.punt(id)).map_or_else(|| id.to_string(), |(_, p)| p.titel.to_string());
                format!("{} {titel}", if *klaar { "✓" } else { "·" })
            });
            let at = p.punten.iter().position(|(id, _)| Some(id) == p.huidig.as_ref()).unwrap_or(0);
            let mut k = Keuze::new("Welk agendapunt?", titles.collect(), KeuzeDoel::Punt(p.punten.clone()));
            k.gekozen = Some(at);
            k
        }
        Action::Beurt => {
            let words = p.ronde.iter().map(|(org, heard)| format!("{} {org}", if *heard { "✓" } else { "·" }));
            let namen = p.ronde.iter().map(|(org, _)| org.clone()).collect();
            Keuze::new("Wie krijgt het woord?", words.collect(), KeuzeDoel::Beurt(namen))
        }
        Action::Inbreng => {
            let mut namen: Vec<Option<Tekst>> = p.ronde.iter().map(|(org, _)| Some(org.clone())).collect();
            namen.push(None);
            let words = namen.iter().map(|n| n.as_ref().map_or("wie het woord heeft".to_owned(), ToString::to_string));
            Keuze::new("Van wie is de inbreng van deze regel?", words.collect(), KeuzeDoel::Inbreng(namen.clone()))
        }
        Action::TerugFase => {
            let fasen: Vec<Fase> = Fase::BLOKKEN.into_iter().filter(|f| *f < p.fase).rev().collect();
            if fasen.is_empty() {
                m.zeg(BerichtSoort::Let, "dit is het eerste blok");
                return Vec::new();
            }
            let words = fasen.iter().map(ToString::to_string).collect();
            Keuze::new("Terug naar welk blok?", words, KeuzeDoel::Terug(p.fase, fasen))
        }
        Action::Aanwezig => aanwezig::keuze(m),
        Action::Vaststellen => vaststellen(p.overleg),
        Action::Oordeel => match weging::oordeel_van_wie(m) {
            VanWie::Een(organisatie) => return form(m, Doel::Oordeel { organisatie }),
            VanWie::Kies(keuze) => keuze,
            VanWie::Niemand(waarom) => {
                m.zeg(BerichtSoort::Weigering, waarom);
                return Vec::new();
            }
        },
        Action::Onthul => weging::onthul(m),
        _ => return Vec::new(),
    };
    open(m, Laag::Keuze(keuze))
}

/// What is settled stays settled: asks once, and nothing is chosen by a stray Enter.
fn vaststellen(overleg: OverlegNr) -> Keuze {
    let opties = vec!["nee, terug".to_owned(), "ja, stel vast; daarna alleen nog correcties".to_owned()];
    Keuze::new(format!("Het verslag van overleg {overleg} vaststellen?"), opties, KeuzeDoel::Vaststellen)
}

fn bel_112(m: &mut Model) -> Vec<Effect> {
    if m.soort == Soort::Scherm {
        let opties = vec!["112 is gebeld: leg vast hoe laat".to_owned(), "nee, terug".to_owned()];
        return open(m, Laag::Keuze(Keuze::new("Bel nu 112", opties, KeuzeDoel::Gebeld112)));
    }
    if m.replica.is_none() {
        m.zeg(BerichtSoort::Let, "bel nu 112; open daarna het dossier om vast te leggen dat er is gebeld");
        return Vec::new();
    }
    form(m, Doel::Bel112)
}
