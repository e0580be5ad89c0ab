//! The keys in sight, as the page of keys lists them.

use cmk_console::arm::{Facts, ResourceId};
use cmk_console::keys::Tone;
use cmk_console::resources::inventory::{self, Inventory};
use cmk_console::sandbox::Fault;

use crate::console::Console;
use crate::console::places::Place;

/// Everything a person sees, read as the page reads it.
fn seen(place: &Place, person: &str) -> Inventory {
    let console = Console::of(&place.time, person);
    for _ in 0..4 {
        let reads = inventory::reads(&console.facts.borrow());
        for read in reads {
            let is_read = console.facts.borrow().get(&read).is_some();
            if !is_read {
                drop(console.learn(&read));
            }
        }
    }
    let facts: &Facts = &console.facts.borrow();
    inventory::of(facts, place.time.now())
}

#[test]
fn every_key_is_listed_with_its_state_and_what_uses_it() {
    let place = Place::everyday();
    let all = seen(&place, "mara");
    assert!(!all.is_opening && all.unread.is_empty(), "{:?}", all.unread);
    assert!(!all.looked_at.is_empty() && !all.vaults.is_empty());
    let key = |name: &str| {
        let found = all.keys.iter().find(|it| it.name == name);
        found.unwrap_or_else(|| panic!("{name} is not listed"))
    };
    let users =
        |name: &str| -> Vec<&str> { key(name).users.iter().map(ResourceId::name).collect() };
    assert!(
        users("docs-cmk").contains(&"fabrikamdocs"),
        "{:?}",
        users("docs-cmk")
    );
    // What stands behind a cluster depends on its key too.
    assert!(users("logs-cmk").contains(&"law-hub-weu"));
    assert!(users("logs-cmk").contains(&"log-security-weu"));
    assert!(key("docs-cmk").matches("DOCS kv-fabrikam"));
    assert!(!key("docs-cmk").matches("docs nothing"));
    let expiring: Vec<_> = all.keys.iter().filter_map(|it| it.expires).collect();
    assert!(expiring.is_sorted(), "the first to expire comes first");
    assert!(all.keys.iter().all(|it| it.matches(it.expiry.label())));
    let first = all.keys[0].expiry.label();
    let kept = all.keys.iter().filter(|it| it.matches(first)).count();
    assert!(kept < all.keys.len(), "{first} keeps every key");
}

#[test]
fn what_cannot_be_read_is_named_and_not_taken_for_nothing() {
    let place = Place::everyday();
    let mara = Console::of(&place.time, "mara");
    let first = inventory::of(&mara.facts.borrow(), place.time.now());
    assert!(first.is_opening && first.keys.is_empty());
    // A vault whose keys may not be listed for a moment.
    let fault = Fault::Throttling.always().below("/kv-fabrikam-prod/keys");
    place.time.set_faults(&[fault]);
    let theirs = seen(&place, "mara");
    assert_eq!(theirs.closed, ["kv-fabrikam-prod"]);
    assert!(
        theirs
            .keys
            .iter()
            .all(|it| it.vault.name() != "kv-fabrikam-prod")
    );
    assert!(
        theirs
            .keys
            .iter()
            .all(|it| it.verdict.tone != Tone::Unknown)
    );
}
