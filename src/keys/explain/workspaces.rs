//! What Azure Monitor says when a workspace cannot be linked, to a cluster or to storage.
//!
//! Words decide here too; those of the links are assumed where Microsoft's page has none.

use super::logs::row;
use super::{Row, Timing};

/// The dictionary; all words in lower case.
pub(super) static ROWS: [Row; 8] = [
    row(
        "two workspace link operations",
        "The workspace was linked twice in 30 days.",
        (
            "Azure counts every link of a workspace.",
            "Wait until 30 days after the first of the two.",
        ),
        Timing::Final,
    ),
    row(
        "linked to another cluster",
        "The workspace is linked to another cluster.",
        (
            "A workspace has one cluster.",
            "Unlink it from the other one first; linking it here then counts among two links in 30 days.",
        ),
        Timing::Final,
    ),
    row(
        "a link or an unlink is in process",
        "The workspace is being linked or unlinked.",
        (
            "That takes up to ninety minutes, or more.",
            "Wait until the workspace shows the end of it, and try again.",
        ),
        Timing::Busy,
    ),
    row(
        "must be provisioned before a workspace is linked",
        "The cluster is not ready.",
        (
            "What a workspace ingests before its cluster is ready is lost.",
            "Wait until the state of the cluster is Succeeded.",
        ),
        Timing::Busy,
    ),
    row(
        "same region and in the same microsoft entra tenant",
        "Workspace and cluster do not lie together.",
        (
            "Vault, cluster and workspaces must be in one region and one directory; their subscriptions may differ.",
            "Choose a cluster of the workspace's region and directory.",
        ),
        Timing::Final,
    ),
    row(
        "1,000 log analytics workspaces",
        "The cluster has no room for another workspace.",
        (
            "At most 1,000 workspaces can be linked to a cluster.",
            "Unlink one, or link to another cluster.",
        ),
        Timing::Final,
    ),
    row(
        "one storage account is expected",
        "The account cannot be linked.",
        (
            "A workspace keeps its queries in one storage account.",
            "Choose one storage account.",
        ),
        Timing::Final,
    ),
    row(
        "key of its cluster can't be used",
        "The data of the workspace cannot be read.",
        (
            "The key of its cluster was revoked, disabled, deleted or expired.",
            "Give the key back: enable it, or grant its use again. Queries and ingestion are back within 30 minutes; what was sent meanwhile is lost.",
        ),
        Timing::Final,
    ),
];
