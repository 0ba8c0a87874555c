//! Walking a store: each dossier is whole, or broken and where; and what is missing is missed.

use crisistafel::domain::event::Event;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::journal::{
    Envelope, EnvelopeFault, Fault, Finding, Head, Journal, JournalId, OrganisatieEvent, Recordable, Report, Why, record,
    verify,
};

use super::stores::Store;
use super::{at, dossier, plain, stamp, tekst};
use crate::schijf::MemoryDisk;

const ORG: JournalId = JournalId::Organisatie;

fn nummer(id: JournalId) -> DossierNummer {
    id.to_string().parse().unwrap()
}

/// Records one command.
fn record<E: Recordable>(journal: &mut dyn Journal, id: JournalId, event: E) -> Head {
    let after = journal.open(id, at(0)).unwrap().reading.head();
    record::append(journal, &Envelope::next(id, after, stamp(after.seq.cast_signed()), vec![event])).unwrap()
}

fn title(text: &str) -> Event {
    Event::WerktitelGewijzigd { werktitel: tekst(text) }
}

/// A store of two dossiers that the organisation knows, with the head of the first one after its third record.
fn store() -> (MemoryDisk, Head) {
    let (store, a, b) = (MemoryDisk::default(), dossier("26-2222"), dossier("26-K7M4"));
    let mut journal = store.journal();
    for id in [a, b] {
        let geopend = Event::DossierGeopend { nummer: nummer(id), werktitel: tekst("Oefening") };
        record(&mut *journal, id, geopend);
        record(&mut *journal, ORG, OrganisatieEvent::DossierAangemaakt { nummer: nummer(id) });
    }
    record(&mut *journal, a, title("twee"));
    let head = record(&mut *journal, a, title("drie"));
    record(&mut *journal, ORG, OrganisatieEvent::HeadVastgelegd { nummer: nummer(a), head });
    record(&mut *journal, a, title("vier"));
    (store, head)
}

/// The findings of each journal that is not whole.
fn findings(store: &MemoryDisk, remembered: &[(JournalId, Head)]) -> Vec<(JournalId, Vec<String>)> {
    let reports = verify(&*store.journal(), remembered.iter().copied()).unwrap();
    let broken = reports.into_iter().filter(|report| !report.is_whole());
    broken.map(|Report { id, findings, .. }| (id, findings.iter().map(ToString::to_string).collect())).collect()
}

#[test]
fn a_whole_store_is_whole() {
    let (store, head) = store();
    let reports = verify(&*store.journal(), [(dossier("26-2222"), head)]).unwrap();
    let seen: Vec<_> = reports.iter().map(|r| (r.id, r.head.seq, r.is_whole())).collect();
    assert_eq!(seen, [(ORG, 3, true), (dossier("26-2222"), 4, true), (dossier("26-K7M4"), 1, true)]);
    assert!(verify(&*MemoryDisk::default().journal(), []).unwrap().is_empty());
}

#[test]
fn a_journal_shorter_than_the_organisation_remembers_is_noticed_although_it_ends_at_a_frame() {
    let (store, _) = store();
    let id = dossier("26-2222");
    let bytes = store.bytes(&id.file()).unwrap();
    let reading = store.journal().read(id).unwrap();
    for (kept, expected) in [(3, None), (2, Some(3)), (1, Some(3)), (0, Some(3))] {
        let cut = reading.frames().nth(kept).unwrap().offset;
        Store::plant(&store, &id.file(), &bytes[..usize::try_from(cut).unwrap()]);
        let sentence = |n| (id, vec![format!("het journaal is korter dan het was: record {n} is er niet meer")]);
        assert_eq!(findings(&store, &[]), expected.map(sentence).into_iter().collect::<Vec<_>>());
        // the read model may remember more
        let reports = verify(&*store.journal(), [(id, reading.head())]).unwrap();
        assert!(matches!(&reports[1].findings[..], [Finding::Shorter(head)] if *head == reading.head()));
    }
}

#[test]
fn a_journal_that_was_written_anew_is_noticed_although_it_is_whole_by_itself() {
    let (store, head) = store();
    let id = dossier("26-2222");
    let other = MemoryDisk::default();
    let mut journal = other.journal();
    record(&mut *journal, id, Event::DossierGeopend { nummer: nummer(id), werktitel: tekst("Oefening") });
    for text in ["twee", "iets anders", "vier"] {
        record(&mut *journal, id, title(text));
    }
    Store::plant(&store, &id.file(), &other.bytes(&id.file()).unwrap());
    let reports = verify(&*store.journal(), []).unwrap();
    assert!(matches!(&reports[1].findings[..], [Finding::Rewritten(remembered)] if *remembered == head));
}

