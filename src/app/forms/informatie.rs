//! Forms of the informatiebeeld: asking partners, what one answers, another moment, withdrawing, what the picture asks of
//! itself.

use super::keuzes::{ANTWOORDEN, genoemd};
use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{
    Beeldmelding, Informatiemelding, Informatiesoort, Informatieverzet, Informatieverzoek, Informatievraag, Wie,
};
use crate::domain::ids::{GrondId, InformatieId, ReeksId};
use crate::domain::invoer::merk;
use crate::domain::kader::{Grond, Kader};
use crate::domain::scherm::{Organisatie, Scherm};
use crate::domain::tekst::Tekst;

fn van(id: InformatieId, m: &Model) -> Option<&Informatieverzoek> {
    m.dossier()?.informatie.get(&id)
}

/// The core team is ticked, but for who is asked already.
pub(super) fn vragen(m: &Model) -> Opzet {
    let wacht = |naam: &Tekst| {
        let mut all = m.dossier().into_iter().flat_map(|d| d.informatie.values());
        all.any(|i| i.is_open() && i.partner == *naam)
    };
    let partners = m.kader().map(|k| k.partners.as_slice()).unwrap_or_default();
    let partners = partners.iter().map(|p| (p.naam.to_string(), p.naam.clone(), p.kern && !wacht(&p.naam)));
    let wijze = "spatie vinkt aan of uit; letters gaan naar een naam; het kernteam staat aan";
    let laatste = m.dossier().and_then(|d| d.informatie.values().next_back());
    let aan = laatste.map(|i| i.antwoord_aan.as_str()).unwrap_or_default();
    let gronden: Vec<&Grond> = m.kader().map(gedeelde_gronden).unwrap_or_default();
    let velden = vec![
        Formulierveld::vinkjes(S::Partners, "partners", partners).met_uitleg(vec![wijze.to_owned()]),
        Formulierveld::termijn(S::Termijn, "uiterlijk", "binnen 4 uur, vanmiddag 16:00", None),
        Formulierveld::keuze(S::Grond, "grond", gronden.iter().map(|g| (kort(&g.id), g.id.clone())), None)
            .met_uitleg(gronden.iter().map(|g| format!("{}: {}", kort(&g.id), g.grond)).collect()),
        Formulierveld::tekst(
            S::Wat,
            "vraag en doel",
            "gaat mee in het verzoek; een naam alleen als het niet anders kan",
            "",
        ),
        Formulierveld::tekst(S::Aan, "antwoord aan", "waar het antwoord heen gaat: wie, welk nummer of adres", aan),
    ];
    let uitleg = vec!["Elke partner krijgt een eigen verzoek, met deze termijn.".to_owned()];
    ("Partners vragen wat zij weten".to_owned(), uitleg, velden)
}

/// The grounds that more than one partner has: one request asks several.
fn gedeelde_gronden(k: &Kader) -> Vec<&Grond> {
    let delen = |g: &&Grond| k.partners.iter().filter(|p| p.gronden.contains(&g.id)).count() > 1;
    let shared: Vec<&Grond> = k.gronden.iter().filter(delen).collect();
    if shared.is_empty() { k.gronden.iter().collect() } else { shared }
}

/// The key of a ground as words: a ground has no shorter name.
fn kort(id: &GrondId) -> String {
    id.as_str().replace('_', " ")
}

pub(super) fn vraag(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    Ok(Command::VraagInformatie(Informatievraag {
        partners: f.vinkjes(S::Partners)?,
        uiterlijk: f.eis_moment(S::Termijn, m)?,
        grond: f.keus(S::Grond)?,
        doel: f.eis(S::Wat)?,
        antwoord_aan: f.tekst(S::Aan)?,
    }))
}

