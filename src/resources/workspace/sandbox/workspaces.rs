//! Workspaces: created at once, and linked where they say that they are.
//!
//! That creation is over with its answer is assumed; the specification allows it to go on.

use serde_json::{Value, json};

use super::links::{self, Stage};
use super::{WORKSPACES, deleted};
use crate::arm::Response;
use crate::keys::names;
use crate::resources::simulated::place::{check_shape, location, taken};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, World, merge};

/// Properties that a client may set; everything else is ignored.
const KNOWN: [&str; 5] = [
    "sku",
    "retentionInDays",
    "publicNetworkAccessForIngestion",
    "publicNetworkAccessForQuery",
    "forceCmkForQuery",
];

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    names::log_analytics(id.name())
        .map_err(|_| Refusal::bad("InvalidParameter", "Workspace name is not valid."))?;
    let place = location(exchange, &id)?;
    let there = exchange.world.document(&id).cloned();
    let there = there.or_else(|| deleted::recovered(exchange.world, &id, &place));
    let now = exchange.world.now().rfc3339();
    match there {
        Some(before) => change(exchange, 200, before),
        None => {
            let document = fresh(exchange, &id, &place, &now)?;
            change(exchange, 201, document)
        }
    }
}

pub(super) fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    check_shape(exchange)?;
    let before = exchange.document()?;
    change(exchange, 200, before)
}

fn change(exchange: &mut Exchange<'_>, status: u16, mut document: Document) -> Outcome {
    let asked = exchange.body["properties"].clone();
    let mut known = json!({});
    for name in KNOWN {
        if let Some(value) = asked.get(name).filter(|it| !it.is_null()) {
            known[name] = value.clone();
        }
    }
    let now = exchange.world.now().rfc3339();
    merge(&mut document.body["properties"], &known);
    document.body["properties"]["modifiedDate"] = json!(now);
    if let Some(tags) = exchange.body.get("tags").filter(|it| !it.is_null()) {
        document.body["tags"] = tags.clone();
    }
    exchange.world.put(document.clone());
    Ok(Response::json(status, exchange.world.show(&document)))
}

fn fresh(
    exchange: &mut Exchange<'_>,
    id: &crate::arm::ResourceId,
    place: &str,
    now: &str,
) -> Result<Document, Refusal> {
    let other = taken(exchange.world, WORKSPACES, id.name());
    if other.is_some_and(|it| it.subscription() == id.subscription()) {
        let message = format!(
            "A workspace named {} exists in this subscription.",
            id.name()
        );
        return Err(Refusal::new(409, "Conflict", message));
    }
    if deleted::reserves(exchange.world, id) {
        return Err(deleted::reserved(id.name()));
    }
    let body = json!({
        "location": place,
        "tags": {},
        "properties": {
            "customerId": exchange.world.guid(&format!("workspace {id}")),
            "provisioningState": "Succeeded",
            "sku": { "name": "PerGB2018" },
            "retentionInDays": 30,
            "forceCmkForQuery": false,
            "publicNetworkAccessForIngestion": "Enabled",
            "publicNetworkAccessForQuery": "Enabled",
            "features": { "enableLogAccessUsingOnlyResourcePermissions": true },
            "createdDate": now,
        },
    });
    Ok(Document::new(id.clone(), body))
}

/// `features.clusterResourceId` is there as long as the workspace is linked.
pub(super) fn show(world: &dyn World, document: &Document) -> Value {
    let mut shown = document.envelope();
    let link = world.document(&document.id.child("linkedServices", "Cluster"));
    if let Some(link) = link.filter(|it| links::stage(world, it) != Stage::Linking) {
        let cluster = link.text("/properties/writeAccessResourceId");
        let properties = &mut shown["properties"];
        properties["features"]["clusterResourceId"] = json!(cluster);
        properties["sku"]["name"] = json!("LACluster");
    }
    shown
}
