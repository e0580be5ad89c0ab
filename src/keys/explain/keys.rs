//! What storage, Key Vault and role assignments say when a key cannot be set.

use super::{Row, Timing};
use crate::arm::Source;

const fn thread(title: &'static str, url: &'static str) -> Source {
    Source::new(title, url, "2026-08-21")
}

/// The dictionary, the most particular first: words before codes that stand for many things.
pub(super) static ROWS: [Row; 19] = [
    Row {
        codes: &["ForbiddenByFirewall"],
        says: "caller is not a trusted service",
        what: "The vault's firewall keeps the service out.",
        why: "The vault is closed to the caller's address, and the caller counts as no trusted service with this identity.",
        next: "Turn on \"Allow trusted Microsoft services\" in the vault's networking. If it is on, try the other kind of identity or a private endpoint.",
        timing: Timing::Final,
        source: thread(
            "Key Vault common error codes",
            "https://learn.microsoft.com/azure/key-vault/general/common-error-codes",
        ),
    },
    Row {
        codes: &["KeyVaultAuthenticationFailure", "ForbiddenByRbac"],
        says: "authentication issue on the keyvault",
        what: "The service may not use the key yet.",
        why: "A grant takes up to ten minutes to reach the vault. If it was given longer ago, it was given to another identity or at another place, or the key has expired.",
        next: "Wait, and try the key again. After ten minutes, check the identity, the grant, the key's dates and the vault's firewall.",
        timing: Timing::NotYet,
        source: thread(
            "Customer-managed key fails just after the grant (Azure/bicep#16601)",
            "https://github.com/Azure/bicep/issues/16601",
        ),
    },
    Row {
        codes: &["PrincipalNotFound"],
        says: "does not exist in the directory",
        what: "The directory does not know the identity yet.",
        why: "A new identity takes a while to reach every copy of the directory.",
        next: "Wait, and grant again. After ten minutes, check that the object ID belongs to this directory.",
        timing: Timing::NotYet,
        source: thread(
            "Troubleshoot Azure RBAC",
            "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
        ),
    },
    Row {
        codes: &["RoleAssignmentExists"],
        says: "",
        what: "The role is granted already.",
        why: "An assignment of the same role to the same identity at the same place has another name.",
        next: "Nothing needs to be done; go on with the next step.",
        timing: Timing::Already,
        source: thread(
            "Troubleshoot Azure RBAC",
            "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
        ),
    },
    Row {
        codes: &["RoleAssignmentUpdateNotPermitted"],
        says: "",
        what: "An assignment with this name is there and grants something else.",
        why: "Role, identity and place of an assignment cannot be changed.",
        next: "Remove that assignment under Access control (IAM), and grant again.",
        timing: Timing::Final,
        source: thread(
            "Troubleshoot Azure RBAC",
            "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
        ),
    },
    Row {
        codes: &["RoleAssignmentLimitExceeded"],
        says: "",
        what: "The subscription holds as many role assignments as it can.",
        why: "Azure limits their number per subscription.",
        next: "Remove assignments nobody needs, or grant a group instead of its members.",
        timing: Timing::Final,
        source: thread(
            "Troubleshoot Azure RBAC limits",
            "https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits",
        ),
    },
    Row {
        codes: &["KeyVaultPolicyError"],
        says: "recoverable is not set",
        what: "The vault could lose the key, so the service does not take it.",
        why: "Soft delete or purge protection is off. On a Managed HSM it is purge protection, which is off unless somebody turned it on.",
        next: "Turn on purge protection of the vault; it cannot be turned off again. Then set the key.",
        timing: Timing::Final,
        source: thread(
            "Keyvault policy recoverable is not set (Azure/azure-cli#12346, #17914)",
            "https://github.com/Azure/azure-cli/issues/12346",
        ),
    },
    Row {
        codes: &[],
        says: "cannot be updated in a single operation",
        what: "Identity and key cannot be changed in one request.",
        why: "The service wants to know the identity before it tries the key with it.",
        next: "Attach the identity first, then set the key in a request of its own.",
        timing: Timing::Final,
        source: thread(
            "Azure/bicep-registry-modules#4467",
            "https://github.com/Azure/bicep-registry-modules/issues/4467",
        ),
    },
    Row {
        codes: &[],
        says: "missing pre-requisites to enable",
        what: "Something the key needs is missing.",
        why: "Storage has one sentence for several causes: no identity attached, none named for encryption, no grant, or a vault without purge protection.",
        next: "Go through the checks of this plan; each cause is looked at by itself.",
        timing: Timing::Final,
        source: thread(
            "Azure/azure-sdk-for-java#29016, Azure/azure-service-operator#4122",
            "https://github.com/Azure/azure-service-operator/issues/4122",
        ),
    },
    Row {
        codes: &["MissingMsiHeaders"],
        says: "(msi) is not set for this account",
        what: "The account has no identity to open the vault with.",
        why: "The key was named before an identity was attached.",
        next: "Attach the identity in a request of its own, grant it the key, then set the key.",
        timing: Timing::Final,
        source: thread(
            "hashicorp/terraform-provider-azurerm#6111",
            "https://github.com/hashicorp/terraform-provider-azurerm/issues/6111",
        ),
    },
    Row {
        codes: &[],
        says: "parameters are invalid: properties.encryption.identity",
        what: "The identity named for encryption is not attached to the account.",
        why: "Encryption can name only an identity that the account has, by its resource ID.",
        next: "Attach this identity first, or name one that is attached.",
        timing: Timing::Final,
        source: thread(
            "Azure/azure-service-operator#4325",
            "https://github.com/Azure/azure-service-operator/issues/4325",
        ),
    },
    Row {
        codes: &["KeyVaultEncryptionKeyNotFound"],
        says: "",
        what: "The service does not find the key.",
        why: "The key was disabled or deleted, or the identity lost its grant.",
        next: "Check the key and the grant; recover the key if it was deleted.",
        timing: Timing::Final,
        source: thread(
            "Key Vault soft-delete overview",
            "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
        ),
    },
    Row {
        codes: &[],
        says: "aadsts700016",
        what: "The other directory does not know the application.",
        why: "The client ID names no multi-tenant application that is installed in the directory of the vault.",
        next: "Have the application installed in that directory, and check its client ID.",
        timing: Timing::Final,
        source: thread(
            "Cross-tenant customer-managed keys",
            "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-cross-tenant-existing-account",
        ),
    },
    Row {
        codes: &[],
        says: "aadsts700222",
        what: "The application does not trust the identity in this way.",
        why: "The federated credential was made for another scenario; it must name the identity's object ID as its subject.",
        next: "Make the federated credential of the application anew, for a managed identity.",
        timing: Timing::Final,
        source: thread(
            "MicrosoftDocs/azure-docs#116459",
            "https://github.com/MicrosoftDocs/azure-docs/issues/116459",
        ),
    },
    Row {
        codes: &[
            "VaultAlreadyExists",
            "StorageAccountAlreadyTaken",
            "StorageAccountAlreadyExists",
        ],
        says: "is already in use",
        what: "The name is taken.",
        why: "Such names are unique in all of Azure, and the name of a deleted vault stays taken until it is purged.",
        next: "Choose another name, or recover the deleted vault.",
        timing: Timing::Final,
        source: thread(
            "Key Vault common error codes",
            "https://learn.microsoft.com/azure/key-vault/general/common-error-codes",
        ),
    },
    Row {
        codes: &["VaultNameNotValid", "AccountNameInvalid"],
        says: "",
        what: "Azure does not accept the name.",
        why: "The name breaks the rules for this kind of resource.",
        next: "Choose a name as the field's example shows.",
        timing: Timing::Final,
        source: thread(
            "Key Vault common error codes",
            "https://learn.microsoft.com/azure/key-vault/general/common-error-codes",
        ),
    },
    Row {
        codes: &["AccessDenied", "ForbiddenByPolicy"],
        says: "",
        what: "The vault does not allow this.",
        why: "No access policy of the vault allows the operation to this identity.",
        next: "Add the key permissions get, wrapKey and unwrapKey for the identity that was used.",
        timing: Timing::Final,
        source: thread(
            "Key Vault common error codes",
            "https://learn.microsoft.com/azure/key-vault/general/common-error-codes",
        ),
    },
    Row {
        codes: &["ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity"],
        says: "",
        what: "Another change to this identity is under way.",
        why: "An identity takes one federated credential at a time.",
        next: "Wait half a minute, and try again.",
        timing: Timing::Busy,
        source: thread(
            "Azure/bicep-registry-modules#1447",
            "https://github.com/Azure/bicep-registry-modules/issues/1447",
        ),
    },
    Row {
        codes: &["IntegrationServiceEnvironmentCreationNotAllowed"],
        says: "",
        what: "Azure creates no integration service environments any more.",
        why: "The service was retired on 31 August 2024.",
        next: "Use Logic Apps Standard, whose data lies in a storage account that can be put under your key.",
        timing: Timing::Final,
        source: thread(
            "aztfmod/terraform-azurerm-caf#1591",
            "https://github.com/aztfmod/terraform-azurerm-caf/issues/1591",
        ),
    },
];
