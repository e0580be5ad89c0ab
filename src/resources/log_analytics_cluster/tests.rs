//! The bodies as they go over the wire; read them against the examples in the specification.

use expect_test::{Expect, expect};
use serde_json::Value;

use super::body::{self, CreateOnly};
use crate::arm::ResourceId;
use crate::keys::{Attached, KeyUri};

fn key() -> KeyUri {
    KeyUri::read("https://kv.vault.azure.net/keys/logs").expect("a key")
}

fn identity(name: &str) -> ResourceId {
    ResourceId::of_group("s", "rg")
        .provider("Microsoft.ManagedIdentity/userAssignedIdentities", name)
}

fn check(body: &Value, golden: Expect) {
    golden.assert_eq(&format!("{body:#}"));
}

#[test]
fn a_key_is_set_and_nothing_else() {
    check(
        &body::set_key(&key(), ""),
        expect![[r#"
            {
              "properties": {
                "keyVaultProperties": {
                  "keyName": "logs",
                  "keyVaultUri": "https://kv.vault.azure.net",
                  "keyVersion": ""
                }
              }
            }"#]],
    );
}

#[test]
fn a_key_is_removed_by_three_empty_texts() {
    check(
        &body::remove_key(),
        expect![[r#"
            {
              "properties": {
                "keyVaultProperties": {
                  "keyName": "",
                  "keyVaultUri": "",
                  "keyVersion": ""
                }
              }
            }"#]],
    );
}

#[test]
fn another_identity_takes_the_place_of_the_one_before() {
    let attached = serde_json::json!({
        "type": "UserAssigned",
        "userAssignedIdentities": { identity("old").as_str(): {} },
    });
    check(
        &body::user_identity(&identity("new"), &Attached::parse(&attached)),
        expect![[r#"
            {
              "identity": {
                "type": "UserAssigned",
                "userAssignedIdentities": {
                  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/new": {},
                  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/old": null
                }
              }
            }"#]],
    );
}

#[test]
fn a_cluster_is_created_with_its_key_in_one_request() {
    let only_now = CreateOnly {
        twice: true,
        zones: false,
    };
    let (key, id) = (key(), identity("id"));
    check(
        &body::create(
            "westeurope",
            (100, "Cluster"),
            Some(&id),
            Some((&key, "")),
            only_now,
        ),
        expect![[r#"
            {
              "identity": {
                "type": "UserAssigned",
                "userAssignedIdentities": {
                  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id": {}
                }
              },
              "location": "westeurope",
              "properties": {
                "billingType": "Cluster",
                "isAvailabilityZonesEnabled": false,
                "isDoubleEncryptionEnabled": true,
                "keyVaultProperties": {
                  "keyName": "logs",
                  "keyVaultUri": "https://kv.vault.azure.net",
                  "keyVersion": ""
                }
              },
              "sku": {
                "capacity": 100,
                "name": "CapacityReservation"
              }
            }"#]],
    );
}
