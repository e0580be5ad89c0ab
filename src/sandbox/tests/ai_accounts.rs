//! Foundry accounts and their kin: a row for each refusal, what is read back, what time does.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::{MI, Workshop};
use super::*;

pub(super) const AI: &str = "2025-06-01";
pub(super) const ACCOUNTS: &str = "Microsoft.CognitiveServices/accounts";

pub(super) fn id(shop: &Workshop, name: &str) -> ResourceId {
    shop.id(ACCOUNTS, name)
}

/// A Foundry account with its own identity, or what `change` says instead.
pub(super) fn body(name: &str, change: &Value) -> Value {
    let mut body = json!({
        "location": "westeurope",
        "kind": "AIServices",
        "sku": { "name": "S0" },
        "identity": { "type": "SystemAssigned" },
        "properties": { "allowProjectManagement": true, "customSubDomainName": name },
    });
    crate::resources::simulated::merge(&mut body, change);
    body
}

pub(super) fn put(shop: &Workshop, name: &str, change: &Value) -> Response {
    shop.mara(&Request::put(id(shop, name), AI, body(name, change)))
}

pub(super) fn patch(shop: &Workshop, name: &str, change: Value) -> Response {
    shop.mara(&Request::patch(id(shop, name), AI, change))
}

pub(super) fn read(shop: &Workshop, name: &str) -> Value {
    shop.mara(&Request::get(id(shop, name), AI)).value().clone()
}

pub(super) fn said(answer: &Response) -> String {
    let error = ArmError::read(answer);
    format!("{} {}: {}", error.status, error.code, error.message)
}

/// What names a key, opened by a user-assigned identity, or by the account's own.
pub(super) fn key(shop: &Workshop, vault: &str, version: &str, identity: &str) -> Value {
    let mut block = json!({
        "keyVaultUri": format!("https://{vault}.vault.azure.net/"),
        "keyName": "k",
        "keyVersion": version,
    });
    if !identity.is_empty() {
        block["identityClientId"] = json!(client(shop, identity));
    }
    json!({ "properties": { "encryption": {
        "keySource": "Microsoft.KeyVault", "keyVaultProperties": block,
    }}})
}

fn client(shop: &Workshop, identity: &str) -> String {
    let read = shop.mara(&Request::get(shop.identity_id(identity), MI));
    let client = read.value()["properties"]["clientId"].as_str();
    client.expect("a client ID").to_owned()
}

/// Vault, key, identity, granted; no account yet.
pub(super) fn ready() -> Workshop {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({}));
    shop.key("kv-a", "k", json!({}));
    shop.identity("id-a");
    shop.grant("kv-a", "id-a");
    shop.time.pass(Duration::from_secs(600));
    shop
}

/// An account of a kind, with the identity that may use `kv-a/k`, finished.
pub(super) fn account(shop: &Workshop, name: &str, kind: &str) {
    let mut wanted = body(name, &json!({ "kind": kind }));
    wanted["identity"] = shop.user_assigned("id-a");
    if kind != "AIServices" {
        wanted["properties"]["allowProjectManagement"] = json!(false);
    }
    let answer = shop.mara(&Request::put(id(shop, name), AI, wanted));
    assert_eq!(answer.status, 201, "{}", said(&answer));
    shop.time.pass(Duration::from_secs(600));
}

#[test]
fn an_account_is_created_with_its_key_in_one_request() {
    let shop = ready();
    let mut wanted = body("ai-a", &key(&shop, "kv-a", "", "id-a"));
    wanted["identity"] = shop.user_assigned("id-a");
    let answer = shop.mara(&Request::put(id(&shop, "ai-a"), AI, wanted));
    assert_eq!(answer.status, 201, "{}", said(&answer));
    assert_eq!(
        answer.value()["properties"]["provisioningState"],
        "Creating"
    );
    for header in ["azure-asyncoperation", "location"] {
        assert!(answer.headers.get(header).is_some(), "no {header}");
    }
    shop.time.pass(Duration::from_secs(600));
    let shown = read(&shop, "ai-a");
    assert_eq!(shown["properties"]["provisioningState"], "Succeeded");
    assert_eq!(
        shown["properties"]["encryption"],
        json!({ "keySource": "Microsoft.KeyVault", "keyVaultProperties": {
            "keyVaultUri": "https://kv-a.vault.azure.net/",
            "keyName": "k",
            "keyVersion": "",
            "identityClientId": client(&shop, "id-a"),
        }})
    );
}

#[test]
fn an_identity_of_its_own_is_granted_only_after_the_account_is_there() {
    let shop = ready();
    assert_eq!(put(&shop, "ai-a", &json!({})).status, 201);
    let early = patch(&shop, "ai-a", key(&shop, "kv-a", "", ""));
    assert!(
        said(&early).contains("409 RequestConflict"),
        "{}",
        said(&early)
    );
    shop.time.pass(Duration::from_secs(600));
    let shown = read(&shop, "ai-a");
    assert!(shown["properties"].get("encryption").is_none(), "{shown}");
    let late = patch(&shop, "ai-a", key(&shop, "kv-a", "", ""));
    assert!(said(&late).contains("403 Forbidden"), "{}", said(&late));
    let principal = shown["identity"]["principalId"].as_str().expect("an ID");
    let role = "12338af0-0e69-4776-bea7-57ae8d297424";
    let name = "4f1c3a52-6d0e-4c6b-9a57-0d9c2b7f1e11";
    let mut request = grant(&shop.vault_id("kv-a"), role, principal, name);
    request.body.as_mut().expect("a body")["properties"]["principalType"] =
        json!("ServicePrincipal");
    shop.done(&request);
    shop.time.pass(Duration::from_secs(600));
    let set = patch(&shop, "ai-a", key(&shop, "kv-a", "", ""));
    assert_eq!(set.status, 202, "{}", said(&set));
    assert_eq!(
        read(&shop, "ai-a")["properties"]["provisioningState"],
        "Accepted"
    );
    shop.time.pass(Duration::from_secs(600));
    let block = read(&shop, "ai-a")["properties"]["encryption"]["keyVaultProperties"].clone();
    assert_eq!(block["identityClientId"], "");
}

#[test]
fn every_body_that_cannot_be_is_refused() {
    let shop = ready();
    account(&shop, "ai-there", "AIServices");
    let rows = [
        (json!({ "kind": "Nothing" }), "400 InvalidApiSetId"),
        (json!({ "sku": { "name": "F0" } }), "400 InvalidSkuId"),
        (json!({ "location": "nowhere" }), "LocationNotAvailable"),
        (
            json!({ "properties": { "customSubDomainName": "ai_a" } }),
            "400 CustomDomainInvalid: Sub domain name 'ai_a' is not valid.",
        ),
        (
            json!({ "properties": { "customSubDomainName": "ai-there" } }),
            "409 CustomDomainInUse",
        ),
        (
            json!({ "properties": { "customSubDomainName": null } }),
            "without a customSubDomainName",
        ),
        (
            json!({ "identity": { "type": "None" } }),
            "without a managed identity",
        ),
        (json!({ "kind": "OpenAI" }), "without kind AIServices"),
        (key(&shop, "kv-gone", "", ""), "Key store not found"),
    ];
    for (change, words) in rows {
        let answer = put(&shop, "ai-a", &change);
        assert!(said(&answer).contains(words), "{change}: {}", said(&answer));
    }
    assert_eq!(read(&shop, "ai-a")["error"]["code"], "ResourceNotFound");
}
