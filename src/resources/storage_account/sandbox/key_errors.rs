//! What storage says when a key cannot be used.

use crate::resources::key_vault::sandbox::opening::Unusable;
use crate::resources::simulated::{NotFederated, Refusal};

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

/// The refusal where the identity cannot speak for the application in the vault's directory.
///
/// Sources: "Gateway authentication failed" with AADSTS700016 inside from a public troubleshooting
/// page, read 21 Aug 2026, its code assumed; that the other numbers of Entra are passed on in the
/// same way is assumed too. Their sentences: entra-docs, `reference-error-codes.md`, and
/// Azure/login#619, read 27 Nov 2026.
pub(super) fn not_federated(why: NotFederated, (client, identity): (&str, &str)) -> Refusal {
    let said = match why {
        NotFederated::NoApplication | NotFederated::NotInstalled => format!(
            "AADSTS700016: Application with identifier '{client}' was not found in the directory. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant."
        ),
        NotFederated::NoCredential => format!(
            "AADSTS700213: No matching federated identity record found for presented assertion subject '{identity}'. Please note that matching is done using a case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion."
        ),
        NotFederated::Disabled => {
            format!("AADSTS7000112: Application '{client}' is disabled.")
        }
    };
    let message = format!("Gateway authentication failed for 'Microsoft.Storage'. {said}");
    Refusal::bad("GatewayAuthenticationFailed", message)
}

/// A value that a property does not take.
pub(super) fn value_not_allowed(name: &str, value: &str) -> Refusal {
    let message = format!("The value '{value}' is not allowed for property {name}.");
    Refusal::bad("InvalidRequestPropertyValue", message)
}
