//! The body of the request that creates an environment, in both editions.
//!
//! Read-only members are left out, the ID of the vault begins with a slash, and an identity is
//! named by its resource ID with nothing in it.
//!
//! Source: azure-rest-api-specs, `Microsoft.Logic` 2019-05-01, `logic.json`, and the two editions
//! of the article, read 21 Aug 2026.

use serde_json::{Value, json};

use super::edition::Edition;
use crate::arm::ResourceId;

/// What a body says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    pub(super) location: &'a str,
    /// Name and scale units; the older edition has none.
    pub(super) sku: (&'a str, u64),
    /// A user-assigned identity; without one the environment gets its own.
    pub(super) identity: Option<&'a ResourceId>,
    pub(super) endpoint: &'a str,
    pub(super) subnets: &'a [ResourceId],
    pub(super) vault: &'a ResourceId,
    pub(super) key: &'a str,
    pub(super) version: &'a str,
}

/// The body of the PUT.
pub(super) fn create(edition: Edition, parts: &Parts<'_>) -> Value {
    let identity = match parts.identity {
        None => json!({ "type": "SystemAssigned" }),
        Some(id) => json!({
            "type": "UserAssigned",
            "userAssignedIdentities": { id.as_str(): {} },
        }),
    };
    let subnets: Vec<Value> = parts.subnets.iter().map(|it| subnet(edition, it)).collect();
    let mut body = json!({
        "location": parts.location,
        "identity": identity,
        "properties": {
            "networkConfiguration": {
                "accessEndpoint": { "type": parts.endpoint },
                "subnets": subnets,
            },
            "encryptionConfiguration": {
                "encryptionKeyReference": {
                    "keyVault": vault(edition, parts.vault),
                    "keyName": parts.key,
                    "keyVersion": parts.version,
                },
            },
        },
    });
    if edition == Edition::Newer {
        body["sku"] = json!({ "name": parts.sku.0, "capacity": parts.sku.1 });
    }
    body
}

fn subnet(edition: Edition, id: &ResourceId) -> Value {
    match edition {
        Edition::Newer => json!({ "id": id.as_str() }),
        Edition::Older => {
            json!({ "id": id.as_str(), "type": "Microsoft.Network/virtualNetworks/subnets" })
        }
    }
}

fn vault(edition: Edition, id: &ResourceId) -> Value {
    match edition {
        Edition::Newer => json!({ "id": id.as_str() }),
        Edition::Older => json!({
            "id": id.as_str(),
            "name": id.name(),
            "type": "Microsoft.KeyVault/vaults",
        }),
    }
}
