//! The request bodies of a cluster. Identity, key, capacity and billing are changed in requests of
//! their own.
//!
//! Source: Azure/azure-rest-api-specs, `specification/operationalinsights`, examples
//! `ClustersCreate.json` and `ClustersUpdate.json`, read 21 Aug 2026. The second of them changes
//! identity and key together, which Microsoft's page forbids; and its `keyRsaSize` of 1024 names
//! keys that Key Vault cannot hold, so that it is left out here.

use serde_json::{Value, json};

use crate::arm::ResourceId;
use crate::keys::{Attached, KeyUri};

/// What can be chosen only when a cluster is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CreateOnly {
    /// Everything is encrypted a second time with a key of Microsoft's.
    pub(super) twice: bool,
    /// The cluster is spread over availability zones.
    pub(super) zones: bool,
}

/// Sets the key. `version` is empty to follow the latest.
pub(super) fn set_key(key: &KeyUri, version: &str) -> Value {
    json!({ "properties": { "keyVaultProperties": block(key, version) } })
}

/// Returns to Microsoft's key: `null` and an empty object do nothing.
///
/// Source: hashicorp/terraform-provider-azurerm,
/// `log_analytics_cluster_customer_managed_key_resource.go`, read 21 Aug 2026.
pub(super) fn remove_key() -> Value {
    let empty = json!({ "keyVaultUri": "", "keyName": "", "keyVersion": "" });
    json!({ "properties": { "keyVaultProperties": empty } })
}

/// Gives the cluster an identity of its own instead of what it has.
pub(super) fn system_identity() -> Value {
    json!({ "identity": { "type": "SystemAssigned" } })
}

/// Gives the cluster one user-assigned identity instead of what it has.
pub(super) fn user_identity(id: &ResourceId, attached: &Attached) -> Value {
    let mut users = json!({});
    for other in attached.user.iter().filter(|it| it.id != *id) {
        users[other.id.as_str()] = Value::Null;
    }
    users[id.as_str()] = json!({});
    json!({ "identity": { "type": "UserAssigned", "userAssignedIdentities": users } })
}

/// Commits to a capacity.
pub(super) fn capacity(gigabytes: u64) -> Value {
    json!({ "sku": sku(gigabytes) })
}

/// Bills the cluster or its workspaces.
pub(super) fn billing(kind: &str) -> Value {
    json!({ "properties": { "billingType": kind } })
}

/// Creates a cluster. `identity` is a user-assigned one; without it the cluster gets its own.
pub(super) fn create(
    location: &str,
    (gigabytes, billing): (u64, &str),
    identity: Option<&ResourceId>,
    key: Option<(&KeyUri, &str)>,
    only_now: CreateOnly,
) -> Value {
    let envelope = match identity {
        Some(id) => user_identity(id, &Attached::default()),
        None => system_identity(),
    };
    let mut properties = json!({
        "billingType": billing,
        "isDoubleEncryptionEnabled": only_now.twice,
        "isAvailabilityZonesEnabled": only_now.zones,
    });
    if let Some((key, version)) = key {
        properties["keyVaultProperties"] = block(key, version);
    }
    json!({
        "location": location,
        "identity": envelope["identity"],
        "sku": sku(gigabytes),
        "properties": properties,
    })
}

fn block(key: &KeyUri, version: &str) -> Value {
    json!({
        "keyVaultUri": key.vault_uri(),
        "keyName": key.name(),
        "keyVersion": version,
    })
}

fn sku(gigabytes: u64) -> Value {
    json!({ "name": "CapacityReservation", "capacity": gigabytes })
}
