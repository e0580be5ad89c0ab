//! Integration service environments in the sandbox, as if Azure had not retired them.
//!
//! Source: azure-rest-api-specs, `Microsoft.Logic` 2019-05-01, `logic.json` and its examples, read
//! 21 Aug 2026; azure-docs,
//! `logic-apps/customer-managed-keys-integration-service-environment.md` in two editions, for
//! 2018-07-01-preview and for 2019-05-01. Neither gives a code for a refusal, so that all of them
//! are assumed here, except where a source is named.

mod asked;
mod connectors;
mod creating;
mod deleting;
mod errors;
mod health;
mod key;
mod state;
mod subnets;
mod updating;

use serde_json::{Value, json};

use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{self, Document, Exchange, Outcome, Route, Simulated, World};

/// The ARM type of environments.
pub const ENVIRONMENTS: &str = "Microsoft.Logic/integrationServiceEnvironments";

/// The ARM type of their managed connectors.
pub const CONNECTORS: &str = "Microsoft.Logic/integrationServiceEnvironments/managedApis";

/// Environments.
pub struct Environments;

/// Their managed connectors.
pub struct Connectors;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Logic/integrationServiceEnvironments/{name}";
const READ: &str = "Microsoft.Logic/integrationServiceEnvironments/read";
const WRITE: &str = "Microsoft.Logic/integrationServiceEnvironments/write";
const DELETE: &str = "Microsoft.Logic/integrationServiceEnvironments/delete";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, simulated::shown),
    Route::at(Method::Put, ONE, WRITE, creating::put),
    Route::at(Method::Patch, ONE, WRITE, updating::patch),
    Route::at(Method::Delete, ONE, DELETE, deleting::delete),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Logic/integrationServiceEnvironments",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.Logic/integrationServiceEnvironments",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Logic/integrationServiceEnvironments/{name}/health/network",
        READ,
        health::network,
    ),
];

const CONNECTOR: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Logic/integrationServiceEnvironments/{environment}/managedApis/{name}";
const READ_CONNECTOR: &str = "Microsoft.Logic/integrationServiceEnvironments/managedApis/read";
const WRITE_CONNECTOR: &str = "Microsoft.Logic/integrationServiceEnvironments/managedApis/write";

static CONNECTOR_ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Logic/integrationServiceEnvironments/{environment}/managedApis",
        READ_CONNECTOR,
        connectors::list,
    ),
    Route::at(Method::Get, CONNECTOR, READ_CONNECTOR, simulated::shown),
    Route::at(Method::Put, CONNECTOR, WRITE_CONNECTOR, connectors::put),
    Route::at(
        Method::Delete,
        CONNECTOR,
        "Microsoft.Logic/integrationServiceEnvironments/managedApis/delete",
        connectors::delete,
    ),
];

impl Simulated for Environments {
    fn types(&self) -> &'static [&'static str] {
        &[ENVIRONMENTS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2019-05-01", "2018-07-01-preview"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        state::show(world, document)
    }

    /// Half an hour is over, the deployment is, or a deletion.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        if !deleting::finish(world, id) {
            creating::go_on(world, id);
        }
    }
}

impl Simulated for Connectors {
    fn types(&self) -> &'static [&'static str] {
        &[CONNECTORS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2019-05-01"]
    }

    fn routes(&self) -> &'static [Route] {
        CONNECTOR_ROUTES
    }

    fn show(&self, world: &dyn World, document: &Document) -> Value {
        let mut shown = document.envelope();
        shown["properties"]["provisioningState"] = json!(connectors::state(world, document));
        shown
    }

    /// A removal is over.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        connectors::finish(world, id);
    }
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(ENVIRONMENTS)
}
