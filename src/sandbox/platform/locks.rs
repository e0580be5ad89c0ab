//! Locks, and what they forbid.
//!
//! Source: azure-docs, `articles/azure-resource-manager/management/lock-resources.md`, read 21 Aug
//! 2026; the sentence of `ScopeLocked` from hashicorp/terraform-provider-azurerm#17478.

use serde_json::json;

use super::role_assignments::scope_of;
use crate::arm::{Method, ResourceId, Response};
use crate::resources::simulated::{
    Document, Effect, Exchange, Outcome, Refusal, Route, Simulated, World, page, text,
};

/// Locks.
pub(in crate::sandbox) struct Locks;

const LOCKS: &str = "Microsoft.Authorization/locks";
const ONE: &str = "{scope}/providers/Microsoft.Authorization/locks/{name}";

const READ: &str = "Microsoft.Authorization/locks/read";

static ROUTES: &[Route] = &[
    Route::at(
        Method::Get,
        "{scope}/providers/Microsoft.Authorization/locks",
        READ,
        list,
    ),
    Route::at(Method::Get, ONE, READ, one),
    Route::at(Method::Put, ONE, "Microsoft.Authorization/locks/write", put),
    Route::at(
        Method::Delete,
        ONE,
        "Microsoft.Authorization/locks/delete",
        delete,
    ),
];

impl Simulated for Locks {
    fn types(&self) -> &'static [&'static str] {
        &[LOCKS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2020-05-01", "2017-04-01", "2016-09-01"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

/// Where a lock sits: the part of its ID before the provider.
fn scope(lock: &Document) -> Option<ResourceId> {
    lock.id.parent()
}

/// Locks at the scope and below it. Azure does not list inherited ones; whoever wants those asks
/// each scope above.
fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let asked = scope_of(exchange)?;
    let only_here = match exchange.query("$filter").unwrap_or_default() {
        "" => false,
        it if it.eq_ignore_ascii_case("atScope()") => true,
        other => {
            let message = format!("The filter '{other}' is not supported.");
            return Err(Refusal::bad("UnsupportedFilter", message));
        }
    };
    let world = &*exchange.world;
    let rows = world
        .documents(LOCKS)
        .filter(|it| scope(it).is_some_and(|it| it == asked || !only_here && asked.contains(&it)))
        .map(|it| world.show(it))
        .collect();
    page(exchange, rows)
}

fn one(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.shown().map_err(|_| {
        let message = format!("The lock '{}' could not be found.", exchange.param("name"));
        Refusal::new(404, "LockNotFound", message)
    })
}

fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let (id, _) = (exchange.id()?, scope_of(exchange)?);
    let level = text(&exchange.body, "/properties/level").to_owned();
    if !["CanNotDelete", "ReadOnly"].contains(&level.as_str()) {
        let message = "The lock level is invalid. Valid values are 'CanNotDelete' and 'ReadOnly'.";
        return Err(Refusal::bad("InvalidLockLevel", message));
    }
    let status = if exchange.world.document(&id).is_some() {
        200
    } else {
        201
    };
    let notes = exchange.body.pointer("/properties/notes");
    let body = json!({ "properties": { "level": level, "notes": notes } });
    let document = Document::new(id, body);
    let shown = exchange.world.show(&document);
    exchange.world.put(document);
    Ok(Response::json(status, shown))
}

fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let removed = exchange.world.remove(&id);
    Ok(Response::empty(if removed.is_some() { 200 } else { 204 }))
}

/// Puts a lock into the world.
pub(in crate::sandbox) fn plant(
    world: &mut dyn World,
    at: &ResourceId,
    (name, level, notes): (&str, &str, &str),
) {
    let body = json!({ "properties": { "level": level, "notes": notes } });
    world.put(Document::new(at.provider(LOCKS, name), body));
}

/// Refuses what a lock at the scope or above it forbids. A lock never forbids its own removal.
pub(in crate::sandbox) fn check(
    world: &dyn World,
    id: &ResourceId,
    effect: Effect,
) -> Result<(), Refusal> {
    if id.is(LOCKS) {
        return Ok(());
    }
    let (verb, forbids): (&str, &[&str]) = match effect {
        Effect::Read => return Ok(()),
        Effect::Write => ("write", &["ReadOnly"]),
        Effect::Delete => ("delete", &["ReadOnly", "CanNotDelete"]),
    };
    let locked: Vec<String> = world
        .documents(LOCKS)
        .filter(|it| forbids.contains(&it.text("/properties/level")))
        .filter_map(scope)
        .filter(|it| it.contains(id))
        .map(|it| format!("'{it}'"))
        .collect();
    if locked.is_empty() {
        return Ok(());
    }
    let message = format!(
        "The scope '{id}' cannot perform {verb} operation because following scope(s) are locked: {}. Please remove the lock and try again.",
        locked.join(",")
    );
    Err(Refusal::new(409, "ScopeLocked", message))
}
