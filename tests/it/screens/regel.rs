//! What is typed, pasted and corrected at a desk is what is recorded.

use crisistafel::domain::dossier::{Regel, RegelInhoud, RegelSoort};
use crisistafel::domain::tekst::CHARS_MAX;

use super::desk::{Desk, at};

/// The last line of the record.
fn last(desk: &Desk) -> Regel {
    desk.tafel.dossier.regels.values().last().unwrap().clone()
}

/// The texts of the last lines, the oldest first.
fn texts(desk: &Desk, n: usize) -> Vec<String> {
    let all: Vec<String> = desk.tafel.dossier.regels.values().map(|r| r.inhoud.tekst.to_string()).collect();
    all[all.len() - n..].to_vec()
}

fn number(desk: &Desk) -> usize {
    desk.tafel.dossier.regels.len()
}

/// The files to paste, each with the lines that stand in it.
fn pastes() -> Vec<(&'static str, Vec<&'static str>)> {
    let files = [
        include_str!("../../../fixtures/invoer/plakken/drie.txt"),
        include_str!("../../../fixtures/invoer/plakken/mail-stop.txt"),
        include_str!("../../../fixtures/invoer/plakken/whatsapp.txt"),
        include_str!("../../../fixtures/invoer/plakken/word-bullets.txt"),
    ];
    files.map(|f| (f, f.lines().map(str::trim).filter(|l| !l.is_empty()).collect())).to_vec()
}

/// Review A2 and A9: a paste of many lines is many lines, whatever ends them, and as notulen it is recorded to the letter.
#[test]
fn a_paste_is_recorded_to_the_letter_whatever_ends_its_lines() {
    for (file, lines) in pastes() {
        for end in ["\n", "\r", "\r\n"] {
            let mut desk = Desk::notulist(20);
            desk.paste(&file.replace('\n', end)).press("1");
            let made: Vec<RegelInhoud> =
                desk.tafel.dossier.regels.values().rev().take(lines.len()).map(|r| r.inhoud.clone()).collect();
            for (line, i) in lines.iter().rev().zip(&made) {
                let letters = |s: &str| {
                    s.chars()
                        .filter(|c| !c.is_whitespace() && crisistafel::domain::tekst::is_harmless(*c))
                        .collect::<String>()
                };
                assert_eq!(letters(i.tekst.as_str()), letters(line), "{end:?}");
                assert_eq!(
                    (i.soort, i.bron.clone(), i.factoren.len(), i.termijn),
                    (RegelSoort::Notitie, None, 0, None),
                    "{line}"
                );
                assert_eq!(i.afgeschermd, line.starts_with('!'), "a shield in doubt is a shield: {line}");
            }
        }
    }
}

/// Review A9: a bullet that is pasted by itself is no judgement, until somebody types a mark before it.
#[test]
fn a_pasted_bullet_is_no_mark() {
    let bullet = include_str!("../../../fixtures/invoer/plakken/een-bullet.txt");
    for end in ["\n", "\r", "\r\n"] {
        let mut desk = Desk::notulist(20);
        desk.paste(&bullet.replace('\n', end));
        assert!(desk.screen(120, 36).contains("geplakt: letterlijk"));
        desk.press("<enter>");
        assert_eq!(
            (last(&desk).inhoud.soort, last(&desk).inhoud.tekst.as_str()),
            (RegelSoort::Notitie, "o Hoog tijd dat school ook belt")
        );
        desk.paste(bullet).press("<home>f <end> @politie<enter>");
        let i = last(&desk).inhoud;
        assert_eq!((i.soort, i.tekst.as_str()), (RegelSoort::Feit, "o Hoog tijd dat school ook belt"));
        assert_eq!(i.bron.unwrap().to_string(), "politie", "what is typed behind it counts");
        desk.press("f Hij zei ").paste("ik bel @politie #wapen <<gisteren").press(" tegen haar<enter>");
        let i = last(&desk).inhoud;
        assert_eq!(i.tekst.as_str(), "Hij zei ik bel @politie #wapen <<gisteren tegen haar");
        assert!(i.bron.is_none() && i.factoren.is_empty() && i.gebeurd.is_none());
    }
}

