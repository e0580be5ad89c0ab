//! Networks: made with their subnets, and deleted with them.

use std::time::Duration;

use serde_json::{Value, json};

use super::{NETWORKS, SUBNETS, body, of_network, subnets};
use crate::arm::{AddressPrefix, Response, Timestamp};
use crate::keys::names;
use crate::resources::simulated::place::{check_shape, location};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, text};

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    exchange.list(NETWORKS)
}

/// A network as the body says; subnets that it does not name go.
pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    names::virtual_network(id.name()).map_err(|it| Refusal::bad("InvalidResourceName", it.why))?;
    let region = location(exchange, &id)?;
    let space = body::space(&exchange.body)?;
    let asked = exchange.body.pointer("/properties/subnets");
    let asked = asked.and_then(Value::as_array).cloned().unwrap_or_default();
    let mut ranges: Vec<(String, AddressPrefix)> = Vec::new();
    let mut inside = Vec::new();
    for subnet in &asked {
        let name = text(subnet, "/name");
        let subnet_id = id.child("subnets", name);
        let prefix = body::subnet(&subnet_id, subnet, &space, &ranges)?;
        ranges.push((name.to_owned(), prefix));
        inside.push(subnets::document(exchange, subnet_id, subnet, prefix)?);
    }
    for gone in of_network(exchange.world, &id) {
        if !inside.iter().any(|it| it.id == gone.id) {
            subnets::check_free(exchange.world, &gone)?;
            exchange.world.remove(&gone.id);
        }
    }
    let status = if exchange.world.document(&id).is_some() {
        200
    } else {
        201
    };
    let prefixes: Vec<String> = space.iter().map(ToString::to_string).collect();
    let network = Document::new(
        id,
        json!({
            "location": region,
            "tags": exchange.body.get("tags").cloned().unwrap_or(json!({})),
            "properties": { "addressSpace": { "addressPrefixes": prefixes } },
        }),
    );
    exchange.world.put(network.clone());
    for subnet in inside {
        exchange.world.put(subnet);
    }
    Ok(Response::json(status, exchange.world.show(&network)))
}

/// A network whose subnets are still held goes only after hours; for how long is assumed.
///
/// Source: azure-docs, `logic-apps/customer-managed-keys-integration-service-environment.md`, which
/// says up to two hours and maybe longer.
pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(mut network) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    let inside = of_network(exchange.world, &id);
    let lives = |it: &&Document| subnets::lives_in(exchange.world, it).is_some();
    if let Some(taken) = inside.iter().find(lives) {
        subnets::check_free(exchange.world, taken)?;
    }
    let held = inside
        .iter()
        .any(|it| super::holder(exchange.world, &it.id).is_some());
    let seconds = match held {
        true => exchange.world.spread(&id.lower(), 7200..=10_800),
        false => 10,
    };
    let at = exchange.world.now() + exchange.world.stretch(Duration::from_secs(seconds));
    network.inner = json!({ "gone": at });
    exchange.world.put(network);
    exchange.world.schedule(&id, at);
    Ok(Response::empty(202))
}

/// When a deletion that has begun is over.
pub(super) fn gone_at(network: &Document) -> Option<Timestamp> {
    let at = network
        .inner
        .get("gone")
        .filter(|_| !network.id.is(SUBNETS));
    at.and_then(|it| serde_json::from_value(it.clone()).ok())
}
