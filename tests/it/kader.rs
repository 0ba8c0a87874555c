//! The shipped kader loads, a bad one names everything that is wrong, and a kept one comes back as it was.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crisistafel::domain::dossier::Fase;
use crisistafel::domain::kader::{Controle, EIGEN, Kader, KaderHash, Werkblad};
use crisistafel::kader::{self, BewaardFout, Problemen};

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn load_one(name: &str, text: &str) -> Result<Kader, Problemen> {
    kader::load(&BTreeMap::from([(name.to_owned(), text.to_owned())])).map(|g| g.kader)
}

fn shipped() -> Kader {
    crate::geldend::ingebouwd().kader.clone()
}

fn shipped_text(name: &str) -> &'static str {
    kader::BESTANDEN.iter().find(|(n, _)| *n == name).unwrap().1
}

#[test]
fn the_shipped_kader_loads_and_no_file_of_it_is_forgotten() {
    let kader = shipped();
    assert_eq!(kader.blokken.iter().map(|b| b.fase).collect::<Vec<_>>(), Fase::BLOKKEN);
    assert!(kader.toelichting.as_str().starts_with("Generiek model, vervang door eigen bijlage"));
    let mut known = kader::BESTANDEN.map(|(name, _)| name.to_owned());
    known.sort();
    assert_eq!(names(&fixtures("kader")), known);
}

#[test]
fn the_shipped_agenda_is_one_hour_and_every_worksheet_is_used() {
    let kader = shipped();
    assert_eq!(kader.blokken.iter().map(|b| b.minuten).sum::<u32>(), 60);
    let used: Vec<Werkblad> = kader.blokken.iter().flat_map(|b| &b.punten).map(|p| p.werkblad).collect();
    for werkblad in [
        Werkblad::Regels,
        Werkblad::Aanwezigen,
        Werkblad::Afspraken,
        Werkblad::AcuteToets,
        Werkblad::OpenActies,
        Werkblad::Inbrengronde,
        Werkblad::Vragen,
        Werkblad::Oordeelsronde,
        Werkblad::Conclusie,
        Werkblad::Opties,
        Werkblad::Besluiten,
        Werkblad::Acties,
        Werkblad::Verteller,
        Werkblad::Beeld,
        Werkblad::Contactpersoon,
        Werkblad::Teruglezen,
        Werkblad::Sluiting,
    ] {
        assert!(used.contains(&werkblad), "{werkblad:?}");
    }
}

#[test]
fn every_check_stands_before_the_step_where_it_belongs() {
    use Controle as C;
    let kader = shipped();
    let before = |naar: Fase| kader.poorten.iter().filter(|p| p.naar == naar).map(|p| p.controle).collect::<Vec<_>>();
    let beeldvorming = [C::InformatieNietBeantwoord, C::KernpartnerZonderReden, C::BelangNietVastgelegd];
    let oordeelsvorming = [
        C::PartnerNietGehoord,
        C::VraagZonderEigenaarOfTijd,
        C::EerdereMeldingenNietGevraagd,
        C::FeitZonderBron,
        C::VtMeldingOntbreekt,
        C::KindcheckOpen,
    ];
    let besluitvorming = [
        C::OrganisatieZonderOordeel,
        C::NietsDoenNietGewogen,
        C::FactorNietBesproken,
        C::ConclusieOntbreekt,
        C::ConclusieWijktAfVanVoorstel,
        C::ConclusieOnderBodem,
        C::NietHerbeoordeeld,
        C::SchendingNietGewogen,
        C::InstrumentOntbreekt,
        C::IntiemeTerreurNietAcuut,
        C::CriteriumZonderAntwoord,
        C::MomentNietGewogen,
        C::VergissingNietGewogen,
    ];
    let afsluiting = [
        C::BesluitZonderOrgaanOfGrond,
        C::ActieZonderEigenaarOfTermijn,
        C::AfgeschermdNietVoorgelezen,
        C::NiemandVerteltHaar,
        C::AcuutZonderOpheffing,
        C::HoogZonderMaatregel,
        C::MaatregelVraagtNog,
        C::MaatregelBotst,
        C::OverwegingOntbreekt,
        C::OrgaanNietBevoegd,
        C::MaatregelZonderEinde,
        C::HuisverbodZonderGrondfeit,
        C::NadelenNietGewogen,
        C::JuridischeToetsOpen,
        C::MaatregelNietBekendBijPolitie,
        C::VoorwaardeZonderToezicht,
        C::StructureelVoorAcuut,
        C::GroepZonderPlan,
        C::GesprekNietAfgestemd,
        C::VertellenOnvolledig,
        C::MeldpuntNietUitgelegd,
        C::GeenVasteContactpersoon,
        C::GeenRegie,
        C::PartnerZonderContactpersoon,
        C::GeenVeiligheidsafspraken,
    ];
    let gesloten = [
        C::NietIedereenVeilig,
        C::GeenVolgendeRonde,
        C::GeenEerderBij,
        C::BesluitZonderEffectvraag,
        C::GeenActie,
        C::MaatregelZonderHerziening,
    ];
    assert_eq!(before(Fase::Beeldvorming), beeldvorming);
    assert_eq!(before(Fase::Oordeelsvorming), oordeelsvorming);
    assert_eq!(before(Fase::Besluitvorming), besluitvorming);
    assert_eq!(before(Fase::Afsluiting), afsluiting);
    assert_eq!(before(Fase::Gesloten), gesloten);
    assert_eq!(kader.poorten.len(), 53, "each once");
}

