//! Projects of an account, its deletion, and what comes after.

use std::time::Duration;

use serde_json::{Value, json};

use super::ai_accounts::{AI, account, body, id, key, patch, put, read, ready, said};
use super::workshop::Workshop;
use super::*;
use crate::arm::Timestamp;

const HOUR: Duration = Duration::from_secs(3600);

fn project(shop: &Workshop, name: &str) -> ResourceId {
    id(shop, "ai-a").child("projects", name)
}

fn put_project(shop: &Workshop, name: &str) -> Response {
    let body = json!({
        "location": "westeurope",
        "identity": { "type": "SystemAssigned" },
        "properties": { "displayName": name },
    });
    shop.mara(&Request::put(project(shop, name), AI, body))
}

fn remains(shop: &Workshop, name: &str) -> ResourceId {
    let subscription = shop.group.subscription().expect("a subscription");
    let path = format!(
        "/subscriptions/{subscription}/providers/Microsoft.CognitiveServices/locations/westeurope/resourceGroups/{}/deletedAccounts/{name}",
        shop.group.name()
    );
    ResourceId::parse(&path).expect("an ID")
}

fn delete(shop: &Workshop, name: &str) {
    let answer = shop.mara(&Request::delete(id(shop, name), AI));
    assert_eq!(answer.status, 202, "{}", said(&answer));
    shop.time.pass(Duration::from_secs(120));
}

#[test]
fn projects_need_an_account_that_allows_them_and_hold_it_back_from_deletion() {
    let shop = ready();
    let none = put_project(&shop, "pp");
    assert!(
        said(&none).contains("404 ParentResourceNotFound"),
        "{}",
        said(&none)
    );
    assert_eq!(put(&shop, "ai-a", &json!({})).status, 201);
    let early = put_project(&shop, "pp");
    assert!(
        said(&early).contains("does not provision correctly"),
        "{}",
        said(&early)
    );
    shop.time.pass(Duration::from_secs(600));
    for name in ["pp", "qq"] {
        assert_eq!(put_project(&shop, name).status, 201, "{name}");
        shop.time.pass(Duration::from_secs(120));
    }
    let list = shop.mara(&Request::get(format!("{}/projects", id(&shop, "ai-a")), AI));
    let defaults: Vec<Value> = rows(&list)
        .iter()
        .map(|it| it["properties"]["isDefault"].clone())
        .collect();
    assert_eq!(defaults, [json!(true), json!(false)]);
    let change = json!({ "properties": { "description": "d" } });
    let changed = shop.mara(&Request::patch(project(&shop, "qq"), AI, change));
    assert_eq!(changed.value()["properties"]["description"], "d");
    let held = shop.mara(&Request::delete(id(&shop, "ai-a"), AI));
    assert!(
        said(&held).contains("409 CannotDeleteResource"),
        "{}",
        said(&held)
    );
    for name in ["pp", "qq"] {
        assert_eq!(
            shop.mara(&Request::delete(project(&shop, name), AI)).status,
            202
        );
    }
    shop.time.pass(Duration::from_secs(120));
    delete(&shop, "ai-a");
    account(&shop, "ai-f", "FormRecognizer");
    let other = id(&shop, "ai-f").child("projects", "pp");
    let body = json!({ "location": "westeurope", "identity": { "type": "SystemAssigned" } });
    let none = shop.mara(&Request::put(other, AI, body));
    assert!(
        said(&none).contains("not allowed for the parent"),
        "{}",
        said(&none)
    );
}

#[test]
fn a_deleted_account_keeps_its_names_for_48_hours() {
    let shop = ready();
    account(&shop, "ai-a", "AIServices");
    delete(&shop, "ai-a");
    assert_eq!(read(&shop, "ai-a")["error"]["code"], "ResourceNotFound");
    let same = put(&shop, "ai-a", &json!({}));
    assert!(
        said(&same).contains("409 FlagMustBeSetForRestore"),
        "{}",
        said(&same)
    );
    let sub = json!({ "properties": { "customSubDomainName": "ai-a" } });
    let taken = put(&shop, "ai-b", &sub);
    assert!(
        said(&taken).contains("409 CustomDomainInUse"),
        "{}",
        said(&taken)
    );
    let subscription = shop.group.subscription_id().expect("a subscription");
    let list = format!("{subscription}/providers/Microsoft.CognitiveServices/deletedAccounts");
    let list = shop.mara(&Request::get(list, AI));
    assert_eq!(rows(&list).len(), 1);
    let check =
        format!("{subscription}/providers/Microsoft.CognitiveServices/checkDomainAvailability");
    let ask = json!({ "subdomainName": "ai-a", "type": "Microsoft.CognitiveServices/accounts" });
    let free = |ask: &Value| {
        let answer = shop.mara(&Request::post(&check, AI, Some(ask.clone())));
        answer.value()["isSubdomainAvailable"].clone()
    };
    assert_eq!(free(&ask), false);
    shop.time.pass(49 * HOUR);
    assert_eq!(free(&ask), true);
    assert_eq!(put(&shop, "ai-a", &json!({})).status, 201);
}

