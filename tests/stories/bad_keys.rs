//! Keys, accounts and people that will not do: each is named by a check before anything is sent.

use cmk_console::arm::{Read, Request};
use cmk_console::form::Answers;
use cmk_console::plan::Plan;
use cmk_console::resources::Planning;
use serde_json::json;

use crate::console::places::{Place, VAULT, identifier};
use crate::console::{Console, Wish};
use crate::{check, ends_before_anything_is_sent};

#[test]
fn every_bad_key_is_named_before_anything_is_sent() {
    let prod = |key: &str| format!("kv-fabrikam-prod/{key}");
    let orders = prod("orders-cmk");
    let place = Place::everyday();
    let rows = [
        (
            "mara",
            "fabrikamorders",
            "kv-fabrikam-dev/dev-cmk".to_owned(),
            "recoverable, key",
        ),
        ("mara", "fabrikamorders", prod("retired-cmk"), "key"),
        ("mara", "fabrikamorders", prod("legacy-cmk"), "key"),
        ("mara", "fabrikamorders", prod("next-year-cmk"), "key"),
        ("mara", "fabrikamorders", prod("signing-ec"), "key"),
        ("mara", "fabrikamorders", prod("no-such-key"), "key"),
        ("mara", "fabrikamorders", "kv-nowhere/any".into(), "vault"),
        (
            "mara",
            "fabrikamorders",
            "kv-contoso-prod/contoso-cmk".into(),
            "vault",
        ),
        (
            "mara",
            "fabrikamorders",
            "kv-fabrikam-net/net-cmk".into(),
            "network",
        ),
        ("mara", "fabrikamlegacy", orders.clone(), "locks"),
        ("mara", "fabrikamstage01", orders.clone(), "policy"),
        ("mara", "fabrikamunfinished", orders.clone(), "idle"),
        (
            "mara",
            "fabrikampayroll",
            orders.clone(),
            "applies, one-identity",
        ),
        (
            "priya",
            "fabrikamorders",
            orders.clone(),
            "right-account, right-identity",
        ),
        (
            "deniz",
            "fabrikamorders",
            orders.clone(),
            "right-account, right-identity, right-grant",
        ),
        (
            "tom",
            "fabrikamorders",
            orders.clone(),
            "right-account, right-identity, right-grant",
        ),
    ];
    for (person, account, key, expected) in rows {
        let wish = place.use_my_key(account, &key);
        let said = ends_before_anything_is_sent(&place, person, &wish);
        assert_eq!(
            said,
            format!("blocked by {expected}"),
            "{person}, {account}, {key}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_key_is_said_in_words() {
    let place = Place::everyday();
    for (key, words) in [
        ("retired-cmk", "disabled"),
        ("legacy-cmk", "expired"),
        ("next-year-cmk", "active"),
        ("signing-ec", "only RSA"),
    ] {
        let wish = place.use_my_key("fabrikamorders", &format!("kv-fabrikam-prod/{key}"));
        let plan = crate::planned(&place, "mara", &wish);
        let found = check(&plan, "key");
        assert!(found.reason.contains(words), "{key}: {}", found.reason);
    }
}

/// Key Vault makes no RSA key of a size that storage refuses, so this one is shown by changing
/// what was read.
#[test]
fn a_key_of_another_size_is_blocked() {
    let place = Place::everyday();
    let wish = place.use_my_key("fabrikamorders", "kv-fabrikam-prod/orders-cmk");
    let console = Console::of(&place.time, "mara");
    console.plan(&wish).expect("a plan");
    let key = place
        .find(VAULT, "kv-fabrikam-prod")
        .child("keys", "orders-cmk");
    let read = Read::one(Request::get(key, "2026-02-01"));
    let mut shown = console.learn(&read).expect("a key");
    shown["properties"]["keySize"] = json!(1024);
    let now = place.time.now();
    console.facts.borrow_mut().insert(&read, now, Ok(shown));
    let answers = console.form(&wish).complete(&wish.answers);
    let blocked: Vec<String> = plan_of(&console, &wish, &answers)
        .blocking()
        .map(|it| format!("{}: {}", it.id, it.reason))
        .collect();
    assert_eq!(blocked.len(), 1, "{blocked:?}");
    assert!(
        blocked[0].starts_with("key: The key has 1024 bits"),
        "{blocked:?}"
    );
}

fn plan_of(console: &Console<'_>, wish: &Wish, answers: &Answers) -> Plan {
    match console.planning(wish, answers) {
        Planning::Planned(plan) => *plan,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_that_will_not_do_blames_its_field() {
    let place = Place::everyday();
    let good = || place.use_my_key("fabrikamorders", "kv-fabrikam-prod/orders-cmk");
    let vault = place.find(VAULT, "kv-fabrikam-prod");
    let rows = [
        (
            "nothing",
            Wish::new(
                "Microsoft.Storage/storageAccounts",
                "use-my-key",
                Some(&place.account("fabrikamorders")),
            ),
            "key",
        ),
        ("no key", good().answer("key", "orders-cmk"), "key"),
        (
            "another cloud",
            good().answer("key", "https://kv.vault.azure.cn/keys/k"),
            "key",
        ),
        (
            "pinned to nothing",
            good().answer("versions", "pinned"),
            "key",
        ),
        (
            "no such choice",
            good().answer("versions", "sometimes"),
            "versions",
        ),
        (
            "a client ID",
            good().answer("identity", "11111111-2222-4333-8444-555555555555"),
            "identity",
        ),
        (
            "a vault",
            good().answer("identity", vault.as_str()),
            "identity",
        ),
        (
            "a secret",
            good().answer(
                "key",
                &identifier("kv-fabrikam-prod/x").replace("keys", "secrets"),
            ),
            "key",
        ),
    ];
    for (name, wish, field) in rows {
        let said = ends_before_anything_is_sent(&place, "mara", &wish);
        assert_eq!(said, format!("no {field}"), "{name}");
    }
}
