//! What the caller may do at a scope, and what is denied to everybody.
//!
//! Source: azure-rest-api-specs, Microsoft.Authorization 2022-04-01, read 21 Aug 2026. The
//! permissions of a subscription are not among the published operations; that Azure answers them
//! is assumed.

use serde_json::{Value, json};

use super::role_assignments::scope_of;
use crate::arm::Method;
use crate::resources::simulated::{Exchange, Outcome, Route, Simulated, page};
use crate::sandbox::roles::Role;

/// Permissions and deny assignments.
pub(in crate::sandbox) struct Permissions;

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.Authorization/permissions",
        "",
        mine,
    ),
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.Authorization/denyAssignments",
        "Microsoft.Authorization/denyAssignments/read",
        denied,
    ),
];

impl Simulated for Permissions {
    fn types(&self) -> &'static [&'static str] {
        &[
            "Microsoft.Authorization/permissions",
            "Microsoft.Authorization/denyAssignments",
        ]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2022-04-01"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

/// What a role allows, as ARM writes it.
pub(in crate::sandbox) fn permission(role: &Role) -> Value {
    json!({
        "actions": role.actions,
        "notActions": role.not_actions,
        "dataActions": role.data_actions,
        "notDataActions": [],
    })
}

fn mine(exchange: &mut Exchange<'_>) -> Outcome {
    let scope = scope_of(exchange)?;
    let mut roles = exchange.world.roles(&exchange.caller.object, &scope);
    roles.sort_unstable();
    roles.dedup();
    let rows = roles.into_iter().filter_map(Role::of).map(permission);
    page(exchange, rows.collect())
}

/// Nobody is denied anything in the sandbox.
fn denied(exchange: &mut Exchange<'_>) -> Outcome {
    scope_of(exchange)?;
    page(exchange, Vec::new())
}
