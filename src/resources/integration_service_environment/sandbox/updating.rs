//! Changes of an environment that is there: its size and its tags, and nothing else.

use serde_json::Value;

use super::{asked, errors, state};
use crate::arm::Response;
use crate::resources::simulated::place::{check_shape, location};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, text};

pub(super) fn patch(exchange: &mut Exchange<'_>) -> Outcome {
    check_shape(exchange)?;
    let there = exchange.document()?;
    change(exchange, there)
}

/// A PUT of what is there already.
pub(super) fn replace(exchange: &mut Exchange<'_>, there: Document) -> Outcome {
    location(exchange, &there.id)?;
    change(exchange, there)
}

fn change(exchange: &mut Exchange<'_>, mut there: Document) -> Outcome {
    state::check_ready(&there)?;
    check_fixed(&exchange.body, &there)?;
    if let Some(sku) = exchange.body.get("sku").filter(|it| !it.is_null()) {
        let sku = asked::of_sku(sku)?;
        if sku["name"] != there.body["sku"]["name"] {
            return Err(errors::fixed("SKU"));
        }
        there.body["sku"] = sku;
    }
    if let Some(tags) = exchange.body.get("tags").filter(|it| !it.is_null()) {
        there.body["tags"] = tags.clone();
    }
    exchange.world.put(there.clone());
    Ok(Response::json(200, exchange.world.show(&there)))
}

/// Key, network and identity are for life.
fn check_fixed(body: &Value, there: &Document) -> Result<(), Refusal> {
    let names_key = body
        .pointer("/properties/encryptionConfiguration")
        .is_some_and(|it| !it.is_null());
    if names_key && asked::key_of(body) != asked::key_of(&there.body) {
        return Err(errors::key_fixed());
    }
    let homes = state::subnets(body);
    if !homes.is_empty() && homes != state::subnets(&there.body) {
        return Err(errors::fixed("subnets"));
    }
    let at = "/properties/networkConfiguration/accessEndpoint/type";
    let endpoint = text(body, at);
    if !endpoint.is_empty() && !endpoint.eq_ignore_ascii_case(there.text(at)) {
        return Err(errors::fixed("access endpoint"));
    }
    let kind = text(body, "/identity/type");
    if !kind.is_empty() && !kind.eq_ignore_ascii_case(there.text("/identity/type")) {
        return Err(errors::fixed("identity"));
    }
    Ok(())
}
