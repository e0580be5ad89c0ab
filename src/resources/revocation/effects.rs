//! What taking a key away does to each service, and how it comes back.

use crate::arm::Source;

/// What happens to a resource whose key cannot be used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effects {
    arm_type: &'static str,
    /// What fails, in a sentence.
    pub(super) stops: &'static str,
    /// When, in a sentence.
    pub(super) when: &'static str,
    /// What does not come back, in a sentence.
    pub(super) lost: &'static str,
    /// How it comes back, and how long that takes.
    pub(super) back: &'static str,
    /// The rule.
    pub(super) source: &'static Source,
}

const STORAGE: Source = Source::new(
    "Customer-managed keys for an existing storage account: revoke access",
    "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-cross-tenant-existing-account",
    "2026-08-21",
);
const MONITOR: Source = Source::new(
    "Azure Monitor customer-managed keys: key revocation",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

static ALL: [Effects; 2] = [
    Effects {
        arm_type: "Microsoft.Storage/storageAccounts",
        stops: "Clients can read and write no blob and no metadata of one.",
        when: "Azure does not say how soon; storage looks at its key at least once a day.",
        lost: "Nothing is lost: the data stays as it is, encrypted.",
        back: "It can be read again once the key can be used again.",
        source: &STORAGE,
    },
    Effects {
        arm_type: "Microsoft.OperationalInsights/clusters",
        stops: "Queries fail, and new data of the linked workspaces is not taken in.",
        when: "Within an hour, often sooner.",
        lost: "What is sent meanwhile is dropped for good. The hot cache is deleted, and loaded anew afterwards. Retention goes on purging. What was ingested before survives only while the cluster and its workspaces are not deleted.",
        back: "Queries and ingestion are back within 30 minutes after the key can be used again.",
        source: &MONITOR,
    },
];

/// The effects on an ARM type; `None` where no source says them.
pub(super) fn of(arm_type: &str) -> Option<&'static Effects> {
    ALL.iter()
        .find(|it| it.arm_type.eq_ignore_ascii_case(arm_type))
}
