//! Resource groups.
//!
//! Source: azure-rest-api-specs, Microsoft.Resources 2025-04-01, read 21 Aug 2026.

use serde_json::{Value, json};

use super::subscriptions::{check_location, same_location};
use crate::arm::{Method, ResourceId, Response};
use crate::resources::simulated::{
    Document, Exchange, Outcome, Refusal, Right, Route, Simulated, World, page, text,
};
use crate::sandbox::state::GROUP;

/// Resource groups.
pub(in crate::sandbox) struct Groups;

const ONE: &str = "/subscriptions/{subscription}/resourceGroups/{group}";
const READ: &str = "Microsoft.Resources/subscriptions/resourceGroups/read";

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "/subscriptions/{subscription}/resourceGroups",
        "",
        list,
    ),
    Route::at(Method::Get, ONE, READ, one),
    Route::at(Method::Head, ONE, READ, head),
    Route::at(
        Method::Put,
        ONE,
        "Microsoft.Resources/subscriptions/resourceGroups/write",
        put,
    ),
];

impl Simulated for Groups {
    fn types(&self) -> &'static [&'static str] {
        &["Microsoft.Resources/resourceGroups"]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        super::RESOURCES
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }

    fn show(&self, _: &dyn World, document: &Document) -> Value {
        let mut shown = document.envelope();
        shown["type"] = json!("Microsoft.Resources/resourceGroups");
        shown
    }
}

/// Groups that the caller may not read are left out.
fn list(exchange: &mut Exchange<'_>) -> Outcome {
    if exchange.query("$filter").is_some() {
        return Err(Refusal::not_simulated("$filter on resource groups"));
    }
    let container = exchange.container();
    let world = &*exchange.world;
    let caller = &exchange.caller.object;
    let rows = world
        .documents(GROUP)
        .filter(|it| container.contains(&it.id))
        .filter(|it| world.may(caller, Right::Action(READ), &it.id))
        .map(|it| world.show(it))
        .collect();
    page(exchange, rows)
}

fn missing(id: &ResourceId) -> Refusal {
    let message = format!("Resource group '{}' could not be found.", id.name());
    Refusal::new(404, "ResourceGroupNotFound", message)
}

fn one(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    exchange.shown().map_err(|_| missing(&id))
}

fn head(exchange: &mut Exchange<'_>) -> Outcome {
    let there = exchange.world.document(&exchange.id()?).is_some();
    Ok(Response::empty(if there { 204 } else { 404 }))
}

fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_name(id.name())?;
    let location = text(&exchange.body, "/location").to_owned();
    if location.is_empty() {
        let message = "The location property is required for this definition.";
        return Err(Refusal::bad("LocationRequired", message));
    }
    check_location(&location)?;
    let tags = exchange.body.get("tags").cloned();
    let existing = exchange.world.document(&id).cloned();
    let status = if existing.is_some() { 200 } else { 201 };
    if let Some(existing) = &existing
        && !same_location(existing.text("/location"), &location)
    {
        let message = format!(
            "Invalid resource group location '{location}'. The Resource group already exists in location '{}'.",
            existing.text("/location")
        );
        return Err(Refusal::new(409, "InvalidResourceGroupLocation", message));
    }
    // The name keeps the casing it was created with.
    let id = existing.map_or(id, |it| it.id);
    let body = json!({
        "location": location.replace(' ', "").to_ascii_lowercase(),
        "tags": tags,
        "properties": { "provisioningState": "Succeeded" },
    });
    let document = Document::new(id, body);
    let shown = exchange.world.show(&document);
    exchange.world.put(document);
    Ok(Response::json(status, shown))
}

/// Source: naming rules, `azure-resource-manager/management/resource-name-rules`, read 21 Aug 2026.
fn check_name(name: &str) -> Result<(), Refusal> {
    let good = |it: char| it.is_alphanumeric() || "-_.()".contains(it);
    if name.chars().count() <= 90 && name.chars().all(good) && !name.ends_with('.') {
        return Ok(());
    }
    let message = format!(
        "The provided resource group name '{name}' has these invalid characters. The name can only be a letter, digit, '-', '.', '(', ')' or '_', at most 90 of them, and not end with '.'."
    );
    Err(Refusal::bad("InvalidResourceGroup", message))
}
