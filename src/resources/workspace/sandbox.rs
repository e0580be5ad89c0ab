//! Log Analytics workspaces in the sandbox: their links to clusters, their linked storage and their
//! saved queries.
//!
//! Source: azure-rest-api-specs, `Microsoft.OperationalInsights` 2025-07-01, `Workspaces`,
//! `LinkedServices`, `LinkedStorageAccounts` and `SavedSearches`; azure-monitor-docs,
//! `articles/azure-monitor/logs/logs-dedicated-clusters.md`, `customer-managed-keys.md` and
//! `delete-workspace.md`, read 21 Aug 2026. Sentences and codes of refusals are assumed.

mod deleted;
mod links;
mod parts;
mod queries;
mod searches;
mod storage;
mod workspaces;

use serde_json::Value;

use crate::arm::Method;
use crate::resources::simulated::{self, Document, Exchange, Outcome, Route, Simulated, World};

pub use parts::{DeletedWorkspaces, LinkedServices, LinkedStorage, SavedSearches};

/// The ARM type of workspaces.
const WORKSPACES: &str = "Microsoft.OperationalInsights/workspaces";

/// The ARM type of their links.
const LINKS: &str = "Microsoft.OperationalInsights/workspaces/linkedServices";

/// The ARM type of the storage they keep queries in.
const STORES: &str = "Microsoft.OperationalInsights/workspaces/linkedStorageAccounts";

/// The ARM type of their saved queries.
const SEARCHES: &str = "Microsoft.OperationalInsights/workspaces/savedSearches";

/// What deleted workspaces are kept under.
const DELETED: &str = "Microsoft.OperationalInsights/deletedWorkspaces";

/// Workspaces.
pub struct Workspaces;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{name}";
const READ: &str = "Microsoft.OperationalInsights/workspaces/read";
const WRITE: &str = "Microsoft.OperationalInsights/workspaces/write";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, simulated::shown),
    Route::at(Method::Put, ONE, WRITE, workspaces::put),
    Route::at(Method::Patch, ONE, WRITE, workspaces::patch),
    Route::at(
        Method::Delete,
        ONE,
        "Microsoft.OperationalInsights/workspaces/delete",
        deleted::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.OperationalInsights/workspaces",
        READ,
        list,
    ),
];

impl Simulated for Workspaces {
    fn types(&self) -> &'static [&'static str] {
        &[WORKSPACES]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &VERSIONS
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        workspaces::show(world, document)
    }
}

/// Versions that publish workspaces. Three of them publish no links and no linked storage.
///
/// Source: Azure/bicep-types-az @ 1f896de2, read 21 Aug 2026.
const VERSIONS: [&str; 6] = [
    "2026-03-01",
    "2025-07-01",
    "2025-02-01",
    "2023-09-01",
    "2022-10-01",
    // The one that azure-mgmt-loganalytics 13 asks for.
    "2021-12-01-preview",
];

/// Versions that publish links and linked storage.
const WITH_LINKS: [&str; 5] = [
    "2026-03-01",
    "2025-07-01",
    "2025-02-01",
    "2023-09-01",
    "2020-08-01",
];

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(WORKSPACES)
}
