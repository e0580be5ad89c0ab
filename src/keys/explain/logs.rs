//! What Azure Monitor says when a cluster cannot be changed.
//!
//! Its pages publish the sentences and not the codes, so that words decide here.

use super::{Instead, Row, Timing};
use crate::arm::{ArmError, Source};

const PAGE: Source = Source::new(
    "Azure Monitor customer-managed keys: troubleshooting",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

pub(super) const fn row(
    says: &'static str,
    what: &'static str,
    (why, next): (&'static str, &'static str),
    timing: Timing,
) -> Row {
    Row {
        codes: &[],
        says,
        what,
        why,
        next,
        timing,
        source: PAGE,
    }
}

/// The dictionary; all words in lower case.
pub(super) static ROWS: [Row; 19] = [
    row(
        "failed to validate key in key vault",
        "The cluster cannot use the key.",
        (
            "The identity may not get, wrap and unwrap yet, the key is missing, or the vault is in another region or keeps the cluster out.",
            "Wait a few minutes after a grant, and try again. Then go through the checks on grant, key, region and network.",
        ),
        Timing::NotYet,
    ),
    row(
        "key isn't recoverable",
        "The vault could lose the key, so the cluster does not take it.",
        (
            "Soft delete or purge protection is off.",
            "Turn on purge protection of the vault; it cannot be turned off again. Then set the key.",
        ),
        Timing::Final,
    ),
    row(
        "operation can't be executed now",
        "Another change to the cluster is at work.",
        (
            "A cluster takes one change at a time, and may be busy a little longer than its operation.",
            "Wait until its state is Succeeded, and try again.",
        ),
        Timing::Busy,
    ),
    row(
        "cluster is in deleting state",
        "The cluster is being deleted.",
        (
            "A deletion cannot be stopped.",
            "Wait until it is gone. Its name is free again after 14 days.",
        ),
        Timing::Final,
    ),
    row(
        "keyvaultproperties isn't empty but has a bad format",
        "The key is not named as the cluster wants it.",
        (
            "Address of the vault and name of the key are both needed; a version has 32 hexadecimal digits or is empty.",
            "Compare the request with the key's identifier.",
        ),
        Timing::Final,
    ),
    row(
        "both identity and key identifier details",
        "Identity and key of a cluster cannot be changed in one request.",
        (
            "Azure Monitor wants the identity first.",
            "Change the identity, wait for the cluster, then set the key.",
        ),
        Timing::Final,
    ),
    row(
        "support double encryption for clusters",
        "The region does not encrypt twice.",
        (
            "Infrastructure encryption of clusters is not there in every region.",
            "Create the cluster without it: turn off Encrypt twice.",
        ),
        Timing::Final,
    ),
    row(
        "kept reserved",
        "The name is reserved.",
        (
            "A cluster of this name was deleted in the last 14 days.",
            "Choose another name, or wait until 14 days after the deletion.",
        ),
        Timing::Final,
    ),
    row(
        "conflict: a cluster named",
        "The name is taken.",
        (
            "A cluster of this name is there in this subscription.",
            "Choose another name, or open the one that is there.",
        ),
        Timing::Final,
    ),
    row(
        "capacity can't be reduced",
        "The commitment cannot be lowered yet.",
        (
            "It holds for 31 days after its last change.",
            "Wait until then; it can be raised meanwhile.",
        ),
        Timing::Final,
    ),
    row(
        "clusters can exist in each region and subscription",
        "There is no room for another cluster in the region.",
        (
            "Five clusters may be there, and seven with those that were deleted in the last 14 days.",
            "Choose another region or subscription, or wait until a deleted one no longer counts.",
        ),
        Timing::Final,
    ),
    row(
        "'microsoft.operationalinsights/clusters/",
        "There is no such cluster.",
        (
            "It may have been deleted. If its name is taken all the same, it is being deleted or was deleted in the last 14 days.",
            "Look at the list of clusters. To create one of this name, wait until 14 days after the deletion, or choose another name.",
        ),
        Timing::Final,
    ),
    row(
        "cluster name is not valid",
        "The cluster cannot be called so.",
        (
            "A name has 4 to 63 letters, digits and hyphens, and begins and ends with a letter or a digit.",
            "Choose another name.",
        ),
        Timing::Final,
    ),
    row(
        "sku name is invalid",
        "The pricing tier of the cluster is not known.",
        (
            "Clusters have one, CapacityReservation.",
            "Send CapacityReservation as the name of the SKU.",
        ),
        Timing::Final,
    ),
    row(
        "is not a commitment tier",
        "There is no such commitment.",
        (
            "Commitments begin at 100 GB a day and have fixed tiers.",
            "Choose 100, 200, 300, 400, 500, 1,000, 2,000, 5,000, 10,000, 25,000 or 50,000 GB a day.",
        ),
        Timing::Final,
    ),
    row(
        "a single identity can be defined",
        "A cluster has one identity only.",
        (
            "Either its own, or one user-assigned identity.",
            "Choose one of the two; the other goes.",
        ),
        Timing::Final,
    ),
    row(
        "can't be reverted without contacting support",
        "The cluster is cut off from its key.",
        (
            "Its identity was set to None, which takes the key away for good.",
            "Ask Microsoft's support; nothing else brings it back. To revoke, disable the key or remove the grant instead.",
        ),
        Timing::Final,
    ),
    row(
        "can't be changed after the cluster is created",
        "This was decided when the cluster was created.",
        (
            "Double encryption and availability zones cannot be changed afterwards.",
            "Create another cluster, and link the workspaces to it.",
        ),
        Timing::Final,
    ),
    row(
        "resource move is not supported",
        "A cluster cannot be moved.",
        (
            "Azure moves clusters neither to another group nor to another subscription.",
            "Create one where it is wanted, and link the workspaces to it.",
        ),
        Timing::Final,
    ),
];

/// An answer of the form with which Azure would not refuse: a choice of the person's, never made
/// for them.
pub(super) fn instead(error: &ArmError) -> Option<Instead> {
    let said = error.message.to_ascii_lowercase();
    let once = Instead {
        label: "Plan it without the second encryption",
        field: "twice",
        value: "false",
    };
    said.contains("support double encryption for clusters")
        .then_some(once)
}
