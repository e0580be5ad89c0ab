//! Stories: whole journeys through the actions of the registry, against the sandbox in virtual
//! time.
//!
//! Every end is compared with the truth, which is asked of the sandbox with nothing in the way:
//! who claims success must be right.

#![expect(
    clippy::too_many_lines,
    reason = "one row per way a story goes: a table is as long as it has rows"
)]

mod across;
mod attention;
mod bad_keys;
mod by_hand;
mod by_vault;
mod changing;
mod complaints;
#[path = "../console/mod.rs"]
mod console;
mod creating;
mod eligible;
mod ends;
mod environment_rules;
mod environments;
mod faults;
mod foundry;
mod golden;
mod hardware;
mod inventory;
mod monitor;
mod network;
mod opening;
mod own_key;
mod reader;
mod reloads;
mod returning;
mod revoking;
mod revoking_keys;
mod vault_logs;
mod vault_models;
mod vault_rights;

use cmk_console::plan::{Check, Plan, Run};
use cmk_console::sandbox::LogEntry;
use console::places::Place;
use console::{Beside, Console, Wish};
use ends::End;

/// Carries a wish out and expects it to be proved.
fn proved(place: &Place, person: &str, wish: &Wish) -> Run {
    proved_beside(place, person, wish, &mut Beside::nothing())
}

fn proved_beside(place: &Place, person: &str, wish: &Wish, beside: &mut Beside<'_>) -> Run {
    let end = Console::of(&place.time, person).fulfil_beside(wish, beside);
    let words = end.words();
    match end {
        End::Ended(run) if words == "Proved" => *run,
        other => panic!("{} ends as {words}: {other:#?}", wish.action.id()),
    }
}

/// The plan of a wish that can be planned.
fn planned(place: &Place, person: &str, wish: &Wish) -> Plan {
    let plan = Console::of(&place.time, person).plan(wish);
    plan.unwrap_or_else(|why| panic!("{}: {why}", wish.action.id()))
}

fn check<'a>(plan: &'a Plan, id: &str) -> &'a Check {
    let found = plan.checks.iter().find(|it| it.id == id);
    found.unwrap_or_else(|| panic!("no check is called {id}: {:#?}", plan.checks))
}

/// What was changed, in order: `PATCH storageAccounts`, `PUT roleAssignments`.
fn changes(place: &Place) -> Vec<String> {
    let words = |it: &LogEntry| {
        let parts: Vec<&str> = it.path.split('/').collect();
        format!("{} {}", it.method, parts[parts.len() - 2])
    };
    place
        .time
        .with(|it| it.log().changes().map(words).collect())
}

/// Plans, and expects that nothing was sent: neither before nor by pressing the button.
fn ends_before_anything_is_sent(place: &Place, person: &str, wish: &Wish) -> String {
    let end = Console::of(&place.time, person).fulfil(wish);
    assert!(!matches!(end, End::Ended(_)), "it was started: {end:#?}");
    let is_change = |it: &&LogEntry| it.method == "PUT" || it.method == "PATCH";
    let sent = place
        .time
        .with(|it| it.log().writes().filter(is_change).count());
    assert_eq!(sent, 0, "{} was sent to Azure", wish.action.id());
    end.words()
}
