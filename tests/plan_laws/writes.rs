//! What a plan must not write, and when it must not write at all.

use cmk_console::arm::{Request, ResourceId};
use cmk_console::plan::laws::Law::{IdentityAndKeyApart, NoRecreation, OneWriteAtATime};
use cmk_console::plan::{Condition, Finding, HandOver, Plan, Step};
use serde_json::json;

use crate::lawful::*;
use crate::{breaks, keeps};

pub fn both_in_one_patch(plan: &mut Plan) {
    let mut body = key_body(&format!("https://{HOST}"), "orders", "aa");
    body["Identity"] = json!({"type": "SystemAssigned"});
    send(plan, 2, Request::patch(ACCOUNT, "1", body));
}

#[test]
fn identity_and_key_do_not_change_in_one_patch() {
    breaks(
        IdentityAndKeyApart,
        "key",
        &[("both in one PATCH", both_in_one_patch)],
    );
    keeps(&[("both in the PUT that creates it", |it| {
        let mut body = key_body(&format!("https://{HOST}"), "orders", "aa");
        body["identity"] = json!({"type": "UserAssigned"});
        send(it, 2, Request::put(ACCOUNT, "1", body));
    })]);
}

#[test]
fn nothing_is_deleted_to_be_created_again() {
    breaks(
        NoRecreation,
        "key",
        &[
            ("the account itself", |it| recreate(it, ACCOUNT)),
            ("in another casing", |it| {
                recreate(it, &ACCOUNT.replace("storageA", "StorageA"));
            }),
            ("the group around it", |it| recreate(it, GROUP)),
        ],
    );
    keeps(&[
        ("another account whose name begins alike", |it| {
            recreate(it, &format!("{ACCOUNT}2"));
        }),
        ("deleted after the write", |it| {
            let gone = watch(ACCOUNT, Condition::Gone);
            it.steps.push(Step::send(
                "delete",
                "Delete",
                Request::delete(ACCOUNT, "1"),
                gone,
            ));
        }),
    ]);
}

#[test]
fn nothing_is_written_while_another_write_is_at_work() {
    breaks(
        OneWriteAtATime,
        "attach",
        &[
            ("nobody looked", |it| drop_check(it, "idle")),
            ("it is at work", |it| find(it, "idle", Finding::Failed)),
            ("the target in another casing", |it| {
                drop_check(it, "idle");
                it.target = ResourceId::parse(&ACCOUNT.to_ascii_lowercase()).expect("an ID");
            }),
            ("a child of the target", |it| {
                drop_check(it, "idle");
                let child = format!("{ACCOUNT}/encryptionScopes/a");
                send(it, 0, Request::put(child, "1", json!({})));
            }),
            ("another resource was looked at", |it| {
                first(it, wait_for(VAULT));
            }),
            ("a person says so", |it| {
                let by_hand = HandOver {
                    to: "x".into(),
                    commands: vec![],
                    shown_by: None,
                    gives: None,
                };
                first(it, Step::hand_over("wait", "Wait", by_hand));
            }),
        ],
    );
    keeps(&[
        ("a step waits for it", |it| first(it, wait_for(ACCOUNT))),
        ("a write to something else needs no such check", |it| {
            drop_check(it, "idle");
            it.steps.drain(..1);
            it.steps.truncate(1);
            send(
                it,
                0,
                Request::put(format!("{VAULT}/accessPolicies/add"), "1", json!({})),
            );
        }),
    ]);
}
