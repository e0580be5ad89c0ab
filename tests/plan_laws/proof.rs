//! Success and doubt both rest on reading.

use cmk_console::arm::{Audience, Request};
use cmk_console::plan::laws::Law::{OwnOriginOnly, ProveByReading, ReadBeforeRepeat, WayBackFirst};
use cmk_console::plan::laws::broken;
use cmk_console::plan::{Condition, HandOver, Plan, Step, Watch, Work, reference};
use serde_json::json;

use crate::lawful::*;
use crate::{breaks, keeps};

#[test]
fn each_write_has_a_read_that_shows_whether_it_happened() {
    breaks(
        ReadBeforeRepeat,
        "key",
        &[
            ("shown by a write", |it| {
                shown_by(
                    it,
                    Request::patch(ACCOUNT, "1", json!({})),
                    Condition::Exists,
                );
            }),
            ("shown by whatever is read", |it| {
                shown_by(it, at(ACCOUNT), Condition::All(vec![]));
            }),
            ("and so on, deeper", |it| {
                shown_by(
                    it,
                    at(ACCOUNT),
                    Condition::All(vec![Condition::All(vec![])]),
                );
            }),
        ],
    );
    keeps(&[("shown by a POST that only asks", |it| {
        let ask = "/subscriptions/s/providers/Microsoft.Storage/checkNameAvailability";
        shown_by(it, Request::post(ask, "1", None), Condition::Exists);
    })]);
}

#[test]
fn success_rests_on_reading_the_target() {
    breaks(
        ProveByReading,
        "prove",
        &[
            ("a person's word", |it| {
                let by_hand = HandOver {
                    to: "x".into(),
                    commands: vec![],
                    shown_by: None,
                    gives: None,
                };
                it.proof.work = Work::HandOver(by_hand);
            }),
            ("the write itself", |it| {
                it.proof.work = it.steps[2].work.clone();
            }),
            ("another resource", |it| prove(it, VAULT, uses("orders/aa"))),
            ("one whose name begins alike", |it| {
                prove(it, &format!("{ACCOUNT}2"), uses("orders/aa"));
            }),
            ("whatever is read", |it| {
                prove(it, ACCOUNT, Condition::All(vec![]));
            }),
        ],
    );
    keeps(&[("the target in another casing", |it| {
        prove(
            it,
            &ACCOUNT.replace("resourceGroups", "resourcegroups"),
            uses("orders/aa"),
        );
    })]);
}

#[test]
fn success_rests_on_seeing_the_key_that_was_sent() {
    breaks(
        ProveByReading,
        "prove",
        &[
            ("no key", |it| prove(it, ACCOUNT, Condition::Exists)),
            ("another key", |it| prove(it, ACCOUNT, uses("invoices/aa"))),
            ("a key whose name begins alike", |it| {
                prove(it, ACCOUNT, uses("orders2/aa"));
            }),
            ("a key of another vault", |it| {
                let key = "https://kv2.vault.azure.net/keys/orders/aa";
                prove(it, ACCOUNT, Condition::UsesKey(IN_USE.into(), key.into()));
            }),
            ("any version of a pinned key", |it| {
                prove(it, ACCOUNT, uses("orders"));
            }),
            ("another version of it", |it| {
                prove(it, ACCOUNT, uses("orders/bb"));
            }),
            ("a version that begins alike", |it| {
                prove(it, ACCOUNT, uses("orders/aab"));
            }),
        ],
    );
    keeps(&[
        ("the key among other conditions", |it| {
            prove(
                it,
                ACCOUNT,
                Condition::All(vec![Condition::Exists, uses("ORDERS/aa")]),
            );
        }),
        ("any version where none is pinned", |it| {
            set_key(it, "https://kv.vault.azure.net/", "orders", "");
            prove(it, ACCOUNT, uses("orders"));
        }),
        ("the version that a step has read", |it| {
            set_key(it, "https://kv.vault.azure.net", "orders", "");
            let newest = Condition::UsesKey(IN_USE.into(), reference("principal"));
            prove(it, ACCOUNT, Condition::All(vec![uses("orders"), newest]));
        }),
    ]);
}

