//! What Azure Monitor says when it refuses.
//!
//! Source of the sentences, where nothing else is said: azure-monitor-docs,
//! `articles/azure-monitor/logs/customer-managed-keys.md`, "Troubleshooting" and "Limitations",
//! read 21 Aug 2026. The codes are assumed.

use crate::resources::key_vault::sandbox::opening::Unusable;
use crate::resources::simulated::Refusal;

pub(super) fn busy() -> Refusal {
    let message = "Operation can't be executed now. Async operation is in progress. Wait for the Async operation to complete and try again.";
    Refusal::bad("OperationNotAllowed", message)
}

pub(super) fn deleting() -> Refusal {
    let message =
        "Cluster is in deleting state. Wait for the Async operation to complete and try again.";
    Refusal::bad("OperationNotAllowed", message)
}

pub(super) fn bad_format() -> Refusal {
    Refusal::bad(
        "InvalidParameter",
        "KeyVaultProperties isn't empty but has a bad format.",
    )
}

/// One sentence for most of what keeps a cluster from its key.
pub(super) fn key(why: Unusable) -> Refusal {
    match why {
        Unusable::Address => bad_format(),
        Unusable::NotRecoverable => Refusal::bad(
            "BadRequest",
            "Key isn't recoverable. Key Vault must be set to Soft-delete and Purge-protection.",
        ),
        _ => not_validated(),
    }
}

pub(super) fn not_validated() -> Refusal {
    let message = "Failed to validate key in Key Vault. Could be due to lack of permissions or when key doesn't exist. Verify that you set key and Access Policy in Key Vault.";
    Refusal::bad("BadRequest", message)
}

pub(super) fn identity_and_key_together() -> Refusal {
    let message = "Cluster update should not include both identity and key identifier details in the same operation. Update them in two consecutive operations.";
    Refusal::bad("BadRequest", message)
}

pub(super) fn one_identity() -> Refusal {
    let message =
        "A single identity can be defined in a cluster, either SystemAssigned or UserAssigned.";
    Refusal::bad("BadRequest", message)
}

pub(super) fn cut_off() -> Refusal {
    let message = "The identity of the cluster was set to None. This can't be reverted without contacting support.";
    Refusal::bad("OperationNotAllowed", message)
}

pub(super) fn no_double_encryption(region: &str) -> Refusal {
    let message = format!("{region} doesn't support Double Encryption for clusters.");
    Refusal::bad("BadRequest", message)
}

pub(super) fn fixed(name: &str) -> Refusal {
    let message = format!("{name} can't be changed after the cluster is created.");
    Refusal::bad("InvalidParameter", message)
}

/// Source: hashicorp/terraform-provider-azurerm#28862, read 21 Aug 2026.
pub(super) fn read_only(name: &str) -> Refusal {
    Refusal::bad("InvalidParameter", format!("{name} is read-only."))
}

/// Source of the three below: azure-monitor-docs, `logs-dedicated-clusters.md`, read 21 Aug 2026.
pub(super) fn bad_sku() -> Refusal {
    Refusal::bad("InvalidParameter", "SKU name is invalid.")
}

pub(super) fn bad_capacity(tiers: &[u64]) -> Refusal {
    let tiers: Vec<String> = tiers.iter().map(u64::to_string).collect();
    let message = format!(
        "Capacity is missing or is not a commitment tier. The tiers are {}.",
        tiers.join(", ")
    );
    Refusal::bad("InvalidParameter", message)
}

pub(super) fn committed() -> Refusal {
    let message =
        "Capacity can't be reduced in the first 30 days after the last change of capacity.";
    Refusal::bad("BadRequest", message)
}

pub(super) fn name_reserved(name: &str) -> Refusal {
    let message = format!(
        "Conflict: a cluster named {name} was deleted in the last 14 days, and its name is kept reserved."
    );
    Refusal::new(409, "Conflict", message)
}

pub(super) fn name_taken(name: &str) -> Refusal {
    let message = format!("Conflict: a cluster named {name} exists in this subscription.");
    Refusal::new(409, "Conflict", message)
}

pub(super) fn bad_name() -> Refusal {
    Refusal::bad("InvalidParameter", "Cluster name is not valid.")
}

pub(super) fn too_many(what: &str, most: usize, region: &str) -> Refusal {
    let message = format!(
        "A maximum of {most} {what} clusters can exist in each region and subscription. The limit is reached in {region}."
    );
    Refusal::bad("QuotaExceeded", message)
}

pub(super) fn value_not_allowed(name: &str, value: &str) -> Refusal {
    let message = format!("The value '{value}' is not allowed for {name}.");
    Refusal::bad("InvalidParameter", message)
}
