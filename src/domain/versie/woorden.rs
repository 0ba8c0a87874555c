//! A place in words, and what stands there now: for who is refused because somebody changed it.

use crate::domain::dossier::velden::Velden;
use crate::domain::dossier::{
    Actie, ActieVelden, Besluit, BesluitVelden, BetrokkeneVelden, Ding, Dossier, HEEL, Inzet, InzetVelden, MeldingVelden,
    Overleg, Plek, Regel, Veld, Vraag,
};
use crate::domain::rechten;
use crate::domain::rol::Actor;
use crate::domain::tekst::Tekst;
use crate::domain::vouw::vouw;
use crate::domain::zicht::ding_kring;

/// The most characters of a value that a refusal repeats.
const WAARDE_MAX: usize = 160;

/// What the place is called.
pub(super) fn wat(d: &Dossier, plek: &Plek) -> Tekst {
    let text = match &plek.ding {
        Ding::Dossier | Ding::Overleg(_) => plek.veld.to_owned(),
        Ding::Deelname(_, organisatie, _) => format!("aanwezigheid van {}", deelnemer(d, organisatie)),
        Ding::Oordeel(_, organisatie) => format!("oordeel van {}", deelnemer(d, organisatie)),
        ding @ (Ding::NietWeten(_)
        | Ding::Punt(..)
        | Ding::Factor(..)
        | Ding::Criterium(..)
        | Ding::Onderwerp(..)
        | Ding::Reeksvraag(..)
        | Ding::Terzijde(..)
        | Ding::Uitkomst(..)
        | Ding::Informatiewoorden(..)
        | Ding::Beeldvraag(..)
        | Ding::Toegang(_)
        | Ding::Gebeld112(_)
        | Ding::Geheim(_)
        | Ding::Verzoek(_)) => ding.to_string(),
        ding @ (Ding::Regel(_)
        | Ding::Vraag(_)
        | Ding::Besluit(_)
        | Ding::Actie(_)
        | Ding::Inzet(_)
        | Ding::Optie(..)
        | Ding::Scenario(..)
        | Ding::Voorlegger(_)
        | Ding::Informatie(_)
        | Ding::Klok(_)
        | Ding::Melding(_)
        | Ding::Betrokkene(_)) => {
            if plek.veld == HEEL {
                ding.to_string()
            } else {
                format!("{} van {ding}", plek.veld)
            }
        }
    };
    Tekst::cut(&text)
}

/// An organisation as it is written, from its folded name.
fn deelnemer(d: &Dossier, gevouwen: &str) -> String {
    let all = d.overleggen.iter().flat_map(|o| &o.deelnemers);
    let known = all.map(|x| x.organisatie.as_str()).find(|n| vouw(n) == gevouwen);
    known.unwrap_or(gevouwen).to_owned()
}

/// What stands there now, where that can be said in a few words. A judgement is never repeated: it may be sealed.
pub(super) fn waarde(d: &Dossier, plek: &Plek) -> Option<Tekst> {
    let veld = plek.veld;
    let text = match &plek.ding {
        Ding::Dossier => dossier(d, veld)?,
        Ding::NietWeten(_)
        | Ding::Oordeel(..)
        | Ding::Uitkomst(..)
        | Ding::Klok(_)
        | Ding::Voorlegger(_)
        | Ding::Informatiewoorden(..)
        | Ding::Toegang(_)
        | Ding::Gebeld112(_)
        | Ding::Geheim(_)
        | Ding::Verzoek(_) => return None,
        Ding::Betrokkene(id) => BetrokkeneVelden::staat(d.betrokkenen.get(id)?, veld)?,
        Ding::Melding(id) => MeldingVelden::staat(d.meldingen.get(id)?, veld)?,
        Ding::Overleg(nr) => overleg(d, d.overleg(*nr)?, veld)?,
        Ding::Deelname(nr, organisatie, naam) => {
            let all = &d.overleg(*nr)?.deelnemers;
            let own = |x: &str, y: &str| vouw(x) == *y;
            let found = all.iter().find(|x| own(x.organisatie.as_str(), organisatie) && own(x.naam.as_str(), naam))?;
            found.aanwezig.to_string()
        }
        Ding::Informatie(id) => d.informatie.get(id)?.antwoord()?.soort.to_string(),
        Ding::Beeldvraag(reeks, nr) => d.beeldvragen.get(reeks)?.get(nr)?.last()?.antwoord.to_string(),
        Ding::Punt(nr, punt) => if d.overleg(*nr)?.is_klaar(punt) { "klaar" } else { "open" }.to_owned(),
        Ding::Regel(id) => regel_waarde(d.regels.get(id)?, veld),
        Ding::Vraag(id) => vraag(d.vragen.get(id)?, veld)?,
        Ding::Besluit(id) => besluit(d.besluiten.get(id)?, veld)?,
        Ding::Actie(id) => actie(d.acties.get(id)?, veld)?,
        Ding::Inzet(id) => inzet(d.inzetten.get(id)?, veld)?,
        Ding::Optie(nr, id) => d.overleg(*nr)?.opties.iter().find(|o| o.id == *id)?.optie.to_string(),
        Ding::Scenario(nr, id) => d.overleg(*nr)?.afweging.scenarios.iter().find(|s| s.id == *id)?.wat.to_string(),
        Ding::Factor(nr, factor) => {
            d.overleg(*nr)?.afweging.nu(factor).map_or_else(|| "niet besproken".to_owned(), |a| a.to_string())
        }
        Ding::Criterium(nr, id) => d.overleg(*nr)?.afweging.criteria.get(id)?.0.antwoord.to_string(),
        Ding::Onderwerp(nr, onderwerp) => d.overleg(*nr)?.afweging.vaststelling(*onderwerp)?.tekst.to_string(),
        Ding::Reeksvraag(nr, reeks, vraag) => d.overleg(*nr)?.afweging.besproken.get(reeks)?.get(vraag)?.0.to_string(),
        Ding::Terzijde(nr, maatregel) => d.overleg(*nr)?.afweging.opzij.get(maatregel)?.0.to_string(),
    };
    let short: String = text.chars().take(WAARDE_MAX).collect();
    let short = if short.len() < text.len() { format!("{short}…") } else { short };
    (!short.is_empty()).then(|| Tekst::cut(&short))
}

