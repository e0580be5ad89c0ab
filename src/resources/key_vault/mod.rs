//! Key vaults: where keys live, and what keeps them from being lost.
//!
//! Source: <https://learn.microsoft.com/azure/key-vault/general/overview>, read 21 Aug 2026.

mod create;
mod create_key;
mod let_provider;
mod protect;
pub mod sandbox;

use super::{Action, Detail, ResourceType, revocation};
use crate::arm::{Resource, Unreadable, versions};
use crate::keys::{Configuration, PermissionModel, Vault};

/// `Microsoft.KeyVault/vaults`.
pub struct KeyVault;

const WRITE: &str = "Microsoft.KeyVault/vaults/write";

impl ResourceType for KeyVault {
    fn arm_type(&self) -> &'static str {
        "Microsoft.KeyVault/vaults"
    }

    fn api_version(&self) -> &'static str {
        versions::KEY_VAULT
    }

    fn label(&self) -> &'static str {
        "key vault"
    }

    fn plural(&self) -> &'static str {
        "key vaults"
    }

    fn icon(&self) -> &'static str {
        "vault"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/azure/key-vault/general/overview"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[
            &create_key::CreateKey,
            &protect::Protect,
            &revocation::RevokeKey,
            &revocation::RestoreKey,
            &create::CreateVault,
            &let_provider::LetProvider,
        ]
    }

    fn configuration(&self, _: &Resource) -> Result<Configuration, Unreadable> {
        Ok(Configuration::not_encryptable())
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        let Some(vault) = read(resource) else {
            return Vec::new();
        };
        let on_off = |on| if on { "on" } else { "off" };
        let days = vault
            .retention_days
            .map(|it| format!(", {it} days"))
            .unwrap_or_default();
        let model = match vault.permission_model {
            PermissionModel::Roles => "Azure roles",
            PermissionModel::AccessPolicies => "Access policies",
            PermissionModel::LocalRoles => "Roles kept in the HSM",
        };
        let network = if vault.network.is_open() {
            "All networks"
        } else {
            "Restricted"
        };
        let row = |label, value: String, at| Detail { label, value, at };
        vec![
            row("Address", vault.uri(), "properties.vaultUri"),
            row(
                "Purge protection",
                on_off(vault.purge_protection).into(),
                "properties.enablePurgeProtection",
            ),
            row(
                "Soft delete",
                format!("{}{days}", on_off(vault.soft_delete)),
                "properties.enableSoftDelete",
            ),
            row(
                "Permission model",
                model.into(),
                "properties.enableRbacAuthorization",
            ),
            row("Tier", vault.sku.clone(), "properties.sku.name"),
            row("Network", network.into(), "properties.networkAcls"),
        ]
    }
}

/// The vault in a resource envelope.
fn read(resource: &Resource) -> Option<Vault> {
    Vault::parse(&serde_json::to_value(resource).ok()?)
}
