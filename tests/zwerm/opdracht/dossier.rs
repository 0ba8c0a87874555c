//! Commands about the dossier itself.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Contactpersoon, DossierStatus as S, NietWeten};
use crisistafel::domain::tekst::Tekst;

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
