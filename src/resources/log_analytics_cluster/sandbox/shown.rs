//! Clusters as a client reads them.

use serde_json::{Value, json};

use super::LINKS;
use super::state::{Inner, doing};
use crate::arm::{ResourceId, Timestamp};
use crate::resources::simulated::place::named;
use crate::resources::simulated::{Document, World, text};

pub(super) fn show(world: &dyn World, document: &Document) -> Value {
    let mut shown = document.envelope();
    let inner = Inner::of(document);
    let properties = &mut shown["properties"];
    let state = doing(world, document).map_or(json!("Succeeded"), |it| json!(it));
    properties["provisioningState"] = state;
    properties["associatedWorkspaces"] = json!(associated(world, &document.id));
    let key = &mut properties["keyVaultProperties"];
    if key.is_null() {
        if let Some(members) = properties.as_object_mut() {
            members.remove("keyVaultProperties");
        }
        return shown;
    }
    key["keyVaultUri"] = json!(named(text(key, "/keyVaultUri"), world.names()));
    let version = inner.key.map_or(String::new(), |it| {
        if it.follows && !it.is_shown {
            String::new()
        } else {
            it.version
        }
    });
    key["keyVersion"] = json!(version);
    shown
}

/// The workspaces whose link is finished.
pub(super) fn associated(world: &dyn World, cluster: &ResourceId) -> Vec<Value> {
    let links = world.documents(LINKS);
    links
        .filter(|it| {
            it.text("/properties/writeAccessResourceId")
                .eq_ignore_ascii_case(cluster.as_str())
        })
        .filter_map(|it| {
            let linked = Timestamp(it.inner.get("linked")?.as_i64()?);
            let workspace = world.document(&it.id.parent()?)?;
            (linked <= world.now()).then(|| {
                json!({
                    "workspaceId": workspace.text("/properties/customerId"),
                    "workspaceName": workspace.id.name(),
                    "resourceId": workspace.id.as_str(),
                    "associateDate": linked.rfc3339(),
                })
            })
        })
        .collect()
}

/// A cluster that has been there since a time, for whoever wants to see an old one.
pub fn plant_since(world: &mut dyn World, id: &ResourceId, since: Timestamp) {
    if let Some(mut document) = world.document(id).cloned() {
        let properties = &mut document.body["properties"];
        properties["createdDate"] = json!(since.rfc3339());
        properties["capacityReservationProperties"]["lastSkuUpdate"] = json!(since.rfc3339());
        world.put(document);
    }
}
