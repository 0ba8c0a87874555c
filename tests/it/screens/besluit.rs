//! What the team may decide: the palette, the register, a breach, the page for the burgemeester, what is settled.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Antwoord, InzetSoort, InzetStatus, InzetVelden, Weging};
use crisistafel::domain::ids::{InzetId, RegelId};
use crisistafel::domain::kader::Doelgroep;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Afhandeling, Stand, ToClient};
use crisistafel::report::Aanvraag;
use crisistafel::report::markdown;
use crisistafel::report::verslag;
use insta::assert_snapshot;

use super::desk::{Desk, lines, minute, theme};
use super::proef::{NR, desk, desk_at};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// A desk at which a huisverbod was chosen, the register open at it.
fn with_measure() -> Desk {
    desk("/palet<enter>tijdelijk huisverbod<enter>")
}

/// The newest entry of the register.
fn newest(desk: &Desk) -> &crisistafel::domain::dossier::Inzet {
    desk.tafel.dossier.inzetten.values().next_back().unwrap()
}

#[test]
fn the_palette_says_of_a_measure_what_has_to_be_known_before_it_is_chosen() {
    let mut desk = desk("f Hij stond er weer<ctrl+g>palet<enter>");
    assert!(desk.tafel.kader.kader.maatregelen.len() >= 80);
    assert_snapshot!("palette_120x36", desk.screen(120, 36));
    assert_snapshot!("palette_80x24", desk.screen(80, 24));
    desk.press("huisverbod tijdelijk");
    assert_snapshot!("palette_filtered_120x36", desk.screen(120, 36));
    assert_snapshot!("palette_filtered_80x24", desk.screen(80, 24));
}

#[test]
fn all_of_an_explanation_can_be_read_at_every_size() {
    for (columns, rows) in SIZES {
        let mut desk = desk("/palet<enter>tijdelijk huisverbod");
        let mut read = String::new();
        for _ in 0..8 {
            read.push_str(&desk.screen(columns, rows));
            desk.press("<pagedown>");
        }
        for word in ["bevoegd", "burgemeester", "grond", "meestal 10 dagen", "hoogstens 28", "recht", "jurist", "bron"] {
            assert!(read.contains(word), "{word} at {columns}x{rows}\n{read}");
        }
    }
}

#[test]
fn typing_finds_a_measure_by_name_other_name_frame_and_body() {
    for (typed, found) in
        [("172a", "Gebiedsverbod"), ("zorg wvggz", "Crisismaatregel Wvggz"), ("reclassering", "Vroeghulp")]
    {
        let screen = desk(&format!("/palet<enter>{typed}")).screen(120, 36);
        assert!(screen.to_lowercase().contains(&found.to_lowercase()), "{typed}\n{screen}");
    }
    let screen = desk("/palet<enter>zeppelin").screen(80, 24);
    assert!(screen.contains("Er is geen maatregel die zo heet"), "{screen}");
}

#[test]
fn what_goes_with_a_known_factor_stands_first_and_what_does_not_go_says_so() {
    let mut desk = desk("");
    let kader = desk.tafel.kader.kader.clone();
    let x = kader.maatregelen.iter().find(|x| !x.past_bij.is_empty()).unwrap();
    let y = kader.maatregelen.iter().find(|x| !x.botst_met.is_empty()).unwrap();
    for factor in [&x.past_bij[0], &y.botst_met[0]] {
        let weging = Weging { nu: Some(Antwoord::Ja), ..Weging::default() };
        desk.ask(Command::WeegFactor { overleg: NR, factor: factor.clone(), weging });
    }
    desk.press("/palet<enter>");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("PAST BIJ WAT BEKEND IS"), "{screen}");
    desk.press(y.naam.as_str());
    let screen = desk.screen(120, 36);
    assert!(screen.contains("botst met") && screen.contains("botst"), "{screen}");
}

