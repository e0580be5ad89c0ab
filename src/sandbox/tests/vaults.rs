//! Vaults, keys and Managed HSMs: a row for each refusal, and what time does.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::{KV, Workshop};
use super::*;
use crate::sandbox::Control;

#[test]
fn a_vault_is_named_only_after_a_while_and_its_model_depends_on_the_version() {
    let shop = Workshop::new();
    let body = |extra: Value| {
        let mut body = json!({
            "location": "West Europe",
            "properties": {
                "tenantId": tenant(Directory::Fabrikam),
                "sku": { "family": "A", "name": "standard" },
            },
        });
        crate::resources::simulated::merge(&mut body["properties"], &extra);
        body
    };
    let put = |name: &str, version: &str, extra: Value| {
        shop.mara(&Request::put(shop.vault_id(name), version, body(extra)))
    };
    let new = put("kv-new", KV, json!({}));
    assert_eq!(new.status, 201);
    assert_eq!(
        new.value()["properties"]["provisioningState"],
        "RegisteringDns"
    );
    assert_eq!(new.value()["properties"]["enableRbacAuthorization"], true);
    assert_eq!(
        new.value()["properties"]["vaultUri"],
        "https://kv-new.vault.azure.net/"
    );
    assert_eq!(new.value()["location"], "westeurope");
    let old = put("kv-old", "2023-07-01", json!({ "accessPolicies": [] }));
    assert_eq!(old.value()["properties"]["enableRbacAuthorization"], false);
    shop.time.pass(Duration::from_secs(60));
    let read = shop.mara(&Request::get(shop.vault_id("kv-new"), KV));
    assert_eq!(read.value()["properties"]["provisioningState"], "Succeeded");
    let bad = "BadRequest";
    let rows = [
        (
            put("kv-x", KV, json!({ "enablePurgeProtection": false })),
            400,
            bad,
        ),
        (
            put("kv-x", KV, json!({ "enableSoftDelete": false })),
            400,
            bad,
        ),
        (
            put("kv-x", KV, json!({ "softDeleteRetentionInDays": 91 })),
            400,
            bad,
        ),
        (
            put(
                "kv-x",
                KV,
                json!({ "tenantId": tenant(Directory::Contoso) }),
            ),
            400,
            bad,
        ),
        (put("kv-x", "2023-07-01", json!({})), 400, bad),
        (
            put(
                "kv-x",
                KV,
                json!({ "sku": { "family": "A", "name": "gold" } }),
            ),
            400,
            bad,
        ),
        (put("kv--x", KV, json!({})), 400, "VaultNameNotValid"),
        (put("1kv", KV, json!({})), 400, "VaultNameNotValid"),
        (
            put("kv-new", KV, json!({ "softDeleteRetentionInDays": 7 })),
            400,
            bad,
        ),
        (
            put("kv-x", "2019-09-01", json!({})),
            400,
            "NoRegisteredProviderFound",
        ),
        (put("kv-new", KV, json!({})), 200, ""),
    ];
    for (answer, status, code) in rows {
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{:?}",
            answer.body
        );
    }
}

#[test]
fn purge_protection_is_a_one_way_door() {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({ "enablePurgeProtection": null }));
    let patch = |value: bool| {
        let body = json!({ "properties": { "enablePurgeProtection": value } });
        outcome(&shop.mara(&Request::patch(shop.vault_id("kv-a"), KV, body)))
    };
    assert_eq!(patch(true), (200, String::new()));
    assert_eq!(patch(false), (400, "BadRequest".to_owned()));
    shop.vault("kv-a", json!({ "enablePurgeProtection": null }));
    let read = shop.mara(&Request::get(shop.vault_id("kv-a"), KV));
    assert_eq!(read.value()["properties"]["enablePurgeProtection"], true);
}

#[test]
fn a_deleted_vault_keeps_its_name_and_loses_its_grants() {
    let shop = Workshop::ready();
    shop.vault("kv-loose", json!({ "enablePurgeProtection": null }));
    let delete = |name: &str| shop.mara(&Request::delete(shop.vault_id(name), KV)).status;
    assert_eq!(
        [delete("kv-a"), delete("kv-a"), delete("kv-loose")],
        [200, 204, 200]
    );
    let subscription = shop.group.subscription_id().expect("a subscription");
    let deleted = |name: &str, action: &str| {
        format!(
            "{subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/{name}{action}"
        )
    };
    let listed = Request::get(
        format!("{subscription}/providers/Microsoft.KeyVault/deletedVaults"),
        KV,
    );
    assert_eq!(rows(&shop.mara(&listed)).len(), 2);
    let body = json!({ "location": "westeurope", "properties": {
        "tenantId": tenant(Directory::Fabrikam),
        "sku": { "family": "A", "name": "standard" },
    }});
    let put = Request::put(shop.vault_id("kv-a"), KV, body.clone());
    assert_eq!(outcome(&shop.mara(&put)), (409, "ConflictError".to_owned()));
    let purge = |name: &str| shop.mara(&Request::post(deleted(name, "/purge"), KV, None));
    assert_eq!(
        outcome(&purge("kv-a")),
        (405, "MethodNotAllowed".to_owned())
    );
    assert_eq!(purge("kv-loose").status, 202);
    shop.time.pass(Duration::from_secs(60));
    let gone = shop.mara(&Request::get(deleted("kv-loose", ""), KV));
    assert_eq!(gone.status, 404);
    let mut recover = body;
    recover["properties"]["createMode"] = json!("recover");
    let back = shop.mara(&Request::put(shop.vault_id("kv-a"), KV, recover));
    assert_eq!(back.status, 200, "{:?}", back.body);
    assert_eq!(shop.versions("kv-a", "k").len(), 1);
    let refused = shop.set_key("acc1", "kv-a", "k");
    assert_eq!(outcome(&refused).1, "KeyVaultAuthenticationFailure");
}

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
fn names_are_taken_everywhere() {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({}));
    let contoso = shop.time.subscription("aiko", "Contoso Keys");
    let contoso = contoso.subscription().expect("a subscription");
    let theirs =
        ResourceId::of_group(contoso, "rg-c").provider("Microsoft.KeyVault/vaults", "KV-A");
    let body = json!({ "location": "westeurope", "properties": {
        "tenantId": tenant(Directory::Contoso),
        "sku": { "family": "A", "name": "standard" },
    }});
    let answer = shop
        .time
        .as_person("aiko")
        .ask(&Request::put(theirs, KV, body));
    assert_eq!(outcome(&answer), (409, "VaultAlreadyExists".to_owned()));
    let path = format!(
        "{}/providers/Microsoft.KeyVault/checkNameAvailability",
        shop.group.subscription_id().expect("a subscription")
    );
    for (name, reason) in [
        ("kv-a", json!("AlreadyExists")),
        ("a", json!("AccountNameInvalid")),
        ("kv-b", Value::Null),
    ] {
        let body = json!({ "name": name, "type": "Microsoft.KeyVault/vaults" });
        let answer = shop.mara(&Request::post(&path, KV, Some(body)));
        assert_eq!(answer.value()["reason"], reason, "{name}");
    }
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
