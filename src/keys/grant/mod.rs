//! Grants: whether a principal may wrap and unwrap with a key, by role or by access policy,
//! whichever the vault uses.
//!
//! Deny assignments are not evaluated, and neither are conditions: a conditional role counts as
//! not known. A group named in an access policy is not opened.

pub mod assignment;
pub mod equal;
pub mod hsm;
pub mod policy;
mod state;

use serde::{Deserialize, Serialize};

pub use hsm::give as hsm_commands;
pub use state::{holds_at, permits, reads, state};

use crate::arm::access::{Plane, Role};
use crate::arm::{ResourceId, Timestamp};

/// Whether a principal may use a key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GrantState {
    /// More must be read before this can be said.
    NotRead,
    /// It may.
    Granted(Granted),
    /// It may not.
    Missing,
    /// It cannot be said, and why, as half a sentence.
    Unknown(String),
}

/// How a principal comes to use a key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Granted {
    /// By what.
    pub how: How,
    /// Where: the key, the vault, its group, the subscription or above.
    pub at: String,
    /// Since when, where it is known.
    pub since: Option<Timestamp>,
    /// A sentence about what it allows beyond need; `None` when it is just enough.
    pub over_privileged: Option<String>,
}

/// By what a principal comes to use a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum How {
    /// A role.
    Role {
        /// What it is called.
        name: String,
        /// The assignment, which taking it back deletes.
        assignment: ResourceId,
    },
    /// Several roles together.
    Roles(Vec<String>),
    /// An access policy of the vault, with these key permissions.
    AccessPolicy(Vec<String>),
}

/// What a service does with a key.
///
/// Source: MicrosoftDocs/azure-docs, `built-in-roles/security.md`, Key Vault Crypto Service
/// Encryption User, read 24 Nov 2026.
pub const DATA_ACTIONS: [&str; 3] = [
    "Microsoft.KeyVault/vaults/keys/read",
    "Microsoft.KeyVault/vaults/keys/wrap/action",
    "Microsoft.KeyVault/vaults/keys/unwrap/action",
];

/// The same in the words of access policies.
pub const KEY_PERMISSIONS: [&str; 3] = ["get", "wrapKey", "unwrapKey"];

/// The narrowest built-in role: Key Vault Crypto Service Encryption User.
pub const SERVICE_ENCRYPTION_USER: &str = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

/// What a person needs who rotates, disables and enables keys: Key Vault Crypto Officer.
pub const CRYPTO_OFFICER: &str = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";

/// What Microsoft's Foundry pages name instead: Key Vault Crypto User, which allows more.
pub const CRYPTO_USER: &str = "12338af0-0e69-4776-bea7-57ae8d297424";

/// Every right on what is in a vault: Key Vault Administrator.
pub const ADMINISTRATOR: &str = "00482a5a-887f-4fb3-b363-3b7fe8e74483";

/// The sight of what is in a vault, and no use of it: Key Vault Reader.
pub const READER: &str = "21090545-7ca7-4776-b22c-e363652d74d2";

/// The local role of a Managed HSM that allows the same.
pub const HSM_ROLE: &str = "Managed HSM Crypto Service Encryption User";

/// The permission needed to grant by role.
pub const WRITE_ASSIGNMENT: &str = "Microsoft.Authorization/roleAssignments/write";

/// The permission needed to take a role back.
pub const DELETE_ASSIGNMENT: &str = "Microsoft.Authorization/roleAssignments/delete";

/// The permission needed to grant, and to take back, by access policy.
pub const WRITE_POLICY: &str = "Microsoft.KeyVault/vaults/accessPolicies/write";

/// Whether a built-in role allows all that a service does with a key.
#[must_use]
pub fn suffices(role: &Role) -> bool {
    DATA_ACTIONS.iter().all(|it| role.allows(Plane::Data, it))
}

impl GrantState {
    /// What was granted.
    #[must_use]
    pub fn granted(&self) -> Option<&Granted> {
        match self {
            Self::Granted(granted) => Some(granted),
            Self::NotRead | Self::Missing | Self::Unknown(_) => None,
        }
    }
}

impl How {
    /// A few words: the role's name, or "access policy".
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Role { name, .. } => name.clone(),
            Self::Roles(names) => names.join(" and "),
            Self::AccessPolicy(permissions) => {
                format!("access policy ({})", permissions.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests;