#[test]
fn choosing_records_a_line_opens_the_register_at_it_and_keeps_what_is_being_typed() {
    let mut desk = desk("v Hij weet waar zij<ctrl+g>palet<enter>tijdelijk huisverbod<enter>");
    let i = newest(&desk);
    assert_eq!(i.palet.as_ref().unwrap().as_str(), "huisverbod");
    assert_eq!((i.status, i.einde.is_some()), (InzetStatus::Voorgesteld, true));
    assert_eq!(desk.model.overleg.draft.text(), "v Hij weet waar zij");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("▸ M") && screen.contains("Tijdelijk huisverbod"), "{screen}");
    desk.press("<esc>");
    assert!(desk.screen(80, 24).contains("v Hij weet waar zij"));
}

#[test]
fn a_measure_that_is_not_chosen_is_set_aside_with_a_reason() {
    let mut desk = desk("/palet<enter>tijdelijk huisverbod<ctrl+o>hij woont er niet<enter>");
    let opzij = &desk.tafel.dossier.overleg(NR).unwrap().afweging.opzij;
    assert_eq!(opzij.len(), 1);
    let screen = desk.screen(120, 36);
    assert!(screen.contains("terzijde") && screen.contains("hij woont er niet"), "{screen}");
}

#[test]
fn who_only_reads_can_look_in_the_palette_and_chooses_nothing() {
    let mut desk = desk_at(minute(44), ("piket", "Piket"), &[Rol::Raadpleger]);
    desk.press("/palet<enter>");
    assert!(desk.screen(80, 24).contains("Palet van maatregelen"));
    let before = desk.tafel.dossier.inzetten.len();
    desk.press("<enter>");
    assert_eq!(desk.tafel.dossier.inzetten.len(), before);
    assert!(desk.screen(80, 24).contains("alleen voor"), "{}", desk.screen(80, 24));
}

#[test]
fn the_register_says_what_is_still_missing_in_words() {
    let mut desk = with_measure();
    assert_snapshot!("register_measures_120x36", desk.screen(120, 36));
    assert_snapshot!("register_measures_80x24", desk.screen(80, 24));
}

#[test]
fn a_wrong_body_is_refused_at_its_field_and_a_reason_lets_it_through() {
    let mut desk = with_measure();
    // the body is the fourth field; left of 'niet gezegd' comes the last choice, 'een ander'
    desk.press("<enter><tab><tab><tab><left><tab>officier van justitie<enter>");
    assert_snapshot!("wrong_body_80x24", desk.screen(80, 24));
    assert_snapshot!("wrong_body_120x36", desk.screen(120, 36));
    desk.press("de OvJ deed het zelf<enter>");
    let i = newest(&desk);
    assert_eq!((i.orgaan.as_str(), i.orgaan_reden.as_str()), ("officier van justitie", "de OvJ deed het zelf"));
}

#[test]
fn the_form_asks_for_adverse_effects_with_what_the_kader_asks() {
    let mut desk = with_measure();
    desk.press("<enter>").press(&"<tab>".repeat(13));
    assert_snapshot!("adverse_effects_120x36", desk.screen(120, 36));
    assert_snapshot!("adverse_effects_80x24", desk.screen(80, 24));
}

#[test]
fn a_form_that_was_only_looked_at_is_made_anew_the_next_time() {
    let mut desk = with_measure();
    desk.press("<enter><esc>");
    assert!(desk.model.bewaard.is_empty());
    desk.press("<enter><tab>en alleen thuis<esc>");
    assert_eq!(desk.model.bewaard.len(), 1, "what was typed is kept");
}

#[test]
fn a_measure_that_holds_gets_its_end_from_then_and_its_clock_is_proposed() {
    let mut desk = with_measure();
    let id = newest(&desk).id;
    // 'gevraagd', 'geldt': the second choice
    desk.press("s2");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("02-12-2026 14:44"), "ten days on, at the same hour\n{screen}");
    desk.press("<tab>").press(&"<backspace>".repeat(16)).press("gisteren 12:00<enter>");
    let i = newest(&desk);
    assert_eq!(i.status, InzetStatus::Opgelegd);
    assert_eq!(i.einde.unwrap().datum_klok(), "di 01-12-2026 12:00");
    let screen = desk.screen(120, 36);
    assert_snapshot!("clock_proposed_120x36", screen);
    desk.press("<enter>");
    let k = desk.tafel.dossier.klokken.values().next().unwrap();
    assert_eq!((k.inzet, k.einde.datum_klok().as_str()), (Some(id), "di 01-12-2026 12:00"));
}

