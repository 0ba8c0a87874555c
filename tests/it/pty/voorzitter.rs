//! A meeting that is led from the shared screen alone, by keys at the real program: only what is said is typed by the
//! notulist, and the reasons that a gate wants.

use super::room::{Room, run};

/// What may not hang on the wall: words that are shielded in this story, arguments, and motivations.
const NOT_FOR_THE_WALL: [&str; 5] = ["Trapportaal", "ijsvogel", "omdat hij zoek is", "Niemand ziet haar", "Bedachte"];

#[test]
fn a_whole_meeting_is_led_from_the_wall_but_for_reasons() {
    let mut room = Room::of_the_exercise(&NOT_FOR_THE_WALL, &["Bedachte", "ijsvogel"]);
    room.the_opening();
    room.the_picture();
    room.the_judgement();
    room.the_decisions();
    room.they_are_read_back();
    room.the_end();
}

impl Room {
    /// Which item of how many the wall shows.
    fn place(&self) -> (usize, usize) {
        let shown = self.wall.with_screen(vt100::Screen::contents);
        let (_, rest) = shown.split_once("punt ").unwrap_or_else(|| panic!("{shown}"));
        let mut words = rest.split_whitespace().map(|w| w.parse().unwrap_or(0));
        (words.next().unwrap(), words.nth(1).unwrap())
    }

    /// To this item, without ticking what comes before it.
    fn wall_to(&mut self, title: &str) {
        for _ in 0..12 {
            let (at, of) = self.place();
            if self.wall.with_screen(|s| s.contents().lines().any(|l| l.contains(title) && l.contains("punt "))) {
                return;
            }
            self.wall.press("<right>").until(&[&format!("punt {} van {of}", at % of + 1)]);
        }
        panic!("{title} was not reached");
    }

    /// To the last page of the sheet: the key that ticks turns the page while there is one, as the footer says.
    fn read_on(&mut self) {
        for at in 1..12 {
            let footer = |s: &vt100::Screen| s.contents().lines().last().unwrap_or_default().to_owned();
            let said = self.wall.with_screen(footer);
            let Some((_, of)) = said.split_once(&format!("PgDn volgende bladzijde ({at} van ")) else {
                return assert!(said.contains("PgDn punt klaar"), "{said}");
            };
            let of: usize = of.split(')').next().unwrap().parse().unwrap();
            self.wall.press("<pagedown>").until(&[&format!("bladzijde {} van {of}", at + 1)]);
        }
        panic!("the pages do not end");
    }

    /// The next block; the notulist gives the reason that its gate wants.
    fn wall_on(&mut self, naar: &str) {
        self.wall.press("v").until(&[&format!("De stap naar {naar} wacht op een reden")]);
        self.notulist.until(&[&format!("De voorzitter wil naar {naar}")]).press("/reden<enter>");
        self.notulist.until(&["waarom toch verder"]).press("Dat komt straks.<enter>");
        self.all_see(&[&format!("▌{naar}")]);
    }

    fn the_opening(&mut self) {
        self.chair.press("/start<enter>");
        self.wall.until(&["NU IN DIRECT GEVAAR?", "ACUUT? opnieuw"]);
        self.form("/aanwezig<enter>31<enter>", "1 mens aan tafel");
        self.wall.press("<pagedown>").until(&["eerst de acute vraag"]).press("<right>").until(&["AAN TAFEL", "Duin"]);
        self.wall_to("Open acties vorige keer");
        self.wall.until(&["NOG OPEN VAN VORIGE KEER", "te laat sinds"]);
        // what is open, with the command that solves it
        self.wall.press("o").until(&["NOG OPEN VÓÓR BEELDVORMING", "/afspraken"]);
        // an Esc and a letter that arrive together are another key
        self.wall.press("<esc>").until_gone(&["─ Nog open ─"]);
        // a pause, for a reason that is chosen
        self.wall
            .press("p")
            .until(&["Waarom een pauze?", "korte pauze"])
            .press("1")
            .until(&["GESCHORST. Het overleg gaat straks verder."]);
        self.chair.until(&["GESCHORST"]);
        self.wall.press("h").until_gone(&["GESCHORST"]);
        // blank, and back
        self.wall.press("b").until(&["Dit scherm is leeg gemaakt."]).press("b").until(&["punt 7 van 7"]);
        self.wall_on("Beeldvorming");
    }

    fn the_picture(&mut self) {
        self.wall_to("Inbrengronde");
        self.wall.press("g").until(&["▸ gemeente", "aan het woord"]);
        self.line("f Zij belde zelf. @CIT", "Zij belde zelf.");
        self.wall.until(&["Zij belde zelf. CIT"]);
        self.notulist.press("! f De ijsvogel zit in de kelder.<enter>");
        self.chair.until(&["ijsvogel"]);
        self.line("? Waar staat zijn auto? @politie >morgen 12:00", "Waar staat zijn auto");
        self.wall_to("Wat weten we niet?");
        self.wall.until(&["WAT WE NIET WETEN", "te laat sinds", "Waar staat zijn auto?"]);
        self.wall_to("Gedeeld beeld");
        self.wall.until(&["FEITEN", "Zij belde zelf."]);
        self.wall_on("Oordeelsvorming");
    }

