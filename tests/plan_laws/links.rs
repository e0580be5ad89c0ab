//! Links to other resources, and proofs that read below the target.

use cmk_console::arm::{Request, ResourceId};
use cmk_console::plan::laws::Law::{LinkToReady, ProveByReading};
use cmk_console::plan::{Check, Claim, Condition, Finding, Plan};
use serde_json::json;

use crate::lawful::*;
use crate::{breaks, keeps};

pub const CLUSTER: &str =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/clusters/hub";

/// Makes the last step link the account to something.
pub fn link(plan: &mut Plan, to: &str) {
    let body = json!({ "properties": { "writeAccessResourceId": to } });
    send(
        plan,
        2,
        Request::put(format!("{ACCOUNT}/linkedServices/Cluster"), "1", body),
    );
}

fn ready(plan: &mut Plan, id: &str, finding: Finding) {
    let claim = Claim::Idle(ResourceId::parse(id).expect("an ID"));
    plan.checks
        .push(Check::new("cluster", finding, "ready").settles(claim));
}

/// A plan that writes a child of the target and nothing else of it, with a proof of its own.
fn child(plan: &mut Plan, written: &str, read: &str) {
    plan.steps.drain(..2);
    send(
        plan,
        0,
        Request::put(format!("{ACCOUNT}/{written}"), "1", json!({})),
    );
    prove(plan, &format!("{ACCOUNT}/{read}"), Condition::Exists);
}

#[test]
fn nothing_is_linked_to_what_is_not_ready() {
    breaks(
        LinkToReady,
        "key",
        &[
            ("nobody looked", |it| link(it, CLUSTER)),
            ("it is being made", |it| {
                link(it, CLUSTER);
                ready(it, CLUSTER, Finding::Failed);
            }),
            ("another one is ready", |it| {
                link(it, CLUSTER);
                ready(it, &format!("{CLUSTER}2"), Finding::Passed);
            }),
            ("it is no resource", |it| link(it, "hub")),
        ],
    );
    keeps(&[("it was seen to be ready, in another casing", |it| {
        link(it, &CLUSTER.to_ascii_uppercase());
        ready(it, CLUSTER, Finding::Passed);
        prove(it, ACCOUNT, Condition::Present("/a".into()));
    })]);
}

#[test]
fn a_proof_reads_the_target_or_all_of_what_is_written_below_it() {
    breaks(
        ProveByReading,
        "prove",
        &[
            ("another child", |it| child(it, "parts/a", "parts/b")),
            ("the target is written too", |it| {
                prove(it, &format!("{ACCOUNT}/parts"), Condition::Exists);
            }),
            ("outside the target", |it| {
                child(it, "parts/a", "parts/a");
                prove(it, VAULT, Condition::Exists);
            }),
        ],
    );
    keeps(&[
        ("the child itself", |it| child(it, "parts/a", "parts/A")),
        ("the list it is in", |it| child(it, "parts/a", "parts")),
    ]);
}