#[test]
fn the_clock_of_a_measure_does_not_open_over_a_line_that_is_typed_before_the_answer_came() {
    let mut desk = with_measure();
    let id = newest(&desk).id;
    desk.press("s2").lose_connection();
    desk.press("<enter><esc>hij stond");
    let verzoek = desk.model.verzonden.back().unwrap().verzoek;
    let before = desk.tafel.frames.len();
    desk.others_do(
        Rol::Notulist,
        &[Command::WijzigInzetStatus { inzet: id, naar: InzetStatus::Opgelegd, reden: "het geldt".into() }],
    );
    let dossier = desk.tafel.dossier.nummer;
    desk.hear(desk.tafel.since(before));
    desk.hear(ToClient::Antwoord { verzoek, uitkomst: Afhandeling::Vastgelegd { dossier, stand: Stand(1) } });
    desk.press(" voor de deur");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("hij stond voor de deur") && !screen.contains("Nieuwe klok"), "{screen}");
}

#[test]
fn a_breach_takes_one_key_and_says_what_follows_from_it() {
    let mut desk = with_measure();
    desk.press("s2<enter><esc>g1");
    let i = newest(&desk);
    assert_eq!((i.status, i.schendingen.len()), (InzetStatus::Geschonden, 1));
    assert!(!desk.tafel.dossier.herbeoordelen.is_empty());
    for (columns, rows) in SIZES {
        let screen = desk.screen(columns, rows);
        assert!(screen.contains("/acuut, meer: /schending; Ctrl+Z neemt het terug"), "{screen}");
    }
    assert_snapshot!("breach_80x24", desk.screen(80, 24));
    desk.press("/schending<enter><tab>hij belde zes keer aan<tab>14:10<tab>buurvrouw<enter>");
    let i = newest(&desk);
    assert_eq!(i.schendingen.len(), 1, "more about the same breach is no second one");
    assert_eq!(i.schendingen[0].0.wat.as_str(), "hij belde zes keer aan");
    assert_snapshot!("breach_told_120x36", desk.screen(120, 36));
}

#[test]
fn a_breach_is_never_recorded_of_another_row_than_the_one_that_was_chosen() {
    let mut desk = with_measure();
    let before = newest(&desk).id;
    desk.online = false;
    desk.press("<esc>/palet<enter>gebiedsverbod van<enter>g");
    desk.online = true;
    assert!(desk.tafel.dossier.inzetten[&before].schendingen.is_empty());
    assert!(desk.screen(80, 24).contains("de gekozen rij is er nog niet"), "{}", desk.screen(80, 24));
}

#[test]
fn the_item_shows_its_measures_with_what_each_lacks() {
    let mut desk = with_measure();
    desk.press("<esc>").step_to("nadelen");
    assert_snapshot!("sheet_measures_120x36", desk.screen(120, 36));
    assert_snapshot!("sheet_measures_80x24", desk.screen(80, 24));
}

/// A desk with facts: one marked, one not, one marked and shielded.
fn with_facts() -> (Desk, [RegelId; 3]) {
    let mut desk = desk("");
    let mut ids = Vec::new();
    for text in [
        "f Hij sloeg haar met een stoel<enter>",
        "f Hij heeft een nieuwe auto<enter>",
        "f Hij zocht haar schuiladres<enter>",
    ] {
        desk.press(text);
        ids.push(*desk.tafel.dossier.regels.keys().next_back().unwrap());
    }
    let ids: [RegelId; 3] = ids.try_into().unwrap();
    for regel in [ids[0], ids[2]] {
        desk.ask(Command::MerkHuisverbodgrond { regel, grond: true });
    }
    desk.ask(Command::SchermRegelAf { regel: ids[2], kring: Vec::new() });
    (desk, ids)
}

