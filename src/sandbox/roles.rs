//! Azure's built-in roles, as far as keys and what they encrypt need them.
//!
//! Source: azure-docs, `articles/role-based-access-control/built-in-roles/` (general, privileged,
//! security, identity, storage, monitor), read 24 Nov 2026.

/// One built-in role.
#[derive(Debug)]
pub(super) struct Role {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) actions: &'static [&'static str],
    pub(super) not_actions: &'static [&'static str],
    pub(super) data_actions: &'static [&'static str],
    /// The roles that may be granted with this one; empty means any.
    pub(super) may_grant: &'static [&'static str],
}

/// What most vault roles may do besides.
const VAULT_ACTIONS: &[&str] = &[
    "Microsoft.Authorization/*/read",
    "Microsoft.Insights/alertRules/*",
    "Microsoft.Resources/deployments/*",
    "Microsoft.Resources/subscriptions/resourceGroups/read",
    "Microsoft.Support/*",
    "Microsoft.KeyVault/checkNameAvailability/read",
    "Microsoft.KeyVault/deletedVaults/read",
    "Microsoft.KeyVault/locations/*/read",
    "Microsoft.KeyVault/vaults/*/read",
    "Microsoft.KeyVault/operations/read",
];

const NONE: &[&str] = &[];

const fn role(
    id: &'static str,
    name: &'static str,
    description: &'static str,
    actions: &'static [&'static str],
    data_actions: &'static [&'static str],
) -> Role {
    Role {
        id,
        name,
        description,
        actions,
        not_actions: NONE,
        data_actions,
        may_grant: NONE,
    }
}

