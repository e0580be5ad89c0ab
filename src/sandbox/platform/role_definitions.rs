//! Role definitions: the built-in ones.
//!
//! Source: azure-rest-api-specs, Microsoft.Authorization 2022-04-01, read 21 Aug 2026.

use serde_json::{Value, json};

use super::permissions::permission;
use crate::arm::{Method, Response};
use crate::resources::simulated::{Exchange, Outcome, Refusal, Route, Simulated, page};
use crate::sandbox::roles::{ROLES, Role};

/// Role definitions.
pub(in crate::sandbox) struct RoleDefinitions;

const READ: &str = "Microsoft.Authorization/roleDefinitions/read";

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.Authorization/roleDefinitions",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.Authorization/roleDefinitions/{name}",
        READ,
        one,
    ),
];

impl Simulated for RoleDefinitions {
    fn types(&self) -> &'static [&'static str] {
        &["Microsoft.Authorization/roleDefinitions"]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2022-05-01-preview", "2022-04-01"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

fn show(role: &Role, scope: &str) -> Value {
    // Below a subscription the ID names the subscription, not the scope that was asked.
    let subscription: Vec<&str> = scope.split('/').take(3).collect();
    let subscription = subscription.join("/");
    json!({
        "id": format!("{subscription}/providers/Microsoft.Authorization/roleDefinitions/{}", role.id),
        "name": role.id,
        "type": "Microsoft.Authorization/roleDefinitions",
        "properties": {
            "roleName": role.name,
            "type": "BuiltInRole",
            "description": role.description,
            "assignableScopes": ["/"],
            "permissions": [permission(role)],
        },
    })
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let scope = exchange.param("scope").to_owned();
    let filter = exchange.query("$filter").unwrap_or_default().to_owned();
    let quoted = |name: &str| {
        let rest = filter.strip_prefix(name)?.trim().strip_prefix("eq")?.trim();
        rest.strip_prefix('\'')?.strip_suffix('\'')
    };
    let wanted: Vec<&Role> = if let Some(name) = quoted("roleName") {
        Role::named(name).into_iter().collect()
    } else if let Some(kind) = quoted("type") {
        let built_in = kind.eq_ignore_ascii_case("BuiltInRole");
        ROLES.iter().filter(|_| built_in).collect()
    } else if filter.is_empty() || filter.eq_ignore_ascii_case("atScopeAndBelow()") {
        ROLES.iter().collect()
    } else {
        let message = format!("The filter '{filter}' is not supported.");
        return Err(Refusal::bad("BadRequestFilterFormat", message));
    };
    page(
        exchange,
        wanted.into_iter().map(|it| show(it, &scope)).collect(),
    )
}

fn one(exchange: &mut Exchange<'_>) -> Outcome {
    let name = exchange.param("name");
    let role = Role::of(name).ok_or_else(|| {
        let message = format!("The specified role definition with ID '{name}' does not exist.");
        Refusal::new(404, "RoleDefinitionDoesNotExist", message)
    })?;
    Ok(Response::json(200, show(role, exchange.param("scope"))))
}
