//! Het kader in the second meeting of the exercise, by keys: the board, a closed round, floor and conclusion, palette,
//! register, clocks, the page for the burgemeester, and the gates with their reasons up to the closing.

use super::room::{Room, run};
use super::terminal::Terminal;
use super::wire::Wire;

/// What may not hang on a wall, nor be told to its process.
const NOT_FOR_THE_WALL: [&str; 4] = ["Trapportaal", "elkaar elke dag", "Bedachte", "geweerkast"];
/// Of those, what a raadpleger is not told either.
const NOT_FOR_THE_RAADPLEGER: [&str; 2] = ["Bedachte", "geweerkast"];
/// The judgements of the closed round: of the politie, typed by the notulist, and of the gemeente, typed by the chair.
const SEALED: [&str; 2] = ["Hij bedreigt haar zus.", "Zij durft niet naar buiten."];

#[test]
fn a_meeting_with_board_round_palette_and_clocks_is_carried_through_to_its_closing() {
    let mut room = Room::of_the_exercise(&NOT_FOR_THE_WALL, &NOT_FOR_THE_RAADPLEGER);
    room.the_table_is_set_and_the_picture_gets_a_shielded_fact();
    room.the_board_is_answered_by_one_key_each();
    room.nobody_knows_a_sealed_judgement_before_all_are_revealed();
    room.an_outcome_sets_the_floor_under_the_conclusion();
    room.the_matter_goes_up_and_the_moment_is_acute();
    room.a_measure_comes_from_the_palette_and_a_wrong_body_takes_a_reason();
    room.a_condition_gets_its_supervisor();
    room.a_breach_in_one_key_opens_the_acute_question_for_everyone();
    room.a_clock_counts_down_in_the_header();
    room.the_burgemeester_answers_on_one_page();
    room.what_has_to_be_settled_is_settled_and_she_is_told();
    room.the_last_gates_take_their_reasons();
    room.the_minutes_name_it_all_and_no_protected_word();
}

impl Room {
    /// The chair goes on with a reason, and everybody sees the next phase.
    fn on_with_a_reason(&mut self, why: &str, phase: &str) {
        self.chair.press("/verder<enter>").until(&["U kunt verder met een reden"]).press(why).press("<enter>");
        self.all_see(&[phase]);
    }

    /// The notulist is in the line again.
    fn back_to_the_line(&mut self) {
        self.notulist.press("<esc>").until(&["▏", "/ of Ctrl+G menu"]);
    }

    fn the_table_is_set_and_the_picture_gets_a_shielded_fact(&mut self) {
        self.chair.press("/start<enter>");
        self.all_see(&["▌Opening"]);
        self.form("/aanwezig<enter>31<enter>", "1 mens aan tafel");
        self.form("/aanwezig<enter>41<enter>", "2 mensen aan tafel");
        self.form("/aanwezig<enter>51<enter>", "3 mensen aan tafel");
        self.on_with_a_reason("De rest belt straks in.", "▌Beeldvorming");
        self.notulist.press("! f Er ligt een pistool in zijn geweerkast. #wapen<enter>");
        self.chair.until(&["geweerkast", "afgeschermd"]);
        self.line("f Hij stond om zes uur voor haar werk. @Ooms", "voor haar werk");
        self.on_with_a_reason("De anderen zijn schriftelijk gehoord.", "▌Oordeelsvorming");
    }

