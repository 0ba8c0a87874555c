//! Whether an action can be done now, and why not. Decides both whether it is carried out and how it is shown; the
//! server decides again.

use crate::app::state::blik::Blik;
use crate::app::state::model::{Model, Verbinding};
use crate::domain::dossier::{Fase, Overleg};
use crate::domain::kader::Werkblad;
use crate::domain::rechten;
use crate::domain::rol::Rol;
use crate::domain::voorlezen::nog_voor_te_lezen;
use crate::input::catalogue::Action;
use crate::protocol::Soort;

/// Whether `action` can be done, or why it cannot.
pub fn available(m: &Model, action: Action) -> Result<(), String> {
    if let Some(rollen) = wie(m, action) {
        if !is_voor(m, action) {
            let names: Vec<&str> = rollen.iter().filter(|r| **r != Rol::Scherm).map(|r| r.naam()).collect();
            return Err(format!("alleen voor: {}", names.join(", ")));
        }
        if !matches!(m.verbinding, Verbinding::Er) {
            return Err("er is nu geen verbinding".to_owned());
        }
    }
    match m.soort {
        Soort::Scherm => op_scherm(m, action),
        Soort::Terminal | Soort::Vraag => in_overleg(m, action),
    }?;
    match action {
        Action::VolgendeBeurt => eis_ronde(m),
        Action::Pin | Action::PinWeg | Action::Vergrendel => eis_pin(m, action),
        _ => Ok(()),
    }
}

/// A PIN is set where the service is there, and taken away or asked for where there is one.
fn eis_pin(m: &Model, action: Action) -> Result<(), String> {
    match action {
        Action::Vergrendel if !m.pin => Err("u hebt nog geen PIN; zet er een met /pin".to_owned()),
        Action::Vergrendel => Ok(()),
        _ if !matches!(m.verbinding, Verbinding::Er) => Err("er is nu geen verbinding".to_owned()),
        Action::PinWeg if !m.pin => Err("u hebt geen PIN".to_owned()),
        _ => Ok(()),
    }
}

/// Whether somebody at this terminal may ever do it, now or at another moment.
pub fn is_voor(m: &Model, action: Action) -> bool {
    wie(m, action).is_none_or(|rollen| m.rollen().iter().any(|r| rollen.contains(r)))
}

/// The roles that an action is for; none when it is for everyone.
fn wie(m: &Model, action: Action) -> Option<&'static [Rol]> {
    use Action as A;
    match action {
        A::VolgendPunt | A::VorigPunt | A::Punten if m.in_dossier() => None,
        A::PuntKlaar
        | A::LeesVerder
        | A::VolgendPunt
        | A::VorigPunt
        | A::Punten
        | A::Beurt
        | A::VolgendeBeurt
        | A::BeurtKlaar => Some(rechten::GANG),
        A::Verder | A::Schors | A::Hervat | A::NietVerder => Some(rechten::STUUR),
        A::TerugFase
        | A::Start
        | A::Sluiten
        | A::Vaststellen
        | A::Overnemen
        | A::Eindtijd
        | A::GeslotenRonde
        | A::Onthul => Some(rechten::VOORZITTER),
        A::Status => Some(rechten::REGIE),
        A::Oordeel => Some(rechten::SPREKERS),
        A::RedenGeven
        | A::Hybride
        | A::Bijeenroepen
        | A::Aanwezig
        | A::Afspraken
        | A::Acuut
        | A::Inbreng
        | A::Afschermen
        | A::Conclusie
        | A::Optie
        | A::Voorgelezen
        | A::Vertelt
        | A::Contact
        | A::NietWeten
        | A::Werktitel
        | A::NieuwDossier
        | A::Toegang
        | A::Vul
        | A::Wissel
        | A::Dissent
        | A::Soort
        | A::ZetAfscherming
        | A::ZetKring
        | A::TrekIn
        | A::Moment
        | A::Opschalen
        | A::Herbeoordelen
        | A::AntwoordJa
        | A::AntwoordNee
        | A::AntwoordOnbekend
        | A::AntwoordGeen
        | A::NeemOver => Some(rechten::KERN),
        #[rustfmt::skip]
        A::Verteld | A::SchendingVullen | A::Schending | A::NieuweRij | A::Huisverbodgrond | A::Toets | A::Terzijde
        | A::InformatieOntvangen | A::InformatieNiets | A::InformatieDat | A::InformatieHoofdlijnen
        | A::InformatieGeweigerd => { Some(rechten::KERN) },
        // what shows, looks up, moves, or does what the layer that lies open asked
        #[rustfmt::skip]
        A::Menu | A::Help | A::Bel112 | A::Zoek | A::Terug | A::Stop | A::Thema | A::Ververs | A::Open | A::Bewaar
        | A::AnderSoort | A::VorigSoort | A::VorigeRegel | A::Ongedaan | A::WisRegel | A::BladerOp | A::BladerNeer
        | A::NaarBegin | A::NaarEinde | A::Besluiten | A::Acties | A::Vragen | A::Regels | A::Overzicht | A::Op
        | A::Neer | A::Kies | A::Bevestig | A::Leeg | A::VolgendVeld | A::VorigVeld | A::KeuzeLinks | A::KeuzeRechts
        | A::Bord | A::Uitkomsten | A::Scenarios | A::Criteria | A::Reeksen | A::Filter | A::Palet | A::Maatregelen
        | A::Klokken | A::Informatiebeeld | A::Meldingen | A::Betrokkenen | A::Uitkomst112 | A::Noodtoegang | A::Voorlegger | A::Onderwerpen | A::Lees | A::NogOpen | A::Blad | A::Opties | A::Partners
        | A::Pin | A::PinWeg | A::Vergrendel | A::Vandaag | A::AllesWatWacht | A::NaarDossier | A::NaarOverleg => None,
    }
}

