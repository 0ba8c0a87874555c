//! Forms of meldingen: a new dossier begins with one; more of them, what came of a call to 112; and of every piece that
//! stands in a dossier by itself its shield, for whom it is, and taking it back.

use super::keuzes::{ANTWOORDEN, genoemd};
use super::kring;
use crate::app::state::formulier::{Formulier, Ingevuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{
    Antwoord, BetrokkeneVelden, Betrokkenenotitie, DossierStatus, Dossierstuk, GeheimVelden, Kanaal, Melder, Melding,
    MeldingVelden, Meldingnotitie, Stukintrekking, Stukstand, Stukvrijgave, Uitkomst112, Uitkomstnotitie,
};
use crate::domain::ids::MeldingId;
use crate::domain::rechten::REGIE;
use crate::domain::tekst::Tekst;

/// The number of the answer that somebody is in danger and 112 was called; before it stand the answers as everywhere.
const GEBELD: u32 = 4;

/// What the approach is for, said where it is asked.
const AFBAKENING: &str = "De aanpak is voor geweld in de relationele sfeer; niet door onbekenden, en niet een acute 112-melding \
    (Rijswijk, 2.4). De relatie begrenst niets: ook een buurman telt mee.";

/// A melding and a title: one key and a Tab for what is chosen, and the words.
pub(super) fn nieuw(m: &Model) -> Opzet {
    let gevaar = (1..).zip(ANTWOORDEN).map(|(nr, (woord, _))| (woord, nr)).chain([("ja, en 112 is gebeld", GEBELD)]);
    let mut velden = vec![Formulierveld::keuze::<u32, _>(S::Acuut, "nu direct gevaar", gevaar, None)];
    velden.extend(wie(None));
    velden.push(Formulierveld::tekst(S::Gemeld, "wat is gemeld", "zo letterlijk als kan", ""));
    velden.push(binnen(None));
    velden.push(Formulierveld::tekst(S::Werktitel, "werktitel", "zonder namen van personen", ""));
    velden.extend(buiten(None));
    velden.push(Formulierveld::toen(S::Ontvangen, "wanneer", "leeg is nu", None));
    velden.push(scherm(true));
    let mut uitleg = vec!["Eerst: is er nu iemand in direct gevaar? Bel dan 112, en ga daarna hier verder.".to_owned()];
    if !m.rollen().iter().any(|rol| REGIE.contains(rol)) {
        uitleg.push(
            "Buiten de aanpak: afsluiten als niet opgepakt doet daarna de voorzitter of de procesregisseur.".to_owned(),
        );
    }
    ("Nieuw dossier".to_owned(), uitleg, velden)
}

fn wie(was: Option<&Melding>) -> Vec<Formulierveld> {
    let van = |f: fn(&Melding) -> &Tekst| was.map(|w| f(w).as_str()).unwrap_or_default();
    let risico = vec![Melder::Burgemeester.risico().to_owned()];
    let nog = was.filter(|w| w.kanaal.is_none()).map(|_| ("niet gezegd".to_owned(), None));
    let kanaal = Kanaal::ALLE.map(|k| (k.to_string(), Some(k))).into_iter().chain(nog);
    vec![
        Formulierveld::keuze(S::Melder, "wie meldt", genoemd(Melder::ALLE), was.map(|w| &w.melder)).met_uitleg(risico),
        Formulierveld::tekst(S::Via, "naam, of via wie", "organisatie of persoon", van(|w| &w.via)),
        Formulierveld::keuze(S::Kanaal, "hoe", kanaal, was.map(|w| &w.kanaal)),
    ]
}

fn binnen(was: Option<&Melding>) -> Formulierveld {
    let nog = was.is_none_or(|w| w.binnen.is_none()).then_some(("nog niet gezegd", None));
    let paren = [("ja", Some(true)), ("nee", Some(false))].into_iter().chain(nog);
    Formulierveld::keuze(S::Binnen, "binnen de aanpak", paren, was.map(|w| &w.binnen))
        .met_uitleg(vec![AFBAKENING.to_owned()])
}

fn buiten(was: Option<&Melding>) -> [Formulierveld; 2] {
    let van = |f: fn(&Melding) -> &Tekst| was.map(|w| f(w).as_str()).unwrap_or_default();
    [
        Formulierveld::tekst(S::Reden, "reden", "nodig als het buiten de aanpak valt", van(|w| &w.reden)),
        Formulierveld::tekst(
            S::Overgenomen,
            "neemt het over",
            "nodig als het buiten de aanpak valt",
            van(|w| &w.overgenomen),
        ),
    ]
}

/// When in doubt it is shielded.
pub(super) fn scherm(nu: bool) -> Formulierveld {
    let paren = [("ja: wie leidt, regisseert of notuleert", true), ("nee: wie bij het dossier mag", false)];
    Formulierveld::keuze(S::Afscherming, "afgeschermd", paren, Some(&nu))
}

/// The dossier, the answer on danger, the melding; and where it falls outside the approach, and who may, that it is not taken
/// up. What is shielded is not repeated where everybody reads it.
pub(super) fn open(f: &Formulier, m: &Model) -> Ingevuld<Vec<Command>> {
    let gevaar: u32 = f.keus(S::Acuut)?;
    let toelichting = Tekst::default();
    let gekozen = ANTWOORDEN.into_iter().zip(1..).find(|(_, nr)| *nr == gevaar);
    let antwoord = gekozen.map_or(Antwoord::Ja, |((_, antwoord), _)| antwoord);
    let velden = Box::new(gelezen(f, m, None)?);
    let werktitel = f.eis(S::Werktitel)?;
    let sluit = velden.binnen == Some(false) && m.rollen().iter().any(|rol| REGIE.contains(rol));
    let gebeld = (gevaar == GEBELD).then(|| Command::Meld112 { toelichting: toelichting.clone() });
    let mut all = vec![Command::OpenDossier { werktitel }, Command::BeantwoordAcuut { antwoord, toelichting }];
    all.extend(gebeld);
    all.push(Command::NoteerMelding(Meldingnotitie { melding: None, velden }));
    if sluit {
        all.push(Command::WijzigStatus { naar: DossierStatus::NietOpgepakt, reden: "valt buiten de aanpak".into() });
    }
    Ok(all)
}

/// What is recorded of the melding stands in every field.
pub(super) fn melding(id: Option<MeldingId>, m: &Model) -> Opzet {
    let was = van(id, m);
    let mut velden = wie(was);
    velden.push(Formulierveld::toen(S::Ontvangen, "wanneer", "leeg is nu", was.map(|w| w.ontvangen)));
    let gemeld = was.map(|w| w.tekst.as_str()).unwrap_or_default();
    velden.push(Formulierveld::tekst(S::Gemeld, "wat is gemeld", "zo letterlijk als kan", gemeld));
    velden.push(binnen(was));
    velden.extend(buiten(was));
    velden.extend(was.is_none().then(|| scherm(true)));
    let titel = id.map_or("Nieuwe melding".to_owned(), |id| format!("Melding {id}"));
    (titel, Vec::new(), velden)
}

fn van(id: Option<MeldingId>, m: &Model) -> Option<&Melding> {
    m.dossier()?.meldingen.get(&id?)
}

pub(super) fn noteer(f: &Formulier, id: Option<MeldingId>, m: &Model) -> Ingevuld<Command> {
    Ok(Command::NoteerMelding(Meldingnotitie { melding: id, velden: Box::new(gelezen(f, m, id)?) }))
}

fn gelezen(f: &Formulier, m: &Model, id: Option<MeldingId>) -> Ingevuld<MeldingVelden> {
    let binnen: Option<bool> = f.keus(S::Binnen)?;
    let buiten = binnen == Some(false);
    let ontvangen = f.ongewist(S::Ontvangen, f.moment(S::Ontvangen, m)?)?;
    Ok(MeldingVelden {
        melder: Some(f.keus(S::Melder)?),
        via: Some(f.tekst(S::Via)?),
        kanaal: f.keus(S::Kanaal)?,
        // what stands in the form is to the minute
        ontvangen: ontvangen.filter(|_| id.is_none() || !f.ongemoeid(S::Ontvangen)),
        tekst: Some(f.eis(S::Gemeld)?),
        binnen,
        reden: Some(if buiten { f.eis(S::Reden)? } else { f.tekst(S::Reden)? }),
        overgenomen: Some(if buiten { f.eis(S::Overgenomen)? } else { f.tekst(S::Overgenomen)? }),
        afgeschermd: f.keus_als_er(S::Afscherming).filter(|ja: &bool| *ja),
        kring: Vec::new(),
    })
}

/// What came of the last call of which nobody said that yet; else more about the last call.
pub(super) fn na_112(nr: u32, m: &Model) -> Opzet {
    let at = usize::try_from(nr).ok().and_then(|nr| nr.checked_sub(1));
    let call = at.and_then(|at| m.dossier()?.meldingen_112.get(at));
    let uitleg = call.map(|c| {
        let wat = if c.toelichting.is_empty() { String::new() } else { format!(": {}", c.toelichting) };
        format!("112 gebeld {} door {}{wat}", c.gezet.op.kort(m.nu), c.gezet.door.naam)
    });
    let eerder = call.into_iter().flat_map(|c| &c.uitkomsten).map(|(u, g)| format!("· {} {}", g.op.kort(m.nu), u.wat));
    let velden = vec![
        Formulierveld::tekst(S::Uitkomst, "wat kwam ervan", "bijvoorbeeld: politie is er, hij is meegenomen", ""),
        Formulierveld::tekst(S::Door, "wie zegt dat", "meldkamer, politie, zijzelf", ""),
        Formulierveld::toen(S::Wanneer, "wanneer", "leeg is nu", None),
    ];
    ("Wat kwam er van 112".to_owned(), uitleg.into_iter().chain(eerder).collect(), velden)
}

pub(super) fn noteer_na_112(f: &Formulier, nr: u32, m: &Model) -> Ingevuld<Command> {
    let uitkomst = Uitkomst112 { wat: f.eis(S::Uitkomst)?, door: f.tekst(S::Door)?, op: f.moment(S::Wanneer, m)? };
    Ok(Command::NoteerUitkomst112(Uitkomstnotitie { nr, uitkomst }))
}

pub(super) fn vrij(stuk: Dossierstuk) -> Opzet {
    let velden = vec![Formulierveld::tekst(S::Reden, "reden", "waarom dit weer open mag", "")];
    (format!("{stuk} vrijgeven"), Vec::new(), velden)
}

pub(super) fn geef_vrij(f: &Formulier, stuk: Dossierstuk) -> Ingevuld<Command> {
    Ok(Command::GeefStukVrij(Stukvrijgave { stuk, reden: f.eis(S::Reden)?, scherm: None }))
}

pub(super) fn intrekken(stuk: Dossierstuk) -> Opzet {
    let velden = vec![Formulierveld::tekst(S::Reden, "reden", "waarom dit niet meer telt", "")];
    (format!("{stuk} intrekken"), vec!["Het blijft in het dossier staan, als ingetrokken.".to_owned()], velden)
}

pub(super) fn trek_in(f: &Formulier, stuk: Dossierstuk) -> Ingevuld<Command> {
    Ok(Command::TrekStukIn(Stukintrekking { stuk, reden: f.eis(S::Reden)? }))
}

pub(super) fn voor_wie(stuk: Dossierstuk, m: &Model) -> Opzet {
    let nu = m.dossier().and_then(|d| d.stuk(stuk)).and_then(Stukstand::scherm);
    kring::opzet(format!("Voor wie is {stuk}"), nu.as_ref())
}

pub(super) fn zet_voor_wie(f: &Formulier, stuk: Dossierstuk, m: &Model) -> Ingevuld<Command> {
    let (kring, scherm) = kring::wordt(f, m)?;
    let nu = m.dossier().and_then(|d| d.stuk(stuk)).and_then(Stukstand::scherm);
    Ok(match kring::waarom(f, nu.as_ref(), &scherm)? {
        Some(reden) => Command::GeefStukVrij(Stukvrijgave { stuk, reden, scherm: Some(scherm) }),
        None => scherm_af(stuk, kring),
    })
}

/// Shields a piece, per role or for these organisations.
pub(in crate::app) fn scherm_af(stuk: Dossierstuk, kring: Vec<crate::domain::scherm::Organisatie>) -> Command {
    match stuk {
        Dossierstuk::Melding(id) => {
            let velden = MeldingVelden { afgeschermd: Some(true), kring, ..MeldingVelden::default() };
            Command::NoteerMelding(Meldingnotitie { melding: Some(id), velden: Box::new(velden) })
        }
        Dossierstuk::Betrokkene(id) => {
            let velden = BetrokkeneVelden { afgeschermd: Some(true), kring, ..BetrokkeneVelden::default() };
            let geheim = GeheimVelden::default();
            Command::NoteerBetrokkene(Betrokkenenotitie { betrokkene: Some(id), velden: Box::new(velden), geheim })
        }
    }
}
