//! What partners are asked and answer, and what the informatiebeeld asks of itself.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Beeldmelding, Informatiemelding, Informatiesoort, Informatieverzet, Informatievraag};
use crisistafel::domain::ids::{GrondId, InformatieId, ReeksId};
use crisistafel::domain::kader::ReeksSoort;
use crisistafel::domain::tekst::Tekst;

use super::greep::{Greep, NERGENS};

fn grond(g: &mut Greep<'_, '_>) -> GrondId {
    g.sleutel(g.kader().gronden.iter().map(|x| x.id.clone()))
}

fn staand(g: &mut Greep<'_, '_>) -> InformatieId {
    let all: Vec<InformatieId> = g.b.d.informatie.values().filter(|i| i.ingetrokken.is_none()).map(|i| i.id).collect();
    g.id(&all, InformatieId(NERGENS))
}

/// Several partners at once, by any of their names; one of them twice now and then.
pub(super) fn vraag(g: &mut Greep<'_, '_>) -> C {
    let partners = (0..=g.t.onder(4)).map(|_| g.organisatie()).collect();
    let (uiterlijk, grond, doel) = (g.komt(), grond(g), g.tekst());
    C::VraagInformatie(Informatievraag { partners, uiterlijk, grond, doel, antwoord_aan: g.ook_tekst() })
}

/// With words or without, shielded per role, for organisations, or open.
pub(super) fn beantwoord(g: &mut Greep<'_, '_>) -> C {
    let soort = g.t.een(&Informatiesoort::ALLE).unwrap_or(Informatiesoort::Ontvangen);
    let woorden = if soort == Informatiesoort::Geweigerd { g.tekst() } else { g.ook_tekst() };
    let kring = if woorden == Tekst::default() { Vec::new() } else { g.kring() };
    C::BeantwoordInformatie(Informatiemelding {
        informatie: staand(g),
        soort,
        door: g.soms(50, Greep::wie).unwrap_or_default(),
        op: g.geweest(),
        grond: g.soms(30, grond),
        woorden,
        kring,
        open: g.t.kans(20),
    })
}

pub(super) fn verzet(g: &mut Greep<'_, '_>) -> C {
    let (informatie, uiterlijk, reden) = (staand(g), g.komt(), g.tekst());
    C::VerzetInformatie(Informatieverzet { informatie, uiterlijk, reden, opnieuw: g.t.kans(50) })
}

pub(super) fn trek_in(g: &mut Greep<'_, '_>) -> C {
    C::TrekInformatieIn { informatie: staand(g), reden: g.tekst() }
}

pub(super) fn beeldvraag(g: &mut Greep<'_, '_>) -> C {
    let reeksen = g.kader().reeksen.iter().filter(|r| r.soort == ReeksSoort::Informatiebeeld);
    let reeks: ReeksId = g.sleutel(reeksen.map(|r| r.id.clone()));
    let nr = g.t.een(&[1, 2, 3, 0, 4]).unwrap_or(1);
    let (antwoord, toelichting) = (g.antwoord(), g.ook_tekst());
    C::BeantwoordBeeldvraag(Beeldmelding { reeks, nr, antwoord, toelichting, bron: g.wie() })
}
