//! Saved queries, the storage they are kept in, and workspaces that were deleted with both.

use std::time::Duration;

use serde_json::{Value, json};

use super::clusters::{self, said};
use super::workshop::Workshop;
use super::workspaces::{WORKSPACES, cluster_of, link, workspace};
use super::*;

const LA: &str = "2025-07-01";

fn below(shop: &Workshop, kind: &str, name: &str) -> ResourceId {
    shop.id(WORKSPACES, "log-a").child(kind, name)
}

fn save(shop: &Workshop, name: &str, properties: Value) -> Response {
    let body = json!({ "properties": properties });
    shop.mara(&Request::put(below(shop, "savedSearches", name), LA, body))
}

fn saved(shop: &Workshop) -> Vec<String> {
    let path = format!("{}/savedSearches", shop.id(WORKSPACES, "log-a"));
    let names = rows(&shop.mara(&Request::get(path, LA)));
    let name = |it: &Value| it["name"].as_str().unwrap_or_default().to_owned();
    names.iter().map(name).collect()
}

fn keep_in(shop: &Workshop, kind: &str, account: &ResourceId) -> Response {
    let body = json!({ "properties": { "storageAccountIds": [account.as_str()] } });
    let id = below(shop, "linkedStorageAccounts", kind);
    shop.mara(&Request::put(id, LA, body))
}

fn ready() -> Workshop {
    let shop = Workshop::ready();
    workspace(&shop, "log-a", "westeurope");
    let query = json!({ "category": "Ops", "displayName": "Errors", "query": "Event | take 5" });
    assert_eq!(save(&shop, "errors", query).status, 200);
    shop
}

#[test]
fn a_query_is_saved_with_what_it_needs_and_changed_only_by_who_has_read_it() {
    let shop = ready();
    for missing in ["category", "displayName", "query"] {
        let mut query = json!({ "category": "a", "displayName": "b", "query": "c" });
        query[missing] = Value::Null;
        let answer = save(&shop, "other", query);
        assert!(said(&answer).contains(missing), "{}", said(&answer));
    }
    let query = json!({ "category": "Ops", "displayName": "Errors", "query": "Event" });
    assert_eq!(save(&shop, "errors", query.clone()).status, 409);
    let body = json!({ "etag": "*", "properties": query });
    let id = below(&shop, "savedSearches", "errors");
    let answer = shop.mara(&Request::put(id, LA, body));
    assert_eq!(answer.value()["properties"]["query"], "Event");
    assert_eq!(answer.value()["properties"]["version"], 2);
}

#[test]
fn linking_storage_for_queries_removes_them_and_for_alerts_does_not() {
    let shop = ready();
    let account = shop.account_id("acc1");
    assert_eq!(keep_in(&shop, "Alerts", &account).status, 200);
    assert_eq!(saved(&shop), ["errors"]);
    // Neither kind nor region nor the keys of its tables are looked at.
    let answer = keep_in(&shop, "query", &account);
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    assert_eq!(answer.value()["properties"]["dataSourceType"], "Query");
    assert_eq!(saved(&shop), [""; 0]);
    let query = json!({ "category": "Ops", "displayName": "New", "query": "Event" });
    assert_eq!(save(&shop, "new", query).status, 200);
    assert_eq!(keep_in(&shop, "Query", &account).status, 200);
    assert_eq!(
        saved(&shop),
        ["new"],
        "the same account again changes nothing"
    );
    let id = below(&shop, "linkedStorageAccounts", "Query");
    assert_eq!(shop.mara(&Request::delete(&id, LA)).status, 200);
    assert_eq!(shop.mara(&Request::get(&id, LA)).status, 404);
    assert_eq!(saved(&shop), ["new"]);
}

#[test]
fn storage_that_cannot_be_linked_is_refused() {
    let shop = ready();
    let gone = keep_in(&shop, "Query", &shop.account_id("gone"));
    assert!(said(&gone).contains("was not found"), "{}", said(&gone));
    let vault = keep_in(&shop, "Query", &shop.vault_id("kv-a"));
    assert!(
        said(&vault).contains("one storage account"),
        "{}",
        said(&vault)
    );
    let kind = keep_in(&shop, "Everything", &shop.account_id("acc1"));
    assert!(said(&kind).contains("not supported"), "{}", said(&kind));
    assert_eq!(
        keep_in(&shop, "Ingestion", &shop.account_id("acc1")).status,
        501
    );
}

#[test]
fn a_deleted_workspace_keeps_its_name_and_returns_as_it_was() {
    let shop = ready();
    clusters::put(&shop, "law-a", &json!({}));
    shop.time.pass(Duration::from_secs(3 * 3600));
    assert_eq!(link(&shop, "log-a", "law-a").status, 202);
    shop.time.pass(Duration::from_secs(2 * 3600));
    let id = shop.id(WORKSPACES, "log-a");
    let deleted = |shop: &Workshop| {
        let path = format!(
            "{}/providers/Microsoft.OperationalInsights/deletedWorkspaces",
            shop.group
        );
        rows(&shop.mara(&Request::get(path, LA)))
    };
    assert_eq!(shop.mara(&Request::delete(&id, LA)).status, 200);
    assert_eq!(shop.mara(&Request::get(&id, LA)).status, 404);
    let cluster = clusters::read(&shop, "law-a");
    assert_eq!(cluster["properties"]["associatedWorkspaces"], json!([]));
    let found = deleted(&shop);
    let wanted = clusters::id(&shop, "law-a");
    assert_eq!(
        found[0]["properties"]["features"]["clusterResourceId"],
        wanted.as_str()
    );
    let far = shop.mara(&Request::put(&id, LA, json!({ "location": "northeurope" })));
    assert!(said(&far).contains("14 days"), "{}", said(&far));
    let back = shop.mara(&Request::put(&id, LA, json!({ "location": "westeurope" })));
    assert_eq!(back.status, 200, "{:?}", back.body);
    assert_eq!(cluster_of(&shop, "log-a"), wanted.as_str());
    assert_eq!(saved(&shop), ["errors"]);
    assert_eq!(shop.mara(&Request::delete(&id, LA)).status, 200);
    shop.time.pass(Duration::from_secs(15 * 86_400));
    assert!(deleted(&shop).is_empty());
    let new = shop.mara(&Request::put(&id, LA, json!({ "location": "westeurope" })));
    assert_eq!(new.status, 201, "{:?}", new.body);
    assert!(saved(&shop).is_empty() && cluster_of(&shop, "log-a").is_null());
    let forever = Request::delete(&id, LA).query("force", "true");
    assert_eq!(shop.mara(&forever).status, 200);
    assert!(deleted(&shop).is_empty());
}
