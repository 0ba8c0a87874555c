//! The whole second meeting of the exercise, by keys: chair, notulist, raadpleger and the shared screen at once, each at
//! the real program in a window of its own. Halfway the service is killed.

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::room::{Room, run};

/// What may not hang on a wall, nor be told to its process: the working title, who must not know and why, what was
/// shielded before the meeting, what is shielded in it, and what is only typed.
const NOT_FOR_THE_WALL: [&str; 7] =
    ["Trapportaal", "elkaar elke dag", "Bedachte", "sleutelkluis", "jachthaven", "Terugnemen", "onvoltooid"];
/// Of those, what a raadpleger is not told either.
const NOT_FOR_THE_RAADPLEGER: [&str; 5] = ["Bedachte", "sleutelkluis", "jachthaven", "Terugnemen", "onvoltooid"];

#[test]
fn the_second_meeting_is_held_from_opening_to_closing_and_nothing_is_lost_or_leaked() {
    let mut room = Room::of_the_exercise(&NOT_FOR_THE_WALL, &NOT_FOR_THE_RAADPLEGER);
    room.the_chair_opens_and_the_notulist_notes_who_is_there();
    room.old_actions_and_agreements_come_first();
    room.the_wall_goes_on_and_the_first_partner_speaks();
    room.what_is_shielded_reaches_neither_wall_nor_raadpleger();
    room.the_service_is_killed_halfway_a_line_and_the_line_goes_on();
    room.a_line_that_is_shielded_later_leaves_the_wall();
    room.the_wall_asks_for_a_step_and_the_notulist_gives_the_reason();
    room.the_organisations_judge_and_the_meeting_concludes();
    room.the_gate_asks_the_chair_for_a_reason();
    room.what_is_decided_and_who_does_what();
    room.the_raadpleger_looks_it_up();
    room.the_meeting_closes_with_what_the_last_gate_asks();
    room.everyone_leaves_and_the_record_is_whole();
}

impl Room {
    fn the_chair_opens_and_the_notulist_notes_who_is_there(&mut self) {
        self.chair.press("/start<enter>");
        self.all_see(&["▌Opening"]);
        self.wall.until(&["voorzitter Duin", "Is er op dit moment iemand in direct gevaar?"]);
        self.form("/aanwezig<enter>31<enter>", "1 mens aan tafel");
        self.form("/aanwezig<enter>41<enter>", "2 mensen aan tafel");
        self.form("/aanwezig<enter>51<enter>", "3 mensen aan tafel");
        self.all_see(&["aan tafel"]);
    }

    fn old_actions_and_agreements_come_first(&mut self) {
        let afspraken = "/afspraken<enter>wat nodig is<tab>wie hier zit<tab>Wmo en convenant<enter>";
        self.notulist.press(afspraken).until(&["Afspraken over vastleggen en delen: vastgelegd om"]);
        self.notulist.press("/acties<enter>").until(&["▌Acties▐", "▸ A"]);
        self.notulist.press("s1<enter>").until(&["afmelden: vastgelegd om"]);
        self.notulist.press("<esc>").until(&["verslag ▏"]);
        // review B8: the acute question is open again, and is not ticked without an answer
        self.notulist.press("<f2>").until(&["eerst de acute vraag"]).press("<esc>");
        self.notulist.until_gone(&["eerst de acute vraag"]).press("/volgend<enter>");
        self.wall.until(&["Aanwezigen", "punt 2 van 7"]);
    }

    fn the_wall_goes_on_and_the_first_partner_speaks(&mut self) {
        self.wall.press("v").until(&["De stap naar Beeldvorming wacht op een reden"]);
        self.notulist.until(&["De voorzitter wil naar Beeldvorming"]).press("/reden<enter>");
        self.notulist.until(&["waarom toch verder"]);
        self.notulist.press("Zij bellen straks in.<enter>");
        self.all_see(&["▌Beeldvorming"]);
        self.wall.until(&["Kan de (vermoedelijke) pleger nu"]).press("<right>");
        self.all_see(&["Inbrengronde"]);
        self.wall.press("g").until(&["▸ gemeente"]);
        self.notulist.until(&["gemeente ▏"]);
        self.line("f Zij is gisteren naar een geheim adres verhuisd.", "gisteren naar");
    }

