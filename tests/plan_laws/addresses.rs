//! Where requests go, and what is filled into them.

use cmk_console::arm::{Audience, Request, ResourceId, Timestamp};
use cmk_console::directory::capsule::{Capsule, Receipt};
use cmk_console::plan::laws::Law::{NothingUnbound, OwnOriginOnly};
use cmk_console::plan::laws::broken;
use cmk_console::plan::{Condition, HandOver, Step, Watch, Work, reference};
use serde_json::json;

use crate::lawful::*;
use crate::{breaks, keeps};

#[test]
fn every_address_lies_below_the_configured_origin() {
    breaks(
        OwnOriginOnly,
        "attach",
        &[
            ("an absolute address", |it| {
                send(it, 0, at("https://evil.com/x"));
            }),
            ("the configured one, but absolute", |it| {
                send(it, 0, at("https://management.azure.com/x"));
            }),
            ("another host without a scheme", |it| {
                send(it, 0, at("//evil.com/x"));
            }),
            ("nothing", |it| send(it, 0, at(""))),
        ],
    );
    breaks(
        OwnOriginOnly,
        "key",
        &[("a foreign read that shows it", |it| {
            shown_by(it, at("https://evil.com/x"), uses("orders"));
        })],
    );
    breaks(
        OwnOriginOnly,
        "grant",
        &[("a foreign read of a hand-over", |it| {
            let shown_by = Some(Watch::new(at("https://evil.com/x"), Condition::Exists));
            it.steps[1].work = Work::HandOver(HandOver {
                to: "x".into(),
                commands: vec![],
                shown_by,
                gives: None,
            });
        })],
    );
    breaks(
        OwnOriginOnly,
        "prove",
        &[("a foreign proof", |it| {
            prove(it, "https://evil.com/x", uses("orders/aa"));
        })],
    );
}

/// A vault has an address of its own, and is asked for what Resource Manager shows of it.
#[test]
fn a_vault_is_asked_only_for_what_is_shown_of_itself() {
    let asks = |url: &str, shown: &str| {
        let request = Request::patch(url, "7.6", json!({})).to(Audience::Vault);
        let shown_by = watch(shown, Condition::Is("/enabled".into(), "false".into()));
        Step::send("attach", "Disable", request, shown_by)
    };
    let key = format!("{VAULT}/keys/orders");
    let own = format!("https://{HOST}/keys/orders");
    let step = asks(&own, &key);
    assert!(on_origin(step.clone()), "its own vault");
    for (why, step) in [
        (
            "another vault",
            asks("https://kv-other.vault.azure.net/keys/orders", &key),
        ),
        (
            "a host that begins alike",
            asks(&format!("https://{HOST}@evil.com/keys"), &key),
        ),
        ("shown by something else", asks(&own, ACCOUNT)),
        ("shown by itself", {
            let request = at(&own).to(Audience::Vault);
            let shown_by = Watch::new(request, Condition::Exists);
            let request = Request::patch(&own, "7.6", json!({})).to(Audience::Vault);
            Step::send("attach", "Disable", request, shown_by)
        }),
        ("with a token for another service", {
            let request = Request::patch(&own, "7.6", json!({}));
            Step::send("attach", "Disable", request, watch(&key, Condition::Exists))
        }),
    ] {
        assert!(!on_origin(step), "{why}");
    }
}

/// Whether a step that stands first breaks no law of addresses.
fn on_origin(step: Step) -> bool {
    let mut plan = lawful();
    plan.steps.insert(0, step);
    broken(&plan).iter().all(|it| it.law != OwnOriginOnly)
}

#[test]
fn a_value_is_used_only_after_a_step_that_gives_it() {
    breaks(
        NothingUnbound,
        "grant",
        &[
            ("nobody gives it", |it| it.steps[0].captures.clear()),
            ("the very step that uses it does", |it| {
                it.steps[0].captures.clear();
                it.steps[1] = it.steps[1].clone().capture("principal", "/x");
            }),
            ("a later step does", |it| {
                it.steps[0].captures.clear();
                it.steps[2] = it.steps[2].clone().capture("principal", "/x");
            }),
        ],
    );
    breaks(
        NothingUnbound,
        "prove",
        &[("in what another directory is told", |it| {
            it.letter = Some(letter("nobody"));
        })],
    );
    keeps(&[
        ("told, and given by a step", |it| {
            it.letter = Some(letter("principal"));
        }),
        ("given back by a person", |it| {
            let by_hand = HandOver::new("x", vec![]).gives("object", "Object ID");
            it.steps.push(Step::hand_over("ask", "Ask", by_hand));
            it.letter = Some(letter("object"));
        }),
    ]);
    keeps(&[
        ("in the name of a member", |it| {
            let body = json!({"identity": {reference("principal"): {}}});
            let there = watch(VAULT, Condition::Exists);
            it.steps.push(Step::send(
                "note",
                "Note",
                Request::patch(VAULT, "1", body),
                there,
            ));
        }),
        ("in what a read must show", |it| {
            let there = Condition::Is("/principalId".into(), reference("principal"));
            shown_by(it, at(ACCOUNT), there);
        }),
    ]);
}

#[test]
fn values_are_looked_for_wherever_they_are_filled_in() {
    breaks(
        NothingUnbound,
        "attach",
        &[
            ("in a list in a body", |it| {
                send(
                    it,
                    0,
                    Request::patch(ACCOUNT, "1", json!({"a": [{"b": reference("x")}]})),
                );
            }),
            ("in the name of a member", |it| {
                let name = reference("x");
                send(
                    it,
                    0,
                    Request::patch(ACCOUNT, "1", json!({"identity": {name: {}}})),
                );
            }),
            ("in a query", |it| {
                send(it, 0, Request::get(ACCOUNT, &reference("x")));
            }),
        ],
    );
    let member = |it: &mut _| {
        let there = Condition::Member("/identity".into(), reference("x"));
        shown_by(
            it,
            at(ACCOUNT),
            Condition::All(vec![Condition::Exists, there]),
        );
    };
    breaks(
        NothingUnbound,
        "key",
        &[("in what a read must show", member)],
    );
    breaks(
        NothingUnbound,
        "prove",
        &[("in the proof", |it| {
            let there = Condition::Is("/location".into(), reference("x"));
            prove(it, ACCOUNT, Condition::All(vec![uses("orders/aa"), there]));
        })],
    );
    breaks(
        NothingUnbound,
        "grant",
        &[("in a line to hand over", |it| {
            it.steps[1].work = Work::HandOver(HandOver {
                to: "x".into(),
                commands: vec![("Azure CLI".into(), format!("az {}", reference("x")))],
                shown_by: None,
                gives: None,
            });
        })],
    );
}

fn letter(name: &str) -> Capsule {
    Capsule::Receipt(Receipt {
        provider: "provider".into(),
        application: "app".into(),
        resource: ResourceId::parse(ACCOUNT).expect("an ID"),
        customer: "customer".into(),
        key: format!("https://{HOST}/keys/orders"),
        principal: reference(name),
        issued: Timestamp(0),
    })
}
