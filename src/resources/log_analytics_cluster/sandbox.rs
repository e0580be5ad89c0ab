//! Log Analytics clusters in the sandbox.
//!
//! Source: azure-rest-api-specs, `Microsoft.OperationalInsights` 2025-07-01, `Clusters`;
//! azure-monitor-docs, `articles/azure-monitor/logs/customer-managed-keys.md` and
//! `logs-dedicated-clusters.md`, read 21 Aug 2026. Those pages give the sentences of refusals and
//! not their codes, which are assumed here, except `InvalidParameter`.

mod clusters;
mod deleted;
mod errors;
mod following;
mod key;
mod limits;
mod shown;
mod state;
mod work;

use serde_json::Value;

use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{self, Document, Exchange, Outcome, Route, Simulated, World};

pub use following::serves;
pub use shown::plant_since;

/// The ARM type of clusters.
pub const CLUSTERS: &str = "Microsoft.OperationalInsights/clusters";

/// What the names of deleted clusters are kept under.
const RESERVED: &str = "Microsoft.OperationalInsights/locations/reservedClusters";

/// The ARM type of the links that workspaces have.
const LINKS: &str = "Microsoft.OperationalInsights/workspaces/linkedServices";

/// Clusters.
pub struct Clusters;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/clusters/{name}";
const READ: &str = "Microsoft.OperationalInsights/clusters/read";
const WRITE: &str = "Microsoft.OperationalInsights/clusters/write";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, simulated::shown),
    Route::at(Method::Put, ONE, WRITE, clusters::put),
    Route::at(Method::Patch, ONE, WRITE, clusters::patch),
    Route::at(
        Method::Delete,
        ONE,
        "Microsoft.OperationalInsights/clusters/delete",
        deleted::delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/clusters",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.OperationalInsights/clusters",
        READ,
        list,
    ),
];

impl Simulated for Clusters {
    fn types(&self) -> &'static [&'static str] {
        &[CLUSTERS, RESERVED]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[
            "2026-03-01",
            "2025-07-01",
            "2025-02-01",
            "2023-09-01",
            "2022-10-01",
            // The one that azure-mgmt-loganalytics 13 asks for.
            "2021-06-01",
        ]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        shown::show(world, document)
    }

    /// A deletion is over, a name is free again, or the cluster looks after its key.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        if id.is(RESERVED) {
            world.remove(id);
        } else if !deleted::finish(world, id) {
            following::look(world, id);
        }
    }

    fn key_changed(&self, world: &mut dyn World, key: &ResourceId) {
        following::key_changed(world, key);
    }
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(CLUSTERS)
}
