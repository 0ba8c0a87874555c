//! Every form, field by field: what is asked is recorded, what cannot be is refused and kept, and nobody confirms by accident
//! what nobody chose.

#![expect(clippy::indexing_slicing, clippy::expect_used, reason = "a test that does not find what it needs has to fail")]

use crisistafel::app::draft::LineEdit;
use crisistafel::app::forms::{Aard, Doel, Formulier, Invoer, Sleutel as S};
use crisistafel::app::model::Ik;
use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{
    Aanleiding, BetrokkeneVelden, Betrokkenenotitie, Dossierstuk, Fase, GeheimVelden, Informatiesoort, Informatievraag,
    Melder, MeldingVelden, Meldingnotitie, Onderwerp, OptieVelden, RegelInhoud, RegelSoort, ScenarioSoort, ScenarioVelden,
    Toegang, VoorleggerVelden,
};
use crisistafel::domain::ids::{
    ActieId, BesluitId, BetrokkeneId, InformatieId, InzetId, KlokNr, MeldingId, OptieId, RegelId, ScenarioId, VoorleggerId,
    VraagId,
};

use crisistafel::domain::rol::Rol;

use super::desk::Desk;
use super::proef::{NR, desk};

/// A meeting with one of everything that a form can be about.
fn wereld() -> Desk {
    let mut desk = desk("a Bellen met school @politie >morgen 12:00<enter>? Waar is hij?<enter>f Hij stond er weer<enter>");
    desk.press("/palet<enter>tijdelijk huisverbod<enter><esc>");
    let optie = OptieVelden { optie: Some("Haar elders onderbrengen".into()), ..OptieVelden::default() };
    desk.ask(Command::WeegOptie { overleg: NR, optie: None, velden: optie });
    let aanleidingen = NUMMERS.iter().map(|wat| Aanleiding { wat: (*wat).into(), wanneer: None }).collect();
    let velden = ScenarioVelden {
        soort: Some(ScenarioSoort::Ergst),
        wat: Some("Hij vindt haar".into()),
        aanleidingen: Some(aanleidingen),
    };
    desk.ask(Command::SchetsScenario { overleg: NR, scenario: None, velden });
    let velden = VoorleggerVelden {
        gevraagd: Some("Tijdelijk huisverbod".into()),
        huisverbod: Some(true),
        ..VoorleggerVelden::default()
    };
    desk.ask(Command::LegVoor { overleg: NR, voorlegger: None, velden });
    let soort = desk.tafel.kader.kader.klokken.iter().find(|k| k.id.as_str() == "huisverbod").unwrap().id.clone();
    let velden = crisistafel::domain::dossier::KlokVelden {
        soort: Some(soort),
        begin: Some(desk.nu),
        einde: Some(desk.nu.plus(chrono::TimeDelta::days(10))),
        ..Default::default()
    };
    desk.ask(Command::ZetKlok { klok: None, velden });
    desk.ask(Command::VraagInformatie(Informatievraag {
        partners: vec!["politie".into()],
        uiterlijk: desk.nu.plus(chrono::TimeDelta::hours(4)),
        grond: "ernstig_gevaar".to_owned().try_into().unwrap(),
        doel: "Wat is bij u bekend?".into(),
        antwoord_aan: "procesregie".into(),
    }));
    desk.ask(Command::Meld112 { toelichting: "hij staat er".into() });
    let velden = MeldingVelden { melder: Some(Melder::Zijzelf), tekst: Some("Hij belt".into()), ..Default::default() };
    desk.ask(Command::NoteerMelding(Meldingnotitie { melding: None, velden: Box::new(velden) }));
    let velden = BetrokkeneVelden { rollen: Some(vec!["vrouw".to_owned().try_into().unwrap()]), ..Default::default() };
    let geheim = GeheimVelden::default();
    desk.ask(Command::NoteerBetrokkene(Betrokkenenotitie { betrokkene: None, velden: Box::new(velden), geheim }));
    // the chair does
    let chair = Ik { rollen: vec![Rol::Voorzitter], ..desk.model.ik.clone().unwrap() };
    desk.model.hier = Some(chair);
    desk.ask(Command::GeefToegang(Toegang {
        gebruiker: "kuiper".into(),
        naam: "Kuiper".into(),
        organisatie: "politie".into(),
        rol: Rol::Deelnemer,
        tot: Some(desk.nu.plus(chrono::TimeDelta::days(1))),
        reden: "zit aan tafel".into(),
        nood: false,
    }));
    desk.model.hier = None;
    let d = &desk.tafel.dossier;
    let there = [d.acties.len(), d.vragen.len(), d.inzetten.len(), d.voorleggers.len(), d.klokken.len(), d.besluiten.len()];
    assert!(there.iter().all(|n| *n > 0), "{there:?}");
    assert_eq!(d.overleg(NR).unwrap().afweging.scenarios[0].aanleidingen.len(), 8);
    desk
}

