//! Rules of who may see this dossier.

use super::{Context, Decision, eis};
use crate::domain::dossier::Toegang;
use crate::domain::event::Event;
use crate::domain::rechten::GEEFBAAR;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

/// What is given takes the place of what the same account had. Nobody lets themselves in: that is for somebody else to say.
pub(super) fn geef(c: Context<'_>, toegang: &Toegang) -> Decision {
    let Toegang { gebruiker, naam, organisatie, rol, tot, reden } = toegang;
    eis(gebruiker, "het account")?;
    eis(naam, "de naam, zoals die in het verslag komt")?;
    eis(reden, "de reden")?;
    if !GEEFBAAR.contains(rol) {
        let woorden = GEEFBAAR.iter().map(|r| r.naam().into()).collect();
        return Err(Refusal::KiesUit { veld: "de rol in dit dossier".into(), woorden });
    }
    if *gebruiker == c.stamp.wie.gebruiker {
        return Err(Refusal::EigenToegang);
    }
    if let Some(tot) = tot.filter(|_| !toegang.duurt_nog(c.stamp.op)) {
        let (moment, nu) = (tot.datum_klok(), c.stamp.op.datum_klok());
        let wat = "tot wanneer de toegang duurt".into();
        return Err(Refusal::IsAlVoorbij { wat, moment: Tekst::cut(&moment), nu: Tekst::cut(&nu) });
    }
    let toegang = Toegang { organisatie: c.naam(organisatie), ..toegang.clone() };
    Ok(vec![Event::ToegangGegeven { toegang }])
}

/// What ended by itself is not withdrawn any more. Nobody withdraws their own: they would be gone before they could be told
/// that it is recorded.
pub(super) fn trek_in(c: Context<'_>, gebruiker: &Tekst, reden: &Tekst) -> Decision {
    eis(reden, "de reden")?;
    if *gebruiker == c.stamp.wie.gebruiker {
        return Err(Refusal::EigenToegang);
    }
    let found = c.dossier.toegang_van(gebruiker.as_str());
    let found = found.ok_or_else(|| Refusal::bestaat_niet(format!("gegeven toegang van {gebruiker}")))?;
    if !found.geldt(c.stamp.op) {
        return Err(Refusal::NietsVeranderd { wat: "die toegang is al geëindigd".into() });
    }
    Ok(vec![Event::ToegangIngetrokken { gebruiker: gebruiker.clone(), reden: reden.clone() }])
}
