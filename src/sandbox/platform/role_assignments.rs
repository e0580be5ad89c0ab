//! Role assignments: given, taken away, and effective only after a while.
//!
//! Source: azure-docs, `articles/role-based-access-control/{role-assignments-rest,
//! role-assignments-list-rest,troubleshooting}.md`, read 21 Aug 2026; the sentence of
//! `PrincipalNotFound` from MicrosoftDocs/azure-docs#103085, read 24 Nov 2026. That an assignment
//! takes one to five minutes both ways is assumed; the documents say up to ten.

use std::time::Duration;

use serde_json::{Value, json};

use crate::arm::{Method, ResourceId, Response, Timestamp};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Principal, Refusal, Route, Simulated, World, shown, text,
};
use crate::sandbox::rights::{ASSIGNMENTS, Effective, LINGERING, effective};
use crate::sandbox::roles::Role;
use crate::sandbox::serve::unauthorized;

mod lists;

/// Role assignments.
pub(in crate::sandbox) struct RoleAssignments;

const ONE: &str = "{scope}/providers/Microsoft.Authorization/roleAssignments/{name}";
const WRITE: &str = "Microsoft.Authorization/roleAssignments/write";
const DELETE: &str = "Microsoft.Authorization/roleAssignments/delete";

/// How long it takes until a grant, or its removal, has an effect, in seconds.
const PROPAGATION: std::ops::RangeInclusive<u64> = 60..=300;

const READ: &str = "Microsoft.Authorization/roleAssignments/read";

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.Authorization/roleAssignments",
        READ,
        lists::list,
    ),
    Route::at(Method::Get, ONE, READ, shown),
    Route::at(Method::Put, ONE, WRITE, put),
    Route::at(Method::Delete, ONE, DELETE, delete),
];

impl Simulated for RoleAssignments {
    fn types(&self) -> &'static [&'static str] {
        &[ASSIGNMENTS, LINGERING]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2022-04-01"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    /// A deleted assignment has stopped having an effect.
    fn due(&self, world: &mut dyn World, id: &ResourceId) {
        world.remove(id);
    }
}

/// The scope before `/providers/Microsoft.Authorization`.
///
/// # Errors
/// 404 where nothing is there.
pub(super) fn scope_of(exchange: &Exchange<'_>) -> Result<ResourceId, Refusal> {
    let scope = ResourceId::parse(exchange.param("scope"))
        .map_err(|why| Refusal::new(404, "InvalidResourceId", why.to_string()))?;
    if exchange.world.document(&scope).is_none() {
        return Err(Refusal::not_found(&scope));
    }
    Ok(scope)
}

fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let (id, scope) = (exchange.id()?, scope_of(exchange)?);
    check_guid(exchange.param("name"))?;
    let role = check_role(exchange)?;
    let principal = text(&exchange.body, "/properties/principalId").to_owned();
    let world = &*exchange.world;
    if !may_grant(world, &exchange.caller.object, WRITE, (role, &scope)) {
        return Err(unauthorized(exchange.caller, WRITE, &id));
    }
    if let Some(answer) = same(world, &id, role, (&principal, &scope))? {
        return Ok(answer);
    }
    let kind = check_principal(exchange, &principal, &scope)?;
    let now = exchange.world.now();
    let delay = exchange.world.grant_delay(&id.lower(), PROPAGATION);
    let given = &exchange.body["properties"];
    let body = json!({ "properties": {
        "roleDefinitionId": text(given, "/roleDefinitionId"),
        "principalId": principal,
        "principalType": kind,
        "scope": scope.as_str(),
        "description": given["description"],
        "condition": given["condition"],
        "conditionVersion": given["conditionVersion"],
        "createdOn": now.rfc3339(),
        "updatedOn": now.rfc3339(),
        "createdBy": exchange.caller.object,
        "updatedBy": exchange.caller.object,
    }});
    let document = assignment(id, body, delay.map(|it| now + it));
    let shown = exchange.world.show(&document);
    exchange.world.put(document);
    Ok(Response::json(201, shown))
}

fn assignment(id: ResourceId, body: Value, from: Option<Timestamp>) -> Document {
    let inner = serde_json::to_value(Effective { from, until: None }).unwrap_or_default();
    Document { id, body, inner }
}

/// Gives a role that has an effect at once: what was there before the sandbox began.
pub(in crate::sandbox) fn plant(
    world: &mut dyn World,
    scope: &ResourceId,
    (role, principal, kind): (&str, &str, &str),
) {
    let Some(role) = Role::named(role) else {
        return;
    };
    let name = world.guid(&format!("{} {principal} {scope}", role.name));
    let id = scope.provider(ASSIGNMENTS, &name);
    let subscription = scope.subscription().unwrap_or_default();
    let now = world.now();
    let body = json!({ "properties": {
        "roleDefinitionId": format!("/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{}", role.id),
        "principalId": principal,
        "principalType": kind,
        "scope": scope.as_str(),
        "description": null,
        "condition": null,
        "conditionVersion": null,
        "createdOn": now.rfc3339(),
        "updatedOn": now.rfc3339(),
        "createdBy": null,
        "updatedBy": null,
    }});
    world.put(assignment(id, body, Some(now)));
}