#[test]
fn a_deleted_account_comes_back_with_its_key_and_another_identity_of_its_own() {
    let shop = ready();
    account(&shop, "ai-a", "AIServices");
    let both = json!({ "identity": {
        "type": "SystemAssigned, UserAssigned",
        "userAssignedIdentities": shop.user_assigned("id-a")["userAssignedIdentities"],
    }});
    assert_eq!(patch(&shop, "ai-a", both).status, 200);
    assert_eq!(
        patch(&shop, "ai-a", key(&shop, "kv-a", "", "id-a")).status,
        202
    );
    shop.time.pass(Duration::from_secs(600));
    let before = read(&shop, "ai-a");
    assert_eq!(before["identity"]["type"], "SystemAssigned, UserAssigned");
    delete(&shop, "ai-a");
    let restore = json!({ "location": "westeurope", "properties": { "restore": true } });
    let elsewhere = json!({ "location": "northeurope", "properties": { "restore": true } });
    let none = shop.mara(&Request::put(id(&shop, "ai-a"), AI, elsewhere));
    assert_eq!(none.status, 404, "{}", said(&none));
    let vault = shop.mara(&Request::delete(shop.vault_id("kv-a"), workshop::KV));
    assert_eq!(vault.status, 200);
    let back = |shop: &Workshop| shop.mara(&Request::put(id(shop, "ai-a"), AI, restore.clone()));
    assert!(said(&back(&shop)).contains("Key store not found"));
    shop.vault("kv-a", json!({ "createMode": "recover" }));
    shop.time.pass(Duration::from_secs(120));
    let answer = back(&shop);
    assert_eq!(answer.status, 201, "{}", said(&answer));
    shop.time.pass(Duration::from_secs(600));
    let after = read(&shop, "ai-a");
    assert_eq!(
        after["properties"]["encryption"],
        before["properties"]["encryption"]
    );
    assert_ne!(
        after["identity"]["principalId"],
        before["identity"]["principalId"]
    );
    assert_eq!(after["properties"]["provisioningState"], "Succeeded");
}

#[test]
fn a_purge_frees_the_names_and_needs_a_right_on_the_subscription() {
    let shop = ready();
    account(&shop, "ai-a", "AIServices");
    delete(&shop, "ai-a");
    let gone = remains(&shop, "ai-a");
    let read_again = || shop.mara(&Request::get(&gone, AI));
    let shown = read_again().value().clone();
    let hours = |at: &str| Timestamp::parse(shown["properties"][at].as_str().unwrap_or_default());
    let (from, until) = (hours("deletionDate"), hours("scheduledPurgeDate"));
    let kept = until.expect("a day").since(from.expect("a day"));
    assert_eq!(kept, 48 * HOUR);
    let tom = shop.time.as_person("tom").ask(&Request::delete(&gone, AI));
    assert!(
        said(&tom).contains("403 AuthorizationFailed"),
        "{}",
        said(&tom)
    );
    assert_eq!(shop.mara(&Request::delete(&gone, AI)).status, 202);
    let again = shop.mara(&Request::delete(&gone, AI));
    assert!(
        said(&again).contains("409 RequestConflict"),
        "{}",
        said(&again)
    );
    shop.time.pass(Duration::from_secs(120));
    assert_eq!(read_again().status, 404);
    let mut fresh = body("ai-a", &json!({}));
    fresh["location"] = json!("northeurope");
    assert_eq!(
        shop.mara(&Request::put(id(&shop, "ai-a"), AI, fresh))
            .status,
        201
    );
}
