//! What Logic Apps says when it refuses. The codes, and the sentences that name no source, are
//! assumed.

use crate::arm::ResourceId;
use crate::resources::simulated::Refusal;

pub(super) fn bad(message: impl Into<String>) -> Refusal {
    Refusal::bad("BadRequest", message)
}

/// The rule: azure-docs, `customer-managed-keys-integration-service-environment.md`, edition for
/// 2019-05-01.
pub(super) fn region(region: &str, allowed: &[&str]) -> Refusal {
    bad(format!(
        "Customer-managed keys are not available for integration service environments in '{region}'. They are available in '{}'.",
        allowed.join(",")
    ))
}

/// The rule is the one of the service's own documents.
pub(super) fn key_fixed() -> Refusal {
    bad(
        "The encryption configuration of an integration service environment can be specified only when the environment is created.",
    )
}

pub(super) fn fixed(what: &str) -> Refusal {
    bad(format!(
        "The {what} of an integration service environment can't be changed after the environment is created."
    ))
}

pub(super) fn subnet(id: &ResourceId, why: &str) -> Refusal {
    bad(format!("The subnet '{id}' {why}."))
}

pub(super) fn subnet_taken(id: &ResourceId, by: &ResourceId) -> Refusal {
    Refusal::new(
        409,
        "SubnetInUse",
        format!(
            "The subnet '{id}' is in use by '{by}', or was until a while ago. It might take up to an hour before a subnet is released."
        ),
    )
}

pub(super) fn at_work(id: &ResourceId, state: &str) -> Refusal {
    Refusal::new(
        409,
        "Conflict",
        format!(
            "The resource '{}' is in the provisioning state '{state}' and can't be changed.",
            id.name()
        ),
    )
}

pub(super) fn failed_before(id: &ResourceId) -> Refusal {
    Refusal::new(
        409,
        "Conflict",
        format!(
            "The deployment of the integration service environment '{}' failed. Delete it before you create it again.",
            id.name()
        ),
    )
}

/// "A permissions error", says the article; in which words is assumed.
pub(super) fn not_permitted(environment: &ResourceId, vault: &str, key: &str) -> Refusal {
    Refusal::new(
        403,
        "KeyVaultAccessForbidden",
        format!(
            "The managed identity of the integration service environment '{}' does not have the permissions to use the key '{key}' in the key vault '{vault}'.",
            environment.name()
        ),
    )
}

pub(super) fn key_unfit(key: &str, why: &str) -> Refusal {
    Refusal::bad(
        "KeyNotUsable",
        format!("The key '{key}' can't be used for encryption: {why}."),
    )
}

/// The rule: MicrosoftDocs/azure-docs#80516, read 27 Nov 2026.
pub(super) fn vault_elsewhere(vault: &str, region: &str) -> Refusal {
    Refusal::bad(
        "KeyVaultNotInRegion",
        format!(
            "The key vault '{vault}' must exist in the same region '{region}' as the integration service environment."
        ),
    )
}

pub(super) fn no_vault(vault: &str) -> Refusal {
    Refusal::bad(
        "KeyVaultNotFound",
        format!("The key vault '{vault}' could not be found."),
    )
}

/// Source of code and sentence: Azure/azure-rest-api-specs#15725, read 27 Nov 2026.
pub(super) fn bad_definition() -> Refusal {
    Refusal::bad("InvalidResource", "The resource definition is invalid.")
}
