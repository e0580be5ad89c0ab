//! Keys and their versions as Resource Manager shows them.

use serde_json::{Value, json};

use super::{Key, Version, container};
use crate::arm::ResourceId;
use crate::resources::key_vault::sandbox::HSMS;
use crate::resources::simulated::{Document, World};

/// The key's address without a version.
pub(in crate::resources::key_vault::sandbox) fn address(
    world: &dyn World,
    id: &ResourceId,
) -> String {
    let container = id.parent();
    let name = container
        .as_ref()
        .map_or("", |it| it.name())
        .to_ascii_lowercase();
    let is_hsm = container.is_some_and(|it| it.is(HSMS));
    let names = world.names();
    let suffix = if is_hsm {
        &names.hsm_suffix
    } else {
        &names.vault_suffix
    };
    format!("https://{name}.{suffix}/keys/{}", id.name())
}

fn properties(world: &dyn World, document: &Document, key: &Key, version: &Version) -> Value {
    let protected = container(world, &document.id)
        .is_some_and(|it| it.body["properties"]["enablePurgeProtection"] == true);
    let mut attributes = json!({
        "enabled": version.enabled,
        "created": version.created.seconds(),
        "updated": version.updated.seconds(),
        "recoveryLevel": if protected { "Recoverable" } else { "Recoverable+Purgeable" },
        "exportable": false,
    });
    for (name, time) in [("nbf", version.not_before), ("exp", version.expires)] {
        if let Some(time) = time {
            attributes[name] = json!(time.seconds());
        }
    }
    let address = address(world, &document.id);
    let mut properties = json!({
        "attributes": attributes,
        "kty": key.kty,
        "keyOps": key.operations,
        "keyUri": address,
        "keyUriWithVersion": format!("{address}/{}", version.id),
    });
    if let Some(size) = key.size {
        properties["keySize"] = json!(size);
    }
    if let Some(curve) = &key.curve {
        properties["curveName"] = json!(curve);
    }
    if !key.policy.is_null() {
        properties["rotationPolicy"] = key.policy.clone();
    }
    properties
}

/// The newest version, under the key's own name.
pub(in crate::resources::key_vault::sandbox) fn show(
    world: &dyn World,
    document: &Document,
) -> Value {
    let mut shown = document.envelope();
    if let Some(key) = Key::of(document)
        && let Some(version) = key.newest()
    {
        shown["properties"] = properties(world, document, &key, version);
    }
    shown
}

pub(super) fn show_version(
    world: &dyn World,
    document: &Document,
    key: &Key,
    version: &Version,
) -> Value {
    let id = document.id.child("versions", &version.id);
    json!({
        "id": id.as_str(),
        "name": version.id,
        "type": id.arm_type(),
        "location": document.text("/location"),
        "tags": document.body.get("tags"),
        "properties": properties(world, document, key, version),
    })
}
