//! What the overview says of everything in sight: what needs somebody, and whose key is in use.

use cmk_console::arm::Facts;
use cmk_console::keys::Tone;
use cmk_console::resources::attention::{self, Attention, Finding};
use cmk_console::resources::{coverage, entry, of};
use cmk_console::sandbox::Fault;

use crate::console::Console;
use crate::console::places::Place;

/// Reads what the page reads, as somebody.
fn read<T>(place: &Place, person: &str, get: impl FnOnce(&Facts) -> T) -> T {
    let console = Console::of(&place.time, person);
    loop {
        let reads = attention::reads(&console.facts.borrow());
        let is_new = |it: &cmk_console::arm::Read| console.facts.borrow().get(it).is_none();
        let new: Vec<_> = reads.into_iter().filter(is_new).collect();
        if new.is_empty() {
            break;
        }
        for read in new {
            drop(console.learn(&read));
        }
    }
    get(&console.facts.borrow())
}

fn seen(place: &Place, person: &str) -> Attention {
    let now = place.time.now();
    read(place, person, |facts| attention::everything(facts, now))
}

fn about<'a>(all: &'a Attention, name: &str) -> &'a Finding {
    let found = all.findings.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("nothing is said of {name}"))
}

#[test]
fn each_finding_leads_to_what_mends_it() {
    let place = Place::everyday();
    let all = seen(&place, "mara");
    assert!(!all.is_opening && all.left_out == 0);
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
    assert!(!tom.is_opening);
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
    let (covered, entries) = read(&place, "mara", |facts| {
        (coverage::by_service(facts), entry::entries(facts))
    });
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
    assert!(!all.is_opening);
    // One account of somebody's, under Microsoft's key.
    assert_eq!((all.resources, all.findings.len()), (1, 0));
}

#[test]
fn before_anything_is_read_nothing_is_said() {
    let place = Place::everyday();
    let nothing = attention::everything(&Facts::default(), place.time.now());
    assert!(nothing.is_opening && nothing.findings.is_empty());
}
