//! Forms of who is involved: who it is, and how somebody is reached without harm.

use super::keuzes::antwoord_zolang;
use super::melding::scherm;
use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{Betrokkene, BetrokkeneVelden, Betrokkenenotitie, GeheimVelden, Tolk};
use crate::domain::ids::{BetrokkeneId, BetrokkenrolId};
use crate::domain::tekst::Tekst;

fn van(id: Option<BetrokkeneId>, m: &Model) -> Option<&Betrokkene> {
    m.dossier()?.betrokkenen.get(&id?)
}

/// What stands there of a person.
fn nu(was: Option<&Betrokkene>, deel: fn(&Betrokkene) -> &Tekst) -> &str {
    was.map(|w| deel(w).as_str()).unwrap_or_default()
}

/// What is recorded stands in every field.
pub(super) fn persoon(id: Option<BetrokkeneId>, m: &Model) -> Opzet {
    let was = van(id, m);
    let mut velden = rollen(was, m);
    velden.push(Formulierveld::tekst(S::Naam, "naam", "mag leeg blijven", nu(was, |b| &b.naam)));
    velden.push(verborgen(was));
    velden.extend([
        Formulierveld::tekst(S::OokBekend, "ook bekend als", "", nu(was, |b| &b.ook)),
        Formulierveld::tekst(S::Geboren, "geboren", "7-3-1990, alleen het jaar, of onbekend", nu(was, |b| &b.geboren)),
        Formulierveld::tekst(S::Relatie, "relatie", "in eigen woorden: haar ex, oma van P3", nu(was, |b| &b.relatie)),
        Formulierveld::tekst(S::Telefoon, "telefoon", "nooit op het gedeelde scherm", nu(was, |b| &b.telefoon)),
        Formulierveld::tekst(S::Adres, "adres", "", nu(was, |b| &b.adres)),
    ]);
    let geheim = was.map(|w| w.geheim.adres.as_str()).unwrap_or_default();
    let dicht = "alleen voor wie leidt, regisseert of notuleert";
    velden.push(Formulierveld::tekst(S::BeschermdAdres, "geheim adres", dicht, geheim));
    let (wapens, hond) = (was.and_then(|w| w.wapens), was.and_then(|w| w.hond));
    velden.extend([
        Formulierveld::keuze(S::Wapens, "wapens", antwoord_zolang("niet gezegd", wapens), Some(&wapens)),
        Formulierveld::keuze(S::Hond, "hond", antwoord_zolang("niet gezegd", hond), Some(&hond)),
        Formulierveld::tekst(S::Bezoek, "bij bezoek", "wat wie langsgaat moet weten", nu(was, |b| &b.bezoek)),
    ]);
    velden.extend(was.is_none().then(|| scherm(false)));
    let titel = id.map_or("Nieuwe betrokkene".to_owned(), |id| format!("Betrokkene {id}"));
    (titel, Vec::new(), velden)
}

/// The first role, and one beside it: who reports can belong to the network.
fn rollen(was: Option<&Betrokkene>, m: &Model) -> Vec<Formulierveld> {
    let bekend = m.kader().map(|k| k.betrokkenrollen.as_slice()).unwrap_or_default();
    let mut eerste: Vec<(String, BetrokkenrolId)> =
        bekend.iter().map(|r| (r.aanduiding.to_string(), r.id.clone())).collect();
    // of a kader that knows others, or none, what was recorded stays
    for rol in was.iter().flat_map(|w| &w.rollen).filter(|rol| bekend.iter().all(|r| r.id != **rol)) {
        eerste.push((rol.to_string(), rol.clone()));
    }
    let geen = [("geen".to_owned(), None)].into_iter();
    let ook = geen.chain(eerste.iter().map(|(woord, id)| (woord.clone(), Some(id.clone()))));
    let tweede = was.map(|w| w.rollen.get(1).cloned()).unwrap_or_default();
    vec![
        Formulierveld::keuze(S::Rol, "rol", eerste.clone(), was.and_then(|w| w.rollen.first())),
        Formulierveld::keuze(S::OokRol, "en ook", ook.collect::<Vec<_>>(), Some(&tweede)),
    ]
}

/// Whether the name is hidden: of a new person as the role says, unless somebody chooses.
fn verborgen(was: Option<&Betrokkene>) -> Formulierveld {
    let zoals = was.is_none().then_some(("zoals bij de rol", None));
    let paren = [("ja", Some(true)), ("nee", Some(false))].into_iter().chain(zoals);
    let nu = was.map(|w| w.naam_verborgen);
    let uitleg = "Verborgen: in lijsten, in het verslag en in toon staat alleen de rol met het nummer.".to_owned();
    Formulierveld::keuze(S::NaamVerborgen, "naam verborgen", paren, Some(&nu)).met_uitleg(vec![uitleg])
}

