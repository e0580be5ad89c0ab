//! Saved queries and functions.
//!
//! Source: azure-rest-api-specs, `SavedSearches.json` 2025-07-01 and its examples, read 21 Aug 2026.
//! The status for a stale etag is assumed.

use serde_json::{Value, json};

use super::{SEARCHES, WORKSPACES};
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, text};

const NEEDED: [&str; 3] = ["category", "displayName", "query"];
const KNOWN: [&str; 7] = [
    "category",
    "displayName",
    "query",
    "functionAlias",
    "functionParameters",
    "version",
    "tags",
];

pub(super) fn get(exchange: &mut Exchange<'_>) -> Outcome {
    let (_, id) = search(exchange)?;
    let found = exchange.world.document(&id).cloned();
    let found = found.ok_or_else(|| Refusal::not_found(&id))?;
    Ok(Response::json(200, exchange.world.show(&found)))
}

/// All of them in one page, as the specification has it.
pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let (workspace, _) = search(exchange)?;
    let world = &*exchange.world;
    let rows = world.documents(SEARCHES);
    let rows = rows.filter(|it| workspace.contains(&it.id));
    let rows: Vec<Value> = rows.map(|it| world.show(it)).collect();
    Ok(Response::json(200, json!({ "value": rows })))
}

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let (_, id) = search(exchange)?;
    let asked = exchange.body["properties"].clone();
    for name in NEEDED {
        if text(&asked, &format!("/{name}")).is_empty() {
            let message = format!("The property {name} is required.");
            return Err(Refusal::bad("InvalidParameter", message));
        }
    }
    let before = exchange
        .world
        .document(&id)
        .map(|it| it.text("/etag").to_owned());
    let held = text(&exchange.body, "/etag");
    if before.as_ref().is_some_and(|it| held != "*" && held != it) {
        let message = "The saved search exists, and the etag of the request is not its own.";
        return Err(Refusal::new(409, "Conflict", message));
    }
    let mut properties = json!({ "version": 2 });
    for name in KNOWN {
        if let Some(value) = asked.get(name).filter(|it| !it.is_null()) {
            properties[name] = value.clone();
        }
    }
    let etag = exchange.world.now().rfc3339();
    let body = json!({ "etag": format!("W/\"datetime'{etag}'\""), "properties": properties });
    let document = Document::new(id, body);
    exchange.world.put(document.clone());
    Ok(Response::json(200, exchange.world.show(&document)))
}

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let (_, id) = search(exchange)?;
    exchange.world.remove(&id);
    Ok(Response::empty(200))
}

fn search(exchange: &Exchange<'_>) -> Result<(ResourceId, ResourceId), Refusal> {
    let group = exchange.container();
    let workspace = group.provider(WORKSPACES, exchange.param("name"));
    if exchange.world.document(&workspace).is_none() {
        return Err(Refusal::not_found(&workspace));
    }
    let id = workspace.child("savedSearches", exchange.param("search"));
    Ok((workspace, id))
}