const NUMMERS: [&str; 8] =
    ["zitting", "vrijlating", "verhuizing", "verjaardag", "feestdag", "ontslag", "rechtszaak", "scheiding"];

macro_rules! elk_doel {
    ($desk:ident; $($patroon:pat => $waarden:expr),+ $(,)?) => {
        /// Every purpose that a form can have. One that is not named here does not compile.
        fn doelen($desk: &Desk) -> Vec<Doel> {
            fn is_genoemd(doel: &Doel) {
                match doel { $($patroon => {}),+ }
            }
            let mut all: Vec<Doel> = Vec::new();
            $({
                let these: Vec<Doel> = $waarden;
                assert!(!these.is_empty() && these.iter().all(|d| matches!(d, $patroon)), "{}", stringify!($patroon));
                all.extend(these);
            })+
            all.iter().for_each(is_genoemd);
            all
        }
    };
}

elk_doel! { desk;
    Doel::NieuwDossier => vec![Doel::NieuwDossier],
    Doel::Werktitel => vec![Doel::Werktitel],
    Doel::Status => vec![Doel::Status],
    Doel::Acuut => vec![Doel::Acuut],
    Doel::Bel112 => vec![Doel::Bel112],
    Doel::Contact => vec![Doel::Contact],
    Doel::NietWeten => vec![Doel::NietWeten],
    Doel::Toegang(_) => vec![Doel::Toegang(None), Doel::Toegang(Some("kuiper".into()))],
    Doel::ToegangIntrekken(_) => vec![Doel::ToegangIntrekken("kuiper".into())],
    Doel::Noodtoegang => vec![Doel::Noodtoegang],
    Doel::NoodBeoordelen(..) => vec![Doel::NoodBeoordelen("ooms".into(), crisistafel::domain::tijd::Tijdstip::from_millis(0))],
    Doel::Bijeenroepen => vec![Doel::Bijeenroepen],
    Doel::Afspraken => vec![Doel::Afspraken],
    Doel::Aanwezig { .. } => vec![
        Doel::Aanwezig { organisatie: String::new(), naam: String::new() },
        Doel::Aanwezig { organisatie: "politie".into(), naam: "Kuiper".into() },
    ],
    Doel::Overnemen => vec![Doel::Overnemen],
    Doel::Eindtijd => vec![Doel::Eindtijd],
    Doel::Hybride => vec![Doel::Hybride],
    Doel::Schors => vec![Doel::Schors],
    Doel::NaarFase { .. } => vec![
        Doel::NaarFase { van: Fase::Oordeelsvorming, naar: Fase::Besluitvorming },
        Doel::NaarFase { van: Fase::Besluitvorming, naar: Fase::Opening },
    ],
    Doel::RedenOvergang => vec![Doel::RedenOvergang],
    Doel::Sluiten => vec![Doel::Sluiten],
    Doel::Oordeel { .. } => vec![Doel::Oordeel { organisatie: "politie".into() }],
    Doel::Conclusie => vec![Doel::Conclusie],
    Doel::Optie(_) => vec![Doel::Optie(None), Doel::Optie(Some(OptieId(1)))],
    Doel::Vertelt => vec![Doel::Vertelt],
    Doel::Besluit(_) => vec![Doel::Besluit(BesluitId(1))],
    Doel::BesluitStatus(_) => vec![Doel::BesluitStatus(BesluitId(1))],
    Doel::Dissent(_) => vec![Doel::Dissent(BesluitId(1))],
    Doel::Actie(_) => vec![Doel::Actie(ActieId(1))],
    Doel::ActieStatus(_) => vec![Doel::ActieStatus(ActieId(1))],
    Doel::Vraag(_) => vec![Doel::Vraag(VraagId(1))],
    Doel::Antwoord(_) => vec![Doel::Antwoord(VraagId(1))],
    Doel::Vrijgeven(_) => vec![Doel::Vrijgeven(RegelId::open(1))],
    Doel::OptieVrijgeven(_) => vec![Doel::OptieVrijgeven(OptieId(1))],
    Doel::Kring(_) => vec![Doel::Kring(RegelId::open(1))],
    Doel::OptieKring(_) => vec![Doel::OptieKring(OptieId(1))],
    Doel::Correctie { .. } => vec![Doel::Correctie { regel: RegelId::open(1), getypt: "f hij stond er".into() }],
    Doel::Factor(_) => desk.tafel.kader.kader.factoren.iter().map(|x| Doel::Factor(x.id.clone())).collect(),
    Doel::Uitkomst(_) => desk.tafel.kader.kader.instrumenten.iter().map(|x| Doel::Uitkomst(x.id.clone())).collect(),
    Doel::Scenario(_) => vec![Doel::Scenario(None), Doel::Scenario(Some(ScenarioId(1)))],
    Doel::Criterium(_) => desk.tafel.kader.kader.criteria.iter().map(|x| Doel::Criterium(x.id.clone())).collect(),
    Doel::Opschalen => vec![Doel::Opschalen],
    Doel::Moment => vec![Doel::Moment],
    Doel::Reeksvraag { .. } => vec![Doel::Reeksvraag { reeks: desk.tafel.kader.kader.reeksen[0].id.clone(), nr: 1 }],
    Doel::Herbeoordelen => vec![Doel::Herbeoordelen],
    Doel::Terzijde(_) => vec![Doel::Terzijde(desk.tafel.kader.kader.maatregelen[0].id.clone())],
    Doel::Inzet(_) => vec![Doel::Inzet(InzetId(1))],
    Doel::InzetStatus(_) => vec![Doel::InzetStatus(InzetId(1))],
    Doel::Schending(_) => vec![Doel::Schending(InzetId(1))],
    Doel::Klok { .. } => desk.tafel.kader.kader.klokken.iter()
        .map(|k| Doel::Klok { nr: None, soort: Some(k.id.clone()), inzet: None })
        .chain([
            Doel::Klok { nr: None, soort: None, inzet: None },
            Doel::Klok { nr: Some(KlokNr(1)), soort: None, inzet: None },
        ])
        .collect(),
    Doel::KlokStop(_) => vec![Doel::KlokStop(KlokNr(1))],
    Doel::Voorlegger(_) => vec![Doel::Voorlegger(None), Doel::Voorlegger(Some(VoorleggerId(1)))],
    Doel::Burgemeester(_) => vec![Doel::Burgemeester(VoorleggerId(1))],
    Doel::Toets(_) => vec![Doel::Toets(BesluitId(1))],
    Doel::Verteld => vec![Doel::Verteld],
    Doel::Informatievraag => vec![Doel::Informatievraag],
    Doel::Informatieantwoord(..) => vec![
        Doel::Informatieantwoord(InformatieId(1), None),
        Doel::Informatieantwoord(InformatieId(1), Some(Informatiesoort::Geweigerd)),
    ],
    Doel::Informatieverzet { .. } => [false, true]
        .map(|opnieuw| Doel::Informatieverzet { informatie: InformatieId(1), opnieuw })
        .into(),
    Doel::InformatieIntrekken(_) => vec![Doel::InformatieIntrekken(InformatieId(1))],
    Doel::Beeldvraag(..) => vec![Doel::Beeldvraag("informatiebeeld".to_owned().try_into().unwrap(), 1)],
    Doel::Melding(_) => vec![Doel::Melding(None), Doel::Melding(Some(MeldingId(1)))],
    Doel::Betrokkene(_) => vec![Doel::Betrokkene(None), Doel::Betrokkene(Some(BetrokkeneId(1)))],
    Doel::VeiligContact(_) => vec![Doel::VeiligContact(BetrokkeneId(1))],
    Doel::Uitkomst112(_) => vec![Doel::Uitkomst112(1)],
    Doel::StukVrij(_) => vec![Doel::StukVrij(Dossierstuk::Melding(MeldingId(1)))],
    Doel::StukKring(_) => vec![Doel::StukKring(Dossierstuk::Melding(MeldingId(1)))],
    Doel::StukIntrekken(_) => vec![Doel::StukIntrekken(Dossierstuk::Melding(MeldingId(1)))],
    Doel::Vaststelling(_) => Onderwerp::ALL.iter().map(|o| Doel::Vaststelling(*o)).collect(),
}

