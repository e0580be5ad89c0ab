//! Storage accounts as a client reads them.

use serde_json::{Value, json};

use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::place::named;
use crate::resources::simulated::{Document, Refusal, World};

/// When the account is ready, if that is still to come.
fn ready(document: &Document) -> Option<Timestamp> {
    let ready = document.inner.get("ready").and_then(Value::as_i64);
    ready.map(Timestamp)
}

fn state(world: &dyn World, document: &Document) -> &'static str {
    let began = document
        .inner
        .get("began")
        .and_then(Value::as_i64)
        .unwrap_or(0);
    match ready(document) {
        Some(ready) if world.now() < ready => {
            let half = (began + ready.0) / 2;
            if world.now().0 < half {
                "Creating"
            } else {
                "ResolvingDNS"
            }
        }
        _ => "Succeeded",
    }
}

pub(super) fn show(world: &dyn World, document: &Document) -> Value {
    let mut shown = document.envelope();
    let name = document.id.name();
    let properties = &mut shown["properties"];
    properties["provisioningState"] = json!(state(world, document));
    let mut endpoints = json!({});
    for service in ["blob", "dfs", "file", "queue", "table", "web"] {
        endpoints[service] = json!(format!("https://{name}.{service}.core.windows.net/"));
    }
    properties["primaryEndpoints"] = endpoints;
    properties["statusOfPrimary"] = json!("available");
    let key = &mut properties["encryption"]["keyvaultproperties"];
    for member in ["keyvaulturi", "currentVersionedKeyIdentifier"] {
        if let Some(address) = key.get(member).and_then(Value::as_str) {
            key[member] = json!(named(address, world.names()));
        }
    }
    if key.is_null()
        && let Some(encryption) = properties["encryption"].as_object_mut()
    {
        encryption.remove("keyvaultproperties");
    }
    shown
}

/// Refuses a change while the account is being made.
pub(super) fn check_idle(world: &dyn World, document: &Document) -> Result<(), Refusal> {
    if state(world, document) == "Succeeded" {
        return Ok(());
    }
    let message = "An operation is currently performing on this storage account that requires exclusive access.";
    Err(Refusal::new(
        409,
        "StorageAccountOperationInProgress",
        message,
    ))
}

/// An account that Azure does not get ready, for whoever wants to see one.
pub fn plant_unfinished(world: &mut dyn World, id: &ResourceId, ready: Timestamp) {
    if let Some(mut document) = world.document(id).cloned() {
        document.inner = json!({ "began": world.now(), "ready": ready });
        world.put(document);
    }
}
