//! On which side of now a moment has to lie: what happened has been, what is due or planned is still to come. Every
//! command is named, and every struct that holds a moment is taken apart whole, so that a new moment is looked at here.
//! A moment that stands there already is not looked at again.

use chrono::TimeDelta;

use super::Context;
use crate::domain::command::Command;
use crate::domain::dossier::{
    ActieVelden, BesluitStap, BesluitVelden, Bevoegd, Bijeenroeping, Deelname, Dossier, Inzet, InzetVelden, KlokVelden,
    LopendeKlok, RegelInhoud, Schending, Sluiting, Toets, Uitkomst, Verteller, Vertelling, VoorleggerAntwoord,
    VoorleggerVelden,
};
use crate::domain::ids::OverlegNr;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

/// How far a clock may be off (own choice), in minutes: the one on the wall, or the one of who types.
const SPELING_MINUTEN: i64 = 5;

/// On which side of now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kant {
    Geweest,
    Komt,
}

/// A moment in a command.
struct Moment {
    wat: &'static str,
    op: Tijdstip,
    kant: Kant,
}

fn geweest(wat: &'static str, op: impl Into<Option<Tijdstip>>, was: Option<Tijdstip>) -> Option<Moment> {
    op.into().filter(|op| Some(*op) != was).map(|op| Moment { wat, op, kant: Kant::Geweest })
}

fn komt(wat: &'static str, op: impl Into<Option<Tijdstip>>, was: Option<Tijdstip>) -> Option<Moment> {
    op.into().filter(|op| Some(*op) != was).map(|op| Moment { wat, op, kant: Kant::Komt })
}

/// Refuses a moment on the wrong side of now; says both.
pub(super) fn eis_kant(c: Context<'_>, command: &Command) -> Result<(), Refusal> {
    let (nu, speling) = (c.stamp.op, TimeDelta::minutes(SPELING_MINUTEN));
    let fout = |m: &Moment| match m.kant {
        Kant::Geweest => m.op > nu.plus(speling),
        Kant::Komt => m.op < nu.plus(-speling),
    };
    match momenten(c, command).into_iter().flatten().find(fout) {
        Some(Moment { wat, op, kant }) => {
            let tekst = |t: Tijdstip| Tekst::cut(&t.datum_klok());
            let (wat, moment, nu) = (wat.into(), tekst(op), tekst(nu));
            Err(match kant {
                Kant::Geweest => Refusal::LigtNogVoorOns { wat, moment, nu },
                Kant::Komt => Refusal::IsAlVoorbij { wat, moment, nu },
            })
        }
        None => Ok(()),
    }
}

