//! Vaults and Managed HSMs: what a key lies in, and whether it could be lost.
//!
//! Sources: Azure/bicep-types-az @ 1f896de2, `microsoft.keyvault/2026-02-01`, and
//! MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/general/` and
//! `key-vault/managed-hsm/`, read 21 Aug 2026.

pub mod audit;
mod find;
mod network;
mod parse;
mod requests;

use serde::{Deserialize, Serialize};

pub use find::{Sought, find, find_reads, list, list_read};
pub use network::{DefaultAction, Network, PublicAccess};
pub use requests::{NewVault, Tier, create, name_check, protect};

use super::key_uri::{KeyUri, VaultKind};
use crate::arm::{Facts, Read, Reading, Request, ResourceId, versions};

/// A vault or a Managed HSM as Azure describes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vault {
    /// Where it is.
    pub id: ResourceId,
    /// Which of the two.
    pub kind: VaultKind,
    /// Its host, as key identifiers begin with it: `contoso.vault.azure.net`.
    pub host: String,
    /// The region, normalised.
    pub location: String,
    /// The directory whose principals may use it.
    pub tenant: String,
    /// How it decides who may use its keys.
    pub permission_model: PermissionModel,
    /// Its access policies, whether they count or not.
    pub access_policies: Vec<AccessPolicy>,
    /// Whether what is deleted can be recovered.
    pub soft_delete: bool,
    /// For how many days.
    pub retention_days: Option<u32>,
    /// Whether nobody can purge what is deleted before those days are over.
    pub purge_protection: bool,
    /// Who reaches its data plane.
    pub network: Network,
    /// `standard`, `premium`, `Standard_B1`.
    pub sku: String,
    /// The provisioning state in Azure's word; empty where it says none.
    pub provisioning_state: String,
    /// Whether a Managed HSM was activated; `None` for a vault.
    pub activation: Option<Activation>,
}

/// How a vault decides who may use its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PermissionModel {
    /// Azure role assignments.
    Roles,
    /// The vault's own access policies.
    AccessPolicies,
    /// Roles kept inside a Managed HSM, which Resource Manager does not see.
    LocalRoles,
}

/// One access policy: what a principal may do with what is in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessPolicy {
    /// The principal's directory.
    pub tenant: String,
    /// The principal's object ID.
    pub object_id: String,
    /// An application that must be in between; then the principal alone may do nothing.
    pub application_id: Option<String>,
    /// Key permissions as Azure wrote them: `get`, `WrapKey`, `all`.
    pub keys: Vec<String>,
    /// The same for secrets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secrets: Vec<String>,
    /// The same for certificates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<String>,
}

/// How far a Managed HSM's activation has come. Nothing works before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Activation {
    /// Its security domain was downloaded.
    Active,
    /// Nobody downloaded the security domain yet.
    NotActivated,
    /// The activation failed.
    Failed,
    /// Azure does not say.
    Unknown,
}

/// Asks for one vault or Managed HSM.
#[must_use]
pub fn read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::KEY_VAULT))
}

/// One vault or Managed HSM.
#[must_use]
pub fn one(id: &ResourceId, facts: &Facts) -> Reading<Vault> {
    facts.one(&read(id), Vault::parse)
}

impl Vault {
    /// The vault's address without a trailing slash.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("https://{}", self.host)
    }

    /// The name in its resource ID.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.name()
    }

    /// Whether a key in it, once deleted, can be brought back for sure. Every service demands it
    /// before it takes a key.
    #[must_use]
    pub fn is_recoverable(&self) -> bool {
        self.soft_delete && self.purge_protection
    }

    /// Whether it holds keys in hardware as well.
    #[must_use]
    pub fn is_premium(&self) -> bool {
        self.sku.eq_ignore_ascii_case("premium")
    }

    /// Whether it is finished and can be used; a Managed HSM must be activated too.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let state = self.provisioning_state.to_ascii_lowercase();
        let settled = matches!(state.as_str(), "" | "succeeded" | "activated");
        settled && matches!(self.activation, None | Some(Activation::Active))
    }

    /// Whether a key identifier lies in it.
    #[must_use]
    pub fn holds(&self, key: &KeyUri) -> bool {
        self.host == key.host()
    }

    /// The resource ID of a key in it.
    #[must_use]
    pub fn key_id(&self, name: &str) -> ResourceId {
        self.id.child("keys", name)
    }
}

#[cfg(test)]
pub(crate) mod tests;
