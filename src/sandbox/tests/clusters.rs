//! Log Analytics clusters: a row for each refusal, what is read back, and what time does.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::Workshop;
use super::*;

pub(super) const LA: &str = "2025-07-01";
pub(super) const CLUSTERS: &str = "Microsoft.OperationalInsights/clusters";

pub(super) fn id(shop: &Workshop, name: &str) -> ResourceId {
    shop.id(CLUSTERS, name)
}

pub(super) fn body(change: &Value) -> Value {
    let mut body = json!({
        "location": "westeurope",
        "identity": { "type": "SystemAssigned" },
        "sku": { "name": "capacityreservation", "capacity": 500 },
        "properties": {},
    });
    crate::resources::simulated::merge(&mut body, change);
    body
}

pub(super) fn put(shop: &Workshop, name: &str, change: &Value) -> Response {
    shop.mara(&Request::put(id(shop, name), LA, body(change)))
}

pub(super) fn patch(shop: &Workshop, name: &str, change: Value) -> Response {
    shop.mara(&Request::patch(id(shop, name), LA, change))
}

pub(super) fn read(shop: &Workshop, name: &str) -> Value {
    shop.mara(&Request::get(id(shop, name), LA)).value().clone()
}

pub(super) fn state(shop: &Workshop, name: &str) -> String {
    let shown = read(shop, name);
    let state = shown["properties"]["provisioningState"].as_str();
    state.unwrap_or("gone").to_owned()
}

pub(super) fn key(vault: &str, name: &str, version: &str) -> Value {
    let address = match vault {
        "" => String::new(),
        vault => format!("https://{vault}.vault.azure.net"),
    };
    json!({ "properties": { "keyVaultProperties": {
        "keyVaultUri": address, "keyName": name, "keyVersion": version,
    }}})
}

pub(super) fn said(answer: &Response) -> String {
    ArmError::read(answer).message
}

/// A cluster with a user-assigned identity that may use `kv-a/k`.
pub(super) fn ready() -> Workshop {
    let shop = Workshop::ready();
    let identity = shop.user_assigned("id-a");
    let answer = put(&shop, "law-a", &json!({ "identity": { "type": null } }));
    assert_eq!(answer.status, 400, "an identity without a type");
    let mut wanted = body(&json!({}));
    wanted["identity"] = identity;
    let answer = shop.mara(&Request::put(id(&shop, "law-a"), LA, wanted));
    assert_eq!(answer.status, 202, "{:?}", answer.body);
    shop.time.pass(Duration::from_secs(3 * 3600));
    shop
}

#[test]
fn creation_takes_hours_and_a_change_has_to_wait_for_it() {
    let shop = Workshop::new();
    let answer = put(&shop, "law-a", &json!({}));
    assert_eq!(answer.status, 202);
    assert!(answer.headers.get("azure-asyncoperation").is_some());
    assert_eq!(state(&shop, "law-a"), "ProvisioningAccount");
    let early = patch(&shop, "law-a", json!({ "sku": { "capacity": 1000 } }));
    assert_eq!(early.status, 400);
    assert!(
        said(&early).contains("can't be executed now"),
        "{}",
        said(&early)
    );
    shop.time.pass(Duration::from_secs(2600));
    assert_eq!(state(&shop, "law-a"), "ProvisioningAccount");
    shop.time.pass(Duration::from_secs(3 * 3600));
    let shown = read(&shop, "law-a");
    assert_eq!(shown["properties"]["provisioningState"], "Succeeded");
    assert_eq!(shown["properties"]["isDoubleEncryptionEnabled"], true);
    assert_eq!(shown["sku"]["name"], "CapacityReservation");
    assert!(shown["identity"]["principalId"].is_string());
    assert!(shown["properties"].get("keyVaultProperties").is_none());
}

#[test]
fn a_cluster_is_busy_a_little_longer_than_its_operation() {
    let shop = ready();
    let answer = patch(&shop, "law-a", key("kv-a", "k", ""));
    assert_eq!(answer.status, 202, "{:?}", answer.body);
    let url = answer
        .headers
        .get("azure-asyncoperation")
        .expect("a header");
    let path = url.trim_start_matches("https://management.azure.com");
    let (path, version) = path
        .split_once("?monitor=true&api-version=")
        .expect("a query");
    let mut was_busy = false;
    for _ in 0..60 {
        let status = shop.mara(&Request::get(path, version)).value()["status"].clone();
        was_busy |= status == "Succeeded" && state(&shop, "law-a") == "Updating";
        shop.time.pass(Duration::from_secs(30));
    }
    assert!(was_busy, "it was ready with its operation");
    assert_eq!(state(&shop, "law-a"), "Succeeded");
}

