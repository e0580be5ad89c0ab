//! The API version of every provider, in one table.
//!
//! Sources: Azure/bicep-types-az @ 1f896de2 and hashicorp/pandora @ 94d0d706, read 21 Aug 2026.

/// `Microsoft.Storage/storageAccounts`.
pub const STORAGE: &str = "2025-08-01";
/// `Microsoft.KeyVault`, vaults and Managed HSMs. Earlier versions retire on 27 Feb 2027; this one
/// gives a new vault roles where nothing else is said.
///
/// Source: MicrosoftDocs/azure-security-docs @ 1c4310be, `access-control-default.md`, read 21 Aug 2026.
pub const KEY_VAULT: &str = "2026-02-01";
/// The data plane of vaults.
pub const KEY_VAULT_DATA: &str = "7.6";
/// `Microsoft.ManagedIdentity`.
pub const MANAGED_IDENTITY: &str = "2024-11-30";
/// `Microsoft.Authorization`: role assignments, role definitions, permissions.
pub const AUTHORIZATION: &str = "2022-04-01";
/// `Microsoft.Authorization/roleEligibilityScheduleInstances`.
pub const ELIGIBILITY: &str = "2020-10-01";
/// `Microsoft.Authorization/locks`.
pub const LOCKS: &str = "2020-05-01";
/// `Microsoft.Authorization/policyAssignments`.
pub const POLICY_ASSIGNMENTS: &str = "2025-01-01";
/// `Microsoft.PolicyInsights`.
pub const POLICY_INSIGHTS: &str = "2024-10-01";
/// Subscriptions, tenants and locations.
pub const SUBSCRIPTIONS: &str = "2022-12-01";
/// Resource groups, providers and the generic list of resources.
pub const RESOURCES: &str = "2025-04-01";
/// `Microsoft.ResourceGraph`.
pub const RESOURCE_GRAPH: &str = "2024-04-01";
/// `Microsoft.OperationalInsights`.
pub const OPERATIONAL_INSIGHTS: &str = "2025-07-01";
/// `Microsoft.Insights/eventtypes`: the activity log.
pub const ACTIVITY_LOG: &str = "2015-04-01";
/// `Microsoft.CustomerLockbox`, of which there is no stable version.
pub const CUSTOMER_LOCKBOX: &str = "2018-02-28-preview";
/// `Microsoft.CognitiveServices`.
pub const COGNITIVE_SERVICES: &str = "2025-06-01";
/// `Microsoft.Insights/diagnosticSettings`, of which there is no stable version.
pub const DIAGNOSTIC_SETTINGS: &str = "2021-05-01-preview";
/// `Microsoft.Logic/integrationServiceEnvironments`.
pub const LOGIC: &str = "2019-05-01";
/// `Microsoft.Network/virtualNetworks`.
pub const NETWORK: &str = "2024-05-01";

/// Providers, and the types below them that differ. The longest match counts.
const TABLE: [(&str, &str); 16] = [
    ("Microsoft.Storage", STORAGE),
    ("Microsoft.KeyVault", KEY_VAULT),
    ("Microsoft.ManagedIdentity", MANAGED_IDENTITY),
    ("Microsoft.Authorization", AUTHORIZATION),
    ("Microsoft.Authorization/locks", LOCKS),
    (
        "Microsoft.Authorization/policyAssignments",
        POLICY_ASSIGNMENTS,
    ),
    ("Microsoft.PolicyInsights", POLICY_INSIGHTS),
    ("Microsoft.Resources", RESOURCES),
    ("Microsoft.Resources/subscriptions", SUBSCRIPTIONS),
    (
        "Microsoft.Resources/subscriptions/resourceGroups",
        RESOURCES,
    ),
    ("Microsoft.ResourceGraph", RESOURCE_GRAPH),
    ("Microsoft.OperationalInsights", OPERATIONAL_INSIGHTS),
    ("Microsoft.CognitiveServices", COGNITIVE_SERVICES),
    ("Microsoft.Logic", LOGIC),
    ("Microsoft.Network", NETWORK),
    ("Microsoft.Insights/diagnosticSettings", DIAGNOSTIC_SETTINGS),
];

/// The API version for an ARM type or a provider; casing does not matter.
#[must_use]
pub fn of(arm_type: &str) -> Option<&'static str> {
    TABLE
        .iter()
        .filter(|(prefix, _)| covers(prefix, arm_type))
        .max_by_key(|(prefix, _)| prefix.len())
        .map(|(_, version)| *version)
}

fn covers(prefix: &str, arm_type: &str) -> bool {
    let Some(start) = arm_type.get(..prefix.len()) else {
        return false;
    };
    let rest = &arm_type[prefix.len()..];
    start.eq_ignore_ascii_case(prefix) && (rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_match_counts_and_casing_does_not() {
        for (arm_type, version) in [
            ("microsoft.storage/storageaccounts", Some(STORAGE)),
            ("Microsoft.KeyVault/vaults/keys/versions", Some(KEY_VAULT)),
            (
                "Microsoft.Authorization/roleAssignments",
                Some(AUTHORIZATION),
            ),
            ("Microsoft.Authorization/locks", Some(LOCKS)),
            ("Microsoft.StorageSync/x", None),
        ] {
            assert_eq!(of(arm_type), version, "{arm_type}");
        }
    }
}