/// On the shared screen: stepping, ticking, blanking.
fn op_scherm(m: &Model, action: Action) -> Result<(), String> {
    use Action as A;
    let wand = m.deelscherm.wand.as_ref();
    let loopt = if wand.is_some_and(|w| w.fase.loopt()) { Ok(()) } else { Err("er loopt geen overleg".to_owned()) };
    match action {
        A::Verder if wand.is_some_and(|w| w.fase == Fase::Afsluiting) => {
            Err("sluiten doet de voorzitter op een eigen terminal, met /sluiten".to_owned())
        }
        A::LeesVerder if m.deelscherm.volgende_bladzijde() => Ok(()),
        A::PuntKlaar | A::LeesVerder | A::VolgendPunt | A::VolgendeBeurt | A::Verder | A::Schors => match wand {
            Some(w) if w.geschorst => Err("het overleg is geschorst; hervat het eerst".to_owned()),
            _ => loopt,
        },
        A::Hervat if wand.is_none_or(|w| !w.geschorst) => Err("het overleg is niet geschorst".to_owned()),
        A::NogOpen => loopt,
        A::NietVerder if wand.is_none_or(|w| w.wacht_op_reden.is_none()) => {
            Err("er wacht geen stap op een reden".to_owned())
        }
        A::Zoek | A::Partners | A::Pin | A::PinWeg | A::Vergrendel => {
            Err("niet op het gedeelde scherm; gebruik een eigen terminal".to_owned())
        }
        _ => Ok(()),
    }
}

/// The next in a round gets the floor only where there is a round: elsewhere lines would be in a name that nobody chose.
fn eis_ronde(m: &Model) -> Result<(), String> {
    let here = if let (Soort::Scherm, Some(w)) = (m.soort, &m.deelscherm.wand) {
        w.fase == Fase::Beeldvorming
    } else {
        let blok = m.kader().zip(m.overleg()).and_then(|(k, o)| k.blok(o.fase));
        blok.is_some_and(|b| b.punten.iter().any(|p| p.werkblad == Werkblad::Inbrengronde))
    };
    let say = "de inbrengronde is in beeldvorming; iemand nu het woord geven doet u met /beurt";
    if here { Ok(()) } else { Err(say.to_owned()) }
}

/// In the dossier itself, which is no meeting: what belongs to one waits until the terminal is there.
fn in_dossier(m: &Model, action: Action) -> Result<(), String> {
    use Action as A;
    let nu = m.dossier().and_then(|d| d.actueel()).map(|o| o.fase);
    let eis = |zo: bool, anders: &str| if zo { Ok(()) } else { Err(anders.to_owned()) };
    match action {
        A::Bijeenroepen => {
            eis(nu.is_none_or(|fase| fase == Fase::Gesloten), "er is al een overleg gepland of bezig; /overleg gaat erheen")
        }
        A::NaarOverleg => eis(nu.is_some(), "er is nog geen overleg; /bijeenroepen roept er een bijeen"),
        A::NaarDossier => eis(m.blik != Blik::Overleg, "u bent al in het dossier"),
        A::Overzicht => eis(m.blik != Blik::Overzicht, "u bent al in het overzicht"),
        _ if van_overleg(action) && nu.is_some() => Err("ga eerst naar het overleg, met /overleg".to_owned()),
        _ if van_overleg(action) => Err("er is nog geen overleg; /bijeenroepen roept er een bijeen".to_owned()),
        _ => Ok(()),
    }
}

