//! What a run refuses to start with.

use cmk_console::arm::{Origin, Timestamp};
use cmk_console::plan::run::CannotStart;
use cmk_console::plan::{Check, Claim, Condition, Finding, Plan, Run, Watch};

use crate::plans::{account, set_key};

fn start(plan: Plan, others: &[Run]) -> Result<Run, CannotStart> {
    let origin = Origin::of("https://management.azure.com").expect("a valid origin");
    Run::start("second", plan, origin, Timestamp(0), others)
}

#[test]
fn a_check_blocks_that_failed_or_that_the_laws_wait_for() {
    let waited_for = Claim::recoverable("other.vault.azure.net");
    for (finding, claim, starts) in [
        (Finding::Failed, None, false),
        (Finding::Unknown, None, true),
        (Finding::Unknown, Some(waited_for.clone()), false),
        (Finding::Warning, Some(waited_for.clone()), true),
        (Finding::Warning, None, true),
        (Finding::Passed, None, true),
    ] {
        let mut plan = set_key();
        let mut check = Check::new("right", finding, "You may not write.");
        check.settles.extend(claim.clone());
        plan.checks.push(check);
        match start(plan, &[]) {
            Ok(_) => assert!(starts, "{finding:?}, {claim:?} did not block"),
            Err(CannotStart::Blocked(checks)) => {
                let named = checks.iter().all(|it| it.id == "right");
                assert!(!starts && named, "{finding:?}, {claim:?}: {checks:?}");
            }
            Err(other) => unreachable!("{finding:?}, {claim:?}: {other:?}"),
        }
    }
}

#[test]
fn an_unlawful_plan_is_refused() {
    let read = cmk_console::arm::Request::get("/subscriptions/s", "1");
    let proof = Watch::new(read, Condition::Exists);
    let plan = Plan::new("Nothing", "nothing", account(), proof);
    let refused = start(plan, &[]);
    assert!(
        matches!(&refused, Err(CannotStart::Unlawful(laws)) if laws.len() == 2),
        "{refused:?}"
    );
}

#[test]
fn a_resource_with_a_run_at_work_is_busy_in_any_casing() {
    let mut first = start(set_key(), &[]).expect("nothing forbids it");
    first.id = "first".into();
    let mut plan = set_key();
    let shouted = account()
        .as_str()
        .to_ascii_uppercase()
        .replace("/SUBSCRIPTIONS", "/subscriptions");
    plan.target = cmk_console::arm::ResourceId::parse(&shouted).expect("a valid ID");
    assert_eq!(
        start(plan.clone(), std::slice::from_ref(&first)),
        Err(CannotStart::Busy("first".into()))
    );
    first.outcome = Some(cmk_console::plan::Outcome::Stopped);
    assert!(
        start(plan, &[first]).is_ok(),
        "a run that has ended keeps the resource busy"
    );
}
