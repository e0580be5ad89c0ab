//! Deletion of workspaces: soft for fourteen days, with everything that belongs to them.
//!
//! Source: azure-monitor-docs, `logs/customer-managed-keys.md`, "Limitations": a workspace that was
//! deleted while it was linked returns linked when it is recovered, read 21 Aug 2026. The page on
//! deletion says that linked services are lost; the page on keys is followed here.

use std::time::Duration;

use serde_json::{Value, json};

use super::{DELETED, LINKS, SEARCHES, STORES, workspaces};
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, World, page};

/// For how long a deleted workspace can be recovered, and its name cannot be used.
const KEPT_FOR: Duration = Duration::from_secs(14 * 86_400);

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(document) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    exchange.world.remove(&id);
    if exchange.query("force") == Some("true") {
        purge(exchange.world, &id);
        return Ok(Response::empty(200));
    }
    let grave = grave(&id);
    let until = exchange.world.now() + KEPT_FOR;
    let inner = json!({ "workspace": document });
    exchange.world.put(Document {
        id: grave.clone(),
        body: json!({ "location": document.text("/location") }),
        inner,
    });
    exchange.world.schedule(&grave, until);
    Ok(Response::empty(200))
}

/// The workspace of an ID, brought back from its grave, where it was.
pub(super) fn recovered(
    world: &mut dyn World,
    id: &ResourceId,
    location: &str,
) -> Option<Document> {
    let grave = world.document(&grave(id)).cloned()?;
    if grave.text("/location") != location {
        return None;
    }
    world.remove(&grave.id);
    of(&grave)
}

/// Whether a deleted workspace of the subscription has this name.
pub(super) fn reserves(world: &dyn World, id: &ResourceId) -> bool {
    let subscription = id.subscription_id();
    let mut graves = world.documents(DELETED);
    graves.any(|it| {
        it.id.name().eq_ignore_ascii_case(id.name()) && it.id.subscription_id() == subscription
    })
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let container = exchange.container();
    let world = &*exchange.world;
    let rows = world.documents(DELETED);
    let rows = rows.filter(|it| container.contains(&it.id));
    page(exchange, rows.map(|it| world.show(it)).collect())
}

pub(super) fn show(world: &dyn World, grave: &Document) -> Value {
    let found = of(grave);
    found.map_or(Value::Null, |it| workspaces::show(world, &it))
}

pub(super) fn forget(world: &mut dyn World, grave: &ResourceId) {
    let found = world.remove(grave);
    if let Some(workspace) = found.as_ref().and_then(of) {
        purge(world, &workspace.id);
    }
}

/// 409 for a name that a deleted workspace keeps.
pub(super) fn reserved(name: &str) -> Refusal {
    let message = format!(
        "A workspace named {name} was deleted in the last 14 days, and its name is kept for its recovery."
    );
    Refusal::new(409, "Conflict", message)
}

fn of(grave: &Document) -> Option<Document> {
    serde_json::from_value(grave.inner.get("workspace")?.clone()).ok()
}

fn grave(id: &ResourceId) -> ResourceId {
    let group = id.group_id().unwrap_or_else(|| id.clone());
    group.provider(DELETED, id.name())
}

/// Removes what lay below a workspace.
fn purge(world: &mut dyn World, id: &ResourceId) {
    let kinds = [LINKS, STORES, SEARCHES];
    let all = kinds.iter().flat_map(|it| world.documents(it));
    let gone: Vec<ResourceId> = all
        .filter(|it| id.contains(&it.id))
        .map(|it| it.id.clone())
        .collect();
    for id in gone {
        world.remove(&id);
    }
}