#[test]
fn on_the_page_for_a_huisverbod_stand_only_marked_facts_and_none_that_is_shielded() {
    let (mut desk, _) = with_facts();
    desk.press("/voorlegger<enter>nTijdelijk huisverbod van tien dagen<tab>2<tab>vandaag 17:00<tab>art. 2 Wth<enter>l");
    for (columns, rows) in SIZES {
        let screen = desk.screen(columns, rows);
        assert!(screen.contains("Hij sloeg haar met een stoel"), "{screen}");
        assert!(!screen.contains("nieuwe auto") && !screen.contains("schuiladres"), "{screen}");
    }
    assert_snapshot!("page_120x36", desk.screen(120, 36));
    assert_snapshot!("page_80x24", desk.screen(80, 24));
}

#[test]
fn other_pages_show_the_facts_that_were_chosen_and_a_shielded_one_cannot_be() {
    let (mut desk, ids) = with_facts();
    let to_facts = format!("<tab>1{}", "<tab>".repeat(5));
    desk.press(&format!("/voorlegger<enter>nGebiedsverbod rond de school{to_facts}{} {}<enter>", ids[1], ids[2]));
    let screen = desk.screen(80, 24);
    assert!(screen.contains("is afgeschermd en komt niet op de pagina"), "{screen}");
    desk.press("<backspace><backspace><backspace><enter>");
    let v = desk.tafel.dossier.voorleggers.values().next().unwrap();
    assert_eq!(v.feiten, [ids[1]]);
    let screen = desk.screen(80, 24);
    assert!(screen.contains("nieuwe auto") && !screen.contains("stoel"), "{screen}");
}

#[test]
fn the_burgemeesters_own_answer_is_recorded_with_name_and_time() {
    let (mut desk, _) = with_facts();
    desk.press(
        "/voorlegger<enter>nTijdelijk huisverbod<tab>2<enter>s2<tab>Ik wil eerst de politie horen<tab>Van Rijn<enter>",
    );
    let v = desk.tafel.dossier.voorleggers.values().next().unwrap();
    let (a, _) = v.antwoord.as_ref().unwrap();
    assert_eq!((a.naam.as_str(), a.tekst.as_str()), ("Van Rijn", "Ik wil eerst de politie horen"));
    assert_snapshot!("answered_80x24", desk.screen(80, 24));
    desk.press("<enter>");
    assert!(desk.model.lagen.is_empty(), "an answered page does not change");
}

#[test]
fn a_fact_is_marked_with_one_key_and_the_mark_is_a_word() {
    let mut desk = desk("f Hij sloeg haar met een stoel<enter>/regels<enter>h");
    for (columns, rows) in SIZES {
        let screen = desk.screen(columns, rows);
        assert!(screen.contains("grond huisverbod · Hij sl"), "{screen}");
    }
    desk.press("h");
    assert!(!desk.screen(80, 24).contains("grond huisverbod · "));
    desk.press("<esc>v Hij sloeg haar ook vorige week<enter>/regels<enter>h");
    assert!(desk.screen(120, 36).contains("alleen een feit kan grond zijn"), "{}", desk.screen(120, 36));
}

#[test]
fn the_subjects_are_settled_one_by_one() {
    let mut desk =
        desk("/vaststellingen<enter><enter><right><tab>twee kinderen, op school gesproken<tab>@Veilig Thuis<enter>");
    assert_snapshot!("subjects_120x36", desk.screen(120, 36));
    assert_snapshot!("subjects_80x24", desk.screen(80, 24));
    desk.press("<esc>").step_to("achterblijvers");
    assert_snapshot!("sheet_subjects_80x24", desk.screen(80, 24));
    assert_snapshot!("sheet_subjects_120x36", desk.screen(120, 36));
}

#[test]
fn a_legal_check_stands_with_its_decision() {
    let mut desk = desk("/besluiten<enter>t1<tab>jurist gemeente<enter>");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("toets door jurist gemeente nog niet klaar"), "{screen}");
    desk.press("t<tab><tab>mag, met motivering<enter>");
    let screen = desk.screen(120, 36);
    assert!(screen.contains("getoetst door jurist gemeente: mag, met motivering"), "{screen}");
}

