//! The life of an environment: what can be changed, what it tells of its network, how it goes, and
//! what stays taken.

use std::time::Duration;

use serde_json::{Value, json};

use super::environments::*;
use super::workshop::Workshop;
use super::*;

#[test]
fn a_failed_environment_holds_its_subnets_and_then_lets_go() {
    let shop = shop();
    put(&shop, &body(&shop), LOGIC);
    shop.time.pass(Duration::from_secs(1801));
    let other = |shop: &Workshop| {
        let id = shop.id(ENVIRONMENT, "other");
        shop.mara(&Request::put(id, LOGIC, body(shop)))
    };
    assert_eq!(other(&shop).status, 409);
    let network = network_id(&shop, "vnet-a");
    let first = shop.mara(&Request::get(network.child("subnets", "s1"), NET));
    let link = &first.value()["properties"]["serviceAssociationLinks"][0]["properties"];
    assert_eq!(link["link"], environment_id(&shop).as_str());
    let removed = shop.mara(&Request::delete(network.child("subnets", "s1"), NET));
    assert_eq!(
        outcome(&removed),
        (400, "InUseSubnetCannotBeDeleted".into())
    );
    assert_eq!(
        put(&shop, &body(&shop), LOGIC).status,
        409,
        "it failed before"
    );
    shop.time.pass(Duration::from_secs(3601));
    assert_eq!(other(&shop).status, 201);
}

#[test]
fn a_network_whose_subnets_were_held_goes_only_after_hours() {
    let shop = shop();
    put(&shop, &body(&shop), LOGIC);
    let network = Request::delete(network_id(&shop, "vnet-a"), NET);
    assert_eq!(shop.mara(&network).status, 400, "something lives in it");
    shop.time.pass(Duration::from_secs(1801));
    assert_eq!(shop.mara(&network).status, 202);
    let there = |shop: &Workshop| {
        shop.mara(&Request::get(network_id(shop, "vnet-a"), NET))
            .status
    };
    shop.time.pass(Duration::from_secs(7000));
    assert_eq!(there(&shop), 200);
    shop.time.pass(Duration::from_secs(4000));
    assert_eq!(there(&shop), 404);
    assert_eq!(
        shop.mara(&Request::delete(network_id(&shop, "vnet-b"), NET))
            .status,
        202
    );
    shop.time.pass(Duration::from_secs(60));
    assert_eq!(
        shop.mara(&Request::get(network_id(&shop, "vnet-b"), NET))
            .status,
        404
    );
}

/// A network with an environment that is up.
fn up() -> Workshop {
    let shop = shop();
    let principal = shop.principal("id-w");
    allow(&shop, &principal, &ALL);
    shop.time.pass(Duration::from_secs(600));
    let mut asked = body(&shop);
    asked["identity"] = shop.user_assigned("id-w");
    assert_eq!(put(&shop, &asked, LOGIC).status, 201);
    shop.time.pass(Duration::from_secs(15_000));
    assert_eq!(shown(&shop)["properties"]["provisioningState"], "Succeeded");
    shop
}

#[test]
fn the_key_is_for_life_and_the_size_is_not() {
    let shop = up();
    let patch = |body: Value| shop.mara(&Request::patch(environment_id(&shop), LOGIC, body));
    let other = json!({ "properties": { "encryptionConfiguration": { "encryptionKeyReference": {
        "keyVault": { "id": shop.vault_id("kv-w").as_str() },
        "keyName": "other",
        "keyVersion": "0123456789abcdef0123456789abcdef",
    }}}});
    assert_eq!(patch(other).status, 400);
    let internal = json!({ "properties": { "networkConfiguration": { "accessEndpoint": { "type": "Internal" } } } });
    assert_eq!(patch(internal).status, 400);
    assert_eq!(patch(json!({ "identity": { "type": "None" } })).status, 400);
    let larger = patch(json!({ "sku": { "name": "Premium", "capacity": 3 } }));
    assert_eq!(
        (larger.status, larger.value()["sku"]["capacity"].clone()),
        (200, json!(3))
    );
}

