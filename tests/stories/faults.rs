//! Faults: whatever goes wrong, a story ends with a name, and success is claimed only where it is
//! so.

use std::fmt::Write as _;

use cmk_console::sandbox::{Fault, FaultSetting};
use expect_test::{Expect, expect};

use crate::console::places::Place;
use crate::console::{Beside, Console, Wish};
use crate::ends::End;

/// What can go wrong for good.
const FAULTS: [Fault; 9] = [
    Fault::AcceptedNotApplied,
    Fault::WrongVersion,
    Fault::GrantNeverArrives,
    Fault::StaleReads,
    Fault::Throttling,
    Fault::ServerError,
    Fault::LostAnswer,
    Fault::DroppedRequest,
    Fault::Conflict,
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
        return console.fulfil(wish);
    }
    let plan = console.plan(wish).expect("a plan");
    strike();
    let run = console.start(plan).expect("a plan that may start");
    console.end(wish, run, &mut Beside::nothing())
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

fn check(since: Since, expected: &Expect) {
    expected.assert_eq(&table(since));
}

#[test]
fn faults_from_the_start_of_a_run() {
    check(
        Since::Start,
        &expect![[r#"
        accepted-not-applied
          storage account use-my-key: TooLate
          storage account change-key: TooLate
          storage account follow-latest: NotProved
          storage account pin-version: NotProved
          storage account return-to-microsoft: NotProved
          storage account change-opener: Refused PrincipalNotFound
          storage account create-with-my-key: TooLate
          key vault create-key: NotProved
          key vault turn-on-purge-protection: NotProved
          key vault create: Refused ResourceNotFound
          managed identity create: NotProved
        wrong-version
          storage account use-my-key: NotProved
          storage account change-key: NotProved
          storage account follow-latest: NotProved
          storage account pin-version: NotProved
          storage account return-to-microsoft: Proved
          storage account change-opener: Proved
          storage account create-with-my-key: NotProved
          key vault create-key: Proved
          key vault turn-on-purge-protection: Proved
          key vault create: Proved
          managed identity create: Proved
        grant-never-arrives
          storage account use-my-key: Refused KeyVaultAuthenticationFailure
          storage account change-key: Refused KeyVaultAuthenticationFailure
          storage account follow-latest: Proved
          storage account pin-version: Proved
          storage account return-to-microsoft: Proved
          storage account change-opener: Refused KeyVaultAuthenticationFailure
          storage account create-with-my-key: Refused KeyVaultAuthenticationFailure
          key vault create-key: Proved
          key vault turn-on-purge-protection: Proved
          key vault create: Proved
          managed identity create: Proved
        stale-reads
          storage account use-my-key: TooLate
          storage account change-key: TooLate
          storage account follow-latest: NotProved
          storage account pin-version: NotProved
          storage account return-to-microsoft: NotProved
          storage account change-opener: TooLate
          storage account create-with-my-key: TooLate
          key vault create-key: NotProved
          key vault turn-on-purge-protection: NotProved
          key vault create: Refused ResourceNotFound
          managed identity create: NotProved
        throttling
          storage account use-my-key: Refused SubscriptionRequestsThrottled
          storage account change-key: Refused SubscriptionRequestsThrottled
          storage account follow-latest: TooLate
          storage account pin-version: Refused SubscriptionRequestsThrottled
          storage account return-to-microsoft: Refused SubscriptionRequestsThrottled
          storage account change-opener: Refused SubscriptionRequestsThrottled
          storage account create-with-my-key: Refused SubscriptionRequestsThrottled
          key vault create-key: Refused SubscriptionRequestsThrottled
          key vault turn-on-purge-protection: Refused SubscriptionRequestsThrottled
          key vault create: Refused SubscriptionRequestsThrottled
          managed identity create: Refused SubscriptionRequestsThrottled
        server-error
          storage account use-my-key: Unknown
          storage account change-key: Unknown
          storage account follow-latest: TooLate
          storage account pin-version: Unknown
          storage account return-to-microsoft: Unknown
          storage account change-opener: Unknown
          storage account create-with-my-key: Unknown
          key vault create-key: Unknown
          key vault turn-on-purge-protection: Unknown
          key vault create: Unknown
          managed identity create: Unknown
        lost-answer
          storage account use-my-key: Proved
          storage account change-key: Proved
          storage account follow-latest: Proved
          storage account pin-version: Proved
          storage account return-to-microsoft: Proved
          storage account change-opener: Proved
          storage account create-with-my-key: Proved
          key vault create-key: Proved
          key vault turn-on-purge-protection: Proved
          key vault create: Proved
          managed identity create: Proved
        dropped-request
          storage account use-my-key: Unknown
          storage account change-key: Unknown
          storage account follow-latest: TooLate
          storage account pin-version: Unknown
          storage account return-to-microsoft: Unknown
          storage account change-opener: Unknown
          storage account create-with-my-key: Unknown
          key vault create-key: Unknown
          key vault turn-on-purge-protection: Unknown
          key vault create: Unknown
          managed identity create: Unknown
        conflict
          storage account use-my-key: Refused AnotherOperationInProgress
          storage account change-key: Refused AnotherOperationInProgress
          storage account follow-latest: Refused AnotherOperationInProgress
          storage account pin-version: Refused AnotherOperationInProgress
          storage account return-to-microsoft: Refused AnotherOperationInProgress
          storage account change-opener: Refused AnotherOperationInProgress
          storage account create-with-my-key: Refused AnotherOperationInProgress
          key vault create-key: Refused AnotherOperationInProgress
          key vault turn-on-purge-protection: Refused AnotherOperationInProgress
          key vault create: Refused AnotherOperationInProgress
          managed identity create: Refused AnotherOperationInProgress
    "#]],
    );
}

#[test]
fn faults_from_the_opening_of_a_page() {
    check(
        Since::Opening,
        &expect![[r#"
        accepted-not-applied
          storage account use-my-key: TooLate
          storage account change-key: TooLate
          storage account follow-latest: NotProved
          storage account pin-version: NotProved
          storage account return-to-microsoft: NotProved
          storage account change-opener: Refused PrincipalNotFound
          storage account create-with-my-key: TooLate
          key vault create-key: NotProved
          key vault turn-on-purge-protection: NotProved
          key vault create: Refused ResourceNotFound
          managed identity create: NotProved
        wrong-version
          storage account use-my-key: NotProved
          storage account change-key: NotProved
          storage account follow-latest: NotProved
          storage account pin-version: NotProved
          storage account return-to-microsoft: Proved
          storage account change-opener: Proved
          storage account create-with-my-key: NotProved
          key vault create-key: Proved
          key vault turn-on-purge-protection: Proved
          key vault create: Proved
          managed identity create: Proved
        grant-never-arrives
          storage account use-my-key: Refused KeyVaultAuthenticationFailure
          storage account change-key: Refused KeyVaultAuthenticationFailure
          storage account follow-latest: Proved
          storage account pin-version: Proved
          storage account return-to-microsoft: Proved
          storage account change-opener: Refused KeyVaultAuthenticationFailure
          storage account create-with-my-key: Refused KeyVaultAuthenticationFailure
          key vault create-key: Proved
          key vault turn-on-purge-protection: Proved
          key vault create: Proved
          managed identity create: Proved
        stale-reads
          storage account use-my-key: TooLate
          storage account change-key: TooLate
          storage account follow-latest: NotProved
          storage account pin-version: NotProved
          storage account return-to-microsoft: NotProved
          storage account change-opener: TooLate
          storage account create-with-my-key: TooLate
          key vault create-key: NotProved
          key vault turn-on-purge-protection: NotProved
          key vault create: Refused ResourceNotFound
          managed identity create: NotProved
        throttling
          storage account use-my-key: no target
          storage account change-key: no target
          storage account follow-latest: no target
          storage account pin-version: no target
          storage account return-to-microsoft: no target
          storage account change-opener: no target
          storage account create-with-my-key: blocked by free
          key vault create-key: no target
          key vault turn-on-purge-protection: no target
          key vault create: blocked by free
          managed identity create: blocked by free
        server-error
          storage account use-my-key: no target
          storage account change-key: no target
          storage account follow-latest: no target
          storage account pin-version: no target
          storage account return-to-microsoft: no target
          storage account change-opener: no target
          storage account create-with-my-key: blocked by free
          key vault create-key: no target
          key vault turn-on-purge-protection: no target
          key vault create: blocked by free
          managed identity create: blocked by free
        lost-answer
          storage account use-my-key: Proved
          storage account change-key: Proved
          storage account follow-latest: Proved
          storage account pin-version: Proved
          storage account return-to-microsoft: Proved
          storage account change-opener: Proved
          storage account create-with-my-key: Proved
          key vault create-key: Proved
          key vault turn-on-purge-protection: Proved
          key vault create: Proved
          managed identity create: Proved
        dropped-request
          storage account use-my-key: no target
          storage account change-key: no target
          storage account follow-latest: no target
          storage account pin-version: no target
          storage account return-to-microsoft: no target
          storage account change-opener: no target
          storage account create-with-my-key: blocked by free
          key vault create-key: no target
          key vault turn-on-purge-protection: no target
          key vault create: blocked by free
          managed identity create: blocked by free
        conflict
          storage account use-my-key: Refused AnotherOperationInProgress
          storage account change-key: Refused AnotherOperationInProgress
          storage account follow-latest: Refused AnotherOperationInProgress
          storage account pin-version: Refused AnotherOperationInProgress
          storage account return-to-microsoft: Refused AnotherOperationInProgress
          storage account change-opener: Refused AnotherOperationInProgress
          storage account create-with-my-key: Refused AnotherOperationInProgress
          key vault create-key: Refused AnotherOperationInProgress
          key vault turn-on-purge-protection: Refused AnotherOperationInProgress
          key vault create: Refused AnotherOperationInProgress
          managed identity create: Refused AnotherOperationInProgress
    "#]],
    );
}
