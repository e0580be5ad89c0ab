//! Customer Lockbox, which no directory of the sandbox has turned on. That any member may ask is
//! assumed, and so are the words for another directory.
//!
//! Source: azure-rest-api-specs, `customerlockbox`, 2018-02-28-preview, read 27 Nov 2026.

use serde_json::json;

use crate::arm::{Method, Response};
use crate::resources::simulated::{Exchange, Outcome, Refusal, Route, Simulated};

/// Customer Lockbox.
pub(in crate::sandbox) struct Lockbox;

static ROUTES: &[Route] = &[Route::at(
    Method::Get,
    "/providers/Microsoft.CustomerLockbox/tenantOptedIn/{tenant}",
    "",
    opted_in,
)];

impl Simulated for Lockbox {
    fn types(&self) -> &'static [&'static str] {
        &["Microsoft.CustomerLockbox/tenantOptedIn"]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2018-02-28-preview"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

fn opted_in(exchange: &mut Exchange<'_>) -> Outcome {
    if !exchange
        .caller
        .tenant
        .eq_ignore_ascii_case(exchange.param("tenant"))
    {
        let message = "The caller does not belong to this tenant.";
        return Err(Refusal::new(403, "Forbidden", message));
    }
    Ok(Response::json(200, json!({ "isOptedIn": false })))
}
