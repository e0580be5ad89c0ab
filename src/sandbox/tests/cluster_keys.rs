//! The key of a Log Analytics cluster: which is taken, how it is followed, how it goes.

use std::time::Duration;

use serde_json::json;

use super::clusters::{key, patch, read, ready, said};
use super::workshop::Workshop;
use super::*;
use crate::sandbox::Control;

#[test]
fn a_vault_that_could_lose_the_key_or_lacks_get_is_refused() {
    let shop = ready();
    shop.vault("kv-open", json!({ "enablePurgeProtection": null }));
    shop.key("kv-open", "k", json!({}));
    shop.grant("kv-open", "id-a");
    let principal = shop.principal("id-a");
    let policies = |keys: &[&str]| {
        json!({ "enableRbacAuthorization": false, "accessPolicies": [{
            "tenantId": tenant(Directory::Fabrikam),
            "objectId": principal,
            "permissions": { "keys": keys },
        }]})
    };
    shop.vault("kv-noget", policies(&["wrapKey", "unwrapKey"]));
    shop.key("kv-noget", "k", json!({}));
    shop.vault("kv-far", json!({}));
    shop.time.pass(Duration::from_secs(600));
    let refused = |vault: &str| said(&patch(&shop, "law-a", key(vault, "k", "")));
    assert!(
        refused("kv-open").contains("isn't recoverable"),
        "{}",
        refused("kv-open")
    );
    assert!(
        refused("kv-noget").contains("Failed to validate key"),
        "{}",
        refused("kv-noget")
    );
}

#[test]
fn a_new_version_is_followed_within_the_hour_and_a_pinned_one_stays() {
    let shop = ready();
    let first = shop.versions("kv-a", "k")[0].clone();
    let shown = |shop: &Workshop| {
        let version = read(shop, "law-a")["properties"]["keyVaultProperties"]["keyVersion"].clone();
        version.as_str().unwrap_or("none").to_owned()
    };
    let pinned = patch(&shop, "law-a", key("kv-a", "k", &first));
    assert_eq!(pinned.status, 202, "{:?}", pinned.body);
    shop.time.pass(Duration::from_secs(3600));
    let key_id = shop.vault_id("kv-a").child("keys", "k");
    shop.time.control(Control::RotateKey { key: key_id });
    shop.time.pass(Duration::from_secs(2 * 3600));
    assert_eq!(shown(&shop), first, "a pinned version moved");
    let follows = patch(&shop, "law-a", key("kv-a", "k", ""));
    assert_eq!(follows.status, 202, "{:?}", follows.body);
    shop.time.pass(Duration::from_secs(3600));
    let newest = shop.versions("kv-a", "k")[0].clone();
    assert!(
        [newest.as_str(), ""].contains(&shown(&shop).as_str()),
        "{}",
        shown(&shop)
    );
}

#[test]
fn three_empty_texts_remove_the_key_and_null_does_not() {
    let shop = ready();
    assert_eq!(patch(&shop, "law-a", key("kv-a", "k", "")).status, 202);
    shop.time.pass(Duration::from_secs(3600));
    for nothing in [json!(null), json!({})] {
        let answer = patch(
            &shop,
            "law-a",
            json!({ "properties": { "keyVaultProperties": nothing } }),
        );
        assert_eq!(answer.status, 200);
        assert_eq!(
            read(&shop, "law-a")["properties"]["keyVaultProperties"]["keyName"],
            "k"
        );
    }
    assert_eq!(patch(&shop, "law-a", key("", "", "")).status, 202);
    shop.time.pass(Duration::from_secs(3600));
    assert_eq!(
        read(&shop, "law-a")["properties"]["keyVaultProperties"]["keyName"],
        ""
    );
}

#[test]
fn without_an_identity_a_cluster_is_cut_off_for_good() {
    let shop = ready();
    assert_eq!(patch(&shop, "law-a", key("kv-a", "k", "")).status, 202);
    shop.time.pass(Duration::from_secs(3600));
    assert_eq!(
        patch(&shop, "law-a", json!({ "identity": { "type": "None" } })).status,
        202
    );
    shop.time.pass(Duration::from_secs(3600));
    let back = patch(
        &shop,
        "law-a",
        json!({ "identity": { "type": "SystemAssigned" } }),
    );
    assert!(
        said(&back).contains("contacting support"),
        "{}",
        said(&back)
    );
}
