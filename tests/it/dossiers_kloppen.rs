//! The fictitious dossiers agree with themselves: who reads one as an example finds no promise that nobody kept, no moment
//! before it was there, no quotation that was never said. Review E, fixtures: each row is a test that can fail.

use std::collections::{BTreeMap, BTreeSet};

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{ActieStatus, Antwoord, BesluitStatus, Dossier, Fase, Overleg, RegelSoort, Weging};
use crisistafel::domain::script::Script;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::domain::vouw::vouw;
use serde_json::Value;

use crate::dossiers::{BELAGING, CONTROLE, play, start};

const BOTH: [(&str, &str); 2] = [("belaging-ex-partner", BELAGING), ("dwingende-controle", CONTROLE)];

/// The fields of a command that say when something was: they cannot lie after it was recorded.
const BEEN: [&str; 6] = ["gebeurd", "op", "gekomen", "gegaan", "begin_gegeven", "afgenomen"];

/// Every moment of a field that says when something was, with the name of the field.
fn been(value: &Value, under: &str, into: &mut Vec<(String, Tijdstip)>) {
    match value {
        Value::String(s) if BEEN.contains(&under) => {
            into.extend(Tijdstip::try_from(s.clone()).ok().map(|op| (under.to_owned(), op)));
        }
        Value::Array(all) => all.iter().for_each(|v| been(v, under, into)),
        Value::Object(fields) => fields.iter().for_each(|(key, v)| been(v, key, into)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn nothing_is_recorded_before_it_happened() {
    for (name, text) in BOTH {
        let (script, _) = play(text, start());
        let mut seen = 0;
        for stap in &script.stappen {
            let mut moments = Vec::new();
            stap.opdrachten.iter().for_each(|c| been(&serde_json::to_value(c).unwrap(), "", &mut moments));
            for (field, op) in moments {
                seen += 1;
                assert!(op <= stap.op, "{name}, line {}: {field} lies after the record", stap.regel);
            }
        }
        assert!(seen >= 50, "{name}: {seen}");
    }
}

#[test]
fn a_team_answers_no_more_factors_in_a_minute_than_it_can_talk_about() {
    for (name, text) in BOTH {
        let mut minutes: BTreeMap<Tijdstip, usize> = BTreeMap::new();
        for stap in &play(text, start()).0.stappen {
            let answers = stap.opdrachten.iter().filter(|c| matches!(c, Command::WeegFactor { .. })).count();
            *minutes.entry(stap.op).or_default() += answers;
        }
        let most = minutes.values().max().copied().unwrap();
        assert!((1..=6).contains(&most), "{name}: {most} in one minute");
    }
}

/// All that was answered in a dossier, with the meeting.
fn wegingen(d: &Dossier) -> impl Iterator<Item = (&Overleg, &Weging)> {
    d.overleggen.iter().flat_map(|o| o.afweging.wegingen.values().flatten().map(move |g| (o, &g.weging)))
}

#[test]
fn literal_words_of_an_answer_were_said_in_a_line_that_it_rests_on() {
    let bare = |text: &str| vouw(text).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>();
    for (name, text) in BOTH {
        let (_, d) = play(text, start());
        let quoted: Vec<_> = wegingen(&d).filter(|(_, w)| !w.woorden.is_empty()).collect();
        assert!(!quoted.is_empty(), "{name}");
        for (_, w) in quoted {
            let said = w.regels.iter().any(|r| bare(d.regels[r].inhoud.tekst.as_str()).contains(&bare(w.woorden.as_str())));
            assert!(said, "{name}: nobody said '{}'", w.woorden);
        }
    }
}

#[test]
fn what_holds_is_what_was_decided_and_ends_when_its_clock_does() {
    for (name, text) in BOTH {
        let (_, d) = play(text, start());
        for i in d.inzetten.values() {
            let besluit = i.besluit.map(|b| &d.besluiten[&b]);
            let taken = besluit.is_none_or(|b| b.status == BesluitStatus::Genomen);
            assert!(!i.status.geldt() || taken, "{name}: {} holds on a decision that was not taken", i.id);
            for k in d.klokken.values().filter(|k| k.inzet == Some(i.id)) {
                assert_eq!(i.einde, Some(k.einde), "{name}: {} and its clock end apart", i.id);
            }
        }
    }
    // the ban was widened by a decision: what stands in the register is the wider one
    let (_, d) = play(BELAGING, start());
    let ban = d.inzetten.values().find(|i| i.palet.as_ref().is_some_and(|p| p.as_str() == "gedragsaanwijzing")).unwrap();
    let decided = &d.besluiten[&ban.besluit.unwrap()].besluit;
    for place in ["werk", "school", "buurt"] {
        assert!(decided.as_str().contains(place) && ban.wat.as_str().contains(place), "{place}: {} / {decided}", ban.wat);
    }
}

#[test]
fn a_clock_that_was_stopped_was_still_running() {
    for (name, text) in BOTH {
        for k in play(text, start()).1.klokken.values() {
            let stopped = k.gestopt.as_ref().map(|(_, gezet)| gezet.op);
            assert!(stopped.is_none_or(|op| op <= k.einde), "{name}: {} was over before it was stopped", k.naam);
        }
    }
}

/// All that was written at or after a moment, folded.
fn said_since(script: &Script, since: Tijdstip) -> String {
    let later = script.stappen.iter().filter(|s| s.op >= since);
    vouw(&later.map(|s| serde_json::to_string(&s.opdrachten).unwrap()).collect::<String>())
}

#[test]
fn what_was_promised_at_a_breach_was_done_or_it_is_said_why_not() {
    for (name, text) in BOTH {
        let (script, d) = play(text, start());
        let breached: Vec<_> = d.inzetten.values().filter(|i| !i.schendingen.is_empty()).collect();
        assert!(!breached.is_empty(), "{name}");
        for i in breached {
            let first = i.schendingen.iter().map(|(_, gezet)| gezet.op).min().unwrap();
            let (promise, after) = (vouw(i.gevolg.as_str()), said_since(&script, first));
            if promise.contains("aanhouden") {
                let told = ["aangehouden", "aan te houden"].iter().any(|w| after.contains(w));
                assert!(told, "{name}: {} promised an arrest and nobody says what became of it", i.id);
            }
            if promise.contains("bijeen") {
                let within_a_day = |o: &Overleg| {
                    o.bijeenroeping.begin.is_some_and(|b| first <= b && b.millis() - first.millis() <= 86_400_000)
                };
                let told = after.contains("bijeen") && after.contains("belden");
                assert!(told || d.overleggen.iter().any(within_a_day), "{name}: {} promised a meeting", i.id);
            }
        }
    }
}

#[test]
fn every_promise_of_the_first_meeting_is_answered_or_open_in_the_second() {
    for (name, text) in BOTH {
        let (_, d) = play(text, start());
        let (first, second) = (&d.overleggen[0], &d.overleggen[1]);
        let promised: Vec<_> = d.acties.values().filter(|a| a.overleg == first.nr).collect();
        assert!(promised.len() >= 6, "{name}");
        for a in promised {
            assert!(a.eigenaar.is_some() && a.termijn.is_some(), "{name}: {}", a.wat);
            let answered = a.wissels.last().is_some_and(|w| !w.reden.is_empty());
            assert!(a.status == ActieStatus::Open || answered, "{name}: {} has no outcome", a.wat);
        }
        // what was asked of somebody with a time before the second meeting was answered, or stands open there
        let begin = second.bijeenroeping.begin.unwrap();
        let asked = d.vragen.values().filter(|v| v.overleg == first.nr);
        for v in asked {
            assert!(v.antwoord.is_some() || v.terug.is_none_or(|t| t <= begin) || v.is_open(), "{name}: {}", v.vraag);
        }
    }
}

#[test]
fn supervision_by_the_reclassering_belongs_to_a_suspension() {
    for (name, text) in BOTH {
        let (_, d) = play(text, start());
        let lines: Vec<String> = d.regels.values().map(|r| vouw(r.inhoud.tekst.as_str())).collect();
        let by =
            |r: &&crisistafel::domain::dossier::Regel| r.inhoud.inbreng.as_ref().is_some_and(|o| o.same("reclassering"));
        let supervised = d.regels.values().filter(by).any(|r| vouw(r.inhoud.tekst.as_str()).contains("toezicht"));
        let suspended = lines.iter().any(|l| l.contains("schorste") || l.contains("bij de schorsing"));
        assert!(!supervised || suspended, "{name}: supervision, and nothing that it belongs to");
        for i in d.inzetten.values().filter(|i| vouw(i.toezicht.as_str()).contains("reclassering")) {
            assert!(i.palet.as_ref().is_some_and(|p| p.as_str() == "schorsing"), "{name}: {}", i.id);
        }
    }
}

#[test]
fn the_weeks_that_a_line_counts_fit_the_day_that_it_gives() {
    let words = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    let mut counted = 0;
    for (name, text) in BOTH {
        let (_, d) = play(text, start());
        for r in d.regels.values().filter(|r| r.inhoud.soort == RegelSoort::Feit) {
            let Some(at) = r.inhoud.gebeurd else { continue };
            let text = vouw(r.inhoud.tekst.as_str());
            for (weeks, word) in (1..).zip(words).filter(|(_, w)| text.contains(&format!("{w} weken op de wachtlijst"))) {
                counted += 1;
                let days = (r.op.millis() - at.op.millis()) / 86_400_000;
                assert!(days >= weeks * 7, "{name}: {word} weeks are more than {days} days: {text}");
            }
        }
    }
    assert_eq!(counted, 1, "the waiting list");
}

#[test]
fn nobody_is_called_safe_while_the_conclusion_is_acute() {
    for (name, text) in BOTH {
        let (_, d) = play(text, start());
        for o in d.overleggen.iter().filter(|o| o.fase == Fase::Gesloten) {
            let acuut = o.conclusie().map(|c| c.acuut);
            let veilig = o.sluiting.as_ref().map(|s| s.0.veilig);
            assert!(veilig != Some(Antwoord::Ja) || acuut == Some(Antwoord::Nee), "{name}, {}", o.nr);
        }
    }
}

#[test]
fn an_organisation_does_not_contradict_the_outcome_that_it_gave_itself() {
    for (name, text) in BOTH {
        let (_, d) = play(text, start());
        for u in &d.uitkomsten {
            let says = u.uitkomst.uitkomst.as_str();
            let acute = says.starts_with("acuut") && !says.contains("niet");
            let org = u.uitkomst.afnemer.organisatie.as_str();
            let of = d.overleggen.iter().filter(|o| o.nr == u.overleg).flat_map(|o| &o.oordelen);
            for o in of.filter(|o| o.inhoud.organisatie.same(org)) {
                assert!(
                    !acute || o.inhoud.acuut != Some(Antwoord::Nee),
                    "{name}: {org} gave '{says}' and judges otherwise"
                );
            }
        }
    }
}

/// A huisverbod keeps him out of the house of somebody who stays there: it is asked before she leaves, and instead of that.
#[test]
fn a_huisverbod_is_asked_for_somebody_who_still_lives_there() {
    let (_, d) = play(CONTROLE, start());
    let page = d.voorleggers.values().find(|v| v.huisverbod).unwrap();
    let asked = vouw(page.gevraagd.as_str());
    assert!(asked.contains("in plaats van haar vertrek") && !asked.contains("zij weg is"), "{asked}");
    let entry = d.inzetten.values().find(|i| i.palet.as_ref().is_some_and(|p| p.as_str() == "huisverbod")).unwrap();
    assert!(!vouw(entry.wat.as_str()).contains("weg is"), "{}", entry.wat);
}

/// The people of a script: who gave commands, who is on an attendance list, who is named with a function.
fn people(script: &Script) -> BTreeSet<String> {
    fn walk(value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                if fields.contains_key("aanwezig") || fields.contains_key("bereikbaar") || fields.contains_key("uitslag") {
                    into.extend(fields.get("naam").and_then(Value::as_str).map(str::to_owned));
                }
                fields.values().for_each(|v| walk(v, into));
            }
            Value::Array(all) => all.iter().for_each(|v| walk(v, into)),
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut found: BTreeSet<String> = script.stappen.iter().map(|s| s.wie.naam.to_string()).collect();
    script.stappen.iter().flat_map(|s| &s.opdrachten).for_each(|c| walk(&serde_json::to_value(c).unwrap(), &mut found));
    found
}

/// Words that begin with a capital inside a sentence and are no person: bodies, laws, and the places that cannot be.
const NO_PERSON: &str = "Veilig Thuis RvdK OM CIT GGD AVG Wmo BW Sv VH Politiewet Gemeentewet Wet Aware SASH RiHG Nederlands \
                         De Verzinsels Het Bedachte Dak Papieren Vlieger Verzonnen Vos Verzonnenlaan Nergensdam";

/// The words of a text that begin with a capital and do not open a sentence or a quotation.
fn capitals(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut opens = true;
    for word in text.split_whitespace() {
        // what is cut short ("'s nachts") opens a sentence without a capital of its own
        if opens && word.starts_with('\'') {
            continue;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_id = bare.chars().skip(1).all(|c| c.is_ascii_digit());
        if !opens && bare.starts_with(char::is_uppercase) && !is_id {
            found.push(bare);
        }
        opens = word.ends_with(['.', '?', '!', ':', ';']);
    }
    found
}

#[test]
fn every_name_that_is_called_was_introduced() {
    fn texts<'v>(value: &'v Value, into: &mut Vec<&'v str>) {
        match value {
            Value::String(s) => into.push(s),
            Value::Array(all) => all.iter().for_each(|v| texts(v, into)),
            Value::Object(fields) => fields.values().for_each(|v| texts(v, into)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    for (name, text) in BOTH {
        let (script, _) = play(text, start());
        let people = people(&script);
        let known: BTreeSet<&str> = people.iter().flat_map(|p| p.split(' ')).chain(NO_PERSON.split_whitespace()).collect();
        for stap in &script.stappen {
            let json = serde_json::to_value(&stap.opdrachten).unwrap();
            let mut found = Vec::new();
            texts(&json, &mut found);
            for word in found.iter().flat_map(|t| capitals(t)) {
                assert!(known.contains(word), "{name}, line {}: who is {word}?", stap.regel);
            }
        }
    }
}

#[test]
fn the_eye_for_names_sees_one_inside_a_sentence() {
    assert_eq!(capitals("Zij belde Jansen. Dat is gezien door Bos, in B1."), ["Jansen", "Bos"]);
    assert!(capitals("Ja: wij zien het anders.").is_empty());
}
