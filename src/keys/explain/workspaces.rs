//! What Azure Monitor says when a workspace cannot be linked, to a cluster or to storage.
//!
//! Words decide here too; those of the links are assumed where Microsoft's page has none.

use super::logs::row;
use super::{Row, Timing};
use crate::arm::Source;

/// The dictionary; all words in lower case.
pub(super) static ROWS: [Row; 10] = [
    Row {
        codes: &[],
        says: "is already used in diagnostic setting",
        what: "The log goes there already.",
        why: "Another diagnostic setting sends the same category to the same place, and Azure sends it there once.",
        next: "Nothing needs to be done, unless another workspace is wanted: choose that one.",
        timing: Timing::Already,
        source: Source::new(
            "Azure/terraform-azurerm-avm-ptn-aiml-landing-zone#19",
            "https://github.com/Azure/terraform-azurerm-avm-ptn-aiml-landing-zone/issues/19",
            "2026-11-27",
        ),
    },
    Row {
        codes: &[],
        says: "diagnostic settings was reached",
        what: "The resource has as many diagnostic settings as Azure keeps.",
        why: "A resource has five at most.",
        next: "Delete one of them, or add the log to it.",
        timing: Timing::Final,
        source: Source::new(
            "Diagnostic settings in Azure Monitor",
            "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
            "2026-11-27",
        ),
    },
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
