//! Looking something up in a list: the rows that hold every word that was typed, under the one folding.

use crate::app::state::lijst::Rij;
use crate::app::state::model::Model;
use crate::domain::dossier::Wie;
use crate::domain::ids::BetrokkenrolId;
use crate::domain::tekst::Tekst;
use crate::domain::vouw::vouw;

/// Whether a row holds every word of `zoek`; every row does where nothing is looked for.
pub(super) fn past(m: &Model, rij: Rij, zoek: &str) -> bool {
    if zoek.trim().is_empty() {
        return true;
    }
    let text = vouw(&tekst(m, rij).unwrap_or_default());
    vouw(zoek).split_whitespace().all(|word| text.contains(word))
}

/// Everything of a row by which somebody would look for it.
fn tekst(m: &Model, rij: Rij) -> Option<String> {
    let d = m.dossier()?;
    let wie = |w: Option<&Wie>| w.map(ToString::to_string).unwrap_or_default();
    Some(match rij {
        Rij::Besluit(id) => {
            let b = d.besluiten.get(&id)?;
            format!("{id} {} {}", b.status, b.besluit)
        }
        Rij::Actie(id) => {
            let a = d.acties.get(&id)?;
            format!("{id} {} {} {}", a.status, a.wat, wie(a.eigenaar.as_ref()))
        }
        Rij::Vraag(id) => {
            let v = d.vragen.get(&id)?;
            let antwoord = v.antwoord.as_ref().map(|(t, _)| t.to_string()).unwrap_or_default();
            format!("{id} {} {} {antwoord}", v.vraag, wie(v.eigenaar.as_ref()))
        }
        Rij::Regel(id) => {
            let i = &d.regels.get(&id)?.inhoud;
            let inbreng = i.inbreng.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{id} {} {inbreng} {} {}", i.soort.naam(), wie(i.bron.as_ref()), i.tekst)
        }
        Rij::Inzet(id) => {
            let i = d.inzetten.get(&id)?;
            format!("{id} {} {} {} {}", i.status, i.soort, i.wat, i.orgaan)
        }
        Rij::Klok(nr) => format!("{nr} {}", d.klokken.get(&nr)?.naam),
        Rij::Voorlegger(id) => format!("{id} {}", d.voorleggers.get(&id)?.gevraagd),
        Rij::Optie(id) => m.overleg()?.opties.iter().find(|x| x.id == id)?.optie.to_string(),
        Rij::Toegang(at) => {
            let x = &d.toegang.get(at)?.toegang;
            format!("{} {} {} {} {}", x.gebruiker, x.naam, x.organisatie, x.rol, x.reden)
        }
        Rij::Informatie(id) => {
            let i = d.informatie.get(&id)?;
            let soort = i.antwoord().map(|a| a.soort.to_string()).unwrap_or_default();
            format!("{id} {} {soort} {}", i.partner, i.doel)
        }
        Rij::Melding(id) => {
            let x = d.meldingen.get(&id)?;
            format!("{id} {} {} {} {}", x.melder, x.via, x.tekst, x.afbakening())
        }
        Rij::Betrokkene(id) => {
            let x = d.betrokkenen.get(&id)?;
            let rollen: Vec<&str> = x.rollen.iter().map(BetrokkenrolId::as_str).collect();
            format!("{id} {} {} {} {} {}", rollen.join(" "), x.naam, x.ook, x.relatie, x.telefoon)
        }
        Rij::Onderwerp(o) => o.naam().to_owned(),
        Rij::Scenario(Some(id)) => {
            let x = m.overleg()?.afweging.scenarios.iter().find(|x| x.id == id)?;
            format!("{id} {} {}", x.soort, x.wat)
        }
        Rij::Scenario(None) => "nieuw scenario".to_owned(),
        Rij::Opschaling => "opschalen".to_owned(),
        Rij::Factor(at) => {
            let f = m.kader()?.factoren.get(at)?;
            let ook: Vec<&str> = f.ook.iter().map(Tekst::as_str).collect();
            format!("{} {} {} {}", f.id, f.groep, f.naam, ook.join(" "))
        }
        Rij::Instrument(at) => m.kader()?.instrumenten.get(at)?.naam.to_string(),
        Rij::Criterium(at) => m.kader()?.criteria.get(at)?.vraag.to_string(),
        Rij::Reeksvraag(at, nr) | Rij::Beeldvraag(at, nr) => {
            let r = m.kader()?.reeksen.get(at)?;
            let vraag = usize::try_from(nr).ok().and_then(|n| n.checked_sub(1)).and_then(|n| r.vragen.get(n))?;
            format!("{} {}", r.titel, vraag.tekst)
        }
    })
}