#[test]
fn network_health_is_by_subnet_and_not_known_before_it_is_up() {
    let health = |shop: &Workshop| {
        let path = format!("{}/health/network", environment_id(shop));
        shop.mara(&Request::get(path, LOGIC)).value().clone()
    };
    let first = |shop: &Workshop| {
        network_id(shop, "vnet-a")
            .child("subnets", "s1")
            .to_string()
    };
    let shop = shop();
    put(&shop, &body(&shop), LOGIC);
    assert_eq!(
        health(&shop)[first(&shop)]["networkDependencyHealthState"],
        "Unknown"
    );
    let shop = up();
    let shown = health(&shop);
    assert_eq!(shown.as_object().map(serde_json::Map::len), Some(4));
    assert_eq!(
        shown[first(&shop)]["outboundNetworkHealth"]["state"],
        "Healthy"
    );
}

#[test]
fn connectors_come_and_go_once_the_environment_is_up() {
    let id = |shop: &Workshop, name: &str| environment_id(shop).child("managedApis", name);
    let add = |shop: &Workshop, name: &str, body: Value| {
        shop.mara(&Request::put(id(shop, name), LOGIC, body))
    };
    let good = json!({ "location": "westus2", "properties": { "deploymentParameters": null } });
    let shop = shop();
    put(&shop, &body(&shop), LOGIC);
    assert_eq!(add(&shop, "servicebus", good.clone()).status, 409);
    let shop = up();
    let wrong = add(&shop, "servicebus", json!({ "properties": {} }));
    assert_eq!(outcome(&wrong), (400, "InvalidResource".into()));
    assert_eq!(add(&shop, "nothing", good.clone()).status, 404);
    let added = shop.done(&Request::put(id(&shop, "servicebus"), LOGIC, good));
    assert_eq!(added["properties"]["provisioningState"], "Succeeded");
    let list = format!("{}/managedApis", environment_id(&shop));
    assert_eq!(rows(&shop.mara(&Request::get(list, LOGIC))).len(), 1);
    shop.done(&Request::delete(id(&shop, "servicebus"), LOGIC));
    assert_eq!(
        shop.mara(&Request::get(id(&shop, "servicebus"), LOGIC))
            .status,
        404
    );
}

#[test]
fn a_deletion_is_answered_at_once_and_takes_its_time() {
    let shop = up();
    let delete = Request::delete(environment_id(&shop), LOGIC);
    let answer = shop.mara(&delete);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers.get("azure-asyncoperation"), None);
    assert_eq!(shown(&shop)["properties"]["provisioningState"], "Deleting");
    shop.time.pass(Duration::from_secs(3601));
    assert_eq!(
        shop.mara(&Request::get(environment_id(&shop), LOGIC))
            .status,
        404
    );
    assert_eq!(shop.mara(&delete).status, 204);
}

#[test]
fn half_an_hour_after_the_request_the_key_must_be_usable() {
    for (name, seconds, keys, state) in [
        ("in time", 1500, &ALL[..], "Creating"),
        ("too late", 1801, &ALL, "Failed"),
        (
            "without list",
            60,
            &["get", "wrapKey", "unwrapKey"],
            "Failed",
        ),
    ] {
        let shop = shop();
        assert_eq!(put(&shop, &body(&shop), LOGIC).status, 201);
        shop.time.pass(Duration::from_secs(60));
        let principal = shown(&shop)["identity"]["principalId"]
            .as_str()
            .map(str::to_owned);
        shop.time.pass(Duration::from_secs(seconds - 60));
        allow(&shop, &principal.expect("a principal"), keys);
        shop.time.pass(Duration::from_secs(1860));
        assert_eq!(
            shown(&shop)["properties"]["provisioningState"],
            state,
            "{name}"
        );
    }
}