pub(super) fn noteer(f: &Formulier, id: Option<BetrokkeneId>, m: &Model) -> Ingevuld<Command> {
    let was = van(id, m);
    let eerste: BetrokkenrolId = f.keus(S::Rol)?;
    let tweede: Option<BetrokkenrolId> = f.keus(S::OokRol)?;
    if tweede.as_ref() == Some(&eerste) {
        return Err(Misvuld::bij(S::OokRol, "dat is dezelfde rol; kies een andere, of geen"));
    }
    // a form asks two; what is recorded beyond them stays
    let verder = was.iter().flat_map(|w| w.rollen.iter().skip(2).cloned());
    let velden = BetrokkeneVelden {
        rollen: Some(std::iter::once(eerste).chain(tweede).chain(verder).collect()),
        naam: Some(f.tekst(S::Naam)?),
        naam_verborgen: f.keus(S::NaamVerborgen)?,
        ook: Some(f.tekst(S::OokBekend)?),
        geboren: Some(f.tekst(S::Geboren)?),
        relatie: Some(f.tekst(S::Relatie)?),
        telefoon: Some(f.tekst(S::Telefoon)?),
        adres: Some(f.tekst(S::Adres)?),
        wapens: f.keus(S::Wapens)?,
        hond: f.keus(S::Hond)?,
        bezoek: Some(f.tekst(S::Bezoek)?),
        afgeschermd: f.keus_als_er(S::Afscherming).filter(|ja: &bool| *ja),
        ..BetrokkeneVelden::default()
    };
    let adres = Some(f.tekst(S::BeschermdAdres)?).filter(|_| !f.ongemoeid(S::BeschermdAdres));
    let geheim = GeheimVelden { adres, ..GeheimVelden::default() };
    Ok(Command::NoteerBetrokkene(Betrokkenenotitie { betrokkene: id, velden: Box::new(velden), geheim }))
}

/// How somebody is reached without harm.
pub(super) fn contact(id: BetrokkeneId, m: &Model) -> Opzet {
    let was = van(Some(id), m);
    let code = was.map(|w| w.geheim.codewoord.as_str()).unwrap_or_default();
    let nog = was.is_none_or(|w| w.tolk.is_none()).then_some(("niet gezegd".to_owned(), None));
    let tolk = Tolk::ALLE.map(|t| (t.to_string(), Some(t))).into_iter().chain(nog);
    let velden = vec![
        Formulierveld::tekst(S::Kanaal, "hoe", "app, via haar zus; anoniem nummer?", nu(was, |b| &b.kanaal)),
        Formulierveld::tekst(
            S::Wanneer,
            "veilig moment",
            "werkdagen 9:00 tot 12:00, als hij werkt",
            nu(was, |b| &b.moment),
        ),
        Formulierveld::tekst(S::Nooit, "nooit", "geen voicemail, niet aanbellen", nu(was, |b| &b.nooit)),
        Formulierveld::tekst(S::Codewoord, "codewoord", "alleen voor wie leidt, regisseert of notuleert", code),
        Formulierveld::tekst(S::Vervanger, "vervanger", "voor de vaste contactpersoon", nu(was, |b| &b.vervanger)),
        Formulierveld::tekst(S::Taal, "taal", "", nu(was, |b| &b.taal)),
        Formulierveld::keuze(S::Tolk, "tolk", tolk, Some(&was.and_then(|w| w.tolk))).met_uitleg(vec![
            "Een gecertificeerde tolk voorkomt misverstand (Rijswijk, bijlage 2); nooit familie.".to_owned(),
        ]),
    ];
    let rol = was.and_then(|w| w.rol(m.kader())).map(|r| r.uitleg.to_string()).filter(|u| !u.is_empty());
    let titel = was.map_or_else(|| id.to_string(), |w| w.aanduiding(m.kader()));
    (format!("Veilig contact met {titel}"), rol.into_iter().collect(), velden)
}

pub(super) fn noteer_contact(f: &Formulier, id: BetrokkeneId) -> Ingevuld<Command> {
    let velden = BetrokkeneVelden {
        kanaal: Some(f.tekst(S::Kanaal)?),
        moment: Some(f.tekst(S::Wanneer)?),
        nooit: Some(f.tekst(S::Nooit)?),
        vervanger: Some(f.tekst(S::Vervanger)?),
        taal: Some(f.tekst(S::Taal)?),
        tolk: f.keus(S::Tolk)?,
        ..BetrokkeneVelden::default()
    };
    let codewoord = Some(f.tekst(S::Codewoord)?).filter(|_| !f.ongemoeid(S::Codewoord));
    let geheim = GeheimVelden { codewoord, ..GeheimVelden::default() };
    Ok(Command::NoteerBetrokkene(Betrokkenenotitie { betrokkene: Some(id), velden: Box::new(velden), geheim }))
}
