//! Moving resources to another group, as far as it is refused.
//!
//! Source: azure-docs, `azure-resource-manager/management/move-support-resources.md`; azure-monitor-docs,
//! `logs/customer-managed-keys.md`, "Limitations", for clusters, read 21 Aug 2026. The sentence is
//! that of public issue reports.

use serde_json::Value;

use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{Exchange, Outcome, Refusal, Route, Simulated};

/// Moves of resources.
pub(in crate::sandbox) struct Moves;

/// What cannot be moved.
const FIXED: [&str; 1] = ["Microsoft.OperationalInsights/clusters"];

static ROUTES: &[Route] = &[Route::at(
    Method::Post,
    "/subscriptions/{subscription}/resourceGroups/{group}/moveResources",
    "Microsoft.Resources/subscriptions/resourceGroups/moveResources/action",
    start,
)];

impl Simulated for Moves {
    fn types(&self) -> &'static [&'static str] {
        &["Microsoft.Resources/moves"]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        super::RESOURCES
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

fn start(exchange: &mut Exchange<'_>) -> Outcome {
    let asked = exchange.body.get("resources").and_then(Value::as_array);
    let ids = asked.into_iter().flatten();
    let mut ids = ids.filter_map(|it| ResourceId::parse(it.as_str()?).ok());
    let fixed = ids.find_map(|it| FIXED.into_iter().find(|kind| it.is(kind)));
    match fixed {
        Some(kind) => Err(Refusal::new(
            409,
            "ResourceMoveNotSupported",
            format!("Resource move is not supported for resource types '{kind}'."),
        )),
        None => Err(Refusal::not_simulated("moving resources")),
    }
}
