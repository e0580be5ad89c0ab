//! What Azure Monitor says when a cluster or a link cannot be changed.
//!
//! Its pages publish the sentences and not the codes, so that words decide here.

use super::{Row, Timing};
use crate::arm::Source;

const PAGE: Source = Source::new(
    "Azure Monitor customer-managed keys: troubleshooting",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

const fn row(
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
pub(super) static ROWS: [Row; 11] = [
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
        "two workspace link operations",
        "The workspace was linked twice in 30 days.",
        (
            "Azure counts every link of a workspace.",
            "Wait until 30 days after the first of the two.",
        ),
        Timing::Final,
    ),
];