/// As it was answered, or of the kind that a key said.
pub(super) fn antwoord(id: InformatieId, soort: Option<Informatiesoort>, m: &Model) -> Opzet {
    let i = van(id, m);
    let was = i.and_then(Informatieverzoek::antwoord);
    let gezegd = soort.is_some();
    let soort = soort.or(was.map(|a| a.soort));
    let partner = i.and_then(|i| m.kader()?.partner(i.partner.as_str()));
    let eigen = partner.map(|p| p.gronden.as_slice()).unwrap_or_default();
    let gronden = [("zoals gevraagd".to_owned(), None)].into_iter().chain(eigen.iter().map(|g| (kort(g), Some(g.clone()))));
    let inhoud = was.filter(|a| soort == Some(a.soort)).and_then(|a| a.inhoud.as_ref());
    let kring: Vec<&str> = inhoud
        .and_then(|x| x.scherm.as_ref())
        .map(Scherm::organisaties)
        .unwrap_or_default()
        .iter()
        .map(Organisatie::as_str)
        .collect();
    let open = inhoud.is_some_and(|x| x.scherm.is_none());
    let wat = if soort == Some(Informatiesoort::Geweigerd) { "waarom" } else { "wat" };
    let door = was.map(|a| &a.door).filter(|d| !d.naam.is_empty());
    let mut velden = vec![
        Formulierveld::keuze(S::Antwoord, "antwoord", genoemd(Informatiesoort::ALLE), soort.as_ref()),
        Formulierveld::tekst(
            S::Wat,
            wat,
            "in woorden; bij een weigering de reden",
            inhoud.map(|x| x.woorden.as_str()).unwrap_or_default(),
        ),
        Formulierveld::wie(S::Wie, "wie gaf het", "leeg: de partner", door),
        Formulierveld::toen(S::Wanneer, "wanneer", "", Some(was.filter(|_| !gezegd).map_or(m.nu, |a| a.op))),
        Formulierveld::keuze(S::Grond, "grond", gronden, Some(&None)),
        Formulierveld::keuze(S::Afscherming, "de woorden zijn", [("afgeschermd", false), ("open", true)], Some(&open)),
        Formulierveld::tekst(
            S::Kring,
            "alleen voor",
            "organisaties; leeg: wie leidt, regisseert of notuleert",
            &kring.join(", "),
        ),
    ];
    if gezegd {
        // the kind was chosen by the key: what is typed next is why
        velden.swap(0, 1);
    }
    let uitleg = i.map(|i| format!("{} werd gevraagd: {}", i.partner, i.doel));
    (format!("Antwoord op {id}"), uitleg.into_iter().collect(), velden)
}

pub(super) fn beantwoord(f: &Formulier, informatie: InformatieId, m: &Model) -> Ingevuld<Command> {
    let (soort, woorden) = (f.keus(S::Antwoord)?, f.tekst(S::Wat)?);
    if soort == Informatiesoort::Geweigerd && woorden.is_empty() {
        return Err(Misvuld::bij(S::Wat, "vul nog in: waarom geweigerd"));
    }
    let (open, kring) = (f.keus(S::Afscherming)?, kring(f, m)?);
    if open && !kring.is_empty() {
        return Err(Misvuld::bij(
            S::Kring,
            "open is voor iedereen die bij het dossier mag; kies afgeschermd, of maak dit leeg",
        ));
    }
    if woorden.is_empty() && !kring.is_empty() {
        return Err(Misvuld::bij(S::Wat, "vul in wat er geantwoord is: alleen woorden zijn voor enkele organisaties"));
    }
    Ok(Command::BeantwoordInformatie(Informatiemelding {
        informatie,
        soort,
        door: f.wie(S::Wie, m)?,
        op: f.eis_moment(S::Wanneer, m)?,
        grond: f.keus(S::Grond)?,
        woorden,
        kring,
        open,
    }))
}

/// The organisations that the words are for, with the own one; none, and they are per role.
fn kring(f: &Formulier, m: &Model) -> Ingevuld<Vec<Organisatie>> {
    let tekst = f.tekst(S::Kring)?;
    let Some(kader) = m.kader().filter(|_| !tekst.is_empty()) else { return Ok(Vec::new()) };
    let namen = merk::namen(tekst.as_str(), kader);
    let fout = |naam: String| Misvuld::bij(S::Kring, format!("'{naam}' is geen organisatie van het kader"));
    kader.kring(&namen, m.organisatie()).map_err(fout)
}

