//! Log Analytics workspaces in the sandbox, and their links to clusters.
//!
//! Source: azure-rest-api-specs, `Microsoft.OperationalInsights` 2025-07-01, `Workspaces` and
//! `LinkedServices`; azure-monitor-docs, `articles/azure-monitor/logs/logs-dedicated-clusters.md`
//! and `customer-managed-keys.md`, read 21 Aug 2026. Sentences and codes of refusals are assumed.

mod links;
mod workspaces;

use serde_json::Value;

use crate::arm::Method;
use crate::resources::simulated::{self, Document, Exchange, Outcome, Route, Simulated, World};

/// The ARM type of workspaces.
const WORKSPACES: &str = "Microsoft.OperationalInsights/workspaces";

/// The ARM type of their links.
const LINKS: &str = "Microsoft.OperationalInsights/workspaces/linkedServices";

/// Workspaces.
pub struct Workspaces;

/// What workspaces are linked to. Three API versions publish no links.
///
/// Source: Azure/bicep-types-az @ 1f896de2, read 21 Aug 2026.
pub struct LinkedServices;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{name}";
const LINK: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{name}/linkedServices/{link}";
const READ: &str = "Microsoft.OperationalInsights/workspaces/read";
const WRITE: &str = "Microsoft.OperationalInsights/workspaces/write";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, simulated::shown),
    Route::at(Method::Put, ONE, WRITE, workspaces::put),
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

static LINK_ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        LINK,
        "Microsoft.OperationalInsights/workspaces/linkedServices/read",
        links::get,
    ),
    Route::at(
        Method::Put,
        LINK,
        "Microsoft.OperationalInsights/workspaces/linkedServices/write",
        links::put,
    ),
    Route::at(
        Method::Delete,
        LINK,
        "Microsoft.OperationalInsights/workspaces/linkedServices/delete",
        links::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{name}/linkedServices",
        "Microsoft.OperationalInsights/workspaces/linkedServices/read",
        links::list,
    ),
];

impl Simulated for Workspaces {
    fn types(&self) -> &'static [&'static str] {
        &[WORKSPACES]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[
            "2026-03-01",
            "2025-07-01",
            "2025-02-01",
            "2023-09-01",
            "2022-10-01",
        ]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        workspaces::show(world, document)
    }
}

impl Simulated for LinkedServices {
    fn types(&self) -> &'static [&'static str] {
        &[LINKS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[
            "2026-03-01",
            "2025-07-01",
            "2025-02-01",
            "2023-09-01",
            "2020-08-01",
        ]
    }

    fn routes(&self) -> &'static [Route] {
        LINK_ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        links::show(world, document)
    }

    /// An unlinking is over.
    fn due(&self, world: &mut dyn World, id: &crate::arm::ResourceId) {
        world.remove(id);
    }
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(WORKSPACES)
}
