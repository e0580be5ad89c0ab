//! Storage accounts: blobs, files, queues and tables under one key.
//!
//! Source: <https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview>, read
//! 21 Aug 2026.

mod account;
pub mod body;
mod change_key;
mod change_opener;
mod create;
mod follow_latest;
mod held;
mod key_scope;
mod key_versions;
mod model;
mod offer_customer_key;
mod only_now;
mod opener;
mod pin_version;
mod return_to_microsoft;
pub mod sandbox;
mod scopes;
#[cfg(test)]
mod tests;
mod use_customer_key;
mod use_my_key;
mod users;
mod wish;

use super::{Action, Detail, ResourceType, revocation};
use crate::arm::{Facts, Read, Request, Resource, Timestamp, Unreadable, versions};
use crate::keys::{Configuration, disabling};
use crate::plan::{Condition, Step, Watch};

/// `Microsoft.Storage/storageAccounts`.
pub struct StorageAccount;

const READ: &str = "Microsoft.Storage/storageAccounts/read";
const WRITE: &str = "Microsoft.Storage/storageAccounts/write";

/// The pointer to the proof: the version of the key that is in use.
const IN_USE: &str = "/properties/encryption/keyvaultproperties/currentVersionedKeyIdentifier";

/// Refusals that a grant which has not arrived yet brings about.
///
/// Source: Azure/bicep#16601 and Azure/terraform-azurerm-avm-res-storage-storageaccount#364, read
/// 21 Aug 2026.
const NOT_YET: [&str; 2] = ["KeyVaultAuthenticationFailure", "KeyVaultAccessForbidden"];

/// Seconds for which those refusals are met with another try.
const PATIENCE: u32 = 600;

impl ResourceType for StorageAccount {
    fn arm_type(&self) -> &'static str {
        "Microsoft.Storage/storageAccounts"
    }

    fn api_version(&self) -> &'static str {
        versions::STORAGE
    }

    fn label(&self) -> &'static str {
        "storage account"
    }

    fn plural(&self) -> &'static str {
        "storage accounts"
    }

    fn icon(&self) -> &'static str {
        "storage"
    }

    fn docs(&self) -> &'static str {
        "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview"
    }

    fn actions(&self) -> &'static [&'static dyn Action] {
        &[
            &use_my_key::UseMyKey,
            &change_key::ChangeKey,
            &follow_latest::FollowLatest,
            &pin_version::PinVersion,
            &return_to_microsoft::ReturnToMicrosoft,
            &change_opener::ChangeOpener,
            &revocation::Revoke,
            &revocation::Restore,
            &create::CreateWithMyKey,
            &offer_customer_key::OfferCustomerKey,
            &use_customer_key::UseCustomerKey,
        ]
    }

    fn configuration(&self, resource: &Resource) -> Result<Configuration, Unreadable> {
        model::configuration(resource)
    }

    fn details(&self, resource: &Resource) -> Vec<Detail> {
        let text = |at: &str| resource.text(at).to_owned();
        let kind = resource.kind.clone().unwrap_or_default();
        let sku = resource
            .sku
            .get("name")
            .and_then(|it| it.as_str())
            .unwrap_or_default()
            .to_owned();
        let scope = |service: &str| match resource
            .text(&format!("/encryption/services/{service}/keyType"))
        {
            "Account" => "the account's key".to_owned(),
            _ => "a key of Microsoft's".to_owned(),
        };
        let twice = resource
            .properties
            .pointer("/encryption/requireInfrastructureEncryption");
        let twice = if twice.and_then(serde_json::Value::as_bool) == Some(true) {
            "twice"
        } else {
            "once"
        };
        let row = |label, value, at| Detail { label, value, at };
        let mut rows = vec![
            row("Kind", kind, "kind"),
            row("Replication", sku, "sku.name"),
            row(
                "Queues are encrypted with",
                scope("queue"),
                "properties.encryption.services.queue.keyType",
            ),
            row(
                "Tables are encrypted with",
                scope("table"),
                "properties.encryption.services.table.keyType",
            ),
            row(
                "Data is encrypted",
                twice.into(),
                "properties.encryption.requireInfrastructureEncryption",
            ),
            row(
                "State",
                text("/provisioningState"),
                "properties.provisioningState",
            ),
        ];
        rows.extend(older_versions(resource));
        rows.extend(across_directories(resource));
        rows
    }

    fn related_reads(&self, resource: &Resource, _: &Facts, _: Timestamp) -> Vec<Read> {
        vec![scopes::read(resource)]
    }

    fn related(&self, resource: &Resource, facts: &Facts, _: Timestamp) -> Vec<Detail> {
        scopes::details(resource, facts)
    }
}

/// From when on this account needs no version that it used before.
fn older_versions(account: &Resource) -> Option<Detail> {
    let configuration = model::configuration(account).ok()?;
    let at = disabling::free_from(StorageAccount.arm_type(), &configuration)?;
    Some(Detail {
        label: "Needs no older version of its key",
        value: format!("from {}", at.day_and_clock()),
        at: "properties.encryption.keyvaultproperties.lastKeyRotationTimestamp, and 24 hours",
    })
}

/// What an account says of a key that lies in another directory.
fn across_directories(account: &Resource) -> Vec<Detail> {
    let configuration = model::configuration(account).ok();
    let reference = configuration.as_ref().and_then(Configuration::key);
    let Some(reference) = reference else {
        return Vec::new();
    };
    let row = |label, value: String, at| Detail { label, value, at };
    let principal = reference.identity.principal_id.clone();
    let mut rows = vec![row(
        "Object ID that opens the vault",
        principal.unwrap_or_default(),
        "identity",
    )];
    let at = "properties.encryption.identity.federatedIdentityClientId";
    rows.extend(match &reference.federated_client {
        None => vec![row("The key lies in", "this directory".into(), at)],
        Some(client) => vec![
            row("The key lies in", "another directory".into(), at),
            row("Through the application", client.clone(), at),
            row("Its grant", "cannot be seen from this directory".into(), ""),
        ],
    });
    rows
}

/// Reads an account until something is seen.
fn watch(account: &Resource, until: Condition) -> Watch {
    Watch::new(Request::get(&account.id, versions::STORAGE), until).paced(10, 300)
}

/// The read that proves it; nothing else does.
fn proof(watch: Watch) -> Step {
    Step::watch("prove", "Prove it by reading back", watch)
        .why("Done only when currentVersionedKeyIdentifier names the wanted version of your key.")
        .needs(READ)
        .expected(1)
}