    fn the_board_is_answered_by_one_key_each(&mut self) {
        self.wall.until(&["punt 1 van 9"]).press("<right>").until(&["Welke risicofactoren"]);
        self.notulist.press("/bord<enter>").until(&["▌Afwegingskader▐", "▸ niet besproken Stalking"]);
        self.notulist.until(&["acuut, want: een schending"]);
        self.notulist.press("v").until(&["ja Stalking"]);
        self.notulist.press("1").until(&["ja Bedreiging met de dood: haar"]);
        self.notulist.press("j3").until(&["onbekend Recent gewelddadig gedrag"]);
        self.chair.press("/bord<enter>").until(&["▌Afwegingskader▐", "ja Stalking", "onbekend Recent gewelddadig gedrag"]);
        self.chair.press("<esc>").until(&["VERSLAG"]);
        self.wall.until(&["onbekend"]);
        self.back_to_the_line();
    }
    fn nobody_knows_a_sealed_judgement_before_all_are_revealed(&mut self) {
        self.wall.press("<right>").until(&["Wat is uw oordeel"]);
        self.chair.press("/geslotenronde<enter>").until(&["gesloten ronde: 0 van 4 ontvangen"]);
        self.notulist.press("/oordeel<enter>2").until(&["Gesloten ronde: wat u invult is niet te lezen"]);
        self.notulist.press("<tab>1<tab>3<tab>").press(SEALED[0]).until(&["•••••"]).press("<enter>");
        self.all_see(&["● politie ontvangen"]);
        self.chair.press("/oordeel<enter>1").until(&["Gesloten ronde: wat u invult is niet te lezen"]);
        self.chair.press("<tab>3<tab>2<tab>").press(SEALED[1]).press("<enter>");
        self.all_see(&["● gemeente ontvangen"]);
        self.nobody_was_told(&SEALED);
        self.chair.press("/onthul<enter>").until(&["De gesloten ronde onthullen?"]);
        self.nobody_was_told(&SEALED);
        self.chair.press("1").until(&["acuut: ja · hoog", SEALED[0], "acuut: onbekend · gemiddeld", SEALED[1]]);
        self.notulist.until(&SEALED);
        self.raadpleger.until(&SEALED);
        self.wall.until(&["politie acuut ja · niveau hoog", "gemeente acuut onbekend · niveau gemiddeld"]);
    }

    /// No terminal was sent these words, and no socket that is listened to told them.
    fn nobody_was_told(&self, words: &[&str]) {
        let screens = [&self.chair, &self.notulist, &self.raadpleger, &self.wall].map(Terminal::received);
        let sockets = [&self.wire, &self.second_wire].map(Wire::received);
        for bytes in screens.iter().chain(&sockets) {
            let bytes = String::from_utf8_lossy(bytes);
            assert!(!words.iter().any(|word| bytes.contains(word)));
        }
    }

    fn an_outcome_sets_the_floor_under_the_conclusion(&mut self) {
        self.notulist.press("/uitkomsten<enter>").until(&["▸ SASH"]).press("<enter>").until(&["Uitkomst van SASH"]);
        self.notulist.press("Ooms (politie)<tab>vandaag 00:01<tab>4<tab>2<tab>3<tab>Opnieuw afgenomen.<enter>");
        self.notulist.until(&["Uitkomst van SASH: vastgelegd om"]);
        self.back_to_the_line();
        self.notulist
            .press("/conclusie<enter>")
            .until(&["Voorstel: acuut, want: een schending", "minstens hoog, door SASH"]);
        self.notulist.press("1<tab>2<tab>Hij zoekt haar.<enter>");
        self.notulist.until(&["▸ niveau", "✗ SASH geeft minstens hoog"]).press("3<enter>");
        self.notulist.until(&["Conclusie van het overleg: vastgelegd om"]);
        for terminal in [&mut self.chair, &mut self.notulist, &mut self.raadpleger] {
            terminal.until(&["acuut: ja sinds"]);
        }
    }

    fn the_matter_goes_up_and_the_moment_is_acute(&mut self) {
        self.notulist.press("/criteria<enter>").until(&["▌Naar de burgemeester?▐"]).press("<enter>");
        self.notulist.until(&["Is iemand in levensgevaar"]).press("1<tab>Wij bellen nu.<enter>");
        self.notulist.until(&["▸ ja Is iemand in levensgevaar"]);
        self.back_to_the_line();
        let opschalen = "/opschalen<enter>1<tab><tab><tab>Een huisverbod is aan de burgemeester.<enter>";
        self.notulist.press(opschalen).until(&["Opschalen: vastgelegd om"]);
        self.notulist.press("/moment<enter>1<tab>Hij is nog zoek.<enter>");
        self.notulist.until(&["Acuut of niet-acuut verder: vastgelegd om"]);
        self.on_with_a_reason("De lijsten volgen na dit overleg.", "▌Besluitvorming");
    }

