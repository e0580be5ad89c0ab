//! The bodies as they go over the wire; read them against Microsoft's samples.

use expect_test::{Expect, expect};
use serde_json::Value;

use super::body::{self, Named};
use crate::arm::ResourceId;
use crate::keys::KeyUri;
use crate::resources::own_key::Opener;

fn key() -> KeyUri {
    KeyUri::read("https://kv.vault.azure.net/keys/foundry").expect("a key")
}

fn user() -> Opener {
    let group = ResourceId::of_group("s", "rg");
    Opener::User(group.provider("Microsoft.ManagedIdentity/userAssignedIdentities", "id"))
}

fn check(body: &Value, golden: Expect) {
    golden.assert_eq(&format!("{body:#}"));
}

#[test]
fn a_key_opened_by_the_account_itself_names_no_client() {
    let key = key();
    let named = Named {
        key: &key,
        version: "",
        client: None,
    };
    check(
        &body::set_key(named),
        expect![[r#"
        {
          "properties": {
            "encryption": {
              "keySource": "Microsoft.KeyVault",
              "keyVaultProperties": {
                "keyName": "foundry",
                "keyVaultUri": "https://kv.vault.azure.net/",
                "keyVersion": ""
              }
            }
          }
        }"#]],
    );
}

#[test]
fn an_account_is_created_with_its_key_where_the_identity_is_there() {
    let key = key();
    let named = Named {
        key: &key,
        version: "0682afdd9c104f4285df20107e956cad",
        client: Some("c"),
    };
    let at = ("westeurope", "ai-hub-weu");
    check(
        &body::create(at, &user(), Some(named), true),
        expect![[r#"
        {
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {
              "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id": {}
            }
          },
          "kind": "AIServices",
          "location": "westeurope",
          "properties": {
            "allowProjectManagement": true,
            "customSubDomainName": "ai-hub-weu",
            "disableLocalAuth": true,
            "encryption": {
              "keySource": "Microsoft.KeyVault",
              "keyVaultProperties": {
                "identityClientId": "c",
                "keyName": "foundry",
                "keyVaultUri": "https://kv.vault.azure.net/",
                "keyVersion": "0682afdd9c104f4285df20107e956cad"
              }
            },
            "publicNetworkAccess": "Enabled"
          },
          "sku": {
            "name": "S0"
          }
        }"#]],
    );
}

#[test]
fn an_account_whose_own_identity_opens_the_vault_is_created_without_it() {
    let key = key();
    let named = Named {
        key: &key,
        version: "",
        client: None,
    };
    let at = ("westeurope", "ai-hub-weu");
    check(
        &body::create(at, &Opener::System, Some(named), false),
        expect![[r#"
            {
              "identity": {
                "type": "SystemAssigned"
              },
              "kind": "AIServices",
              "location": "westeurope",
              "properties": {
                "allowProjectManagement": true,
                "customSubDomainName": "ai-hub-weu",
                "disableLocalAuth": false,
                "publicNetworkAccess": "Enabled"
              },
              "sku": {
                "name": "S0"
              }
            }"#]],
    );
}

#[test]
fn a_deleted_account_is_asked_back() {
    check(
        &body::restore("westeurope"),
        expect![[r#"
        {
          "location": "westeurope",
          "properties": {
            "restore": true
          }
        }"#]],
    );
}
