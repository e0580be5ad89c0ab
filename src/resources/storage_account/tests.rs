//! The bodies as they go over the wire; read them against the examples in the specification.

use expect_test::{Expect, expect};
use serde_json::Value;

use super::body::{self, CreateOnly};
use crate::arm::ResourceId;
use crate::keys::KeyUri;

fn key() -> KeyUri {
    KeyUri::read("https://kv.vault.azure.net/keys/orders").expect("a key")
}

fn identity() -> ResourceId {
    ResourceId::of_group("s", "rg")
        .provider("Microsoft.ManagedIdentity/userAssignedIdentities", "id")
}

fn check(body: &Value, golden: Expect) {
    golden.assert_eq(&format!("{body:#}"));
}

#[test]
fn a_key_is_set_without_touching_the_attached_identities() {
    let body = body::set_key(&key(), "", Some(&identity()));
    check(
        &body,
        expect![[r#"
            {
              "properties": {
                "encryption": {
                  "identity": {
                    "userAssignedIdentity": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"
                  },
                  "keySource": "Microsoft.Keyvault",
                  "keyvaultproperties": {
                    "keyname": "orders",
                    "keyvaulturi": "https://kv.vault.azure.net",
                    "keyversion": ""
                  },
                  "services": {
                    "blob": {
                      "enabled": true,
                      "keyType": "Account"
                    },
                    "file": {
                      "enabled": true,
                      "keyType": "Account"
                    }
                  }
                }
              }
            }"#]],
    );
}

#[test]
fn the_accounts_own_identity_is_named_by_an_empty_id() {
    let body = body::set_key(&key(), "0682afdd9c104f4285df20107e956cad", None);
    let encryption = &body["properties"]["encryption"];
    assert_eq!(encryption["identity"]["userAssignedIdentity"], "");
    assert_eq!(
        encryption["keyvaultproperties"]["keyversion"],
        "0682afdd9c104f4285df20107e956cad"
    );
}

#[test]
fn the_way_back_names_neither_a_key_nor_what_was_chosen_at_creation() {
    check(
        &body::microsofts(),
        expect![[r#"
            {
              "properties": {
                "encryption": {
                  "keySource": "Microsoft.Storage",
                  "services": {
                    "blob": {
                      "enabled": true
                    },
                    "file": {
                      "enabled": true
                    }
                  }
                }
              }
            }"#]],
    );
}

#[test]
fn what_can_be_chosen_only_at_creation_is_sent_only_when_chosen() {
    let create = |only_now| {
        body::create(
            "westeurope",
            "Standard_LRS",
            (&key(), ""),
            &identity(),
            only_now,
        )
    };
    let plain = create(CreateOnly::default());
    let full = create(CreateOnly {
        queues: true,
        tables: true,
        infrastructure: true,
    });
    assert_eq!(
        plain["properties"]["encryption"]["services"].get("queue"),
        None
    );
    assert_eq!(
        plain["properties"]["encryption"].get("requireInfrastructureEncryption"),
        None
    );
    check(
        &full["properties"]["encryption"]["services"]["queue"],
        expect![[r#"
            {
              "enabled": true,
              "keyType": "Account"
            }"#]],
    );
    assert_eq!(
        full["properties"]["encryption"]["requireInfrastructureEncryption"],
        true
    );
}
