//! Storage accounts: a row for each refusal, and what is read back.

use std::time::Duration;

use serde_json::{Value, json};

use super::workshop::{MI, ST, Workshop};
use super::*;
use crate::sandbox::Control;

#[test]
fn the_whole_way_from_identity_to_read_back() {
    let shop = Workshop::new();
    shop.vault("kv-a", json!({}));
    shop.key("kv-a", "k", json!({}));
    shop.identity("id-a");
    shop.account("acc1", json!({}));
    shop.attach("acc1", "id-a");
    shop.grant("kv-a", "id-a");
    let early = shop.set_key("acc1", "kv-a", "k");
    assert_eq!(
        outcome(&early),
        (400, "KeyVaultAuthenticationFailure".to_owned())
    );
    assert_eq!(shop.encryption("acc1")["keySource"], "Microsoft.Storage");
    let mut tries = 0;
    while !shop.set_key("acc1", "kv-a", "k").is_success() {
        shop.time.pass(Duration::from_secs(30));
        tries += 1;
        assert!(tries <= 10, "the grant never arrived");
    }
    assert!(tries >= 2, "the grant arrived within {tries} tries");
    let encryption = shop.encryption("acc1");
    assert_eq!(encryption["keySource"], "Microsoft.Keyvault");
    assert_eq!(encryption["keyvaultproperties"]["keyversion"], "");
    assert_eq!(shop.version_in_use("acc1"), shop.versions("kv-a", "k")[0]);
    assert!(encryption["keyvaultproperties"]["lastKeyRotationTimestamp"].is_string());
}

#[test]
fn every_key_that_cannot_be_used_is_refused_by_its_code() {
    let shop = Workshop::ready();
    let now = shop.time.now().seconds();
    let auth = "KeyVaultAuthenticationFailure";
    let missing = "KeyVaultEncryptionKeyNotFound";
    let invalid = "InvalidValuesForRequestParameters";
    let made = |vault: &str, properties: Value, key: Value| {
        shop.vault(vault, properties);
        shop.key(vault, "k", key);
        shop.grant(vault, "id-a");
    };
    let closed =
        |bypass: &str| json!({ "networkAcls": { "defaultAction": "Deny", "bypass": bypass } });
    made(
        "kv-open",
        json!({ "enablePurgeProtection": null }),
        json!({}),
    );
    made("kv-shut", closed("None"), json!({}));
    made("kv-trusting", closed("AzureServices"), json!({}));
    made(
        "kv-private",
        json!({ "publicNetworkAccess": "Disabled" }),
        json!({}),
    );
    made("kv-ec", json!({}), json!({ "kty": "EC", "keySize": null }));
    made(
        "kv-off",
        json!({}),
        json!({ "attributes": { "enabled": false } }),
    );
    made(
        "kv-late",
        json!({}),
        json!({ "attributes": { "nbf": now + 864_000 } }),
    );
    made(
        "kv-old",
        json!({}),
        json!({ "attributes": { "exp": now + 60 } }),
    );
    shop.vault("kv-alone", json!({}));
    shop.key("kv-alone", "k", json!({}));
    shop.time.pass(Duration::from_secs(700));
    let rows = [
        ("kv-open", "k", "", 400, "KeyVaultPolicyError"),
        ("kv-shut", "k", "", 400, auth),
        ("kv-private", "k", "", 400, auth),
        ("kv-alone", "k", "", 400, auth),
        ("kv-ec", "k", "", 400, invalid),
        ("kv-off", "k", "", 400, missing),
        ("kv-late", "k", "", 400, auth),
        ("kv-old", "k", "", 400, auth),
        ("kv-a", "nothing", "", 400, missing),
        (
            "kv-a",
            "k",
            "0123456789abcdef0123456789abcdef",
            400,
            missing,
        ),
        ("kv-nowhere", "k", "", 400, "KeyVaultVaultNotFound"),
        ("a.b", "k", "", 400, invalid),
        ("kv-trusting", "k", "", 200, ""),
    ];
    for (vault, key, version, status, code) in rows {
        let answer = shop.patch("acc1", shop.key_of(vault, key, version, "id-a"));
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{vault}/{key}/{version}: {:?}",
            answer.body
        );
    }
}