fn momenten(c: Context<'_>, command: &Command) -> Vec<Option<Moment>> {
    use Command as C;
    let d = c.dossier;
    match command {
        C::RoepOverlegBijeen(b) => bijeen_momenten(b),
        C::WijzigEinde { einde, overleg, .. } => vec![komt("de eindtijd", *einde, d.overleg(*overleg).map(|o| o.einde))],
        C::NoteerAanwezigheid { overleg, deelname } => deelname_momenten(d, *overleg, deelname),
        C::SluitOverleg { sluiting, .. } => sluiting_momenten(sluiting),
        C::LegRegelVast { regel, .. } => regel_momenten(regel, None),
        C::CorrigeerRegel { regel, inhoud, .. } => regel_momenten(inhoud, d.regels.get(regel).map(|r| &r.inhoud)),
        C::WijsVraagToe { vraag, terug, .. } => {
            vec![komt("wanneer het antwoord terug is", *terug, d.vragen.get(vraag).and_then(|v| v.terug))]
        }
        C::NoteerUitkomst { uitkomst, .. } => uitkomst_momenten(uitkomst),
        C::VulInzetAan { inzet, velden } => inzet_momenten(velden, d.inzetten.get(inzet)),
        C::MeldSchending { schending, .. } => schending_momenten(schending),
        C::LegVoor { voorlegger, velden, .. } => {
            voorlegger_momenten(velden, voorlegger.and_then(|v| d.voorleggers.get(&v)).and_then(|v| v.uiterlijk))
        }
        C::BeantwoordVoorlegger { antwoord, .. } => antwoord_momenten(antwoord),
        C::NoteerToets { toets, .. } => toets_momenten(toets),
        C::MeldVerteld { vertelling, .. } => vertelling_momenten(vertelling),
        C::ZetKlok { klok, velden } => klok_momenten(velden, klok.and_then(|k| d.klokken.get(&k))),
        C::WijzigBesluitStatus(stap) => stap_momenten(stap),
        C::VulBesluitAan { besluit, velden } => besluit_momenten(velden, d.besluiten.get(besluit).and_then(|b| b.termijn)),
        C::BenoemVerteller { overleg, verteller } => {
            verteller_momenten(verteller, d.overleg(*overleg).and_then(|o| o.verteller.as_ref()).and_then(|v| v.wanneer))
        }
        C::VulActieAan { actie, velden } => {
            let ActieVelden { wat: _, eigenaar: _, termijn, terugmelding: _ } = velden;
            vec![komt("de termijn", *termijn, d.acties.get(actie).and_then(|a| a.termijn))]
        }
        // no moment in these, or (what sets something off, when the matter goes up) one that can lie on both sides: named,
        // so that one with a moment is not forgotten
        #[rustfmt::skip]
        C::SchetsScenario { .. } | C::BeslisOpschaling { .. }
        | C::OpenDossier { .. } | C::WijzigWerktitel { .. } | C::WijzigStatus { .. } | C::BeantwoordAcuut { .. }
        | C::Meld112 { .. } | C::BenoemContactpersoon(_) | C::NoteerNietWeten(_) | C::SchrapNietWeten { .. }
        | C::StartOverleg { .. } | C::MaakAfspraken { .. } | C::NeemVoorzitterOver { .. }
        | C::NoteerHybride { .. } | C::NaarFase { .. } | C::GeefRedenOvergang { .. }
        | C::LaatOvergangVallen { .. } | C::Schors { .. } | C::Hervat { .. } | C::StelVerslagVast { .. }
        | C::KiesPunt { .. } | C::VinkPuntAf { .. } | C::HeropenPunt { .. } | C::GeefBeurt { .. }
        | C::RondBeurtAf { .. } | C::WijzigSoort { .. } | C::SchermRegelAf { .. } | C::GeefRegelVrij { .. }
        | C::TrekRegelIn { .. } | C::BeantwoordVraag { .. } | C::GeefOordeel { .. } | C::TrekConclusie { .. }
        | C::GeefOptieVrij { .. } | C::MeldVoorgelezen { .. }
        | C::WeegOptie { .. } | C::WeegFactor { .. } | C::OpenGeslotenRonde { .. } | C::OnthulOordelen { .. }
        | C::BeantwoordCriterium { .. } | C::BepaalMoment { .. } | C::StelVast { .. } | C::BespreekVraag { .. }
        | C::VraagHerbeoordeling { .. } | C::WijzigInzetStatus { .. } | C::LegTerzijde { .. }
        | C::MerkHuisverbodgrond { .. } | C::StopKlok { .. } | C::StelOordeelBij(_)
        | C::NoteerDissent { .. } | C::MeldActie { .. } | C::NeemTerug { .. } => Vec::new(),
    }
}

fn regel_momenten(nu: &RegelInhoud, was: Option<&RegelInhoud>) -> Vec<Option<Moment>> {
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
    } = nu;
    let (was_termijn, was_gebeurd) = (was.and_then(|w| w.termijn), was.and_then(|w| w.gebeurd));
    vec![
        komt("de termijn", *termijn, was_termijn),
        geweest("wanneer het gebeurde", gebeurd.map(|g| g.op), was_gebeurd.map(|g| g.op)),
    ]
}

fn inzet_momenten(nu: &InzetVelden, was: Option<&Inzet>) -> Vec<Option<Moment>> {
    // it may begin later, or have begun
    let InzetVelden {
        soort: _,
        palet: _,
        wat: _,
        voor: _,
        orgaan: _,
        orgaan_reden: _,
        grond: _,
        begin: _,
        einde,
        herziening,
        toezicht: _,
        meldpunt: _,
        gevolg: _,
        nadelen: _,
        kan: _,
        politie_weet: _,
        besluit: _,
        hoort_bij: _,
    } = nu;
    vec![
        komt("het einde", *einde, was.and_then(|w| w.einde)),
        komt("de herziening", *herziening, was.and_then(|w| w.herziening)),
    ]
}

