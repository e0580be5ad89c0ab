//! What goes on while Azure is at work: followed to its end, and done in time.

use cmk_console::arm::{Request, ResourceId};
use cmk_console::plan::laws::Law::{DeadlineInReach, FollowedToItsEnd, ProveBeforeKey};
use cmk_console::plan::laws::{Law, broken};
use cmk_console::plan::{
    Check, Claim, Condition, Deadline, Finding, HandOver, Plan, Step, Until, Work,
};
use serde_json::{Value, json};

use crate::Change;
use crate::lawful::*;

const ENVIRONMENT: &str =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/integrationServiceEnvironments/e";

/// Does not wait for what the first step begins, and nobody follows it.
pub fn nobody_follows(plan: &mut Plan) {
    accepted(plan, 0);
}

/// A deadline that runs from a step the plan waits for.
pub fn after_what_is_waited_for(plan: &mut Plan) {
    plan.steps[2].deadline = Some(Deadline::new("attach", 1800, "It fails."));
}

fn accepted(plan: &mut Plan, step: usize) {
    if let Work::Send { until, .. } = &mut plan.steps[step].work {
        *until = Until::Accepted;
    }
}

/// A key with the request that makes the identity, and the grant within half an hour.
fn in_time() -> Plan {
    let block = json!({
        "keyVault": { "id": VAULT }, "keyName": "orders", "keyVersion": "aa",
    });
    let body = json!({
        "identity": { "type": "SystemAssigned" },
        "properties": { "encryptionConfiguration": { "encryptionKeyReference": block } },
    });
    let at = "/properties/encryptionConfiguration/encryptionKeyReference";
    let named = Condition::NamesKey(at.into(), format!("https://{HOST}/keys/orders/aa"));
    let target = ResourceId::parse(ENVIRONMENT).expect("a valid ID");
    let mut plan = Plan::new(
        "Create e",
        "create",
        target,
        watch(ENVIRONMENT, named.clone()),
    );
    let passed = |id: &str, claim| Check::new(id, Finding::Passed, id).settles(claim);
    plan.checks = vec![
        passed("idle", Claim::Idle(plan.target.clone())),
        passed("recoverable", Claim::recoverable(HOST)),
    ];
    let there = watch(
        ENVIRONMENT,
        Condition::Present("/identity/principalId".into()),
    );
    plan.steps = vec![
        Step::begin(
            "create",
            "Create",
            Request::put(ENVIRONMENT, "1", body),
            watch(ENVIRONMENT, Condition::Exists),
        ),
        Step::watch("identity", "See it", there).capture("principal", "/identity/principalId"),
        Step::send(
            "grant",
            "Grant",
            grant(VAULT, ENCRYPTION_USER),
            watch(VAULT, Condition::Exists),
        )
        .settles(Claim::granted(HOST, "orders"))
        .deadline(Deadline::new("create", 1800, "It fails.")),
        Step::follow("follow", "Follow", "create", watch(ENVIRONMENT, named)),
    ];
    plan.finish("tenant")
}

fn blamed(name: &str, law: Law, step: &str, change: Change) {
    let mut plan = in_time();
    change(&mut plan);
    let found = broken(&plan);
    assert!(
        found.iter().any(|it| it.law == law && it.step == step),
        "{name}: {law:?} is not broken at {step}, but {found:?}"
    );
}

#[test]
fn a_grant_with_a_deadline_may_come_after_the_key_of_what_makes_its_identity() {
    assert_eq!(broken(&in_time()), []);
    let mut by_hand = in_time();
    let (to, commands) = ("x".into(), vec![]);
    by_hand.steps[2].work = Work::HandOver(HandOver {
        to,
        commands,
        shown_by: None,
        gives: None,
    });
    assert_eq!(broken(&by_hand), [], "a person grants it");
    for (name, change) in [
        ("no deadline", (|it| it.steps[2].deadline = None) as Change),
        ("a deadline of another step", |it| {
            it.steps[2].deadline = Some(Deadline::new("identity", 1800, "It fails."));
        }),
        ("another key is granted", |it| {
            it.steps[2].settles = vec![Claim::granted(HOST, "invoices")];
        }),
        ("another vault", |it| {
            it.steps[2].settles = vec![Claim::granted("kv2.vault.azure.net", "orders")];
        }),
        ("a role that is not enough", |it| {
            send(it, 2, grant(VAULT, READER));
        }),
        ("an identity that could have been granted before", |it| {
            body(it)["identity"]["type"] = json!("UserAssigned");
        }),
        ("the vault is not recoverable", |it| {
            drop_check(it, "recoverable");
        }),
    ] {
        blamed(name, ProveBeforeKey, "create", change);
    }
}

#[test]
fn what_has_a_deadline_can_be_done_in_time() {
    for (name, change) in [
        (
            "it runs from nothing",
            (|it| {
                it.steps[2].deadline = Some(Deadline::new("before", 1800, "It fails."));
            }) as Change,
        ),
        ("it runs from a later step", |it| {
            it.steps[2].deadline = Some(Deadline::new("follow", 1800, "It fails."));
        }),
        ("the plan waits for the request first", |it| {
            if let Work::Send { until, .. } = &mut it.steps[0].work {
                *until = Until::Done;
            }
        }),
        ("the steps between take longer", |it| {
            it.steps[1].expected = 1799;
        }),
        ("time is given to something between", |it| {
            let Work::Watch(watch) = &mut it.steps[1].work else {
                unreachable!("the second step watches");
            };
            watch.at_least = 1800;
        }),
    ] {
        blamed(name, DeadlineInReach, "grant", change);
    }
    blamed(
        "the work is followed first",
        DeadlineInReach,
        "grant",
        |it| {
            it.steps.swap(2, 3);
        },
    );
}

#[test]
fn what_is_begun_is_followed() {
    for (name, step, change) in [
        (
            "nobody follows",
            "create",
            (|it| drop_step(it, "follow")) as Change,
        ),
        ("it is followed before it is begun", "follow", |it| {
            it.steps.rotate_right(1);
        }),
        ("another one is followed", "follow", |it| {
            let Work::Follow { begun_by, .. } = &mut it.steps[3].work else {
                unreachable!("the last step follows");
            };
            *begun_by = "grant".into();
        }),
    ] {
        blamed(name, FollowedToItsEnd, step, change);
    }
}

fn body(plan: &mut Plan) -> &mut Value {
    let Work::Send { request, .. } = &mut plan.steps[0].work else {
        unreachable!("the first step sends");
    };
    request.body.as_mut().expect("a body")
}