/// Every role the sandbox knows.
pub(super) static ROLES: &[Role] = &[
    role(
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
        "Owner",
        "Full access, including the right to assign roles.",
        &["*"],
        NONE,
    ),
    Role {
        not_actions: &[
            "Microsoft.Authorization/*/Delete",
            "Microsoft.Authorization/*/Write",
            "Microsoft.Authorization/elevateAccess/Action",
            "Microsoft.Blueprint/blueprintAssignments/write",
            "Microsoft.Blueprint/blueprintAssignments/delete",
            "Microsoft.Compute/galleries/share/action",
            "Microsoft.Purview/consents/write",
            "Microsoft.Purview/consents/delete",
            "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
        ],
        ..role(
            "b24988ac-6180-42a0-ab88-20f7382dd24c",
            "Contributor",
            "Full access, without the right to assign roles.",
            &["*"],
            NONE,
        )
    },
    role(
        "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "Reader",
        "View all resources, without making any changes.",
        &["*/read"],
        NONE,
    ),
    role(
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        "User Access Administrator",
        "Manage user access to Azure resources.",
        &["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
        NONE,
    ),
    role(
        "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
        "Role Based Access Control Administrator",
        "Manage access by assigning roles, and nothing else.",
        &[
            "Microsoft.Authorization/roleAssignments/write",
            "Microsoft.Authorization/roleAssignments/delete",
            "*/read",
            "Microsoft.Support/*",
        ],
        NONE,
    ),
    role(
        "00482a5a-887f-4fb3-b363-3b7fe8e74483",
        "Key Vault Administrator",
        "All data plane operations on a vault and all objects in it; no role assignments. Only for vaults that use Azure RBAC.",
        VAULT_ACTIONS,
        &["Microsoft.KeyVault/vaults/*"],
    ),
    Role {
        not_actions: &[
            "Microsoft.KeyVault/locations/deletedVaults/purge/action",
            "Microsoft.KeyVault/hsmPools/*",
            "Microsoft.KeyVault/managedHsms/*",
        ],
        ..role(
            "f25e0fa2-a7c8-4377-a976-54943a77a395",
            "Key Vault Contributor",
            "Manage key vaults, without access to what is in them and without role assignments.",
            &[
                "Microsoft.Authorization/*/read",
                "Microsoft.Insights/alertRules/*",
                "Microsoft.KeyVault/*",
                "Microsoft.Resources/deployments/*",
                "Microsoft.Resources/subscriptions/resourceGroups/read",
                "Microsoft.Support/*",
            ],
            NONE,
        )
    },
    role(
        "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
        "Key Vault Crypto Officer",
        "Any action on the keys of a vault, except permissions. Only for vaults that use Azure RBAC.",
        VAULT_ACTIONS,
        &[
            "Microsoft.KeyVault/vaults/keys/*",
            "Microsoft.KeyVault/vaults/keyrotationpolicies/*",
        ],
    ),
    role(
        "e147488a-f6f5-4113-8e2d-b22465e65bf6",
        "Key Vault Crypto Service Encryption User",
        "Read the metadata of keys, wrap and unwrap. Only for vaults that use Azure RBAC.",
        &[
            "Microsoft.EventGrid/eventSubscriptions/write",
            "Microsoft.EventGrid/eventSubscriptions/read",
            "Microsoft.EventGrid/eventSubscriptions/delete",
        ],
        &[
            "Microsoft.KeyVault/vaults/keys/read",
            "Microsoft.KeyVault/vaults/keys/wrap/action",
            "Microsoft.KeyVault/vaults/keys/unwrap/action",
        ],
    ),
    role(
        "12338af0-0e69-4776-bea7-57ae8d297424",
        "Key Vault Crypto User",
        "Cryptographic operations with keys. Only for vaults that use Azure RBAC.",
        NONE,
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
        "08bbd89e-9f13-488c-ac41-acfcb10c90ab",
        "Key Vault Crypto Service Release User",
        "Release keys. Only for vaults that use Azure RBAC.",
        NONE,
        &["Microsoft.KeyVault/vaults/keys/release/action"],
    ),
    role(
        "4633458b-17de-408a-b874-0445c86b69e6",
        "Key Vault Secrets User",
        "Read the contents of secrets. Only for vaults that use Azure RBAC.",
        NONE,
        &[
            "Microsoft.KeyVault/vaults/secrets/getSecret/action",
            "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
        ],
    ),
    role(
        "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        "Key Vault Secrets Officer",
        "Any action on the secrets of a vault, except permissions. Only for vaults that use Azure RBAC.",
        VAULT_ACTIONS,
        &["Microsoft.KeyVault/vaults/secrets/*"],
    ),
    role(
        "a4417e6f-fecd-4de8-b567-7b0420556985",
        "Key Vault Certificates Officer",
        "Any action on the certificates of a vault, except permissions. Only for vaults that use Azure RBAC.",
        VAULT_ACTIONS,
        &[
            "Microsoft.KeyVault/vaults/certificatecas/*",
            "Microsoft.KeyVault/vaults/certificates/*",
            "Microsoft.KeyVault/vaults/certificatecontacts/write",
        ],
    ),
    role(
        "21090545-7ca7-4776-b22c-e363652d74d2",
        "Key Vault Reader",
        "Read the metadata of vaults and of what is in them. Only for vaults that use Azure RBAC.",
        VAULT_ACTIONS,
        &[
            "Microsoft.KeyVault/vaults/*/read",
            "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
        ],
    ),
    Role {
        may_grant: &[
            "00482a5a-887f-4fb3-b363-3b7fe8e74483",
            "a4417e6f-fecd-4de8-b567-7b0420556985",
            "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
            "e147488a-f6f5-4113-8e2d-b22465e65bf6",
            "12338af0-0e69-4776-bea7-57ae8d297424",
            "21090545-7ca7-4776-b22c-e363652d74d2",
            "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
            "4633458b-17de-408a-b874-0445c86b69e6",
        ],
        ..role(
            "8b54135c-b56d-4d72-a534-26097cfdc8d8",
            "Key Vault Data Access Administrator",
            "Add and remove role assignments of the Key Vault data roles.",
            &[
                "Microsoft.Authorization/roleAssignments/write",
                "Microsoft.Authorization/roleAssignments/delete",
                "Microsoft.Authorization/*/read",
                "Microsoft.Resources/deployments/*",
                "Microsoft.Resources/subscriptions/resourceGroups/read",
                "Microsoft.Resources/subscriptions/read",
                "Microsoft.Management/managementGroups/read",
                "Microsoft.Support/*",
                "Microsoft.KeyVault/vaults/*/read",
            ],
            NONE,
        )
    },
    role(
        "a68e7c17-0ab2-4c09-9a58-125dae29748c",
        "Key Vault Purge Operator",
        "Purge soft-deleted vaults.",
        &[
            "Microsoft.KeyVault/locations/deletedVaults/purge/action",
            "Microsoft.KeyVault/locations/deletedVaults/read",
            "Microsoft.KeyVault/deletedVaults/read",
        ],
        NONE,
    ),
    role(
        "18500a29-7fe2-46b2-a342-b16a415e101d",
        "Managed HSM contributor",
        "Manage Managed HSM pools, without access to them.",
        &[
            "Microsoft.KeyVault/managedHSMs/*",
            "Microsoft.KeyVault/deletedManagedHsms/read",
            "Microsoft.KeyVault/locations/deletedManagedHsms/read",
            "Microsoft.KeyVault/locations/deletedManagedHsms/purge/action",
            "Microsoft.KeyVault/locations/managedHsmOperationResults/read",
        ],
        NONE,
    ),
    role(
        "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
        "Managed Identity Contributor",
        "Create, read, update and delete user-assigned identities.",
        &[
            "Microsoft.ManagedIdentity/userAssignedIdentities/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/write",
            "Microsoft.ManagedIdentity/userAssignedIdentities/delete",
            "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/*",
            "Microsoft.Authorization/*/read",
            "Microsoft.Insights/alertRules/*",
            "Microsoft.Resources/subscriptions/resourceGroups/read",
            "Microsoft.Resources/deployments/*",
            "Microsoft.Support/*",
        ],
        NONE,
    ),
    role(
        "f1a07417-d97a-45cb-824c-7a7467783830",
        "Managed Identity Operator",
        "Read and assign user-assigned identities.",
        &[
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
            "Microsoft.Authorization/*/read",
            "Microsoft.Insights/alertRules/*",
            "Microsoft.Resources/subscriptions/resourceGroups/read",
            "Microsoft.Resources/deployments/*",
            "Microsoft.Support/*",
        ],
        NONE,
    ),
    role(
        "17d1049b-9a84-46fb-8f53-869881c3d3ab",
        "Storage Account Contributor",
        "Manage storage accounts, with access to their keys.",
        &[
            "Microsoft.Authorization/*/read",
            "Microsoft.Insights/alertRules/*",
            "Microsoft.Insights/diagnosticSettings/*",
            "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
            "Microsoft.ResourceHealth/availabilityStatuses/read",
            "Microsoft.Resources/deployments/*",
            "Microsoft.Resources/subscriptions/resourceGroups/read",
            "Microsoft.Storage/storageAccounts/*",
            "Microsoft.Support/*",
        ],
        NONE,
    ),
    role(
        "92aaf0da-9dab-42b6-94a3-d43ce8d16293",
        "Log Analytics Contributor",
        "Read all monitoring data and edit monitoring settings.",
        &[
            "*/read",
            "Microsoft.Insights/alertRules/*",
            "Microsoft.Insights/diagnosticSettings/*",
            "Microsoft.OperationalInsights/*",
            "Microsoft.OperationsManagement/*",
            "Microsoft.Resources/deployments/*",
            "Microsoft.Resources/subscriptions/resourcegroups/deployments/*",
            "Microsoft.Storage/storageAccounts/listKeys/action",
            "Microsoft.Support/*",
        ],
        NONE,
    ),
];

impl Role {
    /// The role with a GUID, which may stand at the end of a role definition's ID.
    pub(super) fn of(id: &str) -> Option<&'static Self> {
        let guid = id.rsplit('/').next().unwrap_or_default();
        ROLES.iter().find(|it| it.id.eq_ignore_ascii_case(guid))
    }

    /// The role with a name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        ROLES.iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }
}