    fn a_measure_comes_from_the_palette_and_a_wrong_body_takes_a_reason(&mut self) {
        self.notulist.press("/palet<enter>").until(&["Palet van maatregelen", "PAST BIJ WAT BEKEND IS"]);
        self.notulist.press("huisverbod").until(&["▸ Tijdelijk huisverbod", "hoogstens 28 dagen"]).press("<enter>");
        // the register opens by itself, at the new entry
        self.notulist.until(&["▸ M8 voorgesteld", "M8 staat in het register"]);
        self.all_see(&["Tijdelijk huisverbod"]);
        self.notulist.press("<enter>").until(&["▸ soort"]);
        self.notulist
            .press("<tab><tab><tab>4<tab>wijkteam<enter>")
            .until(&["wijkteam is hiervoor niet bevoegd; wel: burgemeester"]);
        self.notulist.press("De burgemeester tekent later.<enter>").until(&["wijkteam, omdat: De burgemeester tekent"]);
        self.back_to_the_line();
    }

    fn a_condition_gets_its_supervisor(&mut self) {
        self.line("m Hij levert zijn sleutels in.", "Hij levert zijn sleutels in.");
        self.notulist.press("/maatregelen<enter>").until(&["▸ M1"]).press("jjjjjj").until(&["▸ M9"]);
        self.notulist.press("<enter>").until(&["▸ soort"]).press("1<tab><tab>pleger<tab>zijn advocaat");
        self.notulist.press("<tab><tab><tab><tab><tab>Ooms (politie)<tab>de wijkagent<tab>aanhouden<enter>");
        self.notulist.until(&["M9: vastgelegd om", "voorwaarde voor pleger", "Ooms (politie)"]);
    }

    fn a_breach_in_one_key_opens_the_acute_question_for_everyone(&mut self) {
        self.notulist.press("s").until(&["Status van M9"]).press("2<enter>").until(&["M9 geldt"]);
        self.notulist.press("g1").until(&["M9 geschonden"]);
        for terminal in [&mut self.chair, &mut self.notulist, &mut self.raadpleger] {
            terminal.until(&["ACUUT? opnieuw: schending M9"]);
        }
        self.back_to_the_line();
    }

    fn a_clock_counts_down_in_the_header(&mut self) {
        self.notulist.press("/klokken<enter>").until(&["▌Klokken▐", "▸ K4"]).press("n").until(&["een eigen klok"]);
        // the clock that ends first stands in the header: before that of the dossier itself, which ends at 23:00
        self.notulist.press("1").until(&["Nieuwe klok"]).press("Zitting<tab><tab>binnen 5 minuten<tab>het OM<enter>");
        self.notulist.until(&["Zitting"]);
        self.chair.until(&["Zitting nog 4 min"]);
        for terminal in [&mut self.notulist, &mut self.raadpleger] {
            // after 23:00 a narrow header has no room but for the one that ended
            terminal.until_one(&["Zitting nog 4 min", "klok afgelopen"]);
        }
        self.back_to_the_line();
    }

    fn the_burgemeester_answers_on_one_page(&mut self) {
        self.line("f Hij trapte de deur in waar zij bij was.", "Hij trapte de deur in");
        self.notulist.press("/regels<enter>").until(&["▸", "Hij trapte de deur in"]).press("h");
        self.notulist.until(&["grond voor een huisverbod"]);
        self.back_to_the_line();
        self.notulist.press("/voorlegger<enter>").until(&["▌Burgemeester▐"]).press("n").until(&["Aan de burgemeester"]);
        self.notulist
            .press("Leg een huisverbod op.<tab>2<tab>morgen 12:00<tab>Wth<tab>opvang<tab>hij kan boos worden<enter>");
        self.notulist.until(&["▸ L1", "Leg een huisverbod op."]).press("l").until(&["Hij trapte de deur in", "PgDn later"]);
        self.notulist.press("<esc>");
        self.notulist
            .until_gone(&["PgDn later"])
            .press("s")
            .until(&["Antwoord op L1"])
            .press("1<tab>Ik leg het vanavond op.<tab>Verzonnen<enter>");
        self.raadpleger.press("/voorlegger<enter>").until(&["toegezegd", "Ik leg het vanavond op."]);
        self.raadpleger.press("<esc>").until(&["VERSLAG"]);
        self.back_to_the_line();
    }