/// Whether something is done in a meeting, and nowhere else.
fn van_overleg(action: Action) -> bool {
    use Action as A;
    #[rustfmt::skip]
    let stap = matches!(
        action,
        A::PuntKlaar | A::Beurt | A::VolgendeBeurt | A::BeurtKlaar | A::TerugFase | A::Schors | A::Verder | A::Hervat
            | A::Sluiten | A::Vaststellen | A::Start | A::RedenGeven | A::NietVerder | A::Eindtijd | A::Voorgelezen
            | A::GeslotenRonde | A::Onthul
    );
    stap || vergt_een(action) && action != A::Regels || vergt_lopend(action)
}

/// Whether it is about a meeting, whether that goes on or not.
#[rustfmt::skip]
fn vergt_een(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::Aanwezig | A::Afspraken | A::Vertelt | A::Verteld | A::Regels | A::Onderwerpen | A::Terzijde | A::Bord
            | A::Uitkomsten | A::Scenarios | A::Criteria | A::Reeksen | A::Opties
    )
}

/// Whether it is part of a meeting that goes on.
#[rustfmt::skip]
fn vergt_lopend(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::Overnemen | A::Hybride | A::Oordeel | A::Conclusie | A::Optie | A::NogOpen | A::Moment | A::Opschalen
            | A::AntwoordJa | A::AntwoordNee | A::AntwoordOnbekend | A::AntwoordGeen | A::NeemOver
    )
}

/// On a person's terminal.
fn in_overleg(m: &Model, action: Action) -> Result<(), String> {
    use Action as A;
    if m.in_dossier() {
        return in_dossier(m, action);
    }
    let fase = m.overleg().map(|o| o.fase);
    let geschorst = m.overleg().is_some_and(Overleg::is_geschorst);
    let loopt = fase.is_some_and(Fase::loopt);
    let ronde = m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some());
    let eis = |zo: bool, anders: &str| if zo { Ok(()) } else { Err(anders.to_owned()) };
    match action {
        A::VorigPunt => Err("vorige punten kiest u met /punten".to_owned()),
        A::NaarDossier | A::NaarOverleg => eis(m.replica.is_some(), "open eerst een dossier"),
        A::PuntKlaar
        | A::VolgendPunt
        | A::Punten
        | A::Beurt
        | A::VolgendeBeurt
        | A::BeurtKlaar
        | A::TerugFase
        | A::Schors => eis(
            loopt && !geschorst,
            if geschorst { "het overleg is geschorst; hervat het eerst" } else { "er loopt geen overleg" },
        ),
        A::Verder if geschorst => Err("het overleg is geschorst; hervat het eerst".to_owned()),
        A::Verder => eis(loopt && fase != Some(Fase::Afsluiting), "er is geen volgend blok; sluiten doet u met /sluiten"),
        A::Hervat => eis(geschorst, "het overleg is niet geschorst"),
        A::Sluiten => eis(fase == Some(Fase::Afsluiting), "sluiten kan in het blok Afsluiting"),
        A::Vaststellen => eis(fase == Some(Fase::Gesloten), "vaststellen kan als het overleg gesloten is"),
        A::Start => eis(fase == Some(Fase::Gepland), "er is geen overleg dat nog moet beginnen"),
        A::RedenGeven | A::NietVerder => {
            eis(m.overleg().is_some_and(|o| o.overgang.is_some()), "er wacht geen stap op een reden")
        }
        A::Bijeenroepen => eis(fase.is_none_or(|f| f == Fase::Gesloten), "er is al een overleg gepland of bezig"),
        A::Eindtijd => eis(fase.is_some_and(|f| f != Fase::Gesloten), "er is geen overleg gepland of bezig"),
        _ if vergt_een(action) => eis(fase.is_some(), "er is nog geen overleg"),
        _ if vergt_lopend(action) => eis(loopt, "er loopt geen overleg"),
        A::Voorgelezen => {
            let is = m.dossier().zip(m.overleg()).is_some_and(|(d, o)| nog_voor_te_lezen(d, o) > 0);
            eis(loopt && is, "er is niets dat nog voorgelezen moet worden")
        }
        A::GeslotenRonde => {
            eis(loopt && !ronde, if ronde { "er loopt al een gesloten ronde" } else { "er loopt geen overleg" })
        }
        A::Onthul => eis(ronde, "er loopt geen gesloten ronde"),
        A::Overzicht => eis(m.blik != Blik::Overzicht, "u bent al in het overzicht"),
        A::Partners => eis(m.kader().is_some_and(|k| !k.partners.is_empty()), "open eerst een dossier met een overleg"),
        A::Palet => eis(m.kader().is_some_and(|k| !k.maatregelen.is_empty()), "het kader heeft geen palet"),
        _ => Ok(()),
    }
}
