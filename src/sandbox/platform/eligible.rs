//! Roles that people are eligible for. Activating one is not simulated: it may want a second factor,
//! a ticket or an approval.
//!
//! Source: azure-rest-api-specs, Microsoft.Authorization 2020-10-01, and azure-docs,
//! `articles/role-based-access-control/role-assignments-eligible-activate.md`, read 21 Aug 2026.

use serde_json::json;

use super::role_assignments::scope_of;
use crate::arm::{Method, ResourceId};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Route, Simulated, World, page,
};
use crate::sandbox::roles::Role;

/// Eligible roles.
pub(in crate::sandbox) struct EligibleRoles;

const INSTANCES: &str = "Microsoft.Authorization/roleEligibilityScheduleInstances";

static ROUTES: &[Route] = &[Route::at(
    Method::Get,
    "{scope}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances",
    "Microsoft.Authorization/roleEligibilityScheduleInstances/read",
    list,
)];

impl Simulated for EligibleRoles {
    fn types(&self) -> &'static [&'static str] {
        &[INSTANCES]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2020-10-01"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

/// Those of the caller at the scope and above it.
fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let scope = scope_of(exchange)?;
    if exchange.query("$filter") != Some("asTarget()") {
        return Err(Refusal::not_simulated("eligible roles of others"));
    }
    let caller = exchange.caller.object.clone();
    let world = &*exchange.world;
    let own = world.documents(INSTANCES).filter(|it| {
        let at = ResourceId::parse(it.text("/properties/scope"));
        let own = it
            .text("/properties/principalId")
            .eq_ignore_ascii_case(&caller);
        own && at.is_ok_and(|it| it.contains(&scope))
    });
    page(exchange, own.map(|it| world.show(it)).collect())
}

/// Makes somebody eligible: what was there before the sandbox began.
pub(in crate::sandbox) fn plant(
    world: &mut dyn World,
    scope: &ResourceId,
    (role, principal): (&str, &str),
) {
    let Some(role) = Role::named(role) else {
        return;
    };
    let name = world.guid(&format!("eligible {} {principal} {scope}", role.name));
    let subscription = scope.subscription().unwrap_or_default();
    let definition = format!(
        "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{}",
        role.id
    );
    let body = json!({ "properties": {
        "scope": scope.as_str(),
        "roleDefinitionId": definition,
        "principalId": principal,
        "principalType": "User",
        "memberType": "Direct",
        "status": "Provisioned",
        "startDateTime": world.now().rfc3339(),
        "endDateTime": null,
        "expandedProperties": {
            "roleDefinition": { "displayName": role.name, "id": definition, "type": "BuiltInRole" },
        },
    }});
    world.put(Document::new(scope.provider(INSTANCES, &name), body));
}
