//! The moments that a command says, and on which side of now they have to lie: what happened has been, what is due or
//! planned is still to come. Which moments a command has stands in its row of [`rechten`](super::rechten); every struct that
//! holds one is taken apart whole, so that a new moment is looked at here. One that stands there already is not looked at
//! again.

use chrono::TimeDelta;

use super::dossier::ogenblik::{Ogenblik, Tijdzijde, geweest, komt};
use super::dossier::velden::Velden;
use super::dossier::{
    ActieVelden, BesluitStap, BesluitVelden, Bevoegd, Bijeenroeping, Deelname, Dossier, Informatiemelding,
    Informatieverzet, Informatieverzoek, Informatievraag, InzetVelden, KlokVelden, MeldingVelden, RegelInhoud, Schending,
    Sluiting, Toegang, Toets, Uitkomst, Uitkomst112, Verteller, Vertelling, VoorleggerAntwoord, VoorleggerVelden,
};
use super::ids::{ActieId, BesluitId, InzetId, KlokNr, MeldingId, OverlegNr, RegelId, VoorleggerId, VraagId};
use super::refusal::Refusal;
use super::tekst::Tekst;
use super::tijd::Tijdstip;

/// How far a clock may be off (own choice), in minutes: the one on the wall, or the one of who types.
const SPELING_MINUTEN: i64 = 5;

