//! The table of built-in roles.

use super::Role;

const READS: &[&str] = &["*/read"];
const KEY_USE: &[&str] = &[
    "Microsoft.KeyVault/vaults/keys/read",
    "Microsoft.KeyVault/vaults/keys/wrap/action",
    "Microsoft.KeyVault/vaults/keys/unwrap/action",
];

/// Every role we know, the narrowest first, so that advice begins with the least that helps.
///
/// Sources: MicrosoftDocs/azure-docs, `role-based-access-control/built-in-roles/`, and
/// Azure/bicep-registry-modules @ 9f9ea1a1 for the IDs, read 21 Aug 2026.
pub const ALL: [Role; 22] = [
    role(
        "Reader",
        "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        READS,
        &[],
        &[],
    ),
    role(
        "Key Vault Crypto Service Encryption User",
        "e147488a-f6f5-4113-8e2d-b22465e65bf6",
        &[],
        &[],
        KEY_USE,
    ),
    role(
        "Key Vault Crypto User",
        "12338af0-0e69-4776-bea7-57ae8d297424",
        &[],
        &[],
        &[
            "Microsoft.KeyVault/vaults/keys/read",
            "Microsoft.KeyVault/vaults/keys/update/action",
            "Microsoft.KeyVault/vaults/keys/backup/action",
            "Microsoft.KeyVault/vaults/keys/encrypt/action",
            "Microsoft.KeyVault/vaults/keys/decrypt/action",
            "Microsoft.KeyVault/vaults/keys/wrap/action",
            "Microsoft.KeyVault/vaults/keys/unwrap/action",
            "Microsoft.KeyVault/vaults/keys/sign/action",
            "Microsoft.KeyVault/vaults/keys/verify/action",
        ],
    ),
    role(
        "Key Vault Reader",
        "21090545-7ca7-4776-b22c-e363652d74d2",
        &["Microsoft.KeyVault/vaults/*/read"],
        &[],
        &[
            "Microsoft.KeyVault/vaults/*/read",
            "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
        ],
    ),
    role(
        "Key Vault Secrets User",
        "4633458b-17de-408a-b874-0445c86b69e6",
        &[],
        &[],
        &[
            "Microsoft.KeyVault/vaults/secrets/getSecret/action",
            "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
        ],
    ),
    role(
        "Managed Identity Operator",
        "f1a07417-d97a-45cb-824c-7a7467783830",
        &[
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
        ],
        &[],
        &[],
    ),
    role(
        "Managed Identity Contributor",
        "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
        &["Microsoft.ManagedIdentity/userAssignedIdentities/*"],
        &[],
        &[],
    ),
    role(
        "Key Vault Crypto Officer",
        "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
        &["Microsoft.KeyVault/vaults/*/read"],
        &[],
        &[
            "Microsoft.KeyVault/vaults/keys/*",
            "Microsoft.KeyVault/vaults/keyrotationpolicies/*",
        ],
    ),
    role(
        "Key Vault Secrets Officer",
        "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        &["Microsoft.KeyVault/vaults/*/read"],
        &[],
        &["Microsoft.KeyVault/vaults/secrets/*"],
    ),
    role(
        "Key Vault Certificates Officer",
        "a4417e6f-fecd-4de8-b567-7b0420556985",
        &["Microsoft.KeyVault/vaults/*/read"],
        &[],
        &[
            "Microsoft.KeyVault/vaults/certificatecas/*",
            "Microsoft.KeyVault/vaults/certificates/*",
            "Microsoft.KeyVault/vaults/certificatecontacts/write",
        ],
    ),
    role(
        "Key Vault Purge Operator",
        "a68e7c17-0ab2-4c09-9a58-125dae29748c",
        &[
            "Microsoft.KeyVault/locations/*/read",
            "Microsoft.KeyVault/locations/deletedVaults/purge/action",
        ],
        &[],
        &[],
    ),
    role(
        "Key Vault Contributor",
        "f25e0fa2-a7c8-4377-a976-54943a77a395",
        &["Microsoft.KeyVault/*"],
        &[
            "Microsoft.KeyVault/locations/deletedVaults/purge/action",
            "Microsoft.KeyVault/hsmPools/*",
            "Microsoft.KeyVault/managedHsms/*",
        ],
        &[],
    ),
    role(
        "Managed HSM contributor",
        "18500a29-7fe2-46b2-a342-b16a415e101d",
        &["Microsoft.KeyVault/managedHSMs/*"],
        &[],
        &[],
    ),
    role(
        "Key Vault Data Access Administrator",
        "8b54135c-b56d-4d72-a534-26097cfdc8d8",
        &[
            "Microsoft.Authorization/roleAssignments/write",
            "Microsoft.Authorization/roleAssignments/delete",
            "Microsoft.KeyVault/vaults/*/read",
        ],
        &[],
        &[],
    ),
    role(
        "Key Vault Administrator",
        "00482a5a-887f-4fb3-b363-3b7fe8e74483",
        &["Microsoft.KeyVault/vaults/*/read"],
        &[],
        &["Microsoft.KeyVault/vaults/*"],
    ),
    role(
        "Storage Account Contributor",
        "17d1049b-9a84-46fb-8f53-869881c3d3ab",
        &[
            "Microsoft.Storage/storageAccounts/*",
            "Microsoft.Insights/diagnosticSettings/*",
        ],
        &[],
        &[],
    ),
    role(
        "Log Analytics Contributor",
        "92aaf0da-9dab-42b6-94a3-d43ce8d16293",
        &[
            "Microsoft.OperationalInsights/*",
            "Microsoft.Insights/diagnosticSettings/*",
        ],
        &[],
        &[],
    ),
    role(
        "Cognitive Services Contributor",
        "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68",
        &["Microsoft.CognitiveServices/*"],
        &[],
        &[],
    ),
    role(
        "Role Based Access Control Administrator",
        "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
        &[
            "Microsoft.Authorization/roleAssignments/write",
            "Microsoft.Authorization/roleAssignments/delete",
            "*/read",
        ],
        &[],
        &[],
    ),
    role(
        "User Access Administrator",
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        &["*/read", "Microsoft.Authorization/*"],
        &[],
        &[],
    ),
    role(
        "Contributor",
        "b24988ac-6180-42a0-ab88-20f7382dd24c",
        &["*"],
        &[
            "Microsoft.Authorization/*/Delete",
            "Microsoft.Authorization/*/Write",
            "Microsoft.Authorization/elevateAccess/Action",
        ],
        &[],
    ),
    role(
        "Owner",
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
        &["*"],
        &[],
        &[],
    ),
];

const fn role(
    name: &'static str,
    id: &'static str,
    actions: &'static [&'static str],
    not_actions: &'static [&'static str],
    data_actions: &'static [&'static str],
) -> Role {
    Role {
        name,
        id,
        actions,
        not_actions,
        data_actions,
    }
}