/// Every value under `key`, however deep.
fn under<'v>(value: &'v serde_json::Value, key: &str, found: &mut Vec<&'v serde_json::Value>) {
    match value {
        serde_json::Value::Object(fields) => {
            found.extend(fields.get(key));
            fields.values().for_each(|v| under(v, key, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| under(v, key, found)),
        _ => {}
    }
}

#[test]
fn every_document_of_the_shipped_kader_is_referred_to() {
    let kader = shipped();
    let json = serde_json::to_value(&kader).unwrap();
    let mut named = Vec::new();
    under(&json, "document", &mut named);
    for sleutel in kader.documenten.keys() {
        assert!(named.iter().any(|d| *d == sleutel), "{sleutel}");
    }
    assert!(named.iter().any(|d| *d == EIGEN));
}

#[test]
fn the_eleven_red_flags_stand_first_in_the_order_of_their_source() {
    let kader = shipped();
    let flags: Vec<_> = kader.factoren.iter().filter(|f| f.groep.same("rode vlaggen")).collect();
    assert_eq!(flags.len(), 11);
    for (nr, flag) in (1..).zip(flags) {
        assert_eq!((flag.bron.document.as_str(), flag.bron.paragraaf.as_str()), ("rode_vlaggen", nr.to_string().as_str()));
    }
}

#[test]
fn a_municipality_replaces_one_file_and_keeps_the_rest() {
    let text = shipped_text("niveaus.toml").replace("\"laag\"", "\"beperkt\"");
    let own = load_one("niveaus.toml", &text).unwrap();
    assert_eq!(own.niveaus[0].id.as_str(), "beperkt");
    assert_eq!(Kader { niveaus: shipped().niveaus, ..own }, shipped());
}

/// A list of a municipality's own, with the licence that it holds and a factor that only this list needs.
const OWN_LIST: &str = r#"
[[factoren]]
id = "sleutel"
naam = "Hij heeft een sleutel van haar huis"
groep = "buurt"
bron = { document = "eigen" }

[[lijsten]]
id = "dash"
titel = "DASH, verzonnen voorbeeld"
doel = "Een voorbeeld."
soort = "vragen"
versie = "1"
licentie = "licentie van de gemeente Voorbeeld"
toestemming = "van de rechthebbende, dit jaar, voor het crisisoverleg"
bron = { document = "eigen" }

[[lijsten.items]]
nr = 1
tekst = "Verzonnen vraag"
factor = "sleutel"
letterlijke_woorden = true
bron = { document = "eigen" }
"#;

#[test]
fn a_municipality_adds_a_list_under_its_own_licence_with_factors_of_its_own() {
    let own = load_one("lijst-dash.toml", OWN_LIST).unwrap();
    let list = own.lijsten.last().unwrap();
    assert_eq!((list.id.as_str(), own.lijsten.len()), ("dash", shipped().lijsten.len() + 1));
    assert_eq!(list.licentie.as_str(), "licentie van de gemeente Voorbeeld");
    assert!(list.toestemming.as_str().starts_with("van de rechthebbende"));
    assert_eq!(own.factoren.last().unwrap().id.as_str(), "sleutel");
    let without = OWN_LIST.replace("toestemming", "#");
    assert!(load_one("lijst-dash.toml", &without).unwrap_err().to_string().contains("'DASH' is een afgeschermde lijst"));
}

#[test]
fn a_municipality_leaves_out_the_lists_of_a_file() {
    let own = load_one("lijst-stalking.toml", "lijsten = []\n").unwrap();
    assert_eq!(own.lijsten.len(), shipped().lijsten.len() - 2);
    assert!(own.lijsten.iter().all(|l| !l.titel.as_str().contains("stalking")));
}

#[test]
fn a_factor_that_a_list_still_asks_for_is_missed_with_the_place_of_the_list() {
    let text = shipped_text("factoren.toml").replace("id = \"psychopathie\"", "id = \"iets_anders\"");
    let said = load_one("factoren.toml", &text).unwrap_err();
    let [one] = said.as_slice() else { panic!("{said}") };
    assert_eq!(one.bestand.as_str(), "lijst-stalking.toml");
    assert!(one.wat.as_str().contains("factor 'psychopathie' staat niet in factoren.toml"), "{said}");
}

#[test]
fn the_acute_list_needs_the_questions_of_access_and_sight() {
    let text = shipped_text("factoren.toml").replace("soort = \"zicht\"\n", "");
    let said = load_one("factoren.toml", &text).unwrap_err().to_string();
    assert_eq!(
        said,
        "lijst-veiligheid.toml, regel 3: de acute lijst vraagt een factor van soort 'zicht', en die is er niet; \
         geef een factor in factoren.toml: soort = \"zicht\""
    );
}

#[test]
fn a_kader_that_an_earlier_version_kept_still_loads() {
    let folder = fixtures("kader-bewaard");
    let kept: Vec<String> = names(&folder).into_iter().filter(|n| n != "README.md").collect();
    assert!(!kept.is_empty());
    for name in kept {
        let hash = KaderHash::try_from(name.strip_suffix(".json").unwrap().to_owned()).unwrap();
        let json = std::fs::read(folder.join(&name)).unwrap();
        let kader = kader::uit_json(&hash, &json).unwrap_or_else(|e| panic!("{name}: {e}")).kader;
        assert!(!kader.factoren.is_empty() && !kader.blokken.is_empty());
        assert!(!kader.poorten.is_empty(), "{name}");
    }
}

#[test]
fn documents_that_shipped_files_refer_to_come_along_with_an_own_head() {
    let text = "naam = \"Eigen\"\nversie = \"1\"\ntoelichting = \"Verzonnen.\"\n\
                [documenten.bijlage]\ntitel = \"Bijlage\"\nuitgever = \"gemeente Voorbeeld\"\ndatum = \"nu\"\n";
    let own = load_one("kader.toml", text).unwrap();
    assert!(own.documenten.contains_key("bijlage"));
    assert_eq!(own.documenten["rijswijk"], shipped().documenten["rijswijk"]);
}

#[test]
fn a_copy_of_the_shipped_folder_is_the_shipped_kader() {
    let copy = kader::BESTANDEN.map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(kader::load(&BTreeMap::from(copy)).unwrap(), kader::ingebouwd().unwrap());
}

#[test]
fn windows_line_ends_give_the_same_kader() {
    let copy = kader::BESTANDEN.map(|(name, text)| (name.to_owned(), text.replace('\n', "\r\n")));
    assert_eq!(kader::load(&BTreeMap::from(copy)).unwrap(), kader::ingebouwd().unwrap());
}

/// Each folder in `fixtures/kader-fout` holds the files of a bad kader and `meldingen.txt`, exactly what is said of it.
#[test]
fn a_bad_kader_names_file_line_and_remedy_of_everything_that_is_wrong() {
    let folder = fixtures("kader-fout");
    let cases = names(&folder);
    assert!(cases.len() >= 25, "{}", cases.len());
    for case in cases {
        let folder = folder.join(&case);
        let mut files: BTreeMap<String, String> = names(&folder)
            .into_iter()
            .map(|name| (name.clone(), std::fs::read_to_string(folder.join(name)).unwrap()))
            .collect();
        let expected = files.remove("meldingen.txt").unwrap_or_else(|| panic!("{case} has no meldingen.txt"));
        assert!(!files.is_empty(), "{case} has no kader");
        match kader::load(&files) {
            Ok(_) => panic!("{case} was accepted"),
            Err(said) => assert_eq!(format!("{said}\n"), expected, "\n{case} said:\n{said}\n"),
        }
    }
}

#[test]
fn what_is_no_toml_is_said_in_dutch_with_its_line() {
    for (text, said) in [
        ("a = 1\na = 2\n", "regel 2: deze sleutel staat er al; haal een van de twee weg"),
        ("\na = \"open\n", "regel 2: deze tekst is niet goed afgesloten of bevat een teken dat niet mag;"),
        ("a = tekst\n", "regel 1: hier ontbreekt een waarde, of een tekst staat niet tussen aanhalingstekens;"),
        ("a =\n", "regel 1: hier ontbreekt een waarde, of een tekst staat niet tussen aanhalingstekens;"),
        ("\n\n[[blokken]\n", "regel 3: deze kop is niet afgesloten; sluit hem met ] of ]]"),
        ("a = [1,\n", "regel 1: deze lijst is niet afgesloten of mist een komma;"),
        ("a = { b = 1\n", "regel 1: deze tabel is niet afgesloten of mist een komma;"),
        ("a == 1\n", "regel 1: hier staat te veel of te weinig op een regel;"),
        ("a = \"x\" \"y\"\n", "regel 1: hier staat te veel of te weinig op een regel;"),
        ("a = 0123\n", "regel 1: dit is geen geldige TOML;"),
    ] {
        let told = load_one("agenda.toml", text).unwrap_err().to_string();
        assert!(told.contains(said), "{text:?} said: {told}");
    }
}

#[test]
fn what_a_bad_kader_is_told_holds_no_control_characters() {
    let text = "\"\\u001b[2J\" = 1\n[[blokken]]\nfase = \"\\u009b31m\"\n";
    let said = load_one("agenda.toml", text).unwrap_err().to_string();
    assert!(said.chars().all(|c| c == '\n' || !c.is_control()), "{said:?}");
}

#[test]
fn a_kept_kader_comes_back_as_it_was() {
    let here = kader::ingebouwd().unwrap();
    let json = kader::naar_json(&here.kader).unwrap();
    assert_eq!(kader::uit_json(&here.hash, &json).unwrap(), here);
}

#[test]
fn a_kept_kader_of_which_one_byte_changed_is_not_taken() {
    let here = kader::ingebouwd().unwrap();
    let mut json = kader::naar_json(&here.kader).unwrap();
    let last = json.len() / 2;
    json[last] ^= 1;
    assert!(matches!(kader::uit_json(&here.hash, &json), Err(BewaardFout::AndereInhoud { .. })));
}

#[test]
fn what_is_no_kader_is_not_taken_even_under_its_own_hash() {
    let json = br#"{"naam":"x"}"#;
    assert!(matches!(kader::uit_json(&kader::hash(json), json), Err(BewaardFout::Onleesbaar(_))));
}

#[test]
fn the_canonical_form_has_its_keys_in_alphabetical_order_and_a_known_hash() {
    let mut small = shipped();
    (small.blokken, small.poorten, small.partners, small.factoren) = Default::default();
    (small.informanten, small.niveaus, small.documenten) = Default::default();
    (small.lijsten, small.instrumenten, small.criteria) = Default::default();
    (small.reeksen, small.organen, small.maatregelen, small.gronden) = Default::default();
    (small.betrokkenrollen, small.dossier) = Default::default();
    (small.rollen, small.klokken, small.feestdagen, small.bewaren, small.inzage) = Default::default();
    (small.naam, small.versie, small.toelichting) = ("a".into(), "1".into(), "b".into());
    let json = kader::naar_json(&small).unwrap();
    let expected = r#"{"blokken":[],"documenten":{},"factoren":[],"informanten":[],"naam":"a","niveaus":[],"partners":[],"poorten":[],"toelichting":"b","versie":"1"}"#;
    assert_eq!(String::from_utf8(json.clone()).unwrap(), expected);
    let known = KaderHash::try_from("7a60bb90eeaf9dbeb0a85413fe3b4e1d0ae10240cdeb9fb7d9a6b0e8dead72ee".to_owned()).unwrap();
    assert_eq!(kader::hash(&json), known);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_file_is_refused_or_read_and_never_panics(
        file in 0..kader::BESTANDEN.len(), from in 0usize..9_000, len in 0usize..40, put in ".{0,8}"
    ) {
        let (name, text) = kader::BESTANDEN[file];
        let mut chars: Vec<char> = text.chars().collect();
        let from = from.min(chars.len());
        let to = (from + len).min(chars.len());
        chars.splice(from..to, put.chars());
        if let Err(said) = load_one(name, &chars.into_iter().collect::<String>()) {
            proptest::prop_assert!(!said.as_slice().is_empty());
            proptest::prop_assert!(said.to_string().chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}