#[test]
fn that_she_was_told_is_recorded_and_not_in_advance() {
    let mut desk = desk("/verteld<enter><tab>2<tab>zij is opgelucht<enter>");
    let o = desk.tafel.dossier.overleg(NR).unwrap();
    assert_eq!(o.verteld.len(), 1);
    assert!(o.verteld[0].0.meldpunt_uitgelegd);
    assert!(desk.screen(80, 24).contains("vastgelegd om 14:44"));
}

#[test]
fn an_entry_that_is_over_says_what_to_do_instead() {
    let mut desk = with_measure();
    let inzet: InzetId = newest(&desk).id;
    desk.ask(Command::WijzigInzetStatus { inzet, naar: InzetStatus::Vervallen, reden: "hij vertrok zelf".into() });
    desk.press("g");
    assert!(desk.screen(80, 24).contains("dat is voorbij en verandert niet meer"), "{}", desk.screen(80, 24));
}

#[test]
fn no_size_breaks_any_of_these_screens() {
    let mono = theme("mono");
    for keys in [
        "/palet<enter>",
        "/palet<enter>huisverbod<ctrl+o>",
        "/palet<enter>tijdelijk huisverbod<enter>",
        "/palet<enter>tijdelijk huisverbod<enter><enter>",
        "/palet<enter>tijdelijk huisverbod<enter>s2<enter>",
        "/klokken<enter>n",
        "/voorlegger<enter>nHuisverbod<tab>2<enter>l",
        "/voorlegger<enter>nHuisverbod<tab>2<enter>s",
        "/vaststellingen<enter>",
    ] {
        let mut desk = desk(keys);
        for columns in [1, 7, 26, 31, 40, 63, 64, 80, 109, 110, 170, 220] {
            for rows in [1, 3, 7, 10, 15, 16, 24, 36, 60] {
                let (buffer, cursor) = desk.draw(columns, rows, &mono);
                assert!(cursor.is_none_or(|p| p.x < columns && p.y < rows), "{keys} at {columns}x{rows}: {cursor:?}");
                if columns >= 26 && rows >= 7 {
                    let shown = lines(&buffer).join("\n");
                    assert!(shown.contains("OEFENING"), "{keys} at {columns}x{rows}\n{shown}");
                }
            }
        }
    }
}

/// Who adds a part of an entry does not compile here before it is filled in, and fails where it is not told.
#[test]
fn whatever_is_filled_in_of_a_measure_stands_in_its_form_the_register_and_the_minutes() {
    let mut desk = with_measure();
    let inzet = newest(&desk).id;
    let mut said: Vec<String> = Vec::new();
    let mut say = |text: &str| -> Option<crisistafel::domain::tekst::Tekst> {
        said.push(text.to_owned());
        Some(crisistafel::domain::tekst::Tekst::new(text).unwrap())
    };
    let velden = InzetVelden {
        soort: Some(InzetSoort::Afspraak),
        palet: None,
        wat: say("zilverreiger"),
        voor: Some(vec![Doelgroep::Kinderen]),
        orgaan: say("lepelaar"),
        orgaan_reden: say("kluut"),
        grond: say("wulp"),
        begin: Some(minute(11)),
        einde: Some(minute(60 * 24 * 9)),
        herziening: Some(minute(60 * 24 * 8)),
        toezicht: say("grutto"),
        meldpunt: say("kievit"),
        gevolg: say("scholekster"),
        nadelen: say("tureluur"),
        kan: Some(Antwoord::Ja),
        politie_weet: Some(true),
        besluit: None,
        hoort_bij: None,
    };
    desk.ask(Command::VulInzetAan { inzet, velden: Box::new(velden) });
    let register = desk.screen(160, 90);
    let a = Aanvraag {
        dossier: &desk.tafel.dossier,
        kader: &desk.tafel.kader,
        met_afgeschermd: true,
        oefening: true,
        nu: minute(45),
        controlepunt: None,
    };
    let minutes = markdown(&verslag(&a, NR).unwrap());
    let form = desk.press("<enter>").screen(160, 90);
    for word in said {
        for (place, text) in [("register", &register), ("minutes", &minutes), ("form", &form)] {
            assert!(text.contains(&word), "{word} is not in the {place}:\n{text}");
        }
    }
}
