//! Faults: whatever goes wrong, a story ends with a name, and success is claimed only where it is
//! so.

use std::fmt::Write as _;

use cmk_console::sandbox::{Fault, FaultSetting};
use expect_test::{ExpectFile, expect_file};

use crate::console::places::Place;
use crate::console::{Beside, Console, Wish, shell};
use crate::ends::End;

/// What can go wrong for good.
const FAULTS: [Fault; 10] = [
    Fault::AcceptedNotApplied,
    Fault::WrongVersion,
    Fault::GrantNeverArrives,
    Fault::StaleReads,
    Fault::Throttling,
    Fault::ServerError,
    Fault::LostAnswer,
    Fault::DroppedRequest,
    Fault::Conflict,
    Fault::ReportedFailure,
];

/// When a fault begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Since {
    /// The page is opened.
    Opening,
    /// The button is pressed.
    Start,
}

fn end(place: &Place, wish: &Wish, fault: &FaultSetting, since: Since) -> End {
    let place = place.clone();
    let console = Console::of(&place.time, "mara");
    let strike = || place.time.set_faults(std::slice::from_ref(fault));
    if since == Since::Opening {
        strike();
        return console.fulfil_beside(wish, &mut Beside::nothing().acts(shell::types(&place)));
    }
    let plan = console.plan(wish).expect("a plan");
    strike();
    let run = console.start(plan).expect("a plan that may start");
    console.end(wish, run, &mut Beside::nothing().acts(shell::types(&place)))
}

fn table(since: Since) -> String {
    let place = Place::everyday();
    let mut table = String::new();
    for fault in FAULTS {
        writeln!(table, "{}", fault.name()).expect("a line");
        for wish in place.wishes() {
            let name = format!("{} {}", wish.kind.label(), wish.action.id());
            let words = end(&place, &wish, &fault.always(), since).words();
            writeln!(table, "  {name}: {words}").expect("a line");
        }
    }
    table
}

fn check(since: Since, expected: &ExpectFile) {
    expected.assert_eq(&table(since));
}

#[test]
fn faults_from_the_start_of_a_run() {
    check(
        Since::Start,
        &expect_file!["faults/from_the_start_of_a_run.txt"],
    );
}

#[test]
fn faults_from_the_opening_of_a_page() {
    check(
        Since::Opening,
        &expect_file!["faults/from_the_opening_of_a_page.txt"],
    );
}