#[test]
fn an_outage_is_planned_with_its_end() {
    let back = |it: &mut Plan, step: Step| {
        stops(it);
        it.restore.push(step);
    };
    let grant = || grant(VAULT, ENCRYPTION_USER);
    breaks(
        WayBackFirst,
        "grant",
        &[("a way back that only waits", |it| {
            stops(it);
            it.restore.push(wait_for(ACCOUNT));
        })],
    );
    for (law, request, until) in [
        (ReadBeforeRepeat, grant(), Condition::All(vec![])),
        (OwnOriginOnly, at("https://evil.com/x"), Condition::Exists),
    ] {
        let mut plan = lawful();
        let read = watch(VAULT, until);
        back(
            &mut plan,
            Step::send("back", "Grant it again", request, read),
        );
        let found = broken(&plan);
        assert!(
            found.iter().any(|it| it.law == law && it.step == "back"),
            "{found:?}"
        );
    }
    let mut plan = lawful();
    let read = watch(VAULT, Condition::Exists);
    back(
        &mut plan,
        Step::send("back", "Grant it again", grant(), read),
    );
    assert!(broken(&plan).is_empty());
}

/// What a resource depends on may be changed in its name, if the proof reads just that.
#[test]
fn a_plan_that_leaves_its_target_alone_is_proved_by_its_last_change() {
    let plan = |proof: &str| {
        let mut plan = lawful();
        let target = plan.target.clone();
        let gone = |path: &str| watch(path, Condition::Gone);
        let path = format!("{VAULT}/providers/Microsoft.Authorization/roleAssignments/a");
        let take = Step::send(
            "take",
            "Take it back",
            Request::delete(&path, "1"),
            gone(&path),
        );
        plan.steps = vec![take];
        plan.proof.work = Work::Watch(gone(proof));
        assert_eq!(plan.target, target);
        broken(&plan)
    };
    let own = format!("{VAULT}/providers/Microsoft.Authorization/roleAssignments/A");
    assert!(plan(&own).is_empty());
    for other in [VAULT.to_owned(), format!("{own}b")] {
        let found = plan(&other);
        assert!(found.iter().any(|it| it.law == ProveByReading), "{other}");
    }
}

const CREDENTIALS: &str = "/v1.0/applications/x/federatedIdentityCredentials";

fn of_graph(request: Request) -> Request {
    request.to(Audience::Graph)
}

/// A plan that changes the directory and nothing else, and reads this to prove it.
fn in_directory(plan: &mut Plan, proof: Request) {
    let there = || Watch::new(of_graph(at(CREDENTIALS)), Condition::Exists);
    let add = of_graph(Request::post(CREDENTIALS, "", Some(json!({}))));
    plan.steps = vec![Step::send("add", "Add", add, there())];
    plan.proof = Step::watch("prove", "Prove", Watch::new(proof, Condition::Exists));
}

#[test]
fn a_change_of_the_directory_is_proved_by_reading_it_there() {
    keeps(&[("what was changed", |it| {
        in_directory(it, of_graph(at(CREDENTIALS)));
    })]);
    breaks(
        ProveByReading,
        "prove",
        &[
            ("something else in the directory", |it| {
                in_directory(it, of_graph(at("/v1.0/applications/y")));
            }),
            ("the same path elsewhere", |it| {
                in_directory(it, at(CREDENTIALS));
            }),
            ("the directory, where a resource was changed", |it| {
                it.proof = Step::watch(
                    "prove",
                    "Prove",
                    Watch::new(of_graph(at(CREDENTIALS)), uses("orders/aa")),
                );
            }),
        ],
    );
}
