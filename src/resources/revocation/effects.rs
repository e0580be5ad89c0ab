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

const FOUNDRY: Source = Source::new(
    "Customer-managed key encryption in Microsoft Foundry: revoking a key",
    "https://learn.microsoft.com/azure/foundry/concepts/customer-managed-keys",
    "2026-11-27",
);

static ALL: [Effects; 3] = [
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
    Effects {
        arm_type: "Microsoft.CognitiveServices/accounts",
        stops: "Data under the key cannot be reached: training data and results are not downloaded, and fine-tuned models neither made nor deployed. Models that are deployed go on answering.",
        when: "Azure does not say how soon.",
        lost: "A deployment of a fine-tuned model that is deleted meanwhile cannot be made again before the key is back.",
        back: "Once the key can be used again; where the vault was purged, only Microsoft's support can help.",
        source: &FOUNDRY,
    },
];

/// The effects on an ARM type; `None` where no source says them.
pub(super) fn of(arm_type: &str) -> Option<&'static Effects> {
    ALL.iter()
        .find(|it| it.arm_type.eq_ignore_ascii_case(arm_type))
}
