//! What each command replaces: every command is named. What it only adds is not in it; nor is a step that names what it
//! leaves, or that the rules refuse in any other state than the one it is meant for.

use crate::domain::command::Command;
use crate::domain::dossier::velden::Velden;
use crate::domain::dossier::{
    Betrokkenenotitie, Deelname, Ding, Dossier, HEEL, Meldingnotitie, Noodbeoordeling, Plek, Stukintrekking, Stukvrijgave,
    Uitkomstnotitie, Veld,
};
use crate::domain::ids::{OverlegNr, RegelId};
use crate::domain::kader::Kader;
use crate::domain::tekst::Tekst;
use crate::domain::vouw::vouw;

/// The places whose value this command replaces, in this dossier. An organisation is who the kader says that it is.
#[expect(clippy::too_many_lines, reason = "a table in which every command is named")]
pub fn vervangt(d: &Dossier, kader: &Kader, command: &Command) -> Vec<Plek> {
    use Command as C;
    // a part that a line's correction changes too is replaced in both
    let met_regel = |mut all: Vec<Plek>, parts: &[Veld], regel: Option<RegelId>| {
        let both = all.iter().any(|p| parts.contains(&p.veld));
        all.extend(regel.filter(|_| both).map(|r| Plek::new(Ding::Regel(r), "tekst")));
        all
    };
    match command {
        #[rustfmt::skip]
        C::OpenDossier { .. } | C::Meld112 { .. } | C::RoepOverlegBijeen(_) | C::StartOverleg { .. }
        | C::NaarFase { .. } | C::Schors { .. } | C::Hervat { .. } | C::SluitOverleg { .. }
        | C::StelVerslagVast { .. } | C::LegRegelVast { .. } | C::OpenGeslotenRonde { .. }
        | C::OnthulOordelen { .. } | C::VraagHerbeoordeling { .. } | C::MeldVerteld { .. }
        | C::NoteerDissent { .. } | C::MeldVoorgelezen { .. } | C::NeemNoodtoegang { .. } | C::VraagInformatie(_)
        | C::LegVoor { voorlegger: None, .. } | C::ZetKlok { klok: None, .. } | C::WeegOptie { optie: None, .. }
        | C::SchetsScenario { scenario: None, .. } | C::NoteerMelding(Meldingnotitie { melding: None, .. })
        | C::NoteerBetrokkene(Betrokkenenotitie { betrokkene: None, .. }) => Vec::new(),
        C::NeemTerug { verzoek, .. } => d.terug.dingen_van(*verzoek).map(|ding| Plek::new(ding.clone(), HEEL)).collect(),
        // what stands in a dossier by itself; what is freed or taken back is what was read
        C::NoteerUitkomst112(Uitkomstnotitie { nr, .. }) => een(Ding::Gebeld112(*nr), "uitkomst"),
        C::NoteerMelding(Meldingnotitie { melding: Some(id), velden }) => elk(&Ding::Melding(*id), velden.gegeven()),
        C::NoteerBetrokkene(Betrokkenenotitie { betrokkene: Some(id), velden, geheim }) => {
            let mut all = elk(&Ding::Betrokkene(*id), velden.gegeven());
            all.extend(elk(&Ding::Geheim(*id), geheim.gegeven()));
            all
        }
        C::GeefStukVrij(Stukvrijgave { stuk, .. }) | C::TrekStukIn(Stukintrekking { stuk, .. }) => een(stuk.ding(), HEEL),
        C::WijzigWerktitel { .. } => een(Ding::Dossier, "werktitel"),
        C::WijzigStatus { .. } => een(Ding::Dossier, "status"),
        C::BeantwoordAcuut { .. } => een(Ding::Dossier, "acuut"),
        C::BenoemContactpersoon(_) => een(Ding::Dossier, "contactpersoon"),
        C::NoteerNietWeten(n) => een(niet_weten(&n.wie), "reden"),
        C::SchrapNietWeten { wie, .. } => een(niet_weten(wie), "reden"),
        C::Bevries { .. } | C::Ontdooi { .. } => een(Ding::Dossier, "bevriezing"),
        C::StelVernietigingVoor { .. } | C::KeurVernietigingGoed { .. } => een(Ding::Dossier, "vernietiging"),
        C::GeefToegang(t) => een(Ding::Toegang(t.gebruiker.to_string()), "toegang"),
        C::BeoordeelNoodtoegang(Noodbeoordeling { gebruiker, .. }) => {
            een(Ding::Toegang(gebruiker.to_string()), "beoordeling")
        }
        C::TrekToegangIn { gebruiker, .. } => een(Ding::Toegang(gebruiker.to_string()), "toegang"),
        C::MaakAfspraken { overleg, .. } => een(Ding::Overleg(*overleg), "afspraken"),
        C::NoteerAanwezigheid { overleg, deelname } => deelnamen(d, kader, *overleg, deelname),
        C::NeemVoorzitterOver { overleg, .. } => een(Ding::Overleg(*overleg), "voorzitter"),
        C::WijzigEinde { overleg, .. } => een(Ding::Overleg(*overleg), "eindtijd"),
        C::NoteerHybride { overleg, .. } => een(Ding::Overleg(*overleg), "vorm"),
        C::GeefRedenOvergang { overleg, .. } | C::LaatOvergangVallen { overleg } => een(Ding::Overleg(*overleg), "stap"),
        C::KiesPunt { overleg, .. } => een(Ding::Overleg(*overleg), "agendapunt"),
        C::VinkPuntAf { overleg, punt } | C::HeropenPunt { overleg, punt } => {
            een(Ding::Punt(*overleg, punt.clone()), "vinkje")
        }
        C::GeefBeurt { overleg, .. } | C::RondBeurtAf { overleg } => een(Ding::Overleg(*overleg), "beurt"),
        C::BenoemVerteller { overleg, .. } => een(Ding::Overleg(*overleg), "wie het haar vertelt"),
        // lines and questions
        C::CorrigeerRegel { regel, inhoud, .. } => {
            // a line that somebody made another kind meanwhile is not made the old kind by a correction of its text
            let other = d.regels.get(regel).is_some_and(|r| r.inhoud.soort != inhoud.soort);
            let mut all = elk(&Ding::Regel(*regel), std::iter::once("tekst").chain(other.then_some("soort")));
            if other {
                all.extend(hangt_aan(d, *regel));
            }
            all
        }
        C::WijzigSoort { regel, .. } => {
            let mut all = een(Ding::Regel(*regel), "soort");
            all.extend(hangt_aan(d, *regel));
            all
        }
        C::TrekRegelIn { regel } => {
            let mut all = een(Ding::Regel(*regel), HEEL);
            all.extend(hangt_aan(d, *regel));
            all
        }
        C::SchermRegelAf { regel, .. } => een(Ding::Regel(*regel), "scherm"),
        // what is freed is what was read, not what it became meanwhile
        C::GeefRegelVrij { regel, .. } => een(Ding::Regel(*regel), HEEL),
        C::MerkHuisverbodgrond { regel, .. } => elk(&Ding::Regel(*regel), ["grond", "tekst", "soort"]),
        C::WijsVraagToe { vraag, .. } => {
            let regel = d.vragen.get(vraag).map(|v| Plek::new(Ding::Regel(v.regel), "tekst"));
            een(Ding::Vraag(*vraag), "eigenaar").into_iter().chain(regel).collect()
        }
        C::BeantwoordVraag { vraag, .. } => een(Ding::Vraag(*vraag), "antwoord"),
        // decisions, actions, measures, clocks, pages
        C::VulInzetAan { inzet, velden } => {
            let all = elk(&Ding::Inzet(*inzet), velden.gegeven());
            met_regel(all, &["tekst", "orgaan", "einde"], d.inzetten.get(inzet).map(|i| i.regel))
        }
        C::WijzigInzetStatus { inzet, .. } => een(Ding::Inzet(*inzet), "status"),
        C::MeldSchending { inzet, schending } => elk(&Ding::Inzet(*inzet), schending.bij.map(|_| "schending")),
        C::LegVoor { voorlegger: Some(id), velden, .. } => elk(&Ding::Voorlegger(*id), velden.gegeven()),
        C::BeantwoordVoorlegger { voorlegger, .. } => een(Ding::Voorlegger(*voorlegger), "antwoord"),
        C::NoteerToets { besluit, .. } => een(Ding::Besluit(*besluit), "toets"),
        C::ZetKlok { klok: Some(nr), velden } => elk(&Ding::Klok(*nr), velden.gegeven()),
        C::StopKlok { klok, .. } => een(Ding::Klok(*klok), "einde"),
        C::BeantwoordInformatie(m) => een(Ding::Informatie(m.informatie), "antwoord"),
        C::VerzetInformatie(v) => een(Ding::Informatie(v.informatie), "termijn"),
        C::TrekInformatieIn { informatie, .. } => een(Ding::Informatie(*informatie), "intrekking"),
        C::BeantwoordBeeldvraag(m) => een(Ding::Beeldvraag(m.reeks.clone(), m.nr), "antwoord"),
        C::VulBesluitAan { besluit, velden } => {
            let all = elk(&Ding::Besluit(*besluit), velden.gegeven());
            met_regel(all, &["door", "termijn"], d.besluiten.get(besluit).map(|b| b.regel))
        }
        C::WijzigBesluitStatus(stap) => elk(&Ding::Besluit(stap.besluit), ["status", "bevoegd"]),
        C::VulActieAan { actie, velden } => {
            let all = elk(&Ding::Actie(*actie), velden.gegeven());
            met_regel(all, &["tekst", "eigenaar", "termijn"], d.acties.get(actie).map(|a| a.regel))
        }
        C::MeldActie { actie, .. } => een(Ding::Actie(*actie), "status"),
        // what is weighed
        C::GeefOordeel { overleg, oordeel } => {
            een(Ding::Oordeel(*overleg, vouw(naam(kader, &oordeel.organisatie).as_str())), "oordeel")
        }
        C::StelOordeelBij(b) => {
            een(Ding::Oordeel(b.overleg, vouw(naam(kader, &b.oordeel.organisatie).as_str())), "oordeel")
        }
        // the conclusion answers the acute question too
        C::TrekConclusie { overleg, .. } => {
            vec![Plek::new(Ding::Overleg(*overleg), "conclusie"), Plek::new(Ding::Dossier, "acuut")]
        }
        C::WeegOptie { overleg, optie: Some(id), velden } => elk(&Ding::Optie(*overleg, *id), velden.gegeven()),
        // what is freed is what was read, not what it became meanwhile
        C::GeefOptieVrij { overleg, optie, .. } => een(Ding::Optie(*overleg, *optie), HEEL),
        C::WeegFactor { overleg, factor, .. } => een(Ding::Factor(*overleg, factor.clone()), "weging"),
        C::NoteerUitkomst { overleg, uitkomst } => een(Ding::Uitkomst(*overleg, uitkomst.instrument.clone()), "uitkomst"),
        C::SchetsScenario { overleg, scenario: Some(id), velden } => elk(&Ding::Scenario(*overleg, *id), velden.gegeven()),
        C::BeantwoordCriterium { overleg, criterium, .. } => een(Ding::Criterium(*overleg, criterium.clone()), "antwoord"),
        C::BeslisOpschaling { overleg, .. } => een(Ding::Overleg(*overleg), "opschaling"),
        C::BepaalMoment { overleg, .. } => een(Ding::Overleg(*overleg), "acuut of niet"),
        C::StelVast { overleg, onderwerp, .. } => een(Ding::Onderwerp(*overleg, *onderwerp), "vaststelling"),
        C::BespreekVraag { overleg, reeks, nr, .. } => een(Ding::Reeksvraag(*overleg, reeks.clone(), *nr), "antwoord"),
        C::LegTerzijde { overleg, maatregel, .. } => een(Ding::Terzijde(*overleg, maatregel.clone()), "reden"),
    }
}

