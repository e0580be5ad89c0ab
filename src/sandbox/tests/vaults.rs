//! Vaults: a row for each refusal, and what time does.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::{KV, Workshop};
use super::*;

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
