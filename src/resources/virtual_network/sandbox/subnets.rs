//! Subnets: what lives in them, and for how long they stay taken afterwards.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{body, of_network, prefix};
use crate::arm::{AddressPrefix, ResourceId, Response, Timestamp};
use crate::resources::simulated::place::check_shape;
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, World, page, text};

/// What only Azure knows of a subnet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Inner {
    /// What lives in it, or did.
    holder: Option<ResourceId>,
    /// Until when it stays taken; nothing while its holder is there.
    until: Option<Timestamp>,
    /// What cannot be reached from it, by the category of network health.
    #[serde(default)]
    blocked: Vec<String>,
}

impl Inner {
    fn of(subnet: &Document) -> Self {
        serde_json::from_value(subnet.inner.clone()).unwrap_or_default()
    }
}

/// What a subnet is taken by now, be it there or gone a while ago.
#[must_use]
pub fn holder(world: &dyn World, subnet: &ResourceId) -> Option<ResourceId> {
    let inner = Inner::of(world.document(subnet)?);
    let taken = inner.until.is_none_or(|it| world.now() < it);
    inner.holder.filter(|_| taken)
}

/// Something moves into a subnet.
pub fn hold(world: &mut dyn World, subnet: &ResourceId, by: &ResourceId) {
    change(world, subnet, |it| {
        it.holder = Some(by.clone());
        it.until = None;
    });
}

/// Something has left a subnet, which stays taken until a time.
pub fn release(world: &mut dyn World, subnet: &ResourceId, until: Timestamp) {
    change(world, subnet, |it| it.until = Some(until));
}

/// A subnet from which something cannot be reached, for whoever wants to see one.
pub fn plant_blocked(world: &mut dyn World, subnet: &ResourceId, category: &str) {
    change(world, subnet, |it| it.blocked.push(category.to_owned()));
}

/// Whether something can be reached from a subnet.
#[must_use]
pub fn reaches(subnet: &Document, category: &str) -> bool {
    !Inner::of(subnet).blocked.iter().any(|it| it == category)
}

fn change(world: &mut dyn World, subnet: &ResourceId, change: impl FnOnce(&mut Inner)) {
    let Some(mut document) = world.document(subnet).cloned() else {
        return;
    };
    let mut inner = Inner::of(&document);
    change(&mut inner);
    document.inner = serde_json::to_value(inner).unwrap_or_default();
    world.put(document);
}

/// What lives in a subnet and is not gone yet.
pub(super) fn lives_in(world: &dyn World, subnet: &Document) -> Option<ResourceId> {
    let inner = Inner::of(subnet);
    inner
        .holder
        .filter(|it| inner.until.is_none() && world.document(it).is_some())
}

/// Refuses to touch a subnet that is taken.
pub(super) fn check_free(world: &dyn World, subnet: &Document) -> Result<(), Refusal> {
    match holder(world, &subnet.id) {
        Some(by) => Err(body::in_use(&subnet.id, &by)),
        None => Ok(()),
    }
}

/// How a client sees that a subnet is taken. That an environment shows itself so is assumed.
pub(super) fn links(world: &dyn World, subnet: &Document) -> Value {
    let Some(by) = holder(world, &subnet.id) else {
        return json!([]);
    };
    let kind = by.arm_type().unwrap_or_default();
    json!([{
        "name": kind.rsplit('/').next(),
        "properties": {
            "linkedResourceType": kind,
            "link": by.as_str(),
            "allowDelete": false,
            "provisioningState": "Succeeded",
        },
    }])
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let network = network(exchange)?;
    let inside = of_network(exchange.world, &network.id);
    page(
        exchange,
        inside.iter().map(|it| exchange.world.show(it)).collect(),
    )
}

pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    check_shape(exchange)?;
    let network = network(exchange)?;
    let space = body::space(&network.body)?;
    let inside = of_network(exchange.world, &network.id);
    let others: Vec<(String, AddressPrefix)> = inside
        .iter()
        .filter_map(|it| Some((it.id.name().to_owned(), prefix(it)?)))
        .collect();
    let asked = exchange.body.clone();
    let range = body::subnet(&id, &asked, &space, &others)?;
    let before = inside.into_iter().find(|it| it.id == id);
    if let Some(before) = before.as_ref().filter(|it| prefix(it) != Some(range)) {
        check_free(exchange.world, before)?;
    }
    let status = if before.is_some() { 200 } else { 201 };
    let subnet = document(exchange, id, &asked, range)?;
    exchange.world.put(subnet.clone());
    Ok(Response::json(status, exchange.world.show(&subnet)))
}

pub(super) fn delete(exchange: &mut Exchange<'_>) -> Outcome {
    let id = exchange.id()?;
    let Some(subnet) = exchange.world.document(&id).cloned() else {
        return Ok(Response::empty(204));
    };
    check_free(exchange.world, &subnet)?;
    exchange.world.remove(&id);
    Ok(Response::empty(200))
}

/// A subnet as a body says; who lives in it stays.
pub(super) fn document(
    exchange: &Exchange<'_>,
    id: ResourceId,
    asked: &Value,
    prefix: AddressPrefix,
) -> Result<Document, Refusal> {
    if id.name().is_empty() {
        let message = "A subnet must have a name.";
        return Err(Refusal::bad("InvalidRequestFormat", message));
    }
    let delegations = asked.pointer("/properties/delegations");
    let delegations = delegations.and_then(Value::as_array).into_iter().flatten();
    let delegations: Vec<Value> = delegations
        .map(|it| {
            json!({
                "name": text(it, "/name"),
                "properties": { "serviceName": text(it, "/properties/serviceName") },
            })
        })
        .collect();
    let inner = exchange.world.document(&id).map(|it| it.inner.clone());
    let body = json!({ "properties": {
        "addressPrefix": prefix.to_string(),
        "delegations": delegations,
    }});
    Ok(Document {
        inner: inner.unwrap_or_default(),
        ..Document::new(id, body)
    })
}

fn network(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let network = exchange
        .container()
        .provider(super::NETWORKS, exchange.param("network"));
    let found = exchange.world.document(&network).cloned();
    found.ok_or_else(|| Refusal::not_found(&network))
}
