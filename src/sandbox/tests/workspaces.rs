//! Workspaces and their links to clusters: a row for each refusal, and what time does.

use std::time::Duration;

use serde_json::{Value, json};

use super::clusters::{self, said};
use super::workshop::Workshop;
use super::*;

const LA: &str = "2025-07-01";
pub(super) const WORKSPACES: &str = "Microsoft.OperationalInsights/workspaces";

pub(super) fn workspace(shop: &Workshop, name: &str, region: &str) {
    let id = shop.id(WORKSPACES, name);
    let answer = shop.mara(&Request::put(id, LA, json!({ "location": region })));
    assert_eq!(answer.status, 201, "{:?}", answer.body);
}

pub(super) fn link(shop: &Workshop, name: &str, cluster: &str) -> Response {
    let link = shop.id(WORKSPACES, name).child("linkedServices", "Cluster");
    let cluster = clusters::id(shop, cluster);
    let body = json!({ "properties": { "writeAccessResourceId": cluster.as_str() } });
    shop.mara(&Request::put(link, LA, body))
}

fn unlink(shop: &Workshop, name: &str) -> Response {
    let link = shop.id(WORKSPACES, name).child("linkedServices", "cluster");
    shop.mara(&Request::delete(link, LA))
}

pub(super) fn cluster_of(shop: &Workshop, name: &str) -> Value {
    let shown = shop.mara(&Request::get(shop.id(WORKSPACES, name), LA));
    shown.value()["properties"]["features"]["clusterResourceId"].clone()
}

/// A cluster that is ready, one of another region, and a workspace.
fn ready() -> Workshop {
    let shop = Workshop::new();
    clusters::put(&shop, "law-a", &json!({}));
    clusters::put(&shop, "law-far", &json!({ "location": "northeurope" }));
    shop.time.pass(Duration::from_secs(3 * 3600));
    workspace(&shop, "log-a", "westeurope");
    shop
}

#[test]
fn a_link_comes_and_goes_in_its_time() {
    let shop = ready();
    assert_eq!(link(&shop, "log-a", "law-a").status, 202);
    assert!(cluster_of(&shop, "log-a").is_null(), "it is linked at once");
    assert_eq!(unlink(&shop, "log-a").status, 409);
    assert_eq!(link(&shop, "log-a", "law-a").status, 409);
    shop.time.pass(Duration::from_secs(2 * 3600));
    let wanted = clusters::id(&shop, "law-a");
    assert_eq!(cluster_of(&shop, "log-a"), wanted.as_str());
    let cluster = clusters::read(&shop, "law-a");
    let associated = &cluster["properties"]["associatedWorkspaces"];
    assert_eq!(associated[0]["workspaceName"], "log-a", "{associated}");
    assert_eq!(link(&shop, "log-a", "law-a").status, 200);
    let other = link(&shop, "log-a", "law-far");
    assert!(
        said(&other).contains("linked to another cluster"),
        "{}",
        said(&other)
    );
    let gone = unlink(&shop, "log-a");
    assert_eq!(
        (
            gone.status,
            &gone.value()["properties"]["provisioningState"]
        ),
        (200, &json!("Deleting"))
    );
    assert!(
        cluster_of(&shop, "log-a").is_string(),
        "it is unlinked at once"
    );
    shop.time.pass(Duration::from_secs(2 * 3600));
    assert!(cluster_of(&shop, "log-a").is_null());
    assert_eq!(unlink(&shop, "log-a").status, 204);
}

#[test]
fn what_does_not_fit_is_refused() {
    let shop = ready();
    clusters::put(&shop, "law-new", &json!({}));
    for (cluster, words) in [
        ("law-gone", "Cluster not found"),
        ("law-new", "must be provisioned"),
        ("law-far", "same region"),
    ] {
        let answer = link(&shop, "log-a", cluster);
        assert_eq!(answer.status, 400, "{cluster}");
        assert!(
            said(&answer).contains(words),
            "{cluster}: {}",
            said(&answer)
        );
    }
    assert_eq!(link(&shop, "log-gone", "law-a").status, 404);
}

#[test]
fn a_workspace_is_linked_twice_in_thirty_days_at_most() {
    let shop = ready();
    for _ in 0..2 {
        assert_eq!(link(&shop, "log-a", "law-a").status, 202);
        shop.time.pass(Duration::from_secs(2 * 3600));
        assert_eq!(unlink(&shop, "log-a").status, 200);
        shop.time.pass(Duration::from_secs(2 * 3600));
    }
    let third = link(&shop, "log-a", "law-a");
    assert!(
        said(&third).contains("two workspace link operations"),
        "{}",
        said(&third)
    );
    shop.time.pass(Duration::from_secs(30 * 86_400));
    assert_eq!(link(&shop, "log-a", "law-a").status, 202);
}

#[test]
fn a_deleted_cluster_takes_its_links_with_it() {
    let shop = ready();
    assert_eq!(link(&shop, "log-a", "law-a").status, 202);
    shop.time.pass(Duration::from_secs(2 * 3600));
    let cluster = clusters::id(&shop, "law-a");
    assert_eq!(shop.mara(&Request::delete(cluster, LA)).status, 202);
    shop.time.pass(Duration::from_secs(3600));
    assert!(cluster_of(&shop, "log-a").is_null());
}