/// What of a command says moments: by the thing that they are of, where that can be there already.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each is what its payload is")]
pub enum Momenten<'c> {
    /// None, or (what sets something off, when the matter goes up) one that can lie on both sides.
    Geen,
    Bijeen(&'c Bijeenroeping),
    Einde(OverlegNr, Tijdstip),
    Deelname(OverlegNr, &'c Deelname),
    Sluiting(&'c Sluiting),
    Regel(Option<RegelId>, &'c RegelInhoud),
    /// When an answer is back.
    Terug(VraagId, Tijdstip),
    Uitkomst(&'c Uitkomst),
    Inzet(InzetId, &'c InzetVelden),
    Schending(&'c Schending),
    Voorlegger(Option<VoorleggerId>, &'c VoorleggerVelden),
    Antwoord(&'c VoorleggerAntwoord),
    Toets(&'c Toets),
    Vertelling(&'c Vertelling),
    Klok(Option<KlokNr>, &'c KlokVelden),
    Stap(&'c BesluitStap),
    Besluit(BesluitId, &'c BesluitVelden),
    Verteller(OverlegNr, &'c Verteller),
    Actie(ActieId, &'c ActieVelden),
    Toegang(&'c Toegang),
    Informatievraag(&'c Informatievraag),
    Informatiemelding(&'c Informatiemelding),
    Informatieverzet(&'c Informatieverzet),
    Melding(Option<MeldingId>, &'c MeldingVelden),
    Uitkomst112(&'c Uitkomst112),
}

/// Refuses a moment on the wrong side of now; says both.
pub(super) fn eis_kant(d: &Dossier, nu: Tijdstip, momenten: Momenten<'_>) -> Result<(), Refusal> {
    let speling = TimeDelta::minutes(SPELING_MINUTEN);
    let fout = |o: &Ogenblik| match o.kant {
        Tijdzijde::Geweest => o.op > nu.plus(speling),
        Tijdzijde::Komt => o.op < nu.plus(-speling),
    };
    match ogenblikken(d, momenten).into_iter().flatten().find(fout) {
        Some(Ogenblik { wat, op, kant }) => {
            let tekst = |t: Tijdstip| Tekst::cut(&t.datum_klok());
            let (wat, moment, nu) = (wat.into(), tekst(op), tekst(nu));
            Err(match kant {
                Tijdzijde::Geweest => Refusal::LigtNogVoorOns { wat, moment, nu },
                Tijdzijde::Komt => Refusal::IsAlVoorbij { wat, moment, nu },
            })
        }
        None => Ok(()),
    }
}

fn ogenblikken(d: &Dossier, momenten: Momenten<'_>) -> Vec<Option<Ogenblik>> {
    use Momenten as M;
    match momenten {
        M::Geen => Vec::new(),
        M::Bijeen(b) => bijeen_momenten(b),
        M::Einde(overleg, einde) => vec![komt("de eindtijd", einde, d.overleg(overleg).map(|o| o.einde))],
        M::Deelname(overleg, deelname) => deelname_momenten(d, overleg, deelname),
        M::Sluiting(sluiting) => sluiting_momenten(sluiting),
        M::Regel(regel, inhoud) => regel_momenten(inhoud, regel.and_then(|r| d.regels.get(&r)).map(|r| &r.inhoud)),
        M::Terug(vraag, terug) => {
            vec![komt("wanneer het antwoord terug is", terug, d.vragen.get(&vraag).and_then(|v| v.terug))]
        }
        M::Uitkomst(uitkomst) => uitkomst_momenten(uitkomst),
        M::Inzet(inzet, velden) => velden.ogenblikken(d.inzetten.get(&inzet)),
        M::Schending(schending) => schending_momenten(schending),
        M::Voorlegger(id, velden) => velden.ogenblikken(id.and_then(|v| d.voorleggers.get(&v))),
        M::Antwoord(antwoord) => antwoord_momenten(antwoord),
        M::Toets(toets) => toets_momenten(toets),
        M::Vertelling(vertelling) => vertelling_momenten(vertelling),
        M::Klok(klok, velden) => velden.ogenblikken(klok.and_then(|k| d.klokken.get(&k))),
        M::Stap(stap) => stap_momenten(stap),
        M::Besluit(besluit, velden) => velden.ogenblikken(d.besluiten.get(&besluit)),
        M::Verteller(overleg, verteller) => {
            let was = d.overleg(overleg).and_then(|o| o.verteller.as_ref());
            verteller_momenten(verteller, was.and_then(|v| v.wanneer))
        }
        M::Actie(actie, velden) => velden.ogenblikken(d.acties.get(&actie)),
        M::Toegang(toegang) => toegang_momenten(toegang),
        M::Informatievraag(v) => informatievraag_momenten(v),
        M::Informatiemelding(m) => informatiemelding_momenten(m),
        M::Informatieverzet(v) => informatieverzet_momenten(d, v),
        M::Melding(id, velden) => velden.ogenblikken(id.and_then(|m| d.meldingen.get(&m))),
        M::Uitkomst112(uitkomst) => {
            let Uitkomst112 { wat: _, door: _, op } = uitkomst;
            vec![geweest("wanneer dat was", *op, None)]
        }
    }
}

fn regel_momenten(nu: &RegelInhoud, was: Option<&RegelInhoud>) -> Vec<Option<Ogenblik>> {
    let RegelInhoud {
        soort: _,
        tekst: _,
        getypt: _,
        inbreng: _,
        bron: _,
        eigenaar: _,
        termijn,
        gebeurd,
        factoren: _,
        acuut: _,
        niveau: _,
        maatregel: _,
        afgeschermd: _,
        kring: _,
    } = nu;
    let (was_termijn, was_gebeurd) = (was.and_then(|w| w.termijn), was.and_then(|w| w.gebeurd));
    vec![
        komt("de termijn", *termijn, was_termijn),
        geweest("wanneer het gebeurde", gebeurd.map(|g| g.op), was_gebeurd.map(|g| g.op)),
    ]
}

fn deelname_momenten(d: &Dossier, overleg: OverlegNr, deelname: &Deelname) -> Vec<Option<Ogenblik>> {
    let Deelname {
        organisatie: _,
        naam: _,
        functie: _,
        mandaat: _,
        aanwezig: _,
        reden: _,
        telefoon: _,
        bereikbaar: _,
        gekomen,
        gegaan,
    } = deelname;
    let was = d.overleg(overleg).and_then(|o| o.deelnemers.iter().find(|x| x.same(deelname)));
    vec![
        geweest("wanneer iemand kwam", *gekomen, was.and_then(|w| w.gekomen)),
        geweest("wanneer iemand ging", *gegaan, was.and_then(|w| w.gegaan)),
    ]
}

fn verteller_momenten(verteller: &Verteller, was: Option<Tijdstip>) -> Vec<Option<Ogenblik>> {
    let Verteller { wie: _, hoe: _, wanneer, taal: _, meldpunt: _ } = verteller;
    vec![komt("voor wanneer zij het hoort", *wanneer, was)]
}

fn bijeen_momenten(b: &Bijeenroeping) -> Vec<Option<Ogenblik>> {
    // a meeting can be called while people sit down already: so its beginning may have been
    let Bijeenroeping { door: _, reden: _, vorm: _, begin: _, einde } = b;
    vec![komt("de eindtijd", *einde, None)]
}

fn sluiting_momenten(sluiting: &Sluiting) -> Vec<Option<Ogenblik>> {
    let Sluiting { volgende, eerder_bij: _, geen_volgende: _, veilig: _, veilig_toelichting: _ } = sluiting;
    vec![komt("de volgende ronde", *volgende, None)]
}

fn uitkomst_momenten(uitkomst: &Uitkomst) -> Vec<Option<Ogenblik>> {
    let Uitkomst { instrument: _, afnemer: _, op, uitkomst: _, antwoorden: _, toelichting: _ } = uitkomst;
    vec![geweest("wanneer het is afgenomen", *op, None)]
}

fn schending_momenten(schending: &Schending) -> Vec<Option<Ogenblik>> {
    let Schending { bij: _, wat: _, gebeurd, melder: _ } = schending;
    vec![geweest("wanneer het is geschonden", gebeurd.map(|g| g.op), None)]
}

fn antwoord_momenten(antwoord: &VoorleggerAntwoord) -> Vec<Option<Ogenblik>> {
    let VoorleggerAntwoord { uitslag: _, tekst: _, naam: _, op } = antwoord;
    vec![geweest("wanneer de burgemeester antwoordde", *op, None)]
}

fn toets_momenten(toets: &Toets) -> Vec<Option<Ogenblik>> {
    let Toets { nodig: _, door: _, uitkomst: _, op } = toets;
    vec![geweest("wanneer de toets klaar was", *op, None)]
}

fn toegang_momenten(toegang: &Toegang) -> Vec<Option<Ogenblik>> {
    let Toegang { gebruiker: _, naam: _, organisatie: _, rol: _, tot, reden: _, nood: _ } = toegang;
    vec![komt("tot wanneer de toegang duurt", *tot, None)]
}

fn informatievraag_momenten(v: &Informatievraag) -> Vec<Option<Ogenblik>> {
    let Informatievraag { partners: _, uiterlijk, grond: _, doel: _, antwoord_aan: _ } = v;
    vec![komt(TOT_WANNEER, *uiterlijk, None)]
}

fn informatiemelding_momenten(m: &Informatiemelding) -> Vec<Option<Ogenblik>> {
    let Informatiemelding { informatie: _, soort: _, door: _, op, grond: _, woorden: _, kring: _, open: _ } = m;
    vec![geweest("wanneer het antwoord kwam", *op, None)]
}

fn informatieverzet_momenten(d: &Dossier, v: &Informatieverzet) -> Vec<Option<Ogenblik>> {
    let Informatieverzet { informatie, uiterlijk, reden: _, opnieuw: _ } = v;
    let was = d.informatie.get(informatie).and_then(Informatieverzoek::uiterlijk);
    vec![komt(TOT_WANNEER, *uiterlijk, was)]
}

/// Until when a partner answers.
const TOT_WANNEER: &str = "tot wanneer er antwoord moet zijn";

fn vertelling_momenten(vertelling: &Vertelling) -> Vec<Option<Ogenblik>> {
    let Vertelling { op, meldpunt_uitgelegd: _, toelichting: _ } = vertelling;
    vec![geweest("wanneer het haar is verteld", *op, None)]
}

fn stap_momenten(stap: &BesluitStap) -> Vec<Option<Ogenblik>> {
    let BesluitStap { besluit: _, naar: _, reden: _, bevoegd, op } = stap;
    let besloten = bevoegd.as_ref().map(|Bevoegd { naam: _, functie: _, op }| *op);
    vec![geweest("wanneer dat is besloten", besloten, None), geweest("wanneer het besluit eindigde", *op, None)]
}
