//! What is sent to create a vault and to protect one.

use serde_json::{Value, json};

use super::{PermissionModel, Vault};
use crate::arm::{Request, ResourceId, versions};

/// A vault to be created. Everything Azure would decide by itself is said, because the defaults
/// change with the API version.
#[derive(Clone, Debug, PartialEq)]
pub struct NewVault {
    /// Where it will be.
    pub id: ResourceId,
    /// The region.
    pub location: String,
    /// The directory whose principals may use it.
    pub tenant: String,
    /// Premium holds keys in hardware.
    pub tier: Tier,
    /// Roles or access policies.
    pub permission_model: PermissionModel,
    /// Days for which what is deleted can be recovered: 7 to 90, fixed for ever.
    pub retention_days: u32,
    /// Whether nobody may purge before those days are over. Cannot be turned off again.
    pub purge_protection: bool,
}

/// What a vault can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// Keys protected by software.
    Standard,
    /// Keys in hardware as well.
    Premium,
}

/// Creates a vault; needs `Microsoft.KeyVault/vaults/write`.
#[must_use]
pub fn create(vault: &NewVault) -> Request {
    let mut properties = json!({
        "tenantId": vault.tenant,
        "sku": {"family": "A", "name": match vault.tier {
            Tier::Standard => "standard",
            Tier::Premium => "premium",
        }},
        "enableRbacAuthorization": vault.permission_model == PermissionModel::Roles,
        "enableSoftDelete": true,
        "softDeleteRetentionInDays": vault.retention_days,
        "publicNetworkAccess": "Enabled",
        "networkAcls": {"bypass": "AzureServices", "defaultAction": "Allow"},
        "accessPolicies": [],
    });
    // `false` is refused; only leaving it out says no.
    if vault.purge_protection {
        properties["enablePurgeProtection"] = Value::Bool(true);
    }
    let body = json!({"location": vault.location, "properties": properties});
    Request::put(&vault.id, versions::KEY_VAULT, body)
}

/// Turns purge protection on, and soft delete where it is still off. There is no way back.
#[must_use]
pub fn protect(vault: &Vault) -> Request {
    let mut properties = json!({"enablePurgeProtection": true});
    if !vault.soft_delete {
        properties["enableSoftDelete"] = Value::Bool(true);
    }
    let body = json!({"properties": properties});
    Request::patch(&vault.id, versions::KEY_VAULT, body)
}

/// Asks whether a vault's name is free; the name of a deleted vault is not.
#[must_use]
pub fn name_check(subscription: &str, name: &str) -> Request {
    let path =
        format!("/subscriptions/{subscription}/providers/Microsoft.KeyVault/checkNameAvailability");
    let body = json!({"name": name, "type": "Microsoft.KeyVault/vaults"});
    Request::post(path, versions::KEY_VAULT, Some(body))
}