#[test]
fn a_missing_journal_is_missed_by_whoever_remembers_it() {
    let (store, head) = store();
    let bare = MemoryDisk::default();
    let missing = |id| (id, vec!["het journaal is er niet, maar het heeft bestaan".to_owned()]);
    assert_eq!(findings(&bare, &[(ORG, head)]), [missing(ORG)]);
    Store::plant(&bare, &ORG.file(), &store.bytes(&ORG.file()).unwrap());
    assert_eq!(findings(&bare, &[]), [missing(dossier("26-2222")), missing(dossier("26-K7M4"))]);

    let without = MemoryDisk::default();
    Store::plant(&without, &dossier("26-K7M4").file(), &store.bytes(&dossier("26-K7M4").file()).unwrap());
    assert_eq!(findings(&without, &[]), [missing(ORG)]);
}

#[test]
fn a_dossier_that_the_organisation_does_not_know_is_told() {
    let (store, _) = store();
    let id = dossier("26-3333");
    record(&mut *store.journal(), id, Event::DossierGeopend { nummer: nummer(id), werktitel: tekst("Oefening") });
    assert_eq!(findings(&store, &[]), [(id, vec!["het journaal van de organisatie kent dit dossier niet".to_owned()])]);
}

#[test]
fn damage_is_told_with_its_record_and_the_other_journals_are_still_walked() {
    let (store, _) = store();
    let id = dossier("26-2222");
    let mut bytes = store.bytes(&id.file()).unwrap();
    let offset = store.journal().read(id).unwrap().frames().nth(1).unwrap().offset;
    bytes[usize::try_from(offset).unwrap() + 60] ^= 4;
    Store::plant(&store, &id.file(), &bytes);
    let torn = [&store.bytes(&dossier("26-K7M4").file()).unwrap()[..], b"half"].concat();
    Store::plant(&store, &dossier("26-K7M4").file(), &torn);
    let expected = [
        format!("beschadigd bij record 2 (byte {offset}): het record is onleesbaar en er staat meer achter"),
        "record 2 aan het einde is niet afgemaakt (4 bytes)".to_owned(),
    ];
    let found = findings(&store, &[]);
    assert_eq!(found, [(id, vec![expected[0].clone()]), (dossier("26-K7M4"), vec![expected[1].clone()])]);
    assert_eq!(store.bytes(&dossier("26-K7M4").file()).unwrap(), torn, "walking moves nothing");
}

/// Appends a payload that is whole as a frame, and gives what is then found in it.
fn payload_fault(change: impl Fn(&mut serde_json::Value)) -> EnvelopeFault {
    let (store, _) = store();
    let id = dossier("26-K7M4");
    let mut journal = store.journal();
    let head = journal.open(id, at(0)).unwrap().reading.head();
    let mut json = serde_json::to_value(Envelope::next(id, head, stamp(1), vec![title("geheim")])).unwrap();
    change(&mut json);
    journal.append(id, head, &plain(&json.to_string())).unwrap();
    let reports = verify(&*journal, []).unwrap();
    match &reports[2].findings[..] {
        [Finding::Broken(damage)] if damage.seq == 2 => match &damage.why {
            Why::Envelope(fault) => fault.clone(),
            other => panic!("{other}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_envelope_of_another_place_or_format_is_told_although_its_frame_is_whole() {
    let other = dossier("26-2222");
    assert_eq!(payload_fault(|v| v["journal"] = "26-2222".into()), EnvelopeFault::OtherJournal(other));
    assert_eq!(payload_fault(|v| v["seq"] = 3.into()), EnvelopeFault::OtherSeq(3));
    assert_eq!(payload_fault(|v| v["previous"] = "0".repeat(64).into()), EnvelopeFault::OtherPrevious);
    assert_eq!(payload_fault(|v| v["format"] = 2.into()), EnvelopeFault::Format(2));
    assert_eq!(payload_fault(|v| v["format"] = 0.into()), EnvelopeFault::Format(0));
    assert_eq!(payload_fault(|v| v["format"] = "een".into()), EnvelopeFault::NoFormat);
    assert_eq!(payload_fault(|v| *v = 7.into()), EnvelopeFault::NoFormat);
    for field in ["/meer", "/events/0/feit"] {
        let fault = payload_fault(|v| match v.pointer_mut(field) {
            Some(kind) => *kind = "onbekend".into(),
            None => v["meer"] = "onbekend".into(),
        });
        assert!(matches!(fault, EnvelopeFault::Malformed { column } if column > 1), "{fault:?}");
        assert!(!fault.to_string().contains("onbekend"), "no word out of a payload in an error: {fault}");
    }
}

#[test]
fn events_of_a_dossier_are_never_recorded_for_the_organisation() {
    let store = MemoryDisk::default();
    let mut journal = store.journal();
    let head = journal.open(ORG, at(0)).unwrap().reading.head();
    let misplaced = Envelope::next(ORG, head, stamp(0), vec![title("fout")]);
    assert!(matches!(record::append(&mut *journal, &misplaced), Err(Fault::Misplaced(ORG))));
    assert_eq!(store.bytes(&ORG.file()), None);
}
