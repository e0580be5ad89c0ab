//! Keys on the data plane: made, changed, rotated, deleted, and the same keys at Resource Manager.

use std::time::Duration;

use serde_json::{Value, json};

use super::plane::Plane;
use super::workshop::{KV, Workshop};
use super::*;
use crate::sandbox::{Fault, Journal, Sandbox};

fn shop(protected: bool) -> Workshop {
    let shop = Workshop::new();
    let protected = if protected { json!(true) } else { Value::Null };
    shop.vault("kv-a", json!({ "enablePurgeProtection": protected }));
    shop
}

fn plane(shop: &Workshop) -> Plane<'_> {
    Plane::of(&shop.time, "kv-a", "rotation")
}

#[test]
fn a_key_made_on_one_plane_is_seen_on_the_other() {
    let shop = shop(true);
    let plane = plane(&shop);
    let body = json!({ "kty": "RSA", "key_size": 3072, "tags": { "by": "script" } });
    let made = plane.done("POST", "/keys/k/create", &body);
    let kid = made["key"]["kid"].as_str().expect("an id").to_owned();
    assert_eq!(made["attributes"]["recoveryLevel"], "Recoverable");
    assert_eq!(made["key"]["n"].as_str().map(str::len), Some(512));
    let shown = shop.mara(&Request::get(shop.vault_id("kv-a").child("keys", "k"), KV));
    assert_eq!(shown.value()["properties"]["keyUriWithVersion"], kid);
    assert_eq!(shown.value()["tags"]["by"], "script");
    let again = plane.done("POST", "/keys/k/create", &body);
    assert_ne!(again["key"]["kid"], made["key"]["kid"]);
    assert_eq!(shop.versions("kv-a", "k").len(), 2);
    assert_eq!(plane.get("/keys/k")["key"]["kid"], again["key"]["kid"]);
    let version = kid.rsplit('/').next().unwrap_or_default();
    assert_eq!(plane.get(&format!("/keys/k/{version}")), made);
    let listed = plane.get("/keys/k/versions");
    assert_eq!(listed["value"].as_array().map(Vec::len), Some(2));
}

#[test]
fn impossible_keys_are_refused_in_the_words_of_the_data_plane() {
    let shop = shop(true);
    let plane = plane(&shop);
    plane.done("POST", "/keys/k/create", &json!({ "kty": "RSA" }));
    let rows = [
        (
            "/keys/a_b/create",
            json!({ "kty": "RSA" }),
            400,
            "BadParameter",
        ),
        (
            "/keys/x/create",
            json!({ "kty": "oct" }),
            400,
            "BadParameter",
        ),
        (
            "/keys/x/create",
            json!({ "kty": "RSA", "key_size": 1024 }),
            400,
            "BadParameter",
        ),
        (
            "/keys/x/create",
            json!({ "kty": "RSA-HSM" }),
            400,
            "SkuNotSupported",
        ),
        ("/keys/x/create", Value::Null, 400, "BadParameter"),
        (
            "/keys/k/create",
            json!({ "kty": "EC" }),
            501,
            "NotSimulated",
        ),
        ("/keys/none/rotate", Value::Null, 404, "KeyNotFound"),
    ];
    for (path, body, status, code) in rows {
        let found = plane.outcome("POST", path, &body);
        assert_eq!(found, (status, code.to_owned()), "{path} {body}");
    }
}

#[test]
fn attributes_change_and_the_services_notice() {
    let shop = Workshop::ready();
    let plane = plane(&shop);
    let set = || outcome(&shop.set_key("acc1", "kv-a", "k")).1;
    let off = json!({ "attributes": { "enabled": false } });
    let answer = plane.done("PATCH", "/keys/k/", &off);
    assert_eq!(answer["attributes"]["enabled"], false);
    assert_ne!(set(), "", "a disabled key was taken");
    let on =
        json!({ "attributes": { "enabled": true }, "key_ops": ["wrapKey"], "tags": { "a": "b" } });
    let version = shop.versions("kv-a", "k")[0].clone();
    let answer = plane.done("PATCH", &format!("/keys/k/{version}"), &on);
    assert_eq!(answer["key"]["key_ops"], json!(["wrapKey"]));
    assert_eq!(answer["tags"], json!({ "a": "b" }));
    assert_eq!(set(), "");
    let rows = [
        (
            json!({ "attributes": { "nbf": 2, "exp": 1 } }),
            "BadParameter",
        ),
        (json!({ "attributes": { "exp": "soon" } }), "BadParameter"),
        (json!({ "attributes": { "enabled": "no" } }), "BadParameter"),
        (json!({ "key_ops": ["fly"] }), "BadParameter"),
        (json!({}), ""),
    ];
    for (body, code) in rows {
        assert_eq!(plane.outcome("PATCH", "/keys/k", &body).1, code, "{body}");
    }
    let nothing = plane.outcome("PATCH", "/keys/k/0000", &on);
    assert_eq!(nothing, (404, "KeyNotFound".to_owned()));
}