/// Review A9: proposals show how each line is read before it is recorded.
#[test]
fn a_paste_read_with_its_marks_is_shown_first() {
    let mut desk = Desk::notulist(20);
    let n = number(&desk);
    desk.paste("f Hij stond er @politie\rv Hij weet het #toegang\ra Bellen >ooit").press("2");
    let screen = desk.screen(120, 36);
    assert!(
        screen.contains("feit · bron politie: Hij stond er") && screen.contains("vermoeden · #toegang: Hij weet het"),
        "{screen}"
    );
    assert!(screen.contains("actie: Bellen >ooit") && number(&desk) == n, "{screen}");
    desk.press("1");
    assert_eq!(texts(&desk, 3), ["Hij stond er", "Hij weet het", "Bellen >ooit"]);
}

/// Review A6 and A8: Up and Enter without a change records nothing, for typed and for pasted lines, as often as one likes.
#[test]
fn up_and_enter_change_nothing() {
    let mut desk = Desk::notulist(20);
    for (typed, pasted) in [
        ("f v Dam stond erbij", false),
        ("f Hij stond daar <<>gisteren 22:00 @politie #wapen", false),
        ("! v Hij weet het #toegang", false),
        ("o hoog maar niet acuut: hij is weg @CIT", false),
        ("a Bellen @politie >over 2 uur", false),
        ("? Waar is hij @politie >morgen", false),
        ("\"ik kom eraan\" zei hij", false),
        ("v Dam mailde @politie", true),
        ("! niets zeggen", true),
    ] {
        if pasted {
            desk.paste(typed).press("<enter>");
        } else {
            desk.press(&format!("{typed}<enter>"));
        }
        let (before, frames) = (last(&desk).inhoud, desk.tafel.frames.len());
        desk.wait_until(desk.nu.plus(chrono::TimeDelta::hours(3)));
        desk.press("<up><enter>").press("<up><enter>");
        assert_eq!((last(&desk).inhoud, desk.tafel.frames.len()), (before, frames), "{typed}");
        assert!(desk.screen(120, 36).contains("is niet veranderd"));
    }
}

/// Review A6 and A7: a word that is corrected hours later moves no moment and loses no token.
#[test]
fn a_correction_changes_the_word_that_was_changed() {
    let mut desk = Desk::notulist(20);
    desk.press("f Hij stond daar <<>gisteren 22:00 @politie #wapen<enter>");
    let was = last(&desk).inhoud;
    desk.wait_until(desk.nu.plus(chrono::TimeDelta::hours(10)));
    for (n, word) in [(1, " weer"), (2, " toch")] {
        let keys = format!("<up><home>{}{word}<enter>", "<right>".repeat(5));
        desk.press(&keys);
        let r = last(&desk);
        assert_eq!(r.correcties.len(), n);
        assert_eq!((&r.inhoud.bron, r.inhoud.gebeurd, &r.inhoud.factoren), (&was.bron, was.gebeurd, &was.factoren));
    }
    assert_eq!(last(&desk).inhoud.tekst.as_str(), "Hij toch weer stond daar");
}

/// Review A1: what begins with the sign of a shield is asked before it is open.
#[test]
fn a_shield_in_doubt_is_asked() {
    let mut desk = Desk::notulist(20);
    let n = number(&desk);
    desk.press("!hij weet haar adres");
    assert!(desk.screen(120, 36).contains("heeft een ! en is niet afgeschermd; Enter vraagt het"));
    desk.press("<enter>");
    assert!(number(&desk) == n && desk.screen(120, 36).contains("scherm hem af"));
    desk.press("1");
    assert_eq!((last(&desk).inhoud.afgeschermd, last(&desk).inhoud.tekst.as_str()), (true, "hij weet haar adres"));
    desk.press("!!<enter>2");
    assert_eq!((last(&desk).inhoud.afgeschermd, last(&desk).inhoud.tekst.as_str()), (false, "!!"));
    // begun behind the kind, or in the middle of the words, and never ended: nothing of it is on the wall unasked
    for line in ["f !hij weet haar adres", "f !(politie, OM Hij zit daar", "f Hij zit !(politie) daar"] {
        let before = number(&desk);
        desk.press(line).press("<enter>");
        assert!(number(&desk) == before && desk.screen(120, 36).contains("scherm hem af"), "{line}");
        desk.press("1");
        let inhoud = last(&desk).inhoud.clone();
        assert!(inhoud.afgeschermd && inhoud.tekst.as_str() == &line[2..], "{line}: {inhoud:?}");
    }
    desk.press("!\u{a0}weg<enter>");
    assert_eq!((last(&desk).inhoud.afgeschermd, last(&desk).inhoud.tekst.as_str()), (true, "weg"));
}

