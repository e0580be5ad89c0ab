//! Integration service environments: what is refused, what fails late, and what stays taken.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::{KV, Workshop};
use super::*;

pub(super) const LOGIC: &str = "2019-05-01";
const OLDER: &str = "2018-07-01-preview";
pub(super) const NET: &str = "2024-05-01";
pub(super) const ENVIRONMENT: &str = "Microsoft.Logic/integrationServiceEnvironments";

/// A vault with access policies, a key and a network, all in West US 2.
pub(super) fn shop() -> Workshop {
    let shop = Workshop::new();
    let vault = json!({ "location": "westus2", "properties": {
        "tenantId": tenant(Directory::Fabrikam),
        "sku": { "family": "A", "name": "standard" },
        "enableRbacAuthorization": false,
        "enablePurgeProtection": true,
        "accessPolicies": [],
    }});
    shop.done(&Request::put(shop.vault_id("kv-w"), KV, vault));
    shop.key("kv-w", "k", json!({}));
    shop.identity("id-w");
    for (name, space) in [("vnet-a", "10.0.0"), ("vnet-b", "10.1.0")] {
        network(&shop, name, space);
    }
    shop
}

fn network(shop: &Workshop, name: &str, space: &str) {
    let subnet = |at: usize| {
        json!({ "name": format!("s{}", at + 1), "properties": {
            "addressPrefix": format!("{space}.{}/27", at * 32),
            "delegations": if at == 0 { json!([{ "name": "d", "properties": { "serviceName": ENVIRONMENT } }]) } else { json!([]) },
        }})
    };
    let subnets: Vec<Value> = (0..5).map(subnet).collect();
    let body = json!({ "location": "westus2", "properties": {
        "addressSpace": { "addressPrefixes": [format!("{space}.0/24")] },
        "subnets": subnets,
    }});
    let answer = shop.mara(&Request::put(network_id(shop, name), NET, body));
    assert_eq!(answer.status, 201, "{:?}", answer.body);
}

pub(super) fn network_id(shop: &Workshop, name: &str) -> ResourceId {
    shop.id("Microsoft.Network/virtualNetworks", name)
}

pub(super) fn subnet(shop: &Workshop, network: &str, name: &str) -> Value {
    json!({ "id": network_id(shop, network).child("subnets", name).as_str() })
}

pub(super) fn environment_id(shop: &Workshop) -> ResourceId {
    shop.id(ENVIRONMENT, "ise")
}

fn version(shop: &Workshop) -> String {
    let key = shop.mara(&Request::get(shop.vault_id("kv-w").child("keys", "k"), KV));
    let uri = key.value()["properties"]["keyUriWithVersion"].as_str();
    let uri = uri.expect("an identifier").to_owned();
    uri.rsplit('/').next().expect("a version").to_owned()
}

/// A good body with an identity of the environment's own.
pub(super) fn body(shop: &Workshop) -> Value {
    let subnets: Vec<Value> = ["s1", "s2", "s3", "s4"]
        .map(|it| subnet(shop, "vnet-a", it))
        .into();
    json!({
        "location": "westus2",
        "sku": { "name": "Premium", "capacity": 1 },
        "identity": { "type": "SystemAssigned" },
        "properties": {
            "networkConfiguration": {
                "accessEndpoint": { "type": "External" },
                "subnets": subnets,
            },
            "encryptionConfiguration": { "encryptionKeyReference": {
                "keyVault": { "id": shop.vault_id("kv-w").as_str() },
                "keyName": "k",
                "keyVersion": version(shop),
            }},
        },
    })
}

pub(super) fn put(shop: &Workshop, body: &Value, api: &str) -> Response {
    shop.mara(&Request::put(environment_id(shop), api, body.clone()))
}

pub(super) fn allow(shop: &Workshop, principal: &str, keys: &[&str]) {
    let body = json!({ "properties": { "accessPolicies": [{
        "tenantId": tenant(Directory::Fabrikam),
        "objectId": principal,
        "permissions": { "keys": keys },
    }]}});
    let add = format!("{}/accessPolicies/add", shop.vault_id("kv-w"));
    let answer = shop.mara(&Request::put(add, KV, body));
    assert!(answer.is_success(), "{:?}", answer.body);
}

pub(super) fn shown(shop: &Workshop) -> Value {
    let answer = shop.mara(&Request::get(environment_id(shop), LOGIC));
    answer.value().clone()
}

pub(super) const ALL: [&str; 4] = ["get", "list", "wrapKey", "unwrapKey"];

/// A change to the good body.
type Change = fn(&Workshop, &mut Value);

