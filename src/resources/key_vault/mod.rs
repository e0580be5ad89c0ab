//! Key vaults: where keys live, and what keeps them from being lost.
//!
//! Source: <https://learn.microsoft.com/azure/key-vault/general/overview>, read 21 Aug 2026.

mod by_hand;
mod change_model;
mod create;
mod create_key;
mod give_rights;
mod import_key;
mod let_provider;
mod protect;
mod rotate_key;
pub mod sandbox;
mod send_logs;

use super::{Action, Ask, Detail, ResourceType, revocation};
use crate::arm::access::{locks, rights};
use crate::arm::{Facts, Read, Reading, Resource, ResourceId, Timestamp, Unreadable, versions};
use crate::form::Invalid;
use crate::keys::vault::audit;
use crate::keys::{Configuration, PermissionModel, Vault, key, vault};
use crate::plan::{Check, preflight};

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
            &rotate_key::RotateKey,
            &revocation::SwitchVersion,
            &import_key::ImportKey,
            &protect::Protect,
            &give_rights::GiveRights,
            &change_model::ChangeModel,
            &send_logs::SendLogs,
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

    fn related_reads(&self, resource: &Resource, _: &Facts, _: Timestamp) -> Vec<Read> {
        vec![audit::read(&resource.id)]
    }

    fn related(&self, resource: &Resource, facts: &Facts, _: Timestamp) -> Vec<Detail> {
        vec![Detail {
            label: "Use of its keys is written down",
            value: audit::words(&resource.id, facts),
            at: "diagnosticSettings",
        }]
    }
}

/// The vault in a resource envelope.
fn read(resource: &Resource) -> Option<Vault> {
    Vault::parse(&serde_json::to_value(resource).ok()?)
}

/// The vault that a wish is about, once it was read.
///
/// # Errors
/// When there is none, or it could not be read.
fn wished(ask: &Ask<'_>) -> Result<Vault, Invalid> {
    let target = ask
        .target
        .ok_or_else(|| Invalid::new("target", "Choose a vault."))?;
    match vault::one(target, ask.facts) {
        Reading::Found(vault) => Ok(vault),
        _ => Err(Invalid::new("target", "The vault could not be read.")),
    }
}

/// The vault, what the person may do there, and the locks on it.
fn reads(ask: &Ask<'_>) -> Vec<Read> {
    let target = ask.target.into_iter();
    target
        .flat_map(|it| {
            let mut reads = vec![vault::read(it), rights::read(it)];
            reads.extend(locks::reads(it));
            reads
        })
        .collect()
}

/// The same, with the key that is named, which may be there already.
fn reads_with_key(ask: &Ask<'_>) -> Vec<Read> {
    let mut all = reads(ask);
    if let (Some(target), Ok(name)) = (ask.target, ask.answers.needed("name")) {
        all.push(key::read(target, name));
    }
    all
}

/// Whether nothing else is at work on the vault.
fn idle(vault: &ResourceId, facts: &Facts) -> Option<Check> {
    let shown = facts.value(&vault::read(vault))?;
    Some(preflight::idle(&Resource::read(shown).ok()?))
}
