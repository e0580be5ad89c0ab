//! What storage says when a key cannot be used.

use crate::resources::key_vault::sandbox::opening::Unusable;
use crate::resources::simulated::Refusal;

/// The refusal for a key that cannot be used.
///
/// Sources: `KeyVaultAuthenticationFailure` and its sentence from public templates and logs, read
/// 24 Nov 2026, also for a closed firewall and an expired key (MicrosoftDocs/azure-docs#84096);
/// `KeyVaultPolicyError` from Azure/azure-cli#12346 and #17914; `KeyVaultEncryptionKeyNotFound`
/// and `KeyVaultVaultNotFound` from the data plane's list of error codes, whose use here is
/// assumed, as is the refusal of keys that are no RSA keys.
pub(super) fn refusal(why: Unusable) -> Refusal {
    let (code, message) = match why {
        Unusable::Firewall
        | Unusable::NotGranted
        | Unusable::Expired
        | Unusable::NotYetActive
        | Unusable::NotActivated => (
            "KeyVaultAuthenticationFailure",
            "The operation failed because of authentication issue on the keyvault. For more information, see - https://aka.ms/storagekeyvaultaccesspolicy",
        ),
        Unusable::NotRecoverable => (
            "KeyVaultPolicyError",
            "Keyvault policy recoverable is not set",
        ),
        Unusable::NoKey | Unusable::NoVersion | Unusable::Disabled => (
            "KeyVaultEncryptionKeyNotFound",
            "The key vault key is not found to unwrap the encryption key.",
        ),
        Unusable::NoVault => (
            "KeyVaultVaultNotFound",
            "The key vault is not found for encryption.",
        ),
        Unusable::Address => (
            "InvalidValuesForRequestParameters",
            "Values for request parameters are invalid: encryption.keyvaultproperties.keyvaulturi.",
        ),
        Unusable::Kind => (
            "InvalidValuesForRequestParameters",
            "Values for request parameters are invalid: encryption.keyvaultproperties.keyname. The key has to be an RSA key.",
        ),
    };
    Refusal::bad(code, message)
}

/// The refusal of a key without whatever has to be there first.
///
/// Source: Azure/azure-sdk-for-java#38854 and #29016; the code is not shown there and is assumed.
pub(super) fn missing_prerequisites() -> Refusal {
    Refusal::bad(
        "MissingPrerequisitesForEncryptionAtRest",
        "Missing pre-requisites to enable EncryptionAtRest/Customer Managed Key for this storage account. For more information, see - https://aka.ms/storagecmkconfiguration",
    )
}

/// Source: hashicorp/terraform-provider-azurerm#6111, Azure/azure-sdk-for-go#1772.
pub(super) fn no_identity() -> Refusal {
    Refusal::bad(
        "MissingMsiHeaders",
        "Managed Service Identity (MSI) is not set for this account",
    )
}

/// Source: Azure/azure-service-operator#4325.
pub(super) fn identity_not_attached() -> Refusal {
    Refusal::bad(
        "InvalidValuesForRequestParameters",
        "Values for request parameters are invalid: properties.encryption.identity.",
    )
}

/// Source: Azure/bicep-registry-modules#4467; the code is not shown there and is assumed.
pub(super) fn identity_and_key_together() -> Refusal {
    Refusal::bad(
        "InvalidRequestPropertyValue",
        "The properties 'encryption.identity, encryption.keyvaultproperties' cannot be updated in a single operation.",
    )
}

/// No application of the sandbox is registered in two directories, so none can be valid here.
pub(super) fn no_such_application(client: &str) -> Refusal {
    Refusal::bad(
        "GatewayAuthenticationFailed",
        format!(
            "Gateway authentication failed for 'Microsoft.Storage'. AADSTS700016: Application with identifier '{client}' was not found in the directory."
        ),
    )
}

/// A value that a property does not take.
pub(super) fn value_not_allowed(name: &str, value: &str) -> Refusal {
    let message = format!("The value '{value}' is not allowed for property {name}.");
    Refusal::bad("InvalidRequestPropertyValue", message)
}
