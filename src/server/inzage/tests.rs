use super::*;
use crate::domain::inzage::Sleuteldaad;
use crate::journal::record::envelopes;

/// 22 November 2026, and so many days on.
fn op(days: i64) -> Tijdstip {
    Tijdstip::from_millis(1_795_352_400_000 + days * 86_400_000)
}

fn look(days: i64) -> Inzageregel {
    here(Inzagedaad::Sleutelgebruik { wat: Sleuteldaad::Wissel }, "iemand", op(days))
}

fn id(deel: &str) -> JournalId {
    deel.parse().unwrap()
}

fn trace(dir: &std::path::Path, heads: &BTreeMap<JournalId, Head>) -> Inzage {
    Inzage::new(Box::new(FileJournal::new(dir).met_uitstel()), heads)
}

/// The events of a journal.
fn events(dir: &std::path::Path, deel: &str) -> Vec<InzageEvent> {
    let reading = FileJournal::new(dir).read(id(deel)).unwrap();
    envelopes::<InzageEvent>(id(deel), &reading).flat_map(|e| e.unwrap().events).collect()
}

#[test]
fn a_month_says_where_the_one_before_it_ended() {
    let dir = tempfile::tempdir().unwrap();
    let mut t = trace(dir.path(), &BTreeMap::new());
    assert!([0, 1, 10].map(|day| t.write(look(day))).iter().all(Option::is_none));
    let (durable, _) = t.sync(true);
    assert_eq!(durable.map(|(id, head)| (id, head.seq)), Some((id("2026-12"), 1)));
    let november = FileJournal::new(dir.path()).read(id("2026-11")).unwrap().head();
    let said = events(dir.path(), "2026-12");
    assert_eq!(said.first(), Some(&InzageEvent::Vervolgd { na: id("2026-11"), head: november }));
    assert_eq!((november.seq, said.len()), (2, 2));
    // without November December says so
    std::fs::remove_file(dir.path().join(id("2026-11").file())).unwrap();
    let found = crate::journal::verify(&FileJournal::new(dir.path()), []).unwrap();
    let broken: Vec<_> =
        found.iter().filter(|r| matches!(r.id, JournalId::Inzage(_)) && !r.is_whole()).map(|r| r.id).collect();
    assert_eq!(broken, [id("2026-11")]);
}

/// What was cut, replaced or taken under the service, or between two, is left as it is and told by what follows it.
#[test]
fn where_a_journal_is_not_what_it_was_the_trace_goes_on_in_another() {
    let dir = tempfile::tempdir().unwrap();
    let mut t = trace(dir.path(), &BTreeMap::new());
    t.write(look(0));
    let (early, path) = (t.sync(true).0.unwrap(), dir.path().join(id("2026-11").file()));
    let short = std::fs::read(&path).unwrap();
    t.write(look(0));
    std::fs::write(&path, &short).unwrap();
    assert_eq!(t.write(look(0)), None, "it is written");
    let late = t.sync(true).0.unwrap();
    assert_eq!((early.0, late.0, late.1.seq), (id("2026-11"), id("2026-11-2"), 1));
    let said = events(dir.path(), "2026-11-2");
    assert!(matches!(said[0], InzageEvent::Vervolgd { na, head } if na == early.0 && head.seq == 2), "{said:?}");
    // another service goes on there, and beside it where what is remembered is not there
    let mut again = trace(dir.path(), &BTreeMap::from([late]));
    again.write(look(1));
    assert_eq!(again.sync(true).0.map(|(id, head)| (id, head.seq)), Some((late.0, 2)));
    let more = Head { seq: 9, ..late.1 };
    let mut beside = trace(dir.path(), &BTreeMap::from([(late.0, more)]));
    beside.write(look(1));
    assert_eq!(beside.sync(true).0.map(|(id, head)| (id, head.seq)), Some((id("2026-11-3"), 1)));
    assert_eq!(events(dir.path(), "2026-11-3")[0], InzageEvent::Vervolgd { na: late.0, head: more });
}

#[test]
fn what_the_disk_refuses_waits_and_is_told_once() {
    let dir = tempfile::tempdir().unwrap();
    let wall = dir.path().join("inzage");
    std::fs::write(&wall, "geen map").unwrap();
    let mut t = trace(dir.path(), &BTreeMap::new());
    assert!(matches!(t.write(look(0)), Some(Err(_))));
    for _ in 0..WAITING_MAX + 5 {
        assert_eq!(t.write(look(0)), None);
    }
    assert_eq!(t.sync(true), (None, None), "it still refuses");
    std::fs::remove_file(wall).unwrap();
    let (durable, news) = t.sync(true);
    assert_eq!(news, Some(Ok(())));
    assert_eq!(durable.map(|(_, head)| head.seq), Some(WAITING_MAX as u64));
    assert_eq!(events(dir.path(), "2026-11")[0], InzageEvent::Gemist { aantal: 6 });
}