#[test]
fn rotation_is_a_new_version_by_hand_or_by_policy() {
    let shop = shop(true);
    let plane = plane(&shop);
    plane.done("POST", "/keys/k/create", &json!({ "kty": "RSA" }));
    let usual = plane.get("/keys/k/rotationpolicy");
    assert_eq!(usual["lifetimeActions"][0]["action"]["type"], "Notify");
    let rotated = plane.done("POST", "/keys/k/rotate", &Value::Null);
    let newest = &shop.versions("kv-a", "k")[0];
    assert!(
        rotated["key"]["kid"]
            .as_str()
            .is_some_and(|it| it.ends_with(newest)),
        "{rotated}"
    );
    let policy = |days: &str| {
        json!({
            "lifetimeActions": [{ "trigger": { "timeAfterCreate": days }, "action": { "type": "Rotate" } }],
            "attributes": { "expiryTime": "P1Y" },
        })
    };
    let path = "/keys/k/rotationpolicy";
    let kept = plane.done("PUT", path, &policy("P90D"));
    assert_eq!(kept["lifetimeActions"][0]["action"]["type"], "Rotate");
    assert_eq!(plane.get(path), kept);
    let refused = plane.outcome("PUT", path, &policy("P1D"));
    assert_eq!(refused, (400, "BadParameter".to_owned()));
    shop.time.pass(Duration::from_secs(91 * 86_400));
    assert_eq!(shop.versions("kv-a", "k").len(), 3);
    // A policy that no longer rotates stops doing so, although it was due.
    let plane = self::plane(&shop);
    plane.done("PUT", path, &json!({ "lifetimeActions": [] }));
    shop.time.pass(Duration::from_secs(200 * 86_400));
    assert_eq!(shop.versions("kv-a", "k").len(), 3);
}

#[test]
fn a_deleted_key_can_come_back_until_it_is_purged() {
    for protected in [false, true] {
        let shop = shop(protected);
        let plane = plane(&shop);
        let create = |code: &str| {
            let found = plane.outcome("POST", "/keys/k/create", &json!({ "kty": "RSA" }));
            assert_eq!(found.1, code);
        };
        create("");
        let gone = plane.done("DELETE", "/keys/k", &Value::Null);
        assert_eq!(
            gone["recoveryId"],
            "https://kv-a.vault.azure.net/deletedkeys/k"
        );
        let missing = (404, "KeyNotFound".to_owned());
        assert_eq!(plane.outcome("GET", "/keys/k", &Value::Null), missing);
        assert_eq!(
            plane.outcome("GET", "/deletedkeys/k", &Value::Null),
            missing
        );
        create("ObjectIsBeingDeleted");
        shop.time.pass(Duration::from_secs(10));
        assert_eq!(plane.get("/deletedkeys/k"), gone);
        let listed = plane.get("/deletedkeys");
        assert_eq!(listed["value"][0]["recoveryId"], gone["recoveryId"]);
        create("ObjectIsDeletedButRecoverable");
        let put = Request::put(
            shop.vault_id("kv-a").child("keys", "k"),
            KV,
            json!({ "properties": { "kty": "RSA" } }),
        );
        assert_eq!(outcome(&shop.mara(&put)), (409, "Conflict".to_owned()));
        plane.done("POST", "/deletedkeys/k/recover", &Value::Null);
        create("ObjectIsBeingRecovered");
        shop.time.pass(Duration::from_secs(10));
        assert_eq!(plane.get("/keys/k")["key"], gone["key"]);
        plane.done("DELETE", "/keys/k", &Value::Null);
        shop.time.pass(Duration::from_secs(10));
        let purged = plane.outcome("DELETE", "/deletedkeys/k", &Value::Null);
        let expected = if protected { "ForbiddenByPolicy" } else { "" };
        assert_eq!(purged.1, expected, "protected: {protected}");
    }
}

#[test]
fn a_deleted_key_ends_by_itself_and_goes_with_its_vault() {
    let shop = shop(true);
    let plane = plane(&shop);
    for name in ["k", "l"] {
        let path = format!("/keys/{name}/create");
        plane.done("POST", &path, &json!({ "kty": "RSA" }));
    }
    plane.done("DELETE", "/keys/k", &Value::Null);
    let vault = shop.vault_id("kv-a");
    assert_eq!(shop.mara(&Request::delete(&vault, KV)).status, 200);
    shop.time.pass(Duration::from_secs(86_400));
    let body = json!({ "location": "westeurope", "properties": { "createMode": "recover" } });
    shop.done(&Request::put(&vault, KV, body));
    let plane = self::plane(&shop);
    let names = |path: &str| plane.get(path)["value"].as_array().map(Vec::len);
    assert_eq!((names("/keys"), names("/deletedkeys")), (Some(1), Some(1)));
    shop.time.pass(Duration::from_secs(90 * 86_400));
    let plane = self::plane(&shop);
    let left = plane.get("/deletedkeys");
    assert_eq!(left["value"], json!([]));
}

#[test]
fn writes_of_the_data_plane_are_journalled_and_struck_by_faults() {
    let shop = shop(true);
    let plane = plane(&shop);
    shop.time.always(Fault::Throttling);
    assert_eq!(plane.send("GET", "/keys", &Value::Null).status, 429);
    shop.time.set_faults(&[]);
    plane.done("POST", "/keys/k/create", &json!({ "kty": "RSA" }));
    let before = plane.get("/keys/k");
    let stored = shop.time.with(|it| serde_json::to_string(it.journal()));
    let journal = Journal::read(&stored.expect("a journal")).expect("the same journal");
    shop.time
        .with(|it| *it = Sandbox::replay(journal).expect("a sandbox"));
    assert_eq!(plane.get("/keys/k"), before);
}
