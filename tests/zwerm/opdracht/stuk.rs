//! Commands about what stands in a dossier by itself, in no line of a meeting.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    BetrokkeneVelden, Betrokkenenotitie, Dossierstuk, GeheimVelden, Kanaal, Melder, MeldingVelden, Meldingnotitie,
    Stukintrekking, Stukvrijgave, Tolk, Uitkomst112, Uitkomstnotitie,
};
use crisistafel::domain::ids::{BetrokkeneId, MeldingId};
use crisistafel::domain::tekst::Tekst;

use super::greep::{Greep, NERGENS};

/// Of a call that was made; now and then of one that was not.
pub(super) fn uitkomst_112(g: &mut Greep<'_, '_>) -> C {
    let er = u32::try_from(g.b.d.meldingen_112.len()).unwrap_or(0);
    let alle: Vec<u32> = (1..=er).collect();
    let uitkomst = Uitkomst112 { wat: g.tekst(), door: g.ook_tekst(), op: g.soms(40, Greep::geweest) };
    C::NoteerUitkomst112(Uitkomstnotitie { nr: g.id(&alle, NERGENS), uitkomst })
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
    C::NoteerMelding(Meldingnotitie { melding, velden: Box::new(velden) })
}

pub(super) fn vrij(g: &mut Greep<'_, '_>) -> C {
    C::GeefStukVrij(Stukvrijgave { stuk: stuk(g), reden: g.tekst(), scherm: g.ander_scherm() })
}

pub(super) fn trek_in(g: &mut Greep<'_, '_>) -> C {
    C::TrekStukIn(Stukintrekking { stuk: stuk(g), reden: g.tekst() })
}

fn stuk(g: &mut Greep<'_, '_>) -> Dossierstuk {
    let meldingen = g.b.d.meldingen.keys().map(|id| Dossierstuk::Melding(*id));
    let personen = g.b.d.betrokkenen.keys().map(|id| Dossierstuk::Betrokkene(*id));
    g.id(&meldingen.chain(personen).collect::<Vec<_>>(), Dossierstuk::Melding(MeldingId(NERGENS)))
}

/// A new person, or more about one, with what is always shielded or without.
pub(super) fn betrokkene(g: &mut Greep<'_, '_>) -> C {
    let staan: Vec<BetrokkeneId> = g.b.d.betrokkenen.values().filter(|b| b.stand.staat()).map(|b| b.id).collect();
    let betrokkene = if staan.is_empty() { None } else { g.soms(55, |g| g.id(&staan, BetrokkeneId(NERGENS))) };
    let rol = |g: &mut Greep<'_, '_>| vec![g.sleutel(g.kader().betrokkenrollen.iter().map(|r| r.id.clone()))];
    let velden = BetrokkeneVelden {
        rollen: g.soms(if betrokkene.is_none() { 97 } else { 15 }, rol),
        naam: g.deel(),
        naam_verborgen: g.soms(20, |g| g.t.kans(50)),
        ook: g.deel(),
        geboren: g.soms(20, |g| {
            let raw = g.t.een(&["7-3-1990", "1990", "onbekend", "31-2-1990", "later"]).unwrap_or("onbekend");
            Tekst::new(raw).unwrap_or_default()
        }),
        relatie: g.deel(),
        telefoon: g.soms(20, super::dossier::telefoon),
        adres: g.deel(),
        taal: g.deel(),
        tolk: g.soms(15, |g| g.t.een(&Tolk::ALLE).unwrap_or(Tolk::NogNiet)),
        kanaal: g.deel(),
        moment: g.deel(),
        nooit: g.deel(),
        vervanger: g.deel(),
        wapens: g.soms(15, Greep::antwoord),
        hond: g.soms(15, Greep::antwoord),
        bezoek: g.deel(),
        afgeschermd: g.soms(25, |g| g.t.kans(90)),
        kring: g.kring(),
    };
    let geheim = GeheimVelden { codewoord: g.deel(), adres: g.deel() };
    C::NoteerBetrokkene(Betrokkenenotitie { betrokkene, velden: Box::new(velden), geheim })
}