    fn what_is_shielded_reaches_neither_wall_nor_raadpleger(&mut self) {
        self.notulist.press("f Terugnemen wat onvoltooid is").until(&["onvoltooid is"]);
        self.chair.until(&["De Wit typt: f Terugnemen wat onvoltooid is"]);
        self.notulist.press("<ctrl+z><ctrl+z><ctrl+z><ctrl+z><ctrl+z>").until_gone(&["Terugnemen"]);
        self.notulist.press("<backspace><backspace>! z De reservesleutel ligt in de sleutelkluis.<enter>");
        self.chair.until(&["sleutelkluis", "afgeschermd"]);
        self.notulist.press("! ? Ligt zijn boot nog in de jachthaven?<enter>");
        self.chair.until(&["jachthaven?"]);
        // what comes after has to have come by, before it means anything that this has not
        self.line("v Hij slaapt in zijn auto. @wijkagent", "slaapt in");
    }

    fn the_service_is_killed_halfway_a_line_and_the_line_goes_on(&mut self) {
        let before = self.service();
        self.notulist.press("f Hij stond om half acht").until(&["om half acht"]);
        self.chair.until(&["De Wit", "Hij stond om half acht"]);
        kill(Pid::from_raw(before), Signal::SIGKILL).unwrap();
        self.notulist.press(" bij de school").until(&["Hij stond om half acht bij de school"]);
        self.chair.until(&["Hij stond om half acht bij de school"]);
        self.line(" en liep weg.", "bij de school en");
        assert_ne!(self.service(), before, "another process serves the store");
        self.all_see(&["▌Beeldvorming"]);
        self.chair.until(&["4 schermen"]);
    }

    fn a_line_that_is_shielded_later_leaves_the_wall(&mut self) {
        self.line("f De buurvrouw heeft een sleutel van haar huis.", "De buurvrouw");
        self.notulist.press("/regels<enter>").until(&["▸", "De buurvrouw heeft een sleutel"]).press("x");
        self.wall.until_gone(&["De buurvrouw heeft"]);
        self.raadpleger.until_gone(&["De buurvrouw heeft"]);
        self.notulist.until(&["afgeschermd"]).press("<esc>").until(&["gemeente ▏"]);
    }

    fn the_wall_asks_for_a_step_and_the_notulist_gives_the_reason(&mut self) {
        self.line("? Wie betaalt zijn telefoon?", "Wie betaalt zijn");
        self.wall.press("g").until(&["▸ politie"]).press("v");
        self.wall.until(&["De stap naar Oordeelsvorming wacht op een reden"]);
        self.notulist.until(&["De voorzitter wil naar Oordeelsvorming"]);
        self.raadpleger.until(&["wacht op een reden"]);
        let open = "nog niet gehoord: Veilig Thuis, reclassering, OM en CIT";
        self.notulist.press("/reden<enter>").until(&["waarom toch verder", open]);
        self.notulist.press("Het OM belt zo in.<enter>");
        self.all_see(&["▌Oordeelsvorming"]);
    }

    fn the_organisations_judge_and_the_meeting_concludes(&mut self) {
        self.wall.until(&["Wat moet ons besluit bereiken?"]).press("<right>").until(&["Welke risicofactoren"]);
        self.wall.press("<right>").until(&["Wat is uw oordeel"]);
        let politie = "/oordeel<enter>2<tab>1<tab>3<tab>Hij is zoek en hij heeft een auto.<enter>";
        self.form(politie, "Hij is zoek en hij heeft een auto.");
        self.raadpleger.until(&["acuut: ja", "Hij is zoek"]);
        self.form(
            "/optie<enter><right><tab><tab><tab>Niemand weet waar hij is<tab><tab><tab><tab>1<enter>",
            "Opties op een rij 1",
        );
        self.form("/conclusie<enter>1<tab>3<tab>Hij vond haar al twee keer.<enter>", "acuut: ja sinds");
        self.raadpleger.until(&["acuut: ja sinds"]);
    }

    fn the_gate_asks_the_chair_for_a_reason(&mut self) {
        self.chair.press("/verder<enter>").until(&["U kunt verder met een reden"]);
        self.chair.until(&["nog geen oordeel van gemeente"]);
        self.chair.press("Zij volgen de politie.<enter>");
        self.all_see(&["▌Besluitvorming"]);
    }

