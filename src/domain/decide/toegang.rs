//! Rules of who may see this dossier.

use super::{Context, Decision, eis};
use chrono::TimeDelta;

use crate::domain::dossier::{NOOD_UREN, Toegang};
use crate::domain::event::Event;
use crate::domain::rechten::GEEFBAAR;
use crate::domain::refusal::Refusal;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// What is given takes the place of what the same account had. Nobody lets themselves in: that is for somebody else to say.
pub(super) fn geef(c: Context<'_>, toegang: &Toegang) -> Decision {
    let Toegang { gebruiker, naam, organisatie, rol, tot, reden, nood } = toegang;
    if *nood {
        return Err(Refusal::NoodNeemtMenZelf);
    }
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

/// Who takes it reads, and no more, until it ends by itself. Whether the role table gives the right is known where the account
/// is; that they have access already too, where the table gave that.
pub(super) fn neem_in_nood(c: Context<'_>, reden: &Tekst) -> Decision {
    eis(reden, "de reden")?;
    let (wie, op) = (&c.stamp.wie, c.stamp.op);
    if c.dossier.geopend.is_none() {
        return Err(Refusal::NoodNietGevonden);
    }
    if c.dossier.toegang_van(wie.gebruiker.as_str()).is_some_and(|t| t.geldt(op)) {
        return Err(Refusal::NoodNietNodig);
    }
    let toegang = Toegang {
        gebruiker: wie.gebruiker.clone(),
        naam: wie.naam.clone(),
        organisatie: wie.organisatie.clone().unwrap_or_default(),
        rol: Rol::Raadpleger,
        tot: Some(op.plus(TimeDelta::hours(NOOD_UREN))),
        reden: reden.clone(),
        nood: true,
    };
    Ok(vec![Event::NoodtoegangGenomen { toegang }])
}

/// By somebody else, once. What was not right ends at once.
pub(super) fn beoordeel_nood(
    c: Context<'_>,
    (gebruiker, genomen): (&Tekst, Tijdstip),
    akkoord: bool,
    toelichting: &Tekst,
) -> Decision {
    eis(toelichting, "de toelichting")?;
    if *gebruiker == c.stamp.wie.gebruiker {
        return Err(Refusal::EigenToegang);
    }
    let found = c.dossier.noodtoegang(gebruiker, genomen);
    let found = found.ok_or_else(|| Refusal::bestaat_niet(format!("noodtoegang van {gebruiker} op dat moment")))?;
    if !found.wacht_op_oordeel() {
        return Err(Refusal::NietsVeranderd { wat: "die noodtoegang is al beoordeeld".into() });
    }
    let (gebruiker, toelichting) = (gebruiker.clone(), toelichting.clone());
    let einde = (!akkoord && found.geldt(c.stamp.op))
        .then(|| Event::ToegangIngetrokken { gebruiker: gebruiker.clone(), reden: toelichting.clone() });
    let oordeel = Event::NoodtoegangBeoordeeld { gebruiker, genomen, akkoord, toelichting };
    Ok(std::iter::once(oordeel).chain(einde).collect())
}
