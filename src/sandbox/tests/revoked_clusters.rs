//! Clusters whose key was taken away: when their workspaces stop answering, and when they answer
//! again.

use std::time::Duration;

use serde_json::json;

use super::clusters::{self, key, patch, ready};
use super::workshop::Workshop;
use super::workspaces::{WORKSPACES, link, workspace};
use super::*;
use crate::sandbox::Control;

/// A linked workspace under `kv-a/k`, opened by `id-a`.
fn linked() -> Workshop {
    let shop = ready();
    workspace(&shop, "log-a", "westeurope");
    let answer = patch(&shop, "law-a", key("kv-a", "k", ""));
    assert_eq!(answer.status, 202, "{:?}", answer.body);
    shop.time.pass(Duration::from_secs(3600));
    assert_eq!(link(&shop, "log-a", "law-a").status, 202);
    shop.time.pass(Duration::from_secs(2 * 3600));
    assert_eq!(asked(&shop), 200);
    shop
}

fn asked(shop: &Workshop) -> u16 {
    let path = format!("{}/api/query", shop.id(WORKSPACES, "log-a"));
    let body = json!({ "query": "Heartbeat | take 1" });
    shop.mara(&Request::post(path, "2017-01-01-preview", Some(body)))
        .status
}

fn enable(shop: &Workshop, enabled: bool) {
    let key = shop.vault_id("kv-a").child("keys", "k");
    let version = String::new();
    shop.time.control(Control::SetKeyEnabled {
        key,
        version,
        enabled,
    });
}

#[test]
fn a_disabled_key_stops_queries_within_the_hour_and_is_back_within_half_of_one() {
    let shop = linked();
    enable(&shop, false);
    assert_eq!(asked(&shop), 200, "the key is still in the cache");
    shop.time.pass(Duration::from_secs(3600));
    assert_eq!(asked(&shop), 403);
    assert_eq!(clusters::state(&shop, "law-a"), "Succeeded");
    enable(&shop, true);
    shop.time.pass(Duration::from_secs(1800));
    assert_eq!(asked(&shop), 200);
}

#[test]
fn a_grant_that_is_taken_away_is_a_revocation_too() {
    let shop = linked();
    let id = shop.grant("kv-a", "id-a");
    assert_eq!(shop.mara(&Request::delete(id, "2022-04-01")).status, 200);
    shop.time.pass(Duration::from_secs(2 * 3600));
    assert_eq!(asked(&shop), 403);
    shop.grant("kv-a", "id-a");
    shop.time.pass(Duration::from_secs(3600));
    assert_eq!(asked(&shop), 200);
}

#[test]
fn another_key_ends_it_and_no_identity_makes_it_final() {
    let shop = linked();
    shop.key("kv-a", "other", json!({}));
    enable(&shop, false);
    shop.time.pass(Duration::from_secs(3600));
    assert_eq!(asked(&shop), 403);
    assert_eq!(patch(&shop, "law-a", key("kv-a", "other", "")).status, 202);
    assert_eq!(asked(&shop), 200);
    shop.time.pass(Duration::from_secs(3600));
    let none = json!({ "identity": { "type": "None" } });
    assert_eq!(patch(&shop, "law-a", none).status, 202);
    assert_eq!(asked(&shop), 403);
    shop.time.pass(Duration::from_secs(86_400));
    assert_eq!(asked(&shop), 403);
}
