//! Where long-running operations are followed.
//!
//! Source: Azure/azure-resource-manager-rpc, `v1.0/async-api-reference.md`, read 21 Aug 2026.

use serde_json::{Value, json};

use crate::arm::{Method, Response};
use crate::resources::simulated::{
    Begun, Document, Exchange, Failed, Monitor, Outcome, Refusal, Route, Simulated,
};

/// Long-running operations of every provider.
pub(in crate::sandbox) struct Operations;

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/{namespace}/locations/{location}/asyncoperations/{name}",
        "",
        follow,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/{namespace}/locations/{location}/operationStatuses/{name}",
        "",
        follow,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/{namespace}/locations/{location}/operationResults/{name}",
        "",
        follow,
    ),
    // Some services keep their operations below the resource.
    Route::at(Method::Get, "{scope}/operationStatuses/{name}", "", follow),
];

impl Simulated for Operations {
    fn types(&self) -> &'static [&'static str] {
        &[
            "Microsoft.Storage/locations/asyncoperations",
            "Microsoft.KeyVault/locations/operationResults",
            "Microsoft.OperationalInsights/locations/operationStatuses",
            "Microsoft.OperationalInsights/locations/operationResults",
            "Microsoft.Logic/integrationServiceEnvironments/operationStatuses",
            "Microsoft.Logic/integrationServiceEnvironments/managedApis/operationStatuses",
            "Microsoft.CognitiveServices/locations/operationStatuses",
            "Microsoft.CognitiveServices/locations/operationResults",
        ]
    }

    /// An operation is followed at the version its address was given out with.
    fn api_versions(&self) -> &'static [&'static str] {
        &[]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

fn follow(exchange: &mut Exchange<'_>) -> Outcome {
    let document = exchange.document()?;
    let begun: Begun = serde_json::from_value(document.inner.clone())
        .map_err(|why| Refusal::new(500, "InternalServerError", why.to_string()))?;
    let running = exchange.world.now() < begun.until;
    match begun.monitor {
        Monitor::AsyncOperation => Ok(status(&document, &begun, running)),
        Monitor::Location if running => {
            let later = Response::empty(202).header("Retry-After", begun.retry_after.to_string());
            Ok(later)
        }
        Monitor::Location => {
            if let Some(failed) = begun.failed {
                return Err(Refusal::new(500, &failed.code, failed.message));
            }
            let result = begun.result.and_then(|it| {
                let document = exchange.world.document(&it)?.clone();
                Some(exchange.world.show(&document))
            });
            Ok(result.map_or(Response::empty(204), |it| Response::json(200, it)))
        }
    }
}

fn status(document: &Document, begun: &Begun, running: bool) -> Response {
    let mut body = json!({
        "id": document.id.as_str(),
        "name": document.id.name(),
        "status": if running { "InProgress" } else { "Succeeded" },
        "startTime": begun.from.rfc3339(),
    });
    if running {
        return Response::json(200, body).header("Retry-After", begun.retry_after.to_string());
    }
    body["endTime"] = json!(begun.until.rfc3339());
    if let Some(failed) = &begun.failed {
        body["status"] = json!("Failed");
        body["error"] = failure(failed);
    }
    Response::json(200, body)
}

/// Source: Azure/azure-rest-api-specs#20428, read 21 Aug 2026.
fn failure(failed: &Failed) -> Value {
    json!({
        "code": "ResourceOperationFailure",
        "message": "The resource operation completed with terminal provisioning state 'Failed'.",
        "details": [{ "code": failed.code, "message": failed.message }],
    })
}