    fn what_has_to_be_settled_is_settled_and_she_is_told(&mut self) {
        self.notulist.press("/vaststellingen<enter>").until(&["▸ kindcheck"]).press("<enter>").until(&["Kindcheck"]);
        self.notulist.press("1<tab>Het CIT sprak hem.<tab>Hoekstra (Veilig Thuis)<enter>").until(&["Het CIT sprak hem."]);
        self.back_to_the_line();
        let vertelt = "/vertelt<enter>Bakhuis (CIT)<tab>in persoon<tab>binnen 3 uur<enter>";
        self.notulist.press(vertelt).until(&["Wie vertelt het haar: vastgelegd om"]);
        self.notulist.press("/verteld<enter><tab>2<tab>Zij wil eerst slapen.<enter>");
        self.notulist.until(&["Het is haar verteld: vastgelegd om"]);
    }

    fn the_last_gates_take_their_reasons(&mut self) {
        self.line("b Zij slaapt vannacht bij haar zus.", "Zij slaapt vannacht");
        self.line("a Zijn sleutels ophalen @Ooms >morgen 12:00", "Zijn sleutels ophalen");
        self.on_with_a_reason("De rest doen wij vanavond per telefoon.", "▌Afsluiting");
        self.chair.press("/sluiten<enter>").until(&["Is iedereen veilig tot de volgende stap?"]);
        self.chair.press("<right><tab>Zij is niet alleen.<tab>morgen 17:00<tab>als hij opduikt<tab><tab>");
        self.chair.press("De acute vraag blijft open tot hij vast zit.<enter>");
        self.chair.until(&["Overleg 2 is gesloten"]);
        self.raadpleger.until(&["▌Gesloten▐"]);
        self.wall.until(&["Er is nu geen overleg op dit scherm."]);
    }

    fn the_minutes_name_it_all_and_no_protected_word(self) {
        let base = self.base();
        self.nothing_protected_came_by();
        for mut terminal in [self.wall, self.raadpleger, self.notulist, self.chair] {
            assert_eq!(terminal.betrayed().len(), 0, "{:?}", terminal.betrayed());
            assert!(terminal.press("/stop<enter>").leave().success());
        }
        let minutes = run(&base, &["verslag", "26-K7M4", "--oefening"]);
        let flat = minutes.split_whitespace().collect::<Vec<_>>().join(" ");
        let named = [
            "De lijsten volgen na dit overleg.",
            "Recent gewelddadig gedrag",
            SEALED[0],
            SEALED[1],
            "Opnieuw afgenomen.",
            "Wij bellen nu.",
            "Een huisverbod is aan de burgemeester.",
            "Hij is nog zoek.",
            "Tijdelijk huisverbod",
            "De burgemeester tekent later.",
            "Hij levert zijn sleutels in.",
            "Zitting",
            "Ik leg het vanavond op.",
            "Het CIT sprak hem.",
            "Zij wil eerst slapen.",
            "De acute vraag blijft open tot hij vast zit.",
        ];
        let missing: Vec<_> = named.into_iter().filter(|said| !flat.contains(said)).collect();
        assert!(missing.is_empty(), "{missing:?} in\n{minutes}");
        assert!(!NOT_FOR_THE_RAADPLEGER.into_iter().any(|word| minutes.contains(word)), "{minutes}");
        assert!(run(&base, &["controleer", "--oefening"]).contains("26-K7M4"));
    }

    fn nothing_protected_came_by(&self) {
        let told = |wire: &Wire, words: &[&'static str]| {
            let bytes = wire.received();
            let bytes = String::from_utf8_lossy(&bytes);
            assert!(bytes.contains("voor haar werk"), "the wire was listened to");
            words.iter().copied().filter(|word| bytes.contains(word)).collect::<Vec<_>>()
        };
        assert_eq!(told(&self.wire, &NOT_FOR_THE_WALL), Vec::<&str>::new());
        assert_eq!(told(&self.second_wire, &NOT_FOR_THE_RAADPLEGER), Vec::<&str>::new());
    }
}