#[test]
fn every_body_that_cannot_be_is_refused_in_azures_words() {
    let shop = ready();
    let user = shop.user_assigned("id-a");
    let both = json!({ "identity": { "type": "SystemAssigned" } });
    let mut with_key = key("kv-a", "k", "");
    crate::resources::simulated::merge(&mut with_key, &both);
    let two = json!({ "identity": { "type": "SystemAssigned,UserAssigned", "userAssignedIdentities": user["userAssignedIdentities"] } });
    let rows = [
        (with_key, "both identity and key"),
        (two, "single identity"),
        (key("", "k", ""), "bad format"),
        (key("kv-a", "", ""), "bad format"),
        (key("kv-a", "k", "latest"), "bad format"),
        (key("kv-a", "gone", ""), "Failed to validate key"),
        (key("kv-gone", "k", ""), "Failed to validate key"),
        (
            json!({ "sku": { "name": "PerGB2018", "capacity": 500 } }),
            "SKU name is invalid",
        ),
        (
            json!({ "sku": { "name": "CapacityReservation" } }),
            "Capacity is missing",
        ),
        (
            json!({ "sku": { "name": "CapacityReservation", "capacity": 150 } }),
            "not a commitment tier",
        ),
        (
            json!({ "sku": { "name": "CapacityReservation", "capacity": 100 } }),
            "can't be reduced in the first 30 days",
        ),
        (
            json!({ "properties": { "billingType": "Nobody" } }),
            "billingType",
        ),
        (
            json!({ "properties": { "associatedWorkspaces": [] } }),
            "read-only",
        ),
        (
            json!({ "properties": { "isDoubleEncryptionEnabled": false } }),
            "can't be changed after the cluster is created",
        ),
    ];
    for (body, words) in rows {
        let answer = patch(&shop, "law-a", body.clone());
        assert_eq!(answer.status, 400, "{body}");
        assert!(said(&answer).contains(words), "{body}: {}", said(&answer));
    }
    assert_eq!(state(&shop, "law-a"), "Succeeded", "a refusal changed it");
}

#[test]
fn a_name_is_reserved_for_14_days_and_regions_are_full_at_five_and_seven() {
    let shop = Workshop::new();
    let names = ["law-1", "law-2", "law-3", "law-4", "law-5"].map(|it| it.replace('-', "-no-"));
    for name in &names {
        assert_eq!(put(&shop, name, &json!({})).status, 202, "{name}");
    }
    let sixth = put(&shop, "law-no-6", &json!({}));
    assert!(
        said(&sixth).contains("five") || said(&sixth).contains('5'),
        "{}",
        said(&sixth)
    );
    assert_eq!(sixth.status, 400);
    let elsewhere = put(&shop, "law-far", &json!({ "location": "northeurope" }));
    assert_eq!(elsewhere.status, 202);
    shop.time.pass(Duration::from_secs(3 * 3600));
    let delete = |name: &str| {
        let answer = shop.mara(&Request::delete(id(&shop, name), LA));
        assert_eq!(answer.status, 202, "{:?}", answer.body);
        assert_eq!(state(&shop, name), "Deleting");
        let again = shop.mara(&Request::delete(id(&shop, name), LA));
        assert!(said(&again).contains("deleting state"), "{}", said(&again));
        shop.time.pass(Duration::from_secs(3600));
        assert_eq!(state(&shop, name), "gone");
    };
    delete("law-no-1");
    let again = put(&shop, "law-no-1", &json!({}));
    assert_eq!(again.status, 409, "{}", said(&again));
    delete("law-no-2");
    for (name, status) in [("law-no-6", 202), ("law-no-7", 202), ("law-no-8", 400)] {
        assert_eq!(put(&shop, name, &json!({})).status, status, "{name}");
    }
    shop.time.pass(Duration::from_secs(3 * 3600));
    delete("law-no-7");
    let eighth = put(&shop, "law-no-8", &json!({}));
    assert!(said(&eighth).contains("reserved"), "{}", said(&eighth));
    shop.time.pass(Duration::from_secs(15 * 86_400));
    assert_eq!(put(&shop, "law-no-1", &json!({})).status, 202);
}

#[test]
fn double_encryption_is_refused_where_a_region_does_not_have_it() {
    let shop = Workshop::new();
    let there = json!({ "location": "southcentralus" });
    let answer = put(&shop, "law-a", &there);
    assert_eq!(answer.status, 400);
    assert!(said(&answer).contains("doesn't support Double Encryption for clusters"));
    let once = json!({ "location": "southcentralus", "properties": { "isDoubleEncryptionEnabled": false } });
    assert_eq!(put(&shop, "law-a", &once).status, 202);
}
