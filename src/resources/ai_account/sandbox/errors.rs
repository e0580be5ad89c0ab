//! What Cognitive Services says when it refuses.
//!
//! Microsoft's page on the key names what goes wrong (403 Forbidden, key store not found, key
//! version not supported) and neither codes nor whole sentences, which are assumed where nothing
//! else is said.
//!
//! Source: azure-ai-docs, `concepts-encryption-keys-portal-1.md`, "Troubleshooting", read 27 Nov
//! 2026.

use crate::arm::ResourceId;
use crate::resources::key_vault::sandbox::opening::Unusable;
use crate::resources::simulated::Refusal;

/// Source: Azure/bicep-types-az#2419, read 27 Nov 2026.
pub(super) fn busy(id: &ResourceId) -> Refusal {
    let message = format!(
        "Cannot modify resource with id '{id}' because the resource entity provisioning state is not terminal. Please wait for the provisioning state to become terminal and then retry the request."
    );
    Refusal::new(409, "RequestConflict", message)
}

/// Source: microsoft/microsoft-foundry-for-vscode#145, read 27 Nov 2026.
pub(super) fn bad_kind(kind: &str) -> Refusal {
    let message =
        format!("The account type '{kind}' is either invalid or unavailable in given region.");
    Refusal::bad("InvalidApiSetId", message)
}

pub(super) fn bad_sku(sku: &str) -> Refusal {
    let message = format!("The sku '{sku}' is either invalid or unavailable for this account.");
    Refusal::bad("InvalidSkuId", message)
}

pub(super) fn bad_name(name: &str) -> Refusal {
    Refusal::bad(
        "AccountNameInvalid",
        format!("Account name '{name}' is not valid."),
    )
}

pub(super) fn fixed(name: &str) -> Refusal {
    let message = format!("The property '{name}' can't be changed once it is set.");
    Refusal::bad("BadRequest", message)
}

/// Source: microsoft/microsoft-foundry-for-vscode#121, read 27 Nov 2026.
pub(super) fn bad_sub_domain(name: &str) -> Refusal {
    let message = format!("Sub domain name '{name}' is not valid.");
    Refusal::bad("CustomDomainInvalid", message)
}

/// Source: microsoft/microsoft-foundry-for-vscode#52, read 27 Nov 2026.
pub(super) fn sub_domain_in_use(name: &str) -> Refusal {
    let message = format!(
        "Please pick a different name. The subdomain name '{name}' is not available as it's already used by a resource. If the resource using the name was deleted in the last 48 hours, you may need to purge the deleted resource."
    );
    Refusal::new(409, "CustomDomainInUse", message)
}

/// What projects need; hashicorp/terraform-provider-azurerm asks for it before it sends anything.
pub(super) fn projects_need(what: &str) -> Refusal {
    let message = format!("Project management can't be allowed for an account without {what}.");
    Refusal::bad("BadRequest", message)
}

pub(super) fn no_projects() -> Refusal {
    Refusal::bad(
        "BadRequest",
        "Project management is not allowed for the parent account.",
    )
}

/// Source: microsoft/microsoft-foundry-for-vscode#117, read 27 Nov 2026.
pub(super) fn parent_not_ready() -> Refusal {
    let message = "Parent account does not provision correctly, please retry creating the account.";
    Refusal::bad("BadRequest", message)
}

/// Source: Azure/terraform-provider-azapi#894, read 27 Nov 2026.
pub(super) fn nested(ids: &[String]) -> Refusal {
    let message = format!(
        "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '{}'. Please delete all nested resources before deleting this resource.",
        ids.join(", ")
    );
    Refusal::new(409, "CannotDeleteResource", message)
}

/// Source: Azure/azure-cli#18146, read 27 Nov 2026.
pub(super) fn soft_deleted(id: &ResourceId) -> Refusal {
    let message = format!(
        "An existing resource with ID '{id}' has been soft-deleted. To restore the resource, you must specify 'restore' to be 'true' in the property. If you don't want to restore existing resource, please purge it first."
    );
    Refusal::new(409, "FlagMustBeSetForRestore", message)
}

pub(super) fn nothing_to_restore(name: &str) -> Refusal {
    let message = format!("There is no soft-deleted account '{name}' that could be restored.");
    Refusal::new(404, "SoftDeletedResourceNotFound", message)
}

/// Source of the sentence: microsoft-foundry/foundry-samples @ ec0972e3, README of sample 32, read
/// 21 Aug 2026.
pub(super) fn bad_key() -> Refusal {
    Refusal::bad("BadRequest", "KeyVaultProperties is invalid")
}

pub(super) fn no_identity() -> Refusal {
    Refusal::bad(
        "BadRequest",
        "A customer-managed key needs a managed identity.",
    )
}

/// Source: Azure/azure-rest-api-specs#18726 for Face, Azure/terraform-azurerm-avm-res-cognitiveservices-account#159,
/// which quotes Microsoft's page, for OpenAI; read 27 Nov 2026.
pub(super) fn only_system(kind: &str) -> Refusal {
    let message = format!(
        "User-assigned managed identities are not supported with customer-managed keys for accounts of type '{kind}'."
    );
    Refusal::bad("BadRequest", message)
}

pub(super) fn no_own_key(kind: &str) -> Refusal {
    let message = format!("Customer-managed keys are not supported for accounts of type '{kind}'.");
    Refusal::bad("BadRequest", message)
}

pub(super) fn no_way_back() -> Refusal {
    let message =
        "The account can't be updated from customer-managed keys to Microsoft-managed keys.";
    Refusal::bad("BadRequest", message)
}

pub(super) fn other_key_store() -> Refusal {
    let message = "Customer-managed keys can be updated only to keys in the same key store.";
    Refusal::bad("BadRequest", message)
}

pub(super) fn no_key_store() -> Refusal {
    let message = "Key store not found. The key store must be in the region of the account.";
    Refusal::bad("BadRequest", message)
}

/// 403 while the identity may not use the key, whatever keeps it out: the page names no other
/// answer. Key Vault itself answers 403 for a key that is disabled, expired or not active yet.
pub(super) fn forbidden() -> Refusal {
    let message =
        "Forbidden. The managed identity can't wrap and unwrap with the key in the key store.";
    Refusal::new(403, "Forbidden", message)
}

pub(super) fn key(why: Unusable) -> Refusal {
    match why {
        Unusable::Address => bad_key(),
        Unusable::NoVault | Unusable::NotActivated => no_key_store(),
        Unusable::NoKey | Unusable::NoVersion => bad_key(),
        // The sentence is from the README named above.
        Unusable::NotRecoverable => Refusal::bad(
            "BadRequest",
            "The encryption key must be recoverable and not purgeable",
        ),
        Unusable::Kind => Refusal::bad("BadRequest", "Key version not supported."),
        Unusable::NotGranted
        | Unusable::Firewall
        | Unusable::Disabled
        | Unusable::Expired
        | Unusable::NotYetActive => forbidden(),
    }
}
