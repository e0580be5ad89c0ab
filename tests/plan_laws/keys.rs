//! A key goes only where it can be got back, and only to who may use it.

use cmk_console::arm::Request;
use cmk_console::plan::laws::Law::ProveBeforeKey;
use cmk_console::plan::{Check, Claim, Condition, Finding, HandOver, Work};
use serde_json::json;

use crate::lawful::*;
use crate::{breaks, keeps};

#[test]
fn no_key_to_a_vault_that_is_not_known_to_be_recoverable() {
    breaks(
        ProveBeforeKey,
        "key",
        &[
            ("no check", |it| drop_check(it, "recoverable")),
            ("it failed", |it| find(it, "recoverable", Finding::Failed)),
            ("it is not known", |it| {
                find(it, "recoverable", Finding::Unknown);
            }),
            ("purge protection on another vault", |it| {
                protect(it, "other", true);
            }),
            ("purge protection turned off", |it| protect(it, "kv", false)),
            ("the key of another vault", |it| {
                set_key(it, "https://other.vault.azure.net", "orders", "aa");
            }),
            ("members in another casing", |it| {
                drop_check(it, "recoverable");
                let key =
                    json!({"keyVaultUri": "https://kv.vault.azure.net:443/", "keyName": "orders"});
                let body = json!({"properties": {"encryption": {"keyVaultProperties": key}}});
                send(it, 2, Request::put(ACCOUNT, "1", body));
            }),
        ],
    );
    keeps(&[
        ("the plan turns purge protection on first", |it| {
            protect(it, "kv", true);
        }),
        ("a check that warns and settles", |it| {
            find(it, "recoverable", Finding::Warning);
        }),
    ]);
}

#[test]
fn no_key_before_the_identity_is_granted() {
    breaks(
        ProveBeforeKey,
        "key",
        &[
            ("no grant", |it| drop_step(it, "grant")),
            ("the grant comes after", |it| it.steps.swap(1, 2)),
            ("the grant is for another key", |it| {
                it.steps[1].settles = vec![Claim::granted(HOST, "invoices")];
            }),
            ("the grant claims nothing", |it| it.steps[1].settles.clear()),
            ("a read claims the grant", |it| {
                it.steps[1].work = Work::Watch(watch(VAULT, Condition::Exists));
            }),
            ("a tag on the vault claims it", |it| {
                send(it, 1, Request::patch(VAULT, "1", json!({"tags": {}})));
            }),
            ("the grant is on another vault", |it| {
                send(
                    it,
                    1,
                    grant(&VAULT.replace("/kv", "/other"), ENCRYPTION_USER),
                );
            }),
            ("the role opens no key", |it| {
                send(it, 1, grant(VAULT, READER));
            }),
            ("the policy opens no key", |it| {
                send(it, 1, policy(&["get", "list"]));
            }),
            ("the grant is taken back", |it| {
                let request = grant(VAULT, ENCRYPTION_USER);
                let method = cmk_console::arm::Method::Delete;
                send(it, 1, Request { method, ..request });
            }),
        ],
    );
}

#[test]
fn any_way_to_grant_will_do() {
    keeps(&[
        ("an access policy", |it| {
            send(it, 1, policy(&["Get", "WrapKey", "UnwrapKey"]));
        }),
        ("a policy for everything", |it| {
            send(it, 1, policy(&["all"]));
        }),
        ("a role for the key alone", |it| {
            send(
                it,
                1,
                grant(&format!("{VAULT}/keys/orders"), ENCRYPTION_USER),
            );
        }),
        ("it is there already", |it| {
            drop_step(it, "grant");
            let there = Claim::granted(HOST, "ORDERS");
            it.checks
                .push(Check::new("granted", Finding::Passed, "x").settles(there));
        }),
        ("an administrator of a Managed HSM", |it| {
            let by_hand = HandOver {
                to: "x".into(),
                commands: vec![],
                shown_by: None,
                gives: None,
            };
            it.steps[1].work = Work::HandOver(by_hand);
        }),
        ("no key is sent, so none is needed", |it| {
            it.checks.retain(|it| it.id == "idle");
            it.steps.truncate(1);
        }),
    ]);
}
