//! Rows that need a bigger world: a vault elsewhere, and a thousand workspaces.

use cmk_console::arm::Request;
use serde_json::json;

use super::meeting::*;
use crate::console::places::{CLUSTER, Place, VAULT, WORKSPACE, identifier};

/// What is said of a key whose vault lies in another region.
pub fn far_vault(place: &Place) -> String {
    let near = place.find(VAULT, "kv-fabrikam-prod");
    let tenant = place.read(&near, "2026-02-01")["properties"]["tenantId"].clone();
    let far = near.parent_group().provider(VAULT, "kv-fabrikam-neu");
    let vault = json!({ "location": "northeurope", "properties": {
        "tenantId": tenant,
        "sku": { "family": "A", "name": "standard" },
        "enableRbacAuthorization": true,
        "enablePurgeProtection": true,
    }});
    done(place, &Request::put(&far, "2026-02-01", vault));
    hours(place, 1);
    let key = json!({ "properties": { "kty": "RSA", "keySize": 2048 } });
    done(
        place,
        &Request::put(far.child("keys", "far-cmk"), "2026-02-01", key),
    );
    let wish = wish(place, CLUSTER, "use-my-key", "law-plain-weu");
    planned(
        place,
        &wish.answer("key", &identifier("kv-fabrikam-neu/far-cmk")),
    )
}

/// A cluster with as many workspaces as it may have, and one more.
pub fn thousand(place: &Place) -> String {
    let hub = cluster(place, "law-hub-weu");
    let body = json!({ "properties": { "writeAccessResourceId": hub.as_str() } });
    let workspace = |number: usize| {
        let id = hub
            .parent_group()
            .provider(WORKSPACE, &format!("log-many-{number:04}"));
        done(
            place,
            &Request::put(&id, LA, json!({ "location": "westeurope" })),
        );
        Request::put(id.child("linkedServices", "Cluster"), LA, body.clone())
    };
    for number in 0..1000 {
        if !ask(place, &workspace(number)).is_success() {
            break;
        }
    }
    refused(place, &workspace(1000))
}
