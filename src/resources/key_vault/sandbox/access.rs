//! Who may use a key: by role, by access policy, or by a Managed HSM's own roles.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{HSMS, body};
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::{Document, Right, World, text};

/// What a service does with a key.
///
/// Source: `built-in-roles/security.md`, Key Vault Crypto Service Encryption User, read 24 Nov 2026.
const ACTIONS: [&str; 3] = [
    "Microsoft.KeyVault/vaults/keys/read",
    "Microsoft.KeyVault/vaults/keys/wrap/action",
    "Microsoft.KeyVault/vaults/keys/unwrap/action",
];

/// The same in the words of access policies.
const PERMISSIONS: [&str; 3] = ["get", "wrapKey", "unwrapKey"];

/// A role assignment inside a Managed HSM.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct LocalRole {
    /// The object ID.
    pub(super) principal: String,
    /// `/`, `/keys` or `/keys/{name}`.
    pub(super) scope: String,
    /// From when on it has an effect.
    pub(super) from: Timestamp,
}

/// Whether a principal may read, wrap and unwrap with a key now.
pub(super) fn may_use(
    world: &dyn World,
    principal: &str,
    container: &Document,
    key: &ResourceId,
) -> bool {
    if container.id.is(HSMS) {
        return local_roles(container).iter().any(|it| {
            it.principal.eq_ignore_ascii_case(principal)
                && it.from <= world.now()
                && covers(&it.scope, key.name())
        });
    }
    if body::uses_rbac(container) {
        return ACTIONS
            .iter()
            .all(|it| world.may(principal, Right::Data(it), key));
    }
    let held = words(world, container, principal);
    let has = |it: &str| {
        held.iter()
            .any(|held| held == "all" || held.eq_ignore_ascii_case(it))
    };
    PERMISSIONS.iter().all(|it| has(it))
}

/// What the access policies that hold now let a principal do with keys, in lower case.
pub(super) fn words(world: &dyn World, vault: &Document, principal: &str) -> Vec<String> {
    let policies = body::effective(world, vault);
    policies
        .iter()
        .filter(|it| text(it, "/objectId").eq_ignore_ascii_case(principal))
        .filter_map(|it| it.pointer("/permissions/keys").and_then(Value::as_array))
        .flatten()
        .filter_map(|it| it.as_str().map(str::to_ascii_lowercase))
        .collect()
}

/// The roles given inside a Managed HSM.
pub(super) fn local_roles(hsm: &Document) -> Vec<LocalRole> {
    let roles = hsm.inner.get("roles").cloned().unwrap_or_default();
    serde_json::from_value(roles).unwrap_or_default()
}

fn covers(scope: &str, key: &str) -> bool {
    let scope = scope.trim_end_matches('/');
    scope.is_empty()
        || scope.eq_ignore_ascii_case("/keys")
        || scope
            .strip_prefix("/keys/")
            .is_some_and(|it| it.eq_ignore_ascii_case(key))
}