    fn the_judgement(&mut self) {
        self.wall_to("Risicofactoren");
        self.wall.until(&["WAT SPEELT"]);
        self.wall_to("Oordeelsronde");
        let politie = "/oordeel<enter>1<tab>1<tab>3<tab>omdat hij zoek is<enter>";
        self.form(politie, "omdat hij zoek is");
        self.wall.until(&["acuut ja", "niveau hoog"]);
        self.form("/optie<enter><right><tab><tab><tab>Hij komt terug<tab><tab><tab><tab>1<enter>", "Opties op een rij 1");
        self.wall_to("Opties op een rij");
        self.wall.until(&["OPTIES", "niets doen", "tegen", "Hij komt terug"]);
        self.form("/conclusie<enter>1<tab>3<tab>Niemand ziet haar.<enter>", "acuut: ja sinds");
        self.wall_to("Conclusie");
        self.wall.until(&["CONCLUSIE", "niveau: "]);
        self.wall_on("Besluitvorming");
    }

    fn the_decisions(&mut self) {
        self.wall_to("Besluiten");
        self.line("b De sloten worden vandaag vervangen. @woningcorporatie >morgen 12:00", "De sloten worden");
        self.wall.until(&["BESLUITEN", "voorgenomen", "woningcorporatie"]);
        self.notulist.press("! b Zij slaapt bij de ijsvogel.<enter>");
        self.chair.until(&["Zij slaapt bij de ijsvogel"]);
        self.line("a De wijkagent belt haar elke avond. @politie >morgen 20:00", "De wijkagent belt");
        self.form("/vertelt<enter>Bakhuis (CIT)<tab>in persoon<enter>", "Wie vertelt het haar? CIT");
    }

    fn they_are_read_back(&mut self) {
        self.wall_to("Hardop teruglezen");
        self.wall.until(&["Is iedereen het ermee eens?", "De sloten worden vandaag vervangen.", "De wijkagent belt haar"]);
        self.wall.until(&["WIE VERTELT HET HAAR", "Bakhuis (CIT)"]);
        // what the wall does not show stands on the chair's own terminal, and the gate asks whether it was read
        self.chair.until(&["LEES DIT HARDOP", "Zij slaapt bij de ijsvogel"]);
        self.chair.press("/nogopen<enter>").until(&["─ Nog open ─", "nog niet hardop voorgelezen", "/voorgelezen"]);
        self.chair.press("<esc>").until_gone(&["─ Nog open ─"]);
        self.chair.press("/voorgelezen<enter>").until(&[", door Duin"]);
        self.chair
            .press("/nogopen<enter>")
            .until(&["─ Nog open ─"])
            .until_gone(&["nog niet hardop voorgelezen"])
            .press("<esc>");
        self.wall_on("Afsluiting");
    }

    fn the_end(mut self) {
        self.wall.until(&["VEILIG TOT DE VOLGENDE STAP?", "EERST TE DOEN"]);
        let (at, of) = self.place();
        for next in at + 1..=of {
            self.read_on();
            self.wall.press("<pagedown>").until(&[&format!("punt {next} van {of}")]);
        }
        self.read_on();
        self.wall.press("<pagedown>").until(&["Alle punten van dit blok zijn klaar."]);
        self.wall.press("v").until(&["sluiten doet de voorzitter op een eigen terminal"]);
        self.wall.press("/112").until(&["Bel nu 112"]).press("<esc>");
        self.chair.press("/sluiten<enter>").until(&["Is iedereen veilig tot de volgende stap?"]);
        self.chair.press("1<tab><tab>morgen 17:00<tab>als hij opduikt<tab><tab>Alles is gezegd.<enter>");
        self.wall.until(&["Er is nu geen overleg op dit scherm."]);
        let base = self.base();
        let wire = String::from_utf8_lossy(&self.wire.received()).into_owned();
        assert!(wire.contains("De sloten worden"), "the wire was listened to");
        let told: Vec<_> = NOT_FOR_THE_WALL.into_iter().filter(|word| wire.contains(word)).collect();
        assert!(told.is_empty(), "the wall was told: {told:?}");
        for mut terminal in [self.wall, self.raadpleger, self.notulist, self.chair] {
            assert_eq!(terminal.betrayed().len(), 0, "{:?}", terminal.betrayed());
            assert!(terminal.press("/stop<enter>").leave().success());
        }
        let minutes = run(&base, &["verslag", "26-K7M4", "--oefening"]);
        assert!(minutes.contains("De sloten worden vandaag vervangen."), "{minutes}");
        assert!(!minutes.contains("ijsvogel"), "{minutes}");
    }
}