pub(super) fn termijn(id: InformatieId, opnieuw: bool, m: &Model) -> Opzet {
    let i = van(id, m);
    let nu = i.and_then(Informatieverzoek::uiterlijk).filter(|_| !opnieuw);
    let waarom =
        if opnieuw { "wat u nog meer wilt weten; gaat mee in het verzoek" } else { "waarom het later of eerder moet" };
    let velden = vec![
        Formulierveld::termijn(S::Termijn, "uiterlijk", "binnen 4 uur, morgen 9:00", nu),
        Formulierveld::tekst(S::Reden, "waarom", waarom, ""),
    ];
    let partner = i.map(|i| i.partner.as_str()).unwrap_or_default();
    let titel =
        if opnieuw { format!("{id} opnieuw vragen: {partner}") } else { format!("{id}, andere termijn: {partner}") };
    (titel, Vec::new(), velden)
}

pub(super) fn verzet(f: &Formulier, (informatie, opnieuw): (InformatieId, bool), m: &Model) -> Ingevuld<Command> {
    let (uiterlijk, reden) = (f.eis_moment(S::Termijn, m)?, f.eis(S::Reden)?);
    Ok(Command::VerzetInformatie(Informatieverzet { informatie, uiterlijk, reden, opnieuw }))
}

pub(super) fn intrekken(id: InformatieId, m: &Model) -> Opzet {
    let uitleg = van(id, m).map(|i| format!("{} hoeft dan niet meer te antwoorden: zeg het daar ook.", i.partner));
    let velden = vec![Formulierveld::tekst(S::Reden, "waarom", "waarom dit verzoek vervalt", "")];
    (format!("Verzoek {id} intrekken"), uitleg.into_iter().collect(), velden)
}

pub(super) fn trek_in(f: &Formulier, informatie: InformatieId) -> Ingevuld<Command> {
    Ok(Command::TrekInformatieIn { informatie, reden: f.eis(S::Reden)? })
}

pub(super) fn beeldvraag((reeks, nr): (&ReeksId, u32), m: &Model) -> Opzet {
    let r = m.kader().and_then(|k| k.reeksen.iter().find(|r| r.id == *reeks));
    let at = usize::try_from(nr).ok().and_then(|n| n.checked_sub(1));
    let vraag = r.zip(at).and_then(|(r, at)| r.vragen.get(at));
    let was = m.dossier().and_then(|d| d.beeldvragen.get(reeks)?.get(&nr)?.last());
    let velden = vec![
        Formulierveld::keuze(S::Antwoord, "antwoord", ANTWOORDEN, was.map(|a| &a.antwoord)),
        Formulierveld::tekst(
            S::Toelichting,
            "toelichting",
            "bij wie, sinds wanneer; wie bij het dossier mag, leest dit",
            was.map(|a| a.toelichting.as_str()).unwrap_or_default(),
        ),
        Formulierveld::wie(S::Bron, "wie zegt dat", "een organisatie of een persoon", was.map(|a| &a.bron)),
    ];
    let uitleg = vraag.map(|v| v.uitleg.to_string()).filter(|u| !u.is_empty());
    let titel = vraag.map_or_else(|| format!("vraag {nr}"), |v| v.tekst.to_string());
    (titel, uitleg.into_iter().collect(), velden)
}

pub(super) fn beantwoord_beeldvraag(f: &Formulier, (reeks, nr): (&ReeksId, u32), m: &Model) -> Ingevuld<Command> {
    let (antwoord, toelichting) = (f.keus(S::Antwoord)?, f.tekst(S::Toelichting)?);
    let bron: Wie = f.wie(S::Bron, m)?;
    Ok(Command::BeantwoordBeeldvraag(Beeldmelding { reeks: reeks.clone(), nr, antwoord, toelichting, bron }))
}
