//! What the overview says of everything in sight: what needs somebody, and whose key is in use.

use cmk_console::arm::{Facts, Read};
use cmk_console::keys::Tone;
use cmk_console::resources::attention::{self, Attention, Finding};
use cmk_console::resources::entry::{self, Entry};
use cmk_console::resources::{coverage, of};
use cmk_console::sandbox::Fault;

use crate::console::Console;
use crate::console::places::Place;

/// What the page says and what it rests on, when everything was read, as somebody.
fn read(place: &Place, person: &str) -> (Attention, Vec<Entry>) {
    let console = Console::of(&place.time, person);
    loop {
        let facts = console.facts.borrow().clone();
        let entries = entry::entries(&facts);
        let found = attention::of(&entries, &facts, place.time.now());
        let lists = entry::reads(&facts).into_iter();
        let lists = lists.filter(|it| facts.get(it).is_none());
        let unread: Vec<Read> = lists.chain(found.unread.clone()).collect();
        if unread.is_empty() {
            return (found, entries);
        }
        for read in unread {
            drop(console.learn(&read));
        }
    }
}

fn seen(place: &Place, person: &str) -> Attention {
    read(place, person).0
}

fn about<'a>(all: &'a Attention, name: &str) -> &'a Finding {
    let found = all.findings.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("nothing is said of {name}"))
}

#[test]
fn each_finding_leads_to_what_mends_it() {
    let place = Place::everyday();
    let all = seen(&place, "mara");
    assert!(all.left_out == 0);
    assert!(all.findings.iter().all(|it| it.verdict.tone > Tone::Ok));
    for it in &all.findings {
        assert!(it.verdict.as_of.is_some(), "{}: as of when", it.name);
        let Some(mend) = &it.mend else { continue };
        let kind = of(&mend.target.arm_type().expect("a type")).expect("a row");
        assert!(kind.action(mend.action).is_some(), "{}", mend.action);
    }
    let payroll = about(&all, "fabrikampayroll");
    assert_eq!(payroll.verdict.tone, Tone::Bad);
    let docs = about(&all, "fabrikamdocs").mend.as_ref().expect("a mend");
    assert_eq!(
        (docs.action, docs.target.name()),
        ("follow-latest", "fabrikamdocs")
    );
    let protects = |it: &Finding| {
        let mend = it.mend.as_ref();
        mend.is_some_and(|it| {
            it.action == "turn-on-purge-protection" && it.target.name() == "kv-fabrikam-dev"
        })
    };
    assert!(all.findings.iter().any(protects));
    // What is known to be wrong comes before what is not known.
    let worst = |tone| all.findings.iter().position(|it| it.verdict.tone == tone);
    assert_eq!(worst(Tone::Bad), Some(0));
}

#[test]
fn what_may_not_be_read_is_not_known_and_never_good() {
    let place = Place::everyday();
    let tom = seen(&place, "tom");
    assert!(tom.findings.iter().all(|it| it.verdict.tone > Tone::Ok));
    place
        .time
        .set_faults(&[Fault::Throttling.always().below("/keys/")]);
    let blind = seen(&place, "mara");
    let unknown = blind
        .findings
        .iter()
        .filter(|it| it.verdict.tone == Tone::Unknown);
    assert!(unknown.count() > 3);
}

#[test]
fn every_entry_is_counted_once_by_whose_key_it_is_under() {
    let place = Place::everyday();
    let (_, entries) = read(&place, "mara");
    let covered = coverage::by_service(&entries);
    assert!(covered.iter().any(|it| it.own > 0 && it.microsoft > 0));
    for line in &covered {
        let here = entries
            .iter()
            .filter(|it| it.kind.arm_type() == line.arm_type);
        assert_eq!(line.all(), here.count(), "{}", line.plural);
    }
}

#[test]
fn an_azure_without_keys_needs_nobody() {
    let place = Place::nothing_set_up();
    let all = seen(&place, "mara");
    // One workspace, under Microsoft's key.
    assert_eq!((all.resources, all.findings.len()), (1, 0));
}

#[test]
fn before_the_lists_are_read_nothing_is_said() {
    let place = Place::everyday();
    let nothing = Facts::default();
    assert!(entry::entries(&nothing).is_empty());
    let reads = entry::reads(&nothing);
    assert_eq!(reads.len(), 1, "the subscriptions come first");
    let found = attention::of(&[], &nothing, place.time.now());
    assert_eq!(found, Attention::default());
}