#[test]
fn what_an_environment_cannot_be_is_refused_at_once() {
    let shop = shop();
    let rows: [(&str, &str, Change, u16); 17] = [
        (
            "another region",
            LOGIC,
            |_, it| it["location"] = json!("westeurope"),
            400,
        ),
        ("three subnets", LOGIC, |_, it| subnets(it).truncate(3), 400),
        (
            "five subnets",
            LOGIC,
            |shop, it| subnets(it).push(subnet(shop, "vnet-a", "s5")),
            400,
        ),
        (
            "one subnet twice",
            LOGIC,
            |_, it| {
                let first = subnets(it)[0].clone();
                subnets(it)[3] = first;
            },
            400,
        ),
        (
            "subnets of two networks",
            LOGIC,
            |shop, it| subnets(it)[3] = subnet(shop, "vnet-b", "s4"),
            400,
        ),
        (
            "a subnet that is not there",
            LOGIC,
            |shop, it| subnets(it)[3] = subnet(shop, "vnet-a", "s9"),
            400,
        ),
        (
            "a first subnet without delegation",
            LOGIC,
            |_, it| subnets(it).rotate_left(1),
            400,
        ),
        (
            "no version of the key",
            LOGIC,
            |_, it| key(it)["keyVersion"] = json!(""),
            400,
        ),
        (
            "a vault without its slash",
            LOGIC,
            |_, it| {
                let id = key(it)["keyVault"]["id"].as_str().unwrap_or_default()[1..].to_owned();
                key(it)["keyVault"]["id"] = json!(id);
            },
            400,
        ),
        (
            "no identity",
            LOGIC,
            |_, it| it["identity"] = json!({ "type": "None" }),
            400,
        ),
        (
            "both identities",
            LOGIC,
            |shop, it| {
                it["identity"] = shop.user_assigned("id-w");
                it["identity"]["type"] = json!("SystemAssigned,UserAssigned");
            },
            400,
        ),
        ("no SKU", LOGIC, |_, it| it["sku"] = Value::Null, 400),
        (
            "too many scale units",
            LOGIC,
            |_, it| it["sku"]["capacity"] = json!(11),
            400,
        ),
        (
            "an identity that was not granted before",
            LOGIC,
            |shop, it| it["identity"] = shop.user_assigned("id-w"),
            403,
        ),
        (
            "a user-assigned identity in the older version",
            OLDER,
            |shop, it| it["identity"] = shop.user_assigned("id-w"),
            400,
        ),
        (
            "an internal endpoint in the older version",
            OLDER,
            |_, it| {
                it["properties"]["networkConfiguration"]["accessEndpoint"]["type"] =
                    json!("Internal");
            },
            400,
        ),
        (
            "an endpoint that nobody knows",
            LOGIC,
            |_, it| {
                it["properties"]["networkConfiguration"]["accessEndpoint"]["type"] = json!("Both");
            },
            400,
        ),
    ];
    for (name, api, change, status) in rows {
        let mut body = body(&shop);
        change(&shop, &mut body);
        let answer = put(&shop, &body, api);
        assert_eq!(answer.status, status, "{name}: {:?}", answer.body);
    }
    assert_eq!(
        shop.mara(&Request::get(environment_id(&shop), LOGIC))
            .status,
        404
    );
}

fn subnets(body: &mut Value) -> &mut Vec<Value> {
    let listed = &mut body["properties"]["networkConfiguration"]["subnets"];
    listed.as_array_mut().expect("a list")
}

fn key(body: &mut Value) -> &mut Value {
    &mut body["properties"]["encryptionConfiguration"]["encryptionKeyReference"]
}

#[test]
fn the_identity_appears_soon_and_the_deployment_takes_hours() {
    for api in [LOGIC, OLDER] {
        let shop = shop();
        let mut asked = body(&shop);
        if api == OLDER {
            asked["sku"] = Value::Null;
        }
        let answer = put(&shop, &asked, api);
        assert_eq!(answer.status, 201, "{:?}", answer.body);
        let monitor = answer
            .headers
            .get("azure-asyncoperation")
            .expect("an address");
        assert!(
            monitor.contains("/integrationServiceEnvironments/ise/operationStatuses/"),
            "{monitor}"
        );
        assert_eq!(answer.value()["identity"]["principalId"], Value::Null);
        shop.time.pass(Duration::from_secs(60));
        let principal = shown(&shop)["identity"]["principalId"]
            .as_str()
            .map(str::to_owned);
        allow(&shop, &principal.expect("a principal"), &ALL);
        shop.time.pass(Duration::from_secs(5000));
        assert_eq!(shown(&shop)["properties"]["provisioningState"], "Creating");
        shop.time.pass(Duration::from_secs(10_000));
        assert_eq!(
            shown(&shop)["properties"]["provisioningState"],
            "Succeeded",
            "{api}"
        );
    }
}