fn deelname_momenten(d: &Dossier, overleg: OverlegNr, deelname: &Deelname) -> Vec<Option<Moment>> {
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

fn voorlegger_momenten(velden: &VoorleggerVelden, was: Option<Tijdstip>) -> Vec<Option<Moment>> {
    let VoorleggerVelden {
        gevraagd: _,
        uiterlijk,
        grond: _,
        alternatieven: _,
        nadelen: _,
        huisverbod: _,
        feiten: _,
        besluit: _,
    } = velden;
    vec![komt("uiterlijk", *uiterlijk, was)]
}

fn klok_momenten(velden: &KlokVelden, was: Option<&LopendeKlok>) -> Vec<Option<Moment>> {
    // a clock may begin later, and one that nobody gave an end may turn out to have run out
    let KlokVelden { soort: _, naam: _, begin: _, einde, gegeven_door: _, inzet: _, reden: _ } = velden;
    vec![komt("wanneer de klok afloopt", *einde, was.map(|k| k.einde))]
}

fn verteller_momenten(verteller: &Verteller, was: Option<Tijdstip>) -> Vec<Option<Moment>> {
    let Verteller { wie: _, hoe: _, wanneer, taal: _, meldpunt: _ } = verteller;
    vec![komt("voor wanneer zij het hoort", *wanneer, was)]
}

fn bijeen_momenten(b: &Bijeenroeping) -> Vec<Option<Moment>> {
    // a meeting can be called while people sit down already: so its beginning may have been
    let Bijeenroeping { door: _, reden: _, vorm: _, begin: _, einde } = b;
    vec![komt("de eindtijd", *einde, None)]
}

fn sluiting_momenten(sluiting: &Sluiting) -> Vec<Option<Moment>> {
    let Sluiting { volgende, eerder_bij: _, geen_volgende: _, veilig: _, veilig_toelichting: _ } = sluiting;
    vec![komt("de volgende ronde", *volgende, None)]
}

fn uitkomst_momenten(uitkomst: &Uitkomst) -> Vec<Option<Moment>> {
    let Uitkomst { instrument: _, afnemer: _, op, uitkomst: _, antwoorden: _, toelichting: _ } = uitkomst;
    vec![geweest("wanneer het is afgenomen", *op, None)]
}

fn schending_momenten(schending: &Schending) -> Vec<Option<Moment>> {
    let Schending { bij: _, wat: _, gebeurd, melder: _ } = schending;
    vec![geweest("wanneer het is geschonden", gebeurd.map(|g| g.op), None)]
}

fn antwoord_momenten(antwoord: &VoorleggerAntwoord) -> Vec<Option<Moment>> {
    let VoorleggerAntwoord { uitslag: _, tekst: _, naam: _, op } = antwoord;
    vec![geweest("wanneer de burgemeester antwoordde", *op, None)]
}

fn toets_momenten(toets: &Toets) -> Vec<Option<Moment>> {
    let Toets { nodig: _, door: _, uitkomst: _, op } = toets;
    vec![geweest("wanneer de toets klaar was", *op, None)]
}

fn vertelling_momenten(vertelling: &Vertelling) -> Vec<Option<Moment>> {
    let Vertelling { op, meldpunt_uitgelegd: _, toelichting: _ } = vertelling;
    vec![geweest("wanneer het haar is verteld", *op, None)]
}

fn stap_momenten(stap: &BesluitStap) -> Vec<Option<Moment>> {
    let BesluitStap { besluit: _, naar: _, reden: _, bevoegd, op } = stap;
    let besloten = bevoegd.as_ref().map(|Bevoegd { naam: _, functie: _, op }| *op);
    vec![geweest("wanneer dat is besloten", besloten, None), geweest("wanneer het besluit eindigde", *op, None)]
}

#[rustfmt::skip]
fn besluit_momenten(v: &BesluitVelden, was: Option<Tijdstip>) -> Vec<Option<Moment>> {
    let BesluitVelden {
        vraag: _, soort: _, motivering: _, door: _, grond: _, vertellen_aan: _, effectvraag: _, termijn,
    } = v;
    vec![komt("de termijn", *termijn, was)]
}
