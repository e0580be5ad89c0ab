//! The request bodies of a storage account's encryption.
//!
//! Inside `keyvaultproperties` every name is lower case, unlike in every other service, and
//! `Microsoft.Keyvault` has a lower-case v.
//!
//! Source: Azure/azure-rest-api-specs, `specification/storage`, examples
//! `StorageAccountEnableCMK.json` and `StorageAccountCreateUserAssignedEncryptionIdentityWithCMK.json`,
//! read 21 Aug 2026.

use serde_json::{Value, json};

use crate::arm::ResourceId;
use crate::keys::KeyUri;

/// Which keys queues and tables get; it can be chosen at creation only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CreateOnly {
    /// Queues are encrypted with the account's key, and so with the customer's.
    pub queues: bool,
    /// Tables are encrypted with the account's key, and so with the customer's.
    pub tables: bool,
    /// Everything is encrypted a second time with a key of Microsoft's.
    pub infrastructure: bool,
}

/// Sets the key of an account that is there. `identity` is the user-assigned identity that opens
/// the vault; `None` means the account's own, which is named by an empty ID: an account that had
/// another opener would keep it otherwise. `version` is empty to follow the latest.
///
/// Source of the empty ID: Az.Storage, `Set-AzStorageAccount`, example 16, and
/// hashicorp/terraform-provider-azurerm @ 69697b7f, read 21 Aug 2026.
#[must_use]
pub fn set_key(key: &KeyUri, version: &str, identity: Option<&ResourceId>) -> Value {
    json!({ "properties": { "encryption": encryption(key, version, identity) } })
}

/// Sets the key of an account that is there to one of another directory, which the identity reaches
/// through a multi-tenant application (its client ID). The latest version is followed.
///
/// Source: Azure/azure-rest-api-specs, `specification/storage`, example
/// `StorageAccountUpdateUserAssignedIdentityWithFederatedIdentityClientId.json`, read 21 Aug 2026.
#[must_use]
pub fn set_key_across(key: &KeyUri, identity: Option<&ResourceId>, application: &str) -> Value {
    let mut body = set_key(key, "", identity);
    body["properties"]["encryption"]["identity"]["federatedIdentityClientId"] = json!(application);
    body
}

/// Puts an account that is there under Microsoft's key again. Queues, tables and infrastructure
/// encryption are not named: what was chosen for them at creation stays.
///
/// Source: hashicorp/terraform-provider-azurerm @ 69697b7f,
/// `storage_account_customer_managed_key_resource.go`, which sends this, read 21 Aug 2026.
#[must_use]
pub fn microsofts() -> Value {
    json!({ "properties": { "encryption": {
        "keySource": "Microsoft.Storage",
        "services": { "blob": { "enabled": true }, "file": { "enabled": true } },
    } } })
}

/// Creates an account with its key in one request.
#[must_use]
pub fn create(
    location: &str,
    sku: &str,
    (key, version): (&KeyUri, &str),
    identity: &ResourceId,
    only_now: CreateOnly,
) -> Value {
    let mut encryption = encryption(key, version, Some(identity));
    let services = &mut encryption["services"];
    for (service, chosen) in [("queue", only_now.queues), ("table", only_now.tables)] {
        if chosen {
            services[service] = json!({ "enabled": true, "keyType": "Account" });
        }
    }
    if only_now.infrastructure {
        encryption["requireInfrastructureEncryption"] = json!(true);
    }
    json!({
        "location": location,
        "kind": "StorageV2",
        "sku": { "name": sku },
        "identity": { "type": "UserAssigned", "userAssignedIdentities": { identity.as_str(): {} } },
        "properties": {
            "minimumTlsVersion": "TLS1_2",
            "supportsHttpsTrafficOnly": true,
            "allowBlobPublicAccess": false,
            "encryption": encryption,
        },
    })
}

fn encryption(key: &KeyUri, version: &str, identity: Option<&ResourceId>) -> Value {
    json!({
        "keySource": "Microsoft.Keyvault",
        "keyvaultproperties": {
            "keyvaulturi": key.vault_uri(),
            "keyname": key.name(),
            "keyversion": version,
        },
        "identity": { "userAssignedIdentity": identity.map_or("", |it| it.as_str()) },
        "services": {
            "blob": { "enabled": true, "keyType": "Account" },
            "file": { "enabled": true, "keyType": "Account" },
        },
    })
}
