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
          Log Analytics cluster use-my-key: TooLate
          Log Analytics cluster change-key: TooLate
          Log Analytics cluster follow-latest: NotProved
          Log Analytics cluster change-identity: Refused BadRequest
          Log Analytics cluster change-capacity: NotProved
          Log Analytics cluster change-billing: NotProved
          Log Analytics cluster delete: NotProved
          Log Analytics cluster create: TooLate
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
          Log Analytics cluster use-my-key: NotProved
          Log Analytics cluster change-key: NotProved
          Log Analytics cluster follow-latest: NotProved
          Log Analytics cluster change-identity: NotProved
          Log Analytics cluster change-capacity: Proved
          Log Analytics cluster change-billing: Proved
          Log Analytics cluster delete: Proved
          Log Analytics cluster create: NotProved
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
          Log Analytics cluster use-my-key: Refused BadRequest
          Log Analytics cluster change-key: Refused BadRequest
          Log Analytics cluster follow-latest: Proved
          Log Analytics cluster change-identity: Refused BadRequest
          Log Analytics cluster change-capacity: Proved
          Log Analytics cluster change-billing: Proved
          Log Analytics cluster delete: Proved
          Log Analytics cluster create: Refused BadRequest
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
          Log Analytics cluster use-my-key: TooLate
          Log Analytics cluster change-key: TooLate
          Log Analytics cluster follow-latest: Refused ResourceNotFound
          Log Analytics cluster change-identity: Refused ResourceNotFound
          Log Analytics cluster change-capacity: Refused ResourceNotFound
          Log Analytics cluster change-billing: Refused ResourceNotFound
          Log Analytics cluster delete: NotProved
          Log Analytics cluster create: TooLate
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
          Log Analytics cluster use-my-key: Refused SubscriptionRequestsThrottled
          Log Analytics cluster change-key: Refused SubscriptionRequestsThrottled
          Log Analytics cluster follow-latest: TooLate
          Log Analytics cluster change-identity: Refused SubscriptionRequestsThrottled
          Log Analytics cluster change-capacity: Refused SubscriptionRequestsThrottled
          Log Analytics cluster change-billing: Refused SubscriptionRequestsThrottled
          Log Analytics cluster delete: Refused SubscriptionRequestsThrottled
          Log Analytics cluster create: Refused SubscriptionRequestsThrottled
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
          Log Analytics cluster use-my-key: Unknown
          Log Analytics cluster change-key: Unknown
          Log Analytics cluster follow-latest: TooLate
          Log Analytics cluster change-identity: Unknown
          Log Analytics cluster change-capacity: Unknown
          Log Analytics cluster change-billing: Unknown
          Log Analytics cluster delete: Unknown
          Log Analytics cluster create: Unknown
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
          Log Analytics cluster use-my-key: Proved
          Log Analytics cluster change-key: Proved
          Log Analytics cluster follow-latest: Proved
          Log Analytics cluster change-identity: Proved
          Log Analytics cluster change-capacity: Proved
          Log Analytics cluster change-billing: Proved
          Log Analytics cluster delete: Proved
          Log Analytics cluster create: Proved
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
          Log Analytics cluster use-my-key: Unknown
          Log Analytics cluster change-key: Unknown
          Log Analytics cluster follow-latest: TooLate
          Log Analytics cluster change-identity: Unknown
          Log Analytics cluster change-capacity: Unknown
          Log Analytics cluster change-billing: Unknown
          Log Analytics cluster delete: Unknown
          Log Analytics cluster create: Unknown
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
          Log Analytics cluster use-my-key: Refused AnotherOperationInProgress
          Log Analytics cluster change-key: Refused AnotherOperationInProgress
          Log Analytics cluster follow-latest: Refused AnotherOperationInProgress
          Log Analytics cluster change-identity: Refused AnotherOperationInProgress
          Log Analytics cluster change-capacity: Refused AnotherOperationInProgress
          Log Analytics cluster change-billing: Refused AnotherOperationInProgress
          Log Analytics cluster delete: Refused AnotherOperationInProgress
          Log Analytics cluster create: Refused AnotherOperationInProgress
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
          Log Analytics cluster use-my-key: TooLate
          Log Analytics cluster change-key: TooLate
          Log Analytics cluster follow-latest: NotProved
          Log Analytics cluster change-identity: Refused BadRequest
          Log Analytics cluster change-capacity: NotProved
          Log Analytics cluster change-billing: NotProved
          Log Analytics cluster delete: NotProved
          Log Analytics cluster create: TooLate
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
          Log Analytics cluster use-my-key: NotProved
          Log Analytics cluster change-key: NotProved
          Log Analytics cluster follow-latest: NotProved
          Log Analytics cluster change-identity: NotProved
          Log Analytics cluster change-capacity: Proved
          Log Analytics cluster change-billing: Proved
          Log Analytics cluster delete: Proved
          Log Analytics cluster create: NotProved
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
          Log Analytics cluster use-my-key: Refused BadRequest
          Log Analytics cluster change-key: Refused BadRequest
          Log Analytics cluster follow-latest: Proved
          Log Analytics cluster change-identity: Refused BadRequest
          Log Analytics cluster change-capacity: Proved
          Log Analytics cluster change-billing: Proved
          Log Analytics cluster delete: Proved
          Log Analytics cluster create: Refused BadRequest
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
          Log Analytics cluster use-my-key: TooLate
          Log Analytics cluster change-key: TooLate
          Log Analytics cluster follow-latest: Refused ResourceNotFound
          Log Analytics cluster change-identity: Refused ResourceNotFound
          Log Analytics cluster change-capacity: Refused ResourceNotFound
          Log Analytics cluster change-billing: Refused ResourceNotFound
          Log Analytics cluster delete: NotProved
          Log Analytics cluster create: TooLate
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
          Log Analytics cluster use-my-key: no target
          Log Analytics cluster change-key: no target
          Log Analytics cluster follow-latest: no target
          Log Analytics cluster change-identity: no target
          Log Analytics cluster change-capacity: no target
          Log Analytics cluster change-billing: no target
          Log Analytics cluster delete: no target
          Log Analytics cluster create: blocked by principal, free
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
          Log Analytics cluster use-my-key: no target
          Log Analytics cluster change-key: no target
          Log Analytics cluster follow-latest: no target
          Log Analytics cluster change-identity: no target
          Log Analytics cluster change-capacity: no target
          Log Analytics cluster change-billing: no target
          Log Analytics cluster delete: no target
          Log Analytics cluster create: blocked by principal, free
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
          Log Analytics cluster use-my-key: Proved
          Log Analytics cluster change-key: Proved
          Log Analytics cluster follow-latest: Proved
          Log Analytics cluster change-identity: Proved
          Log Analytics cluster change-capacity: Proved
          Log Analytics cluster change-billing: Proved
          Log Analytics cluster delete: Proved
          Log Analytics cluster create: Proved
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
          Log Analytics cluster use-my-key: no target
          Log Analytics cluster change-key: no target
          Log Analytics cluster follow-latest: no target
          Log Analytics cluster change-identity: no target
          Log Analytics cluster change-capacity: no target
          Log Analytics cluster change-billing: no target
          Log Analytics cluster delete: no target
          Log Analytics cluster create: blocked by principal, free
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
          Log Analytics cluster use-my-key: Refused AnotherOperationInProgress
          Log Analytics cluster change-key: Refused AnotherOperationInProgress
          Log Analytics cluster follow-latest: Refused AnotherOperationInProgress
          Log Analytics cluster change-identity: Refused AnotherOperationInProgress
          Log Analytics cluster change-capacity: Refused AnotherOperationInProgress
          Log Analytics cluster change-billing: Refused AnotherOperationInProgress
          Log Analytics cluster delete: Refused AnotherOperationInProgress
          Log Analytics cluster create: Refused AnotherOperationInProgress
          key vault create-key: Refused AnotherOperationInProgress
          key vault turn-on-purge-protection: Refused AnotherOperationInProgress
          key vault create: Refused AnotherOperationInProgress
          managed identity create: Refused AnotherOperationInProgress
    "#]],
    );
}
