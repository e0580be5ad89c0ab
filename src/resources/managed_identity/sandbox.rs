//! User-assigned managed identities in the sandbox.
//!
//! Source: azure-rest-api-specs, `Microsoft.ManagedIdentity` 2024-11-30, read 21 Aug 2026.

use serde_json::{Value, json};

use crate::arm::{Method, ResourceId, Response};
use crate::resources::simulated::identity::{USER_ASSIGNED, new_principal};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Route, Simulated, World, merge, place, shown,
};

/// User-assigned managed identities.
pub struct Identities;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}";
const READ: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/read";
const WRITE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/write";

static ROUTES: &[Route] = &[
    Route::at(Method::Get, ONE, READ, shown),
    Route::at(Method::Put, ONE, WRITE, put),
    Route::at(Method::Patch, ONE, WRITE, patch),
    Route::at(
        Method::Delete,
        ONE,
        "Microsoft.ManagedIdentity/userAssignedIdentities/delete",
        delete,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities",
        READ,
        list,
    ),
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.ManagedIdentity/identities/default",
        "Microsoft.ManagedIdentity/identities/read",
        own,
    ),
];

impl Simulated for Identities {
    fn types(&self) -> &'static [&'static str] {
        &[USER_ASSIGNED]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2025-05-31-preview", "2024-11-30", "2023-01-31"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    /// The identity service answers with `resourcegroups` in lower case.
    fn show(&self, _: &dyn World, document: &Document) -> Value {
        let mut shown = document.envelope();
        shown["id"] = json!(
            document
                .id
                .as_str()
                .replace("/resourceGroups/", "/resourcegroups/")
        );
        shown
    }
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(USER_ASSIGNED)
}

fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    place::check_shape(exchange)?;
    check_name(id.name())?;
    let location = place::location(exchange, &id)?;
    let tags = exchange.body.get("tags").cloned().unwrap_or(json!({}));
    if let Some(mut there) = exchange.world.document(&id).cloned() {
        there.body["tags"] = tags;
        return Ok(answer(exchange, 200, there));
    }
    let tenant = exchange.world.tenant_of(&id).unwrap_or_default();
    let principal = new_principal(exchange.world, &id, &tenant);
    let client = exchange.world.guid(&format!("client of {id}"));
    let body = json!({
        "location": location,
        "tags": tags,
        "properties": {
            "tenantId": tenant,
            "principalId": principal,
            "clientId": client,
            "isolationScope": "None",
        },
    });
    Ok(answer(exchange, 201, Document::new(id, body)))
}

fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    place::check_shape(exchange)?;
    let mut document = exchange.document()?;
    if let Some(tags) = exchange.body.get("tags") {
        merge(&mut document.body["tags"], tags);
    }
    Ok(answer(exchange, 200, document))
}

fn answer(exchange: &mut Exchange<'_>, status: u16, document: Document) -> Response {
    let shown = exchange.world.show(&document);
    exchange.world.put(document);
    Response::json(status, shown)
}

/// Role assignments of a deleted identity stay behind without anybody to use them, as in Azure.
fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let Some(gone) = exchange.world.remove(&exchange.id()?) else {
        return Ok(Response::empty(204));
    };
    let principal = gone.text("/properties/principalId");
    exchange.world.set_principal(principal, None);
    Ok(Response::empty(200))
}

/// The identity that belongs to another resource.
fn own(exchange: &mut Exchange<'_>) -> Outcome {
    let scope = ResourceId::parse(exchange.param("scope"))
        .map_err(|why| Refusal::new(404, "InvalidResourceId", why.to_string()))?;
    let resource = exchange.world.document(&scope);
    let resource = resource.ok_or_else(|| Refusal::not_found(&scope))?;
    let principal = resource.text("/identity/principalId");
    if principal.is_empty() {
        let message = format!("The resource '{scope}' has no system-assigned identity.");
        return Err(Refusal::new(404, "ResourceNotFound", message));
    }
    let body = json!({
        "id": format!("{scope}/providers/Microsoft.ManagedIdentity/identities/default"),
        "name": "default",
        "type": "Microsoft.ManagedIdentity/identities",
        "location": resource.text("/location"),
        "properties": {
            "tenantId": resource.text("/identity/tenantId"),
            "principalId": principal,
        },
    });
    Ok(Response::json(200, body))
}

/// Source: naming rules, `azure-resource-manager/management/resource-name-rules`, read 21 Aug 2026.
fn check_name(name: &str) -> Result<(), Refusal> {
    let good = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    let first = name.starts_with(|it: char| it.is_ascii_alphanumeric());
    if (3..=128).contains(&name.len()) && first && name.chars().all(good) {
        return Ok(());
    }
    let message = format!(
        "The resource name '{name}' is invalid. It must begin with a letter or a digit and hold 3 to 128 letters, digits, '-' and '_'."
    );
    Err(Refusal::bad("InvalidResourceName", message))
}
