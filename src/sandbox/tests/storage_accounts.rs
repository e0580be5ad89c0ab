//! Storage accounts: made, followed, changed, and who may do it.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::{MI, ST, Workshop};
use super::*;
use crate::sandbox::Control;

#[test]
fn what_is_chosen_at_creation_stays() {
    let shop = Workshop::ready();
    let create = |extra: Value| {
        let mut body = shop.account_body();
        body["identity"] = shop.user_assigned("id-a");
        body["properties"] = shop.key_of("kv-a", "k", "", "id-a")["properties"].clone();
        crate::resources::simulated::merge(&mut body, &extra);
        body
    };
    let all = json!({ "properties": { "encryption": {
        "services": {
            "queue": { "enabled": true, "keyType": "Account" },
            "table": { "enabled": true, "keyType": "Account" },
        },
        "requireInfrastructureEncryption": true,
    }}});
    let made = shop.done(&Request::put(shop.account_id("acc2"), ST, create(all)));
    let encryption = &made["properties"]["encryption"];
    assert_eq!(encryption["services"]["table"]["keyType"], "Account");
    assert_eq!(encryption["requireInfrastructureEncryption"], true);
    assert!(encryption["keyvaultproperties"]["currentVersionedKeyIdentifier"].is_string());
    let part = |encryption: Value| json!({ "properties": { "encryption": encryption } });
    let scope = |service: &str, kind: &str| {
        part(json!({ "services": { service: { "enabled": true, "keyType": kind } } }))
    };
    let fixed = "AccountPropertyCannotBeUpdated";
    let rows = [
        (scope("queue", "Account"), 409, fixed),
        (scope("blob", "Service"), 400, "InvalidRequestPropertyValue"),
        (
            part(json!({ "requireInfrastructureEncryption": true })),
            409,
            fixed,
        ),
        (json!({ "kind": "BlobStorage" }), 409, fixed),
        (scope("blob", "Account"), 200, ""),
        (
            part(json!({ "keySource": "Elsewhere" })),
            400,
            "InvalidRequestPropertyValue",
        ),
    ];
    for (body, status, code) in rows {
        let answer = shop.patch("acc1", body.clone());
        assert_eq!(outcome(&answer), (status, code.to_owned()), "{body}");
    }
    let put = |name: &str, body: Value| {
        let request = Request::put(shop.account_id(name), ST, body);
        outcome(&shop.mara(&request))
    };
    let own = json!({ "identity": { "type": "SystemAssigned" }, "properties": { "encryption": { "identity": { "userAssignedIdentity": "" } } } });
    let rows = [
        (
            put("Bad_Name", create(json!({}))),
            400,
            "AccountNameInvalid",
        ),
        (
            put("acc3", create(own)),
            400,
            "MissingPrerequisitesForEncryptionAtRest",
        ),
        (
            put("acc4", json!({ "location": "westeurope" })),
            400,
            "InvalidValuesForRequestParameters",
        ),
        (
            put(
                "acc5",
                json!({ "location": "westeurope", "sku": {}, "colour": 1 }),
            ),
            400,
            "InvalidRequestContent",
        ),
        (
            put("acc1", create(json!({ "location": "eastus" }))),
            409,
            "InvalidResourceLocation",
        ),
    ];
    for (found, status, code) in rows {
        assert_eq!(found, (status, code.to_owned()));
    }
}

#[test]
fn an_account_is_made_in_the_background_and_meanwhile_left_alone() {
    let shop = Workshop::new();
    let request = Request::put(shop.account_id("acc1"), ST, shop.account_body());
    let answer = shop.mara(&request);
    assert_eq!((answer.status, answer.body.text().as_str()), (202, ""));
    let poll = answer
        .headers
        .get("location")
        .expect("an address")
        .to_owned();
    assert!(poll.starts_with("https://management.azure.com/subscriptions/"));
    assert_eq!(answer.headers.get("retry-after"), Some("17"));
    let state = || {
        let read = shop.mara(&Request::get(shop.account_id("acc1"), ST));
        read.value()["properties"]["provisioningState"].clone()
    };
    assert_eq!(state(), "Creating");
    assert_eq!(shop.mara(&Request::follow(&poll)).status, 202);
    let busy = shop.patch("acc1", json!({ "tags": {} }));
    assert_eq!(
        outcome(&busy),
        (409, "StorageAccountOperationInProgress".to_owned())
    );
    shop.time.pass(Duration::from_secs(60));
    assert_eq!(state(), "Succeeded");
    let done = shop.mara(&Request::follow(&poll));
    assert_eq!((done.status, &done.value()["name"]), (200, &json!("acc1")));
    let check = |name: &str| {
        let path = format!(
            "{}/providers/Microsoft.Storage/checkNameAvailability",
            shop.group.subscription_id().expect("a subscription")
        );
        let body = json!({ "name": name, "type": "Microsoft.Storage/storageAccounts" });
        let answer = shop.mara(&Request::post(path, ST, Some(body)));
        answer.value()["reason"]
            .as_str()
            .unwrap_or("free")
            .to_owned()
    };
    assert_eq!(
        [check("acc1"), check("A"), check("acc2")],
        ["AlreadyExists", "AccountNameInvalid", "free"]
    );
    let delete = Request::delete(shop.account_id("acc1"), ST);
    assert_eq!(
        [shop.mara(&delete).status, shop.mara(&delete).status],
        [200, 204]
    );
}

