//! Access policies: adding one, taking it back.
//!
//! Source: Azure/bicep-types-az @ 1f896de2, `microsoft.keyvault/2026-02-01`, and hashicorp/pandora,
//! `resource-manager/KeyVault/2026-02-01`, read 21 Aug 2026.

use serde_json::{Value, json};

use super::KEY_PERMISSIONS;
use crate::arm::{Request, ResourceId, versions};
use crate::keys::vault::AccessPolicy;

/// What environments of Logic Apps want besides: the article lists it among the four.
///
/// Source: <https://learn.microsoft.com/azure/logic-apps/customer-managed-keys-integration-service-environment>,
/// read 21 Aug 2026.
const WITH_LIST: [&str; 4] = ["get", "list", "wrapKey", "unwrapKey"];

/// The key permissions that a service wants to have, by the ARM type of its resource.
#[must_use]
pub fn permissions(arm_type: &str) -> &'static [&'static str] {
    match arm_type {
        "Microsoft.Logic/integrationServiceEnvironments" => &WITH_LIST,
        _ => &KEY_PERMISSIONS,
    }
}

/// Gives a principal key permissions; needs [`WRITE_POLICY`](super::WRITE_POLICY). What the
/// principal has already is kept. `tenant` is the vault's own.
#[must_use]
pub fn add(vault: &ResourceId, tenant: &str, principal: &str, keys: &[&str]) -> Request {
    change(vault, "add", tenant, principal, keys)
}

/// Gives several principals what these policies say; needs [`WRITE_POLICY`](super::WRITE_POLICY).
/// What they have already is kept.
#[must_use]
pub fn add_all(vault: &ResourceId, policies: &[AccessPolicy]) -> Request {
    let entry = |it: &AccessPolicy| {
        json!({
            "tenantId": it.tenant,
            "objectId": it.object_id,
            "permissions": {"keys": it.keys, "secrets": it.secrets, "certificates": it.certificates},
        })
    };
    let entries: Vec<Value> = policies.iter().map(entry).collect();
    let body = json!({"properties": {"accessPolicies": entries}});
    Request::put(
        format!("{vault}/accessPolicies/add"),
        versions::KEY_VAULT,
        body,
    )
}

/// Takes key permissions back; needs [`WRITE_POLICY`](super::WRITE_POLICY). How Azure merges is not
/// documented: read the vault back.
#[must_use]
pub fn remove(vault: &ResourceId, policy: &AccessPolicy) -> Request {
    let keys: Vec<&str> = policy.keys.iter().map(String::as_str).collect();
    change(vault, "remove", &policy.tenant, &policy.object_id, &keys)
}

/// Gives key permissions back as they were; needs [`WRITE_POLICY`](super::WRITE_POLICY).
#[must_use]
pub fn put_back(vault: &ResourceId, policy: &AccessPolicy) -> Request {
    let keys: Vec<&str> = policy.keys.iter().map(String::as_str).collect();
    change(vault, "add", &policy.tenant, &policy.object_id, &keys)
}

fn change(
    vault: &ResourceId,
    operation: &str,
    tenant: &str,
    principal: &str,
    keys: &[&str],
) -> Request {
    let body = json!({"properties": {"accessPolicies": [{
        "tenantId": tenant,
        "objectId": principal,
        "permissions": {"keys": keys, "secrets": [], "certificates": []},
    }]}});
    Request::put(
        format!("{vault}/accessPolicies/{operation}"),
        versions::KEY_VAULT,
        body,
    )
}