fn een(ding: Ding, veld: Veld) -> Vec<Plek> {
    vec![Plek::new(ding, veld)]
}

fn elk(ding: &Ding, velden: impl IntoIterator<Item = Veld>) -> Vec<Plek> {
    velden.into_iter().map(|veld| Plek::new(ding.clone(), veld)).collect()
}

fn niet_weten(wie: &Tekst) -> Ding {
    Ding::NietWeten(vouw(wie.as_str()))
}

/// An organisation's name as the kader writes it, as the rules record it.
fn naam(kader: &Kader, organisatie: &Tekst) -> Tekst {
    kader.partner(organisatie.as_str()).map_or_else(|| organisatie.clone(), |p| p.naam.clone())
}

/// Whom a note of attendance takes the place of: somebody with the same name, or the organisation while it has none.
fn deelnamen(d: &Dossier, kader: &Kader, nr: OverlegNr, deelname: &Deelname) -> Vec<Plek> {
    let deelname = Deelname { organisatie: naam(kader, &deelname.organisatie), ..deelname.clone() };
    let org = vouw(deelname.organisatie.as_str());
    let there =
        d.overleg(nr).into_iter().flat_map(|o| &o.deelnemers).filter(|x| x.same(&deelname)).map(|x| vouw(x.naam.as_str()));
    let namen = there.chain([vouw(deelname.naam.as_str())]);
    namen.map(|naam| Plek::new(Ding::Deelname(nr, org.clone(), naam), "aanwezigheid")).collect()
}

/// What hangs on a line and lapses with it.
pub(super) fn hangt_aan(d: &Dossier, regel: RegelId) -> Vec<Plek> {
    let vragen = d.vragen_van(regel).map(|v| Ding::Vraag(v.id));
    let besluiten = d.besluiten.values().filter(|b| b.regel == regel).map(|b| Ding::Besluit(b.id));
    let acties = d.acties_van(regel).map(|a| Ding::Actie(a.id));
    let inzetten = d.inzetten.values().filter(|i| i.regel == regel).map(|i| Ding::Inzet(i.id));
    vragen.chain(besluiten).chain(acties).chain(inzetten).map(|ding| Plek::new(ding, HEEL)).collect()
}