/// A field that is left as the form makes it.
const ZO: &str = "\0";

/// Fields that depend on each other: each row is the form filled in another way.
fn bases(doel: &Doel) -> Vec<Vec<(S, &'static str)>> {
    match doel {
        Doel::Opschalen => vec![vec![(S::Termijn, ZO)]],
        Doel::Inzet(_) => vec![
            vec![(S::Ander, ZO), (S::Orgaan, "burgemeester")],
            vec![(S::Orgaan, "een ander"), (S::Ander, "officier van justitie")],
        ],
        Doel::InzetStatus(_) => vec![vec![(S::Wordt, "geldt")], vec![(S::Begin, ZO), (S::Einde, ZO)]],
        Doel::Informatieantwoord(..) => vec![vec![], vec![(S::Kring, ZO)]],
        Doel::Optie(_) => vec![vec![(S::Keuze, "gekozen")]],
        Doel::Uitkomst(_) => vec![vec![(S::Uitkomst, "2")]],
        Doel::Klok { nr: None, .. } => vec![vec![], vec![(S::Einde, ZO), (S::Lengte, "2")]],
        _ => vec![vec![]],
    }
}

/// What is filled in where nothing else is said; the second is another.
fn woorden(sleutel: S, aard: Aard) -> [&'static str; 2] {
    match (sleutel, aard) {
        (S::Regels | S::Feiten, _) => ["R1", "R2"],
        (S::Besluit, _) => ["B1", "B2"],
        (S::HoortBij, _) => ["M1", "M2"],
        (S::VoorWie, _) => ["haar", "pleger"],
        (S::Kring, _) => ["politie", "OM"],
        (_, Aard::Termijn) => ["morgen 12:00", "morgen 15:00"],
        (_, Aard::Toen) => ["14:10", "13:30"],
        (_, Aard::Ooit) => ["14:20", "13:40"],
        (_, Aard::Wie) => ["politie", "Veilig Thuis"],
        (_, Aard::Tekst) => ["zoals besproken", "iets anders"],
    }
}

