//! Commands about the dossier itself.

use chrono::TimeDelta;
use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Contactpersoon, DossierStatus as S, NietWeten, Noodbeoordeling, Noodzoek, Toegang, Vernietigbaar,
};
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::rechten::GEEFBAAR;
use crisistafel::domain::rol::Rol;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

use super::greep::Greep;

const STATUSSEN: [S; 8] = [
    S::Melding,
    S::Informatiebeeld,
    S::Overleg,
    S::Opvolging,
    S::Overgedragen,
    S::GeenDreiging,
    S::NietOpgepakt,
    S::Abusievelijk,
];

pub(super) fn open(g: &mut Greep<'_, '_>) -> C {
    C::OpenDossier { werktitel: g.tekst() }
}

pub(super) fn werktitel(g: &mut Greep<'_, '_>) -> C {
    C::WijzigWerktitel { werktitel: g.tekst() }
}

/// A dossier that is over is reopened more often than not.
pub(super) fn status(g: &mut Greep<'_, '_>) -> C {
    let heropen = g.b.d.status.is_afgesloten() && g.t.kans(80);
    let naar = if heropen { S::Informatiebeeld } else { g.t.een(&STATUSSEN).unwrap_or(S::Melding) };
    C::WijzigStatus { naar, reden: g.tekst() }
}

pub(super) fn acuut(g: &mut Greep<'_, '_>) -> C {
    C::BeantwoordAcuut { antwoord: g.antwoord(), toelichting: g.ook_tekst() }
}

pub(super) fn meld_112(g: &mut Greep<'_, '_>) -> C {
    C::Meld112 { toelichting: g.ook_tekst() }
}

pub(super) fn contactpersoon(g: &mut Greep<'_, '_>) -> C {
    let telefoon = telefoon(g);
    C::BenoemContactpersoon(Contactpersoon {
        naam: g.tekst(),
        organisatie: g.organisatie(),
        bereikbaar: g.ook_tekst(),
        telefoon,
    })
}

/// A number, with a word beside it; now and then without figures.
pub(super) fn telefoon(g: &mut Greep<'_, '_>) -> Tekst {
    match g.t.onder(20) {
        0 => Tekst::new("geen").unwrap_or_default(),
        1..=8 => Tekst::new(&format!("{} 06-1234", g.t.woord())).unwrap_or_default(),
        _ => Tekst::default(),
    }
}

/// Somebody new, or somebody who is on the list for another reason.
pub(super) fn niet_weten(g: &mut Greep<'_, '_>) -> C {
    let al: Vec<Tekst> = g.b.d.niet_weten.iter().map(|n| n.wie.clone()).collect();
    let wie = if g.t.kans(20) { g.t.rand(&al).unwrap_or_default() } else { g.tekst() };
    C::NoteerNietWeten(NietWeten { wie, reden: g.ook_tekst() })
}

pub(super) fn schrap(g: &mut Greep<'_, '_>) -> C {
    let al: Vec<Tekst> = g.b.d.niet_weten.iter().map(|n| n.wie.clone()).collect();
    let nergens = g.t.tekst();
    C::SchrapNietWeten { wie: g.id(&al, nergens), reden: g.tekst() }
}

/// Accounts: of the stranger rather than of who has a role of the table, and one that nobody has.
const ACCOUNTS: [&str; 8] = ["vreemd", "vreemd", "vreemd", "kuiper", "meer", "raad", "tol", "niemand"];

/// Somebody is let in, in any role, mostly until a moment. No planted words but in the reason: a name stands in every
/// record that somebody makes.
pub(super) fn geef_toegang(g: &mut Greep<'_, '_>) -> C {
    let account = g.t.een(&ACCOUNTS).unwrap_or("vreemd");
    let rol = if g.t.kans(5) { Rol::Scherm } else { g.t.een(GEEFBAAR).unwrap_or(Rol::Raadpleger) };
    // much of it ends within the meeting, by itself
    let straks = g.t.een(&[5, 20, 60]).map(|minuten| g.b.nu.plus(TimeDelta::minutes(minuten)));
    let tot = if g.t.kans(40) { straks } else { g.soms(70, Greep::komt) };
    let tekst = |t: &str| Tekst::new(t).unwrap_or_default();
    let organisatie = if g.t.kans(50) { tekst("politie") } else { Tekst::default() };
    C::GeefToegang(Toegang {
        gebruiker: tekst(account),
        naam: tekst(account),
        organisatie,
        rol,
        tot,
        reden: g.tekst(),
        nood: g.t.kans(2),
    })
}

pub(super) fn trek_toegang_in(g: &mut Greep<'_, '_>) -> C {
    let nu = g.b.nu;
    let al: Vec<Tekst> = g.b.d.toegang.iter().filter(|t| t.geldt(nu)).map(|t| t.toegang.gebruiker.clone()).collect();
    let nergens = Tekst::new("niemand").unwrap_or_default();
    C::TrekToegangIn { gebruiker: g.id(&al, nergens), reden: g.tekst() }
}

/// In need: this dossier, or one that nobody has. The reason is no planted word: what is not recorded is of no dossier.
pub(super) fn neem_noodtoegang(g: &mut Greep<'_, '_>) -> C {
    let nergens = DossierNummer::pick(2025, 7);
    nood(if g.t.kans(30) { nergens } else { g.b.d.nummer })
}

/// The same of a dossier by its number.
pub(crate) fn nood(nummer: DossierNummer) -> C {
    C::NeemNoodtoegang { waar: Noodzoek::Nummer(nummer), reden: Tekst::new("nacht").unwrap_or_default() }
}

pub(super) fn beoordeel_noodtoegang(g: &mut Greep<'_, '_>) -> C {
    let al: Vec<(Tekst, Tijdstip)> =
        g.b.d.toegang.iter().filter(|t| t.wacht_op_oordeel()).map(|t| (t.toegang.gebruiker.clone(), t.gezet.op)).collect();
    let nergens = (Tekst::new("niemand").unwrap_or_default(), g.b.nu);
    let (gebruiker, genomen) = g.t.rand(&al).unwrap_or(nergens);
    C::BeoordeelNoodtoegang(Noodbeoordeling { gebruiker, genomen, akkoord: g.t.kans(60), toelichting: g.tekst() })
}

pub(super) fn bevries(g: &mut Greep<'_, '_>) -> C {
    C::Bevries { reden: g.tekst() }
}

pub(super) fn ontdooi(g: &mut Greep<'_, '_>) -> C {
    C::Ontdooi { reden: g.tekst() }
}

/// Mostly with a ground: no term of the built-in kader is over in a meeting that was made up.
pub(super) fn stel_vernietiging_voor(g: &mut Greep<'_, '_>) -> C {
    let wat = g.t.een(&Vernietigbaar::ALLE).unwrap_or(Vernietigbaar::Verhaal);
    C::StelVernietigingVoor { wat, grond: if g.t.kans(80) { g.tekst() } else { Tekst::default() } }
}

/// What was proposed; now and then something else.
pub(super) fn keur_vernietiging_goed(g: &mut Greep<'_, '_>) -> C {
    let voorgesteld = g.b.d.vernietiging.as_ref().map(|v| v.wat).filter(|_| g.t.kans(90));
    C::KeurVernietigingGoed { wat: voorgesteld.unwrap_or(Vernietigbaar::Alles) }
}
