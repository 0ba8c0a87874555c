//! Commands about what stands in a dossier by itself, in no line of a meeting.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{Dossierstuk, Kanaal, Melder, MeldingVelden, Uitkomst112};
use crisistafel::domain::ids::MeldingId;

use super::greep::{Greep, NERGENS};

/// Of a call that was made; now and then of one that was not.
pub(super) fn uitkomst_112(g: &mut Greep<'_, '_>) -> C {
    let er = u32::try_from(g.b.d.meldingen_112.len()).unwrap_or(0);
    let alle: Vec<u32> = (1..=er).collect();
    let uitkomst = Uitkomst112 { wat: g.tekst(), door: g.ook_tekst(), op: g.soms(40, Greep::geweest) };
    C::NoteerUitkomst112 { nr: g.id(&alle, NERGENS), uitkomst }
}

/// A new melding, or more about one; open, shielded, or for organisations.
pub(super) fn melding(g: &mut Greep<'_, '_>) -> C {
    let staan: Vec<MeldingId> = g.b.d.meldingen.values().filter(|m| m.stand.staat()).map(|m| m.id).collect();
    let melding = if staan.is_empty() { None } else { g.soms(50, |g| g.id(&staan, MeldingId(NERGENS))) };
    let nieuw = melding.is_none();
    let binnen = g.soms(50, |g| g.t.kans(70));
    let velden = MeldingVelden {
        melder: g.soms(if nieuw { 97 } else { 20 }, |g| g.t.een(&Melder::ALLE).unwrap_or(Melder::Anders)),
        via: g.deel(),
        kanaal: g.soms(30, |g| g.t.een(&Kanaal::ALLE).unwrap_or(Kanaal::Anders)),
        ontvangen: g.soms(30, Greep::geweest),
        tekst: if nieuw { Some(g.tekst()) } else { g.soms(40, Greep::tekst) },
        binnen,
        reden: if binnen == Some(false) { Some(g.tekst()) } else { g.deel() },
        overgenomen: if binnen == Some(false) { Some(g.tekst()) } else { g.deel() },
        afgeschermd: g.soms(40, |g| g.t.kans(90)),
        kring: g.kring(),
    };
    C::NoteerMelding { melding, velden: Box::new(velden) }
}

pub(super) fn vrij(g: &mut Greep<'_, '_>) -> C {
    C::GeefStukVrij { stuk: stuk(g), reden: g.tekst(), scherm: g.ander_scherm() }
}

pub(super) fn trek_in(g: &mut Greep<'_, '_>) -> C {
    C::TrekStukIn { stuk: stuk(g), reden: g.tekst() }
}

fn stuk(g: &mut Greep<'_, '_>) -> Dossierstuk {
    let meldingen = g.b.d.meldingen.keys().map(|id| Dossierstuk::Melding(*id));
    g.id(&meldingen.collect::<Vec<_>>(), Dossierstuk::Melding(MeldingId(NERGENS)))
}
