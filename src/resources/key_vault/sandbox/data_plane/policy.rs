//! Rotation policies on the data plane, which writes `Rotate` where Resource Manager writes
//! `rotate`.

use serde_json::{Value, json};

use super::entry;
use super::{READ_POLICY, WRITE_POLICY, in_its_words};
use crate::arm::Response;
use crate::resources::key_vault::sandbox::keys::address;
use crate::resources::key_vault::sandbox::rotation;
use crate::resources::simulated::{Exchange, Outcome, World, text};

pub(super) fn read(exchange: &mut Exchange<'_>) -> Outcome {
    let found = entry::key(exchange, &READ_POLICY)?;
    let address = address(exchange.world, &found.document.id);
    Ok(Response::json(200, shown(&address, &found.key.policy)))
}

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let mut found = entry::key(exchange, &WRITE_POLICY)?;
    let policy = stored(exchange.world, &exchange.body, &found.key.policy);
    rotation::check(&policy).map_err(in_its_words)?;
    found.key.policy = policy;
    found.key.keep(exchange.world, found.document.clone());
    rotation::schedule(exchange.world, &found.document.id);
    let address = address(exchange.world, &found.document.id);
    Ok(Response::json(200, shown(&address, &found.key.policy)))
}

fn stored(world: &dyn World, asked: &Value, before: &Value) -> Value {
    let now = json!(world.now().seconds());
    let created = before.pointer("/attributes/created");
    let actions = asked["lifetimeActions"].as_array();
    let action = |it: &Value| {
        let mut it = it.clone();
        it["action"]["type"] = json!(text(&it, "/action/type").to_ascii_lowercase());
        it
    };
    let actions: Vec<Value> = actions.into_iter().flatten().map(action).collect();
    json!({
        "lifetimeActions": actions,
        "attributes": {
            "expiryTime": asked["attributes"]["expiryTime"],
            "created": created.unwrap_or(&now),
            "updated": now,
        },
    })
}

/// A key that was given no policy has one all the same: a notice 30 days before it expires.
fn shown(address: &str, policy: &Value) -> Value {
    let usual = json!([{
        "trigger": { "timeBeforeExpiry": "P30D" },
        "action": { "type": "notify" },
    }]);
    let actions = policy.get("lifetimeActions").unwrap_or(&usual);
    let action = |it: &Value| {
        let mut it = it.clone();
        let kind = text(&it, "/action/type").to_ascii_lowercase();
        it["action"]["type"] = json!(if kind == "rotate" { "Rotate" } else { "Notify" });
        it
    };
    let actions = actions.as_array().into_iter().flatten().map(action);
    json!({
        "id": format!("{address}/rotationpolicy"),
        "lifetimeActions": actions.collect::<Vec<_>>(),
        "attributes": policy.get("attributes").cloned().unwrap_or(json!({})),
    })
}
