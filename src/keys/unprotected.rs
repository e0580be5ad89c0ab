//! What a customer's key does not protect, service by service, each with its source.

use crate::arm::Source;

/// Something that a key does not protect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprotected {
    /// What it is.
    pub what: &'static str,
    /// Which key it has instead, and what can be done about it.
    pub instead: &'static str,
    /// Who says so.
    pub source: Source,
}

const PAGE: Source = Source::new(
    "Azure Monitor customer-managed keys",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);
const OVERVIEW: Source = Source::new(
    "Azure Monitor customer-managed keys: overview",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);
const LIMITS: Source = Source::new(
    "Azure Monitor customer-managed keys: limitations and constraints",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);
const QUERIES: Source = Source::new(
    "Azure Monitor customer-managed keys: considerations before setting a key for queries",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);
const WORKBOOKS: Source = Source::new(
    "Azure Monitor customer-managed keys: workbooks",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

const fn line(what: &'static str, instead: &'static str, source: Source) -> Unprotected {
    Unprotected {
        what,
        instead,
        source,
    }
}

/// Clusters and workspaces of Azure Monitor.
pub static LOGS: [Unprotected; 9] = [
    line(
        "Data from before",
        "What was taken in before the key was set keeps Microsoft's key. Queries find both.",
        LIMITS,
    ),
    line(
        "Data after an unlink",
        "What a workspace takes in after it was unlinked gets Microsoft's key.",
        OVERVIEW,
    ),
    line(
        "The cache of the last 14 days",
        "Recent data and what was queried lately lies on fast disks under Microsoft's key. It goes when the key is revoked.",
        PAGE,
    ),
    line(
        "Tables with the Auxiliary plan",
        "They stay under Microsoft's key, whatever the rest of the workspace has. Lockbox does not cover them either.",
        LIMITS,
    ),
    line(
        "Query packs",
        "Choose Save as Legacy query, so that a query goes to your own storage.",
        QUERIES,
    ),
    line(
        "Dashboards",
        "Queries on Azure dashboards stay under Microsoft's key.",
        WORKBOOKS,
    ),
    line(
        "Logic Apps",
        "Queries in Logic Apps stay under Microsoft's key.",
        WORKBOOKS,
    ),
    line(
        "Notebooks and runbooks",
        "Queries in Azure Notebooks and Automation runbooks stay under Microsoft's key.",
        WORKBOOKS,
    ),
    line(
        "Results of alerts",
        "While alert queries are kept in your storage, fired alerts carry neither results nor query: use dimensions. Otherwise they are under Microsoft's key.",
        QUERIES,
    ),
];