#[test]
fn a_new_version_is_taken_within_a_day_by_those_who_follow() {
    let shop = Workshop::ready();
    shop.account("pinned", json!({}));
    shop.attach("pinned", "id-a");
    let first = shop.versions("kv-a", "k")[0].clone();
    assert_eq!(shop.set_key("acc1", "kv-a", "k").status, 200);
    let pin = shop.key_of("kv-a", "k", &first, "id-a");
    assert_eq!(shop.patch("pinned", pin).status, 200);
    let key = shop.vault_id("kv-a").child("keys", "k");
    shop.time.control(Control::RotateKey { key: key.clone() });
    let second = shop.versions("kv-a", "k")[0].clone();
    assert_ne!(first, second);
    assert_eq!(shop.version_in_use("acc1"), first);
    shop.time.pass(Duration::from_secs(86_400));
    assert_eq!(shop.version_in_use("acc1"), second);
    assert_eq!(shop.version_in_use("pinned"), first);
    // A version that cannot be used is not taken.
    shop.time.control(Control::RotateKey { key: key.clone() });
    shop.time.control(Control::SetKeyEnabled {
        key,
        version: String::new(),
        enabled: false,
    });
    shop.time.pass(Duration::from_secs(2 * 86_400));
    assert_eq!(shop.version_in_use("acc1"), second);
}

#[test]
fn attaching_an_identity_needs_the_right_to_assign_it() {
    let shop = Workshop::ready();
    let tom = object("tom");
    let name = "00000000-0000-4000-8000-000000000009";
    let contributor = "17d1049b-9a84-46fb-8f53-869881c3d3ab";
    assert_eq!(
        shop.mara(&grant(&shop.group, contributor, &tom, name))
            .status,
        201
    );
    shop.time.pass(Duration::from_secs(300));
    let body = json!({ "identity": shop.user_assigned("id-a") });
    let request = Request::patch(shop.account_id("acc1"), ST, body);
    let answer = shop.time.as_person("tom").ask(&request);
    assert_eq!(
        outcome(&answer),
        (403, "LinkedAuthorizationFailed".to_owned())
    );
    let tags = Request::patch(shop.account_id("acc1"), ST, json!({ "tags": { "a": "b" } }));
    assert_eq!(shop.time.as_person("tom").ask(&tags).status, 200);
}

#[test]
fn a_fresh_identity_is_known_only_by_its_type() {
    let shop = Workshop::new();
    shop.identity("id-a");
    let principal = shop.principal("id-a");
    let name = "00000000-0000-4000-8000-00000000000a";
    let give = grant(&shop.group, READER, &principal, name);
    assert_eq!(outcome(&shop.mara(&give)).1, "PrincipalNotFound");
    let mut typed = give.clone();
    let body = typed.body.as_mut().expect("a body");
    body["properties"]["principalType"] = json!("ServicePrincipal");
    assert_eq!(shop.mara(&typed).status, 201);
    shop.time.pass(Duration::from_secs(120));
    assert_eq!(shop.mara(&give).status, 200);
    assert_eq!(
        shop.mara(&Request::delete(shop.identity_id("id-a"), MI))
            .status,
        200
    );
    assert_eq!(
        shop.mara(&Request::get(shop.identity_id("id-a"), MI))
            .status,
        404
    );
    let again = grant(
        &shop.group,
        CONTRIBUTOR,
        &principal,
        "00000000-0000-4000-8000-00000000000b",
    );
    assert_eq!(outcome(&shop.mara(&again)).1, "PrincipalNotFound");
}
