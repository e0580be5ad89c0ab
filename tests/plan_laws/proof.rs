//! Success and doubt both rest on reading.

use cmk_console::arm::Request;
use cmk_console::plan::laws::Law::{ProveByReading, ReadBeforeRepeat};
use cmk_console::plan::{Condition, HandOver, Work, reference};
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