fn check_guid(name: &str) -> Result<(), Refusal> {
    if uuid::Uuid::try_parse(name).is_ok_and(|it| it.to_string().eq_ignore_ascii_case(name)) {
        return Ok(());
    }
    let message = format!(
        "The role assignment ID '{name}' is not valid. The role assignment ID must be a GUID."
    );
    Err(Refusal::bad("InvalidRoleAssignmentId", message))
}

fn check_role(exchange: &Exchange<'_>) -> Result<&'static Role, Refusal> {
    let id = text(&exchange.body, "/properties/roleDefinitionId");
    if id.is_empty() || text(&exchange.body, "/properties/principalId").is_empty() {
        let message = "The request to create role assignment is not valid. Properties 'roleDefinitionId' and 'principalId' are required.";
        return Err(Refusal::bad("InvalidCreateRoleAssignmentRequest", message));
    }
    if !text(&exchange.body, "/properties/condition").is_empty() {
        return Err(Refusal::not_simulated("conditions on role assignments"));
    }
    Role::of(id).ok_or_else(|| {
        let message = format!("The specified role definition with ID '{id}' does not exist.");
        Refusal::bad("RoleDefinitionDoesNotExist", message)
    })
}

/// Whether a principal may give or take away a role at a scope, the conditions of their own roles
/// included.
fn may_grant(
    world: &dyn World,
    principal: &str,
    action: &str,
    (role, scope): (&Role, &ResourceId),
) -> bool {
    use crate::resources::simulated::Right;
    let held = world.roles(principal, scope);
    let mut held = held.into_iter().filter_map(Role::of);
    held.any(|it| {
        let granted = it.may_grant.is_empty() || it.may_grant.contains(&role.id);
        granted && it.allows(Right::Action(action))
    })
}

/// The answer where the same assignment is already there, under this name or another one.
fn same(
    world: &dyn World,
    id: &ResourceId,
    role: &Role,
    (principal, scope): (&str, &ResourceId),
) -> Result<Option<Response>, Refusal> {
    let tenant = world.tenant_of(id);
    for other in world.documents(ASSIGNMENTS) {
        let triple = other
            .text("/properties/scope")
            .eq_ignore_ascii_case(scope.as_str())
            && Role::of(other.text("/properties/roleDefinitionId"))
                .is_some_and(|it| it.id == role.id)
            && other
                .text("/properties/principalId")
                .eq_ignore_ascii_case(principal);
        let name =
            other.id.name().eq_ignore_ascii_case(id.name()) && world.tenant_of(&other.id) == tenant;
        match (name, triple) {
            (true, true) => return Ok(Some(Response::json(200, world.show(other)))),
            (true, false) => {
                let message = "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.";
                return Err(Refusal::new(
                    409,
                    "RoleAssignmentUpdateNotPermitted",
                    message,
                ));
            }
            (false, true) => {
                let message = format!(
                    "The role assignment already exists. The ID of the existing role assignment is {}.",
                    other.id.name().replace('-', "")
                );
                return Err(Refusal::new(409, "RoleAssignmentExists", message));
            }
            (false, false) => {}
        }
    }
    Ok(None)
}

/// The type of a principal that may be given a role here and now.
fn check_principal(
    exchange: &Exchange<'_>,
    id: &str,
    scope: &ResourceId,
) -> Result<String, Refusal> {
    let world = &*exchange.world;
    let tenant = world.tenant_of(scope).unwrap_or_default();
    let said = text(&exchange.body, "/properties/principalType");
    let missing = || {
        let message = format!(
            "Principal {} does not exist in the directory {tenant}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype",
            id.replace('-', "")
        );
        Refusal::bad("PrincipalNotFound", message)
    };
    let found = world.principal(id).filter(|it| it.tenant == tenant);
    let Principal {
        kind, known_from, ..
    } = found.ok_or_else(missing)?;
    if said.is_empty() && world.now() < *known_from {
        return Err(missing());
    }
    if !said.is_empty() && !said.eq_ignore_ascii_case(kind) {
        let message = format!(
            "The PrincipalId '{}' has type '{kind}' , which is different from specified PrinciaplType '{said}'.",
            id.replace('-', "")
        );
        return Err(Refusal::bad("UnmatchedPrincipalType", message));
    }
    Ok(kind.clone())
}

fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let (id, scope) = (exchange.id()?, scope_of(exchange)?);
    let Some(found) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    let role = Role::of(found.text("/properties/roleDefinitionId"));
    let caller = &exchange.caller.object;
    if role.is_none_or(|it| !may_grant(exchange.world, caller, DELETE, (it, &scope))) {
        return Err(unauthorized(exchange.caller, DELETE, &id));
    }
    let shown = exchange.world.show(&found);
    remove(exchange.world, &id);
    Ok(Response::json(200, shown))
}

/// Takes a role away; for a while it still has an effect.
pub(in crate::sandbox) fn remove(world: &mut dyn World, id: &ResourceId) -> bool {
    let Some(found) = world.remove(id) else {
        return false;
    };
    let seconds = world.spread(&format!("{} removed", id.lower()), PROPAGATION);
    let until = world.now() + Duration::from_secs(seconds);
    let name = world.guid("lingering");
    let Ok(lingering) = ResourceId::parse(&format!("/providers/{LINGERING}/{name}")) else {
        return true;
    };
    let from = effective(&found).from;
    let inner = Effective {
        from,
        until: Some(until),
    };
    world.put(Document {
        id: lingering.clone(),
        inner: serde_json::to_value(inner).unwrap_or_default(),
        ..found
    });
    world.schedule(&lingering, until);
    true
}