    fn what_is_decided_and_who_does_what(&mut self) {
        self.line("b Zij gaat vanavond naar een opvang buiten de regio.", "vanavond naar");
        self.line("a Plaats zoeken in een opvang @Ooms >morgen 17:00", "Plaats zoeken");
        self.line("a Bij de broer aan de deur", "Bij de broer");
        self.notulist.press("/besluiten<enter>").until(&["▸ B", "voorgenomen"]);
        let besluit = "<enter><right><tab>Waar is zij veilig?<tab>Hij vond haar vorige adres.<tab>gemeente<tab>Wmo 2015\
                       <tab>haarzelf<tab>Slaapt zij daar?<enter>";
        self.notulist.press(besluit).until(&["afspraak van het", "Wmo 2015"]);
        let anders = "dHoekstra (Veilig Thuis)<tab>Het kind moet afscheid nemen.<enter>";
        self.notulist.press(anders).until(&["anders: vastgelegd om"]);
        self.notulist.press("<esc>").until(&["verslag ▏"]);
        self.form("/vertelt<enter>Bakhuis (CIT)<tab>in persoon<enter>", "Wie vertelt het haar? CIT");
        self.chair.press("/verder<enter>").until(&["U kunt verder met een reden", "wie doet het, en vóór wanneer?"]);
        self.chair.press("De politie regelt dat straks zelf.<enter>");
        self.all_see(&["▌Afsluiting"]);
    }

    fn the_raadpleger_looks_it_up(&mut self) {
        self.raadpleger.press("/besluiten<enter>").until(&["opvang buiten de", "Hij vond haar vorige adres."]);
        self.raadpleger.press("/acties<enter>").until(&["▌Acties▐", "te laat sinds"]).press("jjj");
        self.raadpleger.until(&["Plaats zoeken in een opvang", "Ooms (politie)", "17:00"]);
        self.raadpleger.press("<ctrl+f>reservesleutel").until(&["niets gevonden"]);
        self.raadpleger.press("<esc>").until_gone(&["Zoeken in alle dossiers"]);
        self.raadpleger.press("<ctrl+f>half acht").until(&["1 regel gevonden", "Hij stond om half acht"]);
        self.raadpleger.press("<esc>").until_gone(&["Zoeken in alle dossiers"]).press("<esc>").until(&["VERSLAG"]);
        self.chair.press("<ctrl+f>reservesleutel").until(&["1 regel gevonden", "sleutelkluis"]);
        self.chair.press("<esc>").until_gone(&["Zoeken in alle dossiers"]);
    }

    fn the_meeting_closes_with_what_the_last_gate_asks(&mut self) {
        self.chair.press("/sluiten<enter>").until(&["Is iedereen veilig tot de volgende stap?"]).press("3<enter>");
        self.chair.until(&["U kunt verder met een reden", "geen volgende ronde, en geen reden waarom niet"]);
        let sluiting = "1<tab>Zij slaapt elders.<tab>morgen 17:00<tab>als hij opduikt<enter>";
        self.chair.press(sluiting).until(&["Overleg 2 is gesloten"]);
        self.notulist.until(&["▌Gesloten▐"]);
        self.raadpleger.until(&["▌Gesloten▐", "veilig tot dan", "als hij opduikt"]);
        self.wall.until(&["Er is nu geen overleg op dit scherm."]);
        self.chair.press("/vaststellen<enter>").until(&["2 ja, stel vast"]).press("2").until(&["verslag vastgesteld"]);
    }

    fn everyone_leaves_and_the_record_is_whole(self) {
        let base = self.base();
        let wire = String::from_utf8_lossy(&self.wire.received()).into_owned();
        assert!(wire.contains("naar een geheim adres"), "the wire was listened to");
        let told: Vec<_> = NOT_FOR_THE_WALL.into_iter().filter(|word| wire.contains(word)).collect();
        assert!(told.is_empty(), "the wall was told: {told:?}");
        for mut terminal in [self.wall, self.raadpleger, self.notulist, self.chair] {
            assert_eq!(terminal.betrayed().len(), 0, "{:?}", terminal.betrayed());
            assert!(terminal.press("/stop<enter>").leave().success());
        }
        let minutes = run(&base, &["verslag", "26-K7M4", "--oefening"]);
        for said in ["bij de school en liep weg", "Het OM belt zo in.", "Het kind moet afscheid nemen."] {
            assert!(minutes.contains(said), "{said} in\n{minutes}");
        }
        let whole = run(&base, &["controleer", "--oefening"]);
        assert!(whole.contains("26-K7M4"), "{whole}");
    }
}