/// `/112` at a question about the line was recorded as a line that says so.
#[test]
fn a_command_at_a_question_is_a_command_and_the_line_stays() {
    let mut desk = Desk::notulist(20);
    let n = number(&desk);
    desk.press("!hij weet haar adres<enter>/112");
    assert!(desk.screen(120, 36).contains("112"));
    desk.press("<enter>");
    assert!(desk.screen(120, 36).contains("Bel nu 112."), "{}", desk.screen(120, 36));
    desk.press("<esc>");
    assert_eq!((number(&desk), desk.model.overleg.draft.text()), (n, "!hij weet haar adres"));
}

/// Review A3: a line that is too long is not cut: it stays, or is split after one question.
#[test]
fn a_line_that_is_too_long_is_kept_or_split() {
    for length in [6_999, 13_889] {
        let text: String = "Hij stond weer voor de deur en riep. ".chars().cycle().take(length).collect();
        let mut desk = Desk::notulist(20);
        let n = number(&desk);
        desk.press("f ").paste(&text);
        let chars = desk.model.overleg.draft.text().chars().count();
        assert!(desk.screen(120, 36).contains(&format!("te lang: {chars} tekens")));
        desk.press("<enter><esc>");
        assert_eq!((number(&desk), desk.model.overleg.draft.text().chars().count()), (n, chars), "nothing is lost");
        desk.press("<enter>1");
        let parts = number(&desk) - n;
        assert_eq!(parts, length.div_ceil(CHARS_MAX - 40));
        let all = texts(&desk, parts).concat();
        assert_eq!(all.matches("riep.").count(), text.matches("riep.").count());
        assert!(desk.model.overleg.draft.is_empty() && texts(&desk, 1)[0].starts_with(&format!("({parts}/{parts}) ")));
        assert_eq!(last(&desk).inhoud.soort, RegelSoort::Feit);
    }
}

/// Review A4, A5 and A11: what is not clear about a moment is asked once, and its answer is recorded.
#[test]
fn a_moment_is_asked_once() {
    let mut desk = Desk::notulist(20);
    let n = number(&desk);
    desk.press("a Bellen @politie >31-10-2027  02:30<enter>2");
    assert_eq!(number(&desk), n + 1, "{}", desk.screen(120, 36));
    assert_eq!(last(&desk).inhoud.termijn, Some(at("2027-10-31T01:30:00Z")));
    desk.press("f Hij belde <<>vandaag 23:00<enter>");
    assert!(desk.screen(120, 36).contains("Dat moment moet nog komen"));
    desk.press("1");
    assert_eq!(last(&desk).inhoud.gebeurd.unwrap().op, at("2026-11-21T22:00:00Z"));
    desk.press("a Bellen >4.12<enter>");
    assert!(desk.screen(120, 36).contains("het is geen tijd: laat het als woorden staan"));
    desk.press("3");
    assert_eq!((last(&desk).inhoud.termijn, last(&desk).inhoud.tekst.as_str()), (None, "Bellen 4.12"));
}

/// Review A4: the preview names the date, our own hour, and what was not understood.
#[test]
fn the_preview_names_everything() {
    for (typed, said) in [
        ("a Bellen >vanavond", "vóór zo 22-11-2026 20:00 (uur door ons gekozen)"),
        ("a Bellen >begin volgende week", "vóór ma 23-11-2026 17:00 (dag en uur door ons gekozen)"),
        ("a Bellen >vr 12:00-13:00", "niet begrepen: -13:00; >vr 12:00-13:00 blijft tekst"),
        ("f Hij komt vrij >morgen", ">morgen blijft tekst: feit heeft geen termijn"),
        ("f Hij belde <<>gisteren rond 22:00", "gebeurd ongeveer za 21-11-2026 22:00"),
        ("f Gehoord @politie @buurvrouw", "@politie blijft tekst: de laatste telt"),
        ("o hoog eigenlijk niet acuut: nee", "niet begrepen, blijft tekst: eigenlijk niet acuut"),
        ("O hoog maar niet acuut: nee", "acuut: nee · niveau: hoog"),
    ] {
        let mut desk = Desk::notulist(20);
        desk.press(typed);
        let screen = desk.screen(120, 36);
        assert!(screen.contains(said), "{typed}: {screen}");
    }
}