#[test]
fn identity_and_key_have_rules_of_their_own() {
    let shop = Workshop::ready();
    shop.identity("id-b");
    shop.grant("kv-a", "id-b");
    shop.key("kv-a", "k2", json!({}));
    shop.account("plain", json!({}));
    shop.account("own", json!({ "identity": { "type": "SystemAssigned" } }));
    shop.time.pass(Duration::from_secs(600));
    assert_eq!(shop.set_key("acc1", "kv-a", "k").status, 200);
    let key = |identity: &str| shop.key_of("kv-a", "k2", "", identity);
    let with = |mut body: Value, pointer: &str, value: Value| {
        *body.pointer_mut(pointer).expect("a place") = value;
        body
    };
    let both = |identity: Value| {
        let mut body = key("id-b");
        body["identity"] = identity;
        body
    };
    let users = |ids: &[(&str, Value)]| {
        let map = ids
            .iter()
            .map(|(name, value)| (shop.identity_id(name).to_string(), value.clone()));
        json!({ "type": "UserAssigned", "userAssignedIdentities": map.collect::<serde_json::Map<_, _>>() })
    };
    let no_opener = with(key("id-a"), "/properties/encryption/identity", Value::Null);
    let together = "InvalidRequestPropertyValue";
    let invalid = "InvalidValuesForRequestParameters";
    let rows: [(&str, Value, u16, &str); 11] = [
        ("plain", no_opener.clone(), 400, "MissingMsiHeaders"),
        ("plain", key("id-a"), 400, invalid),
        ("own", no_opener, 400, "KeyVaultAuthenticationFailure"),
        ("plain", both(users(&[("id-b", json!({}))])), 400, together),
        (
            "acc1",
            both(users(&[("id-a", Value::Null), ("id-b", json!({}))])),
            400,
            together,
        ),
        (
            "acc1",
            json!({ "identity": users(&[("id-b", json!({}))]) }),
            400,
            invalid,
        ),
        (
            "acc1",
            json!({ "identity": { "type": "None" } }),
            400,
            invalid,
        ),
        (
            "plain",
            json!({ "identity": { "type": "UserAssigned" } }),
            400,
            "MissingIdentityIds",
        ),
        (
            "plain",
            json!({ "identity": users(&[("id-nobody", json!({}))]) }),
            400,
            "FailedIdentityOperation",
        ),
        (
            "plain",
            json!({ "identity": { "type": "UserAssigned", "userAssignedIdentities": { "x": {} } } }),
            400,
            "LinkedInvalidPropertyId",
        ),
        ("acc1", key("id-a"), 200, ""),
    ];
    for (account, body, status, code) in rows {
        let answer = shop.patch(account, body.clone());
        assert_eq!(
            outcome(&answer),
            (status, code.to_owned()),
            "{account} {body}: {:?}",
            answer.body
        );
    }
    let said = shop.patch("plain", both(users(&[("id-b", json!({}))])));
    assert!(
        ArmError::read(&said).message.contains(
            "'encryption.identity, encryption.keyvaultproperties' cannot be updated in a single operation"
        )
    );
}

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
fn going_back_to_microsofts_keys_needs_the_old_key() {
    let shop = Workshop::ready();
    assert_eq!(shop.set_key("acc1", "kv-a", "k").status, 200);
    let key = shop.vault_id("kv-a").child("keys", "k");
    let back = json!({ "properties": { "encryption": {
        "services": { "blob": { "enabled": true }, "file": { "enabled": true } },
        "keySource": "Microsoft.Storage",
    }}});
    let enable = |enabled: bool| Control::SetKeyEnabled {
        key: key.clone(),
        version: String::new(),
        enabled,
    };
    shop.time.control(enable(false));
    let refused = shop.patch("acc1", back.clone());
    assert_eq!(outcome(&refused).1, "KeyVaultEncryptionKeyNotFound");
    shop.time.control(enable(true));
    assert_eq!(shop.patch("acc1", back).status, 200);
    let encryption = shop.encryption("acc1");
    assert_eq!(encryption["keySource"], "Microsoft.Storage");
    assert!(encryption.get("keyvaultproperties").is_none());
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