fn dossier(d: &Dossier, veld: Veld) -> Option<String> {
    Some(match veld {
        "werktitel" => d.werktitel.to_string(),
        "status" => d.status.to_string(),
        "acuut" => match d.herbeoordelen.last() {
            Some(h) => format!("opnieuw open: {}", h.aanzet),
            None => d.acuut.as_ref()?.antwoord.to_string(),
        },
        "contactpersoon" => d.contactpersoon.as_ref()?.naam.to_string(),
        _ => return None,
    })
}

fn overleg(d: &Dossier, o: &Overleg, veld: Veld) -> Option<String> {
    Some(match veld {
        "eindtijd" => o.einde.datum_klok(),
        "agendapunt" => o.huidig_punt.as_ref()?.to_string(),
        "beurt" => o.aan_het_woord().map_or_else(|| "niemand".to_owned(), ToString::to_string),
        "voorzitter" => o.voorzitter()?.wie.naam.to_string(),
        "conclusie" => o.conclusie().map(|c| format!("acuut {}, {}", c.acuut, c.niveau))?,
        "wie het haar vertelt" => o.verteller.as_ref()?.wie.to_string(),
        "acuut of niet" => o.afweging.momenten.last()?.0.vervolg.to_string(),
        "opschaling" => if o.afweging.opschaling.last()?.0.opschalen { "wel" } else { "niet" }.to_owned(),
        "stap" if d.status.is_afgesloten() => return None,
        "stap" => o.fase.to_string(),
        _ => return None,
    })
}

fn regel_waarde(r: &Regel, veld: Veld) -> String {
    match veld {
        "soort" => r.inhoud.soort.to_string(),
        "scherm" => r.inhoud.scherm().map_or_else(|| "open".to_owned(), |scherm| scherm.to_string()),
        "grond" => if r.huisverbodgrond.is_some() { "grond voor een huisverbod" } else { "geen grond" }.to_owned(),
        "intrekking" => if r.ingetrokken.is_some() { "ingetrokken" } else { "weer terug" }.to_owned(),
        _ => r.inhoud.tekst.to_string(),
    }
}

fn vraag(v: &Vraag, veld: Veld) -> Option<String> {
    match veld {
        "antwoord" => {
            v.antwoord.as_ref().map(|(a, _)| a.to_string()).or_else(|| v.vervallen.then(|| "vervallen".to_owned()))
        }
        "eigenaar" => v.eigenaar.as_ref().map(ToString::to_string),
        _ => Some(v.vraag.to_string()),
    }
}

fn besluit(b: &Besluit, veld: Veld) -> Option<String> {
    match veld {
        "status" => Some(b.status.to_string()),
        "bevoegd" => Some(b.bevoegd.as_ref()?.naam.to_string()),
        deel => BesluitVelden::staat(b, deel),
    }
}

fn actie(a: &Actie, veld: Veld) -> Option<String> {
    if veld == "status" { Some(a.status.to_string()) } else { ActieVelden::staat(a, veld) }
}

fn inzet(i: &Inzet, veld: Veld) -> Option<String> {
    if veld == "status" { Some(i.status.to_string()) } else { InzetVelden::staat(i, veld) }
}

/// Whether who asks may even be told that this changed: what is shielded for them does not exist.
pub(super) fn mag_weten(d: &Dossier, plek: &Plek, wie: &Actor) -> bool {
    ding_kring(d, &plek.ding).hoort(&rechten::kijker(&[wie.rol], wie.organisatie.as_ref()))
}