/// Fills a field in as somebody would: what is proposed from it goes along.
fn vul(f: &mut Formulier, desk: &Desk, sleutel: S, text: &str) {
    let was = f.voorstel(&desk.model);
    let veld = f.velden.iter_mut().find(|v| v.sleutel == sleutel).unwrap();
    match &mut veld.invoer {
        Invoer::Tekst(draft) => **draft = LineEdit::new(text),
        Invoer::Keuze { opties, gekozen } => {
            let found = opties.iter().position(|o| o.woord.starts_with(text));
            *gekozen = Some(found.unwrap_or_else(|| text.parse::<usize>().unwrap().min(opties.len()) - 1));
        }
        Invoer::Vinkjes { opties, .. } => {
            let aan = &mut opties[text.parse::<usize>().unwrap() - 1].1;
            *aan = !*aan;
        }
    }
    let wordt = f.voorstel(&desk.model);
    f.volg(was.as_ref(), wordt.as_ref());
}

/// The form with everything filled in.
fn ingevuld(desk: &Desk, doel: &Doel, basis: &[(S, &'static str)]) -> Formulier {
    let mut f = Formulier::van(doel.clone(), &desk.model);
    for veld in f.velden.clone() {
        let own = basis.iter().find(|(s, _)| *s == veld.sleutel).map(|(_, text)| *text);
        let open = match &veld.invoer {
            Invoer::Tekst(draft) => draft.is_empty().then_some(woorden(veld.sleutel, veld.aard)[0]),
            Invoer::Keuze { gekozen, .. } => gekozen.is_none().then_some("1"),
            Invoer::Vinkjes { opties, .. } => opties.iter().all(|(_, aan)| !aan).then_some("1"),
        };
        match own.or(open) {
            Some(ZO) | None => {}
            Some(text) => vul(&mut f, desk, veld.sleutel, text),
        }
    }
    f
}

/// The other things that could stand in a field.
fn anders(f: &Formulier, sleutel: S) -> Vec<String> {
    let veld = f.velden.iter().find(|v| v.sleutel == sleutel).unwrap();
    match &veld.invoer {
        Invoer::Tekst(draft) => {
            let [a, b] = woorden(sleutel, veld.aard);
            vec![if draft.text() == b { a.to_owned() } else { b.to_owned() }]
        }
        Invoer::Keuze { opties, gekozen } => {
            (1..=opties.len()).filter(|nr| gekozen.is_none_or(|g| g + 1 != *nr)).map(|nr| nr.to_string()).collect()
        }
        Invoer::Vinkjes { opties, .. } => (1..=opties.len()).map(|nr| nr.to_string()).collect(),
    }
}

/// Review D: no field is asked and thrown away. Each field of each form, changed by itself, makes another command; where the
/// other fields make that impossible it is refused at a field.
#[test]
fn every_field_of_every_form_changes_what_is_recorded() {
    let desk = wereld();
    let mut wrong = Vec::new();
    for doel in doelen(&desk) {
        for sleutel in Formulier::van(doel.clone(), &desk.model).velden.iter().map(|v| v.sleutel) {
            // a length only proposes the end, which stands in a field of its own; klokken.rs has what it proposes
            if sleutel == S::Lengte || (sleutel == S::Welke && anders(&ingevuld(&desk, &doel, &[]), sleutel).is_empty()) {
                continue;
            }
            let mut differs = false;
            for (nr, basis) in bases(&doel).into_iter().enumerate() {
                let f = ingevuld(&desk, &doel, &basis);
                // what a second way of filling in leaves to a proposal, not every clock proposes
                let before = match f.opdrachten(&desk.model) {
                    Ok(before) => before,
                    Err(why) if nr == 0 => panic!("{doel:?}: {why:?}"),
                    Err(_) => continue,
                };
                for text in anders(&f, sleutel) {
                    let mut f = f.clone();
                    vul(&mut f, &desk, sleutel, &text);
                    match f.opdrachten(&desk.model) {
                        Ok(now) if now == before => wrong.push(format!("{doel:?} {sleutel:?}: {text} changes nothing")),
                        Ok(_) => differs = true,
                        Err(misvuld) => assert!(misvuld.veld.is_some(), "{doel:?} {sleutel:?} {text}: {misvuld:?}"),
                    }
                }
            }
            if !differs {
                wrong.push(format!("{doel:?} {sleutel:?}: is never recorded"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_form_has_each_key_once() {
    let desk = wereld();
    for doel in doelen(&desk) {
        let f = Formulier::van(doel.clone(), &desk.model);
        assert!(!f.velden.is_empty(), "{doel:?} has no fields");
        let mut keys: Vec<S> = f.velden.iter().map(|v| v.sleutel).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), f.velden.len(), "{doel:?}");
    }
}

/// Review B13: a choice of which none was taken refuses the form, at that choice.
#[test]
fn what_nobody_chose_is_asked_before_anything_is_recorded() {
    let desk = wereld();
    let mut asked = 0;
    for doel in doelen(&desk) {
        let empty = Formulier::van(doel.clone(), &desk.model);
        for veld in &empty.velden {
            let open = matches!(&veld.invoer, Invoer::Keuze { gekozen: None, .. });
            // a length proposes an end, and the end itself has to be filled in
            if open && veld.sleutel != S::Lengte {
                let f = ingevuld(&desk, &doel, &[(veld.sleutel, ZO)]);
                let misvuld = f.opdrachten(&desk.model).unwrap_err();
                assert_eq!(misvuld.veld, Some(veld.sleutel), "{doel:?}: {misvuld:?}");
                assert!(misvuld.doe.starts_with("kies nog: "), "{doel:?}: {misvuld:?}");
                asked += 1;
            }
        }
    }
    assert!(asked > 30, "{asked}");
}

/// Review B13: what a form begins with is what holds now, or what records nothing; every one is named here.
#[test]
fn only_what_holds_now_is_chosen_beforehand() {
    let desk = wereld();
    let mut found: Vec<String> = Vec::new();
    for doel in doelen(&desk) {
        for veld in Formulier::van(doel.clone(), &desk.model).velden {
            if let Invoer::Keuze { opties, gekozen: Some(at) } = veld.invoer {
                let name = format!("{doel:?}");
                let name = name.split(['(', ' ']).next().unwrap().to_owned();
                found.push(format!("{name} {:?}: {}", veld.sleutel, opties[at].woord));
            }
        }
    }
    found.retain(|f| !f.contains("VraagBij"));
    found.sort_unstable();
    found.dedup();
    let known = [
        "Aanwezig Aanwezig: aanwezig",
        "Besluit Soort: nog niet gezegd",
        "Betrokkene Afscherming: nee: wie bij het dossier mag",
        "Betrokkene Hond: niet gezegd",
        "Betrokkene NaamVerborgen: nee",
        "Betrokkene NaamVerborgen: zoals bij de rol",
        "Betrokkene OokRol: geen",
        "Betrokkene Rol: vrouw",
        "Betrokkene Wapens: niet gezegd",
        "Factor Eerder: niet besproken",
        "Factor Nu: niet besproken",
        "Informatieantwoord Afscherming: afgeschermd",
        "Informatieantwoord Antwoord: geweigerd",
        "Informatieantwoord Grond: zoals gevraagd",
        "Inzet Kan: niet gezegd",
        "Inzet Orgaan: niet gezegd",
        "Inzet PolitieWeet: nee",
        "Inzet Soort: maatregel",
        "Klok Lengte: zoals gegeven",
        "Melding Afscherming: ja: wie leidt, regisseert of notuleert",
        "Melding Binnen: nog niet gezegd",
        "Melding Kanaal: niet gezegd",
        "Melding Melder: zijzelf",
        "NieuwDossier Afscherming: ja: wie leidt, regisseert of notuleert",
        "Optie Afscherming: mag erop",
        "Optie Keuze: nog niet gekozen",
        "Optie Soort: een optie",
        "Scenario Soort: ergste geval",
        "Schending Welke: een nieuwe schending",
        "Toegang Rol: deelnemer",
        "Uitkomst Uitkomst: niet gezegd",
        "VeiligContact Tolk: niet gezegd",
        "Voorlegger Huisverbod: gevraagd",
    ];
    assert_eq!(found, known);
}

/// Review B10: a command that is typed where a form asks for words is refused there, in words, and stays.
#[test]
fn a_command_is_never_taken_as_a_reason() {
    refused_everywhere("/verder", |doe| doe.contains("begint als een opdracht"));
}

/// Review A3: what is too long is refused at its field and kept whole.
#[test]
fn what_is_too_long_is_refused_at_its_field_and_not_cut() {
    refused_everywhere(&"a".repeat(6_001), |doe| doe.contains("langer dan 6000 tekens"));
}

fn refused_everywhere(text: &str, said: impl Fn(&str) -> bool) {
    let desk = wereld();
    for doel in doelen(&desk) {
        let mut f = ingevuld(&desk, &doel, &bases(&doel)[0]);
        for veld in f.clone().velden {
            if let Invoer::Tekst(was) = &veld.invoer {
                vul(&mut f, &desk, veld.sleutel, text);
                let misvuld = f.opdrachten(&desk.model).expect_err(&format!("{doel:?} {:?}", veld.sleutel));
                assert_eq!(misvuld.veld, Some(veld.sleutel), "{doel:?}: {misvuld:?}");
                assert!(said(&misvuld.doe), "{doel:?}: {misvuld:?}");
                let kept = f.velden.iter().find(|v| v.sleutel == veld.sleutel).unwrap();
                assert!(matches!(&kept.invoer, Invoer::Tekst(d) if d.text() == text));
                vul(&mut f, &desk, veld.sleutel, was.text());
            }
        }
    }
}

/// Review D: the moment at which a competent body decided is the one that was filled in.
#[test]
fn when_a_body_decided_is_recorded_and_without_its_name_it_is_asked() {
    let desk = wereld();
    let doel = Doel::BesluitStatus(BesluitId(1));
    let basis = [(S::Wordt, "genomen"), (S::Naam, "Van Rijn"), (S::Functie, "burgemeester"), (S::Wanneer, "13:05")];
    let mut f = ingevuld(&desk, &doel, &basis);
    let made = f.opdrachten(&desk.model).unwrap();
    let [Command::WijzigBesluitStatus(stap)] = made.as_slice() else { panic!("{made:?}") };
    let b = stap.bevoegd.as_ref().unwrap();
    assert_eq!(b.op.datum_klok(), "zo 22-11-2026 13:05");
    vul(&mut f, &desk, S::Naam, "");
    let misvuld = f.opdrachten(&desk.model).unwrap_err();
    assert_eq!(misvuld.veld, Some(S::Naam));
    assert!(misvuld.doe.contains("functie en tijd horen bij die naam"), "{}", misvuld.doe);
}

/// Review D: a scenario with more aanleidingen than the form once had fields keeps them all, and takes two more.
#[test]
fn a_scenario_drops_no_aanleiding() {
    let desk = wereld();
    let mut f = Formulier::van(Doel::Scenario(Some(ScenarioId(1))), &desk.model);
    assert_eq!(f.velden.iter().filter(|v| matches!(v.sleutel, S::Aanleiding(_))).count(), 10);
    vul(&mut f, &desk, S::Aanleiding(8), "een nieuwe buurman");
    vul(&mut f, &desk, S::Aanleiding(9), "zitting >24-11-2026 09:30");
    let made = f.opdrachten(&desk.model).unwrap();
    let [Command::SchetsScenario { velden, .. }] = made.as_slice() else { panic!("{made:?}") };
    let all = velden.aanleidingen.as_ref().unwrap();
    assert_eq!(all.iter().take(8).map(|a| a.wat.as_str()).collect::<Vec<_>>(), NUMMERS);
    assert_eq!((all.len(), all[9].wanneer.unwrap().datum_klok().as_str()), (10, "di 24-11-2026 09:30"));
    vul(&mut f, &desk, S::Aanleiding(9), ">24-11-2026 09:30");
    assert_eq!(f.opdrachten(&desk.model).unwrap_err().veld, Some(S::Aanleiding(9)), "a moment of nothing is refused");
}

/// What the record cannot forget is not emptied in silence, and one number is one number.
#[test]
fn a_part_that_cannot_be_taken_away_says_so() {
    let desk = wereld();
    for (doel, sleutel, text) in [
        (Doel::Actie(ActieId(1)), S::Wie, ""),
        (Doel::Actie(ActieId(1)), S::Termijn, ""),
        (Doel::Inzet(InzetId(1)), S::Einde, ""),
        (Doel::Inzet(InzetId(1)), S::Besluit, "B1 B2"),
        (Doel::Klok { nr: Some(KlokNr(1)), soort: None, inzet: None }, S::Begin, ""),
    ] {
        let mut f = Formulier::van(doel.clone(), &desk.model);
        vul(&mut f, &desk, sleutel, text);
        let misvuld = f.opdrachten(&desk.model).expect_err(&format!("{doel:?} {sleutel:?}"));
        assert_eq!(misvuld.veld, Some(sleutel), "{misvuld:?}");
    }
}

/// Review B12: typing on a choice takes the one that begins so, several letters narrow down, a digit takes its row, a paste
/// counts as typing; what fits none is said, and nothing is lost.
#[test]
fn typing_on_a_choice_always_does_something() {
    for (typed, chosen, said) in [
        ("n", Some("nee"), None),
        ("JA", Some("ja"), None),
        ("onb", Some("onbekend"), None),
        ("jn", Some("nee"), None),
        ("3", Some("onbekend"), None),
        ("z", None, Some("geen keuze begint zo")),
        ("jz", Some("ja"), Some("geen keuze begint zo")),
        ("9", None, Some("er is geen keuze 9")),
    ] {
        let mut d = desk("/acuut<enter>");
        d.press(typed);
        let screen = d.screen(80, 24);
        assert_eq!(screen.contains("kies …"), chosen.is_none(), "{typed}\n{screen}");
        assert!(chosen.is_none_or(|c| screen.contains(&format!("[{c}]"))), "{typed}\n{screen}");
        assert_eq!(screen.contains("✗"), said.is_some(), "{typed}\n{screen}");
        assert!(said.is_none_or(|s| screen.contains(s)), "{typed}\n{screen}");
    }
    let mut d = desk("/acuut<enter>");
    d.paste("nee");
    assert!(d.screen(80, 24).contains("[nee]"));
    d.paste("hij belde");
    assert!(d.screen(80, 24).contains("geen keuze begint zo") && d.screen(80, 24).contains("[nee]"));
    d.press("<tab>hij zit vast<enter>");
    assert!(d.screen(80, 24).contains("vastgelegd"), "{}", d.screen(80, 24));
}

/// Review B12: letters narrow down between choices that begin the same.
#[test]
fn letters_in_a_row_narrow_down() {
    let mut d = desk("/palet<enter>tijdelijk huisverbod<enter>sge");
    assert!(d.screen(80, 24).contains("[gevraagd]"), "{}", d.screen(80, 24));
    d.press("l");
    assert!(d.screen(80, 24).contains("[geldt]"), "{}", d.screen(80, 24));
    assert!(d.screen(120, 36).contains("02-12-2026 14:44"), "what is proposed goes along");
}

/// Review B13: Enter on a form in which nobody chose anything records nothing and says what to choose.
#[test]
fn nothing_is_confirmed_by_accident() {
    for (verb, label) in [("acuut", "antwoord"), ("moment", "vervolg"), ("conclusie", "acuut"), ("verteld", "meldpunt")] {
        let mut d = desk(&format!("/{verb}<enter>"));
        let before = d.tafel.frames.len();
        d.press("<enter>");
        let screen = d.screen(80, 24);
        assert_eq!(d.tafel.frames.len(), before, "{verb}");
        assert!(screen.contains(&format!("kies nog: {label}")) && screen.contains("kies …"), "{verb}\n{screen}");
    }
}

/// Review B10: Esc where the points are read closes the form too, and a command that is typed after it is a command.
#[test]
fn a_command_after_a_gate_is_no_reason_for_it() {
    let mut d = super::weegtafel::alone("/verder<enter><pagedown><esc>");
    assert!(d.model.lagen.is_empty(), "{}", d.screen(80, 24));
    let before = d.tafel.frames.len();
    d.press("/verder<enter>/verder<enter>");
    assert_eq!(d.tafel.frames.len(), before, "{}", d.screen(80, 24));
    assert!(d.screen(80, 24).contains("begint als een opdracht"), "{}", d.screen(80, 24));
    // where it is read, Enter leads back to the reason
    d.press("<backspace>").press(&"<backspace>".repeat(8)).press("<pagedown><enter>de tijd dringt<enter>");
    assert!(d.tafel.frames.len() > before, "{}", d.screen(80, 24));
}

/// What was typed in a form that was closed comes back; what a colleague recorded meanwhile stands beside it.
#[test]
fn a_form_that_is_opened_again_has_what_was_typed_and_what_holds_now() {
    let mut d = wereld();
    d.press("/acties<enter><enter><tab><tab><tab>aan de voorzitter<esc>");
    let wie = crisistafel::domain::dossier::Wie::organisatie("gemeente".into());
    let velden = crisistafel::domain::dossier::ActieVelden { eigenaar: Some(wie), ..Default::default() };
    d.ask(Command::VulActieAan { actie: ActieId(1), velden });
    d.press("<enter>");
    let screen = d.screen(120, 36);
    assert!(screen.contains("aan de voorzitter") && screen.contains("gemeente"), "{screen}");
    d.press("<enter>");
    let a = &d.tafel.dossier.acties[&ActieId(1)];
    assert_eq!(
        (a.eigenaar.as_ref().unwrap().to_string(), a.terugmelding.as_str()),
        ("gemeente".into(), "aan de voorzitter")
    );
}

/// A form read numbers as plain ones: what it had put in a field itself (`M-x1`) was refused when it was sent.
#[test]
fn numbers_of_what_was_shielded_when_it_was_made_are_read_as_they_are_shown() {
    let mut desk = wereld();
    let before = desk.tafel.dossier.regels.keys().next_back().unwrap().to_string();
    let camera =
        RegelInhoud { afgeschermd: true, ..RegelInhoud::new(RegelSoort::Maatregel, "Camera bij haar deur".into()) };
    desk.ask(Command::LegRegelVast { overleg: NR, punt: "nadelen".to_owned().try_into().unwrap(), regel: camera });
    let (inzet, regel) = (desk.tafel.dossier.inzetten.keys().next_back().unwrap(), format!("{before}x1"));
    assert_eq!(inzet.to_string(), "M-x1");
    assert_eq!(desk.tafel.dossier.inzetten[inzet].regel.to_string(), regel);
    let factor = desk.tafel.kader.kader.factoren[0].id.clone();
    for (doel, sleutel, text, json) in [
        (Doel::Inzet(InzetId(1)), S::HoortBij, "m-x1, M1".to_owned(), r#"["x1",1]"#.to_owned()),
        (Doel::Factor(factor), S::Regels, format!("{} R1", regel.to_lowercase()), format!("[\"{}\",1]", &regel[1..])),
    ] {
        let mut f = ingevuld(&desk, &doel, &bases(&doel)[0]);
        vul(&mut f, &desk, sleutel, &text);
        let asked = serde_json::to_string(&f.opdrachten(&desk.model).unwrap()).unwrap();
        assert!(asked.contains(&json), "{asked}");
    }
    let mut page = ingevuld(&desk, &Doel::Voorlegger(None), &[]);
    vul(&mut page, &desk, S::Feiten, &regel);
    let why = format!("{:?}", page.opdrachten(&desk.model).unwrap_err());
    assert!(why.contains(&format!("{regel} is afgeschermd")), "{why}");
}
