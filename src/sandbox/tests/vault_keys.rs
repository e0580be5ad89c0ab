//! Keys in vaults, who may use them, and their rotation.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::{KV, Workshop};
use super::*;
use crate::sandbox::Control;

#[test]
fn a_key_is_created_once_and_never_changed() {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({}));
    let first = shop.key("kv-a", "k", json!({ "keySize": 3072 }));
    let again = shop.key("kv-a", "k", json!({ "keySize": 4096 }));
    assert_eq!(first, again);
    assert_eq!(first["properties"]["keySize"], 3072);
    assert_eq!(
        first["properties"]["attributes"]["recoveryLevel"],
        "Recoverable"
    );
    assert_eq!(
        first["properties"]["keyUri"],
        "https://kv-a.vault.azure.net/keys/k"
    );
    let put = |name: &str, properties: Value| {
        let id = shop.vault_id("kv-a").child("keys", name);
        let body = json!({ "properties": properties });
        outcome(&shop.mara(&Request::put(id, KV, body)))
    };
    let bad = "BadRequest";
    let rows = [
        (put("a_b", json!({ "kty": "RSA" })), 400, bad),
        (put("x", json!({ "kty": "oct" })), 400, bad),
        (put("x", json!({ "kty": "RSA", "keySize": 1024 })), 400, bad),
        (
            put("x", json!({ "kty": "RSA-HSM" })),
            400,
            "SkuNotSupported",
        ),
        (
            put("x", json!({ "kty": "EC", "curveName": "P-1" })),
            400,
            bad,
        ),
        (
            put("x", json!({ "kty": "RSA", "keyOps": ["fly"] })),
            400,
            bad,
        ),
        (
            put(
                "x",
                json!({ "kty": "RSA", "attributes": { "nbf": 2, "exp": 1 } }),
            ),
            400,
            bad,
        ),
        (put("x", json!({})), 400, bad),
    ];
    for (found, status, code) in rows {
        assert_eq!(found, (status, code.to_owned()));
    }
}

#[test]
fn a_rotation_policy_is_carried_out_as_time_passes() {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({}));
    shop.key(
        "kv-a",
        "k",
        json!({ "rotationPolicy": {
            "attributes": { "expiryTime": "P1Y" },
            "lifetimeActions": [
                { "trigger": { "timeAfterCreate": "P90D" }, "action": { "type": "rotate" } },
            ],
        }}),
    );
    assert_eq!(shop.versions("kv-a", "k").len(), 1);
    shop.time.pass(Duration::from_secs(91 * 86_400));
    assert_eq!(shop.versions("kv-a", "k").len(), 2);
    shop.time.pass(Duration::from_secs(365 * 86_400));
    assert_eq!(shop.versions("kv-a", "k").len(), 6);
    let key = shop.mara(&Request::get(shop.vault_id("kv-a").child("keys", "k"), KV));
    let attributes = &key.value()["properties"]["attributes"];
    let (created, expires) = (attributes["created"].as_i64(), attributes["exp"].as_i64());
    assert_eq!(
        expires.zip(created).map(|(one, other)| one - other),
        Some(365 * 86_400)
    );
}

#[test]
fn access_policies_open_a_vault_that_uses_them() {
    let shop = Workshop::ready();
    shop.vault(
        "kv-policies",
        json!({ "enableRbacAuthorization": false, "accessPolicies": [] }),
    );
    shop.key("kv-policies", "k", json!({}));
    // A role means nothing here.
    shop.grant("kv-policies", "id-a");
    shop.time.pass(Duration::from_secs(600));
    let set = || outcome(&shop.set_key("acc1", "kv-policies", "k")).1;
    let auth = "KeyVaultAuthenticationFailure";
    assert_eq!(set(), auth);
    let policy = |operation: &str, keys: &[&str], tenant: &str| {
        let path = format!(
            "{}/accessPolicies/{operation}",
            shop.vault_id("kv-policies")
        );
        let body = json!({ "properties": { "accessPolicies": [{
            "tenantId": tenant,
            "objectId": shop.principal("id-a"),
            "permissions": { "keys": keys },
        }]}});
        outcome(&shop.mara(&Request::put(path, KV, body)))
    };
    let home = tenant(Directory::Fabrikam);
    assert_eq!(policy("add", &["get", "wrapKey"], &home).0, 200);
    shop.time.pass(Duration::from_secs(20));
    assert_eq!(set(), auth, "without unwrapKey");
    assert_eq!(policy("add", &["unwrapkey"], &home).0, 200);
    assert_eq!(set(), auth, "at once");
    shop.time.pass(Duration::from_secs(20));
    assert_eq!(set(), "");
    assert_eq!(policy("remove", &["wrapKey"], &home).0, 200);
    shop.time.pass(Duration::from_secs(20));
    assert_eq!(set(), auth, "after the removal");
    assert_eq!(policy("grow", &["get"], &home).0, 400);
    assert_eq!(policy("add", &["get"], &tenant(Directory::Contoso)).0, 400);
}

#[test]
fn who_may_do_what_with_a_vault() {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({}));
    shop.key("kv-a", "k", json!({}));
    let vault = shop.vault_id("kv-a");
    let protect = Request::patch(
        &vault,
        KV,
        json!({ "properties": { "enablePurgeProtection": true } }),
    );
    let model = |on: bool| {
        Request::patch(
            &vault,
            KV,
            json!({ "properties": { "enableRbacAuthorization": on } }),
        )
    };
    let key = Request::put(
        vault.child("keys", "k2"),
        KV,
        json!({ "properties": { "kty": "RSA" } }),
    );
    let read = Request::get(vault.child("keys", "k"), KV);
    let rows = [
        ("tom", &protect, 403),
        ("deniz", &protect, 403),
        ("priya", &protect, 200),
        ("tom", &key, 403),
        ("priya", &key, 200),
        ("tom", &read, 200),
        ("aiko", &read, 401),
        ("priya", &model(false), 200),
        ("tom", &model(true), 403),
    ];
    for (person, request, status) in rows {
        let answer = shop.time.as_person(person).ask(request);
        assert_eq!(
            answer.status, status,
            "{person} {} {:?}",
            request.url, answer.body
        );
    }
    shop.time.control(Control::SetFirewall {
        vault,
        default_action: "Deny".into(),
        bypass: "None".into(),
        public_access: "Enabled".into(),
    });
    // The control plane is not behind the firewall.
    assert_eq!(shop.time.as_person("tom").ask(&read).status, 200);
}
